# The verb `build` replaces a folder whole, so it must be sure whose the folder is: a mark that only
# it writes, no link followed, no folder of another removed. Must not know: what a site holds.
"""Test which folders a build replaces."""

from __future__ import annotations

from pathlib import Path

import pytest
from pollinate.errors import OutputError
from pollinate.plain import plain
from pollinate_cli import site_folder
from pollinate_cli.build_files import MARK
from pollinate_cli.site_folder import MARK_TEXT, _mark, is_ours, swap
from support.repo import ANA, Repo
from support.run import pollinate


@pytest.fixture
def garden(repo: Repo) -> Repo:
    """Give a small garden."""
    repo.write("mkdocs.yml", "site_name: x\nplugins: [pollinate/garden]\n")
    repo.write("docs/index.md", "# Home\n")
    repo.lesson(ANA, "# A\n\nWords.\n")
    return repo


def build(repo: Repo, *more: str) -> tuple[int, str]:
    """Build; return the exit code and what was said."""
    done = pollinate("-C", str(repo.path), "build", "-q", *more)
    return done.returncode, done.stderr


@pytest.mark.parametrize("name", ["404.html", "sitemap.xml", "garden.json", MARK])
def test_a_folder_of_somebody_else_stays(garden: Repo, tmp_path: Path, name: str) -> None:
    """A folder with files that only look like a site's is never replaced."""
    other = tmp_path / "other"
    other.mkdir()
    (other / name).write_text("x" * len(MARK_TEXT))
    (other / "thesis.txt").write_text("my only copy")

    code, said = build(garden, "--site-dir", str(other))

    assert 0 != code
    assert "did not make" in said
    assert "my only copy" == (other / "thesis.txt").read_text()


def test_a_site_of_ours_is_replaced(garden: Repo, tmp_path: Path) -> None:
    """An empty folder becomes a site, and the next build replaces it; nothing is left beside it."""
    site = tmp_path / "out" / "site"
    site.mkdir(parents=True)
    beside = tmp_path / "out" / ".site-old"
    beside.mkdir()
    (beside / "backup.txt").write_text("backup")
    for _ in range(2):
        assert (0, "") == build(garden, "--site-dir", str(site))
        assert (site / "lessons/a/index.html").is_file()
        assert is_ours(site)
    assert [".site-old", "site"] == sorted(one.name for one in site.parent.iterdir())
    assert "backup" == (beside / "backup.txt").read_text()


@pytest.mark.parametrize("where", ["site", "public/site"])
def test_no_link_is_followed(garden: Repo, tmp_path: Path, where: str) -> None:
    """A link at the site's place, or above it, that a repository brings along deletes no other
    site.
    """
    other = tmp_path / "other"
    (other / "site").mkdir(parents=True)
    for folder in (other, other / "site"):
        (folder / MARK).write_text(MARK_TEXT)
        (folder / "shop.db").write_text("orders")
    (garden.path / where.split("/")[0]).symlink_to(other)
    with open(garden.path / "mkdocs.yml", "a", encoding="utf-8") as config:
        config.write(f"site_dir: {where}\n")

    code, said = build(garden)

    assert 0 != code
    assert "link" in said
    assert ["orders", "orders"] == [one.read_text() for one in sorted(other.rglob("shop.db"))]


def test_a_log_commands_nothing(garden: Repo) -> None:
    """A file name with an escape, or a line break and a command to a CI system, is one plain line
    of a build's log and of `check`.
    """
    garden.write("docs/lessons/\x1b[31mred\n::error file=x::owned.html", "<script>x</script>")
    garden.write("docs/lessons/\x1b[31mb\n::error::c.md", "# B\n\n<script>1</script>\n")
    garden.commit()

    _, said = build(garden)
    checked = pollinate("-C", str(garden.path), "check")

    assert "owned.html" in said
    for text in (said, checked.stdout, checked.stderr):
        assert "\x1b" not in text
        assert [] == [line for line in text.splitlines() if line.lstrip().startswith("::")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("::error::x", "./::error::x"),
        ("  ::set-output name=x::y", "./::set-output name=x::y"),
        ("##[error]x", "# #[error]x"),
        ("##vso[x]y", "# #vso[x]y"),
    ],
)
def test_a_line_never_begins_with_a_command(text: str, told: str) -> None:
    """What a CI system reads at the beginning of a line does not stand there; other texts stay."""
    assert told == plain(text)
    assert "a::b ## c" == plain("a::b ## c")


