# A redaction from beginning to end, as a list of phases: mirror, plan, report, rewriting, register,
# proof, name. Everything happens in a folder of its own that gets its name last; at any earlier
# moment it can be stopped, and the original is as it was. Must not know: a terminal, options.
"""Redact a history."""

from __future__ import annotations

import os
import platform
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from pollinate.checks.files.secrets import find_secrets
from pollinate.errors import OutputError, RequestError
from pollinate.history.git import Repository
from pollinate.history.repository import identity_of
from pollinate.history.side_copy import told as told_to_git
from pollinate.history.workspace import Workspace
from pollinate.keeping.redaction.asked import AskedRedaction, plan_of, with_parts
from pollinate.keeping.redaction.mirror import (
    UNFINISHED,
    check_place,
    finish,
    make_mirror,
    needs_tool,
    open_requests,
    publish_mirror,
    rewrite,
)
from pollinate.keeping.redaction.objects import count_objects
from pollinate.keeping.redaction.proof import prove
from pollinate.keeping.redaction.register import RegisterEntry, write_register
from pollinate.keeping.redaction.replacer import Replacer
from pollinate.keeping.redaction.scan import Told, scan
from pollinate.model.garden import Garden
from pollinate.model.hidden_names import HASHED
from pollinate.model.redaction import Outlook, Redacted, RedactionPlan
from pollinate.paths import RepoPath
from pollinate.settings import Settings

_IDENT = re.compile(r"(?P<name>.*?) ?<(?P<mail>[^<>]*)>")
_OWNER = "pollinate-owner"
"""A file in an unfinished mirror that says who works on it."""


def refuse_on_hold(settings: Settings) -> None:
    """Raise RequestError where the garden's policy says that nothing may be taken out."""
    if settings.policy.legal_hold:
        raise RequestError(
            "a legal hold is on this garden, so nothing is taken out of its history",
            cure="Hide the lesson meanwhile, and ask who set `policy: legal_hold`:",
            example="pollinate withdraw LESSON --because TEXT",
        )


def source_of(repository: Repository, said: str) -> str:
    """Return the repository whose mirror is made: the one that was said, the server's, this one."""
    if said:
        there = Path(said)
        return str(there.resolve()) if there.exists() else said
    status, told = repository.ask("config", "--get", "remote.origin.url")
    url = os.fsdecode(told).strip() if status == 0 else ""
    if not url:
        return str(repository.common_dir)
    local = repository.root / url
    return str(local.resolve()) if local.exists() else url


@contextmanager
def mirror_of(repository: Repository, source: str, place: Path) -> Iterator[Repository]:
    """Give a mirror in an unfinished folder beside a place; it is gone afterwards, unless it got
    its name meanwhile.
    """
    check_place(place, repository)
    unfinished = place.with_name(place.name + UNFINISHED)
    _refuse_running(unfinished)
    try:
        mirror = make_mirror(repository, source, unfinished)
        (unfinished / _OWNER).write_text(f"{platform.node()} {os.getpid()}\n", "utf-8")
        yield mirror
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _refuse_running(unfinished: Path) -> None:
    """Raise RequestError while another process works on this mirror."""
    try:
        host, _, number = (unfinished / _OWNER).read_text("utf-8").strip().partition(" ")
        if host != platform.node() or int(number) == os.getpid():
            return
        os.kill(int(number), 0)
    except (OSError, ValueError):
        return
    raise RequestError(
        "another run works on this mirror", place=str(unfinished), cure="Wait until it has ended."
    )


def outlook(
    mirror: Repository,
    garden: Garden,
    asked: AskedRedaction,
    told: Told,
    *,
    with_near: bool = False,
) -> Outlook:
    """Return what a redaction of a mirror would do; `with_near` takes parts of its texts, too."""
    if asked.people:
        _refuse_without_key(garden)
    meant = plan_of(asked, garden, mirror)
    places = scan(mirror, meant.plan, told)
    while with_near and places.near:
        meant = replace(meant, plan=with_parts(meant.plan, places.near))
        places = scan(mirror, meant.plan, told)
    return Outlook(
        meant=meant,
        places=places,
        requests=tuple(open_requests(mirror)),
        secrets=any(any(find_secrets(RepoPath("text"), text)) for text in asked.texts),
    )


def _refuse_without_key(garden: Garden) -> None:
    """Raise RequestError where profiles have hashed names that nobody can read here: whose names
    they join is not known then.
    """
    names = (name for file in garden.content.people.values() for name in file.git)
    if any(map(HASHED.fullmatch, names)):
        raise RequestError(
            "this garden has hashed names, and their key is not here: some names of whom you take"
            " out may be among them",
            cure="Ask who looks after the garden, and give the key as POLLINATE_PEOPLE_KEY.",
        )


def redact(
    mirror: Repository,
    workspace: Workspace,
    settings: Settings,
    plan: RedactionPlan,
    reference: str,
    place: Path,
    told: Told,
) -> Redacted:
    """Take all of a plan out of a mirror, prove it, and give the mirror its name.

    Raises RequestError for a reference that holds it, ProgramError, GitError and OutputError where
    it can't be done; then there is no mirror of that name.
    """
    needs_tool()
    signer = _signer(workspace.repository, plan, reference)
    told("Writing the history anew", 0, 1)
    mapped = rewrite(mirror, plan)
    changed = sum(old != new for old, new in mapped.items())
    entry = RegisterEntry(
        day=date.today(),
        reference=reference,
        what=tuple(_what(plan)),
        commits=changed,
        objects=count_objects(mirror),
    )
    lists = settings.ignore_commits
    with told_to_git(signer):
        register = write_register(mirror, entry, lists, mapped, workspace.docs)
    finish(mirror, mapped)
    proof = prove(mirror, plan, told)
    if proof.left:
        raise OutputError(
            f"{len(proof.left)} objects still hold what was to be taken out:"
            f" {', '.join(proof.left[:5])}",
            cure="Nothing was changed: the mirror is thrown away. Take these files out whole.",
        )
    (mirror.root / _OWNER).unlink(missing_ok=True)
    publish_mirror(mirror.root, place)
    return Redacted(proof=proof, commits=changed, register=register)


def _signer(repository: Repository | None, plan: RedactionPlan, reference: str) -> dict[str, str]:
    """Return who signs the register, for git; raises RequestError where the register would say what
    was taken out, or who.
    """
    replacer = Replacer(plan)
    if replacer.text(reference) != reference:
        raise RequestError(
            "the reference holds what is taken out, and would stand in the register",
            cure="Name a number of a case, or the like.",
        )
    found = _IDENT.match(identity_of(repository)) if repository else None
    if found is None:
        raise RequestError(
            "git does not know who you are, and the register is signed",
            cure="Say it once:",
            example='git config --global user.name "Your Name"',
        )
    name, mail = found["name"], found["mail"]
    if replacer.author(name.encode(), mail.encode()) != (name.encode(), mail.encode()):
        raise RequestError(
            "the register would be signed by whom you take out",
            cure="Let a colleague do it, or sign as a team for this one command:",
            example="git config user.name 'Garden team'",
        )
    return {
        f"GIT_{role}_{what}": value
        for role in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", name), ("EMAIL", mail))
    }


def _what(plan: RedactionPlan) -> Iterator[str]:
    for count, one, many in (
        (len(plan.people), "person", "people"),
        (len(plan.texts), "text", "texts"),
        (len(plan.files), "file", "files"),
    ):
        if count:
            yield f"{count} {one if count == 1 else many}"
