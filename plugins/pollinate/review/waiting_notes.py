# Requests that add notes and nothing else, all at once: found among refs, checked together as they
# would be merged, taken in as one merge whose parents are all of them, so that each keeps its
# author, or sent back with a reason. Must not know: how they are shown.
"""Review notes that wait."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from pollinate.checks.run import check_garden
from pollinate.content.files import kind_test
from pollinate.content.read import read_content
from pollinate.emails import without_addresses
from pollinate.errors import RequestError
from pollinate.garden import build_garden
from pollinate.history.branches import files_of, merge_to_branch
from pollinate.history.changes import proposed_changes
from pollinate.history.git import Repository
from pollinate.history.people_key import people_key
from pollinate.history.proposed import Proposed
from pollinate.history.request_log import odd_files, read_past, repository_at
from pollinate.history.sent_back import sent_back_reasons
from pollinate.history.unpushed import STEM, read_unpushed
from pollinate.history.waiting import read_refs
from pollinate.history.workspace import Workspace, as_path
from pollinate.house_rules import HouseRules
from pollinate.inspection import inspect_proposed
from pollinate.known_people import KnownPeople, know_people, read_profiles
from pollinate.model.content import Content
from pollinate.model.diagnostics import Diagnostic
from pollinate.model.git import Identity
from pollinate.model.requests import WaitingRef
from pollinate.model.waiting_notes import TakenByPolicy, WaitingNote, WaitingNotes
from pollinate.moderation import Moderation
from pollinate.paths import RepoPath, Sha
from pollinate.review.proposal import BaseInCopy, Place, Proposal, open_found
from pollinate.review.sayings import note_left, note_says, note_whole
from pollinate.review.unsaid import Unsaid
from pollinate.runtime.clock import now
from pollinate.word_lists import WordLists

BY_POLICY = "Taken in by policy: somebody looks at it within a week."
WEEK = timedelta(days=7)
MOST_TOGETHER, MOST_IN_ONE = 400, 20
"""Notes that are looked at together, the longest waiting first, and notes of one request: one of
more is reviewed alone, so that it keeps nobody else's out.
"""
MOST_MERGES = 500
"""Merges by policy that are looked at."""
MOST_TOLD = 100
"""Notes that a merge's message names."""


class NothingWaitsError(RequestError):
    """There is no note that waits."""


@dataclass(kw_only=True)
class _Found:
    """What was found among refs."""

    refs: list[WaitingRef] = field(default_factory=list)
    blobs: dict[RepoPath, str] = field(default_factory=dict)
    """Of all notes, the first of a name."""
    of: dict[str, list[RepoPath]] = field(default_factory=dict)
    """The paths of each request, by its newest commit."""
    odd: dict[Sha, list[RepoPath]] = field(default_factory=dict)
    """Of commits, files that are no plain files."""
    clashing: dict[str, str] = field(default_factory=dict)
    """Requests of which a note has the name of another file, and which that is."""
    alone: list[str] = field(default_factory=list)
    """Refs of requests with too many notes."""
    later: int = 0
    """Requests that are left for the next time."""
    moderation: Moderation | None = None
    """Who may take them in; known once they were looked at."""


@dataclass(frozen=True, kw_only=True)
class NotesAtHand:
    """All notes that wait, with what is needed to take them in."""

    shown: WaitingNotes
    base: Sha
    repository: Repository
    blobs: Mapping[RepoPath, str]
    rules: HouseRules
    """Those of the branch that requests go to."""
    branch: str
    """That requests go to."""
    moderation: Moderation
    """Who may take notes in."""


def read_waiting_notes(place: Place) -> NotesAtHand:
    """Return the notes that wait, looked at together as they would be merged.

    Raises NothingWaitsError where there is none, and what `open_found` raises.
    """
    found = _Found()
    with open_found(place, lambda ground: _find(ground, found)) as proposal:
        notes = list(_looked_at(proposal, found))
        repository = proposal.real.repository
        assert repository is not None and found.moderation is not None
        return NotesAtHand(
            moderation=found.moderation,
            shown=WaitingNotes(
                notes,
                taken_by_policy(repository, proposal.overlay.base),
                tuple(found.alone),
                found.later,
            ),
            base=proposal.overlay.base,
            repository=repository,
            blobs=found.blobs,
            branch=proposal.settings.edit_branch,
            rules=proposal.settings.policy,
        )


