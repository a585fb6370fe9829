# All notes that wait, on one screen: numbered, taken in as one merge that keeps each author, sent
# back with a reason, let in by policy.
"""Test the review of waiting notes."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import jsonschema
import pytest
from pollinate.errors import SettingsError
from pollinate.house_rules import HouseRules, read_rules
from pollinate.review import waiting_notes
from pollinate.review.proposal import Place
from support.repo import ANA, BEA, CY, Repo
from support.run import ROOT, pollinate

CONFIG = "site_name: Harbour\nplugins:\n  - pollinate/garden{}\n"
NOTE = "---\nabout: lessons/dawn.md\nkind: applied\noutcome: worked\n---\n\n{}\n"
SAYS = "We looked at both boats at noon, and number {} had a torn rope."


@pytest.fixture
def garden(repo: Repo) -> Repo:
    """Give a garden of a lesson, and its moderator's name."""
    repo.write("mkdocs.yml", CONFIG.format(""))
    repo.git("config", "user.name", "Mo Derator")
    repo.git("config", "user.email", "mod@harbour.test.org")
    repo.commit(
        ANA, docs__lessons__dawn="# Look\n\nLook at both boats before the first crossing.\n"
    )
    repo.commit(BEA, docs__lessons__fog="# Wait\n\nWait for the second horn in any fog.\n")
    return repo


def note(
    repo: Repo, name: str, who: str = BEA, text: str | None = None, start: str = "main"
) -> str:
    """Propose a note on a branch of its own."""
    repo.git("switch", "-q", "-c", f"received/{name}", start)
    text = NOTE.format(SAYS.format(name)) if text is None else text
    sha = repo.commit(who, f"Note {name}", **{f"docs__notes__2026__{name}": text})
    repo.git("switch", "-q", "main")
    return sha


def told(repo: Repo, *more: str) -> subprocess.CompletedProcess[str]:
    """Run `review --notes`."""
    return pollinate("-C", str(repo.path), "review", "--notes", *more)


def test_all_notes_on_one_screen(garden: Repo) -> None:
    """Each has its number, writer, words and findings; what isn't only notes is not among them."""
    note(garden, "one")
    note(garden, "two", CY)
    note(garden, "three", ANA, NOTE.format("See [x](nowhere.md) for more of it."))
    garden.git("switch", "-q", "-c", "idea")
    garden.commit(BEA, docs__notes__n=NOTE.format("x"), docs__lessons__z="# Z\n\nWords here.\n")
    garden.git("switch", "-q", "main")
    done = told(garden)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == "3 notes wait"
    assert lines[1:3] == [
        "  1  Bea Lind  refs/heads/received/one",
        f"     applied, worked on lessons/dawn.md: {SAYS.format('one')}",
    ]
    assert lines[3] == "  2  Cy Okafor (new here)  refs/heads/received/two"
    assert "broken-link" in done.stdout
    assert "docs/notes/n.md" not in done.stdout


def test_a_request_of_others_requests_is_none_of_notes(garden: Repo) -> None:
    """Whoever merges somebody's note into a branch of their own brings no note of theirs: it waits
    once, as its writer's.
    """
    note(garden, "one")
    note(garden, "two", CY)
    garden.git("switch", "-q", "received/two")
    garden.git("merge", "-q", "--no-ff", "-m", "Merge", "received/one", who=CY)
    garden.git("switch", "-q", "main")
    shown = told(garden).stdout
    assert "1 note waits" in shown and "refs/heads/received/one" in shown
    assert "received/two" not in shown


def test_a_note_that_its_writer_took_back_is_not_taken_in(garden: Repo) -> None:
    """A branch that adds two notes and takes one away again brings none unasked: it is reviewed as
    any other request.
    """
    note(garden, "one")
    garden.git("switch", "-q", "received/one")
    garden.commit(BEA, docs__notes__2026__gone=NOTE.format("I should not have said this."))
    garden.commit(BEA, docs__notes__2026__gone=None)
    garden.git("switch", "-q", "main")
    assert told(garden).stdout == "No note waits.\n"


def test_a_note_about_nothing_is_told(garden: Repo) -> None:
    """What only the whole garden shows is found, too, so that no policy lets it in."""
    note(garden, "lost", BEA, NOTE.format("It worked.").replace("dawn", "nowhere"))
    garden.write("mkdocs.yml", CONFIG.format(":\n      policy: {notes: after}"))
    garden.commit(ANA)
    assert "[unknown-target]" in told(garden).stdout
    done = told(garden, "--accept", "known")
    assert "on the branch" not in done.stdout


