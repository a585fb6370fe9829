# What a request would publish stands in its review: words of a new lesson, and of front matter.
"""Test that a review shows what it asks to decide on."""

from __future__ import annotations

import html
import json

import pytest
from support.repo import ANA, BEA, Repo
from support.run import pollinate

NEW = """---
summary: "Buy cheap tea, and never trust Goran."
applies_when:
  - "It rains <b>hard</b>."
learned_from:
  - source: "A book of tea"
    because: "It said so."
---

# Tea

The kettle stands behind the winch.
"""


@pytest.fixture
def garden(repo: Repo) -> Repo:
    """Give a garden, a branch with a new lesson and a changed summary."""
    repo.write("mkdocs.yml", "site_name: G\nplugins:\n  - pollinate/garden\n")
    old = "---\nsummary: Old words.\ntags: [fog]\n---\n\n# Fog\n\nWait for the horn.\n"
    repo.commit(ANA, docs__lessons__fog=old)
    repo.git("switch", "-q", "-c", "tea")
    changed = old.replace("Old words.", "Other words.").replace("tags: [fog]\n", "")
    repo.commit(BEA, docs__lessons__tea=NEW, docs__lessons__fog=changed)
    repo.git("switch", "-q", "main")
    return repo


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json"])
def test_what_is_published_is_shown(garden: Repo, form: str) -> None:
    """In each form: what front matter says now, and that a key is gone."""
    done = pollinate("-C", str(garden.path), "review", "tea", "--format", form)
    told = done.stdout
    for words in ("Buy cheap tea, and never trust Goran.", "A book of tea", "Other words."):
        assert words in html.unescape(told.replace("\\", "")), words
    if form in ("markdown", "html"):
        assert "<b>" not in told.replace("<b>pollinate", "")
    if form == "json":
        says = {one["path"]: one["says"] for one in json.loads(told)["lessons"]}
        assert says["docs/lessons/fog.md"] == {"summary": "Other words.", "tags": ""}
    else:
        assert "taken out" in told


def test_a_new_lesson_stands_on_the_screen(garden: Repo) -> None:
    """Its words, and how many are cut, with the way to them."""
    told = pollinate("-C", str(garden.path), "review", "tea").stdout
    assert "The kettle stands behind the winch." in told
    garden.git("switch", "-q", "-c", "long", "main")
    garden.lesson(BEA, "# Long\n\n" + "Many words of it. " * 200, name="long")
    told = pollinate("-C", str(garden.path), "review", "long").stdout
    assert "more words (--full)" in told
    told = pollinate("-C", str(garden.path), "review", "long", "--full").stdout
    assert "more words" not in told


def test_a_no_is_remembered(garden: Repo) -> None:
    """The words for its writer are printed, the queue has it as their turn, a newer version waits
    again; a no without a reason is none.
    """
    done = pollinate("-C", str(garden.path), "review", "tea", "--no", "It sells tea.")
    assert done.returncode == 0 and "as it is. It sells tea." in done.stdout
    queue = json.loads(pollinate("-C", str(garden.path), "queue", "--format", "json").stdout)
    assert [one["turn"] for one in queue["requests"]] == ["theirs"]
    garden.git("switch", "-q", "tea")
    garden.lesson(BEA, "# Other\n\nOther words.\n", name="other")
    garden.git("switch", "-q", "main")
    queue = json.loads(pollinate("-C", str(garden.path), "queue", "--format", "json").stdout)
    assert [one["turn"] for one in queue["requests"]] == ["ours"]
    assert pollinate("-C", str(garden.path), "review", "tea", "--no", " ").returncode == 2


def test_nothing_is_read_twice(garden: Repo) -> None:
    """Where one lesson changes, its title stands once, and its reason to learn once; of several
    lessons each line of credit says which.
    """
    garden.git("switch", "-q", "-c", "one", "main")
    garden.commit(BEA, "Brew", docs__lessons__tea=NEW)
    for words, count in ((), 1), (("--full",), 2):
        told = pollinate("-C", str(garden.path), "review", "one", *words).stdout
        assert told.count("It said so.") == count
        assert "author; +7 words; 100% of it\n" in told
    told = pollinate("-C", str(garden.path), "review", "tea").stdout
    assert "100% of it, “Tea”" in told
