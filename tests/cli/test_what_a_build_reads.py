# What a build of the site reads in places that are easily overlooked: files where nothing is looked
# for, settings that name what we can't know, a time to come. And what it does not read, so that a
# build of the same stays none. Must not know: how a checksum is made.
"""Test what the checksum of a build stands for."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pollinate_cli import build_files
from pollinate_cli.build_inputs import UntoldError, files_of
from support.builds import UNCHANGED, does_nothing, inputs
from support.repo import ANA, Repo

CONFIG = "site_name: x\ntheme: {name: mkdocs, custom_dir: over}\nplugins: [pollinate/garden]\n"


@pytest.fixture
def garden(repo: Repo) -> Repo:
    """Give a small garden with templates of its own."""
    repo.write("mkdocs.yml", CONFIG)
    repo.write("over/main.html", '{% extends "base.html" %}')
    repo.write("docs/index.md", "# Home\n")
    repo.lesson(ANA, "# A\n\nWords.\n")
    return repo


@pytest.mark.parametrize("where", ["node_modules/theme", ".cache", ".site-theme", "a/.venv/b"])
def test_templates_count_wherever_they_lie(garden: Repo, where: str) -> None:
    """Also among tools of others, or under a name that a build uses itself."""
    garden.write("mkdocs.yml", CONFIG.replace("over", where))
    garden.write(f"{where}/main.html", "a")
    before = inputs(garden)
    garden.write(f"{where}/main.html", "bb")

    assert before != inputs(garden)


def test_pages_count_wherever_they_lie(garden: Repo) -> None:
    """A tool may make them in a folder that is left out elsewhere."""
    garden.write("mkdocs.yml", CONFIG + "docs_dir: .cache/docs\n")
    garden.write(".cache/docs/index.md", "# A\n")
    before = inputs(garden)
    garden.write(".cache/docs/index.md", "# Aa\n")

    assert before != inputs(garden)


def test_a_text_with_the_time_of_the_last_one_counts(garden: Repo) -> None:
    """A file that is written over in place, of the same size: copies often keep times."""
    file = garden.path / "docs/lessons/a.md"
    about, before = file.stat(), inputs(garden)
    file.write_text(file.read_text().replace("Words", "Sword"))
    os.utime(file, ns=(about.st_atime_ns, about.st_mtime_ns))

    assert about.st_ino == file.stat().st_ino and about.st_mtime_ns == file.stat().st_mtime_ns
    assert before != inputs(garden)


def test_a_text_of_this_second_may_change_in_it(garden: Repo) -> None:
    """A disk that counts whole seconds would not tell: such a build is made again."""
    file = garden.path / "docs/lessons/a.md"
    os.utime(file, (int(time.time()), int(time.time())))
    assert inputs(garden) != inputs(garden)
    os.utime(file, (int(time.time()) - 9, int(time.time()) - 9))

    assert inputs(garden) == inputs(garden)


def test_a_folder_of_templates_that_goes_counts(garden: Repo) -> None:
    """It may be empty, and the engine asks for it."""
    (garden.path / "over/main.html").unlink()
    before = inputs(garden)
    (garden.path / "over").rmdir()

    assert before != inputs(garden)


def test_icons_count_where_they_lie(
    garden: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Anywhere on the disk, and from where one stands."""
    emoji = "markdown_extensions: [{pymdownx.emoji: {options: {custom_icons: [icons]}}}]\n"
    garden.write("mkdocs.yml", CONFIG + emoji)
    monkeypatch.chdir(tmp_path)
    found = [inputs(garden)]
    (tmp_path / "icons/own").mkdir(parents=True)
    (tmp_path / "icons/own/a.svg").write_text("<svg/>")
    found.append(inputs(garden))
    monkeypatch.chdir(garden.path)
    found.append(inputs(garden))

    assert 3 == len(set(found))


