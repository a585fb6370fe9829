# The pages by which people take part: a form for each way, and what its script has to know, as
# plain data. Without the script a page holds the text to copy and the steps.
# Why here: what may be chosen comes from the garden, and every address from contribute/forge.py.
# Must not know: HTML, how a file is composed (static/pollinate-take-part.js), MkDocs.
"""Make the views of the ways to take part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from pollinate.contribute.compose import heading_of
from pollinate.contribute.forge import (
    LONGEST_URL,
    NAMES,
    forge_of,
    new_file_pattern,
    new_file_url,
    new_issue_pattern,
    prefills,
)
from pollinate.contribute.forms import Field, Form, forms_of
from pollinate.contribute.new_files import (
    OPEN_TOPIC,
    lesson_path,
    note_path,
    people_folder,
    trail_path,
)
from pollinate.contribute.templates import lesson_text, note_text, trail_text
from pollinate.messages.catalogue import Messages
from pollinate.model.notes import NoteKind
from pollinate.model.people import Show
from pollinate.model.stages import Outcome, SecondLook
from pollinate.pages.notes_view import NoteIndex
from pollinate.pages.parts import Door, Lookup
from pollinate.pages.policy_view import contact_place, policy_place
from pollinate.paths import RepoPath, Slug, SrcUri, to_repo
from pollinate.settings import Settings

HOME_DOORS = ("write", "ask", "apply", "review", "thank", "teach")
"""The six equal ways of the home page, in their fixed order."""
WORDS = (
    "add", "address", "choose", "copied", "copy-failed", "draft", "empty", "file-in", "html",
    "needed", "note-too-long", "number", "too-long",
)  # fmt: skip
"""What the script says."""
MOST_CHOICES = 1_000
"""Lessons that a page holds to choose from; of more, those that were planted last."""
LONGEST_MAIL = 1_800
"""Letters of a mailto: address that mail programs take."""

Choices = tuple[tuple[str, str], ...]
"""What is written, and what is shown of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakePartView:
    """One way to take part."""

    way: str
    fields: tuple[Field, ...]
    lists: Mapping[str, Choices]
    plan: Mapping[str, Any]
    """What the script has to know."""
    texts: tuple[tuple[str, str], ...]
    """To copy without a script; each with the outcome that it says, if it says one."""
    place: RepoPath
    """Where such a text goes; empty for a message."""
    url: str
    """The forge's page that makes such a file, or takes a message; empty without one."""
    forge: str
    """Its name."""
    fills: bool
    """The forge takes a text from its address."""
    mailbox: str
    notice: str
    """What whoever sends it agrees to; empty where the garden says nothing."""
    policy: SrcUri | None
    ask: tuple[str, SrcUri | None, str]
    """Of a message: who takes it without an account, and on which page or at which address."""


@dataclass(frozen=True, slots=True)
class TakePartIndexView:
    """All ways to take part."""

    doors: tuple[Door, ...]


