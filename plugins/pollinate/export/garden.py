# The document `pollinate/garden/1` for those who can read the repository: what may be published, and
# shares, counts and times of those who show their name.
# Must not know: who asks for it.
"""Export a whole garden."""

from __future__ import annotations

from typing import Any

from pollinate.export.credits import credit_entry
from pollinate.export.public import export_public
from pollinate.model.credits import Credit
from pollinate.model.garden import Garden
from pollinate.model.people import Contributor, Show
from pollinate.model.public import PublicGarden


def export_garden(garden: Garden, public: PublicGarden) -> dict[str, Any]:
    """Return the whole garden: what may be published of it, and shares, counts and times besides.

    Times are left as days or months wherever somebody on an act is private.
    """
    document = export_public(public)
    for uri, one in garden.credits.items():
        lesson = document["lessons"][uri]
        if public.credits[uri].first[:10] == one.first[:10]:
            lesson["first"], lesson["last"] = one.first or None, one.last or None
        shown = {credit.contributor: credit for credit in public.credits[uri].credits}
        exact = {credit.contributor: credit for credit in one.credits}
        lesson["credits"] = [
            _with_share(exact[slug], shown[slug], garden.people.contributors[slug])
            for slug in shown
        ]
    exact_notes = {note.src_uri: note.when for note in garden.notes}
    for note in document["notes"]:
        if note["when"] and (when := exact_notes.get(note["id"], "")).startswith(note["when"]):
            note["when"] = when
    for uri, trail in garden.trails.items():
        entry = document["trails"][uri]
        if entry["when"] and len(entry["when"]) == 10:
            entry["when"] = trail.when
    return document


def _with_share(exact: Credit, shown: Credit, who: Contributor) -> dict[str, Any]:
    entry = credit_entry(exact, who)
    if who.show is not Show.NAME or exact.first[:10] != shown.first:
        entry["first"], entry["last"] = shown.first or None, shown.last or None
    return entry
