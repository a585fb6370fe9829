# Which refs are requests, each told once, and what a word for one means. Must not know: whose turn
# it is, how anything is printed (tests/cli/test_queue.py).
"""Test how requests are found among refs."""

from __future__ import annotations

import importlib
import subprocess
from pathlib import Path
from typing import Any

import pytest
from pollinate.errors import RequestError
from pollinate.history.branches import base_commit
from pollinate.history.repository import open_repository
from pollinate.history.request_log import read_past, read_requests, repository_at
from pollinate.history.waiting import Refs, find_request, read_refs
from pollinate.history.workspace import locate
from pollinate.waiting_requests import queue_of
from support.repo import ANA, BEA, CY, Repo, lines

GITHUB = "git fetch origin '+refs/pull/*/head:refs/pull/*/head'"


def refs_of(repo: Repo, target: str = "") -> Refs:
    """Return what refs say of requests."""
    opened = open_repository(repo.path)
    base = base_commit(opened, target)
    with repository_at(opened, base) as at:
        return read_refs(opened, at, base, target)


def told(repo: Repo) -> dict[str, tuple[str, ...]]:
    """Return each request's ref with its other names."""
    waiting = refs_of(repo).waiting
    assert len(waiting) == len({one.ref for one in waiting})
    return {one.ref: one.also for one in waiting}


def propose(repo: Repo, branch: str, who: str = BEA, start: str = "main") -> str:
    """Make a branch of one commit and return its id; main is checked out afterwards."""
    repo.git("checkout", "-q", "-b", branch, start)
    sha = repo.lesson(who, lines(branch.replace("/", "")), f"Say {branch}", branch.split("/")[-1])
    repo.git("checkout", "-q", "main")
    return sha


@pytest.fixture
def garden(repo: Repo) -> Repo:
    """Give a garden of one lesson."""
    repo.lesson(ANA, lines("one"))
    return repo


def test_requests_under_all_their_names(garden: Repo) -> None:
    """Requests as forges name them, also where somebody fetches them below a remote, branches of a
    server, of our own and of `receive` are told; what a merge would be, tags and others are not.
    """
    names = [
        "refs/pull/1/head",
        "refs/merge-requests/2/head",
        "refs/remotes/origin/pull/3/head",
        "refs/remotes/origin/pr/4",
        "refs/remotes/origin/merge-requests/5/head",
        "refs/remotes/up/merge-requests/6",
        "refs/pull-requests/7/from",
        "refs/remotes/origin/topic",
        "refs/heads/mine",
        "refs/heads/received/note",
    ]
    others = [
        "refs/pull/1/merge",
        "refs/remotes/origin/pull/3/merge",
        "refs/tags/x",
        "refs/notes/x",
    ]
    for number, name in enumerate([*names, *others]):
        sha = propose(garden, f"t{number}")
        garden.git("update-ref", name, sha)
        garden.git("branch", "-q", "-D", f"t{number}")

    found = refs_of(garden)
    assert dict.fromkeys(names, ()) == {one.ref: one.also for one in found.waiting}
    assert [1, 2, 3, 4, 5, 6, 7] == sorted(one.number for one in found.waiting if one.number)
    assert found.knows_requests


def test_a_request_is_told_once(garden: Repo) -> None:
    """A ref of the forge, the branch of the server and that of one's own are one request, also where
    the own one is behind or goes on; two requests that only share a beginning are two.
    """
    first = propose(garden, "topic")
    garden.git("update-ref", "refs/remotes/origin/topic", first)
    garden.git("update-ref", "refs/pull/9/head", first)
    assert {"refs/pull/9/head": ("refs/remotes/origin/topic", "refs/heads/topic")} == told(garden)

    garden.git("checkout", "-q", "topic")
    more = garden.lesson(BEA, lines("topic", "more"), "Go on", "topic")
    garden.git("checkout", "-q", "main")
    assert {"refs/pull/9/head": ("refs/remotes/origin/topic", "refs/heads/topic")} == told(garden)

    garden.git("update-ref", "-d", "refs/pull/9/head")
    assert {"refs/heads/topic": ("refs/remotes/origin/topic",)} == told(garden)
    garden.git("update-ref", "refs/remotes/origin/topic", more)
    garden.git("update-ref", "refs/heads/topic", first)
    assert {"refs/remotes/origin/topic": ("refs/heads/topic",)} == told(garden)

    propose(garden, "stacked", start=more)
    assert {"refs/remotes/origin/topic", "refs/heads/stacked"} == set(told(garden))


