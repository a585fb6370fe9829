# Who sent a mail, as its headers say. A name and an address count only as far as the mail's own
# sender has them: an address that is spelled inside a name is nobody's, a list's address is that of
# all who write to it, and who passes a mail on is not its writer. Why here: whoever becomes the
# author of a commit is joined to a person of the garden by that address.
# Must not know: a mail's words, what becomes of them.
"""Find who sent a mail."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import getaddresses, parseaddr
from itertools import islice

from pollinate.emails import without_addresses

UNREADABLE = (ValueError, LookupError, AttributeError, TypeError, RecursionError)
"""What the parser of the standard library raises at headers and parts that nobody should write."""
_VIA = re.compile(r"^(?P<name>.*?\S)\s+\(?via\s+\S.*$", re.S)
_VIA_A_LIST = re.compile(r"^(?P<name>.*?\S)\s+\(?(?:via|über|par|vía|door|przez)\s+\S.*$", re.S)
_BRACKETS = re.compile(r"<([^<>\s]+@[^<>\s]+)>")
_QUOTES = "'\"‘’“”«»„ "
_PASSED_ON = re.compile(r"^\s*(?:re\s*:\s*)*(?:fwd?|wg|tr|rv|doorst|vs|vb|enc|转发)\s*[::]", re.I)
_PASSED_INSIDE = re.compile(
    r"^[> \t]*(?:-{2,}[ \t]*(?:forwarded message|original message|forwarded by\b[^\n]*"
    r"|weitergeleitete nachricht|ursprüngliche nachricht|message transféré|message d'origine"
    r"|mensaje reenviado|messaggio inoltrato|doorgestuurd bericht)[ \t]*-*"
    r"|begin forwarded message:|anfang der weitergeleiteten nachricht:"
    r"|début du message transféré :)[ \t]*$",
    re.I | re.M,
)
_WRITER = re.compile(r"^[>*\s]*(?:from|von|de|da|van|från|od)[ \t]*:[*\s]*(?P<who>\S[^\n]*)$", re.I)
_FAR = 12
"""Lines below the words that a mail was passed on, among which its writer is named."""
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Sender:
    """Who a mail says it is from."""

    name: str = ""
    """The part before the @ where it says none."""
    address: str = ""
    left_out: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


def sender_of(message: EmailMessage) -> Sender:
    """Return the name and the address that a mail says it is from, and what is odd about them."""
    told = one_line(header(message, "From"))
    found = _addresses(message, "From")
    if not found:
        words = f"its sender, “{told[:60]}”: that is no name with an address"
        return Sender(left_out=(words,) if told else ())
    name, address = found[0]
    remarks: list[str] = []
    if len(found) > 1:
        others = ", ".join(f"“{_shown(*one)}”" for one in found[1:4])
        remarks.append(f"it is from several people, of whom only the first counts; also: {others}")
    if "@" in without_addresses(name) or name != without_addresses(name):
        # An address in the place of a name would be shown, and may be somebody else's.
        if parseaddr(name)[1].casefold() not in (address.casefold(), ""):
            remarks.append("its sender's name holds an address that the mail is not from: look")
        name = ""
    sender = Sender(name[:_LONGEST] or address.partition("@")[0], address, told=tuple(remarks))
    return _behind_a_list(message, sender)


def passed_on(message: EmailMessage, text: str) -> tuple[str, ...]:
    """Return what to tell of a mail that holds what somebody else wrote."""
    inner = next(
        (
            part
            for part in islice(message.walk(), 100)
            if part.get_content_type() == "message/rfc822"
        ),
        None,
    )
    mark = _PASSED_INSIDE.search(text)
    if not (inner or mark or _PASSED_ON.match(one_line(header(message, "Subject")))):
        return ()
    writer = ""
    if inner is not None and isinstance(payload := inner.get_payload(), list) and payload:
        within = payload[0]
        writer = sender_of(within).name if isinstance(within, EmailMessage) else ""
    for line in text[mark.end() :].strip().splitlines()[:_FAR] if mark and not writer else ():
        if found := _WRITER.match(line):
            name, address = parseaddr(found["who"].replace("[mailto:", "<").replace("]", ">"))
            writer = _shown(one_line(name), address)
            break
    whose = f"“{writer}”" if writer else "somebody else"
    return (f"it was passed on: are these the words of {whose}? --for NAME says whose they are",)


def header(message: EmailMessage, name: str) -> str:
    """Return a header as it reads; nothing for one that is not there."""
    raw = _as_sent(message, name)
    try:
        # Letters beyond ASCII that nobody encoded are not decoded by the parser.
        return str(message[name] or "") if raw.isascii() else _decoded(raw)
    except UNREADABLE:
        return _decoded(raw)


def one_line(text: str) -> str:
    """Return one line of what UTF-8 can hold."""
    return " ".join(text.encode("utf-8", "replace").decode().split())


def _behind_a_list(message: EmailMessage, sender: Sender) -> Sender:
    """Return who wrote to a list, or by way of a service, that put itself in their place."""
    lists = {one.replace("@", ".") for one in re.findall(r"<([^<>\s]+)>", _lists(message))}
    is_list = sender.address.casefold().replace("@", ".") in lists
    original = [*_addresses(message, "X-Original-From"), *_addresses(message, "X-Original-Sender")]
    replaced = any(address.casefold() != sender.address.casefold() for _, address in original)
    via = (_VIA_A_LIST if is_list else _VIA).match(sender.name)
    if not (is_list or via or replaced):
        return sender
    name = via["name"].strip(_QUOTES) if via else ""
    if not name and not replaced:
        original = [
            one
            for one in _addresses(message, "Reply-To")
            if one[1].casefold() != sender.address.casefold()
        ]
    names = [_shown(*one) for one in original if one[0]]
    name = name or (names[0] if names else "" if is_list else sender.name)
    words = "it came by way of a list or service, whose address counts for nobody"
    return replace(sender, name=name, address="", told=(*sender.told, words))


def _lists(message: EmailMessage) -> str:
    """Return what a mail says of the list that sent it on, with its addresses in brackets."""
    told = f"{header(message, 'List-Id')} {header(message, 'List-Post')}".casefold()
    return told.replace("<mailto:", "<").replace("?", ">")


def _addresses(message: EmailMessage, name: str) -> list[tuple[str, str]]:
    """Return names and addresses of a header: each word is decoded only after the header was
    parted, so that no encoded one brings an address with it.
    """
    raw = _as_sent(message, name)
    pairs: list[tuple[str, str]] = []
    with suppress(*UNREADABLE):
        pairs = getaddresses([raw])
    with suppress(*UNREADABLE):
        parsed = message[name].addresses if raw.isascii() else ()
        found = [(one.display_name, one.addr_spec) for one in parsed if _is_address(one.addr_spec)]
        brackets = _BRACKETS.findall(raw)
        if len(brackets) == 1 and "," not in raw and found and found[0][1] != brackets[0]:
            # What stands before it is a name, whatever the parser makes of an @ there.
            return [(one_line(raw.partition("<")[0]), brackets[0])]
        if found:
            # A name may also stand behind its address, as a remark.
            remarks = {address: shown for shown, address in pairs}
            return [(one_line(n or _decoded(remarks.get(at, ""))), at) for n, at in found]
    named = [(one_line(_decoded(shown)), address) for shown, address in pairs]
    return [(shown, at if _is_address(at) else "") for shown, at in named if shown or "@" in at]


def _is_address(text: str) -> bool:
    return "@" in text and text.isprintable() and " " not in text


def _shown(name: str, address: str) -> str:
    """Return somebody by name, never by address."""
    return without_addresses(name).strip(_QUOTES)[:_LONGEST] or address.partition("@")[0]


def _as_sent(message: EmailMessage, name: str) -> str:
    """Return a header before any word in it was decoded; the parser refuses some, such as one with
    a line break in its words.
    """
    for key, value in message.raw_items():
        if key.lower() == name.lower():
            return str(value).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return ""


def _decoded(text: str) -> str:
    try:
        return str(make_header(decode_header(text)))
    except UNREADABLE:
        return text
