# What tools get, in everything that is written: nothing. Their words are nobody's where no person is
# on the commit, and whoever is has them; what an assistant did is said. The spellings stand in
# tests/support/spellings.py. Must not know: how tools are told.
"""Test that tools are credited nowhere."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pollinate.checks.run import check_garden
from pollinate.paths import SrcUri
from support.repo import ANA, BEA, Repo, lines
from support.run import pollinate
from support.site import Site, article, build
from support.spellings import PEOPLE, TOOLS

HELP = "Co-Authored-By: Claude Opus 4.8 <noreply@anthropic.com>"
AGENT = "copilot-swe-agent[bot] <198982749+Copilot@users.noreply.github.com>"
WEBLATE = "Weblate <noreply@weblate.org>"


def said(key: str, whom: list[str]) -> str:
    """Return a message with a trailer for each of some people."""
    return "Write\n\n" + "\n".join(f"{key}: {who}" for who in whom)


@dataclass(frozen=True)
class Crowd:
    """A garden of every tool and every person of the lists, and what is written of it."""

    repo: Repo
    site: Site
    credits: dict[str, Any]
    public: dict[str, Any]


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Crowd:
    """Let each tool write, and be named by Ana as co-author, reviewer and helper; let each person be
    named.
    """
    repo = Repo(tmp_path_factory.mktemp("crowd") / "garden")
    repo.write("docs/index.md", "# Home\n\n<!-- pollinate: home -->\n")
    tools = [one.who for one in TOOLS]
    repo.lesson(ANA, "# A\n\n" + lines("a"), said("Co-authored-by", tools), name="a")
    repo.lesson(ANA, "# B\n\n" + lines("b"), said("Reviewed-by", tools), name="b")
    repo.lesson(ANA, "# C\n\n" + lines("c"), said("Thanks-to", tools), name="c")
    text = "# D\n\n"
    for number, one in enumerate(TOOLS):
        text += lines(f"d{number}x")
        repo.lesson(one.who if "<" in one.who else f"{one.who} <>", text, "Machine", name="d")
    repo.lesson(BEA, text + lines("bea"), "Person", name="d")
    people = [who for who, _ in PEOPLE]
    repo.lesson(ANA, "# E\n\n" + lines("e"), said("Co-authored-by", people), name="e")
    done = [
        pollinate("-C", str(repo.path), "--docs-dir", "docs", *verb)
        for verb in (["credits", "--format", "json"], ["export", "--public"])
    ]
    assert [0, 0] == [one.returncode for one in done], done
    site = build(repo.path, repo.path.parent / "site")
    return Crowd(repo, site, json.loads(done[0].stdout), json.loads(done[1].stdout))


def test_no_tool_is_a_person_anywhere(crowd: Crowd) -> None:
    """Of forty spellings and more, as author and in every trailer: no share, no role, no page, no
    thank, no contributor.
    """
    lessons = crowd.credits["lessons"]
    for stem in "abc":
        (only,) = lessons[f"docs/lessons/{stem}.md"]["credits"]
        assert ("ana-reyes", ["author"], 1.0) == (
            only["contributor"],
            only["roles"],
            only["share"],
        )
    (bea,) = lessons["docs/lessons/d.md"]["credits"]
    assert ("bea-lind", 1.0, 10.0) == (bea["contributor"], bea["share"], bea["words"])
    assert 10 == lessons["docs/lessons/d.md"]["words"]

    garden = crowd.repo.garden()
    expected = len(PEOPLE) + 2 - 1  # "Ana Reyes (aider)" is Ana.
    assert expected == len(crowd.credits["contributors"]) == len(garden.contributors)
    assert set(garden.contributors) == set(crowd.public["contributors"])
    assert {"ana-reyes", "bea-lind"} >= {
        one.who for one in garden.acknowledgements if one.lesson != "lessons/e.md"
    }
    pages = {path.parent.name for path in crowd.site.folder.glob("people/*/index.html")}
    assert pages <= set(garden.contributors)


def test_nobody_who_is_called_like_a_tool_is_lost(crowd: Crowd) -> None:
    """Each of twenty people has the same share of what they wrote together, and is named on it."""
    garden = crowd.repo.garden()
    credits = garden.credits[SrcUri("lessons/e.md")].credits
    names = {garden.people.contributors[one.contributor].name for one in credits}

    assert {who.partition(" <")[0].removesuffix(" (aider)") for who, _ in PEOPLE} == names
    assert len(PEOPLE) == len(credits) and 1 == len({round(one.share, 9) for one in credits})


def test_machines_are_not_called_ai(crowd: Crowd) -> None:
    """A page says of assistants alone that they helped, and of all tools what they made alone."""
    helped = article(crowd.site.page("lessons/a")).text
    assert "AI tool's help (" in helped and "Claude" in helped and "Cursor" in helped
    for name in ("Weblate", "Renovate", "GitHub Actions", "Dependabot", "Snyk"):
        assert name not in helped
    alone = article(crowd.site.page("lessons/d")).text
    assert "made by a tool alone (" in alone and "Weblate" in alone and "Codex" in alone
    assert "AI tool's help" not in alone
    assert "Weblate" in crowd.credits["lessons"]["docs/lessons/d.md"]["tools"]
    assert "Weblate" not in crowd.credits["lessons"]["docs/lessons/a.md"]["tools"]
    assert (
        crowd.credits["lessons"]["docs/lessons/d.md"]["tools"]
        == (crowd.public["lessons"]["lessons/d.md"]["tools"])
    )


def test_tools_are_no_findings(crowd: Crowd) -> None:
    """Nobody is asked to write a mailmap for programs."""
    told = [f"{d.code} {d.message}" for d in check_garden(crowd.repo.garden())]

    assert [] == [one for one in told if "Copilot" in one or "Codex" in one or "bot" in one]


@pytest.mark.parametrize(("who", "name"), [(AGENT, "GitHub Copilot"), (WEBLATE, "Weblate")])
def test_words_of_a_tool_alone_are_nobodys(repo: Repo, tmp_path: Path, who: str, name: str) -> None:
    """They stand outside the shares in credits, `why`, page and export, and the tool is named as
    their maker.
    """
    repo.write("docs/index.md", "# Home\n")
    repo.lesson(who, "# A\n\n" + lines("one", "two"))
    repo.lesson(ANA, "# A\n\n" + lines("one", "two", "three"))
    repo.lesson(who, "# B\n\n" + lines("b"), name="b")

    garden, credits = repo.credits()
    one, other = credits[SrcUri("lessons/a.md")], credits[SrcUri("lessons/b.md")]
    assert (10, (name,), 21, ()) == (one.words, one.made_by, one.made_words, one.tools)
    assert {"Ana Reyes": 1.0} == repo.shares() and {"Ana Reyes": ["author"]} == repo.roles()
    assert (0, (name,), 11, ()) == (other.words, other.made_by, other.made_words, other.credits)

    place = ("-C", str(repo.path), "--docs-dir", "docs")
    told = pollinate(*place, "why", "ana-reyes", "a").stdout
    assert f"21 more words are nobody's, and in no share: made by a tool alone ({name})" in told
    why = json.loads(pollinate(*place, "why", "ana-reyes", "a", "--format", "json").stdout)
    assert {"names": [name], "words": 21} == why["made_by_tools"] and [] == why["tools"]
    for verb in (["export"], ["export", "--public"]):
        whole = json.loads(pollinate(*place, *verb).stdout)
        assert [name] == whole["lessons"]["lessons/b.md"]["tools"]
        assert [] == whole["lessons"]["lessons/b.md"]["credits"]
    site = build(repo.path, tmp_path / "site")
    assert f"Made by a tool ({name})." in article(site.page("lessons/b")).text
    part = article(site.page("lessons/a")).text
    assert f"Some words were made by a tool alone ({name})." in part
    assert "Written by Ana Reyes." in part and "AI" not in part


def test_who_answers_for_a_tool_s_commit_has_its_words(repo: Repo, tmp_path: Path) -> None:
    """A person beside a tool has all words of the commit, whoever of the two is its author; the
    assistant is disclosed, in `why` too.
    """
    repo.write("docs/index.md", "# Home\n")
    repo.lesson(AGENT, "# A\n\n" + lines("one"), f"Write\n\nCo-authored-by: {ANA}")
    repo.lesson(BEA, "# A\n\n" + lines("one", "two"), f"Write\n\n{HELP}")

    assert {"Ana Reyes": 0.524, "Bea Lind": 0.476} == repo.shares()
    assert {"blame, tool", "blame"} == repo.rules()
    (one,) = repo.credits()[1].values()
    assert (("Claude", "GitHub Copilot"), (), 0) == (one.tools, one.made_by, one.made_words)
    told = pollinate("-C", str(repo.path), "--docs-dir", "docs", "why", "bea-lind", "a").stdout
    assert "Written with an AI tool's help (Claude, GitHub Copilot)" in told
    page = article(build(repo.path, tmp_path / "site").page("lessons/a")).text
    assert "Written with an AI tool's help (Claude, GitHub Copilot)." in page


def test_disclosing_can_be_switched_off(repo: Repo) -> None:
    """With `disclose_tools: false` no tool is named; their words are nobody's all the same."""
    repo.lesson(AGENT, "# A\n\n" + lines("one"))
    repo.lesson(BEA, "# A\n\n" + lines("one", "two"), f"Write\n\n{HELP}")

    garden, credits = repo.credits(disclose_tools=False)
    (one,) = credits.values()
    assert ((), (), 10) == (one.tools, one.made_by, one.words)


