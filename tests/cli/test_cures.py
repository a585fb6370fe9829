# Promises about cures: what our messages tell somebody to write can be written. Each command in them
# is of a verb and options that there are, in quotes that every shell takes; and where it cures what
# went wrong, it is run.
"""Test that cures cure."""

from __future__ import annotations

import ast
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from pollinate_cli.cli import VERBS, cli
from support.repo import ANA, BEA, CY, Repo, lines
from support.run import OURS, ROOT, pollinate

SOURCES = [
    path
    for folder in ("plugins/pollinate", "contrib_tools/pollinate_cli")
    for path in sorted((ROOT / folder).rglob("*.py"))
]
_COMMAND = re.compile(r"\bpollinate (?:-C \S+ )?(?=[a-z<])([^\n`]*)")
_END = re.compile(r"(?<=[^.])[.;:]?\s*$| : .*$| \(.*$|;.*$| says where.*$")


def texts_of(node: ast.AST) -> Iterator[str]:
    """Yield the texts that a cure, an example or a help may be; what is filled in is a word."""
    filled = [part for part in ast.walk(node) if isinstance(part, ast.JoinedStr)]
    pieces = {id(value) for part in filled for value in part.values}
    for part in ast.walk(node):
        if (
            isinstance(part, ast.Constant)
            and isinstance(part.value, str)
            and id(part) not in pieces
        ):
            yield part.value
        elif isinstance(part, ast.JoinedStr):
            yield "".join(
                str(v.value) if isinstance(v, ast.Constant) else "WORD" for v in part.values
            )


def told_in(path: Path) -> Iterator[str]:
    """Yield each command of ours that a cure, an example or an epilogue of a file tells."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        value = None
        if isinstance(node, ast.keyword) and node.arg in ("cure", "example", "epilog"):
            value = node.value
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id.lower()
            value = node.value if name in ("cure", "example", "told", "epilog") else None
        for text in texts_of(value) if value is not None else ():
            for found in _COMMAND.finditer(text.replace("\\\n", "")):
                yield found[0]


TOLD = sorted({(path.name, text) for path in SOURCES for text in told_in(path)})


def test_the_cures_of_this_test_are_found() -> None:
    """The search finds what it is for."""
    assert len(TOLD) > 30
    assert any("new person" in text for _, text in TOLD)


@pytest.mark.parametrize(("name", "text"), TOLD, ids=lambda value: str(value)[:60])
def test_every_cure_is_of_verbs_and_options_that_there_are(name: str, text: str) -> None:
    """A command in a message names a verb, a kind and options that the command line has, in double
    quotes: single ones are none on Windows.
    """
    assert "'" not in text
    words = shlex.split(_END.sub("", text).replace("…", "WORD"))[1:]
    command: click.Command = cli
    while words:
        word = words.pop(0)
        if word.startswith("-") and word != "-":
            options = {
                o: p
                for p in command.params
                if isinstance(p, click.Option)
                for o in (*p.opts, *p.secondary_opts)
            }
            assert word.partition("=")[0] in {*options, "--help", "--version"}, (name, word)
            option = options.get(word)
            if option is not None and not option.is_flag and words:
                words.pop(0)
        elif isinstance(command, click.Group):
            with click.Context(command) as ctx:
                if word in ("WORD", "COMMAND"):
                    return
                found = command.get_command(ctx, word)
            assert found is not None, (name, word, sorted(VERBS))
            command = found


@pytest.fixture
def garden(repo: Repo) -> Repo:
    """Give a garden of three people, one hidden, in which Ana writes."""
    repo.lesson(ANA, "---\ntitle: First steps\n---\n" + lines("one"), name="deploys/first-steps")
    repo.commit(
        BEA,
        docs__lessons__deploys__twin=lines("two"),
        docs__lessons__other__twin=lines("three"),
        docs__people__bea="---\nname: Bea Lind\n---\n",
    )
    repo.commit(CY, docs__people__cy="---\nname: Cy Okafor\nshow: hidden\n---\n")
    repo.write("mkdocs.yml", "site_name: G\nplugins:\n  - pollinate/garden:\n      cache: false\n")
    repo.commit(ANA, "Configure")
    repo.git("config", "user.name", "Ana Reyes")
    repo.git("config", "user.email", "ana@harbour.test.org")
    return repo


def shell(garden: Repo, command: str) -> subprocess.CompletedProcess[str]:
    """Run a command as somebody would who copies it, from the garden's folder."""
    own = f'{shlex.quote(sys.executable)} -m pollinate_cli "$@"'
    script = f"export PYTHONPATH={shlex.quote(OURS)}\npollinate() {{ {own}; }}\n{command}\n"
    return subprocess.run(
        ["sh", "-c", script], cwd=garden.path, capture_output=True, text=True, check=False
    )


