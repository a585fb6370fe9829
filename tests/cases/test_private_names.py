# Names of private people where others write them: names and logins that a mailmap replaced, parts
# of names in fields, short names in subjects, names that a reader sees and no search of lines does.
# The words of an author stay, and `check` says so.
"""Look for private names that are not written out."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pollinate.checks.run import check_garden
from pollinate.export.json_text import to_json
from pollinate.export.public import export_public
from pollinate.model.diagnostics import Severity
from pollinate.model.git import Identity
from pollinate.model.name_search import Names, hints_of
from pollinate.model.names import may_mean, private_keys
from pollinate.model.people import COLLEAGUE
from pollinate.paths import SrcUri
from pollinate.publish import publish
from support.repo import ANA, BEA, Repo, lines

XA = "Xavandra Quillfeather <x@mail.test.org>"
NAMES = re.compile("xquill|xavandra|quillfeather|xander|oldname|xavi99x", re.I)
HIDDEN = "---\nname: Xavandra Quillfeather\nshow: hidden\n---\n"


def told(repo: Repo) -> str:
    """Return all that may be shown of a garden."""
    public = publish(repo.garden())
    return to_json(export_public(public)) + repr((public.phrases, public.commits, public.notes))


def mapped(repo: Repo, wish: str) -> None:
    """Write a garden of somebody private who had another name and a login before."""
    repo.write(
        ".mailmap",
        "Xavandra Quillfeather <x@mail.test.org> <xo@mail.test.org>\n"
        "Xavandra Quillfeather <x@mail.test.org> <12+xavi99x@users.noreply.github.com>\n",
    )
    repo.write("docs/people/xquill.md", f"---\nname: Xavandra Quillfeather\n{wish}\n---\n")
    repo.lesson("Xander Oldname <xo@mail.test.org>", "# X\n\n" + lines("one"), name="x")
    repo.lesson("xavi99x <12+xavi99x@users.noreply.github.com>", "# Y\n\n" + lines("two"), name="y")


@pytest.mark.parametrize("wish", ["show: hidden", "show: alias\nalias: Night owl"])
@pytest.mark.parametrize(
    "name", ["Xander Oldname", "Oldname, Xander M. (she)", "xavi99x", "Xander"]
)
def test_a_name_before_mailmap_is_private_too(repo: Repo, name: str, wish: str) -> None:
    """What somebody private was called before `.mailmap`, and a login, name nobody public in a
    trailer, in a field, as an author or in a commit's words.
    """
    mapped(repo, wish)
    repo.lesson(
        ANA,
        f'---\nlearned_from:\n  - person: "{name}"\nreview:\n  by: "{name}"\n---\n# A\n\n'
        + lines("three"),
        f"Say it as {name} did\n\nHelped-by: {name}\nReviewed-by: {name}",
    )
    if " " in name or name.islower():
        repo.lesson(f"{name} <other@mail.test.org>", "# B\n\n" + lines("four"), name="b")
    assert not NAMES.search(told(repo))


def test_who_is_called_like_a_machine_before_mailmap_is_nobody(repo: Repo) -> None:
    """Somebody private who once committed as root doesn't hide all who did."""
    repo.write("docs/people/xquill.md", HIDDEN)
    repo.write(".mailmap", "Xavandra Quillfeather <x@mail.test.org> root <xo@mail.test.org>\n")
    repo.lesson("root <xo@mail.test.org>", "# X\n\n" + lines("one"), name="x")
    repo.lesson("root <other@mail.test.org>", "# A\n\n" + lines("two"))
    assert '"root"' in told(repo)
    assert repo.garden().people.resolve("root") == "root"


def short_ones(repo: Repo) -> None:
    """Write a garden with people whose names are short, or of a script without blanks."""
    repo.write("docs/people/bo.md", "---\nname: Tom Ode\ngit: [Tom of Ode]\nshow: hidden\n---\n")
    repo.write("docs/people/wang.md", "---\nname: 王小明\nshow: hidden\n---\n")
    repo.write("docs/people/kim.md", "---\nname: 김철수\nshow: alias\nalias: Night owl\n---\n")
    repo.write("docs/people/xquill.md", HIDDEN)
    for number, who in enumerate(("Tom Ode", "王小明", "김철수", "Xavandra Quillfeather")):
        repo.lesson(f"{who} <p{number}@mail.test.org>", lines(f"x{number}"), name=f"x{number}")


