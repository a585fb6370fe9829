# The rules that look at one file, and those of a house that look at a request: for each code how
# much it matters, and why. One table, so that nobody has to read code to know what may turn a
# request red. Style, spelling and wording are
# advice: nobody's first request goes red for a comma.
# Must not know: how anything is found.
"""List the rules of files."""

from __future__ import annotations

from typing import NamedTuple

from pollinate.emails import without_addresses
from pollinate.model.diagnostics import Diagnostic, Fix, Severity
from pollinate.paths import RepoPath


class FileRule(NamedTuple):
    """How much a finding matters, and why."""

    severity: Severity
    why: str


_ERROR, _WARNING, _ADVICE = Severity.ERROR, Severity.WARNING, Severity.ADVICE
RULES = {
    "secret": FileRule(_ERROR, "Whoever can read this page, or a copy of its repository, has it."),
    "private-word": FileRule(_ERROR, "Your organisation keeps this name out of its garden."),
    "personal-number": FileRule(_WARNING, "It tells who somebody is, and can be misused."),
    "personal-birth": FileRule(_WARNING, "It tells who somebody is, and no lesson needs it."),
    "address-in-text": FileRule(
        _ADVICE, "An address on a page is read by programs that send mail."
    ),
    "personal-phone": FileRule(_ADVICE, "A number outlives its owner's consent on a page."),
    "internal-host": FileRule(_ADVICE, "It shows how your network is built, and it will change."),
    "picture-metadata": FileRule(_WARNING, "Cameras write where, when and by whom into a picture."),
    "picture-kind": FileRule(_WARNING, "Browsers show no picture of this kind."),
    "picture-large": FileRule(
        _ADVICE, "It takes long to load, and every clone carries it for ever."
    ),
    "broken-link": FileRule(_WARNING, "Whoever follows it finds nothing."),
    "broken-anchor": FileRule(_WARNING, "Whoever follows it lands at the top of the page."),
    "broken-picture": FileRule(_WARNING, "Readers see an empty frame."),
    "alt-missing": FileRule(_ADVICE, "Who can't see the picture learns nothing from it."),
    "unfinished": FileRule(
        _WARNING, "An empty lesson helps nobody, and its author is thanked for it."
    ),
    "structure": FileRule(_ADVICE, "Readers and screen readers find their way by headings."),
    "invisible": FileRule(_WARNING, "Nobody sees it: searches and copied commands fail by it."),
    "bidi": FileRule(_WARNING, "The text reads otherwise than it is stored."),
    "file-name": FileRule(_WARNING, "Nobody on Windows can clone a repository that holds it."),
    "case-twin": FileRule(_WARNING, "On Windows and macOS only one of the two files is there."),
    "blame": FileRule(_ADVICE, "Where people are blamed, the next lesson is not written."),
    "ai-instruction": FileRule(_ADVICE, "A machine that reads this page may obey it."),
    "field-required": FileRule(_WARNING, "Readers of this garden look for it on every lesson."),
    "license-not-allowed": FileRule(_WARNING, "Who takes it over could not know what is allowed."),
    "house-word": FileRule(
        _ADVICE, "Your organisation chose another word, and people look for it."
    ),
    "second-moderator": FileRule(
        _WARNING, "What stands there can harm somebody, so that two people look at it."
    ),
    "not-a-moderator": FileRule(_WARNING, "The garden names those who take requests in."),
    "tool-alone": FileRule(_WARNING, "A text without a person behind it has nobody to ask."),
    "style": FileRule(_ADVICE, "Other programs may show it otherwise than you mean."),
    "spelling": FileRule(_ADVICE, "Nobody finds a word that is written otherwise."),
    "leads-out": FileRule(_WARNING, "Readers find nothing there, and a link may show other files."),
    "settings-changed": FileRule(
        _ADVICE, "A request that changes the rules is not held by them where they are read anew."
    ),
    "not-looked-at": FileRule(
        _ADVICE, "What nobody looks at may hold a password, a name or a place."
    ),
}

LASTING = frozenset(
    {"secret", "private-word", "personal-number", "personal-birth", "picture-metadata"}
)
"""What can't be taken back once it is sent: `submit` stops at it."""


def finding(
    code: str,
    path: RepoPath,
    line: int,
    message: str,
    cure: str,
    *,
    column: int = 0,
    advice: bool = False,
    fix: Fix | None = None,
) -> Diagnostic:
    """Return a finding of a rule; as advice where a rule that blocks is in doubt. Words of a file
    that it quotes lose their addresses.
    """
    rule = RULES[code]
    return Diagnostic(
        path=path,
        line=line,
        column=column,
        code=code,
        message=without_addresses(message),
        cure=without_addresses(cure),
        why=rule.why,
        severity=_ADVICE if advice else rule.severity,
        fix=fix,
    )
