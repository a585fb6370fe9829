# Brings a remembered credits document up to date: replays the new commits and works out only the
# lessons they touched. Why apart from answers.py: it needs the whole core, which a remembered
# answer does not load. Every condition under which another lesson or a person could change returns
# None: then all is worked out anew. Must not know: where answers are remembered.
"""Update a credits document after new commits."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any

from pollinate.collector import quiet_collector
from pollinate.content.files import kind_test
from pollinate.content.read import read_content
from pollinate.derive.credits import Crediting
from pollinate.derive.identities import Bots
from pollinate.derive.keepers import keepers_of, keeping
from pollinate.derive.people import People
from pollinate.derive.times import Times
from pollinate.export import credits_json, export_credits, lesson_lines
from pollinate.history.mine import Mining, Progress, survey
from pollinate.model.content import Lesson, SourceKind
from pollinate.model.credits import LessonCredits
from pollinate.model.git import History, Identity
from pollinate.model.people import Contributor, ContributorKind, Show
from pollinate.paths import RepoPath, Slug, SrcUri, to_src
from pollinate.settings import Settings

MOST = 500
"""More new commits than this are worked out in full."""


def people_text(people: People, noted: Iterable[SrcUri]) -> str:
    """Return who the people of a garden are, and which lessons notes and trails speak of, as one
    line of JSON.
    """
    names: dict[Slug, set[str]] = {}
    for who, slug in people.by_identity.items():
        names.setdefault(slug, set()).add(who.name)
    return json.dumps(
        {
            # Where one person goes by several names, the number of commits decides which is shown:
            # no shortcut then.
            "settled": all(len(found) < 2 for found in names.values()),
            "contributors": [
                [c.slug, c.name, c.kind.value, c.show.value, list(c.keeps)]
                for c in people.contributors.values()
            ],
            "identities": [
                [who.name, who.email, slug, people.firsts[who][0] if who in people.firsts else 0.0]
                for who, slug in people.by_identity.items()
            ],
            "words": dict(people.by_word),
            "noted": sorted(set(noted)),
            "bots": [[who.name, who.email] for who in people.firsts if who in people.bots],
        }
    )


def update(
    settings: Settings, old_head: str, people_line: bytes, document: bytes, progress: Progress
) -> tuple[str, str] | None:
    """Return people and document after the commits since `old_head`, or None when that takes the
    full way.
    """
    with quiet_collector():
        try:
            return _update(settings, old_head, people_line, document, progress)
        except (ValueError, KeyError, IndexError):
            return None


def _update(
    settings: Settings, old_head: str, people_line: bytes, document: bytes, progress: Progress
) -> tuple[str, str] | None:
    ground = survey(settings)
    repository = ground.repository
    stored = json.loads(people_line)
    if repository is None or not stored["settled"]:
        return None
    if not repository.succeeds("merge-base", "--is-ancestor", old_head, repository.head or ""):
        return None
    new = frozenset(
        repository.run("rev-list", f"--max-count={MOST + 1}", f"{old_head}..{repository.head}")
        .decode()
        .split()
    )
    if len(new) > MOST:
        return None
    kind = kind_test(settings)

    def is_lesson(path: RepoPath) -> bool:
        uri = to_src(ground.docs, path)
        return uri is not None and kind(uri) == "lessons"

    mining = Mining(ground, settings)
    history = mining.finish(is_lesson, progress, since=new)
    people, times = _people(stored, settings), Times(history)
    if not _all_known(history, mining.new_commits, stored, people, times):
        return None
    known = lesson_lines(document.decode())
    touched = mining.touched
    if any(_changes_more(path, ground.docs, kind, known) for path in touched):
        return None
    lessons = _lessons(settings, ground.docs, history, touched, is_lesson)
    if not lessons.keys().isdisjoint(stored["noted"]):
        return None
    if any(not _plain(lesson, people, history) for lesson in lessons.values()):
        return None
    crediting, keepers = Crediting(history, people, times), keepers_of(people)
    credits = {
        uri: _credit(crediting, history, lesson, keepers, people) for uri, lesson in lessons.items()
    }
    wanted = {
        uri: (lesson.repo_path, lesson.title) for uri, lesson in lessons.items() if not lesson.draft
    }
    fresh = export_credits(history, people.contributors, credits, wanted)
    return people_line.decode(), _merged(known, fresh, touched, people.contributors)


def _people(stored: Mapping[str, Any], settings: Settings) -> People:
    contributors = {
        Slug(slug): Contributor(
            Slug(slug), name, ContributorKind(kind), Show(show), keeps=tuple(keeps)
        )
        for slug, name, kind, show, keeps in stored["contributors"]
    }
    identities = {
        Identity(name, email): Slug(slug) for name, email, slug, _ in stored["identities"]
    }
    return People(
        contributors,
        identities,
        {word: Slug(slug) for word, slug in stored["words"].items()},
        Bots(settings.bots),
    )


def _all_known(
    history: History, new: Iterable[int], stored: Mapping[str, Any], people: People, times: Times
) -> bool:
    """Return whether the new commits name nobody new, and nobody earlier than before."""
    firsts = {Identity(name, email): first for name, email, _, first in stored["identities"]}
    bots = {Identity(name, email) for name, email in stored["bots"]}
    for number in new:
        commit = history.commits[number]
        for who in (commit.author, *(t.who for t in commit.trailers)):
            if who not in bots and times.instant(number) < firsts.get(who, float("inf")):
                return False
    return True


def _changes_more(path: RepoPath, docs: str, kind: Any, known: Mapping[RepoPath, Any]) -> bool:
    """Return whether a touched file can change more than its own credits: a profile, a note, a
    front page come or gone.
    """
    uri = to_src(docs, path)
    if uri is None:
        return False
    what = kind(uri)
    if what in ("people", "notes", "trails"):
        return True
    if PurePosixPath(uri).stem.lower() in ("index", "readme"):
        return True
    return what != "lessons" and path in known


def _lessons(
    settings: Settings, docs: str, history: History, touched: Iterable[RepoPath], is_lesson: Any
) -> Mapping[SrcUri, Lesson]:
    uris = [
        uri
        for path in touched
        if path in history.files and is_lesson(path) and (uri := to_src(docs, path)) is not None
    ]
    return read_content(settings, docs, uris).lessons if uris else {}


def _plain(lesson: Lesson, people: People, history: History) -> bool:
    """Return whether a lesson's credits depend on nothing but its own history and people who are
    known.
    """
    file = history.files.get(lesson.repo_path)
    if (
        file is None
        or file.blob != lesson.blob
        or "learned-from" in lesson.body
        or any(e.as_name for e in lesson.credit)
    ):
        return False
    named = [e.target for e in lesson.learned_from if e.kind is SourceKind.PERSON] + [
        e.person for e in lesson.credit if e.person
    ]
    return all(people.find(name) for name in named)


def _credit(
    crediting: Crediting,
    history: History,
    lesson: Lesson,
    keepers: Mapping[str, list[Slug]],
    people: People,
) -> LessonCredits:
    taught = [people.find(e.target) for e in lesson.learned_from if e.kind is SourceKind.PERSON]
    kept = keeping(lesson.src_uri, lesson.review.by if lesson.review else "", keepers, people)
    return crediting.credit(
        lesson, history.files[lesson.repo_path], lesson.body_line, [t for t in taught if t], kept
    )


def _merged(
    known: dict[RepoPath, str],
    fresh: dict[str, Any],
    touched: Iterable[RepoPath],
    contributors: Mapping[Slug, Contributor],
) -> str:
    """Return the document made of the lines of lessons that nobody touched and of fresh ones."""
    for path in touched:
        known.pop(path, None)
    known.update(lesson_lines(credits_json(fresh)))
    lines = dict(sorted(known.items()))
    named = set(re.findall(r'"contributor": "([a-z0-9-]+)"', "".join(lines.values())))
    people = {
        slug: {"name": c.name, "kind": c.kind.value}
        for slug, c in contributors.items()
        if slug in named
    }
    return credits_json({**fresh, "contributors": people, "lessons": {}}, lines)
