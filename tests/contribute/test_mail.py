# What a mail says, as it is read under limits: which of its texts is taken, who sent it, and what is
# left out. Must not know: what becomes of it (tests/cli/test_receive.py).
"""Test how mails are read."""

from __future__ import annotations

from base64 import encodebytes
from email.message import EmailMessage
from pathlib import Path

import pytest
from pollinate.contribute.mail import Received, read_mail, read_text
from pollinate.contribute.mailboxes import mails_in

PLAIN = b"From: Dee Wu <dee@mail.test.org>\nSubject: S\n\n"


def mail(*attached: tuple[str, str], text: str = "The letter.\n", rich: str = "") -> Received:
    """Return what is read of a letter with attached texts, each a name and its words."""
    made = EmailMessage()
    made["From"], made["Subject"] = "Dee Wu <dee@mail.test.org>", "S"
    made.set_content(text)
    if rich:
        made.add_alternative(rich, subtype="html")
    for name, words in attached:
        made.add_attachment(words, filename=name)
    return read_mail(made.as_bytes())


def test_the_file_goes_before_the_letter_around_it() -> None:
    """Who sends a text as a file means that file; of a letter in two forms the plain one is taken,
    as its writer saw it.
    """
    found = mail(("a.md", "The text.\n"))

    assert ("The text.", "a.md") == (found.text, found.file)
    assert "“The letter.”" in found.left_out[0]
    assert "The letter." == mail(rich="<p>The <b>rich</b> one.</p>").text


def test_two_files_have_no_name() -> None:
    """The words of several files stand in one text, which is none of them by name."""
    found = mail(("a.md", "One.\n"), ("b.txt", "Two.\n"))

    assert "One.\n\n\nTwo." == found.text and "" == found.file


def test_what_is_too_much_is_left_out_and_told() -> None:
    """Neither a large part, nor a hundred parts, nor a text without an end gets past; what is left
    out is told with its reason.
    """
    made = EmailMessage()
    made["From"], made["Subject"] = "a@b.org", "S"
    made.set_content("Words.\n")
    made.add_attachment(b"x" * 10_000_001, maintype="image", subtype="png", filename="a.png")
    large = read_mail(made.as_bytes())
    assert () == large.pictures and ("“a.png”: it is larger than 10 MB",) == large.left_out

    many = mail(*((f"{number}.md", f"W{number}.\n") for number in range(110)))
    assert "W98." in many.text and "W99." not in many.text
    assert "what comes after part 100: that is too many" == many.left_out[0]


@pytest.mark.parametrize("as_file", [False, True])
def test_the_end_of_a_long_text_is_told(tmp_path: Path, as_file: bool) -> None:
    """A text is cut where no lesson ends, and whoever looks at it hears that it is cut."""
    words = b"word " * 200_000 + b"END"
    (tmp_path / "a.md").write_bytes(words)
    found = read_text(tmp_path / "a.md") if as_file else read_mail(PLAIN + words)

    assert found.text.endswith("word") and len(found.text) < len(words)
    assert [True] == ["what comes after 1 MB" in one for one in found.left_out]


@pytest.mark.parametrize(
    ("sender", "name", "address"),
    [
        ("dee@mail.test.org", "dee", "dee@mail.test.org"),
        ("Dee Wu <dee>", "Dee Wu", ""),
        ("Dee Wu <d\u202eee@mail.test.org>", "Dee Wu", ""),
        ("  Dee \t Wu  <dee@mail.test.org>", "Dee Wu", "dee@mail.test.org"),
    ],
)
def test_a_sender_is_a_name(sender: str, name: str, address: str) -> None:
    """A name is never an address, and an address has nothing in it that turns a line around."""
    found = read_mail(f"From: {sender}\nSubject: S\n\nWords.".encode())

    assert (name, address) == (found.sender, found.address)


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_lines_end_as_ours_do(tmp_path: Path, ends: str) -> None:
    """Whatever system a text was written on, it stands in the garden as if written here, without
    the mark that some begin a file with.
    """
    text = "\ufeff---\ntitle: X\n---\n\nWords.".replace("\n", ends).encode()
    (tmp_path / "a.md").write_bytes(text)
    encoded = b"From: a@b.org\nSubject: S\nContent-Transfer-Encoding: base64\n\n"
    mailed = read_mail(encoded + encodebytes(text))

    assert "---\ntitle: X\n---\n\nWords." == read_text(tmp_path / "a.md").text == mailed.text


def test_a_mailbox_is_known_in_any_case(tmp_path: Path) -> None:
    """A mailbox called `INBOX.MBOX` holds as many mails as one in small letters."""
    (tmp_path / "IN.MBOX").write_bytes((b"From x\n" + PLAIN + b"Words.\n\n") * 2)

    assert 2 == len(mails_in(tmp_path / "IN.MBOX"))
