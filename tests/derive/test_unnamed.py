# Profiles that name nobody: whom their hashes mean with the key, and that without it nobody is named,
# whoever it may have been. Must not know: where a key lies (tests/keeping/test_person.py).
"""Test who is meant by profiles without names."""

from __future__ import annotations

import pytest
from pollinate.derive.unnamed import with_unnamed
from pollinate.model.diagnostics import Severity
from pollinate.model.git import Identity
from pollinate.model.hidden_names import PeopleKey
from pollinate.model.people import PersonFile, Show
from pollinate.paths import RepoPath, SrcUri
from support.repo import ANA, BEA, Repo

KEY, OTHER = PeopleKey(b"k" * 32), PeopleKey(b"o" * 32)
TOKEN = "3f9a1c2b"


def profile(handle: str, *git: str, show: Show = Show.HIDDEN, alias: str = "") -> PersonFile:
    """Return a profile."""
    path = f"people/{handle}.md"
    return PersonFile(
        handle=handle,
        src_uri=SrcUri(path),
        repo_path=RepoPath(f"docs/{path}"),
        git=git,
        show=show,
        alias=alias,
    )


def shown(files: dict[str, PersonFile]) -> set[str]:
    """Return all names that profiles which are not hidden have."""
    return {name for one in files.values() if one.show is Show.NAME for name in one.git}


@pytest.mark.parametrize("key", [None, OTHER])
def test_without_the_key_whoever_is_named_anywhere_is_hidden(
    repo: Repo, key: PeopleKey | None
) -> None:
    """Authors, also by names before mailmap, whom trailers name, whom a file alone names, and who
    has a profile: any of them may be who asked for it.
    """
    repo.write(".mailmap", "Ana Reyes <ana@harbour.test.org> Ana Olde <olde@harbour.test.org>\n")
    repo.lesson("Ana Olde <olde@harbour.test.org>", "# A\n\nWords.\n")
    repo.lesson(ANA, "# B\n\nWords.\n\nHelped-by: Cy Okafor\n", "B\n\nHelped-by: Cy", name="b")
    files = {
        "hidden": profile("hidden", KEY.of_name("Bea Lind")),
        "dee": profile("dee", "Dee Four", show=Show.NAME),
    }
    commits = repo.garden().history.commits
    found, findings = with_unnamed(files, commits, ["Joe Only", "dee", "[[people/eli]]"], key)
    assert not shown(found) and all(one.show is Show.HIDDEN for one in found.values())
    named = {name for one in found.values() for name in one.git}
    assert {"Ana Reyes", "Ana Olde", "Cy", "Joe Only", "eli", "Dee Four"} <= named
    assert not [one for one in found.values() if one.is_made and {"dee", "Dee Four"} & {*one.git}]
    (told,) = findings
    assert told.path == files["hidden"].repo_path
    assert told.severity is (Severity.ADVICE if key is None else Severity.ERROR)


def test_with_the_key_nobody_else_is_hidden(repo: Repo) -> None:
    """The names and addresses that hashes stand for are the profile's; all others stay as they are.
    A profile that says a hash and no wish is hidden all the same.
    """
    repo.lesson(BEA, "# A\n\nWords.\n")
    repo.lesson(ANA, "# B\n\nWords.\n", name="b")
    hashed = (KEY.of_name("bea  LIND"), KEY.of_mail("Bea@harbour.test.org"))
    files = {
        "hidden": profile("hidden", *hashed, show=Show.NAME),
        "ana": profile("ana", "Ana Reyes", show=Show.NAME),
    }
    found, findings = with_unnamed(files, repo.garden().history.commits, (), KEY)
    assert findings == [] and set(found) == {"hidden", "ana"}
    assert found["hidden"].git == ("Bea Lind",)
    assert found["hidden"].identities == (Identity("Bea Lind", "bea@harbour.test.org"),)
    assert (found["hidden"].show, found["ana"]) == (Show.HIDDEN, files["ana"])


@pytest.mark.parametrize("who", [ANA, "B. L. <old@harbour.test.org>"], ids=["trailer", "author"])
def test_an_address_before_mailmap_is_its_person_s(repo: Repo, who: str) -> None:
    """A hash of an address that .mailmap leads on, in a commit or a trailer, means whom it leads
    to: the site knows them by that name.
    """
    repo.write(".mailmap", "Bea Lind <bea@harbour.test.org> <old@harbour.test.org>\n")
    message = "B\n\nCo-authored-by: B. L. <old@harbour.test.org>"
    repo.lesson(who, "# B\n\nWords.\n", message if who == ANA else "B")
    files = {"hidden": profile("hidden", KEY.of_mail("old@harbour.test.org"))}
    found, _ = with_unnamed(files, repo.garden().history.commits, (), KEY)
    assert Identity("Bea Lind", "bea@harbour.test.org") in found["hidden"].identities


def test_who_was_taken_out_is_hidden_wherever_their_stand_in_is(repo: Repo) -> None:
    """By the address of a commit, by a name alone, or by what a file says."""
    repo.lesson(f"R. <colleague{TOKEN}@redacted.invalid>", "# A\n\nWords.\n")
    repo.lesson(f"Removed Colleague{'0' * 8} <x@y.test.org>", "# B\n\nWords.\n", name="b")
    named = [f"people/colleague{'1' * 8}.md"]
    found, _ = with_unnamed({}, repo.garden().history.commits, named, None)
    assert set(found) == {f"colleague{one}" for one in (TOKEN, "0" * 8, "1" * 8)}
    assert all(one.show is Show.HIDDEN and one.is_made for one in found.values())
