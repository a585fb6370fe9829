# A share on another machine, without a network: what is sent is unpacked elsewhere, and what comes
# back makes the site of one build. Must not know: who carries it there.
"""Test rendering shares from what was sent."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pollinate.history.carried import pack
from pollinate.history.workspace import locate
from pollinate.plan import Share
from pollinate_cli.cli import GardenPlace
from pollinate_cli.cluster import errand_of
from pollinate_cli.share_worker import Errand, forget, render_share
from pollinate_cli.site_config import site_config
from support.repo import Repo
from support.run import pollinate
from support.sites import differences

CONFIG = """site_name: S
site_description: !ENV [POLLINATE_SAID, none]
theme: {name: material, font: false}
docs_dir: ../texts
plugins:
  - pollinate/garden
"""


def errand_and_garden(place: GardenPlace) -> tuple[Errand, bytes]:
    """Return what a worker is sent."""
    with site_config(place) as (path, settings):
        workspace = locate(settings)
        garden = pack(workspace)
        build: Any = SimpleNamespace(path=path)
        return errand_of(build, place, workspace.root, garden), garden


def carried(place: GardenPlace, folder: Path, variables: Mapping[str, str]) -> list[str]:
    """Return how the site of shares that were rendered elsewhere, by a worker with `variables`,
    differs from that of one build.
    """
    errand, garden = errand_and_garden(place)
    parts = []
    with pytest.MonkeyPatch.context() as there:
        for name, value in variables.items():
            there.setenv(name, value)
        for number in (1, 2):
            answer = render_share(errand, garden, Share(number, 2))
            assert not answer.problem
            parts.append(folder / f"part-{number}")
            parts[-1].write_bytes(answer.part)
        forget(errand.name)
    given = ("-C", str(place.directory), *place.options())
    for verb in (("build", "--full"), ("join", *map(str, parts))):
        done = pollinate(*given, *verb, "-q", "--site-dir", str(folder / verb[0]))
        assert 0 == done.returncode, done.stderr
    return list(differences(folder / "build", folder / "join"))


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """Give a repository with lessons."""
    repo = Repo(tmp_path / "my garden")
    for name in "abc":
        repo.write(f"texts/lessons/{name}.md", f"# {name}\n\nWords.\n")
    repo.commit()
    return repo


def test_settings_that_lie_in_a_folder_of_the_repository(repo: Repo, tmp_path: Path) -> None:
    """They are there on a worker too; what it has of variables that they ask for is none of ours."""
    repo.write("conf ä/mkdocs.yml", CONFIG)
    repo.commit()
    place = GardenPlace(repo.path / "conf ä", "", ())

    assert [] == carried(place, tmp_path, {"POLLINATE_SAID": "of the worker"})


@pytest.mark.parametrize("docs", ["texts", "{root}/texts"])
def test_a_garden_without_settings_goes_by_the_name_of_its_folder(
    repo: Repo, tmp_path: Path, docs: str
) -> None:
    """On each worker as here, and wherever its pages lie there."""
    place = GardenPlace(repo.path, docs.format(root=repo.path), ())

    assert [] == carried(place, tmp_path, {})
    assert "my garden" in (tmp_path / "join/lessons/a/index.html").read_text()
