# Which pages a build renders, asked without one: each reason alone, and no reason at all.
# Must not know: how a page is rendered.
"""Test the plan of a build."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pollinate.content.page_loads import Load, PageLoads
from pollinate.paths import SrcUri
from pollinate.plan import ANCHORS, FILES, NEW, PRIVATE, WARNED, PageAnswers, changed, plan_pages
from pollinate.site_memory import (
    FORMAT,
    PageMemory,
    SiteMemory,
    memory_from_bytes,
    memory_to_bytes,
)
from pollinate.version import VERSION

A, B, C = SrcUri("a.md"), SrcUri("b.md"), SrcUri("c.md")
SAME = {"text": "1", "credit": "2"}
ASKED = ("link", "people/ana.md", "")


def page(**more: object) -> PageMemory:
    """Return what is remembered of a page that shows SAME."""
    return PageMemory(**{"dest": "a/index.html", "facts": SAME, **more})  # type: ignore[arg-type]


def why(
    before: Mapping[SrcUri, PageMemory],
    now: Mapping[SrcUri, Mapping[str, str]],
    files: Mapping[str, str] | None = None,
    private: object = None,
) -> dict[SrcUri, tuple[str, ...]]:
    """Return the reasons for the pages that are rendered, where all others are kept."""
    answers = PageAnswers((files or {}).get, lambda uri, asked: private)
    plan = plan_pages(SiteMemory(base={}, pages=before), now, answers)
    assert plan.kept == now.keys() - plan.why.keys()
    return dict(plan.why)


def test_what_is_as_it_was_is_kept() -> None:
    """A page that shows the same and is told the same is not rendered."""
    before = page(files={"p.svg": "p.svg", "q.svg": None}, private={ASKED: False})

    assert {} == why({A: before}, {A: SAME}, {"p.svg": "p.svg"}, private=False)


@pytest.mark.parametrize(
    ("before", "now", "reasons"),
    [
        (page(), {**SAME, "text": "9"}, ("text",)),
        (page(), {**SAME, "text": "9", "credit": "9"}, ("credit", "text")),
        (page(), {"text": "1"}, ("credit",)),
        (page(), {**SAME, "notes": "3"}, ("notes",)),
        (page(warned=True), SAME, (WARNED,)),
        (page(files={"p.svg": "p.svg"}), SAME, (FILES,)),
        (page(files={"there.svg": None}), SAME, (FILES,)),
        (page(files={"there.svg": "elsewhere.svg"}), SAME, (FILES,)),
        (page(private={ASKED: True}), SAME, (PRIVATE,)),
    ],
)  # fmt: skip
def test_each_reason_is_told(
    before: PageMemory, now: dict[str, str], reasons: tuple[str, ...]
) -> None:
    """What came, what went and what is other than before is a reason by its name."""
    files = {"there.svg": "there.svg"}

    assert {A: reasons} == why({A: before}, {A: now}, files, private=False)


def test_a_page_that_was_not_there_is_new() -> None:
    """A new page is rendered, and one that went is neither rendered nor kept."""
    assert {B: (NEW,)} == why({A: page(), C: page()}, {A: SAME, B: SAME})


def test_links_into_a_rendered_page_are_looked_at() -> None:
    """Whether an anchor is there only its page can tell: who links into one that is rendered, or
    that went, is rendered as well; who links there in turn is not.
    """
    before = {A: page(anchors=(B,)), B: page(), C: page(anchors=(A,))}

    assert {A: (ANCHORS,), B: ("text",)} == why(
        before, {A: SAME, B: {**SAME, "text": "9"}, C: SAME}
    )
    assert {A: (ANCHORS,)} == why(before, {A: SAME, C: SAME})
    assert {} == why(before, {A: SAME, B: SAME, C: SAME})


def test_what_changed_is_told_by_name() -> None:
    """What is other, came or went; in the order of names."""
    assert ("b", "c", "d") == changed(
        {"a": "1", "b": "1", "c": "1"}, {"a": "1", "b": "2", "d": "1"}
    )


texts = st.text(max_size=8)
pages = st.builds(
    PageMemory,
    dest=texts,
    facts=st.dictionaries(texts, texts, max_size=3),
    warned=st.booleans(),
    anchors=st.lists(texts.map(SrcUri), max_size=2).map(tuple),
    files=st.dictionaries(texts, st.none() | texts, max_size=3),
    private=st.dictionaries(
        st.lists(texts, min_size=1, max_size=3).map(tuple),
        st.none() | st.booleans() | st.lists(texts, min_size=2, max_size=2),
        max_size=3,
    ),
    loads=st.none()
    | st.builds(
        PageLoads,
        scripts=st.frozensets(texts, max_size=2),
        styles=st.frozensets(texts, max_size=2),
        style_attributes=st.frozensets(texts, max_size=2),
        loads=st.frozensets(st.builds(Load, texts, texts), max_size=2),
        diagrams=st.booleans(),
    ),
    found=st.none() | st.tuples(texts, texts),
)
memories = st.builds(
    SiteMemory,
    base=st.dictionaries(texts, texts, max_size=3),
    pages=st.dictionaries(texts.map(SrcUri), pages, max_size=3),
)


@given(memories)
def test_a_memory_comes_back_as_it_was(memory: SiteMemory) -> None:
    """What is remembered of a site is what the next build is told."""
    assert memory == memory_from_bytes(memory_to_bytes(memory, "site"), "site")


@given(memories, st.integers(min_value=0))
def test_a_memory_that_is_cut_is_none(memory: SiteMemory, end: int) -> None:
    """Half a file says nothing, and stops nothing."""
    payload = memory_to_bytes(memory, "site")

    assert memory_from_bytes(payload[: end % len(payload)], "site") is None


@pytest.mark.parametrize(
    "payload",
    [b"", b"null", b"[]", b"{}", b"\xff", b"[" * 100_000, b'[1,"x","site",{},{"a":[1]}]', None],
)
def test_what_is_no_memory_is_none(payload: bytes | None) -> None:
    """Whatever lies in its place, all pages are rendered."""
    assert memory_from_bytes(payload, "site") is None


PAGE: list[object] = ["a.html", {}, False, [], {}, [], None, None]


@pytest.mark.parametrize(
    ("place", "told"),
    [
        (0, 5), (1, None), (1, {"text": [1]}), (3, [5]), (3, "abc"), (4, []), (4, {"a": 1}),
        (5, [["x"]]), (5, [[{}, 1]]), (6, [1]), (6, [[], [], [], [["a", 1]], True]),
        (7, "ab"), (7, [1, 2]), (7, ["a"]),
    ],
)  # fmt: skip
def test_a_memory_of_other_things_is_none(place: int, told: object) -> None:
    """Sealed as it should be, but made by somebody: a part of a site comes from elsewhere."""

    def read(page: list[object], base: object) -> SiteMemory | None:
        written = json.dumps([FORMAT, VERSION, "site", base, {"a.md": page}]).encode()
        seal = hashlib.sha256(written).hexdigest().encode()
        return memory_from_bytes(seal + b"\n" + written, "site")

    assert read(PAGE, {}) is not None
    assert read([*PAGE[:place], told, *PAGE[place + 1 :]], {}) is None
    assert read(PAGE, [told]) is None
    assert read(PAGE, {"settings": {}}) is None


def test_a_memory_is_of_one_state_of_a_site() -> None:
    """Of other files, and of files that can't be told, it says nothing."""
    payload = memory_to_bytes(SiteMemory(base={}, pages={}), "site")

    assert memory_from_bytes(payload, "other") is None
    assert memory_from_bytes(memory_to_bytes(SiteMemory(base={}, pages={}), ""), "") is None
