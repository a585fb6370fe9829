# The words of a mail that came as HTML, as its reader saw them: lists and headings as Markdown has
# them, code with its lines, cells of a table apart, nothing that nobody saw. Why no converter of
# others: they keep what a page shows, and a lesson needs what a person wrote.
# Must not know: mails, what becomes of the words.
"""Read the words of HTML."""

from __future__ import annotations

import re

from lxml import etree, html

_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_BLOCKS = ["br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre"]
_APART = ("p", "div", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_BLANK, _BREAK, _OWN_LINE = "\ue000", "\ue001", "\ue002"
"""Stand for blanks, breaks and the beginning of a line that count as they are."""
_RULE = "---"


def words_of_html(text: str) -> str:
    """Return the words of HTML, each block on a line of its own."""
    text = re.sub(f"[{_BLANK}{_BREAK}{_OWN_LINE}]", "", text)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=_parser())
    except etree.ParserError:
        # Comments alone, or nothing.
        return ""
    _without_unseen(tree)
    _as_markdown(tree)
    for link in tree.iter("a"):
        href = str(link.get("href") or "").strip()
        if href.startswith(("https://", "http://")) and href not in str(link.text_content()):
            link.tail = f" ({href})" + (link.tail or "")
    for cell in tree.iter("td", "th"):
        cell.tail = " | " + (cell.tail or "").lstrip()
    for block in tree.iter(*_BLOCKS):
        block.tail = "\n" + (block.tail or "")
        if block.tag in _APART:
            block.tail = "\n" + block.tail
    # What HTML shows as a sign is meant as one: a lesson's text must not take it for a tag.
    words = _TAG.sub("&lt;", str(tree.text_content()).replace(_OWN_LINE, "\n"))
    return (
        re.sub(r"\n{3,}", "\n\n", "\n".join(_lines(words)))
        .replace(_BLANK, " ")
        .replace(_BREAK, "\n")
        .strip()
    )


def _without_unseen(tree: html.HtmlElement) -> None:
    for gone in tree.xpath("//script|//style|//head|//*[@hidden]"):
        gone.drop_tree()
    for one in tree.xpath("//*[@style]"):
        if _HIDDEN.search(one.get("style") or "") and one.getparent() is not None:
            one.drop_tree()


def _as_markdown(tree: html.HtmlElement) -> None:
    """Begin lines as Markdown has them, and keep those of code."""
    for one in tree.iter("ol", "ul"):
        for number, entry in enumerate(one.iterchildren("li"), 1):
            mark = f"{number}." if one.tag == "ol" else "-"
            entry.text = f"{_OWN_LINE}{mark}{_BLANK}{(entry.text or '').lstrip()}"
    for one in tree.iter("h1", "h2", "h3", "h4", "h5", "h6"):
        # A lesson has one title already.
        marks = "#" * max(2, int(str(one.tag)[1]))
        one.text = f"{_OWN_LINE}{_OWN_LINE}{marks}{_BLANK}{(one.text or '').lstrip()}"
    whole = len("".join(str(tree.text_content()).split()))
    for one in list(tree.iter("pre")):
        words = str(one.text_content()).replace("\r\n", "\n").strip("\n")
        # A mail of which all is `pre` is a plain text.
        if len("".join(words.split())) < whole:
            words = f"{_fence(words)}\n{words}\n{_fence(words)}"
        for inner in list(one):
            one.remove(inner)
        kept = words.expandtabs().replace(" ", _BLANK).replace("\n", _BREAK)
        one.text = f"{_OWN_LINE}{_OWN_LINE}{kept}"


def _fence(words: str) -> str:
    longest = max(map(len, re.findall(r"`{3,}", words)), default=2)
    return "`" * (longest + 1)


def _lines(words: str) -> list[str]:
    """Return lines of single blanks; in front matter the blanks at a line's beginning count."""
    made: list[str] = []
    rules = 0
    for line in words.split("\n"):
        flat = " ".join(line.split()).removesuffix(" |")
        rules += flat == _RULE
        indent = re.match(r"[ \u00a0]*", line)
        if rules == 1 and flat != _RULE and indent and "\u00a0" in indent[0]:
            flat = " " * len(indent[0]) + flat
        made.append(flat)
    return made


def _parser() -> html.HTMLParser:
    return html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
