# A cluster of Dask renders the shares of a site: a scheduler and workers as processes of their own,
# as somebody would run them. Must not know: what a share holds.
"""Test building on a cluster."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from support.run import OURS, pollinate
from support.sites import differences, whole_site

pytest.importorskip("distributed", reason="the extra pollinate[dask] is not installed")
ENV = {
    **os.environ,
    "PYTHONPATH": OURS,
    "DASK_DISTRIBUTED__DIAGNOSTICS__NVML": "False",
    "DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL": "10s",
}
SLOW = """
import os, signal, sys, time
from pathlib import Path
import pollinate_cli.share_worker as ours
before = ours.run_module
def slow(*args, **how):
    Path({folder!r}, str(os.getpid())).touch()
    time.sleep(3)
    return before(*args, **how)
ours.run_module = slow
"""


class Cluster:
    """A scheduler, and workers that come and go."""

    def __init__(self, until: ExitStack, folder: Path) -> None:
        self._until, self._folder = until, folder
        with closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
        port = self.address.rpartition(":")[2]
        self.scheduler = self._start(
            "scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard"
        )

    def worker(self, *more: str, env: dict[str, str] | None = None) -> subprocess.Popen[bytes]:
        """Start a worker."""
        args = ("--no-nanny", "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1")
        where = ("--local-directory", str(self._folder))
        return self._start("worker", self.address, *args, *where, *more, env=env)

    def _start(self, *args: str, env: dict[str, str] | None = None) -> subprocess.Popen[bytes]:
        place = self._folder / f"{args[0]}-{time.monotonic_ns()}.log"
        log = self._until.enter_context(place.open("wb"))
        process = subprocess.Popen(
            [sys.executable, "-m", "distributed.cli.dask_" + args[0], *args[1:]],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env={**ENV, **(env or {})},
            cwd=self._folder,
        )
        self._until.callback(process.wait)
        self._until.callback(process.kill)
        return process

    def wait(self, count: int) -> None:
        """Wait until the scheduler answers, and so many workers are there."""
        from distributed import Client

        with Client(self.address, timeout=60, set_as_default=False) as client:  # type: ignore[no-untyped-call]
            if count:
                client.wait_for_workers(count, timeout=60)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """Give a scheduler without workers."""
    (tmp_path / "cluster").mkdir()
    with ExitStack() as until:
        yield Cluster(until, tmp_path / "cluster")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the sample garden."""
    garden = tmp_path_factory.mktemp("cluster") / "garden"
    assert 0 == pollinate("demo", str(garden)).returncode
    return garden


@pytest.fixture(scope="module")
def whole(demo: Path) -> Path:
    """Give the site that one build makes here."""
    return whole_site(demo, demo.parent / "whole")


def built(garden: Path, address: str, site: Path, *more: str) -> subprocess.Popen[str]:
    """Begin a build on a cluster."""
    args = ["-C", str(garden), "build", "--dask", address, "--site-dir", str(site), *more]
    return subprocess.Popen(
        [sys.executable, "-m", "pollinate_cli", *args],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=ENV,
    )


def seen(what: Callable[[], object], seconds: float = 60) -> None:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.05)


def test_a_worker_that_is_killed_costs_time_alone(
    demo: Path, whole: Path, cluster: Cluster, tmp_path: Path
) -> None:
    """Of three, one is lost while it renders: the site is that of one build, byte for byte."""
    began = tmp_path / "began"
    began.mkdir()
    (tmp_path / "slow.py").write_text(SLOW.format(folder=str(began)))
    slow = {"PYTHONPATH": f"{tmp_path}{os.pathsep}{OURS}"}
    workers = [cluster.worker("--preload", "slow", env=slow) for _ in range(3)]
    cluster.wait(3)
    build = built(demo, cluster.address, tmp_path / "site", "--workers", "4")
    pids = {str(one.pid): one for one in workers}
    seen(lambda: any(one.name in pids for one in began.iterdir()))
    lost = next(one.name for one in began.iterdir() if one.name in pids)
    pids[lost].send_signal(signal.SIGKILL)
    said = build.communicate(timeout=120)[1]

    assert 0 == build.returncode, said
    assert [] == list(differences(whole, tmp_path / "site"))
    assert "4 shares go to 3 workers" in said
    count = re.search(r"of ([0-9]+) pages, ([0-9]+) came in parts and 0 were rendered here", said)
    assert count is not None and count[1] == count[2], said


