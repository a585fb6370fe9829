# The queue as a moderator sees it: whose turn it is, in which order, since when, and what is never
# in it. Must not know: how requests are found among refs (tests/history/test_waiting.py).
"""Test the verb `queue`."""

from __future__ import annotations

import json
import shlex
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from pollinate_cli.commands.queue import command as verb
from support.repo import ANA, BEA, CY, MOD, Repo, lines
from support.run import ROOT, pollinate

DEE = "Dee Marsh <dee@mail.test.org>"
SCHEMA = ROOT / "docs" / "developers" / "schemas" / "queue-1.schema.json"
CONFIG = "site_name: G\nrepo_url: {url}\nplugins:\n  - pollinate/garden:\n      cache: false\n"
NOW = 1_800_000_000


@pytest.fixture
def garden(repo: Repo) -> Repo:
    """Give a garden of Ana and Bea, whose requests Mo merges, and of Cy, who is hidden."""
    repo.write("mkdocs.yml", CONFIG.format(url="https://github.com/o/g"))
    repo.write("docs/people/cy.md", "---\nname: Cy Okafor\nshow: hidden\n---\n")
    repo.lesson(ANA, lines("one"), "Plant")
    repo.lesson(CY, lines("cy"), "Plant more", "c")
    propose(repo, "early", BEA)
    repo.git("merge", "-q", "--no-ff", "early", "-m", "Take it in", who=MOD)
    repo.git("branch", "-q", "-D", "early")
    return repo


def propose(
    repo: Repo, name: str, who: str = ANA, message: str = "", *, ref: str = "", go_on: bool = False
) -> str:
    """Make a branch of one commit, or one commit more on it, and return its id; with `ref`, under
    that name alone.
    """
    repo.git("checkout", "-q", *(() if go_on else ("-b",)), name)
    text = lines(name, *((repo.git("rev-parse", "HEAD"),) if go_on else ()))
    sha = repo.lesson(who, text, message or f"Say {name}", name.split("/")[-1])
    repo.git("checkout", "-q", "main")
    if ref:
        repo.git("update-ref", ref, sha)
        repo.git("branch", "-q", "-D", name)
    return sha


