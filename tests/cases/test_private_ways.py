# Ways in an author's own words that lead to somebody private: links to a file or page in every
# form, wiki links, authors named in front matter. The words stay, the handle behind them does not.
"""Look for private people behind links."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pollinate.checks.run import check_garden
from pollinate.export.json_text import to_json
from pollinate.export.public import export_public
from pollinate.model.name_search import names_pattern
from pollinate.model.names import (
    folded,
    may_mean,
    name_key,
    name_keys,
    private_keys,
    spelled,
    without_accents,
)
from pollinate.model.people import PersonFile, Show
from pollinate.paths import RepoPath, SrcUri
from pollinate.private_ways import PrivateWays
from pollinate.publish import publish
from pollinate_mkdocs.private_links import PrivateLinks
from support.repo import ANA, BEA, Repo, lines
from support.run import pollinate

CONFIG = """site_name: Quiet
site_url: https://garden.example.org/
theme: {name: material, font: false}
plugins: [search, pollinate/garden, pollinate/attribution, pollinate/learned-from]
"""
WAYS = {
    "file": "[there](../../people/xquill.md)",
    "learned": "[there](../../people/xquill.md){ .learned-from }",
    "titled": '[there](../../people/xquill.md "there")',
    "anchored": "[there](../../people/xquill.md#top)",
    "capitals": "[there](../../people/XQuill.MD)",
    "escaped": "[there](../../people/%78quill.md)",
    "page": "[there](../../../people/xquill/)",
    "from-root": "[there](/people/xquill/)",
    "by-name": "[there](/people/xavandra-quillfeather/)",
    "index-file": "[there](/people/xquill/index.html)",
    "whole": "[there](https://garden.example.org/people/xquill/)",
    "forge": "[there](https://forge.example.org/t/g/blob/main/docs/people/xquill.md)",
    "reference": "[there][one]\n\n[one]: ../../people/xquill.md",
    "picture": "![there](../../people/xquill.md)",
    "feed": "[there](../../people/xq%75ill/feed.xml)",
    "query": "[there](https://forge.example.org/?file=docs/people/xq%75ill.md&x=1)",
    "version": "[there](../../people/xq%75ill.md;v=1)",
    "data": "[there](../../people/xq%75ill.json)",
    "twice": "[there](../../people/xq%2575ill.md)",
    "feeds": '<a href="/feeds/people/xq%75ill.xml">there</a>',
    "encoded-picture": "![there](../../people/xq%75ill.png)",
    "raw": '<a href="../../../people/xquill/">there</a>',
    "raw-bare": "<a href=../../../people/xquill/>there</a>",
    "raw-entities": '<a href="../../../people/&#120;quill/">there</a>',
    "raw-block": "<div markdown><p><a class=\"x\" href='/people/xquill'>there</a></p></div>",
    "quoted": '<blockquote cite="/people/xquill/">there</blockquote>',
    "wiki": "[[xquill]] there",
    "wiki-path": "[[people/xquill]] there",
    "wiki-file": "[[../../people/xquill.md]] there",
    "wiki-label": "[[xquill|there]]",
    "wiki-name": "[[Xavandra Quillfeather]] there",
    "note": "[there](../../notes/2024-02-17-xquill.md)",
    "raw-note": '<a href="/notes/2024-02-17-xquill/#x">there</a>',
    "heading": "## With [[xquill]] there",
}
NAMES = re.compile("2024-02-17|xq(?:u|%(?:25)*75)ill|xavandra|quillfeather", re.I)


def garden(path: Path, wish: str) -> Repo:
    """Return a garden in which every way leads to one person, once from a lesson and once from a
    page that is none.
    """
    repo = Repo(path / "garden")
    repo.write("mkdocs.yml", CONFIG)
    repo.write("docs/index.md", "# Home\n\n<!-- pollinate: home -->\n")
    repo.write("docs/people/xquill.md", f"---\nname: Xavandra Quillfeather\n{wish}\n---\n")
    repo.lesson("Xavandra Quillfeather <x@mail.test.org>", "# X\n\n" + lines("one"), name="t/x")
    repo.write(
        "docs/notes/2024-02-17-xquill.md",
        "---\nabout: lessons/t/x.md\nkind: reflection\n---\n\nIt was so.\n",
    )
    repo.commit("Xavandra Quillfeather <x@mail.test.org>", "Reflect")
    for name, way in WAYS.items():
        repo.write(f"docs/lessons/t/{name}.md", f"# About {name}\n\nIt stood so, {way}\n")
        repo.write(f"docs/plain/t/{name}.md", f"# Plain {name}\n\nIt stood so.\n\n{way}\n")
    repo.write(
        "docs/lessons/t/meta.md",
        "---\nauthor: Quillfeather, Xavandra\nauthors: [xquill, Ana Reyes]\n---\n# Meta\n\nSo.\n",
    )
    repo.write("docs/meta.md", "---\nauthor: xquill\n---\n# Meta\n\nSo.\n")
    repo.commit(ANA, "Say so")
    return repo


@pytest.fixture(scope="module", params=["show: hidden", "show: alias\nalias: Night owl"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Repo:
    """Give the garden with its site, built so that a warning fails it."""
    repo = garden(tmp_path_factory.mktemp("ways"), request.param)
    done = pollinate("-C", str(repo.path), "build", "--strict")
    assert done.returncode == 0, done.stderr
    return repo


def test_no_way_shows_a_private_name(built: Repo) -> None:
    """No byte of a site, nor the name of a file, holds the handle or name that a link holds."""
    site = built.path / "site"
    files = [path for path in site.rglob("*") if path.is_file()]
    assert not [path for path in files if NAMES.search(str(path.relative_to(site)))]
    held = {path: NAMES.search(path.read_text("utf-8", "replace")) for path in files}
    assert {} == {path: found for path, found in held.items() if found}


def test_no_way_is_exported(built: Repo) -> None:
    """Reasons and titles that hold a wiki link say the name that may be shown."""
    told = to_json(export_public(publish(built.garden())))
    assert not NAMES.search(told)
    assert "It stood so" in told


@pytest.mark.parametrize("name", sorted(WAYS))
@pytest.mark.parametrize("folder", ["lessons", "plain"])
def test_the_words_stay(built: Repo, name: str, folder: str) -> None:
    """What an author wrote to be read is there to be read."""
    page = (built.path / "site" / folder / "t" / name / "index.html").read_text("utf-8")
    assert "there" in page[page.index("<article") : page.index("</article>")]


def test_an_alias_is_led_to(tmp_path: Path) -> None:
    """A wiki link to somebody with an alias is one to the alias; a link with words of the author's
    own is none, since they may be the name.
    """
    repo = garden(tmp_path, "show: alias\nalias: Night owl")
    done = pollinate("-C", str(repo.path), "build", "-q")
    assert done.returncode == 0, done.stderr
    lessons = repo.path / "site" / "lessons" / "t"
    for name in ("file", "page", "whole", "raw", "wiki-label"):
        page = (lessons / name / "index.html").read_text("utf-8")
        assert not re.search(r"href=[^>]*>there", page), name
    page = (lessons / "wiki" / "index.html").read_text("utf-8")
    assert '<a href="../../../people/night-owl/">Night owl</a> there' in page


def test_no_reason_names_whom_it_leads_to(repo: Repo) -> None:
    """A sentence that names somebody is no reason beside the alias, in front matter or in text."""
    repo.write(
        "docs/people/zquill.md", "---\nname: Zoë Quill\nshow: alias\nalias: Night owl\n---\n"
    )
    repo.write(
        "docs/lessons/a.md",
        "---\nlearned_from:\n  - person: zquill\n    because: Zoe Quill showed us.\n---\n# A\n",
    )
    repo.write(
        "docs/lessons/b.md", "# B\n\nIt was [Quill, Zoë](../people/zquill.md){ .learned-from }.\n"
    )
    repo.write("docs/lessons/c.md", "# C\n\nIt was [her](../people/zquill.md){ .learned-from }.\n")
    repo.commit(ANA)
    links = publish(repo.garden()).links
    assert [(one.source[8], one.target, one.reasons) for one in links] == [
        ("a", "night-owl", ()),
        ("b", "night-owl", ()),
        ("c", "night-owl", ("It was her.",)),
    ]


def test_others_are_still_led_to(repo: Repo) -> None:
    """Links to people who show their name, and to pages that only look like a private one's, stay
    as they are.
    """
    repo.write("mkdocs.yml", CONFIG)
    repo.write("docs/index.md", "# Home\n")
    repo.write("docs/people/xquill.md", "---\nname: Xavandra Quillfeather\nshow: hidden\n---\n")
    repo.write("docs/people/ana.md", "---\nname: Ana Reyes\n---\n")
    repo.write("docs/lessons/people/xquill.md", "# A fish\n\nIt swims.\n")
    repo.lesson(
        ANA, "# A\n\n[her](../people/ana.md), [[ana]], [fish](people/xquill.md).\n", name="a"
    )
    done = pollinate("-C", str(repo.path), "build", "--strict")
    assert done.returncode == 0, done.stderr
    page = (repo.path / "site" / "lessons" / "a" / "index.html").read_text("utf-8")
    assert '<a href="../../people/ana/">her</a>, <a href="../../people/ana/">ana</a>' in page
    assert '<a href="../people/xquill/">fish</a>' in page
    ways = PrivateWays(repo.garden())
    for address in ("people/xquill/fin.png", "xquill/fin.png", "people/xquilla.png", "?xquill"):
        assert not ways.leads_to_private(A, address), address


PLACES: dict[str, Callable[[str], tuple[str, str]]] = {
    "lessons/a.md": lambda said: ("", f"# A\n\nOne.\n\n{said}\n"),
    "lessons/index.md": lambda said: ("", f"# All\n\n{said}\n"),
    "plain.md": lambda said: ("", f"# Plain\n\n{said}\n"),
    "lessons/b.md": lambda said: (f"not_when:\n  - {said}", "# B\n"),
    "lessons/c.md": lambda said: (f"tags: [one, '{said}']", "# C\n"),
    "lessons/d.md": lambda said: (f"description: {said}", "# D\n"),
    "gatherings/g.md": lambda said: (f"title: With {said}\ndate: 2024-02-02", "So.\n"),
    "trails/t.md": lambda said: (
        f"title: T\nsteps:\n  - lesson: ../lessons/a.md\n    why: {said}",
        "Walk.\n",
    ),
    "notes/n.md": lambda said: ("about: lessons/a.md\nkind: reflection", f"{said}\n"),
    "people/ana.md": lambda said: ("name: Ana Reyes", f"{said}\n"),
}


@pytest.mark.parametrize("place", sorted(PLACES))
@pytest.mark.parametrize(
    "said", ["Zoë Quill told me", "ask zoe quill", "Quill, Zoë", "ZOË-QUILL", "see zquill"]
)
def test_each_text_is_looked_at(repo: Repo, place: str, said: str) -> None:
    """`check` says where a text names somebody private, wherever it stands and however spelled."""
    repo.write(
        "docs/people/zquill.md", "---\nname: Zoë Quill\nshow: hidden\n---\n\nI, Zoë Quill.\n"
    )
    repo.write("docs/lessons/a.md", "# A\n\nOne.\n")
    front, body = PLACES[place](said)
    head = f"---\n{front}\n---\n\n" if front else ""
    text = head.replace(f": {said}", f': "{said}"') + body
    repo.write(f"docs/{place}", text)
    repo.commit(ANA)
    wanted = text[: text.index(said)].count("\n") + 1
    found = [
        (d.path, d.line)
        for d in check_garden(repo.garden(), repo.settings())
        if d.code == "private-name"
    ]
    assert found == [(f"docs/{place}", wanted)]


def test_each_name_in_a_text_is_told(repo: Repo) -> None:
    """Who mends one name hears of the other at once, and a field that names people is no text."""
    for handle, name in (("zquill", "Zoë Quill"), ("oska", "Oskar Vale")):
        repo.write(f"docs/people/{handle}.md", f"---\nname: {name}\nshow: hidden\n---\n")
    repo.lesson(
        ANA, "---\nauthor: Zoë Quill\nasked_by: oska\n---\n# A\n\nOskar Vale.\n\nZoë Quill.\n"
    )
    found = [
        d.line for d in check_garden(repo.garden(), repo.settings()) if d.code == "private-name"
    ]
    assert found == [7, 9]


NAMES_IN_GIT = (
    "xquill (aider)",
    "xquill (work)",
    "Xavandra Quillfeather (Ops)",
    "Xavandra Quillfeather, PhD",
    "Dr. Xavandra Quillfeather",
    "Xavandra Quillfeather 🌊",
    "Xavandra R. Quillfeather",
    "Xavandra M. Quillfeather (she/her)",
    "Xavandra M. Quillfeather, PhD",
    "Xavandra M. Quillfeather [Boats]",
    "Prof. Dr. Xavandra Maria M. Quillfeather \uff08\u6d77\uff09",
    "Xavandra (Xavi) Quillfeather",
    "Quillfeather, Xavandra M. - she",
    "Xavandra Quillfeather's team",
    "Xavandra Quillfeather\u2019s laptop",
    "Xavandra Quillfeathers Laptop",
    "XAVANDRA M. QUILLFEATHER via a forge",
    "xquill-work",
    "xquill's laptop",
    "xquill/boats",
    "@xquill:forge",
)


@pytest.mark.parametrize("name", NAMES_IN_GIT)
@pytest.mark.parametrize("how", ["author", "trailer", "field"])
def test_a_name_with_something_beside_it_is_hidden_too(repo: Repo, name: str, how: str) -> None:
    """A remark, a title or a sign beside the name makes nobody public of a hidden person."""
    repo.write("docs/people/xquill.md", "---\nname: Xavandra Quillfeather\nshow: hidden\n---\n")
    repo.lesson("Xavandra Quillfeather <x@mail.test.org>", "# X\n\n" + lines("one"), name="x")
    said = f"Say\n\nThanks-to: {name} <eve@mail.test.org>" if how == "trailer" else "Say"
    who = f"{name} <other@mail.test.org>" if how == "author" else ANA
    front = f'---\nlearned_from:\n  - person: "{name}"\n---\n' if how == "field" else ""
    repo.lesson(who, f"{front}# A\n\n" + lines("two"), said)
    repo.write("docs/gatherings/g.md", f'---\ndate: 2024-02-02\npeople: ["{name}"]\n---\n\nSo.\n')
    repo.commit(ANA)
    assert not NAMES.search(to_json(export_public(publish(repo.garden()))))


def test_words_that_moved_tell_no_day(repo: Repo) -> None:
    """A few words of a hidden person that somebody moved to another lesson are dated by the month,
    and so is a lesson that a hidden person retired.
    """
    repo.write("docs/people/xquill.md", "---\nname: Xavandra Quillfeather\nshow: hidden\n---\n")
    hers, long = "the tide turns twice in a day and nobody asks why\n", lines("a", "b", "c")
    repo.lesson("Xavandra Quillfeather <x@mail.test.org>", f"# X\n\n{long}\n{hers}", name="x")
    repo.write("docs/lessons/x.md", f"# X\n\n{long}")
    repo.lesson(ANA, "# A\n\n" + lines("d", "e") + f"\n{hers}")
    public = publish(repo.garden())
    phrases = public.phrases[SrcUri("lessons/a.md")]
    assert ("a-colleague",) in [one.by for one in phrases]
    assert {len(one.when) for one in phrases} == {7}
    repo.lesson(
        "Xavandra Quillfeather <x@mail.test.org>",
        f"---\nstatus: retired\non: 2026-03-17\n---\n# X\n\n{long}",
        name="x",
    )
    assert publish(repo.garden()).content.lessons[SrcUri("lessons/x.md")].on == "2026-03"


@pytest.mark.parametrize(
    "said", ["Merge request 3 from xquill/tides", "Ask Xavandra", "Thank Quillfeather's boat"]
)
def test_no_subject_hints_at_somebody(repo: Repo, said: str) -> None:
    """A first name or a login in a commit's own words is enough for colleagues."""
    repo.write("docs/people/xquill.md", "---\nname: Xavandra Quillfeather\nshow: hidden\n---\n")
    repo.lesson("Xavandra Quillfeather <x@mail.test.org>", "# X\n\n" + lines("one"), name="x")
    repo.lesson(ANA, "# A\n\n" + lines("two"), said)
    assert {one.subject for one in publish(repo.garden()).commits.values()} == {""}


