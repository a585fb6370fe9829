# Which files of the folders that contributors write are published beside their pages: those whose
# endings no browser runs, and of SVG what is only a picture. Why an allowlist: a page or a script
# under the site's own address can do all that the site can. Must not know: MkDocs.
"""Tell which files may be published."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection

from pollinate.content.safe_page import is_plain_page
from pollinate.content.safe_svg import svg_problem


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ENDINGS = _words(
    ".md .markdown .png .jpg .jpeg .jpe .gif .webp .avif .bmp .ico .tif .tiff .pdf"
    " .mp3 .ogg .oga .ogv .opus .wav .flac .m4a .mp4 .m4v .webm .mov .vtt .srt"
    " .txt .csv .tsv .json .jsonl .yaml .yml .toml .ini .conf .cfg .log .diff .patch .ipynb"
    " .docx .xlsx .pptx .odt .ods .odp .doc .xls .ppt .epub .zip .gz .tgz .tar .xz .bz2 .7z"
    " .drawio .excalidraw .mmd .puml .plantuml .dot .bib .sql .py .sh .rb .go .rs .java .kt .c .h"
    " .cpp .cs .ts .tsx .jsx .swift .tf .proto .graphql .ps1 .bat .ics .vcf .woff .woff2 .ttf"
    " .otf"
)


def publish_problem(path: str, read: Callable[[], bytes], more: Collection[str]) -> str:
    """Return why a contributed file is not published; empty for one that is."""
    name = posixpath.basename(path)
    ending = posixpath.splitext(name)[1].lower()
    if ending in ENDINGS or ending in _endings(more):
        return ""
    if ending in (".html", ".htm"):
        return (
            "" if is_plain_page(read()) else "of HTML only plain pages and redirects are published"
        )
    if ending == ".svg":
        problem = svg_problem(read())
        return f"of SVG only pictures are published, and {problem}" if problem else ""
    return f"files that end in {ending} are not published" if ending else "it has no ending"


def _endings(more: Collection[str]) -> set[str]:
    return {f".{one.lower().lstrip('*').lstrip('.')}" for one in more}
