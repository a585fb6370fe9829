# Writes a branch beside the one that is checked out, from files in memory: work tree, index and
# HEAD stay as they are, so a dirty tree, a detached HEAD or a merge in progress are no hindrance.
# GitPython does it (docs/developers/decisions/git.md).
# Must not know: what stands in the files, why somebody wants the branch.
"""Write branches."""

from __future__ import annotations

import os
import re
import shlex
import tempfile
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from pollinate.errors import GitError, RequestError
from pollinate.history.git import Repository
from pollinate.history.refusals import told_when_refused
from pollinate.history.repository import default_branch, identity_of
from pollinate.model.git import Identity
from pollinate.paths import RepoPath

MOST_NAMES = 100
"""Of one stem that are tried."""
_SOURCE = "pollinatereceived"
_UNFIT = re.compile(r"[<>\n\0]")


class TakenError(RequestError):
    """Somebody else made a branch of this name."""


def write_branch(
    repository: Repository,
    branch: str,
    files: Mapping[RepoPath, bytes],
    message: str,
    author: Identity | None,
    *,
    source: str = "",
    target: str = "",
) -> str:
    """Write new files to a new branch that starts where requests go to; return the commit's id.

    `author` is whom the commit names; None is whoever runs this. `source` is kept with the branch.
    `target` is the branch that requests go to, where the settings say one.
    Raises RequestError where a file is there already, TakenError where the branch is, GitError
    where nobody is known to Git, there is no commit yet or git refuses, OutputError for a full
    disk.
    """
    know_who(repository)
    git, base = repository.opened.git, base_commit(repository, target)
    _refuse_clash(repository, branch)
    _refuse_taken(files, {name.casefold() for name in files_of(repository, base)})
    named = {}
    if author is not None:
        named = {
            "GIT_AUTHOR_NAME": clean_name(author.name),
            "GIT_AUTHOR_EMAIL": clean_name(author.email),
        }
    with told_when_refused(repository.root):
        tree = _tree(repository, base, files)
        with git.custom_environment(**named):
            commit = str(git.commit_tree(tree, "-p", base, "-m", message))
        _begin(repository, branch, commit)
        if source:
            _keep(repository, f"branch.{branch}.{_SOURCE}", source)
    return commit


def merge_to_branch(
    repository: Repository,
    stem: str,
    base: str,
    heads: Sequence[str],
    blobs: Mapping[RepoPath, str],
    message: str,
) -> str:
    """Merge commits that add files to a new branch, which starts at a base, and return its name:
    the stem, with a number where that is taken.

    Raises GitError where nobody is known to Git or git refuses.
    """
    know_who(repository)
    with told_when_refused(repository.root):
        with tempfile.TemporaryDirectory(prefix="pollinate-") as folder:
            index = Path(folder) / "index"
            repository.run("read-tree", base, index=index)
            lines = "".join(f"100644 {blob}\t{path}\0" for path, blob in sorted(blobs.items()))
            told = lines.encode("utf-8", "surrogateescape")
            repository.run("update-index", "-z", "--index-info", stdin=told, index=index)
            tree = repository.run("write-tree", index=index).decode().strip()
        parents = [word for parent in (base, *heads) for word in ("-p", parent)]
        # A message can be longer than a command line.
        made = repository.run("commit-tree", tree, *parents, stdin=message.encode())
        commit = made.decode().strip()
        for number in range(1, MOST_NAMES):
            branch = stem if number == 1 else f"{stem}-{number}"
            if not _in_the_way(repository, branch):
                _begin(repository, branch, commit)
                return branch
    raise RequestError(f"there are too many branches '{stem}' here", cure="Delete some.")


def know_who(repository: Repository) -> None:
    """Refuse where Git does not know who commits here."""
    if not identity_of(repository):
        raise GitError(
            "Git doesn't know who you are",
            cure="Tell it once:",
            example='git config user.name "Your Name"\ngit config user.email you@example.org',
        )


def _tree(repository: Repository, base: str, files: Mapping[RepoPath, bytes]) -> str:
    """Write a commit's files and some more, and return their tree."""
    git = repository.opened.git
    with (
        tempfile.TemporaryDirectory(prefix="pollinate-") as folder,
        git.custom_environment(GIT_INDEX_FILE=str(Path(folder) / "index")),
    ):
        git.read_tree(base)
        for path, data in sorted(files.items()):
            place = Path(folder) / "data"
            place.write_bytes(data)
            with place.open("rb") as stream:
                blob = git.hash_object("-w", "--stdin", istream=stream)
            git.update_index("--add", "--cacheinfo", f"100644,{blob},{path}")
        return str(git.write_tree())


