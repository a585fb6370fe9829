# Reads what pack.py wrote, lazily: values are made when they are asked for. Every number is
# checked once (check.py), so that reading can't fail later.
# Must not know: where the file lies, when it may be trusted (store.py), what replay does with it.
"""Restore what was mined."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pollinate.history.cache.check import check_columns
from pollinate.history.cache.columns import ColumnReader, Lists, Numbers
from pollinate.history.cache.lazy import Lazy
from pollinate.history.line_state import Change, Delta, FileState, Restored, State
from pollinate.model.git import Commit, Identity, Trailer, TrailerKind
from pollinate.paths import Sha


class Stored:
    """What an earlier run stored; values are made when they are asked for."""

    def __init__(self, reader: ColumnReader) -> None:
        self._reader = reader
        self.head: str = reader.head["head"]
        self.endings = tuple(reader.texts("text_endings"))
        """Of the files that were followed."""
        self.paths = frozenset(reader.texts("text_paths"))
        """Files of other endings that were followed."""
        self.commits = _commits(reader)
        self._shas = [sha.decode() for sha in reader.texts("sha")]
        self._parents = reader.lists("parents", "I")
        self._paths = reader.texts("paths")
        self._blobs = reader.texts("blobs")
        self._columns = [
            reader.lists(name, kind)
            for name, kind in (("blame", "I"), ("credit", "I"), ("keys", "Q"))
        ]
        self._past = reader.get("past", "q")
        self._entries: dict[int, FileState] = {}
        self._at_head: State = {}
        if (
            not len(self.commits) == len(self._shas) == len(self._parents)
            or self._shas[-1] != self.head
        ):
            raise ValueError("the columns do not fit one another")
        check_columns(reader)

    def restored(self, parents: Mapping[str, list[str]]) -> Restored | None:
        """Return the states that new commits build on, with all that goes with them; None when one
        of them is out of reach.
        """
        numbers = {sha: n for n, sha in enumerate(self._shas)}
        deltas = self._deltas()
        wanted = {p for ps in parents.values() for p in ps if p not in parents}
        tips: dict[str, State] = {}
        for sha in wanted if parents else (self.head,):
            state = self._state_at(numbers.get(sha, -1), deltas, self._reader.head["first_window"])
            if state is None:
                return None
            tips[sha] = state
        reader = self._reader
        renames = reader.texts("renames")
        return Restored(
            commits=self.commits,
            tips=tips,
            newest=self._state(),
            changes=_changes(reader),
            deltas=deltas,
            renames=dict(zip(renames[::2], renames[1::2], strict=True)),
            runs=_each(reader.lists("runs", "I")),
            blobs=frozenset({*self._blobs, *reader.texts("change_blobs")}),
            keys=lambda: set(reader.view("keys", "Q")),
            gone_keys=lambda: set(reader.view("gone", "Q")),
        )

    def _state_at(self, target: int, deltas: Mapping[int, Delta], first: int) -> State | None:
        """Return the state at a commit: undo from HEAD to where the ways of first parents meet,
        redo from there.
        """
        if target < first:
            return None
        way = list(self._first_parents(target, first))
        on_way = set(way)
        state, at = self._state(), len(self._shas) - 1
        while at not in on_way:
            if at < first or not len(self._parents[at]):
                return None
            for path, old, _ in deltas.get(at, ()):
                if old is None:
                    state.pop(path, None)
                else:
                    state[path] = old
            at = self._parents[at][0]
        for step in reversed(way[: way.index(at)]):
            state.update((path, new) for path, _, new in deltas.get(step, ()))
        return state

    def _first_parents(self, number: int, first: int) -> Iterator[int]:
        while number >= first:
            yield number
            if not len(self._parents[number]):
                return
            number = self._parents[number][0]

    def _entry(self, number: int) -> FileState:
        entry = self._entries.get(number)
        if entry is None:
            blame, credit, keys = (column[number] for column in self._columns)
            entry = self._entries[number] = FileState(
                self._blobs[number], blame, credit, keys, self._past[number]
            )
        return entry

    def _state(self) -> State:
        """Return the state at HEAD, a new one each time."""
        if not self._at_head:
            flat = self._reader.get("state", "q")
            self._at_head = {
                self._paths[flat[n]]: self._entry(flat[n + 1]) for n in range(0, len(flat), 2)
            }
        return self._at_head.copy()

    def _deltas(self) -> dict[int, Delta]:
        flat = self._reader.get("deltas", "q")
        found: dict[int, Delta] = {}
        for n in range(0, len(flat), 4):
            number, path, old, new = flat[n : n + 4]
            found.setdefault(number, []).append(
                (self._paths[path], None if old < 0 else self._entry(old), self._entry(new))
            )
        return found


def _each(lists: Lists) -> list[Numbers]:
    return [lists[n] for n in range(len(lists))]


def _changes(reader: ColumnReader) -> Lazy[Change]:
    commits, flags, blobs = (
        reader.get("change_commit", "q"),
        reader.get("change_flags", "B"),
        reader.texts("change_blobs"),
    )
    paths = reader.texts("move_paths")
    moves = dict(
        zip(reader.get("moves", "q"), zip(paths[::2], paths[1::2], strict=True), strict=True)
    )
    prev, brought = reader.lists("change_prev", "I"), reader.lists("change_brought", "I")
    gone, credit = reader.lists("gone", "Q"), reader.lists("gone_credit", "I")

    def make(n: int) -> Change:
        created, changed = bool(flags[n] & 1), bool(flags[n] & 2)
        return Change(
            tuple(prev[n]),
            commits[n],
            created,
            changed,
            blobs[n],
            gone[n],
            credit[n],
            tuple(brought[n]),
            moves.get(n, ()),
        )

    return Lazy(len(commits), make)


def _commits(reader: ColumnReader) -> Lazy[Commit]:
    people = [Identity(name, mail) for name, mail in reader.head["people"]]
    named = reader.get("people", "I")
    shas, whens, subjects = reader.texts("sha"), reader.texts("when"), reader.texts("subject")
    odd, tools = reader.head["odd"], reader.head["tools"]
    committed, merged = reader.get("committed", "q"), reader.get("merged", "q")
    parents, ignored, trailers = (
        reader.lists("parents", "I"),
        reader.get("ignored", "B"),
        reader.head["trailers"],
    )

    def make(n: int) -> Commit:
        said = tuple(
            Trailer(TrailerKind(kind), key, people[who], people[raw] if raw != who else None)
            for kind, key, who, raw in trailers.get(str(n), ())
        )
        above = tuple(Sha(shas[p].decode()) for p in parents[n])
        who, raw = people[named[2 * n]], people[named[2 * n + 1]]
        return Commit(
            sha=Sha(shas[n].decode()),
            parents=above,
            author=who,
            raw_author=raw,
            when=whens[n].decode(),
            subject=subjects[n].decode(),
            trailers=said,
            odd=tuple(odd.get(str(n), ())),
            tools=tuple(tools.get(str(n), ())),
            ignored=bool(ignored[n]),
            committed=committed[n],
            merged=merged[n],
        )

    return Lazy(len(shas), make)
