"""Give the core a command line."""
