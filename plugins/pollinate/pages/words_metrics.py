# The sentences of the page about value. Why apart from messages.py: that one would be too long to
# read; `say` finds them all. The same rules hold: no gendered pronouns, no praise adjectives, no
# figure turned into a target. Must not know: HTML.
"""Hold the messages of the page about value."""

from __future__ import annotations

from collections.abc import Mapping

VALUE_ENGLISH: Mapping[str, str] = {
    "nav-value": "Value",
    "value-title": "What the garden gives us",
    "value-lede": "{start} to {end}. Figures are about lessons and teams, never about one person.",
    "value-before": "Beside them stand those of {start} to {end}.",
    "value-for": "For whom",
    "in-short": "In short",
    "short-applied": "{count} times a lesson was applied",
    "short-applied-text": "and somebody told us how it went; {worked} times it worked.",
    "short-answered": "{count} questions were answered",
    "short-answered-days": "half of them within {days} days.",
    "short-answered-day-0": "half of them on the same day.",
    "short-answered-day-1": "half of them within a day.",
    "short-answered-text": "by people who knew, or found out.",
    "short-learned": "{count} times one team learned from another",
    "short-learned-text": "and wrote down what.",
    "lessons-applied": "Lessons applied",
    "outcomes-caption": (
        "Outcomes of {count} applications. A lesson that did not work somewhere tells us where it"
        " applies."
    ),
    "outcome": "Outcome",
    "times": "Times",
    "times-before": "The year before",
    "told": "Told by those who tried",
    "told-none": (
        "Nobody has told us yet how a lesson went. Whoever applies one and writes it down is the"
        " first."
    ),
    "goals-helped": "Goals that lessons helped with",
    "goals-caption": "Said by those who applied a lesson. One note names one goal at most.",
    "goal": "Goal",
    "behind-figures": "The notes behind these figures",
    "and-others": "and others, which stand on the pages of their lessons",
    "who-takes-part": "Who takes part",
    "people-caption": (
        "People who did this at least once, rounded down to a multiple of five. One person can be"
        " in several rows."
    ),
    "people-way": "Way in",
    "people-count": "People",
    "people-few": "under 5",
    "people-at-least": "{number} or more",
    "took-write": "Wrote",
    "took-ask": "Asked",
    "took-apply": "Applied",
    "took-review": "Reviewed",
    "took-thank": "Thanked",
    "took-teach": "Taught",
    "answers": "Questions answered",
    "answers-text": "{count} questions got a first answer.",
    "answers-before": "The year before, it was {count}.",
    "answers-days": "Median of days from question to answer: {days}.",
    "answers-days-before": "The year before: {days}.",
    "between-teams": "Between teams",
    "between-teams-text": (
        "A band is one team that learned from another; its width is how many lessons say so. "
        "Learning within a team is not drawn."
    ),
    "flows-picture": "Who learned from whom, between teams",
    "flows-desc": (
        "Bands run from the team that taught, on the left, to the team that learned, on the right. "
        "The numbers are in the table below."
    ),
    "flow-words": "{learned} learned from {taught}: {count}",
    "taught": "taught",
    "learned": "learned",
    "other-teams": "Other teams",
    "flows-table": "The same as a table",
    "flows-caption": (
        "Lessons planted in these twelve months that say they were learned from another team."
    ),
    "team-taught": "Taught",
    "team-learned": "Learned",
    "freshness": "Freshness",
    "freshness-caption": "{count} lessons to be used, and those that are kept for the record.",
    "state": "State",
    "what-to-do": "What to do",
    "fresh-in-time": "Looked at in time",
    "fresh-in-time-do": "nothing",
    "fresh-due": "Due for a second look",
    "fresh-due-do": "read it, and say whether it is still true",
    "fresh-unplanned": "No second look planned",
    "fresh-unplanned-do": "say in its front matter who looks again, and how often",
    "fresh-record": "Superseded, retired or withdrawn",
    "fresh-record-do": "nothing: kept for the record, with thanks",
    "fresh-lessons": "The lessons behind these figures",
    "leaves-out": "What this page leaves out",
    "leaves-out-people": (
        "No names but those of teams, no order of people or teams by amount, and nothing about"
        " anybody who did not take part. There is no total of people over the ways, since totals"
        " give back what rows keep back. Teams with fewer than five people who took part are “other"
        " teams”, and unnamed where these are fewer than five together."
    ),
    "leaves-out-how": (
        "A period is twelve months, up to the month of the newest change. Wrote: planted a lesson,"
        " alone or with others; changes to lessons that are already there are not counted. Asked,"
        " applied, thanked: a note that says so. Reviewed: a note, or a Reviewed-by line. Taught:"
        " answered a question, laid a trail, or is named as the person a lesson was learned from."
        " All who hide their name count as one."
    ),
    "leaves-out-rest": (
        "Whatever people learn and use without writing it down here, which is most of it. And a"
        " figure says what was written, not that a lesson was the cause."
    ),
}
