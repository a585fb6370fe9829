# Which of the waiting notes somebody means: by number, by range, by ref, or by a word for many; and
# whether that can be done, all of it, before any of it is done. Must not know: how it is done.
"""Choose among waiting notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pollinate.errors import RequestError
from pollinate.house_rules import AFTER
from pollinate.model.waiting_notes import WaitingNote, WaitingNotes
from pollinate.review.waiting_notes import NotesAtHand

from pollinate_cli.terminal import plain

_RANGE = re.compile(r"[#!]?(\d{1,9})(?:-(\d{1,9}))?")
_COMMIT = re.compile(r"[0-9a-f]{7,64}")
ALL, KNOWN = "all", "known"
MOST_NUMBERS = 20
"""That an error names."""


@dataclass(frozen=True, slots=True)
class NoteChoice:
    """What somebody chose on the command line; None is an option that was not given."""

    accept: str | None = None
    back: str | None = None
    because: str | None = None

    @property
    def is_any(self) -> bool:
        """Whether something is to be done."""
        return not (self.accept is None and self.back is None and self.because is None)


@dataclass(frozen=True, slots=True)
class ChosenNotes:
    """What is to be done, after it was found that all of it can be."""

    accept: Sequence[WaitingNote] = ()
    back: Sequence[WaitingNote] = ()
    because: str = ""
    by_policy: bool = False


def choose(wanted: NoteChoice, at_hand: NotesAtHand) -> ChosenNotes:
    """Return which notes somebody means; raises RequestError where anything of it can't be done."""
    shown = at_hand.shown
    if wanted.accept == KNOWN and at_hand.rules.notes != AFTER:
        raise RequestError(
            "this garden looks at each note before it is merged",
            cure="Its policy would have to say otherwise:",
            example="plugins:\n  - pollinate/garden:\n      policy:\n        notes: after",
        )
    accept = chosen(wanted.accept, shown) if wanted.accept is not None else []
    back = chosen(wanted.back, shown) if wanted.back is not None else []
    because = " ".join((wanted.because or "").split())
    if wanted.back is not None and not because:
        raise RequestError(
            "whoever wrote it should know why it comes back",
            cure="Say it:",
            example='pollinate review --notes --send-back 2 --because "Which boat was it?"',
        )
    if wanted.back is None and wanted.because is not None:
        raise RequestError(
            "a reason is given, and nothing to send back",
            cure="Say which notes come back:",
            example='pollinate review --notes --send-back 2 --because "Which boat was it?"',
        )
    both = [one for one in accept if one in back]
    if both:
        raise RequestError(
            "a note can't be taken in and sent back",
            place=both[0].paths[0],
            cure="Name each number once.",
        )
    done = [one for one in (*accept, *back) if one.taken_in]
    if done:
        raise RequestError(
            f"this note is taken in already, on the branch '{done[0].taken_in}'",
            place=done[0].paths[0],
            cure="Push that branch, or delete it to choose again. What waits:",
            example="pollinate review --notes",
        )
    return ChosenNotes(accept, back, because, by_policy=wanted.accept == KNOWN)


def chosen(words: str, shown: WaitingNotes) -> list[WaitingNote]:
    """Return the notes that numbers, ranges, refs, `all` or `known` mean; raises RequestError."""
    if words == ALL:
        ready = (one for one in shown.notes if not one.needs_a_look and not one.sent_back)
        return [one for one in ready if not one.taken_in]
    if words == KNOWN:
        return [one for one in shown.notes if one.may_go_ahead]
    # A ref may hold a comma.
    whole = [one for one in shown.notes if words.strip() in one.names]
    parts = [] if whole else [part for part in re.split(r"[,\s]+", words) if part]
    if not whole and not parts:
        raise _none_such("", shown)
    found = {one.head: one for one in whole}
    for part in parts:
        found |= {one.head: one for one in _meant(part, shown)}
    return list(found.values())


def _meant(part: str, shown: WaitingNotes) -> list[WaitingNote]:
    numbered = dict(zip(shown.numbers, shown.notes, strict=True))
    if found := _RANGE.fullmatch(part):
        first, last = int(found[1]), int(found[2] or found[1])
        if first <= last and first in numbered and last in numbered:
            return [one for number, one in numbered.items() if first <= number <= last]
    named = [one for one in shown.notes if part in one.names]
    if not named and _COMMIT.fullmatch(part):
        named = [one for one in shown.notes if one.head.startswith(part)]
    if len(named) != 1:
        raise _none_such(part, shown)
    return named


def _none_such(part: str, shown: WaitingNotes) -> RequestError:
    problem = f"there is no note '{plain(part)}'" if part else "no note is named"
    count = len(shown.notes)
    if not count:
        return RequestError(f"{problem}: none waits", cure="See what else does:", example=_QUEUE)
    if shown.has_own_numbers:
        some = sorted(shown.numbers)
        names = ", ".join(map(str, some[:MOST_NUMBERS])) + (" …" if some[MOST_NUMBERS:] else "")
        cure = f"These wait: {names}. Choose among them, or by ref:"
    else:
        cure = f"Choose numbers from 1 to {count}, or refs, as the list has them:"
    return RequestError(problem, cure=cure, example="pollinate review --notes --accept 1,3-5")


_QUEUE = "pollinate queue"
