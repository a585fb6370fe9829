# A local server against pages of foreign sites that ask it under their own name.
"""Test under which names a local server answers."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from pollinate_mkdocs.host_guard import only_by_name
from support.repo import Repo
from support.run import ROOT


def _app(environ: dict[str, Any], start: Any) -> list[bytes]:
    start("200 OK", [])
    return [b"the garden"]


def _status(listening: str, host: str) -> str:
    told: list[str] = []
    only_by_name(_app, listening)({"HTTP_HOST": host}, lambda status, _: told.append(status))
    return told[0][:3]


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000", "LOCALHOST:1"]
)
def test_a_server_answers_under_its_own_names(host: str) -> None:
    """With any port, in any case."""
    assert "200" == _status("127.0.0.1", host)


@pytest.mark.parametrize(
    "host", ["evil.test.org", "evil.test.org:8000", "", "localhost.evil.test.org", "127.0.0.1.x"]
)
def test_a_server_answers_under_no_foreign_name(host: str) -> None:
    """A name that somebody else pointed here is refused, in whatever form."""
    assert "421" == _status("127.0.0.1", host)


def test_a_server_for_others_answers_everybody() -> None:
    """Who listens on all addresses wants to be asked; one own name is one's own."""
    assert "200" == _status("0.0.0.0", "build.harbour.test.org")
    assert "200" == _status("build.harbour.test.org", "build.harbour.test.org:80")
    assert "421" == _status("build.harbour.test.org", "evil.test.org")


def test_serve_is_guarded(tmp_path: Path) -> None:
    """`mkdocs serve` with the plugin refuses a foreign name and answers to localhost."""
    repo = Repo(tmp_path / "garden")
    repo.write("mkdocs.yml", "site_name: G\ntheme: mkdocs\nplugins: [pollinate/garden]\n")
    repo.write("docs/index.md", "# Home\n")
    repo.commit(docs__lessons__a="# A\n\nWords.\n")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"]
    env = {"PYTHONPATH": str(ROOT / "plugins"), "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)}
    with subprocess.Popen(command, cwd=repo.path, env=env, stderr=subprocess.DEVNULL) as server:
        try:
            told = _asked(port, f"localhost:{port}")
            assert "Words." in told or "Home" in told
            with pytest.raises(urllib.error.HTTPError, match="421"):
                _asked(port, "evil.test.org")
        finally:
            server.terminate()


def _asked(port: int, host: str) -> str:
    request = urllib.request.Request(f"http://127.0.0.1:{port}/", headers={"Host": host})
    for _ in range(300):
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return str(answer.read().decode())
        except urllib.error.HTTPError:
            raise
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server did not start")
