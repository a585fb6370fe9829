# The sample garden in another language: the theme is told one, as Material is. Why here: tests of
# pages, of sentences and of a browser open the same sites. Must not know: what they should say.
"""Build the sample garden in another language."""

from __future__ import annotations

import shutil
from pathlib import Path

from support.run import pollinate

MATERIAL = "  name: material\n"


def speak(garden: Path, language: str, folder: Path) -> None:
    """Copy a garden, tell its theme a language, and build it without a warning."""
    copy = folder / "garden"
    shutil.copytree(garden, copy)
    config = copy / "mkdocs.yml"
    before, name, after = config.read_text(encoding="utf-8").partition(MATERIAL)
    config.write_text(f"{before}{name}  language: {language}\n{after}", encoding="utf-8")
    site = str(folder / "site")
    done = pollinate("-C", str(copy), "build", "--strict", "--site-dir", site, "-q")
    assert done.returncode == 0, done.stderr
