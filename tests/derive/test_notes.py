# Notes and trails: where each is put, who is credited for it, and what is said of those that fit
# nowhere.
"""Test the placing of notes and trails."""

from __future__ import annotations

import pytest
from pollinate.checks.run import check_garden
from pollinate.export.garden import export_garden
from pollinate.export.json_text import to_json
from pollinate.garden import build_garden
from pollinate.model.credits import Role
from pollinate.model.garden import Garden
from pollinate.model.notes import NoteKind
from pollinate.paths import Slug, SrcUri
from pollinate.publish import publish
from support.repo import ANA, BEA, CY, Repo, build_credits, lines

LESSON = "lessons/a.md"


def note(kind: str, about: str = LESSON, text: str = "It was so.", **more: str) -> str:
    """Return a note's file."""
    extra = "".join(f"{key}: {value}\n" for key, value in more.items())
    return f"---\nabout: {about}\nkind: {kind}\n{extra}---\n\n{text}\n"


def plant(repo: Repo, **files: str) -> Garden:
    """Write a lesson by Ana and further files by Bea, and build the garden."""
    repo.write("docs/lessons/a.md", "# A\n\n" + lines("one", "two"))
    repo.commit(ANA, "Plant")
    for name, text in files.items():
        repo.write(f"docs/{name.replace('__', '/')}.md", text)
    if files:
        repo.commit(BEA, "Say")
    return build_garden(repo.settings(goals=("Fewer failures",)))


def codes(garden: Garden) -> set[str]:
    """Return the codes of all findings."""
    return {one.code for one in check_garden(garden)}


def test_each_kind_stands_on_its_target(repo: Repo) -> None:
    """Notes of all kinds are on the lesson, with author and date from git, and give their roles."""
    garden = plant(
        repo,
        notes__n1=note("applied", outcome="worked", helps="fewer failures"),
        notes__n2=note("question"),
        notes__n3=note("answer", "notes/n2.md"),
        notes__n4=note("reflection"),
        notes__n5=note("review", outcome="still-true"),
        notes__n6=note("thanks", to='["Ana Reyes"]'),
    )

    assert set(NoteKind) == {one.kind for one in garden.notes} and {LESSON} == {
        one.page for one in garden.notes
    }
    assert {("bea-lind",)} == {one.by for one in garden.notes}
    assert "Fewer failures" == next(
        one.helps for one in garden.notes if one.kind is NoteKind.APPLIED
    )
    roles = {c.contributor: set(c.roles) for c in garden.credits[SrcUri(LESSON)].credits}
    assert {Role.PRACTITIONER, Role.ASKER, Role.ANSWERER, Role.REVIEWER} == roles[Slug("bea-lind")]
    assert {
        "first-lesson",
        "reviewed",
        "first-review",
        "first-answer",
        "first-applied",
        "thanked",
    } == {a.kind for a in garden.acknowledgements}
    assert set() == codes(garden)


def test_a_renamed_target_is_followed(repo: Repo) -> None:
    """A note about a lesson, and an answer to a question, stay with them when git saw them
    renamed.
    """
    plant(
        repo,
        notes__q=note("question"),
        notes__x=note("answer", "notes/q.md"),
        notes__y=note("applied", outcome="worked"),
    )
    repo.git("mv", "docs/lessons/a.md", "docs/lessons/b.md")
    repo.git("mv", "docs/notes/q.md", "docs/notes/r.md")
    repo.commit(CY, "Move")
    garden = build_garden(repo.settings())

    assert {"lessons/b.md"} == {one.page for one in garden.notes} and 3 == len(garden.notes)
    assert "notes/r.md" == next(one.answers for one in garden.notes if one.kind is NoteKind.ANSWER)


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"notes__n": note("aplied")}, "unknown-value"),
        ({"notes__n": note("applied", outcome="workd")}, "unknown-value"),
        ({"notes__n": note("applied")}, "outcome-missing"),
        ({"notes__n": "---\nkind: applied\noutcome: worked\n---\nx"}, "note-without-target"),
        ({"notes__n": note("applied", "lessons/none.md", outcome="worked")}, "unknown-target"),
        ({"notes__n": note("thanks", to="[Nobody Known]")}, "unknown-person"),
        ({"notes__n": note("thanks", to="[Bea Lind]")}, "thanks-to-oneself"),
        ({"notes__n": note("thanks")}, "thanks-to-nobody"),
        ({"notes__n": note("answer")}, "answer-without-question"),
        ({"notes__n": note("answer", "notes/none.md")}, "answer-without-question"),
        (
            {
                "notes__m": note("reflection"),
                "notes__n": note("applied", "notes/m.md", outcome="worked"),
            },
            "note-about-a-note",
        ),
        ({"notes__n": note("applied", outcome="worked", helps="Nothing")}, "unknown-goal"),
        ({"notes__n": note("applied", outcome="worked", effect=f'"{"x" * 10_000}"')}, "too-long"),
        ({"notes__n": note("reflection", text="x" * 20_000)}, "too-long"),
        (
            {"notes__n": note("applied", outcome="worked", effect='"<script>alert(1)</script>"')},
            "html-in-a-sentence",
        ),
        ({"notes__n": note("applied", outcome="worked", created="2999-01-01")}, "future-date"),
        ({"notes__n": note("question", text="")}, "empty-note"),
        (
            {
                "lessons__d": "---\ndraft: true\n---\n# Secret title\n",
                "notes__n": note("question", "lessons/d.md"),
            },
            "unknown-target",
        ),
        (
            {"trails__t": "---\nlevel: beginer\nsteps:\n  - lesson: ../lessons/a.md\n---\n# T\n"},
            "unknown-value",
        ),
        (
            {
                "trails__t": (
                    "---\nsteps:\n  - lesson: ../lessons/a.md\n  - lesson:"
                    " ../lessons/a.md\n---\n# T\n"
                )
            },
            "step-twice",
        ),
        (
            {"trails__t": "---\nsteps:\n" + "  - lesson: ../lessons/a.md\n" * 500 + "---\n# T\n"},
            "too-many-steps",
        ),
        ({"trails__t": "---\nsteps:\n  - lesson: ../lessons/none.md\n---\n# T\n"}, "step-missing"),
        (
            {
                "lessons__r": "---\nstatus: retired\n---\n# R\n",
                "trails__t": "---\nsteps:\n  - lesson: ../lessons/r.md\n---\n# T\n",
            },
            "step-not-current",
        ),
        ({"gatherings__2999-01-01-g": "# G\n"}, "future-date"),
        (
            {
                "lessons__b": (
                    '---\nlearned_from:\n  - source: "B"\n    because:'
                    f' "{"x" * 10_000}"\n---\n# B\n'
                )
            },
            "too-long",
        ),
        (
            {
                "people__p": "---\ngit: [Ana Reyes]\n---\n",
                "people__q": "---\ngit: [Ana Reyes]\n---\n",
            },
            "claimed-twice",
        ),
    ],
)
def test_bad_input_is_a_finding(repo: Repo, files: dict[str, str], code: str) -> None:
    """What is wrong has file, line and cure, and the rest of the garden is still there."""
    garden = plant(repo, **files)

    found = [one for one in check_garden(garden) if one.code == code]
    assert found, codes(garden)
    assert all(one.path.startswith("docs/") and one.line and one.cure for one in found)
    assert SrcUri(LESSON) in garden.content.lessons
    assert "Secret title" not in to_json(export_garden(garden, publish(garden)))


