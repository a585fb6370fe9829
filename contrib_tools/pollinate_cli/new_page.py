# How a page comes to be, for the verb `new`: what somebody means is settled first, then what was
# typed is read as the garden will read it, and only then is it written.
# Must not know: options, how a file is written.
"""Start pages."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click
from pollinate.content.fields import Fields
from pollinate.content.frontmatter import read_front_matter
from pollinate.contribute.new_files import has_name, lesson_path, topic_name
from pollinate.contribute.templates import without_help
from pollinate.errors import ContentError, RequestError
from pollinate.garden import Scope, build_garden
from pollinate.history.workspace import Workspace, locate
from pollinate.model.people import People
from pollinate.model.targets import VERY_LIKE, AmbiguousError, find_person, near, near_people
from pollinate.paths import file_slug, to_repo
from pollinate.runtime.walk import walk_docs
from pollinate.settings import Settings

from pollinate_cli.doubts import meant, settled
from pollinate_cli.new_file import (
    NewFile,
    Output,
    author,
    credit_words,
    edited,
    hand_over,
    kept_text,
)
from pollinate_cli.terminal import echo, on_terminal, plain, shell_word


def start(
    settings: Settings,
    file: NewFile,
    edit: bool | None,
    output: Output,
    source: Path | None = None,
) -> None:
    """Write a page: as it is, as an editor returns it, or as an earlier run kept it."""
    workspace = locate(settings)
    file = _with(file, file.text, credit_words(author(workspace)))
    if source is not None:
        _take(kept_text(source), file, settings, workspace, output)
        return
    if edit is False or (edit is None and not on_terminal()):
        hand_over(file, settings, workspace, output)
        return
    if not on_terminal():
        raise RequestError(
            "there is no terminal to open an editor on",
            cure="Leave --edit out: the template is written as it is.",
        )

    def accept(text: str) -> bool:
        _take(text, file, settings, workspace, output)
        return True

    if edited(file.text, posixpath.basename(file.uri), accept) is None:
        echo("Nothing written.", err=True)


def _take(
    text: str, file: NewFile, settings: Settings, workspace: Workspace, output: Output
) -> None:
    """Write what somebody made of a template."""
    text = without_help(text, file.text)
    _check(text, file, workspace)
    hand_over(_with(file, text, file.credit), settings, workspace, output)


def _with(file: NewFile, text: str, credit: str) -> NewFile:
    return NewFile(file.uri, file.kind, text, file.message, credit)


def _check(text: str, file: NewFile, workspace: Workspace) -> None:
    """Refuse what the garden could not read, with the line."""
    path = to_repo(workspace.docs, file.uri)
    front = read_front_matter(text.encode("utf-8", "replace"), path)
    for found in (*front.diagnostics, *Fields(path, front).diagnostics):
        raise RequestError(found.message.rstrip("?"), place=f"line {found.line}", cure=found.cure)


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
    settings: Settings, words: Sequence[str], site_url: str, guests: Sequence[str] = ()
) -> tuple[str, ...]:
    """Return the people of a gathering; `guests` are kept as written, and so is somebody whom
    nobody here knows yet.
    """
    if any("@" in word for word in (*words, *guests)):
        raise RequestError(
            "an e-mail address never belongs into a garden",
            cure="Write names as they stand in Git, or handles.",
        )
    if not words and not guests:
        return ()
    try:
        people = build_garden(settings, scope=Scope.CREDITS).people
    except ContentError:
        return (*words, *guests)
    found = [_guest_or_not(word, people, site_url) for word in words]
    return tuple(dict.fromkeys([*found, *guests]))


def _guest_or_not(word: str, people: People, site_url: str) -> str:
    """Return somebody of the garden, or the name of a guest; one that is like the name of somebody
    here is doubted.
    """

    def found(one: str) -> str:
        return str(find_person(one, people, site_url))

    try:
        return found(word)
    except AmbiguousError:
        return settled(found, word)
    except RequestError:
        pass
    alike = near_people(word, people, VERY_LIKE)
    example = f"pollinate new gathering --guest {shell_word(word)}"
    one = meant("person", word, alike, "--guest", example)
    if one == word:
        echo(f"Nobody here is called '{plain(word)}' yet; it is kept as written.", err=True)
    return one