@pytest.mark.parametrize(
    ("line", "tools"),
    [
        ("Assisted-by: Claude:claude-opus-4-6 coccinelle", ("Claude",)),
        ("Generated-by: GitHub Copilot", ("GitHub Copilot",)),
        ("Assisted-by: Crush <crush@charm.land>", ("Crush",)),
        ("Assisted-by: generic LLM chatbot", ("a tool",)),
        ("Assisted-by: Daniel Gustafsson", ()),
        ("Assisted-by: Jane Doe <jane@harbour.test.org>", ()),
        ("Assisted-by: bea", ()),
        ("Co-authored-by: pre-commit-ci[bot] <6+pre-commit-ci[bot]@users.noreply.github.com>", ()),
    ],
)
def test_what_is_disclosed(repo: Repo, line: str, tools: tuple[str, ...]) -> None:
    """Assistants, as the kernel, Fedora and the ASF name them; no machine, and nobody whom a project
    thanks so, by a full name or by one that is known here.
    """
    repo.lesson("bea <bea@harbour.test.org>", "# B\n", name="b")
    repo.lesson(ANA, lines("one"), f"Write\n\n{line}")

    assert tools == repo.credits()[1][SrcUri("lessons/a.md")].tools
    assert {"Ana Reyes": 1.0} == repo.shares()


def test_a_tool_that_a_file_names_is_no_person(repo: Repo) -> None:
    """Neither a teacher nor a reviewer; `check` says where else to name it. A people file, or a
    colleague's commits, make a person of the same name.
    """
    text = "---\n{}---\n" + lines("one")
    learned = "learned_from:\n  - person: Claude\n    because: It said so.\n"
    credit = "credit:\n  - {person: GitHub Copilot, role: reviewer}\n"
    repo.lesson(ANA, text.format(learned + credit))

    garden = repo.garden()
    assert ["ana-reyes"] == list(garden.contributors)
    told = [(d.code, d.line) for d in garden.diagnostics]
    assert [("tool-as-person", 3), ("tool-as-person", 6)] == told

    repo.lesson("Claude <claude@harbour.test.org>", "# B\n", name="b")
    repo.write("docs/people/pilot.md", "---\nname: GitHub Copilot\n---\n")
    assert ["teacher"] == repo.roles()["Claude"]
    assert ["reviewer"] == repo.roles()["GitHub Copilot"]