def _find(ground: BaseInCopy, found: _Found) -> Proposed:
    """Make one request of all that add notes and nothing else."""
    repository, copy = ground.repository, ground.copy
    with repository_at(repository, ground.base) as at:
        refs = read_refs(repository, at, ground.base, "")
    kind, place = kind_test(ground.settings), ground.workspace.place
    shas = [commit.commit.sha for one in refs.waiting for commit in one.commits]
    found.odd = odd_files(repository, shas)
    # On many disks large and small letters are one.
    there = {path.casefold(): path for path in files_of(repository, ground.base)}
    for one in sorted(refs.waiting, key=lambda ref: (_since(ref), ref.head)):
        added = _added(one)
        are_notes = all(
            (uri := place.src(path)) is not None and kind(uri) == "notes" for path in added
        )
        if not added or not are_notes:
            continue
        if len(added) > MOST_IN_ONE:
            found.alone.append(one.ref)
            continue
        if len(found.blobs) + len(added) > MOST_TOGETHER:
            found.later += 1
            continue
        found.refs.append(one)
        found.of[one.head] = sorted(added)
        taken = next((there[p.casefold()] for p in added if p.casefold() in there), "")
        if taken:
            found.clashing[one.head] = taken
            continue
        there |= {path.casefold(): path for path in added}
        found.blobs |= added
    if not found.refs:
        raise NothingWaitsError("no note waits", cure="See what else does:", example=_QUEUE)
    tree = copy.tree_of(ground.base, found.blobs)
    heads = tuple(one.head for one in found.refs)
    tip = copy.commit(tree, (ground.base, *heads), "Notes that wait")
    return Proposed(tip=tip, name="notes that wait", is_file=True)


_QUEUE = "pollinate queue"


def _added(one: WaitingRef) -> dict[RepoPath, str]:
    """Return the files that a request adds, with their blobs; nothing for one that also changes or
    takes away a file, or that is made of others' requests.
    """
    added: dict[RepoPath, str] = {}
    for commit in one.commits:
        if len(commit.commit.parents) != 1:
            return {}
        for path, (before, after) in commit.files.items():
            is_new = not before.strip("0") or path in added
            if not is_new or not after.strip("0"):
                return {}
            added[path] = after
    return added


def _since(one: WaitingRef) -> float:
    return min((commit.commit.committed for commit in one.commits), default=0)


def _looked_at(proposal: Proposal, found: _Found) -> Iterator[WaitingNote]:
    workspace = proposal.show()
    overlay = proposal.overlay
    changes = proposed_changes(workspace, overlay.base, overlay.tip, overlay.merged, "")
    findings = [*inspect_proposed(proposal.settings, changes).findings, *overlay.left_out]
    findings += _of_the_whole(proposal, workspace, found)
    # The whole garden and what changes in it may tell of the same.
    findings = list(dict.fromkeys(findings))
    content = _content(proposal, workspace, found)
    known, there = _people(proposal, found)
    found.moderation = moderation = Moderation(proposal.settings.policy, known, there)
    assert proposal.real.repository is not None
    back = sent_back_reasons(proposal.real.repository)
    unpushed = read_unpushed(proposal.real.repository, overlay.base, proposal.settings.edit_branch)
    place, unsaid = workspace.place, Unsaid(WordLists(proposal.settings).private)
    for one in found.refs:
        paths = found.of[one.head]
        notes = [content.notes.get(uri) for path in paths if (uri := place.src(path))]
        writers = [who for commit in one.commits for who in known.writers(commit.commit)]
        named = {commit.commit.author for commit in one.commits}
        named |= {said.who for commit in one.commits for said in commit.commit.trailers}
        speaks = any(note is not None and note.credit for note in notes)
        yield WaitingNote(
            ref=one.ref if known.may_show(one.ref) else one.head,
            head=one.head,
            number=one.number,
            also=tuple(filter(known.may_show, one.also)),
            taken_in=unpushed.holds.get(one.head, ""),
            paths=tuple(paths),
            says=tuple(note_says(note, unsaid) for note in notes if note is not None),
            left=tuple(note_left(note, unsaid) for note in notes if note is not None),
            texts=tuple(note_whole(note, unsaid) for note in notes if note is not None),
            by=tuple(dict.fromkeys(map(known.name, writers))),
            known=bool(writers) and named <= there and not speaks,
            met=bool(writers) and all(_is_met(known, number, there) for number in writers),
            since=_since(one),
            findings=(
                *_of_request(findings, one, paths, found.clashing.get(one.head, "")),
                *_odd(one, found),
                *moderation.find(None, [commit.commit for commit in one.commits]),
            ),
            sent_back=without_addresses(back.get(one.head, "")),
        )


def _of_the_whole(proposal: Proposal, workspace: Workspace, found: _Found) -> Iterator[Diagnostic]:
    """Yield what only the whole garden shows of notes: whether what they are about is there."""
    garden = build_garden(proposal.settings, workspace=workspace)
    unsaid = Unsaid(WordLists(proposal.settings).private)
    for one in check_garden(garden, proposal.settings):
        if one.path in found.blobs:
            yield replace(one, message=unsaid.words(one.message), cure=unsaid.words(one.cure))


