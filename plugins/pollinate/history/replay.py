# Replays every patch over the whole DAG and keeps, for each live commit, who owns each line of
# each file. Why so: docs/developers/decisions/replay.md. A commit's state goes to its last child
# in place and is copied for the others; so memory holds the tips that are still needed, never all
# of history. What comes out equals `git blame`. Must not know: people, lessons' meaning, how
# commits are printed.
"""Replay history into line owners."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence

from pollinate.history.cache.columns import own
from pollinate.history.copies import Copies, FreshRun, LineIndex
from pollinate.history.gone_texts import GoneTexts
from pollinate.history.line_state import (
    EMPTY,
    Change,
    Changes,
    CommitList,
    Delta,
    FileState,
    Mined,
    Restored,
    State,
    line_key,
    line_keys,
    same,
)
from pollinate.history.log import MODULE, RawChange, RawCommit
from pollinate.history.merge import Merging
from pollinate.history.owners import Runs, passed
from pollinate.history.patch import Hunk
from pollinate.history.returns import Returns, cuts
from pollinate.history.reverts import bring_back, bring_back_words, had_blob, takers
from pollinate.history.survival import CommitWords
from pollinate.history.text_changes import AWAY, CommitAnswers, TextChanges, of_nothing
from pollinate.history.texts import Texts
from pollinate.model.git import MIXED, RULE_BITS, Rule


class Replay:
    """A replay under way: feed it commits, parents first, then read the state of the last one."""

    def __init__(
        self,
        is_lesson: Callable[[bytes], bool],
        ignored: frozenset[str],
        parents: Mapping[str, list[str]],
        texts: Texts,
        answers: CommitAnswers,
    ) -> None:
        self.changes: Changes = []
        self.index, self.gone = LineIndex(), LineIndex()
        self.runs = Runs()
        self.live: dict[str, State] = {}
        self.deltas: dict[int, Delta] = {}
        """What each of the newest commits changed in the state of its first parent."""
        self.keep_deltas_from = 0
        self.doubtful: set[bytes] = set()
        """Paths for which git's own outputs disagreed; none is known to happen."""
        self.blobs: set[bytes] = set()
        self.renames: dict[bytes, bytes] = {}
        """Old path -> new path, the newest rename of each."""
        self.is_lesson, self._ignored = is_lesson, ignored
        self.texts, self._answers = texts, answers
        self.text_changes = TextChanges(texts, answers)
        self._shas: list[str] = []
        self._earlier: CommitList = []
        self._known = 0
        self._gone_texts = GoneTexts(answers, self._sha)
        self._children: dict[str, int] = {}
        """How many children of a commit are still to come."""
        for parent in (p for ps in parents.values() for p in ps):
            self._children[parent] = self._children.get(parent, 0) + 1

    def resume(self, earlier: Restored) -> None:
        """Go on where an earlier run stopped."""
        self.live.update(earlier.tips)
        self._earlier, self._known = earlier.commits, len(earlier.commits)
        self.changes, self.deltas = earlier.changes, dict(earlier.deltas)
        self.blobs, self.renames = set(earlier.blobs), dict(earlier.renames)
        self.runs = Runs(earlier.runs)
        self.index = LineIndex(lambda index: self._fill(index, earlier), earlier.keys)
        self.gone = LineIndex(lambda index: self._fill_gone(index, earlier), earlier.gone_keys)

    def mined(self, commits: CommitList, head: str) -> Mined:
        """Return all that is known after the last commit."""
        return Mined(
            commits=commits,
            state=self.live[head],
            changes=self.changes,
            deltas=self.deltas,
            renames=self.renames,
            runs=self.runs.table,
            endings=self.texts.endings,
            paths=tuple(sorted(self.texts.paths)),
            doubtful=bool(self.doubtful),
        )

    def _fill(self, index: LineIndex, earlier: Restored) -> None:
        """Tell an index where lines stood, in any state that can be restored."""
        for path, entry in earlier.newest.items():
            if self.is_lesson(path):
                index.add(path, entry.keys)
        for path, old, new in (one for delta in earlier.deltas.values() for one in delta):
            if self.is_lesson(path):
                index.add(path, new.keys)
                index.add(path, old.keys if old else ())

    def _fill_gone(self, index: LineIndex, earlier: Restored) -> None:
        """Tell an index what was cut, in any state that can be restored."""
        entries = {(path, entry.past) for path, entry in earlier.newest.items()}
        for path, old, new in (one for delta in earlier.deltas.values() for one in delta):
            entries |= {(path, one.past) for one in (old, new) if one is not None}
        for path, past in entries:
            if self.is_lesson(path):
                self._add_gone(index, path, past)

    def _add_gone(self, index: LineIndex, path: bytes, past: int) -> None:
        for change in cuts(past, self.changes):
            index.add(path, change.gone)

    def feed(self, commit: RawCommit, number: int) -> int:
        """Take one commit and keep the state after it for its children; return to how many lessons
        a merge brought something.
        """
        self._shas.append(commit.sha)
        states = [self._of_parent(parent, first=not i) for i, parent in enumerate(commit.parents)]
        state = states[0] if states else {}
        made: dict[bytes, FileState] = {}
        if len(states) > 1:
            made = Merging(
                self.changes, number, states, self.runs, self._answers, commit.sha
            ).apply(self.doubtful)
        elif commit.changes:
            made = self._apply(commit, number, state)
        if number >= self.keep_deltas_from and made:
            self.deltas[number] = [(path, state.get(path), entry) for path, entry in made.items()]
        state.update(made)
        if len(states) > 1:
            for path, entry in made.items():
                if entry.blob not in self.blobs and self.is_lesson(path):
                    self.index.add(path, entry.keys)
        self.blobs.update(entry.blob for entry in made.values())
        self.live[commit.sha] = state
        return sum(map(self.is_lesson, made)) if len(states) > 1 else 0

    def _sha(self, number: int) -> str:
        """Return the id of a commit by its number."""
        known = self._known
        return self._earlier[number].sha if number < known else self._shas[number - known]

    def _of_parent(self, sha: str, *, first: bool) -> State:
        """Return a parent's state; the first parent's is handed over to its last child and copied
        for the others.
        """
        left = self._children[sha] = self._children[sha] - 1
        if left:
            return self.live[sha].copy() if first else self.live[sha]
        return self.live.pop(sha)

    def _apply(self, commit: RawCommit, number: int, state: State) -> dict[bytes, FileState]:
        """Return the entries that an ordinary commit makes."""
        changes, patches = self.text_changes.of(commit)
        fresh: list[FreshRun] = []
        made: dict[bytes, FileState] = {}
        plain = number << RULE_BITS
        words = CommitWords(self.runs, plain, ignored=commit.sha in self._ignored)
        for change in changes:
            if change.status == b"R":
                made.setdefault(change.source, EMPTY)
                self.renames[change.source] = change.path
        for change in changes:
            old = state.get(change.source, EMPTY)
            if change.status == b"D" or change.mode == MODULE:
                if old.blob:
                    made[change.path] = EMPTY._replace(
                        past=self._remember(number, old, range(len(old.keys)))
                    )
                    if self.is_lesson(change.path):
                        words.lose(of_nothing(patches, change.old, before=True), old)
                        self.gone.add(change.path, old.keys)
                continue
            if change.status in (b"A", b"T") or not old.blob:
                hunks = of_nothing(patches, change.new, before=False)
                old = EMPTY._replace(past=self._earlier_life(old, hunks))
            else:
                hunks = (
                    patches.get((change.old, change.new), []) if change.old != change.new else []
                )
            made[change.path] = self._changed(commit, number, change, old, hunks, words)
            if self.is_lesson(change.path):
                if change.status in (b"R", b"C", AWAY):
                    self.index.add(change.path, made[change.path].keys)
                    self._add_gone(self.gone, change.path, made[change.path].past)
                elif hunks:
                    self.gone.add(change.path, self.changes[made[change.path].past].gone)
                fresh += _fresh(change.path, hunks, made[change.path])
        words.find_moved()
        if fresh:
            Copies(self.index, state.get, plain, fresh, self.runs).apply()
            Returns(self.gone, self.index, state.get, self.changes, plain, self.runs).apply(fresh)
            for run in fresh:
                self.index.add(run.path, run.entry.keys[run.at : run.at + len(run.lines)])
        return made

    def _changed(
        self,
        commit: RawCommit,
        number: int,
        change: RawChange,
        old: FileState,
        hunks: list[Hunk],
        words: CommitWords,
    ) -> FileState:
        """Return a file's entry after one commit."""
        moved = (change.source, change.path) if old.blob and change.source != change.path else ()
        if not hunks:
            past = self._remember(number, old, (), changed=not old.blob, moved=moved)
            if change.status == AWAY:
                # To `git blame`, which compares what is gone with what is new, all lines are.
                credit = array("I", [n if n & MIXED else passed(n, Rule.MOVED) for n in old.credit])
                return FileState(change.new, same(number, len(credit)), credit, old.keys, past)
            return FileState(change.new, old.blame, old.credit, old.keys, past)
        blame, credit, keys = _spliced(old, hunks, number)
        new = FileState(change.new, blame, credit, keys, old.past)
        reverts = b"This reverts commit" in commit.message
        if old.past >= 0 and (
            reverts or (change.new in self.blobs and had_blob(old.past, self.changes, change.new))
        ):
            bring_back(old.past, self.changes, new, number << RULE_BITS)
        if old.past >= 0 and (reverts or not old.blob):
            self._bring_back_words(old, hunks, new, number << RULE_BITS)
        words.take(hunks, old, credit, lesson=self.is_lesson(change.path))
        gone = [line for hunk in hunks for line in range(hunk.start, hunk.start + hunk.size)]
        past = self._remember(number, old, gone, moved=moved)
        return FileState(change.new, blame, credit, keys, past)

    def _bring_back_words(
        self, old: FileState, hunks: Sequence[Hunk], new: FileState, fresh: int
    ) -> None:
        lines = [
            (at, line)
            for run in _fresh(b"", hunks, new)
            for at, line in enumerate(run.lines, run.at)
        ]
        if any(new.credit[at] == fresh and new.keys[at] for at, _ in lines):
            past = takers(old.past, self.changes)
            # What was deleted comes back as it went; a revert may take back an older change.
            past = past if old.blob else past[:1]
            bring_back_words(past, lines, new.credit, fresh, self.runs, self._gone_texts.of)

    def _earlier_life(self, old: FileState, hunks: Sequence[Hunk]) -> int:
        """Return the past of a path that is used again; none for a text that has no line of what
        stood there when it was deleted.
        """
        gone = set(self.changes[old.past].gone) - {0} if old.past >= 0 and not old.blob else set()
        if gone and gone.isdisjoint(line_key(line) for hunk in hunks for line in hunk.lines):
            return -1
        return old.past

    def _remember(
        self,
        number: int,
        old: FileState,
        gone: Sequence[int],
        *,
        changed: bool = True,
        moved: tuple[bytes, ...] = (),
    ) -> int:
        """Add a change to the past, and return its index."""
        prev = (old.past,) if old.past >= 0 else ()
        keys, credit = array("Q"), array("I")
        if gone:
            keys.extend([old.keys[n] for n in gone])
            credit.extend([old.credit[n] for n in gone])
        self.changes.append(
            Change(prev, number, not old.blob, changed, old.blob, keys, credit, moved=moved)
        )
        return len(self.changes) - 1


def _fresh(path: bytes, hunks: Sequence[Hunk], entry: FileState) -> Iterator[FreshRun]:
    """Yield the new lines of a lesson."""
    shift = 0
    for hunk in hunks:
        if hunk.lines:
            yield FreshRun(path, hunk.start + shift, hunk.lines, entry)
        shift += len(hunk.lines) - hunk.size


def _spliced(
    old: FileState, hunks: list[Hunk], number: int
) -> tuple[array[int], array[int], array[int]]:
    """Return new owners, credits and keys, in which the lines of each hunk belong to the commit."""
    blame, credit, keys = own("I", old.blame), own("I", old.credit), own("Q", old.keys)
    # From the end, so that the places of earlier hunks stay right.
    for start, size, lines, _ in reversed(hunks):
        place, count = slice(start, start + size), len(lines)
        blame[place] = same(number, count)
        credit[place] = same(number << RULE_BITS, count)
        keys[place] = line_keys(lines)
    return blame, credit, keys
