"""Mine git."""
