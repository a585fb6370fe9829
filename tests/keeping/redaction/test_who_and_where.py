# Who is meant by a redaction, and where it must look: handles that are made of a name, tags of files
# and folders, what an earlier mailmap says, names of files that keep a word. The oracle reads git's
# objects itself. Must not know: how a spelling is found.
"""Test who is taken out, and from where."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from support.repo import ANA, BEA, Repo
from support.run import pollinate

ZED = "Zed Quorn <zq@corp.test.org>"


def everything(place: Path) -> str:
    """Return all objects and names of refs of a repository, in small letters."""
    told = [["cat-file", "--batch-all-objects", "--batch"], ["for-each-ref"]]
    data = [
        subprocess.run(["git", "-C", str(place), *words], capture_output=True, check=True).stdout
        for words in told
    ]
    return b"".join(data).decode("utf-8", "replace").casefold()


@pytest.fixture
def garden(repo: Repo) -> Repo:
    """Give a garden with a lesson by Zed and one by Bea."""
    repo.git("config", "user.name", "Ana Reyes")
    repo.git("config", "user.email", "ana@harbour.test.org")
    repo.write("mkdocs.yml", "site_name: G\nplugins:\n  - search\n  - pollinate/garden\n")
    repo.commit(
        ZED,
        "Plant",
        docs__lessons__pump="# Pump\n\nOil it each spring, before the rain comes in.\n",
        docs__people__zquorn="---\nname: Zed Quorn\n---\n",
    )
    repo.commit(BEA, "Winch", docs__lessons__winch="# Winch\n\nTurn it by hand first.\n")
    return repo


def redact(repo: Repo, place: Path, *args: str) -> str:
    """Clean a mirror; return what is printed."""
    asked = ("--reference", "CASE-1", "--into", str(place), "--yes")
    done = pollinate("-C", str(repo.path), "redact", *args, *asked)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_handle_made_of_a_name_goes_wherever_it_stands(garden: Repo, tmp_path: Path) -> None:
    """A sentence or an address that has it makes no ordinary word of it."""
    text = "# Ask\n\nAsk zquorn, or see https://forge.test/zquorn and zquorn/tools.\n"
    garden.commit(ANA, "Merge branch 'zquorn/draft'", docs__lessons__zquorn__ask=text)
    garden.git("branch", "zquorn/draft")
    garden.git("notes", "add", "-m", "zquorn saw it")
    redact(garden, tmp_path / "clean.git", "--person", "zquorn")
    assert "quorn" not in everything(tmp_path / "clean.git")


def test_a_handle_that_is_a_word_stays_in_texts(garden: Repo, tmp_path: Path) -> None:
    """It is listed, also where only a name of a file or branch has it, and said at the end."""
    garden.commit(
        "Will Summer <ws@corp.test.org>",
        "Sit",
        docs__people__summer="---\nname: Will Summer\n---\n",
        docs__lessons__sun="# Sun\n\nIn summer the deck is hot.\n",
    )
    garden.git("branch", "summer/two")
    told = redact(garden, tmp_path / "clean.git", "--person", "summer")
    assert "In summer the deck" in garden.git(
        "-C", str(tmp_path / "clean.git"), "show", "main:docs/lessons/sun.md"
    )
    assert "Not taken out, and still there as words that stand alone: summer" in told


def test_a_handle_made_of_a_name_may_be_a_word(garden: Repo, tmp_path: Path) -> None:
    """As others use it shows: behind an article, or with an ending."""
    garden.commit(
        "Paul Rice <pr@corp.test.org>",
        "Pay",
        docs__people__price="---\nname: Paul Rice\n---\n",
        docs__lessons__pay="# Pay\n\nAsk for the price first; price it twice.\n",
    )
    place = tmp_path / "clean.git"
    told = redact(garden, place, "--person", "price")
    assert "price it twice" in garden.git("-C", str(place), "show", "main:docs/lessons/pay.md")
    assert "stand alone: price" in told and "rice <pr" not in everything(place)


def test_a_name_of_ordinary_words_stays_in_sentences(garden: Repo, tmp_path: Path) -> None:
    """In "When will summer end" nobody is named: small letters stay in a sentence, are listed, and
    go where a person stands; with capitals the name goes anywhere, and from every commit.
    """
    text = "# Sun\n\nWhen will summer end? In summer it will be hot. Will Summer says so.\n"
    by = "---\nlearned_from:\n  - person: will summer\n---\n\n# Shade\n\nSit in it.\n"
    garden.commit(
        "Will Summer <ws@corp.test.org>",
        "Sit as Will Summer said\n\nReviewed-by: will summer <ws@corp.test.org>",
        docs__lessons__sun=text,
        docs__lessons__shade=by,
    )
    place = tmp_path / "clean.git"
    told = redact(garden, place, "--person", "Will Summer")
    sun = garden.git("-C", str(place), "show", "main:docs/lessons/sun.md")
    assert "When will summer end? In summer it will be hot. " in sun and "Will Summer" not in sun
    assert "will summer" not in garden.git("-C", str(place), "show", "main:docs/lessons/shade.md")
    left = everything(place).lower().replace("when will summer end", "")
    assert "will summer" not in left and "ws@corp" not in left
    assert "still there as words that stand alone: will summer" in told


def test_tags_of_files_and_folders_are_written_anew(garden: Repo, tmp_path: Path) -> None:
    """With a message or without one, with their names; what names nobody stays as it is."""
    key = garden.git("hash-object", "-w", "--stdin", stdin="Made by Zed Quorn.\n")
    calm = garden.git("hash-object", "-w", "--stdin", stdin="Made by nobody.\n")
    garden.git("update-ref", "refs/tags/key", key)
    garden.git("update-ref", "refs/tags/zed-quorn-key", calm)
    garden.git("tag", "-a", "-m", "As Zed Quorn said", "told", key, who=ZED)
    garden.git("tag", "-a", "-m", "Twice", "twice", "told")
    garden.git("tag", "-a", "-m", "Tree", "folder", "HEAD^{tree}")
    garden.git("tag", "-a", "-m", "Calm", "calm", calm)
    before = garden.git("rev-parse", "refs/tags/calm")
    place = tmp_path / "clean.git"
    redact(garden, place, "--person", "Zed Quorn")
    assert "quorn" not in everything(place)
    assert "Made by Removed" in garden.git("-C", str(place), "cat-file", "-p", "refs/tags/key")
    assert "Made by Removed" in garden.git("-C", str(place), "cat-file", "-p", "twice^{}")
    files = garden.git("-C", str(place), "ls-tree", "-r", "--name-only", "folder^{tree}")
    assert files.split() == ["docs/lessons/pump.md", "docs/lessons/winch.md", "mkdocs.yml"]
    assert garden.git("-C", str(place), "rev-parse", "refs/tags/calm") == before


def test_what_an_earlier_mailmap_says(garden: Repo, tmp_path: Path) -> None:
    """An address that is nobody's today goes with the name; of whom today's history takes for
    somebody else it must be said who goes, since the line may have been wrong.
    """
    garden.write(
        ".mailmap",
        "Zed Quorn <zq@corp.test.org> <zed@old.test.org>\n"
        "Zed Quorn <zq@corp.test.org> Bee Lindsay <bee@old.test.org>\n",
    )
    garden.commit("Bee Lindsay <bee@old.test.org>", "Map", docs__a="A\n")
    (garden.path / ".mailmap").unlink()
    garden.commit(ANA, "Unmap", docs__a="B\n")
    one, both = tmp_path / "one.git", tmp_path / "both.git"
    asked = ("redact", "--person", "Zed Quorn", "--reference", "C", "--into", str(one), "--yes")
    done = pollinate("-C", str(garden.path), *asked)
    assert done.returncode == 2 and "--keep" in done.stderr and "Bee Lindsay" in done.stdout
    redact(garden, one, "--person", "Zed Quorn", "--keep", "Bee Lindsay")
    assert "zed@old" not in everything(one) and "author bee lindsay" in everything(one)
    redact(garden, both, "--person", "Zed Quorn", "--person", "Bee Lindsay")
    assert not any(word in everything(both) for word in ("zed@", "zq@", "bee@", "lindsay"))


def test_a_name_of_two_goes_where_her_address_stands_behind_it(
    garden: Repo, tmp_path: Path
) -> None:
    """A trailer names her alone, though another's name has hers in it; elsewhere the name stays."""
    trailer = "Co-authored-by: Zed Quorn <zq@corp.test.org>"
    garden.commit("Zed Quorn Smith <zs@corp.test.org>", f"Both\n\n{trailer}", docs__a="A\n")
    quoted = '"Zed Quorn" &lt;zq@corp.test.org&gt;, and Zed Quorn Smith.\n'
    garden.commit(ANA, "Quote", docs__b=quoted)
    place = tmp_path / "clean.git"
    told = redact(garden, place, "--person", "zquorn")
    said = garden.git("-C", str(place), "log", "--format=%an%n%B")
    assert "Zed Quorn <" not in said and "Zed Quorn Smith\n" in said
    text = garden.git("-C", str(place), "show", "main:docs/b.md")
    assert text.startswith('"Removed Colleague') and text.endswith("Zed Quorn Smith.")
    assert "Somebody else is called so" in told


