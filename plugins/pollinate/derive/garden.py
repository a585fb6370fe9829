# The phase "derive": from what was read and what was mined to a Garden, the same for every verb.
# Must not know: files on disk, git processes, who asks.
"""Derive a garden."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from pollinate.derive.acknowledgements import acknowledge
from pollinate.derive.credits import Crediting
from pollinate.derive.fitting import without_history
from pollinate.derive.keepers import keepers_of, keeping
from pollinate.derive.links import Linking, LinkTargets, cycles, renamed
from pollinate.derive.merges import with_decisions
from pollinate.derive.notes import Placing
from pollinate.derive.own_pages import with_pages
from pollinate.derive.people import derive_people
from pollinate.derive.roles import Said, roles_from_files
from pollinate.derive.superseded import find_superseded_circles
from pollinate.derive.times import Times
from pollinate.derive.tools import by_name
from pollinate.derive.trails import place_trails
from pollinate.derive.unnamed import with_unnamed
from pollinate.derive.withdrawn import idle_withdrawals
from pollinate.messages.catalogue import ENGLISH, find_language, languages, messages_in
from pollinate.model.content import Content, Lesson, Material, SourceKind
from pollinate.model.credits import Acknowledgement, LessonCredits
from pollinate.model.diagnostics import Diagnostic, Severity
from pollinate.model.garden import Garden
from pollinate.model.git import MOST_PEOPLE, History, Identity
from pollinate.model.hidden_names import PeopleKey
from pollinate.model.links import Link, LinkKind
from pollinate.model.mentioned import mentioned_people
from pollinate.model.names import spelled
from pollinate.model.notes import WITHDRAWN, Note, PlacedNote, PlacedTrail, Trail
from pollinate.model.people import Contributor, People, Show
from pollinate.paths import RepoPath, Slug, SrcUri
from pollinate.settings import Settings


def derive_garden(
    settings: Settings,
    material: Material,
    history: History,
    texts: Mapping[RepoPath, Sequence[int]],
    stand_ins: Mapping[SrcUri, SrcUri],
    unread: Collection[SrcUri] = (),
    *,
    credited: Collection[SrcUri] | None = None,
    whole: bool = True,
    key: PeopleKey | None = None,
) -> Garden:
    """Return the finished garden.

    `texts` says how many words each line has at HEAD, where a lesson's file differs; `stand_ins`
    which file a link means; `unread` lessons get no credits, nor do any but `credited` ones where
    these are given; without `whole` nobody is thanked.
    """
    content, times = material.content, Times(history := with_decisions(history, settings.branch))
    content, people, unnamed = _people(content, history, times, settings, key)
    living = {one.src_uri: one for one in _living(content) if one.src_uri not in unread}
    targets = LinkTargets(content, people, {**renamed(content, history.renames), **stand_ins})
    crediting = Crediting(history, people, times, disclose=settings.disclose_tools)
    placing = Placing(
        content=content,
        texts=material.notes,
        history=history,
        people=people,
        targets=targets,
        authors=crediting.authors,
        goals=settings.goals,
    )
    notes = placing.all()
    trails, on_trails = place_trails(content, history, people, targets, crediting.authors)
    links = _links(linking := Linking(targets), living.values(), material)
    said = roles_from_files(notes, trails)
    credits = _credits(_asked(living, credited), crediting, people, history, links, said, texts)
    thanks = acknowledge(living, credits, history, people, times, notes) if whole else ()
    diagnostics = {*content.diagnostics, *history.diagnostics, *people.diagnostics, *unnamed}
    diagnostics |= {*material.diagnostics, *linking.diagnostics, *placing.diagnostics, *on_trails}
    diagnostics |= {*_in_the_whole(content, links, settings, history, people)}
    contributors = _taking_part(content, people, notes, trails, credits, links, thanks)
    if whole and settings.people_pages == "auto":
        contributors = with_pages(contributors, credits, _named(notes, trails, links, thanks))
    return Garden(
        name=settings.site_name,
        history=history,
        words_at_head=texts,
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
        wiki=linking.wiki,
    )


def _links(linking: Linking, lessons: Iterable[Lesson], material: Material) -> list[Link]:
    raw = material.links
    return [link for one in lessons for link in linking.lesson(one, raw.get(one.src_uri, ()))]


def _in_the_whole(
    content: Content, links: list[Link], settings: Settings, history: History, people: People
) -> Iterable[Diagnostic]:
    """Yield what only the whole shows."""
    yield from idle_withdrawals(_living(content), history, people)
    yield from _tools_as_people(_living(content), people)
    yield from _as_somebody(content, people)
    yield from _circles(content, links)
    yield from _unknown_language(settings)
    yield from _words_elsewhere(settings)
    yield from _crowds(history)
    yield from _claimed_twice(content)
    yield from without_history(history, content)


def _living(content: Content) -> list[Lesson]:
    return [lesson for lesson in content.lessons.values() if not lesson.draft]


def _asked(living: Mapping[SrcUri, Lesson], some: Collection[SrcUri] | None) -> Iterable[Lesson]:
    return [one for uri, one in living.items() if some is None or uri in some]


def named_by(lessons: Iterable[Lesson]) -> tuple[list[str], list[str], list[str]]:
    """Return whom some lessons name, in their order: people learned from, people credited, and
    teams.
    """
    found: tuple[list[str], list[str], list[str]] = ([], [], [])
    for lesson in lessons:
        kinds = ((entry.target, entry.kind) for entry in lesson.learned_from)
        found[0].extend(target for target, kind in kinds if kind is SourceKind.PERSON)
        found[1].extend(
            entry.person for entry in lesson.credit if entry.person and entry.role != WITHDRAWN
        )
        found[2].extend(entry.as_name for entry in lesson.credit if entry.as_name)
    return found


def _people(
    content: Content, history: History, times: Times, settings: Settings, key: PeopleKey | None
) -> tuple[Content, People, list[Diagnostic]]:
    """Return everybody, and the profiles with the names that hashes stand for."""
    learned, credited, teams = named_by(_living(content))
    more = [n.credit for n in content.notes.values()]
    more += [t.credit for t in content.trails.values()]
    entries = [entry for credit in more for entry in credit]
    names = [*learned, *credited, *(entry.person for entry in entries if entry.person)]
    teams = [*teams, *(entry.as_name for entry in entries if entry.as_name)]
    everybody = [*names, *mentioned_people(content, settings.policy.moderators)]
    profiles, findings = with_unnamed(content.people, history.commits, everybody, key)
    people = derive_people(history, profiles, names, teams, times, settings)
    return replace(content, people=profiles), people, findings


def _credits(
    lessons: Iterable[Lesson],
    crediting: Crediting,
    people: People,
    history: History,
    links: Iterable[Link],
    said: Mapping[SrcUri, list[Said]],
    texts: Mapping[RepoPath, Sequence[int]],
) -> Mapping[SrcUri, LessonCredits]:
    """Return the credits of some lessons."""
    taught: dict[SrcUri, list[Slug]] = {}
    for link in links:
        if link.kind is LinkKind.LEARNED_FROM and link.target_kind is SourceKind.PERSON:
            taught.setdefault(link.source, []).append(Slug(link.target))
    keepers = keepers_of(people)
    return {
        lesson.src_uri: crediting.of(lesson).credit(
            lesson,
            history.files.get(lesson.text_path or lesson.repo_path),
            texts.get(lesson.repo_path, lesson.words),
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
    named = {credit.contributor for one in credits.values() for credit in one.credits}
    named |= {Slug(handle) for handle, file in content.people.items() if file.show is Show.NAME}
    named |= _named(notes, trails, links, thanks)
    return {slug: c for slug, c in people.contributors.items() if slug in named}


def _named(
    notes: Iterable[PlacedNote],
    trails: Mapping[SrcUri, PlacedTrail],
    links: Iterable[Link],
    thanks: Iterable[Acknowledgement],
) -> set[Slug]:
    """Return whom notes, trails and lessons name, and who is thanked."""
    named = {a.who for a in thanks}
    named |= {Slug(link.target) for link in links if link.target_kind is SourceKind.PERSON}
    named |= {slug for note in notes for slug in (*note.by, *note.to, note.person) if slug}
    return named | {slug for trail in trails.values() for slug in trail.by}


def _circles(content: Content, links: list[Link]) -> Iterable[Diagnostic]:
    yield from find_superseded_circles(content.lessons)
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


def _tools_as_people(lessons: Iterable[Lesson], people: People) -> Iterable[Diagnostic]:
    for lesson in lessons:
        named = [(e.target, e.line) for e in lesson.learned_from if e.kind is SourceKind.PERSON]
        named += [(entry.person, entry.line) for entry in lesson.credit if entry.gives_role]
        for name, line in named:
            tool = by_name(Identity(spelled(name), "")) if people.resolve(name) is None else None
            if tool is not None:
                yield Diagnostic(
                    path=lesson.repo_path,
                    line=line,
                    code="tool-as-person",
                    message=f"{tool.name} is a tool and no person, so it is not credited",
                    cure="Name it under `source`; if a person is called so, make a people file.",
                    severity=Severity.ADVICE,
                )


def _as_somebody(content: Content, people: People) -> Iterable[Diagnostic]:
    files: tuple[Lesson | Note | Trail, ...] = (
        *_living(content),
        *content.notes.values(),
        *content.trails.values(),
    )
    for file in files:
        for entry in file.credit:
            if entry.as_name and people.team(entry.as_name) is None:
                yield Diagnostic(
                    path=file.repo_path,
                    line=entry.line,
                    code="as-a-person",
                    message="`as` names a person here, so whoever committed the file is credited",
                    cure="Write `person` in place of `as`, or another name for all of you.",
                )


def _crowds(history: History) -> Iterable[Diagnostic]:
    for commit in history.commits:
        if len(commit.trailers) == MOST_PEOPLE:
            message = (
                f"commit {commit.sha[:10]} names {MOST_PEOPLE} people or more; only the first"
                f" {MOST_PEOPLE} are read"
            )
            yield Diagnostic(
                path=RepoPath("."),
                line=0,
                code="many-people",
                message=message,
                cure="Name the others in the lesson's front matter, under `credit`.",
                severity=Severity.ADVICE,
            )


def _claimed_twice(content: Content) -> Iterable[Diagnostic]:
    """Yield old addresses that several lessons say are theirs."""
    claims: dict[str, Lesson] = {}
    for lesson in _living(content):
        for old in lesson.redirect_from:
            other = claims.setdefault(old.strip("/"), lesson)
            if other is not lesson:
                yield Diagnostic(
                    path=lesson.repo_path,
                    line=1,
                    code="address-twice",
                    message=f"'{old}' is an old address of {other.repo_path} too",
                    cure="Leave it to the one that stood there: take it out of `redirect_from`.",
                )


def _unknown_language(settings: Settings) -> Iterable[Diagnostic]:
    # A theme speaks more languages than we do: that a site has one of them is no mistake.
    if settings.language and find_language(settings.language) is None:
        yield Diagnostic(
            path=RepoPath("mkdocs.yml"),
            line=0,
            code="unknown-language",
            message=f"our own words don't speak '{settings.language}' yet, so they are in English",
            cure=f"Choose one of: {', '.join(languages())}.",
        )


def _words_elsewhere(settings: Settings) -> Iterable[Diagnostic]:
    own, language = settings.words, messages_in(settings.speaks).language
    if (own.lesson or own.garden) and language != ENGLISH:
        message = "your words for lesson and garden are said in English only"
        yield Diagnostic(
            path=RepoPath("mkdocs.yml"),
            line=0,
            code="words-in-english-only",
            message=f"{message}; this site speaks '{language}'",
            cure="Write the sentences that you want otherwise into a file of your own, and name it:"
            f" words: sentences: our-words.{language}.po (the handbook, “Your own words”).",
            severity=Severity.ADVICE,
            why="Articles and endings around another word would be wrong.",
        )
