# Promises of the schema: each key has its type, a wrong value is one finding, keys of other tools
# are none.
"""Test turning front matter into lessons, people, gatherings and pages."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pollinate.content.fields import Fields
from pollinate.content.frontmatter import read_front_matter
from pollinate.content.schema import read_gathering, read_lesson, read_page, read_person
from pollinate.model.content import Gathering, LearnedFrom, Lesson, Review, SourceKind
from pollinate.model.diagnostics import Diagnostic, Severity
from pollinate.model.notes import CreditEntry
from pollinate.model.people import PersonFile, Show
from pollinate.paths import RepoPath, SrcUri


def lesson(
    front: str, body: str = "# Title\n", uri: str = "lessons/deploys/roll-back.md"
) -> tuple[Lesson, list[Diagnostic]]:
    matter = read_front_matter(f"---\n{front}\n---\n{body}".encode(), RepoPath("docs/" + uri))
    fields = Fields(RepoPath("docs/" + uri), matter)
    return read_lesson(SrcUri(uri), matter, fields), [*matter.diagnostics, *fields.diagnostics]


def person(front: str, uri: str = "people/mira.md") -> tuple[PersonFile, list[Diagnostic]]:
    matter = read_front_matter(f"---\n{front}\n---\n".encode(), RepoPath(uri))
    fields = Fields(RepoPath(uri), matter)
    return read_person(SrcUri(uri), matter, fields), [*matter.diagnostics, *fields.diagnostics]


WHOLE = """\
title: "Roll back first, debug later"
summary: "One or two sentences."
tags: [deploys, incidents]
stage: budding
level: practitioner
lang: en
license: internal
aliases: ["Rollback rule"]
draft: false
created: 2024-05-01
applies_when:
  - "A deploy is bad."
  - "The build still runs."
not_when: "The deploy changed data in place."
learned_from:
  - lesson: ../databases/expand-contract.md
    because: "It showed us."
  - person: mira
    way: peers
  - page: ../../gatherings/2026-03-14-checkout-outage.md
  - source: "Site Reliability Engineering, chapter 14"
    url: https://sre.google/sre-book/managing-incidents/
credit:
  - person: mira
    role: reviewer
  - as: "Payments team"
review:
  by: mira
  every: 12 months
