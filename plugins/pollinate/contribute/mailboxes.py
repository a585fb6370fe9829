# Parts a file into the mails that it holds. Why not by the standard library: it begins another mail
# at each line that begins with "From ", as a sentence may. Formats: RFC 4155 (mbox), mboxrd.
# Must not know: what a mail says.
"""Part a mailbox into mails."""

from __future__ import annotations

import re
from pathlib import Path

from pollinate.contribute.letters import read_letters
from pollinate.errors import RequestError

_BEGINS = re.compile(
    # An address, if any, and a day with its time to the second, if any.
    rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))"
    rb"From (?:\S*[ \t]*|\S+[ \t][^\n]*\b\d{1,2}:\d\d:\d\d\b[^\n]*\b\d{4}\b[^\n]*)\r?(?:\n|\Z)"
)
_KEPT = re.compile(rb"^>(?=>*From )", re.M)
"""How a line is written that would begin a mail."""
_MOST_HEADER = 2_000
_READ = re.compile(
    rb"^(?:Content-[a-z-]{1,30}|From|Sender|Reply-To|Subject)[ \t]*:[^\n]*(?:\n[ \t][^\n]*)*",
    re.I | re.M,
)
"""A header that is read, all its lines."""


def mails_in(path: Path) -> list[bytes]:
    """Return the mails of a file as they came: one of an .eml, all of an .mbox.

    Raises RequestError for a file that can't be read.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "it is not there"
        raise RequestError(f"the file can't be read ({reason.lower()})", place=str(path)) from error
    if path.suffix.lower() != ".mbox":
        return [data]
    data = as_mail(data)
    starts = list(_BEGINS.finditer(data))
    if not starts and data.strip():
        return [data]
    ends = [*(one.start() for one in starts[1:]), len(data)]
    return [_KEPT.sub(b"", data[one.end() : end]) for one, end in zip(starts, ends, strict=True)]


def as_mail(data: bytes) -> bytes:
    """Return a mail from its first header on: some programs save one with a mark in front, with an
    empty line, or in two bytes a letter. Headers are cut to what a parser can take.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        data = read_letters(data)[0].encode("utf-8", "replace")
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n\t ")
    return _READ.sub(_cut, data)


def _cut(header: re.Match[bytes]) -> bytes:
    """Return a header, cut where it is longer than anybody's: the parser takes time by the square
    of it.
    """
    whole = header[0]
    if len(whole) <= _MOST_HEADER:
        return whole
    return whole[: max(whole.rfind(b";", 0, _MOST_HEADER), 0) or _MOST_HEADER].rstrip()
