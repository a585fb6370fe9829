# Promises of the doors: templates that are valid untouched, values that read back, addresses that
# decode, names that do not collide.
"""Test the doors by which people take part."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pollinate.content.fields import Fields
from pollinate.content.files import kind_test
from pollinate.content.frontmatter import FrontMatter, read_front_matter
from pollinate.content.note_schema import read_note, read_trail
from pollinate.content.schema import read_gathering, read_lesson, read_person
from pollinate.contribute.forge import (
    LONGEST_URL,
    commit_url,
    edit_url,
    new_file_pattern,
    new_file_url,
    new_issue_pattern,
    prefills,
)
from pollinate.contribute.new_files import (
    free_path,
    gathering_path,
    lesson_path,
    note_path,
    person_path,
    trail_path,
)
from pollinate.contribute.templates import (
    clean_body,
    gathering_text,
    lesson_text,
    note_text,
    person_text,
    trail_text,
    without_help,
)
from pollinate.messages.catalogue import languages, messages_in
from pollinate.model.diagnostics import Diagnostic
from pollinate.paths import RepoPath, SrcUri
from pollinate.settings import Settings, make_settings

NOTE_KINDS = ("applied", "question", "answer", "reflection", "thanks", "review")
GOALS = ("Fewer failed changes: all of them", 'A "second"\ngoal')
LESSON = SrcUri("lessons/deploys/roll-back-first.md")
FORGES = {
    "github": "https://github.com/o/garden",
    "gitlab": "https://gitlab.com/o/garden",
    "gitea": "https://codeberg.org/o/garden",
    "bitbucket": "https://bitbucket.org/o/garden",
    "azure": "https://dev.azure.com/o/p/_git/garden",
}
# A lone surrogate is no text that a file can hold.
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
    st.sampled_from(
        [
            '"',
            "---",
            "a: b",
            "\n---\n",
            "# x",
            "🙂 👩‍🔬",
            "\x00\x07\x1b[31m",
            "a\u2028b\x85c",
            "\\",
            "'",
            "- x",
            "{a}",
            "\ufeff",
            "yes",
            "‮",
        ]
    ),
)


def settings(**values: object) -> Settings:
    """Return settings of a garden that lies nowhere."""
    where = {key: values.pop(key) for key in ("repo_url",) if key in values}
    return make_settings(values, root=Path("/garden"), docs_dir=Path("/garden/docs"), **where)


def read(text: str) -> FrontMatter:
    """Return a file as the garden reads it, and refuse any finding."""
    front = read_front_matter(text.encode(), RepoPath("docs/x.md"))
    assert () == front.diagnostics
    return front


def found_by(
    reader: Callable[[SrcUri, FrontMatter, Fields], object], text: str
) -> list[Diagnostic]:
    """Return what the reader of a kind finds wrong."""
    front = read(text)
    fields = Fields(RepoPath("docs/x.md"), front)
    reader(SrcUri("x.md"), front, fields)
    return fields.diagnostics


@pytest.mark.parametrize("kind", NOTE_KINDS)
@pytest.mark.parametrize("about", ["", LESSON])
def test_note_templates_are_valid_untouched(kind: str, about: str) -> None:
    """A template of a note is valid YAML as it is, and says nothing but what it is about and of
    which kind.
    """
    front = read(note_text(kind, about, goals=GOALS))

    assert {"kind": kind, **({"about": about} if about else {})} == front.values
    assert "" == front.body.strip()


@pytest.mark.parametrize(
    ("reader", "text"),
    [
        (read_lesson, lesson_text()),
        (read_trail, trail_text()),
        (read_gathering, gathering_text()),
        (read_person, person_text()),
    ],
)
def test_page_templates_are_valid_untouched(reader: Callable[..., object], text: str) -> None:
    """Templates of lessons, trails, gatherings and profiles hold no value of their own and no
    finding.
    """
    assert {} == read(text).values
    assert [] == [found for found in found_by(reader, text) if found.code != "trail-without-steps"]


@pytest.mark.parametrize(
    "text",
    [
        lesson_text(),
        trail_text(),
        gathering_text(),
        person_text(),
        *(note_text(k, "", goals=("G",)) for k in NOTE_KINDS),
    ],
)
def test_examples_in_templates_are_valid_too(text: str) -> None:
    """Whoever takes the # away from all examples has a file without a finding."""
    opened = re.sub(r"(?m)^# ( *- | *[a-z_]+:(?: |$))", r"\1", text)
    front = read(opened)

    assert len(front.values) > 1 and len(opened) < len(text)


