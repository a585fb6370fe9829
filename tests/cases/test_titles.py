# Lists, feeds and documents call a lesson as its own page does, and quote it in plain words.
"""Test titles and sentences."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest
from pollinate.content.links import LinkReader
from pollinate.content.marks import without_marks
from pollinate.content.titles import find_heading, plain_text, title_from_name
from pollinate.paths import SrcUri
from support.repo import ANA, Repo

from tests.cases.test_other_plugins import article, build

MACROS = """\
def on_page_markdown(markdown, page, config, files):
    return markdown.replace("{{ where }}", "the harbour")
"""
LESSONS = {
    "mmd": (
        "Title: Moor before you unload\nDraft: true\n\nThe crane moved.\n",
        "Moor before you unload",
    ),
    "marks": ("# Moor **first** ==now==\n\nText.\n", "Moor first now"),
    "macro": ("# Tides for {{ where }}\n\nText.\n", "Tides for the harbour"),
    "included": ('--8<-- "inc/body.md"\n', "Included heading"),
    "raw": ('<h1 align="center">Cranes at night</h1>\n\nText.\n', "Cranes at night"),
    "by-nav": ("Text without a heading.\n", "What nav calls it"),
    "by_name": ("Text without a heading.\n", "By name"),
}
NAMING = "---\ntitle: Who names others\nlearned_from:\n{learned}---\n\n{text}\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a site in which titles come from everywhere."""
    repo = Repo(tmp_path_factory.mktemp("titles") / "garden")
    for name, (text, _) in LESSONS.items():
        repo.write(f"docs/lessons/{name}.md", text)
    learned = "".join(f"  - lesson: {name}.md\n    because: So.\n" for name in LESSONS)
    repo.write("docs/lessons/naming.md", NAMING.format(learned=learned, text="Words."))
    repo.write("docs/index.md", "# Home\n\n<!-- pollinate: home -->\n")
    repo.write("docs/lessons/zeta/index.md", "# Zeta\n\nOf our own.\n")
    repo.write("docs/lessons/zeta/macro.md", "# Deep in {{ where }}\n\nText.\n")
    repo.write("docs/inc/body.md", "# Included heading\n\nIncluded text.\n")
    repo.write("hook.py", MACROS)
    repo.commit(ANA)
    nav = ["index.md", {"What nav calls it": "lessons/by-nav.md"}]
    snippets = {"pymdownx.snippets": {"base_path": [str(repo.path / "docs")]}}
    return build(
        repo,
        hooks=["hook.py"],
        exclude_docs="inc/\n",
        nav=nav,
        markdown_extensions=["attr_list", "pymdownx.mark", snippets],
    ).site


