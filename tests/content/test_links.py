# Promises of the link reader: every form that becomes a link on the page counts, nothing else, with
# its sentence.
"""Test reading links."""

from __future__ import annotations

from time import process_time

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from pollinate.content.clean import clean_html
from pollinate.content.hostile import defuse
from pollinate.content.linkhtml import links_in
from pollinate.content.links import LinkReader, Links, make_markdown, wiki_words
from pollinate.content.sentences import MAX_LENGTH, sentence_around
from pollinate.model.content import RawLink
from pollinate.paths import SrcUri

from tests.content.test_proof import unsafe

HERE = SrcUri("lessons/a.md")


@pytest.fixture(scope="module")
def reader() -> LinkReader:
    return LinkReader()


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("See [b](b.md).", ["b.md"]),
        ("See [b](<b c.md> 'Title').", ["b c.md"]),
        ("See [b][r] and [r].\n\n[r]: b.md 'Title'", ["b.md", "b.md"]),
        ("See <https://example.org/a?b=c&d#e>.", ["https://example.org/a?b=c&d#e"]),
        ('See <a class="x" href="b.md?q=1&amp;r">b</a>.', ["b.md?q=1&r"]),
        ("<div>\n<p>See <A HREF=b.md>b</A></p>\n</div>", ["b.md"]),
        ('<a href="b.md"><div>b</div></a>', ["b.md"]),
        (
            "See [b](../b/), [c](b.md?x=1), [d](b.md#part), [e](#here), [f](/abs/).",
            ["../b/", "b.md?x=1", "b.md#part", "#here", "/abs/"],
        ),
        ("[b](b.md) twice, [b](b.md).", ["b.md", "b.md"]),
        ("[![alt](i.png)](b.md)", ["b.md"]),
        (
            '!!! note\n    [b](b.md)\n\n??? tip\n    [c](c.md)\n\n=== "Tab"\n    [d](d.md)',
            ["b.md", "c.md", "d.md"],
        ),
        ("| a |\n|---|\n| [b](b.md) |", ["b.md"]),
        ("A[^1].\n\n[^1]: See [b](b.md).", ["b.md"]),
        ('<div markdown="1">\n[b](b.md)\n</div>', ["b.md"]),
        ("- [ ] [b](b.md)\n    1. [c](c.md)", ["b.md", "c.md"]),
        ("[é](über/ß.md) and [s](a%20b.md)", ["über/ß.md", "a%20b.md"]),
    ],
)
def test_link_forms(reader: LinkReader, text: str, targets: list[str]) -> None:
    """Inline, reference, autolink, raw HTML, directories, queries and anchors all count, wherever
    they stand.
    """
    found = reader.read(text, HERE).links

    assert targets == [link.target for link in found]
    assert not any(link.wiki or link.learned for link in found)


@pytest.mark.parametrize(
    "text",
    [
        "`[b](b.md)` and `[[b]]`",
        "``[b](b.md)``",
        "```\n[b](b.md)\n```",
        "~~~ html\n<a href='b.md'>b</a>\n~~~",
        "    [b](b.md)",
        '```{ .python title="x" }\n[b](b.md)\n```',
        "!!! note\n    ```\n    [b](b.md)\n    ```",
        "<pre><a href='b.md'>b</a></pre>",
        "<code><a href='b.md'>b</a></code>",
        "<!-- [b](b.md) <a href='b.md'>b</a> -->",
        "<script>'<a href=\"b.md\">'</script>",
        "![b](b.png)",
        "![[b]]",
        "![x [[y]] z](b.png)",
        "\\[b](b.md)",
        "[b] (b.md)",
        "[b][missing]",
        "<b@example.org> [b](mailto:b@example.org)",
        "[b]()",
        "[[]] [[ ]] [[ -f x ]]",
        "<a name='b'>b</a>",
        "A[^1]\n\n[^1]: B",
        "Text.",
    ],
)
def test_no_links(reader: LinkReader, text: str) -> None:
    """Code, comments, images, mail addresses, footnote numbers and what only looks like a link do
    not count.
    """
    assert () == reader.read(text, HERE).links


