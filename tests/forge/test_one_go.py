# From an empty folder to a credited lesson in one go, at a terminal, as somebody new does it: plant
# a garden, write by answering, check, propose over HTTP, propose again, and see it on the site.
# Must not know: how any of it is done.
"""Test the whole way at a terminal."""

from __future__ import annotations

import os
from pathlib import Path

from support.run import pollinate
from support.terminal import Terminal

from tests.forge.forge import LOGINS, make_forge, over_http
from tests.forge.test_submit import cloned, git

ENTER = "\r"
QUIET = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_TERMINAL_PROMPT": "0"}
PLANTER = QUIET | {
    f"GIT_{role}_{what}": value
    for role in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "Mira Kovac"), ("EMAIL", "mira@harbour.test.org"))
}
GARDEN = (
    ("Its name", "Harbour lessons\r"),
    ("Forge", "gitea\r"),
    ("For whom is it", "For everybody at the harbour.\r"),
    ("What is it for", "Fewer failed changes; Quicker starts\r"),
    ("What do you want more of", ENTER),
    ("Who decides", "mira\r"),
    ("Who gets a page", ENTER),
)
LESSON = (
    ("Your answer:", "Drain before you restart\r"),
    ("Begin to type:", "servers\r"),
    ("Your answer:", "A restart lost forty orders.\r"),
    ("Enter: that is all:", ENTER),
    ("Your answer:", "A queue is emptied first, then stopped.\r"),
    ("Enter: that is all:", ENTER),
    ("What to do", ""),
    ("leave it out:", ENTER),
    ("How we know", ""),
    ("leave it out:", ENTER),
    ("When it applies", ""),
    ("leave it out:", ENTER),
    ("When it does not apply", ""),
    ("leave it out:", ENTER),
    ("For whoever reads no further", ""),
    ("leave it out:", ENTER),
    ("Tags", ""),
    ("leave it out:", ENTER),
    ("nothing more):", ENTER),
)


def test_from_an_empty_folder_to_the_site(tmp_path: Path) -> None:
    """The forge holds one request with lesson, author, co-author, title and body; it is changed by
    the same command; merged as one commit, the built site credits all who had a part.
    """
    code, shown = Terminal(tmp_path, "init", "lessons", env=PLANTER).answer(*GARDEN).end()
    assert 0 == code and "Harbour lessons is planted" in shown, shown
    forge = make_forge(tmp_path / "forge" / "g.git", tmp_path / "lessons")
    with over_http(forge) as port:
        address = f"http://ana:{LOGINS['ana']}@127.0.0.1:{port}/g.git"
        clone = cloned(address, tmp_path / "clone")
        code, shown = Terminal(clone, "new", "lesson", env=QUIET).answer(*LESSON).end()
        path = "docs/lessons/servers/drain-before-you-restart.md"
        assert 0 == code and f"Wrote {path}" in shown, shown
        checked = pollinate("-C", str(clone), "check", "--since", "HEAD", "--strict", env=QUIET)
        assert 0 == checked.returncode, checked.stdout

        answers = (("Who helped?", "Mira Kovac\r"), ("Propose this?", ENTER))
        terminal = Terminal(clone, "submit", "--with", "Mira Kovac", env=QUIET)
        code, shown = terminal.answer(*answers[1:]).end()
        assert 0 == code and "Visit request 1" in shown, shown
        with (clone / path).open("a", encoding="utf-8") as lesson:
            lesson.write("\nA second queue was found a day later.\n")
        code, shown = Terminal(clone, "submit", env=QUIET).answer(*answers).end()
        assert 0 == code and "Visit request 1" in shown, shown

    [request] = forge.requests()
    assert "Drain before you restart" == request["title"] and "ana" == request["who"]
    assert path in request["description"]
    assert "a day later" in forge.git("show", f"refs/pull/1/head:{path}")
    told = forge.git("log", "-2", "--format=%an%n%B", "refs/pull/1/head")
    assert told.count("Cy Okafor") == 2 and "Co-authored-by: Mira Kovac <" in told

    forge.squash(1, tmp_path)
    after, site = cloned(str(forge.path), tmp_path / "after"), tmp_path / "site"
    built = pollinate("-C", str(after), "build", "--strict", "--site-dir", str(site))
    assert 0 == built.returncode, built.stdout + built.stderr
    page = (site / "lessons/servers/drain-before-you-restart/index.html").read_text()
    credit = page.split('id="pl-who-made-this"')[-1]
    assert "Cy Okafor" in credit and "Mira Kovac" in credit
    assert "Mira Kovac" in git(after, "log", "-1", "--format=%B")
