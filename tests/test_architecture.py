# Holds the layout of design.md section 3: who may import whom, how large things may be, what stands
# at each head.
"""Test the architecture."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest
from pollinate.settings import PLACES, Settings

ROOT = Path(__file__).resolve().parent.parent
SOURCES = [
    *sorted((ROOT / "plugins").rglob("*.py")),
    *sorted((ROOT / "contrib_tools").rglob("*.py")),
]
BASE = {
    *(
        "emails",
        "plain",
        "spelling",
        "paths",
        "errors",
        "messages",
        "model",
        "settings",
        "house_rules",
        "house_words",
        "own_words",
        "csp_sources",
        "locks",
        "version",
        "words",
    ),
    "runtime",
}
SIBLINGS = {"history", "content", "derive", "checks", "contribute", "pages", "export"}
MAY_USE = {"pages": {"contribute"}, "checks": {"content", "contribute"}}
"""What a sibling may use of another beside values of the model."""
MOST_LINES, MOST_FUNCTION_LINES, LONGEST_LINE = 400, 60, 100
MOST_FIELDS_IN_ORDER = 5
STYLED = [
    path
    for folder in ("templates", "static")
    for path in sorted((ROOT / "plugins" / "pollinate" / "pages" / folder).iterdir())
]


def module(path: Path) -> str:
    """Return a file's module name."""
    relative = path.relative_to(ROOT).parts[1:]
    return ".".join(relative).removesuffix(".py").removesuffix(".__init__")


def imports(tree: ast.AST) -> set[str]:
    """Return the modules that a file imports, anywhere in it."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


TREES = {module(path): (path, ast.parse(path.read_text(encoding="utf-8"))) for path in SOURCES}


def at_load(tree: ast.Module) -> set[str]:
    """Return the modules that are imported when a file is loaded."""
    return imports(
        ast.Module(
            [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)], []
        )
    )


@pytest.mark.parametrize("name", sorted(TREES))
def test_imports_go_one_way(name: str) -> None:
    """The core knows neither MkDocs nor a command line, and its phases meet in model values
    only.
    """
    used = imports(TREES[name][1])
    parts = name.split(".")
    forbidden: set[str] = set()
    if parts[0] == "pollinate":
        forbidden = {
            u
            for u in used
            if u.split(".")[0]
            in ("mkdocs", "properdocs", "click", "rich", "pollinate_mkdocs", "pollinate_cli")
        }
        if len(parts) > 1 and parts[1] in SIBLINGS:
            others = (SIBLINGS - {parts[1]}) - MAY_USE.get(parts[1], set())
            allowed = BASE | {parts[1]} | (SIBLINGS - others)
            forbidden |= {
                u for u in used if u.startswith("pollinate.") and u.split(".")[1] not in allowed
            }
        elif len(parts) > 1 and parts[1] in BASE:
            forbidden |= {
                u for u in used if u.startswith("pollinate.") and u.split(".")[1] not in BASE
            }
    elif parts[0] == "pollinate_mkdocs":
        forbidden = {u for u in used if u.startswith("pollinate_cli")}
    elif name not in BUILDERS:
        forbidden = {
            u for u in used if u.split(".")[0] in ("pollinate_mkdocs", "mkdocs", "properdocs")
        }

    assert set() == forbidden


BUILDERS = (
    "pollinate_cli.site_build",
    "pollinate_cli.early_server",
    "pollinate_cli.commands.serve",
)
"""Modules of the command line that run an engine."""
SHOWN = [
    name
    for name in sorted(TREES)
    if name.startswith(("pollinate.pages", "pollinate.contribute"))
    or name
    in (
        "pollinate.export.public",
        "pollinate.export.public_parts",
        "pollinate.export.metrics",
        "pollinate.export.digest",
        "pollinate.derive.metrics",
        "pollinate.derive.freshness",
        "pollinate.derive.digest",
        "pollinate.model.lineage",
        "pollinate_cli.digest_text",
    )
]
"""Everything that shows something to readers."""


@pytest.mark.parametrize("name", SHOWN)
def test_what_is_shown_can_not_know_what_is_private(name: str) -> None:
    """Pages, feeds and public documents start from a PublicGarden: they can't import the whole,
    its history, or what derives and publishes it.
    """
    private = {
        "pollinate.model.garden",
        "pollinate.garden",
        "pollinate.publish",
        "pollinate.model.git.History",
        "pollinate.model.git.Identity",
        "pollinate.model.people.People",
        "pollinate.model.people.PersonFile",
    }

    assert set() == imports(TREES[name][1]) & private


@pytest.mark.parametrize("name", sorted(TREES))
def test_sizes(name: str) -> None:
    """No function is over 60 lines; a module over 400 says at its head why it is one subject."""
    path, tree = TREES[name]
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1}"
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > MOST_FUNCTION_LINES
    ]

    assert [] == long
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MOST_LINES or "\n# One module, since " in text


@pytest.mark.parametrize("name", sorted(n for n in TREES if n.startswith("pollinate.")))
def test_large_values_are_made_by_name(name: str) -> None:
    """A dataclass with more than five fields takes keywords only: nobody can count eight commas."""
    loose = []
    for node in ast.walk(TREES[name][1]):
        marks = [ast.unparse(d) for d in getattr(node, "decorator_list", ())]
        mark = next((m for m in marks if m.startswith("dataclass")), None)
        if isinstance(node, ast.ClassDef) and mark is not None and "kw_only=True" not in mark:
            own = [part for part in node.body if isinstance(part, ast.AnnAssign)]
            loose += [node.name] if len(own) > MOST_FIELDS_IN_ORDER else []

    assert [] == loose


@pytest.mark.parametrize("path", STYLED, ids=lambda path: path.name)
def test_lines_of_templates_and_styles(path: Path) -> None:
    """Templates, styles and scripts keep to the line length of the code."""
    lines = path.read_text(encoding="utf-8").splitlines()

    assert [] == [number for number, line in enumerate(lines, 1) if len(line) > LONGEST_LINE]


def test_no_import_cycle() -> None:
    """No module is loaded through a circle of imports."""
    ways = {
        name: {u for u in at_load(tree) if u in TREES and u != name}
        for name, (_, tree) in TREES.items()
    }
    done: set[str] = set()

    def visit(name: str, way: tuple[str, ...]) -> None:
        assert name not in way, " -> ".join((*way, name))
        if name not in done:
            for other in ways[name]:
                visit(other, (*way, name))
            done.add(name)

    for name in ways:
        visit(name, ())


@pytest.mark.parametrize("name", sorted(TREES))
def test_every_module_says_what_it_is(name: str) -> None:
    """Each module opens with two to eight `#` lines and a docstring; an `__init__` needs its
    docstring only.
    """
    path, tree = TREES[name]
    head = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            break
        head.append(line)

    assert ast.get_docstring(tree)
    assert path.name == "__init__.py" or 2 <= len(head) <= 8


def test_public_functions_have_docstrings() -> None:
    """Every public function and class has a docstring; Protocol methods and overloads are told by
    their class.
    """
    missing = []
    for name, (_, tree) in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
                # Where it stands is asked of the few without one only: that takes long.
                if ast.get_docstring(node):
                    continue
                inner = (
                    isinstance(node, ast.FunctionDef)
                    and node.body
                    and isinstance(node.body[0], ast.Expr)
                    and len(node.body) == 1
                )
                nested = isinstance(node, ast.FunctionDef) and any(
                    node in ast.walk(outer) and outer is not node
                    for outer in ast.walk(tree)
                    if isinstance(outer, ast.FunctionDef)
                )
                private = any(
                    node in ast.walk(c)
                    for c in ast.walk(tree)
                    if isinstance(c, ast.ClassDef) and c.name.startswith("_")
                )
                if not inner and not nested and not private:
                    missing.append(f"{name}.{node.name}")

    assert [] == missing


def test_importing_the_command_line_imports_no_mkdocs() -> None:
    """`pollinate --help` is quick, since neither MkDocs nor the core's heavy parts are loaded."""
    code = (
        "import sys, pollinate_cli.cli; print(sorted(m for m in ('mkdocs', 'markdown', 'git',"
        " 'pollinate.garden') if m in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": f"{ROOT / 'plugins'}:{ROOT / 'contrib_tools'}", "PATH": ""},
    )

    assert "[]" == done.stdout.strip()


