# A lesson that is moved: what names it is led on, what it names is written anew, its old address
# leads to it, its words and notes stay; and whatever goes wrong, all is as before.
"""Test moving lessons."""

from __future__ import annotations

import os
import random
import re
from dataclasses import replace
from pathlib import Path

import pytest
from pollinate.errors import PollinateError
from pollinate.history.workspace import locate
from pollinate.inspection import inspect_garden
from pollinate.keeping.front_keys import list_lines, with_key
from pollinate.keeping.move import commit_move, make_move, plan_move
from pollinate.model.credits import Credit
from pollinate.paths import SrcUri
from pollinate.runtime import whole_file
from support.repo import ANA, BEA, CY, Repo, lines
from support.run import pollinate

CONFIG = (
    "site_name: Harbour\nuse_directory_urls: {}\ntheme: {{name: material, font: false}}\n"
    "plugins:\n  - search\n  - pollinate/garden\n  - pollinate/attribution\n"
)
TARGET = "---\ntitle: Dawn\n---\n\n# Look\n\n" + lines("one", "two", "three") + "\n## Why\n\nSo.\n"
OTHER = """---
learned_from:
  - lesson: dawn.md  # the first
    because: "It showed us."
superseded_by: 'dawn.md'
---

# Other

See [Dawn](dawn.md), [why](dawn.md#why "The why"), [by address](../dawn/), ![x](pic.png), <a href="../dawn/#why">raw</a>,
[angled](<dawn.md>), [percent](./dawn%2Emd), [[dawn.md|Dawn]], [[Dawn]], ![[dawn.md]], [ref] and [elsewhere](https://x.test.org/dawn.md).

[ref]: dawn.md#why

`[code](dawn.md)`

```
[fence](dawn.md)
```
"""


def written(repo: Repo, old: str, new: str, *, commit: bool = False) -> dict[str, str]:
    """Move a lesson and return the files that changed."""
    workspace = locate(repo.settings())
    plan = plan_move(repo.settings(), workspace, SrcUri(old), SrcUri(new))
    make_move(workspace.root, plan)
    if commit:
        assert workspace.repository is not None
        commit_move(workspace.repository, repo.settings(), plan)
    return {path: data.decode() for path, data in plan.files.items()}


@pytest.fixture
def garden(repo: Repo) -> Repo:
    """Give a garden in which everything names one lesson."""
    repo.write("mkdocs.yml", CONFIG.format("true"))
    repo.write("docs/lessons/a/pic.png", b"\x89PNG\r\n\x1a\n")
    repo.commit(
        ANA,
        docs__lessons__a__dawn=TARGET,
        docs__lessons__a__other=OTHER,
        docs__notes__n="---\nabout: lessons/a/dawn.md\nkind: applied\noutcome: worked\n---\n\nHeld.\n",
        docs__trails__t="---\ntitle: T\nsteps:\n  - lesson: ../lessons/a/dawn.md\n    why: First.\n---\n",
        docs__index="# Home\n\n[Dawn](lessons/a/dawn.md)\n",
    )
    return repo


def test_what_names_a_lesson_is_led_on(garden: Repo) -> None:
    """Every form of link, key, step and target is; what stands in code, and addresses of others, stay
    letter by letter.
    """
    found = written(garden, "lessons/a/dawn.md", "lessons/b/c/rise.md")
    other = found["docs/lessons/a/other.md"]
    expected = OTHER.replace("[Dawn](dawn.md)", "[Dawn](../b/c/rise.md)")
    for old, new in (
        ("- lesson: dawn.md", "- lesson: ../b/c/rise.md"),
        ("superseded_by: 'dawn.md'", "superseded_by: '../b/c/rise.md'"),
        ('(dawn.md#why "', '(../b/c/rise.md#why "'),
        ("[by address](../dawn/)", "[by address](../../b/c/rise/)"),
        ('href="../dawn/#why"', 'href="../../b/c/rise/#why"'),
        ("<dawn.md>", "<../b/c/rise.md>"),
        ("./dawn%2Emd", "../b/c/rise.md"),
        ("[[dawn.md|", "[[../b/c/rise.md|"),
        ("![[dawn.md]]", "![[../b/c/rise.md]]"),
        ("[ref]: dawn.md#why", "[ref]: ../b/c/rise.md#why"),
    ):
        assert old in expected, old
        expected = expected.replace(old, new)
    assert other == expected
    assert "about: lessons/b/c/rise.md" in found["docs/notes/n.md"]
    assert "- lesson: ../lessons/b/c/rise.md" in found["docs/trails/t.md"]
    assert "[Dawn](lessons/b/c/rise.md)" in found["docs/index.md"]
    moved = found["docs/lessons/b/c/rise.md"]
    assert moved == TARGET.replace(
        "title: Dawn\n", 'title: Dawn\nredirect_from:\n  - "lessons/a/dawn.md"\n'
    )


