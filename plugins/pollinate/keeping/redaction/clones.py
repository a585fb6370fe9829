# Cleans a clone after a redaction: branches and tags are led on by the map of commits, what nobody
# leads to is thrown away at once, and our caches with it. Whoever has work that no server knows is
# told first. It may be stopped and run again at any moment. Must not know: what was taken out.
"""Clean a clone after a redaction."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pollinate.errors import RequestError
from pollinate.history.git import Repository
from pollinate.history.proposing import UNDER_WAY
from pollinate.history.workspace import cache_folder, own_folder
from pollinate.keeping.redaction.mirror import read_commit_map
from pollinate.keeping.redaction.replacer import Replacer
from pollinate.model.redaction import RedactionPlan
from pollinate.plain import plain

_ALL = ("cat-file", "--batch-all-objects", "--unordered", "--buffer")
_OF_OTHERS = (
    "refs/remotes/",
    "refs/pull/",
    "refs/merge-requests/",
    "refs/changes/",
    "refs/replace/",
    "refs/pollinate-clean/",
)
"""Refs that were fetched: what they lead to, a server knows."""
SHORT_ID = 10
"""Digits of an id by which a page may name a commit."""
_ID = re.compile(rb"(?<![0-9a-f])[0-9a-f]{10,64}(?![0-9a-f])")
_TAG = re.compile(rb"<[^<>]*>")
_REMEMBERED = (
    *("ORIG_HEAD", "FETCH_HEAD", "AUTO_MERGE", "COMMIT_EDITMSG", "TAG_EDITMSG", "NOTES_EDITMSG"),
    *("MERGE_MSG", "SQUASH_MSG", "EDIT_DESCRIPTION", "addp-hunk-edit.diff", "gc.log"),
)
"""Files in which git remembers a commit or a message."""
_NOTES = "refs/notes/"
_CONFLICTS = "rr-cache"
"""A folder in which git keeps texts of conflicts that were solved."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What was cleaned."""

    branches: int
    dropped: tuple[str, ...]
    """Refs that lead nowhere any more."""
    own: tuple[str, ...]
    """Branches whose names the cleaned mirror does not have: they may hold what was taken out."""
    left: int
    """Objects that the cleaned mirror does not know: none, unless something holds them."""


def clean_clone(repository: Repository, place: Path) -> Cleaned:
    """Lead a clone on to a cleaned mirror; raises RequestError where work would be lost."""
    mapped = read_commit_map(place)
    mirror = Repository(root=place, head=None, common_dir=place, children=repository.children)
    there = dict(_refs(mirror))
    _refuse(repository, mapped, mirror)
    remote = "origin" if b"origin" in repository.run("remote").split() else ""
    specs = ["+refs/heads/*:refs/pollinate-clean/heads/*", "+refs/tags/*:refs/tags/*"]
    if any(_refs(repository, _NOTES)):
        # Under the names that they have now: an old one may name somebody.
        specs.append(f"+{_NOTES}*:{_NOTES}*")
    repository.run("fetch", "-q", "--no-tags", "--no-write-fetch-head", str(place), *specs)
    _refuse_overwriting(repository, mapped, there)
    branches, dropped = 0, []
    head = repository.ask("symbolic-ref", "-q", "HEAD")[1].decode("utf-8", "replace").strip()
    for name, sha in _refs(repository):
        if name.startswith("refs/pollinate-clean/"):
            continue
        new = _new(name, sha, mapped, there, remote)
        if name == head and new and new != sha:
            repository.run("reset", "-q", "--hard", new)
        if not new:
            repository.run("update-ref", "-d", name)
            dropped.append(name)
        elif new != sha:
            repository.run("update-ref", name, new)
        branches += new not in ("", sha)
    for name, _ in list(_refs(repository, "refs/pollinate-clean/")):
        repository.run("update-ref", "-d", name)
    for name in _REMEMBERED:
        (repository.common_dir / name).unlink(missing_ok=True)
    shutil.rmtree(repository.common_dir / _CONFLICTS, ignore_errors=True)
    repository.run("reflog", "expire", "--expire=now", "--expire-unreachable=now", "--all")
    repository.run("gc", "-q", "--prune=now")
    for folder in (cache_folder(repository), own_folder(repository)):
        if folder.is_dir():
            shutil.rmtree(folder)
    left = _objects(repository) - _objects(mirror)
    names = (name for name, _ in _refs(repository, "refs/heads/") if name not in there)
    own = tuple(name.removeprefix("refs/heads/") for name in names)
    return Cleaned(branches, tuple(dropped), own, len(left))


def ids_left(folder: Path, mapped: Mapping[str, str]) -> list[str]:
    """Return the files below a folder, such as a site, that name a commit by its old id."""
    old = {sha[:SHORT_ID] for sha in mapped}
    found = []
    for file in sorted(folder.rglob("*")):
        if file.is_file() and not file.is_symlink():
            told = _ID.findall(file.read_bytes())
            if any(one.decode()[:SHORT_ID] in old for one in told):
                found.append(file.relative_to(folder).as_posix())
    return found


