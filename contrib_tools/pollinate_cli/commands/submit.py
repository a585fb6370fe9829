# The verb `submit`: from files on disk to an open request, or to a change of one. It says who will
# be credited before anything is written, and keeps what was written whatever happens then.
# Must not know: how a commit is made, what a request says (contribute/requests.py).
"""Propose what you wrote."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click
from pollinate.content.files import kind_test
from pollinate.contribute.forge import NAMES, forge_of
from pollinate.contribute.requests import (
    Helpers,
    agreement,
    compare_url,
    message_of,
    one_line,
    push_options,
    push_target,
    request_body,
    topic_of,
)
from pollinate.emails import without_addresses
from pollinate.errors import GitError, RequestError
from pollinate.garden import build_garden
from pollinate.history.git import Repository
from pollinate.history.proposing import (
    ChangedFile,
    Standing,
    changed_files,
    commit_files,
    earlier_writers,
    push,
    remote_lines,
    set_identity,
    standing,
    start_branch,
    write_patch,
)
from pollinate.history.workspace import Workspace, locate
from pollinate.model.garden import Garden
from pollinate.model.people import People
from pollinate.paths import RepoPath, SrcUri
from pollinate.settings import Settings

from pollinate_cli.cli import GardenPlace
from pollinate_cli.helpers import co_author, helper
from pollinate_cli.new_file import author
from pollinate_cli.soundness import (
    refuse_large,
    refuse_shared,
    refuse_unseen,
    refuse_unsound,
    tell_earlier,
)
from pollinate_cli.terminal import echo, git_for, on_terminal, plain, progress_bar

_PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".svg", ".pdf")
_TEMPLATES = (
    ".github/pull_request_template.md",
    ".github/PULL_REQUEST_TEMPLATE.md",
    "pull_request_template.md",
    "docs/pull_request_template.md",
    ".gitlab/merge_request_templates/Default.md",
    ".gitea/pull_request_template.md",
    ".forgejo/pull_request_template.md",
)
_IS_NAME, _IS_ADDRESS = re.compile(r"(?=.*\w)[^<>\n]{1,200}"), re.compile(r"[^@\s<>]+@[^@\s<>]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody asked for on the command line."""

    paths: tuple[str, ...]
    title: str
    wrote: tuple[str, ...]
    helped: tuple[str, ...]
    guests: tuple[str, ...]
    tools: tuple[str, ...]
    here: bool
    yes: bool
    dry_run: bool


@click.command(
    "submit",
    epilog=(
        "\b\n"
        "Examples:\n"
        "  pollinate submit\n"
        '  pollinate submit docs/lessons/deploys/roll-back.md --with "Mira K."\n'
        '  pollinate submit --helped-by bea --tool "Claude" --yes\n'
        "  pollinate submit --dry-run"
    ),
)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--title", default="", help="Of the request; else that of what you wrote.")
@click.option("--with", "wrote", multiple=True, metavar="PERSON", help="Who wrote it with you.")
@click.option("--helped-by", "helped", multiple=True, metavar="PERSON", help="Who helped.")
@click.option(
    "--guest", "guests", multiple=True, metavar="NAME", help="Who helped and is new here."
)
@click.option("--tool", "tools", multiple=True, metavar="NAME", help="A tool that assisted you.")
@click.option("--here", is_flag=True, help="Take the branch you are on, as it is on the server.")
@click.option("--yes", is_flag=True, help="Ask nothing.")
@click.option("--dry-run", is_flag=True, help="Say what would happen, and change nothing.")
@click.pass_obj
def command(
    place: GardenPlace,
    paths: tuple[str, ...],
    title: str,
    wrote: tuple[str, ...],
    helped: tuple[str, ...],
    guests: tuple[str, ...],
    tools: tuple[str, ...],
    here: bool,
    yes: bool,
    dry_run: bool,
) -> None:
    """Propose what you wrote: check it, commit it on a branch of its own, and open the request.

    PATH limits it to some files; else all that you changed in the garden is taken, and nothing
    outside it. You are told who will be credited first. Run again, it changes the same request. On
    Gitea and Forgejo no right to write is needed; without a forge a file of patches is made.
    """
    asked = Asked(
        paths=paths,
        title=title,
        wrote=wrote,
        helped=helped,
        guests=guests,
        tools=tools,
        here=here,
        yes=yes or not on_terminal(),
        dry_run=dry_run,
    )
    settings = replace(place.settings(), history="required")
    workspace = locate(settings)
    if workspace.repository is None:
        raise GitError("a request needs a repository, and here is none", cure="Run: git init")
    _submit(settings, workspace, workspace.repository, asked, place)


