# Who may take requests in, and which of them two moderators look at: as the queue, a review, a squash
# and the review of notes say it. Must not know: how rules are read (tests/test_house_rules.py).
"""Test the rules on moderation."""

from __future__ import annotations

import json
import subprocess
from typing import Any

import jsonschema
import pytest
from support.repo import ANA, BEA, CY, MOD, Repo
from support.run import ROOT, pollinate

CLAUDE = "Claude <noreply@anthropic.com>"
TWO = {"second_moderator": ["lessons/security"]}
NAMED = {**TWO, "moderators": ["Ana Reyes", "mo", "Cy Okafor"]}
HIS_WORD = "Read it\n\nReviewed-by: Mo Derator"
EVIL = "Eve [x](javascript:alert(1)) \x1b[31m<b>"


@pytest.fixture
def garden(repo: Repo) -> Repo:
    """Give a garden of Ana, Bea, Mo, who has a profile, and Cy, who is hidden."""
    repo.write("docs/people/mo.md", "---\nname: Mo Derator\ngit: [Mo Derator]\n---\n")
    repo.write("docs/people/cy.md", "---\nname: Cy Okafor\nshow: hidden\n---\n")
    for who, name in ((ANA, "a"), (BEA, "b"), (CY, "c"), (MOD, "m")):
        repo.lesson(who, f"# Lesson {name}\n\nWords of a lesson that stands, {name}.\n", name=name)
    identity(repo, MOD)
    return repo


def identity(repo: Repo, who: str) -> None:
    """Let somebody be whom git would name."""
    name, _, mail = who.partition(" <")
    repo.git("config", "user.name", name)
    repo.git("config", "user.email", mail.rstrip(">"))


def rule(repo: Repo, policy: dict[str, Any], who: str = ANA) -> None:
    """Commit the rules of the garden."""
    repo.write(
        "mkdocs.yml",
        "site_name: G\nplugins:\n  - pollinate/garden:\n      cache: false\n"
        f"      policy: {json.dumps(policy)}\n",
    )
    repo.commit(who)


def propose(repo: Repo, *more: str, who: str = BEA, message: str = "New", topic: str = "") -> None:
    """Propose a lesson on the branch `idea`, with further commits of words alone, each line by whom
    it names, or by a stranger.
    """
    repo.git("switch", "-q", "-c", "idea", "main")
    name = f"docs__lessons__{topic or 'security'}__new"
    repo.commit(who, message, **{name: "# A new lesson\n\nIts words are new and few.\n"})
    for line in "\n".join(more).splitlines():
        repo.commit(_named(line), f"Looked at\n\n{line}")
    repo.git("switch", "-q", "main")


def _named(line: str) -> str:
    name = line.partition(": ")[2]
    known = {one.partition(" <")[0]: one for one in (ANA, BEA, CY, MOD)}
    return name if name.endswith("test.org>") else known.get(name, "Stranger <s@face.test.org>")


def run(repo: Repo, *args: str) -> subprocess.CompletedProcess[str]:
    """Run a verb; no address is in what it prints."""
    done = pollinate("-C", str(repo.path), *args)
    assert done.returncode in (0, 1), done.stderr
    assert "harbour.test.org" not in done.stdout + done.stderr
    assert "\x1b[31m" not in done.stdout + done.stderr
    return done


def test_two_moderators_are_asked_for(garden: Repo) -> None:
    """A review of a topic that needs two holds a request until two people, none of whom wrote it,
    gave their word; each counts once, and a writer not at all.
    """
    rule(garden, TWO)
    propose(garden)
    done = run(garden, "review", "idea")
    assert done.returncode == 1
    assert "'lessons/security': nobody has, both are missing" in done.stdout
    garden.git("branch", "-D", "idea")

    propose(garden, "Reviewed-by: Ana Reyes", "Approved-by: Ana Reyes\nReviewed-by: Bea Lind")
    done = run(garden, "review", "idea")
    assert done.returncode == 1
    assert "Ana Reyes has, one more is missing" in done.stdout
    garden.git("branch", "-D", "idea")

    propose(garden, "Reviewed-by: Ana Reyes", "Approved-by: Mo Derator")
    done = run(garden, "review", "idea")
    assert done.returncode == 0, done.stdout
    assert "second-moderator" not in done.stdout


