# Who wrote a line that speaks of somebody: a tool, several people, somebody hidden, and on a disk
# that writes other line ends than Git. Each beside the honest use. Must not know: how claims are
# found.
"""Test by whom claims are."""

from __future__ import annotations

from pathlib import Path

import pytest
from pollinate.checks.run import check_garden
from support.repo import ANA, BEA, CY, Repo, lines

BOT = "github-actions[bot] <41898282+github-actions[bot]@users.noreply.github.com>"
DEE = "Dee Dunn <dee@harbour.test.org>"
TEXT = lines("one of the tides", "two of the tides", "three of the tides")


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """Return a garden with a lesson of Ana's that Bea helped to write."""
    repo = Repo(tmp_path / "garden")
    repo.lesson(ANA, TEXT, f"Plant\n\nCo-authored-by: {BEA}")
    repo.commit(CY, docs__lessons__mine=lines("x", "y", "z"))
    return repo


def told(repo: Repo) -> dict[str, str]:
    """Return the messages of `check`, by code."""
    return {d.code: d.message for d in check_garden(repo.garden())}


def credit(*entries: str) -> str:
    """Return the lesson's text with entries of `credit`."""
    return "---\ncredit:\n" + "".join(f"  - {one}\n" for one in entries) + "---\n" + TEXT


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ("person: Bea Lind\n    role: none", "credit-withdrawn"),
        ("person: Cy Okafor\n    role: reviewer", "credit-by-another"),
        ("as: Boats", "credit-by-another"),
    ],
)
def test_a_tool_s_commit_speaks_for_nobody(repo: Repo, entry: str, code: str) -> None:
    """What a forge's robot writes of people somebody told it to write, and nobody knows who."""
    repo.lesson(BOT, credit(entry))
    assert "a tool wrote it" in told(repo)[code]


def test_a_tool_s_note_in_somebody_s_name_is_told(repo: Repo) -> None:
    """A note that a robot commits is nobody's word, whomever it names."""
    note = "---\nabout: lessons/a.md\nkind: applied\noutcome: worked\n{}---\n\nIt held.\n"
    by = "credit:\n  - person: Bea Lind\n"
    repo.commit(BOT, f"Note\n\nCo-authored-by: {BEA}", docs__notes__n=note.format(by))
    assert "this note speaks for Bea Lind; a tool wrote it" == told(repo)["entered-by"]
    repo.commit(BEA, docs__notes__n=None)
    repo.commit(BEA, docs__notes__own=note.format(by))
    assert "entered-by" not in told(repo)


def test_a_note_or_a_trail_that_is_given_away_is_told(repo: Repo) -> None:
    """Whoever puts a name into another's note or trail is told; one's own name in one's own is
    not.
    """
    note = "---\nabout: lessons/a.md\nkind: applied\noutcome: worked\n{}---\n\nIt held.\n"
    trail = "---\ntitle: Way\nsteps:\n  - lesson: lessons/a.md\n{}---\n"
    repo.commit(ANA, docs__notes__n=note.format(""), docs__trails__t=trail.format(""))
    assert "entered-by" not in told(repo)
    by = "credit:\n  - person: {}\n"
    repo.commit(BEA, docs__notes__n=note.format(by.format("Bea Lind")))
    assert "this note speaks for Bea Lind; Ana Reyes, Bea Lind wrote it" == told(repo)["entered-by"]
    repo.commit(ANA, docs__notes__n=note.format(""))
    repo.commit(BEA, docs__trails__t=trail.format(by.format("Bea Lind")))
    assert "this trail speaks for Bea Lind; Ana Reyes wrote it" == told(repo)["entered-by"]
    repo.commit(ANA, docs__trails__t=trail.format(by.format("Ana Reyes")))
    assert "entered-by" not in told(repo)


@pytest.mark.parametrize(
    "entry",
    [
        "person: Bea Lind\n    role: {}",
        "role: {}\n    person: Bea Lind",
        "person: Bea Lind\n    role:\n      {}",
        "person: Bea Lind\n    role: >-\n      {}",
    ],
    ids=["below", "above", "on a line of its own", "folded"],
)
def test_whoever_wrote_a_line_of_an_entry_counts(repo: Repo, entry: str) -> None:
    """An entry is its person's own only if all its lines are."""
    repo.lesson(BEA, credit(entry.format("helper")))
    assert "credit-by-another" not in told(repo)
    repo.lesson(CY, credit(entry.format("none")))
    assert "Cy Okafor" in told(repo)["credit-withdrawn"]
    repo.lesson(BEA, TEXT)
    repo.lesson(BEA, credit(entry.format("none")))
    assert "credit-withdrawn" not in told(repo)