A = SrcUri("lessons/a.md")


@pytest.mark.parametrize(
    "address",
    [
        "/people/xa-quill/",
        "..\\people\\xquill.md",
        "https://[forge/people/xquill/",
        "/people/\uff58quill/",
        "/people/xquill/README.md",
        "/people/xquill.markdown",
        "/people/xquill/feed.xml",
        "people/%2578quill.tar.gz",
        "https://forge.example.org/t/g?path=docs%2Fpeople%2Fxquill.md",
        "https://forge.example.org/t/g/blob/main/docs/people/xquill.md:12",
    ],
)
def test_each_spelling_of_a_way_is_one(repo: Repo, address: str) -> None:
    """A page under a name in git, signs of other systems, and what is no address leads there too."""
    repo.write(
        "docs/people/xquill.md",
        "---\nname: Xavandra Quillfeather\ngit: [Xa Quill]\nshow: hidden\n---\n",
    )
    repo.lesson(ANA, "# A\n\nOne.\n")
    assert PrivateWays(repo.garden()).leads_to_private(A, address)


def test_a_page_of_somebody_else_stays_theirs(repo: Repo) -> None:
    """Where a private name would have the address that somebody else's page has, links stay."""
    repo.write("docs/people/quill.md", "---\nname: Ana\nshow: hidden\n---\n")
    repo.write("docs/people/ana.md", "---\nname: Ana Reyes\n---\n")
    repo.lesson(ANA, "# A\n\nOne.\n")
    ways = PrivateWays(repo.garden())
    assert not ways.leads_to_private(A, "../people/ana.md")
    assert not ways.leads_to_private(A, "../../people/ana/", as_address=True)
    assert ways.leads_to_private(A, "../people/quill.md")


