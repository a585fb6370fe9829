# Puts a line of ours into the foot of a finished page: into the theme's own footer where there is
# one behind the page's text, else before the end of the body. Why so: every theme and template then
# keeps its footer, and no `<footer>` that an author wrote is taken for it.
# Must not know: what the line says.
"""Place the foot of a page."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_FOOTER_END = re.compile(r"</footer\s*>", re.IGNORECASE)
_BODY_END = re.compile(r"</body\s*>", re.IGNORECASE)
_ERROR_PAGE = re.compile(r"\d{3}\.html?")
MARK = '<div class="pl-foot">'


def with_foot(page: str, text: str, foot: str) -> str:
    """Return a finished page with a line in its foot; `text` is what its author wrote of it. A
    page without a body stays as it is.
    """
    ends = [found.start() for found in _BODY_END.finditer(page)]
    if not ends or not foot:
        return page
    behind = page.find(text) + len(text) if text and text in page else 0
    footers = [found.start() for found in _FOOTER_END.finditer(page, behind, ends[-1])]
    if footers and (behind or not text):
        return page[: footers[-1]] + foot + page[footers[-1] :]
    return f"{page[: ends[-1]]}<footer>{foot}</footer>\n{page[ends[-1] :]}"


def way_up(template: str, site_url: str) -> str:
    """Return what leads from a page that no file stands for to the root of the site: an error page
    may be shown at any address.
    """
    if not _ERROR_PAGE.fullmatch(template):
        return "../" * template.count("/")
    path = urlsplit(site_url or "/").path or "/"
    return path if path.endswith("/") else f"{path}/"
