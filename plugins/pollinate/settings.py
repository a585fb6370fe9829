# The settings of a garden as one frozen value, checked at the door.
# Why here: MkDocs hands us a validated config, the command line reads mkdocs.yml itself; both end
# in this value, so no raw dict travels inward. Must not know: where the values come from
# (settings_file.py, the adapters).
"""Define the settings of a garden, their defaults and their meaning."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from pollinate.csp_sources import allowed
from pollinate.errors import SettingsError
from pollinate.house_rules import CAREFUL, HouseRules, check_with, read_rules
from pollinate.locks import OPEN, Locks
from pollinate.messages.own_words import AS_WE_DO, OwnWords
from pollinate.own_words import read_own_words
from pollinate.paths import named_endings

CHOICES = {
    "history": ("required", "optional"),
    "people_pages": ("auto", "all", "chosen"),
    "lessons_in_nav": ("auto", "always", "never"),
    "look": ("site", "garden"),
    "clean": ("remove", "report", "off"),
    "media": ("any", "own"),
    "search": ("auto", "pagefind", "material"),
    "csp": ("auto", "on", "strict", "off"),
    "forge": ("", "github", "gitlab", "gitea", "bitbucket", "azure", "none"),
}

_MAILBOX = re.compile(r"[A-Za-z0-9.!#$%'*+/=^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")
"""One address, of the characters that need no quotes (RFC 5321, 4.1.2) and name no second one."""
_PICTURE = re.compile(
    r"(?:https?://[^\s\"'<>\\@]+|(?!/|(?:.*/)?\.\.?/)[^\s\"'<>\\:]+)\.(?:png|jpe?g|gif|webp)", re.I
)
"""An address, or a path that stays below where it counts from."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Everything that `pollinate/garden` in `mkdocs.yml` can say, and where the garden lies."""

    root: Path
    """The folder that `mkdocs.yml` stands in, or the repository root without one."""
    docs_dir: Path
    """Absolute."""
    site_name: str = "Garden"
    repo_url: str = ""
    lessons: tuple[str, ...] = ("lessons/**/*.md",)
    """Which files are lessons."""
    notes: tuple[str, ...] = ("notes/**/*.md",)
    """Which files are notes."""
    trails: tuple[str, ...] = ("trails/*.md",)
    """Which files are trails."""
    gatherings: tuple[str, ...] = ("gatherings/*.md",)
    """Which files are gatherings."""
    people: tuple[str, ...] = ("people/*.md",)
    """Which files are profiles of people."""
    base: str = ""
    """Prefix of all generated pages."""
    history: str = "required"
    """`required`, or `optional`: without usable git, a site without credits and a visible warning.
    """
    people_pages: str = "auto"
    """`auto`: who did something that one can read about gets a page; `all`: whoever has a credit;
    `chosen`: only who has a people file.
    """
    join_same_name: bool = True
    """Join identities of one identical full name."""
    bots: tuple[str, ...] = ("*[bot]",)
    """Names of tools, which get no credit, as shell patterns."""
    disclose_tools: bool = True
    """Say on a lesson which tools had a part in the words that stand."""
    ignore_commits: str = ".git-blame-ignore-revs"
    """The file that lists commits to look through."""
    lessons_in_nav: str = "auto"
    """`auto`: out of the navigation above 100 lessons, where the site has no `nav` and our look."""
    license: str = "internal"
    """Of lessons that name none."""
    goals: tuple[str, ...] = ()
    """The organisation's own goals."""
    audience: str = ""
    """For whom the garden is."""
    behaviours: tuple[str, ...] = ()
    """What the organisation wants to see more of."""
    forge: str = ""
    """`github`, `gitlab`, `gitea` (Forgejo too), `bitbucket`, `azure`, `none`; empty: seen from
    `repo_url`.
    """
    branch: str = ""
    """The branch that changes are proposed to; empty: named by `edit_uri`, else seen from Git."""
    take_part: bool = True
    """Make the pages with forms by which people take part, and lead to them."""
    mailbox: str = ""
    """Where people without an account send what they wrote: the one address that may be shown."""
    language: str = ""
    """Of the garden's own words; empty: the site's."""
    words: OwnWords = AS_WE_DO
    """What the organisation calls a lesson and a garden, and sentences that it says otherwise."""
    look: str = "site"
    """`site`: colours, fonts and measure are the theme's; `garden`: our own look, on Material."""
    link_picture: str = ""
    """The picture that a link to a page of the site unfolds to in a chat: a file of the site,
    counted from `docs_dir`, or an address.
    """
    clean: str = "remove"
    """What happens to HTML in contributed pages that could run, load or cover something: `remove`,
    `report`, `off`.
    """
    meta_keys: tuple[str, ...] = ()
    """Further keys of front matter that contributed pages hand on to themes and plugins."""
    classes: tuple[str, ...] = ()
    """Further CSS classes that contributed pages may use; `name-*` is all that begin so."""
    link_schemes: tuple[str, ...] = ()
    """Further kinds of address that their links may have, such as `obsidian`."""
    media: str = "any"
    """`any`, or `own`: pictures, sounds and films of contributed pages come from the site only."""
    search: str = "auto"
    """Which search readers have: `pagefind` (extra `search`), `material` (the theme's own), or
    `auto`: `pagefind` where it is installed and can run.
    """
    csp: str = "auto"
    """Whether pages say what may run and load on them (Content-Security-Policy): `on`, `off`,
    `strict` (nothing from elsewhere), or `auto`: `on` where `look` is `garden`.
    """
    csp_allow: tuple[str, ...] = ()
    """Further addresses that pages may load from, each alone or behind a directive."""
    publish: tuple[str, ...] = ()
    """Further endings of files that are published from the folders that contributors write."""
    policy: HouseRules = CAREFUL
    """What the organisation decided, and tools keep."""
    preview_plugins: tuple[str, ...] = ()
    """Further plugins and Markdown extensions that work on requests nobody has taken yet."""
    words_file: str = ""
    """A file of words that are spelled right, one a line."""
    private_words: str = ""
    """A file of names that must not stand in the garden, one a line; it lies outside of it."""
    cache: bool = True
    """Keep what was mined in `.cache/pollinate/`."""
    seen_branch: str = ""
    """What `edit_uri` or Git says about the branch."""
    site_language: str = ""
    """The language of the site's theme."""
    exclude: tuple[str, ...] = field(default=())
    """Files that are no pages of the site, gitignore style (MkDocs's own `exclude_docs`)."""
    left_out: tuple[str, ...] = ()
    """Files that a plugin of others took out of the site, written as `exclude` is: what they were
    still counts for whoever wrote them.
    """
    locks: Locks = OPEN
    """Pages that plugins of others keep under a password, or out of search."""
    strangers: frozenset[str] = frozenset()
    """Pages of a request that is only looked at: a stranger's, wherever they stand."""
    maker: str = ""
    """What else makes pages that no file holds, such as a plugin of others; empty for nothing."""

    @property
    def endings(self) -> tuple[str, ...]:
        """The endings of lessons' files that globs name, beside those of Markdown."""
        return named_endings(self.lessons)

    @property
    def speaks(self) -> str:
        """The language of our words, which may lack a catalogue."""
        return self.language or self.site_language or "en"

    @property
    def edit_branch(self) -> str:
        """The branch that links to a forge name."""
        return self.branch or self.seen_branch or "main"


