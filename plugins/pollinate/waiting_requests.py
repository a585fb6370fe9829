# The queue: which requests wait, whose turn it is, and since when. Refs say what there is, the
# branch of requests who is new and who decides, a forge's reply what refs can't know. Nothing is
# closed here, nobody is told to be late, and what is uncertain is told as waiting for us.
# Why here: it stands above git, people and forges. Must not know: how a queue is printed.
"""Queue the requests that wait."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pollinate.content.files import kind_test
from pollinate.contribute.forge_replies import ForgeReply, Replies
from pollinate.derive.moderating import first_answers, moderators
from pollinate.emails import one_line, without_addresses
from pollinate.errors import GitError
from pollinate.history.branches import base_commit
from pollinate.history.git import Repository
from pollinate.history.people_key import people_key
from pollinate.history.repository import default_branch
from pollinate.history.request_log import RepositoryAt, files_since, read_past, repository_at
from pollinate.history.sent_back import sent_back_reasons
from pollinate.history.unpushed import read_unpushed
from pollinate.history.waiting import Refs, read_refs
from pollinate.history.workspace import Workspace
from pollinate.known_people import KnownPeople, know_people, read_profiles
from pollinate.model.diagnostics import Diagnostic, Severity
from pollinate.model.git import Identity, TrailerKind
from pollinate.model.requests import Queue, RequestCommit, Turn, WaitingRef, WaitingRequest
from pollinate.model.when import instant
from pollinate.moderation import Moderation
from pollinate.paths import RepoPath, Sha
from pollinate.runtime.clock import now
from pollinate.runtime.collector import quiet_collector
from pollinate.settings import Settings

_DRAFT = re.compile(
    r"\bwip\b|[\[(]\s*draft\s*[\])]|^\W*draft\s*(?:$|[:\-\u2013\u2014])|[,:\-\u2013\u2014]\s*draft\W*$",
    re.IGNORECASE,
)
"""As people and forges mark one; a lesson on how to draft is none."""
_TAKEN = re.compile(
    rb"\(#(\d{1,9})\)$|^Merge pull request (?:'.*' \()?#(\d{1,9})\b"
    rb"|^See merge request \S*!(\d{1,9})$",
    re.MULTILINE,
)
"""How forges write the number of a request into what they take in."""
_FIXUPS = ("fixup!", "squash!", "amend!")
NOTHING = Replies({})
UNNAMED = "(a title that names somebody who asked not to be named)"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ground:
    """What the branch of requests tells."""

    base: Sha
    past: Sequence[RequestCommit]
    known: KnownPeople
    deciding: Collection[int]
    times: Mapping[Sha, int]
    there: frozenset[Identity]
    """Who has any part in its history."""
    taken: Mapping[int, int]
    """When requests were taken in, by their numbers."""


def the_repository(workspace: Workspace) -> Repository:
    """Return the repository of a garden; raises GitError for a garden without one."""
    if workspace.repository is None:
        raise GitError("requests need a repository, and here is none", cure="Run: git init")
    return workspace.repository


def title_of(commits: Sequence[RequestCommit]) -> str:
    """Return what the commits of a request call it: what the first of them says."""
    subjects = [one.commit.subject for one in commits if one.is_own] or [
        one.commit.subject for one in commits
    ]
    own = [text for text in subjects if not text.startswith(_FIXUPS)] or subjects
    return one_line(without_addresses(own[0])) if own else ""


def queue_of(
    workspace: Workspace, settings: Settings, replies: Replies = NOTHING, asked: str = ""
) -> Queue:
    """Return the requests that wait for us; `asked` names the file of the replies, if any.

    The number of git processes is the same for one ref and for 500.
    """
    repository = the_repository(workspace)
    branch = settings.branch or settings.seen_branch or default_branch(repository)
    pushed = Sha(base_commit(repository, branch))
    # What somebody took in here, and did not push, waits no more.
    unpushed = read_unpushed(repository, pushed, branch)
    base = unpushed.tip
    with quiet_collector(), repository_at(repository, base) as at:
        refs = read_refs(repository, at, base, branch)
        past = read_past(at, base)
        ground = _ground(workspace, settings, base, past, refs, branch)
        taken = _taken(at, ground, refs.waiting)
    taken |= {one.ref for one in refs.waiting if one.head in unpushed.holds}
    told = [one for one in refs.waiting if one.ref not in taken]
    found = _replies_of(told, replies.requests)
    closed = [one.ref for one in told if asked and _is_closed(one, found.get(one.ref))]
    back = sent_back_reasons(repository)
    kind, moment = kind_test(settings), now()
    moderation = Moderation(settings.policy, ground.known, ground.there)

    def kind_of(path: RepoPath) -> str:
        uri = workspace.place.src(path)
        return kind(uri) if uri is not None else ""

    waiting = [
        replace(
            _request(one, ground, found.get(one.ref), Counter(map(kind_of, _paths(one.commits)))),
            second=moderation.second_word(
                filter(None, map(workspace.place.src, _net(one.commits))),
                one.commits,
            ),
            **_sent_back(one, back, ground),
        )
        for one in told
        if one.ref not in closed
    ]
    heads = {one.ref: one.head for one in refs.waiting}
    known = ground.known
    return Queue(
        base=base,
        now=moment,
        requests=tuple(sorted(waiting, key=_order)),
        answers=first_answers(past, base, branch, known.number, ground.deciding),
        taken=tuple(_shown_ref(ref, heads[ref], known) for ref in sorted(taken)),
        closed=tuple(_shown_ref(ref, heads[ref], known) for ref in sorted(closed)),
        unpushed=tuple(
            filter(known.may_show, (*([branch] * unpushed.is_ahead), *unpushed.branches))
        ),
        unfetched=_unfetched(replies, refs.waiting, found),
        knows_requests=refs.knows_requests,
        findings=tuple(_finding(asked, words) for words in replies.odd),
    )


def _unfetched(
    replies: Replies, waiting: Sequence[WaitingRef], found: Mapping[str, ForgeReply]
) -> tuple[int, ...]:
    """Return the numbers that are open at the forge, and of which no ref is here."""
    here = {reply.number for reply in found.values()} | {one.number for one in waiting}
    return tuple(sorted(n for n, one in replies.requests.items() if one.is_open and n not in here))


def _sent_back(one: WaitingRef, reasons: Mapping[str, str], ground: _Ground) -> dict[str, Any]:
    """Return what is otherwise of a request that was sent back: it waits for who wrote it."""
    because = reasons.get(one.head)
    if because is None:
        return {}
    since = _moment(one.commits, len(one.commits) - 1, ground)
    return {"turn": Turn.THEIRS, "since": since, "sent_back": without_addresses(because)}


def _order(one: WaitingRequest) -> tuple[bool, bool, bool, float, str]:
    """Sort drafts last; before them our turn first, then newcomers, then who waits longest."""
    return (one.draft, one.turn is not Turn.OURS, not one.newcomer, one.since, one.ref)


def _finding(place: str, words: str) -> Diagnostic:
    return Diagnostic(
        path=RepoPath(place),
        line=0,
        code="odd-reply",
        message=words,
        cure="Save the forge's reply once more.",
        severity=Severity.WARNING,
    )


def _ground(
    workspace: Workspace,
    settings: Settings,
    base: Sha,
    past: Sequence[RequestCommit],
    refs: Refs,
    branch: str,
) -> _Ground:
    proposed = {one.commit.sha: one for ref in refs.waiting for one in ref.commits}
    files = read_profiles(workspace, settings, base)
    key = people_key(workspace.repository)
    known = know_people(files, [*past, *proposed.values()], settings, key)
    there = {one.commit.author for one in past}
    there |= {trailer.who for one in past for trailer in one.commit.trailers}
    deciding = moderators(past, base, branch, known.number)
    everybody = range(len(known.people.joined))
    return _Ground(
        base=base,
        past=past,
        known=known,
        deciding=deciding | set(filter(known.keeps, everybody)),
        times={one.commit.sha: one.commit.committed for one in past},
        there=frozenset(there),
        taken=_numbers_taken(past),
    )


def _shown_ref(ref: str, head: str, known: KnownPeople) -> str:
    """Return a ref as it may be shown: else the commit, which means the same to git."""
    return ref if known.may_show(ref) else head


def _shown_title(title: str, known: KnownPeople) -> str:
    return title if known.may_show(title) else UNNAMED


def _numbers_taken(past: Sequence[RequestCommit]) -> dict[int, int]:
    found: dict[int, int] = {}
    for one in past:
        if b"#" not in one.message and b"!" not in one.message:
            continue
        subject, _, rest = one.message.lstrip(b"\n").partition(b"\n")
        for text in (subject.rstrip(), rest):
            for match in _TAKEN.finditer(text):
                # GitLab's number stands below the title, all others in it.
                number = match[3] if text is rest else match[1] or match[2]
                if number:
                    found[int(number)] = max(found.get(int(number), 0), one.commit.committed)
    return found


def _taken(at: RepositoryAt, ground: _Ground, waiting: Sequence[WaitingRef]) -> set[str]:
    """Return the refs of what was squashed or rebased into the base: it has all their files as
    they propose them, or says their number.
    """
    order = {one.commit.sha: number for number, one in enumerate(ground.past)}
    forks = [
        order[parent]
        for one in waiting
        for own in one.commits
        for parent in own.commit.parents
        if parent in order
    ]
    if not forks:
        return set()
    oldest = ground.past[min(forks)].commit.sha
    there = files_since(at, ground.base, oldest)
    found = set()
    for one in waiting:
        changes = _net(one.commits)
        when = ground.taken.get(one.number, 0) if one.number else 0
        newest = max(own.commit.committed for own in one.commits)
        if (changes and all(change in there for change in changes.items())) or when > newest:
            found.add(one.ref)
    return found


def _net(commits: Sequence[RequestCommit]) -> dict[RepoPath, str]:
    """Return what a request leaves at each path that it changes."""
    before: dict[RepoPath, str] = {}
    after: dict[RepoPath, str] = {}
    for one in commits:
        for path, (old, new) in one.files.items():
            before.setdefault(path, old)
            after[path] = new
    return {path: blob for path, blob in after.items() if blob != before[path]}


def _paths(commits: Sequence[RequestCommit]) -> list[RepoPath]:
    """Return the paths that a request changes; a file that only moves is one."""
    net = _net(commits)
    before = {path: old for one in reversed(commits) for path, (old, _) in one.files.items()}
    came = Counter(blob for path, blob in net.items() if not before[path].strip("0"))
    found = []
    for path, blob in net.items():
        if not blob.strip("0") and came[before[path]] > 0:
            came[before[path]] -= 1
        else:
            found.append(path)
    return found


def _replies_of(
    waiting: Sequence[WaitingRef], replies: Mapping[int, ForgeReply]
) -> dict[str, ForgeReply]:
    """Return what the forge says of each ref: by its number, else by commit or by branch."""
    heads = {one.head: one for one in replies.values() if one.head and one.is_open}
    branches = {one.branch: one for one in replies.values() if one.branch and one.is_open}
    found: dict[str, ForgeReply] = {}
    for one in waiting:
        reply = replies.get(one.number) if one.number else heads.get(one.head)
        if reply is None and not one.number:
            names = sorted(one.branches & branches.keys())
            reply = branches[names[0]] if names else None
        if reply is not None:
            found[one.ref] = reply
    return found


def _is_closed(one: WaitingRef, reply: ForgeReply | None) -> bool:
    return bool(one.number) and (reply is None or not reply.is_open)


def _request(
    one: WaitingRef, ground: _Ground, reply: ForgeReply | None, kinds: Mapping[str, int]
) -> WaitingRequest:
    known = ground.known
    own = [commit for commit in one.commits if commit.is_own] or list(one.commits)
    people = list(dict.fromkeys(who for each in own for who in known.writers_of(each)))
    named = [who for each in own for who in (each.commit.author, *_named(each))]
    tools = [tool for who in named if (tool := known.tool(who))]
    tools += [text for each in own for text in each.commit.tools]
    title = (reply.title if reply else "") or title_of(one.commits) or "(without a title)"
    turn, since = _turn(own, ground)
    if reply and turn is Turn.OURS and reply.created:
        # Nobody waited before it was opened.
        since = min(max(since, instant(reply.created)), now())
    lessons, notes = kinds.get("lessons", 0) + kinds.get("topics", 0), kinds.get("notes", 0)
    new = [who for who in people if ground.there.isdisjoint(known.joined(who).identities)]
    return WaitingRequest(
        ref=_shown_ref(one.ref, one.head, known),
        head=one.head,
        also=tuple(filter(known.may_show, one.also)),
        number=one.number or (reply.number if reply else 0),
        title=_shown_title(title, known),
        by=tuple(dict.fromkeys(map(known.name, people))),
        tools=tuple(dict.fromkeys(filter(known.may_show, tools))),
        newcomer=bool(new),
        new=tuple(dict.fromkeys(map(known.name, new))),
        lessons=lessons,
        notes=notes,
        files=sum(kinds.values()) - lessons - notes,
        turn=turn,
        since=since,
        draft=bool(_DRAFT.search(title)) or bool(reply and reply.is_draft),
        opened_by=_opener(reply, known),
        updated=reply.updated if reply else "",
    )


def _named(one: RequestCommit) -> list[Identity]:
    return [trailer.who for trailer in one.commit.trailers]


def _opener(reply: ForgeReply | None, known: KnownPeople) -> str:
    """Return who opened a request, as the garden shows whom it knows by that name or login."""
    for word in filter(None, (reply.name, reply.login) if reply else ()):
        slug = known.people.resolve(word)
        if slug is not None:
            return known.people.contributors[slug].name
    return (reply.name or reply.login) if reply else ""


def _turn(own: Sequence[RequestCommit], ground: _Ground) -> tuple[Turn, float]:
    """Return whose turn it is: theirs if the newest commit is of somebody who decides, or reviewed
    here, and whose request this is not; and since when.

    What they add while they wait does not begin the wait anew.
    """
    known = ground.known
    opener = next((who for one in own for who in known.writers_of(one)[:1]), None)
    reviewers = {
        known.number(trailer.who)
        for one in own
        for trailer in one.commit.trailers
        if trailer.kind is TrailerKind.REVIEWER
    }
    ours = (set(ground.deciding) | reviewers) - {opener, None}
    is_answer = [bool(set(known.writers(one.commit)[:1]) & ours) for one in own]
    if is_answer[-1]:
        return Turn.THEIRS, _moment(own, len(own) - 1, ground)
    last = max((at for at, answered in enumerate(is_answer) if answered), default=-1)
    return Turn.OURS, _moment(own, last + 1, ground)


def _moment(own: Sequence[RequestCommit], at: int, ground: _Ground) -> float:
    """Return when a commit was made: not before what it builds on in the base, nor in future."""
    before = [
        ground.times[parent]
        for one in own[: at + 1]
        for parent in one.commit.parents
        if parent in ground.times
    ]
    return min(float(max([own[at].commit.committed, *before])), now())
