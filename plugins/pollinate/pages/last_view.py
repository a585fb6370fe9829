# Keeps a view for a moment: what a page shows is looked at to know whether it has to be rendered,
# and right after that it is rendered. More than one is not kept, since views are large.
# Must not know: what a view is.
"""Keep the view that was made last."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

V = TypeVar("V")


class LastView:
    """Keeps the view that was made last: what a page shows is asked for, and then shown."""

    def __init__(self) -> None:
        self._key: object = None
        self._view: Any = None

    def of(self, key: object, make: Callable[[], V]) -> V:
        """Return the view of a page; one key has always the same."""
        if key != self._key:
            self._key, self._view = None, make()
            self._key = key
        view: V = self._view
        return view
