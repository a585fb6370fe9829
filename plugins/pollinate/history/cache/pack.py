# What the cache holds, written as columns: the state at HEAD, all changes and commits, and for the
# newest commits what each changed in its first parent's state, from which any of them is restored.
# Must not know: where the file lies and when it may be trusted (store.py), how it is read.
"""Pack what was mined."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from pollinate.history.cache.columns import ColumnWriter
from pollinate.history.line_state import Changes, FileState, Mined
from pollinate.model.git import Commit, Identity

WINDOW = 1000
"""How many of the newest commits can be restored."""


def packed(key: str, head: str, mined: Mined) -> bytes:
    """Return what was mined as the bytes of a cache file."""
    writer = ColumnWriter()
    writer.head.update(key=key, head=head, first_window=max(0, len(mined.commits) - WINDOW))
    _put_states(writer, mined)
    _put_changes(writer, mined.changes)
    _put_commits(writer, list(mined.commits))
    writer.put_lists("runs", "I", mined.runs)
    writer.put_texts("text_endings", mined.endings)
    writer.put_texts("text_paths", mined.paths)
    writer.put_texts("renames", [path for pair in mined.renames.items() for path in pair])
    return writer.bytes()


def _put_states(writer: ColumnWriter, mined: Mined) -> None:
    state, deltas = mined.state, mined.deltas
    numbers: dict[int, int] = {}
    entries: list[FileState] = []

    def number(entry: FileState | None) -> int:
        if entry is None:
            return -1
        if id(entry) not in numbers:
            numbers[id(entry)] = len(entries)
            entries.append(entry)
        return numbers[id(entry)]

    paths = {
        path: n
        for n, path in enumerate(
            dict.fromkeys([*state, *(p for d in deltas.values() for p, *_ in d)])
        )
    }
    writer.put(
        "state",
        array("q", [x for path, entry in state.items() for x in (paths[path], number(entry))]),
    )
    window = sorted(deltas)[-WINDOW:]
    flat = [
        x
        for n in window
        for path, old, new in deltas[n]
        for x in (n, paths[path], number(old), number(new))
    ]
    writer.put("deltas", array("q", flat))
    writer.put_texts("paths", paths)
    writer.put_texts("blobs", [entry.blob for entry in entries])
    writer.put("past", array("q", [entry.past for entry in entries]))
    writer.put_lists("blame", "I", [entry.blame for entry in entries])
    writer.put_lists("credit", "I", [entry.credit for entry in entries])
    writer.put_lists("keys", "Q", [entry.keys for entry in entries])


def _put_changes(writer: ColumnWriter, all_changes: Changes) -> None:
    changes = list(all_changes)
    writer.put("change_commit", array("q", [c.commit for c in changes]))
    writer.put("change_flags", array("B", [c.created | c.changed << 1 for c in changes]))
    writer.put_texts("change_blobs", [c.blob for c in changes])
    moves = [(n, c.moved) for n, c in enumerate(changes) if c.moved]
    writer.put("moves", array("q", [n for n, _ in moves]))
    writer.put_texts("move_paths", [path for _, both in moves for path in both])
    writer.put_lists("change_prev", "I", [c.prev for c in changes])
    writer.put_lists("change_brought", "I", [c.brought for c in changes])
    writer.put_lists("gone", "Q", [c.gone for c in changes])
    writer.put_lists("gone_credit", "I", [c.gone_credit for c in changes])


def _put_commits(writer: ColumnWriter, commits: Sequence[Commit]) -> None:
    people: dict[Identity, int] = {}
    for commit in commits:
        said = [who for t in commit.trailers for who in (t.who, t.raw)]
        for who in (commit.author, commit.raw_author, *said):
            people.setdefault(who, len(people))
    numbers = {commit.sha: n for n, commit in enumerate(commits)}
    writer.put_texts("sha", [c.sha.encode() for c in commits])
    writer.put_texts("when", [c.when.encode() for c in commits])
    writer.put_texts(
        "subject", [c.subject.replace("\0", " ").encode("utf-8", "replace") for c in commits]
    )
    writer.put_lists("parents", "I", [[numbers[p] for p in c.parents] for c in commits])
    writer.put(
        "people", array("I", [x for c in commits for x in (people[c.author], people[c.raw_author])])
    )
    writer.put("merged", array("q", [c.merged for c in commits]))
    writer.put("committed", array("q", [c.committed for c in commits]))
    writer.put("ignored", array("B", [c.ignored for c in commits]))
    writer.head["people"] = [[who.name, who.email] for who in people]
    writer.head["odd"] = {n: c.odd for n, c in enumerate(commits) if c.odd}
    writer.head["tools"] = {n: c.tools for n, c in enumerate(commits) if c.tools}
    writer.head["trailers"] = {
        n: [[t.kind.value, t.key, people[t.who], people[t.raw]] for t in c.trailers]
        for n, c in enumerate(commits)
        if c.trailers
    }
