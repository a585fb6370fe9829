# A lesson's state in a built site: in the index of search, in both engines' ways to make one, and in
# the pages that everybody sees.
"""Test states under MkDocs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.repo import Repo
from support.run import pollinate
from support.states import NAMES, SAID, plant_states

CONFIG = """site_name: States
theme: {theme}
plugins:
  - {search}
  - pollinate/garden
  - pollinate/attribution
  - pollinate/acknowledgements
  - pollinate/learned-from
  - pollinate/trails
"""
KINDS = {
    "material": ("{name: material, font: false}", "material/search"),
    "mkdocs": ("mkdocs", "search"),
}
NOTICES = {
    "due": "Due for review since",
    "superseded": "It left out the wind.",
    "retired": "please do not apply it",
    "withdrawn": "Withdrawn on",
}


@pytest.fixture(scope="module", params=sorted(KINDS))
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the site of a garden of all states."""
    folder = tmp_path_factory.mktemp("states")
    repo = plant_states(Repo(folder / "garden"))
    theme, search = KINDS[request.param]
    repo.write("mkdocs.yml", CONFIG.format(theme=theme, search=search))
    done = pollinate("-C", str(repo.path), "build", "--site-dir", str(folder / "site"))
    assert 0 == done.returncode, done.stdout + done.stderr
    return folder / "site"


def test_search_tells_states_apart(site: Path) -> None:
    """Each lesson is listed by its title with its state, and its text begins with the notice; one
    that is well has its title alone.
    """
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    for name, title in NAMES.items():
        place = f"lessons/sea/{name}/"
        entries = [one for one in index["docs"] if one["location"] == place]
        wanted = f"{title} ({SAID[name]})" if SAID[name] else title

        assert [wanted] == [one["title"] for one in entries]
        assert NOTICES.get(name, "") in entries[0]["text"]
    assert not [one for one in index["docs"] if one["title"] == f"{NAMES['retired']}"]


def test_the_page_keeps_its_own_title(site: Path) -> None:
    """What is added for search stands in no page's title or heading."""
    for name, title in NAMES.items():
        page = (site / "lessons/sea" / name / "index.html").read_text(encoding="utf-8")
        heading = page.partition("<h1")[2].partition("</h1>")[0]

        assert title in heading and "(" not in heading
        assert f"<title>{title} - States</title>" in page
        assert 1 == page.count("</h1>") and NOTICES.get(name, "") in page


def test_the_garden_document_is_in_the_site(site: Path) -> None:
    """`garden.json` says each lesson's status and whether it is due."""
    found = json.loads((site / "garden.json").read_text(encoding="utf-8"))["lessons"]

    assert "due" == found["lessons/sea/due.md"]["upkeep"]["state"]
    assert {"retired"} == {
        found[f"lessons/sea/{one}.md"]["status"] for one in ("retired", "retired-2")
    }
