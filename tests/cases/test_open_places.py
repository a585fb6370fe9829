# Promises of the finding `open-place`: a file saved as a door offered it is pointed out, with the
# command that cures it.
"""Test what is found of open places."""

from __future__ import annotations

import shlex

import pytest
from pollinate.checks.open_places import EXAMPLES, OPEN_NAME, OPEN_TOPIC
from pollinate.checks.run import check_garden
from pollinate.contribute import new_files as doors
from pollinate.contribute.templates import lesson_text, note_text
from pollinate.model.diagnostics import Severity
from support.repo import ANA, Repo, lines

NOTE = "---\nkind: question\nabout: {}\n---\nWhat if the tide is out?\n"


def found(repo: Repo) -> list[tuple[str, str, str]]:
    """Return path, message and cure of the findings."""
    diagnostics = [d for d in check_garden(repo.garden()) if d.code == "open-place"]
    assert {Severity.ADVICE} >= {d.severity for d in diagnostics}
    return [(d.path, d.message, d.cure) for d in diagnostics]


def test_the_words_are_those_of_the_doors() -> None:
    """What doors and templates offer is what is looked for."""
    assert (doors.OPEN_NAME, doors.OPEN_TOPIC) == (OPEN_NAME, OPEN_TOPIC)
    assert all(example in note_text("applied", "") for example in EXAMPLES)


@pytest.mark.parametrize(
    ("path", "text", "new"),
    [
        ("lessons/TOPIC/A-FEW-WORDS", "# Tie twice\n", "lessons/your-topic/tie-twice"),
        ("lessons/TOPIC/tie", "# Tie twice\n", "lessons/your-topic/tie"),
        ("lessons/boats/A-FEW-WORDS", "No heading at all.\n", "lessons/boats/words-of-your-own"),
        ("notes/2026/A-FEW-WORDS-a", NOTE.format("lessons/a.md"), "notes/2026/a-a"),
        (
            "trails/A-FEW-WORDS",
            "---\ntitle: First week\nsteps:\n  - lesson: ../lessons/a.md\n---\n",
            "trails/first-week",
        ),
        (
            "gatherings/2023-01-01-A-FEW-WORDS",
            "---\ntitle: Ferry day\n---\n",
            "gatherings/2023-01-01-ferry-day",
        ),
        ("people/A-FEW-WORDS", "---\nname: Ana Reyes\n---\n", "people/ana-reyes"),
    ],
)
def test_names_and_folders(repo: Repo, path: str, text: str, new: str) -> None:
    """Every kind of file is found once, and the command that renames it can be run as it stands,
    but for the folder.
    """
    repo.commit(ANA, docs__lessons__a=lines("one"), **{f"docs__{path.replace('/', '__')}": text})
    (place, _, cure), *others = found(repo)

    assert [] == others and f"docs/{path}.md" == place
    assert ["git", "mv", f"docs/{path}.md", f"docs/{new}.md"] == shlex.split(
        cure.partition(": ")[2]
    )


def test_hostile_names_are_quoted(repo: Repo) -> None:
    """A file name can't add a command to the cure."""
    repo.write("docs/lessons/TOPIC/$(touch x); rm.md", "# Tie twice\n")
    repo.commit(ANA, docs__lessons__a=lines("one"))
    ((_, _, cure),) = found(repo)

    assert ["git", "mv"] == shlex.split(cure.partition(": ")[2])[:2] and 4 == len(
        shlex.split(cure.partition(": ")[2])
    )


def test_examples_in_front_matter(repo: Repo) -> None:
    """An example that was taken for an answer is found; templates that were filled in are not."""
    example = (
        "---\nkind: applied\nabout: lessons/a.md\noutcome: worked\nsee:"
        " https://example.org/what-shows-it\n---\n"
    )
    filled = note_text("applied", "lessons/a.md", outcome="worked", text="It held.")
    lesson = lesson_text("Tie twice", text="It held.")
    repo.commit(
        ANA,
        docs__lessons__a=lines("one"),
        docs__lessons__b=lesson,
        docs__notes__x=example,
        docs__notes__y=filled,
    )

    assert ["docs/notes/x.md"] == [path for path, _, _ in found(repo)]
    assert "what-shows-it" in found(repo)[0][1]


def test_a_title_that_is_an_open_place(repo: Repo) -> None:
    """A title that still stands for words of one's own is found under a good name too."""
    repo.commit(ANA, docs__lessons__a="---\ntitle: A-FEW-WORDS\n---\n" + lines("one"))

    assert ["docs/lessons/a.md"] == [path for path, _, _ in found(repo)]
