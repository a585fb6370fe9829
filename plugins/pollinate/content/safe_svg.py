# Tells whether an SVG file is a picture and nothing else, so that it may be published under the
# site's own address: opened by itself it is a page, and its scripts are the site's. Why not cleaned
# instead: a drawing that loses a part is wrong, and nobody sees it; its author can mend it. Must
# not know: where the file lies.
"""Judge SVG files."""

from __future__ import annotations

import re
from xml.parsers import expat


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MOST_BYTES = 5_000_000
SVG_NAMESPACE = "http://www.w3.org/2000/svg"
SHAPES = _words(
    "svg g defs symbol path rect circle ellipse line polyline polygon text tspan title desc"
    " linearGradient radialGradient stop clipPath mask pattern marker"
)
"""Elements that draw, and load nothing."""
_OTHERS = _words(
    "metadata style use image switch textPath view filter feBlend feColorMatrix"
    " feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap"
    " feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge"
    " feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile"
    " feTurbulence"
)
_DEAD = (
    "http://www.inkscape.org/", "http://sodipodi.sourceforge.net/", "http://purl.org/dc/",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://creativecommons.org/ns#",
    "http://web.resource.org/cc/", "http://www.bohemiancoding.com/", "http://www.figma.com/",
    "http://www.serif.com/", "http://ns.adobe.com/",
)  # fmt: skip
"""Namespaces of drawing programs, in which browsers do nothing."""
_HREF = re.compile(r"\s*(?:#|data:image/(?:png|jpeg|gif|webp)[;,])", re.I)
_STYLE_LOADS = re.compile(
    r"@import|expression|javascript:|url\(\s*['\"]?(?!#|data:image/)|\\\\", re.I
)


class _RefusedError(Exception):
    """The file holds what is no drawing."""


def svg_problem(data: bytes) -> str:
    """Return why an SVG file may not be published; empty for a drawing."""
    if len(data) > MOST_BYTES:
        return "it is larger than 5 MB"
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = _element
    parser.EntityDeclHandler = _refuse_entity
    parser.ProcessingInstructionHandler = _refuse_instruction
    in_text: list[str] = []
    parser.CharacterDataHandler = in_text.append
    try:
        parser.Parse(data, True)
    except _RefusedError as refused:
        return str(refused)
    except expat.ExpatError:
        return "it is no well-formed SVG"
    # Only style elements could load by their text; a word of a drawing seldom looks like it.
    return "its style loads something" if _STYLE_LOADS.search("".join(in_text)) else ""


def _element(name: str, attributes: dict[str, str]) -> None:
    namespace, _, local = name.rpartition(" ")
    if namespace != SVG_NAMESPACE:
        if not namespace.startswith(_DEAD):
            raise _RefusedError(f"it holds <{local[:30]}>")
    elif local not in SHAPES and local not in _OTHERS:
        raise _RefusedError(f"it holds <{local[:30]}>")
    for key, value in attributes.items():
        short = key.rpartition(" ")[2].lower()
        if short.startswith("on"):
            raise _RefusedError(f"it holds {short[:30]}")
        if short in ("href", "src") and namespace == SVG_NAMESPACE and not _HREF.match(value):
            raise _RefusedError("it leads elsewhere")
        if "url(" in value and _STYLE_LOADS.search(value):
            raise _RefusedError("its style loads something")


def _refuse_entity(*_: object) -> None:
    raise _RefusedError("it declares entities")


def _refuse_instruction(target: str, data: str) -> None:
    raise _RefusedError("it holds an instruction")
