# The page about privacy against the code: each setting with its default, each way to be shown, and
# a test for each "never". The tests that it names and that stood nowhere else are here.
"""Test the page about privacy."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest
from pollinate.model.people import Show
from pollinate.settings import PLACES, Settings
from support.repo import ANA, BEA, Repo, lines
from support.run import pollinate
from support.site import Html
from test_docs import written

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "guide" / "privacy.md").read_text(encoding="utf-8")
DAY = re.compile(
    r"(?:\b\d{1,2}"
    r" )?\b(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r" \d{4}(?!\d)"
)
TIME = re.compile(r"\b(?!00:00)[0-2]\d:[0-5]\d\b")


def section(title: str) -> str:
    """Return what stands below one heading of the page."""
    return PAGE.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


def test_settings_have_the_defaults_of_the_code() -> None:
    """Each setting in the table is one of ours, with its default."""
    rows = dict(
        re.findall(r"^\| `(\w+)` \| (\S.*?) \|", section("Settings that may be asked for"), re.M)
    )
    known = {f.name: written(f.default) for f in fields(Settings) if f.name not in PLACES}

    assert rows
    assert {name: known.get(name) for name in rows} == rows


def test_every_setting_is_in_the_table_or_said_to_change_nothing() -> None:
    """No setting is left out, and none is in both."""
    text = section("Settings that may be asked for")
    table = re.findall(r"^\| `(\w+)` \|", text, re.M)
    others = re.findall(
        r"`(\w+)`", re.findall(r"^These change nothing about people: (.+)$", text, re.M)[0]
    )

    assert sorted(f.name for f in fields(Settings) if f.name not in PLACES) == sorted(
        [*table, *others]
    )


def test_every_way_to_be_shown_is_named() -> None:
    """The table of `show` has its values and no other."""
    rows = re.findall(r"^\| `(\w+)` \|", section("Be shown differently, or not at all"), re.M)

    assert ["show", *(show.value for show in Show)] == rows


def test_each_never_has_its_test() -> None:
    """Every promise names tests, and all of them are there."""
    promises = [
        line
        for line in section("What is never computed or shown").splitlines()
        if line.startswith("- ")
    ]
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for folder in ("tests", "plugins")
        for path in (ROOT / folder).rglob("*.py")
    )
    names = set(re.findall(r"\(`(\w+)`", PAGE)) | set(re.findall(r", `(test_\w+)`", PAGE))

    assert len(promises) > 5
    assert [] == [line for line in promises if not re.search(r"`test_\w+`", line)]
    assert [] == sorted(name for name in names if not re.search(rf"^ *def {name}\(", code, re.M))


def note(kind: str, about: str, *more: str) -> str:
    """Return a note without a figure in its text."""
    return "\n".join(
        ("---", f"about: {about}", f"kind: {kind}", *more, "---", "", "It went as the lesson says.")
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the site of a garden in which one person did much and another, of an earlier name,
    little.
    """
    repo = Repo(tmp_path_factory.mktemp("privacy") / "garden")
    repo.lesson(BEA, "# Shared\n\nBea began it.\n", name="shared")
    for name in ("one", "two", "three", "four", "five", "six", "seven"):
        repo.commit(
            BEA,
            f"Write {name}",
            **{f"docs__lessons__{name}": f"# The {name} lesson\n\nSome words on {name}.\n"},
        )
        kinds = (("applied", "outcome: worked"), ("question",), ("review", "outcome: still-true"))
        notes = {
            f"docs__notes__{name}-{kind}": note(kind, "lessons/shared.md", *more)
            for kind, *more in kinds
        }
        repo.commit(BEA, f"Notes {name}\n\nReviewed-by: {ANA}", **notes)
    repo.commit(
        ANA,
        "Go on",
        docs__lessons__shared="# Shared\n\nBea began it.\n\n" + lines("ana", "another") * 3,
    )
    repo.commit(
        ANA, "Thank", docs__notes__thanks=note("thanks", "lessons/one.md", "to:", "  - Bea Lind")
    )
    out = repo.path.parent / "out"
    done = pollinate("-C", str(repo.path), "--docs-dir", "docs", "build", "--site-dir", str(out))
    assert 0 == done.returncode, done.stderr
    return out


def article(site: Path, path: str) -> str:
    """Return the words of a page's main part."""
    found = re.search(r"<article.*?</article>", (site / path).read_text(encoding="utf-8"), re.S)
    assert found is not None
    return Html(found[0]).text


def test_pages_of_people_hold_no_number(site: Path) -> None:
    """Whoever did much and whoever did little has a page without a figure, dates aside."""
    pages = ["people/index.html", "people/ana-reyes/index.html", "people/bea-lind/index.html"]
    found = {
        path: re.findall(r".{0,20}\d.{0,20}", DAY.sub("", article(site, path))) for path in pages
    }

    assert "November 2023" in article(site, pages[-1])
    assert {path: [] for path in pages} == found


def test_people_are_listed_by_name(site: Path) -> None:
    """The list of people is in the order of names, and a lesson names first who began it, not who
    wrote most of it.
    """
    people = article(site, "people/index.html")
    credit = article(site, "lessons/shared/index.html").split("Who made this")[-1]

    assert 0 <= people.index("Ana Reyes") < people.index("Bea Lind")
    assert 0 <= credit.index("Bea Lind") < credit.index("Ana Reyes")


def test_no_time_of_day_is_published(site: Path) -> None:
    """Pages, feeds and documents have days or months; the hour of a commit is in none of them."""
    texts = {
        path: path.read_text(encoding="utf-8")
        for path in site.rglob("*")
        if path.suffix in (".html", ".json", ".xml")
    }

    assert {} == {
        path.name: TIME.findall(text) for path, text in texts.items() if TIME.search(text)
    }
