# Promises of the command line's documents: the shape of design.md section 9, sums that add up, no
# times of private people.
"""Test what the verbs print."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pollinate.publish as publishing
import pytest
from click.testing import CliRunner
from pollinate.errors import RequestError
from pollinate_cli.cli import cli
from pollinate_cli.terminal import print_error
from support.blame import blamed
from support.repo import ANA, BEA, CY, MOD, Repo, lines
from support.run import pollinate

ISO = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)")


@pytest.fixture(scope="module")
def garden(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a garden with several people, an alias, a merge and an untracked lesson."""
    repo = Repo(tmp_path_factory.mktemp("cli") / "garden")
    repo.lesson(
        ANA,
        "---\ntitle: First steps\n---\n" + lines("one", "two", "three"),
        f"Write\n\nCo-authored-by: {BEA}",
    )
    repo.git("checkout", "-qb", "side")
    repo.lesson(
        CY,
        "---\ntitle: First steps\n---\n" + lines("one", "two", "three", "four"),
        f"More\n\nReviewed-by: {ANA}",
    )
    repo.git("checkout", "-q", "main")
    repo.git("merge", "-q", "--no-ff", "side", "-m", "Merge", who=MOD)
    repo.commit(CY, docs__lessons__t__twin=lines("x"), docs__lessons__s__twin=lines("y"))
    repo.write("docs/people/cy.md", "---\nname: Cy Okafor\nshow: alias\nalias: Night owl\n---\n")
    repo.commit(ANA, "Profile")
    repo.write("docs/lessons/new.md", lines("new"))
    return repo.path


def run(garden: Path, *words: str, code: int = 0) -> str:
    """Run a verb and return what it prints to standard output."""
    done = pollinate("-C", str(garden), "--docs-dir", "docs", *words)
    assert code == done.returncode, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout if code == 0 else done.stderr


def document(garden: Path, *words: str) -> Any:
    """Return the JSON that a verb prints."""
    return json.loads(run(garden, *words, "--format", "json"))


def test_credits_document(garden: Path) -> None:
    """The document of `credits` has the shape that design.md section 9 fixes."""
    found = document(garden, "credits", "--lines")

    assert {"schema", "commit", "contributors", "lessons"} == set(
        found
    ) and "pollinate/credits/2" == found["schema"]
    one = found["lessons"]["docs/lessons/a.md"]
    assert {"title", "first", "last", "words", "credits", "tools", "owners"} == set(one)
    assert [{"contributor", "roles", "share", "words", "commits", "first", "last"}] * len(
        one["credits"]
    ) == [set(c) for c in one["credits"]]
    assert abs(sum(c["share"] for c in one["credits"]) - 1) < 1e-9 and 40 == sum(
        c["words"] for c in one["credits"]
    )
    # Cy goes by an alias and wrote on it, so its dates are months.
    assert "2023-11" == one["first"] == one["credits"][0]["first"]
    assert set(found["contributors"]) == {
        c["contributor"] for lesson in found["lessons"].values() for c in lesson["credits"]
    }
    assert {"name", "kind"} == set(found["contributors"]["ana-reyes"])


def test_owners_are_git_blame_s(garden: Path) -> None:
    """`--lines` names for every physical line the commit that git blame names, front matter
    included.
    """
    found = document(garden, "credits", "--lines")["lessons"]

    for path in ("docs/lessons/a.md", "docs/lessons/t/twin.md"):
        assert blamed(garden, path) == found[path]["owners"]


def test_uncommitted_lesson(garden: Path) -> None:
    """An untracked lesson is in the document, without credits and said to be uncommitted."""
    one = document(garden, "credits")["lessons"]["docs/lessons/new.md"]

    assert one["uncommitted"] is True and [] == one["credits"] and one["first"] is None


def test_some_lessons_only(garden: Path) -> None:
    """Lessons may be chosen by path, slug or title, from docs_dir or the repository root."""
    for word in (
        "a",
        "a.md",
        "lessons/a.md",
        "docs/lessons/a.md",
        "First steps",
        "./docs/lessons/a.md",
    ):
        if word == "a.md":
            continue
        assert ["docs/lessons/a.md"] == list(document(garden, "credits", word)["lessons"]), word


