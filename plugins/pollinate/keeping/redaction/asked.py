# From what somebody asked for to a plan: which names, handles and addresses a person has in all of
# the history, not only in today's branch; whose else they are, so that nobody is taken out with
# somebody of the same name; which names a file had earlier. Must not know: how anything is found.
"""Work out what a redaction takes out."""

from __future__ import annotations

import posixpath
import re
import secrets
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import permutations

from pollinate.errors import RequestError
from pollinate.history.git import Repository
from pollinate.keeping.redaction.former import (
    is_another,
    is_ordinary,
    is_topic,
    layout_words,
    mailmap_lines,
    notes_about,
    of_person,
    old_profiles,
)
from pollinate.keeping.redaction.objects import tree_paths
from pollinate.keeping.redaction.spared import listed_alone, spared_by
from pollinate.keeping.redaction.spellings import LOOSE, is_dense, words_in
from pollinate.keeping.whom import (
    identities_of,
    names_of,
    one_person,
    raw_identities,
    refuse_unclaimed,
)
from pollinate.model.accounts import is_personal, noreply_login, stand_in_token
from pollinate.model.garden import Garden
from pollinate.model.git import Identity
from pollinate.model.names import name_key, own_words, stand_in_of, without_accents
from pollinate.model.people import Joined
from pollinate.model.redaction import Meant, RedactionPlan, Removed
from pollinate.plain import plain

LEAST_LETTERS = 6
"""Of a text that is taken out."""
_PLAIN = frozenset("abcdefghijklmnopqrtuvwxy")
"""Letters behind which a genitive is an `s`."""
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
    # A note on a page that nobody may have says what stood there.
    files += notes_about(mirror, every, garden.content.place.prefix, files)
    contacts = _contacts(mirror) if asked.people else set()
    folders = _folders(garden, every)
    profiles = old_profiles(mirror, folders) if asked.people else []
    mapped = mailmap_lines(mirror) if asked.people else []
    layout = layout_words(mirror, garden.content.place.prefix)
    people, shared, called, like, earlier = [], [], Counter[str](), 0, set[str]()
    for name in asked.people:
        joined, identities, others = _person(name, garden, contacts, mapped)
        own = names_of(joined, garden) if joined else {name}
        own |= {said for said, _ in identities}
        past = of_person(profiles, _telling(own, others))
        own |= {name for one in past for name in one.names}
        removed, both = _removed(own, identities, others, asked.kept, mirror, folders, layout)
        removed = replace(removed, spared=tuple(sorted(_spared(removed, others, asked.also))))
        people.append(removed)
        called.update(said for said, _ in identities)
        keys = {name_key(said) for said in own}
        like += len({mail for said, mail in contacts - identities if name_key(said) in keys})
        shared += both
        earlier |= _tied(identities, others, mapped)
        files += [one.path for one in past]
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
    decided = {name_key(word) for word in asked.kept}
    decided |= {name_key(name) for one in people for name, _ in one.pairs}
    earlier = {name for name in earlier if name_key(name) not in decided}
    told = tuple(sorted(called.items()))
    return Meant(
        plan=plan,
        shared=tuple(dict.fromkeys(shared)),
        called=told,
        alike=like,
        earlier=tuple(sorted(earlier)),
        spared=tuple(sorted(_nearly(plan))),
    )


def _spared(one: Removed, others: Iterable[tuple[str, str]], also: Iterable[str]) -> Iterator[str]:
    """Yield the names and addresses of others that hold words of hers."""
    taken = {name_key(words) for words in also}
    hers = (*one.names, *one.cased, *one.singles)
    for said in spared_by(hers, others):
        if name_key(said) not in taken and said.lower() not in one.mails:
            yield said


def _nearly(plan: RedactionPlan) -> Iterator[str]:
    """Yield the names of others that hold all words of a name of hers."""
    gone = {name_key(name) for one in plan.people for name, _ in one.pairs}
    for one in plan.people:
        names = [set(words_in(_bare_key(name))) for name in (*one.names, *one.cased)]
        for said in one.spared:
            words = set(words_in(_bare_key(said)))
            stays = "@" not in said and name_key(said) not in gone
            if stays and any(name <= words for name in names):
                yield said