def test_its_own_links_are_written_anew(garden: Repo) -> None:
    """Links to files, headings, pages that no file holds, and pictures lead where they led."""
    garden.commit(
        BEA,
        docs__lessons__a__dawn=TARGET
        + "\n[o](other.md) ![p](pic.png) [people](../../../people/ana/) [up](../../index.md) [here](#why)"
        " [me](dawn.md#why)\n",
    )
    found = written(garden, "lessons/a/dawn.md", "lessons/dawn.md")
    moved = found["docs/lessons/dawn.md"]
    assert "[o](a/other.md) ![p](a/pic.png) [people](../../people/ana/) [up](../index.md)" in moved
    assert "[here](#why) [me](dawn.md#why)" in moved


def test_nothing_is_broken_and_every_address_leads_on(garden: Repo, tmp_path: Path) -> None:
    """After two moves the site builds strictly, both old addresses lead to the newest one, credits and
    notes are as before; so without directory addresses.
    """
    before = garden.shares("a/dawn"), garden.roles("a/dawn")
    garden.git("config", "user.name", "Cy Okafor")
    garden.git("config", "user.email", "cy@harbour.test.org")
    written(garden, "lessons/a/dawn.md", "lessons/b/rise.md", commit=True)
    written(garden, "lessons/b/rise.md", "lessons/b/sun.md", commit=True)
    assert garden.git("status", "--porcelain") == ""
    assert (garden.shares("b/sun"), garden.roles("b/sun")) == before
    assert [one.page for one in garden.garden().notes] == ["lessons/b/sun.md"]
    for urls, old in (("true", "{}/index.html"), ("false", "{}.html")):
        garden.write("mkdocs.yml", CONFIG.format(urls))
        site = tmp_path / urls
        done = pollinate("-C", str(garden.path), "build", "--strict", "--site-dir", str(site))
        assert done.returncode == 0, done.stderr
        for place in ("lessons/a/dawn", "lessons/b/rise"):
            page = site / old.format(place)
            text = page.read_text()
            [target] = set(re.findall(r'(?:href|url)="?=?([^">]+)"', text.replace("url=", 'url="')))
            there = (page.parent / target).resolve()
            there = there / "index.html" if urls == "true" else there
            assert there == (site / old.format("lessons/b/sun")).resolve(), text
            assert "noindex" in text
    broken = [one for one in inspect_garden(garden.settings()).findings if "broken" in one.code]
    assert broken == []


def test_a_lesson_that_moves_back(garden: Repo) -> None:
    """The place that it stands at leads nowhere else."""
    written(garden, "lessons/a/dawn.md", "lessons/b/rise.md")
    garden.commit(CY, "Move")
    found = written(garden, "lessons/b/rise.md", "lessons/a/dawn.md")
    assert 'redirect_from:\n  - "lessons/b/rise.md"\n' in found["docs/lessons/a/dawn.md"]
    assert 'lessons/a/dawn.md"' not in found["docs/lessons/a/dawn.md"]


def test_a_redirect_never_takes_a_page_s_place(garden: Repo, tmp_path: Path) -> None:
    """A page that stands at an old place stays; odd old places make nothing."""
    garden.commit(
        BEA,
        docs__lessons__z="---\nredirect_from:\n  - lessons/a/other.md\n  - ../../x.md\n  - lessons/<b>.md\n"
        "  - lessons/gone.html\n  - people/index.md\n  - search/index.md\n  - INDEX.md\n"
        "  - Lessons/a/Other.md\n  - 'lessons/a\\..\\x.md'\n  - lessons/c:/x.md\n  - lessons/x%2f.md\n"
        "  - lessons/draft.md\n  - lessons/fine.md\n---\n\n# Z\n\nWords of a lesson.\n",
    )
    garden.commit(BEA, docs__lessons__draft="---\ndraft: true\n---\n\n# Ice\n\nNot yet.\n")
    site = tmp_path / "site"
    done = pollinate("-C", str(garden.path), "build", "--site-dir", str(site))
    assert done.returncode == 0, done.stderr
    moved = [p for p in site.rglob("*.html") if "This page has moved" in p.read_text()]
    assert [str(p.relative_to(site)) for p in moved] == ["lessons/fine/index.html"]
    assert "See" in (site / "lessons/a/other/index.html").read_text()
    assert not (tmp_path / "x").exists()
    assert not (site / "lessons/gone.html").exists()
    assert "Ana Reyes" in (site / "people/index.html").read_text()
    odd = [one for one in site.rglob("*.html") if "<b>" in str(one)]
    assert all("<b>" not in one.read_text() for one in odd)


