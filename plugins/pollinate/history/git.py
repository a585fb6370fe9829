# The one module that runs git for itself: a pinned configuration, a clean environment, bytes out,
# exit status checked. Why here: a user's `log.showSignature`, `diff.noprefix` or `GIT_DIR` must not
# change who is credited, and history is a stream too large to hold.
# Must not know: what the bytes mean.
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
from pollinate.history.refusals import failure, no_git
from pollinate.paths import Sha

PINS = (
    "core.quotePath=true", "core.fsmonitor=false", "core.commitGraph=true",
    "core.useReplaceRefs=true",
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

STRAY = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR",
          "GIT_NAMESPACE",
          "GIT_PREFIX", "GIT_EXTERNAL_DIFF", "GIT_DIFF_OPTS", "GIT_TRACE",
          "GIT_ALTERNATE_OBJECT_DIRECTORIES",
          "GIT_GRAFT_FILE", "GIT_SHALLOW_FILE", "GIT_CEILING_DIRECTORIES", "GIT_LITERAL_PATHSPECS",
          "GIT_ICASE_PATHSPECS",
          "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ATTR_SOURCE",
          "GIT_NO_REPLACE_OBJECTS", "GIT_REPLACE_REF_BASE")  # fmt: skip


class Children:
    """The git processes that run: whoever opened them ends them, whatever happened meanwhile."""

    def __init__(self) -> None:
        self._running: set[subprocess.Popen[bytes]] = set()
        self._ended = False

    def start(
        self, command: list[str], index: Path | None = None, **how: Any
    ) -> subprocess.Popen[bytes]:
        """Start a process, with another index than usual if one is given; raises GitError once all
        have been ended.
        """
        if self._ended:
            raise GitError("git was asked after all was ended")
        try:
            environment = _environment() | ({"GIT_INDEX_FILE": str(index)} if index else {})
            process = subprocess.Popen(command, env=environment, **how)
        except FileNotFoundError as error:
            raise no_git() from error
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    """A repository with a work tree, a full history and at least a readable HEAD."""

    root: Path
    head: Sha | None
    """None before the first commit."""
    common_dir: Path
    """Git's own folder, shared by all work trees: no contributor can put a file there."""
    is_partial: bool = False
    """Some objects were left out of the clone; none of them is a text of ours."""
    attributes: Path | None = None
    """A file that tells git how to treat files that no file of the repository speaks of."""
    opened: Any = field(default=None, compare=False, repr=False)
    """GitPython's view of it; None for one that was only looked at (`glance`)."""
    children: Children = field(default_factory=Children, compare=False, repr=False)

    def run(self, *args: str, stdin: bytes = b"", index: Path | None = None) -> bytes:
        """Return what one git command prints; raises GitError with git's own words when it
        fails.
        """
        process = self.children.start(
            self.command(args),
            index,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        told, words = process.communicate(stdin)
        self.children.gone(process)
        if process.returncode:
            raise failure(args[0], words, self.root)
        return told

    def ask(self, *args: str) -> tuple[int, bytes]:
        """Return the exit status of one git command, and what it prints."""
        process = self.children.start(
            self.command(args), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        told, _ = process.communicate()
        self.children.gone(process)
        return process.returncode, told

    def stream(self, *args: str, stdin: bytes = b"", size: int = 1 << 20) -> Iterator[bytes]:
        """Yield what one git command prints, in pieces; raises GitError at the end when it
        failed.
        """
        with tempfile.TemporaryFile() as errors, tempfile.TemporaryFile() as told:
            told.write(stdin)
            told.seek(0)
            process = self.children.start(
                self.command(args),
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
                raise failure(args[0], errors.read(), self.root)

    def questions(self, *args: str) -> Questions:
        """Return a git command that reads questions from its input; it starts with the first
        one.
        """
        return Questions(self, args)

    def command(self, args: tuple[str, ...]) -> list[str]:
        """Return the words that start git here."""
        pins = ["-c", f"core.attributesFile={self.attributes}"] if self.attributes else []
        return _command(self.root, (*pins, *args))


class Questions:
    """One git process that answers many questions, such as `diff-tree --stdin`."""

    def __init__(self, repository: Repository, args: tuple[str, ...]) -> None:
        self._root, self._args = repository.root, args
        self._command = repository.command(args)
        self._children = repository.children
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, question: bytes) -> bytes:
        """Return the answer to one question; raises GitError when git fails.

        git echoes a line that names no object and flushes its output: such a line, new each time,
        marks the answer's end.
        """
        if self._process is None:
            self._process = self._children.start(
                self._command,
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


def glance(start: Path) -> Repository | None:
    """Return the repository around a folder after one quick look; None at the slightest doubt.

    Enough for a remembered answer; whoever gets None opens it and is told what is wrong.
    """
    asked = ("--show-toplevel", "--git-common-dir", "--is-shallow-repository", "--verify")
    try:
        done = subprocess.run(
            _command(start, ("rev-parse", "-q", *asked, "HEAD^{commit}")),
            capture_output=True,
            env=_environment(),
            check=False,
        )
    except OSError:
        return None
    told = os.fsdecode(done.stdout).split("\n")
    if done.returncode or len(told) != 5 or told[2] != "false":
        return None
    return Repository(root=Path(told[0]), head=Sha(told[3]), common_dir=(start / told[1]).resolve())


def make_repository(place: Path, *options: str) -> None:
    """Make an empty repository, without anybody's hooks; raises GitError with git's own words."""
    done = subprocess.run(
        ["git", "init", "-q", "--template=", *options, str(place)],
        capture_output=True,
        env=_environment(),
        check=False,
    )
    if done.returncode:
        raise failure("init", done.stderr, place)


def _command(where: Path, args: tuple[str, ...]) -> list[str]:
    pins = [word for pin in PINS for word in ("-c", pin)]
    return ["git", "-C", str(where), "--no-pager", *pins, *args]


def _environment() -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key not in STRAY}
    return {
        **kept,
        "LC_ALL": "C",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_LAZY_FETCH": "1",
    }
