# A site whose contributors try to publish what runs, to take others' addresses, to stand in the way
# of a build, and to stop one by front matter or by Markdown; each beside its harmless twin. Built
# once. Must not know: how each is told.
"""Test what a build lets contributors publish."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from pollinate.content.safe_page import is_plain_page
from pollinate.content.safe_svg import svg_problem
from support.repo import ANA, Repo
from support.run import pollinate

from tests.mkdocs.sites import Built, run_engine

SCRIPT = "<script>attack()</script>"
SVG = '<svg xmlns="http://www.w3.org/2000/svg">{}</svg>'
CONFIG = """\
site_name: Guard
theme: {{name: material, font: false}}
plugins: [search, meta, tags, {{pollinate/garden: {{{settings}}}}}, pollinate/attribution, pollinate/trails]
"""
BOMB = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 9)
)
FILES = {
    "lessons/t/good.md": "---\ntags: [one]\nhide: [toc]\nicon: material/leaf\n---\n# Good\n\nWords.\n",
    "lessons/t/page.html": SCRIPT,
    "lessons/t/bad.svg": SVG.format(SCRIPT),
    "lessons/t/good.svg": SVG.format('<rect width="3" height="3"/>'),
    "lessons/t/run.js": "attack()",
    "lessons/t/data.csv": "a,b\n",
    "lessons/t/good": "in the way of a page",
    "lessons/u/.meta.yml": "template: redirect.html\nlocation: 'javascript:attack()'\n",
    "lessons/v/.meta.yml": "tags: [from above]\n",
    "lessons/v/tagged.md": "# Tagged\n\nWords.\n",
    "lessons/u/index.md": f"# U\n\n{SCRIPT}\n\nWords.\n",
    "lessons/u/other.md": "# Other\n\nWords.\n",
    "trails/index.md": f"# Trails\n\n{SCRIPT}\n\nWords.\n",
    "attribution.md": f"# Attribution\n\n{SCRIPT}\n\nWords.\n",
    "about.md": f"# About\n\n{SCRIPT}\n\nWords.\n",
    "feeds": "in the way of the feeds",
    "assets/pollinate.css": "body { display: none }",
    "assets/javascripts/own.js": "harmless()",
    "lessons/b/bomb.md": f"---\n{BOMB}tags: *a8\n---\n# Bomb\n\nWords.\n",
    "lessons/b/self.md": "---\ntags: &a [*a]\n---\n# Self\n\nWords.\n",
    "lessons/b/hide.md": "---\nhide: true\nsearch: x\ntemplate: nowhere.html\nicon: no/where\n---\n# Hide\n\nWords.\n",
    "lessons/b/deep.md": "# Deep\n\n" + "".join("    " * n + "- x\n" for n in range(600)) + "\nWords.\n",
    "lessons/b/multi.md": "Title: From MultiMarkdown\nTemplate: redirect.html\n\nWords.\n",
    "lessons/b/hidden.md": "<div hidden>\n<h1>Hidden</h1>\n</div>\n\n<!-- pollinate: byline -->\n\nWords.\n",
    f"lessons/b/{'n' * 240}.md": "# Long\n\nWords.\n",
}  # fmt: skip


@dataclass(frozen=True)
class Guarded:
    """A built site and the garden it is made of."""

    built: Built
    garden: Path

    def page(self, path: str) -> str:
        """Return a page's HTML."""
        return self.built.read(f"{path}/index.html")


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Guarded:
    """Build the site."""
    repo = Repo(tmp_path_factory.mktemp("guard") / "garden")
    repo.write("mkdocs.yml", CONFIG.format(settings=""))
    repo.write("docs/index.md", "# Home\n")
    for path, text in FILES.items():
        repo.write(f"docs/{path}", text)
    repo.commit(ANA, f"Add\n\nCo-authored-by: {'z' * 300} <z@harbour.test.org>")
    return Guarded(run_engine(repo.path, repo.path / "site"), repo.path)


