# Promises of the cache: an answer from it is the answer without it, whatever happened to history or
# to the file.
"""Test the cache of mined history."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from pollinate.credits_document import credits_document
from pollinate.errors import PollinateError
from pollinate.export.credits import export_credits
from pollinate.export.json_text import to_json
from pollinate.history.cache.columns import MAGIC, ColumnReader, ColumnWriter
from pollinate.publish import publish_credits
from pollinate.settings import Settings
from support.blame import mined, settings_of
from support.histories import plain
from support.random_history import History as Made
from support.random_history import changed, make_history, write_history
from support.repo import ANA, BEA, CY, Repo, build_credits, lines

CACHE = ".git/pollinate/history.bin"


def cold(folder: Path) -> dict[str, object]:
    """Return what a run without a cache says."""
    return plain(mined(folder))


def warm(folder: Path) -> dict[str, object]:
    """Return what a run with the cache says, storing even few new commits."""
    return plain(mined(folder, settings_of(folder, cache=True)))


@pytest.fixture(autouse=True)
def _store_always(monkeypatch: pytest.MonkeyPatch) -> None:
    """Store after every run, so that small histories reach the code that stores."""
    from pollinate.history import mine

    monkeypatch.setattr(mine, "FEW", 0)


def grown(repo: Repo) -> Repo:
    """Return a repository with merges, a rename, a revert, a move and trailers."""
    words = ("alpha", "beta", "gamma", "delta", "epsilon")
    repo.lesson(ANA, lines(*words), f"Write\n\nCo-authored-by: {BEA}")
    repo.git("checkout", "-qb", "side")
    repo.lesson(BEA, lines(*words, "zeta"))
    bad = repo.commit(CY, docs__lessons__b=lines("one", "two"))
    repo.git("checkout", "-q", "main")
    repo.lesson(CY, lines("new", *words))
    repo.git("merge", "-q", "side", "-m", "Merge\n\nReviewed-by: Cy Okafor <cy@harbour.test.org>")
    repo.git("revert", "--no-edit", bad, who=BEA)
    return repo


def test_second_run_equals_the_first(repo: Repo) -> None:
    """A run from the cache says the very same, and doesn't write."""
    folder = grown(repo).path
    expected = cold(folder)

    assert expected == warm(folder)
    file = folder / CACHE
    before = file.stat().st_mtime_ns, file.stat().st_ino
    assert expected == warm(folder)
    assert before == (file.stat().st_mtime_ns, file.stat().st_ino)


@pytest.mark.parametrize("seed", range(24))
def test_incremental_equals_cold(seed: int, tmp_path: Path) -> None:
    """Stopping anywhere in a random history, storing, and going on gives what one run gives."""
    made = make_history(seed, renames=bool(seed % 2))
    folder = write_history(made, tmp_path / "r")
    head = _git(folder, "rev-parse", "HEAD")
    first_parents = _git(folder, "rev-list", "--topo-order", "HEAD").split()
    for stop in random.Random(seed).sample(first_parents, min(3, len(first_parents))):
        _git(folder, "update-ref", "refs/heads/main", stop)
        warm(folder)
    _git(folder, "update-ref", "refs/heads/main", head)

    expected = cold(folder)
    assert expected == warm(folder)
    assert expected == warm(folder)


def _git(folder: Path, *args: str) -> str:
    from support.blame import plain_git

    return plain_git(folder, *args).decode().strip()


