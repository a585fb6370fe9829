# `init --adopt`: a site that is there gets the lines it lacks, seen before they are written, and
# nothing else of its configuration changes.
"""Test how a site is adopted."""

from __future__ import annotations

from pathlib import Path

import pytest
from pollinate.config_file import read_config
from pollinate.contribute.adopting import PLUGINS
from pollinate.settings_file import plugin_names
from support.repo import ANA, Repo
from support.run import pollinate

HEAD = "site_name: Ours  # since 2019\ntheme: {name: material, font: false}\n"
SITES = {
    "no list": (HEAD, ["search"]),
    "an empty file's end": (HEAD.rstrip("\n"), ["search"]),
    "a list": (f"{HEAD}plugins:\n  - search\n  - tags\nextra:\n  a: 1\n", ["search", "tags"]),
    "a list without indent": (f"{HEAD}plugins:\n- search\n- tags\n\nextra: {{}}\n", ["search", "tags"]),
    "settings and comments": (
        f"{HEAD}plugins:  # ours\n  # the first\n  - search:\n      lang: en\n  - tags\n  # the end\n\n# more\n"
        "extra: {}\n",
        ["search", "tags"],
    ),
    "a list in one line": (f"{HEAD}plugins: [search, tags]  # two\nextra: {{}}\n", ["search", "tags"]),
    "a mapping": (f"{HEAD}plugins:\n  search:\n    lang: en\n  tags: {{}}\nextra: {{}}\n", ["search", "tags"]),
    "half of ours": (
        f"{HEAD}plugins:\n  - search\n  - pollinate/garden\n  - tags\n", ["search", "tags"]
    ),
    "line ends of Windows": (f"{HEAD}plugins:\n  - search\n".replace("\n", "\r\n"), ["search"]),
    "a tag": (f"{HEAD}plugins:\n  - search\nextra:\n  x: !ENV [X, 1]\n", ["search"]),
}  # fmt: skip


def adopt(folder: Path, *args: str) -> tuple[int, str]:
    """Adopt a site; return how it ended and what was said."""
    done = pollinate("init", str(folder), "--adopt", *args)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("name", SITES)
def test_what_is_there_stays(tmp_path: Path, name: str) -> None:
    """Every line stays, in its order and with its line ends; the plugins are those that were there
    and ours; run again, there is nothing to do.
    """
    text, names = SITES[name]
    config = tmp_path / "mkdocs.yml"
    config.write_bytes(text.encode())
    shown = adopt(tmp_path, "--dry-run")
    assert 0 == shown[0] and "+  - pollinate/attribution" in shown[1].replace(
        "+- ", "+  - "
    ).replace("+  pollinate/attribution: {}", "+  - pollinate/attribution")
    assert text.encode() == config.read_bytes()
    assert 0 == adopt(tmp_path, "--yes")[0]

    after = config.read_bytes().decode()
    assert {*names, *PLUGINS} == set(plugin_names(read_config(config)))
    if name != "a list in one line":
        rows = iter(after.split("\n"))
        assert all(line in rows for line in text.rstrip("\n").split("\n"))
    assert ("\r\n" in text) == ("\r\n" in after) and after.count("\n") == (
        after.count("\r\n") or after.count("\n")
    )
    assert "has all of it already" in adopt(tmp_path, "--yes")[1]
    assert after == config.read_bytes().decode() and [config] == list(tmp_path.iterdir())


