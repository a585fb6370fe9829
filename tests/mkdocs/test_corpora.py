# The real gardens, by our command line and as ordinary sites under both engines: the same facts, no
# warning, a clean clone. The largest takes half a minute a build, so it goes through our command
# line and one engine only. Must not know: what is on a page.
"""Test real gardens."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from support.run import pollinate
from support.shared import made_once

from tests.mkdocs.sites import Built, broken_links, facts, run_engine

LARGE = "jbranchaud-til"
OURS = ("people/", "acknowledgements/", "attribution/", "sources/", "lineage/")
"""Where the pages that we make stand."""

# Pruned, since each page of an ordinary site of 1,900 has them all in its navigation, which takes
# a hundred times what our parts take, and is none of ours.
CONFIG = """\
site_name: {name}
theme:
  name: material
  features: [navigation.prune]
docs_dir: {docs}
plugins:
  - search
  - pollinate/garden:
      lessons: ["**/*.md"]
  - pollinate/attribution
  - pollinate/acknowledgements
  - pollinate/learned-from
"""


def changed_files(clone: Path) -> list[str]:
    """Return what git sees changed in a clone, after a build."""
    done = subprocess.run(
        ["git", "-C", str(clone), "status", "--porcelain"],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()


@pytest.fixture(scope="session")
def by_command(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Give the garden as our command line builds it."""

    def build(folder: Path) -> None:
        options = ("-C", str(corpus), "--docs-dir", ".", "--lessons", "**/*.md")
        done = pollinate(*options, "build", "--site-dir", str(folder / "site"))
        assert 0 == done.returncode, done.stderr
        (folder / "log").write_text(done.stdout + done.stderr, encoding="utf-8")

    made = made_once(tmp_path_factory, f"command-{corpus.name}", build)
    return Built(made / "site", (made / "log").read_text(encoding="utf-8"))


def test_a_real_garden_builds_by_one_command(by_command: Built, corpus: Path) -> None:
    """No warning of ours, every link of ours leads somewhere, and the clone stays as it was."""
    assert [] == [line for line in by_command.warnings() if "pollinate" in line]
    assert (by_command.site / "people" / "index.html").is_file()
    assert (by_command.site / "garden.json").is_file()
    assert [] == list(broken_links(by_command.site, below=OURS))
    assert [] == changed_files(corpus)


@pytest.mark.parametrize("engine", ["mkdocs", "properdocs"])
def test_a_real_garden_is_the_same_as_an_ordinary_site(
    request: pytest.FixtureRequest, corpus: Path, tmp_path: Path, engine: str
) -> None:
    """A `mkdocs.yml` beside the clone gives the same facts under either engine."""
    if engine == "properdocs" and corpus.name == LARGE:
        pytest.skip("the large garden is compared under one engine")
    by_command: Built = request.getfixturevalue("by_command")
    (tmp_path / "mkdocs.yml").write_text(
        CONFIG.format(name=corpus.name, docs=corpus), encoding="utf-8"
    )
    built = run_engine(tmp_path, tmp_path / "site", engine=engine)
    assert [] == [line for line in built.warnings() if "pollinate" in line]
    expected, found = facts(by_command.site), facts(built.site)
    assert 50 < sum(map(len, expected.values()))
    assert expected.keys() == found.keys()
    assert {} == {
        page: (expected[page], found[page]) for page in expected if expected[page] != found[page]
    }
    assert [] == changed_files(corpus)
