# The pages by which people take part, as a build writes them. Must not know: what a browser does
# with them (tests/browser/test_take_part.py).
"""Test the pages to take part."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest
from pollinate.content.fields import Fields
from pollinate.content.frontmatter import read_front_matter
from pollinate.content.note_schema import read_note
from pollinate.paths import RepoPath, SrcUri
from support.repo import ANA, Repo
from support.run import pollinate

WAYS = {"write", "ask", "answer", "apply", "review", "thank", "reflect", "teach", "tell"}
HIDDEN = "---\nname: Zoe Hidden\ngit:\n  - Zoe Hidden\nshow: hidden\n---\n"


def build(repo: Repo, **more: str) -> Path:
    """Build a garden of three lessons, a question and a hidden person; return its site."""
    settings = "".join(f"\n      {key}: {value}" for key, value in more.items())
    repo.write(
        "mkdocs.yml",
        "site_name: G\nrepo_url: https://github.com/o/g\ntheme:\n  name: material\n  font: false\n"
        f"plugins:\n  - pollinate/garden:\n      look: garden{settings}\n  - pollinate/attribution\n",
    )
    repo.commit(
        ANA,
        docs__index="# Home\n\n<!-- pollinate: home -->\n",
        docs__lessons__t__a="# Same title\n\nText of a.\n",
        docs__lessons__t__b="# Same title\n\nText of b.\n",
        docs__lessons__t__old="---\nstatus: retired\n---\n# Old\n\nText.\n",
        docs__lessons__t__draft="---\ndraft: true\n---\n# Secret plan\n\nText.\n",
        docs__notes__q='---\nabout: lessons/t/a.md\nkind: question\n---\n\nWhat of </script><b>"x"?\n',
        docs__people__zh=HIDDEN,
    )
    repo.commit("Zoe Hidden <zoe@h.test.org>", docs__lessons__t__z="# By Zoe\n\nText of hers.\n")
    site = repo.path.parent / "site"
    done = pollinate("-C", str(repo.path), "build", "--strict", "--site-dir", str(site))
    assert 0 == done.returncode, done.stdout + done.stderr
    return site


def form(site: Path, way: str) -> str:
    """Return a form's page."""
    return (site / f"take-part/{way}/index.html").read_text(encoding="utf-8")


def test_each_way_has_a_page_with_what_may_be_chosen(repo: Repo) -> None:
    """Living lessons are told apart where they share a title; drafts, retired lessons and hidden
    people are in no list; what somebody asked can't end a script.
    """
    site = build(repo)

    assert WAYS == {path.name for path in (site / "take-part").iterdir() if path.is_dir()}
    apply, answer = form(site, "apply"), form(site, "answer")
    chosen = re.findall(r'<li data-pl-value="([^"]*)"><span>([^<]*)</span>', apply)
    assert [
        ("lessons/t/z.md", "By Zoe"),
        ("lessons/t/a.md", "Same title (lessons/t/a.md)"),
        ("lessons/t/b.md", "Same title (lessons/t/b.md)"),
    ] == chosen
    assert '"x"' in unescape(answer) and "</script><b>" not in answer
    for way in WAYS:
        assert not re.search("Secret|Old<|Zoe Hidden", form(site, way).split("<article")[1]), way
    plan = re.search(r"data-pl-plan='(.*?)'>", apply, re.S)
    assert plan and "applied" == json.loads(plan[1])["kind"]


def test_a_text_to_copy_passes_once_its_places_are_filled(repo: Repo) -> None:
    """Who puts a lesson's place, a name and words into the text to copy has a note without a
    finding: what must be said stands there already, one text for each outcome.
    """
    site = build(repo)

    for way, many in (("ask", 1), ("apply", 3), ("review", 3), ("thank", 1), ("reflect", 1)):
        plain = form(site, way).split("data-pl-plain")[1].split("</section>")[0]
        texts = [
            unescape(text) for text in re.findall(r"<pre[^>]*><code>(.*?)</code>", plain, re.S)
        ]
        assert many == len(texts), way
        for text in texts:
            filled = text.replace("lessons/topic/lesson.md", "lessons/t/a.md") + "\nWords.\n"
            front = read_front_matter(filled.encode(), RepoPath("docs/notes/x.md"))
            fields = Fields(RepoPath("docs/notes/x.md"), front)
            note = read_note(SrcUri("notes/x.md"), front, fields, "")
            assert note is not None and "Words." == note.body and [] == fields.diagnostics, way