def quiet(repo: Repo) -> PrivateWays:
    """Return the ways of a garden with somebody hidden, somebody with an alias, and a page."""
    repo.write(
        "docs/people/xquill.md",
        "---\nname: Xavandra Quillfeather\ngit: [Xa Quill]\nshow: hidden\n---\n",
    )
    repo.write(
        "docs/people/nightowl.md",
        "---\nname: Oskar Vale\ngit: [Ossi Vale]\nshow: alias\nalias: nightowl\n---\n",
    )
    repo.lesson(ANA, "# A\n\nIt was [[xquill]].\n")
    note = "---\nabout: lessons/a.md\nkind: reflection\n---\n\nSo.\n"
    repo.commit("Xa Quill <x@mail.test.org>", docs__notes__theirs=note)
    repo.lesson("Quillberta X <x@mail.test.org>", "# B\n", name="b")
    repo.commit(BEA, docs__notes__open=note)
    return PrivateWays(repo.garden())


def test_a_private_note_is_found_below_the_sites_address(repo: Repo) -> None:
    """The file of a private note is no address, wherever the site stands; others are."""
    ways = quiet(repo)
    assert ways.leads_to_private(A, "https://x.example.org/garden/notes/theirs/", as_address=True)
    assert ways.leads_to_private(A, "/notes/theirs.md#so", as_address=True)
    assert not ways.leads_to_private(A, "/notes/open/", as_address=True)


