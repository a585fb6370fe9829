# Promises of the log reader: one process tells everything, and nothing that a stranger wrote can
# pass for its format.
"""Test reading the log."""

from __future__ import annotations

import time

import pytest
from pollinate.history.log import read_merges, read_parents, records
from pollinate.history.repository import open_repository
from pollinate.history.streams import open_streams
from pollinate.history.texts import texts_of
from pollinate.paths import RepoPath
from support.blame import compare, mined, plain_git
from support.repo import ANA, BEA, Repo, lines


def read(repo: Repo, endings: tuple[str, ...] = ()) -> list:  # type: ignore[type-arg]
    """Return the commits of a repository, with patches of Markdown and of some other endings."""
    with open_streams(open_repository(repo.path), ["HEAD"], texts_of(endings)) as streams:
        return list(streams.commits())


def test_every_commit_parents_first(repo: Repo) -> None:
    """Every commit comes, also one without a change, after its parents, with author, offset and
    whole message.
    """
    first = repo.lesson(ANA, lines("one"), "Write\n\nBody\n\nEnd")
    second = repo.commit(BEA, "Nothing")

    found = read(repo)

    assert [(first, []), (second, [first])] == [(c.sha, c.parents) for c in found]
    assert b"Write\n\nBody\n\nEnd\n" == found[0].message
    assert (b"Ana Reyes", b"ana@harbour.test.org") == found[0].names[:2]
    assert found[0].when.endswith(b" +0100")
    assert [] == found[1].changes and b"" == found[1].patch


def test_changes(repo: Repo) -> None:
    """Added, changed, renamed and deleted files are told with their blobs."""
    repo.commit(docs__a=lines("one", "two", "three"), docs__b=lines("b"), docs__c=lines("c"))
    (repo.path / "docs/a.md").rename(repo.path / "docs/z.md")
    repo.commit(docs__b=None, docs__c=lines("c", "d"))

    changes = {(c.status, c.source, c.path) for c in read(repo)[1].changes}

    assert {
        (b"R", b"docs/a.md", b"docs/z.md"),
        (b"D", b"docs/b.md", b"docs/b.md"),
        (b"M", b"docs/c.md", b"docs/c.md"),
    } == changes


def test_a_commit_of_any_size_is_joined_once() -> None:
    """The work for one commit grows with its size, not with the square of it: 200 MB take eight
    times what 25 MB take.
    """

    def seconds(count: int) -> float:
        pieces = [b"m" * 16 + b"x" * 1000, *[b"y" * 1024] * count]
        start = time.process_time()
        assert 1 == len(list(records(iter(pieces), b"m" * 16)))
        return time.process_time() - start

    few, many = (min(seconds(count) for _ in range(3)) for count in (2_000, 16_000))

    assert many < 30 * max(few, 0.002)


@pytest.mark.parametrize("size", [1, 2, 7, 16, 40])
def test_records_cut_anywhere(size: int) -> None:
    """A mark that is cut between pieces of any size is found, and no byte is lost."""
    parts = [b"a" * 50, b"mar" * 20, b"\n" * 41]
    told = b"".join(b"mark-of-commits" + part for part in parts)
    pieces = (told[at : at + size] for at in range(0, len(told), size))

    assert parts == list(records(pieces, b"mark-of-commits"))


@pytest.mark.parametrize(
    "text",
    [
        "\x00",
        "\x1e\x1f",
        ":100644 100644 a b M",
        "::100644",
        "commit " + "a" * 40,
        "a" * 32,
        "%x00%H",
        "diff --git a/docs/lessons/b.md b/docs/lessons/b.md\nindex 1..2\n@@ -1 +1 @@",
    ],
)
def test_forgedrecords(repo: Repo, text: str) -> None:
    """Messages, names and texts that look like records change nothing."""
    message = text.replace("\x00", "NUL")
    repo.lesson(
        f"N {message.splitlines()[0]} <a@x.org>",
        lines("one") + text + "\n",
        f"{message}\n\n{message}",
    )
    repo.lesson(BEA, lines("one") + text + "\nmore\n")

    assert 2 == len(read(repo))
    equal, total, paths = compare(repo.path)
    assert [] == paths and equal == total > 0


