# Promises about doubts on a terminal: asked before anything is written, one word settles them, and
# who says no gets what was typed.
"""Test what is asked before something is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.repo import ANA, BEA, Repo, lines
from support.terminal import CTRL_C, Terminal


@pytest.fixture
def garden(repo: Repo) -> Repo:
    """Give a garden of two people and two lessons of nearly one name."""
    repo.lesson(ANA, "---\ntitle: First steps\n---\n" + lines("one"), name="ropes-and-ramps/first")
    repo.lesson(BEA, lines("two"), name="other/first")
    repo.write("mkdocs.yml", "site_name: G\nplugins:\n  - pollinate/garden\n")
    repo.commit(ANA, "Configure")
    repo.git("config", "user.name", "Ana Reyes")
    repo.git("config", "user.email", "ana@harbour.test.org")
    return repo


@pytest.mark.parametrize(("reply", "topic"), [("\r", "ropes-and-ramps"), ("n\r", "rops-and-ramps")])
def test_a_topic_is_asked_about(garden: Repo, reply: str, topic: str) -> None:
    """A topic that is near to another is asked about; Enter takes the one that is there."""
    words = ("new", "lesson", "--title", "X", "--topic", "rops-and-ramps", "--no-edit")
    terminal = Terminal(garden.path, *words)
    terminal.answer(("Did you mean 'ropes-and-ramps'? [Y/n]:", reply))
    code, shown = terminal.end()

    assert 0 == code and f"Wrote docs/lessons/{topic}/x.md" in shown
    assert Path("docs/lessons", topic, "x.md") in {
        path.relative_to(garden.path) for path in garden.path.rglob("x.md")
    }


def test_a_name_is_asked_for(garden: Repo) -> None:
    """A title of emoji asks for a name until one has letters."""
    terminal = Terminal(garden.path, "new", "lesson", "--title", "🙂", "--no-edit")
    terminal.answer(("Name it:", "🙂\r"), ("Name it:", "Be kind\r"))
    code, shown = terminal.end()

    assert 0 == code and "Wrote docs/lessons/be-kind.md" in shown


def test_stopping_at_a_doubt_writes_nothing(garden: Repo) -> None:
    """Ctrl-C at a doubt leaves neither a file nor a folder."""
    words = ("new", "lesson", "--title", "X", "--topic", "rops-and-ramps", "--no-edit")
    code, shown = Terminal(garden.path, *words).answer(("[Y/n]:", CTRL_C)).end()

    assert 130 == code and "Stopped." in shown
    assert "" == garden.git("status", "--porcelain", "--ignored")


def test_a_choice_is_taken_by_its_number(garden: Repo) -> None:
    """A target that may be one of several, and a misspelt person, are settled by a number."""
    terminal = Terminal(garden.path, "note", "question", "first", "--text", "Why?")
    terminal.answer(("(Enter: none of them):", "1\r"))
    code, shown = terminal.end()
    assert 0 == code and "'first' may be one of 2 pages" in shown.casefold(), shown
    note = next((garden.path / "docs/notes").rglob("*.md")).read_text()
    assert "about: lessons/other/first.md\n" in note

    words = ("thank", "bea lnd", "--for", "lessons/other/first.md", "--text", "You waited.")
    terminal = Terminal(garden.path, *words).answer(("(Enter: none of them):", "1\r"))
    code, shown = terminal.end()
    assert 0 == code and "To Bea Lind." in shown
    terminal = Terminal(garden.path, *words).answer(("(Enter: none of them):", "\r"))
    code, shown = terminal.end()
    assert 2 == code and "nobody in this garden is called 'bea lnd'" in shown.casefold()


def test_whose_words_they_are_is_asked(garden: Repo) -> None:
    """Of two with one name a number says which; a name that nobody has, and that is like none, is
    taken without a question.
    """
    garden.lesson("Bea Kahn <kahn@harbour.test.org>", lines("three"), name="other/second")
    words = ("note", "question", "lessons/other/first.md", "--text", "Why?", "--dry-run", "--for")
    terminal = Terminal(garden.path, *words, "bea").answer(("(Enter: none of them):", "1\r"))
    code, shown = terminal.end()
    assert 0 == code and "person: bea-kahn" in shown, shown
    code, shown = Terminal(garden.path, *words, "Rope shift").end()
    assert 0 == code and 'as: "Rope shift"' in shown, shown
