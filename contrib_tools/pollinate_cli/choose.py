# Finds the lesson or the person that somebody means by a word; an unclear word is answered with the choices.
# Must not know: what is done with what was found.
"""Find what is meant by a word."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from typing import Protocol, TypeVar

from pollinate.derive.people import People
from pollinate.errors import RequestError
from pollinate.paths import Slug


class Named(Protocol):
    """What choosing needs to know of a lesson."""

    @property
    def src_uri(self) -> str: ...

    @property
    def repo_path(self) -> str: ...

    @property
    def title(self) -> str: ...


L = TypeVar("L", bound=Named)


def choose_lesson(word: str, lessons: Sequence[L]) -> L:
    """Return the lesson meant by a path (from docs_dir or the repository root), a slug or a title.

    Raises RequestError with the choices when the word fits none or several.
    """
    wanted = word.removeprefix("./").rstrip("/")
    exact = [le for le in lessons if wanted in (le.src_uri, le.repo_path)]
    if exact:
        return exact[0]
    names = {wanted, wanted.removesuffix(".md")}
    found = [
        le
        for le in lessons
        if names & {_stem(le.src_uri), posixpath.basename(_stem(le.src_uri))} or le.title.casefold() == word.casefold()
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise RequestError(
            f"'{word}' may be one of {len(found)} lessons", cure="Say which:", example="\n".join(le.src_uri for le in found[:20])
        )
    from difflib import get_close_matches

    near = get_close_matches(wanted, [posixpath.basename(_stem(le.src_uri)) for le in lessons], 5, 0.5)
    raise RequestError(
        f"there is no lesson '{word}'", cure="Did you mean:" if near else "Give its path from docs_dir.", example="\n".join(near)
    )


def _stem(uri: str) -> str:
    return uri.rsplit(".", 1)[0]


def choose_person(word: str, people: People) -> Slug:
    """Return the person meant by a handle, slug or exact name; raises RequestError with the choices."""
    slug = people.find(word)
    if slug is not None and slug in people.contributors:
        return slug
    wanted = word.casefold()
    parts = [one for one in people.contributors.values() if wanted in one.name.casefold().split()]
    parts = parts or [one for one in people.contributors.values() if wanted in one.name.casefold()]
    if len(parts) == 1:
        return parts[0].slug
    if parts:
        names = "\n".join(f"{one.slug:24} {one.name}" for one in sorted(parts, key=lambda c: c.name)[:20])
        raise RequestError(f"'{word}' may be one of {len(parts)} people", cure="Say which, by the first column:", example=names)
    from difflib import get_close_matches

    near = get_close_matches(word, list(people.contributors), 5, 0.5)
    raise RequestError(
        f"nobody in this garden is called '{word}'",
        cure="Did you mean:" if near else "Give a handle, a slug or the exact name.",
        example="\n".join(near),
    )
