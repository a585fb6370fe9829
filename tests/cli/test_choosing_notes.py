# Which notes somebody means and what comes of it: a number is never another's, all is looked at before
# anything is done, nothing is taken in twice, and the next step can be followed.
# Must not know: how notes are found and merged (test_review_notes.py).
"""Test the choice among waiting notes."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from pollinate_cli import notes_review
from support.repo import ANA, BEA, CY, MOD, Repo
from support.run import pollinate

NOTE = "---\nabout: lessons/dawn.md\nkind: applied\noutcome: worked\n---\n\n{}\n"
SAYS = "We looked at both boats at noon, and number {} had a torn rope."


@pytest.fixture
def garden(repo: Repo) -> Repo:
    """Give a garden of one lesson, and its moderator's name."""
    repo.write("mkdocs.yml", "site_name: Harbour\nplugins:\n  - pollinate/garden\n")
    identity(repo)
    repo.commit(ANA, docs__lessons__dawn="# Look\n\nLook at both boats before the crossing.\n")
    repo.commit(BEA, docs__lessons__fog="# Wait\n\nWait for the second horn in any fog.\n")
    return repo


def identity(repo: Repo) -> None:
    """Let git name the moderator."""
    repo.git("config", "user.name", "Mo Derator")
    repo.git("config", "user.email", "mod@harbour.test.org")


def request(repo: Repo, number: int, who: str = BEA, text: str = "") -> str:
    """Propose a note as a forge keeps it."""
    repo.git("switch", "-q", "--detach", "main")
    text = NOTE.format(text or SAYS.format(number))
    sha = repo.commit(who, f"Note {number}", **{f"docs__notes__2026__n{number}": text})
    repo.git("switch", "-q", "main")
    repo.git("update-ref", f"refs/pull/{number}/head", sha)
    return sha


def run(repo: Repo, *more: str) -> subprocess.CompletedProcess[str]:
    """Run `review --notes`."""
    done = pollinate("-C", str(repo.path), "review", "--notes", *more)
    assert "Traceback" not in done.stderr
    assert "@" not in done.stdout
    return done


def back(repo: Repo) -> list[str]:
    """Return the commits that were sent back."""
    told = repo.git("config", "--get-regexp", "^pollinatesentback", check=False)
    return [line.split(".")[1] for line in told.splitlines()]


def cloned(repo: Repo, tmp_path: Path) -> Repo:
    """Return a moderator's clone with all requests, of a server that takes pushes."""
    repo.git("switch", "-q", "--detach")
    clone = Repo(tmp_path / "clone")
    clone.git("remote", "add", "origin", str(repo.path))
    clone.git("fetch", "-q", "origin", "+refs/heads/*:refs/remotes/origin/*")
    clone.git("fetch", "-q", "origin", "+refs/pull/*:refs/pull/*")
    clone.git("reset", "-q", "--hard", "origin/main")
    identity(clone)
    return clone


def follow(clone: Repo, told: str) -> None:
    """Run the lines of git that stand in what was printed."""
    lines = [line.strip() for line in told.splitlines() if line.startswith("    git ")]
    assert lines
    for line in lines:
        clone.git(*line.split()[1:], who=MOD)


def test_a_number_is_the_request_s_own(garden: Repo) -> None:
    """Numbers are those of the forge: they mean the same when others are gone; each stands beside
    its ref.
    """
    for number in (12, 7, 30):
        request(garden, number)
    done = run(garden)
    assert " 12  Bea Lind  refs/pull/12/head" in done.stdout.splitlines()
    assert "1 note on the branch" in run(garden, "--accept", "12").stdout
    garden.git("merge", "-q", "--ff-only", *_branches(garden))
    done = run(garden, "--send-back", "7", "--because", "Which boat?")
    assert "Sent back: refs/pull/7/head. Tell Bea Lind:" in done.stdout
    assert back(garden) == [garden.git("rev-parse", "refs/pull/7/head")]
    for wrong in ("1", "12", "7-8", "8-30", "x"):
        done = run(garden, "--accept", wrong)
        assert (done.returncode, done.stdout) == (2, "")
        assert "These wait: 7, 30." in done.stderr, wrong
    numbers = [one["number"] for one in json.loads(run(garden, "--format", "json").stdout)["notes"]]
    assert numbers == [7, 30]


def _branches(repo: Repo) -> list[str]:
    return repo.git("for-each-ref", "--format=%(refname:short)", "refs/heads/notes").split()


