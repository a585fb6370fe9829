# One pass over the events of a YAML text: values, the line of every key and list entry, and what is
# refused. Why not yaml.compose: events show anchors and stop at the tenth level before anything is
# built or recursed into, and are as fast. Must not know: Markdown, files, what any key means.
"""Read a YAML mapping with line numbers and strict rules."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import yaml

from pollinate.content.scalars import ImpossibleDateError, resolve

KeyPath = tuple[str | int, ...]
"""Where a value stands: `("learned_from", 0, "because")`."""

MAX_DEPTH = 10
MAX_SCALARS = 4_000
_TOO_DEEP = f"the front matter is nested more than {MAX_DEPTH} levels deep"
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_ODD_BREAK = re.compile("[\x85\u2028\u2029]|\r(?!\n)")
_CORE = "tag:yaml.org,2002:"
_CORE_TAGS = frozenset(
    _CORE + name for name in ("str", "int", "float", "bool", "null", "seq", "map", "timestamp")
)
_QUOTE = 'Put the value in double quotes: key: "value: with a colon".'


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong in a YAML text, without its file."""

    line: int
    code: str
    message: str
    cure: str = ""


@dataclass(slots=True, kw_only=True)
class YamlText:
    """What a YAML text says, as far as it could be read."""

    values: Any = None
    lines: dict[KeyPath, int] = field(default_factory=dict)
    raw: dict[KeyPath, str] = field(default_factory=dict)
    """The letters of values that are no text: a title `1.10` must not become 1.1."""
    ends: dict[KeyPath, int] = field(default_factory=dict)
    """The last line of values that do not end where their key or entry begins."""
    findings: list[Finding] = field(default_factory=list)
    broken_at: int = 0
    """The line at which reading stopped; 0 when it came to the end."""


def read_yaml(text: str, first_line: int = 1) -> YamlText:
    """Return what a YAML text says; never raises, whatever the text holds."""
    return _Builder(text, first_line).build()


class _RefusedError(Exception):
    def __init__(self, finding: Finding) -> None:
        self.finding = finding


@dataclass(slots=True)
class _Frame:
    items: Any
    path: KeyPath
    key: str | None = None
    """The key that waits for its value."""
    dropped: bool = False
    """The waiting key is a duplicate: its value goes nowhere."""


