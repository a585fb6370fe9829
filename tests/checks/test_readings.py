# What a person reads is what is looked at: numbers, names and secrets in the writings that word
# processors, web pages and Markdown give them, each beside a sound twin.
"""Test that a line is looked at as it is read."""

from __future__ import annotations

import base64
import json
import re
import time

import pytest
from pollinate.checks.files.personal_data import find_personal_data, find_words, word_patterns
from pollinate.checks.files.readings import as_read, parts, readings
from pollinate.checks.files.run import check_words
from pollinate.checks.files.secrets import find_secrets
from pollinate.paths import RepoPath

PATH = RepoPath("docs/lessons/a.md")
AHV, IBAN, CARD = "756.8392.0471.55", "DE90 3704 0044 0731 9130 07", "4539 5776 3621 4867"
TOKEN = "ghp_" + "aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dF3gH5"


def codes(text: str, path: RepoPath = PATH) -> set[str]:
    """Return what blocks a text."""
    return {one.code for one in check_words(path, text, ()) if one.blocks}


@pytest.mark.parametrize("number", [AHV, IBAN, CARD])
@pytest.mark.parametrize(
    "blank",
    ["\xa0", "\u202f", "\u2009", "\t", "  ", "&nbsp;", "&#8239;", "\u2011", "\u2013", "\\ "],
)
def test_a_number_is_one_whatever_parts_it(number: str, blank: str) -> None:
    """Blanks and dashes of all kinds, as a web page, a word processor or a table has them."""
    assert {"personal-number"} == codes(f"It is {re.sub('[ .]', lambda _: blank, number)} here.\n")


@pytest.mark.parametrize(
    "written",
    [
        AHV.replace(".", "\\."),
        AHV.replace(".", "&#46;", 1),
        f"_{AHV}_",
        f"**{AHV[:8]}**{AHV[8:]}",
        f"{AHV[:8]}<b>{AHV[8:]}</b>",
        AHV.translate({ord(str(n)): chr(0xFF10 + n) for n in range(10)}),
        AHV.translate({ord(str(n)): chr(0x0660 + n) for n in range(10)}),
        '"' + AHV.replace(".", "\\x2e") + '"',
        AHV.replace(".", "%2E"),
        "x" * 5_000 + " " + AHV,
        json.dumps([{"name": f"n{n}", "is": "here"} for n in range(300)] + [AHV]),
    ],
)
def test_a_number_is_one_however_it_is_written(written: str) -> None:
    """In marks, tags, entities and escapes, in digits of other scripts, and far into a line."""
    assert {"personal-number"} == codes(f"Hers: {written}\n")


def test_a_long_line_is_looked_at_once() -> None:
    """What stands where two parts of a line overlap is one finding, at its letter."""
    line = "x " * 1_800 + AHV + " y" * 2_000
    (found,) = find_personal_data(PATH, line)
    assert 3_601 == found.column
    assert 0 == next(find_personal_data(PATH, "DE90\xa03704 0044 0731 9130 07")).column
    told = list(parts("ab" * 5_000))
    assert [0, 3_500, 7_000] == [at for at, _ in told]
    assert all("ab" * 5_000 == "ab" * 5_000 and len(row) <= 4_000 for _, row in told)
    assert 3 == len(list(find_personal_data(PATH, "\n".join([AHV, "", IBAN, CARD]))))


@pytest.mark.parametrize(
    "written",
    [
        "Acme&nbsp;Widgets", "Acme **Widgets**", "Ac**me** Widgets", "Acme<br>Widgets", "Acme\xadWidgets",
        "Acme<!-- x --> Widgets", "[Acme](https://example.org/) Widgets", "Acme%20Widgets", "AcmeWidgets",
        "acme.widgets", "> Acme\n> Widgets", "A&#99;me Widgets", "Acme\\ Widgets", "acme_widgets", "Acme Widgets'",
        "\u00c1cme\u2009W\u0131dgets".replace("\u0131", "i"), "O\u2019Neil", "O'Neil's", "Smith &amp; Sons",
        "我们和华为合作", "C# Inc", "“Quoted Name”",
    ],
)  # fmt: skip
def test_a_private_name_is_found_however_it_is_written(written: str) -> None:
    """As a reader sees it, and as people write names of the list."""
    listed = '\ufeffAcme Widgets\n# a comment\n- O\'Neil  # met in May\n"Quoted Name"\n'
    patterns = word_patterns(f"{listed}Smith & Sons\n华为\nC# Inc\n")
    assert [1] == [one.line for one in find_words(PATH, f"We met {written} there.\n", patterns)]


