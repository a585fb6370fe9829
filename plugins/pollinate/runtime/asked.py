# A mapping whose values are made when somebody asks for them, each once: a build of some pages, or
# in several processes, makes those of its own pages only. Must not know: what the values are.
"""Hold a mapping that is made when asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class MadeWhenAsked(Mapping[K, V]):
    """The values that `make` gives for some keys; a key for which it gives None is not there."""

    def __init__(self, keys: Iterable[K], make: Callable[[K], V | None]) -> None:
        self._keys, self._make = dict.fromkeys(keys), make
        self._made: dict[K, V | None] = {}

    def __getitem__(self, key: K) -> V:
        if key not in self._made:
            if key not in self._keys:
                raise KeyError(key)
            self._made[key] = self._make(key)
        value = self._made[key]
        if value is None:
            raise KeyError(key)
        return value

    def __iter__(self) -> Iterator[K]:
        return (key for key in self._keys if self.get(key) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)
