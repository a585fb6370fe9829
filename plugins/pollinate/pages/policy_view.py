# What the policy page says of a garden's rules, and what each page's foot says of it. Why here: the
# page is made for every garden, so that whoever is named or quoted finds whom to ask, also where
# nobody wrote a rule yet. Must not know: HTML, how a rule is kept, MkDocs.
"""Make the views of the policy."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from pollinate.contribute.forge import safe_url
from pollinate.house_rules import AFTER, REQUIRED, HouseRules
from pollinate.pages.parts import Door, Lookup, PersonRef
from pollinate.paths import Slug, SrcUri

PRIVACY = ("about/privacy.md", "guide/privacy.md", "privacy.md", "privacy/index.md")
"""Pages of a site's own that may say what is kept about people; `init` writes the first."""
OWN = ("policy.md", "policy/index.md", "policy/README.md")
"""Pages of a site's own that have the policy page's address."""
FOOT_WORDS = 120
"""Letters of who looks after the garden that stand in a foot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyView:
    """The rules of a garden, and whom to ask."""

    rules: HouseRules
    url: str
    """Where to ask, on the web or by mail; empty for a page of the site, or for nowhere."""
    page: SrcUri | None
    """The page that says where to ask."""
    mailbox: str
    moderators: tuple[PersonRef, ...]
    tell: tuple[Door, ...]
    """The form that tells us what is wrong."""
    license: str
    discloses: bool
    """Pages say which tools had a part."""
    looks_after: bool
    """Some notes are looked at after they were merged."""
    tools_need_people: bool
    privacy: SrcUri | None
    attribution: SrcUri | None


@dataclass(frozen=True, slots=True)
class FootView:
    """What stands at the foot of each page."""

    page: SrcUri
    who: str
    anchor: str
    """Of who looks after the garden; empty on a page of the site's own."""
    more: tuple[tuple[str, SrcUri], ...] = ()
    """Pages that a reader of lessons seldom asks for, where they are not in the navigation."""


def policy_place(look: Lookup) -> tuple[SrcUri, bool] | None:
    """Return where the policy stands, and whether it is a page of ours; None for a site that wants
    none.
    """
    wanted, there = look.settings.policy.page, _own_pages(look)
    if wanted is False:
        return None
    if isinstance(wanted, str) and SrcUri(wanted) in there:
        return SrcUri(wanted), False
    base = look.pages.base.strip("/")
    names = (SrcUri(f"{base}/{name}".lstrip("/")) for name in OWN)
    own = next((uri for uri in names if uri in there), None)
    return (own, False) if own else (look.pages.page("policy"), True)


def view_policy(look: Lookup, attribution: SrcUri | None) -> PolicyView:
    """Return what the policy page shows."""
    settings, rules, there = look.settings, look.settings.policy, _own_pages(look)
    page, url = contact_place(look)
    return PolicyView(
        rules=rules,
        url=url,
        page=page,
        mailbox=settings.mailbox,
        moderators=tuple(_moderators(look)),
        tell=look.doors(("tell",)),
        license=settings.license,
        discloses=settings.disclose_tools,
        looks_after=rules.notes == AFTER,
        tools_need_people=rules.disclosure == REQUIRED,
        privacy=next((SrcUri(uri) for uri in PRIVACY if SrcUri(uri) in there), None),
        attribution=attribution,
    )


def contact_place(look: Lookup) -> tuple[SrcUri | None, str]:
    """Return where who looks after the garden is asked: a page, or an address, or neither."""
    contact = look.settings.policy.contact
    if contact.page:
        page = SrcUri(contact.page)
        return (page if page in _own_pages(look) else None), ""
    return None, f"mailto:{look.settings.mailbox}" if contact.is_mail else safe_url(contact.at)


def view_foot(
    look: Lookup, page: SrcUri, more: Iterable[tuple[str, SrcUri]] = (), *, is_ours: bool
) -> FootView:
    """Return what each page's foot shows."""
    who = look.settings.policy.contact.who
    short = who if len(who) <= FOOT_WORDS else f"{who[: FOOT_WORDS - 1].rstrip()}…"
    return FootView(page, short, "#pl-who" if is_ours else "", tuple(more))


def _own_pages(look: Lookup) -> Collection[SrcUri]:
    content = look.garden.content
    return content.pages.keys() | content.lessons.keys()


def _moderators(look: Lookup) -> list[PersonRef]:
    known = look.garden.contributors
    named = [
        look.person(Slug(one)) if one in known else PersonRef(str(one))
        for one in look.garden.moderators
    ]
    return sorted(dict.fromkeys(named), key=lambda one: one.name.casefold())
