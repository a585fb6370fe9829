# A repository beside the real one, in a folder of its own that is gone afterwards: it reads the
# real one's objects, and whatever is written (a merge that nobody has made, files of a patch) lands
# in it alone. The user's own configuration of Git does not count here: no hook, no filter, no merge
# driver runs on what a stranger sent. Why here: a request is looked at without touching the work
# tree, the index, a branch or the caches. Must not know: what a request may change.
"""Look at commits in a copy beside the repository."""

from __future__ import annotations

import filecmp
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from pollinate.history.cache import store
from pollinate.history.git import Repository, make_repository
from pollinate.history.refusals import told_when_refused
from pollinate.history.workspace import cache_folder
from pollinate.paths import RepoPath, Sha

_NOBODY = {
    "GIT_AUTHOR_NAME": "preview[bot]",
    "GIT_AUTHOR_EMAIL": "preview[bot]@users.noreply.github.com",
    "GIT_COMMITTER_NAME": "preview[bot]",
    "GIT_COMMITTER_EMAIL": "preview[bot]@users.noreply.github.com",
}
"""Who makes commits here: a program, so that nobody is credited for a merge that isn't made."""
_PLAIN = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_LFS_SKIP_SMUDGE": "1"}
_BY_ALL_CORES = ("-c", "checkout.workers=0", "-c", "checkout.thresholdForParallelism=500")
"""How many write the files of a work tree: on some disks one alone takes three times as long."""
_KEPT = ("info/attributes", "info/grafts")
"""Of the real repository: what says how its files and its history are read."""


@dataclass(frozen=True, slots=True)
class SideCopy:
    """A repository that reads another one's objects and writes its own."""

    root: Path
    """Its work tree."""
    repository: Repository
    cache: Path
    """Where caches of it lie: those of the real one as they were, for it alone from then on."""

    def give_caches(self, there: Path | None) -> None:
        """Give what was cached here where nothing is cached yet, and what was mined here where that
        of there is of later commits: only while HEAD is a commit of the real repository's own
        branch.
        """
        if there is not None and self.cache.is_dir():
            with suppress(OSError):
                there.mkdir(mode=0o700, parents=True, exist_ok=True)
                for file in self.cache.iterdir():
                    if not file.is_file():
                        continue
                    if not (there / file.name).exists():
                        _linked(file, there / file.name)
                    elif file.name == store.NAME and not _are_same(file, there / file.name):
                        (there / store.BASE).unlink(missing_ok=True)
                        _linked(file, there / store.BASE)

    def run(self, *args: str, stdin: bytes = b"", index: Path | None = None) -> bytes:
        """Return what one git command prints here."""
        return self.repository.run(*args, stdin=stdin, index=index)

    def ask(self, *args: str) -> tuple[int, bytes]:
        """Return the exit status of one git command, and what it prints."""
        return self.repository.ask(*args)

    def tree_of(self, commit: str, changes: Mapping[RepoPath, str | None]) -> str:
        """Return the tree of a commit in which some files are others: their blobs, or None for
        those that are gone.
        """
        null = "0" * len(commit)
        gone = [f"0 {null}\t{path}\0" for path, blob in changes.items() if blob is None]
        new = [f"100644 {blob}\t{path}\0" for path, blob in changes.items() if blob]
        return self.tree_from(commit, [*gone, *new])

    def tree_from(self, commit: str, lines: Sequence[str]) -> str:
        """Return the tree of a commit in which some entries are others, as `update-index` of git
        takes them.
        """
        with tempfile.TemporaryDirectory(prefix="pollinate-") as folder:
            index = Path(folder, "index")
            self.run("read-tree", commit, index=index)
            asked = "".join(lines).encode("utf-8", "surrogateescape")
            self.run("update-index", "-z", "--index-info", stdin=asked, index=index)
            return self.run("write-tree", index=index).decode().strip()

    def commit(self, tree: str, parents: tuple[str, ...], message: str) -> Sha:
        """Make a commit that no person is credited for, as old as the newest of its parents: the
        same request gives the same bytes whenever somebody looks.
        """
        above = [word for parent in parents for word in ("-p", parent)]
        times = self.run("log", "--no-walk", "--format=%ct", *parents).split()
        when = f"{max(map(int, times))} +0000"
        dates = {"GIT_COMMITTER_DATE": when, "GIT_AUTHOR_DATE": when} | {
            key: os.environ[key] for key in ("GIT_AUTHOR_DATE",) if key in os.environ
        }
        with told(dates):
            made = self.run("commit-tree", tree, *above, stdin=message.encode())
        return Sha(made.decode().strip())

    def show(self, commit: str) -> None:
        """Make the work tree that of a commit, and HEAD with it."""
        with told_when_refused(self.root):
            self.run(*_BY_ALL_CORES, "read-tree", "-q", "--reset", "-u", commit)
            self.run("update-ref", "--no-deref", "HEAD", commit)


@contextmanager
def side_copy(repository: Repository, branch: str) -> Iterator[SideCopy]:
    """Give a copy that stands on a branch of a name; all that it holds is gone afterwards."""
    cache = cache_folder(repository)
    replaced = repository.run("for-each-ref", "--format=%(objectname) %(refname)", "refs/replace")
    with tempfile.TemporaryDirectory(prefix="pollinate-look-") as folder:
        tree = Path(folder, "garden")
        own = Path(folder, "caches")
        with told(_PLAIN | _NOBODY | {"POLLINATE_CACHE": str(own)}):
            _make(repository, tree, branch)
            made = Repository(root=tree, head=None, common_dir=tree / ".git")
            _take_caches(cache, own)
            for line in replaced.decode().splitlines():
                sha, _, ref = line.partition(" ")
                made.run("update-ref", ref, sha)
            with made.children:
                yield SideCopy(tree, made, own)


def _make(repository: Repository, tree: Path, branch: str) -> None:
    kind = "sha256" if len(repository.head or "") == 64 else "sha1"
    make_repository(tree, f"--object-format={kind}", f"--initial-branch={branch or 'main'}")
    info = tree / ".git" / "objects" / "info"
    info.mkdir(parents=True, exist_ok=True)
    objects = repository.common_dir / "objects"
    (info / "alternates").write_bytes(os.fsencode(objects) + b"\n")
    for name in _KEPT:
        if (repository.common_dir / name).is_file():
            (tree / ".git" / "info").mkdir(exist_ok=True)
            shutil.copyfile(repository.common_dir / name, tree / ".git" / name)


def _take_caches(there: Path, here: Path) -> None:
    """Give the copy what is cached, without copying: whoever writes a cache writes a new file."""
    here.mkdir(mode=0o700)
    with suppress(OSError):
        for file in there.iterdir():
            if file.is_file() and not file.is_symlink() and not file.name.startswith("."):
                _linked(file, here / file.name)


def _are_same(file: Path, other: Path) -> bool:
    return file.samefile(other) or filecmp.cmp(file, other, shallow=False)


def _linked(file: Path, new: Path) -> None:
    try:
        os.link(file, new)
    except OSError:
        # Another disk.
        with suppress(OSError):
            shutil.copyfile(file, new)


@contextmanager
def told(values: Mapping[str, str]) -> Iterator[None]:
    """Set variables for all processes that start meanwhile."""
    before = {key: os.environ.get(key) for key in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for key, value in before.items():
            if value is None:
                os.environ.pop(key, None)
            else:
                os.environ[key] = value
