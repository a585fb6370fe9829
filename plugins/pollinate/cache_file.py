# Where caches lie and how they are written: `.cache/pollinate/` beside mkdocs.yml, all or nothing,
# bytes only if changed. Why here: a watcher must not see a write that changes nothing, and history
# and content both keep caches. Must not know: what is cached.
"""Read and write cache files."""

from __future__ import annotations

from pathlib import Path

from pollinate.settings import Settings


def cache_folder(settings: Settings) -> Path | None:
    """Return the folder of all caches, made on the first write; None when settings want none."""
    return settings.root / ".cache" / "pollinate" if settings.cache else None


def read_cached(folder: Path | None, name: str) -> bytes | None:
    """Return a cache file's bytes, None when there is none to be read."""
    if folder is None:
        return None
    try:
        return (folder / name).read_bytes()
    except OSError:
        return None


def write_cached(folder: Path | None, name: str, payload: bytes) -> None:
    """Write a cache file if its bytes changed; a folder that can't be written is no error, only
    slower next time.
    """
    if folder is None:
        return
    target = folder / name
    try:
        # A link planted in the work tree must not lead our writes elsewhere.
        if target.is_symlink() or folder.is_symlink() or folder.parent.is_symlink():
            return
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / ".gitignore").exists():
            (folder / ".gitignore").write_text("*\n", encoding="utf-8")
        if target.exists() and target.read_bytes() == payload:
            return
        aside = folder / f".{name}.new"
        aside.write_bytes(payload)
        aside.replace(target)
    except OSError:
        return
