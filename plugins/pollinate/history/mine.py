# The phase "mine": everything that git knows, in one pass and a constant number of git processes.
# Git is started before files are read and heard out after, so that it runs on one core while we
# read on another. Must not know: front matter, pages, MkDocs.
"""Mine a repository."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from pollinate.history.cache import store
from pollinate.history.cache.lazy import Deferred
from pollinate.history.cache.pack import WINDOW
from pollinate.history.cache.restore import Stored
from pollinate.history.commits import commit_of, with_mapped_trailers
from pollinate.history.git import Repository
from pollinate.history.ignore_file import find_unknown, read_ignore_file
from pollinate.history.line_state import Change, Changes, CommitList, Mined, Restored, State
from pollinate.history.moments import with_authors
from pollinate.history.replay import Replay
from pollinate.history.repository import is_ancestor
from pollinate.history.reverts import taken_back
from pollinate.history.streams import Streams, open_streams
from pollinate.history.texts import Texts, texts_of, with_origins, without_missing
from pollinate.history.workspace import Workspace, as_path
from pollinate.model.git import (
    Commit,
    FileHistory,
    History,
    TextChange,
)
from pollinate.paths import RepoPath, Sha
from pollinate.runtime.forked import forked
from pollinate.runtime.regular_file import bytes_or_nothing
from pollinate.settings import Settings
from pollinate.version import VERSION

Progress = Callable[[str, int, int], None]
"""Called with a phase's name, how much is done, and of how much."""


FEW = 100
"""So few new commits are rather replayed again than saved: writing the whole file costs more."""
MANY = 10_000
"""From so many new commits on a second process saves, while this one goes on."""
MOST_SETTINGS = 100_000_000
"""Bytes of a mailmap, and of Git's attributes, that are read."""

Lessons = Callable[[RepoPath], bool]
"""Whether a path, of today or of the past, is a lesson's."""


def silent(phase: str, done: int, total: int) -> None:
    """Show no progress."""


