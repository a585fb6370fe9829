# The two lists of words that a garden's settings name: names that the organisation keeps out, and
# words that are no spelling errors. A request may change the settings that name them: for it counts
# what stood there before. Must not know: what is done with the words.
"""Read lists of words."""

from __future__ import annotations

import posixpath
import re
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from pollinate.checks.files.personal_data import word_patterns
from pollinate.checks.files.text import as_text
from pollinate.checks.files.unseen import unseen
from pollinate.config_file import MOST_PARENTS, NAMES, read_config
from pollinate.errors import SettingsError
from pollinate.history.workspace import Workspace, read_objects
from pollinate.model.diagnostics import Diagnostic, Severity
from pollinate.paths import RepoPath
from pollinate.runtime.regular_file import bytes_or_nothing
from pollinate.runtime.walk import below
from pollinate.settings import Settings
from pollinate.settings_file import garden_values

_MOST = 1_000_000
_INHERIT = re.compile(r"^INHERIT[ \t]*:[ \t]*([^#\n]+)", re.MULTILINE)


@dataclass(frozen=True)
class WordLists:
    """The lists that a garden names."""

    settings: Settings
    names: str | None = None
    """The list of names as it was before a request, where the repository holds it."""
    diagnostics: tuple[Diagnostic, ...] = ()

    @cached_property
    def private(self) -> tuple[re.Pattern[str], ...]:
        """Names that the organisation keeps out."""
        told = self._words(self.settings.private_words) if self.names is None else self.names
        return word_patterns(told)

    @cached_property
    def spelled(self) -> frozenset[str]:
        """Words that are no errors."""
        listed = self._words(self.settings.words_file)
        return frozenset(
            word for line in listed.splitlines() if (word := line.partition("#")[0].strip())
        )

    def find_missing(self) -> Iterator[Diagnostic]:
        """Yield an advice for each list that is named and that isn't there."""
        yield from self.diagnostics
        for name, told in (
            ("private_words", self.settings.private_words),
            ("words_file", self.settings.words_file),
        ):
            known = name == "private_words" and self.names is not None
            if told and not known and not self._path(told).is_file():
                yield Diagnostic(
                    path=RepoPath("mkdocs.yml"),
                    line=0,
                    code="no-word-list",
                    message=f"the list that `{name}` names isn't here,"
                    " so its words are not looked for",
                    cure="Put it there, or leave it to the build server that has it.",
                    severity=Severity.ADVICE,
                )

    def _words(self, told: str) -> str:
        return as_text(bytes_or_nothing(self._path(told), _MOST)) if told else ""

    def _path(self, told: str) -> Path:
        return self.settings.root / Path(told).expanduser()


def lists_before(
    settings: Settings, workspace: Workspace, base: str, changed: Collection[RepoPath]
) -> WordLists:
    """Return the lists of a request: if it changes the site's settings, or the list of names, the
    names are those that its base kept out. A stranger must neither take them away nor ask what
    another file holds.
    """
    root = below(str(workspace.root.resolve()), str(settings.root.resolve()))
    if root is None:
        return WordLists(settings)
    root = "" if root == "." else root

    def read(path: str) -> bytes | None:
        return next(iter(read_objects(workspace, [f"{base}:{path}"])), None)

    files = _configuration(root, read)
    listed = _in_repository(root, settings.private_words)
    if not {*files, listed} & set(changed):
        return WordLists(settings)
    try:
        told = _private_words(files)
    except SettingsError as error:
        problem = f"the settings before this request can't be read: {error.problem}"
        return WordLists(settings, diagnostics=(unseen(next(iter(files)), problem),))
    inside = _in_repository(root, told)
    kept = as_text(read(inside) or b"") if inside else None
    return WordLists(replace(settings, private_words=told), kept)


def _configuration(root: str, read: Callable[[str], bytes | None]) -> dict[RepoPath, bytes]:
    """Return the files that hold a site's settings: its own first, then those that it inherits."""
    files: dict[RepoPath, bytes] = {}
    name = next((n for n in NAMES if read(posixpath.join(root, n)) is not None), NAMES[0])
    path = posixpath.join(root, name)
    while RepoPath(path) not in files and len(files) <= MOST_PARENTS:
        data = read(path)
        if data is None:
            break
        files[RepoPath(path)] = data
        found = _INHERIT.search(data.decode("utf-8", "replace"))
        if not found:
            break
        parent = found[1].strip().strip("\"'")
        path = posixpath.normpath(posixpath.join(posixpath.dirname(path), parent))
    return files


def _private_words(files: Mapping[RepoPath, bytes]) -> str:
    """Return where a configuration has its list of names; raises SettingsError."""
    if not files:
        return ""
    with tempfile.TemporaryDirectory(prefix="pollinate-base-") as folder:
        # What marks the top of a repository: nothing above it is inherited.
        Path(folder, ".git").mkdir()
        for path, data in files.items():
            copy = Path(folder, path)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(data)
        values = garden_values(read_config(Path(folder, next(iter(files))))) or {}
    return str(values.get("private_words") or "")


def _in_repository(root: str, told: str) -> RepoPath:
    """Return the path of a list that lies in the repository; empty for one elsewhere."""
    path = posixpath.normpath(posixpath.join(root, told)) if told else ""
    outside = path.startswith(("/", "../", "~")) or path in ("", ".", "..")
    return RepoPath("" if outside else path)
