# Finds the lesson or the person that somebody means by a word; an unclear word is answered with the
# choices. Must not know: what is done with what was found.
"""Find what is meant by a word."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from pollinate.errors import RequestError
from pollinate.model.content import Content
from pollinate.model.notes import NoteKind
from pollinate.model.people import People, Show
from pollinate.paths import RepoPath, Slug, SrcUri


class Choosable(Protocol):
    """What choosing needs to know of a lesson."""

    @property
    def src_uri(self) -> str: ...

    @property
    def repo_path(self) -> str: ...

    @property
    def title(self) -> str: ...


L = TypeVar("L", bound=Choosable)


@dataclass(frozen=True, slots=True)
class NoteTarget:
    """What a note can be about."""

    src_uri: SrcUri
    repo_path: RepoPath
    title: str


def choose_lesson(word: str, lessons: Sequence[L], what: str = "lesson") -> L:
    """Return the lesson (or other file) meant by a path (from docs_dir or the repository root), a
    slug or a title.

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
        if names & {_stem(le.src_uri), posixpath.basename(_stem(le.src_uri))}
        or le.title.casefold() == word.casefold()
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise RequestError(
            f"'{word}' may be one of {len(found)} {what}s",
            cure="Say which:",
            example="\n".join(le.src_uri for le in found[:20]),
        )
    from difflib import get_close_matches

    near = get_close_matches(
        wanted, [posixpath.basename(_stem(le.src_uri)) for le in lessons], 5, 0.5
    )
    raise RequestError(
        f"there is no {what} '{word}'",
        cure="Did you mean:" if near else "Give its path from docs_dir.",
        example="\n".join(near),
    )


def choose_target(
    word: str, content: Content, *, people: bool = False, notes: bool = False
) -> NoteTarget:
    """Return the lesson, trail or gathering that a note is about; with `people` also a profile,
    with `notes` a note.
    """
    found = [
        *(
            NoteTarget(le.src_uri, le.repo_path, le.title)
            for le in content.lessons.values()
            if not le.draft
        ),
        *(
            NoteTarget(t.src_uri, t.repo_path, t.title)
            for t in content.trails.values()
            if not t.hidden
        ),
        *(
            NoteTarget(g.src_uri, g.repo_path, g.title)
            for g in content.gatherings.values()
            if not g.hidden
        ),
    ]
    if people:
        shown = (p for p in content.people.values() if p.show is Show.NAME)
        found += [NoteTarget(p.src_uri, p.repo_path, p.name or p.handle) for p in shown]
    if notes:
        found += [NoteTarget(n.src_uri, n.repo_path, "") for n in content.notes.values()]
    return choose_lesson(word, found, "page")


def choose_question(word: str, content: Content) -> NoteTarget:
    """Return the question meant by its file, or by the page that it is about where that has only
    one.
    """
    asked = [n for n in content.notes.values() if n.kind is NoteKind.QUESTION]
    found = [NoteTarget(n.src_uri, n.repo_path, " ".join(n.body.split())[:80]) for n in asked]
    stem = _stem(word.removeprefix("./"))
    if not any(
        stem in (_stem(q.src_uri), _stem(q.repo_path), posixpath.basename(_stem(q.src_uri)))
        for q in found
    ):
        about = {n.src_uri: n.about for n in asked}
        names = {word, stem}
        near = [
            q
            for q in found
            if names
            & {
                about[q.src_uri],
                _stem(about[q.src_uri]),
                posixpath.basename(_stem(about[q.src_uri])),
            }
        ]
        if len(near) == 1:
            return near[0]
        if near:
            raise RequestError(
                f"{len(near)} questions are about '{word}'",
                cure="Say which:",
                example="\n".join(f"{q.src_uri}  {q.title}" for q in near[:20]),
            )
    return choose_lesson(word, found, "question")


def _stem(uri: str) -> str:
    return uri.rsplit(".", 1)[0]


def choose_person(word: str, people: People) -> Slug:
    """Return the person meant by a handle, slug or exact name; raises RequestError with the
    choices.
    """
    slug = people.resolve(word, alone=False)
    if slug is not None and slug in people.contributors:
        return slug
    wanted = word.casefold()
    parts = [one for one in people.contributors.values() if wanted in one.name.casefold().split()]
    parts = parts or [one for one in people.contributors.values() if wanted in one.name.casefold()]
    if len(parts) == 1:
        return parts[0].slug
    if parts:
        names = "\n".join(
            f"{one.slug:24} {one.name}" for one in sorted(parts, key=lambda c: c.name)[:20]
        )
        raise RequestError(
            f"'{word}' may be one of {len(parts)} people",
            cure="Say which, by the first column:",
            example=names,
        )
    from difflib import get_close_matches

    near = get_close_matches(word, list(people.contributors), 5, 0.5)
    raise RequestError(
        f"nobody in this garden is called '{word}'",
        cure="Did you mean:" if near else "Give a handle, a slug or the exact name.",
        example="\n".join(near),
    )
