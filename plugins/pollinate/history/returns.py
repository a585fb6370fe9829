# The rules `revert` and `moved` for lines that one commit cut and a later one brings: whoever only
# puts them back, in their lesson or in another, has not written them. What a commit says of itself
# plays no part; so many words in the same order don't come by chance.
# All depends on a commit's ancestors only, never on the order of replay, nor on what a cache kept.
# Must not know: git processes, people, how a text of the past is read again.
"""Find the owners of lines that were cut and come back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from pollinate.history.copies import FreshRun, LineIndex, Origin, hand_on
from pollinate.history.line_state import Change, Changes, FileState
from pollinate.history.owners import Runs
from pollinate.history.reverts import walk
from pollinate.model.git import Rule
from pollinate.words import count_words

RETURNED_WORDS = 25
"""Words in lines in a row that come back: fewer may be chance."""
LOOKED_AT = 100
"""Changes of one lesson that took something away, the newest first, that are looked at: so that a
page of ten thousand changes costs a commit no more than one of a hundred.
"""


class Returns:
    """The rule for one commit: where to look, and in what state."""

    def __init__(
        self,
        gone: LineIndex,
        standing: LineIndex,
        before: Callable[[bytes], FileState | None],
        changes: Changes,
        fresh: int,
        runs: Runs,
    ) -> None:
        """Take where lines were cut and where they stood; `before` gives a lesson's entry in the
        parent, `fresh` is the credit of a word that no other rule has claimed.
        """
        self._gone, self._standing = gone, standing
        self._before, self._changes = before, changes
        self._fresh, self._runs = fresh, runs
        self._cuts: dict[bytes, dict[int, Change]] = {}

    def apply(self, brought: Sequence[FreshRun]) -> None:
        """Give lines that come back the credit that they had when they were cut."""
        for run in brought:
            known = self._gone.known(run.entry.keys[run.at : run.at + len(run.lines)])
            if _enough([run.lines[n] for n in known]):
                hopeful = {run.at + n for n in known}
                hand_on(run, hopeful, self._fresh, self._runs, self._cut, _enough)

    def _cut(self, path: bytes, key: int) -> Origin | None:
        """Return the newest change that cut a line from this lesson, else from the only other one
        that had it; None for a line that stands in another yet, which is a copy.
        """
        paths = list(self._gone.paths(key))
        own = self._cuts_of(path).get(key) if path in paths else None
        if own is not None:
            return Origin(own.gone, own.gone_credit, Rule.REVERT)
        others = (self._cuts_of(other).get(key) for other in paths if other != path)
        found = list(islice((change for change in others if change is not None), 2))
        if len(found) != 1 or any(self._stands(other, key) for other in self._standing.paths(key)):
            return None
        return Origin(found[0].gone, found[0].gone_credit, Rule.MOVED)

    def _stands(self, path: bytes, key: int) -> bool:
        entry = self._before(path)
        return entry is not None and key in entry.keys

    def _cuts_of(self, path: bytes) -> dict[int, Change]:
        """Return which change of a lesson cut each line last."""
        known = self._cuts.get(path)
        if known is None:
            entry = self._before(path)
            known = self._cuts[path] = {}
            for change in cuts(entry.past if entry else -1, self._changes):
                for key in change.gone:
                    known.setdefault(key, change)
        return known


def _enough(lines: Sequence[bytes]) -> bool:
    """Tell whether lines have words enough; words are counted only where there may be."""
    return (
        sum(map(len, lines)) >= 2 * RETURNED_WORDS - 1 and sum(count_words(lines)) >= RETURNED_WORDS
    )


def cuts(past: int, changes: Changes) -> Iterator[Change]:
    """Yield the newest changes of a file that took something away."""
    if past >= 0:
        yield from islice((one for one in walk(past, changes) if one.gone), LOOKED_AT)
