# Notes that wait, as they stand on a terminal: each with its number, its ref and what it says, cut
# or whole; and how those that were taken in get published. Must not know: who chooses which.
"""Print waiting notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click
from pollinate.history.unpushed import Unpushed
from pollinate.model.waiting_notes import WaitingNote, WaitingNotes

from pollinate_cli.findings_text import finding_lines
from pollinate_cli.terminal import plain, shell_word


def list_lines(shown: WaitingNotes, *, full: bool) -> Iterator[str]:
    """Yield all that waits."""
    taken = sum(bool(one.taken_in) for one in shown.notes)
    told = _waiting(len(shown.notes) - taken)
    more = f", {taken} taken in and not pushed yet" if taken else ""
    yield click.style(f"{told}{more}", bold=True)
    for number, one in zip(shown.numbers, shown.notes, strict=True):
        yield from note_lines(number, one, full=full)
    for ref in shown.alone:
        yield f"Reviewed alone, since it holds very many notes: {plain(ref)}"
    if shown.later:
        yield f"And {shown.later} more, once these are taken in or sent back."
    if shown.taken:
        yield ""
        yield click.style("Taken in by policy this week, for a look", bold=True)
        for merge in shown.taken:
            names = ", ".join(plain(path) for path in merge.paths)
            yield f"  {merge.day} {merge.sha[:10]}  {names}"


def _waiting(count: int) -> str:
    return f"{count} note{' waits' if count == 1 else 's wait'}"


def note_lines(number: int, one: WaitingNote, *, full: bool = False) -> Iterator[str]:
    """Yield one note that waits."""
    by = ", ".join(map(plain, one.by)) or "nobody that is named"
    new = "" if one.known else " (from an address not seen before)" if one.met else " (new here)"
    yield f"{number:3}  {click.style(by, bold=True)}{new}  {plain(one.ref)}"
    if full:
        for text in one.texts:
            yield from (f"     {plain(line)}".rstrip() for line in text.split("\n"))
    else:
        for says, left in zip(one.says, one.left, strict=True):
            yield f"     {plain(says)}"
            if left:
                yield f"     (and {plain(left)}: --full shows it)"
    if one.sent_back:
        yield f"     sent back: {plain(one.sent_back)}"
    if one.taken_in:
        yield f"     taken in on the branch {plain(one.taken_in)}, not pushed yet"
    for finding in one.findings:
        yield from (f"     {line}" for line in finding_lines(finding, cures=full))


def choice_lines(shown: WaitingNotes) -> Iterator[str]:
    """Yield the commands that take in what nothing was found in, and send back what blocks."""
    open_notes = [
        (number, one)
        for number, one in zip(shown.numbers, shown.notes, strict=True)
        if not (one.taken_in or one.sent_back)
    ]
    bad = [number for number, one in open_notes if one.blocks]
    if open_notes:
        yield ""
    if good := ranges_of(shown):
        yield f"Take in what is right: pollinate review --notes --accept {good}"
    if bad:
        words = ",".join(map(str, bad))
        yield f'Send back: pollinate review --notes --send-back {words} --because "…"'


def ranges_of(shown: WaitingNotes) -> str:
    """Return the numbers of notes in which nothing was found, as one can type them: 4-7,9."""
    numbers = [
        number
        for number, one in zip(shown.numbers, shown.notes, strict=True)
        if not (one.taken_in or one.sent_back or one.needs_a_look)
    ]
    parts: list[list[int]] = []
    for number in numbers:
        if parts and parts[-1][-1] + 1 == number:
            parts[-1].append(number)
        else:
            parts.append([number])
    return ",".join(f"{one[0]}-{one[-1]}" if len(one) > 1 else str(one[0]) for one in parts)


def publish_lines(unpushed: Unpushed, remotes: Sequence[str], target: str, here: str) -> list[str]:
    """Return what publishes all that was taken in, line by line; `here` is what is checked out."""
    branches = list(map(shell_word, unpushed.branches))
    remote = "origin" if "origin" in remotes else next(iter(remotes), "")
    if remote and len(branches) == 1 and not unpushed.is_ahead:
        [branch] = unpushed.branches
        return [f"git push {shell_word(remote)} {shell_word(f'{branch}:{target}')}"]
    # The server takes one line of commits: what is here goes before it.
    how = "--ff-only" if len(branches) == 1 and not unpushed.is_ahead else "--no-edit"
    lines = [] if here == target else [f"git switch {shell_word(target)}"]
    lines += [f"git merge --no-stat {how} {branch}" for branch in branches]
    return [*lines, f"git push {shell_word(remote)} {shell_word(target)}"] if remote else lines
