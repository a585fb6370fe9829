# What a request changes: files staged or changed since a branch began, their commits and its name.
# Why here: git answers, in a handful of processes, however long the history is.
# Must not know: what is looked for in the texts.
"""Say what a request changes."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path

from pollinate.errors import GitError, RequestError
from pollinate.history.git import Repository
from pollinate.history.workspace import Workspace, as_path, read_blobs
from pollinate.paths import RepoPath, Sha, SrcUri
from pollinate.plain import plain

MOST_COMMITS = 500
"""A request of more is looked at in its newest ones, and that is said."""
_LARGEST, _MOST_TOGETHER = 20_000_000, 200_000_000
"""Bytes of one file, and of all files, that are read of earlier commits."""
_MOST_ASKED = 2_000
"""Paths that one command line holds."""
_NOTHING = re.compile(r"0+")
_BRANCH_NAMES = ("GITHUB_HEAD_REF", "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", "CI_COMMIT_BRANCH")
"""Where build servers say it: they check out no branch."""
_LINK, _MODULE = b"120000", b"160000"


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitText:
    """What one commit of a request says and holds."""

    sha: Sha
    message: str
    files: Mapping[RepoPath, bytes]
    """Those that it changes, as git has them: an attribute may make them another text on disk."""
    too_large: Sequence[RepoPath] = ()
    """Those of them that are not read, and that have changed since."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a commit has at a path where another has something else."""

    path: RepoPath
    before: str
    """Its mode there, in octal as git writes it; all zeros for nothing."""
    mode: str
    blob: str
    """Empty for what is gone."""

    @property
    def is_gone(self) -> bool:
        """Whether nothing stands at the path any more."""
        return not self.blob


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What a request changes."""

    files: Sequence[RepoPath]
    """New or changed, in order of path."""
    links: Sequence[RepoPath] = ()
    """New or changed symbolic links."""
    modules: Sequence[RepoPath] = ()
    """New or changed repositories within this one."""
    base: str = "HEAD"
    """The commit that they are compared with."""
    committed: Sequence[RepoPath] = ()
    """All paths at which commits leave something else than before, and those they leave empty."""
    gone: Sequence[RepoPath] = ()
    staged: Mapping[RepoPath, bytes] = field(default_factory=dict)
    """What the index has of them, where that counts and not what is on disk."""
    commits: Sequence[CommitText] = ()
    branch: str = ""
    is_cut: bool = False
    """There are more commits than are looked at."""
    unread: Sequence[RepoPath] = ()
    """Files that are too large to be looked into."""


def staged_changes(workspace: Workspace) -> Changes:
    """Return what would be committed now. Raises GitError outside of Git."""
    repository = _repository(workspace)
    head = ["HEAD"] if repository.head else []
    if not head:
        empty = repository.run("hash-object", "-t", "tree", "--stdin").decode().strip()
        head = [empty]
    told = repository.run(
        *("diff-index", "--cached", "--raw", "-z", "--no-renames", *head), index=_index(repository)
    )
    read = _raw(told)
    texts = read_blobs(workspace, [blob for blob in read.files.values() if blob])
    staged = {path: texts[blob] for path, blob in read.files.items() if blob in texts}
    return Changes(
        files=sorted(read.files),
        gone=read.gone,
        staged=staged,
        links=sorted(read.links),
        modules=read.modules,
    )


def _index(repository: Repository) -> Path | None:
    """Return the index that a hook is told of: for `commit -a` and `commit FILE` git fills another
    one; none where it lies outside of this repository.
    """
    told = os.environ.get("GIT_INDEX_FILE")
    path = Path(told).resolve() if told else None
    inside = path is not None and path.is_relative_to(repository.common_dir.resolve())
    return path if inside else None


def changes_since(workspace: Workspace, ref: str) -> Changes:
    """Return what was changed since the branch left another: in commits, and in files that are not
    committed yet. Raises RequestError for a name that is no commit, GitError outside of Git.
    """
    repository = _repository(workspace)
    base = _base(repository, ref)
    told = repository.run("diff-index", "--raw", "-z", "--no-renames", base)
    read = _raw(told)
    others = repository.run("ls-files", "-z", "--others", "--exclude-standard", ":(top)")
    paths = {*read.files, *(as_path(path) for path in others.split(b"\0") if path)}
    newest = _raw(repository.run("diff-tree", "-r", "--raw", "-z", "--no-renames", base, "HEAD"))
    commits, is_cut = _commits(workspace, repository, base, read.files)
    return Changes(
        files=sorted(paths),
        base=base,
        committed=sorted({*newest.files, *newest.gone, *newest.links, *newest.modules}),
        links=sorted(read.links),
        modules=read.modules,
        gone=[path for path in read.gone if not os.path.lexists(repository.root / path)],
        commits=commits,
        branch=_branch(repository),
        is_cut=is_cut,
    )


def proposed_changes(workspace: Workspace, base: str, tip: str, merged: str, name: str) -> Changes:
    """Return what a request would change once it is merged: `merged` is the tree of that merge.
    Nothing of it is read from the disk.
    """
    repository = _repository(workspace)
    read = _raw(repository.run("diff-tree", "-r", "--raw", "-z", "--no-renames", base, merged))
    texts = read_blobs(workspace, _that_fit(repository, sorted(set(read.files.values()))))
    commits, is_cut = _commits(workspace, repository, base, read.files, tip)
    return Changes(
        files=sorted(path for path, blob in read.files.items() if blob in texts),
        unread=sorted(path for path, blob in read.files.items() if blob not in texts),
        base=base,
        committed=sorted({*read.files, *read.gone, *read.links, *read.modules}),
        links=sorted(read.links),
        modules=read.modules,
        gone=read.gone,
        staged={path: texts[blob] for path, blob in read.files.items() if blob in texts},
        commits=commits,
        branch=name,
        is_cut=is_cut,
    )


def entries_between(repository: Repository, old: str, new: str) -> list[Entry]:
    """Return where two commits or trees have something else, in order of path."""
    told = repository.run("diff-tree", "-r", "--raw", "-z", "--no-renames", "--no-abbrev", old, new)
    words = iter(told.split(b"\0"))
    found = []
    for head in words:
        if head.startswith(b":"):
            before, mode, _, blob, _ = head[1:].decode().split()
            path = as_path(next(words, b""))
            found.append(Entry(path, before, mode, "" if _NOTHING.fullmatch(blob) else blob))
    return sorted(found, key=lambda one: one.path)


def sizes_of(repository: Repository, blobs: Sequence[str]) -> dict[str, int]:
    """Return how many bytes some blobs have; nothing of those that are not there (one process)."""
    asked = "".join(f"{blob}\n" for blob in sorted(set(blobs))).encode()
    told = repository.run("cat-file", "--batch-check=%(objectsize) %(objectname)", stdin=asked)
    pairs = (line.split() for line in told.decode().splitlines())
    return {blob: int(size) for size, blob in pairs if size.isdigit()}


def tracked_files(workspace: Workspace) -> frozenset[RepoPath]:
    """Return all files that git tracks or would add; none outside of Git."""
    if workspace.repository is None:
        return frozenset()
    told = workspace.repository.run(
        "ls-files", "-z", "--cached", "--others", "--exclude-standard", ":(top)"
    )
    return frozenset(as_path(path) for path in told.split(b"\0") if path)


def ever_there(workspace: Workspace, uris: Collection[SrcUri]) -> frozenset[SrcUri]:
    """Return which of some paths of `docs_dir` any commit has touched."""
    if workspace.repository is None or workspace.repository.head is None or not uris:
        return frozenset()
    asked = [uri for uri in sorted(uris) if "\0" not in uri][:_MOST_ASKED]
    paths = {workspace.place.repo(uri): uri for uri in asked}
    told = workspace.repository.run(
        *("--literal-pathspecs", "log", "--format=", "--name-only", "-z", "--no-renames"),
        *("HEAD", "--", *sorted(paths)),
    )
    return frozenset(paths[path] for path in map(as_path, told.split(b"\0")) if path in paths)


def naming(workspace: Workspace, names: Sequence[str]) -> list[RepoPath]:
    """Return the Markdown files that hold any of some words."""
    return _holding(workspace, names)


def texts_with_word(workspace: Workspace, word: str) -> list[RepoPath]:
    """Return the Markdown files that hold a word as a word."""
    return _holding(workspace, [word], "-w")


def _holding(workspace: Workspace, names: Sequence[str], *how: str) -> list[RepoPath]:
    if workspace.repository is None or not names:
        return []
    words = "".join(f"{name}\n" for name in names).encode("utf-8", "surrogateescape")
    try:
        told = workspace.repository.run(
            *("grep", "-l", "-z", "-F", *how, "-f", "-", "--untracked", "--"),
            *(":(top,icase)*.md", ":(top,icase)*.markdown"),
            stdin=words,
        )
    except GitError:
        # Git says so when nothing holds them.
        return []
    return [as_path(path) for path in told.split(b"\0") if path]


def _repository(workspace: Workspace) -> Repository:
    if workspace.repository is None:
        raise GitError("this folder is in no Git repository", place=str(workspace.root))
    return workspace.repository


def _base(repository: Repository, ref: str) -> str:
    try:
        sha = (
            repository.run("rev-parse", "--verify", "-q", "--end-of-options", f"{ref}^{{commit}}")
            .decode()
            .strip()
        )
    except GitError as error:
        raise RequestError(
            f"there is no branch or commit '{plain(ref)}' here",
            cure="Fetch it first, or name another:",
            example="git fetch origin\npollinate check --since origin/main",
        ) from error
    try:
        return repository.run("merge-base", sha, "HEAD").decode().strip()
    except GitError as error:
        raise RequestError(
            f"'{plain(ref)}' and what is checked out have no commit in common",
            cure="In a shallow clone, fetch the whole history:",
            example="git fetch --unshallow",
        ) from error


@dataclass(slots=True)
class _Raw:
    """What git prints as `--raw`."""

    files: dict[RepoPath, str] = field(default_factory=dict)
    """With their blobs, empty where only the disk has them."""
    gone: list[RepoPath] = field(default_factory=list)
    links: dict[RepoPath, str] = field(default_factory=dict)
    modules: list[RepoPath] = field(default_factory=list)


def _raw(told: bytes) -> _Raw:
    """Return what git prints as `--raw -z`, taken apart."""
    read = _Raw()
    words = iter(told.split(b"\0"))
    for head in words:
        if not head.startswith(b":"):
            continue
        path = as_path(next(words, b""))
        # A merge has a colon, a mode and a blob for each parent, and those of its own behind them.
        parts = head.lstrip(b":").split()
        parents = (len(parts) - 3) // 2
        mode, blob, status = parts[parents], parts[2 * parents + 1].decode(), parts[-1]
        if status.startswith(b"D"):
            read.gone.append(path)
        elif mode == _MODULE:
            read.modules.append(path)
        else:
            among = read.links if mode == _LINK else read.files
            among[path] = "" if _NOTHING.fullmatch(blob) else blob
    read.gone.sort()
    return read


def _commits(
    workspace: Workspace,
    repository: Repository,
    base: str,
    now: Mapping[RepoPath, str],
    newest: str = "HEAD",
) -> tuple[list[CommitText], bool]:
    """Return the newest commits since a base, each with its files: `now` are the blobs of the files
    on disk, empty where a file is in no commit as it is.
    """
    read = _told_by_log(repository, base, newest)
    is_cut = len(read) > MOST_COMMITS
    read = read[:MOST_COMMITS]
    blobs = {blob for _, _, files in read for blob in files.values()}
    found = read_blobs(workspace, _that_fit(repository, sorted(blobs)))
    commits = []
    for sha, message, files in read:
        commits.append(
            CommitText(
                sha=sha,
                message=message,
                files={path: found[blob] for path, blob in files.items() if blob in found},
                too_large=[
                    path
                    for path, blob in files.items()
                    if blob not in found and now.get(path) != blob
                ],
            )
        )
    return commits, is_cut


def _told_by_log(
    repository: Repository, base: str, newest: str
) -> list[tuple[Sha, str, dict[RepoPath, str]]]:
    """Return the newest commits since a base, with their messages and the blobs of their files."""
    told = repository.run(
        # Of a merge, `-c` tells the files that are as in none of its parents.
        *("log", "-c", "-z", "--raw", "--no-renames", "--no-abbrev"),
        # A message can hold any byte but NUL.
        *(f"-n{MOST_COMMITS + 1}", "--format=%x00%H%x00.%B%x00", f"{base}..{newest}"),
    )
    read: list[tuple[Sha, str, dict[RepoPath, str]]] = []
    words = iter(told.split(b"\0"))
    for word in words:
        head = word.lstrip(b"\n")
        if head.startswith(b":"):
            raw = _raw(head + b"\0" + next(words, b""))
            # Where a link leads is a text too.
            read[-1][2].update(raw.files | raw.links)
        elif head:
            message = next(words, b"")[1:].decode("utf-8", "replace").strip()
            read.append((Sha(head.decode()), message, {}))
    return read


def _that_fit(repository: Repository, blobs: Sequence[str]) -> list[str]:
    """Return those of some blobs that are not too large, the small ones first (one process)."""
    known = sorted((size, blob) for blob, size in sizes_of(repository, blobs).items())
    together = accumulate(size for size, _ in known)
    return [
        blob
        for (size, blob), sum_of in zip(known, together, strict=True)
        if size <= _LARGEST and sum_of <= _MOST_TOGETHER
    ]


def _branch(repository: Repository) -> str:
    for name in _BRANCH_NAMES:
        if told := os.environ.get(name):
            return told
    try:
        told = repository.run("symbolic-ref", "--quiet", "--short", "HEAD").decode().strip()
    except GitError:
        return ""
    return told
