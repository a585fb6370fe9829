# What the site shows, what the command line lists and what leaves the repository is the same,
# whoever decides what is shown: MkDocs, a plugin of others, or a lock on a page.
"""Test that all readings of a site agree."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.repo import ANA, BEA, Repo
from support.run import ROOT, pollinate

from tests.cases.test_other_plugins import OURS
from tests.mkdocs.sites import Built, run_engine

REMOVES = """\
def on_files(files, config):
    for file in list(files):
        if "hidden" in file.src_uri:
            files.remove(file)
    return files
"""
SUMMARY = (
    "---\nsummary: The layoff plan of the north pier\n---\n# Layoffs\n\nAs in [moor](moor.md).\n"
)
ENCRYPTS = """\
from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin


class Settings(Config):
    global_password = c.Optional(c.Type(str))
    password_inventory = c.Optional(c.Type(dict))
    exclude = c.Optional(c.Type(list))


class Stand(BasePlugin[Settings]):
    pass
"""


def made(repo: Repo, *plugins: object, **config: object) -> Built:
    """Build a site of ours."""
    values = {
        "site_name": "Small",
        "theme": {"name": "material", "font": False},
        "plugins": ["search", *plugins, *OURS],
        **config,
    }
    repo.write("mkdocs.yml", json.dumps(values))
    return run_engine(repo.path, repo.path.parent / "site")


def said(repo: Repo, *words: str) -> str:
    """Return what a command prints."""
    done = pollinate("-C", str(repo.path), *words)
    assert 0 == done.returncode, done.stderr
    return done.stdout


@pytest.mark.parametrize(
    ("config", "hook"),
    [
        ({}, REMOVES),
        ({"exclude_docs": "hidden*\n"}, ""),
        ({"draft_docs": "hidden*\n"}, ""),
        ({"exclude_docs": "*.md\n!/index.md\n!lessons/moor.md\n!lessons/tides.md\n"}, ""),
    ],
)
def test_no_way_out_shows_what_the_site_leaves_out(
    repo: Repo, config: dict[str, object], hook: str
) -> None:
    """Site, garden.json, feeds, credits, export and digest have the same lessons, and no word of
    one that MkDocs or a plugin left out; the site and the command line share one memory of what was
    mined.
    """
    repo.write("hook.py", hook)
    repo.commit(
        ANA,
        docs__index="# Home\n",
        docs__lessons__moor="# Moor first\n\nTie up.\n",
        docs__lessons__tides="# Tides\n\nThey turn.\n",
        docs__lessons__hidden=SUMMARY,
        docs__templates__lesson="# TITLE HERE\n",
    )
    site = made(repo, hooks=["hook.py"], **config).site
    memory = repo.path / ".git/pollinate/history.bin"
    mined = memory.stat().st_mtime_ns
    shown = {"lessons/moor.md", "lessons/tides.md"}
    assert shown == set(json.loads((site / "garden.json").read_text(encoding="utf-8"))["lessons"])
    public = said(repo, "export", "--public")
    assert shown == set(json.loads(public)["lessons"])
    credited = json.loads(said(repo, "credits", "--format", "json"))["lessons"]
    assert shown == {path.removeprefix("docs/") for path in credited}
    assert mined == memory.stat().st_mtime_ns
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in site.rglob("*.*ml")]
    texts += [public, said(repo, "digest", "--since", "2020-01"), said(repo, "stats")]
    for word in ("north pier", "Layoffs", "TITLE HERE"):
        assert [] == [text for text in texts if word in text]


def test_a_page_newer_than_the_last_build_does_not_leave_where_a_plugin_decides(
    repo: Repo,
) -> None:
    """Nobody knows yet whether the site shows it: it is left out of what leaves, with a word, and
    is there for its author; after a build it is as the site says.
    """
    repo.write("hook.py", REMOVES)
    repo.commit(ANA, docs__index="# Home\n", docs__lessons__moor="# Moor\n\nTie up.\n")
    made(repo, hooks=["hook.py"])
    repo.commit(BEA, docs__lessons__calm="# Calm\n\nWait.\n")
    assert "Calm" in said(repo, "export", "--public")
    repo.commit(BEA, docs__lessons__hidden_too="# Layoffs\n")
    made(repo, hooks=["hook.py"])
    repo.commit(BEA, docs__lessons__storm="# Storm\n\nReef.\n")
    done = pollinate("-C", str(repo.path), "export", "--public")
    assert "Storm" not in done.stdout
    assert "lessons/storm.md" in done.stderr
    assert "Storm" in said(repo, "credits")
    made(repo, hooks=["hook.py"])
    public = said(repo, "export", "--public")
    assert "Storm" in public
    assert "Layoffs" not in public


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("encryptcontent", {"global_password": "hunter2"}),
        ("encryptcontent", {"password_inventory": {"_global": "hunter2"}}),
        ("exclude-search", {"exclude": ["lessons/lay*"]}),
    ],
)
def test_pages_locked_by_a_plugin_are_not_quoted(
    repo: Repo,
    tmp_path: Path,
    name: str,
    values: dict[str, object],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A password for the whole site, or a list of pages that search must not find: no sentence,
    summary or condition of such a page stands elsewhere, by any door.
    """
    lib = tmp_path / "lib"
    (lib / "stand_in-1.dist-info").mkdir(parents=True)
    (lib / "stand_in.py").write_text(ENCRYPTS, encoding="utf-8")
    (lib / "stand_in-1.dist-info/METADATA").write_text("Name: stand-in\nVersion: 1\n")
    (lib / "stand_in-1.dist-info/entry_points.txt").write_text(
        f"[mkdocs.plugins]\n{name} = stand_in:Stand\n"
    )
    repo.commit(
        ANA,
        docs__index="# Home\n",
        docs__lessons__moor="---\npassword: ''\n---\n# Moor first\n\nOpen [words](layoffs.md).\n",
        docs__lessons__layoffs=SUMMARY,
    )
    values_of_site = {
        "site_name": "Small",
        "theme": {"name": "material", "font": False},
        "plugins": ["search", {name: values}, *OURS],
    }
    repo.write("mkdocs.yml", json.dumps(values_of_site))
    path = f"{ROOT / 'plugins'}:{ROOT / 'contrib_tools'}:{lib}"
    site = run_engine(repo.path, tmp_path / "site", env={"PYTHONPATH": path}).site
    own = site / "lessons/layoffs/index.html"
    texts = {str(p): p.read_text(encoding="utf-8") for p in site.rglob("*.*ml") if p != own}
    texts["garden.json"] = (site / "garden.json").read_text(encoding="utf-8")
    texts["export"] = said(repo, "export", "--public")
    texts["digest"] = said(repo, "digest", "--since", "2020-01")
    assert [] == [where for where, text in texts.items() if "north pier" in text]
    assert [] == [where for where, text in texts.items() if "As in moor" in text]
    assert "Open words" in own.read_text(encoding="utf-8")


