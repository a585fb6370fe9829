# Sites built with an engine as their users build them: what their pages' policies allow, what they
# block, and what a build says of it. Must not know: how a policy is made.
"""Test the policies of a site's pages."""

from __future__ import annotations

import json
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import Environment
from mkdocs.theme import Theme
from pollinate.content.security_policy import hash_of, policy_text, with_policy
from pollinate.settings import make_settings
from pollinate_mkdocs.live_reload import allowing_reloads
from pollinate_mkdocs.log_lines import BuildLog
from pollinate_mkdocs.page_policies import PagePolicies
from pollinate_mkdocs.preview.marked import mark_site
from support.repo import ANA, Repo

from tests.mkdocs.sites import Built, run_engine

META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
GARDEN: dict[str, Any] = {"name": "material", "font": False}


CARELESS = """\
{% extends "base.html" %}
{% block extrahead %}
<script>theme()</script>{{ config.extra.said }}
{% if page %}{{ page.meta.evil | replace("\\u2060", "")
| replace("&lt;", "<") | replace("&gt;", ">") }}{% endif %}
{% endblock %}
"""
"""A template that makes markup of what it prints."""


def build(repo: Repo, ours: dict[str, Any], **values: Any) -> Built:
    """Build a site whose garden has some settings."""
    config = {
        "site_name": "Policy",
        "theme": GARDEN,
        "plugins": ["search", {"pollinate/garden": ours}, "pollinate/trails"],
        "markdown_extensions": ["attr_list", "tables", "md_in_html"],
        **values,
    }
    repo.write("mkdocs.yml", json.dumps(config))
    if not (repo.path / "docs/index.md").exists():
        repo.write("docs/index.md", "# Home\n")
    repo.write("docs/lessons/one.md", "# One\n\nText.\n")
    repo.commit(ANA)
    return run_engine(repo.path, repo.path / "site")


def policy(built: Built, path: str = "index.html") -> dict[str, set[str]]:
    """Return what a page's policy allows, by directive; there must be one."""
    [text] = META.findall(built.read(path))
    parts = [part.split() for part in text.split("; ")]
    return {name: set(sources) for name, *sources in parts}


def test_who_gets_a_policy(repo: Repo) -> None:
    """A garden of our look has one on every page, 404.html too; a site that we were added to stays
    as it was until it asks, and a garden may do without.
    """
    garden = build(repo, {"look": "garden"})
    for path in garden.site.rglob("*.html"):
        assert "script-src" in policy(garden, path.relative_to(garden.site).as_posix())
        assert 1 == path.read_text().count('<meta name="referrer" content="same-origin">')
    for ours in ({}, {"look": "garden", "csp": "off"}, {"csp": False}):
        assert not META.search(build(repo, ours).read("index.html"))
    assert META.search(build(repo, {"csp": "on"}).read("index.html"))


def test_two_builds_are_the_same(repo: Repo) -> None:
    """The same bytes, twice: no word that marks templates is left, nor an order by chance."""
    repo.write("docs/index.md", "# Home\n\n<script>a()</script><script>b()</script>\n")
    sites = []
    for _ in range(2):
        built = build(repo, {"look": "garden"}, extra_css=["https://a.org/x.css"])
        sites.append(
            {p.relative_to(built.site): p.read_bytes() for p in built.site.rglob("*.html")}
        )

    assert sites[0] == sites[1]
    assert not any(re.search(rb"data-pl-m[0-9a-f]{9}", page) for page in sites[0].values())


def test_nothing_inline_is_allowed_but_by_hash(repo: Repo) -> None:
    """A garden's own pages need neither `unsafe-inline` nor `unsafe-eval`, and no other site; a
    table's alignment is allowed by its hash.
    """
    repo.write("docs/lessons/table.md", "# T\n\n| a | b |\n| :- | -: |\n| 1 | 2 |\n")
    built = build(repo, {"look": "garden"})
    for path in built.site.rglob("*.html"):
        text = " ".join(META.findall(path.read_text()))
        assert "unsafe-inline" not in text and "'unsafe-eval'" not in text and "http" not in text
    table = policy(built, "lessons/table/index.html")["style-src"]
    assert {"'self'", "'unsafe-hashes'"} < table and hash_of("text-align: right;") in table
    assert {"'self'"} == policy(built)["style-src"]


