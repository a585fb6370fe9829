# Where a forge shows a commit, edits a file and makes a new one: the only place that knows their
# addresses. Why here: pages and the command line must lead to the same places.
# Must not know: what stands in a file, HTML, whether a forge answers.
"""Give the addresses of a forge."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, urlsplit

from pollinate.settings import Settings

LONGEST_URL = 6_000
"""Above this forges answer 414: the text is left out and has to be copied."""


def forge_of(settings: Settings) -> str:
    """Return the kind of forge: as set, else seen from `repo_url`."""
    if settings.forge:
        return settings.forge
    host = urlsplit(settings.repo_url).hostname or ""
    return next(
        (kind for kind in ("github", "gitlab") if kind in host),
        "gitea" if any(w in host for w in ("gitea", "forgejo", "codeberg")) else "none",
    )


def safe_url(url: str) -> str:
    """Return an address that may stand in a link, else nothing: only http, https and mailto."""
    try:
        return url if urlsplit(url).scheme.lower() in ("http", "https") else ""
    except ValueError:
        return ""


_MARKS = re.compile(r"(?:^|/)(?:-/)?(?:src/branch|raw/branch|_?edit|blob|tree|raw|blame|src)/")
"""What stands before the branch in an address of a file, on each forge."""


def branch_in(edit_uri: str, docs: str) -> str:
    """Return the branch that MkDocs' `edit_uri` or `edit_uri_template` names; empty for none.

    `docs` is `docs_dir` from the repository root: what stands before it is the branch, which may
    hold slashes.
    """
    path = edit_uri.partition("{")[0].partition("?")[0].partition("#")[0]
    if "://" in path:
        # The names of a group and a repository may be any of the marks.
        path = urlsplit(path).path.strip("/").partition("/")[2].partition("/")[2]
    found = _MARKS.search(path)
    if found is None:
        return ""
    rest = unquote(path[found.end() :]).strip("/")
    inner = docs.strip("/")
    if not inner:
        return rest
    before = f"/{rest}".removesuffix(f"/{inner}")
    return before.strip("/") if before != f"/{rest}" else rest.partition("/")[0]


def _base(settings: Settings) -> str:
    """Return where the forge shows the repository, as a reader gets there: clones add `.git`."""
    return safe_url(settings.repo_url).rstrip("/").removesuffix(".git").rstrip("/")


def commit_url(settings: Settings, sha: str) -> str:
    """Return where the forge shows a commit; empty when there is none."""
    base, forge = _base(settings), forge_of(settings)
    paths = {"github": "commit", "gitlab": "-/commit", "gitea": "commit"}
    return f"{base}/{paths[forge]}/{sha}" if base and forge in paths else ""


def edit_url(settings: Settings, path: str) -> str:
    """Return where the forge edits a file, counted from the repository root; empty when there is
    none.
    """
    base, forge = _base(settings), forge_of(settings)
    paths = {"github": "edit", "gitlab": "-/edit", "gitea": "_edit"}
    return (
        f"{base}/{paths[forge]}/{_path(settings.edit_branch)}/{quote(path)}"
        if base and forge in paths
        else ""
    )


def prefills(settings: Settings) -> bool:
    """Return whether the forge takes the text of a new file from its address; GitLab's editor takes
    the name only.
    """
    return forge_of(settings) in ("github", "gitea")


def new_file_url(settings: Settings, repo_path: str, text: str) -> str:
    """Return the forge's page that makes a file, counted from the repository root; empty without a
    forge.

    The text is left out where the forge ignores it or the address would be too long.
    """
    base = _base(settings)
    forge, branch = forge_of(settings), _path(settings.edit_branch)
    folder, slash, name = repo_path.rpartition("/")
    places = {
        "github": f"new/{branch}?filename={quote(repo_path, safe='')}",
        "gitlab": f"-/new/{branch}?file_name={quote(repo_path, safe='')}",
        "gitea": f"_new/{branch}/{_path(folder + slash)}?filename={quote(name, safe='')}",
    }
    if not base or forge not in places:
        return ""
    url = f"{base}/{places[forge]}"
    full = f"{url}&value={quote(text, safe='')}"
    return full if text and prefills(settings) and len(full) <= LONGEST_URL else url


def _path(text: str) -> str:
    # Slashes stay: forges tell folders, and branches such as `release/2`, by them.
    return "/".join(quote(part, safe="") for part in text.split("/"))