def test_an_upstream_of_another_name_is_the_same(garden: Repo) -> None:
    """A branch that follows one of another name on the server is one request with it."""
    sha = propose(garden, "mine")
    garden.git("update-ref", "refs/remotes/fork/theirs", f"{sha}")
    garden.git("config", "remote.fork.url", "x")
    garden.git("config", "remote.fork.fetch", "+refs/heads/*:refs/remotes/fork/*")
    garden.git("config", "branch.mine.remote", "fork")
    garden.git("config", "branch.mine.merge", "refs/heads/theirs")
    garden.git("checkout", "-q", "mine")
    garden.lesson(BEA, lines("mine", "more"), "Go on", "mine")
    garden.git("checkout", "-q", "main")

    assert {"refs/heads/mine": ("refs/remotes/fork/theirs",)} == told(garden)


def test_what_proposes_nothing_is_left_out(garden: Repo) -> None:
    """Not told: what was merged, the branch of requests itself where it is ahead of the server's, a
    built site that has no beginning in common, and the server's HEAD.
    """
    merged = propose(garden, "merged")
    garden.git("merge", "-q", "--no-ff", "merged", "-m", "Merge")
    garden.git("update-ref", "refs/pull/1/head", merged)
    garden.git("update-ref", "refs/remotes/origin/main", "main")
    garden.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main")
    garden.lesson(ANA, lines("one", "two"), "Not pushed yet")
    garden.git("checkout", "-q", "--orphan", "gh-pages")
    garden.commit(ANA, "Publish", index="a site")
    garden.git("checkout", "-q", "-f", "main")

    found = refs_of(garden)
    assert () == found.waiting and found.knows_requests


def test_requests_go_to_the_branch_of_the_settings(garden: Repo) -> None:
    """What the branch of the settings has is no request, whatever else the branches are called."""
    propose(garden, "release")
    propose(garden, "topic", start="release")
    found = refs_of(garden, "release").waiting

    # The usual branch has nothing that the other lacks.
    assert [("refs/heads/topic", 1)] == [(one.ref, len(one.commits)) for one in found]


def test_commits_come_with_their_files(garden: Repo) -> None:
    """Parents first, each with the blobs before and after; a merge that only brings others' work is
    nobody's own.
    """
    propose(garden, "topic")
    garden.lesson(ANA, lines("other"), "Elsewhere", "b")
    garden.git("checkout", "-q", "topic")
    garden.git("merge", "-q", "main", "-m", "Bring up to date")
    garden.commit(BEA, "Take away", docs__lessons__topic=None)
    garden.git("checkout", "-q", "main")
    [one] = refs_of(garden).waiting

    assert ["Say topic", "Bring up to date", "Take away"] == [c.commit.subject for c in one.commits]
    assert [True, False, True] == [commit.is_own for commit in one.commits]
    (path, (before, after)), *_ = one.commits[0].files.items()
    assert "docs/lessons/topic.md" == path and not before.strip("0") and after.strip("0")
    assert not one.commits[2].files[path][1].strip("0")


