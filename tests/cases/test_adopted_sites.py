# What two lines do to a site that was there before: built before and after, by the engine alone.
# Must not know: how a plugin keeps a promise.
"""Test sites that take us in."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pollinate.pages.assets import LOOK, stylesheet
from support.repo import ANA, Repo
from support.run import pollinate

from tests.mkdocs.sites import Built, addresses, broken_links, run_engine

OURS = ("pollinate/garden", "pollinate/attribution")
TEXT = "\n# One\n\nSome words of a page.\n"
OTHER_TOOLS = {
    "proposals/fault.md": "---\ntitle: X\nowners:\n- @alex\n---" + TEXT,
    "proposals/title.md": "---\nTitle: X\n---" + TEXT,
    "lessons/multi.md": "Title: From MultiMarkdown\nAuthors: Ana\n\nSome words.\n",
    "lessons/fault.md": "---\ntitle: X\nowners:\n- @alex\n---" + TEXT,
    "lessons/prose.md": "---\nNote: this is a text: of two lines,\nset between two rules\n---" + TEXT,
    "lessons/heading.md": TEXT + "\n<!-- ## Old heading\n\nold -->\n\nText.\n",
    "lessons/region.md": TEXT + "\n<!-- #region one -->\n\nText.\n\n<!-- #endregion -->\n",
    "lessons/account.md": TEXT + "\nUse <service_account> here, and <b>this</b></i>.\n",
    "lessons/service.md": TEXT + '\n<em x-id="4" itemprop="name" data-own="1">Text</em>\n',
    "lessons/chat.md": TEXT + "\n[chat](irc://irc.example.org/x)\n",
    "lessons/tags.md": "---\ntags: a\nauthor: Ana\nstatus: new\n---" + TEXT,
    "lessons/stage.md": "---\nstage: Verify\nlevel: 2\nTitle: X\ncreated: last May\n---" + TEXT,
    "lessons/blog.md": "---\ndate: 2024-01-01\nauthors: [ana]\ncategories: [x]\ndraft: false\n"
    "status: published\nlevel: 3\nsummary: [a]\ntags: {a: b}\n---" + TEXT,
    "lessons/keys.md": "---\nid: x\nsidebar_position: 2\nlayout: page\npermalink: /x/\nhide: [toc]\n"
    "source: https://x.org\naliases: [y]\nreview: 2025-01-01\nowner: team\n---" + TEXT,
    "lessons/theme.md": "---\nsearch: {boost: 2}\nhide: true\nicon: no/where\n"
    "template: 404.html\nredirect_from: /old/\nsuperseded_by: 5\n---" + TEXT,
    "notes/meeting.md": "---\nkind: meeting\nowner: team\n---" + TEXT,
    "trails/west.md": "---\nlevel: hard\nminutes: many\ntitel: West\n---" + TEXT,
    "gatherings/summer.md": "---\nkind: [party]\ndate: in June\n---" + TEXT,
}  # fmt: skip
"""What MkDocs, blogs, Hugo, Jekyll, Backstage, Docusaurus and translators leave in files."""

Adopt = Callable[..., tuple[Built, Built]]


@pytest.fixture
def adopt(repo: Repo, tmp_path: Path) -> Adopt:
    """Give a function that builds the repository's site without us and with us."""

    def build(
        *plugins: Any, settings: dict[str, Any] | None = None, strict: bool = True, **config: Any
    ) -> tuple[Built, Built]:
        if not (repo.path / "docs/index.md").exists():
            repo.write("docs/index.md", "# Home\n")
        if repo.git("status", "--porcelain"):
            repo.commit(ANA)
        found = []
        parts = [one for one in plugins if str(one).startswith("pollinate/")]
        others = [one for one in plugins if one not in parts]
        ours = [{OURS[0]: settings} if settings else OURS[0], *OURS[1:], *parts]
        for name, more in (("before", []), ("after", ours)):
            values = {
                "site_name": "Adopted",
                "theme": {"name": "mkdocs"},
                "plugins": ["search", *others, *more],
                **config,
            }
            repo.write(f"{name}.yml", json.dumps(values))
            extra = ["--strict"] if strict else []
            found.append(run_engine(repo.path, tmp_path / name, "-f", f"{name}.yml", *extra))
        return found[0], found[1]

    return build


