# Whose words stand where on a lesson, as its page lists them: who, since when, which words; of
# somebody private no more than elsewhere.
"""Test telling whose phrases a text is made of."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pollinate.derive.phrases import FIRST, LAST
from pollinate.model.credits import Phrase
from pollinate.paths import SrcUri
from pollinate.publish import publish
from pollinate.words import places, spelled
from support.repo import ANA, BEA, CY, Repo
from support.site import build

A = SrcUri("lessons/a.md")


def told(repo: Repo) -> list[tuple[str, str]]:
    """Return the people and quotes of a lesson's phrases."""
    found: tuple[Phrase, ...] = publish(repo.garden()).phrases.get(A, ())
    return [(" ".join(one.by), one.quote) for one in found]


def test_each_phrase_has_its_writers(repo: Repo) -> None:
    """A word that was changed is a phrase; co-authors have theirs together; headings count."""
    repo.lesson(ANA, "# Knots\n\nTie the bowline first, then pull it.\n\nLook at it twice.\n")
    repo.lesson(BEA, "# Knots\n\nTie the bowline last, then pull it.\n\nLook at it twice.\n")
    repo.lesson(
        BEA,
        "# Knots\n\nTie the bowline last, then pull it.\n\nLook at it twice.\n\nThen sing.\n",
        f"Sing\n\nCo-authored-by: {CY}",
    )
    assert told(repo) == [
        ("ana-reyes", "Knots Tie the bowline"),
        ("bea-lind", "last"),
        ("ana-reyes", "then pull it Look at it twice"),
        ("bea-lind cy-okafor", "Then sing"),
    ]


def test_phrases_add_up_to_the_text(repo: Repo) -> None:
    """All words of a lesson are in one phrase each, and a long one is quoted by its ends."""
    long = " ".join(f"word{n}" for n in range(40))
    repo.lesson(ANA, f"# Knots\n\n{long}\n\n{long}\n")
    repo.lesson(BEA, f"# Knots\n\n{long}\n\n{long}\n\nAnd more.\n")
    garden = repo.garden()
    first, last = publish(garden).phrases[A]
    assert first.words + last.words == garden.credits[A].words == 83
    assert first.quote == "Knots word0 word1 word2 word3 word4 word5 word6 … " + " ".join(
        f"word{n}" for n in range(36, 40)
    )
    assert len(first.quote.split()) == FIRST + 1 + LAST


def test_only_what_is_seen_is_quoted(repo: Repo) -> None:
    """Addresses of links, attributes, comments and tags are no words of a quote."""
    repo.lesson(ANA, "# Knots\n\nOne.\n")
    repo.lesson(
        BEA,
        "# Knots\n\nOne.\n\nSee [the rope](../rope/of-hemp.md){ .learned-from } <!-- to do --> and"
        " <b>pull</b> [here][ref] [[rope|it]].\n\n[ref]: https://rope.example.org/long\n",
    )
    assert told(repo)[1] == ("bea-lind", "See the rope and pull here it")


def test_one_phrase_is_no_list(repo: Repo) -> None:
    """A lesson that one person wrote at once, or that differs from git, has nothing to tell."""
    repo.lesson(ANA, "# Knots\n\nOne.\n")
    assert told(repo) == []
    repo.lesson(BEA, "# Knots\n\nOne.\n\nTwo.\n")
    assert len(told(repo)) == 2
    repo.write("docs/lessons/a.md", "# Knots\n\nOne two.\n\nTwo.\n")
    assert told(repo) == []


@pytest.mark.parametrize("wish", ["show: hidden", "show: alias\nalias: Night owl"])
def test_nobody_private_is_told(repo: Repo, wish: str) -> None:
    """A phrase of somebody private has the alias, or a colleague, and a month; neither a phrase nor
    a commit's own words name them, whoever wrote these.
    """
    repo.write("docs/people/cy.md", f"---\nname: Cy Okafor\ngit: [Cy Okafor]\n{wish}\n---\n")
    repo.lesson(ANA, "# Knots\n\nOne.\n", "Ask Cy Okafor for knots")
    repo.lesson(CY, "# Knots\n\nOne.\n\nTwo is mine.\n", "Say mine")
    repo.lesson(BEA, "# Knots\n\nOne.\n\nTwo is mine.\n\nSee okafor cy.\n", "Thank okafor, cy")
    public = publish(repo.garden())
    shown = "night-owl" if "alias" in wish else "a-colleague"
    phrases = public.phrases[A]
    assert [one.by for one in phrases] == [("ana-reyes",), (shown,), ("bea-lind",)]
    assert {len(one.when) for one in phrases} == {7}
    assert phrases[-1].quote == "…"
    assert {one.subject for one in public.commits.values()} == {""}
    assert "Okafor" not in repr((public.phrases, public.commits))


