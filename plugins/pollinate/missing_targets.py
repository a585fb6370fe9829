# What the keys of changed files name that is not there: the lesson that one was learned from, the
# page that a note is about, the lessons of a trail. A request must not be green and turn the garden
# red once it is merged. Told from the disk alone; where Git knows a path of old, the whole garden
# says where it went. Why here: it stands above content and git. Must not know: how a page is found.
"""Find what a request names that is not there."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from urllib.parse import unquote, urlsplit

from pollinate.model.content import Content, SourceKind
from pollinate.model.diagnostics import Diagnostic
from pollinate.paths import RepoPath, SrcUri, join_src

_FILE = re.compile(r"[^\0#?%\\]+\.(?:md|markdown)", re.IGNORECASE)


Named = tuple[Diagnostic, list[SrcUri]]
"""What is to be said of a target, and the paths at which it may stand."""


def find_missing_targets(
    content: Content,
    holds: Callable[[SrcUri], bool],
    ever_held: Callable[[Collection[SrcUri]], Collection[SrcUri]],
) -> Iterator[Diagnostic]:
    """Yield each target that no file holds; `holds` tells whether a file is at a path from
    `docs_dir`, `ever_held` which of some paths Git knows of old: it is asked once, if at all.
    """
    missing = [one for one in _named(content) if one[1] and not any(map(holds, one[1]))]
    old = ever_held({uri for _, uris in missing for uri in uris}) if missing else ()
    for diagnostic, uris in missing:
        if not any(uri in old for uri in uris):
            yield diagnostic


def _named(content: Content) -> Iterator[Named]:
    for lesson in content.lessons.values():
        for entry in lesson.learned_from:
            if entry.kind is SourceKind.LESSON:
                what = (
                    f"'{entry.target}' is not a page of this garden, so nothing is shown as learned"
                    " from it"
                )
                cure = "Write the path from this file, as in a Markdown link: `../topic/lesson.md`."
                finding = _finding(lesson.repo_path, entry.line, "unknown-target", what, cure)
                yield finding, _spelled(_beside(lesson.src_uri, entry.target))
    for note in content.notes.values():
        plain = posixpath.normpath(note.about)
        docs = content.place.prefix
        if not plain.startswith("people/"):
            what = f"'{note.about}' is no lesson, trail, gathering or profile of this garden"
            cure = "Write the path counted from the docs folder: about: lessons/topic/lesson.md"
            line = note.lines.get("about") or 1
            places = [plain, plain.removeprefix(f"{docs}/") if docs else plain]
            finding = _finding(note.repo_path, line, "unknown-target", what, cure)
            yield finding, _spelled(places)
    for trail in content.trails.values():
        for step in trail.steps:
            what = f"the lesson of this step is not there: '{step.lesson}'"
            cure = "Write its path from this file."
            finding = _finding(trail.repo_path, step.line, "step-missing", what, cure)
            yield finding, _spelled([join_src(trail.src_uri, step.lesson)])


def _beside(source: SrcUri, target: str) -> list[SrcUri | None]:
    """Return where a target of a lesson leads: from its file, and from its page's address."""
    try:
        path = unquote(urlsplit(target).path.replace("\\", "/"))
    except ValueError:
        return [None]
    page = SrcUri(f"{source.rsplit('.', 1)[0]}/index.md")
    return [join_src(source, path), join_src(page, path)] if path else [None]


def _spelled(places: Iterable[str | None]) -> list[SrcUri]:
    """Return the paths of places within the docs folder that are written as files; a title or a
    page's address only the whole garden can tell.
    """
    return [
        SrcUri(place)
        for place in places
        if place and _FILE.fullmatch(place) and ".." not in place.split("/")
    ]


def _finding(path: RepoPath, line: int, code: str, message: str, cure: str) -> Diagnostic:
    return Diagnostic(path=path, line=line, code=code, message=message, cure=cure)