def test_where_one_stands_does_not_count(
    garden: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A garden can be built from anywhere."""
    monkeypatch.chdir(tmp_path)
    before = inputs(garden)
    (tmp_path / "more.txt").write_text("1")

    assert before == inputs(garden)


@pytest.mark.parametrize(
    ("settings", "why"),
    [
        ("extra: {f: !<tag:yaml.org,2002:python/name:own.read> x}", "a function that"),
        ("extra: {f: !!python/object/apply:pymdownx.snippets.own {}}", "a function that"),
        ("markdown_extensions: ['pymdownx.snippets:SnippetExtension']", "SnippetExtension"),
        ("markdown_extensions: {'pymdownx.b64:B64Extension': {}}", "B64Extension"),
        ("plugins: [pollinate/garden, {search: {jieba_dict: x.txt}}]", "'search' may read"),
        ("plugins: {pollinate/garden: {}, search: {prebuild_index: node}}", "'search' may read"),
        ("theme: {name: mkdocs, custom_dir: !ENV OWN_THEME}", "a variable says where"),
        ("extra: {a: &a HOME_OF_IT, b: !ENV [*a, x]}", "by an alias"),
    ],
)
def test_nobody_can_tell_by_another_way_of_writing(
    garden: Repo, monkeypatch: pytest.MonkeyPatch, settings: str, why: str
) -> None:
    """What reads anything has several names, and may stand in inherited settings."""
    monkeypatch.setenv("OWN_THEME", "/elsewhere")
    garden.write("mkdocs.yml", "site_name: x\nINHERIT: base.yml\n")
    plugins = "" if "plugins" in settings else "plugins: [pollinate/garden]\n"
    garden.write("base.yml", f"{plugins}{settings}\n")

    with pytest.raises(UntoldError, match=why):
        inputs(garden)


def test_functions_that_read_nothing_are_known(garden: Repo) -> None:
    """The slugs that Material's manual recommends, and whole names of what we know."""
    toc = "{'toc:TocExtension': {slugify: !!python/object/apply:pymdownx.slugs.slugify {}}}"
    plugins = CONFIG.replace("[pollinate", "[material/search, pollinate")
    extensions = f"markdown_extensions: [{toc}, markdown.extensions.tables]\n"
    garden.write("mkdocs.yml", plugins + extensions)

    assert inputs(garden)


def test_only_variables_that_are_named_count(garden: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two shells differ in many others."""
    garden.write("mkdocs.yml", CONFIG + "INHERIT: base.yml\nsite_author: !ENV WRITER\n")
    garden.write("base.yml", "extra: {a: !ENV [FIRST, OTHER, z], AFTER: [REST]}\n")
    found = [inputs(garden)]
    for name in ("WRITER", "FIRST", "OTHER", "PAGEFIND_BINARY_PATH"):
        monkeypatch.setenv(name, "y")
        found.append(inputs(garden))
    monkeypatch.setenv("REST", "y")
    monkeypatch.setenv("AFTER", "y")
    monkeypatch.setenv("SSH_AUTH_SOCK", "y")

    assert 5 == len(set(found)) and found[-1] == inputs(garden)


def test_git_itself_and_its_settings_count(
    garden: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another git, and what somebody's own files tell it to leave out."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    garden.git("config", "core.excludesFile", str(tmp_path / "mine"))
    found = [inputs(garden)]
    for name in ("git/ignore", "git/attributes", "mine"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("*.tmp.md\n")
        found.append(inputs(garden))
    (tmp_path / "bin").mkdir()
    other = (
        f'#!/bin/sh\ncase "$*" in *version) echo 9;; *) exec {shutil.which("git")} "$@";; esac\n'
    )
    (tmp_path / "bin/git").write_text(other)
    (tmp_path / "bin/git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}/bin:{os.environ['PATH']}")
    found.append(inputs(garden))

    assert 5 == len(set(found))


def test_what_lies_around_a_garden_counts(repo: Repo) -> None:
    """Its repository may begin above its settings."""
    repo.write("deep/mkdocs.yml", "site_name: x\nplugins: [pollinate/garden]\n")
    repo.write("deep/docs/lessons/a.md", "# A\n\nWords.\n")
    repo.git("add", "-A")
    repo.git("commit", "-q", "-m", "Begin")
    before = inputs(repo, "deep")
    repo.write(".mailmap", "Bea Lind <ana@harbour.test.org>\n")

    assert before != inputs(repo, "deep")


def test_what_cannot_be_looked_at(garden: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fails, or more files than anybody wants to wait for: no checksum."""
    monkeypatch.setattr(build_files, "MOST_FILES", 3)
    with pytest.raises(UntoldError, match="too many files"):
        inputs(garden)

    def fails(_: object) -> None:
        raise OSError("a bad sector")

    monkeypatch.setattr(build_files, "told", fails)
    with pytest.raises(UntoldError, match="can't be looked at"):
        inputs(garden)
    assert "" == files_of(garden.path)


def test_who_may_read_new_files_counts(garden: Repo) -> None:
    """A site that nobody could read is built again by somebody who lets them."""
    before, mask = inputs(garden), os.umask(0o027)
    try:
        closed = inputs(garden)
        assert 0o027 == os.umask(0o027)
    finally:
        os.umask(mask)

    assert before != closed and before == inputs(garden)


def test_two_gardens_alike_go_to_one_folder(repo: Repo) -> None:
    """Each build is of its own garden, though their settings are the same word for word."""
    for name in ("a", "b"):
        repo.write(f"{name}/mkdocs.yml", CONFIG.replace(", custom_dir: over", ""))
        repo.write(f"{name}/docs/index.md", f"# Home of {name}\n")
        repo.write(f"{name}/docs/lessons/a.md", "# A\n\nWords.\n")
    repo.git("add", "-A")
    repo.git("commit", "-q", "-m", "Begin two")
    out = repo.path.parent / "out"
    for name in ("a", "b"):
        assert not does_nothing(repo.path / name, "--site-dir", str(out))
        assert f"Home of {name}" in (out / "index.html").read_text()


@pytest.mark.parametrize("by_link", [False, True])
def test_a_link_of_pages_to_what_is_left_out(garden: Repo, by_link: bool) -> None:
    """An engine publishes all that lies there: nobody can tell. One elsewhere leads nowhere."""
    if by_link:
        (garden.path / "tools").mkdir()
        (garden.path / "tools/node_modules").symlink_to(garden.path.parent)
    else:
        garden.write("tools/node_modules/x.js", "1")
    (garden.path / ".venv").symlink_to(garden.path.parent)
    (garden.path / "over-there").symlink_to(garden.path.parent)
    before = inputs(garden)
    (garden.path.parent / "more.txt").write_text("1")
    assert before == inputs(garden)
    (garden.path / "docs/tools").symlink_to("../tools")

    with pytest.raises(UntoldError, match="elsewhere"):
        inputs(garden)


def test_links_of_links_are_followed(garden: Repo) -> None:
    """From pages to a folder beside them, and from there out."""
    garden.write("beside/x.md", "1")
    (garden.path / "docs/beside").symlink_to("../beside")
    (garden.path / "docs/again").symlink_to("beside")
    (garden.path / "docs/itself").symlink_to(".")
    assert inputs(garden)
    (garden.path / "beside/out").symlink_to(garden.path.parent)

    with pytest.raises(UntoldError, match="elsewhere"):
        inputs(garden)


def test_a_commit_from_the_future_is_no_ground(
    garden: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until then another date is believed, and that may be any minute."""
    day = f"{int(time.time()) + 5000} +0000"
    garden.git("commit", "-q", "--allow-empty", "-m", "x", env={"GIT_COMMITTER_DATE": day})
    with pytest.raises(UntoldError, match="later than now"):
        inputs(garden)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")

    assert inputs(garden)


def test_what_a_build_writes_beside_the_site_does_not_count(garden: Repo) -> None:
    """A cache in the work tree, what it prints, and the site of another build."""
    cache = {"POLLINATE_CACHE": str(garden.path / "ci-cache")}
    command = [sys.executable, "-m", "pollinate_cli", "-C", str(garden.path), "build"]
    for unchanged in (False, True):
        assert unchanged == does_nothing(garden.path, env=cache)
        assert unchanged == does_nothing(garden.path, "--site-dir", "public", env=cache)
    for unchanged in (False, True):
        log, out = garden.path / "build.log", garden.path / "out.log"
        with log.open("w") as told, out.open("w") as printed:
            subprocess.run(
                command, stdout=printed, stderr=told, check=True, env={**os.environ, **cache}
            )
        assert unchanged == (UNCHANGED in log.read_text())
