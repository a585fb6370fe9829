# Which refs are requests that wait: those of a forge, and branches, that have commits which the
# branch of requests lacks. From refs and one log alone: a moderator's clone knows no more, and 500
# refs must not be 500 questions. Must not know: who is one person, what a forge says.
"""Find requests among refs."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pollinate.errors import GitError, RequestError
from pollinate.history.git import Repository
from pollinate.history.repository import default_branch
from pollinate.history.request_log import read_requests
from pollinate.model.requests import RequestCommit, WaitingRef
from pollinate.paths import Sha
from pollinate.plain import plain

_OF_FORGE = re.compile(
    r"refs/(?:remotes/[^/]+/)?(?P<kind>pull|pull-requests|pr|merge-requests|mr)"
    r"/(?P<number>[0-9]{1,9})(?:/(?P<end>head|from|merge))?"
)
"""As forges name requests, and as people fetch them below a remote's branches."""
_NUMBER = re.compile(r"[#!]?([0-9]{1,9})")
KINDS = {"gitlab": ("merge-requests", "mr")}
"""How a forge calls them, where it isn't `pull`."""


class _Ref(NamedTuple):
    """A ref as git lists it."""

    name: str
    head: Sha
    upstream: str
    number: int
    """0 for a branch."""

    @property
    def rank(self) -> tuple[bool, bool, str]:
        """What is told first: a request, then a branch of a server, then one of our own."""
        return (not self.number, not self.name.startswith("refs/remotes/"), self.name)


@dataclass(frozen=True, slots=True)
class Refs:
    """What refs say of requests."""

    waiting: tuple[WaitingRef, ...]
    knows_requests: bool
    """Whether any ref of a pull or merge request is here."""


def read_refs(repository: Repository, at: Repository, base: str, target: str = "") -> Refs:
    """Return the requests that wait, each once (two git processes).

    `at` is the repository as the base has it; `target` the branch that requests go to.
    """
    refs = list(_refs(repository, target))
    knows = any(ref.number for ref in refs)
    commits = read_requests(at, sorted({ref.head for ref in refs}), base)
    by_sha = {one.commit.sha: (number, one) for number, one in enumerate(commits)}
    open_refs = [ref for ref in refs if ref.head in by_sha]
    waiting = []
    for told, others in _once(open_refs, by_sha):
        own = commits_of(told.head, by_sha)
        # A branch that has nothing in common with ours, such as a built site, proposes nothing.
        if any(parent not in by_sha for one in own for parent in one.commit.parents):
            also = tuple(ref.name for ref in others)
            one = WaitingRef(
                ref=told.name, head=told.head, also=also, number=told.number, commits=own
            )
            waiting.append(one)
    return Refs(tuple(waiting), knows)


Commits = Mapping[Sha, tuple[int, RequestCommit]]
"""Commits that the base lacks, with their number, parents first."""


def commits_of(head: Sha, commits: Commits) -> list[RequestCommit]:
    """Return a tip's own commits, parents first."""
    found, left = dict[Sha, tuple[int, RequestCommit]](), [head]
    while left:
        sha = left.pop()
        if sha in commits and sha not in found:
            found[sha] = commits[sha]
            left.extend(commits[sha][1].commit.parents)
    return [one for _, one in sorted(found.values(), key=lambda pair: pair[0])]


def _refs(repository: Repository, target: str) -> Iterator[_Ref]:
    """Yield all refs that may be requests (one git process)."""
    target = target or default_branch(repository)
    fields = "%00".join(
        ("%(objectname)", "%(objecttype)", "%(refname)", "%(symref)", "%(upstream)")
    )
    where = ("refs/heads", "refs/remotes", "refs/pull", "refs/pull-requests", "refs/merge-requests")
    told = repository.run("for-each-ref", f"--format={fields}", *where)
    ours = {f"refs/heads/{target}", f"refs/remotes/origin/{target}"}
    for line in told.split(b"\n"):
        words = os.fsdecode(line).split("\0")
        if len(words) != 5 or words[1] != "commit" or words[3] or words[2] in ours:
            continue
        found = _OF_FORGE.fullmatch(words[2])
        # What a merge would be, as some forges keep it, is nobody's proposal.
        if found and found["end"] == "merge":
            continue
        number = int(found["number"]) if found else 0
        yield _Ref(words[2], Sha(words[0]), words[4], number)


