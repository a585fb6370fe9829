# Takes out of a page's HTML what could run, load or cover something. Two steps: a page of
# well-formed, nested, allowed tags is proven harmless by one linear walk and stays byte for byte;
# any other is parsed as browsers do, by nh3, and written anew. Why a proof at all: nearly every
# page passes it, it is quick, and what nobody attacks with nobody rewrites. Must not know:
# Markdown, files, who asks.
"""Clean contributed HTML."""

from __future__ import annotations

import html as entities
import re
import string
from collections import Counter
from functools import lru_cache

import nh3

from pollinate.content.losses import AS_TEXT, SERVER_SIDE, SERVER_SIDE_WHOLE, what_is_missing
from pollinate.content.safe_classes import kept_classes
from pollinate.content.safe_html import (
    ATTRIBUTES,
    DEFAULT,
    KNOWN,
    MATH,
    PLACEHOLDER,
    SCHEMES,
    SVG,
    TAGS,
    VOID,
    WHOLE,
    Policy,
    allowed_value,
)

MOST_DEPTH = 500
MOST_WORDS = 20
_ROUNDS = 5

_LEAVES = re.compile(r"<(span|code|em|strong|kbd|b|i)(?: class=\"([\w -]*)\")?>[^<>]*</\1>")
_LEAF = "\x01"
"""Stands for a leaf in the walk, so that one that was part of a tag or a comment is seen there."""
_BLANKS = " \t\n\r\f"
"""All that HTML takes for a blank: Python and Unicode know two dozen more, and where they see one
quoted value a browser sees several attributes.
"""
_B = rf"[{_BLANKS}]"
_NAME = r"[A-Za-z_:][A-Za-z0-9_:.-]*"
_VALUE = rf"\"[^\"<\x01]*\"|'[^'<\x01]*'|[^{_BLANKS}\"'<>=`\x01]+"
_STRICT = re.compile(
    rf"<(/?)([A-Za-z][A-Za-z0-9]*)((?:{_B}+{_NAME}(?:{_B}*={_B}*(?:{_VALUE}))?)*){_B}*(/?)>"
)
_ATTRIBUTE = re.compile(rf"({_NAME})(?:{_B}*={_B}*({_VALUE}))?")
_REFERENCE = re.compile(r"&#?[A-Za-z0-9]+;")
_TAG_STARTS = frozenset(string.ascii_letters + "/!?")
_ANY_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")
_BARE = re.compile(
    r"<(/?)([A-Za-z][A-Za-z0-9_]{0,60}(?:[-.,:][A-Za-z0-9_]{1,30}){0,5})"
    r"((?: [A-Za-z0-9_-]{1,40}){0,8})>"
)
"""A name alone, or followed by words as in `<App Name>`: nobody writes an element so."""
_INPUT = re.compile(r"<input((?:\s[^\s=>\"]+(?:=\"[^\"]*\")?)*)\s*/?>")
_PRE = re.compile(r"(<pre(?: [^<>]*)?>)(?=\n)")

_CASES = {"viewbox": "viewBox", "preserveaspectratio": "preserveAspectRatio"}
_ICONS = frozenset({"svg", "path"})

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LISTS, _GROUPS = frozenset({"ul", "ol", "menu"}), frozenset({"thead", "tbody", "tfoot"})
_PARENTS = {
    "li": _LISTS,
    "dt": frozenset({"dl"}),
    "dd": frozenset({"dl"}),
    "col": frozenset({"colgroup"}),
    **dict.fromkeys((*_GROUPS, "caption", "colgroup"), frozenset({"table"})),
    "tr": _GROUPS | {"table"},
    "td": frozenset({"tr"}),
    "th": frozenset({"tr"}),
    **dict.fromkeys(SVG - {"svg", "tspan"}, frozenset({"svg", "g"})),
    "tspan": frozenset({"text", "tspan"}),
    **dict.fromkeys(MATH - {"math"}, MATH),
    **dict.fromkeys(("rt", "rp"), frozenset({"ruby"})),
}
_ONLY = {
    "table": _GROUPS | {"caption", "colgroup", "tr"},
    **dict.fromkeys(_GROUPS, frozenset({"tr"})),
    "tr": frozenset({"td", "th"}),
    "colgroup": frozenset({"col"}),
    **dict.fromkeys(("svg", "g"), SVG - {"svg", "tspan"}),
}
_ONLY_OF: dict[str, frozenset[str]] = {
    **_ONLY,
    **dict.fromkeys(SVG - {"svg", "g"}, frozenset({"tspan"})),
    **dict.fromkeys(MATH, MATH - {"math"}),
    **dict.fromkeys(("mi", "mo", "mn", "ms", "mtext", "annotation"), frozenset[str]()),
}
"""What may stand in an element: a parser moves anything else out of it, or closes more than was
opened.
"""


