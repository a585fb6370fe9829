# What somebody means who starts a page: which topic, day, people and sources, and how the file is
# named. What is only near to something that is there is doubted (doubts.py).
# Must not know: which page it is for, how a file is written.
"""Settle what is meant by the words for a new page."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from datetime import date

import click
from pollinate.contribute.new_files import has_name, lesson_path, topic_name
from pollinate.errors import RequestError
from pollinate.model.targets import VERY_LIKE, AmbiguousError, near, near_people
from pollinate.paths import file_slug
from pollinate.runtime.walk import walk_docs
from pollinate.settings import Settings

from pollinate_cli.doubts import meant, settled
from pollinate_cli.lookup import GardenWords
from pollinate_cli.terminal import echo, on_terminal, plain, shell_word


def title_of(title: str, example: str) -> str:
    """Return a title on one line; on a terminal one that is missing is asked for."""
    title = " ".join(title.split())
    if not title and on_terminal():
        title = " ".join(str(click.prompt("Title", err=True)).split())
    if not title:
        raise RequestError(
            "a title is missing", cure="Give one:", example=f"pollinate new {example}"
        )
    return title


def name_of(title: str, name: str, example: str) -> str:
    """Return what a file is named by: its title, or a name where that is given, or where the title
    has no letters.
    """
    if not name and has_name(title):
        return title
    while not has_name(name) and on_terminal():
        told = "This title has no letters for the file's name. Name it"
        name = str(click.prompt(told, err=True))
    if not has_name(name):
        problem = f"'{plain(name)}' has" if name else f"the title '{plain(title)}' has"
        raise RequestError(
            f"{problem} no letters or digits to name a file by",
            cure="Name the file:",
            example=f'pollinate new {example} --name "roll-back-first"',
        )
    return name


def topic_of(settings: Settings, topic: str, *, new: bool = False) -> str:
    """Return the folder meant by a topic: one that is there, in whatever letters, else a new one
    with a plain name; `new` says that a new one is meant, however near it is to another.
    """
    parts = [part for part in topic.replace("\\", "/").split("/") if part not in ("", ".")]
    base = posixpath.dirname(lesson_path(settings, "", "x"))
    if base and parts[: len(base.split("/"))] == base.split("/"):
        parts = parts[len(base.split("/")) :]
    wanted = "/".join(parts)
    there = topics_in(settings)
    known = {one.casefold(): one for one in there}
    known |= {file_slug(one): one for one in there if "/" not in one}
    if wanted.casefold() in known:
        return known[wanted.casefold()]
    name = topic_name(wanted) if wanted else ""
    if ".." in parts or bool(name) != bool(wanted):
        raise RequestError(
            f"'{plain(topic)}' can't be a topic",
            cure="A topic is a folder among the lessons, such as deploys.",
        )
    if not name or name in known or new:
        return known.get(name, name)
    alike = [*near(name, there, VERY_LIKE, 3), *(one for one in there if _begins(one, name))]
    example = f"pollinate new lesson --topic {shell_word(name)} --new-topic"
    return meant("topic", name, list(dict.fromkeys(alike)), "--new-topic", example)


def topics_in(settings: Settings) -> list[str]:
    """Return the folders among the lessons, in order of name."""
    base = posixpath.dirname(lesson_path(settings, "", "x"))
    pages = walk_docs(settings.docs_dir).pages
    return sorted({_below(base, posixpath.dirname(uri)) for uri in pages} - {""})


def _begins(topic: str, name: str) -> bool:
    """Tell whether of two topics one goes on where the other ends."""
    return topic.startswith(f"{name}-") or name.startswith(f"{topic}-")


def _below(base: str, folder: str) -> str:
    if not base:
        return folder
    return folder[len(base) + 1 :] if folder.startswith(f"{base}/") else ""


def day_of(text: str) -> str:
    """Return a day as files say it; today where none is given."""
    if not text:
        return date.today().isoformat()
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    raise RequestError(f"'{plain(text)}' is no day", cure="Write: --date 2026-03-14")


def people_of(
    lookup: GardenWords, words: Sequence[str], guests: Sequence[str] = ()
) -> tuple[str, ...]:
    """Return the people of a gathering; `guests` are kept as written, and so is somebody whom
    nobody here knows yet.
    """
    if any("@" in word for word in (*words, *guests)):
        raise RequestError(
            "an e-mail address never belongs into a garden",
            cure="Write names as they stand in Git, or handles.",
        )
    found = [_guest_or_not(word, lookup) for word in words]
    return tuple(dict.fromkeys([*found, *guests]))


def _guest_or_not(word: str, lookup: GardenWords) -> str:
    """Return somebody of the garden, or the name of a guest; one that is like the name of somebody
    here is doubted.
    """
    try:
        return lookup.person(word)
    except AmbiguousError:
        return settled(lookup.person, word)
    except RequestError:
        pass
    if lookup.people is None:
        return word
    alike = near_people(word, lookup.people, VERY_LIKE)
    example = f"pollinate new gathering --guest {shell_word(word)}"
    one = meant("person", word, alike, "--guest", example)
    if one == word:
        echo(f"Nobody here is called '{plain(word)}' yet; it is kept as written.", err=True)
    return one


def source_of(lookup: GardenWords, word: str) -> tuple[str, str]:
    """Return what taught something, by a word: a lesson, page or person, or an address that is not
    of this site.
    """
    try:
        return settled(lookup.source, word)
    except RequestError as error:
        if re.match("https?://", word) and not error.choices:
            return "source", word
        which = " or ".join(f"'{plain(one)}'" for one in error.choices[:3])
        told = "Something outside the garden, such as a book, is said with --source:"
        raise RequestError(
            error.problem,
            cure=f"Did you mean {which}?\n{told}" if which else told,
            example=f"pollinate new lesson --source {shell_word(word)}",
            choices=error.choices,
        ) from error
