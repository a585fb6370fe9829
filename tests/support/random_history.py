# Makes up small histories: branches, merges with conflicts, octopus merges, reverts, cherry-picks,
# renames, swaps. Files have an identity that follows renames, so that merges carry changes along as
# git would; everything is worked out in Python and written by one `git fast-import`. The same seed
# gives the same history everywhere.
"""Write random repositories."""

from __future__ import annotations

import os
import random
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from support.merging import merge3

COMMON = (b"", b"", b"---", b"```", b"- see above", b"## Why")
PLACES = ("docs/lessons/", "docs/lessons/deep/", "docs/notes/", "attic/", "docs/")


@dataclass(frozen=True)
class File:
    """One file: what it is through all renames, its mode, its lines (with their ends)."""

    ident: int
    mode: str
    lines: tuple[bytes, ...]


Tree = dict[str, File]


@dataclass
class Version:
    """One commit."""

    parents: tuple[int, ...]
    tree: Tree
    message: str = "Change"


@dataclass
class History:
    """A history under construction."""

    rng: random.Random
    renames: bool
    versions: list[Version] = field(default_factory=list)
    idents: int = 0
    words: int = 0

    def line(self, ident: int) -> bytes:
        """Return a line that mostly stands nowhere else."""
        if self.rng.random() < 0.15:
            return self.rng.choice(COMMON) + b"\n"
        self.words += 1
        return b"%x of file %d says word %d\n" % (self.rng.getrandbits(48), ident, self.words)

    def fresh(self) -> File:
        """Return a new file: now and then empty, with CRLF or without a last line's end."""
        self.idents += 1
        lines = [self.line(self.idents) for _ in range(self.rng.choice((0, 1, 3, 6, 10, 16)))]
        if self.rng.random() < 0.1:
            lines = [line[:-1] + b"\r\n" for line in lines]
        return File(self.idents, "100644", cut_end(self.rng, lines, 0.15))

    def free_path(self, tree: Tree) -> str:
        """Return a path that nothing stands at, often one that was used before."""
        while True:
            ending = ".txt" if self.rng.random() < 0.05 else ".md"
            path = f"{self.rng.choice(PLACES)}{self.rng.choice('abcdefghij')}{ending}"
            if path not in tree:
                return path


def cut_end(rng: random.Random, lines: list[bytes], chance: float) -> tuple[bytes, ...]:
    """Return lines of which each but the last has its end; the last may lose it."""
    kept = [line if line.endswith(b"\n") else line + b"\n" for line in lines]
    if kept and rng.random() < chance and kept[-1].rstrip(b"\r\n"):
        kept[-1] = kept[-1][:-1]
    return tuple(kept)


def edited(history: History, file: File) -> File:
    """Return a file with some lines put in, taken out, reshaped, doubled or moved."""
    rng, lines = history.rng, list(file.lines)
    for _ in range(rng.choice((1, 1, 2, 4))):
        at = rng.randrange(len(lines) + 1)
        act = rng.choice("iiirrddwmcx")
        if act == "i" or not lines:
            lines[at:at] = [history.line(file.ident) for _ in range(rng.choice((1, 1, 2, 5)))]
        elif act == "r":
            lines[at : at + rng.choice((1, 2, 3))] = [
                history.line(file.ident) for _ in range(rng.choice((1, 2)))
            ]
        elif act == "d":
            del lines[at : at + rng.choice((1, 2, 4))]
        elif act == "w" and at < len(lines):
            lines[at] = b"  " + lines[at]
        elif act == "m":
            block = lines[at : at + 3]
            del lines[at : at + 3]
            to = rng.randrange(len(lines) + 1)
            lines[to:to] = block
        elif act == "c":
            lines[at:at] = lines[: rng.choice((1, 3))]
        elif act == "x" and rng.random() < 0.3:
            lines = [
                line.rstrip(b"\r\n") + (b"\n" if line.endswith(b"\r\n") else b"\r\n")
                for line in lines
            ]
    return File(file.ident, file.mode, cut_end(rng, lines, 0.1))


