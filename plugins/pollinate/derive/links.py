# From links as written to links as meant: which lesson, page, person, gathering or outside source
# each one leads to. Rules: docs/developers/cases.md. One link for each pair and
# kind, with all its reasons; what carries the relation `learned-from` is kept apart from what only
# mentions. A draft is no target, so its title cannot leak. Must not know: Markdown, HTML, pages.
"""Derive links and outside sources."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import quote, unquote, urlsplit

from pollinate.derive.wiki import WikiNames, is_path, is_relative
from pollinate.model.content import Content, LearnedFrom, Lesson, RawLink, SourceKind
from pollinate.model.diagnostics import Diagnostic, Severity
from pollinate.model.links import Link, LinkKind, OutsideSource
from pollinate.model.people import People
from pollinate.paths import RepoPath, SrcUri, join_src

MANY = 50
"""A page that links to more lessons than this is an index, and an index mentions nothing."""
SAFE = ("http", "https", "mailto")
_PEOPLE = SourceKind.PERSON


LinkTarget = tuple[SourceKind, str]


@dataclass(frozen=True, slots=True)
class WikiTarget:
    """What a wiki link names."""

    found: LinkTarget | None
    ties: tuple[SrcUri, ...] = ()
    """Files that it may mean as well."""


@dataclass(frozen=True)
class LinkTargets:
    """Everything that a link in the garden can lead to."""

    content: Content
    people: People
    moved: Mapping[SrcUri, SrcUri]
    """Where files went that git saw renamed, and what `redirect_from` says."""

    @cached_property
    def _wiki(self) -> WikiNames:
        return WikiNames(self.content)

    def file(self, source: SrcUri, href: str) -> tuple[SourceKind, str] | None:
        """Return what an internal href leads to: by file, by folder address, by where it moved
        to.
        """
        if urlsplit_safe(href) is None:
            return None
        path = unquote(urlsplit(href).path.replace("\\", "/"))
        if not path:
            return None
        joined = join_src(source, path)
        places = [joined]
        # Written as an address: the page of `a/b.md` stands at `a/b/`, so its links count from
        # there.
        stem = source.rsplit(".", 1)[0]
        if not path.startswith("/") and posixpath.basename(stem) not in ("index", "README"):
            places.append(join_src(SrcUri(f"{stem}/index.md"), path))
        for place in places:
            if place is not None and (found := self._at(place, path.endswith("/"))):
                return found
        return None

    def _at(self, place: SrcUri, folder: bool) -> tuple[SourceKind, str] | None:
        base = place.rstrip("/")
        html = base.removesuffix(".html") if base.endswith(".html") else base
        endings = (
            ["", ".md", ".markdown", "/index.md", "/README.md"]
            if not folder
            else [".md", "/index.md", "/README.md"]
        )
        for ending in endings:
            uri = SrcUri(f"{html if ending else base}{ending}".lstrip("/"))
            if found := self.known(uri):
                return found
        return None

    def known(self, uri: SrcUri, hops: int = 8) -> tuple[SourceKind, str] | None:
        """Return what stands at a path today, following renames."""
        content = self.content
        if uri in content.lessons:
            return None if content.lessons[uri].draft else (SourceKind.LESSON, uri)
        if uri in content.gatherings:
            return None if content.gatherings[uri].hidden else (SourceKind.GATHERING, uri)
        if uri in content.pages:
            return None if content.pages[uri].hidden else (SourceKind.PAGE, uri)
        for person in content.people.values():
            if person.src_uri == uri and (slug := self.people.resolve(person.handle)):
                return _PEOPLE, slug
        return self.known(self.moved[uri], hops - 1) if hops and uri in self.moved else None

    def words(self, text: str, source: SrcUri) -> WikiTarget:
        """Return what a wiki link on a page names: a path, else a title, alias or file name, the
        nearest folder's first, or a person.
        """
        wanted = text.partition("#")[0].strip()
        if not wanted:
            return WikiTarget(None)
        if is_path(wanted):
            places = [source] if is_relative(wanted) else [source, SrcUri("index.md")]
            for place in places:
                if found := self.file(place, quote(wanted)):
                    return WikiTarget(found)
            if is_relative(wanted):
                return WikiTarget(None)
        near = self._wiki.ending_in(wanted, source) if is_path(wanted) else []
        near = near or self._wiki.called(wanted, source)
        if near:
            return WikiTarget(self.known(near[0]), tuple(near[1:]))
        slug = self.people.resolve(wanted, alone=False)
        return WikiTarget((_PEOPLE, slug) if slug else None)


@dataclass
class _Found:
    reasons: list[str] = field(default_factory=list)
    because: bool = False
    way: str = ""


class Linking:
    """Resolves links one lesson at a time, and gathers outside sources and findings."""

    def __init__(self, targets: LinkTargets) -> None:
        self._targets = targets
        self.sources: dict[str, OutsideSource] = {}
        self.diagnostics: list[Diagnostic] = []
        self.wiki: dict[SrcUri, dict[str, LinkTarget]] = {}
        """What each wiki link of a lesson means, by its words."""

    def lesson(self, lesson: Lesson, raw: Iterable[RawLink]) -> list[Link]:
        """Return the links of one lesson."""
        learned: dict[tuple[SourceKind, str], _Found] = {}
        mentions: dict[tuple[SourceKind, str], _Found] = {}
        for entry in lesson.learned_from:
            if target := self._entry(lesson, entry):
                found = learned.setdefault(target, _Found())
                found.because, found.way = True, found.way or entry.way
                found.reasons += [entry.because] if entry.because else []
        for link in raw:
            target = self._raw(lesson, link)
            if target is None or target == (SourceKind.LESSON, lesson.src_uri):
                continue
            found = (learned if link.learned else mentions).setdefault(target, _Found())
            if link.sentence and link.sentence not in found.reasons and not found.because:
                found.reasons.append(link.sentence)
        mentions = {
            t: f for t, f in mentions.items() if t not in learned and t[0] is not SourceKind.OUTSIDE
        }
        if len(mentions) > MANY:
            mentions = {}
        return [
            *_links(LinkKind.LEARNED_FROM, lesson, learned),
            *_links(LinkKind.MENTIONS, lesson, mentions),
        ]

    def _entry(self, lesson: Lesson, entry: LearnedFrom) -> tuple[SourceKind, str] | None:
        targets = self._targets
        if entry.kind is SourceKind.OUTSIDE:
            return SourceKind.OUTSIDE, self._outside(entry.target, entry.url)
        if entry.kind is _PEOPLE:
            slug = targets.people.resolve(entry.target)
            return (_PEOPLE, slug) if slug else None
        found = targets.file(lesson.src_uri, entry.target)
        if found is None and not self._is_draft(lesson.src_uri, entry.target):
            message = (
                f"'{entry.target}' is not a page of this garden, so nothing is shown as learned"
                " from it"
            )
            cure = "Write the path from this file, as in a Markdown link: `../topic/lesson.md`."
            self.diagnostics.append(
                Diagnostic(
                    path=lesson.repo_path,
                    line=entry.line,
                    code="unknown-target",
                    message=message,
                    cure=cure,
                )
            )
        return None if found == (SourceKind.LESSON, lesson.src_uri) else found

    def _is_draft(self, source: SrcUri, target: str) -> bool:
        joined = join_src(source, target)
        return joined is not None and joined in self._targets.content.hidden_files

    def _raw(self, lesson: Lesson, link: RawLink) -> tuple[SourceKind, str] | None:
        if link.wiki:
            return self._wiki(lesson, link)
        scheme = urlsplit_safe(link.target)
        if scheme is None:
            return None
        if scheme:
            if link.learned and scheme in ("http", "https"):
                return SourceKind.OUTSIDE, self._outside(link.text or link.target, link.target)
            return None
        return self._targets.file(lesson.src_uri, link.target)

    def _wiki(self, lesson: Lesson, link: RawLink) -> LinkTarget | None:
        if link.target.startswith("#"):
            # A heading of the page itself.
            return None
        named = self._targets.words(link.target, lesson.src_uri)
        if named.found is None:
            message = f"no page, lesson or person is called '{link.target}'"
            cure = "Write a title, a slug or a path."
            self._advise(lesson, link, "unknown-wiki-link", message, cure)
        else:
            self.wiki.setdefault(lesson.src_uri, {})[link.target] = named.found
        if named.ties:
            others = ", ".join(named.ties[:3])
            message = f"'{link.target}' may mean {named.found[1] if named.found else ''}, {others}"
            cure = "Write a path: [[folder/name]]. Until then the first one is meant."
            self._advise(lesson, link, "ambiguous-wiki-link", message, cure)
        return named.found

    def _advise(self, lesson: Lesson, link: RawLink, code: str, message: str, cure: str) -> None:
        self.diagnostics.append(
            Diagnostic(
                path=lesson.repo_path,
                line=link.line,
                code=code,
                message=message,
                cure=cure,
                severity=Severity.ADVICE,
            )
        )

    def _outside(self, title: str, url: str) -> str:
        """Return the key of an outside source: its address, else its title in one case."""
        scheme = urlsplit_safe(url) if url else ""
        url = url if scheme in ("http", "https") else ""
        key = url.rstrip("/") if url else " ".join(title.casefold().split())
        known = self.sources.get(key)
        if known is None or not known.title:
            self.sources[key] = OutsideSource(key, title or url, url)
        return key


def urlsplit_safe(href: str) -> str | None:
    """Return an href's scheme, `""` for an internal one, `//` for one without scheme, None for one
    that can't be read.
    """
    try:
        parts = urlsplit(href.strip())
    except ValueError:
        return None
    return parts.scheme.lower() or ("//" if parts.netloc else "")


def _links(
    kind: LinkKind, lesson: Lesson, found: Mapping[tuple[SourceKind, str], _Found]
) -> list[Link]:
    return [
        Link(
            kind=kind,
            source=lesson.src_uri,
            target_kind=target_kind,
            target=target,
            reasons=tuple(one.reasons),
            because=one.because,
            way=one.way,
        )
        for (target_kind, target), one in found.items()
    ]


def renamed(content: Content, renames: Mapping[RepoPath, RepoPath]) -> dict[SrcUri, SrcUri]:
    """Return where old paths lead: where git saw them go, else where `redirect_from` says."""
    moved, place = {}, content.place
    for old, new in renames.items():
        source, target = place.src(old), place.src(new)
        if source is not None and target is not None:
            moved[source] = target
    for uri, lesson in content.lessons.items():
        for path in lesson.redirect_from:
            source = SrcUri(path.strip("/"))
            # Nobody takes over an address by a line of front matter.
            if not _leads_on(source, moved, content):
                moved[source] = uri
    return moved


def _leads_on(uri: SrcUri, moved: Mapping[SrcUri, SrcUri], content: Content, hops: int = 8) -> bool:
    """Tell whether a file that is gone is still there under a later name."""
    while uri in moved and hops:
        uri, hops = moved[uri], hops - 1
        if uri in content.lessons or uri in content.pages or uri in content.gatherings:
            return True
    return False


def cycles(links: Sequence[Link]) -> list[tuple[SrcUri, ...]]:
    """Return the circles among lessons that learned from one another, each once, its first lesson
    first.
    """
    ways: dict[str, list[str]] = defaultdict(list)
    for link in links:
        if link.kind is LinkKind.LEARNED_FROM and link.target_kind is SourceKind.LESSON:
            ways[link.source].append(link.target)
    found: dict[frozenset[str], tuple[SrcUri, ...]] = {}
    done: set[str] = set()
    for start in sorted(ways):
        _follow(start, ways, done, found)
    return sorted(found.values())


def _follow(
    start: str,
    ways: Mapping[str, list[str]],
    done: set[str],
    found: dict[frozenset[str], tuple[SrcUri, ...]],
) -> None:
    way: list[str] = []
    stack: list[tuple[str, int]] = [(start, 0)]
    while stack:
        at, step = stack.pop()
        if step == 0:
            if at in done:
                continue
            way.append(at)
        targets = ways.get(at, [])
        if step < len(targets):
            stack.append((at, step + 1))
            target = targets[step]
            if target in way:
                circle = way[way.index(target) :]
                turn = circle.index(min(circle))
                found.setdefault(
                    frozenset(circle), tuple(map(SrcUri, circle[turn:] + circle[:turn]))
                )
            elif target not in done:
                stack.append((target, 0))
        else:
            done.add(at)
            way.pop()
