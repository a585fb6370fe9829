# Watches which pages a site starts with and which it ends with, and has what other plugins took out
# remembered for the command line. Why here: a site of several languages is several builds, and only
# all of them together say what is left out. Must not know: gardens.
"""Record what a site leaves out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pollinate.paths import SrcUri
from pollinate.settings import Settings
from pollinate.site_record import save_record

from pollinate_mkdocs import engine
from pollinate_mkdocs.languages import is_first


class Published:
    """The pages of the builds of one site."""

    def __init__(self) -> None:
        self._started: set[SrcUri] = set()
        self._kept: set[SrcUri] = set()

    def start(self, files: Any, config: Any) -> None:
        """See what there is before any other plugin does."""
        if is_first(config):
            self._started, self._kept = set(), set()
        self._started.update(_pages(files, config))

    def keep(self, pages: Iterable[SrcUri]) -> None:
        """Count pages that we took out ourselves as kept: we leave them out everywhere."""
        self._kept.update(pages)

    def end(self, files: Any, config: Any) -> None:
        """See what there is when all others had their say."""
        self._kept.update(_pages(files, config))

    def save(self, settings: Settings) -> None:
        """Remember what was left out."""
        save_record(settings, self._started - self._kept, self._started)


def _pages(files: Any, config: Any) -> Iterable[SrcUri]:
    return (SrcUri(file.src_uri) for file in engine.markdown_pages(files, config))
