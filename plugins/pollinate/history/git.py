# The one module that runs git: a pinned configuration, a clean environment, bytes out, exit status
# checked. Why here: a user's `log.showSignature`, `diff.noprefix` or `GIT_DIR` must not change who
# is credited, and every way in which git refuses must become one clear error. Must not know: what
# the bytes mean.
"""Open a repository and run git in it."""

from __future__ import annotations

import os
import secrets
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pollinate.errors import GitError
from pollinate.paths import Sha

PINS = (
    "core.quotePath=true", "core.fsmonitor=false", "core.commitGraph=true",
    "log.showSignature=false", "log.follow=false",
    "log.showRoot=true", "log.mailmap=true", "mailmap.file=", "mailmap.blob=",
    "diff.noprefix=false",
    "diff.mnemonicPrefix=false", "diff.algorithm=default", "diff.indentHeuristic=true",
    "diff.suppressBlankEmpty=false",
    "diff.relative=false", "diff.ignoreSubmodules=all", "blame.ignoreRevsFile=",
    "i18n.logOutputEncoding=UTF-8",
    "color.ui=false", "core.deltaBaseCacheLimit=200m", "core.attributesFile=",
    f"diff.orderFile={os.devnull}",
)  # fmt: skip
"""Settings that change what git prints, taken out of the user's hands."""

_STRAY = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR",
          "GIT_NAMESPACE",
          "GIT_PREFIX", "GIT_EXTERNAL_DIFF", "GIT_DIFF_OPTS", "GIT_TRACE",
          "GIT_ALTERNATE_OBJECT_DIRECTORIES",
          "GIT_GRAFT_FILE", "GIT_SHALLOW_FILE", "GIT_CEILING_DIRECTORIES", "GIT_LITERAL_PATHSPECS",
          "GIT_ICASE_PATHSPECS",
          "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ATTR_SOURCE",
          "GIT_NO_REPLACE_OBJECTS")  # fmt: skip

UNSHALLOW = """GitHub Actions:
  - uses: actions/checkout@v4
    with: {fetch-depth: 0}
GitLab CI:
  variables:
    GIT_DEPTH: "0"
By hand:
  git fetch --unshallow"""


