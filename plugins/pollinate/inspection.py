# What `pollinate check` looks at, in one of three ways: a whole garden; what is staged; what a
# request changes. The first reads the history too and says what a credit or a name means; the
# other two read what changed and no history, so that they answer at once in a garden of any size.
# Why here: it stands above garden.py and git. Must not know: how findings are printed.
"""Inspect a garden, or what changes in it."""

from __future__ import annotations

import os
import posixpath
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import MappingProxyType

from pollinate.checks.code_owners import find_owner_faults
from pollinate.checks.files.links import find_links
from pollinate.checks.files.pictures import ENDINGS as PICTURES
from pollinate.checks.files.programs import ask_programs
from pollinate.checks.files.run import Files, check_files, missing
from pollinate.checks.files.sorting import Sorting, words_of
from pollinate.checks.files.surroundings import OnDisk
from pollinate.checks.files.text import Text, as_text
from pollinate.checks.files.unseen import cut_short, find_detours, unseen
from pollinate.checks.html import find_left_out
from pollinate.checks.published import find_unpublished_among
from pollinate.checks.run import check_garden
from pollinate.config_file import NAMES
from pollinate.content.files import kind_test
from pollinate.content.owners import PLACES
from pollinate.content.read import read_content
from pollinate.content.successor import written_successor
from pollinate.derive.superseded import circles_among
from pollinate.earlier_commits import find_in_commits
from pollinate.garden import build_garden
from pollinate.history.changes import (
    Changes,
    changes_since,
    ever_there,
    naming,
    staged_changes,
    tracked_files,
)
from pollinate.history.mine import Progress, silent
from pollinate.history.workspace import Workspace, locate
from pollinate.missing_targets import find_missing_targets
from pollinate.model.content import Content
from pollinate.model.diagnostics import Diagnostic
from pollinate.paths import RepoPath, SrcUri
from pollinate.private_changes import find_in_changes
from pollinate.private_files import find_in_other_files
from pollinate.runtime.regular_file import read_regular
from pollinate.runtime.walk import ENDINGS, below
from pollinate.settings import Settings
from pollinate.steering import Steering
from pollinate.word_lists import WordLists, in_repository, lists_before
from pollinate.words import MOST_BYTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What was found, and how much was looked at."""

    findings: Sequence[Diagnostic]
    lessons: int
    """Lessons among what was looked at."""
    missing: tuple[str, ...] = ()
    """Packages that are not installed, so that less was found."""
    whole: Collection[RepoPath] = ()
    """All files that were looked at."""


def inspect_garden(settings: Settings, progress: Progress = silent) -> Inspection:
    """Return what is found in a whole garden, its history included."""
    workspace = locate(settings)
    garden = build_garden(settings, progress, workspace=workspace)
    tracked = tracked_files(workspace)
    paths = [*_of_docs(workspace, tracked), *_configuration(settings, workspace)]
    lists = WordLists(settings)
    found = {
        *check_garden(garden, settings),
        *find_in_other_files(garden, settings),
        *find_owner_faults(garden, _owner_files(workspace), tracked),
        *_in_files(settings, workspace, lists, paths, tracked=tracked, touched=False),
    }
    return Inspection(
        findings=sorted(_but_in_list(settings, workspace, found)),
        lessons=len(garden.content.lessons),
        missing=missing(),
        whole=paths,
    )


def _owner_files(workspace: Workspace) -> dict[str, bytes]:
    """Return the files that may name owners, by their paths from the repository's root."""
    found = ((name, _bytes(workspace, RepoPath(name), MOST_BYTES)) for name in PLACES)
    return {name: data for name, data in found if data is not None}


def inspect_staged(settings: Settings) -> Inspection:
    """Return what is found in the files that would be committed now, as they would be."""
    workspace = locate(settings)
    return _inspect(settings, workspace, staged_changes(workspace))


def inspect_since(settings: Settings, ref: str) -> Inspection:
    """Return what is found in what a request changes, in each of its commits, and in the name of
    its branch.
    """
    workspace = locate(settings)
    return _inspect(settings, workspace, changes_since(workspace, ref))


def inspect_proposed(settings: Settings, changes: Changes) -> Inspection:
    """Return what is found in a request that is nowhere on the disk: in all that it changes, in
    each of its commits, and in the name of its branch.
    """
    return _inspect(settings, locate(settings), changes)


