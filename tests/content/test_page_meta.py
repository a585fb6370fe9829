# What a contributed page's front matter hands on, key by key: harmless values stay, in their type,
# and whatever else stands there is left out with a reason. Must not know: MkDocs.
"""Test the meta of contributed pages."""

from __future__ import annotations

import html
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pollinate.content.contributed import Contributed
from pollinate.content.frontmatter import read_front_matter
from pollinate.content.page_meta import inert, inert_html, meta_findings, safe_meta
from pollinate.model.diagnostics import Severity
from pollinate.paths import RepoPath
from support.repo import Repo

PATH = RepoPath("docs/lessons/a.md")


def meta(text: str, *more: str) -> dict[str, Any]:
    """Return the meta of a front matter."""
    return safe_meta(read_front_matter(f"---\n{text}\n---\nx\n".encode(), PATH), more).values


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title: A & B", {"title": "A & B"}),
        ("title: 1.10", {"title": "1.10"}),
        ("tags: [a, b c]", {"tags": ["a", "b c"]}),
        ("tags: a, b", {"tags": ["a", "b"]}),
        ("hide: [toc, navigation]", {"hide": ["toc", "navigation"]}),
        ("hide: toc", {"hide": ["toc"]}),
        ("search: {exclude: true}", {"search": {"exclude": True}}),
        ("icon: material/leaf", {"icon": "material/leaf"}),
        ("status: new", {"status": "new"}),
        ("date: 2026-03-01", {"date": date(2026, 3, 1)}),
        ("comments: true", {"comments": True}),
        ("categories: [x]", {"categories": ["x"]}),
        ("weight: 3", {"weight": 3}),
        ('password: "a<b"', {"password": "a<b"}),
        ("render_macros: false", {"render_macros": False}),
        ("social: {cards: false}", {"social": {"cards": False}}),
    ],
)
def test_harmless_keys_go_on(text: str, expected: dict[str, Any]) -> None:
    """Keys of other tools go on in the type that these expect, without a finding."""
    assert expected == meta(text)
    assert [] == list(meta_findings(read_front_matter(f"---\n{text}\n---\n".encode(), PATH), PATH))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("template: redirect.html", {}),
        ("location: 'javascript:x'", {}),
        ("hide: true", {}),
        ("hide: [toc, 5]", {"hide": ["toc"]}),
        ("search: {boost: 9, exclude: true}", {"search": {"exclude": True}}),
        ("search: x", {}),
        ("icon: ../../x", {}),
        ("status: {a: b}", {}),
        ("subtitle: {a: b}", {}),
        ("tags: [[a]]", {}),
        ("weight: x", {}),
        ("nobody_knows: x", {}),
        ("__extends: [x]", {}),
    ],
)
def test_the_rest_is_left_out_with_a_reason(text: str, expected: dict[str, Any]) -> None:
    """What is unknown, or of another type, does not go on, and is one advice: other tools' keys are
    no reason to fail a build.
    """
    front = read_front_matter(f"---\n{text}\n---\n".encode(), PATH)

    assert expected == safe_meta(front).values
    assert [Severity.ADVICE] == [one.severity for one in meta_findings(front, PATH)]


def test_a_site_may_allow_more() -> None:
    """A key that the site names goes on with what is below it, each text inert."""
    assert {"template": "home.html"} == meta("template: home.html", "template")
    assert {"a": {"b": ["&lt;\u2060i&gt;", 1]}} == meta("a: {b: ['<i>', 1]}", "a")
    assert {} == meta("a: {'<i>': 1}", "a")


@given(st.text(alphabet=st.sampled_from("<>&\"' /!?#;abltgquom3C60x\n\u202e"), max_size=30))
def test_a_text_never_becomes_a_tag(text: str) -> None:
    """However often a title is unescaped, nothing in it begins a tag; and it stays one line."""
    for made in (inert(text), inert_html(text)):
        seen = made
        for _ in range(8):
            assert not any(
                seen[n : n + 1] == "<"
                and (
                    seen[n + 1 : n + 2].isalpha()
                    or (seen[n + 1 : n + 2] in "/!?" and seen[n + 1 : n + 2])
                )
                for n in range(len(seen))
            ), (made, seen)
            seen = html.unescape(seen)
        assert "\n" not in inert(text)


@pytest.mark.parametrize("text", ["A & B", "It's", "AT&T", "1 < 2", "Vec", "c'est «ça»", "日本"])
def test_a_harmless_text_stays(text: str) -> None:
    """A text without tags reads the same, letter by letter."""
    assert text == html.unescape(inert(text))
    assert html.escape(text, quote=False) == inert_html(html.escape(text, quote=False))


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("lessons/a.md", True),
        ("lessons/u/index.md", True),
        ("trails/index.md", True),
        ("notes/index.md", True),
        ("gatherings/README.md", True),
        ("people/ann/index.md", True),
        ("attribution.md", True),
        ("value.md", True),
        ("index.md", False),
        ("about.md", False),
        ("guide/lessons.md", False),
    ],
)
def test_which_pages_are_contributed(repo: Repo, path: str, expected: bool) -> None:
    """Whatever becomes a page in a folder of contributors, or stands where one of ours would."""
    assert expected == Contributed(repo.settings()).page(path)


def test_an_open_tree_keeps_its_front_page(repo: Repo) -> None:
    """Where every folder is open, all pages are contributed but the site's front page."""
    contributed = Contributed(repo.settings(lessons=["**/*.md"]))

    assert contributed.page("anything/x.md")
    assert not contributed.page("index.md")
