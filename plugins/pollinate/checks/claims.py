# What one person's commit says of another: a credit, a note in somebody's name, a profile or a
# mailmap that takes over commits, a list that takes credit away, a redirect against what Git saw.
# Each may be right, and often is; a moderator should see it and can't from a page of text. Must not
# know: how findings are printed.
"""Find claims about others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from pollinate.model.content import Lesson
from pollinate.model.diagnostics import Diagnostic, Severity
from pollinate.model.garden import Garden
from pollinate.model.git import Commit
from pollinate.model.names import name_key, name_keys
from pollinate.model.notes import WITHDRAWN, CreditEntry
from pollinate.model.people import PersonFile, Show
from pollinate.model.private_people import PrivatePeople
from pollinate.paths import RepoPath, Slug, SrcUri, slugify

_ASK = "Ask whom it is about, unless it is known to be right."


def find_claims(garden: Garden, ignore_file: str = "") -> Iterator[Diagnostic]:
    """Yield an advice for each claim that somebody else's commit makes about a person."""
    private = PrivatePeople(garden)
    for lesson in garden.content.lessons.values():
        yield from _credits(garden, private, lesson)
        yield from _redirects(garden, lesson)
    for placed in garden.notes:
        if placed.entered_by:
            note = garden.content.notes[placed.src_uri]
            names, writers = _names(garden, placed.by), _names(garden, placed.entered_by)
            message = f"this note speaks for {names}; {writers} wrote it"
            yield _finding(note.repo_path, note.lines.get("credit") or 1, "entered-by", message)
    for file in garden.content.people.values():
        yield from _profile(garden, file)
    yield from _mapped(garden)
    yield from _ignored(garden, RepoPath(ignore_file or ".git-blame-ignore-revs"))


def _credits(garden: Garden, private: PrivatePeople, lesson: Lesson) -> Iterator[Diagnostic]:
    for entry in lesson.credit:
        writers = _writers(garden, lesson, entry)
        if entry.role == WITHDRAWN:
            yield from _withdrawal(garden, lesson, entry, writers)
            continue
        who = garden.people.resolve(entry.person) if entry.person else None
        whom = [who] if entry.person else _planters(garden, lesson)
        if not writers or not whom or not set(writers).isdisjoint(whom):
            continue
        by = _names(garden, writers)
        person, team = (private.shown(one)[:60] for one in (entry.person, entry.as_name))
        message = (
            f"this credits {person}; {by} wrote it"
            if entry.person
            else f"this puts '{team}' in the place of whoever planted it; {by} wrote it"
        )
        yield _finding(lesson.repo_path, entry.line, "credit-by-another", message)


def _withdrawal(
    garden: Garden, lesson: Lesson, entry: CreditEntry, writers: Collection[Slug]
) -> Iterator[Diagnostic]:
    """Yield that somebody takes a credit from another; the name may be a hidden one, so it is not
    said.
    """
    who = garden.people.resolve(entry.person) if entry.person else None
    if writers and (who is None or who not in writers):
        message = f"this withdraws a credit; {_names(garden, writers)} wrote it"
        yield _finding(lesson.repo_path, entry.line, "credit-withdrawn", message)


def _planters(garden: Garden, lesson: Lesson) -> list[Slug]:
    """Return who wrote a lesson's first commit."""
    file = garden.history.files.get(lesson.text_path or lesson.repo_path)
    first = next((c.commit for c in file.changes if c.created), None) if file else None
    return [] if first is None else _on_commit(garden, first)


def _on_commit(garden: Garden, number: int) -> list[Slug]:
    commit = garden.history.commits[number]
    # Its author alone: anybody can name anybody in a trailer.
    slug = garden.people.of(commit.author)
    return [slug] if slug else []


def _writers(garden: Garden, lesson: Lesson, entry: CreditEntry) -> list[Slug]:
    """Return who wrote the line of an entry; nobody where the file differs from HEAD."""
    file = garden.history.files.get(lesson.text_path or lesson.repo_path)
    if file is None or file.blob != lesson.blob or not 0 < entry.line <= len(file.blame):
        return []
    return _on_commit(garden, file.blame[entry.line - 1])


def _profile(garden: Garden, profile: PersonFile) -> Iterator[Diagnostic]:
    file = garden.history.files.get(profile.repo_path)
    if file is None or not file.changes:
        return
    writers = {garden.history.commits[change.commit].author for change in file.changes}
    mails, names = {who.email.lower() for who in writers}, {name_key(who.name) for who in writers}
    committed = {commit.author for commit in garden.history.commits}
    members = committed.intersection(garden.people.claimed.get(profile.repo_path, ()))
    others = [who for who in members if who.email.lower() not in mails]
    if members and len(others) == len(members) and members.isdisjoint(writers):
        # Whoever asked not to be named is not named here either.
        whom = (
            f"'{profile.name[:60]}'" if profile.show is Show.NAME and profile.name else "somebody"
        )
        message = f"this profile speaks for {whom}, who has not changed it"
        yield _finding(profile.repo_path, 1, "claims-a-name", message)
        return
    claimed = {name_key(name) for name in (profile.name, *profile.git)} - names
    for name in sorted({who.name for who in others if name_key(who.name) in claimed}):
        told = f"as '{name[:60]}'" if profile.show is Show.NAME else "under another name"
        message = f"this profile takes over what was committed {told}, who has not changed it"
        yield _finding(profile.repo_path, 1, "claims-a-name", message)
    for one in garden.people.joined:
        if one.file is None and one.identities and slugify(one.name) == profile.handle:
            told = f" people/{profile.handle}/" if profile.show is Show.NAME else ""
            message = f"this profile has the address{told} of somebody else"
            yield _finding(profile.repo_path, 1, "claims-an-address", message)


