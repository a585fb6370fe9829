# The verb `review`: what a moderator needs to decide on a request, on one screen, without running
# anything of it. Must not know: how a request is found, compared or checked.
"""See what a request changes."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click
from pollinate.contribute.fetch_line import fetch_lines
from pollinate.contribute.forge import forge_of
from pollinate.export.findings_github import github_lines
from pollinate.export.findings_gitlab import gitlab_report
from pollinate.export.json_text import to_json
from pollinate.export.review import export_review
from pollinate.history.sent_back import send_back
from pollinate.history.waiting import find_request, remote_of
from pollinate.history.workspace import locate
from pollinate.model.review import RequestReview
from pollinate.review.as_html import review_html
from pollinate.review.as_markdown import review_markdown
from pollinate.review.proposal import Place, Proposal, line_reader, open_proposal
from pollinate.review.review import review
from pollinate.runtime.whole_file import write_over
from pollinate.waiting_requests import the_repository

from pollinate_cli.cli import GardenPlace
from pollinate_cli.note_choice import NoteChoice
from pollinate_cli.notes_review import review_notes
from pollinate_cli.ports import refuse_taken_port
from pollinate_cli.preview_server import PORT, serve_folder
from pollinate_cli.review_text import review_lines
from pollinate_cli.side_by_side import write_side_by_side
from pollinate_cli.terminal import echo, plain, progress_bar

HOST = "127.0.0.1"


@click.command(
    "review",
    epilog=(
        "\b\n"
        "Examples:\n"
        "  pollinate review add-a-lesson\n"
        "  pollinate review 7                    the request of this number\n"
        "  pollinate review refs/merge-requests/7/head --format html --output review.html\n"
        "  pollinate review change.patch --full\n"
        "  pollinate review --notes\n"
        "  pollinate review --notes --full\n"
        "  pollinate review --notes --accept 1,3-5\n"
        "  pollinate review --notes --accept refs/pull/7/head\n"
        '  pollinate review --notes --send-back 2 --because "Which boat was it?"\n'
        '  pollinate review 7 --no "It brings a script."'
    ),
)
@click.argument("ref", metavar="[REF]", default="")
@click.option("--notes", is_flag=True, help="All notes that wait, at once, in the place of REF.")
@click.option(
    "--accept",
    default=None,
    metavar="WHICH",
    help="With --notes: take in these (1,3-5, or refs), all without findings (all), or those that"
    " the policy lets in (known).",
)
@click.option(
    "--send-back", "back", default=None, metavar="WHICH", help="With --notes: send these back."
)
@click.option("--because", default=None, metavar="TEXT", help="With --send-back: why.")
@click.option(
    "--no",
    default=None,
    metavar="TEXT",
    help="Say no to REF, or ask for more: the words for its writer, and out of our queue until it"
    " changes.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown", "html", "github", "gitlab"]),
    default="text",
    show_default=True,
    help="For a terminal, a program, a bot's comment, a page; findings alone for a forge.",
)
@click.option("--page", default="", metavar="FILE", help="Write the page as well, from -C.")
@click.option("--output", default="", metavar="FILE", help="Write it there, from -C.")
@click.option("--full", is_flag=True, help="Every change and every advice, not the first ones.")
@click.option(
    "--open",
    "opened",
    is_flag=True,
    help="Show its pages beside today's in a browser, changes marked.",
)
@click.option(
    "--port", type=click.IntRange(1, 65_535), default=PORT, help="With --open: where to listen."
)
@click.option("--base", default="", metavar="REF", help="What it would go into (else main).")
@click.pass_obj
def command(
    place: GardenPlace,
    ref: str,
    notes: bool,
    accept: str | None,
    back: str | None,
    because: str | None,
    no: str | None,
    form: str,
    page: str,
    output: str,
    full: bool,
    opened: bool,
    port: int,
    base: str,
) -> None:
    """See what a request changes, who would be credited, and what deserves a look.

    REF is a branch, a number, refs/pull/N/head, refs/merge-requests/N/head, a file of patches or a
    bundle. Nothing of it runs, and nothing here is changed. Exit code 1: something should be mended
    before it is merged.

    With --notes, all requests that add notes and nothing else stand on one screen; those you choose
    become one merge on a branch of its own, which keeps every author. A number is that of the
    request wherever all have one; a ref always means the same. Nothing is done unless all is right.
    """
    if notes == bool(ref):
        raise click.UsageError("Give a request to review, or --notes for all notes that wait.")
    where = Place(directory=place.directory, docs_dir=place.docs_dir, lessons=place.lessons)
    choice = NoteChoice(accept, back, because)
    if notes:
        if page or output or opened or base or no is not None or form not in ("text", "json"):
            raise click.UsageError("With --notes there are --format text and json, and --full.")
        review_notes(where, choice, form, full=full)
        return
    if choice.is_any:
        raise click.UsageError("--accept, --send-back and --because are for --notes.")
    if no is not None:
        _say_no(place, ref, no)
        return
    if opened:
        _open(where, ref, base, port)
        return
    with open_proposal(where, ref, base) as proposal:
        done = _reviewed(proposal)
        text = _worded(done, form, proposal, full=full)
    if page:
        write_over(place.path(page), review_html(done).encode("utf-8", "replace"))
    if output:
        write_over(place.path(output), text.encode("utf-8", "replace"))
        echo(f"The review is in {output}", err=True)
    else:
        click.echo(text, nl=False) if form not in ("text", "markdown") else echo(text.rstrip("\n"))
    if done.blocks:
        raise SystemExit(1)


def _say_no(place: GardenPlace, ref: str, because: str) -> None:
    """Remember that a request was sent back, and print the words for its writer."""
    if not because.strip():
        raise click.UsageError("--no needs a reason: who hears none seldom comes back.")
    settings = place.settings()
    repository = the_repository(locate(settings))
    fetch = "\n".join(fetch_lines(settings, remote_of(repository) or "origin"))
    name, head = find_request(repository, ref, forge_of(settings), fetch)
    send_back(repository, head, because)
    echo(f"{plain(name)} is out of your queue until it changes. Tell its writer, in the request:")
    echo(f"    Thank you for sending this. We can't take it in as it is. {plain(because.strip())}")
    echo("Close it there, where nothing would make it fit.")


def _open(where: Place, ref: str, base: str, port: int) -> None:
    """Show the review and its pages side by side, until Ctrl-C."""
    refuse_taken_port(HOST, port)
    with tempfile.TemporaryDirectory(prefix="pollinate-review-") as folder:
        with open_proposal(where, ref, base) as proposal:
            done = _reviewed(proposal)
            for line in review_lines(done):
                echo(line)
            write_side_by_side(proposal, done, Path(folder))
        serve_folder(Path(folder), HOST, port, "index.html", browser=True)


def _reviewed(proposal: Proposal) -> RequestReview:
    with progress_bar() as progress:
        return review(proposal, progress)


def _worded(done: RequestReview, form: str, proposal: Proposal, *, full: bool) -> str:
    if form == "github":
        return "".join(f"{line}\n" for line in github_lines(list(done.findings)))
    if form == "gitlab":
        return to_json(gitlab_report(done.findings, line_reader(proposal)), indent=1) + "\n"
    if form == "json":
        return to_json(export_review(done), indent=1) + "\n"
    if form == "markdown":
        return review_markdown(done)
    if form == "html":
        return review_html(done)
    return "\n".join(review_lines(done, full=full)) + "\n"
