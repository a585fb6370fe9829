# The document `pollinate/credits/2`: who made each lesson, with shares, as the repository says it.
# Why here: other tools build on it, so its shape is a contract (docs/developers/schemas.md). It is
# no public document: it is for those who can read the repository.
# Must not know: who asks for it.
"""Export credits."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from pollinate.export.json_text import to_json, to_json_text
from pollinate.model.credits import Credit, LessonCredits
from pollinate.model.garden import Garden
from pollinate.model.git import MIXED, RULE_BITS, FileHistory
from pollinate.model.when import Precision
from pollinate.paths import Sha, Slug, SrcUri

CREDITS_SCHEMA = "pollinate/credits/2"


def credits_json(document: Mapping[str, Any], lines: Iterable[str] | None = None) -> str:
    """Return a credits document as JSON with one line for each lesson, for whoever compares two;
    with `lines`, those instead of its own lessons.
    """
    head = to_json({key: value for key, value in document.items() if key != "lessons"})[:-1]
    lessons = document["lessons"].items()
    if lines is None:
        lines = (f"{to_json_text(path)}: {to_json(lesson)}" for path, lesson in lessons)
    body = ",\n".join(lines)
    return f'{head}, "lessons": {{\n{body}\n}}}}'


def lines_of(text: str) -> list[str]:
    """Return the lines of a document's lessons, in order."""
    return text.partition(', "lessons": {\n')[2].removesuffix("\n}}").split(",\n")


def export_credits(
    garden: Garden,
    public: Mapping[SrcUri, LessonCredits],
    *,
    lines: bool = False,
    words: bool = False,
    also: Collection[Slug] = (),
) -> dict[str, Any]:
    """Return the document of `pollinate credits --format json`; with `lines`, also the commit that
    blame names for each line, with `words` also whose words stand on each. Dates are times, but
    where only a day or month may be said.

    `also` are people who are credited on lessons that this garden does not hold.
    """
    history, people = garden.history, garden.people.contributors
    named = {credit.contributor for one in garden.credits.values() for credit in one.credits}
    named |= set(also)
    shas = [commit.sha for commit in history.commits] if lines or words else []
    found: dict[str, Any] = {}
    for uri, one in garden.credits.items():
        lesson, shown = garden.content.lessons[uri], public[uri]
        entry: dict[str, Any] = {
            "title": lesson.title,
            "first": exact(one.first, shown.first),
            "last": exact(one.last, shown.last),
            "words": one.words,
            "credits": credit_entries(one, shown),
            "tools": list(one.disclosed),
        }
        if one.uncommitted:
            entry["uncommitted"] = True
        if one.refused:
            entry["refused"] = True
        if lines:
            file = history.files.get(lesson.repo_path)
            entry["owners"] = [shas[number] for number in file.blame] if file else []
        if words:
            file = history.files.get(lesson.repo_path)
            counts = garden.words_at_head.get(lesson.repo_path, lesson.words)
            entry["runs"] = list(_runs(file, counts, history.runs, shas)) if file else []
        found[lesson.repo_path] = entry
    return {
        "schema": CREDITS_SCHEMA,
        "commit": history.head,
        "contributors": {
            slug: {"name": c.name, "kind": c.kind.value}
            for slug, c in people.items()
            if slug in named
        },
        "lessons": found,
    }


def _runs(
    file: FileHistory, counts: Sequence[int], runs: Sequence[Sequence[int]], shas: Sequence[Sha]
) -> Iterator[list[tuple[Sha, int]]]:
    """Yield, for each line, whose words stand there after the rules, as commit and number."""
    for credit, count in zip(file.credit, counts, strict=False):
        if credit & MIXED and count:
            run = runs[credit ^ MIXED]
            owners = zip(run[::2], run[1::2], strict=True)
            yield [(shas[owner >> RULE_BITS], number) for owner, number in owners]
        else:
            yield [(shas[credit >> RULE_BITS], count)] if count else []


def credit_entries(one: LessonCredits, shown: LessonCredits) -> list[dict[str, Any]]:
    """Return the credits of a lesson with their shares, in the order in which they are shown."""
    known = {credit.contributor: credit for credit in one.credits}
    return [_entry(known[credit.contributor], credit) for credit in shown.credits]


def _entry(credit: Credit, shown: Credit) -> dict[str, Any]:
    return {
        "contributor": credit.contributor,
        "roles": [role.value for role in credit.roles],
        "share": credit.share,
        "words": credit.words,
        "commits": len(credit.commits),
        "first": exact(credit.first, shown.first),
        "last": exact(credit.last, shown.last),
    }


def exact(moment: str, shown: str) -> str | None:
    """Return a time where its day may be said, else what may be said."""
    return (moment if len(shown) == Precision.DAY else shown) or None
