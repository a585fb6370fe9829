# November 2024 to February 2025: the garden begins, and two lessons change their place.
# Lists have `*` before their items until the formatter of September 2025.
"""Tell the first winter."""

from __future__ import annotations

from pollinate_cli.demo.history.people import (
    ANA,
    BEA,
    CY,
    DUNYA_MISSPELT,
    GORAN,
    HANA,
    HANA_BY_HANDLE,
    IVO,
    IVO_AT_HOME,
    SIVE,
)
from pollinate_cli.demo.history.places import (
    DEBRIEF,
    HOME,
    IGNORED,
    KEEPING,
    NUMBER,
    PEOPLE,
    RADIO,
    README,
    ROPES,
    ROTAS,
    SITE,
    SPARE,
    TIDE,
    TUESDAY,
    WALK,
    WHISTLE,
)
from pollinate_cli.demo.story import Edit, Move, StoryCommit, Write, add, plant, rewrite

COMMITS = (
    StoryCommit(
        "2024-11-04T08:30:00+01:00",
        GORAN,
        "Begin the garden",
        (plant(SITE), plant(README), plant(HOME), Write(IGNORED, "site/\n.cache/\n")),
        "A place for what we learn on the boats.\nPlain files, one lesson each.",
    ),
    StoryCommit(
        "2024-11-04T08:52:00+01:00",
        GORAN,
        "Name the first two topics",
        (plant(KEEPING + "index.md"), plant(ROPES + "index.md")),
    ),
    StoryCommit(
        "2024-11-04T21:14:00+01:00",
        IVO_AT_HOME,
        "Read the tide off the paper table",
        (plant(TIDE),),
    ),
    StoryCommit(
        "2024-11-05T07:10:00+01:00", GORAN, "Say who I am", (plant(PEOPLE + "goran-petric.md"),)
    ),
    StoryCommit(
        "2024-11-06T12:05:00+01:00",
        BEA,
        "Say who I am, and what to ask me",
        (plant(PEOPLE + "bea-lindqvist.md"),),
    ),
    StoryCommit(
        "2024-11-12T10:40:00+01:00",
        CY,
        "Walk the line before the tug pulls",
        (plant(WALK), plant(PEOPLE + "cy-okafor.md")),
    ),
    StoryCommit(
        "2024-11-14T16:20:00+01:00",
        SIVE,
        "Say “one hand on the rope” first",
        (
            rewrite(
                WALK,
                (
                    "Walk from the bollard to the far end",
                    "* Walk along the whole line, and do keep one hand on the rope.",
                ),
            ),
        ),
    ),
    StoryCommit(
        "2024-11-18T09:00:00+01:00",
        ANA,
        "Keep a spare list at the gate",
        (plant(SPARE), plant(PEOPLE + "ana-reyes.md")),
        f"Three runs to the office in one week were enough.\n\nCo-authored-by: {SIVE}",
    ),
    StoryCommit(
        "2024-11-19T06:45:00+01:00", SIVE, "Say who I am", (plant(PEOPLE + "sive-oneill.md"),)
    ),
    StoryCommit("2024-11-26T13:30:00+01:00", BEA, "Tag the spare list", (add(SPARE, "tags:"),)),
    StoryCommit(
        "2024-12-02T18:22:00+01:00",
        GORAN,
        "Whistle first, then speak",
        (plant(WHISTLE),),
        f"Helped-by: {CY.name}",
    ),
    StoryCommit(
        "2024-12-05T11:11:00+01:00",
        HANA_BY_HANDLE,
        "Write down the words we use on the radio",
        (plant(RADIO),),
    ),
    StoryCommit(
        "2024-12-06T11:40:00+01:00",
        HANA,
        "Link the radio words from the whistle",
        (add(WHISTLE, "The words themselves"),),
    ),
    StoryCommit(
        "2024-12-09T08:00:00+01:00",
        HANA_BY_HANDLE,
        "Say who I am",
        (plant(PEOPLE + "hana-sato.md"),),
    ),
    StoryCommit(
        "2024-12-10T20:31:00+01:00", IVO_AT_HOME, "Say who I am", (plant(PEOPLE + "ivo-brandt.md"),)
    ),
    StoryCommit(
        "2024-12-16T09:17:00+01:00",
        DUNYA_MISSPELT,
        "Change the timetable on a Tuesday",
        (plant(TUESDAY, at=ROTAS + "tuesdays.md"), plant(ROTAS + "index.md")),
        "The winter timetable began on a Saturday, and it showed.",
    ),
    StoryCommit(
        "2024-12-18T14:03:00+01:00",
        IVO,
        "Walk every terminal the day before",
        (add(TUESDAY, "On the Monday before"),),
        f"Suggested-by: {ANA}",
    ),
    StoryCommit(
        "2025-01-14T07:50:00+01:00",
        HANA_BY_HANDLE,
        "Say numbers twice",
        (plant(NUMBER, at=ROPES + "radio-numbers.md"),),
        f"The Terning lost a van’s bumper to “fifty”.\n\nReviewed-by: {GORAN}",
    ),
    StoryCommit(
        "2025-01-20T17:05:00+01:00",
        GORAN,
        "Hold the debrief the same day",
        (plant(DEBRIEF, at=KEEPING + "debrief.md"),),
    ),
    StoryCommit(
        "2025-01-22T08:12:00+01:00",
        CY,
        "Let the newest speak first",
        (add(DEBRIEF, "A debrief is worth more", "Newest first, skipper last"),),
        f"Reviewed-by: {GORAN}",
    ),
    StoryCommit(
        "2025-02-03T12:44:00+01:00",
        SIVE,
        "Shorten the number lesson",
        (
            rewrite(
                NUMBER,
                (
                    "The one who speaks can’t hear",
                    "Whoever speaks has no way at all "
                    "to know what it is that has arrived at the other end.",
                ),
            ),
        ),
    ),
    StoryCommit(
        "2025-02-10T09:26:00+01:00",
        HANA,
        "Give the number lesson its proper name, and digits",
        (
            Move(NUMBER),
            Edit(
                NUMBER,
                adds=(("redirect_from:", "radio-numbers.md"), "In a crowd, hold up"),
                rewrites=(("Say the number, then its digits", "* Say the number."),),
            ),
            add(WHISTLE, "Numbers are [said twice]"),
        ),
    ),
    StoryCommit(
        "2025-02-11T08:02:00+01:00",
        GORAN,
        "Name the debrief lesson by what it says",
        (Move(DEBRIEF),),
    ),
    StoryCommit(
        "2025-02-11T08:15:00+01:00",
        GORAN,
        "Keep the old address of the debrief",
        (add(DEBRIEF, ("redirect_from:", "debrief.md")),),
    ),
    StoryCommit(
        "2025-02-19T22:10:00+01:00",
        IVO_AT_HOME,
        "Add the west wind to the tide",
        (rewrite(TIDE, ("twenty centimetres with wind", "* Read the height for Sandray.")),),
    ),
    StoryCommit(
        "2025-02-27T10:00:00+01:00",
        BEA,
        "Say who looks at the debrief again",
        (add(DEBRIEF, ("review:", "every: 12 months")),),
    ),
)
