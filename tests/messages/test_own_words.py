# What an organisation calls a lesson and a garden, and sentences that it says otherwise: they are
# said everywhere, escaped, and never where they would be wrong. Must not know: MkDocs.
"""Test words of one's own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pollinate.errors import SettingsError
from pollinate.messages.catalogue import languages, messages_in
from pollinate.messages.own_words import AS_WE_DO, OwnWords
from pollinate.own_words import LONGEST, read_own_words
from support.planned import site_of
from support.repo import ANA, Repo, lines
from support.run import pollinate
from support.site import Html

GUIDE = {"lesson": "guide", "lessons": "guides", "garden": "handbook"}
OURS = re.compile(r"\b(?:lessons?|garden)\b", re.I)
IN_FILES = {"field-keeps-help", "file-lesson-place", "file-learned-kinds"}
"""Sentences that name folders or keys, which are the same in every garden."""
HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Language: {}\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'


def own(root: Path, **said: Any) -> OwnWords:
    """Return what a setting says."""
    return read_own_words(said, root)


def shown(language: str, words: OwnWords) -> Mapping[str, list[str]]:
    """Return all forms of each sentence, their parts in braces."""
    found = messages_in(language, words).sentences.items()
    return {
        key: ["".join(f"{w}{{{n}}}" if n else w for w, n in form) for form in one.forms]
        for key, one in found
    }


def test_every_sentence_of_ours_says_them(tmp_path: Path) -> None:
    """No sentence goes on to say ours, but where a path or a key is named; parts stay, and plurals,
    capitals and articles are right.
    """
    words = own(tmp_path, lesson="instruction", lessons="instructions", garden="handbook")
    ours, theirs = shown("en", AS_WE_DO), shown("en", words)

    left = {
        key
        for key, forms in theirs.items()
        for form in forms
        if OURS.search(re.sub(r"\{\w+\}", "", form))
    }
    assert IN_FILES == left
    for key, forms in theirs.items():
        assert [set(re.findall(r"\{\w+\}", f)) for f in forms] == [
            set(re.findall(r"\{\w+\}", f)) for f in ours[key]
        ]
        assert not re.search(r"\ba instruction|\ban handbook", " ".join(forms), re.I)
    say = messages_in("en", words).tell
    assert "The story of this instruction" == say("history")
    assert ("an instruction", "All instructions, with their place") == (
        say("kind-lesson"),
        say("list-lessons"),
    )
    assert ("Instructions", "How this handbook is kept") == (say("lessons"), say("policy-title"))
    assert ["2 instructions", "1 instruction"] == [say("bed-plain", count=n) for n in (2, 1)]
    assert "an instruction’s front matter" in say("how-3") and "the handbook's" in say(
        "file-note-place"
    )
    assert "lessons/deploys" in say("field-keeps-help")
    assert (
        "The lesson" not in say("file-title")
        and messages_in("en").tell("history") == "The story of this lesson"
    )


@pytest.mark.parametrize(
    "word, expected",
    [
        ("guide", "a guide"), ("entry", "an entry"), ("how-to", "a how-to"), ("hour of learning", "an hour of learning"),
        ("unit", "a unit"), ("use case", "a use case"), ("one-pager", "a one-pager"), ("update", "an update"), ("FAQ", "a FAQ"),
        ("utility note", "a utility note"), ("Übung", "a Übung"), ("uninstall note", "an uninstall note"),
    ],
)  # fmt: skip
def test_an_article_fits_its_word(tmp_path: Path, word: str, expected: str) -> None:
    """By how English words begin; what can't be known from letters stays `a`."""
    words = own(tmp_path, lesson=word, lessons=f"{word}s")

    assert expected == messages_in("en", words).tell("kind-lesson")


