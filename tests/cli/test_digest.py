# Promises of `pollinate digest`: Markdown that nothing contributed can break out of, the same on
# any day, one document.
"""Test the verb `digest`."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from markdown import markdown
from markdown_it import MarkdownIt
from pollinate_cli.digest_text import JOINER, Addresses, escaped
from support.payloads import PAYLOADS
from support.repo import ANA, BEA, Repo, lines
from support.run import pollinate

HOSTILE = (
    *(text for _, text in PAYLOADS),
    "[x](javascript:alert(1))", "![x](https://evil.example/p.png)", "# big", "- item", "+ item", "* item", "1. item", "1) item", "> said",
    "<b onclick=x>b</b>", "<https://evil.example>", "<!here>", "<@U123>", "@channel now", "ping @ana-reyes", "mail me@evil.example",
    "https://evil.example/a", "www.evil.example", "evil.example", "HTTP://EVIL.EXAMPLE", "mailto:a@b.example", "`code`", "~~gone~~", "| a | b |",
    "[x]: https://evil.example", "[^1]: note", "---", "===", "***", "__bold__", "*it*", "!!! note", "??? note", "&lt;script&gt;", "&#60;b&#62;",
    "a\n\n# b", "a\u2028# b", "a\\", "$x$", "::: box", "- [ ] task", "==mark==", "    code", "\tcode", "{: .x }", "]( https://evil.example)", "#123 team/repo#4", "](x", "![",
)  # fmt: skip
ALLOWED = {"ul", "li", "p"}


def run(garden: Path, *words: str, code: int = 0) -> str:
    """Return what the verb prints."""
    done = pollinate("-C", str(garden), "--docs-dir", "docs", "digest", *words)
    assert code == done.returncode and "Traceback" not in done.stderr, done.stderr
    return done.stdout if code == 0 else done.stderr


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_contributed_becomes_markup(text: str) -> None:
    """At the start of an item and inside it, in two dialects, a text is shown and nothing else: no
    tag comes of it.
    """
    for line in (f"- {escaped(text)}", f"- Ana: {escaped(text)}"):
        for html in (
            MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(line),
            markdown(line, extensions=["extra"]),
        ):
            assert set(re.findall(r"<([a-zA-Z0-9]+)", html)) <= ALLOWED, html
        assert "\n" not in line


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_is_found_without_marks(text: str) -> None:
    """No mention, address or host stands there in a piece; nor does an angle bracket that a chat
    would read.
    """
    shown = escaped(text)

    assert not re.search(r"@[\w-]|://|www\.\w|\w\.[A-Za-z]{2}|(?i:mailto:[^\u200d])|[<>]", shown), (
        shown
    )
    assert text.replace("\n", " ").count("@") == shown.count(f"@{JOINER}")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_title_stays_in_its_link(text: str) -> None:
    """A title that is a link leads where we say, and nowhere else."""
    html = MarkdownIt("commonmark").render(
        f"- [{escaped(text)}](https://garden.example/a/), by Ana"
    )

    assert ["https://garden.example/a/"] == re.findall(r'href="([^"]*)"', html)
    assert set(re.findall(r"<([a-zA-Z0-9]+)", html)) <= {*ALLOWED, "a"}


def test_plain_words_stay_as_they_are() -> None:
    """Ordinary sentences are not touched."""
    for text in (
        "Roll back first, debug later.",
        "It took 3.5 hours (not 4); why? Sive O'Neill knows!",
        "Größe – “ja”",
    ):
        assert text == escaped(text)


@pytest.mark.parametrize(
    ("page", "folders", "url"),
    [
        ("lessons/a.md", True, "https://g.example/lessons/a/"),
        ("lessons/a.md", False, "https://g.example/lessons/a.html"),
        ("lessons/t/index.md", True, "https://g.example/lessons/t/"),
        ("lessons/t/README.md", False, "https://g.example/lessons/t/index.html"),
        ("index.md", True, "https://g.example/"),
        ("lessons/a (b) ü.md", True, "https://g.example/lessons/a%20%28b%29%20%C3%BC/"),
    ],
)
def test_addresses(page: str, folders: bool, url: str) -> None:
    """A page's address is the one that MkDocs gives it, without a sign that would end a link."""
    assert url == Addresses("https://g.example/", folders).of(page)