def test_a_page_of_the_garden_is_nobodys(repo: Repo) -> None:
    """A page that is no lesson and is called like a private person's is led to."""
    repo.write("docs/plain/people/xquill.md", "# A fish\n")
    assert not quiet(repo).leads_to_private(SrcUri("plain/a.md"), "people/xquill.md")


def test_a_wiki_link_to_a_part_of_a_page_means_whose_it_is(repo: Repo) -> None:
    """Where nothing is known of a page's wiki links, a heading behind the name is none of it."""
    ways = quiet(repo)
    for words in ("Xavandra Quillfeather#part", "docs/people/xquill"):
        one = ways.of_words(SrcUri("plain/a.md"), words)
        assert one is not None and one.name == "a colleague", words


def test_whom_a_text_names(repo: Repo) -> None:
    """By a name in git too, but not by the alias; neither whoever shows a name, nor another than
    whom a link leads to.
    """
    ways = quiet(repo)
    assert ways.names_somebody("Ask xa quill, x q") and ways.names_somebody("Vale, Oskar")
    assert ways.names_somebody("Ask Quillberta X")  # a name that Git alone has of her
    assert not ways.names_somebody("Ask Ana Reyes or Bea Lind")
    assert not ways.names_somebody("Ask the nightowl")
    assert ways.names("nightowl", "Ossi Vale did.")
    assert not ways.names("nightowl", "Xa Quill.") and not ways.names("nightowl", "Nightowl did.")


