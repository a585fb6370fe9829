# A trailer that is not true is taken back by the lesson it is on: `credit:` with `role: none`, for a
# name, for a commit, or for both. It takes what a message says of somebody, and nothing that they
# did themselves. Must not know: how trailers are read.
"""Test withdrawn trailers."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from pollinate.checks.run import check_garden
from pollinate.derive.why import acts
from pollinate.derive.withdrawn import trailers_left
from pollinate.paths import RepoPath, SrcUri
from support.repo import ANA, BEA, CY, MOD, Repo, lines
from support.run import pollinate
from support.site import build

FALSE = f"Write\n\nCo-authored-by: {BEA}\nReviewed-by: {CY}\nHelped-by: {MOD}"
PLAIN = "# A\n\n" + lines("one", "two")


def withdrawing(*entries: str, text: str = PLAIN) -> str:
    """Return a lesson whose front matter holds entries of `credit`, given in flow style."""
    return "---\ncredit:\n" + "".join(f"  - {{{one}}}\n" for one in entries) + f"---\n{text}"


def codes(repo: Repo) -> list[str]:
    """Return the codes of all findings of `check`."""
    return [d.code for d in check_garden(repo.garden())]


@pytest.mark.parametrize("name", ["Bea Lind", "bea lind", "bea-lind", "@bea-lind", "B. L."])
def test_a_false_co_author_is_withdrawn_by_name(repo: Repo, name: str) -> None:
    """Under any spelling of the name, a handle or another of the person's names: no share, no role,
    no thank and no act is left of the trailer, and the others' stand.
    """
    repo.write(".mailmap", "Bea Lind <bea@harbour.test.org> B. L. <bl@harbour.test.org>\n")
    if name == "B. L.":
        repo.write("docs/people/bea-lind.md", '---\nname: Bea Lind\ngit: ["B. L."]\n---\n')
    repo.lesson(ANA, PLAIN, FALSE)
    assert {"Ana Reyes": 0.5, "Bea Lind": 0.5} == repo.shares()

    repo.lesson(ANA, withdrawing(f'person: "{name}", role: none'), "Take back")

    assert {"Ana Reyes": 1.0} == repo.shares()
    expected = {"Ana Reyes": ["author"], "Cy Okafor": ["reviewer"], "Mo Derator": ["helper"]}
    assert expected == repo.roles()
    garden = repo.garden()
    assert {"ana-reyes", "cy-okafor", "mo-derator"} == {a.who for a in garden.acknowledgements}
    assert "bea-lind" not in garden.contributors or garden.contributors["bea-lind"].profile


@pytest.mark.parametrize(
    ("person", "role"),
    [("Cy Okafor", "reviewer"), ("Mo Derator", "helper")],
    ids=["review", "help"],
)
def test_a_false_review_or_help_is_withdrawn(repo: Repo, person: str, role: str) -> None:
    """What else a trailer gives goes in the same way, with its thanks."""
    repo.lesson(ANA, PLAIN, FALSE)
    assert [role] == repo.roles()[person]

    repo.lesson(ANA, withdrawing(f"person: {person}, role: none"), "Take back")

    assert person not in repo.roles()
    garden = repo.garden()
    named = {garden.people.contributors[a.who].name for a in garden.acknowledgements}
    assert person not in named and "Bea Lind" in named


def test_a_commit_s_trailers_are_withdrawn(repo: Repo) -> None:
    """By the beginning of its id all that a commit says of people goes, or what it says of one;
    its author stays, and so do other commits' trailers.
    """
    first = repo.lesson(ANA, PLAIN, FALSE)
    second = repo.lesson(ANA, PLAIN + lines("three", "four"), f"More\n\nCo-authored-by: {BEA}")
    more = PLAIN + lines("three", "four")

    repo.lesson(ANA, withdrawing(f'commit: "{first[:9]}", role: none', text=more), "Take back")
    assert {"Ana Reyes": 0.756, "Bea Lind": 0.244} == repo.shares()
    assert {"Ana Reyes", "Bea Lind"} == set(repo.roles())

    entry = f'person: Bea Lind, commit: "{second.upper()}", role: none'
    repo.lesson(ANA, withdrawing(entry, text=more), "Take back another")
    assert {"Ana Reyes": 0.744, "Bea Lind": 0.256} == repo.shares()
    assert {"Ana Reyes", "Bea Lind", "Cy Okafor", "Mo Derator"} == set(repo.roles())


def test_a_withdrawal_holds_on_its_own_lesson_only(repo: Repo) -> None:
    """Another lesson of the same commit keeps its people, also where their words moved here."""
    repo.commit(ANA, FALSE, docs__lessons__a=PLAIN, docs__lessons__b="# B\n\n" + lines("b", "c"))
    repo.lesson(ANA, withdrawing("person: Bea Lind, role: none"), "Take back")

    assert {"Ana Reyes": 1.0} == repo.shares("a")
    assert {"Ana Reyes": 0.5, "Bea Lind": 0.5} == repo.shares("b")
    assert {"lessons/b.md"} == {
        a.lesson for a in repo.garden().acknowledgements if a.who == "bea-lind"
    }


def test_a_withdrawn_author_of_a_tool_s_commit_leaves_it_to_nobody(repo: Repo) -> None:
    """A trailer that gave a tool's commit to somebody is withdrawn: then the tool made it alone."""
    repo.lesson("Weblate <noreply@weblate.org>", PLAIN, f"Write\n\nCo-authored-by: {BEA}")
    assert {"Bea Lind": 1.0} == repo.shares()

    repo.lesson(ANA, withdrawing("person: Bea Lind, role: none"), "Take back")

    garden, credits = repo.credits()
    one = credits[SrcUri("lessons/a.md")]
    assert {} == repo.shares() and (0, ("Weblate",), 21) == (one.words, one.made_by, one.made_words)