def test_a_script_is_allowed_by_who_wrote_it(repo: Repo) -> None:
    """A page of the site's own may hold a script, and so may its templates and its configuration;
    one that came into a page through a title isn't allowed, and the build says so.
    """
    repo.write("docs/index.md", "# Home\n\n<script>own()</script>\n")
    repo.write("theme/main.html", CARELESS)
    repo.write("docs/lessons/bad.md", "---\nevil: '<script>bad()</script >'\n---\n# Bad\n\nText.\n")
    built = build(
        repo,
        {"look": "garden", "meta_keys": ["evil"]},
        theme={**GARDEN, "custom_dir": "theme"},
        extra={"said": "<script>said()</script>"},
    )
    home, bad = policy(built)["script-src"], policy(built, "lessons/bad/index.html")["script-src"]

    assert {hash_of("own()"), hash_of("theme()"), hash_of("said()")} < home
    assert "bad()" in built.read("lessons/bad/index.html") and hash_of("bad()") not in bad
    assert {hash_of("theme()"), hash_of("said()")} < bad and hash_of("own()") not in bad
    [told] = [line for line in built.warnings() if "csp:" in line]
    assert "is blocked (lessons/bad.md)" in told


OUT = '<a href="https://a.org" target="_blank">a</a>\n'


@pytest.mark.parametrize(("clean", "runs"), [("remove", False), ("report", True), ("off", True)])
def test_a_contributor_s_script_runs_only_where_a_site_wants_it(
    repo: Repo, clean: str, runs: bool
) -> None:
    """What cleaning would take out is allowed only where a site leaves it in on purpose."""
    repo.write("docs/lessons/s.md", "# S\n\n<script>theirs()</script>\n\n" + OUT)
    built = build(repo, {"look": "garden", "clean": clean})

    assert runs is (hash_of("theirs()") in policy(built, "lessons/s/index.html")["script-src"])
    assert OUT.replace("<a ", '<a rel="noopener" ').strip() in built.read("lessons/s/index.html")


def test_what_plugins_put_in_runs(repo: Repo) -> None:
    """A hook that adds a script to each page, and one that makes a page smaller, work on."""
    repo.write(
        "hook.py",
        "def on_post_page(output, **_):\n"
        "    return output.replace('</body>', '<script>hooked( )</script></body>')"
        ".replace('__md_hash=e=>', '__md_hash=(e)=>')\n",
    )
    built = build(repo, {"look": "garden"}, hooks=["hook.py"])
    page, sources = built.read("index.html"), policy(built)["script-src"]
    scripts = re.findall(r"<script>(.*?)</script>", page, re.S)

    assert "hooked( )" in scripts and any("(e)=>" in one for one in scripts)
    assert {hash_of(one) for one in scripts} < sources


ELSEWHERE = {
    "extra_javascript": ["https://cdn.example.org/charts/draw.js"],
    "extra_css": ["https://css.example.org/a.css", "own.css"],
    "repo_url": "https://github.com/o/g",
    "theme": {"name": "material", "font": {"text": "Lato"}},
}


def test_what_a_site_loads_from_elsewhere_is_allowed_and_named(repo: Repo) -> None:
    """Scripts and stylesheets by address, fonts, what a stylesheet of its own imports, what the
    theme asks the forge, pictures of a lesson: all in the policy of the pages that need them, and
    in one line of the log; links are no loads.
    """
    repo.write("docs/own.css", "@import url('https://fonts.example.org/f.css');\n")
    repo.write(
        "docs/lessons/p.md",
        "# P\n\n![x](https://img.example.org/x.png) [y](https://y.example.org)\n",
    )
    built = build(repo, {"csp": "on"}, **ELSEWHERE)
    home, lesson = policy(built), policy(built, "lessons/p/index.html")

    assert "https://cdn.example.org/charts/" in home["script-src"]
    assert {"https://css.example.org", "https://fonts.example.org"} < home["style-src"]
    assert {"https://fonts.gstatic.com"} < home["font-src"]
    assert "https://api.github.com" in home["connect-src"]
    assert "'unsafe-inline'" in home["style-src"] and "'unsafe-inline'" not in home["script-src"]
    assert "https://img.example.org" in lesson["img-src"]
    assert "https://img.example.org" not in home["img-src"] and "y.example.org" not in str(lesson)
    [told] = [line for line in built.log.splitlines() if "csp: pages may load from" in line]
    assert "https://img.example.org (img)" in told and [] == built.warnings()


