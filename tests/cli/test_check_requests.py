# `check` on what a request changes and on what is staged; what it tells forges; what --fix writes.
"""Test check on requests, its forms, and its changes."""

from __future__ import annotations

import json
import random
import re
from io import BytesIO
from pathlib import Path

import jsonschema
import pytest
from checks.planted_values import draw, make
from PIL import Image
from pollinate.content.links import make_markdown
from pollinate.export.findings_github import MOST_OF_A_KIND, github_lines
from pollinate.export.findings_gitlab import gitlab_report
from pollinate.history import changes
from pollinate.inspection import inspect_since
from pollinate.model.diagnostics import Diagnostic, Severity
from pollinate.paths import RepoPath
from pollinate.runtime import program
from support.checking import check
from support.repo import ANA, BEA, Repo
from support.run import pollinate

TOKEN = make("github-token", random.Random(7))
OPTIONS = {"path": RepoPath("docs/a.md"), "line": 3, "code": "style"}
GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^(?!\\./|/)"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}
"""docs.gitlab.com, Code Quality report format: what a report must have."""


@pytest.fixture
def garden(repo: Repo) -> Repo:
    """Give a garden of three lessons, one with a fault, and a branch that starts there."""
    repo.commit(
        ANA,
        docs__index="# Home\n",
        docs__lessons__t__a="# Ropes\n\nTie them twice. See [knots](b.md).\n",
        docs__lessons__t__b="# Knots\n\nTwo are enough.\n",
        docs__lessons__t__old="# Old\n\nSee [nothing](gone.md).\n",
    )
    repo.git("checkout", "-q", "-b", "new-lesson")
    return repo


def test_a_request_is_looked_at_alone(garden: Repo) -> None:
    """What changed since the branch began is looked at, committed or not, and nothing else; no
    history is read for it.
    """
    garden.commit(BEA, docs__lessons__t__c="# Cranes\n\nSee [the plan](plan.md).\n")
    garden.write("docs/lessons/t/d.md", "# Docks\n\nLOREM ipsum dolor.\n")
    found = check(garden, "--since", "main")

    assert {("docs/lessons/t/c.md", "broken-link"), ("docs/lessons/t/d.md", "unfinished")} == {
        (one["path"], one["code"]) for one in found if one["severity"] != "advice"
    }
    assert not (garden.path / ".git/pollinate").exists()


def test_what_was_taken_out_later_is_still_sent(garden: Repo) -> None:
    """A token in an earlier commit, in a message or in a branch's name is found though no file
    shows it; it is never said whole.
    """
    words = garden.path.parent / "names.txt"
    words.write_text("Northwind Traders\n")
    garden.write("mkdocs.yml", f"plugins:\n  - pollinate/garden:\n      private_words: {words}\n")
    garden.commit(BEA, docs__lessons__t__c=f"# Cranes\n\nThe token was {TOKEN}.\n")
    garden.commit(BEA, "Take it out again", docs__lessons__t__c="# Cranes\n\nLock them.\n")
    garden.commit(BEA, f"Say why\n\nIt was {TOKEN}.\n", docs__lessons__t__d="# Docks\n\nDry.\n")
    garden.git("branch", "-m", "for-northwind-traders")
    done = pollinate("-C", str(garden.path), "check", "--since", "main")

    assert re.search(r"docs/lessons/t/c\.md: error: commit [0-9a-f]{10} holds", done.stdout)
    assert re.search(r"^error: the message of [0-9a-f]{10} holds", done.stdout, re.M)
    assert "the name of the branch: a name of the organisation's own list" in done.stdout
    assert 1 == done.returncode and TOKEN not in done.stdout and "Northwind" not in done.stdout


