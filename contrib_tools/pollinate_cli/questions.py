# Asks the questions of a form on a terminal, one after the other: what is needed until it is said,
# all else by Enter. Where one thing of many is meant, it is searched for while somebody types
# (prompt_toolkit: docs/developers/decisions/prompt-toolkit.md); a terminal without a cursor gets
# plain lines. Must not know: what becomes of an answer, where a draft is kept.
"""Ask questions on a terminal."""

from __future__ import annotations

import os
import select
import sys
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import click
from pollinate.contribute.compose import Learned
from pollinate.contribute.forge import safe_url
from pollinate.contribute.forms import Field, Form, How
from pollinate.errors import RequestError
from pollinate.messages.catalogue import Messages
from pollinate.model.targets import folded_words

from pollinate_cli.doubts import choose
from pollinate_cli.terminal import echo, on_terminal, plain, print_error

if TYPE_CHECKING:
    from prompt_toolkit.completion import Completer

MOST_SHOWN = 12
SKIP = "Enter: leave it out"
_LONG = (How.SECTION, How.BODY, How.LINES)
_SEVERAL = (*_LONG, How.STEPS, How.NAMES)


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be meant, among much else."""

    value: str
    """What an answer becomes."""
    label: str
    """What somebody types and reads."""
    hint: str = ""


Listed = Callable[[str], Sequence[Choice]]
"""From the list that an answer comes from, as a form's field says it, to what is in it."""


def asks_here(edit: bool | None, *, ask: bool) -> bool:
    """Tell whether somebody sits there who is to be asked: not who wants an editor, by an option or
    by having one set.
    """
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    return on_terminal() and (ask or (edit is None and not editor))


Doubted = Callable[[Field, str], str]
"""Looks at an answer when it is given: returns what it means, or raises RequestError."""


def as_said(_: Field, told: str) -> str:
    """Take an answer as it is."""
    return told


def ask_form(
    form: Form,
    values: MutableMapping[str, str],
    words: Messages,
    listed: Listed,
    doubted: Doubted = as_said,
    begun: MutableMapping[str, str] | None = None,
) -> None:
    """Ask what a form needs and `values` doesn't hold; each answer is put there at once, so that
    whoever stops keeps it. One that was left out is there too, as nothing; one of several lines
    that isn't whole stands in `begun`.
    """
    begun = {} if begun is None else begun
    for field in form.fields:
        while field.name not in values and field.how not in (How.LEARNED, How.BECAUSE):
            try:
                values[field.name] = doubted(field, _ask(field, words, listed, begun))
                begun.pop(field.name, "")
            except RequestError as error:
                begun.pop(field.name, "")
                print_error(error)
            except HalfTypedError as half:
                # The beginning of a name is nobody yet.
                if field.how not in (How.STEPS, How.NAMES):
                    before = begun.get(field.name, "")
                    begun[field.name] = f"{before}\n{half.text}".strip()
                raise


class Sources(Protocol):
    """Who knows what one can learn from."""

    def sources(self) -> list[Choice]: ...

    def source(self, word: str) -> tuple[str, str]: ...


def ask_learned(learned: list[Learned], lookup: Sources) -> None:
    """Ask what taught somebody this: lessons, pages and people by beginning to type them, anything
    else by its title; each with its reason.
    """
    choices = lookup.sources()
    people = {one.value for one in choices if one.hint == "person"}
    _head("What taught you this", "A lesson, a page, a person, or something outside the garden.")
    while told := search(choices, free=True):
        if told in people:
            kind, which = "person", told
        elif any(told == choice.value for choice in choices):
            kind, which = lookup.source(told)
        elif not confirm(f"  Is “{plain(told)}” something outside the garden, such as a book?"):
            continue
        else:
            kind, which = "source", told
        # At once, for whoever stops at the reason.
        learned.append((kind, which, ""))
        try:
            learned[-1] = (kind, which, line(f"Why it mattered ({SKIP})"))
        except HalfTypedError as half:
            learned[-1] = (kind, which, half.text)
            raise


