# Indexes of built sites, taken apart: what must be in them, and what must not stand in any byte.
# Must not know: how results look.
"""Test the search index."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from pollinate.errors import ProgramError
from pollinate.runtime.pagefind import find_pagefind
from pollinate_mkdocs.log_lines import BuildLog
from pollinate_mkdocs.search_index import MOST_IN_SERVE, SearchIndex
from support.repo import ANA, BEA, Repo
from support.run import pollinate

from tests.mkdocs.sites import Built, run_engine
from tests.search.reading import everything, fragments

PLUGINS = ("pollinate/attribution", "pollinate/trails")
HIDDEN = "Osbert Vangelis <ovg77@harbour.test.org>"
ALIASED = "Petronella Zbigniew <pzb88@harbour.test.org>"


def configure(repo: Repo, ours: dict[str, Any] | None = None, **values: Any) -> None:
    """Write the configuration of a garden with Material."""
    config = {
        "site_name": "Searched",
        "theme": {"name": "material", "font": False},
        "plugins": ["search", {"pollinate/garden": {"look": "garden", **(ours or {})}}, *PLUGINS],
        "markdown_extensions": ["attr_list"],
        **values,
    }
    repo.write("mkdocs.yml", json.dumps(config))
    if not (repo.path / "docs/index.md").exists():
        repo.write("docs/index.md", "# Home\n\nWelcome aboard.\n")


def build(repo: Repo, ours: dict[str, Any] | None = None, *, code: int = 0, **values: Any) -> Built:
    """Build it."""
    env = values.pop("env", None)
    configure(repo, ours, **values)
    repo.commit(ANA)
    return run_engine(repo.path, repo.path / "site", code=code, env=env)


def private_garden(repo: Repo) -> None:
    """Write a garden whose secrets all are words that stand nowhere else."""
    repo.write(
        "docs/people/ovg77.md",
        "---\nname: Osbert Vangelis\nshow: hidden\nask_about: [quokkas]\n---\n",
    )
    repo.write(
        "docs/people/pzb88.md",
        '---\nname: Petronella Zbigniew\nshow: alias\nalias: "Night owl"\n---\n',
    )
    repo.lesson(HIDDEN, "# Ropes\n\nHold the rope.\n", name="ropes")
    repo.lesson(ALIASED, "# Ramps\n\nMind the ramp.\n", name="ramps")
    repo.lesson(ANA, "---\ndraft: true\n---\n# Axolotls\n\nCapybara.\n", name="draft")
    repo.lesson(ANA, "---\nsearch:\n  exclude: true\n---\n# Platypus\n\nWombat.\n", name="out")
    repo.lesson(
        ANA,
        "---\nstatus: withdrawn\nreason: It named a person.\non: 2026-03-02\n---\n# Ocelot\n\nGone.\n",
        name="withdrawn",
    )
    repo.lesson(
        BEA,
        "# Sections\n\nKept words.\n\n## Tapirs { data-search-exclude }\n\nPangolin.\n\n### Deeper\n\nOkapi.\n\n## Shown again\n\nAnchor chain.\n\n"
        "A paragraph of narwhals.\n{ data-search-exclude }\n",
        name="sections",
    )
    repo.write("docs/page.md", "---\nsearch:\n  exclude: true\n---\n# Meerkat\n\nMongoose.\n")
    repo.write("docs/plain.md", "# A plain page\n\nWhere the harbour office is.\n")
    repo.write(
        "docs/notes/n1.md", "---\nabout: lessons/ropes.md\nkind: question\n---\n\nWho cuts it?\n"
    )


def test_nothing_that_is_private_stands_in_any_byte(repo: Repo) -> None:
    """No draft, withdrawn lesson, page or section that is kept out, and no name of somebody who is
    hidden or shown by alias, in words, titles, filters or the words that mend slips.
    """
    private_garden(repo)
    built = build(repo)
    said = everything(built.site)

    for secret in (
        *("osbert", "vangelis", "ovg77", "quokka", "petronella", "zbigniew", "pzb88", "axolotl"),
        *("capybara", "platypus", "wombat", "ocelot", "tapir", "pangolin", "okapi", "narwhal"),
        *("meerkat", "mongoose"),
    ):
        assert secret not in said, secret
    for known in ("anchor chain", "harbour office", "night owl", "who cuts it"):
        assert known in said, known
    assert not [one for one in fragments(built.site) if "out" in one or "withdrawn" in one]


def test_the_sample_garden_tells_of_nobody_private(demo_site: Path) -> None:
    """Neither of whom it hides, nor of its draft."""
    said = everything(demo_site)

    for secret in ("thessaly", "quarringt", "osric", "vandermol", "pier-nine", "log the ice"):
        assert secret not in said, secret
    assert "night owl" in said


def test_what_a_search_knows_of_a_lesson(demo_site: Path) -> None:
    """Its summary, writers, state and successor are told with it; questions and answers are places
    of their own; steppers, doors and bylines are no words of it.
    """
    found = fragments(demo_site)
    old = found["/lessons/keeping-boats-moving/keep-a-spare-list-at-the-gate/"]
    new = found["/lessons/keeping-boats-moving/print-the-boarding-list/"]

    assert "superseded" == old["meta"]["state"]
    assert "Print the boarding list before the queue forms" == old["meta"]["instead"]
    assert "lessons/keeping-boats-moving/print-the-boarding-list/" == old["meta"]["instead_url"]
    assert "By Ana Reyes and Bea Lindqvist" == new["meta"]["byline"]
    assert "Checked in October 2026 by Goran Petrić" in new["meta"]["evidence"]
    assert "evidence" not in old["meta"]
    assert new["meta"]["summary"].startswith("A paper list only helps")
    anchors = {one["id"] for one in new["anchors"]}
    assert {
        "note-2026-09-29-one-sailing-two-boats",
        "note-2026-10-02-a-list-for-each-boat",
    } <= anchors
    for words in (
        "By Ana Reyes",
        "I applied this",
        "Ask a question",
        "Your first night",
        "Planted",
    ):
        assert words not in new["content"], words


def test_anchors_of_an_index_are_on_the_pages(demo_site: Path) -> None:
    """A result leads to a place that is there."""
    for url, said in fragments(demo_site).items():
        page = (demo_site / url.strip("/") / "index.html").read_text(encoding="utf-8")
        for one in said["anchors"]:
            if one["id"] != "pl-narrowed":
                assert f'id="{one["id"]}"' in page, (url, one["id"])


def test_the_same_garden_has_the_same_index(repo: Repo) -> None:
    """Two builds are the same, byte by byte."""
    private_garden(repo)
    sites = []
    for _ in range(2):
        site = build(repo).site
        files = [path for path in sorted((site / "pagefind").rglob("*")) if path.is_file()]
        sites.append({path.relative_to(site): path.read_bytes() for path in files})

    assert sites[0] == sites[1]


def test_words_of_an_author_can_not_steer_the_index(repo: Repo) -> None:
    """What is written as if for the search is text, or nothing."""
    repo.lesson(
        ANA,
        '---\ntitle: "</h1><script>x</script>"\ntags: ["<i>t"]\napplies_when: ["</p><h1>w"]\n---\n'
        'Text <span data-pagefind-weight="10" DATA-PAGEFIND-meta="title">loud</span>.\n'
        "<div data-pagefind-ignore>quiet</div>\n",
    )
    built = build(repo, {"clean": "off"})
    [said] = [one for url, one in fragments(built.site).items() if url == "/lessons/a/"]

    assert "</h1><script>x</script>" == said["meta"]["title"]
    assert "quiet" in said["content"] and "loud" in said["content"]


@pytest.mark.parametrize("short", [True, False])
def test_addresses_are_those_of_the_site(repo: Repo, short: bool) -> None:
    """With directories as addresses, and with files."""
    repo.lesson(ANA, "---\nstatus: superseded\nsuperseded_by: b.md\n---\n# A\n\nText.\n")
    repo.lesson(ANA, "# B\n\nText.\n", name="b")
    built = build(repo, use_directory_urls=short)
    wanted = "/lessons/a/" if short else "/lessons/a.html"

    assert wanted in fragments(built.site)
    target = fragments(built.site)[wanted]["meta"]["instead_url"]
    assert ("lessons/b/" if short else "lessons/b.html") == target
    assert (built.site / target).exists()


HOOK = """\
def on_page_markdown(markdown, page, config, files):
    return markdown.replace("{{ where }}", "the harbour")
