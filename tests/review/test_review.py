# What a review says of a request: what changes in words, who is credited, what deserves a look; in
# every form, with hostile words in every field.
"""Test reviews."""

from __future__ import annotations

import json
import os
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from markdown_it import MarkdownIt
from pollinate.garden import build_garden
from pollinate.history.replay import Replay
from pollinate.model.review import ChangeKind, RequestReview
from pollinate.review import pointed
from pollinate.review import review as reviewing
from pollinate.review.as_html import review_html
from pollinate.review.as_markdown import review_markdown
from pollinate.review.proposal import Place, open_proposal
from pollinate.review.review import review
from pollinate.review.unsaid import UNSAID
from pollinate.runtime import forked
from pollinate_cli.review_text import review_lines
from support.repo import ANA, BEA, CY, Repo
from support.run import ROOT, pollinate

CONFIG = "site_name: Harbour\nplugins:\n  - pollinate/garden\n"
DAWN = (
    "# Look at both boats\n\nBefore the first crossing we look at the hull, the ropes and the radio"
    " of both boats, since the second one is what helps when the first one fails at noon.\n"
)
FOG = (
    "# Wait in fog\n\nIn fog we wait for the second horn before anybody casts off the last rope.\n"
)
MAL = "Mal Dorn <mal@example.com>"


@pytest.fixture
def garden(repo: Repo) -> Repo:
    """Give a garden of two lessons, one learned from the other, and a branch `idea`."""
    repo.write("mkdocs.yml", CONFIG)
    repo.write(".github/CODEOWNERS", "*  @harbour/all\n/docs/lessons/  @mira boats@harbour.test\n")
    learned = "---\nlearned_from:\n  - lesson: dawn.md\n    because: It showed us.\n---\n\n"
    repo.commit(ANA, docs__lessons__dawn=DAWN, docs__lessons__fog=learned + FOG)
    repo.git("switch", "-q", "-c", "idea")
    return repo


def seen(repo: Repo, ref: str = "idea", base: str = "") -> RequestReview:
    """Return the review of a request."""
    with open_proposal(Place(directory=repo.path), ref, base) as proposal:
        return review(proposal)


def test_a_changed_lesson_in_words(garden: Repo) -> None:
    """The words that change are told with those around them, and who gains and loses them."""
    changed = DAWN.replace("the radio of both boats", "the new radio of all three boats")
    garden.commit(BEA, "Three boats", docs__lessons__dawn=changed)
    told = seen(garden)
    (lesson,) = told.lessons
    assert (lesson.kind, lesson.title) == (ChangeKind.CHANGED, "Look at both boats")
    assert (lesson.words_new, lesson.words_gone) == (3, 1)
    words = [(kind.value, text) for kind, text in lesson.passages[0]]
    assert ("new", "new") in words
    assert ("gone", "both") in words
    assert ("new", "all three") in words
    assert words[0] == ("same", "… the hull, the ropes and the")
    gains = {one.who: (one.roles, round(one.words)) for one in told.gains}
    assert gains["Bea Lind"][1] == 3
    assert [role.value for role in gains["Bea Lind"][0]] == ["editor"]
    assert gains["Ana Reyes"] == ((), -1)
    assert (told.commits, told.by, told.title) == (1, ("Bea Lind",), "Three boats")
    assert not told.blocks


def test_added_moved_and_removed(garden: Repo) -> None:
    """Lessons are told as new, moved with where they were, and gone with who would lose them."""
    garden.commit(
        BEA,
        docs__lessons__both=DAWN.replace("# Look at both boats", "# Look at all the boats"),
        docs__lessons__rope="# Splice a rope\n\nWe learned to splice a rope in the dark.\n",
        docs__lessons__dawn=None,
    )
    garden.git("mv", "docs/lessons/fog.md", "docs/lessons/mist.md")
    garden.commit(BEA)
    told = seen(garden)
    kinds = {one.path.rpartition("/")[2]: one for one in told.lessons}
    assert kinds["rope.md"].kind is ChangeKind.ADDED
    assert kinds["mist.md"].kind is ChangeKind.MOVED
    assert kinds["mist.md"].moved_from == "docs/lessons/fog.md"
    assert kinds["mist.md"].words_new == kinds["mist.md"].words_gone == 0
    renamed = [one for one in told.lessons if one.title_before]
    assert [one.title_before for one in renamed] == ["Look at both boats"]


