# The key of hashed names: from POLLINATE_PEOPLE_KEY, for build servers that keep secrets, else from
# a file in Git's own folder, which no commit, clone or push takes along. Must not know: who is who.
"""Find the key of a garden's hashed names."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from pollinate.errors import SettingsError
from pollinate.history.git import Repository
from pollinate.model.hidden_names import LEAST_BYTES, PeopleKey
from pollinate.runtime.regular_file import bytes_or_nothing
from pollinate.runtime.whole_file import write_over

VARIABLE = "POLLINATE_PEOPLE_KEY"
FILE = "pollinate-people-key"
_MOST_BYTES = 1_000


def people_key(repository: Repository | None) -> PeopleKey | None:
    """Return the key; None without one. Raises SettingsError for one that can be guessed."""
    said = os.environ.get(VARIABLE, "").strip()
    place = VARIABLE
    if not said and repository is not None:
        file = key_file(repository)
        said = bytes_or_nothing(file, _MOST_BYTES, links=False).decode("utf-8", "replace").strip()
        place = str(file)
    if not said:
        return None
    if len(said.encode()) < LEAST_BYTES:
        raise SettingsError(
            f"the key of hidden people has fewer than {LEAST_BYTES} letters, so it can be guessed",
            place=place,
            cure="Take the one that was made, or make a new one and write the hashes anew:",
            example="pollinate person NAME --hash",
        )
    return PeopleKey(said.encode())


def key_file(repository: Repository) -> Path:
    """Return where the key lies on this machine."""
    return repository.common_dir / FILE


def draw_key() -> PeopleKey:
    """Return a new key, which lies nowhere yet."""
    return PeopleKey(secrets.token_hex(32).encode())


def keep_key(repository: Repository, key: PeopleKey) -> None:
    """Keep a key on this machine, for its owner alone."""
    file = key_file(repository)
    # What a run that was stopped has left holds no key.
    file.unlink(missing_ok=True)
    file.touch(mode=0o600)
    write_over(file, key.secret + b"\n")
    file.chmod(0o600)
