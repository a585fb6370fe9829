# READ FIRST. How a garden comes to be, as a list of phases: locate, read, mine, derive.
# Each phase takes values and returns values; a Garden is the finished, immutable whole that pages,
# documents, checks and commands read from. Git and a second process run only inside these lines:
# whatever goes wrong, none of them is left.
# Must not know: MkDocs, HTML, a terminal.
"""Build a garden."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from enum import Enum
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

from pollinate.content.blob_ids import plain_blob_id
from pollinate.content.files import kind_test
from pollinate.content.frontmatter import read_front_matter
from pollinate.content.pointers import is_pointer
from pollinate.content.read import read_all
from pollinate.derive.dates import with_believed_dates
from pollinate.derive.fitting import with_fitting_files
from pollinate.derive.garden import derive_garden
from pollinate.derive.relocations import relocations
from pollinate.former_profiles import former_profiles
from pollinate.history.cache import store
from pollinate.history.mine import Progress, silent, start_mining
from pollinate.history.people_key import people_key
from pollinate.history.workspace import Workspace, known_files, locate, read_blobs
from pollinate.model.content import Content, Lesson
from pollinate.model.garden import Garden
from pollinate.model.git import History
from pollinate.paths import RepoPath, SrcUri
from pollinate.runtime.clock import now
from pollinate.runtime.collector import quiet_collector
from pollinate.runtime.forked import forked
from pollinate.settings import Settings
from pollinate.words import words_per_line

LARGE = 3000
"""From so many files on a second process reads while this one mines."""


class Scope(Enum):
    """How much is read."""

    WHOLE = "whole"
    CREDITS = "credits"
    """All that can change a credit: links of those lessons only that mark one as learned from."""


def build_garden(
    settings: Settings,
    progress: Progress = silent,
    uris: Iterable[SrcUri] | None = None,
    *,
    scope: Scope = Scope.WHOLE,
    stand_ins: Mapping[SrcUri, SrcUri] = MappingProxyType({}),
    unread: Mapping[SrcUri, Lesson] = MappingProxyType({}),
    credited: Collection[SrcUri] | None = None,
    workspace: Workspace | None = None,
) -> Garden:
    """Return the garden that a repository holds.

    `uris` are the Markdown files of `docs_dir` where somebody has listed them already; `stand_ins`
    says which of them links to another path mean, such as its translation; `unread` are lessons
    that get no credits here: only what others need to know of them is known; `credited`, where it
    is given, are the only lessons that get any, for who asks for few of many; `workspace` is where
    the garden lies, for who has looked already.
    Raises GitError, SettingsError or ContentError when there is no telling the truth.
    """
    workspace = workspace or locate(settings)
    known = known_files(workspace)
    read = partial(
        read_all,
        settings,
        workspace.walked,
        None if uris is None else list(uris),
        known=known,
        cache=workspace.cache,
        algorithm=workspace.algorithm,
        marked_links_only=scope is Scope.CREDITS,
        unread=unread,
    )
    large = known is not None and len(known) - len(unread) >= LARGE
    # Who remembers history waits for reading alone: two processes read, and git is started after.
    warm = large and store.is_there(workspace.cache)
    with ExitStack() as running:
        running.enter_context(quiet_collector())
        reading = running.enter_context(forked(read, large=large and not warm))
        if warm:
            reading.do_here()
        mining = running.enter_context(start_mining(workspace, settings))
        reading.do_here()
        mined = mining.finish(_lesson_test(settings, workspace), progress)
        history = with_believed_dates(mined, now())
        material = reading.result()
        texts = texts_at_head(workspace, material.content, history, unread)
        history = with_fitting_files(history, material.content, texts.words, texts.pointers, unread)
        if texts.alike:
            content = material.content
            lessons = {**content.lessons, **texts.alike}
            material = replace(material, content=replace(content, lessons=lessons))
        whole = scope is Scope.WHOLE
        key = people_key(workspace.repository)
        derive = partial(derive_garden, settings, material, history, texts.words, stand_ins, unread)
        garden = derive(credited=credited, whole=whole, key=key)
        if not whole:
            return garden
        moves = relocations(garden, kind_test(settings))
        return replace(garden, former=former_profiles(workspace, settings, garden), moves=moves)


def text_at_head(settings: Settings, garden: Garden, lesson: Lesson) -> list[bytes]:
    """Return the lines of a lesson's file as HEAD has them; none where it has no such file."""
    file = garden.history.files.get(lesson.text_path or lesson.repo_path)
    texts = read_blobs(locate(settings), [file.blob]) if file else {}
    return texts[file.blob].split(b"\n") if file and file.blob in texts else []


def _lesson_test(settings: Settings, workspace: Workspace) -> Callable[[RepoPath], bool]:
    # What a plugin takes out of the site is mined as the site does, which can't know of it yet.
    kind, place = kind_test(replace(settings, left_out=())), workspace.place
    # A text that a link makes a lesson is one wherever it lies.
    linked = {there: SrcUri(here) for here, there in place.files}

    def is_lesson(path: RepoPath) -> bool:
        uri = linked.get(path) or place.src(path)
        # A folder's index is one, or may have been, where it stands alone.
        return uri is not None and kind(uri) in ("lessons", "topics")

    return is_lesson


class TextsAtHead(NamedTuple):
    """What Git has of lessons, where that is not what their files hold."""

    words: Mapping[RepoPath, Sequence[int]]
    """How many words each line has."""
    pointers: frozenset[RepoPath]
    """Lessons of which Git has no text, whatever their files hold."""
    alike: Mapping[SrcUri, Lesson]
    """Lessons whose files hold the same lines after all, which they know now."""


def texts_at_head(
    workspace: Workspace,
    content: Content,
    history: History,
    unread: Collection[SrcUri] = frozenset(),
) -> TextsAtHead:
    """Return the texts at HEAD of lessons whose file differs from HEAD, but for those of which
    nothing is read.
    """
    changed = {
        le.repo_path: file.blob
        for uri, le in content.lessons.items()
        if uri not in unread
        and le.blob
        and (file := history.files.get(le.text_path or le.repo_path))
        and file.blob != le.blob
    }
    texts = read_blobs(workspace, sorted(set(changed.values())))
    words = {
        path: words_per_line(texts[blob], read_front_matter(texts[blob], path).body_line)
        for path, blob in changed.items()
        if blob in texts
    }
    pointers = frozenset(path for path in words if is_pointer(texts[changed[path]]))
    return TextsAtHead(words, pointers, _alike(workspace, content, changed, texts))


def _alike(
    workspace: Workspace,
    content: Content,
    changed: Mapping[RepoPath, str],
    texts: Mapping[str, bytes],
) -> dict[SrcUri, Lesson]:
    """Return the lessons whose file differs from HEAD in nothing but what git, or somebody past
    git, may write into either: line ends, and the text between the signs of `$Id$`.
    """
    found: dict[SrcUri, Lesson] = {}
    for uri, lesson in content.lessons.items():
        blob = changed.get(lesson.repo_path, "")
        if blob in texts and not lesson.is_at(blob):
            plain = plain_blob_id(texts[blob], workspace.algorithm) or blob
            if lesson.is_at(plain):
                found[uri] = replace(lesson, plain_blob=blob)
    return found
