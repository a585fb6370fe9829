# Where in a history stands what is to be taken out: the report before anything is done, and what it
# would not take but somebody should look at (parts of a text, words of a name that stand alone,
# files that are no text). Must not know: how it is printed, how it is taken out.
"""Report where something stands in a history."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from pollinate.history.git import Repository
from pollinate.keeping.redaction.decoded import encoding_of
from pollinate.keeping.redaction.objects import (
    all_objects,
    count_objects,
    paths_of,
    shown_refs,
    tree_paths,
)
from pollinate.keeping.redaction.replacer import Replacer
from pollinate.keeping.redaction.spellings import words_in
from pollinate.model.redaction import Places, RedactionPlan

Told = Callable[[str, int, int], None]
RUN = 4
"""Words in a row that two texts share; between two such rows a few words may be others."""
BETWEEN = 4
ENOUGH = 8
"""Shared words from which on a text holds a part of another one, or two thirds of a short one."""
_PACKED = re.compile(
    r"\.(?:zip|gz|tgz|bz2|xz|7z|docx|xlsx|pptx|odt|ods|odp|pdf|png|jpe?g|webp)$", re.I
)
_SIGNED = (b"\ngpgsig", b"-----BEGIN PGP SIGNATURE", b"-----BEGIN SSH SIGNATURE")


def scan(repository: Repository, plan: RedactionPlan, told: Told) -> Places:
    """Return where in all objects of a repository the plan's texts, people and files stand."""
    replacer, places = Replacer(plan), Places()
    paths = paths_of(repository)
    near, alone, naming = _Near(plan), _Alone(plan), _naming(plan)
    total = count_objects(repository)
    for one in all_objects(repository):
        places.objects += 1
        if places.objects % 500 == 0:
            told("Reading objects", places.objects, total)
        if one.kind == "blob":
            left = _blob(one.sha, one.data, paths.get(one.sha, ""), replacer, places)
            text = left.decode("utf-8", "replace")
            where = paths.get(one.sha, one.sha[:10])
            if replacer.place(where):
                near.look(text, where, places)
                alone.look(text, where, places)
                places.naming[where] += bool(naming and naming.search(text))
        elif one.kind != "tree":
            _said(one.kind, one.data, replacer, places)
            text, where = one.data.decode("utf-8", "replace"), f"{one.kind} {one.sha[:10]}"
            alone.look(replacer.text(text), where, places)
            places.naming[where] += bool(naming and naming.search(text))
    places.naming = +places.naming
    places.copies += _copies(repository, plan)
    for names in (tree_paths(repository), set(shown_refs(repository))):
        put = {name: replacer.place(name) for name in sorted(names)}
        for name in sorted(set(filter(None, put.values()))):
            alone.look(name, name, places)
        places.renamed |= {name: new for name, new in put.items() if new != name}
        places.clashes += _clashes(put)
    told("Reading objects", total, total)
    return places


def _naming(plan: RedactionPlan) -> re.Pattern[str] | None:
    """Return what finds a file that is taken out where another names it: by its name with the
    ending, or behind its folder.
    """
    ways = []
    for path in plan.files:
        folder, _, name = path.rpartition("/")
        if plan.people and posixpath.basename(folder) == "people":
            # Whoever names a profile names its person, whose name goes.
            continue
        stem, ending = posixpath.splitext(name)
        if stem.lower() in ("index", "readme"):
            stem = f"{posixpath.basename(folder)}/{stem}"
        said = re.escape(stem)
        ways.append(rf"/{said}(?![\w-])")
        ways.append(rf"(?<![\w-]){said}{re.escape(ending) or '/'}(?!\w)")
    return re.compile("|".join(ways), re.I) if ways else None


def _copies(repository: Repository, plan: RedactionPlan) -> list[str]:
    """Return where files that are taken out lie as well, with the same content."""
    if not plan.files:
        return []
    args = (
        "log",
        "--all",
        "-z",
        "--format=",
        "--raw",
        "--no-abbrev",
        "--no-renames",
        "-m",
        "--root",
    )
    words = b"".join(repository.stream(*args)).decode("utf-8", "surrogateescape").split("\0")
    held: dict[str, set[str]] = {}
    for about, path in pairwise(words):
        parts = about.lstrip("\n").split(" ")
        if parts[0].startswith(":") and len(parts) == 5 and parts[3].strip("0"):
            held.setdefault(parts[3], set()).add(path)
    replacer = Replacer(plan)
    found = set()
    for paths in held.values():
        stay = {path for path in paths if replacer.place(path)}
        if stay != paths:
            found |= stay
    return sorted(found)