def test_long_names_and_late_years_build(garden: Repo) -> None:
    """A lesson whose name fills a file name, with a note that gives it a feed, and a commit of the
    year 10000, are a site like any other.
    """
    name = "n" * 252
    garden.write(f"docs/lessons/{name}.md", "# Long\n\nWords.\n")
    garden.write("docs/notes/n.md", f"---\nabout: lessons/{name}.md\nkind: question\n---\n\nWhy?\n")
    late = {"GIT_AUTHOR_DATE": "@253402300800 +0000", "GIT_COMMITTER_DATE": "@253402300800 +0000"}
    garden.git("add", "-A")
    garden.git("commit", "-q", "-m", "Late", env=late)

    code, said = build(garden)

    assert 0 == code, said
    assert (garden.path / f"site/lessons/{name}/index.html").is_file()
    assert 1 == len(list(garden.path.glob("site/feeds/pages/lessons/nnn*.xml")))


@pytest.mark.parametrize("error", ["ValueError('a word')", "OSError('a word')", "int('a word')"])
def test_an_error_of_the_sites_own_hook_is_no_fault_of_ours(garden: Repo, error: str) -> None:
    """What a plugin or hook of the site raises is told as the site's, and not to be reported."""
    garden.write(
        "hook.py", f"def on_nav(nav, **more):\n    raise {error}\n".replace("raise int", "int")
    )
    garden.write("mkdocs.yml", "site_name: x\nhooks: [hook.py]\nplugins: [pollinate/garden]\n")

    code, said = build(garden)

    assert code == 2
    assert "a word" in said and "of this site stopped at it" in said
    assert "should not happen" not in said and "Traceback" not in said


@pytest.mark.parametrize(
    ("hook", "told"),
    [
        ("raise ValueError('a word')", "ValueError: a word"),
        ("import no_such_module", "No module named 'no_such_module'"),
        ("import sys; sys.exit(3)", "exit code 3"),
        ("import sys; sys.exit('a word')", "failed: a word"),
        ("def (", "SyntaxError"),
        ("def on_startup(**more): raise ValueError('a word')", "ValueError: a word"),
        ("def on_shutdown(**more): raise ValueError('a word')", "ValueError: a word"),
        ("def on_env(env, **more): raise GeneratorExit", "GeneratorExit"),
        ("def on_env(env, **more): raise ValueError('<who@corp.test.org> left')", " left."),
    ],
)
def test_a_hook_may_fail_at_any_time(garden: Repo, hook: str, told: str) -> None:
    """From before it is loaded until after the site is built, its own words are told, without an
    address, and no site is left that is not whole.
    """
    garden.write("hook.py", hook)
    garden.write("mkdocs.yml", "site_name: x\nhooks: [hook.py]\nplugins: [pollinate/garden]\n")

    code, said = build(garden)

    assert code == 2, said
    assert told in said and "of this site stopped at it" in said
    assert "Traceback" not in said and "@" not in said and "should not happen" not in said
    assert not (garden.path / "site").exists()


def test_an_error_of_ours_is_to_be_reported(garden: Repo) -> None:
    """An error that our own code raises is not laid on the site."""
    room = "pollinate.garden"
    text = f"import {room}\n\n\ndef broken(*more, **named):\n    raise ValueError('a word')\n"
    text += f"\n\nbroken.__globals__['__name__'] = '{room}'\n{room}.locate = broken\n"
    garden.write("hook.py", text)
    garden.write("mkdocs.yml", "site_name: x\nhooks: [hook.py]\nplugins: [pollinate/garden]\n")

    code, said = build(garden)

    assert code == 2
    assert "should not happen: ValueError: a word" in said and "of this site" not in said