def queue(repo: Repo, *args: str, code: int = 0) -> dict[str, Any]:
    """Return the document, checked by its schema."""
    done = pollinate(
        "-C",
        str(repo.path),
        "queue",
        "--format",
        "json",
        *args,
        env={"SOURCE_DATE_EPOCH": str(NOW)},
    )
    assert code == done.returncode, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    jsonschema.validate(found, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert "@" not in done.stdout
    return found


def text(repo: Repo, *args: str) -> tuple[str, str]:
    """Return what is printed, on standard output and beside it."""
    done = pollinate("-C", str(repo.path), "queue", *args, env={"SOURCE_DATE_EPOCH": str(NOW)})
    assert 0 == done.returncode, done.stderr
    assert "@" not in done.stdout + done.stderr
    return done.stdout, done.stderr


def one(repo: Repo, *args: str) -> dict[str, Any]:
    """Return the only request."""
    [found] = queue(repo, *args)["requests"]
    return dict(found)


def test_the_order(garden: Repo) -> None:
    """Ours first, newcomers first among them, then who waits longest; drafts last of all."""
    for name, who, message in (
        ("second", ANA, ""),
        ("draft", DEE, "WIP: say more"),
        ("third", BEA, ""),
        ("new", DEE, ""),
        ("answered", BEA, ""),
    ):
        propose(garden, name, who, message)
    propose(garden, "answered", MOD, "Ask for a source", go_on=True)
    found = queue(garden)["requests"]

    order = ["new", "second", "third", "answered", "draft"]
    assert order == [request["ref"].split("/")[-1] for request in found]
    assert [True, False, False, False, True] == [request["newcomer"] for request in found]
    assert ["ours"] * 3 == [request["turn"] for request in found][:3]
    assert [False] * 4 + [True] == [request["draft"] for request in found]


@pytest.mark.parametrize(
    ("title", "is_draft"),
    [
        ("WIP: say it", True),
        ("Say it (wip)", True),
        ("[Draft] Say it", True),
        ("Draft: say it", True),
        ("Say it [draft]", True),
        ("Say it - draft", True),
        ("Draft a contract before you sign one", False),
        ("How to draft a contract", False),
        ("Wiping a disk", False),
        ("Overdraft fees", False),
    ],
)
def test_what_marks_a_draft(garden: Repo, title: str, is_draft: bool) -> None:
    """A mark in the title does, and a lesson about drafts is none."""
    propose(garden, "topic", message=title)
    assert is_draft is one(garden)["draft"]


def test_what_a_request_is(garden: Repo) -> None:
    """Ref, title, people, and how many lessons, notes and other files it leaves changed; a file that
    moves is one, one that came and went is none.
    """
    garden.git("checkout", "-q", "-b", "topic")
    garden.commit(
        DEE,
        "Say it in a lesson\n\nFor a reason.\n\nCo-authored-by: Ana Reyes\nHelped-by: Bea Lind",
        docs__lessons__new=lines("new"),
        docs__notes__n="---\nabout: lessons/a.md\nkind: question\n---\nWhy?\n",
        docs__lessons__gone=lines("gone"),
    )
    garden.write("docs/picture.svg", "<svg/>")
    garden.git("mv", "docs/lessons/a.md", "docs/lessons/b.md")
    head = garden.commit(DEE, "Move", docs__lessons__gone=None)
    garden.git("checkout", "-q", "main")
    found = one(garden)

    assert ("refs/heads/topic", head) == (found["ref"], found["head"])
    assert "Say it in a lesson" == found["title"]
    assert ["Dee Marsh", "Ana Reyes"] == found["by"] and found["newcomer"]
    assert (2, 1, 1) == (found["lessons"], found["notes"], found["files"])


def test_people_are_shown_as_on_the_site(garden: Repo) -> None:
    """Who is hidden is a colleague and no newcomer, under another address of the same name, too; a
    tool is named apart; and an address that somebody took for a name or a branch is shown nowhere.
    """
    propose(garden, "hidden", "Cy Okafor <cy@home.test.net>", ref="refs/pull/1/head")
    message = "Say it\n\nCo-authored-by: Claude <noreply@anthropic.com>"
    propose(garden, "tool", "eve@mail.test.org <eve@mail.test.org>", message)
    propose(garden, "ana@harbour.test.org", ANA)
    found = {request["title"]: request for request in queue(garden)["requests"]}

    hidden = found["Say hidden"]
    assert (["a colleague"], False) == (hidden["by"], hidden["newcomer"])
    assert ["Claude"] == found["Say it"]["tools"] and found["Say it"]["newcomer"]
    assert garden.git("rev-parse", "ana@harbour.test.org") == found["Say"]["ref"]
    assert "Okafor" not in "".join(text(garden))


def test_titles_and_refs_name_nobody_private(garden: Repo) -> None:
    """Where a title, a ref or a tool names somebody who is hidden, others stand in its place: the
    commit says to git what the ref does.
    """
    message = "Add what Cy Okafor said\n\nAssisted-by: Okafor, Cy (gpt)"
    head = propose(garden, "cy-okafor-said", BEA, message)
    garden.git("update-ref", "refs/heads/CyOkafor/x", head)
    propose(garden, "taken", BEA, ref="refs/remotes/origin/of-cy-okafor")
    garden.lesson(BEA, lines("taken"), "Squash", "taken")
    document = queue(garden)
    [found] = document["requests"]

    assert (head, []) == (found["ref"], found["also"]) and not found["tools"]
    assert 1 == len(document["taken"]) and "okafor" not in json.dumps(document).lower()
    out, beside = text(garden)
    assert "(a title that names somebody who asked not to be named)" in out
    assert "okafor" not in (out + beside).lower() and head in out


def test_profiles_count_as_the_base_has_them(garden: Repo) -> None:
    """An alias is shown in place of a name, also of a profile that a link leads to; a profile that
    only lies there, or that a request brings, hides and joins nobody yet.
    """
    garden.write("team/bea.md", "---\nname: Bea Lind\nshow: alias\nalias: Night owl\n---\n")
    (garden.path / "docs/people/team").symlink_to("../../team")
    config = CONFIG.format(url="https://github.com/o/g") + '      people: ["people/**/*.md"]\n'
    garden.write("mkdocs.yml", config)
    garden.commit(BEA, "Wish for an alias")
    propose(garden, "topic", BEA)
    assert (["Night owl"], False) == (one(garden)["by"], one(garden)["newcomer"])

    garden.git("checkout", "-q", "topic")
    garden.commit(ANA, "Say so", docs__people__ana="---\nname: Ana Reyes\nshow: hidden\n---\n")
    garden.write("docs/people/bea.md", "---\nname: Bea Lind\nshow: hidden\n---\n")
    assert ["Night owl", "Ana Reyes"] == one(garden)["by"]


def test_translated_and_second_profiles(garden: Repo) -> None:
    """A translation of a profile is no second person, and of two profiles the wish to be hidden
    counts.
    """
    for path in ("cy.fr", "x/cy"):
        garden.write(f"docs/people/{path}.md", "---\nname: Cy Okafor\n---\n")
    config = CONFIG.format(url="https://github.com/o/g") + '      people: ["people/**/*.md"]\n'
    garden.write("mkdocs.yml", config)
    garden.commit(CY, "Configure")
    propose(garden, "topic", CY)

    assert ["a colleague"] == one(garden)["by"]


def test_whose_turn_it_is(garden: Repo) -> None:
    """Theirs once somebody who decides, or who reviewed there, made the newest commit; ours again
    once they answer; a moderator's own request waits for another, and what only brings a branch up
    to date is no answer.
    """
    propose(garden, "topic", BEA)
    assert "ours" == one(garden)["turn"]
    propose(garden, "topic", MOD, "Ask", go_on=True)
    asked = one(garden)
    assert "theirs" == asked["turn"] and asked["since"] > "2023"

    propose(garden, "topic", BEA, "Answer\n\nReviewed-by: Ana Reyes", go_on=True)
    waits = one(garden)
    assert "ours" == waits["turn"] and waits["since"] > asked["since"]
    propose(garden, "topic", BEA, "Answer once more", go_on=True)
    assert waits["since"] == one(garden)["since"]
    propose(garden, "topic", ANA, "Ask as who reviewed", go_on=True)
    assert "theirs" == one(garden)["turn"]

    garden.git("checkout", "-q", "-B", "topic", "main")
    garden.lesson(MOD, lines("mo"), "Say it as a moderator", "mo")
    assert "ours" == one(garden)["turn"]
    propose(garden, "topic", BEA, "Mend", go_on=True)
    garden.lesson(ANA, lines("else"), "Elsewhere", "else")
    garden.git("checkout", "-q", "topic")
    garden.git("merge", "-q", "--no-ff", "main", "-m", "Merge branch 'main' into topic", who=MOD)
    garden.git("checkout", "-q", "main")
    assert "ours" == one(garden)["turn"]


def test_who_keeps_a_topic_decides(garden: Repo) -> None:
    """Whoever's profile says that they look after something answers, and so does who committed
    others' work to the branch of requests.
    """
    propose(garden, "topic", BEA)
    propose(garden, "topic", ANA, "Ask", go_on=True)
    assert "ours" == one(garden)["turn"]
    garden.commit(ANA, "Look after it", docs__people__ana="---\nname: Ana Reyes\nkeeps: [t]\n---\n")
    assert "theirs" == one(garden)["turn"]

    garden.git("branch", "-q", "-D", "topic")
    propose(garden, "topic", BEA)
    propose(garden, "topic", DEE, "Ask", go_on=True)
    assert "ours" == one(garden)["turn"]
    garden.lesson(DEE, lines("dee"), "Plant", "dee")
    garden.write("docs/lessons/b.md", lines("bea"))
    garden.git("add", "-A")
    who = {"GIT_COMMITTER_NAME": "Dee Marsh", "GIT_COMMITTER_EMAIL": "dee@mail.test.org"}
    garden.git("commit", "-q", "-m", "Squash", who=BEA, env=who)
    assert "theirs" == one(garden)["turn"]


@pytest.mark.parametrize(
    ("author", "committer", "since"),
    [
        ("2001-01-01T00:00:00+0000", "2026-03-01T00:00:00+0000", "2026-03-01T00:00:00+00:00"),
        ("2026-03-01T00:00:00+0000", "2001-01-01T00:00:00+0000", "fork"),
        ("2099-01-01T00:00:00+0000", "2099-01-01T00:00:00+0000", "2027-01-15T08:00:00+00:00"),
    ],
    ids=["author lies", "before the fork", "in future"],
)
def test_dates_that_lie(garden: Repo, author: str, committer: str, since: str) -> None:
    """Nobody waits since before what a request builds on, nor since tomorrow; the author's date says
    nothing.
    """
    fork = int(garden.git("log", "-1", "--format=%ct", "main"))
    garden.git("checkout", "-q", "-b", "topic")
    garden.write("docs/lessons/t.md", lines("t"))
    garden.git("add", "-A")
    dates = {"GIT_AUTHOR_DATE": author, "GIT_COMMITTER_DATE": committer}
    garden.git("commit", "-q", "-m", "Say it", env=dates)
    garden.git("checkout", "-q", "main")
    found = one(garden)

    if since == "fork":
        waits = found["waiting"]["days"] * 24 + found["waiting"]["hours"]
        assert (NOW - fork) // 3600 == waits
    else:
        assert since == found["since"]


def test_taken_in_already(garden: Repo) -> None:
    """What was squashed is left out and counted: by its files, or, where these went on since, by its
    number; a number that somebody only mentions takes nothing out.
    """
    for number, name in ((3, "files"), (4, "number"), (5, "open"), (6, "gitlab")):
        propose(garden, name, BEA, ref=f"refs/pull/{number}/head")
    garden.lesson(BEA, lines("files"), "Squash by hand", "files")
    garden.lesson(BEA, lines("number", "mended"), "Say number (#4)", "number")
    garden.lesson(ANA, lines("x"), "Mention (#5) in between, and see !6\n\nAs told in (#5)", "x")
    assert {"refs/pull/5/head", "refs/pull/6/head"} == {r["ref"] for r in queue(garden)["requests"]}
    garden.lesson(ANA, lines("y"), "Merge branch\n\nSee merge request o/g!6", "y")
    found = queue(garden)

    assert ["refs/pull/5/head"] == [request["ref"] for request in found["requests"]]
    assert [f"refs/pull/{number}/head" for number in (3, 4, 6)] == found["taken"]
    assert "3 refs left out: what they propose was taken in already." in text(garden)[1]


def test_taken_in_here(garden: Repo, tmp_path: Path) -> None:
    """What was squashed here, and notes on a branch of their own, wait no more, and it is said that
    they were not pushed; after the push nothing is said.
    """
    for number, name in ((3, "squashed"), (4, "open")):
        propose(garden, name, BEA, ref=f"refs/pull/{number}/head")
    garden.git("checkout", "-q", "-b", "told", "main")
    note = "---\nabout: lessons/a.md\nkind: applied\noutcome: worked\n---\n\nIt held.\n"
    sha = garden.commit(BEA, "Tell", docs__notes__2026__told=note)
    garden.git("checkout", "-q", "main")
    garden.git("update-ref", "refs/pull/5/head", sha)
    garden.git("branch", "-q", "-D", "told")
    garden.git("init", "-q", "--bare", str(tmp_path / "server"))
    garden.git("remote", "add", "origin", str(tmp_path / "server"))
    garden.git("push", "-q", "-u", "origin", "main")
    garden.lesson(BEA, lines("squashed"), "Squash by hand", "squashed")
    garden.git("config", "user.name", "Mo Derator")
    garden.git("config", "user.email", "mod@harbour.test.org")
    assert not pollinate("-C", str(garden.path), "review", "--notes", "--accept", "5").returncode

    found = queue(garden)
    assert ["refs/pull/4/head"] == [request["ref"] for request in found["requests"]]
    branch = found["unpushed"][1]
    assert branch.startswith("notes/") and found["unpushed"] == ["main", branch]
    assert f"not pushed yet: see main, {branch}." in text(garden)[1]
    garden.git("merge", "-q", "--no-edit", branch)
    garden.git("push", "-q", "origin", "main")
    assert queue(garden)["unpushed"] == [] and len(queue(garden)["requests"]) == 1


def test_many_notes_are_one_entry(garden: Repo) -> None:
    """Three requests that add notes alone are one entry, with the line that shows them; each other
    request stands for itself, and the first is led to.
    """
    for number in range(3, 6):
        garden.git("checkout", "-q", "-b", "told", "main")
        note = (
            f"---\nabout: lessons/a.md\nkind: applied\noutcome: worked\n---\n\nIt held, {number}.\n"
        )
        sha = garden.commit(BEA, "Tell", **{f"docs__notes__2026__told-{number}": note})
        garden.git("checkout", "-q", "main")
        garden.git("update-ref", f"refs/pull/{number}/head", sha)
        garden.git("branch", "-q", "-D", "told")
    assert "3 notes, in 3 requests of their own" in text(garden)[0]
    assert "(pollinate review" not in text(garden)[0]
    propose(garden, "a lesson".replace(" ", "-"), BEA)
    said = text(garden)[0]
    assert said.count("    by ") == 2 and "Tell" not in said
    assert "refs/heads/a-lesson  (pollinate review refs/heads/a-lesson)\n" in said
    assert "See all notes: pollinate review --notes\n" in said


def test_the_first_answer(garden: Repo) -> None:
    """How soon people had one is told once three merges tell, as a median from the first commit; a
    merge of one's own work tells nothing.
    """
    assert queue(garden)["first_answer"] is None
    for name, who in (("b", BEA), ("c", DEE), ("own", MOD)):
        propose(garden, name, who)
        if name == "c":
            garden.clock += 40 * 3600
        garden.git("merge", "-q", "--no-ff", name, "-m", "Take it in", who=MOD)
        garden.git("branch", "-q", "-D", name)
    found = queue(garden)["first_answer"]

    assert 3 == found["requests"] and 1 <= found["median_hours"] < 12
    assert "First answers: half within" in text(garden)[0]


@pytest.mark.parametrize(
    ("url", "forge", "refs"),
    [
        ("https://github.com/o/g", "", ["'+refs/pull/*/head:refs/pull/*/head'"]),
        ("https://codeberg.org/o/g", "", ["'+refs/pull/*/head:refs/pull/*/head'"]),
        ("https://x.test.org/o/g", "gitea", ["'+refs/pull/*/head:refs/pull/*/head'"]),
        (
            "https://gitlab.com/o/g",
            "",
            ["'+refs/merge-requests/*/head:refs/merge-requests/*/head'"],
        ),
        ("https://bitbucket.org/o/g", "", [""]),
        (
            "https://x.test.org/o/g",
            "",
            [
                "'+refs/pull/*/head:refs/pull/*/head'",
                "'+refs/merge-requests/*/head:refs/merge-requests/*/head'",
            ],
        ),
    ],
)
def test_an_empty_queue_says_how_to_fetch(
    garden: Repo, url: str, forge: str, refs: list[str]
) -> None:
    """Nobody waits on the branches that are here; on standard output it is said that requests were
    never fetched, with the line of the forge in use, from the remote that there is.
    """
    config = CONFIG.format(url=url) + (f"      forge: {forge}\n" if forge else "")
    garden.write("mkdocs.yml", config)
    assert "This clone has no remote" in text(garden)[0]
    garden.git("remote", "add", "there", "https://x.test.org/o/g")
    out, beside = text(garden)

    assert "" == beside
    assert "No branch that is here waits for us.\n" == out[: out.index("Req")]
    assert "never fetched" in out
    for ref in refs:
        assert f"    git fetch there {ref}".rstrip() in out.splitlines()
    assert len(refs) == out.count("git fetch there")


def test_the_line_that_is_told_fetches(garden: Repo, tmp_path: Path) -> None:
    """The line is run as it stands: afterwards the request is in the queue, and nothing is said of
    fetching.
    """
    propose(garden, "topic", DEE, ref="refs/pull/1/head")
    clone = garden.clone(tmp_path / "clone")
    done = pollinate("-C", str(clone), "queue")
    [line] = [words for words in done.stdout.splitlines() if "git fetch" in words]
    subprocess.run(shlex.split(line), cwd=clone, check=True, capture_output=True)
    done = pollinate("-C", str(clone), "queue")

    assert "refs/pull/1/head" in done.stdout and "by Dee Marsh (new here): 1 lesson" in done.stdout
    assert "" == done.stderr


def test_hostile_words(garden: Repo) -> None:
    """Titles, names and refs command neither a terminal nor a build server, and stay one line."""
    title = "\x1b[31mRed ##[error]x ::warning::y \u202egnp.exe dee@mail.test.org"
    propose(garden, "topic", "::set-output name=x::y\x1b]0;z <h@mail.test.org>", title)
    garden.git("update-ref", "refs/heads/##vso-a", "topic")
    done = pollinate("-C", str(garden.path), "queue")
    found = queue(garden)["requests"][0]

    assert 0 == done.returncode
    assert not {"\x1b", "\u202e"} & {*done.stdout, *found["title"], *found["by"][0]}
    assert not [word for word in ("##[", "##vso", "mail.test.org") if word in done.stdout]
    assert not any(line.strip().startswith("::") for line in done.stdout.splitlines())


REPLIES = ROOT / "tests" / "contribute" / "replies"


@pytest.mark.parametrize("forge", ["github", "gitlab", "gitea"])
def test_what_the_forge_says(garden: Repo, forge: str) -> None:
    """A reply that was saved tells titles, drafts, who opened it and when it changed; what it has as
    closed, or not at all, is left out and counted, and what is open there and not here is told.
    """
    kind = "merge-requests" if forge == "gitlab" else "pull"
    for number, who in ((12, DEE), (13, BEA), (14, BEA), (15, BEA)):
        propose(garden, f"t{number}", who, ref=f"refs/{kind}/{number}/head")
    propose(garden, "roll-back", BEA)
    garden.git("update-ref", "refs/remotes/origin/roll-back", "roll-back")
    args = ("--replies", str(REPLIES / f"{forge}.json"))
    document = queue(garden, *args)
    found = {request["number"]: request for request in document["requests"]}

    assert [12, 16, 13] == list(found)
    assert "Roll back first, then look" == found[12]["title"]
    assert ("dmarsh" if forge == "github" else "Dee Marsh") == found[12]["opened_by"]
    assert "2026-11-20T09:30:00" == found[12]["updated"][:19]
    # Opened after it was committed.
    assert "2026-11-18T08:00:00+00:00" == found[12]["since"]
    assert found[13]["draft"] and not found[12]["draft"]
    assert "refs/remotes/origin/roll-back" == found[16]["ref"]
    assert [f"refs/{kind}/{number}/head" for number in (14, 15)] == document["closed"]
    assert [17] == document["unfetched"]
    out, beside = text(garden, *args)
    assert "2 refs left out: the replies don't have them as open. Were all pages saved?" in beside
    assert "Open at the forge and not fetched: 17." in beside and "mail.test.org" not in out


def test_who_opened_it_may_be_hidden(garden: Repo, tmp_path: Path) -> None:
    """Whoever is hidden on the site is a colleague by the name or the login of the forge, too."""
    propose(garden, "topic", CY, ref="refs/pull/12/head")
    reply = {"number": 12, "title": "T", "user": {"login": "cy", "full_name": "Cy Okafor"}}
    (tmp_path / "r.json").write_text(json.dumps([reply]))

    assert "a colleague" == one(garden, "--replies", str(tmp_path / "r.json"))["opened_by"]


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ("", "this is no JSON"),
        ("{", "this is no JSON"),
        ("[" * 100_000, "this is nested too deeply"),
        ('{"message": "Not Found"}', "this is no list of requests; it says: Not Found"),
        ('{"error": "\\u001b[31m::x dee@mail.test.org"}', "this is no list of requests; it says:"),
        ("3", "this is no list of requests"),
    ],
)
def test_what_is_no_reply(garden: Repo, tmp_path: Path, said: str, problem: str) -> None:
    """Is refused in words, with the line that saves one."""
    (tmp_path / "r.json").write_text(said)
    done = pollinate("-C", str(garden.path), "queue", "--replies", str(tmp_path / "r.json"))

    assert 2 == done.returncode and problem in done.stderr and "curl" in done.stderr
    assert "Traceback" not in done.stderr and "\x1b" not in done.stderr
    assert "mail.test.org" not in done.stderr


