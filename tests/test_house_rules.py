# The rules of `policy` at the door: what they may say, and what is said to who writes them wrong.
# Must not know: who keeps a rule.
"""Test the rules of a garden."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pollinate.errors import SettingsError
from pollinate.house_rules import HouseContact, HouseRules, read_rules
from pollinate.settings import make_settings

HIDDEN = "signs \u202e that turn"


def refused(value: Any, **more: Any) -> str:
    """Return what is said of rules that make no sense."""
    with pytest.raises(SettingsError) as error:
        make_settings({"policy": value, **more}, root=Path(), docs_dir=Path())
    return str(error.value)


def test_every_rule_is_read() -> None:
    """Each rule that may be written ends in the value that whoever keeps it reads."""
    rules = read_rules(
        {
            "notes": "after",
            "legal_hold": True,
            "required": ["summary", "applies_when", "summary"],
            "licenses": "internal",
            "words": {"blacklist": "denylist"},
            "second_moderator": ["lessons/security/"],
            "moderators": ["ana", "Bea Lind"],
            "contribution_notice": "You agree\nto this.",
            "disclosure": "required",
            "disclosure_note": "Say so.",
            "contact": {"who": "The team", "at": "about/contact.md"},
            "takedown_days": 5,
            "page": "about/policy.md",
        }
    )

    assert rules == HouseRules(
        notes="after",
        legal_hold=True,
        required=("summary", "applies_when"),
        licenses=("internal",),
        words=(("blacklist", "denylist"),),
        second_moderator=("lessons/security",),
        moderators=("ana", "Bea Lind"),
        contribution_notice="You agree to this.",
        disclosure="required",
        disclosure_note="Say so.",
        contact=HouseContact("The team", "about/contact.md"),
        takedown_days=5,
        page="about/policy.md",
    )
    assert rules.needs_second("lessons/security/a.md") == "lessons/security"
    assert not rules.needs_second("lessons/security-news/a.md")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"requird": ["summary"]}, "Did you mean 'required'"),
        ({"required": ["sumary"]}, "Did you mean 'summary'"),
        ({"required": ["colour"]}, "Known: title, summary"),
        ({"required": 3}, "must be a list of texts"),
        ({"licenses": [3]}, "must be a list of texts"),
        ({"licenses": ["CC-BY-4.0"]}, "have 'internal', which 'policy' does not allow"),
        ({"words": {"a": ["b"]}}, "must say for each word what to say instead"),
        ({"words": {"a": HIDDEN}}, "holds a sign that nobody sees"),
        ({"second_moderator": ["../x"]}, "must list folders"),
        ({"second_moderator": ["lessons/*"]}, "must list folders"),
        ({"moderators": {"ana": 1}}, "must be a list of texts"),
        ({"contribution_notice": 3}, "must be a text"),
        ({"contribution_notice": "a\x1b[31mb"}, "holds a sign that nobody sees"),
        ({"contribution_notice": "ask ana@harbour.test.org"}, "holds an address for mail"),
        ({"disclosure": "maybe"}, "Choose one of: optional, required"),
        ({"disclosure_note": HIDDEN}, "holds a sign that nobody sees"),
        ({"contact": 3}, "must say 'who' and 'at'"),
        ({"contact": {"whom": "x"}}, "must say 'who' and 'at'"),
        ({"contact": {"at": "javascript:alert(1)"}}, "must be a web address, a page or the mail"),
        ({"contact": {"at": "data:text/html,x"}}, "must be a web address, a page or the mailbox"),
        ({"contact": {"at": "../../etc/passwd.md"}}, "must be a web address, a page or the mailb"),
        ({"contact": "ana@harbour.test.org"}, "is not the mailbox"),
        ({"takedown_days": True}, "must be a number of days"),
        ({"takedown_days": -1}, "must be a number of days"),
        ({"takedown_days": "five"}, "must be a number of days"),
        ({"page": "no"}, "must be true, false or a page"),
        ({"page": "https://x.test.org/a.md"}, "must be true, false or a page"),
    ],
)
def test_what_makes_no_sense_is_told(value: Any, words: str) -> None:
    """A wrong rule stops at the door, and says what to write instead."""
    told = refused(value)

    assert words in told, told
    assert "\x1b" not in told and "\u202e" not in told


def test_contact_in_one_line() -> None:
    """A contact that is a text is a place where it looks like one, else who it is."""
    assert read_rules({"contact": "https://x.test.org/ask"}).contact.at == "https://x.test.org/ask"
    assert read_rules({"contact": "about/us.md#who"}).contact.page == "about/us.md"
    assert read_rules({"contact": "The learning team"}).contact.who == "The learning team"


def test_the_mailbox_may_be_the_contact() -> None:
    """The one address that may stand in output is a contact; any other is refused."""
    box = "lessons@harbour.test.org"
    made = make_settings({"policy": {"contact": box}, "mailbox": box}, root=Path(), docs_dir=Path())

    assert made.policy.contact.is_mail
    assert "is not the mailbox" in refused({"contact": box}, mailbox="x@harbour.test.org")


def test_words_of_a_file(tmp_path: Path) -> None:
    """A list of words is read from a file beside the settings; remarks and blanks are none."""
    (tmp_path / "w.txt").write_text("# house\n\nblack list: deny list\n黑名单: 拒绝名单\n", "utf-8")

    rules = read_rules({"words": "w.txt"}, root=tmp_path)

    assert rules.words == (("black list", "deny list"), ("黑名单", "拒绝名单"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"root:x:0\nno pair here\n", "this line is no word with what to say instead"),
        (b"\xff\xfe\x00", "can't be read"),
        (b"a: b \x1b[31m\n", "this line is no word with what to say instead"),
    ],
)
def test_a_list_that_is_none(tmp_path: Path, text: bytes, words: str) -> None:
    """A file that is no list of words is told, and no line of it is quoted."""
    (tmp_path / "w.txt").write_bytes(text)

    with pytest.raises(SettingsError) as error:
        read_rules({"words": "w.txt"}, root=tmp_path)

    assert words in str(error.value)
    assert "no pair here" not in str(error.value) and "\x1b" not in str(error.value)


def test_a_list_from_elsewhere_is_not_read(tmp_path: Path) -> None:
    """A list outside of the garden, or a link to one, is refused: it would be shown on a page."""
    (tmp_path / "secret.txt").write_text("a: b\n", "utf-8")
    garden = tmp_path / "garden"
    garden.mkdir()
    (garden / "link.txt").symlink_to(tmp_path / "secret.txt")

    for name in ("../secret.txt", "link.txt", str(tmp_path / "secret.txt")):
        with pytest.raises(SettingsError, match="lies outside of the garden"):
            read_rules({"words": name}, root=garden)
    with pytest.raises(SettingsError, match="can't be read"):
        read_rules({"words": "none.txt"}, root=garden)
