# Asks git for the whole history in one process and cuts its output into commits with their changes
# and patches. Why here: the exact command line decides who is credited; it stands in one place
# (docs/developers/decisions/replay.md). A secret separator, new at each run, marks where a commit
# starts: no message, path or text can forge it. Must not know: what a change means for a line's
# owner.
"""Read `git log` as a stream of commits."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pollinate.history.git import Questions, Repository

NULLS = (b"0" * 40, b"0" * 64)
"""The id of no object, in repositories of either kind."""
LINK, MODULE = b"120000", b"160000"

Parents = dict[str, list[str]]
"""Parents of each commit, parents before children."""


class RawChange(NamedTuple):
    """One changed path of an ordinary commit."""

    status: bytes
    """A, M, D, R, C or T, without the score."""
    mode: bytes
    old: bytes
    new: bytes
    source: bytes
    path: bytes


class MergeChange(NamedTuple):
    """One path of a merge that differs from all its parents."""

    mode: bytes
    blobs: tuple[bytes, ...]
    """One for each parent, then the result's."""
    sources: tuple[bytes, ...]
    path: bytes


class RawCommit(NamedTuple):
    """One commit as git printed it."""

    sha: str
    parents: list[str]
    names: tuple[bytes, bytes, bytes, bytes]
    """Author name and address after mailmap, then as written."""
    when: bytes
    committed: bytes
    message: bytes
    changes: list[RawChange]
    patch: bytes


class Combined(NamedTuple):
    """What a merge made of its own: the paths that differ from all parents, and their combined
    diff.
    """

    changes: list[MergeChange]
    patch: bytes


NOTHING = Combined([], b"")


def pathspecs(endings: Sequence[str]) -> list[str]:
    """Return the pathspecs of all files whose text can move into a lesson.

    Plain `*.md` without pathspec magic: git tests it twice as fast as `:(icase)` (measured on
    50,000 commits).
    """
    return [f"*{ending}" for ending in sorted({".md", ".markdown", *endings})]


def log_pieces(
    repository: Repository, revisions: Sequence[str], specs: Sequence[str]
) -> tuple[bytes, Iterator[bytes]]:
    """Return the separator and the output of the one `git log` that tells everything but what
    merges did, parents first.
    """
    mark = secrets.token_hex(16)
    fields = "%x00".join(["%H", "%P", "%aN", "%aE", "%an", "%ae", "%aI", "%ct", "%B", ""])
    return mark.encode(), repository.stream(
        "log",
        "-z",
        "--reverse",
        "--topo-order",
        "--full-history",
        "--sparse",
        "-M",
        "-l0",
        "--raw",
        "-p",
        "-U0",
        "--diff-merges=off",
        "--text",
        "--no-textconv",
        "--no-ext-diff",
        "--no-abbrev",
        "--full-index",
        "--no-color",
        "--no-show-signature",
        "--no-notes",
        "--no-decorate",
        "--no-relative",
        "--inter-hunk-context=0",
        "--submodule=short",
        "--encoding=UTF-8",
        f"--format={mark}{fields}",
        *revisions,
        "--",
        *specs,
    )


def read_commits(pieces: Iterator[bytes], mark: bytes) -> Iterator[RawCommit]:
    """Yield the commits of a log's output."""
    return map(_commit, _records(pieces, mark))


def _records(pieces: Iterator[bytes], mark: bytes) -> Iterator[bytes]:
    rest = b""
    for piece in pieces:
        parts = (rest + piece).split(mark)
        rest = parts.pop()
        yield from (part for part in parts if len(part) > 40)
    if len(rest) > 40:
        yield rest


def _commit(record: bytes) -> RawCommit:
    (sha, parents, name, mail, raw_name, raw_mail, when, committed, message, rest) = record.split(
        b"\0", 9
    )
    changes: list[RawChange] = []
    at = rest.find(b":", 0, 4)
    patch = _changes(rest, at, changes) if at >= 0 else b""
    return RawCommit(
        sha.decode(),
        parents.decode().split(),
        (name, mail, raw_name, raw_mail),
        when,
        committed,
        message,
        changes,
        patch,
    )


