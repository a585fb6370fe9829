# Finds words of ours that stand outside of the catalogues: the German sample garden may say
# nothing that the English one says too, but what people wrote; no template and no page's code holds
# words for readers. Must not know: which pages there are.
"""Test that no sentence of ours escapes translation."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path

import pytest
from pollinate.garden import build_garden
from pollinate.messages.catalogue import Messages, languages, messages_in
from pollinate.settings_file import read_settings
from support.repo import ANA, Repo, lines

ROOT = Path(__file__).resolve().parent.parent.parent
PAGES = ROOT / "plugins" / "pollinate" / "pages"
SEEN = {"aria-label", "aria-description", "title", "placeholder", "alt", "summary"}
"""Attributes that are read out or shown."""
TOLD = re.compile(r"data-pl-.*")
"""Attributes whose words a script shows, where they hold a blank."""
UNREAD = ("script", "style", "pre")
"""No sentences: what machines read, as code and entries for reference managers."""
FORMATS = {"BibTeX", "CSL-JSON"}
ENDINGS = (".html", ".xml", ".svg")
WORD = re.compile(r"[A-Za-z]{2}")
SIDES = re.compile(r"[…,·;:()|\n]|[.?!] | - Harbourline Garden|^\d+\. |\burn:uuid:\S+")
"""What parts a title from a name, and a sentence from the next."""
MONTHS = re.compile(r"(?:April|August|September|November) \d{4}")
"""The same in both languages."""
OF_FOLDERS = {"lessons", "gatherings"}
"""Titles that the engine makes of the names of a garden's folders."""


class _Texts(HTMLParser):
    """Collects what a page shows, and where."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the attributes that are seen."""
        self._silent += tag in UNREAD
        given = dict(attrs)
        kept = [v for k, v in attrs if v and (k in SEEN or (TOLD.match(k) and " " in v))]
        if given.get("name") == "description":
            kept.append(given.get("content") or "")
        self.found |= {_line(value) for value in kept}

    def handle_endtag(self, tag: str) -> None:
        """Hear again after a script."""
        self._silent -= tag in UNREAD

    def handle_data(self, data: str) -> None:
        """Take text."""
        if not self._silent:
            self.found.add(_line(data))


def _line(text: str) -> str:
    return " ".join(text.split())


def _plain(text: str) -> str:
    """Return the words of a text alone, blanks around it."""
    words = re.findall(r"\w+", text)
    return f" {' '.join(words).casefold()} "


def texts_of(site: Path) -> dict[str, str]:
    """Return each text that a site shows, and one page that does."""
    found: dict[str, str] = {}
    for path in sorted(site.rglob("*")):
        if path.suffix in ENDINGS and "assets" not in path.parts:
            page = _Texts()
            page.feed(path.read_text(encoding="utf-8"))
            found |= dict.fromkeys(page.found, path.relative_to(site).as_posix())
    return found


@pytest.fixture(scope="module")
def written(demo: Path) -> str:
    """Give the words of the sample garden that people wrote."""
    log = ["git", "-C", str(demo), "log", "--format=%an %s %b"]
    told = subprocess.run(log, capture_output=True, text=True, check=True).stdout
    files = [*sorted((demo / "docs").rglob("*.md")), demo / "mkdocs.yml"]
    # Neither addresses of links nor the numbers of a list stand between words.
    beside = re.compile(r"(?<=\])\([^)]*\)|^\s*\d+\. ", re.M)
    texts = [beside.sub("", path.read_text(encoding="utf-8")) for path in files]
    return "".join(map(_plain, (told, *map(str, files), *texts)))


def _unwritten(text: str, written: str) -> list[str]:
    """Return the parts of a text that nobody wrote."""
    parts = [part for part in SIDES.split(MONTHS.sub("", text)) if part and WORD.search(part)]
    return [part for part in parts if _plain(part) not in written]


def test_a_german_garden_says_nothing_as_an_english_one_does(
    demo_site: Path, german_site: Path, written: str
) -> None:
    """What both show alike is what people wrote, on every page, feed and picture."""
    english, german = texts_of(demo_site), texts_of(german_site)

    alike = {text: german[text] for text in english.keys() & german.keys()}
    escaped = {text: where for text, where in alike.items() if _unwritten(text, written)}
    escaped = {text: where for text, where in escaped.items() if text not in FORMATS}
    assert {} == escaped
    assert len(german) > 1000
    # People may write that, too: who asked not to be named is called so by us alone.
    hidden = messages_in("en").tell("colleague")
    assert {} == {text: where for text, where in german.items() if text.startswith(hidden)}


def _said(messages: Messages) -> Mapping[str, str]:
    """Return the words between the parts of each sentence, with its key."""
    return {
        words.strip(" .,:?()"): key
        for key, sentence in messages.sentences.items()
        for form in sentence.forms
        for words, _ in form
    }


