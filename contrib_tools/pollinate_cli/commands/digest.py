# The verb `digest`: what happened since a day or a commit, for a newsletter or a chat; or whom
# nobody thanked yet. Must not know: what belongs into a digest, how it is escaped.
"""Say what happened in the garden."""

from __future__ import annotations

import re
from typing import Any

import click
from pollinate.derive.digest import Digest, derive_digest, since_day
from pollinate.derive.value import newest
from pollinate.errors import GitError, RequestError
from pollinate.export import note_id, to_json
from pollinate.garden import build_garden
from pollinate.history.mine import survey
from pollinate.model.garden import Garden as Whole
from pollinate.model.notes import PlacedNote
from pollinate.settings import Settings
from pollinate.settings_file import find_config, read_config

from pollinate_cli.cli import Garden
from pollinate_cli.digest_text import Addresses, Writer, first_sentence, thank_command, title_of
from pollinate_cli.terminal import echo, plain, progress_bar

_WEB = re.compile(r"https?://[^\s()<>\[\]\"'`\\|{}^?#]+", re.I)
FORMS = "2026-11-01, 2026-11, '30 days', or a commit, tag or branch"


@click.command(
    "digest",
    epilog=(
        "\b\nExamples:\n  pollinate digest --since 2026-11\n  pollinate digest --since '30 days'"
        " --to-thank\n  pollinate digest --since v1.2 --site-url https://garden.example.org/ >"
        " newsletter.md"
    ),
)
@click.option(
    "--since",
    required=True,
    metavar="DATE|REF",
    help=f"{FORMS}. A span counts back from the newest commit.",
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
def command(garden: Garden, since: str, to_thank: bool, site_url: str | None, form: str) -> None:
    """Say what happened in the garden, as Markdown for a newsletter or a chat.

    Planted, applied, asked, answered, thanked, done for the first time, laid: in order of time,
    people in order of name. What touches somebody who is shown by alias or not at all is told with
    its whole month.
    """
    settings, addresses = garden.settings(), _addresses(garden, site_url)
    moment = _of_ref(settings, since)
    with progress_bar() as progress:
        built = build_garden(settings, progress)
    end = newest(built)
    digest = derive_digest(built, moment or _day(since, end), end[:10])
    if form == "json":
        echo(to_json(_document(built, digest, addresses, to_thank), indent=1))
        return
    writer = Writer(built, addresses)
    for line in writer.to_thank(digest) if to_thank else writer.lines(digest):
        echo(line)


def _of_ref(settings: Settings, text: str) -> str:
    """Return when a commit was written; empty for what reads as a date or a span."""
    try:
        if since_day(text, "2000-01-01") is not None:
            return ""
    except ValueError:
        return ""
    repository = survey(settings).repository
    if repository is not None and text and not text.startswith("-"):
        try:
            sha = (
                repository.run("rev-parse", "--verify", "--quiet", f"{text}^{{commit}}")
                .decode()
                .strip()
            )
            return repository.run("log", "-1", "--format=%aI", sha, "--").decode().strip()
        except (GitError, ValueError):
            pass
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


def _addresses(garden: Garden, option: str | None) -> Addresses:
    path = find_config(garden.directory)
    config = read_config(path) if path else {}
    folders = config.get("use_directory_urls") is not False
    wanted = str(config.get("site_url") or "") if option is None else option
    if _WEB.fullmatch(wanted):
        return Addresses(wanted.rstrip("/") + "/", folders)
    if option:
        raise RequestError(
            f"'{plain(option[:80])}' is no web address", cure="Write: --site-url https://…"
        )
    return Addresses("", folders)


def _told(garden: Whole, addresses: Addresses, note: PlacedNote) -> dict[str, Any]:
    who = garden.contributors
    return {
        "note": note_id(note),
        "by": [who[slug].name for slug in note.by],
        "to": [who[slug].name for slug in note.to],
        "about": note.page or None,
        "when": note.when[: 7 if note.private else 10] or None,
        "title": title_of(garden, note.page) if note.page else None,
        "outcome": note.outcome or None,
        "text": note.text,
        "url": addresses.of(note.page, note.anchor) or None,
    }


def _document(
    garden: Whole, digest: Digest, addresses: Addresses, to_thank: bool
) -> dict[str, Any]:
    who = garden.contributors
    head = {
        "schema": "pollinate/digest/1",
        "since": digest.since[:10],
        "until": digest.until or None,
    }
    if to_thank:
        people = [
            {
                "contributor": one.who,
                "name": who[one.who].name,
                "lesson": one.lesson,
                "title": title_of(garden, one.lesson),
                "month": one.month,
                "command": thank_command(one),
            }
            for one in digest.to_thank
        ]
        return {**head, "to_thank": people}

    def names(slugs: tuple[Any, ...]) -> list[str]:
        return [who[slug].name for slug in slugs]

    def told(note: PlacedNote) -> dict[str, Any]:
        return _told(garden, addresses, note)

    lessons = garden.content.lessons
    return {
        **head,
        "planted": [
            {
                "lesson": p.lesson,
                "title": lessons[p.lesson].title,
                "by": names(p.by),
                "when": p.when,
                "summary": lessons[p.lesson].summary or None,
                "url": addresses.of(p.lesson) or None,
            }
            for p in digest.planted
        ],
        "applied": [
            {**told(note), "sentence": first_sentence(note.text or note.effect) or None}
            for note in digest.applied
        ],
        "open": [told(note) for note in digest.open],
        "answered": [
            {**told(asked), "answers": [told(a) for a in answers]}
            for asked, answers in digest.answered
        ],
        "thanks": [told(note) for note in digest.thanks],
        "firsts": [
            {
                "name": who[one.who].name,
                "acts": [{"kind": a.kind, "about": a.lesson, "month": a.month} for a in one.acts],
            }
            for one in digest.firsts
        ],
        "trails": [
            {
                "trail": t.trail.src_uri,
                "title": t.trail.title,
                "by": names(t.by),
                "summary": t.trail.summary or None,
                "url": addresses.of(t.trail.src_uri) or None,
            }
            for t in digest.trails
        ],
    }
