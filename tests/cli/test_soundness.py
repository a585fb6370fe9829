# What `submit` says and refuses before anything is sent, rule by rule: files that are too large, what
# commits hold already, whose they are, where they go.
# Must not know: how a request is sent (tests/forge/test_submit.py).
"""Test what is refused before it is sent."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from checks.planted_values import draw, make
from pollinate.errors import RequestError
from pollinate.history.proposing import Standing
from pollinate.history.workspace import Workspace
from pollinate.paths import RepoPath
from pollinate_cli import soundness
from pollinate_cli.soundness import (
    refuse_large,
    refuse_shared,
    refuse_unseen,
    refuse_unsound,
    tell_earlier,
)
from support.repo import ANA, BEA, Repo

HEAD = "# Ropes\n\nTie them twice, since one knot slips.\n"
BROKEN = "---\ncredit: 3\n---\n\n# B\n\nWords.\n"


@pytest.fixture
def garden(repo: Repo) -> Repo:
    """Give a garden, with a file that is none of it, and a branch that starts there."""
    repo.write("notes.txt", "Ours.\n")
    repo.commit(ANA, docs__index="# Home\n", docs__lessons__t__a=HEAD)
    repo.git("checkout", "-q", "-b", "request")
    return repo


def sent(repo: Repo, *taken: str) -> list[RepoPath]:
    """Look at a request as `submit` does; return what commits hold already."""
    return refuse_unsound(repo.garden(), repo.settings(), "main", [RepoPath(one) for one in taken])


def test_the_largest_file_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One byte more is refused; what is gone has no size."""
    monkeypatch.setattr(soundness, "MOST_BYTES", 10)
    (tmp_path / "a").write_bytes(bytes(10))
    (tmp_path / "b").write_bytes(bytes(11))
    refuse_large(tmp_path, [RepoPath("a"), RepoPath("gone")])
    with pytest.raises(RequestError, match="larger than"):
        refuse_large(tmp_path, [RepoPath("a"), RepoPath("b")])


