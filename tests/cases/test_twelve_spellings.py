# Two private people in every field that can hold a person, each in twelve spellings and more, on
# days of their own; then every byte of every output is searched for a name, handle, slug or day.
"""Look for private people under any spelling."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import pytest
from support.repo import ANA, BEA, Repo, lines
from support.run import pollinate

HIDDEN, ALIASED = "Hildegard Ångströmvik", "Mirosława Kovačević"
HANDLES = ("hildeswan", "mirokova")
CONFIG = """site_name: Quiet
theme: {name: material, font: false}
repo_url: https://forge.example.org/team/garden
plugins:
  - search
  - pollinate/garden: {goals: ["Fewer failures"]}
  - pollinate/attribution
  - pollinate/acknowledgements
  - pollinate/learned-from
  - pollinate/trails
"""


def spellings(name: str) -> list[str]:
    """Return a name as people write it, by hand or by accident."""
    first, last = name.split(" ")
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return [
        name,
        name.upper(),
        name.lower(),
        name.swapcase(),
        unicodedata.normalize("NFD", name),
        f"{first}  {last}",
        f"{first}\u00a0{last}",
        f"{first}\u200d {last}\u200b",
        f"{first}-{last}".lower(),
        f"{first}.{last}",
        f"{first}_{last}",
        f"{last}, {first}",
        f"{last} {first}",
        f"{first}{last}",
        plain,
        plain.lower().replace(" ", "-"),
    ]


ALL = [*spellings(HIDDEN), *spellings(ALIASED), *HANDLES, *(h.upper() for h in HANDLES)]
MARCH = datetime(2024, 3, 3, 12, tzinfo=UTC).timestamp()
JANUARY = datetime(2024, 1, 3, 12, tzinfo=UTC).timestamp()


def yaml_list(words: list[str]) -> str:
    """Return texts as a YAML list in one line."""
    return json.dumps(words, ensure_ascii=False)


class Planting:
    """A garden whose private people act in March 2024, and everybody else in January."""

    def __init__(self, path: Path) -> None:
        self.repo = Repo(path)
        self.days = 0

    def commit(self, who: str, message: str, *, private: bool) -> None:
        """Commit all that was written, on a day of its own."""
        self.days += 1
        start = MARCH if private else JANUARY
        self.repo.clock = int(start + 86_400 * (self.days % 27))
        self.repo.commit(who, message)


def plant(path: Path) -> Repo:
    """Write the garden."""
    garden = Planting(path)
    write = garden.repo.write
    write("mkdocs.yml", CONFIG)
    write("docs/index.md", "# Home\n\n<!-- pollinate: home -->\n")
    write("docs/lessons/t/ann.md", "# Of Ana\n\n" + lines("by ana"))
    write("docs/lessons/t/two.md", "# Of two\n\n" + lines("by two"))
    write("docs/people/ana.md", "---\nname: Ana Reyes\n---\n")
    garden.commit(ANA, "Plant", private=False)
    write(
        f"docs/people/{HANDLES[0]}.md",
        f"---\nname: {HIDDEN}\ngit: [hildeswan]\nshow: hidden\nkeeps: [lessons/t]\n---\n",
    )
    write(
        f"docs/people/{HANDLES[1]}.md",
        f'---\nname: {ALIASED}\nshow: alias\nalias: "Night owl"\nkeeps: [lessons/t]\n---\n',
    )
    write(".mailmap", f"{HIDDEN} <mapped@x.test.org>\n{ALIASED} <mapped2@x.test.org>\n")
    garden.commit(BEA, "Profiles", private=False)
    for number, name in enumerate(ALL):
        who = f"{name} <p{number}@x.test.org>"
        write(
            f"docs/lessons/t/l{number}.md",
            f"---\nlearned_from:\n  - person: {json.dumps(name)}\n    because: We were shown.\n"
            f"credit:\n  - person: {json.dumps(name)}\n    role: helper\n"
            f"review:\n  by: {json.dumps(name)}\nstatus: withdrawn\n"
            f"asked_by: {json.dumps(name)}\n---\n# L{number}\n\n" + lines(f"w{number}"),
        )
        write(
            f"docs/lessons/t/team{number}.md",
            f"---\ncredit:\n  - as: {json.dumps(name)}\n---\n# T{number}\n\n" + lines("t"),
        )
        write(
            f"docs/notes/n{number}.md",
            f"---\nabout: lessons/t/ann.md\nkind: thanks\nto: {yaml_list([name, 'Ana Reyes'])}\n"
            f"credit:\n  - person: {json.dumps(name)}\n    role: asker\n---\n\nThanks.\n",
        )
        garden.commit(who, f"Act\n\nReviewed-by: {ANA}\n", private=True)
        write(f"docs/lessons/t/c{number}.md", f"# C{number}\n\n" + lines(f"c{number}"))
        garden.commit(
            ANA,
            f"Together\n\nCo-authored-by: {who}\nReviewed-by: {name}\nHelped-by: {who}\n",
            private=True,
        )
    _files(write, garden)
    return garden.repo


def _files(write: object, garden: Planting) -> None:
    assert callable(write)
    write(
        "docs/gatherings/meet.md",
        f"---\ntitle: Meet\ndate: 2024-03-19\npeople: {yaml_list([*ALL, 'Ana Reyes'])}\n---\n\nWe"
        " met.\n",
    )
    write(
        "docs/gatherings/2024-03-20-day.md",
        f"---\ntitle: Day\npeople: {yaml_list(ALL)}\n---\n\nWe met.\n",
    )
    write(
        "docs/trails/way.md",
        "---\ntitle: Way\nsteps:\n  - lesson: ../lessons/t/ann.md\n---\n\nWalk.\n",
    )
    write("docs/notes/hildeswan-2024-03-21.md", _note("question", "Why?"))
    write("docs/notes/applied.md", _note("applied", "It held.", "outcome: worked\n"))
    garden.commit(f"{HIDDEN} <h@x.test.org>", "More", private=True)
    write("docs/notes/owl.md", _note("review", "True.", "outcome: still-true\n"))
    garden.commit("Mapped Name <mapped2@x.test.org>", "Look again", private=True)
    for number, name in enumerate(spellings(HIDDEN)):
        write(
            f"docs/people/p{number}.md", f"---\nname: Per {number}\nteam: {json.dumps(name)}\n---\n"
        )
    garden.commit(BEA, "Teams", private=False)


def _note(kind: str, text: str, more: str = "") -> str:
    return f"---\nabout: lessons/t/ann.md\nkind: {kind}\n{more}---\n\n{text}\n"


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Give every output of the garden by its name."""
    folder = tmp_path_factory.mktemp("twelve")
    repo = plant(folder / "garden")
    built = pollinate("-C", str(repo.path), "build", "--site-dir", str(folder / "site"), "-q")
    assert 0 == built.returncode, built.stderr
    found = {
        f"site/{file.relative_to(folder / 'site')}": file.read_bytes()
        for file in (folder / "site").rglob("*")
        if file.is_file() and file.suffix not in (".js", ".map")
    }
    for verb in (
        ["export"],
        ["export", "--public"],
        ["stats"],
        ["stats", "--format", "json"],
        ["digest", "--since", "2023-01"],
        ["digest", "--since", "2023-01", "--format", "json"],
        ["digest", "--since", "2023-01", "--to-thank"],
        ["credits", "--format", "json"],
    ):
        done = pollinate("-C", str(repo.path), *verb)
        assert 0 == done.returncode, done.stderr
        found[" ".join(verb)] = done.stdout.encode()
    assert 60 < len(found)
    return found