def test_names_in_a_field_are_shown_one_by_one(repo: Repo) -> None:
    """Of several names with commas between, those of others stay."""
    assert quiet(repo).shown("xquill, Ana Reyes") == "a colleague, Ana Reyes"


def test_a_label_within_a_word_stays(repo: Repo) -> None:
    """What a wiki link says is replaced where it stands as words."""
    assert quiet(repo).without(A, "maxquill, xquill") == "maxquill, a colleague"


@pytest.mark.parametrize(
    "said",
    [
        'href="/people/xquill/"',
        'href="/people/&#120;quill/"',
        "HREF='/people/x&#x71;uill'",
        "cite=/people/xquill/",
    ],
)
def test_raw_html_is_read_as_a_browser_reads_it(repo: Repo, said: str) -> None:
    """An entity is the letter that it stands for: a name that no search finds is still a name."""
    links = PrivateLinks()
    links.start(quiet(repo))
    links.page = A
    made = links.html(f'<p>x</p><a class="b" {said}>y</a>')
    assert made.replace(" >", ">") == '<p>x</p><a class="b">y</a>'


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("<a/href=/people/xquill/>y</a>", "<a/>y</a>"),
        ('<a title="a"href="/people/xquill/">y</a>', '<a title="a">y</a>'),
        ('<a href="/people/xquill/"title="x">y</a>', '<a title="x">y</a>'),
        ('<img srcset="/a.png 1x, /people/xquill/ 2x">', "<img >"),
    ],
)
def test_attributes_need_no_blank_between(repo: Repo, said: str, left: str) -> None:
    """What a browser takes for an attribute is one, and what stands beside it stays."""
    links = PrivateLinks()
    links.start(quiet(repo))
    links.page = A
    assert links.html(said) == left


