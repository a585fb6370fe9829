# The folder that a site goes to: which folders may be replaced, and how a finished site takes the
# place of the last one, so that a crash, a full disk or a kill leaves one of them whole. Why apart
# from the verb: whoever asks what may be overwritten reads it here.
# Must not know: how a site is built, which pages were rendered.
"""Look after the folder of a site."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pollinate.errors import OutputError
from pollinate.runtime.exchange import exchange

from pollinate_cli.build_files import MARK

MARK_TEXT = "This folder is replaced whole by each `pollinate build`. Keep nothing of yours here.\n"
"""Written as MARK into each site that this verb builds: any other folder with files in it is never
replaced. A link of this name, or a file with other words, is no mark.
"""


def configured_folder(path: Path) -> Path:
    """Return where a configuration has its site."""
    from pollinate.config_file import read_config

    return path.parent / str(read_config(path).get("site_dir") or "site")


def real_folder(target: Path) -> Path:
    """Return a folder with all links on the way to it followed, but not the last: that is what
    gets replaced.
    """
    whole = Path(os.path.normpath(os.path.abspath(target)))
    return whole.parent.resolve() / whole.name


def made_folder(folder: Path) -> Path:
    """Return a folder that is there now; raises OutputError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"the folder can't be made: {(error.strerror or 'unknown reason').lower()}",
            place=str(folder),
        ) from error
    return folder


def clear_leftovers(target: Path) -> None:
    """Take away what builds that were killed left beside a site; no other may be at work there."""
    pattern = re.compile(rf"\.{re.escape(target.name)}-(old-)?[a-z0-9_]{{8}}")
    for one in target.parent.glob(f".{target.name}-*"):
        if pattern.fullmatch(one.name) and (is_ours(one) or is_ours(one / "site")):
            shutil.rmtree(one, ignore_errors=True)


def begin_aside(target: Path) -> Path:
    """Return a new folder beside a site, in which the next one is built. Raises OutputError."""
    parent = made_folder(target.parent)
    with writing(parent):
        aside = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=parent))
    try:
        with writing(parent):
            # An engine leaves hidden files where they are.
            _mark(aside)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    return aside


@contextmanager
def writing(place: Path) -> Iterator[None]:
    """Say of an error of the disk where it happened; raises OutputError."""
    try:
        yield
    except OSError as error:
        raise OutputError(
            f"the site can't be written: {(error.strerror or 'unknown reason').lower()}",
            place=str(place),
        ) from error


def refuse_folder(target: Path, path: Path, docs: Path, root: Path) -> None:
    """Raise OutputError where a site may not replace a folder; `path` is how it was written."""
    if docs.is_relative_to(target) or root.is_relative_to(target):
        raise OutputError(
            "the site would replace the garden itself",
            place=str(target),
            cure="Give --site-dir a folder of its own.",
        )
    written = Path(os.path.normpath(os.path.abspath(path)))
    if target.is_symlink() or (
        written.is_relative_to(root.resolve()) and not target.is_relative_to(root.resolve())
    ):
        raise OutputError(
            "a link leads there, and what it leads to would be replaced",
            place=str(target),
            cure="Give --site-dir the folder itself.",
        )
    if target.is_file():
        raise OutputError("this is a file, not a folder", place=str(target))
    if target.is_dir() and any(target.iterdir()) and not is_ours(target):
        raise OutputError(
            "this folder holds files that `pollinate build` did not make",
            place=str(target),
            cure="Empty it, or choose another --site-dir.",
        )


def is_ours(folder: Path) -> bool:
    """Tell whether a folder holds a site that this verb built, and nothing else."""
    mark = folder / MARK
    try:
        return (
            not mark.is_symlink()
            and mark.is_file()
            and mark.stat().st_size == len(MARK_TEXT)
            and mark.read_text(encoding="utf-8") == MARK_TEXT
        )
    except (OSError, UnicodeDecodeError):
        return False


def swap(aside: Path, target: Path) -> None:
    """Put a finished site in place of the last one, in one step where the system knows how; what
    became of the target since it was looked at is looked at again. Raises OutputError.

    The last one is left in the place of the new one, or is gone.
    """
    with writing(target):
        _mark(aside)
        aside.chmod(0o755)
        if not os.path.lexists(target):
            aside.rename(target)
        elif exchange(aside, target):
            if not _may_go(aside):
                exchange(aside, target)
                raise folder_changed(target)
        else:
            _swap_in_steps(aside, target)


def _may_go(site: Path) -> bool:
    """Tell whether a folder is a site of ours, or empty."""
    return not site.is_symlink() and (is_ours(site) or _is_empty(site))


def _swap_in_steps(aside: Path, target: Path) -> None:
    """Let the last site step aside under a name that nobody else has."""
    old = Path(tempfile.mkdtemp(prefix=f".{target.name}-old-", dir=target.parent))
    target.rename(old / "site")
    if not _may_go(old / "site"):
        (old / "site").rename(target)
        old.rmdir()
        raise folder_changed(target)
    aside.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def folder_changed(target: Path) -> OutputError:
    """Return what to say of a site that somebody changed meanwhile."""
    return OutputError("this folder changed while the site was built", place=str(target))


def _mark(site: Path) -> None:
    """Write the mark; a file of a garden that has its name gives way."""
    mark = site / MARK
    if mark.is_dir() and not mark.is_symlink():
        shutil.rmtree(mark)
    else:
        mark.unlink(missing_ok=True)
    with open(mark, "x", encoding="utf-8") as file:
        file.write(MARK_TEXT)


def _is_empty(folder: Path) -> bool:
    return folder.is_dir() and not any(folder.iterdir())
