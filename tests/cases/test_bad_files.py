# Bad input and what it gets, where files are not what they should be: unreadable, of another
# encoding, huge, hostile.
"""Test bad files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.listing import everything
from support.repo import ANA, BEA, Repo, lines
from support.run import pollinate
from support.site import build

SECONDS = 30


def run(repo: Repo, *verb: str) -> tuple[int, str]:
    """Run a verb in a garden and return its exit code and what it printed; never a traceback,
    nothing written but the cache.
    """
    before = everything(repo.path)
    done = pollinate("-C", str(repo.path), "--docs-dir", "docs", *verb, timeout=SECONDS)
    assert "Traceback" not in done.stderr, done.stderr
    assert before == everything(repo.path)
    return done.returncode, done.stdout + done.stderr


def codes(repo: Repo) -> set[str]:
    """Return the codes of all findings."""
    code, printed = run(repo, "check", "--format", "json")
    assert code in (0, 1), printed
    return {finding["code"] for finding in json.JSONDecoder().raw_decode(printed)[0]["findings"]}


@pytest.fixture
def garden(repo: Repo) -> Repo:
    """Give a garden of one good lesson and a home page."""
    repo.write("docs/index.md", "# Home\n\n<!-- pollinate: home -->\n")
    repo.lesson(ANA, lines("one", "two"), name="good")
    return repo


def test_broken_link_and_folder_as_a_lesson(garden: Repo, tmp_path: Path) -> None:
    """A lesson that is a broken link, a link out of the folder, a loop or a folder is left out; the
    others are there.
    """
    folder = garden.path / "docs/lessons"
    (folder / "broken.md").symlink_to("nowhere.md")
    (folder / "out.md").symlink_to("/etc/passwd")
    (folder / "loop.md").symlink_to("loop.md")
    (folder / "up").symlink_to("..")
    (folder / "folder.md").mkdir()
    garden.commit(ANA, "Odd files")

    code, printed = run(garden, "credits", "--format", "json")

    assert 0 == code
    assert ["docs/lessons/good.md"] == list(json.loads(printed)["lessons"])
    text = "".join(page.source for page in build(garden.path, tmp_path / "site").all().values())
    assert "root:" not in text


@pytest.mark.parametrize(
    "content",
    [
        b"# Caf\xe9\n\nText.\n",
        "# Über\n\nText.\n".encode("utf-16"),
        b"\0\1\2\xff\xfe",
        b"\xef\xbb\xbf" + b"\xff" * 50,
        b"\xc3",
    ],
)
def test_another_encoding(garden: Repo, content: bytes, tmp_path: Path) -> None:
    """A lesson that is not UTF-8 is a finding and keeps its writer; the build goes on."""
    garden.lesson(BEA, content)  # type: ignore[arg-type]

    assert "not-utf8" in codes(garden)
    assert "bea-lind" in run(garden, "credits", "--format", "json")[1]


def test_another_encoding_builds(garden: Repo, tmp_path: Path) -> None:
    """A site with a lesson that is not UTF-8 is built, or refused in one clear sentence."""
    garden.lesson(BEA, b"# Caf\xe9\n\nText.\n")  # type: ignore[arg-type]

    done = pollinate(
        "-C", str(garden.path), "--docs-dir", "docs", "build", "--site-dir", str(tmp_path / "out")
    )

    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode in (0, 2)
    assert "a.md" in done.stderr


def test_byte_order_mark(garden: Repo) -> None:
    """A byte order mark before the front matter changes nothing."""
    garden.lesson(BEA, b"\xef\xbb\xbf---\ntitle: Marked\n---\n\nText that stands here.\n")  # type: ignore[arg-type]

    assert "Marked" == garden.garden().content.lessons["lessons/a.md"].title
    assert {"Bea Lind": 1.0} == garden.shares()


def test_windows_line_ends(garden: Repo) -> None:
    """CRLF in front matter and text changes no title and no credit."""
    garden.lesson(BEA, "---\r\ntitle: Ends\r\n---\r\n\r\nText.\r\n")

    assert "Ends" == garden.garden().content.lessons["lessons/a.md"].title
    assert {"Bea Lind": 1.0} == garden.shares()


@pytest.mark.parametrize(
    "unit", ["one line among very many others\n", "word " * 400 + "\n", "x" * 1_000_000 + "\n"]
)
def test_lesson_of_five_megabytes(garden: Repo, unit: str) -> None:
    """A lesson of 5 MB has its writer."""
    garden.lesson(BEA, "# Huge\n\n" + unit * (5_000_000 // len(unit)))

    assert {"Bea Lind": 1.0} == garden.shares()
    assert 0 == run(garden, "credits")[0]


def test_ten_thousand_keys(garden: Repo) -> None:
    """10,000 keys are read or refused in seconds, and the lesson keeps its writer."""
    garden.lesson(
        BEA, "---\n" + "".join(f"key{n}: {n}\n" for n in range(10_000)) + "---\n\nText.\n"
    )

    assert run(garden, "check")[0] in (0, 1)
    assert {"Bea Lind": 1.0} == garden.shares()


def test_exploding_aliases(garden: Repo) -> None:
    """YAML aliases that would explode are refused as a finding."""
    bomb = "---\na: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{b}: &{b} [*{a},*{a},*{a},*{a},*{a},*{a},*{a},*{a},*{a}]\n"
        for a, b in zip("abcdefgh", "bcdefghi", strict=False)
    )
    garden.lesson(BEA, bomb + "title: *i\n---\n\nText.\n")

    assert codes(garden)
    assert {"Bea Lind": 1.0} == garden.shares()


@pytest.mark.parametrize(
    "front",
    [
        "title: [a, b",
        "title: {a: b}",
        "title: 'open",
        'title: "\\x"',
        "- a\n- b",
        "title: a\ntitle: b",
        "!!python/object/apply:os.system ['x']: 1",
        "title: !!binary abc",
        "? [a, b]\n: c",
        "title: *missing",
        "tags: 2026-02-31",
        "created: 2026-02-31",
        "a: " + "[" * 2000,
        "a: " + "{a: " * 500,
        "on: 1\nyes: 2\n1: 3\ncontent: x\nhandler: y",
        "title: \x00",
        "title: \x1b[31m",
        "\t- x: 1",
        "title: " + "x" * 200_000,
        "a: &a\n  b: *a",
        "learned_from: 1\ncredit: [[[]]]\nreview: 5\nkeeps: {}\ntags: {a: b}",
        "draft: maybe",
        "title: >\n",
        "x: 1e9999\ny: 0x\nz: 1_0",
    ],
    ids=range(24),
)
def test_broken_front_matter(garden: Repo, front: str) -> None:
    """Front matter of any letters is read or becomes a finding; the lesson keeps its writer."""
    garden.lesson(BEA, f"---\n{front}\n---\n\nText that stands.\n")

    code, printed = run(garden, "check")
    assert code in (0, 1), printed
    if front != "draft: maybe":
        assert "Bea Lind" in garden.shares()


ODD_NAMES = (
    "with space", 'q"uote', "it's", "emoji 😀", "a|b", "back\\slash", "new\nline", "a<b>", "hash#tag",
    "per%cent", "q?x", "[x](y)", "é", "{{x}}", "CON", "x" * 200,
)  # fmt: skip


@pytest.fixture(scope="module")
def oddly_named(tmp_path_factory: pytest.TempPathFactory) -> tuple[Repo, Path]:
    """Give a garden of lessons with odd names, and its site."""
    folder = tmp_path_factory.mktemp("names")
    repo = Repo(folder / "garden")
    repo.write("docs/index.md", "# Home\n\n<!-- pollinate: home -->\n")
    for name in ODD_NAMES:
        repo.write(f"docs/lessons/{name}.md", lines(f"odd {ODD_NAMES.index(name)}"))
    repo.commit(BEA)
    site = folder / "out"
    done = pollinate("-C", str(repo.path), "--docs-dir", "docs", "build", "--site-dir", str(site))
    assert "Traceback" not in done.stderr, done.stderr
    assert 0 == done.returncode, done.stderr
    return repo, site


def test_odd_paths_are_credited(oddly_named: tuple[Repo, Path]) -> None:
    """Each lesson whose file has an odd name is its writer's, in the credits and on the list."""
    repo, site = oddly_named
    _, credits = repo.credits()

    assert {f"lessons/{name}.md": 1.0 for name in ODD_NAMES} == {
        uri: sum(one.share for one in lesson.credits if one.contributor == "bea-lind")
        for uri, lesson in credits.items()
    }
    assert "Bea Lind" in (site / "attribution/index.html").read_text()


