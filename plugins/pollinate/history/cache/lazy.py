# A list of which the older part is made only when asked: restoring a cache must not make 50,000
# values to use twenty. Must not know: what the values are.
"""Hold values that are made when asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, Generic, TypeVar, overload

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


class Deferred(Sequence[T]):
    """Some values that `make` gives together, once somebody looks at them."""

    def __init__(self, make: Callable[[], tuple[T, ...]]) -> None:
        self._make: Callable[[], tuple[T, ...]] | None = make
        self._made: tuple[T, ...] = ()

    def _values(self) -> tuple[T, ...]:
        if self._make is not None:
            self._made, self._make = self._make(), None
        return self._made

    def __len__(self) -> int:
        return len(self._values())

    @overload
    def __getitem__(self, at: int) -> T: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[T, ...]: ...

    def __getitem__(self, at: int | slice) -> T | tuple[T, ...]:
        return self._values()[at]

    def __iter__(self) -> Iterator[T]:
        return iter(self._values())

    def __eq__(self, other: Any) -> bool:
        return self._values() == (tuple(other) if isinstance(other, Sequence) else other)

    def __hash__(self) -> int:
        return hash(self._values())

    def __repr__(self) -> str:
        return repr(self._values())
