# What a build says of its pages when it is done, and how pages that were kept come from the last
# site into the new one. Why apart from the verb: that builds aside and swaps, whatever is rendered.
# Must not know: what a build depends on, how a page is rendered.
"""Tell which pages were rendered."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from pollinate.errors import OutputError
from pollinate.paths import SrcUri
from pollinate.plan import ANCHORS, FILES, NEW, PRIVATE, SHARED, WARNED, Rendered
from pollinate.settings import Settings

from pollinate_cli.terminal import plain

_NO_LINKS = (errno.EXDEV, errno.EPERM, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EMLINK, errno.ENOSYS)
"""What a disk says that can't give one file two names."""
REASONS = {
    NEW: "the last site had no such page",
    WARNED: "the last build had something to say of it, and says it again",
    SHARED: "another file has its address, or had",
    FILES: "a file that it links to came, went or moved",
    PRIVATE: "a link or a name on it may mean somebody private",
    ANCHORS: "it links into a page that was rendered",
    "text": "its own text changed",
    "retitled": "what its title says is known only when it is read",
    "credit": "who is credited changed",
    "notes": "what others noted about it changed",
    "links": "what it links to, or what links to it, changed",
    "doors": "its ways to take part changed",
    "related": "its related lessons changed",
    "history": "its history changed",
    "cite": "how it is cited changed",
    "head": "its title, its description or its feeds changed",
    "place": "the pages above it changed",
    "page": "what else is shown on it changed",
}
"""What is said of each reason why one page is rendered."""
ALL_REASONS = {
    "settings": "the settings changed",
    "programs": "a program or a package changed",
    "theme": "a template or an icon of the site's own changed",
    "words": "the words of the site changed",
    "foot": "the foot of all pages changed",
    "missing": "a page of the garden is not on the site, or is again",
    "named": "a file that a template of the site's own names came, went or moved",
    "policies": "what all pages may load changed",
    "search": "the search of the site changed",
    "picture": "the picture of links changed",
    "cleaning": "what contributed pages may hold changed",
    "given": "the stylesheets, scripts or icon of all pages changed",
    "private": "somebody asked not to be named, or no longer",
    "navigation": "the navigation changed",
    "scripts": "what the pages' own scripts run changed",
    "titles": "the engine calls a lesson otherwise than we do",
}
"""What is said of each reason why all pages are rendered."""


class Pages:
    """The pages of one build, as somebody asks about them."""

    def __init__(self, settings: Settings, rendered: Rendered | None) -> None:
        """`rendered` is what became of them; None where the site was left as it was."""
        self._settings, self._rendered = settings, rendered

    @property
    def summary(self) -> str:
        """Return how many pages were rendered, to stand behind a sentence."""
        if self._rendered is None:
            return "; nothing changed since it was built (--full builds it anew)"
        kept, whole = len(self._rendered.kept), len(self._rendered.known)
        return f"; {whole - kept} of {whole} pages were rendered" if kept else ""

    @property
    def joined_summary(self) -> str:
        """Return the same of a site whose pages were rendered elsewhere first."""
        done = self._rendered
        whole = len(done.known) if done is not None else 0
        kept = len(done.kept) if done is not None else 0
        return f"; of {whole} pages, {kept} came in parts and {whole - kept} were rendered here"

    def reason_of(self, page: str) -> str:
        """Return why a page was rendered, or that it was not."""
        done, shown = self._rendered, plain(page)
        if done is None:
            return f"{shown}: not rendered; nothing changed since the site was built"
        uri = next((one for one in self._paths(page) if one in done.known), None)
        if uri is None:
            return f"{shown}: the site has no such page"
        if uri in done.kept:
            return f"{shown}: not rendered; nothing that it shows changed"
        if uri in done.why:
            return f"{shown}: rendered; {'; '.join(REASONS[one] for one in done.why[uri])}"
        reasons = (ALL_REASONS.get(one, one) for one in done.because)
        return f"{shown}: rendered, as all pages; {'; '.join(reasons)}"

    def _paths(self, page: str) -> Iterator[SrcUri]:
        """Yield the paths from the docs folder that somebody may mean."""
        yield SrcUri(page.removeprefix("./"))
        for top in (Path.cwd(), self._settings.root):
            path = Path(os.path.normpath(top / page))
            if path.is_relative_to(self._settings.docs_dir):
                yield SrcUri(path.relative_to(self._settings.docs_dir).as_posix())


def keep_pages(kept: Iterable[str], last: Path, site: Path) -> None:
    """Give a new site the pages of the last one that were kept: each file under a second name, or a
    copy where a disk knows none. Raises OutputError.
    """
    for name in sorted(kept):
        try:
            _keep(last / name, site / name)
        except OSError as error:
            raise OutputError(
                f"the site can't be written: {(error.strerror or 'unknown reason').lower()}",
                place=str(site / name),
                cure="Run `pollinate build --full`.",
            ) from error


def _keep(before: Path, now: Path) -> None:
    now.parent.mkdir(parents=True, exist_ok=True)
    if os.path.lexists(now):
        # A plugin wrote it when all pages were done, and has the last word in each build.
        return
    try:
        os.link(before, now, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        shutil.copy2(before, now, follow_symlinks=False)
