# Histories in which every word's writer is known, because a script planted it: lessons that are
# reworded, wrapped anew, restyled, split, merged, reverted, squashed and renamed, many of them in
# one repository, so that one reading judges all. The words are common ones, so that chance has its
# say. Must not know: how owners are found.
"""Plant words and remember who planted them."""

from __future__ import annotations

import random
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

SMALL = [
    "the",
    "of",
    "and",
    "to",
    "a",
    "in",
    "is",
    "it",
    "that",
    "for",
    "on",
    "with",
    "as",
    "at",
    "by",
    "we",
    "be",
    "or",
    "an",
    "this",
    "are",
    "not",
    "if",
    "when",
    "was",
    "from",
    "one",
    "all",
    "but",
    "can",
    "so",
    "has",
    "our",
    "they",
    "you",
    "its",
    "which",
    "will",
    "then",
    "there",
    "more",
    "no",
    "before",
    "after",
    "each",
]
LARGE = [
    "deploy",
    "build",
    "rollback",
    "schema",
    "table",
    "index",
    "query",
    "cache",
    "queue",
    "service",
    "failure",
    "alert",
    "page",
    "night",
    "review",
    "change",
    "release",
    "branch",
    "test",
    "check",
    "owner",
    "team",
    "customer",
    "order",
    "payment",
    "invoice",
    "report",
    "morning",
    "harbour",
    "ferry",
    "timetable",
    "ticket",
    "passenger",
    "crew",
    "weather",
    "storm",
    "engine",
    "bridge",
    "radio",
    "light",
    "winter",
    "summer",
    "garden",
    "lesson",
    "question",
    "answer",
    "reason",
    "source",
    "meeting",
    "minute",
    "hour",
    "week",
    "month",
    "year",
    "first",
    "second",
    "short",
    "long",
    "old",
    "new",
    "small",
    "large",
    "quiet",
    "careful",
    "simple",
    "clear",
    "broken",
    "running",
    "missing",
    "write",
    "read",
    "open",
    "close",
    "move",
    "keep",
    "hold",
    "start",
    "stop",
    "find",
    "lose",
    "send",
    "receive",
    "measure",
    "compare",
    "restore",
    "rehearse",
    "print",
    "count",
    "learn",
    "teach",
    "apply",
    "wait",
    "call",
    "warn",
    "watch",
    "mend",
    "replace",
    "remember",
    "forget",
    "backup",
    "archive",
    "folder",
    "window",
    "button",
    "screen",
    "keyboard",
    "number",
    "letter",
    "column",
    "margin",
    "picture",
    "drawing",
    "because",
    "although",
    "whenever",
    "nothing",
    "everything",
    "something",
    "together",
    "alone",
    "early",
    "late",
    "always",
    "never",
    "outage",
    "incident",
    "runbook",
    "signal",
    "threshold",
    "capacity",
    "network",
    "cluster",
    "region",
    "replica",
    "leader",
    "vote",
    "commit",
    "message",
    "author",
    "history",
    "record",
    "ledger",
    "balance",
    "account",
    "budget",
    "contract",
    "supplier",
    "delivery",
]


@dataclass
class Word:
    """A word, and the commit that planted it."""

    text: str
    owner: int
    strong: bool = False


Sentence = list[Word]


@dataclass
class Block:
    """A paragraph, a list or a heading."""

    kind: str
    sentences: list[Sentence]

    def copy(self) -> Block:
        """Return another of the same words."""
        return Block(
            self.kind, [[Word(w.text, w.owner, w.strong) for w in s] for s in self.sentences]
        )


@dataclass
class Page:
    """A lesson: its text, and how it is set."""

    path: str
    blocks: list[Block]
    width: int = 0
    bullet: str = "-"
    mark: str = "*"

    def copy(self) -> Page:
        """Return another of the same words."""
        blocks = [block.copy() for block in self.blocks]
        return Page(self.path, blocks, self.width, self.bullet, self.mark)

    def words(self) -> list[Word]:
        """Return all words in order."""
        return [w for block in self.blocks for s in block.sentences for w in s]

    def text(self) -> str:
        """Return the Markdown."""
        return "\n\n".join(map(self._block, self.blocks)) + "\n"

    def _block(self, block: Block) -> str:
        said = [" ".join(self._word(w) for w in s) + "." for s in block.sentences]
        if block.kind == "heading":
            return "## " + " ".join(said).rstrip(".")
        if block.kind == "list":
            signs = [f"{n}." if self.bullet == "1" else self.bullet for n in range(1, 99)]
            return "\n".join(f"{sign} {line}" for sign, line in zip(signs, said, strict=False))
        return _wrapped(" ".join(said), self.width)

    def _word(self, word: Word) -> str:
        return f"{self.mark}{word.text}{self.mark}" if word.strong else word.text


