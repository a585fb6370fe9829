# Whose each word of a line is after one change, in repositories as small as they can be: what
# readers who labelled words by hand found wrong (docs/developers/decisions/words.md).
"""Test that words keep their writers."""

from __future__ import annotations

import pytest
from pollinate.garden import Scope, build_garden
from pollinate.history.owners import Runs
from pollinate.history.passages import MOST_JOINED, passages
from pollinate.history.patch import Hunk
from pollinate.model.git import RULE_BITS
from pollinate.paths import RepoPath
from pollinate.words import spelled
from support.repo import ANA, BEA, CY, Repo


def whose(repo: Repo, name: str = "a") -> dict[str, str]:
    """Return for each line of docs/lessons/NAME.md that has words the first letter of the writer of
    each word.
    """
    history = build_garden(repo.settings(), scope=Scope.CREDITS).history
    path, runs = f"docs/lessons/{name}.md", Runs(history.runs)
    found = {}
    rows = (repo.path / path).read_bytes().split(b"\n")
    for line, credit in zip(rows, history.files[RepoPath(path)].credit, strict=False):
        if words := spelled(line):
            owners = runs.owners(credit, len(words))
            told = (history.commits[owner >> RULE_BITS].author.name[0] for owner in owners)
            found[line.decode()] = "".join(told)
    return found


# --- Blank lines -----------------------------------------------------------------------------------


def test_a_blank_line_parts_no_words(repo: Repo) -> None:
    """A heading keeps its writer when the one above goes, though git compares it with what stands
    below.
    """
    repo.lesson(ANA, "# Page\n\n## Rationale\n\n## Known Instances (optional)\n\n## Status\n")
    repo.lesson(BEA, "# Page\n\n## Known Instances\n\nTBD\n\n## Status  \n")
    assert {"# Page": "A", "## Known Instances": "AA", "TBD": "B", "## Status  ": "A"} == whose(
        repo
    )


def test_a_blank_line_parts_no_words_of_a_list(repo: Repo) -> None:
    """Paragraphs that become lines of a list keep their writers."""
    repo.lesson(ANA, "## Authors\n\nAnna First\n\nBert Second\n\nCora Third\n\n## End\n")
    new = "- Anna First\n- Bert Second\n- Cora Third\n\n## Sources\n\n- a talk of last year\n"
    repo.lesson(BEA, f"## Authors\n\n{new}\n## End\n")
    found = whose(repo)
    assert ["AA", "AA", "AA"] == [found[line] for line in new.split("\n")[:3]]
    assert "B" == found["## Sources"] and "BBBBB" == found["- a talk of last year"]


def test_a_blank_line_parts_no_words_of_a_new_heading(repo: Repo) -> None:
    """A heading above a paragraph that is reworded takes none of its words."""
    start, end = "Mentors help.\n\n", "\n\nThe winners should be thanked.\n"
    repo.lesson(
        ANA, f"{start}The event could be held virtually or in different places by cost.{end}"
    )
    new = "The event could be held virtually, in person, or both."
    repo.lesson(BEA, f"{start}### Event Format\n\n{new}{end}")
    found = whose(repo)
    assert "BB" == found["### Event Format"] and "AAAAAA" == found[new][:6]


def test_a_blank_line_parts_no_words_of_sections(repo: Repo) -> None:
    """Where sections change places and their headings their level, one of them has stayed, and so
    has a heading that has only changed its sign.
    """
    repo.lesson(
        ANA, "# Author\n\n- Georg Writer\n\n# Status\n\nProven Pattern\n\n# Thanks\n\n- X\n"
    )
    repo.lesson(BEA, "## Status\n\nProven\n\n## Author\n\n- Georg Writer\n\n## Thanks\n\n- X\n")
    found = whose(repo)
    assert "A" == found["## Author"] == found["## Thanks"] and "AA" == found["- Georg Writer"]


def hunk(start: int, gone: str, lines: str) -> Hunk:
    """Return a hunk of short lines, of which each letter is one."""
    return Hunk(start, len(gone), [*map(str.encode, lines)], [b"-" + x.encode() for x in gone])


