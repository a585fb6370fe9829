# The document `pollinate/redaction/1`: how much a redaction finds and did, in numbers and paths
# that stay; never what is taken out, so that it may lie beside a case. Must not know: how it is
# found, how it is worded.
"""Export the report of a redaction."""

from __future__ import annotations

from typing import Any

from pollinate.model.redaction import Outlook, Redacted

REDACTION_SCHEMA = "pollinate/redaction/1"


def export_redaction(found: Outlook, done: Redacted | None = None) -> dict[str, Any]:
    """Return the document of `pollinate redact --format json`."""
    places = found.places
    return {
        "schema": REDACTION_SCHEMA,
        "objects": places.objects,
        "commits": places.commits,
        "found": dict(sorted(places.by_kind.items())),
        "commits_by_people": places.authored,
        "messages": places.messages,
        "tags": places.tags,
        "files": len(places.paths),
        "names_of_files": len(places.renamed),
        "files_that_are_no_text": len(places.no_text),
        "packed_files": sum(places.packed.values()),
        "signatures": places.signed,
        "near_texts": sum(places.near.values()),
        "words_alone": sum(places.alone.values()),
        "shared_names": len(found.meant.shared),
        "open_requests": len(found.requests),
        "looks_like_a_secret": found.secrets,
        "hindrance": found.hindrance,
        "done": None
        if done is None
        else {
            "commits_changed": done.commits,
            "objects_searched": done.proof.objects,
            "register": done.register,
        },
    }
