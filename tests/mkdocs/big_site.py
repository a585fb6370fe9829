# A site as it stands before anybody thinks of a garden: 800 pages, an explicit navigation, tags, a
# blog, redirects, macros, and a `people/` folder with pages of its own. Must not know: what adding
# pollinate does to it.
"""Write a large ordinary site."""

from __future__ import annotations

import json
from pathlib import Path

from support.repo import ANA, BEA, CY, MOD, Repo

PAGES, FOLDERS, POSTS = 800, 20, 10
OURS = ("garden", "attribution", "acknowledgements", "learned-from")
AUTHORS = (ANA, BEA, CY, MOD)


def _page(number: int) -> str:
    """Return one page: every third has tags, every fifth a macro, all a link to another page."""
    front = f"---\ntags: [t{number % 7}, all]\n---\n" if number % 3 == 0 else ""
    macro = "\nThe site is {{ config.site_name }}.\n" if number % 5 == 0 else ""
    other = (number * 7 + 3) % PAGES
    link = f"[another](../{folder(other)}/p{other:03}.md)"
    return (
        f"{front}# Page {number}\n\nPage {number} of the site says something of its own. See"
        f" {link}.\n{macro}\n## More\n\nMore.\n"
    )


def folder(number: int) -> str:
    """Return the folder of a page."""
    return f"part{number % FOLDERS:02}"


def configuration(*, explicit: bool, ours: bool) -> dict[str, object]:
    """Return the site's configuration: with its own `nav`, or with awesome-nav; with or without our
    plugins.
    """
    redirects = {"old/start.md": "part01/p001.md", "old/team.md": "people/ana.md"}
    plugins: list[object] = [
        "search",
        "tags",
        {"blog": {"blog_dir": "blog"}},
        {"redirects": {"redirect_maps": redirects}},
        "macros",
        *([] if explicit else ["awesome-nav"]),
    ]
    if ours:
        plugins += [
            {"pollinate/garden": {"lessons": ["part*/**/*.md"]}},
            *(f"pollinate/{name}" for name in OURS[1:]),
        ]
    made: dict[str, object] = {
        "site_name": "Large",
        "site_url": "https://large.test.org/docs/",
        "repo_url": "https://forge.test.org/large/docs",
        "theme": {"name": "material", "features": ["navigation.prune"], "font": False},
        "plugins": plugins,
        "markdown_extensions": ["admonition"],
    }
    if explicit:
        parts: list[object] = [
            {f"Part {n}": [f"{folder(k)}/p{k:03}.md" for k in range(n, PAGES, FOLDERS)]}
            for n in range(FOLDERS)
        ]
        people = {"People": ["people/index.md", "people/ana.md", "people/bea.md"]}
        made["nav"] = [
            {"Start": "index.md"},
            *parts,
            people,
            {"Tags": "tags.md"},
            {"Blog": ["blog/index.md"]},
        ]
    return made


def configure(root: Path, *, explicit: bool, ours: bool) -> None:
    """Write `mkdocs.yml` (JSON is YAML)."""
    (root / "mkdocs.yml").write_text(
        json.dumps(configuration(explicit=explicit, ours=ours)), encoding="utf-8"
    )


def write_site(root: Path) -> None:
    """Write the site with a history of a few authors."""
    repo = Repo(root)
    repo.write(
        "docs/index.md", "# Large\n\nStart [here](part01/p001.md), or meet [us](people/index.md).\n"
    )
    repo.write("docs/tags.md", "# Tags\n\n<!-- material/tags -->\n")
    repo.write(
        "docs/people/index.md",
        "# Our people\n\nThis page was here first.\n\n- [Ana](ana.md)\n- [Bea](bea.md)\n",
    )
    repo.write("docs/people/ana.md", "# Ana\n\nAna keeps the boats.\n")
    repo.write("docs/people/bea.md", "---\ntitle: Bea, who prints\n---\n\nBea prints the lists.\n")
    repo.write("docs/blog/index.md", "# Blog\n")
    for number in range(POSTS):
        date = f"2026-0{number % 9 + 1}-11"
        text = (
            f"---\ndate: {date}\n---\n\n# Post {number}\n\nAnd [a"
            " page](../../part01/p001.md).\n\n<!-- more -->\n\nRest.\n"
        )
        repo.write(f"docs/blog/posts/post{number}.md", text)
    repo.write("docs/part00/.nav.yml", "title: The first part\n")
    configure(root, explicit=True, ours=False)
    repo.commit(ANA, "Start")
    for start, who in zip(range(0, PAGES, PAGES // 4), AUTHORS, strict=True):
        for number in range(start, start + PAGES // 4):
            repo.write(f"docs/{folder(number)}/p{number:03}.md", _page(number))
        repo.commit(who, f"Write {start}")
    for number in range(0, PAGES, 10):
        repo.write(f"docs/{folder(number)}/p{number:03}.md", _page(number) + "\nOne more line.\n")
    repo.commit(CY, "Add a line to each tenth")