@pytest.mark.parametrize(
    "sound", ["a c b", "acme", "Widgets of acme", "neil", "smiths and sons", "online"]
)
def test_what_is_no_private_name_is_left(sound: str) -> None:
    """Neither a part of a name nor its letters within a word."""
    patterns = word_patterns("Acme Widgets\nO'Neil\nSmith & Sons\nC# Inc\nOn Line\n#\n-\n\n")
    assert 5 == len(patterns)
    assert [] == list(find_words(PATH, sound, patterns))


@pytest.mark.parametrize(
    "written",
    [
        TOKEN[:14] + "<wbr>" + TOKEN[14:],
        TOKEN[:14] + "\ufe0f" + TOKEN[14:],
        "ghp_**" + TOKEN[4:] + "**",
        TOKEN.replace("_", "%5F"),
        '"' + TOKEN.replace("g", "\\x67", 1) + '"',
        TOKEN.replace("g", "\\u0067", 1),
        "| password | Winter2024! |",
        "Password **Winter2024!xyz**",
        "login bob password Winter2024!xyz",
        "<password>Winter2024!</password>",
        "sshpass -p 'Winter2024!' ssh host",
        "mysql -u root -pWinter2024! db",
        "senha: Verao2024!zz",
        "пароль: Winter2024!xyz",
        "密码：Winter2024!xyz",
        "PrivateKey = yAnz5TF+lXXJte14tji3zlMNq+hd2rYUIgJBgB3fBmk=",
        "https://discord.com/api/webhooks/123456789012345678/" + "abcDEF123ghi" * 5,
        "https://x.blob.core.windows.net/c?sv=1&sig=abcD3Fgh1JklmNopQrStUvWxYz0123456789abc%3D",
        "git clone https://8f3a9c1d7e5b4a2f8f3a9c1d7e5b4a2f8f3a9c1d@git.corp.org/x.git",
        "sk-proj-" + "aB3dE5gH7j_9mN1pQ3sT-vW7yZ9bC1" * 2,
        "dapi8f3a9c1d7e5b4a2f8f3a9c1d7e5b4a2f",
        "ntn_" + "aB3dE5gH7j" * 4,
        "Cookie: session=8f3a9c1d7e5b4a2f8f3a9c1d7e5b4a2f",
    ],
)
def test_a_secret_is_one_however_it_is_written(written: str) -> None:
    """Broken by what nobody sees, and in the forms in which lessons hold them."""
    assert {"secret"} == {one.code for one in find_secrets(PATH, f"Use {written}\n")}


KEY = base64.b64encode(bytes(range(48))).decode()


@pytest.mark.parametrize(
    "block",
    [
        f"-----BEGIN PRIVATE KEY-----\\n{KEY}\\n",
        f"-----BEGIN RSA PRIVATE KEY-----  \n\n\n{KEY}",
        f"1\t-----BEGIN RSA PRIVATE KEY-----\n     2\t{KEY}",
        f"<pre>-----BEGIN EC PRIVATE KEY-----<br>{KEY}</pre>",
        f"-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES\n\n{KEY}",
    ],
)
def test_a_private_key_is_one_however_its_lines_end(block: str) -> None:
    """As JSON, with numbers before its lines, and in a page."""
    assert ["secret"] == [one.code for one in find_secrets(PATH, f'"key": "{block}\n')]
    shortened = block.replace(KEY, "…")
    assert [] == list(find_secrets(PATH, shortened))