def test_a_panel_quotes_each_change_with_its_day(repo: Repo, tmp_path: Path) -> None:
    """Three changes beside a name, the rest in a disclosure, each in the commit's own words with
    its day; its id is only where the link leads, and hostile words are words.
    """
    repo.write("mkdocs.yml", "site_name: G\nrepo_url: https://forge.example.org/t/g\n")
    text = "# Knots\n\n"
    for number in range(5):
        text += f"Line {number} of a bowline.\n\n"
        said = "<script>alert(1)</script> & 'ask' a@mail.test.org" if not number else f"Do {number}"
        repo.lesson(ANA, text, said)
    repo.lesson(BEA, text + "By Bea.\n", "Add mine")
    build(repo.path, tmp_path / "site")
    page = (tmp_path / "site" / "lessons" / "a" / "index.html").read_text("utf-8")
    panel = page[page.index('<section class="pl-credit"') :].partition("</section>")[0]
    row = panel[panel.index(">Ana Reyes<") : panel.index(">Bea Lind<")]
    seen, rest = row.split("<summary>More changes</summary>")
    assert "“&lt;script&gt;alert(1)&lt;/script&gt; &amp; &#39;ask&#39;”" in seen
    assert re.findall(r"“Do (\d)”", seen) == ["1", "2"] and re.findall(r"“Do (\d)”", rest) == [
        "3",
        "4",
    ]
    assert row.count("<time datetime=") == 5
    assert "@" not in panel and "Whose words stand here, phrase by phrase" in panel
    first = repo.git("rev-list", "--reverse", "HEAD").splitlines()[0]
    assert first[:7] not in re.sub(r'href="[^"]*"', "", panel)


@pytest.mark.parametrize("piece", ["[[", "](", "][", "<", "<!--", "{ ", "&", ":", "](a(", "\t["])
def test_a_line_that_would_keep_a_pattern_busy(repo: Repo, piece: str) -> None:
    """A line of half a megabyte of what begins markup and never ends it takes no time."""
    repo.lesson(ANA, "# Knots\n\nOne.\n")
    repo.lesson(BEA, f"# Knots\n\nOne.\n\nTwo {piece * (500_000 // len(piece))} three.\n")
    garden = repo.garden()
    start = time.process_time()
    found = publish(garden).phrases[A]
    assert time.process_time() - start < 3
    assert len(found) == 2


@given(st.text(alphabet="abcé漢ー1.-* []()<>{}:/\t", max_size=40))
def test_places_are_those_of_the_words(line: str) -> None:
    """Where words stand, and what they are, are told alike."""
    assert [line[a:b] for a, b in places(line)] == spelled(line.encode())


@pytest.mark.parametrize(
    ("line", "quote"),
    [
        ("See https://rope.example.org/hemp &nbsp; :anchor: it.", "See it"),
        ("Two <!-- to do", "Two"),
        ("See [the rope](../rope_(hemp).md) now.", "See the rope now"),
        ("Cafe\u0301 au lait.", "Caf\u00e9 au lait"),
        ("See [[rope/hemp|the rope]] now.", "See the rope now"),
        ("a b c d e f g h i j k l", "a b c d e f g h i j k l"),
        ("a b c d e f g h i j k l m", "a b c d e f g h \u2026 j k l m"),
    ],
)
def test_what_is_quoted_of_a_line(repo: Repo, line: str, quote: str) -> None:
    """What no reader sees is left out, letters are whole, and twelve words are quoted whole."""
    front = "---\ntags: [rope]\n---\n"
    repo.lesson(ANA, f"{front}# Knots\n\nOne.\n")
    repo.lesson(BEA, f"{front}# Knots\n\nOne.\n\n{line}\n")
    assert told(repo) == [("ana-reyes", "Knots One"), ("bea-lind", quote)]


def test_a_phrase_that_nobody_sees_is_none(repo: Repo) -> None:
    """An address that somebody added below a text is nothing to quote."""
    repo.lesson(ANA, "# Knots\n\nOne [rope][ref].\n")
    repo.lesson(BEA, "# Knots\n\nOne [rope][ref].\n\nTwo.\n")
    repo.lesson(CY, "# Knots\n\nOne [rope][ref].\n\nTwo.\n\n[ref]: https://rope.example.org/long\n")
    assert told(repo) == [("ana-reyes", "Knots One rope"), ("bea-lind", "Two")]
