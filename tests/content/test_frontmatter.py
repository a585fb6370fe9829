# Promises of the front-matter parser: nothing raises, nothing is lost, lines are physical lines.
"""Test reading front matter."""

from __future__ import annotations

from datetime import UTC, date, datetime

import frontmatter
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pollinate.content.frontmatter import FrontMatter, GardenHandler, read_front_matter
from pollinate.model.diagnostics import Severity
from pollinate.paths import RepoPath


def read(text: str | bytes) -> FrontMatter:
    data = text.encode() if isinstance(text, str) else text
    return read_front_matter(data, RepoPath("docs/lessons/a.md"))


def codes(front: FrontMatter) -> list[str]:
    return [d.code for d in front.diagnostics]


def test_bare_file_is_all_body() -> None:
    """A file without front matter is its text, from line 1, without findings."""
    front = read("# Title\n\nText.\n")

    assert FrontMatter(values={}, lines={}, body="# Title\n\nText.\n", body_line=1) == front


def test_values_lines_and_body() -> None:
    """Values, the lines of keys and entries, and the place of the body are as an editor shows
    them.
    """
    front = read(
        "---\ntitle: A\nlearned_from:\n  - lesson: b.md\n    because: |\n      Two\n      lines.\n "
        " - person: mira\n---\n\nBody\n"
    )

    assert {
        "title": "A",
        "learned_from": [{"lesson": "b.md", "because": "Two\nlines.\n"}, {"person": "mira"}],
    } == front.values
    assert [2, 3, 4, 5, 8, 8] == [
        front.line(*path)
        for path in (
            ("title",),
            ("learned_from",),
            ("learned_from", 0),
            ("learned_from", 0, "because"),
            ("learned_from", 1),
            ("learned_from", 1, "no such key"),
        )
    ]
    assert ("\nBody\n", 10, ()) == (front.body, front.body_line, front.diagnostics)


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("true", True),
        ("False", False),
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("off", "off"),
        ("y", "y"),
        ("12", 12),
        ("-3", -3),
        ("010", "010"),
        ("0o14", "0o14"),
        ("0x1F", "0x1F"),
        ("12:30", "12:30"),
        ("1_000", "1_000"),
        ("1.5", 1.5),
        ("1.10", 1.1),
        ("1e3", "1e3"),
        (".", "."),
        ("9" * 5000, "9" * 5000),
        ("~", None),
        ("null", None),
        ("", None),
        ("2026-03-14", date(2026, 3, 14)),
        ('"2026-03-14"', "2026-03-14"),
        ("2026-3-14", "2026-3-14"),
        ("2026-03-14T10:00:00Z", datetime(2026, 3, 14, 10, tzinfo=UTC)),
        ("2026-03-14 99:99", "2026-03-14 99:99"),
        ("=", "="),
        ("<<", "<<"),
        ("!!str 12", "12"),
        ("! 12", "12"),
    ],
)
def test_scalars_are_yaml_1_2(word: str, value: object) -> None:
    """Only true and false are booleans, and no number has a surprising base."""
    front = read(f"---\nkey: {word}\n---\n")

    assert (value, type(value)) == (front.values["key"], type(front.values["key"]))
    assert () == front.diagnostics


def test_keys_are_text() -> None:
    """Keys that YAML 1.1 or python-frontmatter stumble over are ordinary texts."""
    front = read(
        "---\non: a\nyes: b\n1: c\ntrue: d\ncontent: e\nhandler: f\n2026-01-01: g\nmetadata:"
        " h\n---\n"
    )

    assert ["on", "yes", "1", "true", "content", "handler", "2026-01-01", "metadata"] == list(
        front.values
    )
    assert () == front.diagnostics


