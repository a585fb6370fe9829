# Nobody is ranked here: no word for it in anything that we show, and no number beside anybody's
# name on any page.
"""Test that people are not ranked."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest
from pollinate.export.public import export_public
from pollinate.garden import build_garden
from pollinate.messages.catalogue import messages_in
from pollinate.publish import publish
from pollinate.settings_file import read_settings
from support.run import ROOT, pollinate

WORDS = re.compile(
    r"\b(?:rank(?:s|ed|ing|ings)?|top(?:\s+\d+|\s+(?:contributors?|authors?|people|writers?))|scores?|streaks?|leader-?boards?"
    r"|most active|contributions:|high-?scores?|badges?|karma|total (?:of"
    r" )?(?:lessons|contributions|thanks))\b",
    re.I,
)
MONTHS = [messages_in("en").month(f"2026-{number:02}").split()[0] for number in range(1, 13)]
DATE = rf"(?:\d{{1,2}} )?(?:{'|'.join(MONTHS)}) \d{{4}}"
CITED = r"\((?:19|20)\d\d\)(?=: “)"
"""The year in a citation, before the title."""
SOURCES = sorted(
    [
        *(ROOT / "plugins/pollinate/pages").rglob("*.html"),
        *(ROOT / "plugins/pollinate/messages").glob("*.po"),
        ROOT / "contrib_tools/pollinate_cli/digest_text.py",
        ROOT / "contrib_tools/pollinate_cli/commands/digest.py",
        ROOT / "contrib_tools/pollinate_cli/commands/stats.py",
        ROOT / "plugins/pollinate/derive/digest.py",
    ]
)


@pytest.fixture(scope="module")
def names(demo: Path) -> list[str]:
    """Give the names of all who took part in the sample garden."""
    document = export_public(publish(build_garden(read_settings(demo))))
    return sorted((c["name"] for c in document["contributors"].values()), key=len, reverse=True)


def _shown(source: str) -> str:
    """Return a source without comments, attributes and words of templates, which nobody sees."""
    return re.sub(
        r"\{[#%].*?[#%]\}|^\s*#.*$", " ", source, flags=re.M | re.S if "{%" in source else re.M
    )


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_word_of_ranking(path: Path) -> None:
    """Neither templates, nor sentences, nor the verbs about people speak of ranks, scores or
    streaks.
    """
    assert [] == WORDS.findall(_shown(path.read_text(encoding="utf-8")))


def test_all_places_are_looked_at() -> None:
    """Templates and catalogues are among what is searched."""
    assert {".html", ".po", ".py"} == {path.suffix for path in SOURCES} and len(SOURCES) > 15


def beside(text: str, names: list[str]) -> list[str]:
    """Return each number that stands beside a name, but for dates."""
    who = "|".join(re.escape(name) for name in names)
    plain = re.sub(f"{DATE}|{CITED}", "(date)", text)
    pattern = rf"(?:{who})(?:’s|'s)?[\s:,·(×x–—-]{{0,4}}\d[\d.,]*|\b\d[\d.,]*\s*(?:×|x|by|·|:|\))?\s*(?:{who})\b"
    return [found[0] for found in re.finditer(pattern, plain)]


def pieces(page: str) -> list[str]:
    """Return a page's blocks as text: what stands in one block stands side by side."""
    page = re.sub(r"<(script|style|svg)\b.*?</\1>|<!--.*?-->", " ", page, flags=re.S)
    page = re.sub(
        r"</?(?:p|li|ul|ol|h\d|div|section|article|table|tr|dt|dd|nav|header|footer|blockquote|pre)\b[^>]*>",
        "\n",
        page,
    )
    text = html.unescape(re.sub(r"<[^>]*>", " ", page))
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


def test_the_search_finds_what_it_is_for() -> None:
    """A count before or after a name is found; a date is not."""
    for bad in (
        "Ana Reyes (12)",
        "Ana Reyes: 12 lessons",
        "12 × Ana Reyes",
        "Ana Reyes 3",
        "1. Ana Reyes",
        "Ana Reyes, 61 %",
        "Ana Reyes (2026)",
    ):
        assert beside(bad, ["Ana Reyes"]), bad
    for good in (
        "Ana Reyes, 19 March 2026",
        "Ana Reyes since March 2026",
        "March 2026 Ana Reyes",
        "Ana Reyes and Bea Lind",
        "Ana Reyes (2026): “Roll back first”",
    ):
        assert [] == beside(good, ["Ana Reyes", "Bea Lind"]), good


def test_no_number_beside_a_name_on_the_site(demo_site: Path, names: list[str]) -> None:
    """On no page of the sample garden does a number stand beside anybody's name."""
    found = {}
    pages = sorted(demo_site.rglob("*.html"))
    for page in pages:
        text = page.read_text(encoding="utf-8")
        if hits := [hit for piece in pieces(text) for hit in beside(piece, names)]:
            found[page.relative_to(demo_site).as_posix()] = hits

    assert len(pages) > 50 and {} == found


def test_no_number_beside_a_name_in_the_terminal(demo: Path, names: list[str]) -> None:
    """`digest`, `due` and `stats` print no number beside a name, and the digest's document counts
    nothing.
    """
    for verb in (
        ["stats"],
        ["due", "--all"],
        ["digest", "--since", "12 months"],
        ["digest", "--since", "12 months", "--to-thank"],
    ):
        done = pollinate("-C", str(demo), *verb)
        assert 0 == done.returncode, done.stderr
        assert [] == [hit for line in done.stdout.splitlines() for hit in beside(line, names)]
        assert [] == WORDS.findall(done.stdout)
    document = json.loads(
        pollinate("-C", str(demo), "digest", "--since", "12 months", "--format", "json").stdout
    )

    assert [] == list(numbers(document))


def numbers(value: object) -> list[object]:
    """Return all numbers in a document."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [number for item in value for number in numbers(item)]
    return [value] if isinstance(value, int | float) else []
