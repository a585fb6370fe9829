# Makes a request one commit on the branch that is checked out, as a forge's squash does. The commit
# is made from objects, and the branch then led on to it, so that nothing of the request can run: no
# hook of its own, and no work that is not committed is lost.
# Must not know: who has to be named in the message.
"""Squash a request."""

from __future__ import annotations

import os
import re
import shlex
import tempfile

from pollinate.errors import RequestError
from pollinate.history.branches import clean_name, know_who
from pollinate.history.git import Repository
from pollinate.history.refusals import told_when_refused
from pollinate.model.git import Identity
from pollinate.paths import Sha

_OBJECT = re.compile(r"[0-9a-f]{40,64}")


def squash_onto(
    repository: Repository, branch: str, head: Sha, message: str, author: Identity, wrote: Sha
) -> Sha:
    """Make a request one commit on a branch that is checked out, and return its id. It is dated by
    the commit that the author wrote, so that what was planted in May is not of July.

    Raises RequestError where another branch is checked out, or where request and branch changed
    the same places; GitError where nobody is known to Git, or files here are in the way.
    """
    _refuse_elsewhere(repository, branch)
    know_who(repository)
    tree = _merged(repository, head)
    git = repository.opened.git
    named = {
        "GIT_AUTHOR_NAME": clean_name(author.name),
        "GIT_AUTHOR_EMAIL": clean_name(author.email),
        "GIT_AUTHOR_DATE": repository.run("log", "-1", "--format=%aI", wrote).decode().strip(),
    }
    with told_when_refused(repository.root):
        with git.custom_environment(**named), tempfile.TemporaryFile() as words:
            words.write(message.encode())
            words.seek(0)
            made = str(git.commit_tree(tree, "-p", "HEAD", "-F", "-", istream=words))
        repository.run("-c", f"core.hooksPath={os.devnull}", "merge", "-q", "--ff-only", made)
    return Sha(made)


def _refuse_elsewhere(repository: Repository, branch: str) -> None:
    status, told = repository.ask("symbolic-ref", "-q", "--short", "HEAD")
    here = os.fsdecode(told).strip() if status == 0 else ""
    if here != branch:
        raise RequestError(
            f"requests go to {branch}, and {here or 'no branch'} is checked out",
            cure="Go there first:",
            example=f"git switch {shlex.quote(branch)}",
        )


def _merged(repository: Repository, head: Sha) -> str:
    """Return the tree that has both; a file that both changed in one place is refused."""
    status, told = repository.ask("merge-tree", "--write-tree", "-z", "--name-only", "HEAD", head)
    parts = told.decode("utf-8", "surrogateescape").split("\0")
    if status not in (0, 1) or not _OBJECT.fullmatch(parts[0]):
        raise RequestError(
            "git could not make one commit of it",
            cure="Git 2.38 or newer can. Else make it by hand: the lines stand in"
            " `pollinate merge-message` without --commit.",
        )
    if status:
        raise RequestError(
            "the branch has changed in the same place meanwhile",
            place=parts[1],
            cure="Ask for a newer version of the request, or merge it by hand:",
            example=f"git merge --squash {head}",
        )
    if parts[0] == repository.run("rev-parse", "HEAD^{tree}").decode().strip():
        raise RequestError(
            "the branch that it would go to holds all of this already", cure="Nothing is to do."
        )
    return parts[0]
