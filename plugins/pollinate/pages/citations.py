# How a lesson is cited: a sentence, BibTeX, CSL-JSON and CITATION.cff, of those whom its byline
# names and of nobody else. Nobody's surname can be known from Git, so each name stands whole.
# Why a writer of our own: docs/developers/decisions/citations.md. The same words stand on a page
# and in a terminal. Must not know: HTML, where a page lies.
"""Cite lessons."""

from __future__ import annotations

import json
import posixpath
import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import quote

from pollinate.contribute.forge import without_login
from pollinate.emails import one_line
from pollinate.messages.catalogue import Messages
from pollinate.model.content import Lesson
from pollinate.model.people import ContributorKind
from pollinate.model.stages import Status
from pollinate.pages.parts import MANY, Lookup, editors_of
from pollinate.paths import slugify, stem_of

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The months as BibTeX knows them."""
FORMS = ("text", "bibtex", "csl-json", "cff")
_TEX = {
    **{sign: f"\\{sign}" for sign in "%&#$_"},
    # A brace counts for BibTeX even behind a backslash.
    "\\": "{\\textbackslash}",
    "{": "{\\textbraceleft}",
    "}": "{\\textbraceright}",
    "^": "{\\textasciicircum}",
    "~": "{\\textasciitilde}",
    "<": "{\\textless}",
    ">": "{\\textgreater}",
    "|": "{\\textbar}",
}
_UNSAID = ("Cc", "Cs", "Cn")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_WEB = re.compile(r"https?://[^\s/]+(?:/.*)?", re.I | re.S)


class Cited(NamedTuple):
    """Somebody whom a citation names."""

    name: str
    is_team: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """What is said of a lesson by who cites it; each text is one line without control signs."""

    key: str
    """Letters, digits and hyphens of ASCII."""
    people: tuple[Cited, ...]
    """In the order of credit; nobody where nobody is credited."""
    title: str
    garden: str
    date: str
    """When its text last changed: a day, a month, or empty."""
    address: str
    """Of the page; empty where the site has no address."""
    language: str
    state: str = ""
    """In a word, that it is only kept for the record; empty for a lesson that is to be used."""


@dataclass(frozen=True, slots=True)
class CiteView:
    """What a page offers to copy."""

    text: str
    bibtex: str
    csl: str
    stays: bool
    """It has an address, and that stays."""


def citation_of(look: Lookup, lesson: Lesson, address: str) -> Citation:
    """Return how a lesson is cited; `address` is its page's, or empty."""
    uri, garden = lesson.src_uri, look.garden
    one, writers = garden.credits.get(uri), look.writers(uri)
    editors, _ = editors_of(one.credits if one else (), writers)
    people = [garden.contributors[slug] for slug in dict.fromkeys((*writers[:MANY], *editors))]
    date = one.last[:10] if one else ""
    place = stem_of(uri).removesuffix("/index")
    language = lesson.lang or look.settings.speaks
    return Citation(
        key="-".join(filter(None, (slugify(posixpath.basename(place)) or "lesson", date[:4]))),
        people=tuple(Cited(_clean(p.name), p.kind is ContributorKind.TEAM) for p in people),
        title=_clean(lesson.title),
        garden=_clean(garden.name),
        date=date,
        address=_address(address),
        language=language if _LANGUAGE.fullmatch(language) else "",
        state="" if lesson.status.is_current else look.messages.tell(f"status-{lesson.status}"),
    )


class Uncited(Enum):
    """Why nobody should cite a lesson."""

    WITHDRAWN = "withdrawn"
    """It was taken back."""
    UNREADABLE = "uncommitted"
    """Nobody else has it yet."""


def why_uncited(look: Lookup, lesson: Lesson) -> Uncited | None:
    """Return why nobody should cite a lesson; None where nothing speaks against it."""
    if lesson.status is Status.WITHDRAWN:
        return Uncited.WITHDRAWN
    one = look.garden.credits.get(lesson.src_uri)
    return Uncited.UNREADABLE if one is not None and one.uncommitted else None


def view_citation(look: Lookup, lesson: Lesson, address: str) -> CiteView | None:
    """Return what a lesson's page offers who cites it; nothing for one that can't be cited."""
    if why_uncited(look, lesson):
        return None
    said = citation_of(look, lesson, address)
    text = sentence(said, look.messages)
    return CiteView(text, bibtex(said), csl_json(said), bool(said.address))


