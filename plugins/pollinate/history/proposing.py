# Commits what somebody wrote to a branch of its own and pushes it, through GitPython. Two promises:
# nothing that is not named is committed, and whatever goes wrong, the commit and the files stay, so
# that the same command goes on from there (docs/developers/decisions/git.md).
# Must not know: what a request says, which forge takes it.
"""Propose changes."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pollinate.errors import GitError, OutputError, RequestError
from pollinate.history.git import Repository
from pollinate.history.refusals import told_when_refused
from pollinate.history.repository import default_branch
from pollinate.paths import RepoPath
from pollinate.runtime.regular_file import bytes_or_nothing
from pollinate.runtime.whole_file import write_new

UNDER_WAY = {
    "MERGE_HEAD": "a merge",
    "CHERRY_PICK_HEAD": "a cherry-pick",
    "REVERT_HEAD": "a revert",
    "rebase-merge": "a rebase",
    "rebase-apply": "a rebase",
}
_MOST_PATCHES = 1_000
_TITLE, _TARGET = "pollinatetitle", "pollinatetarget"
"""What is kept of a request, in the configuration of its branch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where somebody stands."""

    branch: str
    """Empty for a detached HEAD."""
    title: str
    """Of the request that this branch is, as an earlier run kept it; empty for none."""
    target: str
    """The branch that requests go to."""
    ahead: int
    """Commits that requests' branch doesn't have."""
    remote: str
    """Empty for none."""
    base: str = ""
    """What the branch of requests is here, as Git names it; empty where it is not here."""
    is_shared: bool = False
    """The branch is on the server, and no earlier run began it: others may work there."""


def standing(repository: Repository, target: str) -> Standing:
    """Return where somebody stands; raises RequestError while git is in the middle of something."""
    from git import GitCommandError

    git = repository.opened.git
    folder = Path(str(git.rev_parse("--absolute-git-dir")))
    for name, what in UNDER_WAY.items():
        if (folder / name).exists():
            raise RequestError(
                f"{what} is under way here",
                cure="End it first, or undo it:",
                example="git status",
            )
    branch = ""
    with suppress(GitCommandError):
        branch = str(git.symbolic_ref("-q", "--short", "HEAD"))
    remotes = str(git.remote()).split()
    remote = "origin" if "origin" in remotes else next(iter(remotes), "")
    target = _kept(repository, branch, _TARGET) or target or default_branch(repository)
    ahead, found = 0, ""
    for base in (f"refs/remotes/{remote}/{target}", f"refs/heads/{target}"):
        with suppress(GitCommandError):
            ahead = int(git.rev_list("--count", "HEAD", "--not", base, "--"))
            found = base
            break
    title = _kept(repository, branch, _TITLE)
    there = f"refs/remotes/{remote}/{branch}" if remote and branch else ""
    return Standing(
        branch=branch,
        title=title,
        is_shared=bool(there and not title and git.for_each_ref(there)),
        target=target,
        ahead=ahead,
        remote=remote,
        base=found,
    )


def _kept(repository: Repository, branch: str, key: str) -> str:
    from git import GitCommandError

    if branch:
        with suppress(GitCommandError):
            return str(repository.opened.git.config("--get", f"branch.{branch}.{key}"))
    return ""


@dataclass(frozen=True, slots=True)
class ChangedFile:
    """A file that differs from the last commit."""

    path: RepoPath
    is_gone: bool = False
    is_partly_staged: bool = False
    """Somebody chose some of its changes for a commit, and left others."""


def changed_files(repository: Repository) -> list[ChangedFile]:
    """Return what differs from the last commit: changed, new and deleted files."""
    # GitPython strips what it reads, and the first status may begin with a blank.
    how = ("--porcelain=v1", "-z", "--untracked-files=all", "--no-renames")
    listing = repository.run("status", *how)
    return [
        ChangedFile(
            RepoPath(os.fsdecode(entry[3:])),
            is_gone=b"D" in entry[:2],
            is_partly_staged=entry[0:1] in b"MA" and entry[1:2] == b"M",
        )
        for entry in listing.split(b"\0")
        if len(entry) > 3
    ]


def earlier_writers(repository: Repository, base: str) -> list[str]:
    """Return who wrote the commits that a branch has beside the base, a name a commit."""
    told = repository.run("log", "-z", "--format=%aN", f"{base}..HEAD")
    return [os.fsdecode(name) for name in told.split(b"\0") if name.strip()]


def set_identity(repository: Repository, name: str, mail: str) -> None:
    """Tell git, for this repository, who commits here."""
    git = repository.opened.git
    git.config("--local", "user.name", name)
    git.config("--local", "user.email", mail)


def start_branch(repository: Repository, branch: str, title: str, target: str) -> None:
    """Go on in a new branch that starts here; the files stay as they are."""
    git = repository.opened.git
    with told_when_refused(repository.root):
        git.switch("-q", "-c", branch)
        git.config(f"branch.{branch}.{_TITLE}", title)
        git.config(f"branch.{branch}.{_TARGET}", target)


def commit_files(repository: Repository, paths: Sequence[RepoPath], message: str) -> str:
    """Commit these files as they stand, and nothing else; return the commit's id."""
    from git import GitCommandError

    git = repository.opened.git
    literal = [f":(top,literal){path}" for path in paths]
    try:
        git.add("--all", "--", *literal)
        git.commit("-q", "-m", message, "--only", "--cleanup=whitespace", "--", *literal)
    except GitCommandError as error:
        raise GitError(
            f"git did not commit: {_words(error)}",
            cure="Your files are as they were. Mend what it says, then run the same again.",
        ) from error
    return str(git.rev_parse("HEAD"))


