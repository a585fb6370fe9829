# The Content-Security-Policy of one page: what it runs by hash, what it loads by origin, and
# nothing else. In the page itself, since neither GitHub Pages nor a disk sends headers of ours.
# Why by page: a list for all would be long, and allow on each what one of them needs.
# Must not know: which of a page's scripts are to be trusted, MkDocs.
"""Write a page's Content-Security-Policy."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from urllib.parse import urlsplit

from pollinate.content.page_loads import attributes_of, has_attribute, read_page
from pollinate.csp_sources import BASE, DIRECTIVES, is_source

_HEAD = re.compile(r"<head(?=[\s>])[^>]*>", re.I)
_END_OF_HEAD = re.compile(r"</head", re.I)
_CHARSET = re.compile(r"<meta\s[^>]*charset[^>]*>", re.I)
_META = re.compile(r"<meta(?=[\s/])([^>]*)>", re.I)
_FIRST_THAT_RUNS = re.compile(r"<(?:script|style|link)(?=[\s/>])", re.I)
_OURS = '<meta http-equiv="Content-Security-Policy" content="'
_BLANK_LINK = re.compile(
    r"""<(?:a|area|form)\s(?:[^>=]|=\s*(?:"[^"]*"|'[^']*'|[^\s>"'][^\s>]*))*>""", re.I
)
_NAME = re.compile(r"(<\w+)")
_REL = re.compile(r"""(\srel\s*=\s*)(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""", re.I)


@lru_cache(maxsize=1024)
def hash_of(text: str) -> str:
    """Return the source that allows one inline script or style: it has to be the very bytes that a
    browser reads, in the encoding in which engines write pages.
    """
    digest = hashlib.sha256(text.encode("utf-8", errors="xmlcharrefreplace")).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def policy_text(more: Mapping[str, Collection[str]]) -> str:
    """Return the policy that allows what every page may, and more by directive; the same for the
    same page, whatever the order.
    """
    parts = []
    for name in DIRECTIVES:
        own, also = BASE.get(name, ()), sorted(set(more.get(name, ())))
        if also and own == ("'none'",):
            own = ()
        if own or also:
            first = own if name in BASE else ("'self'",)
            parts.append(" ".join((name, *(one for one in first if own or also), *also)))
    return "; ".join(parts)


@lru_cache(maxsize=4096)
def source_of(url: str, *, folder: bool = False) -> str:
    """Return the source that allows an address of another site, empty for one of our own or one
    that says nothing; with `folder` no more of that site than the folder it lies in.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
        name = f"[{host}]" if ":" in host else host.encode("idna").decode()
    except ValueError:
        return ""
    if parts.scheme in ("data", "blob") and not host:
        return f"{parts.scheme}:"
    if not host or parts.scheme not in ("", "http", "https"):
        return ""
    origin = f"{parts.scheme or 'https'}://{name}{f':{port}' if port else ''}"
    if not folder:
        return origin if is_source(origin) else ""
    path = re.sub(r"[^\w./~%@+-]", "", parts.path, flags=re.ASCII)
    above = path.rpartition("/")[0] + "/"
    made = origin + (above if above != "/" else path)
    return made if is_source(made) else ""


def with_policy(page: str, policy: str, referrer: str = "") -> str:
    """Return a page with its policy before anything in it that runs: behind the line that tells
    its encoding, which has to be among the first; a page without a head has none.
    """
    head = _HEAD.search(page)
    if head is None:
        return page
    place = head.end()
    first = _FIRST_THAT_RUNS.search(page, place)
    charset = _CHARSET.search(page, place, first.start() if first else len(page))
    if charset is not None:
        place = charset.end()
    line = page[:place].rpartition("\n")[2]
    indent = line[: len(line) - len(line.lstrip())] if charset is not None else ""
    said = [f'{_OURS}{html.escape(policy, quote=False)}">']
    if referrer:
        said.append(f'<meta name="referrer" content="{referrer}">')
    return page[:place] + "".join(f"\n{indent}{one}" for one in said) + page[place:]


def says_itself(page: str) -> tuple[bool, bool]:
    """Tell whether a page has a policy of its own, and whether it says itself what other sites hear
    of its address.
    """
    policy = referrer = False
    end = _END_OF_HEAD.search(page)
    for tag in _META.finditer(page, 0, end.start() if end else 0):
        values = attributes_of(tag[1])
        policy |= values.get("http-equiv", "").lower() == "content-security-policy"
        referrer |= values.get("name", "").lower() == "referrer"
    return policy, referrer


def allow_more(page: bytes, directive: str, sources: Iterable[str]) -> bytes:
    """Return a finished page whose policy allows more, where it has one of ours: for what is put in
    after it was made.
    """
    start = page.find(_OURS.encode())
    if start < 0:
        return page
    end = page.find(b'">', start)
    place = page.find(f"{directive} ".encode(), start, end)
    if place < 0:
        return page
    place += len(directive)
    if b"'unsafe-inline'" in page[place:end].partition(b";")[0]:
        # Beside a hash it would mean nothing.
        return page
    return page[:place] + b"".join(b" " + one.encode() for one in sources) + page[place:]


def allow_styles(page: bytes, fragments: str) -> bytes:
    """Return a finished page whose policy allows the styles of some fragments that are put in."""
    styles = sorted(read_page(fragments).style_attributes)
    return allow_more(page, "style-src", ("'unsafe-hashes'", *map(hash_of, styles)))


def without_opener(page: str) -> str:
    """Return a page whose links to a new window don't give that window a hold on it."""
    if "_blank" not in page and "_BLANK" not in page:
        return page
    return _BLANK_LINK.sub(lambda tag: _without_opener(tag[0]), page)


def _without_opener(tag: str) -> str:
    if "_blank" not in tag and "_BLANK" not in tag:
        return tag
    if attributes_of(tag).get("target", "").strip().lower() != "_blank":
        return tag
    if not has_attribute(tag, "rel"):
        return _NAME.sub(r'\1 rel="noopener"', tag, count=1)
    found = _REL.search(tag)
    words = (found[2] or found[3] or found[4] or "") if found else ""
    if found is None or {"noopener", "noreferrer", "opener"} & set(words.lower().split()):
        return tag
    said = f"{words} noopener".strip()
    return tag[: found.start()] + f'{found[1]}"{said}"' + tag[found.end() :]
