# The Markdown of new files: what a person finds in front of them who opens a door, in a forge's
# editor or their own. The help stands in YAML comments: a file saved untouched is valid and says
# nothing in anybody's name. Every value is written so that it reads back as it was given.
# One module, since the six files share their words, their quoting and their help.
# Must not know: settings, forges, where a file goes.
"""Write the text of new files."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence

import frontmatter
from frontmatter.default_handlers import BaseHandler

from pollinate.messages.catalogue import ENGLISH, Messages, messages_in
from pollinate.model.stages import Level, Outcome, SecondLook

OPEN_NAME = "A-FEW-WORDS"
"""Stands in a file's name where somebody puts words of their own."""
HEADINGS = ("happened", "learned", "do", "know")
"""The parts of a lesson, as the catalogue names them."""
EXPLAINED = ("applied", "question", "answer", "reflection", "thanks", "review")
"""Kinds of note of which there is more to say."""
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_./-]*")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MEANT = ("true", "false", "null", "yes", "no", "on", "off", "y", "n")
"""Words that some reader of YAML takes for something else."""
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}

_QUESTION = "notes/2026/2026-03-14-roll-back-first.md"


def _tell(messages: Messages | None) -> Callable[..., str]:
    return (messages or messages_in(ENGLISH)).tell


def headings(messages: Messages | None = None) -> tuple[str, ...]:
    """Return the headings of a lesson."""
    return tuple(_tell(messages)(f"field-{name}") for name in HEADINGS)


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
    messages: Messages | None = None,
) -> str:
    """Return a note of one of the six kinds; `bare` leaves the help out, `team` stands for the
    committing person, and `person` is who said it, where somebody else writes it down.
    """
    tell = _tell(messages)
    explained = kind if kind in EXPLAINED else ""
    lines = [
        f"# {tell('file-note')}",
        f"# {tell('file-note-place')}",
        f"# {tell('file-note-name', place=OPEN_NAME)}",
        *_word(
            "about",
            about,
            _QUESTION if kind == "answer" else "lessons/topic/lesson.md",
            tell(f"file-about-{kind}") if explained else "",
        ),
        f"kind: {_value(kind)}",
    ]
    lines += _of_kind(tell, kind, outcome, helps, effect, see, to, goals)
    lines += _credit(tell, team, person)
    lines += [f"# {tell(f'file-below-{kind}')}"] if explained else []
    return _file(lines, text, bare)


def _of_kind(
    tell: Callable[..., str],
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
        words = tell("file-outcome", words=", ".join(Outcome))
        lines += _word("outcome", outcome, Outcome.WORKED, words)
        lines += _prose("effect", effect, tell("file-effect-such"), tell("file-effect"))
        if goals or helps:
            named = ", ".join(map(quoted, goals))
            which = tell("file-helps-of", goals=named) if goals else tell("file-helps")
            lines += _prose("helps", helps, goals[0] if goals else "", which)
    if kind == "review":
        words = tell("file-found", words=", ".join(SecondLook))
        lines += _word("outcome", outcome, SecondLook.STILL_TRUE, words)
    if kind == "thanks":
        lines += _list("to", to, ["mira", "Cyrus Wu"], tell("file-to"), prose=False)
    if kind in ("applied", "review", "answer") or see:
        lines += _prose("see", see, "https://example.org/what-shows-it", tell("file-see"))
    return lines


def _credit(tell: Callable[..., str], team: str, person: str, role: str = "") -> list[str]:
    """Return whom a file is of, where that is not who commits it; a lesson needs a role as well."""
    who = f"person: {_value(person)}" if person else f"as: {quoted(team or tell('file-team-such'))}"
    entry = ["credit:", f"  - {who}", *([f"    role: {role}"] if person and role else [])]
    return [
        f"# {tell('file-credit')}",
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
    messages: Messages | None = None,
) -> str:
    """Return a lesson; `learned_from` holds (lesson, person, page or source; which; because)."""
    tell = _tell(messages)
    lines = [
        f"# {tell('file-lesson')}",
        f"# {tell('file-lesson-place')}",
        *_prose("title", title, tell("file-title-such"), tell("file-title")),
        *_prose("summary", summary, tell("file-summary-such"), tell("file-summary")),
        *_list("applies_when", applies_when, [tell("file-applies-such")], tell("file-applies")),
        *_list("not_when", not_when, [tell("file-not-such")], tell("file-not")),
        f"# {tell('file-learned')}",
        f"# {tell('file-learned-kinds')}",
        *_learned(tell, learned_from),
        *(_list("tags", tags, [], prose=False) if tags else []),
        *(_credit(tell, team, person, "author") if team or person else []),
        f"# {tell('file-lesson-below')}",
    ]
    body = text or "\n\n".join(f"## {heading}" for heading in headings(messages))
    return _file(lines, body, bare)


def _learned(tell: Callable[..., str], entries: Sequence[tuple[str, str, str]]) -> list[str]:
    because = tell("file-because-such")
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
    messages: Messages | None = None,
) -> str:
    """Return a trail; `steps` holds (lesson as a path from the trail's file, why it is here)."""
    tell = _tell(messages)
    shown = steps or [("../lessons/deploys/roll-back-first.md", tell("file-step-such"))]
    listed = ["steps:"]
    for lesson, why in shown:
        listed += [f"  - lesson: {_value(lesson)}", *([f"    why: {quoted(why)}"] if why else [])]
    if not steps:
        listed += [
            f"    task: {quoted(tell('file-task-such'))}",
            f"    reflect: {quoted(tell('file-step-reflect-such'))}",
        ]
    lines = [
        f"# {tell('file-trail')}",
        *_prose("title", title, tell("file-trail-title-such"), tell("file-trail-title")),
        *_word("level", level, Level.NEWCOMER, tell("file-level", words=", ".join(Level))),
        *_word("minutes", str(minutes) if minutes else "", "50", tell("file-minutes")),
        f"# {tell('file-steps')}",
        *(listed if steps else (f"# {line}" for line in listed)),
        *_list("reflect", reflect, [tell("file-reflect-such")], tell("file-reflect")),
        f"# {tell('file-trail-below')}",
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
    messages: Messages | None = None,
) -> str:
    """Return a gathering: a group that learned together."""
    tell = _tell(messages)
    named = tell("file-present")
    lines = [
        f"# {tell('file-gathering')}",
        *_prose("title", title, tell("file-gathering-such"), tell("file-gathering-title")),
        *_word("date", date, "2026-03-14", tell("file-date")),
        *_prose("kind", kind, tell("file-kind-such"), tell("file-kind")),
        *_list("people", people, ["mira", "Cyrus Wu"], named, prose=False),
        f"# {tell('file-gathering-below')}",
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
    messages: Messages | None = None,
) -> str:
    """Return a profile."""
    tell = _tell(messages)
    asked = [tell("file-ask-such"), tell("file-ask-also-such")]
    lines = [
        f"# {tell('file-profile')}",
        *_prose("name", name, "Mira K.", tell("file-name")),
        *_list("git", git, ["Mira Kovac"], tell("file-git")),
        *_prose("team", team, tell("file-place-such"), tell("file-team")),
        *_list("ask_about", ask_about, asked, tell("file-ask")),
        *_list("keeps", keeps, ["lessons/deploys"], tell("file-keeps"), prose=False),
        *_word("show", show, "alias", tell("file-show")),
        *_prose("alias", alias, tell("file-alias-such")),
        f"# {tell('file-profile-below')}",
    ]
    return _file(lines, text, bare)