def test_a_request_can_t_make_people_up(garden: Repo) -> None:
    """Where no moderator is named, a word is that of somebody whom the garden knows: two names that
    nobody bears are none.
    """
    rule(garden, TWO)
    propose(garden, "Reviewed-by: New Face <new@face.test.org>\nReviewed-by: Other Face")

    for way in ("review", "queue", "merge-message"):
        done = run(garden, way, *(() if way == "queue" else ("idea",)))
        told = done.stdout + done.stderr
        assert "New Face" not in told.partition("two moderators")[2].partition("missing")[0], way
        assert ("one more is missing" if way == "merge-message" else "both are missing") in told


def test_other_topics_need_one(garden: Repo) -> None:
    """A request that touches no such folder is not held, nor is a folder that only begins so."""
    rule(garden, TWO)
    propose(garden, topic="security-news")

    assert run(garden, "review", "idea").returncode == 0
    assert run(garden, "merge-message", "idea").returncode == 0


def test_taking_a_lesson_away_needs_two(garden: Repo) -> None:
    """A lesson that leaves such a folder is looked at by two as well."""
    rule(garden, TWO)
    garden.commit(ANA, docs__lessons__security__old="# Old\n\nThe words of an old lesson.\n")
    garden.git("switch", "-q", "-c", "idea")
    garden.commit(BEA, docs__lessons__security__old=None)
    garden.git("switch", "-q", "main")

    assert "second-moderator" in run(garden, "review", "idea").stdout


def test_only_moderators_have_a_word(garden: Repo) -> None:
    """Where the settings name moderators, nobody else's word counts; who is missing is said by the
    names that the garden shows, and a tool has no word.
    """
    rule(garden, NAMED)
    propose(
        garden,
        f"Reviewed-by: Ana Reyes\nReviewed-by: {EVIL}\nReviewed-by: Claude <noreply@anthropic.com>",
    )
    done = run(garden, "review", "idea")
    assert done.returncode == 1
    assert "Ana Reyes has, one more is missing (Mo Derator, a colleague)" in done.stdout
    assert "Cy Okafor" not in done.stdout and "javascript" not in done.stdout.split("Look twice")[0]
    garden.git("branch", "-D", "idea")

    propose(garden, "Reviewed-by: Ana Reyes", f"Reviewed-by: {CY}")
    assert run(garden, "review", "idea").returncode == 0


def test_a_request_names_no_moderator_of_its_own(garden: Repo) -> None:
    """What a request writes into the settings, or into a profile, gives nobody a word."""
    rule(garden, NAMED)
    eve = "Eve Dorn <eve@face.test.org>"
    propose(garden, "Reviewed-by: Ana Reyes", f"Reviewed-by: {eve}")
    garden.git("switch", "-q", "idea")
    garden.commit(BEA, docs__people__mo="---\nname: Mo Derator\ngit: [Mo Derator, Eve Dorn]\n---\n")
    rule(garden, {"moderators": ["Eve Dorn"]}, BEA)
    garden.git("switch", "-q", "main")

    done = run(garden, "review", "idea")
    assert done.returncode == 1
    assert "Ana Reyes has, one more is missing (Mo Derator, a colleague)" in done.stdout


def test_the_queue_says_whose_word_is_missing(garden: Repo) -> None:
    """The queue tells it in words, and in its document, which fits its schema."""
    rule(garden, NAMED)
    propose(garden, "Reviewed-by: Ana Reyes")

    assert "one more is missing (Mo Derator, a colleague)" in run(garden, "queue").stdout
    document = json.loads(run(garden, "queue", "--format", "json").stdout)
    schema = json.loads((ROOT / "docs/developers/schemas/queue-1.schema.json").read_text())
    jsonschema.validate(document, schema, jsonschema.Draft202012Validator)
    assert document["requests"][0]["second_moderator"] == {
        "folder": "lessons/security",
        "given": ["Ana Reyes"],
        "asked": ["Mo Derator", "a colleague"],
        "missing": 1,
    }


