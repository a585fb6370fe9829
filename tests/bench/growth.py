# Hostile inputs in three sizes: the time and memory that a command takes for twice as much is at
# most twice as much, with some room for noise. Each input was quadratic once, in us or in a library
# that we hand it to. Must not know: how the work is bounded.
"""Measure how work grows with input."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from pollinate.checks.files.run import check_text, check_words
from pollinate.checks.files.surroundings import OnDisk
from pollinate.checks.files.text import Text
from pollinate.content.clean import clean_html
from pollinate.content.frontmatter import read_front_matter
from pollinate.content.linkhtml import links_in
from pollinate.content.titles import find_heading
from pollinate.emails import without_addresses
from pollinate.history.trailers import read_trailers
from pollinate.model.diagnostics import Diagnostic
from pollinate.paths import RepoPath, SrcUri
from pollinate.settings import make_settings
from pollinate_mkdocs.page_parts import heading_end

NOWHERE = OnDisk(make_settings({}, root=Path("nowhere"), docs_dir=Path("nowhere")))


def _check(text: str) -> list[Diagnostic]:
    """Return what is found in one text."""
    one = Text(path=RepoPath("docs/a.md"), uri=SrcUri("a.md"), whole=text)
    return list(check_text(one, NOWHERE))


TAGS = ("<div>", '<p "', "<!--", "<b>x</b>", "<script>", "</a ", "<svg>", '<a title="')
FUNCTIONS: Mapping[str, tuple[Callable[[str], object], Sequence[str]]] = {
    "clean_html": (clean_html, TAGS),
    "links_in": (links_in, (*TAGS, "<a href=y>z</a>. A ")),
    "heading_end": (heading_end, ("<h1>", *TAGS)),
    "find_heading": (find_heading, ("# [", "=\n", "# `a", "<h1 ")),
    "read_trailers": (
        lambda text: read_trailers(text.encode()).trailers,
        ("Reviewed-by: a <", "Helped-by: x <\n", " ", "Co-authored-by: A <a@b.test.org>\n"),
    ),
    "read_front_matter": (
        lambda text: read_front_matter(f"---\n{text}\n---\n".encode(), RepoPath("a.md")),
        ("a: ", "? ", "- ", "&a [*a] ", "k: x # y\n"),
    ),
    "check_text": (
        _check,
        (
            *(
                "<!--",
                "# a\n",
                "[a](b) ",
                "![](a.png)\n",
                "a\u200b",
                "\u2066",
                "<img ",
                "**a**\n\n",
            ),
            *("was Jo fault ", "ignore all ", "`a ", "TODO\n", "[a]: b.md\n"),
        ),
    ),
    "check_words": (
        lambda text: list(check_words(RepoPath("a.md"), text, ())),
        (
            *(
                "1 ",
                "4111 1111 ",
                "CH93 0076 ",
                "+41 44 668 ",
                "a-1.corp.",
                "token=aB3$",
                "http://a:b",
            ),
            *("-----BEGIN PRIVATE KEY-----\n", "ssh -a ", "born on 12 ", "patient id "),
        ),
    ),
    "without_addresses": (without_addresses, ("a@", "<", "a", '"', "%40")),
}
"""Readers of text from others, and pieces that fill it."""
WHO = ("-c", "user.name=Ann Alder", "-c", "user.email=ann@growth.test.org")
LESSON = "docs/lessons/t/lesson.md"
CONFIG = (
    "site_name: Growth\ntheme: {name: material, font: false}\nplugins:\n"
    "  - search\n  - pollinate/garden\n  - pollinate/attribution\n"
    "  - pollinate/acknowledgements\n  - pollinate/learned-from\n"
)
MOST = 1.6
"""Times as much as linear: time of a process is noisy."""
NOTE = "---\nabout: lessons/t/lesson.md\nkind: applied\noutcome: worked\n---\n\nFine.\n"


def lesson(text: Callable[[int], str]) -> Callable[[int], dict[str, str]]:
    """Return the files of a garden with one lesson of some size."""
    return lambda n: {LESSON: text(n)}


def trailers(n: int) -> str:
    """Return a message of some co-authors, all of one name."""
    return "".join(f"Co-authored-by: Zed Smith <z{i}@growth.test.org>\n" for i in range(n))


FILES: Mapping[str, tuple[str, int, Callable[[int], dict[str, str]]]] = {
    "opening brackets": ("build", 20_000, lesson(lambda n: f"# T\n\n{'[' * n}\n")),
    "opening links": ("build", 10_000, lesson(lambda n: f"# T\n\n{'[a](' * n}\n")),
    "opening tags": ("build", 10_000, lesson(lambda n: f"# T\n\n{'<a ' * n}\n")),
    "closing tags": ("build", 20_000, lesson(lambda n: f"# T\n\n<div>\n{'</a ' * n}\n</div>\n")),
    "comments": ("build", 10_000, lesson(lambda n: f"# T\n\n{'<!--' * n}\n")),
    "emphasis": ("build", 5_000, lesson(lambda n: f"# T\n\n{'*a **b ' * n}\n")),
    "quotes": ("build", 200, lesson(lambda n: f"# T\n\n{'>' * n} x\n")),
    "nested lists": (
        "build",
        200,
        lesson(lambda n: "# T\n\n" + "".join("    " * i + "- x\n" for i in range(n))),
    ),
    "dots after a link": ("check", 40_000, lesson(lambda n: f"# T\n\n[a](b.md) {'.' * n}x\n")),
    "links in a paragraph": ("check", 2_000, lesson(lambda n: "# T\n\n" + "[a](b.md). A " * n)),
    "a link among questions": (
        "check",
        20_000,
        lesson(lambda n: "# T\n\n" + "What? " * n + "[a](b.md) " + "So? " * n),
    ),
    "broken front matter": (
        "check",
        80_000,
        lesson(lambda n: f"---\ntitle: a{' ' * n}b\n: : :\n- x\n---\n\n# T\n"),
    ),
    "front matter with aliases": (
        "build",
        7,
        lesson(
            lambda n: (
                "---\na0: &a0 [x,x,x]\n"
                + "".join(f"a{i}: &a{i} [*a{i - 1},*a{i - 1},*a{i - 1}]\n" for i in range(1, n))
                + f"tags: *a{n - 1}\n---\n# T\n"
            )
        ),
    ),
    "notes with anchors that the lesson has": (
        "build",
        500,
        lambda n: {
            LESSON: "# T\n\n" + "".join(f'<p id="note-{i}"></p>\n' for i in range(n)),
            **{f"docs/notes/{i}.md": NOTE for i in range(n)},
        },
    ),
    "one line": ("check", 2_000_000, lesson(lambda n: "# T\n\n" + "word " * (n // 5))),
}
MESSAGES: Mapping[str, tuple[str, int, Callable[[int], str]]] = {
    "co-authors of one name": ("check", 2_000, trailers),
    "co-authors": (
        "build",
        500,
        lambda n: "".join(f"Co-authored-by: Z{i} S{i} <z{i}@growth.test.org>\n" for i in range(n)),
    ),
    "blanks in a trailer": ("check", 80_000, lambda n: f"Reviewed-by: a{' ' * n}b\n"),
    "a long message": ("check", 1_000_000, lambda n: "word and by-line - by " * (n // 22)),
}


def garden(folder: Path, files: Mapping[str, str], message: str = "Add") -> None:
    """Write a repository with some files in one commit."""
    everything = {"mkdocs.yml": CONFIG, "docs/lessons/t/b.md": "# B\n\nWords.\n", **files}
    everything.setdefault(LESSON, "# T\n\nWords.\n")
    for path, text in everything.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    subprocess.run(["git", "init", "-q", str(folder)], check=True)
    git = ["git", "-C", str(folder), *WHO]
    subprocess.run([*git, "add", "-A"], check=True)
    subprocess.run(
        [*git, "commit", "-q", "-F", "-"], input=f"Add\n\n{message}".encode(), check=True
    )


def spent(folder: Path, verb: str, env: Mapping[str, str]) -> tuple[float, float]:
    """Return the processor seconds of a command with its children, and the megabytes of its largest
    process; it must end by itself.
    """
    more = ["--site-dir", str(folder.parent / f"{folder.name}-site")] if verb == "build" else []
    code = (
        "import resource, subprocess, sys\n"
        "done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(done.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)\n"
    )
    command = [sys.executable, "-m", "pollinate_cli", "-C", str(folder), verb, *more]
    told = subprocess.run(
        [sys.executable, "-c", code, *command],
        env=dict(env),
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    status, seconds, memory = told.stdout.split()
    if status not in ("0", "1"):
        raise SystemExit(f"{verb} ended with {status}")
    return float(seconds), float(memory)


def functions(line: Callable[..., bool]) -> list[bool]:
    """Measure the readers alone: the worst of their pieces, in three sizes."""
    held = []
    for name, (call, pieces) in FUNCTIONS.items():
        worst, told = 0.0, ""
        for piece in pieces:
            times = []
            for letters in (50_000, 100_000, 200_000):
                text = "Reviewed-by: x" * (name == "read_trailers") + piece * (
                    letters // len(piece)
                )
                start = time.process_time()
                call(text)
                times.append(max(0.02, time.process_time() - start))
            if times[2] / times[0] / 4 > worst:
                worst = times[2] / times[0] / 4
                told = f"{piece!r} most: {times[0]:.2f} and {times[2]:.2f} s"
        held.append(line(f"growth / linear: {name}", worst, MOST, told))
    return held


def growth(work: Path, env: Mapping[str, str], line: Callable[..., bool]) -> list[bool]:
    """Measure each input in three sizes; what a command takes for nothing is taken off."""
    cases = [(name, verb, size, files, None) for name, (verb, size, files) in FILES.items()] + [
        (name, verb, size, None, text) for name, (verb, size, text) in MESSAGES.items()
    ]
    empty = work / "growth-empty"
    garden(empty, {})
    base = {verb: spent(empty, verb, env) for verb in ("check", "build")}
    held = functions(line)
    for number, (name, verb, size, files, text) in enumerate(cases):
        times, peaks = [], []
        for step in (1, 2, 4):
            folder = work / f"growth-{number}-{step}"
            garden(folder, files(size * step) if files else {}, text(size * step) if text else "")
            seconds, memory = spent(folder, verb, env)
            times.append(max(0.1, seconds - base[verb][0]))
            peaks.append(max(10.0, memory - base[verb][1]))
        ratio = max(times[2] / times[0], peaks[2] / peaks[0]) / 4
        told = f"{size:,} and 4 times as much: {times[0]:.1f} and {times[2]:.1f} s"
        told += f", {peaks[0]:.0f} and {peaks[2]:.0f} MB more than nothing"
        held.append(line(f"growth / linear: {name}", ratio, MOST, told))
    return held


if __name__ == "__main__":
    sys.exit("run.py runs this")
