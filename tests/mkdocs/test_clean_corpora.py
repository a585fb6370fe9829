# The real gardens, rendered in this process with Material's usual extensions: cleaning changes
# nothing that a reader sees. And small sites under both engines: contributed pages only, before
# other plugins, as the setting says. Must not know: what is safe.
"""Test the cleaning of real lessons, and of pages in a build."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markdown import Markdown
from pollinate.content.clean import clean_html
from pollinate.content.losses import AS_TEXT
from pollinate.content.safe_html import TAGS
from support.repo import Repo
from support.site import Html

from tests.mkdocs.sites import Built, run_engine

EXTENSIONS = [
    "abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc", "pymdownx.details",
    "pymdownx.highlight", "pymdownx.inlinehilite", "pymdownx.keys", "pymdownx.mark", "pymdownx.superfences", "pymdownx.tabbed",
    "pymdownx.tasklist",
]  # fmt: skip
CONFIGS = {
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.highlight": {"anchor_linenums": True},
    "toc": {"permalink": True},
}


def seen(html: str) -> tuple[list[tuple[str, dict[str, str]]], str]:
    """Return what a reader sees: words and elements; a tag that no browser knows, such as `<app>`
    in prose, shows nothing.
    """
    # A name in angle brackets that is no element is shown as the text that its author meant.
    bare = re.sub(
        r"<(/?[a-z][\w-]*)>", lambda m: m[0] if m[1].strip("/") in TAGS else "", html, flags=re.I
    )
    parsed = Html(re.sub(r"&lt;/?[A-Za-z][\w-]*&gt;", "", bare))
    return [(tag, attrs) for tag, attrs in parsed.elements if tag in TAGS], parsed.text


def test_real_lessons_stay(corpus: Path) -> None:
    """Nearly every page is the same byte for byte, and the few others look the same."""
    markdown = Markdown(extensions=EXTENSIONS, extension_configs=CONFIGS)
    pages = changed = 0
    for path in sorted(corpus.rglob("*.md")):
        html = markdown.reset().convert(path.read_text(encoding="utf-8"))
        cleaned, taken_out = clean_html(html)
        pages += 1
        if cleaned is not html:
            changed += 1
            if not all(word.endswith(AS_TEXT) for word in taken_out):
                assert seen(html) == seen(cleaned), (path.name, taken_out)
            assert all("<" in word for word in taken_out), (path.name, taken_out)
    assert 10 < pages
    assert changed <= pages / 100


HOOK = """\
def on_page_content(html, page, config, files):
    return html + "<script>trusted()</script>"
"""
CONFIG = """\
site_name: x
theme: {{name: material, font: false}}
hooks: [hook.py]
plugins:
  - pollinate/garden:
      clean: {mode}
"""


def build(repo: Repo, mode: str, engine: str) -> Built:
    """Build a site with a script in each of its pages."""
    repo.write("mkdocs.yml", CONFIG.format(mode=mode))
    repo.write("hook.py", HOOK)
    for path in ("index", "own", "lessons/a", "trails/b", "gatherings/c"):
        repo.write(f"docs/{path}.md", f"# Page\n\n<script>attack()</script>\n\nWords of {path}.\n")
    repo.commit()
    return run_engine(repo.path, repo.path / "site", engine=engine)


@pytest.mark.parametrize("engine", ["mkdocs", "properdocs"])
def test_contributed_pages_are_cleaned_before_other_plugins(repo: Repo, engine: str) -> None:
    """A lesson, a trail and a gathering lose the script; what a plugin adds stays, and the site's
    own pages stay.
    """
    built = build(repo, "remove", engine)
    for path in ("lessons/a", "trails/b", "gatherings/c"):
        page = built.read(f"{path}/index.html")
        assert "attack()" not in page
        assert "trusted()" in page
    assert "attack()" in built.read("index.html")
    assert "attack()" in built.read("own/index.html")
    warnings = [line for line in built.warnings() if "is left out: <script>" in line]
    assert 3 == len(warnings)
    assert any("docs/lessons/a.md" in line for line in warnings)


@pytest.mark.parametrize(("mode", "warned"), [("report", 3), ("off", 0)])
def test_a_site_may_choose(repo: Repo, mode: str, warned: int) -> None:
    """With `report` and `off` pages stay, and only `report` says what would go."""
    built = build(repo, mode, "mkdocs")
    assert "attack()" in built.read("lessons/a/index.html")
    assert warned == len([line for line in built.warnings() if "<script>" in line])


def test_a_readme_that_is_a_lesson_is_cleaned(repo: Repo) -> None:
    """The site's front page is contributed where it is a lesson itself, as in a bare tree."""
    repo.write(
        "mkdocs.yml", 'site_name: x\nplugins: [{pollinate/garden: {lessons: ["**/*.md"]}}]\n'
    )
    repo.write("docs/README.md", "# Read me\n\n<script>attack()</script>\n\nWords.\n")
    repo.commit()
    page = run_engine(repo.path, repo.path / "site").read("index.html")

    assert "attack()" not in page
    assert "Words." in page
