# Who becomes the author of what is received, and who is named as a helper: by the same words as
# for every other verb. Must not know: how headers are read (tests/contribute/test_senders.py).
"""Test whose words are received."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.repo import ANA, BEA, Repo
from support.run import pollinate

MIRA, KAHN = "Mira Kovac <mira@harbour.test.org>", "Mira Kahn <kahn@harbour.test.org>"


@pytest.fixture
def garden(repo: Repo) -> Repo:
    """Give a garden of four, of whom two have a name in common and one is hidden."""
    repo.write(
        "mkdocs.yml", "site_name: G\nplugins:\n  - pollinate/garden\n  - pollinate/attribution\n"
    )
    repo.commit(ANA, docs__people__ana="---\nname: Ana Reyes\nshow: hidden\n---\n")
    for n, who in enumerate((ANA, BEA, MIRA, KAHN)):
        repo.commit(
            who, **{f"docs__lessons__t__l{n}": f"# L{n}\n\nText of lesson {n} of theirs.\n"}
        )
    repo.git("config", "user.name", "Mo Derator")
    repo.git("config", "user.email", "mod@harbour.test.org")
    return repo


def receive(
    garden: Repo, *words: str, mail: str = "From: Dee Wu <d@x.org>"
) -> tuple[int, str, str]:
    """Receive a mail; return exit code, what is printed, and the author of its commit."""
    path = garden.path.parent / "in.eml"
    path.write_text(f"{mail}\nSubject: A rope\n\nTie it.\n", encoding="utf-8")
    done = pollinate("-C", str(garden.path), "receive", str(path), *words)
    refs = garden.git(
        "for-each-ref", "--format=%(authorname) %(authoremail)", "refs/heads/received"
    )
    return done.returncode, done.stdout + done.stderr, refs


@pytest.mark.parametrize(
    ("word", "who"),
    [
        ("bea-lind", BEA),
        ("Bea Lind", BEA),
        ("bea", BEA),
        ("BEA", BEA),
        ("kovac", MIRA),
        ("Night shift", "Night shift <>"),
    ],
)
def test_who_it_is_from_is_said_as_everywhere(garden: Repo, word: str, who: str) -> None:
    """A slug, a name and a part of a name mean the person of the garden, with the address that
    joins the commit to her; a name that nobody has is one all the same.
    """
    code, said, author = receive(garden, "--for", word)

    assert 0 == code and who == author, said
    assert f"Its author is {who.partition(' <')[0]}, as you say." in said


@pytest.mark.parametrize(
    ("word", "told"), [("Mira", "may be one of 2 people"), ("Bea Lindd", "did you mean 'bea-lind'")]
)
def test_who_it_is_from_is_doubted(garden: Repo, word: str, told: str) -> None:
    """What several people have in common, and what is nearly a name, becomes no third person;
    `--as` says that it is meant.
    """
    code, said, author = receive(garden, "--for", word)
    assert (2, "") == (code, author) and told in said and "--as" in said

    code, said, author = receive(garden, "--as", word)
    assert (0, f"{word} <>") == (code, author), said


def test_somebody_hidden_is_received_without_a_name(garden: Repo) -> None:
    """Neither the commit nor the text holds the name of who asked for that."""
    code, said, author = receive(garden, "--for", "Ana Reyes")

    assert 0 == code and "Mo Derator" in author and "It credits “A colleague”" in said
    [branch] = garden.git("for-each-ref", "--format=%(refname)", "refs/heads/received").split()
    assert "Ana" not in garden.git("log", "-1", "-p", "--format=%an%B", branch)


def test_two_who_write_through_a_list_are_two(garden: Repo) -> None:
    """Her words are hers by name, and the list's address is nobody's."""
    mail = "From: 'Bea Lind' via Garden <garden@lists.x.org>"
    code, said, author = receive(garden, mail=mail)

    assert (0, "Bea Lind <>") == (code, author) and "list or service" in said


@pytest.mark.parametrize("verb", ["note", "new"])
def test_a_note_is_of_one_of_two(garden: Repo, verb: str) -> None:
    """`--for` asks which of two is meant, and takes a part of a name that only one has."""
    words = {
        "note": ("note", "question", "l1", "--text", "Why?"),
        "new": ("new", "lesson", "--title", "X", "--topic", "t", "--no-edit"),
    }[verb]
    done = pollinate("-C", str(garden.path), *words, "--for", "Mira", "--dry-run")
    assert 2 == done.returncode and "may be one of 2 people" in done.stderr, done.stderr
    done = pollinate("-C", str(garden.path), *words, "--for", "Kahn", "--dry-run")
    assert 0 == done.returncode and "person: mira-kahn" in done.stdout, done.stderr
    done = pollinate("-C", str(garden.path), *words, "--as", "Mira", "--dry-run")
    assert 'as: "Mira"' in done.stdout, done.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--helped-by", "Mira"), "may be one of 2 people"),
        (("--helped-by", "Bea Lndd"), "did you mean 'bea-lind'"),
        (("--helped-by", "zo@x.org"), "Git knows nobody of this address"),
        (("--helped-by", ""), "names nobody"),
        (("--with", "bea"), "Bea Lind: wrote it too"),
        (("--helped-by", "bea@harbour.test.org"), "Bea Lind: helped"),
        (("--helped-by", "kahn"), "Mira Kahn: helped"),
        (("--guest", "Mira"), "Mira: helped"),
    ],
)
def test_a_helper_is_named_as_everywhere(
    garden: Repo, tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    """Who helped is one of the garden, or somebody new; what is unclear stops the request before
    anything is written.
    """
    garden.write("docs/lessons/t/new.md", "# New\n\nA text that is long enough to be one.\n")
    done = pollinate("-C", str(garden.path), "submit", "--dry-run", *words)

    assert told in done.stdout + done.stderr, done.stderr
    assert (2 if ": " not in told else 0) == done.returncode
