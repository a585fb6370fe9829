# Each payload twice: live where MkDocs alone builds the merged request, or the payload is a defect
# of this suite; and harmless where a moderator builds it by `pollinate build --of`.
# Must not know: how the overlay build works; only its command line is asked.
"""Test that no payload of a request gets through."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from payloads.every import GROUP_OF, PAYLOADS, Group
from payloads.looking import look
from payloads.making import Made, read
from payloads.payload import Live, Payload, Proof
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
IN_BROWSER = (Live.SCRIPT, Live.LOADS, Live.HOLDS)
Built = Callable[[Group], Path]


def is_live(proof: Proof, payload: Payload, folder: Path, made: Made, browser: Browser) -> bool:
    """Tell whether a site shows one proof."""
    at, what = payload.named(proof.at), payload.named(proof.what)
    if proof.live in IN_BROWSER:
        seen = look(browser, folder / "site", at, (what,) if proof.live is Live.HOLDS else ())
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


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda one: one.slug)
def test_it_is_live(payload: Payload, live: Built, browser: Browser) -> None:
    """MkDocs alone, on the merged request, does what the payload is for."""
    folder = live(GROUP_OF[payload.slug])
    made = read(folder)
    dead = [one for one in payload.proofs if not is_live(one, payload, folder, made, browser)]

    assert [] == dead, f"{made.code} {made.seconds} s {made.ran} {made.asked} {made.log[-3000:]}"


def test_there_are_enough() -> None:
    """At least 110 payloads, 35 of them our own, each with a name of its own."""
    names = Counter(one.slug for one in PAYLOADS)

    assert [] == [name for name, count in names.items() if count > 1]
    assert len(names) >= 110
    assert sum(one.source == "ours" for one in PAYLOADS) >= 35
