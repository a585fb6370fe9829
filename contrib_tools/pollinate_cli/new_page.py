# How a page comes to be, for the verb `new`: what somebody means is settled first, then what was
# typed is read as the garden will read it, and only then is it written.
# Must not know: options, how a file is written, what becomes of an answer (contribute/compose.py).
"""Start pages."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from pollinate.content.fields import Fields
from pollinate.content.fields import near as near_word
from pollinate.content.frontmatter import read_front_matter
from pollinate.contribute.compose import Beside, Learned, compose
from pollinate.contribute.forms import Field, Form, How, typed_form
from pollinate.contribute.new_files import (
    DEVICES,
    gathering_path,
    lesson_path,
    person_path,
    trail_path,
)
from pollinate.contribute.templates import without_help
from pollinate.errors import RequestError
from pollinate.history.workspace import Workspace, locate
from pollinate.messages.catalogue import messages_in
from pollinate.paths import SrcUri, slugify, to_repo
from pollinate.settings import Settings

from pollinate_cli.cli import GardenPlace
from pollinate_cli.doubts import settled
from pollinate_cli.drafts import AnswersSoFar, kept_when_stopped, take_up
from pollinate_cli.lookup import GardenWords
from pollinate_cli.new_file import (
    NewFile,
    Output,
    author,
    credit_words,
    edited,
    hand_over,
    kept_text,
    settings_for_writing,
)
from pollinate_cli.new_note import Wanted, note_kind
from pollinate_cli.new_words import day_of, name_of, people_of, source_of, title_of
from pollinate_cli.questions import ask_form, ask_learned, asks_here, fitting
from pollinate_cli.similar import NoteInsteadError, look_alike
from pollinate_cli.terminal import echo, on_terminal, plain, shell_word
from pollinate_cli.topics import takes_topics, topic_of, topics_in
from pollinate_cli.whose import whose_words
from pollinate_cli.write_note import ask_kind, write_note

EXAMPLES = {
    "write": 'lesson --title "Roll back first, debug later" --topic deploys',
    "teach": 'trail --title "Your first night shift"',
    "gather": 'gathering --title "Checkout outage review"',
    "profile": 'person mira --name "Mira K."',
}
_KINDS = {"write": "lessons", "teach": "trails", "gather": "gatherings", "profile": "people"}
_MESSAGES = {
    "write": "Plant", "teach": "Lay a trail", "gather": "Tell of a gathering",
    "profile": "Add a profile",
}  # fmt: skip
_TITLES = {"write": "title", "teach": "trail-title", "gather": "gathering-title"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A page that somebody asked for."""

    way: str
    """Of its form."""
    values: Mapping[str, str]
    """Answers, by the form's fields."""
    learned: Sequence[str] = ()
    """Lessons, pages and people that taught it."""
    outside: Sequence[str] = ()
    """Books, talks and incidents that did."""
    because: Sequence[str] = ()
    """Why, of each of these in their order."""
    guests: Sequence[str] = ()
    name: str = ""
    """Of the file."""
    handle: str = ""
    whose: str = ""
    """A person or team whose words it holds; looked up, which `team` isn't."""
    team: str = ""
    new_topic: bool = False
    edit: bool | None = None
    ask: bool = False
    """Question by question, whatever editor is set."""
    source: Path | None = None
    output: Output


def make_page(place: GardenPlace, request: Request) -> None:
    """Make a page and write it: as the options say, as somebody answers who is asked, or as an
    editor returns it.
    """
    settings = settings_for_writing(place)
    lookup = GardenWords(settings, place.site_url())
    form = typed_form(settings, request.way)
    draft = take_up(request.source, request.way) if request.source else None
    said = draft or AnswersSoFar(way=request.way)
    said.values = fitting({**said.values, **_given(form, request)}, form)
    said.new_topic = said.new_topic or request.new_topic
    text = request.source if draft is None else None
    # Who stopped among questions that need no answer goes on there.
    open_ones = draft is not None or _is_missing(form, said)
    asks = open_ones and text is None and asks_here(request.edit, ask=request.ask)
    try:
        if request.way == "write" and not asks and draft is None and text is None:
            said.values["title"] = title_of(said.values.get("title", ""), EXAMPLES["write"])
            types = on_terminal() and request.edit is not False and not _is_told(form, said.values)
            look_alike(settings, said.values["title"], ask=types)
        with kept_when_stopped(said) if asks or draft else nullcontext():
            if asks:
                _ask_all(form, said, request, lookup)
            _make(form, said, request, lookup, text, asked=asks or draft is not None)
    except NoteInsteadError as other:
        kind = note_kind(ask_kind("pollinate note applied LESSON"))
        write_note(place, Wanted(kind=kind, target=other.lesson), request.output)


