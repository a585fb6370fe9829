# Symbolic links that contributors can commit, beside those that are a wish: built under both
# engines, read back whole. Must not know: how links are told apart.
"""Test what an engine reads behind links."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from support.repo import Repo
from support.run import pollinate

from tests.mkdocs.sites import Built, run_engine

OUTSIDE = {
    "lessons/t/plan.md": "../../../../outside/plan.md",
    "lessons/t/environ.md": "/proc/self/environ",
    "assets/key.txt": "../../../outside/key.txt",
    "everything": "../../outside",
    "settings.txt": "../.git/config",
    "repository": "../.git",
    "build.txt": "../token.txt",
    "lessons/t/token.md": "../../../token.txt",
}
ENDLESS = {
    "round": ".",
    "lessons/again": "..",
    "east": "../west",
    "lessons/t/zero.md": "/dev/zero",
}
WISHES = {
    "lessons/t/shared.md": "../../../services/shared.md",
    "billing": "../services/billing",
    "pictures/logo.txt": "../lessons/t/logo.txt",
    "lessons/newest": "t",
}
SECRETS = (
    "CANARY-PLAN",
    "CANARY-KEY",
    "CANARY-TOKEN",
    "CANARY-VARIABLE",
    "repositoryformatversion",
)


@pytest.fixture(scope="module")
def garden(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a clone of a repository with all these links."""
    top = tmp_path_factory.mktemp("links")
    (top / "outside").mkdir()
    (top / "outside" / "plan.md").write_text("# CANARY-PLAN\n\nCANARY-PLAN\n")
    (top / "outside" / "key.txt").write_text("CANARY-KEY")
    repo = Repo(top / "garden")
    plugins = "plugins: [search, pollinate/garden, pollinate/attribution]\n"
    repo.write("mkdocs.yml", f"site_name: Links\ntheme: {{name: material, font: false}}\n{plugins}")
    repo.write("docs/index.md", "# Home\n")
    repo.write("docs/lessons/t/good.md", "# Good\n\nWords of the good one.\n")
    repo.write("docs/lessons/t/logo.txt", "a logo")
    repo.write("services/shared.md", "# Shared\n\nWords of the shared one.\n")
    repo.write("services/billing/money.md", "# Money\n\nWords of billing.\n")
    repo.write("west/here.md", "# Here\n")
    for path, target in {**OUTSIDE, **ENDLESS, **WISHES}.items():
        link = repo.path / "docs" / path
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(target)
    (repo.path / "west" / "back").symlink_to("../docs")
    repo.commit()
    # What a build server leaves in its work tree.
    (repo.path / "token.txt").write_text("# CANARY-TOKEN\n\nCANARY-TOKEN\n")
    os.mkfifo(repo.path / "docs" / "lessons" / "t" / "pipe.md")
    return repo.path


@pytest.fixture(scope="module", params=["mkdocs", "properdocs"])
def built(garden: Path, request: pytest.FixtureRequest) -> Built:
    """Build the site."""
    site = garden.parent / f"site-{request.param}"
    # Cold: only then does /proc/self/environ hold the variable that may not be published.
    canary = {"CANARY": "CANARY-VARIABLE"}
    return run_engine(garden, site, engine=request.param, env=canary, cold=True)


def _everything(built: Built) -> str:
    files = [path for path in built.site.rglob("*") if path.is_file()]
    return "\n".join(
        f"{path.relative_to(built.site)} {path.read_bytes().decode('utf-8', 'replace')}"
        for path in files
        if path.suffix not in (".woff", ".woff2", ".gz", ".png", ".eot", ".ttf")
    )


def test_nothing_of_the_machine_is_published(built: Built) -> None:
    """A link that leads out of the repository, into Git's own folder or to a file that Git does
    not track publishes nothing, whatever it is named.
    """
    text = _everything(built)
    assert not [secret for secret in SECRETS if secret in text]
    for path in OUTSIDE:
        assert f"pollinate: {path}: the f" in built.log


def test_links_without_end_are_not_followed(built: Built) -> None:
    """Links to folders that hold them, devices and pipes end no build, and each is told."""
    assert "pollinate: round: the folder is left out: a link leads to a folder that holds it" in (
        built.log
    )
    assert "pollinate: east/back: the folder is left out" in built.log
    assert "zero.md: the file is left out: it is no regular file" in built.log
    assert "pipe.md: the file is left out: it is no regular file" in built.log
    assert not (built.site / "round").exists()


def test_links_within_the_repository_are_kept(built: Built) -> None:
    """A link to a tracked file or folder of the same repository is read as before."""
    assert "Words of the shared one" in built.read("lessons/t/shared/index.html")
    assert "Words of billing" in built.read("billing/money/index.html")
    assert "Words of the good one" in built.read("lessons/newest/good/index.html")
    assert (built.site / "pictures" / "logo.txt").read_text() == "a logo"


def test_the_command_line_reads_no_more_than_the_site(garden: Path) -> None:
    """`export` and `check` end, and know nothing of what links lead to outside."""
    for verb in ("export", "check"):
        done = pollinate(verb, cwd=garden, env={"CANARY": "CANARY-VARIABLE"}, cold=True)
        assert done.returncode in (0, 1), done.stderr
        assert not [s for s in SECRETS if s in done.stdout + done.stderr]
    told = pollinate("check", cwd=garden).stdout
    for path in ("lessons/t/plan.md", "assets/key.txt", "everything", "settings.txt"):
        assert f"docs/{path}: error: " in told and "[leads-out]" in told


def test_export_writes_through_no_link(tmp_path: Path) -> None:
    """A link at the name of an output is refused: whoever made it chose what is written over."""
    repo = Repo(tmp_path / "garden")
    victim = tmp_path / "victim"
    repo.write("docs/lessons/a.md", "# A\n")
    (repo.path / "garden.json").symlink_to(victim)
    repo.commit()
    done = pollinate("--docs-dir", "docs", "export", "--output", "garden.json", cwd=repo.path)
    assert 2 == done.returncode and "a link stands there" in done.stderr
    assert not victim.exists()


def test_fixed_names_that_lead_elsewhere_are_not_read(tmp_path: Path) -> None:
    """The list of ignored commits is read only where it is a file of the repository itself."""
    repo = Repo(tmp_path / "garden")
    secret = tmp_path / "secret"
    secret.write_text("CANARY-KEY\n")
    repo.write("docs/lessons/a.md", "# A\n")
    (repo.path / ".git-blame-ignore-revs").symlink_to(secret)
    repo.commit()
    done = pollinate("check", cwd=repo.path)
    assert "[ignore-file]" in done.stdout
    assert "CANARY-KEY" not in done.stdout + done.stderr
