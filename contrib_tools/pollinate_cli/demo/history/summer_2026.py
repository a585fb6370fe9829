# May to August 2026: the boarding list is tried elsewhere, ticketing freezes, and a bot writes what
# people asked it to. Must not know: how they get their ids.
"""Tell the summer of 2026."""

from __future__ import annotations

from pollinate_cli.demo.history.people import (
    ALIASED,
    ANA,
    BEA,
    CY,
    DUNYA,
    FORGE,
    FORMATTER,
    GORAN,
    HANA,
    HIDDEN,
    IVO,
    IVO_AT_HOME,
    SIVE,
    TAM,
)
from pollinate_cli.demo.history.places import (
    CLEAR,
    COACH,
    DEBRIEF,
    DELAY,
    GREASE,
    HEADS,
    KEYS,
    PLAN,
    PRINT,
    ROTA,
    SIGN,
    WALK,
    WHY,
)
from pollinate_cli.demo.story import Edit, StoryCommit, add, plant, rewrite

COMMITS = (
    StoryCommit(
        "2026-05-06T09:20:00+02:00",
        IVO,
        "Sell from the printed deck plan when ticketing freezes",
        (plant(PLAN),),
        branch="deck-plan",
    ),
    StoryCommit(
        "2026-05-07T20:05:00+02:00",
        IVO_AT_HOME,
        "Cross out before you take the money",
        (add(PLAN, "Cross out the square before"),),
        branch="deck-plan",
    ),
    StoryCommit(
        "2026-05-07T21:00:00+02:00",
        BEA,
        "A pencil for each counter",
        (add(PLAN, "One pencil colour"),),
        branch="deck-plan",
    ),
    StoryCommit(
        "2026-05-11T08:00:00+02:00",
        SIVE,
        "The list is personal data",
        (add(PRINT, "When the boat has left", "It holds personal data"),),
        f"Reviewed-by: {BEA}",
    ),
    StoryCommit(
        "2026-05-12T10:30:00+02:00",
        GORAN,
        "Merge branch 'deck-plan'",
        (),
        f"Reviewed-by: {GORAN}\nHelped-by: {TAM}",
        merges="deck-plan",
    ),
    StoryCommit(
        "2026-05-22T07:00:00+02:00",
        BEA,
        "Eastholm, Sandray, and the coach",
        (add(PRINT, "Eastholm boarded a full", "Sandray lost four minutes"),),
        f"Reported-by: {CY}",
    ),
    StoryCommit(
        "2026-06-03T11:45:00+02:00",
        SIVE,
        "Say what it costs",
        (
            rewrite(
                PRINT,
                (
                    "The moment to print is",
                    "The right moment is when everything still works, and "
                    "it costs us next to nothing, only paper.",
                ),
            ),
        ),
        f"Reviewed-by: {GORAN}",
    ),
    StoryCommit(
        "2026-06-09T14:15:00+02:00",
        GORAN,
        "Call the boarding list evergreen, and look again in spring",
        (
            Edit(
                PRINT,
                adds=(("review:", "every: 6 months"),),
                rewrites=(("stage: evergreen", "stage: budding"),),
            ),
        ),
    ),
    StoryCommit(
        "2026-06-15T02:00:00+02:00",
        FORMATTER,
        "Add the cones to the standing rule",
        (add(CLEAR, "Put the cones where"),),
        f"Entered from the night log by the formatter.\n\n"
        f"Co-authored-by: {CY}\nReviewed-by: {HANA}",
    ),
    StoryCommit(
        "2026-06-16T09:40:00+02:00",
        IVO,
        "Put the prices on the back",
        (rewrite(PLAN, ("A price list fits on its back", "The prices fit on its back.")),),
    ),
    StoryCommit(
        "2026-07-06T12:20:00+02:00",
        IVO,
        "Tell how 3 July went",
        (add(PLAN, "On 3 July we sold", "Typing them in took"),),
        f"Thanks-to: {BEA}",
    ),
    StoryCommit(
        "2026-07-13T16:00:00+02:00",
        BEA,
        "The speaker counts, and we say it back",
        (
            rewrite(
                COACH,
                (
                    "Note the number that the speaker says",
                    "- Note the number that the speaker says.",
                ),
            ),
        ),
    ),
    StoryCommit(
        "2026-07-20T05:30:00+02:00",
        HIDDEN,
        "Write “not greased, wet” and mean it",
        (rewrite(GREASE, ("If the week is wet", "- If the week is wet, wait.")),),
        f"Reviewed-by: {HANA}",
    ),
    StoryCommit(
        "2026-07-28T10:05:00+02:00",
        ANA,
        "Foot passengers are not the only ones who get lost",
        (plant(SIGN),),
        branch="sign",
    ),
    StoryCommit(
        "2026-07-29T10:05:00+02:00",
        IVO,
        "One sign, one decision",
        (rewrite(SIGN, ("One sign, one decision", "- Do not put too much on one sign.")),),
        branch="sign",
    ),
    StoryCommit(
        "2026-07-30T09:00:00+02:00",
        SIVE,
        "Twenty late sailings, counted",
        (add(WHY, "We counted questions", "With a number only"),),
    ),
    StoryCommit(
        "2026-08-03T09:00:00+02:00",
        BEA,
        "Merge branch 'sign'",
        (),
        f"Reviewed-by: {BEA}\nReviewed-by: {HANA}",
        merges="sign",
    ),
    StoryCommit(
        "2026-08-06T13:10:00+02:00",
        TAM,
        "Keep the sheet for a month",
        (
            rewrite(
                ROTA,
                (
                    "When the tool is back, type the swaps",
                    "- When the tool is back, type the swaps in.",
                ),
            ),
        ),
        f"Reviewed-by: {ALIASED}",
    ),
    StoryCommit(
        "2026-08-11T08:30:00+02:00",
        CY,
        "No signal before the line is walked",
        (add(WALK, "No signal before that"),),
        f"Approved-by: {GORAN}",
    ),
    StoryCommit(
        "2026-08-17T17:50:00+02:00",
        ANA,
        "Take it back in the same voice",
        (add(DELAY, "Take the announcement back"),),
        committer=FORGE,
    ),
    StoryCommit(
        "2026-08-19T09:00:00+02:00", DUNYA, "Count both keys", (add(KEYS, "Count both keys"),)
    ),
    StoryCommit(
        "2026-08-25T07:20:00+02:00",
        GORAN,
        "Log both numbers",
        (add(HEADS, "Write both numbers"),),
        f"Reviewed-by: {BEA}",
    ),
    StoryCommit(
        "2026-08-31T15:30:00+02:00",
        SIVE,
        "One sentence each",
        (
            rewrite(
                DEBRIEF,
                (
                    "One sentence each, one round",
                    "- One sentence for each person, and one round only, and then we stop.",
                ),
            ),
        ),
    ),
)
