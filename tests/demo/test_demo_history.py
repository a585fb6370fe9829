# What the history of the demo holds, read back from git alone: each feature that the pages and
# rules need.
"""Test that the demo's history has every feature."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from pollinate_cli.demo.history.people import MAILMAP

from tests.demo.conftest import Git

KEEPING = "docs/lessons/keeping-boats-moving/"
ROPES = "docs/lessons/ropes-and-ramps/"
PRINT = KEEPING + "print-the-boarding-list.md"


def sha_of(git: Git, subject: str) -> str:
    """Return the one commit with this subject."""
    (sha,) = [
        line[:40] for line in git("log", "--format=%H %s").splitlines() if line[41:] == subject
    ]
    return sha


def blame(git: Git, path: str, *options: str) -> list[tuple[str, str]]:
    """Return commit and text of every non-blank line of a body."""
    found = re.findall(
        r"^([0-9a-f]{40}) .*\n(?:.*\n)*?\t(.*)$",
        git("blame", "--line-porcelain", *options, "HEAD", "--", path),
        re.M,
    )
    texts = [text for _, text in found]
    body = texts.index("---", 1) + 1 if texts[0] == "---" else 0
    return [(sha, text) for sha, text in found[body:] if text.strip()]


def test_two_years_of_commits(git: Git) -> None:
    """The history runs from November 2024 to 20 November 2026, in local time with its offset."""
    dates = git("log", "--reverse", "--format=%aI").split()

    assert 160 <= len(dates) <= 230
    assert ("2024-11-04", "2026-11-20") == (dates[0][:10], dates[-1][:10])
    assert {"+01:00", "+02:00"} == {date[-6:] for date in dates}


def test_the_central_lesson_is_written_by_three(git: Git) -> None:
    """Ana holds 15 lines of 26 (58 %), Bea 7 (27 %) with her half of a commit they made together,
    Sive 4 (15 %).
    """
    lines = blame(git, PRINT)
    shares: Counter[str] = Counter()
    for sha, _ in lines:
        message = git("log", "-1", "--format=%aN%n%B", sha)
        people = [
            message.splitlines()[0],
            *re.findall(r"(?i)^co-authored-by: (.*) <", message, re.M),
        ]
        shares.update({person: 60 // len(people) for person in people})

    assert {"Ana Reyes": 15, "Bea Lindqvist": 7, "Sive O'Neill": 4} == {
        who: share / 60 for who, share in shares.items()
    }
    assert 26 == len(lines)


@pytest.mark.parametrize("spelling", ["Co-authored-by: ", "Co-Authored-By: ", "co-authored-by: "])
def test_co_author_trailers_are_spelt_in_three_ways(git: Git, spelling: str) -> None:
    """Forges and hands spell the trailer differently."""
    assert re.search(f"^{spelling}", git("log", "--format=%B"), re.M)


def test_a_rename_without_and_two_with_a_change(git: Git) -> None:
    """One lesson moved as it stood, two were changed on the way."""
    log = git("log", "-M", "--diff-filter=R", "--name-status", "--format=", "--", "docs/lessons")

    renames = {
        new: int(score) for score, _, new in re.findall(r"^R(\d+)\t(\S+)\t(\S+)$", log, re.M)
    }

    assert 100 == renames[KEEPING + "hold-the-debrief-the-same-day.md"]
    assert 50 < renames[ROPES + "say-the-number-twice.md"] < 100
    assert 50 < renames["docs/lessons/timetables/change-the-timetable-on-a-tuesday.md"] < 100


def test_a_squash_keeps_its_trailers_in_the_middle(git: Git) -> None:
    """Where git's own reader of trailers sees none, five people stand in the body."""
    sha = sha_of(git, "Rehearse the restore, not the backup (!41)")

    body = git("log", "-1", "--format=%b", sha)

    assert "" == git("log", "-1", "--format=%(trailers)", sha).strip()
    assert [
        "Co-authored-by",
        "Co-Authored-By",
        "Reviewed-by",
        "Suggested-by",
        "Helped-by",
    ] == re.findall(r"^([\w-]+): .* <", body, re.M)
    assert "Tam Whitlock|Harbourline Forge\n" == git("log", "-1", "--format=%an|%cn", sha)


def test_a_revert_brings_back_the_lines_of_somebody_else(git: Git) -> None:
    """Cy wrote it, Ivo cut it, Goran's revert names the commit by its real id."""
    cut, revert = sha_of(git, "Shorten the debrief"), sha_of(git, 'Revert "Shorten the debrief"')

    assert f"This reverts commit {cut}." in git("log", "-1", "--format=%b", revert)
    assert git("rev-parse", f"{cut}~:{KEEPING}hold-the-debrief-the-same-day.md") == git(
        "rev-parse", f"{revert}:{KEEPING}hold-the-debrief-the-same-day.md"
    )
    assert "Cy Okafor\n" == git("log", "-1", "--format=%an", "-S", "We have held 64", f"{cut}~")


