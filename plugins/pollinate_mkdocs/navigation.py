# The navigation of a site that leaves it to the engine: our pages go last, under short names, and
# many lessons go out of it. A navigation that somebody wrote, or another plugin makes, is never
# changed. Must not know: what stands on a page.
"""Fit a garden into a navigation."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from pollinate.pages.site import Site
from pollinate.settings import Settings

from pollinate_mkdocs import engine

FEW_LESSONS = 100
"""Above this, lessons leave an automatic navigation."""


def is_free(config: Any, plugins: Iterable[str]) -> bool:
    """Tell whether a site leaves its navigation to the engine, so that we may put pages into it."""
    return config.nav is None and not any(
        "nav" in name.split("/")[-1] or "pages" in name for name in plugins
    )


def ours_last(nav: Any, site: Site) -> None:
    """Put our pages last in a navigation, under short names."""
    names = {
        **({site.trails_index: "nav-trails"} if site.trails_index else {}),
        site.people_index: "nav-people",
        site.thanks_index: "nav-thanks",
        site.sources: "nav-sources",
        site.value: "nav-value",
        site.attribution: "nav-attribution",
    }
    shown = {uri: site.messages.tell(key) for uri, key in names.items() if uri in site.generated}
    engine.order_nav(nav, shown)


def trim_nav(files: Any, lessons: Collection[str], settings: Settings) -> None:
    """Take lessons out of a navigation that they would fill, or that must not have them."""
    keep = settings.lessons_in_nav == "always" or (
        settings.lessons_in_nav == "auto" and len(lessons) <= FEW_LESSONS
    )
    for uri in () if keep else lessons:
        if file := files.get_file_from_path(uri):
            engine.out_of_nav(file)
