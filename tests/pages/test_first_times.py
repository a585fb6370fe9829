# First times of somebody, each the first of its kind and dated by the act. Must not know: HTML.
"""Test first times."""

from __future__ import annotations

from pollinate.pages.first_times import First, first_times
from pollinate.paths import Slug
from support.planned import site_of
from support.repo import ANA, BEA, CY, Repo, lines

MONTH = 31 * 86_400
REVIEWERS = {"y": BEA, "n": ANA, "b": ANA}


def firsts(repo: Repo, slug: str) -> dict[str, First]:
    """Return somebody's first times, by what they are."""
    made = site_of(repo.garden(people_pages="all"), repo.settings(people_pages="all"))
    credits = [
        credit
        for one in made.garden.credits.values()
        for credit in one.credits
        if credit.contributor == slug
    ]
    one = made.garden.contributors[Slug(slug)]
    found = first_times(made.look, made.notes, one, credits)
    assert [first.month for first in found] == sorted(first.month for first in found)
    return {first.what: first for first in found}


def learned(title: str, word: str, source: str = "z.md") -> str:
    """Return a lesson that was learned from another."""
    head = f"---\ntitle: {title}\nlearned_from:\n  - lesson: {source}\n---\n\n"
    return head + lines(word)


def test_the_first_of_many_is_told(repo: Repo) -> None:
    """Of several lessons planted, reviewed or grown the first in time, whatever their names."""
    repo.commit(ANA, docs__lessons__t__z="# Z\n\n" + lines("one"))
    for who, name in ((ANA, "y"), (BEA, "n"), (CY, "b")):
        repo.clock += MONTH
        text = learned(name.upper(), f"word{name}")
        message = f"Plant\n\nReviewed-by: {REVIEWERS[name]}"
        repo.commit(who, message, **{f"docs__lessons__t__{name}": text})

    ana = firsts(repo, "ana-reyes")

    assert "lessons/t/z.md" == ana["first-planted"].lesson.page
    # Y is her own: that she built on her own lesson taught nobody.
    for what in ("first-taught", "first-reviewed"):
        assert ("lessons/t/n.md", "2024-01") == (ana[what].lesson.page, ana[what].month)
