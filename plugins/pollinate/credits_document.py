# The credits document of `pollinate credits`: from memory, from memory with some lessons made anew,
# or made anew. There is one derivation for all three: where only the texts of some lessons changed,
# it is given those lessons alone, and what it says of who is who must be what it said before; at
# the slightest doubt everything is made anew. Why here: it stands above garden.py, which knows no
# document. Must not know: how a credit is worked out, a terminal.
"""Make the credits document with as little work as is safe."""

from __future__ import annotations

import hashlib
import os
import posixpath
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pollinate.export.credits_cache import Remembered, load_document, save_document
from pollinate.history.git import Repository, glance
from pollinate.history.work_tree import State, state_of, touched_since
from pollinate.history.workspace import cache_folder
from pollinate.paths import RepoPath, SrcUri
from pollinate.settings import Settings

if TYPE_CHECKING:
    from pollinate.history.mine import Progress
    from pollinate.history.workspace import Workspace
    from pollinate.model.content import Lesson
    from pollinate.model.garden import Garden
    from pollinate.model.people import People

# What reads, mines and derives is imported where it is needed: a remembered answer takes less time
# than loading it.


def credits_document(
    settings: Settings,
    progress: Progress,
    *,
    lines: bool = False,
    words: bool = False,
    keep: Callable[[object], None] = lambda values: None,
) -> str:
    """Return the document as JSON, from memory where nothing has changed; raises what building a
    garden raises.

    `keep` is given the garden and what was made of it, for a process that has nothing else to do
    with them.
    """
    repository = glance(settings.docs_dir) if settings.cache and not (lines or words) else None
    if repository is None:
        return _made(settings, progress, keep, lines=lines, words=words).text
    folder, state = cache_folder(repository), state_of(repository, settings)
    known = load_document(folder)
    if known is not None and known.question == state.question:
        return known.text
    earlier = known.whole() if known is not None else None
    done = _updated(earlier, repository, state, settings, progress) if earlier else None
    if done is None:
        done = _made(settings, progress, keep)
    save_document(
        folder,
        Remembered(
            question=state.question,
            head=repository.head or "",
            base=state.base,
            people=done.people,
            dirty=state.dirty,
            facts=done.facts,
            text=done.text,
        ),
    )
    return done.text


@dataclass(frozen=True)
class _Done:
    text: str
    people: str
    facts: dict[str, Any]


def _made(
    settings: Settings,
    progress: Progress,
    keep: Callable[[object], None],
    *,
    lines: bool = False,
    words: bool = False,
) -> _Done:
    """Make the document from all lessons."""
    from pollinate.export.credits import credits_json, export_credits
    from pollinate.garden import Scope, build_garden
    from pollinate.publish import publish_credits
    from pollinate.runtime.collector import quiet_collector

    with quiet_collector():
        garden = build_garden(settings, progress, scope=Scope.CREDITS)
        public = publish_credits(garden)
        document = export_credits(garden, public, lines=lines, words=words)
        keep((garden, public, document))
        return _Done(credits_json(document), _who_is_who(garden.people), _facts(garden))


def _updated(
    earlier: Remembered,
    repository: Repository,
    state: State,
    settings: Settings,
    progress: Progress,
) -> _Done | None:
    """Make the document from an earlier one and the lessons that were touched since; None where
    more than their texts may have changed.
    """
    from pollinate.export.credits import credits_json, export_credits, lines_of
    from pollinate.garden import Scope, build_garden
    from pollinate.history.workspace import locate
    from pollinate.publish import publish_credits
    from pollinate.runtime.collector import quiet_collector

    touched = touched_since(repository, earlier.head) if earlier.base == state.base else None
    if touched is None:
        return None
    workspace, known = locate(settings), earlier.facts
    paths = _touched_lessons({*touched, *state.dirty, *earlier.dirty}, known, workspace)
    if paths is None:
        return None
    with quiet_collector():
        unread = {SrcUri(f[0]): _named(p, f) for p, f in known.items() if p not in paths}
        garden = build_garden(
            settings, progress, scope=Scope.CREDITS, unread=unread, workspace=workspace
        )
        facts = _facts(garden)
        before = {path: known[path][:-1] for path in paths}
        same = before == {path: fact[:-1] for path, fact in facts.items()}
        if not same or _who_is_who(garden.people) != earlier.people:
            return None
        after = {path: facts.get(path, fact) for path, fact in known.items()}
        slugs = {slug for fact in after.values() for slug in fact[-1]}
        fresh = export_credits(garden, publish_credits(garden), also=slugs)
        told = dict(zip(known, lines_of(earlier.text), strict=True))
        if facts:
            told |= dict(zip(facts, lines_of(credits_json(fresh)), strict=True))
        return _Done(credits_json(fresh, told.values()), earlier.people, after)


def _facts(garden: Garden) -> dict[str, Any]:
    """Return what other lessons, and the list of people, need to know of each lesson with credits;
    last, who is credited.
    """
    from pollinate.derive.garden import named_by

    found: dict[str, Any] = {}
    for uri, one in garden.credits.items():
        lesson = garden.content.lessons[uri]
        links = [lesson.title, list(lesson.aliases), list(lesson.redirect_from)]
        named = list(map(list, named_by([lesson])))
        slugs = sorted({credit.contributor for credit in one.credits})
        found[lesson.repo_path] = [uri, *links, *named, slugs]
    return found


def _named(path: str, fact: Any) -> Lesson:
    """Return a lesson of which only names are known."""
    from pollinate.model.content import LearnedFrom, Lesson, SourceKind
    from pollinate.model.notes import CreditEntry

    uri, title, aliases, redirects, learned, credited, teams, _ = fact
    return Lesson(
        src_uri=SrcUri(uri),
        repo_path=RepoPath(path),
        title=title,
        topic="",
        body_line=1,
        body="",
        aliases=tuple(aliases),
        redirect_from=tuple(redirects),
        learned_from=tuple(
            LearnedFrom(kind=SourceKind.PERSON, target=name, line=0) for name in learned
        ),
        credit=(
            *(CreditEntry(line=0, person=name) for name in credited),
            *(CreditEntry(line=0, as_name=name) for name in teams),
        ),
    )


def _touched_lessons(
    paths: Collection[str], facts: Mapping[str, Any], workspace: Workspace
) -> frozenset[str] | None:
    """Return the lessons among some files; None where another file of the garden is among them, or
    a lesson is gone.
    """
    found = set()
    for path in paths:
        if workspace.place.src(RepoPath(path)) is None:
            continue
        file = os.path.join(workspace.root, path)
        stem, _, ending = posixpath.basename(path).rpartition(".")
        if path in facts and os.path.isfile(file):
            found.add(path)
        elif (
            f".{ending}".lower() in (".md", ".markdown")
            or not stem
            or path.lower().endswith(workspace.endings)
            or os.path.islink(file)
        ):
            return None
    return frozenset(found)


def _who_is_who(people: People) -> str:
    """Return a checksum of all that credits need to know of people."""
    told = hashlib.sha256()
    for slug, one in people.contributors.items():
        told.update(
            repr((slug, replace(one, identities=(), first=""))).encode("utf-8", "surrogateescape")
        )
    for part in (people.by_identity, people.by_name, people.teams):
        told.update(repr(sorted(part.items())).encode("utf-8", "surrogateescape"))
    for names in (people.private_keys, people.tools.items()):
        told.update(repr(sorted(names)).encode("utf-8", "surrogateescape"))
    return told.hexdigest()