@pytest.mark.parametrize("language", languages())
def test_templates_are_valid_in_every_language(language: str) -> None:
    """Help in any language is a comment, and each example is a value of its key."""
    messages = messages_in(language)
    texts = [
        *(make(messages=messages) for make in (lesson_text, trail_text, gathering_text)),
        person_text(messages=messages),
        *(note_text(kind, "", goals=("G",), messages=messages) for kind in NOTE_KINDS),
    ]
    opened = [re.sub(r"(?m)^# ( *- | *[a-z_]+:(?: |$))", r"\1", text) for text in texts]

    assert all({*read(text).values} <= {"kind"} for text in texts)
    assert all(len(read(text).values) > 1 for text in opened)
    assert f"## {messages.tell('field-happened')}" in texts[0]


def test_the_help_says_what_a_writer_needs() -> None:
    """A thank asks who, for what, and what it changed; an applied note names its outcomes and the
    garden's goals.
    """
    thanks, applied = (
        note_text("thanks", LESSON),
        note_text("applied", LESSON, goals=("Fewer failed changes",)),
    )

    assert all(word in thanks for word in ("Who", "for what", "what did it change"))
    assert all(
        word in applied for word in ("worked", "partly", "did-not-work", '"Fewer failed changes"')
    )
    assert all(
        f"## {heading}" in lesson_text()
        for heading in ("What happened", "What we learned", "What to do", "How we know")
    )


@given(TEXTS, TEXTS, TEXTS)
def test_values_of_a_note_read_back(one: str, two: str, body: str) -> None:
    """Any effect, goal, team or name of a person reads back as it was given, and so does the
    text.
    """
    front = read(
        note_text(
            "applied",
            one,
            outcome="worked",
            effect=one,
            helps=two,
            see=two,
            text=body,
            goals=(one, two),
            team=one,
        )
    )

    assert (one, one, two, two) == tuple(
        front.values[key] for key in ("about", "effect", "helps", "see")
    )
    assert [{"as": one}] == front.values["credit"]
    assert clean_body(body) == front.body.strip()
    assert [one, two] == read(note_text("thanks", LESSON, to=(one, two), text=body)).values["to"]


@given(TEXTS, TEXTS, TEXTS)
def test_values_of_pages_read_back(one: str, two: str, body: str) -> None:
    """Any title, condition, reason and name reads back as it was given."""
    lesson = read(
        lesson_text(
            one,
            summary=two,
            applies_when=(one, two),
            learned_from=(("source", one, two),),
            text=body,
        )
    )
    assert {
        "title": one,
        "summary": two,
        "applies_when": [one, two],
        "learned_from": [{"source": one, "because": two}],
    } == lesson.values
    trail = read(trail_text(one, minutes=50, steps=((one, two),), text=body))
    assert {"title": one, "minutes": 50, "steps": [{"lesson": one, "why": two}]} == trail.values
    gathering = read(gathering_text(one, kind=two, people=(one, two), text=body))
    assert {"title": one, "kind": two, "people": [one, two]} == gathering.values
    assert {"name": one, "git": [two], "team": one} == read(
        person_text(one, git=(two,), team=one, text=body)
    ).values


@given(TEXTS)
def test_a_bare_text_stays_a_text(body: str) -> None:
    """A text that looks like front matter is still read as text."""
    assert {} == read(lesson_text(text=f"---\ntitle: {body!r}\n---\n", bare=True)).values


def test_surrogates_do_not_crash() -> None:
    """What is no text is replaced."""
    assert "a?b" == read(lesson_text("a\udcffb")).values["title"]


def test_help_is_taken_out_again() -> None:
    """What is left of an edited template are its values, its text and comments of one's own."""
    template = note_text("applied", LESSON)
    edited = template.replace("# outcome: worked", "outcome: partly\n# mine") + "It went well.\n"

    assert (
        f"---\nabout: {LESSON}\nkind: applied\noutcome: partly\n# mine\n---\n\nIt went well.\n"
        == without_help(edited, template)
    )
    assert "## What happened" in without_help(lesson_text(), lesson_text())


