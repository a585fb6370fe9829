# What is installed, as lines of text that change with it: names and versions, the files of what has
# a part in each page and of packages that lie in somebody's work tree, the program that makes the
# index. A plugin of others under a name that we know can't be told. Must not know: what the lines
# are for, files of a site.
"""Tell what is installed."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from collections.abc import Collection, Iterator
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from pollinate_cli.build_files import Folders, UntoldError, state

_MAIN_PARTS = (
    "pollinate", "pollinate_mkdocs", "pollinate_cli", "mkdocs", "material", "markdown", "pymdownx",
    "pygments", "jinja2", "babel", "nh3",
)  # fmt: skip
_KNOWN_MAKERS = frozenset(
    (
        "pollinate_mkdocs", "mkdocs", "properdocs", "material", "markdown", "pymdownx",
        "mkdocs_awesome_nav", "mkdocs_awesome_pages_plugin", "mkdocs_literate_nav",
        "mkdocs_section_index", "mkdocs_redirects",
    )
)  # fmt: skip
"""Whose plugins and extensions have the names that we know."""
_ICONS = "material/templates/.icons"
"""More files than all else together, and none that anybody writes."""
_KINDS = (".dist-info", ".egg-info", ".egg-link")
_GROUPS = ("mkdocs.plugins", "properdocs.plugins", "markdown.extensions")
_THEMES = ("mkdocs.themes", "properdocs.themes")
_POINT = re.compile(r"([^=\s]+)\s*=\s*(\w+)")


def programs(names: Collection[str]) -> Iterator[str]:
    """Yield what is installed. `names` are those of the plugins and extensions of a site.

    Raises UntoldError where nobody can tell, OSError.
    """
    rooms = dict.fromkeys(_MAIN_PARTS)
    for folder in dict.fromkeys(sys.path):
        if not os.path.isdir(folder):
            continue
        for name in sorted(os.listdir(folder)):
            if name.endswith(_KINDS):
                place = Path(folder, name)
                yield f"{name} {state(str(place / 'RECORD'))}"
                if tree := _work_tree(place):
                    yield from Folders().lines(tree)
                rooms |= dict.fromkeys(_rooms(place, names))
    for room in rooms:
        yield from _files(room)
    yield from _pagefind()


def _work_tree(place: Path) -> Path | None:
    """Return where somebody may be changing the files of a package; None for one that is settled,
    and for ours, which are looked at.
    """
    if re.match(r"pollinate[-.]", place.name):
        return None
    if place.suffix == ".egg-link":
        return Path(place.read_text(encoding="utf-8").partition("\n")[0])
    if place.suffix == ".egg-info":
        return None if place.parent.name.endswith("-packages") else place.parent
    try:
        said = json.loads((place / "direct_url.json").read_bytes())
        moves = bool(said["dir_info"]["editable"])
        return Path(url2pathname(urlsplit(said["url"]).path)) if moves else None
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _rooms(place: Path, names: Collection[str]) -> Iterator[str]:
    """Yield the modules of a package that are themes, or plugins of a site."""
    try:
        text = (place / "entry_points.txt").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return
    group = ""
    for line in text.splitlines():
        if line.startswith("["):
            group = line.strip(" []")
        elif (group in _THEMES or group in _GROUPS) and (found := _POINT.match(line)):
            name, room = found.groups()
            if group in _GROUPS:
                # An engine looks first for one that the theme brings, such as `material/search`.
                if name not in names and name.partition("/")[2] not in names:
                    continue
                if room not in _KNOWN_MAKERS:
                    raise UntoldError(f"the plugin '{name}' may read what we don't know")
            yield room


def _files(room: str) -> Iterator[str]:
    """Yield the files of a module: somebody may mend one in its place."""
    found = find_spec(room)
    yield f"{room} {found.origin if found else None} {state(found.origin or '') if found else ''}"
    for place in found.submodule_search_locations or () if found else ():
        yield from Folders(never=[Path(place).parent / _ICONS]).lines(Path(place))


def _pagefind() -> Iterator[str]:
    """Yield which program makes the index that readers search (runtime/pagefind.py)."""
    named = os.environ.get("PAGEFIND_BINARY_PATH", "")
    yield f"{named} {state(named)}"
    if not find_spec("pagefind_bin") and not find_spec("pagefind_bin_extended"):
        for name in ("pagefind_extended", "pagefind"):
            found = shutil.which(name) or ""
            yield f"{found} {state(found)}"
