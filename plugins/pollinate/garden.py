# READ FIRST. How a garden comes to be, as a list of phases: survey, read, mine, derive.
# Each phase takes values and returns values; a Garden is the finished, immutable whole that pages,
# export, checks and commands read from. Must not know: MkDocs, HTML, a terminal.
"""Build a garden."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from pollinate.collector import quiet_collector
from pollinate.content.beside import Reading
from pollinate.content.files import kind_test
from pollinate.content.frontmatter import read_front_matter
from pollinate.content.link_cache import read_all_links
from pollinate.content.note_text import render_notes
from pollinate.derive.acknowledgements import acknowledge
from pollinate.derive.credits import Crediting
from pollinate.derive.keepers import keepers_of, keeping
from pollinate.derive.links import Linking, Targets, cycles, renamed
from pollinate.derive.notes import Placing
from pollinate.derive.people import People, derive_people
from pollinate.derive.roles import roles_from_files
from pollinate.derive.times import Times
from pollinate.derive.trails import place_trails
from pollinate.history.mine import Ground, Mining, Progress, known_files, read_blobs, silent, survey
from pollinate.model.content import Content, Lesson, SourceKind
from pollinate.model.credits import Acknowledgement, LessonCredits
from pollinate.model.diagnostics import Diagnostic
from pollinate.model.garden import Garden
from pollinate.model.git import History
from pollinate.model.links import Link, LinkKind
from pollinate.model.notes import PlacedNote, PlacedTrail
from pollinate.model.people import Contributor, Show
from pollinate.paths import RepoPath, Slug, SrcUri, to_src
from pollinate.settings import Settings


@dataclass(frozen=True)
class Groundwork:
    """What `credits` and `why` need: a garden before its links are read."""

    settings: Settings
    ground: Ground
    content: Content
    history: History
    people: People
    times: Times
    targets: Targets
    crediting: Crediting
    notes: tuple[PlacedNote, ...]
    trails: Mapping[SrcUri, PlacedTrail]
    diagnostics: tuple[Diagnostic, ...]
    """What is wrong with where notes and trails lead."""

    @property
    def noted(self) -> Iterable[SrcUri]:
        """Return the lessons that notes and trails speak of."""
        return roles_from_files(self.notes, self.trails)


def build_garden(
    settings: Settings, progress: Progress = silent, uris: Iterable[SrcUri] | None = None
) -> Garden:
    """Return the garden that a repository holds.

    `uris` are the Markdown files of `docs_dir` where somebody has listed them already.
    Raises GitError, SettingsError or ContentError when there is no telling the truth.
    """
    with quiet_collector():
        return _build(settings, progress, uris)


def _build(settings: Settings, progress: Progress, uris: Iterable[SrcUri] | None) -> Garden:
    work = prepare(settings, progress, uris)
    raw, findings = read_all_links(_living(work.content), settings, progress)
    linking = Linking(work.targets)
    links = [
        link
        for lesson in _living(work.content)
        for link in linking.lesson(lesson, raw.get(lesson.src_uri, ()))
    ]
    credits = credit_all(work, links)
    lessons = {le.src_uri: le for le in _living(work.content)}
    thanks = acknowledge(lessons, credits, work.history, work.people, work.times, work.notes)
    people = _taking_part(work, credits, links, thanks)
    diagnostics = [
        *work.content.diagnostics,
        *work.history.diagnostics,
        *work.people.diagnostics,
        *findings,
        *linking.diagnostics,
        *work.diagnostics,
        *_circles(work.content, links),
    ]
    return Garden(
        settings.site_name,
        work.history,
        _without_drafts(work.content),
        people,
        credits,
        tuple(links),
        MappingProxyType(dict(sorted(linking.sources.items()))),
        thanks,
        tuple(sorted(set(diagnostics))),
        work.notes,
        MappingProxyType(work.trails),
    )


def prepare(
    settings: Settings, progress: Progress = silent, uris: Iterable[SrcUri] | None = None
) -> Groundwork:
    """Return everything read and mined, and the people in it."""
    ground = survey(settings)
    reading = Reading(settings, ground.docs, uris, known_files(ground))
    mining = Mining(ground, settings)
    content = None if reading.beside else reading.result()
    history = mining.finish(_lesson_test(settings, ground), progress)
    content = content or reading.result()
    times = Times(history)
    named = [
        e.target for le in _living(content) for e in le.learned_from if e.kind is SourceKind.PERSON
    ]
    credited = [
        *(le.credit for le in _living(content)),
        *(n.credit for n in content.notes.values()),
    ]
    entries = [
        entry
        for credit in (*credited, *(t.credit for t in content.trails.values()))
        for entry in credit
    ]
    named += [entry.person for entry in entries if entry.person]
    teams = [entry.as_name for entry in entries if entry.as_name]
    people = derive_people(history, content.people, named, teams, times, settings)
    targets = Targets(content, people, renamed(content, history.renames, ground.docs))
    crediting = Crediting(history, people, times)
    texts = render_notes(content.notes.values())
    placing = Placing(
        content, texts, history, people, targets, crediting.authors, settings.goals, ground.docs
    )
    notes = placing.all()
    trails, findings = place_trails(content, history, people, targets, crediting.authors)
    return Groundwork(
        settings,
        ground,
        content,
        history,
        people,
        times,
        targets,
        crediting,
        notes,
        trails,
        (*placing.diagnostics, *findings),
    )


def build_credits(
    settings: Settings, progress: Progress = silent
) -> tuple[Groundwork, Mapping[SrcUri, LessonCredits]]:
    """Return the credits of all lessons without reading links that can't change them."""
    with quiet_collector():
        work = prepare(settings, progress)
        raw, _ = read_all_links(_living(work.content), settings, silent, marked_only=True)
        linking = Linking(work.targets)
        links = [
            link
            for lesson in _living(work.content)
            for link in linking.lesson(lesson, raw.get(lesson.src_uri, ()))
        ]
        return work, credit_all(work, links)


