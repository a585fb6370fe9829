# Names, addresses and texts as they are written down: every spelling is found, no word of others
# is, and as many words stand there afterwards.
"""Test what finds and replaces."""

from __future__ import annotations

import base64
import hashlib
import unicodedata
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as some
from pollinate.keeping.redaction.replacer import Replacer
from pollinate.model.redaction import MARK, RedactionPlan, Removed, plan_from
from pollinate.words import words_of

TOKEN = "3f9a1c2b"
PLAN = RedactionPlan(
    people=(
        Removed(
            token=TOKEN,
            mails=("mira.kovac@corp.example.org", "mirak@users.noreply.github.com"),
            pairs=(("Mira Kováč", "team@corp.example.org"),),
            names=("Mira Kováč", "山田太郎"),
            singles=("mirak",),
            marked=("mira",),
        ),
    ),
    texts=(("the", "old", "pump", "failed", "at", "night"),),
)
REPLACER = Replacer(PLAN)
ADDRESS = b"mira.kovac@corp.example.org"
NFD = unicodedata.normalize("NFD", "Mira Kováč")
SPELLINGS = [
    "Mira Kováč",
    NFD,
    "MIRA KOVÁČ",
    "mira kovac",
    "Kováč, Mira",
    "Mira\n> Kováč",
    "Mira B. Kováč",
    "mira-kovac",
    "mira_kovac",
    "mira.kovac",
    "MiraKovac",
    "https://x.test/?q=Mira%20Kov%C3%A1%C4%8D",
    "Mira Kov&aacute;&#269;",
    "Mira Kov\\u00e1\\u010d",
    "https://x.test/Mira_Kov=C3=A1=C4=8D",
    "**Mira** Kováč",
    "山田太郎",
    "mirak",
    "@mirak",
    "mirak's",
    "people/mira.md",
    "@mira",
    "person: mira",
    "- to: [bea, mira]",
    "mira.kovac@corp.example.org",
    "Mira.Kovac%40corp.example.org",
    "mirak@users.noreply.github.com",
    "Mira;Kováč",
    '"Mira";"Kováč"',
    '"Mira" + " " + "Kovac"',
    "Mira (Kováč)",
    "[Mira](x.md) Kováč",
    "Mira <!-- b --> Kováč",
    'Mira<br class="a-long-name-of-a-class">Kováč',
    '<b itemprop="givenName">Mira</b> <b itemprop="familyName">Kováč</b>',
    '{"givenName": "Mira", "familyName": "Kováč"}',
    "family-names: Kovac\n  given-names: Mira",
    "mirakovac2",
    "mira.kovac1985",
    *(f"avatar/{kind(ADDRESS).hexdigest()}?d=x" for kind in (hashlib.md5, hashlib.sha256)),
]

CODED = [
    "&#77;&#105;&#x72;&#x61; &#75;&#x6f;v&aacute;&#269;",
    "&amp;#77;ira Kov&aacute;&amp;#269;",
    "%4D%69ra%20Kov%C3%A1%C4%8D",
    "Mira Kov%E1c",
    "Mira =4Bov=C3=A1=C4=8D",
    "Mira Ko=\nv=C3=A1=C4=8D",
    "Mira \\x4bov\\xe1c",
    "Mira Kov\\303\\241\\304\\215",
    "M\\u0069ra K\\u{6f}vac",
    "Mi\u00adra Ko\u200bv\u2060a\u0301c\u030c",
    "\u202aMira\u200f Kováč\u202c",
    "Ｍｉｒａ Ｋｏｖａｃ",
    "Mira KovÃ¡Ä\u008d",
    "https://xn--mirakov-nwa01b.test/x",
    "Mira\U000e0020Kov\U000e0061ac",
    "\u24c2ira Kovac",
    base64.b64encode("Mira Kováč".encode()).decode(),
    "=?UTF-8?B?" + base64.b64encode("Mira Kováč".encode()).decode() + "?=",
    base64.urlsafe_b64encode(b"user:mirak:pass").decode().rstrip("="),
    base64.encodebytes(("so said Mira Kovac " * 9).encode()).decode().strip(),
    "mira.kovac+news@corp.example.org",
    "mira.kovac (at) corp.example.org",
    "mira.kovac [at] corp [dot] example [dot] org",
    "mira.kovac at corp dot example dot org",
    "mira\\.kovac@corp\\.example\\.org",
    "mira%2Ekovac&#64;corp&#46;example.org",
    "&#109;&#105;&#114;&#97;&#46;kovac@corp.example.org",
    "mira.kovac\u00ad@corp.example.org",
]
"""Written so that a program, or a reader, sees the name and a search does not."""


def counted(text: str) -> int:
    """Return how many words a text has."""
    return sum(len(words_of(line.encode())) for line in text.split("\n"))


