# Promises of templates that a site puts in the place of ours: they come first, escape like ours,
# belong to one build, and a slip in one of them is told with place and cure.
"""Test overridden templates."""

from __future__ import annotations

from pathlib import Path

import pytest
from pollinate.errors import OverrideError
from support.planned import site_of
from support.repo import ANA, Repo, lines
from support.run import ROOT, pollinate

EVIL = "<img src=x onerror=alert(1)>"


@pytest.fixture
def planted(repo: Repo) -> Repo:
    """Give a garden of one lesson, whose summary is hostile."""
    repo.lesson(ANA, f"---\ntitle: One\nsummary: '{EVIL}'\n---\n" + lines("one", "two"))
    return repo


def override(folder: Path, name: str, text: str) -> Path:
    """Write a template into a theme's folder, and return that folder."""
    path = folder / "overrides" / "pollinate" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder / "overrides"


def top(repo: Repo, custom_dir: Path | None) -> str:
    """Return what stands above the text of the lesson."""
    site = site_of(repo.garden(), repo.settings(), custom_dir=custom_dir)
    lesson = next(iter(site.garden.content.lessons.values()))
    return site.lesson_html(lesson, lambda uri: f"/{uri}")["lesson_top.html"]


def test_a_sites_own_template_comes_first(planted: Repo, tmp_path: Path) -> None:
    """It may say our sentences, use our macros, and include our own template or a part of its
    own.
    """
    override(tmp_path, "_sign.html", "<i>signed</i>")
    theme = override(
        tmp_path,
        "lesson_top.html",
        '{% from "_parts.html" import date %}{{ say("grew") }} {{ date("2026-03-09") }}'
        '{% include "_sign.html" %}{% include "original/lesson_top.html" %}',
    )
    found = top(planted, theme)

    assert found.startswith('What grew from it <time datetime="2026-03-09">9 March 2026</time>')
    assert "<i>signed</i>" in found and '<p class="pl-lede">' in found


def test_what_it_shows_is_escaped(planted: Repo, tmp_path: Path) -> None:
    """Nothing that somebody wrote becomes HTML through a template that forgot about it."""
    theme = override(tmp_path, "lesson_top.html", "<b>{{ view.lede }}</b>")

    assert "<b>&lt;img src=x onerror=alert(1)&gt;</b>" == top(planted, theme)


def test_it_belongs_to_one_site(planted: Repo, tmp_path: Path) -> None:
    """A second site in the process has our template, and a changed file is seen by the next
    build.
    """
    theme = override(tmp_path, "lesson_top.html", "first")
    found = [top(planted, theme), top(planted, None)]
    override(tmp_path, "lesson_top.html", "second time")

    assert ["first", "second time"] == [found[0], top(planted, theme)]
    assert '<p class="pl-lede">' in found[1]


@pytest.mark.parametrize(
    ("name", "text", "place", "problem"),
    [
        ("lesson_top.html", "\n{% if %}", "lesson_top.html:2", "Expected an expression"),
        (
            "lesson_top.html",
            "{{ view.lede|shout }}",
            "lesson_top.html:1",
            "No filter named 'shout'",
        ),
        ("lesson_top.html", "\n\n{{ lede }}", "lesson_top.html:3", "'lede' is undefined"),
        ("lesson_top.html", "{{ view.led }}", "lesson_top.html:1", "no attribute 'led'"),
        ("lesson_top.html", '{{ say("no-such") }}', "lesson_top.html:1", "there is no 'no-such'"),
        ("lesson_top.html", "{{ 1 // 0 }}", "lesson_top.html:1", "division"),
        ("lesson_top.html", '{% include "nope.html" %}', "lesson_top.html:1", "nope.html"),
        ("_parts.html", "", "", "does not export"),
        ("lesson.html", "", "lesson.html", "there is no template of this name"),
    ],
)
def test_a_slip_is_one_clear_error(
    planted: Repo, tmp_path: Path, name: str, text: str, place: str, problem: str
) -> None:
    """A template that can't be read or used, or overrides nothing, is told with place and cure."""
    theme = override(tmp_path, name, text)
    with pytest.raises(OverrideError) as caught:
        top(planted, theme)

    assert f"overrides/pollinate/{place}" == caught.value.place
    assert problem in caught.value.problem and caught.value.cure


def test_our_own_mistakes_stay_what_they_are(planted: Repo, tmp_path: Path) -> None:
    """Beside an override, an error that did not come up in it is not told as its author's."""
    theme = override(tmp_path, "_own.html", "")
    site = site_of(planted.garden(), planted.settings(), custom_dir=theme)
    lesson = next(iter(site.garden.content.lessons.values()))

    def fail(uri: str) -> str:
        raise ZeroDivisionError(uri)

    with pytest.raises(ZeroDivisionError):
        site.lesson_html(lesson, fail)


@pytest.mark.parametrize(
    ("text", "code", "told"),
    [
        ('<p class="own">{{ view.lede }}</p>', 0, ""),
        ("{{ lede }}", 2, "overrides/pollinate/lesson_top.html:1: 'lede' is undefined"),
        ("{% if %}", 2, "overrides/pollinate/lesson_top.html:1: Expected an expression"),
    ],
)
def test_a_build_takes_them_from_custom_dir(planted: Repo, text: str, code: int, told: str) -> None:
    """`custom_dir` of the theme is where they are found; what is wrong is no traceback."""
    theme = "theme:\n  name: material\n  custom_dir: overrides\n  font: false"
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    planted.write("mkdocs.yml", config.replace("theme:\n  name: material\n  font: false", theme, 1))
    override(planted.path, "lesson_top.html", text)
    done = pollinate("-C", str(planted.path), "build")
    pages = "".join(p.read_text("utf-8") for p in (planted.path / "site").rglob("*.html"))

    assert code == done.returncode, done.stderr
    assert told in done.stdout + done.stderr and "Traceback" not in done.stderr
    assert ('<p class="own">&lt;img' in pages) is (code == 0)
