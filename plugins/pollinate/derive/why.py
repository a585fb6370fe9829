# Why somebody is named on a lesson: the commits and rules behind the lines, and the acts behind the other roles.
# Why here: a name that can't be defended must not stand on a page; this is the defence, and tests add it up.
# Must not know: how it is printed.
"""Explain credits."""

from __future__ import annotations

from dataclasses import dataclass

from pollinate.derive.people import People
from pollinate.model import Commit, Commits, Credit, FileHistory, Role, TrailerKind


@dataclass(frozen=True, slots=True)
class Act:
    """Something other than owning lines that earned a role."""

    role: Role
    commit: Commit | None
    """None: said in a file."""
    words: str


_TRAILERS = {TrailerKind.REVIEWER: Role.REVIEWER, TrailerKind.HELPER: Role.HELPER, TrailerKind.CO_AUTHOR: Role.CO_AUTHOR}
_SAID = {
    Role.TEACHER: "the lesson says it was learned from this person",
    Role.KEEPER: "keeps this topic, or looks at this lesson again, as a file says",
}


def acts(credit: Credit, file: FileHistory | None, commits: Commits, people: People) -> list[Act]:
    """Return the acts behind a credit's roles, oldest first, then what files say."""
    found: list[Act] = []
    for change in file.changes if file else ():
        commit = commits[change.commit]
        if commit.ignored or not (change.changed or change.brought):
            continue
        author = people.of(commit.author)
        if author == credit.contributor:
            if change.created:
                found.append(Act(Role.AUTHOR, commit, "made the lesson"))
            elif change.brought and Role.MODERATOR in credit.roles:
                found.append(Act(Role.MODERATOR, commit, "merged the work of others"))
            elif change.changed:
                found.append(Act(Role.EDITOR, commit, "changed the text"))
        for trailer in commit.trailers:
            if people.of(trailer.who) == credit.contributor and _TRAILERS[trailer.kind] in credit.roles:
                found.append(Act(_TRAILERS[trailer.kind], commit, f"named in {trailer.key}"))
    shown = {act.role for act in found}
    found += [
        Act(role, None, _SAID.get(role, "said in the lesson's front matter"))
        for role in credit.roles
        if role not in shown and role in _SAID
    ]
    return found
