# Who did something that one can read about, and so has a page: `people_pages: auto`. Why here: the
# words that somebody wrote are known here, and not any more where pages are made. Must not know:
# pages, how anybody wants to be shown.
"""Derive who has a page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from pollinate.model.credits import Credit, LessonCredits, Role
from pollinate.model.people import Contributor
from pollinate.paths import Slug, SrcUri

WORDS = 200
"""From so many words of others' lessons on somebody has written, not only put right."""


def with_pages(
    contributors: Mapping[Slug, Contributor],
    credits: Mapping[SrcUri, LessonCredits],
    noted: Collection[Slug],
) -> Mapping[Slug, Contributor]:
    """Return all contributors; those who only put a few words right are without a page.

    `noted` are those whom a note, a trail, a thank or a lesson names.
    """
    of: dict[Slug, list[Credit]] = defaultdict(list)
    for one in credits.values():
        for credit in one.credits:
            of[credit.contributor].append(credit)
    return {
        slug: one
        if one.profile or slug in noted or _wrote(of.get(slug, ()))
        else replace(one, has_page=False)
        for slug, one in contributors.items()
    }


def _wrote(credits: Iterable[Credit]) -> bool:
    words = 0.0
    for credit in credits:
        if any(role is not Role.EDITOR for role in credit.roles):
            return True
        words += credit.words
    return words >= WORDS
