# Promises of which files are followed: what else lies in a repository decides nothing, no attribute
# and no crowd of files takes a line from who wrote it.
"""Test which files are followed."""

from __future__ import annotations

from pathlib import Path

import pytest
from pollinate.errors import GitError
from pollinate.history import log, text_changes, texts
from support.blame import compare, mined
from support.histories import plain
from support.repo import ANA, BEA, MOD, Repo, lines

OTHERS = pytest.mark.parametrize("others", [0, 60])
"""Files of other kinds beside the garden: few, or more than any switch for speed ever bore."""


def fill(repo: Repo, others: int) -> None:
    """Put some programs beside the garden."""
    for number in range(others):
        repo.write(f"src/{number}.py", f"print({number})\n")


def moved(repo: Repo, old: str, new: str, text: str, who: str = MOD) -> None:
    """Rename a file, with the text that it has then."""
    (repo.path / old).unlink()
    repo.write(new, text)
    repo.commit(who, "Rename")


@OTHERS
@pytest.mark.parametrize("name", ["a.txt", "README", "a.MD", "a.rst", "a b [c]*\\.page", "émile"])
def test_a_renamed_file_keeps_its_writer(repo: Repo, name: str, others: int) -> None:
    """A text that was written under a name that no lesson has is its writer's after the rename, as
    git blame says, however many other files there are.
    """
    fill(repo, others)
    text = lines("one", "two", "three", "four")
    repo.write(f"docs/lessons/{name}", text)
    repo.commit(ANA)
    moved(repo, f"docs/lessons/{name}", "docs/lessons/a.md", text + lines("five"))

    assert {"Ana Reyes": 0.8, "Mo Derator": 0.2} == repo.shares()
    equal, total, paths = compare(repo.path)
    assert [] == paths and equal == total == 5


@OTHERS
def test_a_chain_of_renames_through_other_names(repo: Repo, others: int) -> None:
    """A lesson that was two files of other kinds before, and went out of Markdown and came back,
    has the writers that git blame names.
    """
    fill(repo, others)
    text = lines("one", "two", "three", "four")
    repo.write("notes", text)
    repo.commit(ANA)
    for old, new, more, who in (
        ("notes", "notes.rst", "five", BEA),
        ("notes.rst", "docs/lessons/a.md", "six", MOD),
        ("docs/lessons/a.md", "docs/lessons/a.mdx", "seven", BEA),
        ("docs/lessons/a.mdx", "docs/lessons/b.md", "eight", MOD),
    ):
        text += lines(more)
        moved(repo, old, new, text, who)

    assert {"Ana Reyes": 0.5, "Bea Lind": 0.25, "Mo Derator": 0.25} == repo.shares("b")
    equal, total, paths = compare(repo.path)
    assert [] == paths and equal == total == 8


@OTHERS
def test_a_rename_that_changes_line_ends(repo: Repo, others: int) -> None:
    """A file of another kind that became Markdown with other line ends is followed as git follows
    it.
    """
    fill(repo, others)
    text = lines("one", "two", "three", "four", "five")
    repo.write("docs/lessons/a.txt", text.replace("\n", "\r\n"))
    repo.commit(ANA)
    moved(repo, "docs/lessons/a.txt", "docs/lessons/a.md", text)

    assert {"Ana Reyes": 1.0} == repo.shares()
    assert compare(repo.path)[2] == []


