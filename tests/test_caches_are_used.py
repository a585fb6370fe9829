# What makes us fast is used at all: caches are hit, second processes do the work. Without these
# tests a cache that is never loaded, or a process that is never started, is only slower.
"""See that caches and second processes are used."""

from __future__ import annotations

import gc
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from pollinate import credits_document
from pollinate import garden as building
from pollinate.content import link_cache
from pollinate.content import read as reading
from pollinate.content.links import LinkReader
from pollinate.garden import build_garden
from pollinate.history import mine, workspace
from pollinate.history.cache import store
from pollinate.history.replay import Replay
from pollinate.paths import RepoPath, SrcUri
from pollinate.runtime import collector, forked
from pollinate.runtime.walk import walk_docs
from pollinate_cli import cli as command_line
from support.repo import ANA, BEA, Repo, lines
from support.run import ROOT


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """Count the commits that are replayed and the texts whose links are read."""
    counts = {"commits": 0, "texts": 0}
    feed, read = Replay.feed, LinkReader.read

    def counting_feed(self: Replay, *args: Any) -> int:
        counts["commits"] += 1
        return feed(self, *args)

    def counting_read(self: LinkReader, *args: Any) -> Any:
        counts["texts"] += 1
        return read(self, *args)

    monkeypatch.setattr(Replay, "feed", counting_feed)
    monkeypatch.setattr(LinkReader, "read", counting_read)
    return counts


def grown(repo: Repo) -> None:
    """Give three lessons with links, in three commits."""
    for name in "abc":
        repo.lesson(ANA, f"# {name}\n\nSee [a](a.md).\n\n" + lines(name), name=name)


def test_a_warm_run_replays_no_commit_and_reads_no_link(
    repo: Repo, counted: dict[str, int]
) -> None:
    """Nothing that an earlier run saw is mined or read again."""
    grown(repo)
    first = build_garden(repo.settings(cache=True))
    assert {"commits": 3, "texts": 3} == counted

    counted.update(commits=0, texts=0)
    second = build_garden(repo.settings(cache=True))

    assert {"commits": 0, "texts": 0} == counted
    assert first.credits == second.credits and first.links == second.links


def test_after_a_commit_only_the_commit_is_replayed(repo: Repo, counted: dict[str, int]) -> None:
    """A new commit is replayed on what was kept, and one changed text is read."""
    grown(repo)
    build_garden(repo.settings(cache=True))
    counted.update(commits=0, texts=0)
    repo.lesson(BEA, "# a\n\nSee [b](b.md).\n", name="a")

    build_garden(repo.settings(cache=True))

    assert {"commits": 1, "texts": 1} == counted


