# From a story to commits: each one's files, parents, message and id.
# Why here: this is the only place that knows branches. A branch is the set of changes it holds; a
# merge is a union. Must not know: git's process or its wire format (stream.py), or where files are
# written.
"""Tell a story in commits."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pollinate_cli.demo.gitobjects import commit_id, object_id, tree_id
from pollinate_cli.demo.story import Change, Edit, Move, Plant, Restyle, StoryCommit, Write
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


class Telling:
    """Make the commits of a story, in order."""

    def __init__(self, story: Sequence[StoryCommit], final_text: Callable[[str], str]) -> None:
        self._story, self._final_text = story, final_text
        numbered = enumerate(change for told in story for change in told.changes)
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
        for told in self._story:
            parents, held = _ground(told, tips)
            held |= frozenset(range(count, count + len(told.changes)))
            count += len(told.changes)
            commit = self._commit(told, parents, held)
            tips[told.branch] = (commit.sha, held)
            self._shas[told.name] = commit.sha
            made.append(commit)
        return made

    def _commit(
        self, told: StoryCommit, parents: tuple[str, ...], held: frozenset[int]
    ) -> MadeCommit:
        files = self._files(held)
        tree = tree_id({path: object_id("blob", text.encode()) for path, text in files.items()})
        day = moment(told.when)
        author, committer = f"{told.who} {day}", f"{told.committer or told.who} {day}"
        message = (
            told.subject + "\n" + (f"\n{self._filled(told.body).strip()}\n" if told.body else "")
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
    told: StoryCommit, tips: Mapping[str, tuple[str, frozenset[int]]]
) -> tuple[tuple[str, ...], frozenset[int]]:
    """Return the parents of a commit and the changes they hold; a new branch starts from main."""
    branch = told.branch if told.branch in tips else "main"
    tops = [tips[name] for name in (branch, told.merges) if name in tips]
    return tuple(sha for sha, _ in tops), frozenset().union(*(held for _, held in tops))


def _place(doc: str, here: Sequence[Change], changes: Sequence[tuple[int, Change]]) -> str:
    first = changes[0][1]
    moved = any(isinstance(change, Move) for change in here)
    return first.at if isinstance(first, Plant) and first.at and not moved else doc


def moment(when: str) -> str:
    """Return a time as git writes it: seconds since 1970, and the offset."""
    told = datetime.fromisoformat(when)
    return f"{int(told.timestamp())} {told:%z}"
