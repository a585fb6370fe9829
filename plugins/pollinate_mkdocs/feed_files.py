# Writes a garden's feeds into the site that an engine built. Why here: a feed is no page of an
# engine's. Must not know: what a feed says.
"""Write feeds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pollinate.pages.feeds import write_feed
from pollinate.pages.render import Href
from pollinate.pages.site import Site


def write_feeds(site: Site, config: Any, href: Href) -> None:
    """Write all feeds of a garden."""
    url = (config.site_url or "").rstrip("/")
    for feed in site.feeds.all():
        target = Path(config.site_dir) / feed.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(write_feed(feed, site.garden.name, f"{url}/" if url else "", href))
