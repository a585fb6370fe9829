# Puts each note where it belongs: the page of its target, the people it is from and to, the day on
# which it came. A target that git saw renamed is followed. What can't be placed is a finding and is
# shown nowhere: nobody is made to say what they did not say. Must not know: files on disk,
# Markdown, HTML beyond the addresses in it.
"""Place notes."""

from __future__ import annotations

import hashlib
import html
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from pollinate.derive.links import LinkTargets, urlsplit_safe
from pollinate.model.content import Content, SourceKind
from pollinate.model.diagnostics import Diagnostic
from pollinate.model.git import FileHistory, History
from pollinate.model.notes import CreditEntry, Note, NoteKind, PlacedNote
from pollinate.model.people import People, Show
from pollinate.model.when import instant
from pollinate.paths import RepoPath, Slug, SrcUri

Authors = Callable[[int], tuple[Slug, ...]]
"""Gives who wrote a commit."""

_ORDER = (
    NoteKind.QUESTION,
    NoteKind.APPLIED,
    NoteKind.REFLECTION,
    NoteKind.REVIEW,
    NoteKind.ANSWER,
    NoteKind.THANKS,
)
"""What others refer to comes first."""
_HREF = re.compile(r' href="([^"]*)"')
GARDEN = "garden:"
"""Opens an address inside the garden; the page that shows it gives the real one."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Who brought a file, and when."""

    by: tuple[Slug, ...]
    when: str
    commit: int
    entered_by: tuple[Slug, ...] = ()
    """Who wrote the file for them, where it is somebody else."""


def provenance_of(
    file: FileHistory | None,
    credit: tuple[CreditEntry, ...],
    created: str,
    history: History,
    people: People,
    authors: Authors,
) -> Provenance:
    """Return who brought a file: whom its `credit` names, else who wrote its first commit."""
    commit = -1
    if file is not None:
        living = [c for c in file.changes if not history.commits[c.commit].ignored]
        made = [c.commit for c in living if c.created] or [c.commit for c in living if c.changed]
        commit = made[0] if made else -1
    named = [
        people.resolve(entry.person) if entry.person else people.team(entry.as_name)
        for entry in credit
    ]
    by = tuple(dict.fromkeys(slug for slug in named if slug)) or (
        authors(commit) if commit >= 0 else ()
    )
    when = created or (history.commits[commit].when if commit >= 0 else "")
    # A name that stands for the committing person is hers; who is named may know nothing of it.
    writers = authors(commit) if commit >= 0 and any(entry.person for entry in credit) else ()
    return Provenance(by, when, commit, () if set(writers) & set(by) else writers)