def test_few_new_commits_are_not_saved_and_many_are(
    repo: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Writing the whole cache costs more than replaying a few commits again."""
    grown(repo)
    build_garden(repo.settings(cache=True))
    file = repo.path / ".git/pollinate/history.bin"
    before = file.read_bytes()
    repo.lesson(BEA, "# a\n\nMore.\n", name="a")

    build_garden(repo.settings(cache=True))
    assert before == file.read_bytes()

    monkeypatch.setattr(mine, "FEW", 0)
    build_garden(repo.settings(cache=True))
    assert before != file.read_bytes()


def test_the_same_question_is_answered_from_memory(
    repo: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`credits` on a garden that has not changed makes nothing; of one in which a text changed only
    that lesson, and of one with another title, person or note all.
    """
    for name in "abc":
        repo.lesson(ANA, f"# {name}\n\n" + lines(name), name=name)
    made: list[str] = []

    def counted(name: str) -> None:
        real = getattr(credits_document, name)

        def counting(*args: Any, **more: Any) -> Any:
            done = real(*args, **more)
            made.extend([name] if done is not None else [])
            return done

        monkeypatch.setattr(credits_document, name, counting)

    def after(**files: str) -> list[str]:
        made.clear()
        repo.commit(ANA, **files)
        told = credits_document.credits_document(settings, mine.silent)
        assert told == credits_document.credits_document(settings, mine.silent)
        assert told == credits_document.credits_document(repo.settings(cache=False), mine.silent)
        assert "_made" == made.pop()
        return made

    counted("_made")
    counted("_updated")
    settings = repo.settings(cache=True)
    assert ["_made"] == after()
    assert ["_updated"] == after(docs__lessons__a="# a\n\n" + lines("a", "more"))
    assert ["_updated"] == after(README="# Not of the garden\n")
    assert ["_made"] == after(docs__lessons__a="# Other title\n\n" + lines("a", "more"))
    assert ["_made"] == after(docs__lessons__d="# d\n\n" + lines("d"))
    assert ["_made"] == after(docs__people__ana="---\nname: Ana M. Reyes\ngit: [Ana Reyes]\n---\n")
    note = "---\nabout: lessons/b.md\nkind: applied\noutcome: worked\n---\n\nIt did.\n"
    assert ["_made"] == after(docs__notes__n=note)
    assert ["_updated"] == after(docs__lessons__b="# b\n\n" + lines("b", "more"))
    learned = "---\nlearned_from:\n  - person: Bea Lind\n---\n# c\n"
    assert ["_made"] == after(docs__lessons__c=learned)
    assert ["_updated"] == after(docs__lessons__c=learned + "\nMore.\n")
    assert ["_updated"] == after(docs__lessons__b="# b\n\n" + lines("b", "still more"))
    team = "---\ncredit:\n  - as: Harbour team\n---\n# a\n\n"
    assert ["_made"] == after(docs__lessons__a=team + lines("a"))
    assert ["_updated"] == after(docs__lessons__b="# b\n\n" + lines("b", "even more"))
    assert ["_made"] == after(docs__index="# Home\n")


def test_a_folder_is_walked_once_after_a_change(
    repo: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever sees which lessons were touched, and whoever makes these anew, look at one list."""
    grown(repo)
    settings, walks = repo.settings(cache=True), []

    def counting(*args: Any) -> Any:
        walks.append(args)
        return walk_docs(*args)

    monkeypatch.setattr(workspace, "walk_docs", counting)
    credits_document.credits_document(settings, mine.silent)
    assert 1 == len(walks)
    head = repo.lesson(ANA, "# a\n\nSee [b](b.md).\n\n" + lines("a", "more"), name="a")

    told = credits_document.credits_document(settings, mine.silent)

    assert 2 == len(walks) and head in told


def test_a_remembered_answer_does_not_load_gitpython(repo: Repo) -> None:
    """Loading it takes longer than the answer."""
    grown(repo)
    code = (
        "import sys; sys.argv = ['pollinate', '-C', sys.argv[1], '--docs-dir', 'docs', 'credits']\n"
        "from pollinate_cli.__main__ import main\n"
        "try: main()\nexcept SystemExit: pass\nprint('git' in sys.modules)"
    )
    path = f"{ROOT / 'plugins'}{os.pathsep}{ROOT / 'contrib_tools'}"
    told = [
        subprocess.run(
            [sys.executable, "-c", code, str(repo.path)],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONPATH": path},
        ).stdout.split()[-1]
        for _ in range(2)
    ]

    assert ["True", "False"] == told


def test_the_past_of_a_file_is_made_when_somebody_asks(
    repo: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who wants no credits needs the past of no file; what is made once is kept, all of it."""
    grown(repo)
    made, past = [], mine._past

    def counting(*args: Any) -> Any:
        made.append(args)
        return past(*args)

    monkeypatch.setattr(mine, "_past", counting)
    settings, scope = repo.settings(), building.Scope.CREDITS
    files = build_garden(settings, scope=scope, credited=()).history.files
    assert [] == made
    changes = files[RepoPath("docs/lessons/a.md")].changes

    assert 1 == len(changes) == len(list(changes)) == len(made)
    assert changes == (changes[0],) and changes != () and changes[0].created


def test_a_large_garden_is_read_in_a_second_process(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading runs elsewhere where it is large, and its result is that of reading here."""
    grown(repo)
    here = build_garden(repo.settings())
    read = building.read_all
    told = tmp_path / "pid"

    def telling(*args: Any, **more: Any) -> Any:
        told.write_text(str(os.getpid()))
        return read(*args, **more)

    monkeypatch.setattr(building, "read_all", telling)
    monkeypatch.setattr(building, "LARGE", 1)
    monkeypatch.setattr(forked, "can_fork", lambda: True)
    there = build_garden(repo.settings())

    assert str(os.getpid()) != told.read_text()
    assert here == there


@pytest.mark.parametrize("dies", [False, True])
def test_where_history_is_remembered_two_processes_read(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dies: bool
) -> None:
    """There is nothing to mine then, and each reads half of the lessons, before git has a thread;
    the garden is the same, also where the second one dies.
    """
    grown(repo)
    repo.write("docs/lessons/t/draft.md", "---\ndraft: true\n---\n# Draft\n")
    repo.write("docs/lessons/t/wrong.md", "---\nstage: none such\n---\n# Wrong\n")
    settings = repo.settings(cache=True)
    here = build_garden(settings)
    monkeypatch.setattr(building, "LARGE", 1)
    monkeypatch.setattr(reading, "MANY", 1)
    told, parent, lesson = tmp_path / "told", os.getpid(), reading._Reader.lesson

    def telling(self: reading._Reader, uri: SrcUri) -> None:
        if dies and os.getpid() != parent:
            os._exit(7)
        with told.open("a") as file:
            file.write(f"{os.getpid()} {uri}\n")
        lesson(self, uri)

    def no_thread_of_git() -> bool:
        return not any(one.name.startswith("pollinate-git") for one in threading.enumerate())

    monkeypatch.setattr(reading._Reader, "lesson", telling)
    monkeypatch.setattr(forked, "can_fork", no_thread_of_git)
    there = build_garden(settings)

    looked = dict(reversed(line.split()) for line in told.read_text().splitlines())
    ours = [pid for pid in looked.values() if pid == str(parent)]
    assert (here.content, here.credits) == (there.content, there.credits)
    assert any(one.path.endswith("wrong.md") for one in here.diagnostics)
    assert here.diagnostics == there.diagnostics and sorted(looked) == sorted(
        [*here.content.lessons, "lessons/t/draft.md"]
    )
    assert len(ours) == (len(looked) if dies else len(looked) // 2)


@pytest.mark.parametrize("dies", [False, True])
def test_a_long_history_is_saved_in_a_second_process(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dies: bool
) -> None:
    """Saving runs elsewhere where all is new and much, once no thread of git's is left; it is there
    when the garden is, though the second process dies.
    """
    grown(repo)
    save, told, parent = store.save, tmp_path / "pids", os.getpid()

    def telling(*args: Any) -> None:
        with told.open("a") as file:
            file.write(f"{os.getpid()}\n")
        if dies and os.getpid() != parent:
            os._exit(7)
        save(*args)

    def no_thread_of_git() -> bool:
        return not any(one.name.startswith("pollinate-git") for one in threading.enumerate())

    monkeypatch.setattr(store, "save", telling)
    monkeypatch.setattr(mine, "MANY", 1)
    monkeypatch.setattr(forked, "can_fork", no_thread_of_git)
    first = build_garden(repo.settings(cache=True))
    pids = told.read_text().split()
    monkeypatch.setattr(mine, "_mined", _restored_only(mine._mined))
    again = build_garden(repo.settings(cache=True))

    assert str(parent) != pids[0] and pids[1:] == ([str(parent)] if dies else [])
    assert first.credits == again.credits


def test_a_process_that_soon_ends_looks_through_no_garden() -> None:
    """What is built in a short life is left to the system; in a long one it is given back."""

    def frozen_by_a_build() -> int:
        before = gc.get_freeze_count()
        with collector.quiet_collector():
            assert not gc.isenabled()
        assert gc.isenabled()
        return gc.get_freeze_count() - before

    try:
        assert frozen_by_a_build() == 0
        with collector.short_life():
            assert frozen_by_a_build() > 0
        gc.unfreeze()
        assert frozen_by_a_build() == 0
    finally:
        gc.unfreeze()


@pytest.mark.parametrize(("verb", "is_short"), [("due", True), ("serve", False), ("build", False)])
def test_who_builds_again_has_a_long_life(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: str, is_short: bool
) -> None:
    """A server gives back each garden that it built before."""
    lives: list[str] = []

    @contextmanager
    def telling() -> Iterator[None]:
        lives.append("short")
        yield

    monkeypatch.setattr(command_line, "short_life", telling)
    CliRunner().invoke(command_line.cli, ["-C", str(tmp_path), verb, "--no-such-option"])
    assert lives == ["short"] * is_short


def _restored_only(mined: Callable[..., Any]) -> Callable[..., Any]:
    def told(job: Any, *args: Any) -> Any:
        assert job.stored is not None
        return mined(job, *args)

    return told


def _pid(key: str) -> str:
    return f"{key} {os.getpid()}"


def test_answers_are_made_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages' parts come from a second process where they are many, each once."""
    monkeypatch.setattr(forked, "can_fork", lambda: True)
    keys = [f"k{n}" for n in range(30)]
    with forked.forked_answers(_pid, keys, large=True) as answers:
        assert answers.is_elsewhere
        found = [answers.take(key) for key in keys]

    assert keys == [one.split()[0] for one in found]
    assert str(os.getpid()) not in {one.split()[1] for one in found}
    with forked.forked_answers(_pid, keys, large=False) as answers:
        assert not answers.is_elsewhere and answers.take("k1") == _pid("k1")


def test_a_process_that_dies_is_told_and_done_without(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A bug in the second process is no silence: it is told once, and the work is done here."""
    monkeypatch.setattr(forked, "can_fork", lambda: True)
    parent = os.getpid()

    def dies(key: str) -> str:
        if os.getpid() != parent:
            os._exit(7)
        return key

    with (
        caplog.at_level(logging.WARNING, "pollinate"),
        forked.forked_answers(dies, ["a", "b"], large=True) as answers,
    ):
        assert ["a", "b"] == [answers.take(key) for key in ("a", "b")]

    assert ["status 7" in record.getMessage() for record in caplog.records] == [True]


def test_a_changed_version_reads_links_anew(
    repo: Repo, counted: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Links that another version read are not believed."""
    grown(repo)
    build_garden(repo.settings(cache=True))
    counted.update(commits=0, texts=0)
    monkeypatch.setattr(link_cache, "VERSION", "0.0.0")

    build_garden(repo.settings(cache=True))

    assert 3 == counted["texts"]


CHANGES: list[Callable[[Repo], object]] = [
    lambda repo: repo.write(".mailmap", "Bea Lind <bea@harbour.test.org> <ana@harbour.test.org>\n"),
    lambda repo: repo.write(".git/info/attributes", "*.md -diff\n"),
    lambda repo: repo.git("replace", "--graft", "HEAD"),
    lambda repo: repo.write(".git/info/grafts", repo.git("rev-parse", "HEAD") + "\n"),
    lambda repo: repo.git("config", "core.useReplaceRefs", "false"),
    lambda repo: repo.write(".git-blame-ignore-revs", repo.git("rev-parse", "HEAD") + "\n"),
]


@pytest.mark.parametrize(
    "change", CHANGES, ids=["mailmap", "attributes", "replaced", "graft", "unreplaced", "ignored"]
)
def test_whatever_decides_a_credit_is_in_the_key(
    repo: Repo, change: Callable[[Repo], object]
) -> None:
    """After a change of mailmap, attributes, replaced commits or the ignore file, a warm run says
    what a cold one says.
    """
    grown(repo)
    build_garden(repo.settings(cache=True))
    change(repo)

    warm, cold = build_garden(repo.settings(cache=True)), build_garden(repo.settings())

    assert cold.credits == warm.credits
