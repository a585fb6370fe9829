# Adds notes to a generated garden, each in a commit of its own as people write them: most say that
# a lesson was applied, some ask, answer, reflect, thank. One `git fast-import`. Must not know: what
# is measured on it.
"""Generate notes to measure on."""

from __future__ import annotations

import random
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

KINDS = ("applied", "applied", "applied", "question", "answer", "reflection", "thanks")
EVERY = 3 * 3600
"""Seconds between two notes: 120 people who write one every second week."""
TEXTS = ("We tried it on a quiet day and it took four minutes.", "The second step was not clear to the night shift.",
         "It held when the network was down, and nobody had to wait.", "One part did not fit: our pier has no printer.")  # fmt: skip


def add_notes(garden: Path, count: int, lessons: int, seed: int = 3, people: int = 120) -> None:
    """Add so many notes to a garden's history, and check the new commits out."""
    chance = random.Random(seed)
    start = int(subprocess.check_output(["git", "log", "-1", "--format=%at"], cwd=garden))
    out: list[bytes] = []
    questions: list[str] = []
    for number in range(count):
        when = start + EVERY * (number + 1)
        day = datetime.fromtimestamp(when, UTC).date().isoformat()
        path = f"notes/{day[:4]}/{day}-note-{number:05d}.md"
        who = chance.randrange(people)
        text = _note(chance, lessons, questions, path, people).encode()
        message = f"Say how it went, {number}\n".encode()
        out.append(
            b"commit refs/heads/main\ncommitter Person %d Name <p%d@garden.test.org> %d +0100\ndata"
            b" %d\n%s%s"
            % (
                who,
                who,
                when,
                len(message),
                message,
                b"from refs/heads/main^0\n" if not number else b"",
            )
        )
        out.append(b"M 100644 inline docs/%s\ndata %d\n%s\n" % (path.encode(), len(text), text))
    subprocess.run(["git", "fast-import", "--quiet"], cwd=garden, input=b"".join(out), check=True)
    subprocess.run(["git", "reset", "-q", "--hard"], cwd=garden, check=True)


def _note(chance: random.Random, lessons: int, questions: list[str], path: str, people: int) -> str:
    kind, lesson = chance.choice(KINDS), chance.randrange(lessons)
    about = f"lessons/topic-{lesson % 40:02d}/lesson-{lesson:05d}.md"
    more = ""
    if kind == "applied":
        more = (
            f"outcome: {chance.choice(('worked', 'worked', 'partly', 'did-not-work'))}\neffect:"
            f' "Back in {chance.randrange(9)} minutes."\n'
        )
    elif kind == "question":
        questions.append(path)
    elif kind == "answer" and questions:
        about = chance.choice(questions)
    elif kind == "answer":
        kind = "reflection"
    elif kind == "thanks":
        more = f'to: ["Person {chance.randrange(people)} Name"]\n'
    return (
        f"---\nabout: {about}\nkind: {kind}\n{more}---\n\n{chance.choice(TEXTS)}"
        f" {chance.choice(TEXTS)}\n"
    )


if __name__ == "__main__":
    add_notes(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
