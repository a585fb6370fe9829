# The commits as one stream for `git fast-import`.
# Why here: it is the one place that knows that format. Files are given by content, once for each
# change. Must not know: how commits were made, or how git is run.
"""Write commits as a fast-import stream."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pollinate_cli.demo.replay import MadeCommit, moment
from pollinate_cli.demo.requests import DemoCommit


def fast_import(
    commits: Sequence[MadeCommit], branch: str, requests: Sequence[Sequence[DemoCommit]] = ()
) -> bytes:
    """Return the whole stream; every commit is written to `branch` with its parents named, and each
    of the `requests` to a ref of its own, on top of the last of them.
    """
    marks = {commit.sha: number for number, commit in enumerate(commits, 1)}
    trees = {commit.sha: commit.files for commit in commits}
    parts = [b"feature done\n"]
    for commit in commits:
        parts += _commit(commit, marks, trees, branch)
    mark = len(commits)
    for number, request in enumerate(requests, 1):
        above = len(commits)
        for told in request:
            mark += 1
            parts += _of_request(told, number, mark, above)
            above = mark
    return b"".join([*parts, b"done\n"])


def _of_request(told: DemoCommit, number: int, mark: int, above: int) -> Iterator[bytes]:
    who = f"{told.who} {moment(told.when)}"
    head = f"commit refs/pull/{number}/head\nmark :{mark}\nauthor {who}\ncommitter {who}\n"
    yield head.encode() + _data(told.message)
    yield f"from :{above}\n".encode()
    for path, text in told.files:
        yield f"M 100644 inline {path}\n".encode() + _data(text)


def _commit(
    commit: MadeCommit,
    marks: Mapping[str, int],
    trees: Mapping[str, Mapping[str, str]],
    branch: str,
) -> Iterator[bytes]:
    head = (
        f"commit refs/heads/{branch}\nmark :{marks[commit.sha]}\nauthor {commit.author}\ncommitter"
        f" {commit.committer}\n"
    )
    yield head.encode() + _data(commit.message)
    for word, parent in zip(("from", "merge"), commit.parents, strict=False):
        yield f"{word} :{marks[parent]}\n".encode()
    before = trees[commit.parents[0]] if commit.parents else {}
    for path in sorted(before.keys() - commit.files.keys()):
        yield f"D {path}\n".encode()
    for path, text in sorted(commit.files.items()):
        if before.get(path) != text:
            yield f"M 100644 inline {path}\n".encode() + _data(text)


def _data(text: str) -> bytes:
    body = text.encode()
    return b"data %d\n%s\n" % (len(body), body)
