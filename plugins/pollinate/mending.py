# What `pollinate check --fix` does: makes the safe changes that findings carry, file by file, each
# written aside and put in place whole. Line ends stay as they are. Nothing is committed.
# Why here: it writes, and checks only read. Must not know: how findings are printed.
"""Mend findings in place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from pollinate.checks.files.fixing import FIXED, fixed_text
from pollinate.checks.files.pictures import LARGEST
from pollinate.checks.files.programs import ALL, find_style
from pollinate.checks.files.signs import find_signs
from pollinate.checks.files.text import Text, as_text
from pollinate.contribute.picture_metadata import without_metadata
from pollinate.errors import OutputError
from pollinate.history.workspace import Workspace, locate
from pollinate.model.diagnostics import Diagnostic
from pollinate.paths import RepoPath, SrcUri
from pollinate.runtime.regular_file import bytes_or_nothing
from pollinate.runtime.whole_file import write_over
from pollinate.settings import Settings
from pollinate.words import MOST_BYTES

_ROUNDS = 10
"""A change may show what another hid; so many, and no more."""


def mend(settings: Settings, found: Iterable[Diagnostic]) -> dict[RepoPath, list[str]]:
    """Make the safe changes of some findings; return for each changed file what was mended.

    Raises OutputError for a file that cannot be written.
    """
    workspace = locate(settings)
    by_file: defaultdict[RepoPath, set[str]] = defaultdict(set)
    for one in found:
        if (one.code in FIXED and one.fix) or one.code == "picture-metadata":
            by_file[one.path].add(one.code)
    done: dict[RepoPath, list[str]] = {}
    for path, codes in sorted(by_file.items()):
        mended = (
            _picture(workspace, path) if "picture-metadata" in codes else _text(workspace, path)
        )
        if mended:
            done[path] = mended
    return done


def _text(workspace: Workspace, path: RepoPath) -> list[str]:
    data = bytes_or_nothing(workspace.root / path, MOST_BYTES, links=False)
    whole, uri = as_text(data), workspace.place.src(path) or SrcUri(path)
    ends = b"\r\n" if b"\r\n" in data else b"\n"
    if whole.encode("utf-8", "replace").replace(b"\n", ends) != data:
        # Of two kinds of line end, or no UTF-8: what we wrote would differ where nobody looked.
        return []
    mended: list[str] = []
    for _ in range(_ROUNDS):
        text = Text(path=path, uri=uri, whole=whole)
        changed, done = fixed_text(text, [*find_signs(text), *find_style([text], ALL)])
        if changed == whole:
            break
        whole = changed
        mended += [one.message for one in done]
    if mended:
        _write(workspace.root / path, whole.encode("utf-8").replace(b"\n", ends))
    return mended


def _picture(workspace: Workspace, path: RepoPath) -> list[str]:
    data = bytes_or_nothing(workspace.root / path, LARGEST, links=False)
    plain = without_metadata(data)
    if plain == data or len(data) >= LARGEST:
        return []
    _write(workspace.root / path, plain)
    return ["what the picture told beside its points"]


def _write(path: Path, data: bytes) -> None:
    """Put a whole file in the place of another, with its rights."""
    try:
        write_over(path, data)
    except OSError as error:
        raise OutputError(
            f"this file can't be written ({(error.strerror or str(error)).lower()})",
            place=str(path),
            cure="Check its rights and the room on the disk, then run the same again.",
        ) from error
