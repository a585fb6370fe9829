"""Build knowledge gardens: lessons credited line by line, linked to what they were learned from."""
