# Promises of `note` and `thank`: notes that the garden understands, nothing overwritten, nothing
# typed is lost, people named as they want to be, and files that never conflict.
"""Test how notes are written."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pollinate.model.notes import NoteKind
from pollinate.paths import SrcUri
from pollinate_cli.cli import cli
from support.repo import ANA, BEA, CY, Repo, lines
from support.run import ROOT, pollinate

KEPT = re.compile(r"What you wrote is kept in (\S+)")


@pytest.fixture
def garden(repo: Repo) -> Repo:
    """Give a garden of three people, with a trail, a gathering, profiles and Ana's
    configuration.
    """
    repo.lesson(
        ANA, "---\ntitle: First steps\n---\n" + lines("one", "two"), "Write", "deploys/first-steps"
    )
    repo.lesson(BEA, lines("three", "four"), "Write", "deploys/twin")
    repo.commit(
        CY, docs__lessons__other__twin=lines("five"), docs__trails__night="---\ntitle: Night\n---\n"
    )
    repo.commit(
        CY,
        docs__people__bea="---\nname: Bea Lind\n---\n",
        docs__people__cy="---\nname: Cy Okafor\nshow: hidden\n---\n",
    )
    repo.write(
        "mkdocs.yml",
        'site_name: G\nplugins:\n  - pollinate/garden:\n      cache: false\n      goals: ["Fewer:'
        ' failures"]\n',
    )
    repo.commit(ANA, "Configure")
    repo.git("config", "user.name", "Ana Reyes")
    repo.git("config", "user.email", "ana@harbour.test.org")
    return repo


def run(garden: Repo, *words: str, code: int = 0, stdin: str = "") -> str:
    """Run a verb in a pipe and return what it prints to standard output, or with an error to
    standard error.
    """
    done = pollinate("-C", str(garden.path), *words, stdin=stdin)
    assert code == done.returncode, done.stderr
    assert "Traceback" not in done.stderr and "@harbour" not in done.stdout + done.stderr
    return done.stdout if code == 0 else done.stderr


def added(garden: Repo, *words: str, stdin: str = "") -> str:
    """Run a verb and return the text of the file that it wrote."""
    path = json.loads(run(garden, *words, "--format", "json", stdin=stdin))["path"]
    return (garden.path / path).read_bytes().decode()


def in_terminal(garden: Repo, editor: str, *words: str, answers: str = "") -> tuple[int, str]:
    """Run a verb on a terminal with a shell script as the editor; return its exit code and all that
    is shown. `answers` are typed ahead.
    """
    script = garden.path.parent / "editor.sh"
    script.write_text(f"#!/bin/sh\n{editor}\n")
    script.chmod(0o755)
    ours, theirs = pty.openpty()
    env = {
        **os.environ,
        "VISUAL": str(script),
        "NO_COLOR": "1",
        "PYTHONPATH": f"{ROOT / 'plugins'}{os.pathsep}{ROOT / 'contrib_tools'}",
    }
    command = [sys.executable, "-m", "pollinate_cli", "-C", str(garden.path), *words]
    with subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env=env, start_new_session=True
    ) as process:
        os.close(theirs)
        os.write(ours, answers.encode())
        shown = b""
        while select.select([ours], [], [], 30)[0]:
            try:
                piece = os.read(ours, 4096)
            except OSError:
                break
            if not piece:
                break
            shown += piece
        else:
            # It waits for something that nobody types.
            process.kill()
        code = process.wait(60)
    os.close(ours)
    return code, shown.decode().replace("\r\n", "\n")


def notes(garden: Repo) -> list[Path]:
    """Return all notes."""
    return sorted((garden.path / "docs").glob("notes/**/*.md"))


def test_an_applied_note_is_placed(garden: Repo) -> None:
    """What `note applied` wrote is what the garden shows, with who committed it."""
    text = added(
        garden,
        "note",
        "applied",
        "first-steps",
        "--outcome",
        "worked",
        "--effect",
        'Four "minutes": not forty',
        "--text",
        "Fine.",
    )
    garden.commit(ANA, "Note")
    note = garden.garden(goals=["Fewer: failures"]).notes[0]

    assert text.startswith(
        "---\nabout: lessons/deploys/first-steps.md\nkind: applied\noutcome: worked\neffect: "
    )
    assert (NoteKind.APPLIED, "worked", 'Four "minutes": not forty', "Fine.") == (
        note.kind,
        note.outcome,
        note.effect,
        note.text,
    )
    assert ("ana-reyes",) == note.by and "lessons/deploys/first-steps.md" == note.page


@pytest.mark.parametrize(
    "words",
    [
        ("question", "First steps", "--text", "Why?"),
        ("reflection", "docs/trails/night.md", "--text", "Hm."),
        ("review", "lessons/deploys/twin.md", "--outcome", "still-true"),
        (
            "applied",
            "night",
            "--outcome",
            "did-not-work",
            "--helps",
            "fewer: FAILURES",
            "--see",
            "https://forge.test.org/7",
        ),
        ("question", "bea", "--text", "May I ask?"),
        ("thanks", "first-steps", "--to", "bea", "--text", "You waited."),
        (
            "applied",
            "first-steps",
            "--outcome",
            "partly",
            "--as",
            "Deck crew: A",
            "--text",
            "---\nx",
        ),
    ],
)
def test_every_kind_is_understood(garden: Repo, words: tuple[str, ...]) -> None:
    """Each kind of note is read without a finding."""
    added(garden, "note", *words)
    garden.commit(ANA, "Note")
    built = garden.garden(goals=["Fewer: failures"])

    assert [words[0]] == [note.kind.value for note in built.notes]
    assert [] == [found for found in built.diagnostics if "notes/" in found.path]


@pytest.mark.parametrize(
    ("words", "entry", "said"),
    [
        (("--for", "Night shift"), '  - as: "Night shift"\n', "“Night shift”"),
        (("--on-behalf-of", "Bea Lind"), "  - person: bea\n", "credited to Bea Lind"),
        (("--for", "bea"), "  - person: bea\n", "credited to Bea Lind"),
        (("--for", "Cy Okafor"), '  - as: "A colleague"\n', "“A colleague”"),
        (("--as", "bea"), '  - as: "bea"\n', "“bea”"),
    ],
)
def test_a_text_is_of_whom_it_says(
    garden: Repo, words: tuple[str, ...], entry: str, said: str
) -> None:
    """`--for` names a person of the garden, who is credited as such, or a team; somebody hidden
    stays unnamed; `--as` is taken as it is. Notes, thanks and lessons say it alike.
    """
    told = run(garden, "note", "question", "first-steps", "--text", "Why?", *words)
    note = notes(garden)[0].read_text()
    assert f"credit:\n{entry}" in note and said in told and "Okafor" not in note + told
    own = ("--on-behalf-of", words[1]) if words[0] != "--as" else words
    whom = "ana" if "ea" in words[1] else "bea"
    if whom == "bea":
        thanks = added(garden, "thank", whom, "--for", "first-steps", "--text", "Thanks.", *own)
        assert f"credit:\n{entry}" in thanks
    title = ("--title", "Told by others", "--topic", "deploys", "--happened", "H.")
    lesson = added(garden, "new", "lesson", *title, *words)
    role = "    role: author\n" if "person" in entry else ""
    assert f"credit:\n{entry}{role}" in lesson
    garden.commit(ANA, "Write")
    built = garden.garden(goals=["Fewer: failures"])
    found = [f for f in built.diagnostics if "told-by" in f.path or "notes/" in f.path]
    # What is taken as it is, and is somebody's name, stands for nobody; that is told.
    assert {"as-a-person"} >= {f.code for f in found} and bool(found) == ('as: "bea"' in entry)
    by = {"person: bea": "bea", "Night": "night-shift"}
    for part, slug in by.items():
        if part in entry:
            assert (slug,) == built.notes[0].by
            credits = built.credits[SrcUri("lessons/deploys/told-by-others.md")].credits
            assert slug in {one.contributor for one in credits}


def test_whose_text_it_is_is_doubted(garden: Repo) -> None:
    """A name that is only like somebody's, an address, and both options at once write nothing."""
    words = ("note", "question", "first-steps", "--text", "Why?")
    assert "did you mean 'bea'" in run(garden, *words, "--for", "Bea Lnd", code=2)
    assert "never belongs" in run(garden, *words, "--for", "x@mail.test.org", code=2)
    assert "contradict" in run(garden, *words, "--for", "A", "--as", "B", code=2)
    thank = ("thank", "bea", "--for", "first-steps", "--text", "x", "--on-behalf-of", "bea")
    assert "to oneself" in run(garden, *thank, code=2)
    assert [] == notes(garden)


