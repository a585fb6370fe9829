# The policies of pages in a true browser: nothing of ours is in their way, and what is planted is
# stopped by them. Must not know: how a policy is made.
"""Test the Content-Security-Policy in Chromium."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Error, Page, Route
from pollinate.content.page_loads import read_page
from pollinate.content.safe_svg import svg_problem
from pollinate.content.security_policy import hash_of, policy_text, with_policy
from pollinate.review.proposal import Place, open_proposal
from pollinate.review.review import review
from pollinate_cli.preview_server import HEADERS
from pollinate_cli.side_by_side import write_side_by_side
from pollinate_mkdocs.search_index import STOPPED
from support.repo import ANA, Repo
from support.run import OURS

from tests.browser.serving import Tab, serving, tab
from tests.browser.test_pages import CHOSEN, LESSON, LOGO, PAGES, draw_logo
from tests.content.test_page_loads import RUN, RUN_NOT
from tests.mkdocs.sites import run_engine

pytestmark = pytest.mark.browser

WATCH = """window.pl_violations = [];
document.addEventListener('securitypolicyviolation', one => window.pl_violations.push(
  `${one.effectiveDirective} ${one.blockedURI} ${one.sample} ${one.sourceFile}:${one.lineNumber}`));
"""
TOLD = "window.pl_violations"
HAS_POLICY = "!!document.querySelector('meta[http-equiv=Content-Security-Policy]')"
NO_INLINE = "document.querySelector('meta[http-equiv=Content-Security-Policy]').content"
UNFOLD = "document.querySelectorAll('details').forEach(one => { one.open = true; })"


@pytest.fixture
def url(request: pytest.FixtureRequest, site: str) -> str:
    """Give the address of the site that a test names."""
    return str(request.getfixturevalue(f"{site}_url"))


@contextmanager
def watched(browser: Browser, base: str, width: int = 1280, scheme: str = "light") -> Iterator[Tab]:
    """Open a tab that writes down what a policy blocks."""
    with tab(browser, base, width, scheme) as opened:
        opened.page.add_init_script(WATCH)
        yield opened


@pytest.mark.parametrize("site", PAGES)
def test_no_kind_of_page_meets_its_policy(browser: Browser, url: str, site: str) -> None:
    """Every kind of page of the sample garden, ours, a real and an odd one has a policy without
    `unsafe-inline`, on a desk and on a phone, in light and dark, and it blocks nothing: neither by
    its own word nor by the console's.
    """
    found = []
    for width, scheme in ((1280, "light"), (390, "dark")):
        with watched(browser, url, width, scheme) as opened:
            draw_logo(opened)
            for kind, path in PAGES[site].items():
                opened.open(path)
                opened.page.evaluate(UNFOLD)
                opened.settle()
                assert opened.page.evaluate(HAS_POLICY), kind
                assert "unsafe-inline" not in opened.page.evaluate(NO_INLINE), kind
                found += [f"{kind} at {width}: {one}" for one in opened.page.evaluate(TOLD)]
            assert [] == opened.complaints and set() == set(opened.foreign) - {LOGO}
    assert [] == found


SEARCHES = {
    "ours": ("input[name=query]", ".pl-search__item", ".pl-search__title a"),
    "the theme's": (
        "[data-md-component=search-query]", ".md-search-result__item", ".md-search-result__link"
    ),
}  # fmt: skip
"""Field, result and link of each search."""


@pytest.mark.parametrize("search", SEARCHES)
def test_search_finds_and_leads(
    browser: Browser, demo_site: Path, tmp_path: Path, search: str
) -> None:
    """What is typed is found, by Pagefind's compiled code, or by the theme's own worker where the
    index could not be made, and a result is opened; a second page searches as well.
    """
    site = tmp_path / "site"
    shutil.copytree(demo_site, site)
    if search != "ours":
        shutil.rmtree(site / "pagefind")
        (site / "assets/pollinate-search.js").write_text(STOPPED)
    field, result, link = SEARCHES[search]
    for width in (1280, 390):
        with serving(site) as base, watched(browser, base, width) as opened:
            page = opened.page
            opened.open("")
            if width == 390:
                page.locator("label.md-header__button[for=__search]").click()
            page.locator(field).first.click()
            page.keyboard.type("boarding list")
            page.wait_for_selector(result)
            page.locator(link).first.click()
            page.wait_for_url(re.compile("lessons/"))
            assert [] == page.evaluate(TOLD) and [] == opened.complaints


def test_the_scheme_is_changed_and_remembered(browser: Browser, demo_url: str) -> None:
    """The switch of the header works, by a script in the page and what it keeps in the browser."""
    with watched(browser, demo_url) as opened:
        page = opened.page
        opened.open("")
        assert "default" == page.locator("body").get_attribute(CHOSEN)
        page.locator("form[data-md-component=palette] label:visible").click()
        assert "slate" == page.locator("body").get_attribute(CHOSEN)
        opened.open(LESSON)
        assert "slate" == page.locator("body").get_attribute(CHOSEN)
        assert [] == page.evaluate(TOLD) and [] == opened.complaints


def test_a_form_is_filled_and_shown_and_leads_on(browser: Browser, demo_url: str) -> None:
    """A form composes its file, shows it, offers it to be taken, and its way to the forge is a link
    that the policy has nothing to say about.
    """
    for width in (1280, 390):
        with watched(browser, demo_url, width) as opened:
            page = opened.page
            opened.open("take-part/ask/")
            page.wait_for_selector("form.pl-form:not([hidden])")
            page.locator("#pl-about").fill("Print the boarding list before")
            page.keyboard.press("Tab")
            for area in page.locator("form.pl-form textarea:visible").all():
                area.fill("How many copies?")
            page.locator("form.pl-form button[type=submit]").click()
            page.wait_for_selector("[data-pl-result]:not([hidden])")
            assert "How many copies?" in page.locator("[data-pl-file]").text_content()  # type: ignore[operator]
            address = page.locator("[data-pl-send=forge]").get_attribute("href") or ""
            assert address.startswith("https://forge.example/")
            with page.expect_download() as taken:
                page.locator("[data-pl-send=download]").click()
            assert taken.value.suggested_filename.endswith(".md")
            assert [] == page.evaluate(TOLD) and [] == opened.complaints


def until(page: Page, holds: str) -> None:
    """Wait until something holds; Playwright's own way needs `eval`, which the policy forbids."""
    for _ in range(100):
        if page.evaluate(holds):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never: {holds} {page.evaluate(TOLD)} {page.url}")