OF_USERS = {"index.md", "README.md", "readme.md", "mkdocs.md", "deploys.md"}
"""Files of somebody's garden, that a head gives as an example."""


@pytest.mark.parametrize("name", sorted(TREES))
def test_files_that_a_head_names_are_there(name: str) -> None:
    """Whoever follows a head finds the file: from the top, or as the end of a module's path."""
    path = TREES[name][0]
    modules = [other.as_posix() for other, _ in TREES.values()]
    head = path.read_text(encoding="utf-8").split('"""')[0]
    lost = [
        named
        for named in re.findall(r"(?<![\w*.])[\w/-]+\.(?:md|py)\b", head)
        if named not in OF_USERS
        and not (ROOT / named).exists()
        and not any(other.endswith(f"/{named}") for other in modules)
    ]

    assert [] == lost


def test_one_name_is_one_thing() -> None:
    """No two public classes of the three packages have one name, whoever imports them."""
    places: dict[str, list[str]] = {}
    for name, (_, tree) in TREES.items():
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places.setdefault(node.name, []).append(name)

    assert {} == {name: at for name, at in places.items() if len(at) > 1}


def test_every_setting_is_read() -> None:
    """A setting that nothing reads would let its writer believe that it does something."""
    read = {
        node.attr
        for name, (_, tree) in TREES.items()
        if name != "pollinate.settings"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and ast.unparse(node.value).endswith("settings")
    }
    own = {node.name for node in fields(Settings) if node.name not in PLACES}

    # `branch` is read through `edit_branch`, beside which it stands.
    assert set() == own - read - {"branch"}


def test_only_tables_of_data_keep_their_own_shape() -> None:
    """Code is formatted by the formatter; what is exempt is a value of a module, or the table of a
    parametrized test.
    """
    found = []
    for path in [*SOURCES, *sorted((ROOT / "tests").rglob("*.py"))]:
        text = path.read_text(encoding="utf-8")
        marked = {n for n, line in enumerate(text.split("\n"), 1) if line.endswith("# fmt: skip")}
        if not marked:
            continue
        tree = ast.parse(text)
        tables = [node for node in tree.body if isinstance(node, ast.Assign | ast.AnnAssign)]
        decorated = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
        ends = {node.end_lineno for node in tables}
        ends |= {one.end_lineno for node in decorated for one in node.decorator_list}
        found += [f"{path.name}:{line}" for line in sorted(marked - ends)]
    assert not found


def test_the_repository_holds_texts_and_pictures_only() -> None:
    """No package, archive or build of anything lies in the tree by accident."""
    listing = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z"], capture_output=True, check=True
    )
    names = listing.stdout.decode().split("\0")
    assert not [name for name in names if re.search(r"\.(whl|gz|zip|tar|pyc|so|egg|bundle)$", name)]


def test_the_plugin_knows_every_setting() -> None:
    """MkDocs hands on each setting that the core knows, and no other."""
    from pollinate_mkdocs.garden.config import GardenConfig

    known = [name for name, _ in GardenConfig._schema]
    assert sorted(f.name for f in fields(Settings) if f.name not in PLACES) == sorted(known)
