# The report of a redaction, before and after: where it stands, what it would break, what nobody
# looked into, and what is left for people to do. The words themselves stand here only where they
# must be judged, on the terminal of who asked. Must not know: how anything is found.
"""Print the report of a redaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from pollinate.model.redaction import Outlook, Redacted

from pollinate_cli.terminal import plain, shell_word

MOST = 20
"""Of one kind that are listed."""
_KINDS = {"text": "the text", "name": "a name", "address": "an address", "file": "the file"}


def report_lines(found: Outlook, *, near: bool) -> Iterator[str]:
    """Yield what a redaction would do."""
    places = found.places
    if found.secrets:
        yield "This looks like a password, key or token. Change it first, wherever it opens"
        yield "something: who has a copy of the history has it, whatever is done here."
        yield ""
    yield f"{places.objects:,} objects and {places.commits:,} commits were read."
    told = ", ".join(
        f"{_KINDS.get(kind, kind)} {count:,} times"
        for kind, count in sorted(places.by_kind.items())
    )
    yield f"Found: {told or 'nothing'}."
    if places.authored:
        yield f"Commits by somebody who is taken out: {places.authored:,}."
    if places.messages or places.tags:
        yield f"Messages of commits that hold it: {places.messages:,}; tags: {places.tags:,}."
    yield from _list("Files that hold it (versions)", places.paths)
    names = {
        path: f"becomes {put}" if put else "is taken out" for path, put in places.renamed.items()
    }
    yield from _pairs("Names of files", names)
    yield from _pairs(
        "No text, so only to be taken out whole (--file)",
        {path or sha: sha[:10] for sha, path in places.no_text.items()},
    )
    yield from _unsure(found, near=near)
    if found.requests:
        names = dict.fromkeys(found.requests, "must be proposed anew")
        yield from _pairs("Open requests", names)
    if places.signed:
        yield f"Signatures that fall away: {places.signed:,}."
    if places.packed:
        packed = ", ".join(f"{count} {ending}" for ending, count in places.packed.most_common(8))
        yield f"Packed files, into which nobody can look from here: {packed}."
    yield ""


def _unsure(found: Outlook, *, near: bool) -> Iterator[str]:
    places = found.places
    if found.meant.called:
        yield "Taken for one person, in all branches; look whether it is:"
        for name, count in found.meant.called:
            yield f"  {plain(name)}: {count} address{'' if count == 1 else 'es'}"
    if found.meant.alike:
        yield f"Commits from {found.meant.alike} other addresses under such a name stay."
    if found.meant.earlier:
        yield "Taken for the same person by a line of .mailmap that holds no more (take them by a"
        yield "--person of their own, if it was right, else --keep them):"
        yield from (f"  {plain(name)}" for name in found.meant.earlier)
    if found.meant.shared:
        yield "Somebody else is called so, too; these stay in texts:"
        yield from (f"  {plain(name)}" for name in found.meant.shared)
    if found.meant.spared:
        yield "Others whose names hold this one, and stay (take them by a --person of their own, if"
        yield "it is one person):"
        yield from (f"  {plain(name)}" for name in found.meant.spared)
    if places.alone:
        yield "Words of the name that stand alone, and stay (take them by --also WORD):"
        for word, count in places.alone.most_common(MOST):
            yield f"  {plain(word)}: {count:,}, as in {plain(places.alone_at[word])}"
        yield from _more(len(places.alone))
    if places.naming:
        yield "These name a file that is taken out, as a link does, and stay (mend them, or take"
        yield "what they say by --text):"
        for where, _ in places.naming.most_common(MOST):
            yield f"  {plain(where)}"
        yield from _more(len(places.naming))
    if places.near and not near:
        yield "Parts of the text that stand elsewhere, and stay (take them by --near):"
        for part, count in places.near.most_common(MOST):
            some = " ".join(part.split()[:12])
            yield f"  {plain(some)} …: {count:,}, as in {plain(places.near_at[part])}"
        yield from _more(len(places.near))


def _list(title: str, counted: Counter[str]) -> Iterator[str]:
    if counted:
        yield f"{title}: {len(counted)}"
        for path, count in sorted(counted.most_common(MOST)):
            yield f"  {plain(path)} ({count})"
        yield from _more(len(counted))


def _pairs(title: str, told: Mapping[str, str]) -> Iterator[str]:
    if told:
        yield f"{title}: {len(told)}"
        for one in sorted(told)[:MOST]:
            yield f"  {plain(one)}: {plain(told[one])}"
        yield from _more(len(told))


def _more(count: int) -> Iterator[str]:
    if count > MOST:
        yield f"  … and {count - MOST} more"


def after_lines(found: Outlook, done: Redacted, place: Path) -> Iterator[str]:
    """Yield what was done, and what is left for people."""
    there = shell_word(str(place))
    yield f"The cleaned mirror is {plain(str(place))}."
    yield f"{done.commits:,} commits are others now. {done.proof.objects:,} objects were searched:"
    yield "none holds what was taken out. The register is in redactions.yml."
    if words := found.places.alone:
        some = ", ".join(plain(word) for word, _ in words.most_common(MOST))
        yield f"Not taken out, and still there as words that stand alone: {some}."
    yield ""
    yield "What is left for you, in this order:"
    steps = [
        "Tell everybody to stop pushing, and keep the old repository readable for nobody.",
        f"Put the mirror in its place: git -C {there} push --mirror URL-OF-THE-SERVER",
        "Refs of requests are the forge's: GitHub and GitLab refuse them. Ask their support to"
        " delete the old ones and to empty their caches; on your own server run git gc"
        " --prune=now there.",
        f"In each clone: pollinate redact --clean {there} --site site. A fresh clone does it, too.",
        "Forks, mirrors, backups, mail that forges sent and CI artifacts have the old history:"
        " delete them, or ask who has them.",
        "Put up the site that was built anew, and empty what stands in front of it: proxies,"
        " offline copies, search engines.",
    ]
    if found.requests:
        steps.insert(4, "Propose the open requests anew, from clones that were cleaned.")
    steps.append(
        "Git LFS, submodules, wikis and the forge's own pages are kept elsewhere: look there, too."
    )
    if found.places.packed:
        steps.append("Look into packed files by hand: archives, office files, pictures.")
    for number, step in enumerate(steps, 1):
        yield f"  {number}. {step}"
