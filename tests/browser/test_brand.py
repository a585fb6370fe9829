# A site with a brand of its own, before and after we come in, in three themes: what its theme draws
# is drawn as before. Must not know: our stylesheet.
"""Test that a site's own look stays."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from support.repo import ANA, Repo

from tests.browser.serving import serving
from tests.mkdocs.sites import run_engine

pytestmark = pytest.mark.browser

BRAND = """\
:root > * {
  --md-primary-fg-color: #c8102e; --md-typeset-a-color: #c8102e; --md-accent-fg-color: #00205b;
}
"""
TEXT = f"""\
## Who

### When

A [link](index.md) in {"a rather long line of ordinary text " * 9}.

- One `code`
- Two <time>2026</time>

> Somebody said so.

| a | b |
| - | - |
| 1 | 2 |

!!! note
    A note of the site's.
"""
THEMES = {
    "material": {
        "name": "material",
        "font": False,
        "palette": {"scheme": "default", "primary": "custom", "accent": "custom"},
    },
    "mkdocs": {"name": "mkdocs"},
    "readthedocs": {"name": "readthedocs"},
}
LOOKED_AT = "header, nav, h1, h2, h3, p, a, li, blockquote, time, code, table, th, td, .admonition"
STYLES = f"""() => {{
  const text = [...document.querySelectorAll("article, [role=main]")].pop();
  const all = [...text.querySelectorAll("{LOOKED_AT}")].filter(
    one => !one.closest("[class^=pl-]") && !one.querySelector("[class^=pl-]") && one.offsetParent);
  const chrome = ["header", ".navbar", ".wy-side-nav-search", "body"].map(
    one => document.querySelector(one)).filter(Boolean);
  return [...chrome, ...all].map(one => {{
    const style = getComputedStyle(one), text = one.textContent.trim().slice(0, 20);
    const place = one.tagName + ": " + text;
    return [place, style.color, style.backgroundColor, style.fontFamily, style.fontSize,
      style.fontWeight, style.lineHeight, style.letterSpacing, style.textDecorationLine,
      style.whiteSpace, style.maxWidth, style.marginTop, style.marginBottom,
      Math.round(one.getBoundingClientRect().width)].join(" | ");
  }});
}}"""


@pytest.mark.parametrize("theme", THEMES)
def test_what_the_theme_draws_is_drawn_as_before(
    repo: Repo, tmp_path: Path, browser: Browser, theme: str
) -> None:
    """Header, headings, links, lists, tables and the length of lines have the same colours, fonts,
    sizes and widths with and without us, on a page that is no lesson and around our parts on one.
    """
    repo.write("docs/css/brand.css", BRAND)
    repo.write("docs/index.md", "# Home\n")
    repo.write("docs/about.md", f"# About us\n\n{TEXT}")
    repo.write("docs/lessons/one.md", f"# One\n\n{TEXT.replace('index.md', 'two.md')}")
    repo.write("docs/lessons/two.md", "# Two\n\nText.\n")
    repo.commit(ANA)
    pages = ("about/", "lessons/one/")
    before, after = (_styles(repo, tmp_path, browser, theme, pages, ours) for ours in (False, True))

    assert 15 < min(map(len, before))
    for one, other in zip(before, after, strict=True):
        assert [] == [line for line in one if line not in other]


def _styles(
    repo: Repo, folder: Path, browser: Browser, theme: str, pages: tuple[str, ...], ours: bool
) -> list[list[str]]:
    plugins: list[Any] = ["search"]
    if ours:
        plugins += ["pollinate/garden", "pollinate/attribution", "pollinate/learned-from"]
    values = {
        "site_name": "Brand",
        "theme": THEMES[theme],
        "extra_css": ["css/brand.css"],
        "nav": [{"Home": "index.md"}, {"About": "about.md"}, {"One": "lessons/one.md"}],
        "markdown_extensions": ["admonition", "tables"],
        "plugins": plugins,
    }
    repo.write("mkdocs.yml", json.dumps(values))
    built = run_engine(repo.path, folder / f"{ours}")
    with serving(built.site) as url:
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        found = []
        for path in pages:
            page.goto(url + path)
            found.append(page.evaluate(STYLES))
        page.close()
    return found
