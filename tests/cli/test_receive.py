# What somebody without an account sends, by mail or by another form, on its way into a branch.
# Must not know: how a page's form composes a text (tests/browser/test_take_part.py).
"""Test the verb `receive`."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
from concurrent.futures import ThreadPoolExecutor
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pollinate.contribute.mail import read_mail
from pollinate.errors import RequestError
from support.repo import ANA, Repo
from support.run import pollinate

PLACE = b"51 deg 12' 44.9\" N secret pier"


@pytest.fixture
def garden(repo: Repo) -> Repo:
    """Give a garden of one lesson whose moderator is known to git."""
    repo.write(
        "mkdocs.yml", "site_name: G\nplugins:\n  - pollinate/garden\n  - pollinate/attribution\n"
    )
    repo.commit(ANA, docs__lessons__t__a="# A\n\nText of a lesson.\n")
    repo.git("config", "user.name", "Mo Derator")
    repo.git("config", "user.email", "mod@harbour.test.org")
    return repo


def mail(
    text: str = "", subject: str = "Two photos help", sender: str = "Dee Wu <dee@mail.test.org>"
) -> EmailMessage:
    """Return a mail."""
    made = EmailMessage()
    made["From"], made["Subject"], made["To"] = sender, subject, "lessons@harbour.test.org"
    if text:
        made.set_content(text)
    return made


def photo() -> bytes:
    """Return a picture as a phone takes one: turned, with place, day and a thumbnail's bytes."""
    made, exif = Image.new("RGB", (40, 20), "green"), Image.Exif()
    exif[0x0112], exif[0x010E] = 6, PLACE.decode()
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 12.0, 44.9), 3: "E", 4: (3.0, 13.0, 29.0)})
    out = BytesIO()
    made.save(out, "JPEG", exif=exif, comment=PLACE)
    return out.getvalue()


def receive(garden: Repo, message: EmailMessage, *args: str) -> tuple[int, str, str]:
    """Receive a mail; return exit code, what is printed, and the branch."""
    path = garden.path.parent / "in.eml"
    path.write_bytes(message.as_bytes())
    done = pollinate("-C", str(garden.path), "receive", str(path), *args)
    names = garden.git("for-each-ref", "--format=%(refname:short)", "refs/heads/received").split()
    return done.returncode, done.stdout + done.stderr, names[-1] if names else ""


def test_a_mail_with_a_photo_becomes_a_lesson(garden: Repo, tmp_path: Path) -> None:
    """Her words are unchanged, she is the author, no byte of the site holds the place where the
    photo was taken, and nothing of the work tree has moved.
    """
    message = mail("Take two photos of the ramp.\n\nOne from *each* side.\n-- \nDee, phone 1234\n")
    message.add_attachment(photo(), maintype="image", subtype="jpeg", filename="the ramp today.jpg")
    garden.write("docs/lessons/t/a.md", "# A\n\nHalf written.\n")
    garden.git("checkout", "-q", "--detach")
    code, said, branch = receive(garden, message, "--topic", "t")

    assert 0 == code, said
    assert "Its author is Dee Wu, as the mail says: nobody has checked that." in said
    assert "dee@mail" not in said and "left out: the signature" in said
    assert (
        "Dee Wu <dee@mail.test.org>"
        == garden.git("log", "-1", "--format=%an <%ae>", branch).strip()
    )
    text = garden.git("show", f"{branch}:docs/lessons/t/two-photos-help.md")
    assert "Take two photos of the ramp.\n\nOne from *each* side.\n" in text and "1234" not in text
    assert "![the ramp today](two-photos-help-1.jpg)" in text
    assert "Half written" in (garden.path / "docs/lessons/t/a.md").read_text()
    assert 1 == len(garden.git("worktree", "list").splitlines())

    garden.git("checkout", "-q", "-f", "main")
    garden.git("merge", "-q", "--no-edit", branch)
    site = tmp_path / "site"
    done = pollinate("-C", str(garden.path), "build", "--site-dir", str(site))
    assert 0 == done.returncode, done.stderr
    page = (site / "lessons/t/two-photos-help/index.html").read_text(encoding="utf-8")
    assert "Dee Wu" in page
    files = [path for path in site.rglob("*") if path.is_file()]
    assert [] == [p for p in files if PLACE in p.read_bytes() or b"dee@mail" in p.read_bytes()]
    picture = Image.open(site / "lessons/t/two-photos-help-1.jpg")
    assert (20, 40) == picture.size and not picture.getexif()