def test_a_merge_hides_nothing(garden: Repo) -> None:
    """A token that only the resolution of a merge holds is found."""
    garden.git("checkout", "-q", "-b", "beside")
    garden.commit(BEA, docs__lessons__t__b="# Knots\n\nThree.\n")
    garden.git("checkout", "-q", "new-lesson")
    garden.commit(BEA, docs__lessons__t__b="# Knots\n\nFour.\n")
    garden.git("merge", "-q", "--no-commit", "beside", check=False)
    garden.commit(BEA, "Merge", docs__lessons__t__b=f"# Knots\n\nThe token was {TOKEN}.\n")
    assert 2 == len(garden.git("log", "-1", "--format=%P").split())
    garden.commit(BEA, docs__lessons__t__b="# Knots\n\nFive.\n")

    [one] = [one for one in check(garden, "--since", "main") if one["code"] == "secret"]
    assert "docs/lessons/t/b.md" == one["path"] and "commit " in one["message"]


def test_no_message_ends_the_search(garden: Repo) -> None:
    """Letters that no keyboard has, in a message, hide neither the rest of it nor its files."""
    garden.commit(BEA, docs__lessons__t__c=f"# Cranes\n\nThe token was {TOKEN}.\n")
    odd = f"Say\x01why\x02\x03:100644\n\nIt was {TOKEN}.\n"
    garden.commit(BEA, odd, docs__lessons__t__c="# Cranes\n\nLock them.\n")
    garden.commit(BEA, "Go on", docs__lessons__t__d="# Docks\n\nDry.\n")

    messages = [one["message"] for one in check(garden, "--since", "main")]
    assert [True, True] == [
        any(said.startswith(start) for said in messages) for start in ("commit ", "the message of")
    ], messages


def test_a_picture_that_was_mended_later_is_still_sent(garden: Repo) -> None:
    """Where a picture was taken stands in an earlier commit of the branch."""
    photo, plain = BytesIO(), BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "At the quay"
    Image.new("RGB", (4, 4)).save(photo, "JPEG", exif=exif)
    Image.new("RGB", (4, 4)).save(plain, "JPEG")
    where = garden.path / "docs/lessons/t/quay.jpg"
    where.write_bytes(photo.getvalue())
    garden.commit(BEA, "Show the quay")
    where.write_bytes(plain.getvalue())
    garden.commit(BEA, "Take out what it tells")

    [one] = check(garden, "--since", "main")
    assert "picture-metadata" == one["code"] and "commit " in one["message"]


