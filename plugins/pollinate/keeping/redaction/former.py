# What the past knows of somebody that today's files don't: earlier profiles, with handles and names
# that were given up, and whether a handle is a word that people use. Why here: who was hidden first
# and wants to be gone later has no profile any more. Must not know: what is taken out.
"""Read what a history says of a person's names."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from pollinate.content.frontmatter import read_front_matter
from pollinate.history.git import Repository
from pollinate.keeping.redaction.objects import some_objects
from pollinate.keeping.redaction.spellings import words_in
from pollinate.model.names import name_key
from pollinate.paths import RepoPath

_NAMES_PEOPLE = re.compile(
    r"\s*-?\s*\{?\s*(?:person|people|by|to|name|git|asked_by|moderators?|owners?)\s*:", re.I
)
_ARTICLES = (
    "the|a|an|this|that|these|those|my|your|our|its|no|any|each|every|some|der|die|das|den|dem|ein"
    "|eine|einen|le|la|les|un|une|el|los|las|una|il|lo|det|et|het|een"
)
"""Before which somebody's login stands less often than a word."""
_LAYOUT = (
    "assets docs gatherings github head heads hooks images index lessons main master notes "
    "overrides pages people pull readme refs remotes requests site static tags trails"
)
"""Folders, files and refs that gardens have: who is called so leaves these as they are."""
_MAPPED = re.compile(r"([^<>]*)<([^<>]*)>")
_plain_word = re.compile(r"[\w.\-]+").fullmatch
_ADDRESS = re.compile(r"\b[a-z][a-z+.-]*://\S+")


@dataclass(frozen=True, slots=True)
class OldProfile:
    """A version of a profile."""

    path: str
    names: frozenset[str]
    """The handle, and all that it says somebody is called."""


def mailmap_lines(mirror: Repository) -> list[frozenset[tuple[str, str]]]:
    """Return for each line of any .mailmap that was ever there the names and addresses that it
    takes for one person; a name is empty where the line has none.
    """
    told = mirror.run("rev-list", "--objects", "--all", "--", ":(top,literal).mailmap").split(b"\n")
    shas = [sha.decode() for sha, _, path in (one.partition(b" ") for one in told) if path]
    found = set()
    for one in some_objects(mirror, dict.fromkeys(shas)):
        for line in one.data.decode("utf-8", "replace").splitlines() if one.kind == "blob" else ():
            said = _MAPPED.findall(line.partition("#")[0])
            found.add(frozenset((name.strip(), mail.strip().lower()) for name, mail in said))
    return sorted(filter(None, found), key=sorted)


def old_profiles(mirror: Repository, folders: Collection[str]) -> list[OldProfile]:
    """Return every version of every profile that some folders ever had."""
    if not folders:
        return []
    told = mirror.run(
        "rev-list", "--objects", "--all", "--", *(f":(top,literal){f}" for f in folders)
    )
    paths: dict[str, str] = {}
    for line in told.decode("utf-8", "surrogateescape").split("\n"):
        sha, _, path = line.partition(" ")
        if posixpath.dirname(path) in folders and path.lower().endswith((".md", ".markdown")):
            paths[sha] = path
    return [_old(paths[one.sha], one.data) for one in some_objects(mirror, paths)]


def _old(path: str, data: bytes) -> OldProfile:
    handle = posixpath.basename(path).split(".")[0]
    return OldProfile(path, frozenset({handle, *_names(data, path)}))


def _names(data: bytes, path: str) -> Iterator[str]:
    values = read_front_matter(data, RepoPath(path)).values
    for key in ("name", "git", "alias"):
        said = values.get(key)
        yield from (str(one) for one in (said if isinstance(said, list) else [said]) if one)


