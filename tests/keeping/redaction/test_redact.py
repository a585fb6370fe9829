# A person, a text and a file taken out of a whole history: what is left in any object, what stays
# as it was, what is refused. The oracle reads git's objects itself.
"""Test redactions."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import yaml
from pollinate.errors import OutputError
from pollinate.history.git import Repository
from pollinate.history.workspace import locate
from pollinate.keeping.redaction import run
from pollinate.keeping.redaction.clones import ids_left, texts_left
from pollinate.keeping.redaction.proof import prove
from pollinate.model.redaction import Proof, RedactionPlan, Removed
from support.repo import ANA, BEA, CY, Repo
from support.run import OURS, pollinate

MIRA = "Mira Kováč <mira.kovac@corp.test.org>"
LOGIN = "mirak <77+mirak@users.noreply.github.com>"
SECRET = "The customer Zyxcorp was down for nine hours\nand nobody dared to tell them."
MOMENTS = int(os.environ.get("POLLINATE_KILLS", "3"))
HERS = ("mira", "kovac", "kováč")
THEIRS = ("zyxcorp", "nobody dared")


def objects(place: Path) -> str:
    """Return all objects and names of refs of a repository as one text, in small letters."""
    said = ["cat-file", "--batch-all-objects", "--batch"]
    data = subprocess.run(["git", "-C", str(place), *said], capture_output=True, check=True).stdout
    refs = subprocess.run(
        ["git", "-C", str(place), "for-each-ref"], capture_output=True, check=True
    ).stdout
    text = (data + refs).decode("utf-8", "replace")
    return unicodedata.normalize("NFC", text).casefold()


def refs(place: Path) -> str:
    """Return all refs of a repository with what they lead to."""
    return subprocess.run(
        ["git", "-C", str(place), "for-each-ref"], capture_output=True, text=True, check=True
    ).stdout


def words_by(place: Path, *options: str) -> dict[str, dict[str, int]]:
    """Return lesson -> name -> words."""
    done = pollinate("-C", str(place), *options, "credits", "--format", "json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    return {
        path: {
            told["contributors"][who["contributor"]]["name"]: who["words"]
            for who in one["credits"]
            if who["words"]
        }
        for path, one in told["lessons"].items()
    }


@pytest.fixture
def garden(repo: Repo) -> Repo:
    """Give a garden in which Mira stands in every place where a name can stand."""
    repo.git("config", "user.name", "Ana Reyes")
    repo.git("config", "user.email", "ana@harbour.test.org")
    repo.write("mkdocs.yml", "site_name: G\nplugins:\n  - search\n  - pollinate/garden\n")
    repo.write(
        ".mailmap", "Mira Kováč <mira.kovac@corp.test.org> <77+mirak@users.noreply.github.com>\n"
    )
    repo.commit(
        MIRA,
        "Plant\n\nReviewed-by: Bea Lind <bea@harbour.test.org>",
        docs__lessons__pump="# Pump\n\nOil it each spring, before the rain comes in.\n",
        docs__people__mira="---\nname: Mira Kováč\ngit: [mirak]\n---\n\nI keep bees.\n",
    )
    repo.commit(
        ANA,
        "Tell the story\n\nCo-authored-by: Mira Kováč <mira.kovac@corp.test.org>",
        docs__lessons__story=f'---\nlearned_from:\n  - person: mira\n    because: "Mira Kováč said'
        f" so.\"\n---\n\n# Story\n\nAna's own words stand here first.\n\n{SECRET}\n\nLast words.\n",
    )
    style = repo.commit(
        LOGIN,
        "Style",
        docs__lessons__pump="# Pump\n\n* Oil it each spring, before the rain comes in.\n",
    )
    repo.write(".git-blame-ignore-revs", f"{style}\n")
    text = f"# Story\n\nAna's own words stand here first, mended.\n\n{SECRET}\n\nLast words, and more of Bea.\n"
    repo.commit(BEA, "Mend what @mirak wrote, as Kovac said", docs__lessons__story=text)
    repo.commit(CY, "List", docs__lessons__story=text, docs__plan="Zyxcorp's plan.\n")
    made = {"GIT_COMMITTER_NAME": "M. K.", "GIT_COMMITTER_EMAIL": "mira.kovac@corp.test.org"}
    repo.git("commit", "-q", "--amend", "--no-edit", who=CY, env=made)
    repo.git("tag", "-a", "v1", "-m", "Thanks to Mira Kováč", env=made)
    repo.git("update-ref", "refs/remotes/elsewhere/main", "HEAD~1")
    repo.git("notes", "add", "-m", "mira_kovac saw Zyxcorp", "HEAD~1")
    repo.git("branch", "mira-kovac/draft")
    repo.git("checkout", "-q", "-b", "side")
    repo.commit(MIRA, "On a side branch", docs__lessons__side="# Side\n\nMira's side.\n")
    repo.git("update-ref", "refs/pull/7/head", "HEAD")
    repo.git("checkout", "-q", "main")
    repo.git("branch", "-D", "side")
    return repo


def redact(repo: Repo, *args: str, code: int = 0, stdin: str = "") -> str:
    """Run the verb."""
    done = pollinate("-C", str(repo.path), "redact", *args, stdin=stdin)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


def all_of(place: Path) -> tuple[str, ...]:
    """Return the options that take all of it out."""
    return (
        "--person",
        "mira",
        "--also",
        "mira",
        "--text-from",
        "-",
        "--also",
        "Kovac",
        "--also",
        "Kováč",
        "--text",
        "Zyxcorp",
        "--file",
        "docs/plan.md",
        "--reference",
        "CASE-9",
        "--into",
        str(place),
        "--yes",
    )


def test_nothing_is_left_in_any_object(garden: Repo, tmp_path: Path) -> None:
    """Texts, front matter, messages, trailers, tags, notes, names of files, branches, requests,
    mailmap: nothing of her and of the text in any byte; the original as it was.
    """
    before, place = refs(garden.path), tmp_path / "clean.git"
    assert all(word in objects(garden.path) for word in HERS + THEIRS)
    told = redact(garden, *all_of(place), stdin=SECRET)
    left = objects(place)
    assert not [word for word in HERS + THEIRS if word in left]
    assert "docs/plan.md" not in left
    assert refs(garden.path) == before and all(word in objects(garden.path) for word in HERS)
    assert "refs/pull/7/head" in refs(place) and "refs/pull/7/head" in told
    assert "m. k." not in left and "refs/remotes/" not in refs(place)
    raw = b"".join(
        file.read_bytes()
        for file in place.rglob("*")
        if file.is_file() and "objects" not in file.parts
    )
    assert b"mira" not in raw.lower() and str(garden.path).encode() not in raw


def test_what_belongs_to_others_stays(garden: Repo, tmp_path: Path) -> None:
    """Words of each of the others, order and number of commits, notes, the list of commits that
    earn nothing; she is "a colleague" with her words from then on.
    """
    place, clone = tmp_path / "clean.git", tmp_path / "clone"
    before = words_by(garden.path)
    redact(garden, *all_of(place), stdin=SECRET)
    garden.git("clone", "-q", str(place), str(clone))
    after = words_by(clone)
    assert set(after) == set(before)
    for lesson, people in before.items():
        now = dict(after[lesson])
        assert now.get("a colleague", 0) >= people.get("Mira Kováč", 0) - 9, (lesson, now)
        own = {name: count for name, count in now.items() if name != "a colleague"}
        own.pop("Mira Kováč", None)
        rest = {name: count for name, count in people.items() if name != "Mira Kováč"}
        # The text itself was Ana's and Mira's in equal parts: what is gone is gone.
        rest = {
            n: c - (0 if lesson.endswith("pump.md") else own_part(lesson, n))
            for n, c in rest.items()
        }
        assert own == {name: count for name, count in rest.items() if count}
    subjects = garden.git("-C", str(clone), "log", "--format=%s").splitlines()
    assert subjects[0] == "Register a redaction" and len(subjects) == 6
    ignored = (clone / ".git-blame-ignore-revs").read_text().strip()
    assert garden.git("-C", str(clone), "log", "-1", "--format=%s", ignored) == "Style"
    noted = garden.git("-C", str(place), "notes", "show", "HEAD~2")
    assert "saw (…)" in noted and "colleague" in noted


def own_part(lesson: str, name: str) -> int:
    """Return the words of the text that were somebody's: of Ana, one half."""
    count = len(re.findall(r"\w+", SECRET))
    return count // 2 if lesson.endswith("story.md") and name == "Ana Reyes" else 0


