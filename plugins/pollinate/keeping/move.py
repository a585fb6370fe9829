# Moves a lesson to another place: its own links are written anew from there, whatever names it is
# led on, its old address leads to it, and Git sees a move, so that its words keep their writers.
# Nothing is written before all of it is known, and what could not be written is put back.
# Must not know: how it is printed.
"""Move a lesson."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from pollinate.checks.files.file_names import all_twins, find_names
from pollinate.checks.files.text import Text
from pollinate.config_file import NAMES
from pollinate.content.files import kind_test
from pollinate.content.frontmatter import read_front_matter
from pollinate.errors import OutputError, RequestError
from pollinate.history.changes import naming, tracked_files
from pollinate.history.git import Repository
from pollinate.history.proposing import commit_files
from pollinate.history.workspace import Workspace
from pollinate.keeping.front_keys import list_lines, with_key, with_line_ends
from pollinate.keeping.references import references, rewritten
from pollinate.paths import RepoPath, SrcUri
from pollinate.plain import plain
from pollinate.runtime.regular_file import bytes_or_nothing, read_regular
from pollinate.runtime.walk import ENDINGS, below
from pollinate.runtime.whole_file import write_new, write_over
from pollinate.settings import Settings
from pollinate.words import MOST_BYTES

LEAST_ALIKE = 0.6
"""Part of a file's letters that stay, below which Git may not see that it was moved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MovePlan:
    """What a move changes."""

    old: RepoPath
    new: RepoPath
    files: Mapping[RepoPath, bytes]
    """What files hold afterwards, the moved one under its new path."""
    links: int
    """References in other files that are led on."""
    is_seen: bool
    """Git will see that the file was moved, by what stays of it."""


def plan_move(settings: Settings, workspace: Workspace, old: SrcUri, new: SrcUri) -> MovePlan:
    """Return what a move changes; raises RequestError where it can't be."""
    place = workspace.place
    _refuse(settings, workspace, old, new)
    there = {str(uri) for path in tracked_files(workspace) if (uri := place.src(path))}
    source, target = place.repo(old), place.repo(new)
    files: dict[RepoPath, bytes] = {}
    links = 0
    for path in sorted({*_naming(workspace, old), source}):
        uri = place.src(path)
        if uri is None or not path.lower().endswith(ENDINGS):
            continue
        data = _read(workspace.root / path, path)
        text, here = _text(path, uri, data), new if path == source else uri
        holds = there.__contains__
        found = [
            (one, new if one.target == old else one.target)
            for one in references(text, holds, unheld=path == source)
            if path == source or one.target == old
        ]
        if not found and path != source:
            continue
        whole = rewritten(text, found, here)
        if path == source:
            whole = _with_redirect(whole, path, old, new)
        else:
            links += len(found)
        files[target if path == source else path] = with_line_ends(whole, data)
    files |= dict(_of_configuration(settings, workspace, old, new))
    before = _read(workspace.root / source, source)
    return MovePlan(
        old=source,
        new=target,
        files=files,
        links=links,
        is_seen=_alike(before, files[target]) >= LEAST_ALIKE,
    )


def _refuse(settings: Settings, workspace: Workspace, old: SrcUri, new: SrcUri) -> None:
    place, kind = workspace.place, kind_test(settings)
    if kind(old) != "lessons":
        raise RequestError("this is no lesson", place=old, cure="Name one by its path.")
    if not new.lower().endswith(ENDINGS) or kind(new) != "lessons":
        raise RequestError(
            f"no lesson would stand at '{plain(new)}'",
            cure="Name a file among the lessons, counted from the docs folder:",
            example=f"pollinate move {old} lessons/another-topic/{posixpath.basename(old)}",
        )
    there = tracked_files(workspace) - {place.repo(old)}
    path = place.repo(new)
    odd = [one.message for one in find_names([path])]
    odd += [f"it is one name with '{other}'" for other in all_twins([path], there).values()]
    odd += ["a name begins like an option"] if re.search(r"(?:^|/)-", new) else []
    folder = (workspace.root / path).parent.resolve()
    odd += [] if folder.is_relative_to(workspace.docs_dir.resolve()) else ["it leads out of docs"]
    if odd and not (workspace.root / path).exists():
        raise RequestError(odd[0], place=path, cure="Choose another name.")
    if (workspace.root / place.repo(new)).exists():
        raise RequestError(
            "a file is there already", place=place.repo(new), cure="Choose another name."
        )