def test_paths_are_where_the_settings_look() -> None:
    """Every path that is given out is of the kind that it is meant for, whatever the globs are."""
    for values in (
        {},
        {
            "notes": ["wissen/notizen/*.md"],
            "lessons": ["til/*.md"],
            "trails": ["a/b/trails/**"],
            "people": ["who/**/*.markdown"],
        },
        {"notes": ["n/*/*.md"], "lessons": ["!x.md", "/l/*/*.md"], "gatherings": ["events/"]},
        {"lessons": ["**/*.md"]},
    ):
        ours = settings(**values)
        kind = kind_test(ours)
        paths = {
            note_path(ours, "2026-03-14", LESSON, "applied"): "notes",
            note_path(ours, "", LESSON, "applied"): "notes",
            lesson_path(ours, "deploys", "Roll back"): "lessons",
            lesson_path(ours, "", ""): "lessons",
            trail_path(ours, "First night"): "trails",
            gathering_path(ours, "2026-03-14", "Outage"): "gatherings",
            person_path(ours, "mira"): "people",
        }

        assert {path: kind(path) for path in paths} == paths


def test_names_of_files() -> None:
    """A note is named by day and subject, in a folder for its year; marks and days are not taken
    over from a note.
    """
    ours = settings()

    assert "notes/2026/2026-03-14-roll-back-first.md" == note_path(
        ours, "2026-03-14", LESSON, "applied"
    )
    assert "notes/2026/2026-03-15-roll-back-first-ffffff.md" == note_path(
        ours, "2026-03-15", "notes/2026/2026-03-14-roll-back-first-a1b2c3.md", "answer", "ffffff"
    )
    assert "notes/2026/2026-03-14-deploys.md" == note_path(
        ours, "2026-03-14", "lessons/deploys/README.md", "applied"
    )
    assert "lessons/deploys/roll-back-first-debug-later.md" == lesson_path(
        ours, "deploys", "Roll back first, debug later!"
    )
    assert "lessons/教訓.md" == lesson_path(ours, "", "教訓")
    assert "lessons/lesson.md" == lesson_path(ours, "", "¿?")
    assert len(lesson_path(ours, "", "long words " * 100)) < 100


def test_what_only_looks_like_a_mark_is_a_name() -> None:
    """A lesson's name may end as a note's mark does, and one word may be longer than a name."""
    ours = settings()

    assert "notes/2026/2026-03-14-drink-c0ffee.md" == note_path(
        ours, "2026-03-14", "lessons/t/drink-c0ffee.md", "applied"
    )
    assert f"lessons/{'x' * 60}.md" == lesson_path(ours, "", "x" * 100)
    assert f"lessons/{'x' * 50}.md" == lesson_path(ours, "", f"{'x' * 50} {'y' * 50}")


def test_a_forge_is_told_by_its_host_alone() -> None:
    """A group or repository that is called like a forge is none."""
    odd = "https://git.harbour.test.org/github/gitlab"

    assert "" == commit_url(settings(repo_url=odd), "abc")
    assert f"{odd}/_edit/main/a.md" == edit_url(settings(repo_url=odd, forge="gitea"), "a.md")


def test_a_note_s_name_names_nobody() -> None:
    """A note about a person has no handle in its file name, which is its anchor on a page."""
    assert "notes/2026/2026-03-14-thanks.md" == note_path(
        settings(), "2026-03-14", "people/mira.md", "thanks"
    )
    assert "mira" not in note_path(settings(), "", "people/mira.md", "question")


def test_free_path() -> None:
    """A taken name gets -2, then -3, in any case of letters."""
    taken = {"lessons/a.md", "lessons/A-2.md"}

    assert "lessons/a-3.md" == free_path(SrcUri("lessons/a.md"), taken)
    assert "lessons/b.md" == free_path(SrcUri("lessons/b.md"), taken)