def test_what_a_form_composed_goes_where_it_says(garden: Repo) -> None:
    """A mail that a form made names its place, which is taken if the garden has such places; its
    text stays byte for byte.
    """
    text = "---\nabout: lessons/t/a.md\nkind: applied\noutcome: worked\n---\n\nIt held.\n"
    place = "docs/notes/2026/2026-11-28-a-0a1b2c.md"
    code, said, branch = receive(garden, mail(text, f"Say how it went: {place}"))

    assert 0 == code, said
    assert text.strip() == garden.git("show", f"{branch}:{place}").strip()


@pytest.mark.parametrize(
    "place",
    ["docs/../.github/workflows/x.md", "/etc/x.md", "docs/index.md", "docs/people/ana.md", "x.md"],
)
def test_a_mail_can_not_choose_any_place(garden: Repo, place: str) -> None:
    """A place outside the folders of lessons, notes and trails is not taken."""
    text = "---\nabout: lessons/t/a.md\nkind: question\n---\n\nWhat of it?\n"
    code, said, branch = receive(garden, mail(text, f"Ask: {place}"))
    names = garden.git("diff", "--name-only", "main", branch).split()

    assert 0 == code, said
    assert 1 == len(names) and names[0].startswith("docs/notes/")


def test_who_is_named(garden: Repo) -> None:
    """`--for` names who you say, without the address of whoever sent it; `--unnamed` names
    nobody.
    """
    _, said, branch = receive(garden, mail("Words of one.", "One"), "--for", "Night shift")
    assert "Night shift <>" == garden.git("log", "-1", "--format=%an <%ae>", branch).strip()
    assert "Its author is Night shift, as you say." in said

    _, said, branch = receive(garden, mail("Words of two.", "Two"), "--unnamed")
    assert 'as: "A colleague"' in garden.git("show", f"{branch}:docs/lessons/received/two.md")
    assert "Dee" not in garden.git("log", "-1", "--format=%an%B", branch)
    both = receive(garden, mail("x"), "--unnamed", "--for", "X")
    assert 2 == both[0] and "contradict" in both[1]


def test_nothing_is_written_twice_or_over(garden: Repo) -> None:
    """A second mail of one subject gets a branch of its own; a lesson that exists is not written
    over.
    """
    first = receive(garden, mail("Words."))[2]
    second = receive(garden, mail("Other words."))[2]
    assert first != second and second.endswith("-2")

    code, said, _ = receive(garden, mail("Words.", "A"), "--topic", "t")
    assert 0 == code and "is in the garden already: look whether it is the same" in said
    [branch] = garden.git("branch", "--list", "received/*-a", "--format=%(refname)").split()
    assert "docs/lessons/t/a-2.md" in garden.git("diff", "--name-only", "main", branch)
    assert "" == garden.git("diff", "--diff-filter=MD", "main", branch)


def test_ten_attachments_and_what_is_left_out(garden: Repo) -> None:
    """More pictures than ten, other files and broken pictures are left out, each with its
    reason.
    """
    message = mail("Words.")
    for number in range(11):
        message.add_attachment(photo(), maintype="image", subtype="jpeg", filename=f"p{number}.jpg")
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="a.pdf")
    message.add_attachment(b"no picture", maintype="image", subtype="png", filename="b.png")
    large = BytesIO()
    Image.new("1", (9_000, 10_000)).save(large, "PNG")
    many = mail("Words.", "Many points")
    many.add_attachment(large.getvalue(), maintype="image", subtype="png", filename="large.png")
    _, said, _ = receive(garden, many)
    assert "“large.png”: this picture has too many points" in said and "Warning" not in said
    code, said, branch = receive(garden, message)

    assert 0 == code, said
    assert 11 == len(garden.git("diff", "--name-only", "main", branch).split())
    assert "“a.pdf”: only texts and pictures" in said and "10 pictures are enough" in said
    assert "“b.png”" in said


@pytest.mark.parametrize(
    ("message", "problem"),
    [
        (mail(), "neither words nor pictures"),
        (EmailMessage(), "this is no mail"),
    ],
)
def test_an_empty_mail_is_told(garden: Repo, message: EmailMessage, problem: str) -> None:
    """A mail that says nothing is no branch, but a problem and a cure."""
    code, said, branch = receive(garden, message)

    assert (2, "") == (code, branch) and problem in said and "Traceback" not in said


