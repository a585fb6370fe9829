# Promises of `due` and `renew`: a list that says what, why, whom to ask and how; a note that the
# garden understands, and that takes a lesson off the list.
"""Test the verbs `due` and `renew`."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from pollinate.model.stages import SecondLook
from support.repo import ANA, BEA, MOD, Repo, lines
from support.run import pollinate

LESSON = "lessons/deploys/roll-back.md"
NOW = int(datetime(2024, 6, 3, 12, tzinfo=UTC).timestamp())


@pytest.fixture
def garden(repo: Repo) -> Repo:
    """Give a garden with a lesson that is due, one that nobody was asked about, and one retired."""
    repo.write("mkdocs.yml", "site_name: G\nplugins:\n  - pollinate/garden:\n      cache: false\n")
    repo.write("docs/people/mo.md", "---\nname: Mo Derator\n---\n")
    repo.clock = NOW - 400 * 86_400
    front = "review:\n  by: mo\n  every: 12 months\n"
    repo.lesson(
        ANA, f"---\ntitle: Roll back\n{front}---\n{lines('one')}", "Plant", "deploys/roll-back"
    )
    repo.lesson(ANA, f"---\ntitle: Other\n---\n{lines('two')}", "Plant", "other/other")
    gone = f"---\ntitle: Gone\nstatus: retired\nreason: No more.\n---\n{lines('six')}"
    repo.lesson(ANA, gone, "Plant", "other/gone")
    note = f"---\nabout: {LESSON}\nkind: applied\noutcome: worked\n---\n\nIt held.\n"
    repo.commit(BEA, "Apply", docs__notes__n=note)
    repo.commit(MOD, "Look after it")
    repo.git("config", "user.name", "Bea Lind")
    repo.git("config", "user.email", "bea@harbour.test.org")
    return repo


def run(garden: Repo, *words: str, code: int = 0) -> str:
    """Run a verb on a set day and return what it prints, with an error that to standard error."""
    done = pollinate("-C", str(garden.path), *words, env={"SOURCE_DATE_EPOCH": str(NOW)})
    assert code == done.returncode, done.stderr
    return done.stderr if code else done.stdout


def document(garden: Repo, *words: str) -> Any:
    """Return the list as JSON."""
    return json.loads(run(garden, "due", "--format", "json", *words))


def test_the_list_says_what_why_whom_and_how(garden: Repo) -> None:
    """Each lesson stands under its week with its day, its use, who is asked, and the command that
    renews it; what nobody was asked about stands apart, and nothing there is called late.
    """
    text = run(garden, "due")
    due, mark, new = text.partition("1 lesson not yet asked")

    assert mark and "1 lesson to look at again" in due
    for words in (
        "Week from 3 June 2024",
        "  Roll back\n",
        "due since 1 May 2024; applied once",
        "Ask Mo Derator (named in the lesson).",
        f"pollinate renew {LESSON}",
    ):
        assert words in due
    assert "  Other\n    not yet asked\n" in new and "pollinate renew lessons/other/other.md" in new
    assert not re.search(r"overdue|late\b|since", new) and "Gone" not in text


def test_the_document_holds_no_address_and_the_same_lessons(garden: Repo) -> None:
    """JSON has each lesson of the text, and none has an address of anybody."""
    found = document(garden)

    assert ("pollinate/due/1", "2024-06-03", None) == (
        found["schema"],
        found["day"],
        found["topic"],
    )
    assert [LESSON] == [one["lesson"] for one in found["due"]]
    assert ["lessons/other/other.md"] == [one["lesson"] for one in found["not_asked"]]
    assert "@" not in json.dumps(found)


def test_a_topic_may_be_said_by_its_end(garden: Repo) -> None:
    """A folder or the end of one is understood; what is no topic is refused with those there are."""
    assert [] == document(garden, "--topic", "other")["due"]
    assert "lessons/deploys" == document(garden, "--topic", "lessons/Deploys/")["topic"]
    error = run(garden, "due", "--topic", "nowhere", code=2)
    assert "'nowhere' is no topic" in error and "lessons/deploys" in error


def test_a_long_list_is_cut_and_says_so(garden: Repo) -> None:
    """Of thirty that are due in one week, ten are printed and the rest counted; --all prints all,
    and JSON has all anyway.
    """
    plan = "review:\n  every: 1 week\n"
    for n in range(30):
        text = f"---\ntitle: M{n:02}\n{plan}---\n{lines(f'm{n}')}"
        garden.write(f"docs/lessons/many/m{n:02}.md", text)
        note = f"---\nabout: lessons/many/m{n:02}.md\nkind: applied\noutcome: worked\n---\n"
        garden.write(f"docs/notes/m{n:02}.md", note)
    garden.clock = NOW - 20 * 86_400
    garden.commit(BEA, "Plant many")
    words = ("--topic", "many", "--weeks", "1")
    whole = run(garden, "due", *words, "--all")

    assert 10 == len(re.findall(r"^  M\d\d$", run(garden, "due", *words), re.M))
    assert 30 == len(re.findall(r"^  M\d\d$", whole, re.M)) and "(--all)" not in whole
    assert "  and 20 more in this week (--all)" in run(garden, "due", *words)
    assert 30 == len(document(garden, *words)["due"])


def test_the_end_of_an_adopted_garden_is_counted(garden: Repo) -> None:
    """Of many that nobody was asked about, a few a week are printed and the rest counted for later
    weeks.
    """
    for n in range(30):
        garden.write(f"docs/lessons/many/m{n:02}.md", f"---\ntitle: M{n:02}\n---\n{lines(f'm{n}')}")
    garden.commit(BEA, "Adopt")
    text = run(garden, "due", "--weeks", "2")

    assert "31 lessons not yet asked" in text and "  and 25 more for later weeks (--all)" in text
    assert 30 == len(re.findall(r"^  M\d\d$", run(garden, "due", "--all"), re.M))


def test_hostile_titles_reach_no_terminal(garden: Repo) -> None:
    """A title with control characters is printed as plain words."""
    title = '"Red \\u001b[31m\\u202e alert"'
    garden.lesson(ANA, f"---\ntitle: {title}\n---\n{lines('evil')}", "Plant", "other/evil")
    text = run(garden, "due")

    assert "alert" in text and not re.search("[\x1b\u202e]", text)


# --- renew ----------------------------------------------------------------------------------------


def notes(garden: Repo) -> list[str]:
    """Return the notes that nobody committed yet."""
    said = garden.git("status", "--porcelain", "-uall").splitlines()
    return [line[3:] for line in said if line.startswith("?? docs/notes/")]


def test_one_command_renews(garden: Repo) -> None:
    """The note is of kind review and says still true; `check` finds nothing in it; once it is
    committed the lesson is off the list, and before that the list says that it waits.
    """
    said = run(garden, "renew", "roll-back")
    (path,) = notes(garden)
    text = (garden.path / path).read_text(encoding="utf-8")

    assert "pollinate submit" in said or "submit" in said
    assert {"kind: review", "outcome: still-true", f"about: {LESSON}"} <= set(text.splitlines())
    assert [] == document(garden)["due"] and [LESSON] == document(garden)["waiting"]
    assert "Looked at and not committed yet: 1 lesson." in run(garden, "due")
    garden.clock = NOW - 3_600 * 5
    garden.commit(BEA, "Look again at: Roll back")
    found = json.loads(run(garden, "check", "--format", "json"))
    assert [] == [one for one in found["findings"] if one["path"] == path]
    assert [] == document(garden)["due"] == document(garden)["waiting"]


def test_reason_and_person_stand_in_the_note(garden: Repo) -> None:
    """What was found, in one's own words, and for whom it is entered."""
    words = ("--outcome", "changed", "--because", "We did it: it holds.", "--by", "mo")
    run(garden, "renew", LESSON, *words)
    text = (garden.path / notes(garden)[0]).read_text(encoding="utf-8")

    assert "outcome: changed" in text and "We did it: it holds." in text and "person: mo" in text


