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
from pathlib import Path

from lxml import etree, html

from pollinate.contribute.senders import UNREADABLE, header, one_line, passed_on, sender_of
from pollinate.errors import RequestError

MOST_PARTS = 100
MOST_PICTURES = 10
MOST_BYTES = 10_000_000
"""Of one part."""
MOST_TEXT = 1_000_000
"""Bytes of a mail's own text."""
_CUT = f"what comes after {MOST_TEXT // 1_000_000} MB: no lesson is as long"
_PICTURES = {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp", "image/gif": ".gif"}
_TEXTS = (".md", ".markdown", ".txt")
_MANY_MORE = 3
"""Times the words."""
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
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
    told: tuple[str, ...] = ()
    """What else a moderator should know."""


@dataclass(slots=True, kw_only=True)
class _Taken:
    """What has been found of a mail so far."""

    words: list[str] = field(default_factory=list)
    """The mail's own, in their order."""
    files: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    """Of these files."""
    pictures: list[SentPicture] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)


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
    twins = _twins(message, taken)
    for number, part in enumerate(message.walk()):
        if number > MOST_PARTS:
            taken.left_out.append(f"what comes after part {MOST_PARTS}: that is too many")
            break
        if id(part) not in twins and not part.is_multipart() and isinstance(part, EmailMessage):
            try:
                _take(part, taken)
            except UNREADABLE:
                taken.left_out.append(f"part {number}: it can't be read")
    text = _together(taken)
    sender = sender_of(message)
    return Received(
        sender=sender.name,
        address=sender.address,
        subject=one_line(header(message, "Subject"))[:300],
        text=text,
        pictures=tuple(taken.pictures),
        file=taken.names[0] if len(taken.names) == 1 else "",
        left_out=(*taken.left_out, *sender.left_out),
        told=(*sender.told, *passed_on(message, text), *taken.told),
    )


def _twins(message: EmailMessage, taken: _Taken) -> set[int]:
    """Return the parts of a mail that say in another form what a part beside them says: of plain
    text and HTML the one with more words counts, as some programs send a stand-in for the other.
    """
    left: set[int] = set()
    for number, part in enumerate(message.walk()):
        if number > MOST_PARTS or part.get_content_type() != "multipart/alternative":
            continue
        forms: dict[str, list[EmailMessage]] = {"text/plain": [], "text/html": []}
        for one in part.walk():
            if isinstance(one, EmailMessage) and not one.get_filename():
                forms.get(one.get_content_type(), []).append(one)
        plain, rich = (sum(map(_count, some)) for some in forms.values())
        if plain and rich > _MANY_MORE * plain:
            taken.left_out.append("the mail's plain text: its HTML says more, and is taken")
            left |= set(map(id, forms["text/plain"]))
        elif plain:
            left |= set(map(id, forms["text/html"]))
    return left


def _count(part: EmailMessage) -> int:
    """Return how many words a part has."""
    try:
        data = part.get_payload(decode=True)
        text = _decoded(part, data) if isinstance(data, bytes) else ""
        return len((_without_tags(text) if part.get_content_subtype() == "html" else text).split())
    except UNREADABLE:
        return 0


def _together(taken: _Taken) -> str:
    """Return the text of a mail: of Markdown files that hang on it these alone, since who sends a
    text as a file means that file; else its words, and below them other texts, such as the line
    that a mailing list adds.
    """
    words = "\n\n".join(filter(str.strip, taken.words))
    cut = _SIGNATURE.sub("", words)
    if cut != words:
        taken.left_out.append("the signature below the line of two dashes")
    if any(name.lower().endswith((".md", ".markdown")) for name in taken.names):
        if cut.strip():
            start = " ".join(cut.split())[:60]
            taken.left_out.append(f"the words of the mail beside its file: “{start}”")
        return "\n\n".join(filter(str.strip, taken.files)).strip()
    if cut.strip():
        for name in taken.names:
            taken.told.append(f"“{name}” stands below the words of the mail: it came beside them")
    return "\n\n".join(filter(str.strip, (cut, *taken.files))).strip()


def _take(part: EmailMessage, taken: _Taken) -> None:
    name = one_line(part.get_filename() or "")[:100]
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
        taken.words.append(_text(part, data, shown, taken))
    elif kind == "text/html":
        words = _without_tags(_text(part, data, shown, taken))
        taken.words.append(words)
        if not words:
            taken.left_out.append(f"{shown}: no words were found in its HTML")
    else:
        taken.left_out.append(f"{shown}: only texts and pictures (JPEG, PNG, WebP, GIF)")


def _text(part: EmailMessage, data: bytes, shown: str, taken: _Taken) -> str:
    if len(data) > MOST_TEXT:
        taken.left_out.append(f"{shown}: {_CUT}")
    return _decoded(part, data)


def _decoded(part: EmailMessage, data: bytes) -> str:
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
    for link in tree.iter("a"):
        href = str(link.get("href") or "").strip()
        if href.startswith(("https://", "http://")) and href not in str(link.text_content()):
            link.tail = f" ({href})" + (link.tail or "")
    for cell in tree.iter("td", "th"):
        cell.tail = " | " + (cell.tail or "").lstrip()
    for block in tree.iter(*_BLOCKS):
        block.tail = "\n" + (block.tail or "")
        if block.tag in ("p", "div", "blockquote"):
            block.tail = "\n" + block.tail
    # What HTML shows as a sign is meant as one: a lesson's text must not take it for a tag.
    words = _TAG.sub("&lt;", str(tree.text_content()))
    lines = (" ".join(line.split()).removesuffix(" |") for line in words.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _parser() -> html.HTMLParser:
    return html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
