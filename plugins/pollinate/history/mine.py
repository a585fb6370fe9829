# The first phase: everything that git knows, in one pass and a constant number of git processes.
# Why here: this is the only door into history/; it turns bytes into the values of model/.
# Must not know: front matter, pages, MkDocs.
"""Mine a repository."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from pollinate.addresses import without_addresses
from pollinate.errors import GitError
from pollinate.history import cache
from pollinate.history.entry import Changes, State
from pollinate.history.git import Repository, open_repository
from pollinate.history.ignore_file import read_ignore_file
from pollinate.history.lazy import Lazy
from pollinate.history.log import RawCommit, pathspecs
from pollinate.history.replay import Replay
from pollinate.history.streams import Streams
from pollinate.history.trailers import clean_name, map_contacts, read_trailers
from pollinate.model.diagnostics import Diagnostic
from pollinate.model.git import Commit, FileHistory, History, Identity, TextChange
from pollinate.paths import RepoPath, Sha
from pollinate.settings import Settings

Progress = Callable[[str, int, int], None]
"""Called with a phase's name, how much is done, and of how much."""


SMALL_PACK = 100_000
"""KiB of packed objects up to which a repository is small enough to look at all its files."""

Commits = list[Commit] | Lazy[Commit]

Lessons = Callable[[RepoPath], bool]
"""Whether a path, of today or of the past, is a lesson's."""


def silent(phase: str, done: int, total: int) -> None:
    """Show no progress."""


@dataclass(frozen=True)
class Ground:
    """Where a garden lies: its repository, and `docs_dir` from its root."""

    repository: Repository | None
    """None: `history: optional` and no usable git."""
    root: Path
    docs: str
    diagnostics: tuple[Diagnostic, ...] = ()


def survey(settings: Settings) -> Ground:
    """Return where a garden lies.

    Raises GitError for everything that would make a credit wrong, unless `history: optional` says
    to do without.
    """
    try:
        repository = open_repository(settings.docs_dir)
    except GitError as error:
        if settings.history != "optional":
            raise
        what = Diagnostic(
            RepoPath("."), 0, "no-history", f"this site has no credits: {error.problem}", error.cure
        )
        return Ground(None, settings.root, _below(settings.root, settings.docs_dir), (what,))
    return Ground(repository, repository.root, _below(repository.root, settings.docs_dir))


def _below(root: Path, folder: Path) -> str:
    there, here = folder.resolve(), root.resolve()
    found = there.relative_to(here).as_posix() if there.is_relative_to(here) else ""
    return "" if found == "." else found


def known_files(ground: Ground) -> frozenset[RepoPath] | None:
    """Return all Markdown files that git tracks or would add (one git process); None without
    git.
    """
    if ground.repository is None:
        return None
    listing = ground.repository.run(
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
        "--",
        ":(top)*.md",
        ":(top,icase)*.md",
        ":(top,icase)*.markdown",
    )
    return frozenset(as_path(path) for path in listing.split(b"\0") if path)


