# Names of private people where others write them: names and logins that a mailmap replaced, parts
# of names in fields, short names in subjects, names that a reader sees and no search of lines does.
# The words of an author stay, and `check` says so.
"""Look for private names that are not written out."""

from __future__ import annotations

import re

import pytest
from pollinate.export.json_text import to_json
from pollinate.export.public import export_public
from pollinate.publish import publish
from support.repo import ANA, Repo, lines

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


def short_ones(repo: Repo) -> None:
    """Write a garden with people whose names are short, or of a script without blanks."""
    repo.write("docs/people/bo.md", "---\nname: Tom Ode\nshow: hidden\n---\n")
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
