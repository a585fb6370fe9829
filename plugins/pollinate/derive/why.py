# Why somebody is named on a lesson: the commits and rules behind the lines, and the acts, notes and
# trails behind the other roles. Why here: a name that can't be defended must not stand on a page;
# this is the defence, and tests add it up. Must not know: how it is printed.
"""Explain credits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pollinate.derive.roles import ROLES
from pollinate.model.credits import Act, Credit, Role
from pollinate.model.git import MIXED, RULE_BITS, RULE_MASK, Commits, FileHistory, Rule, TrailerKind
from pollinate.model.notes import NoteKind, PlacedNote, PlacedTrail
from pollinate.model.people import People, Show
from pollinate.model.when import instant
from pollinate.paths import SrcUri
from pollinate.words import spelled

_TRAILERS = {
    TrailerKind.REVIEWER: Role.REVIEWER,
    TrailerKind.HELPER: Role.HELPER,
    TrailerKind.CO_AUTHOR: Role.CO_AUTHOR,
    TrailerKind.MODERATOR: Role.MODERATOR,
}
_SAID = {
    Role.TEACHER: "the lesson says it was learned from this person",
    Role.KEEPER: "keeps this topic, or looks at this lesson again, as a file says",
}


_FROM_ENTRIES = (
    Role.REVIEWER,
    Role.HELPER,
    Role.PRACTITIONER,
    Role.ASKER,
    Role.ANSWERER,
    Role.TRAIL_LAYER,
)
"""Roles that come from an entry in the lesson's `credit` where neither a commit nor a note gives
them.
"""
_NOTES = {
    NoteKind.APPLIED: "applied the lesson", NoteKind.QUESTION: "asked",
    NoteKind.ANSWER: "answered",
    NoteKind.REVIEW: "looked at it again",
}  # fmt: skip


QUOTED = 8
"""Words of a commit that are quoted."""


def quotes(
    file: FileHistory | None,
    runs: Sequence[Sequence[int]],
    counts: Sequence[int],
    lines: Sequence[bytes],
) -> Mapping[tuple[int, str], str]:
    """Return the first words that stand from each commit, by its number and the rule; `lines` are
    those of the file at HEAD, `counts` how many words of each are of the text.
    """
    found: dict[tuple[int, str], str] = {}
    for credit, count, line in zip(file.credit if file else (), counts, lines, strict=False):
        words = spelled(line) if count else []
        run = runs[credit ^ MIXED] if credit & MIXED else (credit, len(words))
        at = 0
        for owner, number in zip(run[::2], run[1::2], strict=True):
            told = words[at : at + min(number, QUOTED)]
            at += number
            if told:
                more = " …" if number > QUOTED else ""
                key = (owner >> RULE_BITS, Rule(owner & RULE_MASK).label)
                found.setdefault(key, " ".join(told) + more)
    return found


def acts(
    credit: Credit,
    file: FileHistory | None,
    commits: Commits,
    people: People,
    notes: Iterable[PlacedNote] = (),
    trails: Mapping[SrcUri, PlacedTrail] | None = None,
) -> list[Act]:
    """Return the acts behind a credit's roles: commits, oldest first, then notes and trails, then
    what other files say.
    """
    found = list(_in_commits(credit, file, commits, people))
    found += sorted(
        [*_in_notes(credit, commits, notes), *_on_trails(credit, trails or {}, people)], key=_order
    )
    shown = {act.role for act in found}
    found += [
        Act(role, None, _SAID[role]) for role in credit.roles if role not in shown and role in _SAID
    ]
    entries = [role for role in credit.roles if role not in shown and role in _FROM_ENTRIES]
    return [*found, *(Act(role, None, "said in the lesson's front matter") for role in entries)]


def _order(act: Act) -> tuple[float, str]:
    return (instant(f"{act.when}-01" if len(act.when) == 7 else act.when), act.path)


def _in_commits(
    credit: Credit, file: FileHistory | None, commits: Commits, people: People
) -> Iterable[Act]:
    for change in file.changes if file else ():
        commit = commits[change.commit]
        if commit.ignored or change.void or not (change.changed or change.brought):
            continue
        author = people.of(commit.author)
        if author == credit.contributor:
            if change.created and Role.AUTHOR in credit.roles:
                yield Act(Role.AUTHOR, commit, "made the lesson")
            elif change.brought and Role.MODERATOR in credit.roles:
                yield Act(Role.MODERATOR, commit, "merged the work of others")
            elif change.changed:
                yield Act(Role.EDITOR, commit, "changed the text")
        for trailer in commit.trailers:
            if (
                people.of(trailer.who) == credit.contributor
                and _TRAILERS[trailer.kind] in credit.roles
            ):
                yield Act(_TRAILERS[trailer.kind], commit, f"named in {trailer.key}")


def _in_notes(credit: Credit, commits: Commits, notes: Iterable[PlacedNote]) -> Iterable[Act]:
    for note in notes:
        role = ROLES.get(note.kind)
        if (
            role is not None
            and role in credit.roles
            and note.page == credit.lesson
            and credit.contributor in note.by
        ):
            # As in the export: the path of a note with somebody private in it may hold a name, so
            # its mark stands for it.
            path = note.anchor if note.private else note.src_uri
            commit = commits[note.commit] if note.commit >= 0 and not note.private else None
            yield Act(role, commit, _NOTES[note.kind], path, note.when[: 7 if note.private else 10])


def _on_trails(
    credit: Credit, trails: Mapping[SrcUri, PlacedTrail], people: People
) -> Iterable[Act]:
    if Role.TRAIL_LAYER not in credit.roles:
        return
    for uri, placed in trails.items():
        if credit.contributor in placed.by and any(
            step.lesson == credit.lesson for step in placed.steps
        ):
            private = any(people.contributors[slug].show is not Show.NAME for slug in placed.by)
            yield Act(
                Role.TRAIL_LAYER,
                None,
                "put the lesson on a trail",
                uri,
                placed.when[: 7 if private else 10],
            )
