# Asks git for the whole history in one process and cuts its output into commits with their changes
# and patches. Why here: the exact command line decides who is credited; it stands in one place
# (docs/developers/decisions/replay.md). A secret separator, new at each run, marks where a commit
# starts: no message, path or text can forge it. Which files have patches, git is told by
# attributes (texts.py): renames are looked for among all. Must not know: what a change means for a
# line's owner.
"""Read `git log` as a stream of commits."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pollinate.history.git import Questions, Repository

NULLS = (b"0" * 40, b"0" * 64)
"""The id of no object, in repositories of either kind."""
LINK, MODULE = b"120000", b"160000"
MOST_PAIRS = 1000
"""Git compares what a commit created with what it deleted up to the square of this many pairs."""

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


_PATCHES = (
    "--no-textconv",
    "--no-ext-diff",
    "--no-abbrev",
    "--full-index",
    "--no-color",
    "--no-notes",
    "--no-relative",
    "--diff-algorithm=myers",
    "--inter-hunk-context=0",
    "--submodule=short",
)
"""What makes every git print the same patches."""


def log_pieces(
    repository: Repository, revisions: Sequence[str], specs: Sequence[str] = ()
) -> tuple[bytes, Iterator[bytes]]:
    """Return the separator and the output of the one `git log` that tells everything but what
    merges did, parents first.

    `repository.attributes` says of which files it prints patches.
    """
    mark = secrets.token_hex(16)
    fields = "%x00".join(["%H", "%P", "%aN", "%aE", "%an", "%ae", "%ad", "%ct", "%B", ""])
    return mark.encode(), repository.stream(
        "log",
        "-z",
        "--reverse",
        "--topo-order",
        "--full-history",
        "--sparse",
        "-M",
        f"-l{MOST_PAIRS}",
        "--raw",
        "-p",
        "-U0",
        "--diff-merges=off",
        *_PATCHES,
        "--no-show-signature",
        "--no-decorate",
        "--encoding=UTF-8",
        # No other form tells a date that no calendar holds without stopping all.
        "--date=raw",
        f"--format={mark}{fields}",
        *revisions,
        "--",
        *specs,
    )


def read_renames(
    repository: Repository, revisions: Sequence[str], specs: Sequence[str] = ()
) -> Iterator[tuple[bytes, bytes]]:
    """Yield the old and new path of each rename in a history (one git process)."""
    how = ("-M", f"-l{MOST_PAIRS}", "--diff-filter=R", "--diff-merges=off")
    words = _raw_words(repository, *how, *revisions, "--", *specs)
    for word in words:
        if word.startswith(b":"):
            yield next(words), next(words)


def read_blob_paths(repository: Repository) -> Iterator[tuple[bytes, bytes]]:
    """Yield the id and the path of all that ever stood in a history's files (one git process)."""
    words = _raw_words(repository, "--no-renames", "--diff-merges=separate", "HEAD", "--")
    for word in words:
        if word.startswith(b":"):
            path = next(words)
            _, _, old, new, _ = word.split(b" ")
            yield old, path
            yield new, path


def _raw_words(repository: Repository, *how: str) -> Iterator[bytes]:
    pieces = repository.stream(
        "log",
        "-z",
        "--raw",
        "--no-abbrev",
        "--no-relative",
        "--no-show-signature",
        "--format=",
        *how,
    )
    return (word.lstrip(b"\n") for word in b"".join(pieces).split(b"\0"))


def read_commits(pieces: Iterator[bytes], mark: bytes) -> Iterator[RawCommit]:
    """Yield the commits of a log's output."""
    return map(_commit, records(pieces, mark))


def records(pieces: Iterator[bytes], mark: bytes) -> Iterator[bytes]:
    """Yield what stands between the marks of an output."""
    waiting: list[bytes] = []
    end, most = b"", len(mark) - 1
    for piece in pieces:
        # A mark may be cut in two. What waits is joined once, however much it is.
        if mark not in piece and mark not in end + piece[:most]:
            waiting.append(piece)
            end = (end + piece[-most:])[-most:]
            continue
        parts = b"".join([*waiting, piece]).split(mark)
        last = parts.pop()
        waiting, end = [last], last[-most:]
        yield from (part for part in parts if len(part) > 40)
    rest = b"".join(waiting)
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
    for record in records(pieces, mark.encode()):
        sha, _, rest = record.partition(b"\0")
        changes: list[RawChange] = []
        at = rest.find(b":", 0, 4)
        if at >= 0:
            _changes(rest, at, changes)
        found[sha.decode()] = changes
    return found


def _tree_questions(repository: Repository, *options: str) -> Questions:
    return repository.questions(
        "diff-tree", "--stdin", "-r", "-z", "-p", "--format=%x00", *_PATCHES, *options
    )


def combined_questions(repository: Repository, specs: Sequence[str]) -> Questions:
    """Return a git process, started at the first question, that tells a merge's combined diff with
    one line of context.

    Without context git leaves out of a hunk a line that all parents have when deleted lines hang
    before it, so what follows could not be placed (git 2.39, combine-diff.c: "This sline was here
    to hang the lost lines in front of it").
    """
    how = ("-c", "--combined-all-paths", "-M", "-l0", "--raw", "-U1", "--text")
    return _tree_questions(repository, *how, "--", *specs)


def parent_questions(repository: Repository, specs: Sequence[str]) -> Questions:
    """Return a git process that tells how a merge differs from each of its parents, whatever
    attributes say: a combined diff goes by them, and says "binary" of a text.
    """
    return _tree_questions(repository, "-m", "-M", "-l0", "-U0", "--text", "--", *specs)


def text_questions(repository: Repository, specs: Sequence[str]) -> Questions:
    """Return a git process that tells what the log tells of a commit, whatever attributes say."""
    how = ("--root", "-M", f"-l{MOST_PAIRS}", "--raw", "-U0", "--text")
    return _tree_questions(repository, *how, "--", *specs)


def exhaustive_questions(repository: Repository, specs: Sequence[str]) -> Questions:
    """Return a git process that compares all that a commit created with all that it deleted."""
    how = ("--root", "-M", "-l0", "--raw", "-U0", "--text")
    return _tree_questions(repository, *how, "--", *specs)


def read_combined(questions: Questions, sha: str) -> Combined:
    """Return what a merge made of its own."""
    answer = questions.ask(sha.encode())
    changes: list[MergeChange] = []
    at = answer.find(b"::", 0, 5)
    return Combined(changes, _merge_changes(answer, at, changes)) if at >= 0 else NOTHING


def read_ordinary(questions: Questions, sha: str) -> tuple[list[RawChange], bytes]:
    """Return the changes and the patch of an ordinary commit."""
    answer = questions.ask(sha.encode())
    changes: list[RawChange] = []
    at = answer.find(b":", 0, 5)
    return changes, _changes(answer, at, changes) if at >= 0 else b""


def read_parents(repository: Repository, revisions: Sequence[str]) -> Parents:
    """Return the parents of each commit, parents first (one git process)."""
    listing = repository.run(
        "rev-list", "--topo-order", "--reverse", "--parents", *revisions, "--"
    ).decode()
    return {words[0]: words[1:] for words in map(str.split, listing.splitlines())}