@given(
    st.text(
        st.characters(exclude_categories=("Cc", "Cf", "Cs", "Cn", "Zl", "Zp")),
        min_size=1,
        max_size=LONGEST,
    )
)
def test_any_word_is_a_word(text: str) -> None:
    """Whatever stands in a word, it is refused, or said as it is and escaped on a page."""
    try:
        words = read_own_words({"garden": text}, Path())
    except SettingsError:
        return
    word = words.garden
    say = messages_in("en", words)

    assert f"How this {word} is kept" == say.tell("policy-title")
    page = Html(f"<p>{say.say('policy-title')}</p>")
    assert [("p", {})] == page.elements
    assert f"How this {word} is kept" == say.say("policy-title").unescape()


@pytest.mark.parametrize(
    "said",
    [
        {"lesson": "guide"}, {"garden": ""}, {"garden": "x" * (LONGEST + 1)}, {"garden": "two\nlines"}, {"garden": 7}, ["guide"],
        {"garden": "a\u202eb"}, {"garden": "me@example.org"}, {"gardens": "x"}, {"garden": "—"}, {"sentences": 3},
        {"sentences": "../out.po"}, {"sentences": "none.po"}, {"sentences": "no\0ne.po"}, {"lesson": "a", "lessons": ["b"]},
    ],
)  # fmt: skip
def test_what_can_not_be_said_is_refused(tmp_path: Path, said: Any) -> None:
    """Each ends in words and an example."""
    (tmp_path / "garden").mkdir()
    (tmp_path / "out.po").write_text(HEAD.format("en"))

    with pytest.raises(SettingsError) as told:
        read_own_words(said, tmp_path / "garden")
    assert told.value.cure


@pytest.mark.parametrize("language", sorted(set(languages()) - {"en"}))
def test_another_language_keeps_its_grammar(repo: Repo, language: str) -> None:
    """No word is swapped there; a finding says how to say a sentence otherwise."""
    repo.commit(ANA, "Plant", docs__lessons__a="# A\n\n" + lines("one"))
    words = own(repo.path, **GUIDE)

    assert shown(language, AS_WE_DO) == shown(language, words)
    found = repo.garden(language=language, words=GUIDE).diagnostics
    (told,) = [one for one in found if one.code == "words-in-english-only"]
    assert not told.blocks and f"our-words.{language}.po" in told.cure
    for said in ({"language": "en"}, {"language": "ar"}):
        codes = [one.code for one in repo.garden(words=GUIDE, **said).diagnostics]
        assert "words-in-english-only" not in codes


def catalogue(root: Path, text: str, language: str = "de", name: str = "own.po") -> OwnWords:
    """Return what a file of sentences says."""
    (root / name).write_text(HEAD.format(language) + text)
    return own(root, sentences=name)


def test_a_sentence_is_said_otherwise(tmp_path: Path) -> None:
    """In its own language alone, with its parts, and escaped on a page."""
    text = (
        'msgid "history"\nmsgstr "Die Geschichte dieses <b>Leitfadens</b>"\n\n'
        'msgid "by"\nmsgstr "Von: {names} & Co"\n\n'
        'msgid "bed-plain"\nmsgid_plural "bed-plain"\nmsgstr[0] "{count} Leitfaden"\nmsgstr[1] "{count} Leitfäden"\n\n'
        'msgid "improve"\nmsgstr ""\n\n#, fuzzy\nmsgid "policy-title"\nmsgstr "Nobody has looked"\n'
    )
    words = catalogue(tmp_path, text)
    german = messages_in("de", words)

    assert "Die Geschichte dieses <b>Leitfadens</b>" == german.tell("history")
    assert "Die Geschichte dieses &lt;b&gt;Leitfadens&lt;/b&gt;" == german.say("history")
    assert "Von: &lt;i&gt; &amp; Co" == german.say("by", names="<i>")
    assert ["1 Leitfaden", "3 Leitfäden"] == [german.tell("bed-plain", count=n) for n in (1, 3)]
    assert messages_in("de").tell("improve") == german.tell("improve")
    assert messages_in("de").tell("policy-title") == german.tell("policy-title")
    assert shown("fr", AS_WE_DO) == shown("fr", words)


