# READ FIRST in this room. From a request to all that somebody needs to decide on it, as a list of
# phases: compare the garden before and after, check what the request changes, look at its commits,
# put it together. Must not know: how it is printed.
"""Review a request."""

from __future__ import annotations

import math
import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain

from pollinate.checks.claims import find_claims
from pollinate.content.files import kind_test
from pollinate.content.owners import PLACES, Owners, read_owners
from pollinate.garden import LARGE
from pollinate.history.changes import Changes, proposed_changes
from pollinate.history.mine import Progress, silent
from pollinate.history.people_key import people_key
from pollinate.history.request_log import read_requests, repository_at
from pollinate.history.workspace import Workspace, read_objects
from pollinate.house_rules import REQUIRED
from pollinate.inspection import Inspection, inspect_proposed
from pollinate.known_people import know_people
from pollinate.model.content import SourceKind
from pollinate.model.diagnostics import Diagnostic, Severity
from pollinate.model.requests import RequestCommit
from pollinate.model.review import (
    ChangeKind,
    LessonChange,
    OtherChange,
    Pointed,
    RequestReview,
)
from pollinate.moderation import Moderation
from pollinate.paths import RepoPath, SrcUri
from pollinate.plain import plain
from pollinate.review.compared import Compared, compare, garden_before
from pollinate.review.of_others import of_others
from pollinate.review.pointed import Pushed, look_alikes, point_out, pushed, shown_name
from pollinate.review.proposal import Proposal
from pollinate.review.sayings import note_says
from pollinate.review.unsaid import Unsaid
from pollinate.runtime.forked import forked

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.ADVICE: 2}
_KINDS = {
    "notes": "note",
    "trails": "trail",
    "gatherings": "gathering",
    "people": "profile",
    "pages": "page",
    "topics": "page",
}
WORDS_A_MINUTE, MINUTES_A_FINDING, MINUTES_A_FILE = 200, 0.5, 0.5
"""How long reading takes, at a guess that a moderator can plan with."""


def review(proposal: Proposal, progress: Progress = silent) -> RequestReview:
    """Return what somebody needs to decide on a request."""
    before = garden_before(proposal, progress)
    workspace = proposal.show()
    inspect = partial(inspect_proposed, proposal.settings, _changes(proposal, workspace))
    with forked(inspect, large=len(before.content.lessons) >= LARGE) as inspecting:
        compared = compare(proposal, before, workspace, progress)
        commits = pushed(proposal.copy, proposal.overlay.base, proposal.overlay.tip)
        inspected = inspecting.result()
    found = {*inspected.findings, *_of_the_whole(compared), *proposal.overlay.left_out}
    found |= set(_of_the_rules(compared, commits))
    findings = sorted(
        {_unquoted(one, compared) for one in found},
        key=lambda one: (_ORDER[one.severity], one),
    )
    return _guarded(_put_together(compared, commits, inspected, findings), compared.unsaid)


def _unquoted(one: Diagnostic, compared: Compared) -> Diagnostic:
    """Return a finding in a profile of somebody who is not shown without the words it quotes."""
    if one.path not in compared.private or one.code in ("profile-unmasks", "not-previewed"):
        return one
    message = "something is in doubt here, of somebody who asked not to be named"
    return replace(one, message=message, cure="Look at the file itself.")


def _guarded(review: RequestReview, unsaid: Unsaid) -> RequestReview:
    """Return a review in which no name of a file, branch or person repeats what it must not."""
    path, line = unsaid.path, unsaid.line
    return replace(
        review,
        name=line(review.name),
        by=tuple(map(line, review.by)),
        lessons=tuple(
            replace(
                one,
                path=path(one.path),
                moved_from=path(one.moved_from) if one.moved_from else None,
            )
            for one in review.lessons
        ),
        others=tuple(replace(one, path=path(one.path)) for one in review.others),
        gains=tuple(replace(one, who=line(one.who), path=path(one.path)) for one in review.gains),
        pointed=tuple(Pointed(one.code, line(one.message)) for one in review.pointed),
        findings=tuple(
            replace(
                one,
                path=path(one.path),
                message=unsaid.words(one.message),
                cure=unsaid.words(one.cure),
            )
            for one in review.findings
        ),
        lost=tuple(
            replace(one, page=line(one.page), path=path(one.path), target=line(one.target))
            for one in review.lost
        ),
        code=tuple(map(path, review.code)),
        conflicts=tuple(map(path, review.conflicts)),
    )


def _changes(proposal: Proposal, workspace: Workspace) -> Changes:
    overlay = proposal.overlay
    name = "" if proposal.proposed.is_file else proposal.proposed.name
    return proposed_changes(workspace, overlay.base, overlay.tip, overlay.merged, name)


