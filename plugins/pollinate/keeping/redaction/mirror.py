# A mirror of a repository, in a folder beside the place where the cleaned one will stand: the
# original is only read, whatever happens, and an unfinished mirror is thrown away by the next run.
# Git's notes are kept aside while the mirror is written anew, since they name commits by their ids.
# Must not know: what is taken out, and why.
"""Make a mirror and write it anew."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from pollinate.errors import OutputError, ProgramError, RequestError
from pollinate.history.git import Repository
from pollinate.keeping.redaction.loose_refs import rewrite_loose_refs
from pollinate.keeping.redaction.objects import some_objects
from pollinate.keeping.redaction.replacer import Replacer
from pollinate.model.redaction import RedactionPlan
from pollinate.runtime.confined import bare_environment
from pollinate.runtime.program import run_module

MAP = Path("pollinate", "commit-map")
"""In a cleaned mirror: old and new ids of all commits that are others now."""
UNFINISHED = ".unfinished"
"""Ending of the folder in which a mirror is made."""
_PLAIN = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
_COPIES = "refs/remotes/"
"""What a clone remembers of another repository: that one's own to clean."""


@dataclass(frozen=True, slots=True)
class GitNote:
    """A note that git keeps beside a commit."""

    ref: str
    target: str
    text: bytes


def needs_tool() -> None:
    """Raise ProgramError where git-filter-repo is not installed."""
    if find_spec("git_filter_repo") is None:
        raise ProgramError(
            "git-filter-repo is not installed, which writes a history anew",
            cure="Install it:",
            example="pip install 'pollinate[redact]'",
        )


def make_mirror(repository: Repository, source: str, place: Path) -> Repository:
    """Return a mirror of a source, in a new folder; raises GitError, OutputError."""
    if place.exists():
        shutil.rmtree(place)
    place.parent.mkdir(parents=True, exist_ok=True)
    repository.run("clone", "-q", "--mirror", "--no-local", "--template=", "--", source, str(place))
    mirror = Repository(root=place, head=None, common_dir=place, children=repository.children)
    for line in mirror.run("for-each-ref", "--format=%(refname)", _COPIES).split():
        mirror.run("update-ref", "-d", line.decode("utf-8", "surrogateescape"))
    mirror.run("remote", "remove", "origin")
    return mirror


def open_requests(mirror: Repository) -> list[str]:
    """Return refs of requests that no branch has yet: they must be proposed anew."""
    told = mirror.run(
        "for-each-ref",
        "--format=%(refname)",
        "--no-merged=HEAD",
        "refs/pull/",
        "refs/merge-requests/",
        "refs/for/",
        "refs/changes/",
    )
    return told.decode("utf-8", "surrogateescape").split()


def rewrite(mirror: Repository, plan: RedactionPlan) -> dict[str, str]:
    """Take all out of a mirror's history; return the new id of each commit that is another now.

    Raises ProgramError where git-filter-repo can't, with its reason.
    """
    replacer = Replacer(plan)
    head = mirror.run("symbolic-ref", "HEAD").strip().decode("utf-8", "surrogateescape")
    earlier = _commits_of_notes(mirror)
    notes = _take_notes(mirror)
    with_home = bare_environment(str(mirror.root), _PLAIN)
    told = json.dumps(plan.as_json()).encode()
    try:
        run_module("pollinate.keeping.redaction", str(mirror.root), told, with_home)
    except ProgramError as error:
        raise ProgramError(
            f"the history can't be written anew: {replacer.text(error.problem)}",
            cure="Nothing was changed. The repository is as it was.",
        ) from error
    mapped = _read_map(mirror.root / "filter-repo" / "commit-map")
    mirror.run("symbolic-ref", "HEAD", replacer.text(head))
    tips = _put_notes(mirror, notes, mapped, replacer)
    # A clone that has the notes is led on with them.
    mapped |= {old: tips[ref] for ref, olds in earlier.items() if ref in tips for old in olds}
    rewrite_loose_refs(mirror, replacer)
    shutil.rmtree(mirror.root / "filter-repo")
    for name in ("FETCH_HEAD", "ORIG_HEAD", "description"):
        (mirror.root / name).unlink(missing_ok=True)
    return mapped


