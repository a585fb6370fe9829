# A moderator's half hour at a terminal, on the forge of our own: a good request, a hostile one and
# one that carries a secret are reviewed, the first is squashed by the message that keeps everybody,
# the others are refused, ten notes are taken in at once; then the site says who had a part.
# Must not know: how any of it is done.
"""Test a moderator's round."""

from __future__ import annotations

import os
import random
import re
import subprocess
from pathlib import Path

import pytest
from checks.planted_values import make
from support.repo import ANA, BEA, CY, Repo
from support.run import pollinate
from support.terminal import Terminal

from tests.forge.forge import Forge, make_forge, run
from tests.forge.test_merge_message import clone, git, shell, told

ENTER = "\r"
MAL = "Mal <mal@example.com>"
MOD = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
CONFIG = (
    "site_name: Harbour\nrepo_url: https://forge.test.org/o/g\ntheme: {name: material, font: false}\n"
    "plugins:\n  - search\n  - pollinate/garden:\n      forge: gitea\n  - pollinate/attribution\n"
    "  - pollinate/acknowledgements\n"
)
GOOD = (
    "---\ntitle: Count heads twice\nlearned_from:\n  - lesson: dawn.md\n    because: It showed us to"
    " look at both.\n---\n\nWe count from both ends of the gangway and compare, before the rope goes.\n"
)
NOTE = "---\nabout: lessons/dawn.md\nkind: applied\noutcome: worked\n---\n\nAt berth {} it held.\n"


@pytest.fixture
def forge(repo: Repo) -> Forge:
    """Give a forge with a garden and three requests, and ten branches of notes that were mailed."""
    repo.write("mkdocs.yml", CONFIG)
    repo.write("docs/index.md", "# Harbour\n\nWelcome.\n\n<!-- pollinate: home -->\n")
    repo.commit(ANA, docs__lessons__dawn="# Look at both\n\nLook at both boats before the first.\n")
    made = make_forge(repo.path.parent / "forge" / "g.git", repo.path)
    good = (
        f"Count heads twice\n\nCo-authored-by: {CY}\nReviewed-by: {ANA}\nAssisted-by: Claude Code"
    )
    hostile = (
        '---\ntitle: "A <img src=x onerror=alert(1)>"\n---\n\n<script>alert(1)</script>\n\n'
        "[win](javascript:alert(1)) and ![x](http://127.0.0.1:9/x.png)\n"
    )
    token = make("github-token", random.Random(7))
    bad = {"mkdocs.yml": "hooks: [docs/evil.py]\n", "docs/evil.py": "raise SystemExit"}
    requests = (
        ("good", BEA, good, {"docs/lessons/heads.md": GOOD}),
        ("hostile", MAL, "Help", {"docs/lessons/x.md": hostile, **bad}),
        ("secret", CY, "Add", {"docs/lessons/pager.md": f"# P\n\nUse {token} here.\n"}),
    )
    for number, (branch, who, message, files) in enumerate(requests, 1):
        repo.git("switch", "-q", "-c", branch, "main")
        for path, text in files.items():
            repo.write(path, text)
        repo.commit(who, message)
        run(repo.path, "push", "-q", str(made.path), f"HEAD:refs/pull/{number}/head")
    for number in range(10):
        repo.git("switch", "-q", "-c", f"received/{number}", "main")
        repo.commit(
            (ANA, BEA, CY)[number % 3], "A note", **{f"docs__notes__n{number}": NOTE.format(number)}
        )
        run(repo.path, "push", "-q", str(made.path), f"HEAD:refs/heads/received/{number}")
    return made


def review(place: Path, number: int) -> tuple[int, str]:
    """Review a request at a terminal."""
    return Terminal(place, "review", str(number), env=MOD).end()


def test_a_moderator_s_round(forge: Forge, tmp_path: Path) -> None:
    """Three requests and ten notes: what is good is on the site with everybody who had a part, what
    is not has left no trace.
    """
    place = clone(forge, tmp_path / "mo", "Mo Derator")
    said = pollinate("-C", str(place), "queue")
    shell(place, *told(said.stdout)[-1:])
    said = pollinate("-C", str(place), "queue")
    assert "13 requests wait for us" in said.stdout, said.stdout + said.stderr

    code, shown = review(place, 1)
    assert 0 == code, shown
    assert "Bea Lind: author" in shown
    assert re.search(r"Cy Okafor: (?:author, )?co-author", shown)
    assert "Ana Reyes: reviewer" in shown
    assert "It showed us to look at both" in shown
    assert "Claude Code" in shown
    assert "Nothing stands in its way" in shown

    code, shown = review(place, 2)
    assert 1 == code
    assert "mkdocs.yml: code: not previewed" in shown
    assert "docs/evil.py" in shown
    assert "nobody's own" in shown
    preview = tmp_path / "preview"
    done = pollinate("-C", str(place), "build", "--of", "2", "--site-dir", str(preview))
    assert 0 == done.returncode, done.stderr
    page = (preview / "lessons/x/index.html").read_text()
    assert "Preview, not published" in page
    article = page.partition("<article")[2].partition("</article>")[0]
    assert not re.search(r"<script>|<img[^>]*onerror|=.javascript:|=.http://127", article)

    code, shown = review(place, 3)
    assert 1 == code
    assert "secret" in shown
    assert "ghp_" not in shown

    said = pollinate("-C", str(place), "merge-message", "1")
    shell(place, *told(said.stderr))
    publish(forge, place, "HEAD:main")
    git(place, "fetch", "-q", "origin")

    asked = (("Take in which?", "all\r"), ("Send back which?", ENTER))
    code, shown = Terminal(place, "review", "--notes", env=MOD).answer(*asked).end()
    assert 0 == code, shown
    assert "10 notes wait" in shown
    assert "10 notes on the branch" in shown
    branch = git(place, "for-each-ref", "--format=%(refname:short)", "refs/heads/notes")
    publish(forge, place, f"{branch}:main")

    after = clone(forge, tmp_path / "after", "Reader")
    site = tmp_path / "site"
    built = pollinate("-C", str(after), "build", "--strict", "--site-dir", str(site))
    assert 0 == built.returncode, built.stdout + built.stderr
    page = (site / "lessons/heads/index.html").read_text()
    credit = page.split('id="pl-who-made-this"')[-1]
    for name in ("Bea Lind", "Cy Okafor", "Ana Reyes", "Mo Derator"):
        assert name in credit, name
    assert "Claude" in page
    whole = "".join(one.read_text() for one in site.rglob("*.html"))
    assert "alert(1)" not in whole
    assert "lessons/pager" not in whole
    assert "Mal" not in re.findall(r">(\w+)<", whole)
    notes = (site / "lessons/dawn/index.html").read_text()
    assert all(f"At berth {number} it held" in notes for number in range(10))


def publish(forge: Forge, place: Path, what: str) -> None:
    """Push as somebody who may."""
    hook, off = forge.path / "hooks" / "pre-receive", forge.path / "hooks" / "off"
    hook.rename(off)
    subprocess.run(
        ["git", "-C", str(place), "push", "-q", "origin", what],
        check=True,
        env={**os.environ, **MOD},
    )
    off.rename(hook)
