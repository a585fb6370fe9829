# Builds the site of a garden aside and puts it in place: all pages or those that changed, or one
# share of them for somebody else to join. A crash, a full disk or a kill leaves the last good site
# where it was. Must not know: how pages come to be (MkDocs does that with our plugins), verbs.
"""Build a site beside the last one."""

from __future__ import annotations

import errno
import logging
import os
import shutil
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from pollinate.emails import without_addresses
from pollinate.errors import OutputError, PollinateError, SettingsError
from pollinate.plan import RenderAgainError, Rendered, Share
from pollinate.runtime.kept_files import keep_pages
from pollinate.settings import Settings
from pollinate.site_memory import SiteMemory

from pollinate_cli.build_files import UntoldError
from pollinate_cli.build_inputs import Inputs, inputs_of
from pollinate_cli.cli import GardenPlace
from pollinate_cli.last_build import KeptWarnings, LastBuild
from pollinate_cli.site_config import site_config
from pollinate_cli.site_folder import (
    begin_aside,
    clear_leftovers,
    configured_folder,
    folder_changed,
    real_folder,
    refuse_folder,
    swap,
)
from pollinate_cli.terminal import SaidBefore, echo, log_plainly

if TYPE_CHECKING:
    from pollinate_mkdocs.changed_pages import ChangedPages

OURS = ("pollinate", "pollinate_mkdocs", "pollinate_cli")
NO_SPACE = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
_THE_SITE_S = "A plugin, hook or extension of this site stopped at it; `mkdocs build` shows it."


@dataclass(frozen=True, slots=True)
class AskedBuild:
    """How somebody wants a site to be built, as the options say."""

    full: bool
    workers: int | None
    """Processes; None for one for each processor."""
    strict: bool
    quiet: bool