def test_refs_choose_as_well(garden: Repo) -> None:
    """A ref, whole or short, and a commit mean a note, also where some have no number."""
    first, _ = request(garden, 7), request(garden, 8)
    garden.git("branch", "received/a,b", request(garden, 9))
    garden.git("update-ref", "-d", "refs/pull/9/head")
    for words in ("refs/pull/8/head", "pull/8", "received/a,b", first[:9]):
        done = run(garden, "--send-back", words, "--because", "Which boat?")
        assert done.returncode == 0, done.stderr
        assert done.stdout.count("Sent back") == 1
    assert len(back(garden)) == 3
    done = run(garden, "--accept", "pull/5")
    assert "from 1 to 3, or refs" in done.stderr


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--accept", "3", "--send-back", "1", "--because", "x"), "Choose numbers from 1 to 2"),
        (("--accept", "9", "--send-back", "7", "--because", "x"), "should be mended first"),
        (("--accept", "7", "--send-back", "9"), "should know why"),
        (("--accept", "7", "--send-back", "9", "--because", " "), "should know why"),
        (("--accept", ""), "no note is named"),
        (("--accept", " , "), "no note is named"),
        (("--send-back", "", "--because", "x"), "no note is named"),
        (("--accept", "7", "--because", "x"), "nothing to send back"),
        (("--accept", "7", "--base", "main"), "--format text and json"),
        (("--accept", "7", "--format", "html"), "--format text and json"),
    ],
)
def test_all_is_looked_at_before_anything_is_done(
    garden: Repo, options: tuple[str, ...], words: str
) -> None:
    """One thing that can't be done, and nothing of the rest is."""
    request(garden, 7)
    head = request(garden, 9, CY, "See [x](nowhere.md) for more of it.")
    if "from 1" in words:
        garden.git("update-ref", "-d", "refs/pull/9/head")
        garden.git("branch", "received/x", head)
    done = run(garden, *options)
    assert done.returncode == 2
    assert words in done.stderr
    assert (_branches(garden), back(garden)) == ([], [])


def test_who_may_not_take_in_sends_nothing_back_beside_it(garden: Repo) -> None:
    """Somebody who is no moderator does neither half of what they asked."""
    garden.write(
        "mkdocs.yml",
        "site_name: H\nplugins:\n  - pollinate/garden:\n      policy: {moderators: [Ana Reyes]}\n",
    )
    garden.commit(ANA)
    request(garden, 7)
    request(garden, 8)
    done = run(garden, "--accept", "7", "--send-back", "8", "--because", "x")
    assert done.returncode == 1
    assert (_branches(garden), back(garden)) == ([], [])


def test_whole_texts(garden: Repo) -> None:
    """The list says how many words of a note it cuts, and which fields; `--full` shows them all, and
    so does the document.
    """
    text = f"{'Salt is cheap. ' * 20}\n\nBuy it at <https://spam.test.org> now."
    long = NOTE.format(text).replace("outcome: worked", 'outcome: worked\neffect: "Saved a day"')
    garden.git("switch", "-q", "-c", "received/long")
    garden.commit(BEA, docs__notes__2026__long=long)
    garden.git("switch", "-q", "main")
    short = run(garden).stdout
    assert "spam.test.org" not in short
    assert "(and 41 more words, effect: --full shows it)" in short
    whole = run(garden, "--full").stdout
    assert "     Buy it at <https://spam.test.org> now." in whole.splitlines()
    assert "effect: Saved a day" in whole and "--full" not in whole
    [one] = json.loads(run(garden, "--format", "json").stdout)["notes"]
    assert "spam.test.org> now." in one["texts"][0]


def test_what_is_taken_in_is_not_taken_in_twice(garden: Repo, tmp_path: Path) -> None:
    """Until it is pushed it stands in the list as taken in; all leaves it out, its number is
    refused; after the push it is gone.
    """
    request(garden, 7)
    request(garden, 8)
    clone = cloned(garden, tmp_path)
    done = run(clone, "--accept", "7")
    assert "  8  " not in done.stdout and "  7  Bea Lind  refs/pull/7/head" in done.stdout
    [branch] = _branches(clone)
    listed = run(clone).stdout
    assert listed.startswith("1 note waits, 1 taken in and not pushed yet")
    assert f"taken in on the branch {branch}, not pushed yet" in listed
    again = run(clone, "--accept", "7")
    assert again.returncode == 2 and f"taken in already, on the branch '{branch}'" in again.stderr
    done = run(clone, "--accept", "all")
    assert "1 note on the branch" in done.stdout
    follow(clone, done.stdout)
    clone.git("fetch", "-q", "origin", "+refs/heads/*:refs/remotes/origin/*")
    assert run(clone).stdout == "No note waits.\n"
    names = clone.git("ls-tree", "-r", "--name-only", "origin/main", "docs/notes").split()
    assert [one.rpartition("/")[2] for one in names] == ["n7.md", "n8.md"]


