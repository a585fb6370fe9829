# The group of all verbs and the options that stand before them. Verbs are imported when they are
# called. Must not know: what a verb does.
"""Define the command line."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import click
from pollinate.config_file import find_config, read_config
from pollinate.plain import plain
from pollinate.runtime.collector import short_life
from pollinate.settings import Settings
from pollinate.settings_file import plugin_names, read_settings
from pollinate.site_record import (
    as_published,
    load_record,
    newer_than_the_site,
    without_pages,
)
from pollinate.version import VERSION

VERBS = {
    "build": "Build the site.",
    "check": "Look for what is wrong in a garden.",
    "cite": "Say how to cite a lesson, for texts, reference managers and forges.",
    "credits": "Say who made each lesson.",
    "demo": "Make a sample garden to look around in.",
    "digest": "Say what happened, for a newsletter; or whom nobody thanked yet.",
    "doctor": "Look at what a garden needs, with the cure for what is missing.",
    "due": "Say which lessons to look at again, and whom to ask.",
    "export": "Write the whole garden as JSON.",
    "init": "Make a new garden that builds at once.",
    "merge-message": "Write the squash message that keeps everybody.",
    "join": "Make one site of parts that several builds rendered.",
    "move": "Move a lesson, and lead on what names it.",
    "new": "Start a lesson, trail, gathering or profile.",
    "note": "Say how a lesson went, ask, answer, reflect, or look again.",
    "people": "Say who was taken for one person, and by which evidence.",
    "person": "Say what is held on somebody, or obey a wish to be hidden.",
    "queue": "Say which requests wait for us.",
    "receive": "Take what somebody sent, by mail or form, into a branch.",
    "renew": "Say that you looked at a lesson again, and what you found.",
    "retire": "Keep a lesson for the record, with a notice.",
    "redact": "Take a person, a text or a file out of all history.",
    "review": "See what a request changes, and decide.",
    "submit": "Propose what you wrote: check, commit, push, open the request.",
    "serve": "Build, show at a local address, and follow changes.",
    "stats": "Say what the garden gives its organisation.",
    "thank": "Thank somebody by name, and say what for.",
    "withdraw": "Take a lesson's text away, and say that it is gone.",
    "why": "Defend a name on a page: its lines, commits and rules.",
}


BUILDERS = {"build", "join", "serve"}
"""Verbs that give a garden to a site generator, or build one again and again."""
LEAVING_OUT = {"exclude", "file-filter", "exclude-unused-files", "mkdocs-exclude"}
"""Plugins of others that take pages out of a site."""


@dataclass(frozen=True)
class GardenPlace:
    """Where the garden is that a verb works on."""

    directory: Path
    docs_dir: str
    lessons: tuple[str, ...]

    def options(self) -> tuple[str, ...]:
        """Return what says on the command line which garden it is, beside its folder."""
        docs = ("--docs-dir", self.docs_dir) if self.docs_dir else ()
        return (*docs, *(word for glob in self.lessons for word in ("--lessons", glob)))

    def settings(self) -> Settings:
        """Return its settings, without pages that the site leaves out; raises SettingsError."""
        return as_published(read_settings(self.directory, self.docs_dir, self.lessons))

    def public_settings(self) -> Settings:
        """Return the settings for what leaves the repository: a page of which nobody can know yet
        whether the site leaves it out does not; raises SettingsError.
        """
        settings = self.settings()
        path = find_config(self.directory)
        names = LEAVING_OUT & set(plugin_names(read_config(path))) if path else set()
        if names and load_record(settings) is None:
            text = (
                f"the plugin '{min(names)}' decides what the site shows, and no build is remembered"
                " that says what: pages that it leaves out may be here. Run first: pollinate build"
            )
            click.echo(text, err=True)
        newer = newer_than_the_site(settings)
        if newer:
            count = "a page is" if len(newer) == 1 else f"{len(newer)} pages are"
            text = (
                f"left out, since a plugin decides what the site shows and {count}"
                f" newer than the last build: {', '.join(newer[:5])}. Run: pollinate build"
            )
            click.echo(plain(text), err=True)
        return without_pages(settings, newer)

    def site_url(self) -> str:
        """Return the address of the site, where its configuration says one."""
        path = find_config(self.directory)
        return str((read_config(path) if path else {}).get("site_url") or "")

    def word(self, text: str, docs_dir: Path) -> str:
        """Return a word that names a file of the garden, as the shell means it from where one
        stands or from -C, as its path from the docs folder; any other word as it is.
        """
        for folder in (Path.cwd(), self.directory):
            with suppress(OSError, ValueError):
                file = (folder / text).resolve()
                if text and file.is_file():
                    return file.relative_to(docs_dir).as_posix()
        return text

    def path(self, text: str) -> Path:
        """Return a path given on the command line: it counts from -C."""
        return (self.directory / text).resolve()


class Verbs(click.Group):
    """A group that imports a verb's module only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs in order of name."""
        return sorted(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a verb."""
        if cmd_name not in VERBS:
            return None
        name = cmd_name.replace("-", "_")
        command = import_module(f"pollinate_cli.commands.{name}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of verbs without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(sorted(VERBS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Say the nearest verb when one is unknown."""
        from difflib import get_close_matches

        if args and args[0] not in VERBS and not args[0].startswith("-"):
            near = get_close_matches(args[0], VERBS, 1)
            hint = f" Did you mean '{near[0]}'?" if near else f" Known: {', '.join(sorted(VERBS))}."
            raise click.UsageError(f"There is no command '{args[0]}'.{hint}", ctx)
        return super().resolve_command(ctx, args)


EPILOG = """\b
Examples:
  pollinate init lessons                a garden of your own
  pollinate demo garden                 a sample garden, then:
  pollinate -C garden serve             look at it
  pollinate -C garden why ana print-the-boarding-list
  pollinate -C notes --docs-dir . --lessons "**/*.md" build --site-dir ../out"""


@click.command(
    cls=Verbs,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option("-C", "directory", default=".", metavar="DIR", help="Run as if started in DIR.")
@click.option(
    "--docs-dir",
    default="",
    metavar="DIR",
    help="The folder with the Markdown files, from -C; overrides mkdocs.yml.",
)
@click.option(
    "--lessons",
    multiple=True,
    metavar="GLOB",
    help="Which files are lessons, from the docs folder. May be repeated.",
)
@click.version_option(VERSION, prog_name="pollinate")
@click.pass_context
def cli(ctx: click.Context, directory: str, docs_dir: str, lessons: tuple[str, ...]) -> None:
    """Grow a garden of lessons learned: credited line by line, linked to what they were learned
    from.
    """
    ctx.obj = GardenPlace(Path(directory).resolve(), docs_dir, lessons)
    if ctx.invoked_subcommand not in BUILDERS:
        ctx.with_resource(short_life())