def test_a_report_comes_first_and_writes_nothing(garden: Repo, tmp_path: Path) -> None:
    """Where it stands, what stays, which requests break; the document tells numbers alone."""
    before = refs(garden.path)
    told = redact(garden, "--person", "mira", "--text-from", "-", stdin=SECRET)
    assert "Nothing was written" in told and "refs/pull/7/head" in told
    assert "docs/people/mira.md" in told and "is taken out" in told
    assert "  kov" in told and "--also WORD" in told
    document = json.loads(redact(garden, "--person", "mira", "--format", "json"))
    assert document["schema"] == "pollinate/redaction/1" and document["open_requests"] == 1
    assert "mira" not in json.dumps(document).lower() and document["done"] is None
    assert refs(garden.path) == before and not list(tmp_path.glob("*.git*"))


def test_parts_of_a_text_are_told_and_taken(garden: Repo, tmp_path: Path) -> None:
    """An earlier version of a paragraph, one word other, is a near one: told, taken by --near."""
    words = "We lost the contract with the harbour because the invoice went to the wrong person"
    garden.lesson(BEA, f"# T\n\n{words}.\n", name="t")
    garden.lesson(BEA, f"# T\n\n{words.replace('invoice', 'bill')}.\n", name="t")
    told = redact(garden, "--text", words)
    assert "We lost the contract with the harbour because the bill went to …: 1" in told
    place = tmp_path / "clean.git"
    redact(garden, "--text", words, "--near", "--reference", "C", "--into", str(place), "--yes")
    left = objects(place)
    assert "lost the contract" not in left and "wrong person" not in left


