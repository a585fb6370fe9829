# The document of a large garden in parts says what the whole one says, and each part fits the schema
# of a whole one. Must not know: where parts are put.
"""Test the published document in parts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from pollinate.export.public import export_public
from pollinate.export.public_parts import export_in_parts
from pollinate.garden import build_garden
from pollinate.model.public import PublicGarden
from pollinate.publish import publish
from pollinate.settings_file import read_settings

SCHEMAS = Path(__file__).resolve().parents[1] / "docs/developers/schemas"
LISTS = ("links", "acknowledgements", "notes")


@pytest.fixture(scope="module")
def garden(demo: Path) -> PublicGarden:
    """Give what may be shown of the sample garden."""
    return publish(build_garden(read_settings(demo, "", ())))


def named(number: int) -> str:
    """Return how a document is called."""
    return f"garden-{number}.json" if number else "garden.json"


def fits(document: dict[str, Any], schema: str) -> None:
    """Raise where a document is not valid."""
    rules = json.loads((SCHEMAS / f"{schema}.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(document, rules, jsonschema.Draft202012Validator)


def test_a_small_garden_is_one_document(garden: PublicGarden) -> None:
    """The same as ever, with as many lessons as one may hold."""
    whole = export_public(garden)

    assert [("garden.json", whole)] == list(export_in_parts(garden, named))
    assert 1 == len(list(export_in_parts(garden, named, len(whole["lessons"]))))


@pytest.mark.parametrize("most", [1, 7])
def test_all_parts_say_what_the_whole_says(garden: PublicGarden, most: int) -> None:
    """Each lesson, link, thanks and note once, in order; people and sources in each part that names
    them; the index names the parts and holds the rest.
    """
    whole = export_public(garden)
    *parts, (name, index) = export_in_parts(garden, named, most)

    assert "garden.json" == name
    fits(index, "garden-index-1")
    assert [one["file"] for one in index["parts"]] == [name for name, _ in parts]
    assert len(whole["lessons"]) == index["count"]
    lessons: dict[str, Any] = {}
    lists: dict[str, list[Any]] = {key: list(index[key]) for key in LISTS}
    for (_, part), told in zip(parts, index["parts"], strict=True):
        fits(part, "garden-2")
        assert len(part["lessons"]) == told["lessons"] <= most
        first, *_, last = [*part["lessons"], *part["lessons"]]
        assert [told["first"], told["last"]] == [first, last]
        lessons |= part["lessons"]
        for key in LISTS:
            lists[key] += part[key]
        text = json.dumps([part["lessons"], *(part[key] for key in LISTS)])
        assert all(f'"{who}"' in text for who in part["contributors"])
        credited = {c["contributor"] for one in part["lessons"].values() for c in one["credits"]}
        assert credited <= part["contributors"].keys()
    assert list(whole["lessons"].items()) == list(lessons.items())
    for key in LISTS:
        ordered = [json.dumps(one, sort_keys=True) for one in whole[key]]
        assert sorted(ordered) == sorted(json.dumps(one, sort_keys=True) for one in lists[key])
        assert any(len(part[key]) for _, part in parts), key
    rest = {key: value for key, value in whole.items() if key not in ("schema", "lessons", *LISTS)}
    assert rest == {key: index[key] for key in rest}
