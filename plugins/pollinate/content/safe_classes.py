# The classes that a contributed page may use: those that Markdown's extensions write, those that
# Material documents for content, and those that a site names or styles itself. Why an allowlist: a
# class of a theme can cover a page with a false one, load a script (`mermaid`), or forge a byline
# of ours. Must not know: how a page is read.
"""Say which classes are allowed."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from functools import lru_cache

_KINDS = (
    "note|abstract|summary|tldr|info|todo|tip|hint|important|success|check|done|question|help|faq"
    "|warning|caution|attention|failure|fail|missing|danger|error|bug|example|quote|cite|seealso"
    "|memo|definition|theorem|new|deprecated|versionadded|versionchanged|versionremoved|settings"
)
_MARKDOWN = (
    r"[a-z]{1,3}\d?|[a-z]{1,2}[A-Z]\d?|[a-z]{1,2}(?:-[A-Z][A-Za-z]{1,20}){1,3}|hll"
    r"|highlight(?:table)?|codehilite(?:table)?|code|filename"
    r"|linenos|linenodiv|linenums|normal|special|language-[\w+#.-]{1,40}|no-(?:copy|select|highlight)"
    r"|copy|select|annotate|arithmatex|katex[a-z-]{0,20}|MathJax[\w-]{0,20}|footnote[s]?"
    r"|footnote-(?:ref|backref)|admonition(?:-title)?|details|collapsible-[a-z]{1,20}|inline|end"
    r"|tabbed-[a-z-]{1,20}|task-list(?:-[a-z]{1,20})*|headerlink|toc|toclink|twemoji|emojione|gemoji"
    r"|emoji|keys|key-[a-z0-9-]{1,40}|critic|block|comment|insert|delete|mark|progress"
    r"|progress-[\w%-]{1,30}|candystripe(?:-animate)?|thin|magiclink(?:-[a-z-]{1,30})?"
    r"|caption|figure-prefix|caption-prefix|abbr|wikilink"
)
_CONTENT = (
    r"md-button(?:--[a-z]{1,20})?|md-tag|md-annotation__list|grid|cards|card|lg|xl|middle|center"
    r"|left|right|align-(?:left|right|center)|text-(?:left|right|center|justify|muted|nowrap)"
    r"|img-(?:fluid|thumbnail|rounded|responsive)|image(?:s)?|responsive|figure|video|rounded"
    r"|badge(?:-[a-z]{1,20})?|alert(?:-[a-z]{1,20})?|btn(?:-[a-z-]{1,20})?|table(?:-[a-z]{1,20})?"
    r"|lead|small|glightbox|(?:on|off)-glb|skip-lightbox|no-(?:print|lightbox)|print-[a-z-]{1,20}"
    r"|learned-from|external(?:-link)?|nowrap|columns?|row|footnotes-sep|sortable|reference"
)
_KNOWN = re.compile(rf"(?:{_MARKDOWN}|{_CONTENT}|{_KINDS})")
_OURS = re.compile(r"(?:pl|garden|md)-", re.I)


@lru_cache(maxsize=20_000)
def is_allowed(name: str, more: frozenset[str]) -> bool:
    """Tell whether one class is allowed."""
    if _OURS.match(name):
        wanted = name in more or _KNOWN.fullmatch(name)
        return name.lower().startswith("md-") and bool(wanted)
    if _KNOWN.fullmatch(name):
        return True
    return name in more or any(fnmatchcase(name, one) for one in more if one.endswith("*"))


def kept_classes(value: str, more: frozenset[str]) -> str | None:
    """Return the classes that are allowed; the same text if all are, None if none is."""
    names = value.split()
    kept = [name for name in names if is_allowed(name, more)]
    if len(kept) == len(names):
        return value
    return " ".join(kept) or None
