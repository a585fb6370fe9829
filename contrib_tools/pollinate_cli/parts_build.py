# Builds a site in parts: one share of it as a file, and one site of all files. Why apart from the
# verbs: a job of a build server, somebody's own machine and a cluster do the same.
# Must not know: how a part is packed, how pages are rendered.
"""Build a site in parts."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from pollinate.errors import OutputError, RequestError
from pollinate.history.git import glance
from pollinate.history.workspace import locate
from pollinate.plan import Rendered, Share
from pollinate.settings import Settings

from pollinate_cli.cli import GardenPlace
from pollinate_cli.share_inputs import common_of
from pollinate_cli.site_build import SiteBuild
from pollinate_cli.site_parts import (
    ENDING,
    PartAbout,
    join_parts,
    part_file,
    refuse_foreign,
    write_part,
)
from pollinate_cli.terminal import echo


def write_share(build: SiteBuild, share: Share) -> Path:
    """Render one share of a site, and return the file that holds it. Raises OutputError."""
    file = part_file(build.target, share)
    if file.is_relative_to(build.settings.docs_dir):
        raise OutputError(
            "the part would lie among the pages of the site",
            place=str(file),
            cure="Give --site-dir a place outside of the docs folder.",
        )
    refuse_foreign(file)
    about = PartAbout(
        share=share,
        commit=commit_of(build.settings),
        common=common_of(build.path, build.settings),
    )
    with build.of_share(share) as (site, done):
        count = write_part(file, about, site, done)
    if not build.how.quiet:
        echo(f"Part {share.number} of {share.count} is in {file}; {count} pages", err=True)
    return file


def join_files(build: SiteBuild, files: Sequence[Path]) -> Rendered:
    """Make one site of the files of all its shares. Raises RequestError, SettingsError."""
    commit, common = commit_of(build.settings), common_of(build.path, build.settings)
    with build.folder_beside() as pages:
        memory = join_parts(files, commit, common, pages)
        return build.joined(pages, memory)


def build_on_cluster(build: SiteBuild, place: GardenPlace, address: str) -> Rendered:
    """Have a cluster render the shares of a site, and make it of them. Raises ProgramError,
    SettingsError, SharesError.
    """
    from pollinate_cli.cluster import render_shares

    build.refuse_shares()
    with build.folder_beside() as folder:
        return join_files(build, render_shares(build, place, address, folder, build.how.workers))


def commit_of(settings: Settings) -> str:
    """Return the commit that a garden stands at; empty without one. Raises GitError where its
    history can't be told, as in a shallow clone.
    """
    repository = glance(settings.docs_dir) or locate(settings).repository
    return str(repository.head or "") if repository is not None else ""


def files_in(named: Sequence[Path]) -> list[Path]:
    """Return the files of parts among files and folders, in order. Raises RequestError."""
    found = [file for one in named for file in _in(one)]
    if not found:
        raise RequestError(
            f"there is no part of a site in {', '.join(map(str, named))}",
            cure=f"Give the files that `pollinate build --share K/N` wrote; they end in {ENDING}.",
        )
    return list(dict.fromkeys(found))


def _in(place: Path) -> Iterator[Path]:
    if not os.path.isdir(place):
        yield place
        return
    yield from sorted(one for one in place.rglob(f"*{ENDING}") if one.is_file())