def test_authors_in_a_pages_meta_are_those_to_show(repo: Repo) -> None:
    """Under both keys, as a text or as a list, for whichever theme or plugin reads them."""
    links = PrivateLinks()
    links.start(quiet(repo))
    for said, shown in (
        ("xquill", "a colleague"),
        (["Xa Quill", "Ana Reyes", 3, {"name": "Xa Quill"}], ["a colleague", "Ana Reyes", 3]),
        ("Xa Quill, Ana Reyes", "a colleague, Ana Reyes"),
    ):
        meta = {"author": said, "authors": said, "title": "xquill"}
        links.author(meta)
        assert meta == {"author": shown, "authors": shown, "title": "xquill"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Quill - Zoe\u0308", True),
        ("Zo\u200b\u00eb\u2013Qui\u00adll", True),
        ("ask Oska.", True),
        ("Zo\u00eb Quillson", False),
        ("Azo\u00eb Quill", False),
        ("al fresco", False),
        ("a mochi", False),
    ],
)
def test_what_finds_a_name_in_a_text(text: str, found: bool) -> None:
    """Up to three signs between words, invisible ones anywhere; no part of a word, no name of three
    letters, no alias.
    """
    file = PersonFile(
        handle="oska",
        src_uri=SrcUri("people/oska.md"),
        repo_path=RepoPath("docs/people/oska.md"),
        name="Zo\u00eb Quill",
        git=("Al", "Mochi"),
        show=Show.ALIAS,
        alias="mochi",
    )
    pattern = names_pattern(file)
    assert pattern is not None and bool(pattern.search(folded(text))) is found


