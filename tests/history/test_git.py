# Promises of the one module that runs git: nobody's configuration or environment changes what it
# says, refusals are ours.
"""Test running git."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from pollinate.errors import GitError
from pollinate.history.repository import open_repository
from support.blame import mined
from support.histories import plain
from support.random_history import make_history, write_history
from support.repo import ANA, Repo, lines

CONFIGURATIONS = {
    "log.showSignature": "true", "log.follow": "true", "log.mailmap": "false", "log.showRoot": "false", "log.diffMerges": "off", "log.decorate": "full", "log.date": "relative",
    "log.excludeDecoration": "*", "log.abbrevCommit": "true", "log.initialDecorationSet": "all", "log.graphColors": "red",
    "diff.noprefix": "true", "diff.mnemonicPrefix": "true", "diff.renames": "false", "diff.renameLimit": "1", "diff.external": "false", "diff.orderFile": "/dev/full",
    "diff.algorithm": "patience", "diff.context": "9", "diff.interHunkContext": "9", "diff.indentHeuristic": "false", "diff.wsErrorHighlight": "all", "diff.colorMoved": "zebra",
    "diff.relative": "true", "diff.submodule": "log", "diff.suppressBlankEmpty": "true", "diff.wordRegex": ".", "diff.ignoreSubmodules": "none", "diff.autoRefreshIndex": "false",
    "diff.statGraphWidth": "3", "diff.dirstat": "lines", "diff.tool": "x", "color.ui": "always", "color.diff": "always", "color.branch": "always", "core.quotePath": "false",
    "core.pager": "false", "core.abbrev": "4", "core.whitespace": "cr-at-eol", "core.autocrlf": "true", "core.attributesFile": "/dev/full", "core.ignoreCase": "true",
    "core.precomposeUnicode": "true", "core.commentChar": "x", "core.safecrlf": "true", "core.eol": "crlf", "pager.log": "false", "format.pretty": "fuller", "format.notes": "*",
    "notes.displayRef": "*", "i18n.logOutputEncoding": "ISO-8859-1", "i18n.commitEncoding": "ISO-8859-1", "merge.renames": "false", "merge.conflictStyle": "diff3",
    "mailmap.file": "/dev/full", "mailmap.blob": "HEAD:x", "blame.ignoreRevsFile": "missing", "blame.showEmail": "true", "rerere.enabled": "true", "status.relativePaths": "false",
    "status.showUntrackedFiles": "no", "grep.lineNumber": "true", "gc.auto": "1", "uploadpack.allowFilter": "true", "feature.experimental": "true", "trailer.separators": "x",
    "advice.detachedHead": "false", "alias.log": "!false", "alias.rev-parse": "!false", "core.useReplaceRefs": "false", "tar.umask": "user", "core.fsmonitor": "true",
}  # fmt: skip


@pytest.fixture(scope="module")
def random_repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a random history with merges and renames."""
    return write_history(make_history(11, renames=True), tmp_path_factory.mktemp("git") / "r")


@pytest.fixture(scope="module")
def expected(random_repository: Path) -> dict[str, object]:
    """Give what is mined without any configuration."""
    return plain(mined(random_repository))


@pytest.mark.parametrize("group", range(8))
def test_user_configuration(
    group: int, random_repository: Path, expected: dict[str, object]
) -> None:
    """No setting of a user's git changes what we mine, a few at a time."""
    chosen = list(CONFIGURATIONS.items())[group::8]
    text = ""
    for key, value in chosen:
        section, name = key.split(".")
        text += f'[{section}]\n\t{name} = "{value}"\n'
    (Path(os.environ["HOME"]) / ".gitconfig").write_text(text)

    assert expected == plain(mined(random_repository)), chosen


