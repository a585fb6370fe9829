# What every verb needs that adds a file to a garden: a text from an editor, a place that is free,
# the next step. Two promises stand here: nothing that exists is overwritten, and nothing that
# somebody typed is lost. Must not know: what the file says.
"""Add a new file to a garden."""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import click
from pollinate.content.files import kind_test
from pollinate.contribute.letters import letters_told, read_letters
from pollinate.contribute.new_files import free_path
from pollinate.contribute.requests import agreement
from pollinate.emails import without_addresses
from pollinate.errors import GitError, OutputError, PollinateError, RequestError
from pollinate.export.json_text import to_json
from pollinate.export.new_file import export_new_file
from pollinate.history.git import Repository
from pollinate.history.repository import identity_of
from pollinate.history.workspace import Workspace
from pollinate.model.git import Identity
from pollinate.paths import SrcUri, to_repo
from pollinate.runtime.whole_file import write_new
from pollinate.settings import Settings

from pollinate_cli.cli import GardenPlace
from pollinate_cli.system_errors import cure_of
from pollinate_cli.terminal import echo, plain, print_error, shell_line, shell_word

_IDENT = re.compile(r"(.*?) ?<([^>]*)>")
ATTEMPTS = 100
AT_ONCE = 2
"""Seconds in which nobody has written anything."""
MARK = "# ! "
"""Before what was wrong with a text, on top of it in the editor."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file to be written, and the words that go with it."""

    uri: SrcUri
    kind: str
    """`lessons`, `notes`, …: what the settings must take it for."""
    text: str
    message: str
    """A commit message that fits."""
    credit: str = ""
    """Who will be named, as a sentence."""


@dataclass(frozen=True, slots=True)
class Output:
    """How a verb hands over what it made."""

    form: str = "text"
    dry_run: bool = False


def from_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option that takes up a text which an earlier run kept; its path counts from -C."""

    def counted(ctx: click.Context, _: click.Parameter, value: str | None) -> Path | None:
        return ctx.obj.path(value) if value else None

    option = click.option(
        "--from",
        "source",
        default=None,
        metavar="FILE",
        callback=counted,
        help="Take up what was kept: a text, or answers.",
    )
    return option(function)


def asking_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say how somebody wants to be asked."""
    edit = click.option(
        "--editor/--no-editor",
        "--edit/--no-edit",
        "edit",
        default=None,
        help="Open an editor, or neither that nor ask (default: where $EDITOR is set, else ask).",
    )
    ask = click.option("--ask", is_flag=True, help="Ask question by question, whatever is set.")
    return edit(ask(function))


def settings_for_writing(place: GardenPlace) -> Settings:
    """Return the settings; a file may be written where history can't be read (no git, a shallow
    clone).
    """
    return replace(place.settings(), history="optional")


def author(workspace: Workspace) -> Identity | None:
    """Return whom git would name as the author of a commit made now, after mailmap; None when it
    knows nobody.
    """
    return author_in(workspace.repository) if workspace.repository is not None else None


def author_in(repository: Repository) -> Identity | None:
    """Return the same of a repository."""
    try:
        found = _IDENT.match(identity_of(repository))
        if found is None:
            return None
        with suppress(GitError):
            mapped = repository.run("check-mailmap", f"{found[1]} <{found[2]}>").decode(
                "utf-8", "replace"
            )
            found = _IDENT.match(mapped) or found
    except (GitError, ValueError):
        return None
    return Identity(found[1], found[2])


def whose_options(*, short: bool) -> Callable[..., Any]:
    """Return what adds the options that say whose words a file holds; `--for` where that says
    nothing else.
    """
    names = ["--for"] if short else []

    def add(function: Callable[..., Any]) -> Callable[..., Any]:
        team = click.option(
            "--as",
            "team",
            default="",
            metavar="TEAM",
            help="Credit a team or pseudonym in place of the person who commits.",
        )
        whose = click.option(
            *names,
            "--on-behalf-of",
            "whose",
            default="",
            metavar="NAME",
            help="Whose words it holds: a person of the garden, else a team.",
        )
        return whose(team(function))

    return add


def credit_words(who: Identity | None, team: str = "", shown: str = "", *, whose: str = "") -> str:
    """Say who will be named for a file; never an address."""
    if whose:
        return f"It will be credited to {plain(whose)}; the commit itself names whoever makes it."
    if team:
        return f"It will be credited to “{plain(team)}”; the commit itself names whoever makes it."
    name = plain(without_addresses(who.name)).strip() if who else ""
    if not name:
        return 'Git does not know your name yet: git config user.name "Your Name", and user.email.'
    return (
        f"Git will name {name}."
        if not shown or shown == name
        else f"Git will name {name}; the garden shows {plain(shown)}."
    )


