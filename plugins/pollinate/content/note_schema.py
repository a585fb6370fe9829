# The keys of notes and trails and what each may be. What is wrong is a finding; a note that can't
# be understood at all (no kind, no target) is left out, so that nobody is shown to say what they
# did not say. Must not know: files on disk, where a target leads, who wrote a note.
"""Turn the front matter of notes and trails into values."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pollinate.content.credit_entries import read_credit
from pollinate.content.fields import Fields, near
from pollinate.content.frontmatter import FrontMatter
from pollinate.content.schema import FOREIGN, read_title
from pollinate.content.titles import find_heading
from pollinate.model.notes import Note, NoteKind, Trail, TrailStep
from pollinate.model.stages import Level, Outcome, SecondLook
from pollinate.paths import SrcUri

OUTCOMES: Mapping[str, type[Outcome] | type[SecondLook]] = {
    NoteKind.APPLIED: Outcome,
    NoteKind.REVIEW: SecondLook,
}
"""Words for what came of it, by the kinds of note that need one."""
KINDS = tuple(kind.value for kind in NoteKind)
NOTE_KEYS = (
    "about",
    "kind",
    "outcome",
    "helps",
    "effect",
    "see",
    "to",
    "credit",
    "created",
    "title",
    "draft",
)
TRAIL_KEYS = ("title", "summary", "level", "minutes", "steps", "reflect", "credit", "draft")
STEP_KEYS = ("lesson", "why", "task", "reflect")
LONG = 10_000
"""Letters after which a note's text is cut: a page must stay readable."""
MOST_STEPS = 100
_WEB = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)
_STEP = 'lesson: ../lessons/topic/lesson.md, with why: "…" below it'


def is_note(front: FrontMatter) -> bool:
    """Return whether a file means to be a note: it has a key that only notes have, names a kind of
    note, or can't be read. Another `kind` is some other tool's.
    """
    named = any(key in front.values for key in ("about", "outcome", "helps"))
    return front.broken or named or str(front.values.get("kind", "")).lower() in KINDS


def read_note(uri: SrcUri, front: FrontMatter, fields: Fields, blob: str) -> Note | None:
    """Return a note; None for a draft and for one that does not say what it is about or of which
    kind it is.
    """
    if fields.flag("draft"):
        return None
    fields.misspelt(NOTE_KEYS, FOREIGN - {*NOTE_KEYS})
    about, kind = fields.text("about").strip("/ "), fields.text("kind").lower()
    if not about:
        cure = "Write: about: lessons/topic/lesson.md, the path counted from the docs folder."
        fields.find(
            ("about",),
            "note-without-target",
            "this note does not say what it is about, so it is shown nowhere",
            cure,
        )
    if kind not in KINDS:
        what = (
            f"'kind' can't be '{kind[:40]}'{near(kind, KINDS)}"
            if kind
            else "this note does not say of which kind it is"
        )
        fields.find(("kind",), "unknown-value", what, f"Write: kind: one of {', '.join(KINDS)}.")
    if not about or kind not in KINDS:
        return None
    outcome = _outcome(fields, kind)
    to = fields.names("to") if kind == "thanks" else ()
    if kind == "thanks" and not to and not fields.diagnostics:
        fields.find(
            ("kind",),
            "thanks-to-nobody",
            "this thank-you does not say to whom",
            "Write: to: [handle]",
        )
    return Note(
        src_uri=uri,
        repo_path=fields.path,
        kind=NoteKind(kind),
        about=about,
        body=_body(front, fields, kind),
        body_line=front.body_line + _lines_before(front.body),
        blob=blob,
        outcome=outcome,
        helps=fields.text("helps"),
        effect=fields.sentence("effect"),
        see=_see(fields),
        to=to,
        credit=read_credit(fields, roles=False),
        created=fields.day("created"),
        lines=_lines(fields),
    )


def _outcome(fields: Fields, kind: str) -> Outcome | SecondLook | None:
    choices = OUTCOMES.get(kind)
    given = fields.values.get("outcome") is not None
    if choices is None:
        if given:
            what = f"a note of kind '{kind}' has no outcome"
            fields.find(("outcome",), "unknown-key", what, "Remove the line 'outcome'.")
        return None
    if not given:
        what = f"{'an applied' if kind == 'applied' else f'a {kind}'} note needs an outcome"
        cure = f"Write: outcome: one of {', '.join(choices)}."
        fields.find(("kind",), "outcome-missing", what, cure)
    return fields.word("outcome", choices)


def _lines(fields: Fields) -> Mapping[str, int]:
    return {key: fields.line(key) for key in ("about", "to", "helps", "created", "kind")}


def _lines_before(body: str) -> int:
    """Return how many lines stand above the first word."""
    return body[: len(body) - len(body.lstrip())].count("\n")


def _body(front: FrontMatter, fields: Fields, kind: str) -> str:
    body = front.body.strip()
    if len(body) > LONG:
        cure = "Say it shorter, or write a lesson and link to it."
        fields.find(
            (), "too-long", f"this note is longer than {LONG} letters and is cut there", cure
        )
        body = body[:LONG] + "…"
    if not body and kind in ("question", "answer", "reflection", "thanks"):
        fields.find(
            (),
            "empty-note",
            f"this {kind} has no text",
            "Write it below the second line of three dashes.",
        )
    return body


def _see(fields: Fields) -> str:
    url = fields.text("see")
    if url and not _WEB.fullmatch(url):
        fields.find(("see",), "unknown-value", "'see' is no web address", "Write: see: https://…")
        return ""
    return url


def read_trail(uri: SrcUri, front: FrontMatter, fields: Fields) -> Trail:
    """Return a trail."""
    fields.misspelt(TRAIL_KEYS, FOREIGN - {*TRAIL_KEYS})
    heading = find_heading(front.body)
    title, _ = read_title(uri, fields, heading)
    steps: list[TrailStep] = []
    for index, entry in fields.entries("steps", _STEP):
        if isinstance(entry, str):
            steps.append(TrailStep(fields.line("steps", index), entry))
            continue
        entry.only(STEP_KEYS)
        if lesson := entry.text("lesson"):
            steps.append(
                TrailStep(
                    entry.line(),
                    lesson,
                    entry.sentence("why"),
                    entry.sentence("task"),
                    entry.sentence("reflect"),
                )
            )
        else:
            entry.find(
                (), "wrong-type", "a step does not say which lesson it is", f"Write: - {_STEP}."
            )
    if len(steps) > MOST_STEPS:
        message = f"a trail of {len(steps)} steps: only the first {MOST_STEPS} are shown"
        fields.find(
            ("steps",),
            "too-many-steps",
            message,
            "Make several trails of it, each of which somebody walks to its end.",
        )
        steps = steps[:MOST_STEPS]
    return Trail(
        src_uri=uri,
        repo_path=fields.path,
        title=title,
        summary=fields.text("summary"),
        level=fields.word("level", Level),
        minutes=_minutes(fields),
        steps=tuple(steps),
        reflect=fields.texts("reflect"),
        hidden=fields.flag("draft"),
        credit=read_credit(fields, roles=False),
        has_heading=bool(heading and heading.opens),
    )


def _minutes(fields: Fields) -> int:
    text = fields.text("minutes")
    if not text:
        return 0
    if re.fullmatch(r"\d{1,4}", text):
        return int(text)
    fields.find(
        ("minutes",),
        "wrong-type",
        f"'minutes' must be a whole number, not '{text[:40]}'",
        "Write: minutes: 50",
    )
    return 0
