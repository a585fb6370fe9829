# The Markdown of new files: what a person finds in front of them who opens a door, in a forge's
# editor or their own. The help stands in YAML comments: a file saved untouched is valid and says
# nothing in anybody's name. Every value is written so that it reads back as it was given.
# One module, since the six files share their words, their quoting and their help.
# Must not know: settings, forges, where a file goes.
"""Write the text of new files."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

import frontmatter
from frontmatter.default_handlers import BaseHandler

from pollinate.model.stages import Level, Outcome

OPEN_NAME = "A-FEW-WORDS"
"""Stands in a file's name where somebody puts words of their own."""
HEADINGS = ("What happened", "What we learned", "What to do", "How we know")
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_./-]*")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MEANT = ("true", "false", "null", "yes", "no", "on", "off", "y", "n")
"""Words that some reader of YAML takes for something else."""
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}

_ABOUT = {
    "applied": "The lesson that was applied, as a path counted from the docs folder.",
    "question": (
        "What the question is about: a lesson, trail, gathering or profile, as a path counted from"
        " the docs folder."
    ),
    "answer": "The file of the question that this answers, as a path counted from the docs folder.",
    "reflection": (
        "What was thought about: a lesson, trail or gathering, as a path counted from the docs"
        " folder."
    ),
    "thanks": (
        "What the thank is for: a lesson, trail, gathering, profile or note, as a path counted from"
        " the docs folder."
    ),
    "review": "The lesson that was looked at again, as a path counted from the docs folder.",
}
_BELOW = {
    "applied": (
        "Below the dashes: what did you do, where, and how did it go? Two sentences are enough. "
        "That it did not work is worth as much as that it did."
    ),
    "question": (
        "Below the dashes: what is left open? Say what you wanted to do and where the lesson"
        " stopped helping."
    ),
    "answer": "Below the dashes: the answer, and how you know it.",
    "reflection": (
        "Below the dashes: what surprised you? What would you do differently, and what from now on?"
    ),
    "thanks": (
        "Below the dashes: for what, and what did it change? Name what was done and what came of"
        " it, for you or others."
    ),
    "review": (
        "Below the dashes: what did you compare it with, and what has changed since it was written?"
    ),
}
_QUESTION = "notes/2026/2026-03-14-roll-back-first.md"


def quoted(text: str) -> str:
    """Return a text in double quotes on one line, so that YAML reads it as it was given."""
    return (
        '"'
        + "".join(_ESCAPES.get(c) or (c if _is_shown(c) else _escape(c)) for c in clean(text))
        + '"'
    )


