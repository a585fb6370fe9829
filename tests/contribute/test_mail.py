# What a mail says, as it is read under limits: which of its texts is taken, who sent it, and what is
# left out. Must not know: what becomes of it (tests/cli/test_receive.py).
"""Test how mails are read."""

from __future__ import annotations

import time
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


def alternative(plain: str, rich: str, *more: EmailMessage) -> Received:
    """Return what is read of a mail in two forms, and of other parts among them."""
    made = EmailMessage()
    made["From"], made["Subject"] = "Dee Wu <dee@mail.test.org>", "S"
    made.set_content(plain)
    made.add_alternative(f"<p>{rich}</p>", subtype="html")
    for one in more:
        made.attach(one)
    return read_mail(made.as_bytes())


def test_of_two_forms_the_fuller_one_is_taken() -> None:
    """HTML of more than three times the words of the plain text is; of as many it is the text, and
    of a text without words nothing is told as left out.
    """
    assert "a b" == alternative("a b\n", "c " * 6).text
    fuller = alternative("a b\n", "c " * 7)
    assert fuller.text.startswith("c c") and "its HTML says more" in fuller.left_out[0]
    alone = alternative("\n", "c d")
    assert ("c d", ()) == (alone.text, alone.left_out)


def test_a_file_among_two_forms_is_a_file() -> None:
    """What has a name is none of the forms, and is not left out with one."""
    attached = EmailMessage()
    attached.set_content("The text.\n", filename="a.txt", disposition="attachment")
    found = alternative("a\n", "c " * 9, attached)
    assert "The text." in found.text and "c c" in found.text


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>a</p><style>p {}</style><script>x()</script>", "a"),
        ("<html><head><title>t</title></head><body><p>a</p></body></html>", "a"),
        ('<a href="mailto:x@y.org">write</a>', "write"),
        ('<a href="https://x.org/a">https://x.org/a</a>', "https://x.org/a"),
        ('<a href="https://x.org/a">see</a> it', "see (https://x.org/a) it"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a | b"),
        ("<p>a &lt;b&gt; c</p>", "a &lt;b> c"),
    ],
)
def test_html_becomes_what_was_seen(html: str, words: str) -> None:
    """Neither what it runs nor how it looks; an address where it isn't seen, and a sign as one."""
    head = b"From: a@b.org\nSubject: S\nContent-Type: text/html\n\n"
    assert words == read_mail(head + html.encode()).text


@pytest.mark.parametrize("html", ["", "<!-- nothing -->", "<style>p {}</style>"])
def test_html_without_words_is_told(html: str) -> None:
    """It is no error, and whoever looks hears that nothing was found."""
    found = read_mail(b"From: a@b.org\nSubject: S\nContent-Type: text/html\n\n" + html.encode())
    assert ("", ("“text/html”: no words were found in its HTML",)) == (found.text, found.left_out)


@pytest.mark.parametrize("line", ["-- ", "--"])
def test_a_signature_is_left_out_and_told(line: str) -> None:
    """Below a line of two dashes, as mail programs write it; three are a line of the text."""
    found = read_mail(PLAIN + f"Words.\n{line}\nDee Wu, 079\n".encode())
    told = "the signature below the line of two dashes: “Dee Wu, 079”"
    assert ("Words.", told) == (found.text, *found.left_out)
    assert () == read_mail(PLAIN + b"Words.\n---\nMore.\n").left_out


def test_a_file_with_no_words_beside_it_is_told_of_nothing() -> None:
    """Whatever its ending, a file that came alone left nothing out."""
    found = mail(("a.markdown", "The text.\n"), text="\n")
    assert ("The text.", "a.markdown") == (found.text, found.file)
    assert () == found.left_out == found.told
    assert "“The letter.”" in mail(("a.markdown", "The text.\n")).left_out[0]


@pytest.mark.parametrize("charset", ["idna", "rot13", "no-such-charset", "utf-7"])
def test_letters_of_any_kind_are_read(charset: str) -> None:
    """What names letters that nobody has is read as UTF-8, and never ends the reading; what no
    file can hold is replaced.
    """
    head = f"From: a@b.org\nSubject: S\nContent-Type: text/plain; charset={charset}\n\n"
    odd = "+2AA-" if charset == "utf-7" else "é.."
    found = read_mail(head.encode() + f"Words {odd}".encode())
    assert found.text.startswith("Words ") and found.text.encode() and not found.left_out


def test_words_that_hang_on_a_mail_are_short() -> None:
    """Neither a name of a file nor a subject is longer than anybody reads."""
    made = EmailMessage()
    made["From"], made["Subject"] = "Dee Wu <dee@mail.test.org>", "s" * 400
    made.set_content("Words.\n")
    made.add_attachment(b"x", maintype="image", subtype="png", filename=f"{'n' * 200}.png")
    found = read_mail(made.as_bytes())
    assert (300, 100) == (len(found.subject), len(found.pictures[0].name))


def test_ten_pictures_are_enough() -> None:
    """The eleventh is told; one of exactly ten million bytes is taken."""
    made = EmailMessage()
    made["From"], made["Subject"] = "Dee Wu <dee@mail.test.org>", "S"
    made.set_content("Words.\n")
    for number in range(11):
        size = 10_000_000 if not number else 1
        made.add_attachment(b"x" * size, maintype="image", subtype="png", filename=f"{number}.png")
    found = read_mail(made.as_bytes())
    assert (10, ("“10.png”: 10 pictures are enough",)) == (len(found.pictures), found.left_out)


@pytest.mark.parametrize(
    ("sender", "name", "left"),
    [("", "", 0), ("Dee <>", "Dee", 0), ('"a@b.org" <c@d.org>', "c", 0), ("<>", "", 1)],
)
def test_a_sender_that_is_none_is_told(sender: str, name: str, left: int) -> None:
    """A mail that says only what it is about is one; a sender without name and address is told."""
    head = f"From: {sender}\n" if sender else ""
    found = read_mail(f"{head}Subject: S\n\nWords.".encode())
    assert (name, left) == (found.sender, len(found.left_out))


@pytest.mark.parametrize(
    "crowd",
    [
        b"Content-Type: text/plain; charset=utf-8; name=a.md" + b"; x=y" * 20_000,
        b"Content-Disposition: attachment; filename=a.md" + b"\n ; x=y" * 20_000,
        b"Sender: " + b"Dee Wu " * 20_000,
        b"Reply-To: " + b"a@b, " * 20_000,
    ],
    ids=lambda one: one.partition(b":")[0].decode(),
)
def test_a_header_without_an_end_takes_no_time(crowd: bytes) -> None:
    """A header is cut before it is parsed, since parsing takes time by the square of it; what it
    says in the usual length is read.
    """
    began = time.process_time()
    found = read_mail(b"From: Dee <d@mail.test.org>\nSubject: S\n" + crowd + b"\n\nWords.\n")

    assert time.process_time() - began < 2
    assert "Words." == found.text and ("a.md" if b"a.md" in crowd else "") == found.file


@pytest.mark.parametrize("name", ["From", "Subject"])
def test_a_sender_without_an_end_takes_no_time(name: str) -> None:
    """The same of who wrote a mail, and of what it is about."""
    other = "Subject" if name == "From" else "From"
    began = time.process_time()
    found = read_mail(f"{other}: S <s@m.org>\n{name}: {'Dee Wu ' * 20_000}\n\nWords.\n".encode())

    assert time.process_time() - began < 2
    assert "Words." == found.text
