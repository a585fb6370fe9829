# A digest as Markdown for newsletters and chats. Everything that somebody contributed goes through
# `escaped`: it can't become a link, picture, heading, list, HTML or a mention that pings people,
# whichever dialect reads it. An invisible joiner breaks what dialects find without any mark:
# `@name`, `https://…`, `www.…`, `name.tld`. Must not know: what belongs into a digest.
"""Write digests as Markdown."""

from __future__ import annotations

import re
import shlex
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pollinate.content.sentences import sentence_around
from pollinate.emails import one_line
from pollinate.export.digest import title_of
from pollinate.messages.catalogue import Messages
from pollinate.model.credits import Acknowledgement
from pollinate.model.digest import Digest, FirstTimes, Planted
from pollinate.model.notes import PlacedNote, PlacedTrail
from pollinate.model.public import PublicGarden
from pollinate.model.stages import Outcome
from pollinate.paths import Slug, SrcUri

from pollinate_cli.addresses import Addresses
from pollinate_cli.terminal import plain

JOINER = "\u200d"
_MARKS = re.compile(r"[\\`*_\[\]{}|~$^#=+]")
_FIRST = re.compile(r"^(?:[-:!?>]|\d+(?=[.)]))")
_FOUND = re.compile(r"@|:(?=//)|(?<=[^\W_])\.(?=[^\W\d_]{2})|(?i:(?<=www)\.|\bmailto:|\bxmpp:)")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


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
class DigestWriter:
    """Writes one digest."""

    garden: PublicGarden
    addresses: Addresses
    messages: Messages

    def lines(self, digest: Digest) -> Iterator[str]:
        """Yield the lines of a digest; a section without content is left out."""
        tell = self.messages.tell
        name, date = escaped(self.garden.name), self._date(digest)
        yield f"# {tell('digest-title', garden=name, date=date)}"
        sections: tuple[tuple[str, Iterable[str]], ...] = (
            ("digest-planted", map(self._planted, digest.planted)),
            ("applied-own", map(self._applied, digest.applied)),
            ("digest-open", map(self._asked, digest.open)),
            ("answers", (self._answered(*pair) for pair in digest.answered)),
            ("thanks", map(self._thanks, digest.thanks)),
            ("first-times", map(self._first, digest.firsts)),
            ("digest-trails", map(self._trail, digest.trails)),
        )
        empty = True
        for title, items in sections:
            if found := list(items):
                empty = False
                yield from ("", f"## {tell(title)}", "", *(f"- {item}" for item in found))
        if empty:
            yield from ("", tell("digest-nothing"))

    def to_thank(self, digest: Digest) -> Iterator[str]:
        """Yield the lines on newcomers whom nobody has thanked yet, each with the command that does
        it.
        """
        tell = self.messages.tell
        yield from (f"# {tell('digest-to-thank')}", "")
        if not digest.to_thank:
            yield tell("digest-all-thanked", date=self._date(digest))
        for one in digest.to_thank:
            name, lesson = self.name(one.who), self.linked(one.lesson)
            yield f"- {tell('digest-newcomer', name=name, lesson=lesson)}"
            yield from ("", f"        {plain(thank_command(one))}", "")

    def name(self, slug: Slug) -> str:
        """Return a person's name."""
        return escaped(self.garden.contributors[slug].name)

    def names(self, people: Sequence[Slug]) -> str:
        """Return names as `A, B and C`."""
        found = [self.name(slug) for slug in people] or [self.messages.tell("digest-somebody")]
        return self.messages.join_plain(found)

    def linked(self, page: SrcUri, anchor: str = "") -> str:
        """Return a page's title, with a link where the site's address is known."""
        title, url = escaped(title_of(self.garden, page)), self.addresses.of(page, anchor)
        return f"[{title}]({url})" if url else self.messages.tell("quote", text=title)

    def _date(self, digest: Digest) -> str:
        return self.messages.day(digest.since[:10])

    def _with(self, what: str, text: str) -> str:
        """Return a sentence with somebody's words after it, where there are any."""
        return self.messages.tell("labelled", label=what, text=text) if text else what

    def _by(self, page: SrcUri, by: Sequence[Slug], summary: str) -> str:
        names, lesson = self.names(by), self.linked(page)
        return self._with(
            self.messages.tell("digest-by", lesson=lesson, names=names), escaped(summary)
        )

    def _planted(self, planted: Planted) -> str:
        summary = self.garden.content.lessons[planted.lesson].summary
        return self._by(planted.lesson, planted.by, summary)

    def _applied(self, note: PlacedNote) -> str:
        tell = self.messages.tell
        known = isinstance(note.outcome, Outcome)
        outcome = tell(f"outcome-{note.outcome}") if known else tell("digest-tried")
        head = tell(
            "digest-applied",
            outcome=outcome,
            names=self.names(note.by),
            count=max(1, len(note.by)),
            lesson=self.linked(note.page, note.anchor),
        )
        return self._with(head, escaped(first_sentence(note.text or note.effect)))

    def _spoken(self, key: str, note: PlacedNote) -> str:
        """Return who says something where, as `key` puts it."""
        return self.messages.tell(
            key, names=self.names(note.by), count=max(1, len(note.by)), place=self._place(note)
        )

    def _asked(self, note: PlacedNote) -> str:
        return self._with(self._spoken("digest-asks", note), escaped(note.text))

    def _answered(self, question: PlacedNote, answers: Sequence[PlacedNote]) -> str:
        told = " ".join(
            self._with(
                self.messages.tell(
                    "digest-answers", names=self.names(a.by), count=max(1, len(a.by))
                ),
                escaped(first_sentence(a.text)),
            )
            for a in answers
        )
        asked = self._with(self._spoken("digest-asked", question), escaped(question.text))
        return f"{asked} {told}"

    def _thanks(self, note: PlacedNote) -> str:
        head = self.messages.tell(
            "digest-thanks",
            giver=self.names(note.by),
            receivers=self.names(note.to),
            place=self._place(note),
        )
        return self._with(head, escaped(note.text))

    def _place(self, note: PlacedNote) -> str:
        """Return where something was said; empty where the sentence has said it already."""
        if note.page:
            return self.messages.tell("digest-on", page=self.linked(note.page, note.anchor))
        if note.person and note.person not in note.to:
            return self.messages.tell("digest-about", name=self.name(note.person))
        return ""

    def _first(self, one: FirstTimes) -> str:
        acts = [
            self.messages.tell(f"digest-{act.kind}", lesson=self.linked(act.lesson))
            for act in one.acts
        ]
        return self._with(self.name(one.who), "; ".join(acts))

    def _trail(self, placed: PlacedTrail) -> str:
        return self._by(placed.trail.src_uri, placed.by, placed.trail.summary)


def first_sentence(text: str) -> str:
    """Return the first sentence of a text."""
    paragraph = next((line for line in text.split("\n") if line.strip()), "")
    return sentence_around(paragraph, 0, 1).strip()


def thank_command(one: Acknowledgement) -> str:
    """Return the command that thanks somebody for a first lesson."""
    return shlex.join(["pollinate", "thank", one.who, "--for", one.lesson])
