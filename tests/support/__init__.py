"""Help tests."""