def test_without_the_key_of_hashed_names_nobody_is_taken_out(garden: Repo, tmp_path: Path) -> None:
    """Some of the names may be among the hashes, and would be taken for somebody else's."""
    garden.commit("Quo Rum <quo@corp.test.org>", "Q", docs__people__q="---\nname: Quo Rum\n---\n")
    assert pollinate("-C", str(garden.path), "person", "q", "--hide", "--yes").returncode == 0
    garden.commit(ANA, "Hide")
    (garden.path / ".git/pollinate-people-key").rename(tmp_path / "key")
    done = pollinate("-C", str(garden.path), "redact", "--person", "Quo Rum")
    assert done.returncode == 2 and "key is not here" in done.stderr
    (tmp_path / "key").rename(garden.path / ".git/pollinate-people-key")
    told = redact(garden, tmp_path / "clean.git", "--person", "Quo Rum")
    assert "quo" not in everything(tmp_path / "clean.git").replace("quorn", "")
    assert "hmac" not in told


@pytest.mark.parametrize("handle", ["main", "docs", "heads", "lessons", "refs"])
def test_a_handle_that_a_garden_is_built_of_moves_no_folder(
    garden: Repo, tmp_path: Path, handle: str
) -> None:
    """A team called docs takes neither the folder of pages nor the branch along."""
    garden.commit(
        f"Ann {handle.title()} <zz@corp.test.org>",
        "Row",
        **{f"docs__people__{handle}": f"---\nname: Ann {handle.title()}\n---\n"},
        docs__lessons__row="# Row\n\nRow with the tide, never against it.\n",
    )
    place = tmp_path / "clean.git"
    redact(garden, place, "--person", handle)
    assert "docs/lessons/row.md" in garden.git(
        "-C", str(place), "ls-tree", "-r", "--name-only", "main"
    )
    assert garden.git("-C", str(place), "symbolic-ref", "HEAD").strip() == "refs/heads/main"
    assert "zz@corp" not in everything(place)