def _mapped(garden: Garden) -> Iterator[Diagnostic]:
    """Yield whom a mailmap gives commits that were made under a name that has nothing in common
    with theirs, beside their own. The other name is not said: it may be one that somebody left.
    """
    given: dict[tuple[str, Slug], list[Commit]] = {}
    own: dict[Slug, set[str]] = {}
    tools: list[Commit] = []
    for commit in garden.history.commits:
        who, raw = garden.people.of(commit.author), commit.raw_author
        if who is None:
            if commit.author != raw and not _may_be_one(raw.name, commit.author.name):
                tools.append(commit)
            continue
        if _may_be_one(raw.name, commit.author.name):
            own.setdefault(who, set()).add(raw.email.casefold())
        else:
            given.setdefault((name_key(raw.name), who), []).append(commit)
    if tools:
        count = "a commit" if len(tools) == 1 else f"{len(tools)} commits"
        message = f"by this file {count} of others count as a tool's, such as {tools[0].sha[:10]}"
        yield _finding(RepoPath(".mailmap"), 0, "mailmap-gives-commits", message)
    for (_, who), commits in given.items():
        mails = {commit.raw_author.email.casefold() for commit in commits}
        # An address that somebody used under both names is their own.
        if who in own and own[who].isdisjoint(mails):
            name = garden.people.contributors[who].name
            count = "a commit" if len(commits) == 1 else f"{len(commits)} commits"
            message = (
                f"by this file {count} made under another name and address than {name} ever used"
                f" count as theirs, such as {commits[0].sha[:10]}"
            )
            yield _finding(RepoPath(".mailmap"), 0, "mailmap-gives-commits", message)


def _may_be_one(name: str, other: str) -> bool:
    """Tell whether two names may be one person's: a word in common, one within the other, or its
    first letters. Two letters, such as "de", are a word in common only where they come first.
    """
    spellings = [{word for key in name_keys(one) for word in key.split()} for one in (name, other)]
    words = [name_key(one).split() for one in (name, other)]
    common = spellings[0] & spellings[1]
    if not name.strip() or any(len(word) > 2 or not word.isascii() for word in common):
        return True
    if words[0] and words[0][:1] == words[1][:1] and len(words[0][0]) > 1:
        return True
    whole = ["".join(one) for one in words]
    letters = ["".join(word[0] for word in one) for one in words]
    return (
        whole[0] == letters[1]
        or whole[1] == letters[0]
        or (min(map(len, whole)) > 2 and (whole[0] in whole[1] or whole[1] in whole[0]))
    )


def _redirects(garden: Garden, lesson: Lesson) -> Iterator[Diagnostic]:
    prefix = lesson.repo_path.removesuffix(lesson.src_uri)
    for old in lesson.redirect_from:
        path, hops = RepoPath(prefix + old.strip("/")), 8
        while path in garden.history.renames and hops:
            path, hops = garden.history.renames[path], hops - 1
        uri = SrcUri(path.removeprefix(prefix))
        if uri in garden.content.lessons and uri != lesson.src_uri and hops < 8:
            message = f"'{old}' leads to {path}, since Git saw it renamed, and not here"
            yield _finding(lesson.repo_path, 1, "redirect-against-git", message)


def _ignored(garden: Garden, place: RepoPath) -> Iterator[Diagnostic]:
    """Yield the commits that are looked through although they made lessons."""
    commits = garden.history.commits
    made = Counter(
        change.commit
        for lesson in garden.content.lessons.values()
        if (file := garden.history.files.get(lesson.text_path or lesson.repo_path))
        for change in file.changes
        if change.created and commits[change.commit].ignored
    )
    for number, count in sorted(made.items()):
        lessons = "a lesson" if count == 1 else f"{count} lessons"
        message = (
            f"commit {commits[number].sha[:10]} made {lessons}, and nobody gets credit for it:"
            " this list looks through it"
        )
        yield _finding(place, 0, "ignored-commit-made-a-lesson", message)


def _names(garden: Garden, slugs: Iterable[Slug]) -> str:
    return ", ".join(garden.people.contributors[slug].name for slug in slugs) or "nobody"


def _finding(path: RepoPath, line: int, code: str, message: str) -> Diagnostic:
    return Diagnostic(
        path=path,
        line=line,
        code=code,
        message=message,
        cure=_ASK,
        severity=Severity.ADVICE,
    )
