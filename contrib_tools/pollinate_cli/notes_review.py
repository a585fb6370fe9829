# All notes that wait, on one screen: by number they are taken in, as one merge, or sent back with a
# reason. On a terminal it asks; for a build server the choice stands on the command line.
# Must not know: how notes are found, how a merge is made.
"""Review notes on the terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import click
from pollinate.errors import RequestError
from pollinate.export.json_text import to_json
from pollinate.export.waiting_notes import export_waiting_notes
from pollinate.history.sent_back import send_back
from pollinate.house_rules import AFTER
from pollinate.model.waiting_notes import WaitingNote, WaitingNotes
from pollinate.review.proposal import Place
from pollinate.review.waiting_notes import (
    NotesAtHand,
    NothingWaitsError,
    read_waiting_notes,
    take_in,
)

from pollinate_cli.findings_text import finding_lines
from pollinate_cli.new_file import author_in
from pollinate_cli.terminal import echo, on_terminal, plain, shell_word

_RANGE = re.compile(r"(\d{1,4})(?:-(\d{1,4}))?")
ALL, KNOWN = "all", "known"


@dataclass(frozen=True, slots=True)
class NoteChoice:
    """What somebody chose on the command line."""

    accept: str
    back: str
    because: str


def review_notes(place: Place, wanted: NoteChoice, form: str) -> None:
    """Show all notes that wait, and do what somebody chooses."""
    try:
        at_hand = read_waiting_notes(place)
    except NothingWaitsError:
        if form == "json":
            echo(to_json(export_waiting_notes(WaitingNotes([])), indent=1))
        else:
            echo("No note waits.")
        return
    if wanted.accept == KNOWN and at_hand.rules.notes != AFTER:
        raise RequestError(
            "this garden looks at each note before it is merged",
            cure="Its policy would have to say otherwise:",
            example="plugins:\n  - pollinate/garden:\n      policy:\n        notes: after",
        )
    if form == "json":
        echo(to_json(export_waiting_notes(at_hand.shown), indent=1))
    else:
        for line in _lines(at_hand.shown):
            echo(line)
    accept, back, because = wanted.accept, wanted.back, wanted.because
    if not (accept or back) and on_terminal() and form == "text":
        accept, back, because = _ask(at_hand.shown)
    if accept and back:
        both = [one for one in chosen(accept, at_hand.shown) if one in chosen(back, at_hand.shown)]
        if both:
            raise RequestError(
                "a note can't be taken in and sent back",
                place=both[0].paths[0],
                cure="Name each number once.",
            )
    if back:
        _send_back(at_hand, chosen(back, at_hand.shown), because)
    if accept:
        _accept(at_hand, chosen(accept, at_hand.shown), by_policy=accept == KNOWN)


def _lines(shown: WaitingNotes) -> Iterator[str]:
    count = len(shown.notes)
    yield click.style(f"{count} note{' waits' if count == 1 else 's wait'}", bold=True)
    for number, one in enumerate(shown.notes, 1):
        by = ", ".join(map(plain, one.by)) or "nobody that is named"
        new = (
            "" if one.known else " (from an address not seen before)" if one.met else " (new here)"
        )
        yield f"{number:3}  {click.style(by, bold=True)}{new}"
        for says in one.says:
            yield f"     {plain(says)}"
        if one.sent_back:
            yield f"     sent back: {plain(one.sent_back)}"
        for finding in one.findings:
            yield from (f"     {line}" for line in finding_lines(finding))
    for ref in shown.alone:
        yield f"Reviewed alone, since it holds very many notes: {plain(ref)}"
    if shown.later:
        yield f"And {shown.later} more, once these are taken in or sent back."
    if shown.taken:
        yield ""
        yield click.style("Taken in by policy this week, for a look", bold=True)
        for taken in shown.taken:
            names = ", ".join(plain(path) for path in taken.paths)
            yield f"  {taken.day} {taken.sha[:10]}  {names}"


def _ask(shown: WaitingNotes) -> tuple[str, str, str]:
    echo("")
    accept = _prompted("Take in which? (1,3-5, all; Enter: none)")
    back = _prompted("Send back which? (Enter: none)")
    because = _prompted("Why? Their writers read it.") if back else ""
    for words in filter(None, (accept, back)):
        chosen(words, shown)
    return accept, back, because


def _prompted(question: str) -> str:
    return str(click.prompt(question, default="", show_default=False, err=True)).strip()


def chosen(words: str, shown: WaitingNotes) -> list[WaitingNote]:
    """Return the notes that numbers and ranges, `all` or `known` mean; raises RequestError."""
    if words == ALL:
        return [one for one in shown.notes if not one.needs_a_look and not one.sent_back]
    if words == KNOWN:
        return [one for one in shown.notes if one.may_go_ahead]
    numbers: dict[int, None] = {}
    for part in filter(None, re.split(r"[,\s]+", words)):
        found = _RANGE.fullmatch(part)
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
        if not 1 <= first <= last <= len(shown.notes):
            raise RequestError(
                f"there is no note '{plain(part)}'",
                cure=f"Choose numbers from 1 to {len(shown.notes)}:",
                example="pollinate review --notes --accept 1,3-5",
            )
        numbers |= dict.fromkeys(range(first, last + 1))
    return [shown.notes[number - 1] for number in numbers]


def _accept(at_hand: NotesAtHand, notes: Sequence[WaitingNote], *, by_policy: bool) -> None:
    if not notes:
        echo("Nothing was taken in.", err=True)
        return
    blocked = [one for one in notes if one.blocks]
    if blocked:
        raise RequestError(
            f"{len(blocked)} of these should be mended first",
            place=blocked[0].paths[0],
            cure="Send it back with the reason, or mend it on its branch:",
            example='pollinate review --notes --send-back 1 --because "…"',
        )
    merger = author_in(at_hand.repository)
    # What the policy lets in is taken in by a build server, in nobody's name.
    if not by_policy and merger is not None and not at_hand.moderation.may(merger):
        one = at_hand.moderation.not_a_moderator(merger)
        echo(f"{plain(one.message)} [{one.code}]. {plain(one.cure)}", err=True)
        echo("Nothing was taken in.", err=True)
        raise SystemExit(1)
    branch = take_in(at_hand, notes, by_policy=by_policy)
    count = f"{len(notes)} note{'' if len(notes) == 1 else 's'}"
    echo(f"\n{count} on the branch {click.style(plain(branch), bold=True)}, each by its writer.")
    remotes = at_hand.repository.run("remote").decode("utf-8", "replace").split()
    target = at_hand.branch
    if remotes:
        remote = "origin" if "origin" in remotes else remotes[0]
        line = f"git push {shell_word(remote)} {shell_word(f'{branch}:{target}')}"
        echo(f"Publish them:\n    {line}")
        echo("Where nobody may push there, push the branch and open a request of it.")
    else:
        echo(f"Take them over:\n    git merge --ff-only {shell_word(branch)}")


def _send_back(at_hand: NotesAtHand, notes: Sequence[WaitingNote], because: str) -> None:
    if not because.strip():
        raise RequestError(
            "whoever wrote it should know why it comes back",
            cure="Say it:",
            example='pollinate review --notes --send-back 2 --because "Which boat was it?"',
        )
    for one in notes:
        send_back(at_hand.repository, one.head, because)
        by = ", ".join(map(plain, one.by)) or "its writer"
        echo(f"\nSent back: {plain(one.ref)}. Tell {by}:")
        echo(f"    Thank you for your note. Before it can be taken in: {plain(because)}")