@pytest.fixture(params=["at once", "in steps"])
def system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Give a system that exchanges two folders, and one that can't."""
    if request.param == "in steps":
        monkeypatch.setattr(site_folder, "exchange", lambda *folders: False)
    return str(request.param)


def test_the_new_site_takes_the_place_of_the_last(system: str, tmp_path: Path) -> None:
    """Whole, whatever the system knows; the last one is not in its way."""
    aside, target = tmp_path / ".aside", tmp_path / "site"
    for folder in (aside, target):
        folder.mkdir()
        (folder / MARK).write_text(MARK_TEXT)
        (folder / "index.html").write_text(folder.name)
    swap(aside, target)

    assert ".aside" == (target / "index.html").read_text()
    assert {"site", ".aside"} >= {one.name for one in tmp_path.iterdir()}
    # What is left of the last one is where the new one was.
    assert not aside.exists() or "site" == (aside / "index.html").read_text()
    assert (system == "at once") == aside.exists()


def test_what_became_of_a_folder_meanwhile_is_looked_at_again(system: str, tmp_path: Path) -> None:
    """A folder that somebody filled while the site was built stays as it is, where it is."""
    aside, target = tmp_path / ".aside", tmp_path / "site"
    for folder in (aside, target):
        folder.mkdir()
    (target / "thesis.txt").write_text("my only copy")
    with pytest.raises(OutputError):
        swap(aside, target)
    assert (target / "thesis.txt").read_text() == "my only copy"
    assert sorted(one.name for one in tmp_path.iterdir()) == [".aside", "site"]


def test_everybody_may_read_a_site(tmp_path: Path) -> None:
    """It is built in a folder of one's own, and served by others."""
    aside = tmp_path / ".aside"
    aside.mkdir(mode=0o700)
    swap(aside, tmp_path / "site")
    assert (tmp_path / "site").stat().st_mode & 0o777 == 0o755


def test_a_gardens_own_mark_gives_way(tmp_path: Path) -> None:
    """A folder, a file or a link of the mark's name is replaced; what a link leads to stays."""
    other = tmp_path / "other.txt"
    other.write_text("mine")
    for name in ("folder", "file", "link"):
        mark = tmp_path / name / MARK
        mark.parent.mkdir()
        if name == "folder":
            (mark / "deep").mkdir(parents=True)
        elif name == "file":
            mark.write_text("x")
        else:
            mark.symlink_to(other)
        _mark(mark.parent)
        assert is_ours(mark.parent), name
    assert other.read_text() == "mine"


def test_where_the_site_is_holds_where_one_stands(garden: Repo, tmp_path: Path) -> None:
    """With -C the folder counts from there; what is said is true for who stands elsewhere."""
    where = str(garden.path)
    away = pollinate("-C", where, "build", "--site-dir", "../out", cwd=tmp_path).stderr
    there = pollinate("build", "--site-dir", "../out", cwd=garden.path).stderr

    assert (
        f"The site is in {garden.path.parent / 'out'}" in away and "The site is in ../out" in there
    )


def test_what_a_killed_build_left_goes(garden: Repo) -> None:
    """The next build takes away what one that was killed had begun, and nothing else."""
    begun, old = garden.path / ".site-abcd1234", garden.path / ".site-old-abcd1234"
    others = [garden.path / name for name in (".site-archives", ".site-abcd123", ".sites-abcd1234")]
    for folder in (begun, old / "site", *others):
        folder.mkdir(parents=True)
        (folder / "index.html").write_text("x")
    for folder in (begun, old / "site", *others[1:]):
        (folder / MARK).write_text(MARK_TEXT)
    done = pollinate("-C", str(garden.path), "build", "-q")

    assert 0 == done.returncode, done.stderr
    assert [False, False, True, True, True] == [one.exists() for one in (begun, old, *others)]
    assert (garden.path / "site/index.html").exists()
