# Requests that attack by front matter, by files of navigation and metadata, by names of people in
# commits. Must not know: how they are built.
"""List payloads in fields."""

from __future__ import annotations

from payloads.payload import (
    ATTACKS,
    FAILS,
    FLOWS,
    OURS,
    OUTSIDE_HOST,
    RUN,
    STUCK,
    Payload,
    has,
    holds,
    lesson,
    loads,
    says,
    script,
    text,
)

ERROR = f"<img src=none onerror={RUN}>"
BREAK = f"</title><script>{RUN}</script>"


def aliases(depth: int, width: int = 9) -> str:
    """Return YAML that is small and stands for `width ** depth` words."""
    first = f"a0: &a0 [{','.join(['x'] * width)}]\n"
    more = (f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * width)}]\n" for n in range(1, depth))
    return first + "".join(more)


FRONT = (
    lesson("title with a script", FLOWS, "Words.", script(), head=f'title: "A {BREAK}"'),
    lesson("title with a picture", FLOWS, "Words.", script(), head=f'title: "A {ERROR}"'),
    lesson("title that is a mapping", ATTACKS, "Words.", script(), head=f'title: {{"{BREAK}": x}}'),
    lesson("title that is a set", ATTACKS, "Words.", script(), head=f'title: !!set {{"{BREAK}"}}'),
    lesson(
        "description that leaves its quotes", ATTACKS, "Words.", script(),
        head=f"description: '\"><script>{RUN}</script>'",
    ),
    lesson(
        "description in binary", ATTACKS, "Words.", script(word="1"),
        head="description: !!binary Ij48c2NyaXB0PnB3bigxKTwvc2NyaXB0Pg==",
    ),
    lesson("author with a script", ATTACKS, "Words.", script(), head=f"author: '\"><script>{RUN}</script>'"),
    lesson("subtitle of a page", ATTACKS, "Words.", script(), head=f'subtitle: "{ERROR}"'),
    lesson("status of a page", ATTACKS, "Words.", script(), head=f"status: '\"></span>{ERROR}'"),
    lesson("tags of a page", OURS, "Words.", script(), head=f'tags: ["{ERROR}"]', base="tags"),
    lesson(
        "template that leads to a script", ATTACKS, "Words.", script(),
        head=f'template: redirect.html\nlocation: "javascript:{RUN}//"',
    ),
    lesson(
        "template that leads to another host", ATTACKS, "Words.", loads(),
        head=f'template: redirect.html\nlocation: "{OUTSIDE_HOST}/@SLUG@"',
    ),
    lesson(
        "template that hides all around it", OURS, "Words.",
        holds("document.querySelector('.md-header') === null"), head="template: sitemap.xml",
    ),
    lesson(
        "search that lifts a page", ATTACKS, "Words.",
        says("7654321", "search/search_index.json"), head="search: {boost: 7654321}", base="search",
    ),
    lesson("template that is nowhere", ATTACKS, "Words.", FAILS, head="template: nowhere.html", alone=True),
    lesson("icon that is nowhere", ATTACKS, "Words.", FAILS, head="icon: nowhere/x", alone=True),
    lesson("parts that are hidden by a number", ATTACKS, "Words.", FAILS, head="hide: 5", alone=True),
    lesson("search that is a word", ATTACKS, "Words.", FAILS, head="search: nope", alone=True, base="search"),
    lesson(
        "words that stand for a billion", ATTACKS, "Words.", STUCK,
        head=f"{aliases(9)}description: *a8", alone=True,
    ),
    lesson(
        "picture of a page for others", OURS, "Words.", script(),
        head=f"title: T\ncanonical_url: x\nlink: x\ndescription: '\" /><svg onload={RUN}>'",
    ),
)  # fmt: skip

NAVIGATION = (
    Payload(
        name="summary of the navigation", source=OURS, base="literate",
        files={"docs/SUMMARY.md": f"* [Home](index.md)\n* [Pay here](javascript:{RUN})\n"},
        proofs=(has("nav a[href^='javascript:']", ""),),
    ),
    Payload(
        name="file of the navigation", source=OURS, base="awesome", alone=True,
        files={"docs/.nav.yml": f"nav:\n  - Home: index.md\n  - Pay here: {OUTSIDE_HOST}/pay\n"},
        proofs=(has(f"nav a[href^='{OUTSIDE_HOST}']", ""),),
    ),
    Payload(
        name="folder with a script for a name", source=ATTACKS, base="awesome",
        files={f"docs/lessons/{ERROR}/a.md": "# A\n"}, proofs=(script(""),),
    ),
    Payload(
        name="metadata of a folder", source=OURS, base="meta",
        files={"docs/lessons/@SLUG@/.meta.yml": f'title: "A {BREAK}"\n',
               "docs/lessons/@SLUG@/a.md": "Words without a title.\n"},
        proofs=(script(),),
    ),
    Payload(
        name="metadata of a folder with a template", source=OURS, base="meta",
        files={"docs/lessons/@SLUG@/.meta.yml":
               f'template: redirect.html\nlocation: "javascript:{RUN}//"\n',
               "docs/lessons/@SLUG@/a.md": "# A\n"},
        proofs=(script(),),
    ),
    Payload(
        name="authors of a blog", source=OURS, base="blog",
        files={"docs/blog/.authors.yml":
               f"authors:\n  mal:\n    name: \"{ERROR}\"\n    description: x\n    avatar: x.png\n",
               "docs/blog/posts/a.md":
               "---\ndate: 2026-01-01\nauthors: [mal]\nslug: a\n---\n# A post\n\nWords.\n"},
        proofs=(script("blog/2026/01/01/a/"),),
    ),
    Payload(
        name="category of a blog", source=OURS, base="blog",
        files={"docs/blog/posts/b.md":
               f"---\ndate: 2026-01-02\ncategories: [\"{ERROR}\"]\nslug: b\n---\n# B post\n\nWords.\n"},
        proofs=(script("blog/category/"),),
    ),
)  # fmt: skip

NAMES = (
    Payload(
        name="address of an author", source=FLOWS, base="authors",
        author=f'Mal <x" onmouseover="{RUN}" y=">', files={"docs/lessons/@SLUG@/a.md": text("Words.")},
        proofs=(script(),), alone=True,
    ),
    Payload(
        name="address in the mailmap", source=OURS, base="authors", alone=True,
        files={".mailmap": f'Mal <x" onmouseover="{RUN}" y="> <ana@harbour.test.org>\n'},
        proofs=(script(""),),
    ),
)  # fmt: skip
PAYLOADS = (*FRONT, *NAVIGATION, *NAMES)
