# Which lesson, trail, gathering, question or person somebody means by a word: a path, a file's
# name, a title, a slug, an address of the site. Why here: every verb and everything that is
# received must take one word for one thing. What nobody may know of is never a choice: the names
# here are those that pages show, and whoever is named by a private name is "a colleague".
# Must not know: who asks, what is done with what was found.
"""Find what is meant by a word."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar
from urllib.parse import unquote, urlsplit

from pollinate.errors import RequestError
from pollinate.model.content import Content
from pollinate.model.notes import NoteKind
from pollinate.model.people import COLLEAGUE, People, Show
from pollinate.paths import RepoPath, Slug, SrcUri, file_slug, slugify, stem_of

MOST_CHOICES = 20
LIKE, VERY_LIKE = 60, 76
"""From so many of a hundred on two words are alike: enough to name one as a choice; enough to doubt
that a word which may be new is meant.
"""
_WEB = re.compile(r"https?://", re.I)
_HERE = ("localhost", "127.0.0.1", "[::1]", "0.0.0.0")
"""Where `serve` shows a site."""


class AmbiguousError(RequestError):
    """A word means several things, all of which are among the choices."""


class Findable(Protocol):
    """What finding needs to know of a page."""

    @property
    def src_uri(self) -> str: ...

    @property
    def repo_path(self) -> str: ...

    @property
    def title(self) -> str: ...


L = TypeVar("L", bound=Findable)


@dataclass(frozen=True, slots=True)
class Target:
    """A page or a note that a word can mean."""

    src_uri: SrcUri
    repo_path: RepoPath
    title: str
    kind: str = "lesson"


def targets_of(content: Content, *, people: bool = False, notes: bool = False) -> list[Target]:
    """Return the lessons, trails and gatherings that readers see; with `people` also profiles, with
    `notes` notes.
    """
    found = [
        Target(le.src_uri, le.repo_path, le.title)
        for le in content.lessons.values()
        if not le.draft
    ]
    for t in content.trails.values():
        found += [] if t.hidden else [Target(t.src_uri, t.repo_path, t.title, "trail")]
    for g in content.gatherings.values():
        found += [] if g.hidden else [Target(g.src_uri, g.repo_path, g.title, "gathering")]
    if people:
        shown = (p for p in content.people.values() if p.show is Show.NAME)
        found += [Target(p.src_uri, p.repo_path, p.name or p.handle, "profile") for p in shown]
    if notes:
        found += [Target(n.src_uri, n.repo_path, "", "note") for n in content.notes.values()]
    return found


def questions_of(content: Content) -> list[Target]:
    """Return the questions, by the beginning of their words."""
    asked = [n for n in content.notes.values() if n.kind is NoteKind.QUESTION]
    return [
        Target(n.src_uri, n.repo_path, " ".join(n.body.split())[:80], "question") for n in asked
    ]


def find_target(word: str, targets: Sequence[L], what: str = "page", site_url: str = "") -> L:
    """Return what a word means: by path (from docs_dir or the repository root), file name, title,
    slug, or address of the site.

    Raises RequestError with the choices when the word fits none or several.
    """
    for fits in _readings(word, targets, site_url):
        found = [one for one in targets if fits(one)]
        if len(found) == 1:
            return found[0]
        if found:
            raise AmbiguousError(
                f"'{word}' may be one of {len(found)} {what}s",
                cure="Say which:",
                example="\n".join(_shown(one) for one in found[:MOST_CHOICES]),
                choices=tuple(one.src_uri for one in found[:MOST_CHOICES]),
            )
    near = _near_targets(word, targets)
    raise RequestError(
        f"there is no {what} '{word}'",
        cure="Did you mean:" if near else "Give its path from docs_dir.",
        example="\n".join(map(_shown, near)),
        choices=tuple(one.src_uri for one in near),
    )


def find_question(word: str, content: Content, site_url: str = "") -> Target:
    """Return the question meant by its file, words or address, or by the page that it is about
    where that has only one.
    """
    asked = [n for n in content.notes.values() if n.kind is NoteKind.QUESTION]
    found = questions_of(content)
    try:
        return find_target(word, found, "question", site_url)
    except RequestError as unknown:
        pages = {n.about for n in asked}
        shown = [one for one in targets_of(content, people=True) if one.src_uri in pages]
        try:
            page = find_target(word, shown, "page", site_url)
        except RequestError:
            raise unknown from None
    about = {n.src_uri: n.about for n in asked}
    near = [one for one in found if about[one.src_uri] == page.src_uri]
    if len(near) == 1:
        return near[0]
    raise AmbiguousError(
        f"{len(near)} questions are about '{word}'",
        cure="Say which:",
        example="\n".join(_shown(one) for one in near[:MOST_CHOICES]),
        choices=tuple(one.src_uri for one in near[:MOST_CHOICES]),
    )


def find_person(word: str, people: People, site_url: str = "") -> Slug:
    """Return the person meant by a handle, slug, name, profile or page; by a part of a name that
    only one person has.

    Raises RequestError with the choices.
    """
    place = _place(word, site_url)
    wanted = posixpath.basename(place[0].removesuffix(".html")) if place else word
    slug = people.resolve(wanted, alone=False)
    if slug is not None and slug in people.contributors:
        return slug
    shown = [one for one in people.contributors.values() if one.slug != COLLEAGUE]
    said = folded_words(wanted)
    parts = [one for one in shown if said in one.name.casefold().split()]
    parts = parts or [one for one in shown if said and said in folded_words(one.name)]
    if len(parts) == 1:
        return parts[0].slug
    if parts:
        parts = sorted(parts, key=lambda c: c.name)[:MOST_CHOICES]
        raise AmbiguousError(
            f"'{word}' may be one of {len(parts)} people",
            cure="Say which, by the first column:",
            example="\n".join(f"{one.slug:24} {one.name}" for one in parts),
            choices=tuple(one.slug for one in parts),
        )
    slugs = near_people(word, people)
    names = people.contributors
    raise RequestError(
        f"nobody in this garden is called '{word}'",
        cure="Did you mean:" if slugs else "Give a handle, a slug or the exact name.",
        example="\n".join(f"{slug:24} {names[slug].name}" for slug in slugs),
        choices=tuple(slugs),
    )


def near_people(word: str, people: People, least: int = LIKE) -> list[Slug]:
    """Return whose names or slugs are like a word, the likest first; nobody who is hidden."""
    called: dict[str, Slug] = {}
    for one in people.contributors.values():
        if one.slug != COLLEAGUE:
            called.setdefault(one.slug, one.slug)
            called.setdefault(one.name, one.slug)
            for part in one.name.split() if least <= LIKE else ():
                called.setdefault(part, one.slug)
    return list(dict.fromkeys(called[name] for name in near(word, called, least)))[:5]


def near(word: str, names: Iterable[str], least: int = LIKE, most: int = 10) -> list[str]:
    """Return the names that are like a word, the likest first."""
    # Lazily: whoever asks by the right word needs none of it.
    from rapidfuzz import fuzz, process

    found = process.extract(
        folded_words(word),
        list(names),
        scorer=fuzz.ratio,
        processor=folded_words,
        limit=most,
        score_cutoff=least,
    )
    return [name for name, _, _ in found]


def folded_words(text: str) -> str:
    """Return a text as far as two spellings of one have it in common: no capitals, hyphens or
    underscores, single blanks.
    """
    plain = unicodedata.normalize("NFC", text).casefold()
    return " ".join(plain.replace("-", " ").replace("_", " ").split())


def _readings(
    word: str, targets: Sequence[Findable], site_url: str
) -> Iterable[Callable[[Findable], bool]]:
    """Yield what a word may say of a page, the surest first."""
    if place := _place(word, site_url):
        path, note = place
        if note:
            yield lambda one: _name(one) == note
        for at in _places(path, targets, whole=bool(site_url) or not _WEB.match(word)):
            yield lambda one, at=at: _address(one.src_uri) == at  # type: ignore[misc]
        if _WEB.match(word):
            return
    # As it is first: a name may hold the sign that parts folders on Windows.
    yield lambda one: word in (one.src_uri, one.repo_path)
    wanted = word.replace("\\", "/").removeprefix("./").rstrip("/")
    yield lambda one: wanted in (one.src_uri, one.repo_path)
    stem = wanted.removesuffix(".md").removesuffix(".markdown")
    names = {wanted, stem}
    title = " ".join(word.split())
    yield (
        lambda one: (
            bool(names & {_stem(one.src_uri), _name(one)})
            or bool(title and " ".join(one.title.split()) == title)
        )
    )
    yield lambda one: stem == _stem(one.repo_path) or wanted == _address(one.src_uri)
    said = folded_words(word)
    yield lambda one: bool(said) and said == folded_words(one.title)
    for slug in (file_slug(word), slugify(word)):
        yield lambda one, slug=slug: (  # type: ignore[misc]
            bool(slug) and slug in (_name(one), file_slug(_name(one)), file_slug(one.title))
        )


def _place(word: str, site_url: str) -> tuple[str, str] | None:
    """Return the path below the site's top, and the note, that an address says; None for what is
    none.
    """
    web = _WEB.match(word)
    if not web and not word.startswith("/"):
        return None
    parts, site = urlsplit(word), urlsplit(site_url)
    host = parts.hostname or ""
    ours = site.netloc.casefold() in ("", parts.netloc.casefold()) or host in _HERE
    if web and not ours:
        raise RequestError(
            f"'{word}' is no page of this site", cure="Its addresses begin with:", example=site_url
        )
    path, top = unquote(parts.path), site.path.strip("/")
    path = path.strip("/")
    if top and (path == top or path.startswith(f"{top}/")):
        path = path[len(top) :].strip("/")
    anchor = unquote(parts.fragment)
    return path, anchor.removeprefix("note-") if anchor.startswith("note-") else ""


def _places(path: str, targets: Sequence[Findable], *, whole: bool) -> Iterable[str]:
    """Yield what an address's path may say; where nobody knows at which path a site begins, also
    without its first folders.
    """
    path = posixpath.splitext(path)[0] if path.endswith((".html", ".md")) else path
    path = "" if path == "index" else path.removesuffix("/index")
    yield path
    parts = path.split("/")
    for n in range(1, 1 if whole else min(len(parts), 8)):
        yield "/".join(parts[n:])


def _address(uri: str) -> str:
    stem = stem_of(uri)
    return "" if stem == "index" else stem.removesuffix("/index")


def _stem(uri: str) -> str:
    """Return a path without its ending, whichever that is: any text can be a lesson."""
    return uri.rsplit(".", 1)[0]


def _name(one: Findable) -> str:
    return posixpath.basename(_stem(one.src_uri))


def _shown(one: Findable) -> str:
    return f"{one.src_uri}  {one.title}".rstrip()


def _near_targets(word: str, targets: Sequence[L]) -> list[L]:
    called: dict[str, L] = {}
    for one in targets:
        for name in (_name(one), one.title, " ".join(one.title.split()[: len(word.split())])):
            if name:
                called.setdefault(name, one)
    likest = near(posixpath.basename(word.rstrip("/").removesuffix(".md")), called)
    found: Mapping[str, L] = {called[name].src_uri: called[name] for name in likest}
    return list(found.values())[:5]
