# Renders one lesson as a garden of its own: with the site's theme, settings and extensions, and by
# our own plugin, so that it is cleaned and guarded as on the site; without the others, without
# history, and without plugins and hooks of others, which may want the whole.
# Must not know: who asks, what is shown until the whole is there.
"""Render one page alone."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pollinate.config_file import read_config
from pollinate.settings import Settings
from pollinate.settings_file import garden_values

from pollinate_mkdocs.preview.marked import mark_site
from pollinate_mkdocs.preview.some_pages import SomePages

GARDEN = "pollinate/garden"
_DRAFT = "pollinate-early.md"


class OnePage:
    """A page of a site, rendered whenever its text changed."""

    def __init__(self, config: Path, docs: Path, uri: str, work: Path, words: str) -> None:
        """`config` and `docs` are the site's own, `uri` the page from `docs`; `work` is an empty
        folder, `words` stand on top of the page.
        """
        self._config, self._file, self._words = config, docs / uri, words
        self._docs, self._uri = work / "docs", uri
        self.site = work / "site"
        self._seen: tuple[int, int] = (0, 0)
        self.version = 0
        """Goes up with each text that was rendered."""
        self.url, self.mount = "", "/"
        """Its address from the site's, and the path of that."""
        self.made = False
        """There is such a page on the site: of a draft there is none."""

    def refresh(self) -> None:
        """Render the page where its text is another than before; what goes wrong is said on it."""
        told = self._file.stat()
        seen = (told.st_mtime_ns, told.st_size)
        if seen != self._seen:
            self._seen = seen
            self._render()
            self.version += 1

    def _render(self) -> None:
        from mkdocs.commands.build import build
        from mkdocs.config import load_config
        from mkdocs.structure.files import File

        place = self._docs / self._uri
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(self._file, place)
        # A garden without a lesson builds nothing: here is one for a page that is none.
        (self._docs / _DRAFT).write_text("---\ndraft: true\n---\n", encoding="utf-8")
        values = _alone(garden_values(read_config(self._config)) or {})
        config = load_config(
            str(self._config), docs_dir=str(self._docs), site_dir=str(self.site), **values
        )
        config.plugins["pollinate/some-pages"] = SomePages([self._uri])  # type: ignore[no-untyped-call]
        try:
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
        finally:
            config.plugins.on_shutdown()
        file = File(self._uri, str(self._docs), str(self.site), config.use_directory_urls)
        self.url = file.url.removeprefix("./")
        self.made = (self.site / file.dest_uri).is_file()
        self.mount = urlsplit(config.site_url or "").path.rstrip("/") + "/"
        mark_site(self.site, self._words)


def _alone(garden: Mapping[str, Any]) -> dict[str, Any]:
    """Return what stands in the place of a site's own values."""
    lessons = garden.get("lessons") or Settings.lessons
    own = {**garden, "history": "optional", "search": "material", "cache": False}
    own["lessons"] = [*([lessons] if isinstance(lessons, str) else lessons), _DRAFT]
    return {
        "plugins": [{GARDEN: own}],
        "hooks": [],
        "nav": None,
        "strict": False,
        "extra_templates": [],
        "validation": {
            "links": {"not_found": "ignore", "anchors": "ignore", "unrecognized_links": "ignore"},
            "nav": {"omitted_files": "ignore", "not_found": "ignore"},
        },
    }
