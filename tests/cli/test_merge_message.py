# The squash message and its check: whom it names and how, what a squash by it says of people, and
# that no name and no message of a stranger can turn it. Must not know: its words
# (tests/contribute/test_squash_message.py).
"""Test the verb `merge-message`."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from pollinate.history.trailers import read_trailers
from support.repo import ANA, BEA, CY, MOD, Repo, lines
from support.run import OURS, pollinate

DEE = "Dee Marsh <dee@mail.test.org>"
NOREPLY = "Eli Noor <77+enoor@users.noreply.github.com>"
CLAUDE = "Claude <noreply@anthropic.com>"
CONFIG = (
    "site_name: G\nrepo_url: https://github.com/o/g\nplugins:\n  - pollinate/garden:\n"
    "      cache: false\n"
)


@pytest.fixture
def garden(repo: Repo) -> Repo:
    """Give a garden of Ana, Bea, Mo, and Cy, who is hidden."""
    repo.write("mkdocs.yml", CONFIG)
    repo.write("docs/people/cy.md", "---\nname: Cy Okafor\nshow: hidden\n---\n")
    for who, name in ((ANA, "a"), (BEA, "b"), (CY, "c"), (MOD, "m")):
        repo.lesson(who, lines(name), f"Plant {name}", name)
    repo.git("config", "user.name", "Mo Derator")
    repo.git("config", "user.email", "mod@harbour.test.org")
    return repo


def propose(repo: Repo, *commits: tuple[str, str], number: int = 7) -> None:
    """Make a request of commits, each by somebody with a message, on one lesson."""
    repo.git("checkout", "-q", "-B", "topic", "main")
    for at, (who, message) in enumerate(commits):
        repo.lesson(who, lines(*(f"n{n}" for n in range(at + 1))), message, "new")
    repo.git("update-ref", f"refs/pull/{number}/head", "topic")
    repo.git("checkout", "-q", "main")


def run(repo: Repo, *args: str, stdin: str = "", code: int = 0) -> tuple[str, str]:
    """Run the verb and return what it prints, on standard output and beside it, but who merges."""
    done = pollinate("-C", str(repo.path), "merge-message", *args, stdin=stdin)
    assert code == done.returncode, done.stdout + done.stderr
    if "--addresses" not in args:
        assert "@" not in re.sub(r"\S+@users\.noreply\.\S+", "", done.stdout + done.stderr)
    return re.sub(r"\n{1,2}Merged-by: Mo Derator[^\n]*\n", "\n", done.stdout), done.stderr


def trailers(repo: Repo, *args: str) -> list[str]:
    """Return the last paragraph of the message for request 7."""
    return run(repo, "7", *args)[0].rstrip("\n").split("\n\n")[-1].split("\n")


def shell(repo: Repo, script: str) -> None:
    """Run commands as they are told, by whoever merges."""
    done = subprocess.run(
        ["sh", "-e", "-c", script],
        cwd=repo.path,
        env={
            "PATH": _path(),
            "PYTHONPATH": OURS,
            "HOME": str(repo.path.parent),
            "LC_ALL": "C.UTF-8",
        },
        capture_output=True,
        text=True,
    )
    assert not done.returncode, done.stdout + done.stderr


def _path() -> str:
    import os
    import sys

    return f"{Path(sys.executable).parent}:{os.environ['PATH']}"


def squash(repo: Repo, *args: str) -> None:
    """Squash request 7 by the very commands that are told beside the message."""
    _, beside = run(repo, "7", *args)
    told = [line.strip() for line in beside.splitlines() if line.startswith("    ")]
    assert 2 == len(told) and told[0].startswith("git merge --squash")
    bin_folder = repo.path.parent / "bin"
    bin_folder.mkdir(exist_ok=True)
    script = bin_folder / "pollinate"
    script.write_text('#!/bin/sh\nexec python -m pollinate_cli "$@"\n')
    script.chmod(0o755)
    shell(repo, f"PATH={bin_folder}:$PATH\n" + "\n".join(told))


def test_a_squash_says_what_the_branch_said(garden: Repo) -> None:
    """Three commits of two people, with a co-author, a reviewer, an assistant named as co-author and
    a helper: after a squash by the message the same people have the same roles as after a merge.

    Two things a squash can't say: who wrote in a later commit is an editor of the lesson after a
    merge, and a co-author after a squash; and who merged is a moderator after a merge only.
    """
    propose(
        garden,
        (ANA, f"Say it\n\nWhy one.\n\nCo-authored-by: {CY}\nHelped-by: {DEE}"),
        (BEA, f"Say more\n\nWhy two.\n\nCo-authored-by: {CLAUDE}"),
        (ANA, "Mend it\n\nReviewed-by: Fay Quist <fay@mail.test.org>\nThanks-to: Gil Orr"),
    )
    garden.git("checkout", "-q", "-b", "merged")
    garden.git("merge", "-q", "--no-ff", "topic", "-m", "Take it in", who=MOD)
    merged, tools = garden.roles("new"), _tools(garden)
    garden.git("checkout", "-q", "main")
    squash(garden)
    squashed = garden.roles("new")

    assert {
        "Ana Reyes": ["author"],
        "a colleague": ["co-author"],
        "Bea Lind": ["editor"],
        "Dee Marsh": ["helper"],
        "Gil Orr": ["helper"],
        "Fay Quist": ["reviewer"],
        "Mo Derator": ["moderator"],
    } == merged
    said = {"editor": "co-author"}
    expected = {who: [said.get(role, role) for role in roles] for who, roles in merged.items()}
    assert expected == squashed
    assert ("Claude",) == tools == _tools(garden)
    assert "Ana Reyes" == garden.git("log", "-1", "--format=%an")
    assert "Say it" == garden.git("log", "-1", "--format=%s")
    assert [] == run(garden, "7", "--check-commit", "HEAD")[0].splitlines()


def _tools(repo: Repo) -> tuple[str, ...]:
    from pollinate.paths import SrcUri

    return repo.credits()[1][SrcUri("lessons/new.md")].tools


def test_the_message(garden: Repo) -> None:
    """Title, reasons without trailers, then each person on one line: writers first, then reviewers,
    helpers and thanks, tools last.
    """
    propose(
        garden,
        (ANA, f"Say it\n\nWhy one.\n\nReviewed-by: {MOD}\nThanks-to: {BEA}\nSigned-off-by: {ANA}"),
        (BEA, f"Say more\n\nWhy one.\n\nApproved-by: {MOD}\nAssisted-by: Copilot\nHelped-by: {CY}"),
    )
    out, beside = run(garden, "7")

    assert out == (
        "Say it\n\nWhy one.\n\nSay more\n\n"
        "Co-authored-by: Bea Lind\nReviewed-by: Mo Derator\nThanks-to: Bea Lind\n"
        "Helped-by: Cy Okafor\nAssisted-by: Copilot\n"
    )
    first = garden.git("rev-parse", "topic~1")
    assert [
        f"The squash's author is Ana Reyes, as of commit {first[:10]}.",
        "Make it: pollinate merge-message 7 --commit. By hand:",
        "    git merge --squash refs/pull/7/head",
        "    pollinate merge-message 7 | git commit"
        f" --author=\"$(git log -1 --format='%an <%ae>' {first})\""
        f' --date="$(git log -1 --format=%aI {first})" -F -',
    ] == beside.splitlines()


def test_each_person_once(garden: Repo) -> None:
    """Spellings and addresses of one person are one line; who wrote needs no other; the author is no
    co-author.
    """
    propose(
        garden,
        (ANA, f"Say it\n\nCo-authored-by: {BEA}\nCo-authored-by: {ANA}\nReviewed-by: {BEA}"),
        ("Bea Lind <bea@home.test.net>", "More\n\nCo-authored-by: bea lind"),
        ("ana <ana@harbour.test.org>", "Mend\n\nHelped-by: Ana Reyes\nHelped-by: Mo Derator"),
        (ANA, "Mend more\n\nSuggested-by: Mo Derator"),
    )
    assert ["Co-authored-by: Bea Lind", "Helped-by: Mo Derator"] == trailers(garden)


def test_names_that_are_enough(garden: Repo) -> None:
    """A name stands alone where the garden takes it for that person; else with the address that a
    forge gives in place of one's own; else alone, and that is told.
    """
    for who in ("Sam <sam@one.test.org>", "Sam <sam@two.test.org>", "Kim <kim@mail.test.org>"):
        garden.lesson(who, lines(who), "Plant", who[:3].lower() + who[-9:-7])
    propose(
        garden,
        (ANA, "Say it"),
        ("Sam <sam@two.test.org>", "As Sam"),
        ("Kim <kim@mail.test.org>", "As Kim"),
        (NOREPLY, "As Eli"),
        (DEE, "As Dee"),
    )
    out, beside = run(garden, "7")

    assert [
        "Co-authored-by: Sam",
        "Co-authored-by: Kim",
        f"Co-authored-by: {NOREPLY}",
        "Co-authored-by: Dee Marsh",
    ] == out.rstrip().split("\n\n")[-1].split("\n")
    told = beside.splitlines()[4:]
    assert told[0].startswith("Dee Marsh is new here and named without an address")
    assert told[1] == "Sam has a name that the garden does not take for this person alone."
    assert 3 == len(told) and "--addresses" in told[2]


def test_a_second_name_may_be_enough(garden: Repo) -> None:
    """Where the first name of somebody is that of others, too, another one of theirs is taken."""
    garden.write("mkdocs.yml", CONFIG + "      join_same_name: false\n")
    for at, who in enumerate(("Sam Rix <sam@one.test.org>", "Sam Rix <sam@two.test.org>")):
        garden.lesson(who, lines(who), "Plant", f"s{at}")
    propose(garden, (ANA, "Say it"), ("Sam Rix <sam@two.test.org>", "As Sam"))
    assert "Sam Rix has a name that the garden does not take" in run(garden, "7")[1]
    garden.lesson("Sammy <sam@two.test.org>", lines("again"), "Plant", "again")

    propose(garden, (ANA, "Say it"), ("Sam Rix <sam@two.test.org>", "As Sam"))
    out, beside = run(garden, "7")
    assert out.endswith("Co-authored-by: Sammy\n") and 4 == len(beside.splitlines())


def test_a_name_that_is_a_tool_s(garden: Repo) -> None:
    """A colleague called like an assistant is not lost: one whom the garden knows is known by name;
    of one who is new the name alone would be the tool's, which is told, and the address is not.
    """
    who = "Claude <claude@harbour.test.org>"
    propose(garden, (ANA, "Say it"), (who, "As Claude"))
    _, beside = run(garden, "7")
    assert "Claude has a name that the garden does not take for this person alone." in beside
    assert [f"Co-authored-by: {who}"] == trailers(garden, "--addresses")

    garden.lesson(who, lines("cl"), "Plant", "cl")
    propose(garden, (ANA, "Say it"), (who, "As Claude"))
    assert ["Co-authored-by: Claude"] == trailers(garden)
    squash(garden)
    # Half of the words make an author, too.
    mo = {"Mo Derator": ["moderator"]}
    both = {"Ana Reyes": ["author"], "Claude": ["author", "co-author"]}
    assert both | mo == garden.roles("new")


def test_addresses_for_git_alone(garden: Repo) -> None:
    """On request each person stands as Git has them, and the help says what that prints."""
    propose(
        garden,
        (ANA, f"Say it\n\nAsk ana@x.org\n\nHelped-by: Hal Ford\nReviewed-by: {MOD}"),
        (DEE, "M"),
    )
    out, _ = run(garden, "7", "--addresses")

    assert f"Co-authored-by: {DEE}\nHelped-by: Hal Ford\nReviewed-by: {MOD}\n" in out
    assert "Ask ana@x.org" in out
    told = " ".join(pollinate("merge-message", "--help").stdout.split())
    assert "For piping into git only: this prints addresses." in told


def test_tools_are_disclosed_and_no_authors(garden: Repo) -> None:
    """An assistant or a bot is disclosed once, whoever says it and how; where it made the first commit,
    the first human author is the squash's, and its human co-authors are kept.
    """
    bot = "dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>"
    propose(
        garden,
        (CLAUDE, f"Say it\n\nCo-authored-by: {BEA}"),
        (ANA, "Mend\n\nAssisted-by: Claude Opus 4\nGenerated-by: Copilot"),
        (bot, "Bump"),
    )
    out, beside = run(garden, "7")

    said = read_trailers(out.encode())
    assert ["Bea Lind"] == [one.who.name for one in said.trailers]
    assert 3 == len(said.tools) and {"Claude", "Copilot"} < set(said.tools)
    assert "author is Ana Reyes" in beside and garden.git("rev-parse", "topic~1") in beside


def test_a_tool_alone(garden: Repo) -> None:
    """Where no person made any commit, the squash stays the tool's, and its co-authors are kept."""
    propose(garden, (CLAUDE, f"Say it\n\nCo-authored-by: {BEA}"))
    out, beside = run(garden, "7")
    assert "Co-authored-by: Bea Lind\nAssisted-by: Claude\n" in out
    assert "author is a tool" in beside
    squash(garden)

    assert {"Bea Lind": ["author"], "Mo Derator": ["moderator"]} == garden.roles("new")


