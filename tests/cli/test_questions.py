# Promises about questions on a terminal: one after the other, what is needed until it is said, all
# else by Enter; nothing that was said is lost.
"""Test what is asked on a terminal."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pexpect
import pytest
from support.repo import ANA, BEA, CY, Repo, lines
from support.run import ROOT, pollinate
from support.terminal import CTRL_C, DOWN, Terminal, plain

KEPT = re.compile(r"Your answers are kept in (\S+)")
AGAIN = re.compile(r"^    pollinate (.*--from \S+)$", re.M)
ENTER = "\r"


@pytest.fixture
def garden(repo: Repo) -> Repo:
    """Give a garden of lessons, one of them a twin by title, and of three people, one hidden."""
    title = "---\ntitle: {}\n---\n"
    repo.lesson(ANA, title.format("First steps") + lines("one"), name="deploys/first-steps")
    repo.lesson(BEA, title.format("Second steps") + lines("two"), name="deploys/second-steps")
    repo.commit(
        CY,
        docs__people__cy="---\nname: Cy Okafor\nshow: hidden\n---\n",
        docs__lessons__other__x=title.format("Ferry") + lines("x"),
    )
    repo.write("mkdocs.yml", "site_name: G\nplugins:\n  - pollinate/garden\n")
    repo.commit(ANA, "Configure")
    repo.git("config", "user.name", "Ana Reyes")
    repo.git("config", "user.email", "ana@harbour.test.org")
    return repo


LESSON = (
    ("Say what to do", ""),
    ("Your answer:", "Drain before you restart\r"),
    ("Where others would look for it", ""),
    ("Begin to type:", "deploys\r"),
    ("What happened", ""),
    ("Your answer:", ENTER),
    ("This is needed.", ""),
    ("Your answer:", "A restart lost orders.\r"),
    ("Enter: that is all:", "Forty of them.\r"),
    ("Enter: that is all:", ENTER),
    ("What we learned", ""),
    ("Your answer:", "Drain first.\r"),
    ("Enter: that is all:", ENTER),
    ("What to do", ""),
    ("leave it out:", ENTER),
    ("How we know", ""),
    ("leave it out:", ENTER),
    ("When it applies", ""),
    ("leave it out:", "A queue is full.\r"),
    ("Enter: that is all:", ENTER),
    ("When it does not apply", ""),
    ("leave it out:", ENTER),
    ("For whoever reads no further", ""),
    ("leave it out:", ENTER),
    ("Tags", ""),
    ("leave it out:", ENTER),
)


@pytest.mark.parametrize("term", ["xterm", "dumb"])
def test_a_lesson_is_asked_for(garden: Repo, term: str) -> None:
    """A lesson is written by answering; what taught it is found by beginning to type, and a
    terminal without a cursor asks the same in plain lines.
    """
    terminal = Terminal(garden.path, "new", "lesson", env={"TERM": term})
    terminal.answer(
        *LESSON,
        ("nothing more):", "first steps\r"),
        ("Why it mattered", "It was: short.\r"),
        ("nothing more):", "steps\r"),
        ("(Enter: none of them):", "2\r"),
        ("Why it mattered", ENTER),
        ("nothing more):", "Bea Lind\r"),
        ("Why it mattered", ENTER),
        ("nothing more):", "SRE, chapter 14\r"),
        ("such as a book? [Y/n]:", ENTER),
        ("Why it mattered", ENTER),
        ("nothing more):", ENTER),
    )
    code, shown = terminal.end()
    assert 0 == code, shown
    assert "Wrote docs/lessons/deploys/drain-before-you-restart.md" in shown
    text = (garden.path / "docs/lessons/deploys/drain-before-you-restart.md").read_text()
    expected = (
        '---\ntitle: "Drain before you restart"\napplies_when:\n  - "A queue is full."\n'
        'learned_from:\n  - lesson: first-steps.md\n    because: "It was: short."\n'
        "  - lesson: second-steps.md\n  - person: bea-lind\n"
        '  - source: "SRE, chapter 14"\n---\n\n'
        "## What happened\n\nA restart lost orders.\nForty of them.\n\n"
        "## What we learned\n\nDrain first.\n"
    )
    assert expected == text


def test_typing_shows_what_fits(garden: Repo) -> None:
    """While somebody types, what holds the words opens below, and the arrow takes it; nobody hidden
    is among it.
    """
    given = ("--title", "X", "--topic", "deploys", "--happened", "H.")
    terminal = Terminal(garden.path, "new", "lesson", *given)
    terminal.answer(
        ("What we learned", ""),
        ("Your answer:", "L.\r"),
        ("Enter: that is all:", ENTER),
        *((label, reply) for label, reply in LESSON[13:]),
        ("nothing more):", "econd"),
        ("Second steps", DOWN),
        ("Second steps", ENTER),
        ("Why it mattered", ENTER),
        ("nothing more):", "oka"),
    )
    terminal.answer(("oka", ENTER), ("such as a book? [Y/n]:", "n\r"), ("nothing more):", ENTER))
    code, shown = terminal.end()
    assert 0 == code and "Okafor" not in shown, shown
    text = (garden.path / "docs/lessons/deploys/x.md").read_text()
    assert "learned_from:\n  - lesson: second-steps.md\n---\n" in text


@pytest.mark.parametrize("stop", [CTRL_C, "\x04"])
@pytest.mark.parametrize("after", [2, 8, 14, 26])
def test_who_stops_loses_nothing(garden: Repo, stop: str, after: int) -> None:
    """Ctrl-C and Ctrl-D keep what was answered, say where, and how to go on; that goes on where it
    stopped and asks nothing twice.
    """
    rest = (("nothing more):", ENTER),)
    awaited = LESSON[after][0] if after < len(LESSON) else "nothing more):"
    terminal = Terminal(garden.path, "new", "lesson").answer(*LESSON[:after])
    again_from = after
    if not awaited.endswith(":") and awaited != "Your answer:":
        terminal.answer((awaited, ""))
        awaited, again_from = LESSON[after + 1][0], after
    terminal.answer((awaited, stop))
    code, shown = terminal.end()
    assert 130 == code and "Stopped." in shown, shown
    assert not list(garden.path.rglob("drain*.md"))
    kept = KEPT.search(shown.replace("\n", "\n"))
    assert kept, shown
    told = json.loads(Path(kept[1]).read_text())
    assert "Drain before you restart" == told["title"] and "write" == told["way"]

    terminal = Terminal(garden.path, "new", "lesson", "--from", kept[1])
    terminal.answer(*LESSON[again_from:], *rest)
    code, shown = terminal.end()
    assert 0 == code and "Wrote docs/lessons/deploys/drain-before-you-restart.md" in shown, shown


def test_a_draft_is_taken_up_without_a_terminal(garden: Repo, tmp_path: Path) -> None:
    """What was kept is written as it is where nobody can be asked; options win over it, and a draft
    of another kind, or with a question that there isn't, is refused.
    """
    told = {"way": "write", "title": "Kept", "topic": "deploys", "happened": "H.", "learned": "L."}
    draft = tmp_path / "draft.json"
    draft.write_text(json.dumps({**told, "learned-from": [["lesson", "lessons/other/x.md", "Y."]]}))

    def run(*words: str) -> tuple[int, str]:
        done = pollinate("-C", str(garden.path), "new", *words, "--from", str(draft))
        return done.returncode, done.stdout + done.stderr

    code, shown = run("lesson", "--do", "D.", "--dry-run")
    assert 0 == code and "## What to do\n\nD.\n" in shown, shown
    assert '- lesson: "../other/x.md"\n    because: "Y."\n' in shown
    assert (2, True) == ((got := run("trail"))[0], "something else" in got[1])
    draft.write_text(json.dumps({**told, "hapened": "x"}))
    assert (2, True) == ((got := run("lesson"))[0], "no question 'hapened'" in got[1])
    draft.write_text("{")
    assert (2, True) == ((got := run("lesson"))[0], "can't be read" in got[1])


def test_nothing_is_asked_without_a_terminal(garden: Repo) -> None:
    """In a pipe nothing waits for an answer."""
    done = pollinate("-C", str(garden.path), "new", "lesson", "--title", "X", "--ask")
    assert 0 == done.returncode and "Wrote docs/lessons/x.md" in done.stdout
    done = pollinate("-C", str(garden.path), "new", "lesson")
    assert 2 == done.returncode and "a title is missing" in done.stderr


def test_what_is_complete_is_not_asked(garden: Repo) -> None:
    """Who said all that is needed by options is asked nothing more, on a terminal as well."""
    words = ("--title", "X", "--topic", "deploys", "--happened", "H.", "--learned", "L.")
    code, shown = Terminal(garden.path, "new", "lesson", *words).end()

    assert 0 == code and "Wrote docs/lessons/deploys/x.md" in shown


def test_other_pages_are_asked_for(garden: Repo) -> None:
    """A trail asks for its lessons one after the other, a gathering for its people, a profile for a
    name.
    """
    terminal = Terminal(garden.path, "new", "trail").answer(
        ("Where the trail leads", ""),
        ("Your answer:", "Night\r"),
        ("For whom", ""),
        ("(Enter: leave it out):", "newcomr\r"),
        ("none of them", ""),
        ("(Enter: leave it out):", "1\r"),
        ("How many minutes", ""),
        ("leave it out:", "soon\r"),
        ("no number", ""),
        ("leave it out:", "50\r"),
        ("in their order", ""),
        ("Begin to type:", "first\r"),
        ("nothing more):", "Second steps\r"),
        ("nothing more):", ENTER),
        ("at the end", ""),
        ("Your answer:", "Work alone.\r"),
        ("that is all:", ENTER),
        ("Questions for the end", ""),
        ("leave it out:", ENTER),
    )
    code, shown = terminal.end()
    assert 0 == code, shown
    text = (garden.path / "docs/trails/night.md").read_text()
    assert "level: newcomer\nminutes: 50\nsteps:\n" in text
    for name in ("first-steps", "second-steps"):
        assert f'  - lesson: "../lessons/deploys/{name}.md"\n' in text

    terminal = Terminal(garden.path, "new", "gathering", "--date", "2026-03-14").answer(
        ("in a few words", ""),
        ("Your answer:", "Outage\r"),
        ("Of which kind", ""),
        ("leave it out:", ENTER),
        ("Who was there", ""),
        ("nothing more):", "ana reyes\r"),
        ("nothing more):", "Zo Marsh\r"),
        ("nothing more):", ENTER),
        ("looked at together", ""),
        ("leave it out:", ENTER),
    )
    code, shown = terminal.end()
    assert 0 == code, shown
    text = (garden.path / "docs/gatherings/2026-03-14-outage.md").read_text()
    assert 'people:\n  - ana-reyes\n  - "Zo Marsh"\n' in text


def note_of(garden: Repo) -> str:
    """Return the text of the one note."""
    return next((garden.path / "docs/notes").rglob("*.md")).read_text()


def test_a_note_is_asked_for(garden: Repo) -> None:
    """A note asks for its kind, its page, what came of it and the rest."""
    terminal = Terminal(garden.path, "note").answer(
        ("Begin to type:", "applied\r"),
        ("Which lesson", ""),
        ("Begin to type:", "steps\r"),
        ("(Enter: none of them):", "1\r"),
        ("How it went", ""),
        ("A word or its number:", "partly\r"),
        ("What you did", ""),
        ("Your answer:", "We drained.\r"),
        ("that is all:", ENTER),
        ("What changed", ""),
        ("leave it out:", "Four minutes.\r"),
        ("Where one can see it", ""),
        ("leave it out:", "there\r"),
        ("no web address", ""),
        ("leave it out:", ENTER),
    )
    code, shown = terminal.end()
    assert 0 == code, shown
    expected = (
        "---\nabout: lessons/deploys/first-steps.md\nkind: applied\noutcome: partly\n"
        'effect: "Four minutes."\n---\n\nWe drained.\n'
    )
    assert expected == note_of(garden)


def test_a_thank_is_asked_for(garden: Repo) -> None:
    """A thank-you asks whom, until it is somebody whom the garden knows, and what for; whoever is
    hidden is not offered and not named.
    """
    terminal = Terminal(garden.path, "thank").answer(
        ("Whom do you thank", ""),
        ("Begin to type:", "oka"),
        ("oka", ENTER),
        ("nothing more):", ENTER),
        ("nobody in this garden is called 'oka'", ""),
        ("Begin to type:", "bea\r"),
        ("nothing more):", ENTER),
        ("What for", ""),
        ("Begin to type:", "ferry\r"),
        ("Your thanks", ""),
        ("Your answer:", "You waited.\r"),
        ("that is all:", ENTER),
    )
    code, shown = terminal.end()
    assert 0 == code and "To Bea Lind." in shown and "Okafor" not in shown, shown
    expected = (
        "---\nabout: lessons/other/x.md\nkind: thanks\nto:\n  - bea-lind\n---\n\nYou waited.\n"
    )
    assert expected == note_of(garden)


def test_a_note_that_was_stopped_goes_on(garden: Repo) -> None:
    """Ctrl-C among the questions of a note keeps them, with the lines of a text."""
    words = ("note", "question", "first steps")
    terminal = Terminal(garden.path, *words).answer(
        ("Your answer:", "What of schemas?\r"), ("that is all:", CTRL_C)
    )
    code, shown = terminal.end()
    assert 130 == code and not (garden.path / "docs/notes").exists()
    again = AGAIN.search(shown.replace("\n", "\n"))
    kept = KEPT.search(shown)
    assert kept and again and "question" in again[1], shown
    terminal = Terminal(garden.path, *words, "--from", kept[1]).answer(
        ("What of schemas?", ""), ("that is all:", "And views?\r"), ("that is all:", ENTER)
    )
    code, shown = terminal.end()
    assert 0 == code and note_of(garden).endswith("\n\nWhat of schemas?\nAnd views?\n"), shown


def test_an_editor_is_still_a_way(garden: Repo) -> None:
    """`$EDITOR` or `--editor` takes the text as before; `--ask` asks whatever is set."""
    script = garden.path.parent / "editor.sh"
    script.write_text("#!/bin/sh\necho 'From the editor.' >> \"$1\"\n")
    script.chmod(0o755)
    env = {"EDITOR": str(script)}
    code, shown = Terminal(garden.path, "note", "question", "first-steps", env=env).end()
    assert 0 == code and "From the editor." in note_of(garden), shown
    terminal = Terminal(garden.path, "note", "question", "ferry", "--ask", env=env)
    code, shown = terminal.answer(("Your answer:", "Why?\r"), ("that is all:", ENTER)).end()
    assert 0 == code, shown
    words = ("--title", "X", "--topic", "deploys", "--happened", "H.", "--editor")
    code, shown = Terminal(garden.path, "new", "lesson", *words, env=env).end()
    assert 0 == code, shown
    text = (garden.path / "docs/lessons/deploys/x.md").read_text()
    assert "## What happened\n\nH.\n" in text and text.endswith("From the editor.\n")


def editor(garden: Repo, script: str) -> dict[str, str]:
    """Return the environment with an editor."""
    path = garden.path.parent / "editor.sh"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return {"EDITOR": str(path)}


def test_an_editor_that_comes_back_at_once_is_awaited(garden: Repo) -> None:
    """Editors with windows of their own go on after their command has ended: what is saved there
    before Enter is taken.
    """
    env = editor(garden, "(sleep 0.7; echo 'Written later.' >> \"$1\") >/dev/null 2>&1 &")
    terminal = Terminal(garden.path, "note", "question", "first-steps", env=env)
    terminal.answer(("came back at once", ""))
    time.sleep(1.5)
    code, shown = terminal.answer(("press Enter here", "\r")).end()
    assert 0 == code and note_of(garden).endswith("Written later.\n"), shown


def test_an_editor_in_which_nothing_was_saved_keeps_its_file(garden: Repo) -> None:
    """What is saved there later is not lost."""
    env = editor(garden, "exit 0")
    terminal = Terminal(garden.path, "note", "question", "first-steps", env=env)
    code, shown = terminal.answer(("press Enter here", "\r")).end()
    found = re.search(r"taken up with --from\s+(\S+)", shown)
    assert found and Path(found[1]).is_file(), (code, shown)
    text = Path(found[1])
    text.write_text(text.read_text() + "Why is it so?\n")
    done = pollinate("-C", str(garden.path), "note", "question", "first-steps", "--from", found[1])
    assert 0 == done.returncode and "Why is it so?" in note_of(garden), done.stderr


@pytest.mark.parametrize("script", [None, 'rm "$1"; sleep 3'])
def test_an_editor_that_fails_is_told(garden: Repo, script: str | None) -> None:
    """One that isn't there, with what to do; one that takes the file away has written nothing."""
    env = editor(garden, script) if script else {"EDITOR": "no-such-editor --wait"}
    terminal = Terminal(garden.path, "note", "question", "first-steps", env=env)
    if script:
        code, shown = terminal.end()
        assert "Traceback" not in shown and "rights" not in shown, shown
        assert not list((garden.path / "docs/notes").rglob("*first-steps*question*"))
    else:
        code, shown = terminal.end()
        assert 2 == code and "no-such-editor" in shown and "Set EDITOR" in shown, shown


