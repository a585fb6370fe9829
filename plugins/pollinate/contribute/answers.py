# Makes of answers what our own form makes of them: a table or JSON of some other form's answers
# becomes the texts that people would have sent. A column is named as the form's field, or as its
# question. Why here: which question becomes what stands in forms.py.
# Must not know: git, who may decide, what a page looks like.
"""Compose texts from the answers of other forms."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import Path
from typing import Any

from pollinate.contribute.compose import compose
from pollinate.contribute.forms import Field, How, forms_of
from pollinate.contribute.letters import letters_told, read_letters
from pollinate.contribute.mail import Received
from pollinate.contribute.new_files import topic_name
from pollinate.emails import without_addresses
from pollinate.errors import RequestError
from pollinate.messages.catalogue import messages_in
from pollinate.settings import Settings

MOST_BYTES = 50_000_000
MOST_ROWS = 1_000
WAY = ("way", "form")
SENDER = ("from", "name", "sender", "your name", "full name", "full_name")
ADDRESS = ("email", "e-mail", "address", "email address", "e-mail address")
_MAIL, _IS_ADDRESS = re.compile("mail", re.I), re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+")
_SHOWN = 200
"""Letters of an answer that is left out."""

Find = Callable[[str, str], str]
"""From the list that an answer comes from, as a form's field says it, and the words of the answer,
to the path or name that a file says.
"""


def as_given(_: str, word: str) -> str:
    """Take an answer as it is, where nobody can look anything up."""
    return word


def read_answers(
    path: Path, settings: Settings, way: str = "", find: Find = as_given
) -> Iterator[Received]:
    """Yield what each set of answers in a .json or .csv file becomes.

    `way` is for a file that doesn't say which form was filled in; `find` looks up what pages and
    people they mean. Raises RequestError with place and cure for what can't be read.
    """
    forms = {form.way: form for form in forms_of(settings) if form.path}
    labels = messages_in(settings.speaks, settings.words)
    rows, encoding = _rows(path)
    for number, row in enumerate(rows, 1):
        chosen = way or _first(row.said, WAY)
        form = forms.get(chosen)
        place = f"{path.name}, entry {number}"
        if form is None:
            raise RequestError(
                f"there is no form '{chosen}'" if chosen else "it doesn't say which form it is of",
                place=place,
                cure=f"Say which with --way: {', '.join(forms)}.",
                example=f"pollinate receive {path.name} --way apply",
            )
        names = {field.name: _names(field, labels.tell) for field in form.fields}
        values = {name: _first(row.said, some) for name, some in names.items()}
        missing = [f for f in form.fields if f.needed and not values[f.name]]
        if missing:
            needed = ", ".join(f"'{field.name}'" for field in missing)
            raise RequestError(
                f"there is no answer to {needed}",
                place=place,
                cure="Name the columns like the form's fields:",
                example=", ".join(field.name for field in form.fields),
            )
        try:
            values = {f.name: _found(f, values[f.name], find) for f in form.fields}
        except RequestError as error:
            error.place = place
            raise
        sender, address, column = _sender(row.said)
        known = {*WAY, *SENDER, *ADDRESS, column}.union(*names.values())
        yield Received(
            sender=sender,
            address=address,
            subject=labels.tell(f"take-{form.way}"),
            text=compose(form, values, settings),
            topic=next((topic_name(values[f.name]) for f in form.fields if f.how is How.TOPIC), ""),
            left_out=(*_unused(row.said, known), *row.left_out),
            told=(letters_told(encoding),) if encoding else (),
            said_by="the answers say",
        )


def _names(field: Field, label: Callable[[str], str]) -> tuple[str, ...]:
    """Return how the column of a question may be called."""
    names = (
        field.name,
        label(f"field-{field.name}").casefold(),
        field.key.casefold() if field.how is not How.SECTION else "",
    )
    return tuple(filter(None, names))


def _sender(said: Mapping[str, str]) -> tuple[str, str, str]:
    """Return the name and the address of who answered, and the column that holds the address,
    which forms call in many languages.
    """
    sender = _first(said, SENDER)
    name, address = parseaddr(sender)
    column = ""
    if not (address := _first(said, ADDRESS) or (address if "@" in address else "")):
        for key, value in said.items():
            if _MAIL.search(key) and _IS_ADDRESS.fullmatch(value.strip()):
                column, address = key, value.strip()
                break
    address = address if "@" in address else ""
    name = name or (sender if "@" not in sender else "") or address.partition("@")[0]
    return " ".join(name.split()), address, column


def _unused(said: Mapping[str, str], known: Collection[str]) -> Iterator[str]:
    """Yield what answers no question of the form."""
    for key, value in said.items():
        if key not in known and value.strip():
            shown = without_addresses(_one_line(value)[:_SHOWN]).strip()
            yield f"the column “{key}”, which answers no question of this form: “{shown}”"


def _found(field: Field, answer: str, find: Find) -> str:
    """Return an answer in which pages, people and topics are named as files name them."""
    if field.how is How.TOPIC:
        return find("topics", _one_line(answer)) if answer else ""
    if field.how is How.TARGET or (field.how is How.LEARNED and field.of):
        return find(field.of, _one_line(answer)) if answer else ""
    if field.how in (How.STEPS, How.NAMES):
        return "\n".join(find(field.of, one) for one in _lines(answer))
    return answer


@dataclass(frozen=True, slots=True)
class _Row:
    """One set of answers."""

    said: Mapping[str, str]
    """By the name of the question, in small letters."""
    left_out: tuple[str, ...] = ()


def _rows(path: Path) -> tuple[Iterator[_Row], str]:
    """Return the sets of answers, and what the file was saved as where that is not UTF-8."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise RequestError("the file is too large", place=str(path))
        text, encoding = read_letters(path.read_bytes())
    except OSError as error:
        reason = (error.strerror or "it is not there").lower()
        raise RequestError(f"the file can't be read ({reason})", place=str(path)) from error
    rows = _of_json(text, path) if path.suffix.lower() == ".json" else _of_table(text, path)
    return _counted(rows, path), encoding


