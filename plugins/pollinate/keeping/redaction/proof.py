# The proof that nothing is left: every object of the rewritten mirror is read again, branch or not,
# with its names of refs, and nothing of the plan may stand in any of them. Must not know: how it
# was taken out.
"""Prove that a history holds nothing of a redaction."""

from __future__ import annotations

from pollinate.history.git import Repository
from pollinate.keeping.redaction.objects import (
    all_objects,
    count_objects,
    names_in,
    shown_refs,
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
            held = replacer.is_in(one.data) or replacer.is_by(one.data)
        if held:
            left.append(f"{one.kind} {one.sha}")
    for name in shown_refs(repository):
        if replacer.place(name) != name:
            sha = repository.run("rev-parse", name).decode().strip()
            left.append(f"the name of the ref that leads to {sha}")
    left += [f"a file that was taken out: {path}" for path in sorted(_left_files(repository, plan))]
    told("Searching every object", total, total)
    return Proof(count, tuple(left))


def _left_files(repository: Repository, plan: RedactionPlan) -> set[str]:
    if not plan.files:
        return set()
    return set(tree_paths(repository)) & set(plan.files)
