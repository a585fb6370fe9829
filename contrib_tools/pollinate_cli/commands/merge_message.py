# The verb `merge-message`: the squash message that keeps everybody, on standard output for git; and
# the check that a message keeps them; with --commit the squash itself. What whoever merges should
# know goes to standard error.
# Must not know: who is one person, how a message is worded.
"""Write or check a squash message."""

from __future__ import annotations

import sys

import click
from pollinate.contribute.fetch_line import fetch_lines
from pollinate.contribute.forge import forge_of
from pollinate.errors import RequestError
from pollinate.history.repository import default_branch
from pollinate.history.squashing import squash_onto
from pollinate.history.waiting import find_request, remote_of
from pollinate.history.workspace import Workspace, locate
from pollinate.model.git import MOST_PEOPLE
from pollinate.paths import Sha
from pollinate.runtime.regular_file import read_regular
from pollinate.squash import Dropped, Squash, dropped, parts_of, plain_name, squash_of
from pollinate.squash_ground import Ground, open_ground, with_message
from pollinate.squash_rules import find_before_merging, find_in_message
from pollinate.waiting_requests import the_repository

from pollinate_cli.cli import GardenPlace
from pollinate_cli.new_file import author
from pollinate_cli.terminal import echo, plain, progress_bar, shell_word

MOST_BYTES = 1_000_000
"""Of a message that is checked."""


@click.command(
    "merge-message",
    epilog=(
        "\b\nExamples:\n  pollinate merge-message 12\n  pollinate merge-message 12 --commit\n"
        "  pollinate merge-message refs/pull/12/head --check message.txt\n"
        "  pollinate merge-message 12 --check-commit HEAD\n"
        "  pollinate merge-message 12 --addresses > message.txt"
    ),
)
@click.argument("ref", metavar="REF")
@click.option("--title", default="", help="Of the squash; else what its first commit says.")
@click.option(
    "--addresses",
    is_flag=True,
    help="Write `Name <address>` as Git has them. For piping into git only: this prints addresses.",
)
@click.option(
    "--check",
    "file",
    default="",
    metavar="FILE",
    help="A message to check, from -C; - reads standard input.",
)
@click.option("--check-commit", "commit", default="", metavar="SHA", help="A commit to check.")
@click.option(
    "--commit", "make", is_flag=True, help="Make the squash, on the branch that is checked out."
)
@click.pass_context
def command(
    ctx: click.Context, ref: str, title: str, addresses: bool, file: str, commit: str, make: bool
) -> None:
    """Write the message under which a request can be squashed without losing anybody.

    REF is the number of a request, a branch, a commit, or anything else that git resolves. Each
    writer, reviewer, helper and tool of its commits is named once, by the names that the garden
    takes for them. With --check or --check-commit nothing is written: each person whom that message
    drops, and each tool that it does not disclose, is a line, and the exit code is 1. It is 1 too
    where a rule of the garden (`policy`) is not kept: two moderators, or who may moderate.

    With --commit the request becomes one commit on the branch that requests go to, which has to be
    checked out. Nothing of it runs, and nothing is pushed; nobody may be lost by it.
    """
    if bool(file) + bool(commit) + make > 1:
        raise click.UsageError("--check, --check-commit and --commit are three things: ask one.")
    place: GardenPlace = ctx.obj
    settings = place.settings()
    workspace = locate(settings)
    repository = the_repository(workspace)
    fetch = "\n".join(fetch_lines(settings, remote_of(repository) or "origin"))
    name, head = find_request(repository, ref, forge_of(settings), fetch)
    checked = find_request(repository, commit, "", fetch)[1] if commit else None
    message = _message(place, file) if file else b""
    with progress_bar() as progress:
        progress("Reading the request", 0, 1)
        with open_ground(workspace, settings, head, ref) as ground:
            if file or commit:
                ground, said = with_message(ground, message, checked)
                found = list(dropped(ground, said))
                held = list(find_in_message(ground, workspace, said))
            else:
                merger = author(workspace)
                squash = squash_of(ground, title=title, addresses=addresses, merger=merger)
                held = list(find_before_merging(ground, workspace, merger))
    if not (file or commit):
        if not (make and addresses):
            echo(squash.message.rstrip("\n"))
        again = _again(ref, title, addresses=addresses)
        _tell(ground, squash, "" if make else name, again)
        for one in held:
            echo(f"{plain(one.message)} [{one.code}]. {plain(one.cure)}", err=True)
        if make:
            _make(workspace, ground, squash, head, again, is_held=bool(held))
        ctx.exit(1 if held else 0)
    for line in dict.fromkeys(_line(ground, one) for one in found):
        echo(line)
    for one in held:
        echo(f"{plain(one.message)} [{one.code}]")
    ctx.exit(1 if found or held else 0)


