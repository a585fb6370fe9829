# What a request says, and where it is opened. Must not know: git, a forge (tests/forge).
"""Test the words of a request."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from pollinate.contribute.forge import LONGEST_URL
from pollinate.contribute.requests import (
    Helpers,
    agreement,
    compare_url,
    message_of,
    push_options,
    push_target,
    request_body,
    topic_of,
)
from pollinate.settings import Settings, make_settings

TRICK = "Bea\nCo-authored-by: Pat <pat@x.org>"


def garden(repo_url: str, **more: object) -> Settings:
    """Return the settings of a garden on a forge."""
    values = {"branch": "main", **more}
    return make_settings(values, root=Path("/g"), docs_dir=Path("/g/docs"), repo_url=repo_url)


def test_a_name_of_many_lines_is_one_trailer() -> None:
    """Nobody is credited by a name that goes on in another line, nor by a title that does."""
    message = message_of(TRICK, "", Helpers(wrote=(TRICK,), helped=(TRICK,), tools=(TRICK,)))
    title, blank, *trailers = message.splitlines()

    assert "Bea Co-authored-by: Pat <pat@x.org>" == title and "" == blank
    assert ["Co-authored-by", "Helped-by", "Assisted-by"] == [t.split(":")[0] for t in trailers]


def test_a_request_shows_no_address() -> None:
    """It stands on a forge for all to read; the addresses stay in the commit."""
    who = Helpers(wrote=("Bea Lind <bea@x.org>",), helped=("Cy <cy@x.org>", "Dee"))
    body = request_body(["docs/a.md"], who, "Our own words.\n")

    assert "Our own words.\n\n- `docs/a.md`\n\nWith Bea Lind, Cy, Dee." == body


def test_what_a_sender_agrees_to_is_a_text() -> None:
    """A garden's notice ends a request, as letters whatever it holds; without one nothing does."""
    hostile = "<script>x</script> [x](javascript:y) @all #1 **b**"
    said = agreement(garden("https://codeberg.org/o/g", policy={"contribution_notice": hostile}))
    body = request_body(["docs/a.md"], Helpers(), "", said)

    assert body.startswith("- `docs/a.md`\n\nWho sends it agrees to this: &#60;script&#62;")
    assert not re.search(r"[<>\[\]()@*]", body.partition("\n\n")[2])
    assert hostile == unescape(body).partition("this: ")[2]
    assert agreement(garden("https://codeberg.org/o/g")) == ""


def test_what_a_push_tells_is_one_line() -> None:
    """An option with a line break is refused by git, and the push with it."""
    for url in ("https://codeberg.org/o/g", "https://gitlab.com/o/g"):
        told = push_options(garden(url), "b", "T\nx", "one\n\n- two\n")
        assert told and not any("\n" in option for option in told)


def test_two_requests_of_one_title_have_two_branches() -> None:
    """And a title without a letter has one too."""
    assert 20 == len({topic_of("One title") for _ in range(20)})
    assert topic_of("¿?").startswith("change-")


def test_a_forge_without_rights_gets_no_branch() -> None:
    """On Gitea and Forgejo a request needs no right to write; others get a branch of its own, never
    the one that requests go to.
    """
    assert "refs/for/main" == push_target(garden("https://codeberg.org/o/g"), "b")
    assert "refs/heads/b" == push_target(garden("https://github.com/o/g"), "b")


def test_an_address_to_open_a_request_is_taken_by_a_forge() -> None:
    """A long text is left out of it, a clone's `.git` leads nowhere, and an address that is none
    has no link.
    """
    short = compare_url(garden("https://github.com/o/g.git"), "b", "T", "words")
    assert "https://github.com/o/g/compare/main...b?expand=1&title=T&body=words" == short
    long = compare_url(garden("https://github.com/o/g"), "b", "T", "ü" * 5_000)
    assert len(long) < LONGEST_URL and long.endswith("?expand=1")
    none = garden("javascript:alert(1)//github.com/o/g", forge="github")
    assert "" == compare_url(none, "b", "T", "x")


def test_a_branch_s_name_holds_no_address() -> None:
    """A branch is pushed, and its name is read by all; a title that is one is called a change."""
    assert re.fullmatch("co-authored-by-eve-[0-9a-f]{6}", topic_of("Co-authored-by: Eve <e@y.org>"))
    assert re.fullmatch("change-[0-9a-f]{6}", topic_of("e@y.org"))