def test_the_mailbox_stands_on_the_forms(repo: Repo) -> None:
    """A garden with a mailbox says so on each form; a garden without has no address anywhere."""
    site = build(repo, mailbox="lessons@harbour.test.org")

    for way in WAYS:
        page = form(site, way)
        assert 'data-pl-send="mail"' in page
        assert 'href="mailto:lessons@harbour.test.org"' in page


def test_who_wants_no_forms_has_none(repo: Repo) -> None:
    """With `take_part: false` there is neither a page nor a link to one, nor the script."""
    site = build(repo, take_part="false")

    assert not (site / "take-part").exists()
    assert not (site / "assets/pollinate-take-part.js").exists()
    assert not [path for path in site.rglob("*.html") if "take-part" in path.read_text("utf-8")]


@pytest.mark.parametrize(
    "value", ["two@a.org,b@c.org", "a b@c.org", "no-address", "a@b?cc=d@e.org", "a@b.org\\nBcc: x"]
)
def test_a_mailbox_is_one_address(repo: Repo, value: str) -> None:
    """What would send a message elsewhere besides is refused with an example."""
    repo.write(
        "mkdocs.yml", f'site_name: G\nplugins:\n  - pollinate/garden:\n      mailbox: "{value}"\n'
    )
    repo.commit(ANA, docs__lessons__a="# A\n\nText.\n")
    done = pollinate("-C", str(repo.path), "check")

    assert 2 == done.returncode and "'mailbox' must be one address" in done.stderr
    assert 'mailbox: "lessons@' in done.stderr


def test_no_page_shows_a_login(repo: Repo) -> None:
    """A name, a password or a token in the address of the repository is in no byte of the site,
    whoever makes the link; the build and `check` say so.
    """
    token = "Kx7pQ2zR9s"
    repo.write(
        "mkdocs.yml",
        f"site_name: G\nrepo_url: https://bot:{token}@git.test.org/o/g\nedit_uri: edit/main/docs/\n"
        "theme:\n  name: material\n  font: false\n  features: [content.action.edit]\n"
        "plugins:\n  - pollinate/garden:\n      forge: gitea\n  - pollinate/attribution\n",
    )
    repo.commit(ANA, docs__index="# Home\n", docs__lessons__t__a="# A\n\nText of a.\n")
    site = repo.path.parent / "site"
    done = pollinate("-C", str(repo.path), "build", "--site-dir", str(site))
    assert 0 == done.returncode and "repo_url holds a login" in done.stderr, done.stderr
    files = [path for path in site.rglob("*") if path.is_file()]
    assert [] == [path.name for path in files if token.encode() in path.read_bytes()]
    assert "https://git.test.org/o/g" in (site / "lessons/t/a/index.html").read_text()
    checked = pollinate("-C", str(repo.path), "check")
    assert "mkdocs.yml:2: error" in checked.stdout and token not in checked.stdout


def test_what_a_sender_agrees_to_stands_on_every_form(repo: Repo) -> None:
    """A garden's notice is on each form but that to report something, as text, script or
    none, beside a link to the policy; a garden that says nothing has no such line.
    """
    hostile = "<script>alert(1)</script> [x](javascript:alert(1))"
    site = build(repo, policy=json.dumps({"contribution_notice": hostile}))
    for way in WAYS:
        page = form(site, way)
        if way == "tell":
            assert "pl-agreed" not in page
            continue
        (line,) = re.findall(r'<p class="pl-meta pl-agreed">(.*?)</p>', page, re.S)
        assert f"Who sends it agrees to this: {hostile}" in unescape(line), way
        assert "<script" not in line and 'href="../../policy/"' in line, way
        assert line.count("<a ") == 1, way
