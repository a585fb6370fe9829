# What the last build of a folder was made of, and what it said, so that a build of the same leaves
# the site as it is. Kept where caches lie, one for each folder that a site goes to. Must not know:
# what a build depends on (build_inputs.py), how a site is built.
"""Remember the last build of a site."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pollinate.runtime.cache_file import read_cached, write_cached
from pollinate.runtime.one_at_a_time import one_at_a_time
from pollinate.runtime.walk import repository_root
from pollinate.settings import Settings
from pollinate.site_memory import SiteMemory, memory_from_bytes, memory_to_bytes
from pollinate.site_record import git_folder, record_checksum, record_folder

from pollinate_cli.build_inputs import files_of
from pollinate_cli.terminal import LINE, PlainLines, echo, plain

MOST_LINES = 200
"""Lines of a build that are remembered; one that says more is built again, and says them again."""


class LastBuild:
    """What is known of the last build into a folder."""

    def __init__(self, settings: Settings, target: Path) -> None:
        """Look at a folder that a site goes to."""
        self._folder, self._target = record_folder(settings), target
        root = repository_root(settings.docs_dir) if self._folder is not None else None
        # Not in a cache that others share: it says what stands on pages that nobody makes anew.
        self._own = git_folder(root) / "pollinate" if root is not None else None
        self._settings, self._stood = settings, ""
        self._name = f"built-{hashlib.sha256(ascii(target).encode()).hexdigest()[:16]}"

    @contextmanager
    def alone(self) -> Iterator[bool]:
        """Let no other build replace the same folder meanwhile; give whether that is sure."""

        def waits() -> None:
            echo("Another build of this folder is at work; this one waits for it.", err=True)

        with one_at_a_time(self._folder, f"{self._name}.lock", waits) as held:
            yield held

    def said(self, inputs: str) -> list[str] | None:
        """Return what the last build said where it was made of the same and its site stands as it
        left it; None where all must be built.
        """
        try:
            kept = json.loads(read_cached(self._folder, f"{self._name}.json") or b"null")
            before, site, lines = kept["inputs"], kept["site"], kept["said"]
            beside = kept["beside"]
        except (ValueError, TypeError, KeyError, RecursionError):
            return None
        if not inputs or before != inputs or not _are_lines(lines):
            return None
        if beside != record_checksum(self._settings):
            # The command line would go by what another build left out.
            return None
        return lines if site and site == files_of(self._target) else None

    def memory(self) -> SiteMemory | None:
        """Return what is remembered of the pages of the site as it stands; None without it."""
        payload = read_cached(self._own, f"pages-{self._name}.json")
        if not payload:
            return None
        self._stood = files_of(self._target)
        return memory_from_bytes(payload, self._stood)

    def stands(self) -> bool:
        """Tell whether the site is still the one that is remembered."""
        return self._stood == files_of(self._target)

    def remember(self, inputs: str, said: list[str], memory: SiteMemory | None) -> None:
        """Remember a build that is done, and of its pages what the next one can go by."""
        site = files_of(self._target)
        kept = {
            "inputs": inputs,
            "site": site,
            "beside": record_checksum(self._settings),
            "said": said,
        }
        write_cached(self._folder, f"{self._name}.json", json.dumps(kept).encode())
        payload = memory_to_bytes(memory, site) if memory is not None else b""
        write_cached(self._own, f"pages-{self._name}.json", payload)


def _are_lines(told: object) -> bool:
    """Tell whether a build may have said this: a cache may lie where others write too."""
    return (
        isinstance(told, list)
        and len(told) <= MOST_LINES
        and all(isinstance(one, str) for one in told)
        and all(plain(line) == line for one in told for line in one.split("\n"))
    )


class KeptWarnings(logging.Handler):
    """Keeps the warnings of a build as they are printed."""

    def __init__(self) -> None:
        """Hear of warnings and worse."""
        super().__init__(logging.WARNING)
        self.setFormatter(PlainLines(LINE))
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one."""
        if len(self.lines) <= MOST_LINES:
            # What a site's own code logs may make no text: whoever prints it says so.
            with suppress(Exception):
                self.lines.append(self.format(record))

    @contextmanager
    def listening(self) -> Iterator[list[str]]:
        """Give the lines that are said meanwhile."""
        root = logging.getLogger()
        root.addHandler(self)
        try:
            yield self.lines
        finally:
            root.removeHandler(self)