def _given(form: Form, request: Request) -> dict[str, str]:
    return {name: told for name, told in _checked(form, request.values).items() if told}


def _is_missing(form: Form, said: AnswersSoFar) -> bool:
    return any(field.needed and not said.values.get(field.name) for field in form.fields)


def _ask_all(form: Form, said: AnswersSoFar, request: Request, lookup: GardenWords) -> None:
    """Ask what is missing, and doubt each answer where it is given."""
    settings = lookup.settings

    def doubted(field: Field, told: str) -> str:
        if request.way == "write" and field.how is How.TITLE:
            _look_alike(said, told, settings)
        if field.how is not How.TOPIC or not told:
            return told
        topic = topic_of(settings, told, new=said.new_topic)
        said.new_topic = said.new_topic or topic not in topics_in(settings)
        return topic

    if request.way == "write" and request.source is None and said.values.get("title"):
        _look_alike(said, said.values["title"], settings)
    if request.way == "write" and not takes_topics(settings):
        said.values.setdefault("topic", "")
    words = messages_in(settings.speaks, settings.words)
    ask_form(form, said.values, words, lookup.listed, doubted, said.begun)
    if request.way == "write" and not (request.learned or request.outside):
        said.learned = [] if said.learned is None else said.learned
        ask_learned(said.learned, lookup)


def _look_alike(said: AnswersSoFar, title: str, settings: Settings) -> None:
    try:
        look_alike(settings, title, ask=True)
    except NoteInsteadError:
        # Nothing of the lesson is to be kept.
        said.values.clear()
        raise


def _make(
    form: Form,
    said: AnswersSoFar,
    request: Request,
    lookup: GardenWords,
    source: Path | None,
    *,
    asked: bool,
) -> None:
    settings, values = lookup.settings, {f.name: said.values.get(f.name, "") for f in form.fields}
    request = replace(request, new_topic=said.new_topic)
    uri = _PLACES[request.way](request, values, lookup)
    learned = (*_learned(request, lookup), *(said.learned or ()))
    whose = whose_words(request.whose, request.team, lookup.people if request.whose else None)
    told = asked or _is_told(form, values)
    beside = Beside(learned=learned, team=whose.team, person=whose.person, bare=told)
    about = values.get(_TITLES.get(request.way, ""), "") or request.handle
    file = NewFile(
        uri,
        _KINDS[request.way],
        compose(form, values, settings, beside),
        f"{_MESSAGES[request.way]}: {about}",
        credit_words(author(locate(settings)), whose.team, whose=whose.name),
    )
    edit = False if request.edit is None and beside.bare else request.edit
    if edit and beside.bare:
        text = compose(form, values, settings, replace(beside, bare=False))
        file = replace(file, text=text)
    start(settings, file, edit, request.output, source)


def _is_told(form: Form, values: Mapping[str, str]) -> bool:
    """Tell whether answers make a page that says something, so that nobody needs a template."""
    told = {field.how for field in form.fields if values.get(field.name) and not field.needed}
    told |= {f.how for f in form.fields if values.get(f.name) and f.how in (How.SECTION, How.BODY)}
    return bool(told & ({How.SECTION, How.BODY} if form.way != "profile" else set(How)))


def _checked(form: Form, values: Mapping[str, str]) -> dict[str, str]:
    """Return answers; raises RequestError for a word or number that can't be one."""
    for field in form.fields:
        told = values.get(field.name, "")
        if told and field.choices and told not in field.choices:
            raise RequestError(
                f"'{plain(told[:60])}' is none of the words for '{field.option}'"
                f"{near_word(told, field.choices)}",
                cure=f"Choose one of: {', '.join(field.choices)}.",
            )
        if told and field.how is How.NUMBER and not re.fullmatch("[1-9][0-9]{0,2}", told):
            raise RequestError(
                f"'{plain(told[:60])}' is no number from 1 to 999",
                cure=f"Write: --{field.option} 50",
            )
    return dict(values)


def _lesson_place(request: Request, values: dict[str, str], lookup: GardenWords) -> SrcUri:
    title, settings = _titled(request, values), lookup.settings
    name = name_of(title, request.name, f"lesson --title {shell_word(title)}")
    values["topic"] = topic_of(settings, values["topic"], new=request.new_topic)
    return lesson_path(settings, values["topic"], name)


