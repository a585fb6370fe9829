# From steps to commits: each step's files, parents, message and id.
# Why here: this is the only place that knows branches. A branch is the set of changes it holds; a
# merge is a union. Must not know: git's process or its wire format (stream.py), or where files are
# written.
"""Replay a story into commits."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pollinate_cli.demo.gitobjects import commit_id, object_id, tree_id
from pollinate_cli.demo.story import Change, Edit, Move, Plant, Restyle, Step, Write
from pollinate_cli.demo.versions import undo

_SHA = re.compile(r"\{sha:([a-z-]+)\}")


@dataclass(frozen=True, slots=True)
class MadeCommit:
    """A commit as git will have it."""

    sha: str
    parents: tuple[str, ...]
    author: str
    committer: str
    message: str
    files: Mapping[str, str]
    """Path -> text: the whole tree."""


class Replay:
    """Make the commits of a story, in order."""

    def __init__(self, steps: Sequence[Step], final_text: Callable[[str], str]) -> None:
        self._steps, self._final_text = steps, final_text
        numbered = enumerate(change for step in steps for change in step.changes)
        self._changes: dict[str, list[tuple[int, Change]]] = {}
        for number, change in numbered:
            self._changes.setdefault(change.doc, []).append((number, change))
        self._shas: dict[str, str] = {}
        self._texts: dict[tuple[str, frozenset[int]], str] = {}

    def commits(self) -> list[MadeCommit]:
        """Return all commits, parents before children."""
        made: list[MadeCommit] = []
        tips: dict[str, tuple[str, frozenset[int]]] = {}
        count = 0
        for step in self._steps:
            parents, held = _ground(step, tips)
            held |= frozenset(range(count, count + len(step.changes)))
            count += len(step.changes)
            commit = self._commit(step, parents, held)
            tips[step.branch] = (commit.sha, held)
            self._shas[step.name] = commit.sha
            made.append(commit)
        return made

    def _commit(self, step: Step, parents: tuple[str, ...], held: frozenset[int]) -> MadeCommit:
        files = self._files(held)
        tree = tree_id({path: object_id("blob", text.encode()) for path, text in files.items()})
        moment = _moment(step.when)
        author, committer = f"{step.who} {moment}", f"{step.committer or step.who} {moment}"
        message = (
            step.subject + "\n" + (f"\n{self._filled(step.body).strip()}\n" if step.body else "")
        )
        return MadeCommit(
            commit_id(tree, parents, author, committer, message),
            parents,
            author,
            committer,
            message,
            files,
        )

    def _files(self, held: frozenset[int]) -> dict[str, str]:
        files: dict[str, str] = {}
        for doc, changes in self._changes.items():
            here = [change for number, change in changes if number in held]
            if here:
                files[_place(doc, here, changes)] = self._text(
                    doc, frozenset(n for n, _ in changes) & held
                )
        return files

    def _text(self, doc: str, held: frozenset[int]) -> str:
        if (doc, held) not in self._texts:
            self._texts[doc, held] = self._made_text(doc, held)
        return self._texts[doc, held]

    def _made_text(self, doc: str, held: frozenset[int]) -> str:
        changes = self._changes[doc]
        written = [
            change.text
            for number, change in changes
            if number in held and isinstance(change, Write)
        ]
        if written:
            return self._filled(written[-1])
        text = self._final_text(doc)
        for number, change in reversed(changes):
            if number not in held and isinstance(change, Edit | Restyle):
                text = undo(text, change)
        return text

    def _filled(self, text: str) -> str:
        return _SHA.sub(lambda match: self._shas[match[1]], text)


def _ground(
    step: Step, tips: Mapping[str, tuple[str, frozenset[int]]]
) -> tuple[tuple[str, ...], frozenset[int]]:
    """Return the parents of a step and the changes they hold; a new branch starts from main."""
    branch = step.branch if step.branch in tips else "main"
    tops = [tips[name] for name in (branch, step.merges) if name in tips]
    return tuple(sha for sha, _ in tops), frozenset().union(*(held for _, held in tops))


def _place(doc: str, here: Sequence[Change], changes: Sequence[tuple[int, Change]]) -> str:
    first = changes[0][1]
    moved = any(isinstance(change, Move) for change in here)
    return first.at if isinstance(first, Plant) and first.at and not moved else doc


def _moment(when: str) -> str:
    moment = datetime.fromisoformat(when)
    return f"{int(moment.timestamp())} {moment:%z}"
