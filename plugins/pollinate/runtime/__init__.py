"""Use what the machine gives: a second process, a place for caches."""
