# The elements, attributes and addresses that a contributed page may hold: all that Markdown and its
# usual extensions make. Why here: the proof that a page is harmless and the cure of one that isn't
# must go by the same list (clean.py). No element is on it whose content browsers read by other
# rules (script, style, template, title, textarea, noscript). Must not know: how a page is
# read or changed.
"""Say what HTML is allowed to contain."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pollinate.content.safe_classes import kept_classes


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
SVG = _words("svg g path rect circle ellipse line polyline polygon text tspan")
MATH = _words(
    "math mrow mi mo mn ms mtext mspace msup msub msubsup mfrac msqrt mroot mover munder munderover"
    " mtable mtr mtd mstyle mpadded mphantom menclose mmultiscripts mprescripts semantics"
    " annotation"
)
"""Formulas: elements that hold others of their kind or text, and nothing else."""
BLOCKS = _words(_BLOCKS)
TAGS = BLOCKS | _words(_WORDS) | SVG | MATH
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
KNOWN = WHOLE | _words(
    "object embed applet frame frameset form button select option optgroup datalist fieldset legend"
    " output progress meter meta base link plaintext portal dialog slot marquee body html head main"
    " search canvas map area param dir image isindex keygen listing nobr bgsound basefont blink"
    " foreignobject use animate animatemotion animatetransform set mpath symbol defs desc filter"
    " lineargradient radialgradient stop mask marker pattern clippath textpath switch view"
    " annotation-xml mglyph malignmark maction fencedframe selectedcontent"
)
"""Elements that browsers do something with, and that are not allowed: any other name is a text that
somebody forgot to escape.
"""
PLACEHOLDER = _words(
    "identifier optional hover slug backlink-type backlink-anchor domain role origin filepath"
    " lineno"
)

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
    "q": "cite",
    "source": "src srcset sizes type media",
    "table": "border cellpadding cellspacing summary bgcolor rules frame",
    "td": "colspan rowspan headers scope abbr bgcolor nowrap",
    "th": "colspan rowspan headers scope abbr bgcolor nowrap",
    "time": "datetime",
    "tr": "bgcolor",
    "track": "src kind srclang label default",
    "ul": "type",
    "video": "src controls loop muted preload autoplay poster playsinline",
}
_DRAWN = _words(
    "d fill fill-rule fill-opacity clip-rule opacity stroke stroke-width stroke-linecap"
    " stroke-linejoin stroke-dasharray stroke-opacity transform x y dx dy x1 y1 x2 y2 cx cy r rx ry"
    " points font-size font-family font-weight text-anchor dominant-baseline xmlns viewbox"
    " preserveaspectratio focusable version overflow"
)
_FORMULA = _words(
    "xmlns display displaystyle scriptlevel mathvariant mathsize mathcolor stretchy fence separator"
    " form lspace rspace linethickness columnalign rowalign columnspacing rowspacing notation"
    " accent accentunder depth encoding minsize maxsize symmetric largeop movablelimits"
)
_BY_KIND = {**dict.fromkeys(SVG, _DRAWN), **dict.fromkeys(MATH, _FORMULA)}
ATTRIBUTES = {
    tag: _words(_OF.get(tag, "")) | _EVERYWHERE | _BY_KIND.get(tag, frozenset()) for tag in TAGS
}
"""By element, in lower case; `data-…` and `aria-…` besides."""

ADDRESSES = frozenset({"href", "src", "poster", "cite"})
SCHEMES = _words(
    "http https mailto tel sms sip sips xmpp irc ircs matrix news nntp geo magnet webcal ftp ftps"
)
"""Kinds of address that open a page, a conversation or a file, and run nothing."""
_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*)\s*:")
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp)[;,]", re.I)
_MEDIA = frozenset({"img", "audio", "video", "source", "track"})
_SRCSET = re.compile(r"\s*(?:https?://)?[^\s,:]+(?::\d+[^\s,:]*)?(?:\s+[\d.]+[wx])?\s*(?:,|$)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ufffd]")

_LENGTH = (
    r"(?:\d{1,4}(?:\.\d{1,4})?(?:px|em|rem|ex|ch|pt|cm|mm|in|vw|vh|%)?"
    r"|auto|inherit|initial|(?:min|max|fit)-content|none)"
)
_COLOUR = (
    r"(?:[a-z]{3,30}|#[0-9a-f]{3,8}|(?:rgb|hsl)a?\([\d.,%/ ]{1,40}\)|var\(--[a-z0-9-]{1,60}\))"
)
_WORDS_OF = r"[a-z][a-z -]{0,40}"
_ANY = rf"(?:{_LENGTH}|{_COLOUR}|[a-z]{{1,12}})"
_SIZES = _words(
    "width height min-width max-width min-height max-height padding padding-left padding-right"
    " padding-top padding-bottom margin margin-left margin-right margin-top margin-bottom"
    " border-width border-radius font-size line-height text-indent"
)
_SIZED = _SIZES | {"border"}
_STYLES = {
    **dict.fromkeys(
        _words(
            "text-align vertical-align font-style text-decoration white-space float clear"
            " list-style-type border-style border-collapse text-transform word-break"
        ),
        _WORDS_OF,
    ),
    **dict.fromkeys(_SIZES, rf"{_LENGTH}(?: {_LENGTH}){{0,3}}"),
    **dict.fromkeys(_words("display visibility"), rf"{_WORDS_OF}(?:!important)?"),
    **dict.fromkeys(_words("color background-color border-color"), _COLOUR),
    "font-weight": r"[a-z]{1,12}|\d{3}",
    "border": rf"{_ANY}(?: {_ANY}){{0,2}}",
}
"""What may be said of each property, in full: no place of its own, no minus, nothing loaded."""
_NUMBER = re.compile(
    r"(?<![\w#.-])(\d[\d.]*)(px|em|rem|ex|ch|pt|cm|mm|in|vw|vh|%)?(?![\w.%])", re.I
)
_MOST = {
    "px": 2000, "em": 125, "rem": 125, "ex": 250, "ch": 250, "pt": 1500, "cm": 53, "mm": 530,
    "in": 21, "": 20,
}  # fmt: skip
"""By unit: some two thousand pixels, about what a screen is wide."""
_OF_FONTS = {"%": 500, "vw": 10, "vh": 10}
_DOWN = {"%": 100, "vw": 100, "vh": 100}
_MOST_OF = dict.fromkeys(("font-size", "line-height"), _OF_FONTS) | dict.fromkeys(
    _words(
        "height min-height max-width max-height padding-top padding-bottom margin-top margin-bottom"
    ),
    _DOWN,
)
_MOST_ACROSS = {"%": 100, "vw": 50, "vh": 25}
"""Shares of what is around, or of the window: of all properties but those, which may make a page
wide. A window can be four times as high as wide.
"""
_DIMENSIONS = _words(
    "width height border hspace vspace cellpadding cellspacing size lspace rspace mathsize minsize"
    " maxsize depth linethickness columnspacing rowspacing"
)
"""Attributes that say what a style could say."""
_DIMENSION = re.compile(
    r"(-?)(\d{1,9}(?:\.\d{0,9})?|\.\d{1,9})(px|em|rem|ex|ch|pt|cm|mm|in|vw|vh|%)?", re.I
)
_KEYWORD = re.compile(r"[a-z*]{1,30}", re.I)
_STYLE = re.compile(r"\s*([a-z-]{1,30})\s*:\s*([^:;]{1,80}?)\s*", re.I)

_RESERVED_ID = re.compile(r"\s*(?:__(?!tabbed_|codelineno-|span-)|pl-)", re.I)
"""What a theme or we call our own parts; tabs and lines of code are called so by Markdown."""
_ID = re.compile(r"[^<>\"\x00-\x1f]{0,200}")
_PLAIN_ID = re.compile(r"[^\s\"'<>&\\`\x00-\x1f]{1,200}")
_TITLE_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_SAFE_DATA = re.compile(
    r"data-(?:md-color-(?:scheme|primary|accent)|toc-label|search-exclude|sort[a-z-]{0,20}|order"
    r"|tabs|line(?:nos)?|lang(?:uage)?|width|height|gallery|type|level|row|column|label|number"
    r"|footnote-[a-z]{1,10}|start|id|key|x)"
)
"""Those that Markdown's extensions write, and those that only a stylesheet reads. A script of a
theme or a plugin acts on most others: it copies, shows or loads what they say.
"""
_SAFE_ARIA = re.compile(r"aria-[a-z]{2,20}")
_FOREIGN = re.compile(r"\s*(?:[A-Za-z][A-Za-z0-9+.-]*:|[\\/]{2})")


@dataclass(frozen=True)
class Policy:
    """What a site allows besides."""

    classes: frozenset[str] = frozenset()
    """Further classes: of the site's own stylesheets, and of its setting."""
    schemes: frozenset[str] = frozenset()
    elements: frozenset[str] = frozenset()
    """Elements that a plugin of the site replaces later, such as the `<autoref>` of autorefs."""
    own_media: bool = False
    """Pictures, sounds and films come from the site itself only."""

    @property
    def facts(self) -> tuple[object, ...]:
        """Return what this allows, in one order; each says all that it is in its `repr`."""
        sets = (self.classes, self.schemes, self.elements)
        return [sorted(one) for one in sets], self.own_media