def test_words_that_came_from_a_page_left_out_stay_their_writer_s(repo: Repo) -> None:
    """Site and command line credit the same people, also where a plugin took out the page on which
    words stood first.
    """
    words = (
        "The ropes are held by two hands until the ramp is down.\n\nCount every car before the"
        " gate opens at dawn.\n\nNobody walks the pier when the siren calls twice.\n\nA wet deck"
        " wants sand, and sand wants a broom after.\n"
    )
    repo.write("hook.py", REMOVES)
    repo.commit(BEA, docs__index="# Home\n", docs__lessons__hidden=f"# Hidden\n\n{words}")
    repo.commit(
        ANA, docs__lessons__moor=f"# Moor\n\n{words}", docs__lessons__hidden="# Hidden\n\nGone.\n"
    )
    page = made(repo, hooks=["hook.py"]).site / "lessons/moor/index.html"
    (repo.path / ".git/pollinate/history.bin").unlink()
    credited = json.loads(said(repo, "credits", "--format", "json"))
    (lesson,) = credited["lessons"].values()
    most = max(lesson["credits"], key=lambda one: one["words"])
    assert "Bea Lind" == credited["contributors"][most["contributor"]]["name"]
    byline = page.read_text(encoding="utf-8").split("pl-byline__names", 1)[1].split("</p>")[0]
    assert "By <a" in byline and "Bea Lind" in byline
