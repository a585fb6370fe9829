# Hands out the values of one mapping by type, and keeps a list of what is wrong with them.
# Why here: schema.py then reads as the table of keys that it is.
# Must not know: which keys exist.
"""Read typed fields from front matter."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache
from typing import Any, TypeVar

from pollinate.content.frontmatter import FrontMatter
from pollinate.content.yamltext import KeyPath
from pollinate.emails import one_line, without_addresses
from pollinate.model.diagnostics import Diagnostic, Severity
from pollinate.paths import RepoPath

W = TypeVar("W", bound=StrEnum)
_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2}(?:[T ].*)?)?)?")
_ADDRESS = re.compile(r"\S@\S")
_HTML = re.compile(
    r"</?(?:a|b|br|div|em|i|iframe|img|p|script|span|strong|style|svg)\b[^<]*>", re.IGNORECASE
)
LONGEST = 1000
"""Letters of a sentence."""
_FALSE = ("no", "n", "off", "0", "false")


class Fields:
    """Read one mapping of a front matter key by key; what is wrong ends in `diagnostics`."""

    def __init__(
        self,
        path: RepoPath,
        front: FrontMatter,
        values: Mapping[str, Any] | None = None,
        at: KeyPath = (),
    ) -> None:
        self.path, self.front, self.at = path, front, at
        self.values = front.values if values is None else values
        self.diagnostics: list[Diagnostic] = []

    def line(self, *keys: str | int) -> int:
        """Return the line of a key of this mapping."""
        return self.front.line(*self.at, *keys)

    def last_line(self) -> int:
        """Return the last line on which anything of this mapping stands."""
        places = (*self.front.lines.items(), *self.front.ends.items())
        own = (line for path, line in places if path[: len(self.at)] == self.at)
        return max(own, default=self.line())

    def find(
        self,
        keys: KeyPath,
        code: str,
        message: str,
        cure: str = "",
        severity: Severity = Severity.WARNING,
    ) -> None:
        """Note a finding at a key."""
        self.diagnostics.append(
            Diagnostic(
                path=self.path,
                line=self.line(*keys),
                code=code,
                message=message,
                cure=cure,
                severity=severity,
            )
        )

    def text(self, key: str) -> str:
        """Return a text, white space joined; numbers and dates as they are written."""
        value = self.values.get(key)
        if value is None:
            return ""
        if isinstance(value, str):
            return " ".join(value.split())
        if isinstance(value, dict | list):
            self.find((key,), "wrong-type", f"'{key}' must be a text", f'Write: {key}: "…"')
            return ""
        return self._raw(value, key)

    def sentence(self, key: str) -> str:
        """Return a text that stands in one line: cut where it is far too long, and shown as typed
        where it looks like HTML.
        """
        text = self.text(key)
        if len(text) > LONGEST:
            self.find(
                (key,),
                "too-long",
                f"'{key}' is longer than {LONGEST} letters and is cut there",
                "Say it in a sentence.",
            )
            text = text[:LONGEST] + "…"
        if _HTML.search(text):
            cure = "Write it in plain words; code belongs into the text of the file."
            self.find(
                (key,),
                "html-in-a-sentence",
                f"'{key}' holds HTML, which is shown as it is typed",
                cure,
            )
        return text

    def texts(self, key: str, *, split: str = "") -> tuple[str, ...]:
        """Return a list of texts, where one text is a list of one (or of many with `split`)."""
        value = self.values.get(key)
        if value is None:
            return ()
        if isinstance(value, list):
            return tuple(t for i, item in enumerate(value) if (t := self._entry(key, i, item)))
        one = self.text(key)
        parts = [p.strip() for p in one.split(split)] if split else [one]
        return tuple(p for p in parts if p)

    def _entry(self, key: str, index: int, item: Any) -> str:
        if isinstance(item, str):
            return " ".join(item.split())
        if isinstance(item, dict | list):
            cure = (
                "Put the whole entry in double quotes; a colon or a bracket means something in"
                " YAML."
            )
            self.find((key, index), "wrong-type", f"an entry of '{key}' is no text", cure)
            return ""
        return "" if item is None else self._raw(item, key, index)

    def _raw(self, value: Any, *keys: str | int) -> str:
        return self.front.raw.get((*self.at, *keys), str(value)).strip()

    def names(self, key: str, *, cut: bool = False) -> tuple[str, ...]:
        """Return names of people; an entry that looks like an e-mail address is refused and not
        repeated; `cut` keeps a name beside one.
        """
        said = self.texts(key)
        if any(map(_ADDRESS.search, said)):
            self.refuse_address(key)
        return tuple(filter(None, (self._named(one, cut=cut) for one in said)))

    @staticmethod
    def _named(said: str, *, cut: bool) -> str:
        if not _ADDRESS.search(said):
            return one_line(said)
        left = one_line(without_addresses(said)).strip(" ,;") if cut else ""
        return "" if "@" in left else left

    def texts_quietly(self, key: str) -> tuple[str, ...]:
        """Return a list of texts without noting what is wrong with it."""
        return Fields(self.path, self.front, self.values, self.at).texts(key)

    def name(self, key: str, *, cut: bool = False) -> str:
        """Return the name of one person, never an e-mail address; `cut` keeps a name beside one."""
        name = one_line(self.text(key))
        if _ADDRESS.search(name):
            self.refuse_address(key)
        return self._named(name, cut=cut)

    def refuse_address(self, key: str) -> None:
        """Note that an e-mail address stands where a name should, without repeating it."""
        cure = "Write the name as it stands in git, or a handle; remove the address."
        self.find(
            (key,),
            "email-address",
            f"'{key}' holds an e-mail address, which never belongs into a garden",
            cure,
            Severity.ERROR,
        )

    def choice(self, key: str, choices: Collection[str], default: str = "") -> str:
        """Return one of the known words, in any case of letters."""
        word = self.text(key).lower()
        if not word or word in choices:
            return word or default
        cure = f"Choose one of: {', '.join(choices)}."
        self.find(
            (key,), "unknown-value", f"'{key}' can't be '{_short(word)}'{near(word, choices)}", cure
        )
        return default

    def word(self, key: str, kind: type[W]) -> W | None:
        """Return one of the words of files; None where none is given, or an unknown one."""
        given = self.choice(key, tuple(kind))
        return kind(given) if given else None

    def flag(self, key: str) -> bool:
        """Return a yes or no; what is neither counts as yes, since a flag here always hides."""
        value = self.values.get(key)
        if value is None or isinstance(value, bool):
            return bool(value)
        word = self.text(key).lower()
        self.find(
            (key,),
            "wrong-type",
            f"'{key}' must be true or false",
            f"Write: {key}: {'false' if word in _FALSE else 'true'}",
        )
        return word not in _FALSE

    def day(self, key: str) -> str:
        """Return a date as it is sorted: 2026-03-14, 2026-03 or 2026."""
        value = self.values.get(key)
        if value is None or isinstance(value, date):
            return value.isoformat()[:10] if value else ""
        word = self.text(key)
        if not word or _is_day(word):
            return word[:10]
        self.find(
            (key,),
            "wrong-type",
            f"'{key}' must be a date, not '{_short(word)}'",
            f"Write: {key}: 2026-03-14",
        )
        return ""

    def entries(self, key: str, example: str) -> Iterator[tuple[int, Fields | str]]:
        """Yield the entries of a list with their index: mappings as fields, texts as they are."""
        value = self.values.get(key)
        if value is None:
            return
        several = isinstance(value, list)
        for index, item in enumerate(value if several else [value]):
            at = (*self.at, key, index) if several else (*self.at, key)
            if isinstance(item, dict):
                fields = Fields(self.path, self.front, item, at)
                yield index, fields
                self.diagnostics += fields.diagnostics
            elif isinstance(item, str):
                yield index, " ".join(item.split())
            elif item is not None:
                self.find(
                    (key, index),
                    "wrong-type",
                    f"an entry of '{key}' can't be read",
                    f"Write: - {example}",
                )

    def only(self, known: Collection[str]) -> None:
        """Note keys of an entry of ours that mean nothing."""
        for key in self.values:
            if key not in known:
                cure = (
                    f"Known here: {', '.join(known)}. A text with a comma or colon needs double"
                    " quotes."
                )
                self.find(
                    (key,),
                    "unknown-key",
                    f"'{_short(key)}' means nothing here{near(key, known)}",
                    cure,
                )

    def misspelt(self, known: Collection[str], foreign: Collection[str]) -> None:
        """Note keys that look like ours and aren't; all others belong to somebody else."""
        for key in self.values:
            if key in known or key.lower() in foreign:
                continue
            meant = misspelling(key, known)
            if meant and meant not in self.values:
                self.find(
                    (key,),
                    "unknown-key",
                    f"unknown key '{_short(key)}', did you mean '{meant}'?",
                    f"Write: {meant}:",
                )


def _is_day(word: str) -> bool:
    if not _DAY.fullmatch(word):
        return False
    try:
        return bool(date.fromisoformat((word + "-01-01")[:10] if len(word) < 10 else word[:10]))
    except ValueError:
        return False


def near(word: str, known: Collection[str]) -> str:
    """Return ", did you mean …?" when a known word is near."""
    found = get_close_matches(str(word)[:60].lower(), [str(k) for k in known], 1, 0.7)
    return f", did you mean '{found[0]}'?" if found else ""


def misspelling(key: str, known: Collection[str]) -> str:
    """Return the known key that another one seems to mean; empty for none."""
    return _meant(key[:60], tuple(known))


@lru_cache(maxsize=1_000)
def _meant(key: str, known: tuple[str, ...]) -> str:
    plain = re.sub(r"(?<=[a-z])(?=[A-Z])|[-\s]+", "_", key).lower()
    if plain in known:
        return plain
    if len(plain) < 5:
        return ""
    swapped = [word for word in known if word[0] == plain[0] and sorted(word) == sorted(plain)]
    found = swapped or get_close_matches(plain, known, 1, 0.84)
    return found[0] if found else ""


def _short(word: str) -> str:
    return word if len(word) <= 40 else word[:39] + "…"