def _of_the_whole(compared: Compared) -> Iterator[Diagnostic]:
    """Yield what is found in the garden as a whole, once the request is in it, and was not
    before.
    """
    before = {(one.code, one.path, one.message) for one in compared.before.diagnostics}
    yield from compared.unmasks()
    paths = {*compared.proposal.overlay.taken}
    for one in chain(compared.after.diagnostics, find_claims(compared.after)):
        known = (one.code, one.path, one.message) in before
        if not known and (one.path in paths or one.stops_build):
            yield one


def _of_the_rules(compared: Compared, pushed: Sequence[Pushed]) -> Iterator[Diagnostic]:
    """Yield what the rules on moderation hold the request up for."""
    rules, place = compared.proposal.settings.policy, compared.workspace.place
    overlay = compared.proposal.overlay
    if not rules.second_moderator and rules.disclosure != REQUIRED:
        return
    shas = {one.sha for one in pushed}
    history = compared.after.history.commits
    proposed = _proposed(compared)
    commits = [one for one in history if one.sha in shas]
    # Whose an address is, profiles of the branch that it goes to say, and none of its own.
    key = people_key(compared.proposal.real.repository)
    known = know_people(compared.before.content.people, history, compared.proposal.settings, key)
    moderation = Moderation(rules, known, compared.before.people.by_identity)
    uris = filter(None, map(place.src, (*overlay.taken, *overlay.gone)))
    yield from moderation.find(moderation.second_word(uris, proposed), commits)


def _proposed(compared: Compared) -> list[RequestCommit]:
    """Return the commits of the request with their files (three git processes)."""
    repository, overlay = compared.workspace.repository, compared.proposal.overlay
    assert repository is not None
    with repository_at(repository, overlay.base) as at:
        return read_requests(at, [overlay.tip], overlay.base)


def _put_together(
    compared: Compared,
    commits: Sequence[Pushed],
    inspected: Inspection,
    findings: Sequence[Diagnostic],
) -> RequestReview:
    overlay = compared.proposal.overlay
    owners = _owners(compared)
    lessons = [_with_company(one, compared, owners) for one in compared.lessons()]
    others = list(_others(compared))
    authors = [shown_name(one.author, compared.before) for one in commits]
    pointed = sorted(set(_pointed(compared, commits)))
    return RequestReview(
        name=compared.proposal.proposed.name,
        title=_title(compared, lessons, others),
        base=overlay.base,
        tip=overlay.tip,
        commits=len(commits),
        by=tuple(dict.fromkeys(authors)),
        lessons=tuple(lessons),
        others=tuple(others),
        gains=tuple(compared.gains()),
        pointed=tuple(pointed),
        findings=tuple(findings),
        learned=tuple(_learned(compared)),
        lost=tuple(sorted(set(compared.lost()), key=lambda one: (one.path, one.target))),
        code=tuple(overlay.code),
        code_shown_by=_shown_by(compared),
        conflicts=tuple(overlay.conflicts),
        tools=tuple(_tools(compared)),
        minutes=_minutes(lessons, others, findings, overlay.code),
        missing=inspected.missing,
    )


def _shown_by(compared: Compared) -> tuple[str, ...]:
    """Return the git command that shows what is not previewed, and nothing else."""
    overlay, unsaid = compared.proposal.overlay, compared.unsaid
    if not overlay.code or compared.proposal.proposed.is_file:
        return ()
    begin = ("git", "--literal-pathspecs", "diff", f"{overlay.base[:12]}...{overlay.tip[:12]}")
    if any(plain(unsaid.path(path)) != path for path in overlay.code):
        return begin
    return (*begin, "--", *overlay.code)


def _title(
    compared: Compared, lessons: Sequence[LessonChange], others: Sequence[OtherChange]
) -> str:
    """Return what the request is about: its first commit's subject, else what it changes."""
    told = compared.proposal.copy.run(
        *("log", "--reverse", "--format=%s"),
        f"{compared.proposal.overlay.base}..{compared.proposal.overlay.tip}",
    )
    first = told.decode("utf-8", "replace").partition("\n")[0].strip()
    named = [one.title for one in lessons] or [one.path for one in others]
    return compared.unsaid.line(first or (named[0] if named else "A request"))[:200]