class Children:
    """The git processes that run: whoever opened them ends them, whatever happened meanwhile."""

    def __init__(self) -> None:
        self._running: set[subprocess.Popen[bytes]] = set()
        self._ended = False

    def start(self, command: list[str], **how: Any) -> subprocess.Popen[bytes]:
        """Start a process; raises GitError once all have been ended."""
        if self._ended:
            raise GitError("git was asked after all was ended")
        process = subprocess.Popen(command, env=_environment(), **how)
        self._running.add(process)
        return process

    def gone(self, process: subprocess.Popen[bytes]) -> None:
        """Forget a process that has ended."""
        self._running.discard(process)

    def __enter__(self) -> Children:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def end(self) -> None:
        """End all that run, at once; nothing can be started after this."""
        self._ended = True
        for process in list(self._running):
            process.kill()
        for process in list(self._running):
            process.wait()


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository with a work tree, a full history and at least a readable HEAD."""

    root: Path
    head: Sha | None
    """None before the first commit."""
    common_dir: Path
    """Git's own folder, shared by all work trees: no contributor can put a file there."""
    children: Children = field(default_factory=Children, compare=False, repr=False)

    def run(self, *args: str, stdin: bytes = b"") -> bytes:
        """Return what one git command prints; raises GitError with git's own words when it
        fails.
        """
        process = self.children.start(
            _command(self.root, args),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        told, words = process.communicate(stdin)
        self.children.gone(process)
        if process.returncode:
            raise GitError(f"git {args[0]} failed: {_words(words)}", place=str(self.root))
        return told

    def succeeds(self, *args: str) -> bool:
        """Return whether a git command says yes by its exit status."""
        return not _git(self.root, args).returncode

    def stream(self, *args: str, stdin: bytes = b"", size: int = 1 << 20) -> Iterator[bytes]:
        """Yield what one git command prints, in pieces; raises GitError at the end when it
        failed.
        """
        with tempfile.TemporaryFile() as errors, tempfile.TemporaryFile() as told:
            told.write(stdin)
            told.seek(0)
            process = self.children.start(
                _command(self.root, args),
                stdin=told,
                stdout=subprocess.PIPE,
                stderr=errors,
                pipesize=size,
            )
            assert process.stdout is not None
            try:
                while piece := process.stdout.read(size):
                    yield piece
            finally:
                process.stdout.close()
                if process.poll() is None:
                    process.terminate()
                status = process.wait()
                self.children.gone(process)
            if status:
                errors.seek(0)
                raise _failure(args[0], errors.read(), self.root)

    def questions(self, *args: str) -> Questions:
        """Return a git command that reads questions from its input; it starts with the first
        one.
        """
        return Questions(self, args)


class Questions:
    """One git process that answers many questions, such as `diff-tree --stdin`."""

    def __init__(self, repository: Repository, args: tuple[str, ...]) -> None:
        self._root, self._args = repository.root, args
        self._children = repository.children
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, question: bytes) -> bytes:
        """Return the answer to one question; raises GitError when git fails.

        git echoes a line that names no object and flushes its output: such a line, new each time,
        marks the answer's end.
        """
        if self._process is None:
            self._process = self._children.start(
                _command(self._root, self._args),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        told, answers = self._process.stdin, self._process.stdout
        assert told is not None and answers is not None
        end = b"end " + secrets.token_hex(16).encode() + b"\n"
        try:
            told.write(question + b"\n" + end)
            told.flush()
        except OSError as error:
            raise GitError(f"git {self._args[0]} stopped", place=str(self._root)) from error
        lines = []
        while not (line := answers.readline()).endswith(end):
            if not line:
                raise GitError(f"git {self._args[0]} stopped", place=str(self._root))
            lines.append(line)
        return b"".join([*lines, line[: -len(end)]])

    def close(self) -> None:
        """End the process, once it has answered all."""
        if self._process is not None:
            self._process.communicate()
            self._children.gone(self._process)
            self._process = None


def open_repository(start: Path) -> Repository:
    """Return the repository around a folder, or raise the GitError that says why it can't tell the
    truth.
    """
    where = start if start.is_dir() else start.parent
    asked = _git(
        where,
        ("rev-parse", "--is-bare-repository", "--is-shallow-repository", "--is-inside-work-tree"),
    )
    if asked.returncode:
        raise _refusal(asked.stderr, where)
    bare, shallow, inside = (word == b"true" for word in asked.stdout.split()[:3])
    if bare or not inside:
        raise GitError(
            "this is a bare repository: it has no files to build a garden from",
            place=str(where),
            cure="Clone it and build there:",
            example=f"git clone {where} garden\npollinate -C garden build",
        )
    if shallow:
        raise GitError(
            "this clone is shallow, so its last committer would become the author of everything",
            place=str(where),
            cure="Fetch the whole history, then build again.",
            example=UNSHALLOW,
        )
    root = Path(os.fsdecode(_git(where, ("rev-parse", "--show-toplevel")).stdout.rstrip(b"\n")))
    _refuse_missing_blobs(root)
    head = _git(root, ("rev-parse", "-q", "--verify", "HEAD^{commit}")).stdout.decode().strip()
    if not head and _git(root, ("rev-parse", "-q", "--verify", "HEAD")).stdout.strip():
        raise _broken(root, "HEAD names a commit that is not there")
    common = os.fsdecode(_git(root, ("rev-parse", "--git-common-dir")).stdout.rstrip(b"\n"))
    return Repository(root, Sha(head) if head else None, (root / common).resolve())


def _refuse_missing_blobs(root: Path) -> None:
    promised = _git(
        root, ("config", "--get-regexp", r"^(remote\..*\.promisor|extensions\.partialclone)$")
    ).stdout
    if not promised:
        return
    missing = _git(root, ("rev-list", "--objects", "--missing=print", "HEAD", "--", "*.md")).stdout
    if any(line.startswith(b"?") for line in missing.splitlines()):
        raise _partial(root)


def _git(
    where: Path, args: tuple[str, ...], stdin: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            _command(where, args), input=stdin, capture_output=True, env=_environment(), check=False
        )
    except FileNotFoundError as error:
        raise GitError(
            "git was not found on this machine",
            cure="Install git, or say `history: optional` for a site without credits.",
            example=(
                "apt-get install git        # Debian, Ubuntu\nbrew install git           # macOS"
            ),
        ) from error


def _command(where: Path, args: tuple[str, ...]) -> list[str]:
    pins = [word for pin in PINS for word in ("-c", pin)]
    return ["git", "-C", str(where), "--no-pager", *pins, *args]


def _environment() -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key not in _STRAY}
    return {
        **kept,
        "LC_ALL": "C",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_LAZY_FETCH": "1",
    }


def _words(stderr: bytes) -> str:
    lines = [line for line in stderr.decode("utf-8", "replace").splitlines() if line.strip()]
    return lines[0].removeprefix("fatal: ").removeprefix("error: ") if lines else "it said nothing"


def _failure(verb: str, stderr: bytes, root: Path) -> GitError:
    text = stderr.decode("utf-8", "replace")
    if "lazy fetching" in text or "promisor" in text:
        return _partial(root)
    if (
        "unable to read" in text
        or "bad object" in text
        or "missing" in text
        or "could not get object" in text
    ):
        return _broken(root, _words(stderr))
    return GitError(f"git {verb} failed: {_words(stderr)}", place=str(root))


def _broken(root: Path, what: str) -> GitError:
    return GitError(
        f"the repository lacks objects that its history names: {what}",
        place=str(root),
        cure="Look at it with `git fsck`, or clone it anew in full.",
        example="git clone --no-filter URL garden",
    )


def _partial(root: Path) -> GitError:
    return GitError(
        "this is a partial clone: texts of earlier versions are missing",
        place=str(root),
        cure="Fetch them once, then build again:",
        example=(
            "git config --unset remote.origin.partialclonefilter\ngit fetch --refetch --no-filter"
        ),
    )


def _refusal(stderr: bytes, where: Path) -> GitError:
    text = stderr.decode("utf-8", "replace")
    if "dubious ownership" in text:
        return GitError(
            "git does not trust this folder: it belongs to another user (usual in containers)",
            place=str(where),
            cure="Tell git once that it is yours:",
            example=f"git config --global --add safe.directory {where}",
        )
    if "not a git repository" in text:
        return GitError(
            "this folder is not in a git repository, so nobody can be credited",
            place=str(where),
            cure="Start a history, or say `history: optional` for a site without credits:",
            example='git init\ngit add .\ngit commit -m "Plant the garden"',
        )
    return GitError(f"git refuses: {_words(stderr)}", place=str(where))
