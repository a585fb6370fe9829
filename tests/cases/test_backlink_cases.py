# Every case of links and backlinks that other tools get wrong, over the built garden; a built page
# is in test_backlink_pages.py. The table of all cases, with our answers, is in
# docs/developers/cases.md.
"""Test the backlink cases."""

from __future__ import annotations

import pytest
from pollinate.export.garden import export_garden
from pollinate.export.json_text import to_json
from pollinate.model.content import SourceKind
from pollinate.model.garden import Garden
from pollinate.model.links import Link, LinkKind
from pollinate.publish import publish
from support.repo import ANA, BEA, Repo, lines

B = "# Before b\n\nSomething true.\n"


def linked(
    repo: Repo, text: str, *, target: str = "lessons/b.md", **more: str | bytes | None
) -> list[Link]:
    """Return the links from a lesson with some text to a target."""
    repo.commit(ANA, docs__lessons__a=text, docs__lessons__b=B, **more)
    return [
        link
        for link in repo.garden().links
        if link.source == "lessons/a.md" and link.target == target
    ]


def one(repo: Repo, text: str, **more: str | bytes | None) -> Link:
    """Return the one link from a lesson with some text to lessons/b.md."""
    found = linked(repo, text, **more)
    assert 1 == len(found), found
    return found[0]


@pytest.mark.parametrize(
    "text",
    [
        "See [before](b.md).",
        "See [before][r].\n\n[r]: b.md",
        "See [before][].\n\n[before]: b.md 'Title'",
        "See [before].\n\n[before]: <b.md>",
        "See [[Before b]].",
        "See [[b]].",
        "See [[before B|this one]].",
        "See [[lessons/b]].",
        'See <a href="b.md">before</a>.',
        "<p>See <a class='x' href=b.md>before</a>.</p>",
        "See [before](b/).",
        "See [before](../b/).",
        "See [before](b.md?plain=1).",
        "See [before](../b/?plain=1#top).",
        "See [before](b.md#part).",
        "See [before](/lessons/b.md).",
        "See [before](../lessons/./b.md).",
        "See [before](b.html).",
        "See [![picture](x.png)](b.md).",
        "- item\n    - See [before](b.md).",
        "!!! note\n    See [before](b.md).",
        '=== "Tab"\n    See [before](b.md).',
        "| a |\n|---|\n| See [before](b.md). |",
        "Text[^1].\n\n[^1]: See [before](b.md).",
        "> See [before](b.md).",
    ],
)
def test_link_forms(repo: Repo, text: str) -> None:
    """Inline, reference, wiki, raw HTML, directory address, query and anchor links all give one
    backlink of kind mentions.
    """
    link = one(repo, f"# A\n\n{text}\n")

    assert (LinkKind.MENTIONS, SourceKind.LESSON, False) == (
        link.kind,
        link.target_kind,
        link.because,
    )


def test_sentence_around_the_link(repo: Repo) -> None:
    """The reason of a link is the whole sentence around it, as plain text."""
    link = one(
        repo,
        "# A\n\nFirst this. Then we saw that *a rollback* needs the [old schema](b.md), e.g. at"
        " night. Then that.\n",
    )

    assert ("Then we saw that a rollback needs the old schema, e.g. at night.",) == link.reasons


def test_link_twice_counts_once_and_keeps_both_sentences(repo: Repo) -> None:
    """Two links to one lesson are one backlink with both sentences."""
    link = one(repo, "# A\n\nOnce we read [it](b.md) slowly.\n\nAgain we read [it](../b/) fast.\n")

    assert ("Once we read it slowly.", "Again we read it fast.") == link.reasons


def test_autolink_to_a_page_outside_is_no_backlink(repo: Repo) -> None:
    """An autolink leads outside the garden and gives no backlink and no source."""
    repo.lesson(ANA, "# A\n\nSee <https://books.test.org/x>.\n")

    garden = repo.garden()

    assert () == garden.links and not garden.sources


def test_marked_outside_link_is_a_source(repo: Repo) -> None:
    """A link with `.learned-from` that leads outside is a source with its sentence."""
    repo.lesson(
        ANA,
        "# A\n\nWe took this from [a book](https://books.test.org/x){ .learned-from } in spring.\n",
    )

    garden = repo.garden()

    assert ["https://books.test.org/x"] == list(garden.sources)
    assert [
        (LinkKind.LEARNED_FROM, SourceKind.OUTSIDE, ("We took this from a book in spring.",))
    ] == [(link.kind, link.target_kind, link.reasons) for link in garden.links]


