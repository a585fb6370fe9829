#!/usr/bin/env python3
# The hook that makes a bare repository a forge: pushes to refs/for/BRANCH open a request, or change
# the one of that topic, as Gitea and Forgejo do (AGit). Format: githooks(5), "proc-receive".
# Standard library only: git starts it. Must not know: pollinate.
"""Open requests on a push."""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path


def read_line() -> bytes | None:
    """Return one pkt-line; None for a flush, or the end."""
    size = sys.stdin.buffer.read(4)
    length = int(size or b"0", 16)
    return sys.stdin.buffer.read(length - 4) if length > 4 else None


def lines() -> Iterator[bytes]:
    """Yield the lines before the next flush."""
    while (line := read_line()) is not None:
        yield line.rstrip(b"\n")


def write(*told: str) -> None:
    """Write lines and a flush."""
    for line in told:
        data = line.encode()
        sys.stdout.buffer.write(b"%04x%s" % (len(data) + 4, data))
    sys.stdout.buffer.write(b"0000")
    sys.stdout.buffer.flush()


def take(new: str, ref: str, said: dict[str, str]) -> list[str]:
    """Open or change a request; return what git is told."""
    topic, target = said.get("topic", ""), ref.removeprefix("refs/for/")
    if not topic:
        return [f"ng {ref} a push to refs/for needs a topic"]
    if Path("refuse").is_file():
        return [f"ng {ref} {Path('refuse').read_text().strip()}"]
    with open("requests.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        store = Path("requests.json")
        requests = json.loads(store.read_text()) if store.is_file() else {}
        who = os.environ.get("REMOTE_USER", "")
        key = f"{who}:{target}:{topic}"
        old = requests.get(key)
        number = old["number"] if old else len(requests) + 1
        if old:
            forked = subprocess.run(["git", "merge-base", "--is-ancestor", old["head"], new])
            if forked.returncode:
                return [f"ng {ref} non-fast-forward"]
        requests[key] = {
            "number": number,
            "head": new,
            "target": target,
            "topic": topic,
            "who": who,
            "title": said.get("title", old["title"] if old else ""),
            "description": said.get("description", ""),
        }
        store.write_text(json.dumps(requests))
        name = f"refs/pull/{number}/head"
        subprocess.run(["git", "update-ref", name, new], check=True)
    print(f"Visit request {number}", file=sys.stderr)
    told = [f"ok {ref}", f"option refname {name}", f"option new-oid {new}"]
    return [*told, f"option old-oid {old['head']}"] if old else told


def main() -> None:
    """Answer git."""
    list(lines())
    write("version=1\0push-options\n")
    commands = [line.decode().split(" ", 2) for line in lines()]
    options = dict(line.decode().partition("=")[::2] for line in lines())
    write(*(one for _, new, ref in commands for one in take(new, ref, options)))


if __name__ == "__main__":
    main()
