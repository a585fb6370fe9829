# The pages of a garden without an engine. Why here: an adapter hands several things in, which tests
# of pages don't care about.
"""Plan the pages of a garden."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from pollinate.derive.metrics import derive_value
from pollinate.garden import Garden
from pollinate.pages.features import FEATURES
from pollinate.pages.site import Site
from pollinate.publish import publish
from pollinate.settings import Settings


def site_of(
    garden: Garden,
    settings: Settings,
    taken: Iterable[str] = (),
    features: frozenset[str] = FEATURES,
    custom_dir: Path | None = None,
) -> Site:
    """Return all pages of a garden as it may be shown."""
    shown = publish(garden)
    return Site(
        shown,
        settings,
        taken,
        value=partial(derive_value, shown, settings),
        features=features,
        custom_dir=custom_dir,
    )