def _naming(workspace: Workspace, old: SrcUri) -> list[RepoPath]:
    """Return the files that may name a lesson: by its file's name, or its folder's for a front."""
    folder, name = posixpath.split(old)
    stem = name.rsplit(".", 1)[0]
    words = posixpath.basename(folder) if stem.lower() in ("index", "readme") and folder else stem
    return naming(workspace, sorted({words, quote(words)}))


def _text(path: RepoPath, uri: SrcUri, data: bytes) -> Text:
    try:
        whole = data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise RequestError(
            "this file is not UTF-8, so what it names can't be written anew",
            place=path,
            cure="Save it as UTF-8 first.",
        ) from error
    return Text(path=path, uri=uri, whole=whole)


def _with_redirect(whole: str, path: RepoPath, old: SrcUri, new: SrcUri) -> str:
    """Return a lesson's text with its old place among those that lead to it."""
    said = read_front_matter(whole.encode(), path).values.get("redirect_from")
    earlier = [said] if isinstance(said, str) else said if isinstance(said, list) else []
    places = [str(one).strip("/") for one in earlier if isinstance(one, str)]
    kept = [one for one in dict.fromkeys([*places, str(old)]) if one != new]
    return with_key(whole, "redirect_from", list_lines("redirect_from", kept))


def _of_configuration(
    settings: Settings, workspace: Workspace, old: SrcUri, new: SrcUri
) -> Iterator[tuple[RepoPath, bytes]]:
    """Yield the site's configuration, where its navigation names the lesson."""
    inside = below(str(workspace.root.resolve()), str(settings.root.resolve()))
    named = re.compile(rf"(?<![\w./-]){re.escape(old)}(?![\w./-])")
    for name in NAMES if inside is not None else ():
        path = RepoPath(posixpath.normpath(posixpath.join(inside or ".", name)))
        if (workspace.root / path).is_file():
            data = _read(workspace.root / path, path)
            text = data.decode("utf-8", "surrogateescape")
            changed = named.sub(lambda _: str(new), text)
            if changed != text:
                yield path, changed.encode("utf-8", "surrogateescape")


def _alike(before: bytes, after: bytes) -> float:
    """Return how much of a file stays, by its lines, as Git counts it."""
    left = dict.fromkeys(before.split(b"\n"), 0)
    for line in before.split(b"\n"):
        left[line] += 1
    same = 0
    for line in after.split(b"\n"):
        if left.get(line, 0):
            left[line] -= 1
            same += len(line) + 1
    return same / max(len(before), len(after), 1)


def _read(place: Path, path: RepoPath) -> bytes:
    try:
        data = read_regular(place, MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise RequestError("this file can't be read", place=path) from error
    if len(data) > MOST_BYTES:
        raise RequestError("this file is too large to be written anew", place=path)
    return data


def commit_move(repository: Repository, settings: Settings, plan: MovePlan) -> None:
    """Commit a move that was made, and put it on the list of commits that earn nothing, so that who
    moves a lesson gets no word of it. Raises GitError where git does not commit.
    """
    paths = sorted({plan.old, *plan.files})
    sha = commit_files(repository, paths, f"Move {plan.old} to {plan.new}\n")
    name = settings.ignore_commits
    if not name:
        return
    place = repository.root / name
    earlier = bytes_or_nothing(place, MOST_BYTES, links=False).decode("utf-8", "replace")
    gap = "" if not earlier or earlier.endswith("\n") else "\n"
    told = f"{earlier}{gap}# Moved {plan.old}\n{sha}\n"
    write_over(place, told.encode("utf-8", "surrogateescape"))
    commit_files(repository, [RepoPath(name)], "Let nobody own words for a move\n")


def make_move(root: Path, plan: MovePlan) -> None:
    """Write what a move changes; raises OutputError where it can't be, with all as before."""
    before = {path: (root / path).read_bytes() for path in plan.files if path != plan.new}
    old = (root / plan.old).read_bytes()
    done: list[RepoPath] = []
    try:
        (root / plan.new).parent.mkdir(parents=True, exist_ok=True)
        write_new(root / plan.new, plan.files[plan.new])
        done.append(plan.new)
        for path, data in plan.files.items():
            if path != plan.new:
                write_over(root / path, data)
                done.append(path)
        (root / plan.old).unlink()
    except OSError as error:
        for path in done:
            if path == plan.new:
                (root / path).unlink(missing_ok=True)
            else:
                write_over(root / path, before[path])
        if not (root / plan.old).exists():
            write_new(root / plan.old, old)
        raise OutputError(
            f"the lesson can't be moved ({(error.strerror or str(error)).lower()})",
            place=str(root / plan.new),
            cure="Nothing was changed. Check the rights and the room on the disk.",
        ) from error