SMALL = """\
site_name: Policy
theme: {{name: material, font: false{theme}}}
plugins: [search, {{pollinate/garden: {{look: garden}}}}, pollinate/trails]
markdown_extensions: [tables, attr_list]
"""


def garden(folder: Path, theme: str = "", **files: str) -> Repo:
    """Write a small garden of our look; `theme` adds to its theme."""
    repo = Repo(folder)
    repo.write("mkdocs.yml", SMALL.format(theme=theme))
    repo.write("docs/index.md", "# Home\n\n[One](lessons/one.md)\n")
    repo.write("docs/lessons/one.md", "# One\n\n| a | b |\n| :- | -: |\n| 1 | 2 |\n")
    for name, text in files.items():
        repo.write(f"docs/{name.replace('__', '/')}.md", text)
    repo.commit(ANA)
    return repo


def test_instant_navigation_goes_on(browser: Browser, tmp_path: Path) -> None:
    """Where Material puts pages into one another, their scripts run again under the first page's
    policy; forms and aligned tables work there, too.
    """
    repo = garden(
        tmp_path / "g",
        ", features: [navigation.instant, navigation.tabs]",
        more="# More\n\n<script>window.pl_ran = (window.pl_ran || 0) + 1</script>\n\n[One](lessons/one.md)\n",
    )
    repo.write(
        "mkdocs.yml", (repo.path / "mkdocs.yml").read_text() + "site_url: http://127.0.0.1/\n"
    )
    site = run_engine(repo.path, tmp_path / "site").site
    with serving(site) as base:
        for path in ("sitemap.xml",):
            text = (site / path).read_text().replace("http://127.0.0.1/", base)
            (site / path).write_text(text)
        with watched(browser, base) as opened:
            page = opened.page
            opened.open("")
            page.evaluate("window.same = 1")
            for link, ready in (
                ("more/", "window.pl_ran === 1"),
                ("lessons/one/", "document.querySelector('td[style]')"),
                ("take-part/write/", "document.querySelector('form.pl-form:not([hidden])')"),
                ("more/", "window.pl_ran === 2"),
            ):
                page.evaluate(
                    "path => { const a = document.createElement('a'); a.href = new URL(path, "
                    "document.querySelector('.md-logo').href); a.id = 'go'; a.textContent = 'go';"
                    " document.querySelector('article').append(a); }",
                    link,
                )
                page.locator("#go").click()
                until(page, ready)
                assert 1 == page.evaluate("window.same"), link
            assert [] == page.evaluate(TOLD) and [] == opened.complaints