@pytest.mark.parametrize(
    "sound",
    [
        "authToken: res.data.Token2,", "const token = response.body.accessToken2;", "password = credentials.Password2024",
        "let password = form.elements.password1.value;", "token = jwtService.generateToken1(user)",
        "sort -u file:Name123", "rsync -u src:Path123 dst", "docker run --user 1000:1000abc img",
        "password: ENC[AES256_GCM,data:abc1,iv:xyZ2]", "xoxo-2024-party-all-night", "token=@/run/Token-2",
        "password: P@ssw0rd", "The garden was born on 14 March {year}", "Date of birth: 01.01.1900", "born 1970-01-01",
        "ticket 811218-9876", "Patient number 12345", "patient no 000000", "| name | password |\n|---|---|",
    ],
)  # fmt: skip
def test_sound_lines_are_left(sound: str) -> None:
    """Names in programs, options of other commands, encrypted values, empty fields and things."""
    assert set() == codes(sound.format(year=time.localtime().tm_year) + "\n")


@pytest.mark.parametrize(
    "born", ["Ann (*3.3.1981) came.", "Ann was born in Chur on March 3, 1981."]
)
def test_a_day_of_birth_is_one_in_other_words(born: str) -> None:
    """With the star of genealogists, and with a place between."""
    assert {"personal-birth"} == codes(born)


@pytest.mark.parametrize(
    ("name", "code"),
    [(f"{TOKEN}.md", "secret"), (f"x-{AHV}.md", "personal-number"), ("DE90370400440731913007.txt", "personal-number")],
)  # fmt: skip
def test_the_name_of_a_file_is_looked_at(name: str, code: str) -> None:
    """It becomes an address of the site."""
    found = list(check_words(RepoPath(f"docs/lessons/{name}"), "# A\n", ()))
    assert [(code, 0)] == [(one.code, one.line) for one in found]
    assert "the name of this file" in found[0].message
    assert [] == list(check_words(RepoPath("docs/notes/2026/2026-11-29-drain-first.md"), "", ()))


@pytest.mark.parametrize(
    "sign", ["a-", "a.", "*a_", "&#", "://", "<b", "\\x", "%4", "1 ", "| ", "born ", "token "]
)
def test_reading_takes_a_time_that_grows_with_the_line(sign: str) -> None:
    """Four times the letters take not much more than four times the time."""

    def taken(times: int) -> float:
        start = time.process_time()
        list(
            check_words(
                PATH, sign * times + " internal .corp PRIVATE KEY", word_patterns("Acme Widgets")
            )
        )
        return time.process_time() - start

    taken(1_000)
    small, large = min(taken(8_000) for _ in range(3)), taken(32_000)
    assert large < 10 * max(small, 0.02), (small, large)


def test_a_plain_line_is_read_as_it_stands() -> None:
    """Nearly all lines need no second look."""
    assert ("Plain words, as ever.",) == readings("Plain words, as ever.")
    assert "a_b and x" == as_read("a_b and\tx")


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("a<br>b", "a b"),
        ("a&#10;b", "a b"),
        ("a%FFb", "ab"),
        ("\u1369", "1"),
        ("a ==b== c", "a b c"),
        ("a ~~b~~ c", "a b c"),
    ],
)
def test_a_line_is_read_as_a_page_shows_it(line: str, read: str) -> None:
    """Beside itself; a line that is read as it stands is looked at once."""
    assert (line, read) == readings(line)
    assert ("a_b",) == readings("a_b")
    assert [[0], [0, 3_500]] == [[at for at, _ in parts("x" * n)] for n in (4_000, 4_001)]


def basic(login: bytes) -> str:
    """Return a header of HTTP with somebody's name and password."""
    return f"Authorization: Basic {base64.b64encode(login).decode()}"