def test_hunks_are_joined_over_blank_lines_alone() -> None:
    """A line that stays parts them; so does one whose signs alone have changed."""
    keys = [1, 0, 1, 0, 0, 1, 1, 1]
    a, b, c, d = hunk(0, "a", "bc"), hunk(2, "b", ""), hunk(5, "d", "e"), hunk(7, "f", "g")
    gone = [b"-a", b"", b"-b", b"", b"", b"-d"]
    joined = Hunk(0, 6, [b"b", b"c", b"", b"", b"", b"e"], gone)
    assert [joined, d] == list(passages([a, b, c, d], keys))
    signs = Hunk(2, 1, [b"* b"], [b"-- B"])
    assert [a, signs, c, d] == list(passages([a, signs, c, d], keys))


@pytest.mark.parametrize("sides", [("", "x"), ("x", "")], ids=["added", "gone"])
def test_hunks_of_one_side_are_not_joined(sides: tuple[str, str]) -> None:
    """Nothing can have survived in them."""
    hunks = [hunk(0, *sides), hunk(1 + len(sides[0]), *sides)]
    assert hunks == list(passages(hunks, [0] * 4))


def test_joined_hunks_are_small() -> None:
    """However many hunks blank lines part, each passage has a size at most."""
    hunks = [hunk(2 * n, "a", "b") for n in range(MOST_JOINED)]
    found = list(passages(hunks, [1, 0] * MOST_JOINED))
    assert 1 < len(found) < 10
    assert all(sum(map(len, one.gone)) <= MOST_JOINED for one in found)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("case .error(let error):", "case let .error(error):", "AAAA"),
        ("If it rains, we stay.", "We stay if it rains.", "AAAAA"),
        ("one two three", "three one two", "BBB"),
        ("case .error(let error):", "case let .error(failure):", "BBBB"),
    ],
    ids=["code", "clause", "three words", "another word"],
)
def test_words_in_another_order(repo: Repo, before: str, after: str, expected: str) -> None:
    """A line of four words or more that has the same ones as a line before keeps their writers."""
    start, end = "Old words of the line above.\n", "Old words of the line below.\n"
    repo.lesson(ANA, f"# A\n\n{start}{before}\n{end}")
    new = "Something else is told here.\n"
    repo.lesson(BEA, f"# A\n\n{new}{after}\n{new}")
    assert expected == whose(repo)[after]


# --- Moves -----------------------------------------------------------------------------------------

PLAIN = "Nobody else has told of it. "


@pytest.mark.parametrize(
    ("text", "whose_it_is"),
    [
        ("one two three four five", "B"),
        ("one two three four five six", "A"),
        ("インナーソースの本について", "B"),
        ("インナーソースについてのあたらしい", "B"),
        ("インナーソースについてのあたらしいほ", "A"),
        ("短文字列移動規則說明書", "B"),
        ("短文字列移動規則說明書籍", "A"),
        ("six of them 短文 の本", "B"),
        ("six of them 短文 の本ほ two", "A"),
    ],
    ids=["5", "6", "kana 13", "kana 17", "kana 18", "han 11", "han 12", "mixed less", "mixed"],
)
def test_so_much_text_has_moved(repo: Repo, text: str, whose_it_is: str) -> None:
    """Six words that go from one lesson and come to another have moved, or eighteen characters of
    a script without blanks, or twelve of Han: as much text as six words of letters say.
    """
    repo.commit(ANA, docs__lessons__a=f"# A\n\n- {text}\n", docs__lessons__b="# B\n\nOld.\n")
    new = f"- {PLAIN}{text} "
    repo.commit(BEA, docs__lessons__a=None, docs__lessons__b=f"# B\n\nOld.\n\n{new}\n")
    assert "B" * 6 + whose_it_is * len(spelled(text.encode())) == whose(repo, "b")[new]