class Ways:
    """The forms of one site, by way."""

    def __init__(self, look: Lookup, notes: NoteIndex) -> None:
        self._look, self._notes = look, notes
        self._policy = policy_place(look)
        self._forms = {form.way: form for form in forms_of(look.settings)}

    def of_lesson(self, uri: SrcUri) -> tuple[Door, ...]:
        """Return the ways that lead from a lesson."""
        look = self._look
        # Nobody is asked to apply what is kept for the record only, nor to look at it again.
        living = look.garden.content.lessons[uri].status.is_current
        return (
            *look.doors(("apply", "ask") if living else ("ask",), about=uri),
            *look.doors(("thank",), about=uri, to=look.writers(uri)),
            *look.doors(("tell",), Page=uri),
            *look.doors(("review",) if living else (), about=uri),
        )

    def of_person(self, slug: Slug) -> tuple[Door, ...]:
        """Return the ways to thank and to ask a person."""
        about = f"{people_folder(self._look.settings)}/{slug}.md"
        return (
            *self._look.doors(("thank",), about=about, to=slug),
            *self._look.doors(("ask",), about=about),
            *self._look.doors(("tell",), Page=about),
        )

    def index(self) -> TakePartIndexView:
        """Return all ways."""
        return TakePartIndexView(self._look.doors(self._look.ways))

    def view(self, way: str) -> TakePartView:
        """Return one way."""
        form, settings = self._forms[way], self._look.settings
        prefix = self._look.garden.content.place.prefix
        place = to_repo(prefix, _open_place(form, settings)) if form.path else RepoPath("")
        wanted = {field.of for field in form.fields if field.of}
        forge = forge_of(settings)
        texts = _texts(form, settings.goals, self._look.messages)
        text = texts[0][1] if len(texts) == 1 else ""
        return TakePartView(
            way=way,
            fields=form.fields,
            lists={name: self._choices(name) for name in sorted(wanted)},
            plan=self._plan(form, prefix),
            texts=texts,
            place=place,
            url=new_file_url(settings, place, text) if place else "",
            forge=NAMES.get(forge, ""),
            fills=prefills(settings) if place else bool(new_issue_pattern(settings)),
            mailbox=settings.mailbox,
            # Who only reports something publishes nothing, and agrees to nothing.
            notice=settings.policy.contribution_notice if place else "",
            policy=self._policy[0] if self._policy else None,
            ask=("", None, "")
            if place
            else (settings.policy.contact.who, *contact_place(self._look)),
        )

    def _plan(self, form: Form, prefix: str) -> dict[str, Any]:
        settings, messages = self._look.settings, self._look.messages
        issue = new_issue_pattern(settings)
        return {
            "way": form.way,
            "kind": form.kind.value if form.kind else "",
            "path": form.path or "",
            "prefix": prefix,
            "people": people_folder(settings),
            "forge": new_file_pattern(settings) if form.path else issue,
            "fills": prefills(settings) if form.path else bool(issue),
            "longest": LONGEST_URL,
            "mailbox": settings.mailbox,
            "longestMail": LONGEST_MAIL,
            "fields": [
                {**asdict(field), "heading": heading_of(field, messages)} for field in form.fields
            ],
            "words": {word: messages.tell(f"form-{word}") for word in WORDS},
        }

    def _choices(self, name: str) -> Choices:
        content = self._look.garden.content
        if name == "lessons":
            living = [uri for uri, one in content.lessons.items() if one.status.is_current]
            if len(living) > MOST_CHOICES:
                living = sorted(living, key=self._look.first)[-MOST_CHOICES:]
            return _told_apart((str(uri), content.lessons[uri].title) for uri in living)
        if name == "pages":
            shown = [u for u, one in content.gatherings.items() if not one.hidden]
            titles = {uri: content.gatherings[uri].title for uri in shown}
            trails = self._look.garden.trails
            titles |= {uri: placed.trail.title for uri, placed in trails.items()}
            return (*self._choices("lessons"), *_told_apart(titles.items()))
        if name == "topics":
            folders = sorted({one.topic for one in content.lessons.values() if one.topic})
            return tuple((folder, folder.rpartition("/")[2]) for folder in folders)
        if name == "people":
            return _told_apart(
                (str(slug), one.name)
                for slug, one in self._look.garden.contributors.items()
                if one.show is not Show.HIDDEN
            )
        return _told_apart(
            (str(note.src_uri), note.text.split("\n")[0][:140])
            for note in self._notes.open_questions()
        )


def _told_apart(choices: Iterable[tuple[str, str]]) -> Choices:
    """Return choices in order of what is shown; what is shown alike has its place beside it."""
    found = list(choices)
    counts = Counter(label.casefold() for _, label in found)
    told = (
        (value, label if counts[label.casefold()] == 1 else f"{label} ({value})")
        for value, label in found
    )
    return tuple(sorted(told, key=lambda one: (one[1].casefold(), one[0])))


def _open_place(form: Form, settings: Settings) -> SrcUri:
    """Return a file's place whose open parts somebody fills in by hand."""
    if form.kind is not None:
        return note_path(settings, "", "", form.kind.value)
    if form.way == "write":
        return lesson_path(settings, OPEN_TOPIC, "")
    return trail_path(settings, "")


def _texts(form: Form, goals: tuple[str, ...], messages: Messages) -> tuple[tuple[str, str], ...]:
    """Return the texts to copy, one for each outcome: what must be said stands there already."""
    if form.way == "write":
        return (("", lesson_text(messages=messages)),)
    if form.way == "teach":
        return (("", trail_text(messages=messages)),)
    if form.kind is None:
        return (
            ("", "".join(f"{heading_of(f, messages)}:\n\n" for f in form.fields).strip() + "\n"),
        )
    outcomes: tuple[str, ...] = ("",)
    if form.kind is NoteKind.APPLIED:
        outcomes = tuple(Outcome)
    elif form.kind is NoteKind.REVIEW:
        outcomes = tuple(SecondLook)
    kind, answer = form.kind, form.kind is NoteKind.ANSWER
    about = "notes/2026/the-question.md" if answer else "lessons/topic/lesson.md"
    to = ("A NAME",) if form.kind is NoteKind.THANKS else ()
    return tuple(
        (one, note_text(kind.value, about, outcome=one, to=to, goals=goals, messages=messages))
        for one in outcomes
    )
