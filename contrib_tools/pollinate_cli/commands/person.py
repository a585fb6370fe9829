# The verb `person`: what is held on somebody, and the wish to be shown otherwise, not at all, or to
# be gone. One guided command: the profile first, what is left in texts, then the history.
# Must not know: how anything is gathered, hashed or taken out.
"""Answer and obey one person."""

from __future__ import annotations

from collections.abc import Sequence

import click
from pollinate.errors import OutputError, RequestError
from pollinate.export.json_text import to_json
from pollinate.export.person import export_person
from pollinate.garden import Scope, build_garden
from pollinate.history.git import Repository
from pollinate.history.people_key import VARIABLE, draw_key, keep_key, key_file, people_key
from pollinate.history.workspace import Workspace, locate
from pollinate.keeping.held import held_on
from pollinate.keeping.profile_wish import hashes_of, make_wish, plan_wish, shared_names
from pollinate.keeping.redaction.asked import AskedRedaction
from pollinate.keeping.whom import one_person
from pollinate.model.garden import Garden
from pollinate.model.held import Held
from pollinate.model.hidden_names import HASHED, PeopleKey
from pollinate.model.people import Joined, Show
from pollinate.paths import RepoPath
from pollinate.settings import Settings

from pollinate_cli.cli import GardenPlace
from pollinate_cli.commands.redact import RedactionOrder, run_redaction
from pollinate_cli.person_text import held_lines
from pollinate_cli.terminal import echo, on_terminal, plain, progress_bar, shell_word

_WISHES = ("--all", "--hide", "--remove", "--hash")


@click.command(
    "person",
    epilog=(
        "\b\n"
        "Examples:\n"
        "  pollinate person mira\n"
        "  pollinate person mira --all --format json > mira.json\n"
        '  pollinate person mira --hide --alias "Night owl"\n'
        "  pollinate person mira --remove\n"
        "  pollinate person mira --hash"
    ),
)
@click.argument("name", metavar="NAME")
@click.option("--all", "whole", is_flag=True, help="Everything that is held, nothing cut.")
@click.option("--hide", is_flag=True, help='Show "a colleague", or an alias, from now on.')
@click.option("--alias", default="", metavar="WORDS", help="With --hide: what is shown instead.")
@click.option("--remove", is_flag=True, help="Hide, and take out of the history, if you want.")
@click.option("--hash", "hashed", is_flag=True, help="Print keyed hashes of the names, for `git:`.")
@click.option("--also", multiple=True, metavar="WORDS", help="With --remove: another name.")
@click.option("--reference", default="", metavar="WORDS", help="With --remove: who decided it.")
@click.option("--into", default="", metavar="DIR", help="With --remove: the cleaned mirror.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print."
)
@click.pass_context
def command(
    ctx: click.Context,
    name: str,
    whole: bool,
    hide: bool,
    alias: str,
    remove: bool,
    hashed: bool,
    also: tuple[str, ...],
    reference: str,
    into: str,
    yes: bool,
    form: str,
) -> None:
    """Say all that is held on somebody, or obey a wish to be shown otherwise.

    NAME is a handle, a slug or a name as it stands in Git. This reads the repository, so it also
    finds people whom the site hides. With --hide or --remove a profile is written that names
    nobody: names stand in it as hashes under a key that is in no repository, and it holds in
    future builds. Without the key a build names nobody.
    """
    if sum((whole, hide, remove, hashed)) > 1:
        raise click.UsageError(f"Choose one of {', '.join(_WISHES)}.")
    _refuse_idle(alias if not hide else "", (reference, into, *also) if not remove else ())
    place: GardenPlace = ctx.obj
    settings = place.settings()
    workspace = locate(settings)
    repository = workspace.repository
    if repository is None:
        raise RequestError("there is no history here, so nobody is known")
    with progress_bar() as progress:
        garden = build_garden(settings, progress, workspace=workspace)
        if not (hide or remove or hashed):
            held = held_on(name, garden, workspace, progress)
    if hashed:
        joined = one_person(name, garden)
        key, is_new = _key(repository, garden)
        if is_new:
            _keep(repository, key)
        for one in hashes_of(joined, garden, key):
            echo(one)
    elif remove and into:
        # Stand-ins are hidden people: no profile needs to say so, and no hash of hers stays.
        order = RedactionOrder(
            asked=AskedRedaction(people=(name,), also=also),
            reference=reference.strip(),
            into=into,
            yes=yes,
        )
        run_redaction(place, workspace, settings, order)
    elif hide or remove:
        joined = one_person(name, garden)
        _hide(joined, garden, workspace, settings, alias, yes)
        _left(name, garden, workspace)
        if remove:
            echo("Git keeps the names in its history. To take them out as well, undo this, and:")
            echo(f"    pollinate person {shell_word(name)} --remove --reference CASE --into DIR")
    else:
        _tell(held, form, whole=whole)


