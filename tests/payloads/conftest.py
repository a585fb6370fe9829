# The browser of tests/browser, for payloads too, and each request built once for all test
# processes. Must not know: what a build is expected to do.
"""Provide built requests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from payloads.every import Group
from payloads.looking import Looker
from payloads.making import make_live, make_overlay
from playwright.sync_api import Browser
from support.shared import made_once

from tests.browser.conftest import browser as browser


@pytest.fixture(scope="session")
def looker(browser: Browser) -> Iterator[Looker]:
    """Give a browser that looks at pages."""
    made = Looker(browser)
    yield made
    made.close()


@pytest.fixture(scope="session")
def live(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Group], Path]:
    """Give a function that returns where a request lies as MkDocs alone builds it."""
    return lambda group: made_once(
        tmp_path_factory, f"merged-{group.name}", lambda folder: make_live(group, folder)
    )


@pytest.fixture(scope="session")
def overlay(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Group], Path]:
    """Give a function that returns where a request lies as a moderator builds it."""
    return lambda group: made_once(
        tmp_path_factory, f"laid-over-{group.name}", lambda folder: make_overlay(group, folder)
    )