def _wrapped(text: str, width: int) -> str:
    if not width:
        return text
    lines, line = [], ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return "\n".join([*lines, line])


@dataclass
class Planted:
    """A repository with many histories, and what is known of each."""

    folder: Path
    seed: int
    pages: dict[str, list[Page]] = field(default_factory=dict)
    """By the name of a history, as they stand at the end."""
    acts: dict[str, list[str]] = field(default_factory=dict)
    """What was done in each."""
    _out: list[bytes] = field(default_factory=list)
    _number: int = 0
    _mark: int = 0

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)

    # --- words ------------------------------------------------------------------------------------

    def _word(self, owner: int) -> Word:
        pick = self._random
        text = pick.choice(SMALL) if pick.random() < 0.45 else pick.choice(LARGE)
        return Word(text, owner, pick.random() < 0.03)

    def _sentence(self, owner: int) -> Sentence:
        return [self._word(owner) for _ in range(self._random.randint(7, 22))]

    def _block(self, owner: int) -> Block:
        kind = self._random.choices(["paragraph", "list", "heading"], [7, 2, 1])[0]
        if kind == "heading":
            return Block(kind, [[self._word(owner) for _ in range(self._random.randint(2, 6))]])
        return Block(kind, [self._sentence(owner) for _ in range(self._random.randint(2, 6))])

    # --- histories --------------------------------------------------------------------------------

    def grow(self, name: str, steps: int) -> None:
        """Plant one history: two lessons, and some acts on them."""
        owner = self._number
        pages = [
            Page(f"docs/lessons/{name}/{title}.md", [self._block(owner) for _ in range(6)])
            for title in ("one", "two")
        ]
        for page in pages:
            page.width = self._random.choice([0, 0, 72])
        self._commit(pages, [], f"Plant {name}")
        before: list[list[Page]] = []
        done: list[str] = []
        for _ in range(steps):
            act = self._random.choice(ACTS)
            old = [page.copy() for page in pages]
            if act == "revert" and before:
                pages = [page.copy() for page in before[-1]]
                self._commit(pages, old, "Take it back\n\nThis reverts commit " + "0" * 40 + ".")
            elif act == "merge":
                self._merge(pages)
            else:
                chosen = ["reword", "insert", "reflow"] if act == "squash" else [act]
                for one in chosen:
                    getattr(self, f"_{one}", self._reword)(pages)
                self._commit(pages, old, f"{act} {name}")
            before.append(old)
            done.append(act)
        self.pages[name], self.acts[name] = pages, done

    def _page(self, pages: list[Page]) -> Page:
        return max(pages, key=lambda page: (len(page.blocks) > 1, self._random.random()))

    def _reword(self, pages: list[Page]) -> None:
        page = self._page(pages)
        for block in self._random.sample(page.blocks, min(2, len(page.blocks))):
            for sentence in block.sentences:
                for n in range(len(sentence)):
                    if self._random.random() < 0.12:
                        sentence[n] = self._other(sentence[n])

    def _other(self, word: Word) -> Word:
        while (new := self._word(self._number)).text == word.text:
            continue
        return new

    def _reflow(self, pages: list[Page]) -> None:
        page = self._page(pages)
        page.width = self._random.choice([w for w in (0, 60, 72, 90) if w != page.width])

    def _style(self, pages: list[Page]) -> None:
        page = self._page(pages)
        page.bullet = self._random.choice([b for b in "-*1" if b != page.bullet])
        page.mark = {"*": "_", "_": "**", "**": "*"}[page.mark]

    def _insert(self, pages: list[Page]) -> None:
        page = self._page(pages)
        block = self._random.choice([b for b in page.blocks if b.kind != "heading"] or page.blocks)
        block.sentences.insert(
            self._random.randint(0, len(block.sentences)), self._sentence(self._number)
        )

    def _remove(self, pages: list[Page]) -> None:
        block = self._random.choice(self._page(pages).blocks)
        if len(block.sentences) > 1:
            del block.sentences[self._random.randrange(len(block.sentences))]

    def _anew(self, pages: list[Page]) -> None:
        page = self._page(pages)
        page.blocks[self._random.randrange(len(page.blocks))] = self._block(self._number)

    def _move_sentence(self, pages: list[Page]) -> None:
        page = self._page(pages)
        prose = [b for b in page.blocks if b.kind == "paragraph" and len(b.sentences) > 1]
        if not prose:
            return
        source, target = self._random.choice(prose), self._random.choice(prose)
        sentence = source.sentences.pop(self._random.randrange(len(source.sentences)))
        target.sentences.insert(self._random.randint(0, len(target.sentences)), sentence)

    def _move_block(self, pages: list[Page]) -> None:
        page = self._page(pages)
        block = page.blocks.pop(self._random.randrange(len(page.blocks)))
        page.blocks.insert(self._random.randint(0, len(page.blocks)), block)

    def _move_away(self, pages: list[Page]) -> None:
        page = self._page(pages)
        if len(pages) > 1 and len(page.blocks) > 2:
            block = page.blocks.pop(self._random.randrange(len(page.blocks)))
            other = self._random.choice([p for p in pages if p is not page])
            other.blocks.insert(self._random.randint(0, len(other.blocks)), block)

    def _split(self, pages: list[Page]) -> None:
        page = self._page(pages)
        if len(page.blocks) > 3 and len(pages) < 5:
            half = len(page.blocks) // 2
            path = page.path.replace(".md", f"-{len(pages)}.md")
            pages.append(Page(path, page.blocks[half:], page.width, page.bullet, page.mark))
            page.blocks = page.blocks[:half]

    def _rename(self, pages: list[Page]) -> None:
        page = self._page(pages)
        page.path = page.path.replace(".md", "x.md")

    def _merge(self, pages: list[Page]) -> None:
        """Reword one block on a branch and another on the trunk, and merge the two."""
        trunk, start = self._page(pages), self._mark
        if len(trunk.blocks) < 3:
            return
        side = trunk.copy()
        here, there = self._random.sample(range(len(trunk.blocks)), 2)
        base = [trunk.copy()]
        side.blocks[there] = self._mended(side.blocks[there])
        self._commit([side], base, "On a branch", start=start, branch="side")
        branch = self._mark
        trunk.blocks[here] = self._mended(trunk.blocks[here])
        self._commit([trunk], base, "On the trunk", start=start)
        old = [trunk.copy()]
        trunk.blocks[there] = side.blocks[there]
        self._commit([trunk], old, "Merge branch", merged=branch)

    def _mended(self, block: Block) -> Block:
        new = block.copy()
        for sentence in new.sentences:
            for n in range(len(sentence)):
                if self._random.random() < 0.15:
                    sentence[n] = self._other(sentence[n])
        return new

    # --- git --------------------------------------------------------------------------------------

    def _commit(
        self,
        pages: list[Page],
        old: list[Page],
        message: str,
        *,
        start: int = 0,
        merged: int = 0,
        branch: str = "main",
    ) -> None:
        parent, self._mark = start or self._mark, self._mark + 1
        when = f"{1_600_000_000 + self._number * 60} +0000"
        who = f"Person {self._number} <p{self._number}@planted.test.org> {when}"
        said = message.encode()
        head = f"commit refs/heads/{branch}\nmark :{self._mark}\nauthor {who}\ncommitter {who}\n"
        self._out.append(head.encode() + b"data %d\n%s\n" % (len(said), said))
        if parent:
            self._out.append(b"from :%d\n" % parent)
        if merged:
            self._out.append(b"merge :%d\n" % merged)
        kept = {page.path for page in pages}
        self._out += [b"D %s\n" % p.path.encode() for p in old if p.path not in kept]
        for page in pages:
            text = page.text().encode()
            name = page.path.encode()
            self._out.append(b"M 100644 inline %s\ndata %d\n%s\n" % (name, len(text), text))
        self._number += 1

    def write(self) -> None:
        """Make the repository."""
        subprocess.run(["git", "init", "-q", "-b", "main", str(self.folder)], check=True)
        git = ["git", "-C", str(self.folder)]
        subprocess.run([*git, "fast-import", "--quiet"], input=b"".join(self._out), check=True)
        subprocess.run([*git, "reset", "-q", "--hard"], check=True)


ACTS = [
    "reword", "reword", "reflow", "style", "insert", "remove", "anew", "move_sentence",
    "move_block", "move_away", "split", "rename", "merge", "revert", "squash",
]  # fmt: skip