status: superseded
superseded_by: other.md
reason: "Because."
on: 2026-01-01
asked_by: mira
redirect_from: [lessons/old/place.md]
"""


def test_every_key_of_a_lesson() -> None:
    """The lesson of the handbook comes out whole and without a finding."""
    found, diagnostics = lesson(WHOLE.rstrip())
    url = "https://sre.google/sre-book/managing-incidents/"

    assert [] == diagnostics
    assert ("Roll back first, debug later", "lessons/deploys", "budding", "2024-05-01") == (
        found.title,
        found.topic,
        found.stage,
        found.created,
    )
    assert ("A deploy is bad.", "The build still runs.") == found.applies_when
    assert ("The deploy changed data in place.",) == found.not_when
    assert (
        LearnedFrom(
            kind=SourceKind.LESSON,
            target="../databases/expand-contract.md",
            line=17,
            because="It showed us.",
        ),
        LearnedFrom(kind=SourceKind.PERSON, target="mira", line=19, way="peers"),
        LearnedFrom(
            kind=SourceKind.PAGE, target="../../gatherings/2026-03-14-checkout-outage.md", line=21
        ),
        LearnedFrom(
            kind=SourceKind.OUTSIDE,
            target="Site Reliability Engineering, chapter 14",
            line=22,
            url=url,
        ),
    ) == found.learned_from
    assert (
        CreditEntry(line=25, person="mira", role="reviewer"),
        CreditEntry(line=27, as_name="Payments team"),
    ) == found.credit
    assert (Review("mira", "12 months"), "superseded", "2026-01-01") == (
        found.review,
        found.status,
        found.on,
    )


@pytest.mark.parametrize(
    ("front", "code", "line", "words"),
    [
        ("titel: A", "unknown-key", 2, "did you mean 'title'?"),
        ("aplies_when: A", "unknown-key", 2, "did you mean 'applies_when'?"),
        ("applies-when: A", "unknown-key", 2, "did you mean 'applies_when'?"),
        ("learntFrom: A", "unknown-key", 2, "did you mean 'learned_from'?"),
        ("licence: A", "unknown-key", 2, "did you mean 'license'?"),
        ("title: [A]", "wrong-type", 2, "'title' must be a text"),
        ("summary: {a: b}", "wrong-type", 2, "'summary' must be a text"),
        ("stage: sapling", "unknown-value", 2, "'stage' can't be 'sapling'"),
        ("level: expret", "unknown-value", 2, "did you mean 'expert'?"),
        ("status: retird", "unknown-value", 2, "did you mean 'retired'?"),
        ("draft: yes", "wrong-type", 2, "'draft' must be true or false"),
        ("created: last May", "wrong-type", 2, "'created' must be a date, not 'last May'"),
        ("on: 2026-02-31", "impossible-date", 2, "no day of the calendar"),
        ('on: "2026-02-31"', "wrong-type", 2, "must be a date"),
        (
            "applies_when:\n  - A\n  - b: c",
            "wrong-type",
            4,
            "an entry of 'applies_when' is no text",
        ),
        ("learned_from: [mira]", "wrong-type", 2, "what kind of source"),
        ("learned_from:\n  - because: A", "wrong-type", 3, "does not say what was learned from"),
        (
            "learned_from:\n  - lesson: a.md\n    person: mira",
            "wrong-type",
            4,
            "both 'lesson' and 'person'",
        ),
        (
            "learned_from:\n  - lesson: a.md\n    way: osmosis",
            "unknown-value",
            4,
            "'way' can't be 'osmosis'",
        ),
        (
            "learned_from:\n  - source: A\n    url: javascript:alert(1)",
            "unknown-value",
            4,
            "'url' is no web address",
        ),
        ("learned_from:\n  - person: mira@example.org", "email-address", 3, "an e-mail address"),
        (
            "learned_from:\n  - lesson: a.md\n    becuase: A",
            "unknown-key",
            4,
            "did you mean 'because'?",
        ),
        ("learned_from: 3", "wrong-type", 2, "can't be read"),
        (
            "credit:\n  - person: mira\n    role: revewer",
            "unknown-value",
            4,
            "did you mean 'reviewer'?",
        ),
        ("credit:\n  - person: mira", "wrong-type", 3, "names no role"),
        ("credit:\n  - mira", "wrong-type", 3, "names no person and role"),
        ("credit:\n  - role: author", "wrong-type", 3, "names nobody"),
        ("review: soon", "wrong-type", 2, "who looks again"),
        (
            "review:\n  by: mira\n  every: full moon",
            "unknown-value",
            4,
            "'every' can't be 'full moon'",
        ),
        ("review:\n  bye: mira", "unknown-key", 3, "did you mean 'by'?"),
    ],
)
def test_wrong_value_is_one_finding(front: str, code: str, line: int, words: str) -> None:
    """Each mistake is found once, at its line, in words that name it, with a cure."""
    _, diagnostics = lesson(front)

    assert [(code, line, True)] == [(d.code, d.line, bool(d.cure)) for d in diagnostics]
    assert words in diagnostics[0].message
    assert "@" not in diagnostics[0].message + diagnostics[0].cure


@pytest.mark.parametrize(
    "front",
    [
        (
            "hide: [toc]\ntemplate: home.html\ndate: 2026-01-01\nicon: x\nsearch: {exclude:"
            " true}\ncomments: true\nstatus: new"
        ),
        "description: A",
        (
            "layout: post\npermalink: /a/\ncategories: [a]\nauthor: A\nweight: 3\nslug:"
            " a\nnav_order: 1\nparent: B"
        ),
        (
            "alias: [a]\ncssclass: x\ntag: a\nstate: open\npreview: x\nlabels: [a]\nkind:"
            " b\nlanguage: en\nupdated: 2026-01-01"
        ),
        (
            "tags: deploys, incidents\ncredit: Photo by A\nreview: true\nstage:\nlevel:"
            " Newcomer\nlearned_from:"
        ),
        (
            "learned_from:\n  - https://example.org/a\n  - ../other.md#part\ntitle: 2026\nsummary:"
            " 1.10"
        ),
        "created: 2024-05\nstatus: deprecated\nwhatever: 1\nx: 2",
    ],
)
def test_other_tools_and_loose_forms_are_no_findings(front: str) -> None:
    """Keys of an adopted site, and forms that leave no doubt, are read in silence."""
    assert [] == lesson(front)[1]


@pytest.mark.parametrize(
    ("front", "body", "uri", "title", "given", "opens"),
    [
        ("title: From front", "# Heading", "a.md", "From front", True, True),
        ("title: 1.10", "", "a.md", "1.10", True, False),
        ("x: 1", "Text\n\n# Late *one*\n", "a.md", "Late one", True, False),
        ("x: 1", "\n<!-- note -->\n\nSet `ext` *one*\n=====\n", "a.md", "Set ext one", True, True),
        (
            "x: 1",
            "```\n# code\n```\n\n~~~ md\n# code\n~~~\n",
            "a/use-the_force.md",
            "Use the force",
            False,
            False,
        ),
        ("x: 1", "    # code\n## Two\n", "funWithFunctions.md", "FunWithFunctions", False, False),
        ("x: 1", "", "deploys/README.md", "Deploys", False, False),
        ("x: 1", "#No space\n", "a.md", "No space", True, True),
        ("x: 1", "#!/bin/sh\n", "a.md", "A", False, False),
        (
            "x: 1",
            (
                "# Use `git_log` and __all__ for snake_case [a](b(c).md) ![i](x) &amp; \\*x\\*"
                " <b>y</b> #\n"
            ),
            "a.md",
            "Use git_log and all for snake_case a i & *x* y",
            True,
            True,
        ),
        ("x: 1", '# T { #id .cls data-x="1" }\n', "a.md", "T", True, True),
        ("x: 1", "<h1 align='center'>Raw <i>one</i></h1>\n", "a.md", "Raw one", True, True),
        ("x: 1", "#\n\n# Second\n", "a.md", "Second", True, False),
        ("title: ''", "", "a.md", "A", False, False),
    ],
)
def test_title(front: str, body: str, uri: str, title: str, given: bool, opens: bool) -> None:
    """The title is front matter's, else the first level-1 heading's, else made from the file
    name.
    """
    found, _ = lesson(front, body, uri)

    assert (title, given, opens) == (found.title, found.title_given, found.has_heading)


@pytest.mark.parametrize(
    ("word", "draft"),
    [("true", True), ("false", False), ("yes", True), ("no", False), ("[]", True), ("maybe", True)],
)
def test_doubtful_draft_is_hidden(word: str, draft: bool) -> None:
    """A draft flag that can't be read hides the lesson."""
    assert draft is lesson(f"draft: {word}")[0].draft


