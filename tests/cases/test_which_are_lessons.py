# Which pages are lessons where files are linked, changed by plugins, or unknown to git: the site,
# the command line and plain MkDocs must agree, and what is left out must say why.
"""Test which pages become lessons."""

from __future__ import annotations

import json
from pathlib import Path

from support.repo import ANA, BEA, Repo, lines
from support.run import pollinate

from tests.cases.test_other_plugins import article, build

EVERYWHERE = {"lessons": ["**/*.md", "!index.md"]}


def configured(repo: Repo, **garden: object) -> None:
    """Write a configuration without plugins of others."""
    plugins = ["search", {"pollinate/garden": {"cache": False, **garden}}, "pollinate/attribution"]
    theme = {"name": "material", "font": False}
    repo.write("mkdocs.yml", json.dumps({"site_name": "Small", "theme": theme, "plugins": plugins}))


def credits(repo: Repo) -> dict[str, list[str]]:
    """Return who is named on each lesson, as the command line says it."""
    done = pollinate("-C", str(repo.path), "credits", "--format", "json")
    assert 0 == done.returncode, done.stderr
    return {
        path: [one["contributor"] for one in lesson["credits"]]
        for path, lesson in json.loads(done.stdout)["lessons"].items()
    }


def findings(repo: Repo) -> dict[str, tuple[str, str]]:
    """Return code and message of each finding by path."""
    done = pollinate("-C", str(repo.path), "check", "--format", "json")
    return {
        one["path"]: (one["code"], one["message"]) for one in json.loads(done.stdout)["findings"]
    }


def built(repo: Repo) -> Path:
    """Build the site by the command line and return its folder."""
    out = repo.path.parent / "built"
    done = pollinate("-C", str(repo.path), "build", "--site-dir", str(out))
    assert 0 == done.returncode, done.stderr
    return out


def test_a_link_inside_the_repository_keeps_its_credit(repo: Repo) -> None:
    """Files behind a link to a folder, or to a file, of the same repository are lessons where they
    are linked, credited by where they lie, for the site and the command line alike.
    """
    repo.write("services/billing/docs/refunds.md", "# Refund twice\n\n" + lines("money", "time"))
    repo.write("services/mail/bounces.md", "# Bounces\n\nThey come back.\n")
    repo.commit(BEA)
    (repo.path / "docs").mkdir()
    (repo.path / "docs/billing").symlink_to("../services/billing/docs")
    (repo.path / "docs/bounces.md").symlink_to("../services/mail/bounces.md")
    configured(repo, **EVERYWHERE)
    repo.commit(
        ANA, docs__index="# Home\n", docs__moor="# Moor\n\nAs in [it](billing/refunds.md).\n"
    )
    expected = {
        "docs/moor.md": ["ana-reyes"],
        "docs/bounces.md": ["bea-lind"],
        "services/billing/docs/refunds.md": ["bea-lind"],
    }
    assert expected == credits(repo)
    site = built(repo)
    for page in ("billing/refunds", "bounces"):
        assert "Bea Lind" in (site / page / "index.html").read_text(encoding="utf-8")
    assert {"moor.md", "billing/refunds.md", "bounces.md"} == set(
        json.loads((site / "garden.json").read_text(encoding="utf-8"))["lessons"]
    )
    assert {} == findings(repo)


def test_a_link_out_of_the_repository_stays_out(repo: Repo, tmp_path: Path) -> None:
    """Neither a page nor a picture behind it is published, and no circle of links is walked for
    ever; check says what is left out.
    """
    outside = tmp_path / "outside"
    outside.mkdir()
    for name in ("secret.md", "secret.png"):
        (outside / name).write_text("# The token is hunter2\n", encoding="utf-8")
    configured(repo, **EVERYWHERE)
    repo.commit(ANA, docs__index="# Home\n", docs__moor="# Moor\n\nTie up.\n")
    docs = repo.path / "docs"
    (docs / "token.md").symlink_to(outside / "secret.md")
    (docs / "picture.png").symlink_to(outside / "secret.png")
    (docs / "away").symlink_to(outside)
    (docs / "git").symlink_to("../.git")
    repo.commit(ANA)
    texts = [path.read_bytes() for path in built(repo).rglob("*") if path.is_file()]
    assert [] == [text for text in texts if b"hunter2" in text]
    assert {"docs/token.md", "docs/picture.png", "docs/away", "docs/git"} == {
        path for path, (code, _) in findings(repo).items() if code == "leads-out"
    }
    (docs / "one").symlink_to(".")
    (docs / "two").symlink_to(".")
    assert ["docs/moor.md"] == list(credits(repo))


def test_each_page_that_becomes_no_lesson_says_why(repo: Repo, tmp_path: Path) -> None:
    """In a submodule, ignored by git, a README beside an index: one finding for a folder, in
    `check`, with its reason.
    """
    inner = Repo(tmp_path / "inner")
    inner.commit(BEA, refunds="# Refund twice\n", bounces="# Bounces\n")
    configured(repo, **EVERYWHERE)
    repo.commit(ANA, docs__index="# Home\n", docs__moor="# Moor\n\nTie up.\n")
    repo.git(
        *("-c", "protocol.file.allow=always", "submodule", "--quiet", "add"),
        *(str(inner.path), "docs/handbook"),
    )
    repo.write("docs/x/index.md", "# X\n")
    repo.write("docs/x/README.md", "# X again\n")
    repo.write("docs/x/readme.md", "# A page of its own\n\nText.\n")
    repo.write(".gitignore", "docs/made\n")
    repo.write("docs/made/api.md", "# API\n")
    repo.commit(ANA)
    found = {
        path: message
        for path, (code, message) in findings(repo).items()
        if code == "lesson-left-out"
    }
    assert {"docs/handbook/bounces.md", "docs/made/api.md", "docs/x/README.md"} == set(found)
    assert "submodule" in found["docs/handbook/bounces.md"]
    assert "1 more in its folder" in found["docs/handbook/bounces.md"]
    assert "git ignores it" in found["docs/made/api.md"]
    assert "index.md stands beside it" in found["docs/x/README.md"]
    assert ["docs/moor.md", "docs/x/readme.md"] == sorted(credits(repo))
    assert "Ana Reyes" in (built(repo) / "x/readme/index.html").read_text(encoding="utf-8")


def test_a_lesson_that_a_plugin_changed_keeps_its_credit(repo: Repo) -> None:
    """A plugin that takes the place of a tracked file adds to it; who wrote the file is still
    named, and what they wrote is still cleaned. A page that a plugin made alone has no credit.
    """
    hook = (
        "from mkdocs.structure.files import File\n"
        "def on_files(files, config):\n"
        "    old = files.get_file_from_path('lessons/a.md')\n"
        "    files.remove(old)\n"
        "    for name, text in (('a', old.content_string + '\\nAppended.'), ('made', '# Made')):\n"
        "        new = File.generated(config, f'lessons/{name}.md', content=text)\n"
        "        new.generated_by = 'a-plugin'\n"
        "        files.append(new)\n"
    )
    repo.write("hook.py", hook)
    repo.lesson(ANA, "# A\n\nText. <b onclick='x()'>bold</b>\n")
    done = build(repo, hooks=["hook.py"])
    page = article(done, "lessons/a/index.html")
    assert "Ana Reyes" in page
    assert "Appended." in page
    assert "onclick" not in page
    assert "Ana Reyes" not in article(done, "lessons/made/index.html")
