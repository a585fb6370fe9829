# Makes the changes that findings carry, and only those after which a reader's page is the same:
# each text is rendered before and after. What can't be seen may go, since it is what was found.
# Pictures lose what they tell beside their points, and not one point.
# Must not know: how a file is written.
"""Mend what can be mended safely."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pollinate.checks.files.text import Text
from pollinate.content.hostile import defuse
from pollinate.content.links import make_markdown
from pollinate.model.diagnostics import Diagnostic, Fix

FIXED = frozenset({"style", "invisible"})
"""Codes whose changes are tried."""
_MOST_SINGLY = 200
"""Changes of one text that are tried one by one; more are tried together only."""
_UNSEEN = re.compile(
    "[\u115f\u1160\u180e\u200b\u2060-\u2064\u3164\ufeff\uffa0\U000e0000-\U000e007f]"
)
_BLANKS = re.compile(r"\s+")
_AT_END = re.compile(r" (</(?:p|li|h[1-6]|td|th|dd|dt|blockquote|div)>)")
_CODE = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL)


def fixed_text(text: Text, found: Sequence[Diagnostic]) -> tuple[str, list[Diagnostic]]:
    """Return a text with what can be mended safely, and the findings that are mended by it."""
    able = _apart([one for one in found if one.code in FIXED and _is_below(text, one)])
    before = _page(text.body)
    if not able or before is None:
        return text.whole, []
    if _page(_changed(text, able)[text.body_at :]) == before:
        return _changed(text, able), able
    kept: list[Diagnostic] = []
    for one in able[:_MOST_SINGLY]:
        if _page(_changed(text, [*kept, one])[text.body_at :]) == before:
            kept.append(one)
    return _changed(text, kept), kept


def _is_below(text: Text, one: Diagnostic) -> bool:
    return one.fix is not None and one.fix.start >= text.body_at


def _apart(found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Return those of some changes that don't touch another, from the top."""
    kept: list[Diagnostic] = []
    last = -1
    for one in sorted(found, key=lambda one: (_fix(one).start, -_fix(one).end)):
        if _fix(one).start >= last:
            kept.append(one)
            last = max(_fix(one).end, _fix(one).start + 1)
    return kept


def _changed(text: Text, found: Sequence[Diagnostic]) -> str:
    pieces, last = [], 0
    for fix in sorted((_fix(one) for one in found), key=lambda fix: fix.start):
        pieces += [text.whole[last : fix.start], fix.text]
        last = fix.end
    return "".join([*pieces, text.whole[last:]])


def _fix(one: Diagnostic) -> Fix:
    assert one.fix is not None
    return one.fix


def _page(body: str) -> str | None:
    """Return what a reader gets of a text; None where Markdown can't read it."""
    safe, skipped = defuse(body)
    if skipped:
        return None
    try:
        html = make_markdown().convert(safe)
    except Exception:
        return None
    # Blanks count in code and between words, and nowhere else.
    parts = _CODE.split(_UNSEEN.sub("", html))
    return "".join(
        part if number % 2 else _AT_END.sub(r"\1", _BLANKS.sub(" ", part))
        for number, part in enumerate(parts)
    ).strip()
