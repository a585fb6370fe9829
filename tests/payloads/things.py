# Requests that attack by files that are no pages, by names of files, by size. Must not know: how
# they are built.
"""List payloads that are files."""

from __future__ import annotations

import struct
import subprocess
import zlib
from pathlib import Path

import material
from payloads.payload import (
    ATTACKS,
    FLOWS,
    OURS,
    OUTSIDE_HOST,
    RUN,
    STUCK,
    Live,
    Payload,
    Proof,
    holds,
    lesson,
    says,
    script,
)

SCRIPT = f"<script>{RUN}</script>"
SVG = f'<svg xmlns="http://www.w3.org/2000/svg"><script>{RUN}</script></svg>'
BELOW = "docs/lessons/@SLUG@"
_THEME = Path(material.__file__).parent / "templates"
BUNDLE = next(_THEME.glob("assets/javascripts/bundle.*.js")).relative_to(_THEME).as_posix()
"""The script that the theme loads on each page."""


def png(width: int, height: int) -> bytes:
    """Return a picture of one colour, by its true format: a few bytes a line."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    line = b"\0" * (1 + width // 8)
    packer = zlib.compressobj(9)
    lines = b"".join(packer.compress(line) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", lines) + chunk(b"IEND", b"")


def many(repository: Path) -> None:
    """Stage sixty thousand files of one text."""
    git = ["git", "-C", str(repository)]
    sha = (
        subprocess.run(
            [*git, "hash-object", "-w", "--stdin"],
            input=b"# A\n\nWords.\n",
            capture_output=True,
            check=True,
        )
        .stdout.decode()
        .strip()
    )
    listing = "".join(f"100644 {sha} 0\tdocs/lessons/many/n{n}.txt\n" for n in range(60_000))
    subprocess.run([*git, "update-index", "--index-info"], input=listing.encode(), check=True)


def huge(repository: Path) -> None:
    """Write a lesson of forty megabytes."""
    path = repository / "docs/lessons/huge/a.md"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"# A\n\n" + b"Words *and* words. " * 2_000_000)


def twins(repository: Path) -> None:
    """Write two lessons whose names differ in case alone."""
    for name in ("twins/Twin.md", "twins/twin.md"):
        path = repository / "docs/lessons" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"# {name}\n")


def executable(repository: Path) -> None:
    """Write a lesson that may be run."""
    path = repository / "docs/lessons/mode/a.md"
    path.parent.mkdir(parents=True)
    path.write_text("#!/bin/sh\n# A\n")
    path.chmod(0o755)


def published(
    name: str,
    source: str,
    path: str,
    data: str | bytes,
    at: str = "",
    what: str = "",
    **more: object,
) -> Payload:
    """Return a payload that is a file in docs which nobody may publish."""
    proof = says(what, at or path.removeprefix("docs/"))
    return Payload(name=name, source=source, files={path: data}, proofs=(proof,), **more)  # type: ignore[arg-type]


FILES = (
    Payload(
        name="page of HTML", source=ATTACKS, files={f"{BELOW}/x.html": SCRIPT},
        proofs=(script("lessons/@SLUG@/x.html"),),
    ),
    Payload(
        name="page of XHTML", source=OURS,
        files={f"{BELOW}/x.xhtml": f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{SCRIPT}</body></html>'},
        proofs=(script("lessons/@SLUG@/x.xhtml"),),
    ),
    Payload(
        name="page of HTML in upper case", source=OURS, files={f"{BELOW}/X.HTML": SCRIPT},
        proofs=(script("lessons/@SLUG@/X.HTML"),),
    ),
    Payload(
        name="drawing with a script", source=ATTACKS, files={f"{BELOW}/x.svg": SVG},
        proofs=(script("lessons/@SLUG@/x.svg"),),
    ),
    Payload(
        name="drawing with a handler", source=OURS,
        files={f"{BELOW}/x.svg": f'<svg xmlns="http://www.w3.org/2000/svg" onload="{RUN}"/>'},
        proofs=(script("lessons/@SLUG@/x.svg"),),
    ),
    Payload(
        name="drawing with a page in it", source=OURS,
        files={f"{BELOW}/x.svg": '<svg xmlns="http://www.w3.org/2000/svg"><foreignObject>'
               f'<body xmlns="http://www.w3.org/1999/xhtml">{SCRIPT}</body></foreignObject></svg>'},
        proofs=(script("lessons/@SLUG@/x.svg"),),
    ),
    Payload(
        name="drawing with a page in an entity", source=OURS,
        files={f"{BELOW}/x.svg": f'<!DOCTYPE svg [<!ENTITY e "<script>{RUN}</script>">]>'
               '<svg xmlns="http://www.w3.org/2000/svg">&e;</svg>'},
        proofs=(script("lessons/@SLUG@/x.svg"),),
    ),
    Payload(
        name="drawing that asks another host", source=OURS,
        files={f"{BELOW}/x.svg": '<svg xmlns="http://www.w3.org/2000/svg">'
               f'<image href="{OUTSIDE_HOST}/@SLUG@.png" width="9" height="9"/></svg>'},
        proofs=(Proof(Live.LOADS, "lessons/@SLUG@/x.svg", OUTSIDE_HOST),),
    ),
    Payload(
        name="file of XML with a style", source=OURS,
        files={f"{BELOW}/x.xml": '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">'
               f"<script>{RUN}</script></html>"},
        proofs=(script("lessons/@SLUG@/x.xml"),),
    ),
    Payload(
        name="page in the place of another", source=ATTACKS,
        files={"docs/lessons/kept/index.md": "# Mal was here\n"}, alone=True, whole=True,
        proofs=(says("Mal was here", "lessons/kept/index.html"),),
    ),
    Payload(
        name="script of the theme, replaced", source=ATTACKS, alone=True,
        files={f"docs/{BUNDLE}": RUN}, proofs=(script(""),),
    ),
    published("script in docs", ATTACKS, f"{BELOW}/x.js", RUN),
    published("module of scripts in docs", OURS, f"{BELOW}/x.mjs", RUN),
    published("style in docs", OURS, f"{BELOW}/x.css", "p { display: none }"),
    published("program for browsers in docs", OURS, f"{BELOW}/x.wasm", b"\0asm\1\0\0\0"),
    published("program for a machine in docs", OURS, f"{BELOW}/setup.exe", b"MZ\x90"),
    published("application in docs", OURS, f"{BELOW}/x.hta", SCRIPT),
    published("archive in docs", OURS, f"{BELOW}/x.zip", b"PK\5\6" + b"\0" * 18),
    published("worker of the whole site", OURS, "docs/sw.js", "self.onfetch = () => 1"),
    published("name of the site's host", OURS, "docs/CNAME", "outside.invalid\n"),
    published("redirects of a host", OURS, "docs/_redirects", f"/* {OUTSIDE_HOST}/:splat 301\n"),
    published("headers of a host", OURS, "docs/_headers", "/*\n  Content-Security-Policy: *\n"),
    published("functions of a host", OURS, "docs/_worker.js", "export default {}"),
    published("settings of a server", OURS, "docs/web.config", "<configuration/>"),
    published("wishes to crawlers", OURS, "docs/robots.txt", "User-agent: *\nDisallow: /lessons/\n", what="Disallow: /lessons/"),
    published("data of the garden", OURS, "docs/garden.json", '{"by": "Mal"}', what='"by": "Mal"'),
    published("template in docs", OURS, f"{BELOW}/x.j2", "x"),
    published("code in docs", OURS, f"{BELOW}/x.py", "x = 1"),
    published("page in a picture's name", OURS, f"{BELOW}/photo.png", f"<html>{SCRIPT}</html>"),
    published(
        "picture that is a script too", OURS, f"{BELOW}/both.gif", f"GIF89a/*{'x' * 30}*/=1;{RUN}"
    ),
    published(
        "picture with a page behind it", OURS, f"{BELOW}/both.png", png(8, 8) + SCRIPT.encode()
    ),
    published("document that is a page", OURS, f"{BELOW}/x.pdf", f"<html>{SCRIPT}</html>"),
    Payload(
        name="picture that fills the memory", source="issue 11",
        files={f"{BELOW}/bomb.png": png(22_000, 22_000),
               f"{BELOW}/a.md": "# A\n\n![A bomb](bomb.png)\n"},
        proofs=(holds("(document.querySelector('article img') || {}).naturalWidth > 20000"),),
    ),
)  # fmt: skip

PATHS = (
    Payload(
        name="name that is a tag", source=ATTACKS, proofs=(script(""),),
        files={f"docs/lessons/t/<img src=none onerror={RUN}>.md": "Just words.\n"},
    ),
    Payload(
        name="name that leaves the button for changes", source=ATTACKS, base="edit",
        files={f'docs/lessons/t/x" tabindex=1 autofocus onfocus="{RUN}" y=".md': "# S\n"},
        proofs=(script(f'lessons/t/x" tabindex=1 autofocus onfocus="{RUN}" y="/'),),
    ),
    *(
        published(f"name {name}", source, f"docs/lessons/@SLUG@/{file}.md", "# A\n\nWords.\n",
                  f"lessons/@SLUG@/{file}/index.html")
        for name, source, file in (
            ("that is an option of git", "issue 11", "--output=x"),
            ("that is a short option", OURS, "-rf"),
            ("that Windows keeps for itself", FLOWS, "con"),
            ("that Windows keeps with an ending", OURS, "aux.notes"),
            ("with a colon", OURS, "a:b"),
            ("with a backslash", OURS, "a\\b"),
            ("of a folder that ends in a dot", OURS, "a./b"),
            ("that turns its direction", FLOWS, "a\u202egnp"),
            ("with a sign of no width", OURS, "a\u200bb"),
            ("with a sign of control", FLOWS, "a\x1b[31mred"),
            ("with a line break", ATTACKS, "a\n::error ::x"),
        )
    ),
    Payload(
        name="names that differ in case", source=FLOWS, odd=twins, alone=True,
        proofs=(says("", "lessons/twins/twin/index.html"),),
    ),
    Payload(
        name="page that may be run", source=FLOWS, odd=executable, alone=True,
        proofs=(says("", "lessons/mode/a/index.html"),),
    ),
)  # fmt: skip

SIZES = (
    lesson("thousands of brackets", FLOWS, "[" * 16_000, STUCK, alone=True),
    lesson("thousands of half links", ATTACKS, "[a](" * 12_000, STUCK, alone=True),
    lesson("thousands of half tags", ATTACKS, "<a " * 60_000, STUCK, alone=True),
    Payload(name="many files", source="issue 11", odd=many, alone=True, whole=True, proofs=(STUCK,)),
    Payload(name="huge file", source="issue 11", odd=huge, alone=True, whole=True, proofs=(STUCK,)),
)  # fmt: skip
PAYLOADS = (*FILES, *PATHS, *SIZES)
