# Names of people who asked not to be named, in what a request changes. Whose names these are, the
# branch that it goes to says, with its profiles and the names in its commits: a request must not
# say who is private. Commits are read only where somebody asked for it, and no line is mined.
# Why here: it stands above git, profiles and the joining of identities.
# Must not know: how findings are printed.
"""Find private names in what a request changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pollinate.checks.private_names import find_names_among, shown_files
from pollinate.history.changes import Changes, texts_with_word
from pollinate.history.people_key import people_key
from pollinate.history.request_log import read_past, repository_at
from pollinate.history.workspace import Workspace
from pollinate.known_people import Files, know_people, read_profiles
from pollinate.model.content import Content
from pollinate.model.diagnostics import Diagnostic
from pollinate.model.garden import Garden
from pollinate.model.git import History
from pollinate.model.names import name_key
from pollinate.model.people import People, PersonFile, Show
from pollinate.model.private_people import PrivatePeople
from pollinate.paths import SrcUri
from pollinate.settings import Settings


def find_in_changes(
    settings: Settings,
    workspace: Workspace,
    changes: Changes,
    content: Content,
    read: Callable[[SrcUri], bytes],
) -> Iterator[Diagnostic]:
    """Yield each changed text that names somebody who is shown by alias or hidden where the request
    goes to; `content` is what changed texts say.
    """
    repository = workspace.repository
    if repository is None or repository.head is None:
        return
    profiles = read_profiles(workspace, settings, changes.base)
    wishes = {handle for handle, one in profiles.items() if one.show is not Show.NAME}
    if not wishes:
        return
    with repository_at(repository, changes.base) as at:
        past = read_past(at, changes.base)
    known = know_people(profiles, past, settings, people_key(repository))
    # Without the key all are hidden, to be sure: nobody is told of whom no profile says so.
    files = {handle: known.files[handle] for handle in wishes if handle in known.files}
    own = {one.src_uri: one for one in content.people.values()}
    uris = [uri for uri in shown_files(content) if not _is_of_one(own.get(uri), files)]
    private = PrivatePeople(_garden_of(files, known.people))
    changed = {workspace.place.repo(uri) for uri in uris}

    def elsewhere(word: str) -> int:
        return len({*texts_with_word(workspace, word)} - changed)

    yield from find_names_among(uris, workspace.place, private, read, elsewhere)


def _is_of_one(profile: PersonFile | None, files: Files) -> bool:
    """Tell whether a profile is one of them in another place: it names nobody but its person."""
    if profile is None or profile.show is Show.NAME:
        return False
    keys = set(map(name_key, (profile.name, *profile.git))) - {""}
    return any(not keys.isdisjoint(map(name_key, (one.name, *one.git))) for one in files.values())


def _garden_of(files: Files, people: People) -> Garden:
    """Return a garden of people, and of nothing else."""
    return Garden(
        name="",
        history=History(head=None, commits=()),
        content=Content(lessons={}, pages={}, gatherings={}, people=files),
        people=people,
        contributors={},
        credits={},
        links=(),
        sources={},
        acknowledgements=(),
        diagnostics=(),
    )
