# The small values that views are made of, and the index that answers for any of them.
# Why here: everything is looked up once for the whole garden and asked per page; a view holds what
# it shows and nothing more, so that its hash says whether a page must be rendered again. Must not
# know: HTML, MkDocs.
"""Look up what pages show of people, lessons and sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from pollinate.contribute.forge import commit_url
from pollinate.messages.catalogue import messages_in
from pollinate.model.content import SourceKind
from pollinate.model.credits import Credit, Role
from pollinate.model.lineage import Lineages, by_target
from pollinate.model.links import Link, LinkKind
from pollinate.model.people import COLLEAGUE, Contributor
from pollinate.model.public import PublicGarden
from pollinate.model.stages import Stage, Status
from pollinate.model.when import When
from pollinate.paths import Slug, SrcUri
from pollinate.settings import Settings

WRITERS = (Role.AUTHOR, Role.CO_AUTHOR)
SMALL = 0.05
"""Below this share a page gives no number."""
MANY = 6
"""Names in one sentence; more are in the credit panel."""


@dataclass(frozen=True, slots=True)
class PersonRef:
    """A name, with the page it leads to where there is one."""

    name: str
    page: SrcUri | None = None
    team: str = ""


@dataclass(frozen=True, slots=True)
class UseEvidence:
    """What is known of a lesson from its use."""

    mark: str
    """`worked`, `partly` (more than one outcome, too), `not` or `checked`."""
    text: str
    """One sentence, in the language of the garden."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonRef:
    """A lesson as lists show it."""

    title: str
    page: SrcUri
    by: tuple[PersonRef, ...] = ()
    stage: Stage | None = None
    status: Status = Status.CURRENT
    state: str = ""
    """What is said wherever it is named: `due`, or its status; empty when all is well."""
    text: str = ""
    """Its summary, else its first sentence."""
    when: str = ""
    """The first of its conditions."""
    planted: str = ""
    """A day, or a month where somebody is shown by alias only."""
    evidence: UseEvidence | None = None
    """For the rows of lists alone (`NoteIndex.lesson_row`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetRef:
    """What a link leads to, of any kind."""

    kind: SourceKind
    title: str
    page: SrcUri | None = None
    url: str = ""
    by: tuple[PersonRef, ...] = ()
    team: str = ""
    state: str = ""
    """Of a lesson: `due`, or its status; empty when all is well."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A target with the reasons that somebody wrote."""

    target: TargetRef
    reasons: tuple[str, ...]
    quoted: bool = False
    """The reason is a sentence of the other page, not of this one."""


@dataclass(frozen=True, slots=True)
class CommitRef:
    """A commit as evidence: its own words and day, and where the forge shows it."""

    words: str
    """Empty where they may not be said."""
    when: When
    url: str = ""


@dataclass(frozen=True, slots=True)
class Door:
    """One way to take part, as a link to its form."""

    way: str
    page: SrcUri
    fill: str = ""
    """What the form is filled with, as the query of an address."""


