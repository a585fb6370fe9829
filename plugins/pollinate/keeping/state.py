# Retires and withdraws lessons. Retired: its advice is wrong or of no use any more; the page stays
# with a notice, so that links go on working and nobody follows it. Withdrawn: nobody may read it;
# a page stays that says so and why, and of the text nothing. Git keeps the text either way: taking
# it out of the history is another act. Must not know: how it is printed.
"""Retire and withdraw lessons."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pollinate.checks.files.text import Text, as_text
from pollinate.content.files import kind_test
from pollinate.content.frontmatter import read_front_matter
from pollinate.content.successor import written_successor
from pollinate.derive.superseded import circle_from, told
from pollinate.errors import OutputError, RequestError
from pollinate.history.changes import naming, tracked_files
from pollinate.history.workspace import Workspace
from pollinate.keeping.front_keys import list_lines, text_value, with_key, with_line_ends
from pollinate.keeping.references import references
from pollinate.paths import RepoPath, SrcUri
from pollinate.runtime.regular_file import bytes_or_nothing, read_regular
from pollinate.runtime.walk import ENDINGS
from pollinate.runtime.whole_file import write_over
from pollinate.settings import Settings
from pollinate.words import MOST_BYTES

_STATE = ("status", "superseded_by", "reason", "on", "asked_by")
UNNAMED = "A withdrawn lesson"
"""The title of one whose title nobody may read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What stands on a lesson that is kept for the record."""

    because: str
    day: date
    asked_by: str = ""
    instead: SrcUri | None = None
    """The lesson that takes its place."""


def retired(workspace: Workspace, uri: SrcUri, notice: Notice) -> bytes:
    """Return a lesson's file with its notice; all else stays letter by letter.

    Raises RequestError for a file that can't be read.
    """
    whole, data = _read(workspace, uri)
    status = "superseded" if notice.instead else "retired"
    instead = ""
    if notice.instead:
        instead = posixpath.relpath(notice.instead, posixpath.dirname(uri) or ".")
    return with_line_ends(_with_state(whole, status, notice, instead), data)


def refuse_circle(workspace: Workspace, uri: SrcUri, newer: SrcUri) -> None:
    """Raise RequestError where a lesson that should take another's place leads back to it."""

    def successor(at: SrcUri) -> SrcUri | None:
        if at == uri:
            return newer
        path = workspace.place.repo(at)
        return written_successor(bytes_or_nothing(workspace.root / path, MOST_BYTES), path, at)

    if circle := circle_from(uri, successor):
        raise RequestError(
            f"readers would be sent round in a circle: {told(circle)}",
            place=workspace.place.repo(uri),
            cure="Choose a lesson that holds, or take 'superseded_by' out of the other first.",
        )


def trails_with(settings: Settings, workspace: Workspace, uri: SrcUri) -> Iterator[RepoPath]:
    """Yield the trails that have a lesson as a step."""
    kind, place = kind_test(settings), workspace.place
    there = {str(one) for p in tracked_files(workspace) if (one := place.src(p))}
    for path in naming(workspace, [posixpath.basename(uri).rsplit(".", 1)[0]]):
        trail = place.src(path)
        if trail is None or kind(trail) != "trails":
            continue
        whole = as_text(bytes_or_nothing(workspace.root / path, MOST_BYTES))
        text = Text(path=path, uri=trail, whole=whole)
        if any(one.target == uri for one in references(text, there.__contains__)):
            yield path


def is_uncommitted(workspace: Workspace, uri: SrcUri) -> bool:
    """Tell whether a lesson's file holds words that no commit has."""
    if workspace.repository is None:
        return True
    asked = ("status", "--porcelain", "-z", "--", f":(top,literal){workspace.place.repo(uri)}")
    return bool(workspace.repository.run(*asked).strip(b"\0"))


def withdrawn(workspace: Workspace, uri: SrcUri, notice: Notice, *, unnamed: bool) -> bytes:
    """Return a page that stands in a lesson's place: its title, unless it is `unnamed`, the notice,
    the old places that lead to it, and nothing of the text.
    """
    whole, data = _read(workspace, uri)
    front = read_front_matter(whole.encode(), workspace.place.repo(uri))
    said = front.values.get("title")
    stem = posixpath.basename(uri).rsplit(".", 1)[0].replace("-", " ").capitalize()
    title = UNNAMED if unnamed else said if isinstance(said, str) else _heading(front.body) or stem
    places = front.values.get("redirect_from")
    listed = places if isinstance(places, list) else [places]
    kept = [one for one in listed if isinstance(one, str)]
    text = with_key("", "title", [f"title: {text_value(title)}"])
    text = _with_state(text, "withdrawn", notice, "")
    text = with_key(text, "redirect_from", list_lines("redirect_from", kept))
    return with_line_ends(text, data)


def _with_state(whole: str, status: str, notice: Notice, instead: str) -> str:
    values = {
        "status": status,
        "superseded_by": text_value(instead) if instead else "",
        "reason": text_value(" ".join(notice.because.split())),
        "on": notice.day.isoformat(),
        "asked_by": text_value(" ".join(notice.asked_by.split())) if notice.asked_by else "",
    }
    for key in _STATE:
        whole = with_key(whole, key, [f"{key}: {values[key]}"] if values[key] else [])
    return whole


def _heading(body: str) -> str:
    line = next((one for one in body.splitlines() if one.startswith("# ")), "")
    return line.removeprefix("# ").strip()


def what_stays(workspace: Workspace, uri: SrcUri) -> Iterator[RepoPath]:
    """Yield files that may say what a withdrawn lesson said: notes on it, and pictures and other
    files that it alone leads to.
    """
    whole, _ = _read(workspace, uri)
    path, place = workspace.place.repo(uri), workspace.place
    text = Text(path=path, uri=uri, whole=whole)
    there = {str(one) for p in tracked_files(workspace) if (one := place.src(p))}
    own = {one.target for one in references(text, there.__contains__)}
    front = read_front_matter(whole.encode(), path)
    title = front.values.get("title")
    names = {posixpath.basename(uri), _heading(front.body), title if isinstance(title, str) else ""}
    for other in naming(workspace, sorted(names - {""})):
        if other != path and other.lower().endswith(ENDINGS):
            yield other
    for target in sorted(own):
        if not target.lower().endswith(ENDINGS):
            named = naming(workspace, [posixpath.basename(target)])
            if set(named) <= {path}:
                yield place.repo(target)


def write_state(workspace: Workspace, uri: SrcUri, data: bytes) -> None:
    """Write a lesson's file anew; raises OutputError where it can't be written."""
    place = workspace.root / workspace.place.repo(uri)
    try:
        write_over(place, data)
    except OSError as error:
        raise OutputError(
            f"this file can't be written ({(error.strerror or str(error)).lower()})",
            place=str(place),
            cure="Nothing was changed. Check its rights and the room on the disk.",
        ) from error


def _read(workspace: Workspace, uri: SrcUri) -> tuple[str, bytes]:
    path = workspace.place.repo(uri)
    try:
        data = read_regular(workspace.root / path, MOST_BYTES)
        return data.decode("utf-8").replace("\r\n", "\n"), data
    except (OSError, ValueError) as error:
        raise RequestError(
            "this file can't be read as UTF-8 text", place=path, cure="Mend it first."
        ) from error
