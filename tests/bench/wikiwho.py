# How far our shares lie from those of WikiWho (Flöck and Acosta, WWW 2014), which follows every token
# of a page through all its revisions. It knows one page at a time, no renames and no merges, so only
# pages with one path and a straight history are compared. Not installed with the rest:
# `pip install WikiWho`, then `python tests/bench/wikiwho.py REPOSITORY...`.
# Must not know: how a share is shown.
"""Compare shares of words with WikiWho."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "plugins"), str(ROOT / "contrib_tools")]

WORD = re.compile(r"\w", re.UNICODE)
LARGE = 0.03
MOST_SHOWN = 12


def git(repo: Path, *words: str) -> bytes:
    """Return what git prints."""
    return subprocess.run(["git", "-C", str(repo), *words], capture_output=True, check=True).stdout


def ours(repo: Path) -> dict[str, Counter[str]]:
    """Return how many words each commit has on each lesson."""
    command = [sys.executable, "-m", "pollinate_cli", "-C", str(repo), "--docs-dir", "."]
    command += ["--lessons", "**/*.md", "credits", "--format", "json", "--words"]
    done = subprocess.run(
        command,
        capture_output=True,
        check=True,
        env={"PYTHONPATH": ":".join(sys.path[:2]), "PATH": "/usr/bin:/bin"},
    )
    found = {}
    for path, lesson in json.loads(done.stdout)["lessons"].items():
        counts = Counter[str]()
        for run in lesson["runs"]:
            for commit, number in run:
                counts[commit] += number
        if counts:
            found[path] = counts
    return found


def revisions(repo: Path, path: str) -> list[tuple[str, str]]:
    """Return commit and author of each change of a file, oldest first; none where its history has
    a merge, or another path before.
    """
    told = git(
        repo,
        "log",
        "--reverse",
        "--topo-order",
        "--full-history",
        "--format=%H%x00%an%x00%P",
        "--",
        path,
    )
    rows = [line.split("\0") for line in told.decode("utf-8", "replace").splitlines()]
    moved = (
        git(repo, "log", "--follow", "--format=", "--name-only", "--", path).decode().split("\n")
    )
    if any(len(row[2].split()) > 1 for row in rows) or {name for name in moved if name} != {path}:
        return []
    return [(row[0], row[1]) for row in rows]


def wikiwho(repo: Path, path: str, found: list[tuple[str, str]]) -> dict[str, float]:
    """Return what WikiWho says of a page."""
    from WikiWho.utils import iter_rev_tokens
    from WikiWho.wikiwho import Wikiwho

    names = [f"{commit}:{path}" for commit, _ in found]
    pages = []
    for number, name in enumerate(names):
        try:
            text = git(repo, "show", name).decode("utf-8", "replace")
        except subprocess.CalledProcessError:
            continue
        pages.append({"revid": number, "timestamp": "", "userid": number, "*": text})
    asked = Wikiwho(path)
    asked.analyse_article(pages)
    if not asked.ordered_revisions:
        return {}
    counts = Counter[str]()
    for token in iter_rev_tokens(asked.revisions[asked.ordered_revisions[-1]]):
        if WORD.search(token.value):
            counts[found[token.origin_rev_id][1]] += 1
    total = sum(counts.values())
    return {who: n / total for who, n in counts.items()} if total else {}


def main() -> None:
    """Print the differences for each repository."""
    for name in sys.argv[1:]:
        repo, rows = Path(name), []
        said = ours(repo)
        elsewhere = 0
        for path, counts in said.items():
            found = revisions(repo, path)
            authors = dict(found)
            if found and not counts.keys() <= authors.keys():
                # Words that came from another page: one page alone can't show it.
                elsewhere += 1
                continue
            theirs = wikiwho(repo, path, found) if len(found) > 1 else {}
            shares, total = Counter[str](), sum(counts.values())
            for commit, number in counts.items() if theirs else ():
                shares[authors[commit]] += number / total
            if theirs:
                apart = (
                    sum(abs(shares.get(w, 0) - theirs.get(w, 0)) for w in {*shares, *theirs}) / 2
                )
                rows.append((apart, path, dict(shares), theirs))
        rows.sort(key=lambda row: -row[0])
        mean = sum(row[0] for row in rows) / max(1, len(rows))
        large = sum(row[0] > LARGE for row in rows)
        print(
            f"{repo.name}: {len(rows)} of {len(said)} pages, mean difference {mean:.2%}, {large} above 3 %; {elsewhere} more hold words of other pages"
        )
        for apart, path, shares, theirs in rows[:MOST_SHOWN]:
            print(f"  {apart:.1%} {path}")
            for who in sorted(
                {*shares, *theirs}, key=lambda w: -abs(shares.get(w, 0) - theirs.get(w, 0))
            )[:3]:
                print(f"      {who}: we {shares.get(who, 0):.1%}, WikiWho {theirs.get(who, 0):.1%}")


if __name__ == "__main__":
    main()
