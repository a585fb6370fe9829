# What somebody means who starts a page: which topic, day, people and sources, and how the file is
# named. What is only near to something that is there is doubted (doubts.py).
# Must not know: which page it is for, how a file is written.
"""Settle what is meant by the words for a new page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

import click
from pollinate.contribute.new_files import has_name
from pollinate.errors import RequestError
from pollinate.model.targets import VERY_LIKE, AmbiguousError, near_people

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
