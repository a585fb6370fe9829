# Pages that lead on from where a lesson stood before, as its `redirect_from` says: links from
# elsewhere, and what people wrote down, go on working. Plain HTML without a script, so that they
# work under any policy. A place that holds a page of its own is left to it.
# Must not know: who moved a lesson, gardens.
"""Lead on from old addresses."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from markupsafe import escape
from pollinate.messages.catalogue import Messages
from pollinate.model.content import Lesson
from pollinate.paths import SrcUri
from pollinate.runtime.walk import ENDINGS

from pollinate_mkdocs.generated_files import GeneratedFiles

_ODD = re.compile(r"[\\:%<>\"|?*\x00-\x1f\x7f]|(?:^|/)[-.]")
"""Signs that some disk, or some program, takes for more than a letter of a name."""


def add_redirects(
    lessons: Mapping[SrcUri, Lesson],
    files: Any,
    made: GeneratedFiles,
    messages: Messages,
    order: Callable[[SrcUri], Any],
    may_stand: Callable[[SrcUri], bool],
) -> None:
    """Add a page for each old place of a lesson where no other page is; of several lessons that
    claim it the first by `order` has it. `may_stand` tells whether a lesson could stand at a place,
    and no file does.
    """
    # On many disks large and small letters are one.
    there = {file.dest_uri.casefold() for file in files}
    for old, new in sorted(_places(sorted(lessons, key=order), lessons, may_stand).items()):
        target = files.get_file_from_path(new)
        place, url = made.address(old)
        if target is not None and place.casefold() not in there and place.endswith(".html"):
            there.add(place.casefold())
            up = "../" * url.removeprefix("./").count("/")
            address = f"{up}{target.url.removeprefix('./')}" or "./"
            made.add(place, _page(address, messages).encode())


def _places(
    uris: Iterable[SrcUri],
    lessons: Mapping[SrcUri, Lesson],
    may_stand: Callable[[SrcUri], bool],
) -> dict[SrcUri, SrcUri]:
    """Return which old place leads to which lesson: the first that says so."""
    found: dict[SrcUri, SrcUri] = {}
    for uri in uris:
        for old in filter(may_stand, _fit(lessons[uri].redirect_from)):
            found.setdefault(old, uri)
    return found


def _fit(paths: Collection[str]) -> Iterator[SrcUri]:
    for path in paths:
        plain = path.strip().strip("/")
        parts = plain.split("/")
        odd = _ODD.search(plain) or any(part in ("", ".", "..") for part in parts)
        if plain.lower().endswith(ENDINGS) and not odd:
            yield SrcUri(plain)


def _page(address: str, messages: Messages) -> str:
    url, words, go = escape(address), messages.say("moved-title"), messages.say("moved-go")
    head = (
        f'<meta charset="utf-8">\n<title>{words}</title>\n<meta name="robots" content="noindex">\n'
        f'<link rel="canonical" href="{url}">\n<meta http-equiv="refresh" content="0; url={url}">\n'
    )
    body = f'<p>{words}: <a href="{url}">{go}</a></p>\n'
    language = escape(messages.language)
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n{head}</head>\n'
        f"<body>\n{body}</body>\n</html>\n"
    )
