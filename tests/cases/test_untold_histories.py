# What a history can't tell: text that came without it, text that Git has not, owners that do not
# fit. Each is named; nobody is credited with what somebody else wrote.
"""Test histories that can't tell."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from pollinate.checks.run import check_garden
from pollinate.history import replay
from pollinate.history.line_state import FileState
from support.repo import ANA, BEA, MOD, Repo, lines
from support.run import pollinate
from support.site import build


def codes(repo: Repo, **values: object) -> list[tuple[str, str]]:
    """Return code and place of each finding of `check`."""
    found = check_garden(repo.garden(**values), repo.settings(**values))
    return [(one.code, one.path) for one in found]


@pytest.mark.parametrize("cut", ["blame", "credit"])
def test_owners_that_do_not_fit_are_refused(
    repo: Repo, cut: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A lesson of which another number of owners was mined than it has lines is named and has no
    credits; all others keep theirs.
    """
    repo.lesson(ANA, lines("one", "two"))
    repo.lesson(BEA, lines("three", "four"), name="b")
    real = replay.Replay._changed

    def cutting(self: replay.Replay, *args: object) -> FileState:
        found = real(self, *args)  # type: ignore[arg-type]
        if args[2].path.endswith(b"/b.md"):  # type: ignore[attr-defined]
            return found._replace(**{cut: getattr(found, cut)[:1]})
        return found

    monkeypatch.setattr(replay.Replay, "_changed", cutting)

    assert {"Ana Reyes": 1.0} == repo.shares()
    assert {} == repo.shares("b")
    assert ("owners-do-not-fit", "docs/lessons/b.md") in codes(repo)
    one = repo.credits()[1]["lessons/b.md"]
    assert one.refused and not one.uncommitted


def pointer(text: str) -> str:
    """Return what Git LFS puts in the place of a text."""
    oid = hashlib.sha256(text.encode()).hexdigest()
    return f"version https://git-lfs.github.com/spec/v1\noid sha256:{oid}\nsize {len(text)}\n"


@pytest.mark.parametrize("fetched", [True, False])
def test_a_pointer_of_lfs_credits_nobody(repo: Repo, fetched: bool) -> None:
    """Of a text that Git LFS keeps, nobody knows who wrote it: whoever changed the pointer last is
    not named, whether the text was fetched or not, and `check` tells it.
    """
    text = lines("one", "two")
    repo.lesson(ANA, text, name="b")
    repo.lesson(ANA, pointer(text))
    repo.lesson(BEA, pointer(text + "more\n"))
    if fetched:
        repo.write("docs/lessons/a.md", text + "more\n")

    assert {} == repo.shares() and {"Ana Reyes": 1.0} == repo.shares("b")
    assert ("lfs-pointer", "docs/lessons/a.md") in codes(repo)


def test_a_refused_lesson_says_so(repo: Repo, tmp_path: Path) -> None:
    """A lesson that can't be credited says so in every form of `credits`, and is an error of
    `check` and of a strict build.
    """
    repo.lesson(ANA, lines("one"), name="b")
    repo.lesson(ANA, pointer("text"))
    args = ("-C", str(repo.path), "--docs-dir", "docs")

    assert "a.md  (nobody is credited: see `pollinate check`)" in pollinate(*args, "credits").stdout
    found = json.loads(pollinate(*args, "credits", "--format", "json").stdout)["lessons"]
    assert {"docs/lessons/a.md": True, "docs/lessons/b.md": None} == {
        path: one.get("refused") for path, one in found.items()
    }
    assert "uncommitted" not in found["docs/lessons/a.md"]
    assert 1 == pollinate(*args, "check").returncode
    build(repo.path, tmp_path / "site", "--strict", code=2)


def test_a_squashed_subtree_is_told(repo: Repo, tmp_path: Path) -> None:
    """Text that `git subtree --squash` brought without its history is told, with its lessons."""
    other = Repo(tmp_path / "other")
    other.write("x.md", lines("one", "two"))
    other.write("y.md", lines("three"))
    other.commit(BEA)
    repo.lesson(ANA, lines("zero"))
    assert "squashed-history" not in dict(codes(repo))

    repo.git(
        "subtree",
        "add",
        "-q",
        "--squash",
        "--prefix=docs/lessons/sub",
        str(other.path),
        "main",
        who=MOD,
    )

    found = [one for one in repo.garden().diagnostics if one.code == "squashed-history"]
    assert ["docs/lessons/sub/x.md"] == [one.path for one in found]
    assert "(and 1 more)" in found[0].message and "docs/lessons/sub" in found[0].message


def test_ignored_ids_that_no_commit_has_are_told(repo: Repo) -> None:
    """An id in the ignore file that no commit of this history has, as after a rebase, is told; one
    of a commit is not.
    """
    first = repo.lesson(ANA, lines("one"))
    repo.write(".git-blame-ignore-revs", f"{first}\n")
    assert "unknown-commit" not in dict(codes(repo))
    repo.write(".git-blame-ignore-revs", f"{first}\n{'a' * 40}\n{'b' * 40}\n")

    found = [one for one in repo.garden().diagnostics if one.code == "unknown-commit"]

    assert [".git-blame-ignore-revs"] == [one.path for one in found]
    assert "aaaaaaaaaa (and 1 more)" in found[0].message
