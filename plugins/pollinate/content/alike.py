# Which lessons look like one that is about to be written, by title and first sentence. Why here: it
# must answer before the first question, so it glances at the beginning of each file and reads no
# garden: 0.2 seconds for 1,900 lessons. What it takes for a title may differ from what readers see.
# Must not know: git, who asks.
"""Find lessons that look alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pollinate.content.files import kind_test
from pollinate.model.targets import folded_words
from pollinate.paths import SrcUri
from pollinate.runtime.walk import walk_docs
from pollinate.settings import Settings

GLANCE = 2_000
"""Bytes of a file that are looked at."""
MOST = 3
ALIKE = 72
"""From so many of a hundred on two titles look alike."""
FEW_WORDS = 2
"""Fewer words in common are in too many titles."""
_FRONT = re.compile(r"\A---[ \t]*\n(.*?)\n---[ \t]*\n", re.S)
_TITLE = re.compile(r"""^title:[ \t]*["']?(.+?)["']?[ \t]*$""", re.M)
_DRAFT = re.compile(r"^draft:[ \t]*(?:true|yes|on)\b", re.M | re.I)
_HEADING = re.compile(r"^#[ \t]+(.+?)[ \t#]*$", re.M)
_LITTLE_WORDS = (
    "a an and are as at be by can do for from how i in into is it my of on or our that the this to "
    "use using we what when where which why with you your das der die ein eine im und wie zu"
)
_LITTLE = frozenset(_LITTLE_WORDS.split())
"""Words that stand in every title."""


@dataclass(frozen=True, slots=True)
class Glanced:
    """What a glance at a lesson shows."""

    src_uri: SrcUri
    title: str
    first: str
    """The first sentence of its text."""


def lessons_like(settings: Settings, title: str) -> list[Glanced]:
    """Return the lessons that look most like one of a title, the likest first."""
    return Alike(_glance(settings)).to(title)


class Alike:
    """Tells which of some lessons look like one of a title; their words are taken once."""

    def __init__(self, lessons: Iterable[Glanced]) -> None:
        """Take the words of some lessons."""
        self._lessons = list(lessons)
        self._titles = [_telling(one.title) for one in self._lessons]
        self._firsts = [_telling(one.first) for one in self._lessons]

    def to(self, title: str) -> list[Glanced]:
        """Return those that look most like one of a title, the likest first."""
        from rapidfuzz import fuzz, process

        wanted = _telling(title)
        if not wanted:
            return []
        scores: dict[SrcUri, float] = {}
        for words in (self._titles, self._firsts):
            near = process.extract(
                wanted, words, scorer=fuzz.token_sort_ratio, limit=10, score_cutoff=ALIKE
            )
            for _, score, at in near:
                uri = self._lessons[at].src_uri
                scores[uri] = max(score, scores.get(uri, 0))
        asked = set(wanted.split())
        for one, words_of_title in zip(self._lessons, self._titles, strict=True):
            own = set(words_of_title.split())
            shared = len(asked & own)
            if shared >= FEW_WORDS and 2 * shared >= max(len(asked), len(own)):
                score = 100 * shared / max(len(asked), len(own))
                scores[one.src_uri] = max(scores.get(one.src_uri, 0), score)
        found = sorted((one for one in self._lessons if one.src_uri in scores), key=_uri)
        return sorted(found, key=lambda one: -scores[one.src_uri])[:MOST]


def _uri(one: Glanced) -> SrcUri:
    return one.src_uri


def _telling(text: str) -> str:
    """Return the words of a text that tell what it is about."""
    words = re.findall(r"[^\W_]+", folded_words(text))
    return " ".join(word for word in words if word not in _LITTLE)


def _glance(settings: Settings) -> Iterator[Glanced]:
    kind = kind_test(settings)
    for uri in walk_docs(settings.docs_dir).pages:
        if kind(uri) != "lessons":
            continue
        try:
            with open(settings.docs_dir / uri, "rb") as file:
                text = file.read(GLANCE).decode("utf-8-sig", "replace").replace("\r\n", "\n")
        except OSError:
            continue
        front = _FRONT.match(text)
        keys, body = (front[1], text[front.end() :]) if front else ("", text)
        if _DRAFT.search(keys):
            continue
        named, heading = _TITLE.search(keys), _HEADING.search(body)
        stem = uri.rpartition("/")[2].rpartition(".")[0].replace("-", " ")
        title = named[1] if named else heading[1] if heading else stem
        yield Glanced(uri, " ".join(title.split()), _first_sentence(body))


def _first_sentence(body: str) -> str:
    lines = (line.strip() for line in body.splitlines())
    line = next((one for one in lines if one and not one.startswith(("#", "```", "!", "<"))), "")
    return re.split(r"(?<=[.!?])\s", line, maxsplit=1)[0][:200]