@pytest.mark.parametrize("day", ["2026-02-31", "2026-13-01", "0000-01-01", "2026-02-31T10:00:00"])
def test_impossible_date_is_found(day: str) -> None:
    """A day that no calendar has is an error at its line, and no value."""
    front = read(f"---\ntitle: A\ncreated: {day}\n---\n")

    assert ("impossible-date", 3, Severity.ERROR) == (
        codes(front)[0],
        front.diagnostics[0].line,
        front.diagnostics[0].severity,
    )
    assert front.values["created"] is None


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("---\ntitle: Rollback: first\n---\nx", "front-matter-broken", 2),
        ("---\na: 1\ntitle: 'open\n---\nx", "front-matter-broken", 3),
        ("---\ntitle: @mira\n---\nx", "front-matter-broken", 2),
        ("---\ntitle: `code`\n---\nx", "front-matter-broken", 2),
        ("---\ntitle: *bold*\n---\nx", "front-matter-broken", 2),
        ("---\n\ttitle: a\n---\nx", "front-matter-broken", 2),
        ("---\ntitle: a\nno key here\n---\nx", "front-matter-broken", 4),
        ("---\ntitle: a\x00b\n---\nx", "front-matter-broken", 2),
        ("---\na: 1\n? [x]\n: b\n---\nx", "front-matter-broken", 3),
        ("---\na: 1\n--- # again\nb: 2\n---\nx", "front-matter-broken", 3),
        ("---\na: 1\nb: 2\na: 3\n---\nx", "duplicate-key", 4),
        ("---\na: &x 1\nb: *x\n---\nx", "yaml-alias", 2),
        ("---\na: !!python/object:os.system x\n---\nx", "yaml-tag", 2),
        ("---\na: !ENV HOME\n---\nx", "yaml-tag", 2),
        ("---\na: " + "[" * 11 + "]" * 11 + "\n---\nx", "front-matter-deep", 2),
        ("---\na: " + "[" * 50_000 + "\n---\nx", "front-matter-deep", 2),
        ("---\ntitle: a\n\nText", "front-matter-open", 1),
    ],
)
def test_broken_front_matter_is_one_finding(text: str, code: str, line: int) -> None:
    """What can't be read is one error with line and cure, and the text is still there."""
    front = read(text)

    assert [(code, line, True)] == [(d.code, d.line, bool(d.cure)) for d in front.diagnostics]
    assert front.body


def test_broken_draft_stays_a_draft() -> None:
    """Whatever else is wrong, a draft is not published and a hidden person not shown."""
    broken = "title: [never closed\n"

    for text in (
        f"---\ndraft: true\n{broken}---\nx",
        f"---\n{broken}draft: true\n---\nx",
        f"---\n{broken}draft: true\n\nx",
    ):
        assert read(text).values["draft"] is True
        assert read(text).broken


@pytest.mark.parametrize(
    "text",
    [
        "---\n",
        "---",
        "---\n\nText\n\n---\nMore",
        "---\nText\n",
        "----\na: 1\n----\n",
        "---\n- a\n- b\n---\n",
        "--- a: 1\n---\n",
        " ---\na: 1\n---\n",
    ],
)
def test_horizontal_rule_is_body(text: str) -> None:
    """A rule at the top of a file is text and no finding."""
    front = read(text)

    assert (text, 1, (), {}) == (front.body, front.body_line, front.diagnostics, front.values)


@pytest.mark.parametrize(
    ("data", "body", "line"),
    [
        (b"\xef\xbb\xbf---\ntitle: A\n---\nBody\n", "Body\n", 4),
        (b"---\r\ntitle: A\r\n---\r\n\r\nBody\r\n", "\nBody\n", 4),
        (b"---\ntitle: A\n...\nBody\n", "Body\n", 4),
        (b"---\ntitle: A\n---", "", 3),
        (b"--- \t\ntitle: A\n---  \nBody", "Body", 4),
        (b"---\n---\nBody", "Body", 3),
        (b"---\n# only a comment\n\n---\nBody", "Body", 5),
        (b"---\ntitle: A\nb: x\ry\n---\nBody\rx", "Body\rx", 5),
        ('---\ntitle: A\nb: "x\u2028y"\n---\nBody'.encode(), "Body", 5),
    ],
)
def test_byte_order_mark_line_ends_and_closings(data: bytes, body: str, line: int) -> None:
    """The body and its line are right for every way to end a line or to close front matter."""
    front = read(data)

    assert (body, line) == (front.body, front.body_line)


