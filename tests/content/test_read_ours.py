# Existing sites have folders called `notes` and `people`: what lies there is ours only when it
# carries a key of ours.
"""Test which files are taken for ours."""

from __future__ import annotations

from pathlib import Path

import pytest
from pollinate.content.read import read_content
from pollinate.runtime.walk import walk_docs
from pollinate.settings import make_settings


def read(docs: Path, **files: str) -> object:
    """Read a garden of one lesson and some files."""
    for name, text in {"lessons/a": "# A\n", **files}.items():
        (docs / f"{name}.md").parent.mkdir(parents=True, exist_ok=True)
        (docs / f"{name}.md").write_text(text)
    return read_content(
        make_settings({}, root=docs.parent, docs_dir=docs), walk_docs(docs, docs.parent)
    )


@pytest.mark.parametrize(
    ("name", "text", "is_ours"),
    [
        ("notes/dns", "# DNS\n\nWe use two.\n", False),
        ("notes/dns", "---\ntitle: DNS\ntags: [net]\n---\n# DNS\n", False),
        ("notes/n", "---\nkind: applied\nabout: lessons/a.md\noutcome: worked\n---\nYes.\n", True),
        ("notes/n", "---\nabout: [\n---\nYes.\n", True),
        ("people/parental-leave", "# Parental leave\n\nAsk early.\n", False),
        ("people/parental-leave", "---\ntitle: Leave\nteam: all\n---\nAsk.\n", False),
        ("people/mira", "---\nname: Mira K.\n---\n", True),
        ("people/mira", "---\nshow: hidden\n---\n", True),
        ("people/mira", "---\nshow: [hid\n---\n", True),
    ],
)
def test_ours_only_with_a_key_of_ours(tmp_path: Path, name: str, text: str, is_ours: bool) -> None:
    """A page that only lies where ours lie stays a page of the site, with one advice; what can't
    be read is taken for ours, so that a wish to stay unnamed holds.
    """
    content = read(tmp_path / "docs", **{name: text})
    uri = f"{name}.md"

    assert is_ours is (uri in content.hidden_files)  # type: ignore[attr-defined]
    assert is_ours is not (uri in content.pages)  # type: ignore[attr-defined]
    codes = [one.code for one in content.diagnostics]  # type: ignore[attr-defined]
    assert is_ours is not any(code.startswith("not-a-") for code in codes)


def test_a_draft_of_a_topics_page_is_hidden(tmp_path: Path) -> None:
    """The text of a topic is ours, and a draft of it is as hidden as a draft of a lesson; a draft
    of an ordinary page is another tool's matter.
    """
    draft = "---\ndraft: true\n---\n# CANARY\n"
    content = read(tmp_path / "docs", **{"lessons/index": draft, "other/page": draft})
    assert {"lessons/index.md"} == content.hidden_files  # type: ignore[attr-defined]
