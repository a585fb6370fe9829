# The verb `export`: writes the whole garden.
# Must not know: the shape of the document.
"""Write the whole garden as JSON."""

from __future__ import annotations

import click
from pollinate.errors import OutputError
from pollinate.export.garden import export_garden
from pollinate.export.json_text import to_json
from pollinate.export.public import export_public
from pollinate.garden import build_garden
from pollinate.publish import publish
from pollinate.runtime.walk import repository_root
from pollinate.runtime.whole_file import write_over

from pollinate_cli.cli import GardenPlace
from pollinate_cli.terminal import echo, progress_bar


@click.command(
    "export",
    epilog=(
        "\b\nExamples:\n  pollinate export > garden.json\n  pollinate export --public --output"
        " site/garden.json"
    ),
)
@click.option(
    "--public",
    is_flag=True,
    help="Only what a site may publish: no shares, lines or commit counts; days, not times.",
)
@click.option(
    "--output", metavar="FILE", help="Write to FILE (from -C) instead of standard output."
)
@click.option("--format", "form", type=click.Choice(["json"]), default="json", help="How to print.")
@click.pass_obj
def command(place: GardenPlace, public: bool, output: str | None, form: str) -> None:
    """Write the whole garden as one JSON document: lessons, people, credits, links with their
    reasons, sources.
    """
    with progress_bar() as progress:
        settings = place.public_settings() if public else place.settings()
        built = build_garden(settings, progress)
        shown = publish(built, with_phrases=not public)
        made = export_public(shown) if public else export_garden(built, shown)
        document = to_json(made, indent=1)
    if output is None:
        echo(document)
        return
    target = place.directory / output
    if target.is_symlink() and repository_root(target.parent):
        # Whoever made the link chose what would be written over.
        raise OutputError(
            "a link stands there, so nothing is written through it",
            place=str(target),
            cure="Name the file itself.",
        )
    try:
        write_over(target, f"{document}\n".encode())
    except OSError as error:
        raise OutputError(
            f"the file can't be written: {(error.strerror or 'unknown reason').lower()}",
            place=str(target),
        ) from error