@pytest.mark.parametrize(
    ("path", "stays"),
    [
        ("lessons/t/page.html", False),
        ("lessons/t/bad.svg", False),
        ("lessons/t/run.js", False),
        ("lessons/t/good.svg", True),
        ("lessons/t/data.csv", True),
        ("assets/javascripts/own.js", True),
    ],
)
def test_only_what_runs_nothing_is_published(guarded: Guarded, path: str, stays: bool) -> None:
    """Pictures and data stay; what runs is left out, named in the log and by `check`."""
    named = [line for line in guarded.built.warnings() if f" {path}: the file is left out" in line]

    assert stays == (guarded.built.site / path).is_file()
    assert (0 if stays else 1) == len(named)


def test_check_names_what_is_not_published(guarded: Guarded) -> None:
    """`check` says the same as a build, and nothing of what stays."""
    done = pollinate("-C", str(guarded.garden), "check", "--format", "json")
    findings = json.loads(done.stdout)["findings"]
    named = {one["path"] for one in findings if one["code"] == "not-published"}

    assert {f"docs/lessons/t/{n}" for n in ("page.html", "bad.svg", "run.js", "good")} == named


@pytest.mark.parametrize("path", ["lessons/u", "trails", "attribution"])
def test_every_page_of_contributors_is_cleaned(guarded: Guarded, path: str) -> None:
    """An index or a page at one of our addresses loses its script and keeps its words."""
    page = guarded.page(path)

    assert "attack()" not in page
    assert "Words." in page
    assert "attack()" in guarded.page("about")


@pytest.mark.parametrize("name", ["bomb", "self", "hide", "deep", "multi", "hidden", "n" * 240])
def test_no_page_stops_a_build(guarded: Guarded, name: str) -> None:
    """Whatever stands in its front matter or text, a page is there with its words."""
    assert "Words." in guarded.page(f"lessons/b/{name}")


@pytest.mark.parametrize(
    "what",
    [
        "bomb.md:2: .*(?:anchor|alias)",
        "self.md:2: .*alias",
        "'hide' holds",
        "'search' says",
        "'template' is left out",
        "'icon' is left out: the theme has no no/where",
        "deep.md: the page is shown as plain text|deep.md: a paragraph is left out",
        "feeds: the file is left out",
        "lessons/t/good: the file is left out",
        "lessons/u/.meta.yml: the file is left out",
        "assets/pollinate.css is a file of the site, so ours is assets/pollinate-2.css",
    ],
)
def test_each_is_named(guarded: Guarded, what: str) -> None:
    """What was left out or shown otherwise is in the log, with its reason."""
    assert [line for line in guarded.built.log.splitlines() if re.search(what, line)]


def test_harmless_meta_goes_on(guarded: Guarded) -> None:
    """Tags, icons, hidden parts and defaults from a folder's own file work as before."""
    good = guarded.page("lessons/t/good")

    assert "md-tag" in good and ">one<" in re.sub(r"\s", "", good)
    assert (
        'data-md-component="toc"'
        not in good.split("<article")[0].split("md-sidebar--secondary")[-1]
        or "hidden" in good
    )
    assert "from above" in guarded.page("lessons/v/tagged")


def test_the_byline_is_never_hidden(guarded: Guarded) -> None:
    """A heading in a hidden element, or our mark in a text, moves no part of ours into it."""
    page = guarded.page("lessons/b/hidden").split("<article")[1]

    assert page.index('class="pl-byline') < page.index("<div hidden")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("lessons/t/ann.md", "lessons/t/ann/index.md"),
        ("lessons/t/ann.md", "lessons/t/ann/README.md"),
    ],
)
def test_two_sources_of_one_address_stop_a_build(repo: Repo, one: str, other: str) -> None:
    """Nobody takes the address of another's page: the build says which two files want it."""
    repo.write("mkdocs.yml", CONFIG.format(settings=""))
    for path in ("index.md", one, other):
        repo.write(f"docs/{path}", "# A\n\nWords.\n")
    repo.commit()
    done = pollinate("-C", str(repo.path), "build", "-q")

    assert 0 != done.returncode
    assert one in done.stderr and other in done.stderr
    assert "same-address" in pollinate("-C", str(repo.path), "check").stdout


