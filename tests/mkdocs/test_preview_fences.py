# Which functions a preview gives the code of a page to. Must not know: what is in the code.
"""Test what formats the code of a stranger's page."""

from __future__ import annotations

from typing import Any

import pytest
from pollinate_mkdocs.preview.allowed import chosen_extensions
from pymdownx.arithmatex import arithmatex_fenced_format
from pymdownx.superfences import fence_code_format


def run_it(source: str, *more: Any) -> str:
    """Stand for a function of a site's own."""
    return source


MERMAID = {"name": "mermaid", "class": "mermaid", "format": fence_code_format}
MATH = {"name": "math", "class": "x", "format": arithmatex_fenced_format(which="generic")}


@pytest.mark.parametrize(
    ("extension", "option"),
    [("pymdownx.superfences", "custom_fences"), ("pymdownx.inlinehilite", "custom_inline")],
)
@pytest.mark.parametrize(
    "own",
    [
        {"name": "python", "class": "x", "format": run_it},
        {"name": "python", "class": "x", "format": fence_code_format, "validator": run_it},
        "python",
    ],
)
def test_only_formatters_of_extensions_get_code(extension: str, option: str, own: object) -> None:
    """A function of the site's own gets no code of a page, since it could run it; it is named. A
    garden that trusts it says so.
    """
    listed = [{extension: {option: [MERMAID, own, MATH], "x": 1}}]
    name = own["name"] if isinstance(own, dict) else "?"

    assert (
        [{extension: {option: [MERMAID, MATH], "x": 1}}],
        [f"{extension} for '{name}'"],
    ) == chosen_extensions(listed, ())
    assert (listed, []) == chosen_extensions(listed, (extension,))
