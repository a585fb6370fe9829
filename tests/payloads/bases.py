# The sites that requests are made to: settings, and what else lies on the base branch. Each is a
# site as people have them; pollinate's own plugins stand in each, and are taken out for the build
# by MkDocs alone. Must not know: payloads.
"""Describe the base branches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

OURS = "  - pollinate/garden: {forge: gitea}\n  - pollinate/attribution\n"
_HEAD = """\
site_name: Payloads
repo_url: https://forge.test.org/a/b
theme:
  name: material
  font: false
  features: [content.tooltips]
"""
_FEATURES = "  features: [content.tooltips]\n"
_EXTENSIONS = """\
markdown_extensions:
  - abbr
  - admonition
  - attr_list
  - footnotes
  - md_in_html
  - tables
  - toc: {permalink: true}
  - pymdownx.superfences
  - pymdownx.details
"""


@dataclass(frozen=True)
class Base:
    """A base branch."""

    plugins: str = ""
    extensions: str = ""
    theme: str = ""
    more: str = ""
    files: Mapping[str, str] = field(default_factory=dict)

    def config(self, ours: bool) -> str:
        """Return `mkdocs.yml`, with pollinate's plugins or without."""
        listed = f"{OURS if ours else ''}{self.plugins}"
        # Without a search unless it is asked for: pages open twice as quickly.
        plugins = f"plugins:\n{listed}" if listed else "plugins: []\n"
        usual = _EXTENSIONS
        if "pymdownx.superfences" in self.extensions:
            usual = usual.replace("  - pymdownx.superfences\n", "")
        head = _HEAD.replace(_FEATURES, "") if "features" in self.theme else _HEAD
        return f"{head}{self.theme}{plugins}{usual}{self.extensions}{self.more}"


BASES = {
    "plain": Base(),
    "snippets": Base(extensions="  - pymdownx.snippets\n"),
    "download": Base(extensions="  - pymdownx.snippets: {url_download: true}\n"),
    "appended": Base(
        extensions="  - pymdownx.snippets: {auto_append: [docs/includes/words.md]}\n",
        files={"docs/includes/words.md": "*[HTML]: Hypertext\n"},
    ),
    "privacy": Base(plugins="  - privacy: {log: false, concurrency: 1}\n"),
    "macros": Base(
        plugins="  - macros: {include_dir: .}\n",
        more=f"extra:\n  password: {'CANARY-private'}\n",
        files={"main.py": "def define_env(env):\n    pass\n"},
    ),
    "includes": Base(plugins="  - include-markdown\n"),
    "hook": Base(more="hooks: [hooks/ours.py]\n", files={"hooks/ours.py": "X = 1\n"}),
    "pages": Base(
        plugins="  - gen-files: {scripts: [docs/pages.py]}\n",
        files={"docs/pages.py": "import mkdocs_gen_files\n"},
    ),
    "theme": Base(
        theme="  custom_dir: overrides\n",
        extensions=(
            "  - pymdownx.emoji:\n"
            "      emoji_index: !!python/name:material.extensions.emoji.twemoji\n"
            "      emoji_generator: !!python/name:material.extensions.emoji.to_svg\n"
            "      options: {custom_icons: [overrides/.icons]}\n"
        ),
        files={"overrides/main.html": '{% extends "base.html" %}\n'},
    ),
    "looks": Base(
        more="extra_css: [own.css]\nextra_javascript: [own.js]\n",
        files={"docs/own.css": "p { color: inherit }\n", "docs/own.js": "window.own = 1\n"},
    ),
    "literate": Base(
        plugins="  - literate-nav: {nav_file: SUMMARY.md}\n",
        files={"docs/SUMMARY.md": "* [Home](index.md)\n* [Lessons](lessons/)\n"},
    ),
    "awesome": Base(plugins="  - awesome-nav\n"),
    "meta": Base(plugins="  - meta\n"),
    "projects": Base(
        plugins="  - projects\n",
        files={
            "projects/one/mkdocs.yml": "site_name: One\n",
            "projects/one/docs/index.md": "# One\n",
        },
    ),
    "blog": Base(
        plugins="  - blog\n",
        files={"docs/blog/index.md": "# Blog\n", "docs/blog/.authors.yml": "authors: {}\n"},
    ),
    "search": Base(plugins="  - search\n"),
    "tags": Base(plugins="  - tags\n"),
    "authors": Base(plugins="  - git-authors: {show_email_address: true}\n"),
    "edit": Base(theme="  features: [content.action.edit]\n", more="edit_uri: edit/main/docs/\n"),
    "blocks": Base(
        extensions="  - pymdownx.blocks.html\n  - pymdownx.blocks.details\n"
        "  - pymdownx.blocks.admonition\n  - pymdownx.blocks.tab\n"
    ),
    "marks": Base(
        extensions="  - pymdownx.tabbed: {alternate_style: true}\n  - pymdownx.magiclink\n"
        "  - pymdownx.progressbar\n  - pymdownx.keys\n  - pymdownx.critic\n"
        "  - pymdownx.inlinehilite\n  - pymdownx.tasklist\n  - def_list\n"
    ),
    "pictures": Base(extensions="  - pymdownx.b64\n"),
    "exec": Base(
        extensions="  - pymdownx.superfences:\n      custom_fences:\n"
        "        - name: python\n          class: python\n"
        "          validator: !!python/name:markdown_exec.validator\n"
        "          format: !!python/name:markdown_exec.formatter\n"
    ),
}