def test_an_answer_finds_its_question(garden: Repo) -> None:
    """An answer names the question by path, by stem, or by the lesson that has only one."""
    path = json.loads(
        run(garden, "note", "question", "first-steps", "--text", "Why?", "--format", "json")
    )["path"]
    garden.commit(BEA, "Ask")

    for word in (
        path,
        path.removeprefix("docs/"),
        Path(path).stem,
        "first-steps",
        "lessons/deploys/first-steps.md",
    ):
        assert f"about: {path.removeprefix('docs/')}\n" in run(
            garden, "note", "answer", word, "--text", "So.", "--dry-run"
        )
    assert "no question" in run(garden, "note", "answer", "night", "--text", "So.", code=2)
    run(garden, "note", "question", "first-steps", "--text", "How?")
    assert "2 questions are about 'first-steps'" in run(
        garden, "note", "answer", "first-steps", "--text", "So.", code=2
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("note", "aplied", "first-steps"), "Did you mean 'applied'?"),
        (("note", "applied", "first-step", "--outcome", "worked"), "first-steps"),
        (("note", "applied", "first-steps", "--outcome", "workd"), "Did you mean 'worked'?"),
        (("note", "applied", "twin", "--outcome", "worked"), "lessons/other/twin.md"),
        (
            ("note", "applied", "first-steps", "--outcome", "worked", "--helps", "Fewer failures"),
            "Did you mean 'Fewer: failures'?",
        ),
        (
            ("note", "question", "first-steps", "--outcome", "worked", "--text", "x"),
            "Leave --outcome out",
        ),
        (
            ("note", "applied", "first-steps", "--outcome", "worked", "--see", "javascript:x"),
            "no web address",
        ),
        (("note", "applied", "first-steps"), "--outcome worked"),
        (("note",), "a note needs a kind and a page"),
        (("note", "question"), "doesn't say what it is about"),
        (("thank",), "to whom"),
        (("note", "question", "first-steps"), 'pollinate note question roll-back-first --text "'),
        (("note", "question", "first-steps", "--text", " \n"), "needs a text"),
        (("note", "thanks", "first-steps", "--text", "x"), "to whom"),
        (("note", "applied", "bea", "--outcome", "worked"), "there is no page 'bea'"),
        (("thank", "bae", "--text", "x"), "bea"),
        (("thank", "ana", "--for", "first-steps", "--text", "x"), "thank-you to oneself"),
        (("thank", "ana@mail.test.org", "--text", "x"), "never belongs"),
        (("thank", "ana-reyes", "--text", "x"), "oneself"),
        (("thank", "bea", "--for", "first-steps"), "pollinate thank mira"),
        (("thank", "Cy Okafor", "--text", "x"), "--for LESSON"),
    ],
)
def test_what_is_wrong_is_said(garden: Repo, words: tuple[str, ...], said: str) -> None:
    """What is unknown, ambiguous or missing ends with exit code 2, the nearest choice, and no
    file.
    """
    assert said in run(garden, *words, code=2)
    assert [] == notes(garden)


