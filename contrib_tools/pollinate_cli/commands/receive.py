# The verb `receive`: what somebody without an account sent becomes a branch, for a moderator to
# look at and to send on. Must not know: how a mail is read, how a branch is written.
"""Take what somebody sent into a branch."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click
from pollinate.checks.run import check_garden
from pollinate.content.files import kind_test
from pollinate.contribute.answers import read_answers
from pollinate.contribute.mail import Received, read_mails
from pollinate.contribute.received import Draft, draft_of
from pollinate.emails import without_addresses
from pollinate.errors import GitError, PollinateError, RequestError
from pollinate.garden import build_garden
from pollinate.history.branches import checked_out, write_branch
from pollinate.history.git import Repository
from pollinate.history.workspace import locate
from pollinate.model.diagnostics import Diagnostic
from pollinate.model.git import Identity
from pollinate.paths import slugify
from pollinate.settings import Settings
from pollinate.settings_file import read_settings

from pollinate_cli.cli import GardenPlace
from pollinate_cli.terminal import echo, plain

MAILS, ANSWERS = (".eml", ".mbox"), (".json", ".csv")


@click.command(
    "receive",
    epilog=(
        "\b\nExamples:\n  pollinate receive mail.eml\n  pollinate receive mail.eml --for 'Night"
        " shift' --topic deploys\n  pollinate receive answers.csv --way apply\n  pollinate receive"
        " inbox.mbox --unnamed"
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--for", "name", default="", metavar="NAME", help="Who it is from, as you know it.")
@click.option("--unnamed", is_flag=True, help="Name nobody: “a colleague” is credited.")
@click.option("--topic", default="", metavar="FOLDER", help="Where a plain mail's lesson goes.")
@click.option("--way", default="", metavar="WAY", help="Which form a table of answers is of.")
@click.option("--dry-run", is_flag=True, help="Print the files, write nothing.")
@click.pass_obj
def command(
    place: GardenPlace,
    file: Path,
    name: str,
    unnamed: bool,
    topic: str,
    way: str,
    dry_run: bool,
) -> None:
    """Take what somebody sent (a mail, or answers of a form) into a branch.

    FILE is a mail (.eml), several (.mbox), or answers (.json, .csv). Each becomes a branch of its
    own that starts where requests go to; your files stay as they are. The sender becomes the
    author, as the mail says: nobody has checked that, so look before you send it on. Pictures lose
    the place and the day that a camera wrote into them.
    """
    if name and unnamed:
        raise RequestError("--for and --unnamed contradict each other", cure="Give one of them.")
    settings = place.settings()
    workspace = locate(settings)
    if workspace.repository is None:
        raise GitError("a branch needs a repository, and here is none", cure="Run first: git init")
    path = place.path(str(file))
    made = 0
    for received in _all_of(path, settings, way):
        made += 1
        team = "A colleague" if unnamed else ""
        draft = draft_of(
            received, settings, workspace.docs, kind_test(settings), topic=topic, team=team
        )
        who = None if unnamed else _author(received, name)
        if dry_run:
            _show(draft)
        else:
            _take(place, workspace.repository, draft, received, who)
    if not made:
        raise RequestError("there is nothing in this file", place=str(file))


def _all_of(path: Path, settings: Settings, way: str) -> Iterable[Received]:
    ending = path.suffix.lower()
    if ending in MAILS:
        return read_mails(path)
    if ending in ANSWERS:
        return read_answers(path, settings, way)
    raise RequestError(
        f"'{plain(path.name)}' is neither a mail nor answers of a form",
        cure=f"Its name ends in one of: {', '.join((*MAILS, *ANSWERS))}.",
    )


def _author(received: Received, name: str) -> Identity | None:
    """Return whom the commit names: who you say, without an address unless the mail is that
    person's own; else the sender; None for a sender without a name.
    """
    if name:
        own = name.casefold() == received.sender.casefold()
        return Identity(name, received.address if own else "")
    return Identity(received.sender, received.address) if received.sender else None


def _show(draft: Draft) -> None:
    for path, data in draft.files.items():
        echo(f"Would write {plain(path)}", err=True)
        if path == draft.place:
            click.echo(data.decode("utf-8"), nl=False)
    for one in draft.told:
        echo(f"  {plain(one)}", err=True)


def _take(
    place: GardenPlace,
    repository: Repository,
    draft: Draft,
    received: Received,
    who: Identity | None,
) -> None:
    branch = _free_branch(repository, draft)
    message = f"{plain(without_addresses(draft.title))}\n\nReceived; nobody checked its sender.\n"
    commit = write_branch(repository, branch, draft.files, message, who)
    echo(f"Wrote {click.style(plain(draft.place), bold=True)} on the branch {plain(branch)}")
    sender = plain(without_addresses(received.sender)).strip()
    if who is None:
        echo("It names nobody; the commit itself is yours.")
    elif sender and who.name == received.sender:
        echo(f"Its author is {sender}, as the mail says: nobody has checked that.")
    else:
        echo(f"Its author is {plain(without_addresses(who.name))}, as you say.")
    for one in draft.told:
        echo(f"  {plain(one)}")
    _check(place, repository, commit, draft)
    git = "git" if Path.cwd().is_relative_to(repository.root) else f"git -C {repository.root}"
    echo(f"\nLook at it:\n    {git} show {shlex.quote(branch)}")
    echo(f"Send it on:\n    {git} push origin {shlex.quote(branch)}")


def _check(place: GardenPlace, repository: Repository, commit: str, draft: Draft) -> None:
    """Say what check finds in the files that came."""
    try:
        found = _findings(place, repository, commit, set(draft.files))
    except PollinateError as error:
        echo(f"It could not be checked: {plain(error.problem)}")
        return
    for one in found:
        where = f"{one.path}:{one.line}" if one.line else str(one.path)
        echo(f"  {plain(where)}: {one.severity.value}: {plain(one.message)} [{one.code}]")
        if one.cure:
            echo(f"      {plain(one.cure)}")


def _free_branch(repository: Repository, draft: Draft) -> str:
    """Return a name that no branch has, here or where we know of."""
    stem = f"received/{date.today():%Y-%m-%d}-{slugify(draft.title)[:40].strip('-') or 'note'}"
    taken = {ref.name for ref in repository.opened.refs}
    number, name = 1, stem
    while name in taken or f"origin/{name}" in taken:
        number += 1
        name = f"{stem}-{number}"
    return name


def _findings(
    place: GardenPlace, repository: Repository, commit: str, paths: set[str]
) -> list[Diagnostic]:
    """Return what check finds in the files that came, in a checkout of their own."""
    with checked_out(repository, commit) as folder:
        here = place.directory.resolve()
        inside = here.relative_to(repository.root.resolve()) if here != repository.root else "."
        settings = read_settings(folder / inside, place.docs_dir, place.lessons)
        found = check_garden(build_garden(settings), settings)
    return [one for one in found if one.path in paths]
