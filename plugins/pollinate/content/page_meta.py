# What themes and plugins of others get to see of a contributed page's front matter: known keys,
# each in its type, every text one line that no unescaping can turn into a tag; the rest is a
# finding. Why an allowlist: themes print what they find as it stands, and take a template's name,
# an address or a search weight from whoever writes it. Must not know: MkDocs, files on disk.
"""Make the meta of a contributed page anew."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pollinate.content.frontmatter import FrontMatter
from pollinate.content.note_schema import NOTE_KEYS, TRAIL_KEYS
from pollinate.content.schema import FOREIGN, GATHERING_KEYS, LESSON_KEYS, PERSON_KEYS
from pollinate.model.diagnostics import Diagnostic, Severity
from pollinate.paths import RepoPath

MOST_LETTERS, MOST_ITEMS, MOST_DEPTH = 2_000, 200, 3
_JOINER = "\u2060"
_TAG_START = re.compile(r"<(?=[A-Za-z/!?])")
_REFERENCE = re.compile(r"&(?=(#?[A-Za-z0-9]+;?))")
_HARMLESS = re.compile(r"[ !#-%'-;=?-~]*")
"""Printable ASCII but for the four signs of HTML: most texts, and nothing to do about them."""
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_ESCAPES = {"<": "&lt;", ">": "&gt;", '"': "&quot;"}
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,60}")
_PATH = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,60}(?:/[A-Za-z0-9][A-Za-z0-9_.-]{0,60}){0,5}")
_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,60}")

TEXT = frozenset({
    "title", "subtitle", "description", "author", "summary", "slug", "lang", "language", "locale",
    "image", "nav_title", "sidebar_label", "robots", "category", "series", "headline", "license",
    "stage", "level", "copyright", "keywords", "created", "updated", "modified", "lastmod",
    "revision_date", "reviewed",
})  # fmt: skip
TEXTS = frozenset({"tags", "authors", "categories", "aliases", "labels", "contributors"})
FLAGS = frozenset({
    "comments", "draft", "pin", "publish", "published", "hidden", "unlisted", "render_macros",
    "ignore_macros", "noindex", "glightbox", "exclude", "previewed",
})  # fmt: skip
NUMBERS = frozenset({
    "weight", "order", "nav_order", "sidebar_position", "toc_depth", "readtime", "reading_time",
    "rating",
})  # fmt: skip
SECRETS = frozenset({"password", "encryption_summary", "encryption_info_message"})
"""What locks a page: handed on as it is, since a lock that is left out shows what it hid."""
HIDEABLE = frozenset({"navigation", "toc", "path", "tags", "feedback", "footer", "edit", "header"})
OWN = frozenset((*LESSON_KEYS, *PERSON_KEYS, *GATHERING_KEYS, *NOTE_KEYS, *TRAIL_KEYS))
"""Keys that we read ourselves: nobody else needs them, and leaving them out is no news."""
GUARDED = frozenset({"template", "location", "search", "hide", "icon", "status", "redirect"})
"""Keys on which a theme acts: what is wrong with one stands in a build's log too."""


_ANY_KEY = re.compile(r"^([A-Za-z_][A-Za-z0-9_-]{0,60})[ \t]*:", re.MULTILINE)


def is_prose(front: FrontMatter) -> bool:
    """Tell whether what stands where front matter would is a text between two rules: it can't be
    read, and holds no key that anybody knows. Engines show it as text.
    """
    known = {*OWN, *TEXT, *TEXTS, *FLAGS, *NUMBERS, *SECRETS, *GUARDED, *FOREIGN}
    keys = {key.lower() for key in _ANY_KEY.findall(front.opened)}
    return front.broken and bool(keys) and not keys & known


@dataclass(frozen=True, slots=True)
class PageMeta:
    """The new meta of a page, and what was left out of the old one."""

    values: dict[str, Any] = field(default_factory=dict)
    left_out: tuple[tuple[str, str], ...] = ()
    """Key and reason; no reason where a key is only unknown."""


def inert(text: str) -> str:
    """Return a text as one line that stays a text in HTML, however often it is unescaped: an
    invisible joiner follows each sign that could begin a tag or a character reference.
    """
    if _HARMLESS.fullmatch(text):
        return " ".join(text.split())
    line = " ".join(_TURNING.sub("", text).split())
    line = "".join(c for c in line if c.isprintable() or c in "\u200c\u200d\u2060\xad")
    line = _REFERENCE.sub(lambda m: f"&amp;{_JOINER}" if _means(m[1]) else "&", line)
    line = _TAG_START.sub("<" + _JOINER, line.replace("<" + _JOINER, "<"))
    return re.sub('[<>"]', lambda m: _ESCAPES[m[0]], line)


def inert_html(text: str) -> str:
    """Return the same of a text that is HTML already, such as a heading's; unchanged where nothing
    in it could do harm.
    """
    plain = html.unescape(text)
    made = inert(plain)
    return text if html.unescape(made) == plain and not re.search('[<>"]', text) else made


def safe_meta(front: FrontMatter, more: Collection[str] = ()) -> PageMeta:
    """Return what a page's front matter hands on; `more` are keys that a site allows besides."""
    values: dict[str, Any] = {}
    left_out: list[tuple[str, str]] = []
    for key, value in front.values.items():
        if value is None:
            continue
        if not isinstance(key, str) or not _KEY.fullmatch(key):
            left_out.append((_shown(key), "is no key that a page can have"))
            continue
        raw = front.raw.get((key,))
        try:
            made = _plain(value) if key in more else _coerced(key, value, raw)
        except _UnfitError as unfit:
            left_out.append((key, str(unfit)))
            made = unfit.kept
        if made is not None:
            values[key] = made
    return PageMeta(values, tuple(left_out))


