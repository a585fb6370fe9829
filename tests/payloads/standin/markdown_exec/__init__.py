# A stand-in for markdown-exec, which is in no list of what we install: as that one does, it runs a
# fence of Python with `exec="on"` when a page is built, and puts what is printed on the page.
# Must not know: payloads.
"""Run fences of Python, as markdown-exec does."""

from __future__ import annotations

import contextlib
import io
from typing import Any

from pymdownx.superfences import fence_code_format


def validator(
    language: str, inputs: dict[str, str], options: dict[str, Any], attrs: dict[str, Any], md: Any
) -> bool:
    """Take fences that are to be run."""
    options["exec"] = inputs.pop("exec", "") in ("on", "true", "1", "yes")
    return bool(options["exec"])


def formatter(
    source: str, language: str, css: str, options: dict[str, Any], md: Any, **more: Any
) -> str:
    """Run a fence."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(source, {})
    return fence_code_format(said.getvalue(), language, css, options, md, **more)
