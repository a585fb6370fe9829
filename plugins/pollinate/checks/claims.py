# What one person's commit says of another: a credit, a note in somebody's name, a profile or a
# mailmap that takes over commits, a list that takes credit away, a redirect against what Git saw.
# Each may be right, and often is; a moderator should see it and can't from a page of text. Must not
# know: how findings are printed.
"""Find claims about others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from pollinate.checks.advice import ask, told
from pollinate.checks.ignored_commits import find_ignored
from pollinate.checks.mailmap_claims import find_mapped
from pollinate.checks.name_moves import find_moved
from pollinate.checks.profile_changes import find_changed
from pollinate.checks.profile_claims import find_claimed
from pollinate.model.content import Lesson
from pollinate.model.diagnostics import Diagnostic
from pollinate.model.garden import Garden
from pollinate.model.git import FileHistory, Identity, TrailerKind
from pollinate.model.notes import WITHDRAWN, CreditEntry
from pollinate.model.private_people import PrivatePeople
from pollinate.paths import RepoPath, Slug, SrcUri
from pollinate.runtime.walk import ENDINGS

_OF_PLANTERS = frozenset({"author", "co-author"})
"""Roles that nobody takes for herself on what others planted, unless it is known to be right."""


def find_claims(garden: Garden, ignore_file: str = "") -> Iterator[Diagnostic]:
    """Yield an advice for each claim that somebody else's commit makes about a person."""
    private = PrivatePeople(garden)
    for lesson in garden.content.lessons.values():
        if lesson.credit:
            # What git knows of a file is put together when it is asked for.
            yield from _credits(garden, private, lesson)
        yield from _redirects(garden, lesson)
        yield from _unfollowed(garden, lesson)
    yield from _notes(garden)
    yield from _trails(garden)
    yield from find_claimed(garden)
    yield from find_changed(garden)
    yield from find_moved(garden)
    yield from find_mapped(garden)
    yield from find_ignored(garden, RepoPath(ignore_file or ".git-blame-ignore-revs"))


def _notes(garden: Garden) -> Iterator[Diagnostic]:
    """Yield the notes in somebody's name that were not written by that person alone."""
    for placed in garden.notes:
        note = garden.content.notes[placed.src_uri]
        if placed.commit < 0:
            continue
        maker = garden.history.commits[placed.commit].author
        file = garden.history.files.get(note.repo_path)
        for entry in note.credit:
            writers = [maker, *_on_lines(garden, file, note.is_at, entry)]
            if _speaks_for_another(garden, entry, maker, writers):
                names, by = _names(garden, placed.by), told(garden, writers)
                message = f"this note speaks for {names}; {by} wrote it"
                line = note.lines.get("credit") or 1
                yield ask(note.repo_path, line, "entered-by", message)
                break


def _trails(garden: Garden) -> Iterator[Diagnostic]:
    for placed in garden.trails.values():
        trail = placed.trail
        maker = _maker(garden, garden.history.files.get(trail.repo_path))
        for entry in trail.credit:
            if maker and _speaks_for_another(garden, entry, maker, [maker]):
                names, by = _names(garden, placed.by), told(garden, [maker])
                message = f"this trail speaks for {names}; {by} wrote it"
                yield ask(trail.repo_path, entry.line, "entered-by", message)
                break


def _speaks_for_another(
    garden: Garden, entry: CreditEntry, maker: Identity, writers: Iterable[Identity]
) -> bool:
    """Tell whether an entry names somebody who didn't write all of it; a team is of its maker."""
    if entry.person:
        return not all(garden.people.means(entry.person, who) for who in writers)
    return bool(entry.as_name) and not _are_among(garden, writers, [maker])