def test_a_lesson_that_goes_is_missed(garden: Repo) -> None:
    """Who was learned from it, or leads to it, is named; it blocks."""
    garden.commit(BEA, docs__lessons__dawn=None)
    told = seen(garden)
    assert [(one.page, one.target) for one in told.lost] == [("Wait in fog", "Look at both boats")]
    assert [one.kind for one in told.lessons] == [ChangeKind.REMOVED]
    assert told.lessons[0].words_gone == len(re.findall(r"\w+", DAWN))


def test_keys_for_others_are_told(garden: Repo) -> None:
    """A key that locks a page, or keeps it out of a search, is told although no word changes; a
    password is not repeated, and a key's name commands nobody.
    """
    front = "search: {exclude: true}\nhide: [toc, path]\npassword: OpenSesame\npin: false\n"
    text = f'---\n{front}"\\e[31mred": 1\n---\n\n{DAWN}'
    garden.commit(MAL, "Tidy", docs__lessons__dawn=text)
    told = seen(garden)
    [lesson] = told.lessons
    says = dict(lesson.says)
    assert ("exclude: true", "toc; path", "false") == tuple(
        says[key] for key in ("search", "hide", "pin")
    )
    assert {*says} == {*lesson.keys} and says["password"] == UNSAID
    for form in (
        "\n".join(review_lines(told, full=True)),
        review_markdown(told),
        review_html(told),
    ):
        assert "search" in form and "OpenSesame" not in form
    assert "\x1b[31mred" not in "\n".join(review_lines(told))
    garden.git("switch", "-q", "main")
    garden.git("merge", "-q", "idea")
    garden.git("switch", "-q", "-C", "less")
    garden.commit(MAL, "Less", docs__lessons__dawn=text.replace("hide: [toc, path]\n", ""))
    assert (("hide", ""),) == seen(garden, "less").lessons[0].says


def test_a_lesson_that_becomes_a_draft_is_missed(garden: Repo) -> None:
    """The site has it no more, as if its file were gone: that is told, with who would miss it."""
    garden.commit(MAL, "Polish", docs__lessons__dawn="---\ndraft: true\n---\n\n" + DAWN)
    told = seen(garden)
    [gone] = told.lessons
    assert (gone.kind, gone.title) == (ChangeKind.REMOVED, "Look at both boats")
    assert gone.says == (("draft", "True"),)
    assert [(one.page, one.target) for one in told.lost] == [("Wait in fog", "Look at both boats")]
    assert "draft: True" in "\n".join(review_lines(told))


@pytest.mark.parametrize("ways", [("b",), ("b", "c"), ("b", "dawn", "c")])
def test_a_lesson_that_is_moved_more_than_once_is_moved(
    garden: Repo, ways: tuple[str, ...]
) -> None:
    """Nobody gains words, and nobody misses it, however many commits it took."""
    at = "dawn"
    for to in ways:
        garden.git("mv", f"docs/lessons/{at}.md", f"docs/lessons/{to}.md")
        garden.commit(BEA, f"Move to {to}")
        at = to
    told = seen(garden)
    moved = [(one.kind, one.path, one.moved_from) for one in told.lessons]
    there, here = f"docs/lessons/{at}.md", "docs/lessons/dawn.md"
    assert [(ChangeKind.MOVED, there, here)] == moved
    assert not told.gains and not told.lost


def test_a_new_lesson_with_company(garden: Repo) -> None:
    """A new lesson is told with what it looks like, its owners without addresses, what it was
    learned from and who is credited.
    """
    garden.commit(
        BEA,
        docs__lessons__boats="---\nlearned_from:\n  - lesson: dawn.md\n    because: It helped.\n"
        "---\n\n# Look at both the boats\n\nLook twice at each boat.\n",
    )
    told = seen(garden)
    (lesson,) = told.lessons
    assert lesson.alike == ("Look at both boats",)
    assert lesson.owners == ("@mira", "an address")
    assert told.learned == (("Look at both the boats", "Look at both boats", "It helped."),)
    assert [(one.who, one.share) for one in told.gains] == [("Bea Lind", 1.0)]


