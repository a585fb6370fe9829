# Runs the command line on a terminal of its own, as people see it, by pexpect. Every question is
# given an answer: one that nobody awaits fails after a while, with all that was shown.
"""Run pollinate on a terminal."""

from __future__ import annotations

import os
import re
import sys
import warnings
from pathlib import Path

import pexpect

from support.run import ROOT

WAIT = 25
_SIGNS = re.compile(r"\x1b(?:\[[0-9;?]*[a-zA-Z]|[=>]|\][^\x07]*\x07)|[\x07\x08]")
CTRL_C, DOWN, TAB = "\x03", "\x1b[B", "\t"


class Terminal:
    """One command on a terminal of 100 columns."""

    def __init__(self, garden: Path, *words: str, env: dict[str, str] | None = None) -> None:
        """Start a command; no editor is set unless `env` says one."""
        variables = {k: v for k, v in os.environ.items() if k not in ("VISUAL", "EDITOR")}
        variables |= {
            "NO_COLOR": "1",
            "TERM": "xterm",
            # This terminal doesn't say where its cursor is.
            "PROMPT_TOOLKIT_NO_CPR": "1",
            "PYTHONPATH": f"{ROOT / 'plugins'}{os.pathsep}{ROOT / 'contrib_tools'}",
            **(env or {}),
        }
        with warnings.catch_warnings():
            # Python warns of a fork beside threads, which pytest-xdist has.
            warnings.simplefilter("ignore", DeprecationWarning)
            self.child = pexpect.spawn(
                sys.executable,
                ["-m", "pollinate_cli", "-C", str(garden), *words],
                env=variables,
                encoding="utf-8",
                timeout=WAIT,
                dimensions=(40, 100),
            )
        self.child.delaybeforesend = 0.02
        self.seen = ""

    def answer(self, *pairs: tuple[str, str]) -> Terminal:
        """Await each question and give its answer; `\\r` at its end is Enter."""
        for question, reply in pairs:
            try:
                self.child.expect_exact(question)
            except (pexpect.TIMEOUT, pexpect.EOF) as error:
                before = plain(self.seen + str(self.child.before))[-1500:]
                self.child.close(force=True)
                raise AssertionError(f"{question!r} was not asked:\n{before}") from error
            self.seen += str(self.child.before) + str(self.child.after)
            self.child.send(reply)
        return self

    def end(self) -> tuple[int, str]:
        """Return the exit code and all that was shown."""
        try:
            self.child.expect(pexpect.EOF)
        except pexpect.TIMEOUT as error:
            before = plain(self.seen + str(self.child.before))[-1500:]
            self.child.close(force=True)
            raise AssertionError(f"it did not end:\n{before}") from error
        self.seen += str(self.child.before)
        self.child.close()
        code = self.child.exitstatus
        return -1 if code is None else code, plain(self.seen)


def plain(text: str) -> str:
    """Return what was shown without the signs that move a cursor or colour."""
    return _SIGNS.sub("", text).replace("\r\n", "\n").replace("\r", "")
