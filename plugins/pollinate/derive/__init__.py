"""Derive credits, links and thanks from what git and files said."""
