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
    return given(path, way)


def given(path: Path, way: str = "") -> list[Received]:
    """Return what the answers in a file become."""
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
        (
            {"Timestamp": "1", "Email Address": "dee@x.org", "Your name": "Dee Wu"},
            "Dee Wu",
            "dee@x.org",
        ),
        ({"E-Mail-Adresse": "dee@x.org"}, "dee", "dee@x.org"),
        ({"Correo (mail)": "dee@x.org"}, "dee", "dee@x.org"),
        ({"mailed to": "many people"}, "", ""),
        ({}, "", ""),
    ],
)
def test_a_sender_has_a_name_and_an_address(
    tmp_path: Path, said: dict[str, str], name: str, address: str
) -> None:
    """In one column or in two, as other forms have them."""
    (found,) = read(tmp_path / "a.json", {**APPLIED, **said})

    assert (name, address) == (found.sender, found.address)


def test_no_answer_is_dropped_without_a_word(tmp_path: Path) -> None:
    """A column that no question has, a cell below no name, a second column of one name, and what is
    nested in JSON are left out, each told with its words.
    """
    head = "way,lesson,outcome,applied-text,Shift,effect,Effect,"
    row = "apply,lessons/t/a.md,worked,W.,Night at a@x.org,One,Two,Three,Four"
    told = " ".join(read(tmp_path / "a.csv", text=f"{head}\n{row}\n")[0].left_out)
    for words in ("the column “shift”", "“Night at”", "a second column “effect”: “Two”", "“Three”"):
        assert words in told, told
    assert "“Four”" in told and "a@x" not in told

    (found,) = read(tmp_path / "a.json", {**APPLIED, "more": {"deep": ["x"]}, "effect": ["a", {}]})
    assert ("what is nested in “more”: an answer is a text or a list of texts",) == found.left_out
    assert () == read(tmp_path / "a.json", APPLIED)[0].left_out


@pytest.mark.parametrize(
    ("encoding", "told"),
    [("utf-8-sig", ""), ("utf-16", "UTF-16"), ("cp1252", "windows-1252")],
)
def test_a_table_is_read_as_a_spreadsheet_saves_it(
    tmp_path: Path, encoding: str, told: str
) -> None:
    """As Unicode with tabs, or in the letters of one's own system; which, is told."""
    rows = ["\t".join(APPLIED), "\t".join({**APPLIED, "applied-text": "Über “alles”."}.values())]
    (tmp_path / "a.csv").write_bytes("\r\n".join(rows).encode(encoding))
    (found,) = given(tmp_path / "a.csv")

    assert "Über “alles”." in found.text and "the answers say" == found.said_by
    assert told in "".join(found.told) and bool(told) == bool(found.told)


def test_a_row_s_topic_is_where_its_links_count_from(tmp_path: Path) -> None:
    """The topic that a row names is a folder, by the name that it has as one."""
    answers = {
        "way": "write",
        "title": "T",
        "topic": "Night shift",
        "happened": "H.",
        "learned": "L.",
    }

    assert "night-shift" == read(tmp_path / "a.json", answers)[0].topic
    assert "" == read(tmp_path / "a.json", APPLIED)[0].topic