@pytest.mark.parametrize(
    "text",
    [
        "See [it](b.md){ .learned-from }.",
        "See [it][r]{ .learned-from }.\n\n[r]: b.md",
        '<a class="x learned-from" href="b.md">it</a>',
    ],
)
def test_marked_link_is_learned_from(repo: Repo, text: str) -> None:
    """A link may carry the relation in the text, inline and in reference form."""
    assert LinkKind.LEARNED_FROM is one(repo, f"# A\n\n{text}\n").kind


@pytest.mark.parametrize(
    "text",
    [
        "See [me](a.md).",
        "See [me](#part).",
        "See [me](../a/).",
        "[[a]]",
        "[me](?x=1)",
        "---\nlearned_from:\n  - lesson: a.md\n---\n",
    ],
)
def test_self_link_is_none(repo: Repo, text: str) -> None:
    """A link of a lesson to itself gives no backlink."""
    assert [] == linked(repo, f"{text}\n", target="lessons/a.md")


@pytest.mark.parametrize(
    "text",
    [
        "`[it](b.md)` and `[[b]]`",
        "```\n[it](b.md)\n```",
        "~~~ md\n[[b]]\n~~~",
        "    [it](b.md)",
        "<pre>\n[it](b.md) <a href='b.md'>x</a>\n</pre>",
        "<code><a href='b.md'>it</a></code>",
        "<!-- [it](b.md) -->",
        "!!! note\n    ```\n    [it](b.md)\n    ```",
        "\\[it](b.md)",
        "![it](b.md)",
        "![see [it](b.md)](x.png)",
    ],
)
def test_code_comments_and_images_are_no_links(repo: Repo, text: str) -> None:
    """What stands in code, a comment or the words for a picture links to nothing."""
    assert [] == linked(repo, f"# A\n\nText.\n\n{text}\n")


def test_front_matter_link(repo: Repo) -> None:
    """An entry of `learned_from` is a backlink with the reason that its author gave."""
    link = one(
        repo, '---\nlearned_from:\n  - lesson: b.md\n    because: "It showed us how."\n---\n\n# A\n'
    )

    assert (LinkKind.LEARNED_FROM, ("It showed us how.",), True) == (
        link.kind,
        link.reasons,
        link.because,
    )


def test_front_matter_and_text_are_one_relation(repo: Repo) -> None:
    """A lesson learned from and also mentioned is shown once, as learned from, with the given
    reason.
    """
    link = one(
        repo,
        '---\nlearned_from:\n  - lesson: b.md\n    because: "It showed us how."\n---\n\n# A\n\nSee'
        " [it](b.md).\n",
    )

    assert (LinkKind.LEARNED_FROM, ("It showed us how.",)) == (link.kind, link.reasons)


@pytest.mark.parametrize("word", ["bea", "Bea Lind"])
def test_link_to_a_person(repo: Repo, word: str) -> None:
    """A person is a target by handle and by exact name; the way of learning is kept."""
    profile = "---\nname: Bea Lind\n---\n"
    repo.commit(BEA, docs__people__bea=profile, docs__lessons__b=B)
    found = linked(
        repo,
        f'---\nlearned_from:\n  - person: {word}\n    way: peers\n    because: "She showed'
        ' me."\n---\n\n# A\n',
        target="bea",
    )

    assert [(SourceKind.PERSON, "peers", ("She showed me.",))] == [
        (link.target_kind, link.way, link.reasons) for link in found
    ]


@pytest.mark.parametrize("text", ["See [Bea](../people/bea.md).", "See [[Bea Lind]]."])
def test_text_link_to_a_person(repo: Repo, text: str) -> None:
    """A link in the text to a profile, or a wiki link to a name, leads to the person."""
    found = linked(
        repo, f"# A\n\n{text}\n", target="bea", docs__people__bea="---\nname: Bea Lind\n---\n"
    )

    assert [(LinkKind.MENTIONS, SourceKind.PERSON)] == [
        (link.kind, link.target_kind) for link in found
    ]


