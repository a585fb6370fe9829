# What the rules of a garden say of a squash: who takes it in, and whether two moderators gave their
# word where two have to. Why here: it stands above a squash's ground and the rules of moderation.
# Must not know: how a message is worded or printed.
"""Hold a squash to the rules of its garden."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pollinate.history.workspace import Workspace
from pollinate.model.diagnostics import Diagnostic
from pollinate.model.git import Commit, Identity, TrailerKind
from pollinate.moderation import Moderation
from pollinate.paths import SrcUri
from pollinate.squash_ground import Ground, Said


def find_before_merging(
    ground: Ground, workspace: Workspace, merger: Identity | None
) -> Iterator[Diagnostic]:
    """Yield what a request lacks that somebody is about to take in."""
    moderation = Moderation(ground.settings.policy, ground.known, ground.there)
    second = moderation.second_word(_uris(ground, workspace), ground.commits, merger)
    yield from moderation.find(second, _own(ground), merger)


def find_in_message(ground: Ground, workspace: Workspace, said: Said) -> Iterator[Diagnostic]:
    """Yield what a message lacks: the words that its request has count, and those that it says."""
    moderation = Moderation(ground.settings.policy, ground.known, ground.there)
    words = [one.who for one in said.trailers if one.kind is TrailerKind.MODERATOR]
    uris = _uris(ground, workspace)
    second = moderation.second_word(uris, ground.commits, said=said.trailers)
    yield from moderation.find(second, _own(ground))
    for who in words:
        if not moderation.may(who):
            yield moderation.not_a_moderator(who)


def _own(ground: Ground) -> Sequence[Commit]:
    return [one.commit for one in ground.commits if one.is_own]


def _uris(ground: Ground, workspace: Workspace) -> Iterator[SrcUri]:
    for one in ground.commits:
        for path in one.files:
            uri = workspace.place.src(path)
            if uri is not None:
                yield uri
