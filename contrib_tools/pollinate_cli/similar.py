# Shows the lessons that look like one that somebody is about to write, before anything is typed
# that would be said twice: a note on one of them may be what was meant.
# Must not know: how alike they are (content/alike.py), how a note is written.
"""Show lessons that look alike."""

from __future__ import annotations

import click
from pollinate.content.alike import lessons_like
from pollinate.settings import Settings

from pollinate_cli.terminal import echo, plain


class NoteInsteadError(Exception):
    """Somebody adds a note to a lesson instead of writing another."""

    def __init__(self, lesson: str) -> None:
        super().__init__(lesson)
        self.lesson = lesson


def look_alike(settings: Settings, title: str, *, ask: bool) -> None:
    """Say which lessons look like one of a title; with `ask`, a note on one may be chosen instead.

    Raises NoteInsteadError for who does.
    """
    found = lessons_like(settings, title)
    if not found:
        return
    count = "1 lesson looks" if len(found) == 1 else f"{len(found)} lessons look"
    said = "add a note to one instead?" if ask else "a note on one may be enough."
    echo(f"{count} alike: {said}", err=True)
    for number, one in enumerate(found, 1):
        mark = f"{number}  " if ask else ""
        echo(f"  {mark}{plain(one.title)}  {plain(one.src_uri)}", err=True)
        if one.first and one.first != one.title:
            echo(f"  {' ' * len(mark)}{plain(one.first[:90])}", err=True)
    if not ask:
        return
    numbers = click.Choice(["", *map(str, range(1, len(found) + 1))])
    told = click.prompt(
        "Its number (Enter: go on with a new lesson)",
        default="",
        type=numbers,
        show_choices=False,
        show_default=False,
        err=True,
    )
    if told:
        raise NoteInsteadError(found[int(told) - 1].src_uri)
