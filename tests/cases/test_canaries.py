# No address of anybody gets out: canaries are planted wherever an address can stand, and every byte
# that we write is searched. Addresses in a lesson's own text are its author's business and stay.
"""Test that addresses stay inside."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from support.repo import Repo, lines
from support.run import pollinate
from support.site import Site, build

PLACES = (
    "author", "committer", "co-author", "reviewer", "helper", "bare-trailer", "map-new", "map-old", "map-unused", "git-entry", "profile-body",
    "profile-name", "author-name", "committer-name", "trailer-name", "credit-person", "learned-person", "gathering-person", "asked-by",
    "profile-alias", "profile-team", "profile-ask", "hidden", "odd-trailer",
)  # fmt: skip


def address(place: str) -> str:
    """Return the canary planted in a place."""
    return f"canary-{place}@Nest-{place}.test.org"


def traces(place: str) -> Iterator[tuple[str, bytes]]:
    """Yield what would give a canary away: its parts, and the hashes that avatars are fetched
    by.
    """
    mail = address(place)
    yield "address", mail.lower().encode()
    yield "host", f"nest-{place}.test".encode()
    yield "name", f"canary-{place}@".encode()
    for word in (mail, mail.lower()):
        for kind in ("md5", "sha1", "sha256"):
            yield kind, hashlib.new(kind, word.encode()).hexdigest().encode()


def plant(repo: Repo) -> None:
    """Fill a garden with canaries."""
    author = f"Ana Reyes <{address('author')}>"
    committer = {
        "GIT_COMMITTER_NAME": address("committer-name"),
        "GIT_COMMITTER_EMAIL": address("committer"),
    }
    trailers = (
        f"Co-authored-by: Bea Lind <{address('co-author')}>\nReviewed-by: Cy Okafor"
        f" <{address('reviewer')}>\nHelped-by: Dan Holt <{address('helper')}>\nReported-by:"
        f" {address('bare-trailer')}\nThanks-to: {address('trailer-name')}"
        f" <x@harbour.test.org>\nSuggested-by: Eve {address('odd-trailer')} (work)\n"
    )
    repo.write(
        ".mailmap",
        f"Flo Map <{address('map-new')}> <{address('map-old')}>\nNo Body <x@y.test.org>"
        f" <{address('map-unused')}>\n",
    )
    repo.write("docs/index.md", "# Home\n\n<!-- pollinate: home -->\n")
    repo.write(
        "docs/people/ana.md",
        f"---\nname: Ana Reyes\ngit: ['Ana Reyes <{address('git-entry')}>', Ana Reyes]\nteam: Crew"
        f" {address('profile-team')}\nask_about: ['{address('profile-ask')}']\n---\n\nWrite to"
        f" {address('profile-body')} at any time.\n",
    )
    repo.write(
        "docs/people/bea.md", f"---\nname: {address('profile-name')}\ngit: [Bea Lind]\n---\n"
    )
    repo.write(
        "docs/people/dan.md",
        f"---\nname: Dan Holt\nshow: alias\nalias: {address('profile-alias')}\n---\n",
    )
    repo.write(
        "docs/people/hid.md", f"---\nname: Hid Den\nshow: hidden\n---\n\n{address('hidden')}\n"
    )
    repo.write(
        "docs/gatherings/2026-01-01-met.md",
        f"---\ntitle: Met\npeople: ['{address('gathering-person')}', Ana Reyes]\n---\n\nMet.\n",
    )
    front = (
        "---\ntitle: A\nstatus: retired\nreason: Old\nasked_by:"
        f" {address('asked-by')}\nlearned_from:\n  - person: {address('learned-person')}\n  - page:"
        f" ../gatherings/2026-01-01-met.md\ncredit:\n  - person: {address('credit-person')}\n   "
        " role: reviewer\n---\n\n"
    )
    for name, who in (
        ("a", author),
        ("b", f"Somebody Old <{address('map-old')}>"),
        ("c", f"{address('author-name')} <z@harbour.test.org>"),
    ):
        repo.write(
            f"docs/lessons/{name}.md", (front if name == "a" else "") + lines(name, f"{name} two")
        )
        repo.git("add", "-A")
        repo.git(
            "commit", "-q", "-F", "-", who=who, stdin=f"Write {name}\n\n{trailers}", env=committer
        )
    repo.lesson(f"Hid Den <{address('hidden')}>", lines("d"), name="d")
    repo.write(
        "docs/notes/2026/2026-01-02-n.md",
        f"---\nabout: lessons/a.md\nkind: thanks\nto: ['{address('note-to')}', Ana"
        f" Reyes]\ncredit:\n  - person: {address('note-credit')}\n    role:"
        " practitioner\n---\n\nThank you.\n",
    )
    repo.commit(author, "Thank")


@dataclass(frozen=True)
class Output:
    """Everything that came out, by where."""

    site: Site
    printed: dict[str, str]

    def pieces(self) -> Iterator[tuple[str, bytes]]:
        """Yield each piece of output in lower case, by its name: files, file names, what was
        printed.
        """
        for path in sorted(self.site.folder.rglob("*")):
            name = path.relative_to(self.site.folder).as_posix()
            yield f"file name {name}", name.lower().encode()
            if path.is_file() and "assets/javascripts" not in name:
                yield name, path.read_bytes().lower()
        for name, text in self.printed.items():
            yield name, text.lower().encode()


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Output:
    """Build the site and run every verb that prints."""
    folder = tmp_path_factory.mktemp("canaries")
    repo = Repo(folder / "garden")
    plant(repo)
    printed = {}
    for verb in (
        ["credits"],
        ["check"],
        ["export"],
        ["digest", "--since", "2000-01-01"],
        ["stats"],
        ["due", "--all"],
        ["export", "--public"],
        ["why", "ana", "lessons/a.md"],
        ["why", "Flo Map", "lessons/b.md"],
        ["why", "Cy Okafor", "a"],
    ):
        for form in ("text", "json"):
            if verb[0] == "export" and form == "text":
                continue
            done = pollinate("-C", str(repo.path), "--docs-dir", "docs", *verb, "--format", form)
            assert done.returncode in (0, 1), done.stderr
            printed[f"{' '.join(verb)} {form}"] = done.stdout + done.stderr
    for word in ("nobody", "a-colleague"):
        done = pollinate("-C", str(repo.path), "--docs-dir", "docs", "why", word, "c")
        printed[f"why {word}"] = done.stdout + done.stderr
    site = build(repo.path, folder / "site")
    printed["build"] = site.log
    return Output(site, printed)


def test_output_is_whole(output: Output) -> None:
    """The canary garden is really shown: its people stand on pages and in what the verbs print."""
    assert "Ana Reyes" in output.site.page("people").text
    assert "Cy Okafor" in output.site.page("lessons/a").text
    assert "Flo Map" in output.printed["credits text"]


@pytest.mark.parametrize("place", PLACES)
def test_no_canary_gets_out(output: Output, place: str) -> None:
    """An address planted here, its parts and its hashes are in no file, file name, JSON or log."""
    marks = list(traces(place))

    assert [] == [
        (name, kind) for name, piece in output.pieces() for kind, mark in marks if mark in piece
    ]


def test_addresses_of_a_lesson_s_own_text_stay(repo: Repo, tmp_path: Path) -> None:
    """An address that a lesson's author wrote into the text is the author's business and stays on
    the page.
    """
    repo.write("docs/index.md", "# Home\n")
    repo.lesson(
        "Ana Reyes <ana@harbour.test.org>",
        "Write to helpdesk@harbour.test.org when the pump stops.\n",
    )

    assert "helpdesk@harbour.test.org" in build(repo.path, tmp_path / "site").page("lessons/a").text
