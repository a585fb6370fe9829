# Search for readers: gathers a document for each page as it is made, and has an index made of them
# when the site is built. Until then nothing of a theme's own search is touched: its box, its index
# and its words are there, and our script takes the box over in the browser. So whatever goes wrong,
# a site has one search or the other, and never half of one.
# Must not know: what stands in a document, how results look.
"""Make a site's search index."""

from __future__ import annotations

import logging
import posixpath
import re
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Mapping
from contextlib import ExitStack
from html import escape
from itertools import count
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError
from pollinate.errors import ProgramError
from pollinate.export.json_text import to_json
from pollinate.locks import may_quote
from pollinate.messages.catalogue import Messages
from pollinate.pages.assets import SEARCH_SCRIPT
from pollinate.pages.render import Href
from pollinate.pages.search_documents import SearchDocuments, html_of, sign_of
from pollinate.pages.search_words import Vocabulary, sentences, stop_words
from pollinate.pages.site import Site
from pollinate.paths import SrcUri
from pollinate.runtime.pagefind import INSTALLED_BY, find_pagefind, make_index, part_size
from pollinate.settings import Settings

from pollinate_mkdocs.languages import is_first
from pollinate_mkdocs.log_lines import BuildLog
from pollinate_mkdocs.own_files import free_name

FOLDER = "pagefind"
SEARCHES = ("search", "material/search")
OFFLINE = ("offline", "material/offline")
MOST_IN_SERVE = 2000
"""Pages that are indexed anew at each change while somebody writes: it takes a second."""
STOPPED = "/* The index was not made: this site has its theme's own search. */\n"
_BUNDLE = re.compile(r'<script src="[^"]*assets/javascripts/bundle[^"]*"')
_BOX = '<div class="md-search" data-md-component="search"'
Gathered = tuple[
    Mapping[str, Vocabulary],
    Mapping[str, set[tuple[str, str]]],
    int,
    str,
    dict[str, tuple[str, str]],
]
"""Words and filters by language, the number of documents, what went wrong, and what was found."""
_DRAFT = -2
"""From this level of the engine down, a page is not published."""