def test_what_somebody_did_is_not_withdrawn(repo: Repo) -> None:
    """Who wrote a commit stands in Git: their words and roles stay, and `check` says that nothing
    was withdrawn.
    """
    repo.lesson(BEA, PLAIN)
    repo.lesson(ANA, withdrawing("person: Bea Lind, role: none"), "Take back")

    assert {"Bea Lind": 1.0} == repo.shares()
    assert ["credit-withdrawn", "nothing-to-withdraw"] == sorted(codes(repo))


def test_a_role_from_a_file_stays_beside_a_withdrawal(repo: Repo) -> None:
    """A false trailer goes, and what the lesson itself says of the same person counts."""
    repo.lesson(ANA, PLAIN, FALSE)
    both = withdrawing("person: Bea Lind, role: none", "person: Bea Lind, role: reviewer")
    repo.lesson(ANA, both, "Say it right")

    assert {"Ana Reyes": 1.0} == repo.shares()
    assert ["reviewer"] == repo.roles()["Bea Lind"]


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ("person: Nobody Here, role: none", "unknown-person"),
        ("person: Mo Derator, role: none", "nothing-to-withdraw"),
        ('commit: "0123456789", role: none', "unknown-commit"),
        ('person: Bea Lind, commit: "0123456789", role: none', "unknown-commit"),
        ("commit: 'a word', role: none", "unknown-value"),
        ("commit: abc, role: none", "unknown-value"),
        ("role: none", "wrong-type"),
        ("as: Payments team, role: none", "unknown-key"),
        ("person: Bea Lind, commit: abcdef0", "wrong-type"),
        ("person: Bea Lind, commit: abcdef0, role: reviewer", "wrong-type"),
    ],
)
def test_a_withdrawal_that_withdraws_nothing_is_told(repo: Repo, entry: str, code: str) -> None:
    """Each slip is one finding at its line; it credits nobody, and changes nothing."""
    repo.lesson(MOD, "# B\n", name="b")
    repo.lesson(ANA, PLAIN, f"Write\n\nCo-authored-by: {BEA}")
    repo.lesson(ANA, withdrawing(entry), "Take back")

    garden = repo.garden()
    found = [d for d in garden.diagnostics if d.path == RepoPath("docs/lessons/a.md")]
    assert [(code, 3)] == [(d.code, d.line) for d in found]
    assert {"Ana Reyes": 0.5, "Bea Lind": 0.5} == repo.shares()
    assert {"Ana Reyes", "Bea Lind"} == set(repo.roles())
    assert "Nobody Here" not in {one.name for one in garden.people.contributors.values()}


