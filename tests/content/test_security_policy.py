# How a policy is worded and where it stands in a page. That browsers take it is tried in
# tests/browser/test_policy.py. Must not know: MkDocs.
"""Test writing a Content-Security-Policy."""

from __future__ import annotations

import base64
import hashlib

import pytest
from pollinate.content.security_policy import (
    allow_more,
    hash_of,
    policy_text,
    says_itself,
    source_of,
    with_policy,
    without_opener,
)
from pollinate.csp_sources import allowed
from pollinate.errors import SettingsError
from pollinate.settings import make_settings


def test_a_hash_is_of_the_bytes_that_a_browser_reads() -> None:
    """SHA-256 of UTF-8, an empty script too; half a sign is what the engine writes for it."""

    def plain(data: bytes) -> str:
        return "'sha256-" + base64.b64encode(hashlib.sha256(data).digest()).decode() + "'"

    assert plain(b"") == hash_of("")
    assert plain("é教🙂\n".encode()) == hash_of("é教🙂\n")
    assert plain(b"a&#55357;") == hash_of("a\ud83d")


def test_a_policy_says_what_is_allowed_and_no_more() -> None:
    """Without anything more, only the site itself; no script or frame from elsewhere, no plugin;
    what is added stands sorted in its own directive, and only there.
    """
    plain = policy_text({})
    more = policy_text({"frame-src": ["https://v.org"], "script-src": ["'sha256-b'", "'sha256-a'"]})

    assert "unsafe" not in plain and "http" not in plain
    for one in ("script-src 'self';", "object-src 'none';", "base-uri 'self';"):
        assert one in plain
    assert "script-src 'self' 'sha256-a' 'sha256-b';" in more
    assert "frame-src 'self' https://v.org" in more and "frame-src" not in plain
    assert "object-src 'self';" in policy_text({"object-src": ["'self'"]})


SOURCES = {
    "https://A.example.org/x/y.js?v=1": ("https://a.example.org", "https://a.example.org/x/"),
    "https://a.org/y.js": ("https://a.org", "https://a.org/y.js"),
    "//a.org:8080/x/": ("https://a.org:8080", "https://a.org:8080/x/"),
    "http://a.org/x;y/z.js": ("http://a.org", "http://a.org/xy/"),
    "https://münchen.example/a/b": ("https://xn--mnchen-3ya.example", "https://xn--mnchen-3ya.example/a/"),
    "x/y.js": ("", ""), "/x.js": ("", ""), "": ("", ""), "#a": ("", ""), "mailto:a@b.org": ("", ""),
    "javascript:alert(1)": ("", ""), "https://a;script-src *": ("", ""), "https://[": ("", ""),
    "https://a.org:99999/": ("", ""), "data:image/png,x": ("data:", "data:"),
}  # fmt: skip


@pytest.mark.parametrize("url", SOURCES)
def test_an_address_becomes_one_source(url: str) -> None:
    """The site that an address names, or the folder on it; nothing for an address of our own, and
    nothing that would end a directive.
    """
    assert SOURCES[url] == (source_of(url), source_of(url, folder=True))


def test_what_a_site_allows_is_checked_at_the_door() -> None:
    """An entry is an address or a directive with addresses; one that would say something else stops
    with an example.
    """
    assert ((("connect-src",), ("https://a.org",))) == allowed("connect-src https://a.org")
    both = allowed("https://a.org/x/")
    assert both and "script-src" in both[0] and ("https://a.org/x/",) == both[1]
    for wrong in (
        "",
        "script-src",
        "*",
        "'unsafe-inline'",
        "https://a.org; script-src *",
        "a.org,b",
    ):
        with pytest.raises(SettingsError, match="csp_allow"):
            make_settings({"csp_allow": [wrong]}, root=None, docs_dir=None)
    for said, meant in ((True, "on"), (False, "off"), ("strict", "strict")):
        assert meant == make_settings({"csp": said}, root=None, docs_dir=None).csp
    with pytest.raises(SettingsError, match="csp"):
        make_settings({"csp": "loose"}, root=None, docs_dir=None)


PAGES = {
    '<!doctype html><html><head>\n  <meta charset="utf-8">\n  <script>a</script></head>': "utf-8",
    '<head><script>a</script><meta charset="utf-8"></head>': "<head>",
    "<HEAD lang=en><title>a</title></HEAD>": "<HEAD lang=en>",
    "<html><header>a</header><head></head>": "<head>",
    '<head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><link href=a>': "utf-8",
}  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_a_policy_stands_before_all_that_runs(page: str) -> None:
    """Behind the line of the encoding, where that comes first; else at once after the head
    begins.
    """
    made = with_policy(page, "default-src 'self'", "same-origin")
    before, _, after = made.partition('<meta http-equiv="Content-Security')
    whole = after.partition('">')[2]

    assert PAGES[page] in before and "<script" not in before and "<link" not in before
    assert (
        "default-src 'self'\">" in made and '<meta name="referrer" content="same-origin">' in whole
    )
    assert (True, True) == says_itself(made + "</head>") or "</head" in page.lower()


def test_a_page_without_a_head_and_one_with_its_own_policy() -> None:
    """The former stays as it is; the latter is told, in any capitals."""
    assert "<p>a</p>" == with_policy("<p>a</p>", "x")
    assert (True, False) == says_itself("<head><META http-equiv='content-security-POLICY'></head>")
    assert (False, True) == says_itself("<head><meta name=referrer content=origin></head>")
    assert (False, False) == says_itself("<head></head><meta name=referrer>")


def test_what_comes_later_is_allowed_in_our_policy_only() -> None:
    """A finished page of ours takes one more source in its directive; another page stays."""
    page = with_policy("<head></head>", policy_text({})).encode()

    assert b"script-src 'self' 'x';" not in page
    assert b"script-src 'x' 'self';" in allow_more(page, "script-src", ["'x'"])
    assert b"<head></head>" == allow_more(b"<head></head>", "script-src", ["'x'"])
    loose = with_policy("<head></head>", policy_text({"style-src": ["'unsafe-inline'"]})).encode()
    assert loose == allow_more(loose, "style-src", ["'x'"])


LINKS = {
    '<a href="b" target="_blank">': '<a rel="noopener" href="b" target="_blank">',
    "<a target=_BLANK href=https://x/>": '<a rel="noopener" target=_BLANK href=https://x/>',
    '<a rel="nofollow" target="_blank">': '<a rel="nofollow noopener" target="_blank">',
    '<a rel="noreferrer" target="_blank">': '<a rel="noreferrer" target="_blank">',
    '<a rel="opener" target="_blank">': '<a rel="opener" target="_blank">',
    '<a target="_self" title="_blank">': '<a target="_self" title="_blank">',
    '<a title="a > b" target="_blank">': '<a rel="noopener" title="a > b" target="_blank">',
}


@pytest.mark.parametrize("link", LINKS)
def test_a_link_to_a_new_window_gives_no_hold(link: str) -> None:
    """`rel=noopener` is added where nothing is said of it, and nothing else changes."""
    assert f"<p>{LINKS[link]}x</a>" == without_opener(f"<p>{link}x</a>")
