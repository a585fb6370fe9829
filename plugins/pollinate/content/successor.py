# Which lesson took another's place, as the front matter of one file says, for who has read no
# garden: a check of what changed, and the verb that writes it. Must not know: whether that file is
# there.
"""Read who took a lesson's place."""

from __future__ import annotations

from pollinate.content.frontmatter import read_front_matter
from pollinate.model.stages import Status
from pollinate.paths import RepoPath, SrcUri, join_src


def written_successor(data: bytes, path: RepoPath, uri: SrcUri) -> SrcUri | None:
    """Return which file the text of a lesson says took its place."""
    values = read_front_matter(data, path).values
    instead = values.get("superseded_by")
    if values.get("status") != Status.SUPERSEDED or not isinstance(instead, str):
        return None
    return join_src(uri, instead)