def _clashes(put: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield names of which two would be one: the second would take the first one's place."""
    known: dict[str, str] = {}
    for name, new in put.items():
        other = known.setdefault(new.casefold(), name)
        if new and other != name and (new, put[other]) != (name, other):
            yield other, name


def _blob(sha: str, data: bytes, path: str, replacer: Replacer, places: Places) -> bytes:
    """Count what a file holds; return what would be left of it."""
    found: Counter[str] = Counter()
    changed = replacer.data(data, found)
    if changed != data:
        places.by_kind += found
        places.paths[path or sha[:10]] += 1
    elif encoding_of(data) == "utf-8" and not _is_utf8(data):
        places.packed["text that is not UTF-8"] += 1
    elif not encoding_of(data):
        if replacer.is_in(data) and replacer.place(path):
            places.no_text[sha] = path
        if ending := _PACKED.search(path):
            places.packed[ending[0].lower()] += 1
    return changed


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _said(kind: str, data: bytes, replacer: Replacer, places: Places) -> None:
    message = data.partition(b"\n\n")[2]
    places.signed += any(sign in data for sign in _SIGNED)
    found: Counter[str] = Counter()
    replacer.data(message, found, body=False)
    hers = replacer.is_by(data)
    places.by_kind += found
    if kind == "commit":
        places.commits += 1
        places.messages += bool(found)
        places.authored += hers
    else:
        places.tags += bool(found) or hers


class _Near:
    """Parts of the texts that are left where not the whole stands."""

    def __init__(self, plan: RedactionPlan) -> None:
        self._runs: list[tuple[int, set[tuple[str, ...]]]] = []
        self._rare: list[list[str]] = []
        for text in plan.texts:
            words = [one.casefold() for one in text]
            if len(words) <= RUN:
                continue
            runs = {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}
            self._runs.append((min(ENOUGH, len(words) * 2 // 3), runs))
            self._rare.append(sorted({one for one in words if one.isascii()}, key=len)[-8:])

    def look(self, text: str, where: str, places: Places) -> None:
        """Count the parts that a text holds."""
        if not self._runs:
            return
        small = text.casefold()
        if not any(sum(word in small for word in some) >= len(some) // 3 for some in self._rare):
            return
        words = words_in(text)
        for enough, runs in self._runs:
            for part in _parts(words, enough, runs):
                places.near[part] += 1
                places.near_at.setdefault(part, where)


def _parts(words: Sequence[str], enough: int, runs: Collection[tuple[str, ...]]) -> Iterator[str]:
    """Yield the parts of a text that share enough words with another one, with the few words
    between them that are others.
    """
    small = [one.casefold() for one in words]
    begin, end, shared, at = 0, -BETWEEN - 1, 0, 0
    while at <= len(words) - RUN:
        if tuple(small[at : at + RUN]) not in runs:
            at += 1
            continue
        stop = at + RUN
        while tuple(small[stop - RUN + 1 : stop + 1]) in runs:
            stop += 1
        if at - end > BETWEEN:
            if shared >= enough:
                yield " ".join(words[begin:end])
            begin, shared = at, 0
        shared += stop - at
        end = at = stop
    if shared >= enough:
        yield " ".join(words[begin:end])


class _Alone:
    """Words of names that are left where not the whole name stands."""

    def __init__(self, plan: RedactionPlan) -> None:
        names = [name for one in plan.people for name in (*one.names, *one.marked)]
        also = {words.casefold() for _, words in plan.also}
        words = {word for name in names for word in words_in(name) if len(word) > 2}
        words |= {word for one in plan.people for word in one.marked}
        taken = {word.casefold() for one in plan.people for word in one.singles} | also
        left = sorted({word for word in words if word.casefold() not in taken})
        told = "|".join(map(re.escape, left))
        # Ordinary words that are somebody's name are counted together.
        cased = [words_in(name) for one in plan.people for name in one.cased]
        told = "|".join(filter(None, (told, *(r"[\W_]+".join(map(re.escape, c)) for c in cased))))
        left += [words[0] for words in cased]
        self._find = re.compile(rf"(?<![^\W_])(?:{told})", re.I) if left else None
        self._needs = [word.lower() for word in left]

    def look(self, text: str, where: str, places: Places) -> None:
        """Count the words that a text holds."""
        if self._find is None:
            return
        small = text.lower()
        if not any(word in small for word in self._needs):
            return
        for match in self._find.finditer(text):
            word = match[0].casefold()
            places.alone[word] += 1
            places.alone_at.setdefault(word, where)
