# What an address says about who writes from it: one person, an account at a forge, or nobody.
# Sources: the no-reply addresses of GitHub ("ID+USERNAME@users.noreply.github.com", and without the
# number for accounts from before 2017), GitLab and Gitea; RFC 2142 for addresses of roles.
# Must not know: names, who is joined with whom.
"""Read addresses."""

from __future__ import annotations

import re

from pollinate.model.git import Identity

_NOREPLY = re.compile(
    r"^(?:(?P<number>\d+)\+)?(?P<login>[^@+]+)@(?:users\.)?noreply\.(?P<host>[^@]+)$"
)
_NOBODY = re.compile(
    r"^$|^[^@]*$|@(?:.*\.)?(?:localhost|local|localdomain|lan|invalid|test)$"
    r"|@(?:.*\.)?example\.[a-z]+$|@\(none\)|\.\(none\)$|@localhost\."
)
_AT_ROLES = (
    "abuse action actions admin administrator all bot build ci contact deploy deployer dev "
    "developer developers devops devs docs documentation editor email engineering git hello "
    "help helpdesk hostmaster info it jenkins mail mailer maintainer maintainers marketing news "
    "newsletter nobody none no-reply noreply notifications office op ops pi postmaster press "
    "release releases robot root runner sales security service services staff support sysadmin "
    "system team teams test tests ubuntu unknown user username vagrant web webmaster you your "
    "youremail yourname your.email your.name "
)
ROLES = frozenset(_AT_ROLES.split())
"""Names in front of the sign at which several people write, or nobody in particular (RFC 2142, and
the users that systems come with).
"""


_STAND_IN = re.compile(r"^colleague(?P<token>[0-9a-f]{8})@(?:redacted\.)*invalid$")


def stand_in_address(token: str, words: int = 3) -> str:
    """Return the address of somebody who was taken out of the history, of so many words."""
    return f"colleague{token}@{'redacted.' * max(0, words - 2)}invalid"


def stand_in_token(email: str) -> str:
    """Return what tells one who was taken out of the history from others; nothing for an address of
    anybody else.
    """
    found = _STAND_IN.match(email.strip().lower())
    return found["token"] if found else ""


def account_keys(who: Identity) -> list[str]:
    """Return the keys of an identity's address: of an account its number and its login."""
    mail = who.email.strip().lower()
    if token := stand_in_token(mail):
        return [f"mail {stand_in_address(token)}"]
    if found := _NOREPLY.match(mail):
        login = f"login {found['login']} at {found['host']}"
        return (
            [f"account {found['number']} at {found['host']}", login] if found["number"] else [login]
        )
    return [f"mail {mail}"] if is_personal(mail) else []


def account_number(who: Identity) -> str:
    """Return the number of an identity's account; empty where its address has none."""
    found = _NOREPLY.match(who.email.strip().lower())
    return (found["number"] or "") if found else ""


def is_personal(email: str) -> bool:
    """Tell whether an address is one person's: no placeholder, no machine's, no role's."""
    mail = email.strip().lower()
    local = mail.partition("@")[0].partition("+")[0]
    return not _NOBODY.search(mail) and local not in ROLES


def noreply_login(who: Identity) -> str:
    """Return the login of a forge's no-reply address; else nothing."""
    found = _NOREPLY.match(who.email.strip().lower())
    return found["login"] if found else ""
