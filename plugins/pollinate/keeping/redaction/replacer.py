# Writes a text anew without what a redaction takes out, and counts what it took. For a person a
# stand-in of as many words stands there, so that nobody's share of a lesson moves; for a text a
# mark that is no word. The report, the rewriting and the proof use this one reading, so that they
# can't differ. Must not know: objects of git, processes.
"""Replace what is redacted."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from pollinate.keeping.redaction.decoded import (
    OLD_CODINGS,
    Decoded,
    accentless,
    base64_runs,
    decoded,
    encoding_of,
    old_readings,
)
from pollinate.keeping.redaction.rules import (
    ADDRESSES,
    NAMES,
    NOBODY,
    TEXTS,
    SearchRule,
    passes_of,
)
from pollinate.keeping.redaction.spellings import is_code, is_dense, words_in
from pollinate.keeping.redaction.stand_ins import removed, stand_in, word_list
from pollinate.keeping.redaction.yaml_people import person_values
from pollinate.model.accounts import stand_in_address
from pollinate.model.redaction import MARK, RedactionPlan, Removed

_PEOPLE = re.compile(rb"(?m)^(?:author|committer|tagger) (?P<name>.*?) ?<(?P<mail>[^<>]*)> ")
_no_utf8 = re.compile("[\udc80-\udcff]").search
_name_before = re.compile(r"(?:^|[\s(*>|\"'])([^\W\d_])[^\W\d_]*[ \t]\Z").search
_name_after = re.compile(r"[ \t]([^\W\d_])").match
LAYERS = 2
"""Of codes within codes, such as an entity whose ampersand is one."""


@dataclass(frozen=True)
class Replacer:
    """What writes texts, names, paths and whole files anew."""

    plan: RedactionPlan
    _rules: tuple[SearchRule, ...] = field(init=False)
    _passes: tuple[tuple[SearchRule, ...], ...] = field(init=False)

    def __post_init__(self) -> None:
        passes = tuple(passes_of(self.plan))
        object.__setattr__(self, "_passes", passes)
        object.__setattr__(self, "_rules", tuple(rule for rules in passes for rule in rules))

    def text(self, text: str, found: Counter[str] | None = None, *, body: bool = False) -> str:
        """Return a text without what is taken out; what was found is counted by its kind.

        In a `body` an address keeps its number of words, elsewhere each is the same one.
        """
        count = Counter[str]() if found is None else found
        text = self._without_codes(text, count, body=body)
        return self._in_base64(text, count)

    def _without_codes(self, text: str, found: Counter[str], *, body: bool) -> str:
        layers: list[_Layer] | None = None
        for rules in self._passes:
            put = self._as_written(rules, text, found, body=body)
            layers = _layers(put) if layers is None or put != text else layers
            text, layers = self._as_read(rules, put, layers, found)
        return text

    def _as_written(
        self, rules: tuple[SearchRule, ...], text: str, found: Counter[str], *, body: bool
    ) -> str:
        small = text.lower()
        for rule in rules:
            if rule.needs in small:
                text, count = self._by_rule(rule, text, body=body)
                if count:
                    found[rule.kind] += count
        return text

    @staticmethod
    def _as_read(
        rules: tuple[SearchRule, ...], text: str, layers: list[_Layer], found: Counter[str]
    ) -> tuple[str, list[_Layer]]:
        """Return a text without what stands in it in a code, as in an entity of each letter, and
        how it reads then.
        """
        for rule in rules:
            for one in layers:
                if one.is_folded and not rule.is_several:
                    continue
                if rule.needs in one.small and (spans := one.places(rule)):
                    found[rule.kind] += len(spans)
                    text = _without(text, spans, rule, plainly=one.is_folded and not one.read[1:])
                    layers = _layers(text)
                    break
        return text, layers

    def _in_base64(self, text: str, found: Counter[str]) -> str:
        """Return a text without the runs of base64 that say what is taken out."""
        for start, end, said in reversed(list(base64_runs(text))):
            count = Counter[str]()
            rest = self._without_codes(said, count, body=False)
            if rest != said:
                found += count
                text = text[:start] + _same_words(text[start:end], self._first(said)) + text[end:]
        return text

    def _first(self, said: str) -> SearchRule:
        """Return the rule that finds something in a text, also behind a code."""
        texts = [said, *(one.read[0].text for one in _layers(said))]
        return next(
            (rule for rule in self._rules for one in texts if rule.find.search(one)),
            self._rules[0],
        )

    @staticmethod
    def _by_rule(rule: SearchRule, text: str, *, body: bool) -> tuple[str, int]:
        if rule.kind == TEXTS:
            return rule.find.subn(MARK, text)
        if rule.kind == ADDRESSES:
            return rule.find.subn(lambda found: _for_address(found[0], rule, body=body), text)
        if not rule.is_marked:
            spans = _spans(rule, text)
            for start, end in reversed(spans):
                text = _put(text, start, end, stand_in(text[start:end], rule.tag))
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
        rules = [one for one in self._rules if one.token == token and one.kind == NAMES]
        spared = next((one.spared for one in rules if one.spared.find), NOBODY)
        said = [] if spared.has(mail) else [mail.partition("@")[0].partition("+")[0]]
        said += [name.strip(), *(old_readings(_bytes(name)) if _no_utf8(name) else ())]
        said = [one for one in said if not spared.has(one)]
        return any(
            rule.find.fullmatch(one) for rule in rules if not rule.is_marked for one in said if one
        )

    def _takes_out(self, name: str) -> bool:
        """Tell whether a text that is taken out stands in a name."""
        return any(rule.find.search(name) for rule in self._rules if rule.kind == TEXTS)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


@dataclass(frozen=True, slots=True)
class _Layer:
    """A text as it reads once its codes are gone, and those that were behind these."""

    read: tuple[Decoded, ...]
    """The last one first."""
    small: str
    is_folded: bool = False
    """Accents are gone, too."""

    def places(self, rule: SearchRule) -> list[tuple[int, int]]:
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
    if plain := accentless(read[0].text if read else text):
        found.append(_Layer((plain, *read), plain.text.lower(), is_folded=True))
    return found


def _spans(rule: SearchRule, text: str) -> list[tuple[int, int]]:
    """Return where a rule finds something."""
    if not rule.is_marked:
        spans = [
            match.span()
            for match in rule.find.finditer(text)
            if match[0] and (rule.kind != NAMES or _is_meant(match, rule))
        ]
        return rule.spared.without(spans, text)
    return [
        (start + match.end("before"), start + match.end())
        for start, end in person_values(text)
        for match in rule.find.finditer(text[start:end])
    ]


def _is_meant(found: re.Match[str], rule: SearchRule) -> bool:
    words = found[0]
    if is_code(words) or (rule.is_turned and _is_of_two(found)):
        return False
    return not rule.is_cased or _is_name(words)


def _is_of_two(found: re.Match[str]) -> bool:
    """Tell whether what looks like a name with its last word first is the end of one name and the
    beginning of another, as in "Bea Reyes, Ana Lopez".
    """
    before = _name_before(found.string[max(0, found.start() - 40) : found.start()])
    after = _name_after(found.string, found.end())
    return bool(before and after and before[1].isupper() and after[1].isupper())


def _is_name(words: str) -> bool:
    """Tell whether each word begins as a name does: "When will summer end" names nobody."""
    return not any(word[0].islower() for word in words_in(words))


def _without(text: str, spans: list[tuple[int, int]], rule: SearchRule, *, plainly: bool) -> str:
    for start, end in reversed(spans):
        said = text[start:end]
        put = stand_in(said, rule.tag) if plainly else _same_words(said, rule)
        text = _put(text, start, end, put)
    return text


def _put(text: str, start: int, end: int, put: str) -> str:
    """Return a text in which something stands in a place: beside letters that a name of a script
    without blanks may touch, it stays a word of its own.
    """
    before, after = text[:start], text[end:]
    if is_dense(text[start:end]):
        before += "-" * _would_touch(before[-1:], put[:1])
        after = "-" * _would_touch(put[-1:], after[:1]) + after
    return before + put + after


def _would_touch(one: str, other: str) -> bool:
    return one.isalnum() and other.isalnum() and not is_dense(one + other)


def _same_words(written: str, rule: SearchRule) -> str:
    """Return what stands in the place of something in a code: as many words in each line, joined by
    dashes, which do no harm in an address.
    """
    if rule.kind == TEXTS:
        return MARK
    lines = written.split("\n")
    counts = [len(word_list(line)) for line in lines]
    last = max((at for at, count in enumerate(counts) if count), default=0)
    put, before = [], 0
    for at, count in enumerate(counts):
        some = count if at != last else max(count, 1) - 1
        words = [removed(before + number) for number in range(some)]
        before += some
        put.append("-".join([*words, f"colleague{rule.tag}"] if at == last else words))
    return "\n".join(put)


def _for_address(found: str, rule: SearchRule, *, body: bool) -> str:
    if "/" in found:
        # Of a page elsewhere, which is one word.
        return _same_words(found, rule)
    return stand_in_address(rule.token, len(word_list(found)) if body else 3)


def _is_hers(one: Removed, name: str, mail: str) -> bool:
    return mail.strip().lower() in one.mails or (name, mail.strip().lower()) in one.pairs
