# Bad input and what it gets: a clear error with exit code 2, or a right result; never a traceback,
# never a wrong credit. Here: repositories that are not what they should be. Files that are not are
# in test_bad_files.py.
"""Test bad repositories."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from support.listing import everything
from support.repo import ANA, BEA, Repo, lines
from support.run import pollinate

VERBS = (
    ["credits"],
    ["check"],
    ["export"],
    ["stats"],
    ["due"],
    ["digest", "--since", "2026-01"],
    ["why", "ana", "a"],
    ["build", "--site-dir", "out"],
)


def assert_refused(
    folder: Path,
    *words: str,
    env: dict[str, str] | None = None,
    verbs: tuple[list[str], ...] = VERBS[:1] + VERBS[4:],
) -> None:
    """Assert that every verb ends with exit code 2 and some words, without a traceback and without
    writing a file.
    """
    before = everything(folder)
    for verb in verbs:
        done = pollinate("-C", str(folder), "--docs-dir", "docs", *verb, env=env)
        assert 2 == done.returncode, (verb, done.stdout, done.stderr)
        assert "Traceback" not in done.stderr, done.stderr
        for word in words:
            assert word in done.stderr, done.stderr
    assert before == everything(folder)


def assert_credited(folder: Path, name: str, *, env: dict[str, str] | None = None) -> None:
    """Assert that a garden's credits name somebody, and that nothing but the cache is written."""
    before = everything(folder)
    done = pollinate("-C", str(folder), "--docs-dir", "docs", "credits", env=env)
    assert 0 == done.returncode, done.stderr
    assert "Traceback" not in done.stderr and name in done.stdout, done.stdout
    assert before == everything(folder)


@pytest.fixture
def garden(repo: Repo) -> Repo:
    """Give a garden of two commits."""
    repo.lesson(ANA, lines("one", "two"))
    repo.lesson(BEA, lines("one", "two", "three"))
    return repo


def test_shallow_clone(shallow: Path) -> None:
    """A shallow clone is refused by every verb, with the lines for three forges."""
    assert_refused(shallow, "shallow", "fetch-depth: 0", "GIT_DEPTH", "fetchDepth", verbs=VERBS)


def test_no_git_on_path(garden: Repo, tmp_path: Path) -> None:
    """Without git on the machine the error says how to install it, or to do without."""
    (tmp_path / "bin").mkdir()

    assert_refused(
        garden.path, "git was not found", "history: optional", env={"PATH": str(tmp_path / "bin")}
    )


def test_an_old_git(garden: Repo, tmp_path: Path) -> None:
    """A git that does not know a question, or the format of a repository, is told to be too old,
    in its whole words and with the versions that do.
    """
    old = tmp_path / "bin/git"
    old.parent.mkdir()
    old.write_text(
        "#!/bin/sh\n"
        'case "$*" in *diff-merges*) echo "fatal: unrecognized argument: --diff-merges=off" >&2;'
        f' exit 128;; esac\nexec {shutil.which("git")} "$@"\n'
    )
    old.chmod(0o755)
    path = f"{old.parent}{os.pathsep}{os.environ['PATH']}"
    words = ("too old", "unrecognized argument: --diff-merges=off", "2.31")
    assert_refused(garden.path, *words, env={"PATH": path})

    garden.git("config", "core.repositoryformatversion", "1")
    garden.git("config", "extensions.fromLaterTimes", "yes")
    assert_refused(garden.path, "too old", "repository extension found: fromlatertimes", "2.45")


def test_not_a_repository(tmp_path: Path) -> None:
    """Outside git the error says how to begin."""
    (tmp_path / "docs/lessons").mkdir(parents=True)
    (tmp_path / "docs/lessons/a.md").write_text("# A\n")

    assert_refused(tmp_path, "not in a git repository", "git init", verbs=VERBS)


def test_dubious_ownership(garden: Repo) -> None:
    """In a folder of another user the error says the line that helps."""
    assert_refused(garden.path, "safe.directory", env={"GIT_TEST_ASSUME_DIFFERENT_OWNER": "1"})


def test_bare_repository(garden: Repo, tmp_path: Path) -> None:
    """A bare repository is refused with the clone that helps."""
    bare = garden.clone(tmp_path / "bare.git", "--bare")
    (bare / "docs").mkdir()

    assert_refused(bare, "bare", "git clone")


