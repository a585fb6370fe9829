# What is read of a forge's reply: files written after the forges' documentation, not recorded live
# (replies/README.md). Must not know: refs, what a queue makes of it (tests/cli/test_queue.py).
"""Test reading a forge's replies."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pollinate.contribute.forge_replies import MOST_TOLD, ForgeReply, read_replies
from pollinate.errors import RequestError

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["number", "iid", "title", "user", "head", "state", "draft", "login"]),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


def read(*entries: Any) -> dict[int, ForgeReply]:
    """Return what some entries tell."""
    return dict(read_replies(json.dumps(entries).encode(), "r.json").requests)


def test_keys_of_all_forges() -> None:
    """Numbers, drafts and states as each forge spells them."""
    found = read(
        {"number": 1, "draft": True, "state": "open"},
        {"iid": 2, "id": 99, "number": 98, "work_in_progress": True, "state": "opened"},
        {"number": 3, "state": "closed"},
        {"iid": 4, "state": "merged"},
        {"number": 5, "state": "open", "merged_at": "2026-01-01T00:00:00Z"},
        {"iid": 6, "state": "locked", "draft": "yes"},
    )
    assert [1, 2, 3, 4, 5, 6] == list(found)
    assert [True, True, False, False, False, True] == [one.is_open for one in found.values()]
    assert [True, True] + [False] * 4 == [one.is_draft for one in found.values()]


def test_texts_are_plain() -> None:
    """What somebody typed is one line of bounded length, without addresses and control signs."""
    [one] = read(
        {
            "number": 1,
            "title": "A\u001b[31m\nB ##[x] dee@mail.test.org" + "x" * 10_000,
            "user": {"login": "::dee", "full_name": "Dee\u202e"},
            "updated_at": "yesterday <script>",
        }
    ).values()
    assert one.title.startswith("A [31m B # #[x]") and len(one.title) <= 200
    assert ("Dee", "./::dee", "") == (one.name, one.login, one.updated)


@pytest.mark.parametrize("number", [None, True, 0, -1, 1.5, "1", 10**12, [1]])
def test_what_is_no_number(number: Any) -> None:
    """Is a finding of that entry, and takes no other along."""
    found = read_replies(json.dumps([{"number": number}, {"number": 2}]).encode(), "r.json")
    assert [2] == list(found.requests)
    assert ("entry 1 has no number, so it does not count",) == found.odd


def test_a_hundred_thousand_entries() -> None:
    """Are read in seconds; where all are odd, the first are told and the others counted."""
    start = time.monotonic()
    good = [{"number": n + 1, "title": f"T {n}"} for n in range(100_000)]
    assert 100_000 == len(read_replies(json.dumps(good).encode(), "r.json").requests)
    odd = read_replies(json.dumps([{}] * 100_000).encode(), "r.json").odd

    assert MOST_TOLD + 1 == len(odd) and odd[-1] == "and 99980 more entries that don't count"
    assert time.monotonic() - start < 60


@given(JSON)
def test_no_reply_breaks_it(value: Any) -> None:
    """Whatever JSON holds, it is read or refused in words."""
    try:
        found = read_replies(json.dumps(value).encode(), "r.json")
    except RequestError as error:
        assert error.cure
    else:
        assert isinstance(value, list) and len(found.requests) + len(found.odd) <= len(value)


@given(st.binary(max_size=200))
def test_no_bytes_break_it(data: bytes) -> None:
    """Bytes that are no JSON are refused in words."""
    try:
        read_replies(data, "r.json")
    except RequestError as error:
        assert error.place == "r.json"


def test_a_byte_order_mark() -> None:
    """A file that an editor of Windows saved is read."""
    assert [7] == list(read_replies(b"\xef\xbb\xbf" + b'[{"number": 7}]', "r.json").requests)
