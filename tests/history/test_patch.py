# Promises of the patch reader: hunks come out as git meant them, whatever the lines look like.
"""Test reading patches."""

from __future__ import annotations

import random
import subprocess
from pathlib import Path

import pytest
from pollinate.history.patch import Hunk, read_combined, read_patches

HOSTILE = (b"@@ -1,3 +1,4 @@", b"index 1111..2222 100644", b"diff --git a/x b/x", b"--- a/x", b"+++ b/x", b"\\ No newline at end of file", b"", b"-", b"+", b"\r", b" ",
           b"diff --combined x", b"@@@ -1,3 -1,3 +1,4 @@@", b"\xff\xfe", b"a\0b")  # fmt: skip


def test_nothing() -> None:
    """An empty patch has no hunks."""
    assert {} == read_patches(b"") == read_combined(b"")


@pytest.mark.parametrize(
    ("header", "start", "size", "added"),
    [
        (b"@@ -3 +3 @@", 2, 1, 1),
        (b"@@ -0,0 +1,2 @@", 0, 0, 2),
        (b"@@ -3,0 +4 @@ words", 3, 0, 1),
        (b"@@ -1,2 +0,0 @@", 0, 2, 0),
        (b"@@ -10,3 +9,1 @@", 9, 3, 1),
    ],
)
def test_ranges(header: bytes, start: int, size: int, added: int) -> None:
    """A range of no lines names the line before its gap, any other its own first line."""
    body = b"-old\n" * size + b"+new\n" * added

    assert {(b"a", b"b"): [Hunk(start, size, [b"new"] * added, [b"-old"] * size)]} == read_patches(
        b"index a..b 100644\n" + header + b"\n" + body
    )


def test_missing_last_line_end() -> None:
    """The remark about a missing last line's end is no line, on either side."""
    patch = (
        b"index a..b 100644\n@@ -1 +1 @@\n-x\n\\ No newline at end of file\n+y\n\\ No newline at"
        b" end of file\nindex c..d\n@@ -1 +1 @@\n-x\n+y\n"
    )

    assert {
        (b"a", b"b"): [Hunk(0, 1, [b"y"], [b"-x"])],
        (b"c", b"d"): [Hunk(0, 1, [b"y"], [b"-x"])],
    } == read_patches(patch)


def patched(old: list[bytes], hunks: list[Hunk]) -> list[bytes]:
    """Return what some hunks make of some lines."""
    found, at = [], 0
    for hunk in hunks:
        found += old[at : hunk.start] + hunk.lines
        assert [line[1:] for line in hunk.gone] == old[hunk.start : hunk.start + hunk.size]
        at = hunk.start + hunk.size
    return found + old[at:]


def cut(text: bytes) -> list[bytes]:
    """Return lines as git counts them."""
    lines = text.split(b"\n")
    return lines if lines[-1] else lines[:-1]


@pytest.mark.parametrize("seed", range(40))
def test_hunks_make_the_new_text(seed: int, tmp_path: Path) -> None:
    """Applying the hunks of git's own patch gives the new text, though its lines look like parts of
    a patch.
    """
    rng = random.Random(seed)
    texts = []
    for name in ("one", "two"):
        text = b"\n".join(
            rng.choice((*HOSTILE, b"x%d" % rng.randrange(9))) for _ in range(rng.randrange(12))
        ) + rng.choice((b"", b"\n"))
        (tmp_path / name).write_bytes(text)
        texts.append(cut(text))
    command = [
        "git",
        "diff",
        "--no-index",
        "-U0",
        "--text",
        "--full-index",
        "--no-color",
        "one",
        "two",
    ]
    patch = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).stdout

    found = read_patches(patch)

    assert texts[1] == (patched(texts[0], next(iter(found.values()))) if found else texts[0])
    assert len(found) <= 1


def test_combined() -> None:
    """A combined hunk has a start for each parent and for the result, and its lines with their
    columns.
    """
    patch = (
        b"diff --combined x\nindex a,b..c\n--- a/x\n+++ b/x\n@@@ -3,2 -2,0 +3,1 @@@ words\n-"
        b" gone\n--both\n++new\n@@@ -9,1 -8,1 +9,1 @@@\n -x\n +y\n"
    )

    one, two = read_combined(patch)[b"a", b"b", b"c"]

    assert ((2, 1), 2, [b"- gone", b"--both", b"++new"]) == one
    assert ((8, 7), 8, [b" -x", b" +y"]) == two


def test_combined_of_many_parents() -> None:
    """An octopus merge has as many columns as parents."""
    found = read_combined(b"index a,b,d..c\n@@@@ -1,1 -1,1 -0,0 +1,1 @@@@\n++ new\n  -old\n")

    assert [((0, 0, 0), 0, [b"++ new", b"  -old"])] == [
        tuple(h) for h in found[b"a", b"b", b"d", b"c"]
    ]


@pytest.mark.parametrize("seed", range(60))
def test_junk_raises_nothing_odd(seed: int) -> None:
    """Bytes that are no patch give hunks or a ValueError, nothing else."""
    rng = random.Random(seed)
    junk = b"\n".join(rng.choice(HOSTILE) for _ in range(30))
    for read in (read_patches, read_combined):
        try:
            found = read(junk)
        except ValueError:
            continue
        assert isinstance(found, dict)
