# What Markdown's extensions make stays, byte for byte; what runs, loads, covers or breaks goes, and
# is named. Rendered with the extensions that sites use, not with HTML written for the test.
"""Test the cleaning of HTML."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from pollinate.checks.html import could_hold_html, find_unsafe_html
from pollinate.content.clean import clean_html, is_harmless
from pollinate.content.safe_html import Policy
from support.payloads import PAYLOADS
from support.repo import ANA, Repo
from support.site import Html

EXTENSIONS = (
    "abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc", "pymdownx.arithmatex",
    "pymdownx.betterem", "pymdownx.blocks.admonition", "pymdownx.blocks.caption", "pymdownx.blocks.details", "pymdownx.blocks.tab",
    "pymdownx.caret", "pymdownx.critic", "pymdownx.details", "pymdownx.emoji", "pymdownx.highlight", "pymdownx.inlinehilite",
    "pymdownx.keys", "pymdownx.magiclink", "pymdownx.mark", "pymdownx.progressbar", "pymdownx.smartsymbols",
    "pymdownx.superfences", "pymdownx.tabbed", "pymdownx.tasklist", "pymdownx.tilde",
)  # fmt: skip


def markdown() -> Markdown:
    """Return Markdown as Material's own documentation sets it up."""
    from material.extensions.emoji import to_svg, twemoji
    from pymdownx.superfences import fence_code_format

    mermaid = {"name": "mermaid", "class": "mermaid", "format": fence_code_format}
    configs = {
        "toc": {"permalink": True},
        "pymdownx.arithmatex": {"generic": True},
        "pymdownx.critic": {"mode": "view"},
        "pymdownx.emoji": {"emoji_index": twemoji, "emoji_generator": to_svg},
        "pymdownx.highlight": {
            "anchor_linenums": True,
            "linenums_style": "table",
            "line_spans": "__span",
            "pygments_lang_class": True,
        },
        "pymdownx.superfences": {"custom_fences": [mermaid]},
        "pymdownx.tabbed": {"alternate_style": True},
        "pymdownx.tasklist": {"custom_checkbox": True, "clickable_checkbox": True},
    }
    return Markdown(extensions=list(EXTENSIONS), extension_configs=configs)


SITE = Policy(classes=frozenset({"mermaid"}))
"""A site that draws diagrams."""
STAYS = {
    "headings with permalinks": ("# One\n\n## Two { #two .big data-x='1' }", 'class="headerlink"'),
    "emphasis, links, images": ("*a* **b** `c` [d](e.md \"t\") ![f](g.png) <https://h.test> <i@j.test>", "<em>a</em>"),
    "an admonition": ('!!! warning inline end "Title"\n    Words', 'class="admonition warning inline end"'),
    "details": ('???+ note "Title"\n    Words', '<details class="note" open="open">'),
    "tabs": ('=== "A"\n\n    a\n\n=== "B"\n\n    b', 'id="__tabbed_1_1" name="__tabbed_1" type="radio"'),
    "tabs as blocks": ("/// tab | A\na\n///\n\n/// tab | B\nb\n///", 'for="__tabbed_'),
    "tasks": ("- [x] done\n- [ ] open", 'type="checkbox"'),
    "a table": ("| a | b |\n|:-:|--:|\n| c | d |", "text-align: center"),
    "footnotes": ("Words[^1]\n\n[^1]: More", "footnote-backref"),
    "abbreviations": ("The HTML page\n\n*[HTML]: Hyper Text", "<abbr title="),
    "definitions": ("Word\n:   What it means", "<dl>"),
    "code with lines": ('```{ .python linenums="1" hl_lines="1" title="a.py" }\nimport os  # (1)!\nprint("x < y")\n```\n\n1. Note', "codelineno"),
    "code in line": ("`#!python x = 1` and `x < 1`", 'highlight"'),
    "a diagram": ("```mermaid\ngraph LR\n  A --> B\n```", '<pre class="mermaid"><code>'),
    "formulas": ("$x < y$\n\n$$\na_b\n$$", 'class="arithmatex"'),
    "icons": (":material-account: :fontawesome-brands-github:{ .x title='t' }", "<svg"),
    "emoji": (":smile:", 'class="twemoji"'),
    "keys": ("++ctrl+alt+del++", '<kbd class="key-control">'),
    "changes": ("{--a--}{++b++}{~~c~>d~~}{==e==}{>>f<<}", 'class="critic"'),
    "marks": ("==a== ^^b^^ ~~c~~ H~2~O x^2^", "<mark>"),
    "a figure": ('<figure markdown="span">\n  ![a](b.png){ width="300" height="20" loading=lazy }\n  <figcaption>Words</figcaption>\n</figure>', "figcaption"),
    "a caption": ("Words\n\n/// caption\nBelow\n///", "figcaption"),
    "a grid": ('<div class="grid cards" markdown>\n\n-   __A__\n\n    ---\n\n    Words\n\n-   B\n\n</div>', 'class="grid cards"'),
    "buttons": ("[Go](x.md){ .md-button .md-button--primary target=_blank rel=noopener }", 'class="md-button md-button--primary"'),
    "annotations": ("Words (1)\n{ .annotate }\n\n1.  A note", 'class="annotate"'),
    "progress": ("[=85% \"85%\"]", "width:85.00%"),
    "video and audio": ('<video controls src="a.mp4"></video>\n<audio controls><source src="https://b.test/c.ogg" type="audio/ogg"></audio>', "<source"),
    "a picture in data": ("![x](data:image/png;base64,iVBORw0KGgo=)", "data:image/png"),
    "old HTML": ('<center><font color="red">a</font></center>\n<p align="center">b<br>c<br/>d</p>', "<center>"),
    "our markers": ("A\n\n<!-- pollinate: home -->\n\n<!-- more -->\n\nB", "<!-- pollinate: home -->"),
    "signs": ("a < b & c > d \"e\" &copy; &amp;lt; AT&T 1<2", "AT&amp;T"),
    "a telephone": ("[call](tel:+3120)", 'href="tel:'),
    "quotes and lists": ("> a\n\n1. b\n    - c\n\n        d\n2. e\n\n---", "<blockquote>"),
}  # fmt: skip


