# A garden with one lesson of each state, and at every place where lessons are named something that
# names each: a lesson that learned from it, one that mentions it, a note, a trail, a keeper.
"""Script a garden of all states."""

from __future__ import annotations

from support.repo import ANA, BEA, CY, MOD, Repo, lines

NAMES = {
    "current": "Calm weather",
    "due": "Tide table",
    "superseded": "Old list",
    "retired": "Paper chart",
    "withdrawn": "Secret berth",
}
"""The title of the lesson in each state; the file is called like the state."""
SAID = {
    "current": "",
    "due": "review due",
    "superseded": "superseded",
    "retired": "retired",
    "withdrawn": "withdrawn",
}
"""What stands in brackets behind such a title."""
_FRONT = {
    "current": "review:\n  every: 9 years\nlearned_from:\n  - lesson: root.md\n    because: So.\n",
    "due": "review:\n  by: mo\n  every: 3 months\n",
    "superseded": (
        "status: superseded\nsuperseded_by: current.md\nreason: It left out the wind.\n"
        "on: 2023-05-03\nasked_by: Mo Derator\n"
    ),
    "retired": (
        "status: retired\nreason: The chart is not printed.\non: 2023-06-04\nasked_by: cy\n"
    ),
    "withdrawn": "status: withdrawn\nreason: It named a berth.\non: 2023-07-05\nasked_by: Owl\n",
}


def plant_states(repo: Repo) -> Repo:
    """Commit the garden; its newest commit is of 2 January 2024."""
    repo.clock = 1_672_600_000
    repo.write("docs/index.md", "# Home\n\n<!-- pollinate: home -->\n")
    repo.write("docs/people/mo.md", "---\nname: Mo Derator\nkeeps: [lessons/sea]\n---\n")
    repo.write("docs/people/cy.md", "---\nname: Cy Okafor\nshow: alias\nalias: Owl\n---\n")
    for name, title in NAMES.items():
        text = f"---\ntitle: {title}\nsummary: Of {name}.\n{_FRONT[name]}---\n\n{lines(name)}"
        repo.lesson(ANA, text, f"Plant {name}", f"sea/{name}")
    repo.lesson(ANA, f"---\ntitle: Root\n---\n\n{lines('root')}", "Plant", "sea/root")
    learned = "".join(f"  - lesson: {name}.md\n    because: Of {name}.\n" for name in NAMES)
    named = " ".join(f"[{name}](../sea/{name}.md)" for name in NAMES)
    child = f"---\ntitle: Child\nlearned_from:\n{learned}---\n\n{lines('child')}"
    repo.lesson(BEA, child, "Plant", "sea/child")
    namer = f"---\ntitle: Namer\nstatus: retired\n---\n\nSee {named}.\n\n{lines('namer')}"
    repo.lesson(MOD, namer, "Plant", "b/n")
    for name in NAMES:
        about = f"---\nabout: lessons/sea/{name}.md\n"
        repo.write(
            f"docs/notes/{name}-a.md", f"{about}kind: applied\noutcome: worked\n---\n\nYes.\n"
        )
        repo.write(f"docs/notes/{name}-q.md", f"{about}kind: question\n---\n\nWhy {name}?\n")
        back = f"---\ntitle: Back {name}\nlearned_from:\n  - lesson: child.md\n    because: So.\n"
        front = _FRONT[name].partition("learned_from")[0]
        repo.write(f"docs/lessons/sea/{name}-2.md", f"{back}{front}---\n\n{lines(name + 'x')}")
    steps = "".join(f"  - lesson: ../lessons/sea/{name}.md\n" for name in NAMES)
    repo.write("docs/trails/way.md", f"---\ntitle: The way\nsteps:\n{steps}---\n\nWalk.\n")
    repo.clock = 1_690_000_000
    repo.commit(BEA, "Say how it went")
    old = "---\nabout: lessons/sea/due-2.md\nkind: review\noutcome: still-true\n---\n"
    repo.commit(BEA, "Look again", docs__notes__look=old)
    repo.clock = 1_704_200_000
    repo.commit(CY, "Go on", README="Ahoy\n")
    return repo
