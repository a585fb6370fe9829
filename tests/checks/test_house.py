# What a house asks of lessons, in single texts and as `check` tells it. Must not know: how rules are
# read (tests/test_house_rules.py).
"""Test the rules of a house in files."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from pollinate.checks.files.house import EXAMPLES, find_house_faults
from pollinate.checks.files.text import Text
from pollinate.checks.house_rules import find_idle_rules
from pollinate.house_rules import FIELDS, HouseRules, read_rules
from pollinate.paths import RepoPath, SrcUri
from support.checking import check
from support.repo import ANA, Repo
from support.run import pollinate

WORDS = HouseRules(
    words=(("black list", "deny list"), ("黑名单", "拒绝名单"), ("Café", "canteen"), ("C++", "it"))
)
ASKED = {"required": ["summary", "applies_when"], "licenses": ["internal", "CC-BY-4.0"]}
GOOD = '---\nsummary: "In short."\napplies_when: "Always."\nlicense: CC-BY-4.0\n---\n# A\n\nText.\n'


def found(text: str, rules: HouseRules, *, touched: bool = True) -> list[tuple[str, int, str]]:
    """Return code, line and severity of what is found in a lesson."""
    one = Text(path=RepoPath("docs/lessons/a.md"), uri=SrcUri("lessons/a.md"), whole=text)
    return [
        (d.code, d.line, d.severity.value) for d in find_house_faults(one, rules, touched=touched)
    ]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("The black list is here.\n", [1]),
        ("A Black\nList, and the BLACK LIST.\n", [1, 2]),
        ("我们的黑名单很长。\n", [1]),
        ("The cafe\u0301 and the CAFÉ.\n", [1]),
        ("Written in C++, mostly.\n", [1]),
        ("---\ntitle: A black list\nsummary: |\n  On a black list.\n---\nText.\n", [2, 3]),
        ("---\nnot_when:\n  - no black list\n---\nText.\n", [2]),
        ("The blacklist, a black listing, unblack list.\n", []),
        ("`black list`\n\n```\nblack list\n```\n\n<!-- black list -->\n", []),
        ("[black list](black list.md) and [[black list]] and <a href='black list'>x</a>\n", []),
        ("See https://x.test.org/黑名单 there, ![黑名单](a.png), [x][黑名单].\n", []),
        ("[黑名单]: other.md\n", []),
    ],
)
def test_words_of_the_house(text: str, lines: list[int]) -> None:
    """Whole words in any capitals are found where a reader reads them, in scripts without blanks
    too; in code, comments and links they are somebody else's.
    """
    assert found(text, WORDS) == [("house-word", line, "advice") for line in lines]


def test_plain_and_hostile_words() -> None:
    """A word of the list is a text and no pattern, and a plain sentence passes."""
    rules = HouseRules(words=(("(a+)+$", "x"), ("<script>", "y"), ("[x](javascript:z)", "w")))

    assert found("A plain sentence, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\n", rules) == []
    assert found("This (a+)+$ it is.\n", rules) == [("house-word", 1, "advice")]


def test_required_fields_and_licences() -> None:
    """A lesson of a request that lacks a field, or has a licence that is none of the list, blocks;
    one that nobody touches is advised only.
    """
    rules = read_rules(ASKED)
    bare = "# A\n\nText.\n"
    odd = GOOD.replace("CC-BY-4.0", '"<b>GPL\\u202e"').replace('"In short."', '""')

    assert found(GOOD, rules) == []
    assert found(bare, rules) == [("field-required", 0, "warning")] * 2
    assert found(bare, rules, touched=False) == [("field-required", 0, "advice")] * 2
    assert found(odd, rules) == [
        ("field-required", 2, "warning"),
        ("license-not-allowed", 4, "warning"),
    ]


@pytest.mark.parametrize("key", ["draft: true", "status: retired", "status: withdrawn"])
def test_who_ends_a_lesson_need_not_complete_it(key: str) -> None:
    """A draft, and a lesson that is retired, lacks no field."""
    assert found(f"---\n{key}\n---\n# A\n\nText.\n", read_rules(ASKED)) == []
    other = re.sub("true|retired|withdrawn", '"no"' if "draft" in key else "current", key)
    lacks = [("field-required", 0, "warning")] * 2
    assert found(f"---\n{other}\n---\n# A\n\nText.\n", read_rules(ASKED)) == lacks


def test_a_heading_is_a_title() -> None:
    """A title may stand as a heading, and each field that may be required has an example."""
    rules = read_rules({"required": ["title"]})

    assert found("# A\n\nText.\n", rules) == []
    assert found("Text.\n", rules) == [("field-required", 0, "warning")]
    assert found("---\ntitle: 0\n---\nText.\n", rules) == []
    assert found('---\ntitle: " "\n---\nText.\n', rules) == [("field-required", 2, "warning")]
    assert set(FIELDS) == set(EXAMPLES)


def test_check_holds_what_a_request_touches(repo: Repo) -> None:
    """`check --since` and `--staged` block for what a request brings or changes, and say nothing of
    what it leaves alone; the whole check advises.
    """
    repo.write(
        "mkdocs.yml",
        f"site_name: G\nplugins:\n  - pollinate/garden:\n      policy: {json.dumps(ASKED)}\n",
    )
    repo.commit(ANA, docs__lessons__old="# Old\n\nThe old text of a lesson.\n")
    repo.git("switch", "-q", "-c", "idea")
    repo.commit(ANA, docs__lessons__new="# New\n\nThe new text of a lesson.\n")

    told = check(repo, "--since", "main")
    assert {(d["path"], d["code"], d["severity"]) for d in told} >= {
        ("docs/lessons/new.md", "field-required", "warning")
    }
    assert not [d for d in told if d["path"].endswith("old.md")]
    whole = [d for d in check(repo) if d["code"] == "field-required"]
    assert {d["path"] for d in whole} == {"docs/lessons/new.md", "docs/lessons/old.md"}
    assert {d["severity"] for d in whole} == {"advice"}
    repo.write("docs/lessons/old.md", "# Old\n\nThe changed text of a lesson.\n")
    repo.git("add", "-A")
    done = pollinate("-C", str(repo.path), "check", "--staged")
    assert done.returncode == 1
    assert "field-required" in done.stdout and 'summary: "The lesson' in done.stdout


def test_rules_that_fit_nothing(repo: Repo) -> None:
    """A page, a topic and a moderator that the rules name and the garden doesn't have are advice;
    those that are there are none.
    """
    policy = {
        "page": "about/none.md",
        "contact": {"who": "We", "at": "lessons/sec/a.md"},
        "second_moderator": ["lessons/sec", "lessons/se"],
        "moderators": ["Ana Reyes", "Nobody Here"],
    }
    repo.write(
        "mkdocs.yml",
        f"site_name: G\nplugins:\n  - pollinate/garden:\n      policy: {json.dumps(policy)}\n",
    )
    repo.commit(ANA, docs__lessons__sec__a="# A\n\nThe text of a lesson.\n")

    found = {d["message"]: d["severity"] for d in check(repo) if d["code"] == "idle-rule"}
    needs = "what one of them writes needs the word of two others"
    assert found == {
        "there is no page 'about/none.md', which 'page' in 'policy' names": "advice",
        "there is no lesson in 'lessons/se', which 'second_moderator' names": "advice",
        "nobody, or more than one, is meant by 'Nobody Here' in 'moderators'": "advice",
        f"two moderators are named, and {needs}": "advice",
    }
    alone = {"contact": {"at": "about/ask.md"}, "moderators": ["Ana Reyes"]}
    rules = read_rules({**alone, "second_moderator": ["lessons/sec"]})
    settings = replace(repo.settings(), policy=rules)
    assert [one.message for one in find_idle_rules(repo.garden(), settings)] == [
        "there is no page 'about/ask.md', which 'contact' in 'policy' names",
        "one moderator is named, and some topics need two",
    ]
