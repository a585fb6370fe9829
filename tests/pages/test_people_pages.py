# A person's page: what came of what somebody wrote comes first, a long life here stays a light page,
# and who is named finds the way to change it. Must not know: MkDocs.
"""Test pages of people."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pollinate.garden import build_garden
from pollinate.pages.effects import effects_of
from pollinate.pages.folding import IN_ALL, IN_TOPIC, OPEN, folded
from pollinate.pages.site import Site
from pollinate.paths import Slug, SrcUri
from pollinate.settings_file import read_settings
from support.planned import site_of
from support.repo import ANA, BEA, CY, Repo, lines
from support.run import pollinate

A, B = SrcUri("lessons/t/a.md"), SrcUri("lessons/t/b.md")
ANAS = SrcUri("people/ana-reyes.md")
DAY = 86_400


def href(page: str) -> str:
    """Return an address for a page."""
    return page


@pytest.fixture
def used(repo: Repo) -> Site:
    """Give a garden in which others used a lesson of Ana's, and she herself."""
    applied = "---\nabout: lessons/t/a.md\nkind: applied\noutcome: {}\n{}---\n\n{}\n"
    repo.commit(ANA, docs__lessons__t__a="---\ntitle: A <b>rope</b>\n---\n\n" + lines("one", "two"))
    repo.clock += 40 * DAY
    grew = "---\ntitle: B\nlearned_from:\n  - lesson: a.md\n    because: It <i>held</i>.\n---\n\n"
    repo.commit(BEA, docs__lessons__t__b=grew + lines("three", "four"))
    repo.clock += 40 * DAY
    effect = 'effect: "The boat <u>stayed</u> in service."\n'
    repo.commit(CY, docs__notes__n1=applied.format("worked", effect, "We used it."))
    repo.clock += 40 * DAY
    repo.commit(BEA, docs__notes__n2=applied.format("did-not-work", "", "Not at night."))
    repo.commit(ANA, docs__notes__n3=applied.format("worked", "", "My own."))
    policy = {"contact": {"who": "Bea at the pier"}}
    settings = {"people_pages": "all", "policy": policy}
    return site_of(repo.garden(**settings), repo.settings(**settings))


def test_the_page_opens_with_what_came_of_it(used: Site) -> None:
    """Uses by others with their effect, and lessons that grew, newest first; her own use is not
    among them; all of it escaped, before what she wrote.
    """
    rows = effects_of(used.look, used.notes, Slug("ana-reyes"), [A])

    assert [("did-not-work", "2024-03"), ("worked", "2024-02"), ("B", "2023-12")] == [
        (one.note.outcome if one.note else one.grew and one.grew.title, one.when[:7])
        for one in rows
    ]
    html = used.generated[ANAS].html(href)
    first = html.index('id="pl-what-came-of-it"')
    assert first < html.index('id="pl-wrote"')
    assert "The boat &lt;u&gt;stayed&lt;/u&gt; in service." in html
    assert "Not at night." in html
    assert "It &lt;i&gt;held&lt;/i&gt;." in html
    assert "My own." not in html[first : html.index('id="pl-wrote"')]
    assert "used" in html and "<b>rope" not in html


def test_how_to_change_or_leave_it(used: Site) -> None:
    """Whoever is named reads whom to ask, and finds the door that says so."""
    html = used.generated[ANAS].html(href)

    assert "Are you Ana Reyes?" in html
    assert "Ask Bea at the pier." in html
    assert f'href="{used.look.ways["tell"]}?Page=people%2Fana-reyes.md"' in html
    assert 'href="policy.md"' in html


