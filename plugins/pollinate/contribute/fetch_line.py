# The line that fetches the requests of a forge: each keeps them under names of its own, and a clone
# has none of them by itself. Sources: the handbooks of GitHub ("Checking out pull requests
# locally"), GitLab ("Check out merge requests locally", all at once), Gitea and Forgejo, Bitbucket
# Data Center. Must not know: git processes, what is done with requests.
"""Say how requests are fetched."""

from __future__ import annotations

from pollinate.contribute.forge import forge_of
from pollinate.settings import Settings

_REFS = {
    "github": "+refs/pull/*/head:refs/pull/*/head",
    "gitea": "+refs/pull/*/head:refs/pull/*/head",
    "gitlab": "+refs/merge-requests/*/head:refs/merge-requests/*/head",
}
_BRANCHES_ONLY = frozenset({"azure", "bitbucket"})
"""Forges that keep no ref of a request's own state: its branch is all there is."""


def fetch_lines(settings: Settings, remote: str) -> tuple[str, ...]:
    """Return what fetches the requests of the forge in use; several where nobody knows which forge
    it is; none without a remote.
    """
    if not remote:
        return ()
    forge = forge_of(settings)
    if forge in _REFS:
        return (f"git fetch {remote} '{_REFS[forge]}'",)
    if forge in _BRANCHES_ONLY or settings.forge == "none":
        return (f"git fetch {remote}",)
    return tuple(f"git fetch {remote} '{_REFS[name]}'" for name in ("github", "gitlab"))
