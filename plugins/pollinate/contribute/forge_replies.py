# What a forge says of its open requests, read from a file that somebody saved with curl: we ask no
# server. Sources: GitHub's REST handbook ("List pull requests"), GitLab's ("List project merge
# requests"), the swagger of Gitea and Forgejo ("repoListPullRequests"). Whatever is odd in an entry
# is told, and the others count. Must not know: refs, people, how a finding is printed.
"""Read a forge's reply about requests."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pollinate.emails import one_line, without_addresses
from pollinate.errors import RequestError
from pollinate.plain import plain

MOST_BYTES = 200_000_000
MOST_TOLD = 20
"""Odd entries that are told one by one."""
LONGEST = 200
_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)")
_OPEN = frozenset({"open", "opened", "locked", ""})
"""Of GitLab, `locked` is one that is being merged."""
CURL = """curl "https://api.github.com/repos/OWNER/NAME/pulls?state=all&per_page=100" > replies.json
curl "https://gitlab.example.org/api/v4/projects/ID/merge_requests?per_page=100" > replies.json
curl "https://gitea.example.org/api/v1/repos/OWNER/NAME/pulls?state=all" > replies.json"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgeReply:
    """One request as a forge tells it."""

    number: int
    title: str = ""
    is_draft: bool = False
    is_open: bool = True
    login: str = ""
    name: str = ""
    """Of who opened it, where the forge says it."""
    created: str = ""
    updated: str = ""
    head: str = ""
    branch: str = ""


@dataclass(frozen=True, slots=True)
class Replies:
    """What a file says."""

    requests: Mapping[int, ForgeReply]
    odd: tuple[str, ...] = ()
    """What is wrong with entries that don't count."""


def read_replies(data: bytes, place: str) -> Replies:
    """Return the requests that a forge's reply tells, by number.

    Raises RequestError for what is no such reply at all.
    """
    found: dict[int, ForgeReply] = {}
    odd: list[str] = []
    for at, entry in enumerate(_entries(data, place), 1):
        reply = _reply(entry)
        if isinstance(reply, str):
            odd.append(f"entry {at} {reply}, so it does not count")
        elif reply.number in found:
            odd.append(f"entry {at} tells request {reply.number} once more, so it does not count")
        else:
            found[reply.number] = reply
    if len(odd) > MOST_TOLD:
        odd[MOST_TOLD:] = [f"and {len(odd) - MOST_TOLD} more entries that don't count"]
    return Replies(found, tuple(odd))


def _entries(data: bytes, place: str) -> Sequence[Any]:
    if len(data) > MOST_BYTES:
        raise RequestError(
            f"this file is larger than {MOST_BYTES // 1_000_000} MB",
            place=place,
            cure="Save the open requests only.",
        )
    try:
        told = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise RequestError(
            "this is no JSON" if isinstance(error, ValueError) else "this is nested too deeply",
            place=place,
            cure="Save the forge's own reply:",
            example=CURL,
        ) from error
    if isinstance(told, list):
        return told
    said = told.get("message") or told.get("error") if isinstance(told, dict) else ""
    words = f"; it says: {_text(said)}" if isinstance(said, str) and said else ""
    raise RequestError(
        f"this is no list of requests{words}",
        place=place,
        cure="Save the forge's own reply:",
        example=CURL,
    )


def _reply(entry: Any) -> ForgeReply | str:
    """Return what an entry tells, or what is wrong with it."""
    if not isinstance(entry, dict):
        return "is no request"
    # What people see is `iid` at GitLab, and `number` elsewhere.
    number = entry.get("iid", entry.get("number"))
    if not isinstance(number, int) or isinstance(number, bool) or not 0 < number < 10**9:
        return "has no number"
    state = entry.get("state", "")
    title = entry.get("title", "")
    if not isinstance(state, str) or not isinstance(title, str):
        return "has a title or a state that is no text"
    who, head = _inner(entry, "user") or _inner(entry, "author"), _inner(entry, "head")
    draft = entry.get("draft", entry.get("work_in_progress", False))
    return ForgeReply(
        number=number,
        title=_text(title),
        is_draft=draft is True,
        is_open=state in _OPEN and not entry.get("merged_at"),
        login=_text(who.get("login") or who.get("username")),
        name=_text(who.get("full_name") or who.get("name")),
        created=_date(entry.get("created_at")),
        updated=_date(entry.get("updated_at")),
        head=_text(head.get("sha") or entry.get("sha")),
        branch=_text(head.get("ref") or entry.get("source_branch")),
    )


def _inner(entry: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = entry.get(key)
    return found if isinstance(found, dict) else {}


def _text(value: Any) -> str:
    text = value[: 10 * LONGEST] if isinstance(value, str) else ""
    return plain(" ".join(without_addresses(one_line(text)).split()))[:LONGEST].strip()


def _date(value: Any) -> str:
    return value if isinstance(value, str) and _DATE.fullmatch(value) else ""