def _submit(
    settings: Settings,
    workspace: Workspace,
    repository: Repository,
    asked: Asked,
    place: GardenPlace,
) -> None:
    git = git_for(repository.root)
    if repository.head is None:
        raise RequestError(
            "this repository has no commit yet, so there is nothing that a request could change",
            cure="Make the first one:",
            example=f'{git} add -A\n{git} commit -m "Plant a garden of lessons"',
        )
    where = standing(repository, settings.branch or settings.seen_branch)
    settings = replace(settings, branch=where.target or settings.edit_branch)
    refuse_shared(where, asked.here)
    _know_author(repository, workspace, asked)
    taken, left = _chosen(settings, workspace, repository, asked.paths, place)
    if not taken and not where.ahead:
        raise RequestError(
            "there is nothing to submit: no file of the garden was changed",
            cure="Write something first:",
            example='pollinate new lesson --title "What I learned" --topic deploys',
        )
    with progress_bar() as progress:
        garden = build_garden(settings, progress)
    paths = [one.path for one in taken]
    refuse_large(repository.root, paths)
    committed = refuse_unsound(garden, settings, where.base, paths)
    sent = sorted({*paths, *committed})
    helpers = _helpers(garden.people, asked)
    what = asked.title or _title(garden, paths or committed)
    title = one_line(asked.title or where.title or what or "Change the garden")
    _tell(workspace, taken, left, helpers, title)
    if agreed := agreement(settings):
        echo(plain(agreed))
    earlier = [path for path in committed if path not in paths]
    if where.ahead:
        tell_earlier(workspace, earlier, earlier_writers(repository, where.base))
        if asked.yes and not (asked.here or asked.dry_run):
            refuse_unseen(workspace, earlier)
    if where.branch and where.branch != where.target:
        echo(f"It goes into the request of the branch {plain(where.branch)}.")
        echo(f"For one of its own, go back first: git switch {plain(where.target)}")
    if asked.dry_run:
        echo("\nNothing was changed.", err=True)
        return
    if not asked.yes and not click.confirm("Propose this?", default=True, err=True):
        echo("Nothing was changed.", err=True)
        return
    branch = _branch(repository, where, title)
    if taken:
        commit_files(repository, paths, message_of(what or title, "", helpers))
    body = request_body(sent, helpers, _template(repository.root), agreement(settings))
    _send(settings, repository, where, branch, title, body)


def _know_author(repository: Repository, workspace: Workspace, asked: Asked) -> None:
    """Ask kindly who somebody is, where git doesn't know."""
    if author(workspace) is not None:
        return
    git = git_for(repository.root)
    if asked.yes:
        raise GitError(
            "Git doesn't know who you are, and lessons are credited to their writers",
            cure="Tell it once:",
            example=f'{git} config user.name "Your Name"\n{git} config user.email you@example.org',
        )
    echo("Git doesn't know who you are yet. Your name will stand at what you wrote;", err=True)
    echo("the address is kept in Git and never shown on the site.", err=True)
    name = _prompted("Your name", _IS_NAME, "That is no name.")
    mail = _prompted("Your address at work", _IS_ADDRESS, "That is no address: you@example.org")
    set_identity(repository, name, mail)


def _prompted(question: str, fits: re.Pattern[str], problem: str) -> str:
    while not fits.fullmatch(told := str(click.prompt(question, err=True)).strip()):
        echo(problem, err=True)
    return told


def _chosen(
    settings: Settings,
    workspace: Workspace,
    repository: Repository,
    paths: Sequence[str],
    place: GardenPlace,
) -> tuple[list[ChangedFile], list[RepoPath]]:
    """Return the changed files to take, and those of the garden or outside it that are left."""
    changed = changed_files(repository)
    kind_of, prefix = kind_test(settings), f"{workspace.docs}/" if workspace.docs else ""
    if paths:
        wanted = [_from_root(repository.root, place.path(path)) for path in paths]
        missing = [p for p in wanted if not any(_holds(p, one.path) for one in changed)]
        if missing:
            raise RequestError(
                "nothing was changed there",
                place=missing[0],
                cure="Changed are:" if changed else "No file was changed.",
                example="\n".join(one.path for one in changed[:10]),
            )
        taken = [one for one in changed if any(_holds(p, one.path) for p in wanted)]
    else:
        taken = [
            one
            for one in changed
            if one.path.startswith(prefix)
            and (
                kind_of(SrcUri(one.path.removeprefix(prefix)))
                or one.path.lower().endswith(_PICTURES)
            )
        ]
    return taken, [one.path for one in changed if one not in taken]