PLANTED = {
    "inline script": ("<script>pwn(1)</script>", "script-src-elem inline"),
    "handler": ("<button id=b onclick='pwn(1)'>b</button>", "script-src-attr inline"),
    "image that fails": ("<img src=nowhere.png onerror='pwn(1)'>", "script-src-attr inline"),
    "address that runs": ("<a id=b href='javascript:pwn(1)'>b</a>", "script-src-elem inline"),
    "foreign script": ("<script src='{other}x.js'></script>", "script-src-elem {other}x.js"),
    "foreign frame": ("<iframe src='{other}'></iframe>", "frame-src http://localhost"),
    "foreign picture": ("<img src='{other}x.png'>", "img-src {other}x.png"),
    "foreign style": ("<link rel=stylesheet href='{other}x.css'>", "style-src-elem {other}x.css"),
    "data as script": ("<script src='data:text/javascript,pwn(1)'></script>", "script-src-elem data"),
    "plugin": ("<object data='{other}x' type='text/html'></object>", "object-src http://localhost"),
    "base": ("<base href='{other}'>", "base-uri {other}"),
    "style attribute": ("<p style='position:fixed;inset:0'>x</p>", "style-src-attr inline"),
    "form": ("<form action='{other}'><button id=b>b</button></form>", "form-action {other}"),
}  # fmt: skip


class _Other(BaseHTTPRequestHandler):
    asked: list[str] = []

    def do_GET(self) -> None:
        """Answer with a script that would run."""
        self.asked.append(self.path)
        self.send_response(200)
        self.send_header("Content-Type", "text/javascript")
        self.end_headers()
        self.wfile.write(b"pwn(1)")

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def other_site() -> Iterator[str]:
    """Serve another site; what it was asked is in `_Other.asked`."""
    _Other.asked.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), _Other) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_address[1]}/"
        server.shutdown()


@pytest.mark.parametrize("kind", PLANTED)
def test_what_is_planted_is_stopped(
    browser: Browser, demo_site: Path, tmp_path: Path, kind: str
) -> None:
    """Whatever finds its way into a finished page neither runs nor asks another host; without the
    policy each of these would.
    """
    text, told = PLANTED[kind]
    with other_site() as other:
        planted = text.format(other=other)
        source = (demo_site / LESSON / "index.html").read_text()
        source = source.replace("../../../", "/")
        page_text = (
            source.replace("</title>", f"</title>{planted}", 1)
            if kind == "base"
            else re.sub("(<article[^>]*>)", lambda found: found[0] + planted, source, count=1)
        )
        assert page_text != source
        site = tmp_path / "site"
        site.mkdir()
        for entry in demo_site.iterdir():
            (site / entry.name).symlink_to(entry)
        (site / "with.html").write_text(page_text)
        (site / "without.html").write_text(
            re.sub("<meta http-equiv=.Content-Sec[^>]*>", "", page_text)
        )
        with serving(site) as base:
            assert told.format(other=other) in harm(browser, base + "with.html")[0]
            assert not _Other.asked
            said, ran = harm(browser, base + "without.html")
            assert "" == said and (ran or _Other.asked or kind in ("base", "style attribute"))


def harm(browser: Browser, address: str) -> tuple[str, bool]:
    """Open a page and touch what is planted; return what its policy blocked, and whether it ran."""
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script(WATCH + "window.pwn = () => { window.pwned = 1 };")
    page.goto(address)
    page.wait_for_timeout(50)
    if page.locator("#b").count():
        page.evaluate("setTimeout(() => document.querySelector('#b').click())")
        page.wait_for_timeout(150)
    try:
        told, ran = page.evaluate("[window.pl_violations, window.pwned]")
    except Error:
        # A form that was sent leads away.
        told, ran = [], None
    context.close()
    return "\n".join(told or ()), ran == 1


NOT_HERE = ("nomodule",)
"""Browsers of today pass over these, policy or not."""


NOT_RUN = ("importmap", "speculation", "template")
"""These are asked about, or made anew, in other ways than by running them."""


