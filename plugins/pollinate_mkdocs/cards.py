# What a link to a page unfolds to in a chat: the site's picture, and what Material's plugin
# `social` draws on a page's card. It draws the first heading as its author wrote it, before any of
# our extensions has read it, and that may name somebody who asked not to be named: the card gets
# the title and the sentence that may be shown. Must not know: how a card is drawn.
"""Say what links to pages unfold to."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

from pollinate.content.page_meta import inert
from pollinate.pages.site import Site
from pollinate.paths import SrcUri
from pollinate.settings import Settings

from pollinate_mkdocs.log_lines import BuildLog

AFTER_CARDS = 40
"""The priority after plugins that draw cards: Material's is at 50, what shrinks pages at 0."""
CARDS = "social"
"""The plugin's name; under its theme's (`material/social`), too."""
_OPTIONS = "cards_layout_options"


def link_picture(settings: Settings, files: Any, site_url: str, log: BuildLog) -> str:
    """Return the address of the picture that links unfold to; empty where there is none, or where
    nobody knows where the site will be.
    """
    wanted = settings.link_picture
    if "://" in wanted or not wanted:
        return wanted
    file = files.get_file_from_path(wanted)
    if file is None:
        log.write(f"link_picture: the site has no file '{wanted}'")
        return ""
    return urljoin(site_url, file.url.removeprefix("./")) if site_url else ""


def name_card(page: Any, config: Any, site: Site, about: str) -> None:
    """Give a page's card the title and the sentence of the page as they may be shown."""
    if not any(name.rpartition("/")[2] == CARDS for name in config.plugins):
        return
    title = site.title_of(SrcUri(page.file.src_uri))
    ours = {"title": inert(title), "description": inert(about)}
    own = page.meta.get(CARDS)
    own = own if isinstance(own, dict) else {}
    said = own.get(_OPTIONS)
    options = {key: value for key, value in ours.items() if value}
    page.meta[CARDS] = {**own, _OPTIONS: options | (said if isinstance(said, dict) else {})}
