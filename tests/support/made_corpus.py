# A garden made up for whoever has not the real ones: sixty lessons, forty people, three hundred
# commits with merges, conflicts, renames, co-authors, bots, a mailmap, names and messages in an old
# encoding, one name spelled in two ways, odd paths and line ends. The same on every machine, owned
# by nobody, and written by one `git fast-import`. Must not know: what is tested on it.
"""Write a made-up garden."""

from __future__ import annotations

import os
import random
import subprocess
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from support.merging import Lines, merge3

LESSONS, COMMITS = 60, 300
START = 1_650_000_000
GIVEN = [
    "Ada",
    "Bram",
    "Cleo",
    "Dov",
    "Élodie",
    "Finn",
    "Gül",
    "Hana",
    "Ivo",
    "Jóna",
    "Kaito",
    "Lena",
    "Mats",
    "Noor",
    "Olu",
    "Pia",
    "Quim",
    "Rút",
    "Sam",
    "Tove",
]
FAMILY = ["Abel", "Brandt", "Čapek", "Dahl", "Eriksen", "Faure", "Grün", "Hoxha", "Ito", "Jansen"]
TOPICS = ("ropes", "pumps", "night-shift", "häfen", "縄", "two words")
ODD = ("it's (old)", "über-seile", "結び目", "a+b", "Ünïcode", "100 %", "q&a")
"""Names of files that trip who takes a path for an address."""
NOUNS = [
    "anchor",
    "ballast",
    "capstan",
    "davit",
    "engine",
    "fender",
    "gauge",
    "hawser",
    "inlet",
    "jetty",
    "keel",
    "ladder",
    "mooring",
    "needle",
    "oar",
    "pump",
    "quay",
    "rudder",
    "shackle",
    "tide",
    "valve",
    "winch",
]
VERBS = [
    "bends",
    "breaks",
    "clears",
    "drifts",
    "eases",
    "fails",
    "grips",
    "holds",
    "jams",
    "keeps",
    "leaks",
    "moves",
    "needs",
    "opens",
    "parts",
    "rests",
    "slips",
    "turns",
]
BLOCKS = (
    "!!! note\n\n    Only where the tide allows it.\n",
    "| part | weight |\n| --- | --- |\n| hook | 4 kg |\n",
    "```sh\npump --slow\n```\n",
    "1. Close the valve.\n2. Wait a minute.\n3. Look again.\n",
    "> It held, as ropes do.\n",
    "<details><summary>Why</summary>Salt.</details>\n",
    "Salt[^1] stays.\n\n[^1]: Even after rain.\n",
)
MAILMAP = "Ada Abel <ada@harbour.test.org> <ada.abel@old.test.org>\n"
BOT = "updates[bot] <7+updates[bot]@users.noreply.github.com>"
FRONT = {".mailmap", "README.md"}
"""Files that stay as they are."""
Tree = dict[str, Lines]


def people() -> list[str]:
    """Return forty people as Git knows them; the last four are others of the first."""
    names = [f"{given} {FAMILY[n % len(FAMILY)]}" for n, given in enumerate(GIVEN)]
    names += [f"{given} {FAMILY[(n + 3) % len(FAMILY)]}" for n, given in enumerate(GIVEN[:16])]
    found = [f"{name} <p{n}@harbour.test.org>" for n, name in enumerate(names)]
    return [
        *found,
        "A. Abel <ada.abel@old.test.org>",
        f"{unicodedata.normalize('NFD', names[4])} <p4@harbour.test.org>",
        f"{names[7]} <hana@elsewhere.test.org>",
        f"{names[9].split()[0]} <p9@harbour.test.org>",
    ]


@dataclass(frozen=True)
class Made:
    """One commit."""

    parents: tuple[int, ...]
    tree: Tree
    who: str
    message: str


