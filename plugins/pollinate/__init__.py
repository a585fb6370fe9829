"""Build knowledge gardens: lessons credited word by word, linked to what they were learned from."""
