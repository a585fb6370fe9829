# Where new files go: which folder, under which name, so that two people's never collide.
# Why here: forms on pages, templates to copy and the command line must offer one and the same
# place. Must not know: HTML, MkDocs, files on disk.
"""Name the files by which people take part."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pollinate.contribute.templates import OPEN_NAME
from pollinate.paths import SrcUri, slugify
from pollinate.settings import Settings

OPEN_TOPIC = "TOPIC"
LONGEST_NAME = 60
DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)))
)
"""Names that Windows takes for a device: nobody there could clone the repository."""
_WILD = re.compile(r"[*?\[]")
_DATED = re.compile(r"^\d{4}-\d{2}-\d{2}-|(?<=.)-[0-9a-f]{6}$")


def note_path(settings: Settings, day: str, about: str, kind: str, mark: str = "") -> SrcUri:
    """Return where a note goes: `notes/<yyyy>/<day>-<slug>.md`, with `mark` at its end.

    Without a day the name ends in `A-FEW-WORDS` and stands in the folder of all notes. A link on a
    page is clicked on a day that nobody knew when it was built, by people nobody knew, and two
    files of one name collide: in the forge's editor, which refuses a name that exists, or later
    when the second of two requests is merged. So the name has an open place for words of one's own.
    No name of a person is put into it: a note's file name is its anchor on the page, and would name
    somebody who asked to be shown by alias or not at all.
    """
    people, place = people_folder(settings), _place(settings.notes, "notes")
    slug = (
        _short(_subject(about)) if not people or not about.startswith(f"{people}/") else ""
    ) or kind
    if not day:
        name = "-".join(dict.fromkeys((slug, kind, mark or OPEN_NAME)))
        return _join(place.folder, "undated" if place.only_below else "", name + place.ending)
    name = "-".join(filter(None, (day, slug, mark)))
    return _join(place.folder, day[:4] if place.deep else "", name + place.ending)


def lesson_path(settings: Settings, topic: str, title: str) -> SrcUri:
    """Return where a lesson goes; without a title an open place stands for its name.

    `topic` is a folder below the folder of lessons, taken as it is.
    """
    place = _place(settings.lessons, "lessons")
    folder = topic.strip("/") or ("topic" if place.only_below else "")
    return _join(place.folder, folder if place.deep else "", _name(title, "lesson") + place.ending)


def trail_path(settings: Settings, title: str) -> SrcUri:
    """Return where a trail goes."""
    place = _place(settings.trails, "trails")
    return _join(place.folder, _name(title, "trail") + place.ending)


def gathering_path(settings: Settings, day: str, title: str) -> SrcUri:
    """Return where a gathering goes: `gatherings/<day>-<slug>.md`."""
    place = _place(settings.gatherings, "gatherings")
    return _join(
        place.folder, "-".join(filter(None, (day, _name(title, "gathering")))) + place.ending
    )


def person_path(settings: Settings, handle: str) -> SrcUri:
    """Return where a profile goes; a handle is kept as it is."""
    place = _place(settings.people, "people")
    return _join(place.folder, (handle or OPEN_NAME) + place.ending)


def people_folder(settings: Settings) -> str:
    """Return the folder of profiles."""
    return _place(settings.people, "people").folder


def free_path(path: SrcUri, taken: Collection[str]) -> SrcUri:
    """Return a path, or the first with `-2`, `-3` … that is not taken; large and small letters are
    one.
    """
    used = {one.casefold() for one in taken}
    stem, dot, ending = path.rpartition(".")
    free, n = path, 1
    while free.casefold() in used:
        n += 1
        free = SrcUri(f"{stem}-{n}{dot}{ending}")
    return free


@dataclass(frozen=True, slots=True)
class _Place:
    """What a pattern says of where its files go."""

    folder: str
    """Its leading fixed part."""
    deep: bool
    """Folders below that one count too."""
    only_below: bool
    """Files right in it do not."""
    ending: str


def _place(globs: Sequence[str], fallback: str) -> _Place:
    """Return where files go that the first pattern takes in."""
    glob = next(
        (glob for glob in globs if glob.strip("/") and not glob.startswith(("!", "#"))),
        f"{fallback}/*.md",
    )
    parts = glob.strip("/").split("/")
    fixed = next(
        (n for n, part in enumerate(parts) if _WILD.search(part)), len(parts) - ("." in parts[-1])
    )
    # A pattern that is a folder takes in all that lies below it.
    rest = parts[fixed:] or ["**"]
    deep = len(rest) > 1 or rest == ["**"] or "/" not in glob
    return _Place(
        "/".join(parts[:fixed]),
        deep,
        len(rest) > 1 and rest[0] != "**",
        ".markdown" if rest[-1].endswith(".markdown") else ".md",
    )


def _join(*parts: str) -> SrcUri:
    return SrcUri("/".join(filter(None, parts)))


def _subject(about: str) -> str:
    stem = posixpath.splitext(posixpath.basename(about))[0]
    if stem.casefold() in ("index", "readme"):
        stem = posixpath.basename(posixpath.dirname(about))
    # A note about a note takes over its subject, not its day and mark.
    return _DATED.sub("", stem) if re.match(r"\d{4}-\d{2}-\d{2}-", stem) else stem


def _name(title: str, otherwise: str) -> str:
    slug = (_short(title) or otherwise) if title else OPEN_NAME
    return f"{slug}-{otherwise}" if slug in DEVICES else slug


def _short(text: str) -> str:
    slug = slugify(text)
    return (
        slug
        if len(slug) <= LONGEST_NAME
        else slug[: LONGEST_NAME + 1].rpartition("-")[0] or slug[:LONGEST_NAME]
    )
