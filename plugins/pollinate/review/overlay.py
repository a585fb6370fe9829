# A request laid over the branch that it goes to: of that branch everything, of the request regular
# files of allowed kinds in the folder of pages, and nothing else. So a stranger's text can be
# looked at without a line of a stranger's code, configuration, link or template. What is left out
# is told, with its reason; what the whole merge would be is kept beside it, for whoever checks it.
# Why here: it stands above content and git. Must not know: how a site is built, who looks.
"""Lay a request over the branch that it goes to."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pollinate.checks.files.file_names import all_twins, find_names
from pollinate.content.safe_svg import svg_problem
from pollinate.contribute.fit_pictures import KINDS, picture_problem
from pollinate.errors import RequestError
from pollinate.history.changes import Entry, entries_between, sizes_of
from pollinate.history.side_copy import SideCopy
from pollinate.history.workspace import Workspace, read_blobs
from pollinate.model.diagnostics import Diagnostic, Severity
from pollinate.paths import RepoPath, Sha
from pollinate.runtime.walk import ENDINGS
from pollinate.settings import Settings
from pollinate.steering import Steering

MOST_FILES, MOST_PAGES = 2_000, 500
LARGEST, LARGEST_TEXT, LARGEST_TOGETHER = 20_000_000, 2_000_000, 200_000_000
"""Bytes of a file, of a text, and of all files that are taken from a request."""
_MEDIA = frozenset(
    [
        ".png",
        ".jpg",
        ".jpeg",
        ".jpe",
        ".gif",
        ".webp",
        ".avif",
        ".bmp",
        ".svg",
        ".pdf",
        ".txt",
        ".csv",
        ".tsv",
        ".mp3",
        ".ogg",
        ".oga",
        ".ogv",
        ".opus",
        ".wav",
        ".flac",
        ".m4a",
        ".mp4",
        ".m4v",
        ".webm",
        ".mov",
        ".vtt",
        ".srt",
    ]
)
"""What stands beside pages and says nothing to a program that builds a site."""
_AT_ONCE = 8
"""Pictures that are read together."""
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffd]")
_RUNS, _LINK, _MODULE = "100755", "120000", "160000"


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """A request, laid over the branch that it goes to."""

    base: Sha
    tip: Sha
    merged: str
    """The tree of the whole merge, everything in it; its files are for reading only."""
    commit: Sha
    """The base, and what is taken of the request."""
    taken: Sequence[RepoPath]
    gone: Sequence[RepoPath]
    left_out: Sequence[Diagnostic]
    code: Sequence[RepoPath]
    """Files outside of the folder of pages, and what steers a build: not previewed."""
    conflicts: Sequence[RepoPath]
    """Files that the branch has changed meanwhile in the same places: shown as the request has
    them.
    """


def merged_tree(copy: SideCopy, base: str, tip: str) -> tuple[str, list[RepoPath]]:
    """Return the tree of a merge, and the files in which both sides changed the same places.

    Raises RequestError where the two have no commit in common, or are one already.
    """
    status, told = copy.ask("merge-base", base, tip)
    if status:
        raise RequestError(
            "the request and the branch that it goes to have no commit in common",
            cure="It was made from another repository: ask for one that starts from this.",
        )
    start = told.decode().split()[0]
    if start == tip:
        raise RequestError(
            "the branch that it would go to holds all of this already", cure="Nothing is to do."
        )
    status, told = copy.ask("merge-tree", "--write-tree", "-z", "--name-only", base, tip)
    parts = told.decode("utf-8", "surrogateescape").split("\0")
    if status in (0, 1) and re.fullmatch(r"[0-9a-f]{40,64}", parts[0]):
        # The names end at an empty one; messages follow.
        named = parts[1 : parts.index("", 1)] if "" in parts[1:] else parts[1:]
        return parts[0], sorted({RepoPath(name) for name in named if name})
    return _by_path(copy, start, base, tip)


def _by_path(copy: SideCopy, start: str, base: str, tip: str) -> tuple[str, list[RepoPath]]:
    """Merge file by file, for a git older than 2.38: what both sides changed is a conflict."""
    theirs = entries_between(copy.repository, start, tip)
    ours = {entry.path for entry in entries_between(copy.repository, start, base)}
    index = {one.path: one for one in theirs}
    lines = [
        f"{one.mode if not one.is_gone else 0} {one.blob or '0' * len(base)}\t{path}\0"
        for path, one in index.items()
    ]
    tree = copy.tree_from(base, lines)
    return tree, sorted(path for path in index if path in ours)


def lay_over(
    copy: SideCopy, settings: Settings, workspace: Workspace, base: Sha, tip: Sha
) -> Overlay:
    """Return a request laid over a base; `settings` and `workspace` are those of the base, as it
    lies in the copy.

    Raises RequestError where nothing can be laid over.
    """
    merged, conflicts = merged_tree(copy, base, tip)
    entries = {one.path: one for one in entries_between(copy.repository, base, merged)}
    asked = {one.path: one for one in entries_between(copy.repository, base, tip)}
    # Of a conflict, the request's own text: one with git's marks is nobody's.
    entries |= {path: asked[path] for path in conflicts if path in asked}
    judge = _Judge(copy, settings, workspace, base)
    told = judge.judge(entries)
    changes = {path: entries[path].blob or None for path in told.taken}
    tree = copy.tree_of(base, changes)
    return Overlay(
        base=base,
        tip=tip,
        merged=merged,
        commit=copy.commit(tree, (base, tip), "A merge that nobody has made"),
        taken=[path for path in told.taken if not entries[path].is_gone],
        gone=[path for path in told.taken if entries[path].is_gone],
        left_out=told.left_out,
        code=told.code,
        conflicts=conflicts,
    )


@dataclass(frozen=True, slots=True)
class _Judged:
    taken: list[RepoPath]
    left_out: list[Diagnostic]
    code: list[RepoPath]


class _Judge:
    """Tells what of a request is taken."""

    def __init__(self, copy: SideCopy, settings: Settings, workspace: Workspace, base: Sha) -> None:
        self._copy, self._workspace, self._settings = copy, workspace, settings
        self._steering = Steering(settings, workspace)
        self._prefix = f"{workspace.docs}/" if workspace.docs else ""
        listing = copy.run("ls-tree", "-r", "-z", "--name-only", base)
        self._there = {
            RepoPath(name.decode("utf-8", "surrogateescape"))
            for name in listing.split(b"\0")
            if name
        }

    def judge(self, entries: Mapping[RepoPath, Entry]) -> _Judged:
        """Return what is taken, what is not and why, and what is code."""
        judged = _Judged([], [], [])
        gone = {path for path, one in entries.items() if one.is_gone}
        new = [path for path, one in entries.items() if not one.is_gone]
        named = {one.path: one.message for one in find_names(new)}
        for path, other in all_twins(new, self._there - gone).items():
            named[path] = f"on Windows and macOS it is one name with '{other}'"
        blobs = [entries[path].blob for path in new]
        sizes = sizes_of(self._copy.repository, blobs)
        room = _Room()
        for path, one in sorted(entries.items()):
            if self._is_code(path):
                judged.code.append(path)
                continue
            problem = named.get(path, "") or self._problem(path, one)
            if not problem and not one.is_gone:
                problem = room.take(path, sizes.get(one.blob, -1))
            if problem:
                judged.left_out.append(_left_out(path, problem))
            else:
                judged.taken.append(path)
        self._drop_unsafe_drawings(entries, judged)
        self._drop_unfit_pictures(entries, judged)
        self._drop_below_files(entries, judged)
        return judged

    def _drop_below_files(self, entries: Mapping[RepoPath, Entry], judged: _Judged) -> None:
        """Leave out what would lie below a file or link that stays."""
        gone = {path for path in judged.taken if entries[path].is_gone}
        stays = self._there - gone
        for path in list(judged.taken):
            if not entries[path].is_gone and any(above in stays for above in _above(path)):
                judged.taken.remove(path)
                judged.left_out.append(_left_out(path, "a file stands where its folder would be"))

    def _is_code(self, path: RepoPath) -> bool:
        return not path.startswith(self._prefix) or self._steering.steers(path)

    def _problem(self, path: RepoPath, one: Entry) -> str:
        name, ending = posixpath.basename(path), posixpath.splitext(path)[1].lower()
        parts = path.removeprefix(self._prefix).split("/")
        if one.mode == _LINK or one.before == _LINK:
            return "it is a symbolic link"
        if one.mode == _MODULE or one.before == _MODULE:
            return "it is a repository within this one"
        if one.mode == _RUNS:
            return "it is marked as a program"
        if _UNSEEN.search(path) or not _is_text(path):
            return "its name holds signs that nobody sees"
        if any(part.startswith("-") for part in parts):
            return "its name looks like an option of a program"
        if any(part.startswith(".") for part in parts):
            return "it is hidden by its name"
        if ending not in (*ENDINGS, *_MEDIA, *self._settings.endings):
            kind = f"files that end in {ending} are" if ending else f"'{name}' has no ending, so is"
            return f"{kind} not shown in a preview"
        return ""

    def _drop_unsafe_drawings(self, entries: Mapping[RepoPath, Entry], judged: _Judged) -> None:
        drawings = {
            path: entries[path].blob
            for path in judged.taken
            if path.lower().endswith(".svg") and not entries[path].is_gone
        }
        found = read_blobs(self._workspace, sorted(set(drawings.values())))
        for path, blob in drawings.items():
            if problem := svg_problem(found.get(blob, b"")):
                judged.taken.remove(path)
                judged.left_out.append(_left_out(path, f"of SVG only pictures, and {problem}"))

    def _drop_unfit_pictures(self, entries: Mapping[RepoPath, Entry], judged: _Judged) -> None:
        pictures = [
            path
            for path in judged.taken
            if posixpath.splitext(path)[1].lower() in KINDS and not entries[path].is_gone
        ]
        for at in range(0, len(pictures), _AT_ONCE):
            some = pictures[at : at + _AT_ONCE]
            found = read_blobs(self._workspace, sorted({entries[path].blob for path in some}))
            for path in some:
                ending = posixpath.splitext(path)[1].lower()
                if problem := picture_problem(ending, found.get(entries[path].blob, b"")):
                    judged.taken.remove(path)
                    judged.left_out.append(_left_out(path, problem))


class _Room:
    """How much of a request is taken."""

    def __init__(self) -> None:
        self._files, self._pages, self._bytes = 0, 0, 0

    def take(self, path: RepoPath, size: int) -> str:
        """Return why there is no room for a file; empty where there is, and it is taken."""
        is_page = path.lower().endswith(ENDINGS)
        most = LARGEST_TEXT if is_page else LARGEST
        if size < 0:
            return "git has no content of it"
        if size > most:
            return f"it is larger than {most // 1_000_000} MB"
        if self._files >= MOST_FILES:
            return f"a preview takes {MOST_FILES:,} files of a request at most"
        if is_page and self._pages >= MOST_PAGES:
            return f"a preview takes {MOST_PAGES:,} pages of a request at most"
        if self._bytes + size > LARGEST_TOGETHER:
            return f"a preview takes {LARGEST_TOGETHER // 1_000_000} MB of a request at most"
        self._files, self._bytes = self._files + 1, self._bytes + size
        self._pages += is_page
        return ""


def _above(path: str) -> list[str]:
    parts = path.split("/")
    return ["/".join(parts[:end]) for end in range(1, len(parts))]


def _is_text(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def _left_out(path: RepoPath, problem: str) -> Diagnostic:
    return Diagnostic(
        path=path,
        line=0,
        code="not-previewed",
        message=f"not shown in the preview: {problem}",
        cure="Look at the file itself before you take the request.",
        severity=Severity.WARNING,
    )