@contextmanager
def begin_build(place: GardenPlace, site_dir: str, how: AskedBuild) -> Iterator[SiteBuild]:
    """Give a build of a garden's site, while no other of the same folder is at work. `site_dir` is
    where it goes, from the garden's folder; empty for where its settings say.

    Raises OutputError where the folder may not be replaced.
    """
    asked = place.directory / site_dir if site_dir else None
    with site_config(place, asked) as (path, settings):
        wanted = asked or configured_folder(path)
        target = real_folder(wanted)
        refuse_folder(target, wanted, settings.docs_dir, settings.root)
        last = LastBuild(settings, target)
        with last.alone() as alone:
            if alone:
                clear_leftovers(target)
            inputs = _look_at_inputs(path, settings, target, how)
            yield SiteBuild(
                path=path, settings=settings, target=target, last=last, inputs=inputs, how=how
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteBuild:
    """One build of a site: what it is made of, and where it goes."""

    path: Path
    """The configuration."""
    settings: Settings
    target: Path
    last: LastBuild
    inputs: Inputs
    how: AskedBuild

    @property
    def said(self) -> list[str] | None:
        """Return what the last build said where the site stands as it would be now; else None."""
        return None if self.how.full else self.last.said(self.inputs.whole)

    def changed(self) -> Rendered:
        """Build beside the last site what changed, and put it in its place with what is kept of
        that; return what became of the pages.
        """
        because = "--full asks for it" if self.how.full else self.inputs.all_pages
        memory = None if because else self.last.memory()
        if memory is None and not because:
            because = "nothing is remembered of the last site, or somebody changed it"
        pages = self._pages(self.target, memory, because)

        def refuse_changed() -> None:
            if not self.last.stands():
                raise folder_changed(self.target)

        return self._aside(pages, refuse_changed)

    def joined(self, site: Path, memory: SiteMemory) -> Rendered:
        """Build likewise with the pages in a folder, where others rendered them, and what is
        remembered of them; the folder is used up.
        """
        because = self.inputs.all_pages
        base = {**memory.base, **self.inputs.base}
        known = None if because else SiteMemory(base=base, pages=memory.pages)
        return self._aside(self._pages(site, known, because))

    @contextmanager
    def of_share(self, share: Share) -> Iterator[tuple[Path, Rendered]]:
        """Build one share of the pages, and give their folder and what became of them.

        Raises SettingsError where a page may show what stands on one of another share.
        """
        self.refuse_shares()
        with self.folder_beside() as aside:
            pages = self._pages(self.target, None, f"share {share.number} of {share.count}", share)
            yield aside, _build_all_or_some(self.path, aside, pages, [], strict=self.how.strict)

    def refuse_shares(self) -> None:
        """Raise SettingsError where a page may show what stands on one of another share."""
        if self.inputs.all_pages:
            raise SettingsError(
                f"this site can't be rendered in shares: {self.inputs.all_pages}",
                cure="Build it in one piece:",
                example="pollinate build",
            )

    @contextmanager
    def folder_beside(self) -> Iterator[Path]:
        """Give a folder beside the site, for as long as it is needed."""
        folder = begin_aside(self.target)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _pages(
        self, site: Path, memory: SiteMemory | None, because: str, share: Share | None = None
    ) -> ChangedPages:
        """Return what has only pages rendered that changed, unless there is a reason for all."""
        from pollinate_mkdocs.changed_pages import ChangedPages
        from pollinate_mkdocs.page_shares import PageShares

        # What may mix pages has them all at hand in one process only.
        many = 1 if self.inputs.all_pages else self.how.workers or os.cpu_count() or 1
        log_plainly(logging.WARNING if self.how.quiet else logging.INFO)
        return ChangedPages(
            site, memory, self.inputs.base, because, shares=PageShares(many), share=share
        )

    def _aside(self, pages: ChangedPages, check: Callable[[], None] = lambda: None) -> Rendered:
        with self.folder_beside() as aside:
            with KeptWarnings().listening() as said:
                done = _build_all_or_some(self.path, aside, pages, said, strict=self.how.strict)
            if done.kept:
                check()
                keep_pages(done.kept.values(), pages.site, aside)
            swap(aside, self.target)
        if pages.site != self.target:
            # A file that loses its second name has changed, to whoever looks at its times.
            shutil.rmtree(pages.site, ignore_errors=True)
        self.last.remember(self.inputs.whole, said, done.memory)
        return done


def _look_at_inputs(path: Path, settings: Settings, target: Path, how: AskedBuild) -> Inputs:
    """Return what a build depends on; nothing, and why, where nobody can tell."""
    try:
        made = inputs_of(path, settings, target, strict=how.strict)
    except UntoldError as error:
        if not how.quiet:
            echo(f"Everything is built each time: {error.problem}.", err=True)
        return Inputs("", {}, str(error.problem))
    if made.all_pages and not how.quiet:
        echo(f"All pages are rendered each time: {made.all_pages}.", err=True)
    return made


def _build_all_or_some(
    path: Path, site: Path, pages: ChangedPages, said: list[str], *, strict: bool
) -> Rendered:
    """Build with what is known of the last site; where that turns out not to be enough, or a
    process is lost, once more without.
    """
    with SaidBefore().listening() as printed:
        try:
            return _build(path, site, pages, strict=strict)
        except RenderAgainError as error:
            echo(f"{error.problem}; all pages are rendered in one process.", err=True)
            said.clear()
            printed.again()
            return _build(path, site, pages.of_all(), strict=strict)


def _build(path: Path, site: Path, pages: ChangedPages, *, strict: bool) -> Rendered:
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    logging.getLogger("MARKDOWN").setLevel(logging.WARNING)
    try:
        with ExitStack() as until:
            config = load_config(str(path), site_dir=str(site), strict=strict)
            until.callback(config.plugins.on_shutdown)
            config.plugins.on_startup(command="build", dirty=False)
            garden: Any = config.plugins["pollinate/garden"]
            garden.changed = pages
            until.enter_context(pages.warnings.listening())
            until.enter_context(pages.shares.at_work())
            build(config)
            return pages.rendered
    except OSError as error:
        if _is_our_write(error, site):
            raise OutputError(
                f"the site can't be written: {(error.strerror or 'unknown reason').lower()}",
                place=str(site),
            ) from error
        raise _of_the_site(error) from error
    except (PollinateError, click.ClickException, KeyboardInterrupt):
        raise
    except SystemExit as error:
        raise _ended(error.code) from error
    except BaseException as error:
        raise _of_the_site(error) from error


def _ended(code: object) -> PollinateError:
    """Return what to say of a build that an exit ended: the engine's own comes after it said why,
    and a hook may say it with the exit itself.
    """
    if code == 1:
        return PollinateError("the build failed", cure="Mend what is said above.")
    said = without_addresses(str(code)).strip() if isinstance(code, str) else f"exit code {code}"
    return PollinateError(f"the build failed: {said}", cure=_THE_SITE_S)


def _of_the_site(error: BaseException) -> BaseException:
    """Return what to say of an error that a plugin, hook or extension of a site raised; one of our
    own is returned as it is.
    """
    frames = traceback.walk_tb(error.__traceback__)
    rooms = [str(frame.f_globals.get("__name__")).partition(".")[0] for frame, _ in frames]
    last = next((room for room in reversed(rooms) if room not in sys.stdlib_module_names), "")
    if os.environ.get("POLLINATE_TRACEBACK") or last in OURS:
        return error
    said = without_addresses(f"{type(error).__name__}: {error}").rstrip(": ")
    return PollinateError(
        f"the build failed: {said}",
        cure=_THE_SITE_S,
    )


def _is_our_write(error: OSError, site: Path) -> bool:
    """Tell whether an error is of writing the site, and not of what a plugin reads or asks."""
    names = [Path(os.fsdecode(name)) for name in (error.filename, error.filename2) if _names(name)]
    return error.errno in NO_SPACE or any(name.is_relative_to(site) for name in names)


def _names(name: object) -> bool:
    return isinstance(name, str | bytes | os.PathLike)
