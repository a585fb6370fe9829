# What runs on a machine of a cluster: a share of a site is rendered there from what was sent, in a
# process of its own, since one process of a worker serves many. What was unpacked is kept for the
# next share of the same site, and goes when the site is done, or with the worker.
# Must not know: Dask, what becomes of the part.
"""Render shares of a site for another machine."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pollinate.errors import PollinateError, ProgramError
from pollinate.history.carried import unpack
from pollinate.plan import Share
from pollinate.runtime.program import run_module

from pollinate_cli.site_parts import part_file

if TYPE_CHECKING:
    import subprocess

_LOCK = threading.Lock()
_UNPACKED: dict[str, tempfile.TemporaryDirectory[str]] = {}
_RUNNING: dict[str, set[subprocess.Popen[bytes]]] = {}
"""The processes that render, by the name of the site."""
_TIMERS: dict[str, threading.Timer] = {}
_GONE: set[str] = set()
"""The sites that nobody waits for any more: a share may come late."""
_NOT_HERE = ("POLLINATE_CACHE", "POLLINATE_PEOPLE_KEY", "GIT_DIR", "GIT_WORK_TREE")
"""Variables of a worker that would have a build look elsewhere than at what was sent."""


IDLE = 3600.0
"""Seconds after its last share after which a garden goes: whoever asked may have been killed."""
_MOST_LINES = 20
"""Of what a build says that failed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """What a site is built from and how, the same for all its shares."""

    name: str
    """Of the site, the same for all shares of one build and of no other."""
    top: str
    """The name of the repository's folder, by which a garden goes that has no other."""
    folder: str
    """Where its settings lie, from the root of the repository."""
    options: tuple[str, ...]
    """What says on the command line which garden it is, beside its folder."""
    variables: Mapping[str, str | None]
    """The variables that its settings ask for, None for one that is not set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of a share."""

    part: bytes = b""
    """The file of the part."""
    problem: str = ""
    """Why there is none."""


def render_share(errand: Errand, garden: bytes, share: Share) -> Answer:
    """Render a share of a site on this machine. A problem of the site is an answer too: whoever
    asks would only get it again.
    """
    try:
        place = _unpacked(errand, garden)
        with tempfile.TemporaryDirectory(
            prefix="pollinate-share-", ignore_cleanup_errors=True
        ) as folder:
            site = Path(folder) / "site"
            args = ["-C", str(place / errand.folder), *errand.options, "build", "-q"]
            args += ["--share", f"{share.number}/{share.count}", "--workers", "1"]
            here: dict[str, str | None] = {**os.environ, **dict.fromkeys(_NOT_HERE)}
            said = {**here, **errand.variables}
            told = {name: value for name, value in said.items() if value is not None}
            args += ["--site-dir", str(site)]
            # What a process leaves that is killed goes with the folder.
            told |= dict.fromkeys(("TMPDIR", "TEMP", "TMP"), folder)
            began = partial(_began, errand.name)
            run_module("pollinate_cli", folder, b"", told, args, most=_MOST_LINES, began=began)
            return Answer(part=part_file(site, share).read_bytes())
    except ProgramError as error:
        return Answer(problem=error.problem.rpartition("Error: ")[2])
    except PollinateError as error:
        return Answer(problem=str(error))
    finally:
        _go_when_idle(errand.name)


def _began(name: str, process: subprocess.Popen[bytes]) -> None:
    """Know a process that renders for a site, and end it where that is gone."""
    with _LOCK:
        running = {one for one in _RUNNING.get(name, ()) if one.poll() is None}
        _RUNNING[name] = running | {process}
        if name in _GONE:
            process.terminate()


def _go_when_idle(name: str) -> None:
    """Take away what was unpacked for a site once nothing was rendered for it for long."""
    before = _TIMERS.pop(name, None)
    if before is not None:
        before.cancel()
    if name in _UNPACKED:
        _TIMERS[name] = timer = threading.Timer(IDLE, _take_away, [name])
        timer.daemon = True
        timer.start()


def _unpacked(errand: Errand, garden: bytes) -> Path:
    """Return the folder of a garden that was sent. Raises ProgramError."""
    with _LOCK:
        if errand.name in _GONE:
            raise ProgramError("nobody waits for this site any more")
        if errand.name not in _UNPACKED:
            made = tempfile.TemporaryDirectory(prefix="pollinate-garden-")
            try:
                place = Path(made.name, errand.top)
                place.mkdir()
                unpack(garden, place)
            except BaseException:
                made.cleanup()
                raise
            _UNPACKED[errand.name] = made
        return Path(_UNPACKED[errand.name].name, errand.top)


def forget(name: str) -> None:
    """End what still renders for a site, and take away what was unpacked for it."""
    with _LOCK:
        _GONE.add(name)
        for process in _RUNNING.pop(name, ()):
            process.terminate()
    _take_away(name)
    _go_when_idle(name)


def _take_away(name: str) -> None:
    with _LOCK:
        if any(process.poll() is None for process in _RUNNING.get(name, ())):
            # The share that is under way asks again at its end.
            return
        made = _UNPACKED.pop(name, None)
    if made is not None:
        shutil.rmtree(made.name, ignore_errors=True)
        made.cleanup()


def name_of(garden: bytes) -> str:
    """Return a name for what is sent."""
    return hashlib.sha256(garden).hexdigest()[:16] + os.urandom(4).hex()