def _once(refs: Sequence[_Ref], commits: Commits) -> Iterator[tuple[_Ref, list[_Ref]]]:
    """Yield each request with its other names: of one commit, or a branch here and on a server."""
    names = {ref.name: ref for ref in refs}
    near: dict[str, set[str]] = defaultdict(set)
    by_head: dict[Sha, str] = {}
    by_branch = {ref.name.split("/", 3)[-1]: ref.name for ref in refs if _is_remote(ref.name)}
    for ref in refs:
        branch = ref.name.removeprefix("refs/heads/")
        other = ref.upstream or (by_branch.get(branch, "") if branch != ref.name else "")
        for same in (by_head.setdefault(ref.head, ref.name), other):
            if same in names and same != ref.name:
                near[ref.name].add(same)
                near[same].add(ref.name)
    done: set[str] = set()
    for ref in sorted(refs, key=lambda one: one.rank):
        if ref.name in done:
            continue
        group, left = dict[str, _Ref](), [ref.name]
        while left:
            name = left.pop()
            if name not in group:
                group[name] = names[name]
                left.extend(near[name])
        done |= group.keys()
        told = _newest(list(group.values()), commits)
        yield told, sorted((one for one in group.values() if one != told), key=lambda o: o.rank)


def _is_remote(name: str) -> bool:
    return name.startswith("refs/remotes/")


def _newest(group: Sequence[_Ref], commits: Commits) -> _Ref:
    """Return which name of a request is told: the forge's own, else the branch that has all that
    the others have.
    """
    first = min(group, key=lambda one: one.rank)
    if first.number:
        return first
    for one in sorted(group, key=lambda one: one.rank):
        held = {own.commit.sha for own in commits_of(one.head, commits)}
        if all(other.head in held for other in group):
            return one
    return first


def find_request(repository: Repository, word: str, forge: str, fetch: str) -> tuple[str, Sha]:
    """Return the ref and the commit that a word means: a number, or anything that git resolves.

    Raises RequestError, with the line that fetches requests, for a word that means nothing here.
    """
    number = _NUMBER.fullmatch(word)
    tries = list(_of_number(repository, number[1], forge)) if number else []
    tries += [word, f"refs/remotes/origin/{word}"]
    for name in tries:
        if sha := _commit(repository, name):
            return name, sha
    what = f"request {number[1]}" if number else f"'{plain(word)}'"
    raise RequestError(
        f"Git knows no {what} here",
        cure="Fetch the requests first, then look at what waits:",
        example=f"{fetch or 'git fetch'}\npollinate queue",
    )


def _of_number(repository: Repository, number: str, forge: str) -> Iterable[str]:
    wanted = KINDS.get(forge, ("pull", "pr", "pull-requests"))
    told = repository.run("for-each-ref", "--format=%(refname)")
    found = []
    for name in os.fsdecode(told).split("\n"):
        match = _OF_FORGE.fullmatch(name)
        if match and match["end"] != "merge" and int(match["number"]) == int(number):
            found.append((match["kind"] not in wanted, name.startswith("refs/remotes/"), name))
    return (name for _, _, name in sorted(found))


def _commit(repository: Repository, name: str) -> Sha | None:
    try:
        told = repository.run(
            "rev-parse", "-q", "--verify", "--end-of-options", f"{name}^{{commit}}"
        )
    except (GitError, ValueError):
        # No argument of a process holds a NUL.
        return None
    return Sha(told.decode().strip())


def remote_of(repository: Repository) -> str:
    """Return the remote that requests are fetched from; empty for none."""
    names = str(repository.opened.git.remote()).split()
    return "origin" if "origin" in names else next(iter(names), "")
