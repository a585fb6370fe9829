# The history of the demo garden, told in commits, oldest first; a module for each stretch of time,
# and for notes and trails. Two people, "night-owl" and "pier-nine", ask not to be shown by name:
# nobody else's text may name them.
"""Tell the history of the demo garden."""

from datetime import datetime

from pollinate_cli.demo.history import (
    autumn_2026,
    notes_2026,
    notes_before_2026,
    spring_2026,
    summer_2026,
    trails,
    winter_2024,
    year_2025,
)

_TOLD = (
    winter_2024,
    year_2025,
    spring_2026,
    summer_2026,
    autumn_2026,
    notes_before_2026,
    notes_2026,
    trails,
)
COMMITS = tuple(
    sorted(
        (commit for part in _TOLD for commit in part.COMMITS),
        key=lambda commit: datetime.fromisoformat(commit.when),
    )
)
