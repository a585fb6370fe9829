# Scripts, styles and addresses as they stand in pages of all kinds, read as a browser reads them; the
# browser itself is asked in tests/browser/test_policy.py. Must not know: policies.
"""Test reading what a page runs and loads."""

from __future__ import annotations

import time

import pytest
from pollinate.content.page_loads import Load, read_page

RUN = {
    "<script>a</script>": "a",
    "<SCRIPT>a</SCRIPT>": "a",
    "<script\n>a</script\n>": "a",
    "<script/>a</script>": "a",
    "<script></script>": "",
    "<script>a\r\nb\rc\n</script>": "a\nb\nc\n",
    "<script>é 教訓 🙂</script>": "é 教訓 🙂",
    "<script>a &lt; b</script>": "a &lt; b",
    "<script>a\0b</script>": "a\ufffdb",
    '<script type="">a</script>': "a",
    '<script type="module">a</script>': "a",
    "<script type=module>a</script>": "a",
    '<script type=" Text/JavaScript ">a</script>': "a",
    '<script type="text&#47;javascript">a</script>': "a",
    '<script type="application/x-javascript">a</script>': "a",
    '<script type="importmap">{}</script>': "{}",
    '<script type="speculationrules">{}</script>': "{}",
    '<script data-x="a > b">c</script>': "c",
    '<script data-src="x.js">a</script>': "a",
    "<script nomodule>a</script>": "a",
    "<script><!-- a --></script>": "<!-- a -->",
    "<script>'<!--<script>' + '</script>' + '-->'</script>": "'<!--<script>' + '</script>' + '-->'",
    "<script>'</scripted>'</script>": "'</scripted>'",
    "<!-- > --><script>a</script>": "a",
    "<!--><script>a</script>-->": "a",
    "<!---><script>a</script>-->": "a",
    "<!-- a --!><script>b</script>": "b",
    "<template><script>a</script></template>": "a",
    "<svg><script>a</script></svg>": "a",
    "<title>a</title><script>b</script>": "b",
    "<p title='<script>'><script>a</script>": "a",
    "<noscript></noscript><script>a</script>": "a",
    "<script>a": "a",
}
"""What runs, and as which text."""
RUN_NOT = (
    '<script type="application/json">{}</script>',
    '<script type="application/ld+json">{}</script>',
    '<script type="math/tex">x</script>',
    '<script type="text/template">a</script>',
    '<script src="x.js">a</script>',
    "<script src>a</script>",
    "<!-- <script>a</script> -->",
    "<title><script>a</script></title>",
    "<textarea><script>a</script></textarea>",
    "<noscript><script>a</script></noscript>",
    "<iframe><script>a</script></iframe>",
    "<xmp><script>a</script></xmp>",
    "<style><script>a</script></style>",
    "&lt;script>a&lt;/script>",
    "<scripted>a</scripted>",
)


@pytest.mark.parametrize("page", RUN)
def test_an_inline_script_is_read_letter_by_letter(page: str) -> None:
    """A script is what a browser hashes: between its tags, however they are written, with one kind
    of line end, and with no entity taken for a sign.
    """
    assert {RUN[page]} == set(read_page(f"<p>{page}").scripts)


@pytest.mark.parametrize("page", RUN_NOT)
def test_what_no_browser_runs_is_no_script(page: str) -> None:
    """Data, comments, and what is text to a browser get no hash that would allow them."""
    assert frozenset() == read_page(f"<p>{page}</p>").scripts


def test_marks_tell_whose_a_script_is() -> None:
    """A script whose tag holds the mark is told from one that holds it in its text."""
    found = read_page("<script m1>a</script><script>m1</script><script src='/x' m1></script>", "m1")

    assert {"a", "m1"} == found.scripts and {"a"} == found.marked_scripts
    assert {Load("script-src", "/x")} == found.marked_loads


LOADS = {
    '<img src="https://a.org/x.png">': {("img-src", "https://a.org/x.png")},
    '<IMG SRC=https://a.org/x.png alt="a > b">': {("img-src", "https://a.org/x.png")},
    '<img src="https://a.org/?a=1&amp;b=2">': {("img-src", "https://a.org/?a=1&b=2")},
    '<img srcset="a.png 1x, //b.org/c.png 2x">': {("img-src", "a.png"), ("img-src", "//b.org/c.png")},
    '<script src="//a.org/x.js"></script>': {("script-src", "//a.org/x.js")},
    '<link rel="stylesheet" href="a.css">': {("style-src", "a.css")},
    '<link rel="Shortcut ICON" href="a.png">': {("img-src", "a.png")},
    '<link rel="canonical" href="https://a.org/">': set(),
    '<link rel="preload" as="font" href="a.woff2">': {("font-src", "a.woff2")},
    '<link rel="modulepreload" href="a.js">': {("script-src", "a.js")},
    '<link rel="preconnect" href="https://f.org">': {("font-src", "https://f.org")},
    '<video src="a.mp4" poster="b.png">': {("media-src", "a.mp4"), ("img-src", "b.png")},
    '<audio><source src="a.ogg"></audio>': {("media-src", "a.ogg")},
    '<iframe src="https://v.org/1"></iframe>': {("frame-src", "https://v.org/1")},
    '<object data="a.pdf"></object>': {("object-src", "a.pdf")},
    '<form action="https://f.org/send">': {("form-action", "https://f.org/send")},
    '<svg><image xlink:href="https://a.org/b"/></svg>': {("img-src", "https://a.org/b")},
    "<style>@import 'https://a.org/b.css';</style>": {("style-src", "https://a.org/b.css")},
    "<p style='background: url(//a.org/b)'>": {("img-src", "//a.org/b"), ("font-src", "//a.org/b")},
    '<noscript><img src="https://a.org/x.png"></noscript>': {("img-src", "https://a.org/x.png")},
    '<!-- <img src="https://a.org/x.png"> -->': set(),
}  # fmt: skip


@pytest.mark.parametrize("page", LOADS)
def test_what_a_page_loads(page: str) -> None:
    """Each address is found with the directive that a browser asks about it."""
    assert LOADS[page] == {(one.directive, one.url) for one in read_page(page).loads}


def test_styles_and_what_runs_without_a_script() -> None:
    """Style elements and attributes are read as they will be hashed; an attribute that runs, or an
    address that does, is named, and words about one are not.
    """
    found = read_page(
        "<style>a\r\n{}</style><td style='text-align: right;'><td STYLE=\"a:&quot;\">"
    )

    assert {"a\n{}"} == found.styles and {"text-align: right;", 'a:"'} == found.style_attributes
    assert "onclick" == read_page('<p a="b" onclick="c()">').handler
    assert "javascript:" == read_page('<a href="javascript:x()">').handler
    assert "" == read_page("<p>Write onclick=, or <code>&lt;a onclick='x'></code>").handler


@pytest.mark.parametrize(
    "part", ["<img a='", "<!--", "<script>", "<a ", "<img x", "<img a=", "<b "]
)
def test_a_large_page_is_read_in_linear_time(part: str) -> None:
    """A hundred thousand tags, comments or attributes that end nowhere take no minute."""
    start = time.perf_counter()
    read_page(f"<p>{part * 100_000}>")
    read_page(f"<img {part.strip('<') * 100_000}>")

    assert time.perf_counter() - start < 5
