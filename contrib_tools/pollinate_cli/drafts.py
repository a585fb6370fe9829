# Keeps the answers of who stops before all is said, and takes them up again. A draft is JSON, with
# the names that `receive` knows, so that it can be read, mended and sent like any form's answers.
# Must not know: what is asked, what becomes of an answer.
"""Keep answers for later."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click
from pollinate.contribute.compose import Learned
from pollinate.errors import PollinateError, RequestError

from pollinate_cli.new_file import kept_text
from pollinate_cli.terminal import echo, shell_word

LEARNED, NEW_TOPIC, BEGUN = "learned-from", "new-topic", "begun"


@dataclass(slots=True, kw_only=True)
class AnswersSoFar:
    """What somebody has said until now."""

    way: str
    values: dict[str, str] = field(default_factory=dict)
    """By the form's fields; one that was left out is there as nothing."""
    begun: dict[str, str] = field(default_factory=dict)
    """Answers of several lines that aren't whole."""
    learned: list[Learned] | None = None
    """None: nobody has been asked yet."""
    new_topic: bool = False

    def says_something(self) -> bool:
        """Tell whether there is anything to keep."""
        return any(self.values.values()) or bool(self.learned or self.begun)


def take_up(path: Path, way: str) -> AnswersSoFar | None:
    """Return the answers of a draft; None for a file that is a text."""
    text = kept_text(path)
    if not text.lstrip().startswith("{"):
        return None
    try:
        found: dict[str, Any] = json.loads(text)
    except ValueError as error:
        raise RequestError(f"this draft can't be read ({error})", place=str(path)) from error
    if found.pop("way", way) != way:
        raise RequestError(
            "this draft is of something else", place=str(path), cure="Run the command that made it."
        )
    learned, new = found.pop(LEARNED, None), found.pop(NEW_TOPIC, False) is True
    begun = found.pop(BEGUN, {})
    values = {key: value for key, value in found.items() if isinstance(value, str)}
    if learned is not None:
        entries = learned if isinstance(learned, list) else []
        learned = [
            (str(one[0]), str(one[1]), str(one[2]))
            for one in entries
            if isinstance(one, list) and len(one) == 3
        ]
    begun = {k: str(v) for k, v in begun.items()} if isinstance(begun, dict) else {}
    return AnswersSoFar(way=way, values=values, begun=begun, learned=learned, new_topic=new)


@contextmanager
def kept_when_stopped(answers: AnswersSoFar) -> Iterator[None]:
    """Keep the answers of who stops, or whose page could not be written, and say where."""
    try:
        yield
    except BaseException as error:
        if not answers.says_something():
            raise
        told = _told(_keep(answers))
        if isinstance(error, PollinateError):
            cure = f"{error.cure}\n{told}".strip()
            raise RequestError(
                error.problem, place=error.place, cure=cure, example=error.example
            ) from error
        if isinstance(error, KeyboardInterrupt | EOFError | click.exceptions.Abort):
            echo(f"\n{told}", err=True)
            raise click.Abort from error
        echo(f"\n{told}", err=True)
        raise


def _keep(answers: AnswersSoFar) -> Path:
    told: dict[str, Any] = {"way": answers.way, **answers.values}
    if answers.learned is not None:
        told[LEARNED] = [list(one) for one in answers.learned]
    if answers.begun:
        told[BEGUN] = answers.begun
    if answers.new_topic:
        told[NEW_TOPIC] = True
    path = Path(tempfile.mkdtemp(prefix="pollinate-")) / f"{answers.way}.json"
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


def _told(path: Path) -> str:
    words = iter(sys.argv[1:])
    kept = []
    for word in words:
        if word == "--from":
            next(words, "")
        elif not word.startswith("--from="):
            kept.append(shell_word(word))
    again = " ".join(["pollinate", *kept, "--from", shell_word(str(path))])
    return f"Your answers are kept in {path}\nTake them up again with:\n    {again}"
