# Material's bundled icons as inline SVG, always beside a word and hidden from screen readers.
# Why here: no font, no image, no request. The files come from the mkdocs-material package (MIT;
# icons Apache 2.0). Must not know: where an icon is used.
"""Load icons."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from markupsafe import Markup


@cache
def icon(name: str) -> Markup:
    """Return an icon by Material's name for it; empty when the package has none."""
    spec = find_spec("material")
    for place in spec.submodule_search_locations or () if spec else ():
        file = Path(place) / "templates" / ".icons" / "material" / f"{name}.svg"
        if file.is_file():
            svg = file.read_text(encoding="utf-8").strip()
            # Where a page runs from right to left, what points must turn.
            css = "pl-icon pl-icon--points" if name.startswith("arrow-") else "pl-icon"
            named = f'<svg class="{css}" aria-hidden="true" focusable="false" '
            return Markup(svg.replace("<svg ", named, 1))
    return Markup("")
