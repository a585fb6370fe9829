# Makes of answers what our own form makes of them: a table or JSON of some other form's answers
# becomes the texts that people would have sent. A column is named as the form's field, or as its
# question. Why here: which question becomes what stands in forms.py.
# Must not know: git, who may decide, what a page looks like.
"""Compose texts from the answers of other forms."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from email.utils import parseaddr
from pathlib import Path
from typing import Any

from pollinate.contribute.compose import compose
from pollinate.contribute.forms import Field, How, forms_of
from pollinate.contribute.mail import Received
from pollinate.errors import RequestError
from pollinate.messages.catalogue import messages_in
from pollinate.settings import Settings

MOST_BYTES = 50_000_000
MOST_ROWS = 1_000
SENDER, ADDRESS, WAY = ("from", "name", "sender"), ("email", "e-mail", "address"), ("way", "form")


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
    labels = messages_in(settings.language)
    for number, row in enumerate(_rows(path), 1):
        said = {" ".join(key.split()).casefold(): value for key, value in row.items()}
        chosen = way or _first(said, WAY)
        form = forms.get(chosen)
        place = f"{path.name}, entry {number}"
        if form is None:
            raise RequestError(
                f"there is no form '{chosen}'" if chosen else "it doesn't say which form it is of",
                place=place,
                cure=f"Say which with --way: {', '.join(forms)}.",
                example=f"pollinate receive {path.name} --way apply",
            )
        values = {
            field.name: _value(
                said, field.name, labels.tell(f"field-{field.name}"), field.key, field.how
            )
            for field in form.fields
        }
        missing = [f for f in form.fields if f.needed and not values[f.name]]
        if missing:
            names = ", ".join(f"'{field.name}'" for field in missing)
            raise RequestError(
                f"there is no answer to {names}",
                place=place,
                cure="Name the columns like the form's fields:",
                example=", ".join(field.name for field in form.fields),
            )
        try:
            values = {f.name: _found(f, values[f.name], find) for f in form.fields}
        except RequestError as error:
            error.place = place
            raise
        sender = _first(said, SENDER)
        name, address = parseaddr(sender)
        address = _first(said, ADDRESS) or address
        yield Received(
            sender=" ".join((name or sender).split()),
            address=address if "@" in address else "",
            subject=labels.tell(f"take-{form.way}"),
            text=compose(form, values, settings),
        )


def _found(field: Field, answer: str, find: Find) -> str:
    """Return an answer in which pages and people are named as files name them."""
    if field.how is How.TARGET or (field.how is How.LEARNED and field.of):
        return find(field.of, _one_line(answer)) if answer else ""
    if field.how in (How.STEPS, How.NAMES):
        return "\n".join(find(field.of, one) for one in _lines(answer))
    return answer


def _rows(path: Path) -> Iterator[Mapping[str, str]]:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise RequestError("the file is too large", place=str(path))
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise RequestError(f"the file can't be read ({reason.lower()})", place=str(path)) from error
    rows = _of_json(text, path) if path.suffix.lower() == ".json" else _of_table(text)
    for number, row in enumerate(rows):
        if number >= MOST_ROWS:
            raise RequestError(f"there are more than {MOST_ROWS} entries", place=str(path))
        yield row


def _of_json(text: str, path: Path) -> Iterator[Mapping[str, str]]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise RequestError(f"this is no JSON ({error})", place=str(path)) from error
    for one in found if isinstance(found, list) else [found]:
        if not isinstance(one, dict):
            raise RequestError("an entry is no object of answers", place=str(path))
        yield {str(key): _told(value) for key, value in one.items()}


def _told(value: Any) -> str:
    rows = value if isinstance(value, list) else [value]
    return "\n".join(str(row) for row in rows if isinstance(row, str | int | float))


def _of_table(text: str) -> Iterator[Mapping[str, str]]:
    dialect = "excel"
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    rows = csv.DictReader(text.splitlines(keepends=True), dialect=dialect, delimiter=separator)
    try:
        for row in rows:
            yield {key: value for key, value in row.items() if key and isinstance(value, str)}
    except csv.Error as error:
        raise RequestError(f"this table can't be read ({error})") from error


def _first(said: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((said[name].strip() for name in names if said.get(name, "").strip()), "")


def _value(said: Mapping[str, str], name: str, label: str, key: str, how: How) -> str:
    names = (name, label.casefold(), key.casefold() if how is not How.SECTION else "")
    return next((said[one].strip() for one in names if one and said.get(one, "").strip()), "")


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.replace(";", "\n").splitlines() if line.strip()]


def _one_line(text: str) -> str:
    return " ".join(text.split())
