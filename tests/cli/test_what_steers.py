# Which files of a request steer a garden: what is checked, built, run or credited.
# Must not know: how a finding is printed.
"""Test that what steers a garden is pointed out."""

from __future__ import annotations

import pytest
from pollinate.history.workspace import locate
from pollinate.inspection import inspect_since
from pollinate.paths import RepoPath
from pollinate.settings import make_settings
from pollinate.steering import Steering
from support.repo import BEA, Repo

CONFIG = """\
site_name: Garden
theme:
  name: material
  custom_dir: looks/ours
hooks: [hooks/first.py]
extra_javascript:
  - javascripts/extra.js
  - path: scripts/more.mjs
    type: module
  - path: scripts/last.cjs
extra_css: [styles/extra.css, ""]
plugins:
  - pollinate/garden
"""
STEER = (
    "mkdocs.yml", ".gitattributes", ".gitmodules", ".gitignore", ".mailmap", ".git-blame-ignore-revs", "CODEOWNERS",
    "docs/CODEOWNERS", ".github/workflows/x.yml", "app/.circleci/config.yml", ".woodpecker.yml", ".drone.yml",
    "Jenkinsfile", "azure-pipelines.yml", "bitbucket-pipelines.yml", ".travis.yml", ".readthedocs.yaml", "netlify.toml",
    "Makefile", "makefile", "GNUmakefile", "justfile", "Taskfile.yml", "requirements.txt", "requirements-docs.txt",
    "constraints.txt", "pyproject.toml", "setup.py", "setup.cfg", "conftest.py", "sitecustomize.py", "tox.ini",
    "noxfile.py", "uv.lock", "package.json", ".npmrc", "Dockerfile", "Dockerfile.docs", ".devcontainer/devcontainer.json",
    ".vscode/tasks.json", ".envrc", ".lfsconfig", "hooks/first.py", "looks/ours/main.html", "docs/javascripts/extra.js",
    "docs/scripts/more.mjs", "docs/styles/extra.css", "docs/_headers", "docs/_redirects", "docs/CNAME", "docs/sw.js",
    "docs/page.html", "yaml/__init__.py", "markdown.py", "evil.pth", "tools/make.py", "deep/down/run.sh", "tools/run.sh",
    "tools/deep/run.sh", "docs/scripts/last.cjs",
)  # fmt: skip
SOUND = (
    "docs/lessons/a.md", "docs/assets/plan.svg", "docs/assets/script.py", "docs/data.csv", "README.md", "src/app/main.md",
    "docs/lessons/makefile.md", "docs/lessons/requirements.md", "docs/styles/other.css", "names.txt", "docs/run.sh",
    "app/a.py", "app/views/b.ts", "src/tools/c.py", "docs/styles/extra.css.txt", "src/app/page.html",
)  # fmt: skip


@pytest.fixture
def steering(repo: Repo) -> Steering:
    """Return what steers a garden whose configuration names files."""
    repo.write("mkdocs.yml", CONFIG)
    repo.commit(BEA, docs__index="# Home\n")
    settings = repo.settings()
    return Steering(settings, locate(settings))


@pytest.mark.parametrize("path", STEER)
def test_what_steers_is_told(steering: Steering, path: str) -> None:
    """By its name, its folder, the configuration, or since a program may find it there."""
    [one] = steering.find([RepoPath(path)])
    assert ("settings-changed", path, False) == (one.code, one.path, one.blocks)


@pytest.mark.parametrize("path", SOUND)
def test_what_is_only_read_is_not_told(steering: Steering, path: str) -> None:
    """Lessons, pictures, data and scripts to be read are the garden's content."""
    assert not steering.steers(RepoPath(path))


def test_a_site_in_a_folder(repo: Repo) -> None:
    """Of the rest of a repository only what stands at its top is looked for by programs."""
    repo.write("docs/mkdocs.yml", CONFIG.replace("first.py", "first.py, ../lib/deep/second.py"))
    (repo.path / "docs/docs").mkdir()
    repo.commit(BEA, docs__docs__index="# Home\n")
    settings = make_settings({}, root=repo.path / "docs", docs_dir=repo.path / "docs/docs")
    steering = Steering(settings, locate(settings))
    paths = (
        *("docs/hooks/first.py", "docs/looks/ours/x.css", "docs/docs/javascripts/extra.js", "x.py"),
        *("lib/__init__.py", "docs/tools/deep/x.py", "docs/conf.py", "docs/yaml/__init__.py"),
        *("docs/tools/deep/x.sh", "lib/deep/second.py"),
        *("hooks/first.txt", "looks/ours/x.css", "lib/x.py", "docs/app/x.py"),
        *("docs/a/b/__init__.py", "lib/deep/x.py", "docs-old/deep/x.py"),
    )
    assert paths[:10] == tuple(one.path for one in steering.find(map(RepoPath, paths)))


def test_a_site_of_the_whole_repository(repo: Repo) -> None:
    """Where all files are pages, what steers a site stands anywhere, and programs as ever."""
    repo.write("site/mkdocs.yml", "site_name: Garden\n")
    repo.commit(BEA, index="# Home\n")
    settings = make_settings({}, root=repo.path / "site", docs_dir=repo.path)
    steering = Steering(settings, locate(settings))
    paths = ("_headers", "a/b/page.html", "yaml.py", "site/deep/x.sh", "a/b/x.py", "lessons/a.md")
    assert paths[:4] == tuple(one.path for one in steering.find(map(RepoPath, paths)))


@pytest.mark.parametrize(
    "config", ["plugins: [", "theme: material\nhooks: 5\nextra_css: a\nextra_javascript: {a: b}\n"]
)
def test_a_configuration_that_can_not_be_read_hides_nothing(repo: Repo, config: str) -> None:
    """Its own name still counts, and whatever forges and shells know."""
    repo.write("mkdocs.yml", config)
    repo.commit(BEA, docs__index="# Home\n")
    steering = Steering(settings := repo.settings(), locate(settings))
    told = [path for path in STEER if steering.steers(RepoPath(path))]
    assert len(told) > 45 and "mkdocs.yml" in told


def test_a_request_is_told_of_each(repo: Repo) -> None:
    """New, changed, deleted, a link in its place: each is one advice."""
    repo.write("mkdocs.yml", CONFIG)
    repo.write("hooks/first.py", "pass\n")
    repo.commit(BEA, docs__index="# Home\n", docs__lessons__a="# A\n\nOne.\n")
    repo.git("checkout", "-q", "-b", "request")
    repo.write("Jenkinsfile", "x\n")
    (repo.path / "hooks/first.py").unlink()
    (repo.path / "looks/ours").mkdir(parents=True)
    (repo.path / "looks/ours/main.html").symlink_to("../../docs/index.md")
    repo.commit(BEA, "Steer")
    found = inspect_since(repo.settings(), "main").findings
    told = [one.path for one in found if one.code == "settings-changed"]
    assert ["Jenkinsfile", "hooks/first.py", "looks/ours/main.html"] == told