def test_strict_lets_nothing_in_and_says_what_it_blocks(repo: Repo) -> None:
    """With `strict` no other site is in any policy but what `csp_allow` names, and each that is
    blocked is a warning.
    """
    repo.write("docs/own.css", "a {}\n")
    ours = {"csp": "strict", "csp_allow": ["style-src https://css.example.org"]}
    built = build(repo, ours, **ELSEWHERE)
    found = policy(built)

    assert {"https://css.example.org"} == {
        one for sources in found.values() for one in sources if "://" in one
    }
    assert "'unsafe-inline'" not in found["style-src"]
    blocked = [line for line in built.warnings() if "csp: blocked" in line]
    assert any("https://cdn.example.org (script)" in line for line in blocked)
    assert not any("css.example.org" in line for line in blocked)
    assert '<meta name="referrer" content="no-referrer">' in built.read("index.html")


def test_diagrams_and_films_of_other_sites(repo: Repo) -> None:
    """A page with a diagram may load what Material draws it with, and only such a page; one that
    shows a film of another site may frame that site, which then hears whose page it is on.
    """
    repo.write("docs/d.md", "# D\n\n```mermaid\na-->b\n```\n")
    repo.write("docs/f.md", '# F\n\n<iframe src="https://film.example.org/1"></iframe>\n')
    repo.write("docs/o.md", '# O\n\n<object data="own.pdf"></object>\n')
    repo.write(
        "hook.py",
        "import pymdownx.superfences as s\n"
        "def on_config(config):\n"
        "    fence = {'name': 'mermaid', 'class': 'mermaid', 'format': s.fence_code_format}\n"
        "    config.mdx_configs['pymdownx.superfences'] = {'custom_fences': [fence]}\n",
    )
    fences = ["pymdownx.superfences"]
    built = build(repo, {"look": "garden"}, markdown_extensions=fences, hooks=["hook.py"])
    drawn, film = policy(built, "d/index.html"), policy(built, "f/index.html")

    assert "https://unpkg.com/mermaid@11/dist/" in drawn["script-src"]
    assert "'unsafe-inline'" in drawn["style-src"] and "unpkg" not in str(policy(built))
    assert {"'self'", "https://film.example.org"} == film["frame-src"]
    assert "strict-origin-when-cross-origin" in built.read("f/index.html")
    assert {"'self'"} == policy(built, "o/index.html")["object-src"]


def test_a_page_that_says_it_itself_keeps_its_word(repo: Repo) -> None:
    """A theme with a policy of its own keeps it alone; two would block what each allows."""
    own = '<meta http-equiv="Content-Security-Policy" content="img-src *">'
    repo.write(
        "theme/main.html", '{% extends "base.html" %}{% block extrahead %}' + own + "{% endblock %}"
    )
    built = build(repo, {"look": "garden"}, theme={**GARDEN, "custom_dir": "theme"})

    assert ["img-src *"] == META.findall(built.read("index.html"))


def test_an_attribute_that_runs_is_told(repo: Repo) -> None:
    """On a page of the site's own `onclick` would be blocked without a word: the build says it."""
    repo.write("docs/index.md", '# Home\n\n<button onclick="a()">A</button>\n')
    built = build(repo, {"look": "garden"})

    assert any("`onclick`" in line and "(index.md)" in line for line in built.warnings())


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
def test_other_themes(repo: Repo, theme: str) -> None:
    """The engine's own themes, whose scripts stand in their templates, have a policy that allows
    these and nothing by mistake.
    """
    built = build(repo, {"csp": "on"}, theme={"name": theme})
    page = built.read("index.html")
    scripts = re.findall(r"<script>(.*?)</script>", page, re.S)

    assert scripts and {hash_of(one) for one in scripts} < policy(built)["script-src"]
    assert not [line for line in built.warnings() if "csp:" in line]


