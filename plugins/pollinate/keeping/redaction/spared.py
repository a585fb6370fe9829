# Others whose names hold words of somebody who is taken out: "Ana B. Reyes" beside Ana Reyes, a
# login with one more digit, an address with the same word. They are worked out with the plan, and
# looked for wherever something was found, so that nobody goes in the place of somebody else.
# Must not know: objects of git, how a stand-in is written.
"""Spare the names of others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pollinate.keeping.redaction.spellings import LOOSE, is_dense, letters_pattern, words_in
from pollinate.model.names import name_key, stand_in_of, without_accents

_BETWEEN = r"[\s_.,'\u2019\-]{1,4}"
"""Words of somebody else's name, as most write it."""

_FAR = 120
"""Letters beside a name in which another one may begin or end."""

Span = tuple[int, int]


def spared_by(hers: Iterable[str], others: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield the names and addresses of others that hold a word of hers and are not her own."""
    own = {tuple(sorted(_bare(name))) for name in hers}
    words = {word for name in own for word in name if len(word) > 1}
    joined = {"".join(_bare(name)) for name in hers}
    joined = {one for one in joined if len(one) >= LOOSE}
    for said, mail in set(others):
        if said and not stand_in_of(said) and not is_dense(said):
            parts = _bare(said)
            is_like = bool(words & set(parts)) or any(one in "".join(parts) for one in joined)
            if is_like and tuple(sorted(parts)) not in own:
                yield said
        if mail and words & set(_bare(mail)):
            yield mail


def _bare(name: str) -> list[str]:
    return words_in(without_accents(name_key(name)))


def listed_alone(name: str, others: Iterable[tuple[str, str]]) -> bool:
    """Tell whether each word of a name is what somebody else goes by: in a list they are two
    people.
    """
    known = {name_key(said) for said, _ in others if len(words_in(said)) == 1}
    words = words_in(name)
    return len(words) > 1 and all(name_key(word) in known for word in words)


@dataclass(frozen=True)
class Spared:
    """The names and addresses of others, as they are looked for in a text."""

    names: frozenset[str]
    find: re.Pattern[str] | None

    def has(self, name: str) -> bool:
        """Tell whether a whole name or address is one of them."""
        return name_key(name) in self.names

    def without(self, spans: Sequence[Span], text: str) -> list[Span]:
        """Return what was found of hers in a text: not what is a part of another's name, or is it,
        or lies across it.
        """
        if self.find is None or not spans:
            return list(spans)
        return [span for span in spans if not self._holds(span, text)]

    def _holds(self, span: Span, text: str) -> bool:
        assert self.find is not None
        begin = max(0, span[0] - _FAR)
        near = (one.span() for one in self.find.finditer(text, begin, span[1] + _FAR))
        return any(_is_theirs(span, one) for one in near)


def _is_theirs(span: Span, other: Span) -> bool:
    apart = span[1] <= other[0] or other[1] <= span[0]
    holds = span != other and span[0] <= other[0] and other[1] <= span[1]
    return not (apart or holds)


def spared_of(names: Iterable[str]) -> Spared:
    """Return what finds the names and addresses of others."""
    every = sorted(set(names), key=lambda name: (-len(name), name))
    ways = [re.escape(name) if "@" in name else _pattern(name) for name in every]
    find = re.compile(rf"(?<![^\W_])(?:{'|'.join(ways)})(?![^\W_])", re.I) if ways else None
    return Spared(frozenset(map(name_key, every)), find)


def _pattern(name: str) -> str:
    return _BETWEEN.join(map(letters_pattern, words_in(name))) or re.escape(name)
