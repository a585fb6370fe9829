# A share on another machine, without a network: what is sent is unpacked elsewhere, and what comes
# back makes the site of one build. Must not know: who carries it there.
"""Test rendering shares from what was sent."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pollinate.history.carried import pack
from pollinate.history.workspace import locate
from pollinate.plan import Share
from pollinate.runtime.program import run_module
from pollinate_cli import share_worker
from pollinate_cli.cli import GardenPlace
from pollinate_cli.cluster import errand_of
from pollinate_cli.share_worker import Errand, forget, render_share
from pollinate_cli.site_config import site_config
from support.repo import Repo
from support.run import pollinate
from support.sites import differences

SLEEP = "import time; time.sleep(60)"
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


def test_nobody_renders_for_a_site_that_is_gone(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever stops a build has its shares end on all workers, also one that comes late, and
    nothing of it lies there.
    """
    monkeypatch.setattr(share_worker, "run_module", _slowly(tmp_path / "began"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "left"))
    (tmp_path / "left").mkdir()
    errand, garden = errand_and_garden(GardenPlace(repo.path, "texts", ()))
    answers: list[share_worker.Answer] = []

    def render() -> None:
        answers.append(render_share(errand, garden, Share(1, 2)))

    rendering = threading.Thread(target=render)
    rendering.start()
    while not (tmp_path / "began").exists():
        time.sleep(0.02)
    forget(errand.name)
    rendering.join(20)
    render()

    assert [True, True] == [bool(answer.problem) for answer in answers]
    assert [] == list((tmp_path / "left").iterdir())


def test_a_garden_that_nobody_renders_goes(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever asked for it was killed, and says nothing any more."""
    monkeypatch.setattr(share_worker, "IDLE", 0.05)
    monkeypatch.setattr(share_worker, "run_module", lambda *_, **__: "")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "left"))
    (tmp_path / "left").mkdir()
    errand, garden = errand_and_garden(GardenPlace(repo.path, "texts", ()))
    with suppress(OSError):
        render_share(errand, garden, Share(1, 2))
    end = time.monotonic() + 20
    while any((tmp_path / "left").iterdir()) and time.monotonic() < end:
        time.sleep(0.02)

    assert [] == list((tmp_path / "left").iterdir())


def _slowly(began: Path) -> Any:
    """Return what runs a module that takes a minute, and says when it began."""

    def run(_: str, folder: str, told: bytes, *__: Any, began: Any, **___: Any) -> str:
        def both(process: Any) -> None:
            began(process)
            mark.touch()

        return run_module("timeit", folder, told, {}, ("-n1", "-r1", SLEEP), began=both)

    mark = began
    return run
