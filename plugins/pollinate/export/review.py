# The document `pollinate/review/1`: what a request would change, for a bot that decides nothing and
# shows much. It is for those who look after the garden, and still holds names as the site shows
# them and no address. Must not know: how a request is reviewed.
"""Export reviews."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pollinate.export.findings import export_findings
from pollinate.model.review import Gain, LessonChange, RequestReview

REVIEW_SCHEMA = "pollinate/review/1"


def export_review(review: RequestReview) -> dict[str, Any]:
    """Return the document of `pollinate review --format json`."""
    return {
        "schema": REVIEW_SCHEMA,
        "request": review.name,
        "title": review.title,
        "base": review.base,
        "tip": review.tip,
        "commits": review.commits,
        "by": list(review.by),
        "minutes": review.minutes,
        "blocks": review.blocks,
        "lessons": [_lesson(one) for one in review.lessons],
        "others": [
            {
                "change": one.kind.value,
                "what": one.what,
                "path": one.path,
                "says": one.says,
                "passages": [_passage(passage) for passage in one.passages],
            }
            for one in review.others
        ],
        "credit": [_gain(one) for one in review.gains],
        "pointed": [{"code": one.code, "message": one.message} for one in review.pointed],
        "learned": [
            {"lesson": lesson, "from": source, "because": because}
            for lesson, source, because in review.learned
        ],
        "lost": [{"page": one.page, "path": one.path, "target": one.target} for one in review.lost],
        "code": list(review.code),
        "conflicts": list(review.conflicts),
        "tools": list(review.tools),
        "missing": list(review.missing),
        "findings": export_findings(review.findings)["findings"],
    }


def _lesson(one: LessonChange) -> dict[str, Any]:
    return {
        "change": one.kind.value,
        "path": one.path,
        "title": one.title,
        "title_before": one.title_before,
        "moved_from": one.moved_from,
        "words_new": one.words_new,
        "words_gone": one.words_gone,
        "keys": list(one.keys),
        "says": dict(one.says),
        "passages": [_passage(passage) for passage in one.passages],
        "more": one.more,
        "alike": list(one.alike),
        "owners": list(one.owners),
    }


def _passage(passage: Sequence[tuple[Any, str]]) -> list[list[str]]:
    return [[kind.value, text] for kind, text in passage]


def _gain(one: Gain) -> dict[str, Any]:
    return {
        "who": one.who,
        "lesson": one.lesson,
        "path": one.path,
        "roles": [role.value for role in one.roles],
        "words": round(one.words, 3),
        "share": one.share,
    }
