# The signature of the home page: one sprig for each lesson, oldest on the left, taller with its
# stage. Must not know: lessons; only stages come in.
"""Draw the bed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pollinate.model.stages import Stage

PAIRS = {Stage.SEEDLING: 1, Stage.BUDDING: 2, Stage.EVERGREEN: 4}
GROUND, WIDTH = 84, 1180
MOST = 120
"""More sprigs than this would only be grass: the newest are drawn."""


@dataclass(frozen=True, slots=True)
class Bed:
    """What the template needs to draw it."""

    paths: tuple[str, ...]
    top: int
    full: bool


def draw_bed(stages: Sequence[Stage | None]) -> Bed:
    """Return the paths of the sprigs of some lessons, oldest first; one without a stage is drawn
    as the smallest.
    """
    shown = [stage or Stage.SEEDLING for stage in stages[-MOST:]]
    step = WIDTH / max(len(shown), 12)
    full = len(shown) > 12
    start = WIDTH - step * (len(shown) - 0.5) if full else step / 2
    tallest = max((8 + 14 * PAIRS[stage] for stage in shown), default=22)
    return Bed(
        tuple(_sprig(round(start + n * step), stage, n * 7 % 5) for n, stage in enumerate(shown)),
        GROUND - max(tallest + 20, 50),
        full,
    )


def _sprig(x: int, stage: Stage, sway: int) -> str:
    pairs = PAIRS[stage]
    height = 8 + 14 * pairs + sway
    path = f"M{x} {GROUND}v{-height}"
    for pair in range(pairs):
        y, leaf = round(GROUND - height * (pair + 1.2) / (pairs + 1)), 12 - 2 * pair
        for side in (-leaf, leaf):
            path += f"M{x} {y}q{side} 0 {side} {-leaf}q{-side} 0 {-side} {leaf}z"
    return f"{path}M{x} {GROUND - height}q-5 -5 0 -12q5 7 0 12z"