def text_plan(texts: Iterable[str]) -> RedactionPlan:
    """Return a plan of texts alone; raises RequestError for one that is too short."""
    return RedactionPlan(texts=tuple(_words(one) for one in texts))


def with_parts(plan: RedactionPlan, parts: Iterable[str]) -> RedactionPlan:
    """Return a plan that takes parts of its texts as well."""
    more = [tuple(words_in(part)) for part in parts]
    return replace(plan, texts=tuple(dict.fromkeys([*plan.texts, *more])))


def _words(text: str) -> tuple[str, ...]:
    words = tuple(words_in(text))
    bare = text.strip()
    if len(bare) >= LEAST_LETTERS and len(bare.split()) == 1 and not bare.isalnum():
        # A secret, or an address: its signs count.
        return (bare,)
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
    name: str,
    garden: Garden,
    contacts: set[tuple[str, str]],
    mapped: Iterable[frozenset[tuple[str, str]]],
) -> tuple[Joined | None, set[tuple[str, str]], set[tuple[str, str]]]:
    """Return who is meant, her names with addresses, and those of all others. Who stands in no
    commit of this branch is known by the name that was given.
    """
    joined = one_person(name, garden, missing=True)
    if joined is not None:
        refuse_unclaimed(joined, garden)
    key = name_key(name)
    raw = raw_identities(garden)
    rest = [one for one in garden.people.joined if one is not joined]
    others = {pair for one in rest for pair in _pairs(one, raw)}
    hers = _pairs(joined, raw) if joined else set()
    if not hers:
        keys = {key, *(map(name_key, (joined.name, *joined.before)) if joined else ())}
        hers = {pair for pair in contacts if name_key(pair[0]) in keys}
        hers -= others if joined else set()
    # Who has a profile and no commit has a name, too.
    others |= {(said, "") for one in rest if one.file for said in names_of(one, garden)} - hers
    own = _closed(hers, others, contacts)
    foreign = {mail for _, mail in others}
    for line in mapped:
        # Whom today's history takes for somebody else, an earlier line may have got wrong.
        if {mail for _, mail in line} & {mail for _, mail in own if is_personal(mail)} - foreign:
            own |= {(said or name, mail) for said, mail in line if mail and mail not in foreign}
    own = _closed(own, others, contacts)
    return joined, own, others | (contacts - own)


def _tied(
    hers: set[tuple[str, str]],
    others: set[tuple[str, str]],
    mapped: Iterable[frozenset[tuple[str, str]]],
) -> set[str]:
    """Return the names of others whom a line of .mailmap takes for the same person."""
    mails = {mail for _, mail in hers if is_personal(mail)} - {mail for _, mail in others}
    tied = {mail for line in mapped for _, mail in line if mails & {one for _, one in line}} - mails
    return {name or mail for name, mail in others if mail and mail in tied}


