# What profiles said before, of those that somebody else than their person may have changed. Why
# here: history has who changed a file and as which blob, Git the blobs, and only the garden which
# files are profiles. Must not know: what a profile says.
"""Read what profiles were."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pollinate.content.files import kind_test
from pollinate.history.workspace import Workspace, read_objects
from pollinate.model.garden import Garden
from pollinate.model.git import History, TextChange
from pollinate.model.people import FormerProfile
from pollinate.paths import RepoPath, to_src
from pollinate.settings import Settings

MOST_CHANGES = 200
"""Of one profile that are read, the newest: nobody's wish has changed more often."""


def former_profiles(
    workspace: Workspace, settings: Settings, garden: Garden
) -> dict[RepoPath, tuple[FormerProfile, ...]]:
    """Return the past of each profile that several people changed, or that is gone (at most one git
    process).
    """
    past, commits = _past(workspace, settings, garden), garden.history.commits
    names = {path: _names(garden.history, path) for path in past}
    blobs = sorted({one.before for own in past.values() for one in own} - {""})
    places = [
        f"{commits[one.commit].sha}:{name}"
        for path, own in past.items()
        for one in own
        for name in names[path]
    ]
    found = dict(zip((*blobs, *places), read_objects(workspace, [*blobs, *places]), strict=True))

    def after(sha: str, path: RepoPath) -> bytes:
        there = (found[f"{sha}:{name}"] for name in names[path])
        return next(filter(None, there), b"")

    profiles: dict[RepoPath, tuple[FormerProfile, ...]] = {}
    for path, own in past.items():
        known, last = [], b""
        for one in own:
            # Of a file that became a link, git tells no text from before.
            before = found.get(one.before) or last
            last = after(commits[one.commit].sha, path)
            known.append(FormerProfile(one.commit, before, last))
        profiles[path] = tuple(known)
    return profiles


def _past(
    workspace: Workspace, settings: Settings, garden: Garden
) -> Mapping[RepoPath, Sequence[TextChange]]:
    """Return the newest changes of each profile that several people changed."""
    history, kind, place = garden.history, kind_test(settings), workspace.place
    lessons = {one.repo_path for one in garden.content.lessons.values()}

    def is_profile(path: RepoPath) -> bool:
        uri = None if path in lessons else place.src(path) or to_src(place.prefix, path)
        return uri is not None and kind(uri) == "people"

    paths = {path: path for path in (*history.files, *history.gone) if is_profile(path)}
    for old in history.renames:
        # Moved to where it is no profile, it is gone as one.
        if old not in paths and old not in history.files and is_profile(old):
            new = _last(history, old)
            paths |= {} if is_profile(new) else {old: new}
    found: dict[RepoPath, Sequence[TextChange]] = {}
    for path, there in paths.items():
        file = history.files.get(there)
        changes = (file.changes if file else history.gone.get(there, ()))[-MOST_CHANGES:]
        if len({history.commits[one.commit].author for one in changes}) > 1:
            found[path] = changes
    return found


def _last(history: History, path: RepoPath) -> RepoPath:
    """Return where a file went, over all its renames."""
    seen = {path}
    while (path := history.renames.get(path, path)) not in seen:
        seen.add(path)
    return path


def _names(history: History, path: RepoPath) -> list[RepoPath]:
    """Return what a file is and was called; no name that would be two lines for git."""
    before: dict[RepoPath, list[RepoPath]] = {}
    for old, new in history.renames.items():
        before.setdefault(new, []).append(old)
    found = [path]
    for name in found:
        found += [old for old in before.get(name, ()) if old not in found]
    return [name for name in found if "\n" not in name]
