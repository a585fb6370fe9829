# Gives each page of a site its Content-Security-Policy as it is written. A script is allowed only
# if somebody vouches for it: it stands in a template, in a page of the site's own, in its
# configuration, or another plugin put it in. What came into a page otherwise is what cleaning
# overlooked, and a hash for it would let it run. Must not know: how a policy is worded, gardens.
"""Protect the pages of a build."""

from __future__ import annotations

import logging
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pollinate.content.page_loads import Load, PageLoads, read_page
from pollinate.content.security_policy import (
    hash_of,
    policy_text,
    says_itself,
    source_of,
    with_policy,
    without_opener,
)
from pollinate.csp_sources import allowed
from pollinate.settings import Settings

from pollinate_mkdocs.log_lines import BuildLog
from pollinate_mkdocs.site_loads import (
    MERMAID,
    brings_mermaid,
    configured_loads,
    in_settings,
    named_by_scripts,
    own_scripts,
)
from pollinate_mkdocs.template_marks import mark_templates

INSTANT = "navigation.instant"
"""With it Material puts the next page into the one that was opened first, whose policy stays."""
_MAY_LOAD = re.compile(r"<(?:script|style|link|iframe|form|object|embed|img|video)|style=", re.I)
_VOUCHED = frozenset(("script-src", "frame-src", "style-src", "form-action", "object-src"))
"""What is loaded so does as it likes on a page, or sees what is typed."""
_SELDOM = frozenset(("frame-src", "script-src"))
NOTHING = PageLoads()
SEVERAL, MOST_TOLD = 3, 10


