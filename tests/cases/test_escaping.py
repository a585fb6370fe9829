# Cases 5, 26 and 27 at every place where contributed text comes out: names, trailers, titles, tags,
# reasons, sources, profiles, paths. One hostile garden and its harmless twin are built once; each
# test looks at one sink.
"""Test that no contributed text becomes markup."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import pytest
from support.hostile import PAYLOADS, author_name, plant
from support.repo import Repo
from support.run import pollinate
from support.site import Html, Site, article, build, section


@dataclass(frozen=True)
class Twins:
    """A hostile garden and its site, and the site of the same garden with plain words."""

    garden: Path
    hostile: Site
    harmless: Site


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> Twins:
    """Build both."""
    folder = tmp_path_factory.mktemp("twins")
    hostile, harmless = (
        plant(Repo(folder / "hostile")),
        plant(Repo(folder / "harmless"), harmless=True),
    )
    return Twins(
        hostile.path, build(hostile.path, folder / "bad"), build(harmless.path, folder / "good")
    )


def main_parts(site: Site, prefix: str) -> list[Html]:
    """Return the main part of all pages below a folder."""
    return [article(page) for page in site.below(prefix)]


def assert_plain(hostile: list[Html], harmless: list[Html], *, shown: str = "Zed") -> None:
    """Assert that hostile pages hold no danger and no kind of element that harmless ones don't, but
    do show the texts.
    """
    assert hostile and harmless
    text = " ".join(page.text for page in hostile)
    assert shown in text
    assert [] == [danger for page in hostile for danger in page.dangers()]
    assert set() == {shape for page in hostile for shape in page.shapes} - {
        shape for page in harmless for shape in page.shapes
    }
    # The id of a commit may hold any figures.
    assert "49" not in re.sub(r"\b[0-9a-f]{7}\b", "", text)


def visible(text: str) -> str:
    """Return a text as a page shows it: white space joined, without direction overrides."""
    return " ".join("".join(c for c in text if unicodedata.category(c) != "Cf").split())


@pytest.mark.parametrize(
    ("uri", "start", "end"),
    [
        ("lessons/t", '<div class="pl-byline">', "</div>"),
        ("lessons/t", '<h2 id="pl-who-made-this">', "</section>"),
        ("lessons/t", '<h2 id="pl-learned-from">', "<h2"),
        ("lessons/t", '<h2 id="pl-what-grew-from-it">', "<h2"),
        ("lessons/t", '<p class="pl-lede">', "</p>"),
    ],
    ids=["byline", "credit panel", "learned from", "what grew from it", "lede"],
)
def test_lesson_parts(twins: Twins, uri: str, start: str, end: str) -> None:
    """Byline, credit panel, sources, backlinks and lede show hostile names and texts as text."""
    parts = [
        [section(page, start, end) for page in site.below(uri) if start in page.source]
        for site in (twins.hostile, twins.harmless)
    ]

    assert_plain(*parts)


def test_lesson_pages(twins: Twins) -> None:
    """The whole main part of every lesson is free of elements that our templates don't make."""
    assert_plain(main_parts(twins.hostile, "lessons/t"), main_parts(twins.harmless, "lessons/t"))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_title_is_shown_letter_by_letter(twins: Twins, payload: str) -> None:
    """A title of any letters is read on its page just as it was written."""
    page = article(twins.hostile.page(f"lessons/t/p{PAYLOADS.index(payload)}"))

    assert visible(payload) in visible(page.text)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_author_name_is_shown_letter_by_letter(twins: Twins, payload: str) -> None:
    """A co-author's name of any letters is read in the credit panel just as it was written, without
    its direction marks.
    """
    page = article(twins.hostile.page(f"lessons/t/p{PAYLOADS.index(payload)}"))

    assert " ".join(payload.replace("\u202e", " ").split()) in page.text.replace("\u202e", " ")


def test_person_pages(twins: Twins) -> None:
    """People's pages show hostile names, teams, topics and own words as text."""
    # Each hostile name is another one, and makes a row of its own: a long list is folded.
    folded = Html('<details class="pl-details"><summary>Earlier</summary></details>')
    harmless = [*main_parts(twins.harmless, "people"), folded]
    assert_plain(main_parts(twins.hostile, "people"), harmless)


def test_people_index(twins: Twins) -> None:
    """The people index shows hostile names as text."""
    assert_plain([article(twins.hostile.page("people"))], [article(twins.harmless.page("people"))])


def test_thanks(twins: Twins) -> None:
    """The acknowledgements, index and months, show hostile names and titles as text."""
    assert_plain(
        main_parts(twins.hostile, "acknowledgements"),
        main_parts(twins.harmless, "acknowledgements"),
    )


def test_sources(twins: Twins) -> None:
    """The sources page shows hostile titles as text and links to the web only."""
    page = article(twins.hostile.page("sources"))

    assert_plain([page], [article(twins.harmless.page("sources"))])
    outside = [link for link in page.links() if not link.startswith((".", "#"))]
    assert outside and all(link.startswith(("https://", "http://")) for link in outside), outside


def test_lineage(twins: Twins) -> None:
    """Lineage pages, lists and picture, show hostile titles and names as text."""
    assert_plain(main_parts(twins.hostile, "lineage"), main_parts(twins.harmless, "lineage"))