def push(
    repository: Repository, remote: str, target: str, options: Sequence[str], *, ask: bool = False
) -> str:
    """Push HEAD; return what the server said, in its words. With `ask`, git may ask for a name and
    a password.

    Raises GitError that says in words why not: the commit stays.
    """
    from git import GitCommandError

    git = repository.opened.git
    told = [f"--push-option={option}" for option in options]
    try:
        with git.custom_environment(GIT_TERMINAL_PROMPT="1" if ask else "0"):
            _, out, said = git.push(
                "--porcelain", *told, remote, f"HEAD:{target}", with_extended_output=True
            )
    except GitCommandError as error:
        # GitPython puts `stderr: '…'` around what was said, before its first line.
        said = f"{error.stderr}".replace("stderr: '", "\n", 1)
        raise refused_push(f"{said}\n{error.stdout}", remote) from error
    return f"{said}\n{out}"


_REFUSALS = (
    (r"could not resolve host|unable to access|connection (?:refused|timed out)|network is unreach",
     "the server can't be reached", "Look at your network, then run the same again."),
    (r"403|401|authentication failed|permission denied|not allowed to push|could not read username",
     "the server doesn't let you in, or you may not write there",
     "Ask for the right, or push to a fork of your own: git remote add fork ADDRESS"),
    (r"protected branch", "this branch is protected, so nobody pushes to it",
     "Changes reach it by a request: give your commit a branch of its own with"
     " `git switch -c another-name`, then run the same again."),
    (r"non-fast-forward|fetch first|stale info",
     "somebody else changed this branch meanwhile", "Take it in first: git pull --rebase"),
    (r"abnormal exit|maximum (?:allowed )?size|too large|maxinputsize",
     "the server takes no files as large as these", "Make pictures smaller, or leave files out."),
    (r"push options", "the server takes no options with a push",
     "Set `forge: none` below `pollinate/garden` in mkdocs.yml: the branch alone is pushed then,"
     " and you open the request there."),
)  # fmt: skip


def refused_push(said: str, remote: str) -> GitError:
    """Return in words why a push failed."""
    low = said.lower()
    told = re.findall(r"\[(?:remote )?rejected\] \((.*)\)", said)
    server = "\n".join(dict.fromkeys((*told, *remote_lines(said))))
    for pattern, problem, cure in _REFUSALS:
        if re.search(pattern, low):
            return GitError(problem, place=remote, cure=_stays(cure), example=server)
    return GitError(
        "the server refused it" if server else f"the push failed: {_last(said)}",
        place=remote,
        cure=_stays("Mend what it says, then run the same again."),
        example=server,
    )


def _stays(cure: str) -> str:
    return f"Your commit is kept on its branch. {cure}"


def remote_lines(said: str) -> list[str]:
    """Return what a server said during a push, without git's own progress."""
    found = re.findall(r"^\s*remote: ?(.*?)\s*$", said, re.M)
    noise = re.compile(r"(?:resolving|counting|compressing|processing) \w+:?|^$|^total \d", re.I)
    return [line for line in found if not noise.search(line)]


def _words(error: Exception) -> str:
    said = str(getattr(error, "stderr", "") or error)
    return _last(said.replace("stderr:", "").strip().strip("'"))


def _last(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    own = [line for line in lines if line.startswith(("fatal:", "error:"))]
    return next(iter(own or lines[-1:]), "it says nothing")


def write_patch(repository: Repository, target: str, branch: str) -> Path:
    """Write the commits that the target lacks as a file of patches, to be sent by hand, and return
    where it is: no file is written over but one that says the same.

    Raises OutputError where it can't be written.
    """
    git = repository.opened.git
    bases = [f"refs/remotes/{remote}/{target}" for remote in str(git.remote()).split()]
    known = [ref for ref in (*bases, f"refs/heads/{target}") if git.for_each_ref(ref)]
    rows = [f"{known[0]}..HEAD"] if known else ["--root", "HEAD"]
    patch = repository.run("format-patch", "--stdout", *rows)
    name = re.sub(r"[^\w.-]+", "-", branch).strip("-.") or "change"
    for number in range(1, _MOST_PATCHES):
        place = repository.root / f"{name}{'' if number == 1 else f'-{number}'}.patch"
        if bytes_or_nothing(place, len(patch) + 1, links=False) == patch:
            return place
        try:
            write_new(place, patch)
            return place
        except FileExistsError:
            continue
        except OSError as error:
            raise OutputError(
                f"the change can't be written ({(error.strerror or str(error)).lower()})",
                place=str(place),
                cure="Your commit is kept on its branch. Write it where there is room:",
                example=f"git format-patch --stdout {' '.join(rows)} > ../{name}.patch",
            ) from error
    raise OutputError("there are too many patches here", place=f"{name}.patch", cure="Remove some.")
