# What an organisation decided about its garden, under `policy` in the settings: rules that people
# read on one page and tools keep, so that nobody has to remember them. Why here: settings are
# checked at the door, and whoever keeps a rule reads it from one value.
# Must not know: how a rule is kept, what a page says of it.
"""Define the rules of a garden."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Any

from pollinate.emails import without_addresses
from pollinate.errors import SettingsError
from pollinate.house_words import read_house_words

BEFORE, AFTER = "before", "after"
OPTIONAL, REQUIRED = "optional", "required"
FIELDS = (
    *("title", "summary", "tags", "stage", "level", "lang", "license", "created"),
    *("applies_when", "not_when", "learned_from", "review"),
)
"""Fields of lessons that a garden may require."""
MOST_DAYS = 366
_URL = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)
_PAGE = re.compile(r"(?!/)[^\s:?#\\]+\.(?:md|markdown)(?:#[\w-]+)?")
_AT = re.compile(r"[^\s@]+@[^\s@]+")


@dataclass(frozen=True, slots=True)
class HouseContact:
    """Who looks after a garden, and where they are asked."""

    who: str = ""
    """In words: a team, a room, a name."""
    at: str = ""
    """An address on the web, a page from `docs_dir`, or the `mailbox`."""

    @property
    def page(self) -> str:
        """The page, without its anchor; empty where it is none."""
        return self.at.partition("#")[0] if _PAGE.fullmatch(self.at) else ""

    @property
    def is_mail(self) -> bool:
        """Whether it is an address for mail."""
        return bool(self.at) and not self.page and not _URL.fullmatch(self.at)


NOBODY = HouseContact()


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseRules:
    """Rules of a garden; each default is the most careful, or asks for nothing."""

    notes: str = BEFORE
    """`before`: somebody looks at each note before it is merged. `after`: a note from a known
    person without findings may be merged by a build server, and is looked at within a week.
    """
    legal_hold: bool = False
    """Nothing may be taken out of the history: `redact` refuses."""
    required: tuple[str, ...] = ()
    """Fields that a new or changed lesson must have."""
    licenses: tuple[str, ...] = ()
    """Licences that a lesson may have; any, where it is empty."""
    words: tuple[tuple[str, str], ...] = ()
    """Words that the house says otherwise, each with what to say."""
    second_moderator: tuple[str, ...] = ()
    """Folders from `docs_dir` whose requests two moderators look at."""
    moderators: tuple[str, ...] = ()
    """Who may take requests in; whoever the forge lets, where it is empty."""
    contribution_notice: str = ""
    """What a contributor agrees to."""
    disclosure: str = OPTIONAL
    """`required`: what a tool made has a person who answers for it."""
    disclosure_note: str = ""
    """How tools are disclosed here, in the house's own words."""
    contact: HouseContact = NOBODY
    """Who looks after the garden."""
    takedown_days: int = 0
    """Within how many days an answer to a wish for correction is promised; 0: none is named."""
    page: bool | str = True
    """Make the policy page, and lead to it from each page's foot; a path from `docs_dir`: the
    page of the site's own that is it.
    """

    def needs_second(self, uri: str) -> str:
        """Return the folder by which two moderators look at a page; empty where one does."""
        return next((one for one in self.second_moderator if uri.startswith(f"{one}/")), "")


CAREFUL = HouseRules()
_HINTS: Mapping[str, str] = {
    "notes": "before",
    "legal_hold": "true",
    "required": "\n    - summary\n    - license",
    "licenses": "\n    - internal\n    - CC-BY-4.0",
    "words": '\n    blacklist: "denylist"',
    "second_moderator": "\n    - lessons/security",
    "moderators": '\n    - "Ana Costa"',
    "contribution_notice": '"What you send may be used by all of us."',
    "disclosure": "required",
    "disclosure_note": '"Name the tool in a line Assisted-by of your commit."',
    "contact": '\n    who: "The learning team"\n    at: "https://example.org/ask"',
    "takedown_days": "5",
    "page": "about/policy.md",
}


def read_rules(value: Any, place: str = "", root: Path = Path()) -> HouseRules:
    """Return the rules that a setting holds; raises SettingsError for one that is unknown. `root`
    is the folder that files count from.
    """
    if not isinstance(value, Mapping):
        raise _wrong("'policy' must hold rules", "notes", place)
    known = [one.name for one in fields(HouseRules)]
    found: dict[str, Any] = {}
    for key, said in value.items():
        if key not in known:
            near = get_close_matches(str(key), known, 1)
            cure = f"Did you mean '{near[0]}'?" if near else f"Known: {', '.join(known)}."
            raise SettingsError(f"unknown rule '{key}' in 'policy'", place=place, cure=cure)
        if said is not None:
            found[key] = _READERS[key](key, said, place)
    if isinstance(found.get("words"), str):
        found["words"] = read_house_words(root, found["words"], place)
    return HouseRules(**found)


def _wrong(problem: str, key: str, place: str) -> SettingsError:
    return SettingsError(
        problem, place=place, cure="Write:", example=f"policy:\n  {key}: {_HINTS[key]}"
    )


def _choice(choices: tuple[str, ...], key: str, said: Any, place: str) -> str:
    if said not in choices:
        raise SettingsError(
            f"'{key}' in 'policy' can't be '{said}'",
            place=place,
            cure=f"Choose one of: {', '.join(choices)}.",
        )
    return str(said)


def _switch(key: str, said: Any, place: str) -> bool:
    if not isinstance(said, bool):
        raise _wrong(f"'{key}' in 'policy' must be true or false, not {said!r}", key, place)
    return said