class _Builder:
    def __init__(self, text: str, first_line: int) -> None:
        self.text, self.first_line = text, first_line
        self.out = YamlText()
        self.stack: list[_Frame] = []
        self.scalars = self.documents = 0
        self.breaks = (
            [m.start() for m in re.finditer("\n", text)] if _ODD_BREAK.search(text) else None
        )
        self.steps: dict[type, Callable[[Any], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._open_mapping,
            yaml.SequenceStartEvent: self._open_sequence,
            yaml.MappingEndEvent: self._close,
            yaml.SequenceEndEvent: self._close,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }

    def build(self) -> YamlText:
        try:
            self._run()
        except _RefusedError as refused:
            self._stop(refused.finding)
        except yaml.YAMLError as error:
            self._stop(explain(error, self.line, self.text, self.first_line))
        return self.out

    def _run(self) -> None:
        loader = _LOADER(self.text)
        try:
            while True:
                event = loader.get_event()
                step = self.steps.get(type(event))
                if step:
                    step(event)
                elif isinstance(event, yaml.StreamEndEvent):
                    return
        finally:
            loader.dispose()

    def line(self, mark: Any) -> int:
        """Return the physical line of a mark: YAML also breaks lines where git does not."""
        offset = mark.line if self.breaks is None else bisect_right(self.breaks, mark.index - 1)
        return self.first_line + int(offset)

    def _stop(self, finding: Finding) -> None:
        self.out.findings.append(finding)
        self.out.broken_at = max(1, finding.line)
        if isinstance(self.out.values, dict):
            self._drop_half_read(self.stack[0].key if self.stack else None, finding.line)

    def _drop_half_read(self, waiting: str | None, line: int) -> None:
        for key in list(self.out.values):
            if key == waiting or self.out.lines.get((key,), 0) >= line:
                del self.out.values[key]

    def _find(self, line: int, code: str, message: str, cure: str = "") -> None:
        self.out.findings.append(Finding(line, code, message, cure))

    def _document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            raise _RefusedError(
                Finding(
                    self.line(event.start_mark),
                    "front-matter-broken",
                    "a second YAML document begins here",
                    "Remove this line.",
                )
            )

    def _scalar(self, event: Any) -> None:
        self.scalars += 1
        if self.scalars > MAX_SCALARS:
            line = self.line(event.start_mark)
            message = f"the front matter holds more than {MAX_SCALARS:,} keys and values"
            raise _RefusedError(
                Finding(line, "front-matter-large", message, "Move what is text into the text.")
            )
        if event.anchor or event.tag:
            self._check(event)
        frame = self.stack[-1] if self.stack else None
        if frame and isinstance(frame.items, dict) and frame.key is None:
            self._key(frame, event.value, self.line(event.start_mark))
        else:
            value = self._value(event)
            if frame:
                self._end(event)
            self._put(value, event)

    def _end(self, event: Any) -> None:
        path, mark = self._path(), event.end_mark
        last = self.line(mark) - (mark.column == 0)
        if last > self.out.lines.get(path, self.line(event.start_mark)):
            self.out.ends[path] = last

    def _key(self, frame: _Frame, key: str, line: int) -> None:
        frame.key, path = key, (*frame.path, key)
        frame.dropped = key in frame.items
        if frame.dropped:
            first = self.out.lines.get(path, self.first_line)
            self._find(
                line,
                "duplicate-key",
                f"'{_short(key)}' stands here a second time, the first is on line {first}",
                "Keep one.",
            )
        else:
            frame.items[key] = None
            self.out.lines[path] = line

    def _value(self, event: Any) -> Any:
        if event.style or event.tag in ("!", _CORE + "str"):
            return event.value
        try:
            value = resolve(event.value)
        except ImpossibleDateError:
            cure = "Write a day that exists, or put it in double quotes."
            self._find(
                self.line(event.start_mark),
                "impossible-date",
                f"{event.value[:10]} is no day of the calendar",
                cure,
            )
            return None
        if not isinstance(value, str) and value is not None:
            self.out.raw[self._path()] = event.value
        return value

    def _path(self) -> KeyPath:
        if not self.stack:
            return ()
        frame = self.stack[-1]
        return (*frame.path, len(frame.items) if isinstance(frame.items, list) else frame.key or "")

    def _put(self, value: Any, event: Any) -> None:
        if not self.stack:
            self.out.values = value
            return
        frame = self.stack[-1]
        if isinstance(frame.items, list):
            self.out.lines.setdefault(self._path(), self.line(event.start_mark))
            frame.items.append(value)
            return
        if not frame.dropped:
            frame.items[frame.key] = value
        frame.key = None

    def _open_mapping(self, event: Any) -> None:
        self._open({}, event)

    def _open_sequence(self, event: Any) -> None:
        self._open([], event)

    def _open(self, items: Any, event: Any) -> None:
        line = self.line(event.start_mark)
        if len(self.stack) >= MAX_DEPTH:
            raise _RefusedError(Finding(line, "front-matter-deep", _TOO_DEEP, "Write it flatter."))
        frame = self.stack[-1] if self.stack else None
        if frame and isinstance(frame.items, dict) and frame.key is None:
            cure = "Put the text in double quotes; braces and brackets mean something in YAML."
            raise _RefusedError(
                Finding(
                    line, "front-matter-broken", "a list or mapping stands where a key should", cure
                )
            )
        if event.anchor or event.tag:
            self._check(event)
        path = self._path()
        if not frame:
            self.out.values = items
        elif isinstance(frame.items, list):
            self.out.lines.setdefault(path, line)
            frame.items.append(items)
        elif not frame.dropped and frame.key is not None:
            frame.items[frame.key] = items
        self.stack.append(_Frame(items, path))

    def _close(self, event: Any) -> None:
        self.stack.pop()
        if self.stack and isinstance(self.stack[-1].items, dict):
            self.stack[-1].key = None

    def _alias(self, event: Any) -> None:
        self._refuse_anchor(event)
        frame = self.stack[-1] if self.stack else None
        if frame and isinstance(frame.items, dict) and frame.key is None:
            frame.key, frame.dropped = "*", True
        else:
            self._put(None, event)

    def _check(self, event: Any) -> None:
        if event.anchor:
            self._refuse_anchor(event)
        if event.tag and event.tag != "!" and event.tag not in _CORE_TAGS:
            self._find(
                self.line(event.start_mark),
                "yaml-tag",
                f"the YAML tag '{_short(event.tag)}' means nothing here",
                "Remove it.",
            )

    def _refuse_anchor(self, event: Any) -> None:
        # Once per text: a bomb of aliases must not become a bomb of findings.
        if not any(f.code == "yaml-alias" for f in self.out.findings):
            cure = "Write the value out; put a text that begins with & or * in double quotes."
            self._find(
                self.line(event.start_mark),
                "yaml-alias",
                "YAML anchors and aliases (& and *) are not read",
                cure,
            )


def _short(word: str) -> str:
    return word if len(word) <= 40 else word[:39] + "…"


_PLAIN = (
    ("mapping values are not allowed", "a colon stands where YAML expects none", _QUOTE),
    (
        "cannot start any token",
        "a value begins with a sign that YAML keeps for itself (a tab, @, ` or %)",
        "Use spaces to indent and double quotes around the value.",
    ),
    (
        "while scanning a simple key",
        "a line is neither 'key: value' nor an entry of a list",
        "Write 'key: value', or put the whole text in double quotes.",
    ),
    (
        "while scanning a quoted scalar",
        "a quotation mark is opened and never closed",
        "Close it, or use the other kind of quotation mark outside.",
    ),
    (
        "while scanning a double-quoted scalar",
        "a quotation mark or a backslash stands alone inside double quotes",
        'Write \\" for a quotation mark and \\\\ for a backslash.',
    ),
    (
        "unknown escape",
        "a backslash inside double quotes means something to YAML",
        "Write \\\\ for a backslash, or use single quotes.",
    ),
    (
        "while parsing a flow",
        "a list in [ ] or { } is not closed, or holds a text that needs quotes",
        "Write one entry a line, each after '- ' and in double quotes.",
    ),
    (
        "while scanning an a",
        "a value begins with & or *, which YAML keeps for itself",
        "Put the value in double quotes.",
    ),
    (
        "while parsing a block",
        "the indentation does not fit, or a text after a closing quotation mark goes on",
        "Indent all entries alike; put the whole value in one pair of double quotes.",
    ),
    (
        "while scanning a block scalar",
        "the text after | or > is not indented as YAML wants it",
        "Indent it by two spaces, without tabs.",
    ),
    (
        "while scanning a directive",
        "a line begins with %, which YAML keeps for itself",
        "Put the value in double quotes.",
    ),
)


def explain(
    error: yaml.YAMLError, line_of: Callable[[Any], int], text: str, first_line: int
) -> Finding:
    """Return a YAML error in plain words, at the line where somebody would mend it."""
    context, problem = (
        str(getattr(error, "context", "") or ""),
        str(getattr(error, "problem", "") or ""),
    )
    quoted = "quoted scalar" in context and "end of stream" in problem
    mark = getattr(error, "context_mark" if quoted else "problem_mark", None)
    if mark is None:
        return Finding(
            _control_line(text, first_line),
            "front-matter-broken",
            "a control character stands in the front matter",
            "Remove it.",
        )
    if "nesting depth" in problem:
        return Finding(line_of(mark), "front-matter-deep", _TOO_DEEP, "Write it flatter.")
    for sign, message, cure in _PLAIN:
        if sign in problem or sign in context:
            return Finding(line_of(mark), "front-matter-broken", message, cure)
    return Finding(
        line_of(mark),
        "front-matter-broken",
        f"this is no YAML: {problem or context or 'unreadable'}",
        _QUOTE,
    )


def _control_line(text: str, first_line: int) -> int:
    found = re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]", text)
    return first_line + (text.count("\n", 0, found.start()) if found else 0)
