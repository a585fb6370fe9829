# How the garden draws more people in: who joins to leave notes, who lays trails, which behaviours
# are named. Must not know: how they get their ids.
"""Tell who joined and who laid trails."""

from __future__ import annotations

from pollinate_cli.demo.history.people import (
    BEA,
    CY,
    DUNYA,
    EILIF,
    FAY,
    GORAN,
    IVO,
    LIOR,
    MATTIS,
    ODILE,
    REMY,
    RUNA,
    SIVE,
    TAM,
    YARA,
    ZOE,
)
from pollinate_cli.demo.history.places import (
    LEAD_A_DRILL,
    PEOPLE,
    README,
    SITE,
    SYSTEMS_STOP,
    WINTER_TIMETABLE,
)
from pollinate_cli.demo.story import StoryCommit, Who, add, plant


def _joins(when: str, who: Who, handle: str) -> StoryCommit:
    return StoryCommit(when, who, "Say who I am", (plant(f"{PEOPLE}{handle}.md"),))


COMMITS = (
    _joins("2025-11-06T13:00:00+01:00", RUNA, "runa-falk"),
    StoryCommit(
        "2026-01-14T10:00:00+01:00",
        GORAN,
        "Name what we want to see more of",
        (add(SITE, ("behaviours:", "Try a lesson where you work")),),
        f"From the ring after the ice evening.\n\nSuggested-by: {SIVE}",
    ),
    _joins("2026-02-09T08:10:00+01:00", EILIF, "eilif-strand"),
    _joins("2026-03-12T17:20:00+01:00", MATTIS, "mattis-crane"),
    _joins("2026-03-12T17:35:00+01:00", ODILE, "odile-ferro"),
    _joins("2026-04-27T12:10:00+02:00", ZOE, "zoe-lund"),
    _joins("2026-05-04T14:00:00+02:00", FAY, "fay-moreau"),
    StoryCommit(
        "2026-05-27T09:30:00+02:00",
        BEA,
        "Lay a trail for the day when systems stop",
        (plant(SYSTEMS_STOP),),
        f"In the order in which the drill was walked.\n\nCo-authored-by: {CY}",
    ),
    StoryCommit(
        "2026-06-02T09:00:00+02:00",
        BEA,
        "Say how to leave a note",
        (add(README, "pollinate note applied"),),
    ),
    _joins("2026-06-15T11:00:00+02:00", YARA, "yara-ueda"),
    _joins("2026-06-29T09:45:00+02:00", REMY, "remy-adair"),
    _joins("2026-10-19T09:00:00+02:00", LIOR, "lior-amsel"),
    StoryCommit(
        "2026-10-20T10:20:00+02:00",
        DUNYA,
        "Lay a trail to the winter timetable",
        (plant(WINTER_TIMETABLE),),
        f"Co-authored-by: {GORAN}",
    ),
    StoryCommit(
        "2026-11-12T16:30:00+01:00",
        BEA,
        "Put the restore on the trail",
        (add(SYSTEMS_STOP, ("rehearse-the-restore.md", "Which of our promises")),),
    ),
    StoryCommit(
        "2026-11-16T16:40:00+01:00",
        TAM,
        "Lay a trail for those who lead a drill",
        (plant(LEAD_A_DRILL),),
        f"Co-authored-by: {CY}\nCo-authored-by: {IVO}",
    ),
)