def test_what_is_not_looked_at_is_said(garden: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of another kind, one that is too long, a version too large for memory: each is one
    advice; a key in a file without an ending, or in Windows' own letters, is found.
    """
    monkeypatch.setattr(changes, "_LARGEST", 2_000_000)
    (garden.path / "plan.pdf").write_bytes(b"%PDF-1.7\0\0")
    (garden.path / "dump.sql").write_text("select 1;\n" * 120_000)
    (garden.path / "deploy_key").write_text(f"token = {TOKEN}\n")
    (garden.path / "notes.txt").write_bytes(f"token = {TOKEN}\n".encode("utf-16"))
    (garden.path / "one-line.json").write_text("x" * 9_000 + f' "token": "{TOKEN}" ' + "x" * 9_000)
    garden.write("big.txt", "words " * 400_000)
    garden.commit(BEA, "Bring files")
    garden.write("big.txt", "words\n")
    found = inspect_since(garden.settings(), "main").findings

    told = {(one.path, one.code): one.message for one in found}
    assert {"deploy_key", "notes.txt", "one-line.json"} == {p for p, c in told if c == "secret"}
    assert {"plan.pdf", "dump.sql", "big.txt"} == {p for p, c in told if c == "not-looked-at"}
    assert "first 1 MB" in told[RepoPath("dump.sql"), "not-looked-at"]
    assert "earlier commit" in told[RepoPath("big.txt"), "not-looked-at"]


def test_programs_that_fail_are_said(garden: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that ends otherwise, doesn't end, or prints what nobody can read is one advice."""
    garden.write("docs/lessons/t/c.md", "# Cranes\n\nLock them.\n")
    fake = garden.path.parent / "fake"
    monkeypatch.setattr(program, "SECONDS", 0.5)
    monkeypatch.setattr(program, "find_program", lambda name: str(fake))
    for text, says in (
        ("exit 101", "ended with 101"),
        ("sleep 60", "did not end"),
        ("echo '[{'", "can't be read"),
    ):
        fake.write_text(f"#!/bin/sh\n{text}\n")
        fake.chmod(0o755)
        found = inspect_since(garden.settings(), "main").findings
        told = [one.message for one in found if one.code == "not-looked-at"]
        assert 2 == len(told) and all(says in one for one in told), (says, told)


def test_what_only_the_disk_has_taken_out_is_still_sent(garden: Repo) -> None:
    """A token in the newest commit is found though the file on disk has it no more."""
    garden.commit(BEA, docs__lessons__t__c=f"# Cranes\n\nThe token was {TOKEN}.\n")
    garden.write("docs/lessons/t/c.md", "# Cranes\n\nLock them.\n")

    [one] = check(garden, "--since", "main")
    assert "secret" == one["code"] and "commit " in one["message"]


def test_a_page_that_goes_leaves_no_link_behind(garden: Repo) -> None:
    """Links of lessons that a request doesn't touch, to a page that it takes away, are told."""
    garden.commit(BEA, docs__lessons__t__b=None)

    [one] = check(garden, "--since", "main")
    assert ("docs/lessons/t/a.md", 3, "broken-link") == (one["path"], one["line"], one["code"])


def test_only_a_name_like_it_is_offered(garden: Repo) -> None:
    """A file of the same folder is no guess for a name that is nothing like it; a slip is."""
    garden.write(
        "docs/lessons/t/c.md", "# C\n\n[x](nowhere-at-all.md) [y](../tt/b.md) [z](olt.md)\n"
    )
    found = check(garden, "--since", "main")
    cures = {
        one["message"].rpartition(" ")[2]: one["cure"]
        for one in found
        if one["code"] == "broken-link"
    }
    assert "Did you mean" not in cures["nowhere-at-all.md"]
    assert "b.md" in cures["../tt/b.md"] and "old.md" in cures["olt.md"], cures


@pytest.mark.parametrize(
    "maker", ["plugins:\n  - gen-files:\n      scripts: [gen.py]\n", "hooks: [h.py]\n"]
)
def test_a_page_that_others_make_blocks_nobody(garden: Repo, maker: str) -> None:
    """Where a plugin or a hook makes pages, a link that no file answers is advice with its name."""
    garden.write("mkdocs.yml", maker)
    garden.commit(BEA, docs__lessons__t__c="# Cranes\n\nSee [the list](../made.md).\n")
    found = check(garden, "--since", "main")
    [one] = [one for one in found if one["code"] == "broken-link"]
    assert "advice" == one["severity"] and re.search("'(gen-files|hooks)' makes it", one["message"])


@pytest.mark.parametrize("ref", ["no-such-branch", "--output=x", "HEAD~99"])
def test_a_branch_that_is_not_there_is_told(garden: Repo, ref: str) -> None:
    """It ends with 2 and a cure, whatever the name looks like."""
    done = pollinate("-C", str(garden.path), "check", f"--since={ref}")

    assert 2 == done.returncode and "git fetch origin" in done.stderr, done.stderr


def test_what_is_staged_is_what_is_looked_at(garden: Repo) -> None:
    """The index counts, not the disk: front matter, words and links alike."""
    garden.write("docs/lessons/t/c.md", f"---\nstage: buddding\n---\n\n# C\n\nIt was {TOKEN}.\n")
    garden.git("add", "docs/lessons/t/c.md")
    garden.write("docs/lessons/t/c.md", "# C\n\nNothing here.\n")
    garden.write("docs/lessons/t/d.md", "# D\n\nSee [nothing](gone.md).\n")

    found = {(one["path"], one["line"], one["code"]) for one in check(garden, "--staged")}
    assert {
        ("docs/lessons/t/c.md", 2, "unknown-value"),
        ("docs/lessons/t/c.md", 7, "secret"),
    } == found


def test_a_first_commit_can_be_staged(repo: Repo) -> None:
    """Where there is no commit yet, all that is staged is new."""
    repo.write("docs/lessons/a.md", "# A\n\nSee [nothing](gone.md).\n")
    repo.git("add", "-A")

    assert ["broken-link"] == [one["code"] for one in check(repo, "--staged")]


def test_two_questions_are_one_too_many(garden: Repo) -> None:
    """--since and --staged together are refused."""
    done = pollinate("-C", str(garden.path), "check", "--since", "main", "--staged")

    assert 2 == done.returncode and "Ask for one" in done.stderr


def test_lists_of_words_are_used_and_missed(garden: Repo) -> None:
    """Words of `words_file` are spelled right; a list that isn't there is told and stops nothing."""
    garden.write(
        "mkdocs.yml",
        "plugins:\n  - pollinate/garden:\n      words_file: words.txt\n      private_words: no.txt\n",
    )
    garden.write("words.txt", "recieve  # the old name of the queue\n")
    garden.write("docs/lessons/t/c.md", "# C\n\nThe recieve queue was seperate.\n")

    found = check(garden, "--since", "main")
    spelled = [one["message"] for one in found if one["code"] == "spelling"]
    assert ["'seperate' may be misspelled"] == spelled
    assert ["no-word-list"] == [one["code"] for one in found if "private_words" in one["message"]]


HOSTILE = "x\n::error file=a.md::forged%0A\r::warning::y,title=z:w"


def test_no_text_commands_github() -> None:
    """Whatever stands in a message, a path or a cure, each line is one command of ours."""
    found = [
        Diagnostic(
            path=RepoPath(HOSTILE),
            line=1,
            column=2,
            code="style",
            message=HOSTILE,
            cure=HOSTILE,
            why=HOSTILE,
        )
    ]
    [line] = github_lines(found)

    head, _, data = line[2:].partition("::")
    assert line.startswith("::warning ") and "\n" not in line and "\r" not in line
    assert {"file", "line", "title", "col"} == {
        part.partition("=")[0] for part in head.removeprefix("warning ").split(",")
    }
    assert "%0A" not in data.replace("%250A", "") and "forged%25" in data


def test_github_gets_no_more_than_it_shows() -> None:
    """Ten of a kind at most, worst first as they come, and a line about the rest."""
    found = [
        Diagnostic(**{**OPTIONS, "line": n}, message="m", severity=severity)
        for severity in (Severity.ERROR, Severity.WARNING, Severity.ADVICE)
        for n in range(1, 15)
    ]
    lines = list(github_lines(found))

    for kind in ("error", "warning", "notice"):
        assert MOST_OF_A_KIND == sum(line.startswith(f"::{kind} ") for line in lines)
        assert f"4 more of the kind '{kind}': pollinate check shows all of them" in lines


def test_a_whole_check_speaks_to_both_forges(garden: Repo) -> None:
    """What the verb prints is commands for the one, and a report that holds to its format for the
    other.
    """
    garden.write("docs/lessons/t/c.md", "# C\n\nSee [a](gone.md), [b](gone.md).\n")
    told = {
        form: pollinate("-C", str(garden.path), "check", "--format", form).stdout
        for form in ("github", "gitlab")
    }

    report = json.loads(told["gitlab"])
    jsonschema.validate(report, GITLAB)
    assert 3 == sum(one["check_name"] == "broken-link" for one in report)
    assert len(report) == len({one["fingerprint"] for one in report})
    assert 3 == len(
        re.findall(r"^::warning file=docs/lessons/t/\w+\.md,line=3,", told["github"], re.M)
    )


def test_a_finding_that_moves_stays_the_same() -> None:
    """Its fingerprint is of code, file and words: lines above change nothing, other words do."""

    def mark(line: int, words: str) -> str:
        one = Diagnostic(**{**OPTIONS, "line": line}, message="m")
        return str(gitlab_report([one], lambda path, line: words)[0]["fingerprint"])

    assert mark(3, "  See it. ") == mark(9, "See it.")
    assert len({mark(3, "See it."), mark(3, "See that."), mark(0, "")}) == 3


MESSY = (
    "---\nstage: budding  \n---\n\n# Ropes\nTie them twice.   \t\n\n\n\n"
    "- one\n- two\u200b, and\u200b more\n\n```sh\nls   \n\n\n\tend\n```\n## More\nWords.\n"
)


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_fix_leaves_the_page_as_it_was(garden: Repo, ends: str) -> None:
    """Blanks and invisible signs go, the page stays, code and front matter too, and so do line
    ends and rights; a second run finds nothing to do.
    """
    path = garden.path / "docs/lessons/t/c.md"
    path.write_bytes(MESSY.replace("\n", ends).encode())
    path.chmod(0o640)
    done = pollinate("-C", str(garden.path), "check", "--since", "main", "--fix")
    data = path.read_bytes().decode()

    assert "mended docs/lessons/t/c.md: " in done.stderr
    assert "\u200b" not in data and "twice.\t" not in data and "twice. " not in data
    assert data.count("\n") == data.count(ends) and "stage: budding  " in data
    assert ends.join(["```sh", "ls   ", "", "", "\tend", "```"]) in data

    def page(text: str) -> str:
        body = text.replace("\r\n", "\n").partition("---\n\n")[2]
        html = " ".join(make_markdown().convert(body.replace("\u200b", "")).split())
        return html.replace(" </p>", "</p>")

    assert page(MESSY) == page(data)
    assert 0o640 == path.stat().st_mode & 0o777
    again = pollinate("-C", str(garden.path), "check", "--since", "main", "--fix")
    assert "mended" not in again.stderr and data == path.read_bytes().decode()


def test_what_would_change_a_page_is_left(garden: Repo) -> None:
    """A bare address would become a link, so it stays."""
    text = "# Ropes\n\nSee https://example.org/a for more.\n"
    garden.write("docs/lessons/t/c.md", text)
    pollinate("-C", str(garden.path), "check", "--since", "main", "--fix")

    assert text == (garden.path / "docs/lessons/t/c.md").read_text()


@pytest.mark.parametrize(
    ("name", "form"), [("a.jpg", "JPEG"), ("a.png", "PNG"), ("a.webp", "WEBP")]
)
@pytest.mark.parametrize("kind", ["place", "owner"])
def test_a_picture_keeps_every_point(garden: Repo, name: str, form: str, kind: str) -> None:
    """What a camera wrote is gone, the points are the same; how it was held stays."""
    data = draw({"form": form, "exif": kind, "noise": True, "size": [40, 30]}, random.Random(3))
    garden.write(f"docs/lessons/t/{name}", data)
    assert ["picture-metadata"] == [one["code"] for one in check(garden, "--since", "main")]
    check(garden, "--since", "main", "--fix")

    plain = (garden.path / f"docs/lessons/t/{name}").read_bytes()
    assert [] == check(garden, "--since", "main") and len(plain) < len(data)
    before, after = (Image.open(BytesIO(one)).convert("RGB").tobytes() for one in (data, plain))
    assert before == after and not dict(Image.open(BytesIO(plain)).getexif())


def test_how_a_picture_was_held_stays(garden: Repo) -> None:
    """The place goes and the picture is still turned as before."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "A maker"
    out = BytesIO()
    Image.new("RGB", (40, 30)).save(out, "JPEG", exif=exif)
    garden.write("docs/lessons/t/a.jpg", out.getvalue())
    check(garden, "--since", "main", "--fix")

    kept = Image.open(garden.path / "docs/lessons/t/a.jpg").getexif()
    assert {0x0112: 6} == dict(kept)


def test_a_file_that_can_not_be_written_is_told(garden: Repo, tmp_path: Path) -> None:
    """A read-only folder ends with 2 and the place, and the text is whole."""
    folder = garden.path / "docs/lessons/ro"
    garden.write("docs/lessons/ro/c.md", "# C\n\nWords\u200b here.\n")
    folder.chmod(0o500)
    done = pollinate("-C", str(garden.path), "check", "--since", "main", "--fix")
    folder.chmod(0o700)

    if (folder / "c.md").read_text() == "# C\n\nWords\u200b here.\n":
        assert 2 == done.returncode and "can't be written" in done.stderr