def test_link_to_a_moved_page(repo: Repo) -> None:
    """A link to where a lesson stood before git saw it renamed leads to where it stands now."""
    repo.commit(ANA, docs__lessons__old=lines("one", "two", "three"))
    (repo.path / "docs/lessons/old.md").rename(repo.path / "docs/lessons/new.md")
    repo.commit(ANA, "Move")

    assert 1 == len(linked(repo, "# A\n\nSee [it](old.md).\n", target="lessons/new.md"))


def test_link_to_a_redirected_page(repo: Repo) -> None:
    """`redirect_from` leads old links to the lesson."""
    new = "---\nredirect_from: [lessons/gone.md]\n---\n\n# New\n"

    assert 1 == len(
        linked(repo, "# A\n\nSee [it](gone.md).\n", target="lessons/new.md", docs__lessons__new=new)
    )


def test_draft_leaks_nothing(repo: Repo) -> None:
    """A draft is no target and no source: neither its title nor its sentences are in anything we
    export.
    """
    draft = "---\ntitle: Secret plan\ndraft: true\n---\n\nA secret sentence about [b](b.md).\n"
    text = (
        "---\nlearned_from:\n  - lesson: secret.md\n    because: Kept apart\n---\n\n# A\n\nSee"
        " [it](secret.md) and [[Secret plan]] and [[secret]].\n"
    )
    repo.commit(ANA, docs__lessons__secret=draft, docs__lessons__a=text, docs__lessons__b=B)

    garden = repo.garden()

    assert () == garden.links
    assert "ecret plan" not in to_json(
        export_garden(garden, publish(garden))
    ) and "secret sentence" not in to_json(export_garden(garden, publish(garden)))
    assert not any(
        "Secret plan" in d.message for d in garden.diagnostics if d.path != "docs/lessons/a.md"
    )


def test_hidden_gathering_leaks_nothing(repo: Repo) -> None:
    """A draft gathering is no target."""
    text = "---\nlearned_from:\n  - gathering: ../gatherings/2026-01-01-x.md\n---\n\n# A\n"
    repo.commit(
        ANA,
        **{
            "docs__gatherings__2026-01-01-x": "---\ntitle: Secret meeting\ndraft: true\n---\n",
            "docs__lessons__a": text,
        },
    )

    garden = repo.garden()

    assert () == garden.links and "Secret meeting" not in to_json(
        export_garden(garden, publish(garden))
    )


def test_index_pages_that_link_everything_mention_nothing(repo: Repo) -> None:
    """A lesson that links to more than fifty others is an index: it is nobody's backlink."""
    many = {f"docs__lessons__n{n}": f"# N{n}\n" for n in range(60)}
    repo.commit(
        ANA, docs__lessons__a="# All\n\n" + "\n".join(f"- [n](n{n}.md)" for n in range(60)), **many
    )

    assert () == repo.garden().links


def test_topic_pages_and_other_pages_are_no_sources(repo: Repo) -> None:
    """Pages that are no lessons (a topic's text, a tag index, a home page) give no backlinks."""
    repo.commit(
        ANA,
        docs__index="[b](lessons/b.md)\n",
        docs__lessons__index="[b](b.md)\n",
        docs__tags="[b](lessons/b.md)\n",
        docs__lessons__b=B,
    )

    assert () == repo.garden().links


def test_two_lessons_of_one_title(repo: Repo) -> None:
    """A path always tells two lessons of one title apart; a title that fits several takes the first
    by path.
    """
    twin = "# Same\n"
    text = "# A\n\n[x](t/same.md)\n"
    repo.commit(
        ANA,
        docs__lessons__a=text,
        docs__lessons__t__same=twin,
        docs__lessons__s__same=twin,
        docs__lessons__w="# W\n\n[[Same]]\n",
    )

    found = {(link.source, link.target) for link in repo.garden().links}

    assert {("lessons/a.md", "lessons/t/same.md"), ("lessons/w.md", "lessons/s/same.md")} == found


@pytest.mark.parametrize("name", ["über", "日本", "a b", "ü%20x"])
def test_non_ascii_slugs(repo: Repo, name: str) -> None:
    """A link to a file of any letters counts, percent-encoded or plain."""
    from urllib.parse import quote

    repo.write(f"docs/lessons/{name}.md", "# Over\n")
    found = linked(repo, f"# A\n\nSee [it]({quote(name)}.md).\n", target=f"lessons/{name}.md")

    assert 1 == len(found)


