# A lesson that one commit moves away and links back: to git, its path is still in use, so the text
# would be a new one of whoever did it. Must not know: how changes are followed.
"""Test lessons that are moved and linked back."""

from __future__ import annotations

from pathlib import Path

import pytest
from pollinate.checks.run import check_garden
from pollinate.paths import RepoPath
from support.repo import ANA, BEA, CY, Repo, lines

TEXT = lines("a", "b", "c", "d")


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """Return a garden with a lesson of Ana's that Cy reviewed."""
    repo = Repo(tmp_path / "garden")
    repo.lesson(ANA, TEXT, f"Plant\n\nReviewed-by: {CY}")
    repo.lesson(BEA, lines("x"), name="b")
    return repo


def link_back(repo: Repo, there: str, text: str = TEXT) -> None:
    """Move the lesson and leave a link, in one commit of Bea's."""
    lesson = repo.path / "docs/lessons/a.md"
    repo.write(there, text)
    lesson.unlink()
    lesson.symlink_to("../../" + there)
    repo.commit(BEA, "Tidy")


@pytest.mark.parametrize("cache", [False, True])
@pytest.mark.parametrize("there", ["docs/real.md", "docs/lessons/z.md", "real.md"])
def test_a_lesson_that_is_linked_back_keeps_its_writers(
    repo: Repo, there: str, cache: bool
) -> None:
    """Wherever the text lies then, with what a trailer said of it, and when it changes later."""
    repo.credits(cache=cache)
    link_back(repo, there)
    assert {"Ana Reyes": 1.0} == repo.shares(cache=cache)
    assert {"Ana Reyes": ["author"], "Cy Okafor": ["reviewer"]} == repo.roles(cache=cache)
    assert {"moved"} == repo.rules(cache=cache)
    file = repo.garden(cache=cache).history.files[RepoPath(there)]
    assert 1 == len(set(file.blame))
    assert repo.git("blame", "-l", "-s", "HEAD", "--", there).startswith(
        repo.garden(cache=cache).history.commits[file.blame[0]].sha
    )
    repo.write(there, TEXT.replace(lines("d"), lines("e")))
    repo.commit(BEA, "Mend")
    assert {"Ana Reyes": 0.75, "Bea Lind": 0.25} == repo.shares(cache=cache)


def test_a_lesson_that_is_changed_on_the_way_keeps_its_words(repo: Repo) -> None:
    """What the same commit changes of it is whose commit it is; all else stays."""
    link_back(repo, "docs/real.md", TEXT.replace(lines("d"), lines("e")))
    assert {"Ana Reyes": 0.75, "Bea Lind": 0.25} == repo.shares()
    assert "author" in repo.roles()["Ana Reyes"]


@pytest.mark.parametrize("there", ["docs/real.txt", "docs/lessons/a.rst"])
def test_a_link_to_what_has_no_history_is_told(repo: Repo, there: str) -> None:
    """A text that nobody is credited for, since its name is no lesson's, had writers."""
    link_back(repo, there)
    assert {} == repo.shares()
    (found,) = (one for one in check_garden(repo.garden()) if one.code == "linked-text")
    assert "docs/lessons/a.md" == found.path and "nobody is credited" in found.message
