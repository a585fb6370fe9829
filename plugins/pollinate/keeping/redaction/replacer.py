# Writes a text anew without what a redaction takes out, and counts what it took. For a person a
# stand-in of as many words stands there, so that nobody's share of a lesson moves; for a text a
# mark that is no word. The report, the rewriting and the proof use this one reading, so that they
# can't differ. Must not know: objects of git, processes.
"""Replace what is redacted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pollinate.keeping.redaction.decoded import (
    OLD_CODINGS,
    Decoded,
    base64_runs,
    decoded,
    encoding_of,
    old_readings,
)
from pollinate.keeping.redaction.spellings import (
    address_pattern,
    hashes_of,
    is_code,
    name_pattern,
    needed,
    single_pattern,
    text_pattern,
    whole_pattern,
    words_in,
)
from pollinate.keeping.redaction.stand_ins import stand_in, word_list
from pollinate.keeping.redaction.yaml_people import person_values
from pollinate.model.accounts import stand_in_address
from pollinate.model.redaction import MARK, RedactionPlan, Removed

_PEOPLE = re.compile(rb"(?m)^(?:author|committer|tagger) (?P<name>.*?) ?<(?P<mail>[^<>]*)> ")
_no_utf8 = re.compile("[\udc80-\udcff]").search
LAYERS = 2
"""Of codes within codes, such as an entity whose ampersand is one."""
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
    is_cased: bool = False
    """Ordinary words, which are a name where each begins with a capital letter."""
    number: int = 0
    """Of a person's names: two of them must not become one, as names of files least of all."""

    def value(self, found: re.Match[str]) -> str:
        """Return what stands in the place of a whole value."""
        before = found["before"]
        return before + stand_in(found[0][len(before) :], self.tag)

    @property
    def tag(self) -> str:
        """Return what tells the stand-in of this name from others."""
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
        count = Counter[str]() if found is None else found
        text = self._as_written(text, count, body=body)
        text = self._as_read(text, count)
        return self._in_base64(text, count)

    def _as_written(self, text: str, found: Counter[str], *, body: bool) -> str:
        small = text.lower()
        for rule in self._rules:
            if rule.needs in small:
                text, count = self._by_rule(rule, text, body=body)
                if count:
                    found[rule.kind] += count
        return text

    def _as_read(self, text: str, found: Counter[str]) -> str:
        """Return a text without what stands in it in a code, as in an entity of each letter."""
        layers = _layers(text)
        for rule in self._rules:
            for one in layers:
                if rule.needs in one.small and (spans := one.places(rule)):
                    found[rule.kind] += len(spans)
                    text = _without(text, spans, rule)
                    layers = _layers(text)
                    break
        return text

    def _in_base64(self, text: str, found: Counter[str]) -> str:
        """Return a text without the runs of base64 that say what is taken out."""
        for start, end, said in reversed(list(base64_runs(text))):
            count = Counter[str]()
            rest = self._as_read(self._as_written(said, count, body=False), count)
            if rest != said:
                found += count
                text = text[:start] + _same_words(text[start:end], self._first(said)) + text[end:]
        return text

    def _first(self, said: str) -> _Rule:
        """Return the rule that finds something in a text, also behind a code."""
        texts = [said, *(one.read[0].text for one in _layers(said))]
        return next(
            (rule for rule in self._rules for one in texts if rule.find.search(one)),
            self._rules[0],
        )

    @staticmethod
    def _by_rule(rule: _Rule, text: str, *, body: bool) -> tuple[str, int]:
        if rule.kind == _TEXTS:
            return rule.find.subn(MARK, text)
        if rule.kind == _ADDRESSES:
            return rule.find.subn(lambda found: _for_address(found[0], rule, body=body), text)
        if not rule.is_marked:
            spans = _spans(rule, text)
            for start, end in reversed(spans):
                text = text[:start] + stand_in(text[start:end], rule.tag) + text[end:]
            return text, len(spans)
        count = 0
        for start, end in reversed(person_values(text)):
            put, more = rule.find.subn(rule.value, text[start:end])
            text, count = text[:start] + put + text[end:], count + more
        return text, count

    def data(self, data: bytes, found: Counter[str] | None = None, *, body: bool = True) -> bytes:
        """Return bytes without what is taken out, in whatever letters; those of a file that is no
        text stay.
        """
        encoding = encoding_of(data) if body else "utf-8"
        if not encoding:
            return data
        odd = "surrogateescape" if encoding == "utf-8" else "surrogatepass"
        text = data.decode(encoding, odd)
        changed = self.text(text, found, body=body)
        data = data if changed == text else changed.encode(encoding, odd)
        if encoding == "utf-8" and _no_utf8(changed):
            data = self._in_old_letters(data, found, body=body)
        return data

    def _in_old_letters(self, data: bytes, found: Counter[str] | None, *, body: bool) -> bytes:
        """Return bytes without what is taken out, in any encoding from before Unicode."""
        for coding in OLD_CODINGS:
            try:
                text = data.decode(coding)
                if text.encode(coding) != data:
                    continue
                changed = self.text(text, found, body=body)
                data = data if changed == text else changed.encode(coding)
            except UnicodeError:
                continue
        return data

    def is_in(self, data: bytes) -> bool:
        """Tell whether bytes that are no text hold something that is taken out, as they stand."""
        found: Counter[str] = Counter()
        text = data.decode("utf-8", "surrogateescape")
        self.text(text, found)
        if not found and b"\0" not in data and _no_utf8(text):
            self._in_old_letters(data, found, body=False)
        if not found and b"\0" in data:
            # In a picture it may begin at any byte.
            for coding in ("utf-16-le", "utf-16-be"):
                for first in (0, 1):
                    self.text(data[first:].decode(coding, "replace"), found)
        return bool(found)

    def path(self, path: bytes, found: Counter[str] | None = None) -> bytes:
        """Return where a file lies afterwards; nothing for one that is taken out."""
        told = path.decode("utf-8", "surrogateescape")
        if any(told == one or told.startswith(f"{one}/") for one in self.plan.files):
            if found is not None:
                found["file"] += 1
            return b""
        return self.data(path, found, body=False)

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
        said += old_readings(_bytes(name)) if _no_utf8(name) else ()
        return any(
            rule.find.fullmatch(one) for rule in rules if not rule.is_marked for one in said if one
        )

    def _takes_out(self, name: str) -> bool:
        """Tell whether a text that is taken out stands in a name."""
        return any(rule.find.search(name) for rule in self._rules if rule.kind == _TEXTS)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


