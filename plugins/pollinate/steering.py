# Which files say what is checked, built, run or credited, so that a request that changes one is
# read line by line: by their names, which forges, build servers, shells and Git know; by what the
# site's configuration names; and whatever may run where the garden stands, since `python -m` looks
# there first. Why here: it stands above the configuration. Must not know: how findings are printed.
"""Tell which files steer a garden."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pollinate.checks.files.rules import finding
from pollinate.config_file import NAMES, read_config
from pollinate.errors import SettingsError
from pollinate.history.workspace import Workspace
from pollinate.model.diagnostics import Diagnostic
from pollinate.paths import RepoPath
from pollinate.runtime.walk import below
from pollinate.settings import Settings

_FOLDERS = (
    ".github", ".gitlab", ".gitea", ".forgejo", ".ci", ".circleci", ".buildkite", ".woodpecker",
    ".drone", ".azuredevops", ".devcontainer", ".vscode", ".idea", ".cargo", ".husky", ".githooks",
)  # fmt: skip
"""What stands in them is read by forges, build servers and editors."""
_FILES = re.compile(
    r"""(?ix)
    \.git(?:attributes|modules|ignore|config) | \.lfsconfig | \.mailmap | \.git-blame-ignore-revs
    | codeowners | (?:gnu)?makefile | \.?justfile | taskfile\.ya?ml | rakefile | gemfile(?:\.lock)?
    | (?:requirements|constraints)[\w.-]*\.(?:txt|in) | pyproject\.toml | setup\.(?:py|cfg)
    | tox\.ini | noxfile\.py | conftest\.py | pytest\.ini | mypy\.ini | (?:site|user)customize\.py
    | pipfile(?:\.lock)? | [\w-]*\.lock | environment\.ya?ml | package(?:-lock)?\.json
    | pnpm-(?:lock|workspace)\.yaml | \.npmrc | \.yarnrc(?:\.yml)? | \.python-version
    | \.tool-versions | mise\.toml | \.envrc | \.env(?:\.\w+)? | (?:docker|container)file[\w.-]*
    | [\w-]+\.dockerfile | (?:docker-)?compose[\w.-]*\.ya?ml | \.dockerignore | jenkinsfile[\w.-]*
    | (?:azure|bitbucket)-pipelines[\w.-]*\.ya?ml | \.(?:gitlab-ci|travis|drone|woodpecker)\.ya?ml
    | \.?appveyor\.ya?ml | \.readthedocs\.ya?ml | \.?cirrus\.ya?ml | cloudbuild\.ya?ml
    | netlify\.toml | vercel\.json | wrangler\.toml | firebase\.json | fly\.toml | renovate\.json5?
    | \.pre-commit-config\.ya?ml | lefthook\.ya?ml | _?\.?typos\.toml | \.?rumdl\.toml
    | \.markdownlint[\w.-]* | \.editorconfig | \.lycheeignore | lychee\.toml | flake\.nix
    """
)
_ON_SITE = re.compile(
    r"(?i)_headers|_redirects|cname|\.htaccess|web\.config|robots\.txt"
    r"|.*\.(?:m?js|html?|xhtml|php|wasm|shtml)"
)
"""Of a site's pages: what a web server or a reader's browser obeys."""
_PROGRAMS = re.compile(
    r"(?i).*\.(?:pyw?|pyc|pth|so|pyd|dll|sh|bash|ps1|bat|cmd|[cm]?[jt]s|rb|pl|php)"
)
_SCRIPTS = re.compile(r"(?i).*\.(?:pth|so|pyd|dll|sh|bash|ps1|bat|cmd)")
_TOOLS = ("scripts", "tools", "bin", "ci", "build", "hooks", "tasks", "utils")
_NAMED = ("hooks", "extra_javascript", "extra_css")
"""Keys of the configuration that name files."""


class Steering:
    """The files that steer one garden."""

    def __init__(self, settings: Settings, workspace: Workspace) -> None:
        """Read what the configuration names, as far as it can be read."""
        root = os.path.realpath(workspace.root)
        self._root = below(root, os.path.realpath(settings.root)) or "."
        docs = below(root, os.path.realpath(settings.docs_dir)) or "."
        self._docs = docs if docs != "." else ""
        self._named = frozenset(_named(settings, self._root, self._docs))

    def find(self, changed: Iterable[RepoPath]) -> Iterator[Diagnostic]:
        """Yield an advice for each changed file that steers the garden."""
        for path in changed:
            if self.steers(path):
                yield finding(
                    "settings-changed",
                    path,
                    0,
                    "this file says what is checked, built or run, and the request changes it",
                    "Somebody who looks after the garden should read the change line by line.",
                )

    def steers(self, path: RepoPath) -> bool:
        """Tell whether a file says what is checked, built, run or credited."""
        name, folders = posixpath.basename(path), path.split("/")[:-1]
        if name in NAMES or _FILES.fullmatch(name) or any(one in _FOLDERS for one in folders):
            return True
        if any(path == one or path.startswith(f"{one}/") for one in self._named):
            return True
        if self._docs and path.startswith(f"{self._docs}/"):
            return bool(_ON_SITE.fullmatch(name))
        if not self._docs and _ON_SITE.fullmatch(name):
            return True
        return bool(_PROGRAMS.fullmatch(name)) and self._is_looked_up(name, folders)

    def _is_looked_up(self, name: str, folders: list[str]) -> bool:
        """Tell whether a program may run by being there: scripts anywhere, modules where Python
        looks first and where tools are kept; what else stands in a repository is an application.
        """
        if _SCRIPTS.fullmatch(name):
            return True
        below_site = self._root != "." and "/".join([*folders, ""]).startswith(f"{self._root}/")
        inside = folders[self._root.count("/") + 1 :] if below_site else folders
        return (
            not inside
            or (len(inside) == 1 and name.startswith("__init__."))
            or inside[0].lower() in _TOOLS
        )


def _named(settings: Settings, root: str, docs: str) -> Iterator[str]:
    for name in NAMES:
        place = settings.root / name
        if place.is_file():
            try:
                yield from _in_values(read_config(place), root, docs)
            except SettingsError:
                # Whoever builds it is told.
                return


def _in_values(values: Mapping[str, Any], root: str, docs: str) -> Iterator[str]:
    theme = values.get("theme")
    custom = theme.get("custom_dir") if isinstance(theme, dict) else None
    told: list[tuple[str, object]] = [(root, custom)]
    for key in _NAMED:
        listed = values.get(key)
        for one in listed if isinstance(listed, list) else ():
            one = one.get("path") if isinstance(one, dict) else one
            told.append((root if key == "hooks" else docs, one))
    for base, one in told:
        if isinstance(one, str) and one:
            yield posixpath.normpath(posixpath.join(base, one))
