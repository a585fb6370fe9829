# How lessons are cited: whatever titles and names hold, each form is read back as it was meant, and
# names nobody whom the byline hides. Must not know: MkDocs, how a page places it.
"""Test citations."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from pollinate.garden import build_garden
from pollinate.messages.catalogue import messages_in
from pollinate.pages.citations import (
    FORMS,
    Citation,
    Cited,
    bibtex,
    cff,
    citation_of,
    csl_json,
    sentence,
    view_citation,
    written,
)
from pollinate.pages.site import Site
from pollinate.paths import SrcUri
from pybtex.database import parse_string
from support.planned import site_of
from support.repo import ANA, BEA, CY, Repo, lines

A = SrcUri("lessons/t/a.md")
URL = "https://garden.example.org/"
EN = messages_in("en")
HOSTILE = (
    "a } b {", "back\\slash and \\input{/etc/passwd}", "100 % sure", 'say "so"', "@article{x,", "<script>alert(1)</script>",
    "- a: b # c", "{}}{", "ends with \\", "and", "others", "!!python/object:x", "&anchor *star |", "$x$ _y_ ^z~ #w", "'", "1e3",
    "null", "---", "%YAML", "@comment{", "\\", "{", "}", "yes", "Smith, John", "“quoted”", "? x", "O'Brien and sons",
)  # fmt: skip
SIGNS = {
    "\\textbackslash": "\\", "\\textbraceleft": "{", "\\textbraceright": "}", "\\textasciicircum": "^", "\\textasciitilde": "~",
    "\\textless": "<", "\\textgreater": ">", "\\textbar": "|",
}  # fmt: skip


def said(**values: object) -> Citation:
    """Return a citation of some parts."""
    usual: dict[str, object] = {
        "key": "roll-back-first-2026",
        "people": (Cited("Ana Reyes", False), Cited("Night shift", True)),
        "title": "Roll back first, debug later",
        "garden": "Harbour garden",
        "date": "2026-03-19",
        "address": f"{URL}lessons/t/a/",
        "language": "en",
    }
    return Citation(**{**usual, **values})  # type: ignore[arg-type]


def typeset(text: str) -> str:
    """Return what TeX sets of a field."""
    found = re.sub(r"\{(\\text[a-z]+)\}", lambda m: f"\0{SIGNS[m[1]]}", text)
    found = re.sub(r"\\([%&#$_])", r"\1", found)
    assert not re.search(r"(?<!\0)[\\{}]", found)
    return found.replace("\0", "")


def read_bibtex(text: str) -> tuple[list[str], dict[str, str]]:
    """Return the authors and fields of the one entry that a parser finds."""
    found = parse_string(text, "bibtex")
    (entry,) = found.entries.values()
    people = [" ".join(who.last_names) for who in entry.persons.get("author", ())]
    assert all(who.last_names and not who.first_names for who in entry.persons.get("author", ()))
    assert all(name[0] == "{" and name[-1] == "}" for name in people)
    title = entry.fields["title"]
    assert title[0] == "{" and title[-1] == "}"
    fields = {**entry.fields, "title": title[1:-1]}
    return [typeset(name[1:-1]) for name in people], {
        key: value if key == "url" else typeset(value) for key, value in fields.items()
    }


def test_every_form_says_the_same() -> None:
    """Names whole and in their order, title, garden, date and address stand in each form."""
    one = said()

    names, fields = read_bibtex(bibtex(one))
    (item,) = json.loads(csl_json(one))
    file = yaml.safe_load(cff(one, EN))

    assert (
        "Ana Reyes and Night shift (2026): “Roll back first, debug later”, Harbour garden,"
        " https://garden.example.org/lessons/t/a/"
    ) == sentence(one, EN)
    assert ["Ana Reyes", "Night shift"] == names
    assert "Harbour garden" == fields["howpublished"] and one.address == fields["url"]
    assert ("2026", "March") == (fields["year"], fields["month"])
    assert [{"literal": "Ana Reyes"}, {"literal": "Night shift"}] == item["author"]
    assert {"date-parts": [[2026, 3, 19]]} == item["issued"]
    assert ("webpage", one.address) == (item["type"], item["URL"])
    assert [{"alias": "Ana Reyes"}, {"name": "Night shift"}] == file["authors"]
    assert ("1.2.0", "2026-03-19") == (file["cff-version"], file["date-released"])
    page = file["preferred-citation"]
    assert ("website", 2026, 3) == (page["type"], page["year"], page["month"])
    assert file["authors"] == page["authors"] and one.title == page["title"] == file["title"]


def test_what_nobody_knows_is_left_out() -> None:
    """Without address, date or people a form says nothing of them; a file for forges, which must
    name somebody, names the garden; a month is all that is said where it is all that is known.
    """
    bare = said(people=(), date="", address="", language="")

    assert "Harbour garden: “Roll back first, debug later”" == sentence(bare, EN)
    assert {"title", "howpublished"} == set(read_bibtex(bibtex(bare))[1])
    assert {"id", "type", "title", "container-title"} == set(json.loads(csl_json(bare))[0])
    file = yaml.safe_load(cff(bare, EN))
    assert [{"name": "Harbour garden"}] == file["authors"] and "date-released" not in file
    month = said(date="2026-03")
    assert {"date-parts": [[2026, 3]]} == json.loads(csl_json(month))[0]["issued"]
    assert "date-released" not in yaml.safe_load(cff(month, EN))
    assert "Ana Reyes and Night shift: “" in sentence(said(date=""), EN)


def test_namesakes_are_two_people() -> None:
    """Two people of one name are both cited; a file for forges may name them once only."""
    twins = said(people=(Cited("Ana Reyes", False), Cited("Ana Reyes", False)))

    assert 2 == len(read_bibtex(bibtex(twins))[0]) and "Ana Reyes and Ana" in sentence(twins, EN)
    assert [{"alias": "Ana Reyes"}] == yaml.safe_load(cff(twins, EN))["authors"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_words(text: str) -> None:
    """A title, name or garden of signs that each form uses itself is read back letter by letter."""
    one = said(title=text, people=(Cited(text, False), Cited(text, True)), garden=text)

    names, fields = read_bibtex(bibtex(one))
    (item,) = json.loads(csl_json(one))
    file = yaml.safe_load(cff(one, EN))

    assert [text, text] == names and text == fields["title"] == fields["howpublished"]
    assert text == item["title"] == item["container-title"] and text == item["author"][0]["literal"]
    assert text == file["title"] == file["authors"][1]["name"] == file["authors"][0]["alias"]
    assert all("\n" not in line for line in sentence(one, EN).split("\\n"))


LINE = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp")), min_size=1, max_size=40
).map(lambda text: " ".join(text.split())).filter(bool)  # fmt: skip


@given(title=LINE, names=st.lists(LINE, min_size=1, max_size=3), garden=LINE)
@example(title="}\\{", names=["{", "\\and "], garden="%")
def test_any_words_are_read_back(title: str, names: list[str], garden: str) -> None:
    """Whatever stands in a line, each form is read back as it was meant."""
    people = tuple(Cited(name, False) for name in names)
    one = said(title=title, people=people, garden=garden)

    read, fields = read_bibtex(bibtex(one))
    (item,) = json.loads(csl_json(one))
    file = yaml.safe_load(cff(one, EN))

    assert (names, title, garden) == (read, fields["title"], fields["howpublished"])
    assert names == [who["literal"] for who in item["author"]]
    assert title == file["title"]
    assert list(dict.fromkeys(names)) == [who["alias"] for who in file["authors"]]


def cited(made: Site, uri: SrcUri = A) -> Citation:
    """Return how a lesson of a garden is cited."""
    return citation_of(made.look, made.garden.content.lessons[uri], f"{URL}lessons/t/a/")


def test_whom_the_byline_names(repo: Repo) -> None:
    """Authors come before who has a share that is said; small edits, reviewers, tools and who asked
    not to be named are not named, whichever form; no address of anybody stands there.
    """
    text = "---\ntitle: |-\n  Two\n  lines } <b>\n  \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 \ufdd0\n---\n\n"
    words = [f"w{n}" for n in range(12)]
    repo.commit(BEA, "Hide", docs__people__bea="---\nname: Bea Lind\nshow: hidden\n---\n")
    repo.commit("cy@harbour.test.org <cy@harbour.test.org>", "x", docs__lessons__t__b="# B\n\nx\n")
    repo.commit(ANA, "Plant", docs__lessons__t__a=text + lines(*words))
    told = f"More\n\nReviewed-by: {CY}"
    repo.commit(BEA, told, docs__lessons__t__a=text + lines(*words, "more", "still"))
    bot = "renovate[bot] <bot@harbour.test.org>"
    repo.commit(bot, "Bot", docs__lessons__t__a=text + lines(*words, "more", "still", "tool"))
    mo = "Mo Derator <mod@harbour.test.org>"
    whole = text + lines(*words, "more", "still", "tool")
    repo.commit(mo, "Typo", docs__lessons__t__a=whole + "end\n")
    made = site_of(repo.garden(), repo.settings())

    one = cited(made)

    assert ["Ana Reyes", "a colleague"] == [who.name for who in one.people]
    assert "2023-11" == one.date and "a-2023" == one.key
    assert "Two lines } <b> \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645" == one.title
    for form in FORMS:
        said_so = written(one, form, EN)
        assert "Bea" not in said_so and "bot" not in said_so and "harbour.test" not in said_so
        assert "harbour.test" not in written(cited(made, SrcUri("lessons/t/b.md")), form, EN)


def test_a_page_offers_it_in_one_text(repo: Repo) -> None:
    """The fold holds all that is to be copied, escaped, without a script; a lesson that nobody has
    committed, or that was withdrawn, is not cited.
    """
    text = '---\ntitle: "</code><script>x</script> } \\\\ %"\n---\n\n' + lines("one")
    repo.commit(ANA, "Plant", docs__lessons__t__a=text)
    gone = "---\ntitle: G\nstatus: withdrawn\n---\n\nwords\n"
    repo.commit(ANA, "Gone", docs__lessons__t__g=gone)
    repo.write("docs/lessons/t/new.md", "# New\n\nwords\n")
    made = site_of(repo.garden(), repo.settings())
    lessons = made.garden.content.lessons

    html = made.lesson_html(lessons[A], str, f"{URL}lessons/t/a/")["cite.html"]

    assert "<script" not in html and "&lt;script&gt;x" in html
    assert html.count("</code></pre>") == 2 and f"{URL}lessons/t/a/" in html
    assert "This address stays" in html
    assert "This address" not in made.lesson_html(lessons[A], str)["cite.html"]
    assert view_citation(made.look, lessons[SrcUri("lessons/t/g.md")], "") is None
    assert view_citation(made.look, lessons[SrcUri("lessons/t/new.md")], "") is None


def test_when_its_text_last_changed(repo: Repo) -> None:
    """A lesson is cited with the year of its newest words, and not of its first."""
    repo.commit(ANA, "Plant", docs__lessons__t__a="# A\n\n" + lines("one"))
    repo.clock += 400 * 86_400
    repo.commit(BEA, "More", docs__lessons__t__a="# A\n\n" + lines("one", "two"))

    one = cited(site_of(repo.garden(), repo.settings()))

    assert ("a-2024", "2024-12") == (one.key, one.date[:7])


def test_names_are_as_many_as_in_a_byline_and_turn_nothing_around(repo: Repo) -> None:
    """Of many authors six are named; a name of somebody, or of a garden, is one line, whatever
    signs Git or a setting holds.
    """
    told = "\n".join(f"Co-authored-by: Cy {n} <c{n}@harbour.test.org>" for n in "ABCDEFGH")
    who = "Ana \u202eRe\u0085yes <ana@harbour.test.org>"
    repo.commit(
        who, f"Plant\n\n{told}", docs__lessons__t__a="# A\n\n" + lines(*["one", "two", "three"])
    )
    settings = replace(repo.settings(), site_name="Har\u2067bour\ngarden")

    one = cited(site_of(build_garden(settings), settings))

    assert 6 == len(one.people)
    assert "Har bour garden" == one.garden
    assert all(who.name.isprintable() for who in one.people)


@pytest.mark.parametrize("lang, expected", [("de-CH", "de-CH"), ('d"e}', ""), ("", "en")])
def test_a_language_is_one(repo: Repo, lang: str, expected: str) -> None:
    """What is no language's tag is left out; a lesson that names none has the garden's."""
    repo.commit(ANA, "Plant", docs__lessons__t__a="# A\n\n" + lines("one"))
    made = site_of(repo.garden(), repo.settings())
    lesson = replace(made.garden.content.lessons[A], lang=lang)

    assert expected == citation_of(made.look, lesson, "").language


@pytest.mark.parametrize(
    "address, expected",
    [
        ("https://me:secret@garden.example.org/a/", "https://garden.example.org/a/"),
        ("javascript:alert(1)", ""),
        ("HTTPS://x.org/A", "https://x.org/A"),
        ('https://x.org/a}b\\c d"e/', "https://x.org/a%7Db%5Cc%20d%22e/"),
        ("", ""),
    ],
)
def test_an_address_is_one(repo: Repo, address: str, expected: str) -> None:
    """An address is one of the web, without a login and without signs of any form."""
    repo.commit(ANA, "Plant", docs__lessons__t__a="# A\n\n" + lines("one"))
    made = site_of(repo.garden(), repo.settings())

    assert expected == citation_of(made.look, made.garden.content.lessons[A], address).address
