# What the commits of a request hold beside the files as they are now: each version of a file, each
# message, the name of the branch; told once, and only where it can't be taken back.
# Must not know: what is found in one text (tests/checks).
"""Test what is found in the commits of a request."""

from __future__ import annotations

import random
from io import BytesIO

import pytest
from checks.planted_values import make
from PIL import Image
from pollinate.inspection import inspect_since
from pollinate.model.diagnostics import Diagnostic
from support.repo import BEA, Repo

TOKEN = make("github-token", random.Random(7))
LESSON = "docs/lessons/t/a.md"
HEAD = "# Ropes\n\nTie them twice, since one knot slips.\n"


@pytest.fixture
def garden(repo: Repo) -> Repo:
    """Give a garden with a lesson, and a branch that starts there."""
    repo.commit(BEA, docs__index="# Home\n", docs__lessons__t__a=HEAD)
    repo.git("checkout", "-q", "-b", "request")
    return repo


def found(repo: Repo) -> list[Diagnostic]:
    """Return what is found in the request."""
    return list(inspect_since(repo.settings(), "main").findings)


def bring(repo: Repo, *versions: tuple[str, bytes | None]) -> None:
    """Commit each version of a file; None takes it away."""
    for path, data in versions:
        place = repo.path / path
        place.parent.mkdir(parents=True, exist_ok=True)
        if data is None:
            place.unlink()
        else:
            place.write_bytes(data)
        repo.git("add", "-A")
        repo.git("commit", "-q", "-m", "Change")


def photo(words: str) -> bytes:
    """Return a picture that tells something."""
    out, exif = BytesIO(), Image.Exif()
    if words:
        exif[0x010E] = words
    Image.new("RGB", (4, 4)).save(out, "JPEG", exif=exif if words else b"")
    return out.getvalue()


def test_what_a_later_commit_takes_back_is_no_finding(garden: Repo) -> None:
    """A phone number or a name inside the network, in a message, in an earlier text or in the
    branch's name, is no advice any more: nothing can be done about it.
    """
    low = "Call +41 44 668 18 00 or ssh db1.harbour.corp"
    bring(garden, (LESSON, f"{HEAD}\n{low}.\n".encode()))
    assert {"personal-phone", "internal-host"} == {one.code for one in found(garden)}
    garden.commit(BEA, f"Take it out\n\n{low}.\n", docs__lessons__t__a=f"{HEAD}\nAsk.\n")
    garden.git("branch", "-m", "db1.harbour.corp")
    assert [] == found(garden)


@pytest.mark.parametrize("name", ["docs/a.jpg", "docs/A.JPG", "docs/no-ending"])
def test_each_picture_is_told_of_its_own(garden: Repo, name: str) -> None:
    """An earlier version of a picture that tells something, whatever it is called, is told once
    though two commits hold it; not where the picture still does, which is told there.
    """
    bring(garden, (name, photo("At the quay")), (name, photo("By the crane")))
    [one] = found(garden)
    assert ("picture-metadata", name) == (one.code, one.path) and "commit " not in one.message
    bring(garden, (name, photo("")))
    [one] = found(garden)
    assert ("picture-metadata", name) == (one.code, one.path) and "commit " in one.message


def test_another_finding_hides_no_picture(garden: Repo) -> None:
    """A picture whose ending is wrong now told where it was taken before."""
    png = BytesIO()
    Image.new("RGB", (4, 4)).save(png, "PNG")
    bring(garden, ("docs/a.jpg", photo("At the quay")), ("docs/a.jpg", png.getvalue()))
    assert {"picture-kind", "picture-metadata"} == {one.code for one in found(garden)}


def test_a_program_of_an_earlier_commit_is_looked_into(garden: Repo) -> None:
    """What is neither text nor picture holds a token as any file does."""
    data = b"\x7fELF\0\0\x81" + f" token = {TOKEN} ".encode() + b"\0\x81"
    bring(garden, ("docs/tool.bin", data), ("docs/tool.bin", None))
    [one] = found(garden)
    assert ("secret", "docs/tool.bin") == (one.code, one.path) and "commit " in one.message