def test_many_files_of_another_kind(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where more files of another kind became Markdown than are named one by one, all keep their
    writers.
    """
    monkeypatch.setattr(texts, "MOST_PATHS", 3)
    for number in range(6):
        repo.write(f"docs/lessons/{number}.rst", lines(f"p{number}", f"q{number}"))
    repo.commit(ANA)
    for number in range(6):
        (repo.path / f"docs/lessons/{number}.rst").rename(repo.path / f"docs/lessons/{number}.md")
    repo.commit(MOD)

    assert [{"Ana Reyes": 1.0}] * 6 == [repo.shares(str(number)) for number in range(6)]


@OTHERS
def test_more_files_than_git_compares(
    repo: Repo, monkeypatch: pytest.MonkeyPatch, others: int
) -> None:
    """In a commit that creates and deletes more files than git compares with one another, lessons
    that were renamed and changed keep their writers, as git blame says.
    """
    for module in (log, text_changes):
        monkeypatch.setattr(module, "MOST_PAIRS", 2)
    fill(repo, others)
    for number in range(4):
        words = (f"{letter}{number}" for letter in "abcd")
        repo.write(f"docs/lessons/{number}.md", lines(*words))
    repo.commit(ANA)
    for number in range(4):
        text = (repo.path / f"docs/lessons/{number}.md").read_text()
        (repo.path / f"docs/lessons/{number}.md").unlink()
        repo.write(f"docs/lessons/new/n{number}.md", text + lines(f"e{number}"))
    repo.commit(MOD)

    found = [repo.shares(f"new/n{number}") for number in range(4)]
    assert [{"Ana Reyes": 0.8, "Mo Derator": 0.2}] * 4 == found
    equal, total, paths = compare(repo.path)
    assert [] == paths and equal == total == 20


@OTHERS
def test_warm_follows_what_cold_follows(
    repo: Repo, others: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file of another kind that becomes a lesson after a cache was written is followed as by a
    run without one.
    """
    monkeypatch.setattr("pollinate.history.mine.FEW", -1)
    fill(repo, others)
    first, second = lines("one", "two", "three"), lines("four", "five", "six")
    repo.write("docs/lessons/a.txt", first)
    repo.write("docs/lessons/b.txt", second)
    repo.commit(ANA)
    moved(repo, "docs/lessons/a.txt", "docs/lessons/a.md", first)
    repo.garden(cache=True)
    moved(repo, "docs/lessons/b.txt", "docs/lessons/b.md", second)

    assert [{"Ana Reyes": 1.0}] * 2 == [repo.shares(name, cache=True) for name in "ab"]
    repo.lesson(BEA, second + lines("seven"), name="b")
    warm, cold = (plain(mined(repo.path, repo.settings(cache=c))) for c in (True, False))
    assert warm == cold


ATTRIBUTES = ("*.md -diff", "*.md binary", "*.md diff=markdown", "* -text -diff -merge")


@pytest.mark.parametrize("place", [".gitattributes", ".git/info/attributes"])
@pytest.mark.parametrize("attributes", ATTRIBUTES)
def test_attributes_change_no_owner(repo: Repo, attributes: str, place: str) -> None:
    """Whatever attributes say of Markdown, in the repository or beside it, every line of ordinary
    commits, renames and merges has the owner that git blame names.
    """
    repo.write(place, attributes + "\n")
    repo.commit(MOD)
    repo.lesson(ANA, lines("one", "two", "three", "four", "five"))
    repo.git("checkout", "-qb", "side")
    repo.lesson(BEA, lines("one", "by bea", "three", "four", "five", "six"))
    repo.git("checkout", "-q", "main")
    (repo.path / "docs/lessons/a.md").unlink()
    repo.lesson(MOD, lines("zero", "one", "two", "three", "four", "five") + "a\0b\n", name="b")
    repo.git("merge", "-q", "--no-commit", "side", check=False)
    (repo.path / "docs/lessons/a.md").unlink(missing_ok=True)
    merged = lines("zero", "one", "by bea", "three", "by the merge", "five", "six") + "a\0b\n"
    repo.lesson(MOD, merged, name="b")
    assert 2 == len(repo.git("show", "-s", "--format=%P").split())

    equal, total, paths = compare(repo.path)

    assert [] == [path for path in paths if path.endswith(".md")]
    assert equal == total >= 8


def test_a_clone_that_lacks_pictures(repo: Repo, tmp_path: Path) -> None:
    """A partial clone that lacks a picture only is mined, and asks nobody for it; one that lacks a
    text, whatever its ending, is refused.
    """
    repo.git("config", "uploadpack.allowFilter", "true")
    repo.lesson(ANA, lines("one"))
    repo.write("docs/lessons/b.txt", lines("two"))
    repo.write("docs/p.png", b"\0" * 3000)
    repo.commit(ANA)
    (repo.path / "docs/p.png").unlink()
    repo.write("docs/q.png", b"\0" * 2900)
    moved(repo, "docs/lessons/b.txt", "docs/lessons/b.md", lines("two", "three", "four"))
    clone = repo.clone(tmp_path / "clone", "--filter=blob:limit=1000")
    repo.path.rename(tmp_path / "gone")
    repo.path = clone

    assert {"Ana Reyes": 1.0} == repo.shares()

    repo.path = tmp_path / "gone"
    repo.write("docs/lessons/c.page", lines(*(f"w{n}" for n in range(30))))
    repo.commit(BEA)
    repo.write("docs/lessons/c.page", lines("other"))
    repo.commit(BEA)
    repo.path = repo.clone(tmp_path / "second", "--filter=blob:limit=1000")
    with pytest.raises(GitError, match="partial clone"):
        repo.garden(lessons=["lessons/*.md", "lessons/*.page"])


@pytest.mark.parametrize("renames", [False, True])
def test_repositories_of_sha256(renames: bool, tmp_path: Path) -> None:
    """In a repository that names objects by SHA-256, new, changed, renamed, deleted and merged
    files have the owners that git blame names.
    """
    repo = Repo(tmp_path / "new", "--object-format=sha256")
    repo.lesson(ANA, lines("one", "two", "three", "four"))
    repo.git("checkout", "-qb", "side")
    repo.lesson(BEA, lines("one", "by bea", "three", "four"))
    repo.git("checkout", "-q", "main")
    if renames:
        moved(repo, "docs/lessons/a.md", "docs/lessons/b.md", lines("one", "two", "three", "x"))
    repo.lesson(MOD, lines("zero"), name="c")
    repo.git("merge", "-q", "side", "-m", "Merge", "-X", "ours")
    repo.commit(MOD, docs__lessons__c=None)

    assert {"Ana Reyes", "Bea Lind"} <= set(repo.shares("b" if renames else "a"))
    equal, total, paths = compare(repo.path)
    assert [] == paths and 64 == len(repo.git("rev-parse", "HEAD")) and equal == total >= 4
