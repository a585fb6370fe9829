# The keys of our files and what each may be: values of front matter become lessons, people, gatherings and pages.
# A wrong value is a finding and falls back to the default; where privacy is in doubt, the default hides.
# Must not know: files on disk, YAML, git.
"""Turn front matter into the values of the model."""

from __future__ import annotations

import re
from datetime import date

from pollinate.content.fields import Fields, near
from pollinate.content.frontmatter import FrontMatter
from pollinate.content.titles import Heading, find_heading, title_from_name
from pollinate.model import CreditEntry, Gathering, LearnedFrom, Lesson, Page, PersonFile, Review, Role, Severity, Show, SourceKind
from pollinate.paths import SrcUri, folder

STAGES = ("seedling", "budding", "evergreen")
LEVELS = ("newcomer", "practitioner", "expert")
STATUSES = ("current", "superseded", "retired", "withdrawn")
WAYS = ("doing", "peers", "formal")
ROLES = tuple(role.value for role in Role)
SHOWS = tuple(show.value for show in Show)

LESSON_KEYS = (
    "title", "summary", "tags", "stage", "level", "lang", "license", "aliases", "draft", "created", "applies_when",
    "not_when", "learned_from", "credit", "review", "status", "superseded_by", "reason", "on", "asked_by", "redirect_from",
)  # fmt: skip
PERSON_KEYS = ("name", "git", "team", "ask_about", "keeps", "show", "alias", "title", "draft")
GATHERING_KEYS = ("title", "date", "kind", "people", "draft")
SOURCE_KEYS = ("lesson", "person", "page", "gathering", "source", "url", "because", "way")
CREDIT_KEYS = ("person", "role", "as")
REVIEW_KEYS = ("by", "every")

FOREIGN = frozenset(
    "hide template date icon search comments description status social boost exclude robots author authors categories category "
    "slug links readtime pin subtitle image cover permalink layout weight order parent nav_order has_children type kind state "
    "label labels level levels tag alias lastmod modified updated created_at createdat creation keywords toc draft drafts "
    "published publish publishdate pubdate preview redirect_to redirects redirect version versions revision reviewed reviewer "
    "reviewers previewed language locale series credits_image notes people name url id uid cssclass cssclasses edit_url render_macros "
    "generator sidebar sidebar_label nav_title nav titles rating ratings page class classes team teams shown".split()
)
"""Keys of other tools (MkDocs, Material, Jekyll, Hugo, Obsidian, Docusaurus) that are near to some of ours."""

_KINDS = {
    "lesson": SourceKind.LESSON, "person": SourceKind.PERSON, "page": SourceKind.PAGE,
    "gathering": SourceKind.GATHERING, "source": SourceKind.OUTSIDE,
}  # fmt: skip
_WEB = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)
_SOURCE_EXAMPLE = 'lesson: other.md, or person: mira, or source: "A book", with because: "…" below it'


def read_lesson(uri: SrcUri, front: FrontMatter, fields: Fields, blob: str = "") -> Lesson:
    """Return a lesson; what is wrong with its front matter ends in `fields.diagnostics`."""
    heading = find_heading(front.body)
    title, given = _title(uri, fields, heading)
    place = Lesson(uri, fields.path, title, folder(uri), front.body_line, front.body, blob)
    opens = bool(heading and heading.opens)
    if not front.values:
        return _with(place, title_given=given, has_heading=opens)
    fields.misspelt(LESSON_KEYS, FOREIGN)
    return _with(place, title_given=given, has_heading=opens, **_text_fields(fields), **_list_fields(fields), **_state_fields(fields))


def read_page(uri: SrcUri, front: FrontMatter, fields: Fields) -> Page:
    """Return a Markdown file that is no lesson."""
    title, _ = _title(uri, fields, find_heading(front.body))
    return Page(uri, fields.path, title, fields.values.get("draft") not in (None, False, "", "false", "no"))


def read_gathering(uri: SrcUri, front: FrontMatter, fields: Fields) -> Gathering:
    """Return a gathering, with the date of its file name where it gives none."""
    fields.misspelt(GATHERING_KEYS, FOREIGN - set(GATHERING_KEYS))
    title, given = _title(uri, fields, find_heading(front.body))
    dated = re.match(r"(\d{4}-\d{2}-\d{2})(?:[ _-]+|$)", uri.rsplit("/", 1)[-1].rsplit(".", 1)[0])
    if dated and not given:
        title = title_from_name(uri.rsplit("/", 1)[-1][dated.end() :]) or title
    day = fields.day("date") or (dated[1] if dated and _is_day(dated[1]) else "")
    return Gathering(uri, fields.path, title, day, fields.text("kind"), fields.names("people"), fields.flag("draft"))


def read_person(uri: SrcUri, front: FrontMatter, fields: Fields) -> PersonFile:
    """Return a profile; somebody whose wish cannot be read is hidden."""
    fields.misspelt(PERSON_KEYS, FOREIGN - set(PERSON_KEYS))
    show, alias = _show(fields, front.broken)
    return PersonFile(
        handle=uri.rsplit("/", 1)[-1].rsplit(".", 1)[0],
        src_uri=uri,
        repo_path=fields.path,
        name=fields.name("name"),
        git=fields.names("git"),
        team=fields.text("team"),
        ask_about=fields.texts("ask_about"),
        keeps=tuple(place.strip("/") for place in fields.texts("keeps")),
        show=show,
        alias=alias,
        body=front.body,
    )


def _show(fields: Fields, broken: bool) -> tuple[Show, str]:
    word = fields.choice("show", SHOWS, Show.NAME.value)
    wished = fields.values.get("show") is not None
    if (wished and fields.text("show").lower() not in SHOWS) or (broken and not wished):
        return Show.HIDDEN, ""
    alias = fields.name("alias")
    if word == Show.ALIAS.value and not alias:
        fields.find(("show",), "alias-missing", "'show: alias' needs an alias", 'Write: alias: "Night owl". Until then nothing is shown.')
        return Show.HIDDEN, ""
    return Show(word), alias


def _with(place: Lesson, **changes: object) -> Lesson:
    from dataclasses import replace

    return replace(place, **changes)  # type: ignore[arg-type]
