# Ten people with ten wishes, in one garden: what the site, its documents and what lies beside them
# still hold of each afterwards, and that nobody else's words move.
"""Test what is held on people, and their wishes."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest
from jsonschema import validate
from pollinate.errors import OutputError
from pollinate.keeping import profile_wish
from pollinate.keeping.profile_wish import WishPlan, make_wish
from pollinate.model.git import Identity
from pollinate.model.hidden_names import PeopleKey
from pollinate.paths import RepoPath
from support.repo import ANA, BEA, Repo
from support.run import pollinate

ROOT = Path(__file__).resolve().parents[2]
KEY = "k" * 32
LEA = "Léa Ström <lea.strom@corp.test.org>"
ALI = "Alïs Prüfer <alis@corp.test.org>"
GIA = "Gia Onner <8+giaonner@users.noreply.github.com>"
OLD, NEW = "Rena Oldman <rena@corp.test.org>", "Rena Newman <rena@corp.test.org>"
KIM, OTHER = "Alex Kim <kim1@corp.test.org>", "Alex Kim <kim2@corp.test.org>"
DEE = "Dee Ceased <dee@corp.test.org>"
SCRIPT = "Deploy Helper <deploy@corp.test.org>"
HAN = "山田花子 <hanako@corp.test.org>"
VERBS = (
    ("export",),
    ("export", "--public"),
    ("credits", "--format", "json"),
    ("stats",),
    ("digest", "--since", "2020-01-01"),
)


def lesson(name: str, text: str, front: str = "") -> dict[str, str]:
    """Return the file of a lesson."""
    head = f"---\n{front}---\n\n" if front else ""
    return {f"docs__lessons__{name}": f"{head}# Lesson {name}\n\n{text}\n"}


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a garden of all ten, to be copied."""
    repo = Repo(tmp_path_factory.mktemp("people") / "garden")
    repo.git("config", "user.name", "Ana Reyes")
    repo.git("config", "user.email", "ana@harbour.test.org")
    repo.write(
        "mkdocs.yml",
        "site_name: G\nsite_url: https://g.test.org/\ntheme: {name: material, font: false}\n"
        "plugins:\n  - search\n  - pollinate/garden\n  - pollinate/attribution\n"
        "  - pollinate/acknowledgements\n  - pollinate/learned-from\n  - pollinate/trails\n",
    )
    repo.write(
        ".mailmap",
        "Rena Newman <rena@corp.test.org> Rena Oldman <rena@corp.test.org>\n"
        "Alex Kim (Harbour) <kim2@corp.test.org>\n",
    )
    repo.write("docs/index.md", "# Home\n")
    words = "Oil the pump each spring before the rain comes in, and write the day on it."
    repo.commit(
        LEA,
        "Léa's lesson",
        **lesson("one", words),
        docs__people__lea="---\nname: Léa Ström\ngit: [Léa Ström]\nteam: Harbour\n---\n\nBees.\n",
    )
    repo.commit(ALI, "Two", **lesson("two", words.replace("pump", "winch")))
    repo.commit(
        GIA,
        "Three\n\nHelped-by: Nev Ernamed",
        **lesson("three", words.replace("pump", "crane")),
    )
    repo.commit(OLD, "Four", **lesson("four", words.replace("pump", "hinge")))
    repo.commit(NEW, "Five", **lesson("five", words.replace("pump", "rope")))
    repo.commit(
        KIM,
        "Six",
        docs__people__alex="---\nname: Alex Kim\ngit: [Alex Kim]\n---\n",
        **lesson("six", words.replace("pump", "sail")),
    )
    repo.commit(
        OTHER,
        "Seven",
        **lesson("seven", words.replace("pump", "mast")),
        docs__people__kim='---\nname: Alex Kim (Harbour)\ngit: ["Alex Kim (Harbour)"]\n---\n',
    )
    repo.commit(DEE, "Eight", **lesson("eight", words.replace("pump", "bell")))
    repo.commit(SCRIPT, "Nine", **lesson("nine", words.replace("pump", "mill")))
    repo.commit(HAN, "Ten", **lesson("ten", words.replace("pump", "oar")))
    repo.commit(
        BEA,
        "Eleven\n\nCo-authored-by: Wrong Lee <wrong@corp.test.org>",
        **lesson(
            "eleven",
            "A day at sea with many words of my own, told as it was by all who came along.",
            'learned_from:\n  - person: lea\n    because: "Léa Ström showed it."\n'
            "  - person: Gia Onner\ncredit:\n  - person: Wrong Lee\n    role: none\n",
        ),
        docs__gatherings__day="---\ntitle: Day\ndate: 2026-01-02\npeople: [lea, giaonner, 山田花子]\n---\n",
    )
    repo.commit(
        BEA,
        "Thanks",
        **{
            "docs__notes__2026__2026-01-03-thanks": "---\nabout: lessons/one.md\nkind: thanks\nto: [lea, Gia Onner]\n---\n\nThank you.\n"
        },
    )
    repo.commit(
        ANA,
        "Team",
        **lesson("twelve", "Our words.", "credit:\n  - as: Payments team\n"),
    )
    return repo.path


