# Wishes not to be named, in every form in which somebody may write or undo one: kept, or the build
# stops and says so. Must not know: how names are found.
"""Test that no wish is lost."""

from __future__ import annotations

import codecs
from collections.abc import Iterable
from pathlib import Path

import pytest
from pollinate import private_files
from pollinate.model.diagnostics import Diagnostic
from pollinate.private_files import find_in_other_files
from support.checking import check
from support.repo import BEA, Repo
from support.run import pollinate

ANN = "Ann Alder <ann@harbour.test.org>"
WISH = '---\nname: "Ann Alder"\nshow: hidden\n---\n'
NAMES = (b"Ann Alder", b"ann-alder", "Аnn Alder".encode(), b"ann@harbour")


@pytest.fixture
def garden(repo: Repo) -> Repo:
    """Give a garden with a lesson of Ann, and no profile yet."""
    repo.write(
        "mkdocs.yml",
        "site_name: G\ntheme: {name: material, font: false}\nplugins:\n  - search\n"
        "  - pollinate/garden\n  - pollinate/attribution\n  - pollinate/learned-from\n",
    )
    repo.commit(ANN, docs__index="# Home\n", docs__lessons__t__a="# A\n\nWords of a lesson.\n")
    return repo


def built(garden: Repo) -> tuple[int, str, list[str]]:
    """Build the site; return how it ended, what was said, and the files that name Ann."""
    site = garden.path.parent / "site"
    done = pollinate("-C", str(garden.path), "build", "--site-dir", str(site))
    files = [path for path in site.rglob("*") if path.is_file()] if site.exists() else []
    told = [p.name for p in files if any(name in p.read_bytes() for name in NAMES)]
    return done.returncode, done.stdout + done.stderr, told


UNREAD = {
    "another encoding": ("ann.md", codecs.BOM_UTF16_LE + WISH.encode("utf-16-le")),
    "an empty first line": ("ann.md", f"\n{WISH}".encode()),
    "another head": ("ann.md", b'+++\nname = "Ann Alder"\nshow = "hidden"\n+++\n'),
    "no lines around": ("ann.md", b"Name: Ann Alder\nShow: hidden\n\nText.\n"),
    "said twice": ("ann.md", b'---\nname: "Ann Alder"\nshow: name\nshow: hidden\n---\n'),
    "a large ending": ("ann.MD", WISH.encode()),
    "another ending": ("ann.yml", b'name: "Ann Alder"\nshow: hidden\n'),
    "another key": ("ann.md", b'---\nname: "Ann Alder"\nhidden: true\n---\n'),
    "another key for not": ("ann.md", b'---\nname: "Ann Alder"\nvisible: false\n---\n'),
    "JSON": ("ann.json", b'{"name": "Ann Alder",\n "show": "hidden"}\n'),
}


@pytest.mark.parametrize("form", UNREAD)
def test_a_wish_that_is_not_read_stops_the_build(garden: Repo, form: str) -> None:
    """No site is made that names her, and the file is named; mended, the build goes on."""
    name, data = UNREAD[form]
    path = garden.path / "docs/people" / name
    path.parent.mkdir()
    path.write_bytes(data)
    garden.commit(ANN, "Wish")
    code, said, told = built(garden)
    assert (2, []) == (code, told) and f"people/{name}" in said, said
    assert "profile-unreadable" in {one["code"] for one in check(garden)}
    path.unlink()
    garden.write("docs/people/ann.md", WISH)
    garden.commit(ANN, "Wish once more")
    assert (0, []) == built(garden)[::2]


def test_other_files_beside_profiles_stay(garden: Repo) -> None:
    """A site that had files of its own there keeps them."""
    garden.write("docs/people/talks.txt", "The show was great.\n")
    garden.commit(ANN, "Bring")
    assert 0 == built(garden)[0]
    assert (garden.path.parent / "site/people/talks.txt").exists()


@pytest.mark.parametrize(
    "name", ["Аnn Alder", "Ann Аlder", "Ann%20Alder", "ÀNN ALDER", "Ａｎｎ Ａｌｄｅｒ"]
)
def test_letters_that_look_alike_name_her_too(garden: Repo, name: str) -> None:
    """Who would get her address is her, in every field that names people."""
    garden.write("docs/people/ann.md", WISH)
    garden.commit(ANN, "Wish")
    people = f'  - person: "{name}"\n'
    garden.commit(
        BEA,
        docs__lessons__t__b=f"---\nlearned_from:\n{people}credit:\n{people}    role: helper\n---\n# B\n\nText.\n",
        docs__notes__n=f'---\nabout: lessons/t/a.md\nkind: thanks\nto: ["{name}"]\n---\n\nIt helped.\n',
        docs__people__bea=f'---\nname: "Bea Lind"\nteam: "{name}"\n---\n',
    )
    code, said, told = built(garden)
    assert (0, []) == (code, told), said