REFUSED = {
    "an anchor": f"{HEAD}x: &p [search]\nplugins: *p\n",
    "a list in several lines": f"{HEAD}plugins: [search,\n  tags]\n",
    "another's key": f"{HEAD}extra:\n  plugins:\n    - a\nplugins: {{search: {{}}}}\n",
    "a number": f"{HEAD}plugins: 3\n",
    "a key in quotes": f'{HEAD}"plugins":\n  - search:\n      lang: de\n',
    "a key with a blank": f"{HEAD}plugins :\n  - search:\n      lang: de\n",
    "a key with a mark": f"{HEAD}? plugins\n: - search:\n      lang: de\n",
    "settings that a second list would lose": f"{HEAD}'plugins':\n- search: {{lang: de}}\n",
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_understood_is_left(tmp_path: Path, name: str) -> None:
    """It ends with 2 and the lines to add by hand; not a byte is changed."""
    config = tmp_path / "mkdocs.yml"
    config.write_text(REFUSED[name])
    code, said = adopt(tmp_path, "--yes")

    assert 2 == code and "Add the lines yourself" in said, said
    assert REFUSED[name] == config.read_text() and [config] == list(tmp_path.iterdir())


def test_a_file_that_others_build_on_keeps_their_plugins(tmp_path: Path) -> None:
    """Plugins that an inherited file names would be lost, so nothing is written."""
    (tmp_path / "base.yml").write_text("plugins:\n  - search\n  - tags\n")
    config = tmp_path / "mkdocs.yml"
    config.write_text(f"INHERIT: base.yml\n{HEAD}")
    (tmp_path / ".git").mkdir()
    code, said = adopt(tmp_path, "--yes")

    assert 2 == code and "Add the lines yourself" in said, said
    assert f"INHERIT: base.yml\n{HEAD}" == config.read_text()


def test_without_a_site_there_is_nothing_to_adopt(tmp_path: Path) -> None:
    """It says so, and how to make a new garden; a site above is not meant."""
    (tmp_path / "mkdocs.yml").write_text(HEAD)
    (tmp_path / "inner").mkdir()
    code, said = adopt(tmp_path / "inner", "--yes")

    assert 2 == code and "pollinate init garden" in said


def test_an_adopted_site_builds(repo: Repo, tmp_path: Path) -> None:
    """A site without a folder of lessons has credit on all of its pages afterwards."""
    repo.write("mkdocs.yml", f"{HEAD}plugins:\n  - search\n")
    repo.commit(ANA, docs__index="# Home\n", docs__ropes="# Ropes\n\nTie them twice.\n")
    assert 0 == adopt(repo.path, "--yes")[0]
    built = pollinate("-C", str(repo.path), "build", "--strict", "--site-dir", str(tmp_path / "s"))

    assert 0 == built.returncode, built.stdout + built.stderr
    assert "Ana Reyes" in (tmp_path / "s/ropes/index.html").read_text()


def test_a_comment_beside_a_list_in_one_line_stays(tmp_path: Path) -> None:
    """Whoever wrote it finds it where the list begins."""
    config = tmp_path / "mkdocs.yml"
    config.write_text(f"{HEAD}plugins: [search]  # the one we need\n")
    assert 0 == adopt(tmp_path, "--yes")[0]
    assert "plugins:  # the one we need\n  - search\n" in config.read_text()


def test_a_link_keeps_leading_to_one_file(tmp_path: Path) -> None:
    """Two sites that share a configuration share it afterwards."""
    (tmp_path / "shared.yml").write_text(f"{HEAD}plugins:\n  - search\n")
    config = tmp_path / "mkdocs.yml"
    config.symlink_to("shared.yml")
    assert 0 == adopt(tmp_path, "--yes")[0]
    assert config.is_symlink() and "pollinate/garden" in (tmp_path / "shared.yml").read_text()


def test_the_first_bytes_and_the_rights_stay(tmp_path: Path) -> None:
    """A mark before the text is no change; what may only be read is not written."""
    config = tmp_path / "mkdocs.yml"
    config.write_bytes(b"\xef\xbb\xbf" + HEAD.encode())
    assert 0 == adopt(tmp_path, "--yes")[0]
    assert config.read_bytes().startswith(b"\xef\xbb\xbfsite_name")
    config.write_text(HEAD)
    config.chmod(0o444)
    code, said = adopt(tmp_path, "--yes")
    assert 2 == code and "it may only be read" in said and HEAD == config.read_text()


def test_a_text_of_another_encoding_is_told(tmp_path: Path) -> None:
    """It ends in words, as every verb does."""
    config = tmp_path / "mkdocs.yml"
    config.write_bytes("site_name: Gärten\n".encode("latin-1"))
    code, said = adopt(tmp_path, "--yes")
    assert 2 == code and "should not happen" not in said and "mkdocs.yml" in said


@pytest.mark.parametrize(
    "text, pages, words",
    [
        (HEAD, ["index.md"], "No page here is a lesson yet"),
        (f"{HEAD}plugins:\n  - pollinate/garden\n", ["a.md"], 'lessons: ["**/*.md"]'),
        (f"{HEAD}docs_dir: .\n", ["a.md"], "move the pages to one"),
        (HEAD, ["a.md"], "Make one: git init"),
    ],
)
def test_what_a_build_still_lacks_is_said(
    tmp_path: Path, text: str, pages: list[str], words: str
) -> None:
    """Who adopts a site is not left with a build that stops."""
    (tmp_path / "mkdocs.yml").write_text(text)
    for name in pages:
        (tmp_path / "docs").mkdir(exist_ok=True)
        (tmp_path / "docs" / name).write_text("# A page\n\nWords.\n")
    code, said = adopt(tmp_path, "--yes")
    assert 0 == code and words in said, said
