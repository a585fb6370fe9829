# What a build of the site reads in places that are easily overlooked: files where nothing is looked
# for, settings that name what we can't know, packages whose files may change, a time to come. And
# what it does not read, so that a build of the same stays none. Must not know: how a checksum is
# made.
"""Test what the checksum of a build stands for."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pollinate.settings_file import read_settings
from pollinate_cli.build_inputs import UntoldError, inputs_of
from support.repo import ANA, Repo
from support.run import pollinate

UNCHANGED = "nothing changed since it was built"
CONFIG = "site_name: x\ntheme: {name: mkdocs, custom_dir: over}\nplugins: [pollinate/garden]\n"


@pytest.fixture
def garden(repo: Repo) -> Repo:
    """Give a small garden with templates of its own."""
    repo.write("mkdocs.yml", CONFIG)
    repo.write("over/main.html", '{% extends "base.html" %}')
    repo.write("docs/index.md", "# Home\n")
    repo.lesson(ANA, "# A\n\nWords.\n")
    return repo


def inputs(garden: Repo) -> str:
    """Return the checksum of a garden's build."""
    path = garden.path / "mkdocs.yml"
    return inputs_of(path, read_settings(garden.path), garden.path / "site", strict=False)


def build(folder: Path, *more: str, env: dict[str, str] | None = None) -> bool:
    """Build, and tell whether nothing was left to do."""
    done = pollinate("-C", str(folder), "build", *more, env=env)
    assert 0 == done.returncode, done.stderr
    return UNCHANGED in done.stderr


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
    """The slugs that Material's manual recommends, and a class of Markdown's own."""
    toc = "{'toc:TocExtension': {slugify: !!python/object/apply:pymdownx.slugs.slugify {}}}"
    garden.write("mkdocs.yml", CONFIG + f"markdown_extensions: [{toc}]\n")

    assert inputs(garden)


def test_only_variables_that_are_named_count(garden: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two shells differ in many others."""
    garden.write("mkdocs.yml", CONFIG + "INHERIT: base.yml\nsite_author: !ENV WRITER\n")
    garden.write("base.yml", "extra: {a: !ENV [FIRST, OTHER, z], b: [REST]}\n")
    found = [inputs(garden)]
    for name in ("WRITER", "FIRST", "OTHER", "PAGEFIND_BINARY_PATH"):
        monkeypatch.setenv(name, "y")
        found.append(inputs(garden))
    monkeypatch.setenv("REST", "y")
    monkeypatch.setenv("SSH_AUTH_SOCK", "y")

    assert 5 == len(set(found)) and found[-1] == inputs(garden)


def test_who_may_read_new_files_counts(garden: Repo) -> None:
    """A site that nobody could read is built again by somebody who lets them."""
    before, mask = inputs(garden), os.umask(0o077)
    try:
        closed = inputs(garden)
        assert 0o077 == os.umask(0o077)
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
        assert not build(repo.path / name, "--site-dir", str(out))
        assert f"Home of {name}" in (out / "index.html").read_text()


def test_a_link_of_pages_to_what_is_left_out(garden: Repo) -> None:
    """An engine publishes all that lies there: nobody can tell. One elsewhere leads nowhere."""
    garden.write("tools/node_modules/x.js", "1")
    (garden.path / ".venv").symlink_to(garden.path.parent)
    (garden.path / "tools/all").symlink_to(garden.path.parent)
    assert inputs(garden)
    (garden.path / "docs/tools").symlink_to("../tools")

    with pytest.raises(UntoldError, match="elsewhere"):
        inputs(garden)


def test_links_of_links_are_followed(garden: Repo) -> None:
    """From pages to a folder beside them, and from there out."""
    garden.write("beside/x.md", "1")
    (garden.path / "docs/beside").symlink_to("../beside")
    (garden.path / "docs/again").symlink_to("beside")
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
        assert unchanged == build(garden.path, env=cache)
        assert unchanged == build(garden.path, "--site-dir", "public", env=cache)
    for unchanged in (False, True):
        with open(garden.path / "build.log", "w", encoding="utf-8") as log:
            subprocess.run(command, stderr=log, check=True, env={**os.environ, **cache})
        assert unchanged == (UNCHANGED in (garden.path / "build.log").read_text())


def test_a_package_in_a_work_tree(
    garden: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Installed by `pip install -e`, its files change without a word: all is built each time."""
    project = tmp_path / "pollinate-extras"
    (project / "pollinate_extras").mkdir(parents=True)
    (project / "pollinate_extras/__init__.py").write_text("")
    (project / "pyproject.toml").write_text(
        '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'
        '[project]\nname = "extras-of-pollinate"\nversion = "1"\n'
        '[tool.hatch.build.targets.wheel]\npackages = ["pollinate_extras"]\n'
    )
    options = ("-q", "--no-deps", "--no-build-isolation", "--disable-pip-version-check")
    prefix = tmp_path / "prefix"
    subprocess.run(
        [sys.executable, "-m", "pip", "install", *options, "--prefix", prefix, "-e", project],
        check=True,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": ""},
    )
    assert inputs(garden)
    monkeypatch.syspath_prepend(next(prefix.glob("lib/*/site-packages")))

    with pytest.raises(UntoldError, match="its files may change"):
        inputs(garden)


def _linked(folder: Path) -> None:
    (folder / "other.egg-link").write_text("/elsewhere\n.")


def _in_a_work_tree(folder: Path) -> None:
    (folder / "other.egg-info").mkdir()


def _under_our_name(folder: Path) -> None:
    (folder / "pollinated-1.dist-info").mkdir()
    (folder / "pollinated-1.dist-info/direct_url.json").write_text('{"dir_info":{"editable":true}}')


def _of_others(group: str, name: str) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        (folder / "other-1.dist-info").mkdir()
        text = f"[{group}]\n{name} = other.plugin:It\n"
        (folder / "other-1.dist-info/entry_points.txt").write_text(text)

    return make


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (_linked, "its files may change"),
        (_in_a_work_tree, "its files may change"),
        (_under_our_name, "its files may change"),
        (_of_others("mkdocs.plugins", "pollinate/garden"), "'pollinate/garden' may read"),
        (_of_others("mkdocs.plugins", "mkdocs/search"), "'mkdocs/search' may read"),
        (_of_others("markdown.extensions", "toc"), "'toc' may read"),
    ],
)
def test_a_package_that_may_be_anything(
    garden: Repo,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    make: Callable[[Path], None],
    why: str,
) -> None:
    """One that lies in somebody's work tree, or brings a plugin under a name that we know."""
    plugins = CONFIG.replace("[pollinate", "[search, pollinate")
    garden.write("mkdocs.yml", plugins + "markdown_extensions: [toc]\n")
    (tmp_path / "packages").mkdir()
    monkeypatch.syspath_prepend(tmp_path / "packages")
    assert inputs(garden)
    make(tmp_path / "packages")

    with pytest.raises(UntoldError, match=why):
        inputs(garden)