def test_a_link_in_the_place_of_a_profile_is_told(garden: Repo) -> None:
    """Another file behind a link undoes no wish in silence."""
    garden.write("docs/people/ann.md", WISH)
    garden.commit(ANN, "Wish")
    garden.write("o/ann.md", '---\nname: "Ann Alder"\n---\n')
    path = garden.path / "docs/people/ann.md"
    path.unlink()
    Path(path).symlink_to("../../o/ann.md")
    garden.commit(BEA, "Move a profile")
    [one] = [one for one in check(garden) if one["code"] == "profile-changed"]
    assert "show" in one["message"]


def test_names_outside_of_texts_are_told(garden: Repo) -> None:
    """In the site's own configuration, in names of pictures, in drawings and in lists of authors a
    private name is pointed out; what says nothing of her is not, and her own profile neither.
    """
    garden.write("docs/people/ann.md", WISH)
    config = (garden.path / "mkdocs.yml").read_text()
    garden.write("mkdocs.yml", f"{config}copyright: Written by Ann Alder\n")
    garden.write("docs/img/plan.svg", "<svg>\n<title>By Ann Alder</title></svg>\n")
    garden.write("docs/blog/.authors.yml", "authors:\n  a:\n    name: Ann Alder\n")
    garden.write("docs/files/list.csv", "name,day\nBea Lind,1\n")
    for name in ("ann-alder", "the_alder_tree"):
        (garden.path / f"docs/img/{name}.gif").write_bytes(b"GIF89a\1\0\1\0\0\0\0;")
    garden.commit(ANN, "Wish")

    found = [one for one in check(garden) if one["code"] == "private-name"]
    assert {
        ("mkdocs.yml", 8),
        ("docs/img/plan.svg", 2),
        ("docs/blog/.authors.yml", 3),
        ("docs/img/ann-alder.gif", 0),
    } == {(one["path"], one["line"]) for one in found}


def private(found: Iterable[Diagnostic]) -> set[tuple[str, int]]:
    """Return where private names are found."""
    return {(str(one.path), one.line) for one in found if one.code == "private-name"}


@pytest.fixture
def wished(garden: Repo) -> Repo:
    """Give the garden with Ann's wish."""
    garden.write("docs/people/ann.md", WISH)
    garden.commit(ANN, "Wish")
    return garden


@pytest.mark.parametrize(
    "name", ["ann_alder.gif", "Ann.Alder.gif", "Ann/Alder.gif", "ann.alder", "Ann.JPG"]
)
def test_a_name_of_a_file_is_words(wished: Repo, name: str) -> None:
    """Whatever stands between its words; an ending is no family name, and no word that is left
    out.
    """
    wished.write(f"docs/img/{name}", b"GIF89a\1\0\1\0\0\0\0;")
    garden = wished.garden()
    assert {(f"docs/img/{name}", 0)} == private(find_in_other_files(garden, wished.settings()))


@pytest.mark.parametrize("name", ["mkdocs.yaml", "properdocs.yml"])
def test_settings_of_any_name_are_looked_at(wished: Repo, name: str) -> None:
    """Every engine's own, and each once where the garden lies beside them."""
    wished.write(name, "copyright: Written by Ann Alder\n")
    found = find_in_other_files(wished.garden(), wished.settings())
    assert {(name, 1)} == private(found)


def test_what_is_no_other_file_is_left(wished: Repo) -> None:
    """What no site publishes, what comes from a library, and a text of the garden, which is looked
    at as one: a thank-you names whom it thanks.
    """
    wished.write("docs/.old/list.txt", "Ann Alder\n")
    wished.write("docs/js/lib.min.js", "/* Ann Alder */\n")
    wished.write("docs/index.md", "---\nauthors: [Ann Alder]\n---\n# Home\n")
    thanks = '---\nabout: lessons/t/a.md\nkind: thanks\nto: ["Ann Alder"]\n---\n\nIt helped.\n'
    wished.write("docs/notes/n.md", thanks)
    wished.commit(BEA, "Thank")
    assert [] == list(find_in_other_files(wished.garden(), wished.settings()))


def test_files_that_are_too_many_are_said(wished: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that nobody looked at are no files without names; where all are, nothing is said."""
    for name in ("a", "b"):
        wished.write(f"docs/{name}.txt", "Ann Alder\n")
    for most, codes in ((2, ["private-name"] * 2), (1, ["not-looked-at", "private-name"])):
        monkeypatch.setattr(private_files, "MOST_FILES", most)
        found = find_in_other_files(wished.garden(), wished.settings())
        assert codes == sorted(one.code for one in found)
