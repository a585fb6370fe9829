# Requests that would publish what is not content: by links, submodules, snippets, includes,
# embedded pictures, macros. Must not know: how they are built.
"""List payloads that publish what lies elsewhere."""

from __future__ import annotations

import subprocess
from pathlib import Path

from payloads.payload import (
    ASKED,
    ATTACKS,
    ELSEWHERE,
    FLOWS,
    JINJA,
    OURS,
    PAGE,
    PRIVATE,
    RAN,
    SETTINGS,
    STUCK,
    TOKEN,
    Payload,
    lesson,
    says,
)

BELOW = "lessons/@SLUG@"


def submodule(repository: Path) -> None:
    """Stage a submodule."""
    top = repository.parent / "elsewhere" / "other"
    sha = subprocess.run(
        ["git", "-C", str(top), "rev-parse", "HEAD"], capture_output=True, text=True, check=True
    ).stdout.strip()
    entry = f"160000,{sha},docs/lessons/sub"
    subprocess.run(
        ["git", "-C", str(repository), "update-index", "--add", "--cacheinfo", entry], check=True
    )
    (repository / "docs/lessons/sub").mkdir(parents=True, exist_ok=True)


def docs_elsewhere(repository: Path) -> None:
    """Stage a link in the place of docs."""
    subprocess.run(["git", "-C", str(repository), "rm", "-rqf", "docs"], check=True)
    (repository / "docs").symlink_to("private")


LINKS = (
    Payload(
        name="link to a text outside", source=FLOWS,
        links={"docs/@SLUG@.txt": "@ELSEWHERE@/plan.md"},
        proofs=(says(ELSEWHERE, "@SLUG@.txt"),),
    ),
    Payload(
        name="link to a page outside", source=FLOWS, links={PAGE: "@ELSEWHERE@/plan.md"},
        proofs=(says(ELSEWHERE),),
    ),
    Payload(
        name="link to a page of the repository", source=FLOWS,
        links={PAGE: "../../../private/notes.md"}, proofs=(says(PRIVATE),),
    ),
    Payload(
        name="link named like a picture", source=OURS,
        links={"docs/lessons/@SLUG@/photo.png": "../../../private/notes.md"},
        proofs=(says(PRIVATE, f"{BELOW}/photo.png"),),
    ),
    Payload(
        name="link to a folder outside", source=ATTACKS, links={"docs/lessons/@SLUG@": "@ELSEWHERE@"},
        proofs=(says(ELSEWHERE, f"{BELOW}/plan/index.html"),),
    ),
    Payload(
        name="link to a folder of the repository", source=OURS,
        links={"docs/lessons/@SLUG@": "../../private"},
        proofs=(says(PRIVATE, f"{BELOW}/notes/index.html"),),
    ),
    Payload(
        name="link by way of a link", source=OURS,
        links={"docs/@SLUG@.txt": "step", "docs/step": "../private/notes.md"},
        proofs=(says(PRIVATE, "@SLUG@.txt"),),
    ),
    Payload(
        name="link to the settings of git", source=OURS, links={"docs/@SLUG@.txt": "../.git/config"},
        proofs=(says(SETTINGS, "@SLUG@.txt"),),
    ),
    Payload(
        name="link to the variables of the process", source=ATTACKS,
        links={PAGE: "/proc/self/environ"}, proofs=(says(TOKEN),), cold=True,
    ),
    Payload(
        name="link in the place of docs", source=OURS, alone=True, odd=docs_elsewhere,
        proofs=(says(PRIVATE, "notes/index.html"),), whole=True,
    ),
    Payload(
        name="link in the place of the home page", source=OURS, alone=True,
        links={"docs/index.md": "../private/notes.md"}, proofs=(says(PRIVATE, "index.html"),),
    ),
    Payload(
        name="links in a circle", source=ATTACKS, alone=True, proofs=(STUCK,),
        links={"docs/lessons/a": ".", "docs/lessons/b": "."},
    ),
    Payload(
        name="link to a device without an end", source=ATTACKS, alone=True, proofs=(STUCK,),
        links={PAGE: "/dev/zero"},
    ),
    Payload(
        name="submodule", source="issue 11", odd=submodule,
        files={".gitmodules":
               '[submodule "s"]\n\tpath = docs/lessons/sub\n\turl = @ELSEWHERE@/other\n'},
        proofs=(says(ELSEWHERE, "lessons/sub/plan/index.html"),), alone=True,
    ),
)  # fmt: skip