@pytest.mark.parametrize("seed", range(100, 116))
def test_each_commit_in_turn(seed: int, tmp_path: Path) -> None:
    """Following main commit by commit, merges of branches forked earlier included, always equals a
    cold run.
    """
    folder = write_history(make_history(seed, renames=True), tmp_path / "r")
    way = _git(folder, "rev-list", "--first-parent", "--reverse", "HEAD").split()
    for sha in way[:: max(1, len(way) // 6)] + way[-1:]:
        _git(folder, "update-ref", "refs/heads/main", sha)
        assert cold(folder) == warm(folder), sha


def test_lesson_that_came_by_a_rename(repo: Repo) -> None:
    """Where a text moved from a lesson that a rename made, a cold run finds it as a run from the
    cache does.
    """
    words = ("alpha", "beta", "gamma", "delta", "epsilon")
    repo.write("docs/other.md", lines(*words))
    repo.commit(ANA)
    (repo.path / "docs/lessons").mkdir(exist_ok=True)
    (repo.path / "docs/other.md").rename(repo.path / "docs/lessons/a.md")
    repo.commit(BEA, "Move")
    warm(repo.path)
    repo.commit(CY, "Copy", docs__lessons__b=lines("new", *words))

    assert cold(repo.path) == warm(repo.path)


@pytest.mark.parametrize("message", ["Back\n\nThis reverts commit 0123456.", "Add"])
def test_words_that_come_back(repo: Repo, message: str) -> None:
    """Where a text comes back with other words in it, a run from the cache says what a cold one
    says, though what was taken away is read anew from git.
    """
    words = ("alpha", "beta", "gamma", "delta", "epsilon")
    repo.lesson(ANA, lines(*words))
    repo.commit(CY, docs__lessons__a=None if message == "Add" else "# Nothing\n")
    repo.commit(CY, docs__lessons__b=lines("one"))
    warm(repo.path)
    repo.lesson(BEA, lines(*words).replace("beta3", "other"), message)
    expected = cold(repo.path)

    assert expected == warm(repo.path)
    assert {"Ana Reyes": 0.98, "Bea Lind": 0.02} == repo.shares()


@pytest.mark.parametrize("name", ["a", "b", "c"])
def test_lines_that_come_back(repo: Repo, name: str) -> None:
    """Where lines were cut before a cache was written, also from a lesson that has another name
    since, and come back after it, a run from the cache says what a cold one says.
    """
    words = ("alpha", "beta", "gamma", "delta", "epsilon")
    repo.lesson(ANA, lines("kept", *words))
    repo.lesson(CY, lines("kept"))
    repo.git("mv", "docs/lessons/a.md", "docs/lessons/c.md")
    repo.commit(CY, docs__lessons__a=lines("other"))
    warm(repo.path)
    text = {"a": "other", "b": "new", "c": "kept"}[name]
    repo.commit(BEA, **{f"docs__lessons__{name}": lines(text, "more", *words)})
    expected = cold(repo.path)

    assert expected == warm(repo.path)
    assert repo.shares(name)["Ana Reyes"] > 0.7


def test_rewritten_history(repo: Repo) -> None:
    """An amended commit, a hard reset and an unrelated branch are noticed."""
    grown(repo)
    warm(repo.path)
    repo.write("docs/lessons/a.md", lines("amended"))
    repo.git("add", "-A")
    repo.git("commit", "-q", "--amend", "-m", "Amend", who=BEA)
    assert cold(repo.path) == warm(repo.path)

    repo.git("reset", "-q", "--hard", "HEAD~2")
    assert cold(repo.path) == warm(repo.path)

    repo.git("checkout", "-q", "--orphan", "fresh")
    repo.lesson(CY, lines("fresh"))
    assert cold(repo.path) == warm(repo.path)


def test_branch_from_long_ago(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """A merged branch that forked outside and inside the window that can be restored equals a cold
    run.
    """
    from pollinate.history import mine
    from pollinate.history.cache import pack

    monkeypatch.setattr(mine, "WINDOW", 5)
    monkeypatch.setattr(pack, "WINDOW", 5)
    for number in range(12):
        repo.lesson((ANA, BEA)[number % 2], lines(*(f"w{n}" for n in range(number + 2))))
    warm(repo.path)
    for back in (3, 11):
        repo.git("checkout", "-q", "-b", f"side{back}", f"main~{back}")
        repo.commit(CY, docs__lessons__c=lines(f"c{back}", "c2"))
        repo.git("checkout", "-q", "main")
        repo.git("merge", "-q", f"side{back}", "-m", "Merge", "-X", "ours")
        assert cold(repo.path) == warm(repo.path)


@pytest.mark.parametrize("seed", range(300, 312))
def test_histories_longer_than_the_window(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a history of which only the last few commits can be restored, each next run says what a
    cold one says, line by line and rule by rule.
    """
    for place in ("mine", "cache.pack"):
        monkeypatch.setattr(f"pollinate.history.{place}.WINDOW", 3)
    folder = write_history(make_history(seed, renames=True), tmp_path / "r")
    way = _git(folder, "rev-list", "--first-parent", "--reverse", "HEAD").split()
    for sha in (*way[:: max(1, len(way) // 5)], way[-1]):
        _git(folder, "update-ref", "refs/heads/main", sha)
        assert cold(folder) == warm(folder), sha


def test_a_copy_of_what_stood_long_ago(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """Text that is copied, moved or brought back long after it was written, by a run from a cache
    that reaches less far back, is whose a cold run says.
    """
    for place in ("mine", "cache.pack"):
        monkeypatch.setattr(f"pollinate.history.{place}.WINDOW", 2)
    text = lines("one", "two", "three", "four")
    repo.lesson(ANA, text)
    repo.lesson(BEA, lines("five", "six"), name="b")
    for number in range(6):
        repo.commit(CY, docs__lessons__c=lines(*(f"c{n}" for n in range(number + 1))))
    warm(repo.path)
    steps: tuple[dict[str, str | None], ...] = (
        {"docs__lessons__d": lines("new") + text},
        {"docs__lessons__a": lines("one")},
        {"docs__lessons__a": text},
        {"docs__lessons__b": None, "docs__lessons__e": lines("e", "five", "six")},
        {"docs__lessons__b": lines("five", "six", "b")},
    )
    for step in steps:
        repo.commit(CY, **step)
        assert cold(repo.path) == warm(repo.path), step


_REMEMBERED: dict[int, tuple[Path, bytes, dict[str, object]]] = {}


def remembered(seed: int, factory: pytest.TempPathFactory) -> tuple[Path, bytes, dict[str, object]]:
    """Return a random history, its cache as it was stored, and what a cold run says; made once for
    all tests that write over the cache before they read it. A copy would not do: a cache counts
    in its own place only.
    """
    if seed not in _REMEMBERED:
        folder = write_history(make_history(seed, renames=True), factory.mktemp("remembered") / "r")
        expected = cold(folder)
        warm(folder)
        content = (folder / CACHE).read_bytes()
        _REMEMBERED[seed] = folder, content, expected
    return _REMEMBERED[seed]


@pytest.mark.parametrize("seed", range(12))
def test_damaged_bytes(seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A cache with flipped, missing or added bytes gives the same answer."""
    rng = random.Random(seed)
    folder, whole, expected = remembered(3, tmp_path_factory)
    content = bytearray(whole)
    at = rng.randrange(len(content))
    if seed % 3 == 0:
        content[at] ^= 1 << rng.randrange(8)
    elif seed % 3 == 1:
        del content[at:]
    else:
        content[at:at] = rng.randbytes(9)
    (folder / CACHE).write_bytes(content)

    assert expected == warm(folder)


Forge = Callable[[ColumnReader, random.Random], bytes]


def _forged(content: bytes, rng: random.Random) -> bytes:
    """Return a cache with other bytes and a right checksum, as a stranger could make it."""
    import hashlib

    begin = len(MAGIC) + 20
    body = bytearray(content[begin:])
    size = int.from_bytes(body[:8], "big")
    for _ in range(rng.choice((1, 5, 40))):
        at = rng.randrange(8 + size, len(body))
        body[at] = rng.randrange(256)
    return MAGIC + hashlib.blake2b(bytes(body), digest_size=20).digest() + bytes(body)


@pytest.mark.parametrize("seed", range(60))
def test_forged_cache_never_crashes(seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A cache that a stranger forged with a right checksum ends in an answer or in an error of
    ours, never in a crash.

    That it may lie can't be helped: who can write there can write the history too.
    """
    folder, whole, _ = remembered(5, tmp_path_factory)
    (folder / CACHE).write_bytes(_forged(whole, random.Random(seed)))

    try:
        answer = warm(folder)
    except PollinateError as error:
        assert error.problem
    else:
        assert answer is not None


def test_forged_head_never_crashes(repo: Repo) -> None:
    """A cache whose head lacks keys, or names a commit that is none, is dropped."""
    folder = grown(repo).path
    expected = cold(folder)
    warm(folder)
    file = folder / CACHE
    key = ColumnReader(file.read_bytes()).head["key"]
    for head in (
        {},
        {"key": key},
        {"key": key, "head": "--help"},
        {"key": key, "head": 5},
        {"key": key, "head": expected["head"]},
        [],
    ):
        writer = ColumnWriter()
        writer.head = head  # type: ignore[assignment]
        file.write_bytes(writer.bytes())
        assert expected == warm(folder), head


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n",
        b"{}\n{}\n{}",
        b"[]\n\n\n",
        b"null\nnull\nnull",
        b'{"key": 1, "head": 2, "dirty": []}\n[]\nx',
        b"\xff\n\xff\n\xff",
    ],
)
def test_odd_files_in_the_cache(repo: Repo, content: bytes) -> None:
    """Whatever stands in any file of the cache, the credits are right."""
    from support.run import pollinate

    folder = grown(repo).path
    command = ("-C", str(folder), "--docs-dir", "docs", "credits", "--format", "json")
    expected = pollinate(*command).stdout
    pollinate("-C", str(folder), "--docs-dir", "docs", "check")
    for file in (folder / ".git/pollinate").iterdir():
        if file.name != ".gitignore":
            file.write_bytes(content)

    done = pollinate(*command)

    assert expected == done.stdout, done.stderr


def _document(settings: Settings) -> object:
    work, _ = build_credits(settings)
    return json.loads(to_json(export_credits(work, publish_credits(work))))


@pytest.mark.parametrize("seed", range(200, 208))
def test_remembered_document_equals_a_fresh_one(seed: int, tmp_path: Path) -> None:
    """`credits --format json` says the same from memory, after new commits and after merges, as
    worked out anew.
    """
    folder = write_history(make_history(seed, renames=True), tmp_path / "r")
    way = _git(folder, "rev-list", "--first-parent", "--reverse", "HEAD").split()
    for sha in way[-6:]:
        _git(folder, "update-ref", "refs/heads/main", sha)
        _git(folder, "reset", "-q", "--hard")
        if not any((folder / "docs/lessons").rglob("*.md")):
            continue
        for _ in range(2):
            assert _document(settings_of(folder)) == json.loads(
                credits_document(settings_of(folder, cache=True), lambda *_: None)
            ), sha


def test_people_change_without_a_commit(repo: Repo) -> None:
    """A new mailmap, profile, ignore file or title on disk is never answered from memory."""
    grown(repo)

    def same() -> bool:
        fresh = _document(settings_of(repo.path))
        return bool(
            fresh
            == json.loads(credits_document(settings_of(repo.path, cache=True), lambda *_: None))
        )

    assert same() and same()
    repo.write(".mailmap", "Ana M. Reyes <ana@harbour.test.org>\n")
    assert same()
    repo.write(
        "docs/people/bea.md",
        "---\nname: Beate Lind\ngit: [Bea Lind]\nshow: alias\nalias: Owl\n---\n",
    )
    assert same()
    repo.write(".git-blame-ignore-revs", repo.git("rev-parse", "HEAD~1") + "\n")
    assert same()
    repo.write(
        "docs/lessons/a.md", "---\ntitle: Other\ncredit:\n  - as: A team\n---\n" + lines("alpha")
    )
    assert same()
    repo.write("docs/lessons/b.md", lines("new one"))
    assert same()
    repo.commit(CY, "All of it")
    assert same() and same()
    repo.commit(ANA, "Undo", docs__people__bea=None)
    assert same()
    (repo.path / ".mailmap").unlink()
    assert same()


def _is_same(repo: Repo) -> bool:
    """Tell whether the document from memory is the one that is made anew."""
    told = credits_document(settings_of(repo.path, cache=True), lambda *_: None)
    return bool(_document(settings_of(repo.path)) == json.loads(told))


def test_a_title_on_disk_is_told_and_forgotten(repo: Repo) -> None:
    """A title that is only on disk is in the document, and no more when the file is as committed
    again.
    """
    grown(repo)
    assert _is_same(repo)

    repo.write("docs/lessons/a.md", f"---\ntitle: Other\n---\n{lines('alpha')}")
    assert _is_same(repo)

    repo.git("checkout", "-q", "--", "docs/lessons/a.md")
    assert _is_same(repo)


def test_a_commit_that_tells_who_somebody_is_changes_every_lesson(repo: Repo) -> None:
    """A full name that comes later under the same address is that of all earlier commits."""
    repo.lesson("bea <bea@harbour.test.org>", lines("one"), name="b")
    repo.lesson(ANA, lines("two"))
    assert _is_same(repo)

    repo.lesson(BEA, lines("two", "three"))

    assert _is_same(repo)
    assert "bea-lind" in credits_document(settings_of(repo.path, cache=True), lambda *_: None)


def test_other_settings_other_cache(repo: Repo) -> None:
    """Runs under other settings don't answer one another."""
    folder = grown(repo).path
    (folder / "docs/lessons").mkdir(exist_ok=True)
    for globs in (("lessons/**/*.md",), ("lessons/a.md",), ("**/*.md",)):
        settings = settings_of(folder, cache=True, lessons=globs)
        work, credits = build_credits(settings)
        bare, expected = build_credits(settings_of(folder, lessons=globs))
        assert {uri: one.credits for uri, one in expected.items()}.keys() == credits.keys()
        assert [c.share for one in expected.values() for c in one.credits] == [
            c.share for one in credits.values() for c in one.credits
        ]


def test_edit_helper_is_deterministic() -> None:
    """The same seed makes the same history everywhere."""
    one, other = make_history(7, renames=True), make_history(7, renames=True)

    assert [v.tree for v in one.versions] == [v.tree for v in other.versions]
    assert isinstance(one, Made) and changed(one, one.versions[-1].tree) == changed(
        other, other.versions[-1].tree
    )
