# The proof that a page is harmless against a parser that browsers agree with: whatever it lets pass
# has no element and no attribute for html5lib that is not allowed, and that nh3 would take out.
# Must not know: how the proof reads.
"""Test the proof of harmlessness."""

from __future__ import annotations

import unicodedata

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pollinate.content.clean import clean_html, is_harmless
from pollinate.content.safe_html import MATH, SVG, TAGS, allowed_value
from support.payloads import RUN

BLANKS = "".join(chr(n) for n in range(0x3001) if chr(n).isspace()) + "\u200b\ufeff\x00\x0b"
PIECES = (
    "<p", "<a", "<span", "<div", "<td", "<li", "<img", "<svg", "<math", "<mi", "<path", "<b", "</p>", "</a>", "</span>",
    "</div>", "</svg>", "</math>", "</mi>", "</b>", ">", "/>", "/", "<", "</", "<!--", "-->", "--!>", "=", '"', "'", "`",
    " ", "\n", "\t", "\f", "\x0b", "\xa0", "\u2028", "\x85", "\x1c", "title", "href", "class", "style", "id", "x", "on",
    "onfocus=pwn(1)", " autofocus", "javascript:pwn(1)", "#a", "&#106;", "&colon;", "&ampx", "&Tab", "K", "\u0130", "words",
    '<span title="', '<a href="x"', "<table>", "<tr>", "</tr>", "</table>", "<ul>", "</ul>", "<!", "<?", "]]>",
)  # fmt: skip


def parsed(html: str) -> list[tuple[str, dict[str, str]]]:
    """Return the elements of a fragment as a browser's parser sees them."""
    tree = html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False)
    return [
        (
            one.tag.rsplit("}", 1)[-1].lower(),
            {k.rsplit("}", 1)[-1].lower(): v for k, v in one.attrib.items()},
        )
        for one in tree.iter()
        if isinstance(one.tag, str) and one is not tree
    ]


def unsafe(html: str) -> list[str]:
    """Return what html5lib sees in a fragment that no contributed page may have."""
    found = []
    for tag, attributes in parsed(html):
        if tag not in TAGS:
            found.append(tag)
        found += [
            f"{key} on {tag}"
            for key, value in attributes.items()
            if allowed_value(tag, key, value) != value
        ]
    return found


@settings(max_examples=3000, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_what_is_proven_is_safe_for_a_browser(html: str) -> None:
    """Nothing that the proof lets pass holds an element or attribute that is not allowed."""
    if is_harmless(html):
        assert [] == unsafe(html)


@settings(max_examples=1500, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
def test_what_is_cleaned_is_safe_for_a_browser(html: str) -> None:
    """The same of whatever cleaning returns."""
    assert [] == unsafe(clean_html(html)[0])


@pytest.mark.parametrize("blank", BLANKS, ids=lambda c: f"{ord(c):04x}")
@pytest.mark.parametrize(
    "form",
    [
        f'<span title={{}}"x tabindex=1 autofocus onfocus={RUN} y">words</span>',
        f'<div{{}}title="a tabindex=1 autofocus onfocus={RUN} b">words</div>',
        f"<p>a</p><span{{}}onfocus={RUN}>words</span>",
        f"<span title={{}}'x onfocus={RUN} '>words</span>",
    ],
)
def test_only_blanks_of_html_are_blanks(blank: str, form: str) -> None:
    """A sign that Python takes for a blank opens no attribute for us that is another for a
    browser.
    """
    html = form.format(blank)

    assert [] == unsafe(clean_html(html)[0])
    if blank not in " \t\n\r\f":
        assert not is_harmless(html), unicodedata.name(blank, "?")


@pytest.mark.parametrize(
    "html",
    [
        "<p>The load is <math><mrow><mi>x</mi><mo>=</mo><mn>2</mn></mrow></math>.</p>",
        '<math display="block"><semantics><mi>x</mi><annotation encoding="application/x-tex">x'
        "</annotation></semantics></math>",
        '<svg viewBox="0 0 9 9"><g fill="none"><rect x="1" y="1" width="3" height="3"/>'
        '<text x="1" y="2">Words</text></g><circle cx="1" cy="1" r="1"/></svg>',
        '<p style="display: none">hidden</p>',
        '<p style="margin: 0 auto 1.5em; color: #fff; border: 1px solid red">a</p>',
    ],
)
def test_formulas_and_drawings_stay(html: str) -> None:
    """Static MathML and SVG, and what is hidden, stay as they are."""
    assert (html, ()) == clean_html(html)
    assert [] == unsafe(html)


@pytest.mark.parametrize(
    ("html", "gone"),
    [
        (f"<p>x</p><math><mi><img src=none onerror={RUN}>x</mi></math>", "onerror"),
        (f"<math href='javascript:{RUN}'><mi>x</mi></math>", "href"),
        (f"<svg><text onclick={RUN}>x</text></svg>", "onclick"),
        ('<p>x</p><svg><rect fill="url(http://outside.invalid/x)"/></svg>', "outside"),
        ("<p>x</p><svg><style>@import 'x'</style></svg>", "import"),
        (f'<svg><a href="javascript:{RUN}"><text>x</text></a></svg>', "javascript"),
        ('<p style="margin-top:-.5e3px;width:9e9px">x</p>', "margin"),
        ('<p style="position:fixed;width:50%">x</p>', "fixed"),
        ('<p class="md-overlay fixed-top pl-byline">x</p>', "class"),
        ('<pre class="mermaid">x</pre>', "mermaid"),
        ('<button data-clipboard-text="rm">x</button><p data-copy="rm">x</p>', "rm"),
        (f'<b title="<img src=x onerror={RUN}>">x</b>', "<img"),
        ('<p id="__search">a</p><p id="pl-top">b</p>', "id="),
    ],
)
def test_what_acts_goes(html: str, gone: str) -> None:
    """What a theme, a script or a parser acts on goes; the words stay."""
    cleaned, taken_out = clean_html(html)

    assert gone not in cleaned
    assert {"x", "a"} & set(html5lib.parseFragment(cleaned).itertext())


def test_formulas_and_drawings_stay_beside_what_goes() -> None:
    """A page that loses something else keeps its formulas and drawings."""
    html = '<p><math><mi>x</mi></math> <svg><g><path d="M0 0"></path></g></svg></p>'

    assert (html, ("<script>",)) == clean_html(f"{html}<script>1</script>")


def test_other_names_are_text() -> None:
    """A name in angle brackets that is no element is the text that its author meant."""
    cleaned, words = clean_html("<p>Put <file> into <project-name>.</p>")

    assert "<p>Put &lt;file&gt; into &lt;project-name&gt;.</p>" == cleaned
    assert ("<file> (shown as text)", "<project-name> (shown as text)") == words


def test_the_lists_do_not_overlap() -> None:
    """No element is a formula and a drawing, so that a parser never changes its mind in one."""
    assert set() == MATH & SVG