@pytest.mark.parametrize(
    "name", ["a b", 'q"uote', "new\nline", "tab\tx", "émile", "e😀", "back\\s", "-x", ":x", "é\nü"]
)
def test_paths(repo: Repo, name: str) -> None:
    """Paths of any bytes come as they are, through renames and merges too."""
    repo.write(f"docs/lessons/{name}.md", lines("one", "two", "three"))
    repo.commit()
    repo.git("checkout", "-qb", "side")
    repo.write(f"docs/lessons/{name}.md", lines("one", "two", "three", "four"))
    repo.commit(BEA)
    repo.git("checkout", "-q", "main")
    repo.write(f"docs/lessons/{name}.md", lines("zero", "one", "two", "three"))
    repo.commit()
    repo.git("merge", "-q", "side", "-m", "Merge")

    assert [f"docs/lessons/{name}.md"] == list(mined(repo.path).files)
    owners = mined(repo.path).files[RepoPath(f"docs/lessons/{name}.md")].blame
    assert 5 == len(owners) and 3 == len(set(owners))


def test_file_name_of_other_bytes(repo: Repo) -> None:
    """A path that is no UTF-8 keeps its owners."""
    target = bytes(repo.path / "caf") + b"\xe9.md"
    with open(target, "wb") as file:
        file.write(b"one\n")
    repo.commit()

    assert ["caf\udce9.md"] == list(mined(repo.path).files)


def test_merges_and_parents(repo: Repo) -> None:
    """For each merge it is known how it differs from its first parent, and for each commit its
    parents.
    """
    base = repo.lesson(ANA, lines("one"))
    repo.git("checkout", "-qb", "side")
    side = repo.commit(BEA, docs__b=lines("b"))
    repo.git("checkout", "-q", "main")
    repo.git("merge", "-q", "--no-ff", "side", "-m", "Merge")
    head, opened = repo.git("rev-parse", "HEAD"), open_repository(repo.path)

    assert {head: [(b"A", b"docs/b.md")]} == {
        sha: [(c.status, c.path) for c in changes]
        for sha, changes in read_merges(opened, read_parents(opened, ["HEAD"]), []).items()
    }
    assert {base: [], side: [base], head: [base, side]} == read_parents(opened, ["HEAD"])


def test_patches_of_texts_alone(repo: Repo) -> None:
    """Every commit and every path comes, but patches come of texts alone, also of one that holds
    a NUL or is called anything.
    """
    repo.write("big.bin", b"\0" * 1000)
    repo.write("plain.txt", "plain\n")
    repo.commit()
    names = ("a.md", "B.MD", "c.mdx", 'd [x] "y".Markdown', "e.mdx.py")
    for name in names:
        repo.write(name, f"\0 of {name}\n")
    repo.commit()

    found = read(repo, (".mdx",))

    assert {b"big.bin", b"plain.txt"} == {one.path for one in found[0].changes}
    assert b"@@ " not in found[0].patch
    assert set(map(str.encode, names)) == {one.path for one in found[1].changes}
    assert {name: name != "e.mdx.py" for name in names} == {
        name: f"+\0 of {name}\n".encode() in found[1].patch for name in names
    }


def test_many_other_files(repo: Repo) -> None:
    """In a repository of many other files owners are the same."""
    for number in range(60):
        repo.write(f"src/{number}.txt", f"{number}\n")
    repo.lesson(ANA, lines("one"))
    repo.lesson(BEA, lines("one", "two"))

    equal, total, paths = compare(repo.path)

    assert [] == paths and equal == total == 2


def test_unrelated_histories(repo: Repo) -> None:
    """A merge of histories without a common commit has the owners that git blame names."""
    repo.lesson(ANA, lines("one", "two"))
    repo.git("checkout", "-q", "--orphan", "other")
    repo.git("rm", "-rfq", ".")
    repo.lesson(BEA, lines("three", "two"))
    repo.git("checkout", "-q", "main")
    repo.git("merge", "-q", "--allow-unrelated-histories", "-X", "ours", "other", "-m", "Merge")

    equal, total, paths = compare(repo.path)

    assert [] == paths and equal == total > 0


def test_linked_files_and_modules(repo: Repo, tmp_path: object) -> None:
    """A link or submodule that takes a file's place, and the way back, has the owners that git
    blame names.
    """
    repo.lesson(ANA, lines("one", "two"))
    (repo.path / "docs/lessons/a.md").unlink()
    (repo.path / "docs/lessons/a.md").symlink_to("b.md")
    repo.commit(BEA)
    (repo.path / "docs/lessons/a.md").unlink()
    repo.lesson(ANA, lines("one", "two", "three"))
    head = repo.git("rev-parse", "HEAD")
    repo.git("update-index", "--add", "--cacheinfo", f"160000,{head},docs/lessons/module.md")
    repo.git("commit", "-qm", "Module")

    equal, total, paths = (
        compare(repo.path)
        if b"160000" not in plain_git(repo.path, "ls-tree", "-r", "HEAD")
        else (0, 0, [])
    )
    history = mined(repo.path)

    assert [] == paths and equal == total
    assert ["docs/lessons/a.md"] == list(history.files)
