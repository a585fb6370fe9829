# What is told of people's files and of lines in commit messages that name nobody, beside the joins
# themselves. Must not know: who is joined with whom, how anybody is shown.
"""Find what is odd about people."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from pollinate.derive.evidence import full_name
from pollinate.derive.identities import Group
from pollinate.derive.tools import people_by_setting
from pollinate.model.diagnostics import Diagnostic, Severity
from pollinate.model.git import History, Identity
from pollinate.model.names import may_mean
from pollinate.model.people import COLLEAGUE, PersonFile, Show
from pollinate.paths import RepoPath, Sha, Slug

RESERVED = (COLLEAGUE, Slug("index"))
"""Handles that are nobody's: they would take the place of others."""


def odd_trailers(history: History) -> Iterable[Diagnostic]:
    """Yield, for each key, how many commits have such a line that credits nobody."""
    odd: dict[str, list[Sha]] = {}
    for commit in history.commits:
        for key in commit.odd:
            odd.setdefault(key, []).append(commit.sha)
    for key, shas in sorted(odd.items()):
        count = "one commit has" if len(shas) == 1 else f"{len(shas)} commits have"
        yield Diagnostic(
            path=RepoPath(".git"),
            line=0,
            code="odd-trailer",
            message=f"{count} a line '{key}' that credits nobody, such as {min(shas)[:10]}",
            cure=f"Write {key}: NAME <ADDRESS>; for what is past, `credit` in the lesson says it.",
            severity=Severity.ADVICE,
        )


def people_as_tools(
    groups: Iterable[Group], programs: Collection[Identity], private: Collection[str]
) -> Iterable[Diagnostic]:
    """Yield whom the setting `bots` makes a tool, by a name of theirs or by one that somebody wrote
    beside their address.
    """
    for group in groups:
        if group.file is not None and group.file.kind:
            continue
        found = people_by_setting(group.members, programs)
        if not found:
            continue
        name = max((one.name for one in found), key=lambda n: (bool(full_name(n)), len(n)))
        hidden = (group.file is not None and group.file.show is not Show.NAME) or any(
            may_mean(one.name, private) for one in found
        )
        who = f"'{name[:60]}'" if name and not hidden else "somebody"
        yield Diagnostic(
            path=RepoPath("mkdocs.yml"),
            line=0,
            code="bots-name-a-person",
            message=(
                f"by the setting 'bots' {who} counts as a"
                " tool, who commits from an address of their own"
            ),
            cure="Take the name out of 'bots', or say `kind: person` or `kind: tool` in a profile.",
            severity=Severity.ADVICE,
        )


def reserved_handles(files: Mapping[str, PersonFile]) -> Iterable[Diagnostic]:
    """Yield the files whose names would take the place of others."""
    for handle, file in files.items():
        if handle.casefold() in RESERVED:
            message = f"'{handle}' is nobody's handle: it stands for others here"
            cure = "Rename the file after the person."
            yield Diagnostic(
                path=file.repo_path,
                line=0,
                code="reserved-handle",
                message=message,
                cure=cure,
                severity=Severity.ERROR,
            )
