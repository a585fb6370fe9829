# A garden in which every text that a person can give is an attempt to become markup, script or
# another field. With `harmless`, the same garden with plain words: what elements our own templates
# make.
"""Plant hostile texts."""

from __future__ import annotations

import json

from pollinate.history.trailers import read_contacts

from support.repo import Repo, lines

PAYLOADS = (
    "Zed<script>alert(1)</script>",
    "Zed<img src=x onerror=alert(1)>",
    'Zed"><svg onload=alert(1)>',
    "Zed'onmouseover='alert(1)",
    "Zed[x](javascript:alert(1))",
    "Zed & Co &lt;b&gt; &#60;",
    "Zed {{ 7*7 }} {% raw %}",
    "Zed\u202egnp.exe",
    "Zed|pipe|x",
    "Zed <a href=javascript:alert(1)>y</a>",
    "Zed ]]><!--",
    "Zéd 😀 عربي",
)
HARMLESS = tuple(
    f"Zed word {name}"
    for name in [
        "alder",
        "birch",
        "cedar",
        "daisy",
        "elder",
        "fern",
        "ginkgo",
        "hazel",
        "iris",
        "juniper",
        "kale",
        "larch",
    ]
)
"""Names that differ by more than a figure: figures tell nobody apart."""


def quoted(text: str) -> str:
    """Return a text as YAML in double quotes."""
    return json.dumps(text, ensure_ascii=False)


def file_name(text: str) -> str:
    """Return a text as a file may be called."""
    return text.replace("/", "_")


def author_name(text: str) -> str:
    """Return a text as git keeps it in an author's name: without angle brackets, which end it."""
    return text.replace("<", "").replace(">", "")


def writer(number: int, word: str) -> str:
    """Return the author's name of a text; where the hostile one differs from its co-author's, so
    does the harmless one.
    """
    return (
        author_name(word)
        if word not in HARMLESS or author_name(PAYLOADS[number]) == PAYLOADS[number]
        else f"{word} writer"
    )


def lesson_text(number: int, word: str) -> str:
    """Return a lesson every field of which is one text."""
    value = quoted(word)
    before = f"  - lesson: p{number - 1}.md\n    because: {value}\n" if number else ""
    return (
        f"---\ntitle: {value}\nsummary: {value}\ntags: [{value}]\nlevel: newcomer\nlicense:"
        f" {value}\naliases: [{value}]\napplies_when:\n  - {value}\nnot_when:\n  - {value}\nstage:"
        f" budding\nreason: {value}\nlearned_from:\n{before}  - lesson: {quoted(word + '.md')}\n  -"
        f" source: {value}\n    url: {quoted('javascript:alert(1)//' + word)}\n    because:"
        f" {value}\n  - source: {quoted(word + ' two')}\n    url:"
        f" {quoted('https://books.test.org/?' + word.replace(' ', '+'))}\n    because: {value}\n  -"
        f" person: {value}\n    because: {value}\n  - page: ../../gatherings/g{number}.md\n   "
        f" because: {value}\ncredit:\n  - person: {value}\n    role:"
        f" helper\n---\n\n{lines(f'row {number}', f'line {number}', f'word {number}')}"
    )


def plant(repo: Repo, *, harmless: bool = False) -> Repo:
    """Fill a repository."""
    repo.write("docs/index.md", "# Home\n\n<!-- pollinate: home -->\n")
    crowd = "\n".join(f"Helped-by: Zed Helper {n}" for n in range(40))
    repo.commit(message=f"Start\n\n{crowd}", docs__lessons__crowd=f"# Crowd\n\n{lines('crowd')}")
    for number, word in enumerate(HARMLESS if harmless else PAYLOADS):
        who = f"{writer(number, word)} <p{number}@harbour.test.org>"
        repo.write(
            f"docs/gatherings/g{number}.md",
            f"---\ntitle: {quoted(word)}\ndate: 2026-01-01\nkind: {quoted(word)}\npeople:"
            f" [{quoted(word)}]\n---\n\nWe met.\n",
        )
        repo.write(
            f"docs/lessons/{file_name(word)}/{file_name(word)}.md",
            f"---\ntitle: {quoted(word)}\nsummary:"
            f" {quoted(word)}\n---\n\n{lines(f'other {number}')}",
        )
        # A value that is no name credits nobody; its harmless twin is to do the same.
        is_name = bool(read_contacts(f"{PAYLOADS[number]} <a@harbour.test.org>"))
        named = word if is_name or not harmless else "https://no.name"
        trailer = (
            f"Co-authored-by: {named} C <co{number}@harbour.test.org>\nReviewed-by: {named} R"
            f" <re{number}@harbour.test.org>\nHelped-by: {named} H"
        )
        repo.commit(
            who,
            f"{word}\n\n{trailer}",
            **{f"docs__lessons__t__p{number}": lesson_text(number, word)},
        )
    for number, word in enumerate(HARMLESS if harmless else PAYLOADS):
        value = quoted(word)
        profile = (
            f"---\nname: {quoted(word + ' profile')}\ngit: [{quoted(writer(number, word))}]\nteam:"
            f" {value}\nask_about: [{value}]\nkeeps: [lessons/t]\nalias:"
            f" {value}\n---\n\n{word}\n\n{word}\n"
        )
        repo.write(
            f"docs/people/q{number}.md",
            profile if number % 2 else profile.replace("alias:", "show: alias\nalias:"),
        )
    repo.commit(message="Profiles")
    return repo
