# How often our words go to the commit that a careful reader believes wrote them. The labels beside
# this file were made by hand from the history, before our answer was looked at; where it differed,
# the history was read again, and what that found stands beside the first label.
# `python tests/bench/labelled.py FOLDER_OF_CORPORA` compares, and fails below 97 of 100;
# `... FOLDER_OF_CORPORA --draw CORPUS` prints the words to label: a sample with a seed.
# Must not know: how a word's commit is found.
"""Compare whose words stand with labels made by hand."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "plugins"), str(ROOT / "contrib_tools")]

from pollinate.words import spelled  # noqa: E402

LABELS = Path(__file__).with_name("labelled_words.txt")
ENOUGH = 0.97
SEED = 300
FILES, OFTEN_CHANGED, ANY = 20, 3, 2
"""Of each corpus: so many files, and of each so many words of lines that were put in the place of
others, and of any lines. A line is drawn first, then a word of it.
"""
FEWEST_COMMITS = 4
"""Of a file."""
NONE, NAME = "-", "(name)"
FRONT_MATTER = re.compile(rb"\A---\n.*?^---\n", re.DOTALL | re.MULTILINE)
HUNK = re.compile(r"^@@ -\d+(,\d+)? \+(\d+)(,\d+)? @@", re.MULTILINE)


class Label(NamedTuple):
    """One word, and who wrote it: at a first reading, or as well (in doubt), or at a second one."""

    corpus: str
    path: str
    line: int
    number: int
    word: str
    commit: str
    doubt: str
    second: str

    def place(self) -> str:
        """Say where the word stands."""
        return f"{self.path}:{self.line} word {self.number} {self.word!r}"

    def agrees(self, commit: str) -> bool:
        """Return whether a commit is one that the reader believes in, after the second reading."""
        return commit in (self.commit if self.second == NONE else self.second, self.doubt)


def git(repo: Path, *words: str) -> bytes:
    """Return what git prints."""
    command = ["git", "-C", str(repo), "-c", "core.quotePath=false", *words]
    return subprocess.run(command, capture_output=True, check=True).stdout


def read_labels() -> tuple[dict[str, str], list[Label]]:
    """Return at which commit each corpus was read, and all labels."""
    heads, labels = {}, []
    for row in LABELS.read_text("utf-8").splitlines():
        fields = row.split("\t")
        if fields[0] == "at":
            heads[fields[1]] = fields[2]
        elif not row.startswith("#"):
            corpus, path, line, number, *rest = fields
            labels.append(Label(corpus, path, int(line), int(number), *rest))
    return heads, labels


def answers(repo: Path, labels: list[Label]) -> Iterator[tuple[Label, str]]:
    """Yield each label with the commit that we name."""
    command = [sys.executable, "-m", "pollinate_cli", "-C", str(repo), "--docs-dir", "."]
    command += ["--lessons", "**/*.md", "credits", "--format", "json", "--words"]
    env = {"PYTHONPATH": ":".join(sys.path[:2]), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(command, capture_output=True, check=True, env=env)
    lessons = json.loads(done.stdout)["lessons"]
    for label in labels:
        words = spelled((repo / label.path).read_bytes().split(b"\n")[label.line - 1])
        if label.word not in (NAME, words[label.number - 1]):
            raise SystemExit(f"{label.place()} is not there")
        left = label.number
        for commit, count in lessons[label.path]["runs"][label.line - 1]:
            left -= count
            if left <= 0:
                yield label, commit
                break
        else:
            raise SystemExit(f"{label.place()} is nobody's")


def told(repo: Path, commit: str) -> str:
    """Return a commit's short id and subject."""
    if commit == NONE:
        return ""
    return git(repo, "log", "-1", "--format=%h %as %s", commit).decode("utf-8", "replace").strip()


