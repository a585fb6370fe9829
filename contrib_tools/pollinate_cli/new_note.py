# What a note must be, for the verbs `note` and `thank`: what was asked for is checked before
# somebody types, and what was typed is read as the garden will read it.
# Must not know: options, who is asked for what (write_note.py), how a file is written.
"""Plan notes."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from pollinate.content.fields import Fields
from pollinate.content.frontmatter import read_front_matter
from pollinate.content.note_schema import KINDS, OUTCOMES, read_note
from pollinate.contribute.forge import safe_url
from pollinate.contribute.new_files import DEVICES, note_path
from pollinate.contribute.templates import note_text
from pollinate.derive.evidence import address_key
from pollinate.errors import RequestError
from pollinate.history.workspace import Workspace, locate
from pollinate.messages.catalogue import messages_in
from pollinate.model.garden import Garden
from pollinate.model.git import Identity
from pollinate.model.notes import Note, NoteKind
from pollinate.model.people import COLLEAGUE, ContributorKind, People, Show
from pollinate.model.targets import (
    AmbiguousError,
    Target,
    find_person,
    find_question,
    find_target,
    targets_of,
)
from pollinate.paths import Slug, SrcUri, slugify, to_repo
from pollinate.settings import Settings

from pollinate_cli.doubts import settled
from pollinate_cli.new_file import (
    NewFile,
    author,
    credit_words,
)
from pollinate_cli.terminal import echo, plain, shell_word
from pollinate_cli.whose import Whose, refuse_unknown, whose_words

CHOICES = {NoteKind(kind): tuple(words) for kind, words in OUTCOMES.items()}
WITH_TEXT = (NoteKind.QUESTION, NoteKind.ANSWER, NoteKind.REFLECTION, NoteKind.THANKS)
_FLAGS = {
    "outcome": tuple(CHOICES),
    "helps": (NoteKind.APPLIED,),
    "effect": (NoteKind.APPLIED,),
    "to": (NoteKind.THANKS,),
}
_MESSAGES = {
    NoteKind.APPLIED: "Say how it went", NoteKind.QUESTION: "Ask about", NoteKind.ANSWER: "Answer",
    NoteKind.REFLECTION: "Think about", NoteKind.THANKS: "Say thanks for",
    NoteKind.REVIEW: "Look again at",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody asked for."""

    kind: NoteKind
    target: str = ""
    """Empty for a thank that is for no page: it then goes to the person's profile."""
    outcome: str = ""
    helps: str = ""
    effect: str = ""
    see: str = ""
    to: tuple[str, ...] = ()
    team: str = ""
    whose: str = ""
    """A person or team whose words it holds; looked up, which `team` isn't."""
    known_only: bool = False
    """`whose` is a person of the garden or a known team, and no new one."""
    text: str | None = None
    """None: an editor is to take it."""
    piped: bool = False
    """It came from standard input, where it could be lost."""
    source: Path | None = None
    """A file in which an earlier run kept a text, or answers."""
    edit: bool | None = None
    ask: bool = False
    """Question by question, whatever editor is set."""
    example: str = ""
    site_url: str = ""
    """Where the site is: a page can be meant by its address."""


def note_kind(word: str) -> NoteKind:
    """Return a kind of note; raises RequestError with the nearest one."""
    if word.lower() in KINDS:
        return NoteKind(word.lower())
    raise _unknown("there is no kind of note", word, KINDS)


