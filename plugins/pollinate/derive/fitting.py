# What a history can't tell truly, lesson by lesson: whose owners are not as many as its lines, and
# of whose text Git keeps a pointer only. Such a lesson is named and gets no credits: a gap is seen,
# a wrong name is not. And what it can't know: who wrote text that came without its history.
# Must not know: how a history is mined, how files are read.
"""Refuse what does not fit, and tell what came without its history."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from pollinate.model.content import Content
from pollinate.model.diagnostics import Diagnostic, Severity
from pollinate.model.git import FileHistory, History
from pollinate.paths import RepoPath, SrcUri

_SQUASHED = re.compile(
    r"Squashed '(?P<folder>.+)' (?:content from commit|changes from) [0-9a-f]{4,}"
)
"""What `git subtree --squash` writes of a commit that stands for a history it left out."""


def with_fitting_files(
    history: History,
    content: Content,
    texts: Mapping[RepoPath, Sequence[int]],
    pointers: Collection[RepoPath],
    unread: Collection[SrcUri] = frozenset(),
) -> History:
    """Return a history without the files of lessons that it can't credit, each of which is told.

    `texts` says how many words each line has at HEAD, for lessons whose file differs from HEAD;
    of some of these, `pointers`, Git has no text. Of `unread` lessons nothing is asked.
    """
    refused: dict[RepoPath, RepoPath] = {}
    findings = []
    for uri, lesson in content.lessons.items():
        path = lesson.text_path or lesson.repo_path
        file = history.files.get(path) if uri not in unread else None
        if file is None:
            continue
        lines = texts.get(lesson.repo_path, lesson.words if lesson.blob == file.blob else ())
        # A file that is too large to be read has no lines here, and is told by who read it.
        fits = not lines or len(lines) == len(file.blame) == len(file.credit)
        if lesson.pointer or lesson.repo_path in pointers:
            findings.append(_pointer(lesson.repo_path))
        elif not fits:
            findings.append(_unfit(lesson.repo_path, len(lines), len(file.blame)))
        else:
            continue
        refused[lesson.repo_path] = path
    if not refused:
        return history
    gone = set(refused.values())
    files: Mapping[RepoPath, FileHistory] = {
        path: history.files[path] for path in history.files if path not in gone
    }
    return replace(
        history,
        files=files,
        refused=frozenset(refused),
        diagnostics=(*history.diagnostics, *findings),
    )


def _pointer(path: RepoPath) -> Diagnostic:
    return Diagnostic(
        path=path,
        line=0,
        code="lfs-pointer",
        message="Git keeps a pointer to this text only (Git LFS), so nobody is credited here",
        cure="Keep texts in Git itself: git lfs migrate export --include='*.md' --everything",
        severity=Severity.ERROR,
    )


def _unfit(path: RepoPath, lines: int, owners: int) -> Diagnostic:
    return Diagnostic(
        path=path,
        line=0,
        code="owners-do-not-fit",
        message=f"{owners} owners were found for {lines} lines, so nobody is credited here",
        cure="This is our mistake: please report it, with the output of `git log --stat` on it.",
        severity=Severity.ERROR,
    )


def without_history(history: History, content: Content) -> Iterator[Diagnostic]:
    """Yield a finding for each commit that brought lessons without who wrote them."""
    squashes = {
        number: found["folder"]
        for number, commit in enumerate(history.commits)
        if (found := _SQUASHED.match(commit.subject))
    }
    if not squashes:
        return
    lessons: dict[int, list[RepoPath]] = {}
    for lesson in content.lessons.values():
        file = history.files.get(lesson.text_path or lesson.repo_path)
        for number in squashes.keys() & set(file.blame if file else ()):
            lessons.setdefault(number, []).append(lesson.repo_path)
    for number, paths in sorted(lessons.items()):
        commit = history.commits[number]
        more = f" (and {len(paths) - 1} more)" if len(paths) > 1 else ""
        yield Diagnostic(
            path=min(paths),
            line=0,
            code="squashed-history",
            message=(
                f"this text{more} came with commit {commit.sha[:10]}, in which `git subtree"
                f" --squash` left out who wrote '{squashes[number]}'"
            ),
            cure=(
                "Name the writers in front matter, under `credit`, or bring the history in:"
                " `git subtree` without `--squash`."
            ),
        )
