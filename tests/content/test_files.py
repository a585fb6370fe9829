# Promises of finding and reading files: globs as git reads them, nothing followed out of docs_dir,
# nothing raises.
"""Test walking, sorting and reading files."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from pollinate.content.blob_ids import blob_id
from pollinate.content.files import SortedFiles, sort_files
from pollinate.content.read import read_content
from pollinate.errors import ContentError, SettingsError
from pollinate.model.people import Show
from pollinate.paths import DocsPlace, RepoPath, SrcUri
from pollinate.runtime.walk import walk_docs
from pollinate.settings import Settings


def settings(docs: Path = Path("docs"), **values: object) -> Settings:
    return Settings(root=docs.parent, docs_dir=docs, **values)  # type: ignore[arg-type]


def uris(*paths: str) -> list[SrcUri]:
    return [SrcUri(path) for path in paths]


def write(docs: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / name).write_text(text, encoding="utf-8")


def test_default_places() -> None:
    """Each file goes where the layout of a garden says."""
    files = sort_files(
        uris(
            "index.md",
            "lessons/a.md",
            "lessons/t/index.md",
            "lessons/t/b.md",
            "lessons/u/README.md",
            "notes/2026/n.md",
            "trails/t.md",
            "gatherings/g.md",
            "people/mira.md",
            "people/index.md",
            "people/README.md",
            "about.md",
        ),
        settings(),
    )

    assert (
        SortedFiles(
            lessons=("lessons/a.md", "lessons/t/b.md", "lessons/u/README.md"),  # type: ignore[arg-type]
            notes=("notes/2026/n.md",),  # type: ignore[arg-type]
            trails=("trails/t.md",),  # type: ignore[arg-type]
            gatherings=("gatherings/g.md",),  # type: ignore[arg-type]
            people=("people/mira.md",),  # type: ignore[arg-type]
            pages=("about.md", "index.md", "people/index.md"),  # type: ignore[arg-type]
            topics=("lessons/t/index.md",),  # type: ignore[arg-type]
        )
        == files
    )


@pytest.mark.parametrize(
    ("glob", "path", "matches"),
    [
        ("**/*.md", "a.md", True),
        ("**/*.md", "x/y/a.md", True),
        ("*.md", "x/a.md", True),
        ("/*.md", "x/a.md", False),
        ("til/**/*.md", "til/a.md", True),
        ("til/", "til/x/a.md", True),
        ("**/*.md", ".x/a.md", False),
        ("**/*.md", "x/.a.md", False),
        ("**/*.md", "a.markdown", False),
        ("**/*.md", 'a b/it\'s "x" | 😀.md', True),
        ("til/**/*.md", "til/new\nline/a\nb.md", True),
        ("**/*.md", "people/mira.md", False),
        ("**/*.md", "README.md", True),
        ("**/*.md", "x/index.md", True),
        ("**/*.md", "til/index.md", False),
        ("**/*.md", "index.md", False),
    ],
)
def test_globs(glob: str, path: str, matches: bool) -> None:
    """Lesson globs mean what they mean in a .gitignore; dot folders never match; the other globs
    win.
    """
    files = sort_files(
        uris("til/lesson.md", "lesson.md", path),
        settings(lessons=(glob, "til/lesson.md", "/lesson.md")),
    )

    assert matches is (path in files.lessons)


def test_exclusion_in_globs_and_by_the_site() -> None:
    """A later `!` takes a file out of the lessons; what the site excludes is no page at all."""
    files = sort_files(
        uris("a.md", "b.md", "c.md"), settings(lessons=("*.md", "!b.md"), exclude=("c.md",))
    )

    assert (("a.md",), ("b.md",)) == (files.lessons, files.pages)


def test_readme_beside_an_index_is_no_page() -> None:
    """MkDocs shows only the index of the two."""
    assert ("x/a.md",) == sort_files(
        uris("x/README.md", "x/index.md", "x/a.md"), settings(lessons=("**/*.md",))
    ).lessons


def test_files_that_git_ignores_do_not_exist() -> None:
    """With what git knows at hand, a virtual environment is not read."""
    known = frozenset({RepoPath("docs/a.md")})

    assert ("a.md",) == sort_files(
        uris("a.md", "node_modules/b.md"), settings(lessons=("**/*.md",)), DocsPlace("docs"), known
    ).lessons


def test_globs_that_match_nothing_say_what_is_there() -> None:
    """The error names the globs and the folders seen, and gives a setting that would match."""
    with pytest.raises(ContentError) as error:
        sort_files(uris("til/a.md", "til/b.md", "index.md"), settings(), DocsPlace("docs"))

    assert "'lessons/**/*.md'" in error.value.problem
    assert "the top folder (1), til/ (2)" in error.value.cure
    assert '- "til/**/*.md"' in error.value.example


def test_no_markdown_at_all() -> None:
    """An empty folder is an error with the next step."""
    with pytest.raises(ContentError, match="no Markdown file"):
        sort_files([], settings())


def test_bad_glob_is_an_error_of_ours() -> None:
    """A pattern that can't be read names its setting."""
    with pytest.raises(SettingsError, match="'lessons'"):
        sort_files(uris("a.md"), settings(lessons=("!",)))