class Mining:
    """Git at work on a history.

    Started before files are read and finished after: git then runs on one core while we read on
    another.
    """

    def __init__(self, ground: Ground, settings: Settings) -> None:
        """Start git; raises nothing yet."""
        self._ground, self._settings = ground, settings
        self.new_commits: list[int] = []
        self.touched: list[RepoPath] = []
        repository = ground.repository
        if repository is None or repository.head is None:
            return
        self._repository = repository
        self._ignored, self._findings = read_ignore_file(repository.root, settings.ignore_commits)
        self._specs = [] if _mostly_markdown(repository) else pathspecs(_endings(settings))
        self._store = cache.Store(settings, repository, self._specs, self._ignored)
        self._old = self._store.load()
        self._streams = Streams(
            repository,
            [repository.head, *([f"^{self._old.head}"] if self._old else [])],
            self._specs,
        )

    def finish(
        self, is_lesson: Lessons, progress: Progress = silent, since: frozenset[str] | None = None
    ) -> History:
        """Return the history of all Markdown files at HEAD; with `since`, only of files that these
        commits touched.

        Raises GitError when git fails on the way.
        """
        repository = self._ground.repository
        if repository is None:
            return History(None, available=False, diagnostics=self._ground.diagnostics)
        if repository.head is None:
            return History(
                None,
                diagnostics=tuple(
                    read_ignore_file(repository.root, self._settings.ignore_commits)[1]
                ),
            )
        lesson = _by_bytes(is_lesson)
        commits, replay = self._replayed(lesson, progress)
        state = replay.live[repository.head]
        self._store.save(commits, state, replay)
        renames = {as_path(old): as_path(new) for old, new in replay.renames.items()}
        if since is not None:
            self._look_at(since, commits, replay)
        files = _files(
            (
                state
                if since is None
                else {p: state[p] for p in map(os.fsencode, self.touched) if p in state}
            ),
            replay,
        )
        return History(repository.head, commits, files, renames, tuple(self._findings))

    def _look_at(self, since: frozenset[str], commits: Commits, replay: Replay) -> None:
        """Note the commits of a set, and the files that they touched."""
        last = len(commits) - 1
        self.new_commits = [
            n for n in range(last, max(-1, last - 2 * cache.WINDOW), -1) if commits[n].sha in since
        ]
        if len(self.new_commits) < len(since) or any(
            n < replay.keep_deltas_from for n in self.new_commits
        ):
            raise IndexError("the commits asked for lie too far back")
        self.touched = sorted(
            {as_path(path) for n in self.new_commits for path, *_ in replay.deltas.get(n, ())}
        )

    def _restored(self, replay: Replay, parents: Mapping[str, list[str]]) -> Commits | None:
        """Return the commits of the cache, its states put into a replay; None for a cache that
        can't serve or was forged.
        """
        try:
            return self._old.restore(replay, parents) if self._old else None
        except (IndexError, KeyError, TypeError, ValueError):
            return None

    def _replayed(
        self, is_lesson: Callable[[bytes], bool], progress: Progress
    ) -> tuple[Commits, Replay]:
        """Return all commits and the replay that has taken them; from a cache only what is new is
        replayed.
        """
        parents = self._streams.parents()
        replay = Replay(is_lesson, self._ignored, parents)
        commits: Commits | None = self._restored(replay, parents) if self._old else []
        if commits is None:
            # A new commit builds on one that the cache can't restore: mine everything anew.
            self._old = None
            self._streams.close()
            self._streams = Streams(self._repository, [self._repository.head or ""], self._specs)
            return self._replayed(is_lesson, progress)
        start, total = len(commits), len(parents)
        replay.keep_deltas_from = start + total - cache.WINDOW
        new: list[Commit] = []
        for raw in self._streams.commits() if total else ():
            replay.feed(
                raw,
                start + len(new),
                *(self._streams.merge(raw.sha) if len(raw.parents) > 1 else ()),
            )
            new.append(_commit(raw, self._ignored))
            if not len(new) & 255:
                progress("Mining history", len(new), total)
        self._streams.close()
        progress("Mining history", total, total)
        commits.extend(_mapped(self._repository, new))
        return commits, replay


def mine(
    ground: Ground, settings: Settings, is_lesson: Lessons, progress: Progress = silent
) -> History:
    """Return the history of all Markdown files at HEAD."""
    return Mining(ground, settings).finish(is_lesson, progress)