def clean_html(html: str, policy: Policy = DEFAULT) -> tuple[str, tuple[str, ...]]:
    """Return the HTML without what may not be in it, and what was taken out, in words; the same
    text if that is nothing.
    """
    if is_harmless(html, policy):
        return html, ()
    html, shown = _shown_as_text(html, policy)
    if is_harmless(html, policy):
        return html, shown
    if _too_deep(html):
        return _as_text(html), (f"all tags, nested over {MOST_DEPTH} deep",)
    cleaned = _settled(html, policy)
    if cleaned == html:
        return html, shown
    words = (*shown, *dict.fromkeys(what_is_missing(html, cleaned, policy)))
    return cleaned, words if len(words) <= MOST_WORDS else (*words[:MOST_WORDS], "and more")


def _shown_as_text(html: str, policy: Policy) -> tuple[str, tuple[str, ...]]:
    """Return the HTML with elements that no browser knows, such as `<file>` in a sentence, as the
    text that their author meant; and their names.
    """
    names: dict[str, None] = {}

    def text(tag: re.Match[str]) -> str:
        name = tag[2].lower()
        if name in TAGS or name in KNOWN or name in policy.elements or not "a" <= name[0] <= "z":
            return tag[0]
        if not tag[1]:
            names[f"<{name}>{AS_TEXT}"] = None
        return f"&lt;{tag[1]}{tag[2]}{tag[3]}&gt;"

    return _BARE.sub(text, html), tuple(names)


def is_harmless(html: str, policy: Policy = DEFAULT) -> bool:
    """Tell whether every tag is allowed, plainly written and closed where it was opened; False when
    in doubt.
    """
    if "\0" in html or _LEAF in html:
        return False
    rest = _LEAVES.sub(lambda leaf: _leaf(leaf, policy), html)
    open_tags: list[str] = []
    position = _text_end(rest, 0)
    while position < len(rest):
        comment = rest.startswith("<!--", position)
        end = (
            _comment_end(rest, position) if comment else _tag_end(rest, position, open_tags, policy)
        )
        if not end:
            return False
        position = _text_end(rest, end)
        if open_tags and open_tags[-1] in _ONLY and rest[end:position].strip(_BLANKS):
            return False
    return not open_tags


def _leaf(leaf: re.Match[str], policy: Policy) -> str:
    fits = not leaf[2] or kept_classes(leaf[2], policy.classes) == leaf[2]
    return _LEAF if fits else leaf[0]


def _text_end(html: str, position: int) -> int:
    """Return where the next tag begins, or the end; a `<` before a blank or a digit is text."""
    while True:
        found = html.find("<", position)
        if found < 0:
            return len(html)
        if html[found + 1 : found + 2] in _TAG_STARTS:
            return found
        position = found + 1


def _tag_end(html: str, position: int, open_tags: list[str], policy: Policy) -> int:
    """Return where a tag ends and note what is open; 0 when it is not plainly harmless."""
    tag = _STRICT.match(html, position)
    if tag is None:
        return 0
    if tag[1]:
        fits = not tag[3] and not tag[4] and bool(open_tags) and open_tags.pop() == tag[2].lower()
        return tag.end() if fits else 0
    name = _opening(tag[2].lower(), tag[3], policy)
    if not name or not _may_stand(name, open_tags):
        return 0
    if name in VOID or (tag[4] and (name in SVG or name in MATH)):
        return tag.end()
    open_tags.append(name)
    return 0 if tag[4] else tag.end()


def _comment_end(html: str, position: int) -> int:
    end = html.find("-->", position + 4)
    body = html[position + 4 : end]
    odd = (
        end < 0
        or body.startswith((">", "->"))
        or "--!>" in body
        or _LEAF in body
        or SERVER_SIDE.match(html, position)
    )
    return 0 if odd else end + 3


