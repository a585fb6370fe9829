# Writes a text anew without what a redaction takes out, and counts what it took. For a person a
# stand-in of as many words stands there, so that nobody's share of a lesson moves; for a text a
# mark that is no word. The report, the rewriting and the proof use this one reading, so that they
# can't differ. Must not know: objects of git, processes.
"""Replace what is redacted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product

from pollinate.keeping.redaction.spellings import (
    GAPS,
    address_pattern,
    name_pattern,
    needed,
    single_pattern,
    text_pattern,
    whole_pattern,
    words_in,
)
from pollinate.keeping.redaction.yaml_people import person_values
from pollinate.model.accounts import stand_in_address
from pollinate.model.redaction import MARK, RedactionPlan, Removed
from pollinate.words import words_of

_PEOPLE = re.compile(rb"(?m)^(?:author|committer|tagger) (?P<name>.*?) ?<(?P<mail>[^<>]*)> ")
_TEXTS, _NAMES, _ADDRESSES = "text", "name", "address"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    kind: str
    """`text`, `name` or `address`."""
    token: str
    find: re.Pattern[str]
    needs: str
    """In small letters; the pattern finds nothing without it."""
    is_marked: bool = False
    number: int = 0
    """Of a person's names: two of them must not become one, as names of files least of all."""

    def stand_in(self, found: re.Match[str]) -> str:
        """Return what stands in the place of a name."""
        return stand_in(found[0], self._token)

    def value(self, found: re.Match[str]) -> str:
        """Return what stands in the place of a whole value."""
        before = found["before"]
        return before + stand_in(found[0][len(before) :], self._token)

    @property
    def _token(self) -> str:
        return f"{self.token}n{self.number}" if self.number else self.token