def test_a_theme_that_is_mended_in_place_counts(
    garden: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So does each part of others that makes pages: its list of files says nothing of it."""
    (tmp_path / "other-1.dist-info").mkdir()
    points = "[console_scripts]\nx = y:z\n[mkdocs.themes]\nother = other_theme.files\n"
    (tmp_path / "other-1.dist-info/entry_points.txt").write_text(points)
    (tmp_path / "other_theme/files").mkdir(parents=True)
    (tmp_path / "other_theme/__init__.py").write_text("")
    (tmp_path / "other_theme/files/main.html").write_text("a")
    monkeypatch.syspath_prepend(tmp_path)
    before = inputs(garden)
    (tmp_path / "other_theme/files/main.html").write_text("bb")

    assert before != inputs(garden)


@pytest.mark.parametrize("kept", [b"[" * 200_000, b"\xff", b"[]", b'{"inputs": 1}', b""])
def test_a_record_that_is_none(garden: Repo, kept: bytes) -> None:
    """Whatever a shared cache holds, the site is built."""
    build(garden.path)
    for file in (garden.path / ".git/pollinate").glob("built-*.json"):
        file.write_bytes(kept)

    assert not build(garden.path)


def test_what_another_build_left_out_is_told_anew(garden: Repo) -> None:
    """The command line goes by the record of the last build: it is this one's again."""
    build(garden.path)
    record = next((garden.path / ".git/pollinate").glob("site-*.json"))
    said = record.read_bytes()
    record.write_bytes(b"[]")

    assert not build(garden.path)
    assert said == record.read_bytes()


@pytest.mark.parametrize(
    "said", [["\x1b]0;x\x07"], ["::error::x"], ["a", 1], ["x"] * 201, "x", None]
)
def test_a_record_says_nothing_that_a_build_would_not(garden: Repo, said: object) -> None:
    """Somebody who writes in a shared cache commands no terminal by it."""
    build(garden.path)
    file = next((garden.path / ".git/pollinate").glob("built-*.json"))
    kept = json.loads(file.read_bytes())
    file.write_text(json.dumps({**kept, "said": ["WARNING -  a\n  b"] * 200}))
    assert build(garden.path)
    file.write_text(json.dumps({**kept, "said": said}))

    assert not build(garden.path)