def texts_left(folder: Path, plan: RedactionPlan) -> list[str]:
    """Return the files below a folder that hold a text, with or without tags between its words."""
    replacer = Replacer(plan)
    found = []
    for file in sorted(folder.rglob("*")):
        if file.is_file() and not file.is_symlink():
            data = file.read_bytes()
            if replacer.is_in(data) or replacer.is_in(_TAG.sub(b" ", data)):
                found.append(file.relative_to(folder).as_posix())
    return found


def _new(
    name: str, sha: str, mapped: Mapping[str, str], there: Mapping[str, str], remote: str
) -> str:
    """Return what a ref leads to afterwards; nothing for one that is gone."""
    if remote and name.startswith(f"refs/remotes/{remote}/"):
        own = "refs/heads/" + name.removeprefix(f"refs/remotes/{remote}/")
        return there.get(own, "") if own != "refs/heads/HEAD" else sha
    if name in there and not name.startswith("refs/heads/"):
        return there[name] if name.startswith(("refs/tags/", _NOTES)) else ""
    if name.startswith(_NOTES):
        return ""
    if sha in there.values():
        return sha
    if name.startswith("refs/heads/"):
        new = mapped.get(sha, sha)
        tip = there.get(name, new)
        # Who stood where the server stood gets the register's entry, too.
        return tip if mapped.get(sha) and tip != new else new
    return ""


def _refuse(repository: Repository, mapped: Mapping[str, str], mirror: Repository) -> None:
    """Raise RequestError for work that no server knows."""
    for name, what in UNDER_WAY.items():
        if (repository.common_dir / name).exists():
            raise RequestError(f"{what} is under way here", cure="End it first, or undo it.")
    if repository.run("status", "--porcelain=v1", "-z", "--untracked-files=no"):
        raise RequestError(
            "files were changed here and not committed",
            cure="Commit and submit them, or put them aside outside of the repository.",
        )
    listed = repository.run("worktree", "list", "--porcelain").splitlines()
    if sum(line.startswith(b"worktree ") for line in listed) > 1:
        raise RequestError(
            "this repository has several work trees",
            cure="Remove the others first:",
            example="git worktree remove PATH",
        )
    own = [
        f"{name} ({sha[:10]})"
        for name, sha in _commits(repository)
        if not name.startswith(_OF_OTHERS) and sha not in mapped and not _is_part(mirror, sha)
    ]
    if own:
        raise RequestError(
            f"no server knows the work on {', '.join(own[:5])}",
            cure="Submit it before the redaction, or keep it as patches and delete the branch. A"
            " clone that missed an earlier redaction is made afresh instead.",
            example="git format-patch --stdout origin/HEAD..BRANCH > ../my-work.patch",
        )


def _refuse_overwriting(
    repository: Repository, mapped: Mapping[str, str], there: Mapping[str, str]
) -> None:
    """Raise RequestError where a file that Git does not know would be written over."""
    status, told = repository.ask("symbolic-ref", "-q", "HEAD")
    head = told.decode("utf-8", "replace").strip() if status == 0 else ""
    sha = repository.run("rev-parse", "HEAD").decode().strip()
    new = _new(head, sha, mapped, there, "") if head else ""
    if not new or new == sha:
        return
    coming = set(repository.run("ls-tree", "-r", "-z", "--name-only", new).split(b"\0"))
    listed = repository.run("ls-files", "-z", "--others").split(b"\0")
    lost = sorted(path for path in listed if path and path in coming)
    if lost:
        raise RequestError(
            f"a file here would be written over: {plain(lost[0].decode('utf-8', 'replace'))}",
            cure="Git does not know it, and the cleaned history has one of that name. Put it"
            " somewhere else first.",
        )


def _is_part(mirror: Repository, sha: str) -> bool:
    """Tell whether a commit is one that the mirror has as it was: what nobody leads to, it threw
    away.
    """
    return mirror.ask("cat-file", "-e", f"{sha}^{{commit}}")[0] == 0


def _commits(repository: Repository) -> Iterator[tuple[str, str]]:
    """Yield refs with the commits that they lead to, through tags."""
    form = "%(if)%(*objectname)%(then)%(*objectname)%(else)%(objectname)%(end) %(refname)"
    told = repository.run("for-each-ref", f"--format={form}")
    for line in told.decode("utf-8", "surrogateescape").splitlines():
        sha, _, name = line.partition(" ")
        yield name, sha


def _refs(repository: Repository, under: str = "refs/") -> Iterator[tuple[str, str]]:
    told = repository.run("for-each-ref", "--format=%(objectname) %(refname)", under)
    for line in told.decode("utf-8", "surrogateescape").splitlines():
        sha, _, name = line.partition(" ")
        yield name, sha


def _objects(repository: Repository) -> set[bytes]:
    told = b"".join(repository.stream(*_ALL, "--batch-check=%(objectname)"))
    return set(told.split())
