# Lets an engine read and render only the pages that are not as the last build made them, and
# remembers of each page what the next build needs to know. All files stay known, so that links,
# navigation and sitemap are those of the whole; pages of the navigation are always read, since a
# theme prints their titles on all others. What shows only when pages are read (a title in the
# navigation, a script that all pages allow) can still turn a build into one of all pages.
# Why a subclass made at run time: an engine's own class is asked for its pages, which is another
# one under ProperDocs. Must not know: what a page shows, where a memory lies.
"""Render the pages that changed."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pollinate.content.page_loads import PageLoads
from pollinate.paths import SrcUri
from pollinate.plan import Facts, PageAnswers, Rendered, Share, changed, plan_pages
from pollinate.site_memory import Asked, PageMemory, SiteMemory

from pollinate_mkdocs.page_shares import PageShares

Later = Callable[[], Mapping[str, str]]
"""Gives the checksums of what all pages show and only reading tells."""
Text = Callable[[Any], Facts]
"""Gives the checksum of the text of a file, as it stands now."""
Before = Callable[[Any], None]
"""Called for each page before an engine reads it."""
Heard = Callable[[], dict[Asked, object]]
"""Gives the answers about private people that the page read last got."""


@dataclass(kw_only=True)
class _Read:
    """What became known of a page while it was read."""

    files: dict[str, str | None] = field(default_factory=dict)
    private: dict[Asked, object] = field(default_factory=dict)
    text: Facts = field(default_factory=dict)
    """The checksum of its text before it was read: who writes meanwhile is read by the next build.
    """


class PageWarnings(logging.Handler):
    """Hears what is said of the page that is read or rendered."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.page = ""
        self.pages: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        """Remember the page."""
        self.again()

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Hear of warnings meanwhile."""
        log = logging.getLogger()
        log.addHandler(self)
        try:
            yield
        finally:
            log.removeHandler(self)

    def again(self) -> None:
        """Remember the page of which something is to be said that was said before."""
        if self.page:
            self.pages.add(self.page)


class _Told(list[Any]):
    """Pages to render: what is said while one of them is looked at is said of it. An engine goes
    through them twice, and checks anchors when all are rendered; a template may look at all while
    one is rendered.
    """

    def __init__(self, pages: Iterable[Any], warnings: PageWarnings, shares: PageShares) -> None:
        super().__init__(pages)
        self._warnings, self._shares = warnings, shares

    def __iter__(self) -> Iterator[Any]:
        before = self._warnings.page
        for one in super().__iter__():
            self._warnings.page = before or one.src_uri
            self._shares.go_on()
            yield one
        self._warnings.page = before


class ChangedPages:
    """The pages of one build, and what is remembered of them."""

    def __init__(
        self,
        site: Path,
        last: SiteMemory | None,
        base: Mapping[str, str],
        *because: str,
        shares: PageShares | None = None,
        share: Share | None = None,
    ) -> None:
        """`site` is where the last site stands, and `last` what is remembered of it; without that
        all pages are rendered, `because` says why. `base` is the checksum of what the whole site
        depends on, by name; `shares` are the processes that render, `share` says which pages are
        theirs where others are rendered elsewhere.
        """
        self.site, self.shares = site, shares or PageShares(1)
        self._share = share
        self._elsewhere: frozenset[SrcUri] = frozenset()
        """The pages that another build renders."""
        self.entries: Mapping[str, list[Any]] = {}
        """What a theme's search says of the pages of this build."""
        self._last, self._given, self._because = last, base, because
        self._base = dict(base)
        self.warnings = PageWarnings()
        self.why: dict[SrcUri, tuple[str, ...]] = {}
        """The pages that are rendered, and why."""
        self.kept: frozenset[SrcUri] = frozenset()
        """The pages that stay as they are."""
        self._read: dict[str, _Read] = {}
        self._now: _Read | None = None
        self._files: Any = None
        self._shown: Collection[str] = ()
        """The pages of the navigation."""
        self._later: Later = dict
        self._heard: Heard = dict
        self._text: Text = lambda _: {}
        self._before: Before = lambda _: None
        self._known: frozenset[SrcUri] = frozenset()
        self._memory: SiteMemory | None = None

    def of_all(self) -> ChangedPages:
        """Return the same for another build, of all pages in one process."""
        because = self._because or ("a process that rendered a share of them was lost",)
        return ChangedPages(self.site, None, self._given, *because, share=self._share)

    @property
    def makes_all(self) -> bool:
        """Whether this process makes what there is once beside the pages of a site."""
        return self._share is None and self.shares.is_first

    @property
    def last(self) -> Mapping[SrcUri, PageMemory]:
        """What the last build remembered of its pages."""
        return self._last.pages if self._last is not None else {}

    def decide(
        self,
        base: Mapping[str, str],
        facts: Callable[[], Mapping[SrcUri, Facts]],
        answers: PageAnswers,
    ) -> None:
        """Decide which pages are rendered. `base` is the checksum of what all pages show, by name;
        `facts` are asked for only where it depends on them.
        """
        self._base |= base
        if self._last is None:
            return
        before = {name: value for name, value in self._last.base.items() if name in self._base}
        if other := changed(before, self._base):
            self.render_all(*other)
            return
        plan = plan_pages(self._last, facts(), answers)
        self.why, self.kept = dict(plan.why), plan.kept

    def render_all(self, *reasons: str) -> None:
        """Render all pages, for reasons that are no page's own."""
        self._last, self._because = None, reasons
        self.why, self.kept = {}, frozenset()

    def start(self, pages: Sequence[SrcUri], together: Container[SrcUri]) -> list[SrcUri]:
        """Have the processes of this build render those of its pages that are not kept, some of
        them `together` in the first; return the ones of this process. Raises LostShareError.
        """
        wanted: Sequence[SrcUri] = [uri for uri in pages if uri not in self.kept]
        if self._share is not None:
            own = self._share.of(wanted)
            self._elsewhere, wanted = frozenset(wanted) - frozenset(own), own
        self.shares.start(wanted, together)
        return list(filter(self.shares.has, wanted))

    def only_these(
        self,
        files: Any,
        shown: Collection[str],
        *,
        later: Later,
        heard: Heard,
        text: Text,
        before: Before,
    ) -> None:
        """Have an engine read and render only the pages that are planned; `shown` are those of the
        navigation.
        """
        self._files, self._shown = files, shown
        self._later, self._heard, self._text, self._before = later, heard, text, before
        chosen, kind = self, type(files)
        asked_before = False

        class _Chosen(kind):  # type: ignore[misc,valid-type]
            def documentation_pages(self, **how: Any) -> Any:
                nonlocal asked_before
                pages = super().documentation_pages(**how)
                if "inclusion" not in how:
                    return pages
                if asked_before:
                    return _Told(filter(chosen.is_ours, pages), chosen.warnings, chosen.shares)
                asked_before = True
                return chosen._reading(pages)

            def copy_static_files(self, **how: Any) -> None:
                if chosen.makes_all:
                    super().copy_static_files(**how)

            def get_file_from_path(self, path: str) -> Any:
                found = super().get_file_from_path(path)
                if chosen._now is not None:
                    chosen._now.files[str(path)] = found.url if found is not None else None
                return found

        files.__class__ = _Chosen

    def is_ours(self, page: Any) -> bool:
        """Tell whether this process renders the page of a file."""
        uri = page.src_uri
        return uri not in self.kept and uri not in self._elsewhere and self.shares.has(uri)

    def _reading(self, pages: Collection[Any]) -> Iterator[Any]:
        """Yield the pages to read: those to render and those of the navigation, then all others
        where these made it necessary.
        """
        yield from self._each(
            one for one in pages if self.is_ours(one) or one.src_uri in self._shown
        )
        later = self._later()
        if self.kept and self._has_changed(later):
            yield from self._each(self._others(pages, self.is_ours))
            later = self._later()
        led_to = {target for uri in list(self._read) for target in self._links_of(uri)}
        yield from self._each(self._others(pages, lambda page: page.src_uri in led_to))
        self._base |= later

    def _has_changed(self, now: Mapping[str, str]) -> bool:
        """Tell whether what all pages have in common has changed; they are all rendered then."""
        before = self._last.base if self._last is not None else {}
        other = changed({name: before.get(name, "") for name in now}, now)
        if other:
            self.render_all(*other)
        return bool(other)

    def _others(self, pages: Iterable[Any], wanted: Callable[[Any], bool]) -> Iterator[Any]:
        """Yield the pages that are wanted and were not read yet."""
        return (one for one in pages if one.src_uri not in self._read and wanted(one))

    def _each(self, pages: Iterable[Any]) -> Iterator[Any]:
        for page in pages:
            self._before(page)
            self._now = self._read[page.src_uri] = _Read(text=self._text(page))
            self._heard().clear()
            self.warnings.page = page.src_uri
            self.shares.go_on()
            with self._told_once(page):
                yield page
            self._now.private = dict(self._heard())
            self._now, self.warnings.page = None, ""

    @contextmanager
    def _told_once(self, page: Any) -> Iterator[None]:
        """Let the process that renders a page say what there is to say of it, and no other that
        reads it.
        """
        if page.src_uri in self._elsewhere or not self.shares.has(page.src_uri):
            logging.disable(logging.WARNING)
        try:
            yield
        finally:
            logging.disable(logging.NOTSET)

    def _links_of(self, uri: str) -> Iterator[SrcUri]:
        file = self._files.get_file_from_path(uri)
        links = getattr(file.page, "links_to_anchors", None) if file is not None else None
        for target in links or ():
            if target is not file:
                yield SrcUri(target.src_uri)

    def remember(
        self,
        files: Iterable[Any],
        facts: Mapping[str, Facts],
        told: Collection[str],
        found: Mapping[str, tuple[str, str]],
        loads: Mapping[str, PageLoads],
    ) -> dict[SrcUri, PageMemory]:
        """Return what is remembered of the pages of this process. `told` are those of which
        something was to be said, `found` the titles and texts for search, `loads` what the texts
        run and load.
        """
        pages: dict[SrcUri, PageMemory] = {}
        for file in files:
            uri, read = SrcUri(file.src_uri), self._read.get(file.src_uri)
            if read is not None and self.is_ours(file) and file.src_uri in facts:
                pages[uri] = PageMemory(
                    dest=file.dest_uri,
                    facts={**facts[file.src_uri], **read.text},
                    warned=uri in told or uri in self.warnings.pages,
                    anchors=tuple(dict.fromkeys(self._links_of(uri))),
                    files=read.files,
                    private=read.private,
                    loads=loads.get(uri),
                    found=found.get(uri),
                )
        return pages

    def end(self, files: Iterable[Any], pages: Mapping[SrcUri, PageMemory]) -> None:
        """Remember a build that is done, with the pages that all processes rendered."""
        self._known = frozenset(SrcUri(file.src_uri) for file in files)
        kept = {uri: self.last[uri] for uri in self.kept}
        self._memory = SiteMemory(base=self._base, pages={**pages, **kept})

    @property
    def rendered(self) -> Rendered:
        """What became of the pages of a build that is done."""
        return Rendered(
            why=self.why,
            because=self._because,
            kept={uri: self.last[uri].dest for uri in self.kept},
            known=self._known,
            memory=self._memory,
            entries=self.entries,
        )
