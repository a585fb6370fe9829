# The verb `receive`: what somebody without an account sent becomes a branch, for a moderator to
# look at and to send on. Must not know: how a mail is read, how a branch is written.
"""Take what somebody sent into a branch."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path

import click
from pollinate.checks.run import check_garden
from pollinate.content.files import kind_test
from pollinate.content.frontmatter import read_front_matter
from pollinate.contribute.answers import Find, read_answers
from pollinate.contribute.mail import Received, read_mail, read_text
from pollinate.contribute.mailboxes import mails_in
from pollinate.contribute.received import Draft, draft_of
from pollinate.emails import without_addresses
from pollinate.errors import GitError, PollinateError, RequestError
from pollinate.garden import build_garden
from pollinate.history.branches import (
    TakenError,
    base_commit,
    branch_of,
    checked_out,
    files_of,
    waiting_files,
    write_branch,
)
from pollinate.history.git import Repository
from pollinate.history.workspace import Workspace, locate
from pollinate.inspection import inspect_files
from pollinate.model.diagnostics import Diagnostic
from pollinate.model.git import Identity
from pollinate.model.people import People
from pollinate.paths import RepoPath, Slug, slugify
from pollinate.settings import Settings
from pollinate.settings_file import read_settings

from pollinate_cli.cli import GardenPlace
from pollinate_cli.lookup import GardenWords
from pollinate_cli.terminal import (
    echo,
    git_for,
    plain,
    print_error,
    progress_bar,
    shell_line,
    shell_word,
)
from pollinate_cli.topics import topic_of
from pollinate_cli.whose import Whose, whose_words

PREFIX = "received"
"""Under which branches of what came stand."""
_FEW = 10
"""Mails for which nobody needs to see how far we are."""
COLLEAGUES = "A colleague"
"""Who is credited in the place of somebody unnamed."""
_MOST_TRIES = 50
MAILS, TEXTS, ANSWERS = (".eml", ".mbox"), (".md", ".markdown", ".txt"), (".json", ".csv")


@click.command(
    "receive",
    epilog=(
        "\b\n"
        "Examples:\n"
        "  pollinate receive mail.eml\n"
        '  pollinate receive mail.eml --for "Night shift" --topic deploys\n'
        "  pollinate receive answers.csv --way apply\n"
        "  pollinate receive inbox.mbox --unnamed"
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--for", "name", default="", metavar="NAME", help="Who it is from, as you know it.")
@click.option("--as", "team", default="", metavar="NAME", help="The same for a name that is new.")
@click.option("--unnamed", is_flag=True, help="Name nobody: “a colleague” is credited.")
@click.option("--topic", default="", metavar="FOLDER", help="Where a plain mail's lesson goes.")
@click.option("--way", default="", metavar="WAY", help="Which form a table of answers is of.")
@click.option("--dry-run", is_flag=True, help="Print the files, write nothing.")
@click.pass_obj
def command(
    place: GardenPlace,
    file: Path,
    name: str,
    team: str,
    unnamed: bool,
    topic: str,
    way: str,
    dry_run: bool,
) -> None:
    """Take what somebody sent (a mail, or answers of a form) into a branch.

    FILE is a mail (.eml), several (.mbox), a text (.md), or answers (.json, .csv). Each becomes a
    branch of its own that starts where requests go to; your files stay as they are. The sender
    becomes the author, as the mail says: nobody has checked that, so look before you send it on.
    Pictures lose the place and the day that a camera wrote into them.
    """
    _refuse_both(name, team, unnamed=unnamed)
    settings = place.settings()
    workspace = locate(settings)
    if workspace.repository is None:
        raise GitError("a branch needs a repository, and here is none", cure="Run first: git init")
    find = GardenWords(replace(settings, history="optional"), place.site_url())
    whose = whose_words(name, team, find.people if name else None, "receive mail.eml")
    target = settings.branch or settings.seen_branch
    one = _One(
        place=place,
        settings=settings,
        workspace=workspace,
        repository=workspace.repository,
        whose=whose,
        people=find.people if whose.person else None,
        topic=topic_of(settings, topic, new=True) if topic else "",
        # Whoever asked not to be named is "a colleague" here as well.
        unnamed=unnamed or (bool(name) and whose.team == COLLEAGUES),
        dry_run=dry_run,
        waiting=waiting_files(workspace.repository, PREFIX, target),
        there=frozenset(files_of(workspace.repository, base_commit(workspace.repository, target))),
        find=find,
    )
    sources = _all_of(place.path(str(file)), settings, way, one.find)
    if not sources:
        raise RequestError("there is nothing in this file", place=str(file))
    failed: list[PollinateError] = []
    with progress_bar() as progress:
        for number, source in enumerate(sources, 1):
            if len(sources) > _FEW:
                progress("receive", number, len(sources))
            try:
                _receive(one, source)
            except PollinateError as error:
                # The others in the file are taken all the same.
                error.place = error.place or (f"{file.name}, {number}" if len(sources) > 1 else "")
                failed.append(error)
    _check(one)
    for earlier in failed[:-1]:
        print_error(earlier)
    if failed:
        raise failed[-1]


def _refuse_both(name: str, team: str, *, unnamed: bool) -> None:
    if unnamed and (name or team):
        which = "--for" if name else "--as"
        raise RequestError(f"{which} and --unnamed contradict each other", cure="Give one of them.")


@dataclass(frozen=True, slots=True, kw_only=True)
class _One:
    """What is the same for all that is received at once."""

    place: GardenPlace
    settings: Settings
    workspace: Workspace
    repository: Repository
    whose: Whose
    """Who it is from, as the moderator knows."""
    people: People | None
    topic: str
    unnamed: bool
    dry_run: bool
    find: Find
    waiting: set[str]
    """Files that came earlier, and wait."""
    there: frozenset[str]
    """Files of the branch that requests go to."""
    written: dict[str, Draft] = field(default_factory=dict)
    """What has come now, by its branch."""

    @property
    def target(self) -> str:
        return self.settings.branch or self.settings.seen_branch


@dataclass(frozen=True, slots=True)
class _Source:
    """Something that came, not yet read."""

    key: str
    """What tells it from all else that came."""
    read: Callable[[], Received]


def _all_of(path: Path, settings: Settings, way: str, find: Find) -> list[_Source]:
    ending = path.suffix.lower()
    if ending in MAILS:
        return [_Source(_checksum(data), partial(read_mail, data)) for data in mails_in(path)]
    if ending in ANSWERS:
        # All or none: a table is mended, and then received as a whole.
        rows = enumerate(read_answers(path, settings, way, find))
        return [_Source(_checksum(f"{n}{row}".encode()), partial(_same, row)) for n, row in rows]
    if ending in TEXTS:
        received = read_text(path)
        return [_Source(_checksum(received.text.encode()), partial(_same, received))]
    raise RequestError(
        f"'{plain(path.name)}' is neither a mail, nor a text, nor answers of a form",
        cure=f"Its name ends in one of: {', '.join((*MAILS, *TEXTS, *ANSWERS))}.",
    )


def _same(received: Received) -> Received:
    return received


def _checksum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:40]


def _receive(one: _One, source: _Source) -> None:
    if branch := branch_of(one.repository, source.key):
        echo(f"This was received before: it is the branch {plain(branch)}.")
        return
    received = source.read()
    draft = draft_of(
        received,
        one.settings,
        one.workspace.docs,
        kind_test(one.settings),
        topic=one.topic,
        team=COLLEAGUES if one.unnamed else "",
        find=one.find,
        credits_somebody=_credits_somebody,
        values_of=_values_of,
        taken=one.waiting,
        there=one.there,
    )
    who = None if one.unnamed else _author(received, one)
    if one.dry_run:
        _show(draft)
    else:
        _take(one, draft, received, who, source.key)


def _credits_somebody(text: str) -> bool:
    return "credit" in _values_of(text)


def _values_of(text: str) -> Mapping[str, object]:
    return read_front_matter(text.encode("utf-8", "replace"), RepoPath("")).values


def _author(received: Received, one: _One) -> Identity | None:
    """Return whom the commit names: who you say, by the name and address that Git has, and of
    somebody new without an address unless the mail is that person's own; else the sender; None for
    a sender without a name.
    """
    name = one.whose.team
    if one.whose.person and one.people:
        known = one.people.contributors[Slug(one.whose.person)].identities
        if found := next((who for who in reversed(known) if who.email), None):
            return found
        name = one.whose.name
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


def _take(one: _One, draft: Draft, received: Received, who: Identity | None, source: str) -> None:
    repository = one.repository
    message = f"{plain(without_addresses(draft.title))}\n\nReceived; nobody checked its sender.\n"
    branch = _written(one, draft, message, who, source)
    one.waiting.update(draft.files)
    one.written[branch] = draft
    echo(f"Wrote {click.style(plain(draft.place), bold=True)} on the branch {plain(branch)}")
    sender = plain(without_addresses(received.sender)).strip() or "somebody"
    if one.unnamed:
        echo("It credits “A colleague”; the commit itself is yours.")
    elif who is None:
        echo("Its author is you; --for NAME says who it is from.")
    elif said := one.whose.name or one.whose.team:
        echo(f"Its author is {plain(without_addresses(said))}, as you say.")
    else:
        echo(f"Its author is {sender}, as {received.said_by}: nobody has checked that.")
    for words in draft.told:
        echo(f"  {plain(words)}")
    _say_next(one.place, repository, branch)


def _written(one: _One, draft: Draft, message: str, who: Identity | None, source: str) -> str:
    """Write a draft on a branch of its own, and return that."""
    tries = 0
    while True:
        branch = _free_branch(one.repository, draft)
        try:
            write_branch(
                one.repository, branch, draft.files, message, who, source=source, target=one.target
            )
            return branch
        except TakenError:
            # Another mail may be received in another window at the same time.
            if (tries := tries + 1) > _MOST_TRIES:
                raise


def _say_next(place: GardenPlace, repository: Repository, branch: str) -> None:
    git = git_for(repository.root)
    stands = Path.cwd().resolve() == place.directory
    words = [*([] if stands else ["-C", str(place.directory)]), *place.options()]
    echo(f"\nLook at it:\n    {shell_line('pollinate', *words, 'review', branch)}")
    remotes = [remote.name for remote in repository.opened.remotes]
    if remotes:
        remote = "origin" if "origin" in remotes else remotes[0]
        echo(f"Send it on:\n    {git} push {shell_word(remote)} {shell_word(branch)}")
    else:
        echo(f"Take it over:\n    {git} merge {shell_word(branch)}")


def _check(one: _One) -> None:
    """Say what check finds in the files that came: all of them are looked at together, beside what
    the garden has.
    """
    if not one.written:
        return
    files = {path: data for draft in one.written.values() for path, data in draft.files.items()}
    try:
        found = _findings(one, files)
    except PollinateError as error:
        echo(f"It could not be checked: {plain(error.problem)}")
        return
    for branch, draft in one.written.items():
        inside = [finding for finding in found if finding.path in draft.files]
        if inside and len(one.written) > 1:
            echo(f"\nIn {plain(branch)}:")
        for finding in inside:
            where = f"{finding.path}:{finding.line}" if finding.line else str(finding.path)
            severity = finding.severity.value
            echo(f"  {plain(where)}: {severity}: {plain(finding.message)} [{finding.code}]")
            if finding.cure:
                echo(f"      {plain(finding.cure)}")


def _free_branch(repository: Repository, draft: Draft) -> str:
    """Return a name that no branch has, here or where we know of."""
    name = slugify(without_addresses(draft.title))[:40].strip("-") or "note"
    stem = f"{PREFIX}/{date.today():%Y-%m-%d}-{name}"
    taken = {ref.name for ref in repository.opened.refs}
    number, name = 1, stem
    while name in taken or f"origin/{name}" in taken:
        number += 1
        name = f"{stem}-{number}"
    return name


def _findings(one: _One, files: Mapping[RepoPath, bytes]) -> list[Diagnostic]:
    """Return what check finds in a garden with the files that came, in a checkout of its own."""
    place, repository = one.place, one.repository
    with checked_out(repository, base_commit(repository, one.target)) as folder:
        for path, data in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
        here = place.directory.resolve()
        inside = here.relative_to(repository.root.resolve()) if here != repository.root else "."
        settings = read_settings(folder / inside, place.docs_dir, place.lessons)
        return [
            *check_garden(build_garden(settings), settings),
            *inspect_files(settings, sorted(files)),
        ]
