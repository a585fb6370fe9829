# Promises of `new`: pages that the garden reads, in places that were free, from templates that say
# what goes where.
"""Test how pages are started."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pollinate.contribute.forms import TYPED, How, forms_of
from pollinate.paths import file_slug
from pollinate.settings import make_settings
from support.repo import ANA, Repo, lines
from support.run import pollinate


@pytest.fixture
def garden(repo: Repo) -> Repo:
    """Give a garden with one lesson and one profile."""
    repo.lesson(
        ANA, "---\ntitle: First steps\n---\n" + lines("one", "two"), "Write", "On Call/first-steps"
    )
    repo.commit(
        ANA,
        docs__people__ana="---\nname: Ana Reyes\n---\n",
        docs__lessons__deploys__roll="# Roll\n",
    )
    repo.git("config", "user.name", "Ana Reyes")
    repo.git("config", "user.email", "ana@harbour.test.org")
    return repo


def run(garden: Repo, *words: str, code: int = 0) -> tuple[str, str]:
    """Run `new` and return what it prints to both streams."""
    done = pollinate("-C", str(garden.path), "--docs-dir", "docs", "new", *words)
    assert code == done.returncode, done.stderr
    assert "Traceback" not in done.stderr and "@harbour" not in done.stdout + done.stderr
    return done.stdout, done.stderr


def path_of(garden: Repo, *words: str) -> str:
    """Return the path that `new` wrote."""
    return str(json.loads(run(garden, *words, "--format", "json")[0])["path"])


def test_a_lesson_is_started(garden: Repo) -> None:
    """A new lesson has its title, its four headings and its place by topic; the garden reads it
    without a finding.
    """
    path = path_of(
        garden,
        "lesson",
        "--title",
        'Say "why": before\nhow long',
        "--topic",
        "talking to passengers",
    )
    built = garden.garden()
    lesson = next(le for le in built.content.lessons.values() if le.repo_path == path)

    assert "docs/lessons/talking-to-passengers/say-why-before-how-long.md" == path
    assert 'Say "why": before how long' == lesson.title and 4 == lesson.body.count("\n## ")
    assert [] == [found for found in built.diagnostics if found.path == path]


def test_what_a_writer_agrees_to_is_said(garden: Repo) -> None:
    """A garden's notice stands beside who will be credited, as a text of one line."""
    garden.write(
        "mkdocs.yml",
        "site_name: G\nplugins:\n  - pollinate/garden:\n      policy:\n"
        "        contribution_notice: |\n          All of us may use it.\n          ::error::x\n",
    )
    done = pollinate(
        "-C", str(garden.path), "new", "lesson", "--title", "New", "--topic", "deploys"
    )

    assert 0 == done.returncode, done.stderr
    assert "Who sends it agrees to this: All of us may use it. ::error::x\n" in done.stdout
    (garden.path / "mkdocs.yml").unlink()
    assert "Who sends it" not in run(garden, "lesson", "--title", "B", "--topic", "deploys")[0]


@pytest.mark.parametrize(
    "topic", ["on call", "On Call", "ON CALL", "lessons/On Call", "on-call", "./On Call/"]
)
def test_a_topic_that_is_there_is_used(garden: Repo, topic: str) -> None:
    """A topic is meant in any letters; no second folder is made for it."""
    assert "docs/lessons/On Call/new-one.md" == path_of(
        garden, "lesson", "--title", "New one", "--topic", topic
    )


@pytest.mark.parametrize("topic", ["deploy", "depolys", "Deploys-", "deploys-at-night", "on-cal"])
def test_a_new_topic_near_an_old_one_is_doubted(garden: Repo, topic: str) -> None:
    """A topic like one that is there is made only when that is said; the other is named, and
    before that nothing is written, not even a folder.
    """
    words = ("lesson", "--title", "X", "--topic", topic)
    if topic == "Deploys-":
        assert "docs/lessons/deploys/x.md" == path_of(garden, *words)
        return
    err = run(garden, *words, code=2)[1]
    near = "On Call" if topic == "on-cal" else "deploys"

    assert f"there is no topic '{topic}': did you mean '{near}'?" in err and "--new-topic" in err
    assert "" == garden.git("status", "--porcelain", "--ignored")
    assert not (garden.path / "docs/lessons" / topic).exists()
    assert f"docs/lessons/{topic}/x.md" == path_of(garden, *words, "--new-topic")


