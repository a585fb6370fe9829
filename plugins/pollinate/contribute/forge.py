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


_HOSTS = {
    "github": ("github",),
    "gitlab": ("gitlab",),
    "gitea": ("gitea", "forgejo", "codeberg"),
    "bitbucket": ("bitbucket.org",),
    "azure": ("dev.azure.com", "visualstudio.com"),
}
"""What the host of a forge's address holds; others are told by the setting `forge`."""
NAMES = {
    "github": "GitHub",
    "gitlab": "GitLab",
    "gitea": "the forge",
    "bitbucket": "Bitbucket",
    "azure": "Azure DevOps",
}
"""As people know them; Gitea and Forgejo run under many names."""


def forge_of(settings: Settings) -> str:
    """Return the kind of forge: as set, else seen from `repo_url`."""
    if settings.forge:
        return settings.forge
    host = urlsplit(settings.repo_url).hostname or ""
    return next((kind for kind, words in _HOSTS.items() if any(w in host for w in words)), "none")


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


def repo_base(settings: Settings) -> str:
    """Return where the forge shows the repository, as a reader gets there: clones add `.git`."""
    address = without_login(safe_url(settings.repo_url))
    return address.rstrip("/").removesuffix(".git").rstrip("/")


def without_login(url: str) -> str:
    """Return an address without the name, password or token before its host."""
    scheme, mark, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}{mark}{host.rpartition('@')[2]}{slash}{path}"


def commit_url(settings: Settings, sha: str) -> str:
    """Return where the forge shows a commit; empty when there is none."""
    base, forge = repo_base(settings), forge_of(settings)
    paths = {
        "github": "commit",
        "gitlab": "-/commit",
        "gitea": "commit",
        "bitbucket": "commits",
        "azure": "commit",
    }
    return f"{base}/{paths[forge]}/{sha}" if base and forge in paths else ""


def edit_url(settings: Settings, path: str) -> str:
    """Return where the forge edits a file, counted from the repository root; empty when there is
    none.
    """
    base, forge, branch = repo_base(settings), forge_of(settings), _path(settings.edit_branch)
    places = {
        "github": f"/edit/{branch}/{quote(path)}",
        "gitlab": f"/-/edit/{branch}/{quote(path)}",
        "gitea": f"/_edit/{branch}/{quote(path)}",
        "bitbucket": f"/src/{branch}/{quote(path)}?mode=edit&at={quote(branch, safe='%')}",
        "azure": f"?path=/{quote(path)}&version=GB{quote(branch, safe='%')}",
    }
    return base + places[forge] if base and forge in places else ""


def prefills(settings: Settings) -> bool:
    """Return whether the forge takes the text of a new file from its address; the editors of the
    others take at most the name.
    """
    return forge_of(settings) in ("github", "gitea")


def new_file_pattern(settings: Settings) -> str:
    """Return the address of the forge's page that makes a file, with places for what it is told;
    empty without a forge.

    `{path}` is the file from the repository root and `{name}` its last part, `{folder}` its folder
    with a slash behind it, `{file}` the path with its slashes, `{text}` what stands in it. All are
    quoted; slashes stay in `{folder}` and `{file}`. Azure DevOps makes a file by hand only, so its
    folder is opened.
    """
    base, forge, branch = repo_base(settings), forge_of(settings), _path(settings.edit_branch)
    flat = quote(branch, safe="%")
    places = {
        "github": f"/new/{branch}?filename={{path}}&value={{text}}",
        "gitlab": f"/-/new/{branch}?file_name={{path}}",
        "gitea": f"/_new/{branch}/{{folder}}?filename={{name}}&value={{text}}",
        "bitbucket": f"/create-file/{branch}/{{file}}?at={flat}",
        "azure": f"?path=/{{folder}}&version=GB{flat}",
    }
    return _whole(base) + places[forge] if base and forge in places else ""


def new_issue_pattern(settings: Settings) -> str:
    """Return the address of the forge's page for a report, with places for `{name}`, its title,
    and `{text}`; empty where it has none that takes both.
    """
    base, forge = repo_base(settings), forge_of(settings)
    places = {
        "github": "/issues/new?title={name}&body={text}",
        "gitlab": "/-/issues/new?issue[title]={name}&issue[description]={text}",
        "gitea": "/issues/new?title={name}&body={text}",
    }
    return _whole(base) + places[forge] if base and forge in places else ""


def new_file_url(settings: Settings, repo_path: str, text: str) -> str:
    """Return the forge's page that makes a file, counted from the repository root; empty without a
    forge.

    The text is left out where the forge ignores it or the address would be too long.
    """
    pattern = new_file_pattern(settings)
    folder, slash, name = repo_path.rpartition("/")
    places = {
        "path": quote(repo_path, safe=""),
        "file": _path(repo_path),
        "folder": _path(folder + slash),
        "name": quote(name, safe=""),
    }
    for place, value in places.items():
        pattern = pattern.replace(f"{{{place}}}", value)
    full = pattern.replace("{text}", quote(text, safe=""))
    return full if text and len(full) <= LONGEST_URL else pattern.replace("&value={text}", "")


def _whole(base: str) -> str:
    """Return an address without the braces that mark places."""
    return base.replace("{", "%7B").replace("}", "%7D")


def _path(text: str) -> str:
    # Slashes stay: forges tell folders, and branches such as `release/2`, by them.
    return "/".join(quote(part, safe="") for part in text.split("/"))
