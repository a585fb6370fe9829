# What we do to a site's navigation: put our pages last where MkDocs makes it, and take lessons out
# of a large one of our own. Why here: the plugin itself is only events. Must not know: how an
# engine makes a navigation, what stands on a page.
"""Arrange a navigation."""

from __future__ import annotations

from typing import Any

from pollinate.pages.site import Site
from pollinate.pages.topics_view import LESSONS
from pollinate.paths import SrcUri
from pollinate.settings import Settings

from pollinate_mkdocs import engine

MANY_TOPICS = 20
"""Above this, topics leave it as well, and the list of lessons leads to them: a side bar that holds
a hundred stands on each page, five times as long as what somebody wrote there.
"""
FEW_LESSONS = 100
"""Above this, lessons leave the automatic navigation of a garden of our own look."""


def is_automatic(config: Any) -> bool:
    """Tell whether a site leaves its navigation to MkDocs, so that we may put pages into it."""
    return config.nav is None and not any(
        "nav" in name.split("/")[-1] or "pages" in name for name in engine.plugin_names(config)
    )


def nav_names(site: Site) -> dict[str, str]:
    """Return our pages in the order in which they come last, under short names; in a garden of our
    look the lessons lead them, so that a reader's tabs come before all others.
    """
    if site.look.settings.look == "garden":
        return _reader_order(site)
    last = (
        site.trails_index,
        site.people_index,
        site.thanks_index,
        site.sources,
        site.value,
        site.attribution,
        site.take_part,
    )
    return {uri: site.generated[uri].short for uri in last if uri and uri in site.generated}


def _reader_order(site: Site) -> dict[str, str]:
    """Return what readers come for, first: lessons, trails, gatherings, people, thanks, value. What
    has no short name keeps its own.
    """
    lessons = [page for topic, (_, page) in site.topics.items() if "/" not in topic]
    lists = (
        site.trails_index,
        site.gatherings_index,
        site.people_index,
        site.thanks_index,
        site.value,
    )
    names: dict[SrcUri, str] = dict.fromkeys(lessons, "")
    if LESSONS in site.topics and (own := site.topics[LESSONS][1]) in site.generated:
        names[own] = site.topics[LESSONS][0]
    for page in lists:
        if page is not None:
            names[page] = site.generated[page].short if page in site.generated else ""
    return {str(page): name for page, name in names.items()}


def mark_tabs(site: Site, nav: Any, files: Any) -> None:
    """Let pages of the garden that are in no navigation stand under those that are."""
    shown = {page.file.src_uri for page in nav.pages}
    for uri in (*site.generated, *site.garden.content.lessons, *_topic_pages(site)):
        if uri in shown or (file := files.get_file_from_path(uri)) is None:
            continue
        above = [files.get_file_from_path(one) for one in site.above(uri)]
        pages = [one.page for one in above if one is not None and one.src_uri in shown]
        engine.stand_under(file.page, pages)


def trim_nav(site: Site, settings: Settings, files: Any) -> None:
    """Take lessons out of an automatic navigation where they are too many, and the topics under
    others with them.
    """
    lessons = site.garden.content.lessons
    # A site that was there before keeps its pages where its readers find them.
    ours = settings.look == "garden" and len(lessons) > FEW_LESSONS
    if not (settings.lessons_in_nav == "never" or (settings.lessons_in_nav == "auto" and ours)):
        return
    topics = _topic_pages(site)
    for uri in (*lessons, *(topics if len(topics) > MANY_TOPICS else ())):
        file = files.get_file_from_path(uri)
        if file is not None and file.inclusion.is_in_nav():
            engine.out_of_nav(file)


def _topic_pages(site: Site) -> list[SrcUri]:
    """Return the pages of topics that stand under another one."""
    return [page for topic, (_, page) in site.topics.items() if "/" in topic]