def _counted(rows: Iterator[_Row], path: Path) -> Iterator[_Row]:
    for number, row in enumerate(rows):
        if number >= MOST_ROWS:
            raise RequestError(f"there are more than {MOST_ROWS} entries", place=str(path))
        yield row


def _row(pairs: Iterable[tuple[str, str]], left_out: Iterable[str] = ()) -> _Row:
    """Return a set of answers; of two to one question the first that says something counts."""
    said: dict[str, str] = {}
    lost = list(left_out)
    for key, value in pairs:
        name = _one_line(key).casefold()
        if said.get(name, "").strip() and value.strip() and said[name] != value:
            shown = without_addresses(_one_line(value)[:_SHOWN]).strip()
            lost.append(f"a second column “{name}”: “{shown}”")
        elif not said.get(name, "").strip():
            said[name] = value
    return _Row(said, tuple(lost))


def _of_json(text: str, path: Path) -> Iterator[_Row]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise RequestError(f"this is no JSON ({error})", place=str(path)) from error
    for one in found if isinstance(found, list) else [found]:
        if not isinstance(one, dict):
            raise RequestError("an entry is no object of answers", place=str(path))
        deep = [key for key, value in one.items() if _is_deep(value)]
        lost = [
            f"what is nested in “{key}”: an answer is a text or a list of texts" for key in deep
        ]
        yield _row(((str(key), _told(value)) for key, value in one.items()), lost)


def _is_deep(value: Any) -> bool:
    rows = value if isinstance(value, list) else [value]
    return any(isinstance(row, dict | list) and row for row in rows)


def _told(value: Any) -> str:
    rows = value if isinstance(value, list) else [value]
    return "\n".join(str(row) for row in rows if isinstance(row, str | int | float))


def _of_table(text: str, path: Path) -> Iterator[_Row]:
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        head = next((row for row in rows if any(map(str.strip, row))), [])
        for row in rows:
            if not any(map(str.strip, row)):
                continue
            cells = [cell for cell in row[len(head) :] if cell.strip()]
            unnamed = [cell for name, cell in zip(head, row, strict=False) if not name.strip()]
            lost = [
                f"a cell below no name of a column: “{_one_line(cell)[:_SHOWN]}”"
                for cell in (*filter(str.strip, unnamed), *cells)
            ]
            pairs = zip(head, row, strict=False)
            yield _row(((name, cell) for name, cell in pairs if name.strip()), lost)
    except csv.Error as error:
        raise RequestError(f"this table can't be read ({error})", place=str(path)) from error


def _first(said: Mapping[str, str], names: Iterable[str]) -> str:
    return next((said[name].strip() for name in names if said.get(name, "").strip()), "")


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.replace(";", "\n").splitlines() if line.strip()]


def _one_line(text: str) -> str:
    return " ".join(text.split())