def test_strict_builds_pass_over_the_keys_of_other_tools(repo: Repo, adopt: Adopt) -> None:
    """A site of many tools' front matter and marks builds under `--strict` with us as it did
    before; `check` gives advice, no error and no warning.
    """
    for path, text in OTHER_TOOLS.items():
        repo.write(f"docs/{path}", text)
    repo.write(".git-blame-ignore-revs", "abc123\n")
    before, after = adopt()

    assert [] == after.warnings()
    assert addresses(before.site) <= addresses(after.site)
    done = pollinate("check", "--format", "json", cwd=_with_us(repo))
    found = json.loads(done.stdout)["findings"]
    assert {"advice"} == {one["severity"] for one in found}, done.stdout
    assert 0 == done.returncode
    assert {"lessons/stage.md", "lessons/blog.md", "lessons/keys.md"} <= {
        one["path"].removeprefix("docs/") for one in found
    }


@pytest.mark.parametrize(
    ("front", "words"),
    [
        ("applies_when:\n  - A: b", "an entry of 'applies_when' is no text"),
        ("aplies_when: A", "did you mean 'applies_when'?"),
        ("learned_from: [mira]\nlevel: 2", "'level' can't be '2'"),
        ("credit:\n  - person: mira\n    role: revewer", "did you mean 'reviewer'?"),
        ("review:\n  by: mira\n  every: full moon", "'every' can't be 'full moon'"),
        ("learned_from:\n- @mira", "YAML keeps for itself"),
        ("draft: perhaps", "'draft' must be true or false"),
        ("draft: true\nowners:\n- @alex", "YAML keeps for itself"),
    ],
)
def test_a_key_that_is_ours_beyond_doubt_warns(
    repo: Repo, tmp_path: Path, front: str, words: str
) -> None:
    """Who writes for us hears of a slip where the site is built; so does whose page would be
    hidden by one.
    """
    repo.write("docs/lessons/a.md", f"---\n{front}\n---{TEXT}")
    repo.write("docs/lessons/b.md", TEXT)
    repo.commit(ANA)
    built = run_engine(_with_us(repo), tmp_path / "site")

    assert [line for line in built.warnings() if words in line]


def test_what_a_page_loses_stands_in_the_log(repo: Repo, adopt: Adopt) -> None:
    """A key that themes don't get, and a front matter that can't be read, are told without failing
    a strict build.
    """
    for path in ("lessons/theme.md", "lessons/fault.md"):
        repo.write(f"docs/{path}", OTHER_TOOLS[path])
    _, after = adopt()

    for words in ("'template' is left out", "'search' says more", "YAML keeps for itself"):
        assert [line for line in after.log.splitlines() if words in line], words


def test_a_text_between_two_rules_stays_a_text(repo: Repo, adopt: Adopt) -> None:
    """What looks like front matter, can't be read and holds no known key is shown, as before; one
    that holds such a key is not.
    """
    for path in ("lessons/prose.md", "lessons/fault.md"):
        repo.write(f"docs/{path}", OTHER_TOOLS[path])
    before, after = adopt()

    assert "set between two rules" in before.read("lessons/prose/index.html")
    assert "set between two rules" in after.read("lessons/prose/index.html")
    assert "@alex" not in after.read("lessons/fault/index.html")


def _with_us(repo: Repo) -> Path:
    repo.write("mkdocs.yml", json.dumps({"site_name": "A", "plugins": ["search", *OURS]}))
    return repo.path


STATIC = {
    "lessons/deploys/index.html": '<meta http-equiv=refresh content="1; url=one/">MOVED',
    "people/index.html": "OUR STATIC PEOPLE APP",
    "attribution/index.html": "<script>app()</script>OUR ATTRIBUTION",
    "sources/index.html": "OUR SOURCES",
    "garden.json": '{"mine": 1}',
    "assets/pollinate.css": "/* mine */",
    "assets/pollinate.js": "// mine",
    "feeds/lessons.xml": "<mine/>",
}  # fmt: skip


def test_every_static_file_keeps_its_address(repo: Repo, adopt: Adopt) -> None:
    """A file that stands where ours would stays byte for byte; ours moves, or is left out, which the
    log says without failing a strict build; and what moved is whole.
    """
    for path, text in STATIC.items():
        repo.write(f"docs/{path}", text)
    repo.write("docs/lessons/deploys/one.md", TEXT)
    _, after = adopt("pollinate/trails", "pollinate/learned-from")

    assert STATIC == {path: after.read(path) for path in STATIC}
    assert "Ana Reyes" in after.read("people-2/index.html")
    assert "Ana Reyes" in after.read("attribution-2/index.html")
    assert "../../../assets/pollinate-2.css" in after.read("lessons/deploys/one/index.html")
    assert "pollinate/" in after.read("garden-2.json")
    for words in (
        "people/index.md is people-2/index.md",
        "lessons/deploys has no list",
        "garden.json is a file of the site",
        "feeds/lessons.xml is a file of the site",
    ):
        assert words in after.log
    assert [] == [one for one in broken_links(after.site) if "pollinate" in one or "people" in one]


