# Which date of a commit is believed. Git writes down whatever an author's machine, or an author,
# says: a lesson from 2099 would be the newest for ever, one put back under 1999 the oldest. The
# author's date holds as long as it fits what was there before and the clock; else the committer's;
# else that of the parents. Must not know: what the dates are used for.
"""Bound the dates of commits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from pollinate.model.diagnostics import Diagnostic, Severity
from pollinate.model.git import Commit, History
from pollinate.model.when import instant
from pollinate.paths import RepoPath, Sha

DAY, YEAR = 86_400.0, 366 * 86_400.0
"""Seconds: how far clocks may differ, and how long work may lie before it is taken in."""


def with_believed_dates(history: History, now: float) -> History:
    """Return a history whose commits are dated within what can be; each changed date is a finding.

    `now` are seconds since 1970. A date that can't be read stays unknown.
    """
    latest = now + DAY
    believed: dict[Sha, float] = {}
    changed: dict[int, Commit] = {}
    unknown: list[Commit] = []
    for number, commit in enumerate(history.commits):
        moment, parents = instant(commit.when), commit.parents
        before = believed.get(parents[0]) if len(parents) == 1 else None
        if before is not None and before - YEAR <= moment <= min(latest, commit.committed + DAY):
            # Nearly all are like this.
            believed[commit.sha] = moment
            continue
        known = [believed[p] for p in parents if p in believed]
        if moment == float("inf"):
            believed |= {commit.sha: max(known)} if known else {}
            unknown.append(commit)
            continue
        bounded = _bounded(moment, float(commit.committed), max(known, default=None), latest)
        believed[commit.sha] = bounded
        if bounded != moment:
            when = datetime.fromtimestamp(bounded, UTC).isoformat()
            changed[number] = replace(commit, when=when)
    if not changed and not unknown:
        return history
    commits = list(history.commits)
    findings = [_finding(commits[number], one) for number, one in changed.items()]
    findings += [_unknown(unknown)] if unknown else []
    for number, one in changed.items():
        commits[number] = one
    return replace(history, commits=tuple(commits), diagnostics=(*history.diagnostics, *findings))


def _bounded(moment: float, committed: float, before: float | None, latest: float) -> float:
    """Return the date that is believed, as seconds since 1970; `before` is that of the parents."""
    can_be = 0 < committed <= latest
    if can_be and moment > committed + DAY:
        # Nothing is committed before it is written.
        moment = committed
    if moment > latest:
        moment = committed if can_be else latest - DAY if before is None else before
    if before is not None and moment < before - YEAR:
        moment = max(committed, before) if can_be else before
    return moment


def _unknown(commits: Sequence[Commit]) -> Diagnostic:
    more = f" (and {len(commits) - 1} more)" if len(commits) > 1 else ""
    return Diagnostic(
        path=RepoPath("."),
        line=0,
        code="unknown-date",
        message=(
            f"commit {commits[0].sha[:10]}{more} has no date that can be read; what was done there"
            " is undated"
        ),
        cure="Where a lesson's date matters, say it in its front matter: created: 2026-03-14",
        severity=Severity.ADVICE,
    )


def _finding(said: Commit, believed: Commit) -> Diagnostic:
    return Diagnostic(
        path=RepoPath("."),
        line=0,
        code="odd-date",
        message=(
            f"commit {said.sha[:10]} is dated {said.when[:10]}, which can't be; it counts as of"
            f" {believed.when[:10]}"
        ),
        cure="Nothing to do, unless many are told: then a clock is wrong.",
        severity=Severity.ADVICE,
    )