def inspect_request(
    settings: Settings, base: str, taken: Collection[RepoPath]
) -> tuple[list[Diagnostic], list[RepoPath]]:
    """Return what is found in what a request would send, and the files of its commits: some files
    of the disk, and whatever its commits hold since they left `base`.
    """
    workspace = locate(settings)
    changes = changes_since(workspace, base)
    lists = lists_before(settings, workspace, changes.base, _touched(changes))
    sent = [p for p in sorted({*taken, *changes.committed}) if os.path.lexists(workspace.root / p)]
    found = set(_in_files(settings, workspace, lists, sent, programs=False))
    found |= set(find_in_commits(changes, lists.private, _reader(workspace)))
    return sorted(_but_in_list(settings, workspace, found)), list(changes.committed)


def inspect_files(settings: Settings, paths: Collection[RepoPath]) -> list[Diagnostic]:
    """Return what is found in some files alone, without style and spelling."""
    workspace = locate(settings)
    lists = WordLists(settings)
    found = set(_in_files(settings, workspace, lists, paths, programs=False))
    return sorted(_but_in_list(settings, workspace, found))


def _inspect(settings: Settings, workspace: Workspace, changes: Changes) -> Inspection:
    lists = lists_before(settings, workspace, changes.base, _touched(changes))
    ours = tracked_files(workspace) if changes.links else ()
    found = {
        *_in_files(settings, workspace, lists, changes.files, changes.staged),
        *_by_key(settings, workspace, changes),
        *_left_behind(settings, workspace, changes),
        *Steering(settings, workspace).find(sorted(_touched(changes))),
        *find_detours(changes.links, changes.modules, partial(_leads_out, workspace, ours)),
        *find_in_commits(changes, lists.private, _reader(workspace, changes.staged)),
        *(unseen(path, "it is too large to look into") for path in changes.unread),
    }
    kind = kind_test(settings)
    uris = filter(None, map(workspace.place.src, changes.files))
    return Inspection(
        findings=sorted(_but_in_list(settings, workspace, found)),
        lessons=sum(kind(uri) == "lessons" for uri in uris),
        missing=missing(),
        whole=changes.files,
    )


def _but_in_list(
    settings: Settings, workspace: Workspace, found: Iterable[Diagnostic]
) -> Iterator[Diagnostic]:
    """Yield all but that the list of private names holds private names."""
    own = in_repository(settings, workspace, settings.private_words)
    return (one for one in found if not own or one.code != "private-word" or one.path != own)


def _configuration(settings: Settings, workspace: Workspace) -> list[RepoPath]:
    """Return the site's own configuration, which may hold what nobody should read."""
    root = below(os.path.realpath(workspace.root), os.path.realpath(settings.root))
    names = [] if root is None else [RepoPath(posixpath.join(root, name)) for name in NAMES]
    return [path for path in names if (workspace.root / path).is_file()]


def _of_docs(workspace: Workspace, tracked: Collection[RepoPath]) -> list[RepoPath]:
    """Return all files of `docs_dir`: those that git knows, or all that lie there."""
    place = workspace.place
    if workspace.repository is not None:
        return sorted(path for path in tracked if place.src(path) is not None)
    found = []
    for folder, names, files in os.walk(workspace.docs_dir):
        names[:] = sorted(name for name in names if not name.startswith("."))
        inside = Path(folder).relative_to(workspace.docs_dir)
        found += [place.repo(SrcUri((inside / name).as_posix())) for name in files]
    return sorted(found)


def _in_files(
    settings: Settings,
    workspace: Workspace,
    lists: WordLists,
    paths: Collection[RepoPath],
    staged: Mapping[RepoPath, bytes] = MappingProxyType({}),
    *,
    programs: bool = True,
    tracked: Collection[RepoPath] = (),
    touched: bool = True,
) -> Iterator[Diagnostic]:
    place, kind = workspace.place, kind_test(settings)

    def read(path: RepoPath, most: int) -> bytes | None:
        return staged[path][:most] if path in staged else _bytes(workspace, path, most)

    texts, cut = [], []
    for path in paths:
        uri = place.src(path)
        if uri is not None and path.lower().endswith(ENDINGS):
            data = read(path, MOST_BYTES) or b""
            if data and (words := words_of(data)) is not None:
                is_lesson = kind(uri) == "lessons"
                texts.append(Text(path=path, uri=uri, whole=words, is_lesson=is_lesson))
                cut += [cut_short(path, MOST_BYTES)] if len(data) == MOST_BYTES else []
    known = {str(text.uri): text.whole for text in texts if text.path in staged}
    rest = Sorting(paths=paths, read=read, known={text.path for text in texts}, cut=cut)
    files = Files(
        texts=texts,
        others=rest.texts(),
        pictures=rest.pictures(),
        binaries=rest.binaries(),
        paths=paths,
        among=tracked or tracked_files(workspace),
        words=lists.private,
        rules=settings.policy,
        touched=touched,
    )
    yield from check_files(files, OnDisk(settings, known))
    yield from rest.unseen()
    if programs:
        yield from ask_programs(texts, lists.spelled)
    yield from lists.find_missing()