def test_a_squash_needs_two_and_who_merges_is_one(garden: Repo) -> None:
    """The squash message is printed, and what is missing beside it, with exit code 1; who takes it
    in has a word, since the message says so.
    """
    rule(garden, NAMED)
    propose(garden)
    done = run(garden, "merge-message", "idea")
    assert done.returncode == 1
    assert "Merged-by: Mo Derator" in done.stdout and "[second-moderator]" not in done.stdout
    assert "Mo Derator has, one more is missing (Ana Reyes, a colleague)" in done.stderr
    garden.git("branch", "-D", "idea")

    propose(garden, "Reviewed-by: Ana Reyes")
    assert run(garden, "merge-message", "idea").returncode == 0


def test_who_may_not_merge_has_no_word_by_merging(garden: Repo) -> None:
    """Somebody who is none of the moderators and would take it in is none of the two."""
    rule(garden, NAMED)
    propose(garden)
    identity(garden, "Zoe Stranger <zoe@face.test.org>")
    done = run(garden, "merge-message", "idea")
    assert done.returncode == 1
    assert "nobody has, both are missing" in done.stderr and "[not-a-moderator]" in done.stderr


def test_a_writer_of_the_garden_who_is_no_moderator_has_no_word(garden: Repo) -> None:
    """Where the settings name moderators, that somebody is known for lessons is not enough."""
    dee = "Dee Four <dee@harbour.test.org>"
    rule(garden, NAMED)
    garden.lesson(dee, "# Lesson d\n\nWords of a lesson of Dee.\n", name="d")
    propose(garden, "Reviewed-by: Ana Reyes")
    also(garden, dee, "Read it\n\nReviewed-by: Dee Four")
    assert "Ana Reyes has, one more is missing" in run(garden, "review", "idea").stdout


def test_who_wrote_with_somebody_has_no_word_on_it(garden: Repo) -> None:
    """A co-author is a writer: their own word on the request counts no more than the author's."""
    rule(garden, NAMED)
    propose(garden, message=f"New\n\nCo-authored-by: {MOD}")
    also(garden, MOD, HIS_WORD)
    assert "nobody has, both are missing" in run(garden, "review", "idea").stdout


def test_a_tool_that_the_garden_knows_has_no_word(garden: Repo) -> None:
    """Where no moderator is named, an assistant that had a part in lessons is none of the two."""
    rule(garden, TWO)
    garden.lesson(ANA, f"# Lesson t\n\nWords.\n\nCo-authored-by: {CLAUDE}\n", name="t")
    garden.lesson(CLAUDE, "# Lesson u\n\nWords of a tool stand here.\n", name="u")
    propose(garden, "Reviewed-by: Ana Reyes")
    also(garden, CLAUDE, f"Read it\n\nReviewed-by: {CLAUDE}")
    assert "Ana Reyes has, one more is missing" in run(garden, "review", "idea").stdout


def test_a_message_that_is_checked(garden: Repo) -> None:
    """A message counts with the words it says; who merged and may not is told."""
    rule(garden, NAMED)
    propose(garden, "Reviewed-by: Ana Reyes")
    file = garden.path.parent / "message.txt"
    for words, code in (("Mo Derator", ""), ("Bea Lind", "not-a-moderator")):
        file.write_text(
            f"New\n\nCo-authored-by: {BEA}\nReviewed-by: Ana Reyes\nMerged-by: {words}\n"
        )
        done = run(garden, "merge-message", "idea", "--check", str(file))
        assert done.returncode == int(bool(code)), done.stdout
        assert ("[not-a-moderator]" in done.stdout) == bool(code)
        assert ("[second-moderator]" in done.stdout) == bool(code)


