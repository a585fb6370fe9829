# What the files of the demo hold: 25 lessons, 21 people, every kind of source and state, and two
# private people.
"""Test the content of the demo."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from pollinate_cli.demo.history.people import PRIVATE

from tests.demo.conftest import Git
from tests.demo.people import (
    ALIAS,
    ALIASED_HANDLE,
    ALIASED_NAME,
    HIDDEN_HANDLE,
    HIDDEN_NAME,
    NOWHERE_IN_THE_SITE,
)

Texts = dict[str, str]


@pytest.fixture(scope="module")
def texts(demo: Path) -> Texts:
    """Return every Markdown file below docs by its path from there."""
    docs = demo / "docs"
    return {
        path.relative_to(docs).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(docs.rglob("*.md"))
    }


@pytest.fixture(scope="module")
def lessons(texts: Texts) -> dict[str, dict[str, Any]]:
    """Return the front matter of every lesson."""
    return {
        path: meta(text)
        for path, text in texts.items()
        if path.startswith("lessons/") and not path.endswith("index.md")
    }


def meta(text: str) -> dict[str, Any]:
    """Return the front matter of a text, empty without one."""
    loaded = yaml.safe_load(text.split("---\n")[1]) if text.startswith("---\n") else {}
    assert isinstance(loaded, dict)
    return loaded


def sources(lessons: dict[str, dict[str, Any]]) -> list[dict[str, str]]:
    """Return all entries of learned_from."""
    return [entry for front in lessons.values() for entry in front.get("learned_from", [])]


def test_there_are_25_lessons_in_five_topics_and_one_draft(
    lessons: dict[str, dict[str, Any]], texts: Texts
) -> None:
    """Every topic has a text of its own, and one more lesson is a draft."""
    published = [path for path, front in lessons.items() if not front.get("draft")]
    topics = {posixpath.dirname(path) for path in published}

    assert (25, 26, 5) == (len(published), len(lessons), len(topics))
    assert all(f"{topic}/index.md" in texts for topic in topics)


def test_there_are_21_people_of_whom_two_are_private(texts: Texts) -> None:
    """Nineteen are shown by name, one by an alias, one not at all."""
    people = {
        Path(path).stem: meta(text) for path, text in texts.items() if path.startswith("people/")
    }

    assert 21 == len(people)
    assert {ALIASED_HANDLE: "alias", HIDDEN_HANDLE: "hidden"} == {
        h: front["show"] for h, front in people.items() if "show" in front
    }
    assert ALIAS == people[ALIASED_HANDLE]["alias"]
    assert ([ALIASED_NAME], [HIDDEN_NAME]) == (
        people[ALIASED_HANDLE]["git"],
        people[HIDDEN_HANDLE]["git"],
    )
    assert (ALIASED_NAME, HIDDEN_NAME) == tuple(who.name for who in PRIVATE)


def test_nobody_else_names_the_private_people(texts: Texts, git: Git) -> None:
    """They stand in git's names and trailers and in their own files, and nowhere else."""
    others = {
        path: text
        for path, text in texts.items()
        if Path(path).stem not in {ALIASED_HANDLE, HIDDEN_HANDLE}
    }
    prose = re.sub(r"(?m)^[\w-]+-[Bb]y: .*$", "", git("log", "--format=%B"))

    for word in NOWHERE_IN_THE_SITE:
        assert not [path for path, text in others.items() if word in (path + text).lower()]
        assert word not in prose.lower()
    assert not [path for path, text in others.items() if ALIASED_HANDLE in text or ALIAS in text]


def test_lessons_are_learned_from_every_kind(lessons: dict[str, dict[str, Any]]) -> None:
    """Lesson, person, gathering page and outside work with and without an address, in all three
    ways.
    """
    entries = sources(lessons)

    assert {"lesson", "person", "page", "source"} == {next(iter(entry)) for entry in entries}
    assert {True, False} == {"url" in entry for entry in entries if "source" in entry}
    assert {"doing", "peers", "formal"} == {entry["way"] for entry in entries if "way" in entry}
    assert {True, False} == {"because" in entry for entry in entries}


def test_states_levels_stages_and_credit_vary(
    lessons: dict[str, dict[str, Any]], texts: Texts
) -> None:
    """Every value that a page shows is there at least once."""
    values = {
        key: {front.get(key) for front in lessons.values()} for key in ("stage", "level", "status")
    }
    credit = [entry for front in lessons.values() for entry in front.get("credit", [])]

    assert {"seedling", "budding", "evergreen"} <= values["stage"]
    assert {"newcomer", "practitioner", "expert"} <= values["level"]
    assert {"superseded", "retired"} <= values["status"]
    assert "Workshops, as a team" in {entry.get("as") for entry in credit}
    assert "reviewer" in {entry.get("role") for entry in credit}
    assert all(
        any(key in front for front in lessons.values())
        for key in ("review", "redirect_from", "aliases", "not_when")
    )
    assert any("[[" in text for text in texts.values())
    assert any("{ .learned-from }" in text for text in texts.values())


