# A digest as Markdown for newsletters and chats. Everything that somebody contributed goes through
# `escaped`: it can't become a link, picture, heading, list, HTML or a mention that pings people,
# whichever dialect reads it. An invisible joiner breaks what dialects find without any mark:
# `@name`, `https://…`, `www.…`, `name.tld`. Must not know: what belongs into a digest.
"""Write digests as Markdown."""

from __future__ import annotations

import posixpath
import re
import shlex
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from pollinate.content.sentences import sentence_around
from pollinate.emails import one_line
from pollinate.export.digest import title_of
from pollinate.model.credits import Acknowledgement
from pollinate.model.digest import Digest, FirstTimes
from pollinate.model.notes import PlacedNote, PlacedTrail
from pollinate.model.public import PublicGarden
from pollinate.pages.messages import day_words
from pollinate.paths import Slug, SrcUri

from pollinate_cli.terminal import plain

JOINER = "\u200d"
_MARKS = re.compile(r"[\\`*_\[\]{}|~$^#=+]")
_FIRST = re.compile(r"^(?:[-:!?>]|\d+(?=[.)]))")
_FOUND = re.compile(r"@|:(?=//)|(?<=[^\W_])\.(?=[^\W\d_]{2})|(?i:(?<=www)\.|\bmailto:|\bxmpp:)")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
OUTCOMES = {"worked": "It worked", "partly": "Worked in part", "did-not-work": "Did not work here"}
FIRST_WORDS = {
    "first-lesson": "a first lesson, {}", "first-review": "a first review, of {}",
    "first-answer": "a first answer, on {}",
    "first-applied": "applied by somebody else for the first time: {}",
}  # fmt: skip


