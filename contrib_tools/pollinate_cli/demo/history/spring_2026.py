# January to April 2026: the scanners stop, the drill, and the lesson that most others lean on.
# "Print the boarding list" is written by three people: its lines are shared out with care (see
# tests/demo).
"""Tell the spring of 2026."""

from __future__ import annotations

from pollinate_cli.demo.history.people import (
    ALIASED,
    ANA,
    BEA,
    CY,
    DUNYA,
    DUNYA_MISSPELT,
    FORGE,
    GORAN,
    HANA,
    HIDDEN,
    IVO,
    IVO_AT_HOME,
    SIVE,
    TAM,
)
from pollinate_cli.demo.history.places import (
    BATTERIES,
    CLEAR,
    COACH,
    DEBRIEF,
    DELAY,
    HEADS,
    KEYS,
    PAPER_DAY,
    PEOPLE,
    PRINT,
    ROTA,
    SALT,
    SPARE,
    TIDE,
    TUESDAY,
    WHISTLE,
    WHY,
)
from pollinate_cli.demo.story import Edit, StoryCommit, add, plant, rewrite

_COUNTING = """
If the scanners stop while people walk on, count heads instead:

- One person counts at the ramp, one at the saloon door, each with a hand counter.
- Neither of them talks to passengers while counting.
- Compare at fifty, at a hundred and at the end.
- If the two counts differ by more than one, stop the flow and count the last group again."""