class SearchIndex:
    """The search of one site, in one build after another."""

    def __init__(self, log: BuildLog) -> None:
        self._log, self._serves = log, False
        self.is_on = False
        self._open = ExitStack()
        self._folder = Path()
        self._site: Site | None = None
        self._problem, self._name = "", FOLDER
        self._documents: SearchDocuments | None = None
        self._texts: dict[str, str] = {}
        self._words: defaultdict[str, Vocabulary] = defaultdict(Vocabulary)
        self._filters: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
        self._said: dict[str, Messages] = {}
        self._number, self._language, self._script = 0, "en", SEARCH_SCRIPT
        self.found: dict[str, tuple[str, str]] = {}
        """Title and own text of each page that is found."""

    def started(self, command: str) -> None:
        """Remember whether somebody is writing: a server builds at each change."""
        self._serves = command == "serve"

    def start(self, config: Any, settings: Settings) -> None:
        """Decide which search a build has."""
        self._texts.clear()
        if not is_first(config):
            return
        self.close()
        self.is_on = self._is_wanted(config, settings)
        if self.is_on:
            made = tempfile.TemporaryDirectory(prefix="pollinate_", ignore_cleanup_errors=True)
            self._folder = Path(self._open.enter_context(made))
        self._words.clear()
        self._filters.clear()
        self._said.clear()
        self.found.clear()
        self._number, self._problem = 0, ""

    def _is_wanted(self, config: Any, settings: Settings) -> bool:
        """Tell whether a site has our search: not in a preview, which is nobody's to find."""
        if settings.search == "material" or "pollinate_strangers" in (config.extra or {}):
            return False
        missing = self._missing(config)
        if missing and settings.search == "pagefind":
            raise PluginError(f"pollinate: `search` is `pagefind`, but {missing}")
        return not missing

    @staticmethod
    def _missing(config: Any) -> str:
        used = set(map(str, config.plugins))
        if config.theme.name != "material" or used.isdisjoint(SEARCHES):
            return "the site has no search box of Material's: use that theme and plugin `search`"
        if not used.isdisjoint(OFFLINE):
            return "plugin `offline` makes a site that is read from a disk, where it can't run"
        if not find_pagefind():
            return f"Pagefind is not installed: {INSTALLED_BY}"
        return ""

    def begin(self, site: Site, config: Any, files: Any) -> None:
        """Know the garden of a build, or of one of its languages; again where titles changed."""
        self._site = site
        if not self.is_on:
            return
        if is_first(config):
            there = {file.dest_uri.partition("/")[0] for file in files}
            names = (f"{FOLDER}-{number}" if number > 1 else FOLDER for number in count(1))
            self._name = next(name for name in names if name not in there)
        self._script = free_name(config, SEARCH_SCRIPT)
        self._documents = SearchDocuments(site)
        self._language = str(config.theme.get("language") or "en")
        self._said[self._language] = site.messages

    def text(self, uri: str, html: str) -> None:
        """Remember a page's own text, before anything of ours stands in it."""
        if self.is_on:
            self._texts[uri] = html

    def page(self, page: Any, title: str, href: Href, settings: Settings) -> None:
        """Write the document of a page."""
        uri = SrcUri(page.file.src_uri)
        text = self._texts.pop(uri, None)
        if not self.is_on or self._documents is None:
            return
        if not _is_found(page, settings, is_ours=self._documents.makes(uri)):
            return
        self.add(
            uri, page.file.dest_uri, title, (page.content or "") if text is None else text, href
        )

    def add(self, uri: SrcUri, dest: str, title: str, text: str, href: Href) -> None:
        """Write the document of a page, given its title and its own text as HTML."""
        if not self.is_on or self._documents is None:
            return
        self.found[uri] = title, text
        document = self._documents.of(uri, title, text)
        if document is None:
            return
        place = self._folder / "documents" / dest
        text = html_of(document, self._language, href)
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8", errors="replace")
        except OSError as error:
            self._problem = f"a document can't be written ({error.strerror})"
        self._words[self._language].add(document.telling, document.words)
        self._filters[self._language].update(document.filters)
        self._number += 1

    @property
    def gathered(self) -> Gathered:
        """What is known of the pages whose documents were written."""
        return self._words, self._filters, self._number, self._problem, self.found

    def join(self, gathered: Gathered) -> None:
        """Add what another process gathered, whose documents lie where ours do."""
        words, filters, number, problem, found = gathered
        for language, some in words.items():
            self._words[language].join(some)
        for language, values in filters.items():
            self._filters[language] |= values
        self._number += number
        self._problem = self._problem or problem
        self.found |= found

    def end(self, config: Any) -> None:
        """Make the index, or leave the theme's own search as it is and say so."""
        if not self.is_on or not is_first(config):
            return
        site = Path(config.site_dir)
        made, index = self._folder / "index", site / self._name
        try:
            self._refuse()
            make_index(_in_order(self._folder / "documents"), made, self._number)
            part = part_size(made)
            for language, words in self._words.items():
                helping = {
                    "words": self._helping(language, words, part),
                    "narrow": self._narrow(language),
                }
                for name, document in helping.items():
                    place = made / f"{name}.{language}.json"
                    place.write_text(to_json(document), encoding="utf-8")
            self._place(made, index)
        except (ProgramError, OSError) as error:
            (site / self._script).write_text(STOPPED, encoding="utf-8")
            level = logging.INFO if isinstance(error, _TooManyError) else logging.WARNING
            self._log.say_once(f"search: {error}; the site has Material's own search", level)
        finally:
            self.close()

    @staticmethod
    def _place(made: Path, index: Path) -> None:
        """Put an index into the site, whole or not at all."""
        try:
            shutil.copytree(made, index)
        except OSError as error:
            shutil.rmtree(index, ignore_errors=True)
            raise ProgramError(f"its index can't be written ({error.strerror})") from error

    def _refuse(self) -> None:
        """Raise ProgramError where there is nothing to make an index of, or too much."""
        if self._serves and self._number > MOST_IN_SERVE:
            raise _TooManyError(
                f"{self._number} pages are too many to index at each change while you write"
            )
        if self._problem:
            raise ProgramError(self._problem)
        if not self._number:
            raise ProgramError("there is no page to be found")

    def _helping(self, language: str, words: Vocabulary, part: int) -> dict[str, Any]:
        said = self._said[language]
        return {
            "pages": self._number,
            "part": part,
            "common": words.common(),
            "stop": list(stop_words(language)),
            "words": words.packed(),
            "say": sentences(said),
        }

    def _narrow(self, language: str) -> dict[str, list[tuple[str, str]]]:
        """Return by what results can be narrowed down, each value with its sign."""
        found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for name, value in sorted(self._filters[language]):
            found[name].append((value, sign_of(name, value)))
        return dict(found)

    def close(self) -> None:
        """Take away what was gathered."""
        self._open.close()

    def with_search(self, page: str, href: Href) -> str:
        """Return a finished page whose search box ours takes over, where it has Material's; without
        scripts a link stands there.
        """
        at = page.find(_BOX)
        if at < 0 or self._site is None:
            return page
        page = f"{page[:at]}<noscript>{self._plain(href)}</noscript>{page[at:]}"
        bundle = _BUNDLE.search(page)
        if not self.is_on or bundle is None:
            return page
        # Before the theme's own script, which else would load its index.
        # All languages of a site share both: they lie at its root, not at that of a language.
        script, said = href(SrcUri(self._script)), self._site.messages
        told = {
            "src": script,
            "data-pl-search": f"{script.removesuffix(self._script)}{self._name}/",
            "data-pl-language": self._language,
            "data-pl-failed": said.tell("search-failed"),
        }
        if (plain := self._reading_page()) is not None:
            told |= {
                "data-pl-plain": href(plain),
                "data-pl-plain-words": said.tell("search-plain"),
            }
        ours = "".join(f' {name}="{escape(value)}"' for name, value in told.items())
        return f"{page[: bundle.start()]}<script{ours}></script>{page[bundle.start() :]}"

    @property
    def facts(self) -> tuple[object, ...]:
        """Return what the box on each page is made of; each says all that it is in its `repr`."""
        return self.is_on, self._script, self._name, self._language, self._reading_page()

    def _plain(self, href: Href) -> str:
        """Return a link to a page on which one finds lessons by reading."""
        if self._site is None or (page := self._reading_page()) is None:
            return ""
        words = self._site.messages.say("search-plain")
        return f'<a class="pl-search-plain" href="{escape(href(page))}">{words}</a>'

    def _reading_page(self) -> SrcUri | None:
        """Return the page of situations, else the first topic's."""
        if self._site is None:
            return None
        topics = (page for _, page in self._site.topics.values())
        return self._site.situations.index or next(topics, None)


def _in_order(folder: Path) -> Path:
    """Return a folder of the same documents, put there in the order of their names: a program that
    reads them as they came would make another index of the same pages.
    """
    ordered = folder.with_name(f"{folder.name}-in-order")
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        place = ordered / path.relative_to(folder)
        place.parent.mkdir(parents=True, exist_ok=True)
        path.rename(place)
    return ordered


class _TooManyError(ProgramError):
    """More pages than can be indexed while somebody waits."""


def _is_found(page: Any, settings: Settings, *, is_ours: bool) -> bool:
    """Tell whether a page is published for all to find: no draft, under no password, and not kept
    out of search.
    """
    level = getattr(getattr(page.file, "inclusion", None), "value", 0)
    uri, meta = page.file.src_uri, page.meta or {}
    return (
        level > _DRAFT
        and posixpath.basename(page.file.dest_uri) != "404.html"
        and (is_ours or may_quote(meta))
        and not settings.locks.holds(uri, meta)
    )