"""


def test_a_title_that_a_plugin_makes_is_the_one_that_is_found(repo: Repo) -> None:
    """Whatever the order in which an engine tells: the title is the page's, and the text is still
    the author's alone.
    """
    repo.write("hook.py", HOOK)
    repo.lesson(
        ANA,
        '---\napplies_when: "It rains."\nnot_when: "It snows."\n---\n# Tides for {{ where }}\n\nText.\n',
    )
    built = build(repo, hooks=["hook.py"])
    said = fragments(built.site)["/lessons/a/"]

    assert "Tides for the harbour" == said["meta"]["title"]
    assert 1 == said["content"].count("It rains") == said["content"].count("It snows")
    assert "When it applies" not in said["content"]


def test_material_s_own_search_is_weighed_for_a_garden(repo: Repo) -> None:
    """Situations are among its tags, escaped since Material sets them as HTML, and on the page tags
    are as before; questions are in it, bylines and doors are not; what a site weighs itself stays.
    """
    repo.lesson(
        ANA,
        '---\ntags: [boats]\napplies_when: "<img src=x onerror=alert(1)> rains."\n---\n# A\n\nText.\n',
    )
    repo.write("docs/notes/n1.md", "---\nabout: lessons/a.md\nkind: question\n---\n\nHow wet?\n")
    garden: dict[str, Any] = {"pollinate/garden": {"look": "garden", "search": "material"}}
    built = build(repo, plugins=["search", garden, *PLUGINS])
    index = json.loads(built.read("search/search_index.json"))
    [lesson] = [one for one in index["docs"] if one["location"] == "lessons/a/"]

    assert ["&lt;img src=x onerror=alert(1)&gt; rains.", "boats"] == lesson["tags"]
    assert {"tags": 12.0, "title": 8.0, "text": 1.0} == {
        name: field["boost"] for name, field in index["config"]["fields"].items()
    }
    texts = " ".join(one["text"] for one in index["docs"] if "lessons/a/" in one["location"])
    assert "How wet?" in texts and "By Ana Reyes" not in texts
    assert "onerror" not in built.read("lessons/a/index.html").replace("&lt;img src=x onerror", "")

    own = {"search": {"fields": {"tags": {"boost": 3.0}}}}
    index = json.loads(build(repo, plugins=[own, garden]).read("search/search_index.json"))
    assert 3.0 == index["config"]["fields"]["tags"]["boost"]


FAILING = {
    "killed": "#!/bin/sh\nkill -9 $$\n",
    "failing": "#!/bin/sh\nexit 3\n",
    "silent": "#!/bin/sh\nexit 0\n",
    "half": '#!/bin/sh\nmkdir -p "$4/index"; echo x > "$4/index/a.pf_index"; exit 1\n',
    "no program": "not a program",
}


@pytest.mark.parametrize("how", FAILING)
def test_a_search_that_fails_is_told_once_and_leaves_the_other_one_whole(
    repo: Repo, tmp_path: Path, how: str
) -> None:
    """A child that is killed, fails, says nothing or writes half: one warning, no part of an index,
    a script that leaves Material's box alone, and Material's index.
    """
    program = tmp_path / "pagefind"
    program.write_text(FAILING[how])
    program.chmod(0o755)
    repo.lesson(ANA, "# A\n\nText.\n")
    built = build(repo, env={"PAGEFIND_BINARY_PATH": str(program)})

    [warning] = built.warnings()
    assert "search: " in warning and "Material's own search" in warning
    assert not (built.site / "pagefind").exists()
    script = (built.site / "assets/pollinate-search.js").read_text()
    assert script.startswith("/*") and "\n" == script[script.index("*/") + 2 :]
    assert "Text." in (built.site / "search/search_index.json").read_text()


def test_where_pagefind_is_not_installed(repo: Repo) -> None:
    """A site keeps Material's search without a word; one that asks for Pagefind is told how to get
    it.
    """
    missing = {"PAGEFIND_BINARY_PATH": "/nowhere/pagefind"}
    repo.lesson(ANA, "# A\n\nText.\n")
    built = build(repo, env=missing)
    page = built.read("index.html")

    assert [] == built.warnings()
    assert "pollinate-search.js" not in page and "wasm-unsafe-eval" not in page
    refused = build(repo, {"search": "pagefind"}, env=missing, code=1)
    assert "pip install 'pollinate[search]'" in refused.log


@pytest.mark.parametrize(
    ("ours", "values"),
    [
        ({"search": "material"}, {}),
        ({}, {"theme": "mkdocs"}),
        ({}, {"plugins": [{"pollinate/garden": {"look": "garden"}}]}),
        ({}, {"plugins": ["search", "offline", {"pollinate/garden": {"csp": "off"}}]}),
    ],
)
def test_sites_without_our_search(repo: Repo, ours: dict[str, Any], values: dict[str, Any]) -> None:
    """Who wants Material's, has another theme, no search at all or a site for a disk."""
    repo.lesson(ANA, "# A\n\nText.\n")
    built = build(repo, ours, **values)

    assert [] == built.warnings()
    assert not (built.site / "pagefind").exists()
    assert not (built.site / "assets/pollinate-search.js").exists()
    pages = [path.read_text(encoding="utf-8") for path in built.site.rglob("*.html")]
    assert not [page for page in pages if "wasm-unsafe-eval" in page or "pollinate-search" in page]


