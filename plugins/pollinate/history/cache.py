# Keeps what was mined in `.cache/pollinate/`, so that only new commits are replayed.
# Besides the state at HEAD it keeps what each of the newest commits changed: from that any of them can be restored, so
# a branch that forked there is replayed without mining anew. Any doubt (other key, damage, rewritten history) drops it.
# Columns of numbers, never pickles: the folder stands in a work tree, where a stranger may have put a file.
# Must not know: how replay works beyond its values.
"""Store and restore mined history."""

from __future__ import annotations

import hashlib
import json
import subprocess
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pollinate.cache_file import cache_folder, read_cached, write_cached
from pollinate.history.columns import Reader, Writer
from pollinate.history.entry import Change, Entry, State
from pollinate.history.git import Repository
from pollinate.history.replay import Delta, Replay
from pollinate.history.rules import LineIndex
from pollinate.model import Commit, Identity, Trailer, TrailerKind
from pollinate.paths import Sha
from pollinate.settings import Settings
from pollinate.version import VERSION

WINDOW = 1000
"""How many of the newest commits can be restored."""
FORMAT = 1


class Store:
    """The cache of one repository under one set of settings."""

    def __init__(self, settings: Settings, repository: Repository, specs: Sequence[str], ignored: Iterable[str]) -> None:
        self._folder = cache_folder(settings)
        self._repository = repository
        mailmap = repository.root / ".mailmap"
        people = mailmap.read_bytes().hex() if mailmap.is_file() else ""
        globs = [settings.lessons, settings.notes, settings.trails, settings.gatherings, settings.people, settings.exclude]
        parts = [FORMAT, VERSION, list(specs), sorted(ignored), globs, str(settings.docs_dir), str(repository.root), people]
        self._key = hashlib.sha256(json.dumps(parts).encode()).hexdigest()
        self._loaded: str | None = None

    def load(self) -> Stored | None:
        """Return what an earlier run stored, or None when there is none that can be trusted."""
        content = read_cached(self._folder, "history.bin")
        if content is None:
            return None
        try:
            reader = Reader(content)
            stored = Stored(reader) if reader.head["key"] == self._key else None
        except (ValueError, KeyError, IndexError, TypeError):
            return None
        if stored is None or not _is_ancestor(self._repository, stored.head):
            return None
        self._loaded = stored.head
        return stored

    def save(self, commits: Sequence[Commit], state: State, replay: Replay) -> None:
        """Store a finished run, unless it is the one that was loaded."""
        head = self._repository.head
        if self._folder is None or head is None or self._loaded == head or replay.doubtful:
            return
        write_cached(self._folder, "history.bin", _packed(self._key, head, commits, state, replay))


def _is_ancestor(repository: Repository, sha: str) -> bool:
    if sha == repository.head:
        return True
    command = ["git", "-C", str(repository.root), "merge-base", "--is-ancestor", sha, repository.head or ""]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _packed(key: str, head: str, commits: Sequence[Commit], state: State, replay: Replay) -> bytes:
    writer = Writer()
    numbers: dict[int, int] = {}
    entries: list[Entry] = []

    def number(entry: Entry | None) -> int:
        if entry is None:
            return -1
        if id(entry) not in numbers:
            numbers[id(entry)] = len(entries)
            entries.append(entry)
        return numbers[id(entry)]

    paths = {path: n for n, path in enumerate(dict.fromkeys([*state, *(p for d in replay.deltas.values() for p, *_ in d)]))}
    writer.put("state", array("q", [x for path, entry in state.items() for x in (paths[path], number(entry))]))
    window = sorted(replay.deltas)[-WINDOW:]
    flat = [x for n in window for path, old, new in replay.deltas[n] for x in (n, paths[path], number(old), number(new))]
    writer.put("deltas", array("q", flat))
    _put_entries(writer, entries)
    _put_changes(writer, replay.changes)
    writer.put("common", array("Q", sorted({*replay.restored_common, *replay.index.common()})))
    people = {
        who: n
        for n, who in enumerate(dict.fromkeys(w for c in commits for w in (c.author, c.raw_author, *(t.who for t in c.trailers))))
    }
    writer.head.update(
        key=key, head=head, first_window=max(0, len(commits) - WINDOW),
        paths=[path.decode("latin-1") for path in paths],
        renames=[[old.decode("latin-1"), new.decode("latin-1")] for old, new in replay.renames.items()],
        people=[[who.name, who.email] for who in people],
        commits=[[c.sha, " ".join(c.parents), people[c.author], people[c.raw_author], c.when, c.subject, int(c.ignored),
                  [[t.kind.value, t.key, people[t.who]] for t in c.trailers]] for c in commits],
    )  # fmt: skip
    return writer.bytes()


def _put_entries(writer: Writer, entries: Sequence[Entry]) -> None:
    writer.head["blobs"] = [entry.blob.decode() for entry in entries]
    writer.put("past", array("q", [entry.past for entry in entries]))
    writer.put_lists("blame", "I", [entry.blame for entry in entries])
    writer.put_lists("credit", "I", [entry.credit for entry in entries])
    writer.put_lists("keys", "Q", [entry.keys for entry in entries])


