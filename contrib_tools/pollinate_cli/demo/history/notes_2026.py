# Who left which note in 2026, and when; what a note says is in its file.
# Must not know: how they get their ids.
"""Tell the notes of 2026."""

from __future__ import annotations

from pollinate_cli.demo.history.people import (
    ALIASED,
    ANA,
    BEA,
    CY,
    EILIF,
    FAY,
    GORAN,
    HANA,
    HIDDEN,
    IVO,
    LIOR,
    MATTIS,
    NOOR,
    ODILE,
    REMY,
    SIVE,
    TAM,
    YARA,
    ZOE,
)
from pollinate_cli.demo.story import note

COMMITS = (
    note("2026-01-15T14:00:00+01:00", CY, "the-line-after-a-year", "Look at the line again"),
    note(
        "2026-01-28T06:45:00+01:00",
        ANA,
        "four-scanners-at-minus-six",
        "Tell how the batteries went",
    ),
    note(
        "2026-02-10T09:20:00+01:00",
        EILIF,
        "when-we-do-not-know-why",
        "Ask what to say without a reason",
    ),
    note(
        "2026-02-10T17:45:00+01:00", ANA, "say-who-is-finding-out", "Answer: say who is finding out"
    ),
    note("2026-02-12T19:10:00+01:00", EILIF, "word-for-word", "Say thanks for the sentence"),
    note("2026-02-25T17:35:00+01:00", BEA, "the-ring-after-a-year", "Look at the debrief again"),
    note(
        "2026-03-16T10:15:00+01:00", TAM, "a-whole-minute", "Say thanks for the minute in the drill"
    ),
    note(
        "2026-03-17T13:50:00+01:00",
        MATTIS,
        "two-volunteers",
        "Say how the drill looked from the queue",
        f"Co-authored-by: {ODILE}",
    ),
    note(
        "2026-04-08T18:30:00+02:00",
        HANA,
        "names-we-may-not-print",
        "Ask about names that we may not print",
    ),
    note("2026-04-09T07:02:00+02:00", BEA, "guest-and-a-number", "Answer: guest and a number"),
    note("2026-04-09T12:15:00+02:00", HANA, "at-seven-in-the-morning", "Say thanks for the answer"),
    note(
        "2026-04-28T15:40:00+02:00", ZOE, "too-slow-in-a-crowd", "Tell how the echo went in a crowd"
    ),
    note(
        "2026-05-20T11:30:00+02:00",
        FAY,
        "a-coach-under-one-name",
        "Tell how the list went at Sandray",
    ),
    note("2026-05-21T16:20:00+02:00", EILIF, "two-pencils", "Tell how the list went at Eastholm"),
    note(
        "2026-05-30T23:50:00+02:00",
        HIDDEN,
        "the-printer-room-was-locked",
        "Tell how the list went at night",
    ),
    note(
        "2026-06-18T08:25:00+02:00", EILIF, "faces-instead-of-a-screen", "Say what the list changed"
    ),
    note("2026-06-24T10:30:00+02:00", YARA, "two-counters-one-deck", "Ask about two counters"),
    note(
        "2026-06-24T20:40:00+02:00",
        IVO,
        "along-the-centre-line",
        "Answer: cut it along the centre line",
    ),
    note("2026-07-02T21:15:00+02:00", FAY, "no-switch-on-a-list", "Say what the trail changed"),
    note("2026-07-08T13:05:00+02:00", REMY, "thirty-one-squares", "Tell how the deck plan went"),
    note(
        "2026-07-20T09:50:00+02:00",
        ZOE,
        "eleven-took-the-bus",
        "Tell how the early announcement went",
        f"Co-authored-by: {YARA}",
    ),
    note(
        "2026-08-12T18:20:00+02:00",
        BEA,
        "a-ring-at-the-counter",
        "Tell how the debrief went after the freeze",
    ),
    note("2026-08-20T07:50:00+02:00", ODILE, "the-new-bollard", "Ask about the new bollard"),
    note("2026-08-21T15:30:00+02:00", CY, "two-metres-back", "Answer: two metres back"),
    note(
        "2026-09-08T20:10:00+02:00", IVO, "no-more-printed-tables", "Look at the tide table again"
    ),
    note("2026-09-16T16:45:00+02:00", TAM, "it-took-two-days", "Say what the trail made me try"),
    note(
        "2026-09-24T22:15:00+02:00",
        MATTIS,
        "the-sheet-by-the-kettle",
        "Tell how the paper rota went",
    ),
    note("2026-09-29T12:20:00+02:00", FAY, "one-sailing-two-boats", "Ask about a split sailing"),
    note("2026-10-02T08:40:00+02:00", SIVE, "a-list-for-each-boat", "Answer: a list for each boat"),
    note("2026-10-05T09:40:00+02:00", HANA, "both-not-one", "Look at the echo again"),
    note(
        "2026-10-14T12:30:00+02:00", GORAN, "six-months-of-lists", "Look at the boarding list again"
    ),
    note(
        "2026-10-22T10:10:00+02:00",
        REMY,
        "the-clock-over-gate-two",
        "Say what the Monday walk showed",
    ),
    note("2026-10-28T11:25:00+01:00", YARA, "prices-on-a-tuesday", "Tell how the prices went"),
    note("2026-10-29T10:05:00+01:00", LIOR, "a-swap-on-one-sheet", "Ask which sheet holds"),
    note(
        "2026-10-30T12:10:00+01:00", TAM, "the-one-by-the-kettle", "Answer: the one by the kettle"
    ),
    note("2026-11-03T04:20:00+01:00", ALIASED, "glass-at-four", "Tell how the second key went"),
    note(
        "2026-11-10T15:05:00+01:00",
        NOOR,
        "after-the-shift-had-gone",
        "Tell how the debrief went in Workshops",
    ),
    note(
        "2026-11-12T09:10:00+01:00",
        BEA,
        "the-number-that-was-embarrassing",
        "Say thanks for the two days",
    ),
    note("2026-11-13T14:35:00+01:00", NOOR, "last-months-copy", "Ask about last month’s copy"),
    note("2026-11-16T12:05:00+01:00", NOOR, "words-for-asking", "Say what the trail gave me"),
    note("2026-11-17T19:30:00+01:00", MATTIS, "a-flat-phone", "Ask about flat phones"),
    note(
        "2026-11-18T07:40:00+01:00",
        GORAN,
        "we-could-see-it-had-not-grown",
        "Say thanks for a first lesson",
    ),
    note(
        "2026-11-18T13:30:00+01:00",
        FAY,
        "until-the-ramp-was-up",
        "Say thanks for a morning at Sandray",
    ),
    note(
        "2026-11-18T16:00:00+01:00", ZOE, "three-steps-in-a-head", "Say what leading a drill showed"
    ),
    note(
        "2026-11-19T08:05:00+01:00",
        CY,
        "the-glove-beside-the-crack",
        "Tell how the two photos went",
    ),
    note(
        "2026-11-19T11:45:00+01:00", ODILE, "from-five-lines-to-one", "Say thanks for a short sign"
    ),
    note(
        "2026-11-19T15:20:00+01:00",
        EILIF,
        "read-while-walking",
        "Tell how the sign went at Eastholm",
    ),
)
