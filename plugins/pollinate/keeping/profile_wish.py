# Writes that somebody wants to be shown by an alias or not at all: into a profile whose name and
# content name nobody, with keyed hashes in the place of names, and takes the old profile away. So
# the list of those who want to be forgotten outs nobody, and it holds in future builds, too.
# Must not know: where the key lies, how anybody is asked.
"""Write a profile without a name."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pollinate.content.files import kind_test
from pollinate.errors import OutputError, RequestError
from pollinate.history.changes import tracked_files
from pollinate.history.workspace import Workspace
from pollinate.keeping.front_keys import text_value
from pollinate.keeping.whom import (
    handle_of,
    identities_of,
    names_of,
    profile_of,
    raw_identities,
    refuse_unclaimed,
)
from pollinate.model.accounts import is_personal
from pollinate.model.garden import Garden
from pollinate.model.hidden_names import PeopleKey
from pollinate.model.names import may_mean, name_key, private_keys
from pollinate.model.people import Joined
from pollinate.paths import RepoPath, SrcUri, slugify
from pollinate.plain import plain
from pollinate.runtime.regular_file import bytes_or_nothing
from pollinate.runtime.whole_file import write_over
from pollinate.settings import Settings
from pollinate.words import MOST_BYTES

_UNNAMED = re.compile(r"hmac:|hidden-[0-9a-f]{8}$")
HASHED_LINE = re.compile(r"(?m)^[ \t]*- (hmac:[0-9a-f]{8}:[0-9a-f]{40})[ \t]*$")
_HEAD = (
    "# Names are hashed under a key that stands in no repository: `pollinate person NAME --hash`."
)


@dataclass(frozen=True, slots=True)
class WishPlan:
    """What is written and taken away for a wish."""

    path: RepoPath
    text: str
    gone: tuple[RepoPath, ...]
    """Profiles that named her."""


def hashes_of(joined: Joined, garden: Garden, key: PeopleKey) -> list[str]:
    """Return the keyed hashes of all names and addresses by which somebody goes, and nobody else:
    an address or a name that others have hides these as well.
    """
    rest = [one for one in garden.people.joined if one is not joined]
    raw = raw_identities(garden)
    used = {who.email.lower() for one in rest for who in identities_of(one, raw)}
    shared = set(shared_names(joined, garden))
    names = {name for name in names_of(joined, garden) - shared if not _UNNAMED.match(name)}
    own = identities_of(joined, raw)
    mails = {who.email.lower() for who in own if is_personal(who.email)} - used
    return sorted({*map(key.of_name, names), *map(key.of_mail, mails)})


def shared_names(joined: Joined, garden: Garden) -> list[str]:
    """Return the names of somebody that another person has, too."""
    rest = [one for one in garden.people.joined if one is not joined]
    others = {name_key(name) for one in rest for name in names_of(one, garden)}
    return sorted(name for name in names_of(joined, garden) if name_key(name) in others)


def plan_wish(
    joined: Joined,
    garden: Garden,
    workspace: Workspace,
    settings: Settings,
    key: PeopleKey,
    alias: str,
) -> WishPlan:
    """Return what a wish writes: an alias, or nothing, in the place of a name.

    Raises RequestError for an alias that is a name here.
    """
    refuse_unclaimed(joined, garden)
    hashes = hashes_of(joined, garden, key)
    if not hashes:
        raise RequestError(
            "every name and address of this person is somebody else's, too",
            cure="Give this person a name of their own in .mailmap first.",
        )
    folder = _folder(garden, workspace, settings)
    if alias:
        _refuse_alias(alias, joined, garden)
    known = profile_of(joined, garden)
    # From hashes alone: the file's name tells nobody whose it is, and is the same when run again.
    number = hashlib.sha256("\n".join(hashes).encode()).hexdigest()[:8]
    stem = slugify(alias) if alias else f"hidden-{number}"
    path = workspace.place.repo(SrcUri(posixpath.join(folder, f"{stem}.md")))
    if known is not None and _UNNAMED.match(known.handle) and not alias:
        # It was begun before: what it holds stays, and it keeps its name.
        path = known.repo_path
        earlier = bytes_or_nothing(workspace.root / path, MOST_BYTES, links=False).decode()
        hashes = sorted({*hashes, *HASHED_LINE.findall(earlier)})
    elif (workspace.root / path).exists() and (known is None or known.repo_path != path):
        raise RequestError("a file of that name is there", place=path, cure="Choose another alias.")
    gone = [one for one in _profiles(joined, workspace) if one != path] if known else []
    lines = [_HEAD, "git:", *(f"  - {one}" for one in hashes)]
    lines += ["show: alias", f"alias: {text_value(alias)}"] if alias else ["show: hidden"]
    return WishPlan(path, "---\n" + "\n".join(lines) + "\n---\n", tuple(gone))


def make_wish(root: Path, plan: WishPlan) -> None:
    """Write a profile and take the old ones away; raises OutputError with all as it was."""
    target = root / plan.path
    before = {root / path: bytes_or_nothing(root / path, MOST_BYTES) for path in plan.gone}
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        # Two profiles of one person would be two people: the old one goes first.
        for path in before:
            path.unlink(missing_ok=True)
        write_over(target, plan.text.encode())
    except OSError as error:
        for path, data in before.items():
            if data and not path.exists():
                path.write_bytes(data)
        raise OutputError(
            f"the profile can't be written ({(error.strerror or str(error)).lower()})",
            place=str(target),
            cure="Check the rights and the room on the disk, and run it again.",
        ) from error


def _folder(garden: Garden, workspace: Workspace, settings: Settings) -> str:
    """Return the folder of profiles, from `docs_dir`: where some are, else where the settings look
    for them. Raises RequestError where none would be read.
    """
    kind = kind_test(settings)
    there = [
        posixpath.dirname(one.src_uri)
        for one in garden.content.people.values()
        if (workspace.root / workspace.place.repo(one.src_uri)).is_file()
    ]
    found = sorted(set(there), key=lambda folder: (-there.count(folder), folder))
    found += [re.split(r"/?[^/]*[*?\[]", glob)[0] for glob in settings.people]
    for folder in found:
        uri = SrcUri(posixpath.join(folder, "hidden-00000000.md"))
        if kind(uri) == "people":
            _refuse_ignored(workspace, workspace.place.repo(uri))
            return folder
    raise RequestError(
        "this garden reads no profiles, so nobody can be hidden by one",
        cure="Say in the settings where they lie:",
        example="pollinate/garden:\n  people: people/*.md",
    )


def _refuse_ignored(workspace: Workspace, path: RepoPath) -> None:
    repository = workspace.repository
    if repository is not None and repository.ask("check-ignore", "-q", "--", path)[0] == 0:
        raise RequestError(
            "Git ignores the folder of profiles, so none reaches the site",
            place=posixpath.dirname(path),
            cure="Take it out of .gitignore.",
        )


def _profiles(joined: Joined, workspace: Workspace) -> list[RepoPath]:
    """Return the profiles of somebody, in all languages."""
    folder, handle = posixpath.dirname(joined.file or ""), handle_of(joined)
    every: Mapping[RepoPath, None] = dict.fromkeys(sorted(tracked_files(workspace)))
    return [
        path
        for path in every
        if posixpath.dirname(path) == folder and posixpath.basename(path).split(".")[0] == handle
    ] or ([joined.file] if joined.file else [])


def _refuse_alias(alias: str, joined: Joined, garden: Garden) -> None:
    key = name_key(alias)
    taken = {name_key(name) for one in garden.people.joined for name in names_of(one, garden)}
    own = private_keys(names_of(joined, garden))
    if not slugify(alias) or key in taken or may_mean(alias, own, alone=True):
        raise RequestError(
            f"'{plain(alias)}' is somebody's name here, or no name",
            cure="Choose an alias that tells nothing:",
            example='pollinate person NAME --hide --alias "Night owl"',
        )
