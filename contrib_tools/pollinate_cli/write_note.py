# How a note comes to be written, for the verbs `note` and `thank`: by options, by what somebody who
# is asked answers, by an editor, or from what an earlier run kept.
# Must not know: options, what a note must be (new_note.py), how a file is written.
"""Write notes."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace

import click
from pollinate.content.note_schema import KINDS
from pollinate.contribute.forms import Field, Form, How, typed_form
from pollinate.contribute.templates import without_help
from pollinate.errors import RequestError
from pollinate.garden import Scope, build_garden
from pollinate.history.workspace import locate
from pollinate.messages.catalogue import messages_in
from pollinate.model.garden import Garden
from pollinate.model.notes import NoteKind

from pollinate_cli.cli import GardenPlace
from pollinate_cli.drafts import AnswersSoFar, kept_when_stopped, take_up
from pollinate_cli.lookup import GardenWords
from pollinate_cli.new_file import (
    Output,
    author,
    edited,
    hand_over,
    keeping,
    kept_text,
    settings_for_writing,
)
from pollinate_cli.new_note import (
    CHOICES,
    Plan,
    Wanted,
    check_about,
    check_goal,
    check_said,
    check_words,
    me_in,
    plan_note,
    receiver_of,
    target_of,
)
from pollinate_cli.questions import Choice, ask_form, asks_here, fitting, search
from pollinate_cli.terminal import echo, on_terminal

WAYS = {
    NoteKind.QUESTION: "ask", NoteKind.ANSWER: "answer", NoteKind.APPLIED: "apply",
    NoteKind.REVIEW: "review", NoteKind.THANKS: "thank", NoteKind.REFLECTION: "reflect",
}  # fmt: skip


def ask_kind(example: str) -> str:
    """Return which kind of note somebody wants to write."""
    if not on_terminal():
        raise RequestError("a note needs a kind and a page", cure="Write:", example=example)
    echo(f"Which kind of note: {', '.join(KINDS)}", err=True)
    return search([Choice(kind, kind) for kind in KINDS], needed=True)


def write_note(place: GardenPlace, wanted: Wanted, output: Output) -> None:
    """Make a note and write it; on a terminal what was not given is asked for, or an editor takes
    it.
    """
    with keeping(wanted.text or "") if wanted.piped else nullcontext():
        settings = settings_for_writing(place)
        form = typed_form(settings, WAYS[wanted.kind])
        draft = take_up(wanted.source, form.way) if wanted.source else None
        if draft is not None:
            wanted = replace(_with(wanted, form, fitting(draft.values, form)), source=None)
        said = draft or AnswersSoFar(way=form.way)
        said.values |= {name: told for name, told in _values(wanted, form).items() if told}
        asks = wanted.source is None and asks_here(wanted.edit, ask=wanted.ask)
        asks = asks and (draft is not None or _is_missing(form, said))
        check_words(wanted, asked=asks)
        check_goal(wanted.helps, settings.goals)
        wanted = replace(
            wanted,
            target=place.word(wanted.target, settings.docs_dir),
            site_url=place.site_url(),
        )
        with kept_when_stopped(said) if asks or draft else nullcontext():
            _write(wanted, form, said, GardenWords(settings, place.site_url()), output, asks=asks)


def _write(
    wanted: Wanted,
    form: Form,
    said: AnswersSoFar,
    lookup: GardenWords,
    output: Output,
    *,
    asks: bool,
) -> None:
    settings = lookup.settings
    edits = not asks and wanted.text is None and wanted.source is None and on_terminal()
    edits = edits and wanted.edit is not False
    if edits and wanted.kind in CHOICES and not wanted.outcome:
        wanted = replace(wanted, outcome=_ask_outcome(wanted.kind))
    if not asks and not (edits and wanted.kind is not NoteKind.THANKS):
        check_about(wanted)
    if not asks and not edits and wanted.source is None:
        check_said(wanted)
    # Where there is no garden, building it says why.
    work = lookup.garden or build_garden(settings, scope=Scope.CREDITS)
    if edits and not wanted.target and not wanted.to:
        wanted = replace(wanted, target=search(lookup.listed(_about(form).of), needed=True))
    if asks:
        wanted = _asked(wanted, form, said, lookup, work)
    plan = plan_note(settings, work, wanted)
    if wanted.source is not None:
        text = without_help(kept_text(wanted.source), plan.template())
        hand_over(plan.file(text), settings, plan.workspace, output)
    elif edits:
        _edit(plan, output)
    else:
        text = plan.template(wanted.text or "", bare=True)
        hand_over(plan.file(text), settings, plan.workspace, output)


def _about(form: Form) -> Field:
    return next(field for field in form.fields if field.how is How.TARGET)


def _is_missing(form: Form, said: AnswersSoFar) -> bool:
    missing = [f for f in form.fields if f.needed and not said.values.get(f.name)]
    # A thank-you to somebody with a profile needs no page.
    return any(field.how is not How.TARGET or form.way != "thank" for field in missing)


def _values(wanted: Wanted, form: Form) -> dict[str, str]:
    """Return what was given, by the form's fields."""
    by_key = {
        "about": wanted.target,
        "outcome": wanted.outcome,
        "helps": wanted.helps,
        "effect": wanted.effect,
        "see": wanted.see,
        "to": "\n".join(wanted.to),
    }
    body = {f.name: wanted.text or "" for f in form.fields if f.how is How.BODY}
    return {f.name: by_key[f.key] for f in form.fields if f.key in by_key} | body


