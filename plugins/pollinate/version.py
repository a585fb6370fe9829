# The version, in one place: pyproject.toml, `--version`, the cache and the export read it here.
# Must not know: anything.
"""State the version."""

VERSION = "0.1.0"
