# A site in which every string that a contributor can give to a page's own object is an attack: ways
# to a title, levels of heading, ids, keys and types of front matter, names of files and folders.
# Built three times: by plain MkDocs, where most of them run, so that the watch is seen to work; by
# us, where none does; and its harmless twin. Must not know: how a page's strings are made safe.
"""Test what themes print raw."""

from __future__ import annotations

import html
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from support.repo import Repo
from support.site import Html

from tests.browser.serving import serving
from tests.mkdocs.sites import run_engine

pytestmark = pytest.mark.browser

THEMES = ("material", "mkdocs", "readthedocs")
X = "<img src=x onerror=pwn(1)>"
PLAIN = f'">{X}'
ATTRIBUTE = 'x" tabindex=1 autofocus onfocus="pwn(1)'
ENTITIES = "&lt;/title&gt;&lt;script&gt;pwn(1)&lt;/script&gt;"
LEVELS = "\n".join(f"{'#' * n} H{n} `{X}` {{ id='{ATTRIBUTE} {n}' }}\n" for n in range(1, 7))
KEYS = (
    "title", "subtitle", "status", "description", "author", "authors", "tags", "icon", "summary",
    "revision_date",
)  # fmt: skip
SHAPES = {
    "text": "'{}'", "list": "['{}']", "key": "{{'{}': x}}", "deep": "[{{a: ['{}']}}]",
    "set": "!!set {{'{}'}}",
}  # fmt: skip
PAGES = {
    "entities in a heading": f"# A {ENTITIES}\n\nWords.\n",
    "entities twice in a heading": f"# A {ENTITIES.replace('&', '&amp;')}\n\nWords.\n",
    "code in a heading": f"# A `</title>{X}`\n\nWords.\n",
    "levels": LEVELS,
    "label": f"# L\n\n## M {{ data-toc-label='{X}' }}\n\nWords.\n",
    "redirect": '---\ntemplate: redirect.html\nlocation: "javascript:pwn(1)//"\n---\n# S\n',
    "MultiMarkdown": f'Title: {X}\nDescription: ">{X}\n\nWords.\n',
    **{
        f"{key} text": f"---\n{key}: {SHAPES['text'].format(PLAIN)}\n---\n# S\n\nWords.\n"
        for key in KEYS
    },
    # Keys stand in places of their own, so that in the other shapes one page takes all of them.
    **{
        f"all {shape}": "---\n"
        + "".join(f"{key}: {form.format(PLAIN)}\n" for key in KEYS)
        + "---\n# S\n\nWords.\n"
        for shape, form in SHAPES.items()
        if shape != "text"
    },
    # But a title, which other keys could hide.
    **{
        f"title {shape}": f"---\ntitle: {form.format(PLAIN)}\n---\n# S\n\nWords.\n"
        for shape, form in SHAPES.items()
        if shape != "text"
    },
}
NAMES = (f"{X}.md", 'a" autofocus tabindex=1 onfocus="pwn(1)" y=".md', "a &lt;img src=x&gt;.md")
CONFIG = """\
site_name: Strings
repo_url: https://forge.example/a/b
edit_uri: edit/main/docs/
theme: {{name: {theme}{more}}}
plugins: [search{ours}]
markdown_extensions: [attr_list, toc]
"""
MORE = ", font: false, features: [content.action.edit, navigation.sections, navigation.footer]"
OURS = ", {pollinate/garden: {forge: none}}, pollinate/attribution"


