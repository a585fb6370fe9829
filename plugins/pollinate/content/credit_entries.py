# The entries of `credit` in front matter: who did what, beside what git says. Why here: lessons,
# notes and trails have them. Must not know: who is meant by a name, what a credit is worth.
"""Read credit entries."""

from __future__ import annotations

import re

from pollinate.content.fields import Fields, near
from pollinate.model.credits import Role
from pollinate.model.notes import WITHDRAWN, CreditEntry

ROLES = tuple(role.value for role in Role)
CREDIT_KEYS = ("person", "role", "as")
_COMMIT = re.compile(r"[0-9a-f]{7,64}")


def read_credit(fields: Fields, *, roles: bool = True) -> tuple[CreditEntry, ...]:
    """Return the entries of `credit`; without `roles` as notes and trails have them, whose kind
    says what the person did.
    """
    if isinstance(fields.values.get("credit"), str):
        # The credit line of a picture, as many sites have it.
        return ()
    found: list[CreditEntry] = []
    for index, entry in fields.entries("credit", "person: mira, with role: reviewer below it"):
        if isinstance(entry, str):
            cure = "Write: - person: mira, with role: reviewer below it."
            fields.find(
                ("credit", index),
                "wrong-type",
                "an entry of 'credit' names no person and role",
                cure,
            )
        else:
            found += _credit_entry(entry, roles)
    return tuple(found)


def _credit_entry(entry: Fields, wants_role: bool) -> list[CreditEntry]:
    role = entry.values.get("role")
    if isinstance(role, str) and role.strip().lower() == WITHDRAWN:
        return _withdrawal(entry, on_lesson=wants_role)
    if wants_role and entry.values.get("commit") is not None:
        message = "'commit' stands only where something is withdrawn"
        entry.find(
            ("commit",), "wrong-type", message, f"Write: role: {WITHDRAWN}, or leave it out."
        )
        return []
    entry.only(CREDIT_KEYS)
    person, as_name = entry.name("person"), entry.name("as")
    roles = (
        [entry.choice("role", ROLES)]
        if not isinstance(entry.values.get("role"), list)
        else _roles(entry)
    )
    roles = [role for role in roles if role]
    if not (person or as_name) and not entry.diagnostics:
        entry.find(
            (),
            "wrong-type",
            "an entry of 'credit' names nobody",
            'Write: - person: mira, or: - as: "Payments team"',
        )
    if person and as_name and not entry.diagnostics:
        message = "an entry of 'credit' names a person and a team, which is for whoever commits"
        entry.find(("as",), "two-names", message, "Leave one of the two out.")
        as_name = ""
    if person and not roles and wants_role and not entry.diagnostics:
        entry.find(
            (),
            "wrong-type",
            "an entry of 'credit' names no role",
            f"Write: role: one of {', '.join(ROLES)}.",
        )
    if not as_name and not (person and (roles or not wants_role)):
        return []
    first, last = entry.line(), entry.last_line()
    return [
        CreditEntry(line=first, last=last, person=person, role=role, as_name=as_name)
        for role in roles or [""]
    ]


def _withdrawal(entry: Fields, *, on_lesson: bool) -> list[CreditEntry]:
    """Return the entry that takes back what trailers say of a person, of a commit, or both."""
    example = f"Write: - person: mira, with role: {WITHDRAWN} below it."
    if not on_lesson:
        message = f"'role: {WITHDRAWN}' takes back what commits say of a lesson, and nothing here"
        entry.find(("role",), "unknown-value", message, "Write it in the lesson, or leave it out.")
        return []
    entry.only(("person", "role", "commit"))
    person, commit = entry.name("person"), entry.text("commit").lower()
    if commit and not _COMMIT.fullmatch(commit):
        cure = "Write at least seven digits of it, in double quotes, as git log shows them."
        entry.find(("commit",), "unknown-value", "'commit' is no id of a commit", cure)
    elif not (person or commit) and not entry.diagnostics:
        entry.find((), "wrong-type", "an entry of 'credit' withdraws nobody", example)
    if entry.diagnostics:
        return []
    first, last = entry.line(), entry.last_line()
    return [CreditEntry(line=first, last=last, person=person, role=WITHDRAWN, commit=commit)]


def _roles(entry: Fields) -> list[str]:
    known = [word.lower() for word in entry.texts("role")]
    for word in known:
        if word not in ROLES:
            entry.find(
                ("role",),
                "unknown-value",
                f"'role' can't be '{word[:40]}'{near(word, ROLES)}",
                f"Choose from: {', '.join(ROLES)}.",
            )
    return [word for word in known if word in ROLES]
