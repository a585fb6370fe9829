# The verb `why`: the defence of a name on a page.
# Must not know: how a credit is worked out.
"""Defend a name on a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import click
from pollinate.derive.why import acts, quotes
from pollinate.derive.withdrawn import trailers_left
from pollinate.errors import RequestError
from pollinate.export.json_text import to_json
from pollinate.export.why import export_why
from pollinate.garden import Scope, build_garden, text_at_head
from pollinate.model.content import Lesson
from pollinate.model.credits import Act, Credit, LessonCredits
from pollinate.model.garden import Garden
from pollinate.model.targets import find_person, find_target

from pollinate_cli.cli import GardenPlace
from pollinate_cli.completion import lessons, people
from pollinate_cli.terminal import echo, plain, progress_bar, table

UNDATED = "unknown date"


@click.command(
    "why",
    epilog=(
        "\b\n"
        "Examples:\n"
        "  pollinate why mira roll-back-first\n"
        '  pollinate why "Mira K." docs/lessons/deploys/roll-back-first.md --format json'
    ),
)
@click.argument("person", shell_complete=people)
@click.argument("lesson", shell_complete=lessons)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print."
)
@click.pass_obj
def command(place: GardenPlace, person: str, lesson: str, form: str) -> None:
    """Say why PERSON is named on LESSON: the words that stand, by commit and rule, and every other
    act.

    PERSON is a handle, slug, name or address of the person's page; LESSON as for `credits`. This
    reads the repository, so it also shows what people who hide their name in the garden did.
    """
    settings = place.settings()
    with progress_bar() as progress:
        work = build_garden(settings, progress, scope=Scope.CREDITS)
    site, lesson = place.site_url(), place.word(lesson, settings.docs_dir)
    what = find_target(lesson, list(work.content.lessons.values()), "lesson", site)
    slug = find_person(person, work.people, site)
    credit = next((c for c in work.credits[what.src_uri].credits if c.contributor == slug), None)
    if credit is None:
        names = ", ".join(
            work.people.contributors[c.contributor].name for c in work.credits[what.src_uri].credits
        )
        raise RequestError(
            f"{work.people.contributors[slug].name} is not named on '{what.title}'",
            cure=f"Named there: {names or 'nobody'}.",
        )
    file = work.history.files.get(what.text_path or what.repo_path)
    counts = work.words_at_head.get(what.repo_path, what.words)
    said = quotes(file, work.history.runs, counts, text_at_head(settings, work, what))
    if form == "json":
        found = export_why(work, what, credit, _acts(work, what, credit), said)
        echo(to_json(found, indent=2))
    else:
        _print(work, what, credit, said)


def _print(
    work: Garden, lesson: Lesson, credit: Credit, said: Mapping[tuple[int, str], str]
) -> None:
    who = work.people.contributors[credit.contributor]
    echo(click.style(f"{plain(who.name)} on “{plain(lesson.title)}”", bold=True))
    echo(
        f"{plain(lesson.repo_path)} at {(work.history.head or 'no commit')[:10]}, read from the"
        " repository"
    )
    echo()
    echo(", ".join(role.value for role in credit.roles))
    if credit.words:
        total = work.credits[lesson.src_uri].words
        echo(
            f"{_number(credit.words)} of {total} words of the text as it stands: {credit.share:.1%}"
        )
        rows = [["words", "commit", "date", "rule", "subject", "first of them"]]
        for one in credit.evidence:
            commit = work.history.commits[one.commit]
            rows.append(
                [
                    _number(one.words),
                    commit.sha[:7],
                    commit.when[:10] or UNDATED,
                    one.rule,
                    plain(commit.subject)[:48],
                    plain(said.get((one.commit, one.rule.partition(",")[0]), ""))[:60],
                ]
            )
        for line in table(rows, right=(0,)):
            echo(f"  {line}")
    for line in _of_tools(work.credits[lesson.src_uri]):
        echo(line)
    found = _acts(work, lesson, credit)
    if found:
        echo()
        echo("Acts")
        for line in table([_row(act) for act in found]):
            echo(f"  {line}")


def _of_tools(one: LessonCredits) -> Iterator[str]:
    if one.made_words:
        words = f"{one.made_words} more words are nobody's, and in no share"
        yield f"{words}: made by a tool alone ({', '.join(one.made_by)})"
    if one.tools:
        yield f"Written with an AI tool's help ({', '.join(one.tools)})"


def _acts(work: Garden, lesson: Lesson, credit: Credit) -> list[Act]:
    return acts(
        credit,
        work.history.files.get(lesson.repo_path),
        trailers_left(lesson, work.history.commits, work.people),
        work.people,
        work.notes,
        work.trails,
    )


def _row(act: Act) -> list[str]:
    when = act.when or (act.commit.when[:10] or UNDATED if act.commit else "")
    words = f"{act.words}: {plain(act.path)}" if act.path else act.words
    return [act.role.value, act.commit.sha[:7] if act.commit else "", when, words]


def _number(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
