# Reads what people without an account send: mails, one to a file or many, as the standard library
# parses them. Why here: what a form composes comes back this way (forms.py). All of it is hostile:
# a sender is what the mail says, never more; parts have limits of number and size; what is left out
# is told with its reason. Must not know: git, what becomes of a text.
"""Read mails."""

from __future__ import annotations

import mailbox
import re
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path

from lxml import etree, html

from pollinate.errors import RequestError

MOST_PARTS = 100
MOST_PICTURES = 10
MOST_BYTES = 10_000_000
"""Of one part."""
MOST_TEXT = 1_000_000
"""Bytes of a mail's own text."""
_CUT = f"what comes after {MOST_TEXT // 1_000_000} MB: no lesson is as long"
UNREADABLE = (ValueError, LookupError, AttributeError, TypeError, RecursionError)
"""What the parser of the standard library raises at headers and parts that nobody should write."""
_PICTURES = {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp", "image/gif": ".gif"}
_TEXTS = (".md", ".markdown", ".txt")
_SIGNATURE = re.compile(r"\n-- ?\n.*\Z", re.S)
_BLOCKS = ["br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "blockquote"]


@dataclass(frozen=True, slots=True)
class SentPicture:
    """A picture as it came."""

    name: str
    ending: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What somebody sent."""

    sender: str
    """A name, as the mail says; the part before the @ where it says none."""
    address: str
    subject: str
    text: str
    pictures: tuple[SentPicture, ...] = ()
    file: str = ""
    """The name of the file that the text came in, as somebody's own form gave it."""
    left_out: tuple[str, ...] = ()
    """What was not taken, each with its reason."""


@dataclass(slots=True, kw_only=True)
class _Taken:
    """What has been found of a mail so far."""

    plain: list[str] = field(default_factory=list)
    rich: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    """Of these files."""
    pictures: list[SentPicture] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def mails_in(path: Path) -> list[bytes]:
    """Return the mails of a file as they came: one of an .eml, all of an .mbox.

    Raises RequestError for a file that can't be read.
    """
    try:
        if path.suffix.lower() != ".mbox":
            return [path.read_bytes()]
        box = mailbox.mbox(path, create=False)
        return [box.get_bytes(key) for key in box.iterkeys()]
    except (OSError, mailbox.Error) as error:
        reason = getattr(error, "strerror", None) or "it is not there"
        raise RequestError(f"the file can't be read ({reason.lower()})", place=str(path)) from error


def read_mail(data: bytes) -> Received:
    """Return what a mail says; raises RequestError for what is none, and for one that the parser
    of the standard library gives up.
    """
    try:
        message = message_from_bytes(data, policy=policy.default)
        found = _read(message) if isinstance(message, EmailMessage) else None
    except UNREADABLE as error:
        raise RequestError(
            "this mail is so odd that it can't be read",
            cure="Save its text as a file that ends in .md, and receive that.",
        ) from error
    if found is None or not (found.sender or found.subject):
        raise RequestError(
            "this is no mail: it says neither who sent it nor what it is about",
            cure="Save the mail from your mail program as a file that ends in .eml.",
        )
    return found


def read_text(path: Path) -> Received:
    """Return a text that was downloaded from a form, or typed; nobody is its sender.

    Raises RequestError for a file that can't be read.
    """
    data = mails_in(path)[0]
    text = data[:MOST_TEXT].decode("utf-8-sig", "replace")
    return Received(
        sender="",
        address="",
        subject="",
        text=text.replace("\r\n", "\n").replace("\r", "\n").strip(),
        file=path.name,
        left_out=(_CUT,) if len(data) > MOST_TEXT else (),
    )


def _read(message: EmailMessage) -> Received:
    taken = _Taken()
    for number, part in enumerate(message.walk()):
        if number > MOST_PARTS:
            taken.left_out.append(f"what comes after part {MOST_PARTS}: that is too many")
            break
        if not part.is_multipart() and isinstance(part, EmailMessage):
            try:
                _take(part, taken)
            except UNREADABLE:
                taken.left_out.append(f"part {number}: it can't be read")
    text = "\n\n".join(taken.files or taken.plain or taken.rich)
    cut = _SIGNATURE.sub("", text)
    if cut != text:
        taken.left_out.append("the signature below the line of two dashes")
    name, address = parseaddr(_header(message, "From"))
    return Received(
        sender=_clean(name) or _clean(address.partition("@")[0]),
        address=address if "@" in address and address.isprintable() else "",
        subject=_clean(_header(message, "Subject"))[:300],
        text=cut.strip(),
        pictures=tuple(taken.pictures),
        file=taken.names[0] if len(taken.names) == 1 else "",
        left_out=tuple(taken.left_out),
    )


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message[name] or "")
    except UNREADABLE:
        return ""


def _clean(text: str) -> str:
    """Return one line of what UTF-8 can hold."""
    return " ".join(text.encode("utf-8", "replace").decode().split())


def _take(part: EmailMessage, taken: _Taken) -> None:
    name = _clean(part.get_filename() or "")[:100]
    kind = part.get_content_type()
    shown = f"“{name or kind}”"
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        taken.left_out.append(f"{shown}: it can't be read")
    elif len(data) > MOST_BYTES:
        taken.left_out.append(f"{shown}: it is larger than {MOST_BYTES // 1_000_000} MB")
    elif kind in _PICTURES:
        if len(taken.pictures) < MOST_PICTURES:
            taken.pictures.append(SentPicture(name, _PICTURES[kind], data))
        else:
            taken.left_out.append(f"{shown}: {MOST_PICTURES} pictures are enough")
    elif name:
        if name.lower().endswith(_TEXTS):
            taken.files.append(_text(part, data, shown, taken))
            taken.names.append(name)
        else:
            taken.left_out.append(f"{shown}: only texts and pictures (JPEG, PNG, WebP, GIF)")
    elif kind == "text/plain":
        taken.plain.append(_text(part, data, shown, taken))
    elif kind == "text/html":
        words = _without_tags(_text(part, data, shown, taken))
        taken.rich.append(words)
        if not words:
            taken.left_out.append(f"{shown}: no words were found in its HTML")
    else:
        taken.left_out.append(f"{shown}: only texts and pictures (JPEG, PNG, WebP, GIF)")


def _text(part: EmailMessage, data: bytes, shown: str, taken: _Taken) -> str:
    if len(data) > MOST_TEXT:
        taken.left_out.append(f"{shown}: {_CUT}")
    charset = part.get_content_charset() or "utf-8"
    try:
        text = data[:MOST_TEXT].decode(charset, "replace")
    except (LookupError, UnicodeError):
        text = data[:MOST_TEXT].decode("utf-8", "replace")
    text = text.encode("utf-8", "replace").decode()
    return text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _without_tags(text: str) -> str:
    """Return the words of HTML, each block on a line of its own."""
    if not text.strip():
        return ""
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=_parser())
    except etree.ParserError:
        # Comments alone, or nothing.
        return ""
    for gone in tree.xpath("//script|//style|//head"):
        gone.drop_tree()
    for block in tree.iter(*_BLOCKS):
        block.tail = "\n" + (block.tail or "")
        if block.tag in ("p", "div", "blockquote"):
            block.tail = "\n" + block.tail
    lines = (" ".join(line.split()) for line in str(tree.text_content()).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _parser() -> html.HTMLParser:
    return html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
