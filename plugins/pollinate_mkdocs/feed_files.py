# Writes a garden's feeds into the site that an engine built. Why here: a feed is no page of an
# engine's. Must not know: what a feed says.
"""Write feeds."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from pollinate.pages.feeds import write_feed
from pollinate.pages.render import Href
from pollinate.pages.site import Site

from pollinate_mkdocs.log_lines import BuildLog


def write_feeds(site: Site, config: Any, href: Href, files: Any, log: BuildLog) -> None:
    """Write all feeds of a garden, but none over a file of the site."""
    url = (config.site_url or "").rstrip("/")
    there = {file.dest_uri for file in files}
    for feed in site.feeds.all():
        if feed.path in there:
            log.say_once(
                f"{feed.path} is a file of the site, so our feed is left out", logging.INFO
            )
            continue
        target = Path(config.site_dir) / feed.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(write_feed(feed, site.garden.name, f"{url}/" if url else "", href))
