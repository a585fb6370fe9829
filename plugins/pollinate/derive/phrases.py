# Whose words stand where on a lesson: successive words of the same people since the same time are
# one phrase, quoted by its first and last words. Only what a reader sees of a line is quoted:
# addresses of links, markup and comments count as words of their writer, and are nothing to read.
# Must not know: what may be shown of whom, pages.
"""Tell whose phrases a text is made of."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
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
    r"|\{[:.#\s][^{}]*\}|\[\[[^\]|]*\||\bhttps?://\S+|&\w{1,30};|:[a-z0-9_-]{2,60}:"
)
Key = tuple[tuple[Slug, ...], str]


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
    when: Callable[[int], str],
) -> tuple[Phrase, ...]:
    """Return the phrases of a lesson in order; none where its file is not as git has it.

    `when` says how exactly a commit may be dated.
    """
    if file is None or file.blob != lesson.blob:
        return ()
    told = _Lines(lesson)
    whose = _whose(credits)
    found = (
        Phrase(
            by=by, when=day, quote=told.quote(one.pieces), words=sum(n for _, _, n in one.pieces)
        )
        for one in _stretches(lesson, file, runs, whose, when)
        for by, day in [one.key]
    )
    return tuple(one for one in found if one.quote)


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
    whose: Mapping[int, tuple[Slug, ...]],
    when: Callable[[int], str],
) -> Iterator[_Stretch]:
    last: _Stretch | None = None
    for line, (credit, count) in enumerate(zip(file.credit, lesson.words, strict=False)):
        if not count:
            continue
        run = runs[credit ^ MIXED] if credit & MIXED else (credit, count)
        at = 0
        for owner, number in zip(run[::2], run[1::2], strict=True):
            commit = owner >> RULE_BITS
            key = whose.get(commit, ()), when(commit)
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

    def __init__(self, lesson: Lesson) -> None:
        self._lines = lesson.body.split("\n")
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
        text = unicodedata.normalize("NFC", self._lines[number])
        found = places(text)
        if len(found) != self._counts[line]:
            return []
        unseen = [match.span() for match in _UNSEEN.finditer(text)]
        return [
            "" if any(a < end and start < b for a, b in unseen) else text[start:end]
            for start, end in found
        ]