def test_people_whom_the_site_hides(garden: Repo) -> None:
    """Names in the message are Git's, since it is written for Git; beside it they are the site's."""
    propose(garden, (CY, "Say it"), (ANA, "More"))
    out, beside = run(garden, "7")
    assert "Okafor" not in out + beside and "author is a colleague" in beside
    propose(garden, (ANA, "Say it"), (CY, "More"))
    assert "Co-authored-by: Cy Okafor" in run(garden, "7")[0]
    out, beside = run(garden, "7", "--check", "-", stdin="Say it\n", code=1)

    assert "Okafor" not in out + beside
    assert [f"a colleague wrote in {garden.git('rev-parse', 'topic')[:10]} and is not named"] == (
        out.splitlines()
    )


@pytest.mark.parametrize("how", ["file", "stdin", "commit"])
def test_the_check(garden: Repo, tmp_path: Path, how: str) -> None:
    """A message that drops people or tools gets a line for each and exit code 1; one that keeps
    everybody, whatever else it says, gets none.
    """
    propose(
        garden,
        (ANA, f"Say it\n\nReviewed-by: {MOD}\nThanks-to: {DEE}\nCo-authored-by: {CLAUDE}"),
        (BEA, "More\n\nHelped-by: Hal Ford"),
    )
    good = (
        "Another title\n\nCo-authored-by: Bea Lind <bea@home.test.net>\nHelped-by: Hal Ford\n\n"
        "In the middle.\nApproved-by: Mo Derator\nThanks-to: Dee Marsh\n\nGenerated-by: Claude\n"
    )
    first, second = (garden.git("rev-parse", rev)[:10] for rev in ("topic~1", "topic"))
    cases = (
        (good, []),
        (
            good.replace("Co-authored", "Reviewed"),
            [f"Bea Lind wrote in {second} and is not named:"],
        ),
        (good.replace("Helped-by", "Helper"), [f"Hal Ford helped in {second} and is not named:"]),
        (good.replace("Approved", "X"), [f"Mo Derator reviewed in {first} and is not named:"]),
        (good.replace("Thanks-to", "Helped-by"), [f"Dee Marsh is thanked in {first} and is not"]),
        (good.replace("Generated-by", "By"), [f"Claude assisted in {first} and is not disclosed:"]),
    )
    for message, lost in cases:
        if how == "file":
            (tmp_path / "m.txt").write_text(message)
            args, stdin = ("--check", str(tmp_path / "m.txt")), ""
        elif how == "stdin":
            args, stdin = ("--check", "-"), message
        else:
            tree = garden.git("rev-parse", "topic^{tree}")
            made = garden.git("commit-tree", tree, "-p", "main", stdin=message)
            args, stdin = ("--check-commit", made), ""
        out, _ = run(garden, "7", *args, stdin=stdin, code=int(bool(lost)))
        assert len(lost) == len(out.splitlines()), out
        assert all(out.startswith(words) for words in lost), out