def _mostly_markdown(repository: Repository) -> bool:
    """Return whether the repository holds little but Markdown, so that looking at all files is
    cheaper than choosing.

    Choosing by path costs git a third of its time; a repository of pictures or programs would cost
    far more without.
    """
    names = [name for name in repository.run("ls-files", "-z").split(b"\0") if name]
    markdown = sum(name.lower().endswith((b".md", b".markdown")) for name in names)
    if len(names) - markdown > max(20, len(names) // 20):
        return False
    counted = dict(
        line.split(": ")
        for line in repository.run("count-objects", "-v").decode().splitlines()
        if ": " in line
    )
    return int(counted.get("size-pack", 0)) + int(counted.get("size", 0)) <= SMALL_PACK


def read_blobs(ground: Ground, blobs: Sequence[str]) -> dict[str, bytes]:
    """Return the contents of some blobs (one git process)."""
    if ground.repository is None or not blobs:
        return {}
    told = ground.repository.run(
        "cat-file", "--batch", stdin="".join(f"{blob}\n" for blob in blobs).encode()
    )
    found: dict[str, bytes] = {}
    at = 0
    while at < len(told):
        end = told.index(b"\n", at)
        words = told[at:end].split()
        at = end + 1
        if len(words) == 3:
            size = int(words[2])
            found[words[0].decode()] = told[at : at + size]
            at += size + 1
    return found


def _endings(settings: Settings) -> list[str]:
    names = [glob.rsplit("/", 1)[-1] for glob in settings.lessons]
    return [
        f".{name.rsplit('.', 1)[1]}"
        for name in names
        if "." in name and name.rsplit(".", 1)[1].isalnum()
    ]


def _by_bytes(is_lesson: Lessons) -> Callable[[bytes], bool]:
    known: dict[bytes, bool] = {}

    def answer(path: bytes) -> bool:
        if path not in known:
            known[path] = is_lesson(as_path(path))
        return known[path]

    return answer


def as_path(path: bytes) -> RepoPath:
    """Return a path as Python's own file functions spell it."""
    return RepoPath(path.decode("utf-8", "surrogateescape"))


@lru_cache(maxsize=100_000)
def _identity(name: bytes, mail: bytes) -> Identity:
    return Identity(clean_name(name.decode("utf-8", "replace")), mail.decode("utf-8", "replace"))


def _commit(raw: RawCommit, ignored: frozenset[str]) -> Commit:
    name, mail, raw_name, raw_mail = raw.names
    subject = raw.message.lstrip(b"\n").partition(b"\n")[0][:400].decode("utf-8", "replace")
    return Commit(
        Sha(raw.sha),
        tuple(map(Sha, raw.parents)),
        _identity(name, mail),
        _identity(raw_name, raw_mail),
        raw.when.decode(),
        without_addresses(subject)[:200],
        read_trailers(raw.message),
        raw.sha in ignored,
    )


def _mapped(repository: Repository, commits: list[Commit]) -> list[Commit]:
    """Return commits with mailmap applied to the people in their trailers, each person once for
    each kind.
    """
    names = map_contacts(
        repository, (trailer.who for commit in commits for trailer in commit.trailers)
    )
    done = []
    for commit in commits:
        if commit.trailers:
            mapped = {(t.kind, names.get(t.who, t.who)): t for t in commit.trailers}
            commit = replace(
                commit, trailers=tuple(replace(t, who=who) for (_, who), t in mapped.items())
            )
        done.append(commit)
    return done


def _files(state: State, replay: Replay) -> Mapping[RepoPath, FileHistory]:
    found = {}
    for path, (blob, blame, credit, keys, past) in state.items():
        if blob:
            name = as_path(path)
            found[name] = FileHistory(
                name, blob.decode(), blame, credit, keys, _past(past, replay.changes)
            )
    return found


def _past(tip: int, changes: Changes) -> tuple[TextChange, ...]:
    found, waiting, seen = [], [tip], set[int]()
    while waiting:
        at = waiting.pop()
        if at < 0 or at in seen:
            continue
        seen.add(at)
        change = changes[at]
        found.append(
            (at, TextChange(change.commit, change.created, change.changed, change.brought))
        )
        waiting.extend(change.prev)
    return tuple(change for _, change in sorted(found, key=lambda pair: pair[0]))