@dataclass(kw_only=True)
class Placing:
    """Places the notes of one garden."""

    content: Content
    texts: Mapping[SrcUri, tuple[str, str]]
    """HTML and plain words of each note."""
    history: History
    people: People
    targets: LinkTargets
    authors: Authors
    goals: tuple[str, ...] = ()
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.placed: dict[SrcUri, PlacedNote] = {}
        self._anchors: set[tuple[str, str]] = set()
        self._newest = max(
            (instant(commit.when) for commit in self.history.commits), default=float("inf")
        )

    def all(self) -> tuple[PlacedNote, ...]:
        """Return all notes that have a place, in order of time, then of path."""
        rank = {kind: n for n, kind in enumerate(_ORDER)}
        for note in sorted(self.content.notes.values(), key=lambda n: (rank[n.kind], n.src_uri)):
            self._place(note)
        found = [self._with_links(note) for note in self.placed.values()]
        return tuple(
            sorted(found, key=lambda n: (instant(n.when) if n.when else float("inf"), n.src_uri))
        )

    def _place(self, note: Note) -> None:
        page, person, answers = self._target(note)
        if page is None:
            return
        file = self.history.files.get(note.repo_path)
        origin = provenance_of(
            file, note.credit, note.created, self.history, self.people, self.authors
        )
        if note.created and instant(note.created) > self._newest + 86_400:
            cure = (
                "Write the day on which it happened, or leave the line out: Git knows when it was"
                " written."
            )
            self._find(
                note,
                "created",
                "future-date",
                f"'created' lies in the future ({note.created})",
                cure,
            )
        to = self._receivers(note, origin.by)
        if note.kind is NoteKind.THANKS and not to:
            return
        words = self.texts[note.src_uri]
        everybody = (*origin.by, *to, *([person] if person else []))
        private = any(self._is_private(slug) for slug in (*everybody, *self._on_commit(origin)))
        self.placed[note.src_uri] = PlacedNote(
            src_uri=note.src_uri,
            kind=note.kind,
            page=page,
            person=person,
            anchor=self._anchor(page or person, note, origin if private else None),
            by=origin.by,
            when=origin.when,
            commit=origin.commit,
            entered_by=origin.entered_by,
            body=words[0],
            text=words[1],
            outcome=note.outcome,
            helps=self._goal(note),
            effect=note.effect,
            see=note.see,
            to=to,
            answers=answers,
            private=private,
        )

    def _target(self, note: Note) -> tuple[SrcUri | None, Slug, SrcUri | None]:
        """Return the page that shows a note, the person it is about, and the note it answers; no
        page for a finding.
        """
        none, nobody = SrcUri(""), Slug("")
        other = self._other_note(note.about)
        if other is not None:
            return self._on_note(note, other)
        if note.kind is NoteKind.ANSWER:
            what = f"there is no question '{note.about}' to answer"
            self._find(
                note,
                "about",
                "answer-without-question",
                what,
                "Write the path of the question's file, from the docs folder.",
            )
            return None, nobody, None
        found = next(
            (f for uri in self._spellings(note.about) if (f := self.targets.known(uri))), None
        )
        if found is None and note.about.startswith("people/"):
            # Whoever has no profile has a page all the same, under this address.
            slug = self.people.resolve(posixpath.basename(note.about).rsplit(".", 1)[0])
            found = (SourceKind.PERSON, slug) if slug else None
        if found is None:
            self._nowhere(note)
            return None, nobody, None
        kind, key = found
        if kind is SourceKind.PERSON:
            return none, Slug(key), None
        if kind is SourceKind.PAGE and key not in self.content.trails:
            cure = "Name a lesson, a trail, a gathering or a profile."
            self._find(
                note,
                "about",
                "note-on-a-page",
                f"'{note.about}' is a page that takes no notes",
                cure,
            )
            return None, nobody, None
        return SrcUri(key), nobody, None

    def _on_note(self, note: Note, other: PlacedNote) -> tuple[SrcUri | None, Slug, SrcUri | None]:
        fits = {NoteKind.ANSWER: (NoteKind.QUESTION,), NoteKind.THANKS: tuple(NoteKind)}.get(
            note.kind, ()
        )
        if other.kind in fits:
            return other.page, other.person, other.src_uri
        what = (
            f"a note of kind '{note.kind.value}' can't be about a note of kind '{other.kind.value}'"
        )
        self._find(
            note,
            "about",
            "note-about-a-note",
            what,
            "Name the lesson itself; answers name a question, thanks any note.",
        )
        return None, Slug(""), None

    def _other_note(self, about: str) -> PlacedNote | None:
        return next(
            (n for uri in self._spellings(about) if (n := self.placed.get(self._moved(uri)))), None
        )

    def _moved(self, uri: SrcUri, hops: int = 8) -> SrcUri:
        while uri not in self.content.notes and uri in self.targets.moved and hops:
            uri, hops = self.targets.moved[uri], hops - 1
        return uri

    def _spellings(self, about: str) -> tuple[SrcUri, ...]:
        """Return a path as it is written, from the repository root, and without its ending."""
        plain = posixpath.normpath(about)
        docs = self.content.place.prefix
        short = plain.removeprefix(f"{docs}/") if docs else plain
        return tuple(
            SrcUri(path)
            for path in dict.fromkeys(
                (plain, short, f"{plain}.md", f"{plain}/index.md", f"{plain}/README.md")
            )
        )

    def _nowhere(self, note: Note) -> None:
        places, code = self._spellings(note.about), "unknown-target"
        if any(uri in self.content.notes for uri in places):
            code, what = (
                "note-about-a-note",
                (
                    f"'{note.about}' is a note, and only answers and thanks are about one that has"
                    " a place"
                ),
            )
            cure = "Name the lesson itself, or mend that note first."
        elif any(self._is_draft(uri) for uri in places):
            what, cure = (
                f"'{note.about}' is a draft, so this note is shown nowhere yet",
                "Publish the lesson, or wait.",
            )
        else:
            what = f"'{note.about}' is no lesson, trail, gathering or profile of this garden"
            cure = "Write the path counted from the docs folder: about: lessons/topic/lesson.md"
        self._find(note, "about", code, what, cure)

    def _is_draft(self, uri: SrcUri) -> bool:
        content = self.content
        lesson, gathering, page = (
            content.lessons.get(uri),
            content.gatherings.get(uri),
            content.pages.get(uri),
        )
        return bool(
            (lesson and lesson.draft) or (gathering and gathering.hidden) or (page and page.hidden)
        )

    def _receivers(self, note: Note, by: tuple[Slug, ...]) -> tuple[Slug, ...]:
        found: list[Slug] = []
        for name in note.to:
            slug = self.people.resolve(name)
            if slug is None:
                cure = (
                    "Write a handle or the exact name; a profile in people/ gives a handle to"
                    " somebody who has none."
                )
                self._find(
                    note,
                    "to",
                    "unknown-person",
                    f"'to' names '{name[:60]}', whom nobody here is called",
                    cure,
                )
            elif slug in by and self.people.contributors[slug].show is not Show.HIDDEN:
                self._find(
                    note,
                    "to",
                    "thanks-to-oneself",
                    "this is a thank-you to oneself",
                    "Thank somebody else.",
                )
            else:
                found.append(slug)
        return tuple(dict.fromkeys(found))

    def _goal(self, note: Note) -> str:
        known = {goal.casefold(): goal for goal in self.goals}
        if note.helps and note.helps.casefold() not in known:
            cure = (
                f"Write one of: {', '.join(self.goals)}."
                if self.goals
                else 'Say the goals in the settings: goals: ["…"].'
            )
            self._find(
                note,
                "helps",
                "unknown-goal",
                f"'{note.helps[:60]}' is none of the garden's goals",
                cure,
            )
        return known.get(note.helps.casefold(), "")

    def _anchor(self, page: str, note: Note, private: Provenance | None) -> str:
        """Return a note's anchor: its file's stem, but where somebody in it is private, whose name
        a stem may hold.
        """
        if private is not None:
            # Keyed with the commit, which nobody knows who has the site only: whoever guesses path
            # and text must not be able to check the guess.
            key = self.history.commits[private.commit].sha if private.commit >= 0 else ""
            told = f"{key} {note.blob} {note.src_uri}".encode("utf-8", "surrogateescape")
            return f"note-{hashlib.blake2b(told, digest_size=6).hexdigest()}"
        wanted = "note-" + re.sub(
            r"[^\w.-]+", "-", posixpath.basename(note.src_uri).rsplit(".", 1)[0]
        )
        free, n = wanted, 1
        while (page, free) in self._anchors:
            n += 1
            free = f"{wanted}-{n}"
        self._anchors.add((page, free))
        return free

    def _is_private(self, slug: Slug) -> bool:
        return self.people.contributors[slug].show is not Show.NAME

    def _on_commit(self, origin: Provenance) -> Iterator[Slug]:
        """Yield everybody on the commit that brought a note, whoever the note itself names."""
        if origin.commit >= 0:
            commit = self.history.commits[origin.commit]
            for who in (commit.author, *(trailer.who for trailer in commit.trailers)):
                if slug := self.people.of(who):
                    yield slug

    def _with_links(self, note: PlacedNote) -> PlacedNote:
        """Return a note in whose text links inside the garden are `garden:` addresses, and dead
        ones are none.
        """
        if "href=" not in note.body:
            return note
        from dataclasses import replace

        return replace(
            note, body=_HREF.sub(lambda m: self._address(note, html.unescape(m[1])), note.body)
        )

    def _address(self, note: PlacedNote, href: str) -> str:
        scheme = urlsplit_safe(href)
        if scheme:
            return (
                f' href="{html.escape(href)}" rel="noopener nofollow"'
                if scheme in ("http", "https", "mailto")
                else ""
            )
        path, _, fragment = href.partition("#")
        if not path or scheme is None:
            return ""
        other = self._other_note(
            posixpath.normpath(posixpath.join(posixpath.dirname(note.src_uri), path))
        )
        if other is not None:
            return (
                f' href="{GARDEN}{html.escape(other.page)}#{html.escape(other.anchor)}"'
                if other.page
                else ""
            )
        found = self.targets.file(note.src_uri, path)
        if found is None or found[0] is SourceKind.PERSON:
            return ""
        anchor = html.escape("#" + fragment if fragment else "")
        return f' href="{GARDEN}{html.escape(found[1])}{anchor}"'

    def _find(self, note: Note, key: str, code: str, message: str, cure: str) -> None:
        line = note.lines.get(key) or 1
        self.diagnostics.append(
            Diagnostic(
                path=RepoPath(note.repo_path), line=line, code=code, message=message, cure=cure
            )
        )