def test_the_check_knows_the_author_of_a_commit(garden: Repo) -> None:
    """Whoever a commit is by needs no trailer, and whom it should be by does then."""
    propose(garden, (ANA, "Say it"), (BEA, "More"))
    tree = garden.git("rev-parse", "topic^{tree}")
    made = garden.git("commit-tree", tree, "-p", "main", "-m", "Say it", who=BEA)
    out, _ = run(garden, "7", "--check-commit", made, code=1)
    assert 1 == len(out.splitlines()) and out.endswith("Co-authored-by: Ana Reyes\n")

    made = garden.git(
        "commit-tree", tree, "-p", "main", "-m", "Say it\n\nCo-authored-by: Ana Reyes", who=BEA
    )
    run(garden, "7", "--check-commit", made)


def test_its_own_message_passes_its_own_check(garden: Repo) -> None:
    """What is written keeps everybody whom it says it keeps."""
    propose(
        garden,
        (NOREPLY, f"Say it\n\nReviewed-by: {BEA}"),
        (DEE, f"M\n\nHelped-by: {CY}"),
        (CLAUDE, "x"),
    )
    for how in ([], ["--addresses"], ["--title", "Other"]):
        out, _ = run(garden, "7", *how)
        run(garden, "7", "--check", "-", stdin=out)


