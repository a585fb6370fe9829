# Rules of drawings, pictures, addresses and names of files at their edges: what is just found, and
# what is just left alone. Must not know: where files lie, how findings are printed.
"""Test rules at their edges."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from io import BytesIO
from urllib.parse import quote

import pytest
from PIL import Image
from pollinate.checks.files import drawings
from pollinate.checks.files.drawings import find_in_drawing
from pollinate.checks.files.emails import find_addresses
from pollinate.checks.files.file_names import find_names, find_twins
from pollinate.checks.files.personal_data import word_patterns
from pollinate.checks.files.pictures import MOST_BYTES, find_in_picture
from pollinate.checks.files.run import check_binary, check_words
from pollinate.checks.files.text import Text
from pollinate.model.diagnostics import Diagnostic
from pollinate.paths import RepoPath, SrcUri

NOTES = "<svg><metadata>Ana</metadata></svg>"
ONE_TOO_MANY = "A" * 41


def photo(words: str = "At the quay") -> bytes:
    """Return a picture that tells something."""
    out, exif = BytesIO(), Image.Exif()
    exif[0x010E] = words
    Image.new("RGB", (4, 4)).save(out, "JPEG", exif=exif)
    return out.getvalue()


PHOTO = f'<image href="data:image/jpeg;base64,{base64.b64encode(photo()).decode()}"/>'


def codes(found: Iterable[Diagnostic]) -> list[str]:
    """Return the codes of findings."""
    return [one.code for one in found]


@pytest.mark.parametrize(
    ("path", "whole"),
    [
        ("a.svg", f"<!--{'x' * 3_000}-->{NOTES}"),
        ("A.SVG", f"<!--{'x' * 3_000}-->{NOTES}"),
        ("a.html", f"<p>{'x' * 1_900}</p>{NOTES}"),
        ("a.svg", f'<svg><image href="data:image/png;base64,{ONE_TOO_MANY}"/>{PHOTO}</svg>'),
        ("a.svg", f'<svg><image href="data:image/png;base64,A{"%" * 43}"/>{PHOTO}</svg>'),
        ("a.svg", f"<svg>{PHOTO.replace('=', '').replace('href', 'href=')}</svg>"),
        ("a.svg", f"<svg>{PHOTO[:90]} \n {PHOTO[90:]}</svg>"),
        ("a.svg", f"<svg>{PHOTO[:60]}{PHOTO[60:].replace('A', '%41')}</svg>"),
        ("a.svg", f'<svg><image href="data:image/jpeg,{quote(photo())}"/></svg>'),
        ("a.svg", '<svg content="&lt;mxfile host=1"></svg>'),
        ("a.svg", '<svg><image href="C:\\Users\\ana\\x.png"/></svg>'),
    ],
)
def test_a_drawing_is_one_wherever_it_begins(path: str, whole: str) -> None:
    """By its ending, or by what stands in its beginning; a photo that is broken hides no other."""
    assert ["picture-metadata"] == codes(find_in_drawing(RepoPath(path), whole))


def test_notes_are_told_at_their_line() -> None:
    """Where they hold something."""
    [one] = find_in_drawing(RepoPath("a.svg"), "<svg>\n<metadata>Ana</metadata></svg>")
    assert 2 == one.line
    assert [] == list(find_in_drawing(RepoPath("a.svg"), "<svg><metadata> </metadata></svg>"))


def test_a_page_about_drawings_is_none() -> None:
    """What stands far below in a text of another kind is no drawing's."""
    assert [] == list(find_in_drawing(RepoPath("a.html"), "x" * 3_000 + NOTES))


def test_photos_that_are_too_many_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """What nobody looked at is no photo that tells nothing."""
    monkeypatch.setattr(drawings, "_MOST_PHOTOS", 1)
    path = RepoPath("a.svg")
    assert ["picture-metadata"] == codes(find_in_drawing(path, f"<svg>{PHOTO}</svg>"))
    found = codes(find_in_drawing(path, f"<svg>{PHOTO * 2}</svg>"))
    assert ["picture-metadata", "not-looked-at"] == found