def test_what_is_wrong_in_a_commit_is_said(
    garden: Repo, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of its files too, with the cure, and not of files that the request leaves alone."""
    garden.commit(BEA, docs__lessons__t__b=BROKEN)
    assert ["docs/lessons/t/b.md"] == sent(garden)
    said = capsys.readouterr().err
    assert "docs/lessons/t/b.md:2: " in said and "\n    " in said
    garden.git("checkout", "-q", "-b", "other")
    garden.git("branch", "-f", "main")
    garden.commit(BEA, docs__lessons__t__c=HEAD)
    sent(garden)
    assert "" == capsys.readouterr().err


def test_what_is_wrong_in_a_message_has_a_place(
    garden: Repo, capsys: pytest.CaptureFixture[str]
) -> None:
    """It stands in no file, so it is said of the commits."""
    garden.commit(BEA, "Call 4242 4242 4242 4242: patient id 1234567", docs__lessons__t__c=HEAD)
    with pytest.raises(RequestError, match="can't be taken back"):
        sent(garden)
    assert capsys.readouterr().err.startswith("commits: warning: the message of ")


def test_all_that_commits_send_is_returned(
    garden: Repo, capsys: pytest.CaptureFixture[str]
) -> None:
    """What they take away, links and other repositories too; of what is gone nothing is said."""
    garden.write("aux.txt", "Ours.\n")
    garden.git("add", "-A")
    garden.git("commit", "-q", "-m", "Plant")
    garden.git("branch", "-f", "main")
    garden.git("rm", "-q", "aux.txt")
    (garden.path / "link").symlink_to("docs/index.md")
    Repo(garden.path / "within").commit(BEA, a="# A\n")
    garden.git("-c", "advice.addEmbeddedRepo=false", "add", "-A")
    garden.git("commit", "-q", "-m", "Change")
    assert ["aux.txt", "link", "within"] == sent(garden)
    assert "" == capsys.readouterr().err


@pytest.mark.parametrize(
    ("branch", "is_shared", "here", "stops"),
    [
        ("develop", True, False, True),
        ("develop", True, True, False),
        ("develop", False, False, False),
        ("main", True, False, False),
    ],
)
def test_a_branch_of_others_is_refused(
    branch: str, is_shared: bool, here: bool, stops: bool
) -> None:
    """Unless it is meant, or it is the one that requests go to, from which a new one starts."""
    where = Standing(
        branch=branch, title="", target="main", ahead=0, remote="origin", is_shared=is_shared
    )
    if stops:
        with pytest.raises(RequestError, match="no request of yours began it"):
            refuse_shared(where, here)
    else:
        refuse_shared(where, here)


def told(root: Path, files: int, *writers: str) -> Workspace:
    """Say what goes along."""
    workspace = Workspace(repository=None, root=root, docs="docs", docs_dir=root / "docs")
    tell_earlier(workspace, [RepoPath(f"f{n}.md") for n in range(files)], writers)
    return workspace


def test_what_goes_along_is_said_in_short(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Three people without their addresses, and twenty files; how many more there are."""
    (tmp_path / "f1.md").touch()
    told(tmp_path, 20, "Ana", "cy@harbour.test.org", "Bea", "Ana")
    said = capsys.readouterr().out
    assert said.startswith("4 earlier commits go along, by ") and "@" not in said
    assert "others" not in said and "more files" not in said
    assert "  f0.md (deleted)\n  f1.md\n" in said
    told(tmp_path, 22, "Ana", "Bea", "Cy", "Dee")
    said = capsys.readouterr().out
    assert "by Ana, Bea, Cy and others:" in said
    assert "f19.md" in said and "f20.md" not in said and "  and 2 more files\n" in said


def test_what_lies_beside_the_garden_is_outside(tmp_path: Path) -> None:
    """A folder whose name begins like the garden's is another one; where the garden is all of a
    repository, nothing is outside.
    """
    workspace = told(tmp_path, 0, "Ana")
    refuse_unseen(workspace, [RepoPath("docs/a.md")])
    with pytest.raises(RequestError, match="outside the garden") as error:
        refuse_unseen(workspace, [RepoPath("docs/a.md"), RepoPath("docs-of-us/b.md")])
    assert "docs-of-us/b.md" == error.value.place
    whole = Workspace(repository=None, root=tmp_path, docs="", docs_dir=tmp_path)
    refuse_unseen(whole, [RepoPath("b.md")])


def cure(garden: Repo, path: str, text: str | bytes) -> str:
    """Return what is said to do about a file that can't be taken back."""
    garden.write(path, text)
    with pytest.raises(RequestError, match="can't be taken back") as stopped:
        sent(garden, path)
    return str(stopped.value)


@pytest.mark.parametrize(
    ("path", "text", "comment"),
    [
        (
            "docs/lessons/t/n.md",
            "# N\n\nIt took {}.\n",
            "<!-- pollinate: allow personal-number -->",
        ),
        (
            "docs/lessons/t/n.md",
            "---\nsummary: It took {}\n---\n\n# N\n\nText.\n",
            "# pollinate: allow",
        ),
        ("docs/a.yml", "card: {}\n", "# pollinate: allow personal-number"),
        ("docs/a.csv", "card,{}\n", ""),
    ],
)
def test_a_comment_is_told_where_one_can_be_written(
    garden: Repo, path: str, text: str, comment: str
) -> None:
    """As the file writes one; what has no line, or no comments, has a cure of its own."""
    number = make("card:4", random.Random(2))
    said = cure(garden, path, text.format(number))

    assert comment in said and bool(comment) == ("pollinate: allow" in said)
    assert "Then run the same again" in said or "then run the same again" in said
    assert ("<!--" in said) == comment.startswith("<!--")
    if comment:
        allowed = said.splitlines()[-1].strip()
        garden.write(path, text.format(f"{number} {allowed}"))
        sent(garden, path)


def test_a_picture_has_no_line(garden: Repo) -> None:
    """Its own cure is told: the place is taken out."""
    picture = draw({"form": "JPEG", "exif": "place"}, random.Random(2))
    said = cure(garden, "docs/lessons/t/a.jpg", picture)

    assert "pollinate: allow" not in said and "--fix" in said