def _begin(repository: Repository, branch: str, commit: str) -> None:
    from git import GitCommandError

    try:
        repository.opened.git.update_ref(f"refs/heads/{branch}", commit, "0" * len(commit))
    except GitCommandError:
        # Another process may have been faster.
        _refuse_clash(repository, branch)
        raise


def _keep(repository: Repository, key: str, value: str) -> None:
    """Write a setting of the repository, of which git writes one at a time."""
    from git import GitCommandError

    for wait in (0.05, 0.1, 0.2, 0.4, 0.8, 1.6):
        try:
            repository.opened.git.config(key, value)
            return
        except GitCommandError as error:
            if "could not lock" not in str(error.stderr):
                raise
            time.sleep(wait)
    repository.opened.git.config(key, value)


def _refuse_clash(repository: Repository, branch: str) -> None:
    clash = _in_the_way(repository, branch)
    if clash == branch:
        raise TakenError(
            f"there is a branch '{branch}' already", cure="Run the same again: it takes another."
        )
    if clash:
        raise RequestError(
            f"there is a branch '{clash}' already, and git keeps none beside it that begins so",
            cure="Give it another name, then run the same again:",
            example=f"git branch -m {shlex.quote(clash)} another-name",
        )


def _refuse_taken(files: Iterable[RepoPath], taken: Collection[str]) -> None:
    for path in files:
        steps = path.casefold().split("/")
        parents = {"/".join(steps[:n]) for n in range(1, len(steps))}
        # On many disks large and small letters are one, and no file is a folder as well.
        if path.casefold() in taken or not parents.isdisjoint(taken):
            raise RequestError(
                "a file of this name is there already", place=path, cure="Choose another title."
            )


def waiting_files(repository: Repository, prefix: str, target: str = "") -> set[str]:
    """Return the files that branches of a prefix add to the one that requests go to."""
    told = repository.run(
        *("log", "-z", "--format=", "--name-only", "--diff-filter=A", "--no-renames"),
        *(
            f"--branches={prefix}/*",
            f"--remotes=*/{prefix}/*",
            "--not",
            base_commit(repository, target),
        ),
    )
    return {os.fsdecode(path) for path in told.split(b"\0") if path.strip()}


def branch_of(repository: Repository, source: str) -> str:
    """Return the branch that was written from a source, if it is still there."""
    from git import GitCommandError

    try:
        kept = str(repository.opened.git.config("--get-regexp", rf"^branch\..*\.{_SOURCE}$"))
    except GitCommandError:
        return ""
    for line in kept.splitlines():
        key, _, value = line.partition(" ")
        if value == source:
            return key.removeprefix("branch.").removesuffix(f".{_SOURCE}")
    return ""


def files_of(repository: Repository, commit: str) -> list[str]:
    """Return the files of a commit."""
    listing = repository.run("ls-tree", "-r", "-z", "--name-only", commit)
    return [os.fsdecode(name) for name in listing.split(b"\0") if name]


def _in_the_way(repository: Repository, branch: str) -> str:
    """Return a branch of this name, or one with which git keeps none beside it: `a` and `a/b`."""
    listing = str(repository.opened.git.for_each_ref("--format=%(refname)", "refs/heads"))
    for name in (ref.removeprefix("refs/heads/") for ref in listing.splitlines()):
        if f"{branch}/".startswith(f"{name}/") or name.startswith(f"{branch}/"):
            return name
    return ""


def base_commit(repository: Repository, target: str) -> str:
    """Return the commit that requests start from: origin's of the branch they go to, else ours,
    else HEAD. Raises GitError where there is no commit yet.
    """
    from git import GitCommandError

    name = default_branch(repository)
    targets = (f"refs/remotes/origin/{target}", f"refs/heads/{target}") if target else ()
    for ref in (*targets, f"refs/remotes/origin/{name}", f"refs/heads/{name}", "HEAD"):
        with suppress(GitCommandError):
            return str(repository.opened.git.rev_parse("-q", "--verify", f"{ref}^{{commit}}"))
    raise GitError("this repository has no commit yet", cure="Make the first one, then try again.")


def clean_name(text: str) -> str:
    """Return a name or address without what Git keeps for itself in a commit's head."""
    return " ".join(_UNFIT.sub(" ", text).split())


@contextmanager
def checked_out(repository: Repository, commit: str) -> Iterator[Path]:
    """Give a folder that holds a commit's files; it is gone afterwards, and no hook has run."""
    from git import GitCommandError

    git = repository.opened.git
    with tempfile.TemporaryDirectory(prefix="pollinate-") as folder:
        place = Path(folder) / "tree"
        quietly = ["git", "-c", "core.hooksPath=/dev/null", "worktree", "add", "-q", "--detach"]
        try:
            with told_when_refused(repository.root):
                git.execute([*quietly, str(place), commit])
            yield place
        finally:
            with suppress(GitCommandError):
                git.worktree("remove", "--force", str(place))