def test_a_rich_mail_keeps_its_words(garden: Repo) -> None:
    """HTML alone becomes its words; what it would run is gone."""
    message = mail(subject="Rich")
    message.set_content(
        "<html><head><style>b{}</style></head><body><p>One <b>bold</b> word.</p><script>bad()"
        "</script><div>Two</div></body></html>",
        subtype="html",
    )
    _, said, branch = receive(garden, message)
    text = garden.git("show", f"{branch}:docs/lessons/received/rich.md")

    assert "One bold word.\n\nTwo" in text and "bad" not in text and "<" not in text, said


def test_answers_of_another_form(garden: Repo) -> None:
    """A table of answers becomes one branch a row, as our own form would have written it; columns
    are named like its fields or its questions.
    """
    table = garden.path.parent / "answers.csv"
    table.write_text(
        "name;email;Which lesson;How it went;applied-text;effect\n"
        "Dee Wu;dee@mail.test.org;lessons/t/a.md;worked;We did: it. # held;Back in four\n"
        'Eli Po;;lessons/t/a.md;partly;"Half, it ""held""";\n',
        encoding="utf-8",
    )
    done = pollinate("-C", str(garden.path), "receive", str(table), "--way", "apply")
    assert 0 == done.returncode, done.stderr
    branches = garden.git(
        "for-each-ref", "--format=%(refname:short)", "refs/heads/received"
    ).split()
    texts = [
        garden.git("show", f"{b}:{name}")
        for b in branches
        for name in garden.git("diff", "--name-only", "main", b).split()
    ]
    assert 2 == len(texts)
    assert "outcome: worked" in texts[0] and "We did: it. # held" in texts[0]
    assert 'Half, it "held"' in texts[1] and "outcome: partly" in texts[1]
    assert "warning" not in done.stdout and "error" not in done.stdout


def test_answers_as_json(garden: Repo) -> None:
    """JSON holds one set of answers or many, each with its way; a lesson has its sections, topic
    and sources.
    """
    path = garden.path.parent / "answers.json"
    answers = {
        "way": "write",
        "from": "Dee Wu <dee@mail.test.org>",
        "title": "Ask: twice?",
        "topic": "Ops",
        "happened": "It broke.",
        "learned": "Ask.",
        "applies": ["At night", "Alone"],
        "from-lesson": "lessons/t/a.md",
        "from-lesson-because": "It said so.",
    }
    path.write_text(json.dumps([answers]), encoding="utf-8")
    done = pollinate("-C", str(garden.path), "receive", str(path), "--dry-run")

    assert 0 == done.returncode, done.stderr
    for words in (
        'title: "Ask: twice?"',
        '  - "At night"',
        '  - lesson: "../t/a.md"',
        "## What happened\n\nIt broke.",
    ):
        assert words in done.stdout, done.stdout
    assert "" == garden.git("branch", "--list", "received/*")


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("a.json", "{", "this is no JSON"),
        ("a.json", "[1]", "no object of answers"),
        ("a.json", '{"x": 1}', "doesn't say which form"),
        ("a.json", '{"way": "apply"}', "there is no answer to 'lesson'"),
        ("a.csv", "way\nfly\n", "there is no form 'fly'"),
        ("a.csv", "", "nothing in this file"),
        ("a.xyz", "x", "neither a mail, nor a text, nor answers"),
        ("missing.eml", None, "can't be read"),
    ],
)
def test_what_can_not_be_read_is_told(
    garden: Repo, name: str, text: str | None, problem: str
) -> None:
    """Each has its problem and cure, and no branch is made."""
    path = garden.path.parent / name
    if text is not None:
        path.write_text(text, encoding="utf-8")
    done = pollinate("-C", str(garden.path), "receive", str(path))

    assert 2 == done.returncode and problem in done.stderr and "Traceback" not in done.stderr
    assert "" == garden.git("branch", "--list", "received/*")


@given(st.binary(max_size=400), st.text(max_size=60))
def test_any_bytes_are_a_mail_or_told(data: bytes, subject: str) -> None:
    """No header and no body stops the reader."""
    made = b"From: a\nSubject: " + subject.encode("utf-8", "replace").replace(b"\n", b" ") + b"\n"
    try:
        found = read_mail(made + data)
    except RequestError as error:
        assert error.cure
        return
    assert found.text.encode() is not None and found.sender.encode() is not None