@dataclass(frozen=True, slots=True)
class Plan:
    """A note before its text: what it is about, to whom, where it goes."""

    settings: Settings
    workspace: Workspace
    work: Garden
    wanted: Wanted
    target: Target
    uri: SrcUri
    me: Identity | None
    mine: Slug | None
    whose: Whose

    def template(self, text: str = "", *, bare: bool = False) -> str:
        """Return the file with what is known already."""
        w = self.wanted
        return note_text(
            w.kind.value,
            self.target.src_uri,
            outcome=w.outcome,
            helps=w.helps,
            effect=w.effect,
            see=w.see,
            to=w.to,
            team=self.whose.team,
            person=self.whose.person,
            text=text,
            goals=self.settings.goals,
            bare=bare,
            messages=messages_in(self.settings.speaks, self.settings.words),
        )

    def file(self, text: str) -> NewFile:
        """Return the file that is to be written; raises RequestError for what the garden would not
        understand.
        """
        note = self._read(text)
        team = next((entry.as_name for entry in note.credit if entry.as_name), "") if note else ""
        shown = self.work.people.contributors[self.mine].name if self.mine else ""
        message = (
            f"{_MESSAGES[note.kind if note else self.wanted.kind]}:"
            f" {self.target.title or self.target.src_uri}"
        )
        person = self.whose.name if note and any(one.person for one in note.credit) else ""
        credit = credit_words(self.me, team, shown, whose=person)
        if note and note.to:
            slugs = [receiver_of(name, self.work.people, self.mine, self.me) for name in note.to]
            names = dict.fromkeys(plain(self.work.people.contributors[slug].name) for slug in slugs)
            # A name may bring a point of its own.
            credit = f"To {', '.join(names).removesuffix('.')}. {credit}"
        return NewFile(self.uri, "notes", text, message, credit)

    def _read(self, text: str) -> Note | None:
        path = to_repo(self.workspace.docs, self.uri)
        front = read_front_matter(text.encode("utf-8", "replace"), path)
        fields = Fields(path, front)
        note = read_note(self.uri, front, fields, "")
        for found in (*front.diagnostics, *fields.diagnostics):
            raise RequestError(
                found.message.rstrip("?"), place=f"line {found.line}", cure=found.cure
            )
        if note is not None:
            check_goal(note.helps, self.settings.goals)
            for name in note.to:
                receiver_of(name, self.work.people, self.mine, self.me)
            if note.about != self.target.src_uri:
                target_of(replace(self.wanted, kind=note.kind, target=note.about), self.work)
        return note


def plan_note(settings: Settings, work: Garden, wanted: Wanted) -> Plan:
    """Return what is known of a note before its text; raises RequestError for whom or what nobody
    knows.
    """
    workspace = locate(settings)
    me = author(workspace)
    mine = me_in(work.people, me, settings.join_same_name) if me else None
    to = tuple(receiver_of(name, work.people, mine, me, wanted.site_url) for name in wanted.to)
    if COLLEAGUE in to:
        echo("Somebody among them asked to stay unnamed: the note says “a colleague”.", err=True)
    wanted = replace(wanted, to=to)
    target = target_of(wanted, work)
    verb = f"note {wanted.kind.value}"
    whose = whose_words(wanted.whose, wanted.team, work.people, verb)
    if wanted.known_only:
        refuse_unknown(wanted.whose, whose, work.people, wanted.example)
    if whose.person and whose.person in to:
        raise _to_oneself()
    # Three random bytes keep two people's notes of one day on one lesson apart, and say nothing of
    # either.
    uri = note_path(
        settings,
        date.today().isoformat(),
        target.src_uri,
        wanted.kind.value,
        secrets.token_hex(3),
    )
    return Plan(settings, workspace, work, wanted, target, uri, me, mine, whose)


def check_words(wanted: Wanted, *, asked: bool = False) -> None:
    """Refuse what doesn't fit a kind of note; with `asked`, what is missing is asked for."""
    for flag, kinds in _FLAGS.items():
        if getattr(wanted, flag) and wanted.kind not in kinds:
            fit = " or ".join(f"'{kind.value}'" for kind in kinds)
            raise RequestError(
                f"a note of kind '{wanted.kind.value}' has no '{flag}'",
                cure=f"Leave --{flag} out, or write a note of kind {fit}.",
            )
    choices = CHOICES.get(wanted.kind, ())
    if wanted.outcome and wanted.outcome not in choices:
        raise _unknown(f"the outcome of '{wanted.kind.value}' can't be", wanted.outcome, choices)
    if wanted.see and not safe_url(wanted.see):
        raise RequestError(
            f"'{plain(wanted.see)}' is no web address", cure="Write: --see https://…"
        )
    if wanted.kind is NoteKind.THANKS and not wanted.to and not asked:
        raise RequestError(
            "this thank-you does not say to whom",
            cure="Say whom:",
            example="pollinate thank mira --for roll-back-first",
        )


def check_goal(goal: str, goals: Collection[str]) -> None:
    """Refuse a goal that the garden doesn't name."""
    if not goal or goal.casefold() in {one.casefold() for one in goals}:
        return
    if not goals:
        raise RequestError(
            "this garden names no goals that a lesson could help",
            cure="Leave 'helps' out, or name goals in the settings.",
        )
    raise _unknown("no goal of this garden is called", goal, goals)


def _unknown(what: str, word: str, known: Collection[str]) -> RequestError:
    near = get_close_matches(word.casefold(), list(known), 1)
    meant = f"Did you mean '{near[0]}'? " if near else ""
    return RequestError(
        f"{what} '{plain(word[:60])}'", cure=f"{meant}Choose one of: {', '.join(known)}."
    )


