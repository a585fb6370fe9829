# A garden of 300 lessons, 60 people, 900 notes and 12 trails over three years, written by one `git
# fast-import`. Every author of an applied note has thanked somebody for a lesson, so that one can
# walk on by links. Must not know: pages.
"""Write a garden of notes."""

from __future__ import annotations

import random
import subprocess
from datetime import UTC, datetime
from pathlib import Path

LESSONS, PEOPLE, NOTES, TRAILS = 300, 60, 900, 12
START, SPAN = 1_672_570_000, 3 * 365 * 86_400
CONFIG = """site_name: Notes
theme: {name: material, font: false}
repo_url: https://forge.example.org/team/garden
plugins:
  - search
  - pollinate/garden:
      goals: ["Fewer failed changes", "Shorter nights"]
      behaviours: ["Say what did not work"]
      forge: gitea
  - pollinate/attribution
  - pollinate/acknowledgements
  - pollinate/learned-from
  - pollinate/trails
"""


def name(number: int) -> str:
    """Return a person's name."""
    return f"Walker N{number:02d} Quay"


def lesson(number: int) -> str:
    """Return a lesson's path from the docs folder."""
    return f"lessons/t{number % 9}/n{number:03d}.md"


def write_notes_garden(folder: Path, seed: int = 11) -> Path:
    """Write the garden into a new folder."""
    chance = random.Random(seed)
    files: list[tuple[int, int, str, str]] = [
        (0, 0, "mkdocs.yml", CONFIG),
        (0, 0, "docs/index.md", "# Walk\n\n<!-- pollinate: home -->\n"),
    ]
    for number in range(PEOPLE):
        team = f"Team {number % 7}"
        files.append(
            (
                0,
                0,
                f"docs/people/p{number:02d}.md",
                f'---\nname: "{name(number)}"\nteam: "{team}"\n---\n',
            )
        )
    for number in range(LESSONS):
        files.append(
            (
                number * SPAN // LESSONS // 2,
                chance.randrange(PEOPLE),
                f"docs/{lesson(number)}",
                _lesson(chance, number),
            )
        )
    for number in range(TRAILS):
        files.append(
            (
                SPAN // 2,
                chance.randrange(PEOPLE),
                f"docs/trails/way-{number:02d}.md",
                _trail(number),
            )
        )
    files += _notes(chance)
    stream: list[bytes] = []
    for when, who, path, text in sorted(files, key=lambda file: file[0]):
        message = f"Write {path}\n".encode()
        head = (
            f"commit refs/heads/main\ncommitter {name(who)} <p{who}@garden.test.org> {START + when}"
            " +0100\n"
        )
        stream.append(head.encode() + b"data %d\n%s" % (len(message), message))
        body = text.encode()
        stream.append(b"M 100644 inline %s\ndata %d\n%s\n" % (path.encode(), len(body), body))
    folder.mkdir(parents=True)
    git = ["git", "-C", str(folder)]
    subprocess.run([*git, "init", "-q", "-b", "main"], check=True)
    subprocess.run([*git, "fast-import", "--quiet"], input=b"".join(stream), check=True)
    subprocess.run([*git, "reset", "-q", "--hard"], check=True)
    return folder


def _lesson(chance: random.Random, number: int) -> str:
    other = chance.randrange(max(1, number))
    learned = (
        f'learned_from:\n  - lesson: ../../{lesson(other)}\n    because: "Number {other} came'
        ' first."\n'
        if number % 3 == 1
        else ""
    )
    return (
        f'---\ntitle: "Lesson {number} of the walk"\nsummary: "What number {number} says."\nstage:'
        f' budding\n{learned}applies_when:\n  - "Case {number} comes up."\n---\n\n# Lesson {number}'
        f" of the walk\n\nText {number}.\n\nMore of {number}.\n"
    )


def _trail(number: int) -> str:
    steps = "".join(
        f'  - lesson: ../{lesson(number * 20 + 3 * step)}\n    why: "Step {step} of {number}."\n   '
        f' task: "Try {step} once."\n'
        for step in range(6)
    )
    level = ("newcomer", "practitioner", "expert")[number % 3]
    return (
        f'---\ntitle: "Way {number}"\nsummary: "Six lessons, way {number}."\nlevel:'
        f" {level}\nminutes: 40\nsteps:\n{steps}---\n\nWalk it.\n"
    )


def _notes(chance: random.Random) -> list[tuple[int, int, str, str]]:
    found: list[tuple[int, int, str, str]] = []
    questions: list[str] = []
    for number in range(NOTES):
        when = SPAN // 2 + number * (SPAN // 2) // NOTES
        who, target = number % PEOPLE, chance.randrange(LESSONS)
        kind = ("applied", "thanks", "question", "applied", "answer", "reflection", "review")[
            number // PEOPLE % 7
        ]
        day = datetime.fromtimestamp(START + when, UTC).date().isoformat()
        path = f"notes/{day[:4]}/{day}-n{number:03d}.md"
        about, more = lesson(target), ""
        if kind == "applied" and who % 2:
            # The first lessons of trails are applied, so that a walk along one meets a note.
            about = lesson(number // 2 % TRAILS * 20)
        if kind == "applied":
            more = (
                f'outcome: {("worked", "partly", "did-not-work")[number % 3]}\nhelps: "Fewer failed'
                f' changes"\neffect: "Saved {number} minutes."\n'
            )
        elif kind == "review":
            more = "outcome: still-true\n"
        elif kind == "thanks":
            more = f"to: [p{(who + 1 + chance.randrange(PEOPLE - 1)) % PEOPLE:02d}]\n"
        elif kind == "question":
            questions.append(path)
        elif kind == "answer":
            about = questions[number % len(questions)]
        found.append(
            (
                when,
                who,
                f"docs/{path}",
                f"---\nabout: {about}\nkind: {kind}\n{more}---\n\nWord {number} on it.\n",
            )
        )
    return found
