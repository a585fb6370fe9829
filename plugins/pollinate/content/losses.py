# Says in words what cleaning took out of a page, and which of it a reader can miss. Why here: an
# author, a build's log and `check` are told by one list, and only a loss stops a strict build. Must
# not know: how HTML is cleaned (clean.py).
"""Say what was taken out of HTML."""

from __future__ import annotations

import html as entities
import re
from collections import Counter
from collections.abc import Iterator

from pollinate.content.safe_classes import is_allowed
from pollinate.content.safe_html import (
    ADDRESSES,
    ATTRIBUTES,
    TAGS,
    VOID,
    WHOLE,
    Policy,
    allowed_value,
    no_tag,
    scheme_of,
)

# HTML's own blanks, as browsers see them: `\s` knows twenty more.
# Nothing is given back (`*+`): a tag that doesn't end must not be looked through once per letter.
_LOOSE = re.compile(r"<(/?)([A-Za-z][^ \t\n\f\r/>\"']*+)((?:[^>\"']|\"[^\"]*\"|'[^']*')*+)>")
LOOSE_ATTRIBUTE = re.compile(
    r"([^ \t\n\f\r/>=]+)(?:[ \t\n\f\r]*=[ \t\n\f\r]*(\"[^\"]*\"|'[^']*'|[^ \t\n\f\r>]+))?"
)
AS_TEXT = " (shown as text)"
_COMMAND = r"<!--(?:#(?!(?:end)?region\b)|\s*#\s*[a-z]+\s+[a-z]+\s*=|\s*esi\b)"
"""A server that knows such commands wants the `#` at once; one that is not strict still wants a
value. `<!-- # A heading -->` is neither.
"""
SERVER_SIDE = re.compile(_COMMAND, re.I)
SERVER_SIDE_WHOLE = re.compile(_COMMAND + r".*?-->", re.I | re.S)

_NO_LOSS = re.compile(
    r"class (?!pl-|md-|mermaid).*|</.*> that closes nothing"
    r"|(?!on|src|href|style|action|form)[\w:.-]+ on <[\w-]+>"
)


def is_a_loss(what: str) -> bool:
    """Tell whether a reader can miss what was taken out: neither a name that no browser knows, nor
    one that only tools read, nor what is shown as text.
    """
    return not (what.endswith(AS_TEXT) or _NO_LOSS.fullmatch(what))


def loose_tags(html: str) -> Iterator[tuple[bool, str, str]]:
    """Yield closing, name and attributes of each tag, roughly as browsers see them; linear whatever
    the text.
    """
    position = html.find("<")
    while position >= 0:
        if html.startswith("<!--", position):
            end = html.find("-->", position)
            position = html.find("<", end) if end >= 0 else -1
            continue
        tag = _LOOSE.match(html, position)
        if tag is None:
            # No tag ends behind this one: whoever goes on looks to the end at each.
            if html[position + 1 : position + 3].lstrip("/")[:1].isalpha():
                return
            position = html.find("<", position + 1)
            continue
        name = tag[2].lower()
        yield bool(tag[1]), name, tag[3]
        position = html.find("<", tag.end())
        if name in WHOLE and not tag[1]:
            end_tag = re.compile(f"</{re.escape(name)}", re.I).search(html, tag.end())
            position = end_tag.start() if end_tag else -1


def what_is_missing(before: str, after: str, policy: Policy) -> Iterator[str]:
    """Yield what is missing in the HTML afterwards."""
    named, ends = False, Counter[str]()
    for closing, name, attributes in loose_tags(before):
        if name not in TAGS and name not in policy.elements:
            if not closing:
                named = True
                yield (
                    f"<{name}>" if re.fullmatch(r"[a-z][a-z0-9-]{0,30}", name) else "an unknown tag"
                )
        elif closing:
            ends[name] += 1
        else:
            ends[name] -= 1
            for word in _missing(name, attributes, policy):
                named = True
                yield word
    if SERVER_SIDE.search(before) and not SERVER_SIDE.search(after):
        named = True
        yield "a command to a server in a comment"
    for name, more in ends.items():
        if more > 0 and name not in VOID and name != "p":
            named = True
            yield f"</{name}> that closes nothing"
    if not named and _words(before) != _words(after):
        yield "broken HTML"


def _missing(tag: str, attributes: str, policy: Policy) -> Iterator[str]:
    kind = ""
    for found in LOOSE_ATTRIBUTE.finditer(attributes):
        name, value = found[1].lower(), entities.unescape((found[2] or "").strip("\"'"))
        kind = value if name == "type" else kind
        kept = allowed_value(tag, name, value, policy)
        if kept in (value, no_tag(value)):
            continue
        if name == "class":
            lost = [one for one in value.split() if not is_allowed(one, policy.classes)]
            yield from (f"class {one[:40]}" for one in lost if one.isprintable())
            continue
        is_address = name in ADDRESSES and name in ATTRIBUTES.get(tag, ())
        scheme = scheme_of(value) if is_address else ""
        if scheme and re.fullmatch(r"[a-z][a-z0-9+.-]*", scheme):
            yield f"{scheme}: in {name}"
        elif re.fullmatch(r"[a-z][a-z0-9:_.-]{0,30}", name):
            yield f"{name} on <{tag}>"
        else:
            yield f"a broken attribute on <{tag}>"
    if tag == "input" and kind not in ("checkbox", "radio"):
        yield "<input>"


def _words(html: str) -> str:
    text = re.sub(
        r"<!--(?:.*?-->|.*)|</?[A-Za-z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>", "", html, flags=re.S
    )
    return "".join(entities.unescape(text).split())