def _with(wanted: Wanted, form: Form, values: dict[str, str]) -> Wanted:
    """Return what was asked for with answers in the place of what was not given."""
    told = {field.key or "text": values.get(field.name, "") for field in form.fields}
    return replace(
        wanted,
        target=wanted.target or told.get("about", ""),
        outcome=wanted.outcome or told.get("outcome", ""),
        helps=wanted.helps or told.get("helps", ""),
        effect=wanted.effect or told.get("effect", ""),
        see=wanted.see or told.get("see", ""),
        to=wanted.to or tuple(filter(None, told.get("to", "").splitlines())),
        text=wanted.text or told.get("text") or None,
    )


def _asked(
    wanted: Wanted, form: Form, said: AnswersSoFar, lookup: GardenWords, work: Garden
) -> Wanted:
    """Return what was asked for, with the answers to all questions that were open."""
    settings, site = lookup.settings, lookup.site_url
    me = author(locate(settings))
    mine = me_in(work.people, me, settings.join_same_name) if me else None

    def doubted(field: Field, told: str) -> str:
        if field.how is How.TARGET and told:
            return target_of(replace(wanted, target=told), work).src_uri
        if field.how is How.NAMES:
            names = told.splitlines()
            return "\n".join(receiver_of(name, work.people, mine, me, site) for name in names)
        return told

    # What was given is doubted before anything is asked.
    for field in form.fields:
        if said.values.get(field.name):
            said.values[field.name] = doubted(field, said.values[field.name])
    if form.way == "thank" and said.values.get("to") and not wanted.target:
        _on_the_profile(wanted, form, said, work)
    words = messages_in(settings.speaks, settings.words)
    ask_form(form, said.values, words, lookup.listed, doubted, said.begun)
    return _with(replace(wanted, target="", to=(), text=None), form, said.values)


def _on_the_profile(wanted: Wanted, form: Form, said: AnswersSoFar, work: Garden) -> None:
    """Let a thank-you stand on the person's profile, where there is one."""
    try:
        target = target_of(replace(wanted, to=tuple(said.values["to"].splitlines())), work)
        said.values.setdefault(_about(form).name, target.src_uri)
    except RequestError:
        # Then it is asked what for.
        pass


def _ask_outcome(kind: NoteKind) -> str:
    """Ask what came of it before an editor opens: a note without it would be refused after."""
    words = click.Choice([str(word.value) for word in CHOICES[kind]])
    return str(click.prompt("What came of it", type=words, err=True))


def _edit(plan: Plan, output: Output) -> None:
    template = plan.template()

    def accept(text: str) -> bool:
        file = plan.file(without_help(text, template))
        hand_over(file, plan.settings, plan.workspace, output)
        return True

    if edited(template, "note.md", accept) is None:
        echo("Nothing written.", err=True)
