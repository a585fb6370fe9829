# A clone that is led on to a cleaned mirror: what stops it, so that no work is lost, and what it
# holds afterwards. The mirror is made by hand here: how it is cleaned, test_redact.py shows.
"""Test the cleaning of clones."""

from __future__ import annotations

from pathlib import Path

import pytest
from pollinate.errors import RequestError
from pollinate.history.git import Repository
from pollinate.keeping.redaction.clones import Cleaned, clean_clone
from support.repo import ANA, BEA, Repo


@pytest.fixture
def clone(repo: Repo, tmp_path: Path) -> Repo:
    """Give a clone of a garden of two commits."""
    repo.lesson(ANA, "# A\n\nWords.\n")
    repo.lesson(BEA, "# A\n\nMore words.\n")
    own = Repo.__new__(Repo)
    own.path, own.clock = tmp_path / "clone", repo.clock
    repo.clone(own.path)
    return own


def mirror(repo: Repo, mapped: dict[str, str] | None = None) -> Path:
    """Return a mirror of a garden, as if it had been cleaned."""
    place = repo.path.parent / "clean.git"
    repo.git("clone", "-q", "--mirror", f"file://{repo.path}", str(place))
    (place / "pollinate").mkdir()
    lines = "".join(f"{old} {new}\n" for old, new in (mapped or {}).items())
    (place / "pollinate/commit-map").write_text(lines)
    return place


def clean(clone: Repo, place: Path) -> Cleaned:
    """Lead a clone on."""
    there = Repository(root=clone.path, head=None, common_dir=clone.path / ".git")
    return clean_clone(there, place)


def rewritten(repo: Repo) -> tuple[Path, str, str]:
    """Return a mirror whose last commit is another one, with the register behind it; the old id of
    that commit, and that of the register's.
    """
    old = repo.git("rev-parse", "HEAD")
    repo.git("commit", "-q", "--amend", "-m", "Cleaned", who=BEA)
    new = repo.git("rev-parse", "HEAD")
    repo.write("redactions.yml", "- reference: C\n")
    tip = repo.commit(ANA, "Register")
    return mirror(repo, {old: new}), old, tip


@pytest.mark.parametrize(
    ("name", "words"),
    [("MERGE_HEAD", "a merge"), ("CHERRY_PICK_HEAD", "a cherry-pick"), ("rebase-merge", "rebase")],
)
def test_what_is_under_way_stops_it(repo: Repo, clone: Repo, name: str, words: str) -> None:
    """Who is in the middle of a merge or a rebase would lose what is solved already."""
    place = mirror(repo)
    (clone.path / ".git" / name).mkdir()
    with pytest.raises(RequestError, match=f"{words} is under way"):
        clean(clone, place)


def test_changes_that_no_commit_has_stop_it(repo: Repo, clone: Repo) -> None:
    """A changed file stays what it is, staged or not."""
    place = mirror(repo)
    for _ in range(2):
        clone.write("docs/lessons/a.md", "# A\n\nMy own.\n")
        with pytest.raises(RequestError, match="not committed"):
            clean(clone, place)
        clone.git("add", "-A")
    assert (clone.path / "docs/lessons/a.md").read_text() == "# A\n\nMy own.\n"


def test_a_second_work_tree_stops_it(repo: Repo, clone: Repo) -> None:
    """Its files would stay as they were, and its branch would be led away from under it."""
    place = mirror(repo)
    clone.git("worktree", "add", "-q", "-b", "second", str(repo.path.parent / "second"))
    with pytest.raises(RequestError, match="several work trees"):
        clean(clone, place)


def test_an_older_state_of_what_the_server_has_is_no_work_of_ones_own(
    repo: Repo, clone: Repo
) -> None:
    """A branch that was left behind long ago stops nothing, and stays."""
    place = mirror(repo)
    clone.git("branch", "old", "HEAD~1")
    assert clean(clone, place).own == ("old",)
    assert clone.git("rev-parse", "old") == clone.git("rev-parse", "main~1")


