# Whose file claims which name: a name is claimed in the file's own spelling, of somebody private in
# any, so that nobody who asked not to be named is named by a remark behind the name. Two files that
# claim one name are told. Must not know: addresses, who is joined with whom.
"""Read what people files claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pollinate.model.diagnostics import Diagnostic, Severity
from pollinate.model.names import name_key, private_keys, readings
from pollinate.model.people import PersonFile, Show


def claimant(
    names: Sequence[str],
    claims: Mapping[str, str],
    private: Mapping[str, str],
    *,
    alone: bool = False,
) -> str | None:
    """Return whose file claims one of some names: in its own spelling, or for somebody private in
    any; the first name that one claims decides. `alone` says that no address stands beside the
    name.
    """
    known = next(filter(None, (claims.get(name_key(name)) for name in names)), None)
    if known or not private:
        return known
    doubtful = (private.get(key) for name in names for key in readings(name, alone=alone))
    return next(filter(None, doubtful), None)


def private_claims(files: Mapping[str, PersonFile]) -> dict[str, str]:
    """Return every spelling of the names of those who are shown by alias or not at all."""
    found: dict[str, str] = {}
    for file in sorted(files.values(), key=lambda f: f.repo_path):
        if file.show is not Show.NAME:
            for key in private_keys((file.name, file.handle, *file.git)):
                found.setdefault(key, file.handle)
    return found


def claims_of(files: Mapping[str, PersonFile]) -> tuple[dict[str, str], list[Diagnostic]]:
    """Return whose handle has each name, by its key, and what is found of names that two claim."""
    claimed: dict[str, list[PersonFile]] = defaultdict(list)
    for file in files.values():
        for name in {name_key(name) for name in (*file.git, file.name) if name}:
            claimed[name].append(file)
    findings = []
    for name, claimants in claimed.items():
        if len(claimants) > 1:
            first, second, *_ = sorted(claimants, key=lambda f: f.repo_path)
            cure = "Leave the name in the file of the person who wrote under it."
            wished = most_private(claimants)
            if wished is not None:
                other = second if wished is first else first
                code = "name-is-private"
                message = f"this file claims a name of {wished.repo_path}, who asked to be unnamed"
            else:
                other, code = second, "claimed-twice"
                message = (
                    f"'{name}' is claimed by this file and by {first.repo_path}, so neither gets"
                    " those commits"
                )
            findings.append(
                Diagnostic(
                    path=other.repo_path,
                    line=1,
                    code=code,
                    message=message,
                    cure=cure,
                    severity=Severity.ERROR,
                )
            )
    # A name that is claimed twice is nobody's here; `_private_claims` has those of private people.
    return {
        name: files_[0].handle for name, files_ in claimed.items() if len(files_) == 1
    }, findings


def most_private(files: Iterable[PersonFile]) -> PersonFile | None:
    """Return the file whose wish wins where several claim one name or address: the most private,
    None where nobody is.
    """
    order = (Show.HIDDEN, Show.ALIAS)
    private = [file for file in files if file.show in order]
    return min(private, key=lambda f: (order.index(f.show), f.repo_path), default=None)
