# Promises of the trailer reader: people of known keys, anywhere in a message, each once; prose and
# other keys are none.
"""Test reading trailers."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pollinate.emails import without_addresses
from pollinate.history.repository import open_repository
from pollinate.history.trailers import KEYS, clean_name, map_contacts, read_contacts
from pollinate.history.trailers import read_trailers as read_message
from pollinate.model.git import MOST_PEOPLE, Identity, Trailer, TrailerKind
from support.repo import Repo

BEA = Identity("Bea Lind", "bea@harbour.test.org")


def read_trailers(message: bytes) -> tuple[Trailer, ...]:
    """Return the trailers of a message."""
    return read_message(message).trailers


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
    ("text", "people"),
    [
        ("Bea Lind <bea@x.org>", [("Bea Lind", "bea@x.org")]),
        ("  Bea   Lind  < bea@x.org > ", [("Bea Lind", "bea@x.org")]),
        ("Bea Lind", [("Bea Lind", "")]),
        ("<bea@x.org>", [("", "bea@x.org")]),
        ("Bea \u202eLind\x07\u200b <bea@x.org>", [("Bea Lind", "bea@x.org")]),
        (
            "Bea Lind <bea@x.org>, Cy Wu <cy@x.org>",
            [("Bea Lind", "bea@x.org"), ("Cy Wu", "cy@x.org")],
        ),
        (
            "Bea Lind <bea@x.org> Cy Wu <cy@x.org>",
            [("Bea Lind", "bea@x.org"), ("Cy Wu", "cy@x.org")],
        ),
        ("Bea Lind <bea@x.org> (harbour)", [("Bea Lind", "bea@x.org")]),
        ("Claude:claude-3 [tool]", []),
        ("Dee Oh (dee@x.org)", []),
        ("bea@x.org", []),
        ("NAME <NAME@EXAMPLE.COM>", []),
        ("unknown <unknown@desktop.localdomain>", []),
        ("https://forge.example.org/c/12", []),
        ("n/a", []),
        ("Bea <>", []),
        ("Bea <b <c@x.org>", []),
        ("everybody who was there on that day and the one before", []),
    ],
)
def test_contacts(text: str, people: list[tuple[str, str]]) -> None:
    """A value names people as `Name <address>`, one after the other, or one plain name; it names
    nobody otherwise. Control and direction characters go.
    """
    assert [Identity(*one) for one in people] == read_contacts(text)


@pytest.mark.parametrize(
    ("message", "odd"),
    [
        ("Coauthored-by: Bea Lind <bea@x.org>", ("Co-authored-by",)),
        ("Co-Author-By: Bea Lind <bea@x.org>", ("Co-authored-by",)),
        ("Reviewd-by: Bea Lind <bea@x.org>", ("Reviewed-by",)),
        ("Reviewed-by: n/a", ("Reviewed-by",)),
        ("Helped-by: https://forge.example.org/c/12", ("Helped-by",)),
        ("Signed-off-by: Bea Lind <bea@x.org>", ()),
        ("Acked-by: Bea Lind <bea@x.org>", ()),
        ("Tested-by: Bea Lind <bea@x.org>", ()),
        ("Stand by: all of you <now>", ()),
    ],
)
def test_what_names_nobody_is_told(message: str, odd: tuple[str, ...]) -> None:
    """A known key whose value names nobody, and a key that is a slip of one, are told by the key."""
    assert ((), odd, ()) == read_message(f"X\n\n{message}\n".encode())


def test_an_address_on_the_next_line_is_read() -> None:
    """A trailer may be folded before its address; prose below one is none of it."""
    folded = b"X\n\nCo-authored-by: Bea Lind\n <bea@harbour.test.org>\n"
    assert [BEA] == [one.who for one in read_trailers(folded)]
    prose = b"X\n\nReviewed-by: Bea Lind\n  who saw it all\n"
    assert ["Bea Lind"] == [one.who.name for one in read_trailers(prose)]


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
    assert () == read_trailers(b"X\n\n" + message)


@pytest.mark.parametrize("before", ["", "\n", "\n\n"])
@pytest.mark.parametrize("key", ["Co-authored-by", "Helped-by", "Assisted-by", "Coauthored-by"])
def test_a_title_names_nobody(key: str, before: str) -> None:
    """What a change is called credits nobody: titles are made of anybody's words."""
    title = f"{before}{key}: Bea Lind <bea@harbour.test.org>\n"

    assert ((), (), ()) == read_message(title.encode())
    assert ((), (), ()) == read_message(f"{title}\nSome words.\n".encode())


@pytest.mark.parametrize(
    ("piece", "people"),
    [
        (b"Co-authored-by: " + b"<" * 200_000, 0),
        (b"Co-authored-by:" + b" " * 200_000 + b"\n", 0),
        (b"Reviewed-by: a <" + b" " * 200_000, 0),
        (b"".join(b"Helped-by: %dx <" % n + b"x <" * 50 + b"\n" for n in range(2000)), 0),
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


@given(st.text(alphabet="Ann <>@.,\t\u00a0\u2003é", max_size=30))
def test_no_name_holds_an_address(text: str) -> None:
    """Whatever a value says, no name that is read from it holds an address or a bracket."""
    for who in read_contacts(text):
        assert who.name == without_addresses(who.name)
        assert not set("<>") & set(who.name + who.email)


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
