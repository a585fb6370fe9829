"""Check single files."""
