# Refs that lead to no commit: a tag of a file or of a folder, which the tool that writes a history
# anew passes over. What they lead to is written anew here, and so is their name.
# Must not know: how commits are written anew, what is taken out.
"""Write files and folders anew that a ref leads to."""

from __future__ import annotations

from pollinate.history.git import Repository
from pollinate.keeping.redaction.replacer import Replacer


def rewrite_loose_refs(mirror: Repository, replacer: Replacer) -> None:
    """Take all out of what refs lead to that is no commit, and of their names."""
    told = mirror.run(
        "for-each-ref", "--format=%(objecttype) %(*objecttype) %(objectname) %(refname)"
    )
    for line in told.decode("utf-8", "surrogateescape").splitlines():
        kind, _, rest = line.partition(" ")
        peeled, sha, name = rest.split(" ", 2)
        if "commit" in (kind, peeled) or _leads_to_commit(mirror, sha):
            continue
        new, put = _anew(mirror, kind, sha, replacer), replacer.text(name)
        if put != name or not new:
            mirror.run("update-ref", "-d", name)
        if new and (put, new) != (name, sha):
            mirror.run("update-ref", put, new)


def _leads_to_commit(mirror: Repository, sha: str) -> bool:
    """Tell whether a tag, or a tag of a tag, is one of a commit."""
    return mirror.run("cat-file", "-t", f"{sha}^{{}}").strip() == b"commit"


def _anew(mirror: Repository, kind: str, sha: str, replacer: Replacer, folder: str = "") -> str:
    """Return the object that takes the place of another; nothing where nothing is left of it."""
    if kind == "tree":
        return _tree(mirror, sha, replacer, folder)
    data = mirror.run("cat-file", kind, sha)
    put = replacer.data(data) if kind == "blob" else _tag(mirror, data, replacer)
    if put == data:
        return sha
    said = ("hash-object", "-w", "-t", kind, "--stdin")
    return mirror.run(*said, stdin=put).decode().strip() if put else ""


def _tree(mirror: Repository, sha: str, replacer: Replacer, folder: str) -> str:
    lines = []
    for line in filter(None, mirror.run("ls-tree", "-z", sha).split(b"\0")):
        head, _, name = line.partition(b"\t")
        mode, kind, old = head.decode().split()
        path = folder + name.decode("utf-8", "surrogateescape")
        put = replacer.place(path)
        new = old if kind == "commit" else _anew(mirror, kind, old, replacer, f"{path}/")
        if put and new:
            last = put.rpartition("/")[2].encode("utf-8", "surrogateescape")
            lines.append(f"{mode} {kind} {new}\t".encode() + last + b"\0")
    return mirror.run("mktree", "-z", "--missing", stdin=b"".join(lines)).decode().strip()


def _tag(mirror: Repository, data: bytes, replacer: Replacer) -> bytes:
    """Return a tag of what took the place of what it led to."""
    head, _, message = data.partition(b"\n\n")
    lines = []
    for line in head.split(b"\n"):
        key, _, value = line.partition(b" ")
        if key == b"object":
            kind = head.partition(b"\ntype ")[2].split(b"\n")[0].decode()
            new = _anew(mirror, kind, value.decode(), replacer)
            if not new:
                return b""
            value = new.encode()
        elif key == b"tagger":
            value = _tagger(value, replacer)
        elif key == b"tag":
            value = replacer.path(value)
        lines.append(key + b" " + value)
    return b"\n".join(lines) + b"\n\n" + replacer.data(message, body=False)


def _tagger(value: bytes, replacer: Replacer) -> bytes:
    name, _, rest = value.partition(b" <")
    mail, _, when = rest.partition(b"> ")
    name, mail = replacer.author(name, mail)
    return name + b" <" + mail + b"> " + when