def _rename(history: History, tree: Tree, path: str) -> None:
    file = tree.pop(path)
    tree[history.free_path(tree)] = edited(history, file) if history.rng.random() < 0.4 else file


def _swap(history: History, tree: Tree) -> None:
    one, other = history.rng.sample(sorted(tree), 2)
    tree[one], tree[other] = tree[other], tree[one]


def _restore(history: History, tree: Tree) -> None:
    """Bring a file back as it stood in any earlier version: restore, revert or cherry-pick."""
    old = history.rng.choice(history.versions).tree
    if not old:
        return
    path = history.rng.choice(sorted(old))
    here = {file.ident: place for place, file in tree.items()}
    if history.renames or here.get(old[path].ident, path) == path:
        tree.pop(here.get(old[path].ident, ""), None)
        tree[path] = old[path]


def changed(history: History, tree: Tree) -> Tree:
    """Return the tree after one ordinary commit."""
    rng, tree = history.rng, dict(tree)
    if not history.renames and tree and rng.random() < 0.08:
        del tree[rng.choice(sorted(tree))]
        return tree
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        act = rng.choice("eeeeeenmtrk" + ("RRRDs" if history.renames else ""))
        path = rng.choice(sorted(tree)) if tree else ""
        if act == "n" or not tree:
            tree[history.free_path(tree)] = history.fresh()
        elif act == "e":
            tree[path] = edited(history, tree[path])
        elif act == "m":
            tree[path] = File(
                tree[path].ident,
                "100755" if tree[path].mode == "100644" else "100644",
                tree[path].lines,
            )
        elif act == "t" and rng.random() < 0.1:
            tree[path] = File(
                tree[path].ident,
                "120000" if tree[path].mode == "100644" else "100644",
                tree[path].lines,
            )
        elif act in "rk":
            _restore(history, tree)
        elif act == "R":
            _rename(history, tree, path)
        elif act == "D":
            del tree[path]
        elif act == "s" and len(tree) > 1:
            _swap(history, tree)
    return tree


def _base(history: History, one: int, other: int) -> Tree:
    """Return the newest version that both grew from, an empty one for unrelated histories."""

    def all_before(start: int) -> set[int]:
        seen, waiting = set[int](), [start]
        while waiting:
            at = waiting.pop()
            if at not in seen:
                seen.add(at)
                waiting += history.versions[at].parents
        return seen

    both = all_before(one) & all_before(other)
    return history.versions[max(both)].tree if both else {}


def merged(history: History, base: Tree, ours: Tree, theirs: Tree) -> Tree:
    """Return what a merge makes of two trees: by identity, conflicts settled anyhow, now and then
    against all sense.
    """
    rng = history.rng
    sides = [
        {file.ident: (path, file) for path, file in tree.items()} for tree in (base, ours, theirs)
    ]
    found: Tree = {}
    for ident in sorted({i for side in sides for i in side}):
        old, mine, other = (side.get(ident) for side in sides)
        if mine is None or other is None:
            kept = mine or other
            if kept is None or (
                old is not None and (kept[1].lines == old[1].lines or rng.random() < 0.5)
            ):
                continue
            found.setdefault(*kept)
            continue
        path = mine[0] if old is None or mine[0] != old[0] else other[0]
        if old is not None and rng.random() < 0.06:
            found.setdefault(path, rng.choice((mine, other, old))[1])
            continue
        lines = merge3(
            rng,
            old[1].lines if old else (),
            mine[1].lines,
            other[1].lines,
            lambda i=ident: history.line(i),
        )
        found.setdefault(
            path, File(ident, rng.choice((mine, other))[1].mode, cut_end(rng, list(lines), 0.1))
        )
    if found and rng.random() < 0.08:
        path = rng.choice(sorted(found))
        found[path] = edited(history, found[path])
    return found


