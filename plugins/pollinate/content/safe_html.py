# The elements, attributes and addresses that a contributed page may hold: all that Markdown and its
# usual extensions make. Why here: the proof that a page is harmless and the cure of one that isn't
# must go by the same list (clean.py). No element is on it whose content browsers read by other
# rules (script, style, template, title, textarea, noscript, math). Must not know: how a page is
# read or changed.
"""Say what HTML is allowed to contain."""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BLOCKS = (
    "address article aside blockquote caption center col colgroup dd details div dl dt figcaption"
    " figure footer h1 h2 h3 h4 h5 h6 header hgroup hr li menu nav ol p pre section summary table"
    " tbody td tfoot th thead tr ul"
)
_WORDS = (
    "a abbr acronym audio b bdi bdo big br cite code data del dfn em font i img input ins kbd label"
    " mark picture q rp rt ruby s samp small source span strike strong sub sup svg time track tt u"
    " var video wbr"
)
SVG = frozenset({"svg", "path"})
TAGS = _words(f"{_BLOCKS} {_WORDS}") | SVG
VOID = frozenset({"br", "col", "hr", "img", "input", "source", "track", "wbr"})
WHOLE = frozenset(
    {
        "script",
        "style",
        "template",
        "iframe",
        "noembed",
        "noframes",
        "noscript",
        "xmp",
        "textarea",
        "title",
    }
)
"""Elements whose content goes with them."""

_EVERYWHERE = _words(
    "class id title lang dir role tabindex hidden style align valign width height markdown"
    " translate"
)
_OF = {
    "a": "href hreflang rel target download type name",
    "abbr": "title",
    "audio": "src controls loop muted preload autoplay",
    "blockquote": "cite",
    "br": "clear",
    "col": "span",
    "colgroup": "span",
    "data": "value",
    "del": "cite datetime",
    "details": "open name",
    "font": "color size face",
    "hr": "size noshade color",
    "img": "src srcset sizes alt loading decoding border hspace vspace fetchpriority",
    "input": "type name checked disabled value",
    "ins": "cite datetime",
    "label": "for",
    "li": "value type",
    "ol": "start reversed type",
    "path": (
        "d fill fill-rule clip-rule fill-opacity opacity stroke stroke-width stroke-linecap"
        " stroke-linejoin transform"
    ),
    "q": "cite",
    "source": "src srcset sizes type media",
    "svg": "xmlns viewbox fill stroke stroke-width focusable",
    "table": "border cellpadding cellspacing summary bgcolor rules frame",
    "td": "colspan rowspan headers scope abbr bgcolor nowrap",
    "th": "colspan rowspan headers scope abbr bgcolor nowrap",
    "time": "datetime",
    "tr": "bgcolor",
    "track": "src kind srclang label default",
    "ul": "type",
    "video": "src controls loop muted preload autoplay poster playsinline",
}
ATTRIBUTES = {tag: _words(_OF.get(tag, "")) | _EVERYWHERE for tag in TAGS}
"""By element, in lower case; `data-…` and `aria-…` besides."""

ADDRESSES = frozenset({"href", "src", "poster", "cite"})
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*)\s*:")
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp)[;,]", re.I)
_MEDIA = frozenset({"img", "audio", "video", "source", "track"})
_SRCSET = re.compile(r"\s*(?:https?://)?[^\s,:]+(?::\d+[^\s,:]*)?(?:\s+[\d.]+[wx])?\s*(?:,|$)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")

_STYLES = _words(
    "text-align vertical-align width height min-width max-width min-height max-height color"
    " background-color font-weight font-style text-decoration white-space float clear margin"
    " margin-left margin-right margin-top margin-bottom padding list-style-type border-width"
    " border-style border-color border-collapse"
)
_STYLE = re.compile(
    r"\s*([a-z-]{1,30})\s*:\s*(?![^;]*-\d)(?:[\w .%#-]{1,60}|rgba?\([\d.,% ]{1,40}\))\s*", re.I
)

_OWN = re.compile(r"\s*__(?!tabbed_|codelineno-|span-)")
"""What a theme calls its own parts; tabs and lines of code are called so by Markdown."""
_RESERVED_DATA = re.compile(r"data-(?:md-(?!color-)|clipboard|garden)", re.I)
_PREFIXES = ("data-", "aria-")


def allowed_value(tag: str, name: str, value: str) -> str | None:
    """Return what an attribute (names in lower case) may say; None when it has to go."""
    if name not in ATTRIBUTES.get(tag, ()):
        fits = tag in TAGS and name.startswith(_PREFIXES) and not _RESERVED_DATA.match(name)
        return value if fits else None
    if name in ADDRESSES:
        return value if is_safe_address(tag, value) else None
    check = _CHECKS.get(name)
    return value if check is None else check(tag, value)


def is_safe_address(tag: str, value: str) -> bool:
    """Tell whether an address leads to a page, a mail, a telephone, or a picture."""
    if _CONTROL.search(value):
        return False
    scheme = _SCHEME.match(value)
    if scheme is None:
        return True
    name = scheme[1].lower()
    if name == "data":
        return tag == "img" and bool(_PICTURE.match(value))
    return name in (("http", "https") if tag in _MEDIA else SCHEMES)


def scheme_of(value: str) -> str:
    """Return the scheme of an address as a browser reads it, short; empty for none."""
    found = _SCHEME.match(re.sub(r"[\x00-\x20]+", "", value))
    return found[1].lower()[:20] if found else ""


def _style(tag: str, value: str) -> str | None:
    parts = [part for part in value.split(";") if part.strip()]
    kept = [
        part.strip() for part in parts if (m := _STYLE.fullmatch(part)) and m[1].lower() in _STYLES
    ]
    if len(kept) == len(parts) and not _CONTROL.search(value):
        return value
    return "; ".join(kept) or None


def _identifier(tag: str, value: str) -> str | None:
    """Return an id that is not one of the theme's own, which begin with two underscores."""
    return None if _OWN.match(value) else value


def _target(tag: str, value: str) -> str | None:
    return value if value in ("_blank", "_self") else None


def _input_type(tag: str, value: str) -> str | None:
    return value if tag != "input" or value in ("checkbox", "radio") else None


def _srcset(tag: str, value: str) -> str | None:
    position = 0
    while position < len(value):
        found = _SRCSET.match(value, position)
        if found is None or found.end() == position:
            return None
        position = found.end()
    return value


_CHECKS = {
    "style": _style,
    "id": _identifier,
    "name": _identifier,
    "for": _identifier,
    "target": _target,
    "type": _input_type,
    "srcset": _srcset,
}