def test_every_script_is_hashed_as_the_browser_does(browser: Browser, tmp_path: Path) -> None:
    """However a script is written (capitals, carriage returns, other scripts' letters, modules,
    comments within), a policy of its hash lets it run, and one of another doesn't; what we take
    for data, the browser does not run either.
    """
    closed = [page for page in RUN if RUN[page].strip() and page.count("<") > 1]
    pages = {
        f"{number}.html": page
        for number, page in enumerate(closed)
        if not any(one in page for one in NOT_RUN)
    }
    site = tmp_path / "site"
    site.mkdir()
    for name, page in pages.items():
        hashes = sorted(map(hash_of, read_page(page).scripts))
        for start, sources in (("yes-", hashes), ("no-", [hash_of("other")])):
            whole = with_policy(
                f"<head><meta charset=utf-8></head><p>{page}", policy_text({"script-src": sources})
            )
            (site / (start + name)).write_bytes(whole.encode())
    for number, page in enumerate(RUN_NOT):
        whole = with_policy(f"<head><meta charset=utf-8></head><p>{page}", policy_text({}))
        (site / f"data-{number}.html").write_text(whole)
    with serving(site) as base, watched(browser, base) as opened:
        blocked = {}
        for path in sorted(site.iterdir()):
            opened.page.goto(base + path.name)
            blocked[path.name] = [
                one for one in opened.page.evaluate(TOLD) if one.startswith("script")
            ]

    assert pages and [] == [name for name in blocked if name.startswith("yes-") and blocked[name]]
    assert [] == [name for name in blocked if name.startswith("data-") and blocked[name]]
    assert [] == [
        name
        for name in blocked
        if name.startswith("no-")
        and not blocked[name]
        and not any(one in pages[name[3:]] for one in NOT_HERE)
    ]


XLINK = "http://www.w3.org/1999/xlink"
LIVE = {
    "script": "<script>pwn(1)</script>",
    "script by address": "<script href='data:text/javascript,pwn(1)'/>",
    "load": "<g onload='pwn(1)'/>",
    "page inside": "<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'>"
                   "<script>pwn(1)</script></body></foreignObject>",
    "other namespace": "<h:script xmlns:h='http://www.w3.org/1999/xhtml'>pwn(1)</h:script>",
    "begin": "<animate attributeName='x' dur='1s' onbegin='pwn(1)'/>",
    "set": "<set attributeName='onload' to='pwn(1)'/>",
    "link": f"<a xmlns:x='{XLINK}' x:href='javascript:pwn(1)'><rect width='99' height='99'/></a>",
    "handler": "<handler xmlns='http://www.w3.org/2001/xml-events'>pwn(1)</handler>",
    "style": "<style>@import 'https://example.org/x.css';</style>",
}  # fmt: skip
DECLARED = {
    "entity": "<!DOCTYPE svg [<!ENTITY x '<script xmlns=\"http://www.w3.org/2000/svg\">pwn(1)</script>'>]>",
    "stylesheet": "<?xml-stylesheet href='data:text/xsl,x' type='text/xsl'?>",
}  # fmt: skip


def test_a_drawing_opened_by_itself_runs_nothing(browser: Browser, tmp_path: Path) -> None:
    """Nobody can send headers for a drawing on a forge's pages, so it must be clean: each live one
    is left out of the site, and one that is published opens as a picture.
    """
    repo = garden(tmp_path / "g")

    def svg(body: str, head: str = "") -> str:
        return f"{head}<svg xmlns='http://www.w3.org/2000/svg' width='99' height='99'>{body}</svg>"

    drawings = {name: svg(body) for name, body in LIVE.items()}
    drawings |= {
        name: svg("&x;" if name == "entity" else "", head) for name, head in DECLARED.items()
    }
    for name, text in drawings.items():
        repo.write(f"docs/lessons/{name}.svg", text)
    repo.write("docs/lessons/clean.svg", svg("<title>a</title><rect width='9' height='9'/>"))
    repo.commit(ANA)
    site = run_engine(repo.path, tmp_path / "site").site

    assert {"clean.svg"} == {path.name for path in (site / "lessons").glob("*.svg")}
    assert all(svg_problem(text.encode()) for text in drawings.values())
    raw = tmp_path / "raw"
    raw.mkdir()
    for name in ("script", "page inside"):
        (raw / f"{name}.svg").write_text(drawings[name])
    with serving(raw) as base:
        assert all(harm(browser, f"{base}{name}.svg")[1] for name in ("script", "page inside"))
    with serving(site) as base:
        assert not harm(browser, f"{base}lessons/clean.svg")[1]