def test_a_request_can_not_say_who_is_who(garden: Repo) -> None:
    """A profile or a mailmap that a request brings makes nobody one with somebody else, though it is
    checked out when it is checked.
    """
    garden.git("checkout", "-q", "-b", "topic")
    garden.write(".mailmap", "Ana Reyes <ana@harbour.test.org> Bea Lind <bea@harbour.test.org>\n")
    garden.commit(ANA, "Say it", docs__people__ana="---\nname: Ana Reyes\ngit: [Bea Lind]\n---\n")
    garden.lesson(BEA, lines("n"), "More", "new")
    out, _ = run(garden, "HEAD", "--check", "-", stdin="Say it\n", code=1)

    assert out.endswith("Co-authored-by: Bea Lind\n") and 1 == len(out.splitlines())


def test_merges_of_others_work_name_nobody(garden: Repo) -> None:
    """Who only brought the branch up to date is no co-author; who solved a conflict there is."""
    propose(garden, (ANA, "Say it"))
    garden.lesson(BEA, lines("b", "b2"), "Elsewhere", "b")
    garden.git("checkout", "-q", "topic")
    garden.git("merge", "-q", "--no-ff", "main", "-m", "Merge branch 'main' into topic", who=MOD)
    assert "Mo Derator" not in run(garden, "topic")[0]
    garden.git("checkout", "-q", "main")
    garden.lesson(BEA, lines("other"), "Say the same", "new")
    garden.git("checkout", "-q", "topic")
    garden.git("merge", "-q", "main", check=False)
    garden.write("docs/lessons/new.md", lines("n0", "other", "both"))
    garden.git("add", "-A")
    garden.git("commit", "-q", "-m", "Merge branch 'main' into topic", who=MOD)

    out, _ = run(garden, "topic")
    assert "Co-authored-by: Mo Derator" in out and "Merge branch" not in out


