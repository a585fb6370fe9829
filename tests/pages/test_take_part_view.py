# What a form offers to choose from, and what its doors bring along. Must not know: HTML, a build
# (tests/mkdocs/test_take_part.py).
"""Test the views of the ways to take part."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pollinate.house_rules import HouseContact, HouseRules
from pollinate.pages import take_part_view
from pollinate.pages.notes_view import NoteIndex
from pollinate.pages.parts import GeneratedPaths, Lookup
from pollinate.pages.take_part_view import Choices, Ways
from pollinate.paths import SrcUri
from pollinate.publish import publish
from support.planned import site_of
from support.repo import ANA, BEA, Repo

HIDDEN = "---\nname: Bea Lind\ngit:\n  - Bea Lind\nshow: hidden\n---\n"
QUESTION = "---\nabout: lessons/t/a.md\nkind: question\n---\n\n{}\n"


def ways(repo: Repo) -> Ways:
    """Return the forms of a garden."""
    settings = repo.settings()
    names = ("apply", "ask", "thank", "tell", "review")
    pages = {name: SrcUri(f"take-part/{name}.md") for name in names}
    look = Lookup(publish(repo.garden()), settings, GeneratedPaths(), ways=pages)
    return Ways(look, NoteIndex(look))


def choices(repo: Repo, way: str, name: str) -> Choices:
    """Return what a form lets somebody choose."""
    return ways(repo).view(way).lists[name]


def test_a_draft_of_a_gathering_is_no_choice(repo: Repo) -> None:
    """Its title leaks into no list; gatherings that are shown stand behind the lessons."""
    repo.commit(
        ANA,
        docs__lessons__t__a="# A\n\nText.\n",
        docs__gatherings__open="---\ndate: 2026-01-02\n---\n\n# The open one\n\nText.\n",
        docs__gatherings__draft="---\ndraft: true\n---\n\n# A secret plan\n\nText.\n",
    )

    assert (("lessons/t/a.md", "A"), ("gatherings/open.md", "The open one")) == choices(
        repo, "ask", "pages"
    )


def test_a_question_is_told_apart_in_one_line(repo: Repo) -> None:
    """Its first line, cut where a list is still read; one that was answered is no choice."""
    repo.commit(
        ANA,
        docs__lessons__t__a="# A\n\nText.\n",
        docs__notes__q=QUESTION.format("Why not?\n\nIt rained."),
        docs__notes__r=QUESTION.format("long " * 60),
        docs__notes__s=QUESTION.format("Answered?"),
        docs__notes__t="---\nabout: notes/s.md\nkind: answer\n---\n\nYes.\n",
    )
    found = dict(choices(repo, "answer", "questions"))

    assert {"notes/q.md", "notes/r.md"} == set(found) and "Why not?" == found["notes/q.md"]
    assert 140 == len(found["notes/r.md"])


def test_of_too_many_lessons_the_newest_are_offered(
    repo: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page can't hold all of them, and people write on what was planted last."""
    for name in ("z", "a", "m"):
        repo.clock += 100_000
        repo.commit(ANA, **{f"docs__lessons__t__{name}": f"# {name}\n\nText of {name}.\n"})
    monkeypatch.setattr(take_part_view, "MOST_CHOICES", 2)

    assert ["a", "m"] == [label for _, label in choices(repo, "apply", "lessons")]


def test_a_lesson_s_doors_bring_along_what_is_known(repo: Repo) -> None:
    """Which lesson, and who is thanked for it: whoever is hidden by the word that the site has for
    them, and no list offers them.
    """
    repo.commit(ANA, docs__lessons__t__a="# A\n\nText of hers.\n", docs__people__b=HIDDEN)
    repo.commit(BEA, docs__lessons__t__a="# A\n\nText of hers.\n\nText of somebody hidden.\n")
    made = ways(repo)
    doors = {door.way: door.fill for door in made.of_lesson(SrcUri("lessons/t/a.md"))}

    about = "about=lessons%2Ft%2Fa.md"
    assert f"{about}&to=a-colleague&to=ana-reyes" == doors["thank"]
    assert [about] * 3 == [doors[way] for way in ("apply", "ask", "review")]
    assert "Page=lessons%2Ft%2Fa.md" == doors["tell"]
    assert ["Ana Reyes"] == [label for _, label in made.view("thank").lists["people"]]


def test_who_reports_something_agrees_to_nothing(repo: Repo) -> None:
    """A form that publishes nothing shows no agreement, and first whom to ask without an account."""
    repo.commit(ANA, docs__lessons__t__a="# A\n\nText.\n")
    contact = HouseContact(who="The <team>", at="https://ask.example/x")
    rules = HouseRules(contribution_notice="May be used.", contact=contact)
    settings = replace(repo.settings(), policy=rules)
    made = site_of(repo.garden(), settings)

    tell, write = (made.ways.view(way) for way in ("tell", "write"))

    assert ("", ("The <team>", None, "https://ask.example/x")) == (tell.notice, tell.ask)
    assert ("May be used.", ("", None, "")) == (write.notice, write.ask)
    html = made.renderer.render("take_part.html", tell, lambda page: page, script="s.js")
    assert "The &lt;team&gt;" in html and 'href="https://ask.example/x"' in html
    assert html.index("https://ask.example/x") < html.index("<form") and "#" not in "".join(
        html.split("<ol>")[1].split("</ol>")[:1]
    )