def test_none_waits(garden: Repo) -> None:
    """Nothing to do is no fault."""
    done = told(garden)
    assert (done.returncode, done.stdout) == (0, "No note waits.\n")
    assert json.loads(told(garden, "--format", "json").stdout)["notes"] == []


def test_ten_notes_in_one_go(garden: Repo) -> None:
    """Ten are taken in as one merge: each keeps its author, and the moderator is credited; work
    tree and HEAD stay as they are.
    """
    writers = [ANA, BEA, CY, "Dee Four <d@harbour.test.org>", "Eli Five <e@harbour.test.org>"]
    for number in range(10):
        note(garden, f"n{number}", writers[number % 5])
    garden.git("switch", "-q", "main")
    garden.commit(ANA, docs__lessons__more="# More\n\nThe branch went on meanwhile.\n")
    before = garden.git("rev-parse", "HEAD")
    done = told(garden, "--accept", "all")
    assert done.returncode == 0, done.stderr
    assert "10 notes on the branch notes/" in done.stdout
    branch = garden.git("for-each-ref", "--format=%(refname:short)", "refs/heads/notes")
    assert f"git merge --no-stat --ff-only {branch}" in done.stdout
    assert (garden.git("rev-parse", "HEAD"), garden.git("status", "--porcelain")) == (before, "")
    assert garden.git("log", "-1", "--format=%an", branch) == "Mo Derator"
    assert len(garden.git("log", "-1", "--format=%P", branch).split()) == 11
    garden.git("merge", "-q", "--ff-only", branch)
    assert len(list((garden.path / "docs/notes/2026").iterdir())) == 10
    built = garden.garden()
    names = built.people.contributors
    assert sorted(names[one.by[0]].name for one in built.notes) == sorted(
        who.partition(" <")[0] for who in writers * 2
    )
    assert garden.roles("dawn")["Dee Four"] == ["practitioner"]
    assert garden.roles("more") == {"Ana Reyes": ["author"]}
    assert told(garden).stdout == "No note waits.\n"


def test_some_by_number(garden: Repo) -> None:
    """Numbers and ranges choose; a second time the branch has another name."""
    for name in "abcde":
        note(garden, name)
    assert "3 notes on the branch" in told(garden, "--accept", "1, 3-4").stdout
    assert "1 note on the branch" in told(garden, "--accept", "5").stdout
    branches = garden.git("for-each-ref", "--format=%(refname:short)", "refs/heads/notes").split()
    files = garden.git("ls-tree", "-r", "--name-only", branches[0], "docs/notes").split()
    assert [one.rpartition("/")[2] for one in files] == ["a.md", "c.md", "d.md"]
    assert branches[1] == f"{branches[0]}-2"
    for wrong in ("0", "6", "3-2", "x", "1-99", "-1"):
        done = told(garden, f"--accept={wrong}")
        assert done.returncode == 2, wrong
        assert "Choose numbers from 1 to 5" in done.stderr, wrong


def test_what_should_be_mended_is_not_taken_in(garden: Repo) -> None:
    """A note with a finding that blocks is refused by number, and left out of `all`; so is one of a
    name that another has.
    """
    note(garden, "good")
    note(garden, "bad", CY, NOTE.format("See [x](nowhere.md) for more of it."))
    garden.git("switch", "-q", "-c", "received/twin")
    garden.commit(CY, docs__notes__2026__good=NOTE.format("Another of the same name, in my words."))
    garden.git("switch", "-q", "main")
    done = told(garden, "--accept", "1-2")
    assert done.returncode == 2
    assert "1 of these should be mended first" in done.stderr
    assert "--send-back 2" in done.stderr
    assert "same-name" in told(garden).stdout
    assert "1 note on the branch" in told(garden, "--accept", "all").stdout


def test_a_secret_in_an_earlier_commit_blocks(garden: Repo) -> None:
    """What is pushed stays there: a token that the note's second commit takes out is found."""
    token = "ghp_" + "a1B2c3D4e5F6g7H8i9J0" + "k1L2m3N4o5P6q7R8"
    garden.git("switch", "-q", "-c", "received/s")
    garden.commit(BEA, docs__notes__2026__s=NOTE.format(f"The token is {token}."))
    garden.commit(BEA, docs__notes__2026__s=NOTE.format("We looked at both boats at noon."))
    garden.git("switch", "-q", "main")
    done = told(garden, "--accept", "1")
    assert done.returncode == 2
    assert "secret" in done.stdout
    assert token not in done.stdout
    note(garden, "t", BEA, NOTE.format(f"The token is {token}."))
    done = told(garden)
    assert "should not be repeated" in done.stdout
    assert token not in done.stdout


