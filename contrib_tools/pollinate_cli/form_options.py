# The options of the command line that answer a form's questions: made of the form itself, so that
# whatever a page asks can be said here too, by one declaration.
# Must not know: what becomes of an answer.
"""Make options of a form's questions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import click
from pollinate.contribute.forms import TYPED, Field, How
from pollinate.messages.catalogue import ENGLISH, messages_in

_METAVARS = {
    How.TOPIC: "FOLDER",
    How.NUMBER: "NUMBER",
    How.NAMES: "PERSON",
    How.STEPS: "LESSON",
    How.WORD: "WORD",
}
_SEVERAL = (How.LINES, How.NAMES, How.STEPS)


def options_of(way: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return what adds an option for each question of a form to a command."""
    words = messages_in(ENGLISH)

    def add(function: Callable[..., Any]) -> Callable[..., Any]:
        for field in reversed(TYPED[way]()):
            if field.option:
                function = _option(field, words.tell)(function)
        return function

    return add


def _option(field: Field, tell: Callable[[str], str]) -> Callable[..., Any]:
    several = field.how in _SEVERAL
    told = tell(f"field-{field.name}").rstrip(".")
    hint = tell(f"field-{field.name}-help") if field.help and field.how not in _SEVERAL else ""
    told = f"{told}. {hint}".strip()
    choices = f" One of: {', '.join(field.choices)}." if field.choices else ""
    return click.option(
        f"--{field.option}",
        _parameter(field),
        default=None if several else "",
        multiple=several,
        metavar=_METAVARS.get(field.how, "TEXT"),
        help=f"{told}{choices}{' May be repeated.' if several else ''}",
    )


def _parameter(field: Field) -> str:
    return field.name.replace("-", "_")


def values_of(way: str, given: Mapping[str, Any]) -> dict[str, str]:
    """Return the answers that options gave, by field; a list has a line for each entry."""
    found: dict[str, str] = {}
    for field in TYPED[way]():
        value = given.get(_parameter(field), "")
        lines = value if isinstance(value, tuple) else [value]
        found[field.name] = "\n".join(line for line in lines if line).strip()
    return found