def test_work_behind_a_tag_stops_it(repo: Repo, clone: Repo) -> None:
    """A tag with a message leads to a commit that no server has."""
    place = mirror(repo)
    clone.git("switch", "-q", "--detach")
    clone.lesson(BEA, "# B\n\nForty hours.\n", name="b")
    clone.git("tag", "-a", "mine", "-m", "Mine")
    clone.git("switch", "-q", "main")
    with pytest.raises(RequestError, match="refs/tags/mine"):
        clean(clone, place)


def test_branches_and_what_was_fetched_lead_to_the_new_commits(repo: Repo, clone: Repo) -> None:
    """Whoever stood where the server stood stands there again; files are those of the new commit,
    and nothing of the old one is left in any corner.
    """
    place, old, tip = rewritten(repo)
    clone.git("branch", "same")
    clone.git("update-ref", "refs/pull/7/head", "HEAD")
    clone.git("update-ref", "refs/remotes/elsewhere/main", "HEAD")
    clone.git("update-ref", "ORIG_HEAD", "HEAD")
    solved = clone.path / ".git" / "rr-cache" / "ab" / "preimage"
    solved.parent.mkdir(parents=True)
    for file in (solved, clone.path / ".git" / "TAG_EDITMSG"):
        file.write_text("Forty hours.\n", "utf-8")
    told = clean(clone, place)
    assert not solved.exists() and not (clone.path / ".git" / "TAG_EDITMSG").exists()
    for name in ("main", "origin/main"):
        assert clone.git("rev-parse", name) == tip, name
    assert clone.git("rev-parse", "same") == clone.git("rev-parse", f"{tip}~1")
    assert set(told.dropped) == {"refs/pull/7/head", "refs/remotes/elsewhere/main"}
    assert told.left == 0 and not clone.git("status", "--porcelain")
    assert "missing" in clone.git("cat-file", "--batch-check", stdin=f"{old}\n")
    assert not (clone.path / ".git/ORIG_HEAD").exists()
    assert old not in "".join(
        one.read_text("utf-8", "replace")
        for one in (clone.path / ".git/logs").rglob("*")
        if one.is_file()
    )


def test_a_branch_that_is_not_checked_out_is_led_on_too(repo: Repo, clone: Repo) -> None:
    """Files in the work tree are those of the branch that is; one that stands before all that was
    cleaned is no work of one's own.
    """
    place, _, tip = rewritten(repo)
    clone.git("switch", "-q", "-c", "out", "HEAD~1")
    clean(clone, place)
    assert clone.git("rev-parse", "main") == tip
    assert (clone.path / "docs/lessons/a.md").read_text() == "# A\n\nWords.\n"
    assert not clone.git("status", "--porcelain")


def test_notes_of_git_are_led_on(repo: Repo, clone: Repo) -> None:
    """A server knows them, under whatever name they have now; one that it does not know stops it."""
    place, old, _ = rewritten(repo)
    there = ("-C", str(place))
    clone.git("notes", "--ref=mira", "add", "-m", "Mira saw it", old)
    noted = clone.git("rev-parse", "refs/notes/mira")
    with pytest.raises(RequestError, match="refs/notes/mira"):
        clean(clone, place)
    clone.git(*there, "notes", "--ref=colleague", "add", "-m", "Somebody saw it", "main")
    put = clone.git(*there, "rev-parse", "refs/notes/colleague")
    with (place / "pollinate/commit-map").open("a") as file:
        file.write(f"{noted} {put}\n")
    told = clean(clone, place)
    assert told.dropped == ("refs/notes/mira",) and told.left == 0
    assert clone.git("rev-parse", "refs/notes/colleague") == put


def test_what_is_remembered_goes_wherever_it_lies(
    repo: Repo, clone: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a cache elsewhere, what a build remembers of its pages still lies in Git's own folder."""
    place, _, _ = rewritten(repo)
    elsewhere, own = tmp_path / "cache", clone.path / ".git/pollinate"
    monkeypatch.setenv("POLLINATE_CACHE", str(elsewhere))
    for folder in (elsewhere, own):
        folder.mkdir(parents=True)
        (folder / "pages-x.json").write_text("Forty hours.\n", "utf-8")
    clean(clone, place)

    assert not elsewhere.exists() and not own.exists()
