# All that `pollinate check` looks at: what came up while the garden was built, and what is looked
# for in the whole. Must not know: how findings are printed.
"""Check a garden."""

from __future__ import annotations

from dataclasses import replace

from pollinate.checks.claims import find_claims
from pollinate.checks.dates import find_future_dates
from pollinate.checks.house_rules import find_idle_rules
from pollinate.checks.html import find_unsafe_html
from pollinate.checks.open_places import find_open_places
from pollinate.checks.private_names import find_private_names
from pollinate.checks.private_profiles import find_idle_wishes
from pollinate.checks.published import find_unpublished
from pollinate.content.policy import policy_of
from pollinate.content.safe_html import DEFAULT
from pollinate.model.diagnostics import Diagnostic
from pollinate.model.garden import Garden
from pollinate.settings import Settings


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
            *find_unsafe_html(
                garden.content.lessons.values(), policy_of(settings) if settings else DEFAULT
            ),
            *find_future_dates(garden),
            *(find_private_names(garden, settings.docs_dir) if settings else ()),
            *find_idle_wishes(garden),
            *find_open_places(garden),
            *find_claims(garden, settings.ignore_commits if settings else ""),
        }
    )


def _with_files(garden: Garden) -> Garden:
    """Return a garden with those profiles only that are files: nobody can mend another."""
    people = garden.content.people
    real = {handle: one for handle, one in people.items() if not one.is_made}
    if len(real) == len(people):
        return garden
    return replace(garden, content=replace(garden.content, people=real))