def _pairs(one: Joined, raw: Mapping[Identity, Collection[Identity]]) -> set[tuple[str, str]]:
    return {(who.name, who.email.lower()) for who in identities_of(one, raw)}


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
    own: set[str],
    identities: set[tuple[str, str]],
    others: set[tuple[str, str]],
    kept: Sequence[str],
    mirror: Repository,
    folders: Collection[str],
    layout: Collection[str],
) -> tuple[Removed, list[str]]:
    """Return what is taken out of one person, and the names that somebody else has, too."""
    foreign_mails = {mail for _, mail in others}
    foreign = {_bare_key(name) for name, _ in others if name}
    parts = {word.casefold() for name, _ in others for word in words_in(name)}
    own = {word for word in own if not word.startswith("hmac:")}
    said = own | {noreply_login(Identity(name, mail)) for name, mail in identities}
    said |= set(_logins(identities))
    said |= {bare for word in said if len(words_in(bare := " ".join(own_words(word)))) > 1}
    left = {name_key(word) for word in kept}
    said = {word for word in said if word.strip()}
    shared = sorted(word for word in said if _is_within(word, foreign))
    rest = {word for word in said if word not in shared and not stand_in_of(word)}
    singles = {word for word in rest if len(words_in(word)) == 1}
    # A handle that is a given name without its accents: the name with them is as telling.
    given = {part for word in rest for part in words_in(word)}
    singles |= {part for part in given if without_accents(part).casefold() in singles}
    unsure = {
        word
        for word in singles
        if len(word) <= SHORT
        or word.casefold() in parts
        or word.casefold() in layout
        or name_key(word) in left
        or is_ordinary(mirror, word, folders, strictly=_is_made_of(word, own))
        or (not _is_made_of(word, own) and is_topic(mirror, word, {mail for _, mail in identities}))
    }
    whole = set(_once(word for word in rest - singles if words_in(word)))
    cased = {
        name
        for name in whole
        if all(is_ordinary(mirror, one, folders, name=words_in(name)) for one in words_in(name))
    }
    # As people write it whose languages set no apostrophe.
    tells = {name for name in whole - cased if len(name) > LOOSE and name[-1:].lower() in _PLAIN}
    whole |= {f"{name}s" for name in tells if not _is_within(f"{name}s", foreign)}
    mails = {mail for _, mail in identities if mail} - foreign_mails
    removed = Removed(
        token=secrets.token_hex(4),
        mails=tuple(sorted(mail for mail in mails if not stand_in_token(mail))),
        pairs=tuple(sorted(identities)),
        names=tuple(sorted(whole - cased)),
        cased=tuple(sorted(cased)),
        apart=tuple(sorted(n for n in whole - cased if is_another(mirror, words_in(n), parts))),
        singles=tuple(sorted(_once(singles - unsure))),
        close=tuple(sorted(n for n in whole - cased if listed_alone(n, others))),
        marked=tuple(sorted(_once(unsure | {one for one in shared if len(words_in(one)) == 1}))),
    )
    return removed, sorted({_bare_key(word): word for word in reversed(shared)}.values())


def _telling(names: Iterable[str], others: Iterable[tuple[str, str]]) -> list[str]:
    """Return the names that nobody else has, by which an old profile is known as hers."""
    foreign = {name_key(name) for name, _ in others}
    return [name for name in names if name_key(name) not in foreign]


def _folders(garden: Garden, every: Iterable[str]) -> set[str]:
    """Return the folders of profiles, today's and those that are called so."""
    found = {posixpath.dirname(one) for one in every}
    found = {one for one in found if posixpath.basename(one) == "people"}
    return found | {posixpath.dirname(one.repo_path) for one in garden.content.people.values()}


def _is_made_of(handle: str, names: Iterable[str]) -> bool:
    """Tell whether a handle is put together from parts of a name, as few ordinary words are: an
    initial with a surname, a name with a letter of the other one, both names.
    """
    bare = re.sub(r"[\W\d_]+", "", without_accents(handle)).casefold()
    for name in names:
        words = [without_accents(one).casefold() for one in own_words(name)]
        for first, last in permutations(words, 2):
            joined = {first[:at] + last for at in range(1, len(first) + 1)}
            joined |= {first + last[:at] for at in range(1, len(last) + 1)}
            if len(first) > 1 and len(last) > 1 and bare in joined:
                return True
    return False


def _bare_key(name: str) -> str:
    """Return a name's key without accents: what finds a name finds it without them, too."""
    return without_accents(name_key(name))


def _is_within(name: str, others: Iterable[str]) -> bool:
    """Tell whether a name is another one, or a part of one: of several words, or in a script that
    sets no blanks.
    """
    key = _bare_key(name)
    if is_dense(name):
        joined = key.replace(" ", "")
        return any(joined in one.replace(" ", "") for one in others)
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
    """Return names of which each spelling is found once: of two that are one, as `Gross` and `Groß`
    are, the one that tells more.
    """
    told = sorted(names, key=lambda name: (not name.isascii(), name))
    return list({name_key(name): name for name in told}.values())
