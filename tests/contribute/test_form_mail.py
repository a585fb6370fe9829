# The text of a form after a mail program had it. Must not know: mails (test_mail_words.py).
"""Test how a form's text is found in a mail."""

from __future__ import annotations

import pytest
from pollinate.contribute.form_mail import form_line, whole_text
from pollinate.contribute.mail import read_mail

FORM = '---\ntitle: "Drain"\nlearned_from:\n  - lesson: "a.md"\n    because: "It is so."\n---\n\nW.'
HTML = b"From: a@b.org\nSubject: S\nContent-Type: text/html; charset=utf-8\n\n"


@pytest.mark.parametrize(
    ("sent", "above"),
    [
        (FORM, ""),
        (f"Hi, here is my lesson:\n\n{FORM}", "Hi, here is my lesson:"),
        (f"-- \nMira, m@x.org\n\n{FORM}", "-- Mira,"),
        ("\n".join(f"> {line}".rstrip() for line in FORM.split("\n")), ""),
        (FORM.replace("---", "—"), ""),
        (FORM.replace("    ", "\u00a0\u00a0\u00a0 ").replace("  - ", "\u00a0 -\u00a0"), ""),
        (FORM.replace('"Drain"', "“Drain”"), ""),
    ],
)
def test_a_form_s_text_is_whole_again(sent: str, above: str) -> None:
    """A greeting, a signature on top, marks of a quotation and finer signs take no key away; what
    stood above is told.
    """
    told: list[str] = []

    assert FORM == whole_text(sent, told, named=True)
    assert ([f"left out: the words above its text: “{above}”"] if above else []) == told


@pytest.mark.parametrize("named", [True, False])
def test_front_matter_on_top_is_the_only_one(named: bool) -> None:
    """What its text says between two rules is no other, whatever its own begins with."""
    text = "---\n# A comment.\ntitle: X\n---\nNote: drain.\n---\nMore."

    assert text == whole_text(text, [], named=named)


@pytest.mark.parametrize("text", ["Words.\n\n---\n\nMore: words.", "Hi.\n\n---\nno end: x", "A"])
def test_a_rule_is_no_form(text: str) -> None:
    """A line that parts paragraphs begins no text of a form."""
    told: list[str] = []
    assert text == whole_text(text, told, named=True) and [] == told


def test_a_form_whose_place_is_lost_is_told() -> None:
    """Below a greeting, without the place in the subject, it is a text; its keys are pointed out."""
    assert f"Hi.\n\n{FORM}" == whole_text(f"Hi.\n\n{FORM}", [], named=False)
    assert 'title: "Drain"' == form_line(f"Hi.\n\n{FORM}") and "" == form_line("Words.\n\nMore.")


def test_html_keeps_the_blanks_of_front_matter() -> None:
    """Web mailers write them as signs that don't break."""
    lines = FORM.replace("  ", "&nbsp; ").split("\n")
    found = read_mail(HTML + "".join(f"<div>{line or '<br>'}</div>" for line in lines).encode())
    text = "\n".join(line for line in found.text.split("\n") if line)

    assert FORM.replace("\n\n", "\n") == whole_text(text, [], named=True), found.text
