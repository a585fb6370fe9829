# Feeds as readers meet them: valid Atom, absolute where the site has an address, without anything
# that is private.
"""Test the feeds of the demo and of a site with an address."""

from __future__ import annotations

import html
import re
from pathlib import Path
from urllib.parse import unquote

import feedparser
import pytest
from support.repo import ANA, BEA, Repo, lines
from support.run import pollinate

ATOM = "{http://www.w3.org/2005/Atom}"


def parsed(file: Path) -> feedparser.FeedParserDict:
    """Return a feed, which must be well-formed and have what RFC 4287 asks for."""
    from xml.etree import ElementTree

    root = ElementTree.parse(file).getroot()
    for one in (root, *root.findall(f"{ATOM}entry")):
        assert [1, 1, 1] == [
            len(one.findall(f"{ATOM}{name}")) for name in ("id", "title", "updated")
        ]
        assert one.find(f"{ATOM}id").text.startswith("urn:uuid:")  # type: ignore[union-attr]
    ids = [entry.find(f"{ATOM}id").text for entry in root.findall(f"{ATOM}entry")]  # type: ignore[union-attr]
    assert len(ids) == len(set(ids))
    found = feedparser.parse(file.read_bytes())
    assert not found.bozo, found.get("bozo_exception")
    return found


def test_the_feeds_of_the_demo_are_valid(demo_site: Path) -> None:
    """Every feed is valid Atom, says what happened, and each of its links leads to a page of the
    site.
    """
    files = sorted((demo_site / "feeds").rglob("*.xml"))
    assert {"lessons.xml", "acknowledgements.xml"} <= {file.name for file in files} and 20 < len(
        files
    )
    for file in files:
        feed = parsed(file)
        assert feed.entries or file.parent.name == "people", file
        for entry in feed.entries:
            assert entry.updated.endswith("T00:00:00+00:00")


def test_links_are_absolute_and_nothing_hostile_gets_through(repo: Repo) -> None:
    """With a `site_url` links are absolute; names, titles and notes are text in a feed, whatever
    they hold.
    """
    repo.write(
        "mkdocs.yml",
        "site_name: 'G <b>'\nsite_url: https://garden.example.org/g/\ntheme: {name: material, font:"
        " false}\nplugins: [pollinate/garden, pollinate/attribution, pollinate/acknowledgements]\n",
    )
    repo.write("docs/index.md", "# Home\n")
    repo.lesson(
        ANA, '---\ntitle: "<script>alert(1)</script> & \\u0001"\n---\n' + lines("one"), name="a"
    )
    repo.write(
        "docs/notes/n.md",
        "---\nabout: lessons/a.md\nkind: applied\noutcome: worked\n---\n\n<img src=x"
        " onerror=alert(1)> & so on\n",
    )
    repo.commit(BEA, "Say")
    site = repo.path / "out"
    done = pollinate("-C", str(repo.path), "build", "--site-dir", str(site), "-q")
    assert 0 == done.returncode, done.stderr

    for file in (site / "feeds").rglob("*.xml"):
        source = file.read_text(encoding="utf-8")
        assert "<script" not in source and "<img" not in source and "@" not in source
        for entry in parsed(file).entries:
            assert entry.link.startswith("https://garden.example.org/g/")


def test_lessons_of_any_name_have_a_feed_of_their_own(repo: Repo) -> None:
    """A lesson called as a feed of ours, or with odd letters, has a feed that its page's link
    reaches.
    """
    repo.write(
        "mkdocs.yml",
        "site_name: G\ntheme: {name: material, font: false}\nplugins:\n  - pollinate/garden:"
        " {lessons: ['**/*.md', '!index.md']}\n  - pollinate/attribution\n",
    )
    repo.write("docs/index.md", "# Home\n")
    for name in ("lessons", "people/ana-reyes", "a b?#%", "ü"):
        repo.write(f"docs/{name}.md", "# L\n\n" + lines(name))
        repo.write(
            f"docs/notes/{len(name)}.md", f'---\nabout: "{name}.md"\nkind: reflection\n---\n\nSo.\n'
        )
    repo.commit(ANA, "Plant")
    site = repo.path / "out"
    done = pollinate("-C", str(repo.path), "build", "--site-dir", str(site), "-q")
    assert 0 == done.returncode, done.stderr

    for name in ("lessons", "a b?#%", "ü"):
        page = (site / name / "index.html").read_text(encoding="utf-8")
        link = re.search(r'href="([^"]*feeds/[^"]*)"', page)
        assert link and (site / name / unquote(html.unescape(link[1]))).resolve().is_file()


@pytest.mark.parametrize(
    "private", ["name: Osric\nshow: hidden", "show: alias\nalias: Night owl\nname: Osric"]
)
def test_private_people_are_in_no_feed(repo: Repo, private: str) -> None:
    """Somebody hidden or aliased is named in no feed, and no file of one bears the name."""
    repo.write(
        "mkdocs.yml",
        "site_name: G\ntheme: {name: material, font: false}\nplugins: [pollinate/garden,"
        " pollinate/attribution, pollinate/acknowledgements]\n",
    )
    repo.write("docs/index.md", "# Home\n")
    repo.write("docs/people/osric.md", f"---\n{private}\ngit: [Osric Vale]\n---\n")
    repo.lesson("Osric Vale <o@harbour.test.org>", "# A\n\n" + lines("one"), name="a")
    repo.write(
        "docs/notes/n.md",
        "---\nabout: lessons/a.md\nkind: thanks\nto: [osric]\n---\n\nThank you.\n",
    )
    repo.commit(BEA, "Say")
    done = pollinate("-C", str(repo.path), "build", "--site-dir", str(repo.path / "out"), "-q")
    assert 0 == done.returncode, done.stderr

    for file in (repo.path / "out").rglob("*"):
        assert "osric" not in str(file.relative_to(repo.path / "out")).lower()
        if file.suffix == ".xml":
            assert "osric" not in file.read_text(encoding="utf-8").lower()