def _trail_place(request: Request, values: dict[str, str], lookup: GardenWords) -> SrcUri:
    title = _titled(request, values)
    steps = [settled(lookup.lesson, word) for word in values["steps"].splitlines()]
    values["steps"] = "\n".join(steps)
    return trail_path(
        lookup.settings, name_of(title, request.name, f"trail --title {shell_word(title)}")
    )


def _gathering_place(request: Request, values: dict[str, str], lookup: GardenWords) -> SrcUri:
    title = _titled(request, values)
    values["date"] = day_of(values["date"])
    people = people_of(lookup, values["present"].splitlines(), request.guests)
    values["present"] = "\n".join(people)
    name = name_of(title, request.name, f"gathering --title {shell_word(title)}")
    return gathering_path(lookup.settings, values["date"], name)


def _person_place(request: Request, values: dict[str, str], lookup: GardenWords) -> SrcUri:
    handle, settings = request.handle, lookup.settings
    taken = ("index", "readme", *DEVICES)
    if not handle or slugify(handle) != handle or handle in taken:
        meant = slugify(handle) if "@" not in handle else ""
        cure = (
            f"Write: pollinate new person {meant}"
            if meant and meant not in taken
            else "Such as: mira, mira-k"
        )
        raise RequestError(
            "a handle is made of small letters, digits and single hyphens", cure=cure
        )
    if any("@" in values[name] for name in ("person-name", "git-names", "alias")):
        raise RequestError(
            "an e-mail address never belongs into a garden",
            cure="Write the name as it is to be shown.",
        )
    uri = person_path(settings, handle)
    if (settings.docs_dir / uri).exists():
        raise RequestError(
            f"'{handle}' has a profile already",
            place=uri,
            cure="Change that file, or choose another handle.",
        )
    return uri


_PLACES: Mapping[str, Callable[[Request, dict[str, str], GardenWords], SrcUri]] = {
    "write": _lesson_place,
    "teach": _trail_place,
    "gather": _gathering_place,
    "profile": _person_place,
}


def _titled(request: Request, values: dict[str, str]) -> str:
    field = _TITLES[request.way]
    values[field] = title_of(values[field], EXAMPLES[request.way])
    return values[field]


def _learned(request: Request, lookup: GardenWords) -> tuple[Learned, ...]:
    """Return what a lesson was learned from; what nobody here knows is an outside source only
    where that is said.
    """
    found = [source_of(lookup, word) for word in request.learned]
    found += [("source", title) for title in request.outside]
    if len(request.because) > len(found):
        raise RequestError(
            "there are more reasons than things that it was learned from",
            cure="Give each --because after its --learned-from or --source.",
        )
    reasons = [*request.because, *[""] * len(found)]
    return tuple((*one, why) for one, why in zip(found, reasons, strict=False))


def start(
    settings: Settings,
    file: NewFile,
    edit: bool | None,
    output: Output,
    source: Path | None = None,
) -> None:
    """Write a page: as it is, as an editor returns it, or as an earlier run kept it."""
    workspace = locate(settings)
    if source is not None:
        _take(kept_text(source), file, settings, workspace, output)
        return
    if edit is False or (edit is None and not on_terminal()):
        hand_over(file, settings, workspace, output)
        return
    if not on_terminal():
        raise RequestError(
            "there is no terminal to open an editor on",
            cure="Leave --edit out: the template is written as it is.",
        )

    def accept(text: str) -> bool:
        _take(text, file, settings, workspace, output)
        return True

    if edited(file.text, posixpath.basename(file.uri), accept) is None:
        echo("Nothing written.", err=True)


def _take(
    text: str, file: NewFile, settings: Settings, workspace: Workspace, output: Output
) -> None:
    """Write what somebody made of a template."""
    text = without_help(text, file.text)
    _check(text, file, workspace)
    hand_over(_with(file, text, file.credit), settings, workspace, output)


def _with(file: NewFile, text: str, credit: str) -> NewFile:
    return NewFile(file.uri, file.kind, text, file.message, credit)


def _check(text: str, file: NewFile, workspace: Workspace) -> None:
    """Refuse what the garden could not read, with the line."""
    path = to_repo(workspace.docs, file.uri)
    front = read_front_matter(text.encode("utf-8", "replace"), path)
    for found in (*front.diagnostics, *Fields(path, front).diagnostics):
        raise RequestError(found.message.rstrip("?"), place=f"line {found.line}", cure=found.cure)
