# A review on one screen: what changes, who gains what, what deserves a look, what was found. Short
# where all is well. Must not know: how a request is reviewed.
"""Print a review."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import click
from pollinate.model.review import (
    ChangeKind,
    Gain,
    LessonChange,
    Passage,
    PieceKind,
    RequestReview,
)

from pollinate_cli.findings_text import finding_lines
from pollinate_cli.terminal import plain, shell_word

SIGNS = {
    ChangeKind.ADDED: ("+", "green"),
    ChangeKind.CHANGED: ("~", "yellow"),
    ChangeKind.MOVED: (">", "cyan"),
    ChangeKind.REMOVED: ("-", "red"),
}
MOST_PASSAGES, MOST_ADVICE = 3, 5
"""Of a lesson, and of advice, that stand on the screen; `--full` shows all."""
NEWCOMER = "newcomer"
SECRET = "secret"
"""The code of what looks like a key or token."""
LONGEST_PASSAGE = 300
_NUMBERED = re.compile(r"refs/(?:pull|merge-requests)/([0-9]{1,9})/head")
LONGEST_TEXT = 700
"""Letters of a new lesson, or of a key of front matter, that stand on the screen."""


def review_lines(review: RequestReview, *, full: bool = False) -> Iterator[str]:
    """Yield the lines of a review; with `full`, every change and every advice."""
    yield from _head(review)
    yield from _changes(review, full=full)
    if full or not review.blocks:
        yield from _section("Credit once it is merged", list(_credit(review)))
    # A key that stands above need not be read twice.
    above = {one.title for one in review.lessons if not full and "learned_from" in dict(one.says)}
    learned = [
        f"{plain(lesson)} ← {plain(source)}{f', because {plain(why)}' if why else ''}"
        for lesson, source, why in review.learned
        if lesson not in above
    ]
    yield from _section("Learned from", learned)
    lost = [f"{plain(one.page)} would lose “{plain(one.target)}”" for one in review.lost]
    yield from _section("Would lose what they lead to", lost)
    yield from _section("Look twice", list(_pointed(review)))
    yield from _findings(review, full=full)
    yield ""
    yield _verdict(review)
    yield from _next(review)


def _head(review: RequestReview) -> Iterator[str]:
    yield click.style(plain(review.title), bold=True)
    commits = f"{review.commits} commit{'' if review.commits == 1 else 's'}"
    by = ", ".join(map(plain, review.by[:5])) + (" …" if len(review.by) > 5 else "")
    minutes = f"about {review.minutes} minute{'' if review.minutes == 1 else 's'}"
    yield f"{plain(review.name)}: {commits} by {by or 'nobody'}; {minutes} to decide"


def _section(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield ""
        yield click.style(title, bold=True)
        yield from (f"  {line}" for line in lines)


def _changes(review: RequestReview, *, full: bool) -> Iterator[str]:
    yield ""
    yield click.style("What changes", bold=True)
    for lesson in review.lessons:
        yield from _lesson(lesson, full=full)
    for other in review.others:
        says = f": {plain(other.says)}" if other.says and other.says not in other.path else ""
        yield f"  {_sign(other.kind)} {other.what} {plain(other.path)}{says}"
        shown = other.passages if full else other.passages[:MOST_PASSAGES]
        if full or other.kind is not ChangeKind.ADDED or other.what not in ("note", "file"):
            yield from (f"      {_passage(passage, full=full)}" for passage in shown)
    for path in review.code:
        yield f"  {click.style('!', fg='red', bold=True)} {plain(path)}: code: not previewed"
    if review.code_shown_by:
        yield f"      read it: {' '.join(map(shell_word, review.code_shown_by))}"
    elif review.code:
        yield f"      read it in {plain(review.name)} itself"
    for path in review.conflicts:
        yield f"  {click.style('!', fg='red', bold=True)} {plain(path)}: changed here meanwhile too"
    if not (review.lessons or review.others or review.code or review.conflicts):
        yield "  nothing that can be shown"


def _sign(kind: ChangeKind) -> str:
    sign, colour = SIGNS[kind]
    return click.style(sign, fg=colour, bold=True)


def _lesson(one: LessonChange, *, full: bool) -> Iterator[str]:
    counts = [f"+{one.words_new}"] if one.words_new else []
    counts += [f"−{one.words_gone}"] if one.words_gone else []
    words = f"  ({' '.join(counts)} words)" if counts else ""
    title = click.style(plain(one.title), bold=True)
    yield f"  {_sign(one.kind)} {title}{words}  {plain(one.path)}"
    if one.title_before:
        yield f"      was “{plain(one.title_before)}”"
    if one.moved_from:
        yield f"      moved from {plain(one.moved_from)}"
    for key, said in one.says:
        yield f"      {plain(key)}: {_cut(plain(said), full=full) or '(taken out)'}"
    if one.alike:
        yield f"      looks like {', '.join(f'“{plain(title)}”' for title in one.alike)}"
    if one.owners:
        yield f"      owned by {', '.join(map(plain, one.owners))}"
    if one.kind is ChangeKind.REMOVED:
        return
    if one.kind is ChangeKind.ADDED and not full:
        words = " ".join(text for passage in one.passages for _, text in passage)
        yield f"      {_cut(plain(words), full=False)}"
        return
    most = len(one.passages) if full else MOST_PASSAGES
    for passage in one.passages[:most]:
        yield f"      {_passage(passage, full=full)}"
    left = len(one.passages) - most + one.more
    if left > 0:
        yield f"      and {left} more place{'' if left == 1 else 's'} (--full)"


def _cut(text: str, *, full: bool) -> str:
    """Return a text, its beginning where it is long, with how much was cut."""
    if full or len(text) <= LONGEST_TEXT:
        return text
    some = text[:LONGEST_TEXT].rpartition(" ")[0] or text[:LONGEST_TEXT]
    return f"{some} … and {len(text[len(some) :].split())} more words (--full)"


def _passage(passage: Passage, *, full: bool) -> str:
    """Return a change: in colours and, where there are none, in brackets."""
    told, room = [], 100_000 if full else LONGEST_PASSAGE
    for kind, text in passage:
        text = plain(text)
        if len(text) > room:
            text = f"{text[:room]} …"
        room = max(0, room - len(text))
        if kind is PieceKind.GONE:
            text = click.style(f"[-{text}-]", fg="red")
        elif kind is PieceKind.NEW:
            text = click.style(f"{{+{text}+}}", fg="green")
        told.append(text)
    return " ".join(told)


def _credit(review: RequestReview) -> Iterator[str]:
    alone = len({one.lesson for one in review.gains}) == len(review.lessons) == 1
    for one in review.gains:
        yield _gain(one) + (f", “{plain(one.lesson)}”" if not alone else "")
    for tool in review.tools:
        yield f"{plain(tool)}: a tool, disclosed and not credited"
    if review.gains:
        yield "Whoever merges it is credited as its moderator."


def _gain(one: Gain) -> str:
    roles = ", ".join(role.value for role in one.roles)
    words = f"{one.words:+.0f} words".replace("-", "−") if round(one.words) else ""
    share = f"{one.share:.0%} of it" if one.words > 0 else ""
    told = "; ".join(filter(None, (roles, words, share)))
    return f"{click.style(plain(one.who), bold=True)}: {told}"


def _pointed(review: RequestReview) -> Iterator[str]:
    for one in review.pointed:
        kind = one.code == NEWCOMER and not review.blocks
        yield plain(one.message) + ": a welcome would be kind" * kind


def _findings(review: RequestReview, *, full: bool) -> Iterator[str]:
    blocking = [one for one in review.findings if one.blocks]
    advice = [one for one in review.findings if not one.blocks]
    # Where something blocks, advice can wait; how each is mended is for the writer, and in --full.
    shown = advice if full else [] if blocking else advice[:MOST_ADVICE]
    lines = [line for one in (*blocking, *shown) for line in finding_lines(one, cures=full)]
    if any(one.code == SECRET for one in blocking):
        lines.append("The forge has it and keeps it, also after a no: whoever owns it revokes it.")
    yield from _section("Findings", lines)
    if left := len(advice) - len(shown):
        yield f"  and {left} {'more ' * bool(shown)}advice (--full)"
    if lines and not full:
        yield "  How each is mended: --full"
    if review.missing:
        names = ", ".join(review.missing)
        yield f"  Less is looked at, since these are not installed: {names}."


def ref_word(ref: str) -> str:
    """Return what to type for a request: its number, where a forge counts it."""
    number = _NUMBERED.fullmatch(ref)
    return number[1] if number else shell_word(plain(ref))


def _next(review: RequestReview) -> Iterator[str]:
    """Yield the commands that decide, of a request that is a ref."""
    if not review.name.startswith("refs/"):
        return
    word = ref_word(review.name)
    if not review.blocks:
        yield f"  yes: pollinate merge-message {word} --commit"
    yield f'  no:  pollinate review {word} --no "why, in your words"'


def _verdict(review: RequestReview) -> str:
    blocking = sum(one.blocks for one in review.findings)
    reasons = []
    if review.conflicts:
        reasons.append("it can't be merged as it is")
    if blocking:
        reasons.append(f"{blocking} finding{'' if blocking == 1 else 's'} should be mended first")
    if review.code:
        reasons.append("read its code line by line")
    if not reasons:
        return click.style("Nothing stands in its way.", fg="green", bold=True)
    told = "; ".join(reasons)
    return click.style(f"{told[0].upper()}{told[1:]}.", fg="red" if review.blocks else "yellow")
