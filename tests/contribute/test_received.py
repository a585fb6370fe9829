# What becomes of a text that somebody sent: its place, its name, its words, its pictures. Must not
# know: mails, branches (tests/cli/test_receive.py).
"""Test what is made of what was received."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pollinate.content.files import kind_test
from pollinate.content.frontmatter import read_front_matter
from pollinate.contribute.mail import Received, SentPicture
from pollinate.contribute.received import Draft, draft_of
from pollinate.errors import RequestError
from pollinate.paths import RepoPath
from pollinate.settings import make_settings


def draft(
    text: str,
    subject: str = "",
    *,
    topic: str = "",
    team: str = "",
    there: tuple[str, ...] = (),
    **more: object,
) -> Draft:
    """Return what becomes of a text."""
    ours = make_settings({}, root=Path("/g"), docs_dir=Path("/g/docs"))
    row = str(more.pop("topic_of_row", ""))
    sent = Received(sender="Dee", address="", subject=subject, text=text, topic=row, **more)  # type: ignore[arg-type]
    return draft_of(
        sent,
        ours,
        "docs",
        kind_test(ours),
        topic=topic,
        team=team,
        credits_somebody=lambda text: "\ncredit" in text,
        values_of=lambda text: read_front_matter(text.encode(), RepoPath("")).values,
        there=there,
    )


def words(made: Draft) -> str:
    """Return the text of a draft."""
    return made.files[made.place].decode()


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        ("kind: question\nabout: lessons/t/a.md", r"docs/notes/a-question-[0-9a-f]{6}\.md"),
        ("kind: thanks\nabout: people/mira.md", r"docs/notes/thanks-[0-9a-f]{6}\.md"),
        ("title: First night\nsteps:\n  - lesson: a.md", r"docs/trails/first-night\.md"),
        ("summary: Nothing else", r"docs/lessons/received/lesson-[0-9a-f]{6}\.md"),
    ],
)
def test_a_text_without_a_place_gets_one_of_its_own(keys: str, place: str) -> None:
    """Its keys tell which kind of file it is; two such files never want one name, and none waits
    for a name that somebody else must choose.
    """
    assert re.fullmatch(place, draft(f"---\n{keys}\n---\n\nWords.").place)


@pytest.mark.parametrize("name", ["../x.md", "a/b.md", "con.md", ".hidden.md", "a b.md", "-x.md"])
def test_a_file_s_name_leads_nowhere(name: str) -> None:
    """The name of a file that was attached is taken if it is one, and never as a path."""
    made = draft("---\ntitle: X\n---\n\nWords.", file=name)

    assert "docs/lessons/received/x.md" == made.place
    assert "docs/lessons/received/good.md" == draft("---\ntitle: X\n---\n", file="good.md").place


@pytest.mark.parametrize("name", ["con.tar.md", "NUL.x.md", "com1.md"])
def test_a_device_is_one_with_any_ending(name: str) -> None:
    """Windows takes `con.tar.md` for the console as well."""
    made = draft("---\ntitle: X\n---\n\nWords.", f"S: docs/lessons/t/{name}")

    assert "docs/lessons/received/x.md" == made.place


def test_no_control_sign_of_a_mail_stands_in_a_lesson() -> None:
    """What would ring a bell or move a cursor is left out of the text."""
    assert words(draft("Ring\x07 the\x1b[2J bell.", "S")).endswith("Ring the[2J bell.\n")


def test_an_unnamed_text_credits_a_colleague_alone() -> None:
    """A text with keys of its own gets the credit among them; one that credits somebody, in
    whatever spelling, is refused.
    """
    made = words(draft("---\ntitle: X\n---\n\nWords.", team="A colleague"))

    assert '---\ntitle: X\ncredit:\n  - as: "A colleague"\n---\n\nWords.\n' == made
    for spelling in ("credit: [x]", "credit : [x]"):
        with pytest.raises(RequestError, match="credits somebody itself"):
            draft(f"---\n{spelling}\n---\n\nWords.", team="A colleague")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("the ramp today.jpg", "the ramp today"),
        ("IMG_20261128_1234.jpg", "Describe this picture"),
        ("WhatsApp Image.jpg", "WhatsApp Image"),
        ("red boat](x.md) <img>.png", "red boatxmd img"),
        ("", "Describe this picture"),
    ],
)
def test_a_picture_s_name_is_words_or_none(name: str, told: str) -> None:
    """Words that somebody gave a picture are for who can't see it; a camera's number tells them
    nothing, and no sign of a name ends the picture and begins something else.
    """
    out = BytesIO()
    Image.new("RGB", (4, 3)).save(out, "PNG")
    made = words(draft("Words.", "Ramp", pictures=(SentPicture(name, ".png", out.getvalue()),)))

    assert [told] == re.findall(r"^!\[(.*)\]\(ramp-1\.png\)$", made, re.M)


@pytest.mark.parametrize(
    "subject", ["Re: Two photos", "FWD: Re: Two photos", "AW:WG: Two photos", "Fw : Two photos"]
)
def test_a_reply_is_called_as_what_it_answers(subject: str) -> None:
    """What mail programs put before a subject is no word of a lesson's title or name."""
    made = draft("Words.", subject)

    assert ("Two photos", "docs/lessons/received/two-photos.md") == (made.title, made.place)


