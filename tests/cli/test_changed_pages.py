# A build of what changed makes the site that a build of all pages makes, and says the same; no page
# is rendered without need. Each case here is one in which it did not. Must not know: how pages are
# told apart.
"""Test builds of the pages that changed."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from pollinate_cli.build_inputs import all_pages_for
from pollinate_cli.cli import cli
from pollinate_mkdocs.page_guard import PageGuard
from support.repo import ANA, BEA, Repo
from support.run import pollinate
from support.warm import OURS

CONFIG = """\
site_name: x
theme: {name: material, font: false}
validation: {links: {anchors: warn}}
plugins:
  - search
  - pollinate/garden: {look: garden, lessons_in_nav: never, SETTINGS}
  - pollinate/attribution
  - pollinate/trails
"""
HOME = "# Home\n\n<!-- pollinate: home -->\n"


def settings(garden: Repo, more: str = "search: material", below: str = "") -> None:
    """Write the settings of a garden."""
    garden.write("mkdocs.yml", CONFIG.replace("SETTINGS", more) + below)


@pytest.fixture
def garden(repo: Repo) -> Repo:
    """Give a garden of three lessons, two people and a trail."""
    settings(repo)
    repo.write(".gitignore", "site/\n")
    repo.write("docs/index.md", HOME)
    repo.write("docs/about.md", "# About\n\nWords.\n")
    repo.write("docs/more.md", "# More\n\nWords.\n")
    repo.write("docs/people/bea-lind.md", "---\ngit: [Bea Lind]\n---\n")
    repo.write("docs/trails/t.md", "---\ntitle: T\nsteps: [{lesson: ../lessons/a.md}]\n---\n")
    repo.lesson(ANA, "---\ntitle: First\n---\n\nWords of one.\n\n## Then\n\nMore.\n", name="a")
    repo.lesson(BEA, "---\ntitle: Second\n---\n\nWords of two.\n", name="b")
    repo.lesson(BEA, "---\ntitle: Third\n---\n\nWords of three.\n", name="c")
    return repo


def files(site: Path) -> dict[str, bytes]:
    """Return the files of a site."""
    found = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in found}


def warnings(said: str) -> list[str]:
    """Return the warnings of a build."""
    return sorted(line for line in said.splitlines() if line.startswith("WARNING"))


def build(garden: Repo, *more: str, env: dict[str, str] | None = None) -> str:
    """Build, and return what was said."""
    done = pollinate("-C", str(garden.path), "build", *more, env=env)
    assert 0 == done.returncode, done.stderr
    return done.stderr


def rendered(garden: Repo, env: dict[str, str] | None = None) -> int | None:
    """Build what changed, and return how many pages were rendered; None for all. The site and the
    warnings are those of a build of all pages.
    """
    said = build(garden, env=env)
    whole = garden.path.parent / "whole"
    all_said = build(garden, "--full", "--site-dir", str(whole), env=env)
    made, expected = files(garden.path / "site"), files(whole)
    assert [] == [n for n in made.keys() | expected.keys() if made.get(n) != expected.get(n)]
    assert warnings(all_said) == warnings(said)
    found = re.search(r"; (\d+) of \d+ pages were rendered", said)
    return int(found[1]) if found else None


@pytest.mark.parametrize("link", ["#no", "b.md#no", "../about.md#no", "../people/index.md#no"])
def test_a_link_to_no_anchor_is_told_each_time(garden: Repo, link: str) -> None:
    """An engine looks at anchors when all pages are rendered: it is said of the page that links."""
    garden.write("docs/lessons/a.md", f"---\ntitle: First\n---\n\n[x]({link})\n")
    first = build(garden)
    garden.write("docs/more.md", "# More\n\nOther words.\n")

    assert 2 == rendered(garden) and f"'{link}'" in first


@pytest.mark.parametrize("name", ["pollinate-favicon.svg", "pollinate.css", "pollinate.js"])
def test_our_files_give_way_on_all_pages(garden: Repo, name: str) -> None:
    """A file of the site's own at the place of ours gives ours another name, and back."""
    build(garden)
    garden.write(f"docs/assets/{name}", "")
    assert rendered(garden) is None
    (garden.path / "docs/assets" / name).unlink()

    assert rendered(garden) is None


def test_a_stylesheet_says_which_classes_a_lesson_may_use(garden: Repo) -> None:
    """When it knows another one, contributed pages hold more."""
    settings(garden, below="extra_css: [own.css]\nmarkdown_extensions: [attr_list]\n")
    garden.write("docs/own.css", ".a {}")
    garden.write("docs/lessons/a.md", "---\ntitle: First\n---\n\nWords.\n{: .mine }\n")
    build(garden)
    page = garden.path / "site/lessons/a/index.html"
    assert 'class="mine"' not in page.read_text()
    garden.write("docs/own.css", ".mine {}")

    assert rendered(garden) is None and 'class="mine"' in page.read_text()