def test_a_thank_names_its_receiver(garden: Repo) -> None:
    """A thank-you reaches the person, for a lesson or on the profile; somebody hidden stays
    unnamed, in the file's name too.
    """
    assert "to:\n  - bea\n" in added(
        garden, "thank", "Bea Lind", "--for", "first-steps", "--text", "You stayed."
    )
    profile = added(garden, "thank", "bea", "--text", "You stayed.")
    hidden = added(garden, "thank", "Cy Okafor", "--for", "first-steps", "--text", "You stayed.")
    garden.commit(ANA, "Thanks")

    assert "about: people/bea.md\n" in profile
    assert "to:\n  - a-colleague\n" in hidden and "Cy" not in hidden
    assert 3 == len(garden.garden().notes) and not any(
        "bea" in path.name or "cy" in path.name for path in notes(garden)
    )


def test_it_says_what_comes_next(garden: Repo) -> None:
    """The path, who will be named and the two git commands are printed, and the commands work."""
    shown = run(garden, "note", "question", "first-steps", "--text", "It's $HOME?")
    commands = [line.strip() for line in shown.splitlines() if line.startswith("    git")]
    for command in commands:
        subprocess.run(command, shell=True, check=True, capture_output=True)

    assert "Git will name Ana Reyes." in shown and 2 == len(commands)
    assert "" == garden.git("status", "--porcelain")