def clean(text: str) -> str:
    """Return a text without what UTF-8 can't hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def clean_body(text: str) -> str:
    """Return a text as it stands in a file: lines end in `\\n`, no control character in it, no
    empty line around it.
    """
    lines = clean(text).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in lines if c in "\n\t" or unicodedata.category(c) != "Cc").strip()


def _is_shown(char: str) -> bool:
    # A joiner holds an emoji together; all other invisible characters are written so that a reader
    # sees them.
    return char.isprintable() or char == "\u200d" or unicodedata.category(char) == "Zs"


def _escape(char: str) -> str:
    number = ord(char)
    return (
        f"\\x{number:02x}"
        if number < 0x100
        else f"\\u{number:04x}"
        if number < 0x10000
        else f"\\U{number:08x}"
    )


def _value(text: str) -> str:
    """Return a handle, path, day or word of ours bare, and everything else in quotes."""
    bare = (_PLAIN.fullmatch(text) and text.casefold() not in _MEANT) or _DAY.fullmatch(text)
    return text if bare else quoted(text)


def _word(key: str, value: str, example: str, *words: str) -> list[str]:
    """Return a key with what it is for: with its value, else as an example that is commented
    out.
    """
    return [
        *(f"# {line}" for line in words),
        f"{key}: {_value(value)}" if value else f"# {key}: {example}",
    ]


def _prose(key: str, value: str, example: str, *words: str) -> list[str]:
    return [
        *(f"# {line}" for line in words),
        f"{key}: {quoted(value)}" if value else f"# {key}: {quoted(example)}",
    ]


def _list(
    key: str, values: Iterable[str], examples: Sequence[str], *words: str, prose: bool = True
) -> list[str]:
    write = quoted if prose else _value
    given = [f"{key}:", *(f"  - {write(value)}" for value in values)]
    shown = (
        given if len(given) > 1 else [f"# {key}:", *(f"#   - {write(value)}" for value in examples)]
    )
    return [*(f"# {line}" for line in words), *shown]


def _file(lines: Iterable[str], body: str, bare: bool) -> str:
    kept = [line for line in lines if not (bare and line.startswith("#"))]
    text = clean_body(body)
    # A text that opens with dashes would be read as front matter.
    if not kept and not text.startswith("---"):
        return f"{text}\n" if text else ""
    written = frontmatter.dumps(frontmatter.Post(text), handler=_Lines(kept)) + "\n"
    return written if text or bare else written + "\n"


class _Lines(BaseHandler):
    """Write front matter whose lines are made already: keys, and help in comments."""

    FM_BOUNDARY = re.compile(r"^---$", re.M)
    START_DELIMITER = END_DELIMITER = "---"

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__()
        self._lines = lines

    def export(self, metadata: dict[str, object], **_: object) -> str:
        """Return the lines."""
        return "\n".join(self._lines)


def without_help(text: str, template: str) -> str:
    """Return a text without the comments that its template had above the text."""
    ours = {line for line in template.partition("\n---\n")[0].splitlines() if line.startswith("#")}
    head, dashes, body = text.partition("\n---\n")
    if not dashes or not head.startswith("---"):
        return text
    kept = "\n".join(line for line in head.split("\n") if line.rstrip() not in ours)
    return (
        body.lstrip("\n")
        if kept == "---" and not body.lstrip("\n").startswith("---")
        else kept + dashes + body
    )


def note_text(
    kind: str,
    about: str,
    *,
    outcome: str = "",
    helps: str = "",
    effect: str = "",
    see: str = "",
    to: Sequence[str] = (),
    text: str = "",
    goals: Sequence[str] = (),
    team: str = "",
    person: str = "",
    bare: bool = False,
) -> str:
    """Return a note of one of the six kinds; `bare` leaves the help out, `team` stands for the
    committing person, and `person` is who said it, where somebody else writes it down.
    """
    lines = [
        "# A note: one small file about one page. Lines that open with # are help and may go.",
        (
            "# Save it among the garden's notes under a name of its own, such as"
            " 2026-03-14-roll-back-first.md."
        ),
        (
            f"# If its name holds {OPEN_NAME}, put words of your own there: no two notes then want"
            " one name."
        ),
        *_word(
            "about",
            about,
            _QUESTION if kind == "answer" else "lessons/topic/lesson.md",
            _ABOUT.get(kind, ""),
        ),
        f"kind: {_value(kind)}",
    ]
    lines += _of_kind(kind, outcome, helps, effect, see, to, goals)
    lines += _credit(team, person)
    lines += [f"# {_BELOW[kind]}"] if kind in _BELOW else []
    return _file(lines, text, bare)


def _or(words: Iterable[str]) -> str:
    """Return `a, b or c`."""
    *head, last = words
    return f"{', '.join(head)} or {last}"


def _of_kind(
    kind: str,
    outcome: str,
    helps: str,
    effect: str,
    see: str,
    to: Sequence[str],
    goals: Sequence[str],
) -> list[str]:
    """Return the keys that only some kinds of note have."""
    lines: list[str] = []
    if kind == "applied":
        lines += _word("outcome", outcome, Outcome.WORKED, f"What came of it: {_or(Outcome)}.")
        lines += _prose(
            "effect",
            effect,
            "Back in four minutes instead of forty.",
            "What changed, in one sentence, if anything.",
        )
        if goals or helps:
            which = (
                f"Which goal of the garden it helped, if one: {', '.join(map(quoted, goals))}."
                if goals
                else "Which goal it helped."
            )
            lines += _prose("helps", helps, goals[0] if goals else "", which)
    if kind == "review":
        lines += _word(
            "outcome", outcome, "still-true", "What you found: still-true, changed or retired."
        )
    if kind == "thanks":
        lines += _list(
            "to",
            to,
            ["mira", "Cyrus Wu"],
            "Who: a handle, or the name as it stands in Git; never an address.",
            prose=False,
        )
    if kind in ("applied", "review", "answer") or see:
        lines += _prose(
            "see", see, "https://example.org/what-shows-it", "Where one can see it, if anywhere."
        )
    return lines


def _credit(team: str, person: str, role: str = "") -> list[str]:
    """Return whom a file is of, where that is not who commits it; a lesson needs a role as well."""
    who = f"person: {_value(person)}" if person else f"as: {quoted(team or 'Payments team')}"
    entry = ["credit:", f"  - {who}", *([f"    role: {role}"] if person and role else [])]
    return [
        "# Git names whoever commits this. For a team in place of that person:",
        *(entry if team or person else (f"# {e}" for e in entry)),
    ]


def lesson_text(
    title: str = "",
    *,
    summary: str = "",
    applies_when: Sequence[str] = (),
    not_when: Sequence[str] = (),
    learned_from: Sequence[tuple[str, str, str]] = (),
    tags: Sequence[str] = (),
    text: str = "",
    team: str = "",
    person: str = "",
    bare: bool = False,
) -> str:
    """Return a lesson; `learned_from` holds (lesson, person, page or source; which; because)."""
    lines = [
        (
            "# A lesson: one thing that was learned. Lines that open with # are help and may go; so"
            " may headings that stay empty."
        ),
        (
            "# Save it below a topic: lessons/topic/a-few-words.md. The name stays when the title"
            " changes."
        ),
        *_prose(
            "title",
            title,
            "Roll back first, debug later",
            "The lesson as a sentence that says what to do.",
        ),
        *_prose(
            "summary",
            summary,
            "When a deploy goes wrong, go back to the last good build before you look for the"
            " cause.",
            "The lesson in one or two sentences, for whoever reads no further.",
        ),
        *_list(
            "applies_when",
            applies_when,
            ["A deploy is bad."],
            "When it applies: a reader decides by this in ten seconds.",
        ),
        *_list(
            "not_when", not_when, ["The deploy changed data in place."], "When it does not apply."
        ),
        "# What taught you this, and why it mattered. Paths count from this file.",
        "# Each is a lesson, person, page or source (with a url below it).",
        *_learned(learned_from),
        *(_list("tags", tags, [], prose=False) if tags else []),
        *(_credit(team, person, "author") if team or person else []),
        (
            "# Below the dashes: what happened (facts, no blame), what we learned, what to do, how"
            " we know."
        ),
    ]
    return _file(lines, text or "\n\n".join(f"## {heading}" for heading in HEADINGS), bare)


def _learned(entries: Sequence[tuple[str, str, str]]) -> list[str]:
    because = "It showed us that a rollback needs the old schema."
    shown = entries or [("lesson", "../databases/expand-contract.md", because)]
    lines = ["learned_from:"]
    for kind, target, reason in shown:
        lines += [
            f"  - {kind}: {_value(target)}",
            *([f"    because: {quoted(reason)}"] if reason else []),
        ]
    return lines if entries else [f"# {line}" for line in lines]


def trail_text(
    title: str = "",
    *,
    level: str = "",
    minutes: int = 0,
    steps: Sequence[tuple[str, str]] = (),
    reflect: Sequence[str] = (),
    text: str = "",
    bare: bool = False,
) -> str:
    """Return a trail; `steps` holds (lesson as a path from the trail's file, why it is here)."""
    shown = steps or [("../lessons/deploys/roll-back-first.md", "The first thing you will need.")]
    listed = ["steps:"]
    for lesson, why in shown:
        listed += [f"  - lesson: {_value(lesson)}", *([f"    why: {quoted(why)}"] if why else [])]
    if not steps:
        listed += [
            '    task: "Roll back the demo service twice."',
            '    reflect: "What surprised you?"',
        ]
    lines = [
        (
            "# A trail: lessons in an order that somebody can walk. Lines that open with # are help"
            " and may go."
        ),
        *_prose("title", title, "Your first night shift", "For whom, or where it leads."),
        *_word("level", level, Level.NEWCOMER, f"For whom: {_or(Level)}."),
        *_word("minutes", str(minutes) if minutes else "", "50", "How long it takes."),
        (
            "# The lessons in their order, as paths from this file; why each is here, a task for at"
            " once, a question to think about."
        ),
        *(listed if steps else (f"# {line}" for line in listed)),
        *_list(
            "reflect",
            reflect,
            ["What would have stopped you an hour earlier?"],
            "Questions for the end, to talk over with somebody.",
        ),
        "# Below the dashes: what one can do at the end that one could not before.",
    ]
    return _file(
        (re.sub(r'^minutes: "(\d+)"$', r"minutes: \1", line) for line in lines), text, bare
    )


def gathering_text(
    title: str = "",
    *,
    date: str = "",
    kind: str = "",
    people: Sequence[str] = (),
    text: str = "",
    bare: bool = False,
) -> str:
    """Return a gathering: a group that learned together."""
    lines = [
        "# A gathering: people who learned together. Lines that open with # are help and may go.",
        *_prose("title", title, "Checkout outage review", "What it was, in a few words."),
        *_word("date", date, "2026-03-14", "On which day."),
        *_prose(
            "kind",
            kind,
            "incident review",
            "Of which kind: workshop, incident review, drill, pairing.",
        ),
        *_list(
            "people",
            people,
            ["mira", "Cyrus Wu"],
            "Who was there: handles or names; never an address.",
            prose=False,
        ),
        (
            "# Below the dashes: what you looked at together, and what you take from it. Lessons"
            " can name this file as their source."
        ),
    ]
    return _file(lines, text, bare)


def person_text(
    name: str = "",
    *,
    git: Sequence[str] = (),
    team: str = "",
    ask_about: Sequence[str] = (),
    keeps: Sequence[str] = (),
    show: str = "",
    alias: str = "",
    text: str = "",
    bare: bool = False,
) -> str:
    """Return a profile."""
    lines = [
        (
            "# A profile: all of it is optional, and none of it is published as a file. The file's"
            " name is your handle."
        ),
        *_prose("name", name, "Mira K.", "As you want to be named."),
        *_list("git", git, ["Mira Kovac"], "Your names as they stand in Git; never an address."),
        *_prose("team", team, "Payments", "Where you work."),
        *_list(
            "ask_about",
            ask_about,
            ["rollbacks", "schema changes"],
            "What others may ask you about.",
        ),
        *_list(
            "keeps",
            keeps,
            ["lessons/deploys"],
            "Topics that you look after, as folders from the docs folder.",
            prose=False,
        ),
        *_word("show", show, "alias", "How you are shown: name, alias (and then which) or hidden."),
        *_prose("alias", alias, "Night owl"),
        "# Below the dashes: what you want to say about yourself, if anything.",
    ]
    return _file(lines, text, bare)
