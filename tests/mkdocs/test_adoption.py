# The built wheel, alone in a fresh environment, on a large site that was there before: nothing is
# lost or moved. Must not know: how a plugin does it.
"""Test the adoption of an existing site."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from support.run import ROOT
from support.shared import made_once

from tests.mkdocs.big_site import configure, write_site
from tests.mkdocs.sites import Built, addresses, broken_links, navigation, run_engine


@pytest.fixture(scope="session")
def wheel_python(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Give an interpreter that has our wheel, and our dependencies, but not this checkout."""
    return str(made_once(tmp_path_factory, "wheel", install_wheel) / "venv" / "bin" / "python")


def install_wheel(place: Path) -> None:
    """Build our wheel and install it in a fresh environment."""
    build = [
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "--outdir",
        str(place),
        str(ROOT),
    ]
    subprocess.run(build, check=True, capture_output=True)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(place / "venv")], check=True)
    python = str(place / "venv" / "bin" / "python")
    packages = Path(
        subprocess.check_output(
            [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], text=True
        ).strip()
    )
    wheel = next(place.glob("pollinate-*.whl"))
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "install",
            "-q",
            "--no-deps",
            "--no-index",
            "--target",
            str(packages),
            str(wheel),
        ],
        check=True,
    )
    # A path file adds the dependencies as a plain folder: the finders of editable installs in it
    # stay asleep.
    (packages / "dependencies.pth").write_text(
        sysconfig.get_path("purelib") + "\n", encoding="utf-8"
    )
    where = (
        "import pollinate, pollinate_mkdocs; print(pollinate.__file__, pollinate_mkdocs.__file__)"
    )
    found = subprocess.check_output(
        [python, "-c", where], text=True, cwd=place, env={"PATH": "/usr/bin:/bin"}
    ).split()
    assert [True, True] == [Path(one).is_relative_to(packages) for one in found]


@pytest.fixture(scope="session")
def site_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the site as a repository."""
    root = tmp_path_factory.mktemp("large") / "site"
    write_site(root)
    return root


@pytest.fixture(scope="session", params=["explicit nav", "awesome-nav"])
def before_and_after(
    request: pytest.FixtureRequest,
    site_root: Path,
    wheel_python: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Built, Built]:
    """Give the site built without and with our plugins."""

    def build(folder: Path) -> None:
        for ours in (False, True):
            configure(site_root, explicit=request.param == "explicit nav", ours=ours)
            env = {"PYTHONPATH": ""}
            built = run_engine(site_root, folder / f"site {ours}", python=wheel_python, env=env)
            (folder / f"log {ours}").write_text(built.log, encoding="utf-8")

    made = made_once(tmp_path_factory, f"adopted-{request.param}", build)
    before, after = (
        Built(made / f"site {ours}", (made / f"log {ours}").read_text(encoding="utf-8"))
        for ours in (False, True)
    )
    return before, after


def test_no_page_is_lost_and_no_address_changes(before_and_after: tuple[Built, Built]) -> None:
    """Every HTML file of before is there after."""
    before, after = (addresses(one.site) for one in before_and_after)
    assert 800 < len(before)
    assert set() == before - after
    assert before < after


def test_the_navigation_stays_as_it_was(before_and_after: tuple[Built, Built]) -> None:
    """The same items under the same names, on the home page and on a page of a part."""
    before, after = before_and_after
    for page in ("index.html", "part01/p001/index.html"):
        assert 20 < len(navigation(before.read("index.html")))
        assert navigation(before.read(page)) == navigation(after.read(page))


def test_no_warning_comes_with_us(before_and_after: tuple[Built, Built]) -> None:
    """The log has no warning that was not there before."""
    before, after = before_and_after
    assert [] == [line for line in after.warnings() if line not in before.warnings()]


def test_pages_at_our_addresses_stay_their_owners(before_and_after: tuple[Built, Built]) -> None:
    """The people folder of the site is still the site's."""
    after = before_and_after[1]
    assert "This page was here first." in after.read("people/index.html")
    assert "Ana keeps the boats." in after.read("people/ana/index.html")
    assert "Bea prints the lists." in after.read("people/bea/index.html")


def test_redirects_tags_blog_and_macros_still_work(before_and_after: tuple[Built, Built]) -> None:
    """What other plugins make is there as before."""
    after = before_and_after[1]
    assert "../../part01/p001/" in after.read("old/start/index.html")
    assert "part00/p000/" in after.read("tags/index.html")
    assert "The site is Large." in after.read("part00/p000/index.html")
    assert 10 <= sum(path.startswith("blog/2026/") for path in addresses(after.site))


def test_lessons_are_credited(before_and_after: tuple[Built, Built]) -> None:
    """It is not only harmless: a page says who made it."""
    after = before_and_after[1].read("part00/p000/index.html")
    assert "pl-byline" in after
    assert "Ana Reyes" in after


def test_every_new_link_leads_somewhere(before_and_after: tuple[Built, Built]) -> None:
    """Nothing that was added points into the void: on our pages, and on a sample of the site's."""
    after = before_and_after[1]
    ours = (
        "people/",
        "attribution/",
        "acknowledgements/",
        "sources/",
        "lineage/",
        "part00/",
        "index.html",
        "404.html",
        "blog/",
    )
    assert [] == list(broken_links(after.site, "/docs/", ours))
