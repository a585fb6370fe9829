# The policy page and the foot of each page that leads to it, as engines and themes write them.
# Must not know: who keeps a rule, what a browser does with the page (tests/browser/test_pages.py).
"""Test the policy page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pollinate_mkdocs.page_foot import MARK, way_up, with_foot
from support.repo import ANA, BEA, Repo
from support.run import pollinate
from support.site import Html

from tests.mkdocs.sites import addresses, broken_links, run_engine

MATERIAL = "material\n  font: false"
HOSTILE = "<script>alert(1)</script> [x](javascript:alert(1)) <b onclick=x>"
RULES = {
    "required": ["summary", "license"],
    "licenses": ["internal", HOSTILE],
    "words": {f"black {HOSTILE}": f"deny {HOSTILE}"},
    "second_moderator": [f"lessons/{HOSTILE}"],
    "moderators": ["Ana Reyes", "Bea Lind", HOSTILE],
    "contribution_notice": HOSTILE,
    "disclosure": "required",
    "disclosure_note": HOSTILE,
    "contact": {"who": HOSTILE, "at": "https://x.test.org/<script>alert(1)</script>"},
    "takedown_days": 5,
    "legal_hold": True,
}


def configured(repo: Repo, policy: object = None, theme: str = MATERIAL, more: str = "") -> Repo:
    """Return a garden of one lesson with rules, before its first commit."""
    said = f"\n      policy: {json.dumps(policy)}" if policy is not None else ""
    repo.write(
        "mkdocs.yml",
        f"site_name: G\ntheme:\n  name: {theme}\n{more}plugins:\n  - search\n"
        f"  - pollinate/garden:\n      cache: false{said}\n  - pollinate/attribution\n"
        "  - pollinate/acknowledgements\n  - pollinate/learned-from\n  - pollinate/trails\n",
    )
    repo.write("docs/index.md", "# Home\n\nWords.\n")
    repo.write("docs/lessons/t/a.md", "# A\n\nText of a lesson.\n")
    return repo


def built(repo: Repo, *more: str, engine: str = "mkdocs", **files: str | None) -> Path:
    """Build a site; return its folder."""
    repo.commit(ANA, **files)
    site = repo.path.parent / "site"
    run_engine(repo.path, site, *more, engine=engine)
    return site


def page(site: Path, path: str) -> Html:
    """Return a page."""
    return Html((site / path).read_text(encoding="utf-8"))


def without_foot(site: Path) -> set[str]:
    """Return the pages of a site without exactly one foot."""
    return {
        path
        for path in addresses(site)
        if (site / path).read_text(encoding="utf-8").count(MARK) != 1
    }


def test_a_garden_without_rules_has_a_page_that_says_whom_to_ask(repo: Repo) -> None:
    """With no rule set the page says how to have something corrected, what an alias can't do, and
    what credit is not; each page leads to it, the error page from any address.
    """
    site = built(configured(repo), "--strict")
    text = page(site, "policy/index.html").text

    assert "The settings of this garden name nobody yet" in text
    assert "No time is promised here" in text
    assert "It does not hide it in Git" in text and "(credit: as)" in text
    assert "Credit counts words that stand in a lesson" in text
    assert "this one: internal." in text
    assert "What is sent as a request is read by somebody before it is published." in text
    assert "take-part/tell/" in " ".join(page(site, "policy/index.html").links())
    assert set() == without_foot(site)
    assert '<a href="/policy/">' in (site / "404.html").read_text(encoding="utf-8")
    assert [] == list(broken_links(site))


def test_every_rule_is_on_the_page_and_hostile_words_are_inert(repo: Repo) -> None:
    """Each rule is said in words; markup, scripts and Markdown in any of them stay text."""
    plain = {**RULES, "contact": {"who": "We", "at": "https://x.test.org/ask"}}
    words = json.loads(json.dumps(plain).replace(HOSTILE, "words"))
    one = page(built(configured(repo, words)), "policy/index.html")
    repo.write("mkdocs.yml", "")
    other = page(built(configured(repo, RULES)), "policy/index.html")

    assert [] == other.dangers()
    assert one.shapes == other.shapes
    assert other.text.count(HOSTILE) >= 7
    assert not any("javascript:" in link for link in other.links())
    for told in (
        "answers within 5 days",
        "a legal hold",
        "is not taken in",
        "Two moderators look at what is sent for: lessons/",
        "says: summary license",
        "A lesson may have: internal and",
        "1 word that we say otherwise",
        "What is sent is taken in by",
    ):
        assert told in other.text, told


def test_who_is_not_shown_is_no_moderator_by_name(repo: Repo) -> None:
    """A moderator who asked for an alias, or not to be named, is so on the policy page, too."""
    hidden = "---\nname: Bea Lind\ngit: [Bea Lind]\nshow: hidden\n---\n"
    alias = "---\nname: Ana Reyes\ngit: [Ana Reyes]\nshow: alias\nalias: Night owl\n---\n"
    repo = configured(repo, {"moderators": ["Ana Reyes", "Bea Lind", "Mo Derator"]})
    repo.commit(BEA, docs__lessons__t__b="# B\n\nText of Bea's.\n")
    site = built(repo, docs__people__bl=hidden, docs__people__ar=alias)
    text = page(site, "policy/index.html").text

    assert "Bea Lind" not in text and "Ana Reyes" not in text
    assert "taken in by a colleague, Mo Derator and Night owl." in text.replace("A coll", "a coll")


def test_words_that_name_who_is_not_shown_are_left_out(repo: Repo) -> None:
    """A contact, a notice or a word of the settings that names somebody hidden stands on no page, in
    no foot and on no form; other words do.
    """
    hidden = "---\nname: Bea Lind\ngit: [Bea Lind]\nshow: hidden\n---\n"
    policy = {
        "contact": {"who": "Bea Lind, room 3", "at": "https://x.test.org/ask"},
        "contribution_notice": "Bea Lind decides.",
        "disclosure_note": "Tell Bea Lind.",
        "words": {"lind": "x", "tell bea lind": "y", "kept": "said"},
    }
    repo = configured(repo, policy)
    repo.commit(BEA, docs__lessons__t__b="# B\n\nText of hers.\n")
    site = built(repo, docs__people__bl=hidden)

    for path in addresses(site):
        assert "Bea Lind" not in (site / path).read_text(encoding="utf-8"), path
    text = page(site, "policy/index.html").text
    assert "name nobody yet" in text and "Ask here" in text
    assert "keptsaid" in text and "tell bea" not in text


@pytest.mark.parametrize("name", ["policy", "policy__index", "policy__README"])
def test_a_page_of_the_site_s_own_is_never_overwritten(repo: Repo, name: str) -> None:
    """A page at that address stays as it is, and feet lead to it; nothing is generated beside."""
    site = built(configured(repo), **{f"docs__{name}": "# Ours\n\nOur own words.\n"})

    text = page(site, "policy/index.html").text
    assert "Our own words." in text and "Have something corrected" not in text
    assert not (site / "policy-2").exists()
    assert set() == without_foot(site)


def test_a_page_of_the_site_s_own_takes_the_rules_at_the_marker(repo: Repo) -> None:
    """The marker becomes what we say, below the page's own words, in its table of contents; a
    page anywhere can be the policy, once the rule `page` names it.
    """
    words = "# How we decide\n\nOur own words.\n\n<!-- pollinate: policy -->\n\nAnd more.\n"
    contact = {"who": "The crew", "at": "index.md"}
    repo = configured(repo, {"page": "about/how.md", "contact": contact})
    site = built(repo, "--strict", docs__about__how=words)

    found = page(site, "about/how/index.html")
    assert found.text.index("Our own words") < found.text.index("The crew")
    assert found.text.index("Have something corrected") < found.text.rindex("And more")
    assert "#pl-correct" in found.links() and "Where to ask" in found.text
    assert 1 == sum(tag == "h1" for tag, _ in found.elements)
    assert not (site / "policy").exists()
    home = (site / "index.html").read_text(encoding="utf-8")
    assert '<a href="about/how/">How this garden is kept</a>' in home
    assert "Looked after by The crew" in home


def test_a_named_page_that_is_not_there_is_made_up_for(repo: Repo) -> None:
    """A page that the rules name and nobody wrote leaves no dead link: ours is made."""
    site = built(configured(repo, {"page": "about/none.md", "contact": "about/none.md"}))

    assert "Where to ask" not in page(site, "policy/index.html").text
    assert [] == list(broken_links(site))


def test_one_setting_turns_it_off(repo: Repo) -> None:
    """With `page: false` there is neither page nor foot."""
    site = built(configured(repo, {"page": False}))

    assert not (site / "policy").exists()
    assert addresses(site) == without_foot(site)


@pytest.mark.parametrize(
    ("engine", "theme"),
    [
        ("mkdocs", MATERIAL),
        ("mkdocs", "mkdocs"),
        ("mkdocs", "readthedocs"),
        ("properdocs", MATERIAL),
    ],
)
def test_every_page_of_every_theme_has_one_foot(repo: Repo, theme: str, engine: str) -> None:
    """Pages of ours, of the site and of the theme alike have one, also without folders for
    addresses; the theme's own footer is there still, and each link leads somewhere.
    """
    more = "use_directory_urls: false\nsite_url: https://x.test.org/below/\n"
    site = built(configured(repo, theme=theme, more=more), engine=engine)

    assert (site / "policy.html").is_file() and (site / "people/index.html").is_file()
    assert set() == without_foot(site)
    assert 'href="/below/policy.html"' in (site / "404.html").read_text(encoding="utf-8")
    assert [] == list(broken_links(site, mount="/below/"))
    for path in addresses(site):
        source = (site / path).read_text(encoding="utf-8")
        foot = source.index(MARK)
        assert source.index("</footer>", foot) > source.rindex("<footer", 0, foot), path


def test_an_author_s_footer_is_not_taken_for_the_theme_s() -> None:
    """A `<footer>` in a text, also behind a theme without one, never holds our line."""
    text = "<p>a</p><footer hidden>mine</footer>"
    bare = with_foot(f"<html><body>{text}</body></html>", text, MARK)
    themed = f"<html><body><main>{text}</main><footer>theme</footer></body></html>"

    assert f"{text}<footer>{MARK}</footer>\n</body>" in bare
    assert f"<footer>theme{MARK}</footer></body>" in with_foot(themed, text, MARK)
    assert "no page" == with_foot("no page", "no page", MARK)


def test_the_way_up_from_pages_without_a_file() -> None:
    """An error page may be shown at any address, any other template at its own."""
    assert "/" == way_up("404.html", "")
    assert "/a/b/" == way_up("404.html", "https://x.test.org/a/b")
    assert "../" == way_up("print/all.html", "https://x.test.org/a/")


def test_the_command_line_makes_the_same_page(repo: Repo) -> None:
    """`pollinate build` makes it too, for a bare tree of Markdown as well."""
    repo.commit(ANA, docs__lessons__a="# A\n\nText.\n")
    site = repo.path.parent / "bare"
    done = pollinate("-C", str(repo.path), "build", "--site-dir", str(site))

    assert 0 == done.returncode, done.stderr
    assert "Have something corrected" in page(site, "policy/index.html").text
    assert set() == without_foot(site)


@pytest.mark.parametrize(("required", "older"), [(["license"], True), (["summary"], False)])
def test_the_page_does_not_contradict_itself(
    repo: Repo, required: list[str], *, older: bool
) -> None:
    """Where each new lesson names a licence, that of lessons that name none is said of older ones."""
    site = built(configured(repo, {"required": required}))
    text = " ".join((site / "policy/index.html").read_text(encoding="utf-8").split())

    assert ("An older lesson that names no licence" in text) == older
    assert ("A lesson that names no licence" in text) == (not older)