def _page(key: str, said: Any, place: str) -> bool | str:
    if isinstance(said, bool):
        return said
    if not isinstance(said, str) or not _PAGE.fullmatch(said) or "#" in said:
        problem = f"'{key}' in 'policy' must be true, false or a page from docs_dir, not {said!r}"
        raise _wrong(problem, key, place)
    return said.removeprefix("./")


def _days(key: str, said: Any, place: str) -> int:
    if isinstance(said, bool) or not isinstance(said, int) or not 0 <= said <= MOST_DAYS:
        problem = f"'{key}' in 'policy' must be a number of days up to {MOST_DAYS}, not {said!r}"
        raise _wrong(problem, key, place)
    return said


def _text(key: str, said: Any, place: str) -> str:
    """Return a text in one line; raises SettingsError for signs that nobody sees, and for an
    address, since one alone may stand on a page.
    """
    if not isinstance(said, str):
        raise _wrong(f"'{key}' in 'policy' must be a text, not {said!r}", key, place)
    line = " ".join(said.split())
    if any(unicodedata.category(sign) in ("Cc", "Cf", "Cs") for sign in line):
        raise _wrong(f"'{key}' in 'policy' holds a sign that nobody sees", key, place)
    if without_addresses(line) != line:
        raise SettingsError(
            f"'{key}' in 'policy' holds an address for mail",
            place=place,
            cure="One address alone may stand on a page. Write it as the setting `mailbox`:",
            example='mailbox: "lessons@your-organisation.org"',
        )
    return line


def _texts(key: str, said: Any, place: str) -> tuple[str, ...]:
    items = [said] if isinstance(said, str) else said
    if not isinstance(items, list | tuple) or not all(isinstance(i, str) for i in items):
        raise _wrong(f"'{key}' in 'policy' must be a list of texts", key, place)
    return tuple(dict.fromkeys(filter(None, (_text(key, one, place) for one in items))))


def _fields(key: str, said: Any, place: str) -> tuple[str, ...]:
    found = _texts(key, said, place)
    for one in found:
        if one not in FIELDS:
            near = get_close_matches(one, FIELDS, 1)
            cure = f"Did you mean '{near[0]}'?" if near else f"Known: {', '.join(FIELDS)}."
            raise SettingsError(f"no lesson has a field '{one}' to require", place=place, cure=cure)
    return found


def _folders(key: str, said: Any, place: str) -> tuple[str, ...]:
    found = tuple(one.strip("/").removeprefix("./") for one in _texts(key, said, place))
    if not all(one and ".." not in one.split("/") and "*" not in one for one in found):
        raise _wrong(f"'{key}' in 'policy' must list folders, from docs_dir", key, place)
    return found


def _words(key: str, said: Any, place: str) -> str | tuple[tuple[str, str], ...]:
    if isinstance(said, str):
        return _text(key, said, place)
    if not isinstance(said, Mapping) or not all(
        isinstance(part, str) and part.strip() for pair in said.items() for part in pair
    ):
        problem = f"'{key}' in 'policy' must say for each word what to say instead, or name a file"
        raise _wrong(problem, key, place)
    return tuple((_text(key, one, place), _text(key, other, place)) for one, other in said.items())


def _contact(key: str, said: Any, place: str) -> HouseContact:
    if isinstance(said, str):
        line = " ".join(said.split())
        said = {"at": line} if is_place(line) else {"who": line}
    if not isinstance(said, Mapping) or not set(said) <= {"who", "at"}:
        raise _wrong(f"'{key}' in 'policy' must say 'who' and 'at', or one of them", key, place)
    who, at = (said.get(one) or "" for one in ("who", "at"))
    at = at.strip() if isinstance(at, str) else at
    if at and (not isinstance(at, str) or not is_place(at)):
        problem = f"'at' of '{key}' in 'policy' must be a web address, a page or the mailbox"
        raise _wrong(problem, key, place)
    return HouseContact(_text(key, who, place), at)


def is_place(text: str) -> bool:
    """Tell whether a text is a web address, a page of the site, or an address for mail."""
    if not text.isprintable() or ".." in text.split("/"):
        return False
    return any(kind.fullmatch(text) for kind in (_URL, _PAGE, _AT))


_READERS: Mapping[str, Callable[[str, Any, str], Any]] = {
    "notes": partial(_choice, (BEFORE, AFTER)),
    "legal_hold": _switch,
    "required": _fields,
    "licenses": _texts,
    "words": _words,
    "second_moderator": _folders,
    "moderators": _texts,
    "contribution_notice": _text,
    "disclosure": partial(_choice, (OPTIONAL, REQUIRED)),
    "disclosure_note": _text,
    "contact": _contact,
    "takedown_days": _days,
    "page": _page,
}


def check_with(rules: HouseRules, *, license_: str, mailbox: str, place: str = "") -> None:
    """Raise SettingsError where rules contradict other settings."""
    if rules.licenses and license_ not in rules.licenses:
        raise SettingsError(
            f"lessons that name no licence have '{license_}', which 'policy' does not allow",
            place=place,
            cure="Allow it, or set another for lessons that name none:",
            example=f'license: "{rules.licenses[0]}"',
        )
    at = rules.contact.at
    if rules.contact.is_mail and at.casefold() != mailbox.casefold():
        raise SettingsError(
            "the address in 'contact' of 'policy' is not the mailbox",
            place=place,
            cure="One address alone may stand on a page. Write it as the setting `mailbox`, too:",
            example='mailbox: "lessons@your-organisation.org"',
        )
