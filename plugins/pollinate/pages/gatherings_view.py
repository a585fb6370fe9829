# What pages show of gatherings: when, of which kind, who took part, what grew from it, and what was
# said of it. Must not know: HTML.
"""Make the views of gatherings."""

from __future__ import annotations

from dataclasses import dataclass

from pollinate.model.content import SourceKind
from pollinate.pages.notes_view import NoteIndex, NotesView
from pollinate.pages.parts import Lookup, PersonRef, Relation
from pollinate.paths import SrcUri


@dataclass(frozen=True, slots=True)
class GatheringView:
    """What stands below a gathering's own text."""

    date: str
    kind: str
    people: tuple[PersonRef, ...]
    grew: tuple[Relation, ...]
    notes: NotesView


def view_gathering(look: Lookup, index: NoteIndex, uri: SrcUri) -> GatheringView:
    """Return the view of one gathering."""
    one = look.garden.content.gatherings[uri]
    return GatheringView(
        one.date,
        one.kind,
        look.gathered(uri),
        look.grew(SourceKind.GATHERING, uri),
        index.on_page(uri),
    )


def view_gatherings(
    look: Lookup, index: NoteIndex
) -> tuple[tuple[str, SrcUri, GatheringView], ...]:
    """Return all gatherings, the newest first."""
    found = [
        (one.title, uri, view_gathering(look, index, uri))
        for uri, one in look.garden.content.gatherings.items()
    ]
    return tuple(
        sorted(
            sorted(found, key=lambda row: (row[0].casefold(), row[1])),
            key=lambda row: row[2].date,
            reverse=True,
        )
    )