@pytest.mark.parametrize(
    "said",
    [
        "Mend what Tom wrote",
        "as bo says",
        "Say it like TomOde",
        "say it like XavandraQ said",
        "Merge what user_xquill_tides had",
        "Xavandras Satz",
        "tom's words",
        "Thanks 王小明 for this",
        "感谢王小明的帮助",
        "谢谢小明",
        "김철수가 썼다",
    ],
)
def test_no_subject_quotes_a_short_name(repo: Repo, said: str) -> None:
    """A commit's own words with a name of three letters, one beside an underscore, in a genitive,
    or in a text without blanks, are left out.
    """
    short_ones(repo)
    repo.lesson(ANA, lines("two"), said)
    repo.lesson(ANA, lines("two", "three"), "Say it better, as the tomb of 明天 has it")
    subjects = {one.subject for one in publish(repo.garden()).commits.values()}
    assert subjects == {"", "Say it better, as the tomb of 明天 has it"}


def found(repo: Repo) -> list[tuple[str, int]]:
    """Return where `check` sees a private name."""
    told = check_garden(repo.garden(), repo.settings())
    return [(one.path, one.line) for one in told if one.code == "private-name"]


@pytest.mark.parametrize(
    "said",
    [
        "there was Xavandra\nQuillfeather who knew it",
        "there was Xavandra\n> Quillfeather who knew it",
        "there was **Xavandra** Quillfeather",
        "there was _Xavandra_ `Quillfeather`",
        "there was ==Xavandra== ~~Quillfeather~~",
        "there was <b\nclass='x'>Xavandra</b> Quillfeather",
        "there was [Xavandra](https://x.example.com/) Quillfeather",
        "there was [Xavandra][x] Quillfeather",
        "there was Xavandra<!-- so\nso --> Quillfeather",
        "there was Xavandra&nbsp;Quillfeather",
        "there was Xavandra Quill&#102;eather",
        "there was Xavandra\\\nQuillfeather",
        "there was Xavandra M. Quillfeather",
        "es war Xavandra Quillfeathers Idee",
        "it was xquill's idea",
        "the file by_xquill_today knew it",
        "a [link](https://x.example.org/?who=xq%75ill)",
        "a <a href='../xq&#117;ill.md'>link</a>",
        "there was 王小明 who knew it",
        "感谢王小明的帮助",
        "so said Tom, and left",
        "so said Tom’s boat",
        "ask bo when it rains",
    ],
)
def test_check_reads_a_text_as_a_reader_does(repo: Repo, said: str) -> None:
    """Marks, tags, entities and line breaks part no name; a short one counts in the ways in which
    people write it.
    """
    short_ones(repo)
    repo.lesson(ANA, f"---\ntitle: A\n---\n\nLong ago {said}.\n")
    assert found(repo) == [("docs/lessons/a.md", 5)] or (
        "\n" in said and found(repo)[0][1] in (5, 6)
    )


def test_check_knows_a_name_of_trailers_alone(repo: Repo) -> None:
    """What others call somebody beside their address is a name of theirs."""
    short_ones(repo)
    said = "Say\n\nCo-authored-by: Quillberta Owlet <p3@mail.test.org>"
    repo.lesson(ANA, "# A\n\nSo said Quillberta Owlet.\n", said)
    assert found(repo) == [("docs/lessons/a.md", 3)]


def test_check_reads_the_name_of_a_file(repo: Repo) -> None:
    """It stands in the navigation, in the address and in the search."""
    short_ones(repo)
    repo.lesson(ANA, "# A\n", name="photo_of_xquill_1")
    assert found(repo) == [("docs/lessons/photo_of_xquill_1.md", 1)]