def test_a_site_may_publish_more(repo: Repo) -> None:
    """Settings open each door: endings, keys, classes, kinds of address."""
    settings = "publish: [.html], meta_keys: [template], classes: [own], link_schemes: [obsidian]"
    repo.write("mkdocs.yml", CONFIG.format(settings=settings))
    repo.write("docs/index.md", "# Home\n")
    repo.write("docs/lessons/x.html", "<p>whole</p>")
    text = '---\ntemplate: main.html\n---\n# A\n\n<p class="own other"><a href="obsidian://x">b</a></p>\n'
    repo.write("docs/lessons/a.md", text)
    repo.commit()
    built = run_engine(repo.path, repo.path / "site")

    assert (built.site / "lessons/x.html").is_file()
    assert '<p class="own"><a href="obsidian://x">' in built.read("lessons/a/index.html")


@pytest.mark.parametrize(
    ("inside", "fine"),
    [
        ('<g><path d="M0 0" style="fill:#fff"/></g><text>a</text>', True),
        ("<style>.a{fill:url(#b)}</style>", True),
        ('<image href="data:image/png;base64,AA=="/>', True),
        ('<a href="#x"><text>a</text></a>', False),
        ('<rect onclick="x"/>', False),
        ('<use href="https://h.test/x.svg#a"/>', False),
        ("<foreignObject/>", False),
        ('<script xmlns="http://www.w3.org/1999/xhtml">x</script>', False),
        ("<style>@import 'x'</style>", False),
        ('<animate attributeName="href" values="javascript:x"/>', False),
        ("<rect>", False),
    ],
)
def test_which_svg_is_a_picture(inside: str, fine: bool) -> None:
    """A drawing is published; what runs, loads or can't be read is not."""
    assert fine == (svg_problem(SVG.format(inside).encode()) == "")


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("&a;"),
        '<?xml-stylesheet href="x.xsl"?>' + SVG.format(""),
        "<html/>",
        "",
    ],
)
def test_what_is_no_svg(text: str) -> None:
    """Entities, instructions and other documents are refused."""
    assert svg_problem(text.encode())


@pytest.mark.parametrize(
    ("page", "fine"),
    [
        ('<meta http-equiv=refresh content="1; url=one/">MOVED', True),
        (
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>To</title>\n'
            '<link rel="canonical" href="../one/">\n<meta name="robots" content="noindex">\n'
            "<meta http-equiv='refresh' content='0; url=../one/#part'>\n</head>\n<body>\n"
            '<p>It is <a href="../one/">there</a>.</p>\n</body>\n</html>\n',
            True,
        ),
        ("Words alone.", True),
        ('<meta http-equiv=refresh content="1; url=https://evil.example/">', False),
        ('<meta http-equiv=refresh content="1; url=//evil.example/">', False),
        ('<meta http-equiv=refresh content="1; url=javascript:attack()">', False),
        ("<body onload=attack()>", False),
        ("<p>One</p><title>' onmouseover=attack() </title>", False),
        ("<div title='<title>' onmouseover=attack() </title>'>Words</div>", False),
        ("<scr<body>ipt>attack()</script>", False),
        (SCRIPT, False),
        ("<title></title><script>attack()</script>", False),
        ('<link rel="stylesheet" href="x.css">', False),
        ("\x1b$B<!-- another encoding -->", False),
    ],
)
def test_which_html_is_a_plain_page(page: str, fine: bool) -> None:
    """A redirect within the site and a page of words are; what runs, loads or leads away is not."""
    assert fine == is_plain_page(page.encode())
