# Whoever is joined with whom does not depend on any order: of commits, of names, of people files.
# Identities are drawn from few names and addresses, so that chains and namesakes are common.
"""Test joining identities."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from pollinate.derive.people import derive_people
from pollinate.derive.times import Times
from pollinate.model.git import Commit, History, Identity, Trailer, TrailerKind
from pollinate.model.people import By, PersonFile, Show
from pollinate.paths import RepoPath, Sha, SrcUri
from pollinate.settings import Settings

SETTINGS = Settings(root=Path("/garden"), docs_dir=Path("/garden/docs"))
NAMES = (
    *("Mia Torvald", "MIA TORVALD", "MiaTorvald", "Mia (Ops) Torvald", "Torvald, Mia", "mia"),
    *("Jan Smit", "jansmit", "Jan de Smit", "Bea Lind", "Kim Lee (Sales)", "Kim Lee (Ops)"),
    *("Kim Lee", "jeonghi", "Zoë Quill", "Zoe\u0308 Quill", "Cy", "张伟", "유재호", "root"),
)
MAILS = (
    *("", "mia@work.test.org", "MIA@work.test.org", "torvald@home.test.net", "jan@work.test.org"),
    *("55+MiaTorvald@users.noreply.github.com", "MiaTorvald@users.noreply.github.com"),
    *("56+MiaTorvald@users.noreply.github.com", "9+jansmit@users.noreply.github.com"),
    *("info@work.test.org", "desk@work.test.org", "jeonghi@mail.test.org", "x@localhost"),
)
IDENTITIES = st.builds(Identity, st.sampled_from(NAMES), st.sampled_from(MAILS))
COMMITS = st.lists(st.tuples(IDENTITIES, st.lists(IDENTITIES, max_size=2)), min_size=1, max_size=12)
FILES = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES), st.sampled_from(Show)), max_size=2
)


def _history(told: list[tuple[Identity, list[Identity]]]) -> list[Commit]:
    return [
        Commit(
            sha=Sha(f"{number:040x}"),
            parents=(),
            author=who,
            raw_author=who,
            when=f"2026-03-{number + 1:02d}T12:00:00+00:00",
            subject="x",
            trailers=tuple(Trailer(TrailerKind.CO_AUTHOR, "Co-authored-by", one) for one in others),
        )
        for number, (who, others) in enumerate(told)
    ]


def _files(wishes: list[tuple[str, str, Show]]) -> list[PersonFile]:
    return [
        PersonFile(
            handle=f"person{number}",
            src_uri=SrcUri(f"people/person{number}.md"),
            repo_path=RepoPath(f"docs/people/person{number}.md"),
            name=name,
            git=(other,),
            show=show,
            alias="Night owl",
        )
        for number, (name, other, show) in enumerate(wishes)
    ]


@given(st.data(), COMMITS, FILES)
def test_any_order_gives_the_same_people(
    data: st.DataObject,
    told: list[tuple[Identity, list[Identity]]],
    wishes: list[tuple[str, str, Show]],
) -> None:
    """The same identities are one person, under the same name and address, for the same reasons."""
    commits, files = _history(told), _files(wishes)

    def people(order: list[Commit], profiles: list[PersonFile]) -> object:
        history = History(head=order[-1].sha, commits=tuple(order))
        by_handle = {one.handle: one for one in profiles}
        found = derive_people(history, by_handle, (), (), Times(history), SETTINGS)
        codes = sorted((one.code, one.message) for one in found.diagnostics)
        return found.joined, dict(found.by_identity), set(found.contributors), codes

    first = people(commits, files)
    assert first == people(
        data.draw(st.permutations(commits)), data.draw(st.permutations(files)) if files else []
    )


@given(COMMITS)
def test_every_identity_is_somebody_once(told: list[tuple[Identity, list[Identity]]]) -> None:
    """Joining loses nobody, and nobody is in two groups; whoever was joined has evidence."""
    commits = _history(told)
    history = History(head=commits[-1].sha, commits=tuple(commits))
    found = derive_people(history, {}, (), (), Times(history), SETTINGS)
    members = [who for one in found.joined for who in one.identities]
    everybody = {c.author for c in commits} | {t.who for c in commits for t in c.trailers}
    assert len(members) == len(set(members)) and set(members) == everybody
    for one in found.joined:
        assert bool(one.joins) == (len(one.identities) > 1)
        assert all(why.by is not By.FILE for why in one.joins)