def test_pages_of_other_plugins_keep_their_address(repo: Repo, adopt: Adopt) -> None:
    """A page that a plugin makes, or redirects, at one of our addresses stays the plugin's."""
    repo.write("docs/lessons/one.md", TEXT)
    repo.write("docs/team.md", "# Our team\n")
    before, after = adopt({"redirects": {"redirect_maps": {"people/index.md": "team.md"}}})

    assert before.read("people/index.html") == after.read("people/index.html")
    assert "Ana Reyes" in after.read("people-2/index.html")


def test_a_large_site_keeps_its_navigation(repo: Repo, adopt: Adopt) -> None:
    """More than a hundred lessons stay in the navigation that MkDocs makes of a site that was there
    before, with previous and next.
    """
    for number in range(101):
        repo.write(f"docs/part/p{number:03}.md", f"# Page {number}\n\nText.\n")
    before, after = adopt(settings={"lessons": "**/*.md"}, theme={"name": "readthedocs"})
    nav = re.compile(
        r'class="toctree-l\d[^"]*"><a class="reference internal[^"]*" href="(?!#)([^"]*)'
    )
    turn = re.compile(r'<a href="([^"]*)" class="btn btn-neutral[^"]*" title="([^"]*)"')

    page = "part/p050/index.html"
    assert 100 < len(nav.findall(before.read(page)))
    assert [] == [one for one in nav.findall(before.read(page)) if one not in after.read(page)]
    assert turn.findall(before.read(page)) == turn.findall(after.read(page)) != []


def test_our_stylesheet_begins_at_our_parts() -> None:
    """Each rule of the sheet that every site gets is about a part of ours, or sets nothing but our
    own variables; so no theme is restyled.
    """
    css = re.sub(r"/\*.*?\*/", "", stylesheet(), flags=re.S)
    for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", css):
        names = {word.split(":")[0].strip() for word in body.split(";") if word.strip()}
        if all(name.startswith("--pl-") for name in names):
            continue
        parts = [one for one in re.split(r",(?![^()]*\))", selectors) if one.strip()]
        assert [] == [one for one in parts if not re.search(r'\.pl-|\[(?:class|id)\^="pl-"\]', one)]


def test_a_site_asks_for_our_look(repo: Repo, adopt: Adopt) -> None:
    """Our own look is a sheet that only a site with `look: garden` links."""
    repo.write("docs/lessons/a.md", TEXT)
    _, plain = adopt()
    assert not (plain.site / LOOK).exists()
    assert LOOK not in plain.read("index.html")

    _, ours = adopt(settings={"look": "garden"})
    assert (ours.site / LOOK).is_file()
    assert LOOK in ours.read("index.html")


POST = """\
---
date: 2024-01-31
categories: [Ops]
---
# Roll back first

First words.<script>attack()</script> <em onclick="attack()">More</em>.

<!-- more -->

The rest of it.
"""


@pytest.mark.parametrize(
    ("lessons", "first"), [("blog/posts/*.md", False), ("**/*.md", False), ("**/*.md", True)]
)
def test_posts_of_a_blog_are_lessons(repo: Repo, tmp_path: Path, lessons: str, first: bool) -> None:
    """A post has its byline at the address where the blog puts it, whatever the order of plugins;
    the blog's own pages stay as they are, and show nothing of a post that its page leaves out.
    """
    repo.write("docs/index.md", "# Home\n")
    repo.write("docs/blog/index.md", "# Our blog\n")
    repo.write("docs/blog/posts/roll.md", POST)
    repo.write(
        "docs/blog/posts/two.md", POST.replace("Roll back", "Look").replace("01-31", "02-01")
    )
    repo.commit(ANA)
    blog, ours = ["blog", "tags"], [{OURS[0]: {"lessons": lessons}}, OURS[1]]
    sites = []
    for name, plugins in (("before", blog), ("after", [*ours, *blog] if first else [*blog, *ours])):
        theme = {"name": "material", "font": False}
        values = {"site_name": "B", "theme": theme, "plugins": ["search", *plugins]}
        repo.write("mkdocs.yml", json.dumps(values))
        sites.append(run_engine(repo.path, tmp_path / name))
    before, after = sites

    assert addresses(before.site) <= addresses(after.site)
    assert not (after.site / "blog/posts").exists()
    post = "blog/2024/01/31/roll-back-first/index.html"
    assert "pl-byline" in after.read(post) and "md-post__meta" in after.read(post)
    assert "roll-back-first/" in after.read("people/ana-reyes/index.html")
    index = after.read("blog/index.html")
    assert "pl-byline" not in index and "The rest of it." not in index
    assert 2 == index.count("First words.") == before.read("blog/index.html").count("First words.")
    for page in (post, "blog/index.html", "blog/category/ops/index.html"):
        assert "attack()" in before.read(page)
        assert "attack()" not in after.read(page)


