# What is taken out of a history, where it stands there, and what was done. The plan goes to another
# process as JSON, and never into a file, a register or a message.
# Must not know: how it is found, how it is printed.
"""Define the values of a redaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

MARK = "(…)"
"""What stands where a text stood; it is no word, so it belongs to nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """One person who is taken out."""

    token: str
    """What tells her from others who were taken out: eight random hexadecimal digits."""
    mails: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    """Names and addresses of commits that are hers, though others use the address or the name."""
    names: tuple[str, ...] = ()
    """Of several words."""
    cased: tuple[str, ...] = ()
    """Of several words, each of which is an ordinary one: a name where they begin with capitals."""
    apart: tuple[str, ...] = ()
    """Of several words, which together are a word or somebody else's name: "Johan Sen"."""
    singles: tuple[str, ...] = ()
    """Handles and logins, taken wherever they stand as a word."""
    marked: tuple[str, ...] = ()
    """Handles that may also be somebody else or an ordinary word: taken where only a person can
    stand.
    """
    close: tuple[str, ...] = ()
    """Of several words, each of which somebody else goes by: taken where nothing parts them."""
    spared: tuple[str, ...] = ()
    """Names and addresses of others that hold a word of hers: they stay, whole."""


@dataclass(frozen=True, slots=True)
class RedactionPlan:
    """All that one redaction takes out."""

    people: tuple[Removed, ...] = ()
    texts: tuple[tuple[str, ...], ...] = ()
    """Words in a row."""
    files: tuple[str, ...] = ()
    """Paths from the repository's root, earlier names included."""
    also: tuple[tuple[str, str], ...] = field(default=())
    """More spellings of a person: the token, and the words."""

    def __bool__(self) -> bool:
        return bool(self.people or self.texts or self.files)

    def as_json(self) -> dict[str, Any]:
        """Return the plan as plain values."""
        people = [
            {
                "token": one.token,
                "mails": list(one.mails),
                "pairs": [list(pair) for pair in one.pairs],
                "names": list(one.names),
                "cased": list(one.cased),
                "apart": list(one.apart),
                "singles": list(one.singles),
                "marked": list(one.marked),
                "close": list(one.close),
                "spared": list(one.spared),
            }
            for one in self.people
        ]
        return {
            "people": people,
            "texts": [list(one) for one in self.texts],
            "files": list(self.files),
            "also": [list(one) for one in self.also],
        }


def plan_from(told: Mapping[str, Any]) -> RedactionPlan:
    """Return the plan that `as_json` wrote."""
    people = tuple(
        Removed(
            token=one["token"],
            mails=tuple(one["mails"]),
            pairs=tuple((name, mail) for name, mail in one["pairs"]),
            names=tuple(one["names"]),
            cased=tuple(one["cased"]),
            apart=tuple(one["apart"]),
            singles=tuple(one["singles"]),
            marked=tuple(one["marked"]),
            close=tuple(one["close"]),
            spared=tuple(one["spared"]),
        )
        for one in told["people"]
    )
    return RedactionPlan(
        people=people,
        texts=tuple(map(tuple, told["texts"])),
        files=tuple(told["files"]),
        also=tuple((token, words) for token, words in told["also"]),
    )


@dataclass(kw_only=True)
class Places:
    """Where it stands, as counted while all objects are read."""

    objects: int = 0
    commits: int = 0
    by_kind: Counter[str] = field(default_factory=Counter)
    """How often a text, a name, an address or a file stands in any object."""
    paths: Counter[str] = field(default_factory=Counter)
    """Versions of files that hold it."""
    authored: int = 0
    """Commits by or committed by a person who is taken out."""
    messages: int = 0
    tags: int = 0
    renamed: dict[str, str] = field(default_factory=dict)
    """Names of files that hold it, and what they are called afterwards (nothing: taken out)."""
    clashes: list[tuple[str, str]] = field(default_factory=list)
    """Files or refs of which two would have one name afterwards."""
    copies: list[str] = field(default_factory=list)
    """Other places of the same file, which would stay."""
    no_text: dict[str, str] = field(default_factory=dict)
    """Files that are no text and hold it, by their ids."""
    packed: Counter[str] = field(default_factory=Counter)
    """Files whose content is packed, so that nobody can look into them, by their ending."""
    signed: int = 0
    near: Counter[str] = field(default_factory=Counter)
    """Parts of a text, as they stand elsewhere, and how often."""
    near_at: dict[str, str] = field(default_factory=dict)
    alone: Counter[str] = field(default_factory=Counter)
    """Words of a name that stand alone."""
    alone_at: dict[str, str] = field(default_factory=dict)
    naming: Counter[str] = field(default_factory=Counter)
    """Files and messages that name a file that is taken out, as a link does."""

    @property
    def holds(self) -> bool:
        """Tell whether anything would change."""
        return bool(self.by_kind or self.authored or self.renamed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """A plan, and what of it must be told."""

    plan: RedactionPlan
    shared: tuple[str, ...] = ()
    """Names that somebody else has, too: they stay in texts."""
    called: tuple[tuple[str, int], ...] = ()
    """Names that were taken for one person, with how many addresses each has."""
    alike: int = 0
    """Addresses of people called so who were not taken for this person: their commits stay."""
    earlier: tuple[str, ...] = ()
    """Names that a line of .mailmap ties to this person, and today does not: they stay."""
    spared: tuple[str, ...] = ()
    """Names of others that hold the whole of a name, and stay."""


class Proof(NamedTuple):
    """What was searched, and what holds something still."""

    objects: int
    left: tuple[str, ...]
    """Objects and refs, by kind and id: never by what they hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What a redaction would do."""

    meant: Meant
    places: Places
    requests: tuple[str, ...]
    """Open ones, which must be proposed anew."""
    secrets: bool
    """A text that is taken out looks like a password, key or token."""

    @property
    def hindrance(self) -> str:
        """Why it can't be done as it was asked; empty where it can."""
        if not self.places.holds:
            return "nothing of this stands anywhere in the history"
        if self.places.clashes:
            one, other = self.places.clashes[0]
            return f"two files or branches would have one name: {one} and {other}"
        if self.places.copies:
            some = ", ".join(self.places.copies[:3])
            return f"the same file lies at other places as well: {some}"
        if self.meant.earlier:
            return (
                "a line of .mailmap that holds no more, or never did, takes somebody who stays for"
                " the same person: name both with --person, or who stays with --keep"
            )
        if self.places.no_text:
            return "files that are no text hold it, and can only be taken out whole"
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Redacted:
    """What a redaction did."""

    proof: Proof
    commits: int
    """That are others now."""
    register: str
    """The commit that says so."""
