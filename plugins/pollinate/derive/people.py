# From groups of identities to contributors that are safe to show: display name, slug, alias,
# hidden. Why here: every output takes people from this one place, so that `show: hidden` holds
# everywhere at once. Must not know: lessons, pages, JSON.
"""Derive contributors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from pollinate.derive.evidence import full_name
from pollinate.derive.identities import Group, join
from pollinate.derive.people_findings import (
    RESERVED,
    odd_trailers,
    people_as_tools,
    reserved_handles,
)
from pollinate.derive.slugs import Slugs, plain_slug
from pollinate.derive.times import Times
from pollinate.derive.tools import A_TOOL, Tools, by_name, person_of
from pollinate.messages.catalogue import messages_in
from pollinate.model.diagnostics import Diagnostic, Severity
from pollinate.model.git import History, Identity
from pollinate.model.names import may_mean, name_key, name_keys, private_keys, spelled
from pollinate.model.people import (
    COLLEAGUE,
    Contributor,
    ContributorKind,
    Join,
    Joined,
    People,
    PersonFile,
    Show,
    Tool,
)
from pollinate.paths import Slug
from pollinate.settings import Settings

FEW = 5
"""Teams and figures below this say nothing about one person only from here on."""


@dataclass(frozen=True, kw_only=True)
class _Draft:
    """A contributor before slugs are given out."""

    file: PersonFile | None
    identities: tuple[Identity, ...]
    first: str
    order: float
    name: str
    joins: tuple[Join, ...] = ()
    before: tuple[str, ...] = ()


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
    groups, findings = join(history.commits, files, settings.join_same_name)
    programs = _programs(groups, settings)
    counts = Counter(c.author for c in history.commits)
    firsts = _firsts(history, times)
    mapped = {c.author for c in history.commits if c.author != c.raw_author}
    drafts = []
    for group in groups:
        file, humans = group.file, tuple(who for who in group.members if who not in programs)
        if not humans and (file is None or file.kind == "tool"):
            continue
        earliest = min((firsts[who] for who in humans if who in firsts), default=(float("inf"), ""))
        drafts.append(
            _Draft(
                file=file,
                identities=humans,
                first=earliest[1],
                order=earliest[0],
                name=_name(file, humans, counts, firsts, mapped),
                joins=group.joins,
                before=group.before,
            )
        )
    findings += [*reserved_handles(files), *odd_trailers(history)]
    made = {file.repo_path for file in files.values() if file.is_made}
    # What is found of a profile that is no file nobody can mend.
    findings = [
        one for one in findings if one.path not in made and not any(p in one.message for p in made)
    ]
    private = _private_keys(drafts)
    findings += people_as_tools(groups, programs, private)
    known = {name_key(name) for draft in drafts for name in _all_names(draft)}
    for name in map(spelled, named):
        is_tool = by_name(Identity(name, "")) is not None
        if name_key(name) not in known and not is_tool and not may_mean(name, private, alone=True):
            drafts.append(_Draft(file=None, identities=(), first="", order=float("inf"), name=name))
            known.add(name_key(name))
    people = _people(drafts, teams, findings, settings, private)
    claimed = {one.file.repo_path: one.members for one in groups if one.file is not None}
    return replace(people, firsts=firsts, tools=programs, claimed=claimed)


def _programs(groups: Iterable[Group], settings: Settings) -> dict[Identity, Tool]:
    """Return which identities are tools: a people file's word wins, and whom a file names is no
    tool by the name alone.
    """
    tools, found, free = Tools(settings.bots), dict[Identity, Tool](), []
    for group in groups:
        kind = group.file.kind if group.file else None
        if kind == "tool":
            found |= {who: tools.surely(who) or A_TOOL for who in group.members}
        elif kind == "":
            found |= {who: tool for who in group.members if (tool := tools.surely(who))}
        elif kind is None:
            free.append(group.members)
    return found | tools.among(free)


def _private_keys(drafts: Iterable[_Draft]) -> frozenset[str]:
    """Return all spellings of all names of those who are shown by alias or not at all."""
    return frozenset(
        key
        for draft in drafts
        if draft.file and draft.file.show is not Show.NAME
        for key in private_keys(_all_names(draft))
    )


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
    mapped: Collection[Identity],
) -> str:
    """Return the display name: the file's, mailmap's, one of two words, of most commits, the
    oldest.
    """
    if file is not None and file.name:
        return file.name

    def rank(who: Identity) -> tuple[bool, bool, bool, int, float]:
        return (
            "\ufffd" in who.name,
            who not in mapped,
            not full_name(who.name),
            -counts[who],
            firsts.get(who, (float("inf"), ""))[0],
        )

    names = [person_of(who.name) for who in sorted(group, key=rank) if who.name]
    return names[0] if names else (file.handle if file else "")


def _people(
    drafts: list[_Draft],
    teams: Iterable[str],
    findings: list[Diagnostic],
    settings: Settings,
    private: frozenset[str],
) -> People:
    sizes = Counter(d.file.team for d in drafts if d.file and d.file.team)
    contributors: dict[Slug, Contributor] = {}
    by_identity: dict[Identity, Slug] = {}
    names: dict[str, set[Slug]] = {}
    joined: list[Joined] = []
    keys = Counter(key for draft in drafts for key in _spellings(draft))
    hidden: dict[Identity, frozenset[str]] = {}
    ordered = sorted(
        drafts, key=lambda d: (d.order, d.name, d.identities, d.file.handle if d.file else "")
    )
    wishes = [(draft, _wish(draft, keys, findings)) for draft in ordered]
    slugs = Slugs(
        {*RESERVED, *(Slug(d.file.handle) for d in drafts if d.file and _is_open(d.file))},
        (_base(draft, wish) for draft, wish in wishes),
    )
    findings += slugs.namesakes()
    for draft, wish in wishes:
        slug = _slug(draft, wish, slugs)
        team = _team(draft, private, findings)
        contributors.setdefault(slug, _contributor(draft, wish, slug, team, sizes, settings))
        by_identity.update((who, slug) for who in draft.identities)
        joined.append(_joined(draft, slug))
        if slug == COLLEAGUE:
            hidden |= dict.fromkeys(draft.identities, frozenset(_spellings(draft)))
        for name in (*_all_names(draft), slug, contributors[slug].name):
            names.setdefault(name_key(name), set()).add(slug)
    if private:
        contributors.setdefault(COLLEAGUE, _colleague(settings))
    return People(
        contributors=contributors,
        by_identity=by_identity,
        by_name={name: next(iter(slugs)) for name, slugs in names.items() if len(slugs) == 1},
        private_keys=private,
        teams=_teams(teams, contributors, names, private, slugs),
        joined=tuple(
            sorted(joined, key=lambda one: (one.name.casefold(), one.identities, one.slug))
        ),
        hidden=hidden,
        diagnostics=tuple(findings),
    )


def _joined(draft: _Draft, slug: Slug) -> Joined:
    return Joined(
        slug=slug,
        name=draft.name,
        identities=draft.identities,
        joins=draft.joins,
        before=draft.before,
        file=draft.file.repo_path if draft.file else None,
    )


def _teams(
    teams: Iterable[str],
    contributors: dict[Slug, Contributor],
    names: Mapping[str, set[Slug]],
    private: frozenset[str],
    slugs: Slugs,
) -> dict[str, Slug]:
    """Return who each name is that stands for the committing person: a team of its own, unless a
    person is called so.
    """
    found: dict[str, Slug] = {}
    for team in teams:
        key = name_key(team)
        # "A colleague" is what we call people ourselves, where nobody hidden is called so.
        if may_mean(team, private, alone=True) or names.get(key) == {COLLEAGUE}:
            found[key] = COLLEAGUE
        elif key not in found and key not in names:
            slug = found[key] = slugs.give(plain_slug(team, "team"), team)
            contributors[slug] = Contributor(
                slug=slug, name=team, kind=ContributorKind.TEAM, has_page=False
            )
    return found


def _is_open(file: PersonFile) -> bool:
    return file.show is Show.NAME and file.handle not in RESERVED


def _spellings(draft: _Draft) -> set[str]:
    """Return the keys of all names of somebody, of somebody private in every spelling."""
    names = _all_names(draft)
    if draft.file and draft.file.show is not Show.NAME:
        return {key for name in names for key in name_keys(name)}
    return {name_key(name) for name in names}


def _wish(draft: _Draft, keys: Mapping[str, int], findings: list[Diagnostic]) -> Show:
    """Return how somebody is shown: as the file wishes, but under no alias that is a name here.

    `keys` say how many people have each spelling.
    """
    if draft.file is None or draft.file.show is not Show.ALIAS:
        return draft.file.show if draft.file else Show.NAME
    own, alias = _spellings(draft), name_keys(draft.file.alias)
    others = any(keys[key] > (key in own) for key in alias)
    # A file may be called by the alias; a name that is written in it may not.
    written = {name_key(name) for name in _names(draft) if name != draft.file.handle}
    if not others and written.isdisjoint(alias):
        return Show.ALIAS
    message = "this alias is the name of somebody here, so nothing is shown instead"
    cure = "Choose one that is nobody's name."
    findings.append(
        Diagnostic(
            path=draft.file.repo_path,
            line=1,
            code="alias-is-a-name",
            message=message,
            cure=cure,
            severity=Severity.ERROR,
        )
    )
    return Show.HIDDEN


def _team(draft: _Draft, private: frozenset[str], findings: list[Diagnostic]) -> str:
    """Return somebody's team, unless it is called like somebody private."""
    team = draft.file.team if draft.file else ""
    if draft.file is None or not may_mean(team, private, alone=True):
        return team
    message = "this team is called like somebody who asked not to be named"
    finding = Diagnostic(
        path=draft.file.repo_path,
        line=1,
        code="team-is-a-name",
        message=message,
        cure="Choose another name.",
        severity=Severity.ERROR,
    )
    findings.append(finding)
    return ""