@pytest.fixture
def garden(planted: Path, tmp_path: Path) -> Repo:
    """Give the garden, to be changed."""
    own = Repo.__new__(Repo)
    own.path, own.clock = tmp_path / "garden", 1_800_000_000
    shutil.copytree(planted, own.path)
    return own


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLLINATE_PEOPLE_KEY", KEY)


def run(repo: Repo, *args: str, code: int = 0) -> str:
    """Run a verb; return what it prints."""
    done = pollinate("-C", str(repo.path), *args)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


def output(repo: Repo) -> str:
    """Return all that a garden gives, as one text in small letters without accents: the site with
    its search, feeds and documents, and what the verbs print.
    """
    run(repo, "build", "-q", "--site-dir", "site")
    site = repo.path / "site"
    parts = [
        f"{file.relative_to(site)}\n".encode() + file.read_bytes()
        for file in sorted(site.rglob("*"))
        if file.is_file() and "assets" not in file.relative_to(site).parts[:1]
    ]
    for words in VERBS:
        parts.append(pollinate("-C", str(repo.path), *words).stdout.encode())
    return plain(b"\n".join(parts).decode("utf-8", "replace"))


def plain(text: str) -> str:
    """Return a text in small letters, without accents."""
    read = unicodedata.normalize("NFKD", text.replace("\\u00e9", "é").replace("%C3%A9", "é"))
    return "".join(c for c in read if not unicodedata.combining(c)).casefold()


def hits(told: str, *words: str) -> list[str]:
    """Return which of some words stand in a text."""
    ends = {word: "" if len(word) > 4 else "(?![a-z])" for word in words}
    return [one for one, end in ends.items() if re.search(rf"(?<![a-z]){plain(one)}{end}", told)]


def shares(repo: Repo) -> dict[str, dict[str, float]]:
    """Return lesson -> name -> words."""
    told = json.loads(run(repo, "credits", "--format", "json").split("\nwarning")[0])
    return {
        path: {
            told["contributors"][one["contributor"]]["name"]: one["words"]
            for one in about["credits"]
            if one["words"]
        }
        for path, about in told["lessons"].items()
    }


LEAS = ("Léa", "Strom", "lea.strom", "lea@", "/lea/people", "people/lea")
GIAS = ("Gia", "Onner", "giaonner")
HANS = ("山田", "花子", "hanako")