@pytest.mark.parametrize(
    ("text", "target", "label"),
    [
        ("[[B c]]", "B c", "B c"),
        ("[[b|label]]", "b", "label"),
        ("[[ü/b#part|l *x*]]", "ü/b#part", "l x"),
        ("[[../b]]", "../b", "b"),
        ("[[c/b.md]]", "c/b.md", "c/b"),
        ("[[b#Part two]]", "b#Part two", "b › Part two"),
        ("[[#Part]]", "#Part", "Part"),
        ("[[C#]]", "C#", "C#"),
        ("| a |\n|---|\n| [[b\\|c]] |", "b", "c"),
    ],
)
def test_wiki_links(reader: LinkReader, text: str, target: str, label: str) -> None:
    """Wiki links keep their words, with or without a label, and say that they are some."""
    found = reader.read(text, HERE).links

    assert [(target, label, True)] == [(link.target, link.text, link.wiki) for link in found]


def test_brackets_in_a_label_are_no_wiki_link(reader: LinkReader) -> None:
    """`[[1]](url)` is an ordinary link."""
    assert [("b.md", False)] == [
        (link.target, link.wiki) for link in reader.read("See [[1]](b.md).", HERE).links
    ]


@pytest.mark.parametrize(
    "text",
    [
        "[b](b.md){ .learned-from }",
        "[b](b.md){.learned-from #x}",
        "[b][r]{ .learned-from }\n\n[r]: b.md",
        "[[b.md]]{ .learned-from }",
        "[[b.md|x]]{: .learned-from }",
        "<a class='x learned-from' href='b.md'>b</a>",
    ],
)
def test_relation(reader: LinkReader, text: str) -> None:
    """A link of any form can carry the relation."""
    assert [("b.md", True)] == [
        (link.target, link.learned) for link in reader.read(text, HERE).links
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("One. See [b](b.md), e.g. now. Three.", "See b, e.g. now."),
        ("One! *See*\n[b `c`](b.md)\nnow? Three.", "See b c now?"),
        ("Dr. Who met J. Doe at [b](b.md) vs. Foo. Next.", "Dr. Who met J. Doe at b vs. Foo."),
        ("See Fig. 3 or no. 5 in [b](b.md). Next.", "See Fig. 3 or no. 5 in b."),
        ("The answer is no. See [b](b.md).", "See b."),
        ("Use v1.2.3 of x.py ([b](b.md)). Next.", "Use v1.2.3 of x.py (b)."),
        ("“One.” See [b](b.md)! “Two.”", "See b!"),
        ("One. See [b. The book](b.md) now. Next.", "See b. The book now."),
        ("一。[b](b.md)二。三。", "b二。"),
        ("- One\n- See [b](b.md)\n- Three", "See b"),
        ("| One. | See [b](b.md). |\n|---|---|\n| x | y |", "See b."),
        ("# About [b](b.md)\n\nText.", "About b"),
        ('!!! note "T"\n    One. See [b](b.md).', "See b."),
        ("Line<br>See [b](b.md) &amp; &lt;c&gt;[^1].\n\n[^1]: x", "Line See b & <c>."),
        ("<p>One. <b>See <a href='b.md'>b</a></b>. Three.</p>", "See b."),
    ],
)
def test_sentence(reader: LinkReader, text: str, sentence: str) -> None:
    """The whole sentence around the link, as plain text, of its own block and nothing else."""
    assert sentence == reader.read(text, HERE).links[0].sentence


def test_long_sentence_is_cut_at_words() -> None:
    """Some 400 characters around the link are kept, cut at words and marked."""
    text = "word " * 300 + "LINK" + " word" * 300
    found = sentence_around(text, 1500, 1504)

    assert found.startswith("…word ")
    assert found.endswith(" word…")
    assert "LINK" in found
    assert MAX_LENGTH - 20 < len(found) <= MAX_LENGTH + 2


def test_lines(reader: LinkReader) -> None:
    """Lines are those of the file: front matter counts, and each mention has its own."""
    found = reader.read(
        "[b](b.md)\n\n[b](b.md) [c][r]\n\n[[w]]\n<a href='d.md'>d</a>\n\n[r]: c.md\n", HERE, 10
    ).links

    assert [("b.md", 10), ("b.md", 12), ("c.md", 12), ("w", 14), ("d.md", 15)] == [
        (link.target, link.line) for link in found
    ]


def test_lines_of_labels_with_marks(reader: LinkReader) -> None:
    """A label with code or emphasis does not hide the line of its link."""
    found = reader.read("Text.\n\nSee [`a.b()`](b.md) and [*c*](c.md).\n", HERE).links

    assert [3, 3] == [link.line for link in found]


