# E-mail addresses in every form in which git can hold one: nothing of one is left, and what is no
# address stays. Must not know: how they are found.
"""Test taking addresses out of texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pollinate.emails import one_line, without_addresses
from pollinate.plain import plain

FORMS = [
    "plain@corp.test.org",
    "<plain@corp.test.org>",
    "mailto:plain@corp.test.org",
    '"quoted one"@corp.test.org',
    "lit@[10.1.2.3]",
    "lit@[IPv6:2001:db8::1]",
    "full\uff20corp.test.org",
    "small\ufe6bcorp.test.org",
    "per%40corp.test.org",
    "a" * 900 + "@corp.test.org",
    "two@corp.test.org@again.test.org",
    "ünïcode@bücher.test.org",
    "plus+tag@corp.test.org",
    "spelled[at]corp.test.org",
    "spelled (AT) corp.test.org",
    "short[at]host",
    "blanks @ corp.test.org",
    "bracket[@]corp.test.org",
    "angle<@>corp.test.org",
    "twice%2540corp.test.org",
    "'quoted'@corp.test.org",
    'host@"corp.test.org"',
    "host@<corp.test.org>",
    "remark@(at sea)corp.test.org".replace(" ", "-"),
    "remark(at-sea)@corp.test.org",
    "semi;@corp.test.org",
    "page&#64;corp.test.org",
    "page&#x40;corp.test.org",
    "page&commat;corp.test.org",
    "mail=40corp.test.org",
    "json\\u0040corp.test.org",
    "link%EF%BC%A0corp.test.org",
    "both (at) corp (dot) test (dot) org",
    "both[at]corp[dot]org",
    "both at corp dot org",
    "BOTH AT CORP DOT ORG",
    "sign [@] corp [.] org",
    "point@corp[.]test[.]org",
    "line _at_ corp _dot_ org",
]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("around", ["{}", "Ann {} Alder", "({}), and", "x\n{}\ny"])
def test_no_form_of_an_address_is_left(form: str, around: str) -> None:
    """Whatever stands around it, an address goes whole and nothing else does."""
    assert around.format("") == without_addresses(around.format(form))


@given(st.text(alphabet="ab @%40\uff20<>[]\"'.,", max_size=30))
def test_nothing_that_is_left_is_an_address(text: str) -> None:
    """What is left holds no word, sign and word in one."""
    left = without_addresses(text)
    assert left == without_addresses(left)


@pytest.mark.parametrize(
    "text",
    [
        "@handle",
        "40 %",
        "100%40",
        "a [b] <c>",
        "meet [at] noon",
        "look_at_this.md",
        '"quoted" words',
        "5 @ 3",
        "AT&T sells a dot at noon",
        "width=40 and a&b;",
        "look at the dot",
        "the link at docs.example.org",
        "50% off [.] at sea",
    ],
)
def test_other_texts_stay(text: str) -> None:
    """Handles, percentages and prices are no addresses."""
    assert text == without_addresses(text)


@pytest.mark.parametrize(
    "text",
    [
        "\u0dc1\u0dca\u200d\u0dbb\u0dd3 \u0db1\u0dd2\u0db8\u0dbd\u0dca",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "\U0001f469\U0001f3fd\u200d\U0001f52c at sea",
        "\u2764\ufe0f\u200d\U0001f525",
    ],
)
def test_a_joiner_that_a_word_needs_stays(text: str) -> None:
    """A name of Sri Lanka or Iran, or a picture of several, is one word on pages and terminals."""
    assert text == one_line(text) == plain(text)


@pytest.mark.parametrize("text", ["a\u200db", "a\u200b\u200db", "a\u061cb", "a\u200f\u200cb"])
def test_what_only_hides_goes(text: str) -> None:
    """Between Latin letters no joiner is needed, and none makes of two words one."""
    assert "a b" == one_line(text) == " ".join(plain(text).split())
    for idle in ("\u0dc1\u200d b", "\u0dc1\u200d\u200cb", "\u0dc1\u200d\x07b"):
        assert "\u0dc1 b" == one_line(idle) == " ".join(plain(idle).split())
        assert plain(idle) == plain(plain(idle))