def test_a_legal_hold_refuses(garden: Repo, tmp_path: Path) -> None:
    """Before anything is read, also without doing it."""
    config = (
        (garden.path / "mkdocs.yml")
        .read_text()
        .replace(
            "  - pollinate/garden\n", "  - pollinate/garden:\n      policy: {legal_hold: true}\n"
        )
    )
    garden.write("mkdocs.yml", config)
    assert "legal hold" in redact(garden, "--person", "mira", code=2)


def test_what_needs_a_word_first(garden: Repo, tmp_path: Path) -> None:
    """A reference, one that tells nothing, a signer who stays, a place outside, a yes, a person who
    is here, a text that is long enough.
    """
    place = str(tmp_path / "clean.git")
    assert "needs --reference" in redact(garden, "--person", "mira", "--into", place, code=2)
    done = ("--into", place, "--yes", "--reference")
    told = redact(garden, "--person", "mira", *done, "for Mira Kovac", code=2)
    assert "stand in the register" in told
    told = redact(garden, "--person", "Ana Reyes", *done, "C", code=2)
    assert "signed by whom you take out" in told
    told = redact(
        garden,
        "--person",
        "mira",
        "--into",
        str(garden.path / "x"),
        "--yes",
        "--reference",
        "C",
        code=2,
    )
    assert "inside the repository" in told
    told = redact(garden, "--person", "mira", "--into", place, "--reference", "C", code=2)
    assert "--yes" in told
    assert "nothing of this stands" in redact(garden, "--person", "Nobody Known")
    assert "fewer than 6" in redact(garden, "--text", "ab", code=2)
    assert "nothing was named" in redact(garden, code=2)
    assert "no commit ever" in redact(garden, "--file", "docs/none.md", code=2)
    assert "nothing of this stands" in redact(garden, "--text", "never written here")
    assert not list(tmp_path.glob("*.git*"))


def test_a_secret_is_changed_first(garden: Repo) -> None:
    """Of what looks like a token the report says so before all else."""
    token = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
    garden.lesson(BEA, f"# K\n\nUse {token} here.\n", name="k")
    told = redact(garden, "--text-from", "-", stdin=token)
    assert told.startswith("This looks like a password") and "Found: the text 1" in told


