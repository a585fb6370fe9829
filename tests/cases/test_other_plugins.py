# What plugins of others make of our pages, and what our pages make of theirs. Must not know: how a
# page of ours comes to be.
"""Test the plugins beside those of others."""

from __future__ import annotations

import json
import os
from pathlib import Path

from support.repo import ANA, BEA, Repo
from support.run import ROOT

from tests.mkdocs.sites import Built, addresses, broken_links, run_engine

OURS = [
    f"pollinate/{name}"
    for name in ("garden", "attribution", "acknowledgements", "learned-from", "trails")
]
LANGUAGES = [
    {"locale": "en", "name": "English", "default": True, "build": True},
    {"locale": "fr", "name": "Français", "build": True},
]


def build(repo: Repo, *plugins: object, path: str = "", code: int = 0, **config: object) -> Built:
    """Build a repository with our plugins and some others."""
    values = {
        "site_name": "Small",
        "site_url": "https://example.org/",
        "theme": {"name": "material", "font": False},
        "plugins": ["search", *plugins, *OURS],
        **config,
    }
    repo.write("mkdocs.yml", json.dumps(values))
    places = [str(ROOT / "plugins"), str(ROOT / "contrib_tools"), *filter(None, [path])]
    env = {"PYTHONPATH": os.pathsep.join(places)}
    return run_engine(repo.path, repo.path.parent / "site", env=env, code=code)


def article(built: Built, page: str) -> str:
    """Return the part of a page that is not the theme's."""
    return built.read(page).partition("<article")[2].partition("</article>")[0]


def test_every_file_of_a_build_has_a_place_on_disk(repo: Repo) -> None:
    """Plugins that read a file by its place find one for each of ours, until a build's last event;
    after it none is left.
    """
    hook = (
        "from pathlib import Path\n"
        "kept = []\n"
        "def on_files(files, config):\n"
        "    kept.append(files)\n"
        "def on_page_content(html, page, config, files):\n"
        "    Path(page.file.abs_src_path).read_bytes()\n"
        "def on_post_build(config):\n"
        "    places = [Path(f.abs_src_path) for f in kept[-1] if f.generated_by]\n"
        "    assert all(place.is_file() for place in places)\n"
        "    Path(config.docs_dir, '..', 'places').write_text('\\n'.join(map(str, places)))\n"
    )
    repo.write("hook.py", hook)
    repo.lesson(ANA, "# A\n\nText.\n")
    built = build(repo, hooks=["hook.py"])
    places = (repo.path / "places").read_text(encoding="utf-8").splitlines()
    assert {"people/index.html", "attribution/index.html"} < addresses(built.site)
    assert any(place.endswith("assets/pollinate.css") for place in places)
    assert any(place.endswith("feeds/lessons.xml") for place in places)
    assert [] == [place for place in places if Path(place).exists()]


def test_a_site_of_two_languages_is_two_gardens(repo: Repo) -> None:
    """Each language has its own lessons, people and feeds, below its own address; links and notes
    mean the translation; a draft is in neither, nor in the sitemap.
    """
    repo.commit(
        ANA,
        docs__index="# Home\n",
        docs__lessons__moor="# Moor first\n\nAs in [tides](tides.md).\n",
        docs__lessons__tides="# Tides\n\nThey turn.\n",
        docs__lessons__hush="---\ndraft: true\n---\n# Unripe quince\n",
        docs__notes__q="---\nkind: question\nabout: lessons/tides.md\n---\nWhy do they turn?\n",
    )
    repo.write("docs/index.fr.md", "# Accueil\n")
    repo.write("docs/lessons/moor.fr.md", "# Amarrer\n\nComme [là](tides.md).\n")
    repo.write("docs/lessons/tides.fr.md", "# Marées\n\nElles tournent.\n")
    repo.commit(BEA)
    built = build(repo, {"i18n": {"docs_structure": "suffix", "languages": LANGUAGES}})
    assert [] == [line for line in built.warnings() if "pollinate" in line]
    found = addresses(built.site)
    assert {"people/index.html", "people/ana-reyes/index.html", "fr/people/index.html"} < found
    assert "fr/people/bea-lind/index.html" in found
    assert "people/bea-lind/index.html" not in found
    french = article(built, "fr/lessons/tides/index.html")
    assert "Bea Lind" in french
    assert "Amarrer" in french
    assert "Why do they turn?" in french
    assert "Moor first" not in french
    assert "Moor first" in article(built, "lessons/tides/index.html")
    assert "Amarrer" in (built.site / "fr/feeds/lessons.xml").read_text(encoding="utf-8")
    assert "Moor first" in (built.site / "feeds/lessons.xml").read_text(encoding="utf-8")
    assert [] == list(broken_links(built.site, below=("lessons", "people", "fr/")))
    sitemap = (built.site / "sitemap.xml").read_text(encoding="utf-8")
    assert "https://example.org/fr/people/" in sitemap
    texts = [
        p.read_bytes() for p in built.site.rglob("*") if p.suffix in (".xml", ".html", ".json")
    ]
    assert [] == [text for text in texts if b"hush" in text or b"quince" in text]