def _put_changes(writer: Writer, changes: Sequence[Change]) -> None:
    writer.put("change_commit", array("q", [c.commit for c in changes]))
    writer.put("change_flags", array("B", [c.created | c.changed << 1 for c in changes]))
    writer.put_lists("change_prev", "I", [c.prev for c in changes])
    writer.put_lists("change_brought", "I", [c.brought for c in changes])
    writer.put_lists("gone", "Q", [c.gone for c in changes])
    writer.put_lists("gone_credit", "I", [c.gone_credit for c in changes])
    writer.head["change_blobs"] = [c.blob.decode() for c in changes]


@dataclass
class Stored:
    """What an earlier run stored, read lazily."""

    reader: Reader

    def __post_init__(self) -> None:
        self.head: str = self.reader.head["head"]
        self._entries: dict[int, Entry] = {}
        self._paths = [path.encode("latin-1") for path in self.reader.head["paths"]]
        self._blobs = [blob.encode() for blob in self.reader.head["blobs"]]
        self._columns = [self.reader.lists(name, kind) for name, kind in (("blame", "I"), ("credit", "I"), ("keys", "Q"))]
        self._past = self.reader.get("past", "q")

    def restore(self, replay: Replay, parents: Mapping[str, list[str]]) -> list[Commit] | None:
        """Fill a replay with the states that new commits build on; None when one of them is out of reach."""
        commits = self._commits()
        numbers = {commit.sha: n for n, commit in enumerate(commits)}
        deltas = self._deltas()
        needed = {p for ps in parents.values() for p in ps if p not in parents} | ({self.head} if not parents else set())
        first = self.reader.head["first_window"]
        for sha in needed:
            state = self._state_at(numbers.get(Sha(sha), -1), commits, numbers, deltas, first)
            if state is None:
                return None
            replay.live[sha] = state
        replay.changes = self._changes()
        replay.deltas = deltas
        replay.blobs = {*self._blobs, *(change.blob for change in replay.changes)}
        replay.renames = {old.encode("latin-1"): new.encode("latin-1") for old, new in self.reader.head["renames"]}
        replay.restored_common = list(self.reader.get("common", "Q"))
        replay.index = LineIndex(lambda index: self._fill(index, replay, deltas))
        return commits

    def _fill(self, index: LineIndex, replay: Replay, deltas: Mapping[int, Delta]) -> None:
        for path, entry in self._state().items():
            if replay.is_lesson(path):
                index.add(path, entry.keys)
        for path, old, new in (d for delta in deltas.values() for d in delta):
            if replay.is_lesson(path):
                index.add(path, new.keys)
                index.add(path, old.keys if old else ())
        index.mark_common(replay.restored_common)

    def _state_at(
        self, target: int, commits: Sequence[Commit], numbers: Mapping[Sha, int], deltas: Mapping[int, Delta], first: int
    ) -> State | None:
        """Return the state at a commit: undo from HEAD to where the ways of first parents meet, redo from there."""
        if target < first:
            return None
        way = list(_first_parents(target, commits, numbers, first))
        state, at = self._state(), len(commits) - 1
        while at not in way:
            if at < first or not commits[at].parents:
                return None
            for path, old, _ in deltas.get(at, ()):
                if old is None:
                    state.pop(path, None)
                else:
                    state[path] = old
            at = numbers[commits[at].parents[0]]
        for step in reversed(way[: way.index(at)]):
            state.update((path, new) for path, _, new in deltas.get(step, ()))
        return state

    def _entry(self, number: int) -> Entry:
        entry = self._entries.get(number)
        if entry is None:
            blame, credit, keys = (column[number] for column in self._columns)
            entry = self._entries[number] = Entry(self._blobs[number], blame, credit, keys, self._past[number])
        return entry

    def _state(self) -> State:
        flat = self.reader.get("state", "q")
        return {self._paths[flat[n]]: self._entry(flat[n + 1]) for n in range(0, len(flat), 2)}

    def _deltas(self) -> dict[int, Delta]:
        flat = self.reader.get("deltas", "q")
        found: dict[int, Delta] = {}
        for n in range(0, len(flat), 4):
            number, path, old, new = flat[n : n + 4]
            found.setdefault(number, []).append((self._paths[path], None if old < 0 else self._entry(old), self._entry(new)))
        return found

    def _changes(self) -> list[Change]:
        get, lists = self.reader.get, self.reader.lists
        prev, brought = lists("change_prev", "I"), lists("change_brought", "I")
        gone, credit = lists("gone", "Q"), lists("gone_credit", "I")
        return [
            Change(tuple(prev[n]), commit, bool(flags & 1), bool(flags & 2), blob.encode(), gone[n], credit[n], tuple(brought[n]))
            for n, (commit, flags, blob) in enumerate(
                zip(get("change_commit", "q"), get("change_flags", "B"), self.reader.head["change_blobs"], strict=True)
            )
        ]

    def _commits(self) -> list[Commit]:
        people = [Identity(name, mail) for name, mail in self.reader.head["people"]]
        return [
            Commit(Sha(sha), tuple(map(Sha, parents.split())), people[author], people[raw], when, subject,
                   tuple(Trailer(TrailerKind(kind), key, people[who]) for kind, key, who in trailers), bool(ignored))
            for sha, parents, author, raw, when, subject, ignored, trailers in self.reader.head["commits"]
        ]  # fmt: skip


def _first_parents(number: int, commits: Sequence[Commit], numbers: Mapping[Sha, int], first: int) -> Iterator[int]:
    while number >= first:
        yield number
        if not commits[number].parents:
            return
        number = numbers[commits[number].parents[0]]