def test_lessons_that_look_alike_are_shown_first(garden: Repo) -> None:
    """Before anything is typed twice, what looks alike is shown, and a note on it may be written
    instead; without a terminal it is said beside, and nothing waits.
    """
    terminal = Terminal(garden.path, "new", "lesson", "--topic", "deploys").answer(
        ("Your answer:", "The first steps\r"),
        ("1 lesson looks alike: add a note to one instead?", ""),
        ("(Enter: go on with a new lesson):", "1\r"),
        ("Begin to type:", "question\r"),
        ("Your answer:", "Why?\r"),
        ("that is all:", ENTER),
    )
    code, shown = terminal.end()
    assert 0 == code, shown
    assert "about: lessons/deploys/first-steps.md\nkind: question\n" in note_of(garden)
    assert "kept in" not in shown and not list(garden.path.rglob("the-first-steps.md"))

    words = ("--title", "The first steps", "--topic", "deploys", "--format", "json")
    done = pollinate("-C", str(garden.path), "new", "lesson", *words)
    assert 0 == done.returncode and "1 lesson looks alike" in done.stderr
    assert "the-first-steps.md" in json.loads(done.stdout)["path"]


def test_a_half_typed_line_is_kept_too(garden: Repo) -> None:
    """Ctrl-C in the middle of a line keeps what stands there; it is there again to go on with."""
    terminal = Terminal(garden.path, "new", "lesson").answer(
        ("Your answer:", "Drain before"), ("Drain before", CTRL_C)
    )
    code, shown = terminal.end()
    kept = KEPT.search(shown)
    assert 130 == code and kept, shown
    terminal = Terminal(garden.path, "new", "lesson", "--from", kept[1])
    terminal.answer(
        ("Drain before", " you restart\r"),
        ("Begin to type:", "deploys\r"),
        ("Your answer:", "It lost or"),
        ("It lost or", CTRL_C),
    )
    code, shown = terminal.end()
    kept = KEPT.search(shown)
    assert 130 == code and kept, shown
    told = json.loads(Path(kept[1]).read_text())
    assert "Drain before you restart" == told["title"]
    assert {"happened": "It lost or"} == told["begun"]


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM, signal.SIGQUIT])
def test_a_closed_window_loses_nothing(garden: Repo, number: int) -> None:
    """A window that is closed, or a lost connection, keeps answers as Ctrl-C does."""
    terminal = Terminal(garden.path, "new", "lesson").answer(*LESSON[:8], ("is all:", ""))
    # One that comes while the terminal is drawn may be lost; a window that is gone also ends what
    # is read.
    for _ in range(5):
        terminal.child.kill(number)
        if terminal.child.expect_exact([pexpect.EOF, pexpect.TIMEOUT], timeout=4) == 0:
            break
    terminal.seen += str(terminal.child.before)
    terminal.child.close()
    code, shown = terminal.child.exitstatus, plain(terminal.seen)
    found = KEPT.search(shown)
    assert 130 == code and found, shown
    assert "A restart lost orders." in Path(found[1]).read_text()


