# Numbers that name one person: bank accounts, cards, what states and hospitals give out. Each is
# taken for one only if its check digits hold (python-stdnum), and numbers without a strong sum only
# beside a word that says what they are. Numbers that exist to be examples are never one.
# Must not know: whose they are, how findings are printed.
"""Find numbers of people."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from importlib.resources import files
from importlib.util import find_spec
from typing import NamedTuple

_FIGURE = re.compile(r"\d")
_SEPARATORS = re.compile(r"[\s.\-/]")
_IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}(?:[ -]?[A-Za-z0-9]){11,32}")
CARD = re.compile(r"(?<![\w.+-])[2-6]\d{3}(?:([ -]?)\d{4,6}(?:\1\d{3,5}){1,3})(?![\w.]?\d|\w)")
_CARD_WORD = re.compile(
    r"card|\bpan\b|visa|master|amex|american express|credit|debit|\bcvv|\bcvc|karte|carte|tarjeta",
    re.IGNORECASE,
)
CARD_FIGURES = 13
_ISSUED = re.compile(r"3[47]|4|5[1-5]|2(?:2[2-9]|[3-6]|7[01]|720)|6(?:011|4[4-9]|5)")


class NumberKind(NamedTuple):
    """A kind of number."""

    what: str
    pattern: re.Pattern[str]
    figures: int
    """So many stand in it at least."""
    module: str
    """Of python-stdnum; empty where a number has no sum."""
    beside: re.Pattern[str] | None = None
    """A word that must stand on the line."""
    surely: re.Pattern[str] | None = None
    """A word without which it is in doubt."""


def _alone(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.+-])(?P<value>{pattern})(?![\w-]|\.\d)", re.IGNORECASE)


def _word(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)


_SOCIAL = r"ssn|social security|sozialversicherung\w*|s[ée]curit[ée] sociale|n\.?i\.?r\.?"
KINDS = (
    NumberKind(
        "a Swiss AHV number", _alone(r"756[.\s-]?\d{4}[.\s-]?\d{4}[.\s-]?\d{2}"), 13, "ch.ssn"
    ),
    NumberKind(
        "an Italian tax code",
        _alone(r"[A-Z]{6}\d\d[A-EHLMPRST]\d\d[A-Z]\d{3}[A-Z]"),
        7,
        "it.codicefiscale",
    ),
    NumberKind(
        "a French social security number",
        _alone(r"[12] ?\d\d ?(?:0[1-9]|1[0-2]) ?(?:\d\d|2[AB]) ?\d{3} ?\d{3} ?\d\d"),
        14,
        "fr.nir",
    ),
    NumberKind(
        "a Finnish personal code", _alone(r"[0-3]\d[01]\d{3}[-+A]\d{3}[0-9A-Y]"), 9, "fi.hetu"
    ),
    NumberKind(
        "a Spanish identity number",
        _alone(r"(?:[XYZ]|\d)\d{7}-?[A-HJ-NP-TV-Z]"),
        7,
        "es.dni",
        _word(r"dni|nif|nie|documento|identidad|identity"),
    ),
    NumberKind(
        "a US social security number", _alone(r"\d{3}-?\d{2}-?\d{4}"), 9, "us.ssn", _word(_SOCIAL)
    ),
    NumberKind(
        "a Belgian national number",
        _alone(r"\d\d\.?\d\d\.?\d\d-?\d{3}\.?\d\d"),
        11,
        "be.nn",
        _word(r"national(?: register)? n\w+|rijksregister\w*|registre national|nn|niss|insz"),
    ),
    NumberKind(
        "a Dutch citizen number",
        _alone(r"\d{4}[. ]?\d{2}[. ]?\d{3}"),
        9,
        "nl.bsn",
        _word(r"bsn|burgerservicenummer|sofi(?:nummer)?"),
    ),
    NumberKind(
        "a German tax number",
        _alone(r"\d{2} ?\d{3} ?\d{3} ?\d{3}"),
        11,
        "de.idnr",
        _word(r"steuer-?id\w*|idnr|identifikationsnummer"),
    ),
    NumberKind(
        "a Swedish personal number",
        _alone(r"(?:19|20)?\d{6}[-+]\d{4}"),
        10,
        "se.personnummer",
        surely=_word(r"person(?:al|nummer|nr)?\w*|pnr|p\.nr|swed\w*|svensk\w*"),
    ),
    NumberKind(
        "a Norwegian birth number",
        _alone(r"\d{6} ?\d{5}"),
        11,
        "no.fodselsnummer",
        _word(r"f[øo]dselsnummer|personnummer|fnr"),
    ),
    NumberKind("a Danish CPR number", _alone(r"\d{6}-?\d{4}"), 10, "dk.cpr", _word(r"cpr\w*")),
    NumberKind("a Polish PESEL number", _alone(r"\d{11}"), 11, "pl.pesel", _word(r"pesel")),
    NumberKind(
        "a UK insurance number",
        _alone(r"[A-CEGHJ-PR-TW-Z]{2} ?\d\d ?\d\d ?\d\d ?[A-D]"),
        6,
        "",
        _word(r"nino|n\.?i\.? n\w+|national insurance(?: n\w+)?"),
    ),
    NumberKind(
        "an NHS number", _alone(r"\d{3}[ -]?\d{3}[ -]?\d{4}"), 10, "gb.nhs", _word(r"nhs\w*")
    ),
)
PATIENT_FIGURES = 6
PATIENT = re.compile(
    r"""(?ix)(?<!\w)(?:
        m\.?r\.?n\.?
        |patient(?:['’]s)?[\s_-]*(?:id|no|nr|number|record(?:\ number)?|file(?:\ number)?)
        |(?:medical|hospital|health)[\s_-]record[\s_-]*(?:no|nr|number)
        |patient(?:in|en)?(?:nummer|[\s-]?nr|-?id|\s?(?=\#\d))|fall(?:nummer|-?nr)
        |(?:num[ée]ro\ (?:de\ )?)?(?:patient|dossier)\ n[°o]
    )(?!\w)[\s.:#=°|`"']*(?:(?:is|was|ist|war|no|nr)\b[\s.:#]*)?
    (?P<value>[A-Z]{0,3}-?(?!(\d)\2+\b)\d{6,12})(?!\w|[.-]\d)"""
)


def find_id_numbers(line: str) -> Iterator[tuple[str, int, bool]]:
    """Yield what each number of a line is, its column from 0, and whether that is in doubt."""
    for at in _ibans(line):
        yield "a bank account (IBAN)", at, False
    figures = len(_FIGURE.findall(line))
    if figures >= CARD_FIGURES:
        yield from _cards(line)
    for kind in KINDS:
        # Most lines have few: no other look is as cheap.
        if figures < kind.figures or (kind.beside and not kind.beside.search(line)):
            continue
        for found in kind.pattern.finditer(line):
            value = _SEPARATORS.sub("", found["value"])
            told = found["value"], value
            if value not in _examples() and any(_holds(kind.module, one) for one in told):
                doubt = kind.surely is not None and not kind.surely.search(line)
                yield kind.what, found.start("value"), doubt
    for found in PATIENT.finditer(line) if figures >= PATIENT_FIGURES else ():
        yield "a patient's number", found.start("value"), False


def is_complete() -> bool:
    """Tell whether python-stdnum is installed."""
    return find_spec("stdnum") is not None


def _holds(module: str, value: str) -> bool:
    """Tell whether the check digits of a number hold; where nothing can tell, they do not."""
    if not module:
        return True
    if not is_complete():
        return False
    check: Callable[[str], bool] = import_module(f"stdnum.{module}").is_valid
    return bool(check(value))


@cache
def _examples() -> frozenset[str]:
    """Return the numbers that exist to be printed."""
    listed = files(__package__).joinpath("example_numbers.txt").read_text(encoding="utf-8")
    return frozenset(line for line in listed.split("\n") if line and not line.startswith("#"))


def _ibans(line: str) -> Iterator[int]:
    for found in _IBAN.finditer(line):
        words = found[0]
        # The next word may look as if it went on: the longest beginning that holds counts.
        ends = [m.end() for m in re.finditer(r"[A-Za-z0-9]+", words)]
        for end in sorted({*ends, len(words)}, reverse=True):
            value = _SEPARATORS.sub("", words[:end]).upper()
            if 15 <= len(value) <= 34 and value not in _examples() and _holds("iban", value):
                yield found.start()
                break


def _cards(line: str) -> Iterator[tuple[str, int, bool]]:
    for found in CARD.finditer(line):
        value = _SEPARATORS.sub("", found[0])
        fits = (
            CARD_FIGURES <= len(value) <= 19 and _ISSUED.match(value) and value not in _examples()
        )
        if fits and len(set(value)) > 3 and _holds("luhn", value):
            sure = bool(found[1] or _CARD_WORD.search(line))
            yield "a payment card", found.start(), not sure