def _someone(name: str) -> str:
    return f"{name} <{name.split()[0].lower()}@harbour.test.org>"


@pytest.mark.parametrize(
    ("mode", "pages"),
    [
        ("auto", {"ana-reyes", "bea-lind", "dee-moss", "eli-frost", "fay-holm"}),
        ("all", {"ana-reyes", "bea-lind", "cy-okafor", "dee-moss", "eli-frost", "fay-holm"}),
        ("chosen", set()),
    ],
)
def test_who_did_something_to_read_about_has_a_page(
    repo: Repo, tmp_path: Path, mode: str, pages: set[str]
) -> None:
    """By default a lesson's author, two hundred words, a review, a note or a thank make a page;
    who only put a word right is a name without a link. A feed is made where something happened.
    """
    first = "".join(f"Word {number} stands here.\n" for number in range(60))
    more = "".join(f"Then word {number} came.\n" for number in range(60))
    repo.lesson(_someone("Ana Reyes"), f"# L\n\n{first}")
    repo.lesson(_someone("Bea Lind"), f"# L\n\n{first}\n{more}")
    text = f"# L\n\n{first}\n{more}".replace("word 7 came", "word seven came")
    repo.lesson(
        _someone("Cy Okafor"), text, "Mend a word\n\nReviewed-by: Dee Moss <dee@harbour.test.org>"
    )
    repo.write(
        "docs/notes/2026/thanks.md",
        "---\nabout: lessons/a.md\nkind: thanks\nto: [Fay Holm]\n---\nYou helped.\n",
    )
    repo.commit(_someone("Eli Frost"), "Thank")
    repo.commit(_someone("Fay Holm"), "Start", docs__index="# Home\n")
    values = {
        "site_name": "A",
        "theme": {"name": "mkdocs"},
        "plugins": ["search", {OURS[0]: {"people_pages": mode}}, OURS[1]],
    }
    repo.write("mkdocs.yml", json.dumps(values))
    built = run_engine(repo.path, tmp_path / "site")

    there = {one.parent.name for one in built.site.glob("people/*/index.html")}
    assert pages == there
    page = built.read("lessons/a/index.html")
    assert ("cy-okafor/" in page) == ("cy-okafor" in pages)
    assert "Cy Okafor" in page
    assert "cy-okafor" in json.loads(built.read("garden.json"))["contributors"]
    feeds = {one.stem for one in built.site.glob("feeds/people/*.xml")}
    assert feeds == pages & {"ana-reyes", "fay-holm"}
    assert [] == list(broken_links(built.site, below=("people/", "lessons/")))


def test_an_empty_part_is_one_line(repo: Repo, adopt: Adopt) -> None:
    """A page that one person wrote and nobody has applied yet gains no entry in its list of
    contents; who wrote it stands there in a sentence.
    """
    repo.write("docs/lessons/a.md", TEXT + "\n## Part\n\nMore.\n")
    config = {
        "theme": {"name": "material", "font": False},
        "repo_url": "https://github.com/harbour/garden",
    }
    before, after = adopt("pollinate/learned-from", **config)
    entry = re.compile(r'<a href="#([^"]*)" class="md-nav__link">')

    assert entry.findall(before.read("lessons/a/index.html")) == entry.findall(
        after.read("lessons/a/index.html")
    )
    assert "Nobody has told us yet" in after.read("lessons/a/index.html")
    assert "Written by" in after.read("lessons/a/index.html")


def test_our_ids_have_our_prefix(demo_site: Path) -> None:
    """Every id that our parts bring begins with `pl-`, or is a note's own address; no other page's
    heading can have it.
    """
    ids = {
        one
        for page in demo_site.rglob("*.html")
        for part in re.findall(
            r"<(?:h[1-6]|section|p|li|div|title|desc|table)\b[^>]*>",
            page.read_text(encoding="utf-8"),
        )
        for one in re.findall(r'\bid="([^"]*)"', part)
        if page.parts[len(demo_site.parts)]
        in ("people", "value", "sources", "lineage", "attribution")
    }
    assert 20 < len(ids)
    assert [] == [one for one in sorted(ids) if not one.startswith(("pl-", "note-", "__"))]