def test_inside_the_git_folder(garden: Repo) -> None:
    """Run inside `.git`, we say that there is nothing to build."""
    (garden.path / ".git/docs/lessons").mkdir(parents=True)
    (garden.path / ".git/docs/lessons/a.md").write_text("# A\n")

    done = pollinate("-C", str(garden.path / ".git"), "--docs-dir", "docs", "credits")

    assert 2 == done.returncode and "Traceback" not in done.stderr


@pytest.mark.parametrize("value", ["/nowhere", "", "."])
def test_git_dir_set(garden: Repo, value: str) -> None:
    """GIT_DIR and GIT_WORK_TREE in the environment change nothing."""
    assert_credited(garden.path, "Bea Lind", env={"GIT_DIR": value, "GIT_WORK_TREE": value})


def test_detached_head(garden: Repo) -> None:
    """A detached HEAD has the credits of its commit."""
    garden.git("checkout", "-q", "--detach")

    assert_credited(garden.path, "Bea Lind")


def test_no_commit_yet(repo: Repo) -> None:
    """Before the first commit there are lessons and no credits, and each lesson says so."""
    repo.write("docs/lessons/a.md", lines("one"))

    assert_credited(repo.path, "not committed yet")
    done = pollinate("-C", str(repo.path), "--docs-dir", "docs", "build", "--site-dir", "out")
    assert 0 == done.returncode, done.stderr


def test_missing_blobs(garden: Repo, tmp_path: Path) -> None:
    """In a partial clone the error says how to fetch what is missing, and nothing is fetched behind
    your back.
    """
    garden.git("config", "uploadpack.allowFilter", "true")
    folder = garden.clone(tmp_path / "partial", "--filter=blob:none")

    assert_refused(folder, "partial clone", "git fetch --refetch", verbs=VERBS)


def test_complete_partial_clone_is_fine(garden: Repo, tmp_path: Path) -> None:
    """A partial clone that happens to have all texts of lessons has credits."""
    garden.git("config", "uploadpack.allowFilter", "true")
    folder = garden.clone(tmp_path / "partial", "--filter=blob:limit=1m")

    assert_credited(folder, "Bea Lind")


def test_damaged_objects(garden: Repo) -> None:
    """A repository that lacks an object of its history is refused, not half credited."""
    blob = garden.git("rev-parse", "HEAD~1:docs/lessons/a.md")
    (garden.path / f".git/objects/{blob[:2]}/{blob[2:]}").unlink()

    assert_refused(garden.path, "git")


def test_head_of_nothing(garden: Repo) -> None:
    """A HEAD that names a missing commit is refused."""
    (garden.path / ".git/refs/heads/main").write_text("1" * 40 + "\n")

    done = pollinate("-C", str(garden.path), "--docs-dir", "docs", "credits")

    assert "Traceback" not in done.stderr
    assert 2 == done.returncode, done.stdout


@pytest.mark.parametrize(
    "content",
    [
        b"<<<<\n",
        b"Ana <ana\n<>\n",
        b"\xff\xfe\0\0",
        b"Ana Reyes <a@b> <c@d> <e@f>\n#\n",
        b"x" * 100_000,
        b"A <> <>\n" * 3000,
    ],
)
def test_broken_mailmap(garden: Repo, content: bytes) -> None:
    """A broken .mailmap is as good as none."""
    garden.write(".mailmap", content)

    assert_credited(garden.path, "Bea Lind")


def test_mailmap_that_is_no_file(garden: Repo) -> None:
    """A .mailmap that is a folder or leads nowhere is as good as none."""
    (garden.path / ".mailmap").mkdir()
    assert_credited(garden.path, "Bea Lind")

    (garden.path / ".mailmap").rmdir()
    (garden.path / ".mailmap").symlink_to("/nowhere")
    assert_credited(garden.path, "Bea Lind")


@pytest.mark.parametrize(
    "content", [b"HEAD\n", b"\xff\xfe\0", b"deadbeef\n", b"--all\n", b"z" * 100_000]
)
def test_broken_ignore_file(garden: Repo, content: bytes) -> None:
    """A broken ignore file is told by `check` and stops nothing."""
    garden.write(".git-blame-ignore-revs", content)

    assert_credited(garden.path, "Bea Lind")
    assert "ignore-file" in pollinate("-C", str(garden.path), "--docs-dir", "docs", "check").stdout


def test_ignore_file_that_is_a_folder(garden: Repo) -> None:
    """An ignore file that is a folder stops nothing."""
    (garden.path / ".git-blame-ignore-revs").mkdir()

    assert_credited(garden.path, "Bea Lind")