def test_what_a_request_says_of_owners_does_not_count(garden: Repo) -> None:
    """Owners are those of the branch of requests."""
    garden.write(".github/CODEOWNERS", "* @mal\n")
    garden.commit(MAL, docs__lessons__x="# X\n\nNew words here.\n")
    told = seen(garden)
    assert told.lessons[0].owners == ("@mira", "an address")
    assert told.code == (".github/CODEOWNERS",)


def test_front_matter_that_changes(garden: Repo) -> None:
    """Keys whose values are others are named; one that only stands elsewhere is not."""
    text = "---\nstage: evergreen\nlearned_from:\n  - lesson: dawn.md\n    because: It showed us."
    garden.commit(BEA, docs__lessons__fog=f"{text}\n---\n\n{FOG}")
    (lesson,) = seen(garden).lessons
    assert lesson.keys == ("stage",)
    assert lesson.passages == ()


def test_names_that_nobody_has_vouched_for(garden: Repo) -> None:
    """A new author, a new co-author, another committer, a placeholder address and tools are
    pointed out, each once and without an address.
    """
    message = (
        "Add\n\nCo-authored-by: New Face <new@face.test.org>\nCo-authored-by: Ana Reyes"
        " <ana@harbour.test.org>\nCo-authored-by: Claude <noreply@anthropic.com>\nAssisted-by: Codex"
    )
    garden.commit(MAL, message, docs__lessons__x="# X\n\nNew words here.\n")
    told = seen(garden)
    words = "\n".join(one.message for one in told.pointed)
    codes = [one.code for one in told.pointed]
    assert sorted(codes) == sorted(
        ["newcomer", "no-own-address", "other-committer", "unseen-name", "tool", "tool"]
    )
    assert "New Face as co-author" in words
    assert "Ana" not in words
    assert "@" not in words
    assert told.tools == ("Claude", "Codex")


def test_a_known_name_proves_nothing(garden: Repo) -> None:
    """Who writes a known name beside another address is told as that; a second name of that address
    keeps its own, and that it would be taken for the known one is told. So are co-authors.
    """
    message = "Fog\n\nCo-authored-by: Ana Reyes <other@evil.test.org>\nReviewed-by: Ana Reyes"
    garden.commit("Ana Reyes <evil@x.test.org>", docs__lessons__x="# X\n\nNew words here.\n")
    garden.commit("Mal Lory <evil@x.test.org>", message, docs__lessons__y="# Y\n\nMore words.\n")
    told = seen(garden)
    assert told.by == ("Ana Reyes", "Mal Lory")
    words = sorted(one.message[11:] for one in told.pointed if one.code == "new-address")
    ask = "from an address that this garden has not seen: ask whether it is really them"
    assert words == [f"is by Ana Reyes, {ask}", f"names Ana Reyes as co-author, {ask}"]
    taken = [one.message for one in told.pointed if one.code == "taken-for"]
    assert taken == ["“Mal Lory” would be taken for Ana Reyes, by an address"]


@pytest.mark.parametrize("text", [None, "---\nname: Bea Lind\n---\n"], ids=["gone", "tidied"])
def test_a_request_unmasks_nobody(garden: Repo, text: str | None) -> None:
    """Who asked not to be named stays a colleague in the review of a request that takes the wish back,
    and the request is stopped.
    """
    garden.git("switch", "-q", "main")
    garden.lesson(BEA, "# Ice\n\nWords of the ice on the gangway in winter.\n", name="ice")
    garden.commit(ANA, docs__people__berth="---\ngit: [Bea Lind]\nshow: hidden\n---\n")
    garden.git("switch", "-q", "-C", "idea")
    garden.lesson(BEA, "# Ice\n\nWords of the thick ice on the gangway in a winter.\n", name="ice")
    garden.commit(MAL, "Tidy", docs__people__berth=text)
    told = seen(garden)
    assert "profile-unmasks" in {one.code for one in told.findings if one.blocks}
    for form in ("text", "json", "markdown", "html"):
        done = pollinate("-C", str(garden.path), "review", "idea", "--format", form)
        assert done.returncode == 1
        assert not re.search("Bea|Lind", done.stdout), form
        assert "colleague" in done.stdout, form