def test_hidden_people_stand_nowhere(garden: Repo) -> None:
    """One who left, one of another script, one with a login: no byte of any output has a spelling
    of theirs, also behind the key; all others have the words that they had.
    """
    before = shares(garden)
    assert len(hits(output(garden), "Léa", "Strom", *GIAS[:2], *HANS[:1])) == 5
    for name in ("lea", "Gia Onner", "山田花子"):
        run(garden, "person", name, "--hide", "--yes")
    profiles = sorted(file.name for file in (garden.path / "docs/people").iterdir())
    assert len(profiles) == 5 and {"alex.md", "kim.md"} < set(profiles)
    text = "".join((garden.path / "docs/people" / name).read_text() for name in profiles)
    assert not hits(plain(text), *LEAS, *GIAS, *HANS) and KEY not in text
    told = output(garden)
    assert not hits(told, *LEAS, *GIAS, *HANS)
    after = shares(garden)
    gone = {"Léa Ström", "Gia Onner", "山田花子"}
    for path, people in before.items():
        kept = {name: words for name, words in people.items() if name not in gone}
        assert {n: w for n, w in after[path].items() if n != "a colleague"} == kept
        assert sum(after[path].values()) == sum(people.values())


def test_it_holds_in_future_builds(garden: Repo) -> None:
    """Who is hidden and writes again, under the name or from the address alone, is hidden."""
    run(garden, "person", "lea", "--hide", "--yes")
    garden.commit(LEA, "Again", **lesson("again", "More words of hers stand here for you."))
    garden.commit(
        "L. S. <lea.strom@corp.test.org>", "Once more", **lesson("more", "Yet more words here.")
    )
    told = output(garden)
    assert not hits(told, *LEAS, "L. S.")


