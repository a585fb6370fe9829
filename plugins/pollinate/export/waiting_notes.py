# The document `pollinate/notes-waiting/1`: the notes that wait, by their numbers, and those that
# were taken in by policy and nobody has looked at. Must not know: how they are found.
"""Export waiting notes."""

from __future__ import annotations

from typing import Any

from pollinate.export.findings import export_findings
from pollinate.model.waiting_notes import WaitingNotes

NOTES_SCHEMA = "pollinate/notes-waiting/1"


def export_waiting_notes(shown: WaitingNotes) -> dict[str, Any]:
    """Return the document of `pollinate review --notes --format json`."""
    return {
        "schema": NOTES_SCHEMA,
        "notes": [
            {
                "number": number,
                "ref": one.ref,
                "head": one.head,
                "paths": list(one.paths),
                "says": list(one.says),
                "texts": list(one.texts),
                "by": list(one.by),
                "known": one.known,
                "blocks": one.blocks,
                "sent_back": one.sent_back,
                "taken_in": one.taken_in,
                "findings": export_findings(one.findings)["findings"],
            }
            for number, one in zip(shown.numbers, shown.notes, strict=True)
        ],
        "taken": [
            {"commit": one.sha, "day": one.day, "paths": list(one.paths)} for one in shown.taken
        ],
    }