@pytest.mark.parametrize(
    "said",
    [
        "It will rain, and may stop in May. Will it? May it hope",
        "What he may, he will: ask Will Turner or May Day",
        "In the tomb they said atom, ode, tombola",
        "明天去，小心，明白",
    ],
)
def test_an_ordinary_word_is_no_name(repo: Repo, said: str) -> None:
    """A word that is somebody's given name counts only with a capital inside a sentence, and not
    where it is a month's or another's.
    """
    for handle, name in (("will", "Will Smith"), ("may", "May Lind"), ("hope", "Hope Reef")):
        repo.write(f"docs/people/{handle}.md", f"---\nname: {name}\nshow: hidden\n---\n")
    short_ones(repo)
    repo.lesson(ANA, f"# A\n\n{said}.\n")
    assert found(repo) == []
    repo.lesson(ANA, f"# A\n\n{said}.\n\nHe asked Will about it.\n\nIt was Smith, Will.\n")
    assert found(repo) == [("docs/lessons/a.md", 5)]


def test_a_short_handle_that_is_a_word_here_is_no_name(repo: Repo) -> None:
    """Two letters that stand in many texts are a word of the place."""
    short_ones(repo)
    for number in range(3):
        repo.lesson(ANA, "# A\n\nThe bo of the boat.\n", name=f"a{number}")
    assert len(found(repo)) == 3
    repo.lesson(ANA, "# A\n\nThe bo of the boat.\n", name="a3")
    assert found(repo) == []


def test_a_given_name_of_two_is_whom_one_may_name(repo: Repo) -> None:
    """Where somebody who shows the name is called so, it is theirs."""
    short_ones(repo)
    repo.lesson("Tom Jansen <tj@mail.test.org>", "# J\n\nAsk Tom about it.\n", name="j")
    assert found(repo) == []


def test_a_name_field_that_is_shown_as_it_is_written_is_a_text(repo: Repo) -> None:
    """What we put nothing in the place of is looked at."""
    short_ones(repo)
    repo.lesson(ANA, "---\ncredit:\n  - as: The friends of Tom\n---\n# A\n\nOne.\n")
    assert found(repo) == [("docs/lessons/a.md", 3)]
    repo.lesson(ANA, "---\ncredit:\n  - as: The friends of Tom Ode\n---\n# A\n\nOne.\n")
    assert found(repo) == [] and "Tom" not in told(repo)


@pytest.mark.parametrize(
    ("said", "quote"),
    [
        ("Ask [[bo]], [[bo|him]] and [him](../people/bo.md).", "Ask and him"),
        ("Ask [[xquill]] and [[wang|them]].", "Ask and"),
        ("One <!-- a note\nwe hide\n--> two.", "One two"),
        ('<span\n title="hover words"\n data-x="y">Shown words</span>', "Shown words"),
        ('See [it](https://x.example.org\n "a title") now.', "See it now"),
        ('See [r].\n\n[r]:\n  https://x.example.org/secret/path\n  "a title"\n', "See r"),
        ("So <!-- is\nit.", "So it"),
        ("So[^1].\n\n[^1]:\n    A foot note.", "So 1 A foot note"),
    ],
)
def test_a_phrase_quotes_what_its_page_shows(repo: Repo, said: str, quote: str) -> None:
    """Neither the words of a wiki link to somebody private, in whose place a page has others, nor
    a comment, an attribute or a title that begins on another line.
    """
    short_ones(repo)
    repo.lesson(ANA, "# A\n\nOne stood here.\n")
    repo.lesson(BEA, f"# A\n\nOne stood here.\n\n{said}\n")
    told = publish(repo.garden()).phrases[SrcUri("lessons/a.md")]
    assert [one.quote for one in told][1:] == [quote]


PARTS = (
    "Quillfeather",
    "X Quillfeather",
    "X. Quillfeather",
    "Xavandra Q.",
    "Xavandra",
    "@xquill:b",
)
TEAMS = (
    "Xavandra Quillfeathers crew",
    "Xavandra Quillfeather's Team",
    "Quillfeather",
    "xquill-team",
)


