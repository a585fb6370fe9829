# The sentences on pages of people, lists, thanks, feeds and value, in English.
# Why apart from messages.py: that one would be too long to read. No gendered pronouns, no guesses
# about surnames, no praise adjectives (mockups/README.md section 6). Must not know: HTML. What is
# put into the braces is escaped.
"""Hold the words of everything else."""

from __future__ import annotations

from collections.abc import Mapping

GARDEN_WORDS: Mapping[str, str] = {
    # people
    "people-title": "People in the garden",
    "people-lede": (
        "Everyone who wrote, reviewed, helped or taught. By name; the order means nothing else."
    ),
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
    "take-part-person": "Thank {name}, or ask",
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
    "bed": (
        "{seedling} seedlings, {budding} budding and {evergreen} evergreen lessons, oldest first"
    ),
    "goals": "What we want it for",
    "behaviours": "What we want to see more of",
    "recently-applied": "Recently applied",
    "open-questions": "Open questions",
    "asked-on-by": "Asked by {names} on {lesson}",
    "trails-to-start": "Trails to start",
    "help-now": "What would help now",
    # feeds
    "feed-lessons": "New lessons in {garden}",
    "feed-thanks": "Thanks in {garden}",
    "feed-of": "News of {name}",
    "feed-first-lesson": "{name} planted a first lesson: {lesson}",
    "feed-thanked": "Thanks to {name}, for {lesson}",
    "feed-first-applied": "{name} wrote {lesson}, which somebody else applied for the first time",
    "feed-first-review": "{name} reviewed for the first time: {lesson}",
    "feed-first-answer": "{name} answered a question for the first time, on {lesson}",
    "feed-reviewed": "{name} read {lesson}",
    "feed-helped": "{name} helped with {lesson}",
    "feed-co-authored": "{name} wrote with others on {lesson}",
    "feed-grew": "{lesson} grew from {origin}",
    "feed-taught": "{lesson} was learned from {name}",
    "feed-note-applied": "{names} applied {title}",
    "feed-note-question": "{names} asked about {title}",
    "feed-note-answer": "{names} answered a question on {title}",
    "feed-note-reflection": "{names} thought about {title}",
    "feed-note-thanks": "{names} said thanks for {title}",
    "feed-note-review": "{names} took a second look at {title}",
    "feed-follow": "Follow by feed",
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
    "no-thanks": (
        "Nobody has been thanked yet. A first lesson, a review or a trailer such as Helped-by"
        " brings the first entry."
    ),
    # sources and lineage
    "sources-title": "Sources",
    "sources-lede": "What lies outside the garden, and who learned what from it.",
    "no-sources": (
        "No lesson names an outside source yet. `learned_from` in a lesson’s front matter is the"
        " place."
    ),
    "also": "Gatherings",
    "lineage-title": "Where this lesson comes from, and where it went",
    "lineage-lede": "The lineage of {lesson}.",
    "grew-from": "Grew from",
    "grew-into": "Grew into",
    "see-above": "see above",
    "this-lesson": "This lesson",
    "lineage-picture": "Lineage of {lesson}",
    "lineage-desc": (
        "Left: what it was learned from. Right: what grew from it. The same in words below."
    ),
    # attribution
    "attribution-title": "Attribution",
    "attribution-lede": "Every lesson, the people who made it, and its licence.",
    "lesson": "Lesson",
    "made-by": "Made by",
    "licence": "Licence",
    "changed": "Last changed",
    "attribution-how": "How credit is worked out",
    "how-1": (
        "Credit comes from the Git history, line by line: whoever wrote a line that stands today is"
        " credited for it, and keeps it when somebody else only reformats, moves or restores it."
    ),
    "how-2": (
        "Co-authors named in a commit share its lines equally. Programs get none. People who"
        " reviewed, helped or taught are named for that, without a share."
    ),
    "how-3": (
        "Something wrong? A line in .mailmap joins two names of one person, a trailer such as"
        " Co-authored-by names who wrote with you, and a “credit” entry in a lesson’s front matter"
        " says what Git can’t know. The command “pollinate why” shows the commits behind any name."
    ),
    "license-internal": "internal",
    "nobody": "nobody named yet",
    "skip": "",
}
