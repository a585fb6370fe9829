# From groups of identities to contributors that are safe to show: display name, slug, alias,
# hidden. Why here: every output takes people from this one place, so that `show: hidden` holds
# everywhere at once. Must not know: lessons, pages, JSON.
"""Derive contributors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from pollinate.derive.identities import Bots, join
from pollinate.derive.times import Times
from pollinate.model.diagnostics import Diagnostic
from pollinate.model.git import History, Identity
from pollinate.model.people import Contributor, ContributorKind, People, PersonFile, Show, name_key
from pollinate.paths import Slug, slugify
from pollinate.settings import Settings

COLLEAGUE = Slug("a-colleague")
FEW = 5
"""Teams and figures below this say nothing about one person only from here on."""


@dataclass(frozen=True)
class _Draft:
    """A contributor before slugs are given out."""

    file: PersonFile | None
    identities: tuple[Identity, ...]
    first: str
    order: float
    name: str


def derive_people(
    history: History,
    files: Mapping[str, PersonFile],
    named: Iterable[str],
    teams: Iterable[str],
    times: Times,
    settings: Settings,
) -> People:
    """Return everybody who took part.

    `named` are the people whom files name (learned from, credit), `teams` the names that stand for
    the committing person.
    """
    bots = Bots(settings.bots)
    groups, findings = join(history.commits, files, settings.join_same_name)
    counts = Counter(c.author for c in history.commits)
    firsts = _firsts(history, times)
    drafts = []
    for file, group in groups:
        humans = tuple(who for who in group if who not in bots)
        if file is None and not humans:
            continue
        earliest = min((firsts[who] for who in humans if who in firsts), default=(float("inf"), ""))
        drafts.append(
            _Draft(
                file, humans, earliest[1], earliest[0], _name(file, humans, counts, firsts, history)
            )
        )
    known = {name_key(name) for draft in drafts for name in _names(draft)}
    slugs = {slugify(name) for name in known}
    for name in named:
        if name_key(name) not in known and slugify(name) not in slugs - {""}:
            drafts.append(_Draft(None, (), "", float("inf"), name))
            known.add(name_key(name))
            slugs.add(slugify(name))
    people = _people(drafts, teams, findings, settings)
    return replace(people, firsts=firsts, bots=frozenset(who for who in firsts if who in bots))


def _firsts(history: History, times: Times) -> dict[Identity, tuple[float, str]]:
    firsts: dict[Identity, tuple[float, str]] = {}
    never, order = (float("inf"), ""), times.order
    for number, commit in enumerate(history.commits):
        moment = (order(number)[0], commit.when)
        for who in (commit.author, *[t.who for t in commit.trailers]):
            if moment < firsts.get(who, never):
                firsts[who] = moment
    return firsts


def _name(
    file: PersonFile | None,
    group: tuple[Identity, ...],
    counts: Counter[Identity],
    firsts: Mapping[Identity, tuple[float, str]],
    history: History,
) -> str:
    """Return the display name: the file's, mailmap's, one of two words, of most commits, the
    oldest.
    """
    if file is not None and file.name:
        return file.name
    mapped = (
        {c.author for c in history.commits if c.author != c.raw_author}
        if len({w.name for w in group}) > 1
        else set()
    )

    def rank(who: Identity) -> tuple[bool, bool, int, float]:
        return (
            who not in mapped,
            len(who.name.split()) < 2,
            -counts[who],
            firsts.get(who, (float("inf"), ""))[0],
        )

    names = [who.name for who in sorted(group, key=rank) if who.name]
    return names[0] if names else (file.handle if file else "")


def _people(
    drafts: list[_Draft],
    teams: Iterable[str],
    findings: list[Diagnostic],
    settings: Settings,
) -> People:
    sizes = Counter(d.file.team for d in drafts if d.file and d.file.team)
    contributors: dict[Slug, Contributor] = {}
    by_identity: dict[Identity, Slug] = {}
    names: dict[str, set[Slug]] = {}
    taken = {COLLEAGUE, Slug("index")} | {
        Slug(d.file.handle) for d in drafts if d.file and d.file.show is Show.NAME
    }
    for number, draft in enumerate(
        sorted(drafts, key=lambda d: (d.order, d.name, d.identities)), 1
    ):
        slug = _slug(draft, taken, number)
        person = contributors.get(slug) if slug == COLLEAGUE else None
        contributors[slug] = person or _contributor(draft, slug, sizes, settings)
        by_identity.update((who, slug) for who in draft.identities)
        for name in (*_names(draft), slug, contributors[slug].name):
            names.setdefault(name_key(name), set()).add(slug)
    by_team: dict[str, Slug] = {}
    for team in teams:
        if name_key(team) not in by_team:
            slug = by_team[name_key(team)] = _free(slugify(team) or Slug("team"), taken)
            contributors[slug] = Contributor(
                slug=slug, name=team, kind=ContributorKind.TEAM, has_page=False
            )
    return People(
        contributors=contributors,
        by_identity=by_identity,
        by_name={name: next(iter(slugs)) for name, slugs in names.items() if len(slugs) == 1},
        teams=by_team,
        diagnostics=tuple(findings),
    )


def _names(draft: _Draft) -> set[str]:
    """Return all names by which somebody goes."""
    names = {draft.name, *(who.name for who in draft.identities)}
    if draft.file:
        names |= {draft.file.handle, draft.file.name, *draft.file.git}
    return names - {""}


def _contributor(draft: _Draft, slug: Slug, sizes: Counter[str], settings: Settings) -> Contributor:
    file = draft.file
    if file is None:
        return Contributor(
            slug=slug,
            name=draft.name or "Somebody without a name",
            has_page=settings.people_pages == "all",
            first=draft.first,
            identities=draft.identities,
        )
    if file.show is Show.HIDDEN:
        return Contributor(slug=COLLEAGUE, name="a colleague", show=Show.HIDDEN, has_page=False)
    private = file.show is Show.ALIAS
    team = file.team if not private or sizes[file.team] >= FEW else ""
    first = draft.first[:7] if private else draft.first
    return Contributor(
        slug=slug,
        name=file.alias if private else draft.name,
        kind=ContributorKind.PERSON,
        show=file.show,
        team=team,
        ask_about=file.ask_about,
        keeps=file.keeps,
        profile=None if private else file.src_uri,
        has_page=True,
        first=first,
        identities=draft.identities,
    )


def _slug(draft: _Draft, taken: set[Slug], number: int) -> Slug:
    if draft.file is not None:
        if draft.file.show is Show.HIDDEN:
            return COLLEAGUE
        if draft.file.show is Show.NAME:
            return Slug(draft.file.handle)
        return _free(slugify(draft.file.alias) or Slug(f"person-{number}"), taken)
    return _free(slugify(draft.name) or Slug(f"person-{number}"), taken)


def _free(slug: Slug, taken: set[Slug]) -> Slug:
    free, n = slug, 1
    while free in taken:
        n += 1
        free = Slug(f"{slug}-{n}")
    taken.add(free)
    return free