@pytest.mark.parametrize("name", STAYS)
def test_what_markdown_makes_stays(name: str) -> None:
    """What the usual extensions make is returned as it is."""
    text, part = STAYS[name]
    html = markdown().convert(text)

    assert part in html
    cleaned, taken_out = clean_html(html, SITE)
    assert () == taken_out
    assert html is cleaned


@pytest.mark.parametrize("name", STAYS)
def test_what_markdown_makes_stays_beside_what_goes(name: str) -> None:
    """The same when something else on the page is taken out: a browser sees no difference."""
    html = markdown().convert(STAYS[name][0])
    cleaned, taken_out = clean_html(html + "\n<script>1</script>", SITE)

    assert ("<script>",) == taken_out
    assert seen(html) == seen(cleaned)


def seen(html: str) -> tuple[list[tuple[str, dict[str, str]]], str]:
    """Return the elements with their attributes, but for those that a parser adds, and the
    words.
    """
    parsed = Html(html)
    elements = [
        (tag, {k.lower(): v for k, v in attrs.items()})
        for tag, attrs in parsed.elements
        if tag not in ("p", "tbody")
    ]
    return elements, parsed.text


UNSAFE = frozenset(
    [
        "script",
        "style",
        "iframe",
        "object",
        "embed",
        "base",
        "meta",
        "link",
        "form",
        "button",
        "select",
        "textarea",
        "template",
        "noscript",
        "title",
        "plaintext",
        "body",
        "html",
        "image",
        "animate",
        "use",
        "foreignobject",
        "marquee",
    ]
)


@pytest.mark.parametrize(("name", "text"), PAYLOADS)
def test_what_attacks_goes(name: str, text: str) -> None:
    """No attack leaves an element, handler or address that could run, and cleaning twice changes
    nothing.
    """
    cleaned, taken_out = clean_html(markdown().convert(text))

    assert [] == [
        one
        for one in Html(cleaned).dangers()
        if "src=none" not in one and "{'src': 'none'" not in one
    ]
    for tag, attrs in Html(cleaned).elements:
        assert tag not in UNSAFE
        assert "position" not in attrs.get("style", "") and "url" not in attrs.get("style", "")
        assert not {
            "srcdoc",
            "formaction",
            "data-md-component",
            "data-clipboard-text",
            "popover",
            "autofocus",
        } & set(attrs)
        assert (
            not attrs.get("id", "").startswith(("__config", "__search"))
            and attrs.get("name") != "__drawer"
        )
        assert tag != "input" or attrs.get("type") in ("checkbox", "radio")
    assert (cleaned, ()) == clean_html(cleaned)
    assert all(len(word) < 60 for word in taken_out)


