# Splits a file into front matter and text, and reads the front matter. python-frontmatter does the
# splitting, with a handler of ours: alone it drops line numbers, strips the text, takes YAML 1.1 at
# its word, and stumbles over keys such as `content`.
# Must not know: which keys a lesson has (schema.py).
"""Read the front matter of a Markdown file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import frontmatter
from frontmatter.default_handlers import BaseHandler

from pollinate.content.scalars import ImpossibleDateError, resolve
from pollinate.content.yamltext import Finding, KeyPath, YamlText, read_yaml
from pollinate.model.diagnostics import Diagnostic, Severity
from pollinate.paths import RepoPath

MAX_BYTES = 100_000
_OPEN = re.compile(r"---[ \t]*\r?\n")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$\n?", re.MULTILINE)
_FIRST_LINE = re.compile(r"(?:[ \t\r]*(?:#.*)?\n)*(.*)")
_KEY = re.compile(r"[ \t]*(?:\{\s*)?(?:\"[^\"\n]+\"|'[^'\n]+'|[\w.-]+)[ \t]*:(?:\s|$)")
_SIMPLE = re.compile(r"^([A-Za-z_][\w-]*):[ \t]+([^\s\[\]{}|>&*!#].*)$", re.MULTILINE)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What stands above the text of a file, and the text."""

    values: dict[str, Any]
    lines: Mapping[KeyPath, int]
    """Physical line, from 1, of every key and list entry: `("learned_from", 0)`."""
    body: str
    """With `\\n` for `\\r\\n`."""
    body_line: int
    """Physical line, from 1, at which the body begins."""
    diagnostics: tuple[Diagnostic, ...] = ()
    raw: Mapping[KeyPath, str] = field(default_factory=dict)
    """The letters of values that are no text."""
    ends: Mapping[KeyPath, int] = field(default_factory=dict)
    """The last line of values that do not end where they begin."""
    broken: bool = False
    """Something could not be read: what is in doubt is not shown."""
    opened: str = ""
    """What stands where front matter would, as it was typed, where it can't be read."""

    def line(self, *path: str | int) -> int:
        """Return the line of a key or entry, or of the nearest thing around it."""
        for end in range(len(path), 0, -1):
            if path[:end] in self.lines:
                return self.lines[path[:end]]
        return 1


class GardenHandler(BaseHandler):
    """Split and load one text as a garden does, and keep what python-frontmatter drops: places, and
    the text as it stands.
    """

    FM_BOUNDARY = _CLOSE
    START_DELIMITER = END_DELIMITER = "---"

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self.fm = ""
        self.body = text
        self.read = YamlText()

    def detect(self, text: str) -> bool:
        """Say whether a text opens with front matter that is closed and not a mere rule."""
        return _bounds(text) is not None

    def split(self, text: str) -> tuple[str, str]:
        """Return front matter and text, both as they stand; what is handed in has lost its blanks
        at both ends, so we go by our own.
        """
        bounds = _bounds(self._text)
        if bounds is None:
            raise ValueError("no front matter")
        self.fm, self.body = self._text[bounds[0] : bounds[1]], self._text[bounds[2] :]
        return self.fm, self.body

    def load(self, fm: str) -> dict[str, Any]:
        """Return the values of a front matter."""
        self.read = _load(fm)
        return self.read.values if isinstance(self.read.values, dict) else {}


def read_front_matter(data: bytes, path: RepoPath) -> FrontMatter:
    """Return the front matter and text of a file; never raises, whatever the bytes are."""
    text, findings = _decode(data)
    if not text.startswith("---"):
        return FrontMatter(
            values={}, lines={}, body=text, body_line=1, diagnostics=_diagnostics(path, findings)
        )
    handler = GardenHandler(text)
    if not handler.detect(text):
        return _without(text, path, findings)
    values, _ = frontmatter.parse(text, handler=handler)
    out, body = handler.read, handler.body
    if out.values is not None and not isinstance(out.values, dict):
        return FrontMatter(
            values={}, lines={}, body=text, body_line=1, diagnostics=_diagnostics(path, findings)
        )
    if out.broken_at:
        values = {**salvage(handler.fm), **values}
    body_line = text.count("\n", 0, len(text) - len(body)) + 1
    diagnostics = _diagnostics(path, [*findings, *out.findings])
    return FrontMatter(
        values=values,
        lines=out.lines,
        body=body,
        body_line=body_line,
        diagnostics=diagnostics,
        raw=out.raw,
        ends=out.ends,
        broken=bool(out.broken_at),
        opened=handler.fm[:MAX_BYTES] if out.broken_at else "",
    )


