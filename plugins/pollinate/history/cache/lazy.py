# A list of which the older part is made only when asked: restoring a cache must not make 50,000
# values to use twenty. Must not know: what the values are.
"""Hold values that are made when asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Generic, TypeVar

T = TypeVar("T")


class Lazy(Generic[T]):
    """Some values that `make` gives by number, and those that were appended."""

    def __init__(self, size: int, make: Callable[[int], T]) -> None:
        self._size, self._make = size, make
        self._made: dict[int, T] = {}
        self._more: list[T] = []

    def __len__(self) -> int:
        return self._size + len(self._more)

    def __getitem__(self, number: int) -> T:
        if number >= self._size:
            return self._more[number - self._size]
        if number not in self._made:
            self._made[number] = self._make(number)
        return self._made[number]

    def __iter__(self) -> Iterator[T]:
        made, make = self._made, self._make
        if len(made) < self._size:
            made.update((n, make(n)) for n in range(self._size) if n not in made)
        # They were made in the order in which somebody asked.
        return chain(map(made.__getitem__, range(self._size)), self._more)

    def append(self, value: T) -> None:
        """Add a value at the end."""
        self._more.append(value)

    def extend(self, values: Iterable[T]) -> None:
        """Add values at the end."""
        self._more.extend(values)