HARMLESS = {
    "abbreviation", "label of the table of contents", "label of the table of contents, twice escaped", "script in a fenced name",
    "image with a slash for a blank", "image not closed", "link to a script in angle brackets", "tag in code in a heading",
    "script behind a broken comment", "script behind a short comment", "script in a conditional comment", "section of data",
    "script behind an empty comment", "balanced tags that end more", "text of an image", "title of a link", "title that a tooltip shows",
}  # fmt: skip
"""Attacks that Markdown has already made harmless, or that differ by its version."""


@pytest.mark.parametrize(
    ("name", "text"), [(name, text) for name, text in PAYLOADS if name not in HARMLESS]
)
def test_what_goes_is_named(name: str, text: str) -> None:
    """Each attack that reaches the HTML is named in a few words."""
    assert clean_html(markdown().convert(text))[1]


@pytest.mark.parametrize(
    ("expected", "words", "html"),
    [
        ("y", ("<script>",), "<script>x</script>y"),
        ('<img src="a.png">', ("onclick on <img>",), '<img src="a.png" onclick="x">'),
        ("<a>x</a>", ("javascript: in href",), '<a href=" java\tscript:x">x</a>'),
        (
            '<div style="width: 3px">x</div>',
            ("style on <div>",),
            '<div style="position:fixed;width: 3px">x</div>',
        ),
        ("<p>x</p>", ("id on <p>",), '<p id="__config">x</p>'),
        ("<p>x</p>", ("<blink>",), "<p><blink>x</blink></p><blink></blink>"),
        ("<p>x</p>", ("</div> that closes nothing",), "<p>x</p></div></div>"),
        ("<pre>\n\nx</pre><b></b>", ("onx on <b>",), "<pre>\n\nx</pre><b onx></b>"),
        ("<!-- pollinate: home --><i></i>", ("onx on <i>",), "<!-- pollinate: home --><i onx></i>"),
        ("", ("type on <input>", "<input>"), '<input type="password">'),
        ("", ("a command to a server in a comment",), '<!--#include virtual="/x" -->'),
    ],
)
def test_the_words(expected: str, words: tuple[str, ...], html: str) -> None:
    """What is taken out is named once, in the order of the text."""
    assert (expected, words) == clean_html(html)


def test_hostile_names_are_not_repeated() -> None:
    """A name made to be read in a log is not read there."""
    words = clean_html(f"<{'x' * 500}\x1b[31m onclick=1><p {'y' * 500}=1>z</p>")[1]

    assert ("an unknown tag", "a broken attribute on <p>") == words


PIECES = (
    "<", ">", "/", '"', "'", "=", " ", "\n", "a", "b", "p", "div", "svg", "path", "li", "ul", "table", "td", "tr", "pre", "h1", "h2",
    "script", "style", "math", "title", "template", "noscript", "textarea", "onload", "href", "style", "javascript:", "id", "__x",
    "<!--", "-->", "--!>", "<![CDATA[", "]]>", "&lt;", "&", "#", "x", "\0", "\x01", "<b>", "</b>", "<p>", "</p>", "<a href=x>", "</a>",
    "<table>", "</table>", "<svg>", "</svg>", "<pre>\n", "</pre>", "<li>", "</li>", "<div>", "</div>", "<input type=checkbox>",
)  # fmt: skip