@pytest.mark.parametrize(
    "text",
    ["git: [Somebody Else]\nshow: hidden", "git: [Bea Lind]\nshow: alias\nalias: Owl"],
    ids=["other names", "shown otherwise"],
)
@pytest.mark.parametrize("show", ["hidden", "alias\nalias: Night owl"])
def test_a_wish_that_is_changed_is_stopped(garden: Repo, show: str, text: str) -> None:
    """A profile that no longer holds for its person, or shows them in another way, also by another
    alias, takes a wish back as one that is gone does; one that only gains words does not.
    """
    garden.git("switch", "-q", "main")
    kept = f"git: [Bea Lind]\nshow: {show}"
    garden.commit(ANA, docs__people__berth=f"---\n{kept}\n---\n")
    garden.git("switch", "-q", "-C", "idea")
    garden.commit(MAL, docs__people__berth=f"---\n{kept}\nteam: Ropes\n---\n")
    assert "profile-unmasks" not in {one.code for one in seen(garden).findings}
    garden.commit(MAL, docs__people__berth=f"---\n{text}\n---\n")
    assert "profile-unmasks" in {one.code for one in seen(garden).findings if one.blocks}


def test_a_lesson_that_is_moved_out_is_missed(garden: Repo) -> None:
    """A lesson that becomes a page is one that goes, with who would miss it; a page that asks for the
    text of other files is told.
    """
    garden.git("mv", "docs/lessons/dawn.md", "docs/dawn.md")
    garden.commit(MAL, docs__lessons__s='# S\n\nWords.\n\n--8<-- "people/x.md"\n')
    told = seen(garden)
    gone = [one.title for one in told.lessons if one.kind is ChangeKind.REMOVED]
    assert gone == ["Look at both boats"]
    assert [one.page for one in told.lost] == ["Wait in fog"]
    assert "includes" in {one.code for one in told.pointed}


def test_an_address_that_leads_elsewhere_today(garden: Repo) -> None:
    """Which lesson an old address leads to today is told, and stays so on the site."""
    garden.git("switch", "-q", "main")
    old = "---\nredirect_from: [lessons/old.md]\n---\n\n"
    garden.commit(ANA, docs__lessons__zz=f"{old}# Zz\n\nWords that stood here first.\n")
    garden.git("switch", "-q", "-C", "idea")
    garden.clock += 2 * 86_400
    garden.commit(MAL, docs__lessons__aa=f"{old}# Aa\n\nWords that came later on.\n")
    told = seen(garden)
    [message] = [one.message for one in told.pointed if one.code == "takes-address"]
    assert message == "“Aa” takes the address of lessons/old.md, which leads to “Zz” today"
    site = garden.path.parent / "site"
    done = pollinate("-C", str(garden.path), "build", "--of", "idea", "--site-dir", str(site))
    assert done.returncode == 0, done.stderr
    assert "lessons/zz/" in (site / "lessons/old/index.html").read_text()
    codes = {one.code for one in garden.garden().diagnostics}
    assert "address-twice" in codes