def test_an_old_address_leads_on_after_a_plain_move(garden: Repo, tmp_path: Path) -> None:
    """Wherever Git saw a lesson stand before, its old address leads to it, and nobody takes that
    over by a line of front matter; one that names somebody private makes no page.
    """
    profile = "---\nname: Cy Okafor\nshow: hidden\n---\n"
    text = "# Ice\n\n" + lines("cold", "white", "still")
    garden.commit(BEA, docs__people__cy=profile, docs__lessons__okafor__ice=text)
    for old, new in (("okafor/ice", "a/ice"), ("a/ice", "b/ice"), ("b/ice", "b/frost")):
        (garden.path / f"docs/lessons/{new}").parent.mkdir(exist_ok=True)
        garden.git("mv", f"docs/lessons/{old}.md", f"docs/lessons/{new}.md")
        garden.git("commit", "-qm", "Move it", who=BEA)
    taker = "---\nredirect_from: [lessons/b/ice.md]\n---\n\n# Taker\n\nWords.\n"
    garden.commit(BEA, docs__lessons__taker=taker)
    site = tmp_path / "site"

    done = pollinate("-C", str(garden.path), "build", "--site-dir", str(site))

    assert done.returncode == 0, done.stderr
    moved = [p for p in site.rglob("*.html") if "This page has moved" in p.read_text()]
    assert ["lessons/a/ice/index.html", "lessons/b/ice/index.html"] == sorted(
        str(p.relative_to(site)) for p in moved
    )
    assert all('url=../../../lessons/b/frost/"' in p.read_text() for p in moved)


def test_navigation_is_led_on(garden: Repo) -> None:
    """A lesson that the site's own navigation names keeps its place there; other names that look alike
    stay.
    """
    nav = "nav:\n  - Home: index.md\n  - Dawn: lessons/a/dawn.md\n  - X: lessons/a/dawn.md.md\n"
    garden.write("mkdocs.yml", CONFIG.format("true") + nav)
    garden.commit(BEA)
    found = written(garden, "lessons/a/dawn.md", "lessons/b/rise.md")
    assert "- Dawn: lessons/b/rise.md\n  - X: lessons/a/dawn.md.md\n" in found["mkdocs.yml"]


def test_line_ends_and_other_letters_stay(garden: Repo) -> None:
    """A file of CRLF stays one; letters of other scripts are not written as numbers."""
    text = "# Größe\r\n\r\n[Dawn](dawn.md) und [mehr](größe%20x.md)\r\n"
    garden.write("docs/lessons/a/größe x.md", text)
    garden.commit(BEA)
    found = written(garden, "lessons/a/größe x.md", "lessons/b/größe.md")
    assert found["docs/lessons/b/größe.md"].count("\r\n") == found["docs/lessons/b/größe.md"].count(
        "\n"
    )
    assert "[Dawn](../a/dawn.md) und [mehr](größe.md)" in found["docs/lessons/b/größe.md"]


def test_signs_that_end_a_link_stay_written_as_signs(garden: Repo) -> None:
    """A picture whose name has blanks and brackets is shown from the new place, too."""
    garden.write("docs/lessons/a/my pic (1).png", b"\x89PNG")
    garden.write("docs/lessons/a/c.md", "# C\n\n![x](my%20pic%20%281%29.png) and [d](dawn.md).\n")
    garden.commit(BEA)
    found = written(garden, "lessons/a/c.md", "lessons/b/c.md")
    assert "![x](../a/my%20pic%20%281%29.png) and" in found["docs/lessons/b/c.md"]