@pytest.mark.parametrize("is_ahead", [False, True])
def test_the_next_step_can_be_followed(garden: Repo, tmp_path: Path, *, is_ahead: bool) -> None:
    """Whatever the local branch of requests holds, the printed lines publish the notes, with each
    author and who took them in.
    """
    request(garden, 7)
    clone = cloned(garden, tmp_path)
    if is_ahead:
        clone.commit(CY, "Squash", docs__lessons__new="# New\n\nThe words of a new lesson.\n")
        clone.git("switch", "-q", "-c", "elsewhere")
    done = run(clone, "--accept", "7")
    assert ("has commits that were not pushed" in done.stdout) == is_ahead
    assert ("git switch main" in done.stdout) == is_ahead
    follow(clone, done.stdout)
    assert "n7.md" in garden.git("ls-tree", "-r", "--name-only", "main")
    assert ("new.md" in garden.git("ls-tree", "-r", "--name-only", "main")) == is_ahead
    clone.git("fetch", "-q", "origin", "+refs/heads/*:refs/remotes/origin/*")
    assert run(clone).stdout == "No note waits.\n"


def test_what_was_sent_back_is_their_turn_in_the_queue(garden: Repo) -> None:
    """The queue knows what was sent back, and why; a newer version is ours again."""
    head = request(garden, 7)
    words = ("--send-back", "7", "--because", "Which boat? Ask me@harbour.test.org")
    pollinate("-C", str(garden.path), "review", "--notes", *words)
    assert "sent back: Which boat?" in run(garden).stdout
    told = pollinate("-C", str(garden.path), "queue").stdout
    assert "1 request waits for who wrote it" in told and "wait for us" not in told
    assert "sent back: Which boat?" in told and "@" not in told
    assert "its newest version is of 20" in told and "since" not in told
    document = json.loads(pollinate("-C", str(garden.path), "queue", "--format", "json").stdout)
    [one] = document["requests"]
    assert one["turn"] == "theirs" and one["sent_back"].startswith("Which boat?")
    garden.git("switch", "-q", "--detach", head)
    newer = garden.commit(BEA, docs__notes__2026__n7=NOTE.format("It was the first boat."))
    garden.git("switch", "-q", "main")
    garden.git("update-ref", "refs/pull/7/head", newer)
    told = pollinate("-C", str(garden.path), "queue").stdout
    assert "1 request waits for us" in told and "sent back" not in told


def test_what_all_leaves_out_is_told(garden: Repo) -> None:
    """`all` prints what it took, and the numbers of what still needs a look."""
    request(garden, 7)
    request(garden, 9, CY, "See [x](nowhere.md) for more of it.")
    done = run(garden, "--accept", "all")
    assert "Left for a look: 9." in done.stdout
    assert "nowhere.md" not in done.stdout


def test_a_ref_that_names_somebody_hidden(garden: Repo) -> None:
    """A ref is shown only where it names nobody who asked not to be named."""
    garden.commit(ANA, docs__people__cy="---\nname: Cy Okafor\nshow: hidden\n---\n")
    head = request(garden, 9)
    garden.git("branch", "received/cy-okafor", head)
    garden.git("update-ref", "-d", "refs/pull/9/head")
    done = run(garden)
    assert "okafor" not in done.stdout.lower() and head in done.stdout
    assert run(garden, "--accept", head[:10]).returncode == 0


def test_a_wrong_answer_is_asked_again(
    garden: Repo, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On a terminal a wrong number is told at its question, and the answers before it stay."""
    request(garden, 7)
    request(garden, 8)
    answers = iter(["7", "9", "8", "", "Which boat?"])
    monkeypatch.setattr(notes_review, "on_terminal", lambda: True)
    monkeypatch.setattr(notes_review, "_prompted", lambda _: next(answers))
    place = notes_review.Place(directory=garden.path)
    notes_review.review_notes(place, notes_review.NoteChoice(), "text")
    told = capsys.readouterr()
    assert "there is no note '9'" in told.err
    assert "1 note on the branch" in told.out
    assert "Sent back: refs/pull/8/head" in told.out
    assert list(answers) == []
