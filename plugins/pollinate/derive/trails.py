# Finds the lessons of each trail's steps and the people who laid it. A step that leads nowhere is a
# finding and is left out; one whose lesson is no longer current is a finding and stays, since
# whoever walks there is told on the lesson. Must not know: HTML, pages.
"""Place trails."""

from __future__ import annotations

from collections.abc import Iterable

from pollinate.derive.links import LinkTargets
from pollinate.derive.notes import Authors, provenance_of
from pollinate.model.content import Content, SourceKind
from pollinate.model.diagnostics import Diagnostic, Severity
from pollinate.model.git import History
from pollinate.model.notes import PlacedStep, PlacedTrail, Trail, TrailStep
from pollinate.model.people import People
from pollinate.paths import SrcUri, join_src


def place_trails(
    content: Content, history: History, people: People, targets: LinkTargets, authors: Authors
) -> tuple[dict[SrcUri, PlacedTrail], list[Diagnostic]]:
    """Return all trails that are no drafts, by path, and what is wrong with their steps."""
    found: dict[SrcUri, PlacedTrail] = {}
    findings: list[Diagnostic] = []
    for uri, trail in sorted(content.trails.items()):
        if not trail.hidden:
            origin = provenance_of(
                history.files.get(trail.repo_path), trail.credit, "", history, people, authors
            )
            found[uri] = PlacedTrail(
                trail, origin.by, origin.when, tuple(_steps(trail, content, targets, findings))
            )
    return found, findings


def _steps(
    trail: Trail, content: Content, targets: LinkTargets, findings: list[Diagnostic]
) -> Iterable[PlacedStep]:
    seen: set[SrcUri] = set()
    for step in trail.steps:
        target = (
            targets.file(trail.src_uri, step.lesson)
            or targets.words(step.lesson, trail.src_uri).found
        )
        if target is None or target[0] is not SourceKind.LESSON:
            findings.append(_missing(trail, step, content))
            continue
        uri = SrcUri(target[1])
        if uri in seen:
            cure = "Leave one of the two steps out."
            findings.append(
                Diagnostic(
                    path=trail.repo_path,
                    line=step.line,
                    code="step-twice",
                    message="this trail has the same lesson twice",
                    cure=cure,
                )
            )
            continue
        seen.add(uri)
        status = content.lessons[uri].status
        if not status.is_current:
            what = f"the lesson of this step is {status}: '{step.lesson}'"
            cure = "Name the lesson that took its place, or leave the step out."
            findings.append(
                Diagnostic(
                    path=trail.repo_path,
                    line=step.line,
                    code="step-not-current",
                    message=what,
                    cure=cure,
                )
            )
        yield PlacedStep(uri, step.why, step.task, step.reflect)
    if not seen:
        cure = "Write:\nsteps:\n  - lesson: ../lessons/topic/lesson.md"
        findings.append(
            Diagnostic(
                path=trail.repo_path,
                line=1,
                code="trail-without-steps",
                message="this trail has no step",
                cure=cure,
                severity=Severity.ADVICE,
            )
        )


def _missing(trail: Trail, step: TrailStep, content: Content) -> Diagnostic:
    joined = join_src(trail.src_uri, step.lesson)
    lesson = content.lessons.get(joined) if joined else None
    if lesson is not None and lesson.draft:
        what, cure = (
            f"the lesson of this step is a draft: '{step.lesson}'",
            "Publish it, or leave the step out until then.",
        )
    else:
        what, cure = (
            f"the lesson of this step is not there: '{step.lesson}'",
            "Write its path from this file.",
        )
    return Diagnostic(
        path=trail.repo_path, line=step.line, code="step-missing", message=what, cure=cure
    )
