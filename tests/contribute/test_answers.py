# Answers of forms that are not ours. Must not know: branches (tests/cli/test_receive.py).
"""Test how answers of other forms are read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pollinate.contribute.answers import MOST_ROWS, read_answers
from pollinate.contribute.mail import Received
from pollinate.errors import RequestError
from pollinate.settings import make_settings

APPLIED = {"way": "apply", "lesson": "lessons/t/a.md", "outcome": "worked", "applied-text": "W."}
TRAIL = {"way": "teach", "trail-title": "First night", "steps": "lessons/t/a.md; lessons/b.md"}


def read(path: Path, *rows: dict[str, Any], text: str = "", way: str = "") -> list[Received]:
    """Return what some answers become."""
    path.write_text(text or json.dumps(rows), encoding="utf-8")
    ours = make_settings({}, root=Path("/g"), docs_dir=Path("/g/docs"))
    return list(read_answers(path, ours, way))


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_is_parted_as_its_first_line_is(tmp_path: Path, separator: str) -> None:
    """What spreadsheets of several languages write is read without a question."""
    rows = [separator.join(APPLIED), separator.join(APPLIED.values())]
    (found,) = read(tmp_path / "a.csv", text="\n".join(rows))

    assert "about: lessons/t/a.md" in found.text and "outcome: worked" in found.text


def test_a_table_has_an_end(tmp_path: Path) -> None:
    """As many branches as somebody can look at; more is a mistake, and is told."""
    assert MOST_ROWS == len(read(tmp_path / "a.json", *[APPLIED] * MOST_ROWS))
    with pytest.raises(RequestError, match="more than 1000 entries"):
        read(tmp_path / "a.json", *[APPLIED] * (MOST_ROWS + 1))


def test_an_answer_of_many_lines_becomes_no_key(tmp_path: Path) -> None:
    """Whoever fills in a form writes a value, and no front matter of their own."""
    (found,) = read(
        tmp_path / "a.json", {**APPLIED, "outcome": "worked\nshow: x", "effect": "a\nb: c"}
    )

    assert "\nshow:" not in found.text and "\nb:" not in found.text


@pytest.mark.parametrize(("minutes", "told"), [("45", 45), ("soon", 0), ("1\nx: y", 0), ("", 0)])
def test_a_trail_leads_from_its_own_folder(tmp_path: Path, minutes: str, told: int) -> None:
    """Steps are links from the trail's file; minutes that are no number are left out."""
    (found,) = read(tmp_path / "a.json", {**TRAIL, "minutes": minutes, "trail-text": "Rest."})

    assert '  - lesson: "../lessons/t/a.md"\n  - lesson: "../lessons/b.md"\n' in found.text
    assert (f"minutes: {told}\n" in found.text) is bool(told) and "x: y" not in found.text


def test_a_lesson_keeps_its_sources_and_reasons(tmp_path: Path) -> None:
    """Each source stands with the reason that was given for it, and a lesson's link counts from
    where the lesson goes.
    """
    answers = {
        "way": "write",
        "title": "T",
        "topic": "Ops/Night shift",
        "happened": "H.",
        "learned": "L.",
        "from-lesson": "lessons/t/a.md",
        "from-lesson-because": "It said\nso.",
        "from-person": "Mira K",
        "from-source": "A book",
        "from-source-because": "Page 3.",
    }
    text = read(tmp_path / "a.json", answers)[0].text
    _, _, learned = text.partition("learned_from:\n")

    assert learned.startswith(
        '  - lesson: "../../t/a.md"\n    because: "It said so."\n  - person: "Mira K"\n'
        '  - source: "A book"\n    because: "Page 3."\n'
    ), learned


@pytest.mark.parametrize(
    ("said", "name", "address"),
    [
        ({"from": "Dee Wu <dee@x.org>"}, "Dee Wu", "dee@x.org"),
        ({"name": "Dee  Wu", "e-mail": "dee@x.org"}, "Dee Wu", "dee@x.org"),
        ({"name": "Dee Wu", "email": "none"}, "Dee Wu", ""),
        ({}, "", ""),
    ],
)
def test_a_sender_has_a_name_and_an_address(
    tmp_path: Path, said: dict[str, str], name: str, address: str
) -> None:
    """In one column or in two, as other forms have them."""
    (found,) = read(tmp_path / "a.json", {**APPLIED, **said})

    assert (name, address) == (found.sender, found.address)