@pytest.mark.parametrize(
    "text, words",
    [
        ('msgid "no-such-key"\nmsgstr "x"\n', "no sentence of ours"),
        ('msgid "by"\nmsgstr "By {nobody}"\n', "which our sentence has not"),
        ('msgid "by"\nmsgstr "By {names"\n', "brace too many"),
        ('msgid "by"\nmsgstr "By {names.__class__}"\n', "which our sentence has not"),
        (
            'msgid "history"\nmsgid_plural "history"\nmsgstr[0] "x"\nmsgstr[1] "y"\n',
            "counts nothing",
        ),
        ('msgid "history"\nmsgstr "me@example.org"\n', "address"),
        ('msgid "history"\nmsgstr "a\x07b"\n', "nobody sees"),
        ("this is no catalogue", "can't be read"),
    ],
)
def test_a_sentence_that_can_not_be_said_is_told_at_the_door(
    tmp_path: Path, text: str, words: str
) -> None:
    """With the key and the line, before any page needs it."""
    with pytest.raises(SettingsError, match=re.escape(words)):
        catalogue(tmp_path, text)


@pytest.mark.parametrize(
    "rule", ["n", "n - 5", "1/n", "(n != )", "(" * 2000 + "n", "n > 100 ? 2 : 0"]
)
def test_a_rule_that_chooses_no_form_is_told_at_the_door(tmp_path: Path, rule: str) -> None:
    """A page would need it, at the first count that it has no form for."""
    counted = 'msgid "bed-plain"\nmsgid_plural "bed-plain"\nmsgstr[0] "{count} A"\nmsgstr[1] "B"\n'
    head = HEAD.format("de").replace("(n != 1)", rule)
    (tmp_path / "own.po").write_text(head + counted)

    with pytest.raises(SettingsError, match="chooses forms that it has not"):
        own(tmp_path, sentences="own.po")


def test_a_file_says_its_language(tmp_path: Path) -> None:
    """One that doesn't, or one that we don't speak, is told."""
    with pytest.raises(SettingsError, match="in which language"):
        catalogue(tmp_path, "", language="tlh")


def test_pages_and_commands_say_them(repo: Repo, tmp_path: Path) -> None:
    """A built site and what the command line says of a garden have the organisation's words, markup
    in them is text, and what people wrote stays.
    """
    repo.write(
        "mkdocs.yml",
        "site_name: Harbour\ntheme: {name: material, font: false}\nplugins:\n  - search\n"
        '  - pollinate/garden:\n      words: {lesson: "g<i>de", lessons: "g<i>des", garden: "handbook"}\n'
        "  - pollinate/attribution\n",
    )
    text = "# A lesson of the sea\n\n" + lines("one")
    repo.commit(
        ANA, "Plant", docs__lessons__a=text, docs__index="# Home\n\n<!-- pollinate: home -->\n"
    )
    site = tmp_path / "site"

    done = pollinate("-C", str(repo.path), "build", "--strict", "--site-dir", str(site))

    assert done.returncode == 0, done.stderr
    page = Html((site / "lessons/a/index.html").read_text())
    assert "Cite this g<i>de" in page.text and "A lesson of the sea" in page.text
    assert "i" not in {tag for tag, _ in page.elements}
    assert "Cite this lesson" not in page.source
    assert "How this handbook is kept" in Html((site / "policy/index.html").read_text()).text
    printed = pollinate("-C", str(repo.path), "cite", "a", "--format", "cff").stdout
    assert "If you use this g<i>de" in printed
    new = pollinate("-C", str(repo.path), "digest", "--since", "2023-11").stdout
    assert "A lesson of the sea" in new


def test_a_view_is_said_in_them(repo: Repo) -> None:
    """What pages are made of has the words, too, without an engine."""
    repo.commit(ANA, "Plant", docs__lessons__a="# A\n\n" + lines("one"))
    made = site_of(repo.garden(words=GUIDE), repo.settings(words=GUIDE))

    assert "guides" in made.look.messages.tell("first-lessons")
    assert "Improve this guide" == made.messages.tell("improve")
