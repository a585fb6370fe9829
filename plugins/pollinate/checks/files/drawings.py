# What drawings (SVG) carry beside what they draw: notes of the program, paths of the machine that
# they were drawn on, photos with what a camera wrote. Nothing is taken out: it is a text that
# somebody may edit. Must not know: how findings are printed.
"""Find what a drawing tells."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import unquote, unquote_to_bytes

from pollinate.checks.files.rules import finding
from pollinate.checks.files.unseen import unseen
from pollinate.contribute.picture_metadata import metadata_of
from pollinate.model.diagnostics import Diagnostic
from pollinate.paths import RepoPath

_IS_ONE = re.compile(r"<svg[\s>]", re.IGNORECASE)
_NOTES = re.compile(r"<(?:\w+:)?metadata\b[^>]{0,500}>(?!\s{0,200}</)", re.IGNORECASE)
_PATHS = re.compile(
    r"(?:docname|export-filename|absref|docbase)\s{0,9}=\s{0,9}[\"'][^\"']{0,300}[\\/]"
    r"|\bhref\s{0,9}=\s{0,9}[\"'](?:file:/|[A-Za-z]:[\\/])",
    re.I,
)
_SOURCE = re.compile(r"\bcontent\s{0,9}=\s{0,9}[\"'](?:<|&lt;)mxfile\b", re.IGNORECASE)
_OF = r"data:[\w.+/-]{0,80}(?:;[\w.=+-]{1,60}){0,4}?"
_PHOTO = re.compile(
    rf"(?i)(?P<quote>[\"'])?{_OF};base64(?:,|&#44;|%2C)"
    r"(?:(?(quote)(?P<broken>[A-Za-z0-9+/=%\s]{40,}))(?(broken)|(?P<whole>[A-Za-z0-9+/=%]{40,})))"
)
_PLAIN = re.compile(
    r"(?i)data:image/[\w.+-]{1,60}(?:;[\w.=+-]{1,60}){0,4},((?:%[0-9a-f]{2}|[\w!~*'().-]){100,})"
)
_DATA = re.compile("data:", re.IGNORECASE)
_MOST_PHOTOS = 50


def find_in_drawing(path: RepoPath, whole: str) -> Iterator[Diagnostic]:
    """Yield what a drawing tells beside what it draws, and what photos within any text tell, such
    as those that word processors put into Markdown.
    """
    if path.lower().endswith(".svg") or _IS_ONE.search(whole[:2_000]):
        for pattern, told, cure in (
            (_NOTES, "notes of a program", "Take out the part <metadata>."),
            (_PATHS, "a path of the machine that it was drawn on", "Save it as plain SVG."),
            (_SOURCE, "the whole file that it was made from", "Export it without a copy of that."),
        ):
            if found := pattern.search(whole):
                yield _told(path, whole, found.start(), f"this drawing holds {told}", cure)
    for number, (at, data) in enumerate(_photos(whole)):
        if number >= _MOST_PHOTOS:
            yield unseen(path, f"only the first {_MOST_PHOTOS} photos in this text are looked at")
            return
        if told := ", ".join(metadata_of(data)):
            message = f"a photo within this text tells {told}"
            cure = "Save the photo as a file of its own, which --fix cleans, and link to that."
            yield _told(path, whole, at, message, cure)


def _photos(whole: str) -> Iterator[tuple[int, bytes]]:
    """Yield where pictures stand that a text holds, and their bytes."""
    if not _DATA.search(whole):
        return
    for found in _PHOTO.finditer(whole):
        letters = "".join(unquote(found["broken"] or found["whole"]).split())
        with suppress(binascii.Error):
            yield found.start(), binascii.a2b_base64(letters[: len(letters) // 4 * 4])
    for found in _PLAIN.finditer(whole):
        yield found.start(), unquote_to_bytes(found[1])


def _told(path: RepoPath, whole: str, at: int, message: str, cure: str) -> Diagnostic:
    line = whole.count("\n", 0, at) + 1
    return finding("picture-metadata", path, line, message, cure)