def _may_stand(name: str, open_tags: list[str]) -> bool:
    """Tell whether a browser puts an element where its tag stands, and closes nothing else for
    it.
    """
    parent = open_tags[-1] if open_tags else ""
    if len(open_tags) > 100 or (name in _PARENTS and parent not in _PARENTS[name]):
        return False
    if parent in _ONLY_OF and name not in _ONLY_OF[parent]:
        return False
    if name in _HEADINGS:
        return not _HEADINGS.intersection(open_tags)
    return name != "a" or "a" not in open_tags


@lru_cache(maxsize=10_000)
def _opening(name: str, attributes: str, policy: Policy) -> str:
    """Return the name of an opening tag of which all is allowed; else an empty one."""
    if name not in TAGS and name not in policy.elements:
        return ""
    found: dict[str, str] = {}
    for attribute in _ATTRIBUTE.finditer(attributes):
        key, written = attribute[1].lower(), _unquoted(attribute[2] or "")
        value = entities.unescape(written)
        # What ends without a semicolon is a reference to some readers and a text to others.
        if value != _REFERENCE.sub(lambda found: entities.unescape(found[0]), written):
            return ""
        if key in found or allowed_value(name, key, value, policy) != value:
            return ""
        found[key] = value
    return "" if name == "input" and "type" not in found else name


def _unquoted(value: str) -> str:
    return value[1:-1] if value[:1] in ('"', "'") else value


def _settled(html: str, policy: Policy) -> str:
    """Return what cleaning makes of HTML when it is repeated until nothing changes. Formulas and
    drawings stay only where the whole is proven afterwards: in them parsers disagree most.
    """
    cleaned = _cure(html, policy, TAGS)
    whole = all(cleaned.count(one) == html.count(one) for one in ("<math", "<svg"))
    if whole and is_harmless(cleaned, policy):
        return cleaned
    html = _cure(html, policy, TAGS - MATH - SVG | _ICONS)
    for _ in range(_ROUNDS):
        cleaned = _cure(html, policy, TAGS - MATH - SVG | _ICONS)
        if cleaned == html or is_harmless(cleaned, policy):
            return cleaned
        html = cleaned
    # What a parser reads differently each time is an attack on it.
    return _as_text(html)


def _as_text(html: str) -> str:
    """Return HTML as text that a reader sees; a parser throws U+0000 away, so it goes first."""
    return f"<pre>{entities.escape(html.replace(chr(0), ''), quote=False)}</pre>"


def _cure(html: str, policy: Policy, tags: frozenset[str]) -> str:
    def filtered(tag: str, name: str, value: str) -> str | None:
        return allowed_value(tag, name.lower(), value, policy)

    cleaned = nh3.clean(
        html,
        tags={*tags, *policy.elements},
        clean_content_tags=set(WHOLE),
        attributes={
            tag: {_CASES.get(name, name) for name in names}
            for tag, names in ATTRIBUTES.items()
            if tag in tags
        }
        | {name: set(PLACEHOLDER) for name in policy.elements},
        attribute_filter=filtered,
        generic_attribute_prefixes={"data-", "aria-"},
        strip_comments=False,
        link_rel=None,
        url_schemes={"data", *SCHEMES, *policy.schemes},
    )
    cleaned = _INPUT.sub(
        lambda tag: tag[0] if re.search(r'\stype="(?:checkbox|radio)"', tag[1]) else "", cleaned
    )
    cleaned = SERVER_SIDE_WHOLE.sub("", cleaned)
    # A parser drops the first line break of a `pre`; a second one keeps it.
    return _PRE.sub("\\1\n", cleaned)


def _too_deep(html: str) -> bool:
    """Tell whether tags are nested so deep that a parser takes minutes; counted roughly, in one
    pass.
    """
    deep, now = 0, Counter[str]()
    for tag in _ANY_TAG.finditer(html):
        name = tag[2].lower()
        if not tag[1] and name not in VOID:
            now[name] += 1
            deep += 1
        elif tag[1] and now[name]:
            now[name] -= 1
            deep -= 1
        if deep > MOST_DEPTH:
            return True
    return False
