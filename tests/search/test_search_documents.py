# What a search may know of a page, asked of the documents alone: an adapter has guards of its own,
# and each must hold where the other fails. Must not know: an engine, an index.
"""Test the documents that a search reads."""

from __future__ import annotations

import pytest
from pollinate.pages.search_documents import SearchDocument, SearchDocuments, html_of
from pollinate.pages.site import Site
from pollinate.paths import SrcUri
from support.planned import site_of
from support.repo import ANA, BEA, Repo, lines

A = SrcUri("lessons/t/a.md")
HIDDEN = "---\nname: Bea Lind\nshow: hidden\nask_about: [quokkas]\n---\n"


def site(repo: Repo, front: str = "", **files: str) -> Site:
    """Return the pages of a garden of a lesson and other files."""
    names = {f"docs__{name}": text for name, text in files.items()}
    repo.commit(ANA, docs__lessons__t__a=f"---\ntitle: A\n{front}---\n\n" + lines("one"), **names)
    return site_of(repo.garden(people_pages="all"), repo.settings(people_pages="all"))


def known(made: Site, uri: SrcUri = A, text: str = "<p>Words.</p>") -> SearchDocument | None:
    """Return what a search knows of a page."""
    return SearchDocuments(made).of(uri, "Title", text)


@pytest.mark.parametrize(
    "front",
    [
        "search:\n  exclude: true\n",
        "password: secret\n",
        "status: withdrawn\nreason: It named a person.\non: 2026-03-02\n",
    ],
)
def test_a_lesson_that_is_kept_out_has_no_document(repo: Repo, front: str) -> None:
    """Whoever asks: one under a password, out of search or withdrawn is not known."""
    assert known(site(repo, front)) is None


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("<h2>B</h2>b<h2 {}>C</h2>c<h3 {}>D</h3>d<h2>E</h2>e", "be"),
        ("<h2 {}>B</h2>b<h2 {}>C</h2>c<h2>E</h2>e", "e"),
        ("a<h3 {}>B</h3>b<h2>C</h2>c", "ac"),
        ("a<h2 {}>B</h2>b", "a"),
    ],
)
def test_a_section_that_is_kept_out_is_left_out_whole(repo: Repo, text: str, left: str) -> None:
    """Up to the next heading as high, whatever is said inside it or beside it."""
    document = known(site(repo), text=text.replace("{}", "data-search-exclude"))

    assert document
    assert left == "".join(word for word in document.words if word.islower())


def test_whoever_is_hidden_is_found_nowhere(repo: Repo) -> None:
    """Neither a page, a value to narrow down by nor a byline tells of somebody hidden."""
    made = site(repo, people__bea=HIDDEN)
    repo.commit(BEA, docs__lessons__t__b="# B\n\n" + lines("two"))
    made = site_of(repo.garden(people_pages="all"), repo.settings(people_pages="all"))
    documents = [known(made, uri) for uri in (*made.generated, *made.garden.content.lessons)]
    texts = [html_of(one, "en", str) for one in documents if one]

    assert texts and not [one for one in texts if "Bea" in one or "quokka" in one]
    lesson = known(made, SrcUri("lessons/t/b.md"))
    assert lesson and not [value for name, value in lesson.filters if name == "person"]


def test_what_people_write_is_text_in_a_document(repo: Repo) -> None:
    """In a title, situation, tag, summary, limit, question, answer, topic and step of a trail."""
    evil = "<b a='\\\"x'>evil</b>"
    front = "".join(f'{key}: ["{evil} {key}"]\n' for key in ("tags", "applies_when", "not_when"))
    front += f'summary: "{evil}"\n'
    ask = f"---\nabout: {A}\nkind: question\n---\n\n{evil} asked?\n"
    trail = (
        f'---\ntitle: "{evil}"\nsummary: "{evil}"\nsteps:\n  - lesson: ../lessons/t/a.md\n'
        f'    why: "{evil}"\n    task: "{evil}"\n---\n\nText.\n'
    )
    answer = f"---\nabout: notes/q.md\nkind: answer\n---\n\n{evil} answered.\n"
    more = {"trails__t": trail, "lessons__t__index": f"# {evil}\n"}
    made = site(repo, front, notes__q=ask, notes__r=answer, **more)

    for uri in (A, SrcUri("trails/t.md")):
        document = known(made, uri)
        assert document
        html = html_of(document, "en", str)
        assert "evil" in html and "<b " not in html
    told = known(made)
    assert told and ["h3", "h4"] == [one.level for one in told.passages]


def test_what_is_kept_for_the_record_comes_after_what_took_its_place(repo: Repo) -> None:
    """The same words count half as much in a lesson that is no longer in use."""
    new = "---\ntitle: A\n---\n\n" + lines("two")
    made = site(repo, "status: superseded\nsuperseded_by: b.md\n", lessons__t__b=new)
    old, newer = known(made), known(made, SrcUri("lessons/t/b.md"))

    assert old and newer and old.counts < newer.counts
    assert ("A", "lessons/t/b.md") == old.instead