def _credits(garden: Garden, private: PrivatePeople, lesson: Lesson) -> Iterator[Diagnostic]:
    file = garden.history.files.get(lesson.text_path or lesson.repo_path)
    for entry in lesson.credit:
        writers = _on_lines(garden, file, lesson.is_at, entry)
        if not writers:
            continue
        by, person = told(garden, writers), private.shown(entry.person)[:60]
        own = all(garden.people.means(entry.person, who) for who in writers)
        if entry.role == WITHDRAWN:
            # The name may be a hidden one, so it is not said.
            if not own:
                message = f"this withdraws a credit; {by} wrote it"
                yield ask(lesson.repo_path, entry.line, "credit-withdrawn", message)
            continue
        planters = _planters(garden, file)
        if entry.person:
            message = f"this credits {person}; {by} wrote it"
            if own and entry.role in _OF_PLANTERS and not _are_among(garden, writers, planters):
                # Git knows who planted it, and who changed it since.
                message = f"this makes {by} {entry.role}, who did not plant this lesson"
                own = not planters
        else:
            own = not planters or _are_among(garden, writers, planters)
            team = private.shown(entry.as_name)[:60]
            message = f"this puts '{team}' in the place of whoever planted it; {by} wrote it"
        if not own:
            yield ask(lesson.repo_path, entry.line, "credit-by-another", message)


def _planters(garden: Garden, file: FileHistory | None) -> list[Identity]:
    """Return who wrote a lesson's first commit: its author, since anybody can name anybody in a
    trailer; of a tool's commit those whom it names.
    """
    first = next((c.commit for c in file.changes if c.created), None) if file else None
    if first is None:
        return []
    commit = garden.history.commits[first]
    named = [said.who for said in commit.trailers if said.kind is TrailerKind.CO_AUTHOR]
    people = [who for who in (commit.author, *named) if garden.people.of(who)]
    return people[:1] if garden.people.of(commit.author) else people


def _maker(garden: Garden, file: FileHistory | None) -> Identity | None:
    first = next((c.commit for c in file.changes if c.created), None) if file else None
    return None if first is None else garden.history.commits[first].author


def _are_among(garden: Garden, some: Iterable[Identity], others: Iterable[Identity]) -> bool:
    """Tell whether some identities are of the people behind others, however these are shown."""
    known = {who: n for n, one in enumerate(garden.people.joined) for who in one.identities}
    people = {known[who] for who in others if who in known}
    return all(known.get(who) in people for who in some)


def _on_lines(
    garden: Garden,
    file: FileHistory | None,
    is_at: Callable[[str], bool],
    entry: CreditEntry,
) -> list[Identity]:
    """Return who wrote any of an entry's lines; nobody where the file differs from HEAD."""
    if file is None or not is_at(file.blob) or entry.line < 1:
        return []
    commits = file.blame[entry.line - 1 : max(entry.last, entry.line)]
    # Authors alone: anybody can name anybody in a trailer.
    return list(dict.fromkeys(garden.history.commits[number].author for number in commits))


def _redirects(garden: Garden, lesson: Lesson) -> Iterator[Diagnostic]:
    prefix = lesson.repo_path.removesuffix(lesson.src_uri)
    for old in lesson.redirect_from:
        path, hops = RepoPath(prefix + old.strip("/")), 8
        while path in garden.history.renames and hops:
            path, hops = garden.history.renames[path], hops - 1
        uri = SrcUri(path.removeprefix(prefix))
        if uri in garden.content.lessons and uri != lesson.src_uri and hops < 8:
            message = f"'{old}' leads to {path}, since Git saw it renamed, and not here"
            yield ask(lesson.repo_path, 1, "redirect-against-git", message)


def _unfollowed(garden: Garden, lesson: Lesson) -> Iterator[Diagnostic]:
    """Yield that a lesson is a link to a file without a history here, so that nobody is credited:
    its writers may have had one before it was moved there.
    """
    there = lesson.text_path
    if there and not there.lower().endswith(ENDINGS) and there not in garden.history.files:
        message = "this links to a file that is no Markdown by its name, so nobody is credited here"
        yield ask(lesson.repo_path, 0, "linked-text", message)


def _names(garden: Garden, slugs: Iterable[Slug]) -> str:
    return ", ".join(garden.people.contributors[slug].name for slug in slugs) or "nobody"
