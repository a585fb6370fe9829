# Odd repositories and odd files: monorepos, submodules, no git, refusals, generated and empty pages,
# names and encodings. The table of all cases is in docs/developers/cases.md.
"""Test credit in odd repositories."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from pollinate.errors import GitError
from pollinate.export.credits import export_credits
from pollinate.export.json_text import to_json
from pollinate.garden import build_garden
from pollinate.publish import publish_credits
from pollinate.settings import make_settings
from support.repo import ANA, BEA, CY, Repo, build_credits, lines
from support.run import pollinate
from support.site import article, build

ODD_PATHS = (
    "with space", "quote\"d", "it's", "pipe|d", "new\nline", "tab\td", "émile", "日本語", "emoji😀", "back\\slash", "a<b>&c", "-dash",
    "[x](y)", "per%cent", "hash#tag", "wild*card", "colon:d", "ends.md",
)  # fmt: skip


def test_copy_outside_git_is_refused_not_guessed(repo: Repo, tmp_path: Path) -> None:
    """Files copied to a folder outside git give a clear refusal instead of a page without
    people.
    """
    repo.lesson(ANA, lines("one"))
    shutil.copytree(repo.path / "docs", tmp_path / "copy/docs")

    done = pollinate("-C", str(tmp_path / "copy"), "--docs-dir", "docs", "credits")

    assert 2 == done.returncode
    assert "not in a git repository" in done.stderr and "history: optional" in done.stderr


def test_submodule_is_its_own_repository(repo: Repo, tmp_path: Path) -> None:
    """A docs folder that is a submodule is credited from the submodule's own history."""
    inner = Repo(tmp_path / "inner")
    inner.lesson(BEA, lines("one"))
    repo.commit(ANA, "Outer", notes="x\n")
    repo.git(
        "-c", "protocol.file.allow=always", "submodule", "add", "-q", str(inner.path), "garden"
    )
    repo.commit(ANA, "Add")
    folder = repo.path / "garden"

    work, credits = build_credits(
        make_settings({"cache": False}, root=folder, docs_dir=folder / "docs")
    )

    assert ["bea-lind"] == [c.contributor for c in credits["lessons/a.md"].credits]


def test_monorepo_docs_folder(repo: Repo) -> None:
    """In a repository of many projects only the garden's own files count."""
    repo.commit(CY, "Program", program__README="hello\n")
    repo.lesson(ANA, lines("one"))

    work, credits = repo.credits()

    assert ["lessons/a.md"] == list(credits)
    assert ["ana-reyes"] == [c.contributor for c in credits["lessons/a.md"].credits]


def test_worktree(repo: Repo, tmp_path: Path) -> None:
    """In a worktree, where `.git` is a file, the credits are those of its own HEAD."""
    repo.lesson(ANA, lines("one"))
    repo.git("worktree", "add", "-q", "-b", "side", str(tmp_path / "tree"))
    repo.lesson(BEA, lines("one", "two"))

    folder = tmp_path / "tree"
    work, credits = build_credits(
        make_settings({"cache": False}, root=folder, docs_dir=folder / "docs")
    )

    assert (folder / ".git").is_file()
    assert ["ana-reyes"] == [c.contributor for c in credits["lessons/a.md"].credits]


