# The list of `make mutants` is of the code as it stands: an entry whose line is gone tests nothing.
# Must not know: whether a mutant is killed (run.py).
"""Test the list of mutants."""

from __future__ import annotations

from pathlib import Path

from tests.mutants.run import LIST, ROOT, read_mutants


def test_each_mutant_changes_one_place_of_the_code() -> None:
    """Its old line stands there once, the new one is another, and its tests are files."""
    mutants = read_mutants(LIST.read_text(encoding="utf-8"))
    assert len(mutants) > 200
    for one in mutants:
        assert 1 == (ROOT / one.path).read_text(encoding="utf-8").count(one.old), one.name
        assert one.old != one.new, one.name
        assert all(Path(ROOT, test.partition("::")[0]).exists() for test in one.tests), one.name