def test_who_is_new_is_named_too(garden: Repo) -> None:
    """Somebody who never committed can write; where Git knows nobody, it says how to tell it."""
    garden.git("config", "user.name", "Zoe New")
    garden.git("config", "user.email", "zoe@harbour.test.org")
    assert "Git will name Zoe New." in run(
        garden, "thank", "ana", "--for", "first-steps", "--text", "You waited."
    )

    garden.git("config", "user.name", "zoe@mail.test.org")
    shown = run(garden, "note", "question", "first-steps", "--text", "Why?")
    assert "git config user.name" in shown and "@mail" not in shown


def test_dry_run_writes_nothing(garden: Repo) -> None:
    """`--dry-run` prints the file."""
    assert run(garden, "note", "question", "first-steps", "--text", "Why?", "--dry-run").startswith(
        "---\nabout: "
    )
    shown = run(
        garden, "note", "question", "first-steps", "--text", "?", "--dry-run", "--format", "json"
    )
    assert {"schema", "path", "text"} == set(json.loads(shown))
    assert [] == notes(garden)


def test_text_comes_from_standard_input(garden: Repo) -> None:
    """`--text -` reads a pipe, in any line ends; a text of a refused note is kept, and the error
    says where.
    """
    assert "\n\nFirst.\n\nSecond ü.\n" in added(
        garden,
        "note",
        "question",
        "first-steps",
        "--text",
        "-",
        stdin="\ufeffFirst.\r\n\r\nSecond ü.\r\n\r\n",
    )

    shown = run(
        garden, "note", "question", "first-steps", "--text", "-", stdin="x" * 10_001, code=2
    )
    kept = KEPT.search(shown)
    assert kept and "x" * 10_001 == Path(kept[1]).read_text()


def test_a_piped_text_survives_a_misspelt_target(garden: Repo) -> None:
    """The text is kept as well when it was not the text that was wrong."""
    kept = KEPT.search(
        run(garden, "note", "question", "frist", "--text", "-", stdin="Hours of work.", code=2)
    )

    assert kept and "Hours of work." == Path(kept[1]).read_text()
    assert "is kept in" not in run(
        garden, "note", "question", "frist", "--text", "-", stdin=" ", code=2
    )


def test_an_editor_takes_the_text(garden: Repo) -> None:
    """On a terminal $VISUAL opens the template; help that nobody changed is taken out of what is
    written.
    """
    code, shown = in_terminal(
        garden,
        "sed -i 's/^outcome: worked/outcome: partly/' \"$1\"; echo 'It held.' >> \"$1\"",
        "note",
        "applied",
        "first-steps",
        answers="worked\n",
    )

    assert 0 == code, shown
    assert (
        "---\nabout: lessons/deploys/first-steps.md\nkind: applied\noutcome: partly\n---\n\nIt"
        " held.\n" == notes(garden)[0].read_text()
    )