DEFAULT = Policy()


def allowed_value(tag: str, name: str, value: str, policy: Policy = DEFAULT) -> str | None:
    """Return what an attribute (names in lower case) may say; None when it has to go."""
    if tag in policy.elements:
        return no_tag(value) if name in PLACEHOLDER else None
    if name not in ATTRIBUTES.get(tag, ()):
        fits = tag in TAGS and (_SAFE_DATA.fullmatch(name) or _SAFE_ARIA.fullmatch(name))
        return no_tag(value) if fits else None
    if name in ADDRESSES:
        return value if is_safe_address(tag, value, policy) else None
    if name == "class":
        return kept_classes(value, policy.classes)
    if name == "srcset":
        return _srcset(value, policy)
    if name in ("title", "alt", "summary", "abbr"):
        return no_tag(value)
    if tag in SVG and "(" in value and name not in ("transform", "style"):
        return None
    check = _CHECKS.get(name)
    return value if check is None else check(tag, value)


def no_tag(value: str) -> str:
    """Return a text in which nothing begins a tag, also for a script that shows it as HTML."""
    return _TITLE_TAG.sub("<\u2060", value)


def is_safe_address(tag: str, value: str, policy: Policy = DEFAULT) -> bool:
    """Tell whether an address leads to a page, a mail, a telephone, or a picture."""
    if _CONTROL.search(value):
        return False
    scheme = _SCHEME.match(value)
    if scheme is not None and scheme[1].lower() == "data":
        return tag == "img" and bool(_PICTURE.match(value))
    if tag in _MEDIA:
        if policy.own_media and _FOREIGN.match(value):
            return False
        return scheme is None or scheme[1].lower() in ("http", "https")
    return scheme is None or scheme[1].lower() in SCHEMES | policy.schemes


