# What is asked before something is written, where a word is near to something that is there: a
# slip of the pen, or meant? On a terminal the nearest are offered; elsewhere the verb ends, with
# what to write. Must not know: how anything is found, what is written.
"""Settle doubts before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import click
from pollinate.errors import RequestError

from pollinate_cli.terminal import echo, on_terminal, plain

T = TypeVar("T")


def settled(find: Callable[[str], T], word: str) -> T:
    """Return what `find` makes of a word; on a terminal, where it has only choices, of the choice
    that somebody takes.
    """
    try:
        return find(word)
    except RequestError as error:
        if not error.choices or not on_terminal():
            raise
        chosen = choose(error.problem, error.choices, error.example.splitlines())
        if chosen is None:
            raise
        return find(chosen)


def choose(problem: str, choices: Sequence[str], shown: Sequence[str] = ()) -> str | None:
    """Return which of some choices is meant; None for none of them."""
    echo(f"{plain(problem[:1].upper() + problem[1:])}. Did you mean:", err=True)
    for number, line in enumerate(shown or choices, 1):
        echo(f"  {number}  {plain(line)}", err=True)
    numbers = click.Choice(["", *map(str, range(1, len(choices) + 1))])
    told = click.prompt(
        "Its number (Enter: none of them)",
        default="",
        type=numbers,
        show_choices=False,
        show_default=False,
        err=True,
    )
    return choices[int(told) - 1] if told else None


def meant(what: str, word: str, near: Sequence[str], option: str, example: str = "") -> str:
    """Return a word that may be new, or the one near to it that is meant instead; `option` says on
    the command line that it is new.
    """
    if not near:
        return word
    if on_terminal():
        question = f"There is no {what} '{plain(word)}'. Did you mean '{plain(near[0])}'?"
        return near[0] if click.confirm(question, default=True, err=True) else word
    raise RequestError(
        f"there is no {what} '{plain(word)}': did you mean '{plain(near[0])}'?",
        cure=f"Write that, or say with {option} that a new one is meant:",
        example=example,
        choices=tuple(near),
    )
