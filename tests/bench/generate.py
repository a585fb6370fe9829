# Generates gardens of any size with a deterministic history: plantings, edits, branches, merges,
# trailers. Calibrated on the real gardens, at their lower end (measured: 1.0 to 1.8 files, 17 to 28
# added lines and 1 to 3 hunks a commit; 31 to 67 lines a lesson; an index of its own in each topic
# that grows with every lesson); or in long paragraphs, where half of all commits put some words of
# one in another way. One `git fast-import` for all of it. Must not know: what is measured on it.
"""Generate gardens to measure on."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

WORDS = ("rollback", "schema", "deploy", "printer", "queue", "scanner", "harbour", "review", "branch", "restore", "backup", "window",
         "shift", "rota", "signal", "engine", "deck", "pilot", "tide", "cable", "winch", "ledger", "filter", "timer", "retry",
         "cache", "index", "probe", "alarm", "drill", "keeper", "anchor", "ballast", "beacon", "bridge", "cargo")  # fmt: skip
PEOPLE = 120
BRANCH_EVERY, BRANCH_LENGTH = 25, 3
SENTENCES = 9
"""Of a long paragraph, which is one line of about a hundred words."""


class Generator:
    """Writes a fast-import stream."""

    def __init__(
        self, lessons: int, commits: int, *, paragraphs: bool = False, seed: int = 7
    ) -> None:
        """Start; with `paragraphs` lessons are written in long ones."""
        self.random, self.paragraphs = random.Random(seed), paragraphs
        self.lessons, self.commits = lessons, commits
        self.texts: list[list[str]] = []
        self.indexes: list[list[str]] = [[f"# Topic {n}", ""] for n in range(40)]
        self.out: list[bytes] = []
        self.mark = 0
        self.clock = 1_500_000_000

    def sentence(self) -> str:
        """Return a line of text that hardly repeats."""
        return (
            " ".join(self.random.choice(WORDS) for _ in range(9))
            + f" {self.random.randrange(10**6)}."
        )

    def line(self) -> str:
        """Return a line of a lesson: a sentence, or a long paragraph."""
        return " ".join(self.sentence() for _ in range(SENTENCES if self.paragraphs else 1))

    def path(self, number: int) -> str:
        """Return where a lesson stands."""
        return f"docs/lessons/topic-{number % 40:02d}/lesson-{number:05d}.md"

    def text(self, number: int) -> bytes:
        """Return a lesson's file."""
        return ("\n".join(self.texts[number]) + "\n").encode()

    def plant(self) -> int:
        """Write a new lesson, and return its number."""
        number = len(self.texts)
        links = ""
        if number > 20 and self.random.random() < 0.4:
            other = self.random.randrange(number)
            links = (
                f"learned_from:\n  - lesson: ../topic-{other % 40:02d}/lesson-{other:05d}.md\n   "
                f' because: "{self.sentence()}"\n'
            )
        front = (
            f'---\ntitle: "Lesson {number} on {self.random.choice(WORDS)}"\nsummary:'
            f' "{self.sentence()}"\n{links}---'
        )
        body = [
            line
            for _ in range(6)
            for line in (
                ("", self.line())
                if self.paragraphs
                else ("", self.line(), self.line(), self.line())
            )
        ]
        self.indexes[number % 40].append(f"- [Lesson {number}](lesson-{number:05d}.md)")
        self.texts.append([*front.split("\n"), "", f"# Lesson {number}", *body])
        return number

    def edit(self, among: int) -> int:
        """Change a few lines of a lesson, and return its number."""
        number = self.random.randrange(among)
        lines = self.texts[number]
        start = lines.index("---", 1) + 3
        if self.paragraphs and self.random.random() < 0.5:
            self._reword(
                lines, self.random.choice([n for n in range(start, len(lines)) if lines[n]])
            )
            return number
        for _ in range(self.random.choice((1, 2, 3))):
            at = self.random.randrange(start, len(lines))
            self.random.choice((self._replace, self._insert, self._replace, self._remove))(
                lines, at
            )
        return number

    def edits(self) -> list[int]:
        """Change one lesson, sometimes two or three."""
        return [
            *dict.fromkeys(
                self.edit(len(self.texts)) for _ in range(self.random.choice((1, 1, 1, 2, 1, 2, 3)))
            )
        ]

    def _replace(self, lines: list[str], at: int) -> None:
        lines[at : at + 2] = [self.line(), self.line()]

    def _insert(self, lines: list[str], at: int) -> None:
        lines[at:at] = [self.line(), "", self.line(), self.line()]

    def _remove(self, lines: list[str], at: int) -> None:
        if len(lines) > (20 if self.paragraphs else 30):
            del lines[at : at + 3]

    def _reword(self, lines: list[str], at: int) -> None:
        """Put some words of a paragraph in another way, and write one of its sentences anew."""
        words = lines[at].split(" ")
        for _ in range(self.random.choice((1, 3, 8))):
            words[self.random.randrange(len(words))] = self.random.choice(WORDS)
        if self.random.random() < 0.3:
            place = self.random.randrange(len(words))
            words[place : place + 10] = self.sentence().split(" ")
        lines[at] = " ".join(words)

    def commit(
        self,
        numbers: list[int],
        parents: list[int],
        ref: str = "refs/heads/main",
        who: int | None = None,
    ) -> int:
        """Write a commit of some lessons, and return its mark."""
        self.mark += 1
        self.clock += 600
        person = self.random.randrange(PEOPLE) if who is None else who
        message = f"Change {numbers[0] if numbers else 'nothing'}\n"
        if self.random.random() < 0.1:
            other = self.random.randrange(PEOPLE)
            message += f"\nCo-authored-by: Person {other} Name <p{other}@garden.test.org>\n"
        data = message.encode()
        self.out.append(
            b"commit %s\nmark :%d\ncommitter Person %d Name <p%d@garden.test.org> %d +0100\ndata"
            b" %d\n%s\n" % (ref.encode(), self.mark, person, person, self.clock, len(data), data)
        )
        for n, parent in enumerate(parents):
            self.out.append(b"%s :%d\n" % (b"from" if not n else b"merge", parent))
        for number in numbers:
            text = self.text(number)
            self.out.append(
                b"M 100644 inline %s\ndata %d\n%s\n" % (self.path(number).encode(), len(text), text)
            )
        return self.mark

    def enlist(self, number: int) -> None:
        """Add a lesson to its topic's index, in the commit that was just written."""
        text = ("\n".join(self.indexes[number % 40]) + "\n").encode()
        self.out.append(
            b"M 100644 inline docs/lessons/topic-%02d/index.md\ndata %d\n%s\n"
            % (number % 40, len(text), text)
        )

    def history(self) -> None:
        """Write all commits."""
        tip = self._start()
        # Plantings and edits are spread evenly; branches change lessons that main leaves alone
        # meanwhile.
        while self.mark < self.commits:
            if (
                len(self.texts) < self.lessons
                and self.random.random() < 1.2 * self.lessons / self.commits
            ):
                tip = self.commit([number := self.plant()], [tip])
                self.enlist(number)
            elif self.mark % BRANCH_EVERY == 0 and self.mark + BRANCH_LENGTH + 3 < self.commits:
                tip = self._branch(tip)
            else:
                tip = self.commit(self.edits(), [tip])
        late = [self.plant() for _ in range(self.lessons - len(self.texts))]
        if late:
            self.commit(late, [tip])

    def _start(self) -> int:
        config = (
            b"site_name: Generated\ntheme:\n  name: material\n  font: false\nplugins:\n  - search\n"
        )
        first = [self.plant() for _ in range(min(20, self.lessons))]
        tip = self.commit(first, [])
        self.out.append(b"M 100644 inline mkdocs.yml\ndata %d\n%s\n" % (len(config), config))
        index = b"# Home\n"
        self.out.append(b"M 100644 inline docs/index.md\ndata %d\n%s\n" % (len(index), index))
        return tip

    def _branch(self, tip: int) -> int:
        mine: list[int] = []
        side = tip
        for _ in range(BRANCH_LENGTH):
            number = self.edit(len(self.texts))
            mine.append(number)
            side = self.commit([number], [side], "refs/heads/side")
        other = self.edit(len(self.texts))
        while other in mine:
            other = self.edit(len(self.texts))
        tip = self.commit([other], [tip])
        # The merge's tree is main's with the branch's files.
        return self.commit(sorted(set(mine)), [tip, side], who=0)


def generate(target: Path, lessons: int, commits: int, *, paragraphs: bool = False) -> None:
    """Write a garden with its whole history to a new folder."""
    target.mkdir(parents=True)
    subprocess.run(["git", "init", "-q", "-b", "main", str(target)], check=True)
    generator = Generator(lessons, commits, paragraphs=paragraphs)
    generator.history()
    subprocess.run(
        ["git", "-C", str(target), "fast-import", "--quiet"],
        input=b"".join(generator.out),
        check=True,
    )
    subprocess.run(
        ["git", "-C", str(target), "branch", "-q", "-D", "side"], check=False, capture_output=True
    )
    subprocess.run(["git", "-C", str(target), "reset", "-q", "--hard", "main"], check=True)


if __name__ == "__main__":
    generate(
        Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), paragraphs="paragraphs" in sys.argv
    )
