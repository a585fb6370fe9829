# The document `pollinate/garden/2` for those who can read the repository: what may be published,
# and shares, counts and times of those who show their name.
# Must not know: who asks for it.
"""Export a whole garden."""

from __future__ import annotations

from typing import Any

from pollinate.export.credits import credit_entries, exact
from pollinate.export.public import export_public
from pollinate.model.credits import Phrase
from pollinate.model.garden import Garden
from pollinate.model.public import PublicCommit, PublicGarden


def export_garden(garden: Garden, public: PublicGarden) -> dict[str, Any]:
    """Return the whole garden: what may be published of it, and shares, counts, times, changes and
    phrases besides.

    Times are left as days or months wherever somebody on an act is private.
    """
    document = export_public(public)
    for uri, one in garden.credits.items():
        lesson, shown = document["lessons"][uri], public.credits[uri]
        lesson["first"], lesson["last"] = exact(one.first, shown.first), exact(one.last, shown.last)
        lesson["credits"] = credit_entries(one, shown)
        numbers = {number for credit in shown.credits for number in credit.commits}
        lesson["changes"] = [_change(public.commits[number]) for number in sorted(numbers)]
        lesson["phrases"] = [_phrase(phrase) for phrase in public.phrases.get(uri, ())]
    times = {note.src_uri: note.when for note in garden.notes}
    for note in document["notes"]:
        note["when"] = exact(times.get(note["id"], ""), note["when"] or "")
    for uri, trail in garden.trails.items():
        document["trails"][uri]["when"] = exact(trail.when, public.trails[uri].when)
    return document


def _change(one: PublicCommit) -> dict[str, Any]:
    return {"commit": one.sha, "when": one.when or None, "subject": one.subject or None}


def _phrase(one: Phrase) -> dict[str, Any]:
    return {
        "by": list(one.by),
        "when": one.when or None,
        "words": one.words,
        "quote": one.quote,
    }