def test_a_missing_file_of_replies(garden: Repo) -> None:
    """A file that is not there, and a folder, are told."""
    for name in ("nothing.json", "docs"):
        done = pollinate("-C", str(garden.path), "queue", "--replies", name)
        assert 2 == done.returncode and f"{name}: this file can't be read" in done.stderr


def test_odd_entries_are_findings(garden: Repo, tmp_path: Path) -> None:
    """Each is told once, the others count, and the exit code says that something was found."""
    propose(garden, "topic", BEA, ref="refs/pull/12/head")
    entries = [3, {"title": "No number"}, {"number": 12, "title": "Right"}, {"number": 12}]
    (tmp_path / "r.json").write_text(json.dumps(entries))
    document = queue(garden, "--replies", str(tmp_path / "r.json"), code=1)

    assert ["Right"] == [request["title"] for request in document["requests"]]
    assert ["entry 1 is no", "entry 2 has no", "entry 4 tells"] == [
        " ".join(found["message"].split()[:4])[: len("entry 2 has no")].strip()
        for found in document["findings"]
    ]


def test_a_newcomer_beside_somebody_known(garden: Repo) -> None:
    """Who is new stands first, and is said to be, also where somebody known helped."""
    propose(garden, "known", BEA)
    propose(garden, "both", DEE, f"New\n\nCo-authored-by: {BEA}")
    first, _ = queue(garden)["requests"]
    assert first["ref"].endswith("both") and first["newcomer"]
    assert "by Dee Marsh (new here), Bea Lind:" in text(garden)[0]


def test_nothing_is_called_stale(garden: Repo) -> None:
    """Neither the help nor what is printed says so, however long somebody waited."""
    propose(garden, "topic", BEA)
    words = "".join(text(garden)).lower() + (verb.help or "").lower()

    assert not {"stale", "overdue", "expired", "abandoned"} & set(words.split())
    assert "waits for us since 2023-" in words


def test_a_garden_without_git(tmp_path: Path) -> None:
    """Outside of Git the error says what is missing."""
    (tmp_path / "docs/lessons").mkdir(parents=True)
    (tmp_path / "docs/lessons/a.md").write_text("# A\n")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: G\nplugins:\n  - pollinate/garden:\n      history: optional\n"
    )
    done = pollinate("-C", str(tmp_path), "queue", env={"GIT_CEILING_DIRECTORIES": str(tmp_path)})

    assert 2 == done.returncode and "requests need a repository" in done.stderr