def test_whoever_stops_waits_for_no_share(demo: Path, cluster: Cluster, tmp_path: Path) -> None:
    """The build ends at once, and what workers unpacked is gone when it has."""
    began, left = tmp_path / "began", tmp_path / "left"
    began.mkdir()
    left.mkdir()
    # Only the time that a share takes counts here.
    (tmp_path / "slow.py").write_text(SLOW.format(folder=str(began)).replace("(3)", "(10)"))
    path = f"{tmp_path}{os.pathsep}{OURS}"
    cluster.worker("--preload", "slow", env={"PYTHONPATH": path, "TMPDIR": str(left)})
    cluster.wait(1)
    build = built(demo, cluster.address, tmp_path / "site", "--workers", "3")
    seen(lambda: any(began.iterdir()))
    build.send_signal(signal.SIGTERM)
    stopped = time.monotonic()
    said = build.communicate(timeout=60)[1]

    assert 130 == build.returncode, said
    assert time.monotonic() - stopped < 9
    assert [] == list(left.glob("pollinate-garden-*"))
    assert not (tmp_path / "site").exists()


def test_a_share_that_fails_is_named(demo: Path, cluster: Cluster, tmp_path: Path) -> None:
    """With the words of the build there; the last site stays, and no garden is left on a worker."""
    garden = tmp_path / "garden"
    subprocess.run(["git", "clone", "-q", str(demo), str(garden)], check=True)
    own = garden / "overrides/pollinate"
    own.mkdir(parents=True)
    (own / "credit.html").write_text("{{ nothing.of.it }}\n")
    config = garden / "mkdocs.yml"
    config.write_text(
        config.read_text().replace(
            "  name: material\n", "  name: material\n  custom_dir: overrides\n"
        )
    )
    args = ("-c", "user.name=A", "-c", "user.email=a@b.c")
    subprocess.run(["git", "-C", str(garden), "add", "-A"], check=True)
    subprocess.run(["git", "-C", str(garden), *args, "commit", "-qm", "Own"], check=True)
    site = tmp_path / "site"
    site.mkdir()
    left = tmp_path / "left"
    left.mkdir()
    cluster.worker(env={"TMPDIR": str(left)})
    cluster.wait(1)
    build = built(garden, cluster.address, site, "--workers", "2")
    said = build.communicate(timeout=120)[1]

    assert 2 == build.returncode, said
    assert "the cluster could not render all shares" in said
    assert "share 1/2: " in said
    assert [] == list(site.iterdir())
    assert [] == list(left.glob("pollinate-*"))


def test_nobody_answers(demo: Path, tmp_path: Path) -> None:
    """An address where nothing runs, and one that is none."""
    for address in ("tcp://127.0.0.1:9", "nowhere"):
        build = built(demo, address, tmp_path / "site")
        said = build.communicate(timeout=60)[1]

        assert 2 == build.returncode, said
        assert "no scheduler of Dask answers there" in said
        assert "Traceback" not in said


def test_a_cluster_without_workers(demo: Path, cluster: Cluster, tmp_path: Path) -> None:
    """Nobody waits for workers that nobody started."""
    cluster.wait(0)
    build = built(demo, cluster.address, tmp_path / "site")
    said = build.communicate(timeout=60)[1]

    assert 2 == build.returncode, said
    assert "this scheduler has no workers" in said


def test_other_packages_are_refused_first(demo: Path, cluster: Cluster, tmp_path: Path) -> None:
    """Before anything is sent: the worker, the package and both versions are named."""
    (tmp_path / "other.py").write_text(
        "import pollinate_cli.share_inputs as ours\n"
        "before = ours.version\n"
        "ours.version = lambda name: '0.1' if name == 'mkdocs' else before(name)\n"
    )
    cluster.worker("--preload", "other", env={"PYTHONPATH": f"{tmp_path}{os.pathsep}{OURS}"})
    cluster.wait(1)
    build = built(demo, cluster.address, tmp_path / "site")
    said = build.communicate(timeout=60)[1]

    assert 2 == build.returncode, said
    assert "mkdocs is 0.1 there and " in said
    assert "shares go to" not in said


def test_what_is_not_committed_is_rendered_here(
    demo: Path, cluster: Cluster, tmp_path: Path
) -> None:
    """Workers get commits; a page that somebody just wrote is on the site all the same."""
    garden = tmp_path / "garden"
    subprocess.run(["git", "clone", "-q", str(demo), str(garden)], check=True)
    with (garden / "docs/index.md").open("a") as file:
        file.write("\nWords of today.\n")
    cluster.worker()
    cluster.wait(1)
    build = built(garden, cluster.address, tmp_path / "site", "--workers", "2")
    said = build.communicate(timeout=120)[1]
    done = pollinate(
        "-C", str(garden), "build", "-q", "--full", "--site-dir", str(tmp_path / "whole")
    )

    assert 0 == build.returncode == done.returncode, said
    assert "and 1 were rendered here" in said
    assert [] == list(differences(tmp_path / "whole", tmp_path / "site"))
