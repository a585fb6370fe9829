# Promises of the catalogues: what is put into a sentence is escaped, a count has its plural, and a
# new language is one file.
"""Test sentences."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from markupsafe import Markup
from pollinate.messages import catalogue
from pollinate.messages.catalogue import find_language, languages, messages_in
from support.planned import site_of
from support.repo import ANA, Repo, lines
from support.run import ROOT

ENGLISH = messages_in("en")
FOLDER = ROOT / "plugins" / "pollinate" / "messages"
POLISH = r"""
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\n"
"Language: pl\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) "
"? 1 : 2);\n"

msgid "bed-seedling"
msgid_plural "bed-seedling"
msgstr[0] "{count} sadzonka"
msgstr[1] "{count} sadzonki"
msgstr[2] "{count} sadzonek"

msgid "people-title"
msgstr "Ludzie w ogrodzie"

msgid "grew"
msgstr ""
"""


@pytest.fixture
def polish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Add a language with three forms, of which most is not translated."""
    for name, text in (("pl", POLISH), ("en", (FOLDER / "en.po").read_text(encoding="utf-8"))):
        (tmp_path / f"{name}.po").write_text(text, encoding="utf-8")
    monkeypatch.setattr(catalogue, "files", lambda package: tmp_path)
    for cached in (catalogue.languages, catalogue._messages):
        cached.cache_clear()
    yield
    for cached in (catalogue.languages, catalogue._messages):
        cached.cache_clear()


def test_parts_are_escaped_and_markup_stays() -> None:
    """What somebody wrote can't become HTML; what is Markup already is not escaped twice."""
    assert "By &lt;b&gt;" == ENGLISH.say("by", names="<b>")
    assert "By <b>" == ENGLISH.say("by", names=Markup("<b>"))
    assert "By <b> & co" == ENGLISH.tell("by", names="<b> & co")


def test_braces_in_a_part_stay() -> None:
    """A part is never read as a sentence with holes of its own."""
    assert "By {names} {0}" == ENGLISH.say("by", names="{names} {0}")


@pytest.mark.parametrize(
    ("key", "parts", "missing"),
    [
        ("no-such-key", {}, "no-such-key"),
        ("by", {}, "names"),
        ("by", {"name": "A"}, "names"),
        ("steps-count", {}, "count"),
    ],
)
def test_what_is_missing_is_named(key: str, parts: dict[str, str], missing: str) -> None:
    """An unknown key and a missing part are a KeyError with their name, never half a sentence."""
    with pytest.raises(KeyError, match=missing):
        ENGLISH.say(key, **parts)


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "0 seedlings"), (1, "1 seedling"), (2, "2 seedlings"), (21, "21 seedlings")],
)
def test_a_count_has_its_plural(count: int, words: str) -> None:
    """One is said as one, all else as several."""
    assert words == ENGLISH.say("bed-seedling", count=count)


@pytest.mark.parametrize(
    ("days", "words"),
    [(0.5, "a day"), (1.0, "a day"), (1.5, "1.5 days"), (2.0, "2 days")],
)
def test_a_fraction_is_said_as_several(days: float, words: str) -> None:
    """A median can lie between two days."""
    assert f"at least half of them within {words}." == ENGLISH.say(
        "short-answered-days", count=days
    )


def test_names_and_dates_read_as_in_a_sentence() -> None:
    """Names are joined, months are words, and what is no date comes back as it is."""
    assert ["", "A", "A and B", "A, B and C"] == [
        ENGLISH.join_plain(list(names)) for names in ("", "A", "AB", "ABC")
    ]
    assert "&lt;, B and C" == ENGLISH.join(["<", "B", "C"])
    assert "March 2026" == ENGLISH.month("2026-03")
    assert "9 March 2026" == ENGLISH.day("2026-03-09T10:00:00+02:00")
    assert ["March 2026", "2026-13", "soon"] == list(
        map(ENGLISH.day, ("2026-03", "2026-13", "soon"))
    )


@pytest.mark.parametrize("language", languages())
def test_each_catalogue_is_whole(language: str) -> None:
    """Every language says every message, and each form has the holes of the English plural; a
    singular may do without its count.
    """
    there = catalogue._read(language)

    assert set(ENGLISH.keys()) == set(there)
    for key, sentence in there.items():
        holes = {name for _, name in ENGLISH.sentences[key].forms[-1] if name}
        for form in sentence.forms:
            own = {name for _, name in form if name}
            assert holes - {"count"} <= own <= holes, key
        assert ("count" in holes) <= (len(sentence.forms) > 1), f"{key} counts without a plural"


@pytest.mark.parametrize("wanted", ["en", "EN", "en-GB", "en_us", " en "])
def test_a_language_is_found_as_people_write_it(wanted: str) -> None:
    """Case, blanks and regions are no difference."""
    assert "en" == find_language(wanted)


@pytest.mark.usefixtures("polish")
def test_a_new_language_is_one_file(repo: Repo) -> None:
    """Its plurals follow its own rule, its months are Babel's, what it leaves empty is English, and
    a garden speaks it.
    """
    repo.lesson(ANA, lines("one", "two"))
    found = messages_in("pl_PL")

    assert ("en", "pl") == languages()
    assert ["1 sadzonka", "22 sadzonki", "5 sadzonek"] == [
        found.say("bed-seedling", count=count) for count in (1, 22, 5)
    ]
    assert ("marzec 2026", "3 marca 2026") == (found.month("2026-03"), found.day("2026-03-03"))
    assert "What grew from it" == found.say("grew")
    settings = repo.settings(language="pl")
    titles = {page.title for page in site_of(repo.garden(), settings).generated.values()}
    assert "Ludzie w ogrodzie" in titles and "Attribution" in titles


def test_an_unknown_language_is_told_once_and_is_english(repo: Repo) -> None:
    """The site is built in English; one finding names the languages there are."""
    repo.lesson(ANA, lines("one", "two"))
    garden = repo.garden(language="tlh")

    assert ["our own words don't speak 'tlh' yet, so they are in English"] == [
        one.message for one in garden.diagnostics if one.code == "unknown-language"
    ]
    assert ["Choose one of: de, en, es, fr."] == [one.cure for one in garden.diagnostics]
    assert "Seedling" == messages_in("tlh").say("stage-seedling")
    assert () == repo.garden(language="en-GB").diagnostics


def test_nothing_is_read_before_it_is_said() -> None:
    """Importing the pages loads neither Babel nor a catalogue."""
    code = "import sys, pollinate.pages.site; print('babel' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(ROOT / "plugins"), "PATH": ""},
    )

    assert "False" == done.stdout.strip()
