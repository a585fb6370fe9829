# What a request does to the words of people who have no part in it: notes, profiles and trails,
# and addresses that a lesson takes. It may be right, and whoever decides should know.
# Must not know: how it is printed.
"""Point out what a request does to others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pollinate.model.review import Pointed
from pollinate.paths import RepoPath, Slug
from pollinate.review.compared import Compared
from pollinate.review.pointed import Pushed

_INCLUDES = re.compile(r"^[ \t>]*-+8<-+", re.MULTILINE)


def of_others(compared: Compared, commits: Sequence[Pushed]) -> Iterator[Pointed]:
    """Yield each change of what somebody else wrote, and each address that a lesson takes."""
    after, before = compared.after, compared.before
    wrote = {after.people.of(one.author) for one in commits}
    overlay, place = compared.proposal.overlay, compared.workspace.place
    changed = {place.src(path): path for path in (*overlay.taken, *overlay.gone)}
    gone = {place.src(path) for path in overlay.gone}
    for note in before.notes:
        if note.src_uri in changed and note.by and not wrote & set(note.by):
            verb = "takes away" if note.src_uri in gone else "changes"
            yield _told(compared, verb, "a note", note.by, changed[note.src_uri])
    for trail in before.trails.values():
        uri = trail.trail.src_uri
        if uri in changed and trail.by and not wrote & set(trail.by):
            verb = "takes away" if uri in gone else "changes"
            yield _told(compared, verb, "a trail", trail.by, changed[uri])
    for file in before.content.people.values():
        who = before.people.by_name.get(file.handle.casefold())
        slug = who or Slug(file.handle)
        if file.src_uri in changed and slug not in wrote:
            verb = "takes away" if file.src_uri in gone else "changes"
            yield _told(compared, verb, "the profile", (slug,), changed[file.src_uri])
    for path in overlay.taken:
        if _INCLUDES.search(compared.text(path)):
            message = f"{path} asks for the text of other files (--8<--): read which"
            yield Pointed("includes", message)
    leads = {old: one for one in before.content.lessons.values() for old in one.redirect_from}
    for uri in compared.touched:
        lesson = after.content.lessons[uri]
        was = before.content.lessons.get(compared.moved.get(uri, uri))
        for old in lesson.redirect_from:
            if was is None or old not in was.redirect_from:
                other = leads.get(old)
                led = f", which leads to “{other.title}” today" if other else ""
                message = f"“{lesson.title}” takes the address of {old}{led}"
                yield Pointed("takes-address", message)


def _told(
    compared: Compared, verb: str, what: str, people: Sequence[Slug], path: RepoPath
) -> Pointed:
    known = compared.before.people.contributors
    names = ", ".join(known[slug].name if slug in known else str(slug) for slug in people)
    return Pointed("others-words", f"it {verb} {what} of {names}: {path}")
