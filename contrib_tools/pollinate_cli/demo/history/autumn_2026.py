# September to November 2026: a lesson is retired, a restore rehearsed, and three people plant their
# first lesson. Must not know: how they get their ids.
"""Tell the autumn of 2026."""

from __future__ import annotations

from pollinate_cli.demo.history.people import (
    ALIASED,
    ANA,
    BEA,
    CY,
    DUNYA,
    FORGE,
    GORAN,
    HANA,
    IVO,
    IVO_AT_HOME,
    NOOR,
    SIVE,
    TAM,
)
from pollinate_cli.demo.history.places import (
    GREASE,
    HEADS,
    ICE,
    NIGHT,
    NUMBER,
    PEOPLE,
    PHOTOS,
    PRINT,
    README,
    RESTORE,
    ROTA,
    SIGN,
    SLACK,
    TIDE,
    TUESDAY,
    WRONG,
)
from pollinate_cli.demo.story import Edit, StoryCommit, add, plant, rewrite

_TABLE_ROWS = (
    ("|-----------|", "|---|---|"),
    ("| September |", "| September | two days and an hour |"),
    ("| October   |", "| October | seven hours |"),
    ("| November  |", "| November | three hours and a half |"),
)

_SQUASHED = f"""\
* First draft, with the two days in it

Co-authored-by: {IVO}

* Say where the keys were

Co-Authored-By: {IVO_AT_HOME}
Reviewed-by: {BEA}

* Ask for the measured time

Suggested-by: {BEA}
Helped-by: {CY}

* Put the steps in the order in which they were done"""