def test_alias_has_no_days(garden: Path) -> None:
    """Contributions of somebody shown by alias have months only, and the name is nowhere."""
    text = run(garden, "credits", "--format", "json")

    assert "Cy Okafor" not in text and "Night owl" in text
    aliased = [
        c
        for c in json.loads(text)["lessons"]["docs/lessons/a.md"]["credits"]
        if c["contributor"] == "night-owl"
    ]
    assert [7] == [len(c["first"]) for c in aliased]


@pytest.mark.parametrize(
    "person", ["ana-reyes", "Ana Reyes", "bea-lind", "night-owl", "mo-derator"]
)
def test_why_adds_up(garden: Path, person: str) -> None:
    """The words that `why` lists by commit and rule add up to the credit's words, and every role
    has an act or words.
    """
    found = document(garden, "why", person, "docs/lessons/a.md")

    assert abs(sum(e["words"] for e in found["evidence"]) - found["words"]) < 1e-9
    assert found["roles"] and (found["evidence"] or found["acts"])
    assert "First steps" in run(garden, "why", person, "docs/lessons/a.md")


def test_why_names_the_notes_and_trails_behind_a_role(repo: Repo) -> None:
    """A role that a note or a trail gives comes with its path and date; where somebody in it is
    private, with neither name nor day.
    """
    note = "---\nkind: {}\nabout: lessons/a.md\n{}---\nSaid so.\n"
    repo.commit(
        ANA,
        docs__lessons__a=lines("one"),
        docs__people__cy="---\nname: Cy Okafor\nshow: alias\nalias: Night owl\n---\n",
    )
    repo.commit(
        BEA,
        docs__notes__went_well=note.format("applied", "outcome: worked\ncreated: 2023-11-02\n"),
        docs__trails__first="---\ntitle: Walk\nsteps:\n  - lesson: ../lessons/a.md\n---\n",
    )
    repo.commit(CY, docs__notes__cy_okafor_asks=note.format("question", ""))
    bea, owl = (document(repo.path, "why", who, "a")["acts"] for who in ("bea-lind", "night-owl"))

    assert [
        ("practitioner", "notes/went_well.md", "2023-11-02"),
        ("trail-layer", "trails/first.md", "2023-11-15"),
    ] == [(act["role"], act["path"], act["date"]) for act in bea]
    assert "applied the lesson: notes/went_well.md" in run(repo.path, "why", "bea-lind", "a")
    assert [("asker", True, "2023-11")] == [
        (act["role"], act["path"].startswith("note-"), act["date"]) for act in owl
    ]
    assert "okafor" not in run(repo.path, "why", "night-owl", "a").lower()


