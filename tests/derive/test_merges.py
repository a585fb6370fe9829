# Which merges are decisions: by the words of Git and of forges, by where they stand, by how much they
# brought. Must not know: git, lessons.
"""Test telling decisions from updates."""

from __future__ import annotations

import pytest
from pollinate.derive.merges import MANY, with_decisions
from pollinate.model.git import Commit, FileHistory, History, Identity, TextChange
from pollinate.paths import RepoPath, Sha

PATH = RepoPath("docs/a.md")


def merging(
    graph: dict[str, str], merge: str = "m", subject: str = "Take it", merged: int = 1
) -> History:
    """Return a history in which a merge brought what `b` did; `graph` holds each commit's parents,
    the last commit is HEAD.
    """
    who = Identity("Ana Reyes", "ana@harbour.test.org")
    numbers = {name: number for number, name in enumerate(graph)}
    made = tuple(
        Commit(
            sha=Sha(name),
            parents=tuple(map(Sha, parents)),
            author=who,
            raw_author=who,
            when="2026-03-01T12:00:00+00:00",
            subject=subject if name == merge else "x",
            merged=merged if name == merge else 0,
        )
        for name, parents in graph.items()
    )
    change = TextChange(numbers[merge], False, False, (numbers["b"],))
    file = FileHistory(path=PATH, blob="", blame=(), credit=(), changes=(change,))
    return History(head=made[-1].sha, commits=made, files={PATH: file})


def brought(history: History, branch: str = "") -> bool:
    """Tell whether the merge is a decision."""
    (change,) = with_decisions(history, branch).files[PATH].changes
    return bool(change.brought)


PLAIN = {"a": "", "b": "a", "c": "a", "m": "cb"}


@pytest.mark.parametrize(
    ("subject", "is_decision"),
    [
        ("Merge pull request #3 from ana/knots", True),
        ("Merge branch 'knots'", True),
        ("Merge branch 'knots' into 'main'", True),
        ("Merge branch 'main' into knots", False),
        ("Merge branch 'garden' into knots", False),
        ("Merge branch 'master'", False),
        ("Merge branch 'knots' of https://forge.example.org/t/g into knots", False),
        (" Merge branch 'trunk' ", False),
        ("Merge remote-tracking branch 'origin/main' into knots", False),
        ("Merge remote-tracking branch 'origin/knots' into knots", False),
        ("Merge remote-tracking branch 'ana/knots'", True),
        ("Merge branch 'feature/main'", True),
    ],
)
def test_who_brings_a_branch_up_to_date_decides_nothing(subject: str, is_decision: bool) -> None:
    """By the words of Git: what came from the garden's own branch, or from the same one."""
    assert brought(merging(PLAIN, subject=subject), "garden") is is_decision


def test_a_sweep_is_no_decision() -> None:
    """A merge that brought something to more than so many lessons."""
    assert brought(merging(PLAIN, merged=MANY)) and not brought(merging(PLAIN, merged=MANY + 1))


def test_a_merge_on_a_side_branch_is_no_decision() -> None:
    """Only those that HEAD's first parents lead to."""
    assert brought(merging({**PLAIN, "d": "m"}))
    assert not brought(merging({**PLAIN, "d": "a", "n": "dm"}))


def test_a_merge_of_strangers_is_no_decision() -> None:
    """Two histories without a beginning in common."""
    assert not brought(merging({"a": "", "b": "", "m": "ab"}))
    assert brought(merging({"a": "", "z": "", "y": "az", "b": "z", "m": "yb"}))
