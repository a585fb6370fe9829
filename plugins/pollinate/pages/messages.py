# Every sentence of ours that stands on a page, in one catalogue.
# Why here: so that a garden can speak another language, and so that one look finds every pronoun, number or promise.
# No gendered pronouns, no guesses about surnames, no praise adjectives (mockups/README.md section 6).
# Must not know: HTML. What is put into the braces is escaped by the caller's Markup.
"""Hold the catalogue of messages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from string import Formatter
from typing import Any

from markupsafe import Markup, escape

ENGLISH: Mapping[str, str] = {
    # names and lists
    "and": "{first} and {last}",
    "comma": "{first}, {last}",
    "others": "others",
    "separator": " · ",
    "quote": "“{text}”",
    # stages, levels, kinds
    "stage-seedling": "Seedling",
    "stage-budding": "Budding",
    "stage-evergreen": "Evergreen",
    "stage-key-seedling": "told once: try it with care",
    "stage-key-budding": "reviewed, still being tried",
    "stage-key-evergreen": "applied by others, and reviewed in time",
    "status-superseded": "Superseded",
    "status-retired": "Retired",
    "status-withdrawn": "Withdrawn",
    "level": "Level: {level}",
    "level-newcomer": "first steps",
    "level-practitioner": "in practice",
    "level-expert": "to teach others",
    "kind-lesson": "a lesson",
    "kind-lesson-by": "a lesson by {names}",
    "kind-person": "a person",
    "kind-person-team": "a person, {team}",
    "kind-page": "a page",
    "kind-gathering": "a gathering",
    "kind-outside": "outside source",
    # lesson
    "by": "By {names}",
    "by-edited": "By {names}, edited by {editors}",
    "by-small": "{sentence}, and small edits by {names}",
    "by-edited-small": "By {names}, with small edits by {small}",
    "planted": "Planted {date}",
    "last-changed": "Last changed {date}",
    "reviewed-by": "Reviewed {date} by {names}",
    "reviewed-by-undated": "Reviewed by {names}",
    "uncommitted": "Not committed yet: nobody is credited until it is",
    "no-history": "Credits are left out: this site was built without its Git history",
    "when-applies": "When it applies",
    "when-not": "When it does not",
    "learned-from": "Learned from",
    "grew": "What grew from it",
    "mentioned": "Mentioned in",
    "see-lineage": "See the whole lineage",
    "see-lineage-text": "what this lesson grew from, and what grew from it.",
    "improve": "Improve this lesson",
    "take-part": "Take part in this lesson",
    "superseded": "Read {lesson} instead",
    "superseded-text": "This page stays, because other lessons learned from it.",
    "superseded-plain": "This lesson has been replaced",
    "retired": "Retired on {date}: please do not apply it",
    "retired-undated": "Retired: please do not apply it",
    "retired-thanks": "Kept for the record, with thanks to {names}.",
    "withdrawn": "Withdrawn on {date}",
    "withdrawn-undated": "Withdrawn",
    "seen-replaced": "{title} ({status})",
    # notes
    "applied": "Applied by others",
    "applied-empty": "Nobody has told us yet how it went. If you apply this, you are the first.",
    "outcome-worked": "It worked",
    "outcome-partly": "Worked in part",
    "outcome-did-not-work": "Did not work here",
    "outcome-still-true": "Still true",
    "outcome-changed": "Changed",
    "outcome-retired": "Retired",
    "effect": "What changed: {effect}",
    "helps": "Helps with: {goal}.",
    "see-evidence": "See for yourself",
    "questions": "Questions",
    "asked-by": "Asked by {names}",
    "answered-by": "Answered by {names}",
    "open-question": "still open",
    "reflections": "Reflections",
    "reviews": "Second looks",
    "somebody": "Somebody",
    "not-committed": "not committed yet",
    "from-to": "{giver} to {receivers}",
    "for-an-answer": "for an answer",
    "for-lesson": "For {lesson}",
    "for-answer-on": "For an answer on {lesson}",
    "ways": "Ways to learn this",
    "way-try": "Try it:",
    "way-ask": "Ask or pair with:",
    "way-read": "Read:",
    # doors
    "door-write": "Write",
    "door-write-text": "one thing you learned",
    "door-ask": "Ask",
    "door-ask-text": "what is left open",
    "door-apply": "Apply",
    "door-apply-text": "and say how it went",
    "door-review": "Review",
    "door-review-text": "a draft or an old lesson",
    "door-thank": "Thank",
    "door-thank-text": "and say what for",
    "door-teach": "Teach",
    "door-teach-text": "a trail or a gathering",
    "act-apply": "I applied this",
    "act-ask": "Ask a question",
    "act-thank": "Say thanks",
    "act-review": "Take a second look",
    "door-copy": "Text to copy into the new file, for “{door}”",
    "door-copy-text": "Your forge opens an empty file. Copy the text of the door you took into it and fill it in.",
    "take-part-plain": "To take part, write a note as a small file: the handbook says how.",
    # trails and gatherings
    "trails-title": "Trails",
    "trails-lede": "Lessons in an order that somebody chose. Those for first steps come first.",
    "trail-of": "Trail: {trail}",
    "trail-near": "Trail: {trail}, the steps before and after",
    "step-of": "step {number} of {count}",
    "step-title": "{number}. {title}",
    "steps": "Steps",
    "step-one": "one step",
    "steps-of": "{count} steps",
    "minutes": "about {minutes} minutes",
    "laid-by": "Laid by {names}",
    "tick": "Read; this tick stays in this browser",
    "stop-and-think": "Stop and think",
    "stop-text": "Take one of these. Three sentences are plenty.",
    "stop-plain": "What surprised you, and what will you try?",
    "write-reflection": "Write your reflection",
    "others-thought": "What others thought",
    "gatherings-title": "Gatherings",
    "gatherings-lede": "Where people learned together, the newest first.",
    "took-part": "Took part: {names}",
    "nav-trails": "Trails",
    # credit panel
    "who-made": "Who made this",
    "credit-label": "Credit for this lesson",
    "wrote": "Wrote the text as it stands",
    "wrote-caption": "In order of first contribution. Shares are of today’s text and add up to 100 %.",
    "name": "Name",
    "what": "What, and where to see it",
    "share": "Share",
    "percent": "{number} %",
    "small-share": "small edits",
    "better": "Made it better",
    "written-by": "Written by {names}.",
    "written-reviewed": "Written by {names}, reviewed by {reviewers}.",
    "did-author": "Planted it",
    "did-co-author": "Wrote it together with others",
    "did-editor": "Changed the text",
    "did-wrote-most": "Wrote most of it",
    "did-reviewer": "Reviewed it",
    "did-moderator": "Merged it for someone else",
    "did-helper": "Helped with it",
    "did-teacher": "Taught what it was learned from",
    "did-keeper": "Keeps it in order",
    "did-practitioner": "Applied it and told us how it went",
    "did-asker": "Asked about it",
    "did-answerer": "Answered a question about it",
    "did-trail-layer": "Put it on a trail",
    "evidence": "{what}: {commits}",
    "and-more-commits": "{commits} and more",
    "how-credit": "How credit is worked out",
    "wrong-credit": "Something wrong here? {link}, and how to correct it.",
    # people
    "people-title": "People in the garden",
    "people-lede": "Everyone who wrote, reviewed, helped or taught. By name; the order means nothing else.",
    "people-topics": "Looking for someone who knows? Start from a topic: {topics}.",
    "people-none": "Some people take part without a name here. That is fine.",
    "by-letter": "By letter",
    "ask-about": "Ask about {things}",
    "ask-me": "{team}. Ask about {things}.",
    "since": "In the garden since {date}",
    "keeps": "keeps {topics}",
    "learned-from-person": "Who learned from {name}",
    "person-wrote": "Wrote",
    "person-helped": "Helped with",
    "person-learned": "Learned from",
    "person-path": "First times",
    "with": "with {names}",
    "in-lesson": "{names}, in {lesson}",
    "role-reviewer": "Reviewed {lesson}",
    "role-moderator": "Merged {lesson}",
    "role-helper": "Helped with {lesson}",
    "role-teacher": "Taught what {lesson} was learned from",
    "role-keeper": "Keeps {lesson}",
    "role-editor": "Changed {lesson}",
    "role-co-author": "Wrote {lesson} with others",
    "first-planted": "First lesson planted",
    "first-reviewed": "First review",
    "first-helped": "First time helping",
    "first-edited": "First change to a lesson of someone else",
    "first-taught": "First time someone learned from a lesson of one’s own",
    "all-people": "All people",
    "team-page": "a team",
    "person-thanked": "Thanked others",
    "thanks-received": "Thanks received",
    "person-applied": "Applied",
    "person-asked": "Asked and answered",
    "did-apply": "{lesson}",
    "asked-on": "Asked on {lesson}",
    "answered-on": "Answered a question on {lesson}",
    "role-practitioner": "Applied {lesson}",
    "role-asker": "Asked about {lesson}",
    "role-answerer": "Answered a question on {lesson}",
    "role-trail-layer": "Laid the trail {lesson}",
    "first-asked": "First question",
    "first-answered": "First answer",
    "first-applied-one": "First lesson applied",
    "first-applied-by-others": "First time another applied a lesson of one’s own",
    "first-laid": "First trail laid",
    "first-thanked": "First thanks received",
    "thank-person": "Thank {name}",
    "ask-person": "Ask {name}",
    "change-profile": "How to change this page, or take it down",
    # navigation
    "nav-people": "People",
    "nav-thanks": "Thanks",
    "nav-sources": "Sources",
    "nav-attribution": "Attribution",
    # topics and home
    "lessons": "Lessons",
    "topics": "Topics",
    "all-topics": "All topics",
    "kept-by": "Kept by {names}: ask them where a new lesson fits.",
    "record": "Kept for the record",
    "home-title": "What is growing",
    "doors": "Take part",
    "recently-planted": "Recently planted",
    "thanks-recent": "Thank you",
    "all-lessons": "All lessons by topic",
    "more-thanks": "More thanks",
    "first-lesson-of": "{names}, a first lesson",
    "bed": "{seedling} seedlings, {budding} budding and {evergreen} evergreen lessons, oldest first",
    "goals": "What we want it for",
    "behaviours": "What we want to see more of",
    "recently-applied": "Recently applied",
    "open-questions": "Open questions",
    "asked-on-by": "Asked by {names} on {lesson}",
    "trails-to-start": "Trails to start",
    "help-now": "What would help now",
    # acknowledgements
    "thanks": "Thanks",
    "thanks-title": "Thank you, {month}",
    "thanks-lede": "Who helped whom this month, and with what. By name.",
    "months-title": "Thanks by month",
    "months-lede": "First lessons, reviews and help, by name, the newest month first.",
    "first-lessons": "First lessons",
    "first-lessons-text": "Planted for the first time this month. Welcome.",
    "planted-lesson": "{name} planted {lesson}",
    "planted-lesson-team": "{name} of {team} planted {lesson}",
    "thanks-what-for": "Thanks, and what for",
    "first-times": "First times",
    "first-review-of": "{name} reviewed for the first time: {lesson}",
    "first-answer-of": "{name} answered a question for the first time, on {lesson}",
    "first-applied-of": "{name} wrote {lesson}, which somebody else now applied for the first time",
    "thank-someone": "Thank someone",
    "thank-someone-text": "It takes a name, a moment, and one sentence that says what for.",
    "reviewers": "Reviewers",
    "reviewers-text": "They read drafts closely, so that the rest of us can trust what we read.",
    "read-lessons": "{name} read {lessons}",
    "helpers": "Help",
    "helped-lessons": "{name} helped with {lessons}",
    "together": "Written together",
    "together-lessons": "{name} wrote with others on {lessons}",
    "months": "Months",
    "all-months": "All months",
    "no-thanks": "Nobody has been thanked yet. A first lesson, a review or a trailer such as Helped-by brings the first entry.",
    # sources and lineage
    "sources-title": "Sources",
    "sources-lede": "What lies outside the garden, and who learned what from it.",
    "no-sources": "No lesson names an outside source yet. `learned_from` in a lesson’s front matter is the place.",
    "also": "Gatherings",
    "lineage-title": "Where this lesson comes from, and where it went",
    "lineage-lede": "The lineage of {lesson}.",
    "grew-from": "Grew from",
    "grew-into": "Grew into",
    "see-above": "see above",
    "this-lesson": "This lesson",
    "lineage-picture": "Lineage of {lesson}",
    "lineage-desc": "Left: what it was learned from. Right: what grew from it. The same in words below.",
    # attribution
    "attribution-title": "Attribution",
    "attribution-lede": "Every lesson, the people who made it, and its licence.",
    "lesson": "Lesson",
    "made-by": "Made by",
    "licence": "Licence",
    "changed": "Last changed",
    "attribution-how": "How credit is worked out",
    "how-1": "Credit comes from the Git history, line by line: whoever wrote a line that stands today is credited for it, "
    "and keeps it when somebody else only reformats, moves or restores it.",
    "how-2": "Co-authors named in a commit share its lines equally. Programs get none. People who reviewed, helped or taught "
    "are named for that, without a share.",
    "how-3": "Something wrong? A line in .mailmap joins two names of one person, a trailer such as Co-authored-by names "
    "who wrote with you, and a “credit” entry in a lesson’s front matter says what Git can’t know. "
    "The command “pollinate why” shows the commits behind any name.",
    # value
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
    "short-answered-text": "by people who knew, or found out.",
    "short-learned": "{count} times one team learned from another",
    "short-learned-text": "and wrote down what.",
    "lessons-applied": "Lessons applied",
    "outcomes-caption": "Outcomes of {count} applications. A lesson that did not work somewhere tells us where it applies.",
    "outcome": "Outcome",
    "times": "Times",
    "times-before": "The year before",
    "told": "Told by those who tried",
    "told-none": "Nobody has told us yet how a lesson went. Whoever applies one and writes it down is the first.",
    "goals-helped": "Goals that lessons helped with",
    "goals-caption": "Said by those who applied a lesson. One note names one goal at most.",
    "goal": "Goal",
    "behind-figures": "The notes behind these figures",
    "and-others": "and others, which stand on the pages of their lessons",
    "who-takes-part": "Who takes part",
    "people-caption": "People who did this at least once, rounded down to a multiple of five. One person can be in several rows.",
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
    "between-teams-text": "A band is one team that learned from another; its width is how many lessons say so. "
    "Learning within a team is not drawn.",
    "flows-picture": "Who learned from whom, between teams",
    "flows-desc": "Bands run from the team that taught, on the left, to the team that learned, on the right. "
    "The numbers are in the table below.",
    "flow-words": "{learned} learned from {taught}: {count}",
    "taught": "taught",
    "learned": "learned",
    "other-teams": "Other teams",
    "flows-table": "The same as a table",
    "flows-caption": "Lessons planted in these twelve months that say they were learned from another team.",
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
    "leaves-out-people": "No names but those of teams, no order of people or teams by amount, and nothing about anybody who did not "
    "take part. There is no total of people over the ways, since totals give back what rows keep back. Teams with fewer than "
    "five people who took part are “other teams”, and unnamed where these are fewer than five together.",
    "leaves-out-how": "A period is twelve months, up to the month of the newest change. Wrote: planted a lesson, alone or with others; changes to "
    "lessons that are already there are not counted. Asked, applied, thanked: a note that says so. Reviewed: a note, or a "
    "Reviewed-by line. Taught: answered a question, laid a trail, or is named as the person a lesson was learned from. "
    "All who hide their name count as one.",
    "leaves-out-rest": "Whatever people learn and use without writing it down here, which is most of it. And a figure says what was "
    "written, not that a lesson was the cause.",
    "license-internal": "internal",
    "nobody": "nobody named yet",
    "skip": "",
}  # fmt: skip

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@cache
def _pieces(key: str) -> tuple[tuple[str, str], ...]:
    """Return a message as pairs of words and the name of the part that follows them."""
    return tuple((words, name or "") for words, name, _, _ in Formatter().parse(ENGLISH[key]))


@cache
def _plain(key: str) -> Markup:
    """Return a message without braces; raises KeyError for one that has any."""
    pieces = _pieces(key)
    if missing := [name for _, name in pieces if name]:
        raise KeyError(missing[0])
    return Markup("".join(words for words, _ in pieces))


def say(key: str, **parts: Any) -> Markup:
    """Return a message with its braces filled in; what isn't Markup yet is escaped. Raises KeyError for an unknown key."""
    if not parts:
        return _plain(key)
    return Markup("".join([f"{words}{escape(parts[name]) if name else ''}" for words, name in _pieces(key)]))


def quote(text: str) -> Markup:
    """Return somebody's words in quotation marks; marks inside them become single ones."""
    inner = text.replace("“", "‘").replace("”", "’")
    while inner[:1] == '"' or inner.count('"') >= 2:
        inner = inner.replace('"', "‘", 1).replace('"', "’", 1)
        if '"' not in inner:
            break
    return say("quote", text=inner)


def join_names(names: list[Any]) -> Markup:
    """Return `A`, `A and B` or `A, B and C`."""
    if not names:
        return Markup("")
    head = names[0]
    for name in names[1:-1]:
        head = say("comma", first=head, last=name)
    return say("and", first=head, last=names[-1]) if len(names) > 1 else escape(head)


def month_words(month: str) -> str:
    """Return `March 2026` for `2026-03`."""
    year, _, number = month.partition("-")
    return f"{MONTHS[int(number[:2]) - 1]} {year}" if number[:2].isdigit() and 1 <= int(number[:2]) <= 12 else month


def day_words(date: str) -> str:
    """Return `19 March 2026` for an ISO 8601 date, `March 2026` for a month."""
    day = date[8:10]
    return f"{int(day)} {month_words(date[:7])}" if day.isdigit() else month_words(date[:7])