@pytest.mark.parametrize("spelling", SPELLINGS + CODED)
def test_every_spelling_goes_and_as_many_words_stay(spelling: str) -> None:
    """In a sentence; nothing of the name is left in it, and its writer keeps each word."""
    text = f"So said {spelling} , and went on."
    if spelling.startswith(("person", "-")):
        text = f"{spelling}\nmore words"
    put = REPLACER.text(text, body=True)
    folded = unicodedata.normalize("NFKD", put).casefold()
    assert TOKEN in put
    assert not any(word in folded for word in ("mira", "kova", "山", "太"))
    assert counted(put) == counted(text)
    assert REPLACER.text(put, body=True) == put


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Siobhán O'Hara-Lynch", "Siobhán O\u2019Hara\u2011Lynch"),
        ("Siobhán O'Hara-Lynch", "Siobh&aacute;n O&apos;Hara&#8209;Lynch"),
        ("Siobhán O'Hara-Lynch", "https://x.test/?q=Siobh%C3%A1n+O%27Hara-Lynch"),
        ("Siobhán O'Hara-Lynch", "O'Hara-Lynch, Siobhán"),
        ("Siobhán O'Hara-Lynch", "Siobhán M. O'Hara-Lynch"),
        ("Maria García López", "GARCÍA LÓPEZ, MARIA"),
        ("Łucja Żółć-Nowak", "Żółć-Nowak, Łucja"),
        ("محمد الخطيب", "الخطيب، محمد"),
        ("محمد الخطيب", "مُحَمَّد الخَطيب"),
        ("محمد الخطيب", "محمـد \u200fالخطيب"),
        ("王小明", "小明 王"),
        ("山田太郎", "太郎 山田"),
    ],
)
def test_a_name_is_found_in_the_order_and_with_the_signs_of_others(name: str, written: str) -> None:
    """A surname of several words first, another apostrophe, an initial, vowels that may be left
    out.
    """
    plan = RedactionPlan(people=(Removed(token=TOKEN, names=(name,)),))
    text = f"So said {written} , and went on."
    put = Replacer(plan).text(text, body=True)
    folded = unicodedata.normalize("NFKD", put).casefold()
    assert TOKEN in put and counted(put) == counted(text)
    assert not any(
        one in folded for one in ("hara", "lynch", "garc", "lopez", "nowak", "الخ", "明", "山")
    )


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("mk@home.test.org", "Mail mk@home.test.org, or MK@home.test.org."),
        ("https://social.test/in/mk1", "See https://social.test/in/mk1 for more."),
        ("+49 170 1234567", "Call +49 170 1234567 or +49-170-1234567."),
    ],
)
def test_more_words_may_be_an_address(said: str, text: str) -> None:
    """Of a mailbox that no commit has, of a page elsewhere, a number."""
    plan = RedactionPlan(people=(Removed(token=TOKEN, names=("A B",)),), also=((TOKEN, said),))
    put = Replacer(plan).text(text, body=True)
    assert TOKEN in put and counted(put) == counted(text)
    assert not any(one in put.lower() for one in ("mk", "social", "170", "1234567"))


@pytest.mark.parametrize(
    "text",
    [
        *("_mk@corp.test_", "+mk@corp.test", "-mk@corp.test", "mk@corp.test_old", "mk@corp.test-m"),
        *("mk_at_corp.test", "m&#107; [at] corp [dot] test"),
    ],
)
def test_a_sign_beside_an_address_is_of_the_text(text: str) -> None:
    """Emphasis, a line of a diff, words that hide an address from programs."""
    plan = RedactionPlan(people=(Removed(token=TOKEN, mails=("mk@corp.test",)),))
    put = Replacer(plan).text(f"To {text} now", body=True)
    assert TOKEN in put and "corp" not in put


@pytest.mark.parametrize(
    "text", ["my_mk@corp.test", "no-mk@corp.test", "mk@corp.test.uk", "mk@corp.test-two.org"]
)
def test_a_longer_address_is_another_one(text: str) -> None:
    """A sign between two words belongs to both."""
    plan = RedactionPlan(people=(Removed(token=TOKEN, mails=("mk@corp.test",)),))
    assert Replacer(plan).text(f"To {text}, now") == f"To {text}, now"


def test_words_that_are_another_name_together_stay_apart() -> None:
    """Johan Sen is not Johansen; of a program the stand-in is one."""
    johan = Removed(token=TOKEN, names=("Johan Sen",), apart=("Johan Sen",))
    put = Replacer(RedactionPlan(people=(johan,))).text("Bea Johansen, johansen9, johan-sen.")
    assert put == f"Bea Johansen, johansen9, removed-colleague{TOKEN}."
    fixer = RedactionPlan(people=(Removed(token=TOKEN, names=("tide-fixer[bot]",)),))
    put = Replacer(fixer).text("By tide-fixer[bot].")
    assert put == f"By removed-colleague{TOKEN}[bot]."
    name, _ = Replacer(fixer).author(b"tide-fixer[bot]", b"x@y.test")
    assert name.endswith(b"[bot]")


