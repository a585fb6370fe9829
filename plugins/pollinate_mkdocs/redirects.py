# Pages that lead on from where a lesson stood before, as Git or its `redirect_from` says: links
# from elsewhere, and what people wrote down or cited, go on working. Plain HTML without a script,
# so that they work under any policy. A place that holds a page of its own is left to it.
# Must not know: who moved a lesson, gardens.
"""Lead on from old addresses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from markupsafe import escape
from pollinate.messages.catalogue import Messages
from pollinate.model.content import Lesson
from pollinate.paths import SrcUri
from pollinate.runtime.walk import ENDINGS

from pollinate_mkdocs.generated_files import GeneratedFiles

_ODD = re.compile(r"[\\:%<>\"|?*\x00-\x1f\x7f]|(?:^|/)[-.]")
"""Signs that some disk, or some program, takes for more than a letter of a name."""


def old_places(
    lessons: Mapping[SrcUri, Lesson],
    moved: Mapping[SrcUri, Iterable[SrcUri | None]],
    order: Callable[[SrcUri], Any],
    may_stand: Callable[[SrcUri], bool],
) -> dict[SrcUri, SrcUri]:
    """Return which old place leads to which lesson: where Git saw it stand, else where it says that
    it stood; of several that claim one the first by `order` has it. `moved` is what Git saw,
    `may_stand` tells whether a lesson could stand at a place, and no file does.
    """
    found: dict[SrcUri, SrcUri] = {}
    uris = sorted(lessons, key=order)
    seen = ((uri, [one for one in moved.get(uri, ()) if one]) for uri in uris)
    said = ((uri, lessons[uri].redirect_from) for uri in uris)
    for uri, places in (*seen, *said):
        for old in filter(may_stand, _fit(places)):
            found.setdefault(old, uri)
    return found


def add_redirects(
    places: Mapping[SrcUri, SrcUri], files: Any, made: GeneratedFiles, messages: Messages
) -> None:
    """Add a page for each old place of a lesson where no other page is."""
    # On many disks large and small letters are one.
    there = {file.dest_uri.casefold() for file in files}
    for old, new in sorted(places.items()):
        target = files.get_file_from_path(new)
        place, url = made.address(old)
        if target is not None and place.casefold() not in there and place.endswith(".html"):
            there.add(place.casefold())
            up = "../" * url.removeprefix("./").count("/")
            address = f"{up}{target.url.removeprefix('./')}" or "./"
            made.add(place, _page(address, messages).encode())


def _fit(paths: Iterable[str]) -> Iterator[SrcUri]:
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
