# The verb `cite`: how to name a lesson and its people elsewhere, in the form that one needs.
# Must not know: how a form is written, who made a lesson.
"""Cite a lesson."""

from __future__ import annotations

import click
from pollinate.errors import RequestError
from pollinate.garden import build_garden
from pollinate.messages.catalogue import messages_in
from pollinate.model.targets import find_target
from pollinate.pages.citations import FORMS, Uncited, citation_of, why_uncited, written
from pollinate.pages.parts import GeneratedPaths, Lookup
from pollinate.publish import publish

from pollinate_cli.addresses import find_addresses
from pollinate_cli.cli import GardenPlace
from pollinate_cli.completion import lessons
from pollinate_cli.terminal import echo, plain, progress_bar

_WHY = {Uncited.WITHDRAWN: "it was withdrawn", Uncited.UNREADABLE: "it is not committed yet"}


@click.command(
    "cite",
    epilog=(
        "\b\n"
        "Examples:\n"
        "  pollinate cite roll-back-first\n"
        "  pollinate cite roll-back-first --format bibtex >> references.bib\n"
        "  pollinate cite roll-back-first --format cff > CITATION.cff"
    ),
)
@click.argument("lesson", shell_complete=lessons)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMS),
    default="text",
    help="A sentence, or what a reference manager or a forge reads.",
)
@click.option(
    "--site-url",
    default=None,
    metavar="URL",
    help="Where the site is; overrides site_url of mkdocs.yml.",
)
@click.pass_obj
def command(place: GardenPlace, lesson: str, form: str, site_url: str | None) -> None:
    """Say how to cite LESSON: its people, year, title, garden and address.

    LESSON as for `credits`. The people are those whom the byline of its page names, in the same
    order and by the names that they show there.
    """
    settings, addresses = place.public_settings(), find_addresses(place, site_url)
    with progress_bar() as progress:
        garden = publish(build_garden(settings, progress), with_phrases=False)
    word = place.word(lesson, settings.docs_dir)
    found = list(garden.content.lessons.values())
    what = find_target(word, found, "lesson", addresses.site_url)
    look = Lookup(garden, settings, GeneratedPaths(), people=False)
    if why := why_uncited(look, what):
        raise RequestError(
            f"{plain(what.src_uri)} can't be cited: {_WHY[why]}",
            cure="Cite it when its page says how, or another one.",
        )
    said = citation_of(look, what, addresses.of(what.src_uri))
    for line in written(said, form, messages_in(settings.speaks, settings.words)).split("\n"):
        echo(plain(line))
