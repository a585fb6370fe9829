# A sitemap of more pages than search engines read becomes a list of several.
# Must not know: how a site is built.
"""Test sitemaps of large sites."""

from __future__ import annotations

import gzip
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from pollinate_mkdocs.sitemaps import split_sitemap

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
URL = "https://garden.test.org/base/"


def sitemap(count: int) -> str:
    """Return a sitemap as a theme writes it."""
    pages = "".join(
        f"<url><loc>{URL}a{n}/?x=1&amp;y={n}</loc><lastmod>2026-01-01</lastmod></url>\n"
        for n in range(count)
    )
    return f'<?xml version="1.0"?>\n<urlset xmlns="{SPACE[1:-1]}">{pages}</urlset>'


def addresses(text: str) -> list[str]:
    """Return the addresses that a sitemap tells, or a list of them."""
    return [str(one.text) for one in ElementTree.fromstring(text).iter(f"{SPACE}loc")]


@pytest.mark.parametrize("most, size", [(3, 10**6), (10**6, 2_500)])
def test_a_large_one_is_told_in_several(tmp_path: Path, most: int, size: int) -> None:
    """All addresses, each once and in order, none with more than may be; the list leads to them."""
    site = tmp_path / "site"
    listed = addresses(split_sitemap(sitemap(40), URL, site, str, most, size))
    parts = [(site / one.removeprefix(URL)).read_text() for one in listed]

    assert addresses(sitemap(40)) == [one for part in parts for one in addresses(part)]
    assert all(len(addresses(part)) <= most and len(part.encode()) <= size for part in parts)
    assert len(parts) > 2
    assert all("<lastmod>2026-01-01</lastmod>" in part for part in parts)


def test_one_that_is_not_stays(tmp_path: Path) -> None:
    """With as many as may be, without an address of the site, or of a form that we don't know."""
    text = sitemap(10)

    assert text == split_sitemap(text, URL, tmp_path, str, 10)
    assert text == split_sitemap(text, "", tmp_path, str, 3)
    assert "<url><url>" == split_sitemap("<url><url>", URL, tmp_path, str, 1)
    assert [] == list(tmp_path.iterdir())


def test_a_file_of_the_site_keeps_its_name(tmp_path: Path) -> None:
    """Ours takes another."""
    text = split_sitemap(sitemap(4), URL, tmp_path, lambda name: f"my-{name}", 2)

    assert [f"{URL}my-sitemap-1.xml", f"{URL}my-sitemap-2.xml"] == addresses(text)


def test_a_site_has_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where they are too many for one: told in full, and the packed list is the same one."""
    (tmp_path / "docs/lessons").mkdir(parents=True)
    for name in "abcdefg":
        (tmp_path / f"docs/lessons/{name}.md").write_text(f"# {name}\n\nWords.\n")
    (tmp_path / "mkdocs.yml").write_text(
        f"site_name: S\nsite_url: {URL}\ntheme: {{name: material, font: false}}\n"
        "plugins:\n  - search\n  - pollinate/garden: {history: optional}\n"
    )
    site = tmp_path / "site"
    build(load_config(str(tmp_path / "mkdocs.yml")))
    whole = addresses((site / "sitemap.xml").read_text())
    monkeypatch.setattr(split_sitemap, "__defaults__", (3, 10**6))
    build(load_config(str(tmp_path / "mkdocs.yml")))
    listed = addresses((site / "sitemap.xml").read_text())
    told = [a for one in listed for a in addresses((site / one.removeprefix(URL)).read_text())]

    assert len(listed) > 1 and whole == told
    assert (site / "sitemap.xml").read_bytes() == gzip.decompress(
        (site / "sitemap.xml.gz").read_bytes()
    )