@pytest.mark.parametrize("page", ["lessons/a.md", "trails/t.md", "about.md"])
def test_a_marker_is_one_on_any_page(garden: Repo, page: str) -> None:
    """Where comments of contributors stay, theirs too become the part of the garden."""
    settings(garden, "search: material, clean: 'off'")
    garden.write(f"docs/{page}", (garden.path / "docs" / page).read_text() + f"\n{HOME[8:]}")
    garden.commit()
    build(garden)
    garden.write("docs/lessons/c.md", "---\ntitle: Other\n---\n\nWords of three.\n")

    assert rendered(garden) is not None
    built = garden.path / "site" / page.removesuffix(".md") / "index.html"
    assert "Other" in built.read_text()


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-9])


def _other_facts(file: Path) -> None:
    seal, _, told = file.read_text().partition("\n")
    document = json.loads(told)
    for page in document[4].values():
        page[1] = ["none"]
    file.write_text(f"{seal}\n{json.dumps(document)}")


def _other_file(file: Path) -> None:
    file.write_text(file.read_text().replace("lessons/a/index.html", "../../../mkdocs.yml"))


@pytest.mark.parametrize("change", [_cut, _other_facts, _other_file, Path.unlink])
def test_a_memory_that_somebody_touched_is_none(garden: Repo, change: object) -> None:
    """All pages are rendered, and the next build knows them again."""
    build(garden)
    garden.write("docs/about.md", "# About\n\nOther words.\n")
    assert callable(change)
    change(next((garden.path / ".git/pollinate").glob("pages-*.json")))
    assert rendered(garden) is None
    garden.write("docs/about.md", "# About\n\nWords.\n")

    assert 1 == rendered(garden)


def test_a_site_in_another_folder_is_remembered_apart(garden: Repo) -> None:
    """Each folder's pages are those of its own last build."""
    other = garden.path.parent / "other"
    build(garden)
    garden.write("docs/about.md", "# About\n\nOther words.\n")
    build(garden, "--site-dir", str(other))
    shutil.rmtree(other)

    assert 1 == rendered(garden)


@pytest.mark.parametrize(
    ("below", "twins"),
    [
        ("", ("x.md", "x/index.md")),
        ("", ("x/index.html", "x.md")),
        ("use_directory_urls: false\n", ("404.md", "z.md")),
        ("", ("x.md", "X/index.md")),
    ],
)
def test_two_files_of_one_address_take_turns_as_ever(
    garden: Repo, below: str, twins: tuple[str, str]
) -> None:
    """What is written last is seen, whichever of them changed, or none."""
    settings(garden, below=below)
    garden.write("docs/w.md", "# One\n")
    for one in twins:
        garden.write(f"docs/{one}", "# One\n")
    build(garden)
    for one in (*twins, "w.md"):
        garden.write(f"docs/{one}", f"# One\n\nWords of {one}.\n")
        assert rendered(garden) is not None


@pytest.mark.parametrize("gone", [0, 1])
def test_a_page_is_seen_when_the_other_of_its_address_went(garden: Repo, gone: int) -> None:
    """What the last site showed there was the other's."""
    settings(garden, below="nav: [index.md]\n")
    twins = ("x.md", "x/index.md")
    for one in twins:
        garden.write(f"docs/{one}", f"# One\n\nWords of {one}.\n")
    build(garden)
    (garden.path / "docs" / twins[gone]).unlink()

    assert 1 == rendered(garden)


def build_meanwhile(
    garden: Repo, monkeypatch: pytest.MonkeyPatch, change: Callable[[], object]
) -> int:
    """Build, and have something happen as soon as the engine has read a text; return the exit
    code.
    """
    read = PageGuard.source

    def then(self: PageGuard, page: Any) -> str | None:
        text = read(self, page)
        if page.file.src_uri == "lessons/index.md":
            change()
        return text

    with monkeypatch.context() as patched:
        patched.setattr(PageGuard, "source", then)
        patched.setenv("PYTHONPATH", OURS)
        return CliRunner().invoke(cli, ["-C", str(garden.path), "build"]).exit_code


