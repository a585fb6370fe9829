# Pictures as files: what they tell beside their points, whether browsers show them, how large they
# are. Must not know: which pages show them, how findings are printed.
"""Find what is wrong with pictures."""

from __future__ import annotations

import posixpath
import shlex
from collections.abc import Iterator

from pollinate.checks.files.rules import finding
from pollinate.checks.files.unseen import unseen
from pollinate.contribute.picture_metadata import metadata_of, size_of, without_metadata
from pollinate.contribute.picture_parts import kind_of
from pollinate.model.diagnostics import Diagnostic
from pollinate.paths import RepoPath

ENDINGS = (
    ".png", ".jpg", ".jpeg", ".jpe", ".gif", ".webp", ".avif", ".heic", ".heif", ".tif", ".tiff",
    ".bmp",
)  # fmt: skip
_KINDS = {
    ".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg", ".jpe": "jpeg", ".gif": "gif", ".webp": "webp",
    ".avif": "avif",
}  # fmt: skip
_UNSHOWN = {"heif": "HEIC", "tiff": "TIFF"}
MOST_BYTES = 2_000_000
MOST_POINTS = 4_000
"""On either side: no screen shows more."""
LARGEST = 60_000_000
"""Bytes that are read of one picture."""


def find_in_picture(path: RepoPath, data: bytes) -> Iterator[Diagnostic]:
    """Yield what is wrong with one picture."""
    ending, kind = posixpath.splitext(path)[1].lower(), kind_of(data)
    if kind in _UNSHOWN or ending in (".heic", ".heif", ".tif", ".tiff"):
        shown = _UNSHOWN.get(kind, ending.lstrip(".").upper())
        yield finding(
            "picture-kind", path, 0, f"browsers show no {shown}", f"Save it as JPEG: {_new(path)}"
        )
    elif data and ending in _KINDS and kind != _KINDS[ending]:
        message = f"this file is {kind.upper() if kind else 'no picture'} and is called {ending}"
        cure = "Give it the ending of what it is." if kind else "Put the picture itself here."
        yield finding("picture-kind", path, 0, message, cure, advice=bool(kind))
    if kind == "bmp":
        yield unseen(path, "nothing looks into a BMP", f"Save it as PNG: {_new(path, '.png')}")
    if told := metadata_of(data):
        message = f"this picture tells {_list(told)}"
        cure = (
            "Save it anew as JPEG, PNG or WebP, without what the camera wrote."
            if metadata_of(without_metadata(data))
            else f"Take it out: pollinate check --fix {shlex.quote(path)}"
        )
        yield finding("picture-metadata", path, 0, message, cure)
    across, down = size_of(data)
    if max(across, down) > MOST_POINTS or len(data) > MOST_BYTES:
        message = f"this picture has {across} by {down} points and {len(data) / 1e6:.1f} MB"
        cure = f"Make it smaller: {MOST_POINTS // 2} points are enough for any screen."
        yield finding("picture-large", path, 0, message, cure)


def _new(path: str, ending: str = ".jpg") -> str:
    return f"{posixpath.splitext(posixpath.basename(path))[0]}{ending}"


def _list(told: tuple[str, ...]) -> str:
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"