@pytest.mark.parametrize(("times", "expected"), [(1, [8, 0, 0]), (2, [8, 8, 0])])
def test_what_went_once_came_once(repo: Repo, times: int, expected: list[int]) -> None:
    """A phrase that goes with its page comes to one of three that say it; where it went twice, to
    two.
    """
    phrase = "out of the patterns book of the world"
    pages = {f"docs__lessons__{name}": f"{name}. {phrase}, {name}\n" for name in "xyz"}
    repo.commit(ANA, docs__lessons__a="# A\n\n" + f"- {phrase}\n" * times)
    repo.commit(BEA, docs__lessons__a=None, **pages)
    assert expected == ["".join(whose(repo, name).values()).count("A") for name in "xyz"]


def test_a_phrase_goes_with_its_page(repo: Repo) -> None:
    """What moved as a whole keeps its writer, though another page that comes before it says a part
    of it.
    """
    phrase = "out of the patterns book of the world"
    text = f"Nine words before {phrase} and nine words behind it."
    repo.commit(ANA, docs__lessons__a=f"# A\n\n{text}\n")
    new = f"Read {phrase} once."
    repo.commit(
        BEA,
        docs__lessons__a=None,
        docs__lessons__b=f"# B, of quite another text than A had\n\n{new}\n",
        docs__lessons__c=f"# C, of quite another text as well, and of another kind\n\n{text}\n",
    )
    assert "B" * 10 == whose(repo, "b")[new] and "A" * 16 == whose(repo, "c")[text]


def test_a_phrase_that_went_often_comes_as_often(repo: Repo) -> None:
    """However many places it left: twenty lessons change their only line with one another's."""
    text = "\n".join(f"word{n}" for n in range(8))
    names = [f"docs__lessons__p{n}" for n in range(20)]
    own = [" ".join(f"own{n}x{i}" for i in range(40)) for n in range(20)]
    olds = {name: f"{mine}\n\n{text}\n" for name, mine in zip(names, own, strict=True)}
    repo.commit(ANA, **olds)
    news = {name: f"{text}\n\n{mine}\n" for name, mine in zip(names, own, strict=True)}
    repo.commit(BEA, **news)
    for n in range(20):
        assert {"A"} == set("".join(whose(repo, f"p{n}").values()))


# --- Copies ----------------------------------------------------------------------------------------


def said(*numbers: str) -> str:
    """Return a line for each of some numbers, all with one phrase."""
    rows = (f"Part {n} tells out of the patterns book of the world, part {n}.\n" for n in numbers)
    return "".join(rows)


def test_a_copied_page_is_copied_whole(repo: Repo) -> None:
    """Also where a phrase of each of its lines went from a third lesson in the same commit."""
    text = said("one", "two", "three")
    repo.commit(ANA, docs__lessons__a=f"# A\n\n{text}")
    repo.commit(CY, docs__lessons__c="# C\n\n- out of the patterns book of the world\n")
    repo.commit(BEA, docs__lessons__c=None, docs__lessons__b=f"# Of my own\n\n{text}")
    found = whose(repo, "b")
    assert "BBB" == found.pop("# Of my own")
    assert {"A" * 13} == set(found.values()) and 3 == len(found)


def test_a_line_that_moved_whole_parts_no_copy(repo: Repo) -> None:
    """It keeps its own writer, and those around it theirs."""
    first, moved, last = said("one"), said("two"), said("three")
    repo.commit(ANA, docs__lessons__a=f"# A\n\n{first}{last}")
    repo.commit(CY, docs__lessons__c=f"# C\n\n{moved}")
    repo.commit(BEA, docs__lessons__c=None, docs__lessons__b=f"# B\n\nOwn.\n{first}{moved}{last}")
    found = whose(repo, "b")
    assert ["A" * 13, "C" * 13, "A" * 13] == [found[x.strip()] for x in (first, moved, last)]


def test_words_that_stayed_are_no_copy(repo: Repo) -> None:
    """Where a line becomes what another lesson says, its words that survive keep their writer."""
    text = said("one", "two", "three")
    repo.commit(ANA, docs__lessons__a=f"# A\n\n{text}")
    mine = text.replace("tells", "speaks")
    repo.commit(CY, docs__lessons__b=f"# B\n\n{mine}")
    repo.commit(BEA, docs__lessons__b=f"# B\n\n{text}")
    found = whose(repo, "b")
    assert {"# B": "C"} | dict.fromkeys(text.strip().split("\n"), "CCB" + "C" * 10) == found