def test_a_taken_name_is_said(garden: Repo) -> None:
    """What exists stays as it is; the next free name is used and said. `index` is never a lesson's
    name.
    """
    before = (garden.path / "docs/lessons/deploys/roll.md").read_bytes()
    out, err = run(garden, "lesson", "--title", "Roll!", "--topic", "deploys")

    assert (
        "lessons/deploys/roll.md is taken, so this one is lessons/deploys/roll-2.md" in err
        and "docs/lessons/deploys/roll-2.md" in out
    )
    assert before == (garden.path / "docs/lessons/deploys/roll.md").read_bytes()
    assert "docs/lessons/deploys/roll-3.md" == path_of(
        garden, "lesson", "--title", "ROLL", "--topic", "deploys"
    )
    assert "docs/lessons/deploys/index-2.md" == path_of(
        garden, "lesson", "--title", "Index", "--topic", "deploys"
    )
    (garden.path / "docs/lessons/gone.md").symlink_to(garden.path / "nowhere.md")
    assert "docs/lessons/gone-2.md" == path_of(garden, "lesson", "--title", "Gone")
    assert not (garden.path / "nowhere.md").exists()


def test_other_pages_are_started(garden: Repo) -> None:
    """Trails, gatherings and profiles are read as such, with what the options said."""
    paths = [
        path_of(garden, "trail", "--title", "First: night"),
        path_of(
            garden,
            "gathering",
            "--title",
            "Outage",
            "--date",
            "2026-03-14",
            "--kind",
            "incident review: long",
            "--people",
            "Ana Reyes",
            "--people",
            "Zo",
        ),
        path_of(garden, "person", "mira-k", "--name", "Mira #1"),
    ]
    content = garden.garden().content
    gathering = next(iter(content.gatherings.values()))

    assert [
        "docs/trails/first-night.md",
        "docs/gatherings/2026-03-14-outage.md",
        "docs/people/mira-k.md",
    ] == paths
    assert ["First: night"] == [one.title for one in content.trails.values()]
    assert ("Outage", "2026-03-14", "incident review: long", ("ana", "Zo")) == (
        gathering.title,
        gathering.date,
        gathering.kind,
        gathering.people,
    )
    assert "Mira #1" == content.people["mira-k"].name


def test_somebody_unknown_is_kept_and_said(garden: Repo) -> None:
    """A gathering may have had guests; whose name is like one that is here is doubted first, and
    `--guest` says that it is meant.
    """
    words = ("gathering", "--title", "Outage")
    assert "kept as written" in run(garden, *words, "--people", "Zo Marsh")[1]
    err = run(garden, *words, "--people", "Ana Reys", code=2)[1]
    assert "there is no person 'Ana Reys': did you mean 'ana'?" in err and "--guest" in err
    out = run(garden, *words, "--people", "reyes", "--guest", "Ana Reys", "--dry-run")[0]
    assert 'people:\n  - ana\n  - "Ana Reys"\n' in out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("lessn", "--title", "x"), "Did you mean 'lesson'?"),
        (("question",), "pollinate note --help"),
        (("lesson",), "pollinate new lesson --title"),
        (("lesson", "--title", "x", "--topic", "../../etc"), "can't be a topic"),
        (("lesson", "--title", "x", "--topic", "é/🙂"), "can't be a topic"),
        (("gathering", "--title", "x", "--date", "2026-02-30"), "is no day"),
        (("gathering", "--title", "x", "--people", "zo@mail.test.org"), "never belongs"),
        (("person", "ana"), "has a profile already"),
        (("person", "Mira K."), "pollinate new person mira-k"),
        (("person", "../x"), "pollinate new person x"),
        (("person", "mira@mail.test.org"), "Such as: mira"),
        (("person", "index"), "Such as: mira"),
        (("person", "mira", "--name", "mira@mail.test.org"), "never belongs"),
        (("lesson", "--title", "x", "--edit"), "no terminal"),
    ],
)
def test_what_is_wrong_is_said(garden: Repo, words: tuple[str, ...], said: str) -> None:
    """What is unknown, missing or unfit ends with exit code 2 and no file."""
    err = run(garden, *words, code=2)[1]

    assert said in err and "mail.test.org" not in err
    assert "" == garden.git("status", "--porcelain", "--ignored")


