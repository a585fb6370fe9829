# What `pollinate check` looks at, in one of three ways: a whole garden; what is staged; what a
# request changes. The first reads the history too and says what a credit or a name means; the
# other two read what changed and no history, so that they answer at once in a garden of any size.
# Why here: it stands above garden.py and git. Must not know: how findings are printed.
"""Inspect a garden, or what changes in it."""

from __future__ import annotations

import os
import posixpath
import re
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pollinate.checks.files.links import find_links
from pollinate.checks.files.personal_data import word_patterns
from pollinate.checks.files.pictures import ENDINGS as PICTURES
from pollinate.checks.files.pictures import find_in_picture
from pollinate.checks.files.programs import ask_programs
from pollinate.checks.files.rules import LASTING
from pollinate.checks.files.run import Files, check_files, check_words, missing
from pollinate.checks.files.sorting import MOST_BYTES as MOST_OTHER
from pollinate.checks.files.sorting import Sorting, words_of
from pollinate.checks.files.surroundings import OnDisk
from pollinate.checks.files.text import Text, as_text
from pollinate.checks.files.unseen import cut_short, unseen
from pollinate.checks.run import check_garden
from pollinate.content.files import kind_test
from pollinate.content.read import read_content
from pollinate.errors import ContentError
from pollinate.garden import build_garden
from pollinate.history.changes import (
    Changes,
    changes_since,
    naming,
    staged_changes,
    tracked_files,
)
from pollinate.history.mine import Progress, silent
from pollinate.history.workspace import Workspace, locate
from pollinate.model.diagnostics import Diagnostic, Severity
from pollinate.paths import RepoPath, SrcUri
from pollinate.runtime.regular_file import bytes_or_nothing, read_regular
from pollinate.runtime.walk import ENDINGS, below
from pollinate.settings import Settings
from pollinate.words import MOST_BYTES

_TOLD_OF_COMMITS = LASTING | {"bidi"}
"""What a later commit can't take back: it has been sent."""


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
    paths = _of_docs(workspace, tracked)
    found = {*check_garden(garden, settings), *_in_files(settings, workspace, paths, tracked, {})}
    return Inspection(
        findings=sorted(found),
        lessons=len(garden.content.lessons),
        missing=missing(),
        whole=paths,
    )


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


def inspect_request(
    settings: Settings, base: str, taken: Collection[RepoPath]
) -> tuple[list[Diagnostic], list[RepoPath]]:
    """Return what is found in what a request would send, and the files of its commits: some files
    of the disk, and whatever its commits hold since they left `base`.
    """
    workspace = locate(settings)
    changes = changes_since(workspace, base)
    sent = sorted({*taken, *changes.committed})
    found = set(_in_files(settings, workspace, sent, tracked_files(workspace), {}, programs=False))
    found |= set(_in_commits(changes, _private_words(settings), found))
    return sorted(found), list(changes.committed)


def inspect_files(settings: Settings, paths: Collection[RepoPath]) -> list[Diagnostic]:
    """Return what is found in some files alone, without style and spelling."""
    workspace = locate(settings)
    found = _in_files(settings, workspace, paths, tracked_files(workspace), {}, programs=False)
    return sorted(set(found))


def _inspect(settings: Settings, workspace: Workspace, changes: Changes) -> Inspection:
    tracked = tracked_files(workspace)
    words = _private_words(settings)
    found = {
        *_in_files(settings, workspace, changes.files, tracked, changes.staged),
        *_by_key(settings, workspace, changes),
        *_left_behind(settings, workspace, changes),
    }
    found |= set(_in_commits(changes, words, found))
    kind = kind_test(settings)
    uris = filter(None, map(workspace.place.src, changes.files))
    return Inspection(
        findings=sorted(found),
        lessons=sum(kind(uri) == "lessons" for uri in uris),
        missing=missing(),
        whole=changes.files,
    )


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
    paths: Collection[RepoPath],
    tracked: Collection[RepoPath],
    staged: Mapping[RepoPath, bytes],
    *,
    programs: bool = True,
) -> Iterator[Diagnostic]:
    place, kind = workspace.place, kind_test(settings)

    def read(path: RepoPath, most: int) -> bytes | None:
        return staged[path][:most] if path in staged else _bytes(workspace, path, most)

    texts, cut = [], []
    for path in paths:
        uri = place.src(path)
        if uri is not None and path.lower().endswith(ENDINGS):
            data = read(path, MOST_BYTES)
            if data is not None and b"\0" not in data:
                is_lesson = kind(uri) == "lessons"
                texts.append(Text(path=path, uri=uri, whole=as_text(data), is_lesson=is_lesson))
                cut += [cut_short(path, MOST_BYTES)] if len(data) == MOST_BYTES else []
    known = {str(text.uri): text.whole for text in texts if text.path in staged}
    rest = Sorting(paths=paths, read=read, known={text.path for text in texts}, cut=cut)
    files = Files(
        texts=texts,
        others=rest.texts(),
        pictures=rest.pictures(),
        paths=paths,
        among=tracked,
        words=_private_words(settings),
    )
    yield from check_files(files, OnDisk(settings, known))
    yield from rest.unseen()
    if programs:
        yield from ask_programs(texts, _spelled(settings))
    yield from _about_words(settings)