def _ask(field: Field, words: Messages, listed: Listed, begun: MutableMapping[str, str]) -> str:
    label = words.tell(f"field-{field.name}")
    _head(label, words.tell(f"field-{field.name}-help") if field.help else "")
    lines = begun.get(field.name, "").splitlines() if field.how in _SEVERAL else []
    for one in lines:
        echo(f"  {plain(one)}", err=True)
    several = None
    if field.how in _LONG:
        several = _several_lines(lines, needed=field.needed)
    elif field.how in _SEVERAL:
        several = _several_choices(field, listed(field.of), bool(lines))
    if several is not None:
        for one in several:
            lines.append(one)
            begun[field.name] = "\n".join(lines)
        return "\n".join(lines)
    while True:
        if field.of:
            told = search(
                listed(field.of), needed=field.needed, free=field.free, new=field.how is How.TOPIC
            )
        elif field.choices:
            told = _word(field)
        else:
            told = line("" if field.needed else SKIP, default=begun.pop(field.name, ""))
        if (problem := _problem(field, told)) is None:
            return told
        echo(f"  {problem}", err=True)


def _problem(field: Field, told: str) -> str | None:
    """Return what is wrong with an answer; None for nothing."""
    if not told:
        return "This is needed." if field.needed else None
    if field.how is How.URL and not safe_url(told):
        return "This is no web address: it begins with https://"
    if field.how is How.NUMBER and not (told.isascii() and told.isdigit() and 0 < int(told) < 1000):
        return "This is no number from 1 to 999."
    return None


def _head(label: str, help: str) -> None:
    echo(f"\n{click.style(label, bold=True)}", err=True)
    if help:
        echo(f"  {help}", err=True)


def _word(field: Field) -> str:
    """Return one of a few words, or its number."""
    for number, word in enumerate(field.choices, 1):
        echo(f"  {number}  {plain(word)}", err=True)
    while True:
        told = line("A word or its number" + ("" if field.needed else f" ({SKIP})"))
        numbered = dict(zip(map(str, range(1, 100)), field.choices, strict=False))
        spelt = {word.casefold(): word for word in field.choices}
        found = numbered.get(told) or spelt.get(told.casefold())
        if found or not (told or field.needed):
            return found or ""
        echo("  That is none of them.", err=True)


def _several_lines(begun: Sequence[str], *, needed: bool) -> Iterator[str]:
    """Yield the lines of a text; an empty one ends it."""
    any_yet = bool(begun)
    while True:
        told = line("Enter: that is all" if any_yet else ("" if needed else SKIP))
        if told:
            any_yet = True
            yield told
        elif any_yet and more_waits():
            # Of a text that was pasted this is the line between two paragraphs.
            yield ""
        elif any_yet or not needed:
            return
        else:
            echo("  This is needed.", err=True)


def _several_choices(field: Field, choices: Sequence[Choice], any_yet: bool) -> Iterator[str]:
    free = field.how is How.NAMES
    while told := search(choices, needed=field.needed and not any_yet, free=free):
        any_yet = True
        yield told


def search(
    choices: Sequence[Choice], *, needed: bool = False, free: bool = False, new: bool = False
) -> str:
    """Return what somebody chose by beginning to type it; empty for nothing. With `free`, what is
    none of the choices will do as well; with `new`, a part of a name is doubted.
    """
    while True:
        told = line("Begin to type" if needed else "Begin to type (Enter: nothing more)", choices)
        if not told:
            if not needed:
                return ""
            echo("  This is needed.", err=True)
            continue
        fits = matching(choices, told)
        exact = [one for one in fits if folded_words(told) in _names(one)]
        sure = exact or ([] if new else fits)
        if len(sure) == 1:
            one = sure[0]
            if one.label != told:
                echo(f"  {plain(one.label)}", err=True)
            return one.value
        if fits:
            some = fits[:MOST_SHOWN]
            shown = [f"{one.label}  {one.hint}".rstrip() for one in some]
            problem = f"'{told}' is new here" if new else f"'{told}' may be one of {len(fits)}"
            chosen = choose(problem, [one.value for one in some], shown)
            if chosen or free:
                return chosen or told
        elif free:
            return told
        else:
            echo("  Nothing here is called so.", err=True)


