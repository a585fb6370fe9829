# Who a mail says it is from, however its headers are written. Must not know: what becomes of it
# (tests/cli/test_receive_whose.py).
"""Test how a sender is found."""

from __future__ import annotations

import pytest
from pollinate.contribute.mail import Received, read_mail

LIST = "List-Id: Garden <garden.lists.x.org>\n"


def read(headers: str, words: str = "Words.\n") -> Received:
    """Return what is read of a mail."""
    return read_mail(f"{headers}\nSubject: S\n\n{words}".encode())


@pytest.mark.parametrize(
    ("sender", "name"),
    [
        ("=?utf-8?q?Eve_=3Ceve=40y=2Eorg=3E?= <mira@x.org>", "mira"),
        ("=?utf-8?q?Eve_=3Ceve=40y=2Eorg=3E=0A?= <mira@x.org>", "mira"),
        ('"Eve <eve@y.org>" <mira@x.org>', "mira"),
        ("eve@y.org <mira@x.org>", "mira"),
        ("Mira @ Home <mira@x.org>", "mira"),
        ("mira@x.org (Mira K.)", "Mira K."),
        ("=?utf-8?q?M=C3=ADra_K?= <mira@x.org>", "Míra K"),
        ("Míra K <mira@x.org>", "Míra K"),
        ("Mira K. <mira@x.org>", "Mira K."),
    ],
)
def test_the_address_is_the_mail_s_own(sender: str, name: str) -> None:
    """No word of a name, however it is encoded, brings an address of somebody else."""
    found = read(f"From: {sender}")

    assert (name, "mira@x.org") == (found.sender, found.address)
    odd = "eve" in sender.casefold() or " @ " in sender
    assert odd == any("holds an address" in one for one in found.told)


@pytest.mark.parametrize(
    ("headers", "name", "address"),
    [
        ("From: 'Mira K.' via Garden <garden@lists.x.org>", "Mira K.", ""),
        (f"{LIST}From: \"'Mira K.' via Garden\" <garden@lists.x.org>", "Mira K.", ""),
        (f"{LIST}From: Mira K. über Garden <garden@lists.x.org>", "Mira K.", ""),
        (f"{LIST}From: Garden <garden@lists.x.org>\nReply-To: Mira K. <m@x.org>", "Mira K.", ""),
        (f"{LIST}From: Garden <garden@lists.x.org>", "", ""),
        ("From: Garden <g@x.org>\nX-Original-From: Mira K. <m@x.org>", "Mira K.", ""),
        (f"{LIST}From: Mira K. <m@x.org>", "Mira K.", "m@x.org"),
        ("From: Ana Via <a@x.org>", "Ana Via", "a@x.org"),
    ],
)
def test_a_list_s_address_is_nobody_s(headers: str, name: str, address: str) -> None:
    """All who write to a list would become one person by its address: only the name counts, and
    that is said. A list that leaves the sender as it was changes nothing.
    """
    found = read(headers)

    assert (name, address) == (found.sender, found.address)
    assert (not address) == any("list or service" in one for one in found.told)


@pytest.mark.parametrize(
    ("headers", "words", "whose"),
    [
        ("Subject: Fwd: Drain first", "Words.", "somebody else"),
        ("Subject: WG: Drain first", "Words.", "somebody else"),
        ("", "See.\n\n-----Original Message-----\nFrom: Mira K. <m@x.org>\n\nWords.", "“Mira K.”"),
        ("", "---------- Forwarded message ----------\nVon: Mira <m@x.org>\n\nWords.", "“Mira”"),
        ("", "Begin forwarded message:\n\n> From: m@x.org\n\nWords.", "“m”"),
        ("Content-Type: message/rfc822", "From: Mira K. <m@x.org>\n\nWords.", "“Mira K.”"),
    ],
)
def test_who_passes_a_mail_on_is_not_its_writer(headers: str, words: str, whose: str) -> None:
    """Whose words they may be is asked, by name and never by address."""
    head = "\n".join(filter(None, ("From: Dee Wu <dee@x.org>", headers)))
    found = read_mail(f"{head}\n\n{words}\n".encode())
    [told] = [one for one in found.told if "passed on" in one]

    assert "Dee Wu" == found.sender and f"the words of {whose}?" in told and "@" not in told


def test_a_second_sender_is_told() -> None:
    """A commit has one author; who else wrote is not dropped without a word."""
    found = read("From: Mira <m@x.org>, Dee Wu <dee@x.org>")

    assert "Mira" == found.sender and "also: “Dee Wu”" in found.told[0]
