# Markdown's style by rumdl and spelling by typos: two programs that know these matters better than
# we would, each started once for all texts. They get copies under names of ours in a folder of
# their own, and no configuration: neither a file's name nor one beside it can command them.
# Must not know: where the texts come from, how findings are printed.
"""Ask other programs about texts."""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from pollinate.checks.files.rules import finding
from pollinate.checks.files.text import Text
from pollinate.checks.files.unseen import unseen
from pollinate.errors import ProgramError
from pollinate.model.diagnostics import Diagnostic, Fix
from pollinate.paths import RepoPath
from pollinate.runtime.program import find_program, printed_by

_OURS = ",".join(
    [
        *("MD001", "MD024", "MD025", "MD036", "MD042", "MD045", "MD051", "MD052", "MD053", "MD057"),
        *("MD004", "MD012", "MD013", "MD026", "MD031", "MD033", "MD040", "MD041", "MD043", "MD044"),
        *("MD046", "MD048", "MD049", "MD050", "MD059", "MD060", "MD064", "MD066", "MD075"),
    ]
)
"""Rules of rumdl that ours stand for, and those that are a matter of taste."""
_SILENT = ("Email address", "List should be followed")
"""An address is a finding of its own, and better not made a link; a line below a list is fine."""
_AT_ONCE = 1_000
"""Files in one call: a command line has an end."""
_MOST = 3
"""Findings of one rule for one file: who sees these looks at the rest."""
ALL = 100_000
_WORD_PARTS = re.compile(r"[^\W\d_]")


def ask_programs(texts: Sequence[Text], known: Collection[str] = ()) -> Iterator[Diagnostic]:
    """Yield what both programs say; a program that fails is one finding with its reason."""
    for what, found in (
        ("style", find_style(texts)),
        ("spelling", find_spelling(texts, known)),
    ):
        try:
            yield from found
        except ProgramError as error:
            yield unseen(RepoPath(""), f"{error.problem}, so not all {what} is looked at")


def find_style(texts: Sequence[Text], most: int = _MOST) -> Iterator[Diagnostic]:
    """Yield an advice for places where Markdown is not written as it should be: at most some of one
    rule for one file, the last of which says how many there are.
    """
    for text, found in _asked(texts, _rumdl, most):
        at = found.get("line", 0)
        message = str(found.get("message", "")).strip()
        rule = str(found.get("rule", ""))
        if at < text.front.body_line or not message or message.startswith(_SILENT):
            continue
        yield finding(
            "style",
            text.path,
            at,
            f"{message[:200]} ({rule}){_more(found)}",
            _change(text, found),
            column=int(found.get("column") or 0),
            fix=_fix(text, found),
        )


def find_spelling(texts: Sequence[Text], known: Collection[str] = ()) -> Iterator[Diagnostic]:
    """Yield an advice for each misspelled word; words that a garden knows are right."""
    known = {word.casefold() for word in known}
    english = [text for text in texts if str(text.front.values.get("lang", "en"))[:2] == "en"]
    for text, found in _in_english(_asked(english, _typos, ALL)):
        typo = str(found.get("typo", ""))
        options = [str(one) for one in found.get("corrections", [])]
        data = text.whole.encode("utf-8", "surrogatepass")
        at = len(data[: int(found.get("byte_offset", 0))].decode("utf-8", "replace"))
        line = int(found.get("line_num", 0))
        at += _start(text, line)
        inside = at - text.body_at
        if inside < 0 or text.words[inside : inside + len(typo)] != typo:
            continue
        if (
            (typo.isupper() and len(typo) < 4)
            or typo.casefold() in known
            or not options
            or _is_in_address(text.words, inside)
        ):
            continue
        where, column = text.place(at)
        yield finding(
            "spelling",
            text.path,
            where,
            f"'{typo[:60]}' may be misspelled",
            f"Write {' or '.join(options[:3])}, or add the word to your `words_file`.",
            column=column,
        )


def missing_programs() -> tuple[str, ...]:
    """Return which of the two programs are not installed."""
    return tuple(name for name in ("rumdl", "typos") if not find_program(name))


