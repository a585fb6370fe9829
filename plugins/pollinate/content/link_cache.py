# Links of all lessons, read once for each version of a text and kept by blob id.
# Why here: reading links takes Markdown some milliseconds a lesson, which is most of a build's
# planning at 10,000. Must not know: what links lead to.
"""Read the links of many lessons, with a cache."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pollinate.model.content import Lesson, RawLink
from pollinate.model.diagnostics import Diagnostic
from pollinate.paths import SrcUri
from pollinate.runtime.cache_file import read_cached, write_cached
from pollinate.version import VERSION

MARK = "learned-from"
"""Stands in every text in which a link is marked."""


def read_all_links(
    lessons: Iterable[Lesson], folder: Path | None, *, marked_only: bool = False
) -> tuple[dict[SrcUri, tuple[RawLink, ...]], list[Diagnostic]]:
    """Return the links of each lesson; with `marked_only`, only of lessons that mark one as `{
    .learned-from }`.
    """
    wanted = [lesson for lesson in lessons if not marked_only or MARK in lesson.body]
    if not wanted:
        return {}, []
    # Loading what reads Markdown takes as long as reading a hundred lessons.
    from pollinate.content.links import LinkReader

    known = _load(read_cached(folder, "links.json"))
    reader, fresh = LinkReader(), False
    found: dict[SrcUri, tuple[RawLink, ...]] = {}
    findings: list[Diagnostic] = []
    for lesson in wanted:
        key = f"{lesson.blob} {lesson.src_uri}"
        stored = known.get(key)
        if stored is None:
            read = reader.read(lesson.body, lesson.src_uri, lesson.body_line, lesson.repo_path)
            findings += read.diagnostics
            found[lesson.src_uri] = read.links
            if not read.diagnostics:
                known[key] = [
                    [r.target, r.line, r.text, r.sentence, int(r.learned), int(r.wiki)]
                    for r in read.links
                ]
                fresh = True
        else:
            found[lesson.src_uri] = tuple(
                RawLink(
                    source=lesson.src_uri,
                    target=t,
                    line=n,
                    text=text,
                    sentence=s,
                    learned=bool(m),
                    wiki=bool(w),
                )
                for t, n, text, s, m, w in stored
            )
    if fresh:
        if not marked_only:
            now = {f"{lesson.blob} {lesson.src_uri}" for lesson in wanted}
            known = {key: links for key, links in known.items() if key in now}
        write_cached(
            folder,
            "links.json",
            json.dumps([VERSION, known], ensure_ascii=True, separators=(",", ":")).encode(),
        )
    return found, findings


def _load(content: bytes | None) -> dict[str, Any]:
    try:
        version, known = json.loads(content or b"[]")
    except (ValueError, TypeError):
        return {}
    return known if version == VERSION and isinstance(known, dict) else {}