def test_a_field_that_names_people_is_no_text(repo: Repo) -> None:
    """In any case, and below another field; what is made of it is what may be shown."""
    repo.write("docs/people/zquill.md", "---\nname: Zo\u00eb Quill\nshow: hidden\n---\n")
    repo.write("docs/people/ana.md", "---\nname: Ana Reyes\nkeeps: [lessons/t]\n---\n")
    repo.lesson(
        ANA,
        "---\nAuthor: Zo\u00eb Quill\nlearned_from:\n  - person: Zo\u00eb Quill\n"
        "credit:\n  - person: zquill\n    role: helper\ngit: [Zo\u00eb Quill]\n---\n# A\n\nOne.\n",
    )
    told = check_garden(repo.garden(), repo.settings())
    assert "private-name" not in {one.code for one in told}


@pytest.mark.parametrize(
    "name",
    [
        "@zquill",
        "[[zquill]]",
        "people/zquill.md",
        "../people/zquill.md",
        "[[zquill|her]]",
        "@Zquill ",
    ],
)
def test_what_people_write_around_a_name(name: str) -> None:
    """A name is one in the spellings of links and mentions too."""
    assert spelled(name).lower() == "zquill"


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Dr. Ana Maria Lopez", True),
        ("ANA-MARIA LOPEZ (Ops)", True),
        ("Cy", True),
        ("Cy Young", False),
        ("Maria", False),
        ("Ana Reyes", False),
        ("Ana M. Lopez (she)", True),
        ("Lopez, Ana, PhD", True),
        ("Dr. Lopez Ana's boat", True),
        ("Ana Lopezs Boot", True),
        ("Maria Ana", False),
        ("Ana Reyes & Eva Lopez", False),
        ("alopez-boats", True),
        ("alopezi", False),
        ("alopez's boat", True),
        ("Alopez Smith", False),
        ("The alopez-crew", True),
        ("the crew of \U0001f30aalopez", True),
        ("\u738b\u5c0f\u660e (\u6d77)", True),
        ("\u092e\u0940\u0930\u093e \u0930\u093e\u0935's team", True),
    ],
)
def test_who_may_be_meant(name: str, meant: bool) -> None:
    """Words of a full name together may be somebody private's, and so may a login with something
    written to it; a first name, or a login that may be one, among others is nobody's.
    """
    names = (
        "Dr. Ana Maria Lopez",
        "Cy",
        "alopez",
        "\u738b\u5c0f\u660e",
        "\u092e\u0940\u0930\u093e \u0930\u093e\u0935",
    )
    assert may_mean(name, private_keys(names)) is meant


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Lopez", True),
        ("Dr. Lopez", True),
        ("A Lopez", True),
        ("Ana L.", True),
        ("Lopez' boat", True),
        ("Maria", False),
        ("Ana Reyes", False),
        ("A. Reyes", False),
    ],
)
def test_a_part_of_a_name_that_stands_alone(name: str, meant: bool) -> None:
    """Where nothing else tells who is meant, the first or the last name is enough, or one of them
    beside the other's first letter.
    """
    assert may_mean(name, private_keys(["Ana Maria Lopez"]), alone=True) is meant
    assert not may_mean(name, private_keys(["Ana Maria Lopez"]))