def test_a_file_that_is_no_text_is_taken_whole(garden: Repo, tmp_path: Path) -> None:
    """What can't be written anew stops it, until its file is named."""
    garden.write("docs/lessons/board.bin", b"\0\0 Mira Kovac \0")
    garden.commit(BEA, "A picture")
    place = str(tmp_path / "clean.git")
    words = ("--person", "mira", "--reference", "C", "--into", place, "--yes")
    told = redact(garden, *words, code=2)
    assert "no text" in told and "docs/lessons/board.bin" in told
    redact(garden, *words, "--file", "docs/lessons/board.bin")
    assert "board.bin" not in objects(Path(place))


def test_namesakes_stay_apart(garden: Repo, tmp_path: Path) -> None:
    """Of two people with one name, one goes: commits by her address; the name in texts may be the
    other's, and stays, told.
    """
    garden.commit(
        "Alex Kim <a.kim@corp.test.org>",
        "One",
        docs__lessons__one="# One\n\nWords of the first.\n",
        docs__people__alex="---\nname: Alex Kim\ngit: [Alex Kim]\n---\n",
    )
    garden.commit(
        "Alex Kim Bauer <b.kim@corp.test.org>",
        "Two",
        docs__lessons__two="# Two\n\nSecond, by Alex Kim Bauer.\n",
        docs__people__alexb="---\nname: Alex Kim Bauer\ngit: [Alex Kim Bauer]\n---\n",
    )
    place = tmp_path / "clean.git"
    told = redact(garden, "--person", "alex", "--reference", "C", "--into", str(place), "--yes")
    left = objects(place)
    assert "Somebody else is called so" in told
    assert "a.kim@corp" not in left and "b.kim@corp" in left and "by alex kim bauer." in left


def taken_out(repo: Repo, tmp_path: Path, *words: str) -> tuple[str, Path]:
    """Redact into a new mirror; return what is told, and the mirror."""
    place = tmp_path / "clean.git"
    return redact(repo, *words, "--reference", "C", "--into", str(place), "--yes"), place


def test_two_names_of_one_person_stay_two(garden: Repo, tmp_path: Path) -> None:
    """Files and branches that differ by them alone keep a name each."""
    for name in ("mira", "mirak"):
        garden.write(f"docs/img/{name}.svg", f"<svg><!-- {len(name)} --></svg>")
        garden.git("branch", name)
    garden.commit(BEA, "Pictures")
    _, place = taken_out(garden, tmp_path, "--person", "mira", "--also", "mira")
    files = garden.git("-C", str(place), "ls-tree", "-r", "--name-only", "HEAD").splitlines()
    assert len([one for one in files if one.startswith("docs/img/colleague")]) == 2
    assert len([one for one in refs(place).splitlines() if "heads/colleague" in one]) == 2


def test_what_would_become_one_stops_it(garden: Repo, tmp_path: Path) -> None:
    """Two files whose names differ by an accent."""
    for name in ("mira-kovac", "mira-kováč"):
        garden.write(f"docs/img/{name}.svg", f"<svg><!-- {name} --></svg>")
    garden.commit(BEA, "Pictures")
    place = str(tmp_path / "clean.git")
    words = ("--person", "mira", "--reference", "C", "--into", place, "--yes")
    assert "would have one name" in redact(garden, *words, code=2)


def test_names_of_others_that_hold_hers_stay(garden: Repo, tmp_path: Path) -> None:
    """A longer surname, a longer name in a script without blanks: author, address and texts."""
    garden.commit(
        "Mark Peters <m@corp.test.org>", docs__lessons__m="# M\n\nOf Mark Petersen too.\n"
    )
    garden.commit("Mark Petersen <markpetersen@corp.test.org>", docs__lessons__n="# N\n\nWords.\n")
    garden.commit("王明 <w1@corp.test.org>", docs__lessons__w="# W\n\n王明华 said it.\n")
    garden.commit("王明华 <w2@corp.test.org>", docs__lessons__x="# X\n\nMore words.\n")
    words = ("--person", "Mark Peters", "--person", "王明")
    told, place = taken_out(garden, tmp_path, *words)
    left = objects(place)
    assert "mark petersen <markpetersen@corp.test.org>" in left and "of mark petersen too" in left
    assert "王明华 <w2@corp.test.org>" in left and "王明华 said it" in left
    assert "m@corp.test.org> 1" not in left and "w1@" not in left
    assert "Somebody else is called so" in told