def test_retired_says_how_to_retire(garden: Repo) -> None:
    """The note is written, and the command that puts the notice on the page stands below it; the
    lesson stays on the list until then.
    """
    said = run(garden, "renew", "roll-back", "--outcome", "retired", "--because", "It is gone.")

    assert f'pollinate retire {LESSON} --because "It is gone."' in said
    garden.clock = NOW - 3_600 * 5
    garden.commit(BEA, "Look again")
    assert ["doubted", "due"] == document(garden)["due"][0]["why"]


def test_what_is_gone_is_not_renewed(garden: Repo) -> None:
    """A lesson that is kept for the record is refused with the way back, and no note is written."""
    error = run(garden, "renew", "gone", code=2)

    assert "this lesson is retired" in error and "'status'" in error
    assert [] == notes(garden)


@pytest.mark.parametrize("words", [("nothing",), ("roll-back", "--outcome", "fine")])
def test_mistakes_are_told(garden: Repo, words: tuple[str, ...]) -> None:
    """A word that is no lesson, or no outcome, is an error without a traceback; nothing is
    written.
    """
    error = run(garden, "renew", *words, code=2)

    assert "Traceback" not in error and [] == notes(garden)
    assert "is no lesson" in error or all(word in error for word in SecondLook)


def test_dry_run_writes_nothing(garden: Repo) -> None:
    """The file is printed alone on standard output."""
    said = run(garden, "renew", "roll-back", "--outcome", "retired", "--dry-run")

    assert said.startswith("---\n") and "retire " not in said and [] == notes(garden)


def test_who_looked_is_somebody_here(garden: Repo) -> None:
    """A name that nobody has proves nothing: it is refused, and a team is named as one."""
    said = run(garden, "renew", "roll-back", "--by", "nobody-here", code=2)
    assert "nobody in this garden is called 'nobody-here'" in said
    assert "--as nobody-here" in said
    assert [] == notes(garden)
    run(garden, "renew", "roll-back", "--as", "Night shift")
    [path] = notes(garden)
    assert "Night shift" in (garden.path / path).read_text()
