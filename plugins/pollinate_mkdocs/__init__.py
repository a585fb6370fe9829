"""Weave gardens into MkDocs sites."""
