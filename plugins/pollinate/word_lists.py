# The two lists of words that a garden's settings name: names that the organisation keeps out, and
# words that are no spelling errors. A request may change the settings that name them, so that what
# stood there before it counts too. Must not know: what is done with the words.
"""Read lists of words."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from pollinate.checks.files.personal_data import word_patterns
from pollinate.checks.files.text import as_text
from pollinate.checks.files.unseen import unseen
from pollinate.config_file import NAMES, read_config
from pollinate.errors import SettingsError
from pollinate.history.workspace import Workspace, read_objects
from pollinate.model.diagnostics import Diagnostic, Severity
from pollinate.paths import RepoPath
from pollinate.runtime.regular_file import bytes_or_nothing
from pollinate.runtime.walk import below
from pollinate.settings import Settings
from pollinate.settings_file import garden_values

_MOST = 1_000_000


@dataclass(frozen=True)
class WordLists:
    """The lists that a garden names."""

    settings: Settings
    before: str = ""
    """Where the list of names was before a request, if elsewhere."""
    diagnostics: tuple[Diagnostic, ...] = ()

    @cached_property
    def private(self) -> tuple[re.Pattern[str], ...]:
        """Names that the organisation keeps out."""
        places = dict.fromkeys((self.settings.private_words, self.before))
        return tuple(one for told in places for one in word_patterns(self._words(told)))

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
            ("private_words", self.before),
            ("words_file", self.settings.words_file),
        ):
            if told and not self._path(told).is_file():
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
    settings: Settings, workspace: Workspace, base: str, changed: Iterable[RepoPath]
) -> WordLists:
    """Return the lists of a request: if it changes the site's settings, those of its base too."""
    root = below(str(workspace.root.resolve()), str(settings.root.resolve()))
    names = [RepoPath(f"{root}/{name}" if root and root != "." else name) for name in NAMES]
    if root is None or not set(names) & set(changed):
        return WordLists(settings)
    told = next(filter(None, read_objects(workspace, [f"{base}:{name}" for name in names])), None)
    if told is None:
        return WordLists(settings)
    with tempfile.TemporaryDirectory(prefix="pollinate-base-") as folder:
        copy = Path(folder, NAMES[0])
        copy.write_bytes(told)
        try:
            values = garden_values(read_config(copy)) or {}
        except SettingsError as error:
            problem = f"the settings before this request can't be read: {error.problem}"
            return WordLists(settings, diagnostics=(unseen(names[0], problem),))
    before = str(values.get("private_words") or "")
    return WordLists(replace(settings), before if before != settings.private_words else "")