def test_rules_and_drawn_tables_are_no_deep_nesting(reader: LinkReader) -> None:
    """Long runs of dashes and stars, as databases print them, are read past."""
    text = (
        "[b](b.md)\n\n"
        + "-" * 80
        + "\n\n    "
        + "+---" * 30
        + "+\n\n    "
        + "*" * 60
        + " 1. row "
        + "*" * 60
        + "\n"
    )

    assert (1, ()) == (len(reader.read(text, HERE).links), reader.read(text, HERE).diagnostics)


def test_one_text_does_not_leak_into_the_next(reader: LinkReader) -> None:
    """References, footnotes and a failure of one text do not touch another."""
    reader.read("[b][r]\n\n[r]: b.md", HERE)
    reader.read("1. " * 30 + "[b](b.md)", HERE)
    reader.read("* " * 39 + "[b](b.md)", HERE)

    assert (
        RawLink(source=HERE, target="c.md", line=1, text="c", sentence="c [b][r]"),
    ) == reader.read("[c](c.md) [b][r]", HERE).links


def test_a_text_without_a_link_costs_nothing() -> None:
    """Markdown isn't asked about a text that holds no beginning of a link."""
    reader = LinkReader()
    reader._found = None  # type: ignore[assignment, method-assign]

    assert Links() == reader.read("No link, [x] and a < b.", HERE)


MALFORMED = [
    '<a href="b.md">x</a',
    '<a href="b.md"',
    "<a href=b.md/>x</a>",
    "<a\nhref = b.md\n>x</a>",
    "<A HREF='b&amp;c.md'>x</A>",
    '<a href="b.md" href="c.md">x</a>',
    '<p><a href="b.md">x<a href="c.md">y',
    '<p><b><a href="b.md">x</a></p> y</b>',
    "a < b <a href=b.md>x</a> > c",
    '<a title="<a href=z.md>" href="b.md">x</a>',
    "<!-- <a href=z.md> --><a href=b.md>x</a>",
    "<!-- <a href=z.md><a href=b.md>x</a>",
    "<!--> <a href=b.md>x</a>",
    "<script><a href=z.md></script><a href=b.md>x</a>",
    "<textarea><a href=z.md></textarea><a href=b.md>x</a>",
    "<p hidden><a href=z.md>z</a></body></p><a href=b.md>x</a>",
    "\x00<a href=b.md>x</a>",
]
"""HTML that readers of HTML disagree about."""


@pytest.mark.parametrize("html", MALFORMED)
def test_html_is_read_as_browsers_read_it(html: str) -> None:
    """What is a link, and where it leads, is what a parser of HTML5 says."""
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    hidden = {id(a) for p in tree.iter("p") if "hidden" in p.attrib for a in p.iter("a")}
    shown = [a.get("href") for a in tree.iter("a") if id(a) not in hidden]

    assert shown == [link.href for link in links_in(html)]


