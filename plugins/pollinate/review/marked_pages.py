# Marks what changes on a built page: blocks of text that the page of today doesn't have are wrapped
# as new, those of today's page that go as gone. What is compared is what a reader sees, so that a
# change of a template or a list marks what it changes and nothing else. Only blocks that hold no
# other block are marked. Why here: it works on pages that are built already, ours or an engine's.
# Must not know: where pages lie, what a request is.
"""Mark changes on pages."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

BLOCKS = frozenset(
    (
        *("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "dt", "dd", "pre"),
        *("figcaption", "caption", "summary", "blockquote"),
    )
)
NEW = '<ins style="background:#2da44e40;text-decoration:underline;text-decoration-thickness:2px">'
GONE = '<del style="background:#cf222e33">'


@dataclass(slots=True)
class _Block:
    """A block of text: from where to where its inside stands, and what a reader sees of it."""

    tag: str
    start: int
    end: int = -1
    words: list[str] = field(default_factory=list)
    has_blocks: bool = False

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


class _Reader(HTMLParser):
    """Finds the blocks of an article."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self._starts = [0]
        for line in page.split("\n")[:-1]:
            self._starts.append(self._starts[-1] + len(line) + 1)
        self.found: list[_Block] = []
        self._open: list[_Block] = []
        self._in_article, self._unread = 0, 0
        self.feed(page)
        self.close()

    def _here(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "article":
            self._in_article += 1
        if tag in ("script", "style", "svg"):
            self._unread += 1
        if tag in BLOCKS and self._in_article and not self._unread:
            for outer in self._open:
                outer.has_blocks = True
            inside = self._here() + len(self.get_starttag_text() or "")
            self._open.append(_Block(tag, inside))

    def handle_endtag(self, tag: str) -> None:
        if tag == "article":
            self._in_article = max(0, self._in_article - 1)
        if tag in ("script", "style", "svg"):
            self._unread = max(0, self._unread - 1)
        if tag in BLOCKS and any(one.tag == tag for one in self._open):
            while self._open:
                block = self._open.pop()
                block.end = self._here()
                self.found.append(block)
                if block.tag == tag:
                    break

    def handle_data(self, data: str) -> None:
        if not self._unread:
            for block in self._open:
                block.words.append(data)


def mark_changes(today: str, preview: str) -> tuple[str, str, int]:
    """Return today's page and the preview with what changes marked on each, and how many blocks
    that is.
    """
    old, new = _leaves(today), _leaves(preview)
    gone = _only_in(old, new)
    fresh = _only_in(new, old)
    return (
        _wrapped(today, gone, GONE, "</del>"),
        _wrapped(preview, fresh, NEW, "</ins>"),
        len(gone) + len(fresh),
    )


def _leaves(page: str) -> list[_Block]:
    return [one for one in _Reader(page).found if not one.has_blocks and one.text]


def _only_in(these: list[_Block], others: list[_Block]) -> list[_Block]:
    left = Counter(one.text for one in others)
    found = []
    for one in sorted(these, key=lambda block: block.start):
        if left[one.text]:
            left[one.text] -= 1
        else:
            found.append(one)
    return found


def _wrapped(page: str, blocks: list[_Block], before: str, after: str) -> str:
    parts, at = [], 0
    for one in sorted(blocks, key=lambda block: block.start):
        parts += [page[at : one.start], before, page[one.start : one.end], after]
        at = one.end
    return "".join((*parts, page[at:]))