def test_who_is_no_moderator_is_told(garden: Repo) -> None:
    """Who would merge and is none of those named is told so by the squash message, and takes in no
    note; by handle and by name a moderator is known, also from a new address.
    """
    rule(garden, {"moderators": ["mo", "Ana Reyes"]})
    propose(garden, topic="other")
    garden.git("switch", "-q", "-c", "received/n", "main")
    note = "---\nabout: lessons/a.md\nkind: question\n---\n\nHow long does this take in rain?\n"
    garden.commit(CY, docs__notes__n=note)
    garden.git("switch", "-q", "main")

    identity(garden, BEA)
    done = run(garden, "merge-message", "idea")
    assert done.returncode == 1
    assert "Bea Lind is none of those who moderate this garden [not-a-moderator]" in done.stderr
    assert "Ask one of them: Ana Reyes, Mo Derator." in done.stderr
    done = run(garden, "review", "--notes", "--accept", "1")
    assert done.returncode == 1
    assert "[not-a-moderator]" in done.stderr and "Nothing was taken in" in done.stderr
    assert "notes/" not in garden.git("branch", "--list")
    for who in (MOD, "Ana Reyes <ana@elsewhere.test.org>"):
        identity(garden, who)
        assert run(garden, "merge-message", "idea").returncode == 0
    assert run(garden, "review", "--notes", "--accept", "1").returncode == 0


def test_the_policy_lets_a_build_server_take_notes_in(garden: Repo) -> None:
    """What `notes: after` lets in needs no moderator: a build server takes it in."""
    rule(garden, {"moderators": ["mo"], "notes": "after"})
    garden.git("switch", "-q", "-c", "received/n", "main")
    note = "---\nabout: lessons/a.md\nkind: question\n---\n\nHow long does this take in rain?\n"
    garden.commit(BEA, docs__notes__n=note)
    garden.git("switch", "-q", "main")
    identity(garden, "Build <build@harbour.test.org>")

    done = run(garden, "review", "--notes", "--accept", "known")
    assert done.returncode == 0 and "1 note on the branch" in done.stdout


@pytest.mark.parametrize("way", ["review", "merge-message"])
def test_a_tool_alone_is_not_taken_in(garden: Repo, way: str) -> None:
    """With `disclosure: required` a commit by a tool needs a person who answers for it; without it
    there is no such finding, and a person who names a tool is none.
    """
    rule(garden, {"disclosure": "required"})
    propose(garden, who=CLAUDE, topic="other")
    done = run(garden, way, "idea")
    assert done.returncode == 1
    assert "tool-alone" in done.stdout + done.stderr and "is by Claude alone" in (
        done.stdout + done.stderr
    )
    garden.git("branch", "-D", "idea")
    for who, message in (
        (CLAUDE, f"New\n\nCo-authored-by: {BEA}"),
        (BEA, "New\n\nAssisted-by: Claude"),
    ):
        propose(garden, who=who, message=message, topic="other")
        assert run(garden, way, "idea").returncode == 0
        garden.git("branch", "-D", "idea")
    rule(garden, {"disclosure": "optional"})
    propose(garden, who=CLAUDE, topic="other")
    assert run(garden, way, "idea").returncode == 0


def also(repo: Repo, who: str, message: str, **env: str) -> None:
    """Add a commit that changes no file to the request."""
    repo.git("switch", "-q", "idea")
    repo.git("commit", "-q", "--allow-empty", "-F", "-", who=who, stdin=message, env=env)
    repo.git("switch", "-q", "main")


def test_an_empty_commit_is_a_word_and_no_work(garden: Repo) -> None:
    """Two moderators who each commit their word meet the rule; a squash keeps them as reviewers, and
    its credit is the writer's alone.
    """
    rule(garden, NAMED)
    propose(garden)
    also(garden, MOD, HIS_WORD)
    assert "Mo Derator has, one more is missing" in run(garden, "review", "idea").stdout
    also(garden, ANA, "Read it\n\nReviewed-by: Ana Reyes")
    assert run(garden, "review", "idea").returncode == 0
    assert "Ana Reyes and Mo Derator have" in run(garden, "queue").stdout.replace(
        "Mo Derator and Ana Reyes", "Ana Reyes and Mo Derator"
    )
    identity(garden, CY)
    message = run(garden, "merge-message", "idea").stdout
    assert "Reviewed-by: Mo Derator" in message and "Reviewed-by: Ana Reyes" in message
    assert "Co-authored-by" not in message
    garden.git("merge", "-q", "--squash", "idea")
    garden.git("commit", "-q", "-F", "-", who=BEA, stdin=message)
    assert garden.roles("security/new")["Bea Lind"] == ["author"]
    assert "author" not in str(garden.roles("security/new")["Mo Derator"])


