# The garden before a request and after it, as far as the request touches it: of the rest only names
# are known, so that a garden of ten thousand lessons is read once and not twice. What a request
# changes is told by comparing the two. Must not know: how it is printed.
"""Compare a garden before and after a request."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from functools import cached_property
from typing import Any

from pollinate.content.alike import Alike, Glanced
from pollinate.content.files import kind_test
from pollinate.content.frontmatter import read_front_matter
from pollinate.content.page_meta import SECRETS
from pollinate.content.schema import LESSON_KEYS
from pollinate.garden import Scope, build_garden
from pollinate.history.mine import Progress
from pollinate.history.workspace import Workspace, read_objects
from pollinate.model.content import Lesson
from pollinate.model.credits import Credit
from pollinate.model.diagnostics import Diagnostic
from pollinate.model.garden import Garden
from pollinate.model.people import PersonFile, Show
from pollinate.model.review import ChangeKind, Gain, LessonChange, LostTarget, Passage
from pollinate.paths import RepoPath, Slug, SrcUri
from pollinate.review.proposal import Proposal
from pollinate.review.unsaid import UNSAID, Unsaid
from pollinate.review.word_changes import word_changes
from pollinate.word_lists import WordLists

LEAST_WORDS = 1.0
"""Fewer words more or less are nobody's gain: what is shared by two may not come out even."""
_TEXTS = (".md", ".markdown", ".txt", ".csv", ".tsv", ".svg", ".vtt", ".srt")
MOST_PASSAGES = 200
"""Of a lesson that are shown; the others are counted."""
MOST_HOPS = 100
"""Times that a request moved a file."""
_AS_DRAFT: Mapping[str, Any] = {"keys": ("draft",), "says": (("draft", "True"),)}
_KEYS = (
    "summary", "tags", "stage", "level", "lang", "license", "aliases", "draft", "created",
    "applies_when", "not_when", "learned_from", "credit", "review", "status", "superseded_by",
    "reason", "on", "asked_by", "redirect_from",
)  # fmt: skip
"""Of the front matter, beside the title."""


