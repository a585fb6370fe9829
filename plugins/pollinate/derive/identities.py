# Which identities are one contributor, before anybody decides how to show them.
# Order of evidence (docs/guide/credit.md): people file, then address, then identical full name.
# mailmap came earlier. Must not know: display names, slugs, pages.
"""Join identities into contributors."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from pollinate.model.diagnostics import Diagnostic, Severity
from pollinate.model.git import Commit, Commits, Identity
from pollinate.model.people import PersonFile, Show, name_key, name_keys
from pollinate.paths import RepoPath

_NOREPLY = re.compile(r"^(?:\d+[+-])?(?P<login>[^@+]+)@(?:users\.)?noreply\.(?P<host>[^@]+)$")
_PLACEHOLDER = re.compile(
    r"^$|^[^@]*$|@(?:.*\.)?(?:localhost|local|localdomain|lan|invalid|test)$|@(?:.*\.)?example\.[a-z]+$|@\(none\)|\.\(none\)$"
    r"|^(?:no-?reply|nobody|none|unknown|root|user|username|you|your|your\.?name|your\.?email|email|git|ci|build|support)@"
)


def address_key(email: str) -> str:
    """Return what an address joins on: empty for one that says nothing about who it is."""
    mail = email.strip().lower()
    if match := _NOREPLY.match(mail):
        return f"login {match['login']} at {match['host']}"
    return "" if _PLACEHOLDER.search(mail) else mail


class Bots:
    """Names that get no credit, as patterns in which only `*` and `?` are special."""

    def __init__(self, patterns: Iterable[str]) -> None:
        words = [
            "".join({"*": ".*", "?": "."}.get(c, re.escape(c)) for c in pattern)
            for pattern in patterns
        ]
        self._pattern = re.compile(f"^(?:{'|'.join(words)})$", re.I | re.S) if words else None
        self._known: dict[Identity, bool] = {}

    def __contains__(self, who: Identity) -> bool:
        if who not in self._known:
            login = _NOREPLY.match(who.email.lower())
            names = [who.name, login["login"] if login else ""]
            self._known[who] = bool(
                self._pattern and any(self._pattern.match(name) for name in names)
            )
        return self._known[who]


Groups = list[tuple[PersonFile | None, list[Identity]]]


def join(
    commits: Commits, files: Mapping[str, PersonFile], join_same_name: bool
) -> tuple[Groups, list[Diagnostic]]:
    """Return the contributors as groups of identities, each with its people file if it has one."""
    raw_names: dict[Identity, set[str]] = defaultdict(set)
    for commit in commits:
        raw_names[commit.author].update((commit.raw_author.name, commit.author.name))
        for trailer in commit.trailers:
            raw_names[trailer.who].add(trailer.who.name)
    claims, findings = _claims(files)
    private = _private_claims(files)
    owner = {
        who: claim
        for who, names in raw_names.items()
        if (claim := _claimant(names, claims, private)) is not None
    }
    groups: dict[str, list[Identity]] = defaultdict(list)
    by_address: dict[str, set[str]] = defaultdict(set)
    for who, handle in owner.items():
        groups[f"file {handle}"].append(who)
        if key := address_key(who.email):
            by_address[key].add(handle)
    for who in sorted(raw_names.keys() - owner.keys()):
        key = address_key(who.email)
        handles = by_address.get(key, set()) if key else set()
        wished = _most_private(files[handle] for handle in handles) if len(handles) > 1 else None
        if len(handles) == 1:
            groups[f"file {next(iter(handles))}"].append(who)
        elif wished:
            groups[f"file {wished.handle}"].append(who)
        elif key and not handles:
            groups[f"mail {key}"].append(who)
        else:
            groups[f"alone {who.name}\n{who.email}"].append(who)
    if join_same_name:
        findings += _join_names(groups, commits)
    found: Groups = []
    for handle, file in files.items():
        found.append((file, groups.pop(f"file {handle}", [])))
    return found + [(None, group) for group in groups.values()], findings


def _claimant(
    names: Iterable[str], claims: Mapping[str, str], private: Mapping[str, str]
) -> str | None:
    """Return whose file claims one of some names: in its own spelling, or for somebody private in
    any.
    """
    ordered = sorted(names)
    known = (claims.get(name_key(name)) for name in ordered)
    doubtful = (private.get(key) for name in ordered for key in sorted(name_keys(name)))
    return next((handle for handle in (*known, *doubtful) if handle), None)


def _private_claims(files: Mapping[str, PersonFile]) -> dict[str, str]:
    """Return every spelling of the names of those who are shown by alias or not at all."""
    found: dict[str, str] = {}
    for file in sorted(files.values(), key=lambda f: f.repo_path):
        if file.show is not Show.NAME:
            for name in filter(None, (file.name, file.handle, *file.git)):
                for key in name_keys(name):
                    found.setdefault(key, file.handle)
    return found


def _claims(files: Mapping[str, PersonFile]) -> tuple[dict[str, str], list[Diagnostic]]:
    claimed: dict[str, list[PersonFile]] = defaultdict(list)
    for file in files.values():
        for name in {name_key(name) for name in (*file.git, file.name) if name}:
            claimed[name].append(file)
    findings = []
    for name, claimants in claimed.items():
        if len(claimants) > 1:
            first, second, *_ = sorted(claimants, key=lambda f: f.repo_path)
            cure = "Leave the name in the file of the person who wrote under it."
            wished = _most_private(claimants)
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


def _most_private(files: Iterable[PersonFile]) -> PersonFile | None:
    """Return the file whose wish wins where several claim one name or address: the most private,
    None where nobody is.
    """
    order = (Show.HIDDEN, Show.ALIAS)
    private = [file for file in files if file.show in order]
    return min(private, key=lambda f: (order.index(f.show), f.repo_path), default=None)


def _join_names(groups: dict[str, list[Identity]], commits: Commits) -> list[Diagnostic]:
    """Join groups of one full name that never meet in a commit; each person joined is one advice to
    write mailmap lines.
    """
    by_name: dict[str, list[str]] = defaultdict(list)
    for key, group in groups.items():
        if not key.startswith("file "):
            for name in {who.name for who in group if len(who.name.split()) > 1}:
                by_name[name].append(key)
    candidates = {name: keys for name, keys in by_name.items() if len(keys) > 1}
    if not candidates:
        return []
    met = _meetings(groups, candidates, commits)
    findings = []
    for name, keys in sorted(candidates.items()):
        first, *others = sorted({k for k in keys if k in groups}, key=lambda k: min(groups[k]))
        joined = [one for one in others if met[first].isdisjoint(met[one])]
        for other in joined:
            groups[first] += groups.pop(other)
        if joined:
            findings.append(_same_name(name, len(joined)))
    return findings


def _meetings(
    groups: Mapping[str, Iterable[Identity]], names: Mapping[str, Iterable[str]], commits: Commits
) -> Mapping[str, set[int]]:
    """Return, for each group of one of some names, the commits in which several people took
    part.
    """
    keys = {key for found in names.values() for key in found}
    home = {who: key for key in keys for who in groups[key]}
    met: dict[str, set[int]] = defaultdict(set)
    for number, commit in enumerate(commits):
        if commit.trailers:
            for who in _people(commit):
                if who in home:
                    met[home[who]].add(number)
    return met


def _same_name(name: str, others: int) -> Diagnostic:
    """Return the one finding about a person of several addresses, none of which it repeats."""
    count = "two" if others == 1 else f"{others + 1}"
    line = f"`{name} <ADDRESS TO KEEP> <OTHER ADDRESS>`"
    lines = f"the line {line}" if others == 1 else f"{others} lines, {line} for each other address"
    return Diagnostic(
        path=RepoPath(".mailmap"),
        line=0,
        code="same-name",
        message=f"{count} addresses under the name '{name}' are taken for one person",
        cure=f"If so, .mailmap says it by {lines} (`git shortlog -sne` shows them).",
        severity=Severity.ADVICE,
    )


def _people(commit: Commit) -> list[Identity]:
    return [commit.author, *(trailer.who for trailer in commit.trailers)]