@dataclass
class MadeGarden:
    """A garden under construction."""

    rng: random.Random
    commits: list[Made] = field(default_factory=list)
    words: int = 0
    lessons: int = 0

    def sentence(self) -> bytes:
        """Return a line that stands nowhere else."""
        self.words += 1
        words = [self.rng.choice(NOUNS), self.rng.choice(VERBS), self.rng.choice(NOUNS)]
        return f"The {words[0]} of watch {self.words} {words[1]} where {words[2]}s lie.\n".encode()

    def fresh(self) -> tuple[str, Lines]:
        """Return the path and the lines of a new lesson."""
        number, rng = self.lessons, self.rng
        self.lessons += 1
        name = ODD[number // 8] if number % 8 == 7 else f"{NOUNS[number % len(NOUNS)]}-{number}"
        lines = [f"# Lesson {number} of the {rng.choice(NOUNS)}\n".encode(), b"\n"]
        for _ in range(rng.choice((1, 2, 3))):
            lines += [self.sentence() for _ in range(rng.choice((2, 4, 7)))]
            lines += [b"\n"]
        lines += rng.choice(BLOCKS).encode().splitlines(keepends=True)
        if number % 9 == 4:
            lines = [line[:-1] + b"\r\n" for line in lines]
        if number % 13 == 5:
            lines[0] = b"\xef\xbb\xbf" + lines[0]
        if number % 7 == 3:
            lines[-1] = lines[-1].rstrip(b"\r\n")
        return f"{TOPICS[number % len(TOPICS)]}/{name}.md", tuple(lines)

    def edited(self, lines: Lines) -> Lines:
        """Return a lesson with some sentences put in, taken out or written anew."""
        found = list(lines)
        for _ in range(self.rng.choice((1, 1, 2, 3))):
            prose = [n for n, line in enumerate(found) if line.startswith(b"The ")]
            at = self.rng.choice(prose) if prose else 1
            act = self.rng.choice("aarrd")
            ending = b"\r\n" if found[0].endswith(b"\r\n") else b"\n"
            new = self.sentence()[:-1] + ending
            if act == "a" or not prose or (act == "d" and len(prose) < 3):
                found.insert(at, new)
            elif act == "r":
                found[at] = new
            else:
                del found[at]
        return tuple(found)

    def changed(self, tree: Tree, *, rename: bool = True) -> Tree:
        """Return the tree after an ordinary commit."""
        rng, tree = self.rng, dict(tree)
        if self.lessons < LESSONS and rng.random() < 0.35:
            path, lines = self.fresh()
            tree[path] = lines
        elif rename and rng.random() < 0.25:
            path = rng.choice(sorted(tree.keys() - FRONT))
            topic, name = rng.choice(TOPICS), path.rsplit("/", 1)[1]
            lines = tree.pop(path)
            tree[f"{topic}/{name}"] = self.edited(lines) if rng.random() < 0.3 else lines
        else:
            for path in rng.sample(sorted(tree.keys() - FRONT), rng.choice((1, 1, 2))):
                tree[path] = self.edited(tree[path])
        return tree

    def add(self, parents: tuple[int, ...], tree: Tree, message: str = "") -> int:
        """Add a commit, and return its number."""
        rng, crowd = self.rng, people()
        who = BOT if rng.random() < 0.04 else rng.choice(crowd[:8] if rng.random() < 0.5 else crowd)
        words = message or f"Tell of the {rng.choice(NOUNS)}"
        if rng.random() < 0.2:
            words += f"\n\nCo-authored-by: {rng.choice(crowd)}\n"
        elif rng.random() < 0.1:
            words += f"\n\nReviewed-by: {rng.choice(crowd)}\nHelped-by: {rng.choice(crowd)}\n"
        self.commits.append(Made(parents, tree, who, words))
        return len(self.commits) - 1


def make_garden(seed: int = 7) -> MadeGarden:
    """Return the garden's history; its last commit is the head."""
    garden = MadeGarden(random.Random(f"made {seed}"))
    rng = garden.rng
    path, lines = garden.fresh()
    front: Tree = {".mailmap": (MAILMAP.encode(),), "README.md": (b"# What we learned\n",)}
    head = garden.add((), {path: lines, **front})
    while len(garden.commits) < COMMITS or garden.lessons < LESSONS:
        if rng.random() < 0.85:
            head = garden.add((head,), garden.changed(garden.commits[head].tree))
            continue
        # A branch without renames, so that each file is one file on both sides; one of them is
        # edited on both.
        base = head
        path = rng.choice(sorted(garden.commits[base].tree.keys() - FRONT))
        ours, theirs = (
            garden.add((base,), {**tree, path: garden.edited(tree[path])})
            for tree in [garden.commits[base].tree] * 2
        )
        for _ in range(rng.choice((0, 1, 2))):
            tree = garden.changed(garden.commits[theirs].tree, rename=False)
            theirs = garden.add((theirs,), tree)
        trees = [garden.commits[number].tree for number in (base, ours, theirs)]
        merged = {
            path: merge3(rng, *(tree.get(path, ()) for tree in trees), garden.sentence)
            for path in sorted({path for tree in trees for path in tree})
        }
        head = garden.add((ours, theirs), merged, "Merge what was learned")
    return garden


def _stream(garden: MadeGarden) -> bytes:
    pieces, rng = [], random.Random("days")
    clock = START
    for number, commit in enumerate(garden.commits):
        clock += rng.choice((600, 7_200, 90_000, 400_000))
        encoding = ""
        text = f"{commit.who}\n{commit.message}"
        if number % 11 == 3 and text.encode("latin-1", "ignore").decode("latin-1") == text:
            encoding = "ISO-8859-1"
        code = "latin-1" if encoding else "utf-8"
        who = f"{commit.who} {clock} {rng.choice(('+0100', '-0530', '+0000'))}".encode(code)
        message = commit.message.encode(code)
        pieces.append(
            b"commit refs/heads/main\nmark :%d\nauthor %s\ncommitter %s\n" % (number + 1, who, who)
        )
        pieces.append(f"encoding {encoding}\n".encode() if encoding else b"")
        pieces.append(b"data %d\n%s\n" % (len(message), message))
        for n, parent in enumerate(commit.parents):
            pieces.append(b"%s :%d\n" % (b"merge" if n else b"from", parent + 1))
        before = garden.commits[commit.parents[0]].tree if commit.parents else {}
        pieces += [b"D %s\n" % path.encode() for path in sorted(before.keys() - commit.tree.keys())]
        for path, lines in sorted(commit.tree.items()):
            if before.get(path) != lines:
                content = b"".join(lines)
                pieces.append(
                    b"M 100644 inline %s\ndata %d\n%s\n" % (path.encode(), len(content), content)
                )
    return b"".join(pieces)


def write_made_corpus(folder: Path) -> Path:
    """Write the garden as a checked-out repository, and return its folder."""
    folder.mkdir(parents=True)
    quiet = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    run_git = ["git", "-C", str(folder)]
    subprocess.run([*run_git, "init", "-q", "-b", "main"], check=True, env=quiet)
    subprocess.run(
        [*run_git, "-c", "fastimport.unpackLimit=0", "fast-import", "--quiet"],
        input=_stream(make_garden()),
        check=True,
        env=quiet,
    )
    subprocess.run([*run_git, "reset", "-q", "--hard"], check=True, env=quiet)
    return folder