def test_walk(tmp_path: Path) -> None:
    """Dot folders, other endings, and links out of docs_dir are skipped; odd names are fine."""
    docs, outside = tmp_path / "docs", tmp_path / "outside"
    names = ["a b.md", "it's.md", 'q"q.md', "p|p.md", "line\nbreak.md", "😀.md", "x/é.markdown"]
    write(docs, {**dict.fromkeys(names, "# A"), ".hidden/a.md": "", "x/.a.md": "", "b.txt": ""})
    write(outside, {"secret.md": "s"})
    (docs / "out.md").symlink_to(outside / "secret.md")
    (docs / "away").symlink_to(outside)
    (docs / "broken.md").symlink_to(docs / "nowhere.md")
    (docs / "loop").symlink_to(docs)
    (docs / "again.md").symlink_to(docs / "a b.md")
    (docs / "folder.md").mkdir()

    assert sorted([*names, "again.md"]) == walk_docs(docs).pages


def test_missing_folder_is_empty(tmp_path: Path) -> None:
    """A docs_dir that isn't there holds no file."""
    assert [] == walk_docs(tmp_path / "none").pages


def test_content(tmp_path: Path) -> None:
    """The phase as a whole: every file is what it should be, and drafts, notes and people are no
    pages.
    """
    docs = tmp_path / "docs"
    write(
        docs,
        {
            "lessons/a.md": "---\ndraft: true\n---\n# A\n",
            "lessons/b.md": "# B\n",
            "lessons/index.md": "# Topic\n",
            "notes/n.md": "---\nabout: lessons/b.md\nkind: reflection\n---\nIt helped.\n",
            "trails/t.md": "---\ndraft: true\n---\n# Trail\n",
            "gatherings/2026-01-01-g.md": "",
            "people/mira.md": "---\nshow: hidden\n---\n",
            "post.md": "---\ndraft: true\n---\n# Secret\n",
        },
    )
    content = read_content(settings(docs), walk_docs(docs, docs.parent))

    assert {"lessons/a.md": True, "lessons/b.md": False} == {
        uri: lesson.draft for uri, lesson in content.lessons.items()
    }
    assert {"lessons/index.md", "trails/t.md", "post.md"} == set(content.pages)
    assert content.pages[SrcUri("post.md")].hidden
    assert {"lessons/a.md", "notes/n.md", "people/mira.md", "trails/t.md"} == content.hidden_files
    assert Show.HIDDEN is content.people["mira"].show
    assert ("", "gatherings", "lessons", "notes", "people", "trails") == content.folders
    assert "docs/lessons/b.md" == content.lessons[SrcUri("lessons/b.md")].repo_path
    assert () == content.diagnostics


def test_unreadable_file_is_a_finding(tmp_path: Path) -> None:
    """A file that vanished or can't be opened is an error at its path, and an empty lesson."""
    docs = tmp_path / "docs"
    write(docs, {"lessons/a.md": "# A"})
    (docs / "lessons/folder.md").mkdir()
    content = read_content(
        settings(docs),
        walk_docs(docs, docs.parent),
        uris("lessons/a.md", "lessons/folder.md", "lessons/gone.md", "lessons/nul\0.md"),
    )

    assert ["docs/lessons/folder.md", "docs/lessons/gone.md", "docs/lessons/nul\0.md"] == [
        d.path for d in content.diagnostics
    ]
    assert {"unreadable"} == {d.code for d in content.diagnostics}


def test_file_name_that_is_no_text_is_a_finding(tmp_path: Path) -> None:
    """A name that is no UTF-8 is left out and said."""
    docs = tmp_path / "docs"
    write(docs, {"lessons/a.md": "# A"})
    try:
        (docs / "lessons" / b"b\xff.md".decode("utf-8", "surrogateescape")).write_bytes(b"# B")
    except OSError:
        pytest.skip("this file system takes only UTF-8")
    content = read_content(settings(docs), walk_docs(docs, docs.parent))

    assert (["lessons/a.md"], ["file-name"]) == (
        list(content.lessons),
        [d.code for d in content.diagnostics],
    )


def test_one_handle_has_one_profile(tmp_path: Path) -> None:
    """Two files with one handle are an error, and the first counts."""
    docs = tmp_path / "docs"
    write(
        docs,
        {
            "lessons/a.md": "",
            "people/a/mira.md": "---\nname: First\n---\n",
            "people/b/mira.md": "---\nname: Second\n---\n",
        },
    )
    content = read_content(settings(docs, people=("people/**/*.md",)), walk_docs(docs, docs.parent))

    assert ("First", ["duplicate-handle"]) == (
        content.people["mira"].name,
        [d.code for d in content.diagnostics],
    )


@pytest.mark.parametrize("data", [b"", b"# A\n", b"\xff\x00\r\n" * 100])
def test_blob_id_is_git_s(data: bytes) -> None:
    """Bytes are named as git names them."""
    said = subprocess.run(
        ["git", "hash-object", "--stdin"], input=data, capture_output=True, check=True
    ).stdout

    assert said.decode().strip() == blob_id(data)


@pytest.mark.parametrize(
    "pattern", ["*.md", "**/*.md", "a/*.md", "a/**/*.md", "a/b/**/*.md", "a-b/c.d/*.md", "*.txt"]
)
def test_the_quick_way_says_what_gitignore_says(pattern: str) -> None:
    """Patterns of the usual forms are told without the library, and come out the same as with
    it.
    """
    from pathspec import GitIgnoreSpec
    from pollinate.content.files import _Globs

    paths = [
        "x.md",
        "a/x.md",
        "a/b/x.md",
        "a/b/c/x.md",
        "b/a/x.md",
        "a-b/c.d/x.md",
        "x.MD",
        "a.md/x.md",
        "a/x.txt",
        "ab/x.md",
    ]
    spec, quick = GitIgnoreSpec.from_lines([pattern]), _Globs([pattern], "lessons")

    assert {path: spec.match_file(path) for path in paths} == {
        path: quick.match_file(path) for path in paths
    }
