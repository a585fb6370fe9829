# The files of a new garden, as they stand in the folder garden_template/: the same for every forge,
# and those that one forge wants. Why here: what a garden begins with must pass our own check.
# Must not know: git, questions on a terminal, where the files are written.
"""Write the files of a new garden."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from string import Template

from pollinate.contribute.templates import quoted
from pollinate.emails import without_addresses

KINDS = ("github", "gitlab", "gitea", "none")
_OWNER = re.compile(r"[\w.-]+(?:/[\w.-]+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What somebody says of a garden before it is there."""

    name: str
    forge: str = "none"
    repo_url: str = ""
    branch: str = "main"
    audience: str = ""
    goals: tuple[str, ...] = ()
    behaviours: tuple[str, ...] = ()
    moderators: tuple[str, ...] = ()
    """Handles at the forge, or names."""
    people_pages: str = "auto"


def garden_files(wishes: Wishes) -> dict[str, str]:
    """Return the files of a new garden by path, in order."""
    values = {
        "name": quoted(wishes.name),
        "repo_url": f"repo_url: {quoted(wishes.repo_url)}" if wishes.repo_url else "#repo_url:",
        "forge": wishes.forge,
        "branch": wishes.branch,
        "people_pages": wishes.people_pages,
        "settings": "\n".join(_settings(wishes)),
        "owners": _owners(wishes.moderators),
        "moderators_sentence": _moderators(wishes.moderators),
    }
    found: dict[str, str] = {}
    for kind in ("any", wishes.forge):
        for path, text in _texts(kind):
            filled = Template(text).substitute(values)
            found[path] = re.sub(r"\n#repo_url:\n|\n\n(?=  - pollinate/attribution)", "\n", filled)
    return found


def _settings(wishes: Wishes) -> Iterator[str]:
    if wishes.audience:
        yield f"      audience: {quoted(wishes.audience)}"
    for key, rows in (("goals", wishes.goals), ("behaviours", wishes.behaviours)):
        if rows:
            yield f"      {key}:"
            yield from (f"        - {quoted(row)}" for row in rows)
    yield "      policy:"
    yield "        page: about/policy.md"
    yield "        takedown_days: 7"
    if who := _names(wishes.moderators):
        yield f"        contact: {quoted(who)}"


def _owners(moderators: Sequence[str]) -> str:
    handles = [f"@{one.lstrip('@')}" for one in moderators if _OWNER.fullmatch(one.lstrip("@"))]
    return f"/docs/ {' '.join(handles)}" if handles else "# /docs/ @a-handle @another"


def _names(moderators: Sequence[str]) -> str:
    names = [" ".join(one.lstrip("@").split()) for one in moderators]
    safe = ", ".join(filter(None, (re.sub(r"[^\w .'-]", "", name) for name in names)))
    return without_addresses(safe).strip()


def _moderators(moderators: Sequence[str]) -> str:
    named = _names(moderators)
    if not named:
        return "Those who look after this garden read what is proposed, and publish it."
    return f"Who looks after this garden, reads what is proposed and publishes it: {named}."


def _texts(kind: str) -> Iterator[tuple[str, str]]:
    folder = files("pollinate.contribute") / "garden_template" / kind
    if folder.is_dir():
        yield from sorted(_walk(folder, ""))


def _walk(folder: Traversable, prefix: str) -> Iterator[tuple[str, str]]:
    for one in folder.iterdir():
        # Under their own names some of these would work on this repository.
        name = re.sub("^dot-", ".", one.name)
        if one.is_dir():
            yield from _walk(one, f"{prefix}{name}/")
        else:
            yield f"{prefix}{name}", one.read_text(encoding="utf-8")
