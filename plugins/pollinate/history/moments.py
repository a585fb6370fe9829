# Reads when a commit was written, and by whom where git's own forms can't tell, from the commit's
# header. Why here: git's dates stop everything at one that no calendar holds, and its forms of a
# name give the question back where there is no address. What can't be read is unknown, never
# guessed. Must not know: which date is believed, how an unknown one is shown.
"""Read dates and authors of commits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

from pollinate.history.git import Repository
from pollinate.history.trailers import clean_name, decoded
from pollinate.model.git import Commit, Identity

_DATE = re.compile(rb"(?:^| )(-?[0-9]+ [+-][0-9]+)$")


def iso_date(raw: bytes) -> str:
    """Return a date as git keeps it, seconds since 1970 and offset, in ISO 8601; empty for one that
    can't be read.

    Dates before 1970, by their own offset, are none: tools write 0 where they know nothing.
    """
    seconds, _, offset = raw.partition(b" ")
    try:
        moment, zone = int(seconds), _zone(offset)
        found = datetime.fromtimestamp(moment, zone)
    except (ValueError, OverflowError, OSError):
        return ""
    return found.isoformat() if moment > 0 and found.year >= 1970 else ""


@lru_cache(maxsize=1000)
def _zone(offset: bytes) -> timezone:
    """Return a time zone, of an offset that no clock has the one of Greenwich."""
    try:
        number = int(offset)
        hours, minutes = divmod(abs(number), 100)
        east = timedelta(hours=hours, minutes=minutes)
        return timezone(east if number >= 0 else -east)
    except (ValueError, OverflowError):
        return UTC


def with_authors(repository: Repository, commits: Sequence[Commit]) -> list[Commit]:
    """Return commits with the authors and dates of those that git could not tell (one git process,
    where there are any).
    """
    nobody = Identity("", "")
    asked = [one.sha for one in commits if one.raw_author == nobody]
    if not asked:
        return list(commits)
    told = repository.run("cat-file", "--batch", stdin="\n".join([*asked, ""]).encode())
    found: dict[str, tuple[Identity, str]] = {}
    at = 0
    for sha in asked:
        end = told.index(b"\n", at)
        at = end + 2 + int(told[at:end].split()[-1])
        found[sha] = _author(told[end + 1 : at])
    return [
        replace(one, author=found[one.sha][0], raw_author=found[one.sha][0], when=found[one.sha][1])
        if one.sha in found
        else one
        for one in commits
    ]


def _author(commit: bytes) -> tuple[Identity, str]:
    """Return the author of a commit and the date."""
    lines = commit.partition(b"\n\n")[0].split(b"\n")
    said = next((line[7:].strip() for line in lines if line.startswith(b"author ")), b"")
    date = _DATE.search(said)
    name, _, mail = said[: date.start() if date else None].partition(b"<")
    who = Identity(clean_name(decoded(name)), decoded(mail.partition(b">")[0]).strip())
    return who, iso_date(date[1] if date else b"")
