# From what somebody asked for to a plan: which names, handles and addresses a person has in all of
# the history, not only in today's branch; whose else they are, so that nobody is taken out with
# somebody of the same name; which names a file had earlier. Must not know: how anything is found.
"""Work out what a redaction takes out."""

from __future__ import annotations

import posixpath
import re
import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pollinate.errors import RequestError
from pollinate.history.git import Repository
from pollinate.keeping.redaction.objects import tree_paths
from pollinate.keeping.redaction.spellings import words_in
from pollinate.model.accounts import is_personal, noreply_login, stand_in_token
from pollinate.model.garden import Garden
from pollinate.model.git import Identity
from pollinate.model.names import name_key, stand_in_of
from pollinate.model.people import COLLEAGUE, Joined
from pollinate.model.redaction import Meant, RedactionPlan, Removed
from pollinate.plain import plain

LEAST_LETTERS = 6
"""Of a text that is taken out."""
SHORT = 3
"""A handle of so few letters is an ordinary word too often."""
_CONTACT = re.compile(r"(?P<name>[^\n:<>,;]*?)[ \t]*<(?P<mail>[^<>\s]+@[^<>\s]+)>")


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedRedaction:
    """What somebody asks to be taken out."""

    people: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    """More words that name the one person."""
    kept: tuple[str, ...] = ()
    """Handles or names that stay where they stand as a word."""


def plan_of(asked: AskedRedaction, garden: Garden, mirror: Repository) -> Meant:
    """Return what a redaction takes out of a mirror; raises RequestError for what is unknown."""
    texts = [_words(one) for one in asked.texts]
    every = tree_paths(mirror)
    files = [path for one in asked.files for path in _with_earlier(mirror, one, every)]
    contacts = _contacts(mirror) if asked.people else set()
    people, shared, counts = [], [], {}
    for name in asked.people:
        one = _person(name, garden, contacts)
        joined, identities, others = one
        removed, both = _removed(joined, identities, others, garden, asked.kept)
        people.append(removed)
        shared += both
        counts[name] = len(removed.mails) + len(removed.pairs)
        files += _profiles(joined, every)
    if asked.also and len(people) != 1:
        raise RequestError(
            "more words can be given for one person only", cure="Take one person at a time."
        )
    also = tuple((people[0].token, words) for words in asked.also)
    plan = RedactionPlan(tuple(people), tuple(texts), tuple(dict.fromkeys(files)), also)
    if not plan:
        raise RequestError(
            "nothing was named that could be taken out",
            cure="Name a person, a text or a file:",
            example="pollinate redact --person mira\npollinate redact --text-from words.txt",
        )
    return Meant(plan, tuple(dict.fromkeys(shared)), counts)


def text_plan(texts: Iterable[str]) -> RedactionPlan:
    """Return a plan of texts alone; raises RequestError for one that is too short."""
    return RedactionPlan(texts=tuple(_words(one) for one in texts))


def with_parts(plan: RedactionPlan, parts: Iterable[str]) -> RedactionPlan:
    """Return a plan that takes parts of its texts as well."""
    more = [tuple(words_in(part)) for part in parts]
    return replace(plan, texts=tuple(dict.fromkeys([*plan.texts, *more])))


def _words(text: str) -> tuple[str, ...]:
    words = tuple(words_in(text))
    if sum(map(len, words)) < LEAST_LETTERS:
        raise RequestError(
            f"a text of fewer than {LEAST_LETTERS} letters and digits stands in too many places",
            cure="Give more of it, or take the file out.",
        )
    return words


def _with_earlier(mirror: Repository, path: str, every: Iterable[str]) -> list[str]:
    """Return the paths that a file or folder had, the newest first."""
    told = path.strip("/")
    known = set(every)
    if told not in known and not any(one.startswith(f"{told}/") for one in known):
        raise RequestError(
            "no commit ever had this file", place=plain(path), cure="Write it from the root."
        )
    found = [told]
    args = ("log", "--follow", "-M", "-z", "--format=", "--name-status", "--diff-filter=R")
    if told in known:
        words = mirror.run(*args, "--", told).split(b"\0")
        for number, word in enumerate(words):
            if re.fullmatch(rb"R\d{1,3}", word.strip()) and number + 2 < len(words):
                found.append(words[number + 1].decode("utf-8", "surrogateescape"))
    return list(dict.fromkeys(found))


def _contacts(mirror: Repository) -> set[tuple[str, str]]:
    """Return all names with addresses that any commit, tag or trailer of any branch holds."""
    told = b"".join(
        mirror.stream("log", "--all", "-z", "--format=%an <%ae>%n%cn <%ce>%n%B", "--no-mailmap")
    )
    told += mirror.run("for-each-ref", "--format=%(taggername) %(taggeremail)", "refs/tags/")
    status, mailmap = mirror.ask("cat-file", "blob", "HEAD:.mailmap")
    if status == 0:
        told += b"\0" + mailmap
    text = told.decode("utf-8", "replace").replace("\0", "\n")
    return {(m["name"].strip(), m["mail"].lower()) for m in _CONTACT.finditer(text)}


