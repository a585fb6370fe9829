# All that `pollinate check` looks at: what came up while the garden was built, and what is looked
# for in the whole. Must not know: how findings are printed.
"""Check a garden."""

from __future__ import annotations

from pollinate.checks.dates import find_future_dates
from pollinate.checks.emails import find_addresses
from pollinate.checks.html import find_unsafe_html
from pollinate.checks.open_places import find_open_places
from pollinate.checks.private_names import find_private_names
from pollinate.model.diagnostics import Diagnostic
from pollinate.model.garden import Garden


def check_garden(garden: Garden) -> list[Diagnostic]:
    """Return all findings about a garden, by place."""
    return sorted(
        {
            *garden.diagnostics,
            *find_addresses(garden),
            *find_unsafe_html(garden),
            *find_future_dates(garden),
            *find_private_names(garden),
            *find_open_places(garden),
        }
    )
