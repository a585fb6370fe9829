# Whom files name in values that mean people: who was at a gathering, who is thanked, who looks at a
# lesson again, who decides. Why here: somebody may stand in such a value and in no commit, and the
# wish not to be named holds for that person, too.
# Must not know: who is who, what somebody is shown as.
"""List the people whom files name."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator

from pollinate.model.content import Content, SourceKind
from pollinate.model.names import name_key, spelled


def mentioned_people(content: Content, more: Collection[str] = ()) -> list[str]:
    """Return the names and handles that stand where files name a person, and those of `more`, each
    once.
    """
    said = [name for name in (*_in_lessons(content), *_beside(content), *more) if name_key(name)]
    return list({name_key(name): name for name in map(spelled, said)}.values())


def _in_lessons(content: Content) -> Iterator[str]:
    for lesson in content.lessons.values():
        yield from (one.target for one in lesson.learned_from if one.kind is SourceKind.PERSON)
        yield from (one.person for one in lesson.credit)
        yield lesson.asked_by
        if lesson.review is not None:
            yield lesson.review.by


def _beside(content: Content) -> Iterator[str]:
    for gathering in content.gatherings.values():
        yield from gathering.people
    for note in content.notes.values():
        yield from note.to
        yield from (one.person for one in note.credit)
        if re.search(r"(?:^|/)people/[^/]+$", note.about):
            yield posixpath.basename(note.about).rsplit(".", 1)[0]
    for trail in content.trails.values():
        yield from (one.person for one in trail.credit)