def test_what_a_request_does_to_others(garden: Repo) -> None:
    """Words of somebody else's note, profile or trail are shown as they change, and that they are
    somebody else's is told; so is an address that a lesson takes. One's own are one's own.
    """
    garden.git("switch", "-q", "main")
    garden.commit(
        CY,
        docs__notes__n="---\nabout: lessons/dawn.md\nkind: reflection\n---\n\nAt dawn it held.\n",
        docs__notes__m="---\nabout: lessons/fog.md\nkind: reflection\n---\n\nIn fog.\n",
        docs__people__cy="---\nname: Cy Okafor\n---\n\nI look after the ropes.\n",
        docs__trails__t="---\ntitle: First\nsteps:\n  - lesson: ../lessons/dawn.md\n    why: So.\n---\n",
        docs__index="# Home\n\nWelcome to all of you.\n",
        docs__lessons__draft="---\ndraft: true\n---\n\n# Ice\n\nNot yet said.\n",
    )
    garden.git("switch", "-q", "-C", "idea")
    changes = {
        "docs__notes__n": "---\nabout: lessons/dawn.md\nkind: reflection\n---\n\nAt dawn it broke.\n",
        "docs__people__cy": "---\nname: Cy Okafor\n---\n\nI was dismissed.\n",
        "docs__trails__t": "---\ntitle: Do not\nsteps:\n  - lesson: ../lessons/dawn.md\n    why: So.\n---\n",
        "docs__index": "# Home\n\nWelcome to [my shop](https://shop.test.org).\n",
        "docs__lessons__draft": "---\ndraft: true\n---\n\n# Ice\n\nNow it is said.\n",
        "docs__lessons__z": "---\nredirect_from: [lessons/old.md]\n---\n\n# Z\n\nWords of it.\n",
    }
    garden.commit(MAL, docs__notes__m=None, **changes)
    told = seen(garden)
    words = [one.message for one in told.pointed if one.code == "others-words"]
    assert sorted(words) == [
        "it changes a note of Cy Okafor: docs/notes/n.md",
        "it changes a trail of Cy Okafor: docs/trails/t.md",
        "it changes the profile of Cy Okafor: docs/people/cy.md",
        "it takes away a note of Cy Okafor: docs/notes/m.md",
    ]
    taken = [one.message for one in told.pointed if one.code == "takes-address"]
    assert taken == ["“Z” takes the address of lessons/old.md"]
    kinds = {one.what for one in told.others}
    assert {"note", "profile", "trail", "page", "draft"} <= kinds
    assert next(one for one in told.lessons if one.title == "Z").keys == ("redirect_from",)
    for form in ("text", "html"):
        shown = pollinate("-C", str(garden.path), "review", "idea", "--format", form).stdout
        for said in ("broke", "dismissed", "shop.test.org", "Do not", "Now it is"):
            assert said in shown, (form, said)
    garden.git("switch", "-q", "-C", "own", "main")
    garden.commit(CY, **changes)
    assert "others-words" not in {one.code for one in seen(garden, "own").pointed}


def test_names_that_read_alike(garden: Repo) -> None:
    """A name with a letter of another script, or a figure, that reads like somebody known is told;
    so is a file that reads like another.
    """
    for who in ("Ana R\u0435yes <a@e.test.org>", "Ana Reye5 <b@e.test.org>"):
        garden.commit(who, f"Say {who[:9]}", docs__lessons__x=f"# X\n\nNew words {who[:9]} here.\n")
    garden.write("docs/lessons/f\u043eg.md", "# Other fog\n\nWords of another fog.\n")
    garden.commit(CY)
    told = [one.message for one in seen(garden).pointed if one.code == "reads-alike"]
    assert len(told) == 3
    assert sum("reads like Ana Reyes" in one for one in told) == 2
    assert any("docs/lessons/fog.md" in one for one in told)