def test_notes_on_commits_that_are_gone(garden: Repo, tmp_path: Path) -> None:
    """After an amended commit they go with it, and stop nothing."""
    garden.commit(BEA, "To be amended")
    garden.git("notes", "add", "-m", "old words", "HEAD")
    garden.git("commit", "-q", "--allow-empty", "--amend", "-m", "Amended", who=BEA)
    garden.git("notes", "add", "-m", "new words", "HEAD")
    _, place = taken_out(garden, tmp_path, "--person", "mira")
    assert "new words" in garden.git("-C", str(place), "notes", "show", "HEAD~1")
    assert "old words" not in objects(place)


def test_who_was_hidden_first_is_taken_out_whole(garden: Repo, tmp_path: Path) -> None:
    """The old profile, its words and its handle are found in the history, though no file of today
    says them.
    """
    hide = pollinate("-C", str(garden.path), "person", "mira", "--hide", "--yes")
    assert hide.returncode == 0, hide.stderr
    garden.commit(ANA, "Hide somebody")
    _, place = taken_out(
        garden, tmp_path, "--person", "Mira Kováč", "--also", "mira", "--also", "Kovac"
    )
    left = objects(place)
    assert "i keep bees" not in left and not [word for word in HERS if word in left]


def test_a_short_handle_goes_where_a_person_stands(garden: Repo, tmp_path: Path) -> None:
    """In lists, flow mappings and settings as well; an ordinary word in a sentence stays."""
    garden.write(
        "mkdocs.yml",
        "site_name: G\nplugins:\n  - search\n  - pollinate/garden:\n      policy:\n"
        "        moderators:\n          - will\n",
    )
    garden.commit(
        "Will Grant <will@corp.test.org>",
        docs__people__will="---\nname: Will Grant\n---\n",
        docs__lessons__will="# W\n\nWe will mark each box. It will hold.\n",
        docs__gatherings__g="---\ndate: 2026-01-02\npeople:\n  - will\n  - ana\n---\n",
        docs__lessons__y="---\ncredit:\n  - {person: will, role: helper}\n---\n\n# Y\n\nIt.\n",
    )
    told, place = taken_out(garden, tmp_path, "--person", "will")
    left = objects(place)
    assert "we will mark each box. it will hold." in left
    assert "- will" not in left and "person: will" not in left and "- ana" in left
    assert "docs/lessons/will.md" in garden.git("-C", str(place), "log", "--name-only", "--format=")
    assert "will: " in told


def test_who_stands_in_no_commit_of_this_branch(garden: Repo, tmp_path: Path) -> None:
    """An author on another branch, somebody whom texts alone name."""
    garden.git("switch", "-q", "-c", "other")
    garden.lesson("Zed Unmerged <zed@corp.test.org>", "# Z\n\nWords.\n", name="z")
    garden.git("switch", "-q", "main")
    garden.lesson(BEA, "# J\n\nJoe Smithers told it.\n", name="j")
    words = ("--person", "Zed Unmerged", "--person", "Joe Smithers")
    _, place = taken_out(garden, tmp_path, *words)
    left = objects(place)
    assert "unmerged" not in left and "zed@" not in left and "smithers" not in left


def test_a_secret_of_signs(garden: Repo, tmp_path: Path) -> None:
    """Its signs go with it: none is left to guess from."""
    garden.lesson(BEA, "# K\n\nOpen it by S3!$%&/()=?# or hunter2!$%& as you like.\n", name="k")
    words = ("--text", "S3!$%&/()=?#", "--text", "hunter2!$%&")
    _, place = taken_out(garden, tmp_path, *words)
    assert "open it by (…) or (…) as you like" in objects(place)


def test_who_was_taken_for_one_person_is_told(garden: Repo) -> None:
    """Names and how many addresses, so that a namesake of another branch is seen."""
    told = redact(garden, "--person", "mira")
    assert "Mira Kováč: 1 address" in told and "mirak: 1 address" in told


