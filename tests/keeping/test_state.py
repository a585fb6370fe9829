# Lessons that are retired, superseded or withdrawn: what stays of the file, what the site says.
"""Test retiring and withdrawing lessons."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from pollinate.derive.superseded import circle_from
from pollinate.paths import SrcUri
from support.repo import ANA, Repo
from support.run import pollinate

TEXT = """---
# ours
title: "Roll back first"
status: current   # for now
tags: [deploys]
redirect_from:
  - "lessons/old.md"
learned_from:
  - source: "A book of Zyx"
---

# Roll back first

The customer Zyxcorp was down. ![board](board.png) and ![shared](shared.png)
"""


@pytest.fixture
def garden(repo: Repo) -> Repo:
    """Give a garden of a lesson with notes and pictures, and another."""
    repo.write(
        "mkdocs.yml",
        "site_name: G\ntheme: {name: material, font: false}\nplugins:\n  - search\n"
        "  - pollinate/garden\n  - pollinate/learned-from\n",
    )
    for name in ("board", "shared"):
        repo.write(f"docs/lessons/{name}.png", b"\x89PNG\r\n\x1a\n")
    repo.commit(
        ANA,
        docs__lessons__roll=TEXT,
        docs__lessons__newer="# Newer\n\nWords of the newer one. ![shared](shared.png)\n",
        docs__notes__n="---\nabout: lessons/roll.md\nkind: reflection\n---\n\nZyxcorp again.\n",
    )
    return repo


def run(repo: Repo, *args: str, code: int = 0) -> str:
    """Run a verb."""
    done = pollinate("-C", str(repo.path), *args)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


def built(repo: Repo, tmp_path: Path) -> Path:
    """Check and build the garden, strictly."""
    run(repo, "check")
    site = tmp_path / "site"
    run(repo, "build", "--strict", "--site-dir", str(site))
    return site


def test_retired(garden: Repo, tmp_path: Path) -> None:
    """Status, reason and day are set; comments, order and text stay; the page says so first."""
    run(garden, "retire", "roll", "--because", 'The "old"\nscheduler is gone.', "--asked-by", "Ana")
    text = (garden.path / "docs/lessons/roll.md").read_text()
    today = date.today().isoformat()
    assert text == TEXT.replace("status: current   # for now", "status: retired").replace(
        "---\n\n# Roll",
        f'reason: "The \\"old\\" scheduler is gone."\non: {today}\nasked_by: "Ana"\n---\n\n# Roll',
    )
    page = (built(garden, tmp_path) / "lessons/roll/index.html").read_text()
    notice = page.split("pl-notice--retired")[1][:2000]
    assert "scheduler is gone" in notice


def test_superseded(garden: Repo, tmp_path: Path) -> None:
    """Readers are led to the newer one; a lesson does not supersede itself."""
    run(garden, "retire", "roll", "--because", "It left out a step.", "--superseded-by", "newer")
    text = (garden.path / "docs/lessons/roll.md").read_text()
    assert "status: superseded\n" in text
    assert 'superseded_by: "newer.md"\n' in text
    page = (built(garden, tmp_path) / "lessons/roll/index.html").read_text()
    assert re.search(r'pl-notice--superseded.*?href="[./]*(?:lessons/)?newer/"', page, re.S)
    said = run(garden, "retire", "roll", "--because", "x", "--superseded-by", "roll", code=2)
    assert "by itself" in said


def test_withdrawn(garden: Repo, tmp_path: Path) -> None:
    """Nothing of the text is in any byte of the site; its page, old address and reason are; what may
    say it elsewhere is named.
    """
    said = run(garden, "withdraw", "roll", "--because", "It named a customer.", "--yes")
    assert "docs/notes/n.md" in said
    assert "docs/lessons/board.png" in said
    assert "shared.png" not in said
    assert "still in the history" in said
    text = (garden.path / "docs/lessons/roll.md").read_text()
    assert text.startswith('---\ntitle: "Roll back first"\nstatus: withdrawn\n')
    assert "Zyx" not in text
    assert "deploys" not in text
    garden.git("rm", "-q", "-f", "docs/notes/n.md")
    site = built(garden, tmp_path)
    whole = b"".join(one.read_bytes() for one in site.rglob("*") if one.is_file())
    assert b"Zyx" not in whole
    assert "It named a customer" in (site / "lessons/roll/index.html").read_text()
    assert "lessons/roll/" in (site / "lessons/old/index.html").read_text()


def test_who_else_names_it_is_told(garden: Repo) -> None:
    """A page that names it by a path from its own folder, or by its title, is named; an old place
    that is written as one text stays.
    """
    garden.commit(
        ANA,
        docs__lessons__roll=TEXT.replace(
            'redirect_from:\n  - "lessons/old.md"', "redirect_from: lessons/old.md"
        ),
        docs__lessons__near="# Near\n\nAs [said](roll.md) before.\n",
        docs__lessons__wiki="# Wiki\n\nAs [[Roll back first]] says.\n",
    )
    said = run(garden, "withdraw", "roll", "--because", "x", "--yes")
    assert "docs/lessons/near.md" in said
    assert "docs/lessons/wiki.md" in said
    assert '- "lessons/old.md"' in (garden.path / "docs/lessons/roll.md").read_text()


def test_withdrawn_without_its_title(garden: Repo, tmp_path: Path) -> None:
    """Where the title is what nobody may read, it goes too."""
    said = run(garden, "withdraw", "roll", "--because", "A person asked.", "--no-title", "--yes")
    assert "So may its old addresses" in said
    assert "pollinate move" in said
    assert "Roll back" not in (garden.path / "docs/lessons/roll.md").read_text()
    site = built(garden, tmp_path)
    assert "Roll back first" not in (site / "lessons/roll/index.html").read_text()


def test_a_dry_run_and_a_word_that_is_no_lesson(garden: Repo) -> None:
    """A dry run prints the file; nothing is changed."""
    for verb in ("retire", "withdraw"):
        said = run(garden, verb, "roll", "--because", "x", "--dry-run")
        assert 'reason: "x"' in said
        said = run(garden, verb, "nothing", "--because", "x", code=2)
        assert "is no lesson" in said
        run(garden, verb, "roll", code=2)
    assert garden.git("status", "--porcelain") == ""


def test_no_circle_of_successors(garden: Repo) -> None:
    """Whatever its length, a row of successors never leads back: `retire` refuses it, and `check`
    and a review find one that was written by hand.
    """
    garden.commit(ANA, docs__lessons__third="# Third\n\nWords of the third.\n")
    because = ("--because", "It left out a step.")
    run(garden, "retire", "roll", *because, "--superseded-by", "newer")
    run(garden, "retire", "newer", *because, "--superseded-by", "third")
    before = (garden.path / "docs/lessons/third.md").read_bytes()
    said = run(garden, "retire", "third", *because, "--superseded-by", "roll", code=2)
    assert "lessons/third.md → lessons/roll.md → lessons/newer.md → lessons/third.md" in said
    assert before == (garden.path / "docs/lessons/third.md").read_bytes()
    garden.commit(ANA)
    assert "superseded-circle" not in run(garden, "check")
    garden.git("switch", "-q", "-c", "idea")
    text = "---\nstatus: superseded\nsuperseded_by: roll.md\n---\n# Third\n\nWords of it.\n"
    garden.commit(ANA, docs__lessons__third=text)
    assert run(garden, "check", code=1).count("[superseded-circle]") == 3
    assert run(garden, "check", "--since", "main", code=1).count("[superseded-circle]") == 1
    garden.git("switch", "-q", "main")
    done = pollinate("-C", str(garden.path), "review", "idea")
    assert "superseded-circle" in done.stdout, done.stdout + done.stderr


def test_a_row_that_leads_into_a_circle_ends() -> None:
    """A lesson whose successors go round without it is in no circle itself."""
    row = {"a": "b", "b": "c", "c": "b", "d": "d"}
    ways = {SrcUri(one): SrcUri(other) for one, other in row.items()}
    assert circle_from(SrcUri("a"), ways.get) == ()
    assert circle_from(SrcUri("b"), ways.get) == ("b", "c")
    assert circle_from(SrcUri("d"), ways.get) == ()


def test_retire_says_which_trails_have_it(garden: Repo) -> None:
    """A trail with the lesson as a step is named, one that only links to it is not."""
    steps = "---\ntitle: T\nsteps:\n  - lesson: ../lessons/roll.md\n    why: First.\n---\n"
    garden.commit(ANA, docs__trails__one=steps, docs__trails__two=steps.replace("roll", "newer"))
    said = run(garden, "retire", "roll", "--because", "x")
    assert "docs/trails/one.md" in said
    assert "docs/trails/two.md" not in said


@pytest.mark.parametrize("verb", [["retire"], ["withdraw", "--yes"], ["renew"]])
@pytest.mark.parametrize("blank", ["", "  ", "\n"])
def test_a_reason_has_words(garden: Repo, verb: list[str], blank: str) -> None:
    """Nothing between two quotes is no reason, and changes no file."""
    said = run(garden, *verb, "roll", "--because", blank, code=2)
    assert "Say it in a few words" in said
    assert garden.git("status", "--porcelain") == ""


def test_withdraw_loses_nothing_unasked(garden: Repo) -> None:
    """Words that no commit has are overwritten with --yes only; where nobody can be asked nothing
    is withdrawn without it.
    """
    file = garden.path / "docs/lessons/roll.md"
    said = run(garden, "withdraw", "roll", "--because", "x", code=2)
    assert "nobody can be asked here" in said
    file.write_text(text := file.read_text() + "\nMore words.\n")
    said = run(garden, "withdraw", "roll", "--because", "x", code=2)
    assert "not committed" in said
    assert file.read_text() == text
    run(garden, "withdraw", "roll", "--because", "x", "--yes")
    assert "More words" not in file.read_text()