def test_what_is_no_picture_blocks() -> None:
    """A picture of another kind is advice; an empty file is not there yet."""
    png = BytesIO()
    Image.new("RGB", (4, 4)).save(png, "PNG")
    for data, blocks in ((png.getvalue(), False), (b"Words.", True)):
        [one] = find_in_picture(RepoPath("a.jpg"), data)
        assert ("picture-kind", blocks) == (one.code, one.blocks)
    assert [] == list(find_in_picture(RepoPath("a.jpg"), b""))


def test_a_heavy_picture_is_large() -> None:
    """Of few points too."""
    png = BytesIO()
    Image.new("RGB", (4, 4)).save(png, "PNG")
    fine, heavy = (png.getvalue().ljust(size, b"\0") for size in (MOST_BYTES, MOST_BYTES + 1))
    assert "picture-large" not in codes(find_in_picture(RepoPath("a.png"), fine))
    assert "picture-large" in codes(find_in_picture(RepoPath("a.png"), heavy))


def test_a_cure_can_be_typed() -> None:
    """Whatever a picture is called."""
    [one] = find_in_picture(RepoPath("docs/a b;c.jpg"), photo())
    assert one.cure.endswith("pollinate check --fix 'docs/a b;c.jpg'")


@pytest.mark.parametrize(
    ("whole", "lines"),
    [
        ("zoe&#64;northwind.ch\n", [1]),
        ("zoe&commat;northwind.ch @\n", [1]),
        ("---\nname: Zoe\ngit:\n  - zoe@northwind.ch\n---\nAsk zoe@northwind.ch\n", [6]),
        ("Ask zoe@example.org, a@x.example, b@mail.test, git@northwind.ch:a/b.git\n", []),
    ],
)
def test_an_address_is_one_as_its_reader_sees_it(whole: str, lines: list[int]) -> None:
    """Addresses that are kept for examples are none; below a person's own ones the text counts."""
    text = Text(path=RepoPath("docs/people/a.md"), uri=SrcUri("people/a.md"), whole=whole)
    assert lines == [one.line for one in find_addresses(text)]


@pytest.mark.parametrize(
    ("path", "new"),
    [
        ("docs/aux.tar.gz", "docs/aux-file.tar.gz"),
        ("docs/a ", "docs/a"),
        ("docs/a./b", "docs/a/b"),
        ("docs/. ", "docs/file"),
        ("docs/a\tb", "docs/a-b"),
        ("docs/auxiliary.md", ""),
        ("docs/" + "a/" * 117 + "a", ""),
    ],
)
def test_a_name_that_windows_refuses_gets_another(path: str, new: str) -> None:
    """One that is like it, and that it takes."""
    found = list(find_names([RepoPath(path)]))
    assert bool(new) == bool(found)
    assert not new or f'"{new}"' in found[0].cure
    assert ("control sign" in str(found)) == ("\t" in path)


def test_a_path_that_is_too_long_gets_no_name() -> None:
    """Nobody but its author knows a shorter one."""
    [one] = find_names([RepoPath("docs/" + "a/" * 117 + "aa")])
    assert "the path has 241 letters" in one.message and one.cure == "Give it a shorter name."


@pytest.mark.parametrize(
    ("one", "other"), [("a/B.md", "a/b.md"), ("a/e\u0301.md", "a/é.md"), ("A/x.md", "a/y.md")]
)
def test_twins_are_told_once(one: str, other: str) -> None:
    """Capitals, accents and folders alike; of two that are new the first is named."""
    paths = [RepoPath(one), RepoPath(other)]
    assert ["case-twin"] == codes(find_twins(paths, paths))
    assert ["case-twin"] == codes(find_twins(paths[1:], paths))
    assert [] == list(find_twins([RepoPath("c.md")], paths))


def test_a_program_is_searched_for_names() -> None:
    """What is no text may hold a name of the organisation's list."""
    found = check_binary(RepoPath("a.bin"), "\0Northwind\0", word_patterns("Northwind"))
    assert ["private-word"] == codes(found)


def test_an_advice_needs_no_leave() -> None:
    """A comment that allows it changes nothing: it blocks nobody."""
    line = "Call +41 44 668 18 00"
    allowed = f"{line} <!-- pollinate: allow personal-phone -->"
    told = [list(check_words(RepoPath("a.md"), whole, ())) for whole in (line, allowed)]
    assert told[0] == told[1] != []