def check_about(wanted: Wanted) -> None:
    """Refuse a note that is about nothing; a thank-you may stand on a profile."""
    if not wanted.target and wanted.kind is not NoteKind.THANKS:
        raise RequestError(
            "this note doesn't say what it is about", cure="Write:", example=wanted.example
        )


def check_said(wanted: Wanted) -> None:
    """Refuse a note that says nothing, where nobody sits who could be asked."""
    if wanted.kind in CHOICES and not wanted.outcome:
        choices = CHOICES[wanted.kind]
        which = "an applied" if wanted.kind is NoteKind.APPLIED else f"a {wanted.kind.value}"
        raise RequestError(
            f"{which} note needs an outcome",
            cure=f"Choose one of: {', '.join(choices)}.",
            example=(
                f"pollinate note {wanted.kind.value} {plain(wanted.target)} --outcome {choices[0]}"
                ' --text "…"'
            ),
        )
    if wanted.kind in WITH_TEXT and not (wanted.text or "").strip():
        raise RequestError(
            (
                f"a note of kind '{wanted.kind.value}' needs a text, and there is no terminal to"
                " open an editor on"
                if wanted.text is None
                else f"a note of kind '{wanted.kind.value}' needs a text"
            ),
            cure="Give it with --text, or --text - for standard input:",
            example=wanted.example,
        )


def target_of(wanted: Wanted, work: Garden) -> Target:
    """Return what a note is about; raises RequestError with the choices."""
    if wanted.kind is NoteKind.ANSWER:
        return settled(
            lambda word: find_question(word, work.content, wanted.site_url), wanted.target
        )
    if wanted.target:
        thanks = wanted.kind is NoteKind.THANKS
        people = thanks or wanted.kind is NoteKind.QUESTION
        known = targets_of(work.content, people=people, notes=thanks)
        return settled(
            lambda word: find_target(word, known, "page", wanted.site_url), wanted.target
        )
    slug = wanted.to[0]
    for file in work.content.people.values():
        if file.show is not Show.HIDDEN and work.people.resolve(file.handle) == slug:
            return Target(file.src_uri, file.repo_path, work.people.contributors[Slug(slug)].name)
    raise RequestError(
        f"{work.people.contributors[Slug(slug)].name} has no profile on which this thank-you could"
        " stand",
        cure="Say what it is for:",
        example=f"pollinate thank {slug} --for LESSON",
    )


def receiver_of(
    word: str, people: People, mine: Slug | None, me: Identity | None, site_url: str = ""
) -> Slug:
    """Return whom a thank-you is to; raises RequestError for a team and for oneself."""
    if "@" in word:
        raise RequestError(
            "an e-mail address never belongs into a garden",
            cure="Write the name as it stands in Git, or a handle.",
        )
    try:
        slug = settled(lambda one: find_person(one, people, site_url), word)
    except AmbiguousError:
        raise
    except RequestError as error:
        raise _nobody(word, error) from error
    if people.contributors[slug].kind is ContributorKind.TEAM:
        raise RequestError(
            f"'{plain(word)}' is a team",
            cure="Thank the people in it, each by name: --to may be repeated.",
        )
    myself = slug == mine and (
        slug != COLLEAGUE or (me is not None and word.casefold() == me.name.casefold())
    )
    if myself:
        raise _to_oneself()
    return slug


def _nobody(word: str, error: RequestError) -> RequestError:
    """Say how somebody can be thanked who has no commit here."""
    near = " or ".join(f"'{plain(one)}'" for one in error.choices[:3])
    handle = slugify(word)
    if not handle or handle in DEVICES:
        return error
    told = "Whoever has no commit here is known by a profile; make one first:"
    return RequestError(
        error.problem,
        cure=f"Did you mean {near}?\n{told}" if near else told,
        example=f"pollinate new person {handle} --name {shell_word(word)}",
        choices=error.choices,
    )


def _to_oneself() -> RequestError:
    return RequestError(
        "this is a thank-you to oneself",
        cure="Thanks say what another did. To tell how a lesson went for you:",
        example='pollinate note applied LESSON --outcome worked --text "…"',
    )


def me_in(people: People, me: Identity, join_same_name: bool) -> Slug | None:
    """Return who in the garden makes this note: by identity, by address, by full name; None for
    somebody new.
    """
    if slug := people.of(me):
        return slug
    key = address_key(me.email)
    for who, slug in people.by_identity.items():
        if key and address_key(who.email) == key:
            return slug
    return (
        people.resolve(me.name, alone=False)
        if join_same_name and len(me.name.split()) > 1
        else None
    )