def test_who_is_who_is_said_by_the_base(garden: Repo) -> None:
    """A mailmap counts as the branch of requests has it, not as the request that is checked out
    would have it, and not one that lies there uncommitted.
    """
    garden.write(".mailmap", "Bea Lind <bea@harbour.test.org> Cy Okafor <cy@harbour.test.org>\n")
    garden.commit(ANA, "Map")
    garden.git("checkout", "-q", "-b", "topic")
    garden.write(".mailmap", "Ana Reyes <ana@harbour.test.org> Bea Lind <bea@harbour.test.org>\n")
    garden.commit(CY, "Change who is who\n\nReviewed-by: Cy Okafor <cy@harbour.test.org>")
    garden.write(".mailmap", "Eve Nobody <eve@x.test.org> Cy Okafor <cy@harbour.test.org>\n")
    opened = open_repository(garden.path)
    with repository_at(opened, "main") as at:
        [one] = read_requests(at, ["topic"], "main")
        past = read_past(at, "main")

    assert "Bea Lind" == one.commit.author.name == one.commit.trailers[0].who.name
    assert "Cy Okafor" == one.commit.raw_author.name
    assert {"Ana Reyes"} == {each.commit.author.name for each in past}


def test_a_garden_without_a_mailmap(garden: Repo) -> None:
    """Where the base has none, nobody is mapped, and nothing fails."""
    propose(garden, "topic")
    garden.write(".mailmap", "Eve Nobody <eve@x.test.org> Bea Lind <bea@harbour.test.org>\n")
    [one] = refs_of(garden).waiting

    assert "Bea Lind" == one.commits[0].commit.author.name


def test_processes_do_not_grow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A queue of 3 refs and one of 60 take the same git processes."""
    importlib.import_module("git")
    started: list[Any] = []
    real = subprocess.Popen.__init__

    def note(self: Any, args: Any, *more: Any, **options: Any) -> None:
        started.append(args)
        real(self, args, *more, **options)

    counts = []
    for number in (3, 60):
        repo = Repo(tmp_path / f"r{number}")
        repo.lesson(ANA, lines("one"))
        tree = repo.git("rev-parse", "main^{tree}")
        commands = []
        for n in range(number):
            who = f"P{n} <p{n}@harbour.test.org>"
            sha = repo.git("commit-tree", tree, "-p", "main", "-m", f"{n}", who=who)
            commands.append(f"create refs/pull/{n + 1}/head {sha}\n")
        repo.git("update-ref", "--stdin", stdin="".join(commands))
        settings = repo.settings()
        workspace = locate(settings)
        started.clear()
        with monkeypatch.context() as patched:
            patched.setattr(subprocess.Popen, "__init__", note)
            queue = queue_of(workspace, settings)
        assert number == len(queue.requests)
        counts.append(len(started))

    assert counts[0] == counts[1] < 26


def test_words_for_a_request(garden: Repo) -> None:
    """A number means the forge's request, of the forge in use where several have it; else anything
    that git resolves, a branch of the server by its own name, too.
    """
    names = ("refs/pull/7/head", "refs/merge-requests/7/head", "refs/remotes/origin/topic")
    shas = {}
    for number, name in enumerate(names):
        shas[name] = propose(garden, f"t{number}")
        garden.git("update-ref", name, shas[name])
    opened = open_repository(garden.path)

    for word, forge, name in (
        ("7", "github", names[0]),
        ("#7", "", names[0]),
        ("!7", "gitlab", names[1]),
        ("refs/merge-requests/7/head", "github", names[1]),
    ):
        assert (name, shas[name]) == find_request(opened, word, forge, GITHUB), word
    assert ("topic", shas[names[2]]) == _without_prefix(find_request(opened, "topic", "", GITHUB))
    assert garden.git("rev-parse", "t1~1") == find_request(opened, "t1~1", "", GITHUB)[1]


def _without_prefix(found: tuple[str, str]) -> tuple[str, str]:
    return found[0].removeprefix("refs/remotes/origin/"), found[1]


@pytest.mark.parametrize("word", ["8", "nowhere", "-x", "--help", "a\0b", "main^{tree}", "", "7.."])
def test_unknown_words(garden: Repo, word: str) -> None:
    """What means no commit is refused with the line that fetches requests, and is no option of
    git's.
    """
    with pytest.raises(RequestError) as caught:
        find_request(open_repository(garden.path), word, "github", GITHUB)
    assert GITHUB in caught.value.example and "\0" not in str(caught.value)