def scheme_of(value: str) -> str:
    """Return the scheme of an address as a browser reads it, short; empty for none."""
    found = _SCHEME.match(re.sub(r"[\x00-\x20]+", "", value))
    return found[1].lower()[:20] if found else ""


def _style(tag: str, value: str) -> str | None:
    parts = [part for part in value.split(";") if part.strip()]
    kept = [part.strip() for part in parts if _is_safe_style(part)]
    if len(kept) == len(parts) and not _CONTROL.search(value):
        return value
    return "; ".join(kept) or None


def _is_safe_style(part: str) -> bool:
    found = _STYLE.fullmatch(part)
    if found is None:
        return False
    name = found[1].lower()
    allowed = _STYLES.get(name)
    return (
        allowed is not None
        and bool(re.fullmatch(allowed, found[2], re.I))
        and (name not in _SIZED or _is_of_a_size(name, found[2]))
    )


def _is_of_a_size(name: str, value: str) -> bool:
    """Tell whether no length makes a page wider or higher than anybody means."""
    most = _MOST | _MOST_OF.get(name, _MOST_ACROSS)
    return all(float(number) <= most[unit.lower()] for number, unit in _NUMBER.findall(value))


def _dimension(tag: str, value: str) -> str | None:
    """Return a width or the like that is bounded as styles are; those inside a drawing are cut by
    its frame.
    """
    if tag in SVG and tag != "svg":
        return value
    return value if all(_is_bounded(tag, part) for part in value.split()) else None


def _is_bounded(tag: str, part: str) -> bool:
    found = _DIMENSION.fullmatch(part)
    if found is None:
        return bool(_KEYWORD.fullmatch(part))
    number, unit = float(found[2]), (found[3] or "").lower()
    if found[1]:
        # A formula moves its signs a little nearer to each other.
        return tag in MATH and unit == "em" and number <= 2
    most = _MOST | _MOST_ACROSS
    if not unit and tag not in MATH:
        most[""] = 5000 if tag in _MEDIA else most["px"]
    return number <= most[unit]


def _overflow(tag: str, value: str) -> str | None:
    """Return how a drawing is cut: one that isn't would be drawn over the page."""
    return value if value.lower() in ("hidden", "auto", "scroll") else None


def _transform(tag: str, value: str) -> str | None:
    """Return how a part of a drawing is moved; moved as a whole it would stand over the page."""
    return value if tag != "svg" else None


def is_safe_id(value: str) -> bool:
    """Tell whether an id is an id and no more where somebody prints it as it stands."""
    return bool(_PLAIN_ID.fullmatch(value)) and not _RESERVED_ID.match(value)


def _identifier(tag: str, value: str) -> str | None:
    """Return an id that is neither the theme's nor ours."""
    return value if _ID.fullmatch(value) and not _RESERVED_ID.match(value) else None


def _target(tag: str, value: str) -> str | None:
    return value if value in ("_blank", "_self") else None


def _input_type(tag: str, value: str) -> str | None:
    return value if tag != "input" or value in ("checkbox", "radio") else None


def _namespace(tag: str, value: str) -> str | None:
    return value if value.startswith("http://www.w3.org/") else None


def _srcset(value: str, policy: Policy) -> str | None:
    position = 0
    while position < len(value):
        found = _SRCSET.match(value, position)
        if found is None or found.end() == position:
            return None
        if policy.own_media and _FOREIGN.match(found[0]):
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
    "xmlns": _namespace,
    "overflow": _overflow,
    "transform": _transform,
    **dict.fromkeys(_DIMENSIONS, _dimension),
}