def test_a_whole_lesson_is_said_by_options(garden: Repo) -> None:
    """Every question of the form has an option; with a text the file is whole, without help, and
    reads as it was given.
    """
    words = ("--happened", 'A "deploy" broke: checkout.', "--learned", "Roll back.\n\nThen look.")
    words += ("--do", "Press the button.", "--know", "Forty minutes before, four now.")
    words += ("--applies-when", "A deploy is bad.", "--applies-when", "The old build: there.")
    words += ("--not-when", "Data changed.", "--summary", "Back first.", "--tag", "deploys")
    words += ("--learned-from", "first steps", "--learned-from", "ana", "--source", "SRE, ch. 14")
    words += ("--because", "It was: short.", "--because", "", "--because", "Page 3.")
    path = path_of(garden, "lesson", "--title", "Back first", "--topic", "deploys", *words)
    built = garden.garden()
    lesson = next(le for le in built.content.lessons.values() if le.repo_path == path)
    text = (garden.path / path).read_text()

    assert "#" not in text.partition("\n---\n")[0]
    for heading, said in (
        ("What happened", 'A "deploy" broke: checkout.'),
        ("What we learned", "Roll back.\n\nThen look."),
        ("What to do", "Press the button."),
        ("How we know", "Forty minutes before, four now."),
    ):
        assert f"## {heading}\n\n{said}\n" in text
    assert ("A deploy is bad.", "The old build: there.") == lesson.applies_when
    assert (("Data changed.",), "Back first.") == (lesson.not_when, lesson.summary)
    assert ("deploys",) == lesson.tags
    assert [
        ("lesson", "../On Call/first-steps.md", "It was: short."),
        ("person", "ana", ""),
        ("outside", "SRE, ch. 14", "Page 3."),
    ] == [(one.kind.value, one.target, one.because) for one in lesson.learned_from]
    assert [] == [found for found in built.diagnostics if found.path == path]


def test_every_page_is_said_by_options(garden: Repo) -> None:
    """Trails, gatherings and profiles have an option for each question of theirs."""
    words = ("--title", "Night", "--level", "newcomer", "--minutes", "50", "--step", "First steps")
    words += ("--step", "roll", "--text", "Work alone.", "--reflect", "What was new?")
    path_of(garden, "trail", *words)
    words = ("--title", "Outage", "--date", "2026-03-14", "--kind", "drill", "--people", "ana")
    path_of(garden, "gathering", *words, "--guest", "Zo", "--text", "We looked.")
    words = ("--name", "Mira K.", "--git", "Mira Kovac", "--git", "mira", "--team", "Payments")
    words += ("--ask-about", "rollbacks", "--keeps", "lessons/deploys", "--show", "alias")
    path_of(garden, "person", "mira", *words, "--alias", "Owl", "--text", "Hello.")
    built = garden.garden()
    trail = next(iter(built.content.trails.values()))
    gathering = next(iter(built.content.gatherings.values()))
    mira = built.content.people["mira"]

    steps = ("../lessons/On Call/first-steps.md", "../lessons/deploys/roll.md")
    assert steps == tuple(step.lesson for step in trail.steps)
    assert ("newcomer", 50, ("What was new?",)) == (trail.level, trail.minutes, trail.reflect)
    assert ("drill", ("ana", "Zo")) == (gathering.kind, gathering.people)
    assert (("Mira Kovac", "mira"), "Payments") == (mira.git, mira.team)
    assert (("rollbacks",), ("lessons/deploys",)) == (mira.ask_about, mira.keeps)
    assert ("alias", "Owl", "Hello.") == (mira.show.value, mira.alias, mira.body.strip())


def test_every_question_has_an_option() -> None:
    """What a form asks can be said on the command line; the two together are one declaration."""
    settings = make_settings({}, root=Path("/g"), docs_dir=Path("/g/docs"))
    pages = {form.way: form for form in forms_of(settings)}
    for way, fields in TYPED.items():
        learned = (How.LEARNED, How.BECAUSE)
        assert [] == [f.name for f in fields() if not f.option and f.how not in learned]
        if way in pages:
            assert pages[way].fields == tuple(field for field in fields() if field.page)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("lesson", "--learned-from", "frist steps"), "On Call/first-steps.md"),
        (("lesson", "--learned-from", "Accelerate"), "--source"),
        (("lesson", "--because", "x"), "more reasons"),
        (("trail", "--step", "rol"), "lessons/deploys/roll.md"),
        (("trail", "--level", "newcomr"), "did you mean 'newcomer'"),
        (("trail", "--minutes", "many"), "no number"),
    ],
)
def test_an_option_that_is_unclear_is_said(garden: Repo, words: tuple[str, ...], said: str) -> None:
    """Unknown lessons, words and numbers end with what is near, and nothing is written."""
    kind, *more = words
    assert said in run(garden, kind, "--title", "X", *more, code=2)[1]
    assert "" == garden.git("status", "--porcelain", "--ignored")