class PagePolicies:
    """The policies of one build's pages."""

    def __init__(
        self, settings: Settings, config: Any, log: BuildLog, runs_search: bool = False
    ) -> None:
        self._strict, self._log = settings.csp == "strict", log
        self.is_on = settings.csp in ("on", "strict") or (
            settings.csp == "auto" and settings.look == "garden"
        )
        self._trusts_contributors = settings.clean != "remove" and not self._strict
        self._config, self._mark, self._runs_search = config, "", runs_search
        self._contributed: dict[str, PageLoads] = {}
        self._written: dict[str, PageLoads] = {}
        """What stands in the text of a page, by its file."""
        self._site = NOTHING
        """What has to be allowed on all pages, since one may be put into another."""
        self._now: tuple[str, PageLoads] = ("", NOTHING)
        self._configured: frozenset[Load] = frozenset()
        self._scripted = False
        """The site brings scripts besides its theme's and ours."""
        self._in_settings = NOTHING
        self._allowed = [one for entry in settings.csp_allow if (one := allowed(entry))]
        self._told: defaultdict[str, set[str]] = defaultdict(set)
        self._elsewhere: set[str] = set()
        self.told: set[str] = set()
        """Pages of which there is something to say."""
        self._read: PageLoads | None = None
        self.at_reading: dict[str, PageLoads] = {}
        """What the text of each page ran and loaded when it was read, where that counts for others.
        """

    def contributed(self, uri: str, html: str) -> None:
        """Remember what a contributor's text runs and loads, after cleaning."""
        if self.is_on and not self._trusts_contributors and _MAY_LOAD.search(html):
            self._contributed[uri] = read_page(html)

    def start(self, env: Any, files: Any) -> None:
        """Have templates mark what is theirs, before the first page is made of them."""
        if not self.is_on:
            return
        self._mark = mark_templates(env)
        self._configured = configured_loads(self._config)
        self._in_settings = in_settings(self._config)
        self._scripted = bool(own_scripts(self._config))
        for path, names in named_by_scripts(self._config):
            self._log.say_once(
                f"csp: {path} names {names}: if it loads from there, say so in `csp_allow`",
                logging.INFO,
            )
        if self._read is None:
            self.of_all(self.of_read(files))
        self._site = self._read or NOTHING

    def of_read(
        self, files: Any, wanted: Callable[[Any], bool] = lambda file: True
    ) -> dict[str, PageLoads]:
        """Return what the texts of some pages run and load that were just read, by their file;
        nothing where it doesn't count for other pages.
        """
        if not (self.is_on and INSTANT in (self._config.theme.get("features") or ())):
            return {}
        for file in filter(wanted, files.documentation_pages()):
            self.written(file.src_uri, getattr(file.page, "content", None) or "")
            self.at_reading[file.src_uri] = self._written[file.src_uri]
        return dict(self.at_reading)

    def of_all(self, loads: Mapping[str, PageLoads]) -> PageLoads:
        """Return what has to be allowed on all pages, given what the text of each loads."""
        self._read = _joined(loads.values())
        return self._read

    @property
    def facts(self) -> tuple[object, ...]:
        """Return what the policies of all pages go by; each says all that it is in its `repr`."""
        loads = in_settings(self._config)
        sets = (loads.scripts, loads.styles, loads.style_attributes)
        return (
            [sorted(one) for one in sets],
            sorted(map(repr, loads.loads | configured_loads(self._config))),
            (own_scripts(self._config), self.is_on),
        )

    def written(self, uri: str, html: str) -> None:
        """Remember what the text of a page runs and loads, but not what its contributor left in."""
        if not self.is_on:
            return
        self._written[uri] = NOTHING
        if _MAY_LOAD.search(html):
            found, theirs = read_page(html), self._contributed.get(uri, NOTHING)
            self._written[uri] = PageLoads(
                scripts=found.scripts - theirs.scripts,
                styles=found.styles,
                style_attributes=found.style_attributes,
                loads=frozenset(
                    one
                    for one in found.loads
                    if one.directive not in _VOUCHED or one not in theirs.loads
                ),
                diagrams=found.diagrams,
            )

    def rendered(self, page: str) -> str:
        """Take the marks out of a page that a template has just made, and remember what it runs."""
        if not self._mark:
            return page
        found = read_page(page, self._mark)
        page = page.replace(self._mark, "")
        self._now = page, found
        return page

    def protect(self, page: str, uri: str) -> str:
        """Return a finished page with its policy."""
        if not self._mark:
            return page
        before, made = self._now
        self._now = ("", NOTHING)
        written = self._written.pop(uri, NOTHING)
        own_policy, own_referrer = says_itself(page)
        if own_policy:
            self._log.say_once(f"csp: {uri} has a policy of its own, which stays", logging.INFO)
            return page
        found = made if page == before else read_page(page)
        found = self._vouched(found, made, written, uri)
        if found.handler:
            self._tell(
                f"an attribute `{found.handler}` of a page would run, and is blocked; a"
                " script of a file, or one that adds a listener, may",
                uri,
            )
        more = self._more(found, uri)
        foreign = {one for name in _SELDOM for one in more[name] if "://" in one}
        if self._strict:
            referrer = "no-referrer"
        else:
            referrer = "strict-origin-when-cross-origin" if foreign else "same-origin"
        return with_policy(
            without_opener(page), policy_text(more), "" if own_referrer else referrer
        )

    def end(self) -> None:
        """Say what was blocked or let in, and on which pages: one line each."""
        if self._elsewhere:
            *some, last = sorted(self._elsewhere)[:MOST_TOLD]
            rest = len(self._elsewhere) - len(some) - 1
            self._log.say_once(
                f"csp: pages may load from {', '.join((*some, last))}"
                + (f" and {rest} more" if rest else ""),
                logging.INFO,
            )
        for text, places in sorted(self._told.items()):
            shown = ", ".join(sorted(places)[:SEVERAL])
            more = f" and {len(places) - SEVERAL} more" if len(places) > SEVERAL else ""
            self._log.say_once(f"csp: {text} ({shown}{more})")
        self._told.clear()
        self._elsewhere.clear()

    @property
    def findings(self) -> tuple[dict[str, set[str]], set[str]]:
        """What was blocked or let in so far: pages by finding, and places."""
        return dict(self._told), self._elsewhere

    def join(self, told: Mapping[str, set[str]], elsewhere: Iterable[str]) -> None:
        """Add what another process found."""
        for text, pages in told.items():
            self._told[text] |= pages
        self._elsewhere.update(elsewhere)

    def _tell(self, text: str, uri: str) -> None:
        self._told[text].add(uri)
        self.told.add(uri)

    def _vouched(
        self, found: PageLoads, made: PageLoads, written: PageLoads, uri: str
    ) -> PageLoads:
        """Return what of a page somebody vouches for; of the rest a finding tells."""
        scripts = (
            made.marked_scripts | written.scripts | self._in_settings.scripts | self._site.scripts
        )
        loads = made.marked_loads | written.loads | self._configured | self._in_settings.loads
        doubtful = made.scripts - scripts
        strange = {
            one for one in made.loads - loads if one.directive in _VOUCHED and source_of(one.url)
        }
        if doubtful or strange:
            self._tell(
                "a script, frame, form or stylesheet came into a page otherwise than by a template,"
                " a plugin or a page of the site's own, and is blocked",
                uri,
            )
        # Where all is as it should be, what plugins put in, or made smaller, is theirs.
        runs = found.scripts & scripts if doubtful else found.scripts
        return PageLoads(
            scripts=runs | self._site.scripts,
            styles=found.styles | self._site.styles,
            style_attributes=found.style_attributes | self._site.style_attributes,
            loads=(found.loads - strange) | self._site.loads | self._configured,
            handler=found.handler,
            diagrams=found.diagrams or self._site.diagrams,
        )

    def _more(self, found: PageLoads, uri: str) -> dict[str, set[str]]:
        """Return what a page's policy allows beside what all may."""
        more: dict[str, set[str]] = defaultdict(set)
        loads = set(found.loads)
        if found.diagrams and not brings_mermaid(self._config):
            loads.add(MERMAID)
        own = self._foreign(loads, more, uri)
        more["script-src"] |= set(map(hash_of, found.scripts))
        if self._runs_search:
            # Pagefind is compiled code; this lets it run, and no text become a script.
            more["script-src"].add("'wasm-unsafe-eval'")
        if any(one.directive == "object-src" and one.url for one in loads):
            more["object-src"].add("'self'")
        # A script that isn't the theme's or ours writes styles as it needs them.
        if not self._strict and (own or found.diagrams or self._scripted):
            more["style-src"].add("'unsafe-inline'")
        else:
            more["style-src"] |= set(map(hash_of, found.styles))
            if found.style_attributes:
                more["style-src"] |= {"'unsafe-hashes'", *map(hash_of, found.style_attributes)}
        for names, sources in self._allowed:
            for name in names:
                more[name].update(sources)
        return more

    def _foreign(self, loads: Iterable[Load], more: dict[str, set[str]], uri: str) -> bool:
        """Allow what is loaded from elsewhere, or say that it is blocked; tell whether a script
        is among it.
        """
        scripts = False
        for load in loads:
            source = source_of(load.url, folder=load.directive == "script-src")
            if not source:
                continue
            if source in ("data:", "blob:"):
                if load.directive in ("img-src", "media-src", "font-src"):
                    more[load.directive].add(source)
                continue
            told = f"{source_of(load.url)} ({load.directive.removesuffix('-src')})"
            if self._strict:
                if not self._is_allowed(load.directive, source_of(load.url)):
                    self._tell(f"blocked, since `csp` is `strict`: {told}", uri)
                continue
            more[load.directive].add(source)
            if load.directive == "script-src":
                scripts = True
                # What it brings itself; what it loads from a third place nobody can tell.
                for name in ("connect-src", "img-src", "font-src", "style-src"):
                    more[name].add(source_of(load.url))
            self._elsewhere.add(told)
        return scripts

    def _is_allowed(self, directive: str, origin: str) -> bool:
        return any(
            directive in names and any(one.startswith(origin) for one in sources)
            for names, sources in self._allowed
        )


def _joined(found: Iterable[PageLoads]) -> PageLoads:
    """Return what several pages run and load."""
    pages = list(found)

    def all_of(what: Callable[[PageLoads], frozenset[Any]]) -> frozenset[Any]:
        return frozenset().union(*map(what, pages))

    return PageLoads(
        scripts=all_of(lambda one: one.scripts),
        styles=all_of(lambda one: one.styles),
        style_attributes=all_of(lambda one: one.style_attributes),
        loads=all_of(lambda one: one.loads),
        diagrams=any(one.diagrams for one in pages),
    )
