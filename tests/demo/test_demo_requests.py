# What waits in the demo for its moderator: each request shows one thing, and nothing else.
"""Test the requests of the demo."""

from __future__ import annotations

import json
from pathlib import Path

from support.run import pollinate


def told(demo: Path, *words: str) -> dict[str, object]:
    """Return the document that a verb prints."""
    done = pollinate("-C", str(demo), *words, "--format", "json")
    return dict(json.loads(done.stdout))


def codes(document: dict[str, object]) -> set[str]:
    """Return the codes of findings that should be mended."""
    found = document["findings"]
    assert isinstance(found, list)
    return {one["code"] for one in found if one["severity"] != "advice"}


def test_three_requests_and_ten_notes_wait(demo: Path) -> None:
    """Newcomers first; a lesson, one with code, one with a token, ten notes."""
    document = told(demo, "queue")
    requests = document["requests"]
    assert isinstance(requests, list) and len(requests) == 13
    assert {one["ref"] for one in requests[:2]} == {"refs/pull/1/head", "refs/pull/2/head"}


def test_each_request_shows_one_thing(demo: Path) -> None:
    """The lesson is good, the code is not previewed, the token of the first commit is found."""
    assert codes(told(demo, "review", "1")) == set()
    code = told(demo, "review", "2")
    assert code["code"] == ["hooks/faster.py"] and "html-removed" in codes(code)
    assert codes(told(demo, "review", "3")) == {"secret"}


def test_nine_of_ten_notes_are_good(demo: Path) -> None:
    """The tenth is about a lesson that is not there."""
    notes = told(demo, "review", "--notes")["notes"]
    assert isinstance(notes, list)
    assert [len(one["findings"]) for one in notes] == [0] * 9 + [1]
