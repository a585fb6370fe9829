# Every link and every anchor of the sample garden and of our own, under both styles of address.
# Must not know: how an address is made.
"""Test that links lead somewhere."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from support.run import ROOT

from tests.mkdocs.sites import addresses, broken_links, run_engine


@pytest.fixture(params=["sample", "own"])
def garden(request: pytest.FixtureRequest) -> Path:
    """Give a garden's folder."""
    if request.param == "sample":
        return Path(request.getfixturevalue("demo"))
    shallow = subprocess.run(
        ["git", "-C", str(ROOT), "rev-parse", "--is-shallow-repository"],
        capture_output=True,
        text=True,
    )
    if shallow.stdout.strip() != "false":
        pytest.skip("this project's own history is not at hand, so its own garden can't be built")
    return ROOT


@pytest.mark.parametrize("directories", [True, False], ids=["page/", "page.html"])
def test_every_link_leads_to_a_file_and_every_anchor_is_there(
    garden: Path, tmp_path: Path, directories: bool
) -> None:
    """No address of either style is broken; MkDocs' own strict check agrees."""
    style = "--use-directory-urls" if directories else "--no-directory-urls"
    built = run_engine(garden, tmp_path / "site", "--strict", style)
    assert 40 < len(addresses(built.site))
    assert directories == (built.site / "attribution" / "index.html").is_file()
    assert [] == list(broken_links(built.site))


def test_both_styles_have_the_same_pages(demo: Path, tmp_path: Path) -> None:
    """`people/bea/index.html` is `people/bea.html` in the other style; nothing is left out."""
    stems = []
    for style in ("--use-directory-urls", "--no-directory-urls"):
        built = run_engine(demo, tmp_path / style, style)
        stems.append(
            {one.removesuffix(".html").removesuffix("/index") for one in addresses(built.site)}
        )
    assert stems[0] == stems[1]
