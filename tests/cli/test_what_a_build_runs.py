# What a build of the site runs: packages that are upgraded, mended in their place or installed from
# a work tree; plugins of others under a name that we know; the program that makes the index. Must
# not know: how a checksum is made.
"""Test what the checksum of a build says of programs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pollinate_cli import build_programs
from pollinate_cli.build_inputs import UntoldError
from support.builds import inputs
from support.repo import ANA, Repo

CONFIG = "site_name: x\nplugins: [pollinate/garden]\n"


@pytest.fixture
def garden(repo: Repo) -> Repo:
    """Give a small garden."""
    repo.write("mkdocs.yml", CONFIG)
    repo.lesson(ANA, "# A\n\nWords.\n")
    return repo


def test_a_package_in_a_work_tree(
    garden: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Installed by `pip install -e`, its files change without a word, and count."""
    project = tmp_path / "extras"
    (project / "pollinate_extras").mkdir(parents=True)
    (project / "pollinate_extras/__init__.py").write_text("")
    (project / "pyproject.toml").write_text(
        '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'
        '[project]\nname = "pollinated"\nversion = "1"\n'
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
    monkeypatch.syspath_prepend(next(prefix.glob("lib/*/site-packages")))
    before = inputs(garden)
    assert before == inputs(garden)
    (project / "pollinate_extras/__init__.py").write_text("1")

    assert before != inputs(garden)


def test_a_package_that_was_copied_from_a_work_tree_is_settled(
    garden: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What becomes of the tree changes nothing."""
    (tmp_path / "packages/other-1.dist-info").mkdir(parents=True)
    (tmp_path / "tree").mkdir()
    told = f'{{"dir_info": {{"editable": false}}, "url": "file://{tmp_path}/tree"}}'
    (tmp_path / "packages/other-1.dist-info/direct_url.json").write_text(told)
    monkeypatch.syspath_prepend(tmp_path / "packages")
    before = inputs(garden)
    (tmp_path / "tree/other.py").write_text("")

    assert before == inputs(garden)


@pytest.mark.parametrize("name", ["other.egg-link", "other.egg-info"])
def test_a_package_in_a_work_tree_of_older_tools(
    garden: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """A file leads to it, or the tree itself lies on the path."""
    tree = tmp_path / ("tree" if name == "other.egg-link" else "packages")
    for folder in {tree, tmp_path / "packages"}:
        folder.mkdir()
    (tmp_path / "packages" / name).write_text(f"{tree}\n.")
    monkeypatch.syspath_prepend(tmp_path / "packages")
    before = inputs(garden)
    (tree / "other.py").write_text("")

    assert before != inputs(garden)


@pytest.mark.parametrize(
    ("group", "name"),
    [
        ("mkdocs.plugins", "pollinate/garden"),
        ("mkdocs.plugins", "mkdocs/search"),
        ("markdown.extensions", "toc"),
    ],
)
def test_a_plugin_of_others_under_a_name_that_we_know(
    garden: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, group: str, name: str
) -> None:
    """It may read anything: no checksum."""
    plugins = CONFIG.replace("[pollinate", "[search, pollinate")
    garden.write("mkdocs.yml", plugins + "markdown_extensions: [toc]\n")
    monkeypatch.syspath_prepend(tmp_path)
    assert inputs(garden)
    (tmp_path / "other-1.dist-info").mkdir()
    text = f"[{group}]\n{name} = other.plugin:It\n"
    (tmp_path / "other-1.dist-info/entry_points.txt").write_text(text)

    with pytest.raises(UntoldError, match=f"'{name}' may read"):
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


def test_the_program_of_the_index_counts(
    garden: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one that a variable names, else one on the path where no package brings it."""
    found = [inputs(garden)]
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(tmp_path / "own"))
    found.append(inputs(garden))
    (tmp_path / "own").write_text("")
    found.append(inputs(garden))
    none = {"pagefind_bin", "pagefind_bin_extended"}
    real = build_programs.find_spec
    monkeypatch.setattr(build_programs, "find_spec", lambda n: None if n in none else real(n))
    found.append(inputs(garden))
    (tmp_path / "pagefind").write_text("")
    (tmp_path / "pagefind").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    found.append(inputs(garden))

    assert 5 == len(set(found))
