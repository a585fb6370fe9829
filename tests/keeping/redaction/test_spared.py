# Others whose names, logins and addresses look like those of somebody who is taken out, and names as
# people write them who have no such letters at hand. Must not know: git, but for one whole run.
"""Test that others stay, and that odd letters hide nobody."""

from __future__ import annotations

import html
from pathlib import Path

import pytest
from pollinate.keeping.redaction.replacer import Replacer
from pollinate.keeping.redaction.spared import listed_alone, spared_by
from pollinate.model.names import stand_in_of
from pollinate.model.redaction import RedactionPlan, Removed
from pollinate.words import words_of
from support.repo import ANA, Repo
from support.run import pollinate

TOKEN = "3f9a1c2b"
OTHERS = [
    ("Ana B. Reyes", "anab@corp.test.org"),
    ("Bea Reyes", "bea@corp.test.org"),
    ("Ana Lopez", "al@corp.test.org"),
    ("anareyes2", "x@corp.test.org"),
    ("Cy Okafor", "reyes@else.test.org"),
    ("Reyes, Ana", "ra@else.test.org"),
]


def replacer(*names: str, **more: tuple[str, ...]) -> Replacer:
    """Return what takes out one person of some names, and of no address."""
    return Replacer(RedactionPlan(people=(Removed(token=TOKEN, names=names, **more),)))


def test_who_is_spared() -> None:
    """Whoever has a word of hers, and not who is called so in another order."""
    said = set(spared_by(["Ana Reyes", "anareyes"], OTHERS))
    assert said == {
        *("Ana B. Reyes", "Bea Reyes", "Ana Lopez", "anareyes2", "reyes@else.test.org"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Thanks to Bea Reyes, Ana Lopez and all.",
        "Bea Reyes\nAna Lopez",
        "people: [Bea Reyes, Ana Lopez]",
        "| Bea Reyes | Ana Lopez |",
        "Bea,Reyes\nAna,Lopez\n",
        "Ana B. Reyes told it.",
        "Ask reyes@else.test.org, or @anareyes2.",
    ],
)
def test_others_stay_whole(text: str) -> None:
    """Side by side in a list, with an initial more, a digit more, or the same word in an address."""
    spared = tuple(spared_by(["Ana Reyes"], OTHERS))
    ana = replacer("Ana Reyes", singles=("reyes",), spared=spared)
    assert ana.text(text, body=True) == text
    assert TOKEN in ana.text(f"{text} Ana Reyes told it.", body=True)


def test_others_keep_their_commits() -> None:
    """By a name with an initial more, or an address whose first part is a handle of hers."""
    spared = tuple(spared_by(["Ana Reyes"], OTHERS))
    ana = replacer("Ana Reyes", singles=("reyes",), spared=spared)
    for name, mail in (
        (b"Ana B. Reyes", b"anab@corp.test.org"),
        (b"Cy O.", b"reyes@else.test.org"),
    ):
        assert ana.author(name, mail) == (name, mail)
    assert ana.author(b"Reyes, Ana", b"ra@else.test.org")[1].startswith(b"colleague")


@pytest.mark.parametrize(
    ("text", "put"),
    [
        ("Quorn, Ada; Quorn, Bo", f"Removed, Colleague{TOKEN}; Quorn, Bo"),
        ("Bo Quorn, Ada Quorn", f"Bo Quorn, Removed Colleague{TOKEN}"),
        ("by Bo Quorn, Ada Lovelace, too", "by Bo Quorn, Ada Lovelace, too"),
        ("by Quorn, Ada", f"by Removed, Colleague{TOKEN}"),
    ],
)
def test_in_a_list_the_nearest_words_are_a_name(text: str, put: str) -> None:
    """Whichever comes first, and also where nobody knows the others."""
    assert replacer("Ada Quorn").text(text) == put


def test_a_name_beside_itself_goes_twice() -> None:
    """A surname with an apostrophe is no border of another name."""
    siobhan = replacer("Siobhán O'Brien", "siobhan-o-brien")
    for sign in ("'", "\u2019", "&#39;", "&rsquo;"):
        put = siobhan.text(f"Siobhán O{sign}Brien Siobhán O{sign}Brien's day")
        assert put.count(TOKEN) == 2 and "Siobh" not in put and "Brien" not in put


@pytest.mark.parametrize("name", ["José María García López", "Siobhán O'Brien", "山田花子"])
def test_no_two_words_of_a_name_become_one(name: str) -> None:
    """Else a change of one of them would be no change any more, and its words somebody else's."""
    put = replacer(name).text(name)
    words = words_of(put.encode())
    assert len(set(words)) == len(words) == len(words_of(name.encode()))
    assert stand_in_of(put) == TOKEN


