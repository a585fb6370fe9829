# What a list of ignored commits takes from whoever made them: lessons, or words of their own, which
# go to who wrote what stood in their place. A commit that only formats has few such words, since
# those that survive it stay their writers' without any list. Must not know: how words are followed.
"""Find credit that a list of ignored commits takes away."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from pollinate.checks.advice import ask, told
from pollinate.model.content import Lesson
from pollinate.model.diagnostics import Diagnostic
from pollinate.model.garden import Garden
from pollinate.model.git import (
    MIXED,
    RULE_BITS,
    RULE_MASK,
    FileHistory,
    Identity,
    Rule,
    TrailerKind,
)
from pollinate.paths import RepoPath, Slug

MUCH = 0.1
"""Of a lesson's words; so many new ones are no formatting."""


def find_ignored(garden: Garden, place: RepoPath) -> Iterator[Diagnostic]:
    """Yield the commits that are looked through although they made lessons, or wrote much of one;
    `place` is the list.
    """
    commits = garden.history.commits
    made = Counter[int]()
    wrote: dict[int, list[RepoPath]] = defaultdict(list)
    together: dict[tuple[int, ...], list[RepoPath]] = defaultdict(list)
    for lesson in garden.content.lessons.values():
        file = garden.history.files.get(lesson.text_path or lesson.repo_path)
        ignored = [one for one in file.changes if commits[one.commit].ignored] if file else []
        if file is None or not ignored:
            continue
        made.update(one.commit for one in ignored if one.created)
        words, taken = _taken(garden, file, lesson, ignored[-1].commit)
        much = [number for number, count in taken.items() if count >= MUCH * words]
        for number in much:
            wrote[number].append(lesson.repo_path)
        if not much and sum(taken.values()) >= MUCH * words:
            together[tuple(sorted(taken))].append(lesson.repo_path)
    for number, count in sorted(made.items()):
        lessons = "a lesson" if count == 1 else f"{count} lessons"
        message = (
            f"commit {commits[number].sha[:10]} made {lessons}, and nobody gets credit for it:"
            " this list looks through it"
        )
        yield ask(place, 0, "ignored-commit-made-a-lesson", message)
    for number, paths in sorted(wrote.items()):
        more = f" and of {len(paths) - 1} more" if len(paths) > 1 else ""
        message = (
            f"commit {commits[number].sha[:10]} of {told(garden, _writers(garden, number))} wrote a"
            f" tenth or more of the words of {min(paths)}{more}, which this list gives to others"
        )
        yield ask(place, 0, "ignored-commit-wrote-words", message)
    for numbers, paths in sorted(together.items()):
        more = f" and of {len(paths) - 1} more" if len(paths) > 1 else ""
        writers = dict.fromkeys(who for number in numbers for who in _writers(garden, number))
        message = (
            f"{len(numbers)} commits of {told(garden, list(writers))} wrote together a tenth or"
            f" more of the words of {min(paths)}{more}, which this list gives to others"
        )
        yield ask(place, 0, "ignored-commit-wrote-words", message)


def _taken(
    garden: Garden, file: FileHistory, lesson: Lesson, newest: int
) -> tuple[int, Counter[int]]:
    """Return how many words a lesson has, and how many of each ignored commit go to others than who
    wrote it; of lines that were changed since, to the newest such commit.
    """
    commits, total, found = garden.history.commits, 0, Counter[int]()
    writers: dict[int, set[Slug | None]] = {}
    lengths = garden.words_at_head.get(lesson.repo_path, lesson.words)
    for blamed, packed, length in zip(file.blame, file.credit, lengths, strict=False):
        run = garden.history.runs[packed ^ MIXED] if packed & MIXED else (packed, length)
        for credit, count in zip(run[::2], run[1::2], strict=True):
            total += count
            if credit & RULE_MASK != Rule.IGNORED_COMMIT:
                continue
            number = blamed if commits[blamed].ignored else newest
            if number not in writers:
                # Whoever is named beside the author must not get the author's words.
                writers[number] = {garden.people.of(w) for w in _writers(garden, number)[:1]}
            owner = garden.people.of(commits[credit >> RULE_BITS].author)
            if writers[number] - {None} and owner not in writers[number]:
                found[number] += count
    return total, found


def _writers(garden: Garden, number: int) -> list[Identity]:
    """Return who would have a commit's words."""
    commit = garden.history.commits[number]
    named = (said.who for said in commit.trailers if said.kind is TrailerKind.CO_AUTHOR)
    everybody = list(dict.fromkeys((commit.author, *named)))
    return [who for who in everybody if garden.people.of(who)] or everybody
