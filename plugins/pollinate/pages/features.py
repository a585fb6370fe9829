# What a site can show of a garden, each by a plugin of its own: with none of them on, only topics,
# situations and notes are shown. Must not know: which pages follow from one, MkDocs.
"""Name the features of a site."""

from __future__ import annotations

ATTRIBUTION, THANKS, LEARNED, TRAILS = "attribution", "acknowledgements", "learned-from", "trails"
FEATURES = frozenset({ATTRIBUTION, THANKS, LEARNED, TRAILS})
