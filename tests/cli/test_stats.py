# Promises of `pollinate stats`: the same figures as the page, kept back alike, in one versioned
# document.
"""Test the verb `stats`."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from support.repo import ANA, Repo, lines
from support.run import pollinate
from support.value import plant


@pytest.fixture(scope="module")
def garden(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a garden with figures."""
    return plant(Repo(tmp_path_factory.mktemp("stats") / "garden"), 3, notes=260).path


def run(garden: Path, *words: str) -> str:
    """Return what the verb prints."""
    done = pollinate("-C", str(garden), "--docs-dir", "docs", "stats", *words)
    assert 0 == done.returncode, done.stderr
    return done.stdout


def document(garden: Path) -> Any:
    """Return the verb's document."""
    return json.loads(run(garden, "--format", "json"))


def test_document(garden: Path) -> None:
    """The document names its schema; people are rounded or kept back, and nobody is named in the
    figures.
    """
    found = document(garden)

    assert "pollinate/stats/1" == found["schema"] and 5 == found["people_rounded_down_to"]
    assert {
        "start",
        "end",
        "applied",
        "outcomes",
        "goals",
        "people",
        "answered",
        "median_days",
        "learned",
        "flows",
    } == set(found["now"])
    for figures in (found["now"], found["before"]):
        assert all(
            count == "under 5" or count % 5 == 0 < count for count in figures["people"].values()
        )
    words = json.dumps({key: found[key] for key in ("now", "before", "freshness")})
    assert "Person" not in words and "Owl" not in words


def test_text(garden: Path) -> None:
    """The text says the same in lines: counts of people end in "or more" or are "under 5"."""
    text = run(garden)
    people = re.search(r"People who took part\n(.*?)\n\n", text, re.S)

    assert people and 6 == len(people[1].splitlines())
    assert all(
        re.fullmatch(r"  \w+ +(under 5|\d*[05] or more) +\((under 5|\d*[05] or more)\)", line)
        for line in people[1].splitlines()
    )
    assert f"Lessons applied: {document(garden)['now']['applied']} times" in text


def test_too_few_print_no_numbers(repo: Repo) -> None:
    """With one note there is what it says, and no figure; a control character of a title can't
    reach the terminal.
    """
    note = "---\nkind: applied\nabout: lessons/a.md\noutcome: worked\n---\nIt held.\n"
    repo.commit(ANA, docs__lessons__a=lines("one", "two"), docs__notes__n=note)
    text = run(repo.path)

    assert "It held." in text and not re.search(r"\d", text)
    assert document(repo.path)["now"] is None


def test_no_history_prints_no_figures(tmp_path: Path) -> None:
    """Without history there is no period, so there are no figures; the error of other verbs holds
    here too.
    """
    (tmp_path / "docs" / "lessons").mkdir(parents=True)
    (tmp_path / "docs" / "lessons" / "a.md").write_text("# A\n")
    done = pollinate("-C", str(tmp_path), "--docs-dir", "docs", "stats")

    assert 2 == done.returncode and "Traceback" not in done.stderr
