"""Look for what is wrong in a finished garden."""