@pytest.mark.parametrize("term", ["xterm", "dumb"])
def test_two_paragraphs_that_are_pasted_are_one_answer(garden: Repo, term: str) -> None:
    """A terminal that doesn't mark what is pasted sends it line by line: the empty line between is
    no end of the answer.
    """
    terminal = Terminal(garden.path, "new", "lesson", env={"TERM": term})
    terminal.answer(*LESSON[:5], ("Your answer:", "First one.\r\rSecond one.\r"))
    terminal.answer(("Enter: that is all:", ""), ("Enter: that is all:", ""))
    terminal.answer(("Enter: that is all:", ENTER), ("What we learned", CTRL_C))
    code, shown = terminal.end()
    found = KEPT.search(shown)
    assert 130 == code and found, shown
    assert "First one.\n\nSecond one." in json.loads(Path(found[1]).read_text())["happened"]


def test_a_name_and_an_address_are_asked_until_they_are_some(garden: Repo, tmp_path: Path) -> None:
    """What Git would refuse, or nobody could answer, is not written into its configuration."""
    garden.git("config", "--unset", "user.name")
    garden.git("config", "--unset", "user.email")
    garden.write("docs/lessons/t/n.md", "# New\n\nWords of a lesson.\n")
    nobody = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "HOME": str(tmp_path)}
    terminal = Terminal(garden.path, "submit", env=nobody)
    terminal.answer(
        ("Your name:", "<>\r"),
        ("That is no name.", ""),
        ("Your name:", "Zo Lind\r"),
        ("at work:", "not an address\r"),
        ("That is no address", ""),
        ("at work:", "zo@harbour.test.org\r"),
        ("Who helped?", CTRL_C),
    )
    assert 130 == terminal.end()[0]
    assert "Zo Lind" == garden.git("config", "user.name").strip()


def test_who_stops_before_anything_is_read_is_told(tmp_path: Path) -> None:
    """The program's own reading takes a moment; Ctrl-C in it ends with words, not with lines of
    code.
    """
    (tmp_path / "click.py").write_text("raise KeyboardInterrupt\n")
    paths = os.pathsep.join((str(tmp_path), str(ROOT / "plugins"), str(ROOT / "contrib_tools")))
    done = subprocess.run(
        [sys.executable, "-m", "pollinate", "--version"],
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
    )
    assert (130, "Stopped.\n") == (done.returncode, done.stderr)
