# A build of what was built already leaves the site as it is; whatever a page may depend on, a change
# of it builds again, and so does a site that somebody touched. Where nobody can tell what a plugin
# reads, all is built. One build of a folder at a time. Must not know: how a checksum is made.
"""Test builds where nothing changed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pollinate.runtime.one_at_a_time import one_at_a_time
from pollinate_cli import build_inputs
from pollinate_cli.build_inputs import UntoldError
from support.builds import UNCHANGED, inputs
from support.repo import ANA, BEA, Repo
from support.run import pollinate

CONFIG = "site_name: x\nINHERIT: base.yml\nplugins: [pollinate/garden]\n"


@pytest.fixture
def garden(repo: Repo) -> Repo:
    """Give a small garden whose settings come from two files."""
    repo.write("mkdocs.yml", CONFIG)
    repo.write("base.yml", "theme:\n  name: mkdocs\n  custom_dir: over\n")
    repo.write("over/main.html", '{% extends "base.html" %}')
    repo.write("docs/index.md", "# Home\n")
    repo.write(".gitignore", "site/\n")
    repo.lesson(ANA, "# A\n\nWords.\n")
    return repo


def build(garden: Repo, *more: str) -> str:
    """Build, and return what was said."""
    done = pollinate("-C", str(garden.path), "build", *more)
    assert 0 == done.returncode, done.stderr
    return done.stderr


def _same_size(garden: Repo) -> None:
    file = garden.path / "docs/lessons/a.md"
    before = file.stat()
    file.write_text(file.read_text().replace("Words", "Swords"[:5]))
    assert file.stat().st_size == before.st_size


def _from_nowhere_to_nowhere(garden: Repo) -> None:
    link = garden.path / "docs/nowhere.md"
    link.unlink()
    link.symlink_to("neither.md")


def _link(garden: Repo) -> None:
    elsewhere = garden.path.parent / "elsewhere.md"
    elsewhere.write_text("# E\n")
    (garden.path / "docs/e.md").symlink_to(elsewhere)


CHANGES: dict[str, Callable[[Repo], object]] = {
    "a text": lambda g: g.write("docs/lessons/a.md", "# A\n\nOther words.\n"),
    "a text of the same size": _same_size,
    "a new page": lambda g: g.write("docs/lessons/b.md", "# B\n"),
    "a page gone": lambda g: (g.path / "docs/index.md").unlink(),
    "a page moved": lambda g: (g.path / "docs/index.md").rename(g.path / "docs/home.md"),
    "a profile": lambda g: g.write("docs/people/ana.md", "---\nname: Ana\n---\n"),
    "a note": lambda g: g.write("docs/notes/n.md", "---\nkind: applied\n---\n"),
    "a picture": lambda g: g.write("docs/p.svg", "<svg/>"),
    "the settings": lambda g: g.write("mkdocs.yml", CONFIG + "site_author: y\n"),
    "inherited settings": lambda g: g.write("base.yml", "theme:\n  name: material\n"),
    "a template": lambda g: g.write("over/main.html", "{% extends 'base.html' %} "),
    "a mailmap": lambda g: g.write(".mailmap", "Bea Lind <ana@harbour.test.org>\n"),
    "a commit without files": lambda g: g.git("commit", "-q", "--allow-empty", "-m", "Say so"),
    "a commit on no branch": lambda g: g.git("checkout", "-q", "HEAD~1"),
    "another branch": lambda g: g.git("checkout", "-q", "same"),
    "a branch": lambda g: g.git("branch", "other"),
    "a file that git forgets": lambda g: g.git("rm", "-q", "--cached", "docs/index.md"),
    "git's settings": lambda g: g.git("config", "core.autocrlf", "true"),
    "what git leaves out": lambda g: g.write(".git/info/exclude", "*.tmp.md\n"),
    "what git takes for text": lambda g: g.write(".git/info/attributes", "*.md binary\n"),
    "whose child a commit is": lambda g: g.write(".git/info/grafts", g.git("rev-parse", "HEAD")),
    "where history begins": lambda g: g.write(".git/shallow", g.git("rev-parse", "HEAD")),
    "where a link leads that leads nowhere": _from_nowhere_to_nowhere,
    "the key of hashed names": lambda g: g.write(".git/pollinate-people-key", "x" * 64),
    "a script among pages": lambda g: g.write("docs/node_modules/x.js", "1"),
    "a link to a file elsewhere": _link,
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_changes_the_checksum(garden: Repo, change: str) -> None:
    """Of whatever a page may depend on."""
    garden.git("commit", "-q", "--allow-empty", "-m", "Begin")
    garden.git("branch", "same")
    garden.git("checkout", "-q", "--detach" if "no branch" in change else "main")
    (garden.path / "docs/nowhere.md").symlink_to("none.md")
    garden.write(".pollinate-site", "x")
    garden.write("docs/lessons/.pollinate-site", "x")
    before = inputs(garden)
    assert before == inputs(garden)
    CHANGES[change](garden)
    after = inputs(garden)

    assert before != after and after == inputs(garden)


def test_what_no_site_is_made_of_does_not_count(garden: Repo) -> None:
    """Beside pages: tools of others, and what a build of ours leaves or makes meanwhile."""
    before = inputs(garden)
    for path in ("node_modules/x.js", ".venv/y.py", "site/index.html", ".site-new/index.html"):
        garden.write(path, "1")
    garden.write("docs-old/node_modules/x.js", "1")
    garden.write("public/.pollinate-site", "1")

    assert before == inputs(garden)


@pytest.mark.parametrize("setting", ["words_file", "private_words", "ignore_commits"])
def test_a_file_that_a_setting_names_counts(garden: Repo, setting: str) -> None:
    """Wherever it lies."""
    settings = CONFIG.replace("[pollinate/garden]", f"{{pollinate/garden: {{{setting}: .venv/x}}}}")
    garden.write("mkdocs.yml", settings)
    before = inputs(garden)
    garden.write(".venv/x", "1")

    assert before != inputs(garden)


def test_what_a_link_leads_to_counts(garden: Repo) -> None:
    """A file elsewhere that a page is a link to is looked at there."""
    _link(garden)
    before = inputs(garden)
    (garden.path.parent / "elsewhere.md").write_text("# Else\n")

    assert before != inputs(garden)


def test_time_programs_and_environment_count(
    garden: Repo, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The day, what is installed, variables that a site may ask for, and --strict."""
    found = [inputs(garden), inputs(garden, strict=True)]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    found.append(inputs(garden))
    garden.write("base.yml", "site_author: !ENV [AUTHOR_OF_THE_SITE, TITLE_OF_THE_SITE, z]\n")
    found.append(inputs(garden))
    monkeypatch.setenv("TITLE_OF_THE_SITE", "y")
    found.append(inputs(garden))
    installed = tmp_path / "site-packages"
    (installed / "other-1.0.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(installed)
    found.append(inputs(garden))
    (installed / "other-1.0.dist-info/RECORD").write_text("x")
    found.append(inputs(garden))
    monkeypatch.setattr(build_inputs, "VERSION", "9")
    found.append(inputs(garden))
    monkeypatch.setattr(sys, "version", "3.99")
    found.append(inputs(garden))
    monkeypatch.setattr(time, "strftime", lambda *_: "2030-01-01")
    found.append(inputs(garden))
    monkeypatch.setattr(time, "strftime", lambda _, *at: "2030-01-01" if at else "2030-01-02")
    found.append(inputs(garden))
    monkeypatch.setattr(time, "strftime", lambda _, *at: "2030-01-02" if at else "2030-01-01")
    found.append(inputs(garden))
    monkeypatch.setenv(
        "GIT_PYTHON_REFRESH", "quiet" if "GIT_PYTHON_REFRESH" not in os.environ else ""
    )
    found.append(inputs(garden))

    assert 12 == len(set(found)) and found[-1] == found[-2]


@pytest.mark.parametrize(
    ("settings", "why"),
    [
        ("plugins: [macros, pollinate/garden]", "the plugin 'macros' may read"),
        ("plugins: {pollinate/garden: {}, rss: {}}", "the plugin 'rss' may read"),
        ("plugins: [pollinate/garden]\nhooks: [own.py]", "a hook may read anything"),
        ("plugins: [pollinate/garden]\nmarkdown_extensions: [pymdownx.snippets]", "snippets"),
        ("plugins: [pollinate/garden]\nmarkdown_extensions: [{own_words: {a: 1}}]", "own_words"),
        ("plugins: [pollinate/garden]\nextra: {f: !!python/name:own.read }", "a function that"),
    ],
)
def test_nobody_can_tell_what_others_read(garden: Repo, settings: str, why: str) -> None:
    """A hook, a plugin or an extension that we don't know: no checksum, and the reason."""
    garden.write("mkdocs.yml", f"site_name: x\n{settings}\n")

    with pytest.raises(UntoldError, match=why):
        inputs(garden)


@pytest.mark.parametrize("name", ["more", "node_modules"])
@pytest.mark.parametrize("where", ["elsewhere", "garden/node_modules/x", "garden/.git/info"])
def test_a_link_to_a_folder_elsewhere_is_not_followed(garden: Repo, where: str, name: str) -> None:
    """What lies there may be the whole disk, or is looked at nowhere else: no checksum."""
    there = garden.path.parent / where.replace("garden", garden.path.name)
    there.mkdir(parents=True, exist_ok=True)
    (garden.path / "docs" / name).symlink_to(there)

    with pytest.raises(UntoldError, match="elsewhere"):
        inputs(garden)


def test_keys_of_any_kind_are_settings(garden: Repo) -> None:
    """YAML has keys that are numbers or days beside words: a checksum all the same."""
    garden.write("mkdocs.yml", CONFIG + "extra: {1: a, b: c, 2026-01-02: d}\n")
    before = inputs(garden)
    garden.write("mkdocs.yml", CONFIG + "extra: {1: a, b: c, 2026-01-03: d}\n")

    assert before != inputs(garden)


def test_a_second_build_leaves_the_site(garden: Repo) -> None:
    """It is as it was, to the time of its files; --full, a change and a touched site build."""
    garden.write("docs/index.md", "# Home\n\n[nowhere](nowhere.md)\n")
    page = garden.path / "site/lessons/a/index.html"
    first = build(garden)
    written = page.stat().st_mtime_ns
    second = build(garden)
    assert UNCHANGED not in first and UNCHANGED in second
    assert written == page.stat().st_mtime_ns
    warned = "WARNING -  Doc file 'index.md' contains a link 'nowhere.md'"
    assert 1 == first.count(warned) == second.count(warned)
    assert 1 == len(build(garden, "-q").splitlines())

    assert UNCHANGED not in build(garden, "--full")
    assert written != page.stat().st_mtime_ns
    page.write_text("defaced")
    assert UNCHANGED not in build(garden)
    assert "defaced" not in page.read_text()
    (garden.path / "site/more.html").write_text("added")
    assert UNCHANGED not in build(garden)
    assert not (garden.path / "site/more.html").exists()
    assert UNCHANGED in build(garden)
    garden.write("docs/lessons/a.md", "# A\n\nOther words.\n")
    assert UNCHANGED not in build(garden)
    assert "Other words" in page.read_text()


def test_a_build_that_failed_is_not_remembered(garden: Repo) -> None:
    """Whoever builds strictly after a build that only warned hears of it, each time."""
    garden.write("docs/index.md", "# Home\n\n[nowhere](nowhere.md)\n")
    build(garden)
    for _ in range(2):
        done = pollinate("-C", str(garden.path), "build", "--strict")
        assert 0 != done.returncode and "nowhere.md" in done.stderr


def test_a_garden_with_a_hook_is_built_each_time(garden: Repo) -> None:
    """It says why, unless it shall be quiet."""
    garden.write("mkdocs.yml", CONFIG + "hooks: [own.py]\n")
    garden.write("own.py", "")
    for _ in range(2):
        said = build(garden)
        assert UNCHANGED not in said and "Everything is built each time: a hook" in said
    assert "" == build(garden, "-q")


def test_a_line_of_a_hook_that_makes_no_text_stops_no_build(garden: Repo) -> None:
    """It is said to be none, as in any other program."""
    garden.write("mkdocs.yml", CONFIG + "hooks: [own.py]\n")
    hook = (
        "import logging\ndef on_env(env, **_):\n    logging.getLogger('own').warning('%d', 'a')\n"
    )
    garden.write("own.py", hook)

    assert "Logging error" in build(garden)


def test_without_a_cache_all_is_built(garden: Repo) -> None:
    """Who wants no cache gets none of this either."""
    settings = CONFIG.replace("[pollinate/garden]", "{pollinate/garden: {cache: false}}")
    garden.write("mkdocs.yml", settings)
    build(garden)

    assert UNCHANGED not in build(garden)


def test_two_builds_of_a_folder_wait_for_one_another(garden: Repo) -> None:
    """The second says that it waits, and finds that nothing is left to do."""
    command = [sys.executable, "-m", "pollinate_cli", "-C", str(garden.path), "build"]
    both = [
        subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=os.environ)
        for _ in range(2)
    ]
    told = (one.communicate(timeout=120)[1] for one in both)
    said = sorted(told, key=lambda text: UNCHANGED in text)

    assert [0, 0] == [one.returncode for one in both]
    assert UNCHANGED not in said[0] and UNCHANGED in said[1]
    assert "this one waits" in said[1]
    assert ["site"] == [one.name for one in garden.path.glob("*site*")]


