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

from pollinate.keeping.redaction.spellings import (
    GAPS,
    address_pattern,
    name_pattern,
    needed,
    single_pattern,
    text_pattern,
    words_in,
)
from pollinate.model.accounts import stand_in_address
from pollinate.model.redaction import MARK, RedactionPlan, Removed
from pollinate.words import words_of

_KEYS = "person|by|to|people|name|git|as|asked_by|author|authors|owner|keeper"
_VALUE = re.compile(rf"(?mi)^(?P<key>[\s>-]*(?:{_KEYS})\s*:)(?P<rest>.*)$")
_TEXTS, _NAMES, _ADDRESSES = "text", "name", "address"


@dataclass(frozen=True, slots=True)
class _Rule:
    kind: str
    """`text`, `name` or `address`."""
    token: str
    find: re.Pattern[str]
    needs: str
    """In small letters; the pattern finds nothing without it."""
    is_marked: bool = False


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
            return rule.find.subn(lambda match: stand_in(match[0], rule.token), text)
        count = 0

        def value(match: re.Match[str]) -> str:
            nonlocal count
            put, more = rule.find.subn(lambda one: stand_in(one[0], rule.token), match["rest"])
            count += more
            return match["key"] + put

        return _VALUE.sub(value, text), count

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
            for coding in ("utf-16-le", "utf-16-be"):
                self.text(data[: len(data) & ~1].decode(coding, "replace"), found)
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
            if _is_hers(one, *read):
                put = stand_in(read[0], one.token) if read[0].strip() else stand_in("X", one.token)
                return put.encode(), stand_in_address(one.token).encode()
        # A name without its known address is a text like others.
        return _bytes(self.text(read[0])), _bytes(self.text(read[1]))


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
        for name in sorted(names, key=lambda name: (-len(name), name)):
            yield _rule(_NAMES, one.token, name_pattern(name), _part(name))
        singles = {*one.singles, *(words for words in more if len(words_in(words)) == 1)}
        for word in sorted(singles, key=lambda word: (-len(word), word)):
            yield _rule(_NAMES, one.token, single_pattern(word), _part(word))
        for word in one.marked:
            pattern = single_pattern(word)
            yield _rule(_NAMES, one.token, rf"(?:(?<=@)|(?<=people/)){pattern}", _part(word))
            yield _rule(_NAMES, one.token, pattern, _part(word), is_marked=True)


def _part(name: str) -> str:
    """Return the longest plain word of a name, for it may be written without its accents."""
    return needed(words_in(name))


def _rule(kind: str, token: str, pattern: str, needs: str, *, is_marked: bool = False) -> _Rule:
    return _Rule(kind, token, re.compile(pattern, re.I), needs, is_marked)


def _encoding(data: bytes) -> str:
    """Return how a file's text is encoded; empty for a file that is no text."""
    if len(data) % 2 == 0 and data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16-le" if data[:1] == b"\xff" else "utf-16-be"
    return "" if b"\0" in data[:8192] else "utf-8"