REFUSED = [
    ("lessons/a/dawn.md", "lessons/a/other.md", "is there already"),
    ("lessons/a/dawn.md", "../out.md", "no lesson would stand"),
    ("lessons/a/dawn.md", "elsewhere/x.md", "no lesson would stand"),
    ("lessons/a/dawn.md", "lessons/x.txt", "no lesson would stand"),
    ("lessons/a/dawn.md", "lessons/con.md", "the name of a device"),
    ("lessons/a/dawn.md", "lessons/a\nb.md", "a control sign"),
    ("lessons/a/dawn.md", "lessons/-x.md", "like an option"),
    ("lessons/a/dawn.md", "lessons/a/OTHER.md", "one name with"),
    ("lessons/a/dawn.md", "lessons/out/x.md", "leads out of docs"),
    ("notes/n.md", "lessons/x.md", "this is no lesson"),
]


@pytest.mark.parametrize(("old", "new", "words"), REFUSED)
def test_what_can_not_be_moved(garden: Repo, old: str, new: str, words: str) -> None:
    """Each ends in words, and nothing is changed."""
    (garden.path / "docs/lessons/out").symlink_to("/tmp")
    garden.commit(BEA)
    with pytest.raises(PollinateError) as error:
        written(garden, old, new)
    assert words in str(error.value)
    assert garden.git("status", "--porcelain") == ""


