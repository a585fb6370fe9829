# Sites in several languages, as mkdocs-static-i18n builds them: once for each language, all but the
# first below a folder of its own. Our pages must go below that folder as well, and its sitemap is
# made of a list of its own. Must not know: gardens.
"""Fit generated files into a site of several languages."""

from __future__ import annotations

import os
import posixpath
from typing import Any

from pollinate.paths import SrcUri

PLUGIN = "i18n"
SHARED = "assets/"
"""Where files lie that all languages share: the configuration names them once."""


def in_language(file: Any, config: Any) -> Any:
    """Return a generated file below the folder of the language that is built now."""
    plugin = config.plugins.get(PLUGIN)
    language = getattr(plugin, "current_language", None)
    if not isinstance(language, str):
        return file
    file.locale = file.locale_alternate_of = language
    file.localization, file.norm_src_uri = None, file.src_uri
    file.alternates = {language: file}
    if not (plugin.is_default_language_build or file.src_uri.startswith(SHARED)):
        dest = posixpath.join(language, file.dest_uri)
        kind = type(file)
        # What follows from the address was perhaps asked for already.
        for name in ("url", "abs_dest_path"):
            file.__dict__.pop(name, None)
        file.dest_uri = dest
        file.abs_dest_path = os.path.normpath(os.path.join(config.site_dir, dest))
        file.url = kind._get_url(file)
    return file


def is_first(config: Any) -> bool:
    """Tell whether a build is not one of a further language within another."""
    return not getattr(config.plugins.get(PLUGIN), "building", False)


def is_only(config: Any) -> bool:
    """Tell whether a site has no other language, each of which is a build of its own."""
    return PLUGIN not in config.plugins


def stand_ins(files: Any) -> dict[SrcUri, SrcUri]:
    """Return which file of this language a link to another path means: translations link to one
    another as the first language does.
    """
    found = {}
    for file in files:
        plain = getattr(file, "norm_src_uri", file.src_uri)
        if plain != file.src_uri:
            found[SrcUri(plain)] = SrcUri(file.src_uri)
    return found


def tell_sitemap(files: Any, config: Any) -> None:
    """Let the plugin's sitemap have the pages that are built, and no other."""
    plugin = config.plugins.get(PLUGIN)
    lists = getattr(plugin, "i18n_files_per_language", None)
    language = getattr(plugin, "current_language", None)
    if isinstance(lists, dict) and language in lists:
        lists[language] = files.documentation_pages()
