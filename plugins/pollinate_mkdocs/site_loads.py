# What a site's configuration says that its pages load, but doesn't stand on them: what its
# stylesheets name, and what Material's own script fetches by itself. Why here: an engine's
# configuration is asked for it, once a build. Must not know: what a policy allows, pages.
"""Read what a site loads from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pollinate.content.page_loads import Load, PageLoads, read_page, read_style
from pollinate.content.security_policy import source_of
from pollinate.pages.assets import SCRIPT, TAKE_PART_SCRIPT, WHEN_SCRIPT
from pollinate.runtime.regular_file import bytes_or_nothing

from pollinate_mkdocs.own_files import free_name

MERMAID = Load("script-src", "https://unpkg.com/mermaid@11/dist/mermaid.min.js")
"""From where Material fetches what draws diagrams, where a site doesn't bring it."""
GOOGLE = (
    Load("script-src", "https://www.googletagmanager.com/gtag/js"),
    Load("connect-src", "https://*.google-analytics.com"),
    Load("connect-src", "https://*.analytics.google.com"),
    Load("connect-src", "https://*.googletagmanager.com"),
    Load("img-src", "https://*.google-analytics.com"),
    Load("img-src", "https://*.googletagmanager.com"),
)
FONTS = {"fonts.googleapis.com": Load("font-src", "https://fonts.gstatic.com")}
"""Where the fonts lie that a stylesheet from elsewhere names."""
_GITLAB = re.compile(r"[^/]*gitlab[^/]*", re.I)
_ADDRESS = re.compile(r"""https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+""", re.I)
MOST_BYTES = 2_000_000


def configured_loads(config: Any) -> frozenset[Load]:
    """Return what a site loads by its configuration, wherever it stands."""
    return frozenset(
        (
            *(Load("style-src", str(one)) for one in config.extra_css),
            *(Load("script-src", str(one)) for one in config.extra_javascript),
            *_in_stylesheets(config),
            *(_by_material(config) if config.theme.name == "material" else ()),
        )
    )


def in_settings(config: Any) -> PageLoads:
    """Return what stands as HTML in a site's configuration, such as in its `copyright`."""
    values = (config.copyright, config.extra, dict(config.theme))
    return read_page("\n".join(text for text in _texts(values) if "<" in text))


def brings_mermaid(config: Any) -> bool:
    """Tell whether a site brings what draws diagrams itself."""
    return any("mermaid" in str(one).lower() for one in config.extra_javascript)


def own_scripts(config: Any) -> list[str]:
    """Return the scripts that a site brings besides its theme's and ours."""
    ours = {free_name(config, one) for one in (SCRIPT, TAKE_PART_SCRIPT, WHEN_SCRIPT)}
    return [str(one) for one in config.extra_javascript if str(one) not in ours]


def named_by_scripts(config: Any) -> Iterator[tuple[str, str]]:
    """Yield each script of a site's own that names other sites, and these: whether it loads from
    there, nobody can tell by reading.
    """
    for one in own_scripts(config):
        text = _own(config, one)
        names = {found.lower() for found in _ADDRESS.findall(text)}
        names -= {"http://www.w3.org", "https://www.w3.org"}
        if names:
            yield one, ", ".join(sorted(names)[:5])


def _in_stylesheets(config: Any) -> Iterator[Load]:
    for one in config.extra_css:
        for load in read_style(_own(config, str(one))):
            yield load
            if also := FONTS.get(urlsplit(load.url).hostname or ""):
                yield also


def _by_material(config: Any) -> Iterator[Load]:
    analytics = (config.extra or {}).get("analytics")
    if isinstance(analytics, Mapping) and analytics.get("provider") == "google":
        yield from GOOGLE
    url = config.repo_url or ""
    parts = urlsplit(url)
    if parts.hostname == "github.com":
        yield Load("connect-src", "https://api.github.com")
    elif _GITLAB.fullmatch(parts.netloc):
        yield Load("connect-src", source_of(f"https://{parts.netloc}"))


def _own(config: Any, path: str) -> str:
    """Return the text of a file of the site's own; empty for one that lies elsewhere."""
    if source_of(path) or not path:
        return ""
    data = bytes_or_nothing(str(Path(config.docs_dir, path.lstrip("/"))), MOST_BYTES)
    return data.decode("utf-8", "replace")


def _texts(value: Any, depth: int = 0) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif depth < 8 and isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one, depth + 1)
    elif depth < 8 and isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one, depth + 1)
