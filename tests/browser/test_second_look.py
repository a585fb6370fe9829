# A second look from the notice on a page to a note in the garden, in a true browser, and the notices
# of all states as people see them.
# Must not know: how a page is made.
"""Test states and second looks in Chromium."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import Browser
from pollinate.derive.freshness import upkeep_of
from pollinate.model.upkeep import LookState
from pollinate.paths import SrcUri
from pollinate.publish import publish
from support.repo import BEA, Repo
from support.run import pollinate
from support.states import NAMES, plant_states

from tests.browser.serving import serving, tab
from tests.browser.test_pages import violations

pytestmark = pytest.mark.browser

CONFIG = """site_name: States
repo_url: https://forge.example.org/harbour/garden
theme:
  name: material
  font: false
  palette:
    - {scheme: default, primary: custom, accent: custom, toggle: {icon: material/weather-night, name: Dark}}
    - {scheme: slate, primary: custom, accent: custom, toggle: {icon: material/weather-sunny, name: Light}}
plugins:
  - search
  - pollinate/garden: {cache: false, look: garden, forge: github, mailbox: g@harbour.test.org}
  - pollinate/attribution
  - pollinate/acknowledgements
  - pollinate/learned-from
  - pollinate/trails
"""


@pytest.fixture(scope="module")
def garden(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Repo:
    """Give a garden of all states, and its site beside it."""
    repo = Repo(tmp_path_factory.mktemp("states") / "garden")
    repo.write("mkdocs.yml", CONFIG)
    plant_states(repo)
    done = pollinate("-C", str(repo.path), "build", "--site-dir", str(repo.path.parent / "site"))
    assert 0 == done.returncode, done.stdout + done.stderr
    return repo


@pytest.fixture(scope="module")
def url(garden: Repo) -> Iterator[str]:
    """Give the site's address."""
    with serving(garden.path.parent / "site") as found:
        yield found


def test_one_click_leads_to_a_note_that_passes_check(
    browser: Browser, garden: Repo, url: str, tmp_path: Path
) -> None:
    """The link in the notice opens what is ready to be sent: at the forge, and by mail. The file
    that the forge is handed passes our own check and renews the lesson.
    """
    with tab(browser, url, 1280) as opened:
        opened.open("lessons/sea/due/")
        opened.page.click("text=confirm it or change it")
        link = opened.page.wait_for_selector("[data-pl-send=forge]:visible")
        assert link is not None
        address = urlsplit(str(link.get_attribute("href")))
        mail = opened.page.get_attribute("[data-pl-send=mail]", "href") or ""
        assert [] == opened.complaints
    query = parse_qs(address.query)
    text, path = query["value"][0], query["filename"][0]

    assert "about: lessons/sea/due.md" in text and "outcome: still-true" in text
    assert mail.startswith("mailto:g@harbour.test.org") and "outcome: still-true" in unquote(mail)
    copy = Repo.__new__(Repo)
    copy.path, copy.clock = garden.clone(tmp_path / "copy"), garden.clock
    copy.write(path, text)
    copy.commit(BEA, "Look again")
    done = pollinate("-C", str(copy.path), "check", "--format", "json")
    assert [] == [one for one in json.loads(done.stdout)["findings"] if one["path"] == path]
    day = datetime.fromtimestamp(copy.clock, UTC).date().isoformat()
    shown = publish(copy.garden())
    assert LookState.IN_TIME is upkeep_of(shown, day)[SrcUri("lessons/sea/due.md")].state


def test_a_form_that_is_not_full_shows_nothing_to_send(browser: Browser, url: str) -> None:
    """A link that names the lesson alone opens the form as it was, without a complaint."""
    with tab(browser, url, 1280) as opened:
        opened.open("take-part/review/?about=lessons/sea/due.md")
        opened.page.wait_for_selector("form:not([hidden])")
        assert opened.page.query_selector("[data-pl-result]:visible") is None
        assert opened.page.query_selector(".pl-field__problem") is None


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_notices_have_no_violation_and_fit(browser: Browser, url: str, width: int) -> None:
    """No axe-core violation in light or dark and no sideways scroll on a lesson of each state, its
    topic and what learned from it.
    """
    with tab(browser, url, width) as opened:
        for place in (
            *(f"lessons/sea/{name}/" for name in NAMES),
            "lessons/sea/",
            "lessons/sea/child/",
        ):
            opened.open(place)
            assert [] == violations(opened), place
            assert width >= opened.page.evaluate("document.documentElement.scrollWidth"), place
        assert [] == opened.foreign + opened.complaints


def test_nobody_is_asked_to_apply_what_is_retired(browser: Browser, url: str) -> None:
    """The bar of a retired lesson asks for questions and thanks, not to apply it."""
    with tab(browser, url, 1280) as opened:
        asks = {}
        for name in ("current", "retired"):
            opened.open(f"lessons/sea/{name}/")
            asks[name] = opened.page.inner_text(".pl-actions")

    assert "I applied this" in asks["current"] and "I applied this" not in asks["retired"]
    assert "Ask a question" in asks["retired"]
