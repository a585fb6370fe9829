# Promises of who is a tool, on spellings from public histories: no tool is anybody, and nobody who is
# called like one is lost. Must not know: git, pages.
"""Test telling tools from people."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pollinate.derive.people import derive_people
from pollinate.derive.times import Times
from pollinate.derive.tool_table import AI, MACHINES
from pollinate.derive.tools import by_address, by_name, disclosed
from pollinate.model.git import Commit, History, Identity, Trailer, TrailerKind
from pollinate.model.people import People, PersonFile
from pollinate.paths import RepoPath, Sha, SrcUri
from pollinate.settings import Settings
from support.spellings import PEOPLE, TOOLS, Spelling

SETTINGS = Settings(root=Path("/garden"), docs_dir=Path("/garden/docs"))


def identity(who: str) -> Identity:
    """Return `Name <address>` as an identity."""
    name, _, mail = who.partition(" <")
    return Identity(name, mail.rstrip(">"))


def history(*authors: str, trailers: tuple[Trailer, ...] = ()) -> History:
    """Return a commit a day by each of some authors, given as `Name <address>`."""
    commits = [
        Commit(
            sha=Sha(f"{number:040x}"),
            parents=(),
            author=identity(author),
            raw_author=identity(author),
            when=f"2026-{number // 28 + 1:02d}-{number % 28 + 1:02d}T12:00:00+00:00",
            subject="x",
            trailers=trailers,
        )
        for number, author in enumerate(authors)
    ]
    return History(head=commits[-1].sha, commits=tuple(commits))


def named(who: str, kind: TrailerKind = TrailerKind.CO_AUTHOR) -> History:
    """Return a history of one commit by Ana that names somebody in a trailer."""
    trailer = Trailer(kind, "Co-authored-by", identity(who))
    return history("Ana Reyes <ana@harbour.test.org>", trailers=(trailer,))


def file(handle: str, **values: object) -> dict[str, PersonFile]:
    """Return one people file, by its handle."""
    one = PersonFile(
        handle=handle,
        src_uri=SrcUri(f"people/{handle}.md"),
        repo_path=RepoPath(f"docs/people/{handle}.md"),
        **values,  # type: ignore[arg-type]
    )
    return {handle: one}


def people(
    told: History, files: dict[str, PersonFile] | None = None, values: Settings = SETTINGS
) -> People:
    """Derive the people of a history."""
    return derive_people(told, files or {}, (), (), Times(told), values)


def test_the_lists_are_long_enough() -> None:
    """Forty spellings of tools, twenty of people, forty tools in the table, each with a source and
    something by which it is known; no address or account stands for two.
    """
    table = (*AI, *MACHINES)

    assert len(TOOLS) >= 40 and len(PEOPLE) >= 20 and len(table) >= 40
    assert all(one.source and (one.addresses or one.accounts) for one in table)
    for kind in ("addresses", "accounts", "names"):
        known = [word for one in table for word in getattr(one, kind)]
        assert len(known) == len(set(known)) and all(word == word.lower() for word in known)


@pytest.mark.parametrize("one", TOOLS, ids=[one.who for one in TOOLS])
def test_a_tool_is_nobody(one: Spelling) -> None:
    """As author, as co-author, reviewer or helper: no contributor; it is known whether it is an
    assistant.
    """
    found = people(history(one.who))
    assert {} == dict(found.contributors) and found.of(identity(one.who)) is None
    assert [one.ai] == [tool.ai for tool in found.tools.values()]
    for kind in TrailerKind:
        found = people(named(one.who, kind))
        assert ["ana-reyes"] == list(found.contributors)
        assert found.of(identity(one.who)) is None


@pytest.mark.parametrize("who", [who for who, _ in PEOPLE])
def test_nobody_is_taken_for_a_tool(who: str) -> None:
    """As author and as co-author, alone and among all tools: the person is there."""
    assert 1 == len(people(history(who)).contributors) and not people(history(who)).tools
    assert people(named(who)).of(identity(who)) is not None
    among = people(history(*(one.who for one in TOOLS if "<" in one.who), who))
    assert 1 == len(among.contributors) and among.of(identity(who)) is not None


def test_all_at_once_in_any_order() -> None:
    """With every tool and every person in one history, all people are there and no tool is, in
    whichever order they came.
    """
    whole = [*(one.who for one in TOOLS), *(who for who, _ in PEOPLE)]
    for seed in range(5):
        random.Random(seed).shuffle(whole)
        found = people(history(*whole))
        assert all(found.of(identity(who)) for who, _ in PEOPLE)
        assert not any(found.of(identity(one.who)) for one in TOOLS)


def test_a_name_without_an_address_is_its_only_namesake_s() -> None:
    """A trailer that says "Claude" means the colleague, where there is one who is called so."""
    colleague = "Claude <claude@harbour.test.org>"
    assert people(named("Claude")).of(identity("Claude")) is None

    one = history(colleague, trailers=named("Claude").commits[0].trailers)
    found = people(one)
    assert found.of(identity(colleague)) == found.of(identity("Claude")) == "claude"


@given(
    st.sampled_from([one.who for one in TOOLS if by_address(identity(one.who))]),
    st.text(st.characters(codec="utf-8", exclude_characters="<>\n\0"), max_size=20),
    st.randoms(use_true_random=False),
)
@settings(max_examples=150, deadline=None)
def test_an_address_of_a_tool_is_one_under_any_name(
    who: str, name: str, chance: random.Random
) -> None:
    """Whatever name stands before it, in whatever letters it is written."""
    mail = "".join(chance.choice((c.upper(), c.lower())) for c in identity(who).email)

    assert {} == dict(people(history(f"{name} <{mail}>")).contributors)


@given(
    st.sampled_from([name for one in (*AI, *MACHINES) for name in one.names if "*" not in name]),
    st.from_regex(r"[a-z]{2,8}\.[a-z]{2,8}@[a-z]{3,8}\.test\.org", fullmatch=True),
)
@settings(max_examples=150, deadline=None)
def test_a_personal_address_is_a_person_s_under_any_name(name: str, mail: str) -> None:
    """No name makes a tool of somebody who has an address of their own."""
    assert by_name(Identity(name, mail)) is None and by_address(Identity(name, mail)) is None
    assert 1 == len(people(history(f"{name} <{mail}>")).contributors)


def test_what_one_identity_of_an_address_is_all_are() -> None:
    """A bot of our own that the setting names is one under its other names, too; its address in
    another letter case is the same.
    """
    values = replace(SETTINGS, bots=("*[bot]", "harbour-helper"))
    ours = ("harbour-helper <h@harbour.test.org>", "The Helper <H@harbour.test.org>")
    found = people(history(*ours, "Ana Reyes <ana@harbour.test.org>"), values=values)

    assert ["ana-reyes"] == list(found.contributors)
    assert {"a tool"} == {tool.name for tool in found.tools.values()}


def test_a_shared_address_makes_no_tool_of_a_person() -> None:
    """An address of roles is nobody's: a tool that writes from it takes nobody along."""
    for tool, mail in (("Claude", "noreply@github.com"), ("harbour[bot]", "ci@harbour.test.org")):
        found = people(history(f"{tool} <{mail}>", f"Ana Reyes <{mail}>"))
        assert ["ana-reyes"] == list(found.contributors)
    values = replace(SETTINGS, bots=("harbour-helper",))
    told = history("harbour-helper <ci@h.test.org>", "Ana Reyes <ci@h.test.org>")
    assert ["ana-reyes"] == list(people(told, values=values).contributors)