def test_person() -> None:
    """A profile comes out whole."""
    found, diagnostics = person(
        'name: "Mira K."\ngit: [Mira Kovac, mira]\nteam: Payments\nask_about: rollbacks\n'
        'keeps: [lessons/deploys/]\nshow: alias\nalias: "Night owl"'
    )

    assert [] == diagnostics
    assert (
        PersonFile(
            handle="mira",
            src_uri=SrcUri("people/mira.md"),
            repo_path=RepoPath("people/mira.md"),
            name="Mira K.",
            git=("Mira Kovac", "mira"),
            team="Payments",
            ask_about=("rollbacks",),
            keeps=("lessons/deploys",),
            show=Show.ALIAS,
            alias="Night owl",
        )
        == found
    )


@pytest.mark.parametrize(
    "front", ["git: [Mira, mira@example.org]", "git: mira@example.org", "name: mira@example.org"]
)
def test_address_is_refused_and_not_repeated(front: str) -> None:
    """An e-mail address in a profile is an error that does not print it, and no value."""
    found, diagnostics = person(front)

    assert ["email-address"] == [d.code for d in diagnostics]
    assert "@" not in diagnostics[0].message + diagnostics[0].cure + "".join(found.git) + found.name


@pytest.mark.parametrize("wish", ["show: hidden", "show:", "show: alias\nalias: Night owl"])
def test_a_name_beside_an_address_counts_for_a_wish(wish: str) -> None:
    """Whoever asks not to be named has the name behind which the address is refused; an address
    alone is none.
    """
    found, diagnostics = person(f"name: Mira K <m@b.org>\ngit: [Mira <m@b.org>, m@b.org]\n{wish}")

    assert ("Mira K", ("Mira",)) == (found.name, found.git)
    assert ["email-address"] * 2 == [d.code for d in diagnostics if d.severity is Severity.ERROR]
    found, _ = person("name: Mira K <m@b.org>\ngit: [Mira <m@b.org>]")
    assert ("", ()) == (found.name, found.git)