def test_old_addresses_were_true_once(lessons: dict[str, dict[str, Any]], git: Git) -> None:
    """What redirect_from names has been a file."""
    for front in lessons.values():
        for old in front.get("redirect_from", []):
            assert git("log", "--format=%h", "--", f"docs/{old}")


def test_the_central_lesson_has_three_generations_on_both_sides(
    lessons: dict[str, dict[str, Any]],
) -> None:
    """Lineage is worth a page: three steps back and three forward, without a cycle."""
    before = {path: set(targets(path, front)) for path, front in lessons.items()}
    after = {
        path: {child for child, parents in before.items() if path in parents} for path in lessons
    }
    centre = "lessons/keeping-boats-moving/print-the-boarding-list.md"

    assert depth(centre, before) >= 3
    assert depth(centre, after) >= 3


def targets(path: str, front: dict[str, Any]) -> list[str]:
    """Return what a lesson's entries lead to, paths made whole, sources by title."""
    folder = posixpath.dirname(path)
    made = [
        (next(iter(entry)), next(iter(entry.values()))) for entry in front.get("learned_from", [])
    ]
    return [
        posixpath.normpath(posixpath.join(folder, t)) if kind in {"lesson", "page"} else t
        for kind, t in made
    ]


def depth(node: str, edges: dict[str, set[str]], seen: tuple[str, ...] = ()) -> int:
    """Return how many steps the longest way from a node has."""
    assert node not in seen, f"a cycle at {node}"
    return max(
        (1 + depth(following, edges, (*seen, node)) for following in edges.get(node, ())), default=0
    )


def test_links_and_names_lead_somewhere(texts: Texts, lessons: dict[str, dict[str, Any]]) -> None:
    """No link in a text or in front matter dangles, and no reference names an unknown person."""
    names = {Path(path).stem for path in texts if path.startswith("people/")} | {
        meta(text).get("name") for path, text in texts.items() if path.startswith("people/")
    }
    for path, text in texts.items():
        for target in re.findall(r"\]\(([^)#:]+\.md)\)", text):
            assert posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) in texts, (
                path,
                target,
            )
    for path, front in lessons.items():
        paths = [
            t
            for entry in front.get("learned_from", [])
            for k, t in entry.items()
            if k in {"lesson", "page"}
        ]
        assert all(
            posixpath.normpath(posixpath.join(posixpath.dirname(path), t)) in texts for t in paths
        ), path
        people = [
            entry["person"]
            for entry in front.get("learned_from", []) + front.get("credit", [])
            if "person" in entry
        ]
        assert set(people) <= names, path


def test_every_version_of_every_file_has_sound_front_matter(git: Git) -> None:
    """Whoever checks out an old commit finds YAML without an emptied key."""
    blobs = {
        line.split()[3]
        for line in git(
            "log", "-m", "--raw", "--no-abbrev", "--format=", "--", "docs/**/*.md"
        ).splitlines()
        if line
    }
    for blob in blobs - {"0" * 40}:
        front = meta(git("cat-file", "blob", blob))
        assert None not in front.values(), front


def test_gatherings_have_their_four_facts(texts: Texts) -> None:
    """Title, date, kind and people head every gathering."""
    gatherings = [meta(text) for path, text in texts.items() if path.startswith("gatherings/")]

    assert 3 == len(gatherings)
    assert all({"title", "date", "kind", "people"} == front.keys() for front in gatherings)


def test_every_address_is_invented(demo: Path, git: Git) -> None:
    """Mail goes to harbourline.example only, and links to names that can't exist."""
    everything = git("log", "--format=%ae %ce %B") + "".join(
        p.read_text(encoding="utf-8") for p in demo.rglob("*.md")
    )
    mails = set(
        re.findall(
            r"[\w.+-]+@([\w.-]+\w)", everything + (demo / ".mailmap").read_text(encoding="utf-8")
        )
    )
    hosts = set(
        re.findall(
            r"https?://([\w.-]+)", everything + (demo / "mkdocs.yml").read_text(encoding="utf-8")
        )
    )

    assert {"harbourline.example"} == mails
    assert all(re.search(r"(^|\.)example(\.org)?$", host) for host in hosts)


def test_the_site_file_names_the_five_plugins_and_no_nav(demo: Path) -> None:
    """Topics come in the order of their folders, so the site needs no nav."""
    site = yaml.safe_load((demo / "mkdocs.yml").read_text(encoding="utf-8"))
    names = [next(iter(p)) if isinstance(p, dict) else p for p in site["plugins"]]

    assert [
        "search",
        *(
            f"pollinate/{p}"
            for p in ("garden", "attribution", "acknowledgements", "learned-from", "trails")
        ),
    ] == names
    assert "nav" not in site
    assert "<!-- pollinate: home -->" in (demo / "docs" / "index.md").read_text(encoding="utf-8")
