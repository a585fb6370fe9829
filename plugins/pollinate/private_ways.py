# The ways in which an author's own words lead to somebody who asked not to be shown: a link to the
# file or page of that person, a wiki link, a name in front matter. Why here, beside publish.py and
# not in the PublicGarden: it knows the names that nothing public may hold, and answers only with
# what may be shown instead. Must not know: Markdown, HTML, an engine.
"""Tell which links and names mean somebody private."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from urllib.parse import unquote, urlsplit

from pollinate.content.links import wiki_words
from pollinate.model.content import SourceKind
from pollinate.model.name_search import Names, apart, hints_of, names_pattern
from pollinate.model.names import folded
from pollinate.model.people import COLLEAGUE, Contributor, PersonFile, Show
from pollinate.model.private_people import PrivatePeople
from pollinate.paths import SrcUri, join_src, slugify, stem_of

PAGES = "people"
"""The folder of people's generated pages."""
_HREF = re.compile(r' href="([^"]*)"')
_STEPS = re.compile(r"[/?#&;=:,\s]+")
MOST_ENCODINGS = 3
"""How often an address may be encoded in another."""
_ENDINGS = re.compile(r"(?:/(?:index|readme))?(?:\.(?:md|markdown|html?))?$")


@dataclass(frozen=True)
class PrivateWays(PrivatePeople):
    """What links and names of a garden mean, where it is somebody private."""

    @cached_property
    def _places(self) -> dict[str, PersonFile]:
        """Where their files lie, and where their pages would stand under any of their names, unless
        somebody else's do.
        """
        found, content = {}, self.garden.content
        others = {f"{PAGES}/{slug}" for slug in self.garden.contributors} | {
            _plain(one.src_uri) for one in content.people.values() if one.show is Show.NAME
        }
        for file in self.files:
            stems = {file.handle, *map(slugify, (file.name, *file.git, file.handle))}
            folder = posixpath.dirname(file.src_uri)
            pages = {_plain(one) for one in (*_below(PAGES, stems), *_below(folder, stems))}
            found.update(dict.fromkeys({*(pages - others), _plain(file.src_uri)}, file))
        return found

    @cached_property
    def _others(self) -> frozenset[str]:
        """The pages of the garden that are nobody's."""
        content = self.garden.content
        return frozenset(map(_plain, (*content.lessons, *content.pages, *content.gatherings)))

    @cached_property
    def _stems(self) -> frozenset[str]:
        return frozenset(posixpath.basename(place) for place in self._places)

    def leads_to_private(self, page: SrcUri, address: str, *, as_address: bool = False) -> bool:
        """Tell whether a link on a page leads to the file or page of somebody private.

        A relative link counts from the file, or from the page's own address where it is
        `as_address` already. Whatever stands before the path counts as the site's: an address of
        the forge names the same file.
        """
        return self._of_path(page, address, as_address) is not None or (
            as_address and self._is_note(address)
        )

    def _is_note(self, address: str) -> bool:
        """Tell whether an address is that of a private note's file, which may tell a day or a
        name; links to the file itself are led to where the note stands.
        """
        path = _plain(unquote(address).partition("#")[0])
        return any(path == note or path.endswith(f"/{note}") for note in self._notes)

    @cached_property
    def _notes(self) -> frozenset[str]:
        return frozenset(_plain(note.src_uri) for note in self.garden.notes if note.private)

    def _of_path(self, page: SrcUri, address: str, as_address: bool) -> Contributor | None:
        if not self.files:
            return None
        try:
            parts = urlsplit(address)
            path = unquote(f"{parts.netloc}{parts.path}".replace("\\", "/"))
        except ValueError:
            path = unquote(address)
        if posixpath.basename(_plain(path)) not in self._stems:
            return self._within(page, address)
        ways = [join_src(page, path), join_src(SrcUri(f"{stem_of(page)}/index.md"), path)]
        meant = [_plain(way) for way in (reversed(ways) if as_address else ways) if way]
        for place in meant:
            if place in self._others:
                return None
            if place in self._places:
                return self._shown(self._places[place])
        steps = _plain(path).split("/")
        ends = ("/".join(steps[start:]) for start in range(len(steps)))
        file = next((self._places[end] for end in ends if end in self._places), None)
        return self._shown(file) if file else None

    def _within(self, page: SrcUri, address: str) -> Contributor | None:
        """Return whose file or page an address holds anywhere, with whatever ending: in a query, as
        a feed, encoded twice.
        """
        read = address
        for _ in range(MOST_ENCODINGS):
            read = unquote(read)
        steps = [one for one in _STEPS.split(read.replace("\\", "/")) if one not in ("", ".")]
        for at, step in enumerate(steps):
            for name in {step, step.rpartition(".")[0], step.partition(".")[0]}:
                if _plain(name) not in self._stems:
                    continue
                near = join_src(page, "/".join([*steps[:at], name]))
                if near is not None and _plain(near) in self._others:
                    continue
                ends = ("/".join([*steps[start:at], name]) for start in range(at + 1))
                for place in (near or "", *ends):
                    if file := self._places.get(_plain(place)):
                        return self._shown(file)
        return None

    def of_words(self, page: SrcUri, words: str) -> Contributor | None:
        """Return the private person whom a wiki link on a page means."""
        if not self.files:
            return None
        meant = self.garden.wiki.get(page, {}).get(words)
        if meant is not None:
            return self.private(meant[1]) if meant[0] is SourceKind.PERSON else None
        return self.named(words, alone=False)

    def names(self, target: str, text: str) -> bool:
        """Tell whether a text names the people who are shown as a private contributor."""
        people = self.garden.people
        return any(
            pattern.search(folded(text))
            for file in self.files
            if people.resolve(file.handle) == target and (pattern := names_pattern(file))
        )

    def names_somebody(self, text: str) -> bool:
        """Tell whether a text names anybody private, by a name in git as well."""
        return bool(self.files) and self._any_name.first(text) >= 0

    def hints_at_somebody(self, text: str) -> bool:
        """Tell whether a text holds a word of a private name, or a login of somebody private: a
        first name or a branch tells enough to colleagues.
        """
        found = self._any_word
        return found is not None and any(found.search(folded(one)) for one in (text, apart(text)))

    @cached_property
    def _names(self) -> frozenset[str]:
        """All names and logins of everybody private, but an alias that is shown."""
        found = {name for file in self.files for name in self.names_of(file)}
        for file in self.files:
            joined = self.joined.get(file.repo_path)
            for who in joined.identities if joined else ():
                found.add(who.email.partition("@")[0].rpartition("+")[2])
        return frozenset(found)

    @cached_property
    def _any_name(self) -> Names:
        return Names(self._names, self.given_names)

    @cached_property
    def _any_word(self) -> re.Pattern[str] | None:
        return hints_of(self._names)

    def unlinked(self, page: SrcUri, html_text: str) -> str:
        """Return a note's clean HTML without addresses of somebody private."""
        if not self.files or "href=" not in html_text:
            return html_text
        return _HREF.sub(
            lambda m: "" if self.leads_to_private(page, unescape(m[1]), as_address=True) else m[0],
            html_text,
        )

    def without(self, page: SrcUri, text: str) -> str:
        """Return plain words of a lesson in which no wiki link shows somebody private."""
        for words in self.garden.wiki.get(page, ()):
            label = wiki_words(words)[1]
            private = self.of_words(page, words)
            if private is not None and label in text:
                text = _replaced(text, label, private.name)
        return text

    def _shown(self, file: PersonFile) -> Contributor:
        people = self.garden.people
        slug = people.resolve(file.handle)
        return (self.private(slug) if slug else None) or people.contributors[COLLEAGUE]


def _below(folder: str, stems: set[str]) -> Iterator[str]:
    return (posixpath.join(folder, stem) for stem in stems if stem)


def _replaced(text: str, words: str, by: str) -> str:
    return re.sub(rf"(?<!\w){re.escape(words)}(?!\w)", lambda _: by, text)


def _plain(path: str) -> str:
    """Return what two spellings of one path have in common."""
    plain = unicodedata.normalize("NFKC", path).casefold().strip("/")
    return _ENDINGS.sub("", plain).strip("/")
