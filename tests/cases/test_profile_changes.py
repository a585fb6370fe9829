# What somebody else changes in a profile that its person wrote: told where it changes what the
# profile means, and until its person writes it again. Must not know: how old texts are found.
"""Test changes of a person's profile by others."""

from __future__ import annotations

from pathlib import Path

import pytest
from pollinate.checks.run import check_garden
from support.repo import ANA, BEA, CY, Repo, lines

HERS = "name: Ana Reyes\ngit: [Ana Reyes]"


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """Return a garden of Ana's and Bea's."""
    repo = Repo(tmp_path / "garden")
    repo.lesson(ANA, lines("a", "b", "c"))
    repo.lesson(BEA, lines("x", "y"), name="b")
    return repo


def write(repo: Repo, who: str, front: str | None, body: str = "Hi.\n", name: str = "ana") -> None:
    """Commit a profile."""
    text = None if front is None else f"---\n{front}\n---\n\n{body}"
    repo.commit(who, **{f"docs__people__{name}": text})


def told(repo: Repo, **values: object) -> list[tuple[str, str]]:
    """Return what `check` says of changes, and where."""
    found = check_garden(repo.garden(**values))
    return [(one.path, one.message) for one in found if one.code == "profile-changed"]


@pytest.mark.parametrize(
    ("hers", "after", "keys"),
    [
        (HERS, "name: Zoe Za\ngit: [Ana Reyes]", "name"),
        (HERS, "name: Ana Reyes\ngit: [Ana Reyes, Bea Lind]", "git"),
        (HERS, "name: Bea Lind\ngit: [Bea Lind]", "name, git"),
        (HERS, f"{HERS}\nkind: tool", "kind"),
        (HERS, f"{HERS}\nshow: alias\nalias: Village Idiot", "show, alias"),
        (f"{HERS}\nshow: hidden", HERS, "show"),
        (f"{HERS}\nshow: alias\nalias: Owl", f"{HERS}\nshow: alias\nalias: Fool", "alias"),
        ("show: hidden", "show: name", "show"),
    ],
)
@pytest.mark.parametrize("cache", [False, True])
def test_who_changes_what_anothers_profile_means_is_told(
    repo: Repo, hers: str, after: str, keys: str, cache: bool
) -> None:
    """Name, git names, kind and how somebody is shown; with who did it, until its person agrees."""
    write(repo, ANA, hers, name="ana-reyes")
    write(repo, BEA, after, name="ana-reyes")
    message = f"Bea Lind changed under {keys} what this profile's person wrote"
    place = "docs/people/ana-reyes.md"
    assert [(place, message)] == told(repo, cache=cache) == told(repo, cache=cache)
    write(repo, BEA, after, "More.\n", name="ana-reyes")
    assert [(place, message)] == told(repo, cache=cache)
    write(repo, ANA, after, "Right.\n", name="ana-reyes")
    assert [] == told(repo, cache=cache)


def test_what_is_no_wish_anybody_may_mend(repo: Repo) -> None:
    """The text, other keys, how names are spelled between brackets, a move within the folder, and
    a change that was taken back.
    """
    write(repo, ANA, HERS)
    front = "name: Ana Reyes\nteam: Deck\ngit:\n  - ana reyes"
    write(repo, BEA, front, "Hello.\n")
    repo.git("mv", "docs/people/ana.md", "docs/people/anareyes.md")
    repo.commit(BEA, "Move")
    write(repo, BEA, f"{front}\nkind: tool", name="anareyes")
    write(repo, CY, front, name="anareyes")
    assert [] == told(repo)


def test_one_s_own_profile_is_changed_in_silence(repo: Repo) -> None:
    """Under any name and address that is theirs, and after a moderator made it."""
    write(repo, BEA, HERS)
    write(repo, ANA, "name: Ana R.\ngit: [Ana Reyes]")
    repo.lesson("areyes <ana@harbour.test.org>", lines("n"), name="n")
    write(repo, "areyes <ana@harbour.test.org>", "name: A. R.\ngit: [Ana Reyes]")
    write(repo, "Ana Reyes <ana@home.test.org>", "name: A. R.\ngit: [Ana Reyes]\nshow: hidden")
    assert [] == told(repo)


@pytest.mark.parametrize("how", ["delete", "empty", "move away", "rename to text"])
def test_who_takes_a_profile_away_is_told(repo: Repo, how: str) -> None:
    """Deleted, emptied or moved to where it is none; its person may."""
    for who in (ANA, BEA):
        write(repo, ANA, f"{HERS}\nshow: hidden")
        if how == "delete":
            write(repo, who, None)
        elif how == "empty":
            repo.commit(who, docs__people__ana="Nothing.\n")
        elif how == "move away":
            repo.git("mv", "-f", "docs/people/ana.md", "docs/gone.md")
        else:
            repo.git("mv", "-f", "docs/people/ana.md", "docs/people/ana.txt")
        repo.commit(who, "Away")
        if who == ANA:
            assert [] == told(repo)
    message = "Bea Lind took away this profile, which its person wrote"
    assert [("docs/people/ana.md", message)] == told(repo)
    write(repo, BEA, f"{HERS}\nshow: hidden", name="reyes")
    assert [] == told(repo)


def test_a_branch_hides_no_change(repo: Repo) -> None:
    """Ana mends her text while Bea shows her name: what a merge makes of both is not as Ana left
    it.
    """
    text = "".join(f"Line {n}.\n\n" for n in range(9))
    write(repo, ANA, f"{HERS}\nshow: hidden", text)
    repo.git("checkout", "-q", "-b", "side")
    write(repo, ANA, f"{HERS}\nshow: hidden", text + "Mine.\n")
    repo.git("checkout", "-q", "main")
    write(repo, BEA, HERS, text)
    repo.git("merge", "-q", "side", "-m", "Merge", who=CY)
    ((_, message),) = told(repo)
    assert "Bea Lind changed under show" in message


def test_who_is_hidden_changed_it_as_a_colleague(repo: Repo) -> None:
    """Neither who changed a profile is named, nor whom it hides now."""
    write(repo, BEA, "name: Bea Lind\nshow: hidden", name="quiet")
    write(repo, ANA, HERS, name="reyes")
    write(repo, BEA, f"{HERS}\nshow: hidden", name="reyes")
    ((_, message),) = told(repo)
    assert "a colleague changed under show what this profile's person wrote" == message


@pytest.mark.parametrize("wish", ["show: hidden", "show: alias\nalias: Night owl"])
def test_who_was_hidden_by_a_new_profile_is_not_told(repo: Repo, wish: str) -> None:
    """A moderator who writes a wish in the place of a profile takes one away that names its person:
    nothing says whose it was.
    """
    write(repo, ANA, HERS)
    write(repo, BEA, None)
    assert len(told(repo)) == 1
    repo.commit(BEA, docs__people__h1=f"---\ngit: [Ana Reyes]\n{wish}\n---\n")
    assert [] == told(repo)
