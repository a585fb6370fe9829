# Keeps an engine out of what symbolic links lead to, unless it is a file that Git tracks in the
# same repository: contributors make links, and the build machine's own files lie behind them.
# Folders are guarded before the engine walks, since some of those walks have no end. Must not
# know: what a file is to a garden.
"""Guard a site against links."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pollinate.history.git import Repository, glance

from pollinate_mkdocs import engine
from pollinate_mkdocs.log_lines import BuildLog

MOST_FOLDERS = 1_000
"""So many folders behind links are entered; what links can multiply has no end."""
OUT = "a link leads out of the repository"
NOT_TRACKED = "a link leads to a file that Git does not track: `git add` it, or take the link away"


class LinkGuard:
    """Which links of `docs_dir` an engine may follow, in one build."""

    def __init__(self, config: Any) -> None:
        """Guard the walk over `docs_dir` that the engine is about to make."""
        self._config, self.docs = config, os.path.abspath(config.docs_dir)
        self._repository: Repository | None = glance(Path(self.docs))
        beside = Path(config.config_file_path or ".").parent
        root = self._repository.root if self._repository else beside
        self._root, self._real_docs = os.path.realpath(root), os.path.realpath(self.docs)
        self._inner = (self._root, self._real_docs)
        self._folders: dict[str, str] = {}
        self.refused: dict[str, str] = {}
        """Folders that are not entered, from `docs_dir`, and why."""
        self._entered = 0
        engine.walk_only(config, self.may_enter)

    def may_enter(self, folder: str) -> bool:
        """Tell whether the engine may walk into a folder of `docs_dir`."""
        if not os.path.islink(folder):
            return True
        problem = self._folder_problem(folder)
        if problem:
            self.refused[os.path.relpath(folder, self.docs)] = problem
        return not problem

    def problems(self, files: Any) -> Iterator[tuple[Any, str]]:
        """Yield each file that the engine must not read, and why; it has walked by now."""
        engine.walk_as_ever(self._config)
        behind: list[tuple[Any, str]] = []
        for file in files:
            path = file.abs_src_path
            if getattr(file, "generated_by", None) or not path:
                continue
            lexical = os.path.abspath(path)
            if not lexical.startswith(self.docs + os.sep):
                continue
            try:
                about, real = os.lstat(lexical), self._real(lexical)
            except (OSError, ValueError):
                # It is gone, or nothing can have this name: the engine's own words are best.
                continue
            if stat.S_ISLNK(about.st_mode):
                real = os.path.realpath(lexical)
                if not os.path.exists(real):
                    continue
                about = Path(real).stat()
            if not stat.S_ISREG(about.st_mode):
                yield file, "it is no regular file"
            elif real != os.path.join(self._real_docs, os.path.relpath(lexical, self.docs)):
                if self._leads_out(real):
                    yield file, OUT
                else:
                    behind.append((file, real))
        yield from self._untracked(behind)

    def log_refused(self, log: BuildLog) -> None:
        """Log the folders that were not entered."""
        for folder, problem in sorted(self.refused.items()):
            log.write(f"{folder}: the folder is left out: {problem}")

    def _untracked(self, behind: list[tuple[Any, str]]) -> Iterator[tuple[Any, str]]:
        if not behind or self._repository is None:
            return
        listing = self._repository.run("ls-files", "-z", "--", ":(top)")
        tracked = {os.fsdecode(path) for path in listing.split(b"\0")}
        for file, real in behind:
            if os.path.relpath(real, self._root) not in tracked:
                yield file, NOT_TRACKED

    def _folder_problem(self, folder: str) -> str:
        real = os.path.realpath(folder)
        if self._leads_out(real):
            return OUT
        above = os.path.dirname(folder)
        while above.startswith(self.docs):
            if _holds(real, self._folder(above)):
                return "a link leads to a folder that holds it"
            above = os.path.dirname(above)
        self._entered += 1
        return "more folders stand behind links than we follow" * (self._entered > MOST_FOLDERS)

    def _leads_out(self, real: str) -> bool:
        """Tell whether a real path lies outside, or in a hidden folder such as Git's own."""
        inner = next((one for one in self._inner if _holds(one, real)), None)
        return inner is None or f"{os.sep}." in real[len(inner.rstrip(os.sep)) :]

    def _real(self, path: str) -> str:
        """Return where a path really lies, but for a link that it is itself."""
        return os.path.join(self._folder(os.path.dirname(path)), os.path.basename(path))

    def _folder(self, folder: str) -> str:
        if folder not in self._folders:
            self._folders[folder] = os.path.realpath(folder)
        return self._folders[folder]


def _holds(folder: str, path: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)