def text_from(option: str | None) -> str | None:
    """Return the text given by an option, `-` for standard input; None when none is given."""
    if option != "-":
        return option
    return read_told(sys.stdin.buffer.read())


def read_told(data: bytes) -> str:
    """Return a text, and say how it was saved where that is not UTF-8."""
    text, encoding = read_letters(data)
    if encoding:
        echo(letters_told(encoding), err=True)
    return text


def edited(template: str, name: str, accept: Callable[[str], T]) -> T | None:
    """Return what `accept` makes of a template that somebody fills in in an editor; None for
    nothing new.

    What it refuses is said, and the editor opens again with that on top. Whatever goes wrong, the
    text stays in a file, and the error says where.
    """
    folder = Path(tempfile.mkdtemp(prefix="pollinate-"))
    path = folder / name
    path.write_text(template, encoding="utf-8", newline="\n")
    try:
        while True:
            before = path.read_bytes()
            at_once = _edit(path) and path.is_file() and path.read_bytes() == before
            if at_once:
                _await(path)
            text = _text_in(path)
            if not _is_new(text, template):
                if at_once:
                    echo(f"What you save later is taken up with --from {path}", err=True)
                else:
                    shutil.rmtree(folder, ignore_errors=True)
                return None
            try:
                made = accept(text)
            except PollinateError as error:
                print_error(error)
                if not click.confirm("Open the editor again?", default=True, err=True):
                    raise
                path.write_text(_marked(text, error), encoding="utf-8", newline="\n")
                continue
            break
    except BaseException as error:
        if not path.is_file() or path.read_bytes() == template.encode():
            shutil.rmtree(folder, ignore_errors=True)
            raise
        raise _kept(error, path) from error
    shutil.rmtree(folder, ignore_errors=True)
    return made


def _edit(path: Path) -> bool:
    """Open an editor; return whether it came back at once, as those do that go on in a window."""
    start = time.monotonic()
    try:
        click.edit(filename=str(path))
    except click.ClickException as error:
        raise RequestError(
            error.format_message().rstrip("."),
            cure="Set EDITOR to an editor that is there, or take --ask: it asks one by one.",
            example="EDITOR=nano pollinate new lesson",
        ) from error
    return time.monotonic() - start < AT_ONCE and sys.stdin.isatty()


def _await(path: Path) -> None:
    """Ask to save what is written in an editor that still has a file open."""
    echo(f"Your editor came back at once. If it has {path} open: write, save,", err=True)
    click.prompt("and press Enter here", default="", show_default=False, err=True)


def _text_in(path: Path) -> str:
    """Return what was written; nothing where the editor took the file away."""
    return _unmarked(read_told(path.read_bytes())) if path.is_file() else ""


def _marked(text: str, error: PollinateError) -> str:
    """Return a text with what is wrong with it on top."""
    told = " ".join(f"{error.place}: {error.problem}. {error.cure}".lstrip(": ").split())
    return f"{MARK}{plain(told)}\n{text}"


def _unmarked(text: str) -> str:
    lines = text.replace("\r\n", "\n").split("\n")
    while lines and lines[0].startswith(MARK.strip()):
        lines.pop(0)
    return "\n".join(lines)


def kept_text(path: Path) -> str:
    """Return a text that was kept in a file, such as by an earlier run that failed."""
    try:
        return _unmarked(read_told(path.read_bytes()))
    except OSError as error:
        reason = (error.strerror or "unknown").lower()
        raise RequestError(f"the file can't be read ({reason})", place=str(path)) from error


@contextmanager
def keeping(text: str) -> Iterator[None]:
    """Keep a text that came through a pipe when what is done with it fails."""
    try:
        yield
    except BaseException as error:
        if not text.strip():
            raise
        path = Path(tempfile.mkdtemp(prefix="pollinate-")) / "text.md"
        path.write_text(text.encode("utf-8", "replace").decode(), encoding="utf-8", newline="\n")
        raise _kept(error, path) from error


def _is_new(text: str, template: str) -> bool:
    """Return whether a text says something: a template that is only shortened says nothing."""
    known = {line.rstrip() for line in template.splitlines()}
    return any(line.strip() and line.rstrip() not in known for line in text.splitlines())


