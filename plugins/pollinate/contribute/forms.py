# The forms by which people take part who don't know Git: which questions each asks, what becomes of
# each answer in the file, and where the file goes. Plain data, so that the page's script composes
# exactly what is said here and knows no form by itself.
# Why here: a form, a template and the command line must make one and the same file.
# Must not know: HTML, the words of the questions, MkDocs.
"""Define the forms by which people take part."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum

from pollinate.contribute.new_files import lesson_path, note_path, trail_path
from pollinate.model.notes import NoteKind
from pollinate.model.stages import Level, Outcome, SecondLook
from pollinate.paths import SrcUri
from pollinate.settings import Settings


class How(str, Enum):
    """What becomes of an answer."""

    TITLE = "title"
    """The front matter's title, and the file's name."""
    TOPIC = "topic"
    """The folder that the file goes to."""
    PROSE = "prose"
    """A key with a text."""
    URL = "url"
    """A key with a web address."""
    WORD = "word"
    """A key with one of a few words."""
    NUMBER = "number"
    """A key with a whole number."""
    LINES = "lines"
    """A key with a list, one line of the answer each."""
    TARGET = "target"
    """A key with the path of a page of the garden, counted from the docs folder."""
    NAMES = "names"
    """A key with a list of people."""
    LEARNED = "learned"
    """An entry of `learned_from`: `key` is lesson, person or source."""
    BECAUSE = "because"
    """The reason of the entry before."""
    STEPS = "steps"
    """The lessons of a trail, in their order."""
    SECTION = "section"
    """A heading with its text."""
    BODY = "body"
    """The text of the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One question of a form."""

    name: str
    """Of its words in the catalogue."""
    how: How
    key: str = ""
    """In the front matter; of a section, no more than a name."""
    needed: bool = False
    choices: tuple[str, ...] = ()
    of: str = ""
    """The list that the answer comes from: lessons, pages (lessons, trails and gatherings), people,
    questions or topics.
    """
    free: bool = False
    """What is not in that list will do as well."""
    many: bool = False
    """It may be answered several times."""
    more: bool = False
    """It is asked last, among what nobody has to say."""
    help: bool = False
    """The catalogue has a sentence that helps to answer."""
    option: str = ""
    """On the command line; empty where an argument or another option stands for it."""
    page: bool = True
    """It is asked on pages too."""

    @property
    def is_long(self) -> bool:
        """Whether the answer has several lines."""
        return self.how in (How.LINES, How.SECTION, How.BODY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One way to take part; with no path it makes a message instead of a file."""

    way: str
    kind: NoteKind | None = None
    path: SrcUri | None = None
    """Where the file goes from the docs folder, with places `{day}`, `{year}`, `{topic}`, `{name}`
    and `{mark}`, some letters that nobody else's file has.
    """
    fields: tuple[Field, ...]


_ABOUT = Field(name="lesson", help=True, how=How.TARGET, key="about", of="lessons", needed=True)
_ABOUT_ANY = Field(name="about", how=How.TARGET, key="about", of="pages", needed=True)
_TO = Field(
    name="to", help=True, how=How.NAMES, key="to", of="people", needed=True, many=True, option="to"
)
_SEE = Field(name="see", help=True, how=How.URL, key="see", option="see")
_DAY, _NAME, _TOPIC, _MARK = "0000-00-00", "zz-name", "zz-topic", "zz-mark"


def typed_form(settings: Settings, way: str) -> Form:
    """Return a form as the command line asks it: of a few fields more than on pages, and of pages
    that have no form there.
    """
    if way in TYPED:
        return Form(way=way, fields=TYPED[way]())
    return next(form for form in forms_of(settings) if form.way == way)


def forms_of(settings: Settings) -> tuple[Form, ...]:
    """Return the forms of a garden's pages in their fixed order."""
    return (
        Form(way="write", path=_lesson_place(settings), fields=_on_pages(lesson_fields())),
        *_note_forms(settings),
        Form(way="teach", path=_trail_place(settings), fields=_on_pages(trail_fields())),
        Form(
            way="tell",
            fields=(
                Field(name="page", help=True, how=How.TARGET, key="Page", of="pages", free=True),
                Field(name="wrong", help=True, how=How.SECTION, key="wrong", needed=True),
                Field(name="right", how=How.SECTION, key="right"),
            ),
        ),
    )


def _note_forms(settings: Settings) -> tuple[Form, ...]:
    goals = (
        Field(name="helps", how=How.PROSE, key="helps", choices=settings.goals, option="helps"),
    )
    return (
        _note(settings, "ask", NoteKind.QUESTION, _ABOUT_ANY, _text("question")),
        _note(
            settings,
            "answer",
            NoteKind.ANSWER,
            Field(name="question", how=How.TARGET, key="about", of="questions", needed=True),
            _text("answer"),
            _SEE,
        ),
        _note(
            settings,
            "apply",
            NoteKind.APPLIED,
            _ABOUT,
            _outcome("outcome", Outcome),
            _text("applied"),
            Field(name="effect", help=True, how=How.PROSE, key="effect", option="effect"),
            *(goals if settings.goals else ()),
            _SEE,
        ),
        _note(
            settings,
            "review",
            NoteKind.REVIEW,
            _ABOUT,
            _outcome("found", SecondLook),
            # To say that it is still true is worth a note, also without words.
            _text("review", needed=False),
            _SEE,
        ),
        _note(
            settings,
            "thank",
            NoteKind.THANKS,
            _TO,
            Field(name="lesson-thanked", how=How.TARGET, key="about", of="pages", needed=True),
            _text("thanks"),
        ),
        _note(settings, "reflect", NoteKind.REFLECTION, _ABOUT_ANY, _text("reflection")),
    )


