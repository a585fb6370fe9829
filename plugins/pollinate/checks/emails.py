# Points out e-mail addresses that a lesson's own text holds: they stay, since the author wrote
# them, but are looked at. Why here: no address out of git is ever shown; one in a text may be
# meant, or may have slipped in. It is not repeated. Must not know: anything but the text.
"""Find addresses in texts."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pollinate.model.diagnostics import Diagnostic, Severity
from pollinate.model.garden import Garden

_ADDRESS = re.compile(
    r"(?<![\w.+/:@-])[\w.+-]{1,64}@(?!example\.)(?:[\w-]{1,63}\.){1,5}[A-Za-z]{2,24}(?![\w@])"
)
_DOCUMENTATION = re.compile(
    r"@(?:[\w-]+\.)*(?:example\.\w+|[\w-]+\.(?:example|test|invalid|localhost))$|^git@", re.I
)


def find_addresses(garden: Garden) -> Iterable[Diagnostic]:
    """Yield an advice for each line of a lesson that holds an address."""
    for lesson in garden.content.lessons.values():
        if "@" not in lesson.body:
            continue
        for number, line in enumerate(lesson.body.split("\n"), lesson.body_line):
            if any(not _DOCUMENTATION.search(m[0]) for m in _ADDRESS.finditer(line)):
                message = "this line holds an e-mail address, which the site will show"
                cure = "Leave it if it is meant to be public; else name the person or the team."
                yield Diagnostic(
                    path=lesson.repo_path,
                    line=number,
                    code="address-in-text",
                    message=message,
                    cure=cure,
                    severity=Severity.ADVICE,
                )