def test_lines_count_as_git_counts() -> None:
    """Line breaks that only YAML knows do not move the lines of findings."""
    front = read('---\na: "x\u2028y"\nb: 1\nb: 2\n---\n')

    assert [4] == [d.line for d in front.diagnostics]


def test_other_encoding_is_found() -> None:
    """Bytes that are no UTF-8 are an error at their line, and replaced."""
    front = read(b"---\ntitle: caf\xe9\n---\nna\xefve\n")

    assert ([("not-utf8", 2)], "caf\ufffd", "na\ufffdve\n") == (
        [(d.code, d.line) for d in front.diagnostics],
        front.values["title"],
        front.body,
    )
    assert ["not-utf8"] == codes(read("title".encode("utf-16")))


@pytest.mark.parametrize(
    "front",
    [
        "".join(f"k{i}: {i}\n" for i in range(10_000))[:99_000].rsplit("\n", 1)[0],
        "a: &a [x, x, x, x, x, x, x, x, x]\n"
        + "".join(f"b{i}: [*a, *a, *a, *a, *a, *a, *a, *a]\n" for i in range(2_000)),
        "a: " + "[" * 50_000,
        "a: " + "{a: " * 20_000,
        "- " * 30_000 + "x",
        "a: " + "x" * 200_000,
        "? " * 40_000,
        "k: |\n" + " x\n" * 40_000,
    ],
)
def test_bombs_are_clear(front: str) -> None:
    """Ten thousand keys, exploding aliases and deep nesting give at most a few findings."""
    found = read(f"---\nz: 1\n{front}\n---\nBody\n")

    assert len(found.diagnostics) <= 2
    assert "Body\n" == found.body


def test_python_frontmatter_splits_with_our_handler(monkeypatch: pytest.MonkeyPatch) -> None:
    """python-frontmatter does the splitting; our handler keeps the text as it stands."""
    text = "---\non: yes\ncontent: mine\n---\n\nBody  \n"
    assert {"on": "yes", "content": "mine"} == frontmatter.parse(text, handler=GardenHandler(text))[
        0
    ]

    monkeypatch.setattr(frontmatter, "parse", lambda text, handler: ({"seen": True}, ""))
    assert {"seen": True} == read_front_matter(text.encode(), RepoPath("a.md")).values


@given(st.binary(max_size=400))
def test_any_bytes_are_read(data: bytes) -> None:
    """No bytes raise, and lines of front matter and body add up to the lines of the file."""
    for whole in (
        data,
        b"---\n" + data,
        b"---\na: " + data + b"\n---\n" + data,
        b"---\r\n" + data + b"\r\n---\r\nx",
    ):
        front = read(whole)

        assert whole.count(b"\n") == front.body_line - 1 + front.body.count("\n")
        assert all(d.code and d.message and d.cure for d in front.diagnostics)


YAMLISH = st.text(alphabet="ab: -[]{}&*!|>'\"#%@`,?\n\t\r\\0127.~<=é\u2028😀", max_size=200)


@given(YAMLISH)
def test_anything_like_yaml_is_read(text: str) -> None:
    """No YAML raises, every line of a finding lies in the file, and the body is kept to the
    letter.
    """
    whole = f"---\nk: v\n{text}\n---\nThe body\n"
    front = read(whole)

    assert front.body.endswith("The body\n")
    assert whole.replace("\r\n", "\n").endswith(front.body)
    assert all(1 <= d.line <= whole.count("\n") + 1 for d in front.diagnostics)
    assert all(1 <= line < front.body_line for line in front.lines.values())


@given(
    st.dictionaries(
        st.text("abcdefg_", min_size=1, max_size=8),
        st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=30),
    ),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=200),
)
def test_quoted_values_and_body_come_back(values: dict[str, str], body: str) -> None:
    """What is written in double quotes comes back to the letter, as does the body."""
    lines = [
        f'{key}: "{value.replace(chr(92), chr(92) * 2).replace(chr(34), chr(92) + chr(34))}"\n'
        for key, value in values.items()
    ]
    front = read("---\n" + "".join(lines) + "---\n" + body)

    assert (values, body, len(values) + 3) == (front.values, front.body, front.body_line)
    assert list(range(2, len(values) + 2)) == [front.line(key) for key in values]
