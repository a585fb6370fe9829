# What a request says: the name of its branch, its commit message with everybody who took part, and
# the forge's page where it is opened. Why here: the command line and whoever reviews must speak of
# one and the same thing. Must not know: git processes, files on disk, who may decide.
"""Word a request."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from pollinate.contribute.forge import LONGEST_URL, forge_of, repo_base
from pollinate.emails import without_addresses
from pollinate.paths import slugify
from pollinate.settings import Settings

LONGEST_TITLE = 72
TOPIC_MARK = 3
"""Random bytes at a branch's end: two people who write on one thing never share a name."""
_MARKED = re.compile(r"[\\`*_{}\[\]<>()#!|~@&]")
"""What Markdown, HTML or a forge may take for more than a letter."""
_LINE = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Helpers:
    """Who took part beside whoever commits, as trailers name them."""

    wrote: tuple[str, ...] = ()
    """`Name <address>`, as Git and forges want co-authors."""
    helped: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()


def topic_of(title: str) -> str:
    """Return a branch's name: the title, and some letters that nobody else's has."""
    mark = secrets.token_hex(TOPIC_MARK)
    stem = slugify(without_addresses(title))[:40].strip("-") or "change"
    return f"{stem}-{mark}"


def one_line(text: str, longest: int = LONGEST_TITLE) -> str:
    """Return a text as one line of at most so many letters."""
    told = " ".join(_LINE.sub(" ", text).split())
    return told if len(told) <= longest else told[: longest - 1].rstrip() + "…"


def message_of(title: str, body: str, helpers: Helpers) -> str:
    """Return a commit message: a title, why, and who took part."""
    trailers = [
        *(f"Co-authored-by: {one_line(who, 200)}" for who in helpers.wrote),
        *(f"Helped-by: {one_line(who, 200)}" for who in helpers.helped),
        *(f"Assisted-by: {one_line(tool, 200)}" for tool in helpers.tools),
    ]
    parts = [one_line(title), body.strip(), "\n".join(dict.fromkeys(trailers))]
    return "\n\n".join(filter(None, parts)) + "\n"


def agreement(settings: Settings) -> str:
    """Return in a line what whoever sends something agrees to; empty where the garden says
    nothing.
    """
    notice = settings.policy.contribution_notice
    return f"Who sends it agrees to this: {notice}" if notice else ""


def request_body(
    paths: Sequence[str], helpers: Helpers, template: str = "", agreed: str = ""
) -> str:
    """Return what a request says below its title: the garden's own template, what came, and what
    its sender agreed to, as a text whatever it holds.
    """
    names = "\n".join(f"- `{path}`" for path in paths)
    with_names = [who.partition(" <")[0] for who in (*helpers.wrote, *helpers.helped)]
    said = [template.strip(), names, f"With {', '.join(with_names)}." if with_names else ""]
    said += [_MARKED.sub(lambda sign: f"&#{ord(sign[0])};", agreed)]
    return "\n\n".join(filter(None, said))


def push_options(settings: Settings, branch: str, title: str, body: str) -> tuple[str, ...]:
    """Return what a push tells the forge, so that it opens the request; none where it takes
    nothing.
    """
    target, told = settings.edit_branch, one_line(body, 1_000)
    forge = forge_of(settings)
    if forge == "gitea":
        return (f"topic={branch}", f"title={one_line(title)}", f"description={told}")
    if forge == "gitlab":
        return (
            "merge_request.create",
            f"merge_request.target={target}",
            f"merge_request.title={one_line(title)}",
            f"merge_request.description={told}",
        )
    return ()


def push_target(settings: Settings, branch: str) -> str:
    """Return where a branch is pushed: Gitea and Forgejo make a request of `refs/for/…`, which
    needs no right to write.
    """
    if forge_of(settings) == "gitea":
        return f"refs/for/{settings.edit_branch}"
    return f"refs/heads/{branch}"


def compare_url(settings: Settings, branch: str, title: str, body: str) -> str:
    """Return the forge's page that opens a request for a branch that was pushed; empty where the
    push has opened it, or nobody knows one.
    """
    base = repo_base(settings)
    target, flat = settings.edit_branch, quote(branch, safe="")
    head = quote(branch, safe="/")
    told = urlencode({"title": one_line(title), "body": body}, quote_via=quote)
    if not base:
        return ""
    forge = forge_of(settings)
    if forge == "github":
        url = f"{base}/compare/{quote(target, safe='/')}...{head}?expand=1"
        return f"{url}&{told}" if len(url) + len(told) < LONGEST_URL else url
    if forge == "bitbucket":
        return f"{base}/pull-requests/new?source={flat}&dest={quote(target, safe='')}"
    if forge == "azure":
        return f"{base}/pullrequestcreate?sourceRef={flat}&targetRef={quote(target, safe='')}"
    return ""
