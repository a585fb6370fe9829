# Where a lesson stood before: the moves that its own history tells of, and who made each. A move is
# an act on the address alone, so it earns no role and no share; it is told in the lesson's story.
# Why here: who made a commit is judged as everywhere else, tools and withdrawn trailers left out.
# Must not know: who is private, how a story is told.
"""Find where lessons stood before."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pollinate.derive.withdrawn import trailers_left
from pollinate.model.content import Lesson
from pollinate.model.credits import LessonCredits
from pollinate.model.garden import Garden
from pollinate.model.git import History, Relocation, TrailerKind
from pollinate.model.people import People
from pollinate.paths import RepoPath, Slug, SrcUri

_PAGES = frozenset({"lessons", "topics", "pages"})


def relocations(
    garden: Garden, kind_of: Callable[[SrcUri], str]
) -> Mapping[SrcUri, tuple[Relocation, ...]]:
    """Return the moves of each lesson that was moved, oldest first; one that two branches made is
    told once. `kind_of` says what a path, of today or of the past, is.
    """
    found = {}
    for uri, lesson in garden.content.lessons.items():
        file = garden.history.files.get(lesson.text_path or lesson.repo_path)
        pairs = [(one.commit, one.moved) for one in file.changes if one.moved] if file else []
        if pairs:
            once = [one for n, one in enumerate(pairs) if not n or one[1] != pairs[n - 1][1]]
            places = ((n, [_page(garden, kind_of, path) for path in both]) for n, both in once)
            found[uri] = tuple(Relocation(number, old, new) for number, (old, new) in places)
    return found


def _page(garden: Garden, kind_of: Callable[[SrcUri], str], path: RepoPath) -> SrcUri | None:
    uri = garden.content.place.src(path)
    return uri if uri is not None and kind_of(uri) in _PAGES else None


def movers(
    lesson: Lesson, credits: LessonCredits | None, history: History, people: People, number: int
) -> list[Slug]:
    """Return who made a move: its author, then co-authors. Where a team stands on a lesson for
    whoever committed it, nobody is named here whom its credits don't name.
    """
    commit = trailers_left(lesson, history.commits, people)[number]
    co_authors = [one.who for one in commit.trailers if one.kind is TrailerKind.CO_AUTHOR]
    found = dict.fromkeys(slug for who in (commit.author, *co_authors) if (slug := people.of(who)))
    if any(entry.as_name for entry in lesson.credit):
        named = {credit.contributor for credit in credits.credits} if credits else set()
        return [slug for slug in found if slug in named]
    return list(found)
