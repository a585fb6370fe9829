# A stranger's mkdocs.yml, read by the command line: bombs, circles, secrets and places outside end
# in one clear error, and what is harmless is read as before. Must not know: MkDocs.
"""Test reading configurations as data."""

from __future__ import annotations

from pathlib import Path

import pytest
from pollinate.config_file import MOST_PARENTS, read_config
from pollinate.content.files import kind_test
from pollinate.errors import SettingsError
from pollinate.settings import make_settings
from support.repo import Repo
from support.run import pollinate


def bomb(depth: int) -> str:
    """Return a small text whose aliases stand for nine times nine times … values."""
    first = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n"
    more = (f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, depth))
    return first + "".join(more)


MERGES = "a: &a {x: 1}\n" + "".join(
    f"b{n}: &b{n} {{<<: [{','.join(['*' + ('a' if n == 0 else f'b{n - 1}')] * 9)}]}}\n"
    for n in range(9)
)
REFUSED = {
    "aliases that multiply": (bomb(10) + "site_name: *a9\n", "more than 100,000 values"),
    "merge keys that multiply": (MERGES, "more than 100,000 values"),
    "a list that holds itself": ("site_name: &a [*a]\n", "stands inside what it names"),
    "a mapping that holds itself": ("x: &a {y: {z: *a}}\n", "stands inside what it names"),
    "depth": ("x: " + "[" * 60 + "]" * 60 + "\n", "nest"),
    "great depth": ("x: " + "[" * 5000 + "]" * 5000 + "\n", "nest"),
    "size": ("#" * 2_000_001, "larger than 2 MB"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_configurations_that_would_fill_the_memory_are_refused(name: str, tmp_path: Path) -> None:
    """What would not end, or be huge, is one error that says what and where."""
    text, problem = REFUSED[name]
    file = tmp_path / "mkdocs.yml"
    file.write_text(text)
    with pytest.raises(SettingsError, match=problem):
        read_config(file)


def test_aliases_of_an_honest_configuration_are_read(tmp_path: Path) -> None:
    """Anchors, aliases and merge keys mean what they mean to YAML."""
    file = tmp_path / "mkdocs.yml"
    file.write_text("a: &a {x: 1}\nb: {<<: *a, y: 2}\nc: [*a, *a]\n")
    assert {"a": {"x": 1}, "b": {"x": 1, "y": 2}, "c": [{"x": 1}, {"x": 1}]} == read_config(file)


def test_inherit_goes_neither_round_nor_on_for_ever(tmp_path: Path) -> None:
    """A circle of INHERIT and a chain without end are errors; a chain is merged from its end."""
    (tmp_path / "mkdocs.yml").write_text("INHERIT: b.yml\nsite_name: x\n")
    (tmp_path / "b.yml").write_text("INHERIT: mkdocs.yml\n")
    with pytest.raises(SettingsError, match="INHERIT names"):
        read_config(tmp_path / "mkdocs.yml")
    for n in range(MOST_PARENTS + 5):
        (tmp_path / f"i{n}.yml").write_text(f"INHERIT: i{n + 1}.yml\nk: {n}\nn{n}: {n}\n")
    (tmp_path / f"i{MOST_PARENTS + 5}.yml").write_text("k: last\nextra: {a: 1}\n")
    with pytest.raises(SettingsError, match="more than 20 files"):
        read_config(tmp_path / "i0.yml")
    read = read_config(tmp_path / "i20.yml")
    assert (read["k"], read["n22"], read["extra"]) == (20, 22, {"a": 1})


def test_inherit_stays_in_the_repository(tmp_path: Path) -> None:
    """INHERIT names no file outside, and a device is no configuration."""
    (tmp_path / "outside.yml").write_text("site_name: CANARY\n")
    repo = Repo(tmp_path / "garden")
    repo.write("mkdocs.yml", "INHERIT: ../outside.yml\n")
    with pytest.raises(SettingsError, match="not a file of this repository"):
        read_config(repo.path / "mkdocs.yml")
    (repo.path / "zero.yml").symlink_to("/dev/zero")
    with pytest.raises(SettingsError, match="can't be read"):
        read_config(repo.path / "zero.yml")


def test_secrets_of_the_environment_are_not_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`!ENV` reads switches, numbers and what is meant for a site; of anything else a stranger gets
    the name, never the text.
    """
    names = ("SECRET_TOKEN", "AWS_ACCESS_KEY_ID", "DATABASE_URL", "SITE_PASSWORD", "HOME")
    for name in names:
        monkeypatch.setenv(name, "CANARY")
    monkeypatch.setenv("SITE_NAME", "Our garden")
    monkeypatch.setenv("CI", "true")
    file = tmp_path / "mkdocs.yml"
    lines = [f"{name}: !ENV {name}" for name in names]
    more = "a: !ENV [NOT_SET, SITE_NAME, x]\nb: !ENV CI\nc: !ENV [NOT_SET, plain]\nd: !ENV NO\n"
    file.write_text("\n".join(lines) + "\n" + more)
    read = read_config(file)
    assert "CANARY" not in str(read)
    assert [read[name] for name in names] == [f"${name}" for name in names]
    assert ("Our garden", True, "plain", None) == tuple(read[key] for key in "abcd")


def test_docs_dir_of_a_strangers_file_stays_in_the_repository(tmp_path: Path) -> None:
    """A folder outside is read only where whoever asks names it."""
    outside = tmp_path / "outside" / "lessons"
    outside.mkdir(parents=True)
    (outside / "plan.md").write_text("# CANARY\n")
    repo = Repo(tmp_path / "garden")
    text = "docs_dir: {}\nsite_name: x\nplugins: [{{pollinate/garden: {{history: optional}}}}]\n"
    repo.write("mkdocs.yml", text.format("../outside"))
    done = pollinate("export", cwd=repo.path)
    assert 2 == done.returncode
    assert "leads out of the repository" in done.stderr
    assert "CANARY" not in done.stdout + done.stderr
    repo.write("mkdocs.yml", text.format("docs"))
    (repo.path / "docs").symlink_to("../outside")
    assert 2 == pollinate("check", cwd=repo.path).returncode
    assert "CANARY" in pollinate("--docs-dir", "../outside", "export", cwd=repo.path).stdout


@pytest.mark.parametrize("glob", ["*a" * 20 + "b.md", "**/a/**/a/**/a/**/b.md", "*a*a*a/*a*b*c.md"])
def test_patterns_with_too_many_choices_are_refused(glob: str) -> None:
    """A pattern whose stars multiply one another is one error; those of real sites are none."""
    with pytest.raises(SettingsError, match="too many stars"):
        kind_test(make_settings({"lessons": [glob]}, root=Path(), docs_dir=Path()))
    real = ["lessons/**/*.md", "**/adr/**/*-*.md", "!drafts/*", "*draft*", "docs/*/a-*.md"]
    kind_test(make_settings({"lessons": real}, root=Path(), docs_dir=Path()))


def test_ignored_commits_are_listed_inside_the_repository(tmp_path: Path) -> None:
    """A list outside is not read, and not quoted."""
    (tmp_path / "outside.txt").write_text("CANARY\n")
    repo = Repo(tmp_path / "garden")
    repo.write("docs/lessons/a.md", "# A\n")
    settings = "{pollinate/garden: {ignore_commits: ../outside.txt}}"
    repo.write("mkdocs.yml", f"site_name: x\nplugins: [{settings}]\n")
    repo.commit()
    done = pollinate("check", cwd=repo.path)
    assert "lies outside the repository" in done.stdout
    assert "CANARY" not in done.stdout