def _own_english(written: str) -> Iterator[tuple[str, str]]:
    """Yield English words of ours that neither a German sentence has nor people wrote, and their
    key.
    """
    german = _plain(" ".join(_said(messages_in("de"))))
    for words, key in _said(messages_in("en")).items():
        plain = _plain(words)
        if len(words) > 3 and plain not in german and plain not in written:
            yield words, key


def test_no_english_sentence_of_ours_is_on_a_german_page(german_site: Path, written: str) -> None:
    """Neither whole, where it is one word, nor within another text."""
    ours = [one for one in _own_english(written) if one[0].casefold() not in OF_FOLDERS]
    texts = texts_of(german_site)

    found = [
        f"{key}: {words} ({where})"
        for words, key in ours
        for text, where in texts.items()
        if words in text
        if (re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) if " " in words else words == text)
    ]
    assert [] == found
    assert len(ours) > 300


@pytest.mark.parametrize("path", sorted(PAGES.glob("templates/*")), ids=lambda path: path.name)
def test_templates_hold_no_words(path: Path) -> None:
    """Outside of their marks there are tags alone."""
    text = path.read_text(encoding="utf-8")
    shown = [*re.findall(r'(?:aria-label|title|placeholder|alt)="([^"{]*)"', text)]
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", text, flags=re.S)
    text = re.sub(r"<[^>]*>", " ", text)
    # What a macro writes into a tag stands in no tag of its own.
    text = re.sub(r'[\w-]+="[^"]*"', " ", text)

    assert [] == [word for word in (*shown, text) if WORD.search(word)]


def _constants(tree: ast.Module) -> Iterator[str]:
    """Yield the texts of code that are no docstring and no error's."""
    passed: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr | ast.Raise):
            passed |= {id(one) for one in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from () if id(node) in passed else (node.value,)


@pytest.mark.parametrize(
    "path",
    sorted({*PAGES.glob("*.py")} - {PAGES / "overrides.py"}),
    ids=lambda path: path.name,
)
def test_code_of_pages_holds_no_sentence(path: Path) -> None:
    """A sentence is said by its key. (overrides.py words errors of a site's own templates.)"""
    found = _constants(ast.parse(path.read_text(encoding="utf-8")))

    assert [] == [text for text in found if re.search(r"[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}", text)]


@pytest.mark.parametrize("path", sorted(PAGES.glob("static/*.js")), ids=lambda path: path.name)
def test_scripts_hold_no_sentence(path: Path) -> None:
    """Their words come with the page."""
    code = re.sub(r"(?m)//.*$|/\*.*?\*/", "", path.read_text(encoding="utf-8"))

    assert [] == re.findall(r"[\"'`][A-Z][a-z]+ [a-z]+ [^\"'`]*[\"'`]", code)


CONFIG = "site_name: G\ntheme: {theme}\nplugins:\n  - pollinate/garden:\n      cache: true\n{more}"


@pytest.mark.parametrize(
    ("theme", "more", "language"),
    [
        ("material", "", "en"),
        ("{name: material, language: de}", "", "de"),
        ("{name: material, locale: de}", "", "en"),
        ("{name: readthedocs, locale: fr}", "", "fr"),
        ("{name: material, language: de}", "      language: es\n", "es"),
        ("{name: material, language: ar}", "", "ar"),
        ("{name: material, language: [de]}", "", "en"),
        ("{name: null, custom_dir: own}", "", "en"),
    ],
)
def test_a_garden_speaks_as_its_theme_does(
    theme: str, more: str, language: str, repo: Repo
) -> None:
    """The command line finds the language where the theme has it; our own setting wins."""
    repo.lesson(ANA, lines("one", "two"))
    repo.write("mkdocs.yml", CONFIG.format(theme=theme, more=more))

    assert language == read_settings(repo.path).speaks


def test_a_language_without_words_of_ours_is_english_without_a_finding(repo: Repo) -> None:
    """A theme speaks more languages than we do, and that is no mistake of the site."""
    repo.lesson(ANA, lines("one", "two"))
    repo.write("mkdocs.yml", CONFIG.format(theme="{name: material, language: ar}", more=""))

    assert "ar" not in languages()
    assert () == build_garden(read_settings(repo.path)).diagnostics
    assert "Lessons" == messages_in("ar").say("lessons")


def test_numbers_and_quotes_are_those_of_the_language() -> None:
    """A fraction has the sign of the language, and marks inside a quote become inner ones."""
    german, french = messages_in("de"), messages_in("fr")

    assert "2,5 Tagen" in german.say("answers-days", count=2.5)
    assert "„Sie sagte ‚halt‘“" == german.quote("Sie sagte „halt“")
    assert "«\u00a0Elle a dit ‹halte›\u00a0»" == french.quote("Elle a dit «halte»")
    assert ("1 leçon", "0 leçon", "2 leçons") == tuple(
        french.say("bed-plain", count=count) for count in (1, 0, 2)
    )
