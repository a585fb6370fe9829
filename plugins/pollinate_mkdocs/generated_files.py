# Files that no disk of a site holds: each is a real file in a folder of this build's own, since
# plugins of others ask every file for its place, and stop at one that has none. Why not by a file's
# content alone, which MkDocs offers as well: they don't know of it.
# Must not know: what stands in a file, gardens.
"""Add generated files to a build."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from pollinate_mkdocs import engine
from pollinate_mkdocs.languages import in_language

KEEPERS = ("htmlproofer",)
"""Plugins of others that keep the files of a build as they are at priority 0, in a list `files`."""


class GeneratedFiles:
    """The generated files of one build; they are gone when the build's stack closes."""

    def __init__(self, files: Any, config: Any, until: ExitStack) -> None:
        self._files, self._config = files, config
        folder = tempfile.TemporaryDirectory(prefix="pollinate_", ignore_cleanup_errors=True)
        self._added: set[str] = set()
        self._folder = Path(until.enter_context(folder))
        module = engine.engine_module(files, "Files")
        self._make, self._levels = module.File.generated, module.InclusionLevel

    def page(self, src_uri: str, *, in_nav: bool = False) -> None:
        """Add a page whose text is made later."""
        self.add(src_uri, b"", in_nav=in_nav)

    def address(self, src_uri: str) -> tuple[str, str]:
        """Return the file and the address that a page of a path has, or would have."""
        level = self._levels.NOT_IN_NAV
        made = self._make(self._config, src_uri, content="", inclusion=level)
        return made.dest_uri, made.url

    def add(self, src_uri: str, content: bytes, *, in_nav: bool = False) -> None:
        """Add a file; one that was added before gets other content."""
        place = self._folder / src_uri
        if src_uri in self._added:
            place.write_bytes(content)
            return
        self._added.add(src_uri)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
        level = self._levels.INCLUDED if in_nav else self._levels.NOT_IN_NAV
        made = self._make(self._config, src_uri, abs_src_path=str(place), inclusion=level)
        self._files.append(in_language(made, self._config))


def tell_keepers(files: Any, config: Any) -> None:
    """Let plugins that keep a list of all files have those that came after they asked."""
    for name in KEEPERS:
        kept = getattr(config.plugins.get(name), "files", None)
        if isinstance(kept, list):
            known = {file.src_uri for file in kept}
            kept.extend(file for file in files if file.src_uri not in known)
