# Lines of a request that a review must not repeat. Must not know: what a review says else.
"""Test what is left out of a review."""

from __future__ import annotations

from pathlib import Path

import pytest
from pollinate.model.notes import Note, NoteKind
from pollinate.paths import RepoPath, SrcUri
from pollinate.review.sayings import MOST_SAID, note_says, note_whole
from pollinate.review.unsaid import UNSAID, Unsaid
from pollinate.settings import make_settings
from pollinate.word_lists import WordLists


def unsaid(root: Path, *names: str) -> Unsaid:
    """Return what leaves out some names of an organisation's list."""
    (root / "names.txt").write_text("\n".join(names) + "\n")
    settings = make_settings({"private_words": "names.txt"}, root=root, docs_dir=root)
    return Unsaid(WordLists(settings).private)


def test_a_name_over_the_end_of_a_line_goes_whole(tmp_path: Path) -> None:
    """In any capitals and with any accents; those around it stay, and there are as many lines as
    before.
    """
    text = "Of our customer ﬃ Zýx\nCORP Limited we say nothing.\nWords.\n"
    put = unsaid(tmp_path, "Zyx Corp").text(f"Before ﬃ.\n{text}")
    assert put == f"Before ﬃ.\n{UNSAID}\n{UNSAID}\nWords.\n"


@pytest.mark.parametrize(
    "secret", ["ghp_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8", "mira.kovac@corp.test.org", "Zyxcorp"]
)
def test_a_note_is_not_cut_within_what_must_not_be_repeated(tmp_path: Path, secret: str) -> None:
    """Wherever the first words of a note end: no half of a token, an address or a name stands
    there, and the words before do.
    """
    for before in range(MOST_SAID - len(secret), MOST_SAID + 2):
        body = f"We tied it.\n\n{'x' * (before - 14)} {secret} it was.\n"
        note = Note(
            src_uri=SrcUri("n.md"),
            repo_path=RepoPath("n.md"),
            kind=NoteKind.APPLIED,
            about="lessons/a.md",
            body=body,
            body_line=4,
        )
        kept = unsaid(tmp_path, "Zyxcorp")
        for told in (note_says(note, kept), note_whole(note, kept)):
            assert secret[:6] not in told and "We tied it." in told


def test_what_a_moderator_has_to_read_is_repeated(tmp_path: Path) -> None:
    """A line with a number for calls or the name of a machine stays: it may well be meant, and only
    who reads it can tell.
    """
    text = "See [x](nowhere.md).\nCall +49 30 901820.\nAsk db1.corp.internal.\nPlain.\n"
    assert unsaid(tmp_path, "Zyxcorp").text(text) == text
