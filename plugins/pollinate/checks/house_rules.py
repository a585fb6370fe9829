# What the rules of a garden name and the garden doesn't have: a page, a topic, a moderator. Each is
# advice, since a new garden has rules before it has people; but a rule that never holds anything
# should not look as if it did. Must not know: how rules are kept, how findings are printed.
"""Look at what the rules of a garden name."""

from __future__ import annotations

from collections.abc import Iterator

from pollinate.model.diagnostics import Diagnostic, Severity
from pollinate.model.garden import Garden
from pollinate.paths import RepoPath, SrcUri
from pollinate.settings import Settings

_WHY = "A rule that fits nothing holds nothing, and nobody notices."


def find_idle_rules(garden: Garden, settings: Settings) -> Iterator[Diagnostic]:
    """Yield an advice for each page, folder and person that rules name and nobody finds."""
    rules, content = settings.policy, garden.content
    pages = content.pages.keys() | content.lessons.keys()
    for rule, name in (("page", rules.page), ("contact", rules.contact.page)):
        if isinstance(name, str) and name and SrcUri(name) not in pages:
            message = f"there is no page '{name}', which '{rule}' in 'policy' names"
            yield _advice(message, "Write it, or name another, counted from docs_dir.")
    for folder in rules.second_moderator:
        if not any(uri.startswith(f"{folder}/") for uri in content.lessons):
            message = f"there is no lesson in '{folder}', which 'second_moderator' names"
            yield _advice(message, "Name a folder from docs_dir, such as lessons/security.")
    for name in rules.moderators:
        if garden.people.resolve(name) is None:
            message = f"nobody, or more than one, is meant by '{name}' in 'moderators'"
            yield _advice(message, "Write a handle, or the name as Git has it.")
    if rules.second_moderator and len(rules.moderators) == 1:
        message = "one moderator is named, and some topics need two"
        yield _advice(message, "Name two more in 'moderators' of 'policy'.")
    if rules.second_moderator and len(rules.moderators) == 2:
        message = (
            "two moderators are named, and what one of them writes needs the word of two others"
        )
        yield _advice(message, "Name a third in 'moderators' of 'policy'.")


def _advice(message: str, cure: str) -> Diagnostic:
    return Diagnostic(
        path=RepoPath("mkdocs.yml"),
        line=0,
        code="idle-rule",
        message=message,
        cure=cure,
        why=_WHY,
        severity=Severity.ADVICE,
    )
