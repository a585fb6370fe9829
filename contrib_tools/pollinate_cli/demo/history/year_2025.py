# March to December 2025: more people, the formatter that the ignore file names, the mailmap, a
# revert. From the formatter on, lists have `-` before their items.
"""Tell the year 2025."""

from __future__ import annotations

from pollinate_cli.demo.history.people import (
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
    MAILMAP,
    SIVE,
    TAM,
)
from pollinate_cli.demo.history.places import (
    CLEAR,
    COACH,
    COACH_MORNING,
    DEBRIEF,
    GREASE,
    ICE_EVENING,
    IGNORE_REVS,
    KEYS,
    MAILMAP_FILE,
    NUMBER,
    PEOPLE,
    SALT,
    SITE,
    SPARE,
    TALKING,
    TIDE,
    TUESDAY,
    WALK,
    WHISTLE,
    WHY,
    WINTER,
)
from pollinate_cli.demo.story import (
    Edit,
    Move,
    Restyle,
    StoryCommit,
    Write,
    add,
    cut,
    plant,
    rewrite,
)

_CUT_FROM_DEBRIEF = """
## How we know

We have held 64 of these since.
Nineteen ended in a change that is still in place, and six in a lesson here."""

COMMITS = (
    StoryCommit(
        "2025-03-04T09:30:00+01:00", DUNYA, "Say who I am", (plant(PEOPLE + "dunya-haddad.md"),)
    ),
    StoryCommit(
        "2025-03-05T16:00:00+01:00",
        GORAN,
        "Join the names that are one person",
        (Write(MAILMAP_FILE, MAILMAP),),
    ),
    StoryCommit(
        "2025-03-18T10:20:00+01:00",
        ANA,
        "Say why before you say how long",
        (plant(WHY), plant(TALKING + "index.md")),
        f"Goran counted the questions at the desk.\n\nHelped-by: {GORAN}\nReviewed-by: {BEA}",
    ),
    StoryCommit(
        "2025-03-24T15:00:00+01:00",
        CY,
        "Say what the first winter gave",
        (add(WALK, ("## How we know", "In the first winter we found")),),
    ),
    StoryCommit(
        "2025-03-25T07:35:00+01:00",
        SIVE,
        "Use words that a child would use",
        (
            rewrite(
                WHY,
                ("First sentence: what has happened", "* First sentence: the reason of the delay."),
            ),
        ),
    ),
    StoryCommit(
        "2025-04-08T13:15:00+02:00",
        GORAN,
        "Grease the hinge pins on a dry day",
        (plant(GREASE),),
        "Written down for Workshops, who learned it.",
    ),
    StoryCommit(
        "2025-04-10T09:05:00+02:00",
        HIDDEN,
        "Turn the ramp through its whole way",
        (add(GREASE, "Turn the ramp once"),),
    ),
    StoryCommit(
        "2025-04-10T09:20:00+02:00", HIDDEN, "Add my page", (plant(PEOPLE + "pier-nine.md"),)
    ),
    StoryCommit(
        "2025-04-28T11:00:00+02:00",
        ANA,
        "Say what the spare list does not save",
        (add(SPARE, "Write late bookings", "It does not save the reading"),),
    ),
    StoryCommit(
        "2025-05-06T15:42:00+02:00",
        CY,
        "Stand where the rope cannot reach you",
        (plant(CLEAR),),
        f"Co-authored-by: {HANA}",
    ),
    StoryCommit(
        "2025-05-07T08:10:00+02:00",
        HANA,
        "Whoever sees a foot says stop",
        (rewrite(CLEAR, ("Whoever sees a foot", "* If you see a foot inside, tell the skipper.")),),
    ),
    StoryCommit(
        "2025-05-12T12:30:00+02:00",
        ANA,
        "Say when the spare list was wrong",
        (add(SPARE, "In the week before Easter"),),
    ),
    StoryCommit(
        "2025-05-21T09:00:00+02:00",
        IVO,
        "Name the goals we have",
        (add(SITE, ("audience:", "Boats sail when")),),
    ),
    StoryCommit(
        "2025-06-06T10:10:00+02:00",
        BEA,
        "Keep what the coach morning said",
        (plant(COACH_MORNING),),
        f"Thanks-to: {SIVE}",
    ),
    StoryCommit(
        "2025-06-10T08:55:00+02:00",
        BEA,
        "One coach, forty names",
        (plant(COACH),),
        f"Reviewed-by: {GORAN}\nHelped-by: {IVO}",
    ),
    StoryCommit(
        "2025-06-17T12:00:00+02:00", IVO, "Ask the driver first", (add(COACH, "Ask the driver"),)
    ),
    StoryCommit(
        "2025-07-15T17:25:00+02:00",
        BEA,
        "Say what July gave",
        (rewrite(COACH, ("In June a coach took", "We have not measured it yet.")),),
    ),
    StoryCommit(
        "2025-08-05T06:30:00+02:00",
        HANA,
        "Count the wrong echoes",
        (add(NUMBER, "In the summer of 2025", "Each of the 17"),),
    ),
    StoryCommit(
        "2025-08-20T09:00:00+02:00",
        GORAN,
        "Say what a whistle means in fog",
        (add(WHISTLE, ("not_when:", "In fog: a whistle")),),
        f"Reported-by: {CY}",
    ),
    StoryCommit(
        "2025-08-28T21:30:00+02:00",
        CY,
        "Say how we know that it helps",
        (add(DEBRIEF, ("## How we know", "Nineteen ended in a change")),),
    ),
    StoryCommit(
        "2025-09-01T03:00:00+02:00",
        IVO,
        "Write all lists with a dash",
        tuple(
            Restyle(doc)
            for doc in (SPARE, TIDE, DEBRIEF, COACH, WHY, WALK, WHISTLE, NUMBER, CLEAR, GREASE)
        ),
        "No word was changed.",
        name="formatter",
    ),
    StoryCommit(
        "2025-09-01T09:12:00+02:00",
        IVO,
        "Look through the commit that only changed dashes",
        (Write(IGNORE_REVS, "# Write all lists with a dash\n{sha:formatter}\n"),),
    ),
    StoryCommit(
        "2025-09-09T10:30:00+02:00",
        IVO_AT_HOME,
        "Shorten the debrief",
        (cut(DEBRIEF, "Somebody writes one line in the log", _CUT_FROM_DEBRIEF),),
        "It was longer than the debrief itself.",
        name="shorten",
    ),
    StoryCommit(
        "2025-09-11T07:48:00+02:00",
        GORAN,
        'Revert "Shorten the debrief"',
        (add(DEBRIEF, "## How we know", "We have held 64", "Nineteen ended in a change"),),
        "This reverts commit {sha:shorten}.\n\nWithout how we know it, it is only an opinion.",
    ),
    StoryCommit(
        "2025-09-24T18:00:00+02:00",
        SIVE,
        "Four questions, in one line",
        (
            rewrite(
                DEBRIEF,
                (
                    "Four questions: what did we expect",
                    "- Ask what we expected. "
                    "Then ask what happened, and then why, and only then what to do.",
                ),
            ),
        ),
    ),
    StoryCommit(
        "2025-10-08T11:20:00+02:00", TAM, "Say who I am", (plant(PEOPLE + "tam-whitlock.md"),)
    ),
    StoryCommit(
        "2025-10-08T11:41:00+02:00",
        TAM,
        "Give the Tuesday lesson its whole name, and mend a word",
        (
            Move(TUESDAY),
            rewrite(
                TUESDAY,
                (
                    "Keep one person from ticketing",
                    "1. Keep one person "
                    "from ticketing and one from the singes on call until Wednesday night.",
                ),
            ),
        ),
    ),
    StoryCommit(
        "2025-10-14T09:00:00+02:00",
        DUNYA,
        "Keep the old address of the Tuesday lesson, and say what taught us",
        (add(TUESDAY, ("learned_from:", "Three debriefs in a row"), "redirect_from:"),),
    ),
    StoryCommit(
        "2025-11-05T09:10:00+01:00",
        SIVE,
        "Keep what the ice evening showed",
        (plant(ICE_EVENING), plant(WINTER + "index.md")),
        f"Co-Authored-By: {HANA}",
    ),
    StoryCommit(
        "2025-11-10T16:30:00+01:00",
        HANA,
        "Salt the gangway from the boat end",
        (plant(SALT),),
        f"co-authored-by: {HIDDEN}\nReviewed-by: {SIVE}",
        committer=FORGE,
    ),
    StoryCommit(
        "2025-11-12T08:05:00+01:00",
        SIVE,
        "Sweep the salt off again",
        (add(SALT, "Sweep the salt off"),),
    ),
    StoryCommit(
        "2025-12-08T05:20:00+01:00",
        DUNYA,
        "Two keys to the salt store",
        (plant(KEYS),),
        branch="keys",
    ),
    StoryCommit(
        "2025-12-08T05:41:00+01:00",
        DUNYA_MISSPELT,
        "Behind glass, not on a nail",
        (
            rewrite(
                KEYS, ("Hang the second key", "- Hang the second key on a nail in the wheelhouse.")
            ),
        ),
        branch="keys",
    ),
    StoryCommit(
        "2025-12-10T10:00:00+01:00",
        GORAN,
        "Merge branch 'keys'",
        (),
        f"Reviewed-by: {SIVE}\nThanks-to: {HANA}",
        merges="keys",
    ),
    StoryCommit(
        "2025-12-17T13:00:00+01:00",
        CY,
        "Put the skipper’s echo in",
        (Edit(NUMBER, adds=("The echo is not a question of rank",)),),
        f"Suggested-by: {SIVE}",
    ),
)
