# Reads what people without an account send: mails, one to a file or many, as the standard library
# parses them. Why here: what a form composes comes back this way (forms.py). All of it is hostile:
# a sender is what the mail says, never more; parts have limits of number and size; what is left out
# is told with its reason. Must not know: git, what becomes of a text.
"""Read mails."""

from __future__ import annotations

from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from pollinate.contribute.letters import letters_told, read_letters
from pollinate.contribute.mail_html import words_of_html
from pollinate.contribute.mail_words import disclaimer_told, signature_told, unbroken, unsigned
from pollinate.contribute.mailboxes import as_mail, mails_in
from pollinate.contribute.picture_parts import kind_of
from pollinate.contribute.senders import UNREADABLE, header, one_line, passed_on, sender_of
from pollinate.errors import RequestError

MOST_PARTS = 100
MOST_PICTURES = 10
MOST_BYTES = 10_000_000
"""Of one part."""
MOST_TEXT = 1_000_000
"""Bytes of a mail's own text."""
_CUT = f"what comes after {MOST_TEXT // 1_000_000} MB: no lesson is as long"
_PICTURES = {"jpeg": ".jpg", "png": ".png", "webp": ".webp", "gif": ".gif"}
_TEXTS = (".md", ".markdown", ".txt")
_MANY_MORE = 3
"""Times the words."""


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
    topic: str = ""
    """The folder that a lesson's text counts its links from."""
    said_by: str = "the mail says"
    """How it is known who sent it."""


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


def read_mail(data: bytes) -> Received:
    """Return what a mail says; raises RequestError for what is none, and for one that the parser
    of the standard library gives up.
    """
    try:
        message = message_from_bytes(as_mail(data), policy=policy.default)
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
    text, encoding = read_letters(_beginning(data))
    return Received(
        sender="",
        address="",
        subject="",
        text=text.replace("\r\n", "\n").replace("\r", "\n").strip(),
        file=path.name,
        left_out=(_CUT,) if len(data) > MOST_TEXT else (),
        told=(letters_told(encoding),) if encoding else (),
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
        told=(
            *sender.told,
            *passed_on(message, text),
            *taken.told,
            *filter(None, (disclaimer_told(text),)),
        ),
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
        text = _decoded(part, data)[0] if isinstance(data, bytes) else ""
        return len((words_of_html(text) if part.get_content_subtype() == "html" else text).split())
    except UNREADABLE:
        return 0


def _together(taken: _Taken) -> str:
    """Return the text of a mail: of Markdown files that hang on it these alone, since who sends a
    text as a file means that file; else its words, and below them other texts, such as the line
    that a mailing list adds.
    """
    words = "\n\n".join(filter(str.strip, taken.words))
    cut, signature = unsigned(words)
    if cut != words:
        taken.left_out.append(signature_told(signature))
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
    elif ending := _PICTURES.get(_picture_kind(part, data)):
        if len(taken.pictures) < MOST_PICTURES:
            taken.pictures.append(SentPicture(name, ending, data))
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
        words = words_of_html(_text(part, data, shown, taken))
        taken.words.append(words)
        if not words:
            taken.left_out.append(f"{shown}: no words were found in its HTML")
    else:
        taken.left_out.append(f"{shown}: only texts and pictures (JPEG, PNG, WebP, GIF)")


def _picture_kind(part: EmailMessage, data: bytes) -> str:
    """Return which picture a part is by its bytes, whatever its sender's program calls it; by its
    name where they are no picture, so that this is told.
    """
    called = part.get_content_subtype() if part.get_content_maintype() == "image" else ""
    return kind_of(data) or ("jpeg" if called in ("jpg", "pjpeg") else called)


def _text(part: EmailMessage, data: bytes, shown: str, taken: _Taken) -> str:
    if len(data) > MOST_TEXT:
        taken.left_out.append(f"{shown}: {_CUT}")
    text, encoding = _decoded(part, data)
    if encoding:
        taken.told.append(f"{shown}: {letters_told(encoding)}")
    return text


def _beginning(data: bytes) -> bytes:
    """Return as much of a text as is read, to the end of a line."""
    first = data[:MOST_TEXT]
    return first if len(data) == len(first) else first[: first.rfind(b"\n") + 1] or first


def _decoded(part: EmailMessage, data: bytes) -> tuple[str, str]:
    """Return the text of a part, and what it was saved as where that is not what it says."""
    charset, data, encoding = part.get_content_charset() or "utf-8", _beginning(data), ""
    try:
        text = data.decode(charset)
    except (LookupError, UnicodeError):
        text, encoding = read_letters(data)
    text = text.encode("utf-8", "replace").decode()
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if str(part.get_param("format", "")).lower() == "flowed":
        text = unbroken(text, joined=str(part.get_param("delsp", "")).lower() == "yes")
    return text, encoding
