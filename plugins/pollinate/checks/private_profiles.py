# Profiles that ask not to show somebody, and hide nobody: no commit and no field bears a name of
# theirs, so that whoever is meant is shown. Must not know: how findings are printed.
"""Find wishes that nobody gets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pollinate.model.content import Content, SourceKind
from pollinate.model.diagnostics import Diagnostic, Severity
from pollinate.model.garden import Garden
from pollinate.model.hidden_names import HASHED
from pollinate.model.names import may_mean, private_keys, spelled
from pollinate.model.notes import CreditEntry
from pollinate.model.private_people import PrivatePeople


def find_idle_wishes(garden: Garden) -> Iterator[Diagnostic]:
    """Yield each profile that asks for an alias, or not to be shown, and names nobody here."""
    private = PrivatePeople(garden)
    for file in private.files if garden.history.available else ():
        if garden.people.claimed.get(file.repo_path) or any(map(HASHED.fullmatch, file.git)):
            continue
        keys = private_keys(private.names_of(file))
        if not any(may_mean(spelled(name), keys, alone=True) for name in _named(garden.content)):
            yield Diagnostic(
                path=file.repo_path,
                line=1,
                code="hides-nobody",
                message="this file asks not to show somebody, and no commit bears a name in it",
                cure='Write each name as `git log` shows it: git: ["Mira Kovac", "mira"].',
                severity=Severity.ERROR,
            )


def _named(content: Content) -> Iterator[str]:
    """Yield whom fields of files name."""
    for lesson in content.lessons.values():
        yield from (one.target for one in lesson.learned_from if one.kind is SourceKind.PERSON)
        yield from (lesson.asked_by, lesson.review.by if lesson.review else "")
        yield from _credited(lesson.credit)
    for note in content.notes.values():
        yield from (*note.to, *_credited(note.credit))
    for trail in content.trails.values():
        yield from _credited(trail.credit)
    for gathering in content.gatherings.values():
        yield from gathering.people


def _credited(entries: Iterable[CreditEntry]) -> Iterator[str]:
    for entry in entries:
        yield entry.person or entry.as_name
