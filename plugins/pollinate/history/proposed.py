# Finds the commits that somebody means by a request: a branch, the forge's own ref of it, its
# number, or a file that was sent (patches, a bundle). Whatever a file brings is read into the copy
# beside the repository. Why here: git answers. Must not know: what a request may change.
"""Find what a request proposes."""

from __future__ import annotations

import re
import shlex
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pollinate.errors import GitError, RequestError
from pollinate.history.git import Repository
from pollinate.history.side_copy import SideCopy, told
from pollinate.paths import Sha
from pollinate.plain import plain

NUMBERED = ("refs/pull/{}/head", "refs/merge-requests/{}/head")
"""Where forges keep requests by number: GitHub, Gitea and Forgejo; GitLab."""
_FORGE_REF = re.compile(r"(?:refs/)?(?:pull|merge-requests)/(?P<number>\d{1,12})(?:/head|/merge)?")
_NUMBER = re.compile(r"[#!]?(?P<number>\d{1,9})")
_BUNDLE = re.compile(rb"# v\d git bundle\n")
_MAIL, _PATCH = re.compile(rb"From [0-9a-f]{40,64} "), re.compile(rb"^diff --git ", re.MULTILINE)
_PACKED = re.compile(rb"^(?:literal|delta) (\d{1,15})\r?$", re.MULTILINE)
MOST_PATCHES = 500
LARGEST_FILE = 50_000_000
"""Bytes of a file of patches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """What a request proposes."""

    tip: Sha
    """Its newest commit. It is looked up once: whoever pushes meanwhile changes nothing of it."""
    name: str
    """The branch or ref; the name of the file that was sent."""
    is_file: bool = False


def find_proposed(
    repository: Repository, copy: SideCopy, base: str, text: str, folder: Path, remote: str
) -> Proposed:
    """Return what somebody means by a request, looked up from a folder.

    Raises RequestError where there is no such request, or the file holds none.
    """
    # A file in the folder that one stands in may be a stranger's, and be called like a request.
    names = _names(text, remote)
    for name in names:
        if sha := _commit(repository, name):
            return Proposed(tip=sha, name=_short(name))
    file = folder / text
    with suppress(OSError, ValueError):
        if text and file.is_file():
            return _of_file(copy, base, file)
    fetched = next((name for name in names if name.startswith("refs/pull/")), "")
    if not remote:
        raise RequestError(
            f"there is no request, branch, commit or file '{plain(text)}' here",
            cure="This clone has no remote to fetch it from. What waits here says:",
            example="pollinate queue",
        )
    example = f"git fetch {shlex.quote(remote or 'origin')} "
    example += f"'+{fetched}:{fetched}'" if fetched else plain(shlex.quote(text))
    raise RequestError(
        f"there is no request, branch, commit or file '{plain(text)}' here",
        cure="Fetch it first (GitLab calls it merge-requests/N/head), then run the same again:",
        example=example,
    )


def _names(text: str, remote: str) -> list[str]:
    if not text or text.startswith("-") or "\0" in text:
        return []
    numbered = _FORGE_REF.fullmatch(text) or _NUMBER.fullmatch(text)
    below = [ref.format(numbered["number"]) for ref in NUMBERED] if numbered else []
    there = f"refs/remotes/{remote}/" if remote else ""
    below += [f"{there}{ref.removeprefix('refs/')}" for ref in below if there]
    exact = [f"refs/heads/{text}", *([f"{there}{text}"] if there else []), text]
    # Whoever may push a branch could call it by a number.
    return [*below, *exact] if numbered else exact


def _short(name: str) -> str:
    for prefix in ("refs/heads/", "refs/remotes/"):
        name = name.removeprefix(prefix)
    return name


def _commit(repository: Repository, name: str) -> Sha | None:
    asked = ("rev-parse", "-q", "--verify", "--end-of-options", f"{name}^{{commit}}")
    try:
        return Sha(repository.run(*asked).decode().strip())
    except GitError:
        return None


def _of_file(copy: SideCopy, base: str, file: Path) -> Proposed:
    if file.stat().st_size > LARGEST_FILE:
        raise RequestError("this file is too large to be a request", place=file.name)
    data = file.read_bytes()
    if _BUNDLE.match(data):
        return Proposed(tip=_of_bundle(copy, file), name=file.name, is_file=True)
    if (_MAIL.match(data) or _PATCH.search(data)) and _unfolds_to(data) > LARGEST_FILE:
        raise RequestError(
            "this file unfolds to more than a request may hold",
            place=file.name,
            cure="Ask for the large files by another way.",
        )
    if _MAIL.match(data) or _PATCH.search(data):
        return Proposed(tip=_of_patches(copy, base, data, file.name), name=file.name, is_file=True)
    raise RequestError(
        "this file holds neither patches nor a bundle",
        place=file.name,
        cure="A mail or the answers of a form are received first; then their branch is reviewed:",
        example=f"pollinate receive {plain(shlex.quote(file.name))}",
    )


def _unfolds_to(data: bytes) -> int:
    """Return how many bytes the files of a patch have that are packed in it."""
    return sum(int(size) for size in _PACKED.findall(data))


def _of_bundle(copy: SideCopy, file: Path) -> Sha:
    try:
        listing = copy.run("bundle", "list-heads", str(file.resolve()))
        # Git looks at each object that comes in.
        copy.run(
            *("-c", "fetch.fsckObjects=true", "-c", "protocol.allow=never"),
            *("-c", "protocol.file.allow=always", "bundle", "unbundle", str(file.resolve())),
        )
    except GitError as error:
        raise RequestError(
            f"this bundle can't be used: {error.problem}",
            place=file.name,
            cure="It may build on commits that are not here: fetch them, or ask for a whole one.",
        ) from error
    heads = [line.split(" ", 1) for line in listing.decode("utf-8", "replace").splitlines()]
    named = {name: sha for sha, name in heads if name != "HEAD"} or {n: s for s, n in heads}
    if len(set(named.values())) != 1:
        names = ", ".join(sorted(map(plain, named))[:10]) or "none"
        raise RequestError(
            f"a bundle to review holds one branch, and this one holds: {names}", place=file.name
        )
    return Sha(next(iter(named.values())))


def _of_patches(copy: SideCopy, base: str, data: bytes, name: str) -> Sha:
    """Apply patches to a base, one commit each, by the authors that they name."""
    tip = Sha(base)
    with tempfile.TemporaryDirectory(prefix="pollinate-") as place:
        folder = Path(place)
        index = folder / "index"
        copy.run("read-tree", base, index=index)
        for number, one in enumerate(_split(copy, data, folder), 1):
            if number > MOST_PATCHES:
                raise RequestError(f"this file holds more than {MOST_PATCHES} patches", place=name)
            info, patch = _read(copy, one, folder)
            try:
                copy.run("apply", "--cached", "--whitespace=nowarn", stdin=patch, index=index)
            except GitError as error:
                raise RequestError(
                    f"patch {number} does not fit the garden as it is now: {error.problem}",
                    place=name,
                    cure="Ask for one that is made anew on the newest state, or apply it to the"
                    " commit that it was made from and review that branch.",
                ) from error
            tree = copy.run("write-tree", index=index).decode().strip()
            tip = _as_written(copy, tree, tip, info)
    return tip


def _split(copy: SideCopy, data: bytes, folder: Path) -> list[bytes]:
    if not _MAIL.match(data):
        return [data]
    (folder / "box").write_bytes(data)
    (folder / "mails").mkdir()
    box, mails = str(folder / "box"), str(folder / "mails")
    copy.run("mailsplit", "--keep-cr", f"-o{mails}", box)
    return [one.read_bytes() for one in sorted((folder / "mails").iterdir())]


def _read(copy: SideCopy, mail: bytes, folder: Path) -> tuple[dict[str, str], bytes]:
    """Return what a patch says of itself, and the change."""
    if not _MAIL.match(mail):
        return {}, mail
    message, patch = folder / "message", folder / "patch"
    said = copy.run("mailinfo", "--encoding=UTF-8", str(message), str(patch), stdin=mail)
    lines = (line.partition(": ") for line in said.decode("utf-8", "replace").splitlines())
    info = {key: value for key, _, value in lines if value}
    info["Message"] = message.read_text(encoding="utf-8", errors="replace")
    return info, patch.read_bytes()


def _as_written(copy: SideCopy, tree: str, parent: Sha, info: dict[str, str]) -> Sha:
    names = {"GIT_AUTHOR_NAME": "Author", "GIT_AUTHOR_EMAIL": "Email", "GIT_AUTHOR_DATE": "Date"}
    said = {variable: info[key] for variable, key in names.items() if info.get(key)}
    subject = info.get("Subject", "A patch without words")
    message = f"{subject}\n\n{info.get('Message', '')}".strip() + "\n"
    try:
        with told(said):
            return copy.commit(tree, (parent,), message)
    except GitError:
        # A date that git can't read; the name stays.
        said.pop("GIT_AUTHOR_DATE", None)
        with told(said):
            return copy.commit(tree, (parent,), message)