def test_drivers_for_markdown(random_repository: Path, expected: dict[str, object]) -> None:
    """A user's drivers for Markdown (external diff, textconv, word patterns) are not run."""
    attributes = Path(os.environ["HOME"]) / ".config/git/attributes"
    attributes.parent.mkdir(parents=True)
    attributes.write_text("*.md diff=mine\n")
    (Path(os.environ["HOME"]) / ".gitconfig").write_text(
        '[diff "mine"]\n\ttextconv = false\n\tcommand = false\n\tbinary = true\n\txfuncname ='
        " x\n\talgorithm = patience\n"
    )

    assert expected == plain(mined(random_repository))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GIT_DIR", "/nowhere"),
        ("GIT_WORK_TREE", "/nowhere"),
        ("GIT_INDEX_FILE", "/nowhere"),
        ("GIT_OBJECT_DIRECTORY", "/nowhere"),
        ("GIT_EXTERNAL_DIFF", "false"),
        ("GIT_DIFF_OPTS", "-u9"),
        ("GIT_CEILING_DIRECTORIES", "/"),
        ("GIT_LITERAL_PATHSPECS", "1"),
        ("GIT_ICASE_PATHSPECS", "1"),
        ("GIT_NAMESPACE", "x"),
        ("GIT_TRACE", "1"),
        ("GIT_PAGER", "false"),
        ("LANG", "de_DE.UTF-8"),
        ("LC_ALL", "tr_TR.UTF-8"),
        ("GIT_CONFIG_PARAMETERS", "'diff.noprefix=true'"),
        ("GIT_GRAFT_FILE", "/nowhere"),
        ("GIT_SHALLOW_FILE", "/nowhere"),
        ("GIT_COMMON_DIR", "/nowhere"),
        ("GIT_REPLACE_REF_BASE", "refs/x/"),
        ("GIT_NO_REPLACE_OBJECTS", "1"),
        ("TZ", "Asia/Tokyo"),
        ("TERM", "dumb"),
        ("GIT_DEFAULT_HASH", "sha256"),
        ("GIT_ATTR_SOURCE", "HEAD"),
        ("GIT_TRACE2_EVENT", "1"),
        ("GIT_QUARANTINE_PATH", "/x"),
    ],
)
def test_environment(
    name: str,
    value: str,
    random_repository: Path,
    expected: dict[str, object],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No variable of the environment changes what we mine."""
    monkeypatch.setenv(name, value)

    assert expected == plain(mined(random_repository))


def test_one_module_runs_git() -> None:
    """Every call of git has the pinned configuration and the clean environment: only git.py of the
    core starts processes, and program.py those of others, which are never git.
    """
    import ast

    from support.run import ROOT

    found = []
    for path in (ROOT / "plugins").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = (
                [a.name for a in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
            if "subprocess" in names and path.name not in ("git.py", "program.py"):
                found.append(f"{path.name}:{node.lineno}")

    assert [] == found
    asked = (ROOT / "plugins/pollinate/checks/files/programs.py").read_text(encoding="utf-8")
    assert ["rumdl", "typos"] == sorted(set(re.findall(r'_lines_of\(\s*"(\w+)"', asked)))


def test_failure_is_told_in_git_s_words(repo: Repo) -> None:
    """A command that fails is a GitError with what git said; a stream fails at its end."""
    repo.commit()
    opened = open_repository(repo.path)

    with pytest.raises(GitError, match="rev-parse failed"):
        opened.run("rev-parse", "--verify", "nothing")
    with pytest.raises(GitError):
        list(opened.stream("log", "nothing"))


def test_stream_that_is_left_ends_its_process(repo: Repo) -> None:
    """A stream that nobody reads to its end leaves no process behind."""
    for number in range(30):
        repo.lesson(ANA, lines(*(f"{number}w{n}" for n in range(200))))
    stream = open_repository(repo.path).stream("log", "-p", size=4096)
    next(stream)
    stream.close()  # type: ignore[attr-defined]

    children = subprocess.run(
        ["ps", "-o", "stat=,args=", "--ppid", str(os.getpid())],
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    assert "log -p" not in children


def test_folder_deep_inside(repo: Repo) -> None:
    """A repository is found from any folder or file inside, also behind a link."""
    repo.lesson(ANA, lines("one"))
    (repo.path.parent / "link").symlink_to(repo.path)

    roots = {
        open_repository(place).root.resolve()
        for place in (
            repo.path,
            repo.path / "docs/lessons",
            repo.path / "docs/lessons/a.md",
            repo.path.parent / "link/docs",
        )
    }

    assert {repo.path.resolve()} == roots


def test_repository_below_an_odd_path(tmp_path: Path) -> None:
    """A repository in a folder with blanks, quotes, a newline or other letters is mined."""
    for name in ("with space", "quo'te", 'dou"ble', "new\nline", "émile", "-dash", "$HOME"):
        repo = Repo(tmp_path / name / "garden")
        repo.lesson(ANA, lines("one"))
        assert {"Ana Reyes": 1.0} == repo.shares(), name


def test_core_does_not_need_git_to_be_imported() -> None:
    """Importing the core starts no process."""
    code = (
        "import sys; sys.addaudithook(lambda e, a: print(e) if e.startswith('subprocess') else"
        " None); import pollinate.garden"
    )
    from support.run import ROOT

    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "plugins")},
        check=True,
    )

    assert "" == done.stdout
