# Whose words a file holds that somebody else commits: a person whom the garden knows, else a team
# or pseudonym. Who asked not to be named is "a colleague".
# Must not know: what kind of file it is, how a credit is worked out.
"""Find whose words a file holds."""

from __future__ import annotations

from dataclasses import dataclass

from pollinate.errors import RequestError
from pollinate.model.people import COLLEAGUE, People
from pollinate.model.targets import VERY_LIKE, near_people

from pollinate_cli.doubts import meant
from pollinate_cli.terminal import shell_word


@dataclass(frozen=True, slots=True)
class Whose:
    """Who is credited in the place of who commits; nobody, where both are empty."""

    team: str = ""
    person: str = ""
    """A slug."""
    name: str = ""
    """As a person is shown."""


def whose_words(whose: str, team: str, people: People | None) -> Whose:
    """Return who is meant by `--for` (looked up) or `--as` (as it is written).

    Raises RequestError for an address, for both, and for a name that is only like somebody's.
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
    slug = people.resolve(whose, alone=False)
    if slug is None and (alike := near_people(whose, people, VERY_LIKE)):
        example = f"pollinate new lesson --as {shell_word(whose)}"
        one = meant("person", whose, alike, "--as", example)
        slug = people.resolve(one, alone=False) if one != whose else None
    if slug == COLLEAGUE:
        return Whose("A colleague")
    if slug is None or slug not in people.contributors:
        return Whose(whose)
    return Whose(person=str(slug), name=people.contributors[slug].name)
