# What is known of a lesson, as one sentence: for whom it worked and for whom it did not, who last
# checked it and when the next look is. Why here: rows, results of a search and the head of a lesson
# say the same; it is made of notes alone, since a commit proves nothing about use. A writer's own
# word counts against a lesson, and not for it. No figure stands in it, and no date but that of the
# act it speaks of. Must not know: HTML, how freshness is worked out (derive/freshness.py).
"""Say in one sentence what is known of a lesson."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from pollinate.model.notes import NoteKind, PlacedNote
from pollinate.model.stages import Outcome, SecondLook
from pollinate.model.upkeep import LookState
from pollinate.model.when import instant
from pollinate.pages.parts import Lookup, PersonRef, UseEvidence
from pollinate.paths import Slug, SrcUri

NAMED = 3
"""So many teams or people are named for one outcome; more are "others"."""
MARKS = {Outcome.WORKED: "worked", Outcome.PARTLY: "partly", Outcome.DID_NOT_WORK: "not"}
"""The name of each outcome in sentences and styles, in the order in which they are said."""
CHECKED = frozenset({SecondLook.STILL_TRUE, SecondLook.CHANGED})


def evidence_of(look: Lookup, uri: SrcUri, notes: Iterable[PlacedNote]) -> UseEvidence | None:
    """Return what the notes on a lesson (in order of time) say of it; None where they say nothing,
    or where the lesson is no longer current.
    """
    if not look.garden.content.lessons[uri].status.is_current:
        return None
    told = list(notes)
    places = _places(look, told, set(look.writers(uri)))
    checked = last_check(told)
    upkeep = look.garden.upkeep.get(uri)
    due = upkeep.due if upkeep and upkeep.state is LookState.IN_TIME else ""
    sentences = [said for said in (_used(look, places), _looked(look, checked, due)) if said]
    if not sentences or not (places or checked):
        return None
    mark = next(iter(places)) if len(places) == 1 else "partly" if places else "checked"
    return UseEvidence(mark, look.messages.tell("separator").join(sentences))


def last_check(notes: Sequence[PlacedNote]) -> PlacedNote | None:
    """Return the newest second look that found a lesson true, or made it so."""
    looks = [n for n in notes if n.kind is NoteKind.REVIEW and n.outcome in CHECKED and n.when]
    return max(looks, key=lambda note: (instant(note.when), note.src_uri), default=None)


def _places(
    look: Lookup, notes: Sequence[PlacedNote], writers: set[Slug]
) -> dict[str, tuple[str, ...]]:
    """Return for whom it had each outcome, by the name of the outcome, in order of time: a team
    where it is known and had that outcome alone, else people.
    """
    nobody = PersonRef(look.messages.tell("evidence-somebody"))
    found: dict[str, list[PersonRef]] = {mark: [] for mark in MARKS.values()}
    for note in notes:
        if note.kind is not NoteKind.APPLIED or not isinstance(note.outcome, Outcome):
            continue
        own = bool(note.by) and set(note.by) <= writers
        if not (own and note.outcome is Outcome.WORKED):
            found[MARKS[note.outcome]] += map(look.person, note.by) if note.by else [nobody]
    outcomes = Counter(team for people in found.values() for team in {one.team for one in people})
    return {
        mark: tuple(
            dict.fromkeys(
                one.team if outcomes[one.team] == 1 and one.team else one.name for one in people
            )
        )
        for mark, people in found.items()
        if people
    }


def _used(look: Lookup, places: dict[str, tuple[str, ...]]) -> str:
    """Return the part on use; "Worked for Deck, in part for Crewing"."""
    said = ""
    for mark, names in places.items():
        tell = look.messages.tell
        more = (tell("evidence-others"),) if len(names) > NAMED else ()
        who = look.messages.join_plain([*names[:NAMED], *more])
        if said:
            said = tell("comma", first=said, last=tell(f"evidence-also-{mark}", who=who))
        else:
            said = tell(f"evidence-{mark}", who=who)
    return said


def _looked(look: Lookup, checked: PlacedNote | None, due: str) -> str:
    """Return the part on the last look and the next one."""
    tell, month = look.messages.tell, look.messages.month
    coming = month(due[:7]) if due else ""
    if checked is None:
        return tell("evidence-next", month=coming) if coming else ""
    names = [look.person(slug).name for slug in checked.by] or [tell("evidence-somebody")]
    who, when = look.messages.join_plain(names), month(checked.when[:7])
    if coming:
        return tell("evidence-checked-next", names=who, month=when, next=coming)
    return tell("evidence-checked", names=who, month=when)
