# The demo garden: a sample with a fictional company and a scripted, deterministic Git history.
# Texts as they stand at the end are files under garden/; history/ says in order who changed what,
# and when. Way in: story.py (the words a history is told in), versions.py (earlier texts),
# replay.py (commits), writer.py (git). Must not know: the command line, MkDocs, or how a garden is
# read.
"""Write the demo garden with its whole history."""

from pollinate_cli.demo.writer import MODERATOR, write_demo

__all__ = ["MODERATOR", "write_demo"]
