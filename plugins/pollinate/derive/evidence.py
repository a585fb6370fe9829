# What an identity says about who it is: the account or address that it was written from, its full
# name, its login. Each is a key; two identities with one key may be one person.
# What an address says alone is read in model/accounts.py.
# Must not know: who is joined with whom, files, commits.
"""Read evidence from identities."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from anyascii import anyascii

from pollinate.model.accounts import ROLES, account_keys, noreply_login
from pollinate.model.git import Identity
from pollinate.model.names import name_key

NO_LOGINS = frozenset(
    ["administrator", "anonymous", "developer", "localhost", "maintainer", "unknownuser"]
)
LOGIN_LETTERS = 8
"""From so many letters on a login that equals a name is no chance."""
HANDLE_LETTERS = 5
"""From so many letters on a name of one word, which nobody's full name holds, may be a handle."""
_OPEN, _SHUT = "([\"'`\u2018\u201c", ")\\]\"'`\u2019\u201d"
_REMARK = re.compile(rf"\s[{_OPEN}][^()\[\]\"'`\u2018-\u201f]{{1,60}}[{_SHUT}](?!\w)")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]{2,}")
_HANGUL = re.compile("[\uac00-\ud7a3]{3,}")


def address_key(email: str) -> str:
    """Return the surest key of an address; empty for one that says nothing about who it is."""
    return next(iter(account_keys(Identity("", email))), "")


def full_name(name: str) -> str:
    """Return the key of a full name: of two words, or as long as names of scripts without blanks
    are; empty for any other.
    """
    key = name_key(name)
    if len(key.split()) > 1 or _HAN.fullmatch(key) or _HANGUL.fullmatch(key):
        return key
    return ""


def remark(name: str) -> tuple[str, str]:
    """Return a name without what stands in brackets or quotes within or behind it, and that; a
    nickname, a team, a state.
    """
    plain = _REMARK.sub(" ", name)
    return " ".join(plain.split()), " ".join(_REMARK.findall(name)).casefold()


def handle(name: str) -> str:
    """Return a name of one word that may be a handle, squeezed; empty for any other."""
    told = squeezed(name) if len(name.split()) == 1 else ""
    return told if len(told) >= HANDLE_LETTERS and told not in NO_LOGINS | ROLES else ""


def carries(who: Identity) -> bool:
    """Tell whether somebody's address, or login at a forge, is the name."""
    mail = who.email.strip().lower()
    told = noreply_login(who) or mail.partition("@")[0].partition("+")[0]
    return bool(told) and squeezed(told) == squeezed(who.name)


def squeezed(name: str) -> str:
    """Return a name as a login would have it: Latin letters and digits alone, small."""
    return "".join(c for c in _latin(name) if c.isalnum())


def login(name: str) -> str:
    """Return a name of one word as a login; empty for one that is too short, or nobody's."""
    if len(name.split()) != 1:
        return ""
    told = squeezed(name)
    return told if len(told) >= LOGIN_LETTERS and told not in NO_LOGINS else ""


def unrelated(names: Iterable[str]) -> int:
    """Return how many people full names are at least, if whoever shares a word may be one."""
    left = [set(_latin(name).split()) for name in sorted(set(names)) if full_name(name)]
    count = 0
    while left:
        known = left.pop()
        count += 1
        while near := [words for words in left if words & known]:
            known = known.union(*near)
            left = [words for words in left if not words & known]
    return count


def _latin(name: str) -> str:
    """Return a name's words in small Latin letters without marks."""
    plain = anyascii(unicodedata.normalize("NFKC", name)).casefold()
    return "".join(c if c.isalnum() else " " for c in plain) if plain.strip() else name_key(name)