class Lookup:
    """Answers for a whole garden what single pages show."""

    def __init__(
        self,
        garden: PublicGarden,
        settings: Settings,
        pages: GeneratedPaths,
        people: bool = True,
        ways: Mapping[str, SrcUri] | None = None,
    ) -> None:
        """`people` says whether people have pages in this site; `ways` are the pages of the ways to
        take part, by name.
        """
        self.garden, self.settings, self.pages = garden, settings, pages
        self.ways = ways or {}
        self.messages = messages_in(settings.speaks, settings.words)
        self._writers: dict[SrcUri, tuple[Slug, ...]] = {}
        self.lineages = Lineages([link for link in garden.links if not self._is_own(link)])
        self.mentions = by_target(garden.links, LinkKind.MENTIONS)
        self._with_pages = people
        self._keepers: dict[str, list[Slug]] = {}
        for slug, who in garden.contributors.items():
            for place in who.keeps:
                self._keepers.setdefault(place.strip("/"), []).append(slug)
        self.by_topic: dict[str, list[SrcUri]] = defaultdict(list)
        self._replaced: dict[SrcUri, list[SrcUri]] = defaultdict(list)
        for uri, lesson in garden.content.lessons.items():
            self.by_topic[lesson.topic].append(uri)
            if newer := garden.successor(lesson):
                self._replaced[newer].append(uri)
        self._people: dict[Slug, PersonRef] = {}
        self._lessons: dict[SrcUri, LessonRef] = {}
        self._noted = {slug for note in garden.notes for slug in note.people()}
        self._noted |= {slug for trail in garden.trails.values() for slug in trail.by}
        self.credits_of: dict[Slug, list[Credit]] = defaultdict(list)
        for one in garden.credits.values():
            for credit in one.credits:
                self.credits_of[credit.contributor].append(credit)

    def doors(self, ways: Iterable[str], **fill: str | Iterable[str]) -> tuple[Door, ...]:
        """Return links to some ways to take part, their forms filled with what is known."""
        words = urlencode({key: value for key, value in fill.items() if value}, doseq=True)
        return tuple(Door(way, self.ways[way], words) for way in ways if way in self.ways)

    def contributor(self, slug: Slug) -> Contributor:
        """Return a contributor."""
        return self.garden.contributors[slug]

    def person(self, slug: Slug) -> PersonRef:
        """Return how a person is named on any page."""
        if slug not in self._people:
            one = self.garden.contributors[slug]
            shown = (
                self._with_pages
                and one.has_page
                and bool(self.credits_of.get(slug) or one.profile or slug in self._noted)
            )
            page = self.pages.person(slug) if shown else None
            self._people[slug] = PersonRef(one.name, page, one.team)
        return self._people[slug]

    def gathered(self, uri: SrcUri) -> tuple[PersonRef, ...]:
        """Return who was at a gathering; a name that nobody here bears stays as it is written."""
        known = self.garden.contributors
        there = self.garden.gatherings.get(uri, ())
        return tuple(self.person(Slug(who)) if who in known else PersonRef(who) for who in there)

    def writers(self, uri: SrcUri) -> tuple[Slug, ...]:
        """Return who wrote a lesson: authors and co-authors, else whoever owns its lines."""
        if uri not in self._writers:
            self._writers[uri] = self._writers_of(uri)
        return self._writers[uri]

    def _writers_of(self, uri: SrcUri) -> tuple[Slug, ...]:
        credits = self.garden.credits[uri].credits if uri in self.garden.credits else ()
        found = [c.contributor for c in credits if Role.AUTHOR in c.roles] + [
            c.contributor
            for c in credits
            if Role.CO_AUTHOR in c.roles and Role.AUTHOR not in c.roles and c.words
        ]
        return tuple(found or [c.contributor for c in credits if c.words][:3])

    def _is_own(self, link: Link) -> bool:
        """Tell whether a lesson says that it was learned from who wrote it alone."""
        by_person = link.kind is LinkKind.LEARNED_FROM and link.target_kind is SourceKind.PERSON
        return by_person and self.writers(link.source) == (link.target,)

    def lesson(self, uri: SrcUri) -> LessonRef:
        """Return a lesson as lists show it."""
        if uri not in self._lessons:
            one = self.garden.content.lessons[uri]
            writers = self.writers(uri)
            self._lessons[uri] = LessonRef(
                title=one.title,
                page=uri,
                by=tuple(map(self.person, writers)),
                stage=one.stage if one.stage_given else None,
                status=one.status,
                state=self.garden.state(uri),
                text=one.summary or one.opening,
                when=one.applies_when[0] if one.applies_when else "",
                planted=self.first(uri),
            )
        return self._lessons[uri]

    def successor(self, uri: SrcUri) -> LessonRef | None:
        """Return the lesson that took the place of one."""
        newer = self.garden.successor(self.garden.content.lessons[uri])
        return self.lesson(newer) if newer else None

    def replaced(self, uri: SrcUri) -> tuple[tuple[LessonRef, str], ...]:
        """Return the lessons whose place one took, in order of path, and since when."""
        lessons = self.garden.content.lessons
        return tuple((self.lesson(o), lessons[o].on) for o in sorted(self._replaced.get(uri, ())))

    def keepers(self, uri: SrcUri) -> tuple[PersonRef, ...]:
        """Return who looks after a lesson: who is named in it, then who keeps the nearest
        folder.
        """
        lesson = self.garden.content.lessons[uri]
        found = [Slug(lesson.review.by)] if lesson.review and lesson.review.by else []
        topic = lesson.topic
        while topic and topic not in self._keepers:
            topic = topic.rpartition("/")[0]
        found += self._keepers.get(topic, [])
        known = (slug for slug in found if slug in self.garden.contributors and slug != COLLEAGUE)
        return tuple(map(self.person, dict.fromkeys(known)))

    def first(self, uri: SrcUri) -> str:
        """Return when a lesson was planted."""
        return self.garden.credits[uri].first if uri in self.garden.credits else ""

    def target(self, kind: SourceKind, key: str) -> TargetRef:
        """Return what a link leads to."""
        content = self.garden.content
        if kind is SourceKind.LESSON:
            lesson = self.lesson(SrcUri(key))
            return TargetRef(
                kind=kind, title=lesson.title, page=lesson.page, by=lesson.by, state=lesson.state
            )
        if kind is SourceKind.PERSON:
            person = self.person(Slug(key))
            return TargetRef(kind=kind, title=person.name, page=person.page, team=person.team)
        if kind is SourceKind.GATHERING:
            return TargetRef(
                kind=kind, title=content.gatherings[SrcUri(key)].title, page=SrcUri(key)
            )
        if kind is SourceKind.PAGE:
            return TargetRef(kind=kind, title=content.pages[SrcUri(key)].title, page=SrcUri(key))
        source = self.garden.sources[key]
        return TargetRef(kind=kind, title=source.title, url=source.url)

    def learned(self, uri: SrcUri) -> tuple[Relation, ...]:
        """Return what a lesson was learned from, in the order its author gave."""
        return tuple(
            Relation(self.target(link.target_kind, link.target), link.reasons)
            for link in self.lineages.learned(uri)
        )

    def grew(self, kind: SourceKind, target: str) -> tuple[Relation, ...]:
        """Return what grew from something, in order of planting."""
        return self._sources(self.lineages.grew(kind, target))

    def grown_at(self, link: Link) -> str:
        """Return when one lesson had grown from another: when the later of the two was planted,
        since a lesson may name an origin that came after it; empty where either is not known.
        """
        both = (self.first(link.source), self.first(SrcUri(link.target)))
        # A month alone may be any day of it.
        later = max(both, key=lambda when: f"{when}-99" if len(when) == len("2026-11") else when)
        return later if all(both) else ""

    def mentioned(self, kind: SourceKind, target: str) -> tuple[Relation, ...]:
        """Return which lessons mention something."""
        return self._sources(self.mentions.get((kind, target), ()))

    def _sources(self, links: Sequence[Link]) -> tuple[Relation, ...]:
        ordered = sorted(links, key=lambda link: (self.first(link.source), link.source))
        return tuple(
            Relation(self.target(SourceKind.LESSON, link.source), link.reasons, quoted=True)
            for link in ordered
        )

    def commit(self, number: int) -> CommitRef:
        """Return a commit as evidence."""
        one = self.garden.commits[number]
        return CommitRef(one.subject, one.when, commit_url(self.settings, one.sha))


