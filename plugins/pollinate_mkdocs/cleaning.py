# Cleans what Markdown made of a contributed page, before any other plugin sees it: what trusted
# plugins add stays. Why here: the garden's plugin only says which pages are contributed; how a
# finding is worded in a log stands here. Must not know: what is safe (pollinate.content.clean),
# gardens.
"""Clean the pages of an MkDocs build."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from pollinate.content.clean import clean_html
from pollinate.content.losses import is_a_loss
from pollinate.content.policy import classes_in, policy_of
from pollinate.content.safe_html import Policy
from pollinate.settings import Settings

from pollinate_mkdocs.log_lines import BuildLog

FIRST = 1000
"""The priority of cleaning: above what other plugins use, which is 100 by custom."""
LAST = -1000
"""The priority of what must see what all others made."""


PLUGINS = {
    "autorefs": (("autorefs*",), ("autoref",)),
    "mkdocstrings": (("doc", "doc-*", "mkdocstrings*", "autorefs*"), ("autoref",)),
}
"""Classes that a plugin's own extension of Markdown writes, and elements that it replaces later."""


def site_policy(settings: Settings, config: Any) -> Policy:
    """Return what contributed pages of a site may hold besides what all may."""
    classes: set[str] = set()
    elements: set[str] = set()
    for name in config.plugins:
        more, placeholders = PLUGINS.get(str(name).split("/")[-1], ((), ()))
        classes.update(more)
        elements.update(placeholders)
    fences = (config.mdx_configs or {}).get("pymdownx.superfences") or {}
    for fence in fences.get("custom_fences") or ():
        classes.update(str(fence.get("class", "")).split())
    for path in config.extra_css:
        try:
            file = Path(config.docs_dir, str(path).lstrip("/"))
            classes |= classes_in(file.read_text(encoding="utf-8", errors="replace"))
        except (OSError, ValueError):
            # It lies elsewhere, or a plugin makes it.
            continue
    return policy_of(settings, classes, elements)


def clean_page(html: str, *, place: str, policy: Policy, mode: str, log: BuildLog) -> str:
    """Return a page's HTML as the setting `clean` wants it, and log what was, or would be, taken
    out.
    """
    if mode == "off":
        return html
    cleaned, taken_out = clean_html(html, policy)
    if taken_out:
        level = logging.WARNING if any(map(is_a_loss, taken_out)) else logging.INFO
        what = (
            "is left out"
            if mode == "remove"
            else "could do harm and stays, since `clean` is `report`"
        )
        text = f"{place}: {what}: {', '.join(taken_out)}. `pollinate check` says where."
        log.write(text, level)
    return cleaned if mode == "remove" else html
