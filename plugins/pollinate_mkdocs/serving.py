# What whoever starts a local server knows and an engine doesn't: what all pages depend on outside
# of a garden (settings, programs, templates), and how many processes may render. Without it, as
# under an engine's own `serve`, each build renders all pages. Must not know: how a server works.
"""Tell a server's builds what all pages depend on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

Base = tuple[Mapping[str, str], str]
"""The checksums of what all pages depend on, by name; or why all pages are rendered each time."""


@dataclass(frozen=True, slots=True)
class Serving:
    """How the builds of one server go."""

    base: Callable[[], Base]
    """Asked before each build."""
    workers: int
    """Processes that render the first one."""
    ready: Callable[[], None] = lambda: None
    """Told before the server listens."""


_NOW: list[Serving] = []


@contextmanager
def serving(how: Serving) -> Iterator[None]:
    """Have all builds until the end go like that."""
    _NOW.append(how)
    try:
        yield
    finally:
        _NOW.remove(how)


def as_served() -> Serving | None:
    """Return how a build of a server goes; None where nobody has said so."""
    return _NOW[-1] if _NOW else None
