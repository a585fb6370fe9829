# What must hold on real gardens, and on one that is made up like them: line owners equal git blame, and every credit can be added up from
# its evidence.
"""Test credits on real gardens."""

from __future__ import annotations

import json
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from pollinate.derive.credit_sums import FEW_WORDS
from pollinate.settings import make_settings
from support.made_corpus import write_made_corpus
from support.repo import build_credits
from support.run import pollinate

HEAD = ["191f6b4bc0dec52e78763213515bf158137614be"]
"""Of the garden that is made up."""


def blamed(corpus: Path, path: str) -> list[str]:
    """Return the commit that git blame names for each line of a file."""
    done = subprocess.run(
        ["git", "-C", str(corpus), "blame", "--porcelain", "HEAD", "--", path],
        capture_output=True,
        check=True,
    )
    heads = (line.split(b" ") for line in done.stdout.split(b"\n") if not line.startswith(b"\t"))
    return [
        words[0].decode()
        for words in heads
        if len(words[0]) == 40 and len(words) in (3, 4) and words[1].isdigit()
    ]


def quick_to_blame(corpus: Path, target: Path) -> Path:
    """Return a copy of a repository's history with git's own index of which commit changes what:
    blame says the same and takes a third of the time.
    """
    for words in (
        ("clone", "-q", "--bare", "--shared", str(corpus), str(target)),
        ("-C", str(target), "commit-graph", "write", "--reachable", "--changed-paths"),
    ):
        subprocess.run(["git", *words], check=True, capture_output=True)
    return target


def test_owners_are_those_of_git_blame(corpus: Path, tmp_path: Path) -> None:
    """`credits --lines` names for every physical line of every lesson the commit that git blame
    names.
    """
    done = pollinate(
        "-C",
        str(corpus),
        "--docs-dir",
        ".",
        "--lessons",
        "**/*.md",
        "credits",
        "--format",
        "json",
        "--lines",
    )
    lessons = json.loads(done.stdout)["lessons"]
    bare = quick_to_blame(corpus, tmp_path / "bare")
    with ThreadPoolExecutor(2) as pool:
        expected = dict(
            zip(lessons, pool.map(lambda path: blamed(bare, path), lessons), strict=True)
        )

    assert len(lessons) >= 49
    assert {} == {path: 1 for path, owners in expected.items() if owners != lessons[path]["owners"]}


def test_every_credit_adds_up(corpus: Path) -> None:
    """For each credit the lines of its evidence, by commit and rule, sum to its lines, and shares
    of a lesson to 1.
    """
    settings = make_settings({"lessons": ["**/*.md"], "cache": False}, root=corpus, docs_dir=corpus)
    work, credits = build_credits(settings)
    wrong = [
        (uri, credit.contributor)
        for uri, one in credits.items()
        for credit in one.credits
        if abs(sum(e.words for e in credit.evidence) - credit.words) > 1e-9
        or not (credit.roles or 0 < credit.words < FEW_WORDS)
    ]
    shares = {
        uri: sum(c.share for c in one.credits)
        for uri, one in credits.items()
        if any(c.words for c in one.credits)
    }

    assert work.history.available
    assert [] == wrong
    assert {} == {uri: share for uri, share in shares.items() if abs(share - 1) > 1e-9}


def test_why_shows_what_adds_up(corpus: Path) -> None:
    """`why` prints for a credit the evidence that sums to its lines."""
    options = ("-C", str(corpus), "--docs-dir", ".", "--lessons", "**/*.md")
    lessons = json.loads(pollinate(*options, "credits", "--format", "json").stdout)["lessons"]
    path, lesson = max(lessons.items(), key=lambda item: len(item[1]["credits"]))
    for credit in lesson["credits"][:4]:
        told = json.loads(
            pollinate(*options, "why", credit["contributor"], path, "--format", "json").stdout
        )

        assert credit["words"] == told["words"]
        assert abs(sum(e["words"] for e in told["evidence"]) - credit["words"]) < 1e-9


def test_the_made_up_garden_has_what_real_ones_have(tmp_path: Path) -> None:
    """Many hands, merges with conflicts, renames, an old encoding, odd paths and line ends; the
    same on every machine.
    """
    folder = write_made_corpus(tmp_path / "made")

    def told(*args: str) -> list[str]:
        git = ["git", "-C", str(folder), "-c", "core.quotePath=false", *args]
        return subprocess.run(git, capture_output=True, check=True).stdout.decode().splitlines()

    texts = [path.read_bytes() for path in folder.rglob("*.md")]
    assert 60 <= len(texts)
    assert 35 <= len(set(told("log", "--format=%an <%ae>")))
    assert 10 <= len(told("log", "--merges", "--format=%h"))
    assert 5 <= sum(line.startswith("@@@") for line in told("log", "--cc", "--merges", "-p"))
    assert 15 <= sum(
        line.startswith("R") for line in told("log", "-M", "--name-status", "--format=")
    )
    assert 10 <= told("log", "--format=%e").count("ISO-8859-1")
    assert 30 <= len(told("log", "--grep=Co-authored-by", "--format=%h"))
    assert any(text.startswith(b"\xef\xbb\xbf") for text in texts)
    assert any(b"\r\n" in text for text in texts)
    assert not all(text.endswith(b"\n") for text in texts)
    assert HEAD == told("rev-parse", "HEAD")