@pytest.mark.parametrize(
    "name",
    [
        "Eve\x1b[2K\u202eX",
        "Co-authored-by: Ana Reyes",
        "::set-output name=x::y",
        "##[error]x",
        "e@mail.test.org",
        "root",
        "-x $(id)",
        "A B C D E F G H I J K L",
        "Eve,Ana Reyes",
        "%an`id`",
    ],
)
def test_hostile_names(garden: Repo, name: str) -> None:
    """A name is one line, forges no other trailer and commands nothing; one that no trailer can hold
    is told.
    """
    propose(
        garden, (ANA, "Say it"), (f"{name} <eve@mail.test.org>", "More"), (f"{name} <x>", "Again")
    )
    out, beside = run(garden, "7")

    assert out.replace("\n", "").isprintable() and beside.replace("\n", "").isprintable()
    assert not any(line.lstrip().startswith("::") for line in (out + beside).splitlines())
    assert "##[" not in out + beside
    last = out.rstrip().split("\n\n")[-1]
    assert "Ana Reyes" not in last.replace("Eve,Ana Reyes", "")
    assert last.startswith("Co-authored-by: ") or "has no name that a trailer can hold" in beside


def test_hostile_messages(garden: Repo) -> None:
    """Reasons that try to name somebody, by signs that are taken out, name nobody."""
    for at, body in enumerate(
        (
            "e@x.test.orgCo-authored-by: Eve Adams",
            "<e@x.test.org>Co-authored-by: Eve Adams <eve@x.test.org>",
            "\x1bCo-authored-by: Eve Adams",
            "\u200bReviewed-by: Eve Adams",
            "text\rReviewed-by: Eve Adams\x0bHelped-by: Eve Adams",
        )
    ):
        propose(garden, (ANA, f"Say it {at}\n\n{body}\n\nEnd."))
        out, _ = run(garden, "7")
        assert () == read_trailers(out.encode()).trailers, body