def test_who_has_a_profile_alone_keeps_a_name(garden: Repo, tmp_path: Path) -> None:
    """A handle that is a part of it, a name that is it: both stay, though no commit has them."""
    garden.commit(
        "Ana Alder <aa@corp.test.org>",
        "Saw",
        docs__people__alder="---\nname: Ana Alder\n---\n",
        docs__people__beaalder="---\nname: Bea Alder\n---\n",
        docs__lessons__saw="# Saw\n\nSaw along the grain, as Bea Alder does.\n",
    )
    place = tmp_path / "clean.git"
    redact(garden, place, "--person", "alder")
    assert "name: Bea Alder" in garden.git("-C", str(place), "show", "main:docs/people/beaalder.md")
    assert "as Bea Alder does" in garden.git("-C", str(place), "show", "main:docs/lessons/saw.md")
    assert "ana alder" not in everything(place)


def test_two_profiles_of_one_name_are_told_apart_first(garden: Repo, tmp_path: Path) -> None:
    """Nobody can tell whose the commits are: neither is taken out or hidden by a guess."""
    garden.commit(
        "Ana Alder <aa@corp.test.org>",
        "Saw",
        docs__people__a1="---\nname: Ana Alder\n---\n",
        docs__people__a2="---\nname: Ana Alder\n---\n",
        docs__lessons__saw="# Saw\n\nSaw along the grain, never across.\n",
    )
    asked = ("--reference", "C", "--into", str(tmp_path / "clean.git"), "--yes")
    for words in (("redact", "--person", "a1", *asked), ("person", "a1", "--hide", "--yes")):
        done = pollinate("-C", str(garden.path), *words)
        assert done.returncode == 2 and "several profiles give the name Ana Alder" in done.stderr
    assert not garden.git("status", "--porcelain")


def test_a_spelling_that_mailmap_maps_is_all_of_a_person(garden: Repo, tmp_path: Path) -> None:
    """Half of somebody is not taken out: the name to give is said."""
    mapped = "Zed Quorn <zq@corp.test.org> Zed Quorne <zed@old.test.org>\n"
    garden.write(".mailmap", mapped)
    garden.commit(
        "Zed Quorne <zed@old.test.org>",
        "Oil",
        docs__lessons__oil="# Oil\n\nOil it twice, and wipe it once.\n",
    )
    done = pollinate("-C", str(garden.path), "redact", "--person", "Zed Quorne")
    assert done.returncode == 2 and "whoever is called so is zquorn" in done.stderr
    redact(garden, tmp_path / "clean.git", "--person", "zquorn")
    assert "quorn" not in everything(tmp_path / "clean.git")


