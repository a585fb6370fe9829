# The patterns of a redaction, in the order in which they are tried: texts and addresses first, then
# names from near to far, so that of "Quorn, Ada; Quorn, Bo" and of "Bo Quorn, Ada Quorn" Bo stays.
# Must not know: how a text is written down, or written anew.
"""Make the rules of a redaction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pollinate.keeping.redaction.spared import Spared, spared_of
from pollinate.keeping.redaction.spellings import (
    address_pattern,
    hashes_of,
    name_pattern,
    needed,
    needed_of_name,
    single_pattern,
    text_pattern,
    whole_pattern,
    words_in,
)
from pollinate.keeping.redaction.stand_ins import stand_in
from pollinate.model.redaction import RedactionPlan, Removed

TEXTS, NAMES, ADDRESSES = "text", "name", "address"
NOBODY = spared_of(())


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRule:
    """What finds one thing that is taken out, and what stands in its place."""

    kind: str
    """`text`, `name` or `address`."""
    token: str
    find: re.Pattern[str]
    needs: str
    """In small letters; the pattern finds nothing without it."""
    is_marked: bool = False
    is_cased: bool = False
    """Ordinary words, which are a name where each begins with a capital letter."""
    number: int = 0
    """Of a person's names: two of them must not become one, as names of files least of all."""
    is_several: bool = False
    """Several words, which are a name with accents or without."""
    is_turned: bool = False
    """The last words come first, as they do where two people stand side by side."""
    spared: Spared = NOBODY

    def value(self, found: re.Match[str]) -> str:
        """Return what stands in the place of a whole value."""
        before = found["before"]
        return before + stand_in(found[0][len(before) :], self.tag)

    @property
    def tag(self) -> str:
        """Return what tells the stand-in of this name from others."""
        return f"{self.token}n{self.number}" if self.number else self.token


def _sure_rules(plan: RedactionPlan) -> Iterator[SearchRule]:
    """Yield what finds texts, addresses, and names beside an address."""
    # Longer texts first, and texts before names: a name inside a text goes with it.
    for words in sorted(plan.texts, key=len, reverse=True):
        yield _rule(TEXTS, "", text_pattern(words), needed(words))
    for one in plan.people:
        more = _more(plan, one)
        # A name that others have, too, is hers where her address stands behind it.
        for name, mail in sorted(pair for pair in one.pairs if all(pair)):
            before = (
                rf"{name_pattern(name)}(?=[\"'\u2019\u201d]? ?(?:<|&lt;) ?{address_pattern(mail)})"
            )
            yield _rule(NAMES, one.token, before, needed_of_name(name))
        for mail in sorted(one.mails, key=len, reverse=True):
            yield _rule(ADDRESSES, one.token, address_pattern(mail), needed(words_in(mail)))
            yield from (_rule(NAMES, one.token, each, each) for each in hashes_of(mail))
        # What names a person otherwise, such as a second address, or a page elsewhere.
        for said in (said for said in more if {"@", ":", "/"} & set(said[1:])):
            is_mail = "@" in said[1:] and " " not in said
            find = address_pattern(said) if is_mail else text_pattern(words_in(said))
            yield _rule(ADDRESSES, one.token, find, needed(words_in(said)))


def passes_of(plan: RedactionPlan) -> list[tuple[SearchRule, ...]]:
    """Return what finds a plan's texts and people, in the order in which it is tried: what a later
    pass finds, no earlier one had a better claim to.
    """
    found = [(*_sure_rules(plan), *_name_rules(plan, close=True))]
    found.append(tuple(_name_rules(plan, close=True, turned=True)))
    found.append(tuple(_name_rules(plan)))
    found.append((*_name_rules(plan, turned=True), *_word_rules(plan)))
    return [rules for rules in found if rules]


def _name_rules(
    plan: RedactionPlan, *, close: bool = False, turned: bool = False
) -> Iterator[SearchRule]:
    """Yield what finds names of several words."""
    for one in plan.people:
        spared = spared_of(one.spared)
        for number, name in enumerate(_several(one, _more(plan, one))):
            apart = name in {*one.cased, *one.apart}
            pattern = name_pattern(name, apart=apart, turned=turned, close=close)
            if not pattern or (name in one.close and (turned or not close)):
                continue
            rule = _rule(NAMES, one.token, pattern, needed_of_name(name), number=number)
            is_cased = name in one.cased
            yield replace(rule, is_cased=is_cased, is_several=True, is_turned=turned, spared=spared)


def _word_rules(plan: RedactionPlan) -> Iterator[SearchRule]:
    """Yield what finds handles: after names, of which they may be a part."""
    for one in plan.people:
        more, spared = _more(plan, one), spared_of(one.spared)
        singles = {*one.singles, *(words for words in more if len(words_in(words)) == 1)}
        first = len(_several(one, more))
        for number, name in enumerate(_in_turn(singles), first):
            rule = _rule(
                NAMES, one.token, single_pattern(name), needed_of_name(name), number=number
            )
            yield replace(rule, spared=spared)
        # In small letters a name of ordinary words is taken where a person stands.
        for number, word in enumerate((*one.marked, *one.cased), first + len(singles)):
            after = rf"(?:(?<=@)|(?<=people/)){single_pattern(word)}(?!-)"
            whole = whole_pattern(word)
            yield _rule(NAMES, one.token, after, needed_of_name(word), number=number)
            yield _rule(
                NAMES, one.token, whole, needed_of_name(word), is_marked=True, number=number
            )


def _more(plan: RedactionPlan, one: Removed) -> list[str]:
    return [words for token, words in plan.also if token == one.token]


def _several(one: Removed, more: list[str]) -> list[str]:
    """Return the names of several words, in the order in which they are looked for."""
    several = (words for words in more if len(words_in(words)) > 1)
    return _in_turn({*one.names, *one.cased, *several})


def _in_turn(names: set[str]) -> list[str]:
    return sorted(names, key=lambda name: (name[:-1] in names, -len(name), name))


def _rule(
    kind: str, token: str, pattern: str, needs: str, *, is_marked: bool = False, number: int = 0
) -> SearchRule:
    return SearchRule(
        kind=kind,
        token=token,
        find=re.compile(pattern, re.I),
        needs=needs,
        is_marked=is_marked,
        number=number,
    )
