# The verb `people`: who was taken for one person, and the lines that would make Git say so.
"""Test saying who is who."""

from __future__ import annotations

import subprocess
from pathlib import Path

from pollinate.derive.evidence import squeezed
from pollinate.derive.mailmap import is_doubtful, mailmap_lines
from pollinate.garden import Scope, build_garden
from pollinate.model.git import Commit, Identity, Trailer, TrailerKind
from pollinate.model.people import By, Join, Joined
from pollinate.paths import RepoPath, Sha, Slug
from pollinate.settings import make_settings
from support.repo import Repo, lines
from support.run import pollinate

MIA = (
    "Mia Torvald <mia@work.test.org>",
    "Mia Torvald <mia@home.test.net>",
    "MiaTorvald <55+MiaTorvald@users.noreply.github.com>",
    "mia t <mia@work.test.org>",
)


def planted(repo: Repo) -> None:
    """Plant a lesson by Mia under four identities, by a hidden person, and by two called Sam."""
    repo.write("docs/people/cy.md", "---\nname: Cy Okafor\ngit: [Cy Okafor]\nshow: hidden\n---\n")
    people = (
        *MIA,
        "Cy Okafor <cy@work.test.org>",
        "cy <cy@work.test.org>",
        "Sam <sam@work.test.org>",
        "Sam <samuel@home.test.net>",
    )
    for number, who in enumerate(people):
        repo.lesson(who, lines(*map(str, range(number + 1))), f"Write {number}")


def run(repo: Repo, *words: str) -> tuple[str, str]:
    """Run the verb and return what it printed, on standard output and beside it."""
    done = pollinate("-C", str(repo.path), "--docs-dir", "docs", "people", *words)
    assert done.returncode == 0, done.stderr
    return done.stdout, done.stderr


def test_it_says_who_is_one_and_why(repo: Repo) -> None:
    """Everybody with several names or addresses, each with the evidence, and no address."""
    planted(repo)
    out, told = run(repo)
    assert out.splitlines() == [
        "Cy Okafor (a-colleague)",
        "  in Git as  Cy Okafor, cy",
        "  addresses  1",
        "  joined by  a people file lists the names (cy)",
        "  file       docs/people/cy.md",
        "Mia Torvald (mia-torvald)",
        "  in Git as  Mia Torvald, MiaTorvald, mia t",
        "  addresses  3",
        "  joined by  one address, or one account at a forge",
        "             the same full name (mia torvald)",
        "             a login that is the name without blanks (miatorvald)",
    ]
    assert "4 people, 2 with several names or addresses, 1 of them by a likeness" in told
    assert "pollinate people --mailmap >> .mailmap" in told
    assert "Sam (sam-" in run(repo, "--all")[0]
    assert run(repo, "mia torvald")[0].startswith("Mia Torvald")


def test_the_lines_make_git_say_so(repo: Repo) -> None:
    """With the printed lines in `.mailmap` the same people are one, by their addresses alone."""
    planted(repo)
    before = repo.garden().people.contributors.keys()
    out, _ = run(repo, "--mailmap")
    assert out.splitlines() == [
        "Mia Torvald <mia@work.test.org>",
        "Mia Torvald <mia@work.test.org> <55+MiaTorvald@users.noreply.github.com>",
        "Mia Torvald <mia@work.test.org> <mia@home.test.net>",
    ]
    repo.write(".mailmap", out)
    after = repo.garden().people
    assert before == after.contributors.keys()
    assert not any(map(is_doubtful, after.joined))
    assert "same-name" not in {one.code for one in repo.garden().diagnostics}
    assert run(repo, "--mailmap") == (
        "",
        "Nobody is taken for one person by a likeness of names alone.\n",
    )


def test_strangers_at_an_address_are_a_question(repo: Repo) -> None:
    """What we do not conclude is a comment; an address that others share is mapped by name too."""
    for who in ("Ana Reyes", "Bea Lind", "Cy Okafor"):
        repo.lesson(f"{who} <desk@work.test.org>", lines(who), name=who.split()[0].lower())
    repo.lesson("Ana Reyes <ana@work.test.org>", lines("more"), name="more")
    out, _ = run(repo, "--mailmap")
    assert "# 'Ana Reyes', 'Bea Lind', 'Cy Okafor' wrote from one address" in out
    assert "Ana Reyes <ana@work.test.org> Ana Reyes <desk@work.test.org>" in out
    repo.write(".mailmap", out)
    names = {one.name for one in repo.garden().people.contributors.values()}
    assert names == {"Ana Reyes", "Bea Lind", "Cy Okafor"}


def test_real_gardens_are_settled(corpus: Path, tmp_path: Path) -> None:
    """In a real garden nobody is doubtful any more, and nobody is another, once the lines stand in
    its mailmap.
    """
    root = tmp_path / "garden"
    clone = ["git", "clone", "-q", "--shared", str(corpus), str(root)]
    subprocess.run(clone, check=True, capture_output=True)
    settings = make_settings({"cache": False, "lessons": ["**/*.md"]}, root=root, docs_dir=root)
    before = build_garden(settings, scope=Scope.CREDITS)
    joined = before.people.joined
    with open(root / ".mailmap", "a", encoding="utf-8") as file:
        file.write("\n")
        file.writelines(f"{one}\n" for one in mailmap_lines(joined, joined, before.history.commits))
    after = build_garden(settings, scope=Scope.CREDITS).people
    assert len(after.joined) == len(joined)
    assert not [one.name for one in after.joined if is_doubtful(one)]