def matching(choices: Sequence[Choice], told: str) -> list[Choice]:
    """Return the choices that hold every word that was typed, those that begin with it first."""
    words, whole = folded_words(told).split(), folded_words(told)
    named = [(folded_words(f"{one.label} {one.hint}"), one) for one in choices]
    fits = [(text, one) for text, one in named if all(word in text for word in words)]
    return [one for _, one in sorted(fits, key=lambda pair: not pair[0].startswith(whole))]


def _names(choice: Choice) -> tuple[str, ...]:
    stem = choice.value.rpartition("/")[2].rpartition(".")[0]
    return tuple(map(folded_words, (choice.label, choice.value, stem)))


def confirm(question: str) -> bool:
    """Ask what is answered by yes or no; Enter is yes."""
    return click.confirm(question, default=True, err=True)


class HalfTypedError(KeyboardInterrupt):
    """Somebody stopped in the middle of a line."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


def line(question: str, choices: Sequence[Choice] = (), default: str = "") -> str:
    """Return one line that somebody types, without blanks around it; `default` stands there to be
    changed, where a cursor can.
    """
    prompt = f"{question or 'Your answer'}: "
    try:
        if not has_cursor():
            return input(prompt).strip()
        # Lazily: it takes a fifth of a second, and only who is asked needs it.
        from prompt_toolkit import PromptSession

        session: PromptSession[str] = PromptSession(
            completer=_completer(choices) if choices else None
        )
        try:
            return session.prompt(prompt, default=default).strip()
        except KeyboardInterrupt as error:
            raise HalfTypedError(session.default_buffer.text.strip()) from error
    except EOFError as error:
        raise click.Abort from error


def more_waits() -> bool:
    """Tell whether lines wait that somebody pasted: a terminal that marks them takes them as one,
    and one that doesn't sends them line by line.
    """
    with suppress(OSError, ValueError, ImportError):
        if has_cursor():
            from prompt_toolkit.application import get_app_session
            from prompt_toolkit.input.typeahead import get_typeahead, store_typeahead

            keys = get_typeahead(source := get_app_session().input)
            store_typeahead(source, keys)
            if keys:
                return True
        return bool(select.select([sys.stdin], [], [], 0)[0])
    return False


def has_cursor() -> bool:
    """Tell whether a terminal can move its cursor, so that a list can open below a line."""
    return os.environ.get("TERM", "") not in ("", "dumb") or os.name == "nt"


def _completer(choices: Sequence[Choice]) -> Completer:
    from prompt_toolkit.completion import CompleteEvent, Completer, Completion
    from prompt_toolkit.document import Document

    twice = _labels_of_several(choices)

    class Searched(Completer):
        """Offers what holds the words that are typed."""

        def get_completions(self, document: Document, event: CompleteEvent) -> Iterator[Completion]:
            told = document.text
            for one in matching(choices, told)[:MOST_SHOWN] if told.strip() else ():
                text = one.value if one.label in twice else one.label
                yield Completion(text, -len(told), display=plain(one.label), display_meta=one.hint)

    return Searched()


def _labels_of_several(choices: Sequence[Choice]) -> set[str]:
    count: dict[str, int] = {}
    for one in choices:
        count[one.label] = count.get(one.label, 0) + 1
    return {label for label, number in count.items() if number > 1}


def fitting(told: Mapping[str, str], form: Form) -> dict[str, str]:
    """Return the answers that are of a form; raises RequestError for what is none of its fields."""
    names = {field.name for field in form.fields}
    strange = sorted(set(told) - names)
    if strange:
        raise RequestError(f"the form '{form.way}' has no question '{plain(strange[0][:60])}'")
    return dict(told)