@pytest.fixture(scope="module")
def garden(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a garden in which everything is hostile."""
    repo = Repo(tmp_path_factory.mktemp("digest") / "garden")
    evil = "@all [x](https://evil.example) <b>"
    note = (
        f"---\nkind: applied\nabout: lessons/a.md\noutcome: worked\n---\n{evil.replace('<b>', '')}"
        " It held. More.\n"
    )
    thanks = "---\nkind: thanks\nabout: lessons/a.md\nto: Ana Reyes\n---\nYou stayed. @here\n"
    repo.commit(
        ANA, docs__lessons__a=f"---\ntitle: '{evil}'\nsummary: '# {evil}'\n---\n" + lines("one")
    )
    repo.commit(
        f"{evil.replace('<b>', '')} <z@harbour.test.org>",
        docs__lessons__b=lines("two"),
        docs__notes__n=note,
    )
    repo.commit(
        BEA, docs__lessons__c="---\ntitle: Tie twice\n---\n" + lines("x"), docs__notes__t=thanks
    )
    repo.write(
        "mkdocs.yml",
        "site_name: '# Garden'\nsite_url: https://garden.example/g\nplugins:\n  -"
        " pollinate/garden\n",
    )
    return repo.path


def test_text(garden: Path) -> None:
    """The digest has our headings and links only, and leaves out what is empty; no line but these
    opens a block.
    """
    text = run(garden, "--since", "2023-11")
    html = MarkdownIt("commonmark").render(text)

    assert {"Planted", "Applied", "Thanks", "First times"} == set(
        re.findall(r"<h2>(.*?)</h2>", html)
    )
    assert 1 == html.count("<h1>")
    assert {"https://garden.example/g/"} == {
        url[:25] for url in re.findall(r'href="([^"]*)"', html)
    }
    assert set(re.findall(r"<([a-z0-9]+)", html)) <= {"h1", "h2", "ul", "li", "a", "p"}
    assert not re.search(r"@[\w]", text)


def test_links(garden: Path) -> None:
    """An option overrides the configured address; one that is no web address is refused; without
    any, titles are plain.
    """
    assert "(https://other.example/lessons/a/)" in run(
        garden, "--since", "2023-11", "--site-url", "https://other.example"
    )
    assert "](" not in run(garden, "--since", "2023-11", "--site-url", "").replace(
        "\\](", ""
    ).replace("\\]\\(", "")
    for url in ("javascript:alert(1)", "garden", "https://x.example/) [y](z"):
        assert "no web address" in run(garden, "--since", "2023-11", "--site-url", url, code=2)


def test_document(garden: Path) -> None:
    """The document names its schema, says days and no times, and holds the words as they were
    written.
    """
    found = json.loads(run(garden, "--since", "2023-11", "--format", "json"))

    assert "pollinate/digest/1" == found["schema"] and ["Bea Lind"] == [
        p["by"][0] for p in found["planted"] if p["title"] == "Tie twice"
    ]
    assert not re.search(r"T\d\d:\d\d", json.dumps(found))


def test_to_thank(garden: Path) -> None:
    """Newcomers come with the command that thanks them, which runs as it stands."""
    text = run(garden, "--since", "1 month", "--to-thank")
    document = json.loads(run(garden, "--since", "1 month", "--to-thank", "--format", "json"))

    assert "pollinate thank bea-lind --for lessons/c.md" in text and "ana-reyes" not in text
    assert "pollinate thank bea-lind --for lessons/c.md" in [
        one["command"] for one in document["to_thank"]
    ]
    done = pollinate(
        "-C",
        str(garden),
        "--docs-dir",
        "docs",
        "thank",
        "bea-lind",
        "--for",
        "lessons/c.md",
        "--text",
        "So clear.",
        "--dry-run",
    )
    assert 0 == done.returncode, done.stderr


def test_a_commit_is_a_date(garden: Path) -> None:
    """A ref means the day of that commit."""
    day = _git_day(garden)

    assert run(garden, "--since", day) == run(garden, "--since", "HEAD")
    assert "Tie twice" in run(garden, "--since", "HEAD")


def _git_day(garden: Path) -> str:
    told = subprocess.run(
        ["git", "-C", str(garden), "log", "-1", "--format=%as"],
        capture_output=True,
        text=True,
        check=True,
    )
    return told.stdout.strip()


@pytest.mark.parametrize(
    "since",
    [
        "nope",
        "",
        "-x",
        "--",
        "2023-13-01",
        "2023-02-30",
        "99999 years",
        "HEAD~99",
        "a\x1bb",
        "main:docs",
    ],
)
def test_bad_dates(garden: Path, since: str) -> None:
    """What is no date and no commit is refused with what one may write."""
    assert "Write one of" in run(garden, f"--since={since}", code=2)
