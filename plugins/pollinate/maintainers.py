# Who owns a lesson's file, as CODEOWNERS says, in names that may be shown: somebody whom the garden
# knows by the name it shows, any other handle as the file has it. A handle of somebody who is shown
# by alias or not at all is nobody's here. Why here: it stands above the file and who is private.
# Must not know: what somebody is asked for.
"""Name the maintainers of lessons."""

from __future__ import annotations

import re
from collections.abc import Callable

from pollinate.content.owners import PLACES, read_owners
from pollinate.history.workspace import Workspace
from pollinate.model.accounts import noreply_login
from pollinate.model.content import Lesson
from pollinate.model.garden import Garden
from pollinate.model.people import Show
from pollinate.private_ways import PrivateWays
from pollinate.runtime.regular_file import read_regular
from pollinate.words import MOST_BYTES

_HANDLE = re.compile(r"@[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9_])?(?:/[\w.-]+)*")


def maintainers(garden: Garden, workspace: Workspace) -> Callable[[Lesson], list[str]]:
    """Return what tells who owns a lesson's file; nobody where no file says so."""
    texts = {}
    for place in PLACES:
        try:
            texts[place] = read_regular(workspace.root / place, MOST_BYTES)
        except (OSError, ValueError):
            continue
    owners = read_owners(texts)
    people, ways = garden.people, PrivateWays(garden)
    logins = {
        login.casefold(): slug
        for who, slug in people.by_identity.items()
        if slug and (login := noreply_login(who))
    }
    logins |= {
        handle.casefold(): slug
        for handle in garden.content.people
        if (slug := people.resolve(handle))
    }

    def named(handle: str) -> str:
        """Return how a handle is shown; nothing for one that must not be."""
        if not _HANDLE.fullmatch(handle):
            return ""
        if slug := logins.get(handle[1:].casefold()):
            one = people.contributors.get(slug)
            return one.name if one is not None and one.show is Show.NAME else ""
        return "" if ways.hints_at_somebody(handle) else handle

    def of(lesson: Lesson) -> list[str]:
        found = map(named, owners.of(lesson.repo_path)) if owners else ()
        return [name for name in found if name]

    return of
