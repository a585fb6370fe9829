# The value story as one picture for a slide: sixteen to nine, with the goals, how often lessons
# were used for each, and one effect in the words of who tried. It says no more than the page.
# Must not know: how a story is told, HTML beyond a template's name.
"""Lay out the value story as a picture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from pollinate.messages.catalogue import Messages
from pollinate.pages.lineage_view import wrap
from pollinate.pages.metrics_view import ValueView
from pollinate.pages.value_story import GoalStory

WIDTH, HEIGHT = 1600, 900
MOST = 4
"""Goals on one slide, two beside each other."""
LEFT, TOP, COLUMN, ROW = 90, 280, 740, 290
LETTERS = 52
"""Letters of a line of 26 points in one column."""

_FONT = 'font-family="system-ui, sans-serif"'
PICTURE_STYLES = {
    "title": Markup(f'{_FONT} font-size="46" font-weight="700" fill="#1b1b1b"'),
    "lede": Markup(f'{_FONT} font-size="26" fill="#4a4a4a"'),
    "goal": Markup(f'{_FONT} font-size="32" font-weight="700" fill="#1d5a43"'),
    "text": Markup(f'{_FONT} font-size="26" fill="#1b1b1b"'),
    "quote": Markup('font-family="Georgia, serif" font-size="26" fill="#1b1b1b"'),
}


@dataclass(frozen=True, slots=True)
class PictureText:
    """One line of text: where it stands, and as what."""

    x: int
    y: int
    style: str
    """`title`, `lede`, `goal`, `text` or `quote`."""
    text: str


@dataclass(frozen=True, slots=True)
class ValuePicture:
    """All that stands on the picture."""

    title: str
    lines: tuple[PictureText, ...]


def draw_value(messages: Messages, view: ValueView, garden: str) -> ValuePicture | None:
    """Return the picture of a garden's value; None where there are no stories."""
    period, tell = view.period, messages.tell
    if period is None or not view.stories:
        return None
    title = tell("labelled", label=garden, text=tell("value-title"))
    dates = tell("value-lede", start=messages.month(period.start), end=messages.month(period.end))
    lines = [
        *(PictureText(LEFT, 110, "title", line) for line in wrap(title, 70, 1)),
        PictureText(LEFT, 170, "lede", dates),
    ]
    if period.applied_before is not None:
        words = tell("short-compared", count=period.applied_before)
        lines.append(PictureText(LEFT, 212, "lede", words))
    for number, story in enumerate(view.stories[:MOST]):
        x, y = LEFT + number % 2 * COLUMN, TOP + number // 2 * ROW
        lines += _goal(messages, story, x, y)
    return ValuePicture(title, tuple(lines))


def _goal(messages: Messages, story: GoalStory, x: int, y: int) -> Iterator[PictureText]:
    tell = messages.tell
    for line in wrap(story.goal or tell("story-other"), 44, 1):
        yield PictureText(x, y, "goal", line)
    used = tell("story-uses", count=story.count, outcomes=story.words)
    rows = [("text", line) for line in wrap(used, LETTERS, 2)]
    if story.changed:
        words = tell("quote", text=story.changed[0].effect)
        rows += [("quote", line) for line in wrap(words, LETTERS, 3)]
    for number, (style, line) in enumerate(rows, 1):
        yield PictureText(x, y + 6 + 38 * number, style, line)
