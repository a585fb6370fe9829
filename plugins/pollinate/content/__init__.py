# Phase "read": files become lessons, pages, gatherings, people and raw links.
# Start at read.py; frontmatter.py and links.py do the two hard parts.
# Must not know: git, MkDocs, what is derived from any of it.
"""Read the files of a garden."""