def _colleague(settings: Settings) -> Contributor:
    name = messages_in(settings.speaks, settings.words).tell("colleague")
    return Contributor(slug=COLLEAGUE, name=name, show=Show.HIDDEN, has_page=False)


def _names(draft: _Draft) -> set[str]:
    """Return all names by which somebody goes."""
    names = {draft.name, *(who.name for who in draft.identities)}
    if draft.file:
        names |= {draft.file.handle, draft.file.name, *draft.file.git}
    return names - {""}


def _all_names(draft: _Draft) -> set[str]:
    """Return all names by which somebody goes, of somebody private those before mailmap, too."""
    return _names(draft) | set(draft.before)


def _contributor(
    draft: _Draft, wish: Show, slug: Slug, team: str, sizes: Counter[str], settings: Settings
) -> Contributor:
    file = draft.file
    if wish is Show.HIDDEN:
        return _colleague(settings)
    if file is None:
        return Contributor(
            slug=slug,
            name=draft.name or "Somebody without a name",
            has_page=settings.people_pages != "chosen",
            first=draft.first,
            identities=draft.identities,
        )
    private = wish is Show.ALIAS
    team = team if not private or sizes[file.team] >= FEW else ""
    first = draft.first[:7] if private else draft.first
    return Contributor(
        slug=slug,
        name=file.alias if private else draft.name,
        kind=ContributorKind.PERSON,
        show=wish,
        team=team,
        ask_about=() if private else file.ask_about,
        keeps=file.keeps,
        profile=None if private else file.src_uri,
        has_page=True,
        first=first,
        identities=draft.identities,
    )


def _slug(draft: _Draft, wish: Show, slugs: Slugs) -> Slug:
    if wish is Show.HIDDEN:
        return COLLEAGUE
    base = _base(draft, wish)
    if draft.file is not None and not base:
        return Slug(draft.file.handle)
    shown = _shown(draft, wish)
    # Of somebody private, not even a checksum of when they came.
    return slugs.give(base, f"{shown} {draft.first}" if wish is Show.NAME else shown)


def _shown(draft: _Draft, wish: Show) -> str:
    return draft.file.alias if draft.file and wish is Show.ALIAS else draft.name


def _base(draft: _Draft, wish: Show) -> Slug:
    """Return the slug of the name under which somebody is shown; empty for one with a slug of a
    file's, or none.
    """
    if wish is Show.HIDDEN or (draft.file and wish is Show.NAME and _is_open(draft.file)):
        return Slug("")
    return plain_slug(_shown(draft, wish), "person")