def test_branches_and_tags_are_told(garden: Repo) -> None:
    """Where a name of them alone holds it, too."""
    garden.git("branch", "quorrel-outage")
    told = redact(garden, "--text", "Quorrel")
    assert "refs/heads/quorrel-outage" in told and "Nothing was written" in told


def test_a_copy_of_a_file_stops_it(garden: Repo, tmp_path: Path) -> None:
    """What lies at a place that was not named would stay."""
    garden.write("docs/copy.md", "Zyxcorp's plan.\n")
    garden.commit(BEA, "Copy")
    place = str(tmp_path / "clean.git")
    words = ("--file", "docs/plan.md", "--reference", "C", "--into", place, "--yes")
    assert "docs/copy.md" in redact(garden, *words, code=2)
    redact(garden, *words, "--file", "docs/copy.md")
    assert "zyxcorp's plan" not in objects(Path(place))


def test_a_clone_keeps_what_no_server_has(garden: Repo, tmp_path: Path) -> None:
    """A tag of one's own, a file that Git does not know and that the server has meanwhile, git's
    notes: each stops the cleaning, and nothing is lost.
    """
    clone = Repo.__new__(Repo)
    clone.path, clone.clock = tmp_path / "clone", garden.clock
    garden.clone(clone.path)
    _, place = taken_out(garden, tmp_path, "--person", "mira")
    clone.git("switch", "-q", "--detach")
    clone.lesson(BEA, "# Draft\n\nForty hours.\n", name="draft")
    clone.git("tag", "draft")
    clone.git("switch", "-q", "main")
    assert "refs/tags/draft" in redact(clone, "--clean", str(place), code=2)
    clone.git("tag", "-d", "draft")
    clone.git("notes", "add", "-m", "mine", "HEAD")
    assert "refs/notes/commits" in redact(clone, "--clean", str(place), code=2)
    clone.git("update-ref", "-d", "refs/notes/commits")
    clone.write("redactions.yml", "my own")
    assert "written over: redactions.yml" in redact(clone, "--clean", str(place), code=2)
    assert (clone.path / "redactions.yml").read_text() == "my own"
    (clone.path / "redactions.yml").unlink()
    redact(clone, "--clean", str(place))


def test_a_clone_is_cleaned(garden: Repo, tmp_path: Path) -> None:
    """Every object of it is one of the mirror, its caches are gone, its site is built anew; work
    that no server knows stops it.
    """
    place, clone = tmp_path / "clean.git", Repo.__new__(Repo)
    clone.path, clone.clock = tmp_path / "clone", garden.clock
    garden.clone(clone.path)
    assert words_by(clone.path)
    site = pollinate("-C", str(clone.path), "build", "-q", "--site-dir", "site")
    assert site.returncode == 0, site.stderr
    redact(garden, *all_of(place), stdin=SECRET)
    clone.git("checkout", "-q", "-b", "own")
    clone.lesson(BEA, "# Own\n\nNot sent.\n", name="own")
    assert "no server knows" in redact(clone, "--clean", str(place), code=2)
    clone.git("checkout", "-q", "main")
    clone.git("branch", "-D", "own")
    clone.git("branch", "zyx-work", "main")
    told = redact(clone, "--clean", str(place), "--site", "site", "--text", "Zyxcorp")
    assert "built anew" in told and "git branch -m zyx-work" in told
    left = objects(clone.path)
    assert not [word for word in HERS + THEIRS if word in left]
    raw = b"".join(
        file.read_bytes()
        for file in clone.path.rglob("*")
        if file.is_file() and "objects" not in file.parts
    ).lower()
    assert b"zyxcorp" not in raw and b"mira" not in raw
    assert clone.git("status", "--porcelain") == "?? site/"
    assert "cleaned mirror" in redact(clone, "--clean", str(place))