def test_lineage_picture(twins: Twins) -> None:
    """The picture of a lineage holds lines, dots and words only."""
    for page in twins.hostile.below("lineage"):
        picture = section(page, '<svg viewBox="0 0', "</svg>")
        assert {tag for tag, _ in picture.elements} <= {
            "svg",
            "title",
            "desc",
            "path",
            "circle",
            "text",
        }
        assert [] == picture.dangers()


def test_attribution_page(twins: Twins) -> None:
    """The attribution page shows hostile titles, names, topics and licences as text."""
    assert_plain(
        [article(twins.hostile.page("attribution"))], [article(twins.harmless.page("attribution"))]
    )


def test_topic_lists(twins: Twins) -> None:
    """Topic pages show hostile topics, titles and summaries as text."""
    hostile = [
        article(page)
        for uri, page in twins.hostile.all().items()
        if uri.startswith("lessons/") and uri.count("/") == 1
    ]
    harmless = [
        article(page)
        for uri, page in twins.harmless.all().items()
        if uri.startswith("lessons/") and uri.count("/") == 1
    ]

    assert_plain(hostile, harmless)


def test_home(twins: Twins) -> None:
    """The home page shows hostile topics, titles and thanks as text."""
    assert_plain([article(twins.hostile.page("."))], [article(twins.harmless.page("."))])


def test_page_titles(twins: Twins) -> None:
    """The `<title>` of every page is one title, and the head holds no element that a stranger
    wrote.
    """
    heads = [section(page, "<head>", "</head>") for page in twins.hostile.all().values()]
    kinds = {
        shape
        for page in twins.harmless.all().values()
        for shape in section(page, "<head>", "</head>").shapes
    }

    assert [] == [danger for head in heads for danger in head.dangers()]
    assert set() == {shape for head in heads for shape in head.shapes} - kinds
    assert {1} == {sum(tag == "title" for tag, _ in head.elements) for head in heads}


def test_navigation(twins: Twins) -> None:
    """The navigation shows titles of pages and names of topic folders as text."""
    kinds = {shape for page in twins.harmless.all().values() for shape in page.shapes}

    for uri, page in twins.hostile.all().items():
        around = Html(page.source.replace(article(page).source, ""))
        assert [] == around.dangers(), uri
        assert set() == around.shapes - kinds, uri


def test_search_index(twins: Twins) -> None:
    """Titles in the search index are escaped, since the theme's script puts them into the page as
    markup.
    """
    index = json.loads((twins.hostile.folder / "search/search_index.json").read_text())
    titles = [Html(entry["title"]) for entry in index["docs"]]

    assert any("Zed" in title.text for title in titles)
    assert [] == [danger for title in titles for danger in title.dangers()]
    assert set() == {tag for title in titles for tag, _ in title.elements}


def test_garden_json(twins: Twins) -> None:
    """garden.json is valid JSON that keeps every title letter by letter."""
    document = twins.hostile.garden()
    lessons = document["lessons"]

    assert isinstance(lessons, dict)
    assert {lesson["title"] for uri, lesson in lessons.items() if uri.startswith("lessons/t/")} == {
        " ".join(p.split()) for p in PAYLOADS
    }


WHY = ["why", author_name(PAYLOADS[4]), "lessons/t/p4.md"]


@pytest.mark.parametrize(
    ("verb", "form"),
    [
        (["credits"], "text"),
        (["credits"], "json"),
        (["check"], "text"),
        (["check"], "json"),
        (WHY, "text"),
        (WHY, "json"),
        (["export"], "json"),
    ],
    ids=lambda value: value if isinstance(value, str) else value[0],
)
def test_command_line(twins: Twins, verb: list[str], form: str) -> None:
    """The command line prints valid JSON, and text without control characters or direction
    overrides.
    """
    done = pollinate("-C", str(twins.garden), "--docs-dir", "docs", *verb, "--format", form)

    assert done.returncode in (0, 1), done.stderr
    assert "Zed" in done.stdout
    if form == "json":
        json.loads(done.stdout)
    else:
        assert [] == [
            c for c in done.stdout if c != "\n" and unicodedata.category(c) in ("Cc", "Cf")
        ]


def test_names_lose_direction_overrides(twins: Twins) -> None:
    """A name can't turn the text after it around: no direction override of a person's name is on
    any page.
    """
    for uri in ("people", "attribution", "acknowledgements"):
        source = "".join(page.source for page in main_parts(twins.hostile, uri))
        names = re.findall(r'<a href="[^"]*people/[^"]*">(.*?)</a>', source)
        assert names and not [name for name in names if "\u202e" in name], uri


def test_file_names_lead_to_pages(twins: Twins) -> None:
    """A lesson whose file and folder have hostile names has a page, and links of ours reach it."""
    from urllib.parse import unquote

    page = twins.hostile.page("attribution")
    targets = [unquote(link) for link in article(page).links() if "lessons/Z" in unquote(link)]

    assert len(PAYLOADS) <= len(targets)
    assert [] == [
        t for t in targets if not (twins.hostile.folder / "attribution" / t).resolve().exists()
    ]