def _from_root(root: Path, path: Path) -> str:
    try:
        return path.resolve().relative_to(root.resolve()).as_posix()
    except ValueError as error:
        raise RequestError("this is not in the repository", place=str(path)) from error


def _holds(wanted: str, path: str) -> bool:
    return wanted in (path, ".") or path.startswith(f"{wanted}/")


def _helpers(people: People, asked: Asked) -> Helpers:
    """Return who took part, asked for where somebody sits there."""
    helped, wrote, tools = list(asked.helped), list(asked.wrote), list(asked.tools)
    if not asked.yes and not (helped or wrote or asked.guests):
        told = click.prompt(
            "Who helped? Names, parted by commas; Enter for nobody",
            default="",
            err=True,
            show_default=False,
        )
        helped += [name.strip() for name in told.split(",") if name.strip()]
    return Helpers(
        wrote=tuple(co_author(name, people) for name in wrote),
        helped=tuple(
            dict.fromkeys(
                [
                    *(helper(name, people) for name in helped),
                    *(helper(name, people, new=True) for name in asked.guests),
                ]
            )
        ),
        tools=tuple(tools),
    )


def _title(garden: Garden, taken: Sequence[RepoPath]) -> str:
    content = garden.content
    by_path = {one.repo_path: one.title for one in content.lessons.values()}
    by_path |= {one.repo_path: one.title for one in content.trails.values()}
    titles = [by_path[path] for path in taken if path in by_path]
    if titles:
        more = f" and {len(titles) - 1} more" if len(titles) > 1 else ""
        return f"{titles[0]}{more}"
    notes = {note.repo_path: note for note in garden.content.notes.values()}
    kinds = [notes[path].kind.value for path in taken if path in notes]
    return f"Add a note: {kinds[0]}" if kinds else ""


def _tell(
    workspace: Workspace,
    taken: Sequence[ChangedFile],
    left: Sequence[RepoPath],
    helpers: Helpers,
    title: str,
) -> None:
    """Say what is proposed, and who is credited with what."""
    me = author(workspace)
    name = plain(without_addresses(me.name)) if me else "You"
    echo(f"{click.style(plain(title), bold=True)}")
    for one in taken:
        how = " (deleted)" if one.is_gone else " (all of it, staged or not)"
        echo(f"  {plain(one.path)}{how if one.is_gone or one.is_partly_staged else ''}")
    credited = [f"{name}: wrote it"]
    credited += [f"{plain(who.partition(' <')[0])}: wrote it too" for who in helpers.wrote]
    credited += [f"{plain(who.partition(' <')[0])}: helped" for who in helpers.helped]
    credited += [f"{plain(tool)}: a tool, disclosed and not credited" for tool in helpers.tools]
    if not all(one.is_gone for one in taken):
        echo("Credited once it is merged:")
        for line in credited:
            echo(f"  {line}")
    if left:
        echo(f"Left alone: {', '.join(map(plain, left[:5]))}{' …' if len(left) > 5 else ''}")


def _branch(repository: Repository, where: Standing, title: str) -> str:
    """Return the branch of the request: the one we are on, else a new one from here."""
    if where.branch and where.branch != where.target:
        return where.branch
    topic = topic_of(title)
    start_branch(repository, topic, title, where.target)
    return topic


def _template(root: Path) -> str:
    """Return the garden's own text for requests; empty for none, or one that can't be read."""
    for name in _TEMPLATES:
        file = root / name
        if file.is_file() and not file.is_symlink():
            return file.read_text(encoding="utf-8", errors="replace")[:10_000]
    return ""


def _send(
    settings: Settings,
    repository: Repository,
    where: Standing,
    branch: str,
    title: str,
    body: str,
) -> None:
    """Push and open the request; without a remote, write a file of patches."""
    if not where.remote:
        place = write_patch(repository, where.target, branch)
        echo(f"There is no remote, so {place.name} holds your change.")
        box = f" to {settings.mailbox}" if settings.mailbox else ""
        echo(f"Send it{box or ' to whoever looks after this garden'}.")
        return
    options = push_options(settings, branch, title, body)
    said = push(repository, where.remote, push_target(settings, branch), options, ask=on_terminal())
    lines = remote_lines(said)
    for line in lines:
        echo(f"  {plain(line)}")
    known = NAMES.get(forge_of(settings), "the server")
    url = compare_url(settings, branch, title, body)
    if url:
        echo(f"{known[:1].upper()}{known[1:]} has your branch. Open the request:\n    {url}")
    elif options:
        echo(f"{known[:1].upper()}{known[1:]} has your request. Run this again to change it.")
    else:
        echo(f"The branch {branch} is pushed. Open the request there.")