ODD = {
    "a subject of many slashes": (
        b"Subject: " + b"a/" * 26 + b"a\nFrom: a@b.org",
        b"---\nx: y\n---\n\nW.",
    ),
    "aliases in YAML": (
        b"Subject: S\nFrom: a@b.org",
        b"---\na0: &a0 [x,x,x,x,x,x,x,x,x]\n"
        + b"".join(
            b"a%d: &a%d [%s]\n" % (n, n, b",".join([b"*a%d" % (n - 1)] * 9)) for n in range(1, 9)
        )
        + b"title: *a8\n---\n\nWords.",
    ),
    "a charset that is none": (
        b"Subject: S\nFrom: a@b.org\nContent-Type: text/plain; charset=undefined",
        b"Words.",
    ),
    "a charset of hosts": (
        b"Subject: S\nFrom: a@b.org\nContent-Type: text/plain; charset=idna",
        b"Words.",
    ),
    "half a letter": (b"From: =?unicode_escape?q?=5Cud800?= <a@b.org>\nSubject: S", b"Words."),
    "open brackets": (b"From: <\nSubject: <", b"Words."),
    "a comment in HTML": (b"Subject: S\nFrom: a@b.org\nContent-Type: text/html", b"<!-- -->"),
    "parts in parts": (
        b"Subject: S\nFrom: a@b.org\nContent-Type: message/rfc822",
        b"Content-Type: message/rfc822\n\n" * 3000 + b"W",
    ),
    "a file name of an odd charset": (
        b"Subject: S\nFrom: a@b.org\nContent-Type: text/plain\nContent-Disposition: attachment;"
        b" filename*0*=undefined''a",
        b"Words.",
    ),
    "many nested blocks": (
        b"Subject: S\nFrom: a@b.org\nContent-Type: text/html",
        b"<div>" * 50_000 + b"W",
    ),
}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_mail_is_taken_or_told(garden: Repo, name: str) -> None:
    """No mail hangs us or is called our bug: it becomes a branch, or a problem with a cure."""
    head, body = ODD[name]
    path = garden.path.parent / "odd.eml"
    path.write_bytes(head + b"\n\n" + body)
    done = pollinate("-C", str(garden.path), "receive", str(path), timeout=60)

    assert done.returncode in (0, 2), done.stderr
    assert "should not happen" not in done.stderr and "Traceback" not in done.stderr
    assert done.stdout or "Error" in done.stderr


def test_one_odd_mail_stops_no_other(garden: Repo) -> None:
    """Of a mailbox all that can be read is taken, once: run again, nothing is doubled."""
    box = garden.path.parent / "in.mbox"
    rows = [mail("Words of one.", "One"), EmailMessage(), mail("Words of three.", "Three")]
    box.write_bytes(b"".join(b"From x\n" + row.as_bytes() + b"\n\n" for row in rows))
    for _ in range(2):
        done = pollinate("-C", str(garden.path), "receive", str(box))
        assert 2 == done.returncode and "this is no mail" in done.stderr, done.stderr
        branches = garden.git("branch", "--list", "received/*").split()
        assert 2 == len(branches), branches
    assert "This was received before" in done.stdout


@pytest.mark.parametrize("key", ["Subject", "title"])
def test_a_title_of_a_mail_credits_nobody(garden: Repo, key: str) -> None:
    """A title that looks like a trailer is one word of a stranger, and no co-author."""
    words = "Co-authored-by: Bea Lind <bea@x.org>"
    text = "Words." if key == "Subject" else f'---\ntitle: "{words}"\n---\n\nWords.\n'
    _, said, branch = receive(garden, mail(text, words if key == "Subject" else "S"))
    garden.git("merge", "-q", "--no-edit", branch)
    told = pollinate("-C", str(garden.path), "credits", "--format", "json").stdout

    assert {"ana-reyes", "dee-wu"} == set(json.loads(told)["contributors"]), said