def test_a_name_in_capitals_is_another_word() -> None:
    """Whoever wrote it anew has written that."""
    put = replacer("Ada Quorn").text("ADA QUORN, Ada Quorn, ada quorn")
    assert len({*put.split(", ")}) == 3 and put.startswith(f"REMOVED COLLEAGUE{TOKEN}")
    assert all(stand_in_of(one) == TOKEN for one in put.split(", "))


def test_two_whose_names_are_one_name_are_two_in_a_list() -> None:
    """Thomas and James, who are called so here, are not James Thomas."""
    assert listed_alone("James Thomas", [("thomas", ""), ("james", "x@y.test")])
    assert not listed_alone("James Thomas", [("Thomas Berg", ""), ("james", "")])
    james = replacer("James Thomas", close=("James Thomas",))
    text = "people: [thomas, james]\n- james\n- thomas\n"
    assert james.text(text) == text
    assert TOKEN in james.text("So James\nThomas said.") and TOKEN in james.text("james-thomas.md")


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Klaus Groß", "Klaus Groß"),
        ("Klaus Groß", "KLAUS GROẞ"),
        ("Klaus Gross", "Klaus Groß"),
        ("Jörg Müller", "Joerg Mueller"),
        ("Jörg Müller", "docs/assets/joerg-mueller.png"),
        ("Joerg Mueller", "Jörg Müller"),
        ("Joerg Mueller", "J\u006f\u0308rg Mu\u0308ller"),
        ("Søren Ærø", "Soeren Aeroe"),
        ("Lea Strom", "Léa Ström"),
        ("Lea Strom", "https://x.test/L%C3%A9a+Str%C3%B6m"),
        ("Αλέξης Ζορμπάς", "ΑΛΕΞΗΣ ΖΟΡΜΠΑΣ"),
        ("Αλέξης Ζορμπάς", "αλεξης ζορμπας"),
    ],
)
def test_letters_that_are_not_at_hand(name: str, written: str) -> None:
    """Two for one, without accents, or with those that the name in git has not."""
    put = replacer(name).text(f"So said {written} , and went.")
    assert TOKEN in put and not any(word in put for word in written.split())


def test_a_whole_run_spares_others(repo: Repo, tmp_path: Path) -> None:
    """Somebody with a sharp s in the name goes from all texts, though the address of the page has
    two; others of like names keep their commits, and are told.
    """
    repo.git("config", "user.name", "Ana Reyes")
    repo.git("config", "user.email", "ana@harbour.test.org")
    repo.write("mkdocs.yml", "site_name: G\nplugins:\n  - search\n  - pollinate/garden\n")
    text = "# Ask\n\nKlaus Groß and Klaus D. Groß know.\n"
    repo.lesson("Klaus Groß <kg@corp.test.org>", "# One\n\nOil it each spring.\n")
    repo.lesson("Klaus D. Groß <gross@else.test.org>", "# Two\n\nTurn it once.\n", name="b")
    repo.lesson(ANA, text, name="ask")
    asked = ("--reference", "C-1", "--into", str(tmp_path / "clean.git"), "--yes")
    done = pollinate("-C", str(repo.path), "redact", "--person", "Klaus Groß", *asked)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Others whose names hold this one, and stay" in done.stdout
    there = ("-C", str(tmp_path / "clean.git"))
    said = repo.git(*there, "show", "main:docs/lessons/ask.md").splitlines()[-1]
    assert said.startswith("Removed Colleague") and said.endswith("and Klaus D. Groß know.")
    names = repo.git(*there, "log", "--format=%an <%ae>")
    assert "Klaus D. Groß <gross@else.test.org>" in names and "Klaus Groß" not in names
    both = ("redact", "--person", "Klaus Groß", "--person", "Klaus D. Groß")
    assert "Others whose names" not in pollinate("-C", str(repo.path), *both).stdout


@pytest.mark.parametrize(
    "text", ["PM山田花子CTO", "第2山田花子3号", "x&#23665;田花子y", "著者は山田花子です"]
)
def test_a_name_that_touches_others_stays_apart_from_them(text: str) -> None:
    """In a script without blanks: what stands for it must not become one word with a neighbour."""
    put = replacer("山田花子").text(text)
    assert TOKEN in put and not any(letter in put for letter in "山田花子")
    assert len(words_of(put.encode())) == len(words_of(html.unescape(text).encode()))
    assert text[0] in put.split("removed")[0] and text[-1] in put.rpartition(TOKEN)[2]