def _text(name: str, *, needed: bool = True) -> Field:
    return Field(name=f"{name}-text", how=How.BODY, needed=needed, help=True, option="text")


def _outcome(name: str, words: type[Enum]) -> Field:
    choices = _all(words)
    return Field(
        name=name, how=How.WORD, key="outcome", choices=choices, needed=True, option="outcome"
    )


def _all(words: type[Enum]) -> tuple[str, ...]:
    return tuple(str(word.value) for word in words)


def _note(settings: Settings, way: str, kind: NoteKind, *fields: Field) -> Form:
    path = note_path(settings, _DAY, f"{_NAME}.md", kind.value, _MARK)
    return Form(way=way, kind=kind, path=_with_places(path), fields=fields)


def _lesson_place(settings: Settings) -> SrcUri:
    return _with_places(lesson_path(settings, _TOPIC, _NAME))


def _trail_place(settings: Settings) -> SrcUri:
    return _with_places(trail_path(settings, _NAME))


def _with_places(path: SrcUri) -> SrcUri:
    names = {_DAY: "day", _DAY[:4]: "year", _NAME: "name", _TOPIC: "topic", _MARK: "mark"}
    found: str = path
    for word, place in names.items():
        found = found.replace(word, f"{{{place}}}")
    return SrcUri(found)


def _on_pages(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    return tuple(field for field in fields if field.page)


def lesson_fields() -> tuple[Field, ...]:
    """Return the questions about a lesson."""
    return (
        Field(name="title", help=True, how=How.TITLE, key="title", needed=True, option="title"),
        Field(
            name="topic",
            help=True,
            how=How.TOPIC,
            of="topics",
            free=True,
            needed=True,
            option="topic",
        ),
        _section("happened", help=True, needed=True),
        _section("learned", needed=True),
        _section("do"),
        _section("know", help=True),
        Field(name="applies", help=True, how=How.LINES, key="applies_when", option="applies-when"),
        Field(name="not", how=How.LINES, key="not_when", more=True, option="not-when"),
        Field(name="summary", help=True, how=How.PROSE, key="summary", more=True, option="summary"),
        _learned("from-lesson", "lesson", "lessons", help=True),
        _because("from-lesson-because"),
        _learned("from-person", "person", "people"),
        _because("from-person-because"),
        _learned("from-source", "source", help=True),
        _because("from-source-because"),
        Field(name="tags", how=How.LINES, key="tags", more=True, option="tag", page=False),
    )


def _section(name: str, *, help: bool = False, needed: bool = False) -> Field:
    return Field(name=name, help=help, how=How.SECTION, key=name, needed=needed, option=name)


def _learned(name: str, key: str, of: str = "", *, help: bool = False) -> Field:
    return Field(name=name, help=help, how=How.LEARNED, key=key, of=of, more=True)


def _because(name: str) -> Field:
    return Field(name=name, how=How.BECAUSE, more=True)


def trail_fields() -> tuple[Field, ...]:
    """Return the questions about a trail."""
    return (
        Field(
            name="trail-title", help=True, how=How.TITLE, key="title", needed=True, option="title"
        ),
        Field(name="level", how=How.WORD, key="level", choices=_all(Level), option="level"),
        Field(name="minutes", how=How.NUMBER, key="minutes", option="minutes"),
        Field(
            name="steps",
            help=True,
            how=How.STEPS,
            of="lessons",
            needed=True,
            many=True,
            option="step",
        ),
        Field(name="trail-text", help=True, how=How.BODY, needed=True, option="text"),
        Field(
            name="reflect", how=How.LINES, key="reflect", more=True, option="reflect", page=False
        ),
    )


def gathering_fields() -> tuple[Field, ...]:
    """Return the questions about a gathering."""
    return (
        Field(name="gathering-title", how=How.TITLE, key="title", needed=True, option="title"),
        Field(name="date", help=True, how=How.PROSE, key="date", option="date"),
        Field(name="gathering-kind", help=True, how=How.PROSE, key="kind", option="kind"),
        Field(name="present", how=How.NAMES, key="people", of="people", many=True, option="people"),
        Field(name="gathering-text", help=True, how=How.BODY, option="text"),
    )


def person_fields() -> tuple[Field, ...]:
    """Return the questions about a person."""
    shows = ("name", "alias", "hidden")
    return (
        Field(name="person-name", how=How.PROSE, key="name", needed=True, option="name"),
        Field(name="git-names", help=True, how=How.LINES, key="git", option="git"),
        Field(name="team", how=How.PROSE, key="team", option="team"),
        Field(name="ask-about", help=True, how=How.LINES, key="ask_about", option="ask-about"),
        Field(name="keeps", help=True, how=How.LINES, key="keeps", of="topics", option="keeps"),
        Field(name="show", help=True, how=How.WORD, key="show", choices=shows, option="show"),
        Field(name="alias", how=How.PROSE, key="alias", more=True, option="alias"),
        Field(name="person-text", how=How.BODY, option="text"),
    )


TYPED: Mapping[str, Callable[[], tuple[Field, ...]]] = {
    "write": lesson_fields,
    "teach": trail_fields,
    "gather": gathering_fields,
    "profile": person_fields,
}
"""The questions about pages, by the way that makes one."""
