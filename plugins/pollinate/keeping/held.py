# Gathers all that is held on one person: what Git has, what files say, what the site derives, what
# lies on this machine. For whoever asks for her own data, and for whoever answers.
# Must not know: how it is printed.
"""Gather what is held on a person."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pollinate.content.owners import PLACES
from pollinate.export.public_parts import MOST
from pollinate.history.git import Repository
from pollinate.history.workspace import Workspace, as_path, cache_folder
from pollinate.keeping.front_keys import front_of
from pollinate.keeping.redaction.asked import AskedRedaction, plan_of
from pollinate.keeping.redaction.replacer import Replacer
from pollinate.keeping.redaction.scan import Told, scan
from pollinate.keeping.whom import (
    identities_of,
    names_of,
    one_person,
    profile_of,
    raw_identities,
)
from pollinate.model.content import SourceKind
from pollinate.model.garden import Garden
from pollinate.model.held import Held, HeldInHistory, HeldLesson, HeldPlace
from pollinate.model.names import name_key, spelled
from pollinate.model.people import COLLEAGUE, Contributor, Joined
from pollinate.model.redaction import RedactionPlan
from pollinate.paths import RepoPath
from pollinate.runtime.regular_file import bytes_or_nothing
from pollinate.words import MOST_BYTES

_MAILMAP = ".mailmap"


def held_on(name: str, garden: Garden, workspace: Workspace, told: Told) -> Held:
    """Return all that is held on a person, by a handle, slug or name.

    Raises RequestError for nobody, and for one of several.
    """
    joined = one_person(name, garden)
    names = names_of(joined, garden)
    members = set(joined.identities)
    own = [commit for commit in garden.history.commits if commit.author in members]
    said = Counter(
        trailer.key
        for commit in garden.history.commits
        for trailer in commit.trailers
        if trailer.who in members
    )
    days = sorted(commit.when[:10] for commit in own)
    contributor = garden.people.contributors.get(joined.slug)
    show = contributor.show.value if contributor else "name"
    repository = workspace.repository
    assert repository is not None
    asked = plan_of(AskedRedaction(people=(_sure(joined, name),)), garden, repository)
    replacer = Replacer(asked.plan)
    return Held(
        name=joined.name,
        shown=show,
        shown_as=contributor.name if contributor else joined.name,
        names=tuple(sorted(names)),
        addresses=len(
            {who.email for who in identities_of(joined, raw_identities(garden)) if who.email}
        ),
        joins=tuple((join.by.value, join.words) for join in joined.joins),
        authored=len(own),
        first=days[0] if days else "",
        last=days[-1] if days else "",
        trailers=tuple(sorted(said.items())),
        lessons=tuple(_lessons(joined, garden)),
        places=tuple(_places(joined, names, garden, workspace, replacer)),
        thanks=_thanks(joined, garden),
        history=_in_history(repository, asked.plan, told),
        caches=tuple(_caches(repository)),
        outputs=tuple(_outputs(joined, contributor, len(garden.content.lessons))),
    )


def _sure(joined: Joined, name: str) -> str:
    """Return the word that means her alone: what was asked for did."""
    return name if joined.slug == COLLEAGUE or not joined.identities else str(joined.slug)


def _lessons(joined: Joined, garden: Garden) -> Iterator[HeldLesson]:
    """Yield her part in lessons; of hidden people, who are one on the site, hers alone."""
    members, commits = set(joined.identities), garden.history.commits
    for uri, credits in sorted(garden.credits.items()):
        for one in credits.credits:
            if one.contributor != joined.slug:
                continue
            hers = [
                part
                for part in one.evidence
                if joined.slug != COLLEAGUE or commits[part.commit].author in members
            ]
            touched = any(commits[number].author in members for number in one.commits)
            if joined.slug == COLLEAGUE and not hers and not touched:
                continue
            words = sum(part.words for part in hers)
            share = words / credits.words if credits.words else 0.0
            yield HeldLesson(str(uri), tuple(role.value for role in one.roles), words, share)


def _places(
    joined: Joined, names: set[str], garden: Garden, workspace: Workspace, replacer: Replacer
) -> Iterator[HeldPlace]:
    """Yield the files at hand that name her, and why."""
    keys = {name_key(one) for one in names}
    found = dict.fromkeys(_named_in(keys, joined, garden))
    yield from found
    told = {one.path for one in found}
    gone = {one.path for one in found if one.what == "profile"}
    assert workspace.repository is not None
    every = set(map(as_path, workspace.repository.run("ls-files", "-z").split(b"\0")))
    every |= {one.repo_path for one in garden.content.lessons.values()}
    for path in sorted(every - {RepoPath("")}):
        data = bytes_or_nothing(workspace.root / path, MOST_BYTES, links=False)
        # What front matter says stands above already.
        text = data[len(front_of(data)) :] if path in told else data
        if path not in gone and replacer.place(path) != path:
            yield HeldPlace(path, "file-name")
        if path not in gone and replacer.data(text) != text:
            what = "mailmap" if path == _MAILMAP else "owner" if path in PLACES else "text"
            yield HeldPlace(path, what)


def _named_in(keys: set[str], joined: Joined, garden: Garden) -> Iterator[HeldPlace]:
    content = garden.content

    def hers(name: str) -> bool:
        return bool(name) and name_key(spelled(name)) in keys

    if (file := profile_of(joined, garden)) is not None:
        yield HeldPlace(file.repo_path, "profile")
    for lesson in content.lessons.values():
        if any(one.kind is SourceKind.PERSON and hers(one.target) for one in lesson.learned_from):
            yield HeldPlace(lesson.repo_path, "learned-from")
        if any(hers(one.person) for one in lesson.credit):
            yield HeldPlace(lesson.repo_path, "credit")
        if lesson.review and hers(lesson.review.by):
            yield HeldPlace(lesson.repo_path, "review")
    for note in content.notes.values():
        stem = re.sub(r"\.(?:md|markdown)$", "", note.about.rpartition("/")[2])
        if hers(note.about) or ("people/" in note.about and hers(stem)):
            yield HeldPlace(note.repo_path, "about")
        if any(map(hers, note.to)):
            yield HeldPlace(note.repo_path, "thanked")
        if any(hers(one.person) for one in note.credit):
            yield HeldPlace(note.repo_path, "credit")
    for placed in garden.notes:
        if joined.slug in placed.by and _is_by(placed.commit, joined, garden):
            yield HeldPlace(content.notes[placed.src_uri].repo_path, "author")
    for gathering in content.gatherings.values():
        if any(map(hers, gathering.people)):
            yield HeldPlace(gathering.repo_path, "gathering")
    for trail in content.trails.values():
        if any(hers(one.person) for one in trail.credit):
            yield HeldPlace(trail.repo_path, "credit")


def _is_by(commit: int, joined: Joined, garden: Garden) -> bool:
    if joined.slug != COLLEAGUE:
        return True
    return commit >= 0 and garden.history.commits[commit].author in set(joined.identities)


def _thanks(joined: Joined, garden: Garden) -> int:
    if joined.slug == COLLEAGUE:
        return 0
    return sum(one.who == joined.slug for one in garden.acknowledgements)


def _in_history(repository: Repository, plan: RedactionPlan, told: Told) -> HeldInHistory:
    places = scan(repository, plan, told)
    return HeldInHistory(
        objects=places.objects,
        files=len(places.paths),
        messages=places.messages,
        tags=places.tags,
        commits=places.authored,
        names_of_files=len(places.renamed),
    )


def _caches(repository: Repository) -> Iterator[str]:
    folder = cache_folder(repository)
    if folder.is_dir():
        yield from sorted(file.name for file in folder.iterdir() if file.is_file())


def _outputs(joined: Joined, contributor: Contributor | None, lessons: int) -> Iterator[str]:
    if contributor is None:
        return
    if contributor.has_page:
        yield f"people/{joined.slug}/"
    yield from ("people/", "attribution/", "acknowledgements/", "feeds/", "garden.json", "search/")
    if lessons > MOST:
        yield "garden-*.json"
    yield "pagefind/"