def test_a_folder_of_the_sites_own_stays(repo: Repo) -> None:
    """Where a site has a folder `pagefind/` already, it stays, and ours has the next free name."""
    repo.write("docs/pagefind/map.png", b"\x89PNG")
    repo.lesson(ANA, "# A\n\nText.\n")
    built = build(repo)

    own = [path.name for path in (built.site / "pagefind").rglob("*")]
    assert ["map.png"] == own and (built.site / "pagefind-2/pagefind.js").is_file()
    assert 'data-pl-search="pagefind-2/"' in built.read("index.html")
    assert [] == built.warnings()


def test_a_preview_is_nobody_s_to_find(repo: Repo, tmp_path: Path) -> None:
    """A request that is only looked at has no index of ours, nor what an index needs."""
    configure(repo)
    repo.lesson(ANA, "# A\n\nText.\n")
    repo.git("switch", "-q", "-c", "idea")
    repo.lesson(BEA, "# B\n\nText.\n", name="b")
    site = tmp_path / "preview"
    done = pollinate("-C", str(repo.path), "build", "--of", "idea", "--site-dir", str(site))

    assert 0 == done.returncode, done.stderr
    assert (site / "lessons/b/index.html").is_file() and not (site / "pagefind").exists()
    assert "pollinate-search" not in (site / "lessons/b/index.html").read_text()


