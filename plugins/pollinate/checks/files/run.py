# READ FIRST in this folder. All that `check` looks at in single files, as a list of rules: each
# text, each picture, their names. Two programs are asked besides (programs.py).
# Must not know: where the files come from, how findings are printed.
"""Check files."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from pollinate.checks.files import id_numbers, personal_data, secrets
from pollinate.checks.files.drawings import find_in_drawing
from pollinate.checks.files.emails import find_addresses, find_addresses_in
from pollinate.checks.files.file_names import find_names, find_twins
from pollinate.checks.files.house import find_house_faults
from pollinate.checks.files.links import find_links
from pollinate.checks.files.personal_data import find_personal_data, find_words
from pollinate.checks.files.pictures import find_in_picture
from pollinate.checks.files.programs import missing_programs
from pollinate.checks.files.secrets import find_secrets
from pollinate.checks.files.signs import find_signs
from pollinate.checks.files.structure import find_structure, find_unfinished
from pollinate.checks.files.surroundings import OnDisk
from pollinate.checks.files.text import Text
from pollinate.checks.files.wording import find_blame, find_instructions
from pollinate.house_rules import CAREFUL, HouseRules
from pollinate.model.diagnostics import Diagnostic, Severity
from pollinate.paths import RepoPath
from pollinate.runtime.forked import forked

LARGE = 500
"""From so many texts on a second process looks at half of them."""
ALLOW = "pollinate: allow "
_APART = re.compile(r"[-_/]+|\.(?=[a-z]{2,8}$)")
"""What parts the words of a file's name."""
_ALLOWED = re.compile(rf"{ALLOW}([a-z-]{{3,40}})")


@dataclass(frozen=True, kw_only=True)
class Files:
    """What is to be looked at."""

    texts: Sequence[Text]
    """Markdown."""
    others: Iterable[tuple[RepoPath, str]] = ()
    """Texts that are no Markdown: data, scripts."""
    pictures: Iterable[tuple[RepoPath, bytes]] = ()
    binaries: Iterable[tuple[RepoPath, str]] = ()
    """Files that are neither, as if they were texts: read after the rest."""
    paths: Collection[RepoPath] = ()
    """All of these by name."""
    among: Collection[RepoPath] = ()
    """All files of the repository."""
    words: Sequence[re.Pattern[str]] = ()
    """Names that the organisation keeps out."""
    rules: HouseRules = CAREFUL
    """What the organisation asks of lessons."""
    touched: bool = True
    """A request brings these files: what lacks of what is asked blocks it."""


def check_files(files: Files, around: OnDisk) -> Iterator[Diagnostic]:
    """Yield all findings about single files."""
    yield from find_names(files.paths)
    yield from find_twins(files.paths, files.among)
    half = len(files.texts) // 2
    second = partial(_of_texts, files, files.texts[half:], around)
    with forked(second, large=len(files.texts) >= LARGE) as rest:
        yield from _of_texts(files, files.texts[:half], around)
        yield from rest.result()
    for path, whole in files.others:
        yield from check_words(path, whole, files.words)
        yield from find_addresses_in(path, whole)
    for path, data in files.pictures:
        yield from find_in_picture(path, data)
    for path, whole in files.binaries:
        yield from check_binary(path, whole, files.words)


def _of_texts(files: Files, texts: Sequence[Text], around: OnDisk) -> list[Diagnostic]:
    """Return what is found in some of the texts, each looked at alone."""
    found: list[Diagnostic] = []
    for text in texts:
        found += allowing(text.whole, check_text(text, around))
        house = find_house_faults(text, files.rules, touched=files.touched)
        found += allowing(text.whole, house)
        found += check_words(text.path, text.whole, files.words)
    return found


def check_text(text: Text, around: OnDisk) -> Iterator[Diagnostic]:
    """Yield what is wrong with one Markdown text."""
    yield from find_links(text, around)
    yield from find_unfinished(text)
    yield from find_structure(text)
    yield from find_signs(text)
    yield from find_addresses(text)
    yield from find_blame(text)
    yield from find_instructions(text)


def check_words(
    path: RepoPath, whole: str, words: Sequence[re.Pattern[str]]
) -> Iterator[Diagnostic]:
    """Yield what a text holds that nobody should read, whatever kind of file it is."""
    yield from _in_name(path)
    yield from allowing(whole, find_secrets(path, whole))
    yield from allowing(whole, find_personal_data(path, whole))
    yield from find_in_drawing(path, whole)
    yield from find_words(path, whole, words)


def check_binary(
    path: RepoPath, whole: str, words: Sequence[re.Pattern[str]]
) -> Iterator[Diagnostic]:
    """Yield what can be seen in a file that is no text: by chance it holds numbers of any kind."""
    yield from _in_name(path)
    yield from find_secrets(path, whole)
    yield from find_words(path, whole, words)


def _in_name(path: RepoPath) -> Iterator[Diagnostic]:
    """Yield what the name of a file tells: it is a part of an address of the site."""
    words = f"{path}\n{_APART.sub(' ', path)}"
    told: set[str] = set()
    for one in (*find_secrets(path, path), *find_personal_data(path, words)):
        if one.code in ("secret", "personal-number") and one.blocks and one.code not in told:
            told.add(one.code)
            message = one.message.replace("this line holds", "the name of this file holds")
            yield replace(one, line=0, column=0, message=message)


def allowing(whole: str, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield findings; one that a comment on its line or the line above allows is only advice."""
    lines = whole.split("\n") if ALLOW in whole else []
    for one in found:
        beside = " ".join(lines[max(0, one.line - 2) : one.line]) if one.line else ""
        if one.blocks and one.code in _ALLOWED.findall(beside):
            yield replace(
                one,
                severity=Severity.ADVICE,
                message=f"{one.message}; a comment allows it",
                cure="Whoever reviews this should agree.",
            )
        else:
            yield one


PARTS: Mapping[str, Callable[[], bool]] = {
    "detect-secrets": secrets.is_complete,
    "phonenumbers": personal_data.is_complete,
    "python-stdnum": id_numbers.is_complete,
}


def missing() -> tuple[str, ...]:
    """Return the names of packages that are not installed, so that less is found."""
    return (*(name for name, there in PARTS.items() if not there()), *missing_programs())
