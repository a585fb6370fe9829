# The two lists of words that a garden's settings name: names that the organisation keeps out, and
# words that are no spelling errors. A request may change the settings that name them: for it counts
# what stood there before. Must not know: what is done with the words.
"""Read lists of words."""

from __future__ import annotations

import os
import posixpath
import re
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path, PurePosixPath

from pollinate.checks.files.personal_data import word_patterns
from pollinate.checks.files.sorting import words_of
from pollinate.checks.files.unseen import unseen
from pollinate.config_file import MOST_PARENTS, NAMES, read_config
from pollinate.contribute.letters import read_letters
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
        return _read(bytes_or_nothing(self._path(told), _MOST)) if told else ""

    def _path(self, told: str) -> Path:
        return _place(self.settings, told)


def _read(data: bytes) -> str:
    """Return a list as the program that saved it meant it: Notepad's, too."""
    text, encoding = read_letters(data)
    return words_of(data) or "" if "\0" in text and not encoding else text


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

    def read(path: str) -> bytes | None:
        return next(iter(read_objects(workspace, [f"{base}:{path}"])), None)

    files = _configuration(root, read)
    listed = in_repository(settings, workspace, settings.private_words)
    touched = {str(path) for path in changed}
    if not any(_is_touched(path, touched) for path in (*files, listed)):
        return WordLists(settings)
    try:
        told = _private_words(files)
    except SettingsError as error:
        problem = f"the settings before this request can't be read: {error.problem}"
        return WordLists(settings, diagnostics=(unseen(next(iter(files)), problem),))
    inside = in_repository(settings, workspace, told)
    # One that no request touches is as it was on disk, committed or put there by a build server.
    kept = _read(read(inside) or b"") if inside and _is_touched(inside, touched) else None
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


def _is_touched(path: RepoPath, touched: Collection[str]) -> bool:
    """Tell whether a path, or a folder that it lies in, is among some that were changed: a link may
    stand there now.
    """
    return any(str(one) in touched for one in (path, *PurePosixPath(path).parents))


def in_repository(settings: Settings, workspace: Workspace, told: str) -> RepoPath:
    """Return the path of a list that lies in the repository; empty for one elsewhere."""
    there = os.path.normpath(settings.root.resolve() / _place(settings, told))
    return RepoPath((below(str(workspace.root.resolve()), there) or "") if told else "")


def _place(settings: Settings, told: str) -> Path:
    """Return where a list lies that settings name."""
    path = Path(told)
    with suppress(RuntimeError):
        # Of somebody who isn't here nobody knows a home.
        path = path.expanduser()
    return settings.root / path