def _kept(error: BaseException, path: Path) -> PollinateError:
    where = f"What you wrote is kept in {path}\nThe same command takes it up again with --from."
    if isinstance(error, PollinateError):
        return RequestError(
            error.problem,
            place=error.place,
            cure=f"{error.cure}\n{where}".strip(),
            example=error.example,
        )
    reason = (
        error.format_message()
        if isinstance(error, click.ClickException)
        else "it was stopped before it was written"
    )
    return RequestError(reason.rstrip("."), cure=where)


def hand_over(file: NewFile, settings: Settings, workspace: Workspace, output: Output) -> None:
    """Write a file where it belongs, or only show it, and say what comes next."""
    uri = free_path(file.uri, _taken(settings.docs_dir, file.uri))
    if kind_test(settings)(uri) != file.kind:
        globs = ", ".join(f"'{glob}'" for glob in getattr(settings, file.kind))
        raise RequestError(
            f"'{plain(uri)}' would not be seen as one of the {file.kind}: those are {globs}",
            cure="Choose another title or topic, or change the setting.",
        )
    if not output.dry_run:
        uri = _write(settings.docs_dir, uri, file)
    if uri != file.uri:
        echo(f"{plain(file.uri)} is taken, so this one is {plain(uri)}", err=True)
    path = to_repo(workspace.docs, uri)
    if output.form == "json":
        echo(to_json(export_new_file(path, file.text if output.dry_run else None), indent=1))
    elif output.dry_run:
        echo(f"Would write {plain(path)}", err=True)
        click.echo(file.text, nl=False)
    else:
        _say(file, settings.docs_dir / uri, path, workspace, agreement(settings))


def _say(file: NewFile, path: Path, shown: str, workspace: Workspace, agreed: str) -> None:
    echo(f"Wrote {click.style(plain(shown), bold=True)}")
    if workspace.repository is None:
        return
    for words in filter(None, (file.credit, plain(agreed))):
        echo(words)
    here, root = Path.cwd().resolve(), workspace.root.resolve()
    inside = here.is_relative_to(root)
    git = ["git"] if inside else ["git", "-C", str(root)]
    place = os.path.relpath(path.resolve(), here if inside else root)
    echo("\nNext, in one go:")
    echo("    pollinate submit" if inside else f"    pollinate -C {shell_word(str(root))} submit")
    echo("or by hand:")
    echo(f"    {shell_line(*git, 'add', place)}")
    echo(f"    {shell_line(*git, 'commit', '-m', file.message)}")


def _taken(docs_dir: Path, uri: SrcUri) -> list[str]:
    folder = (docs_dir / uri).parent
    prefix = uri.rpartition("/")[0]
    try:
        names = os.listdir(folder)
    except OSError:
        names = []
    # These two are pages of their folder, whatever stands in them.
    return [f"{prefix}/{name}".lstrip("/") for name in (*names, "index.md", "README.md")]


def _write(docs_dir: Path, uri: SrcUri, file: NewFile) -> SrcUri:
    """Write a file that was not there before, under the first free name, and return that."""
    folder, taken = (docs_dir / uri).parent, _taken(docs_dir, uri)
    try:
        # Before a folder is made, and again after: a link may have come in between.
        outside = not folder.resolve().is_relative_to(docs_dir.resolve())
        if not outside:
            folder.mkdir(parents=True, exist_ok=True)
        if outside or not folder.resolve().is_relative_to(docs_dir.resolve()):
            raise OutputError(
                "this folder leads out of the docs folder, so nothing is written there",
                place=str(uri),
            )
    except (OSError, ValueError) as error:
        raise _cannot_write(uri, error) from error
    for _ in range(ATTEMPTS):
        try:
            write_new(docs_dir / uri, file.text.encode())
            return uri
        except FileExistsError:
            # Somebody was faster, or a link that leads nowhere has the name.
            taken = [*taken, uri]
            uri = free_path(file.uri, taken)
        except (OSError, ValueError) as error:
            raise _cannot_write(uri, error) from error
    raise OutputError("no free name was found", place=str(file.uri))


def _cannot_write(uri: SrcUri, error: OSError | ValueError) -> OutputError:
    reason = (getattr(error, "strerror", "") or "unfit name").lower()
    return OutputError(
        f"the file can't be written ({reason})",
        place=str(uri),
        cure=cure_of(error, "Look at its folder and your rights there."),
    )