@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "![",
        "[[",
        "[a](",
        "[a](<",
        "<a ",
        "<a\n\n",
        "<![CDATA[",
        "<!--",
        ">",
        "- ",
        "1. ",
        "a\n===\n",
        "# a\n",
        "* * *\n",
        "[^1]: a\n    b\n",
        "[a](b) ",
        "[[a]] ",
        '=== "x"\n    ',
        "???+ x\n    a\n",
        "*a",
        "`",
        "\\",
        "<div>\n",
        "<script>",
        "<a href='",
        "\x02wzxhzdk:0\x03",
    ],
)
def test_hostile_text_is_read_or_said(reader: LinkReader, piece: str) -> None:
    """Of forty thousand characters of anything the links are read, and what is left out is said."""
    found = reader.read("[ok](ok.md)\n\n" + piece * (40_000 // len(piece)), HERE)

    assert found.diagnostics or "ok.md" in {link.target for link in found.links}


def test_hostile_paragraph_leaves_the_others_alone(reader: LinkReader) -> None:
    """Only the hostile paragraph is skipped, at its line; links before and after it are read at
    theirs.
    """
    found = reader.read("[a](a.md)\n\n" + "[" * 8000 + "\n\n[b](b.md)\n", HERE, 5)

    assert [("a.md", 5), ("b.md", 9)] == [(link.target, link.line) for link in found.links]
    assert [("links-unread", 7)] == [(d.code, d.line) for d in found.diagnostics]


@pytest.mark.parametrize(
    "text", ["[a](a.md) " * 110_000, "[a](a.md)" + "\n" * 60_001, "[a](a.md)\n" + "~~~\n" * 10_001]
)
def test_large_text_is_not_read(reader: LinkReader, text: str) -> None:
    """More than 1 MB, sixty thousand lines or ten thousand fences are a finding."""
    found = reader.read(text, HERE)

    assert ((), ["links-unread"]) == (found.links, [d.code for d in found.diagnostics])


def test_long_lists_and_tables_are_read(reader: LinkReader) -> None:
    """Many links without a blank line between them are no attack."""
    items = "".join(
        f"- [Link {i}](l{i}.md) - a line (of) words, `code` and *more*.\n" for i in range(1500)
    )
    rows = "| a | b |\n|---|---|\n" + "".join(
        f"| [Link {i}](l{i}.md) | words |\n" for i in range(1000)
    )

    assert (1500, 1000) == (len(reader.read(items, HERE).links), len(reader.read(rows, HERE).links))


MARKDOWNISH = st.lists(
    st.sampled_from(
        [
            "[",
            "]",
            "(",
            ")",
            "[[",
            "]]",
            "[a](b.md)",
            "[r]",
            "\n[r]: c.md\n",
            "<a href='d.md'>",
            "</a>",
            "<",
            ">",
            "`",
            "\n",
            "\n\n",
            "    ",
            "- ",
            "!!! note\n",
            "```\n",
            "| a |",
            "|---|",
            "{ .learned-from }",
            "[^1]",
            "[^1]: x",
            "word ",
            "One. Two",
            "\\",
            "&amp;",
            "é",
            "😀",
            "\x02",
            "\x03",
            "\r",
            "<div markdown='1'>",
            "</div>",
            '=== "T"\n',
            "<!--",
            "-->",
            "*",
            "_",
            "<https://x.org>",
            "#",
            "=",
        ]
    ),
    max_size=60,
).map("".join)


@settings(max_examples=300, deadline=None)
@given(MARKDOWNISH)
def test_any_text_is_read(reader: LinkReader, text: str) -> None:
    """No text raises; each link has a target, a line of the text and a sentence of bounded
    length.
    """
    found = reader.read(text, HERE, 3).links

    assert all(link.target and 3 <= link.line <= 3 + text.count("\n") for link in found)
    assert all(len(link.sentence) <= MAX_LENGTH + 2 for link in found)
    assert (
        not any("\x02" in link.sentence or "\x03" in link.sentence for link in found)
        or "\x02" in text
        or "\x03" in text
    )


@given(MARKDOWNISH)
def test_defusing_keeps_lines(text: str) -> None:
    """What is left out leaves its lines behind."""
    assert text.count("\n") == defuse(text)[0].count("\n")


@pytest.mark.parametrize(
    ("inner", "target", "label"),
    [
        ("Rollback rule", "Rollback rule", "Rollback rule"),
        ("rollback|the rule", "rollback", "the rule"),
        ("rollback | ", "rollback", "rollback"),
        ("../north/rollback.md", "../north/rollback.md", "north/rollback"),
        ("./rollback.markdown", "./rollback.markdown", "rollback"),
        ("rollback#When", "rollback#When", "rollback › When"),
        ("#When", "#When", "When"),
        ("#", "#", "#"),
        ("v1.2", "v1.2", "v1.2"),
    ],
)
def test_what_a_reader_sees_of_a_wiki_link(inner: str, target: str, label: str) -> None:
    """A path without its way up and its ending, a heading by its words, else what was written."""
    assert (target, label) == wiki_words(inner)


@pytest.mark.parametrize("sign", ["\x00", "\x01", "\x1b", "\x1f", "\x7f", "\x9f"])
def test_a_control_character_is_seen(sign: str) -> None:
    """What no page can hold stands there as a sign that readers see, and runs into no address."""
    safe, skipped = defuse(f"<0@{sign}> and {sign}\n\ttext\r\n\x0c")

    assert ("<0@\ufffd> and \ufffd\n\ttext\r\n\x0c", []) == (safe, skipped)
    assert [] == unsafe(clean_html(make_markdown().convert(safe))[0])


@pytest.mark.parametrize(
    "text",
    [
        "# A\n\n" + "[^1]: " * 2000 + "\n",
        "\n\n".join("see [^1] and [^1]" for _ in range(4000)),
        "<p<p<p" + "&colon;" * 4000 + "<p<p",
        "<a " * 20 + "b" * 30_000,
    ],
)
def test_work_stays_small_whatever_is_not_closed(text: str) -> None:
    """References to one note and tags that never end cost a second at most, with cleaning."""
    began = process_time()

    clean_html(Markdown(extensions=["footnotes"]).convert(defuse(text)[0]))

    assert process_time() - began < 2
