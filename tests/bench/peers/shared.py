# What every row needs: a small scripted repository, what the peer prints for a page of it, what we
# print for the same page. Why here: the rows differ only in their history. The peer runs with its
# best settings: co-authors on, shares on. Must not know: any case.
"""Ask a peer and ourselves who made a page."""

from __future__ import annotations

import html
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).resolve()
ROOT = HERE.parents[3]
PEER = "mkdocs-git-authors-plugin"
PAGE = "docs/lessons/knots.md"

sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "plugins"), str(ROOT / "contrib_tools")]

from support.repo import Repo  # noqa: E402
from support.run import pollinate  # noqa: E402

CONFIG = {
    "site_name": "Peers",
    "theme": {"name": None, "custom_dir": "theme"},
    "plugins": [
        {
            "git-authors": {
                "add_co_authors": True,
                "show_contribution": True,
                "show_email_address": False,
            }
        }
    ],
}
TEMPLATE = "<html><body>{{ page.content }}<footer>{{ git_page_authors }}</footer></body></html>\n"


def new_repo(folder: str) -> Repo:
    """Start a repository with the peer's configuration, which belongs to nobody in the story."""
    repo = Repo(Path(folder) / "repo")
    repo.write("mkdocs.yml", json.dumps(CONFIG))
    repo.write("theme/main.html", TEMPLATE)
    repo.commit("Setup <setup@harbour.test.org>", "Set up")
    return repo


def peer_says(folder: Path, page: str = PAGE) -> str:
    """Return what the peer puts under a page, in words, or the last line of its error."""
    with tempfile.TemporaryDirectory() as out:
        quiet = {
            key: value
            for key, value in os.environ.items()
            if key not in ("CI", "GITHUB_ACTIONS", "GITLAB_CI")
        }
        command = [sys.executable, "-m", "mkdocs", "build", "-q", "--site-dir", out]
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, check=False, env=quiet
        )
        if done.returncode:
            return done.stderr.strip().splitlines()[-1]
        built = Path(out) / page.removeprefix("docs/").removesuffix(".md") / "index.html"
        footer = re.search(r"<footer>(.*?)</footer>", built.read_text(encoding="utf-8"), re.S)
        assert footer is not None
        return html.unescape(re.sub(r"<[^>]+>", "", footer[1])).strip()


def we_say(folder: Path, page: str = PAGE) -> str:
    """Return what `pollinate credits` says about a page, in words, or its error."""
    done = pollinate("-C", str(folder), "--docs-dir", "docs", "credits", page, "--format", "json")
    if done.returncode:
        # The place of the folder, which stands first, is another one at each run.
        return "refuses: " + done.stderr.splitlines()[0].removeprefix("Error: ").split(": ", 1)[
            -1
        ].rstrip(".")
    document = json.loads(done.stdout)
    names = {slug: one["name"] for slug, one in document["contributors"].items()}
    credits = document["lessons"][page]["credits"]
    tools = document["lessons"][page]["tools"]
    helped = f", with the help of {', '.join(tools)}" if tools else ""
    said = ", ".join(
        (
            f"{names[one['contributor']]} ({one['share']:.0%})".replace("%", " %")
            if one["words"]
            else f"{names[one['contributor']]} ({' and '.join(one['roles'])})"
        )
        for one in credits
    )
    return said + helped


Story = Callable[[Repo], tuple[Path, str]]
"""Writes the history; returns the folder to build and the page to ask about."""


def row(name: str, happened: str, story: Story) -> str:
    """Return one row of the table."""
    with tempfile.TemporaryDirectory() as folder:
        repo = new_repo(folder)
        where, page = story(repo)
        return f"| {name} | {happened} | {peer_says(where, page)} | {we_say(where, page)} |"


def heading() -> str:
    """Return the head of the table."""
    return (
        f"| case | what happened | {PEER} {version(PEER)} says | pollinate says"
        " |\n|---|---|---|---|"
    )
