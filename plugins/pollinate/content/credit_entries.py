# The entries of `credit` in front matter: who did what, beside what git says. Why here: lessons,
# notes and trails have them. Must not know: who is meant by a name, what a credit is worth.
"""Read credit entries."""

from __future__ import annotations

from pollinate.content.fields import Fields, near
from pollinate.model.credits import Role
from pollinate.model.notes import CreditEntry

ROLES = tuple(role.value for role in Role)
CREDIT_KEYS = ("person", "role", "as")


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
    return [CreditEntry(entry.line(), person, role, as_name) for role in roles or [""]]


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
