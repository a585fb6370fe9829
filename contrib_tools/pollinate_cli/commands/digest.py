# The verb `digest`: what happened since a day or a commit, for a newsletter or a chat; or whom
# nobody thanked yet. Must not know: what belongs into a digest, how it is escaped.
"""Say what happened in the garden."""

from __future__ import annotations

import click
from pollinate.derive.digest import derive_digest, since_day
from pollinate.errors import RequestError
from pollinate.export.digest import Words, export_digest
from pollinate.export.json_text import to_json
from pollinate.garden import build_garden
from pollinate.history.repository import commit_time
from pollinate.history.workspace import locate
from pollinate.messages.catalogue import messages_in
from pollinate.publish import publish
from pollinate.settings import Settings

from pollinate_cli.addresses import find_addresses
from pollinate_cli.cli import GardenPlace
from pollinate_cli.digest_text import DigestWriter, first_sentence, thank_command
from pollinate_cli.terminal import echo, plain, progress_bar

PLAIN = Words(first_sentence, thank_command)
FORMS = "2026-11-01, 2026-11, '30 days', or a commit, tag or branch"


@click.command(
    "digest",
    epilog=(
        "\b\n"
        "Examples:\n"
        "  pollinate digest --since 2026-11\n"
        '  pollinate digest --since "30 days" --to-thank\n'
        "  pollinate digest --since v1.2 --site-url https://garden.example.org/ > newsletter.md"
    ),
)
@click.option(
    "--since",
    required=True,
    metavar="DATE|REF",
    help=f"{FORMS}. A span counts back from the newest commit; a commit means its day.",
)
@click.option(
    "--to-thank",
    is_flag=True,
    help="Only newcomers whom nobody has thanked yet, each with the command that does it.",
)
@click.option(
    "--site-url",
    default=None,
    metavar="URL",
    help="Where the site is, for links; overrides site_url of mkdocs.yml.",
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print."
)
@click.pass_obj
def command(
    place: GardenPlace, since: str, to_thank: bool, site_url: str | None, form: str
) -> None:
    """Say what happened in the garden, as Markdown for a newsletter or a chat.

    Planted, applied, asked, answered, thanked, done for the first time, laid: in order of time,
    people in order of name. What touches somebody who is shown by alias or not at all is told with
    its whole month.
    """
    settings, addresses = place.public_settings(), find_addresses(place, site_url)
    moment = _of_ref(settings, since)
    with progress_bar() as progress:
        built = publish(build_garden(settings, progress), with_phrases=False)
    end = built.newest
    digest = derive_digest(built, moment or _day(since, end), end[:10])
    if form == "json":
        echo(
            to_json(export_digest(built, digest, PLAIN, addresses.of, to_thank=to_thank), indent=1)
        )
        return
    writer = DigestWriter(built, addresses, messages_in(settings.speaks, settings.words))
    for line in writer.to_thank(digest) if to_thank else writer.lines(digest):
        echo(line)


def _of_ref(settings: Settings, text: str) -> str:
    """Return when a commit was written; empty for what reads as a date or a span."""
    try:
        if since_day(text, "2000-01-01") is not None:
            return ""
    except ValueError:
        return ""
    repository = locate(settings).repository
    if repository is not None and (when := commit_time(repository, text)):
        return when
    raise RequestError(
        f"'{plain(text[:60])}' is no date, and git knows no such commit",
        cure=f"Write one of: {FORMS}.",
    )


def _day(text: str, end: str) -> str:
    try:
        day = since_day(text, end)
        assert day is not None
        return day
    except ValueError as error:
        what = (
            "there is no history to count back from"
            if not end
            else f"no calendar has '{plain(text[:60])}'"
        )
        raise RequestError(what, cure=f"Write one of: {FORMS}.") from error
