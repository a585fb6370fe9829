# Who leaves or hides, networks, caches, unmerged branches, content from elsewhere. The table of all
# cases is in docs/developers/cases.md.
"""Test leaving, caches and foreign content."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pollinate.export.garden import export_garden
from pollinate.export.json_text import to_json
from pollinate.export.public import export_public
from pollinate.garden import build_garden
from pollinate.publish import publish
from pollinate.settings import make_settings
from support.repo import ANA, BEA, CY, MOD, Repo, build_credits, lines
from support.run import ROOT, pollinate

NETWORK = {
    "socket",
    "http",
    "http.client",
    "urllib.request",
    "ssl",
    "ftplib",
    "smtplib",
    "requests",
    "httpx",
    "urllib3",
    "aiohttp",
}


def test_people_need_no_account(repo: Repo) -> None:
    """People come out of git alone: a deleted account on a forge changes nothing, and one that got
    another login is the same by its number.
    """
    repo.lesson("ghost <1234+ghost@users.noreply.github.com>", lines("one"))
    repo.lesson("Gil Host <1234+gilhost@users.noreply.github.com>", lines("one", "two"))
    assert {"Gil Host": 1.0} == repo.shares()
    repo.lesson("ghost <99+ghost@users.noreply.github.com>", lines("one", "two", "three", "four"))
    assert {"ghost": 0.5, "Gil Host": 0.5} == repo.shares()

    repo.write("docs/people/gil.md", "---\nname: Gil Host\ngit: [ghost, Gil Host]\n---\n")
    repo.commit(ANA, "Say that both are one")

    assert {"Gil Host": 1.0} == repo.shares()


def test_who_leaves_can_be_hidden_everywhere(repo: Repo) -> None:
    """With `show: hidden` the name, address and handle are in no document; the text keeps its
    shares.
    """
    repo.lesson(ANA, lines("one"), f"Write\n\nReviewed-by: {BEA}")
    repo.lesson(BEA, lines("one", "two"))
    repo.write("docs/people/bealind.md", "---\nname: Bea Lind\nshow: hidden\n---\n")
    repo.commit(CY, "Hide")

    garden = repo.garden()
    text = to_json(export_garden(garden, publish(garden))) + to_json(export_public(publish(garden)))

    assert "Bea" not in text and "bealind" not in text.lower() and "@" not in text
    assert {"Ana Reyes": 0.5, "a colleague": 0.5} == repo.shares()


def test_alias_holds_everywhere(repo: Repo) -> None:
    """With `show: alias` only the alias is in any document."""
    repo.lesson(BEA, lines("one", "two"))
    repo.write(
        "docs/people/bealind.md", "---\nname: Bea Lind\nshow: alias\nalias: Night owl\n---\n"
    )
    repo.commit(CY, "Hide")

    garden = repo.garden()
    text = to_json(export_garden(garden, publish(garden))) + to_json(export_public(publish(garden)))

    assert "Bea" not in text and "bealind" not in text.lower() and "Night owl" in text
    assert {"Night owl": 1.0} == repo.shares()


def test_core_imports_nothing_that_talks_to_a_network() -> None:
    """Not ours, because we call no API: no module of core or adapters imports anything that
    could.
    """
    found = []
    for folder in ("plugins/pollinate", "plugins/pollinate_mkdocs"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
                names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
                found += [
                    f"{path.name}: {name}"
                    for name in names
                    if name in NETWORK or name.split(".")[0] in NETWORK
                ]

    assert [] == found


def test_credits_open_no_connection(repo: Repo) -> None:
    """Working out credits opens no connection, so there is no limit, token or page of a hundred
    commits.
    """
    for number in range(130):
        repo.lesson(ANA if number % 2 else BEA, lines(*(f"w{n}" for n in range(number + 1))))
    code = (
        "import sys; opened = []\nsys.addaudithook(lambda event, args: opened.append(event) if"
        " event.startswith('socket.') else None)\nfrom pathlib import Path; from pollinate.garden"
        " import build_garden; from pollinate.settings import make_settings\nr ="
        f" Path({str(repo.path)!r}); w = build_garden(make_settings({{'cache': False}}, root=r,"
        " docs_dir=r / 'docs'))\nprint(len(w.history.commits), opened)"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "plugins")}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True
    )

    assert "130 []" == done.stdout.strip()


def test_second_edit_of_a_day_is_seen(repo: Repo) -> None:
    """With a cache an edit on the same day, and a merge with older dates, count at once."""
    repo.lesson(ANA, lines("one"))
    assert {"Ana Reyes": 1.0} == repo.shares(cache=True)

    repo.lesson(BEA, lines("one", "two"))
    assert {"Ana Reyes": 0.5, "Bea Lind": 0.5} == repo.shares(cache=True)

    repo.git("checkout", "-qb", "old", "HEAD~1")
    repo.write("docs/lessons/b.md", lines("b"))
    repo.git("add", "-A")
    repo.git(
        "commit",
        "-qm",
        "Old",
        who=CY,
        env={
            "GIT_AUTHOR_DATE": "2001-01-01T00:00:00Z",
            "GIT_COMMITTER_DATE": "2001-01-01T00:00:00Z",
        },
    )
    repo.git("checkout", "-q", "main")
    repo.git("merge", "-q", "--no-ff", "old", "-m", "Merge", who=MOD)
    assert {"Cy Okafor": 1.0} == repo.shares("b", cache=True)


@pytest.mark.parametrize(
    "content", [b"", b"junk", b"\0" * 5000, b"pollinate-columns-1\n" + b"x" * 100]
)
def test_damaged_cache_is_dropped(repo: Repo, content: bytes) -> None:
    """A damaged cache changes nothing but the time it takes."""
    repo.lesson(ANA, lines("one"))
    expected = repo.shares(cache=True)
    for file in (repo.path / ".git/pollinate").iterdir():
        file.write_bytes(content)

    assert expected == repo.shares(cache=True)
    assert expected == repo.shares(cache=True)


def test_settings_are_part_of_the_key(repo: Repo) -> None:
    """A changed setting, ignore file or mailmap is never answered from an older cache."""
    repo.lesson("Old Ana <ana@harbour.test.org>", lines("one"))
    sha = repo.lesson(BEA, lines("two"))
    assert {"Bea Lind": 1.0} == repo.shares(cache=True)

    repo.write(".git-blame-ignore-revs", f"{sha}\n")
    assert {"Old Ana": 1.0} == repo.shares(cache=True)

    repo.write(".mailmap", "Ana Reyes <ana@harbour.test.org>\n")
    assert {"Ana Reyes": 1.0} == repo.shares(cache=True)


def test_processes_do_not_grow() -> None:
    """Time is a matter of `make bench`; the number of git processes is held by
    tests/history/test_processes.py.
    """
    assert (ROOT / "tests/history/test_processes.py").is_file()


def test_cache_lies_outside_what_is_watched(repo: Repo) -> None:
    """The cache stands in Git's own folder and is not touched by a second run."""
    repo.lesson(ANA, lines("one"))
    build_garden(repo.settings(cache=True))
    folder = repo.path / ".git/pollinate"
    before = {file: (file.stat().st_mtime_ns, file.stat().st_ino) for file in folder.iterdir()}

    build_garden(repo.settings(cache=True))

    assert before and before == {
        file: (file.stat().st_mtime_ns, file.stat().st_ino) for file in folder.iterdir()
    }
    assert "" == repo.git("status", "--porcelain")


