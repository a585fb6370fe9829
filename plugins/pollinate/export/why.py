# The document `pollinate/why/2`: why somebody is named on a lesson, for those who can read the
# repository. Must not know: how a credit is worked out, who asks.
"""Export the defence of a name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pollinate.model.content import Lesson
from pollinate.model.credits import Act, Credit
from pollinate.model.garden import Garden

WHY_SCHEMA = "pollinate/why/2"


def export_why(
    garden: Garden,
    lesson: Lesson,
    credit: Credit,
    acts: Iterable[Act],
    quotes: Mapping[tuple[int, str], str],
) -> dict[str, Any]:
    """Return the document of `pollinate why --format json`; `quotes` are words that stand from
    each commit.
    """
    commits, shown = garden.history.commits, garden.credits[lesson.src_uri]
    return {
        "schema": WHY_SCHEMA,
        "commit": garden.history.head,
        "contributor": credit.contributor,
        "name": garden.people.contributors[credit.contributor].name,
        "lesson": lesson.repo_path,
        "title": lesson.title,
        "roles": [role.value for role in credit.roles],
        "share": credit.share,
        "words": credit.words,
        "evidence": [
            {
                "commit": commits[one.commit].sha,
                "date": commits[one.commit].when,
                "rule": one.rule,
                "words": one.words,
                "subject": commits[one.commit].subject,
                "quote": quotes.get((one.commit, one.rule.partition(",")[0]), ""),
            }
            for one in credit.evidence
        ],
        "acts": [
            {
                "role": act.role.value,
                "commit": act.commit.sha if act.commit else None,
                "words": act.words,
                "path": act.path or None,
                "date": act.when or (act.commit.when if act.commit else None),
            }
            for act in acts
        ],
        "tools": list(shown.tools),
        "made_by_tools": {"names": list(shown.made_by), "words": shown.made_words},
    }
