# Runs a program of others that reads files and prints what it found: beside this Python, else on
# the path. It gets no input and no more time than it can need. Git is not run here: history/git.py
# has the environment that it wants. Must not know: which programs there are.
"""Run other programs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress

from pollinate.errors import ProgramError

SECONDS = 20.0
"""That a program has at least, for a few files."""
_TO_END = 5.0
"""Seconds that a process has to end when it is asked to."""
_A_FILE = 0.05
"""Seconds more for each file."""


def find_program(name: str) -> str:
    """Return where a program is; empty where it is not installed."""
    beside = shutil.which(name, path=os.path.dirname(sys.executable))
    return beside or shutil.which(name) or ""


def printed_by(
    name: str, args: Sequence[str], folder: str, files: int = 0, ends: Collection[int] = (0, 1, 2)
) -> str:
    """Return what a program prints that runs in a folder of some files; nothing where it is not
    installed.

    Raises ProgramError where it can't start, takes too long, or ends otherwise than with `ends`.
    """
    path = find_program(name)
    if not path:
        return ""
    return run_program(name, path, args, folder, SECONDS + files * _A_FILE, ends)


def run_program(
    name: str,
    path: str,
    args: Sequence[str],
    folder: str,
    seconds: float,
    ends: Collection[int] = (0,),
) -> str:
    """Run the program at a path in a folder, and return what it prints.

    Raises ProgramError where it can't start, takes too long, or ends otherwise than with `ends`.
    """
    try:
        done = subprocess.run(
            [path, *args],
            cwd=folder,
            capture_output=True,
            timeout=seconds,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired as error:
        raise ProgramError(f"{name} did not end within {seconds:.0f} seconds") from error
    except OSError as error:
        raise ProgramError(f"{name} can't start ({error.strerror})") from error
    if done.returncode not in ends:
        raise ProgramError(f"{name} ended with {done.returncode}")
    return done.stdout.decode("utf-8", "replace").strip()


def run_module(
    module: str,
    folder: str,
    told: bytes,
    environment: Mapping[str, str],
    args: Sequence[str] = (),
    most: int = 3,
    began: Callable[[subprocess.Popen[bytes]], object] = lambda process: None,
) -> str:
    """Run a module of ours in a process of its own, in a folder, with something on its input;
    return what it prints. `began` is given the process.

    Raises ProgramError with its last words, `most` lines of them, where it ends otherwise than
    well. It ends with us.
    """
    process = subprocess.Popen(
        [sys.executable, "-m", module, *args],
        cwd=folder,
        env=dict(environment),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        began(process)
        said, words = process.communicate(told)
    except BaseException:
        process.kill()
        process.wait()
        raise
    if process.returncode:
        lines = words.decode("utf-8", "replace").strip().split("\n")
        last = " ".join(filter(None, map(str.strip, lines[-most:])))
        raise ProgramError(last or f"it ended with {process.returncode}")
    return said.decode("utf-8", "replace")


@contextmanager
def running_module(
    module: str, folder: str, told: bytes, environment: Mapping[str, str]
) -> Iterator[tuple[str, Callable[[], None]]]:
    """Have a module of ours run in a process of its own, with something on its input; give the
    first line that it says, and what ends it. It ends with the context at the latest.

    Raises ProgramError with one line of its words where it ends before it says anything.
    """
    with tempfile.TemporaryFile() as words:
        process = subprocess.Popen(
            # A file of the folder that somebody stands in must not be taken for a module.
            [sys.executable, "-P", "-m", module],
            cwd=folder,
            env=dict(environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=words,
            start_new_session=True,
        )

        def end() -> None:
            process.terminate()
            try:
                process.wait(_TO_END)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

        with process:
            try:
                assert process.stdin is not None and process.stdout is not None
                with suppress(BrokenPipeError):
                    process.stdin.write(told)
                    process.stdin.close()
                first = process.stdout.readline().decode("utf-8", "replace").strip()
                if not first:
                    process.wait()
                    words.seek(0)
                    said = words.read().decode("utf-8", "replace").strip()
                    raise ProgramError(_problem(said) or f"it ended with {process.returncode}")
                yield first, end
            finally:
                end()


def _problem(said: str) -> str:
    """Return the line of a program's words that says what is wrong: the last one where it fell, the
    first one where it explains itself.
    """
    lines = said.splitlines()
    return lines[-1 if any(one.startswith("Traceback ") for one in lines) else 0] if lines else ""