def meta_findings(
    front: FrontMatter, path: RepoPath, more: Collection[str] = ()
) -> Iterator[Diagnostic]:
    """Yield what a page's front matter holds that themes and plugins of others don't get."""
    unknown: list[str] = []
    for key, reason in safe_meta(front, more).left_out:
        if not reason:
            unknown.append(key)
            continue
        cure = "Leave it out; a site that needs it names it in its setting `meta_keys`."
        yield Diagnostic(
            path=path,
            line=front.line(key),
            code="meta-left-out",
            message=f"'{key}' {reason}",
            cure=cure,
            severity=Severity.ADVICE,
        )
    if unknown:
        keys = ", ".join(f"'{key}'" for key in unknown[:10]) + (" …" if unknown[10:] else "")
        yield Diagnostic(
            path=path,
            line=front.line(unknown[0]),
            code="meta-unknown",
            message=f"themes and plugins don't get {keys}",
            cure="If one of them needs a key, name it in the setting `meta_keys`.",
            severity=Severity.ADVICE,
        )


class _UnfitError(Exception):
    """A value that does not go on, or only what is `kept` of it; without words for a key that
    nobody knows.
    """

    def __init__(self, reason: str, kept: Any = None) -> None:
        super().__init__(reason)
        self.kept = kept


def _coerced(key: str, value: Any, raw: str | None) -> Any:
    """Return one value in the type of its key; None for keys of ours alone."""
    if key in _READERS:
        return _READERS[key](value)
    if key in TEXT:
        return _text(value, raw)
    if key in TEXTS:
        return _texts(value)
    if key in FLAGS:
        return _flag(value)
    if key in NUMBERS:
        return _number(value)
    if key in SECRETS:
        return value if isinstance(value, str | int | float) else str(value)
    if key in OWN:
        return None
    if key in GUARDED:
        raise _UnfitError("is left out: only the site's maintainers may set it")
    raise _UnfitError("")


def _text(value: Any, raw: str | None = None) -> Any:
    if isinstance(value, date) and raw is None:
        return value
    if isinstance(value, list | dict):
        raise _UnfitError("is left out: it must be one line of text")
    return inert((raw if raw is not None else str(value))[:MOST_LETTERS])


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        value = [part for part in value.split(",") if part.strip()]
    if not isinstance(value, list):
        value = [value]
    if len(value) > MOST_ITEMS or any(isinstance(one, list | dict) for one in value):
        raise _UnfitError("is left out: it must be a list of texts")
    return [inert(str(one)[:MOST_LETTERS]) for one in value if one is not None]


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _UnfitError("is left out: it must be true or false")
    return value


def _number(value: Any) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _UnfitError("is left out: it must be a number")
    return value


def _hide(value: Any) -> list[str]:
    words = value if isinstance(value, list) else [value]
    known = [word for word in words if isinstance(word, str) and word in HIDEABLE]
    if len(known) < len(words):
        reason = f"holds what can't be hidden: there is {', '.join(sorted(HIDEABLE))}"
        raise _UnfitError(reason, known or None)
    return known


def _search(value: Any) -> dict[str, bool]:
    """Return whether a page is kept out of the search; how high it stands there is not its own to
    say.
    """
    return _only("exclude", value)


def _social(value: Any) -> dict[str, bool]:
    return _only("cards", value)


def _only(key: str, value: Any) -> dict[str, bool]:
    """Return one flag of a mapping."""
    flag = value.get(key) if isinstance(value, dict) else None
    made = {key: flag} if isinstance(flag, bool) else None
    if made is None or set(value) != {key}:
        raise _UnfitError(f"says more or else than '{key}: true', which is all it may say", made)
    return made


def _date(value: Any) -> Any:
    if isinstance(value, date):
        return value
    if isinstance(value, dict) and all(
        key in ("created", "updated") and isinstance(one, date) for key, one in value.items()
    ):
        return dict(value)
    return _text(value)


def _fits(pattern: re.Pattern[str], what: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if not isinstance(value, str) or not pattern.fullmatch(value):
            raise _UnfitError(f"is left out: it must be {what}")
        return value

    return read


_READERS: dict[str, Callable[[Any], Any]] = {
    "hide": _hide,
    "search": _search,
    "social": _social,
    "date": _date,
    "status": _fits(_WORD, "one word"),
    "icon": _fits(_PATH, "the path of an icon, such as material/leaf"),
}


def _plain(value: Any, depth: int = 0) -> Any:
    """Return a value that a site allows: numbers, words and texts as they are but inert, lists and
    mappings of them.
    """
    if isinstance(value, str):
        return inert(value[:MOST_LETTERS])
    if isinstance(value, bool | int | float | date) or value is None:
        return value
    if depth >= MOST_DEPTH or not isinstance(value, list | dict) or len(value) > MOST_ITEMS:
        raise _UnfitError("is left out: it holds too much")
    if isinstance(value, list):
        return [_plain(one, depth + 1) for one in value]
    if not all(isinstance(key, str) and _KEY.fullmatch(key) for key in value):
        raise _UnfitError("is left out: a key below it is no plain word")
    return {key: _plain(one, depth + 1) for key, one in value.items()}


def _means(reference: str) -> bool:
    """Tell whether what follows an ampersand makes it another sign."""
    return html.unescape("&" + reference) != "&" + reference


def _shown(key: Any) -> str:
    return inert(str(key)[:40]) or "an empty key"
