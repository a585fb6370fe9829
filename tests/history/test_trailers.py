# Promises of the trailer reader: people of known keys, anywhere in a message, each once; prose and
# other keys are none.
"""Test reading trailers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pollinate.emails import without_addresses
from pollinate.history.repository import open_repository
from pollinate.history.trailers import KEYS, clean_name, map_contacts, read_contact, read_trailers
from pollinate.model.git import MOST_PEOPLE, Identity, Trailer, TrailerKind
from support.repo import Repo

BEA = Identity("Bea Lind", "bea@harbour.test.org")


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("spell", [str.lower, str.upper, str.title, str.capitalize])
def test_keys_in_any_case(key: str, spell: object) -> None:
    """Every known key counts in any case and comes back in its usual spelling."""
    word = spell(key)  # type: ignore[operator]

    assert (Trailer(KEYS[key], key.capitalize(), BEA),) == read_trailers(
        f"X\n\n{word}: Bea Lind <bea@harbour.test.org>\n".encode()
    )


@pytest.mark.parametrize(
    "key", ["Signed-off-by", "Cc", "Fixes", "Acked-by", "Not-reviewed-by", "Co-authored-byx"]
)
def test_other_keys(key: str) -> None:
    """Other keys name nobody."""
    assert () == read_trailers(f"X\n\n{key}: Bea Lind <bea@harbour.test.org>\n".encode())


def test_once_for_each_kind() -> None:
    """A person named twice in one kind counts once; in two kinds, twice."""
    message = (
        b"X\n\nReviewed-by: Bea Lind <bea@harbour.test.org>\nApproved-by: Bea Lind"
        b" <bea@harbour.test.org>\nHelped-by: Bea Lind <bea@harbour.test.org>\n"
    )

    assert [TrailerKind.REVIEWER, TrailerKind.HELPER] == [t.kind for t in read_trailers(message)]


@pytest.mark.parametrize(
    ("text", "name", "mail"),
    [
        ("Bea Lind <bea@x.org>", "Bea Lind", "bea@x.org"),
        ("  Bea   Lind  < bea@x.org > ", "Bea Lind", "bea@x.org"),
        ("Bea Lind", "Bea Lind", ""),
        ("<bea@x.org>", "", "bea@x.org"),
        ("bea@x.org", "", "bea@x.org"),
        ("Bea <>", "Bea", ""),
        ("Bea \u202eLind\x07\u200b <bea@x.org>", "Bea Lind", "bea@x.org"),
        ("Bea <b <c@x.org>", "Bea <b", "c@x.org"),
    ],
)
def test_contacts(text: str, name: str, mail: str) -> None:
    """A contact is a name and an address, either of which may be missing; control and direction
    characters go.
    """
    assert Identity(name, mail) == read_contact(text)


@pytest.mark.parametrize(
    "message",
    [
        b"",
        b"X",
        b"Co-authored-by:",
        b"Co-authored-by: ",
        b"Co-authored-by:\n\nBea <b@x>",
        b"\xff\xfeCo-authored-by: x",
        b"Co-authored-by: <>",
    ],
)
def test_nobody(message: bytes) -> None:
    """A key without a person names nobody."""
    assert () == read_trailers(message)


@pytest.mark.parametrize(
    ("piece", "people"),
    [
        (b"Co-authored-by: " + b"<" * 200_000, 0),
        (b"Co-authored-by:" + b" " * 200_000 + b"\n", 0),
        (b"Reviewed-by: a <" + b" " * 200_000, 0),
        (b"".join(b"Helped-by: %dx <" % n + b"x <" * 50 + b"\n" for n in range(2000)), 100),
    ],
)
def test_messages_that_would_keep_a_pattern_busy(piece: bytes, people: int) -> None:
    """What is no name is none, however long it is; `make bench` measures how the work grows."""
    assert people == len(read_trailers(b"X\n\n" + piece))


def test_clean_name() -> None:
    """A name is one line of printable letters."""
    assert "a b c" == clean_name(" a\n\tb\x1b\x00\u2067 c\ufeff ")


def test_mailmap_of_odd_contacts(repo: Repo) -> None:
    """Contacts with odd names go through mailmap or around it, each to its own answer."""
    repo.write(".mailmap", "Bea Lind <bea@x.org> <old@x.org>\n")
    repo.commit()
    odd = [
        Identity("A<b", "old@x.org"),
        Identity("C\nd", "old@x.org"),
        Identity("E", ""),
        Identity("", "old@x.org"),
        Identity("F G", "old@x.org"),
        Identity('"H"', "h@x.org"),
        Identity("I\r", "old@x.org"),
        Identity("", "j@x.org"),
    ]

    found = map_contacts(open_repository(repo.path), odd)

    assert (
        Identity("Bea Lind", "bea@x.org")
        == found[Identity("F G", "old@x.org")]
        == found[Identity("", "old@x.org")]
    )
    assert Identity("H", "h@x.org") == found[Identity('"H"', "h@x.org")]
    assert "j@x.org" == found[Identity("", "j@x.org")].email


_PLAIN = re.compile(r"^(?P<name>.*?)\s*<\s*(?P<mail>[^<>\s]*)\s*>\s*$")


@given(st.text(alphabet="Ann <>@.\t\u00a0\u2003é", max_size=12))
def test_a_contact_is_what_the_plain_pattern_says(text: str) -> None:
    """A name and an address are told apart as the obvious pattern does, which is slow."""
    found = _PLAIN.match(text.strip())
    if found:
        assert Identity(clean_name(found["name"]), found["mail"]) == read_contact(text)
    else:
        name = read_contact(text).name
        assert name == without_addresses(name)


def test_a_crowd_in_a_message_is_cut_and_told(tmp_path: Path) -> None:
    """Of a message that names a crowd the first hundred people are read, and that is said; a line
    longer than any name is prose.
    """
    people = "".join(f"Helped-by: P{n} Q{n} <p{n}@harbour.test.org>\n" for n in range(300))
    repo = Repo(tmp_path / "garden")
    repo.commit(message=f"Add\n\n{people}", docs__lessons__a="# A\n\nWords.\n")
    garden = repo.garden()

    assert MOST_PEOPLE == len(garden.history.commits[0].trailers)
    assert ["many-people"] == [d.code for d in garden.diagnostics]
    assert () == read_trailers(b"Helped-by: " + b"word " * 300 + b"<a@harbour.test.org>\n")
