# The words of a squash message: what of commits' messages stands in it, and that nothing in it can
# look like what it isn't. Must not know: who has to be named (tests/cli/test_merge_message.py).
"""Test wording a squash message."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pollinate.contribute.squash_message import (
    reasons_of,
    squash_message,
    title_line,
    trailer_line,
)
from pollinate.history.trailers import KEYS, TOOL_KEYS, read_trailers

ALL = (*KEYS, *TOOL_KEYS)
PIECES = st.sampled_from(
    [
        *(
            "\n",
            "\n\n",
            "\r",
            "\r\n",
            "\x0b",
            "\x85",
            "\u2028",
            "\x00",
            "\x1b[2K",
            "\u202e",
            "\u200b",
        ),
        *(
            "Co-authored-by",
            "co-authored-by",
            "Reviewed-by",
            "Thanks-to",
            "Assisted-by",
            "Signed-off-by",
        ),
        *(
            ":",
            " : ",
            "\t",
            " ",
            "<",
            ">",
            "<e@x.org>",
            "Eve Adams",
            "e@x.org",
            "##[x]",
            "::x",
            "#",
        ),
        *("Because we learned.", "- a", "    code", "WIP", "fixup! "),
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=5), max_size=14).map("".join)


def reasons(*messages: str, title: str = "", addresses: bool = False) -> str:
    """Return the reasons of some messages."""
    return reasons_of(messages, [title], keys=ALL, addresses=addresses)


def test_each_reason_stands_once() -> None:
    """Titles of further commits and the paragraphs below all, in their order, none twice."""
    told = reasons(
        "Say it\n\nBecause we learned.\n\nIn two\nlines.",
        "Say it\n\nBecause  we learned\n\nAnd more.",
        "fixup! Say it\n\nBecause we learned.",
        "Mend a word\n\nIn two\nlines.",
        title="Say it",
    )
    assert "Because we learned.\n\nIn two\nlines.\n\nAnd more.\n\nMend a word" == told


def test_no_trailer_stays_in_the_middle() -> None:
    """Lines that name people go wherever they stand, with what goes on below them; the last
    paragraph goes if it is of trailers alone; a sentence with a colon stays, and so does a quote.
    """
    told = reasons(
        "T\n\nWhy: we learned.\nReviewed-by: Bea Lind <bea@x.org>\nco-authored-by: Ana\n  <ana@x.org>\nEnd."
        "\n\n> Co-authored-by: a quote\n\nAssisted-by: Claude\n\nSigned-off-by: D <d@x.org>\nChange-Id: I1"
    )
    assert "T\n\nWhy: we learned.\nEnd.\n\n> Co-authored-by: a quote" == told


def test_a_trailer_goes_on() -> None:
    """What stands indented below a trailer is of it, with an address or without."""
    for text in ("Helped-by: Ana\n  who did much", "Helped-by: Ana\n\t<ana@x.org>"):
        for addresses in (False, True):
            assert "T\n\nEnd." == reasons(f"T\n\n{text}\nEnd.", addresses=addresses)


def test_what_looks_like_a_trailer_without_an_address() -> None:
    """Is none of the reasons either, and the others stay."""
    assert "T\n\nEnd." == reasons("T\n\n<e@x.org>Co-authored-by: Eve Adams\n\nEnd.")


def test_addresses_leave_reasons() -> None:
    """Unless they are asked for."""
    assert "T\n\nAsk  for it" == reasons("T\n\nAsk ana@x.org for it")
    assert "T\n\nAsk ana@x.org for it" == reasons("T\n\nAsk ana@x.org for it", addresses=True)


def test_reasons_have_an_end() -> None:
    """A message of a million letters is cut, and a list keeps what stands before its letters."""
    assert len(reasons("T\n\n" + "x" * 1_000_000)) <= 20_001
    assert "T\n\n- a\n    - b" == reasons("T\n\n- a\n\t- b")


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("WIP: Roll back", "Roll back"),
        ("[Draft] Roll back", "Roll back"),
        ("Draft: Roll back", "Roll back"),
        ("Draft a contract first", "Draft a contract first"),
        ("WIP", "WIP"),
        ("Ask dee@x.org\x1b[2K", "Ask [2K"),
        ("x" * 300, "x" * 119 + "…"),
    ],
)
def test_titles(said: str, title: str) -> None:
    """One line, without what marks a draft, without an address, with an end."""
    assert title == title_line(said)


@given(
    st.lists(TEXTS, max_size=4), TEXTS, st.lists(st.tuples(st.sampled_from(ALL), TEXTS), max_size=4)
)
def test_nothing_forges_a_line(
    messages: list[str], title: str, named: list[tuple[str, str]]
) -> None:
    """Whatever messages and names hold: each trailer is one line, no control sign is left, and no
    reason names anybody.
    """
    trailers = [trailer_line(key.capitalize(), text) for key, text in named]
    line = title_line(title)
    told = reasons_of(messages, [line], keys=ALL)
    message = squash_message(line, told, trailers)

    assert message.replace("\n", "").isprintable()
    assert not any("\n" in trailer for trailer in trailers)
    assert read_trailers(f"T\n\n{told}\n".encode()).trailers == ()
    assert read_trailers(f"T\n\n{told}\n".encode()).tools == ()
    if trailers:
        assert message.endswith("\n".join(dict.fromkeys(trailers)) + "\n")
