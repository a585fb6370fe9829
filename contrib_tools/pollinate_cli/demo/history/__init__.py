# The history of the demo garden, told in steps, oldest first; one module for each stretch of time.
# Two people, "night-owl" and "pier-nine", ask not to be shown by name: nobody else's text may name them.
"""Tell the history of the demo garden."""

from pollinate_cli.demo.history import autumn_2026, spring_2026, summer_2026, winter_2024, year_2025

STEPS = (*winter_2024.STEPS, *year_2025.STEPS, *spring_2026.STEPS, *summer_2026.STEPS, *autumn_2026.STEPS)
