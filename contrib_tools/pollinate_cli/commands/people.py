# The verb `people`: who was taken for one person, and why; the lines that would settle it.
# Must not know: how identities are joined.
"""Say who is who."""

from __future__ import annotations

import click
from pollinate.derive.mailmap import is_doubtful, mailmap_lines
from pollinate.export.json_text import to_json
from pollinate.export.people import addresses_of, export_people, names_of
from pollinate.garden import Scope, build_garden
from pollinate.model.garden import Garden
from pollinate.model.people import By, Join, Joined
from pollinate.model.targets import find_person

from pollinate_cli.cli import GardenPlace
from pollinate_cli.terminal import echo, plain, progress_bar

SHARED = "shared-address"
EVIDENCE = {
    By.FILE: "a people file lists the names",
    By.ADDRESS: "one address, or one account at a forge",
    By.NAME: "the same full name",
    By.LOGIN: "a login that is the name without blanks",
    By.NAMESAKE: "a name without an address, and one namesake",
}


@click.command(
    "people",
    epilog=(
        "\b\nExamples:\n  pollinate people\n  pollinate people mira\n"
        "  pollinate people --mailmap >> .mailmap"
    ),
)
@click.argument("person", default="")
@click.option("--all", "whole", is_flag=True, help="Also who has one name and one address.")
@click.option(
    "--mailmap",
    is_flag=True,
    help="Print the lines for .mailmap that would settle every doubt. They hold addresses.",
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print."
)
@click.pass_obj
def command(place: GardenPlace, person: str, whole: bool, mailmap: bool, form: str) -> None:
    """Say who was taken for one person, and by which evidence.

    PERSON is a handle, slug or exact name; without it, everybody who has several names or
    addresses. This reads the repository, so it also names people who are hidden on the site.
    """
    settings = place.settings()
    with progress_bar() as progress:
        work = build_garden(settings, progress, scope=Scope.CREDITS)
    people = [one for one in work.people.joined if one.identities]
    if person:
        slug = find_person(person, work.people, place.site_url())
        people, whole = [one for one in people if one.slug == slug], True
    doubtful = [one for one in people if is_doubtful(one)]
    if mailmap:
        _print_mailmap(work, people, strangers=not person)
        return
    shown = people if whole else [one for one in people if _is_several(one)]
    if form == "json":
        document = export_people(work.history.head, shown, doubtful, work.people.tools)
        echo(to_json(document, indent=1))
        return
    for one in shown:
        _print(one)
    several = sum(map(_is_several, people))
    echo(
        f"{len(people)} {'person' if len(people) == 1 else 'people'}, {several} with several names"
        f" or addresses, {len(doubtful)} of them by a likeness of names alone",
        err=True,
    )
    if doubtful:
        echo("If they are right, say so to Git: pollinate people --mailmap >> .mailmap", err=True)


def _is_several(one: Joined) -> bool:
    return len(names_of(one)) > 1 or addresses_of(one) > 1


def _print(one: Joined) -> None:
    count = addresses_of(one)
    echo(f"{click.style(plain(one.name), bold=True)} ({one.slug})")
    echo(f"  in Git as  {plain(', '.join(names_of(one)))}")
    echo(f"  addresses  {count or 'none'}")
    for number, why in enumerate(one.joins):
        echo(f"  {'' if number else 'joined by':<9}  {_evidence(why)}")
    if one.file:
        echo(f"  file       {plain(one.file)}")


def _evidence(why: Join) -> str:
    said = f" ({plain(why.words)})" if why.words else ""
    return EVIDENCE[why.by] + said


def _print_mailmap(work: Garden, people: list[Joined], *, strangers: bool) -> None:
    lines = list(mailmap_lines(people, work.people.joined, work.history.commits))
    for line in lines:
        echo(plain(line))
    for one in work.people.diagnostics if strangers else ():
        if one.code == SHARED:
            echo(f"# {plain(one.message)}. {plain(one.cure)}")
    if not lines:
        echo("Nobody is taken for one person by a likeness of names alone.", err=True)
