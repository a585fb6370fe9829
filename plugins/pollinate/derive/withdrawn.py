# What a lesson's `credit` takes back: the trailers that name somebody by mistake, or of one commit
# (`role: none`). Why here: shares, roles, thanks and the defence of a name must all see the same
# trailers. Only what a message says of others is withdrawn; who wrote a commit is in Git, and
# mailmap, people files and the list of ignored commits are for that.
# Must not know: what a trailer is worth.
"""Leave out trailers that a lesson withdraws."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pollinate.model.content import Lesson
from pollinate.model.diagnostics import Diagnostic
from pollinate.model.git import MIXED, RULE_BITS, Commit, Commits, FileHistory, History, Trailer
from pollinate.model.notes import WITHDRAWN, CreditEntry
from pollinate.model.people import People


def trailers_left(lesson: Lesson, commits: Commits, people: People) -> Commits:
    """Return the commits as one lesson has them: the same, where it withdraws nothing."""
    entries = _withdrawals(lesson)
    return _Left(commits, entries, people) if entries else commits


def idle_withdrawals(
    lessons: Iterable[Lesson], history: History, people: People
) -> Iterator[Diagnostic]:
    """Yield the entries that withdraw nothing; no name is repeated, which may be a hidden one."""
    for lesson in lessons:
        entries = _withdrawals(lesson)
        if not entries:
            continue
        file = history.files.get(lesson.text_path or lesson.repo_path)
        mine = [history.commits[n] for n in sorted(_numbers(file, history))] if file else []
        for entry in entries:
            if any(_takes(entry, one, said, people) for one in mine for said in one.trailers):
                continue
            code, message = (
                "nothing-to-withdraw",
                "no trailer on this lesson says what this withdraws",
            )
            if entry.commit and not any(one.sha.startswith(entry.commit) for one in mine):
                code, message = (
                    "unknown-commit",
                    "no commit on this lesson has the id that is withdrawn",
                )
            elif entry.person and people.resolve(entry.person) is None:
                code, message = "unknown-person", "nobody here is called as whom this withdraws"
            yield Diagnostic(
                path=lesson.repo_path,
                line=entry.line,
                code=code,
                message=message,
                cure="Write the name as the message has it, or take the entry out.",
            )


def _withdrawals(lesson: Lesson) -> list[CreditEntry]:
    return [entry for entry in lesson.credit if entry.role == WITHDRAWN]


def _takes(entry: CreditEntry, commit: Commit, said: Trailer, people: People) -> bool:
    """Tell whether an entry withdraws a trailer of a commit; what names a tool credits nobody."""
    if not commit.sha.startswith(entry.commit) or people.of(said.who) is None:
        return False
    return not entry.person or people.means(entry.person, said.who)


def _numbers(file: FileHistory, history: History) -> set[int]:
    """Return the commits that changed a file, or whose words stand in it."""
    found = {change.commit for change in file.changes}
    for packed in file.credit:
        run = history.runs[packed ^ MIXED][::2] if packed & MIXED else (packed,)
        found |= {owner >> RULE_BITS for owner in run}
    return found


class _Left:
    """Commits without the trailers that some entries withdraw."""

    def __init__(self, commits: Commits, entries: list[CreditEntry], people: People) -> None:
        self._commits, self._entries, self._people = commits, entries, people
        self._made: dict[int, Commit] = {}

    def __len__(self) -> int:
        return len(self._commits)

    def __getitem__(self, number: int, /) -> Commit:
        if number not in self._made:
            self._made[number] = self._left(self._commits[number])
        return self._made[number]

    def __iter__(self) -> Iterator[Commit]:
        return (self[number] for number in range(len(self)))

    def _left(self, commit: Commit) -> Commit:
        kept = tuple(
            said
            for said in commit.trailers
            if not any(_takes(one, commit, said, self._people) for one in self._entries)
        )
        return commit if len(kept) == len(commit.trailers) else replace(commit, trailers=kept)
