# A local server builds again when files change; after a commit none has, and what a page says of
# its credit has. The folder of branches changes then, and with nothing that a build itself does.
# Must not know: what is built.
"""Follow commits while a garden is shown."""

from __future__ import annotations

from typing import Any

from pollinate.history.git import glance
from pollinate.settings import Settings


def watch_commits(server: Any, settings: Settings) -> None:
    """Have a server build again when a branch gets a commit; nothing to do outside of Git."""
    repository = glance(settings.docs_dir)
    branches = repository.common_dir / "refs" / "heads" if repository else None
    if branches is not None and branches.is_dir():
        server.watch(str(branches))
