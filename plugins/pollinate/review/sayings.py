# What a note says, in one line for whoever has many of them before them, and whole for whoever
# decides on it, without what must not be repeated. Must not know: who asks.
"""Say notes in one line."""

from __future__ import annotations

from collections.abc import Iterator

from pollinate.model.notes import Note
from pollinate.review.unsaid import Unsaid

MOST_SAID = 120
"""Letters of a note's own words."""


def note_says(note: Note, unsaid: Unsaid) -> str:
    """Return a note's kind, outcome, target and first words."""
    words = _words(note, unsaid)
    short = words if len(words) <= MOST_SAID else f"{words[:MOST_SAID]}…"
    return unsaid.line(f"{_begin(note)}: {short}")


def note_left(note: Note, unsaid: Unsaid) -> str:
    """Return what `note_says` leaves out: how many words, and which fields; empty for nothing."""
    left = len(_words(note, unsaid)[MOST_SAID:].split())
    words = f"{left} more word{'' if left == 1 else 's'}" if left else ""
    keys = (line.partition(":")[0] for line in _fields(note))
    return ", ".join(filter(None, (words, *dict.fromkeys(keys))))


def note_whole(note: Note, unsaid: Unsaid) -> str:
    """Return all that a note says and a page would show, line by line."""
    lines = [_begin(note), *_fields(note), *note.body.strip().splitlines()]
    return unsaid.words("\n".join(lines))


def _words(note: Note, unsaid: Unsaid) -> str:
    """Return a note's own words in one line, without what must not be repeated: the half of a
    password is one still, and is known by nothing.
    """
    return " ".join(unsaid.words(note.body).split())


def _begin(note: Note) -> str:
    outcome = f", {note.outcome.value.replace('-', ' ')}" if note.outcome else ""
    about = f" on {note.about}" if note.about else f" to {', '.join(note.to)}" if note.to else ""
    return f"{note.kind.value}{outcome}{about}"


def _fields(note: Note) -> Iterator[str]:
    if note.to and note.about:
        yield f"to: {', '.join(note.to)}"
    for key, said in (("helps", note.helps), ("effect", note.effect), ("see", note.see)):
        if said:
            yield f"{key}: {' '.join(said.split())}"
    for one in note.credit:
        who = one.as_name or one.person
        if who:
            yield f"credit: {' '.join(f'{who} {one.role}'.split())}"
