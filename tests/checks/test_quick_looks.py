# What makes a check of ten thousand lessons quick must not change what it finds: cheap looks before
# dear ones, and a second process for half of the texts.
"""Test that a quick check finds as much."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pollinate.checks.files import id_numbers, run, secrets
from pollinate.checks.files.readings import readings
from pollinate.checks.files.run import Files, check_files
from pollinate.checks.files.surroundings import OnDisk
from pollinate.checks.files.text import Text
from pollinate.model.diagnostics import Diagnostic
from pollinate.paths import RepoPath, SrcUri
from pollinate.runtime import forked
from pollinate.settings import make_settings

PATTERNS = [
    *((kind.pattern, kind.figures) for kind in id_numbers.KINDS),
    (id_numbers.PATIENT, id_numbers.PATIENT_FIGURES),
]


@pytest.mark.parametrize(("pattern", "figures"), PATTERNS)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_a_number_has_its_figures(
    pattern: re.Pattern[str], figures: int, data: st.DataObject
) -> None:
    """A line with fewer figures than a kind of number asks for can't hold one."""
    text = data.draw(st.from_regex(pattern))
    found = pattern.search(text)
    assert found and len(re.findall(r"\d", found[0])) >= figures


@pytest.mark.parametrize(
    ("line", "figures", "what"),
    [
        ("card 4398259791907", id_numbers.CARD_FIGURES, "a payment card"),
        ("MRN 004561", id_numbers.PATIENT_FIGURES, "a patient's number"),
        ("MRN ٠٠٤٥٦١", id_numbers.PATIENT_FIGURES, "a patient's number"),
    ],
)
def test_the_shortest_is_found_alone(line: str, figures: int, what: str) -> None:
    """A number with no more figures than it needs is one where no other figure stands beside it,
    whatever digits it is written in.
    """
    assert figures == len(line.split()[1])
    assert [what] == [found for found, _, _ in id_numbers.find_id_numbers(line)]


@given(st.lists(st.sampled_from([*secrets._WORTH, "a" * 31, "B" * 32, "x:y@", "&#116;oken"])))
@settings(deadline=None)
def test_a_look_at_the_whole_text_misses_no_line(lines: list[str]) -> None:
    """A line that is worth a look alone is worth one in its text."""
    whole = "\n".join(line.upper() for line in lines)
    looked: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(secrets, "_in_line", lambda part: looked.append(part) or iter(()))
        list(secrets.find_secrets(RepoPath("docs/a.md"), whole))
    worth = [one for one in whole.split("\n") if secrets._is_worth(" ".join(readings(one)))]
    assert all(any(part.startswith(line) for part in looked) for line in worth)


@pytest.mark.parametrize("dies", [False, True])
def test_half_of_many_texts_are_looked_at_in_a_second_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dies: bool
) -> None:
    """Both halves are looked at, each once, and all is found as by one process; also where the
    second one dies.
    """
    words = "# One\n\nIt runs on 192.168.7.9 now.\n"
    texts = [
        Text(path=RepoPath(f"docs/{n}.md"), uri=SrcUri(f"{n}.md"), whole=words) for n in range(7)
    ]
    around = OnDisk(make_settings({}, root=tmp_path, docs_dir=tmp_path), {})
    files = Files(texts=texts, paths=[text.path for text in texts])
    alone = list(check_files(files, around))
    told, parent, check = tmp_path / "told", os.getpid(), run.check_text

    def telling(text: Text, surroundings: OnDisk) -> list[Diagnostic]:
        if dies and os.getpid() != parent:
            os._exit(7)
        with told.open("a") as file:
            file.write(f"{os.getpid()} {text.path}\n")
        return list(check(text, surroundings))

    monkeypatch.setattr(run, "check_text", telling)
    monkeypatch.setattr(run, "LARGE", 7)
    monkeypatch.setattr(forked, "can_fork", lambda: True)
    together = list(check_files(files, around))

    looked = dict(reversed(line.split()) for line in told.read_text().splitlines())
    assert together == alone and len(alone) >= 7
    assert sorted(looked) == sorted(text.path for text in texts)
    assert [pid for pid in looked.values() if pid == str(parent)] == [str(parent)] * (
        7 if dies else 3
    )
