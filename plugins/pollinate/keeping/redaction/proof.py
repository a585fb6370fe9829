# The proof that nothing is left: every object of the rewritten mirror is read again, branch or not,
# with its names of refs, and nothing of the plan may stand in any of them. Must not know: how it
# was taken out.
"""Prove that a history holds nothing of a redaction."""

from __future__ import annotations

import re

from pollinate.history.git import Repository
from pollinate.keeping.redaction.objects import (
    all_objects,
    count_objects,
    names_in,
    tree_paths,
)
from pollinate.keeping.redaction.replacer import Replacer
from pollinate.keeping.redaction.scan import Told
from pollinate.model.redaction import Proof, RedactionPlan


def prove(repository: Repository, plan: RedactionPlan, told: Told) -> Proof:
    """Search all objects and names of refs of a repository."""
    replacer = Replacer(plan)
    left: list[str] = []
    total, count = count_objects(repository), 0
    names: set[bytes] = set()
    for one in all_objects(repository):
        count += 1
        if count % 500 == 0:
            told("Searching every object", count, total)
        if one.kind == "tree":
            new = set(names_in(one.data, len(one.sha) // 2)) - names
            names |= new
            held = any(replacer.is_in(name) for name in new)
        elif one.kind == "blob":
            held = replacer.data(one.data) != one.data or replacer.is_in(one.data)
        else:
            held = replacer.is_in(one.data) or _is_by(one.data, replacer)
        if held:
            left.append(f"{one.kind} {one.sha}")
    for line in repository.run("for-each-ref", "--format=%(refname)").splitlines():
        if replacer.is_in(line):
            left.append(f"the name of the ref that leads to {_target(repository, line)}")
    left += [f"a file that was taken out: {path}" for path in sorted(_left_files(repository, plan))]
    told("Searching every object", total, total)
    return Proof(count, tuple(left))


def _left_files(repository: Repository, plan: RedactionPlan) -> set[str]:
    if not plan.files:
        return set()
    return set(tree_paths(repository)) & set(plan.files)


_PEOPLE = re.compile(rb"(?m)^(?:author|committer|tagger) (?P<name>.*?) ?<(?P<mail>[^<>]*)> ")


def _is_by(data: bytes, replacer: Replacer) -> bool:
    head = data.partition(b"\n\n")[0]
    return any(
        replacer.author(who["name"], who["mail"]) != (who["name"], who["mail"])
        for who in _PEOPLE.finditer(head)
    )


def _target(repository: Repository, ref: bytes) -> str:
    return repository.run("rev-parse", ref.decode("utf-8", "surrogateescape")).decode().strip()