@pytest.mark.parametrize(
    "attributes",
    [
        "*.md -diff\n",
        "*.md binary\n",
        "* -text -diff\n",
        "*.md diff=mine\n",
        "*.md filter=mine eol=crlf\n",
        "*.md working-tree-encoding=UTF-16\n",
        "\xff\0",
    ],
)
def test_git_attributes(garden: Repo, attributes: str) -> None:
    """`.gitattributes` that turn diffs off or convert texts change no credit."""
    garden.write(".gitattributes", attributes)
    garden.git("config", "diff.mine.textconv", "false")

    assert {"Ana Reyes": 0.667, "Bea Lind": 0.333} == garden.shares()


def test_grafts_and_replacements(garden: Repo) -> None:
    """A replaced commit is what git shows, without a crash."""
    garden.git("replace", "--graft", "HEAD", check=False)

    assert_credited(garden.path, "Bea Lind")


def test_damaged_index(garden: Repo) -> None:
    """A damaged index is one clear error."""
    (garden.path / ".git/index").write_bytes(b"DIRCjunk")

    assert_refused(garden.path, "git")


def test_folder_that_can_not_be_written(garden: Repo) -> None:
    """A cache that can't be written costs time and nothing else: here its folder is a file."""
    (garden.path / ".git/pollinate").write_text("mine\n")

    assert_credited(garden.path, "Bea Lind")
    assert "mine\n" == (garden.path / ".git/pollinate").read_text()


@pytest.mark.parametrize("place", [".git/pollinate", ".git/pollinate/history.bin"])
def test_cache_behind_a_link_is_not_written(garden: Repo, tmp_path: Path, place: str) -> None:
    """A link planted where the cache goes doesn't lead our writes out of the repository."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (garden.path / place).parent.mkdir(parents=True, exist_ok=True)
    (garden.path / place).symlink_to(outside / "file" if place.endswith("bin") else outside)

    assert_credited(garden.path, "Bea Lind")
    assert [] == list(outside.iterdir())


def test_builds_write_only_their_output(garden: Repo, tmp_path: Path) -> None:
    """A build writes the output folder and what it remembers, and leaves nothing in temporary
    folders.
    """
    garden.write("docs/index.md", "# Home\n")
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    before = everything(garden.path)

    done = pollinate(
        "-C",
        str(garden.path),
        "--docs-dir",
        "docs",
        "build",
        "--site-dir",
        str(tmp_path / "out"),
        env={"TMPDIR": str(temporary)},
    )

    assert 0 == done.returncode, done.stderr
    assert before == everything(garden.path)
    kept = sorted(f.name for f in (garden.path / ".git/pollinate").iterdir())
    # What the build was made of, and what holds a second one off; its pages; what it left out.
    began = [name.partition("-")[0] + name[-5:] for name in kept if "-" in name]
    assert ["built.json", "built.lock", "pages.json", "site.json"] == began
    assert ["history.bin", "links.json"] == [name for name in kept if "-" not in name]
    assert [] == list(temporary.iterdir())
    assert ["garden", "home", "out", "tmp"] == sorted(
        {p.name for p in tmp_path.iterdir()} | {"home"}
    )


@pytest.mark.parametrize("site", [".", "docs", "docs/..", "..", "notes"])
def test_output_never_replaces_a_garden(garden: Repo, site: str) -> None:
    """A --site-dir that is the garden, above it, or full of other files is refused and left
    alone.
    """
    garden.write("notes/mine.txt", "keep\n")
    before = everything(garden.path)

    done = pollinate("-C", str(garden.path), "--docs-dir", "docs", "build", "--site-dir", site)

    assert 2 == done.returncode, done.stderr
    assert before == everything(garden.path)


def test_git_that_dies(garden: Repo, tmp_path: Path) -> None:
    """A git that fails in the middle of its log is one error, never half a history."""
    fake = tmp_path / "bin/git"
    fake.parent.mkdir()
    real = shutil.which("git")
    fake.write_text(
        f'#!/bin/sh\ncase " $* " in *" log "*) {real} "$@" | head -c 300; exit 128;; esac\nexec'
        f' {real} "$@"\n'
    )
    fake.chmod(0o755)

    done = pollinate(
        "-C",
        str(garden.path),
        "--docs-dir",
        "docs",
        "credits",
        env={"PATH": f"{fake.parent}{os.pathsep}{os.environ['PATH']}"},
    )

    assert (
        2 == done.returncode and "git log failed" in done.stderr and "Traceback" not in done.stderr
    )