def test_a_long_request_is_looked_at_whole(garden: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who wrote its first commit is told, however many follow; what is not looked at is said."""
    garden.commit("First Face <f@face.test.org>", docs__lessons__x="# X\n\nNew words here.\n")
    for n in range(5):
        garden.commit(ANA, docs__lessons__y=f"# Y\n\nNew words {n} here.\n")
    told = seen(garden)
    assert told.commits == 6
    assert any("First Face is new here" in one.message for one in told.pointed)
    monkeypatch.setattr(pointed, "MOST_COMMITS", 3)
    assert any(one.code == "many-commits" for one in seen(garden).pointed)


def test_a_forge_that_commits_for_its_writer_is_no_other(garden: Repo) -> None:
    """What somebody writes in a forge's editor is committed by the forge."""
    garden.write("docs/lessons/x.md", "# X\n\nNew words here.\n")
    garden.git("add", "-A")
    web = {"GIT_COMMITTER_NAME": "GitHub", "GIT_COMMITTER_EMAIL": "noreply@github.com"}
    garden.git("commit", "-q", "-m", "Add", who=ANA, env=web)
    assert seen(garden).pointed == ()


def test_findings_of_all_commits_and_of_files_that_are_not_previewed(garden: Repo) -> None:
    """A secret that a later commit takes out, one in a workflow, and a file that is left out."""
    token = "ghp_" + "a1B2c3D4e5F6g7H8i9J0" + "k1L2m3N4o5P6q7R8"
    garden.commit(BEA, docs__lessons__x=f"# X\n\nThe token is {token} here.\n")
    garden.write(".github/workflows/x.yml", f"env: {{TOKEN: {token}}}\n")
    garden.write("docs/x.html", "<p>Hi</p>")
    garden.commit(BEA, docs__lessons__x="# X\n\nNew words here.\n")
    told = seen(garden)
    found = {(one.code, str(one.path)) for one in told.findings}
    assert ("secret", "docs/lessons/x.md") in found
    assert ("secret", ".github/workflows/x.yml") in found
    assert told.blocks
    assert token not in repr(told)
    assert set(told.code) == {".github/workflows/x.yml", "docs/x.html"}


def test_what_must_not_be_read_is_not_repeated(garden: Repo, tmp_path: Path) -> None:
    """A token, a name from the organisation's list and an address stand in no form of a review,
    wherever the request holds them; that they are there is told.
    """
    token = "ghp_" + "a1B2c3D4e5F6g7H8i9J0" + "k1L2m3N4o5P6q7R8"
    names = tmp_path / "names.txt"
    names.write_text("Zyxcorp\n")
    garden.git("switch", "-q", "main")
    garden.write("mkdocs.yml", CONFIG.rstrip() + f":\n      private_words: {names}\n")
    garden.commit(ANA)
    garden.git("switch", "-q", "-C", "idea")
    for n, words in enumerate((token, "Zyxcorp")):
        garden.commit(
            "eve@mail.test.org <eve@mail.test.org>",
            f"Say {words}\n\nCo-authored-by: bob@mail.test.org <bob@mail.test.org>",
            **{
                f"docs__lessons__{words}-bob@mail.test.org": "# Named\n\nZyx\ncorp.\n\nZyxcorp\n",
                f"docs__lessons__n{n}": f"---\ntitle: T {words}\nlearned_from:\n  - source: S {words}\n"
                f"    because: B {words}\n---\n\nGood words.\n\nThen {words} was there.\n\nMore words.\n",
                f"docs__notes__n{n}": f"---\nabout: lessons/n{n}.md\nkind: reflection\n---\n\nN {words}\n",
                f"docs__trails__t{n}": f"---\ntitle: R {words}\nsteps: []\n---\n",
                f"docs__gatherings__g{n}": f"# G {words}\n",
            },
        )
    for form in ("text", "json", "markdown", "html"):
        done = pollinate("-C", str(garden.path), "review", "idea", "--format", form, "--full")
        assert done.returncode == 1, done.stderr
        assert token not in done.stdout, form
        assert "Zyxcorp" not in done.stdout, form
        assert "mail.test.org" not in done.stdout, form
        assert "Good words." in done.stdout or form == "markdown", form
        assert "should not be repeated" in done.stdout or form == "markdown", form


def test_a_conflict_blocks(garden: Repo) -> None:
    """A request that can't be merged as it is says so."""
    garden.commit(BEA, docs__lessons__dawn=DAWN.replace("hull", "keel"))
    garden.git("switch", "-q", "main")
    garden.commit(CY, docs__lessons__dawn=DAWN.replace("hull", "bow"))
    told = seen(garden)
    assert told.conflicts == ("docs/lessons/dawn.md",)
    assert told.blocks


def test_notes_and_others_in_one_line(garden: Repo) -> None:
    """A note is told by its kind, outcome, target and first words; pictures by their names."""
    garden.write("docs/pic.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 30)
    garden.commit(
        BEA,
        docs__notes__2026__n="---\nabout: lessons/dawn.md\nkind: applied\noutcome: worked\n---\n\nAt dawn.\n",
        docs__people__bea="---\nname: Bea Lind\n---\n",
    )
    told = {one.what: one.says for one in seen(garden).others}
    assert told["note"] == "applied, worked on lessons/dawn.md: At dawn."
    assert told["file"] == "pic.png"
    assert "profile" in told


def test_somebody_hidden_stays_hidden(garden: Repo) -> None:
    """Whoever asked not to be named is a colleague here as well."""
    garden.git("switch", "-q", "main")
    garden.commit(ANA, docs__people__bea="---\nname: Bea Lind\nshow: hidden\n---\n")
    garden.git("switch", "-q", "-C", "idea")
    garden.commit(
        BEA,
        "Add\n\nReviewed-by: Bea Lind <bea@harbour.test.org>",
        docs__lessons__x="# X\n\nWords.\n",
    )
    for form in ("text", "json", "markdown", "html"):
        done = pollinate("-C", str(garden.path), "review", "idea", "--format", form)
        assert not re.search(r"(?i)bea|lind", done.stdout), form
        assert "colleague" in done.stdout, form


@pytest.fixture
def counts(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Give a list that grows with each commit that is replayed."""
    counts: list[int] = []
    feed = Replay.feed

    def counting(self: Replay, *args: Any) -> int:
        counts.append(1)
        return feed(self, *args)

    monkeypatch.setattr(Replay, "feed", counting)
    return counts


def test_a_second_look_mines_nothing_again(garden: Repo, counts: list[int]) -> None:
    """The first look leaves what it mined of the branch of requests, and nothing of the request; the
    second replays the request's commits only.
    """
    garden.commit(BEA, docs__lessons__x="# X\n\nNew words here.\n")
    cache = garden.path / ".git/pollinate/history.bin"
    garden.git("switch", "-q", "main")
    seen(garden)
    assert len(counts) == 3
    kept = cache.read_bytes()
    assert b"Bea Lind" not in kept
    counts.clear()
    seen(garden)
    assert len(counts) == 2
    assert cache.read_bytes() == kept


def test_a_checkout_ahead_of_the_branch_of_requests_has_a_memory_for_it(
    garden: Repo, counts: list[int]
) -> None:
    """Whoever reviews with commits of their own at hand doesn't mine the branch of requests again
    each time, and their own memory stays theirs.
    """
    garden.commit(BEA, docs__lessons__x="# X\n\nNew words here.\n")
    garden.git("switch", "-q", "main")
    base = garden.git("rev-parse", "HEAD").strip()
    garden.commit(ANA, docs__lessons__own="# Own\n\nNot sent yet.\n")
    build_garden(garden.settings(cache=True))
    own = (garden.path / ".git/pollinate/history.bin").read_bytes()
    counts.clear()
    seen(garden, base=base)
    first = len(counts)
    counts.clear()
    seen(garden, base=base)
    assert len(counts) < first
    assert own == (garden.path / ".git/pollinate/history.bin").read_bytes()
    unsent = garden.git("rev-parse", "HEAD").strip().encode()
    assert unsent in own
    assert unsent not in (garden.path / ".git/pollinate/history-base.bin").read_bytes()


@pytest.mark.parametrize("dies", [False, True])
def test_a_large_garden_is_checked_in_a_second_process(
    garden: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dies: bool
) -> None:
    """The request of a large garden is checked while its credits are worked out, and the review is
    the same; also where the second process dies.
    """
    garden.commit(BEA, docs__lessons__x="# X\n\nAsk at 192.168.7.9, TODO.\n")
    garden.git("switch", "-q", "main")
    alone = seen(garden)
    inspect, told, parent = reviewing.inspect_proposed, tmp_path / "pids", os.getpid()

    def telling(*args: Any) -> Any:
        with told.open("a") as file:
            file.write(f"{os.getpid()}\n")
        if dies and os.getpid() != parent:
            os._exit(7)
        return inspect(*args)

    monkeypatch.setattr(reviewing, "inspect_proposed", telling)
    monkeypatch.setattr(reviewing, "LARGE", 1)
    monkeypatch.setattr(forked, "can_fork", lambda: True)
    there = seen(garden)

    pids = told.read_text().split()
    assert str(parent) != pids[0] and pids[1:] == ([str(parent)] if dies else [])
    assert there == alone and any(one.code == "internal-host" for one in there.findings)


HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "@everyone #1 !2 https://evil.test/ GH-1",
    "`</code>` | ** __ ~~ <!-- -->",
    "a\x1b[31mb\x07",
    "\u202etxt.exe",
    "::error::forged",
    "{{ 7 * 7 }} {% raw %}",
)


@pytest.fixture
def hostile(garden: Repo) -> Repo:
    """Give a request with hostile words in every field."""
    for number, words in enumerate(HOSTILE):
        title = json.dumps(words)
        who = f"{words.replace('<', '(').replace('>', ')')} <h{number}@evil.test.org>"
        garden.commit(
            who.replace("\x1b", "").replace("\x07", ""),
            f"{words}\n\nCo-authored-by: {words} <c{number}@evil.test.org>\n{words}: {words}",
            **{
                f"docs__lessons__h{number}": f"---\ntitle: {title}\nlearned_from:\n  - source: {title}\n"
                f"    because: {title}\n---\n\n{words}\n",
                f"docs__notes__h{number}": f"---\nabout: lessons/h{number}.md\nkind: applied\n"
                f"outcome: worked\n---\n\n{words}\n",
            },
        )
    garden.write("docs/<b>x.html", "x")
    garden.commit(BEA)
    return garden


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_a_page_of_hostile_words_is_inert(hostile: Repo) -> None:
    """The page has no script, link, picture or event; its own policy forbids the rest."""
    page = pollinate("-C", str(hostile.path), "review", "idea", "--format", "html").stdout
    parser = _Tags()
    parser.feed(page)
    names = {tag for tag, _ in parser.tags}
    assert not names & {"script", "img", "a", "iframe", "link", "object", "form", "base", "b"}
    keys = {key for _, attrs in parser.tags for key in attrs}
    assert keys <= {"charset", "http-equiv", "content", "name", "class", "lang"}
    policy = next(a["content"] for t, a in parser.tags if a.get("http-equiv"))
    assert policy is not None
    assert policy.startswith("default-src 'none'")
    assert "@evil" not in page
    assert "\u202e" not in page
    assert "49" not in re.sub(r"[0-9a-f]{10}", "", page)


def test_a_comment_of_hostile_words_is_inert(hostile: Repo) -> None:
    """Of the comment, read as Markdown, no word becomes a tag, link, picture, mention or number."""
    text = pollinate("-C", str(hostile.path), "review", "idea", "--format", "markdown").stdout
    html = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(text)
    parser = _Tags()
    parser.feed(html)
    assert {tag for tag, _ in parser.tags} <= {"p", "strong", "ul", "li", "code", "br"}
    visible = re.sub(r"<code>.*?</code>", "", html, flags=re.S)
    assert not re.search(r"[@#!]\w", visible)
    assert "https://" not in text
    assert "evil.test.org" not in text


def test_a_screen_of_hostile_words_commands_nothing(hostile: Repo) -> None:
    """No escape, no bell, no command for a build server, no address stands on the screen."""
    done = pollinate("-C", str(hostile.path), "review", "idea", "--full")
    assert done.returncode == 1
    assert not re.search(r"[\x07\x1b\u202e]", done.stdout + done.stderr)
    assert not re.search(r"^::", done.stdout, re.M)
    assert "evil.test.org" not in done.stdout


def test_the_document_fits_its_schema(hostile: Repo) -> None:
    """The JSON of a request full of everything is valid by its published schema."""
    done = pollinate("-C", str(hostile.path), "review", "idea", "--format", "json")
    rules = json.loads((ROOT / "docs/developers/schemas/review-1.schema.json").read_text())
    document = json.loads(done.stdout)
    jsonschema.validate(document, rules, jsonschema.Draft202012Validator)
    assert len(document["lessons"]) == len(HOSTILE)
    assert "evil.test.org" not in done.stdout


def test_output_to_a_file_and_exit_codes(garden: Repo, tmp_path: Path) -> None:
    """0 where nothing stands in its way, 1 where something should be mended, 2 for no request."""
    garden.commit(BEA, docs__lessons__x="# X\n\nNew words here.\n")
    page = tmp_path / "review.html"
    done = pollinate(
        "-C", str(garden.path), "review", "idea", "--format", "html", "--output", str(page)
    )
    assert done.returncode == 0, done.stderr
    assert "Nothing stands in its way" in page.read_text()
    garden.commit(BEA, docs__lessons__x="# X\n\nSee [y](y.md), which is not there.\n")
    assert pollinate("-C", str(garden.path), "review", "idea").returncode == 1
    done = pollinate("-C", str(garden.path), "review", "nowhere")
    assert done.returncode == 2
    assert "there is no request" in done.stderr