@pytest.mark.parametrize("kind", ["person", ""])
def test_a_people_file_makes_a_person_of_a_tool_s_name(kind: str) -> None:
    """Whom a file names is no tool by the name alone; with `kind: person` by no address either."""
    bare, app = "Claude", "claude[bot] <209825114+claude[bot]@users.noreply.github.com>"
    files = file("claude-v", name="Claude V.", git=("Claude", "claude[bot]"), kind=kind)
    found = people(history(bare, app), files)

    assert "claude-v" == found.of(identity(bare))
    assert ("claude-v" if kind else None) == found.of(identity(app))


def test_a_people_file_makes_a_tool_of_a_person_s_name() -> None:
    """A bot at an address that looks like a person's is one as soon as a file says so."""
    files = file("harbour-bot", git=("Harbour Bot",), kind="tool")
    told = history("Harbour Bot <hb@harbour.test.org>", "hb <hb@harbour.test.org>")

    assert 1 == len(people(told).contributors)
    assert {} == dict(people(told, files).contributors)


def test_tools_are_no_finding() -> None:
    """Many names at a tool's address, and one name at several, are advice to nobody."""
    names = ("GPT 5.5", "Codex CLI", "Terminal Agent", "Some Model")
    codex = [f"{name} <codex@openai.com>" for name in names]
    copilot = ("GitHub Copilot <copilot@github.com>", f"GitHub {TOOLS[6].who}")

    assert () == people(history(*codex, *copilot)).diagnostics


def test_aider_s_mark_is_no_part_of_a_name() -> None:
    """Who uses it keeps their name, however often it stands behind theirs."""
    told = history("Ana Reyes <a@h.test.org>", *["Ana Reyes (aider) <a@h.test.org>"] * 3)
    (one,) = people(told).contributors.values()

    assert ("Ana Reyes", "ana-reyes") == (one.name, one.slug)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Claude:claude-opus-4-6", "Claude"),
        ("Claude Code", "Claude"),
        ("Claude Opus 4.6 <noreply@anthropic.com>", "Claude"),
        ("GitHub Copilot (GPT-5)", "GitHub Copilot"),
        ("Copilot", "GitHub Copilot"),
        ("Codex:gpt-5.6-sol", "Codex"),
        ("ChatGPT", "ChatGPT"),
        ("Gemini 3 Pro", "Gemini"),
        ("Crush", "Crush"),
        ("Devin", "Devin"),
        ("generic LLM chatbot", "a tool"),
        ("HarbourCoder:v2", "a tool"),
        ("Daniel Gustafsson", None),
        ("Claude Paroz", None),
        ("Devin Robinson", None),
        ("Claudette Dubois", None),
        ("Jules Verne", None),
    ],
)
def test_what_assisted_by_names(text: str, name: str | None) -> None:
    """An assistant in the kernel's, Fedora's and the ASF's form; the name of a person, whom curl
    has thanked so since 2020, is no tool.
    """
    text = text.partition(" <")[0]
    found = disclosed(text)

    assert name == (found.name if found else None)
    assert found is None or found.ai