def salvage(fm: str) -> dict[str, Any]:
    """Return the plain `key: value` lines of a front matter that cannot be read as a whole.

    A draft or a hidden person must stay so, whatever else is wrong in the file.
    """
    values: dict[str, Any] = {}
    for found in _SIMPLE.finditer(fm[:MAX_BYTES]):
        word = found[2].strip()
        quoted = len(word) > 1 and word[0] == word[-1] and word[0] in "\"'"
        if word[0] in "\"'" and not quoted:
            continue
        try:
            value = word[1:-1] if quoted else resolve(re.sub(r"(?<!\s)\s++#.*", "", word))
        except ImpossibleDateError:
            continue
        values.setdefault(found[1], value)
    return values


def _load(fm: str) -> YamlText:
    if len(fm) > MAX_BYTES or len(fm.encode()) > MAX_BYTES:
        message = f"the front matter is larger than {MAX_BYTES // 1000} KB"
        cure = "Move what is text below the second '---'."
        return YamlText(
            values={}, findings=[Finding(1, "front-matter-large", message, cure)], broken_at=1
        )
    return read_yaml(fm, 2)


def _without(text: str, path: RepoPath, findings: list[Finding]) -> FrontMatter:
    """Return a text that opens with `---` and is all body: a rule, or front matter that is never
    closed.
    """
    opened = _OPEN.match(text)
    if not opened or not _looks_like_keys(text[opened.end() : opened.end() + MAX_BYTES]):
        return FrontMatter(
            values={}, lines={}, body=text, body_line=1, diagnostics=_diagnostics(path, findings)
        )
    cure = "Put a line '---' after the last key."
    findings.append(
        Finding(
            1, "front-matter-open", "the front matter is opened by '---' and never closed", cure
        )
    )
    values = salvage(text[opened.end() :])
    return FrontMatter(
        values=values,
        lines={},
        body=text,
        body_line=1,
        diagnostics=_diagnostics(path, findings),
        raw={},
        broken=True,
        opened=text[opened.end() : opened.end() + MAX_BYTES],
    )


def _bounds(text: str) -> tuple[int, int, int] | None:
    opened = _OPEN.match(text)
    closed = _CLOSE.search(text, opened.end()) if opened else None
    if not opened or not closed:
        return None
    fm = text[opened.end() : closed.start()]
    return (
        (opened.end(), closed.start(), closed.end())
        if _is_empty(fm) or _looks_like_keys(fm)
        else None
    )


def _is_empty(fm: str) -> bool:
    return not _FIRST_LINE.match(fm + "\n")[1].strip()  # type: ignore[index]


def _looks_like_keys(fm: str) -> bool:
    found = _FIRST_LINE.match(fm)
    return bool(found and _KEY.match(found[1]))


def _decode(data: bytes) -> tuple[str, list[Finding]]:
    findings = []
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        name = "UTF-16" if data.startswith(_UTF16) else "another encoding"
        findings.append(
            Finding(
                line,
                "not-utf8",
                f"the file is not UTF-8 (it looks like {name})",
                "Save it as UTF-8.",
            )
        )
        text = data.decode("utf-8-sig", errors="replace")
    return (text.replace("\r\n", "\n") if "\r" in text else text), findings


def _diagnostics(path: RepoPath, findings: list[Finding]) -> tuple[Diagnostic, ...]:
    return tuple(
        Diagnostic(
            path=path,
            line=f.line,
            code=f.code,
            message=f.message,
            cure=f.cure,
            severity=Severity.ERROR,
        )
        for f in findings
    )