def test_unmerged_branch_has_its_people(repo: Repo) -> None:
    """In a preview of a branch that no forge has merged, its writers are credited: the local log
    knows them.
    """
    repo.lesson(ANA, lines("one"))
    repo.git("checkout", "-qb", "request")
    repo.lesson(BEA, lines("one", "two", "three"))

    assert {"Ana Reyes": 0.333, "Bea Lind": 0.667} == repo.shares()


def test_detached_head_has_its_people(repo: Repo) -> None:
    """CI checks out a commit without a branch; the credits are that commit's."""
    repo.lesson(ANA, lines("one"))
    repo.lesson(BEA, lines("one", "two"))
    repo.git("checkout", "-q", "--detach", "HEAD~1")

    assert {"Ana Reyes": 1.0} == repo.shares()


def test_content_in_another_repository(repo: Repo, tmp_path: Path) -> None:
    """Where docs_dir lies in another repository than mkdocs.yml, the content's repository is
    mined.
    """
    site = Repo(tmp_path / "site")
    site.commit(CY, "Site", README="x\n")
    repo.lesson(ANA, lines("one"))

    work, credits = build_credits(
        make_settings({"cache": False}, root=site.path, docs_dir=repo.path / "docs")
    )

    assert ["ana-reyes"] == [c.contributor for c in credits["lessons/a.md"].credits]


def test_template_authors_get_nothing_for_what_is_gone(repo: Repo) -> None:
    """Who wrote a template's other files is credited on no lesson, in no list and with no
    thanks.
    """
    repo.commit(
        "Template Maker <t@template.test.org>",
        "Template",
        docs__index="# Template\n",
        docs__guide=lines("guide"),
    )
    repo.lesson(ANA, lines("one"))

    garden = repo.garden()

    assert ["ana-reyes"] == [c.contributor for one in garden.credits.values() for c in one.credits]
    assert {"ana-reyes"} == {a.who for a in garden.acknowledgements}


def test_template_authors_have_no_page(repo: Repo, tmp_path: Path) -> None:
    """The people index of a built site names only who is credited on a lesson or has a profile."""
    repo.commit("Template Maker <t@template.test.org>", "Template", docs__index="# Template\n")
    repo.lesson(ANA, lines("one"))

    done = pollinate(
        "-C", str(repo.path), "--docs-dir", "docs", "build", "--site-dir", str(tmp_path / "out")
    )

    assert 0 == done.returncode, done.stderr
    assert "Template Maker" not in (tmp_path / "out/people/index.html").read_text()
    assert "Template Maker" not in (tmp_path / "out/garden.json").read_text()
