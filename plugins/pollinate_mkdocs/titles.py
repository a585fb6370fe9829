# The titles of lessons as the engine has them: what a navigation calls a page that names itself
# nowhere, and what a heading says when snippets, macros and icons have become text. Our own reading
# comes first, since the parts of a page are made while others are still Markdown; what it could not
# know is put right before a theme shows it. Must not know: what shows a title.
"""Take titles from the engine."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pollinate.content.page_meta import inert
from pollinate.model.public import PublicGarden
from pollinate.paths import SrcUri

_TAGS = re.compile(r"<[^<>]*>|\u2060")


def as_words(title: Any) -> str:
    """Return a title that a theme may print as it stands as the words that it shows."""
    return " ".join(html.unescape(_TAGS.sub("", str(title or ""))).replace("\u2060", "").split())


def titles_of_nav(files: Any, garden: PublicGarden) -> dict[SrcUri, str]:
    """Return the titles that a navigation gives to lessons that name themselves nowhere."""
    found = {}
    for uri, lesson in garden.content.lessons.items():
        if not lesson.title_given:
            page = _page(files, uri)
            title = as_words(page.__dict__.get("title")) if page is not None else ""
            if title and title != lesson.title:
                found[uri] = title
    return found


def titles_as_rendered(files: Any, garden: PublicGarden) -> dict[SrcUri, str]:
    """Return the titles of lessons that are other than we read them, now that the engine has read
    all pages.
    """
    found = {}
    for uri, lesson in garden.content.lessons.items():
        page = _page(files, uri)
        if page is None or page.markdown is None:
            continue
        said = page.meta.get("title") if isinstance(page.meta, dict) else None
        if said == inert(lesson.title):
            continue
        title = as_words(said or getattr(page, "_title_from_render", None))
        if title and title != lesson.title:
            found[uri] = title
    return found


def retitled(garden: PublicGarden, titles: Mapping[SrcUri, str]) -> PublicGarden:
    """Return a garden in which some lessons have other titles."""
    lessons = dict(garden.content.lessons)
    for uri, title in titles.items():
        lessons[uri] = replace(lessons[uri], title=title)
    return replace(garden, content=replace(garden.content, lessons=lessons))


def _page(files: Any, uri: SrcUri) -> Any:
    file = files.get_file_from_path(uri)
    return file.page if file is not None else None
