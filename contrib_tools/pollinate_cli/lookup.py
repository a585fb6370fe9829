# Looks up which page or person somebody means, in a garden that is read when it is first asked for:
# who names nothing waits for nothing. Must not know: what is done with what was found.
"""Look things up in a garden."""

from __future__ import annotations

from functools import cached_property

from pollinate.errors import ContentError, RequestError
from pollinate.garden import Scope, build_garden
from pollinate.model.garden import Garden
from pollinate.model.people import COLLEAGUE, ContributorKind, People
from pollinate.model.targets import (
    AmbiguousError,
    Target,
    find_person,
    find_question,
    find_target,
    questions_of,
    targets_of,
)
from pollinate.settings import Settings

from pollinate_cli.questions import Choice
from pollinate_cli.terminal import echo, progress_bar
from pollinate_cli.topics import topic_of, topics_in


class GardenWords:
    """Answers what a word means in one garden."""

    def __init__(self, settings: Settings, site_url: str) -> None:
        self.settings, self.site_url = settings, site_url

    @cached_property
    def garden(self) -> Garden | None:
        """The garden; None where nothing was written yet."""
        try:
            with progress_bar() as progress:
                return build_garden(self.settings, progress, scope=Scope.CREDITS)
        except ContentError:
            return None

    @property
    def people(self) -> People | None:
        """Everybody in it."""
        return self.garden.people if self.garden else None

    @cached_property
    def pages(self) -> list[Target]:
        """What somebody can learn from: lessons, gatherings and other pages."""
        if self.garden is None:
            return []
        content = self.garden.content
        found = [one for one in targets_of(content) if one.kind != "trail"]
        pages = (page for page in content.pages.values() if not page.hidden)
        return found + [Target(p.src_uri, p.repo_path, p.title, "page") for p in pages]

    def listed(self, of: str) -> list[Choice]:
        """Return what can be chosen from a list of a form."""
        if of == "topics":
            return [Choice(topic, topic) for topic in topics_in(self.settings)]
        if self.garden is None:
            return []
        content, people = self.garden.content, self.garden.people
        if of == "people":
            return _people(people)
        if of == "questions":
            return [Choice(one.src_uri, one.title, one.src_uri) for one in questions_of(content)]
        found = [one for one in targets_of(content) if of == "pages" or one.kind == "lesson"]
        return [Choice(one.src_uri, one.title, one.src_uri) for one in found]

    def sources(self) -> list[Choice]:
        """Return all that somebody can learn from."""
        pages = [Choice(one.src_uri, one.title, one.src_uri) for one in self.pages]
        return [*pages, *(_people(self.people) if self.people else [])]

    def lesson(self, word: str) -> str:
        """Return the path of a lesson."""
        lessons = [one for one in self.pages if one.kind == "lesson"]
        return find_target(word, lessons, "lesson", self.site_url).src_uri

    def person(self, word: str) -> str:
        """Return the handle or slug of a person."""
        if self.people is None:
            raise RequestError(f"nobody in this garden is called '{word}'")
        slug = find_person(word, self.people, self.site_url)
        if slug == COLLEAGUE:
            echo("Somebody among them asked to stay unnamed: it says “a colleague”.", err=True)
        return str(slug)

    def source(self, word: str) -> tuple[str, str]:
        """Return what kind of source a word means, a lesson, page or person, and which."""
        try:
            found = find_target(word, self.pages, "lesson or person", self.site_url)
            return "lesson" if found.kind == "lesson" else "page", found.src_uri
        except AmbiguousError:
            raise
        except RequestError as no_page:
            try:
                return "person", self.person(word)
            except AmbiguousError:
                raise
            except RequestError as nobody:
                raise RequestError(
                    no_page.problem,
                    cure=no_page.cure if no_page.choices else "",
                    example="\n".join(filter(None, (no_page.example, nobody.example))),
                    choices=(*no_page.choices, *nobody.choices),
                ) from None

    def __call__(self, of: str, word: str) -> str:
        """Return what an answer of a form means, by the list that it comes from."""
        if of == "topics":
            return topic_of(self.settings, word, new=True)
        if self.garden is None:
            return word
        if of == "people":
            try:
                return self.person(word)
            except AmbiguousError:
                raise
            except RequestError:
                # A name that nobody here has is one all the same.
                return word
        content = self.garden.content
        if of == "questions":
            return find_question(word, content, self.site_url).src_uri
        known = targets_of(content, people=of == "pages", notes=of == "pages")
        return find_target(word, known, "page", self.site_url).src_uri


def _people(people: People) -> list[Choice]:
    """Return everybody who is shown, by the name that pages show."""
    shown = [
        one
        for one in people.contributors.values()
        if one.slug != COLLEAGUE and one.kind is ContributorKind.PERSON
    ]
    return [Choice(one.slug, one.name, "person") for one in sorted(shown, key=lambda c: c.name)]