NOTES = '"private/notes.md"'
SNIPPETS = tuple(
    lesson(
        f"snippet {name}", source, words, says(what), base="snippets",
        files={"docs/step.md": f"--8<-- {NOTES}\n"} if "step.md" in words else {},
    )
    for name, source, what, words in (
        ("of the settings of git", FLOWS, SETTINGS, '--8<-- ".git/config"'),
        ("of a file of the repository", FLOWS, PRIVATE, f"--8<-- {NOTES}"),
        ("with one dash", OURS, PRIVATE, f"-8<- {NOTES}"),
        ("with many dashes", OURS, PRIVATE, f"------8<------ {NOTES}"),
        ("in single quotes", OURS, PRIVATE, "--8<-- 'private/notes.md'"),
        ("as a block", OURS, PRIVATE, "--8<--\nprivate/notes.md\n--8<--"),
        ("as a block of two", OURS, PRIVATE, "--8<--\nindex.md\n\nprivate/notes.md\n--8<--"),
        ("with lines", OURS, PRIVATE, '--8<-- "private/notes.md:1:3"'),
        ("with lines from the end", OURS, PRIVATE, '--8<-- "private/notes.md:-3:"'),
        ("with ranges", OURS, PRIVATE, '--8<-- "private/notes.md:1:1,2:3"'),
        ("with a section", OURS, PRIVATE, '--8<-- "private/notes.md:part"'),
        ("in code", OURS, PRIVATE, f"``` yaml\n--8<-- {NOTES}\n```"),
        ("in a list", OURS, PRIVATE, f"- a\n\n    --8<-- {NOTES}"),
        ("in an admonition", OURS, PRIVATE, f"!!! note\n    --8<-- {NOTES}"),
        ("in a comment", OURS, PRIVATE, f"<!--\n--8<-- {NOTES}\n-->"),
        ("in raw HTML", OURS, PRIVATE, f"<div>\n--8<-- {NOTES}\n</div>"),
        ("with a dot", OURS, PRIVATE, '--8<-- "./docs/../private/notes.md"'),
        ("by way of a page", OURS, PRIVATE, '--8<-- "docs/step.md"'),
    )
)  # fmt: skip

INCLUDED = (
    lesson(
        "snippet of another host", FLOWS, '--8<-- "@HOST@/@SLUG@"', ASKED, base="download"
    ),
    lesson(
        "snippet of another host as a block", OURS, "--8<--\n@HOST@/@SLUG@\n--8<--", ASKED,
        base="download",
    ),
    Payload(
        name="words that are appended to all pages", source=OURS, base="appended",
        files={"docs/includes/words.md": '--8<-- "private/notes.md"\n'},
        proofs=(says(PRIVATE, "index.html"),),
    ),
    lesson(
        "include of a file of the repository", OURS, '{% include "../../../private/notes.md" %}',
        says(PRIVATE), base="includes",
    ),
    lesson(
        "include of Markdown of the repository", OURS,
        '{% include-markdown "../../../private/notes.md" %}', says(PRIVATE), base="includes",
    ),
    lesson(
        "include of a whole path", OURS, '{% include "@ELSEWHERE@/plan.md" %}', says(ELSEWHERE),
        base="includes",
    ),
    lesson(
        "include by a pattern", OURS, '{% include "../../../private/*.md" %}', says(PRIVATE),
        base="includes",
    ),
    lesson(
        "include of another host", OURS, '{% include "@HOST@/@SLUG@" %}', ASKED, base="includes"
    ),
    lesson(
        "picture embedded from elsewhere", OURS, "![x](private/photo.png)",
        says("Q0FOQVJZLXByaXZhdGU"), base="pictures",
    ),
    lesson("macros that run a command", FLOWS, JINJA, RAN, base="macros"),
    lesson(
        "macros that include a file", OURS, "{% include 'private/notes.md' %}", says(PRIVATE),
        base="macros",
    ),
    lesson(
        "macros that print the settings", OURS, "{{ config.extra.password }}", says(PRIVATE),
        base="macros",
    ),
    lesson(
        "macros in the title", OURS, "Words.", RAN, base="macros", head=f'title: "{JINJA}"',
    ),
    lesson(
        "macros that count without an end", OURS,
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        STUCK, base="macros", alone=True,
    ),
    lesson(
        "fence that runs", OURS, '``` python exec="on"\n' + "open('@RAN@/@SLUG@', 'w').close()\n```",
        RAN, base="exec",
    ),
    lesson(
        "fence that prints a secret", OURS,
        '``` python exec="1"\nprint(open("private/notes.md").read())\n```', says(PRIVATE),
        base="exec",
    ),
    lesson("picture for the privacy plugin", FLOWS, "![x](@HOST@/@SLUG@.png)", ASKED, base="privacy"),
    lesson(
        "style for the privacy plugin", OURS, '<link rel="stylesheet" href="@HOST@/@SLUG@.css">',
        ASKED, base="privacy",
    ),
    lesson(
        "script for the privacy plugin", OURS, '<script src="@HOST@/@SLUG@.js"></script>', ASKED,
        base="privacy",
    ),
    lesson(
        "picture in code for the privacy plugin", OURS,
        "<pre><img src='@HOST@/@SLUG@.png'></pre>", ASKED, base="privacy",
    ),
)  # fmt: skip
PAYLOADS = (*LINKS, *SNIPPETS, *INCLUDED)