@settings(max_examples=600, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_cleaning_twice_changes_nothing(html: str) -> None:
    """What was cleaned is clean, whatever it was, and nothing in it runs."""
    cleaned, _ = clean_html(html)

    assert (cleaned, ()) == clean_html(cleaned)
    assert set() == UNSAFE.intersection(tag for tag, _ in Html(cleaned).elements)
    assert [] == [one for one in Html(cleaned).dangers() if "src=" not in one]


TAG_NAMES = [
    "p",
    "div",
    "li",
    "ul",
    "dl",
    "dt",
    "dd",
    "table",
    "tbody",
    "tr",
    "td",
    "caption",
    "h1",
    "h2",
    "a",
    "b",
    "span",
    "svg",
    "path",
    "pre",
    "details",
]


def nested(tag: str, inner: list[str]) -> str:
    """Return an element around others."""
    return f"<{tag}>{''.join(inner)}</{tag}>"


TOKENS = (
    *(f"<{end}{tag}>" for tag in TAG_NAMES for end in ("", "/")),
    "x", "<br>", '<a href="#x">', '<b class="y">', "<!-- c -->", "<p align=left>", '<a title="<b>">',
)  # fmt: skip


@settings(max_examples=1500, deadline=None)
@given(
    st.recursive(
        st.sampled_from(TOKENS),
        lambda inner: st.builds(nested, st.sampled_from(TAG_NAMES), st.lists(inner, max_size=3)),
        max_leaves=9,
    )
)
def test_what_is_proven_ends_where_it_should(html: str) -> None:
    """What is kept unread by a parser closes nothing around it, and a parser sees nothing else in
    it.
    """
    if not is_harmless(html):
        return
    page = f"<div><section><p>before</p>{html}</section><p>after</p></div><hr>!<script>1</script>"
    cleaned, taken_out = clean_html(page)

    assert ("<script>",) == taken_out
    assert cleaned.endswith("</section><p>after</p></div><hr>!")
    # Where a block stands in emphasis in a paragraph, a parser repeats the emphasis; nothing else
    # may differ.
    (before, words), (after, kept) = seen(page.removesuffix("<script>1</script>")), seen(cleaned)
    assert set(map(repr, before)) == set(map(repr, after))
    assert words.replace(" ", "") == kept.replace(" ", "")


@pytest.mark.parametrize(
    "hostile",
    [
        "<div>", "<a>x<div>", '<p "', "<b <", "<!--", "<b>x</b>", "<script>", "</p>", "<svg>",
        "</a ", "<file>", "<math><mi>", "<li>", '<a title="',
    ],
)  # fmt: skip
def test_many_hostile_tags_are_clean(hostile: str) -> None:
    """Thirty thousand of a tag leave nothing that runs, and cleaning again changes nothing."""
    cleaned, _ = clean_html(hostile * 30_000)
    assert "<script" not in cleaned
    assert cleaned == clean_html(cleaned)[0]


LESSON = """\
---
title: A
---
# A

```html
<script>in code</script>
```

Words `<script>` in code.

<script>1</script>

<p onclick="x" style="width: 50%">words</p>

[words](javascript:x)
"""


def test_check_says_where(repo: Repo) -> None:
    """Each finding has the file, the line, and a cure with an example."""
    repo.lesson(ANA, LESSON)
    found = {
        (one.path, one.line, one.message): one.cure
        for one in find_unsafe_html(repo.garden().content.lessons.values())
    }

    assert [
        ("docs/lessons/a.md", 12, "the site leaves out <script>"),
        ("docs/lessons/a.md", 14, "the site leaves out onclick on <p>"),
        ("docs/lessons/a.md", 16, "the site leaves out javascript: in href"),
    ] == list(found)
    assert all("`" in cure or "[" in cure for cure in found.values())


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (
            False,
            "# A\n\nWords [a](b.md), <https://c.test>, `<script>`.\n\n```html\n<script>\n```\n",
        ),
        (False, "1 < 2 & 3 > 2: a=b, key: value"),
        (False, "Words<br>and <kbd>x</kbd>"),
        (True, "<script>x</script>"),
        (True, "[a](JavaScript:x)"),
        (True, "[a](&#106;avascript:x)"),
        (True, "[a]: data:text/html,x"),
        (True, 'Words\n{ onclick="x" }'),
        (True, "`` ` <script> ``` x ``\n\n<script>"),
    ],
)
def test_only_texts_that_could_hold_html_are_rendered(expected: bool, text: str) -> None:
    """Plain Markdown is not read a second time."""
    assert expected is could_hold_html(text)


@pytest.mark.parametrize(("name", "text"), PAYLOADS)
def test_no_attack_is_passed_over(name: str, text: str) -> None:
    """Whatever is taken out of a page is in a text that the check looks into."""
    assert could_hold_html(text) or not clean_html(markdown().convert(text))[1]