def credit_all(work: Groundwork, links: Iterable[Link]) -> Mapping[SrcUri, LessonCredits]:
    """Return the credits of all lessons."""
    taught: dict[SrcUri, list[Slug]] = {}
    for link in links:
        if link.kind is LinkKind.LEARNED_FROM and link.target_kind is SourceKind.PERSON:
            taught.setdefault(link.source, []).append(Slug(link.target))
    keepers = keepers_of(work.people)
    starts = _body_lines_at_head(work)
    said = roles_from_files(work.notes, work.trails)
    return MappingProxyType(
        {
            lesson.src_uri: work.crediting.credit(
                lesson,
                work.history.files.get(_real_path(work, lesson)),
                starts.get(lesson.repo_path, lesson.body_line),
                taught.get(lesson.src_uri, ()),
                keeping(
                    lesson.src_uri, lesson.review.by if lesson.review else "", keepers, work.people
                ),
                said.get(lesson.src_uri, ()),
            )
            for lesson in _living(work.content)
        }
    )


def _living(content: Content) -> list[Lesson]:
    return [lesson for lesson in content.lessons.values() if not lesson.draft]


def _without_drafts(content: Content) -> Content:
    return replace(content, lessons=MappingProxyType({le.src_uri: le for le in _living(content)}))


def _lesson_test(settings: Settings, ground: Ground) -> Callable[[RepoPath], bool]:
    kind = kind_test(settings)

    def is_lesson(path: RepoPath) -> bool:
        uri = to_src(ground.docs, path)
        return uri is not None and kind(uri) == "lessons"

    return is_lesson


def _real_path(work: Groundwork, lesson: Lesson) -> RepoPath:
    """Return the file that a lesson's text stands in: a link's own history is of a path, not of the
    text.
    """
    file = work.settings.docs_dir / lesson.src_uri
    if not file.is_symlink():
        return lesson.repo_path
    try:
        target, root = file.resolve(), work.ground.root.resolve()
    except (OSError, RuntimeError):
        return lesson.repo_path
    return (
        RepoPath(target.relative_to(root).as_posix())
        if target.is_relative_to(root)
        else lesson.repo_path
    )


def _taking_part(
    work: Groundwork,
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
    named |= {Slug(link.target) for link in links if link.target_kind is SourceKind.PERSON}
    named |= {
        Slug(handle) for handle, file in work.content.people.items() if file.show is Show.NAME
    }
    named |= {slug for note in work.notes for slug in (*note.by, *note.to, note.person)}
    named |= {slug for trail in work.trails.values() for slug in trail.by}
    return MappingProxyType(
        {slug: c for slug, c in work.people.contributors.items() if slug in named}
    )


def _body_lines_at_head(work: Groundwork) -> dict[RepoPath, int]:
    """Return where the text starts at HEAD, for lessons whose file differs from HEAD."""
    changed = {
        le.repo_path: file.blob
        for le in _living(work.content)
        if (file := work.history.files.get(le.repo_path)) and file.blob != le.blob
    }
    texts = read_blobs(work.ground, sorted(set(changed.values())))
    return {
        path: read_front_matter(texts[blob], path).body_line
        for path, blob in changed.items()
        if blob in texts
    }


def _circles(content: Content, links: list[Link]) -> Iterable[Diagnostic]:
    for circle in cycles(links):
        names = " → ".join(content.lessons[uri].title for uri in (*circle, circle[0]))
        message = f"these lessons learned from one another in a circle: {names}"
        yield Diagnostic(
            content.lessons[circle[0]].repo_path,
            1,
            "learned-in-a-circle",
            message,
            "Turn one of the links into a mention.",
        )
