# A small site with one plugin of somebody else's, without us and with us, ours listed before it and
# after it: what is lost, what is new in the log, and who has a byline. Must not know: why a plugin
# fails.
"""Build a site beside one plugin of others."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

OURS: list[Any] = [
    {"pollinate/garden": {"lessons": ["lessons/**/*.md", "en/**/*.md", "fr/**/*.md"]}},
    "pollinate/attribution",
    "pollinate/acknowledgements",
    "pollinate/learned-from",
    "pollinate/trails",
]
_LANGUAGES = [
    {"locale": "en", "name": "English", "default": True, "build": True},
    {"locale": "fr", "name": "Français", "build": True},
]
COMMONEST: Mapping[str, Any] = {
    "redirects": {"redirects": {"redirect_maps": {"old.md": "lessons/one.md"}}},
    "macros": "macros",
    "awesome-nav": "awesome-nav",
    "git-authors": "git-authors",
    "git-revision-date-localized": {
        "git-revision-date-localized": {"enable_creation_date": True, "fallback_to_build_date": True}
    },
    "autorefs": "autorefs",
    "gen-files": {"gen-files": {"scripts": ["gen.py"]}},
    "literate-nav": "literate-nav",
    "section-index": "section-index",
    "include-markdown": "include-markdown",
}  # fmt: skip
"""Those of the test suite: in wide use, and small to install."""
OTHERS: Mapping[str, Any] = {
    "blog": "blog",
    "tags": "tags",
    "meta": "meta",
    "awesome-pages": "awesome-pages",
    "group": {"group": {"plugins": ["tags"]}},
    "info": {"info": {"enabled": False}},
    "offline": "offline",
    "optimize": {"optimize": {"enabled": False}},
    "privacy": {"privacy": {"enabled": False}},
    "projects": {"projects": {"enabled": False}},
    "social": {"social": {"enabled": False}},
    "alias": "alias",
    "drawio": "drawio",
    "enumerate-headings": "enumerate-headings",
    "exclude": {"exclude": {"glob": ["x/*"]}},
    "exclude-search": {"exclude-search": {"exclude": ["x.md"]}},
    "ezlinks": "ezlinks",
    "file-filter": "file-filter",
    "git-revision-date": "git-revision-date-localized",
    "glightbox": "glightbox",
    "i18n suffix": {"i18n": {"docs_structure": "suffix", "languages": _LANGUAGES}},
    "i18n folder": {"i18n": {"docs_structure": "folder", "languages": _LANGUAGES}},
    "kroki": "kroki",
    "llmstxt": {"llmstxt": {"sections": {"A": ["lessons/one.md"]}}},
    "markdown-exec": "markdown-exec",
    "mermaid2": "mermaid2",
    "mike": "mike",
    "minify": {"minify": {"minify_html": True}},
    "mkdocstrings": "mkdocstrings",
    "monorepo": "monorepo",
    "multirepo": "multirepo",
    "print-site": "print-site",
    "roamlinks": "roamlinks",
    "rss": {"rss": {"use_git": False}},
    "rss of git": "rss",
    "rss of posts": {
        "rss": {"match_path": "blog/posts/.*", "date_from_meta": {"as_creation": "date"}}
    },
    "swagger-ui-tag": "swagger-ui-tag",
    "table-reader": "table-reader",
}  # fmt: skip
FILES = {
    "docs/index.md": "# Home\n\n[one](lessons/one.md)\n",
    "docs/lessons/one.md": "---\ntags: [a]\n---\n# One\n\nText [two](two.md).\n\n```python\nx = 1\n```\n",
    "docs/lessons/two.md": "# Two\n\n![i](i.png)\n",
    "docs/lessons/one.fr.md": "# Un\n\nTexte.\n",
    "docs/lessons/i.png": "x",
    "docs/blog/index.md": "# Blog\n",
    "docs/blog/posts/p.md": "---\ndate: 2024-01-01\n---\n# Post\n\nText.\n",
    "docs/en/index.md": "# E\n",
    "docs/en/lessons/x.md": "# X\n",
    "docs/fr/index.md": "# F\n",
    "docs/fr/lessons/x.md": "# Y\n",
    "docs/SUMMARY.md": "* [Home](index.md)\n* [One](lessons/one.md)\n",
    "docs/.nav.yml": "nav:\n  - index.md\n  - '*'\n",
    "gen.py": "import mkdocs_gen_files\n"
    "with mkdocs_gen_files.open('lessons/gen.md', 'w') as f:\n"
    "    print('# Gen\\n\\nMade.', file=f)\n",
}  # fmt: skip
LAST = frozenset({"print-site"})
"""Plugins that want to be listed last, and say so."""
_THEIRS = re.compile(r"\[git-authors-plugin\].*has not been committed yet")
"""What a plugin rightly says of pages that no commit holds, which are ours."""
_PLACE = re.compile(r"/\S*?/docs/")


@dataclass(frozen=True)
class Outcome:
    """How one site was built."""

    code: int
    log: str
    site: Path

    def files(self) -> set[str]:
        """Return all files of the site."""
        found = (path for path in self.site.rglob("*") if path.is_file())
        return {path.relative_to(self.site).as_posix() for path in found}

    def warnings(self) -> set[str]:
        """Return warnings and errors, without places of this machine."""
        lines = (line for line in self.log.splitlines() if line.startswith(("WARNING", "ERROR")))
        return {_PLACE.sub("docs/", line) for line in lines}


def is_there(plugin: Any) -> bool:
    """Tell whether a plugin is installed."""
    name = next(iter(plugin)) if isinstance(plugin, dict) else plugin
    known = {one.name for one in entry_points(group="mkdocs.plugins")}
    return name in known or f"material/{name}" in known


def write_site(root: Path) -> None:
    """Make the site as a repository."""
    for path, text in FILES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    who = ("-c", "user.name=Ana Reyes", "-c", "user.email=ana@harbour.test.org")
    for command in (("init", "-q"), ("add", "-A"), (*who, "commit", "-q", "-m", "Start")):
        subprocess.run(["git", *command], cwd=root, check=True)


Run = Callable[[tuple[str, ...], Path], "subprocess.CompletedProcess[str]"]
"""Runs MkDocs with some words in a folder."""


def run_mkdocs(words: tuple[str, ...], root: Path) -> subprocess.CompletedProcess[str]:
    """Run MkDocs as a process of its own."""
    command = [sys.executable, "-m", "mkdocs", *words]
    variables = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(
        command, cwd=root, capture_output=True, text=True, check=False, env=variables
    )


def build(root: Path, name: str, plugins: list[Any], run: Run) -> Outcome:
    """Build the site with some plugins."""
    values = {
        "site_name": "Matrix",
        "site_url": "https://matrix.example/",
        "repo_url": "https://github.com/harbour/matrix",
        "theme": {"name": "material", "font": False},
        "plugins": ["search", *plugins],
    }
    (root / f"{name}.yml").write_text(json.dumps(values), encoding="utf-8")
    done = run(("build", "-f", f"{name}.yml", "-d", name), root)
    return Outcome(done.returncode, done.stdout + done.stderr, root / name)


def faults(root: Path, plugin: Any, run: Run = run_mkdocs) -> Iterator[str]:
    """Yield what is wrong with us beside one plugin; what is wrong without us is not ours."""
    write_site(root)
    plain = build(root, "plain", [plugin], run)
    if plain.code:
        return
    orders = {"after": [plugin, *OURS], "before": [*OURS, plugin]}
    if isinstance(plugin, str) and plugin in LAST:
        del orders["after"]
    for name, plugins in orders.items():
        ours = build(root, name, plugins, run)
        if ours.code:
            yield f"{name}: {(ours.log.strip().splitlines() or ['no word'])[-1]}"
            continue
        if lost := sorted(plain.files() - ours.files()):
            yield f"{name}: lost {', '.join(lost[:5])}"
        new = (line for line in ours.warnings() - plain.warnings() if not _THEIRS.search(line))
        for line in sorted(new)[:3]:
            yield f"{name}: {line}"
        lessons = [path for path in plain.files() if re.search(r"\bone(?:/index)?\.html$", path)]
        silent = [one for one in lessons if "pl-byline" not in (ours.site / one).read_text("utf-8")]
        if silent or not lessons:
            yield f"{name}: no byline on {', '.join(silent) or 'any page'}"
