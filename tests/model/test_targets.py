# Promises about words that mean a page or a person: one answer for every verb, choices where there
# are several, the nearest where there is none, and nobody hidden among them.
"""Test what a word means."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from pollinate.errors import RequestError
from pollinate.model.garden import Garden
from pollinate.model.people import COLLEAGUE
from pollinate.model.targets import (
    LIKE,
    VERY_LIKE,
    find_person,
    find_question,
    find_target,
    near_people,
    targets_of,
)
from support.repo import ANA, BEA, CY, Repo, lines
from support.run import pollinate

SITE = "https://garden.test.org/lore/"
ROLL = "lessons/deploys/roll-back-first.md"
NIGHT = "Noa Night <noa@harbour.test.org>"


@pytest.fixture(scope="module")
def repo(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    """Give a garden with twins, titles in other scripts, a question, an alias and somebody
    hidden.
    """
    repo = Repo(tmp_path_factory.mktemp("targets") / "repo")
    repo.write("mkdocs.yml", f"site_name: G\nsite_url: {SITE}\nplugins:\n  - pollinate/garden\n")
    repo.lesson(
        ANA,
        "---\ntitle: Roll back first, debug later\n---\n" + lines("one"),
        name="deploys/roll-back-first",
    )
    repo.lesson(BEA, "---\ntitle: Twin A\n---\n" + lines("two"), name="deploys/twin")
    repo.lesson(CY, "---\ntitle: twin a\n---\n" + lines("three"), name="other/twin")
    repo.lesson(NIGHT, "---\ntitle: 教訓を書く\n---\n" + lines("four"), name="other/lore")
    repo.lesson(ANA, "---\ntitle: Secret plan\ndraft: true\n---\n" + lines("x"), name="other/plan")
    repo.commit(
        ANA,
        docs__lessons__talks__README="---\ntitle: Talking\n---\n" + lines("five"),
        docs__people__cy="---\nname: Cy Okafor\nshow: hidden\n---\n",
        docs__people__noa="---\nname: Noa Night\nshow: alias\nalias: Owl\n---\n",
        docs__notes__2026__q="---\nabout: " + ROLL + "\nkind: question\n---\n\nWhat of schemas?\n",
        docs__trails__night="---\ntitle: First night\nsteps:\n  - lesson: ../" + ROLL + "\n---\n",
    )
    return repo


@pytest.fixture(scope="module")
def garden(repo: Repo) -> Garden:
    """Read it."""
    return repo.garden()


@pytest.mark.parametrize(
    ("word", "uri"),
    [
        (ROLL, ROLL),
        (f"docs/{ROLL}", ROLL),
        (f"./{ROLL}", ROLL),
        ("lessons\\deploys\\roll-back-first.md", ROLL),
        ("lessons/deploys/roll-back-first", ROLL),
        ("roll-back-first", ROLL),
        ("roll-back-first.md", ROLL),
        ("Roll back first, debug later", ROLL),
        ("roll back FIRST,  debug later", ROLL),
        ("roll-back-first-debug-later", ROLL),
        ("Roll Back First", ROLL),
        (f"{SITE}lessons/deploys/roll-back-first/", ROLL),
        (f"{SITE}lessons/deploys/roll-back-first/#what-to-do", ROLL),
        (f"{SITE}lessons/deploys/roll-back-first.html?q=x", ROLL),
        ("http://garden.test.org/lore/lessons/deploys/roll-back-first", ROLL),
        ("http://127.0.0.1:8000/lore/lessons/deploys/roll-back-first/", ROLL),
        ("/lore/lessons/deploys/roll-back-first/", ROLL),
        ("/lessons/deploys/roll-back-first/", ROLL),
        ("lessons/deploys/roll-back-first/", ROLL),
        (f"{SITE}lessons/talks/", "lessons/talks/README.md"),
        ("Twin A", "lessons/deploys/twin.md"),
        ("教訓を書く", "lessons/other/lore.md"),
        ("First night", "trails/night.md"),
    ],
)
def test_one_page_has_many_names(garden: Garden, word: str, uri: str) -> None:
    """A page is meant by path, file name, title, slug and address of the site, in any letters."""
    assert uri == find_target(word, targets_of(garden.content), site_url=SITE).src_uri


def test_an_address_without_the_site_s_own(garden: Garden) -> None:
    """Where no `site_url` is set, a page is found by the end of its address."""
    word = "https://elsewhere.test.org/a/b/lessons/deploys/roll-back-first/"

    assert ROLL == find_target(word, targets_of(garden.content)).src_uri


@pytest.mark.parametrize(
    ("word", "said", "choices"),
    [
        ("twin", "one of 2 pages", {"lessons/deploys/twin.md", "lessons/other/twin.md"}),
        ("TWIN A", "one of 2 pages", {"lessons/deploys/twin.md", "lessons/other/twin.md"}),
        ("rol-bak-first", "no page", {ROLL}),
        ("Roll back furst, debug later", "no page", {ROLL}),
        ("https://evil.test.org/lessons/deploys/roll-back-first/", "no page of this site", set()),
        ("Secret plan", "no page", set()),
        ("lessons/other/plan.md", "no page", set()),
        ("", "no page", set()),
        ("🙂", "no page", set()),
        ("../../etc/passwd", "no page", set()),
    ],
)
def test_what_is_unclear_has_choices(
    garden: Garden, word: str, said: str, choices: set[str]
) -> None:
    """Several, none and drafts end in an error that names what may be meant, and no draft."""
    with pytest.raises(RequestError) as error:
        find_target(word, targets_of(garden.content), site_url=SITE)

    assert said in error.value.problem and choices == set(error.value.choices)
    assert "Secret" not in error.value.example


@pytest.mark.parametrize(
    "word",
    [
        "q",
        "notes/2026/q.md",
        "What of schemas?",
        ROLL,
        "Roll back first, debug later",
        f"{SITE}lessons/deploys/roll-back-first/#note-q",
        f"{SITE}lessons/deploys/roll-back-first/",
    ],
)
def test_a_question_is_found(garden: Garden, word: str) -> None:
    """A question is meant by its file, words and address, or by a page with one only."""
    assert "notes/2026/q.md" == find_question(word, garden.content, SITE).src_uri


@pytest.mark.parametrize(
    ("word", "slug"),
    [
        ("ana-reyes", "ana-reyes"),
        ("Ana Reyes", "ana-reyes"),
        ("ANA  REYES", "ana-reyes"),
        ("ana", "ana-reyes"),
        ("@ana-reyes", "ana-reyes"),
        (f"{SITE}people/ana-reyes/", "ana-reyes"),
        ("/lore/people/ana-reyes.html", "ana-reyes"),
        ("owl", "owl"),
        ("Noa Night", "owl"),
        ("people/noa.md", "owl"),
        ("Cy Okafor", COLLEAGUE),
    ],
)
def test_one_person_has_many_names(garden: Garden, word: str, slug: str) -> None:
    """A person is meant by handle, slug, name, page and profile; what stands in a file is never the
    name of somebody private.
    """
    assert slug == find_person(word, garden.people, SITE)


@pytest.mark.parametrize("word", ["Cy Okafr", "okafo", "Noa Nigth", "noah", "cyy", "Zo", "x", ""])
def test_choices_name_nobody_private(garden: Garden, word: str) -> None:
    """However near a word is to the name of somebody private, no choice says so."""
    for least in (LIKE, VERY_LIKE):
        assert COLLEAGUE not in near_people(word, garden.people, least)
    with pytest.raises(RequestError) as error:
        find_person(word, garden.people)

    told = f"{error.value.example} {error.value.choices}".casefold()
    assert not any(name in told for name in ("okafor", "'cy'", "noa", "night"))


def test_every_verb_takes_every_name(repo: Repo) -> None:
    """`note`, `thank`, `why`, `credits` and `new gathering` mean one thing by one word, also from
    inside the docs folder.
    """

    def run(*words: str, cwd: Path | None = None) -> str:
        done = pollinate("-C", str(repo.path), *words, cwd=cwd)
        assert 0 == done.returncode, done.stderr
        return done.stdout

    address, title = f"{SITE}lessons/deploys/roll-back-first/", "roll back first, debug later"
    for word in (address, title):
        assert ROLL in run("note", "question", word, "--text", "Why?", "--dry-run")
        assert ROLL in run("thank", "bea", "--for", word, "--text", "x", "--dry-run")
        assert "Ana Reyes on" in run("why", f"{SITE}people/ana-reyes/", word)
        found = json.loads(run("credits", word, "--format", "json"))["lessons"]
        assert [f"docs/{ROLL}"] == list(found)
    people = ("--people", "ana", "--people", f"{SITE}people/bea-lind/")
    told = run("new", "gathering", "--title", "Review", *people, "--dry-run")
    assert "people:\n  - ana-reyes\n  - bea-lind\n" in told
    inside = repo.path / "docs" / "lessons" / "deploys"
    done = pollinate("-C", os.fspath(repo.path), "credits", "twin.md", cwd=inside)
    assert "docs/lessons/deploys/twin.md" in done.stdout and "other" not in done.stdout


def test_who_is_hidden_is_a_colleague_in_every_file(repo: Repo) -> None:
    """Whoever asked to stay unnamed is unnamed wherever a verb writes a name, and that is said."""
    for words in (
        ("new", "gathering", "--title", "Review", "--people", "Cy Okafor"),
        ("new", "lesson", "--title", "Told", "--happened", "H.", "--learned-from", "Cy Okafor"),
        ("new", "lesson", "--title", "Told", "--happened", "H.", "--for", "Cy Okafor"),
        ("thank", "Cy Okafor", "--for", ROLL, "--text", "You waited."),
    ):
        done = pollinate("-C", str(repo.path), *words, "--dry-run")
        told = done.stdout + done.stderr
        assert 0 == done.returncode and "colleague" in told and "Okafor" not in told, told


def test_what_is_received_takes_every_name(repo: Repo, tmp_path: Path) -> None:
    """`about` in what somebody sent may be a title or an address; steps and people too."""

    def received(name: str, text: str, *words: str, code: int = 0) -> str:
        (tmp_path / name).write_text(text)
        file = str(tmp_path / name)
        done = pollinate("-C", str(repo.path), "receive", file, *words, "--dry-run")
        assert code == done.returncode, done.stderr
        return done.stdout + done.stderr

    text = "---\nabout: {}\nkind: question\n---\n\nWhy?\n"
    for word in ('"Roll back first, debug later"', f"{SITE}lessons/deploys/roll-back-first/"):
        assert f'about: "{ROLL}"\n' in received("a.md", text.format(word))
    assert "say in `about` which is meant" in received("b.md", text.format("twin"))
    table = "lesson,outcome,applied-text\nroll-back-first,worked,Fine.\n"
    assert f"about: {ROLL}\n" in received("c.csv", table, "--way", "apply")
    table = "to,lesson-thanked,thanks-text\nBea Lind;Cy Okafor;Zo,First night,Fine.\n"
    told = received("d.csv", table, "--way", "thank")
    assert "about: trails/night.md\n" in told
    assert "to:\n  - bea-lind\n  - a-colleague\n  - Zo\n" in told
    wrong = "lesson,outcome,applied-text\ntwin,worked,Fine.\n"
    assert "d.csv, entry 1" in received("d.csv", wrong, "--way", "apply", code=2)
