# Who made each lesson: shares of the text as it stands, and roles, each with its evidence: a commit
# and a rule, which is what `pollinate why` prints. Rules: docs/guide/credit.md.
# Must not know: how credits are shown.
"""Derive credits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from pollinate.derive.credit_sums import FEW_WORDS, OWN, CreditSum
from pollinate.derive.roles import Said
from pollinate.derive.times import Times
from pollinate.derive.tools import AIDER, UNNAMED, disclosed
from pollinate.derive.withdrawn import trailers_left
from pollinate.model.content import Lesson
from pollinate.model.credits import NEVER, Credit, Evidence, LessonCredits, Role
from pollinate.model.git import (
    MIXED,
    RULE_BITS,
    RULE_MASK,
    Commit,
    FileHistory,
    History,
    Rule,
    TextChange,
    TrailerKind,
)
from pollinate.model.people import COLLEAGUE, People, Tool
from pollinate.model.when import instant
from pollinate.paths import Slug

Writers = Callable[[int], tuple[Slug, ...]]
_OF_OTHERS = frozenset({Role.HELPER, Role.REVIEWER, Role.MODERATOR})
"""What nobody is on a lesson of their own."""
_OF_TRAILERS = {TrailerKind(r.value): r for r in (Role.REVIEWER, Role.HELPER, Role.MODERATOR)}
_ORDER = {role: n for n, role in enumerate(Role)}
_NOTHING: Mapping[Role, tuple[str, str]] = {}


@cache
def _label(rule: int, tool: bool, together: bool) -> str:
    """Return the names of the rules by which words came to a contributor."""
    return ", ".join(
        [Rule(rule).label, *(["tool"] if tool else []), *(["co-authors"] if together else [])]
    )


class _Known(dict[int, tuple[Slug, ...]]):
    """People by commit, each found when first asked for."""

    def __init__(self, find: Writers) -> None:
        self._find = find

    def __missing__(self, commit: int) -> tuple[Slug, ...]:
        self[commit] = found = self._find(commit)
        return found


class Crediting:
    """Derives the credits of lessons from one history."""

    def __init__(
        self, history: History, people: People, times: Times, *, disclose: bool = True
    ) -> None:
        """Start; with `disclose`, tools are named that had a part in a lesson."""
        self._history, self._commits, self._runs = history, history.commits, history.runs
        self._people, self._times, self._disclose = people, times, disclose
        self._refused = history.refused
        self._undated = {n for n, one in enumerate(history.commits) if not one.when}
        self.authors: Writers = _Known(self._written_by).__getitem__
        """Returns who wrote a commit: author, then co-authors; a tool gives all to its human
        co-authors.
        """
        self.main_authors: Writers = _Known(self._mainly_by).__getitem__
        """Returns a commit's author; for a tool's commit its human co-authors."""

    def of(self, lesson: Lesson) -> Crediting:
        """Return what derives a lesson's credits: without the trailers that it withdraws."""
        left = trailers_left(lesson, self._commits, self._people)
        if left is self._commits:
            return self
        history = replace(self._history, commits=left)
        return Crediting(history, self._people, self._times, disclose=self._disclose)

    def credit(
        self,
        lesson: Lesson,
        file: FileHistory | None,
        words: Sequence[int],
        taught: Sequence[Slug] = (),
        kept: Sequence[Slug] = (),
        said: Sequence[Said] = (),
    ) -> LessonCredits:
        """Return all credits of a lesson.

        `words` is how many each line has in the version at HEAD; `taught` and `kept` are people
        whom files name, `said` what notes and trails say of people.
        """
        sums: dict[Slug, CreditSum] = defaultdict(CreditSum)
        tally: dict[int, int] = {}
        total = 0
        changes: list[TextChange] = []
        if file is not None:
            changes = [c for c in file.changes if not (c.void or self._commits[c.commit].ignored)]
            tally = self._tally(file, words)
            total = self._add_words(sums, tally)
            self._add_roles(sums, changes, total, tally)
        self._replace_by_team(lesson, sums, changes)
        for slug in taught:
            sums[slug].roles.add(Role.TEACHER)
        for slug in kept:
            sums[slug].roles.add(Role.KEEPER)
        for slug, role, when in said:
            sums[slug].roles.add(role)
            if when:
                sums[slug].dates.append(when)
                sums[slug].acts.append((role, when))
        for one in sums.values():
            if not one.roles.isdisjoint(OWN):
                one.roles -= _OF_OTHERS
        for entry in lesson.credit:
            if entry.person and entry.gives_role and (who := self._people.resolve(entry.person)):
                sums[who].roles.add(Role(entry.role))
        credits = [
            self._finish(slug, one, lesson, total)
            for slug, one in sums.items()
            if one.roles or one.words
        ]
        if len(credits) > 1:
            credits.sort(key=_by_first)
        texts = self._in_time([c.commit for c in changes if c.changed])
        first = lesson.created or (self._commits[texts[0]].when if texts else "")
        return LessonCredits(
            lesson=lesson.src_uri,
            first=first,
            last=self._commits[texts[-1]].when if texts else first,
            credits=tuple(credits),
            uncommitted=file is None and lesson.repo_path not in self._refused,
            refused=lesson.repo_path in self._refused,
            words=total,
            **(self._tools(tally) if self._disclose else {}),
        )

    def _in_time(self, commits: Sequence[int]) -> list[int]:
        """Return commits in order of time; those of an unknown date only where all are."""
        if self._undated:
            commits = [n for n in commits if n not in self._undated] or commits
        return sorted(commits, key=self._times.order) if len(commits) > 1 else list(commits)

    def _written_by(self, commit: int) -> tuple[Slug, ...]:
        one, names = self._commits[commit], [self._commits[commit].author]
        if one.trailers:
            names += [t.who for t in one.trailers if t.kind is TrailerKind.CO_AUTHOR]
        return tuple(dict.fromkeys(slug for who in names if (slug := self._people.of(who))))

    def _mainly_by(self, commit: int) -> tuple[Slug, ...]:
        own = self._people.of(self._commits[commit].author)
        return (own,) if own else self.authors(commit)

    def _tally(self, file: FileHistory, words: Sequence[int]) -> dict[int, int]:
        """Return how many words stand of each commit and rule."""
        tally: dict[int, int] = {}
        for packed, count in zip(file.credit, words, strict=False):
            if not count:
                continue
            if packed & MIXED:
                run = self._runs[packed ^ MIXED]
                for owner, number in zip(run[::2], run[1::2], strict=True):
                    tally[owner] = tally.get(owner, 0) + number
            else:
                tally[packed] = tally.get(packed, 0) + count
        return tally

    def _add_words(self, sums: Mapping[Slug, CreditSum], tally: Mapping[int, int]) -> int:
        """Add up whose the words are, and return how many belong to somebody."""
        total = 0
        for packed, count in sorted(
            tally.items(), key=lambda item: (self._times.order(item[0] >> RULE_BITS), item[0])
        ):
            commit, rule = packed >> RULE_BITS, packed & RULE_MASK
            writers = () if self._commits[commit].ignored else self.authors(commit)
            if not writers:
                continue
            label = _label(
                rule, self._commits[commit].author in self._people.tools, len(writers) > 1
            )
            mains, part = self.main_authors(commit), count / len(writers)
            for slug in writers:
                one = sums[slug]
                one.words += part
                one.evidence.append(Evidence(commit, label, part))
                if slug not in mains:
                    one.roles.add(Role.CO_AUTHOR)
            total += count
        return total

    def _add_roles(
        self,
        sums: Mapping[Slug, CreditSum],
        changes: Sequence[TextChange],
        total: int,
        tally: Mapping[int, int],
    ) -> None:
        made = [c for c in changes if c.created] or [c for c in changes if c.changed]
        first = min((c.commit for c in made), key=self._times.order, default=None)
        if first is not None:
            first = self._origin(first, tally)
        for change in changes:
            commit = self._commits[change.commit]
            if change.changed:
                for slug in self.authors(change.commit):
                    one = sums[slug]
                    one.commits.add(change.commit)
                    one.moments.append(change.commit)
            if change.changed or change.brought:
                self._add_trailers(sums, change, commit)
            if change.brought:
                self._add_moderator(sums, change)
        if first is not None:
            mains = self.main_authors(first)
            for slug in self.authors(first):
                sums[slug].roles.add(Role.AUTHOR if slug in mains else Role.CO_AUTHOR)
        for one in sums.values():
            if total and one.words >= total / 2:
                one.roles.add(Role.AUTHOR)
            if (one.commits or one.words >= FEW_WORDS) and one.roles.isdisjoint(OWN):
                one.roles.add(Role.EDITOR)

    def _tools(self, tally: Mapping[int, int]) -> dict[str, Any]:
        """Return which tools had a part in the words that stand: those that helped who wrote them,
        and those that wrote what is nobody's.
        """
        helped, alone = set[str](), set[str]()
        words = 0
        for number, count in _by_commit(tally).items():
            commit, known = self._commits[number], self._people.tools
            named = [
                commit.author,
                *(t.who for t in commit.trailers if t.kind is TrailerKind.CO_AUTHOR),
            ]
            found = {tool for who in named if (tool := known.get(who))}
            found |= {tool for text in commit.tools if (tool := self._disclosed(text))}
            if commit.raw_author.name.endswith(AIDER):
                found.add(Tool("aider", ai=True))
            if self.authors(number) or commit.ignored:
                helped |= {tool.name for tool in found if tool.ai}
            else:
                alone |= {tool.name for tool in found}
                words += count
        return {
            "tools": tuple(sorted(helped)),
            "made_by": tuple(sorted(alone)),
            "made_words": words if alone else 0,
        }

    def _disclosed(self, text: str) -> Tool | None:
        """Return which assistant a message names as such; None for a person of this garden."""
        found = disclosed(text)
        return None if found is UNNAMED and self._people.resolve(text) else found

    def _origin(self, first: int, tally: Mapping[int, int]) -> int:
        """Return the commit that made a lesson; of one that is mostly text moved here from older
        ones, the commit that wrote most of that.
        """
        order = self._times.order
        moved = {
            packed: count
            for packed, count in tally.items()
            if packed & RULE_MASK == Rule.MOVED and order(packed >> RULE_BITS) < order(first)
        }
        own = sum(count for packed, count in tally.items() if packed >> RULE_BITS == first)
        if sum(moved.values()) <= own:
            return first
        most = min(moved, key=lambda packed: (-moved[packed], order(packed >> RULE_BITS)))
        return most >> RULE_BITS

    def _add_trailers(
        self, sums: Mapping[Slug, CreditSum], change: TextChange, commit: Commit
    ) -> None:
        number = change.commit
        for trailer in commit.trailers:
            role, slug = _OF_TRAILERS.get(trailer.kind), self._people.of(trailer.who)
            if (
                role is None
                or slug is None
                or (
                    role in (Role.REVIEWER, Role.MODERATOR)
                    and slug in self.authors(number)
                    # Whoever merges may have reviewed, but not where all is their own work.
                    and (
                        len(commit.parents) < 2
                        or (change.brought and all(slug in self.authors(n) for n in change.brought))
                    )
                )
            ):
                continue
            sums[slug].roles.add(role)
            sums[slug].moments.append(number)
            sums[slug].acts.append((role, commit.when))

    def _add_moderator(self, sums: Mapping[Slug, CreditSum], change: TextChange) -> None:
        merger = self._people.of(self._commits[change.commit].author)
        if merger and any(
            merger not in self.authors(commit) for commit in change.brought if self.authors(commit)
        ):
            sums[merger].roles.add(Role.MODERATOR)
            sums[merger].moments.append(change.commit)
            sums[merger].acts.append((Role.MODERATOR, self._commits[change.commit].when))

    def _replace_by_team(
        self, lesson: Lesson, sums: dict[Slug, CreditSum], changes: Sequence[TextChange]
    ) -> None:
        """Let a team or pseudonym stand for the committing person (`credit: as`)."""
        made = [c.commit for c in changes if c.created] or [c.commit for c in changes if c.changed]
        first = min(made, key=self._times.order, default=None)
        for entry in lesson.credit:
            team = self._people.team(entry.as_name)
            if not entry.as_name or team is None:
                continue
            whom = self.main_authors(first) if first is not None else ()
            for slug in whom:
                if slug in sums and slug != team:
                    # All who are hidden are one contributor: only one of them is the team.
                    hers = self._are_by(first) if slug == COLLEAGUE else None
                    sums[team].take(sums[slug].part(hers) if hers else sums.pop(slug))
                    if slug in sums and sums[slug].is_empty:
                        del sums[slug]
            if not whom:
                sums[team].roles.add(Role.AUTHOR)

    def _are_by(self, first: int | None) -> Callable[[int], bool] | None:
        """Return what tells of a commit whether a hidden person who made the first one wrote it;
        None where nobody hidden made that.
        """
        hidden, commits = self._people.hidden, self._commits

        def whose(commit: int) -> frozenset[str]:
            co = [t.who for t in commits[commit].trailers if t.kind is TrailerKind.CO_AUTHOR]
            names = (commits[commit].author, *co)
            return frozenset().union(*(hidden.get(who, ()) for who in names))

        own = hidden.get(commits[first].author) or whose(first) if first is not None else None
        return (lambda commit: not own.isdisjoint(whose(commit))) if own else None

    def _finish(self, slug: Slug, one: CreditSum, lesson: Lesson, total: int) -> Credit:
        commits = tuple(one.commits)
        if len(commits) > 1:
            commits = tuple(sorted(commits, key=self._times.order))
        moments, wrote = self._in_time(one.moments), self._in_time(commits)
        dates = [self._commits[number].when for number in (*moments[:1], *moments[-1:])]
        if one.dates:
            dates = sorted([*dates, *one.dates], key=instant)
        return Credit(
            contributor=slug,
            lesson=lesson.src_uri,
            roles=tuple(sorted(one.roles, key=_ORDER.__getitem__)),
            share=one.words / total if total else 0.0,
            words=one.words,
            commits=commits,
            first=dates[0] if dates else "",
            last=dates[-1] if dates else "",
            evidence=tuple(one.evidence),
            wrote=(self._commits[wrote[0]].when, self._commits[wrote[-1]].when) if wrote else NEVER,
            acted=_first_and_last(one.acts) if one.acts else _NOTHING,
        )


def _by_commit(tally: Mapping[int, int]) -> Mapping[int, int]:
    """Return how many words stand of each commit, by whichever rule."""
    found: dict[int, int] = {}
    for packed, count in tally.items():
        found[packed >> RULE_BITS] = found.get(packed >> RULE_BITS, 0) + count
    return found


def _first_and_last(acts: Sequence[tuple[Role, str]]) -> Mapping[Role, tuple[str, str]]:
    """Return when the first and the last act in each role were."""
    found: dict[Role, tuple[str, str]] = {}
    for role, when in acts:
        first, last = found.get(role, (when, when))
        found[role] = (min(first, when, key=instant), max(last, when, key=instant))
    return found


def _by_first(credit: Credit) -> tuple[float, bool, Slug]:
    """Return the order of credits, the author of a commit before co-authors; unknown dates last."""
    first = instant(credit.first) if credit.first else float("inf")
    return first, Role.CO_AUTHOR in credit.roles, credit.contributor
