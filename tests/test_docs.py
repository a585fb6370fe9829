# The documentation says what the code says: generated parts, the table of settings, the words, the
# changelog.
"""Test the documentation."""

from __future__ import annotations

import re
import sys
from dataclasses import fields
from importlib.metadata import distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from pollinate.house_rules import HouseContact, HouseRules
from pollinate.messages.own_words import OwnWords
from pollinate.settings import PLACES, Settings
from pollinate.version import VERSION
from pollinate_cli.cli import VERBS

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "tools"))


def test_generated_parts_are_up_to_date() -> None:
    """`make format` would change neither the architecture page nor the pasted help."""
    from generate_docs import generated

    stale = [
        path.relative_to(ROOT).as_posix()
        for path, text in generated().items()
        if path.read_text(encoding="utf-8") != text
    ]

    assert [] == stale


def test_the_settings_table_is_the_code() -> None:
    """The handbook's table names every setting with its default."""
    page = (ROOT / "docs" / "guide" / "settings.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \| (.+?) \|", page, re.M))
    wanted = {f.name: written(f.default) for f in fields(Settings) if f.name not in PLACES}

    assert wanted == rows


def written(default: object) -> str:
    """Return a default as the table writes it."""
    if isinstance(default, tuple):
        return ", ".join(f"`{item}`" for item in default) or "`[]`"
    if isinstance(default, HouseRules | HouseContact | OwnWords):
        return "`{}`"
    return f"`{plain(default)}`" if default or (default == 0 and default != "") else '`""`'


def plain(default: object) -> str:
    """Return one value as YAML writes it."""
    return str(default).lower() if isinstance(default, bool) else str(default)


def test_the_table_of_rules_is_the_code() -> None:
    """The handbook's table of `policy` names every rule with its default."""
    page = (ROOT / "docs" / "guide" / "settings.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `policy: (\w+)` \| (.+?) \|", page, re.M))

    assert {f.name: written(f.default) for f in fields(HouseRules)} == rows


def test_every_verb_is_documented() -> None:
    """Each verb has a heading in the handbook and an example in its help."""
    from generate_docs import helps

    page = (ROOT / "docs" / "guide" / "commands.md").read_text(encoding="utf-8")
    texts = helps()

    assert set(VERBS) == set(re.findall(r"^## `?([\w-]+)`?$", page, re.M)) & set(VERBS)
    assert [] == [verb for verb, text in texts.items() if "Example" not in text]


def test_the_glossary_has_the_words_of_the_code() -> None:
    """Every public value of the model that readers meet stands in the glossary."""
    page = (ROOT / "docs" / "developers" / "glossary.md").read_text(encoding="utf-8").lower()
    words = (
        "garden",
        "lesson",
        "identity",
        "contributor",
        "contribution",
        "role",
        "credit",
        "acknowledgement",
        "backlink",
        "source",
        "gathering",
        "stage",
        "commit",
        "trailer",
        "mailmap",
        "diagnostic",
        "view",
        "src_uri",
        "slug",
    )

    assert [] == [word for word in words if word not in page]


def test_the_changelog_knows_the_version() -> None:
    """The version of the code is a heading of the changelog."""
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

    assert f"## [{VERSION}]" in changelog


def test_constraints_name_no_host() -> None:
    """Pinned versions say nothing of where packages come from."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()

    pin = r"[A-Za-z0-9._-]+==[A-Za-z0-9.]+(; python_full_version (<|>=) \"[0-9.]+\")?"

    assert [] == [line for line in lines if not re.fullmatch(pin, line)]


def test_constraints_hold_on_the_oldest_python() -> None:
    """No pin asks for a newer Python than the README does: Debian 12 brings 3.11.2."""
    oldest = "3.11.0"
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [pin for pin in map(Requirement, lines) if holds(pin, oldest)]
    here = {dist.metadata["Name"].lower(): dist for dist in distributions()}

    assert {Requirement(line).name for line in lines} == {pin.name for pin in pins}
    assert [] == [
        str(pin)
        for pin in pins
        if (dist := here.get(pin.name.lower()))
        and pin.specifier.contains(dist.version)
        and not SpecifierSet(dist.metadata.get("Requires-Python", "")).contains(oldest)
    ]


def holds(pin: Requirement, version: str) -> bool:
    """Say whether a pin is for this version of Python."""
    return pin.marker is None or pin.marker.evaluate({"python_full_version": version})


def test_code_commits_no_path_of_a_machine() -> None:
    """No file of ours holds an absolute path of a work place."""
    found = [
        path.relative_to(ROOT).as_posix()
        for folder in ("plugins", "contrib_tools", "docs")
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
        and path.suffix in (".py", ".md", ".html", ".css")
        and "/work/" in path.read_text(encoding="utf-8")
    ]

    assert [] == found


def test_the_rooms_that_the_architecture_page_names_are_there() -> None:
    """Each file and folder in the table of rooms is one."""
    page = (ROOT / "docs/developers/architecture.md").read_text(encoding="utf-8")
    table = page.split("| what is wrong |")[1].split("\n\n")[0]
    named = re.findall(r"`([\w/.-]+(?:\.(?:py|js|toml|yml)|/))`", table)
    places = [ROOT / "plugins/pollinate", ROOT / "plugins", ROOT]
    places.append(ROOT / "plugins/pollinate/contribute")
    missing = [name for name in named if not any((one / name).exists() for one in places)]

    assert named and [] == [one for one in missing if one != "mkdocs.yml"]
