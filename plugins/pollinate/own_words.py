# Reads at the door what an organisation says otherwise: its words for lesson and garden, and files
# of sentences. Why here: a word or a sentence that can't be said is told where it is written, and
# not on the page that would need it. The files lie within the garden, and no line of them is ever
# quoted in an error but a key. Must not know: how words are put into sentences.
"""Read words of one's own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from gettext import c2py
from pathlib import Path
from typing import Any

from pollinate.emails import without_addresses
from pollinate.errors import SettingsError
from pollinate.messages.own_words import AS_WE_DO, OwnSentences, OwnWords, Sentence, pieces
from pollinate.runtime.regular_file import read_regular

WORDS = ("lesson", "lessons", "garden")
LONGEST = 40
"""Letters of a word."""
MOST_BYTES = 1_000_000
MOST_COUNTED = 1_000
"""So far a rule for plurals is tried: all rules of languages repeat before."""
_EXAMPLE = 'words:\n  lesson: "guide"\n  lessons: "guides"\n  garden: "handbook"'
_FILES = 'words:\n  sentences: "our-words.de.po"'
_MESSAGE = (
    'msgid ""\nmsgstr ""\n"Language: de\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    'msgid "history"\nmsgstr "Die Geschichte dieses Leitfadens"'
)


def read_own_words(said: Any, root: Path, place: str = "") -> OwnWords:
    """Return the words and sentences of a setting; raises SettingsError for what can't be said.
    `root` is the folder that names of files count from.
    """
    if not isinstance(said, Mapping) or not set(said) <= {*WORDS, "sentences"}:
        raise _wrong(f"'words' must say {', '.join(WORDS)} or sentences", place)
    words = {key: _word(key, said[key], place) for key in WORDS if said.get(key) is not None}
    if ("lesson" in words) is not ("lessons" in words):
        raise _wrong("'words' must say both, 'lesson' and 'lessons'", place)
    files = said.get("sentences") or ()
    files = [files] if isinstance(files, str) else files
    if not isinstance(files, list | tuple) or not all(isinstance(one, str) for one in files):
        raise _wrong("'sentences' in 'words' must name files", place, _FILES)
    return OwnWords(**words, sentences=tuple(_read(root, name, place) for name in files))


def _word(key: str, said: Any, place: str) -> str:
    word = " ".join(said.split()) if isinstance(said, str) else ""
    hidden = any(unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Cn") for sign in word)
    lines = len(said.strip().splitlines()) if isinstance(said, str) else 0
    if not any(map(str.isalpha, word)) or len(word) > LONGEST or hidden or lines != 1:
        problem = f"'{key}' in 'words' must be a word or two in one line, at most {LONGEST} letters"
        raise _wrong(problem, place)
    if without_addresses(word) != word:
        raise _wrong(f"'{key}' in 'words' holds an address for mail", place)
    return word


def _read(root: Path, name: str, place: str) -> OwnSentences:
    file = root / name
    # No file has a name with a zero in it, and asking for one is an error of another kind.
    if "\0" in name or not file.resolve().is_relative_to(root.resolve()):
        raise _wrong(
            "a file that 'sentences' in 'words' names lies outside of the garden", place, _FILES
        )
    from babel.messages.pofile import read_po

    from pollinate.messages.catalogue import find_language

    try:
        lines = read_regular(file, MOST_BYTES).decode("utf-8-sig").splitlines(keepends=True)
        catalogue = read_po(lines, abort_invalid=True)
    except Exception as error:
        raise SettingsError(
            "this file of sentences can't be read",
            place=name,
            cure="Write it as a catalogue of gettext, in UTF-8:",
            example=_MESSAGE,
        ) from error
    language = find_language(str(catalogue.locale or catalogue.locale_identifier or ""))
    if language is None:
        raise SettingsError(
            "this file of sentences does not say in which language we speak it is",
            place=name,
            cure="Begin it as ours begin:",
            example=_MESSAGE,
        )
    told = tuple(_sentences(catalogue, name, language))
    if not _chooses(catalogue.plural_expr, min(map(len, _counting(told)), default=0)):
        raise SettingsError(
            "the rule by which this file counts (Plural-Forms) chooses forms that it has not",
            place=name,
            cure="Take the rule of our own catalogue in that language:",
            example=_MESSAGE,
        )
    return OwnSentences(language, catalogue.plural_expr, told)


def _counting(told: Iterable[tuple[str, tuple[str, ...]]]) -> list[tuple[str, ...]]:
    return [forms for _, forms in told if len(forms) > 1]


def _chooses(rule: str, forms: int) -> bool:
    """Tell whether a rule can be read and, where anything counts by it, always chooses one of the
    forms.
    """
    try:
        form_of = c2py(rule)
        return not forms or all(0 <= form_of(count) < forms for count in range(MOST_COUNTED))
    except (ValueError, ArithmeticError, RecursionError):
        return False


def _sentences(catalogue: Any, name: str, language: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    from pollinate.messages.catalogue import messages_in

    known = messages_in(language, AS_WE_DO).sentences
    for message in catalogue:
        key = message.id if isinstance(message.id, str) else str(message.id[0])
        forms = (message.string,) if isinstance(message.string, str) else tuple(message.string)
        if not key or message.fuzzy or not all(forms):
            continue
        place = f"{name}:{message.lineno or 0}"
        if key not in known:
            raise SettingsError(
                f"no sentence of ours has the key '{key[:60]}'",
                place=place,
                cure="The keys stand in our catalogue: plugins/pollinate/messages/en.po.",
            )
        if problem := _problem(forms, known[key]):
            raise SettingsError(
                f"'{key}' {problem}",
                place=place,
                cure="Keep what stands in braces, as our own sentence has it.",
            )
        yield key, forms


def _problem(forms: tuple[str, ...], ours: Sentence) -> str:
    """Return why a sentence can't stand in the place of ours."""
    known = {part for form in ours.forms for _, part in form if part}
    try:
        named = {part for form in forms for _, part in pieces(form) if part}
    except ValueError:
        return "has a brace too many"
    if not named <= known:
        return f"has '{{{min(named - known)}}}', which our sentence has not"
    if len(forms) > 1 and len(ours.forms) == 1:
        return "has several forms, and counts nothing"
    text = "".join(forms)
    if any(unicodedata.category(sign) in ("Cc", "Cs") for sign in re.sub(r"\n", "", text)):
        return "holds a sign that nobody sees"
    return "holds an address for mail" if without_addresses(text) != text else ""


def _wrong(problem: str, place: str, example: str = _EXAMPLE) -> SettingsError:
    return SettingsError(problem, place=place, cure="Write:", example=example)