def test_a_key_that_was_shortened_is_still_sent(garden: Repo) -> None:
    """Its first line stands yet, and the rest of it is in the request."""
    begins, body = "-----BEGIN RSA PRIVATE KEY-----", "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n"
    whole = f"{HEAD}\n```\n{begins}\n{body * 3}```\n".encode()
    short = f"{HEAD}\n```\n{begins}\n...\n```\n".encode()
    bring(garden, (LESSON, whole), (LESSON, short))
    [one] = found(garden)
    assert "secret" == one.code and one.blocks and "commit " in one.message


@pytest.mark.parametrize(
    ("path", "before", "after", "encoding"),
    [(LESSON, f"It was {TOKEN}.", f"It was {TOKEN}. <!-- pollinate: allow secret -->", "utf-8"),
     (LESSON, f"It was {TOKEN}.", f"<!-- pollinate: allow secret -->\nIt was {TOKEN}.", "utf-8"),
     ("docs/a.txt", f"It was {TOKEN}.", f"It was {TOKEN}. <!-- pollinate: allow secret -->", "utf-16"),
     ("docs/a.yml", f"token: {TOKEN}", f"token: {TOKEN}  # pollinate: allow secret", "utf-8")],
)  # fmt: skip
def test_an_allowed_line_is_allowed_from_the_start(
    garden: Repo, path: str, before: str, after: str, encoding: str
) -> None:
    """A comment that allows a line, as the cure says, allows it in the commits before, too."""
    bring(garden, *[(path, f"{HEAD}\n{one}\n".encode(encoding)) for one in (before, after)])
    [one] = found(garden)
    assert "secret" == one.code and not one.blocks and "commit " not in one.message


def test_a_line_of_many_commits_is_told_once(garden: Repo) -> None:
    """It is the newest commit that is named: there is one thing to take out."""
    line = f"\nThe token was {TOKEN}.\n"
    versions = [(LESSON, f"{HEAD}{line}{'More. ' * n}\n".encode()) for n in range(1, 4)]
    bring(garden, *versions, (LESSON, HEAD.encode()))
    [one] = found(garden)
    assert "secret" == one.code and garden.git("rev-parse", "HEAD~1")[:10] in one.message


def test_a_line_is_known_by_its_own_words(garden: Repo) -> None:
    """What stands above it plays no part; the same line of another file is another finding."""
    line = f"\nThe token was {TOKEN}.\n"
    bring(garden, *[(LESSON, f"{HEAD}{above}.{line}".encode()) for above in ("One", "Two")])
    [one] = found(garden)
    assert "secret" == one.code and "commit " not in one.message
    paths = (LESSON, "docs/lessons/t/b.md")
    bring(garden, (paths[1], f"{HEAD}{line}".encode()), *[(path, HEAD.encode()) for path in paths])
    assert set(paths) == {str(one.path) for one in found(garden) if "secret" == one.code}


def test_a_name_of_a_file_is_told_where_it_stands(garden: Repo) -> None:
    """A file that is still called by a private name is one finding, however often it changed, also
    where nothing is left in it; one that was called so in an earlier commit is another.
    """
    garden.write("../names.txt", "Northwind\n")
    ends = {"docs/northwind.md": b"# B", "docs/northwind-2.md": None, "docs/northwind-3.md": b""}
    bring(garden, *[(path, b"# A") for path in ends], *ends.items())
    settings = garden.settings(private_words="../names.txt")
    told = [one for one in inspect_since(settings, "main").findings if one.code == "private-word"]
    assert [(path, path.endswith("-2.md")) for path in sorted(ends)] == sorted(
        (str(one.path), "commit " in one.message) for one in told
    )
