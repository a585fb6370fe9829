# Takes texts, files and people out of a whole history: what is meant (asked.py), how it is
# found in any spelling (spellings.py, replacer.py), where it stands (scan.py), the mirror that is
# written anew (mirror.py, and the child in __main__.py), the proof (proof.py), the
# register (register.py), and what is cleaned afterwards (clones.py). Must not know: a terminal.
"""Redact a history."""
