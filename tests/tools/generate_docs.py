# Renews what the documentation shows of the code: the architecture page from the modules' heads,
# `--help` of every verb. `make format` runs it; tests/test_docs.py fails when it would change
# anything. Must not know: what the pages say around it.
"""Generate parts of the documentation."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "plugins"), str(ROOT / "contrib_tools")]
os.environ["COLUMNS"] = "100"

PACKAGES = {
    "plugins/pollinate": "The core: knows neither MkDocs nor a command line",
    "plugins/pollinate_mkdocs": "The adapters: events in, core called, pages out",
    "contrib_tools/pollinate_cli": "The command line: parse, call the core, print, exit code",
}
INTRO = """# Architecture

This page is made from the head of each module (`make format`), so it says what the code says.
To find the room of a line, read down: source root, package, module. Start with `garden.py`, which reads as a list of
phases: locate, read, mine, derive; then `publish.py` makes of the private whole what may be shown.
Imports go one way, and a test holds that; sizes too.

```
paths, errors <- model, settings, runtime
              <- history | content | derive | checks | contribute | pages | export
              <- garden (locate, read, mine, derive -> Garden), publish (Garden -> PublicGarden)
pages, feeds, garden.json, stats and digest start from a PublicGarden and can't import a Garden
pollinate_mkdocs and pollinate_cli import the core, and not each other
```