def test_who_only_begins_a_branch_does_not_write_it(garden: Repo) -> None:
    """An empty first commit makes nobody the author of the squash, nor who opened the request."""
    garden.git("switch", "-q", "-c", "idea")
    garden.commit(MOD, "Begin")
    garden.commit(BEA, docs__lessons__b2="# B\n\nThe words of a new lesson are here.\n")
    garden.git("switch", "-q", "main")
    identity(garden, ANA)
    done = run(garden, "merge-message", "idea")
    assert "Mo Derator" not in done.stdout and "Co-authored-by" not in done.stdout
    assert "The squash's author is Bea Lind" in done.stderr
    assert "by Bea Lind: 1 lesson" in run(garden, "queue").stdout


def test_a_word_that_the_writer_typed_is_none(garden: Repo) -> None:
    """Reviewed-by and Merged-by that the writer wrote down count for nobody, in no verb, and are
    pointed out with who wrote them.
    """
    rule(garden, NAMED)
    propose(garden, message="New\n\nReviewed-by: Mo Derator\nMerged-by: Ana Reyes")
    done = run(garden, "review", "idea")
    assert done.returncode == 1
    assert "nobody has, both are missing" in done.stdout
    told = done.stdout.partition("Look twice")[2].partition("Findings")[0]
    assert "Reviewed-by names Mo Derator in" in told
    assert "Merged-by names Ana Reyes in" in told and "and Bea Lind wrote the line" in told
    assert "nobody has" in run(garden, "queue").stdout
    message = garden.path.parent / "message.txt"
    message.write_text(run(garden, "merge-message", "idea").stdout)
    done = run(garden, "merge-message", "idea", "--check", str(message))
    assert done.returncode == 1 and "[second-moderator]" in done.stdout
    also(garden, MOD, HIS_WORD)
    assert "Mo Derator has, one more is missing" in run(garden, "review", "idea").stdout


def test_who_commits_another_s_work_may_add_their_word(garden: Repo) -> None:
    """A moderator who applies somebody's patch, and adds a line to it, gave the word."""
    rule(garden, NAMED)
    garden.git("switch", "-q", "-c", "idea")
    garden.write("docs/lessons/security/x.md", "# X\n\nThe words of a new lesson are here.\n")
    garden.git("add", "-A")
    env = {"GIT_COMMITTER_NAME": "Mo Derator", "GIT_COMMITTER_EMAIL": "mod@harbour.test.org"}
    garden.git("commit", "-q", "-F", "-", who=BEA, stdin=HIS_WORD, env=env)
    garden.git("switch", "-q", "main")
    done = run(garden, "review", "idea")
    assert "Mo Derator has, one more is missing" in done.stdout
    assert "wrote the line" not in done.stdout


def test_a_rule_that_nobody_can_meet_is_told(garden: Repo) -> None:
    """Of two moderators one wrote the request: the finding says how many are left and what to do,
    and `check` advises before.
    """
    two = {**NAMED, "moderators": ["Ana Reyes", "mo"]}
    rule(garden, two)
    propose(garden, who=MOD)
    done = run(garden, "review", "idea")
    words = "both are missing, and only one other moderator is named (Ana Reyes): the rule can't be"
    assert words in " ".join(done.stdout.split())
    cured = run(garden, "review", "idea", "--full").stdout
    assert "Name more people in 'moderators'" in cured
    garden.git("branch", "-D", "idea")
    propose(garden, "Reviewed-by: Ana Reyes", who=MOD)
    told = run(garden, "queue").stdout
    assert "Ana Reyes has, one more is missing, and no other moderator is named" in told
    found = run(garden, "check").stdout
    assert "what one of them writes needs the word of two others" in found
    rule(garden, NAMED)
    found = run(garden, "check").stdout
    assert "two others" not in found