def test_instant_navigation_has_what_all_pages_need(repo: Repo) -> None:
    """Where Material puts one page into another, each allows the scripts, pictures and styles of
    all texts.
    """
    repo.write("docs/a.md", "# A\n\n<script>a()</script>\n\n![x](https://img.example.org/x.png)\n")
    theme = {**GARDEN, "features": ["navigation.instant"]}
    instant = policy(build(repo, {"look": "garden"}, theme=theme))
    plain = policy(build(repo, {"look": "garden"}))

    assert hash_of("a()") in instant["script-src"] and hash_of("a()") not in plain["script-src"]
    assert "https://img.example.org" in instant["img-src"]


def test_a_script_that_names_other_sites_is_told(repo: Repo) -> None:
    """Nobody can tell by reading whether a script loads from a place it names: the log names it."""
    repo.write("docs/js/own.js", "fetch('https://api.example.org/x')\n")
    built = build(repo, {"csp": "on"}, extra_javascript=["js/own.js"])

    assert any("js/own.js names https://api.example.org" in line for line in built.log.splitlines())


def test_what_cleaning_overlooked_has_no_hash() -> None:
    """A script, a frame and a script of another host that are left in a contributor's text are not
    allowed, though the page's other scripts are, and the same in a page of the site's own is; a
    garden that trusts its contributors lets them.
    """
    text = "<script>bad()</script><iframe src='https://bad.example'></iframe>"
    text += "<script src='https://bad.example/x/y.js'></script>"

    def made(uri: str, **settings: Any) -> str:
        ours = make_settings({"csp": "on", **settings}, root=Path("/g"), docs_dir=Path("/g/docs"))
        theme = Theme(name="material")
        nothing: dict[str, Any] = {"extra_css": [], "extra_javascript": [], "extra": {}}
        config = SimpleNamespace(
            **nothing, copyright="", theme=theme, repo_url="", docs_dir="/g/docs"
        )
        pages, env = PagePolicies(ours, config, BuildLog()), Environment()
        pages.start(env, [])
        if uri == "theirs":
            pages.contributed(uri, text)
        pages.written(uri, text)
        whole = env.from_string("<head></head><script>good()</script>{{ text }}").render(text=text)
        return pages.protect(pages.rendered(whole), uri)

    for uri, trusted in (("theirs", False), ("own", True)):
        [found] = META.findall(made(uri))
        assert hash_of("good()") in found
        assert trusted is (hash_of("bad()") in found) is ("https://bad.example" in found)
    assert hash_of("bad()") in made("theirs", clean="report")
    assert hash_of("bad()") not in made("theirs", clean="off", csp="strict")


LIVE = "<script>livereload(1, 2);</script>"


def test_a_local_server_s_own_script_runs() -> None:
    """The script that a server puts last into a page is allowed as it is sent; the length is that of
    what is sent, and what is no page, or has no such script, goes out as it came.
    """
    page = with_policy("<head></head><body>Words", policy_text({}))

    def sent(body: str, kind: str = "text/html; charset=utf-8") -> tuple[str, dict[str, str]]:
        told: list[Any] = []

        def app(environ: dict[str, Any], start: Any) -> list[bytes]:
            start("200 OK", [("Content-Type", kind), ("Content-Length", str(len(body)))])
            return [body.encode()[:9], body.encode()[9:]]

        answer = allowing_reloads(app)({}, lambda *said: told.extend(said))
        return b"".join(answer).decode(), dict(told[1])

    text, headers = sent(page + LIVE + "</body>")
    assert f"script-src {hash_of('livereload(1, 2);')} 'self';" in text
    assert str(len(text.encode())) == headers["Content-Length"]
    for body in (page + "<script>other()</script></body>", LIVE + "</body>", page):
        assert body == sent(body)[0]
    assert page + LIVE + "</body>" == sent(page + LIVE + "</body>", "text/plain")[0]


def test_the_line_of_a_preview_keeps_its_style(repo: Repo) -> None:
    """A preview's line is put in after the build, with a style of its own: the policy of each page
    allows that style and no other.
    """
    built = build(repo, {"look": "garden"})
    mark_site(built.site, "A preview")
    page = built.read("index.html")
    [style] = re.findall(r'<p role="note" style="([^"]*)"', page)

    assert {"'self'", "'unsafe-hashes'", hash_of(style)} == policy(built)["style-src"]