| what is wrong | the room |
| --- | --- |
| a credit, a name, a role | `derive/`; `pollinate why` says which commit and rule |
| a commit's date | `derive/dates.py` |
| a line's owner | `history/replay.py`, `history/merge.py` |
| a word's owner | `history/survival.py` (kept), `history/moves.py`, `history/copies.py`, `history/reverts.py`, `history/returns.py` |
| which spellings are one name, a private name in a text | `model/names.py`, `model/name_search.py` |
| a question of a form, what becomes of its answer | `contribute/forms.py`; in the browser `pages/static/pollinate-take-part.js` |
| what answers become in a file | `contribute/compose.py`; in the browser `pages/static/pollinate-take-part.js` |
| what a word means: a page, a person | `model/targets.py` |
| a mail or a table of answers that came | `contribute/mail.py`, `contribute/answers.py`, `contribute/received.py`; from whom: `contribute/senders.py`; its letters: `contribute/letters.py` |
| a branch, a commit, a push of ours | `history/branches.py`, `history/proposing.py`, `history/founding.py`; its words: `contribute/requests.py` |
| which requests wait, for whom, since when | `history/waiting.py` (refs), `waiting_requests.py`; what a forge says: `contribute/forge_replies.py` |
| who is in a squash message, and its words | `squash.py`; `contribute/squash_message.py`; who is who in a request: `known_people.py` |
| what a new garden begins with | `contribute/new_garden.py` and the folder `garden_template/` |
| an answer that is right with an empty cache only | `credits_document.py`, `history/cache/` |
| a name, day or order that should not be shown | `publish.py` |
| a key of front matter, a file taken for what it isn't | `content/` |
| a forge's link, a template for a new file | `contribute/` |
| a sentence on a page or in the terminal | `messages/` |
| what a page shows, how it looks | `pages/` (views; `pages/templates/`, `pages/static/`) |
| a document of JSON | `export/`, one module for each |
| a finding of `check` in one file | `checks/files/run.py` lists who looks, `checks/files/rules.py` says how much it matters |
| a finding of `check` in the whole garden | `checks/`, else the module that reads the file |
| what `check` looks at: all, staged, a request; what `--fix` writes | `inspection.py`, `history/changes.py`; `mending.py` |
| what a request sends beside its newest files; lists of names; names outside of texts | `earlier_commits.py`; `word_lists.py`; `private_files.py` |
| what is taken of a request that is only looked at; what a review says | `review/overlay.py`, `history/side_copy.py`; `review/review.py` |
| what proves a lesson, what is due when, whom to ask | `derive/freshness.py`, `derive/due.py`, `maintainers.py`; in search `pollinate_mkdocs/search_titles.py` |
| what a search finds, and what comes first | `pages/search_documents.py`; in the browser `pages/static/pollinate-search.js`; which search, when: `pollinate_mkdocs/search_index.py` |
| a lesson that is moved, retired or withdrawn; a page at its old address | `keeping/`; `pollinate_mkdocs/redirects.py` |
| notes that wait, taken in or sent back | `review/waiting_notes.py` |
| a preview: what works on it, its limits | `pollinate_mkdocs/preview/`, `runtime/confined.py` |
| what a request steers; what it names that is not there | `steering.py`; `missing_targets.py` |
| a line as its reader reads it | `checks/files/readings.py` |
| which parts a picture has; a file whole or not at all | `contribute/picture_parts.py`; `runtime/whole_file.py` |
| what a forge is told of a finding | `export/findings_github.py`, `export/findings_gitlab.py` |
| a page that is stale, or rendered for nothing | `plan.py` (why), `pages/page_facts.py` (what a page shows), `pollinate_mkdocs/changed_pages.py` (what an engine reads and renders), `pollinate_mkdocs/site_facts.py` (what all pages show), `site_memory.py` (what is remembered) |
| pages that several processes render | `pollinate_mkdocs/page_shares.py` |
| a build that does nothing, or should have | `contrib_tools/pollinate_cli/build_inputs.py` (`contrib_tools/pollinate_cli/build_files.py`, `contrib_tools/pollinate_cli/build_programs.py`), `contrib_tools/pollinate_cli/last_build.py` |
| a second process, a cache file, a link on disk | `runtime/` (the engine's own walk: `pollinate_mkdocs/link_guard.py`) |
| what is read of `mkdocs.yml`, a setting | `config_file.py`, `settings_file.py`, `settings.py` |
| what the site shows and the command line doesn't, or the other way round | `site_record.py`, `content/files.py` |
| what a page may run and load | `content/page_loads.py` (what it does), `content/security_policy.py` (the words), `csp_sources.py`; who vouches for it: `pollinate_mkdocs/page_policies.py` |
| MkDocs, ProperDocs, a theme | `pollinate_mkdocs/` |

What happens on `pollinate build`:

1. The command line finds the configuration, or makes one for a bare tree of Markdown, and hands it to MkDocs.
2. `pollinate/garden` asks MkDocs for its files and calls `build_garden`: git starts, files are read beside it, every
   patch is replayed into line owners, people are joined, links resolved, credits derived; `publish` cuts what is private.
3. `pages/site.py` plans the pages that no file holds; MkDocs renders all pages; each plugin hands in its parts of a
   lesson's page, and `page_parts.py` puts them in order.
4. The site is built aside and swapped in when it is whole; one build of a folder at a time, and none where nothing
   changed.
"""


def head_of(path: Path) -> str:
    """Return a module's head comment as a paragraph, or its docstring."""
    lines = []
    text = path.read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        lines.append(line.lstrip("# ").rstrip())
    if lines:
        return " ".join(lines)
    match = re.match(r'"""(.*?)"""', text, re.S)
    return match[1].strip() if match else ""


def architecture() -> str:
    """Return the architecture page."""
    parts = [INTRO]
    for package, title in PACKAGES.items():
        parts.append(f"\n## `{package}/`\n\n{title}.\n")
        folder = ""
        for path in sorted(
            (ROOT / package).rglob("*.py"),
            key=lambda p: (p.parent.relative_to(ROOT / package).parts, p.name),
        ):
            inner = path.parent.relative_to(ROOT / package).as_posix()
            if path.name == "__init__.py" or inner.startswith("demo"):
                continue
            if inner != folder:
                folder = inner
                parts.append(f"\n### `{package}/{inner}/`\n")
            # Angle brackets of a head must not become markup.
            words = head_of(path).replace("<", "&lt;").replace("[[", "[ [").replace("*", "\\*")
            parts.append(f"\n`{path.name}`\n:   {words}\n")
    return "".join(parts)


def helps() -> dict[str, str]:
    """Return `--help` of every verb, and of each kind that a verb has."""
    import click
    from pollinate_cli.cli import VERBS, cli

    found: dict[str, str] = {}

    def add(command: click.Command | None, words: tuple[str, ...], above: click.Context) -> None:
        assert command is not None
        here = click.Context(
            command, info_name=words[-1], parent=above, terminal_width=100, max_content_width=100
        )
        found[" ".join(words)] = command.get_help(here)
        if isinstance(command, click.Group):
            for kind in command.list_commands(here):
                add(command.get_command(here, kind), (*words, kind), here)

    context = click.Context(
        cli,
        info_name="pollinate",
        terminal_width=100,
        max_content_width=100,
        help_option_names=cli.context_settings["help_option_names"],
    )
    for verb in sorted(VERBS):
        add(cli.get_command(context, verb), (verb,), context)
    return found


def commands(page: str) -> str:
    """Return the page of commands with every `--help` renewed between its marks."""
    for verb, text in helps().items():
        block = f"<!-- help {verb} -->\n\n```text\n{text}\n```\n\n<!-- /help -->"
        pattern = re.compile(rf"<!-- help {verb} -->.*?<!-- /help -->", re.S)
        if pattern.search(page):
            page = pattern.sub(lambda _, b=block: b, page)
        else:
            raise SystemExit(
                f"docs/guide/commands.md lacks the mark <!-- help {verb} --><!-- /help -->"
            )
    return page


def rules(page: str) -> str:
    """Return the page about `check` with the table of its rules renewed between its marks."""
    from pollinate.checks.files.rules import RULES

    rows = "".join(
        f"| `{code}` | {rule.severity.value} | {rule.why} |\n" for code, rule in RULES.items()
    )
    block = (
        f"<!-- rules -->\n\n| code | is | why it matters |\n|---|---|---|\n{rows}\n<!-- /rules -->"
    )
    return re.sub(r"<!-- rules -->.*?<!-- /rules -->", lambda _: block, page, flags=re.S)


def generated() -> dict[Path, str]:
    """Return all generated files with their contents."""
    page = ROOT / "docs" / "guide" / "commands.md"
    about_check = ROOT / "docs" / "guide" / "check.md"
    return {
        about_check: rules(about_check.read_text(encoding="utf-8")),
        ROOT / "docs" / "developers" / "architecture.md": architecture(),
        page: commands(page.read_text(encoding="utf-8")),
    }


if __name__ == "__main__":
    for target, content in generated().items():
        target.write_text(content, encoding="utf-8")
