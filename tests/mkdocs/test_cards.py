# What links to pages unfold to: the picture that a site names, and what a plugin that draws cards is
# given to draw. Must not know: how a card is drawn.
"""Test cards and pictures of links."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import html
from pollinate.errors import SettingsError
from support.repo import ANA, BEA, Repo, lines
from support.run import pollinate

HOOK = """
import json
from mkdocs.plugins import event_priority

seen = {}

@event_priority(-100)
def on_page_markdown(markdown, page, config, files):
    seen[page.file.src_uri] = page.meta.get("social", {}).get("cards_layout_options", {})

@event_priority(50)
def on_post_page(output, page, config):
    tag = '<meta property="og:title" content="of a card" />'
    return output.replace("</head>", tag + "</head>") if page.file.src_uri.endswith("carded.md") else output

def on_post_build(config):
    open(config.site_dir + "/seen.json", "w").write(json.dumps(seen))
"""
CONFIG = (
    "site_name: Garden\n{url}theme: {{name: material, font: false}}\nhooks: [hook.py]\n"
    "plugins:\n  - search\n  - social: {{cards_include: [none.md]}}\n"
    "  - pollinate/garden: {{link_picture: '{picture}'}}\n  - pollinate/attribution\n"
)
URL = "site_url: https://garden.test.org/g/\n"


def built(repo: Repo, site: Path, picture: str = "", url: str = URL) -> str:
    """Build a site with a plugin for cards, and return its log."""
    repo.write("mkdocs.yml", CONFIG.format(picture=picture, url=url))
    repo.write("hook.py", HOOK)
    repo.write("docs/assets/own.png", b"\x89PNG")
    repo.commit(BEA, "Hide", docs__people__bea="---\nname: Bea Lind\nshow: hidden\n---\n")
    text = '# Ask [[Bea Lind]] {{ config }} "now"\n\n' + lines("one")
    summary = "---\ntitle: T\nsummary: 'Say \"how\" <b>now</b>'\n---\n\n" + lines("two")
    repo.commit(ANA, "Plant", docs__lessons__a=text, docs__lessons__carded=summary)
    done = pollinate("-C", str(repo.path), "build", "--site-dir", str(site))
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def said(site: Path, page: str, what: str) -> list[str]:
    """Return what a page's head says of a kind, by whatever attribute."""
    tree = html.fromstring((site / page / "index.html").read_text(encoding="utf-8"))
    found = tree.xpath(f"//head//meta[@property='{what}' or @name='{what}']/@content")
    return [str(one) for one in found]


def test_cards_are_given_what_may_be_shown(repo: Repo, tmp_path: Path) -> None:
    """A card has the title and summary of its page, and never a name that its author wrote and the
    page does not show; what a card's plugin says of links stands there once.
    """
    site = tmp_path / "site"
    built(repo, site)

    seen = json.loads((site / "seen.json").read_text())
    assert "Bea" not in json.dumps(seen)
    assert seen["lessons/a.md"]["title"].startswith("Ask a colleague …")
    assert {"title": "T", "description": "Say &quot;how&quot; "} == {
        **seen["lessons/carded.md"],
        "description": seen["lessons/carded.md"]["description"].partition("&lt;")[0],
    }
    assert ["of a card"] == said(site, "lessons/carded", "og:title")
    (title,) = said(site, "lessons/a", "og:title")
    assert title.startswith("Ask a colleague") and ["summary"] == said(
        site, "lessons/a", "twitter:card"
    )


@pytest.mark.parametrize(
    "picture, url, expected",
    [
        ("assets/own.png", URL, ["https://garden.test.org/g/assets/own.png"]),
        ("assets/own.png", "", []),
        ("assets/none.png", URL, []),
        ("https://pictures.test.org/a.webp", "", ["https://pictures.test.org/a.webp"]),
    ],
)
def test_a_site_names_a_picture(
    repo: Repo, tmp_path: Path, picture: str, url: str, expected: list[str]
) -> None:
    """A file of the site needs to be there, and the site an address; nothing on the page loads
    it.
    """
    site = tmp_path / "site"
    log = built(repo, site, picture, url)

    assert expected == said(site, "lessons/a", "og:image")
    assert [bool(expected)] == [
        one == "summary_large_image" for one in said(site, "lessons/a", "twitter:card")
    ]
    assert ("no file 'assets/none.png'" in log) is (picture == "assets/none.png")
    assert [] == said(site, "lessons/carded", "og:image")


@pytest.mark.parametrize(
    "value",
    ["../x.png", "a/../../x.png", "/etc/x.png", "javascript:x.png", "x.svg", "a b.png", "https://me@x.org/a.png", 'x".png', "c:/x.png"],
)  # fmt: skip
def test_what_is_no_picture_is_refused(repo: Repo, value: str) -> None:
    """A path out of the site, a script, a login and a form that chats don't show end in words."""
    with pytest.raises(SettingsError, match="link_picture"):
        repo.settings(link_picture=value)
