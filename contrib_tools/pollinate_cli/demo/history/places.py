# Where the files of the demo stand at the end, each under a short name for the story.
# Why here: the story names a file in every line. Must not know: what happens to them.
"""Name the files of the demo."""

from __future__ import annotations

LESSONS = "docs/lessons/"
KEEPING, TALKING = LESSONS + "keeping-boats-moving/", LESSONS + "talking-to-passengers/"
ROPES, ROTAS, WINTER = LESSONS + "ropes-and-ramps/", LESSONS + "timetables/", LESSONS + "winter/"
PEOPLE, GATHERINGS, TRAILS = "docs/people/", "docs/gatherings/", "docs/trails/"

PRINT = KEEPING + "print-the-boarding-list.md"
SPARE = KEEPING + "keep-a-spare-list-at-the-gate.md"
HEADS = KEEPING + "count-heads-when-boarding-has-begun.md"
PLAN = KEEPING + "sell-from-the-printed-deck-plan.md"
DEBRIEF = KEEPING + "hold-the-debrief-the-same-day.md"
RESTORE = KEEPING + "rehearse-the-restore.md"
TIDE = KEEPING + "read-the-tide-off-the-paper-table.md"

COACH = TALKING + "one-coach-forty-names.md"
WHY = TALKING + "say-why-before-how-long.md"
DELAY = TALKING + "announce-the-delay-early.md"
SIGN = TALKING + "write-the-sign-for-a-first-crossing.md"

WALK = ROPES + "walk-the-line.md"
WHISTLE = ROPES + "whistle-first.md"
NUMBER = ROPES + "say-the-number-twice.md"
CLEAR = ROPES + "stand-clear-of-the-rope.md"
GREASE = ROPES + "grease-the-hinge-pins.md"
PHOTOS = ROPES + "two-photos-of-the-ramp.md"

ROTA = ROTAS + "a-paper-rota.md"
NIGHT = ROTAS + "ask-the-night-shift.md"
WRONG = ROTAS + "when-the-rota-was-wrong.md"
SLACK = ROTAS + "leave-ten-minutes-nobody-owns.md"
TUESDAY = ROTAS + "change-the-timetable-on-a-tuesday.md"

SALT = WINTER + "salt-from-the-boat-end.md"
BATTERIES = WINTER + "warm-the-scanner-batteries.md"
KEYS = WINTER + "two-keys-to-the-salt-store.md"
ICE = WINTER + "log-the-ice.md"

HOME, SITE, README = "docs/index.md", "mkdocs.yml", "README.md"
RADIO = "docs/handbook/radio-words.md"
COACH_MORNING = GATHERINGS + "2025-06-05-coach-morning.md"
ICE_EVENING = GATHERINGS + "2025-11-04-ice-evening.md"
PAPER_DAY = GATHERINGS + "2026-03-12-paper-day-drill.md"

SYSTEMS_STOP = TRAILS + "when-systems-stop.md"
WINTER_TIMETABLE = TRAILS + "your-first-winter-timetable.md"
LEAD_A_DRILL = TRAILS + "lead-a-drill.md"

IGNORED, MAILMAP_FILE, IGNORE_REVS = ".gitignore", ".mailmap", ".git-blame-ignore-revs"