RSS = """\
from pathlib import Path
from mkdocs.plugins import BasePlugin


class Rss(BasePlugin):
    def on_page_content(self, html, *, page, config, files):
        if not page.meta.get("draft", False):
            with Path(config.docs_dir, "..", "listed").open("a") as out:
                print(page.file.src_uri, Path(page.file.abs_src_path).is_file(), file=out)
"""


def test_a_plugin_that_lists_the_newest_pages_does_not_list_ours(
    repo: Repo, tmp_path: Path
) -> None:
    """They are as new as the build, always, and would push the lessons out of its feed."""
    lib = tmp_path / "lib"
    (lib / "stand_in-1.dist-info").mkdir(parents=True)
    (lib / "stand_in.py").write_text(RSS, encoding="utf-8")
    (lib / "stand_in-1.dist-info/METADATA").write_text("Name: stand-in\nVersion: 1\n")
    (lib / "stand_in-1.dist-info/entry_points.txt").write_text(
        "[mkdocs.plugins]\nrss = stand_in:Rss\n"
    )
    repo.commit(ANA, docs__index="# Home\n", docs__lessons__a="# A\n\nText.\n")
    build(repo, "rss", path=str(lib))
    listed = (repo.path / "listed").read_text(encoding="utf-8").split("\n")
    assert ["", "index.md True", "lessons/a.md True"] == sorted(listed)


PRINTS = """\
import json
from pathlib import Path
seen = {}
def on_page_content(html, page, config, files):
    seen[page.file.src_uri] = html
def on_post_build(config):
    Path(config.docs_dir, "..", "seen.json").write_text(json.dumps(seen))
"""


def test_other_plugins_see_what_our_pages_hold(repo: Repo) -> None:
    """Whoever collects pages, to print them say, finds whole pages of ours, bylines and credits on
    lessons; the search index has the author's words only, and the page is as it was.
    """
    repo.write("hook.py", PRINTS)
    repo.commit(ANA, docs__index="# Home\n", docs__lessons__a="# A\n\nText.\n")
    built = build(repo, hooks=["hook.py"])
    seen = json.loads((repo.path / "seen.json").read_text(encoding="utf-8"))
    assert "pl-byline" in seen["lessons/a.md"]
    assert "Written by" in seen["lessons/a.md"]
    assert 'id="pl-how-credit-is-worked-out"' in seen["attribution.md"]
    assert "Ana Reyes" in seen["people/index.md"]
    page = article(built, "lessons/a/index.html")
    assert page.index("pl-byline") < page.index("Text.") < page.index("Written by")
    assert "pollinate: part" not in page
    index = json.loads((built.site / "search/search_index.json").read_text(encoding="utf-8"))
    words = [one["text"] for one in index["docs"] if one["location"].startswith("lessons/a/")]
    assert not any("Ana Reyes" in text for text in words)
    assert any("Text." in text for text in words)


def test_anchors_of_our_pages_are_known_to_the_engine(repo: Repo) -> None:
    """`validation: anchors: warn` finds them, on generated pages and below a lesson's text."""
    links = "[how](../attribution.md#pl-how-credit-is-worked-out), [who](b.md#pl-who-made-this)"
    repo.commit(
        ANA,
        docs__index="# Home\n",
        docs__lessons__a=f"# A\n\nSee {links} and [none](b.md#nowhere).\n",
        docs__lessons__b="# B\n\nText.\n",
    )
    # One writer is one line without a heading.
    repo.commit(BEA, docs__lessons__b="# B\n\nText.\n\nMore of it, by somebody else.\n")
    built = build(repo, validation={"links": {"anchors": "warn"}})
    (warning,) = [line for line in built.warnings() if "anchor" in line]
    assert "nowhere" in warning
