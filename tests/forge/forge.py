# A forge for tests: a bare repository whose hooks open requests, over a path and over HTTP on this
# machine, with two logins. Started and ended by the tests; what only a live forge can show stands
# in docs/developers/smoke.md. Must not know: pollinate.
"""Run a small forge."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

LOGINS = {"ana": "secret-a", "bea": "secret-b"}
_PRE = """#!{python}
import os, sys
count = int(os.environ.get("GIT_PUSH_OPTION_COUNT", 0))
for line in sys.stdin:
    old, new, ref = line.split()
    if ref == "refs/heads/main" and set(old) != {{"0"}}:
        sys.exit("main is a protected branch: open a request")
"""
_POST = """#!{python}
import json, os, pathlib, subprocess, sys
count = int(os.environ.get("GIT_PUSH_OPTION_COUNT", 0))
said = dict(os.environ[f"GIT_PUSH_OPTION_{{n}}"].partition("=")[::2] for n in range(count))
for line in sys.stdin:
    old, new, ref = line.split()
    if "merge_request.create" in said:
        store = pathlib.Path("merge-requests.json")
        found = json.loads(store.read_text()) if store.is_file() else {{}}
        number = found.get(ref, {{}}).get("number", len(found) + 1)
        found[ref] = {{"number": number, "head": new, **said}}
        store.write_text(json.dumps(found))
        subprocess.run(["git", "update-ref", f"refs/merge-requests/{{number}}/head", new])
        print("View merge request", number)
"""


@dataclass(frozen=True)
class Forge:
    """A bare repository that takes requests."""

    path: Path

    def git(self, *args: str) -> str:
        """Run git in it."""
        done = subprocess.run(
            ["git", "-C", str(self.path), *args], capture_output=True, text=True, check=True
        )
        return done.stdout

    def requests(self, name: str = "requests.json") -> list[dict[str, Any]]:
        """Return all requests, the oldest first."""
        store = self.path / name
        found = json.loads(store.read_text()).values() if store.is_file() else ()
        return sorted(found, key=lambda one: int(one["number"]))

    def refuse(self, words: str) -> None:
        """Refuse all requests from now on."""
        (self.path / "refuse").write_text(words)

    def squash(self, number: int, work: Path) -> None:
        """Merge a request as one commit, as forges do: the first commit's author, the title, and
        all co-authors.
        """
        request = next(one for one in self.requests() if one["number"] == number)
        run(work, "clone", "-q", str(self.path), str(work / "merge"))
        there = work / "merge"
        run(there, "fetch", "-q", "origin", f"refs/pull/{number}/head")
        rows = run(there, "rev-list", "--reverse", "HEAD..FETCH_HEAD").split()
        author = run(there, "log", "-1", "--format=%an <%ae>", rows[0]).strip()
        body = "".join(run(there, "log", "-1", "--format=%B", row) for row in rows)
        trailers = {line for line in body.splitlines() if ": " in line and "-by" in line}
        run(there, "merge", "-q", "--squash", "FETCH_HEAD")
        message = f"{request['title']} (#{number})\n\n" + "\n".join(sorted(trailers))
        run(there, "commit", "-q", f"--author={author}", "-m", message)
        (self.path / "hooks" / "pre-receive").rename(self.path / "hooks" / "off")
        run(there, "push", "-q", "origin", "HEAD:main")
        (self.path / "hooks" / "off").rename(self.path / "hooks" / "pre-receive")


def run(where: Path, *args: str) -> str:
    """Run git as the forge itself."""
    names = {
        f"GIT_{role}_{what}": value
        for role in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", "Forge"), ("EMAIL", "forge@h.test.org"))
    }
    done = subprocess.run(
        ["git", "-C", str(where), *args],
        capture_output=True,
        text=True,
        env={**os.environ, **names, "GIT_CONFIG_GLOBAL": os.devnull},
    )
    assert not done.returncode, done.stderr
    return done.stdout


def make_forge(path: Path, seed: Path) -> Forge:
    """Make a forge that holds a repository's main branch."""
    path.mkdir(parents=True)
    forge = Forge(path)
    run(path, "init", "-q", "--bare", "-b", "main")
    run(seed, "push", "-q", str(path), "HEAD:refs/heads/main")
    for key, value in (
        ("receive.procReceiveRefs", "refs/for"),
        ("receive.advertisePushOptions", "true"),
        ("http.receivepack", "true"),
        ("uploadpack.allowAnySHA1InWant", "true"),
    ):
        forge.git("config", key, value)
    hooks = path / "hooks"
    hooks.mkdir(exist_ok=True)
    shutil.copy(Path(__file__).with_name("proc_receive.py"), hooks / "proc-receive")
    for name, text in (("pre-receive", _PRE), ("post-receive", _POST)):
        (hooks / name).write_text(text.format(python=sys.executable))
    for name in ("proc-receive", "pre-receive", "post-receive"):
        (hooks / name).chmod(0o755)
    return forge


class Backend(BaseHTTPRequestHandler):
    """Hands requests on to `git http-backend`; who pushes needs a login."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: Any, root: Path) -> None:
        self.root = root
        super().__init__(*args)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def _who(self) -> str:
        head = self.headers.get("Authorization", "")
        told = base64.b64decode(head.removeprefix("Basic ")).decode() if head else ":"
        name, _, word = told.partition(":")
        return name if LOGINS.get(name) == word else ""

    def _answer(self) -> None:
        who, (path, _, query) = self._who(), self.path.partition("?")
        if not who and "git-receive-pack" in self.path:
            self.send_response(401)
            self.send_header("WWW-Authenticate", 'Basic realm="forge"')
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        body = self._body()
        done = subprocess.run(
            ["git", "http-backend"],
            input=body,
            capture_output=True,
            env={
                **os.environ,
                "GIT_PROJECT_ROOT": str(self.root),
                "GIT_HTTP_EXPORT_ALL": "1",
                "PATH_INFO": path,
                "QUERY_STRING": query,
                "REQUEST_METHOD": self.command,
                "CONTENT_TYPE": self.headers.get("Content-Type", ""),
                "CONTENT_LENGTH": str(len(body)),
                "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
                "REMOTE_USER": who,
                "REMOTE_ADDR": "127.0.0.1",
                "HTTP_GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
            },
        )
        head, _, rest = done.stdout.partition(b"\r\n\r\n")
        fields = [line.split(": ", 1) for line in head.decode().split("\r\n") if ": " in line]
        status = next((v for k, v in fields if k == "Status"), "200")
        self.send_response(int(status.split()[0]))
        for key, value in fields:
            if key != "Status":
                self.send_header(key, value)
        self.send_header("Content-Length", str(len(rest)))
        self.end_headers()
        self.wfile.write(rest)

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding", "") != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        found = b""
        while size := int(self.rfile.readline().strip() or b"0", 16):
            found += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return found

    do_GET = do_POST = _answer  # noqa: N815


@contextmanager
def over_http(forge: Forge) -> Iterator[int]:
    """Serve a forge; give the port."""
    handler = partial(Backend, root=forge.path.parent)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()