def test_letters_from_before_unicode_in_messages_and_names() -> None:
    """Of commits and files that say no encoding."""
    replacer = Replacer(RedactionPlan(people=(Removed(token=TOKEN, names=("Анна Ольшанская",)),)))
    for coding in ("cp1251", "koi8-r"):
        name = "Анна Ольшанская".encode(coding)
        assert replacer.is_in(b"By " + name) and name not in replacer.path(name + b".md")
        assert name not in replacer.data(b"By " + name, body=False)
        assert replacer.author(name, b"x@y.test")[1].startswith(b"colleague")


def test_a_document_of_counted_bytes_is_no_text() -> None:
    """A PDF says where its parts begin: one of another length is broken."""
    data = b"%PDF-1.4\n/Author (Mira Kovac)\n"
    assert REPLACER.data(data) == data and REPLACER.is_in(data)


@pytest.mark.parametrize("coding", ["cp1250", "iso8859-2", "cp1252", "gb18030", "utf-32"])
def test_a_file_from_before_unicode_is_read(coding: str) -> None:
    """In whatever encoding its writer had; the rest of it stays as it was."""
    name = {"gb18030": "王小明", "cp1252": "Zoë Größe"}.get(coding, "Łucja Żółć")
    plan = RedactionPlan(people=(Removed(token=TOKEN, names=(name,)),))
    put = Replacer(plan).data(f"x {name} y".encode(coding)).decode(coding)
    assert name not in put and TOKEN in put and put[0] == "x" and put[-1] == "y"


def test_a_picture_may_hold_a_name_at_any_byte() -> None:
    """Two bytes a letter, beginning at an odd one."""
    for before in (b"\0", b"\0\0"):
        assert REPLACER.is_in(before + " Mira Kovac ".encode("utf-16-le"))


@pytest.mark.parametrize(
    "text",
    [
        "mira was here",
        "see the Mira%20Kovacsen page",
        "%6Dira was here",
        base64.b64encode(b"Kovac alone").decode(),
        "at corp dot example dot org",
        "bW9yZSB0aGFuIHRoYXQ=",
        "admirak",
        "xmirakovacx",
        "mirakovacsen",
        "Mirakel",
        "Kováč alone",
        "amira.kovach@corp.example.org",
        "team@corp.example.org",
        "the old pump failed",
        "bold pump failed at night",
        "Kovac Miro",
        "x = mira(kovac)",
        "mira: kovac",
        "{mira=kovac}",
    ],
)
def test_words_of_others_stay(text: str) -> None:
    """A handle that is an ordinary word, a longer word, somebody else's address."""
    assert REPLACER.text(text, body=True) == text


@pytest.mark.parametrize(
    "text",
    [
        "The old pump failed at night.",
        "the **old** pump\n> failed at\n> night",
        "| the old | pump | failed at night |",
        "THE OLD PUMP FAILED AT NIGHT",
        "the%20old%20pump%20failed%20at%20night",
        "the old&nbsp;pump failed at night",
        "".join(f"&#{ord(letter)};" for letter in "the old pump failed at night"),
        "the o\u00adld pu\u200bmp failed at night",
        "the o\u00adld (pump): failed at night",
        base64.b64encode(b"the old pump failed at night").decode(),
    ],
)
def test_a_text_goes_in_any_markup(text: str) -> None:
    """Wrapped, quoted, in a table, in an address: a mark that is nobody's word stands there."""
    put = REPLACER.text(f"Before. {text} After.", body=True)
    assert MARK in put and "pump" not in put.lower()
    assert counted(put) == 2


@pytest.mark.parametrize(
    "name", ["राम शर्मा", "মিরা দাস", "மீரா குமார்", "מירה לוי", "Dr. Şükrü Æther", "🦊"]
)
def test_a_name_of_any_script_is_found(name: str) -> None:
    """Vowels that are marks belong to their letters; a sign alone is a name, too."""
    plan = RedactionPlan(people=(Removed(token=TOKEN, names=(name,)),))
    for form in ("NFC", "NFD"):
        text = unicodedata.normalize(form, f"x {name} y")
        assert name not in Replacer(plan).text(text) and TOKEN in Replacer(plan).text(text)


