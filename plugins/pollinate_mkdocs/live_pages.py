# The site of a local server from one build to the next: each renders only what changed, beside the
# site that is shown, and takes its place when it is whole. An engine's own server empties the
# folder first and lets every reader wait until all pages are there again, which in a large garden
# takes minutes. Must not know: what a page shows, when something is built.
"""Render what changed while a server shows the rest."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from pollinate.paths import SrcUri
from pollinate.runtime.exchange import exchange
from pollinate.runtime.kept_files import keep_pages
from pollinate.site_memory import SiteMemory

from pollinate_mkdocs.changed_pages import ChangedPages
from pollinate_mkdocs.page_shares import PageShares
from pollinate_mkdocs.serving import as_served


class LivePages:
    """The pages of one server's site."""

    def __init__(self) -> None:
        self._site: Path | None = None
        """Where the site is that is shown; None before the first build."""
        self._memory: SiteMemory | None = None
        self._touched: set[SrcUri] = set()
        """Pages that were rendered alone since all were built."""
        self._changed: ChangedPages | None = None
        self._aside: Path | None = None
        self._config: Any = None
        self._whole = False
        """Nobody sees the site while it is built where it stands, nor after that failed."""
        self.wait: Callable[[], None] = lambda: None
        """Has whoever reads wait for the end of the build."""
        self.told = ""
        """How many pages were rendered last; empty where all were."""

    @property
    def site(self) -> Path | None:
        """Where the site is that is shown, once all was built as it should be."""
        return self._site

    def begin(self, config: Any, until: ExitStack) -> ChangedPages | None:
        """Have a build render what changed, all at first; None where nobody can tell what that is.
        `until` ends with the build.
        """
        self._changed, how = None, as_served()
        if how is None:
            self.begin_in_place()
            return None
        base, because = how.base()
        first = self._site is None
        site = self._site or Path(config.site_dir)
        memory = None if because else self._memory
        if memory is not None:
            left = {uri: one for uri, one in memory.pages.items() if uri not in self._touched}
            memory = replace(memory, pages=left)
        shares = PageShares(how.workers if first and not because else 1)
        changed = ChangedPages(site, memory, base, because, shares=shares)
        until.enter_context(changed.warnings.listening())
        until.enter_context(shares.at_work())
        if not because:
            # Which of the plugins of others knows by now where the site goes, nobody can tell.
            self._changed, self._config = changed, config
            if self._aside is not None:
                config.site_dir = str(self._aside)
        else:
            self.begin_in_place()
        return changed

    def begin_in_place(self) -> None:
        """Have a build make all pages where the site stands, which nobody sees until its end."""
        self._changed, self._whole = None, False
        self.wait()

    @contextmanager
    def beside(self) -> Iterator[None]:
        """Have what is built meanwhile stand beside the site, and take its place at the end."""
        if self._site is None:
            yield
            return
        # A build that failed has left its plan, and one of other plugins makes none.
        self._changed = None
        self._aside = Path(tempfile.mkdtemp(prefix=f"{self._site.name}-", dir=self._site.parent))
        try:
            yield
            self.end()
        finally:
            shutil.rmtree(self._aside, ignore_errors=True)
            self._aside = None

    def end(self) -> None:
        """Show what was built, with what was kept, and remember it. Raises OutputError."""
        changed, self._changed, self.told = self._changed, None, ""
        self._whole = True
        if changed is None:
            # It was built where it stands, and nobody knows of what.
            self._memory = None
            return
        done, site = changed.rendered, changed.site
        if self._aside is not None:
            keep_pages(done.kept.values(), site, self._aside)
            self._aside.chmod(0o755)
            if not exchange(self._aside, site):
                self.wait()
                shutil.rmtree(site)
                self._aside.rename(site)
            self._config.site_dir = str(site)
        if done.kept:
            rendered = len(done.known) - len(done.kept)
            self.told = f"{rendered} of {len(done.known)} pages were rendered"
        self._site, self._memory, self._touched = site, done.memory, set()

    def rendered_alone(self, uri: SrcUri) -> None:
        """Know that a page is another than the last build made."""
        self._touched.add(uri)

    @property
    def is_whole(self) -> bool:
        """Whether whoever reads may go on while the next site is built beside this one."""
        return self._site is not None and self._whole
