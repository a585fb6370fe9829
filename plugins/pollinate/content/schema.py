# The keys of our files and what each may be: values of front matter become lessons, people,
# gatherings and pages. A wrong value is a finding and falls back to the default; where privacy is
# in doubt, the default hides. Must not know: files on disk, YAML, git.
"""Turn front matter into the values of the model."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from pollinate.content.credit_entries import read_credit
from pollinate.content.fields import Fields, near
from pollinate.content.frontmatter import FrontMatter
from pollinate.content.multimarkdown import split_head
from pollinate.content.openings import opening
from pollinate.content.titles import Heading, find_heading, title_from_name
from pollinate.emails import without_addresses
from pollinate.locks import may_quote
from pollinate.model.content import (
    NEVER,
    Gathering,
    LearnedFrom,
    Lesson,
    Page,
    Review,
    SourceKind,
)
from pollinate.model.people import PersonFile, Show
from pollinate.model.stages import Level, Stage, Status
from pollinate.paths import SrcUri, folder

STATUSES = tuple(Status)
WAYS = ("doing", "peers", "formal")
SHOWS = tuple(show.value for show in Show)

LESSON_KEYS = (
    "title", "summary", "tags", "stage", "level", "lang", "license", "aliases", "draft", "created",
    "applies_when",
    "not_when", "learned_from", "credit", "review", "status", "superseded_by", "reason", "on",
    "asked_by", "redirect_from",
)  # fmt: skip
PERSON_KEYS = (
    "name",
    "git",
    "team",
    "ask_about",
    "keeps",
    "show",
    "alias",
    "title",
    "draft",
    "kind",
)
GATHERING_KEYS = ("title", "date", "kind", "people", "draft")
FOREIGN_TOO = ("title", "draft", "team", "alias", "kind")
"""Keys of profiles that any page may have."""
SOURCE_KEYS = ("lesson", "person", "page", "gathering", "source", "url", "because", "way")
REVIEW_KEYS = ("by", "every")

FOREIGN = frozenset({
    "alias", "author", "authors", "boost", "categories", "category", "class", "classes", "comments",
    "cover", "created_at",
    "createdat", "creation", "credits_image", "cssclass", "cssclasses", "date", "description",
    "draft", "drafts", "edit_url",
    "exclude", "generator", "has_children", "hide", "icon", "id", "image", "keywords", "kind",
    "label", "labels", "language",
    "lastmod", "layout", "level", "levels", "links", "locale", "modified", "name", "nav",
    "nav_order", "nav_title", "notes",
    "order", "page", "parent", "people", "permalink", "pin", "preview", "previewed", "pubdate",
    "publish", "publishdate",
    "published", "rating", "ratings", "readtime", "redirect", "redirect_to", "redirects",
    "render_macros", "reviewed",
    "reviewer", "reviewers", "reviews", "revision", "robots", "search", "series", "shown",
    "sidebar", "sidebar_label", "slug",
    "social", "state", "status", "subtitle", "tag", "team", "teams", "template", "titles", "toc",
    "type", "uid", "updated",
    "url", "version", "versions", "weight",
})  # fmt: skip
"""Keys of other tools (MkDocs, Material, Jekyll, Hugo, Obsidian, Docusaurus) that are near to some
of ours.
"""

_KINDS = {
    "lesson": SourceKind.LESSON, "person": SourceKind.PERSON, "page": SourceKind.PAGE,
    "gathering": SourceKind.GATHERING, "source": SourceKind.OUTSIDE,
}  # fmt: skip
_WEB = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)
_SOURCE_EXAMPLE = (
    'lesson: other.md, or person: mira, or source: "A book", with because: "…" below it'
)


def read_lesson(
    uri: SrcUri,
    front: FrontMatter,
    fields: Fields,
    blob: str = "",
    words: Sequence[int] = (),
    *,
    with_body: bool = True,
) -> Lesson:
    """Return a lesson, its text only where that is asked for; what is wrong with its front matter
    ends in `fields.diagnostics`.
    """
    head, text = ({}, front.body) if front.values else split_head(front.body)
    heading = find_heading(text)
    title, given = read_title(uri, fields, heading, head.get("title", ""))
    opens = bool(heading and heading.opens)
    plain: dict[str, Any] = {
        "src_uri": uri,
        "repo_path": fields.path,
        "title": title,
        "topic": _topic(uri),
        "body_line": front.body_line,
        "body": front.body if with_body else "",
        "words": words,
        "blob": blob,
        "title_given": given,
        "has_heading": opens,
        "stage_given": False,
    }
    if not front.values:
        return Lesson(**plain, opening=opening(text))
    fields.misspelt(LESSON_KEYS, FOREIGN)
    stage, quotable = fields.word("stage", Stage), may_quote(fields.values)
    summary = fields.text("summary")
    plain["stage_given"] = stage is not None
    return Lesson(
        **plain,
        summary=summary,
        opening=opening(text) if quotable and not summary else "",
        tags=fields.texts("tags", split=","),
        stage=stage or Stage.SEEDLING,
        level=fields.word("level", Level),
        lang=fields.text("lang"),
        license=fields.text("license"),
        aliases=fields.texts("aliases"),
        draft=fields.flag("draft"),
        may_quote=quotable,
        created=fields.day("created"),
        applies_when=fields.texts("applies_when"),
        not_when=fields.texts("not_when"),
        learned_from=_learned_from(fields),
        credit=read_credit(fields),
        review=_review(fields),
        status=_status(fields),
        superseded_by=fields.text("superseded_by"),
        reason=fields.text("reason"),
        on=fields.day("on"),
        asked_by=fields.name("asked_by"),
        redirect_from=fields.texts("redirect_from"),
    )


def _topic(uri: SrcUri) -> str:
    """Return the folder that a lesson belongs to; an index that is one stands for its folder."""
    own = folder(uri)
    is_index = uri.rsplit("/", 1)[-1].rsplit(".", 1)[0].lower() == "index"
    return folder(SrcUri(own)) if is_index else own


def read_page(uri: SrcUri, front: FrontMatter, fields: Fields) -> Page:
    """Return a Markdown file that is no lesson."""
    title, _ = read_title(uri, fields, find_heading(front.body))
    hidden = fields.values.get("draft") not in (None, False, "", "false", "no")
    says = may_quote(fields.values) and not hidden
    return Page(uri, fields.path, title, hidden, opening(front.body) if says else "")


def read_gathering(uri: SrcUri, front: FrontMatter, fields: Fields) -> Gathering:
    """Return a gathering, with the date of its file name where it gives none."""
    fields.misspelt(GATHERING_KEYS, FOREIGN - set(GATHERING_KEYS))
    title, given = read_title(uri, fields, find_heading(front.body))
    dated = re.match(r"(\d{4}-\d{2}-\d{2})(?:[ _-]+|$)", uri.rsplit("/", 1)[-1].rsplit(".", 1)[0])
    if dated and not given:
        title = title_from_name(uri.rsplit("/", 1)[-1][dated.end() :]) or title
    day = fields.day("date") or (dated[1] if dated and _is_day(dated[1]) else "")
    return Gathering(
        src_uri=uri,
        repo_path=fields.path,
        title=title,
        date=day,
        kind=fields.text("kind"),
        people=fields.names("people"),
        hidden=fields.flag("draft"),
    )


def is_profile(front: FrontMatter) -> bool:
    """Return whether a file means to be a profile: it has a key that profiles have, or can't be
    read, so that somebody's wish may stand in it.
    """
    return front.broken or any(key in front.values for key in PERSON_KEYS if key not in FOREIGN_TOO)


def hides_names(front: FrontMatter, fields: Fields) -> bool:
    """Tell whether a profile's names can't be read, so that nobody knows whom its wish is for."""
    if front.broken:
        return not {"show", "alias"}.isdisjoint(front.values)
    wrong = {d.line for d in fields.diagnostics if d.code == "wrong-type"}
    return any(key in front.values and front.line(key) in wrong for key in ("name", "git"))


def with_known_keys(front: FrontMatter) -> FrontMatter:
    """Return a profile's front matter with keys such as `Git` as we spell them: a wish counts
    however it is written.
    """
    values = {
        low if (low := str(key).lower()) in PERSON_KEYS and low not in front.values else key: value
        for key, value in front.values.items()
    }
    return replace(front, values=values)


def read_person(uri: SrcUri, front: FrontMatter, fields: Fields) -> PersonFile:
    """Return a profile; somebody whose wish cannot be read is hidden."""
    fields.misspelt(PERSON_KEYS, FOREIGN - set(PERSON_KEYS))
    show, alias = _show(fields, front.broken)
    return PersonFile(
        handle=uri.rsplit("/", 1)[-1].rsplit(".", 1)[0],
        src_uri=uri,
        repo_path=fields.path,
        # Whom a wish is for counts, however it is written.
        name=fields.name("name", cut=show is not Show.NAME),
        git=fields.names("git", cut=show is not Show.NAME),
        team=without_addresses(fields.text("team")).strip(),
        ask_about=tuple(
            filter(None, (without_addresses(t).strip() for t in fields.texts("ask_about")))
        ),
        keeps=tuple(place.strip("/") for place in fields.texts("keeps")),
        show=show,
        alias=without_addresses(alias).strip(),
        kind=fields.choice("kind", ("", "person", "tool"), ""),
        body=without_addresses(front.body),
    )


def _show(fields: Fields, broken: bool) -> tuple[Show, str]:
    word = fields.choice("show", SHOWS, Show.NAME.value)
    wished = "show" in fields.values
    if wished and fields.values["show"] in (None, ""):
        cure = f"Choose one of: {', '.join(SHOWS)}. Until then nothing is shown."
        fields.find(("show",), "unknown-value", "'show' is empty", cure)
    if (wished and fields.text("show").lower() not in SHOWS) or (broken and not wished):
        return Show.HIDDEN, ""
    alias = fields.name("alias")
    if word == Show.ALIAS.value and not alias:
        fields.find(
            ("show",),
            "alias-missing",
            "'show: alias' needs an alias",
            'Write: alias: "Night owl". Until then nothing is shown.',
        )
        return Show.HIDDEN, ""
    return Show(word), alias


def read_title(
    uri: SrcUri, fields: Fields, heading: Heading | None, head: str = ""
) -> tuple[str, bool]:
    """Return the title, and whether somebody wrote it; `head` is one of a MultiMarkdown text."""
    title = fields.text("title") or " ".join(head.split()) or (heading.text if heading else "")
    return (title, True) if title else (title_from_name(uri), False)


def _is_day(word: str) -> bool:
    try:
        return bool(date.fromisoformat(word))
    except ValueError:
        return False


def _status(fields: Fields) -> Status:
    """Return the status; words of other tools (`new`, `deprecated`) are theirs and only worth a
    hint.
    """
    word = fields.text("status").lower()
    if not word or word in STATUSES:
        return Status(word or Status.CURRENT)
    meant = near(word, STATUSES)
    if meant:
        fields.find(
            ("status",),
            "unknown-value",
            f"'status' can't be '{word[:40]}'{meant}",
            f"Choose one of: {', '.join(STATUSES)}.",
        )
    return Status.CURRENT


def _learned_from(fields: Fields) -> tuple[LearnedFrom, ...]:
    found = (
        _source(fields, index, entry)
        for index, entry in fields.entries("learned_from", _SOURCE_EXAMPLE)
    )
    return tuple(source for source in found if source)


def _source(fields: Fields, index: int, entry: Fields | str) -> LearnedFrom | None:
    if isinstance(entry, str):
        return _source_from_text(fields, index, entry)
    entry.only(SOURCE_KEYS)
    named = [key for key in _KINDS if entry.values.get(key) is not None]
    url = _web_address(entry)
    if len(named) > 1:
        entry.find(
            (named[1],),
            "wrong-type",
            f"one entry names both '{named[0]}' and '{named[1]}'",
            "Make two entries of it.",
        )
    kind = named[0] if named else "source"
    target = (entry.name(kind) if kind == "person" else entry.text(kind)) or (
        url if kind == "source" else ""
    )
    if not target:
        if not entry.diagnostics:
            entry.find(
                (),
                "wrong-type",
                "an entry of 'learned_from' does not say what was learned from",
                f"Write: - {_SOURCE_EXAMPLE}.",
            )
        return None
    return LearnedFrom(
        kind=_KINDS[kind],
        target=target,
        line=entry.line(),
        because=entry.sentence("because"),
        way=entry.choice("way", WAYS),
        url=url,
    )


def _source_from_text(fields: Fields, index: int, text: str) -> LearnedFrom | None:
    line = fields.line("learned_from", index)
    if _WEB.fullmatch(text):
        return LearnedFrom(kind=SourceKind.OUTSIDE, target=text, line=line, url=text)
    if re.search(r"\.(?:md|markdown)(?:#.*)?$", text):
        return LearnedFrom(kind=SourceKind.LESSON, target=text, line=line)
    cure = f"Write: - {_SOURCE_EXAMPLE}."
    fields.find(
        ("learned_from", index),
        "wrong-type",
        "an entry of 'learned_from' does not say what kind of source it is",
        cure,
    )
    return None


def _web_address(entry: Fields) -> str:
    url = entry.text("url")
    if url and not _WEB.fullmatch(url):
        entry.find(("url",), "unknown-value", "'url' is no web address", "Write: url: https://…")
        return ""
    return url


def _review(fields: Fields) -> Review | None:
    value = fields.values.get("review")
    if value is None or isinstance(value, bool):
        return None
    found = None
    for _, entry in fields.entries("review", "by: mira"):
        if isinstance(entry, Fields):
            entry.only(REVIEW_KEYS)
            found = found or _review_entry(entry)
        else:
            cure = "Write: review: with by: mira and every: 12 months below it."
            fields.find(
                ("review",), "wrong-type", "'review' must say who looks again, and when", cure
            )
    return found


def _review_entry(entry: Fields) -> Review:
    every = entry.text("every")
    if every.lower() == NEVER:
        return Review(entry.name("by"), NEVER)
    if every and not re.fullmatch(r"\d{1,3} (?:day|week|month|year)s?", every):
        entry.find(
            ("every",),
            "unknown-value",
            f"'every' can't be '{every[:40]}'",
            "Write: every: 12 months, or every: never",
        )
        every = ""
    return Review(entry.name("by"), every)