def test_nobody_is_there_twice(corpus: Path) -> None:
    """No two people of a real garden have a name in common, in any spelling of a login."""
    settings = make_settings({"cache": False, "lessons": ["**/*.md"]}, root=corpus, docs_dir=corpus)
    found: dict[str, set[str]] = {}
    for one in build_garden(settings, scope=Scope.CREDITS).people.joined:
        for who in one.identities:
            found.setdefault(squeezed(who.name), set()).add(one.slug)
    assert {} == {name: slugs for name, slugs in found.items() if len(slugs) > 1}


WORK = Identity("Mia Torvald", "Mia@work.test.org")
HOME = Identity("Mia Torvald", "mia@home.test.net")


def joined(*whos: Identity, by: By = By.NAME, file: str = "", name: str = "") -> Joined:
    """Return somebody joined by one kind of evidence."""
    return Joined(
        slug=Slug("x"),
        name=name or whos[0].name,
        identities=whos,
        joins=(Join(by, "x"),),
        file=RepoPath(file) if file else None,
    )


def commits(*authors: Identity, named: tuple[Identity, ...] = ()) -> list[Commit]:
    """Return a commit of each author; the last one names people in trailers."""
    told = tuple(Trailer(TrailerKind.CO_AUTHOR, "Co-authored-by", who) for who in named)
    return [
        Commit(
            sha=Sha(f"{number:040x}"),
            parents=(),
            author=who,
            raw_author=who,
            when="2026-03-01T12:00:00+00:00",
            subject="x",
            trailers=told if number == len(authors) else (),
        )
        for number, who in enumerate(authors, 1)
    ]


def test_who_is_doubtful() -> None:
    """Whom a likeness of names joined, unless their file says so."""
    for by in By:
        assert is_doubtful(joined(WORK, by=by)) is (by in (By.NAME, By.LOGIN, By.NAMESAKE))
    assert not is_doubtful(joined(WORK, file="docs/people/mia.md"))


def test_the_address_to_keep() -> None:
    """That of most commits, but one that others write from only where there is no other."""
    mia = joined(WORK, HOME)
    told = commits(WORK, HOME, HOME)
    assert list(mailmap_lines([mia], [mia], told)) == [
        "Mia Torvald <mia@home.test.net> <Mia@work.test.org>"
    ]
    desk, other = (
        Identity("Mia Torvald", "Desk@work.test.org"),
        Identity("Bo", "desk@work.test.org"),
    )
    mia = joined(desk, HOME)
    told = commits(desk, desk, HOME, other)
    assert list(mailmap_lines([mia], [mia, joined(other)], told)) == [
        "Mia Torvald <mia@home.test.net> Mia Torvald <Desk@work.test.org>"
    ]


def test_names_that_no_line_can_hold() -> None:
    """Nothing is written that Git would read as something else, nor what is no address."""
    for name in ("Mia #1", "Mia <x", "Mia\u202eT", " "):
        one = joined(Identity(name, "a@x.test.org"), Identity(name, "b@x.test.org"), name=name)
        assert not list(mailmap_lines([one], [one], commits(*one.identities))), name
    bare = Identity("Mia Torvald", "mia")
    mia = joined(WORK, bare)
    assert not list(mailmap_lines([mia], [mia], commits(WORK, bare)))


def test_whom_trailers_name_has_a_line() -> None:
    """An address that stands in a trailer alone is one too."""
    mia = joined(WORK, HOME)
    assert list(mailmap_lines([mia], [mia], commits(WORK, named=(HOME,)))) == [
        "Mia Torvald <Mia@work.test.org> <mia@home.test.net>"
    ]


def test_one_person_is_told_whole_and_alone(repo: Repo) -> None:
    """Also with one name and one address; of questions about others only where all are asked for,
    and of other findings never.
    """
    for number, who in enumerate(
        (
            *(f"{name} <desk@work.test.org>" for name in ("Ana Reyes", "Bea Lind", "Cy Okafor")),
            "Bo Vale <bo@work.test.org>",
            "Dan Oso <dan@home.test.net>",
            "Dan Oso <dan@work.test.org>",
        )
    ):
        repo.lesson(who, lines(str(number)), name=f"n{number}")
    listed, _ = run(repo)
    assert "Dan Oso (dan-oso)" in listed and "Bo Vale" not in listed
    assert run(repo, "bo vale")[0].startswith(
        "Bo Vale (bo-vale)\n  in Git as  Bo Vale\n  addresses  1\n"
    )
    (line,) = run(repo, "dan oso", "--mailmap")[0].splitlines()
    assert line == "Dan Oso <dan@home.test.net> <dan@work.test.org>"
    assert run(repo, "--mailmap")[0].count("#") == 1