def test_each_language_has_an_index_of_its_own(repo: Repo) -> None:
    """A site of two languages: one folder at its root, each page of its own language's, words that
    say little in both.
    """
    languages = [
        {"locale": "en", "name": "English", "default": True, "build": True},
        {"locale": "fr", "name": "French", "build": True},
    ]
    i18n = {"i18n": {"docs_structure": "suffix", "languages": languages}}
    repo.write("docs/lessons/moor.md", "# Moor first\n\nA rope.\n")
    repo.write("docs/lessons/moor.fr.md", "# Amarrer\n\nUne corde.\n")
    built = build(repo, plugins=["search", i18n, {"pollinate/garden": {"look": "garden"}}])
    entry = json.loads((built.site / "pagefind/pagefind-entry.json").read_text())
    pages = fragments(built.site)

    assert {"en", "fr"} == set(entry["languages"])
    assert "Amarrer" == pages["/fr/lessons/moor/"]["meta"]["title"]
    assert "Moor first" == pages["/lessons/moor/"]["meta"]["title"]
    for language, word in (("en", "the"), ("fr", "avec")):
        said = json.loads((built.site / f"pagefind/words.{language}.json").read_text())
        assert word in said["stop"]
    page = built.read("fr/lessons/moor/index.html")
    assert 'src="../../../assets/pollinate-search.js"' in page
    assert 'data-pl-search="../../../pagefind/" data-pl-language="fr"' in page


def test_a_writer_s_server_indexes_what_is_quick() -> None:
    """While somebody writes, a large garden keeps Material's search; a build never does."""
    index = SearchIndex(BuildLog())
    index._number = MOST_IN_SERVE + 1
    index._refuse()
    index.started("serve")
    with pytest.raises(ProgramError, match="too many to index at each change"):
        index._refuse()


def test_pagefind_is_there() -> None:
    """The development environment has it: else the tests above would say nothing."""
    assert os.access(find_pagefind(), os.X_OK)