@pytest.mark.parametrize("count", [0, 1, OPEN, OPEN + 2, OPEN + 3, 100, 5000])
def test_older_rows_are_folded_by_topic(count: int) -> None:
    """The newest stand open, older ones under their topic in their order; no row stands twice, and
    where not all are shown the topic's own page is led to.
    """
    topics = {f"t{n}": (f"Topic {9 - n}", SrcUri(f"t{n}/index.md")) for n in range(9)}
    rows = list(range(count))

    made = folded(rows, lambda row: f"t{row % 9}", topics)

    assert list(made.newest) == rows[: len(made.newest)]
    assert len(made.newest) == (count if count <= OPEN + 2 else OPEN)
    shown = [row for group in made.older for row in group.rows]
    assert len(set(shown)) == len(shown) <= IN_ALL
    assert [group.title for group in made.older] == sorted(group.title for group in made.older)
    for group in made.older:
        assert list(group.rows) == sorted(group.rows) and len(group.rows) <= IN_TOPIC
        assert group.page
    assert any(group.more for group in made.older) == (len(made.newest) + len(shown) < count)
    assert bool(made) == bool(count)


def test_many_lessons_make_a_light_page(tmp_path: Path) -> None:
    """Somebody with very many lessons has a page of less than 300 KB, with the newest on top."""
    repo = Repo(tmp_path / "garden")
    files = {
        f"docs__lessons__t{n % 7}__l{n:04}": f"---\ntitle: Lesson of a number {n}\n---\n\nWords.\n"
        for n in range(2500)
    }
    repo.commit(ANA, "Plant", **files)
    made = site_of(repo.garden(people_pages="all"), repo.settings(people_pages="all"))

    html = made.generated[ANAS].html(href)

    assert len(html) < 300_000
    assert html.count("<details") == 7
    assert 'href="lessons/t3/index.md"' in html


def test_many_acts_make_a_light_page(tmp_path: Path) -> None:
    """Somebody who was thanked, asked, answered, thanked others and learned very often, too: the
    newest stand open, and no part of the page grows without end.
    """
    repo = Repo(tmp_path / "garden")
    head = "---\nabout: lessons/t{}/l{:04}.md\nkind: {}\n{}---\n\nWords that somebody wrote, {}.\n"
    link = "---\ntitle: Lesson {}\nlearned_from:\n  - lesson: ../t{}/l{:04}.md\n---\n\nWords.\n"
    repo.commit(
        ANA,
        **{f"docs__lessons__t{n % 7}__l{n:04}": link.format(n, n % 7, n - 7) for n in range(700)},
    )
    notes = {f"q{n}": head.format(n % 7, n, "question", "", n) for n in range(700)}
    to = "to: [Ana Reyes]\n"
    notes |= {f"t{n}": head.format(n % 7, n, "thanks", to, n) for n in range(700)}
    repo.commit(BEA, **{f"docs__notes__{name}": text for name, text in notes.items()})
    settings = {"people_pages": "all"}
    made = site_of(repo.garden(**settings), repo.settings(**settings))

    ana, bea = (made.generated[uri].html(href) for uri in (ANAS, SrcUri("people/bea-lind.md")))

    assert max(len(ana), len(bea)) < 150_000
    for html, parts in ((ana, ("thanks-received", "learned-from")), (bea, ("thanked", "asked-"))):
        for part in parts:
            start = html.index(f'id="pl-{part}')
            assert html.index("<details", start) < html.find("<h2", start + 9) % len(html)


def test_each_effect_of_the_sample_garden_stands_in_its_export(demo: Path) -> None:
    """Whatever a person's page tells as an effect is a note or a link of the export, of that day
    and with those words.
    """
    settings = read_settings(demo)
    made = site_of(build_garden(settings), settings)
    whole = json.loads(pollinate("-C", str(demo), "export").stdout)
    notes = {note["anchor"]: note for note in whole["notes"] if note["kind"] == "applied"}
    learned = [link for link in whole["links"] if link["kind"] == "learned-from"]
    links = {(link["source"], link["target"]["id"]) for link in learned}
    told = 0
    for slug in made.garden.contributors:
        if made.look.person(slug).page is None:
            continue
        wrote = [uri for uri in made.garden.content.lessons if slug in made.look.writers(uri)]
        for one in effects_of(made.look, made.notes, slug, wrote):
            told += 1
            if one.note is None:
                assert one.grew and (one.grew.page, one.lesson.page) in links
                continue
            note = notes[one.note.anchor]
            assert note["about"]["id"] == one.lesson.page
            assert note["when"].startswith(one.when[:7])
            assert (note["effect"] or "", note["outcome"]) == (one.note.effect, one.note.outcome)
    assert told > 20