def test_sending_back(garden: Repo) -> None:
    """The reason is kept with this version and told again; a newer version waits anew."""
    note(garden, "one")
    note(garden, "two")
    done = told(garden, "--send-back", "1", "--because", "Which boat\nwas it?")
    assert done.returncode == 0, done.stderr
    assert "Before it can be taken in: Which boat was it?" in done.stdout.replace("\\n", " ")
    assert "sent back: Which boat was it?" in told(garden).stdout
    assert "1 note on the branch" in told(garden, "--accept", "all").stdout
    garden.git("switch", "-q", "received/one")
    garden.commit(
        BEA, docs__notes__2026__one=NOTE.format("Number two, the one with the torn rope.")
    )
    garden.git("switch", "-q", "main")
    assert "sent back" not in told(garden).stdout
    done = told(garden, "--send-back", "1")
    assert done.returncode == 2
    assert "should know why" in done.stderr
    done = told(garden, "--accept", "1", "--send-back", "1-2", "--because", "x")
    assert done.returncode == 2
    assert "taken in and sent back" in done.stderr


def test_policy_lets_known_people_go_ahead(garden: Repo) -> None:
    """With `notes: after` those of known people without any finding are taken in and listed for a
    week; a newcomer's, and one with a finding, wait.
    """
    note(garden, "known")
    note(garden, "new", CY)
    note(garden, "odd", ANA, NOTE.format("See [x](nowhere.md) for more of it."))
    done = told(garden, "--accept", "known")
    assert done.returncode == 2
    assert "looks at each note before" in done.stderr
    garden.write("mkdocs.yml", CONFIG.format(":\n      policy: {notes: after}"))
    garden.commit(ANA)
    done = told(garden, "--accept", "known")
    assert "1 note on the branch" in done.stdout, done.stderr
    branch = garden.git("for-each-ref", "--format=%(refname:short)", "refs/heads/notes")
    garden.git("merge", "-q", "--ff-only", branch)
    garden.commit(CY, f"x\n\n{waiting_notes.BY_POLICY}", docs__lessons__z="# Z\n\nWords of it.\n")
    done = told(garden)
    assert "2 notes wait" in done.stdout
    assert "docs/lessons/z.md" not in done.stdout
    assert "Taken in by policy this week" in done.stdout
    assert "docs/notes/2026/known.md" in done.stdout


def test_a_request_s_own_policy_does_not_count(garden: Repo) -> None:
    """Who changes the settings in the work tree lets nobody in: the branch of requests says it."""
    note(garden, "one")
    garden.git("switch", "-q", "-c", "idea")
    garden.write("mkdocs.yml", CONFIG.format(":\n      policy: {notes: after}"))
    garden.commit(CY)
    done = told(garden, "--accept", "known")
    assert done.returncode == 2
    assert "looks at each note before" in done.stderr


def test_hostile_notes(garden: Repo, tmp_path: Path) -> None:
    """A link, a program and hidden words of a request are not taken in, and are told."""
    garden.git("switch", "-q", "-c", "received/link")
    (garden.path / "docs/notes/2026").mkdir(parents=True)
    (garden.path / "docs/notes/2026/link.md").symlink_to("/etc/passwd")
    garden.commit("x\u202ey <h@evil.test.org>", "::error::x")
    garden.git("switch", "-q", "main")
    done = told(garden, "--accept", "1")
    assert done.returncode == 2
    assert "symbolic link" in done.stdout
    assert "root:" not in done.stdout
    assert "\u202e" not in done.stdout
    assert "evil.test.org" not in done.stdout


def test_the_document_and_its_schema(garden: Repo) -> None:
    """JSON of notes with and without findings fits the published schema."""
    note(garden, "one")
    note(garden, "bad", CY, NOTE.format("See [x](nowhere.md) for more of it."))
    told(garden, "--send-back", "1", "--because", "Which boat?")
    document = json.loads(told(garden, "--format", "json").stdout)
    schema = ROOT / "docs/developers/schemas/notes-waiting-1.schema.json"
    jsonschema.validate(document, json.loads(schema.read_text()), jsonschema.Draft202012Validator)
    assert [one["number"] for one in document["notes"]] == [1, 2]
    assert document["notes"][0]["sent_back"] == "Which boat?"


def test_options_that_make_no_sense(garden: Repo) -> None:
    """A request and --notes, neither, and choices without --notes end in words."""
    for words in (["idea", "--notes"], [], ["idea", "--accept", "1"], ["idea", "--because", "x"]):
        done = pollinate("-C", str(garden.path), "review", *words)
        assert done.returncode == 2, words
        assert "--notes" in done.stderr, words