def _in_english(
    found: Iterable[tuple[Text, dict[str, Any]]],
) -> Iterator[tuple[Text, dict[str, Any]]]:
    """Yield what was found in texts that are English: one of which every fiftieth word is wrong is
    in another language.
    """
    by_text: defaultdict[RepoPath, list[tuple[Text, dict[str, Any]]]] = defaultdict(list)
    for text, one in found:
        by_text[text.path].append((text, one))
    for some in by_text.values():
        if len(some) <= max(3, len(some[0][0].words.split()) // 50):
            yield from some


def _asked(
    texts: Sequence[Text], ask: Callable[[str], Iterable[dict[str, Any]]], most: int
) -> Iterator[tuple[Text, dict[str, Any]]]:
    """Yield what a program says of texts, each finding with its text, some of each rule."""
    for start in range(0, len(texts), _AT_ONCE):
        some = texts[start : start + _AT_ONCE]
        with tempfile.TemporaryDirectory(prefix="pollinate-check-") as folder:
            for number, text in enumerate(some):
                copy = Path(folder, f"{number:05}.md")
                copy.write_bytes(text.whole.encode("utf-8", "replace"))
            told: defaultdict[tuple[int, str], list[dict[str, Any]]] = defaultdict(list)
            for found in ask(folder):
                name = os.path.basename(str(found.get("file") or found.get("path") or ""))
                number = int(name[:5]) if name[:5].isdigit() else -1
                if 0 <= number < len(some):
                    told[number, str(found.get("rule", ""))].append(found)
        for (number, _), all_of_it in told.items():
            for found in all_of_it[: most - 1]:
                yield some[number], found
            for found in all_of_it[most - 1 : most]:
                yield some[number], {**found, "more": len(all_of_it) - most}


def _rumdl(folder: str) -> Iterable[dict[str, Any]]:
    return _lines_of(
        "rumdl",
        [
            "check",
            "--isolated",
            "--flavor",
            "mkdocs",
            "--disable",
            _OURS,
            "--no-cache",
            "--config",
            "MD007.indent = 4",
            "--output-format",
            "json",
            "--color",
            "never",
            ".",
        ],
        folder,
    )


def _typos(folder: str) -> Iterable[dict[str, Any]]:
    return _lines_of(
        "typos",
        ["--isolated", "--format", "json", "--no-check-filenames", "--color", "never", "."],
        folder,
    )


def _lines_of(program: str, args: list[str], folder: str) -> list[dict[str, Any]]:
    """Return what a program prints as JSON: one list, or an object a line. Raises ProgramError."""
    told = printed_by(program, args, folder, len(os.listdir(folder)))
    try:
        read = (
            json.loads(told)
            if told.startswith("[")
            else [json.loads(line) for line in told.splitlines() if line.startswith("{")]
        )
    except ValueError as error:
        raise ProgramError(f"what {program} prints can't be read") from error
    return [one for one in read if isinstance(one, dict)]


def _start(text: Text, line: int) -> int:
    """Return the letter at which a line, from 1, starts."""
    at = 0
    for _ in range(line - 1):
        at = text.whole.find("\n", at) + 1
    return at


def _fix(text: Text, found: dict[str, Any]) -> Fix | None:
    told = found.get("fix")
    if not isinstance(told, dict) or not isinstance(told.get("range"), dict):
        return None
    data = text.whole.encode("utf-8", "replace")
    ends = [int(told["range"].get(key, -1)) for key in ("start", "end")]
    if not 0 <= ends[0] <= ends[1] <= len(data):
        return None
    start, end = (len(data[:at].decode("utf-8", "replace")) for at in ends)
    return Fix(start, end, str(told.get("replacement", "")))


def _change(text: Text, found: dict[str, Any]) -> str:
    fix = _fix(text, found)
    new = fix.text.strip() if fix else ""
    if new and "\n" not in new and len(new) <= 100:
        return f"Write: {new}"
    return "`pollinate check --fix` mends it." if fix else "Write it as the rule says."


def _more(found: dict[str, Any]) -> str:
    count = int(found.get("more") or 0)
    return f", and {count} more in this file" if count > 0 else ""


def _is_in_address(words: str, at: int) -> bool:
    """Tell whether a place is part of a web address or a path."""
    start = max(words.rfind(sign, 0, at) for sign in " \n\t(<[")
    return bool(re.match(r"[a-z+]{2,10}://|www\.|[\w./-]*/", words[start + 1 : at + 1], re.I))
