# What is wrong in a CODEOWNERS file, which forges read over in silence: handles that are joined, an
# unknown one that switches off a whole rule, a pattern that fits nothing, lessons that nobody is
# asked about. Sources: Application-Insights-Workbooks 977, iccDEV 2431, bisq 1865.
# Must not know: where the file was read from, forges' own lists of people.
"""Look at who owns which file."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from pollinate.content.owners import MOST_RULES, OwnerRule, Owners, is_readable, read_owners
from pollinate.model.accounts import noreply_login
from pollinate.model.diagnostics import Diagnostic, Severity
from pollinate.model.garden import Garden
from pollinate.paths import RepoPath

MOST_NAMED = 5
"""Lessons without an owner that are named."""


def find_owner_faults(
    garden: Garden, texts: Mapping[str, bytes], tracked: Collection[RepoPath]
) -> Iterator[Diagnostic]:
    """Yield what is wrong with the owners that a repository names; nothing where it names none."""
    owners = read_owners(texts)
    # A file of remarks alone is a form that nobody has filled in yet.
    if owners is None or not owners.rules:
        return
    known = _known(garden)
    for rule in owners.rules:
        yield from _of_rule(owners, rule, known)
    yield from _idle(owners, tracked)
    yield from _without(owners, garden)


def _known(garden: Garden) -> set[str]:
    """Return the handles that somebody here is known by, in small letters."""
    logins = {noreply_login(who).casefold() for who in garden.people.by_identity}
    return logins | {handle.casefold() for handle in garden.content.people}


def _of_rule(owners: Owners, rule: OwnerRule, known: Collection[str]) -> Iterator[Diagnostic]:
    if not rule.owners:
        return
    for owner in rule.owners:
        if not is_readable(owner):
            shown = owner if owner.startswith("@") else "a word that is no handle"
            message = f"forges don't know '{shown[:80]}', and pass the whole rule over in silence"
            cure = "Write handles apart, each with its own @: /docs/ @mira @tom"
            yield _fault(owners, rule.line, "owner-unreadable", message, cure, Severity.WARNING)
        elif (
            owner.startswith("@")
            and "/" not in owner
            and known
            and owner[1:].casefold() not in known
        ):
            message = f"nobody in this garden is known as {owner[:80]}"
            cure = "Check it at the forge: a handle that it doesn't know owns nothing."
            yield _fault(owners, rule.line, "owner-unknown", message, cure)


def _idle(owners: Owners, tracked: Collection[RepoPath]) -> Iterator[Diagnostic]:
    used = {rule.line for path in tracked if (rule := owners.rule(path)) is not None}
    fitting = {rule.line for rule in owners.rules if rule.line not in used}
    for rule in owners.rules:
        if rule.line in fitting and rule.is_read:
            message = f"'{rule.pattern[:80]}' decides about no file"
            cure = "Mend the path, or take the line out; of several rules that fit the last counts."
            yield _fault(owners, rule.line, "owner-idle", message, cure)
    if len(owners.rules) >= MOST_RULES:
        message = f"only the first {MOST_RULES:,} rules were looked at"
        yield _fault(owners, 0, "owner-idle", message, "Make fewer rules with wider patterns.")


def _without(owners: Owners, garden: Garden) -> Iterator[Diagnostic]:
    lessons = sorted(lesson.repo_path for lesson in garden.content.lessons.values())
    nobody = [path for path in lessons if not owners.of(path)]
    if nobody:
        more = f" and {len(nobody) - MOST_NAMED} more" if len(nobody) > MOST_NAMED else ""
        names = ", ".join(nobody[:MOST_NAMED])
        count = "1 lesson has" if len(nobody) == 1 else f"{len(nobody)} lessons have"
        message = f"{count} no owner: {names}{more}"
        cure = "Nobody is asked when they change. One line for all: /docs/ @a-handle"
        yield _fault(owners, 0, "no-owner", message, cure)


def _fault(
    owners: Owners,
    line: int,
    code: str,
    message: str,
    cure: str,
    severity: Severity = Severity.ADVICE,
) -> Diagnostic:
    return Diagnostic(
        path=owners.path, line=line, code=code, message=message, cure=cure, severity=severity
    )
