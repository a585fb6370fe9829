# A mapping that is made when asked is that of its values, and makes each once.
"""Test a mapping that is made when asked."""

from __future__ import annotations

import pytest
from pollinate.runtime.asked import MadeWhenAsked


def test_it_is_the_mapping_of_its_values() -> None:
    """What is asked for is made, what is made stays, and what there is none of is not there."""
    asked: list[int] = []

    def make(key: int) -> str | None:
        asked.append(key)
        return str(key) if key % 2 else None

    told = MadeWhenAsked([1, 2, 3], make)
    assert asked == []
    assert ("1", None, None) == (told.get(1), told.get(2), told.get(4))
    assert told[1] == "1"
    assert asked == [1, 2]
    assert {1: "1", 3: "3"} == dict(told) == told
    assert 2 == len(told)
    assert 2 not in told
    with pytest.raises(KeyError):
        told[4]
    assert asked == [1, 2, 3]
