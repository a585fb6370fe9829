# The lines of a `.mailmap` that would settle what pollinate only concludes: that two addresses
# under one name, or a login and a name, are one person. The one place of ours that writes addresses
# of others, since the file is made of them; it stays with who can read the repository anyway.
# Format: gitmailmap(5). Must not know: how anybody was joined, a terminal.
"""Write lines for a mailmap."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pollinate.derive.tools import by_address
from pollinate.model.git import Commits, Identity
from pollinate.model.people import By, Joined

DOUBTFUL = frozenset({By.NAME, By.LOGIN, By.NAMESAKE})
"""What a mailmap should say rather than we conclude."""

NO_MAIL = frozenset({"noreply", "no-reply", "nobody", "none", "root"})


def is_doubtful(one: Joined) -> bool:
    """Tell whether only a likeness of names joined somebody, and no file of theirs says so."""
    return one.file is None and any(why.by in DOUBTFUL for why in one.joins)


def mailmap_lines(
    wanted: Iterable[Joined], everybody: Iterable[Joined], commits: Commits
) -> Iterator[str]:
    """Yield the lines for those wanted who are doubtful, by person; with them in `.mailmap` the
    same people are one by git's own word, and nobody else becomes one of them.
    """
    counts, raw = Counter[str](), defaultdict[Identity, set[Identity]](set)
    for commit in commits:
        counts[commit.raw_author.email] += 1
        raw[commit.author].add(commit.raw_author)
        for trailer in commit.trailers:
            raw[trailer.who].add(trailer.who)
    users: dict[str, set[int]] = defaultdict(set)
    for number, one in enumerate(everybody):
        for who in _raw(one, raw):
            users[who.email.lower()].add(number)
    shared = {mail for mail, whose in users.items() if len(whose) > 1}
    for one in filter(is_doubtful, wanted):
        yield from _lines(one, _raw(one, raw), counts, shared)


def _raw(one: Joined, raw: Mapping[Identity, set[Identity]]) -> list[Identity]:
    """Return somebody's identities as commits have them, those with an address of their own: what
    roles and machines share may not be anybody's.
    """
    found = {before for who in one.identities for before in raw.get(who, ())}
    return sorted(
        who for who in found if "@" in who.email and _is_plain(who.email) and _is_own(who)
    )


def _lines(
    one: Joined, raw: list[Identity], counts: Mapping[str, int], shared: set[str]
) -> Iterator[str]:
    if not raw or not _can_be_written(one.name):
        return
    keep = min((who.email for who in raw), key=lambda m: (m.lower() in shared, -counts[m], m))
    lines = set()
    for who in raw:
        mail, name = who.email, who.name
        same = mail.lower() == keep.lower()
        if same and name == one.name:
            continue
        if mail.lower() in shared and _can_be_written(name):
            lines.add(f"{one.name} <{keep}> {name} <{mail}>")
        else:
            lines.add(f"{one.name} <{keep}>" if same else f"{one.name} <{keep}> <{mail}>")
    yield from sorted(lines)


def _is_own(who: Identity) -> bool:
    """Tell whether an address may be one person's: no machine's, and none that takes no mail."""
    return by_address(who) is None and who.email.partition("@")[0].lower() not in NO_MAIL


def _can_be_written(name: str) -> bool:
    """Tell whether a name can stand in the file: no sign of its own, no control sign."""
    return bool(name.strip()) and _is_plain(name) and not set(name) & set("<>#")


def _is_plain(text: str) -> bool:
    return text.isprintable()
