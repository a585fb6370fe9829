# Smaller things that real sites lost: words of an error, a topic, what an author hid.
"""Test what real sites lost."""

from __future__ import annotations

import json
import subprocess

import pytest
from pollinate.content.clean import clean_html
from pollinate.content.links import LinkReader
from pollinate.content.safe_html import Policy
from pollinate.paths import SrcUri
from support.repo import ANA, Repo
from support.run import pollinate

from tests.cases.test_other_plugins import OURS, article, build


def build_with(repo: Repo, hook: str) -> subprocess.CompletedProcess[str]:
    """Build a garden of one lesson with a hook."""
    plugins = ["search", "pollinate/garden"]
    theme = {"name": "material", "font": False}
    config = {"site_name": "Small", "theme": theme, "plugins": plugins, "hooks": ["hook.py"]}
    repo.write("mkdocs.yml", json.dumps(config))
    repo.write("hook.py", hook)
    repo.lesson(ANA, "# A\n\nText.\n")
    return pollinate("-C", str(repo.path), "build")


@pytest.mark.parametrize(
    ("hook", "words"),
    [
        (
            "def on_post_build(config):\n    raise ConnectionError('fonts could not be reached')\n",
            "ConnectionError: fonts could not be reached",
        ),
        (
            "def on_page_markdown(markdown, **kw):\n    open('missing/table.csv')\n",
            "No such file or directory: 'missing/table.csv'",
        ),
    ],
)
def test_a_plugin_s_error_keeps_its_words(repo: Repo, hook: str, words: str) -> None:
    """What a plugin reads or asks, and does not get, is not called a site that can't be written."""
    done = build_with(repo, hook)
    assert 2 == done.returncode
    assert words in done.stderr
    assert "can't be written" not in done.stderr
    assert "A plugin, hook or extension" in done.stderr


def test_a_folder_that_can_not_be_written_is_still_said(repo: Repo) -> None:
    """An error of our own writing names the folder."""
    hook = (
        "import os\n"
        "def on_post_build(config):\n"
        "    open(os.path.join(config.site_dir, 'no', 'such', 'folder'), 'w')\n"
    )
    done = build_with(repo, hook)
    assert "the site can't be written: no such file or directory" in done.stderr


@pytest.mark.parametrize("glob", ["lessons/**/*.md", "lessons/*/*.md"])
def test_a_page_beside_a_folder_of_its_name_is_the_topic_s(repo: Repo, glob: str) -> None:
    """`deploys.md` has the address that `deploys/` would have: the topic's list stands on it, and
    other lists name the topic by its title; whether or not it is a lesson itself.
    """
    repo.commit(
        ANA,
        docs__index="# Home\n",
        docs__lessons__deploys="# All about deploys\n\nOur own words.\n",
        docs__lessons__deploys__back="# Roll back first\n\nText.\n",
        docs__lessons__tides__ebb="# Ebb\n\nText.\n",
    )
    plugins = [{"pollinate/garden": {"lessons": glob}}, *OURS[1:]]
    built = build(repo, plugins=["search", *plugins])
    page = article(built, "lessons/deploys/index.html")
    assert page.index("Our own words.") < page.index("Roll back first")
    assert "All about deploys" in article(built, "lessons/deploys/back/index.html") or (
        "All about deploys" in article(built, "attribution/index.html")
    )


@pytest.mark.parametrize(
    "hidden",
    [
        '<span style="display: none">{}</span>',
        '<span style="display:none !important; color: red">{}</span>',
        '<span style="visibility: hidden">a <span>b</span> {}</span>',
        "<span hidden>{}</span>",
    ],
)
def test_what_an_author_hid_stays_hidden_and_is_not_quoted(hidden: str) -> None:
    """Cleaning keeps what hides an element, and no sentence on another page shows its words."""
    html = f"<p>Call {hidden.format('555-0100')} now.</p>"
    assert (html, ()) == clean_html(html, Policy())
    (link,) = (
        LinkReader().read(f"Call {hidden.format('555-0100')} [b](b.md) now.", SrcUri("a.md")).links
    )
    assert "Call b now." == link.sentence


@pytest.mark.parametrize("text", ["<!-- #region setup --><p>t</p>", "<!-- #endregion --><p>t</p>"])
def test_marks_of_editors_in_comments_are_harmless(text: str) -> None:
    """They fold a text in an editor, and are no command to a server."""
    assert (text, ()) == clean_html(text, Policy())
    assert clean_html('<!--#include file="x"--><p>t</p>', Policy())[1]