def test_a_full_disk_leaves_all_as_before(garden: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever write fails, every file is what it was."""
    before = {p: p.read_bytes() for p in garden.path.rglob("*.md")}
    link, count = os.replace, [0]
    for fails_at in range(1, 6):
        count[0] = 0

        def failing(self: Path, target: Path, *, at: int = fails_at) -> Path:
            count[0] += 1
            if count[0] == at:
                raise OSError(28, "No space left on device")
            link(self, target)
            return Path(target)

        with monkeypatch.context() as patch:
            patch.setattr(Path, "replace", failing)
            patch.setattr(whole_file.os, "link", lambda a, b, f=failing: f(Path(a), Path(b)))
            with pytest.raises(PollinateError, match="no space left"):
                written(garden, "lessons/a/dawn.md", "lessons/b/rise.md")
        assert {p: p.read_bytes() for p in garden.path.rglob("*.md")} == before, fails_at


def test_random_moves_break_nothing(repo: Repo) -> None:
    """Forty random moves among thirty lessons that name one another: no link is broken, no note is
    lost, nobody gains or loses a share.
    """
    chance = random.Random(11)
    names = [f"t{n % 4}/l{n}" for n in range(30)]
    files = {}
    for n, name in enumerate(names):
        others = chance.sample([one for one in names if one != name], 3)
        links = "".join(f"See [it](../{one}.md#more) or [there](../../{one}/).\n" for one in others)
        files[f"docs__lessons__{name.replace('/', '__')}"] = (
            f"---\nlearned_from:\n  - lesson: ../{others[0]}.md\n---\n\n# L{n}\n\n"
            + lines(f"a{n}x", f"b{n}x")
            + f"\n{links}\n## More\n\nYes.\n"
        )
        files[f"docs__notes__n{n}"] = (
            f"---\nabout: lessons/{name}.md\nkind: question\n---\n\nWhat of {n}?\n"
        )
    repo.commit(ANA, **files)
    for n in range(0, 30, 3):
        path = f"docs/lessons/{names[n]}.md"
        text = (repo.path / path).read_text()
        repo.write(path, text + "\nBea adds some words of her own to it here.\n")
    repo.commit(BEA)
    places = {name: f"lessons/{name}.md" for name in names}
    settings = repo.settings()
    repo.git("config", "user.name", "Cy Okafor")
    repo.git("config", "user.email", "cy@harbour.test.org")
    before = {
        one.title: {c.contributor: c.share for c in garden_credits(repo, uri)}
        for uri, one in repo.garden().content.lessons.items()
    }
    for step in range(40):
        name = chance.choice(names)
        new = f"lessons/{chance.choice(['', 't0/', 't9/deep/', 'index-x/'])}m{step}.md"
        written(repo, places[name], new, commit=True)
        places[name] = new
    garden = repo.garden()
    after = {
        one.title: {c.contributor: c.share for c in garden_credits(repo, uri)}
        for uri, one in garden.content.lessons.items()
    }
    # Words of paths in links are words: a longer path moves a share by a hair, and to nobody new.
    assert after == {title: pytest.approx(one, abs=0.03) for title, one in before.items()}
    assert {str(one.page) for one in garden.notes} == set(places.values())
    found = inspect_garden(replace(settings, history="required")).findings
    assert [one for one in found if one.code.startswith(("broken", "unknown"))] == []


def garden_credits(repo: Repo, uri: SrcUri) -> list[Credit]:
    """Return who wrote words of a lesson."""
    return [one for one in repo.garden().credits[uri].credits if one.words]


KEYS = [
    ("Text\n", '---\nk:\n  - "v"\n---\n\nText\n'),
    ("---\ntitle: A\n---\nText\n", '---\ntitle: A\nk:\n  - "v"\n---\nText\n'),
    ("---\nk: [a, b]\ntitle: A\n---\n", '---\nk:\n  - "v"\ntitle: A\n---\n'),
    (
        "---\nk:\n- a\n- b\n# of title\ntitle: A\n---\n",
        '---\nk:\n  - "v"\n# of title\ntitle: A\n---\n',
    ),
    ("---\nk:\n  - a\n\n  - b\nz: 1\n---\n", '---\nk:\n  - "v"\nz: 1\n---\n'),
    ("---\nkk: 1\n...\n", '---\nkk: 1\nk:\n  - "v"\n...\n'),
]


@pytest.mark.parametrize(("before", "after"), KEYS)
def test_one_key_is_set(before: str, after: str) -> None:
    """A key is put in place of itself in whatever form, or last; all other letters stay."""
    assert with_key(before, "k", list_lines("k", ["v"])) == after


def test_the_verb(garden: Repo) -> None:
    """It says what it leads on; a dry run changes nothing; a folder takes the file's name."""
    done = pollinate("-C", str(garden.path), "move", "dawn", "lessons/b/", "--dry-run")
    assert done.returncode == 0, done.stderr
    assert "Would move docs/lessons/a/dawn.md to docs/lessons/b/dawn.md" in done.stdout
    assert garden.git("status", "--porcelain") == ""
    done = pollinate("-C", str(garden.path), "move", "docs/lessons/a/dawn.md", "docs/lessons/b/")
    assert "Led on in 14 places of 4 files" in done.stdout, done.stdout
    assert (garden.path / "docs/lessons/b/dawn.md").is_file()
    done = pollinate("-C", str(garden.path), "move", "nothing", "lessons/b/")
    assert done.returncode == 2
    assert "is no lesson" in done.stderr


@pytest.mark.parametrize("earlier", ["", "# Ours", "# Ours\n"])
def test_a_move_that_is_committed_earns_nobody_words(garden: Repo, earlier: str) -> None:
    """Its commit is put on the list of those that earn nothing, in a line of its own; where the
    settings name no list, none is written.
    """
    garden.git("config", "user.name", "Ana Reyes")
    garden.git("config", "user.email", "ana@harbour.test.org")
    if earlier:
        garden.write(".git-blame-ignore-revs", earlier)
        garden.commit(BEA)
    for name, old, new in (
        (".git-blame-ignore-revs", "lessons/a/dawn.md", "lessons/b/dawn.md"),
        ("", "lessons/b/dawn.md", "lessons/a/dawn.md"),
    ):
        settings = garden.settings(ignore_commits=name)
        workspace = locate(settings)
        assert workspace.repository is not None
        plan = plan_move(settings, workspace, SrcUri(old), SrcUri(new))
        make_move(workspace.root, plan)
        commit_move(workspace.repository, settings, plan)
        assert garden.git("status", "--porcelain") == ""
    listed = (garden.path / ".git-blame-ignore-revs").read_text().splitlines()
    assert listed[:-2] == ([earlier.strip()] if earlier else [])
    assert garden.git("show", "-s", "--format=%s", listed[-1]).startswith("Move docs/lessons/a")
    assert garden.git("show", "-s", "--format=%s").startswith("Move docs/lessons/b")


def test_a_lesson_too_short_for_git(garden: Repo) -> None:
    """Where Git would not see a move, that is said with what to do."""
    garden.commit(BEA, docs__lessons__s="# S\n\nTwo words.\n")
    done = pollinate("-C", str(garden.path), "move", "s", "lessons/b/", "--dry-run")
    assert "so short that Git may not see a move" in done.stdout