def test_a_lock_is_given_back(tmp_path: Path) -> None:
    """After an error too; a folder that can't be written, or a link at its place, locks nothing."""
    with pytest.raises(ValueError, match="stop"), one_at_a_time(tmp_path, "a"):
        raise ValueError("stop")
    waited: list[int] = []
    with one_at_a_time(tmp_path, "a", lambda: waited.append(1)):
        pass
    (tmp_path / "b").symlink_to(tmp_path / "elsewhere")
    with one_at_a_time(tmp_path, "b"), one_at_a_time(tmp_path, "b"):
        assert not (tmp_path / "elsewhere").exists()
    with one_at_a_time(None, "c"), one_at_a_time(None, "c"):
        assert [] == waited


def test_a_lock_that_gets_lost_holds_nobody_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk elsewhere may go away while one waits: what has to be done is done all the same."""
    answers = [BlockingIOError(), OSError("no locks available")]

    def gone(*_: object) -> None:
        raise answers.pop(0)

    monkeypatch.setattr("fcntl.flock", gone)
    done: list[str] = []
    with one_at_a_time(tmp_path, "a", lambda: done.append("waits")):
        done.append("works")

    assert ["waits", "works"] == done and [] == answers


def test_what_git_leaves_of_a_bare_tree(repo: Repo) -> None:
    """A folder of Markdown without settings is built once, too."""
    repo.commit(BEA, a="# A\n\nWords.\n")
    where = ("--docs-dir", ".", "--lessons", "*.md")
    out = str(repo.path.parent / "out")
    told = [
        pollinate("-C", str(repo.path), *where, "build", "--site-dir", out).stderr for _ in range(2)
    ]

    assert [False, True] == [UNCHANGED in one for one in told]