def finish(mirror: Repository, mapped: Mapping[str, str]) -> None:
    """Throw away what no ref leads to, and write down the map."""
    mirror.run("reflog", "expire", "--expire=now", "--expire-unreachable=now", "--all")
    mirror.run("gc", "-q", "--prune=now")
    file = mirror.root / MAP
    file.parent.mkdir(exist_ok=True)
    lines = "".join(f"{old} {new}\n" for old, new in sorted(mapped.items()) if old != new)
    file.write_text(lines, encoding="ascii")


def publish_mirror(unfinished: Path, place: Path) -> None:
    """Give a finished mirror its name; raises OutputError where something is there meanwhile."""
    try:
        if place.exists():
            raise FileExistsError(17, "something is there already")
        unfinished.rename(place)
    except OSError as error:
        raise OutputError(
            f"the cleaned mirror can't get its name ({(error.strerror or str(error)).lower()})",
            place=str(place),
            cure=f"It is whole, and stands in {unfinished.name}.",
        ) from error


def check_place(place: Path, repository: Repository) -> None:
    """Raise RequestError for a place where no cleaned mirror may stand."""
    resolved = place.resolve()
    inside = resolved.is_relative_to(repository.root.resolve())
    if inside or resolved.is_relative_to(repository.common_dir.resolve()):
        raise RequestError(
            "the cleaned mirror would stand inside the repository",
            place=str(place),
            cure="Name a folder outside of it:",
            example="--into ../garden-cleaned.git",
        )
    if place.exists():
        raise RequestError(
            "something is there already", place=str(place), cure="Name a folder that is not there."
        )


def read_commit_map(place: Path) -> dict[str, str]:
    """Return the map of a cleaned mirror; raises RequestError where there is none."""
    file = place / MAP
    if not file.is_file():
        raise RequestError(
            "this is no mirror that `pollinate redact` made",
            place=str(place),
            cure="Name the folder that stood after --into.",
        )
    return _read_map(file)


def _read_map(file: Path) -> dict[str, str]:
    pairs = (line.split() for line in file.read_text("ascii").splitlines())
    return {old: new for old, new in pairs if len(old) >= 40}


def _take_notes(mirror: Repository) -> list[GitNote]:
    """Take git's notes out of a mirror and return them."""
    found: list[GitNote] = []
    there = _commits(mirror)
    refs = mirror.run("for-each-ref", "--format=%(refname)", "refs/notes/").decode().split()
    for ref in refs:
        listed = mirror.run("notes", f"--ref={ref}", "list").decode().splitlines()
        # A note on a commit that no branch has any more goes with it.
        pairs = [(blob, target) for blob, target in map(str.split, listed) if target in there]
        texts = some_objects(mirror, (blob for blob, _ in pairs))
        found += [
            GitNote(ref, target, one.data) for (_, target), one in zip(pairs, texts, strict=True)
        ]
        mirror.run("update-ref", "-d", ref)
    return found


def _commits(mirror: Repository) -> set[str]:
    """Return all commits that a branch, tag or request leads to."""
    told = mirror.run("rev-list", "--exclude=refs/notes/*", "--all")
    return set(told.decode().split())


def _commits_of_notes(mirror: Repository) -> dict[str, list[str]]:
    """Return the commits of which each ref of notes is made."""
    refs = mirror.run("for-each-ref", "--format=%(refname)", "refs/notes/").decode().split()
    return {ref: mirror.run("rev-list", ref).decode().split() for ref in refs}


def _put_notes(
    mirror: Repository, notes: list[GitNote], mapped: Mapping[str, str], replacer: Replacer
) -> dict[str, str]:
    """Write notes for the commits that took the place of others, as one commit a ref; return it, by
    the ref's earlier name.
    """
    tips = {}
    for ref in sorted({one.ref for one in notes}):
        lines = [
            b"commit %s\ncommitter redaction <redaction@redacted.invalid> 0 +0000\n" % _ref(ref)
        ]
        lines.append(b"data 22\nNotes, kept and moved.\n")
        for one in notes:
            if one.ref == ref:
                text = replacer.data(one.text)
                target = mapped.get(one.target, one.target).encode()
                lines.append(b"N inline %s\ndata %d\n%s\n" % (target, len(text), text))
        mirror.run("fast-import", "--quiet", stdin=b"".join(lines))
        put = replacer.text(ref)
        tips[ref] = sha = mirror.run("rev-parse", ref).decode().strip()
        if put != ref:
            mirror.run("update-ref", put, sha)
            mirror.run("update-ref", "-d", ref)
    return tips


def _ref(name: str) -> bytes:
    return name.encode("utf-8", "surrogateescape")