def test_stray_git_dir_changes_nothing(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """GIT_DIR and its kin in the environment (as in a hook) don't lead us into another
    repository.
    """
    repo.lesson(ANA, lines("one"))
    other = Repo(tmp_path / "other")
    other.lesson(BEA, lines("one"))
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.setenv(
            name,
            str(
                other.path
                / {"GIT_DIR": ".git", "GIT_WORK_TREE": "", "GIT_INDEX_FILE": ".git/index"}[name]
            ),
        )

    work, credits = build_credits(repo.settings())

    assert ["ana-reyes"] == [c.contributor for c in credits["lessons/a.md"].credits]


def test_tarball_without_git_by_choice(tmp_path: Path) -> None:
    """A tarball without `.git` builds with `history: optional`, with everything but credits."""
    file = tmp_path / "g/docs/lessons/a.md"
    file.parent.mkdir(parents=True)
    file.write_text("# A\n\nText.\n")

    garden = build_garden(
        make_settings(
            {"history": "optional", "cache": False},
            root=tmp_path / "g",
            docs_dir=tmp_path / "g/docs",
        )
    )

    assert ["lessons/a.md"] == list(garden.content.lessons)
    assert not garden.history.available
    assert [()] == [one.credits for one in garden.credits.values()]
    assert ["no-history"] == [d.code for d in garden.diagnostics]


def test_dubious_ownership_says_what_to_do(repo: Repo) -> None:
    """In a container that runs as another user the error says the one line that helps."""
    repo.lesson(ANA, lines("one"))

    done = pollinate(
        "-C",
        str(repo.path),
        "--docs-dir",
        "docs",
        "credits",
        env={"GIT_TEST_ASSUME_DIFFERENT_OWNER": "1"},
    )

    assert 2 == done.returncode
    assert "git config --global --add safe.directory" in done.stderr
    assert "belongs to another user" in done.stderr and "Traceback" not in done.stderr


def test_generated_pages_carry_no_credit(repo: Repo, tmp_path: Path) -> None:
    """Pages that we or other plugins generate get no byline and no history."""
    repo.write("docs/index.md", "# Home\n")
    repo.lesson(ANA, lines("one"))

    site = build(repo.path, tmp_path / "site")

    assert "pl-byline__names" in site.page("lessons/a").source
    for uri, page in site.all().items():
        assert uri == "lessons/a" or "pl-byline__names" not in page.source, uri


def test_front_pages_of_topics_are_no_lessons(repo: Repo) -> None:
    """A topic's index.md is the topic's text and never a lesson."""
    repo.commit(ANA, docs__lessons__t__index="# Topic\n", docs__lessons__t__a=lines("one"))

    assert ["lessons/t/a.md"] == list(repo.garden().credits)


def test_untracked_lesson_is_said_so(repo: Repo) -> None:
    """A lesson that is not committed yet has no credits and says that it is uncommitted."""
    repo.lesson(ANA, lines("one"))
    repo.write("docs/lessons/new.md", lines("new"))

    _, credits = repo.credits()

    assert credits["lessons/new.md"].uncommitted and () == credits["lessons/new.md"].credits
    assert not credits["lessons/a.md"].uncommitted


@pytest.mark.parametrize("text", ["", "\n\n", "---\ntitle: A\n---\n"])
def test_empty_page_names_its_maker(repo: Repo, text: str) -> None:
    """A lesson without a creditable line has shares of 0, and its maker is still its author."""
    repo.lesson(ANA, text)

    _, credits = repo.credits()

    assert [0.0] == [c.share for c in credits["lessons/a.md"].credits]
    assert {"Ana Reyes": ["author"]} == repo.roles()


def test_empty_and_untracked_pages_build_strictly(repo: Repo, tmp_path: Path) -> None:
    """Empty and untracked lessons are no reason for `--strict` to fail."""
    repo.write("docs/index.md", "# Home\n")
    repo.lesson(ANA, "")
    repo.write("docs/lessons/new.md", lines("new"))

    site = build(repo.path, tmp_path / "site", "--strict")

    assert "Ana Reyes" in article(site.page("lessons/a")).text


def test_deleted_then_restored(repo: Repo) -> None:
    """A lesson that was deleted and brought back is its writer's, not the restorer's."""
    repo.lesson(ANA, lines("one", "two", "three"))
    repo.commit(BEA, "Delete", docs__lessons__a=None)
    repo.lesson(CY, lines("one", "two", "three"), "Restore")

    assert {"Ana Reyes": 1.0} == repo.shares()
    assert {"revert"} == repo.rules()


def test_deleted_lesson_leaves_nothing(repo: Repo) -> None:
    """A deleted lesson is in no list, and who wrote only that is credited nowhere."""
    repo.lesson(BEA, lines("gone"), name="gone")
    repo.lesson(ANA, lines("one"))
    repo.commit(ANA, "Delete", docs__lessons__gone=None)

    garden = repo.garden()

    assert ["lessons/a.md"] == list(garden.credits)
    assert not any(a.who == "bea-lind" for a in garden.acknowledgements)


@pytest.mark.parametrize("name", ODD_PATHS)
def test_odd_paths_keep_their_writer(repo: Repo, name: str) -> None:
    """A path with blanks, quotes, newlines, emoji, `|` or letters of any script keeps its people, a
    rename included.
    """
    repo.write(f"docs/lessons/{name}.md", lines("one", "two"))
    repo.commit(ANA)
    (repo.path / f"docs/lessons/{name}.md").rename(repo.path / f"docs/lessons/{name}2.md")
    repo.commit(BEA, "Move")

    assert {"Ana Reyes": 1.0} == repo.shares(f"{name}2")


@pytest.mark.parametrize(
    ("who", "shown"),
    [
        ("Niamh O'Brien <n@harbour.test.org>", "Niamh O'Brien"),
        ('Bob "the" Builder <b@harbour.test.org>', 'Bob "the" Builder'),
        ("Smith & Sons <s@harbour.test.org>", "Smith & Sons"),
        ("Émile Zola 😀 <e@harbour.test.org>", "Émile Zola 😀"),
        ("יעל כהן <y@harbour.test.org>", "יעל כהן"),
        ("a|b|c d <p@harbour.test.org>", "a|b|c d"),
        ("No Mail <>", "No Mail"),
    ],
)
def test_odd_names(repo: Repo, who: str, shown: str) -> None:
    """Names with quotes, `&`, emoji, right-to-left letters or without an address are shown as they
    are.
    """
    repo.lesson(who, lines("one"))

    assert {shown: 1.0} == repo.shares()


def _commit_object(
    repo: Repo, author: bytes, message: bytes = b"Write\n", encoding: bytes = b""
) -> None:
    """Make HEAD a commit that git itself would not write."""
    tree = repo.git("write-tree")
    head = (
        b"tree "
        + tree.encode()
        + b"\nauthor "
        + author
        + b" 1700000000 +0000\ncommitter F <f@f.test.org> 1700000000 +0000\n"
    )
    text = head + (b"encoding " + encoding + b"\n" if encoding else b"") + b"\n" + message
    command = [
        "git",
        "-C",
        str(repo.path),
        "hash-object",
        "-t",
        "commit",
        "-w",
        "--stdin",
        "--literally",
    ]
    sha = (
        subprocess.run(command, input=text, capture_output=True, check=True).stdout.decode().strip()
    )
    repo.git("update-ref", "refs/heads/main", sha)


@pytest.mark.parametrize(
    ("author", "shown"),
    [
        (b"Jos\xe9 Pe\xf1a <jose@harbour.test.org>", "Jos"),
        (b" <nobody@harbour.test.org>", "Somebody without a name"),
        (b"\x1b[31mRed \x07Bell\x00"[:-1] + b" <r@harbour.test.org>", "[31mRed Bell"),
        ("Zed \u202egnp.exe <z@harbour.test.org>".encode(), "Zed gnp.exe"),
    ],
)
def test_history_that_is_not_utf8(repo: Repo, author: bytes, shown: str) -> None:
    """Old history in another encoding, without a name or with control characters gives a name
    without them.
    """
    repo.write("docs/lessons/a.md", lines("one"))
    repo.git("add", "-A")
    _commit_object(repo, author)

    work, credits = repo.credits()

    names = [c.name for c in work.people.contributors.values()]
    assert 1 == len(names) and names[0].startswith(shown), names
    to_json(export_credits(work, publish_credits(work)))


def test_declared_encoding_is_respected(repo: Repo) -> None:
    """A commit that declares its encoding is read in it."""
    repo.write("docs/lessons/a.md", lines("one"))
    repo.git("add", "-A")
    _commit_object(
        repo, "José Peña <jose@harbour.test.org>".encode("latin-1"), encoding=b"ISO-8859-1"
    )

    assert {"José Peña": 1.0} == repo.shares()


@pytest.mark.parametrize(
    "subject",
    [
        "a|b|c",
        "x\x01y",
        "\x1e\x1f\x1d",
        "NUL is %x00 here",
        "diff --git a/x b/x",
        "@@ -1 +1 @@",
        ":100644 100644 a b M\tx",
    ],
)
def test_messages_and_texts_that_look_like_a_log(repo: Repo, subject: str) -> None:
    """Neither a message nor a text that looks like our log's format shifts a field."""
    repo.lesson(
        "p|q r <p|q@harbour.test.org>",
        f"{lines('one')}diff --git a/x b/x\n@@ -1 +1 @@\n--- a\n+++ b\nindex 1..2\n",
        f"{subject}\n\n{subject}\n",
    )

    assert {"p|q r": 1.0} == repo.shares()


USER_CONFIG = """
[log]
\tshowSignature = true
\tfollow = true
\tdate = relative
[diff]
\tnoprefix = true
\tmnemonicPrefix = true
\trenames = false
\texternal = /bin/false
\torderFile = .order
\talgorithm = patience
\tcontext = 7
\tinterHunkContext = 9
\tindentHeuristic = false
\twsErrorHighlight = all
\tcolorMoved = zebra
\tsubmodule = log
\trelative = true
[color]
\tui = always
[core]
\tquotepath = false
\tpager = false
[blame]
\tignoreRevsFile = missing
[format]
\tpretty = fuller
\tnotes = *
[i18n]
\tlogOutputEncoding = ISO-8859-1
[merge]
\trenames = false
[mailmap]
\tfile = /other
"""


def test_user_configuration_changes_nothing(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever stands in a user's git configuration, the same people get the same credit."""
    words = ("alpha", "beta", "gamma", "delta", "epsilon", "zeta")
    repo.commit(ANA, "Wörite", docs__lessons__old=lines(*words))
    (repo.path / "docs/lessons/old.md").unlink()
    repo.lesson(
        "Bëa Lind <bea@harbour.test.org>",
        lines("new", *words[:2], "changed", *words[3:]),
        "Move and edit",
    )
    repo.git("checkout", "-qb", "side", "HEAD~1")
    repo.commit(CY, "Side", docs__lessons__old=lines(*words, "last"))
    repo.git("checkout", "-q", "main")
    repo.git("merge", "-q", "side", "-m", "Merge", who=ANA)
    before = (repo.shares(), repo.roles())
    home = Path(os.environ["HOME"])
    (home / ".gitconfig").write_text(USER_CONFIG)
    repo.write(".order", "*.zzz\n*.md\n")

    assert before == (repo.shares(), repo.roles())
    assert {"Ana Reyes": 0.625, "Bëa Lind": 0.25, "Cy Okafor": 0.125} == before[0]


def test_repository_configuration_changes_nothing(repo: Repo) -> None:
    """The repository's own configuration doesn't change credits either."""
    repo.lesson(ANA, lines("one", "two"))
    repo.lesson(BEA, lines("one", "two", "three"))
    before = repo.shares()
    with (repo.path / ".git/config").open("a") as file:
        file.write(USER_CONFIG)

    assert before == repo.shares()


def test_other_refusals_are_ours_too(tmp_path: Path) -> None:
    """A repository that git can't read is one clear error of ours."""
    (tmp_path / "docs/lessons").mkdir(parents=True)
    (tmp_path / ".git").write_text("gitdir: nowhere\n")

    with pytest.raises(GitError):
        build_garden(make_settings({"cache": False}, root=tmp_path, docs_dir=tmp_path / "docs"))
