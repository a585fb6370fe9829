# People whose profile does not say their name: those whose names stand there as keyed hashes, and
# those who were taken out of the history, whom a stand-in names. Both are hidden people from here
# on, by the same machinery as all others. Without the key nobody knows who asked to be hidden: then
# everybody is who has no profile that says otherwise. Must not know: where a key lies, pages.
"""Find who is meant by profiles without names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from pollinate.model.accounts import stand_in_token
from pollinate.model.diagnostics import Diagnostic, Severity
from pollinate.model.git import Commits, Identity
from pollinate.model.hidden_names import HASHED, PeopleKey
from pollinate.model.names import name_key, spelled, stand_in_of
from pollinate.model.people import PersonFile, Show
from pollinate.paths import RepoPath, SrcUri

Files = Mapping[str, PersonFile]
_WORD = re.compile(r"\w+(?:[.-]+\w+)*")
"""Such as a handle has, with what may stand in the middle of one."""


def with_unnamed(
    files: Files, commits: Commits, named: Iterable[str], key: PeopleKey | None
) -> tuple[dict[str, PersonFile], list[Diagnostic]]:
    """Return profiles with the names that hashes stand for, and profiles of who was taken out of
    the history; and what is found.

    `named` are people whom files name. The names are those of this history; none is kept.
    """
    everybody = _everybody(commits)
    found, findings = dict(files), []
    hashed = {
        handle: file for handle, file in files.items() if any(map(HASHED.fullmatch, file.git))
    }
    if hashed:
        unknown = _unknown_keys(hashed, key)
        findings += [_keyless(file, has_key=key is not None) for file in unknown]
        said = {name_key(name): name for name in map(spelled, named)}
        found |= _revealed(hashed, _owners(commits), (*said.values(), *_said(commits)), key)
        if unknown:
            # Who has a profile is hidden, too: anybody can write one in another's name.
            found = {handle: replace(file, show=Show.HIDDEN) for handle, file in found.items()}
            found |= _veiled(found, {who.name for who in everybody} | set(said.values()))
    found |= _stand_ins(everybody, named)
    return found, findings


def _everybody(commits: Commits) -> set[Identity]:
    found: set[Identity] = set()
    for commit in commits:
        found |= {commit.author, commit.raw_author, *(one.who for one in commit.trailers)}
    return found


def _said(commits: Commits) -> set[str]:
    """Return the words of subjects, which are quoted: a handle that no commit has may be one."""
    return {word for one in commits for word in _WORD.findall(one.subject)}


def _unknown_keys(hashed: Files, key: PeopleKey | None) -> list[PersonFile]:
    """Return the profiles of which a hash was made under another key."""
    number = key.number if key else ""
    return [
        file
        for file in hashed.values()
        if any(match["key"] != number for name in file.git if (match := HASHED.fullmatch(name)))
    ]


def _owners(commits: Commits) -> dict[Identity, set[Identity]]:
    """Return for each identity, as it stands in git, whom mailmap makes of it."""
    found: dict[Identity, set[Identity]] = defaultdict(set)
    for commit in commits:
        found[commit.author].add(commit.author)
        found[commit.raw_author].add(commit.author)
        for trailer in commit.trailers:
            found[trailer.who].add(trailer.who)
            if trailer.mapped is not None:
                found[trailer.mapped].add(trailer.who)
    return found


def _revealed(
    hashed: Files,
    owners: Mapping[Identity, set[Identity]],
    named: Iterable[str],
    key: PeopleKey | None,
) -> dict[str, PersonFile]:
    """Return the profiles with names, and with identities of hers alone, in the place of hashes."""
    names: dict[str, set[str]] = defaultdict(set)
    mails: dict[str, set[Identity]] = defaultdict(set)
    if key is not None:
        for who, those in owners.items():
            if name_key(who.name):
                names[key.of_name(who.name)].add(who.name)
            if who.email.strip():
                mails[key.of_mail(who.email)] |= those
        for name in named:
            names[key.of_name(name)].add(name)
    found = {}
    for handle, file in hashed.items():
        # A hash under another key stays what it is: nobody's name.
        own = key.number if key else ""
        read = {name for name in file.git if (m := HASHED.fullmatch(name)) and m["key"] == own}
        plain = [name for name in file.git if name not in read]
        meant = {name for digest in file.git for name in names.get(digest, ())}
        hers = {who for digest in file.git for who in mails.get(digest, ())}
        # A profile without a name shows none, whatever it says.
        show = file.show if file.show is not Show.NAME else Show.HIDDEN
        git = tuple(sorted({*plain, *meant} - {""}))
        found[handle] = replace(file, git=git, identities=tuple(sorted(hers)), show=show)
    return found


def _veiled(files: Files, names: Iterable[str]) -> dict[str, PersonFile]:
    """Return hidden profiles of everybody who has none: one of them may be who asked for it."""
    claimed = {name_key(name) for file in files.values() for name in (file.name, *file.git)}
    claimed |= {name_key(handle) for handle in files}
    left = sorted({name_key(name): name for name in sorted(names)}.items())
    return {
        f"unknown-{number}": _hidden(f"unknown-{number}", (name,))
        for number, (one, name) in enumerate(left)
        if one and one not in claimed
    }


def _stand_ins(everybody: Iterable[Identity], named: Iterable[str]) -> dict[str, PersonFile]:
    """Return hidden profiles of who was taken out of the history."""
    names: dict[str, set[str]] = defaultdict(set)
    for who in everybody:
        if token := stand_in_token(who.email) or stand_in_of(who.name):
            names[token].add(who.name)
    for name in named:
        if token := stand_in_of(name):
            names[token].add(spelled(name))
    return {
        f"colleague{token}": _hidden(f"colleague{token}", tuple(sorted(said - {""})))
        for token, said in names.items()
    }


def _hidden(handle: str, git: tuple[str, ...]) -> PersonFile:
    place = f"people/{handle}.md"
    return PersonFile(
        handle=handle,
        src_uri=SrcUri(place),
        repo_path=RepoPath(place),
        git=git,
        show=Show.HIDDEN,
        is_made=True,
    )


def _keyless(file: PersonFile, *, has_key: bool) -> Diagnostic:
    what = "another key was used here" if has_key else "the key is not here"
    return Diagnostic(
        path=file.repo_path,
        line=1,
        code="people-key",
        message=f"this profile hides somebody by a keyed hash, and {what}: nobody is named",
        cure="Give the key as POLLINATE_PEOPLE_KEY where the site is published.",
        severity=Severity.ERROR if has_key else Severity.ADVICE,
    )
