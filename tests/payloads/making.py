# Makes the repository of a request and builds it twice: as a merge would, by MkDocs alone, and as
# a moderator sees it, by `pollinate build --of`. A host on this machine writes down what is asked
# of it meanwhile. Must not know: what a payload is expected to do.
"""Build requests."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import yaml
from payloads.bases import BASES
from payloads.every import Group
from payloads.payload import CANARY, ELSEWHERE, PRIVATE, SETTINGS, TOKEN, Payload
from support.repo import ANA, Repo
from support.run import pollinate
from support.warm import OURS, run_module

STANDIN = Path(__file__).parent / "standin"
CPU_SECONDS = 2
MOST_MEMORY = 1_500_000_000
MOST_SECONDS = 100
TWIN = "This page is harmless and whole, from its first word to its last."
NOTES = f"# {PRIVATE}\n# --8<-- [start:part]\n{PRIVATE} words\n# --8<-- [end:part]\n{PRIVATE} end\n"
ATTRIBUTES = ".gitattributes"
FILTER = "filter.leave-a-trace.smudge"


@dataclass(frozen=True, kw_only=True)
class Made:
    """How a build ended."""

    code: int
    log: str
    seconds: float
    asked: list[str]
    ran: list[str]
    leaks: list[str]
    """Files of the site that hold a secret."""
    stuck: bool
    changed: list[tuple[str, str]]
    """Mode and path of each file that the request changes and leaves."""


class _Ear(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        """Write down what is asked, and answer with a secret."""
        self.server.asked.append(self.path)  # type: ignore[attr-defined]
        body = CANARY + b"fetched"
        self.send_response(200)
        self.send_header("Content-Type", "image/png" if ".png" in self.path else "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_HEAD = do_POST = do_GET  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def listening() -> Iterator[tuple[str, list[str]]]:
    """Give the address of a host, and the list of what was asked of it."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Ear) as server:
        server.asked = asked = []  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}", asked
        server.shutdown()


@dataclass(frozen=True)
class Places:
    """Where the parts of one request lie."""

    top: Path
    host: str

    def filled(self, words: str, payload: Payload) -> str:
        """Return a text of a payload with its places."""
        for key, value in (
            ("@RAN@", str(self.top / "ran")),
            ("@ELSEWHERE@", str(self.top / "elsewhere")),
            ("@HOST@", self.host),
        ):
            words = words.replace(key, value)
        return payload.named(words)


def write_elsewhere(places: Places) -> None:
    """Write what no build may touch or tell."""
    (places.top / "ran").mkdir()
    other = Repo(places.top / "elsewhere" / "other")
    other.write("plan.md", f"# {ELSEWHERE}\n")
    other.commit()
    (places.top / "elsewhere/plan.md").write_text(f"# {ELSEWHERE}\n\n{ELSEWHERE} words\n")


def write_base(places: Places, name: str, ours: bool) -> Repo:
    """Write the base branch."""
    base = BASES[name]
    repo = Repo(places.top / "garden")
    repo.git("config", "core.protectNTFS", "false")
    repo.git("config", "remote.origin.url", f"https://me:{SETTINGS}@forge.test.org/a/b.git")
    repo.write("mkdocs.yml", base.config(ours))
    repo.write("docs/index.md", "# Home\n")
    repo.write("docs/lessons/kept.md", f"# Kept\n\n{TWIN}\n")
    repo.write("private/notes.md", NOTES)
    repo.write("private/photo.png", PRIVATE)
    for path, words in base.files.items():
        repo.write(path, words)
    repo.commit()
    return repo


def write_request(places: Places, repo: Repo, group: Group) -> None:
    """Write the branch of the request: each payload, and a harmless lesson beside each."""
    repo.git("checkout", "-q", "-b", "request")
    config, author = "", ANA
    for one in group.payloads:
        config += places.filled(one.config, one)
        author = places.filled(one.author, one) or author
        for path, words in one.files.items():
            data = words if isinstance(words, bytes) else places.filled(words, one)
            if path != ATTRIBUTES:
                repo.write(places.filled(path, one), data)
        for path, target in one.links.items():
            file = repo.path / places.filled(path, one)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.unlink(missing_ok=True)
            file.symlink_to(places.filled(target, one))
        repo.write(twin_of(one), f"# Twin\n\n{TWIN}\n")
    if config:
        settings = (repo.path / "mkdocs.yml").read_text(encoding="utf-8")
        repo.write("mkdocs.yml", settings + config)
    repo.git("add", "-A")
    for one in group.payloads:
        if one.odd is not None:
            one.odd(repo.path)
            if one.slug != "many-files":
                repo.git(
                    "add", "-A", *(["docs"] if one.slug == "link-in-the-place-of-docs" else ["."])
                )
    for one in group.payloads:
        # Last, since they say how everything else is staged.
        if words := one.files.get(ATTRIBUTES):
            blob = repo.git("hash-object", "-w", "--stdin", stdin=str(words))
            repo.git("update-index", "--add", "--cacheinfo", f"100644,{blob},{ATTRIBUTES}")
    repo.git("commit", "-q", "-m", "Change", who=author)
    repo.git("checkout", "-q", "-f", "main")


def twin_of(payload: Payload) -> str:
    """Return where the harmless lesson beside a payload stands."""
    return f"docs/lessons/twin-{payload.slug}.md"