@pytest.mark.parametrize("name", LESSONS)
def test_lists_call_a_lesson_as_the_engine_does(site: Path, name: str) -> None:
    """Topic page, garden.json and feed have the title that stands on the page; a navigation's
    counts where a lesson names itself nowhere, and stands on the page then.
    """
    title = LESSONS[name][1]
    page = (site / "lessons" / name / "index.html").read_text(encoding="utf-8")
    if name != "raw":
        assert f"<title>{title} - Small</title>" in page
    heading = re.search(r"<article.*?<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
    assert heading and title == html.unescape(re.sub(r"<[^<>]*>|¶", "", heading[1])).strip()
    listed = (site / "lessons/index.html").read_text(encoding="utf-8")
    assert title in listed
    document = json.loads((site / "garden.json").read_text(encoding="utf-8"))
    assert title == document["lessons"][f"lessons/{name}.md"]["title"]
    assert title in (site / "feeds/lessons.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", LESSONS)
def test_other_lessons_call_it_so_too(site: Path, name: str) -> None:
    """What a lesson was learned from stands on its page under the title that the reader finds there,
    though the engine gave it after that page was put together.
    """
    page = (site / "lessons/naming/index.html").read_text(encoding="utf-8")
    article_of = page.partition("<article")[2].partition("</article>")[0]
    links = re.findall(rf'href="../../lessons/{name}/">(.*?)</a>', article_of)
    assert [LESSONS[name][1]] == [html.unescape(one) for one in links]


def test_lists_on_pages_of_the_site_s_own_call_it_so_too(site: Path) -> None:
    """A topic's own page, and the home page, list lessons under the same titles."""
    for place in ("index.html", "lessons/zeta/index.html"):
        page = (site / place).read_text(encoding="utf-8")
        shown = page.partition("<article")[2].partition("</article>")[0]
        assert "Deep in the harbour" in shown and "Deep in …" not in shown, place


@pytest.mark.parametrize("name", LESSONS)
def test_a_byline_follows_the_heading_that_the_reader_sees(site: Path, name: str) -> None:
    """Also where the heading comes from a snippet or raw HTML, or from the engine."""
    page = (site / "lessons" / name / "index.html").read_text(encoding="utf-8")
    assert page.index("</h1>") < page.index('class="pl-byline"')


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        (":material-anchor: Moor first", "Moor first"),
        ("Moor ==first==[^1]", "Moor first"),
        ("Press ++ctrl+c++ to stop", "Press ctrl+c to stop"),
        ("Tides for {{ config.site_name }}", "Tides for …"),
        ("{% if x %}Tides{% endif %}", "Tides"),
        ("H~2~O and x^2^ and ^^new^^ and ~~old~~", "H2O and x2 and new and old"),
        ("C++ and D++, a == b == c, 10:30:45, std::fs::read", None),
        ("`:smile:` and `==`", ":smile: and =="),
        ("a: b: c, ~/docs and ~/notes, x += y", None),
    ],
)
def test_marks_of_extensions_are_no_words(marked: str, plain: str | None) -> None:
    """Icons, keys, highlights, footnotes and macros leave titles and sentences; what only looks
    like a mark stays, and so does code.
    """
    wanted = marked if plain is None else plain
    assert wanted == plain_text(marked)
    (link,) = LinkReader().read(f"{marked} in [b](b.md).", SrcUri("a.md")).links
    assert f"{wanted} in b." == link.sentence


@pytest.mark.parametrize("sign", [":", "+", "=", "^", "~", "{", "[^", "{{", "==a", ":a", "++a+"])
def test_marks_are_read_in_linear_time(sign: str) -> None:
    """A long line of a mark's beginnings is read as it is."""
    text = sign * 20_000
    assert len(without_marks(text)) <= len(text)


def test_a_lesson_without_its_own_title_keeps_the_engine_s(repo: Repo) -> None:
    """Neither `<title>` nor heading becomes one made from the file's name where a navigation says
    another.
    """
    repo.commit(ANA, docs__index="# Home\n", docs__lessons__a_b="Text.\n")
    done = build(repo, nav=["index.md", {"The third one": "lessons/a_b.md"}])
    page = done.read("lessons/a_b/index.html")
    assert "<title>The third one - Small</title>" in page
    assert ">The third one</h1>" in article(done, "lessons/a_b/index.html")


def test_a_reference_is_a_link_where_it_is_defined() -> None:
    """`[a][b]` is a link's words where the text says what `[b]` is, and else what stands there."""
    heading = "# Unsafe[Mutable][Raw]Pointer\n"
    defined = find_heading(f"{heading}\n[raw]: https://r.example\n")
    plain = find_heading(heading)

    assert defined is not None and "UnsafeMutablePointer" == defined.text
    assert plain is not None and "Unsafe[Mutable][Raw]Pointer" == plain.text


NAMES = {
    "css": "CSS", "ios": "iOS", "aws-notes": "AWS notes", "notes_on-sql": "Notes on SQL",
    "my-API": "My API", "iPhone": "IPhone", "night-shift": "Night shift", "css/README.md": "CSS",
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_spelled_as_everybody_does(name: str) -> None:
    """What is known is written as it always is; else the first letter is raised, the rest stays."""
    assert NAMES[name] == title_from_name(name)