def _bytes(workspace: Workspace, path: RepoPath, most: int) -> bytes | None:
    """Return what a file holds; a link to a file of the same repository holds what that does. None
    for a link out of it, and for what is no file.
    """
    root, there = os.path.realpath(workspace.root), os.path.realpath(workspace.root / path)
    inside = below(root, there)
    if inside is None or "/.git/" in f"/{inside}/":
        return None
    try:
        return read_regular(there, most)
    except (OSError, ValueError):
        return None


def _by_key(settings: Settings, workspace: Workspace, changes: Changes) -> Iterator[Diagnostic]:
    """Yield what is wrong with the front matter of changed files: those alone are read."""
    place = workspace.place
    uris = [
        uri
        for path in changes.files
        if path.lower().endswith(ENDINGS) and (uri := place.src(path)) is not None
    ]
    if not uris:
        return
    if not changes.staged:
        yield from _front_matter(settings, workspace, uris)
        return
    with tempfile.TemporaryDirectory(prefix="pollinate-staged-") as folder:
        docs = Path(folder, workspace.docs)
        for uri in uris:
            copy = docs / uri
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(changes.staged.get(place.repo(uri), b""))
        there = replace(settings, root=Path(folder), docs_dir=docs)
        yield from _front_matter(there, locate(replace(there, history="optional")), uris)


def _front_matter(
    settings: Settings, workspace: Workspace, uris: Sequence[SrcUri]
) -> Iterator[Diagnostic]:
    try:
        content = read_content(settings, workspace.walked, uris)
    except ContentError:
        # No lesson among them.
        return
    yield from content.diagnostics


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


def _in_commits(
    changes: Changes, words: Sequence[re.Pattern[str]], found: Collection[Diagnostic]
) -> Iterator[Diagnostic]:
    """Yield what is in a request though its newest state doesn't show it."""
    known = {(one.path, one.code) for one in found}
    nowhere = RepoPath("")
    for one in check_words(nowhere, changes.branch, words):
        if one.code in _TOLD_OF_COMMITS:
            yield _elsewhere(one, nowhere, "the name of the branch", "Rename the branch")
    told: set[tuple[RepoPath, str]] = set()
    for commit in changes.commits:
        short = commit.sha[:10]
        for one in check_words(nowhere, commit.message, words):
            if one.code in _TOLD_OF_COMMITS:
                yield _elsewhere(one, nowhere, f"the message of {short}", "Write it anew")
        for path, data in commit.files.items():
            for one in _in_bytes(path, data, words):
                key = (path, one.code)
                if one.code in _TOLD_OF_COMMITS and key not in known and key not in told:
                    told.add(key)
                    yield _elsewhere(one, path, f"commit {short}", "Make one commit of the branch")
    for path in sorted({path for commit in changes.commits for path in commit.too_large}):
        yield unseen(path, "a version of this file in an earlier commit is too large to look into")
    if changes.is_cut:
        yield Diagnostic(
            path=nowhere,
            line=0,
            code="many-commits",
            message=f"only the newest {len(changes.commits)} commits of this request are looked at",
            severity=Severity.ADVICE,
        )


def _in_bytes(
    path: RepoPath, data: bytes, words: Sequence[re.Pattern[str]]
) -> Iterator[Diagnostic]:
    """Yield what an earlier version of a file holds."""
    if path.lower().endswith(PICTURES):
        yield from find_in_picture(path, data)
    elif (told := words_of(data[:MOST_OTHER])) is not None:
        yield from check_words(path, told, words)


def _elsewhere(one: Diagnostic, path: RepoPath, where: str, cure: str) -> Diagnostic:
    message = one.message.replace("this line holds", f"{where} holds", 1)
    if message == one.message:
        message = f"{where}: {one.message}"
    cure = f"{cure} before you send it: what is pushed stays there. {one.cure}"
    return replace(one, path=path, line=0, column=0, message=message, cure=cure)


def _private_words(settings: Settings) -> tuple[re.Pattern[str], ...]:
    path = _list_of(settings.private_words, settings)
    return word_patterns(as_text(bytes_or_nothing(path, MOST_OTHER))) if path else ()


def _spelled(settings: Settings) -> frozenset[str]:
    path = _list_of(settings.words_file, settings)
    listed = as_text(bytes_or_nothing(path, MOST_OTHER)) if path else ""
    return frozenset(
        word for line in listed.splitlines() if (word := line.partition("#")[0].strip())
    )


def _list_of(told: str, settings: Settings) -> Path | None:
    return (settings.root / Path(told).expanduser()) if told else None


def _about_words(settings: Settings) -> Iterator[Diagnostic]:
    """Yield an advice for each list of words that the settings name and that isn't there."""
    for name, told in (
        ("private_words", settings.private_words),
        ("words_file", settings.words_file),
    ):
        path = _list_of(told, settings)
        if path is not None and not path.is_file():
            yield Diagnostic(
                path=RepoPath("mkdocs.yml"),
                line=0,
                code="no-word-list",
                message=f"the list that `{name}` names isn't here, so its words are not looked for",
                cure="Put it there, or leave it to the build server that has it.",
                severity=Severity.ADVICE,
            )