@pytest.mark.parametrize("title", ["教訓：先に戻す", "नमस्ते दुनिया", "سلامٌ عليكم"])
def test_titles_of_every_script_have_names_of_their_own(garden: Repo, title: str) -> None:
    """Two lessons in a script that is not Latin have two names, that a reader of it can read; the
    garden reads them, and a note on one finds it.
    """
    first = path_of(garden, "lesson", "--title", title, "--topic", "deploys")
    assert f"docs/lessons/deploys/{file_slug(title)}.md" == first
    other = path_of(garden, "lesson", "--title", f"{title} ٢", "--topic", "deploys")
    assert other not in (first, first.replace(".md", "-2.md"))
    garden.commit(ANA, "Write")
    built = garden.garden()
    assert {first, other} <= {lesson.repo_path for lesson in built.content.lessons.values()}
    assert [] == [found for found in built.diagnostics if found.path in (first, other)]
    words = ("note", "question", title, "--text", "?", "--format", "json")
    done = pollinate("-C", str(garden.path), "--docs-dir", "docs", *words)
    assert file_slug(title) in json.loads(done.stdout)["path"], done.stderr


def test_a_title_without_letters_asks_for_a_name(garden: Repo) -> None:
    """A title of emoji names no file: without a terminal it ends, and `--name` names it; a name
    wins over a title with letters, too.
    """
    err = run(garden, "lesson", "--title", "🙂", code=2)[1]
    assert "no letters or digits" in err and "--name" in err
    assert "no letters" in run(garden, "trail", "--title", "🙂", "--name", "!", code=2)[1]
    assert "" == garden.git("status", "--porcelain", "--ignored")
    named = ("--title", "🙂", "--name", "Be kind")
    assert "docs/lessons/be-kind.md" == path_of(garden, "lesson", *named)
    assert "docs/trails/be-kind.md" == path_of(garden, "trail", *named)
    day = ("--date", "2026-03-14", "--title", "Long title")
    named = (*day, "--name", "short")
    assert "docs/gatherings/2026-03-14-short.md" == path_of(garden, "gathering", *named)


def test_no_profile_has_the_name_of_a_device(garden: Repo) -> None:
    """Nobody on Windows could clone a garden with `con.md`."""
    assert "Such as: mira" in run(garden, "person", "con", code=2)[1]
    topic = path_of(garden, "lesson", "--title", "X", "--topic", "aux")
    assert "docs/lessons/aux-topic/x.md" == topic


def test_a_place_that_is_no_lesson_is_refused(garden: Repo) -> None:
    """A path that the settings take for something else, or for nothing, is not written."""
    done = pollinate(
        "-C",
        str(garden.path),
        "--docs-dir",
        "docs",
        "--lessons",
        "**/*.md",
        "new",
        "lesson",
        "--title",
        "x",
        "--topic",
        "people",
    )

    assert 2 == done.returncode and "would not be seen as one of the lessons" in done.stderr
    assert not (garden.path / "docs/people/x.md").exists()


def test_dry_run_writes_nothing(garden: Repo) -> None:
    """`--dry-run` prints the template, and where it would go."""
    out, err = run(garden, "lesson", "--title", "X", "--dry-run")

    assert out.startswith("---\n# A lesson") and "Would write docs/lessons/x.md" in err
    assert "" == garden.git("status", "--porcelain")


def test_the_first_lesson_of_all(tmp_path: Path) -> None:
    """An empty garden, without Git, takes its first lesson."""
    (tmp_path / "docs").mkdir()
    done = pollinate("-C", str(tmp_path), "--docs-dir", "docs", "new", "lesson", "--title", "First")

    assert 0 == done.returncode and (tmp_path / "docs/lessons/first.md").is_file(), done.stderr


@pytest.mark.parametrize("kind", ["", "lesson", "trail", "gathering", "person"])
def test_help_has_an_example(garden: Repo, kind: str) -> None:
    """The help of every kind ends with an example."""
    assert "Example" in run(garden, *filter(None, [kind]), "--help")[0]
