# All that `pollinate check` looks at: what came up while the garden was built, and what is looked
# for in the whole. Must not know: how findings are printed.
"""Check a garden."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pollinate.checks.claims import find_claims
from pollinate.checks.dates import find_future_dates
from pollinate.checks.house_rules import find_idle_rules
from pollinate.checks.html import find_left_out, find_unsafe_html
from pollinate.checks.open_places import find_open_places
from pollinate.checks.private_names import find_private_names
from pollinate.checks.private_profiles import find_idle_wishes
from pollinate.checks.published import find_unpublished
from pollinate.model.diagnostics import Diagnostic
from pollinate.model.garden import Garden
from pollinate.paths import SrcUri
from pollinate.runtime.regular_file import bytes_or_nothing
from pollinate.settings import Settings
from pollinate.words import MOST_BYTES


def check_garden(garden: Garden, settings: Settings | None = None) -> list[Diagnostic]:
    """Return all findings about a garden, by place; with its settings, also about what only
    the files themselves hold.
    """
    garden = _with_files(garden)
    return sorted(
        {
            *garden.diagnostics,
            *(find_unpublished(garden, settings) if settings else ()),
            *(find_idle_rules(garden, settings) if settings else ()),
            *_left_out(garden, settings),
            *find_future_dates(garden),
            *(find_private_names(garden, settings.docs_dir) if settings else ()),
            *find_idle_wishes(garden),
            *find_open_places(garden),
            *find_claims(garden, settings.ignore_commits if settings else ""),
        }
    )


def _left_out(garden: Garden, settings: Settings | None) -> Iterator[Diagnostic]:
    if settings is None:
        yield from find_unsafe_html(garden.content.lessons.values())
        return
    docs = settings.docs_dir

    def read(uri: SrcUri) -> bytes:
        return bytes_or_nothing(docs / uri, MOST_BYTES)

    yield from find_left_out(garden.content, settings, read)


def _with_files(garden: Garden) -> Garden:
    """Return a garden with those profiles only that are files: nobody can mend another."""
    people = garden.content.people
    real = {handle: one for handle, one in people.items() if not one.is_made}
    if len(real) == len(people):
        return garden
    return replace(garden, content=replace(garden.content, people=real))