def test_who_is_unnamed_credits_nobody_else(garden: Repo) -> None:
    """A text that credits somebody itself is not called unnamed; else its credit is pointed out."""
    text = "---\ntitle: X\ncredit:\n  - person: Pat Victim\n---\n\nWords.\n"
    code, said, branch = receive(garden, mail(text), "--unnamed")
    assert (2, "") == (code, branch) and "credits somebody itself" in said
    code, said, branch = receive(garden, mail(text))
    assert 0 == code and "it credits somebody itself: look at whom it names" in said


@pytest.mark.parametrize(
    "name",
    [
        "t/a.md/x.md",
        "t/git~1/x.md",
        "t/" + "x" * 270 + ".md",
        "t/con.md",
        't/a"b.md',
        "t/\u202ex.md",
        "t/-x.md",
    ],
)
def test_no_name_is_taken_that_a_disk_refuses(garden: Repo, name: str) -> None:
    """A place below a file, of a device, too long or with odd signs is not taken."""
    text = "---\ntitle: X\n---\n\nWords.\n"
    code, said, branch = receive(garden, mail(text, f"S: docs/lessons/{name}"))

    assert "should not happen" not in said
    names = garden.git("diff", "--name-only", "main", branch).split() if branch else []
    assert f"docs/lessons/{name}" not in names and (
        code == 2 or names == ["docs/lessons/received/x.md"]
    )


def test_large_and_small_letters_are_one(garden: Repo) -> None:
    """A file that differs from another by case alone can't lie beside it on every disk."""
    text = "---\ntitle: X\n---\n\nWords.\n"
    code, said, branch = receive(garden, mail(text, "S: docs/lessons/t/A.md"))

    assert 0 == code and "is in the garden already" in said
    assert "docs/lessons/t/A-2.md" == garden.git("diff", "--name-only", "main", branch)


def test_a_downloaded_text_is_received(garden: Repo) -> None:
    """What a form let somebody download goes where it belongs, under its own name; a lesson into
    the topic that is named.
    """
    folder = garden.path.parent
    note = folder / "2026-11-28-a-0a1b2c.md"
    note.write_text("---\nabout: lessons/t/a.md\nkind: question\n---\n\nWhat of it?\n")
    done = pollinate("-C", str(garden.path), "receive", str(note), "--for", "Dee Wu")
    assert 0 == done.returncode, done.stderr
    assert "Wrote docs/notes/2026-11-28-a-0a1b2c.md" in done.stdout
    lesson = folder / "two-photos.md"
    lesson.write_text("---\ntitle: Two photos\n---\n\nWords.\n")
    done = pollinate("-C", str(garden.path), "receive", str(lesson), "--topic", "t")
    assert "Wrote docs/lessons/t/two-photos.md" in done.stdout, done.stderr
    assert "--for NAME says who it is from" in done.stdout


def test_an_address_stays_in_the_commit_s_author(garden: Repo) -> None:
    """Who is named as the sender keeps the address that the mail has, so that Git knows her again;
    neither the terminal, nor a subject, repeats one.
    """
    message = mail("Words.", "Ask pat@victim.test.org", '"dee@mail.test.org" <dee@mail.test.org>')
    _, said, branch = receive(garden, message)
    subject, _, body = garden.git("log", "-1", "--format=%B", branch).partition("\n\n")
    assert "@" not in said + subject and subject.startswith("Ask"), (said, subject)
    assert "Received; nobody checked its sender." == body

    _, _, branch = receive(garden, mail("Words of two.", "Two"), "--for", "dee wu")
    assert "dee wu <dee@mail.test.org>" == garden.git("log", "-1", "--format=%an <%ae>", branch)


def test_a_name_that_others_took_is_left_to_them(garden: Repo) -> None:
    """A branch that the forge has under the same name is somebody else's: a push would meet it."""
    branch = receive(garden, mail("Words."))[2]
    garden.git("update-ref", f"refs/remotes/origin/{branch}", branch)
    garden.git("branch", "-D", branch)

    assert f"{branch}-2" == receive(garden, mail("Other words."))[2]


def test_each_error_of_a_mailbox_is_told(garden: Repo) -> None:
    """Whoever mends the file must not find them one by one."""
    box = garden.path.parent / "in.mbox"
    rows = [EmailMessage(), mail("Words.", "A"), mail()]
    box.write_bytes(b"".join(b"From x\n" + row.as_bytes() + b"\n\n" for row in rows))
    done = pollinate("-C", str(garden.path), "receive", str(box))

    assert 2 == done.returncode
    for words in ("in.mbox, 1", "this is no mail", "in.mbox, 3", "neither words nor pictures"):
        assert words in done.stderr, done.stderr


