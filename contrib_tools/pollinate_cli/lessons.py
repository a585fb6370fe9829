# Which lesson a word on the command line means, for verbs that change its file: a path from the
# docs folder, from the repository's root or from where one stands.
# Must not know: what is done to the file.
"""Find a lesson's file."""

from __future__ import annotations

import posixpath

from pollinate.content.files import kind_test
from pollinate.errors import RequestError
from pollinate.history.changes import tracked_files
from pollinate.history.workspace import Workspace
from pollinate.paths import SrcUri
from pollinate.settings import Settings

from pollinate_cli.cli import GardenPlace
from pollinate_cli.terminal import plain

MOST_CHOICES = 10


def lesson_uri(place: GardenPlace, settings: Settings, workspace: Workspace, word: str) -> SrcUri:
    """Return the path of a lesson from the docs folder; raises RequestError, with what comes near,
    where no or more than one lesson is meant.
    """
    kind = kind_test(settings)
    uris = (workspace.place.src(path) for path in tracked_files(workspace))
    lessons = sorted(uri for uri in uris if uri and kind(uri) == "lessons")
    told = place.word(word, settings.docs_dir)
    docs = f"{workspace.docs}/" if workspace.docs else ""
    for one in (told, told.removeprefix(docs) if docs else told):
        if one in lessons:
            return SrcUri(one)
    stem = posixpath.basename(told).rsplit(".", 1)[0].casefold()
    near = [one for one in lessons if posixpath.basename(one).rsplit(".", 1)[0].casefold() == stem]
    if len(near) == 1:
        return near[0]
    raise RequestError(
        f"'{plain(word)}' is no lesson" if not near else f"'{plain(word)}' may be one of several",
        cure="Write its path:" if near else "Write its path from the docs folder.",
        example="\n".join(map(str, near[:MOST_CHOICES])),
        choices=tuple(map(str, near[:MOST_CHOICES])),
    )
