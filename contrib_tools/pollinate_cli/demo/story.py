# The words in which the history of the demo garden is told: commits, and changes that say what one
# does to a file. Why here: the modules under history/ stay readable lists of who did what and when,
# without a line of git. A file is named by the path it has at the end, its *doc*; a change says
# what it added, rewrote or cut. Must not know: git, the disk, the texts.
"""Define commits and changes."""

from __future__ import annotations

from dataclasses import dataclass

Span = str | tuple[str, str]
"""One line by a piece of it, or all lines from one to another."""


@dataclass(frozen=True, slots=True)
class Who:
    """A name and an address as git records them."""

    name: str
    email: str

    def __str__(self) -> str:
        return f"{self.name} <{self.email}>"


@dataclass(frozen=True, slots=True)
class Plant:
    """Add a file, in its final text less all that later changes bring."""

    doc: str
    at: str = ""
    """Where it stood first; empty: at its final place."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Change the text of a file."""

    doc: str
    adds: tuple[Span, ...] = ()
    rewrites: tuple[tuple[str, str], ...] = ()
    """A piece of the line as this edit leaves it, and the line before."""
    cuts: tuple[tuple[str, str], ...] = ()
    """A piece of the line above, and what stood below it before."""


@dataclass(frozen=True, slots=True)
class Move:
    """Rename a file to its final place."""

    doc: str


@dataclass(frozen=True, slots=True)
class Restyle:
    """Write `-` for `*` before the items of all lists of a file."""

    doc: str


@dataclass(frozen=True, slots=True)
class Write:
    """Write a whole file; `{sha:NAME}` stands for the id of the commit called NAME."""

    doc: str
    text: str


Change = Plant | Edit | Move | Restyle | Write


@dataclass(frozen=True, slots=True)
class StoryCommit:
    """One commit."""

    when: str
    """ISO 8601 with its offset."""
    who: Who
    subject: str
    changes: tuple[Change, ...] = ()
    body: str = ""
    """May hold `{sha:NAME}`."""
    branch: str = "main"
    merges: str = ""
    """The branch that this commit merges."""
    committer: Who | None = None
    """Where another than the author committed."""
    name: str = ""
    """For `{sha:NAME}` in later commits."""


def plant(doc: str, at: str = "") -> Plant:
    """Return the planting of a file."""
    return Plant(doc, at)


def add(doc: str, *spans: Span) -> Edit:
    """Return an edit that adds lines."""
    return Edit(doc, adds=spans)


def rewrite(doc: str, *pairs: tuple[str, str]) -> Edit:
    """Return an edit that rewrites lines, each given by a piece of its new form and by its old
    form.
    """
    return Edit(doc, rewrites=pairs)


def cut(doc: str, below: str, text: str) -> Edit:
    """Return an edit that cuts a text which stood below a line."""
    return Edit(doc, cuts=((below, text),))


def note(when: str, who: Who, slug: str, subject: str, body: str = "") -> StoryCommit:
    """Return the commit in which somebody leaves a note, in a file named after the day."""
    return StoryCommit(
        when, who, subject, (Plant(f"docs/notes/{when[:4]}/{when[:10]}-{slug}.md"),), body
    )
