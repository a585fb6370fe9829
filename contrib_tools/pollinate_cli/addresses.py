# Where the pages of a site stand in the web, as its configuration says, or an option. Why here:
# whatever leaves the terminal names pages by the same rule. Must not know: what links are for.
"""Give pages their addresses."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from urllib.parse import quote

from pollinate.config_file import find_config, read_config
from pollinate.errors import RequestError

from pollinate_cli.cli import GardenPlace
from pollinate_cli.terminal import plain

_WEB = re.compile(r"https?://[^\s()<>\[\]\"'`\\|{}^?#]+", re.I)


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where pages of the site are."""

    site_url: str = ""
    """Ends in a slash; empty: titles are no links."""
    folders: bool = True
    """MkDocs's `use_directory_urls`."""

    def of(self, page: str, anchor: str = "") -> str:
        """Return the address of a page; empty where there is none."""
        if not self.site_url or not page:
            return ""
        stem = posixpath.splitext(page)[0]
        if posixpath.basename(stem) in ("index", "README"):
            folder = posixpath.dirname(stem)
            path = (f"{folder}/" if folder else "") + ("" if self.folders else "index.html")
        else:
            path = f"{stem}/" if self.folders else f"{stem}.html"
        return (
            self.site_url
            + quote(path.encode("utf-8", "surrogateescape"))
            + (f"#{quote(anchor)}" if anchor else "")
        )


def find_addresses(place: GardenPlace, option: str | None) -> Addresses:
    """Return where pages stand; `option` overrides the configuration.

    Raises RequestError for an option that is no web address.
    """
    path = find_config(place.directory)
    config = read_config(path) if path else {}
    folders = config.get("use_directory_urls") is not False
    wanted = str(config.get("site_url") or "") if option is None else option
    if _WEB.fullmatch(wanted):
        return Addresses(wanted.rstrip("/") + "/", folders)
    if option:
        raise RequestError(
            f"'{plain(option[:80])}' is no web address", cure="Write: --site-url https://…"
        )
    return Addresses("", folders)