WRONG = [
    ("new", "lesson"),
    ("new", "trail"),
    ("new", "gathering"),
    ("new", "lesson", "--title", "🙂"),
    ("new", "person", "Mira K."),
    ("thank", "Zo Marsh", "--for", "first-steps", "--text", "You waited."),
    ("thank", 'Zoë "Zo" O\'Neil', "--for", "first-steps", "--text", "You waited."),
    ("thank", "bae", "--for", "first-steps", "--text", "You waited."),
    ("check", "nothing/here"),
]


@pytest.mark.parametrize("words", WRONG, ids=lambda words: " ".join(words)[:40])
def test_what_is_told_can_be_run(garden: Repo, words: tuple[str, ...]) -> None:
    """The commands under an error run in the shell as they are printed."""
    done = pollinate("-C", str(garden.path), *words, cwd=garden.path)
    assert 2 == done.returncode, done.stdout
    told = [
        found[0].rstrip(".")
        for line in done.stderr.splitlines()
        if (found := re.search(r"pollinate (?:new|note|thank|check)\b.*", line))
    ]
    assert told, done.stderr
    for command in told:
        assert "'" not in command or "O'Neil" in command
        (garden.path / "docs/lessons/deploys").mkdir(exist_ok=True)
        ran = shell(garden, command)
        assert 0 == ran.returncode, (command, ran.stderr)


def test_a_doubt_is_settled_by_what_is_told(garden: Repo) -> None:
    """Each option that a doubt names makes the same command go through."""
    run = ("-C", str(garden.path))
    for words in (
        ("new", "lesson", "--title", "X", "--topic", "deploy"),
        ("new", "gathering", "--title", "X", "--people", "Bea Lnd"),
        ("new", "lesson", "--title", "X", "--for", "Bea Lnd"),
        ("new", "lesson", "--title", "X", "--learned-from", "Accelerate: it"),
    ):
        done = pollinate(*run, *words)
        assert 2 == done.returncode
        line = next(one for one in done.stderr.splitlines() if one.startswith("    pollinate"))
        told = shlex.split(line)[3:]
        kept = list(words[:4])
        again = pollinate(*run, *kept, *told)
        assert 0 == again.returncode, (told, again.stderr)


@pytest.mark.parametrize("name", ["Zo Marsh", "Zoë O'Neil", "张伟"])
def test_who_has_no_commit_can_be_thanked(garden: Repo, name: str) -> None:
    """Nobody outside Git is known by a name alone; the cure makes a profile, and then the same
    command thanks.
    """
    words = ("thank", name, "--for", "first-steps", "--text", "You waited.")
    done = pollinate("-C", str(garden.path), *words)
    command = next(one for one in done.stderr.splitlines() if "new person" in one)
    assert 2 == done.returncode and 0 == shell(garden, command).returncode, done.stderr
    done = pollinate("-C", str(garden.path), *words)
    assert 0 == done.returncode and f"To {name}. " in done.stdout, done.stderr
    garden.commit(ANA, "Thank")
    built = garden.garden()
    assert [] == [found.message for found in built.diagnostics if "notes/" in found.path]
    assert name in {built.people.contributors[slug].name for slug in built.notes[0].to}


def test_a_name_with_a_point_ends_one_sentence(garden: Repo) -> None:
    """“To Mira K. Git will name …” has one point."""
    new = ("new", "person", "mira", "--name", "Mira K.")
    assert 0 == pollinate("-C", str(garden.path), *new).returncode
    words = ("thank", "mira", "--for", "first-steps", "--text", "You waited.")
    done = pollinate("-C", str(garden.path), *words)
    assert "To Mira K. Git will name Ana Reyes." in done.stdout, done.stderr
