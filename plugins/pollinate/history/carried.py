# Packs what a garden is built from, so that another machine builds the same: its commits and refs
# as a bundle, what is remembered of their history, so that nobody mines it twice, and the key of
# hidden names, without which a build there would not know whom to hide. Never Git's settings or
# hooks: those may hold logins, or run. Must not know: what is built, how bytes travel.
"""Carry a garden's repository to another machine."""

from __future__ import annotations

import io
import json
import tarfile
import tempfile
from pathlib import Path

from pollinate.errors import GitError
from pollinate.history.cache import store
from pollinate.history.git import Repository, make_repository
from pollinate.history.people_key import FILE, keep_key, people_key
from pollinate.history.workspace import Workspace
from pollinate.model.hidden_names import PeopleKey
from pollinate.runtime.cache_file import read_cached, write_cached

_ABOUT, _BUNDLE = "garden.json", "garden.bundle"
_DETACHED = ""


def pack(workspace: Workspace) -> bytes:
    """Return what another machine needs to stand where this garden stands. Raises GitError where
    there is nothing to carry.
    """
    repository = workspace.repository
    if repository is None or repository.head is None:
        raise GitError(
            "a garden without commits can't be carried to other machines",
            place=str(workspace.root),
            cure="Commit it first:",
            example="git add -A && git commit -m 'Begin'",
        )
    status, branch = repository.ask("symbolic-ref", "-q", "HEAD")
    about = {
        "head": repository.head,
        "branch": _DETACHED if status else branch.decode().strip(),
        "algorithm": workspace.algorithm,
    }
    packed = io.BytesIO()
    with tempfile.TemporaryDirectory(prefix="pollinate-") as folder:
        bundle = Path(folder) / _BUNDLE
        repository.run("bundle", "create", "-q", str(bundle), "--all", "HEAD")
        with tarfile.open(fileobj=packed, mode="w") as tar:
            _add(tar, _ABOUT, json.dumps(about).encode())
            _add(tar, _BUNDLE, bundle.read_bytes())
            for name in store.NAMES:
                if remembered := read_cached(workspace.cache, name):
                    _add(tar, name, remembered)
            if key := people_key(repository):
                _add(tar, FILE, key.secret)
    return packed.getvalue()


def _add(tar: tarfile.TarFile, name: str, data: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(data), 0o600
    tar.addfile(entry, io.BytesIO(data))


def unpack(data: bytes, place: Path) -> Repository:
    """Make a repository of it in an empty folder, with its files as they were committed, and return
    it. Raises GitError.
    """
    with tarfile.open(fileobj=io.BytesIO(data)) as tar, tempfile.TemporaryDirectory() as folder:
        files = {one.name: tar.extractfile(one) for one in tar if one.isreg()}
        told = {name: file.read() for name, file in files.items() if file is not None}
        about = json.loads(told[_ABOUT])
        bundle = Path(folder) / _BUNDLE
        bundle.write_bytes(told[_BUNDLE])
        make_repository(place, f"--object-format={about['algorithm']}")
        repository = Repository(root=place, head=about["head"], common_dir=place / ".git")
        fetch = ("fetch", "-q", "--update-head-ok", "--no-write-fetch-head", str(bundle))
        repository.run("-c", "protocol.file.allow=always", *fetch, "+refs/*:refs/*", "HEAD")
    if about["branch"]:
        repository.run("symbolic-ref", "HEAD", about["branch"])
    else:
        repository.run("update-ref", "--no-deref", "HEAD", about["head"])
    repository.run("reset", "-q", "--hard", about["head"])
    for name in store.NAMES:
        if name in told:
            write_cached(repository.common_dir / "pollinate", name, told[name])
    if FILE in told:
        keep_key(repository, PeopleKey(told[FILE]))
    return repository