def written(said: Citation, form: str, messages: Messages) -> str:
    """Return a citation in one of `FORMS`."""
    if form == "bibtex":
        return bibtex(said)
    if form == "csl-json":
        return csl_json(said)
    return cff(said, messages) if form == "cff" else sentence(said, messages)


def sentence(said: Citation, messages: Messages) -> str:
    """Return a citation as one plain sentence; where nobody is credited, the garden says it."""
    names = messages.join_plain([one.name for one in said.people]) or said.garden
    work = str(messages.quote(said.title).unescape())
    for part in (said.garden if said.people else "", said.address):
        work = messages.tell("comma", first=work, last=part) if part else work
    text = messages.tell(
        "cite-by" if said.date else "cite-by-undated", names=names, year=said.date[:4], work=work
    )
    return f"{text} ({said.state})" if said.state else text


def bibtex(said: Citation) -> str:
    """Return a citation as BibTeX; names and title keep their letters, whatever a style does."""
    fields = {
        "author": " and ".join(f"{{{_tex(one.name)}}}" for one in said.people),
        "title": f"{{{_tex(said.title)}}}",
        "howpublished": _tex(said.garden),
        "year": said.date[:4],
        "url": said.address,
        "note": _tex(said.state),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    month = _date(said)[1:2]
    lines += [f"  month = {MONTHS[month[0] - 1]},"] if month else []
    return "\n".join([f"@misc{{{said.key},", *lines, "}"])


def csl_json(said: Citation) -> str:
    """Return a citation as CSL-JSON, which reference managers read."""
    item: dict[str, Any] = {"id": said.key, "type": "webpage", "title": said.title}
    # `literal` is for names of which nobody knows the parts.
    item["author"] = [{"literal": one.name} for one in said.people]
    item["container-title"] = said.garden
    item["issued"] = {"date-parts": [_date(said)]} if said.date else {}
    item |= {"URL": said.address, "language": said.language, "note": said.state}
    written = partial(json.dumps, ensure_ascii=False)
    # A line for each field, which is easier to read than one for each bracket.
    lines = [f"  {written(key)}: {written(value)}" for key, value in item.items() if value]
    return "[{\n" + ",\n".join(lines) + "\n}]"


def cff(said: Citation, messages: Messages) -> str:
    """Return a citation as a file CITATION.cff (version 1.2.0), which forges read."""
    import yaml

    # There must be one at least, and each may stand there once: of two namesakes one does.
    people = dict.fromkeys(said.people)
    authors = [{"name" if one.is_team else "alias": one.name} for one in people]
    authors = authors or [{"name": said.garden}]
    date = _date(said)
    work: dict[str, Any] = {"title": said.title, "authors": authors, "url": said.address}
    page = {"type": "website", **work, "collection-title": said.garden}
    page |= {**dict(zip(("year", "month"), date, strict=False)), "notes": said.state}
    whole = {
        "cff-version": "1.2.0",
        "message": messages.tell("cite-message"),
        **work,
        "date-released": said.date if len(date) > 2 else "",
        "preferred-citation": {key: value for key, value in page.items() if value},
    }
    held = {key: value for key, value in whole.items() if value}
    text = yaml.dump(held, Dumper=_plain_dumper(), allow_unicode=True, sort_keys=False, width=100)
    return str(text).rstrip("\n")


def _plain_dumper() -> Any:
    import yaml

    class Plain(yaml.SafeDumper):
        """Writes the people twice, and no reference from one place to the other."""

        def ignore_aliases(self, data: Any) -> bool:
            return True

    return Plain


def _date(said: Citation) -> list[int]:
    """Return year, month and day, as far as they may be known."""
    parts = said.date.split("-")
    return [int(part) for part in parts] if all(map(str.isdecimal, parts)) else []


def _tex(text: str) -> str:
    return "".join(_TEX.get(sign, sign) for sign in text)


def _clean(text: str) -> str:
    # Blanks last: what is taken out may stand beside one.
    line = (sign for sign in one_line(text) if unicodedata.category(sign) not in _UNSAID)
    return one_line("".join(line))


def _address(address: str) -> str:
    """Return a web address without a login, of letters that no format takes for its own signs."""
    # Readers of the forms know a scheme in small letters only.
    scheme, sign, rest = without_login(address).partition("://")
    bare = f"{scheme.lower()}{sign}{rest}"
    return quote(bare, safe="/:?#[]@!&()*+,;=~%") if _WEB.fullmatch(bare) else ""