PLACES = frozenset(
    {
        *("root", "docs_dir", "site_name", "repo_url", "seen_branch", "exclude", "locks"),
        *("maker", "strangers", "site_language", "left_out"),
    }
)
"""Fields that are not settings of ours: they follow from where the garden lies or from MkDocs."""


def make_settings(values: Mapping[str, Any], *, place: str = "", **where: Any) -> Settings:
    """Return checked settings from values as YAML gives them.

    Raises SettingsError for an unknown key (with the nearest known one), a wrong type or an unknown
    choice.
    """
    known = {f.name: f for f in fields(Settings) if f.name not in PLACES}
    checked: dict[str, Any] = {}
    for key, value in values.items():
        if key not in known:
            raise SettingsError(
                f"unknown setting '{key}'", place=place, cure=_nearest(key, list(known))
            )
        if value is None:
            continue
        if key == "policy":
            checked[key] = read_rules(value, place, where.get("root", Path()))
        elif key == "words":
            checked[key] = read_own_words(value, where.get("root", Path()), place)
        else:
            checked[key] = _checked(key, value, known[key].default, place)
    made = Settings(**where, **checked)
    check_with(made.policy, license_=made.license, mailbox=made.mailbox, place=place)
    return made


def _checked(key: str, value: Any, default: Any, place: str) -> Any:
    if key == "clean" and value is False:
        # YAML reads a bare `off` as false.
        value = "off"
    if key == "csp" and isinstance(value, bool):
        value = "on" if value else "off"
    if isinstance(default, tuple):
        items = [value] if isinstance(value, str) else value
        if not isinstance(items, list | tuple) or not all(isinstance(i, str) for i in items):
            raise SettingsError(
                f"'{key}' must be a list of texts",
                place=place,
                cure="Write:",
                example=f'{key}:\n  - "{(default or ("…",))[0]}"',
            )
        if key == "csp_allow":
            _check_sources(items, place)
        return tuple(items)
    if isinstance(value, bool) is not isinstance(default, bool) or not isinstance(
        value, str | bool
    ):
        kind = "true or false" if isinstance(default, bool) else "a text"
        raise SettingsError(f"'{key}' must be {kind}, not {value!r}", place=place)
    if key == "mailbox" and value and not _MAILBOX.fullmatch(str(value)):
        raise SettingsError(
            f"'mailbox' must be one address, not {value!r}",
            place=place,
            cure="Write:",
            example='mailbox: "lessons@your-organisation.org"',
        )
    if key == "link_picture" and value and not _PICTURE.fullmatch(str(value)):
        raise SettingsError(
            f"'link_picture' must be a picture of the site or its address, not {value!r}",
            place=place,
            cure="Write (PNG, JPEG, GIF or WebP; chats show no SVG):",
            example='link_picture: "assets/garden.png"',
        )
    if key in CHOICES and value not in CHOICES[key]:
        choices = ", ".join(c for c in CHOICES[key] if c)
        raise SettingsError(
            f"'{key}' can't be '{value}'", place=place, cure=f"Choose one of: {choices}."
        )
    return value


def _check_sources(entries: list[str] | tuple[str, ...], place: str) -> None:
    for entry in entries:
        if allowed(entry) is None:
            raise SettingsError(
                f"'csp_allow' can't hold {entry!r}",
                place=place,
                cure="Write an address, or a directive and what it may load:",
                example='csp_allow:\n  - "https://cdn.example.org/charts/"\n'
                '  - "connect-src https://stats.example.org"',
            )


def _nearest(key: str, known: list[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(str(key), known, 1)
    return (
        f"Did you mean '{near[0]}'?"
        if near
        else "Known settings: " + ", ".join(sorted(known)) + "."
    )