@pytest.mark.parametrize("wish", ["show: hidden", "show: alias\nalias: Night owl"])
def test_a_part_of_a_private_name_in_a_field_is_nobodys(repo: Repo, wish: str) -> None:
    """In no field that names people does a part of a name make a page, nor a team that is called
    after somebody.
    """
    repo.write("docs/people/xquill.md", f"---\nname: Xavandra Quillfeather\n{wish}\n---\n")
    repo.lesson(XA, "# X\n\n" + lines("one"), name="x")
    for number, name in enumerate(PARTS):
        repo.write(
            f"docs/lessons/l{number}.md",
            f'---\nlearned_from:\n  - person: "{name}"\ncredit:\n  - person: "{name}"\n    role:'
            f' helper\nreview:\n  by: "{name}"\nstatus: withdrawn\nasked_by: "{name}"\n---\n# L\n',
        )
        repo.write(
            f"docs/gatherings/g{number}.md",
            f'---\ntitle: G\ndate: 2024-02-02\npeople: ["{name}"]\n---\n\nSo.\n',
        )
        repo.write(
            f"docs/notes/n{number}.md",
            f'---\nabout: lessons/x.md\nkind: thanks\nto: ["{name}"]\n---\n\nThanks.\n',
        )
    for number, name in enumerate(TEAMS):
        repo.write(f"docs/lessons/t{number}.md", f'---\ncredit:\n  - as: "{name}"\n---\n# T\n')
        repo.write(f"docs/people/p{number}.md", f'---\nname: Per {number}\nteam: "{name}"\n---\n')
    trailers = "\n".join(f"Reviewed-by: {name}" for name in PARTS)
    repo.commit(ANA, f"Say so\n\n{trailers}")
    assert not NAMES.search(told(repo))


def test_who_shows_a_name_keeps_it_beside_a_private_one(repo: Repo) -> None:
    """A name that is somebody's here is theirs, though it be a part of a private one."""
    repo.write("docs/people/xquill.md", HIDDEN)
    repo.lesson("Xavandra <other@mail.test.org>", "# A\n\n" + lines("one"))
    said = "Say\n\nReviewed-by: Xavandra\nHelped-by: Xavandra Q."
    repo.lesson(ANA, "---\nlearned_from:\n  - person: Xavandra\n---\n# B\n", said, name="b")
    people = repo.garden().people
    assert people.by_identity[Identity("Xavandra", "")] == "xavandra"
    assert people.by_identity[Identity("Xavandra", "other@mail.test.org")] == "xavandra"
    assert people.by_identity[Identity("Xavandra Q.", "")] == COLLEAGUE
    assert people.resolve("Xavandra") == "xavandra" == people.resolve("@Xavandra")
    assert people.resolve("X. Quillfeather") == COLLEAGUE


@pytest.mark.parametrize(
    ("front", "told"),
    [
        ("show: hidden", True),
        ("name: Xavandra\nshow: hidden", True),
        ("name: Zoe Reef\nshow: alias\nalias: Night owl", True),
        ("git: [xq@mail.test.org]\nshow: hidden", True),
        ("name: Xavandra Quillfeather\nshow: hidden", False),
        ('git: ["Xavandra Quillfeather <x@mail.test.org>"]\nshow: hidden', False),
        ("name: Xavandra Quillfeather\nshow:", False),
        ("name: Oskar Vale\nshow: hidden", False),
        ("name: Xavandra", False),
    ],
)
def test_a_wish_that_hides_nobody_is_told(repo: Repo, front: str, told: bool) -> None:
    """A profile that asks not to show somebody, and of whose names Git and the fields of files know
    none, is an error of `check`; one whose names they know hides its person.
    """
    repo.write("docs/people/xq.md", f"---\n{front}\n---\n")
    repo.lesson(XA, "---\nlearned_from:\n  - person: Oskar Vale\n---\n# X\n\n" + lines("one"))
    garden = repo.garden()
    findings = [one for one in check_garden(garden) if one.code == "hides-nobody"]
    assert [one.path for one in findings] == ["docs/people/xq.md"] * told
    assert all(one.severity is Severity.ERROR for one in findings)
    if not told and "Xavandra" in front and "show" in front:
        assert not NAMES.search(to_json(export_public(publish(garden))))


