# Which pages of a site count as contributed: all that stand in a folder whose files contributors
# write, and all that stand where a page of ours would stand. Why here: what is cleaned, what meta
# a page may have, and which files are published must go by one answer. Must not know: MkDocs.
"""Tell contributed files from those of a site's maintainers."""

from __future__ import annotations

import posixpath
import re

from pollinate.runtime.walk import ENDINGS
from pollinate.settings import Settings

_OPEN_END = re.compile(r"[*?\[\\!]")
WISH = re.compile(
    r"^[ \t]*[\"']?show[\"']?[ \t]*[:=][ \t]*[\"']?(?:hidden|alias)", re.MULTILINE | re.IGNORECASE
)
"""What a profile says of who doesn't want to be named, in whatever form it is written."""
_PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif", ".svg")
_FRONT = re.compile(r"(?:index|readme)\.(?:md|markdown)", re.I)
GENERATED = ("people", "acknowledgements", "lineage", "attribution", "sources", "value")
"""Where pages stand that no file holds, below the setting `base`: a file there speaks as if it were
the garden itself.
"""


class Contributed:
    """The folders that contributors write, as the settings name them."""

    def __init__(self, settings: Settings) -> None:
        globs = (
            *settings.lessons,
            *settings.notes,
            *settings.trails,
            *settings.gatherings,
            *settings.people,
        )
        self.folders = tuple(sorted({_folder(glob) for glob in globs}))
        self._strangers = settings.strangers
        self._people = tuple(filter(None, {_folder(glob) for glob in settings.people}))
        base = settings.base.strip("/")
        self._ours = tuple(posixpath.join(base, name) for name in GENERATED)

    @property
    def everywhere(self) -> bool:
        """Tell whether the whole site is one folder of contributors."""
        return "" in self.folders

    def holds(self, path: str) -> bool:
        """Tell whether a file stands in a folder of contributors."""
        return path in self._strangers or any(
            not folder or path.startswith(f"{folder}/") for folder in self.folders
        )

    def is_beside_profiles(self, path: str) -> bool:
        """Tell whether a file stands among the profiles and is neither one that is read nor a
        picture: it may say who asked not to be named, in whatever form.
        """
        among = any(path.startswith(f"{folder}/") for folder in self._people)
        return among and not (path.endswith(ENDINGS) or path.lower().endswith(_PICTURES))

    def page(self, path: str) -> bool:
        """Tell whether a page is contributed. The site's front page is its maintainers', even where
        every folder is open.
        """
        if path in self._strangers:
            return True
        if _FRONT.fullmatch(path):
            return False
        stem = path.rsplit(".", 1)[0]
        return self.holds(path) or any(
            stem == name or stem.startswith(f"{name}/") for name in self._ours
        )


def asks_not_to_be_shown(data: bytes) -> bool:
    """Tell whether a file that isn't read as a profile may ask not to show somebody."""
    plain = data.replace(b"\0", b"").decode("utf-8", "replace")
    return bool(WISH.search(plain))


def _folder(glob: str) -> str:
    """Return the folder that a pattern begins with; empty where it may fit anywhere."""
    parts = glob.lstrip("/").split("/")
    if "/" not in glob.strip("/") and not glob.startswith("/"):
        return ""
    fixed: list[str] = []
    for part in parts[:-1]:
        if _OPEN_END.search(part):
            break
        fixed.append(part)
    return "/".join(fixed)