@pytest.mark.parametrize("role", ["", "role: null, ", "role: ~, "])
def test_no_role_is_not_none(repo: Repo, role: str) -> None:
    """A role that is left out withdraws nobody: it is a finding, as before."""
    repo.lesson(ANA, PLAIN, FALSE)
    repo.lesson(ANA, withdrawing(f"{role}person: Bea Lind"), "Say nothing")

    assert {"Ana Reyes": 0.5, "Bea Lind": 0.5} == repo.shares()
    assert "wrong-type" in codes(repo)


def test_notes_and_trails_withdraw_nobody(repo: Repo) -> None:
    """There `credit` says whose a note is: `none` is a finding, and makes nobody its writer."""
    repo.lesson(ANA, PLAIN, FALSE)
    note = "---\nabout: lessons/a.md\nkind: question\n{}---\n\nWhy?\n"
    entry = "credit:\n  - {person: Bea Lind, role: none}\n"
    repo.commit(CY, "Ask", docs__notes__n=note.format(entry))

    garden = repo.garden()
    assert [("cy-okafor",)] == [one.by for one in garden.notes]
    assert ["unknown-value"] == [d.code for d in garden.diagnostics]


def test_who_withdraws_another_s_credit_is_told(repo: Repo) -> None:
    """A moderator hears of a withdrawal by another; of one's own nothing is said."""
    repo.lesson(ANA, PLAIN, FALSE)
    repo.lesson(BEA, withdrawing("person: Bea Lind, role: none"), "Not me")
    assert [] == codes(repo)

    repo.lesson(CY, withdrawing("person: Bea Lind, role: none "), "Not hers")
    (told,) = check_garden(repo.garden())
    assert ("credit-withdrawn", 3) == (told.code, told.line)
    assert "Cy Okafor wrote it" in told.message and "Bea" not in told.message


def test_why_shows_no_withdrawn_act(repo: Repo) -> None:
    """Of two trailers that name somebody, the one that stands is the only act."""
    first = repo.lesson(ANA, PLAIN, FALSE)
    second = repo.lesson(ANA, PLAIN + lines("three"), f"More\n\nReviewed-by: {CY}")
    entry = f'person: Cy Okafor, commit: "{first[:12]}", role: none'
    repo.lesson(ANA, withdrawing(entry, text=PLAIN + lines("three")), "Take back")

    garden = repo.garden()
    lesson = garden.content.lessons[SrcUri("lessons/a.md")]
    commits = trailers_left(lesson, garden.history.commits, garden.people)
    (credit,) = (c for c in garden.credits[lesson.src_uri].credits if c.contributor == "cy-okafor")
    found = acts(credit, garden.history.files[lesson.repo_path], commits, garden.people)
    assert [second] == [act.commit.sha for act in found if act.commit]
    printed = pollinate("-C", str(repo.path), "--docs-dir", "docs", "why", "cy-okafor", "a").stdout
    assert second[:7] in printed and first[:7] not in printed


OTTO, PIA = "Ottokar Vantongeren", "Philippa Zwijnenburg"