@contextmanager
def start_mining(workspace: Workspace, settings: Settings) -> Iterator[Mining]:
    """Start git on a history, so that it runs while files are read; nothing runs on after this.

    Raises GitError when git fails on the way.
    """
    repository = workspace.repository
    if repository is None:
        yield Mining(History(head=None, available=False, diagnostics=workspace.diagnostics))
        return
    ignored, findings = read_ignore_file(repository.root, settings.ignore_commits)
    nothing = History(head=None, diagnostics=tuple(findings))
    if repository.head is None:
        yield Mining(nothing)
        return
    texts = without_missing(repository, texts_of(settings.endings))
    linked = [repr(workspace.place)]
    key = cache_key(repository, settings, [*texts.key(), *linked], ignored)
    found = (store.load(workspace.cache, key, name) for name in store.NAMES)
    stored = next((one for one in found if one and is_ancestor(repository, one.head)), None)
    with ExitStack() as running:
        known = [f"^{stored.head}"] if stored else []
        followed = replace(texts, endings=stored.endings, paths=stored.paths) if stored else texts
        revisions = [repository.head, *known]
        streams = running.enter_context(open_streams(repository, revisions, followed))
        yield Mining(
            nothing,
            _Job(
                repository=repository,
                running=running,
                streams=streams,
                stored=stored,
                texts=texts,
                followed=followed,
                ignored=ignored,
                ignore_file=settings.ignore_commits,
                cache=workspace.cache,
                key=key,
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    repository: Repository
    running: ExitStack
    streams: Streams
    stored: Stored | None
    texts: Texts
    """What may be a lesson by its name."""
    followed: Texts
    """The same with where it came from, as far as that is known."""
    ignored: frozenset[str]
    ignore_file: str
    cache: Path | None
    key: str

    def anew(self, head: Sha, followed: Texts) -> _Job:
        """Return the same work from the first commit on."""
        self.running.close()
        streams = self.running.enter_context(open_streams(self.repository, [head], followed))
        return replace(self, streams=streams, stored=None, followed=followed)

    def save(self, head: Sha, mined: Mined, *, large: bool) -> None:
        """Save what was mined, by the time that whoever mines is done with the garden."""
        # Git has told all: its threads must be gone, or there is no clean fork.
        self.running.close()
        save = partial(store.save, self.cache, self.key, head, mined)
        self.running.callback(self.running.enter_context(forked(save, large=large)).result)


@dataclass(frozen=True, slots=True)
class Mining:
    """Git at work on a history."""

    _known: History
    """What is known without mining: findings, or all where there is nothing to mine."""
    _job: _Job | None = None

    def finish(self, is_lesson: Lessons, progress: Progress = silent) -> History:
        """Return the history of all Markdown files at HEAD.

        Raises GitError when git fails on the way.
        """
        if self._job is None:
            return self._known
        job, head = self._job, self._job.repository.head
        assert head is not None
        found = _mined(job, head, _by_bytes(is_lesson), progress)
        while isinstance(found, Texts):
            job = job.anew(head, found)
            found = _mined(job, head, _by_bytes(is_lesson), progress)
        mined, new = found
        if not mined.doubtful and (job.stored is None or new > FEW):
            job.save(head, mined, large=new >= MANY)
        unknown = find_unknown(job.ignore_file, job.ignored, mined.commits)
        renames = {as_path(old): as_path(new) for old, new in mined.renames.items()}
        files = _Files(mined.state, mined.changes)
        return History(
            head=head,
            commits=mined.commits,
            files=files,
            gone=_Gone(mined.state, mined.changes),
            runs=mined.runs,
            renames=renames,
            diagnostics=(*self._known.diagnostics, *unknown),
        )


def _mined(
    job: _Job, head: Sha, is_lesson: Callable[[bytes], bool], progress: Progress
) -> tuple[Mined, int] | Texts:
    """Return all that was mined, and how many commits were new; only which files to follow where
    all must be mined anew: the cache can't serve, or a text came from a file that was not followed.
    """
    parents = job.streams.parents()
    replay = Replay(is_lesson, job.ignored, parents, job.followed, job.streams)
    commits: CommitList = []
    if job.stored is not None:
        restored = _restored(job.stored, parents)
        if restored is None:
            # A new commit builds on one that can't be restored.
            return job.texts
        commits = restored.commits
        replay.resume(restored)
    start, total = len(commits), len(parents)
    replay.keep_deltas_from = start + total - WINDOW
    new: list[Commit] = []
    # What differs from the names that lessons have was found by asking.
    asked = job.stored is None and job.followed != job.texts
    for raw in job.streams.commits() if total else ():
        merged = replay.feed(raw, start + len(new))
        if replay.text_changes.doubts_origins and not asked:
            asked, more = True, _origins(job, head)
            if more != job.followed:
                return more
        new.append(commit_of(raw, job.ignored, merged))
        if not len(new) & 255:
            progress("Mining history", len(new), total)
    progress("Mining history", total, total)
    commits.extend(with_mapped_trailers(job.repository, with_authors(job.repository, new)))
    return replay.mined(commits, head), len(new)


def _origins(job: _Job, head: Sha) -> Texts:
    """Return which files to follow so that the origin of each text is among them."""
    if job.stored is not None:
        since = [head, f"^{job.stored.head}"]
        if with_origins(job.repository, job.followed, since) == job.followed:
            return job.followed
    return with_origins(job.repository, job.texts, [head])


def _restored(stored: Stored, parents: Mapping[str, list[str]]) -> Restored | None:
    """Return what a cache kept; None for one that can't serve, or was forged."""
    try:
        return stored.restored(parents)
    except (IndexError, KeyError, TypeError, ValueError):
        return None


def cache_key(
    repository: Repository, settings: Settings, specs: Sequence[str], ignored: Iterable[str]
) -> str:
    """Return what mined history depends on beside the commits themselves, as a checksum."""
    globs = [
        getattr(settings, kind)
        for kind in ("lessons", "notes", "trails", "gatherings", "people", "exclude")
    ]
    files = [repository.root / ".mailmap", repository.root / ".gitattributes"]
    files += [repository.common_dir / "info" / name for name in ("grafts", "attributes")]
    parts = [
        store.FORMAT,
        VERSION,
        list(specs),
        sorted(ignored),
        globs,
        # Where a work tree lies says nothing of its commits: a copy beside it takes the same.
        os.path.relpath(settings.docs_dir, repository.root),
        [hashlib.sha256(bytes_or_nothing(file, MOST_SETTINGS)).hexdigest() for file in files],
        repository.run("for-each-ref", "--format=%(refname) %(objectname)", "refs/replace").hex(),
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def mine(
    workspace: Workspace, settings: Settings, is_lesson: Lessons, progress: Progress = silent
) -> History:
    """Return the history of all Markdown files at HEAD."""
    with start_mining(workspace, settings) as mining:
        return mining.finish(is_lesson, progress)


def _by_bytes(is_lesson: Lessons) -> Callable[[bytes], bool]:
    known: dict[bytes, bool] = {}

    def answer(path: bytes) -> bool:
        if path not in known:
            known[path] = is_lesson(as_path(path))
        return known[path]

    return answer


class _Files(Mapping[RepoPath, FileHistory]):
    """The histories of all files at HEAD, each made when it is asked for."""

    def __init__(self, state: State, changes: Changes) -> None:
        self._entries = {as_path(path): entry for path, entry in state.items() if entry.blob}
        self._changes = changes
        self._made: dict[RepoPath, FileHistory] = {}

    def __getitem__(self, path: RepoPath) -> FileHistory:
        if path not in self._made:
            blob, blame, credit, _, past = self._entries[path]
            self._made[path] = FileHistory(
                path=path,
                blob=blob.decode(),
                blame=blame,
                credit=credit,
                changes=Deferred(partial(_past, past, self._changes, blob)),
            )
        return self._made[path]

    def __contains__(self, path: object) -> bool:
        return path in self._entries

    def __iter__(self) -> Iterator[RepoPath]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


class _Gone(Mapping[RepoPath, tuple[TextChange, ...]]):
    """The changes of all files that were deleted, each made when it is asked for."""

    def __init__(self, state: State, changes: Changes) -> None:
        self._tips = {
            as_path(path): entry.past
            for path, entry in state.items()
            if not entry.blob and entry.past >= 0
        }
        self._changes = changes

    def __getitem__(self, path: RepoPath) -> tuple[TextChange, ...]:
        return _past(self._tips[path], self._changes, b"")

    def __contains__(self, path: object) -> bool:
        return path in self._tips

    def __iter__(self) -> Iterator[RepoPath]:
        return iter(self._tips)

    def __len__(self) -> int:
        return len(self._tips)


def _past(tip: int, changes: Changes, blob: bytes) -> tuple[TextChange, ...]:
    found: dict[int, Change] = {}
    waiting = [tip]
    while waiting:
        at = waiting.pop()
        if at < 0 or at in found:
            continue
        found[at] = change = changes[at]
        waiting.extend(change.prev)
    order = sorted(found)
    void = taken_back([(at, found[at]) for at in order], blob) if len(order) > 1 else ()
    return tuple(
        TextChange(
            one.commit,
            one.created,
            one.changed,
            one.brought,
            at in void,
            one.blob.decode(),
            tuple(map(as_path, one.moved)),
        )
        for at in order
        for one in (found[at],)
    )