@pytest.mark.parametrize("wish", ["show: hidden", "show: alias\nalias: Night owl"])
def test_no_finding_says_a_private_name(repo: Repo, wish: str) -> None:
    """What `check` says of a credit, a team, a profile or a withdrawal holds the name that may be
    shown; the person's file, where it has to be named, is a place.
    """
    repo.write(
        "docs/people/xquill.md",
        f"---\nname: Xavandra Quillfeather\ngit: [Xander Oldname]\n{wish}\n---\n",
    )
    repo.lesson(XA, "# X\n\n" + lines("one"), name="x")
    repo.lesson("Xander Oldname <xo@mail.test.org>", "# Y\n\n" + lines("one"), name="y")
    repo.write("docs/people/xquill.md", (repo.path / "docs/people/xquill.md").read_text() + "Hi.\n")
    repo.commit(XA, "Hello")
    entries = ("person: xquill", "person: Quillfeather", "person: Xander Oldname")
    credit = "".join(f"  - {one}\n    role: helper\n" for one in entries)
    gone = "  - person: Oldname\n    role: none\n"
    repo.lesson(ANA, f"---\ncredit:\n{credit}{gone}---\n# A\n\n" + lines("two"))
    repo.lesson(BEA, "---\ncredit:\n  - as: xquill-crew\n---\n# B\n\n" + lines("three"), name="b")
    text = "---\ncredit:\n  - as: The xquill-crew\n---\n# B\n\n" + lines("three")
    repo.lesson(ANA, text, name="b")
    findings = check_garden(repo.garden(), repo.settings())
    assert {"credit-by-another", "claims-a-name"} <= {one.code for one in findings}
    said = " ".join(f"{one.message} {one.cure}" for one in findings)
    assert not NAMES.search(said.replace("docs/people/xquill.md", ""))
    assert "a colleague" in said or "Night owl" in said


@given(st.text(max_size=30), st.text(alphabet="aé王 .,'’-_()&/@\u0301\u200b🌊", max_size=20))
def test_any_text_is_read_as_a_name(name: str, other: str) -> None:
    """Whatever stands in Git or in a file, reading it never fails, and a name means itself."""
    for one, two in ((name, other), (other, name)):
        keys = private_keys([one, two])
        assert may_mean(one, keys) or not one
        may_mean(two, private_keys([one]), alone=True)
        Names([one]).first(two)
        hints_of([one, two])


@pytest.mark.parametrize(
    "said",
    [
        "'zrf'@mail.test.org",
        "zrf (at) mail (dot) test (dot) org",
        "zrf [@] mail [.] test [.] org",
        "zrf at mail dot test dot org",
        "zrf&#64;mail.test.org",
        "zrf=40mail.test.org",
    ],
)
def test_no_name_or_subject_holds_an_address(repo: Repo, said: str) -> None:
    """However people write one to keep it from machines, or programs to carry it."""
    repo.lesson(f"Zoe Reef {said} <z@mail.test.org>", "# A\n\n" + lines("one"), f"Ask {said} first")
    repo.lesson(ANA, "# A\n\n" + lines("one", "two"), f"Go on\n\nReviewed-by: Cy Vale {said}")
    shown = told(repo)
    assert "Zoe Reef" in shown and "Ask first" in " ".join(shown.split())
    assert not re.search(r"zrf|mail.*test.*org", shown)


def test_a_file_called_like_the_alias_tells_nothing(repo: Repo) -> None:
    """Who is named by an alias may be named so, in fields and texts, also where the profile's file
    is called like it.
    """
    repo.write(
        "docs/people/night-owl.md",
        "---\ngit: [Xavandra Quillfeather]\nshow: alias\nalias: Night owl\n---\n",
    )
    repo.lesson(XA, "# X\n\n" + lines("one"), name="x")
    text = "---\nlearned_from:\n  - person: night-owl\n---\n\n# Y\n\nAs [[night-owl]] says.\n"
    repo.lesson(BEA, text, name="y")
    garden = repo.garden()
    found = check_garden(garden, repo.settings())

    assert "private-name" not in {one.code for one in found}
    assert "night-owl" in told(repo)