def test_a_hidden_person_is_withdrawn_without_a_trace(repo: Repo, tmp_path: Path) -> None:
    """Of two people who are not shown, the one that is named goes and the other's words stay; no
    byte of the site, of a document or of a finding holds either name.
    """
    for handle, name in (("ovg77", OTTO), ("pzb88", PIA)):
        repo.write(f"docs/people/{handle}.md", f"---\nname: {name}\nshow: hidden\n---\n")
    repo.lesson(ANA, PLAIN, f"Write\n\nCo-authored-by: {OTTO} <ovg77@harbour.test.org>")
    more = PLAIN + lines("three", "four")
    repo.lesson(ANA, more, f"More\n\nCo-authored-by: {PIA} <p@harbour.test.org>")
    assert {"Ana Reyes": 0.5, "a colleague": 0.5} == repo.shares()

    repo.write("docs/index.md", "# Home\n\n<!-- pollinate: home -->\n")
    for name in (OTTO, "ovg77", "VANTONGEREN Ottokar", "vantongeren, ottokar"):
        entry = f'person: "{name}", role: none'
        repo.lesson(ANA, withdrawing(entry, text=more), "Take back")
        assert {"Ana Reyes": 0.756, "a colleague": 0.244} == repo.shares()

    repo.lesson(CY, "---\ncredit:\n  - {person: ovg77, role: none}\n---\n# B\n", name="b")
    words = ("ottokar", "vantongeren", "ovg77", "philippa", "zwijnenburg", "pzb88")
    printed = {}
    for verb in (["credits"], ["check"], ["export"], ["export", "--public"], ["stats"]):
        done = pollinate("-C", str(repo.path), "--docs-dir", "docs", *verb, "--format", "json")
        assert done.returncode in (0, 1), done.stderr
        printed[" ".join(verb)] = done.stdout + done.stderr
    build(repo.path, tmp_path / "site")
    for path in (tmp_path / "site").rglob("*"):
        printed[path.name] = path.read_text("utf-8", "replace") if path.is_file() else ""
    traces = [
        (place, word) for place, text in printed.items() for word in words if word in text.lower()
    ]
    assert [] == traces
    assert "nothing-to-withdraw" in printed["check"]


@pytest.mark.parametrize("seed", range(4))
def test_a_withdrawn_trailer_is_as_if_it_were_not_there(tmp_path: Path, seed: int) -> None:
    """Whatever the history: credits, roles and thanks of a lesson equal those of one whose messages
    never had the lines.
    """
    found = []
    for name in ("with", "without"):
        chance, repo = random.Random(seed), Repo(tmp_path / name)
        words: list[str] = []
        for number in range(6):
            words.insert(chance.randrange(len(words) + 1), f"w{number}")
            keys = ("Co-authored-by", "Reviewed-by", "Helped-by")
            said = [(chance.choice(keys), chance.choice((BEA, CY, MOD))) for _ in range(3)]
            kept = [f"{key}: {who}" for key, who in said if name == "with" or who != BEA]
            author = chance.choice((ANA, CY))
            repo.lesson(author, lines(*words), "\n".join(["Write", "", *kept]))
        last = withdrawing("person: Bea Lind, role: none", text=lines(*words))
        other = "---\nlang: en\n---\n" + lines(*words)
        repo.lesson(ANA, last if name == "with" else other, "Last")
        garden = repo.garden()
        (one,) = garden.credits.values()
        told = [(c.contributor, c.roles, round(c.share, 9), c.first, c.last) for c in one.credits]
        thanks = [(a.kind, a.day, a.who) for a in garden.acknowledgements]
        found.append((told, thanks, sorted(garden.contributors)))

    assert found[0] == found[1]


def test_credits_from_memory_know_a_withdrawal(repo: Repo) -> None:
    """What is answered after one more commit equals what is made anew."""
    verb = ("-C", str(repo.path), "--docs-dir", "docs", "credits", "--format", "json")
    repo.lesson(ANA, PLAIN, FALSE)
    repo.lesson(CY, "# B\n\n" + lines("b"), name="b")
    assert '"bea-lind"' in pollinate(*verb).stdout

    repo.lesson(ANA, withdrawing("person: Bea Lind, role: none"), "Take back")
    warm = pollinate(*verb).stdout
    cold = pollinate(*verb, env={"POLLINATE_CACHE": str(repo.path.parent / "elsewhere")}).stdout

    assert warm == cold and '"bea-lind"' not in warm
