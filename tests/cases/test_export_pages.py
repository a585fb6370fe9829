# Pages and export say the same: what stands on a page is taken off it and looked up in `pollinate
# export`, and back.
"""Compare pages with the export."""

from __future__ import annotations

import html
import json
import posixpath
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from support.run import ROOT, pollinate

SCHEMAS = ROOT / "docs" / "developers" / "schemas"
OUTCOMES = {
    "It worked": "worked",
    "Worked in part": "partly",
    "Did not work here": "did-not-work",
    "Still true": "still-true",
    "Changed": "changed",
    "Retired": "retired",
}
PAGES = 50


@pytest.fixture(scope="module")
def export(demo: Path) -> dict[str, Any]:
    """Give the demo's export."""
    done = pollinate("-C", str(demo), "export")
    assert 0 == done.returncode, done.stderr
    return dict(json.loads(done.stdout))


def articles(site: Path) -> dict[str, str]:
    """Return the main part of each page, by its address from the site root."""
    found = {}
    for file in sorted(site.rglob("*.html")):
        main = re.search(r"<article.*?</article>", file.read_text(encoding="utf-8"), re.S)
        address = file.relative_to(site).as_posix().removesuffix("index.html")
        if main and address != "404.html":
            found[address] = main[0]
    return found


def words(fragment: str) -> str:
    """Return a fragment's words, marks of quotation taken off."""
    text = html.unescape(re.sub(r"<[^>]+>", "", fragment))
    return (
        " ".join(text.split())
        .strip("“”")
        .replace("‘", "“")
        .replace("’", "”")
        .replace("“", '"')
        .replace("”", '"')
    )


def plain(text: str) -> str:
    """Return a text with every kind of quotation mark as one."""
    return " ".join(re.sub("[“”‘’\"']", '"', text).split())


def strings(value: Any) -> list[str]:
    """Return all texts of a document."""
    if isinstance(value, dict):
        return [text for key, item in value.items() for text in (key, *strings(item))]
    if isinstance(value, list):
        return [text for item in value for text in strings(item)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize("schema", ["garden-2", "credits-2"])
def test_documents_fit_their_published_schema(
    demo: Path, demo_site: Path, export: dict[str, Any], schema: str
) -> None:
    """Export, credits and the site's document are valid by the schemas in the handbook."""
    rules = json.loads((SCHEMAS / f"{schema}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(rules)
    if schema == "garden-2":
        documents = [export, json.loads((demo_site / "garden.json").read_text(encoding="utf-8"))]
    else:
        documents = [
            json.loads(pollinate("-C", str(demo), "credits", "--format", "json", *more).stdout)
            for more in ((), ("--lines",))
        ]
    for document in documents:
        jsonschema.validate(document, rules, jsonschema.Draft202012Validator)


def test_what_stands_on_pages_is_in_the_export(demo_site: Path, export: dict[str, Any]) -> None:
    """Persons, dates, titles, outcomes, reasons and links of fifty pages are all in the export."""
    said = strings(export)
    known, joined = {plain(text) for text in said}, plain("\n".join(said))
    names = {person["name"] for person in export["contributors"].values()}
    outcomes = {note["outcome"] for note in export["notes"]}
    dates = {text[:size] for text in said if re.match(r"\d{4}-\d{2}", text) for size in (7, 10)}
    pages = articles(demo_site)
    chosen = {
        address: main
        for address, main in pages.items()
        if address.split("/")[0]
        in ("lessons", "people", "acknowledgements", "trails", "gatherings")
        and "pl-" in main
    }
    assert PAGES <= len(chosen)
    missing: list[str] = []
    for address, main in chosen.items():
        for target, shown in re.findall(
            r'<a (?:class="[^"]*" )?href="([^"]+)"[^>]*>(.*?)</a>', main, re.S
        ):
            missing += _link(address, target, words(shown), pages, names, joined)
        for day in re.findall(r'<time datetime="([^"]+)"', main):
            missing += [] if day in dates else [f"{address}: date {day}"]
        for label in re.findall(r'<span class="pl-outcome[^"]*">.*?</svg>(.*?)</span>', main, re.S):
            missing += (
                []
                if OUTCOMES.get(words(label)) in outcomes
                else [f"{address}: outcome {words(label)}"]
            )
        for quote in re.findall(r'<blockquote class="pl-quote">(.*?)</blockquote>', main, re.S):
            text = plain(words(quote)).strip('"')
            missing += [] if text in known or text in joined else [f"{address}: reason {text}"]
    assert [] == missing


def _link(
    address: str, target: str, shown: str, pages: dict[str, str], names: set[str], joined: str
) -> list[str]:
    if target.startswith(("http", "#", "mailto:")):
        return []
    path, _, anchor = html.unescape(target).partition("#")
    # What a form is filled with.
    path = path.partition("?")[0]
    there = posixpath.normpath(posixpath.join(address, path))
    there = "" if there == "." else there if there.endswith(".xml") else f"{there}/"
    if there.startswith("feeds/"):
        return []
    if there not in pages:
        return [f"{address}: link to {there}"]
    if anchor and f'id="{anchor}"' not in pages[there]:
        return [f"{address}: no #{anchor} on {there}"]
    if re.fullmatch(r"people/[^/]+/", there) and shown not in names:
        return [f"{address}: person {shown}"]
    if (
        there.startswith("lessons/")
        and there.count("/") > 2
        and not anchor.startswith("note")
        and plain(shown) not in joined
    ):
        return (
            []
            if re.match(r"\d+\. ", shown) and plain(shown.split(". ", 1)[1]) in joined
            else [f"{address}: title {shown}"]
        )
    return []


def test_every_id_of_the_export_is_on_a_page(demo_site: Path, export: dict[str, Any]) -> None:
    """Every lesson, note, trail, gathering, source and person of the export is on at least one
    page.
    """
    pages = articles(demo_site)
    everything = plain(
        "\n".join(
            html.unescape(re.sub(r"</?(?:strong|em|code)>", "", main)) for main in pages.values()
        )
    )
    missing = [
        uri
        for kind in ("lessons", "trails", "gatherings")
        for uri in export[kind]
        if f"{uri.removesuffix('.md')}/" not in pages
    ]
    missing += [
        note["id"]
        for note in export["notes"]
        if not any(f'id="{note["anchor"]}"' in main for main in pages.values())
    ]
    missing += [
        one["title"] for one in export["sources"].values() if plain(one["title"]) not in everything
    ]
    missing += [
        one["name"]
        for one in export["contributors"].values()
        if plain(one["name"]) not in everything
    ]
    assert [] == missing