def _touched(changes: Changes) -> set[RepoPath]:
    """Return all paths at which a request leaves something else than before."""
    return {*changes.files, *changes.gone, *changes.links, *changes.modules}


def _leads_out(workspace: Workspace, ours: Collection[RepoPath], path: RepoPath) -> bool:
    """Tell whether a link leads to what Git neither tracks here nor would add."""
    inside = _inside(workspace, path)
    if inside is None or not (workspace.root / path).exists():
        return True
    return inside not in ours and not any(one.startswith(f"{inside}/") for one in ours)


def _inside(workspace: Workspace, path: RepoPath) -> str | None:
    """Return where a path leads within the repository; None where it leads out of it."""
    root, there = os.path.realpath(workspace.root), os.path.realpath(workspace.root / path)
    inside = below(root, there)
    return None if inside is None or "/.git/" in f"/{inside}/" else inside


def _reader(
    workspace: Workspace, staged: Mapping[RepoPath, bytes] = MappingProxyType({})
) -> Callable[[RepoPath], bytes | None]:
    return lambda path: staged[path] if path in staged else _bytes(workspace, path, MOST_BYTES)


def _bytes(workspace: Workspace, path: RepoPath, most: int) -> bytes | None:
    """Return what a file holds; a link to a file of the same repository holds what that does. None
    for a link out of it, and for what is no file.
    """
    inside = _inside(workspace, path)
    if inside is None:
        return None
    try:
        return read_regular(workspace.root / inside, most)
    except (OSError, ValueError):
        return None


def _by_key(settings: Settings, workspace: Workspace, changes: Changes) -> Iterator[Diagnostic]:
    """Yield what changed files say in their keys and bodies: those alone are read."""
    place = workspace.place
    inside = [uri for path in changes.files if (uri := place.src(path)) is not None]
    uris = [uri for uri in inside if uri.lower().endswith(ENDINGS)]
    others = [uri for uri in inside if uri not in uris]
    yield from find_unpublished_among(settings, place, others)
    if not uris:
        return
    found = (
        _read_here(settings, workspace, uris)
        if not changes.staged
        else _read_staged(settings, workspace, changes, uris)
    )
    yield from found.diagnostics
    around = OnDisk(settings, {uri: "" for p in changes.staged if (uri := place.src(p))})
    yield from find_missing_targets(found, around.holds, partial(_known_of_old, workspace))
    there = _reader(workspace, changes.staged)

    def read(uri: SrcUri) -> bytes:
        return there(place.repo(uri)) or b""

    yield from find_left_out(found, settings, read)
    yield from circles_among(
        found.lessons, lambda uri: written_successor(read(uri), place.repo(uri), uri)
    )
    yield from find_in_changes(settings, workspace, changes, found, read)


def _known_of_old(workspace: Workspace, uris: Collection[SrcUri]) -> Collection[SrcUri]:
    """Return which paths Git knows of old; all, where pages say of themselves where they stood."""
    return uris if naming(workspace, ["redirect_from"]) else ever_there(workspace, uris)


def _read_here(settings: Settings, workspace: Workspace, uris: Sequence[SrcUri]) -> Content:
    return read_content(settings, workspace.walked, uris, whole=False)


def _read_staged(
    settings: Settings, workspace: Workspace, changes: Changes, uris: Sequence[SrcUri]
) -> Content:
    with tempfile.TemporaryDirectory(prefix="pollinate-staged-") as folder:
        docs = Path(folder, workspace.docs)
        for uri in uris:
            copy = docs / uri
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(changes.staged.get(workspace.place.repo(uri), b""))
        there = replace(settings, root=Path(folder), docs_dir=docs)
        return _read_here(there, locate(replace(there, history="optional")), uris)


def _left_behind(
    settings: Settings, workspace: Workspace, changes: Changes
) -> Iterator[Diagnostic]:
    """Yield links of other files that lead to what a request takes away."""
    gone = [path for path in changes.gone if path.lower().endswith((*ENDINGS, *PICTURES))]
    names = {posixpath.basename(path) for path in gone}
    around = OnDisk(settings)
    for path in naming(workspace, sorted(names)):
        uri = workspace.place.src(path)
        if uri is None or path in changes.files:
            continue
        whole = as_text(_bytes(workspace, path, MOST_BYTES) or b"")
        for one in find_links(Text(path=path, uri=uri, whole=whole), around):
            if one.code.startswith("broken-") and any(name in one.message for name in names):
                yield one
