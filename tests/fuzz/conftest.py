# How many inputs the fuzzing takes, and what it says at its end: how many really ran, and the seed
# by which the same run can be had again. Must not know: what is tested.
"""Count what the fuzzing runs."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

INPUTS = int(os.environ.get("FUZZ", "5000"))
SLOWEST_SECONDS = 2.0
"""Of a processor, for one input."""


@dataclass
class Tally:
    """What one test has run."""

    most: int
    seed: int
    inputs: int = 0
    slowest: float = 0.0

    @contextmanager
    def one(self, said: object) -> Iterator[None]:
        """Count one input and hold it to its time."""
        began = time.process_time()
        yield
        took = time.process_time() - began
        self.inputs += 1
        self.slowest = max(self.slowest, took)
        assert took < SLOWEST_SECONDS, f"{took:.1f} s for {said!r:.300}"


@pytest.fixture
def tally(
    record_property: Callable[[str, object], None], pytestconfig: pytest.Config, testrun_uid: str
) -> Iterator[Tally]:
    """Count the inputs of a test, and give it the seed of the run."""
    asked = str(pytestconfig.getoption("--hypothesis-seed", default=None) or "")
    seed = int(asked) if asked.isdigit() else int(testrun_uid[:6], 16)
    counted = Tally(INPUTS, seed)
    yield counted
    record_property("inputs", counted.inputs)
    record_property("slowest", counted.slowest)
    record_property("seed", seed)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many inputs ran, and by which seed."""
    reports = [r for some in terminalreporter.stats.values() for r in some]
    told = [dict(r.user_properties) for r in reports if isinstance(r, pytest.TestReport)]
    counted = [one for one in told if "inputs" in one]
    if counted:
        inputs = sum(int(str(one["inputs"])) for one in counted)
        slowest = max(float(str(one["slowest"])) for one in counted)
        terminalreporter.write_line(
            f"FUZZED: {inputs} inputs, the slowest in {slowest:.2f} s;"
            f" again by --hypothesis-seed={counted[0]['seed']}"
        )
