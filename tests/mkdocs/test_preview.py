# The build of a preview: what may work on it, what its pages say, the limits of its process.
"""Test the build of previews."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from pollinate.runtime.confined import bare_environment
from pollinate_mkdocs.preview.allowed import chosen_extensions, chosen_plugins
from pollinate_mkdocs.preview.marked import mark_site
from support.repo import ANA, BEA, Repo
from support.run import ROOT, pollinate

LESSON = "# {}\n\nWe learned to look at both boats before the horn sounds.\n"


def test_only_known_plugins_work_on_a_preview() -> None:
    """What a page can tell to run, read or fetch something is left out, and named; a garden may
    let one in.
    """
    listed = [
        "search",
        {"macros": {"x": 1}},
        "material/privacy",
        "material/tags",
        "pollinate/garden",
    ]
    used, left = chosen_plugins(listed, ())
    assert left == ["macros", "material/privacy"]
    assert "search" in used
    assert "material/tags" in used
    assert chosen_plugins(listed, ["macros"])[1] == ["material/privacy"]
    assert chosen_plugins({"search": None, "kroki": {}}, ())[1] == ["kroki"]


def test_a_garden_that_trusts_its_writers_does_not_trust_strangers() -> None:
    """Whatever it sets, a preview is cleaned, and shows pictures of the site only."""
    listed = [{"pollinate/garden": {"clean": "off", "media": "any", "lessons": ["**/*.md"]}}]
    (used,), _ = chosen_plugins(listed, ())
    assert used == {"pollinate/garden": {"clean": "remove", "media": "own", "lessons": ["**/*.md"]}}
    assert chosen_plugins(["pollinate/garden"], ())[0] == [
        {"pollinate/garden": {"clean": "remove", "media": "own"}}
    ]


def test_only_known_extensions_work_on_a_preview() -> None:
    """Unknown ones are left out, and what reads files that a page names: profiles of people who are
    not shown, and drafts, lie in the folder of pages too.
    """
    listed = ["toc", "markdown.extensions.tables", {"pymdownx.snippets": {"base_path": ["/"]}}]
    used, left = chosen_extensions([*listed, "pymdownx.b64", "markdown_include.include"], ())
    assert used == ["toc", "markdown.extensions.tables"]
    assert left == ["pymdownx.snippets", "pymdownx.b64", "markdown_include.include"]
    assert chosen_extensions(["pymdownx.b64"], ["pymdownx.b64"])[1] == []


def test_every_page_says_what_it_is(tmp_path: Path) -> None:
    """The line stands first in the body of each page, whatever the page holds, with its words
    escaped; search engines are kept out and nothing tells them which pages there are.
    """
    pages = {
        "a.html": "<html><head><title>A</title></head><body class='x'><p>A</p></body></html>",
        "b/index.html": "<p>No head, no body</p>",
        "c.htm": "<HTML><HEAD></HEAD><BODY></BODY></HTML>",
    }
    for name, text in pages.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    (tmp_path / "sitemap.xml").write_text("x")
    assert mark_site(tmp_path, "Preview <b>") == 3
    for name in pages:
        text = (tmp_path / name).read_text()
        assert "Preview &lt;b&gt;</p>" in text
        assert text.count("noindex") == 1
    assert "<body class='x'><p role=\"note\"" in (tmp_path / "a.html").read_text()
    assert not (tmp_path / "sitemap.xml").exists()
    assert "Disallow: /" in (tmp_path / "robots.txt").read_text()


@pytest.fixture
def garden(repo: Repo) -> Repo:
    """Give a garden with a hook of its own, and a request of one lesson."""
    repo.write(
        "mkdocs.yml",
        "site_name: Harbour\ntheme: {name: material, font: false}\nhooks: [hook.py]\n"
        "plugins:\n  - search\n  - pollinate/garden\n  - pollinate/attribution\n",
    )
    repo.write(
        "hook.py", "def on_page_content(html, **_):\n    return html + '<p>By the hook</p>'\n"
    )
    repo.write("docs/index.md", "# Home\n")
    repo.commit(ANA, docs__lessons__a=LESSON.format("A"))
    repo.git("switch", "-q", "-c", "idea")
    return repo


def built(repo: Repo, site: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """Build the preview of `idea`."""
    return pollinate(
        "-C", str(repo.path), "build", "--of", "idea", "--site-dir", str(site), env=dict(env)
    )


def test_a_preview_is_the_base_s_site_with_the_request_s_pages(
    garden: Repo, tmp_path: Path
) -> None:
    """The base's hook works on it, the request's does not; a page outside of lessons is cleaned
    as well; the repository and its site stay as they are.
    """
    garden.write("hook.py", "raise SystemExit('the hook of a stranger')\n")
    garden.write("docs/index.md", "# Home\n\n<script>alert(1)</script>Hello\n")
    garden.commit(BEA, docs__lessons__b=LESSON.format("B") + "\n<script>alert(1)</script>\n")
    garden.git("switch", "-q", "main")
    before = garden.git("for-each-ref"), garden.git("status", "--porcelain")
    site = tmp_path / "preview"
    done = built(garden, site)
    assert done.returncode == 0, done.stderr
    assert "hook.py: code: not previewed" in done.stderr
    page = (site / "lessons/b/index.html").read_text()
    assert "By the hook" in page
    assert "Bea Lind" in page
    for one in ("lessons/b/index.html", "index.html"):
        assert "alert(1)" not in (site / one).read_text(), one
        assert "Preview, not published: idea" in (site / one).read_text(), one
    assert (garden.git("for-each-ref"), garden.git("status", "--porcelain")) == before
    assert not (garden.path / "site").exists()


def test_no_secret_of_the_environment_reaches_a_build(garden: Repo, tmp_path: Path) -> None:
    """A token that a build server holds is not in the process that works on a request."""
    hook = "import os\ndef on_page_content(html, **_):\n    return html + repr(dict(os.environ))\n"
    garden.git("switch", "-q", "main")
    garden.write("hook.py", hook)
    garden.commit(ANA)
    garden.git("switch", "-q", "-C", "idea")
    garden.commit(BEA, docs__lessons__b=LESSON.format("B"))
    site = tmp_path / "preview"
    done = built(garden, site, CI_JOB_TOKEN="xyz-token", HOME=str(tmp_path / "home-of-ana"))
    assert done.returncode == 0, done.stderr
    page = (site / "lessons/b/index.html").read_text()
    assert "POLLINATE_CACHE" in page
    assert "xyz-token" not in page
    assert "home-of-ana" not in page


def test_no_file_of_the_folder_is_taken_for_a_module(garden: Repo, tmp_path: Path) -> None:
    """Whoever stands in a folder that a stranger filled runs nothing of it."""
    garden.commit(BEA, docs__lessons__b=LESSON.format("B"))
    here = tmp_path / "here"
    here.mkdir()
    for name in ("yaml", "mkdocs", "json", "pollinate_mkdocs", "markdown", "sitecustomize"):
        (here / f"{name}.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\n")
    site = tmp_path / "preview"
    words = ("-C", str(garden.path), "build", "--of", "idea", "--site-dir", str(site))
    done = pollinate(*words, cwd=here)
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "ran").exists()


def test_a_build_needs_a_folder_of_its_own(garden: Repo) -> None:
    """A preview never replaces the site."""
    garden.commit(BEA, docs__lessons__b=LESSON.format("B"))
    done = pollinate("-C", str(garden.path), "build", "--of", "idea")
    assert done.returncode == 2
    assert "--of needs --site-dir" in done.stderr
    for verb in ("build", "serve"):
        done = pollinate("-C", str(garden.path), verb, "--base", "main")
        assert "it needs --of" in done.stderr, verb


def confined(
    code: str, tmp_path: Path, memory: int, seconds: int
) -> subprocess.CompletedProcess[str]:
    """Run some code in a process that confined itself."""
    text = (
        "from pollinate.runtime.confined import confine\n"
        f"print(confine({memory}, {seconds}), flush=True)\n{code}\n"
    )
    env = bare_environment(str(tmp_path), {"PYTHONPATH": str(ROOT / "plugins")})
    return subprocess.run(
        [sys.executable, "-c", text], env=env, capture_output=True, text=True, timeout=60
    )


def test_memory_and_time_end(tmp_path: Path) -> None:
    """What takes more memory or more time of a processor than it may is ended."""
    done = confined("x = bytearray(3_000_000_000)", tmp_path, 1_000_000_000, 20)
    assert "MemoryError" in done.stderr
    done = confined("while True: pass", tmp_path, 1_000_000_000, 1)
    assert done.returncode < 0


def test_no_network(tmp_path: Path) -> None:
    """Where the system allows it, nothing is asked of this machine or another; else that is
    said.
    """
    asked: list[str] = []

    class _Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)

        def log_message(self, *_: Any) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), _Listener) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        code = (
            "import urllib.request\ntry:\n    urllib.request.urlopen"
            f"('http://127.0.0.1:{server.server_address[1]}/x', timeout=3)\n"
            "except OSError as error: print('refused')"
        )
        done = confined(code, tmp_path, 1_000_000_000, 20)
        server.shutdown()
    unlimited = json.loads(done.stdout.splitlines()[0].replace("'", '"'))
    assert ("the network" in unlimited) == bool(asked)
    if "the network" not in unlimited:
        assert "refused" in done.stdout


def test_a_build_that_hangs_or_grows_is_told(garden: Repo, tmp_path: Path) -> None:
    """A hook that never ends, and one that takes all memory, end in words."""
    from pollinate.errors import PollinateError
    from pollinate.review.proposal import Place, open_proposal
    from pollinate_cli.preview import build_preview

    garden.git("switch", "-q", "main")
    for hook, limits, words in (
        ("import time\ntime.sleep(600)", {"seconds": 3}, "more than 3 seconds"),
        ("x = bytearray(9_000_000_000)", {"memory": 2_000_000_000}, "more memory"),
        ("raise SystemExit('stop')", {}, "stop"),
        ("import os\nos._exit(7)", {}, "ended with status 7"),
        ("raise ValueError('no <a@b.test.org>')", {}, "ValueError"),
    ):
        garden.write("hook.py", hook)
        garden.commit(ANA)
        garden.git("switch", "-q", "-C", "idea")
        garden.commit(BEA, docs__lessons__b=LESSON.format("B"))
        with open_proposal(Place(directory=garden.path), "idea") as proposal:
            proposal.show()
            with pytest.raises(PollinateError) as error:
                build_preview(proposal, tmp_path / "site", **limits)
        assert words in str(error.value), hook
        assert "b.test.org" not in str(error.value)
        garden.git("switch", "-q", "main")


def test_some_pages_only(garden: Repo, tmp_path: Path) -> None:
    """Only the pages that are asked for are rendered; links and lists know all others."""
    from pollinate.review.proposal import Place, open_proposal
    from pollinate_cli.preview import build_preview

    garden.commit(BEA, docs__lessons__b=LESSON.format("B") + "\nSee [A](a.md).\n")
    with open_proposal(Place(directory=garden.path), "idea") as proposal:
        proposal.show()
        site = tmp_path / "site"
        assert build_preview(proposal, site, only=["lessons/b.md"]).pages >= 1
    assert {str(p.relative_to(site)) for p in site.rglob("*.html")} == {
        "lessons/b/index.html",
        "404.html",
    }
    assert 'href="../a/"' in (site / "lessons/b/index.html").read_text()