def escaped(text: str) -> str:
    """Return contributed text so that Markdown shows it letter by letter on one line, and finds
    nothing in it.
    """
    line = "".join(
        c for c in one_line(text) if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    line = _FOUND.sub(lambda m: m[0] + JOINER, " ".join(line.split()))
    line = "".join(_ENTITIES.get(c, c) for c in _MARKS.sub(r"\\\g<0>", line))
    # A list's number needs its stop escaped, any other opening sign itself; the `>` is an entity by
    # now.
    return (
        re.sub(r"^(\d+)([.)])", r"\1\\\2", line)
        if line[:1].isdigit()
        else _FIRST.sub(r"\\\g<0>", line)
    )


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where pages of the site are."""

    site_url: str = ""
    """Ends in a slash; empty: titles are no links."""
    folders: bool = True
    """MkDocs's `use_directory_urls`."""

    def of(self, page: str, anchor: str = "") -> str:
        """Return the address of a page; empty where there is none."""
        if not self.site_url or not page:
            return ""
        stem = posixpath.splitext(page)[0]
        if posixpath.basename(stem) in ("index", "README"):
            folder = posixpath.dirname(stem)
            path = (f"{folder}/" if folder else "") + ("" if self.folders else "index.html")
        else:
            path = f"{stem}/" if self.folders else f"{stem}.html"
        return (
            self.site_url
            + quote(path.encode("utf-8", "surrogateescape"))
            + (f"#{quote(anchor)}" if anchor else "")
        )


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes one digest."""

    garden: PublicGarden
    addresses: Addresses

    def lines(self, digest: Digest) -> Iterator[str]:
        """Yield the lines of a digest; a section without content is left out."""
        yield f"# {escaped(self.garden.name)} since {_moment(digest.since)}"
        sections: tuple[tuple[str, Iterable[str]], ...] = (
            ("Planted", (self._planted(p.lesson, p.by) for p in digest.planted)),
            ("Applied", map(self._applied, digest.applied)),
            ("Questions still open", map(self._asked, digest.open)),
            ("Questions answered", (self._answered(*pair) for pair in digest.answered)),
            ("Thanks", map(self._thanks, digest.thanks)),
            ("First times", map(self._first, digest.firsts)),
            ("Trails laid", map(self._trail, digest.trails)),
        )
        empty = True
        for title, items in sections:
            if found := list(items):
                empty = False
                yield from ("", f"## {title}", "", *(f"- {item}" for item in found))
        if empty:
            yield from ("", "Nothing new.")

    def to_thank(self, digest: Digest) -> Iterator[str]:
        """Yield the lines on newcomers whom nobody has thanked yet, each with the command that does
        it.
        """
        yield from ("# Nobody has thanked them yet", "")
        if not digest.to_thank:
            yield f"Everybody whose first lesson came since {_moment(digest.since)} was thanked."
        for one in digest.to_thank:
            yield f"- {self.name(one.who)}, first lesson: {self.linked(one.lesson)}"
            yield from ("", f"        {plain(thank_command(one))}", "")

    def name(self, slug: Slug) -> str:
        """Return a person's name."""
        return escaped(self.garden.contributors[slug].name)

    def names(self, people: Sequence[Slug]) -> str:
        """Return names as `A, B and C`."""
        found = [self.name(slug) for slug in people] or ["somebody"]
        return f"{', '.join(found[:-1])} and {found[-1]}" if len(found) > 1 else found[0]

    def linked(self, page: SrcUri, anchor: str = "") -> str:
        """Return a page's title, with a link where the site's address is known."""
        title, url = escaped(title_of(self.garden, page)), self.addresses.of(page, anchor)
        return f"[{title}]({url})" if url else f"“{title}”"

    def _planted(self, lesson: SrcUri, by: Sequence[Slug]) -> str:
        summary = escaped(self.garden.content.lessons[lesson].summary)
        return f"{self.linked(lesson)}, by {self.names(by)}" + (f": {summary}" if summary else "")

    def _applied(self, note: PlacedNote) -> str:
        head = f"{OUTCOMES.get(note.outcome, 'Tried')}, says {self.names(note.by)}"
        words = escaped(first_sentence(note.text or note.effect))
        return f"{head}, of {self.linked(note.page, note.anchor)}" + (f": {words}" if words else "")

    def _asked(self, note: PlacedNote) -> str:
        return f"{self.names(note.by)} asks{self._on(note)}: {escaped(note.text)}"

    def _answered(self, question: PlacedNote, answers: Sequence[PlacedNote]) -> str:
        told = " ".join(
            f"{self.names(a.by)} answers: {escaped(first_sentence(a.text))}" for a in answers
        )
        return (
            f"{self.names(question.by)} asked{self._on(question)}: {escaped(question.text)} {told}"
        )

    def _thanks(self, note: PlacedNote) -> str:
        return (
            f"{self.names(note.by)} to {self.names(note.to)}{self._on(note)}: {escaped(note.text)}"
        )

    def _on(self, note: PlacedNote) -> str:
        if note.page:
            return f" on {self.linked(note.page, note.anchor)}"
        return (
            f" about {self.name(note.person)}" if note.person and note.person not in note.to else ""
        )

    def _first(self, one: FirstTimes) -> str:
        acts = "; ".join(FIRST_WORDS[act.kind].format(self.linked(act.lesson)) for act in one.acts)
        return f"{self.name(one.who)}: {acts}"

    def _trail(self, placed: PlacedTrail) -> str:
        summary = escaped(placed.trail.summary)
        return f"{self.linked(placed.trail.src_uri)}, by {self.names(placed.by)}" + (
            f": {summary}" if summary else ""
        )


def _moment(since: str) -> str:
    return day_words(since[:10])


def first_sentence(text: str) -> str:
    """Return the first sentence of a text."""
    paragraph = next((line for line in text.split("\n") if line.strip()), "")
    return sentence_around(paragraph, 0, 1).strip()


def thank_command(one: Acknowledgement) -> str:
    """Return the command that thanks somebody for a first lesson."""
    return shlex.join(["pollinate", "thank", one.who, "--for", one.lesson])
