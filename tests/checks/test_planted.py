# The list of planted faults (planted/faults.yaml) against the rules.
"""Test that faults are found, and sound texts left alone."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from checks.planted_values import draw, make
from pollinate.checks.files.personal_data import word_patterns
from pollinate.checks.files.programs import find_spelling, find_style
from pollinate.checks.files.run import Files, check_files
from pollinate.checks.files.surroundings import OnDisk
from pollinate.checks.files.text import Text
from pollinate.model.diagnostics import Diagnostic
from pollinate.paths import RepoPath, SrcUri
from pollinate.settings import make_settings

LISTED = yaml.safe_load(
    (Path(__file__).parent / "planted" / "faults.yaml").read_text(encoding="utf-8")
)
_VALUE = re.compile(r"«([a-z0-9-]{2,15}(?::[\w-]+)?)»")


def found_in(name: str, case: Any, folder: Path, seed: int) -> list[Diagnostic]:
    """Return what is found in a case, in a garden that holds what sound cases lead to."""
    r = random.Random(seed)
    case = {"text": case} if isinstance(case, str) else case
    texts = {
        "lessons/t/other.md": "# Other\n\nSome words.\n\n## Heading two\n\nMore words.\n",
        case.get("path", "lessons/t/case.md"): _VALUE.sub(lambda m: make(m[1], r), case["text"]),
        **case.get("files", {}),
    }
    docs = folder / "docs"
    pictures = {
        f"lessons/t/{name}": draw({"form": "PNG"}, r) for name in ("pic.png", "pic one.png")
    }
    if recipe := case.get("picture"):
        pictures[f"lessons/t/{recipe['path']}"] = draw(recipe, r)
    for path, data in pictures.items():
        (docs / path).parent.mkdir(parents=True, exist_ok=True)
        (docs / path).write_bytes(data)
    own = next(iter(list(texts)[1:2]))
    read = [
        Text(path=RepoPath(f"docs/{uri}"), uri=SrcUri(uri), whole=whole)
        for uri, whole in texts.items()
    ]
    settings = make_settings({}, root=folder, docs_dir=docs)
    files = Files(
        texts=[text for text in read if text.uri == own],
        pictures=[(RepoPath(f"docs/{path}"), data) for path, data in pictures.items()],
        paths=[text.path for text in read],
        words=word_patterns("\n".join(case.get("words", []))),
    )
    found = list(check_files(files, OnDisk(settings, texts)))
    # Each of the two is a process: they are asked about their own kinds only.
    asked = {"style": find_style, "spelling": find_spelling}.get(name)
    return [*found, *(asked(files.texts) if asked else ())]


def test_the_list_is_whole() -> None:
    """Thirty kinds, five wordings and five sound twins each."""
    assert 30 == len(LISTED)
    assert {(5, 5)} == {(len(kind["faults"]), len(kind["twins"])) for kind in LISTED.values()}


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("name", LISTED)
def test_faults_are_found(name: str, tmp_path: Path, seed: int) -> None:
    """Each wording of a fault gets its finding, but for an address that is a link to write to."""
    kind = LISTED[name]
    missed = []
    for number, case in enumerate(kind["faults"]):
        if "](mailto:" in str(case):
            continue
        found = found_in(name, case, tmp_path / str(number), seed)
        if kind["code"] not in {one.code for one in found}:
            missed.append((case, [f"{one.code}: {one.message}" for one in found]))

    assert not missed, missed


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("name", LISTED)
def test_sound_texts_are_left_alone(name: str, tmp_path: Path, seed: int) -> None:
    """A sound twin gets no finding that blocks a request."""
    for number, case in enumerate(LISTED[name]["twins"]):
        found = found_in(name, case, tmp_path / str(number), seed)
        assert [] == [(case, one.code, one.message) for one in found if one.blocks]
