# A review as the comment that a bot writes below a request. Every word of others is made inert: no
# mark-up, no link, no name that calls somebody, no number that a forge would link. A comment that
# is written anew replaces the last: it begins with a mark that a bot can look for.
# Must not know: which forge shows it.
"""Write a review as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pollinate.model.review import ChangeKind, Gain, LessonChange, PieceKind, RequestReview
from pollinate.plain import plain

MARK = "<!-- pollinate review -->"
MOST_INLINE = 5
"""Findings that are told whole: above five, people stop reading (react-native 24923)."""
LONGEST = 60_000
"""Letters of a comment: forges refuse longer ones."""
_MARKED = re.compile(r"[!-/:-@\[-`{-~]")
_CALLS = re.compile(r"(&#(?:33|35|36|37|38|42|58|64|126);)")
_WORDS = {
    ChangeKind.ADDED: "new",
    ChangeKind.CHANGED: "changed",
    ChangeKind.MOVED: "moved",
    ChangeKind.REMOVED: "removed",
}
MOST_SAID = 300
"""Letters of a key of front matter."""


def review_markdown(review: RequestReview) -> str:
    """Return a review as Markdown."""
    text = "\n".join((MARK, *_lines(review))) + "\n"
    if len(text) <= LONGEST:
        return text
    cut = text[:LONGEST].rpartition("\n")[0]
    return f"{cut}\n\nMore than fits here; `pollinate review` shows all.\n"


def inert(text: str) -> str:
    """Return words of others as Markdown that shows just them: each sign is written as a number,
    and none stands beside the word that it would make a name, a number or a link of.
    """
    told = _MARKED.sub(lambda sign: f"&#{ord(sign[0])};", " ".join(plain(text).split()))
    # A forge looks for @names and #numbers in the text that a reader would see.
    return _CALLS.sub(r"\1<!-- -->", told)


def code(text: str) -> str:
    """Return words of others as code."""
    plainly = " ".join(plain(text).split()).replace("`", "'").replace("|", "/")
    return f"`{plainly}`"


def _lines(review: RequestReview) -> Iterator[str]:
    yield f"**{inert(review.title)}**"
    yield ""
    by = ", ".join(map(inert, review.by[:5])) or "nobody"
    yield f"{review.commits} commits by {by}; about {review.minutes} minutes to decide."
    yield from _part("What changes", _changes(review))
    yield from _part("Credit once it is merged", map(_gain, review.gains))
    yield from _part("Look twice", (inert(one.message) for one in review.pointed))
    lost = (f"{inert(one.page)} would lose “{inert(one.target)}”" for one in review.lost)
    yield from _part("Would lose what they lead to", lost)
    yield from _findings(review)


def _part(title: str, lines: Iterable[str]) -> Iterator[str]:
    found = [f"- {line}" for line in lines]
    if found:
        yield from ("", f"**{title}**", "", *found)


def _changes(review: RequestReview) -> Iterator[str]:
    for one in review.lessons:
        yield _lesson(one)
    for other in review.others:
        yield f"{_WORDS[other.kind]} {other.what} {code(other.path)}: {inert(other.says)}"
    for path in review.code:
        yield f"{code(path)}: **code, not previewed**"
    for path in review.conflicts:
        yield f"{code(path)}: changed meanwhile too"


def _lesson(one: LessonChange) -> str:
    new = sum(len(t.split()) for p in one.passages for k, t in p if k is PieceKind.NEW)
    counts = f"+{one.words_new or new} −{one.words_gone} words"
    told = f"{_WORDS[one.kind]} lesson **{inert(one.title)}** ({counts}) {code(one.path)}"
    if one.alike:
        told += f"; looks like {', '.join(map(inert, one.alike))}"
    for key, said in one.says:
        some = said if len(said) <= MOST_SAID else f"{said[:MOST_SAID]} …"
        told += f"; {code(key)}: {inert(some) if some else 'taken out'}"
    return told


def _gain(one: Gain) -> str:
    roles = ", ".join(role.value for role in one.roles)
    words = f"{one.words:+.0f} words" if round(one.words) else ""
    told = "; ".join(filter(None, (roles, words)))
    return f"{inert(one.who)}: {told}, “{inert(one.lesson)}”"


def _findings(review: RequestReview) -> Iterator[str]:
    blocking = [one for one in review.findings if one.blocks]
    lines = []
    for one in blocking[:MOST_INLINE]:
        place = code(f"{one.path}:{one.line}" if one.line else one.path)
        lines.append(f"{place}: {inert(one.message)} ({inert(one.cure)})")
    yield from _part("To be mended first", lines)
    if left := len(review.findings) - len(lines):
        yield ""
        yield f"And {left} more findings: `pollinate check --since` shows them."
    if not blocking and not review.conflicts and not review.code:
        yield ""
        yield "Nothing stands in its way."