def _person(
    name: str, garden: Garden, contacts: set[tuple[str, str]]
) -> tuple[Joined, set[tuple[str, str]], set[tuple[str, str]]]:
    """Return who is meant, her names with addresses, and those of all others."""
    key = name_key(name)
    files = {one.repo_path: one for one in garden.content.people.values()}

    def keys(one: Joined) -> set[str]:
        file = files.get(one.file) if one.file else None
        said = {one.name, *one.before, *(who.name for who in one.identities)}
        said |= {file.handle, file.name, *file.git} if file else set()
        said |= set() if one.slug == COLLEAGUE else {str(one.slug)}
        return {name_key(word) for word in said if word}

    found = [one for one in garden.people.joined if key in keys(one)]
    exact = [one for one in found if one.slug == name or (one.file and _handle(one) == name)]
    found = exact or found
    if not found:
        raise RequestError(
            f"nobody here is called '{plain(name)}'",
            cure="Write a name, a handle or a slug; all are listed by:",
            example="pollinate people",
        )
    if len(found) > 1:
        raise RequestError(
            f"'{plain(name)}' may be one of several people",
            cure="Say which, by a slug or handle:",
            choices=tuple(str(one.slug) for one in found),
        )
    hers = _identities(found[0], garden)
    others = {
        pair
        for one in garden.people.joined
        if one is not found[0]
        for pair in _identities(one, garden)
    }
    return found[0], _closed(hers, others, contacts), others


def _handle(one: Joined) -> str:
    return posixpath.basename(one.file or "").split(".")[0]


def _identities(one: Joined, garden: Garden) -> set[tuple[str, str]]:
    """Return somebody's names with addresses, also those before mailmap."""
    members = set(one.identities)
    found = {(who.name, who.email.lower()) for who in members}
    for commit in garden.history.commits:
        if commit.author in members:
            found.add((commit.raw_author.name, commit.raw_author.email.lower()))
    return found


def _closed(
    hers: set[tuple[str, str]], others: set[tuple[str, str]], contacts: set[tuple[str, str]]
) -> set[tuple[str, str]]:
    """Return hers and those of other branches that share a personal address or a full name."""
    foreign_mails = {mail for _, mail in others}
    foreign_names = {name_key(name) for name, _ in others}
    found = set(hers)
    while True:
        mails = {mail for _, mail in found if is_personal(mail)} - foreign_mails
        names = {name_key(name) for name, _ in found if len(words_in(name)) > 1} - foreign_names
        more = {
            (name, mail)
            for name, mail in contacts - found - others
            if mail in mails or name_key(name) in names
        }
        if not more:
            return found
        found |= more


def _removed(
    joined: Joined,
    identities: set[tuple[str, str]],
    others: set[tuple[str, str]],
    garden: Garden,
    kept: Sequence[str],
) -> tuple[Removed, list[str]]:
    """Return what is taken out of one person, and the names that somebody else has, too."""
    foreign_mails = {mail for _, mail in others}
    foreign = {name_key(name) for name, _ in others if name}
    parts = {word.casefold() for name, _ in others for word in words_in(name)}
    file = next((f for f in garden.content.people.values() if f.repo_path == joined.file), None)
    said = {joined.name, *joined.before, *(name for name, _ in identities)}
    said |= {file.handle, file.name, *file.git} if file else set()
    said |= {noreply_login(Identity(name, mail)) for name, mail in identities}
    said |= set(_logins(identities))
    said |= set() if joined.slug == COLLEAGUE else {str(joined.slug)}
    left = {name_key(word) for word in kept}
    said = {word for word in said if words_in(word) and name_key(word) not in left}
    shared = sorted(word for word in said if _is_within(word, foreign))
    own = {word for word in said if word not in shared and not stand_in_of(word)}
    singles = {word for word in own if len(words_in(word)) == 1}
    unsure = {word for word in singles if len(word) <= SHORT or word.casefold() in parts}
    mails = {mail for _, mail in identities if mail} - foreign_mails
    removed = Removed(
        token=secrets.token_hex(4),
        mails=tuple(sorted(mail for mail in mails if not stand_in_token(mail))),
        pairs=tuple(sorted(identities)),
        names=tuple(sorted(_once(own - singles))),
        singles=tuple(sorted(_once(singles - unsure))),
        marked=tuple(sorted(_once(unsure | {one for one in shared if len(words_in(one)) == 1}))),
    )
    return removed, shared


def _is_within(name: str, others: Iterable[str]) -> bool:
    """Tell whether a name is another one, or of several words a part of one."""
    key = name_key(name)
    within = len(words_in(name)) > 1
    return any(key == one or (within and f" {key} " in f" {one} ") for one in others)


def _logins(identities: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield what stands before the sign of an address and tells a name: a login, most often."""
    words = {word.casefold() for name, _ in identities for word in words_in(name) if len(word) > 3}
    for _, mail in identities:
        local = mail.partition("@")[0].partition("+")[0]
        if is_personal(mail) and any(word in local and word != local for word in words):
            yield local


def _once(names: Iterable[str]) -> list[str]:
    """Return names of which each spelling is found once."""
    return list({name_key(name): name for name in sorted(names)}.values())


def _profiles(joined: Joined, every: Iterable[str]) -> list[str]:
    """Return the files that tell of somebody, in all languages."""
    if not joined.file:
        return []
    folder, handle = posixpath.dirname(joined.file), _handle(joined)
    return [
        path
        for path in sorted(every)
        if posixpath.dirname(path) == folder and posixpath.basename(path).split(".")[0] == handle
    ]
