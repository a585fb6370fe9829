# Which files are read as texts, which as pictures, and what is said of the rest.
# Must not know: what is looked for in them.
"""Test how files are sorted."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

import pytest
from PIL import Image
from pollinate.checks.files import sorting
from pollinate.checks.files.sorting import Sorting, words_of
from pollinate.checks.files.unseen import find_unseen
from pollinate.paths import RepoPath

BINARY = b"\x7fELF\0\0\x81"


def picture() -> bytes:
    """Return a picture."""
    out = BytesIO()
    Image.new("RGB", (4, 4)).save(out, "PNG")
    return out.getvalue()


def sort(files: Mapping[str, bytes], *known: str) -> tuple[dict[str, str], list[str], list[str]]:
    """Return texts with their words, names of pictures, and of what was not looked at."""

    def read(path: RepoPath, most: int) -> bytes | None:
        return files[path][:most] if path in files else None

    paths = [*map(RepoPath, files), RepoPath("gone.txt")]
    rest = Sorting(paths=paths, read=read, known=[RepoPath(one) for one in known])
    texts = {str(path): words for path, words in rest.texts()}
    pictures = [str(path) for path, _ in rest.pictures()]
    return texts, pictures, [str(one.path) for one in rest.unseen()]


def test_each_file_is_sorted_once() -> None:
    """By its bytes where its ending says nothing; Markdown is read elsewhere, and what is no file
    is nothing.
    """
    files = {"a.md": b"# A", "B.PNG": picture(), "c": picture(), "d.bin": BINARY, "e.csv": b"x"}
    assert ({"e.csv": "x"}, ["B.PNG", "c"], ["d.bin"]) == sort(files, "a.md")


@pytest.mark.parametrize("name", ["a.bmp", "a.png", "A.TIF", "a.heic"])
def test_no_ending_of_a_picture_hides_a_text(name: str) -> None:
    """Words in a file that is called a picture are read as words."""
    assert {name: "token"} == sort({name: b"token"})[0]
    assert [name] == sort({name: BINARY})[2]


def test_a_picture_that_is_cut_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a text is: its end may tell something."""
    monkeypatch.setattr(sorting, "LARGEST", 20)
    assert ["a.png"] == sort({"a.png": picture()})[2]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("a\r\nb\rc".encode("utf-32"), "a\nb\nc"),
        ("a\r\nb\rcΩ".encode("utf-16-le"), "a\nb\ncΩ"),
        ("seven aΩΩΩ".encode("utf-16-le"), "seven aΩΩΩ"),
        ("seven aΩΩΩ".encode("utf-16-be"), "seven aΩΩΩ"),
        (bytes(40), None),
        (b"ab\0\0cd", None),
        (b"x" * 40 + b"\0" + "é".encode()[:1], "x" * 40 + "\0\ufffd"),
        (b"x" * 40 + b"\0\xe9x", None),
    ],
)
def test_what_is_a_text_is_told_by_its_bytes(data: bytes, words: str | None) -> None:
    """Letters of two and four bytes are read, a letter may be cut at the end, and what is half of
    zeros is none.
    """
    assert words == words_of(data)


def test_a_text_of_two_bytes_is_read_once() -> None:
    """Only where the mark of such a text stands before another one, that one is read as well."""
    assert 1 == (words_of("token here\n".encode("utf-16")) or "").count("token")
    assert "token" in (words_of(b"\xff\xfetoken here") or "")


def test_many_files_are_told_by_their_kinds() -> None:
    """The three most frequent with their numbers, and how many more kinds there are; fonts and
    sounds are none of them.
    """
    names = ["a.zip", "b.ZIP", "c.zip", "d.bin", "e.bin", "f", "g", "h.x", "i.y"]
    [one] = find_unseen(map(RepoPath, [*names, "a.woff2", "B.WOFF2", "c.mp3"]))
    assert "" == one.path and "9 files are" in one.message
    assert one.message.endswith(": .zip (3), .bin (2), no ending (2) and 2 more kinds")
    [one] = find_unseen(map(RepoPath, names[:2]))
    assert one.message.endswith(": .zip (2)")
    assert [] == list(find_unseen([RepoPath("a.woff")]))
