# Who owns which file, as a CODEOWNERS file says: one pattern a line, then the owners; the last
# pattern that fits counts. GitHub, GitLab and Gitea share this much of the format (GitLab's
# sections and their defaults too). Must not know: who these owners are in the garden.
"""Read owners of files."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pathspec import GitIgnoreSpec

from pollinate.paths import RepoPath

PLACES = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS",
          ".gitea/CODEOWNERS", ".forgejo/CODEOWNERS")  # fmt: skip
"""Where forges look, in this order."""
MOST_RULES = 1_000
HANDLE = re.compile(r"@[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9_])?(?:/[\w.-]+)*")
_ADDRESS = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;]+")
_SECTION = re.compile(r"\^?\[[^\]]*\](?:\[\d+\])?\s*(?P<owners>.*)")
_SPACE = re.compile(r"(?<!\\)\s+")


@dataclass(frozen=True, slots=True)
class OwnerRule:
    """One line of the file."""

    line: int
    pattern: str
    owners: tuple[str, ...]

    @property
    def is_read(self) -> bool:
        """Whether forges read it: one owner that they don't know how to read, and they pass over
        the whole rule.
        """
        return all(map(is_readable, self.owners))


@dataclass(frozen=True)
class Owners:
    """The rules of one file, in order."""

    path: RepoPath
    rules: Sequence[OwnerRule]

    @cached_property
    def _specs(self) -> Sequence[tuple[GitIgnoreSpec, OwnerRule]]:
        read = [rule for rule in self.rules if rule.is_read]
        return [(GitIgnoreSpec.from_lines([rule.pattern]), rule) for rule in read]

    def rule(self, path: str) -> OwnerRule | None:
        """Return the rule that counts for a file; None where none fits."""
        return next((rule for spec, rule in reversed(self._specs) if spec.match_file(path)), None)

    def of(self, path: str) -> tuple[str, ...]:
        """Return who owns a file, without addresses."""
        rule = self.rule(path)
        return tuple(map(_named, rule.owners)) if rule else ()


def read_owners(texts: Mapping[str, bytes]) -> Owners | None:
    """Return the owners that the first of some files names, by their paths; None without one."""
    path = next((place for place in PLACES if place in texts), None)
    if path is None:
        return None
    rules: list[OwnerRule] = []
    default: tuple[str, ...] = ()
    for number, line in enumerate(texts[path].decode("utf-8", "replace").splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        if section := _SECTION.fullmatch(line):
            default = tuple(_words(section["owners"]))
            continue
        pattern, *owners = _words(line)
        if _fits(pattern) and len(rules) < MOST_RULES:
            rules.append(OwnerRule(number, pattern.replace("\\ ", " "), tuple(owners) or default))
    return Owners(RepoPath(path), rules)


def is_readable(owner: str) -> bool:
    """Tell whether forges take a word for a handle or an address."""
    return bool(HANDLE.fullmatch(owner) or _ADDRESS.fullmatch(owner))


def _words(text: str) -> list[str]:
    plain = re.split(r"(?<!\\)#", text, maxsplit=1)[0].strip()
    return _SPACE.split(plain) if plain else []


def _fits(pattern: str) -> bool:
    """Tell whether a pattern is one that forges take: a `!` takes nothing back there."""
    try:
        GitIgnoreSpec.from_lines([pattern])
    except (ValueError, TypeError):
        return False
    return not pattern.startswith("!") and pattern.count("**") <= 3


def _named(owner: str) -> str:
    return owner if owner.startswith("@") else "an address"