@pytest.mark.parametrize("mark", [".", "?", "!", ""])
def test_an_error_has_one_full_stop(mark: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A problem that brings a mark of its own gets no further one."""
    print_error(RequestError(f"what now{mark}"))

    assert f"Error: what now{mark or '.'}\n" == capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["why", "nobody", "a"], "nobody in this garden"),
        (["why", "Ana Reyes", "nothing"], "no lesson 'nothing'"),
        (["why", "Bea Lind", "lessons/t/twin.md"], "is not named on"),
        (["credits", "twin"], "one of 2 lessons"),
        (["credits", "nothing"], "no lesson"),
        (["credit"], "credits"),
        (["credits", "--format", "xml"], "xml"),
        (["export", "--output", "no/such/folder/file.json"], "can't be written"),
        (["build", "--site-dir", "."], "site"),
    ],
)
def test_questions_without_an_answer(garden: Path, words: list[str], expected: str) -> None:
    """What is unknown or ambiguous ends with exit code 2 and the choices or the cure."""
    assert expected in run(garden, *words, code=2)


def test_ambiguous_lesson_lists_the_choices(garden: Path) -> None:
    """An ambiguous lesson is answered with the paths to choose from."""
    told = run(garden, "credits", "twin", code=2)

    assert "lessons/s/twin.md" in told and "lessons/t/twin.md" in told


def test_export_document(garden: Path) -> None:
    """`export` writes one versioned document; the public one has no shares, lines, commit counts or
    times.
    """
    whole, public = document(garden, "export"), document(garden, "export", "--public")

    assert "pollinate/garden/2" == whole["schema"] == public["schema"]
    assert {"lessons", "contributors", "links", "sources", "gatherings", "acknowledgements"} <= set(
        whole
    )
    text = json.dumps(public)
    assert not ISO.search(text)
    for word in ('"share"', '"lines"', '"commits"'):
        assert word not in text


def test_export_to_a_file(garden: Path, tmp_path: Path) -> None:
    """`--output` writes the same document to a file."""
    run(garden, "export", "--output", str(tmp_path / "garden.json"))

    assert json.loads((tmp_path / "garden.json").read_text()) == document(garden, "export")


def test_check_exit_codes(garden: Path, repo: Repo) -> None:
    """`check` ends with 0 when all is well and with 1 for a finding, in both formats."""
    repo.lesson(ANA, "# A\n\nText.\n")
    assert 0 == pollinate("-C", str(repo.path), "--docs-dir", "docs", "check").returncode

    repo.lesson(ANA, "---\naplies_when: bloomin\n---\n\n# A\n")
    for form in ("text", "json"):
        done = pollinate("-C", str(repo.path), "--docs-dir", "docs", "check", "--format", form)
        assert 1 == done.returncode
        assert "docs/lessons/a.md" in done.stdout


def test_output_into_a_closed_pipe(garden: Path) -> None:
    """A reader that goes away, as `head` does, is no crash."""
    import os
    import subprocess
    import sys

    from support.run import ROOT

    environment = {
        **os.environ,
        "PYTHONPATH": f"{ROOT / 'plugins'}{os.pathsep}{ROOT / 'contrib_tools'}",
    }
    command = f"{sys.executable} -m pollinate_cli -C {garden} --docs-dir docs export | head -c 10"
    done = subprocess.run(
        command, shell=True, capture_output=True, text=True, env=environment, check=False
    )

    assert "Traceback" not in done.stderr and "BrokenPipe" not in done.stderr


def test_runs_anywhere(garden: Path, tmp_path: Path) -> None:
    """`-C` gives the same from any folder, and relative paths count from there."""
    expected = run(garden, "credits", "--format", "json")

    done = pollinate(
        "-C", str(garden), "--docs-dir", "docs", "credits", "--format", "json", cwd=tmp_path
    )

    assert expected == done.stdout
    inside = pollinate(
        "-C", "lessons", "--docs-dir", "..", "credits", "--format", "json", cwd=garden / "docs"
    )
    assert json.loads(expected)["lessons"].keys() == json.loads(inside.stdout)["lessons"].keys(), (
        inside.stderr
    )


@pytest.mark.parametrize("folder", ["nowhere", "docs/lessons/a.md"])
def test_folder_that_is_none(garden: Path, folder: str) -> None:
    """A `-C` that is no folder is one clear error."""
    done = pollinate("-C", str(garden / folder), "credits")

    assert (
        2 == done.returncode and "no such folder" in done.stderr and "Traceback" not in done.stderr
    )


@pytest.mark.parametrize(
    "words",
    ["cite docs/lessons/t/twin.md", "stats", "digest --since 2020-01", "due", "export --public"],
)
def test_who_shows_no_phrases_makes_none(
    garden: Path, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    """Whose each phrase of ten thousand lessons is takes longer than all the rest: only pages and
    the whole export say it.
    """

    def never(*_: Any, **__: Any) -> Any:
        raise AssertionError("phrases were made")

    monkeypatch.setattr(publishing, "phrases", never)
    done = CliRunner().invoke(cli, ["-C", str(garden), "--docs-dir", "docs", *words.split()])
    assert (done.exit_code, done.exception) == (0, None), done.output
    whole = CliRunner().invoke(cli, ["-C", str(garden), "--docs-dir", "docs", "export"])
    assert isinstance(whole.exception, AssertionError)
