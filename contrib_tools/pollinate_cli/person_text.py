# What is held on a person, in sentences that everybody can read.
# Must not know: how it was gathered.
"""Print what is held on a person."""

from __future__ import annotations

from collections.abc import Iterator

from pollinate.emails import without_addresses
from pollinate.model.held import Held

from pollinate_cli.terminal import plain

MOST = 30
"""Of one kind that are listed; --all lists all."""
_WHAT = {
    "author": "written by this person",
    "about": "a note about this person",
    "thanked": "thanks this person",
    "learned-from": "learned from this person",
    "credit": "credits this person",
    "review": "names this person to look at it again",
    "gathering": "lists this person among who was there",
    "profile": "the profile",
    "owner": "names this person as an owner",
    "mailmap": "joins names in Git",
    "text": "names this person in its text",
    "file-name": "is called so",
}


def held_lines(held: Held, *, whole: bool) -> Iterator[str]:
    """Yield all that is held on somebody; long lists are cut unless `whole`."""
    yield f"{_said(held.name)}, shown as {_shown(held)}"
    yield f"Names: {', '.join(map(_said, held.names))}"
    count = f"{held.addresses} address{'' if held.addresses == 1 else 'es'}"
    yield f"In Git with {count}, which no output shows. To see them: git log --format='%an %ae'"
    for by, words in held.joins:
        yield f"  taken for one person by {by}: {_said(words)}"
    if held.authored:
        yield f"Commits on this branch: {held.authored:,}, from {held.first} to {held.last}"
    for key, number in held.trailers:
        yield f"  {plain(key)} in {number:,} message{'' if number == 1 else 's'}"
    yield from _many(
        "Lessons",
        [
            f"{plain(one.lesson)}: {', '.join(one.roles)}"
            + (f"; {one.words:,.0f} words, {one.share:.0%}" if one.words else "")
            for one in held.lessons
        ],
        whole=whole,
    )
    named = [f"{plain(one.path)}: {_WHAT.get(one.what, one.what)}" for one in held.places]
    yield from _many("Files that name this person", named, whole=whole)
    if held.thanks:
        yield f"Acknowledgements that the site derives: {held.thanks:,}"
    there = held.history
    yield "In all that Git keeps, other branches and earlier versions too:"
    yield f"  {there.commits:,} commits, {there.messages:,} messages with the name"
    yield f"  {there.files:,} files of which some version has the name, {there.tags:,} tags"
    if held.caches:
        yield f"Kept on this machine, made anew at need: {', '.join(map(plain, held.caches))}"
    if held.outputs and held.shown == "name":
        yield f"On the site: {', '.join(map(plain, held.outputs))}"


def _shown(held: Held) -> str:
    return "nobody: “a colleague”" if held.shown == "hidden" else f"“{_said(held.shown_as)}”"


def _said(text: str) -> str:
    return plain(without_addresses(text))


def _many(title: str, lines: list[str], *, whole: bool) -> Iterator[str]:
    if not lines:
        return
    yield f"{title}: {len(lines):,}"
    shown = lines if whole else lines[:MOST]
    yield from (f"  {line}" for line in shown)
    if len(shown) < len(lines):
        yield f"  … and {len(lines) - len(shown):,} more (--all)"