def test_deleted_source_leaves_no_backlink(repo: Repo) -> None:
    """When a lesson is deleted its links are gone."""
    assert linked(repo, "# A\n\nSee [it](b.md).\n")
    repo.commit(ANA, "Delete", docs__lessons__a=None)

    assert () == repo.garden().links


def test_deleted_target_is_told(repo: Repo) -> None:
    """A source that is gone is a finding with file, line and cure."""
    repo.lesson(ANA, "---\nlearned_from:\n  - lesson: gone.md\n---\n\n# A\n")

    assert [("docs/lessons/a.md", 3, "unknown-target")] == [
        (d.path, d.line, d.code) for d in repo.garden().diagnostics
    ]


def test_cycle_is_told_once(repo: Repo) -> None:
    """Two lessons learned from each other are one finding, and both keep their link."""
    repo.commit(
        ANA,
        docs__lessons__a="---\nlearned_from:\n  - lesson: b.md\n---\n\n# A\n",
        docs__lessons__b="---\nlearned_from:\n  - lesson: a.md\n---\n\n# B\n",
    )

    garden = repo.garden()

    assert 2 == len(garden.links)
    assert ["learned-in-a-circle"] == [d.code for d in garden.diagnostics]


@pytest.mark.parametrize("size", [3, 60])
def test_longer_circles_end(repo: Repo, size: int) -> None:
    """A circle of any size is found once and its lineage ends."""
    from pollinate.model.lineage import Lineages
    from pollinate.paths import SrcUri

    files = {
        f"docs__lessons__n{n}": (
            f"---\nlearned_from:\n  - lesson: n{(n + 1) % size}.md\n---\n\n# N{n}\n"
        )
        for n in range(size)
    }
    repo.commit(ANA, **files)

    garden: Garden = repo.garden()

    assert 1 == sum(d.code == "learned-in-a-circle" for d in garden.diagnostics)
    assert Lineages(garden.links).ancestors(SrcUri("lessons/n0.md"))


def test_chain_depth(repo: Repo) -> None:
    """A chain of twenty lessons is a lineage of twenty steps."""
    from pollinate.model.lineage import Branch, Lineages
    from pollinate.paths import SrcUri

    files = {
        f"docs__lessons__n{n}": f"---\nlearned_from:\n  - lesson: n{n + 1}.md\n---\n\n# N{n}\n"
        for n in range(20)
    }
    repo.commit(ANA, **files, docs__lessons__n20="# End\n")

    def depth(branches: tuple[Branch, ...]) -> int:
        return 1 + max(depth(branch.branches) for branch in branches) if branches else 0

    assert 20 == depth(Lineages(repo.garden().links).ancestors(SrcUri("lessons/n0.md")))


def test_one_source_is_one_address_else_one_title(repo: Repo) -> None:
    """Outside sources join by address, else by title in any case."""
    entry = "---\nlearned_from:\n  - source: {}\n    url: {}\n  - source: {}\n---\n\n# X\n"
    repo.commit(
        ANA,
        docs__lessons__a=entry.format("The Book", "https://books.test.org/x", "A Talk"),
        docs__lessons__b=entry.format("Book, the", "https://books.test.org/x/", "a  talk"),
    )

    garden = repo.garden()

    assert 2 == len(garden.sources) and 4 == len(garden.links)


def test_link_in_navigation_only_is_none(repo: Repo) -> None:
    """What stands only in the site's navigation is no backlink."""
    repo.write("mkdocs.yml", "site_name: S\nnav:\n  - lessons/a.md\n  - lessons/b.md\n")
    repo.commit(ANA, docs__lessons__a="# A\n", docs__lessons__b=B)

    assert () == repo.garden().links


def test_included_snippet_counts_where_it_is_written(repo: Repo) -> None:
    """A snippet that another plugin includes is read where it is written: the including page gives
    no backlink by it.
    """
    repo.commit(
        ANA,
        docs__lessons__a='# A\n\n--8<-- "docs/snippets/s.md"\n',
        docs__snippets__s="[b](../lessons/b.md)\n",
        docs__lessons__b=B,
    )

    assert () == repo.garden().links
