# The document `pollinate/person/1`: all that is held on one person, for her who asks. It names her,
# also where the site doesn't, and holds no address. Must not know: how it was gathered.
"""Export what is held on a person."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from pollinate.emails import without_addresses
from pollinate.model.held import Held

PERSON_SCHEMA = "pollinate/person/1"


def export_person(held: Held) -> dict[str, Any]:
    """Return the document of `pollinate person NAME --format json`."""
    told = asdict(held)
    told["joins"] = [{"by": by, "words": without_addresses(words)} for by, words in held.joins]
    told["trailers"] = dict(held.trailers)
    told["names"] = [without_addresses(name) for name in held.names]
    told["name"], told["shown_as"] = map(without_addresses, (held.name, held.shown_as))
    return {"schema": PERSON_SCHEMA, **told}