def test_a_site_of_ours_opened_from_a_disk(browser: Browser, tmp_path: Path) -> None:
    """A site that is opened as files, with `use_directory_urls: false`, shows its pages in their
    style and without a complaint of its policy.
    """
    repo = garden(tmp_path / "g")
    config = (repo.path / "mkdocs.yml").read_text()
    repo.write("mkdocs.yml", config.replace("search, ", "") + "use_directory_urls: false\n")
    site = run_engine(repo.path, tmp_path / "site").site
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto((site / "lessons/one.html").as_uri())

    assert [] == page.evaluate(TOLD)
    assert "flex" == page.evaluate(
        "getComputedStyle(document.querySelector('.md-header__inner')).display"
    )
    assert page.evaluate("typeof document$") == "object"
    context.close()


def test_a_preview_looks_as_it_should(browser: Browser, tmp_path: Path) -> None:
    """The line that says what a preview is, and the marks of what changes, are put in after the
    build: the policy of a garden's page lets them have their styles, under the headers of the
    preview's own server, too.
    """
    repo = garden(tmp_path / "g", lessons__two="# Two\n\nThe hull is looked at.\n")
    repo.git("switch", "-q", "-c", "idea")
    repo.commit(ANA, docs__lessons__two="# Two\n\nThe hull and the ropes are looked at.\n")
    place = Place(directory=repo.path)
    folder = tmp_path / "out"
    with open_proposal(place, "idea", "main") as proposal:
        write_side_by_side(proposal, review(proposal), folder)
    with serving(folder) as base, watched(browser, base) as opened:
        page = opened.page
        page.route("**/*", with_headers)
        opened.open("proposed/lessons/two/")
        line = page.locator("p[role=note]")
        colour = "one => getComputedStyle(one).backgroundColor"
        assert "rgb(122, 59, 0)" == line.evaluate(colour)
        assert "rgba(45, 164, 78, 0.25)" == page.locator("ins").first.evaluate(colour)
        assert [] == page.evaluate(TOLD) and [] == opened.complaints


def test_a_local_server_loads_a_page_anew(browser: Browser, tmp_path: Path) -> None:
    """`serve` shows pages under the policy that readers get, and the script by which it follows
    changes runs: who writes sees the change without touching the browser.
    """
    repo = garden(tmp_path / "g")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [sys.executable, "-m", "pollinate_cli", "-C", str(repo.path), "serve"]
    with subprocess.Popen(
        [*words, "--port", str(port)],
        env={**os.environ, "PYTHONPATH": OURS, "NO_MKDOCS_2_WARNING": "1"},
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            base = f"http://127.0.0.1:{port}/"
            wait_for(base)
            with watched(browser, base) as opened:
                page, said = opened.page, []
                page.on("console", lambda one: said.append(one.text))
                opened.open("")
                until(page, "document.readyState === 'complete'")
                assert "Enabled live reload" in said and page.evaluate(HAS_POLICY)
                assert [] == page.evaluate(TOLD)
                repo.write("docs/index.md", "# Written anew\n")
                page.get_by_role("heading", name="Written anew").wait_for()
                assert [] == page.evaluate(TOLD)
        finally:
            server.terminate()


def wait_for(address: str) -> None:
    """Wait until a server answers."""
    for _ in range(300):
        with suppress(OSError), urlopen(address, timeout=5):
            return
        time.sleep(0.1)
    pytest.fail(f"{address} never answers")


def with_headers(route: Route) -> None:
    """Answer as the preview's server does."""
    response = route.fetch()
    route.fulfill(response=response, headers={**response.headers, **HEADERS})


def test_the_watch_reads_a_policy(browser: Browser) -> None:
    """A page of this test's own, whose policy blocks its only script, is told."""
    with tab(browser, "data:", 390) as opened:
        opened.page.add_init_script(WATCH)
        text = with_policy("<head></head><script>a</script>", policy_text({}))
        opened.page.route(
            "http://page.test/", lambda one: one.fulfill(body=text, content_type="text/html")
        )
        opened.page.goto("http://page.test/")
        assert ["script-src-elem inline"] == [one[:22] for one in opened.page.evaluate(TOLD)]
