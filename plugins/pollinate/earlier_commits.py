# What a request sends beside the files as they are now: earlier versions of them, messages, the
# name of its branch. What is pushed stays there, also when a later commit takes it out.
# Why here: it stands above git and the rules. Must not know: how findings are printed.
"""Look into the commits of a request."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from pollinate.checks.files.pictures import find_in_picture
from pollinate.checks.files.rules import LASTING
from pollinate.checks.files.run import check_binary, check_words
from pollinate.checks.files.sorting import MOST_BYTES, words_of
from pollinate.checks.files.text import as_text
from pollinate.checks.files.unseen import unseen
from pollinate.contribute.picture_parts import kind_of
from pollinate.history.changes import Changes
from pollinate.model.diagnostics import Diagnostic, Severity
from pollinate.paths import RepoPath

_NOWHERE = RepoPath("")
_COMMENT = re.compile(r"<!--\s*pollinate: allow [a-z, -]{1,200}-->|#\s*pollinate: allow [a-z-]+")


def find_in_commits(
    changes: Changes,
    words: Sequence[re.Pattern[str]],
    read: Callable[[RepoPath], bytes | None],
) -> Iterator[Diagnostic]:
    """Yield what is in a request though its newest state, whose files `read` gives, doesn't show
    it.
    """
    for one in check_words(_NOWHERE, changes.branch, words):
        if one.code in LASTING:
            yield _elsewhere(one, _NOWHERE, "the name of the branch", "Rename the branch")
    for commit in changes.commits:
        for one in check_words(_NOWHERE, commit.message, words):
            if one.code in LASTING:
                where = f"the message of {commit.sha[:10]}"
                yield _elsewhere(one, _NOWHERE, where, "Write it anew")
    yield from _in_files(changes, words, read)
    for path in sorted({path for commit in changes.commits for path in commit.too_large}):
        yield unseen(path, "a version of this file in an earlier commit is too large to look into")
    if changes.is_cut:
        yield Diagnostic(
            path=_NOWHERE,
            line=0,
            code="many-commits",
            message=f"only the newest {len(changes.commits)} commits of this request are looked at",
            cure="Make one commit of the branch, or several requests.",
            severity=Severity.WARNING,
        )


def _in_files(
    changes: Changes,
    words: Sequence[re.Pattern[str]],
    read: Callable[[RepoPath], bytes | None],
) -> Iterator[Diagnostic]:
    """Yield what earlier versions of files hold, each line once, but for lines that still stand:
    what they hold is told where they stand.
    """
    told: set[tuple[RepoPath, str, str]] = set()
    standing: dict[RepoPath, tuple[bytes, frozenset[tuple[str, str]]]] = {}
    for commit in changes.commits:
        for path, data in commit.files.items():
            if path not in standing:
                now = read(path)
                keys = _found(path, now, words) if now is not None else ()
                standing[path] = now or b"", frozenset((code, line) for _, code, line in keys)
            if data == standing[path][0]:
                continue
            for one, code, line in _found(path, data, words):
                key = (path, code, line)
                if code in LASTING and (code, line) not in standing[path][1] and key not in told:
                    told.add(key)
                    where = f"commit {commit.sha[:10]}"
                    yield _elsewhere(one, path, where, "Make one commit of the branch")


def _found(
    path: RepoPath, data: bytes, words: Sequence[re.Pattern[str]]
) -> Iterator[tuple[Diagnostic, str, str]]:
    """Yield what a version of a file holds: each finding, with its code and the words of its line,
    without a comment that allows it.
    """
    lines: list[str] = []
    for one in _in_bytes(path, data, words):
        lines = lines or _lines(data)
        line = lines[one.line - 1] if 0 < one.line <= len(lines) else ""
        yield one, one.code, _COMMENT.sub("", line).strip()


def _lines(data: bytes) -> list[str]:
    data = data[:MOST_BYTES]
    told = words_of(data)
    return (as_text(data) if told is None else told).split("\n")


def _in_bytes(
    path: RepoPath, data: bytes, words: Sequence[re.Pattern[str]]
) -> Iterator[Diagnostic]:
    """Yield what an earlier version of a file holds."""
    if kind_of(data):
        yield from find_in_picture(path, data)
    elif (told := words_of(data[:MOST_BYTES])) is not None:
        yield from check_words(path, told, words)
    else:
        yield from check_binary(path, as_text(data[:MOST_BYTES]), words)


def _elsewhere(one: Diagnostic, path: RepoPath, where: str, cure: str) -> Diagnostic:
    message = one.message.replace("this line holds", f"{where} holds", 1)
    if message == one.message:
        message = f"{where}: {one.message}"
    cure = f"{cure} before you send it: what is pushed stays there. {one.cure}"
    return replace(one, path=path, line=0, column=0, message=message, cure=cure)
