# The door to a repository: GitPython opens it and answers for HEAD, configuration, remotes,
# branches and identity (docs/developers/decisions/git.md). History itself is a stream (git.py).
# GitPython is imported inside the door, so that a missing git is our error, and a remembered answer
# does not wait for it.
# Must not know: what the history says.
"""Open a repository."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pollinate.history import refusals
from pollinate.history.git import STRAY, Repository
from pollinate.paths import Sha

if TYPE_CHECKING:
    from git import Repo


USUAL = ("main", "master", "trunk", "develop")
"""Names of branches that requests go to."""


def open_repository(start: Path) -> Repository:
    """Return the repository around a folder, or raise the GitError that says why it can't tell the
    truth.
    """
    where = start if start.is_dir() else start.parent
    with undisturbed():
        os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")
        from git import GitCommandError, GitCommandNotFound, InvalidGitRepositoryError, Repo

        try:
            return _checked(Repo(where, search_parent_directories=True, expand_vars=False), where)
        except InvalidGitRepositoryError as error:
            raise refusals.no_repository(where) from error
        except GitCommandNotFound as error:
            raise refusals.no_git() from error
        except GitCommandError as error:
            raise refusals.refusal(_said(error.stderr), where) from error


@contextmanager
def undisturbed(*, by_any: bool = False) -> Iterator[None]:
    """Keep variables away that point git elsewhere, such as those of a hook in which we run; with
    `by_any`, every variable of git's.

    GitPython reads them when it opens a repository, and hands them on to git.
    """
    names = [name for name in os.environ if name in STRAY or (by_any and name.startswith("GIT_"))]
    strays = {name: os.environ.pop(name) for name in names}
    try:
        yield
    finally:
        os.environ.update(strays)


def _checked(repo: Repo, where: Path) -> Repository:
    repo.git.update_environment(
        LC_ALL="C", GIT_OPTIONAL_LOCKS="0", GIT_TERMINAL_PROMPT="0", GIT_NO_LAZY_FETCH="1"
    )
    if repo.working_tree_dir is not None:
        # GitPython expands `$NAME` in the folder that it starts git in, and would ask elsewhere.
        repo.git._working_dir = os.fspath(repo.working_tree_dir)
    # The first question is also whether git trusts this folder at all.
    is_shallow = repo.git.rev_parse("--is-shallow-repository") == "true"
    if repo.bare or repo.working_tree_dir is None:
        raise refusals.bare(where)
    if is_shallow:
        raise refusals.shallow(where)
    root = Path(repo.working_tree_dir)
    is_partial = _is_partial(repo)
    if is_partial and _misses_texts(repo):
        raise refusals.partial(root)
    return Repository(
        root=root,
        head=_head(repo, root),
        common_dir=Path(repo.common_dir).resolve(),
        is_partial=is_partial,
        opened=repo,
    )


def _head(repo: Repo, root: Path) -> Sha | None:
    from git import GitCommandError

    try:
        return Sha(repo.git.rev_parse("--verify", "HEAD^{commit}"))
    except GitCommandError as error:
        if repo.head.is_valid() or _names_a_commit(repo):
            raise refusals.broken(root, "HEAD names a commit that is not there") from error
        return None


def _names_a_commit(repo: Repo) -> bool:
    from git import GitCommandError

    try:
        return bool(repo.git.rev_parse("-q", "--verify", "HEAD"))
    except GitCommandError:
        return False


def _is_partial(repo: Repo) -> bool:
    config = repo.config_reader("repository")
    return bool(config.get_value("extensions", "partialclone", "")) or any(
        config.has_option(section, "promisor") for section in config.sections()
    )


def _misses_texts(repo: Repo) -> bool:
    listing = repo.git.rev_list("HEAD", "--", "*.md", objects=True, missing="print")
    return any(line.startswith("?") for line in listing.splitlines())


def is_ancestor(repository: Repository, sha: str) -> bool:
    """Return whether a commit is in the past of HEAD; False for one that is not there."""
    from git import GitCommandError

    if sha == repository.head:
        return True
    try:
        repository.opened.git.merge_base("--is-ancestor", sha, repository.head)
    except GitCommandError:
        return False
    return True


def identity_of(repository: Repository) -> str:
    """Return `Name <mail>` of whoever commits here, as git would write it; empty for nobody."""
    from git import GitCommandError

    try:
        return str(repository.opened.git.var("GIT_AUTHOR_IDENT"))
    except GitCommandError:
        return ""


def default_branch(repository: Repository) -> str:
    """Return the branch that requests go to: origin's HEAD, else the one checked out where origin
    has it, else one of a usual name, else the one checked out; none where nobody knows.
    """
    git = repository.opened.git
    here = _points_to(repository, "HEAD").removeprefix("refs/heads/")
    if theirs := _points_to(repository, "refs/remotes/origin/HEAD"):
        return theirs.removeprefix("refs/remotes/origin/")
    # A fetch alone makes no HEAD of origin; a build server has no branch checked out.
    for name in filter(None, (here, *USUAL)):
        if git.for_each_ref(f"refs/remotes/origin/{name}"):
            return name
    # Without a server, somebody may stand on a branch of her own.
    usual = (name for name in USUAL if git.for_each_ref(f"refs/heads/{name}"))
    return here if here in USUAL else next(usual, here)


def _points_to(repository: Repository, ref: str) -> str:
    from git import GitCommandError

    try:
        return str(repository.opened.git.symbolic_ref("-q", ref))
    except GitCommandError:
        return ""


def commit_time(repository: Repository, revision: str) -> str:
    """Return the author date of a commit, tag or branch, ISO 8601; empty where there is none."""
    from git import GitCommandError

    git = repository.opened.git
    try:
        sha = git.rev_parse("--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        return str(git.log("-1", "--format=%aI", sha, "--"))
    except GitCommandError:
        return ""


def _said(stderr: str) -> str:
    # GitPython puts `stderr: '…'` around what git said.
    return stderr.strip().removeprefix("stderr:").strip().strip("'")
