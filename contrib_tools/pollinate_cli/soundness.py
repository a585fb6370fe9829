# What stops a request before anything is sent: a file that forges refuse, an error in what is
# proposed, and what can't be taken back. Must not know: how a request is sent.
"""Refuse what should not be sent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from pollinate.checks.files.rules import LASTING
from pollinate.checks.files.run import ALLOW
from pollinate.checks.run import check_garden
from pollinate.contribute.letters import read_letters
from pollinate.emails import without_addresses
from pollinate.errors import RequestError
from pollinate.history.proposing import Standing
from pollinate.history.workspace import Workspace, locate
from pollinate.inspection import inspect_files, inspect_request
from pollinate.model.diagnostics import Diagnostic, Severity
from pollinate.model.garden import Garden
from pollinate.paths import RepoPath
from pollinate.settings import Settings

from pollinate_cli.terminal import echo, plain, shell_line

MOST_BYTES = 10_000_000
"""Of one file: forges refuse more, and a garden's pages have no use for it."""

_MARKUP = (".md", ".markdown", ".html", ".htm", ".svg", ".xml")
_COMMENTED = (*_MARKUP, ".yml", ".yaml", ".toml", ".py", ".sh", ".cfg", ".ini")
"""Endings of files that take comments."""
_NAMED, _SHOWN = 3, 20
"""People and files of earlier commits that are named."""


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
        comment = _comment(lasting, settings)
        allow = "Take it out, or allow it by a comment on its line, then run the same again:"
        raise RequestError(
            "nothing was sent, since what is sent can't be taken back",
            place=lasting.path,
            cure=allow if comment else f"{lasting.cure}\nThen run the same again.".strip(),
            example=comment,
        )
    return committed


def _comment(one: Diagnostic, settings: Settings) -> str:
    """Return the comment that allows what was found on a line, as its file writes one; empty where
    there is no line to write it on: a picture, a commit, a branch's name.
    """
    file = locate(settings).root / one.path
    if not one.line or not one.path.lower().endswith(_COMMENTED) or not file.is_file():
        return ""
    if one.path.lower().endswith(_MARKUP):
        text = read_letters(file.read_bytes())[0]
        front = re.match(r"\A---[ \t]*\n.*?\n---[ \t]*$", text.replace("\r\n", "\n"), re.S | re.M)
        if front is None or one.line > front[0].count("\n") + 1:
            return f"<!-- {ALLOW}{one.code} -->"
    return f"# {ALLOW}{one.code}"


def refuse_shared(where: Standing, here: bool) -> None:
    """Stop on a branch that others may work on: what is pushed there is theirs at once."""
    if where.is_shared and where.branch != where.target and not here:
        raise RequestError(
            f"the branch {plain(where.branch)} is on the server, and no request of yours began it",
            cure="Go back first: your files come along. Or take it as it is, with --here:",
            example=f"{shell_line('git', 'switch', where.target)}\npollinate submit",
        )


def tell_earlier(workspace: Workspace, earlier: Sequence[RepoPath], writers: Sequence[str]) -> None:
    """Say what earlier commits of the branch send along."""
    count = "An earlier commit goes" if len(writers) == 1 else f"{len(writers)} earlier commits go"
    names = sorted({plain(without_addresses(name)) for name in writers})
    more = " and others" if len(names) > _NAMED else ""
    echo(f"{count} along, by {', '.join(names[:_NAMED])}{more}:")
    for path in earlier[:_SHOWN]:
        there = "" if (workspace.root / path).exists() else " (deleted)"
        echo(f"  {plain(path)}{there}")
    if len(earlier) > _SHOWN:
        echo(f"  and {len(earlier) - _SHOWN} more files")


def refuse_unseen(workspace: Workspace, earlier: Sequence[RepoPath]) -> None:
    """Stop where earlier commits hold what is no part of the garden, and nobody is asked."""
    prefix = f"{workspace.docs}/" if workspace.docs else ""
    outside = [path for path in earlier if not path.startswith(prefix)]
    if outside:
        raise RequestError(
            "earlier commits of this branch hold files outside the garden, and nobody was asked",
            place=plain(outside[0]),
            cure="Run it without --yes, or say with --here that the branch goes as it is:",
            example="pollinate submit --here --yes",
        )