def make_history(seed: int, *, renames: bool) -> History:
    """Return a random history of some twenty commits; its last one is the head."""
    rng = random.Random(f"pollinate {seed} {renames}")
    history = History(rng, renames)
    files = [history.fresh() for _ in range(rng.choice((1, 2, 4)))]
    tree: Tree = {}
    for file in files:
        tree[history.free_path(tree)] = file
    history.versions.append(Version((), tree))
    tips = [0]
    for _ in range(rng.choice((6, 14, 24, 34))):
        at = rng.randrange(len(tips))
        if len(tips) > 1 and rng.random() < 0.3:
            count = min(len(tips), rng.choice((2, 2, 2, 2, 3, 4)))
            chosen = rng.sample(tips, count)
            _add_merge(history, chosen)
            tips = [tip for tip in tips if tip not in chosen or rng.random() < 0.2] + [
                len(history.versions) - 1
            ]
            continue
        history.versions.append(
            Version((tips[at],), changed(history, history.versions[tips[at]].tree))
        )
        if rng.random() < 0.3 and len(tips) < 5:
            tips.append(len(history.versions) - 1)
        else:
            tips[at] = len(history.versions) - 1
    while len(set(tips)) > 1:
        tips = sorted(set(tips))
        chosen = rng.sample(tips, 2)
        _add_merge(history, chosen)
        tips = [tip for tip in tips if tip not in chosen] + [len(history.versions) - 1]
    return history


def _add_merge(history: History, parents: list[int]) -> None:
    parents = list(dict.fromkeys(parents))
    tree = history.versions[parents[0]].tree
    for other in parents[1:]:
        tree = merged(
            history, _base(history, parents[0], other), tree, history.versions[other].tree
        )
    if not history.renames:
        # A file under two names in two branches would be found as renamed.
        places = {f.ident: p for v in history.versions for p, f in v.tree.items()}
        tree = {path: file for path, file in tree.items() if places.get(file.ident, path) == path}
    history.versions.append(Version(tuple(parents), tree, "Merge"))


def fast_import(history: History) -> bytes:
    """Return the stream that `git fast-import` reads."""
    pieces, clock = [], 1_700_000_000
    for number, version in enumerate(history.versions):
        clock += history.rng.choice((0, 60, 3600, 3600, -600))
        who = f"P{number % 4} Q <p{number % 4}@harbour.test.org> {clock} +0000"
        message = version.message.encode()
        pieces.append(
            b"commit refs/heads/main\nmark :%d\nauthor %s\ncommitter %s\ndata %d\n%s\n"
            % (number + 1, who.encode(), who.encode(), len(message), message)
        )
        for n, parent in enumerate(version.parents):
            pieces.append(b"%s :%d\n" % (b"merge" if n else b"from", parent + 1))
        pieces.append(b"deleteall\n")
        for path, file in version.tree.items():
            content = b"".join(file.lines) or (b"x" if file.mode == "120000" else b"")
            content = (
                content.replace(b"\0", b"")
                if file.mode != "120000"
                else content.split(b"\n")[0] or b"x"
            )
            pieces.append(
                b"M %s inline %s\ndata %d\n%s\n"
                % (file.mode.encode(), path.encode(), len(content), content)
            )
    return b"".join(pieces)


def write_history(history: History, folder: Path) -> Path:
    """Write a history as a repository with an index and no checked-out files, and return its
    folder.
    """
    folder.mkdir(parents=True)
    quiet = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    run_git = ["git", "-C", str(folder)]
    subprocess.run([*run_git, "init", "-q", "-b", "main"], check=True, env=quiet)
    subprocess.run(
        [*run_git, "-c", "fastimport.unpackLimit=0", "fast-import", "--quiet"],
        input=fast_import(history),
        check=True,
        env=quiet,
    )
    subprocess.run([*run_git, "read-tree", "HEAD"], check=True, env=quiet)
    return folder
