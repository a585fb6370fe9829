# Names that stand in a profile as keyed hashes, so that a list of people who want to be forgotten
# outs nobody: without the key, which is in no repository, nobody can try names against it.
# The form: `hmac:KEY:DIGEST`, both in hexadecimal digits; KEY tells which key was used, so that a
# wrong one is not taken for nobody (HMAC-SHA256, RFC 2104). Must not know: where the key lies.
"""Hash names under a key."""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass

from pollinate.model.git import Identity
from pollinate.model.names import name_key

HASHED = re.compile(r"hmac:(?P<key>[0-9a-f]{8}):(?P<digest>[0-9a-f]{40})")
LEAST_BYTES = 16
"""Of a key: shorter ones can be guessed."""


@dataclass(frozen=True, slots=True, repr=False)
class PeopleKey:
    """The key of a garden's hashed names."""

    secret: bytes

    @property
    def number(self) -> str:
        """What tells this key from others, and nothing of it."""
        return hmac.digest(self.secret, b"pollinate people key", hashlib.sha256).hex()[:8]

    def of_name(self, name: str) -> str:
        """Return the hash of a name in any spelling that is the same name."""
        return self._hash("name", name_key(name))

    def of_mail(self, mail: str) -> str:
        """Return the hash of an address."""
        return self._hash("mail", mail.strip().casefold())

    def of(self, who: Identity) -> set[str]:
        """Return the hashes of an identity: its name's, its address's."""
        found = {self.of_name(who.name)} if name_key(who.name) else set()
        return found | ({self.of_mail(who.email)} if who.email.strip() else set())

    def _hash(self, kind: str, value: str) -> str:
        digest = hmac.digest(self.secret, f"{kind}\0{value}".encode(), hashlib.sha256).hex()[:40]
        return f"hmac:{self.number}:{digest}"