# --- Text that comes back --------------------------------------------------------------------------

PAGE = "# Title\n\nA sentence that nobody else has told before.\n\nStatus: draft\n"
USE = "# Start\n\nUse the builder:\n\ninstall builder\nbuilder the-name-of-your-project-here\n"


@pytest.mark.parametrize(
    ("page", "changed"),
    [(PAGE[:-1], ()), (PAGE.replace("else", "other"), (5,)), (f"{PAGE}More.\n", (11,))],
    ids=["no end of the last line", "a word", "a line"],
)
def test_a_page_comes_back_changed(repo: Repo, page: str, changed: tuple[int, ...]) -> None:
    """A deleted lesson that is added again with a change keeps its writer but for what was changed,
    whatever the message says.
    """
    repo.lesson(ANA, PAGE)
    repo.commit(CY, docs__lessons__a=None)
    repo.lesson(BEA, page)
    found = "".join(whose(repo).values())
    words = [spelled(line.encode()) for line in page.split("\n")]
    assert ["B" if n in changed else "A" for n in range(sum(map(len, words)))] == list(found)
    assert "revert" in repo.rules()


def test_another_page_does_not_come_back(repo: Repo) -> None:
    """A lesson at the place of a deleted one that has a heading and small words of it is its new
    writer's.
    """
    repo.lesson(ANA, PAGE)
    repo.commit(CY, docs__lessons__a=None)
    repo.lesson(BEA, "# Title\n\nThis is a story that begins on a boat before dawn, and else.\n")
    assert {"B"} == set("".join(whose(repo).values()))


@pytest.mark.parametrize("between", [0, 2], ids=["at once", "later"])
def test_a_revert_that_adjusts_a_line(repo: Repo, between: int) -> None:
    """Its words are those of who wrote them before, the new one the reverter's; also where other
    changes came between.
    """
    repo.lesson(ANA, USE + "cd there\n")
    text = "# Start\n\nWe recommend plain commands instead.\n"
    bad = repo.lesson(CY, text)
    for number in range(between):
        text += f"\nLater {number}.\n"
        repo.lesson(CY, text)
    adjusted = USE.replace("builder the", "builder new the")
    repo.lesson(BEA, adjusted, f"Back\n\nThis reverts commit {bad}, and adjusts the command.")
    assert {
        "# Start": "A",
        "Use the builder:": "AAA",
        "install builder": "AA",
        "builder new the-name-of-your-project-here": "ABAAAAAA",
    } == whose(repo)


def test_a_commit_that_reverts_nothing_brings_nothing_back(repo: Repo) -> None:
    """Without the words of a revert a text that resembles an older one is its new writer's."""
    repo.lesson(ANA, USE)
    repo.lesson(CY, "# Start\n\nWe recommend plain commands instead.\n")
    repo.lesson(BEA, USE.replace("builder the", "builder new the"), "Use it again")
    assert {"# Start": "A"} | dict.fromkeys(list(whose(repo))[1:], "B") == {
        line: told[0] for line, told in whose(repo).items()
    }


# --- Signs that nobody sees ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [("a", "\u0430"), ("o", "\u03bf"), ("te", "t\u00ade"), ("te", "t\u200be"), ("r", "r\u2060")],
)
def test_signs_that_nobody_sees_take_no_words(repo: Repo, old: str, new: str) -> None:
    """A letter of another script that looks the same, a soft hyphen, a blank without width: the
    words read as before, and so they are whose they were.
    """
    text = "# Title\n\nThe water of another harbour is later than the water of that harbour.\n"
    repo.lesson(ANA, text)
    changed = text.replace(old, new)
    repo.lesson(BEA, changed)
    assert text != changed
    assert {"A"} == set("".join(whose(repo).values()))


def test_words_of_another_script_are_other_words(repo: Repo) -> None:
    """A translation is its translator's, also where its letters look like Latin ones."""
    repo.lesson(ANA, "# Title\n\nPatop coop Top pop.\n")
    repo.lesson(BEA, "# Title\n\nРатор соор Тор рор.\n")
    assert {"# Title": "A", "Ратор соор Тор рор.": "BBBB"} == whose(repo)