@dataclass(frozen=True, slots=True)
class _Layer:
    """A text as it reads once its codes are gone, and those that were behind these."""

    read: tuple[Decoded, ...]
    """The last one first."""
    small: str

    def places(self, rule: _Rule) -> list[tuple[int, int]]:
        """Return where a rule finds something, as it is written."""
        spans = _spans(rule, self.read[0].text)
        for one in self.read:
            spans = [one.place(*span) for span in spans]
        return spans


def _layers(text: str) -> list[_Layer]:
    found: list[_Layer] = []
    read: tuple[Decoded, ...] = ()
    while len(found) < LAYERS and (one := decoded(read[0].text if read else text)):
        read = (one, *read)
        found.append(_Layer(read, one.text.lower()))
    return found


def _spans(rule: _Rule, text: str) -> list[tuple[int, int]]:
    """Return where a rule finds something."""
    if not rule.is_marked:
        return [
            match.span()
            for match in rule.find.finditer(text)
            if match[0] and (rule.kind != _NAMES or _is_meant(match[0], rule))
        ]
    return [
        (start + match.end("before"), start + match.end())
        for start, end in person_values(text)
        for match in rule.find.finditer(text[start:end])
    ]


def _is_meant(words: str, rule: _Rule) -> bool:
    return not is_code(words) and (not rule.is_cased or _is_name(words))


def _is_name(words: str) -> bool:
    """Tell whether each word begins as a name does: "When will summer end" names nobody."""
    return not any(word[0].islower() for word in words_in(words))


def _without(text: str, spans: list[tuple[int, int]], rule: _Rule) -> str:
    for start, end in reversed(spans):
        text = text[:start] + _same_words(text[start:end], rule) + text[end:]
    return text


def _same_words(written: str, rule: _Rule) -> str:
    """Return what stands in the place of something in a code: as many words in each line, joined by
    dashes, which do no harm in an address.
    """
    if rule.kind == _TEXTS:
        return MARK
    lines = written.split("\n")
    counts = [len(word_list(line)) for line in lines]
    last = max((at for at, count in enumerate(counts) if count), default=0)
    put = []
    for at, count in enumerate(counts):
        words = ["removed"] * (count if at != last else max(count, 1) - 1)
        put.append("-".join([*words, f"colleague{rule.tag}"] if at == last else words))
    return "\n".join(put)


def _for_address(found: str, rule: _Rule, *, body: bool) -> str:
    if "/" in found:
        # Of a page elsewhere, which is one word.
        return _same_words(found, rule)
    return stand_in_address(rule.token, len(word_list(found)) if body else 3)


def _is_hers(one: Removed, name: str, mail: str) -> bool:
    return mail.strip().lower() in one.mails or (name, mail.strip().lower()) in one.pairs


def _rules_of(plan: RedactionPlan) -> Iterator[_Rule]:
    # Longer texts first, and texts before names: a name inside a text goes with it.
    for words in sorted(plan.texts, key=len, reverse=True):
        yield _rule(_TEXTS, "", text_pattern(words), needed(words))
    for one in plan.people:
        more = [words for token, words in plan.also if token == one.token]
        # A name that others have, too, is hers where her address stands behind it.
        for name, mail in sorted(pair for pair in one.pairs if all(pair)):
            before = (
                rf"{name_pattern(name)}(?=[\"'\u2019\u201d]? ?(?:<|&lt;) ?{address_pattern(mail)})"
            )
            yield _rule(_NAMES, one.token, before, _part(name))
        for mail in sorted(one.mails, key=len, reverse=True):
            yield _rule(_ADDRESSES, one.token, address_pattern(mail), needed(words_in(mail)))
            yield from (_rule(_NAMES, one.token, each, each) for each in hashes_of(mail))
        # What names a person otherwise, such as a second address, or a page elsewhere.
        for said in (said for said in more if {"@", ":", "/"} & set(said[1:])):
            is_mail = "@" in said[1:] and " " not in said
            find = address_pattern(said) if is_mail else text_pattern(words_in(said))
            yield _rule(_ADDRESSES, one.token, find, needed(words_in(said)))
        # In small letters it is taken where a person stands, as below.
        marked = (*one.marked, *one.cased)
        names = {*one.names, *one.cased, *(words for words in more if len(words_in(words)) > 1)}
        singles = {*one.singles, *(words for words in more if len(words_in(words)) == 1)}
        apart = {*one.cased, *one.apart}
        number = 0
        for some, is_whole in ((names, False), (singles, True)):
            for name in sorted(some, key=lambda name: (name[:-1] in some, -len(name), name)):
                find = single_pattern(name) if is_whole else name_pattern(name, apart=name in apart)
                rule = _rule(_NAMES, one.token, find, _part(name), number=number)
                yield replace(rule, is_cased=name in one.cased)
                number += 1
        for word in marked:
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
