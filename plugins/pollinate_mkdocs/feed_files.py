# Adds a garden's feeds to the files of a build. Why here: a feed is no page of an engine's.
# Must not know: what a feed says.
"""Add feeds."""

from __future__ import annotations

import logging
from collections.abc import Collection
from typing import Any

from pollinate.pages.feeds import write_feed
from pollinate.pages.render import Href
from pollinate.pages.site import Site

from pollinate_mkdocs.generated_files import GeneratedFiles
from pollinate_mkdocs.log_lines import BuildLog


def add_feeds(
    site: Site,
    config: Any,
    made: GeneratedFiles,
    href: Href,
    there: Collection[str],
    log: BuildLog,
) -> None:
    """Add all feeds of a garden, but none over a file of the site; `there` are its addresses."""
    url = (config.site_url or "").rstrip("/")
    for feed in site.feeds.all():
        if feed.path in there:
            text = f"{feed.path} is a file of the site, so our feed is left out"
            log.say_once(text, logging.INFO)
            continue
        hint = site.messages.tell("feed-hint")
        content = write_feed(feed, site.garden.name, f"{url}/" if url else "", href, hint)
        made.add(feed.path, content)
