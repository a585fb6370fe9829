# In which order a history's commits were written. Why here: the same commit is asked for by every
# credit, and its date is worked out once. Must not know: what happened.
"""Order commits by time."""

from __future__ import annotations

from collections.abc import Callable

from pollinate.model.git import Commits, History
from pollinate.model.when import instant


class _Orders(dict[int, tuple[float, str]]):
    """Sorting keys by commit, each made when first asked for."""

    def __init__(self, commits: Commits) -> None:
        self._commits = commits

    def __missing__(self, commit: int) -> tuple[float, str]:
        one = self._commits[commit]
        self[commit] = key = (instant(one.when), one.sha)
        return key


class Times:
    """The instants of a history's commits, each worked out once."""

    def __init__(self, history: History) -> None:
        self.order: Callable[[int], tuple[float, str]] = _Orders(history.commits).__getitem__
        """Returns a key that sorts commits in time, the same however they were replayed."""

    def instant(self, commit: int) -> float:
        """Return when a commit was written."""
        return self.order(commit)[0]
