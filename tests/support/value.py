# Random gardens with people, teams, lessons and notes in two years, in one commit: who and when
# stand in front matter.
"""Script gardens that have figures."""

from __future__ import annotations

import random
from datetime import date, timedelta

from support.repo import Repo

GOALS = ("Fewer late sailings", "Nobody hurt")
NOW = [f"2022-{month:02}" for month in (12,)] + [f"2023-{month:02}" for month in range(1, 12)]
BEFORE = [f"2021-{month:02}" for month in (12,)] + [f"2022-{month:02}" for month in range(1, 12)]
TEAMS = {"Deck": 7, "Terminals": 6, "Crewing": 3, "Ticketing": 2, "": 4}


def plant(repo: Repo, seed: int, lessons: int = 14, notes: int = 120) -> Repo:
    """Commit a garden whose newest commit is of November 2023."""
    rng = random.Random(seed)
    people = [f"p{team.lower()}{n}" for team, size in TEAMS.items() for n in range(size)]
    sheets = dict(
        zip(people, (team for team, size in TEAMS.items() for _ in range(size)), strict=True)
    )
    for n, (handle, team) in enumerate(sheets.items()):
        show = "show: alias\nalias: Owl of the night\n" if n == 1 else ""
        repo.write(
            f"docs/people/{handle}.md",
            f"---\nname: Person {handle}\n{f'team: {team}' if team else ''}\n{show}---\n",
        )
    paths = [f"lessons/t{n % 3}/l{n}.md" for n in range(lessons)]
    for n, path in enumerate(paths):
        repo.write(f"docs/{path}", _lesson(rng, n, people, paths))
    _notes(repo, rng, people, paths, notes)
    repo.write(
        "docs/lessons/t0/unasked.md",
        "---\ntitle: Unasked\ncreated: 2019-01-01\nreview:\n  every: 1 day\n---\nNobody says a word"
        " of this lesson, which is old\n",
    )
    repo.write(
        "docs/trails/first.md",
        f"---\ntitle: First\ncreated: 2023-05-01\ncredit:\n  - person: {people[0]}\n    role:"
        f" trail-layer\nsteps:\n  - lesson: ../{paths[0]}\n---\n",
    )
    repo.commit("Ed Itor <ed@harbour.test.org>", "Plant", README="x\n")
    return repo


def _when(rng: random.Random) -> str:
    return f"{rng.choice(NOW + NOW + BEFORE)}-{rng.randint(1, 14):02}"


def _later(rng: random.Random, when: str) -> str:
    return min(
        (date.fromisoformat(when) + timedelta(days=rng.randint(0, 60))).isoformat(), "2023-11-14"
    )


def _lesson(rng: random.Random, n: int, people: list[str], paths: list[str]) -> str:
    writers = rng.sample(people, rng.randint(1, 3))
    sources = [
        f"  - lesson: ../../{path}\n    because: it says so\n"
        for path in rng.sample(paths[:n], min(n, 2))
    ]
    sources += [f"  - person: {rng.choice(people)}\n    because: they told us\n"]
    review = (
        f"review:\n  every: {rng.choice(('3 months', '2 years', '10 days'))}\n" if n % 3 else ""
    )
    status = "status: retired\non: 2023-06-01\n" if n % 5 == 4 else ""
    credit = "".join(f"  - person: {who}\n    role: author\n" for who in writers)
    return (
        f"---\ntitle: Lesson {n}\ncreated:"
        f" {_when(rng)}\n{review}{status}credit:\n{credit}learned_from:\n{''.join(sources)}---\nWhat"
        f" lesson {n} says in a line of its own\n"
    )


def _notes(repo: Repo, rng: random.Random, people: list[str], paths: list[str], count: int) -> None:
    questions: dict[str, str] = {}
    for n in range(count):
        kind = rng.choice(
            ["applied"] * 4 + ["question"] * 2 + ["answer"] * 2 + ["thanks", "review", "reflection"]
        )
        if kind == "answer" and not questions:
            continue
        about = rng.choice(list(questions)) if kind == "answer" else rng.choice(paths)
        when = _later(rng, questions[about]) if kind == "answer" else _when(rng)
        signers = "".join(
            f"  - person: {who}\n    role: helper\n"
            for who in rng.sample(people, rng.choice((1, 1, 2)))
        )
        more = {
            "applied": (
                f"outcome: {rng.choice(('worked', 'partly', 'did-not-work'))}\nhelps:"
                f" {rng.choice(GOALS)}\n"
            ),
            "review": f"outcome: {rng.choice(('still-true', 'changed'))}\n",
            "thanks": "to: Ed Itor\n",
        }.get(kind, "")
        path = f"notes/n{n:03}.md"
        repo.write(
            f"docs/{path}",
            f"---\nkind: {kind}\nabout: {about}\ncreated: {when}\n{more}credit:\n{signers}---\nNote"
            f" {n} says this.\n",
        )
        if kind == "question":
            questions[path] = when