def _pointed(compared: Compared, commits: Sequence[Pushed]) -> Iterator[Pointed]:
    yield from point_out(commits, compared.before, compared.after)
    yield from of_others(compared, commits)
    copy, overlay = compared.proposal.copy, compared.proposal.overlay
    listing = copy.run("ls-tree", "-r", "-z", "--name-only", overlay.base).split(b"\0")
    there = {name.decode("utf-8", "replace") for name in listing if name}
    for path, other in look_alikes(set(overlay.taken) - there, there):
        message = f"the file {path} reads like {other}, and is written otherwise"
        yield Pointed("reads-alike", message)


def _with_company(change: LessonChange, compared: Compared, owners: Owners | None) -> LessonChange:
    """Return a change of a lesson with who owns the file, and what a new one looks like."""
    alike: Sequence[str] = ()
    if change.kind is ChangeKind.ADDED:
        alike = [one.title for one in compared.alike.to(change.title)]
    return replace(change, alike=tuple(alike), owners=owners.of(change.path) if owners else ())


def _owners(compared: Compared) -> Owners | None:
    """Return the owners that the branch of requests names: what a request says of itself does not
    count.
    """
    base = compared.proposal.overlay.base
    found = read_objects(compared.workspace, [f"{base}:{path}" for path in PLACES])
    texts = {path: data for path, data in zip(PLACES, found, strict=True) if data is not None}
    return read_owners(texts)


def _others(compared: Compared) -> Iterator[OtherChange]:
    """Yield what the request does to files that are no lessons."""
    kind, place = kind_test(compared.proposal.settings), compared.workspace.place
    there = compared.before.content
    overlay = compared.proposal.overlay
    lessons = {*compared.after.content.lessons, *there.lessons}
    for path in sorted({*overlay.taken, *overlay.gone}):
        uri = place.src(path)
        if uri is None or uri in lessons:
            continue
        known = path not in overlay.gone and _was_there(compared, path)
        change = ChangeKind.CHANGED if known else ChangeKind.ADDED
        yield OtherChange(
            kind=ChangeKind.REMOVED if path in overlay.gone else change,
            what="draft" if kind(uri) == "lessons" else _KINDS.get(kind(uri) or "", "file"),
            path=path,
            says=_says(compared, uri),
            # What stands in the profile of somebody who is not shown names them.
            passages=() if path in compared.private else compared.passages(path),
        )


def _was_there(compared: Compared, path: RepoPath) -> bool:
    name = f"{compared.proposal.overlay.base}:{path}"
    return compared.proposal.copy.ask("cat-file", "-e", name)[0] == 0


def _says(compared: Compared, uri: SrcUri) -> str:
    """Return what a note, a trail or a gathering says, in one line."""
    for garden in (compared.after, compared.before):
        content = garden.content
        if note := content.notes.get(uri):
            return note_says(note, compared.unsaid)
        if trail := content.trails.get(uri):
            return compared.unsaid.line(f"{trail.title}, {len(trail.steps)} steps")
        if gathering := content.gatherings.get(uri):
            return compared.unsaid.line(gathering.title)
    return posixpath.basename(uri)


def _learned(compared: Compared) -> Iterator[tuple[str, str, str]]:
    """Yield what lessons say they were learned from, where the request says so."""
    for uri in compared.touched:
        lesson = compared.after.content.lessons[uri]
        was = compared.before.content.lessons.get(compared.moved.get(uri, uri))
        known = {(one.kind, one.target) for one in was.learned_from} if was else set()
        for one in lesson.learned_from:
            if (one.kind, one.target) not in known:
                target = _target(compared, uri, one.target) if one.kind is SourceKind.LESSON else ""
                said = (lesson.title, target or one.target, one.because)
                title, source, because = map(compared.unsaid.line, said)
                yield title, source, because


def _target(compared: Compared, uri: SrcUri, target: str) -> str:
    there = SrcUri(posixpath.normpath(posixpath.join(posixpath.dirname(uri), target)))
    for garden in (compared.after, compared.before):
        if there in garden.content.lessons:
            return garden.content.lessons[there].title
    return ""


def _tools(compared: Compared) -> list[str]:
    credits = compared.after.credits
    found = (credits[uri].disclosed for uri in compared.touched if uri in credits)
    return sorted(set(chain.from_iterable(found)))


def _minutes(
    lessons: Sequence[LessonChange],
    others: Sequence[OtherChange],
    findings: Sequence[Diagnostic],
    code: Sequence[RepoPath],
) -> int:
    words = sum(one.words_new + one.words_gone / 2 for one in lessons)
    blocking = sum(one.blocks for one in findings)
    spent = words / WORDS_A_MINUTE + blocking * MINUTES_A_FINDING
    spent += (len(lessons) + len(others) + 4 * len(code)) * MINUTES_A_FILE
    return max(1, math.ceil(spent))
