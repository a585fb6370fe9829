# Reads the commits that some tips have and a base lacks, and those of the base itself, each in one
# git process however many tips there are. Mailmap is that of the base: a request must not say who
# is who before it is merged, and what is checked out may be the request.
# Must not know: which refs are requests, who is one person.
"""Read the commits of requests."""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from pollinate.history.commits import commit_of, with_mapped_trailers
from pollinate.history.git import Repository
from pollinate.history.log import RawCommit, records
from pollinate.history.moments import with_authors
from pollinate.history.trailers import clean_name, decoded
from pollinate.history.workspace import as_path
from pollinate.model.git import Commit, Identity
from pollinate.model.requests import RequestCommit
from pollinate.paths import RepoPath, Sha

_FIELDS = ("%H", "%P", "%aN", "%aE", "%an", "%ae", "%ad", "%ct", "%cN", "%cE", "%B", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class RepositoryAt(Repository):
    """A repository as one commit has it: git reads the mailmap of that commit, and no file."""

    before: tuple[str, ...] = ()

    def command(self, args: tuple[str, ...]) -> list[str]:
        """Return the words that start git here."""
        return Repository.command(self, (*self.before, *args))


@contextmanager
def repository_at(repository: Repository, commit: Sha | str) -> Iterator[RepositoryAt]:
    """Give a repository in which the mailmap is a commit's, whatever is checked out."""
    folder = str(repository.opened.git.rev_parse("--absolute-git-dir"))
    with tempfile.TemporaryDirectory(prefix="pollinate-") as nothing:
        yield RepositoryAt(
            root=repository.root,
            head=repository.head,
            common_dir=repository.common_dir,
            is_partial=repository.is_partial,
            opened=repository.opened,
            children=repository.children,
            before=(
                *("-C", nothing, f"--git-dir={folder}", f"--work-tree={nothing}"),
                *("-c", f"mailmap.blob={commit}:.mailmap"),
            ),
        )


def read_past(at: Repository, base: Sha | str) -> list[RequestCommit]:
    """Return all commits of a base, parents first, without their files."""
    return _read(at, (), f"{base}\n")


def read_requests(at: Repository, tips: Iterable[str], base: Sha | str) -> list[RequestCommit]:
    """Return the commits that tips have and the base lacks, parents first, with their files."""
    asked = "".join(f"{tip}\n" for tip in tips)
    how = ("-c", "--raw", "--no-renames", "--no-abbrev", "--no-relative")
    return _read(at, how, f"{asked}^{base}\n") if asked else []


def odd_files(repository: Repository, commits: Iterable[str]) -> dict[Sha, list[RepoPath]]:
    """Return which files of some commits are no plain files: links, programs, repositories (one
    git process).
    """
    asked = "".join(f"{commit}\n" for commit in commits).encode()
    how = ("--stdin", "-r", "--root", "--raw", "-z", "--no-renames")
    found: dict[Sha, list[RepoPath]] = {}
    sha, words = Sha(""), iter(repository.run("diff-tree", *how, stdin=asked).split(b"\0"))
    for word in words:
        if not word.startswith(b":"):
            sha = Sha(word.decode("ascii", "replace").strip())
            continue
        path, mode = as_path(next(words, b"")), word.split()[1]
        if mode not in (b"100644", b"000000"):
            found.setdefault(sha, []).append(path)
    return found


def read_one(at: Repository, commit: str) -> RequestCommit:
    """Return one commit, without its files."""
    [one] = _read(at, ("--no-walk",), f"{commit}\n")
    return one


def _read(at: Repository, how: Sequence[str], revisions: str) -> list[RequestCommit]:
    mark = secrets.token_hex(16)
    pieces = at.stream(
        *("log", "-z", "--reverse", "--topo-order", "--no-show-signature", "--no-decorate"),
        *("--no-notes", "--encoding=UTF-8", "--date=raw", *how),
        *(f"--format={mark}{'%x00'.join(_FIELDS)}", "--stdin"),
        stdin=revisions.encode(),
    )
    found = [_commit(record) for record in records(pieces, mark.encode())]
    commits = with_authors(at, [one.commit for one in found])
    mapped = with_mapped_trailers(at, commits)
    return [replace(one, commit=own) for one, own in zip(found, mapped, strict=True)]


def _commit(record: bytes) -> RequestCommit:
    sha, parents, name, mail, own, at, when, done, by, of, message, rest = record.split(b"\0", 11)
    names = (name, mail, own, at)
    raw = RawCommit(sha.decode(), parents.decode().split(), names, when, done, message, [], b"")
    committer = Identity(clean_name(decoded(by)), decoded(of))
    commit: Commit = commit_of(raw)
    return RequestCommit(commit=commit, committer=committer, message=message, files=_files(rest))


def _files(rest: bytes) -> Mapping[RepoPath, tuple[str, str]]:
    found: dict[RepoPath, tuple[str, str]] = {}
    at = rest.find(b":", 0, 4)
    words = iter(rest[at:].split(b"\0") if at >= 0 else ())
    for head in words:
        if head.startswith(b":"):
            # A merge has a mode and a blob for each parent, and those of its own behind them.
            parts = head.lstrip(b":").split()
            parents = (len(parts) - 3) // 2
            blobs = parts[parents + 1].decode(), parts[2 * parents + 1].decode()
            found[as_path(next(words, b""))] = blobs
    return found


def files_since(at: Repository, base: Sha | str, before: Sha | str) -> set[tuple[RepoPath, str]]:
    """Return each path with each blob that commits of a base left there, those in the past of
    another left out (one git process).
    """
    pieces = at.stream(
        *("log", "-z", "--raw", "--no-renames", "--no-abbrev", "--no-relative", "--format="),
        *("--no-show-signature", "--diff-merges=off", f"{before}..{base}", "--"),
    )
    found: set[tuple[RepoPath, str]] = set()
    words = iter(b"".join(pieces).split(b"\0"))
    for head in words:
        if (head := head.lstrip(b"\n")).startswith(b":"):
            found.add((as_path(next(words, b"")), head.split()[3].decode()))
    return found


def regular_files(at: Repository, commit: Sha | str) -> dict[RepoPath, str]:
    """Return the regular files of a commit, with their blobs (one git process)."""
    told = at.run("ls-tree", "-r", "-z", "--full-tree", commit)
    found: dict[RepoPath, str] = {}
    for entry in told.split(b"\0"):
        head, _, path = entry.partition(b"\t")
        if head.startswith(b"100"):
            found[as_path(path)] = head.split()[2].decode()
    return found