@pytest.mark.parametrize(
    ("encoding", "told"), [("UTF-16", "UTF-16"), ("CP1252", "windows-1252"), ("UTF-8", "")]
)
@pytest.mark.parametrize("way", ["editor", "--from", "--text"])
def test_an_editor_s_letters_stay(garden: Repo, encoding: str, told: str, way: str) -> None:
    """A text that a program saved as UTF-16 or in the letters of Windows keeps each letter, and one
    line says how it was read.
    """
    words, kept = ("note", "question", "first-steps"), garden.path.parent / "kept.md"
    template = "---\nabout: lessons/deploys/first-steps.md\nkind: question\n---\n\n"
    body = "Über den Kai: “ja”?"
    kept.write_bytes(f"{template if way == '--from' else ''}{body}\n".encode(encoding))
    if way == "editor":
        editor = f'printf \'%s\\n\' \'{body}\' >> "$1"; iconv -f UTF-8 -t {encoding} "$1" > "$1.x"; mv "$1.x" "$1"'
        code, shown = in_terminal(garden, editor, *words)
    else:
        more = f"--from {kept}" if way == "--from" else f"--text - < {kept}"
        done = subprocess.run(
            f"{sys.executable} -m pollinate_cli -C {garden.path} {' '.join(words)} {more}",
            shell=True,
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONPATH": f"{ROOT / 'plugins'}:{ROOT / 'contrib_tools'}"},
        )
        code, shown = done.returncode, done.stdout + done.stderr

    assert 0 == code, shown
    assert body in notes(garden)[0].read_text(encoding="utf-8")
    assert bool(told) == ("this text was saved as" in shown) and told in shown


@pytest.mark.parametrize("editor", ["true", ': > "$1"', "sed -i '/^#/d' \"$1\""])
def test_nothing_said_nothing_written(garden: Repo, editor: str) -> None:
    """An unchanged, empty or only shortened text writes nothing."""
    answers = "\n" if editor == "true" else ""
    code, shown = in_terminal(garden, editor, "note", "question", "first-steps", answers=answers)

    assert (0, []) == (code, notes(garden)) and "Nothing written." in shown


@pytest.mark.parametrize(
    ("editor", "said"),
    [
        (
            "sed -i 's/^outcome: worked/outcome: wrkd/' \"$1\"; echo 'Hours of work.' >> \"$1\"",
            "did you mean 'worked'",
        ),
        ("echo 'Hours of work.' >> \"$1\"; exit 3", "Editing failed"),
        ("echo 'Hours of work.' >> \"$1\"; sed -i 's/^kind: .*/kind: [/' \"$1\"", "line"),
        (
            (
                "echo 'Hours of work.' >> \"$1\"; sed -i 's/^outcome.*/outcome: worked\\nhelps:"
                ' Nothing/\' "$1"'
            ),
            "no goal",
        ),
        (
            (
                "echo 'Hours of work.' >> \"$1\"; sed -i 's/^outcome.*/outcome: worked/;"
                ' s/^about: .*/about: no.md/\' "$1"'
            ),
            "no page",
        ),
        (
            (
                "echo 'Hours of work.' >> \"$1\"; sed -i 's/^outcome.*/outcome: worked/' \"$1\";"
                " touch DOCS/notes"
            ),
            "can't be written",
        ),
    ],
)
def test_what_was_typed_is_never_lost(garden: Repo, editor: str, said: str) -> None:
    """Whatever fails after the editor, the text is kept and its place is said."""
    code, shown = in_terminal(
        garden,
        editor.replace("", "").replace("DOCS", str(garden.path / "docs")),
        "note",
        "applied",
        "first-steps",
        answers="worked\nn\n",
    )
    kept = KEPT.search(shown)

    assert 2 == code and said in shown and kept, shown
    assert "Hours of work." in Path(kept[1]).read_text() and [] == notes(garden)


