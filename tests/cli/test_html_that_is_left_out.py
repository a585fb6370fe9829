# HTML that a site leaves out, told of all texts that it cleans and of no other: lessons, notes,
# trails, gatherings and other pages of contributors.
"""Test what is told of HTML that is left out."""

from __future__ import annotations

import json

import pytest
from pollinate.content.note_text import render_note
from pollinate.inspection import inspect_garden, inspect_since
from support.repo import BEA, Repo
from support.run import pollinate

HOSTILE = "Words.\n\n<script>alert(1)</script>\n\n<p onclick='x'>p</p>\n\n[w](javascript:x)\n"
ABOUT = "about: lessons/dawn.md\nkind: applied\noutcome: worked"
KEYS = {
    "docs/notes/n.md": ABOUT,
    "docs/trails/t.md": "title: T\nsteps:\n  - lesson: ../lessons/dawn.md\n    why: First.",
    "docs/gatherings/2026-01-02-g.md": "title: G",
    "docs/lessons/t/index.md": "title: Topic",
    "docs/lessons/l.md": "title: L",
}
LEFT = ["<script>", "onclick on <p>", "javascript: in href"]


@pytest.fixture
def garden(repo: Repo) -> Repo:
    """Give a garden of one lesson, and a branch that starts there."""
    repo.write("mkdocs.yml", "site_name: Harbour\nplugins:\n  - pollinate/garden\n")
    repo.commit(BEA, docs__lessons__dawn="# Look\n\nLook at both boats.\n")
    repo.git("switch", "-q", "-c", "idea")
    return repo


def commit(repo: Repo, path: str, text: str) -> None:
    """Commit one file."""
    repo.write(path, text)
    repo.commit(BEA)


@pytest.mark.parametrize("path", KEYS)
def test_each_text_that_is_cleaned_is_told_of(garden: Repo, path: str) -> None:
    """A whole check, one of the request, and a review tell the same, with lines, once."""
    commit(garden, path, f"---\n{KEYS[path]}\n---\n\n{HOSTILE}")
    first = KEYS[path].count("\n") + 7
    wanted = {(f"the site leaves out {what}", first + 2 * n) for n, what in enumerate(LEFT)}
    for found in (inspect_garden(garden.settings()), inspect_since(garden.settings(), "main")):
        some = [one for one in found.findings if one.code == "html-removed"]
        assert {(one.message, one.line) for one in some} == wanted
        assert len(some) == len(wanted)
        assert {str(one.path) for one in some} == {path}
    garden.git("switch", "-q", "main")
    ran = pollinate("-C", str(garden.path), "review", "idea", "--format", "json")
    told = [one for one in json.loads(ran.stdout)["findings"] if one["code"] == "html-removed"]
    assert {(one["message"], one["line"]) for one in told} == wanted


@pytest.mark.parametrize("path", ["docs/index.md", "docs/about.md", "docs/people/bea.md"])
def test_what_is_not_cleaned_is_not_told_of(garden: Repo, path: str) -> None:
    """Pages of the site's maintainers stay as they are, and a profile's text is shown as words."""
    commit(garden, path, f"---\nname: Bea Lind\n---\n\n{HOSTILE}")
    found = inspect_since(garden.settings(), "main").findings
    assert not [one for one in found if one.code == "html-removed"]


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("![the rope](rope.png)", "warning"),
        ("<table><tr><td>x</td></tr></table>", "warning"),
        ("A <b>bold</b> word.", "advice"),
        ("<iframe src='https://a.test'></iframe>", "warning"),
        ("<form action='/x'>x</form>", "warning"),
        ("[x](data:text/html,x)", "warning"),
    ],
)
def test_a_note_keeps_fewer_kinds(garden: Repo, text: str, severity: str) -> None:
    """What a note can't hold is told, a loss as a warning."""
    commit(garden, "docs/notes/n.md", f"---\n{ABOUT}\n---\n\nIt went well.\n\n{text}\n")
    found = inspect_since(garden.settings(), "main").findings
    told = [one for one in found if one.code == "html-removed"]
    assert told
    assert max(one.severity.value for one in told) == severity
    assert all(one.line == 9 for one in told), told


@pytest.mark.parametrize(
    "text",
    [
        "```sh\nls <a>\n```",
        "3. three\n4. four",
        '[x](https://a.test "a title")',
        "`<script>` and 3 < 4, a & b",
        "# A heading\n\n> said\n\n* one\n* two",
        "<https://a.test> and <kbd>x</kbd><br>",
        "[x](../lessons/dawn.md#a) and [y](mailto:a@harbour.test)",
    ],
)
def test_what_a_note_keeps_is_no_finding(garden: Repo, text: str) -> None:
    """What Markdown makes by itself is nobody's loss."""
    assert render_note(text).html
    commit(garden, "docs/notes/n.md", f"---\n{ABOUT}\n---\n\n{text}\n")
    found = inspect_since(garden.settings(), "main").findings
    assert not [one for one in found if one.code == "html-removed"]


def test_waiting_notes_say_it_once(garden: Repo) -> None:
    """`review --notes` tells it of the note, once, and `all` leaves the note out."""
    garden.git("switch", "-q", "-c", "received/one")
    commit(garden, "docs/notes/n.md", f"---\n{ABOUT}\n---\n\n{HOSTILE}")
    garden.git("switch", "-q", "main")
    told = pollinate("-C", str(garden.path), "review", "--notes").stdout
    assert told.count("[html-removed]") == 3, told
    done = pollinate("-C", str(garden.path), "review", "--notes", "--accept", "all")
    assert "Nothing was taken in" in done.stderr