def _message(place: GardenPlace, file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read(MOST_BYTES)
    try:
        return read_regular(place.path(file), MOST_BYTES)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", "") or "unfit name"
        raise RequestError(
            f"this file can't be read ({reason.lower()})", place=file, cure="Name another."
        ) from error


def _again(ref: str, title: str, *, addresses: bool) -> str:
    more = [f"--title {shell_word(title)}"] if title else []
    more += ["--addresses"] if addresses else []
    return " ".join(["pollinate merge-message", shell_word(ref), *more])


def _make(
    workspace: Workspace, ground: Ground, squash: Squash, head: Sha, again: str, *, is_held: bool
) -> None:
    """Make the squash, if it loses nobody and keeps the garden's rules."""
    if is_held or squash.is_crowd or squash.lost or squash.unsure:
        if squash.unsure and not is_held:
            echo(f"Take their addresses in: {again} --addresses --commit", err=True)
        echo("Nothing was committed.", err=True)
        raise SystemExit(1)
    repository = the_repository(workspace)
    settings = ground.settings
    branch = settings.branch or settings.seen_branch or default_branch(repository)
    wrote = parts_of(ground.commits, ground.known).author.commit
    author = wrote.raw_author
    sha = squash_onto(repository, branch, head, squash.message, author, wrote.sha)
    echo(f"Taken in on {plain(branch)}, as {sha[:10]}.", err=True)
    remote = remote_of(repository)
    if remote:
        echo(f"Publish it: git push {shell_word(remote)} {shell_word(branch)}", err=True)


def _line(ground: Ground, one: Dropped) -> str:
    """Return one line about whom a message drops; of somebody hidden the commit says who it is."""
    where = one.sha[:10]
    if one.person is None:
        return plain(f"{one.tool} {one.act} in {where} and is not disclosed: {one.key}: {one.tool}")
    name = plain_name(ground, one.person)
    told = f"{ground.known.name(one.person)} {one.act} in {where} and is not named"
    return plain(f"{told}: {one.key}: {name}" if name else told)


def _tell(ground: Ground, squash: Squash, name: str, again: str) -> None:
    """Say on standard error whose the squash is, how it is made if it is named, and whom a name is
    not enough for.
    """
    parts, known = parts_of(ground.commits, ground.known), ground.known
    author = parts.author_person
    who = plain(known.name(author)) if author is not None else "a tool, since nobody else wrote"
    sha = parts.author.commit.sha
    echo(f"The squash's author is {who}, as of commit {sha[:10]}.", err=True)
    if name:
        echo(f"Make it: {again} --commit. By hand:", err=True)
        echo(f"    git merge --squash {shell_word(name)}", err=True)
        name_of, day_of = (f"$(git log -1 --format={one} {sha})" for one in ("'%an <%ae>'", "%aI"))
        how = f'git commit --author="{name_of}" --date="{day_of}" -F -'
        echo(f"    {again} | {how}", err=True)
    for people, words in (
        (squash.new, "is new here and named without an address, since no forge gave one"),
        (squash.unsure, "has a name that the garden does not take for this person alone"),
        (squash.lost, "has no name that a trailer can hold"),
    ):
        for person in people:
            echo(f"{plain(known.name(person))} {words}.", err=True)
    if squash.unsure or squash.new:
        echo("With --addresses each is written as Git has them.", err=True)
    if squash.is_crowd:
        echo(
            f"More than {MOST_PEOPLE} people are named, and no more are read of one message:"
            " merge this request without a squash.",
            err=True,
        )