def told(
    places: Places,
    site: Path,
    asked: list[str],
    done: subprocess.CompletedProcess[str],
    began: float,
) -> Made:
    """Return how a build ended."""
    files = (path for path in site.rglob("*") if path.is_file() and not path.is_symlink())
    return Made(
        code=done.returncode,
        log=done.stdout + done.stderr,
        seconds=round(time.monotonic() - began, 2),
        asked=asked,
        ran=sorted(path.name for path in (places.top / "ran").iterdir()),
        leaks=sorted(
            path.relative_to(site).as_posix() for path in files if CANARY in path.read_bytes()
        ),
        stuck=done.returncode in (-signal.SIGXCPU, -signal.SIGKILL)
        or any(word in done.stderr for word in ("MemoryError", "unable to allocate")),
        changed=changed(places.top / "garden"),
    )


def changed(repository: Path) -> list[tuple[str, str]]:
    """Return mode and path of each file that the request changes and leaves."""
    done = subprocess.run(
        ["git", "-C", str(repository), "diff-tree", "-r", "-z", "--no-renames", "main", "request"],
        capture_output=True,
        check=True,
    )
    parts = done.stdout.decode("utf-8", "surrogateescape").split("\0")
    pairs = zip(parts[::2], parts[1::2], strict=False)
    return [(told.split()[1], path) for told, path in pairs if not told.endswith(" D")]


def make_live(group: Group, folder: Path) -> None:
    """Merge a request, build it by MkDocs alone, and write down how that ended."""
    with listening() as (host, asked):
        places = Places(folder, host)
        write_elsewhere(places)
        repo = write_base(places, group.base, ours=False)
        write_request(places, repo, group)
        merged = folder / "merged"
        smudge = f"{FILTER}=sh -c 'touch {folder}/ran/filter-of-git-on-pages; cat'"
        repo.git(
            "clone",
            "-q",
            "-b",
            "request",
            "-c",
            "core.protectNTFS=false",
            "-c",
            smudge,
            "-c",
            f"{FILTER[:-7]}.clean=cat",
            str(repo.path),
            str(merged),
        )
        repo.git(
            "-C",
            str(merged),
            "config",
            "remote.origin.url",
            f"https://me:{SETTINGS}@forge.test.org/a/b.git",
        )
        if (merged / ".gitmodules").exists():
            repo.git(
                "-C",
                str(merged),
                "-c",
                "protocol.file.allow=always",
                "submodule",
                "update",
                "--init",
            )
        began = time.monotonic()
        done = run_plain(group, merged, folder / "site")
        if any(one.by_workflow for one in group.payloads):
            run_steps(merged)
        made = told(places, folder / "site", asked, done, began)
    write_down(folder, made)


def run_plain(group: Group, merged: Path, site: Path) -> subprocess.CompletedProcess[str]:
    """Build a site by MkDocs alone, a bomb with limits of time and memory."""
    site.mkdir()
    words = ("build", "-q", "--site-dir", str(site))
    variables = {
        **os.environ,
        "GARDEN_TOKEN": TOKEN,
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONPATH": OURS,
    }
    if not group.has_bomb:
        cold = any(one.cold for one in group.payloads)
        if group.base == "exec":
            variables["PYTHONPATH"] = str(STANDIN)
        return run_module("mkdocs", *words, cwd=merged, env=variables, cold=cold)

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    command = [sys.executable, "-m", "mkdocs", *words]
    try:
        return subprocess.run(
            command,
            cwd=merged,
            env=variables,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=MOST_SECONDS,
            preexec_fn=limit,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, -signal.SIGKILL, "", "over time")


def run_steps(merged: Path) -> None:
    """Run the steps of the request's workflows, as a forge's runner would: a stand-in for one."""
    for path in (merged / ".github" / "workflows").glob("*.yml"):
        for job in yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].values():
            for step in job["steps"]:
                subprocess.run(["sh", "-c", step["run"]], cwd=merged, check=True)


def make_overlay(group: Group, folder: Path) -> None:
    """Build a request as a moderator does, and write down how that ended."""
    with listening() as (host, asked):
        places = Places(folder, host)
        write_elsewhere(places)
        repo = write_base(places, group.base, ours=True)
        write_request(places, repo, group)
        repo.git("config", FILTER, f"sh -c 'touch {folder}/ran/filter-of-git-on-pages; cat'")
        site = folder / "site"
        began = time.monotonic()
        paths = [OURS, str(STANDIN)] if group.base == "exec" else [OURS]
        variables = {"GARDEN_TOKEN": TOKEN, "PYTHONPATH": os.pathsep.join(paths)}
        command = ("-C", str(repo.path), "build", "--of", "request", "--site-dir", str(site))
        try:
            done = pollinate(*command, env=variables, timeout=MOST_SECONDS)
        except subprocess.TimeoutExpired:
            done = subprocess.CompletedProcess(command, -signal.SIGKILL, "", "over time")
        with suppress(FileExistsError):
            site.mkdir()
        made = told(places, site, asked, done, began)
    write_down(folder, made)


def write_down(folder: Path, made: Made) -> None:
    """Keep how a build ended, for all test processes."""
    (folder / "made.json").write_text(json.dumps(asdict(made)), encoding="utf-8")


def read(folder: Path) -> Made:
    """Return how a build ended."""
    return Made(**json.loads((folder / "made.json").read_text(encoding="utf-8")))