@pytest.mark.parametrize(
    "front",
    [
        "show: alias",
        "show: nobody",
        "show: hidden",
        "show: [name]",
        "git: [never closed",
        "show: alias\nalias: a@b.org",
        "show:",
        "show: ''",
    ],
)
def test_doubtful_wish_is_hidden(front: str) -> None:
    """Somebody whose wish can't be read is hidden, and no alias is shown."""
    found, _ = person(front)

    assert (Show.HIDDEN, "") == (found.show, found.alias)


@pytest.mark.parametrize(
    ("front", "uri", "expected"),
    [
        (
            "date: 2026-03-14\nkind: incident review\npeople: [mira, Cyrus Wu]\ntitle: T",
            "gatherings/x.md",
            ("T", "2026-03-14", "incident review", ("mira", "Cyrus Wu")),
        ),
        (
            "kind: drill",
            "gatherings/2026-03-14-checkout-outage.md",
            ("Checkout outage", "2026-03-14", "drill", ()),
        ),
        ("people: [a@b.org, mira]", "gatherings/2026-02-31-x.md", ("X", "", "", ("mira",))),
    ],
)
def test_gathering(front: str, uri: str, expected: tuple[object, ...]) -> None:
    """A gathering takes from its file name what it does not say itself."""
    matter = read_front_matter(f"---\n{front}\n---\n".encode(), RepoPath(uri))
    found: Gathering = read_gathering(SrcUri(uri), matter, Fields(RepoPath(uri), matter))

    assert expected == (found.title, found.date, found.kind, found.people)


KEYS = (
    "title",
    "tags",
    "stage",
    "draft",
    "created",
    "learned_from",
    "credit",
    "review",
    "status",
    "on",
    "people",
    "git",
    "show",
    "alias",
    "date",
    "x",
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["lesson", "person", "role", "by", "x"]), inner, max_size=3
        )
    ),
    max_leaves=8,
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.dictionaries(st.sampled_from(KEYS), VALUES))
def test_any_values_are_read(values: dict[str, object]) -> None:
    """No value of any key raises, in whatever kind of file it stands."""
    front = read_front_matter(b"", RepoPath("a.md"))
    front.values.update(values)
    for read in (read_lesson, read_page, read_gathering, read_person):
        fields = Fields(RepoPath("a.md"), front)
        read(SrcUri("a.md"), front, fields)  # type: ignore[operator]

        assert all(d.message and d.line >= 0 for d in fields.diagnostics)
