# All that a garden holds on one person, as she may ask for it. It holds no address: how many there
# are is said, and the command of git that shows them. Must not know: how it is found or printed.
"""Define what is held on a person."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HeldLesson:
    """Her part in a lesson."""

    lesson: str
    roles: tuple[str, ...]
    words: float
    share: float
    """0 to 1."""


@dataclass(frozen=True, slots=True)
class HeldPlace:
    """A file that names her, and why."""

    path: str
    what: str
    """author, about, thanked, named, learned-from, review, credit, gathering, profile, owner,
    mailmap, text, file-name.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldInHistory:
    """How much names her in all that Git keeps, other branches and earlier versions too."""

    objects: int
    files: int
    """Files of which some version names her."""
    messages: int
    tags: int
    commits: int
    """By her, or that she committed."""
    names_of_files: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """All that is held on one person."""

    name: str
    shown: str
    """name, alias or hidden."""
    shown_as: str
    names: tuple[str, ...]
    addresses: int
    joins: tuple[tuple[str, str], ...]
    """By which evidence names were taken for one person, and the words that they share."""
    authored: int
    """Commits on this branch."""
    first: str
    last: str
    """Days of the first and the last of them, ISO 8601."""
    trailers: tuple[tuple[str, int], ...]
    """Lines of messages that name her, by their key."""
    lessons: tuple[HeldLesson, ...]
    places: tuple[HeldPlace, ...]
    thanks: int
    """Acknowledgements that the site derives."""
    history: HeldInHistory
    caches: tuple[str, ...]
    """Files on this machine in which what was read is kept, by their names."""
    outputs: tuple[str, ...]
    """What the site makes of it, by address."""