@pytest.mark.parametrize("name", ODD_NAMES)
def test_odd_paths_build(oddly_named: tuple[Repo, Path], name: str) -> None:
    """A lesson whose file has an odd name has a page, with its words and its writer."""
    page = (oddly_named[1] / f"lessons/{name}/index.html").read_text()

    assert "Bea Lind" in page and f"odd {ODD_NAMES.index(name)}0" in page


def test_file_name_that_is_not_utf8(garden: Repo, tmp_path: Path) -> None:
    """A file whose name is no UTF-8 is told and left out; everything else is built."""
    target = bytes(garden.path / "docs/lessons") + b"/caf\xe9.md"
    Path(target.decode("utf-8", "surrogateescape")).write_bytes(b"# Cafe\n\nText.\n")
    garden.commit(BEA)

    assert "file-name" in codes(garden)
    done = pollinate(
        "-C", str(garden.path), "--docs-dir", "docs", "build", "--site-dir", str(tmp_path / "out")
    )
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode in (0, 2)


@pytest.mark.parametrize(
    "config",
    [
        "- a\n",
        "site_name: [\n",
        "plugins: 5\n",
        "docs_dir: nowhere\n",
        "INHERIT: ../../x.yml\n",
        "docs_dir: !ENV [A, B]\n",
        "site_name: S\nplugins:\n  - pollinate/garden:\n      lesons: x\n",
        "site_name: S\nplugins:\n  - pollinate/garden: x\n",
        "site_name: S\nplugins:\n  - pollinate/garden:\n      lessons: 5\n",
        "x: !!python/object/apply:os.system [touch pwned]\n",
        "\xff\xfe",
        "a: &a [*a]\n",
    ],
)
def test_broken_configuration(garden: Repo, config: str) -> None:
    """A broken mkdocs.yml is one clear error or is read safely; nothing in it is run."""
    garden.write("mkdocs.yml", config.encode("latin-1"))
    before = everything(garden.path)

    for verb in (["credits"], ["build", "--site-dir", "out"]):
        done = pollinate("-C", str(garden.path), *verb)
        assert "Traceback" not in done.stderr, done.stderr
        assert done.returncode == 2 or "credits" in verb, (done.returncode, done.stderr)

    assert before == everything(garden.path)


def test_no_lessons(garden: Repo) -> None:
    """Globs that match nothing are an error that lists the folders seen."""
    done = pollinate(
        "-C", str(garden.path), "--docs-dir", "docs", "--lessons", "none/**/*.md", "credits"
    )

    assert 2 == done.returncode and "lessons/ (1)" in done.stderr


@pytest.mark.parametrize(
    "body",
    [
        "[" * 50_000,
        "*" * 50_000,
        "<" * 50_000,
        "> " * 5_000 + "x",
        "- " * 3_000,
        "`" * 50_001,
        "|" * 20_000 + "\n|-|\n",
        "[a](" * 10_000,
        "&" * 50_000,
        "[[" * 20_000,
    ],
)
def test_texts_that_keep_markdown_busy(garden: Repo, body: str) -> None:
    """A text made to keep a parser busy is checked in seconds."""
    garden.lesson(BEA, f"# A\n\n{body}\n\n[good](good.md)\n")

    assert run(garden, "check")[0] in (0, 1)
