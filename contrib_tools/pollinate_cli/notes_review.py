# All notes that wait, on one screen: chosen ones are taken in, as one merge, or sent back with a
# reason. On a terminal it asks; for a build server the choice stands on the command line, and only
# what came of it is printed. Must not know: how notes are found, how a merge is made.
"""Review notes on the terminal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import click
from pollinate.errors import RequestError
from pollinate.export.json_text import to_json
from pollinate.export.waiting_notes import export_waiting_notes
from pollinate.history.sent_back import send_back
from pollinate.history.unpushed import read_unpushed
from pollinate.model.waiting_notes import WaitingNote, WaitingNotes
from pollinate.review.proposal import Place
from pollinate.review.waiting_notes import (
    NotesAtHand,
    NothingWaitsError,
    read_waiting_notes,
    take_in,
)

from pollinate_cli.new_file import author_in
from pollinate_cli.note_choice import ALL, KNOWN, ChosenNotes, NoteChoice, choose, chosen
from pollinate_cli.notes_text import choice_lines, list_lines, note_lines, publish_lines, ranges_of
from pollinate_cli.terminal import echo, on_terminal, plain, print_error


def review_notes(place: Place, wanted: NoteChoice, form: str, *, full: bool = False) -> None:
    """Show all notes that wait, or do what somebody chose."""
    try:
        at_hand = read_waiting_notes(place)
    except NothingWaitsError:
        _tell_that_none_waits(wanted, form)
        return
    todo = choose(wanted, at_hand) if wanted.is_any else ChosenNotes()
    is_seen = False
    if form == "json":
        echo(to_json(export_waiting_notes(at_hand.shown), indent=1))
    elif not wanted.is_any:
        for line in list_lines(at_hand.shown, full=full):
            echo(line)
        is_seen = True
        if on_terminal():
            wanted = _ask(at_hand.shown)
            todo = choose(wanted, at_hand) if wanted.is_any else todo
        else:
            for line in choice_lines(at_hand.shown):
                echo(line)
    if wanted.is_any:
        _do(at_hand, wanted, todo, err=form == "json", is_seen=is_seen)


def _tell_that_none_waits(wanted: NoteChoice, form: str) -> None:
    nothing = WaitingNotes([])
    for words in (wanted.accept, wanted.back):
        if words is not None:
            chosen(words, nothing)
    echo(to_json(export_waiting_notes(nothing), indent=1) if form == "json" else "No note waits.")


def _ask(shown: WaitingNotes) -> NoteChoice:
    echo("")
    good = ranges_of(shown) or "all"
    accept = _asked(f"Take in which? ({good}; a ref; all; Enter: none)", shown)
    bad = ",".join(str(n) for n, one in zip(shown.numbers, shown.notes, strict=True) if one.blocks)
    back = _asked(f"Send back which? ({f'{bad}; ' if bad else ''}a ref; Enter: none)", shown)
    because = ""
    while back and not because:
        because = _prompted("Why? Their writers read it")
    return NoteChoice(accept or None, back or None, because or None)


def _asked(question: str, shown: WaitingNotes) -> str:
    """Return an answer that means some notes, or none; what means nothing is asked again."""
    while words := _prompted(question):
        try:
            chosen(words, shown)
        except RequestError as error:
            print_error(error)
        else:
            return words
    return ""


def _prompted(question: str) -> str:
    return str(click.prompt(question, default="", show_default=False, err=True)).strip()


def _do(
    at_hand: NotesAtHand, wanted: NoteChoice, todo: ChosenNotes, *, err: bool, is_seen: bool
) -> None:
    """Do what was chosen: first what can be refused; notes that were seen are not told again."""
    out: Callable[[str], None] = partial(echo, err=err)
    if wanted.accept is not None:
        if todo.accept:
            _accept(at_hand, todo, out, is_seen=is_seen)
        else:
            echo("Nothing was taken in.", err=True)
        _tell_what_is_left(at_hand.shown, wanted, todo, out)
    for one in todo.back:
        send_back(at_hand.repository, one.head, todo.because)
        by = ", ".join(map(plain, one.by)) or "its writer"
        out(f"\nSent back: {plain(one.ref)}. Tell {by}:")
        out(f"    Thank you for your note. Before it can be taken in: {plain(todo.because)}")


def _accept(
    at_hand: NotesAtHand, todo: ChosenNotes, out: Callable[[str], None], *, is_seen: bool
) -> None:
    notes, shown = todo.accept, at_hand.shown
    _refuse_what_blocks(shown, notes, out)
    merger = author_in(at_hand.repository)
    # What the policy lets in is taken in by a build server, in nobody's name.
    if not todo.by_policy and merger is not None and not at_hand.moderation.may(merger):
        one = at_hand.moderation.not_a_moderator(merger)
        echo(f"{plain(one.message)} [{one.code}]. {plain(one.cure)}", err=True)
        echo("Nothing was taken in.", err=True)
        raise SystemExit(1)
    branch = take_in(at_hand, notes, by_policy=todo.by_policy)
    if not is_seen:
        _tell_notes(shown, notes, out)
    count = f"{len(notes)} note{'' if len(notes) == 1 else 's'}"
    out(f"\n{count} on the branch {click.style(plain(branch), bold=True)}, each by its writer.")
    repository, target = at_hand.repository, at_hand.branch
    remotes = repository.run("remote").decode("utf-8", "replace").split()
    here = repository.run("rev-parse", "--abbrev-ref", "HEAD").decode("utf-8", "replace").strip()
    unpushed = read_unpushed(repository, at_hand.base, target)
    if unpushed.is_ahead:
        out(f"Your {plain(target)} has commits that were not pushed. Publish all together:")
    else:
        out("Publish them:" if remotes else "Take them over:")
    for line in publish_lines(unpushed, remotes, target, here):
        out(f"    {line}")
    if remotes:
        out("Where nobody may push there, push the branch and open a request of it.")


def _refuse_what_blocks(
    shown: WaitingNotes, notes: Sequence[WaitingNote], out: Callable[[str], None]
) -> None:
    blocked = [one for one in notes if one.blocks]
    if blocked:
        _tell_notes(shown, blocked, out)
        number = shown.numbers[list(shown.notes).index(blocked[0])]
        raise RequestError(
            f"{len(blocked)} of these should be mended first",
            place=blocked[0].paths[0],
            cure="Send it back with the reason, or mend it on its branch:",
            example=f'pollinate review --notes --send-back {number} --because "…"',
        )


def _tell_notes(
    shown: WaitingNotes, notes: Sequence[WaitingNote], out: Callable[[str], None]
) -> None:
    for number, one in zip(shown.numbers, shown.notes, strict=True):
        if one in notes:
            for line in note_lines(number, one):
                out(line)


def _tell_what_is_left(
    shown: WaitingNotes, wanted: NoteChoice, todo: ChosenNotes, out: Callable[[str], None]
) -> None:
    """Say which notes a word for many did not mean."""
    if wanted.accept not in (ALL, KNOWN):
        return
    done = (*todo.accept, *todo.back)
    left = [
        str(number)
        for number, one in zip(shown.numbers, shown.notes, strict=True)
        if one not in done and not one.taken_in
    ]
    if left:
        out(f"Left for a look: {', '.join(left)}. See: pollinate review --notes")
