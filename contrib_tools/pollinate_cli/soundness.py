# What stops a request before anything is sent: a file that forges refuse, an error in what is
# proposed, and what can't be taken back. Must not know: how a request is sent.
"""Refuse what should not be sent."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pollinate.checks.files.rules import LASTING
from pollinate.checks.files.run import ALLOW
from pollinate.checks.run import check_garden
from pollinate.errors import RequestError
from pollinate.inspection import inspect_files, inspect_request
from pollinate.model.diagnostics import Severity
from pollinate.model.garden import Garden
from pollinate.paths import RepoPath
from pollinate.settings import Settings

from pollinate_cli.terminal import echo, plain

MOST_BYTES = 10_000_000
"""Of one file: forges refuse more, and a garden's pages have no use for it."""


def refuse_large(root: Path, taken: Sequence[RepoPath]) -> None:
    """Stop at a file that no forge takes."""
    for path in taken:
        file = root / path
        if file.is_file() and file.stat().st_size > MOST_BYTES:
            raise RequestError(
                f"this file is larger than {MOST_BYTES // 1_000_000} MB, which forges refuse",
                place=path,
                cure="Make it smaller, or put it where large files are kept and link to it.",
            )


def refuse_unsound(
    garden: Garden, settings: Settings, base: str, taken: Sequence[RepoPath]
) -> list[RepoPath]:
    """Stop at an error in what is proposed, and at what can't be taken back; say the rest, and
    return the files that commits hold already. `base` is the branch that requests go to.
    """
    if base:
        inside, committed = inspect_request(settings, base, taken)
    else:
        inside, committed = inspect_files(settings, taken), []
    sent = {*taken, *committed}
    found = [*(one for one in check_garden(garden, settings) if one.path in sent), *inside]
    for one in found:
        where = f"{one.path}:{one.line}" if one.line else str(one.path or "commits")
        echo(f"{plain(where)}: {one.severity.value}: {plain(one.message)} [{one.code}]", err=True)
        if one.cure:
            echo(f"    {plain(one.cure)}", err=True)
    if any(one.severity is Severity.ERROR for one in found):
        raise RequestError(
            "what you propose has an error, so nothing was sent",
            cure="Mend it, then run the same again.",
        )
    if lasting := next((one for one in found if one.blocks and one.code in LASTING), None):
        raise RequestError(
            "nothing was sent, since what is sent can't be taken back",
            place=lasting.path,
            cure="Take it out, or allow it by a comment on its line, then run the same again:",
            example=f"<!-- {ALLOW}{lasting.code} -->",
        )
    return committed