COMMITS = (
    StoryCommit(
        "2026-01-08T09:00:00+01:00",
        ANA,
        "Late bookings go to the bottom",
        (
            Edit(
                SPARE,
                rewrites=(("Write late bookings at the bottom", "- Write late bookings by hand."),),
            ),
        ),
    ),
    StoryCommit(
        "2026-01-12T10:00:00+01:00",
        CY,
        "No near miss since the paint",
        (
            rewrite(
                CLEAR, ("Before that we had three near misses", "We will see whether it helps.")
            ),
        ),
    ),
    StoryCommit(
        "2026-01-19T19:40:00+01:00",
        HIDDEN,
        "Warm the scanner batteries",
        (plant(BATTERIES),),
        f"Reviewed-by: {HANA}",
    ),
    StoryCommit(
        "2026-01-20T08:25:00+01:00",
        SIVE,
        "Say what the gauge measures",
        (add(BATTERIES, "## What we learned", "The gauge measures voltage"),),
    ),
    StoryCommit(
        "2026-01-26T11:30:00+01:00",
        GORAN,
        "Three slips, one step",
        (rewrite(SALT, ("Two handfuls for each step", "- Two handfuls for each step.")),),
        f"Reviewed-by: {HANA}\nReviewed-by: {SIVE}",
    ),
    StoryCommit(
        "2026-02-04T07:30:00+01:00",
        SIVE,
        "Ask a child about the third sentence",
        (
            rewrite(
                WHY,
                ("Third sentence: when we will speak", "- Third sentence: when we will know more."),
            ),
        ),
    ),
    StoryCommit(
        "2026-02-26T17:10:00+01:00",
        ANA,
        "Announce the delay before it is certain",
        (plant(DELAY),),
        f"Co-authored-by: {BEA}",
    ),
    StoryCommit("2026-02-27T08:40:00+01:00", BEA, "Name the bus", (add(DELAY, "Name the bus"),)),
    StoryCommit(
        "2026-03-02T09:20:00+01:00",
        DUNYA,
        "Say how often the glass was broken",
        (add(KEYS, "The glass was broken twice"),),
    ),
    StoryCommit(
        "2026-03-03T08:00:00+01:00",
        SIVE,
        "Say what the winter gave",
        (add(SALT, ("## How we know", "Nobody slipped with a bucket")),),
    ),
    StoryCommit(
        "2026-03-09T21:00:00+01:00",
        IVO_AT_HOME,
        "Two winters of readings",
        (add(TIDE, ("## How we know", "The largest difference")),),
    ),
    StoryCommit(
        "2026-03-13T08:00:00+01:00",
        CY,
        "Keep what Paper Day showed",
        (plant(PAPER_DAY),),
        f"Thanks-to: {TAM}\nThanks-to: {ANA}",
    ),
    StoryCommit(
        "2026-03-19T09:12:00+01:00",
        ANA,
        "Print the boarding list before the queue forms",
        (plant(PRINT),),
        "Written in the week after Paper Day, with the two times in it.",
        branch="boarding-list",
    ),
    StoryCommit(
        "2026-03-19T10:05:00+01:00",
        ANA,
        "Say what it replaces",
        (
            add(PRINT, ("lesson: keep-a-spare-list", "A spare list from the morning")),
            add(SPARE, ("status:", "on: 2026-03-19")),
        ),
        branch="boarding-list",
    ),
    StoryCommit(
        "2026-03-20T07:55:00+01:00",
        HANA,
        "Name who showed us the second step",
        (Edit(SALT, adds=(('person: "Sive O\'Neill"', "way: peers"),)),),
    ),
    StoryCommit(
        "2026-03-21T13:30:00+01:00",
        ANA,
        "One reads, the other says it again",
        (
            Edit(
                PRINT,
                adds=(
                    "Whoever holds the list says so",
                    "If the scanners stop, one person",
                    "The reader waits for the echo",
                ),
                rewrites=(
                    (
                        "print the list, sorted by",
                        "1. Print the list half an hour before, sorted by booking number.",
                    ),
                ),
            ),
        ),
        f"Bea stood at the other end of the ramp.\n\nCo-authored-by: {BEA}",
        branch="boarding-list",
    ),
    StoryCommit(
        "2026-03-23T09:00:00+01:00",
        GORAN,
        "Merge branch 'boarding-list'",
        (),
        f"Reviewed-by: {GORAN}\nReviewed-by: {CY}\nSuggested-by: {IVO}",
        merges="boarding-list",
    ),
    StoryCommit(
        "2026-03-24T09:30:00+01:00",
        BEA,
        "Give the head count a page of its own",
        (
            plant(HEADS),
            Edit(SPARE, cuts=(("In the week before Easter", _COUNTING),)),
        ),
        "Moved as it stood; the last rule is new.",
    ),
    StoryCommit(
        "2026-04-02T07:41:00+02:00",
        BEA,
        "Groups first, then cars and children",
        (add(PRINT, "Put groups at the top", "Mark accessible cars"),),
        f"Reviewed-by: {ANA}",
    ),
    StoryCommit(
        "2026-04-03T16:20:00+02:00",
        ANA,
        "Two doors, not one",
        (add(HEADS, "Two counters at one door", "Two doors give two counts"),),
    ),
    StoryCommit(
        "2026-04-09T10:10:00+02:00",
        GORAN,
        "Say where the ring forms",
        (
            rewrite(
                DEBRIEF,
                ("Stand in a ring, on the boat", "- Stand in a ring and put the phones away."),
            ),
        ),
    ),
    StoryCommit(
        "2026-04-14T12:00:00+02:00",
        IVO_AT_HOME,
        "A school class has its own list",
        (add(COACH, ("not_when:", "A school class")),),
        f"Reviewed-by: {BEA}",
    ),
    StoryCommit(
        "2026-04-15T09:15:00+02:00",
        DUNYA,
        "A paper rota for the day the rota tool is down",
        (plant(ROTA),),
        branch="paper-rota",
    ),
    StoryCommit(
        "2026-04-15T10:02:00+02:00",
        DUNYA_MISSPELT,
        "Say when to print",
        (
            rewrite(
                ROTA,
                ("Print next week’s rota each Thursday", "- Print next week’s rota in good time."),
            ),
        ),
        branch="paper-rota",
    ),
    StoryCommit(
        "2026-04-16T12:00:00+02:00",
        TAM,
        "Say what holds while the tool is down",
        (add(ROTA, "While the tool is down"),),
        branch="paper-rota",
    ),
    StoryCommit(
        "2026-04-17T15:00:00+02:00",
        BEA,
        "Merge branch 'paper-rota'",
        (),
        f"Reviewed-by: {BEA}\nHelped-by: {ANA}",
        merges="paper-rota",
    ),
    StoryCommit(
        "2026-04-20T06:15:00+02:00",
        HANA,
        "A face before the words",
        (rewrite(WHISTLE, ("Speak towards the face", "- Speak towards whoever you mean.")),),
        f"Reviewed-by: {GORAN}",
        committer=FORGE,
    ),
    StoryCommit(
        "2026-04-24T04:50:00+02:00",
        ALIASED,
        "One copy in the night locker",
        (Edit(ROTA, adds=("Hang it by the kettle",)),),
    ),
    StoryCommit(
        "2026-04-24T04:58:00+02:00", ALIASED, "Add a page for me", (plant(PEOPLE + "night-owl.md"),)
    ),
    StoryCommit(
        "2026-04-27T18:45:00+02:00",
        DUNYA,
        "Choose a Tuesday without a holiday",
        (rewrite(TUESDAY, ("Choose a Tuesday without", "1. Choose a Tuesday.")),),
    ),
)
