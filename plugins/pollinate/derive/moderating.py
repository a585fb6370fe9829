# Who looks after requests, and how soon people had a first answer, as the history of the branch
# that requests go to tells it: by merges, and by what one person committed of another's. Forges
# squash and rebase, so neither is complete. No figure on a person ever comes of it.
# Must not know: git processes, which requests wait.
"""Learn from decisions that were made."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from statistics import median

from pollinate.derive.merges import TARGETS, is_update
from pollinate.model.git import Commit, Identity
from pollinate.model.requests import FirstAnswers, RequestCommit
from pollinate.paths import Sha

Number = Callable[[Identity], int | None]
"""Gives the number of the person behind an identity; None for a tool and for a forge."""
FEWEST, MOST = 3, 100
"""Merged requests from which something is told, and how many of the newest count."""


def moderators(past: Sequence[RequestCommit], head: str, branch: str, number: Number) -> set[int]:
    """Return who took others' work into a branch: by a merge that is no update, or by committing
    it there.
    """
    found: set[int] = set()
    for one in _mainline(past, head):
        commit = one.commit
        author, committer = number(commit.author), number(one.committer)
        if len(commit.parents) > 1:
            if author is not None and not is_update(commit, {*TARGETS, branch}):
                found.add(author)
        elif author is not None and committer is not None and committer != author:
            found.add(committer)
    return found


def first_answers(
    past: Sequence[RequestCommit], head: str, branch: str, number: Number, deciding: Collection[int]
) -> FirstAnswers | None:
    """Return how long people waited for a first answer, from their first commit on: a commit of
    somebody who decides, or the merge. None where too few merges tell.
    """
    waits = []
    for merge, brought in _merged(past, head, branch):
        opener = next((n for one in brought if (n := number(one.author)) is not None), None)
        answers = [
            one.committed
            for one in brought
            if (n := number(one.author)) != opener and n in deciding and one.committed
        ]
        merger = number(merge.author)
        if merger is not None and merger != opener and merge.committed:
            answers.append(merge.committed)
        if opener is None or not answers or not brought[0].committed:
            continue
        waits.append(max(0, min(answers) - brought[0].committed))
    waits = waits[-MOST:]
    return FirstAnswers(len(waits), float(median(waits))) if len(waits) >= FEWEST else None


def _merged(
    past: Sequence[RequestCommit], head: str, branch: str
) -> Iterator[tuple[Commit, list[Commit]]]:
    """Yield the merges that took something in, the oldest first, each with the commits that it
    brought, parents first.
    """
    order = {one.commit.sha: n for n, one in enumerate(past)}
    seen: set[Sha] = set()
    for one in _mainline(past, head):
        commit = one.commit
        brought, left = list[Commit](), list(commit.parents[1:])
        while left:
            sha = left.pop()
            if sha not in seen and sha in order:
                seen.add(sha)
                brought.append(past[order[sha]].commit)
                left.extend(brought[-1].parents)
        seen.add(commit.sha)
        own = [two for two in brought if len(two.parents) < 2]
        if own and not is_update(commit, {*TARGETS, branch}):
            yield commit, sorted(own, key=lambda two: order[two.sha])


def _mainline(past: Sequence[RequestCommit], head: str) -> list[RequestCommit]:
    """Return the commits that a tip's first parents lead to, the oldest first."""
    by_sha: Mapping[str, RequestCommit] = {one.commit.sha: one for one in past}
    found = []
    while head in by_sha:
        found.append(by_sha[head])
        parents = by_sha[head].commit.parents
        head = parents[0] if parents else ""
    return found[::-1]