def _is_met(known: KnownPeople, number: int, there: Collection[Identity]) -> bool:
    return any(who in there for who in known.joined(number).identities)


def _of_request(
    findings: Sequence[Diagnostic], one: WaitingRef, paths: Sequence[RepoPath], taken: str
) -> Iterator[Diagnostic]:
    """Yield what was found in the files, and in the commits, of one request."""
    shas = [commit.commit.sha[:10] for commit in one.commits]
    for finding in findings:
        if finding.path in paths or any(sha in finding.message for sha in shas):
            yield finding
    if taken:
        yield Diagnostic(
            path=paths[0],
            line=0,
            code="same-name",
            message=f"a file of the garden, or a note that waits longer, is called so: {taken}",
            cure="Send it back and ask for another name: it would take the other's place.",
        )


def _odd(one: WaitingRef, found: _Found) -> Iterator[Diagnostic]:
    for commit in one.commits:
        for path in found.odd.get(commit.commit.sha, ()):
            yield Diagnostic(
                path=path,
                line=0,
                code="not-previewed",
                message="this is a symbolic link, a program or a repository, and no note",
                cure="Send it back.",
            )


def _content(proposal: Proposal, workspace: Workspace, found: _Found) -> Content:
    uris = [uri for path in found.blobs if (uri := workspace.place.src(path))]
    return read_content(proposal.settings, workspace.walked, uris, whole=False)


def _people(proposal: Proposal, found: _Found) -> tuple[KnownPeople, frozenset[Identity]]:
    """Return who is who, and who has a part in the garden's past."""
    repository = proposal.real.repository
    assert repository is not None
    base = proposal.overlay.base
    with repository_at(repository, base) as at:
        past = read_past(at, base)
    there = {one.commit.author for one in past}
    there |= {trailer.who for one in past for trailer in one.commit.trailers}
    profiles = read_profiles(proposal.real, proposal.settings, base)
    commits = [commit for one in found.refs for commit in one.commits]
    known = know_people(profiles, [*past, *commits], proposal.settings, people_key(repository))
    return known, frozenset(there)


def take_in(at_hand: NotesAtHand, chosen: Sequence[WaitingNote], *, by_policy: bool) -> str:
    """Merge some notes into a new branch, all at once, and return its name: one merge commit whose
    parents are the branch that requests go to and each note's own commits.

    Raises RequestError where two of them have one file name.
    """
    files: dict[RepoPath, str] = {}
    for one in chosen:
        for path in one.paths:
            if path in files:
                raise RequestError(
                    "two of these notes have the same file name",
                    place=path,
                    cure="Take in the one that waits longer, and send the other back.",
                )
            files[path] = at_hand.blobs[path]
    count = "1 note" if len(files) == 1 else f"{len(files)} notes"
    lines = [f"- {says}" for one in chosen for says in one.says]
    if len(lines) > MOST_TOLD:
        lines = [*lines[:MOST_TOLD], f"and {len(lines) - MOST_TOLD} more"]
    message = "\n".join([f"Take in {count}", "", *lines, *(["", BY_POLICY] if by_policy else [])])
    heads = [one.head for one in chosen]
    stem = f"{STEM}/{datetime.now(UTC):%Y-%m-%d}"
    return merge_to_branch(at_hand.repository, stem, at_hand.base, heads, files, message + "\n")


def taken_by_policy(repository: Repository, base: str) -> list[TakenByPolicy]:
    """Return what was taken in by policy within a week, the oldest first (one git process)."""
    # Only a merge takes notes in; its words alone are anybody's. `--since` would end at the first
    # commit that says it is older.
    told = repository.run(
        *("log", "-z", "--merges", "--first-parent", "--reverse", f"-n{MOST_MERGES}"),
        *("--diff-merges=first-parent", "--name-only", "--no-renames"),
        *("--fixed-strings", f"--grep={BY_POLICY}", "--format=%H %cs %ct", base),
    )
    start = now() - WEEK.total_seconds()
    found: list[TakenByPolicy] = []
    recent = False
    for entry in filter(None, told.split(b"\0")):
        head, _, path = entry.partition(b"\n")
        words = head.decode("utf-8", "surrogateescape").split(" ")
        if len(words) == 3 and len(words[0]) in (40, 64) and words[2].isdigit():
            recent = int(words[2]) >= start
            if recent:
                found.append(TakenByPolicy(Sha(words[0]), words[1], ()))
            entry = path.lstrip(b"\n")
        if found and entry and recent:
            last = found[-1]
            found[-1] = TakenByPolicy(last.sha, last.day, (*last.paths, as_path(entry)))
    return found