def test_rules_are_checked_at_the_door() -> None:
    """Each rule has its default, its choices, and a word for what is none of them."""
    assert read_rules({}) == HouseRules(notes="before", legal_hold=False)
    assert read_rules({"notes": "after"}).notes == "after"
    assert not read_rules({}).legal_hold
    assert read_rules({"legal_hold": True}).legal_hold
    for value, words in (
        ("after", "must hold rules"),
        ({"note": "after"}, "Did you mean 'notes'"),
        ({"notes": "never"}, "Choose one of: before, after"),
        ({"notes": ["after"]}, "can't be"),
        ({"legal_hold": "yes"}, "must be true or false"),
    ):
        with pytest.raises(SettingsError) as error:
            read_rules(value)
        assert words in str(error.value)


def test_a_known_name_from_another_address(garden: Repo) -> None:
    """Somebody whom the garden knows, from an address that it doesn't, is told as that, and no
    policy lets the note in.
    """
    note(garden, "one", "Bea Lind <bea@elsewhere.test.org>")
    garden.write("mkdocs.yml", CONFIG.format(":\n      policy: {notes: after}"))
    garden.commit(ANA)
    assert "Bea Lind (from an address not seen before)" in told(garden).stdout
    assert "Nothing was taken in" in told(garden, "--accept", "known").stderr


def test_a_note_takes_no_file_s_place(garden: Repo) -> None:
    """A new note from an old state, under the name of a file that came since, in whatever letters, is
    refused: it would put a stranger's words in another's place.
    """
    start = garden.git("rev-parse", "HEAD")
    garden.commit(BEA, docs__notes__2026__told=NOTE.format("Bea's own words of the torn rope."))
    for name in ("told", "TOLD"):
        note(garden, name, "Eve Dorn <eve@harbour.test.org>", start=start)
    done = told(garden)
    assert done.stdout.count("same-name") == 2
    assert told(garden, "--accept", "1").returncode == 2
    assert told(garden, "--accept", "2").returncode == 2
    assert "Nothing was taken in" in told(garden, "--accept", "all").stderr


def test_others_named_in_a_note_are_not_known(garden: Repo) -> None:
    """A co-author who is new, and a note that says whom it is from, wait for somebody's look."""
    garden.git("switch", "-q", "-c", "received/co", "main")
    message = "Note\n\nCo-authored-by: New Face <new@face.test.org>"
    garden.commit(BEA, message, docs__notes__2026__co=NOTE.format("Words of two."))
    garden.git("switch", "-q", "main")
    text = NOTE.replace("outcome: worked", 'outcome: worked\ncredit:\n  - as: "The whole board"')
    note(garden, "as", BEA, text.format("Words of a board."))
    garden.write("mkdocs.yml", CONFIG.format(":\n      policy: {notes: after}"))
    garden.commit(ANA)
    assert "Nothing was taken in" in told(garden, "--accept", "known").stderr


def test_a_flood_keeps_nobody_out(garden: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """A request of very many notes is reviewed alone; an honest one beside it is taken in. What is
    too much for one time is left for the next.
    """
    garden.git("switch", "-q", "-c", "received/flood")
    for n in range(waiting_notes.MOST_IN_ONE + 1):
        garden.write(f"docs/notes/2026/a{n}.md", NOTE.format(f"Flood {n} of many words."))
    garden.commit(CY)
    garden.git("switch", "-q", "main")
    note(garden, "zz")
    done = told(garden)
    assert "1 note waits" in done.stdout
    assert (
        "Reviewed alone, since it holds very many notes: refs/heads/received/flood" in done.stdout
    )
    assert "1 note on the branch" in told(garden, "--accept", "all").stdout
    note(garden, "yy")
    monkeypatch.setattr(waiting_notes, "MOST_TOGETHER", 1)
    at_hand = waiting_notes.read_waiting_notes(Place(directory=garden.path))
    assert (len(at_hand.shown.notes), at_hand.shown.later) == (1, 1)


def test_a_merge_of_many_notes_has_a_short_message(garden: Repo) -> None:
    """Two hundred notes in ten requests are one merge, whose message names a hundred."""
    for request in range(10):
        garden.git("switch", "-q", "-c", f"received/r{request}", "main")
        for n in range(20):
            words = f"{request} and {n}: {'very many words ' * 30}"
            garden.write(f"docs/notes/2026/r{request}-{n}.md", NOTE.format(words))
        garden.commit(BEA)
    garden.git("switch", "-q", "main")
    assert "10 notes on the branch" in told(garden, "--accept", "all").stdout
    branch = garden.git("for-each-ref", "--format=%(refname:short)", "refs/heads/notes")
    message = garden.git("log", "-1", "--format=%B", branch)
    assert "and 100 more" in message
    assert len(garden.git("ls-tree", "-r", "--name-only", branch, "docs/notes").split()) == 200
