# Whether a file that is called a picture or a document is one, of a size that a browser can draw,
# and nothing else besides: a page under a picture's name, a script behind its end, a few bytes that
# unfold to gigabytes. Why here: it reads what picture_parts.py takes apart.
# Must not know: where a file lies, who asks.
"""Tell whether a picture is fit to be shown."""

from __future__ import annotations

from pollinate.contribute.picture_metadata import metadata_of, size_of
from pollinate.contribute.picture_parts import kind_of

KINDS = {
    ".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg", ".jpe": "jpeg", ".gif": "gif",
    ".webp": "webp", ".avif": "avif", ".bmp": "bmp", ".pdf": "pdf",
}  # fmt: skip
"""What a file has to be, by its ending."""
MOST_POINTS = 100_000_000
"""Of one picture, across times down: what a browser keeps of them is four times as many bytes."""
_PDF, _PDF_WITHIN = b"%PDF-", 1024
_BESIDES = ("what follows the picture", "bytes between its parts")


def picture_problem(ending: str, data: bytes) -> str:
    """Return why a picture or document is not to be shown; empty where it is what it is called."""
    wanted = KINDS.get(ending, "")
    if not wanted:
        return ""
    if wanted == "pdf":
        return "" if _PDF in data[:_PDF_WITHIN] else "it is called .pdf and is none"
    if kind_of(data) != wanted:
        return f"it is called {ending} and is none"
    across, down = size_of(data)
    if across * down > MOST_POINTS:
        return f"it unfolds to {across:,} by {down:,} points"
    besides = [words for words in metadata_of(data) if words in _BESIDES]
    return f"there is more in the file than a picture: {besides[0]}" if besides else ""
