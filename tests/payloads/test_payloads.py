# Each payload twice: live where MkDocs alone builds the merged request, or the payload is a defect
# of this suite; and harmless where a moderator builds it by `pollinate build --of`.
# Must not know: how the overlay build works; only its command line is asked.
"""Test that no payload of a request gets through."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from payloads.every import CHOSEN, LAID_OVER, MERGED, Group
from payloads.looking import Looker, Seen
from payloads.making import TWIN, Made, read, twin_of
from payloads.payload import Live, Payload, Proof
from pollinate.plain import plain

pytestmark = pytest.mark.browser
IN_BROWSER = (Live.SCRIPT, Live.LOADS, Live.HOLDS)
SHOWN = (".md", ".markdown", ".mkd", ".png", ".jpg", ".gif", ".pdf", ".svg", ".txt")
GROUPS = list({LAID_OVER[one.slug].name: LAID_OVER[one.slug] for one in CHOSEN}.values())
Built = Callable[[Group], Path]


def looked(payload: Payload, site: Path, looker: Looker) -> dict[str, Seen]:
    """Return what each page did that a payload is about, if it is there."""
    asked: dict[str, list[str]] = {}
    for proof in payload.proofs:
        if proof.live in IN_BROWSER and (site / payload.named(proof.at)).exists():
            more = [payload.named(proof.what)] if proof.live is Live.HOLDS else []
            asked.setdefault(payload.named(proof.at), []).extend(more)
    return {at: looker.look(site, at, tuple(words)) for at, words in asked.items()}


def is_live(
    proof: Proof, payload: Payload, folder: Path, made: Made, pages: Mapping[str, Seen]
) -> bool:
    """Tell whether a site shows one proof."""
    at, what = payload.named(proof.at), payload.named(proof.what)
    if proof.live in IN_BROWSER:
        seen = pages.get(at, Seen())
        return {
            Live.SCRIPT: what in seen.ran,
            Live.LOADS: any(one.startswith(what) for one in seen.asked),
            Live.HOLDS: seen.held.get(what, False),
        }[proof.live]
    if proof.live is Live.SAYS:
        file = folder / "site" / at
        return file.is_file() and what.encode() in file.read_bytes()
    return {
        Live.RAN: payload.slug in made.ran,
        Live.ASKED: any(payload.slug in one for one in made.asked),
        Live.STUCK: made.stuck,
        Live.FAILS: made.code != 0,
    }[proof.live]


@pytest.mark.parametrize("payload", CHOSEN, ids=lambda one: one.slug)
def test_it_is_live(payload: Payload, live: Built, looker: Looker) -> None:
    """MkDocs alone, on the merged request, does what the payload is for."""
    folder = live(MERGED[payload.slug])
    made = read(folder)
    pages = looked(payload, folder / "site", looker)
    dead = [one for one in payload.proofs if not is_live(one, payload, folder, made, pages)]

    assert [] == dead, f"{made.code} {made.seconds} s {made.ran} {made.asked} {made.log[-3000:]}"


@pytest.mark.parametrize("payload", CHOSEN, ids=lambda one: one.slug)
def test_it_does_nothing_in_a_preview(payload: Payload, overlay: Built, looker: Looker) -> None:
    """Laid over its base, the same request shows none of it: nothing ran, no host was asked,
    nothing outside content is in the site, no page runs a script or asks another host; and the
    harmless lesson beside it is there, whole.
    """
    folder = overlay(LAID_OVER[payload.slug])
    made = read(folder)
    site = folder / "site"
    pages = looked(payload, site, looker)
    mine = [one for one in payload.proofs if is_live(one, payload, folder, made, pages)]

    assert "Traceback" not in made.log
    assert [] == mine, made.log[-3000:]
    assert ([], [], []) == (made.ran, made.asked, made.leaks)
    if made.code:
        assert payload.whole, made.log[-3000:]
        assert "Error: " in made.log
        assert not site.exists() or not any(site.iterdir())
        return
    twin = site / twin_of(payload).removeprefix("docs/").removesuffix(".md") / "index.html"
    # Of a request that is too large, files beyond the limit are left out, and so named.
    if not (payload.whole and f"  {twin_of(payload)}: " in made.log):
        assert TWIN in twin.read_text(encoding="utf-8")
    for seen in pages.values():
        assert ([], [], []) == (seen.ran, seen.asked, seen.dialogs)


@pytest.mark.parametrize("group", GROUPS, ids=lambda one: one.name)
def test_what_is_left_out_is_said(group: Group, overlay: Built) -> None:
    """Each file of a request that a preview can't take is named, in plain letters."""
    made = read(overlay(group))
    unsaid = [
        path
        for mode, path in made.changed
        if not may_be_shown(mode, path) and f"  {plain(path)}: " not in made.log
    ]

    assert [] == unsaid
    assert "\x1b" not in made.log


def may_be_shown(mode: str, path: str) -> bool:
    """Tell whether a preview can show a file of a request, by its kind, place and name."""
    name = re.fullmatch(
        r"docs/(?:\w[^/\x00-\x1f\u200b\u202e]*/)*\w[^/\x00-\x1f\u200b\u202e]*", path
    )
    return mode == "100644" and name is not None and path.lower().endswith(SHOWN)


def test_there_are_enough() -> None:
    """At least 110 payloads, 35 of them our own, each with a name of its own."""
    names = Counter(one.slug for one in CHOSEN)

    assert [] == [name for name, count in names.items() if count > 1]
    assert len(names) >= 110
    assert sum(one.source == "ours" for one in CHOSEN) >= 35