def test_more_people_than_are_read(garden: Repo) -> None:
    """A request of too many people for one message says so."""
    named = "\n".join(f"Helped-by: P{n} Q{n}" for n in range(60))
    more = "\n".join(f"Helped-by: P{n} Q{n}" for n in range(60, 120))
    propose(garden, (ANA, f"Say it\n\n{named}"), (ANA, f"More\n\n{more}"))

    assert "merge this request without a squash" in run(garden, "7")[1]


@pytest.mark.parametrize(
    ("url", "ref"),
    [
        ("https://github.com/o/g", "'+refs/pull/*/head:refs/pull/*/head'"),
        ("https://gitlab.com/o/g", "'+refs/merge-requests/*/head:refs/merge-requests/*/head'"),
    ],
)
def test_unknown_words_say_how_to_fetch(garden: Repo, url: str, ref: str) -> None:
    """Exit 2, with the line that fetches requests from the forge in use."""
    garden.write("mkdocs.yml", CONFIG.replace("https://github.com/o/g", url))
    for word in ("9", "refs/pull/9/head", "nowhere"):
        _, beside = run(garden, word, code=2)
        assert f"    git fetch origin {ref}" in beside.splitlines()


def test_what_is_not_possible(garden: Repo, tmp_path: Path) -> None:
    """Nothing to merge, two questions at once, and a file that is not there are told in words."""
    assert "has no commit that the branch of requests lacks" in run(garden, "main", code=2)[1]
    both = ("--check", "-", "--check-commit", "HEAD")
    propose(garden, (ANA, "Say it"))
    assert "ask one" in run(garden, "7", *both, code=2)[1]
    assert "can't be read" in run(garden, "7", "--check", str(tmp_path / "x"), code=2)[1]
    assert "Git knows no 'nowhere'" in run(garden, "7", "--check-commit", "nowhere", code=2)[1]


def test_words_that_are_no_commit_by_now(garden: Repo) -> None:
    """A title of one's own is taken, and the first commit's is a reason then."""
    propose(garden, (ANA, "Say it\n\nWhy."))
    out, beside = run(garden, "7", "--title", "WIP: A better title")

    assert "A better title\n\nSay it\n\nWhy.\n" == out
    assert '--title "WIP: A better title" | git commit' in beside


