# Who left which note, and when, until the end of 2025; what a note says is in its file.
# Must not know: how they get their ids.
"""Tell the notes of the first fourteen months."""

from __future__ import annotations

from pollinate_cli.demo.history.people import ANA, BEA, CY, DUNYA, GORAN, HANA, IVO, RUNA, SIVE, TAM
from pollinate_cli.demo.story import note

COMMITS = (
    note(
        "2024-12-09T15:10:00+01:00",
        SIVE,
        "one-blast-over-the-thruster",
        "Tell how the whistle went at night",
    ),
    note(
        "2024-12-20T12:40:00+01:00",
        ANA,
        "what-happens-to-the-paper",
        "Ask what happens to the paper",
    ),
    note("2024-12-21T07:30:00+01:00", SIVE, "into-the-closed-bin", "Answer where the paper goes"),
    note("2025-01-09T10:20:00+01:00", IVO, "six-names-short", "Tell how the spare list went"),
    note(
        "2025-02-18T11:00:00+01:00",
        BEA,
        "when-the-newest-says-nothing",
        "Ask about the silence in the ring",
    ),
    note("2025-02-18T19:25:00+01:00", CY, "wait-for-a-minute", "Answer: wait for a minute"),
    note("2025-02-21T08:45:00+01:00", BEA, "it-took-forty-seconds", "Say thanks for the minute"),
    note(
        "2025-03-11T16:15:00+01:00",
        BEA,
        "lane-numbers-at-the-counter",
        "Tell how the echo went at the counter",
    ),
    note(
        "2025-03-28T18:05:00+01:00",
        GORAN,
        "the-reason-on-the-evening-boat",
        "Tell how the reason went on the 17:20",
    ),
    note(
        "2025-04-16T14:30:00+02:00",
        DUNYA,
        "a-debrief-with-chairs",
        "Tell how the debrief went in the crew room",
    ),
    note(
        "2025-05-14T06:50:00+02:00",
        HANA,
        "a-bent-pin-at-sandray",
        "Tell what walking the line found",
    ),
    note(
        "2025-05-20T09:40:00+02:00", GORAN, "the-line-we-use", "Say thanks for the turn of the ramp"
    ),
    note("2025-06-25T10:55:00+02:00", ANA, "asked-the-driver", "Tell how the coach went"),
    note("2025-07-03T17:30:00+02:00", SIVE, "sugar-lumps", "Say what the sugar lumps showed"),
    note(
        "2025-08-12T08:10:00+02:00",
        CY,
        "the-angle-at-northmole",
        "Tell how the paint went at Northmole",
    ),
    note("2025-08-29T07:15:00+02:00", HANA, "a-whistle-in-fog", "Look at the whistle again"),
    note(
        "2025-09-18T05:55:00+02:00", IVO, "dark-display-off-sandray", "Tell how the tide table went"
    ),
    note("2025-10-15T13:20:00+02:00", TAM, "the-wrong-tuesday", "Tell how the Tuesday went"),
    note("2025-11-07T12:10:00+01:00", RUNA, "it-is-the-step", "Say what the pins showed"),
    note("2025-11-20T05:35:00+01:00", RUNA, "backwards-at-five", "Tell how the salt went"),
    note(
        "2025-12-19T06:20:00+01:00", RUNA, "the-key-and-the-card", "Say thanks for the second key"
    ),
)