def forms(name: str) -> set[bytes]:
    """Return a spelling as it may stand in HTML, JSON, XML and addresses, in small letters."""
    low = name.lower()
    texts = {low, html.escape(low), json.dumps(low)[1:-1], quote(low), low.replace(" ", "+")}
    return {text.encode() for text in texts}


@pytest.mark.parametrize("name", ALL)
def test_no_output_holds_a_private_name(outputs: dict[str, bytes], name: str) -> None:
    """No byte of site, search index, feeds or documents, and no file's name, holds a spelling."""
    wanted = forms(name)

    assert [] == [
        where
        for where, content in outputs.items()
        if any(form in content.decode("utf-8", "replace").lower().encode() for form in wanted)
        or any(form in where.lower().encode() for form in wanted)
    ]


def test_no_output_holds_a_private_day(outputs: dict[str, bytes]) -> None:
    """No act of theirs is dated by its day: they acted in March 2024, nobody else did."""
    day = re.compile(r"2024-03-\d\d|(?<!\w)\d{1,2} March 2024|202403\d\d")
    # The gathering whose file is called by its day names nobody private; a feed's month needs a day.
    fair = re.compile(r"2024-03-20(?:-day)?|2024-03-01T00:00:00|20 March 2024")
    found = {
        where: sorted(set(day.findall(fair.sub("", content.decode("utf-8", "replace")))))
        for where, content in outputs.items()
    }

    assert {} == {where: days for where, days in found.items() if days}


def test_other_people_are_still_named(outputs: dict[str, bytes]) -> None:
    """Whoever shows a name is named and dated by day: the search above looks at a full garden."""
    page = outputs["site/lessons/t/ann/index.html"].decode()

    assert "Ana Reyes" in page and "a colleague" in page and "Night owl" in page
    assert "2024-01-0" in outputs["export --public"].decode()