def test_it_makes_the_squash(garden: Repo) -> None:
    """With --commit the request is one commit of its author on the branch, in the words that it
    prints; the work tree has it, and what was not committed there stays.
    """
    propose(garden, (ANA, "Learn\n\nCo-authored-by: " + BEA), (BEA, "More"))
    garden.write("docs/lessons/a.md", "# A\n\nNot committed.\n")
    before = garden.git("rev-parse", "main").strip()
    message, told = run(garden, "7", "--commit")
    assert garden.git("rev-parse", "main^").strip() == before
    assert garden.git("log", "-1", "--format=%an <%ae>|%cn").strip() == f"{ANA}|Mo Derator"
    wrote = garden.git("log", "-1", "--format=%aI", "topic~1")
    assert (
        garden.git("log", "-1", "--format=%aI") == wrote != garden.git("log", "-1", "--format=%cI")
    )
    body = garden.git("log", "-1", "--format=%B")
    assert body.strip() == f"{message.strip()}\nMerged-by: Mo Derator"
    assert garden.git("diff", "--stat", "topic", "main", "--", "docs/lessons/new.md") == ""
    assert (garden.path / "docs/lessons/new.md").is_file()
    assert garden.git("status", "--porcelain").split() == ["M", "docs/lessons/a.md"]
    assert "Taken in on main, as " in told and "git merge --squash" not in told


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        ("git checkout -q -b else", "requests go to main, and else is checked out"),
        ("git checkout -q --detach", "requests go to main, and no branch is checked out"),
        ("printf x > docs/lessons/new.md", "would be overwritten"),
        ("git rm -q docs/lessons/a.md && git commit -qm gone", "has changed in the same place"),
        ("git checkout -q topic . && git commit -qm same", "holds all of this already"),
    ],
)
def test_a_squash_that_can_t_be_made(garden: Repo, spoil: str, said: str) -> None:
    """Where the squash can't be made, the branch, the index and the files are as they were."""
    propose(garden, (ANA, "Learn"))
    garden.git("checkout", "-q", "topic")
    garden.lesson(ANA, lines("a", "more"), "Change a", "a")
    garden.git("update-ref", "refs/pull/7/head", "topic")
    garden.git("checkout", "-q", "main")
    subprocess.run(["sh", "-c", spoil], cwd=garden.path, check=True, capture_output=True)
    before = garden.git("rev-parse", "HEAD") + garden.git("status", "--porcelain")
    told = run(garden, "7", "--commit", code=2)[1]
    assert said in told and "Traceback" not in told
    assert garden.git("rev-parse", "HEAD") + garden.git("status", "--porcelain") == before


def test_no_squash_that_loses_somebody_or_breaks_a_rule(garden: Repo) -> None:
    """A name that is not one person's alone, and a moderator who is none, stop it."""
    for at, who in enumerate(("Sam <sam@one.test.org>", "Sam <sam@two.test.org>")):
        garden.lesson(who, lines(who), "Plant", f"s{at}")
    propose(garden, (ANA, "Learn"), ("Sam <sam@two.test.org>", "As Sam"))
    before = garden.git("rev-parse", "HEAD")
    told = run(garden, "7", "--commit", code=1)[1]
    assert "Nothing was committed." in told and "--addresses --commit" in told
    assert garden.git("rev-parse", "HEAD") == before
    run(garden, "7", "--addresses", "--commit")
    assert "Co-authored-by: Sam <sam@two.test.org>" in garden.git("log", "-1", "--format=%B")


def test_no_hook_of_a_request_runs(garden: Repo) -> None:
    """A request that brings a hook into a folder that Git reads hooks from runs nothing."""
    garden.git("checkout", "-q", "-b", "topic")
    for name in ("post-merge", "post-checkout", "prepare-commit-msg", "post-commit", "pre-commit"):
        garden.write(f"hooks/{name}", "#!/bin/sh\ntouch ran\n")
        (garden.path / "hooks" / name).chmod(0o755)
    garden.lesson(ANA, lines("new"), "Learn", "new")
    garden.git("checkout", "-q", "main")
    garden.git("config", "core.hooksPath", "hooks")
    run(garden, "topic", "--commit")
    assert (garden.path / "hooks/post-merge").is_file()
    assert not (garden.path / "ran").exists()