def editors_of(credits: Sequence[Credit], writers: Sequence[Slug]) -> tuple[list[Slug], list[Slug]]:
    """Return who else has words in a lesson, as its byline names them: those with a share that is
    said, and all others.
    """
    others = [c for c in credits if c.words and c.contributor not in writers]
    said, small = (
        [c.contributor for c in others if (c.share >= SMALL) is big][:MANY] for big in (True, False)
    )
    return said, small


@dataclass(frozen=True, slots=True)
class GeneratedPaths:
    """Where generated pages stand, counted from docs_dir."""

    base: str = ""
    """The setting `base`."""
    taken: frozenset[str] = frozenset()
    """Paths without ending that files have: a generated page never takes one."""

    def person(self, slug: Slug) -> SrcUri:
        """Return where a person's page stands."""
        return self.page(f"people/{slug}")

    def page(self, name: str) -> SrcUri:
        """Return where a generated page stands; beside a file of that name it takes `-2` or
        more.
        """
        wanted = f"{self.base.strip('/')}/{name}".strip("/")
        free, n = wanted, 1
        while free in self.taken:
            n += 1
            free = f"{wanted.removesuffix('/index')}-{n}" + (
                "/index" if wanted.endswith("/index") else ""
            )
        return SrcUri(f"{free}.md")
