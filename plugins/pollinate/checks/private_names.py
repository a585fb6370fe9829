# Names of people who asked to be shown by alias or not at all, where somebody wrote them into a
# text of their own. Fields are mapped by us; an author's own words are theirs, so they are pointed
# out and left alone. Reads the repository and says so: findings go to whoever can read it anyway.
# Must not know: how findings are printed.
"""Find private names in texts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pollinate.model.diagnostics import Diagnostic, Severity
from pollinate.model.garden import Garden
from pollinate.model.people import PersonFile, Show
from pollinate.paths import RepoPath

SHORT = 4
"""Names of fewer letters are words too often."""


def find_private_names(garden: Garden) -> Iterator[Diagnostic]:
    """Yield each text that names somebody who is shown by alias or hidden."""
    names = {
        name: file
        for file in garden.content.people.values()
        if file.show is not Show.NAME
        for name in _names(file)
    }
    if not names:
        return
    pattern = re.compile(
        r"(?<!\w)(?:"
        + "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True))
        + r")(?!\w)",
        re.I,
    )
    folded = {name.casefold(): file for name, file in names.items()}
    for path, text, first in _texts(garden):
        for match in pattern.finditer(text):
            file = folded[match[0].casefold()]
            line = first + text.count("\n", 0, match.start())
            message = (
                "this text names somebody who asked to be shown"
                f" {'by alias' if file.show is Show.ALIAS else 'not at all'}"
            )
            yield Diagnostic(
                path=path,
                line=line,
                code="private-name",
                message=message,
                cure=f"Leave the name out, or ask; see {file.repo_path}.",
                severity=Severity.ADVICE,
            )
            break


def _names(file: PersonFile) -> set[str]:
    return {
        name
        for name in (file.name, *file.git, file.handle)
        if len(name) >= SHORT and name.casefold() != file.alias.casefold()
    }


def _texts(garden: Garden) -> Iterator[tuple[RepoPath, str, int]]:
    for lesson in garden.content.lessons.values():
        yield lesson.repo_path, lesson.body, lesson.body_line
        yield (
            lesson.repo_path,
            "\n".join(
                (
                    lesson.title,
                    lesson.summary,
                    *lesson.applies_when,
                    *(s.because for s in lesson.learned_from),
                )
            ),
            1,
        )
    for note in garden.content.notes.values():
        yield note.repo_path, note.body, note.body_line
        yield note.repo_path, note.effect, 1
    for trail in garden.content.trails.values():
        yield trail.repo_path, "\n".join((trail.title, trail.summary, *trail.reflect)), 1