@dataclass(frozen=True, kw_only=True)
class Compared:
    """A garden before a request, and after it."""

    proposal: Proposal
    before: Garden
    after: Garden
    workspace: Workspace
    """Of the garden after it, in the copy."""
    unsaid: Unsaid
    """What must not be repeated."""

    @cached_property
    def moved(self) -> Mapping[SrcUri, SrcUri]:
        """Where lessons came from, by where they are now."""
        place, overlay = self.workspace.place, self.proposal.overlay
        gone, found = set(overlay.gone), {}
        renames = {new: old for old, new in self.after.history.renames.items()}
        for path in overlay.taken:
            old, hops = renames.get(path), 0
            # A request may have moved a file more than once, or there and back.
            while old in renames and old not in gone and hops < MOST_HOPS:
                old, hops = renames[old], hops + 1
            uri, was = place.src(path), place.src(old) if old in gone else None
            if uri in self.after.content.lessons and was in self.before.content.lessons:
                found[SrcUri(str(uri))] = SrcUri(str(was))
        return found

    @cached_property
    def touched(self) -> Sequence[SrcUri]:
        """The lessons that the request adds or changes, in order of path."""
        uris = (self.workspace.place.src(path) for path in self.proposal.overlay.taken)
        return [uri for uri in uris if uri and uri in self.after.content.lessons]

    @cached_property
    def leaving(self) -> Mapping[SrcUri, RepoPath]:
        """The lessons that the site has no more, and their files: these are gone, or there and
        drafts from now on.
        """
        overlay, place = self.proposal.overlay, self.workspace.place
        touched = ((place.src(path), path) for path in (*overlay.gone, *overlay.taken))
        stay = {*self.after.content.lessons, *self.moved.values()}
        return {
            uri: path
            for uri, path in touched
            if uri and uri in self.before.content.lessons and uri not in stay
        }

    @cached_property
    def _texts(self) -> Mapping[tuple[bool, RepoPath], str]:
        """The texts of lessons that the request touches, before (False) and after it (True)."""
        overlay = self.proposal.overlay
        before = (*overlay.gone, *overlay.taken, *self._left.values())
        asked = [*((False, path) for path in before), *((True, path) for path in overlay.taken)]
        asked = [(new, path) for new, path in asked if path.lower().endswith(_TEXTS)]
        names = [f"{overlay.commit if new else overlay.base}:{path}" for new, path in asked]
        found = read_objects(self.workspace, names)
        return {
            key: self.unsaid.text(data.decode("utf-8", "replace").replace("\r\n", "\n"))
            for key, data in zip(asked, found, strict=True)
            if data is not None
        }

    @cached_property
    def _left(self) -> Mapping[RepoPath, RepoPath]:
        """Where moved lessons stood, by their new files."""
        place = self.workspace.place
        return {place.repo(new): place.repo(old) for new, old in self.moved.items()}

    def _body(self, new: bool, path: RepoPath) -> str:
        whole = self._texts.get((new, path), "")
        return read_front_matter(whole.encode("utf-8", "replace"), path).body

    def text(self, path: RepoPath) -> str:
        """Return a text as the request has it, but what must not be repeated."""
        return self._texts.get((True, path), "")

    def passages(self, path: RepoPath) -> tuple[Passage, ...]:
        """Return what changes in a text that is no lesson, its front matter too."""
        before, after = self._texts.get((False, path), ""), self._texts.get((True, path), "")
        return tuple(word_changes(before, after)[0][:MOST_PASSAGES])

    def lessons(self) -> Iterator[LessonChange]:
        """Yield what the request does to lessons: new ones first, then changed, then gone."""
        found = [self._change(uri) for uri in self.touched]
        for uri, path in self.leaving.items():
            changed = word_changes(self._body(False, path), "")
            found.append(
                LessonChange(
                    kind=ChangeKind.REMOVED,
                    path=path,
                    uri=uri,
                    title=self.unsaid.line(self.before.content.lessons[uri].title),
                    words_gone=changed[2],
                    **({} if path in self.proposal.overlay.gone else _AS_DRAFT),
                )
            )
        order = list(ChangeKind)
        yield from sorted(found, key=lambda one: (order.index(one.kind), one.path))

    def _change(self, uri: SrcUri) -> LessonChange:
        lesson = self.after.content.lessons[uri]
        was = self.before.content.lessons.get(self.moved.get(uri, uri))
        before = self._body(False, was.repo_path) if was else ""
        after = self._body(True, lesson.repo_path)
        passages, new, gone = word_changes(before, after)
        kind = ChangeKind.CHANGED if was else ChangeKind.ADDED
        keys = _keys(was, lesson) if was else _set_keys(lesson)
        says = [(key, self.unsaid.line(_told(getattr(lesson, key)))) for key in keys]
        says += self._for_others(was.repo_path if was else None, lesson.repo_path)
        return LessonChange(
            kind=ChangeKind.MOVED if uri in self.moved else kind,
            path=lesson.repo_path,
            uri=uri,
            title=self.unsaid.line(lesson.title),
            title_before=self.unsaid.line(was.title) if was and was.title != lesson.title else "",
            moved_from=was.repo_path if was and uri in self.moved else None,
            words_new=new,
            words_gone=gone,
            keys=tuple(key for key, _ in says),
            says=tuple(says),
            passages=tuple(passages[:MOST_PASSAGES]),
            more=max(0, len(passages) - MOST_PASSAGES),
        )

    def _for_others(self, before: RepoPath | None, after: RepoPath) -> Iterator[tuple[str, str]]:
        """Yield the keys for themes and plugins of others whose values are others, and what they
        say now: one locks a page, another keeps it out of a search.
        """
        was = self._foreign(False, before) if before is not None else {}
        now = self._foreign(True, after)
        for key in dict.fromkeys((*was, *now)):
            if key not in was or key not in now or was[key] != now[key]:
                said = _worded(now[key]) if key in now else ""
                said = UNSAID if said and key in SECRETS else self.unsaid.line(said)
                yield self.unsaid.line(key[:60]), said

    def _foreign(self, new: bool, path: RepoPath) -> Mapping[str, Any]:
        text = self._texts.get((new, path), "").encode("utf-8", "replace")
        values = read_front_matter(text, path).values
        return {str(key): value for key, value in values.items() if key not in LESSON_KEYS}

    def gains(self) -> Iterator[Gain]:
        """Yield who gains or loses what on each lesson that the request touches."""
        for uri in self.touched:
            was = self._credits(self.before, self.moved.get(uri, uri))
            now = self._credits(self.after, uri)
            lesson = self.after.content.lessons[uri]
            for slug in sorted({*was, *now}, key=lambda one: (one not in now, self._name(one))):
                old, new = was.get(slug), now.get(slug)
                words = (new.words if new else 0.0) - (old.words if old else 0.0)
                had = old.roles if old else ()
                roles = [role for role in (new.roles if new else ()) if role not in had]
                if roles or abs(words) >= LEAST_WORDS:
                    yield Gain(
                        who=self._name(slug),
                        lesson=self.unsaid.line(lesson.title),
                        path=lesson.repo_path,
                        roles=tuple(roles),
                        words=words,
                        share=new.share if new else 0.0,
                    )

    def _credits(self, garden: Garden, uri: SrcUri) -> Mapping[Slug, Credit]:
        found = garden.credits.get(uri)
        return {credit.contributor: credit for credit in found.credits} if found else {}

    def _name(self, slug: Slug) -> str:
        """Return a name as the site shows it; a wish not to be named holds if either garden has
        it: a request could take it away.
        """
        before, after = self.before.people, self.after.people.contributors.get(slug)
        for who in after.identities if after else ():
            known = before.contributors.get(before.of(who) or Slug(""))
            if known is not None and known.show is not Show.NAME:
                return known.name
        one = after or before.contributors.get(slug)
        return one.name if one else str(slug)

    @cached_property
    def alike(self) -> Alike:
        """Tells which lessons that are there look like one of a title."""
        lessons = self.before.content.lessons.values()
        return Alike(Glanced(one.src_uri, one.title, one.summary) for one in lessons)

    @cached_property
    def private(self) -> frozenset[RepoPath]:
        """The profiles of people who ask, or asked, not to be named."""
        people = (*self.before.content.people.values(), *self.after.content.people.values())
        return frozenset(one.repo_path for one in people if one.show is not Show.NAME)

    def unmasks(self) -> Iterator[Diagnostic]:
        """Yield each profile of somebody who asked not to be named that the request changes so that
        the site may name them.
        """
        overlay = self.proposal.overlay
        for handle, file in self.before.content.people.items():
            now = self.after.content.people.get(handle)
            changed = file.repo_path in (*overlay.taken, *overlay.gone)
            same = now is not None and _holds_as_before(file, now)
            if file.show is not Show.NAME and changed and not same:
                yield Diagnostic(
                    path=file.repo_path,
                    line=0,
                    code="profile-unmasks",
                    message="somebody asked here not to be named, and this takes it back",
                    cure="Ask that person, by another way, before you take the request.",
                )

    def lost(self) -> Iterator[LostTarget]:
        """Yield lessons that lead to, or were learned from, a lesson that goes."""
        gone = self.leaving
        lessons = self.before.content.lessons
        for link in self.before.links:
            if link.target in gone and link.source not in gone and SrcUri(link.target) in lessons:
                source = lessons.get(link.source)
                if source is not None:
                    yield LostTarget(
                        page=source.title,
                        path=source.repo_path,
                        target=lessons[SrcUri(link.target)].title,
                    )


