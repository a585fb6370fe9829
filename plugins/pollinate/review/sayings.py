# What a note says, in one line: for whoever has many of them before them.
# Must not know: who asks.
"""Say notes in one line."""

from __future__ import annotations

from pollinate.emails import without_addresses
from pollinate.model.notes import Note

MOST_SAID = 120
"""Letters of a note's own words."""


def note_says(note: Note) -> str:
    """Return a note's kind, outcome, target and first words."""
    outcome = f", {note.outcome.value.replace('-', ' ')}" if note.outcome else ""
    words = " ".join(note.body.split())
    short = words if len(words) <= MOST_SAID else f"{words[:MOST_SAID]}…"
    about = f" on {note.about}" if note.about else f" to {', '.join(note.to)}" if note.to else ""
    return without_addresses(f"{note.kind.value}{outcome}{about}: {short}")
