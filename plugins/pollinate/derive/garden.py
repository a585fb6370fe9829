# The phase "derive": from what was read and what was mined to a Garden, the same for every verb.
# Must not know: files on disk, git processes, who asks.
"""Derive a garden."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from pollinate.derive.acknowledgements import acknowledge
from pollinate.derive.credits import Crediting
from pollinate.derive.keepers import keepers_of, keeping
from pollinate.derive.links import Linking, Targets, cycles, renamed
from pollinate.derive.notes import Placing
from pollinate.derive.own_pages import with_pages
from pollinate.derive.people import derive_people
from pollinate.derive.roles import Said, roles_from_files
from pollinate.derive.times import Times
from pollinate.derive.trails import place_trails
from pollinate.messages.catalogue import find_language, languages
from pollinate.model.content import Content, Lesson, Material, SourceKind
from pollinate.model.credits import Acknowledgement, LessonCredits
from pollinate.model.diagnostics import Diagnostic
from pollinate.model.garden import Garden
from pollinate.model.git import History
from pollinate.model.links import Link, LinkKind
from pollinate.model.notes import PlacedNote, PlacedTrail
from pollinate.model.people import Contributor, People, Show
from pollinate.paths import RepoPath, Slug, SrcUri
from pollinate.settings import Settings


def derive_garden(
    settings: Settings,
    docs: str,
    material: Material,
    history: History,
    starts: Mapping[RepoPath, int],
) -> Garden:
    """Return the finished garden.

    `docs` is `docs_dir` from the repository root; `starts` says where the text begins at HEAD, for
    lessons whose file differs from HEAD.
    """
    content, times = material.content, Times(history)
    lessons = _living(content)
    people = _people(content, history, times, settings)
    targets = Targets(content, people, renamed(content, history.renames, docs))
    crediting = Crediting(history, people, times)
    placing = Placing(
        content=content,
        texts=material.notes,
        history=history,
        people=people,
        targets=targets,
        authors=crediting.authors,
        goals=settings.goals,
        docs=docs,
    )
    notes = placing.all()
    trails, on_trails = place_trails(content, history, people, targets, crediting.authors)
    linking = Linking(targets)
    links = [
        link for le in lessons for link in linking.lesson(le, material.links.get(le.src_uri, ()))
    ]
    said = roles_from_files(notes, trails)
    credits = _credits(lessons, crediting, people, history, links, said, starts)
    living = {le.src_uri: le for le in lessons}
    thanks = acknowledge(living, credits, history, people, times, notes)
    diagnostics = {*content.diagnostics, *history.diagnostics, *people.diagnostics}
    diagnostics |= {*material.diagnostics, *linking.diagnostics, *placing.diagnostics, *on_trails}
    diagnostics |= {*_circles(content, links), *_unknown_language(settings)}
    contributors = _taking_part(content, people, notes, trails, credits, links, thanks)
    if settings.people_pages == "auto":
        noted = {a.who for a in thanks} | _named(notes, trails, links)
        contributors = with_pages(contributors, living, credits, noted)
    return Garden(
        name=settings.site_name,
        history=history,
        content=replace(content, lessons=living),
        people=people,
        contributors=contributors,
        credits=credits,
        links=tuple(links),
        sources=dict(sorted(linking.sources.items())),
        acknowledgements=thanks,
        diagnostics=tuple(sorted(diagnostics)),
        notes=notes,
        trails=trails,
    )


def _living(content: Content) -> list[Lesson]:
    return [lesson for lesson in content.lessons.values() if not lesson.draft]


def _people(content: Content, history: History, times: Times, settings: Settings) -> People:
    lessons = _living(content)
    named = [
        entry.target
        for lesson in lessons
        for entry in lesson.learned_from
        if entry.kind is SourceKind.PERSON
    ]
    credited = [le.credit for le in lessons]
    credited += [n.credit for n in content.notes.values()]
    credited += [t.credit for t in content.trails.values()]
    entries = [entry for credit in credited for entry in credit]
    named += [entry.person for entry in entries if entry.person]
    teams = [entry.as_name for entry in entries if entry.as_name]
    return derive_people(history, content.people, named, teams, times, settings)


def _credits(
    lessons: Iterable[Lesson],
    crediting: Crediting,
    people: People,
    history: History,
    links: Iterable[Link],
    said: Mapping[SrcUri, list[Said]],
    starts: Mapping[RepoPath, int],
) -> Mapping[SrcUri, LessonCredits]:
    """Return the credits of all lessons."""
    taught: dict[SrcUri, list[Slug]] = {}
    for link in links:
        if link.kind is LinkKind.LEARNED_FROM and link.target_kind is SourceKind.PERSON:
            taught.setdefault(link.source, []).append(Slug(link.target))
    keepers = keepers_of(people)
    return {
        lesson.src_uri: crediting.credit(
            lesson,
            history.files.get(lesson.text_path or lesson.repo_path),
            starts.get(lesson.repo_path, lesson.body_line),
            taught.get(lesson.src_uri, ()),
            keeping(lesson.src_uri, lesson.review.by if lesson.review else "", keepers, people),
            said.get(lesson.src_uri, ()),
        )
        for lesson in lessons
    }


def _taking_part(
    content: Content,
    people: People,
    notes: Iterable[PlacedNote],
    trails: Mapping[SrcUri, PlacedTrail],
    credits: Mapping[SrcUri, LessonCredits],
    links: Iterable[Link],
    thanks: Iterable[Acknowledgement],
) -> Mapping[Slug, Contributor]:
    """Return those who did something in this garden: a fork's history brings in people who did
    not.
    """
    named = {credit.contributor for one in credits.values() for credit in one.credits} | {
        a.who for a in thanks
    }
    named |= {Slug(handle) for handle, file in content.people.items() if file.show is Show.NAME}
    named |= _named(notes, trails, links)
    return {slug: c for slug, c in people.contributors.items() if slug in named}


def _named(
    notes: Iterable[PlacedNote], trails: Mapping[SrcUri, PlacedTrail], links: Iterable[Link]
) -> set[Slug]:
    """Return whom notes, trails and lessons name."""
    named = {Slug(link.target) for link in links if link.target_kind is SourceKind.PERSON}
    named |= {slug for note in notes for slug in (*note.by, *note.to, note.person) if slug}
    return named | {slug for trail in trails.values() for slug in trail.by}


def _circles(content: Content, links: list[Link]) -> Iterable[Diagnostic]:
    for circle in cycles(links):
        names = " → ".join(content.lessons[uri].title for uri in (*circle, circle[0]))
        message = f"these lessons learned from one another in a circle: {names}"
        yield Diagnostic(
            path=content.lessons[circle[0]].repo_path,
            line=1,
            code="learned-in-a-circle",
            message=message,
            cure="Turn one of the links into a mention.",
        )


def _unknown_language(settings: Settings) -> Iterable[Diagnostic]:
    if find_language(settings.language) is None:
        yield Diagnostic(
            path=RepoPath("mkdocs.yml"),
            line=0,
            code="unknown-language",
            message=f"our own words don't speak '{settings.language}' yet, so they are in English",
            cure=f"Choose one of: {', '.join(languages())}.",
        )
