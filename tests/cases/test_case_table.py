# The table in docs/developers/cases.md names every case and only tests that there are.
"""Test the table of cases."""

from __future__ import annotations

import ast
import re
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
TABLE = (TESTS.parent / "docs/developers/cases.md").read_text(encoding="utf-8")


def names_here() -> set[str]:
    """Return the names of all tests."""
    found = set()
    for path in TESTS.rglob("test_*.py"):
        found |= {
            node.name
            for node in ast.parse(path.read_text(encoding="utf-8")).body
            if isinstance(node, ast.FunctionDef)
        }
    return {name for name in found if name.startswith("test_")}


def test_every_attribution_case_has_a_row() -> None:
    """The 35 attribution cases stand in the table in order, each with a test."""
    rows = re.findall(r"^\| (\d+) \|.*\| `(test_\w+)` \|$", TABLE, re.M)

    assert list(range(1, 36)) == [int(number) for number, _ in rows]


def test_every_test_named_is_there() -> None:
    """Each test that the table names is there."""
    assert set() == set(re.findall(r"`(test_\w+)`", TABLE)) - names_here()