def test_names_that_are_another_name_together_stay_apart(garden: Repo, tmp_path: Path) -> None:
    """Johan Sen is taken out, and neither Bea Johansen nor Rosemarie Falk, whom a text names."""
    garden.commit(
        "Bea Johansen <bj@corp.test.org>",
        "Tie",
        docs__lessons__tie="# Tie\n\nTie it as Rosemarie Falk does.\n",
    )
    for number, name in enumerate(("Johan Sen", "Rose Marie")):
        who = f"{name} <j{number}@corp.test.org>"
        garden.lesson(who, "# Go\n\nGo slowly there.\n", name=f"go{number}")
        redact(garden, tmp_path / f"{number}.git", "--person", name)
        left = everything(tmp_path / f"{number}.git")
        assert name.lower() not in left
        assert "bea johansen <bj@corp" in left and "rosemarie falk" in left


def test_branches_of_a_name_without_blanks_are_renamed(garden: Repo, tmp_path: Path) -> None:
    """Each letter is a word there, and a branch has no blanks; a genitive has no apostrophe."""
    who = "王小明 <wxm@corp.test.org>"
    garden.commit(who, "Go", docs__lessons__go="# Go\n\n王小明 said so. Zed Quorns Boot.\n")
    garden.git("branch", "王小明/draft")
    redact(garden, tmp_path / "one.git", "--person", "王小明")
    assert "王小明" not in everything(tmp_path / "one.git")
    redact(garden, tmp_path / "two.git", "--person", "zquorn")
    assert "zed quorns" not in everything(tmp_path / "two.git")


def test_a_commit_whose_name_nobody_can_read_stops_nothing(garden: Repo, tmp_path: Path) -> None:
    """Bytes of an old encoding, which the commit does not say, are a name without words."""
    tree, tip = garden.git("rev-parse", "HEAD^{tree}", "HEAD").split()
    name = "Анна".encode("koi8-r").decode("latin-1")
    who = f"{name} <zq@corp.test.org> 1700000000 +0000"
    raw = f"tree {tree}\nparent {tip}\nauthor {who}\ncommitter {who}\n\nx\n".encode("latin-1")
    done = subprocess.run(
        ["git", "-C", str(garden.path), "hash-object", "-t", "commit", "-w", "--stdin"],
        input=raw,
        capture_output=True,
        check=True,
    )
    garden.git("update-ref", "refs/heads/main", done.stdout.decode().strip())
    redact(garden, tmp_path / "clean.git", "--person", "zquorn")
    assert "zq@corp" not in everything(tmp_path / "clean.git")


def test_a_handle_that_is_a_topic_of_others_moves_no_folder(garden: Repo, tmp_path: Path) -> None:
    """One that is a folder of one's own goes, with all in it."""
    team = "Winch Team <wt@corp.test.org>"
    garden.commit(team, "Come", docs__people__winches="---\nname: Winch Team\n---\n")
    garden.lesson(BEA, "# Crank\n\nTurn it slowly by hand.\n", name="winches/crank")
    owl = "Night Bird <nb@corp.test.org>"
    garden.commit(owl, "Come", docs__people__owl7="---\nname: Night Bird\n---\n")
    garden.lesson(owl, "# Dark\n\nSee with both eyes there.\n", name="owl7/dark")
    for handle, stays in (("winches", True), ("owl7", False)):
        place = tmp_path / f"{handle}.git"
        redact(garden, place, "--person", handle)
        paths = garden.git("-C", str(place), "ls-tree", "-r", "--name-only", "main")
        assert (f"docs/lessons/{handle}/" in paths) == stays
        assert f"people/{handle}" not in paths


def test_notes_about_a_file_go_with_it(garden: Repo, tmp_path: Path) -> None:
    """Under whatever name the file had then; what else names it is told, and stays, and so does a
    note on another file.
    """
    note = "---\nabout: lessons/{}.md\nkind: applied\noutcome: worked\n---\n\nIt {}.\n"
    garden.commit(BEA, "Tell", docs__notes__first=note.format("pump", "dripped"))
    garden.git("mv", "docs/lessons/pump.md", "docs/lessons/oil.md")
    garden.commit(BEA, "Move docs/lessons/pump.md")
    garden.commit(
        BEA,
        "Tell more",
        docs__notes__second=note.format("oil", "leaked"),
        docs__notes__third=note.format("winch", "held"),
        docs__lessons__see="# See\n\n[Oil](oil.md) or [more](oiling.md).\n",
    )
    told = redact(garden, tmp_path / "clean.git", "--file", "docs/lessons/oil.md")
    left = everything(tmp_path / "clean.git")
    assert "it dripped" not in left and "it leaked" not in left and "it held" in left
    naming = told.partition("These name a file")[2].partition("\n\n")[0].splitlines()[2:]
    assert len(naming) == 2 and naming[-1].strip() == "docs/lessons/see.md"
    assert naming[0].strip().startswith("commit ")