def test_what_others_wrote_beside_an_entry_is_no_line_of_it(repo: Repo) -> None:
    """A remark, an empty line or an entry below somebody's own makes it nobody else's."""
    repo.lesson(BEA, credit("person: Bea Lind\n    role: helper"))
    below = "person: Bea Lind\n    role: helper\n\n  # Thank you.\n"
    repo.lesson(CY, credit(below + "  - person: Cy Okafor\n    role: reviewer"))
    assert "credit-by-another" not in told(repo)


def test_two_hidden_people_are_two(repo: Repo) -> None:
    """One who is shown as a colleague speaks for no other, and neither is named."""
    for handle, who in (("bea", BEA), ("dee", DEE)):
        name = who.partition(" <")[0]
        profile = f"---\nname: {name}\nshow: hidden\n---\n"
        repo.commit(who, **{f"docs__people__{handle}": profile})
    entries = ("person: Bea Lind\n    role: none", "person: bea\n    role: reviewer")
    repo.lesson(DEE, credit(*entries))
    found = told(repo)
    assert "this withdraws a credit; a colleague wrote it" == found["credit-withdrawn"]
    assert "this credits a colleague; a colleague wrote it" == found["credit-by-another"]
    note = (
        "---\nabout: lessons/a.md\nkind: applied\noutcome: worked\ncredit:\n  - person: bea\n---\n"
    )
    repo.commit(DEE, docs__notes__n=note + "\nIt held.\n")
    assert "this note speaks for a colleague; a colleague wrote it" == told(repo)["entered-by"]
    repo.commit(DEE, docs__notes__n=None)
    repo.lesson(BEA, TEXT)
    repo.lesson(BEA, credit(*entries))
    assert {"credit-withdrawn", "credit-by-another", "entered-by"}.isdisjoint(told(repo))


@pytest.mark.parametrize("attribute", ["text eol=crlf", "ident", "text eol=crlf ident"])
def test_line_ends_of_windows_hide_no_writer(repo: Repo, tmp_path: Path, attribute: str) -> None:
    """A file that only Git's own changes on the way to disk make another has its writers."""
    repo.write(".gitattributes", f"*.md {attribute}\n")
    repo.lesson(CY, credit("person: Bea Lind\n    role: none") + "\n$Id$\n")
    clone = Repo(tmp_path / "new")
    clone.git("fetch", "-q", str(repo.path), "main")
    clone.git("reset", "-q", "--hard", "FETCH_HEAD")
    disk = (clone.path / "docs/lessons/a.md").read_bytes()
    assert (b"\r\n" in disk, b"$Id:" in disk) == ("crlf" in attribute, "ident" in attribute)
    assert "Cy Okafor wrote it" in told(clone)["credit-withdrawn"]
    (clone.path / "docs/lessons/a.md").write_bytes(b"---\r\ntags: [a]\r\n" + disk[5:])
    assert "credit-withdrawn" not in told(clone)


def test_a_clone_of_windows_hides_no_writer(repo: Repo, tmp_path: Path) -> None:
    """Nor does the user's own setting, without any attribute."""
    repo.lesson(CY, credit("person: Bea Lind\n    role: none"))
    clone = Repo(tmp_path / "new")
    clone.git("config", "core.autocrlf", "true")
    clone.git("fetch", "-q", str(repo.path), "main")
    clone.git("reset", "-q", "--hard", "FETCH_HEAD")
    assert b"\r\n" in (clone.path / "docs/lessons/a.md").read_bytes()
    assert "Cy Okafor wrote it" in told(clone)["credit-withdrawn"]


@pytest.mark.parametrize(
    ("attribute", "change"),
    [("text eol=crlf", ("role: none\n", "role: none\r\n")), ("ident", ("$Id$", "$Id: mine $"))],
)
def test_what_git_itself_would_not_keep_hides_no_writer(
    repo: Repo, tmp_path: Path, attribute: str, change: tuple[str, str]
) -> None:
    """Whoever writes a blob past Git's own rules, with line ends that it would have changed, has
    written its lines.
    """
    text = credit("person: Bea Lind\n    role: none") + "\n$Id$\n"
    repo.lesson(CY, text.replace(*change))
    repo.write(".gitattributes", f"*.md {attribute}\n")
    repo.git("add", ".gitattributes")
    repo.git("commit", "-q", "-m", "Attributes", who=CY)
    clone = Repo(tmp_path / "new")
    clone.git("fetch", "-q", str(repo.path), "main")
    clone.git("reset", "-q", "--hard", "FETCH_HEAD")
    ids = [
        clone.git("hash-object", *how, "docs/lessons/a.md")
        for how in (("--no-filters",), ("--path", "docs/lessons/a.md"))
    ]
    assert clone.git("rev-parse", "HEAD:docs/lessons/a.md") not in ids
    assert "Cy Okafor wrote it" in told(clone)["credit-withdrawn"]
    disk = (clone.path / "docs/lessons/a.md").read_bytes()
    (clone.path / "docs/lessons/a.md").write_bytes(b"---\r\ntags: [a]\r\n" + disk[5:])
    assert "credit-withdrawn" not in told(clone)