def compare(folder: Path) -> int:
    """Print agreement and differences for each corpus; return 1 if too few agree."""
    heads, labels = read_labels()
    first = second = 0
    for corpus, head in heads.items():
        mine = [label for label in labels if label.corpus == corpus]
        with tempfile.TemporaryDirectory() as parent:
            repo = Path(parent) / corpus
            git(folder, "clone", "-q", str(folder / f"{corpus}.bundle"), str(repo))
            git(repo, "checkout", "-q", head)
            found = list(answers(repo, mine))
            at_first = sum(commit == label.commit for label, commit in found)
            at_second = sum(label.agrees(commit) for label, commit in found)
            print(f"{corpus}: {at_first} of {len(mine)} agree with the first reading,", end=" ")
            print(f"{at_second} with the second; in doubt:", sum(x.doubt != NONE for x in mine))
            for label, commit in found:
                if commit == label.commit and label.agrees(commit):
                    continue
                print(f"  {'' if label.agrees(commit) else 'not '}agreed: {label.place()}")
                print(f"      we      {told(repo, commit)}")
                names = ("reader", label.commit), ("doubt", label.doubt), ("second", label.second)
                for name, theirs in names:
                    if theirs != NONE:
                        print(f"      {name:<7} {told(repo, theirs)}")
        first, second = first + at_first, second + at_second
    total = len(labels)
    print(f"all: {first / total:.1%} at first, {second / total:.1%} at the second reading")
    return int(second < ENOUGH * total)


def draw(repo: Path) -> list[tuple[str, int, int, str]]:
    """Return path, line, number and word of the sample of one corpus."""
    chance = random.Random(f"{SEED} {repo.name}")
    paths = git(repo, "ls-files", "-z", "*.md").decode().strip("\0").split("\0")
    chance.shuffle(paths)
    found: list[tuple[str, int, int, str]] = []
    for path in paths:
        if len(found) == FILES * (OFTEN_CHANGED + ANY):
            break
        log = git(repo, "log", "--follow", "--no-merges", "--format=%H", "--", path)
        if len(log.split()) < FEWEST_COMMITS or (repo / path).is_symlink():
            continue
        data = (repo / path).read_bytes()
        front = FRONT_MATTER.match(data)
        first = data[: front.end()].count(b"\n") if front else 0
        rows = {n: spelled(line) for n, line in enumerate(data.split(b"\n"), 1) if n > first}
        rows = {n: words for n, words in rows.items() if words}
        often = sorted(put_in_place(repo, path) & rows.keys())
        if len(often) < OFTEN_CHANGED or len(rows) < OFTEN_CHANGED + ANY:
            continue
        lines = chance.sample(often, OFTEN_CHANGED)
        lines += chance.sample(sorted(rows.keys() - set(lines)), ANY)
        for line in sorted(lines):
            number = chance.randrange(len(rows[line]))
            found.append((path, line, number + 1, rows[line][number]))
    return found


def put_in_place(repo: Path, path: str) -> set[int]:
    """Return the lines of a file whose last commit put them in the place of others."""
    blame = git(repo, "blame", "--porcelain", "HEAD", "--", path).decode("utf-8", "replace")
    before: dict[str, tuple[str, str]] = {}
    names: dict[str, str] = {}
    rows: list[tuple[str, int, int]] = []
    for line in blame.split("\n"):
        head = re.match(r"([0-9a-f]{40}) (\d+) (\d+)", line)
        if head:
            rows.append((head[1], int(head[2]), int(head[3])))
        elif line.startswith("previous "):
            _, older, name = line.split(" ", 2)
            before[rows[-1][0]] = older, name
        elif line.startswith("filename "):
            names[rows[-1][0]] = line.split(" ", 1)[1]
    replaced = {commit: _replaced(repo, before[commit], commit, names[commit]) for commit in before}
    return {final for commit, theirs, final in rows if theirs in replaced.get(commit, ())}


def _replaced(repo: Path, older: tuple[str, str], commit: str, name: str) -> set[int]:
    """Return the lines of a commit's file that stand where its parent had others."""
    patch = git(repo, "diff", "-U0", f"{older[0]}:{older[1]}", f"{commit}:{name}")
    found: set[int] = set()
    for took, start, count in HUNK.findall(patch.decode("utf-8", "replace")):
        if took != ",0":
            found.update(range(int(start), int(start) + int(count[1:] or 1)))
    return found


def main() -> int:
    """Compare, or draw."""
    folder = Path(sys.argv[1])
    if "--draw" not in sys.argv:
        return compare(folder)
    corpus = sys.argv[sys.argv.index("--draw") + 1]
    with tempfile.TemporaryDirectory() as parent:
        repo = Path(parent) / corpus
        git(folder, "clone", "-q", str(folder / f"{corpus}.bundle"), str(repo))
        for row in draw(repo):
            print(*row, sep="\t")
    return 0


if __name__ == "__main__":
    sys.exit(main())