@dataclass(frozen=True)
class Replacer:
    """What writes texts, names, paths and whole files anew."""

    plan: RedactionPlan
    _rules: tuple[_Rule, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_rules", tuple(_rules_of(self.plan)))

    def text(self, text: str, found: Counter[str] | None = None, *, body: bool = False) -> str:
        """Return a text without what is taken out; what was found is counted by its kind.

        In a `body` an address keeps its number of words, elsewhere each is the same one.
        """
        small = text.lower()
        for rule in self._rules:
            if rule.needs in small:
                text, count = self._by_rule(rule, text, body=body)
                if count and found is not None:
                    found[rule.kind] += count
        return text

    @staticmethod
    def _by_rule(rule: _Rule, text: str, *, body: bool) -> tuple[str, int]:
        if rule.kind == _TEXTS:
            return rule.find.subn(MARK, text)
        if rule.kind == _ADDRESSES:
            return rule.find.subn(
                lambda match: stand_in_address(rule.token, len(_words(match[0])) if body else 3),
                text,
            )
        if not rule.is_marked:
            return rule.find.subn(rule.stand_in, text)
        count = 0
        for start, end in reversed(person_values(text)):
            put, more = rule.find.subn(rule.value, text[start:end])
            text, count = text[:start] + put + text[end:], count + more
        return text, count

    def data(self, data: bytes, found: Counter[str] | None = None) -> bytes:
        """Return a file's bytes without what is taken out; those of a file that is no text stay."""
        encoding = _encoding(data)
        if not encoding:
            return data
        odd = "surrogateescape" if encoding == "utf-8" else "surrogatepass"
        text = data.decode(encoding, odd)
        changed = self.text(text, found, body=True)
        return data if changed == text else changed.encode(encoding, odd)

    def is_in(self, data: bytes) -> bool:
        """Tell whether bytes that are no text hold something that is taken out, as they stand."""
        found: Counter[str] = Counter()
        self.text(data.decode("utf-8", "surrogateescape"), found)
        if not found and b"\0" in data:
            # Within other bytes a text may begin at an odd one.
            for at, coding in product((0, 1), ("utf-16-le", "utf-16-be")):
                self.text(data[at:].decode(coding, "replace"), found)
        return bool(found)

    def path(self, path: bytes, found: Counter[str] | None = None) -> bytes:
        """Return where a file lies afterwards; nothing for one that is taken out."""
        told = path.decode("utf-8", "surrogateescape")
        if any(told == one or told.startswith(f"{one}/") for one in self.plan.files):
            if found is not None:
                found["file"] += 1
            return b""
        return _bytes(self.text(told, found))

    def place(self, path: str) -> str:
        """Return where a file lies afterwards, as text; nothing for one that is taken out."""
        return self.path(_bytes(path)).decode("utf-8", "surrogateescape")

    def author(self, name: bytes, mail: bytes) -> tuple[bytes, bytes]:
        """Return the name and address that a commit has afterwards."""
        read = name.decode("utf-8", "surrogateescape"), mail.decode("utf-8", "surrogateescape")
        for one in self.plan.people:
            if _is_hers(one, *read) or self._is_called(one.token, *read):
                put = stand_in(read[0], one.token) if words_in(read[0]) else f"colleague{one.token}"
                return put.encode(), stand_in_address(one.token).encode()
        if self._takes_out(read[0]):
            return _bytes(self.text(read[0])), mail
        return name, mail

    def is_by(self, data: bytes) -> bool:
        """Tell whether a commit or tag is by somebody who is taken out, or committed by them."""
        head = data.partition(b"\n\n")[0]
        people = (who.group("name", "mail") for who in _PEOPLE.finditer(head))
        return any(self.author(name, mail) != (name, mail) for name, mail in people)

    def _is_called(self, token: str, name: str, mail: str) -> bool:
        """Tell whether a whole name, or what stands before the sign of an address, is hers."""
        rules = [one for one in self._rules if one.token == token and one.kind == _NAMES]
        said = [name.strip(), mail.partition("@")[0].partition("+")[0]]
        return any(
            rule.find.fullmatch(one) for rule in rules if not rule.is_marked for one in said if one
        )

    def _takes_out(self, name: str) -> bool:
        """Tell whether a text that is taken out stands in a name."""
        return any(rule.find.search(name) for rule in self._rules if rule.kind == _TEXTS)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _is_hers(one: Removed, name: str, mail: str) -> bool:
    return mail.strip().lower() in one.mails or (name, mail.strip().lower()) in one.pairs


def stand_in(found: str, token: str) -> str:
    """Return what stands for a name: as many words, with what stood between them."""
    parts = GAPS.split(found)
    upper = found[:1].isupper()
    end = max((number for number, part in enumerate(parts) if part and not number % 2), default=0)
    put = []
    for number, part in enumerate(parts):
        if number % 2 or not part:
            put.append(part)
            continue
        # In a web address, which is one word, letters may be encoded.
        count = 1 if {"%", "="} & set(part) else max(1, len(_words(part)))
        last = number == end
        words = ["removed"] * (count - last) + (["colleague" + token] if last else [])
        put.append(" ".join(word.capitalize() if upper else word for word in words))
    return "".join(put)


def _words(text: str) -> list[bytes]:
    return words_of(text.encode("utf-8", "surrogateescape"))


def _rules_of(plan: RedactionPlan) -> Iterator[_Rule]:
    # Longer texts first, and texts before names: a name inside a text goes with it.
    for words in sorted(plan.texts, key=len, reverse=True):
        yield _rule(_TEXTS, "", text_pattern(words), needed(words))
    for one in plan.people:
        more = [words for token, words in plan.also if token == one.token]
        for mail in sorted(one.mails, key=len, reverse=True):
            yield _rule(_ADDRESSES, one.token, address_pattern(mail), needed(words_in(mail)))
        names = {*one.names, *(words for words in more if len(words_in(words)) > 1)}
        singles = {*one.singles, *(words for words in more if len(words_in(words)) == 1)}
        number = 0
        for some, pattern in ((names, name_pattern), (singles, single_pattern)):
            for name in sorted(some, key=lambda name: (-len(name), name)):
                yield _rule(_NAMES, one.token, pattern(name), _part(name), number=number)
                number += 1
        for word in one.marked:
            after = rf"(?:(?<=@)|(?<=people/)){single_pattern(word)}(?!-)"
            whole = whole_pattern(word)
            yield _rule(_NAMES, one.token, after, _part(word), number=number)
            yield _rule(_NAMES, one.token, whole, _part(word), is_marked=True, number=number)
            number += 1


def _part(name: str) -> str:
    """Return the longest plain word of a name, for it may be written without its accents."""
    return needed(words_in(name))


def _rule(
    kind: str, token: str, pattern: str, needs: str, *, is_marked: bool = False, number: int = 0
) -> _Rule:
    return _Rule(
        kind=kind,
        token=token,
        find=re.compile(pattern, re.I),
        needs=needs,
        is_marked=is_marked,
        number=number,
    )


def _encoding(data: bytes) -> str:
    """Return how a file's text is encoded; empty for a file that is no text."""
    if len(data) % 2 == 0 and data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16-le" if data[:1] == b"\xff" else "utf-16-be"
    return "" if b"\0" in data[:8192] else "utf-8"