def test_a_given_name_with_an_initial_is_no_other_name() -> None:
    """Whoever is called Mira K. is meant by Mira where that stands alone, and by no Mira Lind; one
    with a remark behind a login is meant by the login.
    """
    keys = private_keys(["Mira K. (she)", "boats (work)"])
    assert may_mean("Mira", keys, alone=True) and may_mean("Mira K, PhD", keys)
    assert not may_mean("Mira", keys) and not may_mean("Mira Lind", keys, alone=True)
    assert may_mean("boats", keys)
    assert may_mean("Mira Lind", private_keys(["Mira Lind K."]))


def test_a_page_that_is_not_shown_is_not_looked_at(repo: Repo) -> None:
    """What no reader sees names nobody."""
    repo.write("docs/people/zquill.md", "---\nname: Zoë Quill\nshow: hidden\n---\n")
    for name, front in (("seen", "title: S"), ("unseen", "title: S\ndraft: true")):
        repo.write(
            f"docs/gatherings/{name}.md", f"---\n{front}\ndate: 2024-02-02\n---\n\nZoë Quill.\n"
        )
    repo.lesson(ANA, "# A\n")
    garden = repo.garden()
    told = [d.path for d in check_garden(garden, repo.settings()) if d.code == "private-name"]
    assert told == ["docs/gatherings/seen.md"]


def test_letters_that_no_decomposition_takes_apart_are_plain() -> None:
    """As people write a name who have no such letter on their keyboard."""
    for name, plain in (
        ("Mirosława Đorđe", "miroslawa dorde"),
        ("Bjørn Æsir", "Bjorn Aesir"),
        ("Семён Орлов", "Семен Орлов"),
        ("Γιώργος Νικολάου", "Γιωργος Νικολαου"),
    ):
        assert not name_keys(name).isdisjoint(name_keys(plain))
        assert plain.casefold() == without_accents(name.casefold())
    assert name_key("Ana\u200b Re\u00adyes") == name_key("Ana Reyes")


def test_a_name_that_git_alone_has_is_pointed_out(repo: Repo) -> None:
    """What a hidden person once committed as is their name, too; a letter without its stroke, words
    run together and a dash between are the same name.
    """
    repo.write("docs/people/mk.md", "---\nname: Mirosława Kovačević\nshow: hidden\n---\n")
    repo.lesson("Mirosława Kovačević <m@mail.test.org>", lines("a"), name="x")
    repo.lesson("Captain Mirka <m@mail.test.org>", lines("a", "b"), name="x")
    said = ("Captain Mirka", "Miroslawa Kovacevic", "MirosławaKovačević", "Kovačević — Mirosława")
    for number, one in enumerate(said):
        repo.write(f"docs/lessons/n{number}.md", f"# N\n\n{one} said so.\n")
    repo.commit(ANA)
    found = check_garden(repo.garden(), repo.settings())
    assert 4 == len([one for one in found if one.code == "private-name"])