def site(folder: Path, theme: str, *, ours: bool, hostile: bool = True) -> Path:
    """Build the site; return it."""
    repo = Repo(folder)
    repo.write(
        "mkdocs.yml",
        CONFIG.format(
            theme=theme, more=MORE if theme == "material" else "", ours=OURS if ours else ""
        ),
    )
    repo.write("docs/index.md", "# Home\n\nWords.\n")
    repo.write("docs/lessons/good.md", '# Vec`<T>` & "friends"\n\n## It\'s R&D\n\nWords.\n')
    if hostile:
        for number, (what, text) in enumerate(PAGES.items()):
            # Plain MkDocs itself stops at these, so that its site would show nothing.
            stops = what.startswith(
                ("icon", "status", "redirect", "author", "all")
            ) or what.endswith("set")
            if ours or not stops:
                repo.write(f"docs/lessons/p{number}.md", text)
        for name in NAMES:
            repo.write(f"docs/lessons/n/{name}", "Just words.\n")
        repo.write(f"docs/lessons/{X}/a.md", "# In a folder\n")
    repo.commit()
    return run_engine(repo.path, folder / "out").site


def ran(browser: Browser, folder: Path, pages: list[str]) -> list[str]:
    """Return the pages on which a script of a payload ran, with nobody touching anything."""
    found = []
    with serving(folder) as base:
        context = browser.new_context()
        page = context.new_page()
        page.add_init_script("window.pwn = () => { window.pwned = 1 }")
        for path in pages:
            page.goto(base + urllib.parse.quote(path), wait_until="load")
            page.wait_for_timeout(30)
            if page.evaluate("window.pwned !== undefined"):
                found.append(path)
        context.close()
    return found


def all_pages(folder: Path) -> list[str]:
    """Return the addresses of a site's pages."""
    return sorted(
        path.parent.relative_to(folder).as_posix() + "/" for path in folder.rglob("index.html")
    )


@pytest.fixture(scope="module", params=THEMES)
def built(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """Give a site of ours of one theme."""
    folder = tmp_path_factory.mktemp(f"strings-{request.param}") / "garden"
    yield site(folder, request.param, ours=True)


def test_no_string_of_a_page_becomes_markup(browser: Browser, built: Path) -> None:
    """Whatever a contributor gives as a title, a heading, an id, a key or a name: nothing runs on
    any page of the site, since navigation and contents stand on all.
    """
    pages = all_pages(built)

    assert len(PAGES) < len(pages)
    assert [] == ran(browser, built, pages)


def test_each_page_is_there_with_its_words(built: Path) -> None:
    """No attack costs a page: each is published under its own address, with its author's words."""
    for number, text in enumerate(PAGES.values()):
        page = (built / f"lessons/p{number}/index.html").read_text(encoding="utf-8")
        if "Words." in text:
            assert "Words." in page


@pytest.mark.parametrize("theme", THEMES)
def test_the_watch_sees_strings(browser: Browser, tmp_path: Path, theme: str) -> None:
    """Under plain MkDocs the same site runs on its own front page."""
    folder = site(tmp_path / "garden", theme, ours=False)

    assert ["./"] == ran(browser, folder, ["./"])


@pytest.mark.parametrize("theme", THEMES)
def test_harmless_strings_stay(tmp_path: Path, theme: str) -> None:
    """A title with signs of its own reads as under plain MkDocs: in the window, in the navigation
    and in the contents.
    """
    plain = site(tmp_path / "plain", theme, ours=False, hostile=False)
    ours = site(tmp_path / "ours", theme, ours=True, hostile=False)
    for path in ("index.html", "lessons/good/index.html"):
        before, after = ((f / path).read_text(encoding="utf-8") for f in (plain, ours))
        assert shown(before) == shown(after)


def shown(page: str) -> list[str]:
    """Return a page's title and the words of its links, without the sign that nobody sees."""
    links = [part.split("</a>")[0].split(">", 1)[1] for part in page.split("<a ")[1:]]
    words = {Html(link).text for link in links if "lt;" in link or "R&" in link}
    title = html.unescape(page.split("<title>")[1].split("</title>")[0])
    # Material names its links to the next and the previous page in words of its own.
    plain = {word.replace("\u2060", "").strip() for word in (title, *words)}
    return sorted({word.removeprefix("Next ").removeprefix("Previous ") for word in plain})
