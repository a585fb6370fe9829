# Turns our errors into the one that MkDocs prints without a traceback. Why here: every event that
# calls the core needs it. Must not know: what went wrong.
"""Tell errors as the engine does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from mkdocs.exceptions import PluginError
from pollinate.errors import PollinateError
from pollinate.plan import RenderAgainError


@contextmanager
def told_by_the_engine() -> Iterator[None]:
    """Raise PluginError for an error of ours: place, problem and cure, and no traceback."""
    try:
        yield
    except RenderAgainError:
        # No engine's business: whoever started the build begins again.
        raise
    except PollinateError as error:
        raise PluginError(f"pollinate: {error}") from error
