# Whose words stand where on a lesson: successive words of the same people since the same time are
# one phrase, quoted by its first and last words. Only what a reader sees of a line is quoted:
# addresses of links, markup and comments count as words of their writer, and are nothing to read.
# Must not know: what may be shown of whom, pages.
"""Tell whose phrases a text is made of."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pollinate.model.content import Lesson
from pollinate.model.credits import LessonCredits, Phrase
from pollinate.model.git import MIXED, RULE_BITS, FileHistory
from pollinate.paths import Slug
from pollinate.words import places

FIRST, LAST = 8, 4
"""Words that are quoted of a phrase; one that is no longer than both is quoted whole."""
_UNSEEN = re.compile(
    r"\]\([^()]*(?:\([^()]*\)[^()]*)*\)?|\]\[[^\]]*\]|^\s*\[[^\]]+\]:.*|<!--.*?(?:-->|$)|<[^<>]*>"
    r"|\{[:.#\s][^{}]*\}|\[\[[^\[\]|]{0,400}\||\bhttps?://\S+|&\w{1,30};|:[a-z0-9_-]{2,60}:"
)
_PLAIN = re.compile(r"[^\]<{&:]*")
"""A line in which nothing is unseen."""
_MAY_HIDE = re.compile(r"<[^<>\n]*\n|\]\([^()\n]*\n|\]:|<!--")
"""What may hide words on more than one line."""
_WIKI = re.compile(r"\[\[([^\[\]\n]{1,400})\]\]")
Key = tuple[tuple[Slug, ...], str, bool]
"""Whose, since when, and whether a tool's."""


@dataclass(slots=True)
class _Stretch:
    """Successive words with one key, as pieces of lines: line, first word, number of words."""

    key: Key
    pieces: list[tuple[int, int, int]] = field(default_factory=list)


def phrases(
    lesson: Lesson,
    file: FileHistory | None,
    runs: Sequence[Sequence[int]],
    credits: LessonCredits,
    *,
    when: Callable[[int], str],
    is_tool: Callable[[int], bool],
    unseen: Callable[[str], Iterable[tuple[int, int]]],
    may_quote: Callable[[str], bool],
) -> tuple[Phrase, ...]:
    """Return the phrases of a lesson in order; none where its file is not as git has it.

    `when` says how exactly a commit may be dated, `is_tool` whether a tool made one alone, `unseen`
    what of a whole text no reader sees, `may_quote` whether a wiki link's words are shown. Words
    that are nobody's for another reason, such as those of an ignored commit, are in no phrase.
    """
    if file is None or file.blob != lesson.blob:
        return ()
    told = _Lines(lesson, unseen, may_quote)
    whose = _whose(credits)
    found = []
    for one in _stretches(lesson, file, runs, lambda n: (whose.get(n, ()), when(n), is_tool(n))):
        by, day, tool = one.key
        quote = told.quote(one.pieces) if by or tool else ""
        if quote:
            words = sum(number for _, _, number in one.pieces)
            found.append(Phrase(by=by, when=day, quote=quote, words=words))
    return tuple(found)


def _whose(credits: LessonCredits) -> Mapping[int, tuple[Slug, ...]]:
    """Return the people of each commit that has words on a lesson, in the order of its credits."""
    found: dict[int, dict[Slug, None]] = {}
    for credit in credits.credits:
        for one in credit.evidence:
            found.setdefault(one.commit, {})[credit.contributor] = None
    return {commit: tuple(people) for commit, people in found.items()}


def _stretches(
    lesson: Lesson,
    file: FileHistory,
    runs: Sequence[Sequence[int]],
    key_of: Callable[[int], Key],
) -> Iterator[_Stretch]:
    last: _Stretch | None = None
    for line, (credit, count) in enumerate(zip(file.credit, lesson.words, strict=False)):
        if not count:
            continue
        run = runs[credit ^ MIXED] if credit & MIXED else (credit, count)
        at = 0
        for owner, number in zip(run[::2], run[1::2], strict=True):
            key = key_of(owner >> RULE_BITS)
            if last is None or last.key != key:
                if last is not None:
                    yield last
                last = _Stretch(key)
            last.pieces.append((line, at, number))
            at += number
    if last is not None:
        yield last


class _Lines:
    """The lines of a lesson's text, split into words when they are asked for."""

    def __init__(
        self,
        lesson: Lesson,
        unseen: Callable[[str], Iterable[tuple[int, int]]],
        may_quote: Callable[[str], bool],
    ) -> None:
        body = unicodedata.normalize("NFC", lesson.body)
        self._lines = body.split("\n")
        self._may_quote = may_quote
        self._hidden = _by_line(body, unseen(body)) if _MAY_HIDE.search(body) else {}
        self._before, self._counts = lesson.body_line - 1, lesson.words
        self._words: dict[int, list[str]] = {}

    def quote(self, pieces: Sequence[tuple[int, int, int]]) -> str:
        """Return the first and last words of a stretch that a reader sees."""
        first = self._some(pieces, FIRST + LAST + 1)
        if len(first) <= FIRST + LAST:
            return " ".join(first)
        last: list[str] = []
        for piece in reversed(pieces):
            last = [*self._seen(piece), *last]
            if len(last) >= LAST:
                break
        return f"{' '.join(first[:FIRST])} … {' '.join(last[-LAST:])}"

    def _some(self, pieces: Sequence[tuple[int, int, int]], most: int) -> list[str]:
        found: list[str] = []
        for piece in pieces:
            found += self._seen(piece)
            if len(found) >= most:
                break
        return found

    def _seen(self, piece: tuple[int, int, int]) -> list[str]:
        line, at, number = piece
        if line not in self._words:
            self._words[line] = self._split(line)
        return [word for word in self._words[line][at : at + number] if word]

    def _split(self, line: int) -> list[str]:
        """Return the words of a line, empty for each that nobody sees; none where they can't be
        told apart.
        """
        number = line - self._before
        if not 0 <= number < len(self._lines):
            return []
        text = self._lines[number]
        found = places(text)
        if len(found) != self._counts[line]:
            return []
        hidden_here = self._hidden.get(number, [])
        if not hidden_here and _PLAIN.fullmatch(text):
            return [text[start:end] for start, end in found]
        unseen = [match.span() for match in _UNSEEN.finditer(text)]
        unseen += [match.span() for match in _WIKI.finditer(text) if not self._may_quote(match[1])]
        unseen = sorted([*unseen, *hidden_here], key=lambda one: (one[0], -one[1]))
        words, at = [], 0
        for start, end in found:
            while at < len(unseen) and unseen[at][1] <= start:
                at += 1
            hidden = at < len(unseen) and unseen[at][0] < end
            words.append("" if hidden else text[start:end])
        return words


def _by_line(text: str, spans: Iterable[tuple[int, int]]) -> dict[int, list[tuple[int, int]]]:
    """Return from where to where each line is in some spans of a text."""
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    found: dict[int, list[tuple[int, int]]] = {}
    for start, end in spans:
        number = bisect_right(starts, start) - 1
        while number < len(starts) and starts[number] < end:
            first = starts[number]
            found.setdefault(number, []).append((max(0, start - first), end - first))
            number += 1
    return found