def _holds_as_before(file: PersonFile, now: PersonFile) -> bool:
    """Tell whether a profile means whom it meant, and shows them as it did."""
    is_hers = set(file.git) <= set(now.git) and set(file.identities) <= set(now.identities)
    return is_hers and (now.show, now.alias) == (file.show, file.alias)


def _keys(was: Lesson, now: Lesson) -> tuple[str, ...]:
    """Return the keys of the front matter whose values are others."""
    return tuple(key for key in _KEYS if _value(was, key) != _value(now, key))


def _set_keys(lesson: Lesson) -> tuple[str, ...]:
    """Return the keys of a new lesson that say something."""
    usual = {one.name: one.default for one in fields(Lesson)}
    return tuple(key for key in _KEYS if getattr(lesson, key) not in (usual[key], (), "", None))


def _told(value: Any) -> str:
    """Return what a key says, in one line."""
    if isinstance(value, tuple | list):
        return "; ".join(filter(None, map(_told, value)))
    if is_dataclass(value):
        said = (getattr(value, one.name) for one in fields(value) if one.name != "line")
        return ", ".join(part for part in map(_told, said) if part)
    if isinstance(value, Enum):
        return str(value.value)
    return "" if value in (None, False, 0) else str(value)


def _worded(value: Any) -> str:
    """Return what a key of others says, in one line: whatever YAML can say, false included."""
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {_worded(one)}" for key, one in value.items())
    if isinstance(value, list):
        return "; ".join(map(_worded, value))
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def _value(lesson: Lesson, key: str) -> Any:
    """Return a key's value, wherever it stands in the file."""
    value = getattr(lesson, key)
    if isinstance(value, tuple):
        return tuple(replace(one, line=0) if hasattr(one, "line") else one for one in value)
    return replace(value, line=0) if hasattr(value, "line") else value


def garden_before(proposal: Proposal, progress: Progress) -> Garden:
    """Return the garden before a request, with the credits of the lessons that it touches."""
    workspace = proposal.show_base()
    touched = _touched(proposal, workspace)
    before = build_garden(
        proposal.settings, progress, scope=Scope.CREDITS, credited=touched, workspace=workspace
    )
    # Whoever looks at the next request is quicker; nothing of this one is in it yet.
    proposal.copy.give_caches(proposal.real.cache)
    return before


def compare(
    proposal: Proposal, before: Garden, workspace: Workspace, progress: Progress
) -> Compared:
    """Return the garden before and after a request, which the copy's work tree shows."""
    settings = proposal.settings
    uris = _touched(proposal, workspace)
    unread = {uri: _known(one) for uri, one in before.content.lessons.items() if uri not in uris}
    after = build_garden(
        settings, progress, scope=Scope.CREDITS, unread=unread, workspace=workspace
    )
    return Compared(
        proposal=proposal,
        before=before,
        after=after,
        workspace=workspace,
        unsaid=Unsaid(WordLists(settings).private),
    )


def _touched(proposal: Proposal, workspace: Workspace) -> set[SrcUri]:
    """Return the pages of a work tree that the request adds, changes or removes and that may be
    lessons.
    """
    kind, place = kind_test(proposal.settings), workspace.place
    return {
        uri
        for path in (*proposal.overlay.taken, *proposal.overlay.gone)
        if (uri := place.src(RepoPath(path))) and kind(uri) in ("lessons", "topics")
    }


def _known(lesson: Lesson) -> Lesson:
    """Return a lesson without its text; most have none in their hands already, and making ten
    thousand new ones takes a while.
    """
    return replace(lesson, body="") if lesson.body else lesson
