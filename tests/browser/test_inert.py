# A site with one lesson for each attack, opened in a browser: nothing runs, nothing is loaded from
# elsewhere, the layout holds. Built with MkDocs as a user builds it, our plugin the only guard.
# Must not know: how HTML is cleaned.
"""Test that contributed pages are inert."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from support.payloads import HOST, PAYLOADS
from support.repo import Repo

from tests.browser.serving import Tab, serving, tab
from tests.browser.touching import TOUCH
from tests.mkdocs.sites import run_engine

pytestmark = pytest.mark.browser

CONFIG = """\
site_name: Inert
theme:
  name: material
  font: false
  features: [content.tooltips]
plugins:
  - search
  - pollinate/garden:
      clean: {mode}
markdown_extensions:
  - abbr
  - admonition
  - attr_list
  - footnotes
  - md_in_html
  - tables
  - toc: {{permalink: true}}
  - pymdownx.superfences
  - pymdownx.details
"""
PWN = (
    "window.pwn = () => { window.pwned = 1 }; window.addEventListener('beforeunload', () => {"
    " window.left = 1 });"
)


def site(folder: Path, mode: str) -> Path:
    """Build the site of attacks; return it."""
    repo = Repo(folder / mode)
    repo.write("mkdocs.yml", CONFIG.format(mode=mode))
    repo.write("docs/index.md", "# Home\n")
    for number, (name, text) in enumerate(PAYLOADS):
        repo.write(
            f"docs/lessons/p{number}.md", f"# The lesson\n\nBefore.\n\n{text}\n\nAfter {name}.\n"
        )
    repo.write("docs/trails/t.md", f"# Trail\n\n{PAYLOADS[0][1]}\n")
    repo.write("docs/gatherings/g.md", f"# Gathering\n\n{PAYLOADS[0][1]}\n")
    repo.commit()
    return run_engine(repo.path, repo.path / "site").site


@pytest.fixture(scope="module")
def inert_url(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of the site of attacks."""
    with serving(site(tmp_path_factory.mktemp("inert"), "remove")) as url:
        yield url


def visit(opened: Tab, path: str, dialogs: list[str]) -> list[str]:
    """Open a page, touch all that is in its text, and return what went wrong."""
    opened.complaints.clear()
    opened.foreign.clear()
    dialogs.clear()
    opened.open(path)
    opened.page.evaluate(TOUCH)
    opened.page.wait_for_timeout(60)
    found = [f"asks {url}" for url in opened.foreign]
    found += [f"says {text}" for text in opened.complaints if "404" not in text]
    found += [f"dialog {text}" for text in dialogs]
    if opened.page.evaluate("window.pwned !== undefined"):
        found.append("ran")
    if opened.page.evaluate("window.left !== undefined"):
        found.append("left the page")
    footer = (
        "!document.querySelector('article footer, article .md-footer') &&"
        " document.querySelector('.md-container > .md-footer') !== null"
    )
    if not opened.page.evaluate(footer):
        found.append("moved the footer")
    return found


def test_no_attack_does_anything(browser: Browser, inert_url: str) -> None:
    """No dialog, no message, no request to elsewhere, no script, whatever is touched; the page
    keeps its shape.
    """
    paths = {name: f"lessons/p{number}/" for number, (name, _) in enumerate(PAYLOADS)}
    paths |= {"a trail": "trails/t/", "a gathering": "gatherings/g/"}
    dialogs: list[str] = []
    found: dict[str, list[str]] = {}
    with tab(browser, inert_url, 1280) as opened:
        opened.page.add_init_script(PWN)
        opened.page.on("dialog", lambda one: (dialogs.append(one.message), one.dismiss()))
        for name, path in paths.items():
            if problems := visit(opened, path, dialogs):
                found[name] = problems
    assert {} == found


def test_the_watch_sees_an_attack(browser: Browser, tmp_path: Path) -> None:
    """With `clean: report` the same attacks do run, so that the test above would see one."""
    names = (
        "script",
        "image that fails",
        "script with a source",
        "ends of what is not ours",
        "label of the table of contents",
        "diagram that loads its script",
        "blank that is none",
    )
    dialogs: list[str] = []
    found = {}
    with serving(site(tmp_path, "report")) as url, tab(browser, url, 1280) as opened:
        opened.page.add_init_script(PWN)
        for number, (name, _) in enumerate(PAYLOADS):
            if name in names:
                found[name] = visit(opened, f"lessons/p{number}/", dialogs)
    assert "ran" in found["script"]
    assert "ran" in found["image that fails"]
    assert "ran" in found["blank that is none"]
    assert any(one.startswith(f"asks {HOST}") for one in found["script with a source"])
    assert any(one.startswith("asks") for one in found["diagram that loads its script"])
    assert "moved the footer" in found["ends of what is not ours"]
