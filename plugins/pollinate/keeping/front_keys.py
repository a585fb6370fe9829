# Sets one key of a file's front matter and leaves every other letter as it is: comments, order and
# style are their writer's. Why not by loading and dumping: that would write all of it anew.
# Must not know: what a key means.
"""Change a key of front matter."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

_OPEN = re.compile(r"---[ \t]*\n")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)

_WHOLE = re.compile(rb"\A(?:\xef\xbb\xbf)?---[ \t]*\r?\n.*?\n(?:---|\.\.\.)[ \t]*\r?\n", re.S)


def front_of(data: bytes) -> bytes:
    """Return the front matter that a file begins with, its lines of hyphens included; nothing where
    it has none.
    """
    found = _WHOLE.match(data)
    return found[0] if found else b""


def with_key(whole: str, key: str, lines: Sequence[str]) -> str:
    """Return a file's text in which a key of the front matter is written by some lines; with none,
    the key is taken out. A text without front matter gets one.
    """
    head = _OPEN.match(whole)
    close = _CLOSE.search(whole, head.end()) if head else None
    if head is None or close is None:
        block = "\n".join(lines)
        return f"---\n{block}\n---\n\n{whole}" if lines else whole
    keys = whole[head.end() : close.start()].split("\n")
    start = next((n for n, line in enumerate(keys) if re.match(rf"{key}[ \t]*:", line)), None)
    if start is None:
        at = len(keys) - 1 if not keys[-1] else len(keys)
        keys[at:at] = lines
    else:
        end = start + 1
        while end < len(keys) and (not keys[end].strip() or re.match(r"[ \t]|-[ \t]|#", keys[end])):
            end += 1
        # Comments and blanks above the next key are that one's.
        while end > start + 1 and (not keys[end - 1].strip() or keys[end - 1].startswith("#")):
            end -= 1
        keys[start:end] = lines
    return whole[: head.end()] + "\n".join(keys) + whole[close.start() :]


def list_lines(key: str, values: Sequence[str]) -> list[str]:
    """Return the lines of a key that holds a list of texts, each in double quotes."""
    return [f"{key}:", *(f"  - {text_value(value)}" for value in values)] if values else []


def text_value(value: str) -> str:
    """Return a text as YAML holds it, in double quotes."""
    return json.dumps(value, ensure_ascii=False)


def with_line_ends(whole: str, data: bytes) -> bytes:
    """Return a text as bytes with the line ends that a file had before."""
    return whole.replace("\n", "\r\n" if b"\r\n" in data else "\n").encode("utf-8")
