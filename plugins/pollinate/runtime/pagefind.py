# Has Pagefind make its index of a folder of documents, in a process that ends with the build.
# Why not by Pagefind's own Python interface: it waits a tenth of a second for each document, and
# for ever where its process was killed; a program that is run has a time and a result.
# Must not know: what stands in a document, gardens.
"""Make an index by Pagefind."""

from __future__ import annotations

import shutil
from pathlib import Path

from pollinate.errors import ProgramError
from pollinate.runtime.program import run_program

INSTALLED_BY = "pip install 'pollinate[search]'"
SECONDS, A_DOCUMENT = 60.0, 0.02
"""That it has at least, and more for each document; it needs less than a tenth of that."""
ENTRY = "pagefind-entry.json"
_NEEDED = ("pagefind.js", ENTRY)
_ENDINGS = (".pf_meta", ".pagefind")


def find_pagefind() -> str:
    """Return where Pagefind's program is; empty where it is not installed."""
    try:
        from pagefind.service import get_executable

        found = get_executable()
    except (ImportError, OSError):
        return ""
    return str(found) if found and Path(found).is_file() else ""


def make_index(documents: Path, index: Path, number: int) -> None:
    """Write an index of a folder of HTML, of as many documents, without what only Pagefind's own
    pages would need.

    Raises ProgramError where it can't be made; nothing is left of it then.
    """
    program = find_pagefind()
    if not program:
        raise ProgramError("Pagefind is not installed")
    args = (
        "--site",
        str(documents),
        "--output-path",
        str(index),
        "--silent",
        "--exclude-selectors",
        "[data-search-exclude]",
    )
    try:
        run_program("Pagefind", program, args, str(documents.parent), SECONDS + number * A_DOCUMENT)
        if not (index / ENTRY).is_file():
            raise ProgramError("Pagefind wrote no index")
        for one in index.iterdir():
            if not one.is_dir() and not _is_needed(one.name):
                one.unlink()
    except (ProgramError, OSError) as error:
        shutil.rmtree(index, ignore_errors=True)
        if isinstance(error, ProgramError):
            raise
        raise ProgramError(f"its index can't be written ({error.strerror})") from error


def part_size(index: Path) -> int:
    """Return how many bytes a part of an index has that a word is looked up in, on average."""
    sizes = [one.stat().st_size for one in (index / "index").iterdir()]
    return sum(sizes) // max(len(sizes), 1)


def _is_needed(name: str) -> bool:
    return name in _NEEDED or name.endswith(_ENDINGS)
