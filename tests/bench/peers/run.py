# The table "what peers say, what we say" of the README: `python tests/bench/peers/run.py`.
# Must not know: any case; each stands in a script of its own that prints its row.
"""Print the table of peers."""

from __future__ import annotations

import ai_co_author
import co_author
import formatter
import revert
import rewrap
import shallow
import split
import squash
import two_addresses
import typo
from shared import heading

ROWS = (
    *(typo, formatter, rewrap, squash, two_addresses, revert, split, co_author),
    *(ai_co_author, shallow),
)


def table() -> str:
    """Return the whole table."""
    return "\n".join([heading(), *(one.table_row() for one in ROWS)])


if __name__ == "__main__":
    print(table())