def notes_about(
    mirror: Repository, every: Iterable[str], pages: str, files: Collection[str]
) -> list[str]:
    """Return the notes of which some version is about one of some files, or of a folder of them;
    `every` are all paths that ever were, `pages` is the folder of the garden's pages.
    """
    folders = {path[: at + 5] for path in every if (at := f"/{path}".find("/notes/")) >= 0}
    told = b""
    if folders and files:
        places = (f":(top,literal){one}" for one in sorted(folders))
        told = mirror.run("rev-list", "--objects", "--all", "--", *places)
    paths: dict[str, str] = {}
    for line in told.decode("utf-8", "surrogateescape").split("\n"):
        sha, _, path = line.partition(" ")
        if path.lower().endswith((".md", ".markdown")):
            paths[sha] = path
    found = set()
    for one in some_objects(mirror, paths):
        said = read_front_matter(one.data, RepoPath(paths[one.sha])).values.get("about")
        about = posixpath.normpath(posixpath.join(pages, str(said).strip().lstrip("/")))
        if said and any(about == file or about.startswith(f"{file}/") for file in files):
            found.add(paths[one.sha])
    return sorted(found)


def of_person(profiles: Iterable[OldProfile], names: Iterable[str]) -> list[OldProfile]:
    """Return the profiles that are of somebody who goes by some names, or by names that these
    profiles give.
    """
    keys = {name_key(name) for name in names if name}
    left, found = list(profiles), list[OldProfile]()
    while True:
        more = [one for one in left if any(name_key(name) in keys for name in one.names)]
        if not more:
            return found
        found += more
        left = [one for one in left if one not in more]
        keys |= {name_key(name) for one in more for name in one.names}


def is_ordinary(
    mirror: Repository,
    word: str,
    folders: Collection[str],
    *,
    strictly: bool = False,
    name: Sequence[str] = (),
) -> bool:
    """Tell whether a word stands in today's texts in small letters where no person is named: in a
    sentence, a key, a name of a file; `strictly`: behind an article, or with another ending; of the
    words of a `name`, where the name does not stand whole.
    """
    if not word.isascii():
        return False
    small = re.escape(word.lower())
    said = rf"(({_ARTICLES}) {small}|{small}(s|es|ed|d|ing|ly))" if strictly else small
    pattern = rf"(^|[^@A-Za-z0-9_]){said}([^A-Za-z0-9_]|$)"
    places = [f":(top,exclude,literal){folder}" for folder in sorted(folders) if folder]
    args = ("grep", "-hIE", pattern, "HEAD", "--", ".", *places)
    told = mirror.ask(*args)[1].decode("utf-8", "replace")
    whole = r"[\W_]*".join(re.escape(one.lower()) for one in name) or r"(?!)"
    named = re.compile(rf"people/{small}|{small}@|^\s*-\s*[\"']?{small}[\"']?\s*$|{whole}", re.I)
    left = (
        named.sub("", _ADDRESS.sub("", line))
        for line in told.split("\n")
        if not _NAMES_PEOPLE.match(line)
    )
    found = re.compile(pattern)
    return any(found.search(line) for line in left)


def layout_words(mirror: Repository, pages: str) -> set[str]:
    """Return the words that folders and refs of a garden are called by, in small letters; `pages`
    is the folder of its pages.
    """
    head = mirror.run("symbolic-ref", "-q", "HEAD").decode("utf-8", "replace")
    return set(words_in(f"{_LAYOUT} {pages} {head}".casefold()))


def is_another(mirror: Repository, words: Sequence[str], parts: Collection[str]) -> bool:
    """Tell whether the words of a name are, together, a part of another name: one of `parts`, or
    one beside which today's texts have a given name or a surname.
    """
    ways = {"".join([*words[at:], *words[:at]]).casefold() for at in range(len(words))}
    if ways & set(parts):
        return True
    plain = sorted(one.capitalize() for one in ways if one.isascii())
    if not plain:
        return False
    said = "|".join(plain)
    pattern = rf"(^|[^A-Za-z0-9_])([A-Z][a-z]+ ({said})|({said}) [A-Z][a-z]+)([^A-Za-z0-9_]|$)"
    return mirror.ask("grep", "-qIE", pattern, "HEAD")[0] == 0


def is_topic(mirror: Repository, word: str, mails: Collection[str]) -> bool:
    """Tell whether a folder is called so in which others did most: a topic, and no person's own."""
    if not _plain_word(word):
        return False
    pages = f":(top,icase,glob)**/{word}/**"
    told = mirror.run("log", "--all", "--no-merges", "--format=%ae", "--", pages)
    whose = told.decode("utf-8", "replace").lower().split()
    return len(whose) > 2 * sum(mail in mails for mail in whose)
