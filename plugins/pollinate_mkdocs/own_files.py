# Which addresses a site has already, and under which names our own files go into it: what is there
# stays, ours takes the next free name. Why here: the garden's plugin and the trails' both add
# files. Must not know: what stands in a file.
"""Name our own files in a site."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

from pollinate.pages.site import Site

from pollinate_mkdocs import engine


def free_name(config: Any, name: str) -> str:
    """Return a name from the site's root that no file of the site has: the one given, else with a
    number before its ending.
    """
    folders = [Path(config.docs_dir), *filter(None, [engine.own_theme(config)])]
    stem, dot, ending = name.rpartition(".")
    names = (name if number == 1 else f"{stem}-{number}{dot}{ending}" for number in count(1))
    return next(one for one in names if not any((folder / one).exists() for folder in folders))


def taken_stems(files: Any, config: Any) -> Iterator[str]:
    """Yield where pages of the site stand that are no Markdown, as paths without ending: its own
    HTML, and what a plugin redirects.
    """
    short = bool(config.use_directory_urls)
    for file in files:
        path = file.dest_uri
        if path.endswith(".html") and (not short or posixpath.basename(path) == "index.html"):
            yield path.removesuffix(".html")
    redirects = config.plugins.get("redirects")
    maps = redirects.config.get("redirect_maps") if redirects else None
    yield from (str(old).removesuffix(".md") for old in maps or ())


def moved_pages(site: Site) -> str:
    """Return in words which pages of ours stand elsewhere, or nowhere, since the site has a page at
    their address; empty for none.
    """
    words = []
    for uri in site.generated:
        found = re.fullmatch(r"(.*?)-\d+((?:/index)?)\.md", uri)
        if found and found[1] + found[2] in site.taken:
            words.append(f"{found[1]}{found[2]}.md is {uri}")
    folders = {lesson.topic for lesson in site.garden.content.lessons.values()}
    words += [f"{folder or '.'} has no list" for folder in sorted(folders - set(site.topics))]
    return ", ".join(words[:5]) + (" …" if words[5:] else "")