def _refuse_idle(alias: str, of_remove: Sequence[str]) -> None:
    """Refuse options that go with another one."""
    if alias:
        raise click.UsageError("--alias goes with --hide.")
    if any(of_remove):
        raise click.UsageError("--reference, --into and --also go with --remove.")


def _tell(held: Held, form: str, *, whole: bool) -> None:
    if form == "json":
        echo(to_json(export_person(held), indent=1))
        return
    for line in held_lines(held, whole=whole):
        echo(line)


def _key(repository: Repository, garden: Garden) -> tuple[PeopleKey, bool]:
    """Return the key of hashed names, and whether it is a new one, which is not kept yet.

    Raises RequestError where the garden has names that were hashed under another one.
    """
    known = people_key(repository)
    if any(map(HASHED.fullmatch, (n for p in garden.content.people.values() for n in p.git))):
        raise RequestError(
            "this garden has hashed names, and their key is not here",
            cure=f"Ask who looks after it, and give the key as {VARIABLE}: with a second one nobody"
            " could read both.",
        )
    return (known, False) if known is not None else (draw_key(), True)


def _keep(repository: Repository, key: PeopleKey) -> None:
    """Keep a new key, and say where it belongs."""
    keep_key(repository, key)
    where = shell_word(str(key_file(repository)))
    echo(f"A new key lies in {where}. Keep a copy where you keep secrets, and give it to", err=True)
    echo(f"the build server as {VARIABLE}: without it, builds name nobody.", err=True)


def _hide(
    joined: Joined,
    garden: Garden,
    workspace: Workspace,
    settings: Settings,
    alias: str,
    yes: bool,
) -> None:
    assert workspace.repository is not None
    key, is_new = _key(workspace.repository, garden)
    plan = plan_wish(joined, garden, workspace, settings, key, alias)
    if shared := shared_names(joined, garden):
        names = ", ".join(map(plain, shared))
        echo(f"Somebody else is called {names}, too: only commits from this person's own addresses")
        echo("are hidden, and the name stays where texts have it.")
    echo(f"Write {plain(plan.path)}, which names nobody.")
    for path in plan.gone:
        echo(f"Take {plain(path)} away.")
    if not yes and on_terminal() and not click.confirm("Do it?", default=True, err=True):
        raise click.Abort
    if is_new:
        # A key that nobody needs would be asked for ever after: not before all else is sure.
        _keep(workspace.repository, key)
    try:
        make_wish(workspace.root, plan)
    except OutputError:
        if is_new:
            key_file(workspace.repository).unlink(missing_ok=True)
        raise
    _try_out(joined, settings, plan.path)
    shown = f"“{plain(alias)}”" if alias else "“a colleague”"
    echo(f"From the next build on the site shows {shown}. Propose it: pollinate submit")


def _try_out(joined: Joined, settings: Settings, path: RepoPath) -> None:
    """Raise RequestError where the wish does not hold in the garden as it is now."""
    now = build_garden(settings, scope=Scope.CREDITS)
    slugs = {now.people.by_identity.get(who) for who in joined.identities} - {None}
    shown = [now.people.contributors[slug] for slug in slugs if slug]
    taken = {who for one in now.people.joined if one.file == path for who in one.identities}
    for name in sorted({who.name for who in taken - set(joined.identities)}):
        echo(f"{plain(name)} is hidden, too: the names are alike. If that is somebody else, make")
        echo(f"a profile of their own: pollinate new person HANDLE --name {shell_word(name)}")
    if any(one.show is Show.NAME for one in shown):
        raise RequestError(
            "the profile was written, and the name is still shown",
            place=path,
            cure="Look whose profile claims it:",
            example="pollinate people",
        )


def _left(name: str, garden: Garden, workspace: Workspace) -> None:
    """Say which texts name her still: they are their authors' words."""
    held = held_on(name, garden, workspace, lambda *_: None)
    texts = [
        one.path for one in held.places if one.what in ("text", "owner", "mailmap", "file-name")
    ]
    if texts:
        echo("These files have the name, in words of their authors or in their own name.")
        echo("Ask them, or take the name out:")
        for path in dict.fromkeys(texts):
            echo(f"  {plain(path)}")