def test_the_register_keeps_earlier_entries_and_leads_ids_on(garden: Repo, tmp_path: Path) -> None:
    """Two redactions one after the other; a commit that front matter names is the new one."""
    first = garden.git("rev-parse", "HEAD~1")
    garden.write("redactions.yml", '- on: 2020-01-01\n  reference: "C-0"')
    garden.lesson(
        BEA, f"---\ncredit:\n  - commit: {first}\n    role: none\n---\n\n# R\n\nBea.\n", name="r"
    )
    one, two = tmp_path / "one.git", tmp_path / "two.git"
    done = ("--yes", "--reference")
    redact(garden, "--person", "mira", "--into", str(one), *done, "C-1")
    redact(garden, "--text", "Zyxcorp", "--of", str(one), "--into", str(two), *done, "C-2")
    register = garden.git("-C", str(two), "show", "HEAD:redactions.yml")
    assert [one["reference"] for one in yaml.safe_load(register)] == ["C-0", "C-1", "C-2"]
    assert "1 person" in register
    text = garden.git("-C", str(two), "show", "HEAD:docs/lessons/r.md")
    new = re.search(r"commit: ([0-9a-f]{40})", text)
    assert new is not None and new[1] != first
    assert "Mend what" in garden.git("-C", str(two), "log", "-1", "--format=%s", new[1])