def test_credit_names_somebody_else(repo: Repo) -> None:
    """A note entered for somebody else or for a team is theirs."""
    garden = plant(
        repo,
        notes__n1=note(
            "applied",
            outcome="worked",
            credit='[{person: "Dee Moss"}]'.replace("}", ", role: practitioner}"),
        ),
        notes__n2=note("applied", outcome="partly", credit='[{as: "Deck team"}]'),
    )

    assert {("dee-moss",), ("deck-team",)} == {one.by for one in garden.notes}


def test_private_people_leave_no_trace(repo: Repo) -> None:
    """Hidden and aliased people are in no field of a note's export, nor is the name that its file
    has.
    """
    garden = plant(
        repo,
        people__osric="---\nname: Osric Vale\nshow: hidden\n---\n",
        people__thea="---\nname: Thea Quill\nshow: alias\nalias: Night owl\n---\n",
        notes__thea_quill_did=note(
            "applied", outcome="worked", credit="[{person: thea, role: practitioner}]"
        ),
        notes__to_osric=note("thanks", to='[osric, "Thea Quill"]'),
        notes__m=note("reflection", text="Thea Quill told me."),
    )
    garden_text = to_json(export_garden(garden, publish(garden))).lower()

    assert "osric" not in garden_text and garden_text.count("quill") == 1
    assert "private-name" in {d.code for d in check_garden(garden, repo.settings())}
    assert all(
        len(one["when"]) == 7
        for one in export_garden(garden, publish(garden))["notes"]
        if "night-owl" in (*one["by"], *one["to"])
    )


def test_fifty_notes_at_once_merge(repo: Repo) -> None:
    """Fifty branches that add a note to one lesson merge without a conflict, and all are shown."""
    plant(repo)
    for number in range(50):
        repo.git("checkout", "-q", "-b", f"b{number}", "main")
        repo.write(f"docs/notes/2026/2026-01-01-n{number}.md", note("applied", outcome="worked"))
        repo.commit(BEA, "Note")
    repo.git("checkout", "-q", "main")
    for number in range(50):
        repo.git("merge", "-q", "--no-edit", f"b{number}")

    assert 50 == len(build_garden(repo.settings()).notes)


def test_quick_answer_equals_the_full_one(repo: Repo) -> None:
    """After a note or a change to a lesson with notes, remembered credits equal those worked out
    anew.
    """
    from pollinate.credits_document import credits_document
    from pollinate.history.mine import silent

    plant(repo, notes__n1=note("applied", outcome="worked"))
    settings = repo.settings(cache=True)
    credits_document(settings, silent)
    for change in (
        {"docs__lessons__a": "# A\n\n" + lines("one", "three")},
        {"docs__notes__n2": note("question")},
    ):
        repo.commit(CY, "Change", **change)
        assert credits_document(repo.settings(cache=True), silent) == credits_document(
            repo.settings(cache=False), silent
        )
    assert Role.ASKER in {
        r for c in build_credits(settings)[1][SrcUri(LESSON)].credits for r in c.roles
    }
