# The verb `queue`: which requests wait, for whom, and since when.
# Must not know: how refs are read, what a forge says.
"""Say which requests wait."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, datetime

import click
from pollinate.contribute.fetch_line import fetch_lines
from pollinate.contribute.forge_replies import MOST_BYTES, Replies, read_replies
from pollinate.errors import RequestError
from pollinate.export.json_text import to_json
from pollinate.export.queue import days_and_hours, export_queue
from pollinate.history.waiting import remote_of
from pollinate.history.workspace import locate
from pollinate.model.requests import FirstAnswers, Queue, Turn, WaitingRequest
from pollinate.moderation import second_words
from pollinate.runtime.regular_file import read_regular
from pollinate.waiting_requests import queue_of, the_repository

from pollinate_cli.cli import GardenPlace
from pollinate_cli.review_text import ref_word
from pollinate_cli.terminal import echo, plain, progress_bar

MOST_NAMES = 5
FOLDED = 3
"""Requests of notes from which on they are one entry."""


@click.command(
    "queue",
    epilog=(
        "\b\nExamples:\n  pollinate queue\n  pollinate queue --format json\n"
        "  pollinate queue --replies pulls.json"
    ),
)
@click.option(
    "--replies",
    "file",
    default="",
    metavar="FILE",
    help="What the forge's own API says of requests, saved with curl; from -C.",
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print."
)
@click.pass_context
def command(ctx: click.Context, file: str, form: str) -> None:
    """Say which requests wait for us: ours to answer first, newcomers first, then who waits
    longest.

    Refs alone tell: requests as the forge keeps them, once they are fetched, and branches that have
    commits which the branch of requests lacks. No server is asked, nothing is closed. A wait counts
    from the first commit after our last word. Exits 1 when the replies hold what can't be read.
    """
    place: GardenPlace = ctx.obj
    replies = _replies(place, file) if file else Replies({})
    settings = place.settings()
    workspace = locate(settings)
    repository = the_repository(workspace)
    fetch = fetch_lines(settings, remote_of(repository))
    with progress_bar() as progress:
        progress("Reading requests", 0, 1)
        queue = queue_of(workspace, settings, replies, file)
    for one in queue.findings:
        echo(plain(f"{one.path}: {one.message} [{one.code}]"), err=True)
    if form == "json":
        echo(to_json(export_queue(queue, fetch), indent=1))
    else:
        _print(queue)
        _tell_how_to_fetch(queue, fetch)
    ctx.exit(1 if queue.findings else 0)


def _replies(place: GardenPlace, file: str) -> Replies:
    try:
        data = read_regular(place.path(file), MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", "") or "unfit name"
        raise RequestError(
            f"this file can't be read ({reason.lower()})", place=file, cure="Name another."
        ) from error
    return read_replies(data, file)


def _print(queue: Queue) -> None:
    parts = (
        ("wait for us", [r for r in queue.requests if not r.draft and r.turn is Turn.OURS]),
        ("wait for who wrote them", [r for r in queue.requests if not r.draft and _is_theirs(r)]),
        ("are drafts", [r for r in queue.requests if r.draft]),
    )
    for words, requests in parts:
        if requests:
            echo(click.style(f"{_count(len(requests), 'request')} {_verb(words, requests)}:"))
            notes = [one for one in requests if _is_notes(one)]
            for one in requests:
                if len(notes) < FOLDED or one not in notes:
                    _print_one(one, queue.now)
            if len(notes) >= FOLDED:
                _print_notes(notes, queue.now)
            echo()
    _tell_next([one for one in queue.requests if not one.draft and one.turn is Turn.OURS])
    if not queue.requests and queue.knows_requests:
        echo("No request waits for us.")
    elif not queue.requests:
        echo("No branch that is here waits for us.")
    if queue.answers:
        echo(_answer(queue.answers))


def _is_notes(one: WaitingRequest) -> bool:
    """Tell whether a request adds notes alone, so that `review --notes` shows it."""
    plain_one = one.turn is Turn.OURS and not one.draft and one.second is None
    return plain_one and bool(one.notes) and not (one.lessons or one.files)


def _print_notes(requests: Sequence[WaitingRequest], now: float) -> None:
    """Print many requests of notes as one entry."""
    by = dict.fromkeys(name for one in requests for name in one.by)
    new = {name for one in requests for name in one.new}
    count = _count(sum(one.notes for one in requests), "note")
    since = min(one.since for one in requests)
    echo(f"  {click.style(count, bold=True)}, in {_count(len(requests), 'request')} of their own")
    echo(f"    by {_names(tuple(by), new)}")
    echo(f"    the first waits for us since {_day(since)}, {_span(now - since)}")


def _names(by: Sequence[str], new: Collection[str]) -> str:
    """Return who wrote something, newcomers marked, the first few of very many."""
    told = ", ".join(f"{plain(name)}{' (new here)' * (name in new)}" for name in by[:MOST_NAMES])
    more = f" and {len(by) - MOST_NAMES} more" if len(by) > MOST_NAMES else ""
    return (told or "nobody that is named") + more


def _tell_next(requests: Sequence[WaitingRequest]) -> None:
    """Say how to go on with notes."""
    if any(map(_is_notes, requests)):
        echo("See all notes: pollinate review --notes\n")


def _is_theirs(one: WaitingRequest) -> bool:
    return one.turn is Turn.THEIRS


def _verb(words: str, requests: Sequence[WaitingRequest]) -> str:
    if len(requests) > 1:
        return words
    return {"wait for us": "waits for us", "are drafts": "is a draft"}.get(
        words, "waits for who wrote it"
    )


def _print_one(one: WaitingRequest, now: float) -> None:
    ref = plain(one.ref)
    echo(f"  {click.style(plain(one.title), bold=True)}")
    tools = f", with {', '.join(map(plain, one.tools[:MOST_NAMES]))}" if one.tools else ""
    echo(f"    by {_names(one.by, one.new)}{tools}: {_what(one)}")
    whom = "for us" if one.turn is Turn.OURS else "for who wrote it"
    day = _day(one.since)
    if one.draft:
        echo(f"    begun {day}")
    elif one.sent_back:
        # Nobody wrote down when it was sent back.
        echo(f"    its newest version is of {day}, {_span(now - one.since)} ago")
    else:
        echo(f"    waits {whom} since {day}, {_span(now - one.since)}")
    if one.sent_back:
        echo(f"    sent back: {plain(one.sent_back)}")
    if one.second is not None:
        echo(f"    {plain(second_words(one.second))}")
    opened = f", opened by {plain(one.opened_by)}" if one.opened_by else ""
    updated = f", last changed {one.updated[:10]}" if one.updated else ""
    look = "" if one.draft or one.turn is Turn.THEIRS else f"  (pollinate review {ref_word(ref)})"
    echo(f"    {ref}{look}{opened}{updated}")


def _day(moment: float) -> str:
    return datetime.fromtimestamp(moment, UTC).date().isoformat()


def _what(one: WaitingRequest) -> str:
    parts = [
        _count(one.lessons, "lesson") if one.lessons else "",
        _count(one.notes, "note") if one.notes else "",
        _count(one.files, "other file" if one.lessons or one.notes else "file")
        if one.files
        else "",
    ]
    return ", ".join(filter(None, parts)) or "no file"


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _span(seconds: float) -> str:
    days, hours = days_and_hours(seconds)
    parts = [_count(days, "day") if days else "", _count(hours, "hour") if hours else ""]
    return " ".join(filter(None, parts)) or "less than an hour"


def _answer(answers: FirstAnswers) -> str:
    return (
        f"First answers: half within {_span(answers.median)}, of the last {answers.requests}"
        " requests that tell."
    )


def _tell_how_to_fetch(queue: Queue, fetch: Sequence[str]) -> None:
    """Say what refs can't know, and how to know more: on standard error, but where nothing is known
    of any request, so that whoever reads the one line knows it.
    """
    err = queue.knows_requests
    if queue.taken:
        words = _count(len(queue.taken), "ref")
        propose = "it proposes" if len(queue.taken) == 1 else "they propose"
        echo(f"{words} left out: what {propose} was taken in already.", err=True)
    if queue.unpushed:
        where = ", ".join(map(plain, queue.unpushed))
        echo(f"Taken in here and not pushed yet: see {where}.", err=True)
    if queue.closed:
        words = _count(len(queue.closed), "ref")
        echo(
            f"{words} left out: the replies don't have them as open. Were all pages saved?",
            err=True,
        )
    if queue.unfetched:
        numbers = ", ".join(map(str, queue.unfetched[:10]))
        more = f" and {len(queue.unfetched) - 10} more" if len(queue.unfetched) > 10 else ""
        echo(f"Open at the forge and not fetched: {numbers}{more}.", err=True)
    if queue.knows_requests and queue.requests and not queue.unfetched:
        return
    if not fetch:
        echo("This clone has no remote, so only its own branches were looked at.", err=err)
        return
    if not queue.knows_requests:
        echo("Requests of the forge were never fetched here, only branches are known.")
    echo("Fetch them:" if len(fetch) == 1 else "Fetch them, by the line for your forge:", err=err)
    for line in fetch:
        echo(f"    {line}", err=err)