def test_a_lesson_without_a_subject_is_called_by_its_first_words() -> None:
    """And one of a picture alone has a name that no other has."""
    assert "docs/lessons/received/take-two.md" == draft("\n## *Take two*\n\nWords.").place
    out = BytesIO()
    Image.new("RGB", (4, 3)).save(out, "PNG")
    made = draft("", pictures=(SentPicture("", ".png", out.getvalue()),))
    assert re.fullmatch(r"docs/lessons/received/lesson-[0-9a-f]{6}\.md", made.place)


def test_a_title_is_one_short_line() -> None:
    """It becomes a commit's subject and a branch's name."""
    made = draft(f"---\ntitle: a\t {'long ' * 60}\n---\n\nWords.", "S")

    assert len(made.title) <= 100 and made.title.startswith("a long long")


@pytest.mark.parametrize("subject", ["Drain", "S: docs/lessons/received/drain.md"])
def test_a_name_that_the_garden_has_is_no_end(subject: str) -> None:
    """A second text of one name, and its pictures, stand beside the first, and that is told."""
    out = BytesIO()
    Image.new("RGB", (4, 3)).save(out, "PNG")
    there = ("docs/lessons/received/Drain.md", "docs/lessons/received/drain-2-1.png")
    text = "---\ntitle: Drain\n---\n\nWords."
    pictures = (SentPicture("", ".png", out.getvalue()),)
    made = draft(text, subject, topic="received", there=there, pictures=pictures)

    assert "docs/lessons/received/drain-2.md" == made.place
    assert {made.place, "docs/lessons/received/drain-2-1-2.png"} == set(made.files)
    assert "(drain-2-1-2.png)" in words(made) and "in the garden already" in " ".join(made.told)


@pytest.mark.parametrize(
    "keys", ["{about: a.md, kind: question}", "# x\n{about: a.md, kind: question,\n}"]
)
def test_front_matter_in_braces_is_front_matter(keys: str) -> None:
    """It says what the text is, and can credit a colleague."""
    made = draft(f"---\n{keys}\n---\n\nWhy?", team="A colleague")
    values = read_front_matter(made.files[made.place], RepoPath("")).values

    assert made.place.startswith("docs/notes/a-question-")
    assert [{"as": "A colleague"}] == values["credit"] and "question" == values["kind"]


def test_a_folded_title_is_a_title() -> None:
    """However YAML writes it."""
    made = draft("---\ntitle: >-\n  Drain\n  first\n---\n\nWords.")

    assert ("Drain first", "docs/lessons/received/drain-first.md") == (made.title, made.place)


def test_the_topic_of_an_answer_counts() -> None:
    """A lesson's links count from there, so no other topic takes it elsewhere."""
    made = draft("---\ntitle: Drain\n---\n\nWords.", topic="other")
    assert "docs/lessons/other/drain.md" == made.place
    sent = draft("---\ntitle: Drain\n---\n\nWords.", topic="other", topic_of_row="ops")
    assert "docs/lessons/ops/drain.md" == sent.place
    assert "so 'other' is not used" in " ".join(sent.told)


@pytest.mark.parametrize("title", ["2024", "2026-03-14", "1.5"])
def test_a_number_is_a_title(title: str) -> None:
    """YAML takes it for something else than a text."""
    assert title == draft(f"---\ntitle: {title}\n---\n\nWords.").title
