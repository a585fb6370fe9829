# Which words of a mail are taken, however a program sent them: no word is lost that is not shown.
# Must not know: what becomes of them (tests/cli/test_receive.py).
"""Test which words of a mail are taken."""

from __future__ import annotations

import time
from base64 import encodebytes
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pollinate.contribute.mail import Received, read_mail, read_text
from pollinate.contribute.mail_words import unbroken, unsigned
from pollinate.contribute.mailboxes import mails_in
from pollinate.contribute.senders import passed_on

HEAD = "From: Dee Wu <dee@x.org>\nSubject: S\n"
LONG = "\n".join(f"Line {n} of what was learned." for n in range(12))


def read(words: str, head: str = "") -> Received:
    """Return what is read of a mail in plain UTF-8."""
    return read_mail(f"{HEAD}{head}\n{words}".encode())


def rich(words: str) -> str:
    """Return the text of a mail in HTML."""
    return read(words, "Content-Type: text/html; charset=utf-8\n").text


@pytest.mark.parametrize(
    "words",
    [
        f"First.\n\n--\n\nSecond.\n\n--\n{LONG}",
        "First.\n\n--\n\nSecond.\n\n--\n\nThird.",
        f"First.\n-- \n{LONG}",
        f"First.\n--\n{'x' * 601}",
        "First.\n\n```sql\nselect 1;\n--\nselect 2;\n```",
        "First.\n\n```sql\nselect 1;\n--\nselect 2;\n```\n\nAnd on.",
        "-- \nMira K.",
        "-- \nMira K.\n\n---\ntitle: X\n---\n\nWords.",
    ],
)
def test_two_dashes_part_a_text(words: str) -> None:
    """Paragraphs, code, and what is no signature by its length stay, each of them."""
    found = read(words)

    assert words == found.text and () == found.left_out


def test_a_signature_is_shown() -> None:
    """What stands below the last dashes is left out, and told whole, without an address."""
    found = read("One.\n--\nTwo.\n-- \nDee Wu\nCrane 3, dee@x.org\n")

    assert "One.\n--\nTwo." == found.text
    assert ("the signature below the line of two dashes: “Dee Wu / Crane 3,”",) == found.left_out


def test_a_disclaimer_is_told() -> None:
    """It stays, since nobody knows whether it is one, and is pointed out."""
    found = read("Drain first.\n\n____________\nThis message is confidential. Delete it.\n")

    assert "confidential" in found.text and "looks like a disclaimer" in found.told[0]
    assert () == read("Keys are confidential.\n").told


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("image/jpg", "a.jpg"),
        ("image/pjpeg", "a.jpg"),
        ("image/x-png", "a.png"),
        ("application/octet-stream", "a.jpg"),
        ("image/png", "a.jpg"),
        ("application/octet-stream", ""),
    ],
)
def test_a_picture_is_one_by_its_bytes(kind: str, name: str) -> None:
    """Phones, scanners and some programs call it otherwise."""
    out = BytesIO()
    Image.new("RGB", (4, 3)).save(out, "PNG" if name.endswith("png") else "JPEG")
    head = f"Content-Type: {kind}; name={name or 'x'}\nContent-Transfer-Encoding: base64\n\n"
    found = read_mail(f"{HEAD}{head}".encode() + encodebytes(out.getvalue()))

    assert [".png" if name.endswith("png") else ".jpg"] == [one.ending for one in found.pictures]


@pytest.mark.parametrize("front", ["\ufeff", "\n", "\r\n \n", ""])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_mail_begins_at_its_first_header(front: str, encoding: str) -> None:
    """A mark, an empty line and two bytes a letter are what programs add when they save one."""
    data = f"{front}{HEAD}\nOver the quay: ü.\n".encode(encoding)

    assert "Over the quay: ü." == read_mail(data).text


def test_a_sentence_begins_no_mail(tmp_path: Path) -> None:
    """A line `From …` after an empty one is a sentence, and an escaped one is so again."""
    words = "We waited.\n\nFrom here on we drain first.\n\n>From 10:00 on 3 March 2026 as well.\n"
    one = f"From dee@x.org Sat Nov 28 10:00:00 2026\n{HEAD}\n{words}\n"
    (tmp_path / "a.mbox").write_text(one + one.replace("dee@x.org Sat", "- Sat"), encoding="utf-8")
    found = [read_mail(data).text for data in mails_in(tmp_path / "a.mbox")]

    assert [words.replace(">From", "From").strip()] * 2 == found


@pytest.mark.parametrize(
    ("encoding", "told"),
    [("utf-8", ""), ("utf-8-sig", ""), ("utf-16", "UTF-16"), ("cp1252", "windows-1252")],
)
def test_letters_are_what_they_were(tmp_path: Path, encoding: str, told: str) -> None:
    """A text is read as it was saved; what is guessed is told."""
    (tmp_path / "a.md").write_bytes("Über den Kai, “ja”.\n".encode(encoding))
    found = read_text(tmp_path / "a.md")

    assert "Über den Kai, “ja”." == found.text
    assert told in "".join(found.told) and bool(told) == bool(found.told)


def test_a_mail_that_lies_about_its_letters_is_told() -> None:
    """Letters that are not what a mail says are read for what they are."""
    found = read_mail(
        f"{HEAD}Content-Type: text/plain; charset=utf-8\n\n".encode() + "Über.".encode("cp1252")
    )

    assert "Über." == found.text and "windows-1252" in found.told[0]


def test_broken_lines_are_whole_again() -> None:
    """Programs break lines with a blank at their end, and say so."""
    flowed = "Content-Type: text/plain; format=flowed; delsp=yes\n"
    words = "Drain fir \nst and it  \n held.\n\n> Why  \n> so?\n\n---\n"
    assert "Drain first and it held.\n\n> Why so?\n\n---" == read(words, flowed).text
    words = "Drain \nfirst.\n-- \nDee\n"
    assert "Drain first." == read(words, flowed.replace("; delsp=yes", "")).text


def test_html_keeps_its_shape() -> None:
    """Code keeps its lines, a list its numbers, a heading its rank; what nobody saw is no word."""
    words = rich(
        '<div style="display:none">Preview.</div><h1>Stop</h1><ol><li>stop<li>wait</ol>'
        "<ul><li>rope</ul><pre>if x:\n    stop()\n</pre><table><tr><td>a<td>b</table>"
    )

    assert (
        "## Stop\n\n1. stop\n\n2. wait\n\n- rope\n\n```\nif x:\n    stop()\n```\n\na | b" == words
    ), words
    assert "a\n  b" == rich("<pre>a\n  b</pre>")


def test_long_texts_take_a_time_that_grows_with_them() -> None:
    """A paragraph of many rows that go on, blank rows and rows of `>` above nothing."""

    def taken(times: int) -> float:
        start = time.process_time()
        unbroken("A row that goes on and on. \n" * times, joined=True)
        unsigned("\n" * times + ">\n" * times + "\n-- \nDee")
        passed_on(EmailMessage(), "\n" * times + ">\n" * times)
        return time.process_time() - start

    taken(100)
    small, large = min(taken(5_000) for _ in range(3)), taken(20_000)
    assert large < 10 * max(small, 0.02), (small, large)
