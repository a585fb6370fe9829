# Makes of a form's answers the file that they mean: those of the command line, a table or a mail.
# The browser's script makes the same of its own. Why here: a form, what is received and the command
# line must make one and the same file.
# Must not know: who asked, how an answer was found, where the file goes.
"""Compose files from answers."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from pollinate.contribute.forms import Field, Form, How
from pollinate.contribute.new_files import lesson_path, topic_name, trail_path
from pollinate.contribute.templates import (
    gathering_text,
    lesson_text,
    note_text,
    person_text,
    trail_text,
)
from pollinate.messages.catalogue import Messages, messages_in
from pollinate.settings import Settings

Learned = tuple[str, str, str]
"""What was learned from: lesson, page, person or source; which, a page as a path from the docs
folder; why.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What a file says beside the answers of its form."""

    learned: tuple[Learned, ...] = ()
    team: str = ""
    """Stands for whoever commits it."""
    person: str = ""
    """Whose words it holds, where somebody else commits it."""
    bare: bool = True
    """False: with help for who goes on in an editor."""


def compose(
    form: Form, values: Mapping[str, str], settings: Settings, beside: Beside | None = None
) -> str:
    """Return the file that a form's answers make; a list has a line for each entry."""
    beside = beside or Beside()
    if form.kind is not None:
        return _note(form, values, settings, beside)
    made: dict[str, Callable[[_Answers, Settings, Beside], str]] = {
        "write": _lesson,
        "teach": _trail,
        "gather": _gathering,
        "profile": _person,
    }
    return made[form.way](_Answers(form, values), settings, beside)


class _Answers:
    """Answers by the key that they become."""

    def __init__(self, form: Form, values: Mapping[str, str]) -> None:
        self.form, self.values = form, values
        self._by_key = {field.key: values.get(field.name, "") for field in form.fields if field.key}
        self.body = self._first(How.BODY)
        self.topic = self._first(How.TOPIC).strip().strip("/")

    def _first(self, how: How) -> str:
        names = [field.name for field in self.form.fields if field.how is how]
        return next((self.values.get(name, "") for name in names), "")

    def one(self, key: str) -> str:
        """Return an answer on one line."""
        return " ".join(self._by_key.get(key, "").split())

    def all(self, key: str) -> list[str]:
        """Return an answer's lines."""
        return [line.strip() for line in self._by_key.get(key, "").splitlines() if line.strip()]


def _note(form: Form, values: Mapping[str, str], settings: Settings, beside: Beside) -> str:
    answers = _Answers(form, values)
    assert form.kind is not None
    return note_text(
        form.kind.value,
        answers.one("about"),
        outcome=answers.one("outcome"),
        helps=answers.one("helps"),
        effect=answers.one("effect"),
        see=answers.one("see"),
        to=answers.all("to"),
        text=answers.body,
        goals=settings.goals,
        team=beside.team,
        person=beside.person,
        bare=beside.bare,
        messages=messages_in(settings.speaks, settings.words),
    )


def _lesson(answers: _Answers, settings: Settings, beside: Beside) -> str:
    title = answers.one("title")
    topic = answers.topic
    folder = posixpath.dirname(lesson_path(settings, topic_name(topic) or topic, title))
    learned = [_from(entry, folder) for entry in (*_learned(answers), *beside.learned)]
    return lesson_text(
        title,
        summary=answers.one("summary"),
        applies_when=answers.all("applies_when"),
        not_when=answers.all("not_when"),
        learned_from=learned,
        tags=answers.all("tags"),
        text=_sections(
            answers, messages_in(settings.speaks, settings.words), whole=not beside.bare
        ),
        team=beside.team,
        person=beside.person,
        bare=beside.bare,
        messages=messages_in(settings.speaks, settings.words),
    )


def heading_of(field: Field, messages: Messages) -> str:
    """Return the words under which people read an answer in a text."""
    if field.how is How.SECTION:
        return messages.tell(f"field-{field.name}")
    return messages.tell("file-page") if field.how is How.TARGET else ""


def _sections(answers: _Answers, messages: Messages, *, whole: bool) -> str:
    """Return the text of a lesson: its headings that have words, or all of them."""
    said = [(f, answers.values.get(f.name, "")) for f in answers.form.fields]
    return "\n\n".join(
        f"## {heading_of(field, messages)}\n\n{words}".strip()
        for field, words in said
        if field.how is How.SECTION and (whole or words.strip())
    )


def _learned(answers: _Answers) -> list[Learned]:
    """Return what a form's own fields say of what was learned from, each with its reason after
    it.
    """
    found: list[Learned] = []
    for field, after in pairwise(answers.form.fields):
        said = " ".join(answers.values.get(field.name, "").split())
        if field.how is How.LEARNED and said:
            found.append((field.key, said, " ".join(answers.values.get(after.name, "").split())))
    return found


def _from(entry: Learned, folder: str) -> Learned:
    """Return an entry whose path counts from the folder of the file that names it."""
    kind, target, because = entry
    if kind in ("lesson", "page"):
        target = posixpath.relpath(target, folder or ".")
    return kind, target, because


def _trail(answers: _Answers, settings: Settings, beside: Beside) -> str:
    title, minutes = answers.one("title"), answers.one("minutes")
    folder = posixpath.dirname(trail_path(settings, title))
    steps = [
        (posixpath.relpath(step.strip(), folder or "."), "")
        for field in answers.form.fields
        if field.how is How.STEPS
        for step in answers.values.get(field.name, "").splitlines()
        if step.strip()
    ]
    return trail_text(
        title,
        level=answers.one("level"),
        minutes=int(minutes) if re.fullmatch("[0-9]{1,3}", minutes) else 0,
        steps=steps,
        reflect=answers.all("reflect"),
        text=answers.body,
        bare=beside.bare,
        messages=messages_in(settings.speaks, settings.words),
    )


def _gathering(answers: _Answers, settings: Settings, beside: Beside) -> str:
    return gathering_text(
        answers.one("title"),
        date=answers.one("date"),
        kind=answers.one("kind"),
        people=answers.all("people"),
        text=answers.body,
        bare=beside.bare,
        messages=messages_in(settings.speaks, settings.words),
    )


def _person(answers: _Answers, settings: Settings, beside: Beside) -> str:
    return person_text(
        answers.one("name"),
        git=answers.all("git"),
        team=answers.one("team"),
        ask_about=answers.all("ask_about"),
        keeps=answers.all("keeps"),
        show=answers.one("show"),
        alias=answers.one("alias"),
        text=answers.body,
        bare=beside.bare,
        messages=messages_in(settings.speaks, settings.words),
    )
