# Adds a garden's feeds to the files of a build, as soon as it is known where each page lies: other
# tools then see them, and links to them, like every file. Must not know: what a feed says.
"""Add feeds."""

from __future__ import annotations

from typing import Any

from pollinate.pages.feeds import write_feed
from pollinate.pages.render import Href
from pollinate.pages.site import Site

from pollinate_mkdocs.generated_files import GeneratedFiles


def add_feeds(site: Site, config: Any, made: GeneratedFiles, href: Href) -> None:
    """Add all feeds of a garden."""
    url = (config.site_url or "").rstrip("/")
    for feed in site.feeds.all():
        content = write_feed(feed, site.garden.name, f"{url}/" if url else "", href)
        made.add(feed.path, content)