def test_the_ignore_file_names_the_formatter(demo: Path, git: Git) -> None:
    """Its one entry is a commit that changed only the marks of lists, and blame looks through
    it.
    """
    (listed,) = re.findall(r"^[0-9a-f]{40}$", (demo / ".git-blame-ignore-revs").read_text(), re.M)
    path = ROPES + "walk-the-line.md"

    assert sha_of(git, "Write all lists with a dash") == listed
    assert listed in {sha for sha, _ in blame(git, path)}
    assert listed not in {
        sha for sha, _ in blame(git, path, "--ignore-revs-file=.git-blame-ignore-revs")
    }


def test_the_mailmap_joins_addresses_and_mends_a_name(demo: Path, git: Git) -> None:
    """Two addresses of Ivo are one, and the misspelt Dunya is gone."""
    assert MAILMAP == (demo / ".mailmap").read_text(encoding="utf-8")
    assert 2 == len(set(re.findall(r"^Ivo Brandt .*$", git("log", "--format=%an %ae"), re.M)))
    assert 1 == len(set(re.findall(r"^Ivo Brandt .*$", git("log", "--format=%aN %aE"), re.M)))
    assert "Dunya Hadad\n" in git("log", "--format=%an")
    assert "Dunya Hadad\n" not in git("log", "--format=%aN")


def test_moderators_merge_with_reviewers_and_helpers(git: Git) -> None:
    """Every merge is made by a moderator and brings in the work of others."""
    merges = git("log", "--merges", "--format=%aN%n%B")

    assert {"Goran Petrić", "Bea Lindqvist"} == set(
        git("log", "--merges", "--format=%aN").splitlines()
    )
    assert {"Reviewed-by", "Helped-by", "Suggested-by", "Thanks-to"} <= set(
        re.findall(r"^([\w-]+-(?:by|to)): ", merges, re.M)
    )
    assert "Helped-by: Ana Reyes\n" in merges


def test_a_bot_writes_for_a_person(git: Git) -> None:
    """The formatter's commit has a human co-author and still owns a line."""
    sha = sha_of(git, "Add the cones to the standing rule")

    assert "harbour-formatter[bot]\n" == git("log", "-1", "--format=%an", sha)
    assert "Co-authored-by: Cy Okafor <" in git("log", "-1", "--format=%b", sha)
    assert sha in {owner for owner, _ in blame(git, ROPES + "stand-clear-of-the-rope.md")}


def test_a_split_moves_the_words_of_another_author(git: Git) -> None:
    """Four lines that left one lesson stand in a new one, as they were."""
    sha = sha_of(git, "Give the head count a page of its own")

    shown = git("show", "--format=", "-U0", sha)
    gone, came = (set(re.findall(rf"^\{sign}(- .*)$", shown, re.M)) for sign in "-+")

    assert 4 == len(gone & came)
    assert {"Ana Reyes"} == set(
        git("log", "--format=%aN", "-S", "Compare at fifty", f"{sha}~").split("\n")
    ) - {""}


def test_a_whitespace_commit_owns_the_table(git: Git) -> None:
    """Blame names the one who lined the table up; looked at without white space it doesn't."""
    sha = sha_of(git, "Line the table up")
    path = KEEPING + "rehearse-the-restore.md"

    assert 3 == [owner for owner, text in blame(git, path) if re.match(r"\| \w+ber", text)].count(
        sha
    )
    assert sha not in {
        owner for owner, text in blame(git, path, "-w") if re.match(r"\| \w+ber", text)
    }


def test_reviewers_fill_many_months_of_2026(git: Git) -> None:
    """Acknowledgement pages have something to say in at least eight months."""
    log = git("log", "--since=2026-01-01", "--format=%ad%n%B", "--date=format:>%Y-%m")

    months = {
        month
        for month, rest in re.findall(r"^>(\S+)\n((?:(?!>\d{4}).*\n)*)", log, re.M)
        if "Reviewed-by: " in rest
    }

    assert 8 <= len(months)
    assert "2026-11" in months


@pytest.mark.parametrize(
    ("path", "person"),
    [
        (ROPES + "two-photos-of-the-ramp.md", "Noor Vance"),
        (KEEPING + "rehearse-the-restore.md", "Tam Whitlock"),
        ("docs/lessons/timetables/when-the-rota-was-wrong.md", "Thessaly Quarrington"),
    ],
)
def test_first_lessons_of_november(git: Git, path: str, person: str) -> None:
    """Three people plant their first lesson in November 2026."""
    planted = git(
        "log",
        "--diff-filter=A",
        "--author",
        person,
        "--format=%as",
        "--name-only",
        "--",
        "docs/lessons",
    ).split()

    assert path == planted[1]
    assert planted[0].startswith("2026-11")
