# Every document that the command line prints is described by a schema in the handbook, and fits it.
"""Validate the documents."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
from support.run import ROOT, pollinate

SCHEMAS = ROOT / "docs" / "developers" / "schemas"
LESSON = "print-the-boarding-list"
VERBS = {
    "stats-1": [["stats", "--format", "json"]],
    "digest-1": [
        ["digest", "--since", "2024-01", "--format", "json"],
        ["digest", "--since", "2024-01", "--to-thank", "--format", "json"],
    ],
    "why-2": [["why", name, LESSON, "--format", "json"] for name in ("ana", "bea")],
    "people-1": [["people", "--format", "json"], ["people", "--all", "--format", "json"]],
    "due-1": [["due", "--format", "json"], ["due", "--weeks", "30", "--format", "json"]],
    "queue-1": [["queue", "--format", "json"]],
    "findings-1": [["check", "--format", "json"]],
    "doctor-1": [["doctor", "--format", "json"]],
    "new-file-1": [
        [
            "new",
            "lesson",
            "--title",
            "A title",
            "--topic",
            "winter",
            "--dry-run",
            "--format",
            "json",
        ],
        ["note", "question", LESSON, "--text", "Why?", "--dry-run", "--format", "json"],
        ["thank", "ana", "--for", LESSON, "--text", "Thanks.", "--dry-run", "--format", "json"],
    ],
    "credits-2": [["credits", "--format", "json"], ["credits", LESSON, "--format", "json"]],
    "garden-2": [["export"], ["export", "--public"]],
}


@pytest.mark.parametrize("name", sorted(VERBS))
def test_a_document_fits_its_schema(demo: Path, name: str) -> None:
    """What is printed is valid by the published schema, which allows no key that it does not name."""
    rules = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(rules)
    for verb in VERBS[name]:
        done = pollinate("-C", str(demo), *verb)
        assert done.returncode in (0, 1) and done.stdout, done.stderr
        document = json.loads(done.stdout)
        jsonschema.validate(document, rules, jsonschema.Draft202012Validator)
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**document, "more": 1}, rules, jsonschema.Draft202012Validator)


def test_every_schema_is_published_and_in_the_handbook() -> None:
    """Each name of a document in the code has its schema, and its row in the handbook."""
    code = "".join(
        path.read_text(encoding="utf-8")
        for root in ("plugins", "contrib_tools")
        for path in (ROOT / root).rglob("*.py")
    )
    named = {f"{name}-{number}" for name, number in re.findall(r'"pollinate/([a-z-]+)/(\d)"', code)}

    assert named == {path.name.removesuffix(".schema.json") for path in SCHEMAS.glob("*.json")}
    page = (ROOT / "docs/developers/schemas.md").read_text(encoding="utf-8")
    assert all(f"schemas/{name}.schema.json" in page for name in named)
