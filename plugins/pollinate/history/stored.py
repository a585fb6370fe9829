# What the cache holds, written as columns and read lazily: the state at HEAD, all changes and
# commits, and for the newest commits what each changed in its first parent's state, from which any
# of them is restored. Must not know: where the file lies and when it may be trusted (cache.py).
"""Pack a finished replay, and restore one."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence

from pollinate.history.columns import Reader, Writer
from pollinate.history.entry import Change, Entry, State
from pollinate.history.lazy import Lazy
from pollinate.history.replay import Delta, Replay
from pollinate.history.rules import LineIndex
from pollinate.history.stored_check import check_columns
from pollinate.model.git import Commit, Identity, Trailer, TrailerKind
from pollinate.paths import Sha

WINDOW = 1000
"""How many of the newest commits can be restored."""


def packed(
    key: str, head: str, commits: Sequence[Commit] | Lazy[Commit], state: State, replay: Replay
) -> bytes:
    """Return a finished replay as the bytes of a cache file."""
    writer = Writer()
    writer.head.update(key=key, head=head, first_window=max(0, len(commits) - WINDOW))
    _put_states(writer, state, replay)
    _put_changes(writer, replay)
    _put_commits(writer, list(commits))
    writer.put("common", array("Q", sorted({*replay.restored_common, *replay.index.common()})))
    writer.put_texts("renames", [path for pair in replay.renames.items() for path in pair])
    return writer.bytes()


def _put_states(writer: Writer, state: State, replay: Replay) -> None:
    numbers: dict[int, int] = {}
    entries: list[Entry] = []

    def number(entry: Entry | None) -> int:
        if entry is None:
            return -1
        if id(entry) not in numbers:
            numbers[id(entry)] = len(entries)
            entries.append(entry)
        return numbers[id(entry)]

    paths = {
        path: n
        for n, path in enumerate(
            dict.fromkeys([*state, *(p for d in replay.deltas.values() for p, *_ in d)])
        )
    }
    writer.put(
        "state",
        array("q", [x for path, entry in state.items() for x in (paths[path], number(entry))]),
    )
    window = sorted(replay.deltas)[-WINDOW:]
    flat = [
        x
        for n in window
        for path, old, new in replay.deltas[n]
        for x in (n, paths[path], number(old), number(new))
    ]
    writer.put("deltas", array("q", flat))
    writer.put_texts("paths", paths)
    writer.put_texts("blobs", [entry.blob for entry in entries])
    writer.put("past", array("q", [entry.past for entry in entries]))
    writer.put_lists("blame", "I", [entry.blame for entry in entries])
    writer.put_lists("credit", "I", [entry.credit for entry in entries])
    writer.put_lists("keys", "Q", [entry.keys for entry in entries])


def _put_changes(writer: Writer, replay: Replay) -> None:
    changes = list(replay.changes)
    writer.put("change_commit", array("q", [c.commit for c in changes]))
    writer.put("change_flags", array("B", [c.created | c.changed << 1 for c in changes]))
    writer.put_texts("change_blobs", [c.blob for c in changes])
    writer.put_lists("change_prev", "I", [c.prev for c in changes])
    writer.put_lists("change_brought", "I", [c.brought for c in changes])
    writer.put_lists("gone", "Q", [c.gone for c in changes])
    writer.put_lists("gone_credit", "I", [c.gone_credit for c in changes])


def _put_commits(writer: Writer, commits: Sequence[Commit]) -> None:
    people: dict[Identity, int] = {}
    for commit in commits:
        for who in (commit.author, commit.raw_author, *(t.who for t in commit.trailers)):
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
    writer.put("ignored", array("B", [c.ignored for c in commits]))
    writer.head["people"] = [[who.name, who.email] for who in people]
    writer.head["trailers"] = {
        n: [[t.kind.value, t.key, people[t.who]] for t in c.trailers]
        for n, c in enumerate(commits)
        if c.trailers
    }


class Stored:
    """What an earlier run stored; values are made when they are asked for."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.head: str = reader.head["head"]
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
        self._entries: dict[int, Entry] = {}
        self._at_head: State = {}
        if (
            not len(self.commits) == len(self._shas) == len(self._parents)
            or self._shas[-1] != self.head
        ):
            raise ValueError("the columns do not fit one another")
        check_columns(reader)

    def restore(self, replay: Replay, parents: Mapping[str, list[str]]) -> Lazy[Commit] | None:
        """Fill a replay with the states that new commits build on; None when one of them is out of
        reach.
        """
        numbers = {sha: n for n, sha in enumerate(self._shas)}
        deltas = self._deltas()
        for sha in {p for ps in parents.values() for p in ps if p not in parents} | (
            set() if parents else {self.head}
        ):
            state = self._state_at(numbers.get(sha, -1), deltas, self._reader.head["first_window"])
            if state is None:
                return None
            replay.live[sha] = state
        reader = self._reader
        replay.changes = _changes(reader)
        replay.deltas = deltas
        replay.blobs = {*self._blobs, *reader.texts("change_blobs")}
        renames = reader.texts("renames")
        replay.renames = dict(zip(renames[::2], renames[1::2], strict=True))
        replay.restored_common = list(reader.get("common", "Q"))
        replay.index = LineIndex(
            lambda index: self._fill(index, replay, deltas), lambda: set(reader.view("keys", "Q"))
        )
        return self.commits

    def _fill(self, index: LineIndex, replay: Replay, deltas: Mapping[int, Delta]) -> None:
        """Tell an index where lines stood, in any state that can be restored."""
        for path, entry in self._state().items():
            if replay.is_lesson(path):
                index.add(path, entry.keys)
        for path, old, new in (d for delta in deltas.values() for d in delta):
            if replay.is_lesson(path):
                index.add(path, new.keys)
                index.add(path, old.keys if old else ())
        index.mark_common(replay.restored_common)

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

    def _entry(self, number: int) -> Entry:
        entry = self._entries.get(number)
        if entry is None:
            blame, credit, keys = (column[number] for column in self._columns)
            entry = self._entries[number] = Entry(
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


def _changes(reader: Reader) -> Lazy[Change]:
    commits, flags, blobs = (
        reader.get("change_commit", "q"),
        reader.get("change_flags", "B"),
        reader.texts("change_blobs"),
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
        )

    return Lazy(len(commits), make)


def _commits(reader: Reader) -> Lazy[Commit]:
    people = [Identity(name, mail) for name, mail in reader.head["people"]]
    named = reader.get("people", "I")
    shas, whens, subjects = reader.texts("sha"), reader.texts("when"), reader.texts("subject")
    parents, ignored, trailers = (
        reader.lists("parents", "I"),
        reader.get("ignored", "B"),
        reader.head["trailers"],
    )

    def make(n: int) -> Commit:
        said = tuple(
            Trailer(TrailerKind(kind), key, people[who])
            for kind, key, who in trailers.get(str(n), ())
        )
        above = tuple(Sha(shas[p].decode()) for p in parents[n])
        who, raw = people[named[2 * n]], people[named[2 * n + 1]]
        return Commit(
            Sha(shas[n].decode()),
            above,
            who,
            raw,
            whens[n].decode(),
            subjects[n].decode(),
            said,
            bool(ignored[n]),
        )

    return Lazy(len(shas), make)