def _changes(rest: bytes, at: int, into: list[RawChange]) -> bytes:
    """Fill in the raw entries that start at `at`, and return what follows them."""
    find = rest.find
    while rest.startswith(b":", at):
        end = find(b"\0", at)
        _, mode, old, new, status = rest[at:end].split(b" ")
        at = end + 1
        end = find(b"\0", at)
        source = path = rest[at:end]
        at = end + 1
        if status[:1] in b"RC":
            end = find(b"\0", at)
            path = rest[at:end]
            at = end + 1
        into.append(RawChange(status[:1], mode, old, new, source, path))
    return rest[at + 1 :]


def _merge_changes(rest: bytes, at: int, into: list[MergeChange]) -> bytes:
    while rest.startswith(b"::", at):
        end = rest.find(b"\0", at)
        head = rest[at:end]
        at = end + 1
        parents = len(head) - len(head.lstrip(b":"))
        words = head[parents:].split(b" ")
        names = []
        for _ in range(parents + 1):
            end = rest.find(b"\0", at)
            names.append(rest[at:end])
            at = end + 1
        into.append(
            MergeChange(
                words[parents],
                tuple(words[parents + 1 : 2 * parents + 2]),
                tuple(names[:-1]),
                names[-1],
            )
        )
    return rest[at + 1 :]


def read_merges(
    repository: Repository, parents: Parents, specs: Sequence[str]
) -> dict[str, list[RawChange]]:
    """Return, for each merge, how it differs from its first parent by path (one git process, no
    renames).
    """
    mark = secrets.token_hex(16)
    asked = "".join(f"{sha} {ps[0]}\n" for sha, ps in parents.items() if len(ps) > 1)
    if not asked:
        return {}
    pieces = repository.stream(
        "diff-tree",
        "--stdin",
        "-r",
        "-z",
        "--raw",
        "--no-renames",
        "--no-abbrev",
        "--no-color",
        "--no-notes",
        "--no-relative",
        f"--format={mark}%H%x00",
        "--",
        *specs,
        stdin=asked.encode(),
    )
    found: dict[str, list[RawChange]] = {}
    for record in _records(pieces, mark.encode()):
        sha, _, rest = record.partition(b"\0")
        changes: list[RawChange] = []
        at = rest.find(b":", 0, 4)
        if at >= 0:
            _changes(rest, at, changes)
        found[sha.decode()] = changes
    return found


def combined_questions(repository: Repository, specs: Sequence[str]) -> Questions:
    """Return a git process, started at the first question, that tells a merge's combined diff with
    one line of context.

    Without context git leaves out of a hunk a line that all parents have when deleted lines hang
    before it, so what follows could not be placed (git 2.39, combine-diff.c: "This sline was here
    to hang the lost lines in front of it").
    """
    return repository.questions(
        "diff-tree",
        "--stdin",
        "-r",
        "-z",
        "-c",
        "--combined-all-paths",
        "-M",
        "-l0",
        "--raw",
        "-p",
        "-U1",
        "--text",
        "--no-textconv",
        "--no-ext-diff",
        "--no-abbrev",
        "--full-index",
        "--no-color",
        "--no-notes",
        "--no-relative",
        "--inter-hunk-context=0",
        "--submodule=short",
        "--format=%x00",
        "--",
        *specs,
    )


def read_combined(questions: Questions, sha: str) -> Combined:
    """Return what a merge made of its own."""
    answer = questions.ask(sha.encode())
    changes: list[MergeChange] = []
    at = answer.find(b"::", 0, 5)
    return Combined(changes, _merge_changes(answer, at, changes)) if at >= 0 else NOTHING


def read_parents(repository: Repository, revisions: Sequence[str]) -> Parents:
    """Return the parents of each commit, parents first (one git process)."""
    listing = repository.run(
        "rev-list", "--topo-order", "--reverse", "--parents", *revisions, "--"
    ).decode()
    return {words[0]: words[1:] for words in map(str.split, listing.splitlines())}