def test_a_proof_that_fails_gives_no_mirror(
    garden: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An object, a name of a file or a ref that still holds it: told by its id alone."""
    garden.git("update-ref", "refs/heads/zyxcorp-outage", "HEAD")
    place = tmp_path / "mirror.git"
    garden.git("clone", "-q", "--mirror", str(garden.path), str(place))
    mirror = Repository(root=place, head=None, common_dir=place)
    plan = RedactionPlan(texts=(("Zyxcorp",),), files=("docs/plan.md",))
    left = prove(mirror, plan, lambda *_: None).left
    assert any(one.startswith("blob ") for one in left)
    assert "a file that was taken out: docs/plan.md" in left
    assert any(one.startswith("the name of the ref") for one in left)
    assert not any("zyxcorp" in one.lower() for one in left)
    named = RedactionPlan(texts=(("story",),))
    assert any(one.startswith("tree ") for one in prove(mirror, named, lambda *_: None).left)
    pair = Removed(token="3f9a1c2b", pairs=(("Cy Okafor", "cy@harbour.test.org"),))
    by = prove(mirror, RedactionPlan(people=(pair,)), lambda *_: None).left
    assert {one.partition(" ")[0] for one in by} == {"commit"}
    monkeypatch.setattr(run, "prove", lambda *_: Proof(7, ("blob abc",)))
    settings, clean = garden.settings(), tmp_path / "clean.git"
    workspace = locate(settings)
    assert workspace.repository is not None
    with (
        run.mirror_of(workspace.repository, str(garden.path), clean) as made,
        pytest.raises(OutputError, match="1 objects still hold"),
    ):
        run.redact(made, workspace, settings, plan, "C", clean, lambda *_: None)
    assert not list(tmp_path.glob("clean*"))


def test_two_runs_on_one_mirror(garden: Repo, tmp_path: Path) -> None:
    """The second one waits: it doesn't throw away what the first is making."""
    place = tmp_path / "clean.git"
    unfinished = tmp_path / "clean.git.unfinished"
    unfinished.mkdir()
    (unfinished / "pollinate-owner").write_text(f"{socket.gethostname()} {os.getppid()}\n")
    words = ("--person", "mira", "--reference", "C", "--into", str(place), "--yes")
    assert "another run works" in redact(garden, *words, code=2)
    assert unfinished.is_dir()
    (unfinished / "pollinate-owner").write_text(f"{socket.gethostname()} 999999999\n")
    redact(garden, *words)


def test_a_folder_goes_whole(garden: Repo, tmp_path: Path) -> None:
    """With everything in it, and nothing that only begins like it."""
    garden.write("docs/vault/a.md", "One of the vault.\n")
    garden.write("docs/vault/deep/b.md", "Two of the vault.\n")
    garden.write("docs/vault-plans.md", "Not of it.\n")
    garden.commit(BEA, "Vault")
    _, place = taken_out(garden, tmp_path, "--file", "docs/vault")
    left = objects(place)
    assert "of the vault" not in left and "not of it." in left


def test_a_site_that_holds_it_still_is_told(garden: Repo, tmp_path: Path) -> None:
    """A page that names an old commit or has the text between tags."""
    site = tmp_path / "site"
    site.mkdir()
    old = "a" * 40
    (site / "one.html").write_text(f"<a href='https://x.test/commit/{old[:12]}'>")
    (site / "two.html").write_text("<p>The <b>old</b> pump failed <i>at</i> night</p>")
    (site / "three.html").write_text("nothing")
    assert ids_left(site, {old: "b" * 40}) == ["one.html"]
    plan = RedactionPlan(texts=(("old", "pump", "failed", "at", "night"),))
    assert texts_left(site, plan) == ["two.html"]


def test_a_mirror_that_is_none_cleans_nothing(garden: Repo, tmp_path: Path) -> None:
    """A folder that no redaction made."""
    garden.git("clone", "-q", "--mirror", str(garden.path), str(tmp_path / "m.git"))
    assert "no mirror that" in redact(garden, "--clean", str(tmp_path / "m.git"), code=2)


@pytest.fixture
def guides(corpora: Path, tmp_path: Path) -> Repo:
    """Give a clone of a real handbook."""
    real = Repo.__new__(Repo)
    real.path, real.clock = tmp_path / "guides", 1_800_000_000
    bundle = str(corpora / "thoughtbot-guides.bundle")
    subprocess.run(["git", "clone", "-q", bundle, str(real.path)], check=True)
    real.git("remote", "remove", "origin")
    real.git("config", "user.name", "Garden team")
    real.git("config", "user.email", "garden@harbour.test.org")
    return real


WHERE = ("--docs-dir", ".", "--lessons", "**/*.md")
OUT = ("--person", "Joe Ferris", "--text", "Create a local feature branch based off main", "--near")


def test_a_real_handbook(guides: Repo, tmp_path: Path) -> None:
    """One person and one paragraph go; all words of all others stay, lesson by lesson."""
    place, clone = tmp_path / "clean.git", tmp_path / "clone"
    before = words_by(guides.path, *WHERE)
    assert sum("Joe Ferris" in people for people in before.values()) > 5
    done = pollinate(
        "-C",
        str(guides.path),
        *WHERE,
        "redact",
        *OUT,
        "--reference",
        "CASE-1",
        "--into",
        str(place),
        "--yes",
    )
    assert done.returncode == 0, done.stderr
    left = objects(place)
    assert not [
        word for word in ("joe ferris", "jferris", "local feature branch based") if word in left
    ]
    guides.git("clone", "-q", str(place), str(clone))
    after = words_by(clone, *WHERE)
    for lesson, people in before.items():
        lost = people.get("Joe Ferris", 0) - after[lesson].get("a colleague", 0)
        assert lost == 0 or lesson == "git/README.md"
    assert dict(others(after)) == dict(others(before))


def others(told: Mapping[str, Mapping[str, int]]) -> Iterator[tuple[tuple[str, str], int]]:
    """Yield the words of all others, but of the lesson that held the paragraph."""
    for lesson, people in told.items():
        for name, count in people.items():
            if name not in ("Joe Ferris", "a colleague") and lesson != "git/README.md":
                yield (lesson, name), count


def test_killed_at_any_moment(guides: Repo, tmp_path: Path) -> None:
    """The original is as it was, no mirror has its name that isn't whole, and the next run ends well."""
    place = tmp_path / "clean.git"
    words = ["-C", str(guides.path), *WHERE, "redact", *OUT]
    words += ["--reference", "CASE-1", "--into", str(place), "--yes"]
    before, start = refs(guides.path), time.monotonic()
    assert pollinate(*words).returncode == 0
    took, whole = time.monotonic() - start, place.rename(tmp_path / "first.git")
    chance = random.Random(MOMENTS)
    for moment in range(MOMENTS):
        process = subprocess.Popen(
            [sys.executable, "-m", "pollinate_cli", *words],
            env={**os.environ, "PYTHONPATH": OURS},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(chance.uniform(0, took * 0.9))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(30)
        assert refs(guides.path) == before and not guides.git("status", "--porcelain"), moment
        if place.exists():
            # It was done already: then it is whole.
            assert refs(place).count("\n") == refs(whole).count("\n"), moment
            assert "joe ferris" not in objects(place)
            shutil.rmtree(place)
    assert pollinate(*words).returncode == 0
    assert not list(tmp_path.glob("*.unfinished"))
    counts = [refs(one).count("\n") for one in (whole, place)]
    assert counts[0] == counts[1]
