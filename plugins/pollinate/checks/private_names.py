# Names of people who asked to be shown by alias or not at all, where somebody wrote them into a
# text of their own. Fields that name people are mapped by us; an author's own words are theirs, so
# they are pointed out and left alone. Reads the repository and says so: findings go to whoever can
# read it anyway. Must not know: how findings are printed.
"""Find private names in texts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pollinate.content.frontmatter import FrontMatter, read_front_matter
from pollinate.model.content import Content
from pollinate.model.diagnostics import Diagnostic, Severity
from pollinate.model.garden import Garden
from pollinate.model.name_search import names_pattern
from pollinate.model.names import folded
from pollinate.model.people import Show
from pollinate.paths import SrcUri
from pollinate.runtime.regular_file import bytes_or_nothing
from pollinate.words import MOST_BYTES

MAPPED = frozenset(
    {
        *("person", "people", "to", "by", "as", "asked_by", "reviewed_by", "credit"),
        *("author", "authors", "git", "keeps"),
    }
)
"""Keys whose values name people: nothing but what may be shown is made of them."""


def find_private_names(garden: Garden, docs_dir: Path) -> Iterator[Diagnostic]:
    """Yield each text that names somebody who is shown by alias or hidden, and the first line of
    it that does.
    """
    content = garden.content
    private = [one for one in content.people.values() if one.show is not Show.NAME]
    in_git = {
        one.file: [*(who.name for who in one.identities), *one.before]
        for one in garden.people.joined
        if one.file
    }
    people = [
        (one, found)
        for one in private
        if (found := names_pattern(one, in_git.get(one.repo_path, ()))) is not None
    ]
    if not people:
        return
    for uri in _files(content):
        path = content.place.repo(uri)
        front = read_front_matter(bytes_or_nothing(docs_dir / uri, MOST_BYTES), path)
        texts = [
            (1, uri.replace("/", " ")),
            *_fields(front, ()),
            *enumerate(front.body.split("\n"), front.body_line),
        ]
        lines = [(number, folded(text)) for number, text in texts]
        for file, pattern in people:
            line = next((n for n, text in lines if pattern.search(text)), 0)
            if line and uri != file.src_uri:
                how = "by alias" if file.show is Show.ALIAS else "not at all"
                yield Diagnostic(
                    path=path,
                    line=line,
                    code="private-name",
                    message=f"this text names somebody who asked to be shown {how}",
                    cure=f"Leave the name out, or ask; see {file.repo_path}.",
                    severity=Severity.ADVICE,
                )


def _files(content: Content) -> list[SrcUri]:
    """Return all files of which words are shown."""
    profiles = {one.src_uri for one in content.people.values()}
    shown = {*content.lessons, *content.pages, *content.gatherings, *content.trails}
    return sorted({*(shown - content.hidden_files), *content.trails, *content.notes, *profiles})


def _fields(front: FrontMatter, place: tuple[str | int, ...]) -> Iterator[tuple[int, str]]:
    """Yield the line and text of each value that is an author's own words."""
    value: Any = front.values
    for step in place:
        value = value[step]
    if isinstance(value, str):
        yield front.line(*place), value
    elif isinstance(value, list):
        for number in range(len(value)):
            yield from _fields(front, (*place, number))
    elif isinstance(value, dict):
        for key in value:
            if str(key).casefold() not in MAPPED:
                yield from _fields(front, (*place, key))
