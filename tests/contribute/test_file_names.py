# Promises about the names of files in every script: letters of their own, marks kept, nothing that a
# disk, Windows or Git refuses.
"""Test how files are named."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pollinate.contribute.new_files import (
    DEVICES,
    gathering_path,
    has_name,
    lesson_path,
    note_path,
    topic_name,
    trail_path,
)
from pollinate.contribute.received import _is_fit
from pollinate.paths import file_slug
from pollinate.settings import make_settings

TITLES = [
    ("Über Łódź: naïve ﬁx!", "uber-lodz-naive-fix"),
    ("教訓：先に戻す", "教訓-先に戻す"),
    ("ログがあふれた", "ログがあふれた"),
    ("नमस्ते दुनिया", "नमस्ते-दुनिया"),
    ("سلامٌ عليكم", "سلامٌ-عليكم"),
    ("می\u200cخواهم", "میخواهم"),
    ("น้ำท่วม", "น้ำท่วม"),
    ("한국어 제목", "한국어-제목"),
    ("Ёлка и Σίγμα", "ёлка-и-σίγμα"),
    ("Deploy 部署 v2", "deploy-部署-v2"),
    ("e\u0301te\u0301", "ete"),
    ("か\u3099", "が"),
    ("Don’t panic", "dont-panic"),
    ("1\ufe0f\u20e3 first", "1-first"),
    ("👩\u200d🔬 🙂\ufe0f", ""),
    ("…", ""),
    ("\u202eevil", "evil"),
    ("\u0301", ""),
]


@pytest.mark.parametrize(("title", "name"), TITLES)
def test_a_file_has_letters_of_its_title(title: str, name: str) -> None:
    """Other scripts keep their letters and marks, composed; Latin letters lose their accents."""
    assert name == file_slug(title)
    assert bool(name) == has_name(title)


@given(st.text(max_size=300))
def test_any_title_names_a_file_that_every_disk_takes(title: str) -> None:
    """At most 200 bytes, composed, letters and marks and single hyphens, no device of Windows, and
    nothing that looks like an option; what is received may have the name, too.
    """
    settings = make_settings({}, root=Path("/nowhere"), docs_dir=Path("/nowhere/docs"))
    for path in (
        lesson_path(settings, "", title),
        trail_path(settings, title),
        gathering_path(settings, "2026-03-14", title),
        note_path(settings, "2026-03-14", f"lessons/{file_slug(title)}.md", "applied", "abc123"),
    ):
        name = path.rpartition("/")[2]
        stem = name.removesuffix(".md")
        assert len(name.encode()) <= 200 and unicodedata.is_normalized("NFC", name)
        assert stem == stem.strip("-. ") and "--" not in stem
        assert stem.casefold() not in DEVICES and unicodedata.category(stem[0])[0] != "M"
        assert all(unicodedata.category(c)[0] in "LMN" or c == "-" for c in stem) or not title
        assert _is_fit(name)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Con", "con-topic"),
        ("a/AUX", "a/aux-topic"),
        ("夜勤/引継ぎ", "夜勤/引継ぎ"),
        ("é/🙂", ""),
        ("", ""),
    ],
)
def test_topics_are_named_alike(words: str, name: str) -> None:
    """A topic's folder has a name by the same rules."""
    assert name == topic_name(words)