@pytest.mark.parametrize(
    "style",
    [
        "width: 50vw",
        "max-width: 100vw",
        "min-height: 100vh",
        "width: 100%",
        "font-size: 2.5vw",
        "font-size: 150%; line-height: 1.6",
        "margin: 0 auto 1.5em",
        "padding: 10px 2rem 1cm 0.5in",
        "border: 1px solid #12ab34",
        "width: 2000px",
    ],
)
def test_lengths_that_people_mean_stay(style: str) -> None:
    """A part of the window, of the column, or so many pixels as a screen has."""
    html = f'<p style="{style}">x</p>'

    assert (html, ()) == clean_html(html, Policy())


@pytest.mark.parametrize(
    "style",
    [
        "width: 100vw",
        "min-width: 300VW",
        "width: 100vh",
        "padding-left: 51vw",
        "margin: 0 0 0 90vw",
        "text-indent: 200vw",
        "width: 200%",
        "min-width: 9999px",
        "width: 200em",
        "width: 2000.5px",
        "padding: 1px 3000px",
        "height: 101vh",
        "margin-top: 9999px",
        "font-size: 40vw",
        "line-height: 900",
        "border: 3000px solid red",
        "border-width: 90vw",
    ],
)
def test_no_length_makes_a_page_wide(style: str) -> None:
    """What would stand beside or over other parts of a page has no say, in any unit; the words
    stay, and their author is told.
    """
    cleaned, taken_out = clean_html(f'<p style="{style}; color: red">x</p>', Policy())

    assert '<p style="color: red">x</p>' == cleaned
    assert taken_out


@pytest.mark.parametrize(
    "html",
    [
        '<img src="a.png" width="1200" height="900" alt="x">',
        '<table border="1" cellpadding="4" width="100%"><tr><td width="30%">x</td></tr></table>',
        '<svg width="24" height="24" viewBox="0 0 24 24"><g transform="rotate(45)"></g><rect width="9000" height="4"></rect></svg>',
        '<math><mspace width="-0.1667em"></mspace><mo lspace="0" rspace="0.2778em">=</mo></math>',
        '<math><mtable rowspacing="0.5em 1em"><mtr><mtd><mi>x</mi></mtd></mtr></mtable></math>',
    ],
)
def test_dimensions_that_people_mean_stay(html: str) -> None:
    """Pictures, tables, drawings and formulas as editors and extensions write them."""
    assert (html, ()) == clean_html(html, Policy())


@pytest.mark.parametrize(
    ("html", "gone"),
    [
        ('<table width="9999"><tr><td>x</td></tr></table>', "width"),
        ('<table border="9999"><tr><td>x</td></tr></table>', "border"),
        ('<img src="a.png" hspace="90000" alt="x">', "hspace"),
        ('<hr size="9999">', "size"),
        ('<p width="100vw">x</p>', "width"),
        ('<p width="9999 solid">x</p>', "width"),
        ('<svg width="90000" viewBox="0 0 9 9"><path d="M0 0"></path></svg>', "width"),
        (
            '<svg overflow="visible"><rect x="-900" width="9999" height="9999"></rect></svg>',
            "overflow",
        ),
        ('<svg transform="translate(-400 -900)"><path d="M0 0"></path></svg>', "transform"),
        ('<svg overflow=" Visible "><rect x="-900"></rect></svg>', "overflow"),
        ('<math><mspace width="-90em"></mspace><mi>x</mi></math>', "width"),
        ('<math><mi mathsize="9999px">x</mi></math>', "mathsize"),
    ],
)
def test_no_attribute_covers_a_page(html: str, gone: str) -> None:
    """What a style may not say no attribute says, and no drawing or formula leaves its frame."""
    cleaned, taken_out = clean_html(html, Policy())

    assert f"{gone}=" not in cleaned
    assert taken_out


@pytest.mark.parametrize("end", ["", "\x00", "<a"])
def test_what_is_shown_as_text_stays_as_it_is(end: str) -> None:
    """Tags nested too deep become text, which a second cleaning leaves alone."""
    once, told = clean_html("<b>" * 2000 + end)
    assert told and clean_html(once)[0] == once and "\x00" not in once