def test_without_the_key_nobody_is_named(garden: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """No key, or another one: everybody is "a colleague", which is told; nothing
    of it is remembered for those who have the key.
    """
    run(garden, "person", "lea", "--hide", "--yes")
    assert "Dee Ceased" in str(shares(garden))
    monkeypatch.delenv("POLLINATE_PEOPLE_KEY")
    told = output(garden)
    assert not hits(told, *LEAS, *GIAS, "Ceased", "Reyes", "Lind")
    assert not hits(told, "Harbour")
    assert "[people-key]" in run(garden, "check")
    assert "the key is not here" in run(garden, "build", "--site-dir", "other")
    assert "Builds here name nobody" in run(garden, "doctor")
    monkeypatch.setenv("POLLINATE_PEOPLE_KEY", "o" * 32)
    assert "another key" in run(garden, "check", code=1)
    assert "Ceased" not in str(shares(garden))
    monkeypatch.setenv("POLLINATE_PEOPLE_KEY", KEY)
    assert "Dee Ceased" in str(shares(garden))


def test_a_short_key_is_refused(garden: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """It could be guessed."""
    monkeypatch.setenv("POLLINATE_PEOPLE_KEY", "short")
    assert "can be guessed" in run(garden, "credits", code=2)


def test_a_key_is_made_on_first_use(garden: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """It lies in Git's own folder, readable for its owner alone, and is told."""
    monkeypatch.delenv("POLLINATE_PEOPLE_KEY")
    told = run(garden, "person", "lea", "--hide", "--yes")
    file = garden.path / ".git/pollinate-people-key"
    assert "POLLINATE_PEOPLE_KEY" in told and file.stat().st_mode & 0o077 == 0
    assert not hits(output(garden), *LEAS)
    assert "hmac:" in run(garden, "person", "Gia Onner", "--hash")
    assert not garden.git("status", "--porcelain", "--ignored", "--", ".git")


def test_no_second_key_is_made(garden: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where names are hashed already, a clone without the key makes none; an empty file is none."""
    monkeypatch.delenv("POLLINATE_PEOPLE_KEY")
    (garden.path / ".git/pollinate-people-key").write_text("")
    run(garden, "person", "lea", "--hide", "--yes")
    (garden.path / ".git/pollinate-people-key").unlink()
    for wish in ("--hide", "--hash"):
        assert "their key is not here" in run(garden, "person", "Dee Ceased", wish, code=2)
    assert not (garden.path / ".git/pollinate-people-key").exists()


def test_an_alias_is_shown(garden: Repo) -> None:
    """An alias stands where the name stood; one that is a name is refused."""
    assert "somebody's name" in run(
        garden, "person", "Alïs Prüfer", "--hide", "--alias", "Bea Lind", code=2
    )
    run(garden, "person", "Alïs Prüfer", "--hide", "--alias", "Night owl", "--yes")
    told = output(garden)
    assert hits(told, "Night owl") and not hits(told, "Alis", "Prufer")
    assert (garden.path / "docs/people/night-owl.md").is_file()


def test_of_two_with_one_name_one_is_hidden(garden: Repo) -> None:
    """The other keeps name and words, by a name of their own in mailmap and a profile."""
    before = shares(garden)
    run(garden, "person", "alex", "--hide", "--yes")
    after = shares(garden)
    assert after["docs/lessons/seven.md"] == before["docs/lessons/seven.md"]
    assert set(after["docs/lessons/six.md"]) == {"a colleague"}


def test_a_name_or_address_of_several_hides_nobody_else(garden: Repo) -> None:
    """Two people of one name whom the settings keep apart, and a machine's address that two use."""
    config = (garden.path / "mkdocs.yml").read_text()
    garden.write(
        "mkdocs.yml",
        config.replace("pollinate/garden\n", "pollinate/garden:\n      join_same_name: false\n"),
    )
    for number in ("1", "2"):
        who = f"Mo Twin <mo{number}@corp.test.org>"
        garden.commit(who, **lesson(f"twin{number}", f"Words of number {number} stand here."))
    for name in ("Uma", "Vic"):
        text = f"Words of {name} stand here."
        garden.commit(f"{name} Shared <noreply@corp.test.org>", **lesson(name, text))
    before = shares(garden)
    listed = run(garden, "people", "--all").splitlines()
    slug = next(one for one in listed if one.startswith("Mo Twin")).rpartition("(")[2].rstrip(")")
    assert "may be one of several people" in run(garden, "person", "Mo Twin", "--hide", code=2)
    assert "is called Mo Twin, too" in run(garden, "person", slug, "--hide", "--yes")
    run(garden, "person", "Uma Shared", "--hide", "--yes")
    after = shares(garden)
    twins = [next(iter(after[f"docs/lessons/twin{number}.md"])) for number in "12"]
    assert sorted(twins) == ["Mo Twin", "a colleague"]
    assert after["docs/lessons/Vic.md"] == before["docs/lessons/Vic.md"]
    assert set(after["docs/lessons/Uma.md"]) == {"a colleague"}


def test_a_machine_s_address_is_no_part_of_a_wish(garden: Repo) -> None:
    """Who committed from an address that is no person's is not known by it: whoever commits from it
    next keeps their name.
    """
    garden.commit("Uma Shared <noreply@corp.test.org>", **lesson("u", "Words of Uma stand here."))
    run(garden, "person", "Uma Shared", "--hide", "--yes")
    garden.commit("Vic Later <noreply@corp.test.org>", **lesson("v", "Words of Vic stand here."))
    after = shares(garden)
    assert set(after["docs/lessons/u.md"]) == {"a colleague"}
    assert set(after["docs/lessons/v.md"]) == {"Vic Later"}


def test_a_wish_can_be_said_again(garden: Repo) -> None:
    """Stopped in the middle, or brought back by a merge: one profile, not two; pictures beside the
    old one go with it; an alias takes no other file's place.
    """
    garden.write("docs/people/lea.png", b"\x89PNG")
    garden.commit(ANA, "A picture")
    run(garden, "person", "lea", "--hide", "--yes")
    assert not (garden.path / "docs/people/lea.png").exists()
    run(garden, "person", "Léa Ström", "--hide", "--yes")
    assert len(list((garden.path / "docs/people").glob("hidden-*"))) == 1
    garden.write("docs/people/index.md", "# Mine\n")
    for alias in ("Index", "Gia", "giaonner", "Onner Gia"):
        run(garden, "person", "Gia Onner", "--hide", "--alias", alias, code=2)
    assert (garden.path / "docs/people/index.md").read_text() == "# Mine\n"


def test_a_profile_lies_where_it_is_read(garden: Repo) -> None:
    """In the folder of the settings; where none is read, or Git ignores it, nothing is promised."""
    config = (garden.path / "mkdocs.yml").read_text()
    plugin = "pollinate/garden\n"
    for one in (garden.path / "docs/people").iterdir():
        one.unlink()
    told = []
    for globs, code in (('"crew/**/*.md"', 0), ("[]", 2)):
        garden.write(
            "mkdocs.yml", config.replace(plugin, f"pollinate/garden:\n      people: {globs}\n", 1)
        )
        told.append(run(garden, "person", "Dee Ceased", "--hide", "--yes", code=code))
    assert "reads no profiles" in told[1]
    assert len(list((garden.path / "docs/crew").glob("hidden-*.md"))) == 1
    garden.write("mkdocs.yml", config)
    garden.write(".gitignore", "docs/people/\n")
    assert "Git ignores" in run(garden, "person", "Gia Onner", "--hide", code=2)


def test_texts_that_keep_the_name_are_told(garden: Repo) -> None:
    """After `--hide`, the files in whose text the name stands; not those that front matter alone
    names, which is led on.
    """
    garden.commit(BEA, **lesson("thirteen", "Gia Onner told us."))
    garden.commit(BEA, **lesson("gia-onner-s-trick", "Words of others."))
    told = run(garden, "person", "Gia Onner", "--hide", "--yes")
    assert "docs/lessons/gia-onner-s-trick.md" in told
    assert "docs/lessons/thirteen.md" in told and "docs/lessons/eleven.md" not in told


def test_who_changed_a_name_has_the_new_one(garden: Repo) -> None:
    """By mailmap the site has the new name alone; the old one goes out of Git as a text."""
    told = output(garden)
    assert hits(told, "Newman") and not hits(told, "Oldman")


def test_who_was_never_there(garden: Repo) -> None:
    """Somebody whom only a message names, somebody wrongly credited, a team, a program."""
    assert "Helped-by in 1 message" in run(garden, "person", "Nev Ernamed")
    run(garden, "person", "Nev Ernamed", "--hide", "--yes")
    told = output(garden)
    assert not hits(told, "Ernamed", "Wrong Lee") and hits(told, "Payments team", "Ceased")
    assert "nobody here" in run(garden, "person", "Payments team", code=2)
    garden.write("docs/people/deploy.md", "---\nname: Deploy Helper\nkind: tool\n---\n")
    assert not hits(output(garden), "people/deploy")


@pytest.fixture
def gathered(garden: Repo) -> Repo:
    """Give the garden with a gathering, thanks and a second look that name somebody by a handle
    which is no word of the name, and somebody of whom there is no commit.
    """
    garden.commit(
        "Ola Vance <ola@corp.test.org>",
        "Ola's",
        **lesson("olas", "Turn the valve by hand, and count the turns as you go on."),
        docs__people__zebra7="---\nname: Ola Vance\n---\n",
    )
    garden.commit(
        ANA,
        "Gather",
        docs__gatherings__drill="---\ntitle: Drill\ndate: 2023-01-01\n"
        'people: [zebra7, "Quen Tinsel", ana]\n---\n\nWe met.\n',
        docs__notes__2023__thanks="---\nabout: lessons/olas.md\nkind: thanks\n"
        "to: [zebra7, Quen Tinsel]\n---\n\nThank you for the tea.\n",
        **lesson("second", "Look at the gauge twice.", "review:\n  by: zebra7\n"),
    )
    return garden


def test_a_handle_is_hidden_wherever_files_name_it(gathered: Repo) -> None:
    """Also where it is no word of the name, and no commit has it."""
    assert len(hits(output(gathered), "zebra7", "Vance", "Tinsel")) == 3
    run(gathered, "person", "zebra7", "--hide", "--yes")
    assert not hits(output(gathered), "zebra7", "Vance")


def test_who_stands_in_no_commit_can_be_hidden(gathered: Repo) -> None:
    """By the name that a list or a note gives; everybody else there is named as before."""
    run(gathered, "person", "Quen Tinsel", "--hide", "--yes")
    told = output(gathered)
    assert not hits(told, "Tinsel") and hits(told, "Vance")
    assert "gathering" in run(gathered, "person", "Quen Tinsel")


def test_without_the_key_lists_name_nobody(gathered: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who stands in a list alone may be who asked to be hidden."""
    run(gathered, "person", "lea", "--hide", "--yes")
    monkeypatch.delenv("POLLINATE_PEOPLE_KEY")
    assert not hits(output(gathered), "Tinsel", "zebra7", "Vance", "Reyes")


def test_a_name_that_nobody_has_makes_no_key(garden: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key that nobody needs would be asked for ever after."""
    monkeypatch.delenv("POLLINATE_PEOPLE_KEY")
    for wish in ("--hide", "--hash"):
        told = run(garden, "person", "Mistyped Name", wish, code=2)
        assert "nobody here" in told and "key" not in told
    assert not (garden.path / ".git/pollinate-people-key").exists()


@pytest.mark.parametrize("alias", ["Bea Lind", "Ceased"])
def test_a_wish_that_is_refused_leaves_nothing(
    garden: Repo, monkeypatch: pytest.MonkeyPatch, alias: str
) -> None:
    """No key either: one that nobody needs would be asked for ever after."""
    monkeypatch.delenv("POLLINATE_PEOPLE_KEY")
    told = run(garden, "person", "Dee Ceased", "--hide", "--alias", alias, "--yes", code=2)
    assert "is somebody's name here" in told and "key" not in told
    garden.write(".gitignore", "docs/people/hidden*\n")
    told = run(garden, "person", "Dee Ceased", "--hide", "--yes", code=2)
    assert "Git ignores the folder" in told and "key" not in told
    assert not (garden.path / ".git/pollinate-people-key").exists()
    assert garden.git("status", "--porcelain") == "?? .gitignore"


def test_a_profile_that_can_t_be_written_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a wish would name somebody again who had an alias."""

    def full(place: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    old = tmp_path / "people/lea.md"
    old.parent.mkdir()
    old.write_text("---\nshow: hidden\n---\n")
    monkeypatch.setattr(profile_wish, "write_over", full)
    plan = WishPlan(RepoPath("people/hidden-1.md"), "---\n---\n", (RepoPath("people/lea.md"),))
    with pytest.raises(OutputError):
        make_wish(tmp_path, plan)
    assert old.read_text() == "---\nshow: hidden\n---\n"


def test_subjects_of_commits_tell_no_handle(gathered: Repo) -> None:
    """A handle that no commit has, and a name without the letters that are not at hand: subjects
    are quoted beside a lesson.
    """
    gathered.commit(
        "Jörg Müller <jm@corp.test.org>",
        "Jib",
        docs__people__joerg="---\nname: Jörg Müller\n---\n",
        **lesson("jib", "Hoist the jib last, and slowly."),
    )
    text = "Turn the valve by hand."
    for number, said in enumerate(
        ("zebra7: wrote it", "Ask @zebra7's", "Joerg said", "By mueller")
    ):
        text += f" Then say the number {number} loudly, {'abcd'[number] * 5}."
        gathered.commit(BEA, said, **lesson("valve", text))
    assert len(hits(output(gathered), "wrote it", "Ask @", "Joerg said", "By mueller")) == 4
    for name in ("zebra7", "joerg"):
        run(gathered, "person", name, "--hide", "--yes")
    assert not hits(output(gathered), "zebra7", "joerg", "mueller", "Jörg", "Müller")


def test_whose_name_is_alike_is_told(garden: Repo) -> None:
    """Whoever is hidden with somebody, since the name may be that one's, and how that is mended."""
    garden.commit("Dee M. Ceased <dm@corp.test.org>", "Own", **lesson("own", "Own words here."))
    assert "Dee M. Ceased is hidden, too" in run(garden, "person", "Dee Ceased", "--hide", "--yes")
    garden.write("docs/people/dm.md", '---\nname: Dee M. Ceased\ngit: ["Dee M. Ceased"]\n---\n')
    assert hits(output(garden), "Dee M. Ceased") and not hits(output(garden), "Dee Ceased")


def test_all_that_is_held_is_told(garden: Repo) -> None:
    """Every place, by the document's schema, without an address."""
    told = json.loads(run(garden, "person", "lea", "--all", "--format", "json"))
    schema = json.loads((ROOT / "docs/developers/schemas/person-1.schema.json").read_text())
    validate(told, schema)
    places = {(one["path"], one["what"]) for one in told["places"]}
    assert places >= {
        ("docs/people/lea.md", "profile"),
        ("docs/lessons/eleven.md", "learned-from"),
        ("docs/gatherings/day.md", "gathering"),
        ("docs/notes/2026/2026-01-03-thanks.md", "thanked"),
    }
    assert [one["lesson"] for one in told["lessons"]][:2] == ["lessons/eleven.md", "lessons/one.md"]
    assert told["authored"] == 1 and told["history"]["commits"] == 1
    assert "@" not in json.dumps(told)
    text = run(garden, "person", "lea")
    assert "@" not in text and "Bees" not in text and "docs/gatherings/day.md" in text
    run(garden, "person", "lea", "--hide", "--yes")
    again = json.loads(run(garden, "person", "Léa Ström", "--format", "json"))
    assert again["shown"] == "hidden" and again["authored"] == 1
    assert [one["lesson"] for one in again["lessons"]] == ["lessons/one.md"]


def test_what_contradicts_itself_is_refused(garden: Repo) -> None:
    """Options that mean nothing together."""
    for words in (("--all", "--hide"), ("--alias", "x"), ("--into", "x"), ("--remove", "--hash")):
        run(garden, "person", "lea", *words, code=2)


def test_one_who_wants_all_of_it_gone(garden: Repo, tmp_path: Path) -> None:
    """After `--remove` with a redaction: no hit in any byte of any object, nor of the site that is
    built from the clean clone; the words of all others as they were.
    """
    before = shares(garden)
    place, clone = tmp_path / "clean.git", Repo.__new__(Repo)
    run(
        garden,
        "person",
        "lea",
        "--remove",
        "--also",
        "Léa",
        "--yes",
        "--reference",
        "C-1",
        "--into",
        str(place),
    )
    clone.path, clone.clock = tmp_path / "clone", 1_900_000_000
    subprocess.run(["git", "clone", "-q", str(place), str(clone.path)], check=True)
    said = ["git", "-C", str(place), "cat-file", "--batch-all-objects", "--batch"]
    objects = plain(
        subprocess.run(said, capture_output=True, check=True).stdout.decode("utf-8", "replace")
    )
    assert not hits(objects, *LEAS)
    told = output(clone)
    assert not hits(told, *LEAS) and hits(told, "Ceased")
    after = shares(clone)
    for path, people in before.items():
        kept = {name: words for name, words in people.items() if name != "Léa Ström"}
        now = after[path]
        assert {n: w for n, w in now.items() if n != "a colleague"} == kept
    assert os.path.isdir(garden.path / "docs/people")


def test_a_hash_tells_nothing_and_spellings_are_one() -> None:
    """Another key, another hash; case, accents' composition and blanks make no other name; a name
    is no address.
    """
    one, two = PeopleKey(b"a" * 16), PeopleKey(b"b" * 16)
    assert one.of_name("Léa  Ström") == one.of_name(unicodedata.normalize("NFD", "LÉA STRÖM"))
    assert one.of_name("x@y") != one.of_mail("x@y")
    assert one.of_name("Léa").split(":")[2] != two.of_name("Léa").split(":")[2]
    assert one.number != two.number and "a" * 16 not in repr(one)
    assert one.of(Identity("", "")) == set()
    assert len(one.of(Identity("A B", "A@B.c"))) == 2
    assert one.of_mail("A@B.c") == one.of_mail(" a@b.C ")
