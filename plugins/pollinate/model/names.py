# How the name of a person is read: which spellings are one name, and what stands beside a name and
# is none of it: remarks in any brackets, titles, degrees, initials, a genitive. Where somebody who
# asked not to be named may be meant, every reading counts. Must not know: who is who, where a name
# stands, how anybody is shown.
"""Read names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from itertools import combinations, pairwise
from urllib.parse import unquote

from pollinate.paths import slugify


def name_key(name: str) -> str:
    """Return what two spellings of one name have in common: case, composition, blanks, hyphens,
    points, underscores and invisible characters are no difference.
    """
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    kept = (" " if c in _SEPARATORS else c for c in plain if unicodedata.category(c) != "Cf")
    return " ".join("".join(kept).split())


_STAND_IN = re.compile(
    r"(?:removed\d{0,2}[\W_]{1,9}){0,20}colleague(?P<token>[0-9a-f]{8})(?:n\d{1,3})?"
)


def stand_in_of(name: str) -> str:
    """Return what tells somebody who was taken out of the history from others, by the name that
    stands in the place of theirs; nothing for any other name.
    """
    found = _STAND_IN.fullmatch(name_key(spelled(name)))
    return found["token"] if found else ""


def spelled(name: str) -> str:
    """Return a name without what people write around one: `@mira`, `[[mira]]`, `people/mira.md`."""
    plain = name.strip().removeprefix("[[").removesuffix("]]").partition("|")[0].strip()
    if plain.lower().endswith((".md", ".markdown")):
        plain = plain.rpartition("/")[2].rpartition(".")[0]
    return plain.removeprefix("people/").removeprefix("@").strip() or name


def name_keys(name: str) -> frozenset[str]:
    """Return a name's key, and those of the same words in another order, in one, and without
    accents: enough to see that somebody may be meant.
    """
    found = set(_forms(name))
    for one in tuple(found):
        words = one.replace(",", " ").split()
        if len(words) > 1:
            found |= _joined(words)
    return frozenset(found)


def private_keys(names: Iterable[str]) -> set[str]:
    """Return the keys of all that names somebody who goes by some names. One that begins with `@`
    is a login, which tells enough beside what no blank parts from it; with `?`, a part of a name,
    which does where nothing else stands.
    """
    names = [name for name in names if name]
    words = {name: own_words(name) for name in names}
    given = {word for own in words.values() if len(own) > 1 for word in own}
    bare = filter(str.strip, (_REMARK.sub(" ", name) for name in names))
    found = {key for name in (*names, *bare) for key in name_keys(name)}
    for name, own in words.items():
        for form in _forms(name):
            if " " not in form and len(form) >= LOGIN_LETTERS and form not in given:
                found.add(LOGIN + form)
        if len(own) > 1:
            for one in _forms(f"{own[0]} {own[-1]}"):
                first, _, last = one.partition(" ")
                if not first or not last:
                    continue
                found |= _joined([first, last])
                found |= {PART + word for word in (first, last) if len(word) > 1}
                found |= {PART + " ".join(sorted(two)) for two in _initialed(first, last)}
        elif own and own[0] != name:
            # A given name with an initial is many people's without it.
            said = _words(name_key(_REMARK.sub(" ", name)))
            initialed = any(len(one) < 2 and one.isascii() for one in said)
            found |= {PART + own[0]} if initialed else name_keys(own[0])
    return found


def may_mean(name: str, private: Collection[str], *, alone: bool = False) -> bool:
    """Tell whether a name, or some of its words, may mean somebody private, by their
    `private_keys`; `alone` says that nothing else tells who is meant, so that a part of a name is
    enough.
    """
    return bool(private) and any(key in private for key in readings(name, alone=alone))


def readings(name: str, *, alone: bool = False) -> Iterator[str]:
    """Yield the keys of all that a name may say, the likeliest first: the name, what of it stands
    without or before a remark, between commas and the like, and two of its words.
    """
    yield from sorted(name_keys(name))
    found: set[str] = set()
    for token in name.split():
        key = name_key(token).strip(_SIGNS)
        if (words := _words(key)) != [key] or _GENITIVE.search(key):
            found |= {LOGIN + _GENITIVE.sub("", word) for word in words}
    for piece in _pieces(name):
        found |= name_keys(piece)
        for form in _forms(piece):
            words = [_GENITIVE.sub("", word) for word in _words(form)][:MOST_WORDS]
            for some in _together(words, several=bool(_BETWEEN_PEOPLE.search(piece))):
                found |= _joined(some)
                if len(some[-1]) > 2 and some[-1].endswith("s"):
                    found |= _joined([*some[:-1], some[-1][:-1]])
            if alone:
                own = [word for word in words if word not in _TITLES] or words
                found.add(PART + " ".join(sorted(own)))
                found.add(PART + " ".join(sorted(own)).removesuffix("s"))
    yield from sorted(found, key=lambda key: (-len(key), key))


LOGIN, PART = "@", "?"
LOGIN_LETTERS = 5
"""From so many letters on a name of one word, which is no part of a full name, is a login."""
MOST_WORDS = 12
"""Of a name that are read."""
_REMARK = re.compile(
    r"[(\[{<\uff08\uff3b\u3010\u300c\u300e\u3008\u300a\"\u201c\u201e\u00ab]"
    r"[^()\[\]{}<>\uff08\uff09\uff3b\uff3d\u3010\u3011\u300c-\u300f\u3008-\u300b\"\u201c-\u201e"
    r"\u00ab\u00bb]*(?:[)\]}>\uff09\uff3d\u3011\u300d\u300f\u3009\u300b\"\u201c\u201d\u00bb]|$)"
)
_BETWEEN_PEOPLE = re.compile(r"[;/|+&\u00b7\u2014\u3001\uff0c\uff1b]|\b(?:and|und|et|y|e)\b")
_AROUND = re.compile(
    r"[(\[{<\"\u201c-\u201e\u00ab\u00bb)\]}>\uff08\uff09\uff3b\uff3d\u3008-\u3011]|[,;:]"
    r"|\s[-\u2013\u2014|/]\s|['\u2019]s?(?=\s)"
)
_GENITIVE = re.compile(r"['\u2019]s?$")
_SIGNS = ',;:.!?()[]{}<>"\u201c\u201d'
_SEPARATORS = "-_.\u2010\u2011\u2012\u2013"
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d"})
"""Letters that no decomposition takes apart."""
_TITLE_WORDS = (
    "dr prof professor doctor mr mrs ms miss mx sir dame rev herr frau mme mlle don dona sra srta "
    "dipl ing mag habil med jur rer nat phd dphil md msc bsc mba jr sr ii iii iv esq"
)
_TITLES = frozenset(_TITLE_WORDS.split())


def _forms(name: str) -> tuple[str, ...]:
    """Return a name's key, that without accents where it has some, and that in the Latin letters of
    its slug: letters of other scripts look like Latin ones, and become those in an address.
    """
    key = name_key(unquote(name) if "%" in name else name)
    if key.isascii():
        return (key,)
    forms = (key, without_accents(key), slugify(key).replace("-", " "), spelled_out(key))
    return tuple(dict.fromkeys(forms))


SPELLED_OUT = dict(zip("äöüåøæßþ", ("ae", "oe", "ue", "aa", "oe", "ae", "ss", "th"), strict=True))
"""How letters are written where they are not at hand."""


def spelled_out(text: str) -> str:
    """Return a text in small letters with two for one that is not at hand, as in `mueller`."""
    plain = unicodedata.normalize("NFC", text).lower()
    return without_accents("".join(SPELLED_OUT.get(one, one) for one in plain))


def without_accents(text: str) -> str:
    """Return a text whose letters are plain, as people write it without such letters at hand."""
    return _FOREIGN.sub(_without_accents, text)


def folded(text: str) -> str:
    """Return a text without accents, invisible signs and capitals."""
    return _FOREIGN.sub(_folded, text).lower()


_FOREIGN = re.compile(r"[^\x00-\x7f]+")
"""A page has few such letters, each of which is looked at."""


def _without_accents(found: re.Match[str]) -> str:
    decomposed = unicodedata.normalize("NFKD", found[0])
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_PLAIN)


def _folded(found: re.Match[str]) -> str:
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", found[0]).casefold())
    kept = (c for c in plain if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    return "".join(kept).translate(_PLAIN)


def _joined(words: list[str]) -> set[str]:
    return {" ".join(words), " ".join(sorted(words)), "".join(words)}


def _words(key: str) -> list[str]:
    """Return the runs of letters, digits and marks of a name, in any script."""
    if key.isascii():
        return _ASCII.findall(key)
    kept = (c if unicodedata.category(c)[0] in "LMN" or c in "'\u2019" else " " for c in key)
    return "".join(kept).split()


_ASCII = re.compile(r"[a-z0-9']+")


def own_words(name: str) -> list[str]:
    """Return the words of a name alone: without remarks, titles, degrees, initials, a genitive."""
    words = [_GENITIVE.sub("", one) for one in _words(name_key(_REMARK.sub(" ", name)))]
    words = list(filter(None, words))
    words = [word for word in words if word not in _TITLES] or words
    return [word for word in words if len(word) > 1 or not word.isascii()] or words


def _pieces(name: str) -> list[str]:
    """Return a name, and what of it may be a name by itself."""
    bare = _REMARK.sub(" ", name)
    found = (name, bare, *_AROUND.split(name), *_AROUND.split(bare))
    parts = (*found, *(part for one in (name, bare) for part in _BETWEEN_PEOPLE.split(one)))
    return [part for part in dict.fromkeys(one.strip() for one in parts) if part]


def _together(words: list[str], *, several: bool) -> Iterator[list[str]]:
    """Yield words that may be one name: any two, in a row where it is several people's."""
    pairs = pairwise(words) if several else combinations(words, 2)
    yield from map(list, pairs)


def _initialed(first: str, last: str) -> tuple[tuple[str, str], tuple[str, str]]:
    return (first[0], last), (first, last[0])