def test_findings_of_what_came_are_said(garden: Repo) -> None:
    """What check finds in the text is said with its line and cure, so that a moderator sees it
    before anything is sent on; what was wrong before is not blamed on it.
    """
    broken = "---\nlearned_from:\n  - lesson: nowhere.md\n---\n\n# B\n\nText.\n"
    garden.commit(ANA, docs__lessons__t__b=broken)
    _, said, _ = receive(garden, mail(broken.replace("# B", "# C"), "S: docs/lessons/t/c.md"))

    assert "docs/lessons/t/c.md:3: warning:" in said and "docs/lessons/t/b.md" not in said, said
    assert "\nIn received/" not in said


def test_two_tables_are_two_tables(garden: Repo) -> None:
    """The first row of another table is not what was received before; the same row is."""
    table, row = garden.path.parent / "a.csv", "lesson,outcome,applied-text\nlessons/t/a.md,worked,"
    told = []
    for words in ("One.", "Two.", "One."):
        table.write_text(f"{row}{words}\n", encoding="utf-8")
        done = pollinate("-C", str(garden.path), "receive", str(table), "--way", "apply")
        told.append("received before" in done.stdout)

    assert [False, False, True] == told


def test_what_to_type_next_can_be_typed(repo: Repo, tmp_path: Path) -> None:
    """From a folder whose name a shell would take apart, too."""
    place = tmp_path / "a b; c"
    there = Repo(place)
    there.write("mkdocs.yml", "site_name: G\nplugins:\n  - pollinate/garden\n")
    there.commit(ANA, docs__lessons__t__a="# A\n\nText of a lesson.\n")
    there.git("config", "user.name", "Mo Derator")
    there.git("config", "user.email", "mod@harbour.test.org")
    said = receive(there, mail("Words."))[1]

    line = next(line for line in said.splitlines() if " review received/" in line)
    assert ["pollinate", "-C", str(place), "review"] == shlex.split(line)[:4], said
    assert 0 == pollinate(*shlex.split(line)[1:]).returncode
    line = next(line for line in said.splitlines() if " merge received/" in line)
    assert 0 == subprocess.run(line, shell=True, capture_output=True, check=False).returncode


def test_no_words_of_a_mail_are_lost(garden: Repo) -> None:
    """A text that hangs on a mail stands below its words, parts of different kinds follow each
    other, and beside what a form composed the mail's own words are told.
    """
    message = mail("This is what I learned: look at the clock first.\n", "Clock")
    message.add_attachment("This mail is confidential.\n", filename="disclaimer.txt")
    _, said, branch = receive(garden, message)
    text = garden.git("show", f"{branch}:docs/lessons/received/clock.md")
    assert text.index("clock first") < text.index("confidential")
    assert "“disclaimer.txt” stands below the words of the mail" in said

    mixed = mail("See below.\n", "Mixed")
    mixed.make_mixed()
    html = EmailMessage()
    html.set_content("<p>Tie the rope twice.</p>", subtype="html")
    mixed.attach(html)
    _, said, branch = receive(garden, mixed)
    text = garden.git("show", f"{branch}:docs/lessons/received/mixed.md")
    assert text.index("See below.") < text.index("Tie the rope twice.")

    composed = mail("I hope that this is right.\n", "Say: docs/lessons/t/rope.md")
    composed.add_attachment("---\ntitle: Rope\n---\n\nTie it.\n", filename="rope.md")
    _, said, branch = receive(garden, composed)
    assert "---\ntitle: Rope" in garden.git("show", f"{branch}:docs/lessons/t/rope.md")
    assert "beside its file: “I hope that this is right.”" in said


@pytest.mark.parametrize("plain, taken", [("Tie it twice.", "Tie it twice."), ("HTML.", "Rope")])
def test_of_two_forms_of_one_text_one_is_taken(garden: Repo, plain: str, taken: str) -> None:
    """Plain text and HTML that say the same are one text; of a stand-in and a text it is the text,
    and that is said.
    """
    message = mail(f"{plain}\n", "Two forms")
    message.add_alternative("<p>Rope: tie it, and tie it again.</p>", subtype="html")
    _, said, branch = receive(garden, message)
    text = garden.git("show", f"{branch}:docs/lessons/received/two-forms.md")
    assert taken in text and ("Rope" in text) == (taken == "Rope")
    assert ("its HTML says more" in said) == (taken == "Rope")