def test_what_is_written_during_a_build_is_in_the_next(
    garden: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page whose text was read before is remembered with that, not with the later one."""
    garden.write("docs/lessons/index.md", "# All\n\nWords.\n")

    def change() -> None:
        garden.write("docs/lessons/index.md", "# All\n\nLater words.\n")

    assert 0 == build_meanwhile(garden, monkeypatch, change)
    page = garden.path / "site/lessons/index.html"
    before = "Later words" in page.read_text()

    assert 1 == rendered(garden)
    assert not before and "Later words" in page.read_text()


def test_a_site_that_changes_during_a_build_is_not_taken_over(
    garden: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What somebody did to it meanwhile would stay, and be taken for ours."""
    garden.write("docs/lessons/index.md", "# All\n\nWords.\n")
    build(garden)
    garden.write("docs/lessons/index.md", "# All\n\nOther words.\n")
    page = garden.path / "site/lessons/a/index.html"

    assert 0 != build_meanwhile(garden, monkeypatch, lambda: page.write_text("defaced"))
    assert rendered(garden) is None


def test_a_file_that_a_template_names_comes_and_goes(garden: Repo) -> None:
    """A template of the site's own may lead from all lessons to whatever file there is."""
    settings(garden)
    config = (garden.path / "mkdocs.yml").read_text()
    garden.write("mkdocs.yml", config.replace("font: false", "font: false, custom_dir: over"))
    garden.write(
        "over/pollinate/byline.html",
        '{% set more = "files/a.pdf" %}<a href="{{ href(more) }}">more</a>',
    )
    build(garden)
    garden.write("docs/files/a.pdf", "x")
    assert rendered(garden) is None
    assert "files/a.pdf" in (garden.path / "site/lessons/a/index.html").read_text()
    garden.write("docs/more.md", "# More\n\nOther words.\n")

    assert 1 == rendered(garden)


def test_a_title_that_only_the_engine_knows_costs_one_page(garden: Repo) -> None:
    """An icon in a heading: the lesson is read again with each build, and all others are kept."""
    icons = "!!python/name:material.extensions.emoji."
    settings(
        garden,
        below="markdown_extensions:\n  - pymdownx.emoji:\n"
        f"      emoji_index: {icons}twemoji\n      emoji_generator: {icons}to_svg\n",
    )
    garden.lesson(ANA, "# Ring :smile:\n\nSee [c](c.md).\n", name="d")
    build(garden)
    for change in ("about.md", "more.md"):
        title = (garden.path / "docs" / change).read_text().splitlines()[0]
        garden.write(f"docs/{change}", f"{title}\n\nOther words.\n")
        assert 2 == rendered(garden)
    garden.write("docs/lessons/c.md", "---\ntitle: Another\n---\n\nWords of three.\n")
    assert rendered(garden) is not None
    garden.write("docs/lessons/d.md", "# Ring twice :smile:\n\nSee [c](c.md).\n")
    assert rendered(garden) is None
    garden.write("docs/lessons/d.md", "# Ring\n\nSee [c](c.md).\n")

    assert rendered(garden) is None


def test_a_trail_says_what_its_steps_are_called_now(garden: Repo) -> None:
    """A page of the site's own shows more than its own text: the titles and states of lessons."""
    build(garden)
    garden.write("docs/lessons/a.md", "---\ntitle: Other\n---\n\nWords of one.\n\n## Then\n")

    assert rendered(garden)


def test_a_wiki_link_comes_to_mean_something(garden: Repo) -> None:
    """What was nobody's title is a lesson's, and is nobody's again."""
    garden.write("docs/lessons/a.md", "---\ntitle: First\n---\n\nSee [[Fourth]].\n")
    build(garden)
    garden.write("docs/lessons/d.md", "---\ntitle: Fourth\n---\n\nWords.\n")
    assert rendered(garden)
    (garden.path / "docs/lessons/d.md").unlink()

    assert rendered(garden)


def test_a_page_names_one_more_who_is_private(garden: Repo) -> None:
    """Where somebody is private already, each link that may mean the next one is asked again."""
    garden.write("docs/people/ana.md", "---\ngit: [Ana Reyes]\nshow: hidden\n---\n")
    garden.write("docs/about.md", "# About\n\nAsk [her](people/bea-lind.md), by name.\n")
    build(garden)
    garden.write("docs/people/bea-lind.md", "---\ngit: [Bea Lind]\nshow: hidden\n---\n")

    assert rendered(garden) != 0
    assert b"bea-lind" not in (garden.path / "site/about/index.html").read_bytes()


def test_a_script_that_one_page_runs_is_allowed_on_all(garden: Repo) -> None:
    """With instant navigation a page is put into another, whose policy stays."""
    config = (garden.path / "mkdocs.yml").read_text()
    config = config.replace("{name: material,", "{name: material, features: [navigation.instant],")
    garden.write("mkdocs.yml", config)
    build(garden)
    garden.write("docs/more.md", "# More\n\n<script>var a = 1</script>\n")

    assert rendered(garden) is None


@pytest.mark.parametrize(
    ("values", "file", "word"),
    [
        ({}, "pollinate/home.html", ""),
        ({}, "main.html", "template"),
        ({}, "partials/nav.html", "template"),
        ({"plugins": ["search", "tags"]}, "", "'tags'"),
        ({"plugins": ["search", {"material/blog": {}}]}, "", "'material/blog'"),
        ({"extra_templates": ["a.html"]}, "", "extra_templates"),
        ({"theme": "mkdocs"}, "", "'mkdocs'"),
        ({"theme": {"language": "de"}}, "", "theme"),
        ({"plugins": ["material/search", "pollinate/garden"]}, "", ""),
    ],
)
def test_what_may_mix_pages_has_all_rendered(
    tmp_path: Path, values: dict[str, Any], file: str, word: str
) -> None:
    """Only with what was seen to leave pages apart are some of them rendered."""
    if file:
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text("x")
    said = all_pages_for({"theme": "material", **values}, [tmp_path])

    assert (word in said) if word else not said