@pytest.mark.parametrize("forge", FORGES)
@given(
    text=st.text(st.characters(exclude_categories=["Cs"]), max_size=200),
    name=st.text("ab /?&#%é+", min_size=1, max_size=20),
)
def test_addresses_decode_back(forge: str, text: str, name: str) -> None:
    """File name and text come out of an address as they went in, as far as a forge takes them: the
    text by two, the folder alone by Azure DevOps.
    """
    path = f"docs/notes/x{name.strip('/')}y.md"
    branch = "release/2 #1"
    url = new_file_url(settings(repo_url=FORGES[forge], branch=branch), path, text)
    parts = urlsplit(url)
    query = parse_qs(parts.query, keep_blank_values=True, strict_parsing=True)
    places = {
        "github": "/new/",
        "gitlab": "/-/new/",
        "gitea": "/_new/",
        "bitbucket": "/create-file/",
        "azure": "?path=/",
    }

    assert url.startswith(FORGES[forge] + places[forge]) and not parts.fragment and url.isascii()
    if forge == "azure":
        assert [f"/{path.rpartition('/')[0]}/"] == query["path"] and [f"GB{branch}"] == (
            query["version"]
        )
        return
    rest = unquote(parts.path).partition(f"{branch}/" if forge in ("gitea", "bitbucket") else "x")
    assert branch in unquote(parts.path)
    if forge == "gitea":
        assert path == rest[2] + query["filename"][0]
    elif forge == "bitbucket":
        assert path == rest[2] and [branch] == query["at"]
    else:
        assert [path] == query["file_name" if forge == "gitlab" else "filename"]
    assert ([text] if text and forge in ("github", "gitea") else []) == query.get("value", [])


def test_a_long_text_is_left_out() -> None:
    """An address stays below the length at which forges refuse it; the door then holds the text to
    copy.
    """
    ours = settings(repo_url=FORGES["github"])

    assert "value=" in new_file_url(ours, "docs/a.md", "x" * 5_000)
    long = new_file_url(ours, "docs/a.md", "ü" * 2_000)
    assert "value=" not in long and len(long) <= LONGEST_URL


def test_no_forge_no_address() -> None:
    """Without a forge, or with an address that is none, there is no link."""
    for ours in (
        settings(),
        settings(repo_url="javascript:alert(1)//github.com", forge="github"),
        settings(forge="github"),
    ):
        made = (new_file_pattern(ours), new_issue_pattern(ours), new_file_url(ours, "a.md", "x"))
        assert ("", "", "", "") == (*made, edit_url(ours, "a.md"))
    for forge in ("gitlab", "bitbucket", "azure"):
        assert not prefills(settings(repo_url=FORGES[forge]))


@pytest.mark.parametrize(
    ("forge", "commit", "edit"),
    [
        ("github", "/commit/abc", "/edit/main/docs/a.md"),
        ("gitlab", "/-/commit/abc", "/-/edit/main/docs/a.md"),
        ("gitea", "/commit/abc", "/_edit/main/docs/a.md"),
        ("bitbucket", "/commits/abc", "/src/main/docs/a.md?mode=edit&at=main"),
        ("azure", "/commit/abc", "?path=/docs/a.md&version=GBmain"),
    ],
)
def test_every_forge_has_its_addresses(forge: str, commit: str, edit: str) -> None:
    """A forge is known by its host or by the setting, and a clone's `.git` leads nowhere."""
    for ours in (
        settings(repo_url=f"{FORGES[forge]}.git"),
        settings(repo_url=FORGES[forge], forge=forge),
    ):
        assert FORGES[forge] + commit == commit_url(ours, "abc")
        assert FORGES[forge] + edit == edit_url(ours, "docs/a.md")
    other = settings(repo_url="https://git.harbour.test.org/o/garden", forge=forge)
    assert "https://git.harbour.test.org/o/garden" + edit == edit_url(other, "docs/a.md")


def test_a_place_in_the_address_of_a_repository_stays() -> None:
    """What looks like a place in `repo_url` itself is none."""
    odd = settings(repo_url="https://github.com/o/{text}")

    assert "%7Btext%7D/new/" in new_file_pattern(odd)


def test_notes_of_templates_are_read() -> None:
    """A note with its words in place has no finding in any kind."""
    for kind in NOTE_KINDS:
        outcome = {"applied": "worked", "review": "still-true"}.get(kind, "")
        text = note_text(kind, LESSON, outcome=outcome, to=("mira",), text="Words.")
        front = read(text)
        fields = Fields(RepoPath("docs/notes/x.md"), front)
        note = read_note(SrcUri("notes/x.md"), front, fields, "")

        assert note is not None and (kind, LESSON, "Words.") == (
            note.kind.value,
            note.about,
            note.body,
        )
        assert [] == fields.diagnostics
