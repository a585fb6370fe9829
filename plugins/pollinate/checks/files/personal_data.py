# What tells who somebody is, where a lesson needs only what happened: numbers, phones, days of
# birth, names of machines inside a network, and the organisation's own list of names. Ranges that
# are kept for examples (RFC 2606, 5737, 3849; telephone numbers for films) are never one.
# What is found is not said again. Must not know: how findings are printed.
"""Find personal data."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from importlib.util import find_spec

from pollinate.checks.files.id_numbers import find_id_numbers
from pollinate.checks.files.readings import parts, readings
from pollinate.checks.files.rules import finding
from pollinate.content.seen import seen
from pollinate.model.diagnostics import Diagnostic
from pollinate.paths import RepoPath
from pollinate.words import WORD, worth

_DIGITS = re.compile(r"(?:\d[ ./()-]{0,2}){5}|[A-Za-z]{6}\d\d[A-Za-z]|\d{2}\D\d{2}\D\d{2}")
"""What any number of somebody holds, cheap to look for."""
_PHONE = re.compile(r"(?<![\w.])(?:\+|00|\(?0)[\d(][\d\s()./–-]{6,20}\d(?!\w|[.:]\d)")
_PHONE_WORD = re.compile(
    r"\b(?:tel|phone|telephone|call|mobile|cell|handy|telefon|t[ée]l[ée]phone|mobil|natel|fax"
    r"|rufen?|anrufen|appele[rz]?|ring|reach|pager)\b",
    re.IGNORECASE,
)
_REGIONS = ("CH", "DE", "AT", "FR", "GB", "US", "IT", "ES", "NL", "BE")
_FILM_NUMBERS = re.compile(
    r"\+1\d{3}55501\d\d|\+44(?:20|131|121|117|161|113|116|151|191|28|29)?"
    r"(?:79460|4960|3069|90180|201)\d{2,5}|\+447700900\d{3}|\+441632960\d{3}|\+448081570\d{3}"
    r"|\+3319900\d{4}|\+3326191\d{4}|\+3335301\d{4}|\+3346571\d{4}|\+3353649\d{4}|\+336399\d{5}"
    r"|\+49302312?5\d{3}|\+61[2378]?(?:5550|7010|491570)\d{3,4}|\+353208\d{6}"
)
_BORN = (
    *("dob", "d.o.b", "birth", "geb", "born", "née", "né ", "nee ", "naissance", "nato", "nata"),
    "nacimiento",
    "(*",
)
_NETS = (".in", ".corp", ".lan", ".local", ".arpa", "10.", "192.168.", "172.")
"""Signs that a text must hold, in small letters, to be looked at for these."""
_DAY = (
    r"(?:\d{1,2}(?:st|nd|rd|th|\.|er)?[ .](?:of[ ])?[^\W\d_]{3,10}\.?,?[ ](?:19|20)\d\d"
    r"|[^\W\d_]{3,10}\.?[ ]\d{1,2}(?:st|nd|rd|th)?,?[ ](?:19|20)\d\d"
    r"|\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2})"
)
_BIRTH = re.compile(
    rf"""(?ix)(?<![\w`])(?:
        d\.?o\.?b\.?|date\s+of\s+birth|birth\s*date|birthday|geb(?:\.|oren\ am)|geburtsdatum
        |(?:he|she|who|[A-Z][\w'’-]+)?,?\s*(?:was\s+)?born
            (?:\s+(?:in|at)\s[^\n.;]{{2,40}}?)?(?:\s+on)?(?:\s+the)?
        |n[ée]e?\s+le|date\s+de\s+naissance|nato\s+il|nata\s+il|fecha\s+de\s+nacimiento
    )[\s:=|*_"'(-]{{0,6}}(?P<day>{_DAY})(?!\d)|\(\*\s?(?P<star>{_DAY})\)"""
)
_HOST = re.compile(
    r"(?P<way>[a-z][a-z0-9+.-]*://(?:[^\s/@]*@)?|\b(?:ssh|scp|ping|curl|telnet|dig|host"
    r"|nslookup)\s+(?:-\S+\s+)*(?:\S+@)?|(?<![\w.$/-]))"
    r"(?P<host>(?:[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?\.){1,8}"
    r"(?:internal|intranet|intra|corp|lan|local|localdomain|home\.arpa))(?![\w(-]|\.\w)",
    re.IGNORECASE,
)
_KNOWN_HOSTS = re.compile(
    r"(?:.*\.)?docker\.internal|metadata\.google\.internal|(?:.*\.)?cluster\.local"
    r"|(?:.*\.)?svc\.local",
    re.IGNORECASE,
)
_PRIVATE_IP = re.compile(
    r"(?<![\w.])(?:10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d|3[01])"
    r"(?:\.\d{1,3}){2})(?!\.?\d|/\d|\w)"
)
_FACTORY = frozenset({"10.0.0.0", "10.0.0.1", "192.168.0.0", "192.168.0.1", "192.168.1.1"})


def find_personal_data(path: RepoPath, whole: str) -> Iterator[Diagnostic]:
    """Yield a finding for each line that holds somebody's number, phone or day of birth, or names
    a machine inside a network.
    """
    low = whole.lower()
    may_be_born = any(sign in low for sign in _BORN)
    may_name_hosts = any(sign in low for sign in _NETS)
    for number, line in enumerate(whole.split("\n"), 1):
        told: set[str] = set()
        for start, part in parts(line):
            for row in readings(part):
                # Where a line is read otherwise than it stands, nothing says at which letter.
                at = start if row is part else -1
                for one in _in_row(path, number, row, may_be_born, may_name_hosts):
                    if one.message not in told:
                        told.add(one.message)
                        yield replace(one, column=one.column + at if one.column and at >= 0 else 0)


def _in_row(
    path: RepoPath, number: int, row: str, may_be_born: bool, may_name_hosts: bool
) -> Iterator[Diagnostic]:
    yield from _numbers(path, number, row)
    born = _BIRTH.search(row) if may_be_born else None
    if born:
        cure = "Take it out; an age in decades says enough."
        message, doubt = "a day of birth stands here", _is_of_a_thing(born["day"] or born["star"])
        yield finding("personal-birth", path, number, message, cure, advice=doubt)
    if may_name_hosts:
        yield from _hosts(path, number, row)


def _is_of_a_thing(day: str) -> bool:
    """Tell whether a day of birth is rather one of a project, or what an empty field says."""
    years = re.findall(r"(?:19|20)\d\d", day)
    figures = re.sub(r"\D", "", day)
    if figures in _EMPTY_DAYS:
        return True
    return bool(years) and int(years[-1]) >= date.today().year - _YOUNG


_EMPTY_DAYS = frozenset(
    f"{a}{b}" for year in ("1900", "1970", "2000") for a, b in ((year, "0101"), ("0101", year))
)
_YOUNG = 4
"""Years within which rather a thing is said to be born."""


def is_complete() -> bool:
    """Tell whether phonenumbers is installed."""
    return find_spec("phonenumbers") is not None


def _numbers(path: RepoPath, number: int, line: str) -> Iterator[Diagnostic]:
    if not _DIGITS.search(line):
        return
    told: set[str] = set()
    for what, at, doubt in find_id_numbers(line):
        if what not in told:
            told.add(what)
            message = f"this line holds what looks like {what}"
            cure = "Take it out, here and in the history: it is somebody's."
            yield finding(
                "personal-number", path, number, message, cure, column=at + 1, advice=doubt
            )
    at = -1 if told else _phone(line)
    if at >= 0:
        message = "this line holds what looks like a phone number"
        cure = "Name the team or the role, and keep the number where it can be changed."
        yield finding("personal-phone", path, number, message, cure, column=at + 1)


def _phone(line: str) -> int:
    """Return the column, from 0, of a phone number; -1 where there is none."""
    for found in _PHONE.finditer(line):
        words = found[0]
        abroad = words.startswith("+")
        told = abroad or _PHONE_WORD.search(line)
        if told and is_complete() and _is_phone(words, (None,) if abroad else _REGIONS):
            return found.start()
    return -1


def _is_phone(words: str, regions: Sequence[str | None]) -> bool:
    import phonenumbers as known

    for region in regions:
        try:
            read = known.parse(words, region)
        except known.NumberParseException:
            continue
        if known.is_valid_number(read):
            international = known.format_number(read, known.PhoneNumberFormat.E164)
            return not _FILM_NUMBERS.fullmatch(international)
    return False


def _hosts(path: RepoPath, number: int, line: str) -> Iterator[Diagnostic]:
    for found in _HOST.finditer(line):
        host = found["host"]
        # Package names of programs end alike: a machine has a number, a hyphen, or a way to it.
        sure = found["way"] or re.search(r"\d|-", host.rpartition(".")[0])
        if sure and not _KNOWN_HOSTS.fullmatch(host):
            yield _host(path, number, found.start("host"))
            return
    for found in _PRIVATE_IP.finditer(line):
        if found[0] not in _FACTORY:
            yield _host(path, number, found.start())
            return


def _host(path: RepoPath, number: int, at: int) -> Diagnostic:
    message = "this line names a machine inside your network"
    cure = "Write what it is for, such as the build server, or db.example.org."
    return finding("internal-host", path, number, message, cure, column=at + 1)


def find_words(
    path: RepoPath, whole: str, patterns: Sequence[re.Pattern[str]]
) -> Iterator[Diagnostic]:
    """Yield a finding for each line with a word of the organisation's own list, as it stands or as
    a reader sees it; a name in the path is one of the file.
    """
    if not patterns:
        return
    told: set[int] = set()
    shown = "\n".join(readings(line)[-1] for line in seen(whole).split("\n"))
    for place, text in ((0, str(path)), (1, whole), (1, shown)):
        plain = fold(text)
        starts = [m.end() for m in re.finditer("\n", plain)]
        for pattern in patterns:
            for found in pattern.finditer(plain):
                line = place + bisect_right(starts, found.start()) if place else 0
                if line not in told:
                    told.add(line)
                    word = found[0].strip()
                    message = f"a name of the organisation's own list stands here ({_masked(word)})"
                    cure = "Write what it is instead, such as: a customer."
                    yield finding("private-word", path, line, message, cure)


def word_patterns(listed: str) -> tuple[re.Pattern[str], ...]:
    """Return a pattern for each line of a list of words, which may be a list of Markdown; `#`
    begins a comment at the beginning of a line, or after a blank.
    """
    found = []
    for line in listed.splitlines():
        told = _COMMENT.sub("", line).strip(" \t\ufeff\"'`“”„«»,;")
        parts = [part for part in _BETWEEN.split(fold(_BULLET.sub("", told))) if part]
        if not parts:
            continue
        # One long enough is meant also where its words are written as one.
        joined = _BETWEEN_ANY if sum(map(len, parts)) >= _TOLD_AS_ONE else _BETWEEN
        words = joined.pattern.join(map(re.escape, parts))
        before = "" if worth(parts[0][0].encode()) < WORD else r"(?<![^\W_])"
        after = "" if worth(parts[-1][-1].encode()) < WORD else r"(?![^\W_])"
        found.append(re.compile(f"{before}{words}{after}"))
    return tuple(found)


_COMMENT = re.compile(r"(?:^|(?<=\s))#.*")
_BULLET = re.compile(r"^(?:[-*+•]|\d{1,4}[.)])\s+[\"'`“„«]?")
_BETWEEN, _BETWEEN_ANY = re.compile(r"[\s_./-]{1,4}"), re.compile(r"[\s_./-]{0,4}")
_TOLD_AS_ONE = 8


def fold(text: str) -> str:
    """Return a text without capitals and accents, as words are compared."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.translate(_QUOTES))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


_QUOTES = {ord(sign): "'" for sign in "’‘ʼ`´′"}
"""What programs make of an apostrophe."""


def _masked(word: str) -> str:
    return f"{word[:1]}…" if len(word) < 6 else f"{word[:1]}…{word[-1:]}"