def test_a_handle_is_a_whole_value() -> None:
    """Another's handle or name that begins with it stays."""
    plan = RedactionPlan(people=(Removed(token=TOKEN, marked=("ana",)),))
    text = "---\nperson: ana-reyes\nby: Ana Reyes\nto: [ana, ana-reyes]\n---\n\nSee people/ana-reyes.md, @ana-reyes, @ana.\n"
    put = Replacer(plan).text(text)
    assert put == text.replace("[ana,", f"[colleague{TOKEN},").replace(
        "@ana.", f"@colleague{TOKEN}."
    )


@pytest.mark.parametrize("more", ["title: [unclosed", "title: a: b", "\tx: 1", "title: @x"])
def test_a_handle_goes_from_front_matter_that_is_no_yaml(more: str) -> None:
    """A fault in one line keeps nobody's handle in the others."""
    plan = RedactionPlan(people=(Removed(token=TOKEN, marked=("ana",)),))
    put = Replacer(plan).text(f"---\nperson: ana\n{more}\nreviewer: 'ana'\n---\n\nOf ana.\n")
    assert f"person: colleague{TOKEN}\n" in put and f"reviewer: 'colleague{TOKEN}'\n" in put
    assert "Of ana." in put


def test_a_key_with_a_capital_names_people_too() -> None:
    """`Owner:` is read as `owner:` is."""
    plan = RedactionPlan(people=(Removed(token=TOKEN, marked=("ana",)),))
    put = Replacer(plan).text("\ufeff---\nOwner: [ana, bo]\nTitle: ana\n---\n\nOf ana.\n")
    assert put == f"\ufeff---\nOwner: [colleague{TOKEN}, bo]\nTitle: ana\n---\n\nOf ana.\n"


def test_files_keep_their_encoding() -> None:
    """UTF-16 and Latin-1 are texts, too; a picture is left as it is, and told."""
    wide = "Mira Kovac wrote".encode("utf-16")
    assert "Kovac" not in REPLACER.data(wide).decode("utf-16")
    assert REPLACER.data(wide)[:2] == wide[:2]
    plan = RedactionPlan(people=(Removed(token=TOKEN, names=("Mira Kovás",)),))
    old = "né Mira Kovás".encode("latin-1")
    assert Replacer(plan).data(old).startswith("né Removed".encode("latin-1"))
    picture = b"\x89PNG\0\0Mira Kovac\0"
    assert REPLACER.data(picture) == picture and REPLACER.is_in(picture)


@pytest.mark.parametrize("before", [b"\0\1", b"\0\1\2"], ids=["even", "odd"])
@pytest.mark.parametrize("coding", ["utf-16-le", "utf-16-be"])
def test_wide_letters_in_a_file_that_is_no_text_are_told(coding: str, before: bytes) -> None:
    """Whichever byte of a letter comes first, and wherever in the file the name begins."""
    assert REPLACER.is_in(before + "By Mira Kovac.".encode(coding) + b"\1\2")
    assert not REPLACER.is_in(before + "By Mira Kovacs.".encode(coding) + b"\1\2")


def test_whom_only_name_and_address_together_tell() -> None:
    """Where others have the name, and others the address, her commits are those that have both."""
    plan = RedactionPlan(
        people=(Removed(token=TOKEN, pairs=(("Alex Kim", "team@corp.example.org"),)),)
    )
    put = Replacer(plan).author(b"Alex Kim", b"Team@corp.example.org")
    assert TOKEN.encode() in put[0] and b"corp" not in put[1]
    for name, mail in ((b"Alex Kim", b"kim@corp.example.org"), (b"Bo", b"team@corp.example.org")):
        assert Replacer(plan).author(name, mail) == (name, mail)


def test_authors_by_pair_and_by_address() -> None:
    """An address that several use names her only with her name."""
    put = REPLACER.author("Mira Kováč".encode(), b"team@corp.example.org")
    assert TOKEN.encode() in put[0] and put[1] == f"colleague{TOKEN}@redacted.invalid".encode()
    assert REPLACER.author(b"Ana", b"team@corp.example.org") == (b"Ana", b"team@corp.example.org")
    put = REPLACER.author(b"M.", b"Mira.Kovac@corp.example.org")
    assert b"M." not in put[0] and TOKEN.encode() in put[0]


def test_a_plan_survives_its_way() -> None:
    """What goes to the other process comes back as the same plan."""
    assert plan_from(PLAN.as_json()) == PLAN


@given(some.text(max_size=80), some.sampled_from(SPELLINGS), some.text(max_size=80))
def test_nothing_is_found_twice(before: str, spelling: str, after: str) -> None:
    """Whatever stands around it: a second reading finds nothing, and nothing raises."""
    text = f"{before} {spelling} {after}"
    put = REPLACER.text(text, Counter(), body=True)
    assert REPLACER.text(put, body=True) == put
