# Whatever a stranger writes into a front matter, a commit's message, a mail or a page: no error but
# our own, at most two seconds for an input, nothing in what we hand on that a browser, a terminal
# or a CI system could take for more than words, and the same again where something is read back.
# Must not know: which texts; inputs.py makes them.
"""Fuzz what reads strangers' texts."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from unicodedata import category

import html5lib
import pytest
from fuzz.conftest import Tally
from fuzz.inputs import FRONTS, LETTERS, MESSAGES, PAGES, as_bytes
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from markdown import Markdown
from pollinate.content.clean import clean_html, is_harmless
from pollinate.content.fields import Fields
from pollinate.content.frontmatter import FrontMatter, read_front_matter
from pollinate.content.hostile import defuse
from pollinate.content.links import LinkReader, make_markdown
from pollinate.content.note_schema import read_note, read_trail
from pollinate.content.note_text import render_note
from pollinate.content.page_meta import safe_meta
from pollinate.content.schema import read_gathering, read_lesson, read_page, read_person
from pollinate.content.titles import find_heading, plain_text
from pollinate.contribute.mail import Received, read_mail
from pollinate.contribute.received import draft_of
from pollinate.contribute.templates import clean, lesson_text
from pollinate.emails import without_addresses
from pollinate.errors import PollinateError
from pollinate.history.trailers import clean_name, read_contacts, read_trailers
from pollinate.model.git import MOST_PEOPLE
from pollinate.paths import RepoPath, SrcUri
from pollinate.plain import plain
from pollinate.settings import make_settings

from tests.content.test_proof import unsafe

UNSHOWN = ("Cc", "Cs", "Zl", "Zp")
SHARES = 4
"""Parts of each test, so that all processors work."""
PATH, URI = RepoPath("docs/lessons/a.md"), SrcUri("lessons/a.md")
GARDEN = make_settings({}, root=Path("nowhere"), docs_dir=Path("nowhere/docs"))


def run(
    strategy: st.SearchStrategy[str],
    check: Callable[[str], None],
    part: int,
    tally: Tally,
) -> None:
    """Run a check on one share of the inputs, which no other share has."""

    def one(text: str) -> None:
        with tally.one(text):
            check(text)

    limited = settings(
        max_examples=math.ceil(tally.most / len(KINDS) / SHARES),
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        print_blob=False,
    )(given(text=strategy)(one))
    seed(tally.seed * 100 + part)(limited)()


def strings(value: Any) -> Iterator[str]:
    """Yield all texts in a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from strings(key)
            yield from strings(one)
    elif isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from strings(one)


def is_only_words(text: str) -> bool:
    """Tell whether a theme may print a text raw, as words and within quotes, to a browser."""
    tree = html5lib.parseFragment(
        f'<p title="{text}">{text}</p>', treebuilder="etree", namespaceHTMLElements=False
    )
    return [("p", {"title"})] == [
        (one.tag, set(one.attrib)) for one in tree.iter() if one is not tree
    ]


def front_matter(text: str) -> None:
    """Any bytes are read; what goes on to a theme is words; the text below stands as it was."""
    data = as_bytes(text)
    front = read_front_matter(data, PATH)
    meta = safe_meta(front).values
    assert all(map(is_only_words, strings(meta)))
    with suppress(UnicodeDecodeError):
        assert data.decode().replace("\r\n", "\n").endswith(front.body)
    everything_is_read(front)
    said = clean(text[:2000])
    written = read_front_matter(lesson_text(said, summary=said).encode(), PATH).values
    assert (said, said) == (written.get("title", ""), written.get("summary", ""))


def everything_is_read(front: FrontMatter) -> None:
    """Read a front matter as each kind of file."""
    for read in (read_person, read_trail, read_gathering, read_lesson, read_page):
        read(URI, front, Fields(PATH, front))  # type: ignore[operator]
    read_note(URI, front, Fields(PATH, front), "0" * 40)


def messages(text: str) -> None:
    """Any message is read; who is named has a name of one plain line, and is found again by it;
    what a terminal gets is one line without a command and without an address.
    """
    data = as_bytes(text)
    found = read_trailers(data)
    assert len(found.trailers) <= MOST_PEOPLE
    for trailer in found.trailers:
        name, mail = trailer.who.name, trailer.who.email
        assert name == clean_name(name) and "<" not in name
        assert not any(category(sign) in UNSHOWN for sign in name)
        if name and mail:
            assert trailer.who in read_contacts(f"{name} <{mail}>")
    shown = plain(without_addresses(text))
    joined = re.sub("(?<=[^\\s\u200c\u200d])[\u200c\u200d](?=[^\\s\u200c\u200d])", "", shown)
    assert joined.isprintable() and not shown.lstrip().startswith("::") and "##[" not in shown
    assert shown == plain(shown)


def mails(text: str) -> None:
    """Any mail is read or refused in our words; what is taken of it is text that can be written,
    and a draft lies in the folder of pages.
    """
    data = as_bytes(text)
    try:
        mail = read_mail(data)
        draft_is_sound(mail)
    except PollinateError as error:
        assert str(error)


def draft_is_sound(mail: Received) -> None:
    """Hold what becomes of a mail to its promises."""
    for words in (mail.sender, mail.subject, mail.text, mail.file, *mail.left_out, *mail.told):
        words.encode()
    assert "\n" not in mail.subject + mail.sender
    draft = draft_of(
        mail, GARDEN, "docs", lambda uri: "lesson", credits_somebody=lambda text: False
    )
    assert all(path.startswith("docs/") and ".." not in path.split("/") for path in draft.files)
    assert "\n" not in draft.title


def pages(text: str) -> None:
    """Any page, as a site renders and cleans it, holds for a browser's parser nothing that it may
    not; cleaned again it stays as it is; and so with the text of a note.
    """
    safe, _ = defuse(text)
    for markdown in PARSERS:
        try:
            made = markdown.reset().convert(safe)
        except Exception:
            # An extension of others that stumbles is told by the build, and no page shown.
            continue
        cleaned, _ = clean_html(made)
        assert [] == unsafe(cleaned)
        assert cleaned == clean_html(cleaned)[0]
    assert not is_harmless(text) or [] == unsafe(text)
    assert [] == unsafe(render_note(text).html)
    find_heading(text)
    plain_text(text[:2000])
    READER.read(text, URI)


PARSERS = (
    make_markdown(),
    Markdown(extensions=["abbr", "attr_list", "footnotes", "md_in_html", "tables", "toc"]),
)
READER = LinkReader()


KINDS = {
    "front matter": (FRONTS, front_matter),
    "messages": (MESSAGES, messages),
    "mails": (LETTERS, mails),
    "pages": (PAGES, pages),
}


@pytest.mark.parametrize("part", range(SHARES))
@pytest.mark.parametrize("kind", KINDS)
def test_any_text(kind: str, part: int, tally: Tally) -> None:
    """Whatever it holds, a text of a kind is read, and keeps what its check promises."""
    strategy, check = KINDS[kind]
    run(strategy, check, part, tally)
