# Whose words a file holds that somebody else commits: a person whom the garden knows, else a team
# or pseudonym. Who asked not to be named is "a colleague".
# Must not know: what kind of file it is, how a credit is worked out.
"""Find whose words a file holds."""

from __future__ import annotations

from dataclasses import dataclass

from pollinate.errors import RequestError
from pollinate.model.people import COLLEAGUE, People
from pollinate.model.targets import (
    VERY_LIKE,
    AmbiguousError,
    find_person,
    folded_words,
    near_people,
)
from pollinate.paths import Slug

from pollinate_cli.doubts import meant, settled
from pollinate_cli.terminal import on_terminal, plain, shell_word

MOST_NEAR = 5


@dataclass(frozen=True, slots=True)
class Whose:
    """Who is credited in the place of who commits; nobody, where both are empty."""

    team: str = ""
    person: str = ""
    """A slug."""
    name: str = ""
    """As a person is shown."""


def whose_words(whose: str, team: str, people: People | None, verb: str = "new lesson") -> Whose:
    """Return who is meant by `--for` (looked up) or `--as` (as it is written) of a verb.

    Raises RequestError for an address, for both, and for a name that may be
    one of several people's or is only like somebody's.
    """
    whose, team = " ".join(whose.split()), " ".join(team.split())
    if whose and team:
        raise RequestError("--for and --as contradict each other", cure="Give one of them.")
    if "@" in whose + team:
        raise RequestError(
            "an e-mail address never belongs into a garden",
            cure="Write the name as it stands in Git, or a handle.",
        )
    if not whose or people is None:
        return Whose(team or whose)
    if people.team(whose):
        return Whose(whose)
    example = f"pollinate {verb} --as {shell_word(whose)}"
    slug = somebody(whose, people, "--as", example)
    if slug == COLLEAGUE:
        name = people.contributors[COLLEAGUE].name
        return Whose(f"{name[:1].upper()}{name[1:]}")
    if slug is None or slug not in people.contributors:
        return Whose(whose)
    return Whose(person=str(slug), name=people.contributors[slug].name)


def refuse_unknown(word: str, found: Whose, people: People, example: str) -> None:
    """Raise RequestError for a name that nobody here has, with those that come near."""
    if not word.strip() or found.person or found.team != " ".join(word.split()):
        return
    if people.team(found.team):
        return
    near = [people.contributors[slug].name for slug in near_people(word, people)]
    named = f" Did you mean: {', '.join(map(plain, near[:MOST_NEAR]))}?" if near else ""
    raise RequestError(
        f"nobody in this garden is called '{plain(word)}'",
        cure=f"Write the name as the site shows it.{named} A team stands behind --as:",
        example=f"{example} --as {shell_word(found.team)}",
    )


def somebody(word: str, people: People, option: str, example: str) -> Slug | None:
    """Return the person of the garden whom a word means that may also be a new name; None for a new
    one. `option` says that it is new, whomever it is like, and `example` is it in use.

    Raises AmbiguousError for one of several, RequestError for what is only like a name.
    """

    def find(one: str) -> Slug:
        return find_person(one, people)

    try:
        slug: Slug | None = find(word)
    except AmbiguousError as error:
        error.cure = f"Say which, by the first column, or with {option} that a new one is meant:"
        if not on_terminal():
            raise
        return settled(find, word)
    except RequestError:
        slug = None
    if slug is not None and (people.resolve(word, alone=False) or _has_words(slug, word, people)):
        return slug
    # A name that only holds these letters is as near as one that is spelled almost like them.
    alike = [slug] if slug else near_people(word, people, VERY_LIKE)
    one = meant("person", word, alike, option, example)
    return find_person(one, people) if one != word else None


def _has_words(slug: Slug, word: str, people: People) -> bool:
    """Tell whether somebody's name has each word of another, or the other is an address."""
    if "/" in word:
        return True
    named = folded_words(people.contributors[slug].name).split()
    return set(folded_words(word).split()) <= set(named)
