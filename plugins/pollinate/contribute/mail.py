# Reads what people without an account send: mails, one to a file or many, as the standard library
# parses them. Why here: what a form composes comes back this way (forms.py). All of it is hostile:
# a sender is what the mail says, never more; parts have limits of number and size; what is left out
# is told with its reason. Must not know: git, what becomes of a text.
"""Read mails."""

from __future__ import annotations

import mailbox
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path

from lxml import html

from pollinate.errors import RequestError

MOST_PARTS = 100
MOST_PICTURES = 10
MOST_BYTES = 10_000_000
"""Of one part."""
MOST_TEXT = 1_000_000
"""Bytes of a mail's own text."""
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
    left_out: tuple[str, ...] = ()
    """What was not taken, each with its reason."""


@dataclass(slots=True)
class _Taken:
    """What has been found of a mail so far."""

    plain: list[str] = field(default_factory=list)
    rich: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    pictures: list[SentPicture] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def read_mails(path: Path) -> Iterator[Received]:
    """Yield the mails of a file, one of an .eml and all of an .mbox.

    Raises RequestError for a file that can't be read, or is no mail.
    """
    try:
        if path.suffix.lower() == ".mbox":
            box = mailbox.mbox(path, create=False)
            messages = (box.get_bytes(key) for key in box.iterkeys())
            found = [message_from_bytes(data, policy=policy.default) for data in messages]
        else:
            found = [message_from_bytes(path.read_bytes(), policy=policy.default)]
    except (OSError, mailbox.Error) as error:
        reason = getattr(error, "strerror", None) or "it is not there"
        raise RequestError(f"the file can't be read ({reason.lower()})", place=str(path)) from error
    for message in found:
        if not isinstance(message, EmailMessage) or not (message["From"] or message["Subject"]):
            raise RequestError(
                "this is no mail: it says neither who sent it nor what it is about",
                place=str(path),
                cure="Save the mail from your mail program as a file that ends in .eml.",
            )
        yield read_mail(message)


def read_mail(message: EmailMessage) -> Received:
    """Return what a mail says."""
    taken = _Taken()
    for number, part in enumerate(message.walk()):
        if number > MOST_PARTS:
            taken.left_out.append(f"what comes after part {MOST_PARTS}: that is too many")
            break
        if not part.is_multipart() and isinstance(part, EmailMessage):
            _take(part, taken)
    text = "\n\n".join(taken.files or taken.plain or taken.rich)
    cut = _SIGNATURE.sub("", text)
    if cut != text:
        taken.left_out.append("the signature below the line of two dashes")
    name, address = parseaddr(_header(message, "From"))
    return Received(
        sender=" ".join(name.split()) or address.partition("@")[0],
        address=address if "@" in address else "",
        subject=" ".join(_header(message, "Subject").split())[:300],
        text=cut.strip(),
        pictures=tuple(taken.pictures),
        left_out=tuple(taken.left_out),
    )


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message[name] or "")
    except (ValueError, IndexError, AttributeError):
        # The parser of the standard library stops at some headers that nobody should write.
        return ""


def _take(part: EmailMessage, taken: _Taken) -> None:
    name = " ".join((part.get_filename() or "").split())[:100]
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
            taken.files.append(_text(part, data))
        else:
            taken.left_out.append(f"{shown}: only texts and pictures (JPEG, PNG, WebP, GIF)")
    elif kind == "text/plain":
        taken.plain.append(_text(part, data))
    elif kind == "text/html":
        taken.rich.append(_without_tags(_text(part, data)))
    else:
        taken.left_out.append(f"{shown}: only texts and pictures (JPEG, PNG, WebP, GIF)")


def _text(part: EmailMessage, data: bytes) -> str:
    charset = part.get_content_charset() or "utf-8"
    try:
        text = data[:MOST_TEXT].decode(charset, "replace")
    except LookupError:
        text = data[:MOST_TEXT].decode("utf-8", "replace")
    return text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _without_tags(text: str) -> str:
    """Return the words of HTML, each block on a line of its own."""
    if not text.strip():
        return ""
    tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=_parser())
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
