# The examples of headers in the handbook, one for each kind of server: read by the rules of each
# file's form, by the server itself where this machine has it, and all saying the same.
# Must not know: pages.
"""Test the handbook's header files."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

PAGE = Path(__file__).resolve().parent.parent / "docs" / "guide" / "publishing.md"
WANTED = {
    "Content-Security-Policy": "frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}


def block(language: str) -> str:
    """Return the example of one kind in the section on headers."""
    section = PAGE.read_text(encoding="utf-8").split("### Headers")[1].split("\n## ")[0]
    [found] = re.findall(rf"^```{language}\n(.*?)^```", section, re.M | re.S)
    return str(found)


def of_nginx(text: str) -> dict[str, str]:
    """Read directives: words that end in a semicolon."""
    assert "{" not in text and text.count('"') % 2 == 0
    lines = [shlex.split(one) for one in text.replace("\n", " ").split(";") if one.strip()]
    assert all(["add_header", 4, "always"] == [one[0], len(one), one[3]] for one in lines)
    return {one[1]: one[2] for one in lines}


def of_apache(text: str) -> dict[str, str]:
    """Read lines within one section that is closed."""
    first, *lines, last = text.strip().splitlines()
    assert ("<IfModule mod_headers.c>", "</IfModule>") == (first, last)
    words = [shlex.split(line) for line in lines]
    assert all(["Header", "always", "set"] == one[:3] and len(one) == 5 for one in words)
    return {one[3]: one[4] for one in words}


def of_headers_file(text: str) -> dict[str, str]:
    """Read a path and, below it and further in, one header a line."""
    path, *lines = text.splitlines()
    assert "/*" == path and all(re.fullmatch(r"  [\w-]+: \S.*", line) for line in lines)
    return dict(line.strip().split(": ", 1) for line in lines)


def of_gitlab(text: str) -> dict[str, str]:
    """Read a list of Ruby's texts."""
    found = re.fullmatch(r"gitlab_pages\['headers'\] = \[\n((?:  \"[^\"]+\",?\n)+)\]\n", text)
    assert found is not None and not found[1].rstrip().endswith(",")
    return dict(one.split(": ", 1) for one in re.findall(r'"([^"]+)"', found[1]))


READ: dict[str, Callable[[str], dict[str, str]]] = {
    "nginx": of_nginx, "apache": of_apache, "text": of_headers_file, "ruby": of_gitlab,
}  # fmt: skip


@pytest.mark.parametrize("kind", READ)
def test_each_server_is_told_the_same(kind: str) -> None:
    """Each example is well formed, and sets the same headers to the same values."""
    assert WANTED == READ[kind](block(kind))


def test_the_headers_hold_no_hash() -> None:
    """Nothing of them goes out of date with a build, and none loosens what a page says itself."""
    assert all("sha256" not in block(kind) and "unsafe" not in block(kind) for kind in READ)


def test_nginx_takes_it(tmp_path: Path) -> None:
    """Where there is an nginx, it finds nothing wrong with the example."""
    nginx = shutil.which("nginx")
    if nginx is None:
        pytest.skip("no nginx on this machine")
    config = tmp_path / "nginx.conf"
    config.write_text(
        f"pid {tmp_path}/pid; events {{}} http {{ server {{ listen 127.0.0.1:0;"
        f" {block('nginx')} }} }}"
    )
    done = subprocess.run(
        [nginx, "-t", "-p", str(tmp_path), "-c", str(config)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