def test_pictures_have_a_limit_together(garden: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten small files that are huge pictures are not all opened."""
    out = BytesIO()
    Image.new("1", (7_000, 7_000)).save(out, "PNG")
    message = mail("Look.\n", "Pictures")
    for n in range(5):
        message.add_attachment(
            out.getvalue(), maintype="image", subtype="png", filename=f"a{n}.png"
        )
    _, said, branch = receive(garden, message)
    assert 3 == garden.git("show", "--stat", branch).count(".png")
    assert 2 == said.count("too many points")


@pytest.mark.parametrize("topic", ["..", "../x", "a/../..", ".git", "a/.git/b"])
def test_a_topic_is_a_folder_among_the_lessons(garden: Repo, topic: str) -> None:
    """Nothing else is, and that is said before anything is written."""
    code, said, branch = receive(garden, mail("Words."), "--topic", topic)
    assert "should not happen" not in said
    if code:
        assert 2 == code and "can't be a topic" in said and not branch
    else:
        assert ".." not in garden.git("diff", "--name-only", "main", branch)
        assert ".git" not in garden.git("diff", "--name-only", "main", branch)


def test_two_mails_of_one_subject_do_not_collide(garden: Repo) -> None:
    """Both branches can be merged, one after the other; that there are two is said."""
    box = garden.path.parent / "in.mbox"
    rows = [mail(f"Words of {n}.", "Same") for n in range(3)]
    box.write_bytes(b"".join(b"From x\n" + row.as_bytes() + b"\n\n" for row in rows))
    done = pollinate("-C", str(garden.path), "receive", str(box))
    assert 0 == done.returncode and 2 == done.stdout.count("another one of this name"), done.stderr
    branches = garden.git("for-each-ref", "--format=%(refname)", "refs/heads/received").split()
    garden.git("merge", "-q", "--no-edit", *branches)
    names = garden.git("ls-tree", "-r", "--name-only", "HEAD", "docs/lessons/received/").split()
    assert 3 == len(names)


def test_findings_of_a_box_stand_by_their_branch(garden: Repo) -> None:
    """All that came at once is looked at at once, and each finding stands under its branch."""
    box = garden.path.parent / "in.mbox"
    texts = ["[x](gone.md)", "Sound words.", "[y](nowhere.md)"]
    rows = [mail(text, f"Number {n}") for n, text in enumerate(texts)]
    box.write_bytes(b"".join(b"From x\n" + row.as_bytes() + b"\n\n" for row in rows))
    done = pollinate("-C", str(garden.path), "receive", str(box))
    told = re.findall(r"^In received/\S+-(number-\d):\n  (\S+):\d+:", done.stdout, re.M)
    assert [
        ("number-0", "docs/lessons/received/number-0.md"),
        ("number-2", "docs/lessons/received/number-2.md"),
    ] == told
    assert 1 == len(garden.git("worktree", "list").splitlines())


@pytest.mark.parametrize(
    "sender, name",
    [
        ('"nora@corp.test" <bob@corp.test>', "bob"),
        ("=?utf-8?q?Nora=0ALind?= <nora@corp.test>", "Nora Lind"),
        ("nora@corp.test", "nora"),
    ],
)
def test_odd_senders_are_named_without_an_address(garden: Repo, sender: str, name: str) -> None:
    """What stands in the place of a name is no address, and no break hides who it is."""
    path = garden.path.parent / "in.eml"
    path.write_bytes(f"From: {sender}\nSubject: Odd\n\nWords.\n".encode())
    done = pollinate("-C", str(garden.path), "receive", str(path))
    [branch] = garden.git("for-each-ref", "--format=%(refname)", "refs/heads/received").split()
    assert name == garden.git("log", "-1", "--format=%an", branch).strip()
    assert f"Its author is {name}, as the mail says" in done.stdout, done.stdout


@pytest.mark.parametrize("key", ['"credit"', "? credit\n", '"\\x63redit"'])
def test_a_credit_in_any_spelling_is_one(garden: Repo, key: str) -> None:
    """YAML knows several spellings of a key: a moderator is told of each."""
    text = f"---\ntitle: A rope\n{key}: [{{as: Boss}}]\n---\n\nTie it.\n"
    code, said, _ = receive(garden, mail(text, "S"), "--unnamed")
    assert 2 == code and "credits somebody itself" in said
    _, said, _ = receive(garden, mail(text, "S"))
    assert "it credits somebody itself: look at whom it names" in said


def test_html_loses_no_address_and_no_cell(garden: Repo) -> None:
    """Where links lead, cells of a table, and signs that look like tags stay what a reader saw."""
    message = mail("", "Report")
    message.set_content(
        '<p>See <a href="https://docs.test.org/r">the report</a> and <a href="#x">here</a>.</p>'
        "<table><tr><td>Quay</td><td>Rope</td></tr></table><p>Type &lt;script&gt; there.</p>",
        subtype="html",
    )
    _, _, branch = receive(garden, message)
    text = garden.git("show", f"{branch}:docs/lessons/received/report.md")
    assert "See the report (https://docs.test.org/r) and here." in text
    assert "Quay | Rope\n" in text and "Type &lt;script> there." in text


def test_why_nothing_could_be_taken_is_said(garden: Repo) -> None:
    """A mail of which all was left out says why."""
    message = mail("", "Large")
    message.add_attachment(b"x", maintype="application", subtype="pdf", filename="a.pdf")
    code, said, _ = receive(garden, message)
    assert 2 == code and "Left out: “a.pdf”: only texts and pictures" in said


def test_several_at_once_are_all_received(garden: Repo, tmp_path: Path) -> None:
    """Six windows, six mails of one subject: each has a branch of its own, and none asks to rename
    another's.
    """
    for n in range(6):
        (tmp_path / f"{n}.eml").write_bytes(mail(f"Words of {n}.", "Same").as_bytes())

    def take(n: int) -> subprocess.CompletedProcess[str]:
        return pollinate("-C", str(garden.path), "receive", str(tmp_path / f"{n}.eml"), cold=True)

    with ThreadPoolExecutor(6) as pool:
        done = list(pool.map(take, range(6)))
    assert [0] * 6 == [one.returncode for one in done], [one.stderr for one in done]
    refs = garden.git("for-each-ref", "--format=%(refname)", "refs/heads/received").split()
    assert 6 == len(refs)
    assert 6 == len({garden.git("show", "--format=", ref).split("Words of")[1][:4] for ref in refs})


@pytest.mark.parametrize(
    ("remotes", "told"),
    [((), "git -C {} merge "), (("mine",), "push mine "), (("mine", "origin"), "push origin ")],
)
def test_what_comes_next_is_where_there_is_something(
    garden: Repo, remotes: tuple[str, ...], told: str
) -> None:
    """A garden without a remote has nowhere to push to."""
    for name in remotes:
        garden.git("remote", "add", name, f"https://forge.test.org/{name}.git")
    _, said, branch = receive(garden, mail("Words."))

    assert told.format(garden.path) + branch in said, said


def test_no_address_of_a_subject_is_a_name(garden: Repo) -> None:
    """Neither of a branch nor of a file, which become addresses of their own."""
    _, said, branch = receive(garden, mail("Words.", "Ask pat@victim.test.org twice"))

    assert "pat" not in branch and "victim" not in garden.git("diff", "--name-only", "main", branch)
    assert branch.endswith("-ask-twice"), said


def test_answers_are_credited_as_they_say(garden: Repo) -> None:
    """Who answered in a form of others is the author, by its own column for the address; a lesson
    stands in the topic of its row.
    """
    table = garden.path.parent / "a.csv"
    table.write_text(
        "Timestamp,Email Address,title,topic,happened,learned\n"
        "1,dee@mail.test.org,Drain,Night shift,It broke.,Drain.\n",
        encoding="utf-8",
    )
    done = pollinate("-C", str(garden.path), "receive", str(table), "--way", "write")
    assert 0 == done.returncode, done.stderr
    assert "Wrote docs/lessons/night-shift/drain.md" in done.stdout
    assert "Its author is dee, as the answers say: nobody has checked that." in done.stdout
    assert "left out: the column “timestamp”" in done.stdout
    [branch] = garden.git("for-each-ref", "--format=%(refname)", "refs/heads/received").split()
    assert "dee@mail.test.org" == garden.git("log", "-1", "--format=%ae", branch)