COMMITS = (
    StoryCommit(
        "2026-09-09T10:00:00+02:00",
        GORAN,
        "Retire the paper tide table, with thanks",
        (add(TIDE, ("status: retired", "asked_by: ivo-brandt")),),
        f"It is no longer printed. Two winters leaned on it.\n\nThanks-to: {IVO}",
    ),
    StoryCommit(
        "2026-09-15T09:35:00+02:00",
        ANA,
        "Say what the new sign changed",
        (add(SIGN, ("## How we know", "After the new sign")),),
    ),
    StoryCommit(
        "2026-09-22T18:00:00+02:00",
        DUNYA,
        "Leave ten minutes that nobody owns",
        (plant(SLACK),),
        branch="slack",
    ),
    StoryCommit(
        "2026-09-23T11:00:00+02:00",
        CY,
        "Slack with a use gets used",
        (add(SLACK, "Slack that has a use"),),
        branch="slack",
    ),
    StoryCommit(
        "2026-10-02T08:20:00+02:00",
        SIVE,
        "Two boats need two lists",
        (add(PRINT, "A sailing split over two boats"),),
        f"Reviewed-by: {GORAN}",
    ),
    StoryCommit(
        "2026-10-05T09:10:00+02:00",
        HANA,
        "Say both again, not one of them",
        (rewrite(NUMBER, ("The other says both again", "- The other repeats.")),),
        f"Reviewed-by: {CY}",
    ),
    StoryCommit(
        "2026-10-06T10:00:00+02:00",
        GORAN,
        "Merge branch 'slack'",
        (),
        f"Reviewed-by: {GORAN}\nReviewed-by: {TAM}",
        merges="slack",
    ),
    StoryCommit(
        "2026-10-12T06:40:00+02:00",
        BEA,
        "Say how often we print now",
        (
            rewrite(
                PRINT, ("Northmole has printed every", "Northmole prints every full sailing now.")
            ),
        ),
    ),
    StoryCommit(
        "2026-10-14T12:00:00+02:00",
        GORAN,
        "Tag the boarding list for outages",
        (Edit(PRINT, rewrites=(("tags:", "tags: [boarding, paper]"),)),),
    ),
    StoryCommit(
        "2026-10-19T15:15:00+02:00",
        SIVE,
        "Give the boarding list its short name",
        (add(PRINT, "aliases:"),),
        f"Reviewed-by: {ANA}",
    ),
    StoryCommit(
        "2026-10-27T08:00:00+01:00",
        DUNYA,
        "Nine mistakes, eight mended",
        (add(TUESDAY, ("## How we know", "We found nine mistakes")),),
    ),
    StoryCommit(
        "2026-11-02T07:30:00+01:00", NOOR, "Say who I am", (plant(PEOPLE + "noor-vance.md"),)
    ),
    StoryCommit(
        "2026-11-05T03:40:00+01:00",
        ALIASED,
        "When the rota was wrong",
        (plant(WRONG),),
        f"Reviewed-by: {SIVE}\nReviewed-by: {GORAN}",
    ),
    StoryCommit(
        "2026-11-06T04:10:00+01:00",
        ALIASED,
        "Say what the dots did",
        (add(WRONG, "There have been five dots since"),),
    ),
    StoryCommit(
        "2026-11-09T11:00:00+01:00",
        DUNYA,
        "Say how October went",
        (add(SLACK, ("## How we know", "In October the noon boat")),),
    ),
    StoryCommit("2026-11-09T16:10:00+01:00", SIVE, "Log the ice, a draft", (plant(ICE),)),
    StoryCommit(
        "2026-11-11T11:30:00+01:00",
        TAM,
        "Rehearse the restore, not the backup (!41)",
        (plant(RESTORE),),
        _SQUASHED,
        committer=FORGE,
    ),
    StoryCommit(
        "2026-11-12T08:15:00+01:00",
        HANA,
        "Line the table up",
        (rewrite(RESTORE, *_TABLE_ROWS),),
    ),
    StoryCommit(
        "2026-11-12T14:00:00+01:00",
        TAM,
        "Correct the promise first",
        (add(RESTORE, "Correct the promise before"),),
        f"Suggested-by: {ANA}",
    ),
    StoryCommit(
        "2026-11-13T09:00:00+01:00",
        IVO_AT_HOME,
        "Say what the promise is now",
        (add(RESTORE, "The promise to the terminals now"),),
    ),
    StoryCommit(
        "2026-11-16T10:00:00+01:00",
        BEA,
        "Say where the counters stand",
        (
            rewrite(
                HEADS, ("Before boarding begins", "Before boarding begins, print the list instead.")
            ),
        ),
    ),
    StoryCommit(
        "2026-11-17T08:25:00+01:00",
        NOOR,
        "Two photos of the ramp are better than one report",
        (plant(PHOTOS),),
        branch="photos",
    ),
    StoryCommit(
        "2026-11-17T13:45:00+01:00",
        NOOR,
        "The second photo, and the glove",
        (add(PHOTOS, "Second photo one step", "Put a glove beside"),),
        branch="photos",
    ),
    StoryCommit(
        "2026-11-17T15:20:00+01:00",
        HANA,
        "The dry day is in the schedule",
        (add(GREASE, ("## How we know", "The schedule now says")),),
    ),
    StoryCommit(
        "2026-11-17T17:30:00+01:00",
        GORAN,
        "Merge branch 'photos'",
        (),
        f"Reviewed-by: {GORAN}\nThanks-to: {NOOR}",
        merges="photos",
    ),
    StoryCommit(
        "2026-11-18T12:20:00+01:00",
        TAM,
        "No swap was lost",
        (add(ROTA, ("## How we know", "Nobody stood on the pier")),),
    ),
    StoryCommit(
        "2026-11-19T09:30:00+01:00",
        BEA,
        "Say how to look at the garden",
        (add(README, ("pollinate credits", "pollinate why")),),
    ),
    StoryCommit(
        "2026-11-19T17:00:00+01:00",
        DUNYA,
        "Ask the night shift",
        (plant(NIGHT),),
        branch="night-shift",
    ),
    StoryCommit(
        "2026-11-20T07:00:00+01:00",
        DUNYA,
        "Tell how November went",
        (add(NIGHT, "We asked before the November", "Two phone calls"),),
        branch="night-shift",
    ),
    StoryCommit(
        "2026-11-20T09:05:00+01:00",
        BEA,
        "Merge branch 'night-shift'",
        (),
        f"Reviewed-by: {BEA}\nReviewed-by: {CY}\nHelped-by: Ana Reyes",
        merges="night-shift",
    ),
    StoryCommit(
        "2026-11-20T10:30:00+01:00",
        ALIASED,
        "Say what it was learned from",
        (add(WRONG, ("learned_from:", "way: doing")),),
    ),
)
