# The document `pollinate/queue/1`: the requests that wait, in their order. Names are those of the
# site, and no address is in it. Must not know: how a queue comes to be, how it is worded.
"""Export the queue."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from pollinate.model.requests import Queue, WaitingRequest

QUEUE_SCHEMA = "pollinate/queue/1"
HOUR = 3_600


def export_queue(queue: Queue, fetch: Sequence[str]) -> dict[str, Any]:
    """Return the document of `pollinate queue --format json`; `fetch` are the lines that fetch
    requests.
    """
    return {
        "schema": QUEUE_SCHEMA,
        "base": queue.base,
        "until": _iso(queue.now),
        "requests": [_request(one, queue.now) for one in queue.requests],
        "first_answer": None
        if queue.answers is None
        else {
            "requests": queue.answers.requests,
            "median_hours": round(queue.answers.median / HOUR, 1),
        },
        "taken": list(queue.taken),
        "unpushed": list(queue.unpushed),
        "closed": list(queue.closed),
        "unfetched": list(queue.unfetched),
        "knows_requests": queue.knows_requests,
        "fetch": list(fetch),
        "findings": [
            {"code": one.code, "path": one.path, "message": one.message} for one in queue.findings
        ],
    }


def days_and_hours(seconds: float) -> tuple[int, int]:
    """Return a span in whole days and hours."""
    hours = max(0, int(seconds)) // HOUR
    return hours // 24, hours % 24


def _request(one: WaitingRequest, now: float) -> dict[str, Any]:
    days, hours = days_and_hours(now - one.since)
    return {
        "ref": one.ref,
        "head": one.head,
        "also": list(one.also),
        "number": one.number or None,
        "title": one.title,
        "by": list(one.by),
        "opened_by": one.opened_by or None,
        "newcomer": one.newcomer,
        "tools": list(one.tools),
        "lessons": one.lessons,
        "notes": one.notes,
        "files": one.files,
        "turn": one.turn.value,
        "since": _iso(one.since),
        "waiting": {"days": days, "hours": hours},
        "sent_back": one.sent_back or None,
        "draft": one.draft,
        "updated": one.updated or None,
        "second_moderator": None
        if one.second is None
        else {
            "folder": one.second.folder,
            "given": list(one.second.given),
            "asked": list(one.second.asked),
            "missing": one.second.missing,
        },
    }


def _iso(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
