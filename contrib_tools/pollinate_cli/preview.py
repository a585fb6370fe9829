# Builds what a request would look like, in a process that is confined, and says what was left out
# of it. Used by `build --of`, `serve --of` and `review --open`.
# Must not know: how a request is laid over, how pages are made.
"""Build previews."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pollinate.emails import without_addresses
from pollinate.errors import PollinateError
from pollinate.messages.catalogue import messages_in
from pollinate.review.proposal import Proposal
from pollinate.runtime.confined import MEMORY, SECONDS, bare_environment

from pollinate_cli.cli import GardenPlace
from pollinate_cli.site_config import site_config
from pollinate_cli.terminal import echo, plain

_MOST_SAID = 200_000
"""Letters of a log that are read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A preview that was built."""

    pages: int
    left: tuple[str, ...]
    """Plugins and extensions that did not work on it."""
    unlimited: tuple[str, ...]
    """What this system can't limit."""


def build_preview(
    proposal: Proposal,
    site_dir: Path,
    *,
    only: Collection[str] = (),
    seconds: int = SECONDS,
    memory: int = MEMORY,
) -> Built:
    """Build the garden in the copy as it stands there into a folder, all of it or some pages.

    `seconds` of time and as many of a processor, `memory` in bytes. Raises PollinateError where it
    can't be built, with the reason.
    """
    there, overlay = proposal.place, proposal.overlay
    place = GardenPlace(there.directory, there.docs_dir, tuple(there.lessons))
    uri = proposal.real.place.src
    strangers = sorted({str(one) for path in overlay.taken if (one := uri(path))})
    with site_config(place, site_dir) as (config, settings), tempfile.TemporaryDirectory() as home:
        asked = {
            "config": str(config),
            "site_dir": str(site_dir),
            "only": sorted(only),
            "strangers": strangers,
            "also": list(settings.preview_plugins),
            "words": _words(proposal),
            "memory": memory,
            "seconds": seconds,
        }
        told = _run(asked, home, seconds)
    if problem := told.get("problem"):
        raise PollinateError(
            f"the preview can't be built: {plain(without_addresses(str(problem)))}",
            cure="Nothing of the garden was changed. What the request changes can still be read.",
        )
    return Built(
        pages=int(told["pages"]), left=tuple(told["left"]), unlimited=tuple(told["unlimited"])
    )


def _words(proposal: Proposal) -> str:
    messages = messages_in(proposal.settings.speaks, proposal.settings.words)
    return messages.tell("preview-not-published", request=proposal.proposed.name)


def _run(asked: object, home: str, seconds: int) -> dict[str, Any]:
    """Run the process that builds, in an empty folder; whatever it started ends with it."""
    process = subprocess.Popen(
        # A file of the folder that somebody stands in must not be taken for a module.
        [sys.executable, "-P", "-m", "pollinate_mkdocs.preview"],
        cwd=home,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=bare_environment(home, {}),
        start_new_session=True,
    )
    with process:
        try:
            out, said = process.communicate(json.dumps(asked).encode(), timeout=seconds)
        except subprocess.TimeoutExpired:
            return {"problem": f"it took more than {seconds} seconds"}
        finally:
            _end(process)
    for line in said[-_MOST_SAID:].decode("utf-8", "replace").splitlines():
        if line.startswith(("WARNING", "ERROR")):
            echo(f"  {plain(without_addresses(line))}", err=True)
    try:
        answer = json.loads(out)
    except ValueError:
        return {"problem": _ended(process.returncode)}
    return answer if isinstance(answer, dict) else {"problem": "it gave no answer"}


def _end(process: subprocess.Popen[bytes]) -> None:
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (AttributeError, ProcessLookupError, PermissionError):
        process.kill()


def _ended(status: int) -> str:
    if status == -getattr(signal, "SIGXCPU", 0):
        return "it took more time than a preview may"
    if status == -getattr(signal, "SIGKILL", 0):
        return "it took more time or memory than a preview may"
    return f"it ended with status {status}"


def tell_left_out(proposal: Proposal) -> None:
    """Say what of a request the preview does not show."""
    overlay = proposal.overlay
    for one in overlay.left_out:
        echo(f"  {plain(one.path)}: {plain(one.message)}", err=True)
    for path in overlay.code:
        echo(f"  {plain(path)}: code: not previewed", err=True)
    for path in overlay.conflicts:
        echo(f"  {plain(path)}: changed here meanwhile too; shown as the request has it", err=True)


def tell_limits(built: Built) -> None:
    """Say what did not work on a preview, and what this system could not limit."""
    if built.left:
        names = ", ".join(map(plain, built.left))
        echo(f"  Not used in a preview: {names} (setting `preview_plugins`)", err=True)
    for what in built.unlimited:
        echo(f"  This system could not limit {what} for the build.", err=True)
