# Lessons that are no Markdown by their names: any text file that a glob of lessons names.
"""Test lessons of other endings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pollinate.paths import named_endings
from support.blame import blamed
from support.repo import ANA, BEA, Repo, lines
from support.run import pollinate


@pytest.mark.parametrize(
    ("globs", "endings"),
    [
        (("lessons/**/*.md", "**/*.MD"), (".md",)),
        (("**/*.html.md.erb",), (".html.md.erb",)),
        (("docs/*.[ch].rst", "a/README", "!b/*.txt"), (".rst", "readme")),
        (("lessons/**", "lessons/", "*", "lessons/a*z", "b/*.*"), ()),
    ],
)
def test_endings_that_globs_name(globs: tuple[str, ...], endings: tuple[str, ...]) -> None:
    """The ending of a glob is what follows its last star, or its whole name; a glob of any file
    names none.
    """
    assert endings == named_endings(globs)


def run(repo: Repo, glob: str, *args: str, code: int = 0) -> str:
    """Return what a verb prints for lessons of one glob."""
    done = pollinate("-C", str(repo.path), "--docs-dir", ".", "--lessons", glob, *args)
    assert code == done.returncode, done.stdout + done.stderr
    return done.stdout


NAMED = [
    ("**/*.html.md.erb", "source/a.html.md.erb"),
    ("source/*.rst", "source/a.rst"),
    ("**/*.txt", "source/deep/a.TXT"),
    ("source/README", "source/README"),
    ("source/*.adoc", "source/[a] {b}\\c.adoc"),
]


@pytest.mark.parametrize(("glob", "path"), NAMED)
def test_any_text_that_a_glob_names_is_a_lesson(repo: Repo, glob: str, path: str) -> None:
    """`credits`, `why` and `check` serve any text file that a glob names, through renames, and
    `credits --lines` is what git blame says.
    """
    glob = glob.replace(".txt", ".TXT")
    repo.write("source/before.page", lines("one", "two", "three"))
    repo.commit(ANA)
    (repo.path / "source/before.page").unlink()
    repo.write(path, lines("one", "two", "three", "four"))
    repo.commit(BEA)
    repo.write("source/picture.png", b"\x89PNG\r\n\x1a\n\0")
    repo.commit(BEA)

    told = run(repo, glob, "credits")
    assert f"{path}\n    75.0%  Ana Reyes  author\n    25.0%  Bea Lind" in told
    lesson = json.loads(run(repo, glob, "credits", "--format", "json", "--lines"))["lessons"]
    assert blamed(repo.path, path) == lesson[path]["owners"]
    assert "made the lesson" in run(repo, glob, "why", "Ana Reyes", path)
    refused = int("\\" in path)
    found = json.loads(run(repo, glob, "check", "--format", "json", code=refused))["findings"]
    assert ["file-name"] * refused == [one["code"] for one in found]


def test_a_new_text_is_seen_after_a_remembered_answer(repo: Repo) -> None:
    """A text of another ending that came after an answer was remembered is in the next one."""
    repo.write("source/a.rst", lines("one"))
    repo.commit(ANA)
    assert "b.rst" not in run(repo, "**/*.rst", "credits")
    repo.write("source/b.rst", lines("two"))
    repo.commit(BEA)

    assert "source/b.rst\n   100.0%  Bea Lind" in run(repo, "**/*.rst", "credits")


def test_what_is_no_text_is_left_out(repo: Repo) -> None:
    """A file that a glob names and that is no text is told and left out; the others stay."""
    repo.write("source/a.page", lines("one"))
    repo.write("source/b.page", b"\x89PNG\0")
    repo.commit(ANA)

    assert "b.page" not in run(repo, "**/*.page", "credits")
    assert "source/b.page: error" in run(repo, "**/*.page", "check", code=1)


def test_what_a_site_makes_no_page_of_is_checked_as_no_page(repo: Repo) -> None:
    """`check` finds nothing wrong with a lesson of another ending that only a page could have
    wrong: HTML, its address, that it is not published.
    """
    repo.write("source/a.rst", lines("one") + "<script>x</script>\n")
    repo.write("source/a.page", lines("two"))
    repo.commit(ANA)

    done = pollinate(
        "-C",
        str(repo.path),
        "--docs-dir",
        ".",
        "--lessons",
        "**/*.rst",
        "--lessons",
        "**/*.page",
        "check",
    )
    assert (0, "") == (done.returncode, done.stdout)


def test_a_site_is_built_beside_texts_of_other_endings(repo: Repo, tmp_path: Path) -> None:
    """A build makes its pages of Markdown as before, whatever else a glob names."""
    repo.lesson(ANA, lines("one"))
    repo.write("docs/lessons/b.rst", lines("two"))
    repo.commit(BEA)

    repo.write(
        "mkdocs.yml",
        "site_name: G\nplugins:\n  - pollinate/garden:\n"
        "      lessons: ['lessons/**/*.md', 'lessons/**/*.rst']\n  - pollinate/attribution\n",
    )
    out = tmp_path / "site"
    done = pollinate("-C", str(repo.path), "build", "--site-dir", str(out))

    assert 0 == done.returncode, done.stderr
    assert "Ana Reyes" in (out / "lessons/a/index.html").read_text(encoding="utf-8")
    assert not (out / "lessons/b/index.html").exists()
