# Whatever a text holds: the rules end, and say places that are there.
"""Test the rules on any text."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from checks.planted_values import draw, make
from hypothesis import given
from hypothesis import strategies as st
from pollinate.checks.files import personal_data, secrets
from pollinate.checks.files.fixing import fixed_text
from pollinate.checks.files.rules import RULES
from pollinate.checks.files.run import check_text, check_words, missing
from pollinate.checks.files.signs import find_signs
from pollinate.checks.files.structure import find_structure
from pollinate.checks.files.surroundings import OnDisk
from pollinate.checks.files.text import Text, without_code, without_comments
from pollinate.contribute.picture_metadata import metadata_of, size_of, without_metadata
from pollinate.paths import RepoPath, SrcUri
from pollinate.settings import make_settings

_PIECES = st.sampled_from(
    [
        *("# A\n", "## B\n", "\n\n", "```\n", "`a`", "[a](b.md)", "![](p.png)", "[x](#y)", "---\n"),
        *("title: T\n", "\u200b", "\u202e", "TODO ", "<!-- ", " -->", "token: aB3$xYz9kLm2", "é"),
        *("+41 79 345 67 89", "born on 1 May 1980", "was Jo's fault", "<img src=x>", "\t", "  "),
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(_PIECES, max_size=25).map("".join))


@given(TEXTS)
def test_any_text_is_read_to_its_end(whole: str) -> None:
    """No text stops a rule; each finding has a code of the table and a line that is there, and no
    fix reaches out of the text.
    """
    nowhere = OnDisk(make_settings({}, root=Path("nowhere"), docs_dir=Path("nowhere")))
    text = Text(path=RepoPath("docs/a.md"), uri=SrcUri("a.md"), whole=whole)
    found = [*check_text(text, nowhere), *check_words(text.path, whole, ())]

    assert {one.code for one in found} <= set(RULES)
    lines = whole.split("\n")
    for one in found:
        assert 0 <= one.line <= len(lines)
        assert one.column <= len(lines[max(one.line, 1) - 1]) + 1
        assert one.fix is None or 0 <= one.fix.start <= one.fix.end <= len(whole)
    changed, done = fixed_text(text, found)
    assert (changed == whole) == (not done)


@given(TEXTS)
def test_places_stay_where_code_and_comments_are_cut(whole: str) -> None:
    """What is cut out is blanks: as many letters, as many lines."""
    for cut in (without_code, without_comments):
        assert [len(line) for line in whole.split("\n")] == [
            len(line) for line in cut(whole).split("\n")
        ]


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@given(st.data())
def test_a_broken_picture_stops_nothing(form: str, data: st.DataObject) -> None:
    """Cut or changed anywhere, a picture is read without an error, and what is written of it tells
    no more than before.
    """
    whole = draw({"form": form, "exif": "place"}, random.Random(1))
    at = data.draw(st.integers(0, len(whole) - 1))
    broken = whole[:at] + bytes([data.draw(st.integers(0, 255))]) + whole[at + 1 :]
    for one in (whole[:at], broken):
        size_of(one)
        assert set(metadata_of(without_metadata(one))) <= set(metadata_of(one))


def test_no_secret_is_said_whole() -> None:
    """Of a token or a key, two letters of each end are said at most; of a private name, one."""
    r = random.Random(5)
    for kind in ("aws-id", "github-token", "slack-token", "password", "jwt"):
        value = make(kind, r)
        [one] = check_words(RepoPath("a.md"), f"password = {value}\n", ())
        assert "secret" == one.code
        said = f"{one.message} {one.cure}"
        assert not any(value[at : at + 3] in said for at in range(len(value) - 2)), said


def test_what_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A package that is missing is named, and its rules find nothing instead of failing."""
    assert () == missing()
    for module in (secrets, personal_data):
        monkeypatch.setattr(module, "find_spec", lambda name: None)
    secrets._detectors.cache_clear()
    try:
        list(check_words(RepoPath("a.md"), "Call +41 79 345 67 89, token=aB3$xYz9kLm2\n", ()))
        assert () == secrets._detectors()
    finally:
        secrets._detectors.cache_clear()


def test_missing_parts_are_asked_for_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """All five packages are looked for."""
    monkeypatch.setattr("pollinate.runtime.program.shutil.which", lambda *_, **__: None)
    assert ("rumdl", "typos") == missing()


def test_words_that_are_quoted_lose_their_addresses() -> None:
    """A finding quotes an open place, a link or a picture, and no address in it."""
    nowhere = OnDisk(make_settings({}, root=Path("nowhere"), docs_dir=Path("nowhere")))
    whole = (
        "# A\n\nTODO: ask jo.doe@acme-industries.com\n\n## ask jo.doe@acme-industries.com\n\n"
        "[a](jo.doe@acme-industries.com.md) ![jo.doe@acme-industries.com.png](p.png)\n"
    )
    text = Text(path=RepoPath("docs/a.md"), uri=SrcUri("a.md"), whole=whole)
    found = list(check_text(text, nowhere))

    assert {"unfinished", "broken-link", "alt-missing"} <= {one.code for one in found}
    assert not any("jo.doe" in one.message + one.cure for one in found), found


def test_a_comment_allows_what_it_names(tmp_path: Path) -> None:
    """On its line or the line above, and of its own code; it stays as advice."""
    number = make("card:4", random.Random(2))
    for comment, blocks in (
        ("<!-- pollinate: allow personal-number -->", False),
        ("<!-- pollinate: allow secret -->", True),
        ("<!-- allow personal-number -->", True),
    ):
        for whole in (f"{comment}\n\nCard {number}.\n", f"{comment}\nCard {number}.\n"):
            near = "\n\n" not in whole
            [one] = check_words(RepoPath("a.md"), whole, ())
            assert "personal-number" == one.code and one.blocks == (blocks or not near)


def test_front_matter_is_not_fixed() -> None:
    """An invisible sign in a title is told and left: what a key means is not a page's to say."""
    whole = '---\ntitle: "Ro\u200bpes"\n---\n\nTie\u200b them.\n'
    text = Text(path=RepoPath("docs/a.md"), uri=SrcUri("a.md"), whole=whole)
    changed, done = fixed_text(text, list(find_signs(text)))

    assert 1 == len(done) and changed == whole.replace("Tie\u200b", "Tie")


def test_a_heading_may_be_code() -> None:
    """A heading of nothing but code has words, and two such are two."""
    whole = "# A\n\nSome words.\n\n## `one`\n\nWords.\n\n## `two`\n\nWords.\n"
    text = Text(path=RepoPath("docs/a.md"), uri=SrcUri("a.md"), whole=whole)

    assert [] == list(find_structure(text))
