# What drawings (SVG) carry beside what they draw: notes of the program, paths of the machine that
# they were drawn on, photos with what a camera wrote. Nothing is taken out: it is a text that
# somebody may edit. Must not know: how findings are printed.
"""Find what a drawing tells."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator

from pollinate.checks.files.rules import finding
from pollinate.checks.files.unseen import unseen
from pollinate.contribute.picture_metadata import metadata_of
from pollinate.model.diagnostics import Diagnostic
from pollinate.paths import RepoPath

_IS_ONE = re.compile(r"<svg[\s>]", re.IGNORECASE)
_NOTES = re.compile(r"<(?:\w+:)?metadata\b[^>]{0,500}>(?!\s{0,200}</)", re.IGNORECASE)
_PATHS = re.compile(
    r"(?:docname|export-filename|absref|docbase)\s{0,9}=\s{0,9}[\"'][^\"']{0,300}[\\/]", re.I
)
_PHOTO = re.compile(r"data:image/[a-z+.-]{1,20};base64,([A-Za-z0-9+/=\s]{40,})", re.IGNORECASE)
_MOST_PHOTOS = 50


def find_in_drawing(path: RepoPath, whole: str) -> Iterator[Diagnostic]:
    """Yield what a drawing tells beside what it draws."""
    if not path.lower().endswith(".svg") and not _IS_ONE.search(whole[:2_000]):
        return
    for pattern, told, cure in (
        (_NOTES, "notes of a program", "Take out the part <metadata>."),
        (_PATHS, "a path of the machine that it was drawn on", "Save it as plain SVG."),
    ):
        if found := pattern.search(whole):
            yield _told(path, whole, found.start(), f"this drawing holds {told}", cure)
    for number, found in enumerate(_PHOTO.finditer(whole)):
        if number >= _MOST_PHOTOS:
            yield unseen(
                path, f"only the first {_MOST_PHOTOS} photos in this drawing are looked at"
            )
            return
        try:
            told = ", ".join(metadata_of(binascii.a2b_base64(found[1])))
        except binascii.Error:
            continue
        if told:
            message = f"a photo in this drawing tells {told}"
            cure = "Take the photo's metadata out and put it in again."
            yield _told(path, whole, found.start(), message, cure)


def _told(path: RepoPath, whole: str, at: int, message: str, cure: str) -> Diagnostic:
    line = whole.count("\n", 0, at) + 1
    return finding("picture-metadata", path, line, message, cure)
