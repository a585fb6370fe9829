# The phase "publish": from the private whole to what may be shown. All of privacy is here: whom a
# name means, how exactly an act is dated, what order tells, which commits may be linked, whose
# words may be quoted elsewhere. Whoever shows anything starts from the result.
# One rule for dates: an act is dated by its month as soon as one person on it, or on its commit,
# is shown by alias or not at all; a lesson's dates as soon as one person credited on it is.
# Must not know: pages, documents, a terminal.
# One module, since whoever asks what of a person may be shown must be able to read all of it here.
"""Publish a garden."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import PurePosixPath

from pollinate.content.links import wiki_words
from pollinate.content.seen import unseen
from pollinate.derive.acknowledgements import KINDS
from pollinate.derive.freshness import upkeep_of
from pollinate.derive.phrases import phrases
from pollinate.derive.relocations import movers
from pollinate.emails import one_line, without_addresses
from pollinate.house_rules import HouseRules
from pollinate.model.content import Content, Gathering, Lesson, Page, Review, SourceKind
from pollinate.model.credits import Acknowledgement, Credit, LessonCredits, Phrase, Role
from pollinate.model.garden import Garden
from pollinate.model.git import FileHistory, Relocation
from pollinate.model.links import Link
from pollinate.model.notes import PlacedNote, PlacedTrail
from pollinate.model.people import COLLEAGUE, Contributor, Show
from pollinate.model.public import PublicCommit, PublicGarden, PublicMove
from pollinate.model.when import Precision, When, instant
from pollinate.paths import Slug, SrcUri
from pollinate.private_ways import PrivateWays
from pollinate.runtime.asked import MadeWhenAsked

_OF_NO_DAY = frozenset({Role.TEACHER, Role.KEEPER})
"""Roles that are no act on a lesson, so that its days tell nothing of them."""
MOST_SUBJECT = 120
"""Letters of a commit's own words that are quoted: so many fewer than are read that a name at their
end is seen whole.
"""
_DAY = re.compile(r"\d{4}[-_. ]?\d{2}[-_. ]?\d{2}")


def publish(
    garden: Garden,
    unquotable: Collection[SrcUri] = (),
    moderators: Collection[str] = (),
    *,
    with_phrases: bool = True,
) -> PublicGarden:
    """Return what may be shown of a garden; `moderators` are names of its settings.

    Without phrases, which take longer than all the rest, nothing says whose the words of a page
    are.
    `unquotable` are lessons whose words may not stand on other pages, beside those that say so
    themselves: pages that the site keeps under a password or leaves out.
    """
    shown = _Publishing(garden, frozenset(unquotable))
    made = replace(shown.all(), moderators=shown.named(moderators))
    return replace(made, phrases=shown.phrases()) if with_phrases else made


def publish_rules(garden: Garden, rules: HouseRules) -> HouseRules:
    """Return the rules of a garden as pages may say them: no words that name somebody private, and
    no moderators, who are people of the public garden.
    """
    names = PrivateWays(garden).names_somebody

    def said(text: str) -> str:
        return "" if names(text) else text

    contact = replace(rules.contact, who=said(rules.contact.who))
    return replace(
        rules,
        words=tuple(pair for pair in rules.words if not any(map(names, pair))),
        moderators=(),
        contribution_notice=said(rules.contribution_notice),
        disclosure_note=said(rules.disclosure_note),
        contact=contact,
    )


def publish_credits(garden: Garden) -> Mapping[SrcUri, LessonCredits]:
    """Return the credits alone as they may be shown."""
    return _Publishing(garden, frozenset()).credits()


@dataclass(frozen=True)
class _Publishing:
    garden: Garden
    unquotable: frozenset[SrcUri]

    def all(self) -> PublicGarden:
        garden = self.garden
        made = PublicGarden(
            name=garden.name,
            commit=garden.history.head,
            has_history=garden.history.available,
            newest=self._newest(),
            content=self._content(),
            contributors=self._contributors(),
            credits=self.credits(),
            commits=self._commits,
            phrases={},
            moves={
                uri: tuple(self._move(garden.content.lessons[uri], one) for one in moves)
                for uri, moves in garden.moves.items()
            },
            gatherings={
                uri: self._gathered(one)
                for uri, one in garden.content.gatherings.items()
                if not one.hidden
            },
            links=tuple(map(self._link, garden.links)),
            sources=garden.sources,
            acknowledgements=self._acknowledgements(),
            notes=tuple(sorted(map(self._note, garden.notes), key=_note_key)),
            trails={uri: self._trail(one) for uri, one in garden.trails.items()},
            wiki={uri: self._named(meant) for uri, meant in garden.wiki.items()},
        )
        return replace(made, upkeep=upkeep_of(made, made.newest))

    def credits(self) -> Mapping[SrcUri, LessonCredits]:
        return {uri: self._credits(one) for uri, one in self.garden.credits.items()}

    # --- who is private ---------------------------------------------------------------------------

    @cached_property
    def _private(self) -> frozenset[Slug]:
        people = self.garden.people.contributors.items()
        return frozenset(slug for slug, one in people if one.show is not Show.NAME)

    @cached_property
    def _ways(self) -> PrivateWays:
        return PrivateWays(self.garden)

    @cached_property
    def _private_commits(self) -> frozenset[int]:
        """Commits that somebody private wrote, helped with or reviewed."""
        people, found = self.garden.people, []
        if not self._private:
            return frozenset()
        for number, commit in enumerate(self.garden.history.commits):
            everybody = (commit.author, *(trailer.who for trailer in commit.trailers))
            if any(people.of(who) in self._private for who in everybody):
                found.append(number)
        return frozenset(found)

    @cached_property
    def _commits(self) -> Mapping[int, PublicCommit]:
        credits = self.garden.credits.values()
        used = {n for one in credits for credit in one.credits for n in credit.commits}
        used |= {one.commit for moves in self.garden.moves.values() for one in moves}
        return {n: self._commit(n) for n in sorted(used - self._private_commits)}

    def _commit(self, number: int) -> PublicCommit:
        commit = self.garden.history.commits[number]
        # Addresses first and last: a control sign may hide one, or stand where no blank does.
        said = without_addresses(one_line(without_addresses(commit.subject)))
        told = "" if self._ways.hints_at_somebody(said) else said[:MOST_SUBJECT].strip()
        return PublicCommit(commit.sha, self._cut(commit.when, Precision.DAY), told)

    def _move(self, lesson: Lesson, one: Relocation) -> PublicMove:
        """Return a move without a place whose name tells of somebody private."""
        garden, people = self.garden, self.garden.people.contributors
        credits = garden.credits.get(lesson.src_uri)
        by = movers(lesson, credits, garden.history, garden.people, one.commit)
        private = one.commit in self._private_commits
        if private:
            by.sort(key=lambda slug: (people[slug].name.casefold(), slug))

        def told(place: SrcUri | None) -> SrcUri | None:
            return None if place and self._ways.hints_at_somebody(place) else place

        return PublicMove(
            commit=one.commit,
            by=tuple(who if who in garden.contributors else people[who].name for who in by),
            when=self._cut(garden.history.commits[one.commit].when, self._precision(private)),
            old=told(one.old),
            new=told(one.new),
        )

    def phrases(self) -> Mapping[SrcUri, tuple[Phrase, ...]]:
        """Return whose words stand where on each lesson of more than one phrase."""
        return MadeWhenAsked(self.garden.credits, self._phrases_of)

    def _phrases_of(self, uri: SrcUri) -> tuple[Phrase, ...] | None:
        garden, credits = self.garden, self.garden.credits[uri]
        lesson = garden.content.lessons[uri]
        file = garden.history.files.get(lesson.text_path or lesson.repo_path)
        if not credits.credits or credits.uncommitted or not self._may_quote(uri):
            return None
        told = phrases(
            lesson,
            file,
            garden.history.runs,
            credits,
            when=self._when(uri),
            is_tool=self._is_tool,
            unseen=unseen,
            may_quote=self._is_shown(uri),
        )
        return tuple(map(self._phrase, told)) if len(told) > 1 else None

    def _when(self, uri: SrcUri) -> Callable[[int], str]:
        precision = self._precision(uri in self._private_lessons)
        commits = self.garden.history.commits
        return lambda number: self._cut(commits[number].when, precision)

    def _is_shown(self, page: SrcUri) -> Callable[[str], bool]:
        """Return what tells whether the words of a wiki link on a page stand there as written."""
        ways = self._ways
        return lambda words: not ways or ways.of_words(page, wiki_words(words)[0]) is None

    def _is_tool(self, number: int) -> bool:
        return self.garden.history.commits[number].author in self.garden.people.tools

    def _phrase(self, one: Phrase) -> Phrase:
        """Return a phrase without words that name somebody private, such as a link's address; in an
        order of names that tells nothing.
        """
        people = self.garden.people.contributors
        quote = "…" if self._ways.names_somebody(one.quote) else one.quote
        by = sorted(one.by, key=lambda slug: (people[slug].name.casefold(), slug))
        return replace(one, quote=quote, by=tuple(by))

    @cached_property
    def _cut(self) -> Callable[[str, Precision], When]:
        """Cuts a date; many credits share one, and each is cut once."""
        return lru_cache(maxsize=None)(When.at)

    def _is_private_file(self, file: FileHistory | None) -> bool:
        return file is not None and any(c.commit in self._private_commits for c in file.changes)

    @cached_property
    def _private_lessons(self) -> frozenset[SrcUri]:
        """Lessons on which somebody private is credited for an act, that they changed, or that a
        private note or trail speaks of: notes and trails give dated roles, too.
        """
        files, garden = self.garden.history.files, self.garden
        found = {note.page for note in garden.notes if self._is_private(note)}
        for trail in garden.trails.values():
            if self._is_private_trail(trail):
                found |= {step.lesson for step in trail.steps}
        for uri, one in self.garden.credits.items():
            lesson = self.garden.content.lessons[uri]
            file = files.get(lesson.text_path or lesson.repo_path)
            if self._is_private_file(file) or any(
                (
                    credit.contributor in self._private
                    and (credit.first or not _OF_NO_DAY.issuperset(credit.roles))
                )
                or any(e.commit in self._private_commits for e in credit.evidence)
                for credit in one.credits
            ):
                found.add(uri)
        return frozenset(found)

    # --- people, lessons, credits -----------------------------------------------------------------

    def _contributors(self) -> Mapping[Slug, Contributor]:
        people = self.garden.contributors.values()
        ordered = sorted(people, key=lambda one: (one.name.casefold(), one.slug))
        topics = {lesson.topic for lesson in self.garden.content.lessons.values()}
        topics |= {str(above) for one in topics for above in PurePosixPath(one).parents}
        return {
            one.slug: replace(
                one,
                identities=(),
                first=When.at(one.first, Precision.MONTH),
                keeps=tuple(place for place in one.keeps if place.strip("/") in topics),
            )
            for one in ordered
        }

    def _content(self) -> Content:
        content = self.garden.content
        people = {
            handle: replace(file, git=())
            for handle, file in content.people.items()
            if file.show is Show.NAME
        }
        return replace(
            content,
            lessons={uri: self._lesson(one) for uri, one in content.lessons.items()},
            pages={uri: self._page(one) for uri, one in content.pages.items() if not one.hidden},
            gatherings={
                uri: self._dated(one) for uri, one in content.gatherings.items() if not one.hidden
            },
            people=people,
            notes={},
            trails={uri: one for uri, one in content.trails.items() if not one.hidden},
            hidden_files=frozenset(),
            diagnostics=(),
        )

    def _lesson(self, lesson: Lesson) -> Lesson:
        """Return a lesson without the names that stand in its front matter: who was learned from,
        credited or asked is said elsewhere, resolved; and without words that may not be quoted.
        """
        precision = self._precision(lesson.src_uri in self._private_lessons)
        shown = replace(
            lesson,
            title=self._ways.without(lesson.src_uri, lesson.title),
            opening=self._opening(lesson.opening),
            body="",
            learned_from=(),
            credit=(),
            review=self._review(lesson.review),
            created=When.at(lesson.created, precision),
            on=When.at(lesson.on, precision),
            asked_by=self._shown(lesson.asked_by),
        )
        if self._may_quote(lesson.src_uri):
            return shown
        return replace(shown, summary="", opening="", applies_when=(), not_when=(), reason="")

    def _page(self, page: Page) -> Page:
        quotable = page.src_uri not in self.unquotable
        opening = self._opening(page.opening) if quotable else ""
        return replace(page, opening=opening)

    def _opening(self, sentence: str) -> str:
        """Return the first sentence of a text, for lists: nothing where it names somebody private,
        though its own page may.
        """
        return "" if sentence and self._ways.names_somebody(sentence) else sentence

    def _review(self, review: Review | None) -> Review | None:
        """Return who looks again by a slug that may be shown; nobody for who asked not to be."""
        if review is None:
            return None
        slug = self.garden.people.resolve(review.by) if review.by else None
        known = slug in self.garden.contributors and slug != COLLEAGUE
        return Review(by=str(slug) if known else "", every=review.every)

    def _may_quote(self, uri: str) -> bool:
        lesson = self.garden.content.lessons.get(SrcUri(uri))
        return uri not in self.unquotable and (lesson is None or lesson.may_quote)

    def _shown(self, name: str) -> str:
        """Return a name that stands in a file as it may be shown."""
        slug = self.garden.people.resolve(name) if name else None
        return self.garden.people.contributors[slug].name if slug else name

    @staticmethod
    def _precision(private: bool) -> Precision:
        return Precision.MONTH if private else Precision.DAY

    def _credits(self, one: LessonCredits) -> LessonCredits:
        precision = self._precision(one.lesson in self._private_lessons)
        planter = next((c.contributor for c in one.credits if Role.AUTHOR in c.roles), None)
        credits = [self._credit(credit, precision) for credit in one.credits]
        # Of one commit its author stands first, but where the order could tell of somebody private.
        open_order = one.lesson not in self._private_lessons
        credits.sort(key=lambda c: _credit_order(c, by_role=open_order))
        return replace(
            one,
            first=When.at(one.first, precision),
            last=When.at(one.last, precision),
            credits=tuple(credits),
            planter=planter,
        )

    def _credit(self, credit: Credit, precision: Precision) -> Credit:
        commits, cut = credit.commits, self._cut
        if not self._private_commits.isdisjoint(commits):
            commits = tuple(n for n in commits if n not in self._private_commits)
        # Field by field: there are ten of them on each lesson, and `replace` is three times slower.
        return Credit(
            contributor=credit.contributor,
            lesson=credit.lesson,
            roles=credit.roles,
            share=credit.share,
            words=credit.words,
            commits=commits,
            first=cut(credit.first, precision),
            last=cut(credit.last, precision),
            wrote=(cut(credit.wrote[0], precision), cut(credit.wrote[1], precision)),
            acted={
                role: (cut(first, precision), cut(last, precision))
                for role, (first, last) in credit.acted.items()
            },
        )

    def _link(self, link: Link) -> Link:
        """Return a link without a sentence of a page that may not be quoted, without a wiki link's
        words for somebody private, and without one that names whom it leads to by alias or as
        nobody.
        """
        if not self._may_quote(link.source):
            return replace(link, reasons=(), because=False)
        if not self._ways or not link.reasons:
            return link
        reasons = [self._ways.without(link.source, text) for text in link.reasons]
        if link.target_kind is SourceKind.PERSON and link.target in self._private:
            reasons = [text for text in reasons if not self._ways.names(link.target, text)]
        return replace(link, reasons=tuple(reasons), because=link.because and bool(reasons))

    def _named(
        self, meant: Mapping[str, tuple[SourceKind, str]]
    ) -> Mapping[str, tuple[SourceKind, str]]:
        """Return what wiki links mean, without a way from a name to whom it must not lead to."""
        return {
            words: target
            for words, target in meant.items()
            if target[0] is not SourceKind.PERSON or target[1] not in self._private
        }

    # --- acts -------------------------------------------------------------------------------------

    def _newest(self) -> When:
        """Return when something happened last; of a private act the month."""
        commits = self.garden.history.commits
        known = [n for n, one in enumerate(commits) if instant(one.when) != float("inf")]
        number = max(known, key=lambda n: (instant(commits[n].when), n), default=None)
        if number is None:
            return When("")
        return When.at(commits[number].when, self._precision(number in self._private_commits))

    @cached_property
    def _note_ids(self) -> Mapping[SrcUri, SrcUri]:
        """What each note is called outside: its path may hold a day, or a name."""
        return {
            note.src_uri: SrcUri(note.anchor) if self._is_private(note) else note.src_uri
            for note in self.garden.notes
        }

    def _is_private(self, note: PlacedNote) -> bool:
        return note.private or note.commit in self._private_commits

    def _note(self, note: PlacedNote) -> PlacedNote:
        private = self._is_private(note)
        quoted = self._may_quote(note.page)
        return replace(
            note,
            src_uri=self._note_ids[note.src_uri],
            when=When.at(note.when, self._precision(private)),
            commit=-1,
            private=private,
            answers=self._note_ids.get(note.answers) if note.answers else None,
            body=self._ways.unlinked(note.src_uri, note.body) if quoted else "",
            text=note.text if quoted else "",
            effect=note.effect if quoted else "",
        )

    def _is_private_trail(self, trail: PlacedTrail) -> bool:
        file = self.garden.history.files.get(trail.trail.repo_path)
        return self._is_private_file(file) or any(who in self._private for who in trail.by)

    def _trail(self, trail: PlacedTrail) -> PlacedTrail:
        private = self._is_private_trail(trail)
        shown = replace(trail.trail, credit=())
        return replace(trail, trail=shown, when=When.at(trail.when, self._precision(private)))

    def _acknowledgements(self) -> tuple[Acknowledgement, ...]:
        private_notes = {note.src_uri for note in self.garden.notes if self._is_private(note)}
        found = []
        for one in self.garden.acknowledgements:
            private = (
                one.who in self._private
                or one.lesson in self._private_lessons
                or one.detail in private_notes
            )
            detail = self._note_ids.get(SrcUri(one.detail), SrcUri(one.detail))
            found.append(replace(one, day="" if private else one.day, detail=detail))
        return tuple(_in_order(found, self.garden.contributors))

    def _gathered(self, gathering: Gathering) -> tuple[Slug | str, ...]:
        """Return who was there; where the page's own address tells the day, nobody private."""
        people, told = self.garden.people, _DAY.search(gathering.src_uri) is not None
        return self.named(
            name
            for name in gathering.people
            if not told or people.resolve(name) not in self._private
        )

    def named(self, names: Iterable[str]) -> tuple[Slug | str, ...]:
        """Return who is meant by some names; a name that nobody here bears stays as it is."""
        people = self.garden.people
        found: list[Slug | str] = []
        for name in names:
            slug = people.resolve(name)
            if slug is None or slug in self.garden.contributors:
                found.append(slug or name)
            else:
                found.append(people.contributors[slug].name)
        return tuple(dict.fromkeys(found))

    def _dated(self, gathering: Gathering) -> Gathering:
        private = any(
            self.garden.people.resolve(name) in self._private for name in gathering.people
        )
        return replace(gathering, people=(), date=When.at(gathering.date, self._precision(private)))


def _note_key(note: PlacedNote) -> tuple[str, str]:
    return (note.when or "9999", note.src_uri)


def _in_order(
    found: Iterable[Acknowledgement], people: Mapping[Slug, Contributor]
) -> list[Acknowledgement]:
    """Return acknowledgements as before, newest month first by kind and name, days as shown."""
    kinds = {kind: n for n, kind in enumerate(KINDS)}
    ordered = sorted(
        found,
        key=lambda a: (kinds[a.kind], people[a.who].name.casefold(), a.day, a.lesson, a.detail),
    )
    return sorted(ordered, key=lambda a: a.month, reverse=True)


def _credit_order(credit: Credit, *, by_role: bool) -> tuple[str, bool, str]:
    """Return the order of credits: by what is said of their time, then by name."""
    is_second = by_role and Role.CO_AUTHOR in credit.roles
    return credit.first or "9999", is_second, credit.contributor