@pytest.mark.parametrize(
    "sound",
    [
        basic(b"thisIsNoLogin"), basic(b"ana:\1\2\3Abc12"), basic(b"ana:changeme12"), basic(b"\xff\xfe:Abc12"),
        "Basic abcDEfgh1", "postgres://ana:Winter2024!x@localhost/db", 'password = "Correct horse 12 Battery"',
        "password = CorrectHorse!Battery", "eyJub3QganNvbg.eyJub3QganNvbg.abcdefghij",
        "Number 079 345 67 89 failed", "Call +1 202 555 0123", "the package org.junit.internal", "http://10.0.0.1/",
        "http://host.docker.internal:80/", "Part 212-45-6789 came", "AHV 756.9217.0769.85",
        "card 4012 8888 8888 1881", "card 4539 5776 3627", "card 3000 1234 5678 9050", "card 4400 0000 0004 4006",
        "org.junit.internal",
    ],
)  # fmt: skip
def test_what_only_looks_like_one_is_left(sound: str) -> None:
    """Stand-ins, numbers that films and manuals print, names of packages, and other numbers."""
    assert [] == list(check_words(PATH, sound, ()))


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (basic(b"ana:Winter2024x"), "secret"),
        ('password = "Winter.Sun2024"', "secret"),
        ("password = qwkzmvxp83629147", "secret"),
        ("Code 140383-271L", "personal-number"),
        ("Patient number 7351942", "personal-number"),
        ("db-1.corp", "internal-host"),
    ],
)
def test_what_is_one_is_told(written: str, code: str) -> None:
    """The twins of what only looks like one."""
    [one] = check_words(PATH, written, ())
    assert (code, code != "internal-host") == (one.code, one.blocks)


def test_a_card_without_a_word_is_asked_about() -> None:
    """Sixteen figures in a row may be any number's."""
    [one] = check_words(PATH, "4539577636214867", ())
    assert "personal-number" == one.code and not one.blocks


def test_a_key_is_told_at_its_first_line() -> None:
    """Of the forms of OpenSSL and of PuTTY."""
    begins = f"-----BEGIN PRIVATE KEY-----\n{KEY}\n"
    putty = "PuTTY-User-Key-File-2: ssh-rsa\nEncryption: none\nPrivate-Lines: 1\nAAAA\n"
    for key in (begins, putty):
        [one] = find_secrets(PATH, f"A.\n\n{key}")
        assert 3 == one.line


def test_of_a_token_its_own_letters_are_told() -> None:
    """Not those of the words before it."""
    [one] = find_secrets(PATH, f'aws_secret_key = "wJ{"alrXUtnF3MIK7MDENGbPxRfiCYz9Qp2vT5kLm8"}Ya"')
    assert "wJ…Ya" in one.message
    [one] = find_secrets(PATH, f"softlayer_api_key = '{'8f3a9c1d7e5b4a20' * 4}'")
    assert "8f…20" in one.message


def test_where_a_number_stands_is_told() -> None:
    """At its letter, where a line is read as it stands; a day of birth has none. One of a line's
    numbers is enough.
    """
    [phone] = find_personal_data(PATH, "Call +41 79 345 67 89")
    [born] = find_personal_data(PATH, "x " * 2_000 + "Ann (*3.3.1981) came.")
    assert (6, 0) == (phone.column, born.column)
    [one] = find_personal_data(PATH, f"Hers is {AHV}, call +41 79 345 67 89")
    assert "personal-number" == one.code


def test_what_is_young_is_rather_a_thing() -> None:
    """A garden is born too: what is no more than four years old is asked about only."""
    year = time.localtime().tm_year
    told = [codes(f"It was born on 14 March {year - ago}") for ago in (4, 5)]
    assert [set(), {"personal-birth"}] == told


def test_a_private_name_is_found_where_nobody_sees_it() -> None:
    """In a comment, too; of a short name one letter is said."""
    [one] = find_words(PATH, "A.\n<!-- Acme -->\n", word_patterns("Acme"))
    assert 2 == one.line and "(a…)" in one.message


def test_without_the_package_no_number_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    """What nothing can tell is none."""
    monkeypatch.setattr("pollinate.checks.files.id_numbers.find_spec", lambda name: None)
    assert set() == codes(f"Hers is {AHV}, and {IBAN}\n")
