"""Turn a garden into pages."""