def test_an_editor_opens_again_with_what_is_wrong(garden: Repo) -> None:
    """What was refused stands on top of the text in the editor, and goes when it is mended."""
    editor = (
        'grep \'^# !\' "$1" >> "$(dirname "$0")/seen"; if grep -q Hours "$1"; then'
        " sed -i 's/wrkd/partly/' \"$1\"; else sed -i 's/^outcome: worked/outcome: wrkd/' \"$1\";"
        " echo 'Hours of work.' >> \"$1\"; fi"
    )
    words = ("note", "applied", "first-steps")
    code, shown = in_terminal(garden, editor, *words, answers="worked\ny\n")
    seen = (garden.path.parent / "seen").read_text()

    assert 0 == code, shown
    assert seen.startswith("# ! line 4: ") and "did you mean 'worked'" in seen
    text = notes(garden)[0].read_text()
    assert "outcome: partly" in text and "Hours of work." in text and "# !" not in text


def test_a_kept_text_is_taken_up(garden: Repo) -> None:
    """`--from` reads what an earlier run kept, as if it came from the editor; what is wrong with it
    is said, and the file stays.
    """
    kept = garden.path / "kept.md"
    kept.write_text(
        "# ! it had no outcome\n---\n# Lines that open with # are mine.\nabout:"
        " lessons/deploys/first-steps.md\nkind: applied\noutcome: partly\n---\n\nHours of work.\n"
    )
    text = added(garden, "note", "applied", "first-steps", "--from", "kept.md")
    assert "outcome: partly" in text and "Hours of work." in text and "# !" not in text
    kept.write_text(kept.read_text().replace("partly", "wrkd"))
    assert "did you mean" in run(
        garden, "note", "applied", "first-steps", "--from", "kept.md", code=2
    )
    assert kept.is_file()
    assert "can't be read" in run(
        garden, "note", "applied", "first-steps", "--from", "no.md", code=2
    )
    kept.write_text("---\ntitle: Kept\n---\n\nWords of a lesson.\n")
    lesson = added(garden, "new", "lesson", "--title", "Kept", "--topic", "x", "--from", "kept.md")
    assert "Words of a lesson." in lesson


def test_a_link_out_of_the_garden_is_not_followed(garden: Repo, tmp_path: Path) -> None:
    """A folder of notes that leads elsewhere gets neither file nor folder."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (garden.path / "docs" / "notes").symlink_to(outside)

    assert "leads out" in run(garden, "note", "question", "first-steps", "--text", "x", code=2)
    assert [] == list(outside.iterdir())


def test_without_git_a_note_can_be_written(tmp_path: Path) -> None:
    """A folder of Markdown without a repository takes notes too."""
    (tmp_path / "docs" / "lessons").mkdir(parents=True)
    (tmp_path / "docs" / "lessons" / "a.md").write_text("# A\n")
    done = pollinate(
        "-C", str(tmp_path), "--docs-dir", "docs", "note", "applied", "a", "--outcome", "worked"
    )

    assert 0 == done.returncode and "Wrote" in done.stdout and "git" not in done.stdout, done.stderr


def test_fifty_branches_do_not_conflict(garden: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    """Fifty branches, each with the same words on one lesson on one day, merge without a conflict
    and lose no note.
    """
    words: Any = [
        "-C",
        str(garden.path),
        "note",
        "applied",
        "first-steps",
        "--outcome",
        "worked",
        "--text",
        "It worked here.",
        "--format",
        "json",
    ]
    for number in range(50):
        garden.git("checkout", "-q", "-b", f"note-{number}", "main")
        cli.main(words, standalone_mode=False)
        garden.git("add", "-A")
        garden.git(
            "commit", "-q", "-m", "Note", who=f"Person {number} <p{number}@harbour.test.org>"
        )
    garden.git("checkout", "-q", "main")
    for number in range(50):
        garden.git("merge", "-q", "--no-ff", "-m", "Merge", f"note-{number}")

    assert (
        50
        == len(notes(garden))
        == len({line for line in capsys.readouterr().out.splitlines() if "path" in line})
    )
